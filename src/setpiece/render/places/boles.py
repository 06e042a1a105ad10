"""What carries a crown: trunks that spread into roots, moss on them, and the dark inside of a crown. Metres."""

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike

from setpiece.render.places.pieces import Array, Piece, sheet, sheets, whole

FLARE = 0.38  # m: height over which a trunk's foot spreads into roots, for a trunk of 0.3 m radius
WEATHER = (-0.8, -0.6)  # where rain comes from in the westerlies, and moss grows
RINGS = (-0.30, -0.06, 0.08, 0.20, 0.36, 0.60, 1.0, 1.7, 2.8)  # m over the foot, of a trunk's corners


def bole(rng: Generator, path: ArrayLike, radii: ArrayLike, *, sides: int) -> Piece:
    """Return a trunk along a path (P, 3) from its foot, with radii (P,), that spreads into five to eight roots.

    Its cross-section is never quite round. u is in true metres at the height of a breast.
    """
    path, radii = np.asarray(path, float), np.asarray(radii, float)
    high = path[:, 2] - path[0, 2]
    low = np.array(RINGS)[np.array(RINGS) < high[-1] * 0.6]
    level = np.concatenate([low, high[high > low[-1] + 0.5]])
    way = np.stack([np.interp(level, high, path[:, k]) for k in (0, 1)] + [path[0, 2] + level], axis=1)
    girth = np.interp(level, high, radii)
    angle = np.linspace(0.0, 2 * np.pi, sides + 1)

    roots = int(rng.integers(5, 9))
    at = 2 * np.pi * (np.arange(roots) + rng.uniform(-0.3, 0.3, roots)) / roots
    strong, broad = rng.uniform(0.35, 1.15, roots), rng.uniform(0.24, 0.42, roots)
    away = np.angle(np.exp(1j * (angle[:, None] - at)))
    lobes = (strong * np.exp(-((away / broad) ** 2))).sum(axis=1)
    flutes = sum(rng.normal(0.0, 0.035) * np.cos(k * angle + rng.uniform(0, 6.28)) for k in (2, 3, 5))
    foot = np.exp(-np.maximum(level, -0.1) / (FLARE * np.sqrt(girth[0] / 0.3)))[:, None]
    reach = girth[:, None] * (1.0 + flutes + foot * (0.22 + 0.95 * lobes))
    ring = np.stack([np.cos(angle), np.sin(angle), 0.0 * angle], axis=1)
    points = way[:, None] + reach[..., None] * ring
    breast = float(np.interp(1.3, high, radii))
    uv = np.stack(np.broadcast_arrays(angle * breast, (level + rng.uniform(0.0, 9.0))[:, None]), axis=-1)
    return sheet(points, wrap=True, uv=uv)


def moss(rng: Generator, trunk: Piece, *, sides: int, count: int, top: float = 3.2) -> Piece:
    """Return up to ``count`` cushions of moss on a tree, whose ``bole`` of that many sides is the first of ``trunk``.

    They sit at its foot and on the weather side.
    """
    ring = len(RINGS) * (sides + 1)
    rows, normals = (each[:ring].reshape(-1, sides + 1, 3) for each in (trunk.vertices, trunk.normals))
    foot = float(rows[0, 0, 2]) - RINGS[0]
    around, high = rng.uniform(0, sides, 6 * count), top * rng.beta(0.7, 1.7, 6 * count)
    row = np.clip(np.interp(high, rows[:, 0, 2] - foot, np.arange(len(rows))), 0, len(rows) - 1.001)
    i, j = row.astype(int), around.astype(int)
    a, b = (row - i)[:, None], (around - j)[:, None]
    point, normal = (
        (f[i, j] * (1 - b) + f[i, j + 1] * b) * (1 - a) + (f[i + 1, j] * (1 - b) + f[i + 1, j + 1] * b) * a
        for f in (rows, normals)
    )
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)

    # It is thickest at the foot, thins out upwards, and does so sooner on the lee side; it grows in patches.
    phase = rng.uniform(0, 6.28, 3)
    kinds = zip((2, 3, 5), (3, 7, 5), phase, strict=True)
    patchy = sum(np.sin(k * around * 2 * np.pi / sides + m * high + p) for k, m, p in kinds)
    wanted = 0.75 * (normal[:, :2] @ WEATHER) + 0.45 * patchy - 0.9 * high + 0.55 + rng.normal(0.0, 0.25, len(high))
    chosen = np.flatnonzero(wanted > 0.0)[:count]
    point, normal = point[chosen], normal[chosen]

    side = np.cross(normal, [0.0, 0.0, 1.0])
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    over = np.cross(side, normal)
    n, turn = len(chosen), np.linspace(0.0, 2 * np.pi, 7)
    wide = rng.gamma(4.0, 0.012, (n, 1, 1)) * rng.uniform(0.6, 1.3, (n, 6, 1))
    wide = np.concatenate([wide, wide[:, :1]], axis=1)
    ring = np.cos(turn)[:, None] * side[:, None] + 1.3 * np.sin(turn)[:, None] * over[:, None]
    low = point[:, None] + wide * ring - 0.004 * normal[:, None]
    top = np.broadcast_to((point + 0.3 * wide[:, 0] * normal)[:, None], low.shape)
    disc = np.stack([np.cos(turn), np.sin(turn)], axis=-1) * np.array([0.06, 0.0])[:, None, None]
    uv = rng.uniform(0, 9, (n, 1, 1, 2)) + disc
    return whole(sheets(np.stack([low, top], axis=1), wrap=True, uv=uv))


def cores(rng: Generator, middles: Array, radii: Array, *, levels: int = 4, sides: int = 6) -> Piece:
    """Return uneven spindles of semi-axes ``radii`` (N, 3) about ``middles`` (N, 3): what leaves leave open inside."""
    polar, around = np.linspace(0.02, np.pi - 0.02, levels), np.linspace(0.0, 2 * np.pi, sides + 1)
    unit = np.stack(
        [
            np.outer(np.sin(polar), np.cos(around)),
            np.outer(np.sin(polar), np.sin(around)),
            np.outer(np.cos(polar), 1 + 0 * around),
        ],
        -1,
    )
    uneven = rng.uniform(0.72, 1.12, (len(middles), levels, sides, 1))
    uneven = np.concatenate([uneven, uneven[:, :, :1]], axis=2)
    return sheets(middles[:, None, None] + uneven * radii[:, None, None] * unit[::-1], wrap=True)
