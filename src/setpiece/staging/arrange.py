"""Groups and relations: where things stand that nothing in the sentence sets in motion."""

from collections.abc import Iterator, Mapping
from math import ceil, sqrt

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.geometry import quat_from_axis_angle, quat_multiply
from setpiece.language.script import OF_LIGHT, SHAPES, SHOWN, Entity, Relation
from setpiece.staging.layout import (
    CLEARANCE,
    HEAPED,
    Array,
    Course,
    Extent,
    Face,
    Layout,
    bounds,
    construct,
    extent,
    face,
)
from setpiece.staging.leaning import lean, leans
from setpiece.staging.nesting import nested
from setpiece.staging.vessels import GOLDEN, lift, piled
from setpiece.world.document import Body

SIDE = {"left_of": (-1, 0), "right_of": (1, 0), "in_front_of": (0, -1), "behind": (0, 1)}
GAP = 0.45  # of a block's length, between the posts of a gate
SLENDER = 1.8  # times its second side: what is longer stands in a vessel that it is too long to lie in
EDGE = 0.02  # m from a top's edge that stands what is to be pushed off
LEVEL = 0.99  # cosine: what is steeper carries nothing
TOUCH = 1e-4  # m: boxes that share no more than this are clear of each other
GROUNDED = ("person", "furniture", "structure", "vehicle", "building")  # kinds that stand beside a table, not on it
MOUTH_FIRST = "mouth_first"  # attribute of what opens to -Y and is turned to who comes along +X
UNPLACED = (*SHAPES, *OF_LIGHT, *SHOWN, "level_with")  # relations that say nothing of where things stand


def set_all(layout: Layout) -> None:
    """Place every entity that has no place yet, those first that others refer to."""
    for entity in layout.script.entities:
        set_down(layout, entity.id)


def set_down(layout: Layout, entity_id: str, trail: tuple[str, ...] = ()) -> None:
    """Place one entity by its first relation to another thing, or on free floor; a circle of relations is cut."""
    if layout.placed(entity_id):
        return
    entity = layout.entity(entity_id)
    relations = [r for r in layout.script.relations if r.kind not in UNPLACED]
    relation = next((r for r in relations if r.subject == entity_id), None)
    flanked = next((r.subject for r in relations if r.kind == "between" and entity_id in r.objects), None)
    if relation is None and flanked is not None and flanked not in trail:
        set_down(layout, flanked, trail)  # which sets this at its side
        if layout.placed(entity_id):
            return
    aside, bearing = _aside(layout, entity)
    if relation is not None and relation.kind == "between" and aside:
        relation = next((r for r in relations if r.subject == entity_id and r.kind != "between"), bearing)
    anchors = [] if relation is None else [o for o in relation.objects if o != "ground" and o not in trail]
    for anchor in anchors:
        set_down(layout, anchor, (*trail, entity_id))
    if relation is not None and anchors:
        relate(layout, entity, relation, anchors)
    elif row := _row_to_line(layout, entity):
        line(layout, entity, row)
    else:
        group(layout, entity, free_spot(layout, entity))
    _flank(layout, entity, aside)


def _aside(layout: Layout, entity: Entity) -> tuple[list[Entity], Relation | None]:
    """Return the two between which a thing is to stand, or the one pair, and the one thing that they are said to be on.

    They are none where anything else is said of where they stand: then it goes to where they are.
    """
    between = next((r for r in layout.script.relations if r.subject == entity.id and r.kind == "between"), None)
    others = [] if between is None else [layout.entity(name) for name in between.objects if name != "ground"]
    names = {other.id for other in others}
    told = [r for r in layout.script.relations if r.subject in names and r.kind not in UNPLACED]
    bearers = {r.objects for r in told if r.kind == "on" and len(r.objects) == 1}
    borne = not told or (len(bearers) == 1 and len(told) == len(others) and all(r.kind == "on" for r in told))
    pair = len(others) == 2 or [other.count for other in others] == [2]
    if not pair or not borne or any(layout.placed(name) for name in names):
        return [], None
    return others, told[0] if told else None


