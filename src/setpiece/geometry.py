"""Rotations and rigid transforms: quaternions ``wxyz``, right-handed, Z up, ``a_from_b`` matrices.

A quaternion array has shape (..., 4), a vector array (..., 3); functions broadcast over the rest.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
IDENTITY = (1.0, 0.0, 0.0, 0.0)


def quat_multiply(a: ArrayLike, b: ArrayLike) -> Array:
    """Return the Hamilton product ab: first rotate by b, then by a."""
    aw, ax, ay, az = np.moveaxis(np.asarray(a, float), -1, 0)
    bw, bx, by, bz = np.moveaxis(np.asarray(b, float), -1, 0)
    return np.stack(
        [
            aw * bw - ax * bx - ay * by - az * bz,
            aw * bx + ax * bw + ay * bz - az * by,
            aw * by - ax * bz + ay * bw + az * bx,
            aw * bz + ax * by - ay * bx + az * bw,
        ],
        axis=-1,
    )


def quat_conjugate(q: ArrayLike) -> Array:
    """Return the inverse of unit quaternions."""
    return np.asarray(q, float) * np.array([1.0, -1.0, -1.0, -1.0])


def quat_rotate(q: ArrayLike, v: ArrayLike) -> Array:
    """Return vectors turned by unit quaternions."""
    q, v = np.asarray(q, float), np.asarray(v, float)
    t = 2.0 * np.cross(q[..., 1:], v)
    return v + q[..., :1] * t + np.cross(q[..., 1:], t)


def quat_from_axis_angle(axis: ArrayLike, angle: ArrayLike) -> Array:
    """Return the turn by ``angle`` (rad) about ``axis`` (any length but zero)."""
    axis = np.asarray(axis, float)
    half = np.asarray(angle, float)[..., None] / 2.0
    unit = axis / np.linalg.norm(axis, axis=-1, keepdims=True)
    return np.concatenate([np.cos(half), np.sin(half) * unit], axis=-1)


def quat_from_rotvec(rotvec: ArrayLike) -> Array:
    """Return the turn by |rotvec| (rad) about its direction; zero is the identity."""
    rotvec = np.asarray(rotvec, float)
    angle = np.linalg.norm(rotvec, axis=-1, keepdims=True)
    return np.concatenate([np.cos(angle / 2), 0.5 * np.sinc(angle / (2 * np.pi)) * rotvec], axis=-1)


def quat_to_rotvec(q: ArrayLike) -> Array:
    """Return the rotation vector (rad) of unit quaternions, of length at most pi."""
    q = np.asarray(q, float)
    q = np.where(q[..., :1] < 0, -q, q)
    sine = np.linalg.norm(q[..., 1:], axis=-1, keepdims=True)
    angle = 2.0 * np.arctan2(sine, q[..., :1])
    small = sine < 1e-12
    return np.where(small, 2.0 * q[..., 1:], angle * q[..., 1:] / np.where(small, 1.0, sine))


def quat_from_matrix(m: ArrayLike) -> Array:
    """Return the quaternion (w >= 0) of one rotation matrix (3, 3), by Shepperd's method."""
    m = np.asarray(m, float)[:3, :3]
    k = np.array(
        [
            [m[0, 0] + m[1, 1] + m[2, 2], m[2, 1] - m[1, 2], m[0, 2] - m[2, 0], m[1, 0] - m[0, 1]],
            [m[2, 1] - m[1, 2], m[0, 0] - m[1, 1] - m[2, 2], m[0, 1] + m[1, 0], m[0, 2] + m[2, 0]],
            [m[0, 2] - m[2, 0], m[0, 1] + m[1, 0], m[1, 1] - m[0, 0] - m[2, 2], m[1, 2] + m[2, 1]],
            [m[1, 0] - m[0, 1], m[0, 2] + m[2, 0], m[1, 2] + m[2, 1], m[2, 2] - m[0, 0] - m[1, 1]],
        ]
    )
    i = int(np.argmax(np.diag(k)))
    q = k[i].copy()
    q[i] += 1.0
    q /= np.linalg.norm(q)
    return q if q[0] >= 0 else -q


def quat_to_matrix(q: ArrayLike) -> Array:
    """Return rotation matrices (..., 3, 3) of unit quaternions."""
    w, x, y, z = np.moveaxis(np.asarray(q, float), -1, 0)
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)


def transform(position: ArrayLike, rotation: ArrayLike = IDENTITY) -> Array:
    """Return 4x4 matrices ``world_from_body`` for poses (position in m, rotation wxyz)."""
    position = np.asarray(position, float)
    out = np.zeros((*position.shape[:-1], 4, 4))
    out[..., :3, :3] = quat_to_matrix(rotation)
    out[..., :3, 3] = position
    out[..., 3, 3] = 1.0
    return out


def apply(matrix: ArrayLike, points: ArrayLike) -> Array:
    """Return points (..., 3) mapped by one 4x4 affine matrix."""
    matrix = np.asarray(matrix, float)
    return np.asarray(points, float) @ matrix[:3, :3].T + matrix[:3, 3]


def world_from_camera(eye: ArrayLike, target: ArrayLike, roll: float = 0.0) -> Array:
    """Return the pose of a camera (+X right, +Y down, +Z forward) at ``eye`` that looks at ``target``.

    The horizon is level (world Z up) before ``roll`` (rad, clockwise as seen); a view straight up or down
    takes world +Y as the top of the picture.
    """
    eye, target = np.asarray(eye, float), np.asarray(target, float)
    forward = (target - eye) / np.linalg.norm(target - eye)
    up = np.array([0.0, 0.0, 1.0]) if abs(forward[2]) < 0.9999 else np.array([0.0, 1.0, 0.0])
    right = np.cross(forward, up)
    right /= np.linalg.norm(right)
    down = np.cross(forward, right)
    out = np.eye(4)
    out[:3, 0] = np.cos(roll) * right + np.sin(roll) * down
    out[:3, 1] = -np.sin(roll) * right + np.cos(roll) * down
    out[:3, 2] = forward
    out[:3, 3] = eye
    return out
