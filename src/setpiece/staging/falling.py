"""Blockings of things in the air: let go, nudged off, thrown."""

import numpy as np

from setpiece.assets.airflow import sinking_speed
from setpiece.assets.build import build, mass_properties
from setpiece.assets.catalogue import THINGS
from setpiece.geometry import quat_from_rotvec, quat_multiply, quat_rotate
from setpiece.language.script import CameraMove, Entity, Happening, Script
from setpiece.staging import arrange, performing
from setpiece.staging.hanging import hang
from setpiece.staging.layout import CLEARANCE, Array, Course, Extent, Instance, Layout, construct, extent, rolls
from setpiece.staging.motion import BEAT, G, moves_already, start_moving, vec
from setpiece.staging.rolling import off_edge
from setpiece.staging.setting import flimsy
from setpiece.staging.vessels import tops
from setpiece.world.document import Hold

STEEP = 1.2  # rad above the level at which something is thrown up
ASKEW = (0.2, 0.4, 0.0)  # rad: nobody lets go of a leaf level, and level it would sink straight down
SPILL, AT_ONCE = 0.3, 1.2  # s between things that leave one hand, and in which all of a handful have left it
TALL = 1.15  # times as high as wide: what tips where others slide
TIP = 1.35  # times the spin that just carries it over
FOOT = 0.02  # share of its height within which a thing's foot is
FROM_GROUND = 1e-3  # m: what is kicked sets off from where it lies
INTO = ("into", "in", "through")
RECEIVES = ("into", "in", "onto", "on")
CLEARING = ("over", "above")
SPECK = 0.05  # of a height: what is smaller takes less than 2 % of the width of a picture that shows its whole fall
SLOW = 3.0  # m/s
APART, ASIDE = 0.7, 3.0  # sizes, from a support's end and before its partner, at which what is level with that starts
SHOULDER, REACH = 0.78, 0.22  # of a thrower's height: how high a throw begins, and how far before him
POINTED, SLENDER = ("javelin", "arrow", "dart"), 6.0  # families, and times as long as wide
FLAT = 0.3  # height over width of a sheet
OVERHANG = 0.3  # share of its foot's radius that stands over the edge


def flown(happening: Happening) -> Happening:
    """Return a push into something, or a kick over it, as the throw that it is: "a coin is flicked into a fountain"."""
    if happening.place in (None, "ground") or happening.object is not None:
        return happening
    if happening.verb == "push" and happening.path in INTO:
        return happening.model_copy(update={"verb": "throw"})
    kicked = happening.verb == "hit" and happening.agent == "unseen_hand" and happening.path in CLEARING
    return happening.model_copy(update={"verb": "throw", "height": FROM_GROUND}) if kicked else happening


def fall(layout: Layout, happening: Happening) -> None:
    """Held in the air for a beat, then let go; off a support, nudged over its edge."""
    subject = layout.entity(happening.subject)
    if moves_already(layout, happening) or layout.placed(subject.id):
        receive(layout, happening)
        return
    place = happening.place if happening.place not in (None, "ground") else None
    if place is not None and happening.verb == "bounce" and happening.path in ("off", "against", "from"):
        throw(layout, happening)
        return
    if place is not None and happening.path in ("off", "from"):
        arrange.set_down(layout, place)
        if tops(layout, place):
            over_edge(layout, subject, place, happening)
            return
    if place is not None:
        arrange.set_down(layout, place)
    size = float(extent(subject).size.max())
    usual = 2.0 if floats(subject) else float(np.clip((8 if place is None else 4) * size, 0.3, 2.0))
    drop = happening.height or layout.knobs.pick(f"{subject.id}.height", usual, 1.4)
    base = layout.ground(0.0, 0.0)
    if place is not None:
        base, drop = _over(layout, happening, place, size, drop)
    elif layout.instances:
        base = arrange.free_spot(layout, subject)
    if (partner := level_with(layout, subject)) is not None:
        base, drop = _beside_partner(layout, subject, partner)
    arrange.group(layout, subject, base + np.array([0.0, 0.0, drop]), on="")
    for instance in layout.instances[subject.id]:
        _hold(layout, subject, instance.main, until=pushed_until(layout, partner) if happening.together else BEAT)
    hang(layout, happening)
    layout.courses[subject.id] = Course(base, np.array([1.0, 0.0, 0.0]), 0.0, size / 2)


