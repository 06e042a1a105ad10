"""Composes error messages: the place, what was expected, what was got, and the mend."""

from collections.abc import Iterable
from difflib import get_close_matches


class InputError(ValueError):
    """What the user gave cannot be used. ``messages`` has a line per mistake, each fit to print as it is."""

    def __init__(self, *messages: str) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


def expected(place: str, constraint: str, got: object, fix: str = "") -> str:
    """Return one line in the house form, ``<place>: expected <constraint>, got <got>. <fix>``."""
    line = f"{place}: expected {constraint}, got {shorten(got)}."
    return f"{line} {fix}" if fix else line


def shorten(value: object, limit: int = 60) -> str:
    """Return ``repr(value)`` on one line, cut to ``limit`` characters."""
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``Did you mean 'x'?`` for the known word nearest in spelling, or an empty string."""
    near = get_close_matches(word[:80], sorted(known), n=1, cutoff=0.7)
    return f"Did you mean '{near[0]}'?" if near else ""
