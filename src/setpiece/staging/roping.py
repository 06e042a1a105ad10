"""Things that hang on a rope: from a hook, the rope on a hinge there and the thing on a hinge at the rope's end."""

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.assets.order import Assembly
from setpiece.geometry import quat_rotate
from setpiece.language.script import BLOWS, STRUNG, Entity, Relation, Script
from setpiece.staging import arrange
from setpiece.staging.layout import ON_ITS_SIDE, Array, Extent, Instance, Layout, bounds, extent, rolls
from setpiece.world.document import Body, Joint

FLAT = 0.3  # height over length of a disc
ROPE = "cord"  # the family of what things hang by
HOLDS = ("on", "under", "against", "near", "in")  # relations that mean hanging where a rope is what is named
ACROSS = (0.0, 1.0, 0.0)  # the axis that things swing about: in the picture's plane
LONG = (0.25, 2.5)  # m: bounds of a rope's length, which is twice the height of what hangs
THICK = 0.012  # of its length
CLEAR = 0.12  # of the rope's length between what hangs and the floor
STRUCK = 0.45  # of its height, at which what hangs on a rope strikes a thing
DAMPING = 0.05  # share of its critical damping with which a thing's own wagging on the rope's end dies away


def hangs(script: Script, relation: Relation) -> bool:
    """Tell whether a relation says that a thing hangs on a rope."""
    things = {entity.id: entity for entity in script.entities}
    rope = things.get(relation.objects[0]) if relation.objects else None
    one = things.get(relation.subject)
    return (
        relation.kind in HOLDS and rope is not None and rope.thing == "rope_coil" and one is not None and one.count == 1
    )


def strung(script: Script) -> Script:
    """Return the script with a thread for everything that hangs, and nobody says on what; flat things by their rim."""
    entities, relations = [], list(script.relations)
    for entity in script.entities:
        if STRUNG in entity.attributes and entity.count == 1:
            size = extent(entity).size
            if size[2] < FLAT * size[0] and rolls(entity):
                entity = entity.model_copy(update={"attributes": (*entity.attributes, ON_ITS_SIDE)})
            thread = Entity(id=f"{entity.id}_thread"[:64], thing="rope_coil")
            relations.append(Relation(kind="on", subject=entity.id, objects=(thread.id,), span=entity.span))
            entities.append(thread)
        entities.append(entity)
    return script.model_copy(update={"entities": tuple(entities), "relations": tuple(relations)})


def ropes(script: Script) -> dict[str, str]:
    """Return by thing on which rope it hangs."""
    return {r.subject: r.objects[0] for r in script.relations if hangs(script, r)}


def struck(script: Script, thing: str) -> str | None:
    """Return what a thing strikes that hangs on a rope, if it is to strike any."""
    blows = (h.object for h in script.happenings if h.subject == thing and h.verb in BLOWS and not h.negated)
    return next((target for target in blows if target is not None), None)


def boxes(layout: Layout) -> list[Extent]:
    """Return the boxes (m) around ropes that carry something, with what they hang from."""
    bodies = ([layout.bodies[b.id] for b in layout.instances[rope][0].assembly.bodies] for rope in _carrying(layout))
    return [bounds(tuple(group)) for group in bodies]


def _carrying(layout: Layout) -> list[str]:
    """Return the ropes on which something was hung."""
    named = dict.fromkeys(ropes(layout.script).values())
    return [rope for rope in named if layout.placed(rope) and rope in layout.bodies and layout.bodies[rope].joint]


def hang_all(layout: Layout) -> None:
    """Hang up everything that hangs on a rope; what has joints or a will of its own does not."""
    for thing, rope in ropes(layout.script).items():
        probe = layout.entity(thing)
        base = arrange.free_spot(layout, probe) if layout.instances else layout.ground(0.0, 0.0)
        instance = layout.place(probe, base, on="")
        if len(instance.assembly.bodies) > 1 or layout.bodies[instance.main].fixed:
            layout.notes.append(f"{thing} cannot hang on a rope.")
            continue
        _hang(layout, instance, rope, base)


