"""Splits a prompt into words and joins them into lexemes: the longest phrases the lexicon knows.

A word is a run of letters, digits and marks, with apostrophes inside; figures keep their point, units their slash.
Symbols that are no punctuation (an emoji) are words too. Everything else is a gap, of which only the strongest
punctuation is kept: "" none, "," soft, ";" hard.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import category

from setpiece.language.vocabulary import Lexicon, Sense, normal

JOINERS = "'’"
SOFT, HARD = ',()[]{}"“”«»|–—', ".;:!?…\n。、！？；："
FIGURE = re.compile(r"(\d+(?:[.,]\d+)?)([a-zA-Z°]*)(?:/([a-zA-Z]+))?$")
F_NUMBER = re.compile(r"[fF]/?(\d+(?:\.\d+)?)$")
SINGLE = ("a", "an", "one", "another", "each", "every")  # who is one, so that the name after them is no plural


@dataclass(frozen=True)
class Word:
    """One word, its place in the prompt, and the strongest punctuation since the word before."""

    start: int
    end: int
    text: str
    gap: str
    hyphen: bool = False  # joined to the word before


@dataclass(frozen=True)
class Lexeme:
    """A word or fixed phrase with its senses; ``value`` and ``unit`` where it is a figure."""

    start: int
    end: int
    text: str
    key: str
    gap: str
    senses: Mapping[str, Sense]
    hyphen: bool = False

    def has(self, *kinds: str) -> bool:
        """Tell whether any of these kinds of sense is there."""
        return any(kind in self.senses for kind in kinds)


def words(prompt: str) -> list[Word]:
    """Return the words of a prompt in order."""
    found: list[Word] = []
    i, gap, last_end = 0, "", 0
    while i < len(prompt):
        if not _in_word(prompt[i]):
            gap = _stronger(gap, prompt[i])
            i += 1
            continue
        end = _word_end(prompt, i)
        hyphen = bool(found) and i - last_end == 1 and prompt[last_end] in "-‐‑"
        found.append(Word(i, end, prompt[i:end], gap, hyphen))
        i, gap, last_end = end, "", end
    return found


def _in_word(character: str) -> bool:
    return category(character)[0] in "LNM" or category(character) == "So" or character == "&"


def _word_end(prompt: str, i: int) -> int:
    """Return where the word that starts at ``i`` ends."""
    if category(prompt[i]) == "So" or prompt[i] == "&":
        return i + 1
    digits = prompt[i].isdigit()
    j = i + 1
    while j < len(prompt):
        following = prompt[j + 1] if j + 1 < len(prompt) else " "
        letter = category(prompt[j])[0] in "LNM"
        inside = prompt[j] in JOINERS and following.isalpha()
        point = prompt[j] in ".," and following.isdigit() and prompt[j - 1].isdigit()
        slash = prompt[j] == "/" and _slashed(prompt[i:j], prompt[j + 1 : j + 3])
        degree = digits and prompt[j] == "°"
        if not (letter or inside or point or slash or degree):
            break
        j += 1
    return j


def _slashed(before: str, after: str) -> bool:
    """Tell whether a slash belongs to a word: "m/s", "km/h", "f/2.8"."""
    unit = before.lower().lstrip("0123456789.,")
    return (unit == "f" and after[:1].isdigit()) or (unit in ("m", "cm", "km") and after[:1].lower() in ("s", "h"))


def _stronger(gap: str, character: str) -> str:
    if character in HARD:
        return ";"
    return "," if character in SOFT and gap != ";" else gap


def lexemes(prompt: str, known: Lexicon) -> list[Lexeme]:
    """Return the prompt's words, joined into the longest phrases that are known."""
    parts = words(prompt)
    found: list[Lexeme] = []
    i = 0
    while i < len(parts):
        count, key, senses = _longest(parts, i, known)
        start, end = parts[i].start, parts[i + count - 1].end
        found.append(Lexeme(start, end, prompt[start:end], key, parts[i].gap, senses, parts[i].hyphen))
        i += count
    return found


