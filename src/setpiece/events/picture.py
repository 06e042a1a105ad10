"""Predicates about the picture: what is in frame, what hides what, and how the camera moves.

Looks are taken every 1/24 s of world time. ``Record.view`` gives the camera; +X right, +Y down, +Z forward.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.solid import Collider
from setpiece.camera.view import View, project
from setpiece.events.clause import Clause
from setpiece.events.scene import Finding, Scene, at
from setpiece.geometry import quat_conjugate, quat_rotate

Array = NDArray[np.float64]

ROWS_PER_LOOK = 5  # samples of 1/120 s
LONG_ENOUGH = 12  # looks: half a second
FILLS = (0.5, 0.1)  # of the picture's width and height: what takes more than that is seen, wherever its middle is
STILL_WAY = 1e-3  # m that a camera said to stand may move (rounding of its path)
STILL_TURN = 1e-3  # rad


@dataclass(frozen=True)
class Looks:
    """The camera over time: times (T,) in s, the rows of the scene's columns, and the views."""

    time: Array
    rows: NDArray[np.int64]  # sample of the scene
    views: tuple[View, ...]

    @property
    def eye(self) -> Array:
        """Places of the camera (T, 3), m."""
        return np.array([view.world_from_camera[:3, 3] for view in self.views])

    @property
    def axes(self) -> Array:
        """Its axes (T, 3, 3) in the world, as columns right, down, forward."""
        return np.array([view.world_from_camera[:3, :3] for view in self.views])

    @property
    def focal(self) -> Array:
        """Its focal lengths over film width (T,)."""
        return np.array([view.focal for view in self.views])


def looks(scene: Scene) -> Looks:
    """Return the camera at every look from the scene's start to its end."""
    rows = np.arange(0, len(scene.time), ROWS_PER_LOOK)
    time = scene.time[rows]
    return Looks(time, rows, tuple(scene.record.view(float(t)) for t in time))


def center_in_frame(scene: Scene, seen: Looks, body: int) -> Array:
    """Return where the body's centre stands in the picture (T, 2): 0 the middle, +-1 the edges; behind is inf."""
    origin = scene.origin(body)[seen.rows]
    return in_picture(seen, origin[:, None], scene.record.aspect)[:, 0]


def in_picture(seen: Looks, points: Array, aspect: float) -> Array:
    """Return points (T, P, 3) in the picture as (T, P, 2), 0 the middle, +-1 the edges; behind the camera is inf."""
    out = np.empty((*points.shape[:2], 2))
    for k, view in enumerate(seen.views):
        pixels, depth = project(view, points[k], height=2.0, width=2.0 * aspect)
        out[k] = np.where(depth[:, None] > 0, (pixels - [aspect, 1.0]) / [aspect, 1.0], np.inf)
    return out


def inside(place: Array) -> NDArray[np.bool_]:
    """Return where places (..., 2) in the picture lie within its edges."""
    return np.abs(place).max(axis=-1) <= 1.0


def in_frame(scene: Scene, clause: Clause) -> Finding:
    """All bodies are in the picture for ``share`` (0.95) of the time: their centres, or a large part of what is close.

    Value: the least share.
    """
    need = clause.figures.get("share", 0.95)
    seen = looks(scene)
    shares = [(float(_shown(scene, seen, scene.index(n)).mean()), n) for n in clause.bodies]
    share, who = min(shares)
    evidence = f"{who.replace('_', ' ')} is in frame for {share:.0%} of the time"
    return Finding(share >= need, evidence, None, share, need)


def sees(scene: Scene, clause: Clause) -> Finding:
    """All bodies are in the picture for ``share`` (0.95) of the time, as ``in_frame`` has it, and large enough to see.

    Large enough: with all that hangs on it, what is seen of a body takes at least ``size`` (0) of the picture's width
    for half a second altogether. Value: the least share of time; where that is met, the least size.
    """
    framed = in_frame(scene, clause)
    need = clause.figures.get("size", 0.0)
    if not framed.holds or need == 0.0:
        return framed
    seen = looks(scene)
    size, who = min((_seen_size(scene, seen, scene.index(name)), name) for name in clause.bodies)
    evidence = f"{framed.evidence}; {who.replace('_', ' ')} takes {size:.1%} of the picture's width"
    return Finding(size >= need, evidence, None, size, need)


