"""Traces in snow of how things came to stand there: a sled's grooves, the prints of whoever built a snowman. Metres.

Snow is raised around them by the depth of a print and passes into the level within a step, for nothing can lie lower
than the level ground on which physics stands things.
"""

from collections.abc import Iterator

import numpy as np

from setpiece import rng
from setpiece.geometry import transform
from setpiece.render.places.land import ramp, waves
from setpiece.render.places.pieces import Array
from setpiece.world.document import Body

BUILT = ("snowman", "igloo")  # what somebody has made of the snow around
DRAWN = {"sled": -0.42}  # where the grooves of what is drawn end, of its length
HALF = 0.231  # m: half the distance between the runners of a sled
SUNK = 0.0015  # m: how far below the ground what lies loose ends
STEP, MARGIN, FADES = 0.013, 0.66, 0.45  # m: of a lattice; how far from a way snow is raised; over what it levels off
DEEP = {"prints": 0.036, "grooves": 0.020}  # m: how deep it is trodden
LONG = {"prints": 5.6, "grooves": 9.0}  # m: how far back its way is seen
FREE = 0.75  # m: how far a way keeps from other things
BENDS = (0.10, -0.10, 0.22, -0.22, 0.34, -0.34)  # rad a metre: of which the first is taken that is free
COMES = (-0.9, -2.2, -1.5, -2.8, 0.0, 3.14, 1.6)  # rad from +X: whence somebody comes, the first that is free
STRIDE, GAIT = 0.62, 0.11  # m from print to print, and how far each is beside the way
SOLE, HEEL = (0.155, 0.052), (0.062, 0.041)  # m: half-axes of the two parts of a print
EDGE = 0.010  # m: over which the side of a print falls


def traces(seed: int, bodies: list[Body]) -> Iterator[tuple[str, Array, str]]:
    """Yield for each of the bodies at rest that has come in a way that is seen: its id, the way (N, 2), its kind.

    A way is ``grooves`` or ``prints``, and begins where the body is.
    """
    middles = {body.id: np.array(body.position[:2]) for body in bodies}
    for body in bodies:
        others = [place for name, place in middles.items() if name != body.id]
        if body.family in DRAWN:
            ways, kind = _drawn(body), "grooves"
        elif body.family in BUILT:
            ways, kind = _walked(seed, body), "prints"
        else:
            continue
        for way in ways:
            apart = [np.hypot(*(way - other).T).min() for other in others]
            if not apart or min(apart) > FREE:
                yield body.id, way, kind
                break


def _drawn(body: Body) -> Iterator[Array]:
    """Yield the ways on which a sled may have come: from behind it, in a bend."""
    matrix = transform(body.position, np.asarray(body.rotation))
    ahead = matrix[:2, 0] / max(float(np.hypot(*matrix[:2, 0])), 1e-9)
    start = matrix[:2, 3] + DRAWN[body.family] * body.params.get("length", 1.1) * ahead
    along = np.linspace(0.0, LONG["grooves"], 300)
    for bend in BENDS:
        turn = np.arctan2(-ahead[1], -ahead[0]) + bend * np.maximum(along - 0.5, 0.0) * np.exp(-along / 9.0)
        yield start + np.cumsum(np.stack([np.cos(turn), np.sin(turn)], axis=1) * along[1], axis=0)


def _walked(seed: int, body: Body) -> Iterator[Array]:
    """Yield the ways on which whoever built something may have come to it."""
    noise = rng.stream(seed, "walked", body.id)
    phase, reach = noise.uniform(0.0, 6.28), 0.62
    along = np.linspace(0.0, LONG["prints"], 200)
    for comes in COMES:
        turn = comes + 0.35 * np.sin(0.55 * along + phase) - 0.35 * np.sin(phase)
        steps = np.stack([np.cos(turn), np.sin(turn)], axis=1) * along[1]
        yield np.array(body.position[:2]) + reach * steps[0] / along[1] + np.cumsum(steps, axis=0)


def trodden(seed: int, name: str, way: Array, kind: str) -> Array:
    """Return the snow (R, C, 3) around a way (N, 2) of that kind."""
    noise = rng.stream(seed, kind, name)
    if kind == "grooves":
        points, near, along = _strip(way)
    else:
        points, near, along = _square(way)
    flat = points.reshape(-1, 2)
    rough = waves(noise, 1.0, 0.30, count=28, octaves=2.6)(*flat.T).reshape(near.shape)
    shown = (1.0 - ramp(along, 0.62, 0.97)) * ramp(MARGIN - np.abs(near), 0.0, FADES)
    if kind == "grooves":
        pressed, pushed = _grooves(np.abs(near), 0.004 * rough)
    else:
        pressed, pushed = (each.reshape(near.shape) for each in _prints(way, flat, noise))
    around = DEEP[kind] * (1.0 + 0.07 * rough)
    bottom = 0.0035 * (0.4 + 0.3 * np.clip(rough, -1.0, 1.0))
    z = around * (1.0 - pressed) + pushed * (1.0 + 0.5 * np.clip(rough, -1.0, 1.0)) + bottom * pressed
    return np.concatenate([points, (shown * z - SUNK)[..., None]], axis=-1)