def _longest(parts: list[Word], i: int, known: Lexicon) -> tuple[int, str, Mapping[str, Sense]]:
    first = normal(parts[i].text)
    most = known.longest.get(first, 1)
    count = 1
    while count < most and i + count < len(parts) and not parts[i + count].gap:
        count += 1
    for n in range(count, 0, -1):
        key = " ".join(normal(part.text) for part in parts[i : i + n])
        if key in known.senses and not (n > 1 and (_is_path(parts, i, n, known) or _is_clause(parts, i, n, known))):
            return n, key, known.senses[key]
    return 1, first, _figure(first, known) or _possessive(first, known)


def _is_path(parts: list[Word], i: int, n: int, known: Lexicon) -> bool:
    """Tell whether the last word of a phrasal verb is a preposition of its own: "falls over the edge"."""
    key = " ".join(normal(part.text) for part in parts[i : i + n])
    verb = known.senses[key].get("verb")
    if verb is None or not _noun_starts(parts, i + n, known):
        return False
    suffered = i > 0 and known.senses.get(normal(parts[i - 1].text), {}).get("aux", {}).get("role") == "be"
    own = "prep" in known.senses.get(normal(parts[i + n - 1].text), {})
    return bool(verb.get("loose")) or (suffered and own and "participle" in verb["forms"])


def _is_clause(parts: list[Word], i: int, n: int, known: Lexicon) -> bool:
    """Tell whether the last word of a plural name is what one thing does: "a bus stops" speaks of no bus stops."""
    *names, last = (normal(part.text) for part in parts[i : i + n])
    many = known.senses[" ".join((*names, last))].get("noun", {}).get("plural", False)
    does = "third" in known.senses.get(last, {}).get("verb", {}).get("forms", ())
    one = "noun" in known.senses.get(" ".join(names), {})
    before = [normal(part.text) for part in parts[max(0, i - 3) : i]]
    return many and does and one and "of" not in before and any(word in SINGLE for word in before)


def _noun_starts(parts: list[Word], i: int, known: Lexicon) -> bool:
    """Tell whether a noun phrase starts at word ``i``: "over" in "falls over the edge" then belongs to it."""
    if i >= len(parts) or parts[i].gap:
        return False
    senses = known.senses.get(normal(parts[i].text), {})
    return not senses.keys().isdisjoint(
        ("det", "number", "pronoun", "noun", "surface", "material", "color", "size", "quality")
    )


def _figure(word: str, known: Lexicon) -> Mapping[str, Sense]:
    """Return the senses of "12", "2.5", "50mm", "3m/s", "f/2.8"."""
    if aperture := F_NUMBER.match(word):
        return {"shot": {"field": "f_number", "value": float(aperture[1])}}
    match = FIGURE.match(word)
    if not match:
        return {}
    value = (
        float(match[1].replace(",", "."))
        if not re.fullmatch(r"\d+,\d{3}", match[1])
        else float(match[1].replace(",", ""))
    )
    unit = (match[2] + ("/" + match[3] if match[3] else "")).lower()
    if not unit:
        return {"number": {"value": value, "digits": True}}
    sense = known.senses.get(unit, {}).get("unit")
    return (
        {}
        if sense is None
        else {"measure": {"value": value * sense["factor"], "dimension": sense["dimension"], "unit": unit}}
    )


def _possessive(word: str, known: Lexicon) -> Mapping[str, Sense]:
    """Return the senses of "ball's": the noun's, marked as an owner."""
    if not word.endswith(("'s", "s'")):
        return {}
    senses = known.senses.get(word[:-2], {}) or known.senses.get(word[:-1], {})
    return {
        kind: {**value, "owner": True}
        for kind, value in senses.items()
        if kind in ("noun", "surface", "kind", "camera")
    }
