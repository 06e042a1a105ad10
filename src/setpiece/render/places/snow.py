"""Where snow lies on stones and summits: a second skin that comes out of theirs; and tracks in it. Metres, world."""

from dataclasses import replace

import numpy as np

from setpiece.render.places.land import Height, ramp
from setpiece.render.places.pieces import Array, Piece, joined, sheet, sheets

# Across a pair of ski tracks, from the middle outwards: m aside, and m above the snow around. Skis press grooves into
# loose snow and push it up beside them; here the bottom of a groove is the snow's own level.
TRACK = (
    (0.0, 0.022), (0.075, 0.030), (0.095, 0.003), (0.185, 0.003), (0.205, 0.034), (0.27, 0.026), (0.36, 0.010),
    (0.48, -0.012),
)  # fmt: skip


GROOVE = 2  # of that: where its bottom begins
SHALLOW = 0.15  # of their height: what stands of tracks where things happen, where nothing may be seen to stand
PRINT = (0.155, 0.058)  # m: half a boot's length and breadth
DENT = 0.035  # m


def ski_line(clear: float) -> Array:
    """Return the middle of a pair of tracks, (N, 2): they come by beside what is at the origin, and wind far ahead."""
    near = [(9.0, -16.0), (5.6, -5.5), (4.3, -0.8), (2.4, 2.6), (1.5, 5.2), (2.4, 0.7 * clear + 2.4)]
    far = [
        (2.2, 5.0),
        (-2.6, 11.0),
        (-8.0, 16.0),
        (-8.2, 24.0),
        (-16.0, 36.0),
        (-14.0, 52.0),
        (-26.0, 78.0),
        (-25.0, 112.0),
    ]
    return _curve([*near, *((x, clear + y) for x, y in far)], 0.5)


def ski_tracks(line: Array, land: Height, clear: float) -> tuple[Piece, Piece]:
    """Return the snow around a pair of ski tracks along a line (N, 2), on land that high; and the grooves' bottoms.

    Within ``clear`` m of the origin they are almost flat, and lit as if they were not.
    """
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    aside, rise = np.array([(-x, z) for x, z in TRACK[:0:-1]] + list(TRACK)).T
    x, y = (line[:, k, None] + aside * side[:, None] for k, side in ((0, along[:, 1]), (1, -along[:, 0])))
    deep = sheet(np.stack([x, y, land(x, y) + rise + 0.006], axis=-1))
    share = SHALLOW + (1.0 - SHALLOW) * ramp(np.hypot(x, y), clear, clear + 3.0)
    flat = land(x, y) + share * np.maximum(rise, 0.1 * rise) + 0.0007
    middle = len(TRACK) - 1
    pressed = [sheet(np.stack([x, y, flat + 0.0006], -1)[:, k : k + 2]) for k in (middle - GROOVE - 1, middle + GROOVE)]
    return replace(deep, vertices=np.stack([x, y, flat], axis=-1).reshape(-1, 3)), joined(pressed)


