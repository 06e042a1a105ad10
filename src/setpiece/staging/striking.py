"""Blockings of blows: hit, push, knock over, collide, topple."""

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.assets.catalogue import THINGS
from setpiece.language.script import Entity, Happening, Script
from setpiece.staging import arrange
from setpiece.staging.driving import drive, on_wheels, set_driving
from setpiece.staging.falling import fall
from setpiece.staging.layout import CLEARANCE, Course, Layout, bounds, extent, rolls
from setpiece.staging.motion import BEAT, G, grip, moves_already, natural_speed, roles, start_moving, vec
from setpiece.staging.rolling import along_floor, meet
from setpiece.staging.roping import ropes
from setpiece.staging.swinging import swing
from setpiece.world.document import Push

ALONG = np.array([1.0, 0.0, 0.0])
SHORT, SHORT_OF = 0.02, 1e-3  # s that a hand pushes what stands at an edge, and m short of the edge that it starts
MOUTHED, SENT = ("goal",), ("hit", "throw", "roll", "slide", "push", "move")  # families open to -Y; what goes into them
SHOVES = 1.25  # times the friction of what is pushed off, a vehicle pushes


def opened(script: Script) -> Script:
    """Return the script with goals that things are to get into turned with their mouths to who comes along +X."""
    met = {name for h in script.happenings if h.verb in SENT for name in (h.object, h.place)}
    turned = [
        e.model_copy(update={"attributes": (*e.attributes, arrange.MOUTH_FIRST)})
        if e.id in met and THINGS[e.thing].family in MOUTHED
        else e
        for e in script.entities
    ]
    return script.model_copy(update={"entities": tuple(turned)})


def hit(layout: Layout, happening: Happening) -> None:
    """Whoever hits must come from somewhere: on the course it already has, swinging, driving, or rolling up."""
    subject = layout.entity(happening.subject)
    among = happening.object is None and subject.count > 1
    if happening.object is None and happening.place == "ground" and not (among and happening.verb == "collide"):
        fall(layout, happening)
        return
    if among:
        collide_among(layout, subject, happening)
        return
    if _shoves(layout, happening):
        shove(layout, happening)
        return
    if not moves_already(layout, happening):
        if happening.agent == "unseen_hand" and happening.object is None:
            push(layout, happening)
            return
        if on_wheels(layout, subject):
            drive(layout, happening)
        elif subject.id in ropes(layout.script):
            swing(layout, happening)
            return
        elif subject.thing == "pendulum" or "hung" in roles(layout, subject):
            swing(layout, happening)
        else:
            froude = 1.2 if happening.object is None else 2.4
            speed = natural_speed(layout, subject, happening, froude)
            if subject.thing == "bowling_ball":
                speed = happening.speed or layout.knobs.pick("bowl", 7.0 * happening.pace, 1.2)
            rolling = rolls(subject)
            along_floor(layout, subject, happening.model_copy(update={"speed": speed}), rolling)
            course = layout.courses[subject.id]
            layout.courses[subject.id] = course.after(max(0.1, min(0.35 * speed, 0.4 * course.reach)))
    meet(layout, happening)


def _shoves(layout: Layout, happening: Happening) -> bool:
    """Tell whether a vehicle is to push things off what both are on."""
    off = happening.verb == "push" and happening.object is not None and happening.path in ("off", "from")
    place = happening.place if happening.place != "ground" else None
    drives = off and place is not None and on_wheels(layout, layout.entity(happening.subject))
    if not drives or moves_already(layout, happening):
        return False
    arrange.set_down(layout, place)
    return bool(layout.faces(place)) and not layout.placed(happening.object)


def shove(layout: Layout, happening: Happening) -> None:
    """Stand what is pushed at the +X edge of a top, and drive at it from close by with more than friction holds."""
    subject, pushed = layout.entity(happening.subject), layout.entity(happening.object)
    top = layout.faces(happening.place)[0]
    row, own = arrange.spread(layout, pushed), extent(subject)
    ahead = np.array([1.0, 0.0, 0.0])
    base = arrange.at_edge(layout, pushed, top)
    start = base + ahead * (float(row.lower[0]) - layout.knobs.pick("shove", 0.06, 1.5) - float(own.upper[0]))
    instance = layout.place(subject, start + np.array([0.0, 0.0, CLEARANCE]), on=top.owner)
    speed = happening.speed or layout.knobs.pick("shove.speed", 0.5 * happening.pace, 1.5)
    set_driving(layout, instance, speed * ahead)
    bodies = [layout.bodies[name] for name in layout.main(pushed.id)]
    held = sum(grip(layout, b.id, top.owner) * mass_properties(b, build(b)).mass for b in bodies)
    way = float(row.size[0]) + 2.0 * float(own.size[0])
    force = SHOVES * G * held
    layout.actions.append(Push(body=instance.main, start=0.0, duration=way / speed, force=(force, 0.0, 0.0)))
    layout.courses[subject.id] = Course(start, ahead, speed, float(own.size[0] / 2))