def receive(layout: Layout, happening: Happening) -> None:
    """Stand what somebody falls into or onto, who is on his way over an edge, where he comes down to its height."""
    place, course = happening.place, layout.courses.get(happening.subject)
    if place in (None, "ground") or course is None or layout.placed(place) or happening.path not in RECEIVES:
        return
    box = arrange.spread(layout, layout.entity(place))
    high = float(layout.instances[happening.subject][0].base[2]) - layout.floor
    early = np.sqrt(2 * high / G) - np.sqrt(2 * max(0.0, high - float(box.upper[2])) / G) if high > 0.0 else 0.0
    base = course.point - course.direction * course.speed * float(early)
    if arrange.clear(layout, box.at(base), way_of=happening.subject):
        arrange.group(layout, layout.entity(place), layout.ground(*map(float, base[:2])), on=layout.floor_id)


def _over(layout: Layout, happening: Happening, place: str, size: float, drop: float) -> tuple[Array, float]:
    """Return the point above which a thing of a size is let go over, into or beside a place, and how high (m)."""
    box = arrange.footprint(layout, place)
    faces = layout.faces(place, ("inside", "top", "seat")) if happening.path in ("into", "in", "onto", "on") else []
    middle = (box.lower + box.upper) / 2
    base = faces[0].center.copy() if faces else np.array([middle[0], middle[1], box.upper[2]])
    if happening.path in ("from", "off", "past"):
        base = layout.ground(float(box.upper[0] + size), float(box.lower[1] - size))
        drop = happening.height or 0.8 * float(box.size[2])
    drop = max(drop, float(box.upper[2] - base[2]) + 0.1) if happening.path in ("into", "in") else drop
    return base, drop


def floats(entity: Entity) -> bool:
    """Tell whether an entity's things are single bodies that air holds up, as leaves are."""
    bodies = construct(entity, entity.id, (0.0, 0.0, 0.0), 0.0).bodies
    return len(bodies) == 1 and flimsy(bodies[0])


def followed(script: Script) -> Script:
    """Return the script with a camera that goes down with one thing that falls far alone: it would be a speck."""
    thing = floating_alone(script) or _speck(script)
    if thing is None or script.camera.moves or script.camera.size is not None:
        return script
    move = CameraMove(kind="follow", target=thing.id)
    return script.model_copy(update={"camera": script.camera.model_copy(update={"moves": (move,)})})


def _speck(script: Script) -> Entity | None:
    """Return the one thing that falls from a height that is said, and is too small to be seen in a picture of that."""
    falls = [h for h in script.happenings if h.verb in ("fall", "drop") and h.height is not None and not h.negated]
    if len(script.entities) != 1 or not falls:
        return None
    thing = script.entities[0]
    return thing if thing.count == 1 and float(extent(thing).size.max()) < SPECK * falls[0].height else None


def floating_alone(script: Script) -> Entity | None:
    """Return the one thing that floats down where there is nothing else, but what it falls from."""
    falls = [h for h in script.happenings if h.verb in ("fall", "drop") and not h.negated and not h.direction]
    if len(script.happenings) != 1 or not falls:
        return None
    fall_ = falls[0]
    kinds = {entity.id: THINGS[entity.thing].kind for entity in script.entities}
    grown = fall_.path in ("from", "off") and kinds.get(fall_.place) == "plant"
    others = {fall_.subject, fall_.place} if grown else {fall_.subject}
    thing = next(entity for entity in script.entities if entity.id == fall_.subject)
    alone = {entity.id for entity in script.entities} <= others and thing.count == 1
    return thing if alone and floats(thing) else None


def sinks(entity: Entity) -> bool:
    """Tell whether air soon brings a thing to a steady speed that is slow to the eye."""
    if not floats(entity):
        return False
    body = construct(entity, entity.id, (0.0, 0.0, 0.0), 0.0).bodies[0]
    return 0.0 < sinking_speed(build(body), mass_properties(body, build(body)).mass) < SLOW


def flat(entity: Entity) -> bool:
    """Tell whether a thing is a leaf or a sheet, which sways as it sinks."""
    size = np.sort(extent(entity).size)
    return bool(size[0] < FLAT * size[1])


