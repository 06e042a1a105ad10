"""The motion brush: a painted path (pixels and film times) becomes a launch, or a bounded force, on what is under it.

The path is lifted into the plane through the thing's centre that faces the camera. Where a free flight fits it, the
thing is launched with the velocity of the least-squares parabola and flies by itself; otherwise an unseen hand
drives it: one constant push an interval, each at most ``STRONGEST`` times the thing's weight, which the certificate
names with its size. Contacts go on acting, so the path is followed as well as physics allows.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.edits.clicks import Click, check, thing_under
from setpiece.errors import InputError, expected
from setpiece.physics.trajectory import at, index
from setpiece.world.document import Push, World
from setpiece.world.edit import Add, Edit, Put, Step
from setpiece.world.format import Format

if TYPE_CHECKING:
    from setpiece.physics.trajectory import Trajectory

Array = NDArray[np.float64]
MOST_POINTS = 10_000
INTERVALS = 24  # of the hand's force
FITS = 0.08  # of the path's length: how far a free flight may miss a painted point
STRONGEST = 20.0  # weights
KICK = 0.02  # s: a launch in the middle of a film is a push of this length
SHORTEST = 0.02  # s of a stroke


@dataclass(frozen=True)
class Stroke:
    """A painted path: pixels of the picture (N, 2) and film times (N,) in s, rising."""

    pixels: Array
    times: Array


def parse(value: object, place: str) -> Stroke:
    """Return the stroke of a JSON value: a list of ``[x, y, t]``, or of objects with these names.

    Raises:
        InputError: it is no path: too few or too many points, no numbers, times that do not rise.
    """
    points = value.get("points") if isinstance(value, dict) else value
    if not isinstance(points, list) or not 2 <= len(points) <= MOST_POINTS:
        got = f"{len(points)} points" if isinstance(points, list) else points
        raise InputError(expected(place, f"2 to {MOST_POINTS} points [x, y, t]", got))
    rows = [[p.get(name) for name in ("x", "y", "t")] if isinstance(p, dict) else p for p in points]
    for number, row in enumerate(rows):
        numbers = isinstance(row, list) and len(row) == 3 and all(type(each) in (int, float) for each in row)
        if not numbers or not np.isfinite(row).all():
            raise InputError(expected(f"{place}: point {number}", "three numbers x, y, t", row))
    array = np.array(rows, float)
    if (np.diff(array[:, 2]) <= 0).any() or array[-1, 2] - array[0, 2] < SHORTEST:
        raise InputError(f"{place}: expected times that rise, by {SHORTEST:g} s at least from first to last.")
    return Stroke(array[:, :2], array[:, 2])


def brushed(stroke: Stroke, world: World, trajectory: "Trajectory", film: Format) -> Edit:
    """Return the edit that lets the thing under a stroke's first point follow it.

    Raises:
        InputError: the stroke leaves the picture or the film, begins on no thing, or on one that cannot move.
    """
    clicks = [Click(x, y, t) for (x, y), t in zip(stroke.pixels, stroke.times, strict=True)]
    for click in clicks:
        check(click, world, film)
    id_ = thing_under(clicks[0], world, trajectory, film)
    body = world.body(id_)
    if body.fixed or body.joint is not None:
        raise InputError(f"--brush: {id_} cannot follow a path: it is {'fixed' if body.fixed else 'held by a joint'}.")
    row = index(trajectory, id_)
    times = stroke.times * world.shot.speed
    start = at(trajectory, float(times[0]))
    path = _lifted(stroke, world, trajectory, film, start.position[row])
    mass, gravity = float(trajectory.mass[row]), np.array(world.gravity)
    launch, miss = _flight(path, times - times[0], gravity)
    length = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
    if miss <= FITS * length:
        steps = _launched(id_, launch, start.velocity[row], float(times[0]), mass)
        how = "a launch"
    else:
        steps = _driven(id_, path, times, start.velocity[row], mass, gravity)
        how = "an unseen hand"
    return Edit(steps=tuple(steps), sentence=f"brush {id_} along {len(times)} points: {how}")


def _lifted(stroke: Stroke, world: World, trajectory: "Trajectory", film: Format, center: Array) -> Array:
    """Return the path (N, 3) in m: pixels cast onto the plane through ``center`` that faces the camera, from there."""
    from setpiece.camera.moves import viewer

    view_at = viewer(world, trajectory)
    found = []
    for (x, y), t in zip(stroke.pixels, stroke.times, strict=True):
        view = view_at(float(t) * world.shot.speed)
        pose, scale = view.world_from_camera, film.width * view.focal
        ray = pose[:3, :3] @ np.array([(x - film.width / 2) / scale, (y - film.height / 2) / scale, 1.0])
        depth = float((center - pose[:3, 3]) @ pose[:3, 2])
        found.append(pose[:3, 3] + depth * ray)
    path = np.array(found)
    return path + (center - path[0])


def _flight(path: Array, times: Array, gravity: Array) -> tuple[Array, float]:
    """Return the launch velocity (m/s) of the parabola nearest to a path, and its greatest distance from it (m)."""
    fallen = 0.5 * times[:, None] ** 2 * gravity
    ways = path - path[0] - fallen
    velocity = times @ ways / (times @ times)
    return velocity, float(np.linalg.norm(ways - times[:, None] * velocity, axis=1).max())


def _launched(id_: str, velocity: Array, now: Array, time: float, mass: float) -> list[Step]:
    """Return the steps of a launch: a starting velocity, or a short push later on."""
    if time <= 0.0:
        return [Put(path=f"bodies.{id_}.velocity", value=velocity.tolist())]
    force = mass * (velocity - now) / KICK
    return [_push(id_, time, KICK, force)]


def _driven(id_: str, path: Array, times: Array, now: Array, mass: float, gravity: Array) -> list[Step]:
    """Return one push an interval: the force that brings the thing to the next point, gravity made up for.

    With a constant acceleration a over an interval h from velocity v, the way is v h + a h^2 / 2; asking for half of
    the correction of the velocity as well keeps the chain from swinging.
    """
    ends = np.linspace(times[0], times[-1], min(INTERVALS, max(2, len(times) - 1)) + 1)
    points = np.stack([np.interp(ends, times, path[:, axis]) for axis in range(3)], axis=1)
    wanted = np.gradient(points, ends, axis=0)
    most = STRONGEST * mass * max(float(np.linalg.norm(gravity)), 1.0)
    velocity, steps = now.copy(), []
    position = points[0].copy()
    for k, length in enumerate(np.diff(ends)):
        reach = 2.0 * (points[k + 1] - position - velocity * length) / length**2
        settle = (wanted[k + 1] - velocity) / length
        force = mass * (0.5 * (reach + settle) - gravity)
        size = float(np.linalg.norm(force))
        force = force * min(1.0, most / size) if size > 0 else force
        rate = force / mass + gravity
        position = position + velocity * length + 0.5 * rate * length**2
        velocity = velocity + rate * length
        steps.append(_push(id_, float(ends[k]), float(length), force))
    return steps


def _push(id_: str, start: float, length: float, force: Array) -> Step:
    push = Push(body=id_, start=start, duration=length, force=tuple(float(c) for c in force))
    return Add(to="actions", row=push.model_dump(mode="json"))
