"""Predicates that compare bodies or places: equally fast, blocks that stand as a gate, a flame at the middle."""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.events.scene import Finding, Scene, at
from setpiece.geometry import quat_rotate

ALIKE = 0.15  # by this share two speeds may differ
SLOW = 0.02  # m/s, and rad/s over it, below which nothing counts as moving
TURNING = 0.3  # rad/s from which a body turns
LASTS = 0.2  # s that two are equally fast at least
FREE = 0.2  # of a block's length that a gate is open at least
SNUG = 3e-3  # m between what is wrapped and what it is wrapped around
BESIDE = 0.9  # of its height that what is wrapped around a thing is at the height of that
LEVEL = 0.95  # cosine with straight down of where what covers a thing opens
UNDER = 0.1  # of its height that what is covered may look out below
MIDDLE = 0.15  # of its length from a thing's middle


def same_speed(scene: Scene, clause: Clause) -> Finding:
    """For 0.2 s at least two bodies are equally fast, within 15 %: both turn so, or where neither turns both go so.

    Value: by which share they differ then, at best.
    """
    a, b = (scene.index(name) for name in clause.bodies[:2])
    turning = float(np.median(np.abs(scene.spin(b)[:, 2]))) > TURNING
    rates = [scene.spin(i)[:, 2] if turning else np.linalg.norm(scene.velocity(i), axis=1) for i in (a, b)]
    larger = np.maximum(np.abs(rates[0]), np.abs(rates[1]))
    apart = np.where(larger > SLOW, np.abs(rates[0] - rates[1]) / np.maximum(larger, SLOW), 1.0)
    steps = max(2, int(LASTS / max(float(scene.time[1] - scene.time[0]), 1e-6)))
    windows = np.lib.stride_tricks.sliding_window_view(apart, min(steps, len(apart))).max(axis=1)
    k = int(np.argmin(windows))
    names, unit = [scene.record.name(i) for i in (a, b)], "rad/s" if turning else "m/s"
    told = f"{names[0]} at {rates[0][k]:.2f} and {names[1]} at {rates[1][k]:.2f} {unit} at {at(scene.time[k])}"
    return Finding(bool(windows[k] <= ALIKE), told, float(scene.time[k]), float(windows[k]), ALIKE)


def in_gate(scene: Scene, clause: Clause) -> Finding:
    """The last of several bodies begins across on two posts of the others, and between those it is free.

    Value: how wide that is, in lengths of the block on top.
    """
    bodies = [scene.index(name) for name in clause.bodies]
    places = np.array([scene.origin(i)[0] for i in bodies])
    top, posts = places[-1], places[:-1]
    long = float(np.ptp(scene.record.solid(bodies[-1]).bounds, axis=0)[0])
    sides = [posts[posts[:, 0] < top[0] - 1e-6], posts[posts[:, 0] > top[0] + 1e-6]]
    if min(map(len, sides)) == 0 or top[2] <= posts[:, 2].max():
        return Finding(False, "they do not stand as a gate", None, 0.0, FREE)
    boxes = [scene.record.corners(i, slice(0, 1))[0] for i in bodies]
    rests = abs(boxes[-1][:, 2].min() - max(box[:, 2].max() for box in boxes[:-1])) < SNUG
    level = float(np.ptp(places[:, 1])) < 0.25 * long
    gap = (float(sides[1][:, 0].min() - sides[0][:, 0].max()) - long) / long
    across = abs(top[0] - 0.5 * (sides[0][:, 0].max() + sides[1][:, 0].min())) < 0.25 * long
    told = f"{len(sides[0])} and {len(sides[1])} blocks stand {gap:.0%} of a block apart, one lies across"
    return Finding(bool(across and rests and level) and FREE <= gap < 1.0, told, float(scene.time[0]), gap, FREE)


def wraps(scene: Scene, clause: Clause) -> Finding:
    """A hollow body stands around another at the beginning and at the end, at most ``gap`` (3 mm) from it all around.

    Value: the greatest gap, m.
    """
    outer, inner = (scene.index(name) for name in clause.bodies[:2])
    worst, bound = 0.0, clause.figures.get("gap", SNUG)
    for row in (0, -1):
        boxes = [
            scene.record.corners(i, slice(len(scene.time) - 1, None) if row else slice(0, 1))[0] for i in (outer, inner)
        ]
        (low, high), (least, most) = ((box.min(axis=0), box.max(axis=0)) for box in boxes)
        gaps = np.concatenate([least[:2] - low[:2], high[:2] - most[:2]])
        beside = min(high[2], most[2]) - max(low[2], least[2]) > BESIDE * (high[2] - low[2])
        worst = max(worst, float(np.abs(gaps).max()) if beside and (gaps > -1e-4).all() else np.inf)
    names = [scene.record.name(i) for i in (outer, inner)]
    told = f"{names[0]} stands around {names[1]}, at most {1000 * worst:.1f} mm from it"
    return Finding(worst <= bound, told, float(scene.time[-1]), worst, bound)


def covers(scene: Scene, clause: Clause) -> Finding:
    """At the end a vessel stands upside down over another body: that is in its box, but for a tenth of its height.

    Value: how far (m) that lies outside.
    """
    body, other = (scene.index(name) for name in clause.bodies[:2])
    last = slice(len(scene.time) - 1, None)
    box, own = (scene.record.corners(i, last)[0] for i in (body, other))
    low, high = own.min(axis=0), own.max(axis=0)
    low[2] += UNDER * (high[2] - low[2])
    away = np.maximum(box.min(axis=0) - low, high - box.max(axis=0))
    outside, names = float(away.max()), [scene.record.name(i) for i in (body, other)]
    opens = quat_rotate(scene.rotation(body)[-1], np.array([0.0, 0.0, 1.0]))[2]
    if opens > -LEVEL:
        return Finding(False, f"{names[0]} is not upside down at the end", float(scene.time[-1]), None, 0.0)
    told = f"{names[1]} is {'inside' if outside <= 0.0 else f'{outside:.3f} m outside'} {names[0]} at the end"
    return Finding(outside <= 0.0, told, float(scene.time[-1]), max(outside, 0.0), 0.0)


def burns_at_middle(scene: Scene, clause: Clause) -> Finding:
    """The lamp or flame of a body is at its middle. Value: how far from it, in lengths of the body."""
    name = clause.bodies[0]
    index = scene.index(name)
    size = np.ptp(scene.record.solid(index).bounds, axis=0)
    axis, away = int(np.argmax(size)), []
    for light in scene.record.world.lights:
        away += [abs(float(light.position[axis])) / float(size[axis])] if light.body == name else []
    if not away:
        return Finding(None, f"{scene.record.name(index)} has no flame", None, None, None)
    told = f"the flame is {min(away):.0%} of its length from the middle of {scene.record.name(index)}"
    return Finding(min(away) <= MIDDLE, told, float(scene.time[0]), min(away), MIDDLE)
