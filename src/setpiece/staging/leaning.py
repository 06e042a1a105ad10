"""Placing of what leans: a slender thing stands askew on the floor with its upper end against what it leans on."""

import numpy as np

from setpiece.assets.build import build
from setpiece.geometry import quat_from_rotvec, quat_multiply, quat_rotate
from setpiece.language.script import Entity, Relation
from setpiece.staging.layout import CLEARANCE, Extent, Layout, construct, extent

ASKEW = np.radians(14.0)  # off the upright: a ladder's angle, which a friction of 0.13 holds
SLENDER = 2.2  # times as high as deep, at least, is what leans


def leans(entity: Entity, relation: Relation, box: Extent) -> bool:
    """Tell whether a slender thing is said to lean against another, of that box (m), that its upper end reaches."""
    if not relation.leans or relation.kind != "against" or entity.count > 1:
        return False
    size = extent(entity).size
    single = len(construct(entity, entity.id, (0.0, 0.0, 0.0), 0.0).bodies) == 1
    return single and bool(size[2] > SLENDER * min(size[:2]) and box.size[2] >= size[2] * np.cos(ASKEW))


def lean(layout: Layout, entity: Entity, anchor: str, box: Extent) -> None:
    """Stand a thing before another, or at its left where that is deeper than wide, and tip it against that."""
    target, along = layout.instances[anchor][0], 0 if box.size[1] > box.size[0] else 1
    place = (box.lower + box.upper) / 2
    place[2] = target.base[2]
    instance = layout.place(entity, place.copy(), on=target.on)
    body = layout.bodies[instance.main]
    tip = quat_from_rotvec(ASKEW * np.cross([0.0, 0.0, 1.0], np.eye(3)[along]))
    turn = quat_multiply(tip, np.asarray(body.rotation))
    points = quat_rotate(turn, np.concatenate([np.asarray(p.mesh.vertices, float) for p in build(body).parts]))
    place[2] += CLEARANCE - float(points[:, 2].min())
    place[along] = float(box.lower[along]) - CLEARANCE - float(points[:, along].max())
    layout.change(body.id, position=tuple(map(float, place)), rotation=tuple(map(float, turn)))
    instance.base = np.array([*place[:2], float(target.base[2])])
