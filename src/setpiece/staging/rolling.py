"""Blockings of things that roll and slide: along the floor, off an edge, down a slope, into others."""

import itertools
from dataclasses import replace

import numpy as np

from setpiece.assets.build import build
from setpiece.language.script import BLOWS, Entity, Happening
from setpiece.staging import arrange
from setpiece.staging.layout import CLEARANCE, Array, Course, Extent, Face, Layout, extent, rolls
from setpiece.staging.motion import (
    BEAT,
    STANDS,
    G,
    grip,
    moves_already,
    natural_speed,
    own_later,
    rolling_drag,
    start_moving,
    stop_after,
    support_of,
    vec,
)
from setpiece.staging.vessels import climb, rest_on, rim, tops
from setpiece.world.document import Hold

STOPS_BEFORE = 2.0  # of its width: how far before the end of a top a ball stops
ROUND = 1.3  # times its least side: what is no longer rolls about any axis, as a ball
ROLLS_ON = 12.0  # of its width: how far a ball rolls at most that is to stop
PATIENCE = 8.0  # s in which it stops
COASTS = 2.0  # s that a ball is taken to roll on before it stops
ALONG = ("along", "across", "over", "on")  # ways that stay on a thing's top
DOWN = ("fall", "drop")  # what ends a way along a top, unless it ends on that
PASSING = ("past", "by", "behind")  # ways that lead beside a thing, not to it
WHEELED = ("skateboard", "bicycle", "motorcycle")  # what "rolls" without turning over, as what is in one piece drives
RESISTANCE = 0.03  # of small wheels on a hard floor, over the weight
RUN_UP = 0.5  # s that is seen of its way before it meets what it is to meet
SKEW = 0.7  # radii beside the middle, at which who is to go another way than what he meets meets it
FAR = 1.6  # times the way past a thing that a mover must reach, so that something is left of its speed behind that
LIP = 1.5  # times the work that a rim's height takes: what bumps into it loses speed
ON_RIM = 0.15  # of its length inside a vessel's rim, across which what slides off lies at first
GAPS = (1.0, 0.7, 0.4, 1.4, 2.0)  # shares of the natural way to a target, tried until it stands clear


def roll(layout: Layout, happening: Happening) -> None:
    """Roll or slide along the floor, off an edge, or down a slope; then on towards what is hit."""
    _set_off(layout, happening)
    if happening.verb == "roll" and layout.entity(happening.subject).thing in WHEELED:
        for name in layout.main(happening.subject):
            layout.change(name, friction=RESISTANCE)
        layout.notes.append(f"{happening.subject} has its wheels in one piece with it: it glides as if they turned.")


def _set_off(layout: Layout, happening: Happening) -> None:
    subject = layout.entity(happening.subject)
    rolling = happening.verb == "roll"
    if moves_already(layout, happening):
        meet(layout, happening)
        return
    source = happening.place if happening.place not in (None, "ground") else None
    standing = support_of(layout, happening.subject)
    if source is not None and happening.path in ("off", "from", "down"):
        arrange.set_down(layout, source)
        slopes = layout.faces(source, ("slope",))
        if slopes and happening.path == "down":
            down_slope(layout, subject, slopes[0], happening)
        elif happening.path == "down" and len(layout.faces(source, ("step",))) > 1:
            down_steps(layout, subject, layout.faces(source, ("step",)), happening)
        elif tops(layout, source):
            off_edge(layout, subject, source, happening, rolling)
        else:
            layout.notes.append(f"{source} has no top to move on: {subject.id} moves on the floor.")
            along_floor(layout, subject, happening, rolling)
    elif source is not None and happening.path in ALONG and _topped(layout, source):
        (off_edge if _leaves(layout, happening) else along_top)(layout, subject, source, happening, rolling)
    elif standing is not None and layout.faces(standing, ("slope",)):
        down_slope(layout, subject, layout.faces(standing, ("slope",))[0], happening)
    else:
        along_floor(layout, subject, happening, rolling)
    if source is not None and happening.path not in ("off", "from", "down"):
        meet(layout, happening)


