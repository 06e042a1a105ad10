"""Things that hang on a chain from a gantry, free to swing and turn: the tie pulls, and is seen."""

from dataclasses import replace

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.assets.families.beings import PLANS
from setpiece.assets.machines import MACHINES
from setpiece.assets.order import Assembly, vec
from setpiece.geometry import quat_rotate
from setpiece.world.document import Body, Tie

GAUGE = 1 / 22  # of the thing's size
LONG = 5.5  # times as long as the thing is large
CLEAR = 0.75  # of the thing's size between it and the ground
WIDE = 7.5  # times as far apart as the thing is large: what it swings into stands between the posts
FLOATS = ("balloon", "kite")
ROOTED = ("structure", "building", "plant", "light")


def can_hang(key: str) -> bool:
    """Tell whether a thing of the catalogue can be hung up: one free body that neither lives nor floats."""
    thing = THINGS[key]
    alive = thing.family in PLANS or thing.kind in ("animal", "person")
    return not (alive or thing.fixed or key in MACHINES or thing.kind in ROOTED or thing.family in FLOATS)


def hung(built: Assembly) -> Assembly:
    """Return a thing of one body hung by its top, at rest over where it stood, with the gantry that bears it."""
    (body,) = built.bodies
    lower, upper = build(body).bounds
    size = float((upper - lower).max())
    up = np.array([0.0, 0.0, 1.0])
    base = np.asarray(body.position) + float(lower[2]) * up
    at = base + (CLEAR * size - float(lower[2])) * up
    top = at + quat_rotate(body.rotation, [0.0, 0.0, float(upper[2])])
    params = {"span": WIDE * size, "height": float(top[2] - base[2]) + LONG * size, "thick": size / 4}
    frame = Body(
        id=f"{body.id}_frame", family="gantry", params=params, position=(0, 0, 0), rotation=body.rotation, fixed=True
    )
    solid = build(frame)
    frame = frame.model_copy(update={"position": vec(base - [0.0, 0.0, float(solid.bounds[0, 2])])})
    pivot = np.asarray(frame.position) + quat_rotate(frame.rotation, solid.mounts["pivot"])
    tie = Tie(id=f"{body.id}_chain", a=body.id, at_a=vec(top), at_b=vec(pivot), look="chain", gauge=GAUGE * size)
    roles = {**built.roles, "main": body.id, "hung": body.id, "frame": frame.id}
    return replace(built, bodies=(frame, body.model_copy(update={"position": vec(at)})), roles=roles, ties=(tie,))
