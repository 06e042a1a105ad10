"""What every pixel sees first: depth, normal, albedo, position, whose it is, and where it moves.

They belong to the centre of the pixel, of the lens and of the shutter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from setpiece.camera.view import View, project, same_view
from setpiece.render import hit as hits
from setpiece.render import kernel, shading, sight

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.render.posed import PosedWorld

NOTHING = 0xFFFF  # the index of a pixel that sees the sky


class Layer(NamedTuple):
    """What an array holds. ``channels`` is the size of its last axis: 0 for none, ``THINGS`` for one each thing.

    ``LIGHTS``: two axes, one row of three channels for each light group.
    """

    dtype: str
    channels: int
    unit: str
    meaning: str


THINGS, LIGHTS = -1, -2
_LIGHT = "W/m2/sr"
LAYERS: dict[str, Layer] = {
    "beauty": Layer("float16", 3, _LIGHT, "light that arrives, mean over lens, shutter and pixel; noisy"),
    "denoised": Layer("float16", 3, _LIGHT, "the beauty without noise: what the film shows, before its tone curve"),
    "background": Layer("float16", 3, _LIGHT, "of the beauty: the sky as it is seen straight"),
    "emission": Layer("float16", 3, _LIGHT, "of the beauty: lamps and flames as they are seen straight"),
    "direct": Layer("float16", 3, _LIGHT, "of the beauty: scattered by the first body, straight from emitters"),
    "indirect": Layer("float16", 3, _LIGHT, "of the beauty: scattered by the first body, from elsewhere"),
    "reflection": Layer("float16", 3, _LIGHT, "of the beauty: mirrored by the first surface, highlights included"),
    "refraction": Layer("float16", 3, _LIGHT, "of the beauty: let through by the first surface"),
    "fog": Layer("float16", 3, _LIGHT, "of the beauty: scattered towards the eye by the air before the first surface"),
    "shadow": Layer("float16", 3, _LIGHT, "what direct would have more if nothing stood in the light"),
    "actor": Layer("float16", 4, _LIGHT, "of the beauty: first rays that meet what can move; their share as alpha"),
    "environment": Layer("float16", 4, _LIGHT, "of the beauty: all other first rays; their share as alpha"),
    "light_groups": Layer("float16", LIGHTS, _LIGHT, "of the beauty: what comes of each lamp, and first of all else"),
    "alpha": Layer("float16", THINGS, "1", "share of a pixel's first rays that meet the thing"),
    "amodal": Layer("bool", THINGS, "1", "whether the thing would be seen at the pixel's centre if it were alone"),
    "depth": Layer("float32", 0, "m", "Z along the camera's axis; inf where there is only sky"),
    "position": Layer("float32", 3, "m", "point in the world frame; inf where there is only sky"),
    "normal": Layer("float32", 3, "1", "shading normal in the world frame, towards the camera; 0 in the sky"),
    "albedo": Layer("float32", 3, "1", "diffuse or specular reflectance in [0, 1]; 1 for clear matter; 0 in the sky"),
    "uv": Layer("float32", 2, "m", "place on the surface, as its pattern lies; 0 in the sky"),
    "thing": Layer("uint16", 0, "index", "row of the table of ids; 65535 where there is only sky"),
    "part": Layer("uint16", 0, "index", "row of the table of (id, part); 65535 where there is only sky"),
    "material": Layer("uint16", 0, "index", "row of the table of materials; 65535 where there is only sky"),
    "motion_forward": Layer("float32", 2, "px", "where the point will be one frame later, minus where it is; y down"),
    "motion_backward": Layer("float32", 2, "px", "where the point was one frame earlier, minus where it is; y down"),
}


@dataclass(frozen=True)
class Geometry:
    """First-hit layers as ``LAYERS`` describes them, of a whole frame (H, W, ...) or of a list of pixels (N, ...).

    ``parts`` has the (id, part) and ``materials`` the material that each index in ``part`` points to.
    """

    depth: NDArray[np.float32]
    position: NDArray[np.float32]
    normal: NDArray[np.float32]
    albedo: NDArray[np.float32]
    uv: NDArray[np.float32]
    part: NDArray[np.uint16]
    parts: tuple[tuple[str, str], ...]
    materials: tuple[str, ...]


def showing(part: NDArray[np.uint16], parts: Sequence[tuple[str, str]], id: str) -> NDArray[np.bool_]:  # noqa: A002
    """Return where a layer of parts, with the table it points into, shows the thing or lamp of an id."""
    return np.isin(part, [row for row, (owner, _) in enumerate(parts) if owner == id])


def part_table(posed: PosedWorld) -> tuple[tuple[str, str], ...]:
    """Return (id, part) of every posed mesh, then of every lamp."""
    return (*((item.id, item.part) for item in posed.items), *((light.id, "light") for light in posed.lights))


def material_table(posed: PosedWorld) -> tuple[str, ...]:
    """Return the material of every posed mesh, and "light" for every lamp."""
    return (*(item.surface.material for item in posed.items), *("light" for _ in posed.lights))


def renamed(part: NDArray[np.uint16], names: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.uint16]]:
    """Return the different names in order of appearance, and whose index each pixel has instead of its part's.

    Args:
        part: Indices of parts, or ``NOTHING``.
        names: Of every part: that of its thing, its material ...
    """
    kinds = tuple(dict.fromkeys(names))
    row = {name: index for index, name in enumerate(kinds)}
    rows = np.array([row[name] for name in names] or [NOTHING], np.uint16)
    seen = part != NOTHING
    return kinds, np.where(seen, rows[np.where(seen, part, 0)], np.uint16(NOTHING))


def motion(geometry: Geometry, now: PosedWorld, other: PosedWorld, *, height: int, width: int) -> NDArray[np.float32]:
    """Return (H, W, 2) pixels: where each seen point is at the other instant, minus where it is now.

    Exact for rigid things: ``M_other inv(M_now) p``, projected by each instant's own camera. The sky turns with
    the camera alone. Points behind the other camera move by nan.
    """
    steps = _steps(now, other)
    chosen = np.ones(geometry.part.shape, bool)
    if same_view(now.view, other.view):  # all else stays where it is
        stirred = np.zeros(NOTHING + 1, bool)
        stirred[list(steps)] = True
        chosen = stirred[geometry.part]
    found = np.zeros((*chosen.shape, 2), np.float32)
    part, points = geometry.part[chosen], geometry.position[chosen].astype(np.float64)
    sky = ~np.isfinite(geometry.depth[chosen])
    points[sky] = far_points(now.view, height=height, width=width)[chosen][sky]
    moved = points.copy()
    for row, step in steps.items():
        seen = np.flatnonzero(part == row)
        moved[seen] = points[seen] @ step[:3, :3].T + step[:3, 3]
    moved[sky] += other.view.world_from_camera[:3, 3] - now.view.world_from_camera[:3, 3]
    start, _ = project(now.view, points, height=height, width=width)
    end, depth = project(other.view, moved, height=height, width=width)
    end[depth <= 0.0] = np.nan
    found[chosen] = end - start
    return found


def _steps(now: PosedWorld, other: PosedWorld) -> dict[int, NDArray[np.float64]]:
    """Return how (4, 4) what has moved gets from one instant to another, by its row of the table of parts."""
    steps = {}
    for row, (before, after) in enumerate(zip(now.items, other.items, strict=True)):
        if not np.array_equal(before.world_from_mesh, after.world_from_mesh):
            steps[row] = after.world_from_mesh @ np.linalg.inv(before.world_from_mesh)
    for row, (lamp, after) in enumerate(zip(now.lights, other.lights, strict=True), start=len(now.items)):
        if lamp.position != after.position:
            steps[row] = np.eye(4)
            steps[row][:3, 3] = np.array(after.position) - np.array(lamp.position)
    return steps


def far_points(view: View, *, height: int, width: int) -> NDArray[np.float64]:
    """Return points (H, W, 3) a unit of Z away behind each pixel's centre."""
    y, x = np.mgrid[0:height, 0:width] + 0.5
    scale = width * view.focal
    local = np.stack([(x - width / 2) / scale, (y - height / 2) / scale, np.ones_like(x)], axis=-1)
    rotation, origin = view.world_from_camera[:3, :3], view.world_from_camera[:3, 3]
    return local @ rotation.T + origin


