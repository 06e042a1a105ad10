"""Blockings of what writes on a thing, and of what wipes marks and dust off it.

A hand leads a pen by its tip along a row of strokes: a grip inside the pen runs on a slide along X, the pen on a slide
across on that. What the tip leaves is a mark (``world.document.Mark``); ink, wear and pressure are not solved. What
is written on is held.
"""

import numpy as np

from setpiece.assets.build import build
from setpiece.events.clause import Clause
from setpiece.geometry import quat_conjugate, quat_from_matrix, quat_rotate
from setpiece.language.script import Happening, Relation, Script
from setpiece.staging import arrange
from setpiece.staging.given import claimed as clause_of
from setpiece.staging.given import said
from setpiece.staging.layout import FOREVER, Array, Extent, Layout, bounds, color_of
from setpiece.staging.motion import lead, vec
from setpiece.staging.rubbing import LIMIT, rub
from setpiece.world.document import Body, Hold, Joint, Mark, Rgb

SILVER_INK, GRAPHITE, GROOVE = (0.5, 0.5, 0.52), (0.05, 0.05, 0.055), (0.75, 0.8, 0.8)
# How wide (m) a line is, and its colour, None: the thing's own. A broad ball pen; a pencil that has been written with;
# the blunt end of a stick of chalk of a centimetre; a score of 0.3 mm with what splinters white along it.
LINES: dict[str, tuple[float, Rgb | None]] = {
    "pen": (0.001, None), "pencil": (0.0007, GRAPHITE), "chalk": (0.007, None), "glass_cutter": (0.0008, GROOVE),
}  # fmt: skip
DUST: Rgb = (0.30, 0.27, 0.22)
STRAIGHT = ("glass_cutter",)  # what is drawn in one line
HEIGHTS = (1.0, 0.5, 0.5, 1.0, 0.5, 1.0, 0.5, 0.5, 0.5, 1.0)  # of letters, against the highest
LETTER, LEAST, MOST = 0.06, 0.007, 0.03  # of the depth of what is written on, how high letters are, and bounds (m)
WIDE = 0.55  # of its width that a line takes
LENGTHS = 300.0  # of its own width that it is long at most: who sees all of it sees it more than a pixel of 640 thick
SLANT = 0.55  # of a letter's height that it goes on meanwhile, down and up
TIME = 4.5  # s that a line takes
LEAN = (-0.42, -0.34, -0.84)  # the way from a pen's middle to its tip
AIR = 2e-4  # m between the tip and the surface
GRIP, MASS = 0.001, 0.05  # m and kg: the grip inside a pen, as heavy as the fingers that hold it
LIES = 5e-5  # m above the surface, the middle of a mark
ROWS, FULL = 5, 0.9  # lines of what is wiped off, and how far towards the ends of the way they reach


def armed(script: Script) -> Script:
    """Return the script in which what is wiped off lies on what is rubbed, where nobody says on what."""
    happenings = []
    for act in script.happenings:
        if act.verb == "erase" and act.object is None:
            rubbed = next((h.object for h in script.happenings if h.verb == "rub" and h.subject == act.subject), None)
            place = act.place if act.place != "ground" else None
            act = act.model_copy(update={"object": rubbed or place, "place": None, "path": None})
        happenings.append(act)
    return script.model_copy(update={"happenings": tuple(happenings)})


def claimed(case: object) -> list[Clause]:
    """Return what writing claims: a mark is left on the thing, and seen; the friction that is named is there."""
    other = case.objects[0] if case.objects else case.layout.floor_id
    found = [case.claim(name, case.subjects[0], other) for name in ("leaves_mark", "mark_seen")]
    if case.happening.by_friction:
        words = {"property": "friction"}
        figures = {"low": LEAST_FRICTION}
        found.append(
            clause_of(case.text, case.happening.span, "has_property", (case.subjects[0],), figures=figures, words=words)
        )
    return found


LEAST_FRICTION = 0.05  # of what rubs off on something


