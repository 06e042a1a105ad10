"""The cameraman: a shot that sees what happens, at the size, height and movement that the sentence asks for.

The distance has a closed form: for a given direction each point p (camera axes x, y, z against the target) lies
inside the frame's margins when D >= |x| 2 f / m_x - z, and likewise for y; the largest D over all points frames them.
"""

from dataclasses import dataclass
from math import cos, pi, radians, sin

import numpy as np

from setpiece.camera.moves import view_at
from setpiece.events.marking import THIN
from setpiece.geometry import world_from_camera
from setpiece.language.script import Camera, CameraMove
from setpiece.staging.layout import Array, Layout
from setpiece.world.document import Move, Shot

ASPECT = 16 / 9  # of the frame that is composed for; others crop or show more
MARGIN = 0.80  # share of the frame's width and height that the action fills
LENS = {"extreme_close_up": 85.0, "close_up": 65.0, "medium": 42.0, "full": 35.0, "wide": 28.0, "extreme_wide": 24.0}
SMALLEST = 0.03  # share of the frame's width below which acting things are too small to be seen
LARGEST = 0.08  # share that the camera does not exceed when it comes closer for that
SMALL_LENS = 24.0  # mm: wide, so that the set stays in the picture
ROOM_TO_GO = 1.6  # times the distance at which one who is followed fills the frame
ROOM_TO_FALL = 5.0  # the same for what floats down from something that should be seen behind it
SMALL = 1.5  # m: what is no larger than this is seen with a longer lens, as a photographer of small things does
LONGER_LENS = 50.0  # mm
AIRY = 0.45  # share of half the frame's height under a way from which on the picture is raised
THIRD = 0.5  # by this share of that room
REVEALED = 0.8  # share of that tilt for a crane that shows what is behind
STOPS = (2.8, 4.0, 5.6, 8.0, 11.0, 16.0)  # that a lens has
SHARP = 1.5e-3  # of the frame's width: blur that is still taken for sharp
MODEL_SHARP = 1.8e-3  # likewise of a model
MODELLED = ("clay",)  # styles whose things are models before a lens
SOFT = 0.014  # of the frame's width: the most that what is far may be blurred, so that a place is still known
FILL = {"extreme_close_up": 0.7, "close_up": 1.0, "medium": 0.9, "full": 1.1, "wide": 1.6, "extreme_wide": 2.6}
ELEVATION = {"ground": 2.0, "low": 5.0, "eye": 12.0, "high": 32.0, "top": 84.0, "aerial": 40.0}
VISTA_EYE = (236.0, -156.0, 150.0)  # m: from the side away from an evening sun, so that it rims what is seen
VISTA_BEARING = 314.0  # degrees of the compass: north-west
VISTA_REACH = 500.0  # m to the point that is looked at
VISTA_DOWN = {"aerial": 10.4, "high": 16.0, "top": 78.0}  # degrees below the horizon
FLIGHT = 11.0  # m/s over a vista; nearer by, an eighth of the distance a second
INTO_VESSEL = 34.0  # degrees above the level, to see over a rim
WRITTEN = 50.0  # the same, to read what is written on something level
READ = 1.25  # times as thick as it must be is a line that the camera comes nearer for
BEARING = {"front": 0.0, "side": 0.0, "back": 180.0, "three_quarter": 35.0}


@dataclass(frozen=True)
class Writing:
    """A line that is left on something, with the least that is to be seen with it.

    ``along`` (N, 3) are unit vectors of its pieces, ``width`` (m) is how wide they are.
    """

    points: Array  # (P, 3) that line, what writes it, and all that acts elsewhere (m)
    along: Array
    width: float

    def thickness(self, direction: Array) -> float:
        """Return how thick (m) half of the line is at least, across its own way, seen along ``-direction``.

        A level ribbon of width w shows the area w |z| for each length, z being how far the direction rises, and that
        length is foreshortened to sqrt(1 - (t d)^2).
        """
        ahead = np.sqrt(np.maximum(1.0 - (self.along @ direction) ** 2, 1e-6))
        return float(np.median(self.width * abs(direction[2]) / ahead))


