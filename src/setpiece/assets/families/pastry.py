"""What is rolled of leaved dough: a croissant; and the crumbs that it leaves.

Angles theta run around the roll, 0 on top; ``s`` along it, 0 in the middle and 1 at a tip.
"""

import numpy as np

from setpiece import rng
from setpiece.assets import colliding
from setpiece.assets.modelling import TAU
from setpiece.assets.shape import Family, Params, Piece, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import Array, Surface, flipped, joined, signed_volume, surface

LAYERS = 5  # edges of dough between the middle and a tip
SIDES = 80  # points around
EDGES = np.array([0.0, 0.15, 0.33, 0.51, 0.69, 0.85, 1.0])  # of s, where they run on top
ROLLED, OVERHANG = 0.92, 0.016  # share of a layer's uv on its face (the rest is its cut edge); of s that it laps over
TURN = 1.22  # rad: half of the crescent's arc
LAYER_UV = 0.02  # m of uv that a layer takes of the pattern "laminated", which repeats after four
ACROSS = np.array(
    [0.0, 0.04, 0.10, 0.18, 0.28, 0.40, 0.53, 0.66, 0.78, 0.87, 0.93, 0.96, 0.98, 0.993, 1.0]
)  # a layer's rows

LUMP = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]], float)  # a crumb's corners
LUMP_FACES = np.array([[x, y, z] if x + y + z & 1 else [y, x, z] for x in (0, 1) for y in (2, 3) for z in (4, 5)])
CRUMB = ((0.34, 0.155, 0.048), (0.62, 0.40, 0.17))  # colours: of crust, and of what was under it


def croissant(p: Params) -> Shape:
    """A croissant: a sheet of dough rolled from its broad side, so that its layers climb to the middle, and bent.

    Rolled up, the edges of a triangle run around as two spirals that meet on top: each turn ends nearer to the middle
    than the one below. Every layer has puffed up, and laps over the next with a cut edge.
    """
    n = p["length"]
    return Shape(
        (piece("body", _rolled(n), "rolled_pastry"),),
        (colliding.box((0.95 * n, 0.42 * n, 0.26 * n), (0, 0.02 * n, 0.13 * n)),),
        Resonator("block", (n, n, n)),
    )


def _rolled(n: float) -> Surface:
    """Return the skin of a croissant ``n`` m long, its tips towards +Y, lying on z = 0."""
    theta = TAU * (np.arange(SIDES) + 0.5) / SIDES - np.pi
    rows = [_row(layer, share, theta) for layer in range(LAYERS + 1) for share in ACROSS]
    s, radius, u = (np.array([row[k] for row in rows]) for k in range(3))
    points = np.concatenate([_bent(-s, radius, theta)[:0:-1], _bent(s, radius, theta)]) * n
    u = np.concatenate([u[:0:-1], u])
    return _skin(points, u, n)


def _row(layer: int, share: float, theta: Array) -> tuple[Array, Array, Array]:
    """Return s, radius (of the length) and u (m) at a share of the way from a layer's seam to its edge.

    A layer comes out from under the one above and rises soon to its full height, which it keeps as far as its edge:
    there it ends in a step. The outermost has no seam; it is whole across the middle.
    """
    seam, edge = (_edge(layer + k, theta) for k in (0, 1))
    step = 0.034 + 0.006 * np.sin(2.1 * layer + 0.7) + 0.006 * np.sin(2.0 * theta + 1.9 * layer)
    rise = 1.0 - (1.0 - min(share / 0.55, 1.0)) ** 2 if layer else 1.0 - 0.16 * (1.0 - share) ** 2
    swell = rise - 0.10 * max(share - 0.55, 0.0) ** 2 / 0.2
    rounded = 1.0 - 0.55 * max(share - 0.93, 0.0) ** 2 / 0.0049  # the edge turns down
    s = seam + (edge - seam) * share + OVERHANG * max(share - 0.8, 0.0) / 0.2 * (layer < LAYERS)
    folds = 0.0030 * np.sin(7.0 * theta + 2.3 * layer) * share + 0.0016 * np.sin(17.0 * theta - 3.1 * layer) * share
    lumps = 0.005 * np.sin(7.0 * s + 2.0 * theta) + 0.003 * np.sin(19.0 * s - 3.0 * theta + 1.0)
    base = 0.156 * (1.0 - np.clip(s, 0.0, 1.0) ** 1.75) + 0.012
    tapered = step * swell * rounded * (1.0 - 0.62 * np.clip(s, 0.0, 1.0))
    u = LAYER_UV * (layer + ROLLED * share)
    return s, base + (lumps + folds) * (1.0 - 0.8 * s) + tapered, np.broadcast_to(u, theta.shape)


