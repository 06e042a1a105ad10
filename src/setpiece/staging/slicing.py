"""Blockings of blades: an unseen hand leads a knife down through a thing that another holds, and lets the slice go.

The knife runs on a slide, driven at a hand's speed; the thing is two bodies from the start, which meet in the plane of
the cut and are held until the blade has gone through. Strength of the food and force on the blade are not solved.
"""

from itertools import zip_longest

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.assets.slicing import halves, soft
from setpiece.events.clause import Clause
from setpiece.geometry import quat_conjugate, quat_from_matrix, quat_rotate
from setpiece.language.script import Entity, Happening, Relation, Script
from setpiece.staging import arrange
from setpiece.staging.layout import Array, Extent, Layout, bounds
from setpiece.staging.motion import BEAT, lead, vec
from setpiece.world.document import Body, Hold, Joint

BLADE, TABLE = "implied_knife", "implied_work_table"
LASTS, BACK = 1.3, 0.7  # s that the blade takes down and up
DRAWN = 0.35  # of the way down that the blade is drawn along its own length
LONG = 1.4  # times as long as wide: a slice is taken off its end, anything rounder is halved
SLICE = 0.2  # of the length
SHEET = 0.1  # of its width: what is thinner is held up and cut from one side to the other
RAISED = 0.12  # m that a sheet is held up
APART = 1e-4  # m between the two from the start, so that they do not rub
OVER = 0.25  # of the thing's height that the blade starts above it
LIMIT = 60.0  # N of a hand
PULLED = 0.3  # m/s at which hands take two sheets or halves apart
TIP = 1.2  # rad/s with which a slice is let go, outwards


def armed(script: Script) -> Script:
    """Return the script with a knife for what is cut by nobody said, and with the doers' tools in their place."""
    entities, happenings, new = script.entities, [], ()
    for happening in script.happenings:
        if happening.verb == "cut" and happening.object is None and not happening.negated:
            named = [h.subject for h in script.happenings if h.verb == "cut" and h.object == happening.subject]
            count = next(e.count for e in entities if e.id == happening.subject)
            name = f"{BLADE}_{len(new) + 1}" if new else BLADE
            more = () if named else (Entity(id=name, thing="knife", count=count),)
            new += more
            tool = named[0] if named else more[0].id
            happening = happening.model_copy(update={"object": happening.subject, "subject": tool, "agent": "self"})
        happenings.append(happening)
    script = script.model_copy(update={"entities": (*entities, *new), "happenings": tuple(happenings)})
    return _at_a_table(script)


def _at_a_table(script: Script) -> Script:
    """Return the script with a table under what people cut, unless it is said to be on something."""
    people = {entity.id for entity in script.entities if THINGS[entity.thing].kind == "person"}
    cut = {happening.object for happening in script.happenings if happening.verb == "cut" and happening.object}
    by = [r.objects[0] for r in script.relations if r.kind == "near" and r.subject in people and r.objects[0] in cut]
    lies = {r.subject for r in script.relations if r.kind in ("on", "in")}
    if not by or by[0] in lies:
        return script
    table = Entity(id=TABLE, thing="table")
    more = Relation(kind="on", subject=by[0], objects=(TABLE,))
    return script.model_copy(update={"entities": (*script.entities, table), "relations": (*script.relations, more)})


def claimed(case: object) -> list[Clause]:
    """What a cut claims: each of the things comes apart where the blade went."""
    wholes = case.objects or case.subjects[:1]
    pairs = zip_longest(case.subjects[: len(wholes)], wholes, fillvalue=case.subjects[-1])
    pieces = [(blade, whole, f"{whole}_slice") for blade, whole in pairs]
    return [
        case.claim("cuts", *three) if three[2] in case.layout.bodies else case.claim("breaks", three[1])
        for three in pieces
    ]


def cut(layout: Layout, happening: Happening) -> None:
    """Set a blade over each thing that is cut, as far as there are blades, which it then divides."""
    if happening.object is None:
        return
    target, tool = layout.entity(happening.object), layout.entity(happening.subject)
    arrange.set_down(layout, target.id)
    if layout.placed(tool.id):
        layout.notes.append(f"{tool.id} cuts something else: {target.id} stays whole.")
        return
    if tool.count < target.count:
        layout.notes.append(f"One blade cuts one thing: of {target.count} {target.id} {tool.count} is cut.")
    for k in range(min(tool.count, target.count)):
        _cut(layout, happening, k)