def _strip(way: Array) -> tuple[Array, Array, Array]:
    """Return a lattice (R, C, 2) along a way: its places, how far aside they are (m), and their share of the way."""
    fine = np.concatenate([np.linspace(0.13, 0.33, 24), np.linspace(0.37, MARGIN, 7)])
    aside = np.concatenate([-fine[::-1], [-0.06, 0.0, 0.06], fine])
    ahead = np.gradient(way, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    left = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1)
    points = way[:, None] - aside[:, None] * left[:, None]
    near = np.broadcast_to(aside, points.shape[:2])
    return points, near, np.broadcast_to(np.linspace(0.0, 1.0, len(way))[:, None], near.shape)


def _square(way: Array) -> tuple[Array, Array, Array]:
    """Return a square lattice (R, C, 2) around a way: its places, how far away they are (m), and their share of it."""
    from scipy.spatial import cKDTree

    low, high = way.min(axis=0) - MARGIN, way.max(axis=0) + MARGIN
    points = np.stack(np.meshgrid(*(np.arange(a, b + STEP, STEP) for a, b in zip(low, high, strict=True))), axis=-1)
    near, nearest = cKDTree(way).query(points, distance_upper_bound=MARGIN)
    inside = near < MARGIN
    return points, np.where(inside, near, MARGIN), np.where(inside, nearest, 0) / len(way)


def _grooves(aside: Array, wander: Array) -> tuple[Array, Array]:
    """Return how far (0..1) two runners have pressed snow in so far aside (m), and the ridges (m) along their grooves.

    ``wander`` (m): how crumbly their edges are.
    """
    off = np.abs(aside - HALF)
    pressed = 1.0 - ramp(off + 0.4 * wander, 0.012, 0.012 + 1.6 * EDGE)
    return pressed, 0.011 * np.exp(-np.square((off - 0.045 + wander) / 0.020))


def _prints(way: Array, flat: Array, noise: np.random.Generator) -> tuple[Array, Array]:
    """Return how far (0..1) boots have pressed snow in at places (N, 2), and what they have pushed up (m) around."""
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))])
    walked = np.arange(0.25, length[-1], STRIDE)
    feet = np.stack([np.interp(walked, length, way[:, k]) for k in range(2)], axis=1)
    heading = np.gradient(way, axis=0)
    turn = np.interp(walked, length, np.unwrap(np.arctan2(-heading[:, 1], -heading[:, 0])))
    side = np.where(np.arange(len(walked)) % 2, 1.0, -1.0)
    feet = feet + (side * GAIT)[:, None] * np.stack([-np.sin(turn), np.cos(turn)], axis=1)
    feet, turn = feet + noise.normal(0.0, 0.02, feet.shape), turn + 0.14 * side + noise.normal(0.0, 0.09, len(turn))
    pressed, pushed = np.zeros(len(flat)), np.zeros(len(flat))
    for foot, way_of in zip(feet, turn, strict=True):
        off = flat - foot
        close = np.flatnonzero(np.abs(off).max(axis=1) < 0.36)
        u = off[close] @ [np.cos(way_of), np.sin(way_of)]
        v = off[close] @ [-np.sin(way_of), np.cos(way_of)]
        parts = (np.hypot((u - 0.045) / (SOLE[0] - 0.045), v / SOLE[1]), np.hypot((u + 0.092) / HEEL[0], v / HEEL[1]))
        waist = np.hypot((u + 0.02) / 0.10, v / (0.72 * SOLE[1]))
        outside = np.minimum(np.minimum(*parts), waist) - 1.0
        gap = outside * 0.06  # m, about
        pressed[close] = np.maximum(pressed[close], 1.0 - ramp(gap, -0.3 * EDGE, EDGE))
        kicked = 0.010 * np.exp(-np.square((gap - 0.022) / 0.016)) * (1.0 + 0.7 * np.clip(u / 0.15, -1.0, 1.0))
        drag = 0.35 * np.exp(-np.square(v / 0.035)) * ramp(-u, 0.12, 0.16) * (1.0 - ramp(-u, 0.20, 0.34))
        pressed[close] = np.maximum(pressed[close], drag)
        pushed[close] = np.maximum(pushed[close], kicked)
    return pressed, pushed * (1.0 - pressed)
