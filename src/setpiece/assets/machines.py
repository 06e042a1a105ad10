"""Things of several bodies: pendulum, cradle, seesaw, gyroscope, doors and lids, vehicles on wheels that turn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from setpiece.assets.bridges import OPTIONS as BRIDGE_OPTIONS
from setpiece.assets.bridges import plank_bridge
from setpiece.assets.build import build
from setpiece.assets.elastic import beam, coil, foam
from setpiece.assets.families.vehicles import AXLES
from setpiece.assets.order import Assembly, Order, lights_of, main_body
from setpiece.world.document import Body, Joint


@dataclass(frozen=True)
class Machine:
    """How an order becomes bodies, and which options it takes besides its main family's parameters."""

    make: Callable[[Order], Assembly]
    options: tuple[str, ...] = ()


def pendulum(order: Order) -> Assembly:
    """A bob on a rod, hinged to a stand behind it; it swings in the X-Z plane of the stand."""
    bob = main_body(order)
    solid = build(bob)
    scale = bob.params.get("scale", 1.0)
    reach = {k: v for k, v in bob.params.items() if k in {"length", "radius"}}
    stand = Body(
        id=f"{order.id}_stand",
        family="pendulum_stand",
        params={**reach, **({"scale": scale} if scale != 1.0 else {})},
        position=order.position,
        rotation=order.rotation,
        fixed=True,
    )
    frame = build(stand)
    stand, pivot = _standing(order, stand, frame, "pivot")
    bob = _hung(order, bob, solid.mounts["pivot"], pivot)
    roles = {"main": order.id, "bob": order.id, "frame": stand.id, "stand": stand.id}
    return Assembly((stand, bob), (), roles)


def _standing(order: Order, body: Body, solid: object, mount: str) -> tuple[Body, np.ndarray]:
    """Return a frame that stands with its mount over the base's centre, and where the mount then is.

    The place is in metres from the base's centre, before the turn.
    """
    lift = -float(solid.bounds[0, 2])
    at = np.asarray(solid.mounts[mount])
    # The mount stands over the centre of the base; the frame around it gives way.
    place = np.array([0.0, 0.0, lift + at[2]])
    center = place - at
    return body.model_copy(update={"position": order.world(*center)}), place


def _hung(order: Order, body: Body, mount: tuple[float, float, float], place: np.ndarray, **joint: object) -> Body:
    """Return the body with its mount at ``place``, on a hinge about the assembly's Y axis there."""
    center = place - np.asarray(mount)
    x, y, _ = (np.asarray(order.world(0.0, 1.0, 0.0)) - np.asarray(order.world(0.0, 0.0, 0.0))).tolist()
    hinge = Joint(kind="hinge", anchor=order.world(*place), axis=(x, y, 0.0), **joint)
    return body.model_copy(update={"position": order.world(*center), "joint": hinge, "fixed": False})


def cradle(order: Order) -> Assembly:
    """Equal balls in a row, each on a V of threads in a frame; they touch without pressing."""
    first = main_body(order)
    scale = first.params.get("scale", 1.0)
    count = int(order.options.get("balls", 5))
    shared = {k: v for k, v in first.params.items() if k in {"length", "radius", "scale"}}
    frame = Body(
        id=f"{order.id}_frame",
        family="cradle_frame",
        params={**shared, "balls": float(count)},
        position=order.position,
        rotation=order.rotation,
        fixed=True,
    )
    solid = build(first)
    frame, pivot = _standing(order, frame, build(frame), "pivot")
    diameter = 2.0 * CRADLE_RADIUS * scale if "radius" not in shared else 2.0 * shared["radius"] * scale
    bodies, roles = [frame], {"frame": frame.id}
    for k in range(count):
        place = pivot + np.array([(k - 0.5 * (count - 1)) * diameter, 0.0, 0.0])
        name = f"{order.id}_ball_{k + 1}"
        bodies.append(_hung(order, first.model_copy(update={"id": name}), solid.mounts["pivot"], place))
        roles[f"ball_{k + 1}"] = name
    roles["main"] = bodies[1].id
    return Assembly(tuple(bodies), (), roles)


CRADLE_RADIUS = 0.02


def seesaw(order: Order) -> Assembly:
    """A plank on a hinge over a stand."""
    plank = main_body(order)
    scale = {"scale": plank.params["scale"]} if "scale" in plank.params else {}
    base = Body(
        id=f"{order.id}_base",
        family="seesaw_base",
        params=scale,
        position=order.position,
        rotation=order.rotation,
        fixed=True,
    )
    base, pivot = _standing(order, base, build(base), "pivot")
    plank = _hung(order, plank, build(plank).mounts["pivot"], pivot)
    return Assembly((base, plank), (), {"main": order.id, "plank": order.id, "base": base.id, "frame": base.id})


