"""Cloth over a table: as large as the table is, flat on it, its edges down; it may be pulled away from under things.

A cloth that is pulled is strips across its way, on hinges. While it is pulled they are held level, as the table and the
pull hold them; then the hand raises the hem, from which it hangs. What takes its swing, the bending of cloth and the
air between its folds, is lumped in the hinges: each resists with a share of the greatest moment that its load has.
"""

from dataclasses import replace

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.clock import SAMPLE
from setpiece.events.clause import Clause
from setpiece.geometry import quat_from_axis_angle, quat_multiply, quat_rotate
from setpiece.language.covering import CLOTHS
from setpiece.language.script import Happening, Script
from setpiece.staging import arrange
from setpiece.staging.layout import CLEARANCE, FOREVER, Array, Course, Instance, Layout, bounds, extent
from setpiece.staging.motion import FINGERS, G, lead, vec
from setpiece.staging.motion import GRIP as FINGER
from setpiece.world.document import Body, Drive, Joint, Vec3

SPARE = 0.008  # m that a cloth is wider than the table
PULL, AWAY, GRIP = 3.0, 1.15, 200.0  # m/s, lengths that a cloth is pulled, and of its weights what the hand can do
STRIP, SEAM = 0.07, 1e-4  # m that a strip of a cloth that is pulled is long, about, and over it that things stand
STOPS, LIFT, CLEAR = 4 * SAMPLE, 1.0, 0.05  # s that the hand rests, m/s that it then goes up, m between hem and floor
HELD, INNER, DAMPING = 1e4, 0.3, 0.002  # N m, share of its load's moment that a hinge resists with, N m s/rad


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


def pulls(script: Script, happening: Happening) -> bool:
    """Tell whether a cloth that is draped over something is pulled from it."""
    draped = any(h.verb == "drape" and h.subject == happening.subject for h in script.happenings)
    return draped and happening.verb == "push" and happening.object is None and not happening.negated


def pull(layout: Layout, happening: Happening) -> None:
    """Let a hand pull a cloth level off its table; what stands on it is left to friction and its inertia."""
    if happening.subject in layout.courses:
        return  # it is pulled off the table already, and from beneath what stands on it by that
    table = next(h.place for h in layout.script.happenings if h.verb == "drape" and h.subject == happening.subject)
    cloth = layout.bodies[layout.main(happening.subject)[0]]
    box = bounds((cloth,))
    way = _way(cloth, happening.direction)
    joint = Joint(kind="slide", anchor=cloth.position, axis=vec(way))
    under = tuple(body.id for instance in layout.instances[table] for body in instance.assembly.bodies)
    layout.change(cloth.id, joint=joint, fixed=False, passes=(*cloth.passes, *under))
    length = float(np.abs(way) @ box.size)
    speed = happening.speed or PULL * happening.pace
    limit = GRIP * mass_properties(cloth, build(cloth)).mass * G
    lead(layout, cloth.id, ((_whole(AWAY * length / speed), speed),), limit)
    start = np.array([*((box.lower + box.upper) / 2)[:2], layout.floor])
    layout.notes.append(f"An unseen hand pulls {happening.subject} and holds it by its hem; it gives in strips.")
    layout.courses[happening.subject] = Course(start, way, AWAY * length, length / 2)


def _way(cloth: Body, direction: str | None) -> Array:
    """Return where a cloth is pulled: to the side that is said, else away over the table's shorter side."""
    if direction in ("left", "right"):
        return np.array([-1.0 if direction == "left" else 1.0, 0.0, 0.0])
    size = np.ptp(build(cloth).bounds, axis=0)
    return np.array([0.0, 1.0, 0.0]) if size[1] < size[0] else np.array([1.0, 0.0, 0.0])


def _whole(seconds: float) -> float:
    """Return a time that ends with a sample, in which what held a hinge gives way at once and not half-way."""
    return float(np.ceil(seconds / SAMPLE) * SAMPLE)


def loosen(layout: Layout) -> None:
    """Make strips of each cloth that is pulled; they hang on each other, and the first on the hand."""
    for told in layout.script.happenings:
        drives = [a for a in layout.actions if isinstance(a, Drive) and a.body in layout.main(told.subject)]
        if pulls(layout.script, told) and drives and layout.bodies[drives[0].body].family in CLOTHS:
            _cut(layout, layout.instances[told.subject][0], drives)


