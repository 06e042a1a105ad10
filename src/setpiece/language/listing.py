"""Lists of the members of a group: "one orange and one brown", "one of wood and the other of steel"."""

from setpiece.language.lexemes import Lexeme
from setpiece.language.phrases import HEADS

TELLING = ("color", "material", "size", "shade")  # what members differ by
LEADS = ("one", "another", "the other", "the second", "the third", "the last")
STUFF = ("of", "made of")  # "one of wood"


def members_at(lexemes: list[Lexeme], i: int) -> tuple[int, tuple[tuple[int, ...], ...]] | None:
    """Return where a list of members that starts at lexeme ``i`` ends, and what tells how each is; None: no list."""
    each: list[tuple[int, ...]] = []
    at = i
    while (told := _member(lexemes, at, first=not each)) is not None:
        each.append(told[0])
        at = told[1]
    if len(each) < 2 or (at < len(lexemes) and not lexemes[at].gap and lexemes[at].has(*HEADS)):
        return None
    return at, tuple(each)


def _member(lexemes: list[Lexeme], i: int, *, first: bool) -> tuple[tuple[int, ...], int] | None:
    """Return the lexemes that tell how one member is, and the index after it."""
    if not first and i < len(lexemes) and lexemes[i].key == "and":
        i += 1
    words = [lexeme.key for lexeme in lexemes[i : i + 2]]
    lead = next((n for n in (2, 1) if " ".join(words[:n]) in LEADS), 0)
    if not lead or (first and words[0] != "one"):
        return None
    i += lead
    i += i < len(lexemes) and lexemes[i].key in STUFF
    end = i
    while end < len(lexemes) and not (lexemes[end].gap and end > i) and lexemes[end].has(*TELLING):
        end += 1
    return (tuple(range(i, end)), end) if end > i else None
