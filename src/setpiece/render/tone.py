"""From linear radiance to the picture: exposure, a film-like curve, sRGB.

The curve works on logarithmic exposure per channel, after each channel has taken a little of the others and before
it gives most of that back: bright saturated light so runs to white along its own hue, as on film, instead of
clipping to a pure primary. Everything is elementwise NumPy with tables over half floats, so that the same picture
comes out on every machine.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
from numpy.typing import NDArray

MIDDLE_GREY = 0.18
BLACK_STOPS, WHITE_STOPS = -9.0, 5.5  # the ends of the curve, around middle grey
CONTRAST = 2.9  # slope at middle grey: encoded value per unit of the whole range
TOE, SHOULDER = 1.5, 1.6
DISPLAY_GAMMA = 2.2  # of the space in which the curve is drawn
INSET, OUTSET = 0.17, 0.15  # what a channel takes from the mix of all, and gives back
MIX = (0.30, 0.45, 0.25)
DITHER_SIZE = 8
BAND = 32  # rows that are toned at a time
FEW_BANDS = 6  # that are not worth a thread


def curve(exposure: NDArray) -> NDArray[np.float64]:
    """Return display-linear values in [0, 1] for exposures, where 0.18 is middle grey and stays there.

    A sigmoid in log2 exposure: ``y = y0 + s m / (1 + |m|^p)^(1/p)`` with ``m = slope (t - t0) / s``; s is such that
    the curve ends at 0 and 1.
    """
    stops = np.log2(np.maximum(np.asarray(exposure, np.float64), 1e-12) / MIDDLE_GREY)
    t = np.clip((stops - BLACK_STOPS) / (WHITE_STOPS - BLACK_STOPS), 0.0, 1.0)
    pivot = -BLACK_STOPS / (WHITE_STOPS - BLACK_STOPS)
    level = MIDDLE_GREY ** (1.0 / DISPLAY_GAMMA)
    upper = _sigmoid(t - pivot, 1.0 - pivot, 1.0 - level, SHOULDER)
    lower = _sigmoid(pivot - t, pivot, level, TOE)
    encoded = np.where(t >= pivot, level + upper, level - lower)
    return np.clip(encoded, 0.0, 1.0) ** DISPLAY_GAMMA


def _sigmoid(x: NDArray, reach: float, height: float, power: float) -> NDArray:
    """Return the rise from the pivot: slope ``CONTRAST`` at 0 and exactly ``height`` at ``reach``."""
    scale = CONTRAST * reach / ((CONTRAST * reach / height) ** power - 1.0) ** (1.0 / power)
    m = CONTRAST * np.maximum(x, 0.0) / scale
    return scale * m / (1.0 + m**power) ** (1.0 / power)


def srgb(linear: NDArray) -> NDArray[np.float64]:
    """Return sRGB-encoded values in [0, 1] (IEC 61966-2-1)."""
    linear = np.clip(np.asarray(linear, np.float64), 0.0, 1.0)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1.0 / 2.4) - 0.055)


def tone(
    radiance: NDArray, *, exposure: float, dither: bool = False, deep: bool = False
) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """Return the picture (H, W, 3) of linear Rec. 709 radiance.

    Args:
        radiance: (H, W, 3), any float type; not finite counts as white.
        exposure: Factor from radiance to the curve's input.
        dither: Add a fixed ordered pattern of under one level, against bands in smooth skies.
        deep: Levels from 0 to 65535 instead of 255, precise to a fifth of a level of 10 bits.
    """
    height, width = radiance.shape[:2]
    picture = np.empty((height, width, 3), np.uint16 if deep else np.uint8)
    pattern = np.tile(_bayer(), (1, -(-width // DITHER_SIZE)))[:, :width] if dither else None
    bands = [slice(top, top + BAND) for top in range(0, height, BAND)]
    _tables()

    def fill(band: slice) -> None:
        picture[band] = _band(radiance[band], exposure, pattern, deep=deep)

    list((_pool().map if len(bands) > FEW_BANDS else map)(fill, bands))
    return picture


@cache
def _pool() -> ThreadPoolExecutor:
    """Return the threads that tone large pictures."""
    return ThreadPoolExecutor(thread_name_prefix="tone")


def _band(radiance: NDArray, exposure: float, pattern: NDArray | None, *, deep: bool) -> NDArray:
    """Return the picture of some rows, few enough to stay in the processor's cache."""
    curve_table, level_table, byte_table = _tables()
    exposed = [radiance[..., channel].astype(np.float32) * np.float32(exposure) for channel in range(3)]
    mixed = _mixed([np.maximum(channel, np.float32(0.0)) for channel in exposed], INSET)
    displayed = [curve_table[_half_bits(channel)] for channel in mixed]
    shown = [np.maximum(channel, np.float32(0.0)) for channel in _mixed(displayed, -_give_back())]
    bits = np.empty(radiance.shape, np.uint16)
    for channel, values in enumerate(shown):
        bits[..., channel] = _half_bits(values)
    if deep:
        return np.rint(level_table[bits] * np.float32(257.0)).astype(np.uint16)
    if pattern is None:
        return byte_table[bits]
    rows = np.arange(len(bits)) % DITHER_SIZE
    levels = level_table[bits] + pattern[rows][..., None]
    return np.rint(np.clip(levels, 0.0, 255.0)).astype(np.uint8)


def _give_back() -> float:
    """Return the share that undoes a mix by ``OUTSET``: (1 - a)(1 + b) = 1 for b = a / (1 - a)."""
    return OUTSET / (1.0 - OUTSET)


def _mixed(channels: list[NDArray], share: float) -> list[NDArray]:
    """Return channels moved towards (or, by a negative share, away from) their common mix."""
    mix = sum(np.float32(weight) * channel for weight, channel in zip(MIX, channels, strict=True))
    keep, take = np.float32(1.0 - share), np.float32(share) * mix
    return [keep * channel + take for channel in channels]


def _half_bits(values: NDArray) -> NDArray[np.uint16]:
    """Return the bit patterns of non-negative values as half floats, too large ones as the largest."""
    return np.minimum(values, np.float32(65504.0)).astype(np.float16).view(np.uint16)


@cache
def _tables() -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.uint8]]:
    """Return the curve, the level from 0 to 255 and the nearest whole level for every half float."""
    halves = np.arange(65536, dtype=np.uint16).view(np.float16).astype(np.float64)
    values = np.where(np.isfinite(halves) & (halves >= 0.0), halves, 0.0)
    values[0x7C00:0x8000] = 65504.0
    levels = 255.0 * srgb(values)
    return curve(values).astype(np.float32), levels.astype(np.float32), np.rint(levels).astype(np.uint8)


@cache
def _bayer() -> NDArray[np.float32]:
    """Return Bayer's 8 x 8 threshold matrix, centred on zero, in levels."""
    matrix = np.zeros((1, 1))
    while len(matrix) < DITHER_SIZE:
        matrix = np.block([[4 * matrix, 4 * matrix + 2], [4 * matrix + 3, 4 * matrix + 1]])
    return ((matrix + 0.5) / matrix.size - 0.5).astype(np.float32)
