"""Lets what only stands come to rest before the film begins: a chair on four uneven legs, a mallet on its head.

The pose that a thing takes within a second of the first simulation is where it starts. Only what nothing acts on
and nobody meets in that second is settled; whatever the sentence moves starts as its blocking has it.
"""

import numpy as np

from setpiece.geometry import quat_rotate
from setpiece.physics.trajectory import Trajectory, at, duration
from setpiece.staging.layout import CLEARANCE, Layout
from setpiece.world.document import World

WITHIN = 1.0  # s
LEAST, MOST = 3e-4, 0.03  # m: smaller shifts are not seen, larger ones are falls
TILT = 0.2  # rad
STILL = 5e-3  # m/s


def settled(layout: Layout, world: World, trajectory: Trajectory) -> World | None:
    """Return the world with what stands in the pose that it comes to rest in; None if all of it stood well."""
    idle = _idle(layout, world)
    if not idle or duration(trajectory) < WITHIN:
        return None
    moving = _moving(layout, world)
    busy = {n for n, name in enumerate(trajectory.ids) if name in moving}
    begin, end = at(trajectory, 0.0), at(trajectory, WITHIN)
    met = _met(trajectory, busy)
    changes = {}
    for name in idle:
        n = trajectory.ids.index(name)
        way = float(np.linalg.norm(end.position[n] - begin.position[n]))
        tilt = 2.0 * float(np.arccos(min(1.0, abs(float(end.rotation[n] @ begin.rotation[n])))))
        resting = float(np.linalg.norm(end.velocity[n])) < STILL
        if n not in met and resting and max(way, 0.05 * tilt) > LEAST and way < MOST and tilt < TILT:
            x, y, z = (float(v) for v in end.position[n] - quat_rotate(end.rotation[n], trajectory.center_of_mass[n]))
            turn = tuple(float(v) for v in end.rotation[n])
            changes[name] = {"position": (x, y, z + CLEARANCE), "rotation": turn}
    if not changes:
        return None
    bodies = tuple(body.model_copy(update=changes.get(body.id, {})) for body in world.bodies)
    return world.model_copy(update={"bodies": bodies})


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
