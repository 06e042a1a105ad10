"""Predicates about light that goes somewhere: from a lamp onto a thing, and through one. Geometrical optics."""

import numpy as np
from numpy.typing import NDArray

from setpiece.events.clause import Clause
from setpiece.events.rays import meets, samples, through_box
from setpiece.events.scene import Finding, Scene
from setpiece.events.standing import box, opening
from setpiece.geometry import quat_rotate
from setpiece.world.materials import MATERIALS

Array = NDArray[np.float64]

MOST = 0.5  # share of a thing's corners and middle that the light reaches
SOME = 0.2  # share of the rays towards a thing that go in where it is clear, and meet nothing of it that is not
GRID = 7  # rays towards a thing, along each of two directions


def lit_by(scene: Scene, clause: Clause) -> Finding:
    """A lamp that shines, the first body's, reaches the second at the start: it faces it and nothing is between.

    Value: the share of its corners and middle that it reaches; bound a half. What is between is taken as its box.
    """
    first = opening(scene)
    lamp, thing = (scene.index(name) for name in clause.bodies[:2])
    low, high = box(first, thing)
    points, own = samples(low, high), (lamp, thing)
    best = max((_reaching(first, place, facing, points, own) for place, facing in _lamps(first, lamp)), default=0.0)
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
    best = max((_passing(first, place, thing) for place, _ in _lamps(first, lamp)), default=0.0)
    evidence = f"{best:.0%} of the rays from {names[0]} to {names[1]} go through what is clear of it; {lit.evidence}"
    return Finding(best >= SOME and bool(lit.holds), evidence, float(scene.time[0]), best, SOME)


def _lamps(scene: Scene, body: int) -> list[tuple[Array, Array | None]]:
    """Return where each lit lamp of a body is (m), and where it faces; None: all around."""
    members = {scene.record.trajectory.ids[i]: i for i in scene.record.members(body)}
    found = []
    for light in scene.record.world.lights:
        if not light.lit or light.body not in members:
            continue
        k = members[light.body]
        turn, place = scene.rotation(k)[0], scene.origin(k)[0]
        facing = None if light.shape == "ball" else quat_rotate(turn, np.asarray(light.direction, float))
        found.append((place + quat_rotate(turn, np.asarray(light.position, float)), facing))
    return found


def _reaching(scene: Scene, place: Array, facing: Array | None, points: Array, own: tuple[int, int]) -> float:
    """Return the share of points (N, 3) that a lamp faces, with no other thing's box between."""
    ways = points - place
    free = np.ones(len(points), bool) if facing is None else ways @ facing > 0.0
    mine = {i for body in own for i in scene.record.members(body)}
    for other in range(len(scene.record.trajectory.ids)):
        if other in mine:
            continue
        low, high = box(scene, other)
        near, far = through_box(place, ways, low, high)
        free &= ~((far > near) & (near < 1.0) & (far > 0.0))
    return float(free.mean())


def _passing(scene: Scene, place: Array, thing: int) -> float:
    """Return the share of rays from a place towards a body's clear parts that meet those and none that is not."""
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
    ways = points - place
    through = meets(place, ways, clear)
    if parts[False]:
        through &= ~meets(place, ways, np.concatenate(parts[False]))
    return float(through.mean())
