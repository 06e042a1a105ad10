"""Where snow lies on stones and summits: a second skin that comes out of theirs; and tracks in it. Metres, world."""

from dataclasses import replace

import numpy as np

from setpiece.render.places.land import Height
from setpiece.render.places.pieces import Array, Piece, sheet

# Across a pair of ski tracks, from the middle outwards: m aside, and m above the snow around. Skis press grooves into
# loose snow and push it up beside them; here the bottom of a groove is the snow's own level.
TRACK = (
    (0.0, 0.022), (0.075, 0.030), (0.095, 0.003), (0.185, 0.003), (0.205, 0.034), (0.27, 0.026), (0.36, 0.010),
    (0.48, -0.012),
)  # fmt: skip


def ski_line(clear: float) -> Array:
    """Return the middle of a pair of tracks, (N, 2): they come by on the left of the free circle and lead far ahead."""
    from scipy.interpolate import CubicSpline

    knots = np.array(
        [
            (-2.2 * clear - 12.0, -clear - 14.0), (-clear - 2.6, -2.0), (-0.2 * clear, clear + 2.0),
            (0.8 * clear + 3.0, clear + 7.5), (clear + 6.0, clear + 22.0), (clear, clear + 48.0),
            (clear + 12.0, clear + 95.0),
        ]
    )  # fmt: skip
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(knots, axis=0).T))])
    return CubicSpline(way, knots)(np.arange(0.0, way[-1], 0.25))


def ski_tracks(line: Array, land: Height) -> Piece:
    """Return the snow around a pair of ski tracks along a line (N, 2), on land that high."""
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    aside, rise = np.array([(-x, z) for x, z in TRACK[:0:-1]] + list(TRACK)).T
    x, y = (line[:, k, None] + aside * side[:, None] for k, side in ((0, along[:, 1]), (1, -along[:, 0])))
    return sheet(np.stack([x, y, land(x, y) + rise + 0.006], axis=-1))


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