def turntable(order: Order) -> Assembly:
    """A disc that turns about the vertical on a foot."""
    disc = main_body(order)
    radius, height = (float(x) for x in np.ptp(build(disc).bounds, axis=0)[[0, 2]])
    rise = 0.4 * height
    foot = Body(
        id=f"{order.id}_foot",
        family="cylinder",
        params={"radius": 0.3 * radius, "height": rise},
        materials={"body": "steel"},
        position=order.world(0.0, 0.0, rise / 2),
        rotation=order.rotation,
        fixed=True,
    )
    place = order.world(0.0, 0.0, rise + CLEAR + height / 2)
    hinge = Joint(kind="hinge", anchor=place, axis=(0.0, 0.0, 1.0))
    disc = disc.model_copy(update={"position": place, "joint": hinge, "fixed": False})
    return Assembly((foot, disc), (), {"main": order.id, "disc": order.id, "base": foot.id, "frame": foot.id})


def gyroscope(order: Order) -> Assembly:
    """A rotor in a cage whose axle lies with one end on a stand, level and free to go any way; it does not turn yet."""
    cage = main_body(order)
    shared = {k: v for k, v in cage.params.items() if k in {"radius", "scale"}}
    given = {"params": shared, "rotation": order.rotation}
    stand = Body(id=f"{order.id}_stand", family="gyroscope_stand", position=order.position, fixed=True, **given)
    stand, pivot = _standing(order, stand, build(stand), "pivot")
    mounts = build(cage).mounts
    center = pivot - np.asarray(mounts["pivot"])
    ball = Joint(kind="ball", anchor=order.world(*pivot))
    cage = cage.model_copy(update={"position": order.world(*center), "joint": ball, "fixed": False})
    hub = order.world(*(center + np.asarray(mounts["rotor"])))
    axis = tuple((np.subtract(order.world(1.0, 0.0, 0.0), order.position)).tolist())
    hinge = Joint(kind="hinge", parent=cage.id, anchor=hub, axis=axis)
    rotor = Body(id=f"{order.id}_rotor", family="gyroscope_rotor", position=hub, joint=hinge, **given)
    roles = {"main": order.id, "cage": order.id, "rotor": rotor.id, "stand": stand.id, "frame": stand.id}
    return Assembly((stand, cage, rotor), (), roles)


# What turns in a still part: that part's family, the rotor's, its axis, and how high (m) it all hangs.
ROTORS = {
    "fan": ("fan_stand", "fan_rotor", (0.0, -1.0, 0.0), 0.0),
    "ceiling_fan_rotor": ("ceiling_fan_rod", "ceiling_fan_rotor", (0.0, 0.0, 1.0), 2.1),
}


def rotor(order: Order) -> Assembly:
    """A still part with a rotor on a hinge; what stands in one piece is so unless the option ``hinged`` is given."""
    still, turning, axis, lift = ROTORS[order.thing.family]
    if not order.options.get("hinged") and order.thing.family == "fan":
        body = main_body(order)
        return Assembly((body,), (), {"main": order.id})
    plain = replace(order.thing, mass=None, fixed=False)
    frame = main_body(replace(order, material=None, color=None, thing=replace(plain, family=still)))
    blades = main_body(replace(order, thing=replace(plain, family=turning)))
    fixed, moving = build(frame), build(blades)
    hub = np.asarray(fixed.mounts["hinge"])
    foot = np.array([0.0, 0.0, lift - (float(fixed.bounds[0, 2]) if lift == 0.0 else 0.0)])
    x, y, z = np.subtract(order.world(*axis), order.world(0.0, 0.0, 0.0)).tolist()
    joint = Joint(kind="hinge", anchor=order.world(*(foot + hub)), axis=(x, y, z))
    frame = frame.model_copy(update={"id": f"{order.id}_frame", "position": order.world(*foot), "fixed": True})
    place = order.world(*(foot + hub - np.asarray(moving.mounts["hinge"])))
    blades = blades.model_copy(update={"position": place, "joint": joint, "fixed": False})
    return Assembly((frame, blades), (), {"main": order.id, "rotor": order.id, "frame": frame.id})


