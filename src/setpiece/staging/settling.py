"""Lets what only stands come to rest before the film begins: a chair on four uneven legs, six eggs in a bowl.

The pose that a thing takes within a second of the first simulation is where it starts. Where something still rocks
then, all start at rest from when their motion was fastest first, and so on a few times: dynamic relaxation with kinetic
damping (Cundall 1976; Barnes 1999). What lies in a vessel may come as far as that lets it. Only what nothing acts on
and nobody meets in that second is settled; whatever the sentence moves starts as its blocking has it.
"""

import numpy as np

from setpiece.assets.build import build
from setpiece.clock import SAMPLE
from setpiece.geometry import quat_conjugate, quat_rotate
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import Instant, Trajectory, at, duration
from setpiece.staging.layout import CLEARANCE, Array, Layout, bounds
from setpiece.world.document import World

WITHIN = 1.0  # s
LEAST, MOST = 3e-4, 0.03  # m: smaller shifts are not seen, larger ones are falls
TILT = 0.2  # rad
STILL, TURNS = 5e-3, 0.1  # m/s, rad/s: slower things rest
PASSES = 16


def settled(layout: Layout, world: World, trajectory: Trajectory) -> World | None:
    """Return the world with what stands in the pose that it comes to rest in; None if all of it stood well."""
    idle = _idle(layout, world)
    if not idle or duration(trajectory) < WITHIN:
        return None
    moving, found, begin = _moving(layout, world), None, at(trajectory, 0.0)
    for _ in range(PASSES):
        busy = {n for n, name in enumerate(trajectory.ids) if name in moving}
        met = _met(trajectory, busy)
        free = [n for n, name in enumerate(trajectory.ids) if name in idle and n not in met]
        time = _fastest(trajectory, [n for n in free if not _rests(trajectory, n)])
        changes = _come_to(layout, trajectory, begin, free, time)
        gone = (np.subtract(pose["position"], world.body(name).position) for name, pose in changes.items())
        if not changes or (found is not None and all(np.linalg.norm(way) < LEAST / 3 for way in gone)):
            break
        bodies = tuple(body.model_copy(update=changes.get(body.id, {})) for body in world.bodies)
        found = world = world.model_copy(update={"bodies": bodies})
        if time == WITHIN:
            break
        trajectory = simulate(world, WITHIN)
    return found


def _come_to(layout: Layout, trajectory: Trajectory, begin: Instant, free: list[int], time: float) -> dict[str, dict]:
    """Return the poses, by id, of what stands otherwise at a time (s) than at first; at the end, of what rests then."""
    end, changes = at(trajectory, time), {}
    for n in free:
        way = float(np.linalg.norm(end.position[n] - begin.position[n]))
        tilt = 2.0 * float(np.arccos(min(1.0, abs(float(end.rotation[n] @ begin.rotation[n])))))
        falls = (way > MOST or tilt > TILT) and not _borne_inside(layout, trajectory.ids[n], end.position[n])
        rocks = time == WITHIN and not _rests(trajectory, n)
        if max(way, 0.05 * tilt) > LEAST and not falls and not rocks:
            x, y, z = (float(v) for v in end.position[n] - quat_rotate(end.rotation[n], trajectory.center_of_mass[n]))
            turn = tuple(float(v) for v in end.rotation[n])
            changes[trajectory.ids[n]] = {"position": (x, y, z + CLEARANCE), "rotation": turn}
    return changes


def _rests(trajectory: Trajectory, n: int) -> bool:
    """Tell whether a body rests after a second."""
    last = at(trajectory, WITHIN)
    return float(np.linalg.norm(last.velocity[n])) < STILL and float(np.linalg.norm(last.spin[n])) < TURNS


def _fastest(trajectory: Trajectory, rows: list[int]) -> float:
    """Return when (s) the kinetic energy of bodies first begins to fall; after a second where it does not before."""
    segment, energy = trajectory.segments[0], 0.0
    for n in rows:
        spin = quat_rotate(quat_conjugate(segment.rotation[:, n]), segment.spin[:, n])
        energy += trajectory.mass[n] * np.sum(segment.velocity[:, n] ** 2, -1)
        energy += np.einsum("ti,ij,tj->t", spin, trajectory.inertia[n], spin)
    levels = np.broadcast_to(energy, len(segment.velocity))
    falls = np.flatnonzero((levels[1:-1] >= levels[:-2]) & (levels[1:-1] > levels[2:]))
    return float(falls[0] + 1) * SAMPLE if len(falls) else WITHIN


def _borne_inside(layout: Layout, name: str, middle: Array) -> bool:
    """Tell whether a body was put into a vessel, and has its middle (3,), m, over that at the end."""
    on = next((i.on for group in layout.instances.values() for i in group if i.main == name), None)
    carrier = layout.bodies.get(on or "")
    if carrier is None or not any(face.name.startswith("inside") for face in build(carrier).supports):
        return False
    box = bounds((carrier,))
    return bool(((box.lower < middle) & (middle < box.upper))[:2].all() and middle[2] > box.lower[2])


def _moving(layout: Layout, world: World) -> set[str]:
    """Return the ids of everything that acts or is acted on."""
    acts = [h for h in layout.script.happenings if h.verb not in ("rest", "stand")]
    named = {e for h in acts for e in (h.subject, h.object) if e}
    acting = {b.id for e in named for i in layout.instances.get(e, []) for b in i.assembly.bodies}
    return acting | {name for act in world.actions for name in getattr(act, "bodies", (act.body,))}


def _idle(layout: Layout, world: World) -> list[str]:
    """Return the ids of single free bodies that have nothing to do."""
    busy = _moving(layout, world)
    tied = {end for tie in world.ties for end in (tie.a, tie.b)}
    left_out = busy | tied
    free = [b for b in world.bodies if not (b.fixed or b.joint or b.fracture or b.id in left_out)]
    jointed = {b.joint.parent for b in world.bodies if b.joint is not None}
    return [b.id for b in free if b.id not in jointed and not any(b.velocity) and not any(b.spin)]


def _met(trajectory: Trajectory, busy: set[int]) -> set[int]:
    """Return the indices of bodies that touch something busy within the second."""
    segment = trajectory.segments[0]
    found: set[int] = set()
    for table in (segment.impacts, segment.touches):
        for a, b in zip(table["a"].tolist(), table["b"].tolist(), strict=True):
            if a in busy or b in busy:
                found |= {a, b}
    return found
