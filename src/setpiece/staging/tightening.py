"""Blockings of what a tool turns: a bolt by a wrench, a screw by a screwdriver, a pencil in its sharpener.

Both turn together about the thing's axis, on hinges that a hand drives; what the thread or the blade does is not
solved. A pencil lies level with its point in the sharpener, which is held.
"""

import numpy as np

from setpiece.assets.build import build
from setpiece.events.clause import Clause
from setpiece.geometry import quat_from_axis_angle
from setpiece.language.script import Happening
from setpiece.staging import arrange
from setpiece.staging.layout import Array, Extent, Layout, bounds, extent
from setpiece.staging.motion import lead, vec
from setpiece.world.document import Body, Joint

RATE = 2.4  # rad/s that a hand turns a tool
TURNS = 1.3  # times around
TORQUE = 5.0  # N m of a hand
JAW = 0.075  # of a wrench's length from its end to the middle of its jaw
INSIDE = 0.55  # of a sharpener's length that the point is in it


def claimed(case: object) -> list[Clause]:
    """Return what tightening claims: the thing turns, clockwise, and the tool with it, at it."""
    tool, thing = case.subjects[0], case.objects[0]
    if case.layout.entity(case.happening.subject).thing == "sharpener":
        return [case.claim("spins", thing), case.claim("turned_by", thing, tool)]
    spins = [case.claim("spins", each, sense=-1.0) for each in (thing, tool)]
    return [*spins, case.claim("turned_by", thing, tool)]


def tighten(layout: Layout, happening: Happening) -> None:
    """Put a tool to a thing, and turn it."""
    tool, thing = layout.entity(happening.subject), layout.entity(happening.object or "")
    kind = tool.thing
    base = arrange.free_spot(layout, thing)
    sharpens = kind == "sharpener"
    turned = layout.place(thing, base, on=layout.floor_id)
    body = layout.bodies[turned.main]
    rotation, axis = _standing(body, level=sharpens)
    body = body.model_copy(update={"rotation": rotation, "position": (0.0, 0.0, 0.0)})
    box = bounds((body,))
    size, spare = extent(tool).size, 0.002
    low = float(size[2]) * 0.42 - 0.5 * float(box.size[2]) if sharpens else spare
    at = np.array([base[0], base[1], base[2] + low]) - np.array([*(box.lower + box.upper)[:2] / 2, box.lower[2]])
    rate = happening.pace * layout.knobs.pick(f"{thing.id}.rate", RATE, 1.2) * (1.0 if sharpens else -1.0)
    _hinged(layout, body, at, axis, rate)
    box = box.at(at)
    if sharpens:
        spot = np.array([box.upper[0] + (0.5 - INSIDE) * size[0], base[1], base[2]])
        held = layout.place(tool, spot, yaw=np.pi, on=layout.floor_id)
        layout.change(held.main, fixed=True, passes=(body.id,))
        return
    held = layout.place(tool, np.zeros(3), on="")
    led, spot = _at_its_head(layout.bodies[held.main], kind, box)
    _hinged(layout, led, spot, axis, rate, at=(box.lower + box.upper) / 2, passes=(body.id,))
    layout.change(body.id, passes=(led.id,))


def _at_its_head(tool: Body, kind: str, box: Extent) -> tuple[Body, Array]:
    """Return a tool turned as it is held, and where (m) it is: a screwdriver over the head, a wrench about it."""
    upright = kind == "screwdriver"
    turn = _standing(tool, level=False)[0] if upright else tool.rotation
    tool = tool.model_copy(update={"rotation": turn, "position": (0.0, 0.0, 0.0)})
    own, middle = bounds((tool,)), (box.lower + box.upper) / 2
    lower, center = own.lower, (own.lower + own.upper) / 2
    if upright:
        return tool, np.array([middle[0], middle[1], box.upper[2]]) - [*center[:2], lower[2]]
    head = box.upper[2] - 0.1 * box.size[2]
    jaw = np.array([lower[0] + JAW * own.size[0], center[1], center[2]])
    return tool, np.array([middle[0], middle[1], head]) - jaw


def _standing(body: Body, *, level: bool) -> tuple[tuple[float, ...], Array]:
    """Return the turn (wxyz) that stands a body on its lighter end, or lays it along X; and that axis."""
    solid = build(body)
    size = np.ptp(solid.bounds, axis=0)
    long = int(np.argmax(size))
    part = solid.part()
    middle = (solid.bounds[0] + solid.bounds[1]) / 2
    heavy = 1.0 if part.mesh.vertices[:, long].mean() >= middle[long] else -1.0
    up = heavy * np.eye(3)[long]
    goal = np.array([-1.0, 0.0, 0.0]) if level else np.array([0.0, 0.0, 1.0])
    axis = np.cross(up, goal)
    length = float(np.linalg.norm(axis))
    angle = float(np.arctan2(length, up @ goal))
    about = axis / length if length > 1e-9 else np.array([0.0, 1.0, 0.0] if level else [1.0, 0.0, 0.0])
    return tuple(map(float, quat_from_axis_angle(tuple(about), angle))), goal


def _hinged(
    layout: Layout,
    body: Body,
    spot: Array,
    axis: Array,
    rate: float,
    *,
    at: Array | None = None,
    passes: tuple[str, ...] = (),
) -> None:
    """Put a body there on a hinge, and let a hand turn it after a beat."""
    anchor = spot if at is None else at
    joint = Joint(kind="hinge", anchor=vec(anchor), axis=vec(np.abs(axis)))
    layout.bodies[body.id] = body.model_copy(
        update={"position": vec(spot), "joint": joint, "fixed": False, "passes": passes}
    )
    done = lead(layout, body.id, ((TURNS * 2.0 * np.pi / abs(rate), rate),), TORQUE)
    layout.seconds = max(layout.seconds, done + 1.0)
