"""Predicates about who goes on feet: walking, running, sitting, lying, holding out a hand."""

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.build import build
from setpiece.assets.families.beings import PLANS, plan_of
from setpiece.events.clause import Clause
from setpiece.events.scene import Finding, Scene, at
from setpiece.geometry import quat_conjugate, quat_rotate

Array = NDArray[np.float64]

DOWN = 1e-7  # m above the lowest that the foot gets: a planted foot stands exactly on the ground
HELD, HELD_GAP = 0.01, 0.05  # m: how far what is held may shift, and be away from who holds it
SLIP = 0.01  # m/s that a planted foot may slide


def _soles(scene: Scene, foot: int) -> tuple[Array, Array]:
    """Return heights (2, T) and speeds (2, T) of a foot's toe and heel, where it touches the ground at rest."""
    body = scene.record.body(foot)
    plan = plan_of(body.family, body.params.get("scale", 1.0))
    number = int(body.params.get("segment", 0))
    leg = next(leg for leg in plan.legs if leg.segments[-1] == number)
    base = np.asarray(scene.record.solid(foot).mounts["base"])
    heights, speeds = [], []
    for point in (leg.toe, leg.heel):
        arm = quat_rotate(scene.rotation(foot), base + np.asarray(point))
        place = scene.origin(foot) + arm
        away = place - scene.position(foot)
        heights.append(place[:, 2])
        speeds.append(np.linalg.norm(scene.velocity(foot) + np.cross(scene.spin(foot), away), axis=1))
    return np.array(heights), np.array(speeds)


def planted(scene: Scene, foot: int) -> tuple[NDArray[np.bool_], Array]:
    """Return when (T,) a foot is on the ground, and how fast (T,) its lowest point slides then (m/s)."""
    height, speed = _soles(scene, foot)
    # Of a flat foot both ends stand still; of one that rolls, the end on the ground.
    low = np.argmin(np.where(height < height.min() + DOWN, speed, 1e3 + height), axis=0)
    columns = np.arange(height.shape[1])
    return height[low, columns] < height.min() + DOWN, speed[low, columns]


def _on_foot(scene: Scene, clause: Clause) -> tuple[float, float, float, float, bool, bool, str]:
    body, *feet = (scene.index(name) for name in clause.bodies)
    way = scene.position(body)[-1] - scene.position(body)[0]
    gone = float(np.hypot(*way[:2]))
    mean = gone / max(float(scene.end - scene.time[0]), 1e-9)
    slip, down, each = 0.0, np.zeros((len(feet), len(scene.time)), bool), []
    for k, foot in enumerate(feet):
        down[k], speed = planted(scene, foot)
        slip = max(slip, float(speed[down[k]].max(initial=0.0)))
        each.append(down[k].any() and not down[k].all())
    count = down.sum(axis=0)
    return (
        gone,
        mean,
        slip,
        float((count > 0).mean()),
        bool(np.all(each)),
        bool((count == 0).any()),
        scene.record.name(body),
    )


def walks(scene: Scene, clause: Clause) -> Finding:
    """A body goes on its feet (the others named): each is planted and lifted in turn, and one is always on the ground.

    A planted foot slides at no more than 1 cm/s. Value: the fastest slip, m/s.
    """
    gone, mean, slip, _, stepped, aloft, name = _on_foot(scene, clause)
    holds = stepped and not aloft and slip <= SLIP and gone >= 0.05
    evidence = f"{name} walks {gone:.2f} m at {mean:.2f} m/s; planted feet slide at most {1000 * slip:.2f} mm/s"
    if aloft:
        evidence += ", but at times no foot is on the ground: it runs"
    return Finding(holds, evidence, float(scene.time[-1]), slip, SLIP)


def runs(scene: Scene, clause: Clause) -> Finding:
    """A body runs on its feet (the others named): at times none of them is on the ground; planted ones do not slide.

    Value: the fastest slip of a planted foot, m/s.
    """
    gone, mean, slip, share, stepped, aloft, name = _on_foot(scene, clause)
    holds = stepped and aloft and slip <= SLIP and gone >= 0.05
    evidence = f"{name} runs {gone:.2f} m at {mean:.2f} m/s, off the ground {100 * (1 - share):.0f} % of the time"
    evidence += f"; planted feet slide at most {1000 * slip:.2f} mm/s"
    return Finding(holds, evidence, float(scene.time[-1]), slip, SLIP)


def jumps(scene: Scene, clause: Clause) -> Finding:
    """A body leaves the ground with all its feet (the others named) at once, by ``rise`` (2 cm). Value: the rise, m.

    How high: its lowest foot over where the lowest of them ever stands; of one who ends higher up, over there.
    """
    _, *feet = (scene.index(name) for name in clause.bodies)
    low = np.min([_soles(scene, foot)[0].min(axis=0) for foot in feet], axis=0)
    rise = low - max(float(low[0]), float(low[-1]), float(low.min()))
    k, need = int(np.argmax(rise)), clause.figures.get("rise", 0.02)
    evidence = f"{scene.record.name(scene.index(clause.bodies[0]))} jumps {rise[k]:.2f} m high at {at(scene.time[k])}"
    return Finding(bool(rise[k] >= need), evidence, float(scene.time[k]), float(rise[k]), need)