def bounce_past(layout: Layout, happening: Happening) -> None:
    """Let go of a thing above the floor with a speed along +X; what it bounces past stands beside its way."""
    along_floor(layout, layout.entity(happening.subject), happening, rolling=False)
    size = float(extent(layout.entity(happening.subject)).size.max())
    high = happening.height or layout.knobs.pick(f"{happening.subject}.height", float(np.clip(4 * size, 0.2, 1.2)), 1.3)
    layout.moved(np.array([0.0, 0.0, high]), set(layout.main(happening.subject)))
    course = layout.courses[happening.subject]
    layout.courses[happening.subject] = replace(
        course, point=course.point * [1, 1, 0] + layout.ground(0, 0), braking=0.0
    )
    meet(layout, happening)


def _topped(layout: Layout, place: str) -> bool:
    """Set a place down, and tell whether it has a level top to move on."""
    arrange.set_down(layout, place)
    return bool(layout.faces(place, ("top", "seat", "lane")))


def _leaves(layout: Layout, happening: Happening) -> bool:
    """Tell whether the sentence lets the mover leave the place later: "slides along it, falls off its edge"."""
    later = own_later(layout.script, happening)
    named = any(h.place == happening.place and h.path in ("off", "from") for h in later)
    return named or any(h.verb in DOWN and h.place not in (happening.place, happening.subject) for h in later)


def along_floor(layout: Layout, subject: Entity, happening: Happening, rolling: bool) -> None:
    """Set the subject going along +X on what it or its target is said to be on, or on the floor."""
    target = target_of(happening)
    standing = support_of(layout, subject.id) or (support_of(layout, target) if target else None)
    along_top(layout, subject, standing, happening, rolling)


def along_top(layout: Layout, subject: Entity, standing: str | None, happening: Happening, rolling: bool) -> None:
    """Set the subject going along +X on top of a thing, from its -X end; on the floor where there is none."""
    speed = natural_speed(layout, subject, happening)
    faces = layout.faces(standing) if standing else []
    box = arrange.spread(layout, subject)
    start = layout.ground(0.0, 0.0)
    on = layout.floor_id
    if faces:
        reach = faces[0].half[0] - box.size[0] / 2 - 0.02
        start, on = faces[0].center + np.array([-max(0.0, reach), 0.0, 0.0]), faces[0].owner
    start = _past(layout, happening, start, faces)
    arrange.group(layout, subject, start, on=on)
    direction, first = np.array([1.0, 0.0, 0.0]), layout.main(subject.id)[0]
    braking = 0.0 if rolling else G * grip(layout, first, on)
    ends = rolling and _runs_down(layout, happening)
    if ends:
        braking = rolling_drag(layout, first, on)
        room = 2 * reach - STOPS_BEFORE * float(box.size[0]) if faces else ROLLS_ON * float(box.size[0])
        speed = _stopping(layout, speed, braking, max(room, 0.5 * reach if faces else 0.0))
    for instance in layout.instances[subject.id]:
        start_moving(layout, instance, speed * direction, rolling=rolling)
    layout.courses[subject.id] = Course(start, direction, speed, float(box.size[0] / 2), braking, ends)


def _runs_down(layout: Layout, happening: Happening) -> bool:
    """Tell whether friction alone stops who rolls: it is to stop, at no told speed, and nothing comes between."""
    key = (happening.subject, "stop", happening.span)  # of a stop to which this way was added
    added = (h for h in layout.script.happenings if (h.subject, h.verb, h.span) == key and h.span != (0, 0))
    stop = next(added, None) or stop_after(layout.script, happening)
    between = itertools.takewhile(lambda h: h != stop, own_later(layout.script, happening))
    free = not any(h.verb in BLOWS or h.path in ("off", "from", "down") for h in between)
    size = extent(layout.entity(happening.subject)).size
    return stop is not None and happening.speed is None and free and float(size.max()) < ROUND * float(size.min())


