"""Blockings of what is rubbed on a thing: a hand leads it back and forth over it, on a slide, as it leads a knife.

What rubs lies a hair above the highest place that it comes over, or before a thing that stands upright and is thin.
What is rubbed is held. Pressure and wear are not solved.
"""

import numpy as np

from setpiece.assets.build import build
from setpiece.events.clause import Clause
from setpiece.geometry import quat_from_axis_angle, quat_multiply, quat_rotate
from setpiece.language.script import Entity, Happening, Script
from setpiece.staging import arrange
from setpiece.staging.layout import FOREVER, Array, Extent, Layout, bounds, extent
from setpiece.staging.motion import gripped, lead, vec
from setpiece.world.document import Body, Hold, Joint

CLOTH = "implied_cloth"
STROKES, LASTS = 6, 0.55  # strokes of a hand, and s that each takes
LAP, ASIDE = 0.85, 0.2  # of its width that a row of strokes takes of what is rubbed, and s between two rows
REACH = 0.25  # m to either side that a hand goes
OVER = 0.35  # of the thing's length that what rubs goes to either side at least, where it is the longer one
AIR = 2e-4  # m between what rubs and the thing
LIMIT = 60.0  # N of a hand
PANE = 0.4  # of its height or length: what is thinner stands upright and is rubbed from the front


def armed(script: Script) -> Script:
    """Return the script with what is rubbed as the object, and with a cloth where nobody says with what."""
    happenings, new = [], False
    for happening in script.happenings:
        place = happening.place if happening.place != "ground" else None
        if happening.verb == "rub" and happening.object is None and not happening.negated and happening.path is None:
            new = True
            happening = happening.model_copy(update={"object": happening.subject, "subject": CLOTH, "agent": "self"})
        elif happening.verb == "rub" and happening.object is None and place is not None:
            happening = happening.model_copy(update={"object": place, "place": None, "path": None})
        happenings.append(happening)
    cloth = (Entity(id=CLOTH, thing="cloth"),) if new else ()
    return script.model_copy(update={"entities": (*script.entities, *cloth), "happenings": tuple(happenings)})


def claimed(case: object) -> list[Clause]:
    """Return what rubbing claims: one goes back and forth over the other."""
    other = case.objects[0] if case.objects else case.layout.floor_id
    return [case.claim("rubs", case.subjects[0], other)]


def rub(layout: Layout, happening: Happening, over: Extent | None = None) -> None:
    """Lead a tool back and forth over a thing or the floor, in rows over all of what is named (m)."""
    tool = layout.entity(happening.subject)
    if layout.placed(tool.id):
        return
    own = extent(tool)
    if happening.object is None:
        box, upright = Extent(layout.ground(-REACH, -REACH), layout.ground(REACH, REACH)), False
    else:
        arrange.set_down(layout, happening.object)
        box = arrange.footprint(layout, happening.object)
        upright = bool(box.size[1] < PANE * min(box.size[0], box.size[2]))
    half = 0.5 * float(own.size[0])
    swing = float(np.clip(0.5 * float(box.size[0]) - half, OVER * min(float(box.size[0]), 2.0 * half), REACH))
    swing = layout.knobs.pick(f"{tool.id}.stroke", swing, 1.2) if over is None else 0.5 * float(over.size[0])
    middle = ((box if over is None else over).lower + (box if over is None else over).upper) / 2
    instance = layout.place(tool, np.zeros(3), on="")
    body = layout.bodies[instance.main]
    if len(instance.assembly.bodies) > 1 or body.fixed or body.joint is not None:
        layout.notes.append(f"{tool.id} cannot be led by a hand.")
        return
    if upright:
        body, at = _before(body, box)
    else:
        top = layout.floor if happening.object is None else _top(layout, happening.object, middle, swing + half, own)
        at = np.array([middle[0], middle[1], top + AIR - float(bounds((body,)).lower[2])])
    rows = np.zeros(1) if over is None or upright else _rows(float(over.size[1]), float(min(own.size[:2])))
    at = np.asarray(body.position) + at - np.array([swing, -rows[0], 0.0])
    layout.change(body.id, position=vec(at), rotation=body.rotation, fixed=False)
    lies = bounds((layout.bodies[body.id],))
    instance.base = np.array([*at[:2], lies.lower[2]])
    instance.on = _under(layout, happening.object)
    far = np.array([2.0 * swing, rows[-1] - rows[0], 0.0])
    layout.led[tool.id] = Extent(lies.lower + np.minimum(far, 0.0), lies.upper + np.maximum(far, 0.0))
    done = _led(layout, body.id, swing, rows, LASTS / happening.pace)
    layout.seconds = max(layout.seconds, done + 1.0)
    for name in layout.main(happening.object) if happening.object else ():
        if not layout.bodies[name].fixed and layout.bodies[name].joint is None:
            layout.actions.append(Hold(body=name, end=FOREVER))