@dataclass(frozen=True)
class Scene:
    """What there is to frame: points (P, 3) of the action and its set (m), the followed body's way, film length."""

    points: Array
    way: Array  # (W, 3) where the acting things are, from first to last (m)
    ground: Array  # (G, 3) all of that, where the picture shows only a part of it (m)
    sharp: Array  # (S, 3) what the lens has to keep in focus: all of that but furniture (m)
    middle: Array  # (M, 3) the set, and the acting things half-way (m): enough for a camera that follows
    later: Array  # (L, 3) where they are after the first eighth of what is told (m)
    ending: Array  # (E, 3) where the acting things are in the second half of what is told (m)
    focus: Array  # (3,) where the eye of the viewer should rest
    span: float  # s of world that the film covers
    speed: float  # world seconds per film second
    floor: float
    height: float  # m: where the top of the set is
    size: float  # m: how large the acting things are
    crosses: bool = False  # something passes behind something else: look straight across
    still: bool = False  # nothing acts: a long row is looked along, not across
    opening: Array | None = None  # (S, 3) where a living thing that is to be followed begins (m)
    room: float = ROOM_TO_GO
    hollow: bool = False  # something goes into a vessel: it is looked into from above
    vista: bool = False  # the place itself is to be seen, from above
    writing: Writing | None = None  # what is written is to be read


def shoot(layout: Layout, scene: Scene) -> Shot:
    """Return the shot: pose, lens and moves."""
    wish = layout.script.camera
    if scene.vista:
        return _vista(layout, scene)
    points = scene.points
    small = wish.size is None and float(np.ptp(points, axis=0).max()) < SMALL
    focal_length = wish.focal_length or (LONGER_LENS if small else LENS[wish.size or "full"])
    focal = focal_length / 36.0
    direction = _direction(wish, scene)
    if any(move.kind in ("pan", "follow") and move.target for move in wish.moves):
        points = scene.middle
    if scene.opening is not None:
        points = scene.opening
    if wish.size in ("close_up", "extreme_close_up"):
        points = scene.ending
    fill = FILL[wish.size or "full"] * (scene.room if points is scene.opening else 1.0)
    eye, target = frame(points, direction, focal, fill)
    if wish.size is None and scene.writing is not None and points is scene.points:
        eye, target = _nearer(scene.writing, direction, focal, eye, target)
    elif wish.height in (None, "low", "ground") and scene.size > SMALL and points is scene.points:
        target = target + np.array([0.0, 0.0, _lowered(points, eye, target, focal)])
    if wish.size is None and not scene.still and points is scene.points and _share(scene, eye, focal) < SMALLEST:
        focal_length = wish.focal_length or SMALL_LENS
        eye, target = _near(scene, direction, focal_length / 36.0)
    if wish.height in ("low", "ground"):
        top = scene.floor + (0.12 if wish.height == "ground" else 0.38)
        eye[2] = min(eye[2], max(scene.floor + 0.05, min(top, scene.floor + 2.5 * scene.size)))
        target[2] = max(target[2], eye[2] - 0.05 * float(np.linalg.norm(target - eye)))
    eye[2] = max(eye[2], scene.floor + 0.03)
    shot = Shot(
        eye=_vec(eye),
        target=_vec(target),
        focal_length=focal_length,
        f_number=wish.f_number,
        speed=scene.speed,
    )
    shot = _with_moves(layout, shot, scene)
    if wish.f_number:
        return shot
    model = layout.script.setting.style in MODELLED
    return shot.model_copy(update={"f_number": stop(shot, scene.sharp, scene.span, model=model)})


