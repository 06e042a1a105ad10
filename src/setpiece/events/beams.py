"""Predicates about light that goes somewhere: from a lamp onto a thing, and through one. Geometrical optics."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from setpiece.camera.view import View, project
from setpiece.events.clause import Clause
from setpiece.events.picture import looks
from setpiece.events.rays import meets, nearest, samples, through_box
from setpiece.events.scene import Finding, Scene, at
from setpiece.events.standing import box, opening
from setpiece.geometry import quat_rotate
from setpiece.world.materials import MATERIALS

Array = NDArray[np.float64]

MOST = 0.5  # share of a thing's corners and middle that the light reaches
SOME = 0.2  # share of the rays towards a thing that go in where it is clear, and meet nothing of it that is not
NARROW = 0.1  # rad: the half-angle of a beam that makes a spot
WIDE = 0.004  # of the picture's width: a spot that is narrower is not made out
CLOSE = 1e-3  # of the way, or m: what is so near is the place itself
GRID = 7  # rays towards a thing, along each of two directions


def lit_by(scene: Scene, clause: Clause) -> Finding:
    """A lamp that shines, the first body's, reaches the second at the start: it faces it and nothing is between.

    Value: the share of its corners and middle that it reaches; bound a half. What is between is taken as its box.
    A narrow beam reaches what its axis meets first.
    """
    first = opening(scene)
    lamp, thing = (scene.index(name) for name in clause.bodies[:2])
    low, high = box(first, thing)
    points, own = samples(low, high), (lamp, thing)
    best = 0.0
    for place, facing, spread, _ in _lamps(first, lamp):
        if spread < NARROW:
            best = max(best, float(_spot(first, lamp, place, facing)[0] == thing))
        else:
            best = max(best, _reaching(first, place, facing, spread, points, own))
    names = [scene.record.name(each) for each in (lamp, thing)]
    evidence = f"the light of {names[0]} reaches {best:.0%} of {names[1]}"
    return Finding(best >= MOST, evidence, float(scene.time[0]), best, MOST)


def shines_through(scene: Scene, clause: Clause) -> Finding:
    """Light of the first body's lamp goes through the second at the start, where that is clear.

    Value: the share of straight rays towards it that meet clear matter of it and none other; bound a fifth.
    """
    first = opening(scene)
    lamp, thing = (scene.index(name) for name in clause.bodies[:2])
    names = [scene.record.name(each) for each in (lamp, thing)]
    lit = lit_by(scene, clause)
    lamps = _lamps(first, lamp)
    best = max(
        (_passing(first, place, thing, facing if spread < NARROW else None) for place, facing, spread, _ in lamps),
        default=0.0,
    )
    evidence = f"{best:.0%} of the rays from {names[0]} to {names[1]} go through what is clear of it; {lit.evidence}"
    return Finding(best >= SOME and bool(lit.holds), evidence, float(scene.time[0]), best, SOME)


def spot_seen(scene: Scene, clause: Clause) -> Finding:
    """At some time the camera sees the place where the narrow beam of the first body's lamp meets the second.

    It is in the picture, and nothing stands between it and the camera. Value: how wide it is there at most, as a share
    of the picture's width; bound 0.4 %.
    """
    lamp, thing = (scene.index(name) for name in clause.bodies[:2])
    seen, names = looks(scene), [scene.record.name(each) for each in (lamp, thing)]
    widest, when = 0.0, None
    for row, view in zip(seen.rows, seen.views, strict=True):
        time = float(scene.time[row])
        now = scene.between(time, time)
        for place, facing, spread, radius in _lamps(now, lamp):
            met, point = _spot(now, lamp, place, facing) if spread < NARROW else (None, place)
            if met == thing and _in_view(now, view, point):
                wide = 2.0 * (radius + np.tan(spread) * float(np.linalg.norm(point - place)))
                share = wide * view.focal / float(np.linalg.norm(point - view.world_from_camera[:3, 3]))
                widest, when = max((widest, when), (share, time), key=lambda found: found[0])
    if when is None:
        return Finding(False, f"the camera never sees a spot of {names[0]} on {names[1]}", None, 0.0, WIDE)
    evidence = f"the spot of {names[0]} on {names[1]} takes {widest:.1%} of the picture's width at {at(when)}"
    return Finding(widest >= WIDE, evidence, when, widest, WIDE)


def _in_view(scene: Scene, view: View, point: Array) -> bool:
    """Tell whether a point (m) is in the picture, and nothing between it and the eye."""
    eye, aspect = view.world_from_camera[:3, 3], scene.record.aspect
    (x, y), depth = project(view, point, height=1.0, width=aspect)
    framed = bool(depth > 0.0 and 0.0 < x < aspect and 0.0 < y < 1.0)
    return framed and min(_distances(scene, eye, point - eye, ())) >= 1.0 - CLOSE


def _spot(scene: Scene, lamp: int, place: Array, facing: Array) -> tuple[int | None, Array]:
    """Return which body the axis of a beam meets first, its own aside, and where (m)."""
    found = _distances(scene, place, facing, scene.record.members(lamp))
    first = int(np.argmin(found))
    return (first, place + found[first] * facing) if np.isfinite(found[first]) else (None, place)


def _distances(scene: Scene, place: Array, way: Array, without: Iterable[int]) -> list[float]:
    """Return how far along a ray each body is first met, in lengths of its way; inf where it is not, or left out."""
    left_out, found = set(without), []
    for i in range(len(scene.record.trajectory.ids)):
        turn, origin, low, high = scene.rotation(i)[0], scene.origin(i)[0], *box(scene, i)
        enter, leave = through_box(place, way[None], low - CLOSE, high + CLOSE)
        if i in left_out or not (leave[0] >= enter[0] and leave[0] > 0.0):
            found.append(np.inf)
            continue
        parts = (
            quat_rotate(turn, np.asarray(p.mesh.vertices, float))[p.mesh.faces] for p in scene.record.solid(i).parts
        )
        found.append(nearest(place, way, np.concatenate(list(parts)) + origin))
    return found


def _lamps(scene: Scene, body: int) -> list[tuple[Array, Array | None, float, float]]:
    """Return where each lit lamp of a body is (m), where it faces (None: all around), its half-angle and radius (m)."""
    members = {scene.record.trajectory.ids[i]: i for i in scene.record.members(body)}
    found = []
    for light in scene.record.world.lights:
        if not light.lit or light.body not in members:
            continue
        k = members[light.body]
        turn, place = scene.rotation(k)[0], scene.origin(k)[0]
        facing = None if light.shape == "ball" else quat_rotate(turn, np.asarray(light.direction, float))
        spread = light.spread if facing is not None else np.pi
        found.append((place + quat_rotate(turn, np.asarray(light.position, float)), facing, spread, light.size[0]))
    return found


def _reaching(
    scene: Scene, place: Array, facing: Array | None, spread: float, points: Array, own: tuple[int, int]
) -> float:
    """Return the share of points (N, 3) in a lamp's cone, with no other thing's box between."""
    ways = points - place
    least = np.cos(spread) * np.linalg.norm(ways, axis=1)
    free = np.ones(len(points), bool) if facing is None else ways @ facing > least
    mine = {i for body in own for i in scene.record.members(body)}
    for other in range(len(scene.record.trajectory.ids)):
        if other in mine:
            continue
        low, high = box(scene, other)
        near, far = through_box(place, ways, low, high)
        free &= ~((far > near) & (near < 1.0) & (far > 0.0))
    return float(free.mean())


def _passing(scene: Scene, place: Array, thing: int, beam: Array | None = None) -> float:
    """Return the share of rays from a place towards a body's clear parts that meet those and none that is not.

    Of a narrow beam that is the ray along its axis, ``beam``.
    """
    solid, turn, origin = scene.record.solid(thing), scene.rotation(thing)[0], scene.origin(thing)[0]
    parts = {True: [], False: []}
    for part in solid.parts:
        clear = MATERIALS[part.material].kind == "clear"
        parts[clear].append((quat_rotate(turn, np.asarray(part.mesh.vertices, float)) + origin)[part.mesh.faces])
    if not parts[True]:
        return 0.0
    clear = np.concatenate(parts[True])
    low, high = clear.min(axis=(0, 1)), clear.max(axis=(0, 1))
    axes = np.argsort(high - low)[1:]  # across the two that are widest
    steps = (np.arange(GRID) + 0.5) / GRID
    points = np.tile((low + high) / 2, (GRID * GRID, 1))
    for axis, t in zip(axes, np.meshgrid(steps, steps), strict=True):
        points[:, axis] = low[axis] + t.ravel() * (high - low)[axis]
    ways = points - place if beam is None else beam[None]
    through = meets(place, ways, clear)
    if parts[False]:
        through &= ~meets(place, ways, np.concatenate(parts[False]))
    return float(through.mean())
