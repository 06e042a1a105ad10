"""Where the camera is at a time: a shot's start pose and the sum of its moves, each by its own numbers.

Times are world seconds. Moves combine: travel (dolly, truck, crane, orbit, follow) shifts the eye, aim (pan, tilt)
turns it, zoom changes the lens. Directions of travel are those of the starting pose, with dolly and truck level.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from setpiece.camera.view import View
from setpiece.clock import SAMPLE
from setpiece.geometry import world_from_camera
from setpiece.physics.trajectory import Trajectory, at, duration, index
from setpiece.world.document import Move, Shot, World

SMOOTHING = 0.25  # s to each side: a camera operator does not copy every bounce

Track = Callable[[str, float], NDArray[np.float64]]


def viewer(world: World, trajectory: Trajectory) -> Callable[[float], View]:
    """Return the function from world time (s) to the camera's view, for a world and what happens in it."""
    end = duration(trajectory)

    @lru_cache(maxsize=4096)
    def where(body: str, tap: int) -> NDArray[np.float64]:
        time = tap * SAMPLE
        now = at(trajectory, min(max(time, 0.0), end))
        k = index(trajectory, body)
        return now.position[k] + (min(time, 0.0) + max(time - end, 0.0)) * now.velocity[k]  # it has come from somewhere

    def track(body: str, time: float) -> NDArray[np.float64]:
        near = np.arange(round((time - SMOOTHING) / SAMPLE), round((time + SMOOTHING) / SAMPLE) + 1)
        weights = np.maximum(0.0, np.cos(np.pi / 2 * (near * SAMPLE - time) / (SMOOTHING + SAMPLE))) ** 2
        return weights @ np.array([where(body, int(tap)) for tap in near]) / weights.sum()

    return lambda time: view_at(world.shot, time, track)


def view_at(shot: Shot, time: float, track: Track) -> View:
    """Return the view of a shot at a world time (s); ``track(body, time)`` tells where a body is (m)."""
    eye, target = np.array(shot.eye), np.array(shot.target)
    pan = tilt = 0.0
    zoom = 1.0
    for move in shot.moves:
        share = progress(move, time)
        if move.kind == "pan":
            pan += move.amount * share + (_bearing(shot, move, time, track) if move.body else 0.0)
        elif move.kind == "tilt":
            tilt += move.amount * share + (_climb(shot, move, time, track) if move.body else 0.0)
        elif move.kind == "zoom":
            zoom *= move.amount**share
        elif move.kind == "orbit":
            eye, target = _orbit(eye, target, move, share, track)
        else:
            step, aim = _travel(shot, move, time, share, track)
            eye, target = eye + step, target + aim
    pose = world_from_camera(eye, _turned(eye, target, pan, tilt))
    focal_length = shot.focal_length * zoom
    focus = shot.focus_distance or float(np.linalg.norm(target - eye))
    radius = focal_length / (2000.0 * shot.f_number) if shot.f_number else 0.0
    return View(pose, focal_length / shot.film_width, radius, focus)


def progress(move: Move, time: float) -> float:
    """Return the share (0..1) of a move that is done: linear in time, or a smooth start and stop with ``ease``."""
    share = min(1.0, max(0.0, (time - move.start) / move.duration))
    return share * share * (3.0 - 2.0 * share) if move.ease else share


def _orbit(
    eye: NDArray, target: NDArray, move: Move, share: float, track: Track
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Turn the eye about the vertical through the centre, and keep the centre in view at the target's height."""
    center = np.array([*track(move.body, 0.0)[:2], target[2]]) if move.body else target
    angle = move.amount * share
    x, y, z = eye - center
    turned = np.array([np.cos(angle) * x - np.sin(angle) * y, np.sin(angle) * x + np.cos(angle) * y, z])
    return center + turned, center


def _travel(
    shot: Shot, move: Move, time: float, share: float, track: Track
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how far eye and target have gone (m)."""
    forward = np.array(shot.target) - np.array(shot.eye)
    level = np.array([forward[0], forward[1], 0.0])
    level = level / np.linalg.norm(level) if np.linalg.norm(level) > 1e-9 else np.array([0.0, 1.0, 0.0])
    if move.kind == "dolly":
        return move.amount * share * forward / np.linalg.norm(forward), np.zeros(3)
    if move.kind == "truck":
        step = move.amount * share * np.array([level[1], -level[0], 0.0])
        return step, step
    if move.kind == "crane":
        step = np.array([0.0, 0.0, move.amount * share])
        return step, step
    assert move.kind == "follow", move.kind
    if move.body is None:
        return np.zeros(3), np.zeros(3)
    way = track(move.body, min(max(time, move.start), move.start + move.duration)) - track(move.body, move.start)
    return move.amount * way, way


def _turned(eye: NDArray, target: NDArray, pan: float, tilt: float) -> NDArray[np.float64]:
    """Return a point to look at after turning right by ``pan`` and up by ``tilt`` (rad)."""
    x, y, z = target - eye
    reach = np.hypot(x, y)
    bearing = np.arctan2(y, x) - pan
    climb = np.clip(np.arctan2(z, reach) + tilt, -1.55, 1.55)
    ray = np.array([np.cos(climb) * np.cos(bearing), np.cos(climb) * np.sin(bearing), np.sin(climb)])
    return eye + ray * np.linalg.norm(target - eye)


def _bearing(shot: Shot, move: Move, time: float, track: Track) -> float:
    """Return the pan (rad, right positive) that turns the starting pose towards the tracked body."""
    eye, target = np.array(shot.eye), np.array(shot.target)
    when = min(max(time, move.start), move.start + move.duration)
    a, b = (target - eye)[:2], (track(move.body, when) - eye)[:2]
    return float(np.arctan2(b[0] * a[1] - b[1] * a[0], a @ b))


def _climb(shot: Shot, move: Move, time: float, track: Track) -> float:
    """Return the tilt (rad, up positive) that raises the starting pose towards the tracked body."""
    eye, target = np.array(shot.eye), np.array(shot.target)
    when = min(max(time, move.start), move.start + move.duration)
    a, b = target - eye, track(move.body, when) - eye
    return float(np.arctan2(b[2], np.hypot(*b[:2])) - np.arctan2(a[2], np.hypot(*a[:2])))
