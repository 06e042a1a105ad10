"""Triangles that set dressing is put together from. Metres, world frame, Z up; uv in metres along the surface."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Piece:
    """Triangles that share a surface: vertices (V, 3), faces (F, 3), unit normals (V, 3), uv (V, 2)."""

    vertices: Array
    faces: NDArray[np.int64]
    normals: Array
    uv: Array


def joined(pieces: Sequence[Piece]) -> Piece:
    """Return several pieces as one."""
    shift = np.cumsum([0, *(len(piece.vertices) for piece in pieces[:-1])])
    return Piece(
        np.concatenate([piece.vertices for piece in pieces]),
        np.concatenate([piece.faces + by for piece, by in zip(pieces, shift, strict=True)]),
        np.concatenate([piece.normals for piece in pieces]),
        np.concatenate([piece.uv for piece in pieces]),
    )


def quads(corners: ArrayLike, *, normals: ArrayLike | None = None, uv: ArrayLike | None = None) -> Piece:
    """Return flat quadrilaterals from corners (N, 4, 3), counter-clockwise from their front.

    Without ``uv``, u runs horizontally (along X on level faces) and v up the face, from the world's origin.
    """
    corners = np.asarray(corners, float).reshape(-1, 4, 3)
    n = len(corners)
    if normals is None:
        cross = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
        unit = cross / np.maximum(np.linalg.norm(cross, axis=1, keepdims=True), 1e-12)
        normals = np.repeat(unit, 4, axis=0)
    normals = np.asarray(normals, float).reshape(-1, 3)
    vertices = corners.reshape(-1, 3)
    base = 4 * np.arange(n)[:, None]
    faces = np.concatenate([base + np.array([0, 1, 2]), base + np.array([0, 2, 3])])
    return Piece(
        vertices, faces, normals, flat_uv(vertices, normals) if uv is None else np.asarray(uv, float).reshape(-1, 2)
    )


def flat_uv(vertices: Array, normals: Array) -> Array:
    """Return uv (V, 2) in metres of points on faces with those normals: u horizontal, v uphill."""
    level = np.abs(normals[:, 2]) > 0.98
    u = np.cross([0.0, 0.0, 1.0], normals)
    u[level] = [1.0, 0.0, 0.0]
    u /= np.maximum(np.linalg.norm(u, axis=1, keepdims=True), 1e-12)
    v = np.where(level[:, None], [0.0, 1.0, 0.0], np.cross(normals, u))
    return np.stack([(vertices * u).sum(1), (vertices * v).sum(1)], axis=1)


BOX_FACES = np.array(
    [[0, 1, 5, 4], [2, 3, 7, 6], [1, 2, 6, 5], [3, 0, 4, 7], [4, 5, 6, 7], [3, 2, 1, 0]]
)  # -Y, +Y, +X, -X, top, bottom


def boxes(low: ArrayLike, high: ArrayLike, *, turn: ArrayLike = 0.0) -> Piece:
    """Return upright boxes between corners (N, 3) and (N, 3), each turned about its own vertical axis (rad)."""
    low, high = np.atleast_2d(np.asarray(low, float)), np.atleast_2d(np.asarray(high, float))
    low, high = np.broadcast_arrays(low, high)
    x0, y0, z0 = low.T
    x1, y1, z1 = high.T
    corner = np.stack(
        [np.stack((x, y, z), axis=-1) for z in (z0, z1) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))],
        axis=1,
    )
    angle = np.broadcast_to(np.asarray(turn, float), (len(low),))
    if np.any(angle):
        middle = ((low + high) / 2)[:, None, :] * [1.0, 1.0, 0.0]
        corner = turned(corner - middle, angle[:, None]) + middle
    return quads(corner[:, BOX_FACES].reshape(-1, 4, 3))


def bottomless(piece: Piece) -> Piece:
    """Return a piece without the faces that look straight down: of what stands on something, nobody sees them."""
    kept = piece.normals[piece.faces[:, 0], 2] > -0.9
    return Piece(piece.vertices, piece.faces[kept], piece.normals, piece.uv)


def turned(points: Array, angle: ArrayLike) -> Array:
    """Return points (..., 3) turned about the vertical axis by angles (rad)."""
    c, s = np.cos(angle), np.sin(angle)
    return np.stack(
        [points[..., 0] * c - points[..., 1] * s, points[..., 0] * s + points[..., 1] * c, points[..., 2]], axis=-1
    )


def moved(piece: Piece, offset: ArrayLike, *, turn: float = 0.0) -> Piece:
    """Return a piece turned about the origin's vertical axis, then shifted; its texture goes with it."""
    return Piece(
        turned(piece.vertices, turn) + np.asarray(offset, float), piece.faces, turned(piece.normals, turn), piece.uv
    )