SOFT = ("spring", "sponge")  # what can be pressed together
BEAMS = ("plank", "ruler", "rod", "credit_card", "card", "spaghetti_stick")  # what bends where it is to
CLEAR = 1e-4  # m between a disc and its foot
# What stands, what turns on it, about which axis, and by how much (rad) to be wide open.
HINGED = {
    "door": ("door_frame", "door_leaf", (0.0, 0.0, 1.0), 1.45),
    "window": ("window_wall", "window_sash", (0.0, 0.0, 1.0), 1.35),
    "chest": ("chest_box", "chest_lid", (-1.0, 0.0, 0.0), 1.75),
}


def hinged(order: Order) -> Assembly:
    """A thing in one piece; with the option ``hinged``, what stands and what turns on it, shut.

    A positive turn about the hinge opens: a door away from -Y, a lid up and back.
    """
    if not order.options.get("hinged"):
        body = main_body(order)
        return Assembly((body,), (), {"main": order.id})
    still, turning, axis, wide = HINGED[order.thing.family]
    rooted = order.thing.fixed
    plain = replace(order.thing, mass=None, fixed=False)
    told = replace(order, material=None, color=None) if rooted else order  # a red door stands in a white frame
    frame = main_body(replace(told, thing=replace(plain, family=still)))
    leaf = main_body(replace(order, thing=replace(plain, family=turning)))
    name = f"{order.id}_{'frame' if rooted else 'lid'}"
    frame = frame.model_copy(update={"id": name if rooted else order.id, "fixed": rooted})
    leaf = leaf.model_copy(update={"id": order.id if rooted else name})
    solid = build(frame)
    hinge = np.asarray(solid.mounts["hinge"]) - np.array([0.0, 0.0, float(solid.bounds[0, 2])])
    x, y, z = np.subtract(order.world(*axis), order.world(0.0, 0.0, 0.0)).tolist()
    parent = None if rooted else frame.id
    joint = Joint(kind="hinge", parent=parent, anchor=order.world(*hinge), axis=(x, y, z), limits=(0.0, 1.05 * wide))
    place = order.world(*(hinge - np.asarray(build(leaf).mounts["hinge"])))
    leaf = leaf.model_copy(update={"position": place, "joint": joint})
    return Assembly((frame, leaf), (), {"main": order.id, "frame": frame.id, "leaf": leaf.id})


def vehicle(order: Order) -> Assembly:
    """A chassis that drives towards +X, and wheels on hinges."""
    body = main_body(order)
    solid = build(body)
    axles = AXLES[body.family]
    scale = body.params.get("scale", 1.0)
    hub = np.asarray(solid.mounts["wheel_1"])
    lift = axles.radius * scale - hub[2]
    body = body.model_copy(update={"position": order.world(0.0, 0.0, lift)})
    bodies, roles = [body], {"main": order.id, "chassis": order.id}
    params = {"radius": axles.radius, "width": axles.width, "spokes": float(axles.spokes)}
    params |= {"scale": scale} if scale != 1.0 else {}
    names = [n for n in solid.mounts if n.startswith("wheel_")]
    for name in names:
        wheel = Body(
            id=f"{order.id}_{name}", family=axles.family, params=params, position=(0, 0, 0), rotation=order.rotation
        )
        place = np.asarray(solid.mounts[name]) + np.array([0.0, 0.0, lift])
        bodies.append(_hung(order, wheel, (0.0, 0.0, 0.0), place, parent=order.id))
        roles[name] = wheel.id
    return Assembly(tuple(bodies), lights_of(body, solid), roles)


MACHINES: Mapping[str, Machine] = {
    "spring": Machine(coil, ("elastic",)),
    "sponge": Machine(foam, ("elastic",)),
    **dict.fromkeys(BEAMS, Machine(beam, ("elastic",))),
    "pendulum": Machine(pendulum),
    "newtons_cradle": Machine(cradle, ("balls",)),
    "seesaw": Machine(seesaw),
    "turntable": Machine(turntable),
    "gyroscope": Machine(gyroscope),
    "fan": Machine(rotor, ("hinged",)),
    "ceiling_fan": Machine(rotor, ("hinged",)),
    "plank_bridge": Machine(plank_bridge, BRIDGE_OPTIONS),
    "door": Machine(hinged, ("hinged",)),
    "window": Machine(hinged, ("hinged",)),
    "chest": Machine(hinged, ("hinged",)),
    "car": Machine(vehicle),
    "toy_car": Machine(vehicle),
    "truck": Machine(vehicle),
    "toy_truck": Machine(vehicle),
    "bus": Machine(vehicle),
    "van": Machine(vehicle),
    "cart": Machine(vehicle),
    "school_bus": Machine(vehicle),
    "pushcart": Machine(vehicle),
}
