"""Predicates about motion: resting, falling, spinning, moving, driving, orbiting, passing, coming to rest."""

import numpy as np
from numpy.typing import NDArray

from setpiece import clock
from setpiece.events.clause import Clause
from setpiece.events.contact import overhang
from setpiece.events.distance import closest, lowest_height
from setpiece.events.scene import Finding, Scene, at
from setpiece.events.swing import hinged
from setpiece.geometry import quat_conjugate, quat_multiply, quat_rotate, quat_to_rotvec

Array = NDArray[np.float64]

STILL_SPEED = 0.01  # m/s of any point of a body: below this it stands still to the eye
STILL_TIME = 0.2  # s
DIRECTIONS = {
    "left": (-1.0, 0, 0), "right": (1.0, 0, 0), "up": (0.0, 0, 1), "down": (0.0, 0, -1),
    "away": (0.0, 1, 0), "towards": (0.0, -1, 0), "north": (0.0, 1, 0), "south": (0.0, -1, 0),
    "east": (1.0, 0, 0), "west": (-1.0, 0, 0),
}  # fmt: skip


def bodies_of(scene: Scene, clause: Clause) -> list[int]:
    """Return the clause's bodies as indices; all that can move where it names none."""
    if clause.bodies:
        return [scene.index(name) for name in clause.bodies]
    return [int(i) for i in np.flatnonzero(~scene.record.trajectory.fixed)]


def fastest_point(scene: Scene, body: int) -> Array:
    """Return an upper bound (T,) in m/s on the speed of any point of a body."""
    speed = np.linalg.norm(scene.velocity(body), axis=1)
    return speed + np.linalg.norm(scene.spin(body), axis=1) * scene.record.size(body) / 2


def shift(scene: Scene, body: int) -> tuple[Array, Array]:
    """Return how far (T,) in m and by what angle (T,) in rad a body is from where it began."""
    moved = np.linalg.norm(scene.position(body) - scene.position(body)[0], axis=1)
    turn = quat_multiply(scene.rotation(body), quat_conjugate(scene.rotation(body)[0]))
    return moved, np.linalg.norm(quat_to_rotvec(turn), axis=1)


def stays(scene: Scene, clause: Clause) -> Finding:
    """No body moves more than ``tolerance`` (1 mm), nor turns so that any of its points would. Value: the worst, m."""
    tolerance = clause.figures.get("tolerance", 0.001)
    worst, when, who = 0.0, scene.start, None
    for i in bodies_of(scene, clause):
        moved, turned = shift(scene, i)
        way = np.maximum(moved, turned * scene.record.size(i) / 2 - 1e-6)
        k = int(np.argmax(way))
        if way[k] > worst:
            worst, when, who = float(way[k]), float(scene.time[k]), i
    what = "nothing" if who is None else scene.record.name(who)
    evidence = f"{what} moves most, {worst * 1000:.2f} mm by {at(when)}" if who is not None else "nothing moves"
    return Finding(worst <= tolerance, evidence, when, worst, tolerance)


def rests(scene: Scene, clause: Clause) -> Finding:
    """A body stands still for ``time`` (0.2 s) at some time, in contact with ``support`` if one is given.

    Value: the longest stretch at rest, s.
    """
    body = scene.index(clause.bodies[0])
    need = min(clause.figures.get("time", STILL_TIME), 0.9 * (scene.end - scene.start) or STILL_TIME)
    still = fastest_point(scene, body) < STILL_SPEED
    base = ""
    if len(clause.bodies) > 1:
        support = scene.index(clause.bodies[1])
        base = f" on {scene.record.name(support)}"
        still &= supported(scene, body, support, still)
    start, length = longest(still)
    seconds = length * clock.SAMPLE
    evidence = f"{scene.record.name(body)} rests{base} for {seconds:.2f} s from {at(scene.time[start])}"
    if not length:
        evidence = f"{scene.record.name(body)} is never at rest{base}"
    return Finding(seconds >= need, evidence, float(scene.time[start]) if length else None, seconds, need)