def _stopping(layout: Layout, speed: float, braking: float, room: float) -> float:
    """Return a speed (m/s), as natural as may be, from which ``braking`` (m/s2) stops a mover soon and within a room.

    The film goes on until it stands.
    """
    patience = STANDS * layout.script.duration if layout.script.duration else PATIENCE
    speed = min(speed, float(np.sqrt(2 * braking * max(room, 0.0))), braking * patience)
    layout.seconds = max(layout.seconds, float(np.ceil(10.5 * speed / braking)) / 10 + 1.0)
    return speed


def _past(layout: Layout, happening: Happening, start: Array, faces: list[Face]) -> Array:
    """Return where (m) who passes what stands already sets off: on a line beside it; on the floor, short of it."""
    target = target_of(happening)
    if happening.path not in PASSING or target is None or not layout.placed(target):
        return _short_of(layout, happening, start, faces)
    box, size = arrange.footprint(layout, target), arrange.spread(layout, layout.entity(happening.subject)).size
    line = float(box.lower[1] + box.upper[1]) / 2 - _beside(layout, happening, box)
    if not faces:
        run = 0.35 * natural_speed(layout, layout.entity(happening.subject), happening) + float(size[0])
        return np.array([float(box.lower[0]) - run, line, start[2]])
    room = max(0.0, faces[0].half[1] - float(size[1]) / 2)
    return np.array([start[0], float(np.clip(line, start[1] - room, start[1] + room)), start[2]])


def _short_of(layout: Layout, happening: Happening, start: Array, faces: list[Face]) -> Array:
    """Return where (m) who is to meet what stands already sets off, so that its way leads there: short of that."""
    met = [h.object for h in own_later(layout.script, happening) if h.verb in BLOWS and h.object is not None]
    if happening.place is not None or happening.object is not None or not met or not layout.placed(met[0]):
        return start
    box, size = arrange.footprint(layout, met[0]), arrange.spread(layout, layout.entity(happening.subject)).size
    line = float(box.lower[1] + box.upper[1]) / 2
    if faces:
        return np.array([start[0], line, start[2]])
    run = RUN_UP * natural_speed(layout, layout.entity(happening.subject), happening) + float(size[0])
    return np.array([float(box.lower[0]) - run, line, start[2]])


def off_edge(layout: Layout, subject: Entity, source: str, happening: Happening, rolling: bool) -> None:
    """Start on the source's top, far enough from its +X edge to be seen moving, fast enough to clear it."""
    top = tops(layout, source)[0]
    size = arrange.spread(layout, subject).size
    run = min(1.4 * top.half[0], max(6 * size[0], 0.25))
    run = min(run, 2 * top.half[0] - size[0])
    if not rolling and rim(layout, source) is not None:
        run = ON_RIM * float(size[0])
    slow = natural_speed(layout, subject, happening, froude=0.75)
    along = np.array([1.0, 0.0, 0.0])
    reach = top.reach
    start, run = _lane(layout, subject, top, along, reach, run)
    arrange.group(layout, subject, start, on=top.owner)
    rest_on(layout, subject.id, source)
    braking = 0.0 if rolling else G * grip(layout, layout.main(subject.id)[0], top.owner)
    rise = LIP * climb(layout, subject.id, source)
    speed = float(np.sqrt(slow**2 + 2 * braking * run + 2 * G * rise))
    for instance in layout.instances[subject.id]:
        start_moving(layout, instance, speed * along, rolling=rolling)
    fall = max(0.0, top.center[2] - layout.floor)
    landing = layout.ground(top.center[0] + reach + slow * float(np.sqrt(2 * fall / G)), float(start[1]))
    layout.courses[subject.id] = Course(landing, along, slow, float(size[0] / 2))


def _lane(layout: Layout, subject: Entity, top: Face, along: Array, reach: float, run: float) -> tuple[Array, float]:
    """Return where (m) on a top a thing sets off past what stands there, and how far from the edge ``reach`` ahead.

    In the middle, else along the front, else along the back, else from beyond what is in the way; if all that is
    taken, in the middle.
    """
    box = arrange.spread(layout, subject)
    across = np.array([-along[1], along[0], 0.0])
    wide = top.half[1] if abs(top.along @ along) > 0.5 else top.half[0]
    aside = max(0.0, wide - 0.6 * float(box.size[1]))
    near = 0.75 * float(box.size[0])
    for side, way in ((0.0, run), (-aside, run), (aside, run), (0.0, near), (-aside, near), (aside, near)):
        start = top.center + along * (reach - way) + across * side
        one = box.at(start)
        swept = Extent(one.lower, np.maximum(one.upper, one.upper + along * way))
        if _free(layout, swept, top.owner):
            return start, way
    return top.center + along * (reach - run), run