def _cut(layout: Layout, instance: Instance, drives: list[Drive]) -> None:
    """Replace a cloth by a grip that goes level, the hem strip that goes up on it, and strips behind."""
    cloth = layout.bodies[instance.main]
    stroke = next(drive for drive in drives if drive.speed)
    ahead, end = np.asarray(cloth.joint.axis), _whole(stroke.start + stroke.duration)
    grip, strips = _strips(cloth, ahead)
    strips = [_let_by(layout, strip, instance) for strip in strips]
    layout.bodies |= {body.id: body for body in (grip, *strips)}
    instance.assembly = replace(instance.assembly, bodies=tuple(strips))
    layout.actions[:] = [a for a in layout.actions if a not in drives]

    # The hand goes level, stops, and raises the hem until the cloth hangs clear of the floor.
    limit = stroke.limit
    layout.actions += [
        Drive(body=grip.id, duration=stroke.start, speed=0.0, limit=limit),
        stroke.model_copy(update={"body": grip.id, "duration": end - stroke.start}),
        Drive(body=grip.id, start=end, duration=FOREVER, speed=0.0, limit=limit),
    ]
    hanging = float(sum(build(body).bounds[1, 0] * 2 for body in strips[1:])) + CLEAR
    rise, loose = max(0.0, hanging - strips[0].joint.anchor[2]), end + STOPS
    done = loose + _whole(max(rise / LIFT, SAMPLE))
    layout.actions += [
        Drive(body=cloth.id, duration=loose, speed=0.0, limit=limit),
        Drive(body=cloth.id, start=loose, duration=done - loose, speed=rise / (done - loose), limit=limit),
        Drive(body=cloth.id, start=done, duration=FOREVER, speed=0.0, limit=limit),
    ]
    layout.actions += _held_level(strips, stroke, loose)


def _held_level(strips: list[Body], stroke: Drive, loose: float) -> list[Drive]:
    """Return what holds the hinges until the cloth is loose: the rear hem comes up over the table's edge meanwhile."""
    found: list[Drive] = []
    masses = np.array([body.mass for body in strips])
    longs = np.array([2 * build(body).bounds[1, 0] for body in strips])
    rear = next(k for k, body in enumerate(strips) if body.params["drop"] == 0.0)
    up = _whole(float(longs[rear:].sum()) / stroke.speed)
    for k, body in enumerate(strips[1:], 1):
        steps = [(0.0, loose, 0.0)]
        if k == rear:
            begin = stroke.start
            steps = [(0.0, begin, 0.0), (begin, up, np.pi / 2 / up), (begin + up, loose - begin - up, 0.0)]
        found += [Drive(body=body.id, start=s, duration=d, speed=v, limit=HELD) for s, d, v in steps]
        moment = G * float(masses[k:] @ (np.cumsum(longs[k:]) - longs[k:] / 2))
        found.append(Drive(body=body.id, start=loose, duration=FOREVER, speed=0.0, limit=INNER * moment))
    return found


