"""Regular English inflection: the plural of a noun and the five forms of a verb, with a table for the rest."""

from collections.abc import Iterator, Mapping, Sequence

VOWELS = "aeiou"
SIBILANTS = ("s", "x", "z", "ch", "sh")


def plural(noun: str, irregular: Mapping[str, str]) -> str:
    """Return the plural of a singular noun; of a phrase, its last word's ("wine glass", "wine glasses")."""
    head, blank, last = noun.rpartition(" ")
    return head + blank + (irregular.get(last) or _with_s(last))


def _with_s(word: str) -> str:
    if word.endswith(SIBILANTS):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def verb_forms(base: str, irregular: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield (form, name) of a verb or phrasal verb; names are base, third, past, participle, gerund.

    Only the first word of a phrase is inflected: "come to rest", "came to rest".
    """
    first, blank, rest = base.partition(" ")
    past, participle, *gerund = irregular.get(first, (_past(first),) * 2)
    forms = {
        "base": first,
        "third": "does" if first == "do" else _go_third(first),
        "past": past,
        "participle": participle,
        "gerund": gerund[0] if gerund else _gerund(first),
    }
    for name, form in forms.items():
        yield form + blank + rest, name


def _go_third(word: str) -> str:
    return word + "es" if word.endswith("o") else _with_s(word)


def _past(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _gerund(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "ye", "oe")):
        return word[:-1] + "ing"
    return _doubled(word) + "ing"


def _doubled(word: str) -> str:
    """Double the last consonant of a short stressed syllable: drop, dropp(ed). Longer words are not stressed there."""
    syllables = sum(1 for a, b in zip(" " + word, word, strict=False) if b in VOWELS and a not in VOWELS)
    closed = len(word) > 2 and word[-1] not in VOWELS + "wxy" and word[-2] in VOWELS and word[-3] not in VOWELS
    quiet_u = len(word) > 3 and word[-3] == "u" and word[-4] == "q"
    return word + word[-1] if (closed or quiet_u) and syllables == 1 else word
