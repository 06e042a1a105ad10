"""Cloth over a table: as large as the table is, flat on it, its edges down; it may be pulled away from under things.

How cloth falls is not solved: what is pulled away slides level, as stiff as it lay, and a hand holds it in the end.
"""

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.events.clause import Clause
from setpiece.language.script import Happening, Script
from setpiece.staging import arrange
from setpiece.staging.layout import CLEARANCE, Course, Layout, bounds, extent
from setpiece.staging.motion import G, lead, vec
from setpiece.world.document import Joint

SPARE = 0.008  # m that a cloth is wider than the table
PULL, AWAY, GRIP = 3.0, 1.1, 200.0  # m/s, lengths that a cloth is pulled, and of its weights what the hand can do


def cut(script: Script) -> Script:
    """Return the script with cloths of the sizes of what they are draped over, on which stands what is on that."""
    things = {entity.id: entity for entity in script.entities}
    draped = [h for h in script.happenings if h.verb == "drape" and h.place in things]
    over = {told.place: told.subject for told in draped}
    for told in draped:
        size = extent(things[told.place]).size + SPARE
        own = (f"length:{size[0]:.3f}", f"width:{size[1]:.3f}")
        cloth = things[told.subject]
        things[cloth.id] = cloth.model_copy(update={"attributes": (*cloth.attributes, *own)})
    cloths, relations, happenings = set(over.values()), list(script.relations), list(script.happenings)
    for k, told in enumerate(relations):
        if told.kind == "on" and told.subject not in cloths:
            relations[k] = told.model_copy(update={"objects": tuple(over.get(name, name) for name in told.objects)})
    for k, told in enumerate(happenings):
        if told.subject not in cloths:
            happenings[k] = told.model_copy(update={"place": over.get(told.place, told.place)})
    lists = {"entities": tuple(things.values()), "relations": tuple(relations), "happenings": tuple(happenings)}
    return script.model_copy(update=lists)


def drape(layout: Layout, happening: Happening) -> None:
    """Lay a cloth on the top of what it is draped over, where it stays."""
    arrange.set_down(layout, happening.place)
    arrange.set_down(layout, happening.subject)
    faces = layout.faces(happening.place)
    instance = layout.instances[happening.subject][0]
    body = layout.bodies[instance.main]
    if not faces:
        return
    table = arrange.footprint(layout, happening.place)
    middle = (table.lower + table.upper) / 2
    top = bounds((body,)).upper[2] - 0.003
    at = (middle[0], middle[1], body.position[2] + float(faces[0].center[2]) - top + CLEARANCE)
    layout.change(instance.main, position=vec(at), fixed=True)
    instance.base = np.array([middle[0], middle[1], bounds((layout.bodies[instance.main],)).lower[2]])


def pulls(script: Script, happening: Happening) -> bool:
    """Tell whether a cloth that is draped over something is pulled from it."""
    draped = any(h.verb == "drape" and h.subject == happening.subject for h in script.happenings)
    return draped and happening.verb == "push" and happening.object is None and not happening.negated


def pull(layout: Layout, happening: Happening) -> None:
    """Let a hand pull a cloth level off its table; what stands on it is left to friction and its inertia."""
    if happening.subject in layout.courses:
        return  # it is pulled off the table already, and from beneath what stands on it by that
    table = next(h.place for h in layout.script.happenings if h.verb == "drape" and h.subject == happening.subject)
    cloth = layout.bodies[layout.main(happening.subject)[0]]
    box = bounds((cloth,))
    side = -1.0 if happening.direction == "left" else 1.0
    joint = Joint(kind="slide", anchor=cloth.position, axis=(1.0, 0.0, 0.0))
    under = tuple(body.id for instance in layout.instances[table] for body in instance.assembly.bodies)
    layout.change(cloth.id, joint=joint, fixed=False, passes=(*cloth.passes, *under))
    speed, way = side * (happening.speed or PULL * happening.pace), AWAY * float(box.size[0])
    limit = GRIP * mass_properties(cloth, build(cloth)).mass * G
    lead(layout, cloth.id, ((way / abs(speed), speed),), limit)
    start = np.array([*((box.lower + box.upper) / 2)[:2], layout.floor])
    layout.notes.append(f"{happening.subject} is drawn away as stiff as it lay: how cloth gives is not solved.")
    layout.courses[happening.subject] = Course(start, np.array([side, 0.0, 0.0]), way, float(box.size[0]) / 2)


def pulled(case: object) -> list[Clause]:
    """Return that a hand pulls the cloth, and that what it lay on is bare then, where that is not told already."""
    acts = case.layout.script.happenings
    if not pulls(case.layout.script, case.happening):
        return []
    table = next(h.place for h in acts if h.verb == "drape" and h.subject == case.happening.subject)
    found = [case.claim("pushed", cloth) for cloth in case.subjects]
    first = next(h for h in acts if pulls(case.layout.script, h) and h.subject == case.happening.subject)
    if (first.path, first.place) != (case.happening.path, case.happening.place):
        return found  # "off the table from beneath the cans" is one pull
    return found + [case.claim("uncovers", cloth, *case.layout.main(table)[:1]) for cloth in case.subjects]


def claimed(case: object) -> list[Clause]:
    """Return that a cloth lies over what it is draped over, and stays where nobody pulls it."""
    acts = case.layout.script.happenings
    gone = any(pulls(case.layout.script, h) for h in acts if h.subject == case.happening.subject)
    found = [] if gone else [case.claim("stays", cloth) for cloth in case.subjects]
    return found + [case.claim("draped_over", cloth, case.place) for cloth in case.subjects if case.place]