def _hang(layout: Layout, instance: Instance, rope: str, base: Array) -> None:
    """Hang one thing over a point of the floor."""
    line = layout.entity(rope)
    body = layout.bodies[instance.main]  # hung over its centre of mass, so that it hangs as it stands
    size = bounds((body,)).size
    long = (line.size or float(np.clip(2.0 * size[2], *LONG))) * line.scale
    floor_gap = max(CLEAR * long, 0.02)
    deep, target = 0.0, struck(layout.script, instance.entity.id)
    if target is not None:  # which is met near its middle, at the end of a rope long enough to topple it
        deep, tall = (float(x) for x in arrange.spread(layout, layout.entity(target)).size[1:])
        floor_gap = max(floor_gap, STRUCK * tall - 0.5 * float(size[2]))
        long = long if line.size else max(long, tall)
    reach = max(0.5 * float(size[1]), 0.7 * deep) + 0.25 * float(size[2]) + 0.08 * long
    height = floor_gap + float(size[2]) + long
    frame = Body(
        id=f"{rope}_stand", family="gallows", params={"height": 1.02 * height, "reach": reach}, position=(0, 0, 0)
    )
    frame, hook = _stood(frame, base)
    cord = Body(
        id=rope, family=ROPE, params={"length": long, "radius": max(0.0035, 0.5 * THICK * long)}, position=(0, 0, 0)
    )
    if line.color is not None:
        cord = cord.model_copy(update={"colors": {"body": line.color}})
    solid = build(cord)
    at_top = tuple(map(float, hook))
    cord = cord.model_copy(
        update={
            "position": tuple(map(float, hook - np.asarray(solid.mounts["top"]))),
            "joint": Joint(kind="hinge", anchor=at_top, axis=ACROSS),
        }
    )
    end = hook + np.array([0.0, 0.0, -long])
    box = bounds((body,))
    crown = np.array([*(_center(body))[:2], float(box.upper[2])])
    place = np.asarray(body.position) + end - crown
    joint = Joint(kind="hinge", parent=rope, anchor=tuple(map(float, end)), axis=ACROSS, damping=_damping(body, crown))
    layout.bodies[instance.main] = body.model_copy(update={"position": tuple(map(float, place)), "joint": joint})
    instance.base = np.array([*place[:2], float(place[2]) - 0.5 * float(size[2])])
    layout.bodies |= {frame.id: frame, cord.id: cord}
    assembly = Assembly((frame, cord), (), {"main": cord.id, "frame": frame.id})
    layout.instances[rope] = [Instance(line, rope, assembly, base, 0.0, layout.floor_id)]


def _stood(frame: Body, base: Array) -> tuple[Body, Array]:
    """Return the frame with its hook over a point of the floor, and where the hook then is."""
    solid = build(frame)
    lift = -float(solid.bounds[0, 2])
    hook = np.asarray(solid.mounts["hook"])
    place = base + np.array([-hook[0], -hook[1], lift])
    return frame.model_copy(update={"position": tuple(map(float, place)), "fixed": True}), place + hook


def _center(body: Body) -> Array:
    """Return where a body's centre of mass is in the world."""
    own = mass_properties(body, build(body))
    return np.asarray(body.position) + quat_rotate(body.rotation, own.center_of_mass)


def _damping(body: Body, crown: Array) -> float:
    """Return the damping (N m s/rad) of the knot: a share of the critical one of its wagging, 2 z sqrt(I m g d)."""
    own = mass_properties(body, build(body))
    arm = float(crown[2] - _center(body)[2])
    inertia = float(own.inertia[1, 1]) + own.mass * arm * arm
    return 2.0 * DAMPING * float(np.sqrt(inertia * own.mass * 9.80665 * max(arm, 1e-4)))