def level_with(layout: Layout, subject: Entity) -> str | None:
    """Return what stands already at whose height a thing is to start, if the sentence says so of any."""
    told = (r for r in layout.script.relations if r.kind == "level_with" and subject.id in (r.subject, *r.objects))
    others = (name for r in told for name in (r.subject, *r.objects) if name != subject.id and layout.placed(name))
    return next(others, None)


def _beside_partner(layout: Layout, subject: Entity, partner: str) -> tuple[Array, float]:
    """Return the point of the floor before what a thing is level with, clear of what that stands on, and how high."""
    box, own = arrange.footprint(layout, partner), extent(subject)
    middle, size = (box.lower + box.upper) / 2, float(max(box.size[1], own.size[1]))
    under = [i for group in layout.instances.values() for i in group if i.main == layout.instances[partner][0].on]
    ends = [arrange.footprint(layout, i.entity.id).upper[0] for i in under]
    x = max([float(middle[0]), *(float(end) + APART * float(own.size[0]) for end in ends)])
    base = layout.ground(x, float(middle[1]) - ASIDE * size)
    return base, float(middle[2] - (own.lower + own.upper)[2] / 2) - layout.floor


def pushed_until(layout: Layout, partner: str | None) -> float:
    """Return when (s) a hand that pushes a thing has done so; a beat where none does."""
    names = layout.main(partner) if partner is not None else []
    return max((a.start + a.duration for a in layout.actions if a.kind == "push" and a.body in names), default=BEAT)


def _hold(layout: Layout, entity: Entity, body: str, *, until: float = BEAT) -> None:
    """Let a hand hold a body for a beat, or ``until`` then (s); what floats, askew."""
    if floats(entity):
        turn = quat_multiply(quat_from_rotvec(np.array(ASKEW)), np.asarray(layout.bodies[body].rotation))
        layout.change(body, rotation=tuple(map(float, turn)))
    layout.actions.append(Hold(body=body, end=until))


def _lobbed(way: Array, angle: float) -> Array:
    """Return the velocity (m/s) that carries a thing along ``way`` (m) if it sets off at ``angle`` above the level.

    On a parabola, z = x tan a - g x^2 / (2 v^2 cos^2 a).
    """
    far = float(np.hypot(*way[:2]))
    drop = max(far * np.tan(angle) - float(way[2]), 1e-3)
    speed = far / np.cos(angle) * float(np.sqrt(G / (2.0 * drop)))
    level = way[:2] / far * speed * np.cos(angle)
    return np.array([*level, speed * np.sin(angle)])


def over_edge(layout: Layout, subject: Entity, place: str, happening: Happening) -> None:
    """What stands tall tips over the edge of a place; all else rolls or slides over it."""
    if stands_tall(subject):
        tip_over(layout, subject, place)
    else:
        off_edge(layout, subject, place, happening, rolling=rolls(subject))


def stands_tall(subject: Entity) -> bool:
    """Tell whether a thing stands on a foot, higher than it is wide, so that it tips where a ball would roll."""
    built = construct(subject, subject.id, (0.0, 0.0, 0.0), 0.0).bodies
    size = extent(subject).size
    return len(built) == 1 and build(built[0]).resonator.kind != "ball" and size[2] > TALL * float(size[:2].max())


