"""What a camera is at one instant, and where a point of the world lands in its picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class View:
    """A pinhole or thin-lens camera at one instant; +X right, +Y down, +Z forward."""

    world_from_camera: NDArray[np.float64]  # (4, 4)
    focal: float  # focal length over film width: x_px = width * (0.5 + focal * X / Z)
    aperture_radius: float = 0.0  # m
    focus_distance: float = 1.0  # m


def same_view(a: View, b: View) -> bool:
    """Return whether two cameras see alike, bit for bit."""
    lenses = {(view.focal, view.aperture_radius, view.focus_distance) for view in (a, b)}
    return len(lenses) == 1 and np.array_equal(a.world_from_camera, b.world_from_camera)


def project(view: View, points: ArrayLike, *, height: int, width: int) -> tuple[NDArray, NDArray]:
    """Return pixel coordinates (..., 2) as (x, y), pixel centres at +0.5, and depths Z (...,) in m of world points.

    Points behind the camera have a negative depth and meaningless pixels.
    """
    camera_from_world = np.linalg.inv(view.world_from_camera)
    local = np.asarray(points, float) @ camera_from_world[:3, :3].T + camera_from_world[:3, 3]
    depth = local[..., 2]
    scale = width * view.focal / np.where(np.abs(depth) < 1e-9, 1e-9, depth)
    center = np.array([width / 2, height / 2])
    return center + local[..., :2] * scale[..., None], depth
