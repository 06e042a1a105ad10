"""What is beneath a car: floor pan, undershields at nose and tail, axles with what carries the wheels, the exhaust.

On the ground z = 0, nose towards +X. It has no mass of its own; it keeps 0.14 m off the ground.
"""

import numpy as np

from setpiece.assets.families.coachwork import from_above
from setpiece.assets.families.vehicles import Axles
from setpiece.assets.modelling import TAU, block, curve, cylinder, tube
from setpiece.assets.surface import Array, Surface, joined, moved, turned

LIP = ((1.62, 0.60), (1.74, 0.765), (1.90, 0.735), (2.00, 0.665), (2.065, 0.54), (2.10, 0.34), (2.11, 0.0))  # x, aside
APRON = ((-1.60, 0.60), (-1.72, 0.785), (-1.92, 0.76), (-2.02, 0.69), (-2.065, 0.5), (-2.08, 0.0))
SHIELD = 0.012  # m: how far a hub's shield stands inside the wheel's inner face


def underbody(axles: Axles) -> Surface:
    """Return all that is beneath a car, dark and dull, by where its wheels are."""
    front, rear = axles.x
    inside = axles.track / 2 - axles.width / 2
    pan = [
        block((front - rear - 0.72, 1.60, 0.045), ((front + rear) / 2, 0, 0.178), 0.01),
        block((front - rear + 0.9, 2 * inside - 0.08, 0.05), ((front + rear) / 2, 0, 0.185), 0.01),
        from_above(whole(LIP), 0.165, 0.32),
        from_above(whole(APRON), 0.205, 0.34),
    ]
    parts = [*pan, *_exhaust(rear)]
    for x in axles.x:
        parts.append(tube([(x, -inside, axles.radius - 0.03), (x, inside, axles.radius - 0.03)], 0.03))
        for side in (1.0, -1.0):
            parts += _carrier(x, side * inside, axles.radius)
    return joined(parts)


def whole(half: tuple[tuple[float, float], ...]) -> Array:
    """Return an outline from above (x, y) whose one side is given from its inner end to the middle line."""
    way = curve(half, 16)
    return np.concatenate([way, (way * [1.0, -1.0])[-2::-1]])


def _carrier(x: float, y: float, z: float) -> list[Surface]:
    """Return what holds a wheel whose inner face is at y: a shield before its hub, an arm, spring and damper."""
    side = np.sign(y)
    shield = turned(cylinder(0.54 * z, 0.014, bevel=0.004, segments=28), (1, 0, 0), TAU / 4)
    hub = turned(cylinder(0.25 * z, 0.16, bevel=0.01, segments=20), (1, 0, 0), TAU / 4)
    arm = [(x - 0.16, side * 0.34, 0.215), (x, y - side * 0.02, z - 0.07), (x + 0.16, side * 0.34, 0.215)]
    turn = np.linspace(0.0, 5 * TAU, 60)
    coil = np.stack(
        [x + 0.055 * np.cos(turn), y - side * 0.09 + 0.055 * np.sin(turn), np.linspace(0.33, 0.60, 60)], axis=-1
    )
    return [
        moved(shield, x, y + side * SHIELD, z),
        moved(hub, x, y - side * 0.05, z),
        tube(arm, 0.024, sides=6),
        tube(coil, 0.009, sides=5),
        tube([(x, y - side * 0.09, 0.24), (x, y - side * 0.09, 0.62)], 0.022, sides=8),
    ]


def _exhaust(rear: float) -> list[Surface]:
    """Return the pipe from under the engine to the tail, and its silencer."""
    way = curve([(1.0, -0.12, 0.175), (0.2, -0.10, 0.172), (rear + 0.5, 0.2, 0.18), (rear - 0.35, 0.46, 0.26)], 16)
    silencer = turned(cylinder(0.075, 0.46, bevel=0.02, segments=20), (0, 1, 0), TAU / 4)
    return [tube(way, 0.028), moved(silencer, rear - 0.52, 0.46, 0.275)]