def first_hit(scenes: hits.Scenes, tables: kernel.Tables, camera: kernel.Camera, pixel: mi.UInt32) -> dict[str, Any]:
    """Return what the table of layers says of every pixel's first hit, as Dr.Jit arrays."""
    import drjit as dr
    import mitsuba as mi

    film = mi.Point2f(mi.Float(pixel % camera.width) + 0.5, mi.Float(pixel // camera.width) + 0.5)
    ray = kernel.primary(camera, film)
    hit = hits.find(scenes, tables, ray, mi.Bool(True))
    row = shading.row_of(tables, hit, hit.valid)
    color, normal, _ = shading.looked_up(tables, row, hit, ray.d, 1.0 / camera.pixel_per_slope)
    normal, albedo = sight.appearance(hit, color, normal, ray.d)
    axis = camera.rotation @ mi.Vector3f(0.0, 0.0, 1.0)
    found = {
        "depth": dr.select(hit.valid, hit.distance * dr.dot(ray.d, axis), dr.inf),
        "position": dr.select(hit.valid, hit.point, dr.inf),
        "normal": normal,
        "albedo": albedo,
        "uv": dr.select(hit.valid, hit.uv, 0.0),
        "part": dr.select(hit.valid, dr.gather(mi.UInt32, tables.part, hit.row, hit.valid), NOTHING),
    }
    dr.eval(found)
    return found
