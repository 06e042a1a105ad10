"""Blockings of those who go from one side of a thing to another: left, right, front and back as the camera sees them.

The way is one straight line clear of the thing: past it in front where it changes from left to right, past its right
where it changes from front to back, and cut across the corner between neighbouring sides.
"""

import numpy as np

from setpiece.language.script import Happening
from setpiece.staging import arrange
from setpiece.staging.driving import set_driving
from setpiece.staging.layout import CLEARANCE, Array, Course, Layout, extent, rolls
from setpiece.staging.motion import G, grip, natural_speed, start_moving

SIDES = {**arrange.SIDE, "to_behind": arrange.SIDE["behind"]}
LOB = 0.35  # height of a leap over its length


def shifts(happening: Happening) -> bool:
    """Tell whether a happening is a way to the other side of a thing; who stops in front of it stays on this one."""
    place = happening.place if happening.place != "ground" else None
    stays = happening.path == "behind" or (happening.verb == "stop" and happening.path == "in_front_of")
    return happening.path in SIDES and not stays and place not in (None, happening.subject)


def shift(layout: Layout, happening: Happening) -> None:
    """Set the subject at one side of a thing, on its way to the other: by wheels, by a leap, or by a push off."""
    subject = layout.entity(happening.subject)
    if layout.placed(subject.id):
        return
    arrange.set_down(layout, happening.place)
    start, end = way(layout, happening)
    line = end - start
    length = float(np.linalg.norm(line))
    heading = line / length
    yaw = float(np.arctan2(heading[1], heading[0]))
    for k in range(subject.count):
        aside = 1.3 * k * float(extent(subject).size.max()) * np.array([-heading[1], heading[0], 0.0])
        base = start + aside + np.array([0.0, 0.0, CLEARANCE])
        instance = layout.place(subject, base, yaw=yaw, on=layout.floor_id, k=k)
        if any(role.startswith("wheel_") for role in instance.assembly.roles):
            speed = happening.speed or layout.knobs.pick("shift", length / 2.5 * happening.pace**0.5, 1.3)
            set_driving(layout, instance, speed * heading)
        elif happening.verb == "throw":
            rise = LOB * length
            flight = 2 * float(np.sqrt(2 * rise / G))
            start_moving(layout, instance, heading * length / flight + [0.0, 0.0, G * flight / 2], rolling=False)
        else:
            rolling = rolls(subject)
            held = 0.0 if rolling else 2 * G * grip(layout, instance.main, layout.floor_id) * length
            speed = natural_speed(layout, subject, happening) if rolling else float(np.sqrt(held))
            start_moving(layout, instance, speed * heading, rolling=rolling)
    layout.courses[subject.id] = Course(end, heading, 0.0, 0.0)


def way(layout: Layout, happening: Happening) -> tuple[Array, Array]:
    """Return where a way to a side of a thing starts and ends (m); it starts at the side that the sentence names."""
    relation = next(
        (r for r in layout.script.relations if r.subject == happening.subject and r.objects == (happening.place,)), None
    )
    goal = np.array(SIDES[happening.path], float)
    source = np.array(SIDES.get(relation.kind if relation is not None else "", -goal), float)
    if (source == goal).all():
        source = -goal
    box, body = arrange.footprint(layout, happening.place), extent(layout.entity(happening.subject))
    middle, reach = (box.lower + box.upper)[:2] / 2, float(np.hypot(*body.size[:2])) / 2
    gap = layout.knobs.pick("shift.gap", 0.05 + 0.5 * reach, 1.5)
    half = box.size[:2] / 2 + reach + gap
    if (source == -goal).all():
        clear = np.array([0.0, -half[1]]) if goal[0] else np.array([half[0], 0.0])
        start, end = source * half + clear, goal * half + clear
    else:
        start, end = 2 * source * half, 2 * goal * half
    return layout.ground(*(middle + start)), layout.ground(*(middle + end))
