"""Lines that bodies leave where they are led, and lines that they wipe off: flat pieces along a way, one after another.

A piece is seen once the way is as long as it reaches, and then stays where it is; of a line that is wiped off, until
what wipes has come over it. Where a body has been follows from the trajectory alone.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.modelling import block
from setpiece.assets.solid import Mesh
from setpiece.assets.surface import mesh
from setpiece.physics.tracing import THICK, line
from setpiece.physics.trajectory import Trajectory
from setpiece.render.posed import Item, Surface
from setpiece.world.document import Mark, World

Array = NDArray[np.float64]

OVERLAP = 1.15  # steps that a piece is long, so that bends have no gaps
UNSEEN = -1000.0  # m: where a piece is that is not there


def items(world: World, trajectory: Trajectory, time: float) -> list[Item]:
    """Return the pieces of all marks as they are at a time (s)."""
    found = []
    for mark in world.marks:
        shape = _piece(mark.step * OVERLAP, mark.width)
        surface = Surface(mark.material, mark.color)
        made = enumerate(pieces(mark, trajectory, time))
        found += [Item(mark.id, f"piece_{k + 1}", shape, surface, matrix) for k, matrix in made]
    return found


def pieces(mark: Mark, trajectory: Trajectory, time: float) -> Array:
    """Return where (P, 4, 4) the pieces of a line are at a time, along X; those that are not there, far below."""
    out = np.broadcast_to(np.eye(4), (mark.pieces, 4, 4)).copy()
    out[:, 2, 3] = UNSEEN
    corners, left = line(trajectory, mark, time)
    if not left.any():
        return out
    middle, along, there = 0.5 * (corners[1:] + corners[:-1]), np.diff(corners, axis=0), np.flatnonzero(left)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    out[there, :3, 0] = along[there]
    out[there, :3, 1] = np.stack([-along[:, 1], along[:, 0], np.zeros(len(along))], axis=1)[there]
    out[there, :3, 3] = middle[there]
    return out


@lru_cache(maxsize=64)
def _piece(length: float, width: float) -> Mesh:
    return mesh(block((length, width, THICK), radius=0.2 * THICK), f"mark-{length!r}-{width!r}")