def down_slope(layout: Layout, subject: Entity, slope: Face, happening: Happening) -> None:
    """Start at the top of a slope, let go after a beat; the course goes on at its foot.

    What rolls starts at rest, and so does what slides on a steep slope. What friction would hold is sent off with the
    speed that it takes on the way: v^2 = foot^2 + 2 g run (mu cos - sin).
    """
    size = extent(subject).size
    lift = size[2] / 2 + CLEARANCE
    run = 2 * slope.half[0] - 1.2 * size[0]
    center = slope.center - slope.along * (slope.half[0] - 0.6 * size[0]) + slope.normal * lift
    tilt = float(np.arccos(np.clip(slope.normal[2], -1, 1)))
    for k in range(subject.count):
        middle = center + slope.along * 1.3 * size[0] * k
        instance = layout.place(subject, middle - np.array([0, 0, size[2] / 2]), on=slope.owner, k=k)
        if happening.verb == "slide" or not build(layout.bodies[instance.main]).rolls:
            axis = np.cross([0, 0, 1], slope.normal)
            half = tilt / 2
            turn = np.array([np.cos(half), *(np.sin(half) * axis / max(np.linalg.norm(axis), 1e-12))])
            layout.change(instance.main, rotation=tuple(map(float, turn)))
        layout.actions.append(Hold(body=instance.main, end=BEAT))
    level = np.array([slope.along[0], slope.along[1], 0.0])
    level /= np.linalg.norm(level)
    foot = slope.center + slope.along * slope.half[0]
    first = layout.main(subject.id)[0]
    solid = build(layout.bodies[first])  # a bottle that is to slide stands on its foot
    round_one = solid.rolls and (happening.verb == "roll" or solid.resonator.kind == "ball")
    gain, mu = (10 / 7, 0.0) if round_one else (2.0, grip(layout, first, slope.owner))
    won = gain * G * max(run, 0.01) * float(np.sin(tilt) - mu * np.cos(tilt))  # (m/s)^2 from top to foot
    speed = float(np.sqrt(max(won, 0.0)))
    if won <= 0.0:
        speed = natural_speed(layout, subject, happening)
        for body in layout.main(subject.id):
            layout.change(body, velocity=vec(slope.along * float(np.sqrt(speed**2 - won))))
    braking = 0.0 if round_one else G * grip(layout, first, layout.floor_id)
    at_foot = np.array([foot[0], foot[1], layout.floor])
    layout.courses[subject.id] = Course(at_foot, level, speed, float(size[0] / 2), braking)


def down_steps(layout: Layout, subject: Entity, steps: list[Face], happening: Happening) -> None:
    """Set off on the top step, as fast as takes one from each step onto the next; the course goes on at their foot."""
    top, foot = steps[0], steps[-1]
    down = (foot.center - top.center) * [1.0, 1.0, 0.0]
    tread = float(np.linalg.norm(down)) / (len(steps) - 1)
    line, rise = down / np.linalg.norm(down), float(top.center[2] - foot.center[2]) / (len(steps) - 1)
    speed = happening.speed or layout.knobs.pick(f"{subject.id}.down", tread * float(np.sqrt(G / (2 * rise))), 1.4)
    box = arrange.spread(layout, subject)
    aside = np.array([-line[1], line[0], 0.0]) * (1.6 * float(box.size[1]) + 0.02)
    starts = [top.center + k * aside for k in (0, 1, -1, 2, -2)]
    start = next((spot for spot in starts if _free(layout, box.at(spot), top.owner)), starts[0])
    arrange.group(layout, subject, start, on=top.owner)
    for instance in layout.instances[subject.id]:
        start_moving(layout, instance, speed * line, rolling=rolls(subject))
    end = foot.center + line * (0.5 * tread + speed * float(np.sqrt(2 * rise / G)))
    radius = float(arrange.spread(layout, subject).size[0] / 2)
    layout.courses[subject.id] = Course(layout.ground(float(end[0]), float(end[1])), line, speed, radius)