def _cut(layout: Layout, happening: Happening, k: int) -> None:
    """Cut the ``k``-th of the things with the ``k``-th of the blades."""
    target, tool = layout.entity(happening.object), layout.entity(happening.subject)
    whole = layout.instances[target.id][k]
    body = layout.bodies[whole.main]
    if f"{body.id}_slice" in layout.bodies:
        return
    if len(whole.assembly.bodies) > 1 or body.joint is not None or body.family == "model" or not soft(build(body)):
        layout.notes.append(f"{target.id} cannot be cut by hand: it is not of something soft, or of several parts.")
        return
    box = bounds((body,))
    long = 0 if LONG * box.size[0] > box.size[1] else 1  # the pieces part to left and right, as the camera sees them
    sheet = bool(box.size[2] < SHEET * box.size[:2].min())
    if sheet:
        body = body.model_copy(update={"position": vec(np.add(body.position, (0.0, 0.0, RAISED)))})
        box = bounds((body,))
    sliced = not sheet and box.size[long] > LONG * box.size[1 - long] and happening.pieces != 2
    across = np.eye(3)[long]
    place = float(box.upper[long] - SLICE * box.size[long] if sliced else 0.5 * (box.upper + box.lower)[long])
    normal = quat_rotate(quat_conjugate(np.asarray(body.rotation)), across)
    offset = place - float(np.asarray(body.position) @ across)
    made = halves(body, target.thing, normal, offset, (body.id, f"{body.id}_slice"))
    if made is None:
        layout.notes.append(f"{target.id} cannot be cut: its shape is not closed.")
        return
    blade = _blade(layout, (tool, k), across, place, box, sheet=sheet)
    done = BEAT + (LASTS + BACK) / happening.pace
    _divide(layout, made, across, done, blade, part=0.0 if sliced else PULLED, sliced=sliced)
    _bring_through(layout, blade, box, long, happening.pace, sheet=sheet)
    layout.seconds = max(layout.seconds, done + 2.0)


def _divide(
    layout: Layout, made: tuple[Body, Body], across: Array, done: float, blade: str, *, part: float, sliced: bool
) -> None:
    """Put the two pieces in the place of the whole, held until ``done`` (s): then they part, at ``part`` m/s."""
    for k, half in enumerate(made):
        sign = 2.0 * k - 1.0
        moved = np.asarray(half.position) + sign * 0.5 * APART * across
        axis = np.cross([0.0, 0.0, 1.0], across)
        spin = sign * TIP * axis if k or not sliced else np.zeros(3)
        going = {"spin": vec(spin), "velocity": vec(sign * part * across)}
        layout.bodies[half.id] = half.model_copy(update={"position": vec(moved), **going})
        layout.actions.append(Hold(body=half.id, end=done))
    knife = layout.bodies[blade]
    layout.bodies[blade] = knife.model_copy(update={"passes": (*knife.passes, *(half.id for half in made))})


def _blade(layout: Layout, tool: tuple[Entity, int], across: Array, place: float, box: Extent, *, sheet: bool) -> str:
    """Stand a tool, the entity's ``k``-th, on edge in the plane of the cut, over the thing; return its body."""
    entity, k = tool
    instance = layout.place(entity, np.zeros(3), on="", k=k)
    body = layout.bodies[instance.main]
    size = np.ptp(build(body).bounds, axis=0)
    order = np.argsort(size)  # thin, wide, long
    along = np.cross([0.0, 0.0, 1.0], across)
    frame = np.zeros((3, 3))
    frame[:, order[2]], frame[:, order[1]] = along, [0.0, 0.0, 1.0]
    frame[:, order[0]] = np.cross(frame[:, (order[0] + 1) % 3], frame[:, (order[0] + 2) % 3])
    middle = 0.5 * (box.lower + box.upper)
    at = middle + (place - float(middle @ across)) * across
    if sheet:
        at -= (0.5 * float(box.size @ np.abs(along)) + 0.52 * float(size[order[2]])) * along
    else:
        at += 0.25 * size[order[2]] * along
        at[2] = float(box.upper[2]) + OVER * float(box.size[2]) + 0.5 * float(size[order[1]])
    layout.change(body.id, rotation=tuple(map(float, quat_from_matrix(frame))), position=vec(at))
    instance.base = at
    return body.id


def _bring_through(layout: Layout, blade: str, box: Extent, long: int, pace: float, *, sheet: bool) -> None:
    """Lead a blade down through the thing, drawn along its edge on the way, and up again; along a sheet and back."""
    body = layout.bodies[blade]
    lowest = float(bounds((body,)).lower[2])
    depth = lowest - float(box.lower[2]) - 1e-3
    along = np.cross([0.0, 0.0, 1.0], np.eye(3)[long])
    way = np.array([0.0, 0.0, -depth]) - DRAWN * depth * along
    if sheet:
        way = 1.04 * float(box.size @ np.abs(along)) * along
    length = float(np.linalg.norm(way))
    joint = Joint(kind="slide", anchor=body.position, axis=vec(way / length))
    layout.change(blade, joint=joint, fixed=False)
    strokes = ((LASTS / pace, length * pace / LASTS), (BACK / pace, -length * pace / BACK))
    lead(layout, blade, strokes, LIMIT)
