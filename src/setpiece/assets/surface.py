"""Surfaces under construction: triangles with uv in metres, creases, and the matter they enclose.

Metres, Z up. V vertices, F faces; faces are counter-clockwise from outside. A finished surface becomes a
``solid.Mesh`` with own normals: smooth within the crease angle, sharp beyond it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
from numpy.typing import ArrayLike, NDArray

from setpiece import geometry
from setpiece.assets.solid import Mesh

Array = NDArray[np.float64]
CREASE = np.radians(40.0)


@dataclass(frozen=True)
class Matter:
    """Volume (m3), centroid (m) and second moment (m5: integral of x x^T dV about the centroid)."""

    volume: float
    centroid: Array
    second_moment: Array


@dataclass(frozen=True)
class Surface:
    """vertices (V, 3); faces (F, 3); uv (F, 3, 2) per corner; crease (F,) rad.

    ``normals`` (V, 3) where the shape knows them exactly, NaN where they are to be averaged from faces.
    ``matter`` where it is known in closed form; otherwise it is integrated over the triangles.
    """

    vertices: Array
    faces: NDArray[np.int64]
    uv: Array
    crease: Array
    normals: Array
    matter: Matter | None = None


def surface(
    vertices: ArrayLike,
    faces: ArrayLike,
    *,
    uv: Array | None = None,
    crease: float = CREASE,
    matter: Matter | None = None,
) -> Surface:
    """Return a surface with averaged normals; without ``uv``, each face is projected along its nearest axis."""
    vertices, faces = np.asarray(vertices, float), np.asarray(faces, np.int64)
    uv = projected_uv(vertices, faces) if uv is None else uv
    return Surface(vertices, faces, uv, np.full(len(faces), crease), np.full(vertices.shape, np.nan), matter)


def reshaped(shape: Surface, vertices: Array) -> Surface:
    """Return the surface with other vertices; its normals and matter are found anew."""
    return Surface(vertices, shape.faces, shape.uv, shape.crease, np.full_like(vertices, np.nan))


def projected_uv(
    vertices: Array, faces: NDArray[np.int64], *, snap: bool = True, grain: ArrayLike | None = None
) -> Array:
    """Return uv (F, 3, 2) in metres by flattening every face along its normal.

    ``snap`` takes the nearest axis for the normal, which keeps curved neighbours in one chart at up to
    1 / sqrt 2 of foreshortening on a bevel; without it each face lies in its own plane, true to scale. u runs
    horizontally and v uphill, or u runs along ``grain`` (wood) wherever that direction lies in the face.
    """
    normal = face_normals(vertices, faces)
    if snap:
        axis = np.argmax(np.abs(normal) + np.array([0.0, 1e-9, 2e-9]), axis=1)
        sign = np.sign(normal[np.arange(len(faces)), axis])
        normal = np.eye(3)[axis] * np.where(sign == 0, 1.0, sign)[:, None]

    # The horizontal direction in the face; X where the face is level, or has no area.
    level = (np.abs(normal[:, 2]) > 0.9999) | ~normal.any(axis=1)
    u = cross([0.0, 0.0, 1.0], normal)
    u[level] = [1.0, 0.0, 0.0]
    if grain is not None:
        g = np.asarray(grain, float)
        along = g - (normal @ g)[:, None] * normal
        u = np.where((np.linalg.norm(along, axis=1) > 0.3)[:, None], along, u)
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    v = cross(normal, u)
    corner = vertices[faces]
    return np.stack([np.einsum("fcx,fx->fc", corner, u), np.einsum("fcx,fx->fc", corner, v)], axis=-1)


def with_uv(shape: Surface, *, snap: bool = True, grain: ArrayLike | None = None) -> Surface:
    """Return the surface with projected uv in place of its own."""
    return replace(shape, uv=projected_uv(shape.vertices, shape.faces, snap=snap, grain=grain))


def cross(a: ArrayLike, b: ArrayLike) -> Array:
    """Return the cross product of (..., 3) arrays (NumPy's own takes several times as long on short ones)."""
    ax, ay, az = np.moveaxis(np.asarray(a, float), -1, 0)
    bx, by, bz = np.moveaxis(np.asarray(b, float), -1, 0)
    return np.stack([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx], axis=-1)


def signed_volume(vertices: Array, faces: NDArray[np.int64]) -> float:
    """Return the volume (m3) inside closed triangles, negative if they are inside out."""
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    return float(np.einsum("fx,fx->", a, cross(b, c))) / 6.0


def face_normals(vertices: Array, faces: NDArray[np.int64]) -> Array:
    """Return unit normals (F, 3); of a degenerate face, zero."""
    a, b, c = vertices[faces[:, 0]], vertices[faces[:, 1]], vertices[faces[:, 2]]
    normal = cross(b - a, c - a)
    length = np.linalg.norm(normal, axis=1, keepdims=True)
    return np.divide(normal, length, out=np.zeros_like(normal), where=length > 1e-300)


def moved(shape: Surface, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Surface:
    """Return the surface shifted (m); its texture moves with it."""
    offset = np.array([x, y, z])
    matter = shape.matter and replace(shape.matter, centroid=shape.matter.centroid + offset)
    return replace(shape, vertices=shape.vertices + offset, matter=matter)


def turned(shape: Surface, axis: ArrayLike, angle: float) -> Surface:
    """Return the surface turned about an axis through the origin by ``angle`` (rad)."""
    m = geometry.quat_to_matrix(geometry.quat_from_axis_angle(axis, angle))
    matter = shape.matter and Matter(
        shape.matter.volume, m @ shape.matter.centroid, m @ shape.matter.second_moment @ m.T
    )
    return replace(shape, vertices=shape.vertices @ m.T, normals=shape.normals @ m.T, matter=matter)


def scaled(shape: Surface, factor: float) -> Surface:
    """Return the surface enlarged uniformly; textures keep their true scale."""
    m = shape.matter
    matter = m and Matter(m.volume * factor**3, m.centroid * factor, m.second_moment * factor**5)
    return replace(shape, vertices=shape.vertices * factor, uv=shape.uv * factor, matter=matter)


def stretched(shape: Surface, x: float = 1.0, y: float = 1.0, z: float = 1.0) -> Surface:
    """Return the surface scaled by axis, with uv rescaled by each face's change of area, on average true."""
    s = np.array([x, y, z])
    before, after = face_areas(shape.vertices, shape.faces), face_areas(shape.vertices * s, shape.faces)
    ratio = np.sqrt(after.sum() / before.sum())
    normals = shape.normals / s
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    m = shape.matter
    matter = m and Matter(m.volume * x * y * z, m.centroid * s, m.second_moment * np.outer(s, s) * x * y * z)
    return replace(shape, vertices=shape.vertices * s, uv=shape.uv * ratio, normals=normals, matter=matter)


def face_areas(vertices: Array, faces: NDArray[np.int64]) -> Array:
    """Return areas (F,) in m2."""
    a, b, c = vertices[faces[:, 0]], vertices[faces[:, 1]], vertices[faces[:, 2]]
    return 0.5 * np.linalg.norm(cross(b - a, c - a), axis=1)


def joined(shapes: Sequence[Surface]) -> Surface:
    """Return several surfaces as one; they stay separate shells, and matter known in closed form adds up."""
    shift = np.cumsum([0, *(len(s.vertices) for s in shapes[:-1])])
    return Surface(
        np.concatenate([s.vertices for s in shapes]),
        np.concatenate([s.faces + n for s, n in zip(shapes, shift, strict=True)]),
        np.concatenate([s.uv for s in shapes]),
        np.concatenate([s.crease for s in shapes]),
        np.concatenate([s.normals for s in shapes]),
        reduce(added, [matter_of(s) for s in shapes]) if any(s.matter for s in shapes) else None,
    )


def flipped(shape: Surface) -> Surface:
    """Return the surface inside out."""
    return replace(shape, faces=shape.faces[:, ::-1], uv=shape.uv[:, ::-1], normals=-shape.normals, matter=None)


def welded(vertices: ArrayLike, faces: ArrayLike, tolerance: float = 1e-7) -> tuple[Array, NDArray[np.int64]]:
    """Return vertices without doubles closer than ``tolerance`` (m), and the faces that keep three corners."""
    vertices, faces = np.asarray(vertices, float), np.asarray(faces, np.int64)
    grid = np.round(vertices / tolerance).astype(np.int64) + 0
    first, inverse = unique_rows(grid)
    faces = inverse[faces]
    keep = (faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])
    return vertices[first], faces[keep]


def unique_rows(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first index of every different row of integers, and which of them each row is.

    Rows are told apart by a 64-bit sum of products; in the unlikely case that two unlike rows meet, they are sorted
    as they are.
    """
    odd = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)
    code = np.zeros(len(rows), np.uint64)
    for k in range(rows.shape[1]):
        code = (code ^ rows[:, k].astype(np.uint64)) * odd[k % 4]
        code ^= code >> np.uint64(29)
    _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    if not np.array_equal(rows[first][inverse], rows):
        _, first, inverse = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return first, inverse.reshape(-1)


def matter_of(shape: Surface) -> Matter:
    """Return the matter a closed surface encloses: in closed form where known, else summed over tetrahedra."""
    if shape.matter is not None:
        return shape.matter
    middle = shape.vertices.mean(axis=0)
    corner = shape.vertices[shape.faces] - middle
    volume = np.einsum("fx,fx->f", corner[:, 0], cross(corner[:, 1], corner[:, 2])) / 6.0
    return _summed(corner, volume, middle, parts=4)


def shell_of(shape: Surface, thickness: float) -> Matter:
    """Return the matter of a thin sheet along the surface."""
    middle = shape.vertices.mean(axis=0)
    area = face_areas(shape.vertices, shape.faces)
    return _summed(shape.vertices[shape.faces] - middle, area * thickness, middle, parts=3)


def _summed(corner: Array, volume: Array, middle: Array, *, parts: int) -> Matter:
    """Sum simplices with corners (F, 3, 3) (and the origin, for ``parts`` = 4) about ``middle``.

    For a simplex of n corners: integral of x x^T = V / (n (n + 1)) (sum v v^T + s s^T), s = sum v.
    """
    total = volume.sum()
    s = corner.sum(axis=1)
    first = (volume[:, None] * s).sum(axis=0) / parts
    outer = np.einsum("fci,fcj->fij", corner, corner) + np.einsum("fi,fj->fij", s, s)
    second = np.einsum("f,fij->ij", volume, outer) / (parts * (parts + 1))
    centroid = first / total
    return Matter(float(total), centroid + middle, second - total * np.outer(centroid, centroid))


def added(a: Matter, b: Matter) -> Matter:
    """Return two pieces of matter as one (parallel axes)."""
    volume = a.volume + b.volume
    if volume == 0.0:
        return a
    centroid = (a.volume * a.centroid + b.volume * b.centroid) / volume
    da, db = a.centroid - centroid, b.centroid - centroid
    second = a.second_moment + b.second_moment + a.volume * np.outer(da, da) + b.volume * np.outer(db, db)
    return Matter(volume, centroid, second)


def mesh(shape: Surface, key: str) -> Mesh:
    """Return the finished mesh: corners that agree in place, normal and uv become one vertex."""
    normals = corner_normals(shape)
    rows = np.concatenate(
        [
            shape.faces.reshape(-1, 1),
            np.round(normals.reshape(-1, 3) * 1e6).astype(np.int64),
            np.round(shape.uv.reshape(-1, 2) * 1e7).astype(np.int64),
        ],
        axis=1,
    )
    first, inverse = unique_rows(rows)
    return Mesh(
        key=key,
        vertices=shape.vertices[shape.faces.reshape(-1)[first]],
        faces=inverse.reshape(-1, 3).astype(np.uint32),
        normals=normals.reshape(-1, 3)[first],
        uv=shape.uv.reshape(-1, 2)[first],
    )


def corner_normals(shape: Surface) -> Array:
    """Return unit normals (F, 3, 3) of all corners.

    A corner averages the faces around its vertex that turn from its own by less than the crease angle,
    weighted by area, so that a large flat face stays flat up to its bevel.
    """
    flat = face_normals(shape.vertices, shape.faces)
    area = face_areas(shape.vertices, shape.faces)
    normals = np.repeat(flat, 3, axis=0)
    vertex = shape.faces.reshape(-1)
    known = ~np.isnan(shape.normals[vertex, 0])
    normals[known] = shape.normals[vertex[known]]
    open_ = np.nonzero(~known & (np.repeat(shape.crease, 3) > 0))[0]  # corners that need an average
    if len(open_) == 0:
        return normals.reshape(-1, 3, 3)
    vertex, face = vertex[open_], open_ // 3

    # All ordered pairs of corners that share a vertex, by runs of equal vertices.
    order = np.argsort(vertex, kind="stable")
    count = np.bincount(vertex, minlength=len(shape.vertices))
    start = np.cumsum(count) - count
    runs = count[vertex[order]]
    left = np.repeat(order, runs)
    step = np.arange(len(left)) - np.repeat(np.cumsum(runs) - runs, runs)
    right = order[np.repeat(start[vertex[order]], runs) + step]

    own, other = face[left], face[right]
    cosine = np.einsum("px,px->p", flat[own], flat[other])
    near = cosine >= np.cos(np.minimum(shape.crease[own], shape.crease[other])) - 1e-9
    weight = np.where(near, area[other], 0.0)
    total = np.stack(
        [np.bincount(left, weight * flat[other, axis], minlength=len(vertex)) for axis in range(3)], axis=-1
    )
    length = np.linalg.norm(total, axis=1, keepdims=True)
    normals[open_] = np.where(length > 1e-300, total / np.maximum(length, 1e-300), flat[face])
    return normals.reshape(-1, 3, 3)
