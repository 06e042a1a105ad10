"""Predicates about many bodies: toppling, order, chains of contacts, dice."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from setpiece.events.clause import Clause
from setpiece.events.motion import STILL_SPEED, fastest_point
from setpiece.events.scene import Contacts, Finding, Scene, at
from setpiece.geometry import quat_conjugate, quat_rotate, quat_to_matrix

Array = NDArray[np.float64]

TOPPLED = np.pi / 3  # rad from upright: no thing that stands by itself comes back from there
TIPPING = np.pi / 18  # rad: by then a standing thing is visibly on its way
ON_FACE = np.pi / 90  # rad between a face and the horizontal


def tilt(scene: Scene, body: int) -> Array:
    """Return the angle (T,) in rad between world up and what was the body's up at the trajectory's start."""
    start = scene.record.column("rotation", body)[0]
    up = quat_rotate(quat_conjugate(start), np.array([0.0, 0.0, 1.0]))
    return np.arccos(np.clip(quat_rotate(scene.rotation(body), up)[:, 2], -1.0, 1.0))


def passed(scene: Scene, body: int, angle: float) -> float | None:
    """Return when (s) a body tilts beyond an angle for the last time, None where it does not end beyond it."""
    below = np.flatnonzero(tilt(scene, body) <= angle)
    if not below.size:
        return float(scene.time[0])
    return float(scene.time[below[-1] + 1]) if below[-1] + 1 < len(scene.time) else None


def topples(scene: Scene, clause: Clause) -> Finding:
    """At least ``count`` (all) of the bodies end tilted beyond ``angle`` (60 degrees). Value: how many."""
    angle = clause.figures.get("angle", TOPPLED)
    bodies = [scene.index(name) for name in clause.bodies]
    times = sorted(t for t in (passed(scene, i, angle) for i in bodies) if t is not None)
    return counted(
        times, len(bodies), clause.figures.get("count", len(bodies)), f"tilted beyond {np.degrees(angle):.0f} degrees"
    )


def counted(times: list[float], total: int, need: float, what: str) -> Finding:
    """Return the finding that ``need`` of ``total`` bodies did something, each at one of the sorted ``times``."""
    evidence = f"{len(times)} of {total} {what}"
    if times:
        evidence += f" by {at(times[-1])}"
    enough = len(times) >= need
    return Finding(
        enough, evidence, times[max(int(need), 1) - 1] if enough and times else None, float(len(times)), float(need)
    )


def topples_in_order(scene: Scene, clause: Clause) -> Finding:
    """All bodies end toppled, and begin to tip in the order in which they are named (10 degrees, to one sample).

    Value: how many neighbours are in order; bound: all.
    """
    bodies = [scene.index(name) for name in clause.bodies]
    angle = clause.figures.get("angle", TOPPLED)
    times = [first_beyond(scene, i, TIPPING) if passed(scene, i, angle) is not None else None for i in bodies]
    good = [a is not None and b is not None and a <= b for a, b in pairwise(times)]
    need = len(bodies) - 1
    fallen = sum(t is not None for t in times)
    evidence = f"{fallen} of {len(bodies)} toppled, {sum(good)} of {need} neighbours in order"
    known = [t for t in times if t is not None]
    if known:
        evidence += f", from {at(min(known))} to {at(max(known))}"
    return Finding(
        all(good) and fallen == len(bodies), evidence, max(known, default=None), float(sum(good)), float(need)
    )


def first_beyond(scene: Scene, body: int, angle: float) -> float:
    """Return when (s) a body is first tilted beyond an angle, the end where never."""
    beyond = np.flatnonzero(tilt(scene, body) > angle)
    return float(scene.time[beyond[0]]) if beyond.size else scene.end


def reached(scene: Scene, agent: int) -> dict[int, float]:
    """Return when (s) a chain of contacts that starts from ``agent`` first comes to each body.

    A body passes on what it got at any later contact. The ground and fixed bodies pass nothing on.
    """
    everything = scene.record.contacts
    everything = everything.select(everything.time >= scene.start - 1e-9)
    pairs = by_pair(everything)
    fixed = scene.record.trajectory.fixed
    out = dict.fromkeys(scene.record.members(agent), scene.start)
    todo = list(out)
    while todo:
        i = min(todo, key=lambda n: out[n])
        todo.remove(i)
        for j, times in pairs.get(i, {}).items():
            k = int(np.searchsorted(times, out[i] - 1e-9))
            if j >= 0 and not fixed[j] and k < len(times) and times[k] < out.get(j, np.inf):
                out[j] = float(times[k])
                todo.append(j)
    return out


def by_pair(contacts: Contacts) -> dict[int, dict[int, Array]]:
    """Return the times of contact of every pair, sorted, from both sides."""
    out: dict[int, dict[int, Array]] = {}
    low, high = np.minimum(contacts.a, contacts.b), np.maximum(contacts.a, contacts.b)
    order = np.lexsort((contacts.time, high, low))
    low, high, time = low[order], high[order], contacts.time[order]
    cuts = np.flatnonzero((np.diff(low) != 0) | (np.diff(high) != 0)) + 1
    for rows in np.split(np.arange(len(time)), cuts):
        if rows.size:
            a, b = int(low[rows[0]]), int(high[rows[0]])
            out.setdefault(a, {})[b] = time[rows]
            out.setdefault(b, {})[a] = time[rows]
    return out


def knocks_over(scene: Scene, clause: Clause) -> Finding:
    """At least ``count`` (all) of the others end toppled, each reached by a chain of contacts from the first body.

    Value: how many.
    """
    agent, *others = (scene.index(name) for name in clause.bodies)
    angle = clause.figures.get("angle", TOPPLED)
    chain = reached(scene, agent)
    times = []
    for i in others:
        over = passed(scene, i, angle)
        if over is not None and chain.get(i, np.inf) <= over:
            times.append(over)
    what = f"knocked over by {scene.record.name(agent)}, directly or by one another,"
    return counted(sorted(times), len(others), clause.figures.get("count", len(others)), what)


def ends_on_face(scene: Scene, clause: Clause) -> Finding:
    """Every body ends at rest with one of its faces level within ``angle`` (2 degrees). Value: the worst angle, rad."""
    bound = clause.figures.get("angle", ON_FACE)
    worst, who = -1.0, -1
    for name in clause.bodies:
        i = scene.index(name)
        calm = float(fastest_point(scene, i)[-1])
        if calm > STILL_SPEED:
            return Finding(False, f"{scene.record.name(i)} still moves at {calm:.2f} m/s at the end", None, 1.0, bound)
        axes = np.abs(quat_to_matrix(scene.rotation(i)[-1])[2])
        worst, who = max((worst, who), (float(np.arccos(min(axes.max(), 1.0))), i))
    evidence = f"{len(clause.bodies)} at rest; {scene.record.name(who)} is {np.degrees(worst):.2f} degrees off its face"
    return Finding(worst <= bound, evidence, scene.end, worst, bound)


def faces_add_up(scene: Scene, clause: Clause) -> Finding:
    """The dots on opposite faces of every body add up to ``sum`` (7), counted on its mesh. Value: the worst sum."""
    need, sums = clause.figures.get("sum", 7.0), []
    for name in clause.bodies:
        dots: dict[tuple[int, int], int] = {}
        for part in scene.record.solid(scene.index(name)).parts:
            if part.name.startswith("pips_"):
                middle = part.mesh.vertices.mean(axis=0)
                axis = int(np.argmax(np.abs(middle)))
                dots[axis, int(np.sign(middle[axis]))] = _shells(part.mesh.vertices, part.mesh.faces)
        sums += [float(dots.get((axis, 1), 0) + dots.get((axis, -1), 0)) for axis in range(3)]
    worst = max(sums, key=lambda found: abs(found - need))
    evidence = f"opposite faces of {len(clause.bodies)} have {worst:.0f} dots"
    return Finding(worst == need, evidence, None, worst, need)


def _shells(vertices: Array, faces: NDArray) -> int:
    """Return how many separate pieces a mesh has, corners at one place taken as one."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    _, welded = np.unique(np.round(vertices, 7), axis=0, return_inverse=True)
    rows = welded.ravel()[faces]
    edges = np.concatenate([rows[:, :2], rows[:, 1:]])
    count = int(rows.max()) + 1
    graph = coo_array((np.ones(len(edges)), edges.T), shape=(count, count))
    return int(connected_components(graph, directed=False)[0])
