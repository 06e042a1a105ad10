"""A robot of the user's own as bodies on joints, standing where it was ordered."""

from dataclasses import replace

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.order import Assembly, Order, main_body
from setpiece.errors import InputError, expected
from setpiece.world.document import Body, Joint, Link

ROOT = "root"  # what links call the first one
LINKS = {"links": (), "joint": None, "fixed": False, "notes": ()}  # what is a robot's, not a link's


def robot(order: Order) -> Assembly:
    """Return a robot at home: its first link's body has the order's id, the others that and their own names.

    It stands with the lowest of its links on the base, its first link over the middle. Twice as large, it weighs eight
    times as much, and servos hold that: torque goes with the fourth power of the size, the rate with its root.
    """
    model = order.model
    root = Link(id=order.id, model=model.model_copy(update=LINKS), joint=model.joint)
    bodies = [_body(order, root, order.id)]
    bodies += [_body(order, link, f"{order.id}_{link.id}") for link in model.links]
    boxes = [build(body).bounds - np.asarray(build(body).mounts["origin"]) for body in bodies]
    middle = boxes[0].mean(axis=0)
    base = np.array([middle[0], middle[1], min(float(box[0, 2]) for box in boxes)])
    names = {ROOT: order.id} | {link.id: f"{order.id}_{link.id}" for link in model.links}
    if unknown := [x for link in model.links for x in (link.parent, *link.passes) if x is not None and x not in names]:
        raise InputError(expected(f"model {model.name}.links", "the ids of its links", unknown[0]))
    placed = [_placed(order, body, link, base, names) for body, link in zip(bodies, (root, *model.links), strict=True)]
    placed[0] = placed[0].model_copy(update={"fixed": model.fixed})
    roles = {"main": order.id} | {link.id: body.id for link, body in zip(model.links, placed[1:], strict=True)}
    return Assembly(tuple(placed), (), roles)


def _body(order: Order, link: Link, name: str) -> Body:
    return main_body(replace(order, id=name, model=link.model, mass=order.mass if name == order.id else None))


def _placed(order: Order, body: Body, link: Link, base: np.ndarray, names: dict[str, str]) -> Body:
    """Return a link's body where the robot stands, on its joint."""
    scale = body.params.get("scale", 1.0)
    place = order.world(*(-np.asarray(build(body).mounts["origin"]) - base))
    passes = tuple(names[other] for other in link.passes)
    joint = None if link.joint is None else _joint(order, link.joint, base, scale, names)
    return body.model_copy(update={"position": place, "joint": joint, "fixed": False, "passes": passes})


def _joint(order: Order, joint: Joint, base: np.ndarray, scale: float, names: dict[str, str]) -> Joint:
    slides = joint.kind == "slide"
    way = scale if slides else 1.0
    force = scale ** (2.0 if slides else 4.0)
    axis = np.subtract(order.world(*joint.axis), order.world(0.0, 0.0, 0.0))
    return joint.model_copy(
        update={
            "parent": names[joint.parent] if joint.parent is not None else None,
            "anchor": order.world(*(scale * np.asarray(joint.anchor) - base)),
            "axis": tuple(map(float, axis)),
            "stiffness": joint.stiffness * force,
            "damping": joint.damping * force * scale**0.5,
            "limits": None if joint.limits is None else tuple(way * x for x in joint.limits),
            "reference": way * joint.reference,
        }
    )
