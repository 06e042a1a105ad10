"""Predicates about what is aimed at: a ring that something goes through."""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.events.scene import Finding, Scene, at
from setpiece.geometry import quat_rotate


def through_ring(scene: Scene, clause: Clause) -> Finding:
    """A body's centre goes down through the ring of the other, between the mounts "ring" (middle) and "ring_edge".

    Value: how far (m) from the ring's middle it goes through, or passes its level at the nearest; bound: its radius.
    """
    body, other = (scene.index(name) for name in clause.bodies[:2])
    mounts = scene.record.solid(other).mounts
    name, mark = scene.record.name(body), scene.record.name(other)
    if "ring" not in mounts:
        return Finding(None, f"{mark} has no ring", None, None, None)
    middle, edge = (
        scene.origin(other) + quat_rotate(scene.rotation(other), np.asarray(mounts[key]))
        for key in ("ring", "ring_edge")
    )
    radius = float(np.linalg.norm(edge[0] - middle[0]))
    away = scene.position(body) - middle
    down = np.flatnonzero((away[:-1, 2] > 0.0) & (away[1:, 2] <= 0.0))
    if not down.size:
        return Finding(False, f"{name} never comes down to the ring of {mark}", None, None, radius)
    share = away[down, 2] / (away[down, 2] - away[down + 1, 2])
    level = away[down, :2] + share[:, None] * (away[down + 1, :2] - away[down, :2])
    off = np.linalg.norm(level, axis=1)
    k = int(np.argmin(off))
    time = float(scene.time[down[k]])
    evidence = f"{name} passes the level of the ring of {mark} {off[k]:.2f} m from its middle at {at(time)}"
    return Finding(bool(off[k] < radius), evidence, time, float(off[k]), radius)
