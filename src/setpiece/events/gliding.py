"""Predicates about who is carried: on feet that do not step, on something that goes along under him."""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.events.scene import Finding, Scene
from setpiece.geometry import quat_conjugate, quat_rotate

STILL, WAY = 0.05, 0.5  # m: how far feet may shift against the body that glides, and how far it gets at least
ABOVE = 0.1  # m between who sits and what he sits on


def _drift(scene: Scene, body: int, other: int) -> float:
    """Return how far (m) one body gets, in another's frame, from where it was at first."""
    turn = np.stack([quat_conjugate(q) for q in scene.rotation(body)])
    local = quat_rotate(turn, scene.origin(other) - scene.origin(body))
    return float(np.linalg.norm(local - local[0], axis=1).max())


def _gone(scene: Scene, body: int) -> float:
    return float(np.linalg.norm(scene.position(body)[-1] - scene.position(body)[0]))


def glides(scene: Scene, clause: Clause) -> Finding:
    """A body gets on by half a metre or more while its feet, the others, do not step: they stay where they are to it.

    Value: how far a foot gets from there, m; bound 5 cm.
    """
    body, *feet = (scene.index(name) for name in clause.bodies)
    gone, worst = _gone(scene, body), max(_drift(scene, body, foot) for foot in feet)
    evidence = f"{scene.record.name(body)} glides {gone:.2f} m, its feet shift by {1000 * worst:.0f} mm to it"
    return Finding(gone >= WAY and worst <= STILL, evidence, float(scene.time[-1]), worst, STILL)


def rides(scene: Scene, clause: Clause) -> Finding:
    """A body sits over the second, which goes along with it, half a metre or more.

    Value: how far the second gets from where it was under the first, m; bound 5 cm. It begins below, at most 10 cm off.
    """
    body, ridden = (scene.index(name) for name in clause.bodies[:2])
    gone, worst = min(_gone(scene, body), _gone(scene, ridden)), _drift(scene, body, ridden)
    here, row = scene.origin(body)[0], slice(scene.row, scene.row + 1)
    low, high = (f(scene.record.corners(ridden, row)[0], axis=0) for f in (np.min, np.max))
    own = scene.record.corners(body, row)[0].min(axis=0)[2]
    over = bool((np.abs(here[:2] - (low + high)[:2] / 2) <= (high - low)[:2] / 2 + ABOVE).all())
    gap = float(own - high[2])
    what = f"{scene.record.name(body)} on {scene.record.name(ridden)}"
    if not over or gap > ABOVE or here[2] < low[2]:
        return Finding(
            False, f"{scene.record.name(body)} does not sit on {scene.record.name(ridden)}", None, None, STILL
        )
    return Finding(
        gone >= WAY and worst <= STILL,
        f"{what} gets on by {gone:.2f} m, and shifts {1000 * worst:.0f} mm on it",
        None,
        worst,
        STILL,
    )