def collide_among(layout: Layout, subject: Entity, happening: Happening) -> None:
    """Two of a kind run into each other; more of them close in on a point."""
    speed = natural_speed(layout, subject, happening, 1.6)
    size = extent(subject).size
    distance = max(0.5 * speed, 2.5 * size[0])
    rolling = rolls(subject)
    for k in range(subject.count):
        angle = 2 * np.pi * k / subject.count + np.pi
        ray = np.array([np.cos(angle), np.sin(angle), 0.0])
        base = layout.ground(*(distance * ray[:2])) + np.array([0.0, 0.0, CLEARANCE])
        instance = layout.place(subject, base, yaw=angle + np.pi, on=layout.floor_id, k=k)
        if on_wheels(layout, subject):
            set_driving(layout, instance, -speed * ray)
        else:
            start_moving(layout, instance, -speed * ray, rolling=rolling)
    layout.courses[subject.id] = Course(layout.ground(0, 0), np.array([1.0, 0, 0]), speed, float(size[0] / 2))


def push(layout: Layout, happening: Happening) -> None:
    """A hand pushes for a moment, hard enough to give the thing a speed that suits its size."""
    subject = layout.entity(happening.subject)
    if happening.object is not None:
        hit(layout, happening)
        return
    if layout.placed(subject.id) and all(layout.bodies[name].fixed for name in layout.main(subject.id)):
        layout.notes.append(f"{subject.id} stays where it is: nothing moves it.")
        return
    if _off_a_top(layout, happening):
        push_off(layout, happening)
        return
    if not moves_already(layout, happening):
        arrange.set_down(layout, happening.subject)
    speed = natural_speed(layout, subject, happening, 1.4)
    for instance in layout.instances[subject.id]:
        body = layout.bodies[instance.main]
        if body.fixed:
            layout.notes.append(f"{instance.id} stays where it is: nothing moves it.")
            continue
        properties = mass_properties(body, build(body))
        force = properties.mass * (speed / 0.2 + 0.5 * G)
        layout.actions.append(Push(body=body.id, start=BEAT, duration=0.2, force=(float(force), 0.0, 0.0)))
    box = arrange.footprint(layout, subject.id)
    layout.courses[subject.id] = Course(
        layout.ground(float(box.upper[0]), float((box.lower + box.upper)[1] / 2)),
        np.array([1.0, 0, 0]),
        speed,
        float(box.size[0] / 2),
    )


def _off_a_top(layout: Layout, happening: Happening) -> bool:
    """Tell whether a hand is to push something off what it stands on, and it is not on its way yet."""
    off = happening.path in ("off", "from") and happening.place not in (None, "ground")
    if not off or moves_already(layout, happening):
        return False
    arrange.set_down(layout, happening.place)
    return bool(layout.faces(happening.place))


def push_off(layout: Layout, happening: Happening) -> None:
    """Push things level off the +X edge of a top, in one short push: they have left it when the hand lets go."""
    subject, top = layout.entity(happening.subject), layout.faces(happening.place)[0]
    speed = natural_speed(layout, subject, happening)
    edge, way = float(top.center[0]) + top.reach, 0.5 * SHORT * speed + SHORT_OF
    if layout.placed(subject.id):
        box = arrange.footprint(layout, subject.id)
        way = edge - float(box.lower[0] + box.upper[0]) / 2
    else:
        arrange.group(layout, subject, np.array([edge - way, top.center[1], top.center[2]]), on=top.owner)
    last = max(SHORT, 2.0 * way / speed)
    for name in layout.main(subject.id):
        body = layout.bodies[name]
        mass = mass_properties(body, build(body)).mass
        held = 0.0 if rolls(subject) else G * grip(layout, name, top.owner)
        force = mass * (speed / last + held)
        layout.actions.append(Push(body=name, start=BEAT, duration=last, force=(float(force), 0.0, 0.0)))
    fall = max(0.0, float(top.center[2]) - layout.floor)
    landing = edge + speed * float(np.sqrt(2 * fall / G))
    size = float(extent(subject).size[0])
    layout.courses[subject.id] = Course(layout.ground(landing, float(top.center[1])), ALONG, speed, size / 2)


def topple(layout: Layout, happening: Happening) -> None:
    """Tip the first of a group (or the one thing) over its +X edge with the spin that just carries it over."""
    if moves_already(layout, happening):
        return
    arrange.set_down(layout, happening.subject)
    instance = layout.instances[happening.subject][0]
    body = layout.bodies[instance.main]
    solid = build(body)
    properties = mass_properties(body, solid)
    box = bounds((body,))
    arm = np.array([box.upper[0], 0.0, box.lower[2]])
    arm = np.array(body.position) - np.array([arm[0], body.position[1], arm[2]])
    rise = float(np.linalg.norm(arm) - arm[2])
    inertia = float(properties.inertia[1, 1] + properties.mass * (arm @ arm))
    rate = layout.knobs.pick("topple", 1.25 * float(np.sqrt(2 * properties.mass * G * rise / inertia)), 1.3)
    spin = np.array([0.0, rate, 0.0])
    layout.change(body.id, velocity=vec(np.cross(spin, arm)), spin=vec(spin))
    layout.courses[happening.subject] = Course(
        layout.ground(float(box.upper[0] + box.size[2]), float(body.position[1])), np.array([1.0, 0, 0]), rate, 0.0
    )


def knock_over(layout: Layout, happening: Happening) -> None:
    """Being knocked over by nobody said is toppling; otherwise it is a hit with consequences."""
    if happening.object is None:
        topple(layout, happening)
    else:
        hit(layout, happening)
