"""From a noun to bodies that stand somewhere: one body for most things, several with joints for machines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from setpiece import geometry
from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS, find
from setpiece.assets.creatures import creature
from setpiece.assets.families import FAMILIES
from setpiece.assets.families.beings import PLANS
from setpiece.assets.jointing import robot
from setpiece.assets.machines import MACHINES
from setpiece.assets.order import Assembly, Order, lights_of, main_body
from setpiece.errors import InputError, did_you_mean, expected
from setpiece.world.document import Body, Model, Rgb, Vec3
from setpiece.world.materials import MATERIALS


def assemble(  # noqa: PLR0913 - the words that a sentence can say of a thing
    thing: str,
    id: str,  # noqa: A002
    *,
    position: Vec3,
    yaw: float = 0.0,
    scale: float = 1.0,
    size: float | None = None,
    material: str | None = None,
    color: Rgb | None = None,
    mass: float | None = None,
    options: Mapping[str, float] | None = None,
    model: Model | None = None,
) -> Assembly:
    """Return the bodies of a thing whose base is centred on ``position`` (m).

    A thing of one body gives it ``id`` itself; of several, the main one (the bob, the plank, the chassis) has it and
    the others are named after it; a cradle's balls are all equal, and ``roles`` says which is which.

    Args:
        thing: A key or another word of the catalogue.
        id: The id that the main body gets.
        position: Centre of the base, where it stands (m).
        yaw: Turn about Z (rad).
        scale: How many times its usual size.
        size: Its largest dimension (m), instead of ``scale``.
        material: What its main part is made of.
        color: Linear Rec. 709 albedo of its main part.
        mass: kg of the main body.
        model: The user's own shape, of the thing ``model``.
        options: Parameters of its family in metres, ``lit`` (0 or 1) of a lamp, ``balls`` and ``length`` of a machine.

    Raises:
        InputError: For a thing, material or option that is not known.
    """
    key = find(thing)
    if key is None:
        raise InputError(expected(f"{id}.thing", "a thing of the catalogue", thing, did_you_mean(thing, THINGS)))
    if material is not None and material not in MATERIALS:
        raise InputError(expected(f"{id}.material", "a known material", material, did_you_mean(material, MATERIALS)))
    order = Order(THINGS[key], id, position, yaw, scale, material, color, mass, options or {}, model)
    _check_options(key, order)
    if size is not None:
        usual = _assembled(key, replace(order, scale=1.0))
        lower, upper = bounds_of(usual.bodies)
        order = replace(order, scale=size / float((upper - lower).max()))
    return _assembled(key, order)


def _assembled(key: str, order: Order) -> Assembly:
    if key in MACHINES:
        return MACHINES[key].make(order)
    if order.thing.family in PLANS:
        return creature(order)
    if order.model is not None and (order.model.links or order.model.joint is not None or order.model.fixed):
        return robot(order)
    body = main_body(order)
    return Assembly((body,), lights_of(body, build(body)), {"main": order.id})


def _check_options(key: str, order: Order) -> None:
    known = [*FAMILIES[order.thing.family].params, *(MACHINES[key].options if key in MACHINES else ())]
    for name in order.options:
        if name not in known:
            hint = did_you_mean(name, known) or f"It has {', '.join(known)}."
            raise InputError(expected(f"{order.id}.options", f"an option of {key}", name, hint))


def bounds_of(bodies: Sequence[Body]) -> NDArray[np.float64]:
    """Return the lower and upper corner (2, 3) in the world of all bodies as they stand (boxes around boxes)."""
    corners = []
    for body in bodies:
        lower, upper = build(body).bounds
        box = np.array(
            [[x, y, z] for x in (lower[0], upper[0]) for y in (lower[1], upper[1]) for z in (lower[2], upper[2])]
        )
        corners.append(geometry.quat_rotate(body.rotation, box) + np.asarray(body.position))
    every = np.concatenate(corners)
    return np.stack([every.min(axis=0), every.max(axis=0)])
