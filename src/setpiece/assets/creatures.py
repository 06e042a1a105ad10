"""From a noun to the bodies of a being that can move by itself: one for each segment of its plan, standing at rest."""

import numpy as np

from setpiece import geometry
from setpiece.assets.build import build, mass_properties
from setpiece.assets.families.beings import plan_of
from setpiece.assets.order import Assembly, Order, vec
from setpiece.world.document import Body


def creature(order: Order) -> Assembly:
    """Return a being's bodies; the roles are the names of its segments, the trunk or pelvis is the main one.

    Colour and material words go to all that its coat or shirt covers; a given mass is shared out by volume.
    """
    thing = order.thing
    scale = thing.params.get("scale", 1.0) * order.scale
    plan = plan_of(thing.family, scale)
    bodies, roles = [], {}
    for number, segment in enumerate(plan.segments):
        name = order.id if number == 0 else f"{order.id}_{segment.name}"
        params = {"segment": float(number), **({"scale": scale} if scale != 1.0 else {})}
        plain = Body(
            id=name, family=thing.family, params=params, position=(0, 0, 0), rotation=order.rotation, fixed=True
        )
        bodies.append(_finished(order, plain))
        roles[segment.name] = name
    bodies = _weighed(order, bodies)
    base = np.asarray(order.position)
    if not plan.legs:
        low = min(float(build(body).bounds[0, 2]) - build(body).mounts["base"][2] for body in bodies)
        base = base - np.array([0.0, 0.0, low])
    placed = [
        body.model_copy(
            update={"position": vec(base - geometry.quat_rotate(order.rotation, build(body).mounts["base"]))}
        )
        for body in bodies
    ]
    return Assembly(tuple(placed), (), {"main": order.id, **roles})


def _finished(order: Order, body: Body) -> Body:
    """Return a segment with the colours of its kind, and those that the order asks for."""
    parts = {part.name for part in build(body).parts}
    colors = {name: color for name, color in order.thing.colors.items() if name in parts}
    materials = {name: material for name, material in order.thing.materials.items() if name in parts}
    if order.color is not None and "body" in parts:
        colors["body"] = order.color
    if order.material is not None:
        materials |= dict.fromkeys(parts, order.material)
        colors = {"body": order.color} if order.color is not None and "body" in parts else {}
    return body.model_copy(update={"colors": colors, "materials": materials})


def _weighed(order: Order, bodies: list[Body]) -> list[Body]:
    """Return the bodies with masses that add up to the order's, the catalogue's, or what their flesh weighs."""
    total = order.mass or (order.thing.mass and order.thing.mass * order.scale**3)
    if not total or order.material is not None:
        return bodies
    own = [mass_properties(body, build(body)).mass for body in bodies]
    return [body.model_copy(update={"mass": total * m / sum(own)}) for body, m in zip(bodies, own, strict=True)]
