"""Decks that give way under what they carry: the bending moment of the forces on one, against what its beams bear.

A beam on supports bends at a section s by M(s) = sum F_i (s - x_i) over the forces on one side of it, its own weight
among them (Euler and Bernoulli); it breaks where the stress of its outer fibre, M / W with the section modulus W,
reaches the strength. Forces are the mean over a sample interval of what the solver's contacts gave: a beam does not
feel what is over within a hundredth of a second. Both sides are told as the force (N) at the middle of the span that
bends as much, F = 4 M / L.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def bending(place: Array, force: Array, weight: float, half: float) -> tuple[float, int]:
    """Return the greatest moment (N m) of a beam, and which of its loads is nearest to it.

    Args:
        place: (n,) m along the beam from its middle.
        force: (n,) N, upwards.
        weight: N of the beam itself, even along it.
        half: m, half its length.
    """
    if not len(place):
        return 0.0, -1
    section = np.append(place, 0.0)
    left = section[:, None] - place[None]
    moment = (np.maximum(left, 0.0) * force).sum(axis=1)
    moment -= 0.5 * weight / (2.0 * half) * np.maximum(section + half, 0.0) ** 2
    k = int(np.argmax(np.abs(moment)))
    return float(abs(moment[k])), int(np.argmin(np.abs(place - section[k])))