def _flank(layout: Layout, entity: Entity, others: list[Entity]) -> None:
    """Set two things, or the two of a pair, left and right of one that stands."""
    for k, kind in enumerate(("left_of", "right_of") if others else ()):
        other = others[k % len(others)]
        one = other.model_copy(update={"count": 1})
        gap = max(0.02, 0.35 * float(max(spread(layout, one).size[:2])))
        base, on = _beside(layout, one, entity.id, Relation(kind=kind, subject=other.id, objects=(entity.id,)), gap)
        if len(others) == 2:
            group(layout, other, base, on=on)
        else:
            base = base + np.array([0.0, 0.0, CLEARANCE])
            layout.place(other, base, yaw=yaw_of(other), on=on, k=k)


def relate(layout: Layout, entity: Entity, relation: Relation, anchors: list[str]) -> None:
    """Place an entity against the things its relation names."""
    size = spread(layout, entity).size
    target = layout.instances[anchors[0]][0]
    box = footprint(layout, anchors[0])
    middle, gap = (box.lower + box.upper) / 2, relation.distance
    if leans(entity, relation, box):
        lean(layout, entity, anchors[0], box)
    elif relation.kind in ("on", "in"):
        stand_on(layout, entity, anchors[0], inside=relation.kind == "in")
    elif relation.kind == "above":
        height = gap if gap is not None else max(0.3, 2 * float(size[2]))
        group(layout, entity, np.array([middle[0], middle[1], box.upper[2] + height]), on="")
    elif relation.kind == "under":
        group(layout, entity, layout.ground(middle[0], middle[1]))
    elif relation.kind == "between" and len(anchors) > 1:
        other = footprint(layout, anchors[1])
        center = (middle + (other.lower + other.upper) / 2) / 2
        group(layout, entity, np.array([center[0], center[1], target.base[2]]), on=target.on)
    else:
        near = 0.002 if relation.kind == "against" else max(0.02, 0.35 * float(max(size[:2])))
        base, on = _beside(layout, entity, anchors[0], relation, gap if gap is not None else near)
        group(layout, entity, base, on=on)


def _beside(layout: Layout, entity: Entity, anchor: str, relation: Relation, gap: float) -> tuple[Array, str]:
    """Return where an entity stands beside another, and on what: on the same face if there is room, else on the floor.

    Where the sentence names no side, the first free one is taken; where none is free, it stands farther off.
    """
    target, box, shape = layout.instances[anchor][0], footprint(layout, anchor), spread(layout, entity)
    middle = (box.lower + box.upper) / 2
    right, left = ((1, 0), (-1, 0)) if len(layout.instances) % 2 else ((-1, 0), (1, 0))
    sides = [SIDE[relation.kind]] if relation.kind in SIDE else [right, left, (0, 1), (0, -1)]
    farther = (0.0,) if relation.distance is not None else (0.0, 0.5, 1.0, 2.0)
    levels = [(float(target.base[2]), target.on)] if target.on in ("", "ground", layout.floor_id) else [
        (float(target.base[2]), target.on), (layout.floor, layout.floor_id)]  # fmt: skip
    if len(levels) > 1 and THINGS[entity.thing].kind in GROUNDED:
        levels, box = levels[1:], _with_carrier(layout, box, target.on)
        middle = (box.lower + box.upper) / 2
        sides.sort(key=lambda side: float(box.size[0 if side[0] else 1]))  # where its edge is nearest; rather behind it
    tried = []
    for z, on in levels:
        for more in farther:
            reach = (box.size + shape.size) / 2 + gap + more * float(shape.size[:2].max())
            for dx, dy in sides:
                base = np.array([middle[0] + dx * reach[0], middle[1] + dy * reach[1], z])
                if not _carries(layout, on, base):
                    continue
                tried.append((base, on))
                if clear(layout, shape.at(base)):
                    return base, on
    return tried[0]


