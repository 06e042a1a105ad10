"""Ways of those who leap: over what lies there, up onto a thing, down from it, or just off the ground.

A performer's feet stand where its way is, so a leap is a way that rises and comes down in a parabola. Metres.
"""

import numpy as np

from setpiece.assets.anatomy import Plan
from setpiece.assets.catalogue import THINGS
from setpiece.language.script import Entity, Happening
from setpiece.staging import arrange
from setpiece.staging.layout import Array, Layout, extent

PITCH = 0.12  # m between the points of a way that leaps
MARGIN = 0.08  # of the leaper's hips' height, kept between its feet and what it clears
LENGTH = 1.6  # times as long as what is to be cleared is a leap: then 0.61 of its height are reached above its ends
FREELY = 0.45  # of the hips' height that one leaps who leaps over nothing
ONTO, OFF = ("onto", "on"), ("off", "from", "down", "out")
STOOD_ON = ("furniture", "structure")  # kinds that one is on before one walks off them
MOST = 900  # points of a way


def leaps(layout: Layout, happening: Happening, gait: str | None) -> bool:
    """Tell whether a happening takes a leap that is no part of its gait; who walks leaps down only from where one is.

    "Walks off a table" begins on it; "runs from a car" does not.
    """
    place = happening.place not in (None, "ground") and happening.object is None
    jumps = happening.gait == "jump" and (gait != "hop" or place)
    walks = place and happening.gait in ("walk", "run", "") and happening.path in OFF
    return bool(gait) and (jumps or (walks and THINGS[layout.entity(happening.place).thing].kind in STOOD_ON))


def leap(layout: Layout, happening: Happening, subject: Entity, body: Plan, far: float) -> Array | None:
    """Return the points (P, 3) of a way of about ``far`` m with its leap; None where there is nothing to leap on.

    The way leads along +X, or to the side that the sentence names, with the leap in its middle.
    """
    sides = {"left": (-1, 0), "right": (1, 0), "in": (0, 1), "out": (0, -1)}
    ahead = np.array([*sides.get(happening.direction, (1, 0)), 0.0], float)
    other = happening.place if happening.place not in (None, "ground", subject.id) else None
    long = max(float(extent(subject).size[0]), 0.9 * body.hip)  # a runner's feet are farther apart than he is deep
    if other is None:
        flight = max(1.2 * long, 1.6 * body.hip)
        return _way(layout.ground(0.0, 0.0), ahead, (0.5 * far, 0.5 * far), (FREELY * body.hip, 0.5 * flight))
    arrange.set_down(layout, other)
    box = arrange.footprint(layout, other)
    middle, half = layout.ground(*((box.lower + box.upper)[:2] / 2)), 0.5 * float(np.abs(box.size @ ahead))
    if happening.path in (*ONTO, *OFF):
        return _level(layout, other, middle, ahead, (half, long, far), body, up=happening.path in ONTO)
    if happening.path not in ("over", "across", "above"):
        return None
    reach = half + 0.55 * long
    top = float(box.upper[2]) - layout.floor + MARGIN * body.hip
    return _way(middle, ahead, (0.5 * far, 0.5 * far), (top / (1.0 - LENGTH**-2), LENGTH * reach))


def _level(
    layout: Layout,
    other: str,
    middle: Array,
    ahead: Array,
    sizes: tuple[float, float, float],
    body: Plan,
    *,
    up: bool,
) -> Array | None:
    """Return a way onto a thing's best face, or down from it: the edge is crossed on a parabola."""
    faces = layout.faces(other)
    if not faces:
        return None
    (half, long, far), face = sizes, faces[0]
    high = float(face.center[2]) - layout.floor
    spot = layout.ground(*face.center[:2])
    edge = half - (1.0 if up else -1.0) * float((spot - middle) @ ahead)  # from the spot to the edge that is crossed
    rise, out = high + MARGIN * body.hip, edge + 0.6 * long
    flight = out + max(0.5 * long, 0.8 * high)  # from the spot to where feet leave, or come to, the ground

    def height(x: Array) -> Array:
        """Return the height over the ground at ``x`` m from the spot, towards the ground."""
        top = rise + 0.25 * high
        crest = 0.45 * flight
        down = top * (1.0 - ((x - crest) / (flight - crest)) ** 2)
        near = high + (top - high) * (1.0 - ((crest - x) / crest) ** 2)
        return np.where(x <= 0.0, high, np.where(x < crest, near, np.maximum(down, 0.0)))

    run = max(0.45 * far, flight + 0.3)
    x = np.linspace(run, 0.0, min(MOST, max(8, round(run / PITCH))))
    sign = -1.0 if up else 1.0
    points = spot + np.outer(sign * x, ahead) + np.outer(height(x), [0.0, 0.0, 1.0])
    return points if up else points[::-1]


def _way(middle: Array, ahead: Array, around: tuple[float, float], arc: tuple[float, float]) -> Array:
    """Return points of a straight way through ``middle``, with a parabola of height and half length over it."""
    high, half = arc
    before, after = (max(reach, half + 0.5) for reach in around)
    count = min(MOST, max(8, round((before + after) / PITCH)))
    x = np.linspace(-before, after, count)
    rise = high * np.maximum(1.0 - (x / half) ** 2, 0.0)
    return middle + np.outer(x, ahead) + np.outer(rise, [0.0, 0.0, 1.0])
