"""Predicates about what gives: pressed together, bent, and back as it was."""

import numpy as np
from numpy.typing import NDArray

from setpiece.events.clause import Clause
from setpiece.events.scene import Finding, Scene, at

Array = NDArray[np.float64]

PRESSED = 0.2  # of its height, that a thing gets lower at least
BENT = 0.01  # of its length, that a thing's middle leaves the line of its ends at least
LEFT = 0.25  # of what it gave, that may be left at the end: a board sags a little by itself


def compresses(scene: Scene, clause: Clause) -> Finding:
    """The first and last body of a thing come nearer to each other by a fifth. Value: by which share."""
    give, name = _give(scene, clause)
    k = int(np.argmax(give))
    evidence = f"{name} is pressed together by {give[k]:.0%} at {at(scene.time[k])}"
    return Finding(bool(give[k] >= PRESSED), evidence, float(scene.time[k]), float(give[k]), PRESSED)


def bends(scene: Scene, clause: Clause) -> Finding:
    """The middle one of three bodies leaves the line from the first to the last by 1 % of that, more than at first.

    Value: how far, in lengths.
    """
    give, name = _give(scene, clause)
    k = int(np.argmax(give))
    evidence = f"{name} is bent by {give[k]:.1%} of its length at {at(scene.time[k])}"
    return Finding(bool(give[k] >= BENT), evidence, float(scene.time[k]), float(give[k]), BENT)


def springs_back(scene: Scene, clause: Clause) -> Finding:
    """What was pressed together or bent is back to a quarter of that at the end. Value: the share that is left."""
    give, name = _give(scene, clause)
    most = float(give.max())
    least = PRESSED if len(clause.bodies) == 2 else BENT
    if most < least:
        return Finding(False, f"{name} did not give before", None, None, LEFT)
    left = float(abs(give[-1])) / most
    evidence = f"{name} gave by {most:.1%} and by {give[-1]:.1%} at the end"
    return Finding(left <= LEFT, evidence, float(scene.time[-1]), left, LEFT)


def _give(scene: Scene, clause: Clause) -> tuple[Array, str]:
    """Return how much (T,) a thing gives against the start: two ends nearer, or a middle off the line of three."""
    bodies = [scene.index(name) for name in clause.bodies[:3]]
    places = [scene.origin(body) for body in bodies]
    name = scene.record.name(bodies[len(bodies) // 2 if len(bodies) == 3 else 0])
    if len(bodies) == 2:
        apart = np.linalg.norm(places[1] - places[0], axis=1)
        return 1.0 - apart / apart[0], name
    chord = places[2] - places[0]
    length = np.linalg.norm(chord, axis=1)
    off = np.linalg.norm(np.cross(places[1] - places[0], chord), axis=1) / length**2
    return off - off[0], name
