"""Predicates about what light does between things: shadows on walls, images in mirrors. Geometrical optics."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.events.clause import Clause
from setpiece.events.picture import looks
from setpiece.events.rays import samples, through_box
from setpiece.events.scene import Finding, Scene, at
from setpiece.events.standing import box, opening
from setpiece.geometry import quat_rotate

Array = NDArray[np.float64]

LARGE = 1.2  # times as large as a thing is a large shadow of it
MOST = 0.5  # share of a thing's corners and middle whose shadows fall on what is named
BACK = float(np.radians(60.0))  # that the back of a thing may look past who sees it
ROUND = 0.9  # of an oval pane's half axes, within which it shows something


def casts_shadow(scene: Scene, clause: Clause) -> Finding:
    """The shadow of a body, by a lamp that shines or by the sun, falls on the other (or the ground) at the start.

    Value: the greatest share of its corners and middle whose shadow by one light falls there; bound a half.
    """
    first = opening(scene)
    body, wall = (scene.index(name) for name in clause.bodies[:2])
    low, high = box(first, body)
    points = samples(low, high)
    best, who = 0.0, "no light"
    for name, ways in _ways(first, points):
        near, far = through_box(points, ways, *_screen(first, wall))
        share = float(((far >= near) & (far > 0.0)).mean())
        if share > best:
            best, who = share, name
    names = [scene.record.name(each) if each >= 0 else "the ground" for each in (body, wall)]
    evidence = f"{who} throws {best:.0%} of the shadow of {names[0]} on {names[1]}"
    return Finding(best >= MOST, evidence, float(scene.time[0]), best, MOST)


def large_shadow(scene: Scene, clause: Clause) -> Finding:
    """The shadow of a body on the other is larger than the body is, by a fifth, by a lamp that shines at the start.

    Value: how many times as large, at the body's middle.
    """
    first = opening(scene)
    body, wall = (scene.index(name) for name in clause.bodies[:2])
    middle = np.mean(box(first, body), axis=0)[None]
    low, high = _screen(first, wall)
    best = 0.0
    for name, ways in _ways(first, middle):
        near, far = (float(at[0]) for at in through_box(middle, ways, low, high))
        if name != "the sun" and far >= near > 0.0:
            best = max(best, 1.0 + near)
    names = [scene.record.name(each) if each >= 0 else "the ground" for each in (body, wall)]
    evidence = f"the shadow of {names[0]} on {names[1]} is {best:.2f} times as large"
    return Finding(best >= LARGE, evidence, float(scene.time[0]), best, LARGE)


def _ways(scene: Scene, points: Array) -> list[tuple[str, Array]]:
    """Return where (N, 3) each light goes on from points (N, 3), by its name."""
    world, found = scene.record.world, []
    for light in world.lights:
        place = np.asarray(light.position, float)
        if light.body is not None:
            k = scene.index(light.body)
            place = scene.origin(k)[0] + quat_rotate(scene.rotation(k)[0], place)
        if light.lit:
            found.append((light.id.replace("_", " "), points - place))
    sky = world.sky
    if world.place.room is None and sky.kind == "clear" and sky.elevation > 0.0:
        level = np.cos(sky.elevation) * np.array([np.sin(sky.azimuth), np.cos(sky.azimuth)])
        found.append(("the sun", np.broadcast_to([*-level, -np.sin(sky.elevation)], points.shape)))
    return found


def _screen(scene: Scene, wall: int) -> tuple[Array, Array]:
    low, high = box(scene, wall)
    return low - 1e-6, high + 1e-6


@dataclass(frozen=True)
class Image:
    """A thing in a mirror at one time: how far (half axes of the pane) from its middle, and the eye's own image."""

    off: float
    eye: Array  # (3,) m: from where the mirror shows the thing
    row: int  # of the state
    time: float  # s


def mirrored(scene: Scene, clause: Clause) -> Finding:
    """The camera sees the image of a body in the pane of a mirror, the other body, at some time.

    Value: how far from the pane's middle, in its half axes, the ray to the image of the body's middle crosses it.
    """
    name, mirror = (scene.record.name(scene.index(each)) for each in clause.bodies[:2])
    images = _images(scene, clause)
    if images is None:
        return Finding(None, f"{mirror} is no mirror", None, None, None)
    if not images:
        return Finding(False, f"the camera and {name} are never before {mirror} together", None, None, ROUND)
    best = min(images, key=lambda image: image.off)
    evidence = f"the image of {name} is {best.off:.2f} half axes from the middle of {mirror} at {at(best.time)}"
    return Finding(best.off <= ROUND, evidence, best.time, best.off, ROUND)


def mirrors_back(scene: Scene, clause: Clause) -> Finding:
    """A mirror, the other body, shows the camera a body's side away from its face, within 60 degrees, at some time.

    Value: the least angle (rad) between where the back looks, +Y of the body, and the camera's image in the mirror.
    """
    body = scene.index(clause.bodies[0])
    name, mirror = (scene.record.name(scene.index(each)) for each in clause.bodies[:2])
    if not any(part.name == "face" for part in scene.record.solid(body).parts):
        return Finding(False, f"{name} has no face", None, None, BACK)
    shown = [image for image in _images(scene, clause) or () if image.off <= ROUND]
    if not shown:
        return Finding(False, f"the camera never sees {name} in {mirror}", None, None, BACK)
    ahead = quat_rotate(scene.rotation(body)[[image.row for image in shown]], np.array([0.0, 1.0, 0.0]))
    ways = np.array([image.eye - scene.origin(body)[image.row] for image in shown])
    cosine = (ahead * ways).sum(axis=1) / np.linalg.norm(ways, axis=1)
    k = int(np.argmax(cosine))
    angle = float(np.arccos(np.clip(cosine[k], -1.0, 1.0)))
    told = (
        f"the back of {name} looks {np.degrees(angle):.0f} degrees past the camera in {mirror} at {at(shown[k].time)}"
    )
    return Finding(angle <= BACK, told, shown[k].time, angle, BACK)


def _images(scene: Scene, clause: Clause) -> list[Image] | None:
    """Return the images of a body in the pane of a mirror at the times at which the camera looks; None: no mirror."""
    body, glass = (scene.index(name) for name in clause.bodies[:2])
    pane = next((p for p in scene.record.solid(glass).parts if p.name == "mirror"), None)
    if pane is None:
        return None
    points = np.asarray(pane.mesh.vertices)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    axes = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)[2]
    half = np.abs((points - middle) @ axes.T).max(axis=0)
    seen, found = looks(scene), []
    turn, place = scene.rotation(glass)[seen.rows], scene.origin(glass)[seen.rows]
    for k, view in enumerate(seen.views):
        across, up, normal = (quat_rotate(turn[k], axis) for axis in axes)
        center = place[k] + quat_rotate(turn[k], middle)
        eye, thing = view.world_from_camera[:3, 3], scene.position(body)[seen.rows][k]
        before, behind = float((eye - center) @ normal), float((thing - center) @ normal)
        if before * behind <= 0.0:
            continue
        image = thing - 2.0 * behind * normal
        crossing = eye + (image - eye) * before / (before + behind) - center
        off = float(np.hypot(crossing @ across / half[0], crossing @ up / half[1]))
        found.append(Image(off, eye - 2.0 * before * normal, int(seen.rows[k]), float(seen.time[k])))
    return found
