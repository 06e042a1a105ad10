"""Patterns of what comes out of an oven."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from setpiece.render.noise import coloured, grid, step
from setpiece.render.pattern import Pattern

N = 1024
TURNS, ROLLED = 4, 0.92  # layers of dough on a tile, and how much of each is its face: the rest is its cut edge
PALE, GOLDEN, BROWN, DARK = (1.75, 2.2, 3.3), (1.35, 1.35, 1.15), (0.70, 0.50, 0.30), (0.26, 0.14, 0.085)


def laminated(rng: Generator) -> Pattern:
    """Rolled leaved dough under egg wash: u crosses four layers from seam to cut edge, v runs along their edges.

    Pale where the layer above has kept the heat off, brown where it bulges, darkest at its rim; the cut edge shows
    the leaves. Thin lines run along the edges, where the dough has stretched.
    """
    u, _ = grid(N)
    ragged = coloured(rng, N, band=(3, 60), slope=0.8, stretch=0.25)
    blotch = coloured(rng, N, band=(2, 24), slope=1.0)
    lines = coloured(rng, N, band=(14, 300), slope=0.5, stretch=0.06)
    blister = step(coloured(rng, N, band=(30, 160), slope=0.6), 1.7, 2.5)
    at = u * TURNS - np.floor(u * TURNS)
    face = np.clip(at / ROLLED, 0.0, 1.0)
    baked = np.interp(face, [0.0, 0.10, 0.30, 0.62, 0.88, 1.0], [0.0, 0.03, 0.20, 0.50, 0.80, 1.0])
    baked = baked + 0.06 * ragged * (1.0 - 0.5 * face) + 0.10 * blotch + 0.13 * lines + 0.14 * blister
    leaves = 0.14 + 0.16 * np.sin(2.0 * np.pi * 5.0 * (at - ROLLED) / (1.0 - ROLLED) + 0.6 * ragged) + 0.08 * ragged
    cut = at >= ROLLED
    baked = np.clip(np.where(cut, leaves, baked), 0.0, 1.0)
    hues = [np.interp(baked, [0.0, 0.38, 0.72, 1.0], each) for each in zip(PALE, GOLDEN, BROWN, DARK, strict=True)]
    rough = 1.0 + 1.1 * (1.0 - step(baked, 0.1, 0.45)) + 0.10 * blotch
    height = 7e-5 * lines + 8e-5 * blister + 3e-5 * ragged
    return Pattern(
        np.stack(hues, axis=-1).astype(np.float32), 0.08, rough.astype(np.float32), height.astype(np.float32)
    )


BAKED: dict[str, Callable[[Generator], Pattern]] = {"laminated": laminated}
