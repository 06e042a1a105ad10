"""Pieces that houses share: walls with openings, windows, gables; a side is where a piece stands on a plan."""

from itertools import pairwise

import numpy as np

from setpiece.assets.modelling import cylinder, extrude, plain_box
from setpiece.assets.surface import Surface, joined, moved, surface, turned, with_uv

PALE = (0.70, 0.68, 0.64)
Side = tuple[tuple[float, float, float], float]  # the middle of a wall at the ground, and its turn about Z


def wall(width: float, height: float, openings: list[tuple[float, float, float, float]], depth: float) -> Surface:
    """Return a wall in the X-Z plane, outer face at y = 0, from rectangles around openings (x, z, width, height).

    Openings are cut on a grid of their edges; reveals run ``depth`` (m) inwards (+Y).
    """
    xs = sorted({-width / 2, width / 2, *(round(x + s * w / 2, 6) for x, _, w, _ in openings for s in (-1, 1))})
    zs = sorted({0.0, height, *(round(z, 6) for _, z, _, _ in openings), *(round(z + h, 6) for _, z, _, h in openings)})
    faces, vertices = [], []

    def quad(a: list[tuple[float, float, float]]) -> None:
        n = len(vertices)
        vertices.extend(a)
        faces.extend([[n, n + 1, n + 2], [n, n + 2, n + 3]])

    for x0, x1 in pairwise(xs):
        for z0, z1 in pairwise(zs):
            mx, mz = (x0 + x1) / 2, (z0 + z1) / 2
            if not any(abs(mx - x) < w / 2 and z < mz < z + h for x, z, w, h in openings):
                quad([(x0, 0, z0), (x1, 0, z0), (x1, 0, z1), (x0, 0, z1)])
    for x, z, w, h in openings:
        l, r, b, t = x - w / 2, x + w / 2, z, z + h  # noqa: E741
        quad([(l, 0, b), (l, 0, t), (l, depth, t), (l, depth, b)])
        quad([(r, 0, b), (r, depth, b), (r, depth, t), (r, 0, t)])
        quad([(l, 0, t), (r, 0, t), (r, depth, t), (l, depth, t)])
        quad([(l, 0, b), (l, depth, b), (r, depth, b), (r, 0, b)])
    return with_uv(surface(np.array(vertices), np.array(faces), crease=0.0), snap=False)


def window(
    x: float, z: float, w: float, h: float, depth: float, bars: tuple[int, int] = (1, 1)
) -> tuple[Surface, Surface, Surface]:
    """Return pane, frame and sill of a window whose opening is (x, z, w, h)."""
    f = 0.06
    pane = moved(plain_box((w, 0.02, h)), x, depth - 0.02, z + h / 2)
    frame = [moved(plain_box((f, 0.06, h)), x + s * (w / 2 - f / 2), depth - 0.05, z + h / 2) for s in (-1, 1)]
    frame += [moved(plain_box((w, 0.06, f)), x, depth - 0.05, z + (f / 2 if s < 0 else h - f / 2)) for s in (-1, 1)]
    frame += [
        moved(plain_box((0.035, 0.045, h)), x + w * (k / (bars[0] + 1) - 0.5), depth - 0.045, z + h / 2)
        for k in range(1, bars[0] + 1)
    ]
    frame += [
        moved(plain_box((w, 0.045, 0.035)), x, depth - 0.045, z + h * k / (bars[1] + 1)) for k in range(1, bars[1] + 1)
    ]
    sill = moved(plain_box((w + 0.16, 0.20, 0.06)), x, 0.04, z - 0.03)
    return pane, joined(frame), sill


def placed(shape: Surface, side: Side) -> Surface:
    """Return a piece modelled at the origin, moved to its side of the plan."""
    (x, y, z), turn = side
    return moved(turned(shape, (0, 0, 1), turn), x, y, z)


def sides(length_: float, width: float) -> list[tuple[float, Side]]:
    """Return the four walls' widths and places: front (-Y), right, back, left."""
    return [
        (length_, ((0, -width / 2, 0), 0.0)),
        (width, ((length_ / 2, 0, 0), np.pi / 2)),
        (length_, ((0, width / 2, 0), np.pi)),
        (width, ((-length_ / 2, 0, 0), -np.pi / 2)),
    ]


def gable(length_: float, width: float, eaves: float, rise: float, over: float) -> tuple[Surface, Surface]:
    """Return a roof with its ridge along X (two slabs of true thickness) and the two gable triangles."""
    t = 0.14
    run = width / 2 + over
    drop = rise * over / (width / 2)
    slope = np.hypot(run, rise + drop)
    angle = np.arctan2(rise + drop, run)
    slabs = []
    for s in (-1, 1):
        slab = plain_box((length_ + 2 * over, slope, t), grain=(1, 0, 0))
        slab = turned(slab, (1, 0, 0), -s * angle)
        mid = np.array([0, s * run / 2, eaves + (rise - drop) / 2])
        lift = np.array([0, s * np.sin(angle), np.cos(angle)]) * t / 2
        slabs.append(moved(slab, *(mid + lift)))
    ridge = turned(cylinder(0.11, length_ + 2 * over, bevel=0.01, segments=16), (0, 1, 0), np.pi / 2)
    slabs.append(moved(ridge, 0, 0, eaves + rise + t * 0.9))
    triangles = []
    for s in (-1, 1):
        outline = [(-width / 2, 0), (width / 2, 0), (0, rise)]
        wall = turned(turned(extrude(outline, 0.2), (1, 0, 0), np.pi / 2), (0, 0, 1), np.pi / 2)
        triangles.append(moved(wall, s * length_ / 2 - (0.2 if s > 0 else 0.0), 0, eaves))
    return joined(slabs), joined([with_uv(x, snap=False) for x in triangles])
