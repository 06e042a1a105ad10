"""Frames without LLVM: Mitsuba's own path tracer in its scalar variant.

It knows no touched sets, so every pixel counts as having met everything, and an edit renders whole frames again. It
is several times slower, and glass casts dark shadows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from setpiece.render import integrator, layers

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.camera.view import View

GUIDES = "albedo:albedo,normal:sh_normal"


def radiance(
    scene: mi.Scene, view: View, *, height: int, width: int, samples: tuple[int, int], seed: int, max_depth: int
) -> NDArray[np.float32]:
    """Return the sum of radiance (H, W, 3) over the samples from ``samples[0]`` to ``samples[1]`` - 1."""
    first, stop = samples
    path = {"type": "path", "max_depth": max_depth, "rr_depth": integrator.ROULETTE_DEPTH}
    image = _rendered(scene, path, view, height, width, stop - first, seed + first)
    return image[..., :3] * np.float32(stop - first)


def guides(
    scene: mi.Scene, view: View, *, height: int, width: int, samples: int, seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the means of albedo and normal (H, W, 3)."""
    image = _rendered(scene, {"type": "aov", "aovs": GUIDES}, view, height, width, samples, seed)
    albedo, normal = np.clip(image[..., :3], 0.0, 1.0), image[..., 3:6]
    mirrored = (albedo == 0.0).all(axis=-1) & (normal != 0.0).any(axis=-1)  # metal and glass
    return np.where(mirrored[..., None], np.float32(1.0), albedo), normal


def first_hit(scene: mi.Scene, view: View, *, height: int, width: int, rows: dict[str, int]) -> dict[str, NDArray]:
    """Return the first-hit layers at the centre of every pixel, as ``layers.first_hit`` does.

    Args:
        scene: What there is.
        view: The camera.
        height: Of the picture in pixels.
        width: Likewise.
        rows: The row in the table of parts of every shape, by its name.
    """
    import mitsuba as mi

    eye, turn = view.world_from_camera[:3, 3], view.world_from_camera[:3, :3]
    position = layers.far_points(view, height=height, width=width)
    direction = position - eye
    direction /= np.linalg.norm(direction, axis=-1, keepdims=True)
    shape = (height, width)
    found: dict[str, NDArray] = {
        "depth": np.full(shape, np.inf, np.float32),
        "position": np.full((*shape, 3), np.inf, np.float32),
        "normal": np.zeros((*shape, 3), np.float32),
        "albedo": np.zeros((*shape, 3), np.float32),
        "uv": np.zeros((*shape, 2), np.float32),
        "part": np.full(shape, layers.NOTHING, np.uint16),
    }
    for y, x in np.ndindex(*shape):
        si = scene.ray_intersect(mi.Ray3f(mi.Point3f(*eye), mi.Vector3f(*direction[y, x])))
        if not si.is_valid():
            continue
        normal = np.array(si.sh_frame.n)
        found["position"][y, x] = np.array(si.p)
        found["depth"][y, x] = turn[:, 2] @ (np.array(si.p) - eye)
        found["normal"][y, x] = -normal if normal @ direction[y, x] > 0.0 else normal
        found["albedo"][y, x] = np.clip(np.array(si.bsdf().eval_diffuse_reflectance(si)), 0.0, 1.0)
        found["uv"][y, x] = np.array(si.uv)
        found["part"][y, x] = rows[si.shape.id()]
    return found


def _rendered(
    scene: mi.Scene, plugin: dict[str, Any], view: View, height: int, width: int, samples: int, seed: int
) -> NDArray[np.float32]:
    """Return what one of Mitsuba's integrators makes of a scene (H, W, C)."""
    import mitsuba as mi

    pose = view.world_from_camera @ np.diag([-1.0, -1.0, 1.0, 1.0])  # Mitsuba's cameras have +X left and +Y up
    lens: dict[str, Any] = {"type": "perspective"}
    if view.aperture_radius > 0.0:
        lens = {
            "type": "thinlens",
            "aperture_radius": float(view.aperture_radius),
            "focus_distance": float(view.focus_distance),
        }
    sensor = mi.load_dict(
        lens
        | {
            "fov": float(np.degrees(2.0 * np.arctan(0.5 / view.focal))),
            "fov_axis": "x",
            "near_clip": 1e-3,
            "far_clip": 1e5,
            "to_world": mi.ScalarTransform4f(pose),
            "sampler": {"type": "independent"},
            "film": {
                "type": "hdrfilm",
                "width": width,
                "height": height,
                "rfilter": {"type": "box"},
                "pixel_format": "rgb",
                "component_format": "float32",
            },
        }
    )
    image = mi.render(scene, sensor=sensor, integrator=mi.load_dict(plugin), spp=samples, seed=seed & 0x7FFFFFFF)
    return np.array(image, np.float32)
