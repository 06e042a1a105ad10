"""Cloth over a table: as large as the table is, flat on it, its edges down. How cloth falls is not solved."""

from setpiece.events.clause import Clause
from setpiece.language.script import Happening, Script
from setpiece.staging import arrange
from setpiece.staging.layout import CLEARANCE, Layout, bounds, extent
from setpiece.staging.motion import vec

SPARE = 0.004  # m that a cloth is wider than the table


def cut(script: Script) -> Script:
    """Return the script with cloths of the sizes of what they are draped over."""
    things = {entity.id: entity for entity in script.entities}
    for told in (h for h in script.happenings if h.verb == "drape" and h.place in things):
        size = extent(things[told.place]).size + SPARE
        own = (f"length:{size[0]:.3f}", f"width:{size[1]:.3f}")
        cloth = things[told.subject]
        things[cloth.id] = cloth.model_copy(update={"attributes": (*cloth.attributes, *own)})
    return script.model_copy(update={"entities": tuple(things.values())})


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


def claimed(case: object) -> list[Clause]:
    """Return that a cloth lies over what it is draped over, and stays."""
    found = [case.claim("stays", cloth) for cloth in case.subjects]
    return found + [case.claim("draped_over", cloth, case.place) for cloth in case.subjects if case.place]
