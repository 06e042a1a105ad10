"""Where things of a world stand inside each other as it begins, and how far apart two of them are."""

from typing import TYPE_CHECKING

from setpiece.physics.model import Model, compile_world
from setpiece.world.document import World

if TYPE_CHECKING:
    import mujoco

FARTHEST = 1000.0  # m: distances beyond are given as this


def overlaps(world: World, *, tolerance: float = 1e-4) -> list[tuple[str, str, float]]:
    """Return (id, id, depth in m) of all pairs that start more than ``tolerance`` (m) inside each other.

    The ground, walls and ceiling go by "ground", "wall_east" (and so on) and "ceiling". Bodies tied to each other
    by a joint may overlap, and so may two fixed ones (a house stands in its garden). Deepest first.
    """
    import mujoco

    model = compile_world(world)
    data = _posed(model)
    mujoco.mj_collision(model.compiled, data)
    deepest: dict[tuple[str, str], float] = {}
    for contact in data.contact:
        pair = tuple(_name(model, int(geom)) for geom in contact.geom)
        pair = (min(pair), max(pair))
        deepest[pair] = max(deepest.get(pair, 0.0), -float(contact.dist))
    found = [(a, b, depth) for (a, b), depth in deepest.items() if depth > tolerance]
    return sorted(found, key=lambda row: (-row[2], row[0], row[1]))


def clearance(world: World, a: str, b: str) -> float:
    """Return the least distance (m) between two bodies as the world begins, negative where they overlap.

    Either may be "ground", a wall or "ceiling", as in ``overlaps``. Raises KeyError for an unknown name.
    """
    import mujoco

    model = compile_world(world)
    data = _posed(model)
    geoms: dict[str, list[int]] = {}
    for geom in range(model.compiled.ngeom):
        geoms.setdefault(_name(model, geom), []).append(geom)
    least = FARTHEST
    for first in geoms[a]:
        for second in geoms[b]:
            least = min(least, float(mujoco.mj_geomDistance(model.compiled, data, first, second, FARTHEST, None)))
    return least


def _posed(model: Model) -> "mujoco.MjData":
    """Return MuJoCo's data with every joint at its starting position."""
    import mujoco

    c = model.compiled
    c.opt.enableflags = 0
    data = mujoco.MjData(c)
    for row, body in enumerate(model.world.bodies):
        if body.joint is not None and body.joint.kind != "ball":
            data.qpos[int(c.jnt_qposadr[c.body_jntadr[model.mujoco_body[row]]])] = body.joint.position
    mujoco.mj_kinematics(c, data)
    mujoco.mj_comPos(c, data)
    return data


def _name(model: Model, geom: int) -> str:
    return model.compiled.geom(geom).name.lstrip(":").split(":")[0]