def holds(scene: Scene, clause: Clause) -> Finding:
    """The first body, a limb, has the second against it all the time, at one place of it.

    Value: how far (m) the middle of what is held gets from where it was against the limb; bound 1 cm, the gap between
    their boxes at most 5 cm.
    """
    limb, thing = (scene.index(name) for name in clause.bodies[:2])
    turn = np.stack([quat_conjugate(q) for q in scene.rotation(limb)])
    local = quat_rotate(turn, scene.origin(thing) - scene.origin(limb))
    astray = float(np.linalg.norm(local - local[0], axis=1).max())
    corners = quat_rotate(
        turn[:1], scene.record.corners(thing, slice(scene.row, scene.row + 1))[0] - scene.origin(limb)[0]
    )
    low, high = scene.record.solid(limb).bounds
    gap = float(np.linalg.norm(np.maximum(np.maximum(low - corners.max(0), corners.min(0) - high), 0.0)))
    name, what = scene.record.name(limb), scene.record.name(thing)
    if gap > HELD_GAP:
        return Finding(False, f"{what} is {gap:.2f} m away from {name}", None, gap, HELD_GAP)
    return Finding(
        astray <= HELD, f"{name} has {what}, which shifts by {1000 * astray:.1f} mm", scene.start, astray, HELD
    )


def _posture(scene: Scene, clause: Clause) -> tuple[float, str, bool]:
    """Return the main body's height over that at rest, its name, and whether it stays where it is."""
    index = scene.index(clause.bodies[0])
    body = scene.record.body(index)
    own = float(scene.record.solid(index).mounts["base"][2])
    height = float(scene.origin(index)[:, 2].mean() - _floor(scene, clause)) / -own
    moved = np.linalg.norm(scene.position(index) - scene.position(index)[0], axis=1).max()
    assert body.family in PLANS
    return height, scene.record.name(index), bool(moved < 0.02)


def _floor(scene: Scene, clause: Clause) -> float:
    """Return how high (m) the ground is that the feet stand on."""
    feet = [name for name in clause.bodies[1:] if name.endswith("_foot")]
    return min((float(_soles(scene, scene.index(name))[0].min()) for name in feet), default=0.0)


def sits(scene: Scene, clause: Clause) -> Finding:
    """A body stays where it is, lower than it stands. Value: the height of its trunk over that in standing."""
    return _lowered(scene, clause, "sits", 0.98)


def lies(scene: Scene, clause: Clause) -> Finding:
    """A body stays where it is, its trunk at less than 0.75 of its height in standing. Value: that share."""
    return _lowered(scene, clause, "lies", 0.75)


def _lowered(scene: Scene, clause: Clause, does: str, below: float) -> Finding:
    """Return whether a body stays where it is, its trunk below a share of its height in standing."""
    height, name, still = _posture(scene, clause)
    evidence = f"{name} {does}, its trunk {100 * height:.0f} % as high as standing"
    return Finding(still and height < below, evidence, scene.start, height, below)


def comes_to_mouth(scene: Scene, clause: Clause) -> Finding:
    """The box around a thing comes within 0.6 of a head's size of the middle of that head, the second body.

    Value: the least distance (m).
    """
    thing, head = (scene.index(name) for name in clause.bodies[:2])
    box = build(scene.record.body(thing)).bounds
    turn = np.stack([quat_conjugate(q) for q in scene.rotation(thing)])
    local = quat_rotate(turn, scene.position(head) - scene.position(thing))
    away = np.linalg.norm(local - np.clip(local, box[0], box[1]), axis=1)
    need = 0.6 * float(np.ptp(build(scene.record.body(head)).bounds, axis=0).max())
    first = np.flatnonzero(away <= need)
    evidence = f"{scene.record.name(thing)} comes within {away.min():.2f} m of the middle of the head"
    time = float(scene.time[first[0]]) if first.size else None
    return Finding(bool(first.size), evidence, time, float(away.min()), need)


def holds_out_a_hand(scene: Scene, clause: Clause) -> Finding:
    """The second body, a hand of the first, comes to be ahead of it and stays there. Value: how far ahead, m."""
    main, hand = (scene.index(name) for name in clause.bodies[:2])
    ahead = quat_rotate(scene.rotation(main)[-1], np.array([1.0, 0.0, 0.0]))
    reach = (scene.position(hand) - scene.position(main)) @ ahead
    need = 0.15 * plan_of(scene.record.body(main).family, 1.0).size * scene.record.body(main).params.get("scale", 1.0)
    first = np.flatnonzero(reach >= need)
    held = bool(len(first)) and bool((reach[first[0] :] >= need).all())
    when = float(scene.time[first[0]]) if len(first) else None
    what = f"{scene.record.name(hand)} is held {reach[-1]:.2f} m ahead"
    return Finding(held, what + (f" from {at(when)}" if when is not None else ""), when, float(reach[-1]), need)