def _free(layout: Layout, box: Extent, carrier: str) -> bool:
    """Tell whether a box (m) on top of a thing meets nothing that stands there already."""
    others = [e for e, group in layout.instances.items() if all(i.main != carrier for i in group)]
    boxes = [arrange.footprint(layout, other) for other in others]
    return not any(((box.lower < b.upper) & (box.upper > b.lower)).all() for b in boxes)


def target_of(happening: Happening) -> str | None:
    """Return the entity that a mover is to meet."""
    target = happening.object or (happening.place if happening.place != "ground" else None)
    return target if target != happening.subject else None


def meet(layout: Layout, happening: Happening) -> None:
    """Put what is hit where the mover's course leads, on the floor or on what carries both; what is passed, aside."""
    target = target_of(happening)
    if target is None:
        return
    course = layout.courses[happening.subject]
    if layout.placed(target):
        if happening.path in PASSING:
            _go_beyond(layout, happening, target)
        return
    if happening.path == "away":
        _leave_behind(layout, happening.subject, target)
        return
    standing = support_of(layout, target)
    shared = (
        next((top for top in layout.faces(standing)[:1] if carries(layout, top, course)), None) if standing else None
    )
    if standing is not None and shared is None:
        arrange.set_down(layout, target)
        return
    entity = layout.entity(target)
    box = arrange.spread(layout, entity)
    far = min(0.35 * course.speed, 6 * course.radius, 0.4 * course.reach)
    gap = layout.knobs.pick(f"{target}.gap", max(0.06, far), 1.6)
    aside = _beside(layout, happening, box) + layout.knobs.shift(f"{target}.aside", 0.25 * course.radius)
    if any(h.diverging for h in layout.script.happenings):
        aside += SKEW * course.radius
    normal = np.array([-course.direction[1], course.direction[0], 0.0])
    ways = [share * gap + course.radius - float(box.lower[0]) for share in GAPS]
    if shared is not None:
        last = shared.half[0] - float((course.point - shared.center) @ course.direction) - float(box.upper[0])
        ways = [min(way, last) for way in ways]
    points = [course.point + course.direction * way + normal * aside for way in ways]
    free = (k for k, p in enumerate(points) if arrange.clear(layout, box.at(p), way_of=happening.subject))
    k = next(free, 0)
    arrange.group(layout, entity, points[k], on=layout.floor_id if shared is None else shared.owner)
    if happening.path in PASSING:
        if _meets_later(layout, happening):
            _go_beyond(layout, happening, target)
        return
    beyond = course.after(ways[k] + float(box.upper[0]))
    beyond = replace(beyond, speed=0.6 * course.speed, radius=float(box.size[0] / 2))
    layout.courses.setdefault(target, beyond)


def _meets_later(layout: Layout, happening: Happening) -> bool:
    """Tell whether a mover is to hit something later that does not stand yet."""
    met = (h.object for h in own_later(layout.script, happening) if h.verb in BLOWS)
    return any(name is not None and not layout.placed(name) for name in met)


def _go_beyond(layout: Layout, happening: Happening, passed: str) -> None:
    """Let what a mover meets later stand where it has passed what stands already, and nothing on its way there.

    Whom friction would stop before sets off so fast that it has there what it would have set off with.
    """
    subject = happening.subject
    course, box = layout.courses[subject], arrange.footprint(layout, passed)
    ends = [float((np.array([x, y, 0.0]) - course.point * [1, 1, 0]) @ course.direction)
            for x in (box.lower[0], box.upper[0]) for y in (box.lower[1], box.upper[1])]  # fmt: skip
    way = max(ends) + course.radius
    if way > 0.0 and course.reach < FAR * way and happening.speed is None and _meets_later(layout, happening):
        course = _set_off_faster(layout, subject, course, way)
    if 0.0 < way < course.reach:
        mine = arrange.footprint(layout, subject)
        far = way * course.direction
        layout.led[subject] = Extent(mine.lower + np.minimum(far, 0.0), mine.upper + np.maximum(far, 0.0))
        layout.courses[subject] = course.after(way)