def _seen_size(scene: Scene, seen: Looks, body: int) -> float:
    """Return what share of the picture's width the longer side of a body's box takes for half a second, or longer."""
    shown = _shown(scene, seen, body)
    members = [i for i in scene.record.members(body) if i >= 0]
    corners = np.concatenate([scene.record.corners(i, scene.row + seen.rows) for i in members], axis=1)
    places = in_picture(seen, corners, scene.record.aspect)
    span = np.ptp(np.clip(np.where(np.isfinite(places), places, 0.0), -1.0, 1.0), axis=1) / 2.0
    sizes = np.sort(np.maximum(span[:, 0], span[:, 1] / scene.record.aspect)[shown])[::-1]
    return float(sizes[min(LONG_ENOUGH, len(sizes)) - 1])


def _shown(scene: Scene, seen: Looks, body: int) -> NDArray[np.bool_]:
    """Return where (T,) a body's centre is in the picture, or its box fills much of it: a table top seen close by."""
    corners = in_picture(seen, scene.record.corners(body, scene.row + seen.rows), scene.record.aspect)
    ahead = np.isfinite(corners).all(axis=(1, 2))
    clipped = np.clip(np.where(np.isfinite(corners), corners, 0.0), -1.0, 1.0)
    width, height = (np.ptp(clipped[..., axis], axis=1) / 2.0 for axis in (0, 1))
    return inside(center_in_frame(scene, seen, body)) | (ahead & (width >= FILLS[0]) & (height >= FILLS[1]))


def enters_frame(scene: Scene, clause: Clause) -> Finding:
    """A body's centre is out of the picture at first and in it later. Value: share of time in frame."""
    return _frame_change(scene, clause, enters=True)


def leaves_frame(scene: Scene, clause: Clause) -> Finding:
    """A body's centre is in the picture at first and out of it at the end. Value: share of time out of frame."""
    return _frame_change(scene, clause, enters=False)


def _frame_change(scene: Scene, clause: Clause, *, enters: bool) -> Finding:
    """Judge one change between out of frame and in frame."""
    seen = looks(scene)
    wanted = inside(center_in_frame(scene, seen, scene.index(clause.bodies[0])))
    wanted = wanted if enters else ~wanted
    name, share = clause.bodies[0].replace("_", " "), float(wanted.mean())
    verb = "enters" if enters else "leaves"
    changed = np.flatnonzero(~wanted[:-1] & wanted[1:])
    if changed.size and (enters or wanted[-1]):
        k = int(changed[0 if enters else -1]) + 1
        return Finding(True, f"{name} {verb} the frame at {at(seen.time[k])}", float(seen.time[k]), share, 0.0)
    return Finding(False, f"{name} never {verb} the frame", None, 0.0, 1.0)


def passes_behind(scene: Scene, clause: Clause) -> Finding:
    """A body is seen, then fully hidden by another, then seen again, at the same speed within ``tolerance`` (5 %).

    Hidden: from the camera, all eight corners of its bounding box lie behind the other's shapes. Seen: the centre
    and at least half of the corners are in the picture and not behind it. Value: the greatest share of corners
    hidden at once; bound 1.
    """
    body, screen = (scene.index(name) for name in clause.bodies[:2])
    name, wall = scene.record.name(body), scene.record.name(screen)
    seen = looks(scene)
    hidden = hidden_corners(scene, seen, body, screen)
    share = hidden.mean(axis=1)
    full = np.flatnonzero(share == 1.0)
    if not full.size:
        best = int(np.argmax(share))
        evidence = f"{name} is never fully behind {wall}: {hidden[best].sum()} of 8 corners at most"
        return Finding(False, evidence, None, float(share[best]), 1.0)
    framed = inside(center_in_frame(scene, seen, body))
    plain = np.flatnonzero(framed & (share <= 0.5))
    before, after = plain[plain < full[0]], plain[plain > full[-1]]
    evidence = f"{name} is fully behind {wall} from {at(seen.time[full[0]])} to {at(seen.time[full[-1]])}"
    if not before.size or not after.size:
        word = "before" if not before.size else "after"
        return Finding(False, f"{evidence}, but is not seen {word}", float(seen.time[full[0]]), 0.5, 1.0)
    speed = np.linalg.norm(scene.velocity(body)[seen.rows], axis=1)
    change = abs(speed[after[0]] / max(speed[before[-1]], 1e-6) - 1)
    if change > clause.figures.get("tolerance", 0.05):
        return Finding(
            False, f"{evidence}, but its speed changes by {change:.0%}", None, 1 - float(min(change, 1)), 1.0
        )
    evidence += f", seen again at {at(seen.time[after[0]])} at {speed[after[0]]:.2f} m/s"
    return Finding(True, evidence, float(seen.time[after[0]]), 1.0, 1.0)


