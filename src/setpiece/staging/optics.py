"""Stages what light does: walls behind what throws a shadow, a lamp before it, mirrors large enough for an image."""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.language.script import OF_LIGHT, Relation, Script
from setpiece.staging import arrange, beaming
from setpiece.staging.given import claimed, said
from setpiece.staging.layout import Layout, extent
from setpiece.world.document import Light

SEEN = ("shadow", "mirrored")  # what light shows of things
GAP = 0.25  # m between a thing and the wall that its shadow falls on
ASIDE, RISE = 0.5, 0.06  # how far left of straight ahead, and how high, a lamp stands, over how far before the thing
AMPLE = 1.7  # times as high as what it shows is a mirror, at least
DOWN = 0.35  # the slope at which a camera looks down, at most
LOW = ("rise:0.40", "lean:0.0")  # a pane that begins at the floor, upright: what leans back shows what is low too low


def prepared(script: Script) -> Script:
    """Return the script with walls behind what throws shadows on them, and mirrors behind what they show, and large.

    A shadow on a wall falls at night, by a spotlight: by day it would not be seen.
    """
    known = {entity.id: entity for entity in script.entities}
    for told in (r for r in script.relations if r.kind in SEEN and r.objects and r.objects[0] in known):
        script = _backed(script, told)
        if told.kind == "mirrored":
            script = _ample(script, told)
        elif script.setting.time is None:
            dark = {"time": "night", "lighting": script.setting.lighting or "low_key"}
            script = script.model_copy(update={"setting": script.setting.model_copy(update=dark)})
    return script


def _carriers(script: Script, thing: str) -> list[str]:
    """Return what a thing stands on."""
    return [r.objects[0] for r in script.relations if r.subject == thing and r.kind == "on" and r.objects]


def _backed(script: Script, told: Relation) -> Script:
    """Return the script with the wall or mirror behind the thing, unless it is said to be elsewhere; a wall close."""
    relations, back = list(script.relations), told.objects[0]
    pairs = [{thing, back} for thing in (told.subject, *_carriers(script, told.subject))]
    related = [r for r in relations if r.kind not in OF_LIGHT and {r.subject, *r.objects} in pairs]
    distance = GAP if told.kind == "shadow" else None
    if not related:
        relations.append(Relation(kind="behind", subject=back, objects=(told.subject,), distance=distance))
    elif distance and related[0].distance is None:
        relations[relations.index(related[0])] = related[0].model_copy(update={"distance": distance})
    return script.model_copy(update={"relations": tuple(relations)})


def _ample(script: Script, told: Relation) -> Script:
    """Return the script with a mirror that reaches from the floor over what it shows.

    The camera looks down a little, and meets the pane the higher the farther what it shows stands before that.
    """
    known = {entity.id: entity for entity in script.entities}
    thing, mirror = extent(known[told.subject]).size, known[told.objects[0]]
    carriers = [extent(known[c]).size for c in _carriers(script, told.subject) if c in known]
    under, deep = sum(float(size[2]) for size in carriers), max(float(size[1]) for size in (thing, *carriers))
    high = max(float(thing.max()), float(thing[2]) + under + DOWN * deep)
    scale = mirror.scale * max(1.0, AMPLE * high / float(extent(mirror).size.max()))
    known[mirror.id] = mirror.model_copy(update={"scale": scale, "attributes": (*mirror.attributes, *LOW)})
    return script.model_copy(update={"entities": tuple(known.values())})


def aimed(layout: Layout, lights: tuple[Light, ...], reach: float) -> tuple[Light, ...]:
    """Return the lights with the key light before what throws a shadow on a wall."""
    told = next((r for r in layout.script.relations if r.kind == "shadow" and layout.placed(r.objects[0])), None)
    if told is None or not lights:
        return lights
    box, wall = (arrange.footprint(layout, name) for name in (told.subject, told.objects[0]))
    middle = (box.lower + box.upper) / 2
    ahead = middle - np.clip(middle, wall.lower, wall.upper)
    ahead = np.array([*ahead[:2], 0.0]) / max(float(np.linalg.norm(ahead[:2])), 1e-9)
    left = np.array([ahead[1], -ahead[0], 0.0])
    way = ahead + ASIDE * left + [0.0, 0.0, RISE]
    far = max(1.5 * reach, 3.0 * float(box.size.max()))
    if told.large:  # near enough for its shadow to be half as large again
        behind = float(np.linalg.norm(middle[:2] - np.clip(middle, wall.lower, wall.upper)[:2]))
        far = max(2.0 * behind, 1.2 * float(box.size.max()))
    spot = middle + far * way
    towards = (middle - spot) / np.linalg.norm(middle - spot)
    key, *others = lights
    small = (0.25 * key.size[0], 0.25 * key.size[1])  # a small lamp throws a sharp shadow
    moved = {"position": tuple(map(float, spot)), "direction": tuple(map(float, towards)), "size": small}
    return (key.model_copy(update=moved), *others)


def claims(layout: Layout, relation: Relation) -> list[Clause]:
    """Return what a relation of light claims."""
    if relation.kind in beaming.BEAMS:
        return beaming.claims(layout, relation)
    other = layout.floor_id if relation.objects[0] == "ground" else next(iter(layout.main(relation.objects[0])), None)
    subject = next(iter(layout.main(relation.subject)), None)
    if subject is None or other is None:
        return []
    predicates = ["casts_shadow" if relation.kind == "shadow" else "mirrored", *["large_shadow"] * relation.large]
    predicates += ["mirrors_back"] * relation.back
    text = said(layout.script, relation.span)
    return [claimed(text, relation.span, name, (subject, other)) for name in predicates]
