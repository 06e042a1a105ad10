"""Predicates about blades: what cuts a thing through."""

import numpy as np
from numpy.typing import NDArray

from setpiece.events.clause import Clause
from setpiece.events.distance import closest
from setpiece.events.scene import Finding, Scene
from setpiece.events.standing import box, closing, opening

Array = NDArray[np.float64]

WHOLE = 2e-3  # m between two pieces that look like one thing
APART = 5.0  # times as far from each other, at some place, at the end
REACH = 0.9  # of the thing's height that the edge goes through


def cuts(scene: Scene, clause: Clause) -> Finding:
    """A blade goes through a thing between its two pieces, which fit before and have come apart at the end.

    The bodies are the blade and the pieces. Value: how far (m) the second piece has moved against the first.
    """
    blade, first, second = (scene.index(name) for name in clause.bodies[:3])
    start, end = opening(scene), closing(scene)
    gap = max(closest(start, first, second).gap, 0.0)
    edge, near, far = _way(scene, blade, (first, second))
    depth = float((edge.max() - near) / (far - near))
    before = start.origin(second)[0] - start.origin(first)[0]
    shift = float(np.linalg.norm(end.origin(second)[0] - end.origin(first)[0] - before))
    names = [scene.record.name(body) for body in (blade, first)]
    way = f"{100 * min(depth, 1.0):.0f}% of the way"
    evidence = f"{names[0]} goes {way} through {names[1]}, whose piece is then {1000 * shift:.0f} mm off"
    holds = gap < WHOLE and edge[0] < near and depth > REACH and shift > APART * WHOLE
    through = np.flatnonzero(edge > near + REACH * (far - near))
    time = float(scene.time[through[0]]) if through.size else None
    return Finding(bool(holds), evidence, time, shift, APART * WHOLE)


def _way(scene: Scene, blade: int, pieces: tuple[int, int]) -> tuple[Array, float, float]:
    """Return how far (T,) m the foremost of a blade is along its way, and where on that the pieces begin and end."""
    gone = scene.origin(blade) - scene.origin(blade)[0]
    farthest = gone[int(np.argmax((gone**2).sum(axis=1)))]
    axis = int(np.argmax(np.abs(farthest)))
    sign = 1.0 if farthest[axis] > 0.0 else -1.0
    edge = (sign * scene.record.corners(blade, scene.rows)[:, :, axis]).max(axis=1)
    ends = np.array([sign * np.array(box(opening(scene), piece))[:, axis] for piece in pieces])
    return edge, float(ends.min()), float(ends.max())
