"""Convex pieces for contact: boxes, upright cylinders, hulls, and vessels as staves around a floor."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from setpiece import geometry
from setpiece.assets.solid import Collider

Point = Sequence[float]


def ball(radius: float, at: Point = (0, 0, 0), part: str = "body") -> Collider:
    """Return a sphere."""
    return Collider("sphere", (radius,), tuple(map(float, at)), part=part)


def box(size: Sequence[float], at: Point = (0, 0, 0), part: str = "body") -> Collider:
    """Return a box of full ``size`` (m)."""
    return Collider("box", tuple(float(s) / 2 for s in size), tuple(map(float, at)), part=part)


def upright(radius: float, height: float, at: Point = (0, 0, 0), part: str = "body") -> Collider:
    """Return a cylinder along Z."""
    return Collider("cylinder", (radius, height / 2), tuple(map(float, at)), part=part)


def rod(start: Point, end: Point, radius: float, part: str = "body", kind: str = "capsule") -> Collider:
    """Return a capsule (or cylinder) from ``start`` to ``end``; the ends of a capsule reach ``radius`` beyond."""
    a, b = np.asarray(start, float), np.asarray(end, float)
    axis = (b - a) / np.linalg.norm(b - a)
    turn = geometry.quat_from_rotvec(_turn_from_z(axis))
    size = (radius, float(np.linalg.norm(b - a)) / 2)
    return Collider(kind, size, tuple(map(float, (a + b) / 2)), tuple(map(float, turn)), part=part)


def _turn_from_z(axis: np.ndarray) -> np.ndarray:
    """Return the rotation vector that takes Z to a unit axis."""
    cross = np.cross([0.0, 0.0, 1.0], axis)
    sine = np.linalg.norm(cross)
    if sine < 1e-12:
        return np.array([0.0 if axis[2] > 0 else np.pi, 0.0, 0.0])
    return cross / sine * np.arctan2(sine, axis[2])


def hull(points: ArrayLike, part: str = "body") -> Collider:
    """Return the convex hull of points (V, 3)."""
    return Collider("mesh", vertices=np.asarray(points, float), part=part)


def round_hull(profile: ArrayLike, *, sides: int = 24, part: str = "body") -> Collider:
    """Return the hull of a profile (P, 2) of (radius, height) turned about Z."""
    angle = 2 * np.pi * np.arange(sides) / sides
    profile = np.asarray(profile, float)
    ring = np.stack([np.cos(angle), np.sin(angle)], -1)
    xy = profile[:, None, :1] * ring
    z = np.broadcast_to(profile[:, None, 1:], (*xy.shape[:2], 1))
    points = np.concatenate([xy, z], axis=-1).reshape(-1, 3)
    return hull(np.unique(points, axis=0), part)


def vessel(outside: ArrayLike, inside: ArrayLike, *, staves: int = 12, part: str = "body") -> tuple[Collider, ...]:
    """Return a hollow round vessel: a floor, and for each band of the wall a ring of convex staves.

    ``outside`` and ``inside`` are profiles (P, 2) of equal length from floor to rim; row k of both stand together.
    """
    outside, inside = np.asarray(outside, float), np.asarray(inside, float)
    floor = round_hull([outside[0], [outside[0, 0], inside[0, 1]], inside[0]], part=part)
    out = [floor]
    turn = 2 * np.pi / staves
    # Staves are wedges: their outer edge is a chord pushed out to the circle's mean radius.
    for k in range(len(outside) - 1):
        for i in range(staves):
            angle = turn * (i + np.array([0.0, 0.5, 1.0]))
            ring = np.stack([np.cos(angle), np.sin(angle)], -1)
            corners = [
                np.column_stack([r * ring, np.full(3, z)])
                for r, z in (outside[k], outside[k + 1], inside[k], inside[k + 1])
            ]
            out.append(hull(np.concatenate(corners), part))
    return tuple(out)


def open_box(size: Sequence[float], wall: float, at: Point = (0, 0, 0), part: str = "body") -> tuple[Collider, ...]:
    """Return a box without lid of full outer ``size``: a floor and four walls."""
    x, y, z = size
    cx, cy, cz = at
    return (
        box((x, y, wall), (cx, cy, cz - z / 2 + wall / 2), part),
        box((wall, y, z), (cx - x / 2 + wall / 2, cy, cz), part),
        box((wall, y, z), (cx + x / 2 - wall / 2, cy, cz), part),
        box((x, wall, z), (cx, cy - y / 2 + wall / 2, cz), part),
        box((x, wall, z), (cx, cy + y / 2 - wall / 2, cz), part),
    )
