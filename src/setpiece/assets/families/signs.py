"""Signs that stand in streets."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, block, extrude, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import joined, moved, turned

WHITE = (0.75, 0.75, 0.75)


def _letters() -> list[tuple[float, float, float, float]]:
    """Return the strokes of STOP: middle (x, z), width and height, in half heights of the sign."""
    across, up, t = 0.12, 0.24, 0.07
    strokes = {
        "S": [
            (0, up, 2 * across, t),
            (0, 0, 2 * across, t),
            (0, -up, 2 * across, t),
            (-across, up / 2, t, up),
            (across, -up / 2, t, up),
        ],
        "T": [(0, up, 2 * across + t, t), (0, 0, t, 2 * up)],
        "O": [(0, up, 2 * across, t), (0, -up, 2 * across, t), (-across, 0, t, 2 * up), (across, 0, t, 2 * up)],
        "P": [(0, up, 2 * across, t), (0, 0, 2 * across, t), (-across, 0, t, 2 * up), (across, up / 2, t, up)],
    }
    middles = (-0.57, -0.19, 0.19, 0.57)
    return [(x + dx, z, a, b) for x, name in zip(middles, "STOP", strict=True) for dx, z, a, b in strokes[name]]


STOP = _letters()


def road_sign(p: Params) -> Shape:
    """A stop sign: a red octagon with a white edge and the word STOP on a steel post."""
    h = p["height"]
    r = 0.17 * h

    def eight(size: float) -> np.ndarray:
        a = TAU * (np.arange(8) + 0.5) / 8
        return size * np.column_stack([np.cos(a), np.sin(a)])

    plates = [
        moved(turned(extrude(eight(r * k), 0.008 * h), (1, 0, 0), TAU / 4), 0, y * h, h - r)
        for k, y in ((1.0, 0.004), (0.9, -0.001))
    ]
    word = [block((a * r, 0.006 * h, b * r), (x * r, -0.011 * h, h - r + z * r), 0.001) for x, z, a, b in STOP]
    return Shape(
        (
            piece("body", plates[1], "paint", (0.5, 0.01, 0.015)),
            piece("edge", joined([plates[0], *word]), "paint", WHITE),
            piece("pole", tube([(0, 0.02 * h, 0), (0, 0.02 * h, 0.99 * h - r)], 0.015 * h, sides=12), "steel"),
        ),
        (
            colliding.rod((0, 0, h - r), (0, 0.01 * h, h - r), r, kind="cylinder"),
            colliding.rod((0, 0.02 * h, 0.015 * h), (0, 0.02 * h, 0.8 * h), 0.015 * h, "pole"),
        ),
        Resonator("plate", (r, r, 0.004)),
    )


FAMILIES = {"road_sign": Family(road_sign, {"height": length(2.3)})}
