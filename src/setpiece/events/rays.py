"""Straight rays against boxes and triangles, for what is asked of light."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def samples(low: Array, high: Array) -> Array:
    """Return the middle of a box and its corners, these drawn in to 0.7 of their distance: points (9, 3)."""
    middle = (low + high) / 2
    corners = np.array([[x, y, z] for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])])
    return np.concatenate([[middle], middle + 0.7 * (corners - middle)])


def through_box(places: Array, ways: Array, low: Array, high: Array) -> tuple[Array, Array]:
    """Return where (N,) lines from ``places`` along ``ways`` (N, 3) enter and leave a box (slabs; Kay and Kajiya 1986).

    In lengths of each way; a line that misses the box would leave it before it enters.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        one, two = (low - places) / ways, (high - places) / ways
    return np.nanmax(np.minimum(one, two), axis=1), np.nanmin(np.maximum(one, two), axis=1)


def meets(place: Array, ways: Array, triangles: Array) -> NDArray[np.bool_]:
    """Tell which rays (N, 3) from a place meet triangles (F, 3, 3)."""
    return np.isfinite([nearest(place, way, triangles) for way in ways])


def nearest(place: Array, way: Array, triangles: Array) -> float:
    """Return how far along a ray, in lengths of its way, it first meets triangles (F, 3, 3); inf: none.

    Source: Moller and Trumbore 1997.
    """
    a, u, v = triangles[:, 0], triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    to, p = place - a, np.cross(way, v)
    q = np.cross(to, u)
    with np.errstate(divide="ignore", invalid="ignore"):  # rays along a triangle
        scale = 1.0 / np.einsum("ij,ij->i", u, p)
        s, t, far = np.einsum("ij,ij->i", to, p) * scale, q @ way * scale, np.einsum("ij,ij->i", v, q) * scale
        hit = (s >= 0.0) & (t >= 0.0) & (s + t <= 1.0) & (far > 0.0)
    return float(far[hit].min(initial=np.inf))
