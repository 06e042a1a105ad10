"""Where a point of a body has been, what line it has left there, and what of another it has come over."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from setpiece import clock
from setpiece.geometry import quat_rotate
from setpiece.physics.trajectory import Trajectory, at
from setpiece.world.document import Mark

Array = NDArray[np.float64]

THICK = 8e-5  # m of a line, half of it above the surface


def track(trajectory: Trajectory, body: str, point: ArrayLike, time: float) -> Array:
    """Return where (T, 3) a point of a body has been (m) at all samples until a time (s), and at that time.

    ``point`` is in the body's frame.
    """
    row = trajectory.ids.index(body)
    local = np.asarray(point, float) - trajectory.center_of_mass[row]
    found = []
    for segment in trajectory.segments:
        if segment.index > time:
            break
        count = int(np.clip((time - segment.index) / clock.SAMPLE + 1e-9, 0, len(segment.position) - 1)) + 1
        rows = slice(1 if found else 0, count)
        place, turn = segment.position[rows, row], segment.rotation[rows, row]
        found.append(place + quat_rotate(turn, np.broadcast_to(local, place.shape)))
    now = at(trajectory, time)
    found.append((now.position[row] + quat_rotate(now.rotation[row], local))[None])
    return np.concatenate(found)


def divided(way: Array, step: float) -> Array:
    """Return the corners (n, 3) of pieces of ``step`` (m) along a way, as many as it has room for."""
    long = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))])
    marks = step * np.arange(int(long[-1] / step + 1e-9) + 1)
    return np.stack([np.interp(marks, long, way[:, axis]) for axis in range(3)], axis=1)


def wiped(middle: Array, way: Array, reach: float) -> NDArray[np.bool_]:
    """Return which pieces (n,) the way of what wipes has come within ``reach`` (m) of."""
    ends = way[:-1], np.diff(way, axis=0)
    size = np.maximum((ends[1] ** 2).sum(axis=1), 1e-18)
    share = np.clip(((middle[:, None] - ends[0]) * ends[1]).sum(axis=2) / size, 0.0, 1.0)
    gap = np.linalg.norm(middle[:, None] - (ends[0] + share[:, :, None] * ends[1]), axis=2)
    return (gap <= reach).any(axis=1)


def line(trajectory: Trajectory, mark: Mark, time: float) -> tuple[Array, NDArray[np.bool_]]:
    """Return the corners (n + 1, 3) of a mark's pieces at a time (s), in m, and which of those (n,) are there."""
    way = track(trajectory, mark.body, mark.at, time)
    corners = divided(np.asarray(mark.path, float) if mark.path else way, mark.step)[: mark.pieces + 1]
    there = np.ones(max(len(corners) - 1, 0), bool)
    if mark.path and len(there):
        there = ~wiped(0.5 * (corners[1:] + corners[:-1]), way, mark.reach)
    return corners, there