def stop(shot: Shot, points: Array, span: float, *, model: bool = False) -> float | None:
    """Return the widest f-number at which points (P, 3) stay sharp and what is far is not blurred beyond recognition.

    A point at depth d is a disc of f^2 / (N (s - f)) |d - s| / d on the film, s being the distance in focus. None, a
    pinhole, where no stop of the lens does it, or where the camera goes with a body.

    Args:
        shot: with its moves.
        points: what has to be sharp (m).
        span: world seconds that the film covers.
        model: what is filmed is made to be a small model: as before a lens close by, what is far is as soft as may be.
    """
    if any(move.body for move in shot.moves):
        return None
    least, sharp = (0.0, MODEL_SHARP) if model else (STOPS[0], SHARP)
    for time in np.linspace(0.0, span, 5) if shot.moves else (0.0,):
        view = view_at(shot, float(time), _nobody)
        depth = ((points - view.world_from_camera[:3, 3]) @ view.world_from_camera[:3, 2]).clip(1e-3)
        length = view.focal * shot.film_width / 1000.0
        if view.focus_distance < 2.0 * length:
            return None
        far = length**2 / (view.focus_distance - length) / (shot.film_width / 1000.0)  # of the width, at N = 1
        least = max(least, far * float(np.abs(1.0 - view.focus_distance / depth).max()) / sharp, far / SOFT)
    if model:
        return float(f"{least:.3g}") if least <= STOPS[-1] else None
    return next((number for number in STOPS if number >= least), None)


def _lowered(points: Array, eye: Array, target: Array, focal: float) -> float:
    """Return by how much (m) the target rises so that a long way over the ground runs below the middle of the picture.

    What is far in front of it and empty leaves the frame, what stands behind it comes in; the way keeps its margins.
    """
    axes = world_from_camera(eye, target)[:3, :3]
    _, y, z = ((points - eye) @ axes).T
    distance, half = float(np.linalg.norm(target - eye)), 0.5 / (focal * ASPECT)
    room = half * MARGIN - float((y / z.clip(1e-6)).max())
    return THIRD * distance * max(0.0, room) if room > AIRY * half else 0.0


def _nobody(body: str, time: float) -> Array:
    raise AssertionError(f"no move follows {body} at {time}")


def _vista(layout: Layout, scene: Scene) -> Shot:
    """Return the shot of a whole place from high above, towards what rises beyond its middle."""
    wish = layout.script.camera
    down = radians(VISTA_DOWN.get(wish.height or "", VISTA_DOWN["aerial"]))
    bearing = radians(VISTA_BEARING)
    ahead = np.array([sin(bearing), cos(bearing), 0.0])
    eye = np.array(VISTA_EYE)
    target = eye + VISTA_REACH * (ahead * cos(down) - np.array([0.0, 0.0, sin(down)]))
    focal_length = wish.focal_length or SMALL_LENS
    shot = Shot(
        eye=_vec(eye), target=_vec(target), focal_length=focal_length, f_number=wish.f_number, speed=scene.speed
    )
    return _with_moves(layout, shot, scene)


def _nearer(writing: Writing, direction: Array, focal: float, eye: Array, target: Array) -> tuple[Array, Array]:
    """Return eye and target (m) as near as a line asks for, where it would be too thin; never so that it is cut off."""
    distance = float(np.linalg.norm(eye - target))
    enough = writing.thickness(direction) * focal / (READ * THIN)
    if distance <= enough:
        return eye, target
    eye, target = frame(writing.points, direction, focal, 1.0)
    distance = min(distance, max(enough, float(np.linalg.norm(eye - target))))
    return target + direction * distance, target


def _share(scene: Scene, eye: Array, focal: float) -> float:
    """Return what share of the frame's width the acting things take, seen from ``eye`` at their middle."""
    return scene.size * focal / float(np.linalg.norm(scene.way.mean(0) - eye))


def _near(scene: Scene, direction: Array, focal: float) -> tuple[Array, Array]:
    """Return eye and target (m) close to very small actors, which then run below the middle, their set above them.

    The whole way is in the frame if the actors are large enough then; otherwise all but its first eighth.
    """
    eye, target = frame(scene.way, direction, focal, 1.0)
    if _share(scene, eye, focal) < SMALLEST:
        eye, target = frame(scene.later, direction, focal, 1.0)
    distance = float(np.linalg.norm(target - eye))
    eye = target + direction * max(distance, scene.size * focal / LARGEST)
    distance = float(np.linalg.norm(target - eye))
    half = distance / (2 * focal * ASPECT)
    room = half - float(scene.way[:, 2].max() - scene.way[:, 2].min())
    rise = float(np.clip(scene.height - target[2] - half, 0.0, max(0.0, 0.75 * room)))
    return eye, target + np.array([0.0, 0.0, rise])


