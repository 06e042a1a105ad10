"""Modelling words of large buildings: blocks, gables, spires, arches, crags; all stand on z = 0 of their place."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, extrude, lathe, loft, plain_box
from setpiece.assets.solid import Collider
from setpiece.assets.surface import Surface, moved, turned

LEVEL, UP = (1, 0, 0), (0, 0, 1)
Vec = tuple[float, float, float]


def block(size: Vec, at: Vec) -> Surface:
    """Return a box of full ``size`` whose base stands at ``at`` (m)."""
    return moved(plain_box(size), at[0], at[1], at[2] + size[2] / 2)


def solid(size: Vec, at: Vec) -> Collider:
    """Return the collider of such a box."""
    return colliding.box(size, (at[0], at[1], at[2] + size[2] / 2))


def gable(size: Vec, at: Vec) -> Surface:
    """Return a ridge roof along X over a rectangle: full ``size``, base at ``at``."""
    x, y, z = size
    roof = turned(moved(extrude([(-y / 2, 0), (y / 2, 0), (0, z)], x), z=-x / 2), LEVEL, TAU / 4)
    return moved(turned(roof, UP, TAU / 4), *at)


def spire(radius: float, height: float, at: Vec, sides: int = 24) -> Surface:
    """Return a pointed roof with its base at ``at``."""
    return moved(lathe([(0, 0), (radius, 0), (0, height)], segments=sides, crease=0.3), *at)


def arch(wide: float, tall: float, y: float, z: float) -> Surface:
    """Return a thin slab with a pointed top, standing at ``y`` towards -Y."""
    side = [(wide / 2, 0), (wide / 2, 0.62 * tall), (0.3 * wide, 0.86 * tall), (0, tall)]
    plan = [*side, *((-x, h) for x, h in side[-2::-1])]
    return moved(turned(extrude(plan, 0.01 * tall), LEVEL, TAU / 4), 0, y, z)


def crag(wide: float, deep: float, tall: float, *, sharp: float, seed: int) -> Surface:
    """Return a rock that stands on the ground and narrows to its top: ``sharp`` 0 is a block, 1 a peak."""
    noise, around = np.random.default_rng(seed), 64
    a = TAU * np.arange(around) / around
    rough = sum(np.cos(k * a + noise.uniform(0, TAU)) / k for k in (3, 5, 8, 13, 21)) * 0.13
    rings = []
    for s in np.linspace(0, 1, 18):
        shake = 0.03 * np.cos(7 * a + 11 * s) + 0.02 * np.cos(19 * a - 23 * s)
        narrow = (1 - s) ** 0.8 * sharp + (1 - sharp) * (1 - 0.12 * s) * (1 - max(0.0, s - 0.9) * 4 * (1 - sharp))
        out = np.maximum((1 + rough + shake) * narrow, 0.02)
        rings.append(
            np.column_stack([0.5 * wide * out * np.cos(a), 0.5 * deep * out * np.sin(a), np.full(around, s * tall)])
        )
    return loft(rings)
