"""Blocking of batteries that a hand puts into a remote control, end to end, while it lies open on its face."""

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.events.clause import Clause
from setpiece.geometry import quat_from_axis_angle
from setpiece.language.script import FITTED, Entity, Happening, Script
from setpiece.staging import arrange
from setpiece.staging.hoisting import GRIP, LASTS
from setpiece.staging.layout import Layout, bounds
from setpiece.staging.motion import G, lead, vec
from setpiece.world.document import Joint

ROOM, HELD = 2, 0.07  # batteries that there is room for, and m over it that they are held first
APART, CLEAR = 0.004, 2e-4  # m between two, and above the floor that they are let down to
SLOW = 1.4  # times as long as letting something down takes
SEVERAL = "unstated_count"


def slots(script: Script, happening: Happening) -> bool:
    """Tell whether something is let down into what it fits in."""
    things = {entity.id: entity.thing for entity in script.entities}
    into = happening.verb == "lower" and happening.path == "into" and happening.place is not None
    return into and FITTED.get(things[happening.subject], "") == things.get(happening.place, "none")


def opened(script: Script) -> Script:
    """Return the script with what is filled open, and with as many as there is room for where no number is said."""
    known = {entity.id: entity for entity in script.entities}
    for act in (h for h in script.happenings if slots(script, h)):
        known[act.place] = _open(known[act.place])
        own = known[act.subject]
        if SEVERAL in own.attributes:
            known[own.id] = own.model_copy(update={"count": ROOM})
    return script.model_copy(update={"entities": tuple(known.values())})


def _open(entity: Entity) -> Entity:
    return entity.model_copy(update={"attributes": (*entity.attributes, "open:1")})


def slot(layout: Layout, happening: Happening) -> None:
    """Hold what is put in over its place, lying along it, and let it down there on rails."""
    entity = layout.entity(happening.subject)
    arrange.set_down(layout, happening.place)
    case = layout.main(happening.place)[0]
    layout.change(case, fixed=True)
    face = layout.faces(happening.place, ("inside",))[0]
    turn = tuple(map(float, quat_from_axis_angle((0.0, 1.0, 0.0), np.pi / 2)))
    begin = 0.0
    for k in range(entity.count):
        instance = layout.place(entity, np.zeros(3), on="", k=k)
        body = layout.bodies[instance.main].model_copy(update={"rotation": turn})
        box = bounds((body,))
        x = (k - 0.5 * (entity.count - 1)) * (float(box.size[0]) + APART)
        middle = (box.lower + box.upper) / 2
        goal = face.center + np.array([x, 0.0, 0.5 * float(box.size[2]) + CLEAR])
        at = np.asarray(body.position) + goal - middle + np.array([0.0, 0.0, HELD * (1.0 + 0.5 * k)])
        joint = Joint(kind="slide", anchor=vec(at), axis=(0.0, 0.0, 1.0))
        layout.change(body.id, position=vec(at), rotation=turn, joint=joint, fixed=False)
        instance.base = at
        way, last = HELD * (1.0 + 0.5 * k), SLOW * LASTS / happening.pace
        limit = GRIP * mass_properties(body, build(body)).mass * G
        begin = lead(layout, body.id, ((0.5 * k + 1e-3, 0.0), (last, -way / last)), limit, keeps=False)
    layout.seconds = max(layout.seconds, begin + 1.5)


def lowered(case: object) -> list[Clause]:
    """Return what it claims that something is lowered: it goes down, and ends on, in or near what is named."""
    found = [case.claim("moves", subject, direction="down") for subject in case.subjects]
    near = case.happening.path == "towards"
    names = ["reaches" if near else "touches"]
    names += ["ends_in"] if slots(case.layout.script, case.happening) else []
    others = case.objects[:1] or ((case.place,) if case.happening.place is not None and case.place else ())
    return found + [case.claim(name, subject, o) for o in others for name in names for subject in case.subjects]