def _strips(cloth: Body, ahead: Array) -> tuple[Body, list[Body]]:
    """Return the grip in the hem of a cloth, and its strips from that hem to the other, which hangs down."""
    size, t = np.ptp(build(cloth).bounds, axis=0), 0.003
    plain = build(cloth).colliders[0].size
    along, across = (2 * float(plain[k]) for k in ((0, 1) if ahead[0] else (1, 0)))
    drop, level = float(size[2]) - t, float(build(cloth).bounds[1, 2]) - t / 2 + cloth.position[2]
    count, behind = max(2, round(along / STRIP)), max(1, round(drop / STRIP))
    yaw = float(np.arctan2(ahead[1], ahead[0]))
    turn = quat_from_axis_angle((0.0, 0.0, 1.0), yaw)
    down = quat_multiply(turn, quat_from_axis_angle((0.0, 1.0, 0.0), -np.pi / 2))
    aside = vec(np.cross([0.0, 0.0, 1.0], ahead))
    edge = np.array([*cloth.position[:2], level]) + ahead * along / 2
    mass = mass_properties(cloth, build(cloth)).mass
    area = along * across + 2 * drop * (along + across)
    names = [cloth.id, *(f"{cloth.id}_strip_{k}" for k in range(1, count + behind))]
    grip = _gripping(f"{cloth.id}_grip", edge, cloth.joint.axis, names)
    strips: list[Body] = []
    for k, name in enumerate(names):
        flat = k < count
        long = along / count if flat else drop / behind
        params = {"length": long, "width": across, "drop": drop if flat else 0.0, "hem": drop if k == 0 else 0.0,
                  "start": k * along / count}  # fmt: skip
        share = (long * (across + 2 * params["drop"]) + across * params["hem"]) / area
        joint = Joint(kind="hinge", parent=names[k - 1], anchor=vec(edge), axis=aside, damping=DAMPING)
        if k == 0:
            joint = Joint(kind="slide", parent=grip.id, anchor=vec(edge), axis=(0.0, 0.0, 1.0))
        body = cloth.model_copy(update={
            "id": name, "family": "cloth_strip", "params": params, "mass": mass * share, "fixed": False, "joint": joint,
            "passes": (*(() if flat else cloth.passes), grip.id, *names[:k]),
        })  # fmt: skip
        rotation = turn if flat else down
        place = edge - quat_rotate(rotation, np.asarray(build(body).mounts["ahead"]))
        strips.append(body.model_copy(update={"position": vec(place), "rotation": tuple(map(float, rotation))}))
        edge = edge + quat_rotate(rotation, [-long, 0.0, 0.0])
    return grip, strips


def _let_by(layout: Layout, strip: Body, cloth: Instance) -> Body:
    """Return a strip that meets only those of the things on its cloth that stand on it.

    Cloth is thinner than its strips, whose edges would kick what they are drawn beneath.
    """
    own = bounds((strip,))
    on = [i for group in layout.instances.values() for i in group if i.on == cloth.main]
    boxes = {body.id: bounds((layout.bodies[body.id],)) for i in on for body in i.assembly.bodies}
    by = [name for name, box in boxes.items() if (box.upper < own.lower).any() or (box.lower > own.upper + SEAM).any()]
    return strip.model_copy(update={"passes": (*strip.passes, *by)})


def _gripping(name: str, at: Array, way: Vec3, passes: list[str]) -> Body:
    """Return the fingers that hold a hem, on a slide along the way that they pull."""
    params = dict.fromkeys(("length", "width", "height"), FINGER) | {"edge": 0.1 * FINGER}
    joint = Joint(kind="slide", anchor=vec(at), axis=way)
    return Body(
        id=name[:64], family="box", params=params, position=vec(at), joint=joint, mass=FINGERS, passes=tuple(passes)
    )


def pulled(case: object) -> list[Clause]:
    """Return that a hand pulls the cloth, and that what it lay on is bare then, where that is not told already."""
    acts = case.layout.script.happenings
    if not pulls(case.layout.script, case.happening):
        return []
    table = next(h.place for h in acts if h.verb == "drape" and h.subject == case.happening.subject)
    found = [case.claim("pushed", cloth) for cloth in case.subjects]
    first = next(h for h in acts if pulls(case.layout.script, h) and h.subject == case.happening.subject)
    if (first.path, first.place) != (case.happening.path, case.happening.place):
        return found  # "off the table from beneath the cans" is one pull
    found += [case.claim("uncovers", cloth, *case.layout.main(table)[:1]) for cloth in case.subjects]
    on = [i.main for group in case.layout.instances.values() for i in group if i.on in case.subjects]
    return found + [case.claim("ends_placed", name, *case.layout.main(table)[:1], relation="on") for name in on]


def claimed(case: object) -> list[Clause]:
    """Return that a cloth lies over what it is draped over, and stays where nobody pulls it."""
    acts = case.layout.script.happenings
    gone = any(pulls(case.layout.script, h) for h in acts if h.subject == case.happening.subject)
    found = [] if gone else [case.claim("stays", cloth) for cloth in case.subjects]
    return found + [case.claim("draped_over", cloth, case.place) for cloth in case.subjects if case.place]