def _edge(number: int, theta: Array) -> Array:
    """Return where the edge of a layer runs, ragged; 0: the middle, past the last: the tip."""
    if number == 0:
        return np.zeros_like(theta)
    if number > LAYERS:
        return np.ones_like(theta)
    turns = number - 0.46 * theta / np.pi
    wander = 0.014 * np.sin(2.0 * theta + 2.6 * number) + 0.009 * np.sin(5.0 * theta + number)
    torn = 0.0045 * np.sin(11.0 * theta + 1.7 * number) + 0.003 * np.sin(19.0 * theta + 0.6 * number)
    return np.interp(turns, np.arange(LAYERS + 2), EDGES) + wander + torn


def _bent(s: Array, radius: Array, theta: Array) -> Array:
    """Return points (R, S, 3), of a croissant of length 1, of rows of s and radius, along its arc."""
    turn, bow = TURN * s, 0.44
    along = np.stack([bow * np.sin(turn), bow * (0.72 - np.cos(turn))], axis=-1)
    aside = radius * np.sin(theta)
    lift = 0.86 * radius * (1.0 + np.cos(theta)) - 0.10 * radius
    x = along[..., 0] + aside * np.sin(turn)
    y = along[..., 1] - aside * np.cos(turn)
    return np.stack([x, y, np.maximum(lift, 0.004 * np.cos(7.0 * s) ** 2)], axis=-1)


def _skin(points: Array, u: Array, n: float) -> Surface:
    """Return the skin through rows (R, S, 3), closed at both tips; ``u`` (R, S) runs along, v around, in metres."""
    rows, sides = points.shape[:2]
    around = np.arange(sides + 1) * (0.9 * n / sides)
    i, k = (grid.ravel() for grid in np.meshgrid(np.arange(rows - 1), np.arange(sides), indexing="ij"))
    follows = (k + 1) % sides
    a, b, c, d = i * sides + k, i * sides + follows, (i + 1) * sides + follows, (i + 1) * sides + k
    flat = u.ravel()
    at = [np.stack([flat[corner], around[column]], 1) for corner, column in ((a, k), (b, k + 1), (c, k + 1), (d, k))]
    tips = np.array([points[0].mean(axis=0), points[-1].mean(axis=0)])
    ring = np.arange(sides)
    last = (rows - 1) * sides
    fans = [
        np.stack([np.full(sides, rows * sides), np.roll(ring, -1), ring], 1),
        np.stack([np.full(sides, rows * sides + 1), last + ring, last + np.roll(ring, -1)], 1),
    ]
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1), *fans])
    tip = np.tile([[[0.0, 0.0], [1e-3, 0.0], [0.0, 1e-3]]], (2 * sides, 1, 1)) + LAYER_UV * (LAYERS + 0.6)
    uv = np.concatenate([np.stack([at[0], at[1], at[2]], 1), np.stack([at[0], at[2], at[3]], 1), tip])
    skin = surface(np.concatenate([points.reshape(-1, 3), tips]), faces, uv=uv, crease=np.radians(50))
    return skin if signed_volume(skin.vertices, skin.faces) > 0 else flipped(skin)


def crumbs(number: float, half: tuple[float, float], level: float) -> list[Piece]:
    """Return that many crumbs on a round face of these half-axes (m) at ``level``: every fifth a flake of crust."""
    if not number:
        return []
    stream = rng.stream(0, "crumbs")
    found: list[list[Surface]] = [[], []]
    for k in range(int(number)):
        way, out = stream.uniform(0.0, TAU), np.sqrt(stream.uniform(0.02, 1.0))
        flake = k % 5 == 0
        size = 0.0016 + 0.0042 * stream.uniform() ** 2 if flake else 0.0005 + 0.0016 * stream.uniform() ** 3
        corners = LUMP * stream.uniform(0.5, 1.5, (6, 1)) * size * ([1.0, 0.7, 0.12] if flake else [1.0, 0.8, 0.55])
        corners[:, 2] += (0.16 / size) * corners[:, 0] ** 2 * flake  # it curls
        turn = stream.uniform(0.0, TAU)
        corners = corners @ np.array(
            [[np.cos(turn), -np.sin(turn), 0.0], [np.sin(turn), np.cos(turn), 0.0], [0.0, 0.0, 1.0]]
        )
        place = [half[0] * out * np.cos(way), half[1] * out * np.sin(way), level - corners[:, 2].min()]
        shape = surface(corners + place, LUMP_FACES, crease=0.0)
        whole = shape if signed_volume(shape.vertices, shape.faces) > 0 else flipped(shape)
        found[k % 2].append(whole)
    return [
        piece(f"crumbs_{name}", joined(shapes), "paper", color, decor=True)
        for name, shapes, color in zip(("brown", "pale"), found, CRUMB, strict=True)
        if shapes
    ]


FAMILIES = {"croissant": Family(croissant, {"length": length(0.175)})}
