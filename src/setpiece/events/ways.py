"""Predicates about shapes and ways: flights that are curved, axes of turns, slopes, faces, starts at one height."""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.events.distance import closest
from setpiece.events.picture import looks
from setpiece.events.scene import Finding, Scene, at
from setpiece.events.standing import box, closing, opening, whole_box
from setpiece.geometry import quat_rotate

BENT = 0.03  # of its chord, that a flight is off it at least
CHORD = 0.2  # m that a flight leads, at least
TILT = np.radians(10.0)  # that an axis may be off
FACING = np.radians(60.0)  # that a face may look past the camera
HEM = 0.01, 0.05  # m over a table that a cloth may lie, and that it hangs down at least
ASKEW, AGAINST = (float(np.radians(3.0)), float(np.radians(60.0))), 2e-3  # how far off upright leans, and m
LEVEL, SHARE = 5e-3, 0.02  # m and share of the larger one's size, by which centres may differ in height


def flies_curved(scene: Scene, clause: Clause) -> Finding:
    """A body flies in a curve: in its longest flight it is off the straight line by 3 % of that or more.

    Value: how far it is off the line, in lengths of the line.
    """
    body = scene.index(clause.bodies[0])
    name, best, when = scene.record.name(body), 0.0, None
    for start, stop in scene.flights(body):
        path = scene.between(start, stop).position(body)
        chord = path[-1] - path[0]
        length = float(np.linalg.norm(chord))
        if length < CHORD:
            continue
        off = np.linalg.norm(np.cross(path - path[0], chord / length), axis=1) / length
        if off.max() > best:
            best, when = float(off.max()), start
    if when is None:
        return Finding(False, f"{name} does not fly {CHORD} m", None, 0.0, BENT)
    evidence = f"{name} flies in a curve {best:.0%} off the straight line from {at(when)}"
    return Finding(best >= BENT, evidence, when, best, BENT)


def turns_about(scene: Scene, clause: Clause) -> Finding:
    """While a body turns at more than half its greatest rate, its axis is upright, or level, within 10 degrees.

    The word ``axis`` says which. Value: the greatest angle (rad) that it is off.
    """
    body, axis = scene.index(clause.bodies[0]), clause.words.get("axis", "upright")
    spin = scene.spin(body)
    rate = np.linalg.norm(spin, axis=1)
    name = scene.record.name(body)
    if rate.max() < 0.1:
        return Finding(False, f"{name} does not turn", None, None, float(TILT))
    fast = rate > 0.5 * rate.max()
    lean = np.arccos(np.clip(np.abs(spin[fast, 2]) / rate[fast], 0.0, 1.0))
    off = lean if axis == "upright" else np.abs(np.pi / 2 - lean)
    worst = float(off.max())
    evidence = f"the axis of {name} is at most {np.degrees(worst):.1f} degrees off {axis}"
    return Finding(worst <= TILT, evidence, float(scene.time[fast][0]), worst, float(TILT))


def draped_over(scene: Scene, clause: Clause) -> Finding:
    """A cloth covers another body from above, on it (1 cm), and hangs down 5 cm below its top. Value: how far, m."""
    first = opening(scene)
    cloth, table = (scene.index(name) for name in clause.bodies[:2])
    (low, high), (floor, roof) = whole_box(first, cloth), box(first, table)
    covers = bool((low[:2] <= floor[:2]).all() and (high[:2] >= roof[:2]).all())
    lies = 0.0 <= high[2] - roof[2] <= HEM[0]
    hangs = float(roof[2] - low[2])
    names = [scene.record.name(each) for each in (cloth, table)]
    word = "covers" if covers and lies else "does not cover"
    evidence = f"{names[0]} {word} {names[1]} and hangs {100 * hangs:.0f} cm below its top"
    return Finding(covers and lies and hangs >= HEM[1], evidence, first.end, hangs, HEM[1])


def uncovers(scene: Scene, clause: Clause) -> Finding:
    """A cloth begins over another body and ends beside it, seen from above. Value: how far (m) beside it.

    Bound: 0.
    """
    cloth, table = (scene.index(name) for name in clause.bodies[:2])
    gaps = []
    for moment in (opening(scene), closing(scene)):
        (low, high), (floor, roof) = whole_box(moment, cloth), box(moment, table)
        gaps.append(float(np.maximum(low - roof, floor - high)[:2].max()))
    names = [scene.record.name(each) for each in (cloth, table)]
    word = f"ends {gaps[1]:.2f} m beside" if gaps[1] > 0.0 else "still lies over"
    evidence = f"{names[0]} begins over {names[1]} and {word} it" if gaps[0] < 0.0 else f"{names[0]} was never over it"
    return Finding(gaps[0] < 0.0 < gaps[1], evidence, scene.end, gaps[1], 0.0)


