"""Stages light that goes onto or through things: at dusk, the lamp to the left of what it shines on, at its height.

What light is to go through is turned so that it is thin along the light's way. What would not stand so, and a lamp
that is lifted, unseen hands hold.
"""

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.events.clause import Clause
from setpiece.geometry import quat_from_axis_angle, quat_multiply, quat_rotate
from setpiece.language.script import OF_LIGHT, Entity, Relation, Script
from setpiece.staging.given import claimed, said
from setpiece.staging.layout import Instance, Layout, bounds
from setpiece.staging.motion import vec
from setpiece.world.materials import MATERIALS

BEAMS = {"lit": "lit_by", "shone_through": "shines_through"}  # relations, and what each claims
LASER = "laser"  # the family of what shines in one narrow beam
FLAT = 0.3  # of its width: what is lower is shone on from above
FROM_ABOVE, FROM_ASIDE = (0.6, 0.5, -0.75), (0.75, 0.66, -0.1)  # the ways of its beam: away from the camera
ALIKE = 1.2  # times as thick as along its thinnest axis is still thin
APART, AHEAD = 0.12, 5.0  # m from a lamp, and from a vehicle, to what it shines on


def prepared(script: Script) -> Script:
    """Return the script with lamps to the left of what they shine on where nothing else is said, and at dusk."""
    script = script.model_copy(update={"entities": tuple(map(_tinted, script.entities))})
    relations, known = list(script.relations), {entity.id: entity for entity in script.entities}
    told = [r for r in relations if r.kind in BEAMS and r.subject in known and r.objects]
    for beam in told:
        pair = {beam.subject, beam.objects[0]}
        if not any(r.kind not in OF_LIGHT and {r.subject, *r.objects} == pair for r in relations):
            if THINGS[known[beam.subject].thing].kind == "vehicle":  # which has a way of its own
                near = {"kind": "right_of", "subject": beam.objects[0], "objects": (beam.subject,), "distance": AHEAD}
            else:
                near = {"kind": "left_of", "subject": beam.subject, "objects": beam.objects[:1], "distance": APART}
            relations.append(Relation(**near))
    setting = script.setting
    if told and setting.time is None:
        setting = setting.model_copy(update={"time": "dusk"})
    return script.model_copy(update={"relations": tuple(relations), "setting": setting})


def _tinted(entity: Entity) -> Entity:
    """Return a laser of a colour with light of that colour."""
    if THINGS[entity.thing].family != LASER or entity.color is None:
        return entity
    strongest = max(range(3), key=lambda channel: entity.color[channel])
    return entity.model_copy(update={"attributes": (*entity.attributes, f"tint:{strongest}")})


def shone(layout: Layout) -> None:
    """Turn what light goes through, and lift lamps to the height of what they shine on."""
    for told in (r for r in layout.script.relations if r.kind in BEAMS and r.objects):
        if not layout.placed(told.subject) or not layout.placed(told.objects[0]):
            continue
        thing, lamp = (layout.instances[name][0] for name in (told.objects[0], told.subject))
        if told.kind == "shone_through" and len(thing.assembly.bodies) == 1:
            _turn(layout, thing.main)
        if layout.bodies[lamp.main].family == LASER:
            _aim(layout, lamp, thing.main)
            continue
        if len(lamp.assembly.bodies) == 1 and lamp.assembly.lights and not layout.bodies[lamp.main].fixed:
            light = np.asarray(layout.bodies[lamp.main].position) + lamp.assembly.lights[0].position
            rise = _middle(layout, thing.main) - light
            _shift(layout, lamp.main, np.array([0.0, rise[1], rise[2]]))
            layout.change(lamp.main, fixed=True)
            lamp.base = lamp.base + np.array([0.0, rise[1], rise[2]])


def _aim(layout: Layout, lamp: Instance, thing: str) -> None:
    """Hold a laser before a thing, at its left: the camera sees the spot on its front, or on top of a flat one."""
    box, own = bounds((layout.bodies[thing],)), bounds((layout.bodies[lamp.main],))
    flat = box.size[2] < FLAT * min(box.size[:2])
    way = np.array(FROM_ABOVE if flat else FROM_ASIDE)
    way /= np.linalg.norm(way)
    middle, long = _middle(layout, thing), float(own.size.max())
    away = 0.5 * float(np.abs(way) @ box.size) + 0.5 * long + layout.knobs.pick(f"{lamp.id}.away", 1.2 * long, 1.5)
    yaw, pitch = np.arctan2(way[1], way[0]), np.arcsin(way[2])
    turn = quat_multiply(quat_from_axis_angle((0.0, 0.0, 1.0), yaw), quat_from_axis_angle((0.0, -1.0, 0.0), pitch))
    light = np.asarray(lamp.assembly.lights[0].position)
    place = middle - away * way - quat_rotate(turn, light * [0.0, 0.0, 1.0])
    layout.change(lamp.main, position=vec(place), rotation=tuple(map(float, turn)), fixed=True)
    lamp.base = place


def _shift(layout: Layout, body: str, way: np.ndarray) -> None:
    layout.change(body, position=vec(np.asarray(layout.bodies[body].position) + way))


def _middle(layout: Layout, name: str) -> np.ndarray:
    """Return the middle (m) of what is clear of a body as it stands, or of all of it."""
    body = layout.bodies[name]
    parts = build(body).parts
    clear = [p for p in parts if MATERIALS[p.material].kind == "clear"] or list(parts)
    points = np.concatenate([np.asarray(p.mesh.vertices) for p in clear])
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    return np.asarray(body.position) + quat_rotate(np.asarray(body.rotation), middle)


def _turn(layout: Layout, name: str) -> None:
    """Turn a body so that it is thin along X; what lay flat is held on its edge, what is clear of it below."""
    body = layout.bodies[name]
    box = bounds((body,))
    size = box.size
    thin = next(axis for axis in (0, 1, 2) if size[axis] <= ALIKE * size.min())
    if body.fixed or thin == 0:
        return
    about = ((0.0, 0.0, 1.0), (0.0, 1.0, 0.0))[thin - 1]
    turn = quat_multiply(quat_from_axis_angle(about, np.pi / 2), np.asarray(body.rotation))
    layout.change(name, rotation=tuple(map(float, turn)), fixed=thin == 2)
    _shift(layout, name, np.array([0.0, 0.0, float(box.lower[2] - bounds((layout.bodies[name],)).lower[2])]))


def claims(layout: Layout, relation: Relation) -> list[Clause]:
    """Return what light that goes somewhere claims."""
    bodies = [next(iter(layout.main(name)), None) for name in (relation.subject, relation.objects[0])]
    if None in bodies:
        return []
    text, spot = said(layout.script, relation.span), layout.bodies[bodies[0]].family == LASER
    names = (BEAMS[relation.kind], *(["spot_seen"] if spot and relation.kind == "lit" else []))
    found = [claimed(text, relation.span, name, tuple(bodies)) for name in names]
    color = layout.entity(relation.subject).color if spot else None
    if color is not None:
        figures = dict(zip(("red", "green", "blue"), color, strict=True))
        found.append(claimed(text, relation.span, "shines_in_color", tuple(bodies[:1]), figures=figures))
    return found
