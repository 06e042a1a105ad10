"""Predicates about what stands until somebody comes: it stays until it is met, and a heap is brought down."""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.events.motion import shift
from setpiece.events.order import TOPPLED, counted, passed, reached
from setpiece.events.scene import Finding, Scene, at

LOWER = 0.5  # of a body's height, by which it ends lower than it began once it is brought down
STILL = 1e-3  # m


def stays_until_met(scene: Scene, clause: Clause) -> Finding:
    """No body but the last moves more than 1 mm before the last, or what that has met, touches it. Value: the worst, m.

    Who is never met stays to the end.
    """
    *bodies, agent = (scene.index(name) for name in clause.bodies)
    chain = reached(scene, agent)
    worst, when, who = 0.0, scene.start, bodies[0]
    for i in bodies:
        moved, turned = shift(scene, i)
        way = np.maximum(moved, turned * scene.record.size(i) / 2 - 1e-6)
        before = scene.time < chain.get(i, np.inf) - 1e-9
        k = int(np.argmax(np.where(before, way, 0.0)))
        if before.any() and way[k] > worst:
            worst, when, who = float(way[k]), float(scene.time[k]), i
    met = [chain[i] for i in bodies if i in chain]
    until = f"until it is met at {at(min(met))}" if met else "to the end"
    evidence = f"{scene.record.name(who)} moves at most {1000 * worst:.2f} mm {until}"
    return Finding(worst <= STILL, evidence, when, worst, STILL)


def brings_down(scene: Scene, clause: Clause) -> Finding:
    """At least ``count`` of the others, a heap, end toppled or half their height lower than they began.

    Each is reached before by a chain of contacts from the first body. Value: how many.
    """
    agent, *others = (scene.index(name) for name in clause.bodies)
    chain, times = reached(scene, agent), []
    for i in others:
        over = [
            t for t in (passed(scene, i, clause.figures.get("angle", TOPPLED)), _dropped(scene, i)) if t is not None
        ]
        if over and chain.get(i, np.inf) <= max(over):
            times.append(max(over))
    what = f"of a heap brought down by {scene.record.name(agent)}, directly or by one another,"
    return counted(sorted(times), len(others), clause.figures.get("count", len(others)), what)


def _dropped(scene: Scene, body: int) -> float | None:
    """Return when (s) a body sinks for the last time by ``LOWER`` of its height; None where it does not end so low."""
    height = scene.position(body)[:, 2]
    tall = scene.record.solid(body).bounds
    high = np.flatnonzero(height > height[0] - LOWER * float(tall[1, 2] - tall[0, 2]))
    return float(scene.time[high[-1] + 1]) if high.size and high[-1] + 1 < len(scene.time) else None
