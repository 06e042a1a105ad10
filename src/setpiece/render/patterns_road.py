"""Patterns of a city's roads, with the light that street lamps throw on them at night.

A tile is ``ROAD`` metres: a road's whole width across v, from house to house, and the way from lamp to lamp along u.
A pair of lamps stands at u = 0. How bright each burns, and in which hue, is decided where it is seen
(``render.panes``), so that no two stretches are lit alike.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.random import Generator

from setpiece.render.noise import Field, between, coloured, grid, step
from setpiece.render.pattern import Pattern, painted

N = 1024
ROAD = 27.0  # m that a road's tile is wide: two pavements of 3 m, six lanes
LANE = 3.5
WALK = 3.0  # m
POLE, HIGH = 2.4, 8.0  # m: where lamps stand behind a road's edge, and how high they hang over its outer lane
BEHIND = 0.35  # of a lamp's light goes to the houses: its mirror throws the rest onto the road
_inside = partial(between, soft=ROAD / N)  # places in m, softened over a texel
SODIUM = np.array([1.0, 0.64, 0.32], np.float32)


def marked_road(rng: Generator) -> Pattern:
    """A road along u with its pavements: lanes, worn wheel tracks, patches; a pair of lamps, trees that shade them."""
    u, v = grid(N)
    x, y = u * np.float32(ROAD), v * np.float32(ROAD)
    across = np.abs(y - np.float32(ROAD / 2))
    road = _within(across, ROAD / 2 - WALK)
    lane = (y - WALK) % np.float32(LANE)
    grit = coloured(rng, N, band=(30, 512), slope=0.2)
    wear = coloured(rng, N, band=(1, 40), slope=1.2, stretch=6.0)
    track = np.exp(-(((lane - 0.9) / 0.35) ** 2)) + np.exp(-(((lane - 2.6) / 0.35) ** 2))
    tint = 0.062 * (1.0 + 0.10 * grit + 0.14 * wear - 0.16 * track)
    dash = (np.minimum(lane, LANE - lane) < 0.07) * (x % np.float32(9.0) < 3.2) * (across > 1.0) * (across < 9.5)
    middle = (np.abs(across - 0.17) < 0.07) | (np.abs(across - 10.15) < 0.07)
    paint = np.clip(dash + middle, 0.0, 1.0) * np.clip(0.85 + 0.2 * grit + 0.15 * wear, 0.3, 1.0) * road
    gray = tint * road + _walk(x, y, grit, wear) * (1.0 - road)
    gray = gray * (1.0 - paint) + 0.38 * paint + 0.06 * _kerb(across)
    color = painted(np.clip(gray, 0.02, 0.9))
    leaves = coloured(rng, N, band=(2, 90), slope=1.1)
    shade = 1.0 - 0.72 * step(leaves, 0.1, 0.7) * step(across, ROAD / 2 - 5.0, ROAD / 2 - 2.5)
    light = _lamplight(x, y, (0.0,)) * shade
    return Pattern(color, ROAD, None, (2e-3 * grit * road).astype(np.float32), glow=_sent_back(light, color))


def road_crossing(rng: Generator) -> Pattern:
    """Where two roads meet, from house to house: bare asphalt between four corners, zebra stripes on all sides."""
    u, v = grid(N)
    x, y = u * np.float32(ROAD), v * np.float32(ROAD)
    ax, ay = np.abs(x - np.float32(ROAD / 2)), np.abs(y - np.float32(ROAD / 2))
    half = ROAD / 2 - WALK
    out = np.clip(ax - half, 0.0, None) * np.clip(ay - half, 0.0, None)
    round_ = np.hypot(np.clip(ax - half + 2.0, 0.0, None), np.clip(ay - half + 2.0, 0.0, None))
    road = 1.0 - step(out + (round_ > 4.4) * 0.1, 0.0, 0.05)
    grit = coloured(rng, N, band=(30, 512), slope=0.2)
    wear = coloured(rng, N, band=(1, 40), slope=1.2)
    stripes = [(_inside(along, half + 0.3, half + 2.7) * (along_bar % 1.0 < 0.5) * (far < half - 0.4))
               for along, along_bar, far in ((ax, y, ay), (ay, x, ax))]  # fmt: skip
    paint = np.clip(sum(stripes), 0.0, 1.0) * np.clip(0.75 + 0.2 * grit + 0.25 * wear, 0.2, 1.0) * road
    gray = 0.060 * (1.0 + 0.10 * grit + 0.16 * wear) * road + _walk(x, y, grit, wear) * (1.0 - road)
    color = painted(np.clip(gray * (1.0 - paint) + 0.38 * paint, 0.02, 0.9))
    light = _lamplight(x, y, (0.0, ROAD), reach=0)
    return Pattern(color, ROAD, None, (2e-3 * grit * road).astype(np.float32), glow=_sent_back(light, color))


def _walk(x: Field, y: Field, grit: Field, wear: Field) -> Field:
    """Return the albedo of a pavement of slabs, worn and stained."""
    slab = _within(np.abs(x % 1.5 - 0.75), 0.72) * _within(np.abs(y % 1.5 - 0.75), 0.72)
    return 0.125 * (1.0 + 0.06 * grit + 0.14 * wear) * (0.8 + 0.2 * slab)


def _kerb(across: Field) -> Field:
    """Return where a kerb's stones lie."""
    return _inside(across, ROAD / 2 - WALK, ROAD / 2 - WALK + 0.2)


def _within(x: Field, reach: float) -> Field:
    """Return 1 up to a distance (m) from a middle line and 0 beyond."""
    return 1.0 - step(x, reach - 0.02, reach + 0.02)


def _lamplight(x: Field, y: Field, pairs: tuple[float, ...], *, reach: int = 2) -> Field:
    """Return the light on a road from pairs of lamps at some u (m), repeated ``reach`` tiles to each side.

    Each lights by 1 / r^2 times the cosine to the fourth, as a lantern does whose mirror gathers its light; what goes
    behind it, to the houses, is less.
    """
    found = np.zeros_like(x)
    for side, over in ((-1.0, POLE + 1.2), (1.0, ROAD - POLE - 1.2)):
        behind = np.where(side * (y - np.float32(over)) > 0.0, BEHIND, 1.0)
        soft = BEHIND + (1.0 - BEHIND) * (1.0 - step(side * (y - np.float32(over)), -0.5, 3.5))
        for first in pairs:
            for k in range(-reach, reach + 1):
                far = (x - np.float32(first + k * ROAD)) ** 2 + (y - np.float32(over)) ** 2
                found += np.maximum(behind, soft) * (HIGH**2 / (HIGH**2 + far)) ** 3
    return found


def _sent_back(light: Field, color: Field) -> Field:
    """Return the light (N, N, 3) that a road sends back, 1 where dry asphalt is brightest."""
    shine = light * color.mean(axis=-1) / np.float32(0.085)
    return (shine[..., None] * SODIUM).astype(np.float32)


ROADS: dict[str, Callable[[Generator], Pattern]] = {"marked_road": marked_road, "road_crossing": road_crossing}
