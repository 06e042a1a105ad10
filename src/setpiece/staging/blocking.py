"""Blocking: for each verb, where its actors start and how they are set in motion.

A blocking gives starting conditions only; what happens then is physics' business. Speeds scale with the square
root of size (Froude), so that small things do not shoot about and large ones do not crawl.
"""

from collections.abc import Callable

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.language.script import Entity, Happening
from setpiece.staging import arrange
from setpiece.staging.layout import CLEARANCE, Array, Course, Face, Instance, Layout, bounds, construct, extent
from setpiece.world.document import Drive, Hold, Push

G = 9.80665
BEAT = 0.4  # s that a viewer gets to see what is there before it moves
FAR = 3600.0  # s: longer than any film's patience


def block(layout: Layout, happening: Happening) -> None:
    """Set one happening's actors on the stage, in motion where it is they who begin."""
    BLOCKINGS.get(happening.verb, _stay)(layout, happening)


def _stay(layout: Layout, happening: Happening) -> None:
    """Nothing begins here: the clause alone will be judged."""
    for entity in (happening.subject, happening.object):
        if entity is not None:
            arrange.set_down(layout, entity)


def _moves_already(layout: Layout, happening: Happening) -> bool:
    return happening.subject in layout.courses


def _roll(layout: Layout, happening: Happening) -> None:
    """Roll or slide along the floor, off an edge, or down a slope; then on towards what is hit."""
    subject = layout.entity(happening.subject)
    rolling = happening.verb == "roll"
    if _moves_already(layout, happening):
        _meet(layout, happening)
        return
    source = happening.place if happening.place not in (None, "ground") else None
    standing = _support_of(layout, happening.subject)
    if source is not None and happening.path in ("off", "from", "down"):
        arrange.set_down(layout, source)
        slopes = layout.faces(source, ("slope",))
        if slopes and happening.path == "down":
            _down_slope(layout, subject, slopes[0], rolling)
        else:
            _off_edge(layout, subject, source, happening, rolling)
    elif standing is not None and layout.faces(standing, ("slope",)):
        _down_slope(layout, subject, layout.faces(standing, ("slope",))[0], rolling)
    else:
        _along_floor(layout, subject, happening, rolling)
    if source is not None and happening.path not in ("off", "from", "down"):
        _meet(layout, happening)


def _support_of(layout: Layout, entity: str) -> str | None:
    """Return the entity that the sentence says a thing is on, set down; None for the ground."""
    for relation in layout.script.relations:
        if relation.subject == entity and relation.kind == "on" and relation.objects[:1] != ("ground",):
            for other in relation.objects[:1]:
                arrange.set_down(layout, other)
                return other
    return None


def natural_speed(layout: Layout, subject: Entity, happening: Happening, froude: float = 1.2) -> float:
    """Return the said speed (m/s), or one that fits the thing's size and the adverbs, or this candidate's draw."""
    if happening.speed is not None:
        return happening.speed
    size = float(max(0.02, min(extent(subject).size[0], 1.0)))
    return layout.knobs.pick(f"{subject.id}.speed", froude * float(np.sqrt(G * size)) * happening.pace, 1.8)


def start_moving(layout: Layout, instance: Instance, velocity: Array, *, rolling: bool) -> None:
    """Give a thing its starting velocity (m/s), and the spin that goes with rolling on level ground."""
    radius = float(extent(instance.entity).size[2] / 2)
    spin = np.cross([0.0, 0.0, 1.0], velocity) / radius if rolling else np.zeros(3)
    layout.change(instance.main, velocity=_vec(velocity), spin=_vec(spin))


def _along_floor(layout: Layout, subject: Entity, happening: Happening, rolling: bool) -> None:
    speed = natural_speed(layout, subject, happening)
    standing = _support_of(layout, subject.id)
    faces = layout.faces(standing) if standing else []
    box = arrange.spread(layout, subject)
    start = layout.ground(0.0, 0.0)
    on = layout.floor_id
    if faces:
        reach = faces[0].half[0] - box.size[0] / 2 - 0.02
        start, on = faces[0].center + np.array([-max(0.0, reach), 0.0, 0.0]), faces[0].owner
    arrange.group(layout, subject, start, on=on)
    direction = np.array([1.0, 0.0, 0.0])
    for instance in layout.instances[subject.id]:
        start_moving(layout, instance, speed * direction, rolling=rolling)
    layout.courses[subject.id] = Course(start, direction, speed, float(box.size[0] / 2))