def footprints(rng: np.random.Generator, clear: float) -> tuple[Piece, Piece]:
    """Return the rims of boots' prints that have come by before what is at the origin, and their bottoms.

    They are flat, lit as if they were dents of ``DENT`` m with the snow pushed up around them.
    """
    line = _curve(
        [(6.5, -3.2), (2.7, -1.1), (1.0, -0.85), (-0.7, -0.85), (-2.6, -0.3), (-4.8, 1.6), (-clear, 5.0)], 0.01
    )
    steps = line[np.hypot(*line.T) < clear - 0.5][::68]
    along = np.gradient(steps, axis=0)
    turn = np.arctan2(along[:, 1], along[:, 0]) + rng.normal(0.0, 0.09, len(steps))
    steps = steps + rng.normal(0.0, 0.03, steps.shape)
    left = np.where(np.arange(len(steps)) % 2 == 0, 0.11, -0.11)
    rings = np.array([0.0, 0.45, 0.62, 0.74, 0.86, 1.0, 1.12, 1.3, 1.6])
    far, around = np.meshgrid(rings, np.linspace(0.0, 2 * np.pi, 29), indexing="ij")
    waist = 1.0 - 0.26 * np.exp(-((np.cos(around) + 0.15) ** 2) / 0.08)
    u = far * PRINT[0] * np.sign(np.cos(around)) * np.abs(np.cos(around)) ** 0.8
    v = far * PRINT[1] * np.sign(np.sin(around)) * np.abs(np.sin(around)) ** 0.8 * waist
    c, s = np.cos(turn)[:, None, None], np.sin(turn)[:, None, None]
    middle = steps + left[:, None] * np.stack([-s[:, 0, 0], c[:, 0, 0]], axis=1)
    phase = rng.uniform(0.0, 2 * np.pi, (4, len(steps), 1, 1))
    torn = sum(np.sin(k * around + at) / k for k, at in zip((3, 5, 8, 13), phase, strict=True))
    u, v = u * (1.0 + 0.03 * far * torn), v * (1.0 + 0.12 * far * torn)
    x, y = middle[:, :1, None] + c * u - s * v, middle[:, 1:, None] + s * u + c * v
    worn = 1.0 + 0.25 * np.sin(7.0 * far + 2.0 * around + phase[0])
    dent = -DENT * (1.0 - ramp(far, 0.40, 1.12)) + 0.10 * DENT * worn * np.exp(-(((far - 1.28) / 0.16) ** 2))
    deep = sheets(np.stack([x, y, dent], axis=-1)[:, :, ::-1], wrap=True)
    flat = sheets(np.stack([x, y, 0.0045 - 0.0065 * ramp(far, 1.0, 1.6) + 0.0 * x], axis=-1)[:, :, ::-1], wrap=True)
    flat = replace(flat, normals=deep.normals)
    inner = np.tile(np.broadcast_to(far <= 1.0, far.shape).ravel(), len(steps))
    within = inner[flat.faces].all(axis=1)
    return _of(flat, ~within), _of(flat, within)


def _of(piece: Piece, chosen: Array) -> Piece:
    """Return the chosen faces (F,) of a piece with their own corners alone."""
    kept, faces = np.unique(piece.faces[chosen], return_inverse=True)
    return Piece(piece.vertices[kept], faces.reshape(-1, 3), piece.normals[kept], piece.uv[kept])


def _curve(knots: list[tuple[float, float]], step: float) -> Array:
    """Return places (N, 2) about ``step`` m apart on a smooth line through knots."""
    from scipy.interpolate import CubicSpline

    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(np.array(knots), axis=0).T))])
    return CubicSpline(way, knots)(np.arange(0.0, way[-1], step))


def lain(bare: Piece, depth: Array, *, soft: float) -> tuple[Piece, Piece]:
    """Return what of a piece stays in sight, and the snow on it: ``depth`` (V,) m above each of its corners.

    Where ``depth`` is negative the snow lies inside the piece, so that its edge is the line along which the two
    skins cross, smooth across triangles. ``soft`` bends the snow's normals upwards: it fills what is rough.
    """
    up = np.array([0.0, 0.0, 1.0])
    normals = bare.normals + soft * up
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    above = depth[bare.faces] > 0.0
    snow = replace(bare, vertices=bare.vertices + depth[:, None] * up, faces=bare.faces[above.any(axis=1)])
    return replace(bare, faces=bare.faces[~above.all(axis=1)]), replace(snow, normals=normals)


def depth_on(level: Array, *, deep: float, steep: float, edge: float) -> Array:
    """Return how deep (m) snow lies, from how level what bears it is: the height (V,) of its unit normals.

    ``deep`` from ``edge`` above ``steep`` on, nothing at ``steep``, as far below the surface from ``edge`` under it on.
    """
    share = np.clip((level - steep) / edge, -1.0, 1.0)
    return deep * share * (1.5 - 0.5 * share * share)