def sheet(points: Array, *, wrap: bool = False, uv: Array | None = None) -> Piece:
    """Return a smooth surface through a lattice of points (R, C, 3); see ``sheets``."""
    return sheets(points[None], wrap=wrap, uv=uv)


def sheets(points: Array, *, wrap: bool = False, uv: Array | None = None) -> Piece:
    """Return smooth surfaces through lattices of points (N, R, C, 3), front where rows turn left into columns.

    ``wrap``: the last column equals the first, and normals agree across that seam. A first or last row that is
    one point is a pole.
    """
    rows, columns = points.shape[1:3]
    along = np.gradient(points, axis=1)
    if wrap:
        ring = np.concatenate([points[:, :, -2:-1], points, points[:, :, 1:2]], axis=2)
        across = (ring[:, :, 2:] - ring[:, :, :-2]) / 2
    else:
        across = np.gradient(points, axis=2)
    normals = np.cross(across, along)
    for end, beside, up in ((0, 1, -1.0), (-1, -2, 1.0)):
        poles = ~across[:, end].any(axis=(1, 2))
        if poles.any():
            normals[poles, end] = np.add(normals[poles, beside].mean(axis=1), (0.0, 0.0, 1e-9 * up))[:, None]
    normals = normals.reshape(-1, 3)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-30)
    number = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]
    one = np.concatenate([np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)])
    faces = (rows * columns * np.arange(len(points))[:, None, None] + one).reshape(-1, 3)
    if uv is None:
        uv = points[..., :2]
    return Piece(points.reshape(-1, 3).copy(), faces, normals, uv.reshape(-1, 2).copy())


def tube(path: ArrayLike, radii: ArrayLike, *, sides: int = 9) -> Piece:
    """Return a tapering tube along a path (P, 3) with radii (P,); v runs along it."""
    path, radii = np.asarray(path, float), np.asarray(radii, float)
    along = np.gradient(path, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-12)
    helper = np.where(np.abs(along[:, :1]) < 0.9, [1.0, 0.0, 0.0], [0.0, 1.0, 0.0])
    side = np.cross(along, helper)
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    over = np.cross(along, side)
    angle = np.linspace(0.0, 2 * np.pi, sides + 1)
    ring = np.cos(angle)[None, :, None] * side[:, None] + np.sin(angle)[None, :, None] * over[:, None]
    points = path[:, None] + radii[:, None, None] * ring
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    u = angle[None, :] * max(float(radii.max()), 1e-3) + 0.0 * length[:, None]
    uv = np.stack([u, length[:, None] + 0.0 * u], axis=-1)
    return sheet(points, wrap=True, uv=uv)


def lathe(profile: ArrayLike, *, sides: int = 24) -> Piece:
    """Return the surface that a profile (P, 2) of (radius, height), from bottom to top, sweeps about the vertical."""
    profile = np.asarray(profile, float)
    angle = np.linspace(0.0, 2 * np.pi, sides + 1)
    radius, height = profile[:, :1], profile[:, 1:]
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle), height + 0.0 * angle], axis=-1)
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(profile, axis=0), axis=1))])
    uv = np.stack([angle[None, :] * radius.max() + 0.0 * radius, length[:, None] + 0.0 * angle[None, :]], axis=-1)
    return sheet(points, wrap=True, uv=uv)


@lru_cache(maxsize=8)
def sphere(rings: int) -> tuple[Array, NDArray[np.int64]]:
    """Return the vertices and faces of a unit sphere of latitude rings."""
    polar = np.linspace(0.0, np.pi, rings + 1)
    angle = np.linspace(0.0, 2 * np.pi, 2 * rings + 1)
    points = np.stack(
        [
            np.sin(polar)[:, None] * np.cos(angle),
            np.sin(polar)[:, None] * np.sin(angle),
            np.cos(polar)[:, None] + 0 * angle,
        ],
        axis=-1,
    )
    number = np.arange((rings + 1) * (2 * rings + 1)).reshape(rings + 1, -1)
    a, b, c, d = number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]
    faces = np.concatenate([np.stack([a, c, b], -1).reshape(-1, 3), np.stack([a, d, c], -1).reshape(-1, 3)])
    return points.reshape(-1, 3), faces