def supported(scene: Scene, body: int, support: int, still: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return where (T,) a body is borne by another: in contact, or asleep since it was (no contact is listed then)."""
    met = np.zeros(len(scene.time), bool)
    rows = np.searchsorted(scene.time, scene.contacts(body, support).time - 1e-9)
    met[rows[rows < len(met)]] = True
    first = scene.between(scene.start, scene.start)
    met[0] |= bool(still[0]) and closest(first, body, support).gap < 1e-3
    order = np.arange(len(met))
    last_met = np.maximum.accumulate(np.where(met, order, -1))
    last_moved = np.maximum.accumulate(np.where(still, -1, order))
    return last_met > last_moved


def longest(mask: NDArray[np.bool_]) -> tuple[int, int]:
    """Return (start, length) of the longest run of true values; the first where several are equal."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    starts, stops = edges[::2], edges[1::2]
    if not starts.size:
        return 0, 0
    k = int(np.argmax(stops - starts))
    return int(starts[k]), int(stops[k] - starts[k])


def falls(scene: Scene, clause: Clause) -> Finding:
    """A body falls freely: without contact, downwards, by at least ``height`` less 5 % (2 cm without a figure).

    Value: how far its centre of mass sinks in its longest fall, m.
    """
    body = scene.index(clause.bodies[0])
    need = clause.figures["height"] * 0.95 if "height" in clause.figures else 0.02
    drops = [fall(scene, body, start, stop) for start, stop in scene.flights(body)]
    name = scene.record.name(body)
    if not drops:
        return Finding(False, f"{name} does not fall freely", None, 0.0, need)
    drop, start, stop = max(drops)
    evidence = f"{name} falls {drop:.3f} m from {at(start)} to {at(stop)}"
    return Finding(drop >= need, evidence, start, drop, need)


def fall(scene: Scene, body: int, start: float, stop: float) -> tuple[float, float, float]:
    """Return (way down in m, when it begins, when it ends in s) of one flight, from its highest point on."""
    times = np.concatenate([[start], scene.time[(scene.time > start) & (scene.time < stop)], [stop]])
    z = np.interp(times, scene.time, scene.position(body)[:, 2])
    top = int(np.argmax(z))
    return float(z[top] - z[top:].min()), float(times[top]), float(stop)


def dropped(scene: Scene, clause: Clause) -> Finding:
    """A body starts at rest in the air and falls to its first contact from ``height`` (m).

    The height may be that of the lowest point or of the centre, since a sentence does not say which: the fall
    may differ from it by 2 % and half of the body's own size. Value: the fall of the centre of mass in m.
    """
    body = scene.index(clause.bodies[0])
    begin = scene.release(body)
    name = scene.record.name(body)
    speed = float(np.interp(begin, scene.time, np.linalg.norm(scene.velocity(body), axis=1)))
    want = clause.figures.get("height")
    flights = [f for f in scene.flights(body) if f[0] <= begin + clock.SAMPLE and f[1] < scene.end - 1e-9]
    if not flights or speed > 0.1:
        why = f"it starts at {speed:.2f} m/s" if speed > 0.1 else "it does not start in the air and land"
        return Finding(False, f"{name} is not dropped: {why}", None, 0.0, want or 0.02)
    drop, _, stop = fall(scene, body, *flights[0])
    evidence = f"{name} is let go at {at(begin)} and falls {drop:.3f} m until {at(stop)}"
    if want is None:
        return Finding(drop >= 0.02, evidence, begin, drop, 0.02)
    slack = 0.02 * want + scene.record.size(body) / 2
    return Finding(abs(drop - want) <= slack, evidence, begin, drop, want)


def thrown(scene: Scene, clause: Clause) -> Finding:
    """A body flies free, setting off at ``speed`` (0.3 m/s) or more. Value: speed as the flight begins, m/s."""
    body = scene.index(clause.bodies[0])
    need = clause.figures.get("speed", 0.3 / 0.9) * 0.9
    flights = scene.flights(body)
    if not flights:
        return Finding(False, f"{scene.record.name(body)} does not fly", None, 0.0, need)
    speeds = np.linalg.norm(scene.velocity(body), axis=1)
    start = flights[0][0]
    soon = int(np.searchsorted(scene.time, start + 1e-6))  # at the sample before, a hand may still hold it
    speed = float(speeds[min(soon, len(speeds) - 1)])
    return Finding(speed >= need, f"{scene.record.name(body)} flies off at {speed:.2f} m/s", start, speed, need)


def lifted(scene: Scene, clause: Clause) -> Finding:
    """A body is raised by ``height`` (0.02 m) or more above where it was. Value: the rise, m."""
    body = scene.index(clause.bodies[0])
    rise = scene.position(body)[:, 2] - np.minimum.accumulate(scene.position(body)[:, 2])
    k, need = int(np.argmax(rise)), clause.figures.get("height", 0.02)
    evidence = f"{scene.record.name(body)} rises {rise[k]:.3f} m by {at(scene.time[k])}"
    return Finding(bool(rise[k] >= 0.95 * need), evidence, float(scene.time[k]), float(rise[k]), need)


def moves(scene: Scene, clause: Clause) -> Finding:
    """A body gets ``distance`` (0.05 m) from where it was, in ``direction`` where one is given. Value: the way, m.

    Directions are those of the default camera: left and right, up and down, away and towards; or of the compass.
    """
    body = scene.index(clause.bodies[0])
    offset = scene.position(body) - scene.position(body)[0]
    word = clause.words.get("direction", "")
    if len(clause.bodies) > 1:
        goal = scene.index(clause.bodies[1])
        gap = np.linalg.norm(scene.position(body) - scene.position(goal), axis=1)
        way, word = gap[0] - gap, f"towards {scene.record.name(goal)}"
    elif word in DIRECTIONS:
        way = offset @ np.array(DIRECTIONS[word])
    else:
        way = np.linalg.norm(offset, axis=1)
    need = clause.figures.get("distance", 0.05)
    k = int(np.argmax(way))
    reached = np.flatnonzero(way >= 0.95 * need)
    evidence = f"{scene.record.name(body)} moves {way[k]:.3f} m {word}".rstrip()
    time = float(scene.time[reached[0] if reached.size else k])
    return Finding(bool(reached.size), f"{evidence} by {at(scene.time[k])}", time, float(way[k]), need)


def spins(scene: Scene, clause: Clause) -> Finding:
    """A body turns ``turns`` (1) times altogether, or reaches ``rate`` (rad/s) within 10 %, where one is given.

    ``sense``, where given: +1 counter-clockwise seen from above, -1 clockwise; a turn the other way does not count.
    """
    body = scene.index(clause.bodies[0])
    rate = np.linalg.norm(scene.spin(body), axis=1)
    if "sense" in clause.figures:
        rate = np.where(scene.spin(body)[:, 2] * clause.figures["sense"] > 0, rate, 0.0)
    k = int(np.argmax(rate))
    turned = np.cumsum(rate) * clock.SAMPLE / (2 * np.pi)
    name = scene.record.name(body)
    evidence = f"{name} turns {turned[-1]:.2f} times, fastest {rate[k]:.1f} rad/s at {at(scene.time[k])}"
    if "rate" in clause.figures:
        need = clause.figures["rate"]
        return Finding(bool(rate[k] >= 0.9 * need), evidence, float(scene.time[k]), float(rate[k]), need)
    need = clause.figures.get("turns", 1.0)
    done = np.flatnonzero(turned >= need)
    return Finding(
        bool(done.size), evidence, float(scene.time[done[0]]) if done.size else None, float(turned[-1]), need
    )


def still_at_end(scene: Scene, clause: Clause) -> Finding:
    """No body's fastest point exceeds 1 cm/s in the last 0.2 s. Value: the fastest, m/s."""
    worst, who = -1.0, -1
    for i in bodies_of(scene, clause):
        speed = float(fastest_point(scene, i)[scene.time >= scene.end - STILL_TIME - 1e-9].max())
        if speed > worst:
            worst, who = speed, i
    worst = max(worst, 0.0)
    evidence = f"the fastest at the end is {scene.record.name(who)} with {worst * 1000:.2f} mm/s"
    return Finding(worst < STILL_SPEED, evidence, scene.end, worst, STILL_SPEED)


def comes_to_rest(scene: Scene, clause: Clause) -> Finding:
    """Every body moves at first (over 5 cm/s) and stands still for the last 0.2 s. Value: the fastest at the end."""
    last, worst, who = scene.start, -1.0, -1
    for i in bodies_of(scene, clause):
        speed = fastest_point(scene, i)
        if speed.max() < 0.05:
            return Finding(False, f"{scene.record.name(i)} never moved", None, 1.0, STILL_SPEED)
        end = float(speed[scene.time >= scene.end - STILL_TIME - 1e-9].max())
        worst, who = max((worst, who), (end, i))
        last = max(last, float(scene.time[np.flatnonzero(speed >= STILL_SPEED)[-1]]))
    if worst >= STILL_SPEED:
        evidence = f"{scene.record.name(who)} still moves at {worst * 1000:.0f} mm/s at the end"
        return Finding(False, evidence, None, worst, STILL_SPEED)
    return Finding(True, f"at rest from {at(last)} on", last, worst, STILL_SPEED)


def drives(scene: Scene, clause: Clause) -> Finding:
    """A body goes at constant speed after its start: within ``tolerance`` (5 %) of ``speed``, or of its own mean.

    The start ends when it first reaches 95 % of its median speed; who brakes does so at ``until`` (s). Value: the worst
    relative deviation.
    """
    body = scene.index(clause.bodies[0])
    speed = np.linalg.norm(scene.velocity(body)[:, :2], axis=1)
    speed = speed[scene.time <= clause.figures.get("until", scene.time[-1])]
    tolerance = clause.figures.get("tolerance", 0.05)
    typical = float(np.median(speed[len(speed) // 2 :]))
    name = scene.record.name(body)
    if typical < 0.05:
        return Finding(False, f"{name} does not drive ({typical:.3f} m/s)", None, 1.0, tolerance)
    begin = int(np.flatnonzero(speed >= 0.95 * typical)[0])
    cruise = speed[begin:]
    want = clause.figures.get("speed", float(cruise.mean()))
    deviation = np.abs(cruise - want) / want
    k = int(np.argmax(deviation))
    evidence = f"{name} drives at {cruise.mean():.2f} m/s from {at(scene.time[begin])}, within {deviation[k]:.1%}"
    return Finding(bool(deviation[k] <= tolerance), evidence, float(scene.time[begin]), float(deviation[k]), tolerance)


def orbits(scene: Scene, clause: Clause) -> Finding:
    """A body goes ``turns`` (1) times around another, in the plane of its mean angular momentum. Value: the turns."""
    body, center = (scene.index(name) for name in clause.bodies[:2])
    arm = scene.position(body) - scene.position(center)
    normal = np.cross(arm, scene.velocity(body) - scene.velocity(center)).mean(axis=0)
    need = clause.figures.get("turns", 1.0)
    if np.linalg.norm(normal) < 1e-9:
        return Finding(False, f"{scene.record.name(body)} does not go around", None, 0.0, need)
    normal /= np.linalg.norm(normal)
    u = arm[0] - normal * (arm[0] @ normal)
    u /= max(float(np.linalg.norm(u)), 1e-12)
    angle = np.unwrap(np.arctan2(arm @ np.cross(normal, u), arm @ u))
    turns = np.abs(angle - angle[0]) / (2 * np.pi)
    done = np.flatnonzero(turns >= 0.99 * need)
    evidence = f"{scene.record.name(body)} goes {turns.max():.2f} times around {scene.record.name(center)}"
    time = float(scene.time[done[0]]) if done.size else None
    return Finding(bool(done.size), evidence, time, float(turns.max()), need)


def in_turn(scene: Scene, clause: Clause) -> Finding:
    """Each body begins to move (5 mm) later than the one before it by ``apart`` (0.1 s). Value: the least delay, s."""
    need, begun = clause.figures.get("apart", 0.1), []
    for name in clause.bodies:
        place = scene.position(scene.index(name))
        away = np.flatnonzero(np.linalg.norm(place - place[0], axis=1) > 0.005)
        if not away.size:
            return Finding(False, f"{name.replace('_', ' ')} does not move", None, 0.0, need)
        begun.append(float(scene.time[away[0]]))
    least = float(np.diff(begun).min())
    evidence = f"{len(begun)} begin to move from {at(begun[0])} to {at(begun[-1])}, {least:.2f} s apart at least"
    return Finding(least >= need, evidence, begun[-1], least, need)


def slows(scene: Scene, clause: Clause) -> Finding:
    """A body's fastest point ends at ``share`` (0.8) of its highest speed or below. Value: that share."""
    return _paced(scene, clause, rising=False)


def speeds_up(scene: Scene, clause: Clause) -> Finding:
    """A body's fastest point comes to 1 / ``share`` (0.8) of its speed at the start or above. Value: start over top."""
    return _paced(scene, clause, rising=True)


def _paced(scene: Scene, clause: Clause, *, rising: bool) -> Finding:
    """Compare the speed (m/s) of a body's fastest point at two moments: the first or the last with the highest.

    It has slowed from when it stays below that share of its highest on.
    """
    body, need = scene.index(clause.bodies[0]), clause.figures.get("share", 0.8)
    speed = fastest_point(scene, body)
    k = int(np.argmax(speed))
    last = float(speed[-1])
    if hinged(scene, body) is not None:
        last = float(speed[-len(speed) // 3 :].max())  # of what swings, how fast it still gets
    top, other = float(speed[k]), float(speed[0]) if rising else last
    name = scene.record.name(body)
    if top < STILL_SPEED:
        return Finding(False, f"{name} does not move", None, 1.0, need)
    share = other / top
    word = f"goes from {other:.2f} to {top:.2f} m/s" if rising else f"goes from {top:.2f} to {other:.2f} m/s"
    fast = np.flatnonzero(speed > need * top)
    when = k if rising else min(int(fast[-1]) + 1, len(speed) - 1)
    return Finding(share <= need, f"{name} {word}", float(scene.time[when]), share, need)


def passes(scene: Scene, clause: Clause) -> Finding:
    """A body goes past another: before it, abreast of it, and beyond it along its own direction there.

    Value: how far (m) it gets beyond the other's edge on the worse of both sides; bound 0.
    """
    body, other = (scene.index(name) for name in clause.bodies[:2])
    k, before, after = crossing(scene, body, other)
    beyond = min(-before, after)
    name, mark = scene.record.name(body), scene.record.name(other)
    if beyond > 0:
        return Finding(True, f"{name} passes {mark} at {at(scene.time[k])}", float(scene.time[k]), beyond, 0.0)
    evidence = f"{name} does not get past {mark}: {-beyond:.2f} m short"
    return Finding(False, evidence, None, beyond, 0.0)


def crossing(scene: Scene, body: int, other: int) -> tuple[int, float, float]:
    """Return the sample abreast, and how far before (negative) and beyond the other's edges (m) the body gets.

    Who goes along the ground is abreast where it is nearest seen from above: how high the other's middle is does not
    count. Who falls past something is where it is nearest in space.
    """
    offset = scene.position(body) - scene.position(other)
    way = np.ptp(scene.position(body), axis=0)
    level = np.array([1.0, 1.0, 0.0 if way[2] < np.hypot(*way[:2]) else 1.0])
    k = int(np.argmin(np.linalg.norm(offset * level, axis=1)))
    heading = (scene.velocity(body)[k] - scene.velocity(other)[k]) * level
    if np.linalg.norm(heading) < 1e-3:
        heading = (scene.position(body)[-1] - scene.position(body)[0]) * level
    heading = heading / max(float(np.linalg.norm(heading)), 1e-9)
    half = extent(scene, other, heading)
    along = offset @ heading
    return k, float(along[: k + 1].min() + half), float(along[k:].max() - half)


def extent(scene: Scene, body: int, direction: Array) -> float:
    """Return the half length (m) of a body's box along a direction at the start."""
    if body < 0:
        return 0.0
    corners = scene.record.corners(body, slice(scene.row, scene.row + 1))[0]
    return float(np.ptp(corners @ direction)) / 2


def passes_over(scene: Scene, clause: Clause) -> Finding:
    """A body goes past another with its lowest point above the other's top as it crosses it."""
    return _passes_at(scene, clause, over=True)


def passes_under(scene: Scene, clause: Clause) -> Finding:
    """A body goes past another below its middle, without leaving its outline seen from above."""
    return _passes_at(scene, clause, over=False)


def _passes_at(scene: Scene, clause: Clause, *, over: bool) -> Finding:
    """Judge a passage within the outline of the other seen from above, over or under its middle."""
    body, other = (scene.index(name) for name in clause.bodies[:2])
    passed = passes(scene, clause)
    inside = overhang(scene, body, other) < 0
    word = "over" if over else "under"
    name, mark = scene.record.name(body), scene.record.name(other)
    if not passed.holds or not inside.any():
        short = float(overhang(scene, body, other).min())
        return Finding(False, f"{name} does not go {word} {mark}", None, -max(short, 0.01), 0.0)
    if over:
        low = np.min([lowest_height(scene, member) for member in scene.record.members(body)], axis=0)
        clear = float((low - _top(scene, other))[inside].min())
    else:
        clear = float((scene.position(other) - scene.position(body))[inside, 2].min())
    when = float(scene.time[inside][0])
    return Finding(clear > 0, f"{name} goes {word} {mark} at {at(when)}", when, clear, 0.0)


def _top(scene: Scene, body: int) -> Array:
    """Return the height (T,) in m of the top of the box around a body."""
    return np.zeros(len(scene.time)) if body < 0 else scene.record.corners(body, scene.rows)[..., 2].max(axis=1)


def passes_through(scene: Scene, clause: Clause) -> Finding:
    """A body's centre enters the other's bounding box and comes out beyond it."""
    body, other = (scene.index(name) for name in clause.bodies[:2])
    low, high = scene.record.solid(other).bounds
    turn = quat_conjugate(scene.rotation(other))
    local = quat_rotate(turn, scene.position(body) - scene.origin(other))
    outside = np.max(np.maximum(low - local, local - high), axis=1)
    passed = passes(scene, clause)
    name, mark = scene.record.name(body), scene.record.name(other)
    if outside.min() < 0 and passed.holds:
        when = float(scene.time[np.flatnonzero(outside < 0)[0]])
        return Finding(True, f"{name} goes through {mark} at {at(when)}", when, -float(outside.min()), 0.0)
    return Finding(False, f"{name} does not go through {mark}", None, -max(float(outside.min()), 0.01), 0.0)


def reaches(scene: Scene, clause: Clause) -> Finding:
    """A body touches another, or comes within ``distance`` (0.05 m) of it. Value: the gap in m."""
    body, place = (scene.index(name) for name in clause.bodies[:2])
    need = clause.figures.get("distance", 0.05)
    name, mark = scene.record.name(body), scene.record.name(place)
    met = scene.contacts(body, place).time
    if met.size:
        return Finding(True, f"{name} reaches {mark} at {at(met[0])}", float(met[0]), 0.0, need)
    near = closest(scene, body, place)
    evidence = f"{name} comes within {max(near.gap, 0):.3f} m of {mark} at {at(near.time)}"
    return Finding(near.gap <= need, evidence, near.time, max(near.gap, 0.0), need)


def ends_in(scene: Scene, clause: Clause) -> Finding:
    """A body's centre ends inside the other's bounding box. Value: how far (m) it is outside; bound 0."""
    body, box = (scene.index(name) for name in clause.bodies[:2])
    low, high = scene.record.solid(box).bounds
    local = quat_rotate(quat_conjugate(scene.rotation(box)[-1]), scene.position(body)[-1] - scene.origin(box)[-1])
    outside = float(np.max(np.maximum(low - local, local - high)))
    name, mark = scene.record.name(body), scene.record.name(box)
    if outside <= 0:
        return Finding(True, f"{name} ends inside {mark}", scene.end, max(outside, 0.0), 0.0)
    return Finding(False, f"{name} ends {outside:.3f} m outside {mark}", None, outside, 0.0)


def ends_on(scene: Scene, clause: Clause) -> Finding:
    """A body ends in contact with the other, above it, at rest. Value: the gap in m; bound 1 mm."""
    body, base = (scene.index(name) for name in clause.bodies[:2])
    tail = scene.between(max(scene.start, scene.end - STILL_TIME), scene.stop)
    gap = max(closest(tail, body, base).gap, 0.0)
    met = bool(tail.contacts(body, base).time.size) or gap < 1e-3
    calm = float(fastest_point(tail, body).max())
    name, mark = scene.record.name(body), scene.record.name(base)
    if met and calm < STILL_SPEED:
        return Finding(True, f"{name} ends at rest on {mark}", scene.end, 0.0, 1e-3)
    if met:
        return Finding(False, f"{name} is on {mark} but still moves at {calm:.2f} m/s", None, calm, STILL_SPEED)
    return Finding(False, f"{name} ends {gap:.3f} m from {mark}", None, gap, 1e-3)


def stays_above(scene: Scene, clause: Clause) -> Finding:
    """No part of a body sinks below the ground by over 1 mm. Value: its lowest point, m."""
    body = scene.index(clause.bodies[0])
    height = lowest_height(scene, body)
    k = int(np.argmin(height))
    evidence = f"{scene.record.name(body)} is lowest at {at(scene.time[k])}, {height[k] * 1000:.2f} mm"
    return Finding(bool(height[k] >= -1e-3), evidence, float(scene.time[k]), float(height[k]), -1e-3)
