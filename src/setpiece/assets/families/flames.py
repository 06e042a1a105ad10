"""Flames as things have them: a tongue of fire, and the lamp that stands in it."""

import numpy as np

from setpiece.assets.modelling import lathe
from setpiece.assets.solid import Lamp
from setpiece.assets.surface import Surface, moved

FIRE = (1.0, 0.60, 0.24)


def flame(height: float, at: tuple[float, float, float] = (0.0, 0.0, 0.0), *, broad: float = 1.0) -> Surface:
    """Return a flame of a height (m) that stands on a point; ``broad``: times as broad as a candle's."""
    t = np.linspace(0, 1, 16)
    profile = np.column_stack([0.173 * broad * height * np.sin(np.pi * t**0.62) * (1 - 0.25 * t), height * t])
    profile[[0, -1], 0] = 0
    return moved(lathe(profile, segments=20, crease=np.radians(80)), *at)


def glow(height: float, at: tuple[float, float, float], power: float) -> Lamp:
    """Return the lamp of such a flame: a ball in its belly, of a power (W)."""
    x, y, z = at
    return Lamp("flame", "ball", (x, y, z + 0.32 * height), (0, 0, 1), (0.09 * height, 0.09 * height), FIRE, power)