def tip_over(layout: Layout, subject: Entity, place: str) -> None:
    """Stand at the +X edge of a place's top, and after a beat tip over it with the spin that just carries it over.

    About the rim of its foot, r away and the centre of mass h above: w^2 = 2 m g (sqrt(r^2 + h^2) - h) / I.
    """
    top = tops(layout, place)[0]
    box = extent(subject)
    edge = top.reach
    body = construct(subject, subject.id, (0.0, 0.0, 0.0), 0.0).bodies[0]
    solid = build(body)
    properties = mass_properties(body, solid)
    points = np.concatenate([part.mesh.vertices for part in solid.parts])
    foot = float(points[points[:, 2] < solid.bounds[0, 2] + FOOT * box.size[2], 0].max())
    arm = np.array([-foot, 0.0, float(properties.center_of_mass[2] - solid.bounds[0, 2])])
    rise = float(np.linalg.norm(arm) - arm[2])
    inertia = float(properties.inertia[1, 1] + properties.mass * (arm @ arm))
    least = float(np.sqrt(2 * properties.mass * G * rise / inertia))
    spin = np.array([0.0, layout.knobs.pick(f"{subject.id}.tip", TIP * least, 1.3), 0.0])
    for k in range(subject.count):
        aside = 1.3 * float(box.size[1]) * (k - 0.5 * (subject.count - 1))
        base = top.center + np.array([edge - foot + OVERHANG * foot, aside, CLEARANCE])
        instance = layout.place(subject, base, on=top.owner, k=k)
        layout.change(instance.main, velocity=vec(np.cross(spin, arm)), spin=vec(spin))
        layout.actions.append(Hold(body=instance.main, end=BEAT))
    drop = max(0.0, float(top.center[2]) - layout.floor)
    landing = layout.ground(float(top.center[0]) + edge + 0.3 * drop**0.5, float(top.center[1]))
    layout.courses[subject.id] = Course(landing, np.array([1.0, 0.0, 0.0]), 0.5, float(box.size[0] / 2))


def ring_of(layout: Layout, entity: str) -> Array | None:
    """Return the middle (m) of the ring that a thing has to be aimed at, as a basketball hoop has."""
    body = layout.bodies[layout.main(entity)[0]]
    mount = build(body).mounts.get("ring")
    return None if mount is None else np.asarray(body.position) + quat_rotate(body.rotation, np.asarray(mount))


def throw(layout: Layout, happening: Happening) -> None:
    """Leave an unseen hand on a parabola that ends at the target, or on the floor in the middle of the stage."""
    subject = layout.entity(happening.subject)
    if moves_already(layout, happening):
        return
    size = float(extent(subject).size.max())
    many = subject.count > 1
    reach = layout.knobs.pick("throw.reach", float(np.clip(10 * size, 0.2, 3.0)), 1.3)
    height = happening.height or layout.knobs.pick("throw.height", float(np.clip(7 * size, 0.12, 1.4)), 1.3)
    thrower = next((who for who, thing in performing.doers(layout.script).items() if thing == subject.id), None)
    height = max(height, _shoulder(layout, thrower)) if happening.height is None else height
    target_id = happening.object or (happening.place if happening.place != "ground" else None)
    aim = layout.ground(0.0, 0.0) + np.array([0, 0, size / 2])
    if target_id is not None:
        arrange.set_down(layout, target_id)
        box = arrange.footprint(layout, target_id)
        aim = (box.lower + box.upper) / 2
        if (ring := ring_of(layout, target_id)) is not None and happening.path in (*INTO, "towards", "to", "at"):
            aim, reach, height = ring, max(reach, 2.5), 0.65 * float(ring[2] - layout.floor)
        elif happening.path in ("into", "in"):
            aim = np.array([aim[0], aim[1], box.upper[2]])
            height = max(height, float(box.upper[2]) + 0.4)
        reach = max(reach, float(box.size[0]) + 4 * size)
        if happening.path in CLEARING:  # from near by, in a high arc
            reach = max(4 * size, 0.5 * float(box.upper[2] - layout.floor))
            aim = layout.ground(float(box.upper[0]) + reach, float(aim[1])) + np.array([0, 0, size / 2])
            reach += float(aim[0] - box.lower[0])
    start = np.array([aim[0] - reach, aim[1], layout.floor + max(height, size / 2 + CLEARANCE)])
    flight = 1.1 * float(np.sqrt(2 * height / G)) + 0.08 * reach
    flight /= happening.pace
    if target_id is not None and happening.path in CLEARING:
        flight = max(flight, _clearing(start, aim, box, size))
    velocity = (aim - start) / flight + np.array([0, 0, G * flight / 2])
    if happening.angle or (happening.direction == "up" and target_id is None):
        velocity = _lobbed(aim - start, happening.angle or STEEP)
    for k in range(subject.count):
        chance = layout.knobs.chance("throw", subject.id, k)
        cell = _cell(k, size, many, layout.floor + size / 2 + CLEARANCE - float(start[2]))
        half = 0.5 * float(extent(subject).size[2])
        instance = layout.place(subject, start + cell - np.array([0, 0, half]), on="", k=k)
        poured = happening.path in ("into", "in") and target_id is not None  # they must all arrive there
        stir = 0.12 * float(np.linalg.norm(velocity)) if many and not poured else 0.0
        spin = np.array(chance.vector(1.0)) * (0.25 * np.linalg.norm(velocity) / size if many else 4.0)
        aimed = velocity - cell / flight if poured else velocity
        start_moving(layout, instance, aimed + stir * np.array(chance.vector(1.0)), rolling=False)
        layout.change(instance.main, spin=vec(spin))
        _point_ahead(layout, instance, aimed, flight)
        if many:
            layout.change(instance.main, rotation=layout.knobs.chance("hand", subject.id, k).rotation())
            layout.actions.append(Hold(body=instance.main, end=BEAT + min(SPILL, AT_ONCE / subject.count) * k))
    _behind(layout, thrower, start)
    layout.courses[subject.id] = Course(aim, np.array([1.0, 0, 0]), float(velocity[0]), size / 2)