def comes_out(scene: Scene, clause: Clause) -> Finding:
    """A body's centre begins inside the other's box and is outside of it at the end. Value: how far (m) outside."""
    body, other = (scene.index(name) for name in clause.bodies[:2])
    low, high = box(opening(scene), other)
    off = np.max(np.maximum(low - scene.origin(body), scene.origin(body) - high), axis=1)
    names = [scene.record.name(each) for each in (body, other)]
    evidence = f"{names[0]} begins {-1000 * off[0]:.0f} mm inside {names[1]} and ends {1000 * off[-1]:.0f} mm outside"
    out = np.flatnonzero(off > 0.0)
    time = float(scene.time[out[0]]) if out.size else None
    return Finding(bool(off[0] < 0.0 < off[-1]), evidence, time, float(off[-1]), 0.0)


def shows_face(scene: Scene, clause: Clause) -> Finding:
    """A body with a face drawn on it turns that towards the camera, within 60 degrees, at some time.

    Value: the least angle (rad) between where the face looks, -Y of the body, and the camera.
    """
    body = scene.index(clause.bodies[0])
    name = scene.record.name(body)
    if not any(part.name == "face" for part in scene.record.solid(body).parts):
        return Finding(False, f"{name} has no face", None, None, float(FACING))
    seen = looks(scene)
    ahead = quat_rotate(scene.rotation(body)[seen.rows], np.array([0.0, -1.0, 0.0]))
    way = np.array([view.world_from_camera[:3, 3] for view in seen.views]) - scene.origin(body)[seen.rows]
    cosine = (ahead * way).sum(axis=1) / np.linalg.norm(way, axis=1)
    k = int(np.argmax(cosine))
    angle = float(np.arccos(np.clip(cosine[k], -1.0, 1.0)))
    evidence = f"the face of {name} looks {np.degrees(angle):.0f} degrees past the camera at {at(float(seen.time[k]))}"
    return Finding(angle <= FACING, evidence, float(seen.time[k]), angle, float(FACING))


def slopes(scene: Scene, clause: Clause) -> Finding:
    """A face of a body that carries things rises at ``low`` (20 degrees) or more. Value: the steepest's angle, rad."""
    body, low = scene.index(clause.bodies[0]), clause.figures.get("low", float(np.radians(20.0)))
    turn = opening(scene).rotation(body)[0]
    normals = [quat_rotate(turn, np.asarray(support.normal)) for support in scene.record.solid(body).supports]
    angle = max((float(np.arccos(np.clip(normal[2], -1.0, 1.0))) for normal in normals), default=0.0)
    evidence = f"{scene.record.name(body)} rises at {np.degrees(angle):.0f} degrees"
    return Finding(angle >= low, evidence, float(scene.time[0]), angle, low)


def leans(scene: Scene, clause: Clause) -> Finding:
    """The long axis of a body is 3 to 60 degrees off upright, its upper end against the other (2 mm), twice.

    So it begins and so it ends. Value: the angle (rad) off upright that is nearer to a bound.
    """
    body, other = (scene.index(name) for name in clause.bodies[:2])
    axis = np.eye(3)[int(np.argmax(np.ptp(scene.record.solid(body).bounds, axis=0)))]
    names, angles, against = [scene.record.name(each) for each in (body, other)], [], []
    for moment in (opening(scene), closing(scene)):
        up = quat_rotate(moment.rotation(body)[0], axis)
        up = up if up[2] >= 0.0 else -up
        angles.append(float(np.arccos(np.clip(up[2], 0.0, 1.0))))
        middle, (low, high) = moment.origin(body)[0], box(moment, other)
        way = (np.clip(middle, low, high) - middle)[:2]
        against.append(bool(up[:2] @ way > 0.0) and closest(moment, body, other).gap <= AGAINST)
    worst = min(angles, key=lambda angle: min(angle - ASKEW[0], ASKEW[1] - angle))
    held = "against" if all(against) else "not against"
    evidence = f"{names[0]} stands {np.degrees(angles[0]):.0f} and {np.degrees(angles[1]):.0f} degrees off upright"
    holds = all(against) and ASKEW[0] <= worst <= ASKEW[1]
    return Finding(holds, f"{evidence}, {held} {names[1]}", scene.end, worst, float(ASKEW[0]))


def start_level(scene: Scene, clause: Clause) -> Finding:
    """The centres of bodies begin at one height: within 5 mm and a fiftieth of the largest. Value: their range, m."""
    first = opening(scene)
    bodies = [scene.index(name) for name in clause.bodies]
    heights = [float(first.origin(body)[0, 2]) for body in bodies]
    bound = LEVEL + SHARE * max(scene.record.size(body) for body in bodies)
    spread = max(heights) - min(heights)
    evidence = f"{len(bodies)} bodies begin within {1000 * spread:.0f} mm of one height, {min(heights):.2f} m"
    return Finding(spread <= bound, evidence, first.end, spread, bound)