def frame(points: Array, direction: Array, focal: float, fill: float) -> tuple[Array, Array]:
    """Return eye and target (m) so that all points lie inside the margins, seen along ``-direction``."""
    target = points.mean(0)
    distance = 1.0
    for _ in range(6):
        axes = world_from_camera(target + direction, target)[:3, :3]
        x, y, z = ((points - target) @ axes).T
        distance = float(
            max((2 * focal / MARGIN * np.abs(x) - z).max(), (2 * focal * ASPECT / MARGIN * np.abs(y) - z).max())
        )
        depth = np.maximum(z + distance, 1e-6)
        u, v = x / depth, y / depth
        offset = np.array([(u.max() + u.min()) / 2, (v.max() + v.min()) / 2, 0.0]) * distance
        target = target + axes @ offset
    distance = max(distance * fill, 0.05)
    return target + direction * distance, target


def _direction(wish: Camera, scene: Scene) -> Array:
    """Return the unit vector from the action to the camera: by custom a little to the right, a little above."""
    usual = WRITTEN if scene.writing else INTO_VESSEL if scene.hollow else 8.0 if scene.size < 1.5 else 6.0
    elevation = radians(ELEVATION.get(wish.height or "", usual))
    orbiting = any(m.kind == "orbit" for m in wish.moves)
    size = np.ptp(scene.points, axis=0)
    row = size[0] > 4 * max(size[1], size[2])
    lengthwise = 52.0 if scene.still else 38.0
    leading = size[1] > 2 * size[0]
    custom = 0.0 if scene.crosses or orbiting else lengthwise if row else 12.0 if leading else 20.0
    bearing = radians(BEARING.get(wish.side or "", custom))
    return np.array([sin(bearing) * cos(elevation), -cos(bearing) * cos(elevation), sin(elevation)])


@dataclass(frozen=True)
class Plan:
    """One wished move against the pose that was framed (m); ``sign`` is its direction, ``length`` its world seconds."""

    wish: CameraMove
    eye: Array
    target: Array
    sign: float
    length: float
    body: str | None

    @property
    def distance(self) -> float:
        """Return how far the target is (m)."""
        return float(np.linalg.norm(self.target - self.eye))


Planned = tuple[Array, Array, tuple[Move, ...]]


def _with_moves(layout: Layout, shot: Shot, scene: Scene) -> Shot:
    """Return the shot with every wished move as numbers, and its start such that the framed composition is met."""
    eye, target = np.array(shot.eye), np.array(shot.target)
    moves: list[Move] = []
    for wish in layout.script.camera.moves:
        sign = -1.0 if wish.direction in ("out", "left", "down", "clockwise") else 1.0
        length = (wish.duration or scene.span / scene.speed) * scene.speed
        bodies = layout.main(wish.target)[:1] if wish.target else []
        if wish.kind == "follow" and not bodies:
            layout.notes.append("The thing to follow was not found: the camera stays.")
        elif wish.kind in PLANS:
            plan = Plan(wish, eye, target, sign, length, bodies[0] if bodies else None)
            eye, target, more = PLANS[wish.kind](plan)
            moves += more
    return shot.model_copy(update={"eye": _vec(eye), "target": _vec(target), "moves": tuple(moves)})


def _dolly(plan: Plan) -> Planned:
    """Travel at constant speed; a dolly in starts farther away and arrives a little inside the framed view."""
    amount = plan.wish.amount or float(np.clip(0.4 * plan.distance * plan.wish.pace, 0.0, 0.6 * plan.distance))
    back = 0.85 * amount * (plan.target - plan.eye) / plan.distance if plan.sign > 0 else np.zeros(3)
    return plan.eye - back, plan.target, (Move(kind="dolly", duration=plan.length, amount=plan.sign * amount),)


def _zoom(plan: Plan) -> Planned:
    ratio = (plan.wish.amount or 1.8) ** plan.sign
    return plan.eye, plan.target, (Move(kind="zoom", duration=plan.length, amount=ratio, ease=True),)


