"""Predicates about swinging: turning points, the period of a physical pendulum, Newton's cradle."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from setpiece.events.clause import Clause
from setpiece.events.scene import Finding, Scene, at, plural
from setpiece.geometry import quat_conjugate, quat_multiply, quat_rotate, quat_to_matrix
from setpiece.world.document import Joint

Array = NDArray[np.float64]


def hinged(scene: Scene, body: int) -> int | None:
    """Return the body itself, or the first that hangs on it, that has a hinge or ball joint."""
    for i in scene.record.members(body):
        joint = scene.record.body(i).joint
        if joint is not None and joint.kind in {"hinge", "ball"}:
            return i
    return None


def swing_axis(scene: Scene, body: int) -> Array:
    """Return the unit axis (3,) a body swings about, in the world frame at coordinate zero.

    That of its hinge; for a ball joint, the horizontal axis across the plane it first moves in.
    """
    joint = scene.record.body(body).joint
    if joint.kind == "hinge":
        return np.asarray(joint.axis) / np.linalg.norm(joint.axis)
    spin = scene.record.column("spin", body)
    axis = spin[int(np.argmax(np.linalg.norm(spin[:, :2], axis=1)))] * np.array([1.0, 1.0, 0.0])
    length = float(np.linalg.norm(axis))
    return axis / length if length > 1e-9 else np.array([0.0, 1.0, 0.0])


def coordinate(scene: Scene, body: int) -> Array:
    """Return the turn (T,) in rad of a body about its axis, from coordinate zero, relative to its parent."""
    document = scene.record.body(body)
    turn = quat_multiply(scene.rotation(body), quat_conjugate(document.rotation))
    parent = document.joint.parent
    if parent is not None:
        base = scene.record.body(scene.index(parent))
        moved = quat_multiply(scene.rotation(scene.index(parent)), quat_conjugate(base.rotation))
        turn = quat_multiply(quat_conjugate(moved), turn)
    axis = swing_axis(scene, body)
    return np.unwrap(2.0 * np.arctan2(turn[:, 1:] @ axis, turn[:, 0]))


def on_tie(scene: Scene, body: int) -> Array | None:
    """Return how far (T,) in rad a body on a tie to the ground is from hanging straight down; positive as it began."""
    name = scene.record.trajectory.ids[body]
    tie = next((tie for tie in scene.record.world.ties if tie.a == name and tie.b is None), None)
    if tie is None:
        return None
    way = scene.record.column("position", body) - np.asarray(tie.at_b)
    level = way[0] * np.array([1.0, 1.0, 0.0])
    side = level / max(float(np.linalg.norm(level)), 1e-9)
    return np.unwrap(np.arctan2(way @ side, -way[:, 2]))


def turning_points(angle: Array, least: float = np.pi / 180) -> Array:
    """Return the rows where an angle turns back, between which it changes by ``least`` (rad) or more."""
    out, way, extreme = [], 0, 0
    for k in range(1, len(angle)):
        if way >= 0 and angle[k] > angle[extreme]:
            way, extreme = (1, k) if way or angle[k] - angle[0] > least else (0, extreme)
        elif way <= 0 and angle[k] < angle[extreme]:
            way, extreme = (-1, k) if way or angle[0] - angle[k] > least else (0, extreme)
        elif abs(angle[k] - angle[extreme]) > least:
            out.append(extreme)
            way, extreme = -way or int(np.sign(angle[k] - angle[extreme])), k
    return np.array(out, int)


def swings(scene: Scene, clause: Clause) -> Finding:
    """A body swings on its hinge or tie, turning back at least ``count`` (1) times, from ``amplitude`` (less 10 %).

    Value: the number of turning points.
    """
    body = hinged(scene, scene.index(clause.bodies[0]))
    name = clause.bodies[0].replace("_", " ")
    need = clause.figures.get("count", 1.0)
    angle = coordinate(scene, body) if body is not None else on_tie(scene, scene.index(clause.bodies[0]))
    if angle is None:
        return Finding(None, f"{name} has no hinge to swing on", None, None, None)
    turns = turning_points(angle)
    span = float(np.ptp(angle)) / 2
    period = mean_period(scene.time, angle)
    evidence = f"{name} turns back {plural(len(turns), 'time')}, half its swing is {np.degrees(span):.1f} degrees"
    if period is not None:
        evidence += f", period {period:.3f} s"
    if "amplitude" in clause.figures and span < 0.9 * clause.figures["amplitude"]:
        return Finding(False, evidence, None, span, 0.9 * clause.figures["amplitude"])
    enough = len(turns) >= need
    time = float(scene.time[turns[int(need) - 1]]) if enough and need >= 1 else None
    return Finding(enough, evidence, time, float(len(turns)), need)


def mean_period(time: Array, angle: Array) -> float | None:
    """Return the mean period (s) of an oscillation about the middle of its span, None with under two crossings."""
    crossed = crossings(time, angle - (angle.max() + angle.min()) / 2)
    return float(2 * np.diff(crossed).mean()) if len(crossed) > 1 else None


def crossings(time: Array, value: Array) -> Array:
    """Return the times (s) at which a column crosses zero, interpolated linearly (its curvature is zero there)."""
    k = np.flatnonzero(np.signbit(value[:-1]) != np.signbit(value[1:]))
    return time[k] - value[k] * (time[k + 1] - time[k]) / (value[k + 1] - value[k])


def pendulum_period(scene: Scene, clause: Clause) -> Finding:
    """Every half swing takes what the law of the physical pendulum says at its amplitude, within ``tolerance`` (1 %).

    ``T = 4 sqrt(I / (m g d)) K(sin^2(a / 2))``: I about the hinge, d the distance of the centre of mass from its
    axis, g the gravity across it, a the amplitude, K the complete elliptic integral. Value: the worst relative error.
    """
    from scipy.special import ellipk

    tolerance = clause.figures.get("tolerance", 0.01)
    body = hinged(scene, scene.index(clause.bodies[0]))
    name = clause.bodies[0].replace("_", " ")
    if body is None or scene.record.children.get(body):
        return Finding(None, f"{name} is not a single body on a hinge", None, None, tolerance)
    small, rest = small_period(scene, body)
    if small is None:
        return Finding(None, f"{name} does not hang: gravity does not turn it about its hinge", None, None, tolerance)
    angle = coordinate(scene, body) - rest
    angle -= 2 * np.pi * np.round(np.median(angle) / (2 * np.pi))
    crossed = crossings(scene.time, angle)
    if len(crossed) < 2:
        return Finding(False, f"{name} does not make a whole half swing", None, 1.0, tolerance)
    halves = []
    for begin, end in pairwise(crossed):
        peak = float(np.abs(angle[(scene.time >= begin) & (scene.time <= end)]).max())
        law = small / np.pi * ellipk(np.sin(peak / 2) ** 2)  # half of T; small = 2 pi sqrt(I / (m g d))
        halves.append((abs((end - begin) / law - 1), begin, 2 * (end - begin), 2 * law, peak))
    error, when, period, law, peak = max(halves)
    evidence = (
        f"{plural(len(halves), 'half swing')}; worst period {period:.4f} s against {law:.4f} s "
        f"by the law at {np.degrees(peak):.1f} degrees"
    )
    return Finding(bool(error <= tolerance), evidence, float(when), float(error), tolerance)


def precesses(scene: Scene, clause: Clause) -> Finding:
    """Its axle goes round a pivot by ``turns`` (0.5), as fast as m g r / (I w) says within ``tolerance`` (5 %).

    The body hangs on a ball joint, with what turns in it: m and r are those of all of it, I w is its angular momentum
    along the axle, about its own centre. Value: the relative error of the rate, averaged over time.
    """
    tolerance, need = clause.figures.get("tolerance", 0.05), clause.figures.get("turns", 0.5)
    body = scene.index(clause.bodies[0])
    joint, name = scene.record.body(body).joint, clause.bodies[0].replace("_", " ")
    if joint is None or joint.kind != "ball":
        return Finding(None, f"{name} stands on no pivot", None, None, tolerance)
    record, members = scene.record.trajectory, scene.record.members(body)
    mass = np.array([record.mass[i] for i in members])
    center = np.einsum("n,ntx->tx", mass / mass.sum(), np.stack([scene.position(i) for i in members]))
    arm = center - np.asarray(joint.anchor)
    axle = arm / np.linalg.norm(arm, axis=1, keepdims=True)
    about = np.zeros(len(axle))
    for i in members:
        turn = quat_to_matrix(scene.rotation(i))
        momentum = np.einsum("txi,ij,tyj,ty->tx", turn, record.inertia[i], turn, scene.spin(i))
        about += (momentum * axle).sum(axis=1)
    azimuth = np.unwrap(np.arctan2(arm[:, 1], arm[:, 0]))
    rate = float(azimuth[-1] - azimuth[0]) / float(scene.time[-1] - scene.time[0])
    pull = float(np.linalg.norm(record.gravity)) * mass.sum()
    if float(about.min()) * float(about.max()) <= 0.0:
        return Finding(False, f"nothing turns on the axle of {name}", None, 1.0, tolerance)
    law = float(np.mean(pull * np.linalg.norm(arm, axis=1) / about))
    error, turns = abs(rate / law - 1.0), abs(float(azimuth[-1] - azimuth[0])) / (2 * np.pi)
    evidence = f"{name} goes round {turns:.2f} times, at {rate:.3f} rad/s against {law:.3f} rad/s by m g r / (I w)"
    time = scene.time[int(np.argmax(np.abs(azimuth - azimuth[0]) >= 2 * np.pi * need))] if turns >= need else None
    return Finding(bool(error <= tolerance and turns >= need), evidence, time, error, tolerance)


def small_period(scene: Scene, body: int) -> tuple[float | None, float]:
    """Return the period of small swings (s), None where gravity gives none, and the coordinate (rad) at rest."""
    document, trajectory = scene.record.body(body), scene.record.trajectory
    joint: Joint = document.joint
    axis = swing_axis(scene, body)
    center = np.asarray(document.position) + quat_rotate(document.rotation, trajectory.center_of_mass[body])
    arm = center - np.asarray(joint.anchor)
    arm = arm - axis * (arm @ axis)
    pull = trajectory.gravity - axis * (trajectory.gravity @ axis)
    d, g = float(np.linalg.norm(arm)), float(np.linalg.norm(pull))
    if d < 1e-6 or g < 1e-6:
        return None, 0.0
    turn = quat_to_matrix(document.rotation)
    about = float(axis @ turn @ trajectory.inertia[body] @ turn.T @ axis) + trajectory.mass[body] * d * d
    rest = float(np.arctan2(np.cross(arm, pull) @ axis, arm @ pull))
    return 2 * np.pi * float(np.sqrt(about / (trajectory.mass[body] * g * d))), rest


def cradle_transfer(scene: Scene, clause: Clause) -> Finding:
    """As many balls leave the far side of a cradle as struck the near one, at 0.98 (``ratio``) of their speed.

    Bodies are the balls in order along the row; ``count`` is how many strike (any number without it). The balls
    between stay below a tenth of the speed. Value: speed out over speed in of the slowest.
    """
    balls = [scene.index(name) for name in clause.bodies]
    ratio = clause.figures.get("ratio", 0.98)
    struck = first_strike(scene, balls)
    if struck is None:
        return Finding(False, "no ball strikes another", None, 0.0, ratio)
    before, after = speeds_about(scene, balls, struck)
    moving = before > 0.5 * before.max()
    count = int(moving.sum())
    k = int(clause.figures.get("count", count))
    left = bool(moving[:count].all())
    if count != k or not (left or moving[-count:].all()) or count == len(balls):
        return Finding(False, f"{plural(count, 'ball')} strike, not {k} from one side", struck, 0.0, ratio)
    out = np.zeros(len(balls), bool)
    out[slice(-k, None) if left else slice(None, k)] = True
    share = float(after[out].min() / before[moving].mean())
    rest = float(after[~out].max(initial=0.0) / before[moving].mean())
    evidence = (
        f"{plural(k, 'ball')} in at {before[moving].mean():.3f} m/s at {at(struck)}, {k} out at {share:.3f} "
        f"of it, the others at most {rest:.3f}"
    )
    if rest > 0.1:
        return Finding(False, evidence, struck, rest, 0.1)
    return Finding(share >= ratio, evidence, struck, share, ratio)


def first_strike(scene: Scene, balls: list[int]) -> float | None:
    """Return the time (s) of the first impact between two of the balls, by over 1 cm/s."""
    found = scene.record.impacts
    members = [m for ball in balls for m in scene.record.members(ball)]
    keep = np.isin(found["a"], members) & np.isin(found["b"], members) & (found["approach"] > 0.01)
    times = found["time"][keep & (found["time"] >= scene.start)]
    return float(times[0]) if times.size else None


def speeds_about(scene: Scene, balls: list[int], time: float, window: float = 0.06) -> tuple[Array, Array]:
    """Return the speeds (m/s) of balls just before a strike, and after the chain of strikes that follows it.

    After: of a ball that still flies when ``window`` (s) has passed, its greatest speed within it, since it swings up
    from where it was struck; of the others, which handed on what they got, that at its end.
    """
    first = max(int(np.searchsorted(scene.time, time - 1e-9)) - 1, 0)
    last = min(int(np.searchsorted(scene.time, time + window)), len(scene.time) - 1)
    speed = np.array([ball_speed(scene, ball) for ball in balls])
    before, later = speed[:, first], speed[:, first + 1 : last + 1]
    settled = later[:, -1]
    quickest = later.max(axis=1)
    return before, np.where(settled > 0.5 * quickest, quickest, settled)


def ball_speed(scene: Scene, ball: int) -> Array:
    """Return the speed (T,) in m/s of a ball, or of what swings of it."""
    body = hinged(scene, ball)
    return np.linalg.norm(scene.velocity(ball if body is None else body), axis=1)
