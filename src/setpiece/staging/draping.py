"""Cloth over a table: as large as the table is, flat on it, its edges down. How cloth falls is not solved."""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.language.script import Happening, Script
from setpiece.staging import arrange
from setpiece.staging.layout import CLEARANCE, Layout, bounds, extent
from setpiece.staging.motion import vec

SPARE = 0.008  # m that a cloth is wider than the table


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


def claimed(case: object) -> list[Clause]:
    """Return that a cloth lies over what it is draped over, and stays."""
    found = [case.claim("stays", cloth) for cloth in case.subjects]
    return found + [case.claim("draped_over", cloth, case.place) for cloth in case.subjects if case.place]
