"""Blockings of what breaks: who does it, what can break at all, and where its pieces are to be small."""

import numpy as np

from setpiece.assets.build import build, check
from setpiece.assets.cutting import is_laid, is_masonry
from setpiece.events.clause import Clause
from setpiece.geometry import quat_conjugate, quat_rotate
from setpiece.language.script import Happening
from setpiece.physics.trajectory import Trajectory, breaks
from setpiece.staging.falling import fall
from setpiece.staging.layout import Layout
from setpiece.staging.motion import moves_already
from setpiece.staging.striking import hit
from setpiece.world.document import Fracture, World

BLOCKS = 48  # of a wall, at most


def come_apart(layout: Layout, happening: Happening) -> None:
    """Somebody breaks it with a blow; what breaks by itself and does not move yet, falls."""
    if happening.object is not None:
        hit(layout, happening)
    elif not moves_already(layout, happening) and not layout.placed(happening.subject):
        fall(layout, happening)


def make_fragile(layout: Layout) -> None:
    """Let the things break of which the sentence speaks as breaking, or as not breaking."""
    spoken = [happening for happening in layout.script.happenings if happening.verb == "break"]
    for entity in dict.fromkeys(happening.object or happening.subject for happening in spoken):
        for instance in layout.instances.get(entity, ()):
            body = layout.bodies[instance.main]
            fracture = Fracture(seed=layout.knobs.seed)
            if is_masonry(build(body)):
                fracture = fracture.model_copy(update={"pieces": BLOCKS})
            able = body.model_copy(update={"fracture": fracture, "fixed": False})
            mistakes = check(able)
            if mistakes:
                layout.notes.append(f"{entity} cannot break: {mistakes[0]}")
            else:
                layout.bodies[instance.main] = able


def focused(world: World, trajectory: Trajectory) -> World:
    """Return a world in which the pieces of what broke are smallest where the blow came."""
    found, bodies = breaks(trajectory), list(world.bodies)
    for row in {int(k): row for k, row in reversed(list(zip(found["whole"], found, strict=True)))}.values():
        body = bodies[row["whole"]]
        if body.fracture is None or is_laid(build(body)):
            continue
        away = quat_rotate(quat_conjugate(row["rotation"]), row["point"] - row["position"])
        spot = away + trajectory.center_of_mass[row["whole"]]
        focus = tuple(float(round(x, 4)) for x in np.asarray(spot))
        fracture = body.fracture.model_copy(update={"focus": focus})
        bodies[row["whole"]] = body.model_copy(update={"fracture": fracture})
    return world.model_copy(update={"bodies": tuple(bodies)})


def claimed(case: object) -> list[Clause]:
    """What breaks, breaks; where somebody breaks it, it is by his blow."""
    if not case.objects:
        return [case.claim("breaks", subject) for subject in case.subjects]
    doer = case.subjects[0]
    found = [case.claim("breaks", broken, *_with_it(case.layout, doer)) for broken in case.objects]
    return [case.claim("hits", doer, case.objects[0]), *found] if len(case.objects) == 1 else found


def _with_it(layout: Layout, doer: str) -> tuple[str, ...]:
    """Return a body and all others of its machine: a truck breaks with its wheels too."""
    for group in layout.instances.values():
        for instance in group:
            if instance.main == doer:
                return (doer, *(b.id for b in instance.assembly.bodies if b.id != doer and not b.fixed))
    return (doer,)
