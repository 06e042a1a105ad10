"""Rotations of many instants at once, (T, 3, 3), in a body's axes: +X ahead, +Y left, +Z up."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def pitch(angle: ArrayLike) -> Array:
    """Return turns about -Y by ``angle`` (rad): positive lifts what is ahead."""
    return _about(1, -np.asarray(angle, float))


def roll(angle: ArrayLike) -> Array:
    """Return turns about X: positive lowers the right side."""
    return _about(0, np.asarray(angle, float))


def yaw(angle: ArrayLike) -> Array:
    """Return turns about Z: positive is to the left."""
    return _about(2, np.asarray(angle, float))


def _about(axis: int, angle: Array) -> Array:
    c, s = np.cos(angle), np.sin(angle)
    out = np.zeros((*angle.shape, 3, 3))
    i, j = (axis + 1) % 3, (axis + 2) % 3
    out[..., axis, axis] = 1.0
    out[..., i, i] = out[..., j, j] = c
    out[..., i, j], out[..., j, i] = -s, s
    return out


def carried(turn: Array, vector: ArrayLike) -> Array:
    """Return vectors (..., 3) turned."""
    return np.einsum("...ij,...j->...i", turn, np.asarray(vector, float))


def quaternions(turn: Array) -> Array:
    """Return rotations (..., 4) wxyz of matrices (..., 3, 3), by the largest component (Shepperd 1978)."""
    m = turn
    xx, yy, zz = m[..., 0, 0], m[..., 1, 1], m[..., 2, 2]
    squares = np.stack([1 + xx + yy + zz, 1 + xx - yy - zz, 1 - xx + yy - zz, 1 - xx - yy + zz], axis=-1)
    a, b, c = m[..., 2, 1] - m[..., 1, 2], m[..., 0, 2] - m[..., 2, 0], m[..., 1, 0] - m[..., 0, 1]
    d, e, f = m[..., 0, 1] + m[..., 1, 0], m[..., 0, 2] + m[..., 2, 0], m[..., 1, 2] + m[..., 2, 1]
    rows = np.stack(
        [
            np.stack([squares[..., 0], a, b, c], -1),
            np.stack([a, squares[..., 1], d, e], -1),
            np.stack([b, d, squares[..., 2], f], -1),
            np.stack([c, e, f, squares[..., 3]], -1),
        ],
        axis=-2,
    )
    best = np.argmax(squares, axis=-1)
    q = np.take_along_axis(rows, best[..., None, None], axis=-2)[..., 0, :]
    return q / np.linalg.norm(q, axis=-1, keepdims=True)
