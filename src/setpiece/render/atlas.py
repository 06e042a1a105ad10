"""Patterns as the kernel reads them: every tile at every level of detail, packed into two words a texel.

Word 0: square roots of the albedo, 11 + 11 + 10 bits from the top. Word 1: slopes dh/du and dh/dv, 16 bits each around
32768, in units of ``relief``. Levels follow one another from (n, n) down to one texel (Williams 1983). Patterns with
panes or glow have a third word, kept apart (``Tile.panes``): glass and the square roots of the glow over ``GLOW``, 8
bits each from the top; wet ones have there, instead of glass, how low a place lies (``Pattern.rank``).
Behind the last level stands, as two floats a level, how steep the pattern still is there: the variance of its slopes
along one axis, and what that has lost against the finest level (Olano and Baker 2010).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from setpiece import rng
from setpiece.render.drawn import drawn
from setpiece.render.noise import blur, coloured
from setpiece.render.textures import Texture, texture
from setpiece.world.materials import dry

if TYPE_CHECKING:
    from numpy.typing import NDArray

Rgb = tuple[float, float, float]
MACRO_SIZE = 256
HEADER = 4  # words: n, the tile's size in m, relief, whether there are panes
GLOW = 8.0  # the strongest glow of a pattern that is kept
STEEP = 3.0  # times the median slope from which slopes are joints and steps, not roughness

# Patterns that may be cut anywhere, because nothing in them must join; and how much the coarse tint varies each.
LOOSE = {
    "grass",
    "leaves",
    "foliage",
    "gravel",
    "asphalt",
    "soil",
    "sand",
    "snow",
    "rock",
    "carpet",
    "concrete",
}
MACRO = {
    "grass": 0.16,
    "leaves": 0.16,
    "foliage": 0.2,
    "gravel": 0.10,
    "asphalt": 0.09,
    "soil": 0.18,
    "sand": 0.06,
    "snow": 0.015,
    "rock": 0.14,
    "concrete": 0.08,
    "flagstone": 0.08,
    "planks": 0.03,
    "brickwork": 0.06,
    "plaster": 0.02,
    "carpet": 0.03,
    "roof_tiles": 0.1,
}


@dataclass(frozen=True)
class Tile:
    """A pattern in one colour, packed. ``words`` (2 texels of all levels + 2 levels,), ``relief``: the steepest slope.

    ``panes`` (texels of all levels,), or nothing. ``wet``: they tell how low its places lie.
    """

    words: NDArray[np.uint32]
    edge: int  # texels of the finest level
    size_m: float
    relief: float
    loose: bool
    tint: float
    panes: NDArray[np.uint32]
    wet: bool


@lru_cache(maxsize=4)
def macro(seed: int) -> NDArray[np.float32]:
    """Return the coarse tint (256, 256, 3): lightness and warmth around 0, and the choice of offset (0..1)."""
    words = drawn(f"coarse tint {seed}", lambda: _macro(seed).ravel().view(np.uint32))
    return words.view(np.float32).reshape(MACRO_SIZE, MACRO_SIZE, 3)


def _macro(seed: int) -> NDArray[np.float32]:
    """Return the coarse tint as it is drawn."""
    stream = rng.stream(seed, "macro")
    light = coloured(stream, MACRO_SIZE, band=(1, 90), slope=1.15)
    warm = coloured(stream, MACRO_SIZE, band=(1, 50), slope=1.2)
    choice = coloured(stream, MACRO_SIZE, band=(6, 60), slope=0.9)
    ranked = np.argsort(np.argsort(choice.ravel())).reshape(MACRO_SIZE, MACRO_SIZE) / MACRO_SIZE**2
    maps = [np.clip(light, -2.2, 2.2), np.clip(warm, -2.2, 2.2), blur(ranked, 0.7)]
    return np.stack(maps, axis=-1).astype(np.float32)


def tile(pattern: str, color: Rgb, seed: int) -> Tile:
    """Return a pattern whose mean albedo is ``color``, from the cache folder if it was drawn before."""
    kept = drawn(f"{pattern} {color} {seed}", lambda: packed(pattern, color, seed))
    size_m, relief = (float(x) for x in kept[1:3].view(np.float32))
    words = kept[HEADER:]
    edge = int(kept[0])
    looks = 2 * (texels(edge) + edge.bit_length())
    bare = dry(pattern)
    loose, tint = bare in LOOSE, MACRO.get(bare, 0.0)
    return Tile(words[:looks], edge, size_m, relief, loose, tint, words[looks:], bare != pattern)


def texels(edge: int) -> int:
    """Return how many texels all levels of a tile have whose finest is (edge, edge)."""
    return (4 * edge * edge - 1) // 3


def packed(pattern: str, color: Rgb, seed: int) -> NDArray[np.uint32]:
    """Return the header and the words of a tile, then those of its panes."""
    drawing = texture(pattern, color, seed)
    edge = drawing.albedo.shape[0]
    slope = np.zeros((edge, edge, 2), np.float32) if drawing.height is None else slopes(drawing.height, drawing.size_m)
    relief = max(float(np.abs(slope).max()), 1e-6)
    head = np.array([0.0, drawing.size_m, relief, 0.0], np.float32).view(np.uint32)
    head[0] = edge
    looks = _packed_albedo(pyramid(drawing.albedo))
    looks = np.stack([looks, _packed_slope(pyramid(slope), relief)], axis=1)
    words = np.concatenate([looks.ravel(), roughened(slope).view(np.uint32).ravel()])
    if drawing.glass is None and drawing.glow is None and drawing.rank is None:
        return np.concatenate([head, words])
    head[3] = 1
    return np.concatenate([head, words, _packed_panes(drawing)])


def _packed_panes(drawing: Texture) -> NDArray[np.uint32]:
    """Return glass and the square roots of the glow's channels in 8 bits each, at all levels."""
    edge = drawing.albedo.shape[0]
    glass = drawing.rank if drawing.glass is None else drawing.glass
    glass = np.zeros((edge, edge), np.float32) if glass is None else glass
    glow = np.zeros((edge, edge, 3), np.float32) if drawing.glow is None else drawing.glow
    levels = pyramid(np.concatenate([glass[..., None], glow / np.float32(GLOW)], axis=-1))
    levels[:, 1:] = np.sqrt(np.clip(levels[:, 1:], 0.0, 1.0))
    a, b, c, d = (np.rint(np.clip(levels[:, k], 0.0, 1.0) * 255.0).astype(np.uint32) for k in range(4))
    return a << 24 | b << 16 | c << 8 | d