def _with_carrier(layout: Layout, box: Extent, on: str) -> Extent:
    """Return a thing's box together with that of what it stands on."""
    for other, group_ in layout.instances.items():
        if any(on == body.id for instance in group_ for body in instance.assembly.bodies):
            under = footprint(layout, other)
            return Extent(np.minimum(box.lower, under.lower), np.maximum(box.upper, under.upper))
    return box


def _carries(layout: Layout, on: str, base: Array) -> bool:
    """Tell whether a body has a level face under a point; the floor and the air have no end."""
    if on not in layout.bodies or on == layout.floor_id:
        return True
    for support in build(layout.bodies[on]).supports:
        found = face(layout.bodies[on], support)
        away = base - found.center
        along, across = float(away @ found.along), float(away @ np.cross(found.normal, found.along))
        if found.normal[2] > LEVEL and abs(along) < found.half[0] and abs(across) < found.half[1]:
            return True
    return False


def clear(layout: Layout, box: Extent, *, way_of: str | None = None) -> bool:
    """Tell whether a box (m) meets neither what stands there nor the way of a mover, or of a hand, but ``way_of``'s."""
    for other, group_ in layout.instances.items():
        for instance in group_:
            solid = extent(layout.entity(other), instance.yaw).at(instance.base)
            if _meet(box, solid):
                return False
    if any(_meet(box, way) for mover, way in layout.led.items() if mover != way_of):
        return False
    return not any(_crosses(course, box) for mover, course in layout.courses.items() if mover != way_of)


def _meet(box: Extent, other: Extent) -> bool:
    """Tell whether two boxes share more than a touch."""
    return not ((box.lower >= other.upper - TOUCH) | (box.upper <= other.lower + TOUCH)).any()


def _crosses(course: Course, box: Extent) -> bool:
    """Tell whether a course leads through a box within the next second, or until friction stops it."""
    corners = np.array([[x, y, 0.0] for x in (box.lower[0], box.upper[0]) for y in (box.lower[1], box.upper[1])])
    away = corners - course.point * [1, 1, 0]
    along = away @ course.direction
    across = away @ np.cross([0.0, 0.0, 1.0], course.direction)
    far = min(course.speed, course.reach) + course.radius
    ahead = along.max() > -course.radius and along.min() < far
    beside = across.min() > course.radius or across.max() < -course.radius
    over = box.lower[2] > course.point[2] + 2 * course.radius or box.upper[2] < course.point[2]
    return bool(ahead and not beside and not over)


def _row_to_line(layout: Layout, entity: Entity) -> Extent | None:
    """Return the row that a group of slender things (lamps, poles, trees) lines, if there is a long one."""
    size = extent(entity).size
    if entity.count < 2 or size[2] < 3 * size[1]:
        return None
    rows = [footprint(layout, other) for other in layout.instances if layout.entity(other).count > 1]
    return max((row for row in rows if row.size[0] > 3 * size[0]), key=lambda row: row.size[0], default=None)


def line(layout: Layout, entity: Entity, row: Extent) -> None:
    """Set a group at even distances along the near side of a row."""
    depth = float(row.lower[1]) - 0.6 * float(extent(entity).size[1]) - 0.5 * float(row.size[2])
    places = np.linspace(row.lower[0], row.upper[0], entity.count + 2)[1:-1]
    for k, x in enumerate(places):
        layout.place(entity, layout.ground(float(x), depth), yaw=yaw_of(entity), on=layout.floor_id, k=k)


