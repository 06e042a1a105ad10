"""Blocking of what rolls out of a pipe: the pipe lies along the way and is held, and what rolls begins inside it."""

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.events.clause import Clause
from setpiece.geometry import quat_from_axis_angle
from setpiece.language.script import Happening, Script
from setpiece.staging import arrange
from setpiece.staging.layout import Course, Layout, bounds, extent, rolls
from setpiece.staging.motion import natural_speed, start_moving, vec

ROOM = 1.35  # times as wide as what rolls is a pipe inside, at least
BACK = 0.2  # of the pipe's length, how far behind its middle the roll begins
AIR = 2e-4  # m between what rolls and the pipe, at first
FACETS = 0.98  # of a pipe's radius: its wall in contact is staves, whose middles stand a little in


def piped(script: Script, happening: Happening) -> bool:
    """Tell whether something round rolls out of a pipe."""
    things = {entity.id: entity for entity in script.entities}
    place = things.get(happening.place or "")
    if happening.path != "out" or happening.verb not in ("roll", "move", "slide") or place is None:
        return False
    return THINGS[place.thing].family == "tube" and place.count == 1 and rolls(things[happening.subject])


def bored(script: Script) -> Script:
    """Return the script with pipes that are wide enough for what rolls out of them."""
    things = {entity.id: entity for entity in script.entities}
    for happening in (h for h in script.happenings if piped(script, h)):
        pipe, width = things[happening.place], float(extent(things[happening.subject]).size[1])
        wide = float(extent(pipe).size[1])
        factor = ROOM * width / (wide * (1.0 - 0.002 / 0.03))
        if pipe.size is None and factor > 1.0:
            things[pipe.id] = pipe.model_copy(update={"scale": pipe.scale * factor})
    return script.model_copy(update={"entities": tuple(things.values())})


def roll_out(layout: Layout, happening: Happening) -> None:
    """Lay the pipe along +X where it is said to be, and start what rolls in it."""
    subject = layout.entity(happening.subject)
    arrange.set_down(layout, happening.place)
    pipe = layout.instances[happening.place][0]
    body = layout.bodies[pipe.main]
    bottom = float(bounds((body,)).lower[2])
    body = body.model_copy(update={"rotation": tuple(map(float, quat_from_axis_angle((0.0, 1.0, 0.0), np.pi / 2)))})
    lie = bounds((body,))
    length = float(lie.size[0])
    at = np.asarray(body.position) + np.array([-length / 2, 0.0, bottom - float(lie.lower[2])])
    layout.bodies[pipe.main] = body.model_copy(update={"position": vec(at), "fixed": True})
    pipe.base = np.array([at[0], at[1], bottom])
    solid = build(body)
    points = np.asarray(solid.part().mesh.vertices)
    inside = float(np.hypot(points[:, 0], points[:, 1]).min())
    base = np.array([at[0] - BACK * length, at[1], at[2] - FACETS * inside + AIR])
    instance = layout.place(subject, base, on="")
    speed = natural_speed(layout, subject, happening)
    start_moving(layout, instance, np.array([speed, 0.0, 0.0]), rolling=True)
    end = np.array([at[0] + length / 2, at[1], bottom])
    layout.courses[subject.id] = Course(end, np.array([1.0, 0.0, 0.0]), speed, float(extent(subject).size[0] / 2))


def claimed(case: object) -> list[Clause]:
    """Return that what rolls out of a pipe begins in it and ends outside."""
    if not piped(case.layout.script, case.happening) or case.place is None:
        return []
    return [case.claim("comes_out", subject, case.place) for subject in case.subjects]
