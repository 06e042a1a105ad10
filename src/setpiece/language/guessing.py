"""Guesses, made only when they are asked for: the known word that an unknown one is nearest to.

Nearest by spelling ("loudsspeaker"), as the end of a compound ("snowglobe" is a globe), or as a word by which the
catalogue describes a thing ("flagstaff", if some thing's description says so). A guess is always said.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from setpiece.assets.catalogue import THINGS
from setpiece.language.lexemes import Lexeme
from setpiece.language.vocabulary import Lexicon, Sense

SHORT, LONG = 4, 7  # letters: below SHORT nothing is guessed; from LONG on two slips of spelling are taken
TAIL = 3  # letters of a known noun at the end of a compound, at least


def guessed(parts: list[Lexeme], known: Lexicon) -> tuple[list[Lexeme], dict[int, str]]:
    """Return the lexemes with senses guessed for those that have none, and by index the word that each is taken for."""
    found: dict[int, str] = {}
    parts = list(parts)
    for i, lexeme in enumerate(parts):
        if lexeme.senses or not lexeme.key.isascii() or not lexeme.key.isalpha() or len(lexeme.key) < SHORT:
            continue
        word, senses = nearest(lexeme.key, known)
        if word:
            found[i] = word
            parts[i] = replace(lexeme, senses=senses)
    return parts, found


def nearest(word: str, known: Lexicon) -> tuple[str, Mapping[str, Sense]]:
    """Return the known word that is nearest to an unknown one with its senses, or nothing."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 1 if len(word) < LONG else 2
    alike = process.extractOne(word, _spellings(known), scorer=OSA.distance, score_cutoff=slips)
    if alike:
        return alike[0], known.senses[alike[0]]
    for cut in range(1, len(word) - TAIL + 1):
        senses = known.senses.get(word[cut:], {})
        if "noun" in senses:
            return word[cut:], {"noun": senses["noun"]}
    for key, thing in THINGS.items():
        if word in _words(thing.description):
            return key, {"noun": known.senses[key.replace("_", " ")]["noun"]}
    return "", {}


def _words(text: str) -> list[str]:
    return "".join(c if c.isalpha() else " " for c in text.lower()).split()


@cache
def _spell(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if " " not in word and len(word) >= SHORT)


def _spellings(known: Lexicon) -> tuple[str, ...]:
    return _spell(tuple(known.senses))
