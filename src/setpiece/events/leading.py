"""Predicates about hands that lead what they hold."""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.events.distance import closest
from setpiece.events.rubbing import MOMENTS, NEAR
from setpiece.events.scene import Finding, Scene

SHIFT = 0.01  # m that it may slip in the hand


def led_by(scene: Scene, clause: Clause) -> Finding:
    """While a body moves, the second one, a hand, is at it, 3 mm off at most, and it slips by no more than 1 cm.

    Value: the greatest gap between them meanwhile, or how far it slips (m).
    """
    body, hand = (scene.index(name) for name in clause.bodies[:2])
    names = [scene.record.name(each) for each in (body, hand)]
    way = scene.position(body) - scene.position(body)[0]
    moving = np.flatnonzero(np.linalg.norm(np.diff(way, axis=0), axis=1) > 1e-5)
    if not len(moving):
        return Finding(False, f"{names[0]} does not move", None, 0.0, NEAR)
    rows = slice(moving[0], moving[-1] + 2)
    moments = np.linspace(*scene.time[[moving[0], moving[-1]]], MOMENTS)
    gap = max(closest(scene.between(float(t), float(t)), body, hand).gap for t in moments)
    apart = (scene.position(hand) - scene.position(body))[rows]
    slip = float(np.linalg.norm(apart - apart[0], axis=1).max())
    told = f"{names[1]} is at most {1000 * max(gap, 0.0):.1f} mm from {names[0]}, which slips by {1000 * slip:.1f} mm"
    value, bound = (max(gap, 0.0), NEAR) if gap > NEAR else (slip, SHIFT)
    return Finding(value <= bound, told, float(scene.time[moving[-1]]), float(value), bound)
