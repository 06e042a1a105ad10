"""What is written on the command line into values: sizes, frame rates, lengths, prompts. No heavy import here."""

import math
import re
import sys
from fractions import Fraction
from pathlib import Path

from setpiece.errors import InputError, expected

SIZES = {"width": (16, 7680), "height": (16, 4320)}
LONGEST_SECONDS = 36000.0
QUALITIES = ("draft", "standard", "final")


def parse_size(text: str) -> tuple[int, int]:
    """Return width and height in pixels of a text such as ``640x360``."""
    match = re.fullmatch(r"\s*(\d{1,9})\s*[x×X*]\s*(\d{1,9})\s*", text)
    if not match:
        raise InputError(expected("--size", "WIDTHxHEIGHT in pixels", text, "Write for example 640x360."))
    sizes = dict(zip(SIZES, map(int, match.groups()), strict=True))
    nearest = {name: min(max(size + size % 2, SIZES[name][0]), SIZES[name][1]) for name, size in sizes.items()}
    if nearest != sizes:
        constraint = "even numbers from 16x16 to 7680x4320"
        fix = "The nearest is {width}x{height}.".format(**nearest)
        raise InputError(expected("--size", constraint, text, fix))
    return sizes["width"], sizes["height"]


def parse_fps(text: str) -> Fraction:
    """Return a frame rate: 24, 23.976 (which means 24000/1001) or 30000/1001."""
    from setpiece.clock import FRAME_RATES

    try:
        value = Fraction(text.strip()) if len(text) < 20 else None
    except (ValueError, ZeroDivisionError):
        value = None
    if value is not None and value > 0:
        for rate in FRAME_RATES:
            if abs(value - rate) < Fraction(1, 500):
                return rate
    rates = ", ".join(f"{float(rate):.5g}" for rate in sorted(FRAME_RATES))
    nearest = min(FRAME_RATES, key=lambda rate: abs(rate - value)) if value is not None else Fraction(24)
    raise InputError(expected("--fps", f"one of {rates}", text, f"Write for example {float(nearest):.5g}."))


def parse_seconds(text: str | None, place: str = "--seconds") -> float | None:
    """Return a length of film in seconds; None stays None."""
    if text is None:
        return None
    value = parse_number(text, place)
    if not 0 < value <= LONGEST_SECONDS:
        raise InputError(expected(place, f"more than 0 and at most {LONGEST_SECONDS:g} seconds", text))
    return value


def parse_number(text: str, place: str) -> float:
    """Return a finite number."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(expected(place, "a number", text, "Write for example 5."))
    return value


def parse_seed(text: str) -> int:
    """Return a seed: a whole number from 0."""
    if not re.fullmatch(r"\d{1,19}", text.strip()) or int(text) >= 2**63:
        raise InputError(expected("--seed", "a whole number from 0 to 2^63 - 1", text))
    return int(text)


def parse_choice(text: str, choices: tuple[str, ...], place: str) -> str:
    """Return one of ``choices``."""
    from setpiece.errors import did_you_mean

    if text not in choices:
        raise InputError(expected(place, "one of " + ", ".join(choices), text, did_you_mean(text, choices)))
    return text


def read_source(text: str) -> str | Path | bytes:
    """Return what is to be filmed: a prompt, the path of a world document, or such a document's bytes from stdin."""
    if text == "-":
        data = sys.stdin.buffer.read()
        if data.lstrip()[:1] == b"{":
            return data
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            raise InputError(
                f"standard input: expected UTF-8 text, got a wrong byte at offset {error.start}."
            ) from error
    elif text.lower().endswith(".json") and "\n" not in text and len(text) < 4096:
        return Path(text)
    return checked_prompt(text)


def checked_prompt(text: str) -> str:
    """Return a prompt without the spaces around it."""
    prompt = text.strip()
    if not prompt:
        raise InputError("prompt: expected a sentence, got nothing. Write for example 'A red ball rolls off a table.'")
    try:
        prompt.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"prompt: expected UTF-8 text, got a wrong byte at character {error.start}.") from error
    return prompt