def hidden_corners(scene: Scene, seen: Looks, body: int, screen: int) -> NDArray[np.bool_]:
    """Return which (T, 8) corners of a body's box lie behind any shape of the screen, from the camera."""
    rows = scene.row + seen.rows
    corners = scene.record.corners(body, rows)
    turn = quat_conjugate(scene.record.column("rotation", screen)[rows])
    origin = scene.record.origin(screen, rows)
    eye = quat_rotate(turn, seen.eye - origin)
    ends = quat_rotate(turn[:, None], corners - origin[:, None])
    out = np.zeros(corners.shape[:2], bool)
    for collider in scene.record.solid(screen).colliders:
        out |= crosses_box(eye[:, None], ends, collider)
    return out


def crosses_box(start: Array, end: Array, collider: Collider) -> NDArray[np.bool_]:
    """Return whether segments (body frame) cross a collider's own box, by the slab test."""
    turn = quat_conjugate(collider.rotation)
    low, high = box_of(collider)
    a = quat_rotate(turn, start - np.asarray(collider.position))
    b = quat_rotate(turn, end - np.asarray(collider.position))
    way = np.where(np.abs(b - a) < 1e-12, 1e-12, b - a)
    one, two = (low - a) / way, (high - a) / way
    return np.maximum(np.minimum(one, two).max(axis=-1), 0.0) < np.minimum(np.maximum(one, two).min(axis=-1), 1.0)


def box_of(collider: Collider) -> tuple[Array, Array]:
    """Return the lower and upper corner of a collider's box in its own frame."""
    size = np.array([*collider.size, 0.0, 0.0])
    if collider.kind == "mesh":
        return np.min(collider.vertices, axis=0), np.max(collider.vertices, axis=0)
    half = {
        "sphere": size[[0, 0, 0]],
        "cylinder": size[[0, 0, 1]],
        "capsule": size[[0, 0, 1]] + [0, 0, size[0]],
    }.get(collider.kind, size[:3])
    return -half, half


def yaw(seen: Looks) -> Array:
    """Return the compass bearing (T,) in rad of the camera's view, growing to the right, without jumps."""
    forward = seen.axes[:, :, 2]
    return np.unwrap(np.arctan2(forward[:, 0], forward[:, 1]))


def pitch(seen: Looks) -> Array:
    """Return the angle (T,) in rad of the camera's view above the horizon."""
    return np.arcsin(np.clip(seen.axes[:, 2, 2], -1, 1))


def travel(seen: Looks) -> Array:
    """Return the way of the camera (T, 3) in m from its start: right, up, level forward, as it faces then."""
    right = seen.axes[0, :, 0]
    forward = np.cross([0.0, 0.0, 1.0], right)
    offset = seen.eye - seen.eye[0]
    return np.stack([offset @ right, offset[:, 2], offset @ forward], axis=1)


def camera_static(scene: Scene, clause: Clause) -> Finding:  # noqa: ARG001
    """The camera neither moves, turns nor zooms. Value: the greatest of way (m), turn (rad), relative zoom."""
    seen = looks(scene)
    change = motion_of(seen)
    worst = max(change.values())
    what = max(change, key=lambda n: change[n])
    return Finding(
        worst <= STILL_WAY, f"the camera's greatest change is of its {what}: {worst:.5f}", None, worst, STILL_WAY
    )


def motion_of(seen: Looks) -> dict[str, float]:
    """Return how far the camera moves (m), turns (rad) and zooms (ratio less one) at most from its start."""
    turned = np.einsum("tij,ij->t", seen.axes, seen.axes[0])
    focal = seen.focal
    return {
        "place": float(np.linalg.norm(seen.eye - seen.eye[0], axis=1).max()),
        "direction": float(np.arccos(np.clip((turned - 1) / 2, -1, 1)).max()),
        "focal length": float(np.abs(focal / focal[0] - 1).max()),
    }