def stand_on(layout: Layout, entity: Entity, support_id: str, *, inside: bool = False) -> None:
    """Place an entity on a support's best face, beside what stands there already."""
    kinds = ("inside", "top", "seat", "shelf") if inside else ("top", "seat", "shelf", "step", "lane", "inside")
    faces = layout.faces(support_id, kinds)
    if not faces:
        box = footprint(layout, support_id)
        layout.notes.append(f"Nothing can stand on {support_id}: {entity.id} is set beside it.")
        half = (box.size + spread(layout, entity).size) / 2
        group(layout, entity, layout.ground(float(box.upper[0] + half[0]), float(box.lower[1] + half[1])))
        return
    face = faces[0]
    taken = [
        footprint(layout, other)
        for other, instances in layout.instances.items()
        if instances and instances[0].on == face.owner
    ]
    hollow = face.name.startswith("inside")
    if hollow and inside and _stands(entity, face):
        group(layout, entity, face.center, on=face.owner)
        _stand_up(layout, entity, face, len(taken))
    elif hollow and (taken or entity.count > 1):
        for k, base in enumerate(piled(layout, entity, face, yaw_of(entity))):
            layout.place(entity, base, yaw=yaw_of(entity), on=face.owner, k=k)
    else:
        x = max([face.center[0], *(box.upper[0] + 0.6 * spread(layout, entity).size[0] + 0.03 for box in taken)])
        group(layout, entity, np.array([x, face.center[1], face.center[2]]), on=face.owner)
        lift(layout, entity.id, support_id)


def _stands(entity: Entity, vessel: Face) -> bool:
    """Tell whether a thing is of one piece, and too long to lie in a vessel."""
    size, single = extent(entity, yaw_of(entity)).size, len(construct(entity, "x", (0.0, 0.0, 0.0), 0.0).bodies) == 1
    return single and max(size[:2]) > max(2 * min(vessel.half), SLENDER * float(np.sort(size)[1]))


def _stand_up(layout: Layout, entity: Entity, vessel: Face, taken: int) -> None:
    """Set things on their ends in a vessel, each beside the others; a spoon then leans against the rim as it settles.

    ``taken``: how many are in it already.
    """
    for k, instance in enumerate(layout.instances[entity.id]):
        body = layout.bodies[instance.main]
        size = bounds((body,)).size
        about, angle = ((0.0, 1.0, 0.0), np.pi / 2) if size[0] >= size[1] else ((1.0, 0.0, 0.0), np.pi / 2)
        turned = quat_multiply(quat_from_axis_angle(about, angle), np.array(body.rotation))
        body = body.model_copy(update={"rotation": tuple(float(x) for x in turned)})
        box = bounds((body,))
        foot = np.array([*(box.lower + box.upper)[:2] / 2, box.lower[2] - CLEARANCE])
        way = GOLDEN * (taken + k)
        aside = 0.6 * min(vessel.half) * (taken + k > 0) * np.array([np.cos(way), np.sin(way), 0.0])
        at = tuple(map(float, body.position + vessel.center + aside - foot))
        layout.change(body.id, rotation=body.rotation, position=at)


def at_edge(layout: Layout, entity: Entity, top: Face) -> Array:
    """Stand a thing, or a group in its row, at the +X edge of a face, from where a push takes it off; return where."""
    base = top.center + np.array([top.reach - EDGE - float(spread(layout, entity).upper[0]), 0.0, 0.0])
    group(layout, entity, base, on=top.owner)
    return base


def group(layout: Layout, entity: Entity, base: Array, *, on: str | None = None) -> None:
    """Place all instances of an entity around ``base`` in the arrangement that the sentence or custom asks for."""
    on = layout.floor_id if on is None else on
    yaw = yaw_of(entity)
    for k, offset in enumerate(offsets(layout, entity)):
        layout.place(entity, base + offset + np.array([0, 0, CLEARANCE]), yaw=yaw, on=on, k=k)


def arrangement(layout: Layout, entity: Entity) -> str:
    """Return the shape a group stands in."""
    said = [r.kind for r in layout.script.relations if r.subject == entity.id and r.kind in SHAPES]
    if said:
        return said[0]
    if entity.thing == "bowling_pin" and entity.count in (3, 6, 10):
        return "in_triangle"
    return "in_row"


