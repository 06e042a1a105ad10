"""Predicates about what turns on a hinge between shut and open: doors and lids."""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.events.scene import Finding, Scene
from setpiece.events.swing import coordinate, hinged

SHUT, OPEN = np.radians(5.0), np.radians(45.0)  # within the one it is shut, beyond the other open


def hangs_on(scene: Scene, clause: Clause) -> Finding:
    """A body hangs by a joint on another, below the place that the other hangs from itself, all the time.

    Value: the least height (m) of that place over the body's centre.
    """
    body, rope = (scene.record.body(scene.index(name)) for name in clause.bodies[:2])
    name, other = (text.replace("_", " ") for text in clause.bodies[:2])
    if body.joint is None or body.joint.parent != rope.id or rope.joint is None:
        return Finding(False, f"{name} is not tied to {other}", None, None, 0.0)
    below = float(rope.joint.anchor[2]) - scene.position(scene.index(body.id))[:, 2]
    lowest = int(np.argmin(below))
    evidence = f"{name} hangs on {other}, at least {below[lowest]:.2f} m under where that is tied"
    return Finding(bool(below[lowest] > 0.0), evidence, float(scene.time[0]), float(below[lowest]), 0.0)


def opens(scene: Scene, clause: Clause) -> Finding:
    """A door or lid that is shut (5 degrees) turns beyond 45 degrees on its hinge.

    Value: how far it opens (rad); the time is when it is as wide open as it gets (2 degrees).
    """
    return _turned(scene, clause, opening=True)


def shuts(scene: Scene, clause: Clause) -> Finding:
    """A door or lid that is open beyond 45 degrees turns on its hinge until it is shut (5 degrees), and stays so.

    Value: how far it is open at the end (rad).
    """
    return _turned(scene, clause, opening=False)


def _turned(scene: Scene, clause: Clause, *, opening: bool) -> Finding:
    body = hinged(scene, scene.index(clause.bodies[0]))
    name = clause.bodies[0].replace("_", " ")
    if body is None:
        return Finding(None, f"{name} has no hinge to turn on", None, None, None)
    turn = np.abs(coordinate(scene, body))
    before = np.flatnonzero(turn < SHUT if opening else turn > OPEN)
    if not before.size:
        evidence = f"{name} is never {'shut' if opening else 'open'}"
        return Finding(False, evidence, None, float(turn[0]), float(SHUT if opening else OPEN))
    later = turn[before[0] :]
    end = float(later.max()) if opening else float(later[-1])
    found = np.flatnonzero(later >= end - 0.4 * SHUT if opening else later < SHUT)
    holds = bool(end > OPEN if opening else end < SHUT)
    evidence = f"{name} turns from {np.degrees(later[0]):.0f} to {np.degrees(end):.0f} degrees open"
    time = float(scene.time[before[0] + found[0]]) if holds else None
    return Finding(holds, evidence, time, end, float(OPEN if opening else SHUT))
