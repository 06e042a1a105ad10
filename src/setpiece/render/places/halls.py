"""Rooms with little furniture: a bathroom and a sports hall. Metres, world frame; the camera sees the wall at +Y."""

import numpy as np
from numpy.random import Generator

from setpiece.render import rooms
from setpiece.render.places.land import Dressing
from setpiece.render.places.pieces import boxes, joined, lathe, moved, tube
from setpiece.render.posed import Surface
from setpiece.world.document import Room


def bathroom(rng: Generator, room: Room) -> list[Dressing]:  # noqa: ARG001 - all rooms are dressed alike
    """A tub and a washstand with a mirror along the back wall, towels on a rail."""
    (x0, _, _), (x1, y1, _) = rooms.box(room).low, rooms.box(room).high
    a, b, t = x0 + 0.15, x0 + 1.85, 0.07
    tub = boxes(
        [[a, y1 - 0.8, 0], [a, y1 - 0.8, 0.12], [a, y1 - t, 0.12], [a, y1 - 0.8, 0.12], [b - t, y1 - 0.8, 0.12]],
        [[b, y1, 0.12], [b, y1 - 0.8 + t, 0.56], [b, y1, 0.56], [a + t, y1, 0.56], [b, y1, 0.56]],
    )
    c = x1 - 1.3
    stand = boxes([c - 0.45, y1 - 0.48, 0.3], [c + 0.45, y1, 0.82])
    bowl = moved(
        lathe([(0.0, 0), (0.14, 0), (0.22, 0.13), (0.2, 0.13), (0.12, 0.02), (0.0, 0.02)]), [c, y1 - 0.25, 0.82]
    )
    rail = tube([(x0 + 2.1, y1 - 0.05, 1.25), (c - 0.7, y1 - 0.05, 1.25)], np.full(2, 0.012))
    towels = boxes([x0 + 2.2, y1 - 0.075, 0.75], [x0 + 2.65, y1 - 0.03, 1.27])
    return [
        Dressing("tub", Surface("porcelain", (0.78, 0.78, 0.77)), joined([tub, bowl])),
        Dressing("washstand", Surface("paint", (0.55, 0.60, 0.60)), stand),
        Dressing("mirror", Surface("mirror"), boxes([c - 0.4, y1 - 0.02, 1.15], [c + 0.4, y1 - 0.005, 1.95])),
        Dressing("rail", Surface("chrome"), rail),
        Dressing("towels", Surface("fabric", (0.10, 0.28, 0.42)), towels),
    ]


def gym(rng: Generator, room: Room) -> list[Dressing]:  # noqa: ARG001 - all rooms are dressed alike
    """A sports hall: lines on the floor, wall bars, a basket on a board, a bench."""
    (x0, y0, _), (x1, y1, _) = rooms.box(room).low, rooms.box(room).high
    lines = boxes(
        [[x0 + 1, y0 + 1, 0], [x0 + 1, y1 - 1.05, 0], [x0 + 1, y0 + 1, 0], [x1 - 1.05, y0 + 1, 0], [x0 + 1, -0.025, 0]],
        [[x1 - 1, y0 + 1.05, 0.001], [x1 - 1, y1 - 1, 0.001], [x0 + 1.05, y1 - 1, 0.001], [x1 - 1, y1 - 1, 0.001],
         [x1 - 1, 0.025, 0.001]],
    )  # fmt: skip
    bars = [[x0 + 1.0 + 1.0 * k, y1 - 0.1, 0.2 + 0.2 * row] for k in range(3) for row in range(12)]
    posts = [[x0 + 0.95 + 1.0 * k, y1 - 0.12, 0.1] for k in range(4)]
    ring = [(0.225 * np.cos(a), y1 - 0.85 + 0.225 * np.sin(a), 3.05) for a in np.linspace(0, 2 * np.pi, 25)]
    board = boxes([-0.9, y1 - 0.62, 2.9], [0.9, y1 - 0.58, 3.95])
    return [
        Dressing("lines", Surface("paint", (0.75, 0.75, 0.73)), lines),
        Dressing(
            "wall_bars",
            Surface("wood"),
            joined([boxes(bars, np.add(bars, (0.95, 0.04, 0.04))), boxes(posts, np.add(posts, (0.06, 0.12, 2.6)))]),
        ),
        Dressing("board", Surface("paint", (0.8, 0.8, 0.8)), board),
        Dressing("ring", Surface("paint", (0.75, 0.12, 0.01)), tube(ring, np.full(len(ring), 0.012))),
        Dressing("arm", Surface("steel"), boxes([-0.06, y1 - 0.6, 3.2], [0.06, y1, 3.35])),
        Dressing(
            "bench",
            Surface("wood"),
            joined(
                [
                    boxes([x1 - 4.0, y1 - 0.6, 0.4], [x1 - 1.0, y1 - 0.3, 0.45]),
                    boxes(
                        [[x1 - 3.9, y1 - 0.55, 0], [x1 - 1.2, y1 - 0.55, 0]],
                        [[x1 - 3.8, y1 - 0.35, 0.4], [x1 - 1.1, y1 - 0.35, 0.4]],
                    ),
                ]
            ),
        ),
    ]
