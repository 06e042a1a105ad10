"""Grounds after rain: the pattern of a dry one, filled up with water."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from setpiece.render.noise import coloured
from setpiece.render.pattern import Pattern

POOLS = (0.1, 0.45)  # share of a ground's heights that is under water: on the mean, and how much that changes
HEIGHTS = 65


def wetted(rng: Generator, dry: Callable[[Generator], Pattern]) -> Pattern:
    """Return a pattern with a film of water that stands up to a level: in pools over all, elsewhere in the pores alone.

    What looks out of the water keeps half of its relief, for the film rounds it.
    """
    drawn = dry(rng)
    if drawn.height is None:
        return drawn
    n = len(drawn.height)
    pool = coloured(rng, n, band=(1, 12), slope=1.3)
    share = np.clip(POOLS[0] + POOLS[1] * pool, 0.0, 1.0)
    ladder = np.linspace(0.0, 1.0, HEIGHTS)
    level = np.interp(share, ladder, np.quantile(drawn.height, ladder)).astype(np.float32)
    height = level + 0.5 * np.maximum(drawn.height - level, 0.0)
    return Pattern(drawn.tint, drawn.size_m, drawn.roughness, height.astype(np.float32), drawn.inlay, drawn.inlay_color)