def camera_only_pans(scene: Scene, clause: Clause) -> Finding:
    """The camera turns about the vertical and does nothing else. Value: the other motion (m or rad)."""
    seen = looks(scene)
    change = motion_of(seen)
    other = max(change["place"], change["focal length"], float(np.ptp(pitch(seen))))
    turned = float(np.ptp(yaw(seen)))
    evidence = f"the camera pans over {np.degrees(turned):.1f} degrees; all other motion is below {other:.5f}"
    if turned < np.radians(1) or other <= STILL_TURN:
        return _signed(yaw(seen), clause, seen, "pans", np.radians(1), other_evidence=evidence)
    return Finding(False, evidence, None, other, STILL_TURN)


def _signed(change: Array, clause: Clause, seen: Looks, verb: str, least: float, other_evidence: str = "") -> Finding:
    """Judge a change over time (T,) by its ``amount`` and ``direction`` (+1 or -1), against the least that is seen."""
    whole = float(change[-1] - change[0])
    need = abs(clause.figures.get("amount", least / 0.95)) * 0.95
    sign = clause.figures.get("direction", 0.0)
    got = whole * np.sign(sign) if sign else abs(whole)
    unit = f"{np.degrees(got):.1f} degrees" if verb in {"pans", "tilts"} else f"{got:.2f} m"
    if verb == "zooms":
        unit = f"a factor of {np.exp(whole):.2f}"
    evidence = other_evidence or f"the camera {verb} by {unit}"
    return Finding(bool(got >= need), evidence, float(seen.time[-1]), float(got), need)


def camera_pans(scene: Scene, clause: Clause) -> Finding:
    """The camera turns right (``direction`` +1) or left (-1) by ``amount`` (1 degree). Value: the turn, rad."""
    seen = looks(scene)
    return _signed(yaw(seen), clause, seen, "pans", np.radians(1))


def camera_tilts(scene: Scene, clause: Clause) -> Finding:
    """The camera turns up (``direction`` +1) or down (-1) by ``amount`` (1 degree). Value: the turn, rad."""
    seen = looks(scene)
    return _signed(pitch(seen), clause, seen, "tilts", np.radians(1))


def camera_zooms(scene: Scene, clause: Clause) -> Finding:
    """The focal length grows (``direction`` +1) or shrinks (-1), by a logarithm of ``amount`` (0.05)."""
    seen = looks(scene)
    return _signed(np.log(seen.focal), clause, seen, "zooms", 0.05)


def camera_trucks(scene: Scene, clause: Clause) -> Finding:
    """The camera travels to its right (``direction`` +1) or left (-1) by ``amount`` (0.05 m). Value: the way, m."""
    seen = looks(scene)
    return _signed(travel(seen)[:, 0], clause, seen, "trucks", 0.05)


def camera_cranes(scene: Scene, clause: Clause) -> Finding:
    """The camera rises (``direction`` +1) or sinks (-1) by ``amount`` (0.05 m). Value: the way, m."""
    seen = looks(scene)
    return _signed(travel(seen)[:, 1], clause, seen, "cranes", 0.05)


def camera_dollies(scene: Scene, clause: Clause) -> Finding:
    """The camera travels in (``direction`` +1) or out (-1) along its view by ``amount`` (0.05 m), at constant speed.

    Constant: while it travels, the speed stays within ``tolerance`` (5 %) of its mean; not asked where the figure
    ``steady`` is 0 or the path eases. Value: the way, m; or the deviation of speed.
    """
    seen = looks(scene)
    way = _signed(travel(seen)[:, 2], clause, seen, "dollies", 0.05)
    eased = any(move.kind == "dolly" and move.ease for move in scene.record.world.shot.moves)
    if not way.holds or eased or not clause.figures.get("steady", 1.0):
        return way
    steps = np.linalg.norm(np.diff(seen.eye, axis=0), axis=1) / np.diff(seen.time)
    running = np.flatnonzero(steps > 0.2 * steps.max())
    steps = steps[running[0] + 1 : running[-1]] if running[-1] - running[0] > 2 else steps[running]
    deviation = float(np.abs(steps / steps.mean() - 1).max())
    tolerance = clause.figures.get("tolerance", 0.05)
    evidence = f"{way.evidence} at {steps.mean():.3f} m/s, constant within {deviation:.1%}"
    if deviation > tolerance:
        return Finding(False, evidence, way.time, deviation, tolerance)
    return Finding(True, evidence, way.time, way.value, way.bound)


