"""Edits of which things there are and where they stand: add, remove, duplicate, replace, move.

Boxes are axis-aligned bounds in the world (m). Nothing is staged again: a thing is set down at the nearest free
place of a bounded list, and everything else stays where it is.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.assembly import Assembly, assemble, bounds_of
from setpiece.assets.build import build
from setpiece.edits.things import Context, Thing, meant, things_of
from setpiece.errors import InputError
from setpiece.geometry import quat_rotate, world_from_camera
from setpiece.language.script import Entity
from setpiece.language.wish import Mention, Wish
from setpiece.world.document import Body, Vec3, World
from setpiece.world.edit import Add, Drop, Put, Step

Array = NDArray[np.float64]
CLEARANCE = 1e-7  # m, as staging sets things down
RESTING = 1e-3  # m: how near a thing's base is to a top on which it stands
GAP = 0.25  # of its own width between a thing and its neighbour
STEP = 0.5  # of its own size, how far "to the left" is without a figure
RINGS = 24


def box(world: World, ids: Sequence[str]) -> Array:
    """Return the corners (2, 3) of all these bodies together."""
    return bounds_of([world.body(id_) for id_ in ids])


def carried(world: World, thing: Thing) -> list[str]:
    """Return the free bodies that stand on a thing, and on those that stand on it."""
    found: list[str] = []
    below = [box(world, thing.bodies)]
    while below:
        lower, upper = below.pop()
        for body in world.bodies:
            if body.id in found or body.id in thing.bodies or (body.joint and body.joint.parent is None):
                continue
            low, high = bounds_of([body])
            over = bool((low[:2] < upper[:2]).all() and (high[:2] > lower[:2]).all())
            if over and abs(low[2] - upper[2]) < RESTING:
                found.append(body.id)
                below.append(np.array([low, high]))
    return found


def lifted(body: Body, step: Sequence[float]) -> list[Step]:
    """Return the steps that shift a body (m), with the anchor of its joint."""
    moved = [float(a + b) for a, b in zip(body.position, step, strict=True)]
    steps: list[Step] = [Put(path=f"bodies.{body.id}.position", value=moved)]
    if body.joint is not None:
        anchor = [float(a + b) for a, b in zip(body.joint.anchor, step, strict=True)]
        steps.append(Put(path=f"bodies.{body.id}.joint.anchor", value=anchor))
    return steps


def shifted(context: Context, thing: Thing, step: Sequence[float]) -> list[Step]:
    """Return the steps that shift a thing with all that stands on it."""
    bodies = [*thing.bodies, *carried(context.world, thing)]
    return [each for id_ in bodies for each in lifted(context.world.body(id_), step)]


def moved(context: Context, thing: Thing, wish: Wish) -> list[Step]:
    """Return the steps that move a thing: in a direction seen from the camera, or to another thing."""
    others = wish.mentions[1:]
    lower, upper = box(context.world, thing.bodies)
    if others:
        target = _spot(context, others[0], upper - lower, taken=set(thing.bodies))
        base = np.array([*(lower + upper)[:2] / 2, lower[2]])
        return shifted(context, thing, target - base)
    if not wish.direction:
        places = "'0.5 m to the left', 'onto the table', 'next to the cube'"
        raise InputError(f"edit: where is {thing.id} to be moved? Write for example {places}.")
    length = wish.figures.get("length", STEP * float((upper - lower).max()) * wish.degree)
    return shifted(context, thing, length * towards(context.world, wish.direction))


def towards(world: World, direction: str) -> Array:
    """Return the unit vector (level, except up and down) of a direction seen from the camera."""
    axes = world_from_camera(world.shot.eye, world.shot.target)[:3, :3]
    right = axes[:, 0] * [1, 1, 0]
    into = np.array([-right[1], right[0], 0.0])
    ways = {
        "right": right,
        "left": -right,
        "in": into,
        "out": -into,
        "up": np.array([0, 0, 1.0]),
        "down": np.array([0, 0, -1.0]),
    }
    if direction not in ways:
        raise InputError(
            f"edit: nothing can go '{direction}' as a whole. It can go {', '.join(ways)} as the camera sees it."
        )
    return ways[direction] / np.linalg.norm(ways[direction])


def added(context: Context, wish: Wish) -> list[Step]:
    """Return the steps that add what is described, where it is said, or beside what there is."""
    entity = wish.mentions[0].entity if wish.mentions else None
    if entity is None:
        raise InputError("edit: what is to be added? Name a thing, such as 'a red cube'; `setpiece things` lists them.")
    steps: list[Step] = []
    world = context.world
    for _ in range(min(entity.count, 50)):
        made = construct(entity, free_id(world, entity.id), (0.0, 0.0, 0.0))
        size = np.ptp(bounds_of(made.bodies), axis=0)
        where = wish.mentions[1] if len(wish.mentions) > 1 else None
        spot = _spot(Context(world, context.script, context.clicked), where, size, taken=set())
        made = construct(entity, made.bodies[0].id if len(made.bodies) == 1 else free_id(world, entity.id), vec(spot))
        steps += rows(made)
        world = world.model_copy(update={"bodies": (*world.bodies, *made.bodies)})
    return steps


def rows(made: Assembly) -> list[Step]:
    """Return the steps that add the bodies and lamps of an assembly."""
    bodies = [Add(to="bodies", row=body.model_dump(mode="json")) for body in made.bodies]
    return [*bodies, *(Add(to="lights", row=light.model_dump(mode="json")) for light in made.lights)]


def construct(entity: Entity, name: str, position: Vec3) -> Assembly:
    """Return the bodies of what a phrase describes."""
    material = entity.material or ("glass" if entity.transparent else None)
    looks = {"material": material, "color": entity.color, "mass": entity.mass}
    return assemble(entity.thing, name, position=position, scale=entity.scale, size=entity.size, **looks)


def free_id(world: World, name: str) -> str:
    """Return a name that nothing has yet."""
    taken = {each.id for each in (*world.bodies, *world.lights)}
    used = {name for name in taken if name} | {id_.rsplit("_", 1)[0] for id_ in taken}
    return next(n for n in (name, *(f"{name}_no{k}" for k in range(2, 10_000))) if n not in used)


def duplicated(context: Context, thing: Thing) -> list[Step]:
    """Return the steps that set an equal thing, moving equally, beside a thing."""
    world = context.world
    lower, upper = box(world, thing.bodies)
    base = np.array([*(lower + upper)[:2] / 2, lower[2]])
    step = _beside(world, base, upper - lower, set()) - base
    name = free_id(world, thing.id)
    new = {id_: name if id_ == thing.id else f"{name}{id_.removeprefix(thing.id)}" for id_ in thing.bodies}
    steps: list[Step] = []
    for body in (world.body(id_) for id_ in thing.bodies):
        joint = body.joint and body.joint.model_copy(
            update={
                "parent": new.get(body.joint.parent or "", body.joint.parent),
                "anchor": vec(np.add(body.joint.anchor, step)),
            }
        )
        copy = body.model_copy(
            update={"id": new[body.id], "position": vec(np.add(body.position, step)), "joint": joint}
        )
        steps.append(Add(to="bodies", row=copy.model_dump(mode="json")))
    for k, light in enumerate(world.lights):
        if light.body in new:
            own = light.id.removeprefix(light.body) if light.id.startswith(light.body) else ""
            copied = light.model_copy(
                update={"id": f"{new[light.body]}{own or f'_light_{k}'}", "body": new[light.body]}
            )
            steps.append(Add(to="lights", row=copied.model_dump(mode="json")))
    for action in world.actions:
        if action.body in new:
            row = action.model_copy(update={"body": new[action.body]}).model_dump(mode="json")
            steps.append(Add(to="actions", row=row))
    return steps


def replaced(context: Context, thing: Thing, mention: Mention) -> list[Step]:
    """Return the steps that put another thing in a thing's place, moving as it did.

    What only the old thing's own shape can do (turn about its joints) is lost with it.
    """
    if mention.entity is None:
        raise InputError(f"edit: what is to replace {thing.id}? Name a thing, such as 'a steel cube'.")
    world = context.world
    lower, upper = box(world, thing.bodies)
    name = free_id(world, mention.entity.id)
    made = construct(mention.entity, name, vec(np.array([*(lower + upper)[:2] / 2, lower[2]])))
    old, main = world.body(thing.bodies[0]), made.main
    bodies = tuple(
        b.model_copy(update={"velocity": old.velocity, "spin": old.spin})
        if b.id == main and not b.fixed and not b.joint
        else b
        for b in made.bodies
    )
    moves = [
        Put(path=f"shot.moves.{k}.body", value=main)
        for k, move in enumerate(world.shot.moves)
        if move.body in thing.bodies
    ]
    kept = [a.model_copy(update={"body": main}) for a in world.actions if a.body == old.id and a.kind != "drive"]
    actions = [Add(to="actions", row=action.model_dump(mode="json")) for action in kept]
    return [
        *rows(Assembly(bodies, made.lights, made.roles)),
        *moves,
        *(Drop(id=id_) for id_ in _roots(world, thing)),
        *actions,
    ]


def removed(context: Context, thing: Thing) -> list[Step]:
    """Return the steps that take a thing away; what stood on it falls."""
    if len(things_of(context.world, context.script)) == 1:
        raise InputError(f"edit: {thing.id} is all there is; without it nothing is left to film.")
    return [Drop(id=id_) for id_ in _roots(context.world, thing)]


def _roots(world: World, thing: Thing) -> list[str]:
    """Return the bodies of a thing that hang on none of its others."""
    return [id_ for id_ in thing.bodies if (joint := world.body(id_).joint) is None or joint.parent not in thing.bodies]


def _spot(context: Context, where: Mention | None, size: Array, *, taken: set[str]) -> Array:
    """Return where the centre of a base of this size goes: onto, beside, before a thing, or beside the action."""
    world = context.world
    if where is None:
        center = np.array([*world.shot.target[:2], CLEARANCE])
        return _beside(world, center, size, taken)
    other = meant(context, where)[0]
    lower, upper = box(world, other.bodies)
    middle = (lower + upper) / 2
    if where.before in ("on", "onto", "in", "into", "to"):
        return _on_top(world, other, size, taken)
    if where.before == "above":
        return np.array([*middle[:2], upper[2] + float(size[2])])
    ways = {"left_of": "left", "right_of": "right", "behind": "in", "in_front_of": "out"}
    base = np.array([*middle[:2], lower[2]])
    if where.before in ways:
        way = towards(world, ways[where.before])
        reach = 0.5 * float(np.abs(upper - lower) @ np.abs(way) + size @ np.abs(way))
        return base + way * (reach + GAP * float(size[:2].max()))
    return _beside(world, base, np.maximum(size, upper - lower), taken)


def _on_top(world: World, other: Thing, size: Array, taken: set[str]) -> Array:
    """Return a free place on the highest flat face of a thing."""
    faces = []
    for body in (world.body(id_) for id_ in other.bodies):
        for support in build(body).supports:
            if quat_rotate(body.rotation, support.normal)[2] > 0.99:
                center = np.asarray(body.position) + quat_rotate(body.rotation, support.center)
                faces.append((float(center[2]), center, max(support.half)))
    if not faces:
        raise InputError(f"edit: {other.id} has no flat top to stand on. Say 'next to' or 'above' instead.")
    _, center, half = max(faces, key=lambda face: face[0])
    base = center + np.array([0.0, 0.0, CLEARANCE])
    return _beside(world, base, size, taken, reach=half, at_center=True)


def _beside(
    world: World, base: Array, size: Array, taken: set[str], *, reach: float = np.inf, at_center: bool = False
) -> Array:
    """Return the nearest place around ``base`` where a box of this size overlaps nothing; right and left come first."""
    others = [bounds_of([body]) for body in world.bodies if body.id not in taken]
    right, into = towards(world, "right"), towards(world, "in")
    width = float(size[:2].max())
    for ring in range(0 if at_center else 1, RINGS):
        for a, b in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1)):
            spot = base + ring * (1.0 + GAP) * width * (a * right + b * into) * (0.4 if at_center else 1.0)
            if np.linalg.norm((spot - base)[:2]) <= reach and not _overlaps(spot, size, others):
                return spot
    raise InputError("edit: there is no free place left near there. Say another place, or move something first.")


def _overlaps(spot: Array, size: Array, others: list[Array]) -> bool:
    lower = spot - np.array([size[0] / 2, size[1] / 2, 0.0])
    upper = spot + np.array([size[0] / 2, size[1] / 2, size[2]])
    slack = 0.5 * CLEARANCE
    return any(bool((lower < high - slack).all() and (upper > low + slack).all()) for low, high in others)


def vec(v: Array) -> Vec3:
    """Return an array (3,) as the document has it."""
    x, y, z = (float(c) for c in v)
    return x, y, z
