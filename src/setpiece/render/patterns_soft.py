"""Patterns of what is soft or thin: hide, cloth, wool, vinyl, card."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from setpiece.render.noise import cells, coloured, grid, step
from setpiece.render.pattern import Pattern, painted

N = 1024


def leather(rng: Generator) -> Pattern:
    """Pebbled grain with creases."""
    shift = [coloured(rng, N, band=(4, 60), slope=1.2) * 0.006 for _ in range(2)]
    first, second, _ = cells(rng, N, 110, shift=(shift[0], shift[1]))
    crease = 1.0 - step(second - first, 0.02, 0.35)
    cloud = coloured(rng, N, band=(2, 40), slope=1.2)
    tint = 1.0 + 0.10 * cloud - 0.28 * crease
    height = -1.6e-4 * crease - 8e-5 * first
    return Pattern(painted(tint, 0.02 * cloud), 0.35, (1 + 0.25 * crease).astype(np.float32), height.astype(np.float32))


def fabric(rng: Generator) -> Pattern:
    """Plain weave of yarns 1.2 mm wide."""
    count = 128
    u, v = grid(N)
    uneven = [coloured(rng, N, band=(2, 200), slope=0.9) * 0.10 for _ in range(2)]
    x, y = u * count + uneven[0], v * count + uneven[1]
    over = (np.floor(x) + np.floor(y)).astype(np.int32) % 2 == 0
    warp, weft = np.abs(np.sin(np.pi * x)), np.abs(np.sin(np.pi * y))
    level = np.where(over, warp * (0.6 + 0.4 * weft), weft * (0.6 + 0.4 * warp))
    slub = coloured(rng, N, band=(4, 300), slope=0.5, stretch=12.0) + coloured(rng, N, band=(4, 300), slope=0.5).T
    tint = 0.72 + 0.45 * level + 0.035 * slub
    return Pattern(painted(tint), 0.16, None, (2.2e-4 * level).astype(np.float32))


def scuffed(rng: Generator) -> Pattern:
    """Blown-up vinyl that has been played with: faint puckers, dust rubbed into it in places, grains of sand on it."""
    pucker = coloured(rng, N, band=(3, 24), slope=1.2)
    patch = coloured(rng, N, band=(1, 9), slope=1.1)
    rubbed = coloured(rng, N, band=(6, 200), slope=0.7, stretch=4.0)
    dust = 0.34 * step(patch + 0.6 * rubbed, 0.5, 2.6)
    grains = step(coloured(rng, N, band=(180, 512), slope=0.0) + 0.7 * patch, 3.0, 3.5)
    inlay = np.clip(dust + 0.9 * grains, 0.0, 1.0)
    height = 0.0006 * pucker + 0.0005 * grains
    return Pattern(
        painted(1.0 + 0.02 * patch), 0.6, None, height.astype(np.float32), inlay.astype(np.float32), (0.46, 0.37, 0.26)
    )


def knit(rng: Generator) -> Pattern:
    """Knitted wool: columns of stitches 10 mm wide and 8 mm high, each two legs that meet in a V, with fuzz."""
    columns, rows = 32, 40
    u, v = grid(N)
    uneven = [coloured(rng, N, band=(2, 60), slope=1.0) * 0.07 for _ in range(2)]
    x, y = u * columns + uneven[0], v * rows + uneven[1]
    aside = np.abs(x - np.floor(x) - 0.5)
    leg = y - 1.5 * aside
    across = 1.0 - np.square(2.0 * (leg - np.floor(leg)) - 1.0)
    along = np.sqrt(np.maximum(np.sin(2.0 * np.pi * aside), 0.0))
    fuzz = coloured(rng, N, band=(60, 512), slope=0.4)
    level = across**0.7 * (0.25 + 0.75 * along)
    tint = np.clip(0.45 + 0.75 * level + 0.07 * fuzz, 0.1, 2.0)
    return Pattern(painted(tint), 0.32, None, (0.0022 * level + 1.2e-4 * fuzz).astype(np.float32))


def carpet(rng: Generator) -> Pattern:
    """Loop pile of 4 mm tufts with slightly different dye lots."""
    first, _, owner = cells(rng, N, 180)
    tone = rng.normal(0.0, 0.14, 180 * 180).astype(np.float32)[owner]
    cloud = coloured(rng, N, band=(1, 30), slope=1.2)
    tint = (1.12 - 0.55 * first**1.5) * (1.0 + tone) + 0.03 * cloud
    return Pattern(painted(np.clip(tint, 0.2, 2.0)), 0.9, None, (-1.5e-3 * first**2).astype(np.float32))


def cardboard(rng: Generator) -> Pattern:
    """Kraft liner: fibres, and the flutes faintly showing through."""
    u, _ = grid(N)
    fibre = coloured(rng, N, band=(40, 512), slope=0.5, stretch=3.0) + coloured(rng, N, band=(40, 512), slope=0.5)
    flute = np.cos(2 * np.pi * u * 110)
    cloud = coloured(rng, N, band=(1, 40), slope=1.2)
    tint = 1.0 + 0.028 * fibre + 0.018 * flute + 0.03 * cloud
    return Pattern(painted(tint), 0.8, None, (2e-5 * fibre + 5e-5 * flute).astype(np.float32))


SOFT: dict[str, Callable[[Generator], Pattern]] = {
    "leather": leather,
    "fabric": fabric,
    "scuffed": scuffed,
    "knit": knit,
    "carpet": carpet,
    "cardboard": cardboard,
}