def slopes(height: NDArray[np.float32], size_m: float) -> NDArray[np.float32]:
    """Return dh/du and dh/dv (n, n, 2) of a height map in m over a tile of ``size_m`` m."""
    span = 2.0 * size_m / height.shape[0]
    du = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) / span
    dv = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) / span
    return np.stack([du, dv], axis=-1).astype(np.float32)


def roughened(slope: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return, for each level of slopes (n, n, 2), their variance along an axis and what it has lost: (levels, 2).

    Slopes beyond ``STEEP`` times the median are cut: a floor does not turn dull because there are joints between its
    boards.
    """
    most = STEEP * max(float(np.median(np.abs(slope))), 1e-6)
    level = np.clip(slope, -most, most)
    found = []
    while True:
        found.append(0.5 * float(np.square(level, dtype=np.float64).sum(axis=-1).mean()))
        if level.shape[0] == 1:
            kept = np.maximum(np.array(found), 0.0)
            return np.stack([kept, np.maximum(kept[0] - kept, 0.0)], axis=1).astype(np.float32)
        level = 0.25 * (level[::2, ::2] + level[1::2, ::2] + level[::2, 1::2] + level[1::2, 1::2])


def pyramid(full: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return all levels of a map (n, n, C), n a power of two, one after the other: (n n + n n / 4 + ... + 1, C)."""
    levels = [full]
    while levels[-1].shape[0] > 1:
        above = levels[-1]
        levels.append(0.25 * (above[::2, ::2] + above[1::2, ::2] + above[::2, 1::2] + above[1::2, 1::2]))
    return np.concatenate([level.reshape(-1, full.shape[2]) for level in levels]).astype(np.float32)


def _packed_albedo(albedo: NDArray[np.float32]) -> NDArray[np.uint32]:
    """Return square roots in 11, 11 and 10 bits."""
    roots = np.sqrt(np.clip(albedo, 0.0, 1.0))
    red, green, blue = (np.rint(roots[:, k] * top).astype(np.uint32) for k, top in enumerate((2047, 2047, 1023)))
    return red << 21 | green << 10 | blue


def _packed_slope(slope: NDArray[np.float32], relief: float) -> NDArray[np.uint32]:
    """Return slopes in 16 bits each; 32768 is level."""
    u, v = (np.rint(slope[:, k] / relief * 32767.0).astype(np.int64) + 32768 for k in (0, 1))
    return (u << 16 | v).astype(np.uint32)