def _orbit(plan: Plan) -> Planned:
    turn = 2 * pi * (1.0 if plan.wish.amount is None else plan.wish.amount)
    return plan.eye, plan.target, (Move(kind="orbit", duration=plan.length, amount=plan.sign * turn),)


def _crane(plan: Plan) -> Planned:
    """Rise (or sink) and tilt the other way, so that the same ground stays in view; less to show what is behind it."""
    amount = plan.sign * (plan.wish.amount or (0.45 if plan.wish.reveal else 0.3) * plan.distance)
    x, y, z = plan.target - plan.eye
    level = float(np.hypot(x, y))
    tilt = float(np.arctan2(z - amount, level) - np.arctan2(z, level)) * (REVEALED if plan.wish.reveal else 1.0)
    rise = Move(kind="crane", duration=plan.length, amount=amount, ease=True)
    return plan.eye, plan.target, (rise, Move(kind="tilt", duration=plan.length, amount=tilt, ease=True))


def _pan(plan: Plan) -> Planned:
    """Keep a body's bearing, or turn by an angle with the subject in the middle half-way."""
    if plan.body:
        return plan.eye, plan.target, (Move(kind="pan", duration=plan.length, amount=0.0, body=plan.body),)
    angle = plan.sign * (plan.wish.amount or radians(24.0) * plan.wish.pace)
    x, y, z = plan.target - plan.eye
    lead = angle / 2
    target = plan.eye + np.array([cos(lead) * x - sin(lead) * y, sin(lead) * x + cos(lead) * y, z])
    return plan.eye, target, (Move(kind="pan", duration=plan.length, amount=angle, ease=True),)


def _tilt(plan: Plan) -> Planned:
    angle = plan.sign * (plan.wish.amount or radians(18.0) * plan.wish.pace)
    x, y, z = plan.target - plan.eye
    level = np.hypot(x, y)
    climb = np.arctan2(z, level) - angle / 2
    ray = np.array([cos(climb) * x / level, cos(climb) * y / level, sin(climb)])
    return plan.eye, plan.eye + plan.distance * ray, (Move(kind="tilt", duration=plan.length, amount=angle, ease=True),)


def _fly(plan: Plan) -> Planned:
    """Travel ahead at constant speed and height, half of the way before the framed view and half after it."""
    reach = plan.target - plan.eye
    level = np.array([reach[0], reach[1], 0.0])
    level /= max(float(np.linalg.norm(level)), 1e-9)
    speed = min(FLIGHT, plan.distance / 8.0) * plan.wish.pace
    amount = plan.wish.amount or speed * plan.length
    climb = float(reach[2] / max(float(np.hypot(*reach[:2])), 1e-9))
    back = -0.5 * amount * level
    moves = (
        Move(kind="dolly", duration=plan.length, amount=amount * float(np.hypot(1.0, climb))),
        Move(kind="crane", duration=plan.length, amount=-amount * climb),
    )
    return plan.eye + back, plan.target + back, moves


def _truck(plan: Plan) -> Planned:
    amount = plan.sign * (plan.wish.amount or 0.5 * plan.distance * plan.wish.pace)
    ahead = (plan.target - plan.eye)[:2]
    right = np.array([ahead[1], -ahead[0], 0.0]) / np.linalg.norm(ahead)
    back = -0.5 * amount * right
    move = Move(kind="truck", duration=plan.length, amount=amount, ease=True)
    return plan.eye + back, plan.target + back, (move,)


def _follow(plan: Plan) -> Planned:
    return plan.eye, plan.target, (Move(kind="follow", duration=plan.length, amount=1.0, body=plan.body),)


PLANS = {"dolly": _dolly, "zoom": _zoom, "orbit": _orbit, "crane": _crane, "pan": _pan, "tilt": _tilt,
         "truck": _truck, "follow": _follow, "fly": _fly}  # fmt: skip


def _vec(v: Array) -> tuple[float, float, float]:
    x, y, z = (round(float(c), 6) for c in v)
    return x, y, z
