"""Where snow lies on stones: a cushion that comes out of them; and tracks in it. Metres, world."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from setpiece.render.places.land import Height, ramp
from setpiece.render.places.pieces import Array, Piece, ball_normals, bumps, joined, rounded, sheet, sphere

# Across a pair of ski tracks, from the middle outwards: m aside, and m above the snow around. Skis press grooves into
# loose snow and push it up beside them; here the bottom of a groove is the snow's own level.
TRACK = (
    (0.0, 0.022), (0.075, 0.030), (0.095, 0.003), (0.185, 0.003), (0.205, 0.034), (0.27, 0.026), (0.36, 0.010),
    (0.48, -0.012),
)  # fmt: skip


GROOVE = 2  # of that: where its bottom begins
COLD_ROCK = (0.125, 0.132, 0.142)  # of boulders that snow lies on
HOLDS, LIP = 0.42, 0.42  # height of the normal from which a rock bears snow, and how much more bears all of it
RAGGED = 0.16  # of that height: how much the edge of snow wanders
HIGH, LOW = 0.25, 0.9  # of a rock's half-height: below that it bears the less, by so much each
DEEP = 0.19  # m: snow on a rock of half a height of 1 m
SUNK = 0.10  # m: how far inside a rock its snow ends
BROAD = 4.5  # rad a rad: the finest bumps of a rock that its snow keeps to, and of its edge
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


def boulder(
    rng: np.random.Generator, center: ArrayLike, radii: ArrayLike, *, rough: float, rings: int
) -> tuple[Piece, Piece]:
    """Return a rock of those half-axes (m) around its center, and the cushion of snow on it.

    The cushion lies on what faces up, fills what is rough there, and ends in a lip where that grows steep. Both have
    the same corners, so that the edge between them runs smoothly.
    """
    swell, edge, radii = bumps(rng), bumps(rng), np.asarray(radii, float)
    unit, faces = sphere(rings)
    push = swell(unit, BROAD)
    bare = unit * (1.0 + rough * swell(unit, np.inf)[:, None]) * radii
    rock = rounded(rng, bare, center, radii)
    broad = unit * (1.0 + rough * push[:, None]) * radii
    normals = ball_normals(broad, rings)
    level = normals[:, 2] + RAGGED * edge(unit, BROAD) - LOW * np.maximum(HIGH - unit[:, 2], 0.0)
    deep = DEEP * float(radii.min()) ** 0.5
    depth = cushion(level, deep=deep)

    # Towards the middle snow fills hollows up to the broad shape, from its very edge on it is deeper than bumps.
    out = normals + np.array([0.0, 0.0, 1.0])
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 0.3)
    fill = np.maximum((broad - bare) @ [0.0, 0.0, 1.0], 0.0) * np.clip(depth / deep, 0.0, 1.0) ** 2
    lies = bare + depth[:, None] * out + fill[:, None] * [0.0, 0.0, 1.0]
    snow = rounded(rng, lies, center, radii)
    flat = snow.vertices[:, :2]
    return rock, replace(snow, faces=faces[(depth[faces] > -0.6 * SUNK).any(axis=1)], uv=flat)


def cushion(level: Array, *, deep: float) -> Array:
    """Return how deep (m) snow lies on what is so ``level``: the height (V,) of its unit normals.

    ``deep`` where all of it holds; at its edge it is as steep as a drop's, and below that it is ``SUNK`` m inside.
    """
    share = np.clip((level - HOLDS) / LIP, -1.0, 1.0)
    lip = np.sqrt(1.0 - np.minimum(1.0 - share, 1.0) ** 2)
    return np.where(share > 0.0, deep * lip, SUNK * np.maximum(3.0 * share, -1.0))