def camera_flies(scene: Scene, clause: Clause) -> Finding:
    """The camera travels ahead by ``way`` (1 m), level within a tenth of it, above ``height`` (2 m). Value: way, m."""
    seen = looks(scene)
    path = travel(seen)
    way, drift = float(path[-1, 2] - path[0, 2]), float(np.ptp(path[:, 1]))
    need, least = clause.figures.get("way", 1.0), clause.figures.get("height", 2.0)
    low = float(seen.eye[:, 2].min())
    evidence = f"the camera flies {way:.1f} m ahead, at least {low:.1f} m high, level within {drift:.2f} m"
    if low <= least:
        return Finding(False, evidence, None, low, least)
    return Finding(way >= need and drift <= 0.1 * way, evidence, float(seen.time[-1]), way, need)


def camera_orbits(scene: Scene, clause: Clause) -> Finding:
    """The camera goes ``turns`` (0.1) times around the first body, or the point it looks at. Value: the turns.

    ``direction`` +1 is counter-clockwise seen from above. The distance may vary by 5 %, and the centre stays
    within 5 degrees of the middle of the picture.
    """
    seen = looks(scene)
    need, sign = clause.figures.get("turns", 0.1), clause.figures.get("direction", 0.0)
    target = np.asarray(scene.record.world.shot.target)
    center = np.broadcast_to(target, seen.eye.shape)
    if clause.bodies:
        center = scene.origin(scene.index(clause.bodies[0]))[seen.rows]
    arm = seen.eye - center
    bearing = np.unwrap(np.arctan2(arm[:, 1], arm[:, 0]))
    turns = float(bearing[-1] - bearing[0]) / (2 * np.pi)
    turns = turns * float(np.sign(sign)) if sign else abs(turns)
    radius = np.linalg.norm(arm[:, :2], axis=1)
    uneven = float(np.ptp(radius) / radius.mean())
    evidence = f"the camera goes {turns:.2f} times around at {radius.mean():.2f} m, the distance within {uneven:.1%}"
    if uneven > 0.1:
        return Finding(False, evidence, None, uneven, 0.1)
    return Finding(turns >= 0.99 * need, evidence, float(seen.time[-1]), turns, need)


def camera_follows(scene: Scene, clause: Clause) -> Finding:
    """The camera turns or travels, and keeps a moving body in the middle half of the picture for ``share`` (0.9)."""
    seen = looks(scene)
    place = center_in_frame(scene, seen, scene.index(clause.bodies[0]))
    share = float((np.abs(place[:, 0]) <= 0.5).mean())
    need = clause.figures.get("share", 0.9)
    change = motion_of(seen)
    name = clause.bodies[0].replace("_", " ")
    if change["place"] <= STILL_WAY and change["direction"] <= STILL_TURN:
        return Finding(False, "the camera does not move", None, 0.0, need)
    evidence = f"{name} is in the middle half of the picture for {share:.0%} of the time"
    return Finding(share >= need, evidence, None, share, need)


def camera_height_below(scene: Scene, clause: Clause) -> Finding:
    """The camera stays below ``height`` (0.5 m). Value: its greatest height, m."""
    seen = looks(scene)
    k = int(np.argmax(seen.eye[:, 2]))
    top, need = float(seen.eye[k, 2]), clause.figures.get("height", 0.5)
    return Finding(top < need, f"the camera is at most {top:.2f} m high", float(seen.time[k]), top, need)


def camera_height_above(scene: Scene, clause: Clause) -> Finding:
    """The camera stays above ``height`` (2 m). Value: its least height, m."""
    seen = looks(scene)
    k = int(np.argmin(seen.eye[:, 2]))
    low, need = float(seen.eye[k, 2]), clause.figures.get("height", 2.0)
    return Finding(low > need, f"the camera is at least {low:.2f} m high", float(seen.time[k]), low, need)