def _off_edge(layout: Layout, subject: Entity, source: str, happening: Happening, rolling: bool) -> None:
    """Start on the source's top, far enough from its +X edge to be seen moving, fast enough to clear it."""
    faces = layout.faces(source)
    if not faces:
        layout.notes.append(f"{source} has no top to fall from: {subject.id} falls from beside it.")
        _fall(layout, happening.model_copy(update={"verb": "fall", "path": None}))
        return
    top = faces[0]
    size = arrange.spread(layout, subject).size
    run = min(1.4 * top.half[0], max(6 * size[0], 0.25))
    run = min(run, 2 * top.half[0] - size[0])
    slow = natural_speed(layout, subject, happening, froude=0.75)
    friction = 0.0 if rolling else 0.45 * G
    speed = float(np.sqrt(slow**2 + 2 * friction * run))
    along = np.array([1.0, 0.0, 0.0])
    reach = top.half[0] if abs(top.along[0]) > 0.5 else top.half[1]
    start = top.center + along * (reach - run)
    arrange.group(layout, subject, start, on=top.owner)
    for instance in layout.instances[subject.id]:
        start_moving(layout, instance, speed * along, rolling=rolling)
    fall = max(0.0, top.center[2] - layout.floor)
    landing = layout.ground(top.center[0] + reach + slow * float(np.sqrt(2 * fall / G)), top.center[1])
    layout.courses[subject.id] = Course(landing, along, slow, float(size[0] / 2))


def _down_slope(layout: Layout, subject: Entity, slope: Face, rolling: bool) -> None:
    """Start at the top of a slope, at rest, let go after a beat; the course goes on at its foot."""
    size = extent(subject).size
    lift = size[2] / 2 + CLEARANCE
    run = 2 * slope.half[0] - 1.2 * size[0]
    center = slope.center - slope.along * (slope.half[0] - 0.6 * size[0]) + slope.normal * lift
    tilt = float(np.arccos(np.clip(slope.normal[2], -1, 1)))
    for k in range(subject.count):
        middle = center + slope.along * 1.3 * size[0] * k
        instance = layout.place(subject, middle - np.array([0, 0, size[2] / 2]), on=slope.owner, k=k)
        if not build(layout.bodies[instance.main]).rolls:
            axis = np.cross([0, 0, 1], slope.normal)
            half = tilt / 2
            turn = np.array([np.cos(half), *(np.sin(half) * axis / max(np.linalg.norm(axis), 1e-12))])
            layout.change(instance.main, rotation=tuple(map(float, turn)))
        layout.actions.append(Hold(body=instance.main, end=BEAT))
    level = np.array([slope.along[0], slope.along[1], 0.0])
    level /= np.linalg.norm(level)
    foot = slope.center + slope.along * slope.half[0]
    gain = 10 / 7 if rolling else 1.0
    speed = float(np.sqrt(gain * G * max(run, 0.01) * np.sin(tilt)))
    layout.courses[subject.id] = Course(np.array([foot[0], foot[1], layout.floor]), level, speed, float(size[0] / 2))


def _meet(layout: Layout, happening: Happening) -> None:
    """Put what is hit where the mover's course leads, or the mover where it will meet what already stands."""
    target = happening.object or (happening.place if happening.place != "ground" else None)
    if target is None or target == happening.subject:
        return
    course = layout.courses[happening.subject]
    if layout.placed(target):
        return
    entity = layout.entity(target)
    box = arrange.spread(layout, entity)
    gap = layout.knobs.pick(f"{target}.gap", max(0.06, min(0.35 * course.speed, 6 * course.radius)), 1.6)
    reach = gap + course.radius - float(box.lower[0])
    aside = layout.knobs.shift(f"{target}.aside", 0.25 * course.radius)
    normal = np.array([-course.direction[1], course.direction[0], 0.0])
    point = course.point + course.direction * reach + normal * aside
    standing = _support_of(layout, target)
    if standing is not None:
        arrange.set_down(layout, target)
        return
    arrange.group(layout, entity, np.array([point[0], point[1], course.point[2]]), on=layout.floor_id)
    far = reach + float(box.upper[0])
    beyond = Course(course.point + course.direction * far, course.direction, 0.6 * course.speed, float(box.size[0] / 2))
    layout.courses.setdefault(target, beyond)