def wiping(case: object) -> list[Clause]:
    """Return what wiping claims: the tool goes back and forth over the thing, and what lay there is gone."""
    other = case.objects[0] if case.objects else case.layout.floor_id
    rubs = [] if _rubs_besides(case.layout, case.happening) else [case.claim("rubs", case.subjects[0], other)]
    return [*rubs, case.claim("wiped_off", case.subjects[0], other)]


def _rubs_besides(layout: Layout, happening: Happening) -> bool:
    return any(h.verb == "rub" and h.subject == happening.subject for h in layout.script.happenings)


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
    box = _ground(layout, happening.object)
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
    at = _local(body, start + np.array([0.0, 0.0, LIES]))
    mark = Mark(id=f"{tool.id}_mark"[:64], body=body.id, at=at, color=color, width=width, step=long / 220)
    layout.marks[mark.id] = mark
    instance.base = start
    layout.seconds = max(layout.seconds, last[1] + 1.2)
    _hold(layout, happening.object)


def _led(
    layout: Layout, body: Body, reach: float, height: float, letters: tuple[float, ...], time: float
) -> tuple[float, float]:
    """Put a pen on two slides and let a hand lead it; return how long (m) its line is, and when (s) it is drawn."""
    grip = f"{body.id}_grip"[:64]
    params = dict.fromkeys(("length", "width", "height"), GRIP) | {"edge": 0.1 * GRIP}
    anchor = {"anchor": body.position}
    along = Joint(kind="slide", axis=(1.0, 0.0, 0.0), **anchor)
    layout.bodies[grip] = Body(
        id=grip, family="box", params=params, position=body.position, joint=along, mass=MASS, passes=(body.id,)
    )
    across = Joint(kind="slide", parent=grip, axis=(0.0, 1.0, 0.0), **anchor)
    layout.bodies[body.id] = body.model_copy(update={"joint": across, "fixed": False, "passes": (grip, *body.passes)})
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


def _ground(layout: Layout, thing: str | None) -> Extent:
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


def _local(body: Body, point: Array) -> tuple[float, float, float]:
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


def erase(layout: Layout, happening: Happening) -> None:
    """Rub a thing, and let what is wiped off lie on it before, in lines along the way of what rubs."""
    tool = layout.entity(happening.subject)
    if not layout.placed(tool.id):
        rub(layout, happening)
    body = layout.bodies[layout.main(tool.id)[0]]
    box, ground = bounds((body,)), _ground(layout, happening.object)
    way = sum(abs(a.speed) * a.duration for a in layout.actions if a.body == body.id and a.kind == "drive")
    strokes = [abs(a.speed) * a.duration for a in layout.actions if a.body == body.id and a.kind == "drive" and a.speed]
    stroke = max(strokes, default=way)
    middle = (box.lower + box.upper) / 2 + [stroke / 2, 0.0, 0.0]
    half = np.array([min(0.5 * stroke, 0.5 * float(ground.size[0])), 0.42 * float(box.size[1])])
    top = float(ground.upper[2]) + LIES
    dusty = happening.stain == "dust"
    ys = np.linspace(-half[1], half[1], ROWS if dusty else 3)
    path: list[tuple[float, float, float]] = []
    for k, y in enumerate(ys):
        ends = (-FULL * half[0], FULL * half[0])
        path += [(middle[0] + x, middle[1] + y, top) for x in (ends if k % 2 == 0 else ends[::-1])]
    points = np.array(path)
    long = float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())
    width = 0.55 * float(ys[1] - ys[0]) if dusty else 0.0012
    reach = 0.5 * float(np.hypot(*box.size[:2]))
    mark = Mark(
        id=f"{tool.id}_{happening.stain}"[:64],
        body=body.id,
        at=_local(body, np.array([*(box.lower + box.upper)[:2] / 2, top])),
        color=DUST if dusty else GRAPHITE,
        width=width,
        step=long / 220,
        path=tuple(map(vec, points)),
        reach=reach,
    )
    layout.marks[mark.id] = mark