def _cell(k: int, size: float, many: bool, lowest: float) -> Array:
    """Return where in a handful the k-th thing is (m), at ``lowest`` m, so that none begins in the ground."""
    column, row, layer = k % 2, (k // 2) % 2, k // 4
    cell = 1.8 * size * np.array([-layer * 1.0, column - 0.5 * many, row - 0.5])
    return np.maximum(cell, [-np.inf, -np.inf, lowest])


def _clearing(start: Array, aim: Array, box: Extent, size: float) -> float:
    """Return the least time (s) of a flight from ``start`` to ``aim`` that leaves a thing's size between it and a box.

    Half-way a parabola is g T^2 / 8 above its chord, and at a share x of it 4 x (1 - x) of that.
    """
    shares = (np.array([box.lower[0], box.upper[0]]) - start[0]) / (aim[0] - start[0])
    lift = float(box.upper[2]) + 1.5 * size - (start[2] + shares * (aim[2] - start[2]))
    return float(np.sqrt(max(0.0, (2 * lift / (G * shares * (1 - shares))).max())))


def _shoulder(layout: Layout, thrower: str | None) -> float:
    """Return how high (m) somebody's throw begins; 0 for nobody's."""
    return 0.0 if thrower is None else SHOULDER * float(extent(layout.entity(thrower)).size[2])


def is_spear(subject: Entity) -> bool:
    """Tell whether a thing is thrown point first, as a javelin, an arrow or a dart is."""
    size = np.sort(extent(subject).size)
    return THINGS[subject.thing].family in POINTED and bool(size[2] > SLENDER * size[1])


def _point_ahead(layout: Layout, instance: Instance, velocity: Array, flight: float) -> None:
    """Lay a spear along its velocity (m/s), and let it turn as that does on its parabola; nothing else is aimed so."""
    if not is_spear(instance.entity):
        return
    body = instance.main
    long = int(np.argmax(np.ptp(build(layout.bodies[body]).bounds, axis=0)))
    axis, ahead = np.eye(3)[long], velocity / np.linalg.norm(velocity)
    about = np.cross(axis, ahead)
    sine = float(np.linalg.norm(about))
    turn = quat_from_rotvec(about / max(sine, 1e-9) * float(np.arctan2(sine, axis @ ahead)))
    level = float(np.hypot(*velocity[:2]))
    dip = float(np.arctan2(velocity[2], level) - np.arctan2(velocity[2] - G * flight, level))
    across = np.cross([0.0, 0.0, 1.0], velocity / level)
    layout.change(body, rotation=tuple(map(float, turn)), spin=vec(across * dip / flight))


def _behind(layout: Layout, thrower: str | None, start: Array) -> None:
    """Stand somebody where a throw begins, half behind it and on its far side, facing where it goes."""
    if thrower is None or layout.placed(thrower):
        return
    entity = layout.entity(thrower)
    wide = float(extent(entity).size[1])
    spot = layout.ground(float(start[0]) - REACH * float(extent(entity).size[2]), float(start[1]) + 0.5 * wide)
    layout.place(entity, spot + np.array([0.0, 0.0, CLEARANCE]), on=layout.floor_id)


def through_ring(layout: Layout, happening: Happening) -> bool:
    """Tell whether a throw is into a thing with a ring, as a basketball hoop is."""
    place = happening.place
    into = place not in (None, "ground") and happening.path in INTO
    return into and ring_of(layout, place) is not None
