"""Staging of what is wrapped around a thing, or tied to it: a sheet of paper is a sleeve around a bottle.

The sheet is not bent in the film: it is shown as it is wrapped. Knots are not tied either.
"""

from setpiece.assets.build import build
from setpiece.events.clause import Clause
from setpiece.geometry import quat_rotate
from setpiece.language.script import Entity, Happening, Script
from setpiece.staging import arrange, roping
from setpiece.staging.layout import CLEARANCE, Layout, extent

WALL, TALL = 4e-4, 0.5  # m of paper, and of the thing's height
AIR, SNUG = 1.6e-3, 3e-4  # m between it and the thing, loosely and snugly
FINE = 48  # staves of a snug sleeve: chords that leave its round by less than the air that it has
GAP = 1e-3  # m from a thing to the outside of what is wrapped around it snugly, at most
SLEEVE = "pipe"


def sleeved(script: Script) -> Script:
    """Return the script with sheets that are wrapped around something as sleeves that fit it."""
    known = {entity.id: entity for entity in script.entities}
    for act in (h for h in script.happenings if h.verb == "wrap" and h.place in known):
        inner = known[act.place]
        known[act.subject] = _sleeve(known[act.subject], inner, SNUG if act.snug else AIR)
    return script.model_copy(update={"entities": tuple(known.values())})


def _sleeve(sheet: Entity, inner: Entity, air: float) -> Entity:
    """Return a sheet as the tube that it makes around a thing, with so much air (m) between."""
    size = extent(inner).size
    radius = 0.5 * float(max(size[0], size[1])) + air + WALL
    told = {"radius": radius, "height": TALL * float(size[2]), "wall": WALL}
    told |= {"staves": float(FINE)} if air == SNUG else {}
    options = tuple(f"{name}:{value:.5f}" for name, value in told.items())
    look = {"thing": SLEEVE, "material": sheet.material or "paper", "attributes": (*sheet.attributes, *options)}
    return sheet.model_copy(update={**look, "scale": 1.0, "size": None})


def wrap(layout: Layout, happening: Happening) -> None:
    """Put the sleeve around what it is wrapped around, on what that stands on."""
    if layout.placed(happening.subject) or happening.place is None:
        return
    arrange.set_down(layout, happening.place)
    inner = layout.instances[happening.place][0]
    body = layout.bodies[inner.main]
    lower, upper = build(body).bounds
    middle = quat_rotate(body.rotation, (lower + upper) / 2) + body.position
    base = [middle[0], middle[1], float(inner.base[2]) + CLEARANCE]
    layout.place(layout.entity(happening.subject), base, on=inner.on)


def claimed(case: object) -> list[Clause]:
    """Return the claim that one is wrapped around the other."""
    figures = {"gap": GAP} if case.happening.snug else {}
    return [case.claim("wraps", subject, case.place, **figures) for subject in case.subjects if case.place]


def tied(case: object) -> list[Clause]:
    """Return the claim that what is tied is at the other at the end, or hangs on it."""
    rope = roping.ropes(case.layout.script).get(case.happening.subject)
    if rope is not None and case.layout.placed(rope):
        return [case.claim("hangs_on", subject, *case.layout.main(rope)[:1]) for subject in case.subjects]
    return [case.claim("ends_placed", s, case.place, relation="against") for s in case.subjects if case.place]
