"""Blocking of what writes on a thing.

A hand leads a pen by its tip along a row of strokes: a grip inside the pen runs on a slide along X, the pen on a slide
across on that. What the tip leaves is a mark (``world.document.Mark``); ink, wear and pressure are not solved. What
is written on is held.
"""

import numpy as np

from setpiece.assets.build import build
from setpiece.events.clause import Clause
from setpiece.geometry import quat_conjugate, quat_from_matrix, quat_rotate
from setpiece.language.script import Happening, Relation
from setpiece.staging import arrange
from setpiece.staging.given import claimed as clause_of
from setpiece.staging.given import said
from setpiece.staging.layout import FOREVER, Array, Extent, Layout, color_of
from setpiece.staging.motion import gripped, lead, vec
from setpiece.staging.rubbing import LIMIT
from setpiece.world.document import Body, Hold, Mark, Rgb

SILVER_INK, GRAPHITE, GROOVE = (0.5, 0.5, 0.52), (0.05, 0.05, 0.055), (0.75, 0.8, 0.8)
# How wide (m) a line is, and its colour, None: the thing's own. A broad ball pen; a pencil that has been written with;
# the blunt end of a stick of chalk of a centimetre; a score of 0.3 mm with what splinters white along it.
LINES: dict[str, tuple[float, Rgb | None]] = {
    "pen": (0.001, None), "pencil": (0.0007, GRAPHITE), "chalk": (0.007, None), "glass_cutter": (0.0008, GROOVE),
}  # fmt: skip
STRAIGHT = ("glass_cutter",)  # what is drawn in one line
HEIGHTS = (1.0, 0.5, 0.5, 1.0, 0.5, 1.0, 0.5, 0.5, 0.5, 1.0)  # of letters, against the highest
LETTER, LEAST, MOST = 0.06, 0.007, 0.03  # of the depth of what is written on, how high letters are, and bounds (m)
WIDE = 0.55  # of its width that a line takes
LENGTHS = 300.0  # of its own width that it is long at most: who sees all of it sees it more than a pixel of 640 thick
SLANT = 0.55  # of a letter's height that it goes on meanwhile, down and up
TIME = 4.5  # s that a line takes
LEAN = (-0.42, -0.34, -0.84)  # the way from a pen's middle to its tip
AIR = 2e-4  # m between the tip and the surface
LIES = 5e-5  # m above the surface, the middle of a mark


def claimed(case: object) -> list[Clause]:
    """Return what writing claims: a mark is left on the thing, and seen; the friction that is named is there.

    What comes after writing comes after the last of these, the mark: it is seen until the film's end.
    """
    other = case.objects[0] if case.objects else case.layout.floor_id
    found = []
    if case.happening.by_friction:
        words, figures = {"property": "friction"}, {"low": LEAST_FRICTION}
        span, subject = case.happening.span, (case.subjects[0],)
        found.append(clause_of(case.text, span, "has_property", subject, figures=figures, words=words))
    return found + [case.claim(name, case.subjects[0], other) for name in ("mark_seen", "leaves_mark")]


LEAST_FRICTION = 0.05  # of what rubs off on something


def shown(layout: Layout, relation: Relation) -> list[Clause]:
    """Return what it claims that things are seen together, or that something is marked by another."""
    text = said(layout.script, relation.span)
    subject = next(iter(layout.main(relation.subject)), None)
    others = [body for name in relation.objects if name != "ground" for body in layout.main(name)[:1]]
    if relation.kind == "marked_by":
        acts = [h for h in layout.script.happenings if h.verb == "write" and h.subject in relation.objects]
        on = next((body for h in acts if h.object for body in layout.main(h.object)), layout.floor_id)
        return [clause_of(text, relation.span, "leaves_mark", (other, on)) for other in others]
    seen = dict.fromkeys([*others, *([subject] if subject and len(others) < 2 else [])])
    touch = [clause_of(text, relation.span, "touches", tuple(seen))] if len(seen) == 2 else []
    return [*touch, *(clause_of(text, relation.span, "camera_sees", (body,)) for body in seen)]


def write(layout: Layout, happening: Happening) -> None:
    """Set a pen's tip on a thing or on the floor, and lead it along a line of strokes."""
    tool = layout.entity(happening.subject)
    if layout.placed(tool.id):
        return
    box = level_top(layout, happening.object)
    instance = layout.place(tool, np.zeros(3), on="")
    body = _leaning(layout.bodies[instance.main])
    width, own = LINES[tool.thing]
    height = float(np.clip(LETTER * float(box.size[1]), LEAST, MOST))
    letters = () if tool.thing in STRAIGHT else HEIGHTS
    reach = layout.knobs.pick(f"{tool.id}.line", WIDE * float(box.size[0]), 1.15)
    reach = min(reach, LENGTHS * width, 12.0 * height if letters else np.inf)
    middle = (box.lower + box.upper) / 2
    start = np.array([middle[0] - reach / 2, middle[1] - (0.5 * height if letters else 0.0), box.upper[2]])
    body = body.model_copy(update={"position": vec(np.asarray(body.position) + start + [0, 0, AIR] - _tip(body))})
    body = body.model_copy(update={"passes": _below(layout, happening.object)})  # its tip is a point, its hull is round
    last = _led(layout, body, reach, height, letters, TIME / happening.pace)
    long = last[0]
    color = own or color_of(tool)
    at = local(body, start + np.array([0.0, 0.0, LIES]))
    mark = Mark(id=f"{tool.id}_mark"[:64], body=body.id, at=at, color=color, width=width, step=long / 220)
    layout.marks[mark.id] = mark
    instance.base = start
    layout.seconds = max(layout.seconds, last[1] + 1.2)
    _hold(layout, happening.object)