def _hit(layout: Layout, happening: Happening) -> None:
    """Whoever hits must come from somewhere: on the course it already has, swinging, driving, or rolling up."""
    subject = layout.entity(happening.subject)
    if happening.object is None and subject.count > 1:
        _collide_among(layout, subject, happening)
        return
    if not _moves_already(layout, happening):
        if happening.agent == "unseen_hand" and happening.object is None:
            _push(layout, happening)
            return
        if "wheel_1" in _roles(layout, subject):
            _drive(layout, happening)
        elif subject.thing == "pendulum":
            _swing(layout, happening)
        else:
            froude = 1.2 if happening.object is None else 2.4
            speed = natural_speed(layout, subject, happening, froude)
            if subject.thing == "bowling_ball":
                speed = happening.speed or layout.knobs.pick("bowl", 7.0 * happening.pace, 1.2)
            rolling = _rolls(subject)
            _along_floor(layout, subject, happening.model_copy(update={"speed": speed}), rolling)
            course = layout.courses[subject.id]
            layout.courses[subject.id] = Course(
                course.point + course.direction * max(0.1, 0.35 * speed), course.direction, speed, course.radius
            )
    _meet(layout, happening)


def _roles(layout: Layout, entity: Entity) -> dict[str, str]:
    return construct(entity, entity.id, (0.0, 0.0, layout.floor), 0.0).roles


def _rolls(entity: Entity) -> bool:
    return build(construct(entity, entity.id, (0.0, 0.0, 0.0), 0.0).bodies[0]).rolls


def _collide_among(layout: Layout, subject: Entity, happening: Happening) -> None:
    """Two of a kind run into each other; more of them close in on a point."""
    speed = natural_speed(layout, subject, happening, 1.6)
    size = extent(subject).size
    distance = max(0.5 * speed, 2.5 * size[0])
    rolling = _rolls(subject)
    for k in range(subject.count):
        angle = 2 * np.pi * k / subject.count + np.pi
        ray = np.array([np.cos(angle), np.sin(angle), 0.0])
        base = layout.ground(*(distance * ray[:2])) + np.array([0.0, 0.0, CLEARANCE])
        instance = layout.place(subject, base, yaw=angle + np.pi, on=layout.floor_id, k=k)
        start_moving(layout, instance, -speed * ray, rolling=rolling)
    layout.courses[subject.id] = Course(layout.ground(0, 0), np.array([1.0, 0, 0]), speed, float(size[0] / 2))


def _fall(layout: Layout, happening: Happening) -> None:
    """Held in the air for a beat, then let go; off a support, nudged over its edge."""
    subject = layout.entity(happening.subject)
    if _moves_already(layout, happening) or layout.placed(subject.id):
        return
    place = happening.place if happening.place not in (None, "ground") else None
    if place is not None and happening.path in ("off", "from"):
        arrange.set_down(layout, place)
        if layout.faces(place):
            _off_edge(layout, subject, place, happening, rolling=_rolls(subject))
            return
    if place is not None:
        arrange.set_down(layout, place)
    size = float(extent(subject).size.max())
    drop = happening.height or layout.knobs.pick(f"{subject.id}.height", float(np.clip(8 * size, 0.3, 2.0)), 1.4)
    base = layout.ground(0.0, 0.0)
    if place is not None:
        box = arrange.footprint(layout, place)
        faces = layout.faces(place, ("inside", "top", "seat")) if happening.path in ("into", "in", "onto", "on") else []
        middle = (box.lower + box.upper) / 2
        base = faces[0].center.copy() if faces else np.array([middle[0], middle[1], box.upper[2]])
        if happening.path in ("from", "off", "past"):
            base = layout.ground(float(box.upper[0] + size), float(box.lower[1] - size))
            drop = happening.height or 0.8 * float(box.size[2])
        drop = max(drop, float(box.upper[2] - base[2]) + 0.1) if happening.path in ("into", "in") else drop
    elif layout.instances:
        base = arrange.free_spot(layout, subject)
    arrange.group(layout, subject, base + np.array([0.0, 0.0, drop]), on="")
    for instance in layout.instances[subject.id]:
        layout.actions.append(Hold(body=instance.main, end=BEAT))
    layout.courses[subject.id] = Course(base, np.array([1.0, 0.0, 0.0]), 0.0, size / 2)


