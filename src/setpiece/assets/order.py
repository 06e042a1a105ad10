"""An order for a thing at a place, and how a single body of it is made: frame, finish, mass, lights."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from setpiece import geometry
from setpiece.assets.build import build, mass_properties
from setpiece.assets.families import FAMILIES
from setpiece.assets.solid import Solid
from setpiece.assets.thing import Thing
from setpiece.world.document import Body, Light, Model, Tie, Vec3

Rgb = tuple[float, float, float]
MAIN, EAR = "body", "ear"  # the part that material and colour words mean; the handle that is of one piece with it
BUILT = {"brick": "brickwork"}  # what walls of a building are made of, when the word names the single piece


@dataclass(frozen=True)
class Order:
    """A thing to be made: ``position`` (m) is the centre of its base, ``yaw`` (rad) turns it about Z."""

    thing: Thing
    id: str
    position: Vec3
    yaw: float = 0.0
    scale: float = 1.0
    material: str | None = None
    color: Rgb | None = None
    mass: float | None = None
    options: Mapping[str, float] = field(default_factory=dict)
    model: Model | None = None  # the user's own shape

    @property
    def rotation(self) -> tuple[float, float, float, float]:
        """The turn about Z as a quaternion."""
        return float(np.cos(self.yaw / 2)), 0.0, 0.0, float(np.sin(self.yaw / 2))

    def world(self, x: float, y: float, z: float) -> Vec3:
        """Return a point given in metres from the centre of the base, before the turn."""
        return vec(np.asarray(self.position) + geometry.quat_rotate(self.rotation, [x, y, z]))


@dataclass(frozen=True)
class Assembly:
    """The bodies and lights of one thing; ``roles`` maps role names (main, bob, frame, ball_1, wheel_1) to ids.

    ``ties`` are what its bodies hang on.
    """

    bodies: tuple[Body, ...]
    lights: tuple[Light, ...]
    roles: dict[str, str]
    ties: tuple[Tie, ...] = ()

    @property
    def main(self) -> str:
        """The id of the body that moves when the thing moves (a pendulum's bob, a car's chassis)."""
        return self.roles.get("main", self.bodies[0].id)


def vec(v: np.ndarray) -> Vec3:
    """Return an array (3,) as the document has it."""
    x, y, z = (float(c) for c in v)
    return x, y, z


def main_body(order: Order) -> Body:
    """Return the thing's main body, standing at the order's place.

    Material and colour words go to the part "body". The real thing's mass goes with the cube of the scale, and
    with the densities if its material was changed; then its material also decides rebound and friction.
    """
    thing = order.thing
    known = FAMILIES[thing.family].params
    params = {**thing.params, **{k: v for k, v in order.options.items() if k in known}}
    if "lit" in known and "lit" not in params:
        params["lit"] = float(bool(thing.lit))
    scale = thing.params.get("scale", 1.0) * order.scale
    if scale != 1.0:
        params["scale"] = scale
    materials, colors = dict(thing.materials), dict(thing.colors)
    plain = Body(
        id=order.id, family=thing.family, params=params, materials=materials, colors=colors, position=(0, 0, 0),
        model=order.model,
    )  # fmt: skip
    body = plain
    if order.material is not None:
        built = thing.kind in {"building", "structure"}
        chosen = BUILT.get(order.material, order.material) if built else order.material
        colors.pop("body", None)
        body = body.model_copy(update={"materials": {**materials, **_whole(plain, chosen)}, "colors": colors})
    if order.color is not None:
        body = body.model_copy(update={"colors": {**colors, **_whole(plain, order.color)}})
    changed = order.material is not None and body.materials["body"] != build(plain).part().material
    solid = build(body)
    return Body.model_validate(
        body.model_copy(
            update={
                "position": order.world(0.0, 0.0, -float(solid.bounds[0, 2])),
                "rotation": order.rotation,
                "fixed": thing.fixed,
                "mass": order.mass or _real_mass(order, plain, body),
                "restitution": None if changed else thing.restitution,
                "friction": None if changed else thing.friction,
            }
        ).model_dump()
    )


def _whole(body: Body, finish: object) -> dict[str, object]:
    """Return a finish for the main part, and for the ear of a vessel, which is of one piece with it."""
    return dict.fromkeys([MAIN, *(part.name for part in build(body).parts if part.name == EAR)], finish)


def _real_mass(order: Order, plain: Body, body: Body) -> float | None:
    """Return the catalogue's mass for this scale and material; None where volume and density tell it."""
    if order.thing.mass is None:
        return None
    ratio = mass_properties(body, build(body)).mass / mass_properties(plain, build(plain)).mass
    return order.thing.mass * order.scale**3 * ratio


def lights_of(body: Body, solid: Solid) -> tuple[Light, ...]:
    """Return the lights that hang on a body."""
    many = len(solid.lamps) > 1
    return tuple(
        Light(
            id=f"{body.id}_light_{i + 1}" if many else f"{body.id}_light",
            shape=lamp.shape,
            position=lamp.position,
            direction=lamp.direction,
            size=lamp.size,
            color=lamp.color,
            power=lamp.power,
            spread=lamp.spread,
            body=body.id,
        )
        for i, lamp in enumerate(solid.lamps)
    )
