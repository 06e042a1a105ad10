"""Where the openings and lights of a room are: shared by what shines in and by what is built. Metres, world frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.world.document import Room


@dataclass(frozen=True)
class Box:
    """The inner space of a room: lower and upper corner, floor at z = 0."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]


@dataclass(frozen=True)
class Opening:
    """A window in the -X wall: from ``y`` to ``y`` and from ``z`` to ``z``."""

    y: tuple[float, float]
    z: tuple[float, float]


def box(room: Room) -> Box:
    """Return the inner space of a room."""
    x, y = room.center
    half = np.array([room.size[0] / 2, room.size[1] / 2])
    return Box(np.array([x - half[0], y - half[1], 0.0]), np.array([x + half[0], y + half[1], room.size[2]]))


def window(room: Room) -> Opening | None:
    """Return the tall window of a room, beside and behind what stands at the centre, or None without one."""
    if not room.window:
        return None
    inner = box(room)
    depth = inner.high[1] - inner.low[1]
    middle = inner.low[1] + 0.56 * depth
    half = min(0.27 * depth, 2.6)
    return Opening((middle - half, middle + half), (0.45, inner.high[2] - 0.32))