def _throw(layout: Layout, happening: Happening) -> None:
    """Leave an unseen hand on a parabola that ends at the target, or on the floor in the middle of the stage."""
    subject = layout.entity(happening.subject)
    if _moves_already(layout, happening):
        return
    size = float(extent(subject).size.max())
    reach = layout.knobs.pick("throw.reach", float(np.clip(14 * size, 0.35, 3.0)), 1.3)
    height = happening.height or layout.knobs.pick("throw.height", float(np.clip(9 * size, 0.15, 1.5)), 1.3)
    target_id = happening.object or (happening.place if happening.place != "ground" else None)
    aim = layout.ground(0.0, 0.0) + np.array([0, 0, size / 2])
    if target_id is not None:
        arrange.set_down(layout, target_id)
        box = arrange.footprint(layout, target_id)
        aim = (box.lower + box.upper) / 2
        if happening.path in ("into", "in"):
            aim = np.array([aim[0], aim[1], box.upper[2]])
            height = max(height, float(box.upper[2]) + 0.4)
        reach = max(reach, float(box.size[0]) + 4 * size)
    start = np.array([aim[0] - reach, aim[1], layout.floor + height])
    flight = 0.9 * float(np.sqrt(2 * max(height, 0.1) / G)) + 0.08 * reach
    flight /= happening.pace
    velocity = (aim - start) / flight + np.array([0, 0, G * flight / 2])
    for k in range(subject.count):
        chance = layout.knobs.chance("throw", subject.id, k)
        column, row, layer = k % 2, (k // 2) % 2, k // 4
        cell = 1.8 * size * np.array([-layer * 1.0, column - 0.5 * (subject.count > 1), row - 0.5])
        instance = layout.place(subject, start + cell - np.array([0, 0, size / 2]), on="", k=k)
        stir = 0.12 * float(np.linalg.norm(velocity)) if subject.count > 1 else 0.0
        spin = np.array(chance.vector(1.0)) * (4.0 if subject.count == 1 else 0.25 * np.linalg.norm(velocity) / size)
        start_moving(layout, instance, velocity + stir * np.array(chance.vector(1.0)), rolling=False)
        layout.change(instance.main, spin=_vec(spin))
        if subject.count > 1:
            layout.change(instance.main, rotation=layout.knobs.chance("hand", subject.id, k).rotation())
    layout.courses[subject.id] = Course(aim, np.array([1.0, 0, 0]), float(velocity[0]), size / 2)


def _push(layout: Layout, happening: Happening) -> None:
    """A hand pushes for a moment, hard enough to give the thing a speed that suits its size."""
    subject = layout.entity(happening.subject)
    if happening.object is not None:
        _hit(layout, happening)
        return
    if not _moves_already(layout, happening):
        arrange.set_down(layout, happening.subject)
    speed = natural_speed(layout, subject, happening, 1.4)
    for instance in layout.instances[subject.id]:
        body = layout.bodies[instance.main]
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


def _topple(layout: Layout, happening: Happening) -> None:
    """Tip the first of a group (or the one thing) over its +X edge with the spin that just carries it over."""
    if _moves_already(layout, happening):
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
    layout.change(body.id, velocity=_vec(np.cross(spin, arm)), spin=_vec(spin))
    layout.courses[happening.subject] = Course(
        layout.ground(float(box.upper[0] + box.size[2]), float(body.position[1])), np.array([1.0, 0, 0]), rate, 0.0
    )


def _knock_over(layout: Layout, happening: Happening) -> None:
    """Being knocked over by nobody said is toppling; otherwise it is a hit with consequences."""
    if happening.object is None:
        _topple(layout, happening)
    else:
        _hit(layout, happening)


def _spin(layout: Layout, happening: Happening) -> None:
    if not _moves_already(layout, happening):
        arrange.set_down(layout, happening.subject)
    size = float(extent(layout.entity(happening.subject)).size.max())
    rate = layout.knobs.pick("spin", float(np.clip(6.0 / np.sqrt(size), 4.0, 60.0)) * happening.pace, 1.4)
    for body in layout.main(happening.subject):
        velocity = layout.bodies[body].velocity
        layout.change(body, spin=(0.0, 0.0, rate), velocity=velocity)


def _swing(layout: Layout, happening: Happening) -> None:
    """Start at full amplitude. What it swings past stands beside its plane, as near as is safe."""
    arrange.set_down(layout, happening.subject)
    amplitude = happening.angle or layout.knobs.pick("swing", 0.6 * float(np.sqrt(happening.pace)), 1.3)
    for instance in layout.instances[happening.subject]:
        joint = layout.bodies[instance.main].joint
        if joint is None:
            layout.notes.append(f"{instance.id} hangs from nothing and cannot swing.")
            continue
        layout.change(instance.main, joint=joint.model_copy(update={"position": amplitude}))
    other = happening.object or (happening.place if happening.place != "ground" else None)
    if other is None or layout.placed(other):
        return
    bob = bounds((layout.bodies[layout.main(happening.subject)[0]],))
    box = extent(layout.entity(other))
    meets = happening.verb in ("hit", "knock_over", "push", "collide") and not happening.negated
    gap = -0.5 * float(bob.size[1]) if meets else layout.knobs.pick("passing", 0.03 + 0.2 * float(bob.size[1]), 1.5)
    hub = np.array(layout.bodies[layout.main(happening.subject)[0]].joint.anchor) if not meets else bob.lower
    y = float(bob.lower[1]) - gap - float(box.upper[1])
    arrange.group(layout, layout.entity(other), layout.ground(float(hub[0]), y), on=layout.floor_id)


def _lift(layout: Layout, happening: Happening) -> None:
    """Balls of a cradle are drawn aside on their strings; anything else is held up and let go."""
    subject = layout.entity(happening.subject)
    if not any(role.startswith("ball_") for role in _roles(layout, subject)):
        _fall(layout, happening)
        return
    arrange.set_down(layout, happening.subject)
    instance = layout.instances[happening.subject][0]
    balls = [instance.assembly.roles[role] for role in sorted(instance.assembly.roles) if role.startswith("ball_")]
    balls.sort(key=lambda ball: layout.bodies[ball].position[0])
    angle = happening.angle or layout.knobs.pick("lift", 0.55, 1.2)
    for ball in balls[: happening.count or 1]:
        joint = layout.bodies[ball].joint
        outward = float(np.sign(-joint.axis[1])) or 1.0  # a turn about -Y carries a hanging ball towards -X
        layout.change(ball, joint=joint.model_copy(update={"position": -outward * -angle}))
        layout.actions.append(Hold(body=ball, end=BEAT))


def _drive(layout: Layout, happening: Happening) -> None:
    """Drive along +X on motors at the wheels; what it drives behind stands nearer to the camera."""
    subject = layout.entity(happening.subject)
    if _moves_already(layout, happening):
        return
    size = extent(subject).size
    speed = happening.speed or layout.knobs.pick("drive", float(4.0 * np.sqrt(size[0])) * happening.pace, 1.3)
    for k in range(subject.count):
        base = layout.ground(0.0, k * 1.5 * float(size[1])) + np.array([-1.6 * size[0] * (k % 2), 0.0, CLEARANCE])
        instance = layout.place(subject, base, on=layout.floor_id, k=k)
        start_moving(layout, instance, np.array([speed, 0.0, 0.0]), rolling=False)
        _turn_wheels(layout, instance, speed)
    layout.courses[subject.id] = Course(layout.ground(0, 0), np.array([1.0, 0, 0]), speed, float(size[0] / 2))
    _wayside(layout, happening, subject, speed)


def _turn_wheels(layout: Layout, instance: Instance, speed: float) -> None:
    """Let wheels turn with the road and hold their rate; torque is bounded by half the weight on each."""
    chassis = layout.bodies[instance.main]
    mass = sum(mass_properties(b, build(b)).mass for b in instance.assembly.bodies if not b.fixed)
    for role in sorted(instance.assembly.roles):
        if not role.startswith("wheel_"):
            continue
        wheel = layout.bodies[instance.assembly.roles[role]]
        radius = float(build(wheel).bounds[1, 2])
        sense = float(np.sign(wheel.joint.axis[1])) or 1.0
        joint = wheel.joint.model_copy(update={"speed": sense * speed / radius})
        layout.change(wheel.id, joint=joint, velocity=chassis.velocity)
        limit = 0.5 * mass * G / 4 * radius
        layout.actions.append(Drive(body=wheel.id, duration=FAR, speed=sense * speed / radius, limit=limit))


def _wayside(layout: Layout, happening: Happening, subject: Entity, speed: float) -> None:
    """Set the thing that is driven behind, past or into beside or across the road."""
    other = happening.object or (happening.place if happening.place != "ground" else None)
    if other is None or layout.placed(other):
        return
    car, box = extent(subject).size, arrange.spread(layout, layout.entity(other))
    if happening.verb in ("hit", "collide", "knock_over", "push") or happening.path in ("into", "against"):
        return
    near = -1.0 if happening.path == "behind" else 1.0
    y = near * (0.5 * float(car[1]) + 1.2 + 0.5 * float(box.size[1]))
    lead = 0.7 * speed + 0.5 * float(car[0] + box.size[0])
    arrange.group(layout, layout.entity(other), layout.ground(lead, y), on=layout.floor_id)


def _vec(v: Array) -> tuple[float, float, float]:
    x, y, z = (float(c) for c in v)
    return x, y, z


BLOCKINGS: dict[str, Callable[[Layout, Happening], None]] = {
    "roll": _roll,
    "slide": _roll,
    "move": _roll,
    "fall": _fall,
    "drop": _fall,
    "bounce": _fall,
    "land": _fall,
    "throw": _throw,
    "hit": _hit,
    "collide": _hit,
    "knock_over": _knock_over,
    "push": _push,
    "topple": _topple,
    "spin": _spin,
    "swing": _swing,
    "lift": _lift,
    "drive": _drive,
}
