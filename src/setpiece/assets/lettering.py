"""Letters and figures as strokes, of which signs, labels and number plates are made. Lengths in a letter's height."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

PITCH = 1.0  # from one letter to the next on a fascia
BOLD = 0.075  # half as thick as its strokes are
LETTERS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {  # strokes in a box 0.6 wide and 1 high
    "A": (((0, 0), (0.3, 1), (0.6, 0)), ((0.12, 0.38), (0.48, 0.38))),
    "B": (
        ((0, 0), (0, 1), (0.42, 1), (0.54, 0.76), (0.42, 0.53), (0, 0.53)),
        ((0.42, 0.53), (0.6, 0.27), (0.45, 0), (0, 0)),
    ),
    "C": (((0.6, 0.82), (0.42, 1), (0.18, 1), (0, 0.75), (0, 0.25), (0.18, 0), (0.42, 0), (0.6, 0.18)),),
    "E": (((0.56, 1), (0, 1), (0, 0), (0.56, 0)), ((0, 0.52), (0.45, 0.52))),
    "F": (((0.56, 1), (0, 1), (0, 0)), ((0, 0.52), (0.45, 0.52))),
    "H": (((0, 0), (0, 1)), ((0.6, 0), (0.6, 1)), ((0, 0.52), (0.6, 0.52))),
    "I": (((0.3, 0), (0.3, 1)),),
    "K": (((0, 0), (0, 1)), ((0.58, 1), (0, 0.45)), ((0.2, 0.63), (0.6, 0))),
    "L": (((0, 1), (0, 0), (0.54, 0)),),
    "N": (((0, 0), (0, 1), (0.6, 0), (0.6, 1)),),
    "O": (((0.2, 1), (0, 0.75), (0, 0.25), (0.2, 0), (0.4, 0), (0.6, 0.25), (0.6, 0.75), (0.4, 1), (0.2, 1)),),
    "R": (((0, 0), (0, 1), (0.42, 1), (0.58, 0.76), (0.42, 0.5), (0, 0.5)), ((0.3, 0.5), (0.6, 0))),
    "S": (
        (
            (0.57, 0.84), (0.4, 1), (0.17, 1), (0.02, 0.8), (0.12, 0.58), (0.48, 0.44), (0.59, 0.22), (0.42, 0),
            (0.17, 0), (0, 0.17),
        ),
    ),
    "T": (((0, 1), (0.6, 1)), ((0.3, 1), (0.3, 0))),
    "U": (((0, 1), (0, 0.22), (0.17, 0), (0.43, 0), (0.6, 0.22), (0.6, 1)),),
    "W": (((0, 1), (0.15, 0), (0.3, 0.7), (0.45, 0), (0.6, 1)),),
    "Y": (((0, 1), (0.3, 0.5), (0.6, 1)), ((0.3, 0.5), (0.3, 0))),
    "D": (((0, 0), (0, 1), (0.36, 1), (0.6, 0.75), (0.6, 0.25), (0.36, 0), (0, 0)),),
    "G": (((0.58, 0.84), (0.42, 1), (0.18, 1), (0, 0.75), (0, 0.25), (0.18, 0), (0.44, 0), (0.6, 0.2),
        (0.6, 0.45), (0.34, 0.45)),),
    "J": (((0.5, 1), (0.5, 0.22), (0.34, 0), (0.14, 0), (0, 0.2)),),
    "M": (((0, 0), (0, 1), (0.3, 0.4), (0.6, 1), (0.6, 0)),),
    "P": (((0, 0), (0, 1), (0.42, 1), (0.58, 0.76), (0.42, 0.5), (0, 0.5)),),
    "V": (((0, 1), (0.3, 0), (0.6, 1)),),
    "X": (((0, 0), (0.6, 1)), ((0, 1), (0.6, 0))),
    "Z": (((0, 1), (0.6, 1), (0, 0), (0.6, 0)),),
    "0": (((0.2, 1), (0.04, 0.75), (0.04, 0.25), (0.2, 0), (0.4, 0), (0.56, 0.25), (0.56, 0.75), (0.4, 1),
        (0.2, 1)),),
    "1": (((0.12, 0.78), (0.34, 1), (0.34, 0)),),
    "2": (((0.04, 0.78), (0.18, 1), (0.42, 1), (0.56, 0.78), (0.5, 0.52), (0.04, 0), (0.58, 0)),),
    "3": (((0.04, 0.86), (0.18, 1), (0.42, 1), (0.55, 0.77), (0.42, 0.54), (0.22, 0.54)), ((0.42, 0.54),
        (0.58, 0.27), (0.42, 0), (0.16, 0), (0.02, 0.16))),
    "4": (((0.44, 0), (0.44, 1), (0.02, 0.28), (0.6, 0.28)),),
    "5": (((0.54, 1), (0.1, 1), (0.06, 0.54), (0.36, 0.6), (0.56, 0.42), (0.56, 0.2), (0.38, 0), (0.16, 0),
        (0.02, 0.14)),),
    "6": (((0.52, 0.86), (0.38, 1), (0.2, 1), (0.04, 0.7), (0.04, 0.25), (0.2, 0), (0.4, 0), (0.57, 0.2),
        (0.57, 0.36), (0.4, 0.56), (0.2, 0.56), (0.04, 0.36)),),
    "7": (((0.02, 1), (0.58, 1), (0.22, 0)),),
    "8": (((0.2, 0.54), (0.06, 0.77), (0.2, 1), (0.4, 1), (0.54, 0.77), (0.4, 0.54), (0.2, 0.54), (0.03, 0.27),
        (0.18, 0), (0.42, 0), (0.57, 0.27), (0.4, 0.54)),),
    "9": (((0.08, 0.14), (0.22, 0), (0.4, 0), (0.56, 0.3), (0.56, 0.75), (0.4, 1), (0.2, 1), (0.03, 0.8),
        (0.03, 0.64), (0.2, 0.44), (0.4, 0.44), (0.56, 0.64)),),
    " ": (),
}  # fmt: skip


def written(text: str, size: float, *, pitch: float = PITCH) -> list[list[tuple[float, float]]]:
    """Return the strokes (across, up; m) of a line of text in letters ``size`` m high, around 0 and up from 0."""
    start = -0.5 * size * (pitch * (len(text) - 1) + 0.6)
    return [
        [(start + size * (pitch * k + x), size * z) for x, z in stroke]
        for k, letter in enumerate(text)
        for stroke in LETTERS[letter]
    ]


def bars(word: str, size: float, half: float, *, pitch: float = PITCH) -> list[NDArray[np.float64]]:
    """Return bars (4, 2) along the strokes of a word, counter-clockwise, from x = 0 on the line y = 0.

    Args:
        word: Capitals, figures and blanks.
        size: How high letters are (m).
        half: How thick half a stroke is (m); each bar is as much longer at both ends.
        pitch: From one letter to the next, of its height.
    """
    found = []
    for k, letter in enumerate(word):
        for stroke in LETTERS[letter]:
            way = np.array(stroke, float) * size + [pitch * size * k, 0.0]
            found += [_bar(a, b, half) for a, b in pairwise(way)]
    return found


def _bar(a: NDArray[np.float64], b: NDArray[np.float64], half: float) -> NDArray[np.float64]:
    """Return the corners of a bar from a to b, as much longer at both ends as it is half wide."""
    along = (b - a) / np.linalg.norm(b - a)
    across = np.array([along[1], -along[0]]) * half
    a, b = a - along * half, b + along * half
    return np.array([a + across, b + across, b - across, a - across])