Swell = Callable[[Array, float], Array]


def bumps(rng: np.random.Generator, waves: int = 14) -> Swell:
    """Return smooth random waves on the unit sphere, of about 0.3: of points (N, 3), those up to a ``finest`` number.

    That is rad a rad: waves run from 1.5 to 7.5.
    """
    scales = 1.5 + 6.0 * np.arange(waves) / waves
    ways = [(rng.normal(size=3), rng.uniform(0, 6.28)) for _ in scales]

    def swell(unit: Array, finest: float = np.inf) -> Array:
        push = np.zeros(len(unit))
        for scale, (way, phase) in zip(scales, ways, strict=True):
            if scale <= finest:
                push += np.sin(unit @ (way * scale) + phase) / scale
        return push

    return swell


def lump(
    rng: np.random.Generator,
    center: ArrayLike,
    radii: ArrayLike,
    *,
    rings: int = 12,
    rough: float = 0.2,
    waves: int = 14,
) -> Piece:
    """Return a rounded lump: an ellipsoid pushed in and out by smooth waves of up to about ``rough`` of its size."""
    unit = sphere(rings)[0]
    shape = unit * (1.0 + rough * bumps(rng, waves)(unit, np.inf)[:, None]) * np.asarray(radii, float)
    return rounded(rng, shape, center, radii)


def rounded(rng: np.random.Generator, shape: Array, center: ArrayLike, radii: ArrayLike) -> Piece:
    """Return the vertices (V, 3) of a unit ``sphere`` that were pushed to ``shape``, smooth, around a center.

    Its texture is that of a ball of the mean of ``radii``.
    """
    rings = round((np.sqrt(1.0 + 8.0 * len(shape)) - 3.0) / 4.0)
    unit, faces = sphere(rings)
    shape = np.where(np.abs(unit[:, 2:]) > 0.999999, shape * [0, 0, 1], shape)
    size = float(np.mean(radii))
    polar = np.arccos(np.clip(unit[:, 2], -1, 1))
    around = np.tile(np.linspace(0.0, 2 * np.pi, 2 * rings + 1), rings + 1)
    uv = np.stack([around * size, polar * size], axis=1) + rng.uniform(0, 50, 2)
    return Piece(shape + np.asarray(center, float), faces, ball_normals(shape, rings), uv)


def ball_normals(shape: Array, rings: int) -> Array:
    """Return the normals (V, 3) of the vertices of a unit ``sphere`` that were pushed to ``shape``.

    The seam's two columns of vertices and the poles' copies share theirs.
    """
    faces = sphere(rings)[1]
    corner = shape[faces]
    area = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    normals = np.zeros_like(shape)
    for k in range(3):
        np.add.at(normals, faces[:, k], area)
    lattice = normals.reshape(rings + 1, 2 * rings + 1, 3)
    seam = lattice[:, 0] + lattice[:, -1]
    lattice[:, 0], lattice[:, -1] = seam, seam
    lattice[0], lattice[-1] = lattice[0].sum(0), lattice[-1].sum(0)
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)


def whole(piece: Piece) -> Piece:
    """Return a piece without triangles that are a line: ends of quadrilaterals that come to a point."""
    a, b, c = np.moveaxis(piece.vertices[piece.faces], 1, 0)
    return Piece(
        piece.vertices, piece.faces[np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-12], piece.normals, piece.uv
    )


def seen_from_middle(piece: Piece, *, near: float, least: float) -> Piece:
    """Return the piece with normals that never turn away from someone who stands at the origin.

    A shading normal that faces away from the camera is black: rims of far ridges, leaves seen from behind. From
    ``near`` to twice as far (m), the cosine towards the origin is raised to at least ``least``.
    """
    ray = np.array([0.0, 0.0, 1.6]) - piece.vertices
    distance = np.linalg.norm(ray, axis=1, keepdims=True)
    ray /= np.maximum(distance, 1e-9)
    facing = (piece.normals * ray).sum(axis=1, keepdims=True)
    wanted = least * np.clip((distance - near) / max(near, 1e-9), 0.0, 1.0)
    normals = piece.normals + np.maximum(wanted - facing, 0.0) * (distance > near) * ray
    return Piece(piece.vertices, piece.faces, normals / np.linalg.norm(normals, axis=1, keepdims=True), piece.uv)