def _set_off_faster(layout: Layout, subject: str, course: Course, way: float) -> Course:
    """Give a mover the speed that leaves it its own after ``way`` (m), if it is on its course already."""
    speed = float(np.sqrt(course.speed**2 + 2 * course.braking * way))
    bodies = [layout.bodies[name] for name in layout.main(subject)]
    if not all(np.allclose(body.velocity, course.speed * course.direction, atol=1e-6) for body in bodies):
        return course
    for body in bodies:
        layout.change(body.id, velocity=vec(speed * course.direction))
    return replace(course, speed=speed)


def _leave_behind(layout: Layout, subject: str, target: str) -> None:
    """Put what a mover gets away from right behind it, on what it sets off on."""
    mine, box = arrange.footprint(layout, subject), arrange.spread(layout, layout.entity(target))
    gap = 0.1 * float(max(mine.size[0], box.size[0]))
    middle = (mine.lower + mine.upper) / 2
    back = float(mine.lower[0]) - gap - float(box.upper[0])
    base = np.array([back, float(middle[1]), float(mine.lower[2]) - CLEARANCE])
    arrange.group(layout, layout.entity(target), base, on=layout.instances[subject][0].on)


def _beside(layout: Layout, happening: Happening, box: Extent) -> float:
    """Return how far (m) to the left of its way a mover leaves what it passes: clear of it, and seen behind it."""
    if happening.path not in PASSING:
        return 0.0
    half = 0.5 * float(arrange.spread(layout, layout.entity(happening.subject)).size[1])
    side = 1.5 * half + 0.5 * float(box.size[1]) + 0.02
    return -side if happening.path == "behind" else side


def stop(layout: Layout, happening: Happening) -> None:
    """What somebody stops at stands where his way ends: just beyond, unless he is to stop on it or in it."""
    target, course = target_of(happening), layout.courses.get(happening.subject)
    if target is None or course is None or layout.placed(target) or happening.path in ("on", "in"):
        for entity in (happening.subject, target):
            if entity is not None:
                arrange.set_down(layout, entity)
        return
    if happening.path == "against":
        meet(layout, happening)
        return
    entity = layout.entity(target)
    box = arrange.spread(layout, entity)
    way = course.reach if course.braking > 0 else COASTS * course.speed
    gap = layout.knobs.pick(f"{target}.stop", 0.03 + 0.2 * float(box.size[0]), 2.0)
    half = float(arrange.spread(layout, layout.entity(happening.subject)).size[1]) / 2
    aside = np.array([-course.direction[1], course.direction[0], 0.0]) * (half + float(box.size[1]) / 2 + gap)
    ahead = 0.0 if happening.path in ("beside", "in_front_of") else course.radius
    base = course.point + course.direction * (way + ahead) + aside
    on = layout.instances[happening.subject][0].on
    under = next((name for name, group in layout.instances.items() if on in {i.main for i in group}), None)
    tops = layout.faces(under) if under else []
    if shared := next((top for top in tops if top.owner == on and carries(layout, top, course)), None):
        room = np.array(shared.half if abs(shared.along[0]) > 0.5 else shared.half[::-1]) - box.size[:2] / 2
        base[:2] = shared.center[:2] + np.clip(base[:2] - shared.center[:2], -room, room)
        arrange.group(layout, entity, np.array([*base[:2], shared.center[2]]), on=shared.owner)
        return
    arrange.group(layout, entity, layout.ground(float(base[0]), float(base[1])), on=layout.floor_id)


def carries(layout: Layout, top: Face, course: Course) -> bool:
    """Tell whether a course leads over a face that is not the floor."""
    raised = abs(course.point[2] - top.center[2]) < CLEARANCE and top.center[2] > layout.floor + CLEARANCE
    away = np.abs(course.point - top.center)[:2]
    return bool(raised and (away <= np.max(top.half) + CLEARANCE).all())
