"""Predicates about what parts: who gets away from whom, things that go different ways."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from setpiece.events.clause import Clause
from setpiece.events.distance import box_gaps, boxes
from setpiece.events.scene import Finding, Scene, at

Array = NDArray[np.float64]

CLOSE = 2.0  # times the larger one's size: nearer than that one is with somebody
ARM = 0.45  # of the size of who has one
STANDS_OFF = 0.1  # of the size of what is met
LEAST = 0.1  # m
MOVED = 0.02  # m that who goes a way gets, at least
APART = np.radians(15.0)  # between two ways that are different to the eye
AT_ONCE, STARTED = 0.05, 0.002  # s between those that begin at once, and m after which one has begun
BACK = 0.05  # of the way got away that one may come back on it


def gets_away(scene: Scene, clause: Clause) -> Finding:
    """A body that begins near another ends farther from it, by its own length at least, and does not come back.

    Value: by how much the gap between their boxes has grown, m.
    """
    body, other = (scene.index(name) for name in clause.bodies[:2])
    gaps, size = box_gaps(scene, body, other), scene.record.size(body)
    near = max(CLOSE * max(size, scene.record.size(other)), 3.0 * LEAST)
    grown, need = float(gaps[-1] - gaps[0]), max(size, LEAST)
    back = float((np.maximum.accumulate(gaps) - gaps).max())
    name, left = scene.record.name(body), scene.record.name(other)
    evidence = f"{name} begins {gaps[0]:.2f} m from {left} and ends {gaps[-1]:.2f} m from it"
    far = np.flatnonzero(gaps - gaps[0] >= need)
    time = float(scene.time[far[0]]) if far.size else None
    holds = gaps[0] <= near and grown >= need and back <= BACK * max(grown, 0.0) + 0.01
    return Finding(bool(holds), f"{evidence} at {at(scene.end)}", time, grown, need)


def arms_reach(body: float, other: float) -> float:
    """Return within what gap (m) one who comes up to a thing is, by the sizes (m) of both.

    An arm, or a neck, is somewhat less than half as long as who has it; what is large is met from a little farther off.
    """
    return max(ARM * body + STANDS_OFF * other, 3.0 * LEAST)


def comes_up_to(scene: Scene, clause: Clause) -> Finding:
    """A body comes within ``arms_reach`` of another; with ``stays`` (1) it ends there. Value: their boxes' gap, m.

    It begins farther off, or comes nearer by its own size at least.
    """
    body, other = (scene.index(name) for name in clause.bodies[:2])
    limbs, parts = scene.record.members(body), scene.record.members(other)
    gaps = np.min([box_gaps(scene, i, j) for i in limbs for j in parts], axis=0)
    opening = scene.between(scene.start, scene.start)
    size, size_met = (float(np.ptp(np.array(_around(opening, each)), axis=0).max()) for each in (limbs, parts))
    reach = arms_reach(size, size_met)
    k = len(gaps) - 1 if clause.figures.get("stays", 1.0) else int(np.argmin(gaps))
    name, met = scene.record.name(body), scene.record.name(other)
    evidence = f"{name} comes from {gaps[0]:.2f} m to within {gaps[k]:.2f} m of {met}"
    come = gaps[0] > reach or gaps[0] - gaps[k] >= size
    near = np.flatnonzero(gaps <= reach)
    time = float(scene.time[near[0]]) if near.size else None
    return Finding(bool(come and gaps[k] <= reach), evidence, time, float(gaps[k]), reach)


def _around(moment: Scene, bodies: Sequence[int]) -> tuple[Array, Array]:
    """Return the corners (3,), (3,) of the box around bodies at a moment, m."""
    lows, highs = zip(*(boxes(moment, i) for i in bodies), strict=True)
    return np.min([low[0] for low in lows], axis=0), np.max([high[0] for high in highs], axis=0)


def part_ways(scene: Scene, clause: Clause) -> Finding:
    """Bodies go ways whose directions, seen from above, differ by 15 degrees at least, each from any other.

    A way is from where a body is when the last of them has set off to where it is at the end. Value: the least angle.
    """
    bodies = [scene.index(name) for name in clause.bodies]
    paths = [scene.position(body)[:, :2] for body in bodies]
    gone = [np.linalg.norm(path - path[0], axis=1) for path in paths]
    names = " and ".join(scene.record.name(body) for body in bodies)
    if min(float(way.max()) for way in gone) < MOVED:
        return Finding(False, f"not all of {names} go anywhere", None, 0.0, float(APART))
    start = max(int(np.flatnonzero(way >= 0.5 * MOVED)[0]) for way in gone)
    ways = np.array([path[-1] - path[start] for path in paths])
    lengths = np.linalg.norm(ways, axis=1)
    if lengths.min() < 0.5 * MOVED:
        return Finding(False, f"not all of {names} go on when the last sets off", None, 0.0, float(APART))
    units = ways / lengths[:, None]
    cosines = (units @ units.T)[np.triu_indices(len(bodies), 1)]
    least = float(np.arccos(np.clip(cosines.max(), -1.0, 1.0)))
    evidence = f"the ways of {names} differ by {np.degrees(least):.0f} degrees"
    return Finding(least >= APART, evidence, float(scene.time[start]), least, float(APART))


def begin_together(scene: Scene, clause: Clause) -> Finding:
    """Bodies set off at one time: within ``within`` (0.05 s) each has moved by 2 mm. Value: the spread, s."""
    bodies, within = [scene.index(name) for name in clause.bodies], clause.figures.get("within", AT_ONCE)
    gone = [np.linalg.norm(scene.position(body) - scene.position(body)[0], axis=1) > STARTED for body in bodies]
    idle = [scene.record.name(body) for body, way in zip(bodies, gone, strict=True) if not way.any()]
    if idle:
        return Finding(False, f"{', '.join(idle)} does not set off", None, None, within)
    times = [float(scene.time[int(np.argmax(way))]) for way in gone]
    spread = max(times) - min(times)
    evidence = f"{len(bodies)} bodies set off within {1000 * spread:.0f} ms, the first at {at(min(times))}"
    return Finding(spread <= within, evidence, max(times), spread, within)
