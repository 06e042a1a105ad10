"""Grounds after rain: the pattern of a dry one under a film of water, and how low each of its places lies.

Where water stands in pools is decided where it is seen (``render.pools``), so that no two pools are alike.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.random import Generator

from setpiece.render.pattern import Pattern

FILLED = 0.2  # share of a ground's heights that the film fills up
LADDER = np.linspace(0.0, 1.0, 65)


def wetted(rng: Generator, dry: Callable[[Generator], Pattern]) -> Pattern:
    """Return a pattern with a film of water, which stands in pores and rounds what looks out to a third of its relief.

    ``rank`` is the share of the ground that lies lower than a place.
    """
    drawn = dry(rng)
    if drawn.height is None:
        return drawn
    steps = np.quantile(drawn.height, LADDER)
    level = np.interp(FILLED, LADDER, steps).astype(np.float32)
    height = level + 0.33 * np.maximum(drawn.height - level, 0.0)
    rank = np.interp(drawn.height, steps + 1e-9 * LADDER, LADDER).astype(np.float32)
    return replace(drawn, height=height.astype(np.float32), rank=rank)