def _led(
    layout: Layout, body: Body, reach: float, height: float, letters: tuple[float, ...], time: float
) -> tuple[float, float]:
    """Put a pen on two slides and let a hand lead it; return how long (m) its line is, and when (s) it is drawn."""
    grip = gripped(layout, body)
    speed = reach / time
    done = lead(layout, grip, ((time, speed),), LIMIT)
    if not letters:
        lead(layout, body.id, (), LIMIT)
        return reach, done
    heights, strokes, gone, k, long = [], [], 0.0, 0, 0.0
    while gone < reach:
        heights.append(height * letters[k % len(letters)])
        gone += 2.0 * SLANT * 0.5 * heights[-1]
        k += 1
    scale = reach / gone
    for each in heights:
        last = scale * SLANT * 0.5 * each / speed
        strokes += [(last, each / last), (last, -each / last)]
        long += 2.0 * float(np.hypot(each, scale * SLANT * 0.5 * each))
    lead(layout, body.id, strokes, LIMIT)
    return long, done


def level_top(layout: Layout, thing: str | None) -> Extent:
    """Return the box (m) of the level top of what is written on."""
    if thing is None:
        return Extent(layout.ground(-0.15, -0.1), layout.ground(0.15, 0.1))
    arrange.set_down(layout, thing)
    faces = layout.faces(thing)
    if not faces:
        return arrange.footprint(layout, thing)
    top = faces[0]
    half = np.array([*(top.half if abs(top.along[0]) > 0.5 else top.half[::-1]), 0.0])
    return Extent(top.center - half, top.center + half)


def _below(layout: Layout, thing: str | None) -> tuple[str, ...]:
    """Return the bodies that a pen's hull may reach into: what is written on, and what that stands on."""
    if thing is None:
        return ()
    group = layout.instances[thing]
    own = [body.id for instance in group for body in instance.assembly.bodies]
    under = [group[0].on, "implied_table"]
    return tuple(dict.fromkeys(name for name in (*own, *under) if name in layout.bodies))


def _leaning(body: Body) -> Body:
    """Return a pen as a hand holds it, its tip down."""
    solid = build(body)
    middle = solid.bounds.mean(axis=0)
    tip = np.asarray(solid.mounts.get("tip", middle - _long(solid.bounds)), float) - middle
    axis, goal = tip / np.linalg.norm(tip), np.array(LEAN) / np.linalg.norm(LEAN)
    return body.model_copy(update={"rotation": tuple(map(float, quat_from_matrix(_turn(axis, goal))))})


def local(body: Body, point: Array) -> tuple[float, float, float]:
    """Return a point (m) in a body's frame."""
    return vec(quat_rotate(quat_conjugate(np.asarray(body.rotation)), point - np.asarray(body.position)))


def _long(box: Array) -> Array:
    """Return half a box along its longest edge."""
    size = np.ptp(box, axis=0)
    return 0.5 * size * (np.arange(3) == int(np.argmax(size)))


def _turn(axis: Array, goal: Array) -> Array:
    """Return the rotation matrix that turns one direction into another the short way (Rodrigues)."""
    v, c = np.cross(axis, goal), float(axis @ goal)
    if c < -1.0 + 1e-9:
        return -np.eye(3) + 2.0 * np.outer([0, 1, 0], [0, 1, 0])
    cross = np.array([[0, -v[2], v[1]], [v[2], 0, -v[0]], [-v[1], v[0], 0]])
    return np.eye(3) + cross + cross @ cross / (1.0 + c)


def _tip(body: Body) -> Array:
    """Return the lowest point (m) of a body as it is held."""
    points = np.concatenate([np.asarray(part.mesh.vertices) for part in build(body).parts])
    placed = quat_rotate(np.asarray(body.rotation), points) + np.asarray(body.position)
    return placed[int(np.argmin(placed[:, 2]))]


def _hold(layout: Layout, thing: str | None) -> None:
    """Let a hand hold what is written on."""
    for name in layout.main(thing) if thing is not None else ():
        if not layout.bodies[name].fixed and layout.bodies[name].joint is None:
            layout.actions.append(Hold(body=name, end=FOREVER))
