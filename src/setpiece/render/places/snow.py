"""Where snow lies on stones and summits: a second skin that comes out of theirs; and tracks in it. Metres, world."""

from dataclasses import replace

import numpy as np

from setpiece.render.places.land import Height, ramp
from setpiece.render.places.pieces import Array, Piece, joined, sheet

# Across a pair of ski tracks, from the middle outwards: m aside, and m above the snow around. Skis press grooves into
# loose snow and push it up beside them; here the bottom of a groove is the snow's own level.
TRACK = (
    (0.0, 0.022), (0.075, 0.030), (0.095, 0.003), (0.185, 0.003), (0.205, 0.034), (0.27, 0.026), (0.36, 0.010),
    (0.48, -0.012),
)  # fmt: skip


GROOVE = 2  # of that: where its bottom begins
SHALLOW = 0.15  # of their height: what stands of tracks where things happen, where nothing may be seen to stand


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
