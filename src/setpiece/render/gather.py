"""Means over the samples of pixels: of each as many as its own pilot asks for.

The instants of the open shutter make two halves, every other one each. Each half of a pixel begins with a pilot, and
ends with it if the pilot of the other half is certain of its brightness; else it takes all of its samples. What a half
finds has no part in how long it looks: stopping by one's own findings would darken whatever is rarely lit (Kirk and
Arvo 1991: 0.9 % of a kitchen, the beams of a misty wood). A pixel is the mean of its halves. The rule sees nothing but
the pixel's own samples, so that no pixel depends on its neighbours. Pilots of two samples gain nothing (docs/log.md,
2026-11-28), so that qualities of few samples have none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from setpiece.render.posed import PosedWorld
    from setpiece.render.quality import Quality

CERTAIN = 0.05  # of its brightness, and of DARK besides: the standard error with which a pilot ends
DARK = 0.02  # in units of the tone curve's input (0.18 is middle grey)
BY_SIGHT = ("albedo", "normal")  # summed over lines of sight, all else over samples of light
Share = tuple[int, int, int]  # of a pixel's samples: the first, the end of those, and the end of their lines of sight
Ask = Callable[["PosedWorld", NDArray[np.uint32], Share], dict[str, NDArray]]


@dataclass
class _Half:
    """What is gathered of N pixels at some instants: sums (k, N) by name, how many samples and lines of sight (N,)."""

    shots: list[PosedWorld]
    shares: list[tuple[Share, Share, Share]]
    sums: dict[str, NDArray] = field(default_factory=dict)
    samples: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    sights: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))


def gathered(
    quality: Quality, exposure: float, shots: Sequence[PosedWorld], wanted: NDArray, ask: Ask
) -> dict[str, NDArray]:
    """Return means (k, N) over the samples of pixels, by name; what is no float, united.

    Args:
        quality: How many samples, and after how many some pixels end.
        exposure: The shot's: what is certain enough depends on how bright it is shown.
        shots: The instants of the open shutter, which share the samples.
        wanted: (N,) pixel indices.
        ask: Returns the sums of some pixels' share of samples at an instant by name, (k, n) each. ``level`` and
            ``square``, of the brightness of samples, are asked for.
    """
    every = list(zip(shots, shares(quality, len(shots)), strict=True))
    parts = [every[0::2], every[1::2]] if has_halves(quality, len(shots)) else [every]
    halves = [_Half([posed for posed, _ in part], [share for _, share in part]) for part in parts]
    for half in halves:
        half.sums = _summed(half, wanted, 0, ask)
        half.samples, half.sights = (np.full(len(wanted), count, np.float32) for count in _length(half, 0))
    if len(halves) == 2:
        certain = [_certain(half, exposure) for half in halves]
        for half, enough in zip(halves, reversed(certain), strict=True):
            _go_on(half, wanted, np.flatnonzero(~enough), 1, ask)
            _go_on(half, wanted, np.flatnonzero(enough), 2, ask)
    return {name: _mean(name, halves) for name in halves[0].sums}


def has_halves(quality: Quality, instants: int) -> bool:
    """Return whether pixels may end early: with a pilot, and as many instants in either half."""
    return quality.pilot > 0 and instants % 2 == 0


def shares(quality: Quality, instants: int) -> list[tuple[Share, Share, Share]]:
    """Return each instant's share of the pilot, of what comes after it, and the lines of sight of those who end there.

    Where no pixel ends early the first is all there is.
    """
    found, early = [], has_halves(quality, instants)
    more = max(0, quality.guide_samples - quality.samples) // instants
    for k, (first, stop) in enumerate(pairwise(k * quality.samples // instants for k in range(instants + 1))):
        if early:
            end = first + (k + 1) * quality.pilot // instants - k * quality.pilot // instants
            found.append(((first, end, end), (end, stop, stop + more), (end, end, 2 * end - first)))
        else:
            found.append(((first, stop, stop + more), (stop, stop, stop), (stop, stop, stop)))
    return found


def _summed(half: _Half, wanted: NDArray[np.uint32], which: int, ask: Ask) -> dict[str, NDArray]:
    """Return the sums of pixels over the pilot (0), what comes after it (1), or more lines of sight (2)."""
    sums: dict[str, NDArray] = {}
    for posed, share in zip(half.shots, half.shares, strict=True):
        for name, found in ask(posed, wanted, share[which]).items():
            sums[name] = _merged(sums[name], found) if name in sums else np.array(found)
    return sums


def _merged(total: NDArray, more: NDArray) -> NDArray:
    """Return a sum with more added to it, in place; what is no float, united."""
    return (np.add if total.dtype.kind == "f" else np.bitwise_or)(total, more, out=total)


def _go_on(half: _Half, wanted: NDArray[np.uint32], chosen: NDArray[np.intp], which: int, ask: Ask) -> None:
    """Add more of some pixels to a half."""
    if not len(chosen):
        return
    for name, found in _summed(half, wanted[chosen], which, ask).items():
        half.sums[name][:, chosen] = _merged(half.sums[name][:, chosen], found)
    samples, sights = _length(half, which)
    half.samples[chosen] += samples
    half.sights[chosen] += sights


def _length(half: _Half, which: int) -> tuple[int, int]:
    """Return how many samples of light, and lines of sight, there are in the shares of all instants."""
    parts = [share[which] for share in half.shares]
    return sum(stop - first for first, stop, _ in parts), sum(seen - first for first, _, seen in parts)


def _certain(half: _Half, exposure: float) -> NDArray[np.bool_]:
    """Return (N,) of which the half's pilot says that two such pilots are certain enough of their brightness."""
    level, square = (half.sums[name][0].astype(np.float64) for name in ("level", "square"))
    count = half.samples.astype(np.float64)
    mean = level / count
    variance = np.maximum(square - level * mean, 0.0) / np.maximum(count - 1.0, 1.0)
    return np.sqrt(variance / (2.0 * count)) <= CERTAIN * (mean + DARK / exposure)


def _mean(name: str, halves: list[_Half]) -> NDArray:
    """Return the mean (k, N) of a sum over what it was taken of."""
    sums = [half.sums[name] for half in halves]
    if sums[0].dtype.kind != "f":
        return sums[0] if len(sums) == 1 else np.bitwise_or(sums[0], sums[1])
    if name in BY_SIGHT:
        return sum(sums[1:], sums[0]) * (np.float32(1.0) / sum((half.sights for half in halves[1:]), halves[0].sights))
    means = [total / half.samples for total, half in zip(sums, halves, strict=True)]
    return means[0] if len(means) == 1 else (means[0] + means[1]) * np.float32(0.5)
