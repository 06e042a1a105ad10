"""Table linen that lies about: a napkin folded in four. Metres, Z up, lying on z = 0."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Array, Surface, joined, surface, welded

CELLS = 56  # of a layer's lattice, each way
PLY = 0.0022  # m: two plies of linen that lie loosely on each other
STRIPES = ((0.70, 0.76), (0.79, 0.81), (0.84, 0.855))  # woven, at these shares of the way from the middle to an end


def napkin(p: Params) -> Shape:
    """A linen napkin folded in four, its layers not quite over each other, with a few woven stripes at one end."""
    n = p["length"]
    w = 0.80 * n
    layers = [_layer(n, w, 0.0, PLY, 0.3), _layer(0.985 * n, 0.975 * w, 0.8 * PLY, 2.0 * PLY, 1.9)]
    stripes = [_stripe(0.985 * n, 0.975 * w, ends, 1.9) for ends in STRIPES]
    h = 2.0 * PLY
    return Shape(
        (
            piece("body", joined(layers), "fabric", (0.56, 0.54, 0.48)),
            piece("stripe", joined(stripes), "fabric", (0.07, 0.13, 0.24), decor=True),
        ),
        (colliding.box((n, w, h), (0, 0, h / 2)),),
        Resonator("block", (n, w, h)),
        (Support("top", (0, 0, h), (0.45 * n, 0.45 * w)),),
    )


def _raised(x: Array, y: Array, n: float, w: float, level: tuple[float, float], phase: float) -> Array:
    """Return how high a layer's upper side is: its edges are rounded folds, and it lies in slight waves."""
    low, high = level
    inside = np.minimum(n / 2 - np.abs(x), w / 2 - np.abs(y))
    share = np.clip(inside / 0.0035, 0.0, 1.0)
    waves = np.sin(21.0 * x + 34.0 * y + phase) + 0.7 * np.sin(47.0 * x - 29.0 * y + 2.0 * phase)
    return low + (high - low) * np.sqrt(1.0 - (1.0 - share) ** 2) + 3.0e-4 * waves * np.clip(inside / 0.02, 0.0, 1.0)


def _bowed(x: Array, y: Array, phase: float) -> tuple[Array, Array]:
    """Return where points of a rectangle lie in cloth that is not laid by a ruler."""
    return x + 0.0022 * np.sin(26.0 * y + phase), y + 0.0025 * np.sin(19.0 * x + 1.7 * phase)


def _sheet(n: float, w: float, u: Array, v: Array, level: tuple[float, float], phase: float) -> Array:
    """Return the upper side (U, V, 3) of a part of a layer, at shares ``u`` along, ``v`` across of its half sizes."""
    x, y = np.meshgrid(n / 2 * u, w / 2 * v, indexing="ij")
    return np.stack([*_bowed(x, y, phase), _raised(x, y, n, w, level, phase)], axis=-1)


def _layer(n: float, w: float, low: float, high: float, phase: float) -> Surface:
    """Return a closed layer of ``n`` by ``w`` m from ``low`` to ``high``."""
    line = np.sin(np.pi / 2 * np.linspace(-1.0, 1.0, CELLS + 1))  # denser towards the folds
    return _closed(_sheet(n, w, line, line, (low, high), phase), low)


def _stripe(n: float, w: float, ends: tuple[float, float], phase: float) -> Surface:
    """Return a stripe across a layer, between two shares of its half length: a hair above the cloth."""
    top = _sheet(n, w, np.linspace(*ends, 5), np.linspace(-0.98, 0.98, CELLS + 1), (0.8 * PLY, 2.0 * PLY), phase)
    top[..., 2] += 1.2e-4
    return _closed(top, 0.8 * PLY)


def _closed(top: Array, low: float) -> Surface:
    """Return the solid between a lattice of points (R, C, 3) and ``low``; both sides meet along its border."""
    base = top.copy()
    base[1:-1, 1:-1, 2] = low
    number = np.arange(top[..., 0].size).reshape(top.shape[:2])
    a, b, c, d = (part.ravel() for part in (number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]))
    up = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    points = np.concatenate([top.reshape(-1, 3), base.reshape(-1, 3)])
    faces = np.concatenate([up, up[:, ::-1] + top[..., 0].size])
    uv = points[faces][..., :2]
    vertices, faces = welded(points, faces)
    return surface(vertices, faces, uv=uv, crease=np.radians(50))


FAMILIES = {"napkin": Family(napkin, {"length": length(0.21)})}
