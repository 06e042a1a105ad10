"""Predicates about tools in use: what goes back and forth over a thing, what turns it."""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.events.distance import closest
from setpiece.events.scene import Finding, Scene

NEAR = 3e-3  # m that what rubs may be off
LEAST, SHARE = 3.0, 0.2  # strokes; a stroke goes this share of the smaller one's size
MOMENTS = 9  # at which the gap is measured


def rubs(scene: Scene, clause: Clause) -> Finding:
    """A body goes back and forth along a thing at least three times and is no farther from it than 3 mm meanwhile.

    Value: the number of strokes.
    """
    body, other = (scene.index(name) for name in clause.bodies[:2])
    way = scene.position(body) - scene.position(body)[0]
    axis = int(np.argmax(np.ptp(way, axis=0)))
    step = SHARE * min(scene.record.size(each) for each in (body, other) if each >= 0)
    turns, count, last, sign = [float(way[0, axis])], 0, 0, 0
    for k, x in enumerate(way[:, axis]):
        if sign * (x - turns[-1]) > 0.0:
            turns[-1], last = float(x), k
        elif abs(x - turns[-1]) > step:
            sign, count, last = (1 if x > turns[-1] else -1), count + 1, k
            turns.append(float(x))
    moments = np.linspace(scene.time[0], scene.time[last], MOMENTS)
    gap = max(closest(scene.between(float(t), float(t)), body, other).gap for t in moments)
    names = [scene.record.name(each) if each >= 0 else "the floor" for each in (body, other)]
    evidence = f"{names[0]} goes {count} times over {names[1]}, at most {1000 * gap:.1f} mm from it"
    return Finding(count >= LEAST and gap <= NEAR, evidence, float(scene.time[last]), float(count), LEAST)


def turned_by(scene: Scene, clause: Clause) -> Finding:
    """A body is no farther than 3 mm from the tool that turns it, at all times. Value: the greatest gap, m."""
    body, tool = (scene.index(name) for name in clause.bodies[:2])
    moments = np.linspace(scene.time[0], scene.time[-1], MOMENTS)
    gap = max(closest(scene.between(float(t), float(t)), body, tool).gap for t in moments)
    evidence = f"{scene.record.name(tool)} is at most {1000 * max(gap, 0.0):.1f} mm from {scene.record.name(body)}"
    return Finding(gap <= NEAR, evidence, float(scene.time[-1]), max(float(gap), 0.0), NEAR)