def lowest(layout: Layout, entity_id: str) -> list[str]:
    """Return the bodies of a group that stand on what it stands on: of what is heaped its lowest row."""
    names, entity = layout.main(entity_id), layout.entity(entity_id)
    if entity.count < 2 or arrangement(layout, entity) not in HEAPED:
        return names
    heights = [float(offset[2]) for offset in offsets(layout, entity)]
    return [name for name, height in zip(names, heights, strict=False) if height == 0.0]


def heaped(layout: Layout, entity_id: str | None) -> tuple[str, ...]:
    """Return the bodies of a heap, any of which is the heap to who touches it; none where a thing is no heap."""
    if entity_id is None or entity_id == "ground" or layout.entity(entity_id).count < 2:
        return ()
    stands = arrangement(layout, layout.entity(entity_id)) in HEAPED
    return tuple(layout.main(entity_id)) if stands else ()


def offsets(layout: Layout, entity: Entity) -> list[Array]:
    """Return where the instances of a group stand against its centre (m)."""
    one, n, shape = extent(entity, yaw_of(entity)).size, entity.count, arrangement(layout, entity)
    if n == 1:
        return [np.zeros(3)]
    return [np.array(offset, float) for offset in SHAPE[shape](one, n, entity)]


def _row(one: Array, n: int, entity: Entity) -> Iterator[tuple[float, float, float]]:
    """A row along X. Dominoes stand as players set them: the gap is 0.45 of the height."""
    pitch = one[0] + 0.45 * one[2] if is_slab(entity) else one[0] * 1.25 + 0.01
    return ((pitch * (k - (n - 1) / 2), 0.0, 0.0) for k in range(n))


def _stack(_: Array, n: int, entity: Entity) -> Iterator[tuple[float, float, float]]:
    """One on the other, as deep in it as plates, bowls and cups nest."""
    step = nested(construct(entity, entity.id, (0.0, 0.0, 0.0), 0.0).bodies)
    return ((0.0, 0.0, k * (step + CLEARANCE)) for k in range(n))


def _pyramid(one: Array, n: int, _: Entity) -> Iterator[tuple[float, float, float]]:
    """A wall of shrinking rows, full ones first from the bottom."""
    base, left, z = ceil((sqrt(8 * n + 1) - 1) / 2), n, 0.0
    while left:
        width = min(base, left)
        yield from (((k - (width - 1) / 2) * (one[0] + 0.02 * one[2]), 0.0, z) for k in range(width))
        left, base, z = left - width, base - 1, z + one[2] + CLEARANCE


def _triangle(one: Array, n: int, _: Entity) -> Iterator[tuple[float, float, float]]:
    """Rows of 1, 2, 3 ... with the head towards -X. Ten-pin spacing is 0.3048 m for pins of 0.121 m."""
    pitch, row = max(one[0], one[1]) * 0.3048 / 0.1211, 0
    placed = 0
    while placed < n:
        for k in range(min(row + 1, n - placed)):
            yield row * pitch * sqrt(3) / 2, (k - row / 2) * pitch, 0.0
            placed += 1
        row += 1


def _circle(one: Array, n: int, _: Entity) -> Iterator[tuple[float, float, float]]:
    radius = max(one[0], one[1]) * 1.4 / (2 * np.sin(np.pi / max(n, 2)))
    return ((radius * np.cos(2 * np.pi * k / n), radius * np.sin(2 * np.pi * k / n), 0.0) for k in range(n))


def _gate(one: Array, n: int, _: Entity) -> Iterator[tuple[float, float, float]]:
    """Two posts of blocks with a gap between, and the last block across on top of both."""
    high, aside = (n - 1) // 2, 0.5 * one[0] * (1.0 + GAP)
    for k in range(high):
        yield from ((side * aside, 0.0, k * (one[2] + CLEARANCE)) for side in (-1, 1))
    for k in range(n - 2 * high):
        yield 0.0, 0.0, (high + k) * (one[2] + CLEARANCE)