def _under(layout: Layout, thing: str | None) -> str:
    """Return the body that what rubs a thing lies on: nothing of one that stands upright or has no level top."""
    faces = layout.faces(thing) if thing is not None else []
    return faces[0].owner if faces else layout.floor_id if thing is None else ""


def _rows(wide: float, tool: float) -> Array:
    """Return where across (m) a tool goes along that comes over a width (m): its rows lap over one another."""
    reach = LAP * tool / 2
    count = int(np.ceil(wide / (2.0 * reach)))
    return np.linspace(-1.0, 1.0, count) * (wide / 2 - reach) if count > 1 else np.zeros(1)


def _led(layout: Layout, name: str, swing: float, rows: Array, last: float) -> float:
    """Let a hand lead a body ``swing`` (m) to either side, along each of the rows; return when (s) it is done."""
    if len(rows) == 1:
        at = layout.bodies[name].position
        layout.change(name, joint=Joint(kind="slide", anchor=at, axis=(1.0, 0.0, 0.0)))
        return lead(layout, name, ((last, (-1.0) ** k * 2.0 * swing / last) for k in range(STROKES)), LIMIT)
    count, along, across = max(STROKES, len(rows)), [], []
    for k in range(count):
        here, before = (rows[max(j, 0) * len(rows) // count] for j in (k, k - 1))
        if here != before:
            along, across = [*along, (ASIDE, 0.0)], [*across, (ASIDE, (here - before) / ASIDE)]
        along, across = [*along, (last, (-1.0) ** k * 2.0 * swing / last)], [*across, (last, 0.0)]
    grip = gripped(layout, layout.bodies[name])
    lead(layout, name, across, LIMIT)
    return lead(layout, grip, along, LIMIT)


def _before(body: Body, box: Extent) -> tuple[Body, Array]:
    """Return what rubs turned upright, and how far (m) it is to be moved to lie against the front of an upright box."""
    turn = quat_multiply(quat_from_axis_angle((1.0, 0.0, 0.0), np.pi / 2), np.asarray(body.rotation))
    body = body.model_copy(update={"rotation": tuple(map(float, turn))})
    lie, middle = bounds((body,)), (box.lower + box.upper) / 2
    return body, np.array([middle[0], box.lower[1] - AIR - lie.upper[1], middle[2] - (lie.lower + lie.upper)[2] / 2])


def _top(layout: Layout, thing: str, middle: Array, half: float, own: Extent) -> float:
    """Return the height (m) of the highest place of a thing that what rubs comes over."""
    faces = layout.faces(thing)
    if faces:
        return float(faces[0].center[2])
    highest, wide = -np.inf, 0.5 * float(own.size[1])
    for instance in layout.instances[thing]:
        for body in instance.assembly.bodies:
            for part in build(layout.bodies[body.id]).parts:
                points = quat_rotate(np.asarray(body.rotation), part.mesh.vertices) + np.asarray(body.position)
                near = (np.abs(points[:, :2] - middle[:2]) <= [half, wide]).all(axis=1)
                highest = max(highest, float(points[near, 2].max(initial=-np.inf)))
    return highest if np.isfinite(highest) else float(arrange.footprint(layout, thing).upper[2])