SHAPE = {
    "in_gate": _gate,
    "in_row": _row,
    "in_stack": _stack,
    "in_pile": _stack,
    "in_pyramid": _pyramid,
    "in_triangle": _triangle,
    "in_circle": _circle,
}


def is_slab(entity: Entity) -> bool:
    """Tell whether a small thing stands on edge like a domino: high and thin along one level direction."""
    if THINGS[entity.thing].kind != "small":
        return False
    size = extent(entity).size
    return min(size[0], size[1]) < 0.35 * size[2] and min(size[0], size[1]) < 0.6 * max(size[0], size[1])


def yaw_of(entity: Entity) -> float:
    """Return the yaw (rad) at which a thing stands by custom: slabs in a row face along it, goals who comes."""
    if MOUTH_FIRST in entity.attributes:
        return -float(np.pi / 2)
    size = extent(entity).size
    return float(np.pi / 2) if entity.count > 1 and is_slab(entity) and size[0] > size[1] else 0.0


def spread(layout: Layout, entity: Entity) -> Extent:
    """Return the box around the whole group, centred on its base."""
    one, places = extent(entity, yaw_of(entity)), offsets(layout, entity)
    return Extent(
        np.min([one.lower + offset for offset in places], axis=0),
        np.max([one.upper + offset for offset in places], axis=0),
    )


def apart(layout: Layout, before: Mapping[str, Body]) -> None:
    """Let a story that has just been set play behind those ``before`` it, where it was set down among their things.

    Each story is set about the origin. One that refers to what stood already has changed or placed itself against it;
    one that only meets it by chance starts inside it, or collides with it.
    """
    old = [entity for entity, group in layout.instances.items() if group[0].main in before]
    new = [entity for entity, group in layout.instances.items() if group[0].main not in before]
    if not old or not new or any(layout.bodies[name] != body for name, body in before.items()):
        return
    mine, theirs = ([footprint(layout, entity) for entity in entities] for entities in (new, old))
    if any(_meet(one, other) for one in mine for other in theirs):
        room = max(b.upper[1] for b in theirs) - min(b.lower[1] for b in mine)
        size = max(float(b.size[:2].max()) for b in mine)
        layout.moved(np.array([0.0, room + 0.5 * size, 0.0]), layout.bodies.keys() - before.keys())


def footprint(layout: Layout, entity_id: str) -> Extent:
    """Return the box (m) around a placed entity's instances."""
    entity = layout.entity(entity_id)
    one = extent(entity, layout.instances[entity_id][0].yaw)
    bases = [instance.base for instance in layout.instances[entity_id]]
    return Extent(np.min([one.lower + b for b in bases], axis=0), np.max([one.upper + b for b in bases], axis=0))


def free_spot(layout: Layout, entity: Entity) -> Array:
    """Return a free point of the floor: the origin, then right and left of what stands there; big things go behind."""
    box = spread(layout, entity)
    boxes = [footprint(layout, other) for other in layout.instances]
    if not boxes:
        return layout.ground(0.0, 0.0)
    lower, upper = np.min([b.lower for b in boxes], axis=0), np.max([b.upper for b in boxes], axis=0)
    gap = max(0.05, 0.3 * float(box.size[:2].max()))
    if box.size.max() > 2.5 * (upper - lower).max():
        return layout.ground(float((lower + upper)[0] / 2), float(upper[1] + gap - box.lower[1]))
    right = layout.ground(float(upper[0] + gap - box.lower[0]), float((lower + upper)[1] / 2))
    left = layout.ground(float(lower[0] - gap - box.upper[0]), float((lower + upper)[1] / 2))
    behind = layout.ground(float((lower + upper)[0] / 2), float(upper[1] + gap - box.lower[1]))
    spots = [right, left, behind] if len(boxes) % 2 else [left, right, behind]
    return next((spot for spot in spots if clear(layout, box.at(spot))), spots[0])
