"""Shop fronts: panelled wood, a lettered fascia, a door, awnings, and goods on steps behind real panes.

Metres; a front stands in the plane y = 0 and faces -Y. What is lit inside is painted on (``patterns_city``): a display
costs no lamp. Its uv choose a cell of the pattern, and how high up it a point lies.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, pairwise

import numpy as np
from numpy.random import Generator

from setpiece.assets import lettering
from setpiece.render.patterns_city import CELLS, GOOD, KINDS, SHELF, WHOLE
from setpiece.render.places.pieces import Array, Piece, boxes, joined, lathe, moved, quads, sphere
from setpiece.render.posed import Surface

RISER, HEAD, DEEP = 0.46, 2.48, 1.15  # m: sill of a display, its head, and how far behind the pane its wall is
WOODS = ((0.030, 0.075, 0.060), (0.10, 0.022, 0.018), (0.030, 0.040, 0.085), (0.16, 0.13, 0.08), (0.035, 0.033, 0.03))
CROSS, ARM = (0.010, 0.075, 0.026), 0.11  # of ``lamp_glow``; m: half as wide as an arm of it
CLOTHS = ((0.22, 0.03, 0.025), (0.03, 0.10, 0.07), (0.05, 0.08, 0.20), (0.40, 0.27, 0.08))
TRADES = {  # what is written over a shop, and what it sells
    "BAKERY": "loaves", "BOOKS": "books", "CAFE": "loaves", "FLOWERS": "flowers", "WINES": "bottles", "TEA": "jars",
    "FRUIT": "fruit", "LIBRARY": "books", "BISTRO": "bottles", "COFFEE": "jars", "PATISSERIE": "loaves",
    "GROCER": "fruit", "PHARMACY": "jars", "FLORIST": "flowers",
}  # fmt: skip


def trades(rng: Generator) -> Iterator[str]:
    """Yield trades without end: each once, in an order of its own, before any comes again."""
    order = rng.permutation(list(TRADES))
    return cycle(str(word) for word in order)


def surfaces(rng: Generator, *, dark: bool) -> dict[str, Surface]:
    """Return the surfaces of one shop by role."""
    lit = -1.0 if dark else 0.0
    gold = Surface("lamp_glow", (0.060, 0.040, 0.018)) if dark else Surface("paint", (0.62, 0.50, 0.26))
    return {
        "wood": Surface("paint", WOODS[int(rng.integers(len(WOODS)))]),
        "letters": gold,
        "awning": Surface("fabric", CLOTHS[int(rng.integers(len(CLOTHS)))]),
        "stripes": Surface("fabric", (0.55, 0.52, 0.46)),
        "goods": Surface("shop_goods", None, 4.0 * lit),
        "shelves": Surface("shop_shelves", None, 5.5 * lit),
        "pane": Surface("glass"),
        "cross": Surface("lamp_glow", CROSS) if dark else Surface("paint", (0.02, 0.22, 0.08)),
    }


def shop(
    rng: Generator, width: float, bays: Sequence[tuple[float, float]], storey: float, *, word: str, near: bool
) -> dict[str, Piece]:
    """Return a shop by role below ``storey`` m: a display in every bay but the one with the door.

    ``word``: its trade, one of ``TRADES``, which is written over it.
    ``near``: it is seen close enough for goods of its own in front of what is painted on its back wall.
    """
    wood, panes, goods, shelves = [], [], [], []
    kind = KINDS.index(TRADES[word])
    door = int(rng.integers(len(bays)))
    for k, (x0, x1) in enumerate(bays):
        sill = 0.06 if k == door else RISER
        wood.append(_frame(x0, x1, sill, door=k == door))
        panes.append(boxes([[x0 + 0.05, 0.10, sill + 0.05]], [[x1 - 0.05, 0.108, HEAD - 0.05]]))
        wide = x1 - x0
        shelves.append(_shelf(rng, x0, x1, sill, kind))
        goods.append(_inside(x0, x1, sill))
        if near and k != door:
            goods += [
                _good(rng, x0 + 0.15 + at * (wide - 0.3), sill, kind) for at in (np.arange(7) + rng.random(7)) / 7
            ]
    low, high = HEAD + 0.08, storey - 0.16
    wood.append(boxes([[0.05, -0.10, low], [0.0, -0.17, high]], [[width - 0.05, 0.0, high], [width, 0.0, high + 0.07]]))
    size = min(0.66 * (high - low), 0.8 * width / (lettering.PITCH * len(word)))
    at = (width - lettering.PITCH * size * len(word)) / 2
    letters = moved(_lettered(word, size), [at, -0.104, low + 0.5 * (high - low - size)])
    found = {"wood": joined(wood), "letters": letters, "pane": joined(panes), "shelves": joined(shelves)}
    found["goods"] = joined(goods)
    if word == "PHARMACY":
        found["cross"] = _cross(bays[0][0], storey + 0.5)
    if rng.random() < 0.5:
        found["awning"], found["stripes"] = _awning(bays[0][0], bays[-1][1], low)
    return found


def _frame(x0: float, x1: float, sill: float, *, door: bool) -> Piece:
    """Return the wood around one opening: posts, a panelled riser, a transom, glazing bars."""
    low = [[x0 - 0.03, -0.03, 0.0], [x1 - 0.05, -0.03, 0.0], [x0, -0.02, HEAD - 0.05], [x0, 0.07, HEAD - 0.50]]
    high = [[x0 + 0.05, 0.14, HEAD], [x1 + 0.03, 0.14, HEAD], [x1, 0.14, HEAD + 0.1], [x1, 0.13, HEAD - 0.46]]
    low += [[x0, -0.02, 0.0], [x0 - 0.02, -0.07, sill - 0.02]]
    high += [[x1, 0.14, sill], [x1 + 0.02, 0.14, sill + 0.05]]
    if door:
        middle = (x0 + x1) / 2
        for a in (middle - 0.46, middle + 0.40):
            low.append([a, 0.05, 0.0])
            high.append([a + 0.06, 0.13, HEAD - 0.46])
        low += [[x0, 0.04, 0.06], [middle + 0.46, 0.04, 0.06], [middle - 0.40, 0.06, 0.06], [middle + 0.30, 0.02, 0.95]]
        high += [
            [middle - 0.46, 0.12, 0.75],
            [x1, 0.12, 0.75],
            [middle + 0.40, 0.12, 0.45],
            [middle + 0.33, 0.06, 1.35],
        ]
    else:
        low.append([(x0 + x1) / 2 - 0.018, 0.08, sill])
        high.append([(x0 + x1) / 2 + 0.018, 0.13, HEAD])
        low += [[x0 + 0.1, -0.035, 0.08]]
        high += [[x1 - 0.1, -0.02, sill - 0.1]]
    return boxes(low, high)


def _shelf(rng: Generator, x0: float, x1: float, sill: float, kind: int) -> Piece:
    """Return back wall and sides of a display, each painted with one cell of shelves of a kind of goods."""
    a, b, front = x0, x1, 0.13
    walls = [
        [[a, DEEP, sill], [b, DEEP, sill], [b, DEEP, HEAD], [a, DEEP, HEAD]],
        [[a, front, sill], [a, DEEP, sill], [a, DEEP, HEAD], [a, front, HEAD]],
        [[b, DEEP, sill], [b, front, sill], [b, front, HEAD], [b, DEEP, HEAD]],
    ]
    cells = np.stack([2 * kind + rng.integers(0, 2, len(walls)), rng.integers(0, CELLS, len(walls))], -1)[:, None]
    return quads(walls, uv=SHELF * (WHOLE + cells))


def _inside(x0: float, x1: float, sill: float) -> Piece:
    """Return floor and ceiling of a display, of the pale cell of goods."""
    a, b = x0, x1
    sides = quads(
        [
            [[a, 0.13, sill], [b, 0.13, sill], [b, DEEP, sill], [a, DEEP, sill]],
            [[a, DEEP, HEAD], [b, DEEP, HEAD], [b, 0.13, HEAD], [a, 0.13, HEAD]],
        ]
    )
    return _of_cell(sides, 0, 0, sill, HEAD)


def _of_cell(piece: Piece, column: int, row: int, low: float, high: float) -> Piece:
    """Return a piece that takes the colours of one cell of goods: darker below ``low`` m, brightest at ``high``."""
    up = np.clip((piece.vertices[:, 2] - low) / (high - low), 0.0, 1.0)
    turn = 0.5 + 0.3 * piece.normals[:, 0]
    uv = GOOD * np.stack([column + turn, row + 0.06 + 0.88 * up], axis=1)
    return Piece(piece.vertices, piece.faces, piece.normals, uv)


def _good(rng: Generator, x: float, sill: float, kind: int) -> Piece:
    """Return one thing for sale, of a kind, on a step or a stand."""
    y = rng.uniform(0.25, 0.85)
    lift = 0.55 * (y - 0.25) + (rng.random() < 0.25) * rng.uniform(0.15, 0.4)
    stand = boxes([[-0.16, -0.13, 0.0]], [[0.16, 0.13, lift + 0.001]])
    size, cell = rng.uniform(0.8, 1.25), (2 * kind + int(rng.integers(2)), int(rng.integers(1, CELLS)))
    low, at = sill + lift, [x, y, sill + lift]
    base = _of_cell(moved(stand, [x, y, sill]), 0, 0, sill - 0.6, HEAD)
    if KINDS[kind] == "flowers":
        pail = lathe(np.array([(0.085, 0.0), (0.12, 0.24), (0.10, 0.22)]) * size, sides=10)
        leaves, tuft = _bouquet(rng, size)
        parts = [_of_cell(moved(pail, at), 0, 0, low - 0.3, low + 0.9)]
        parts.append(_of_cell(moved(leaves, at), cell[0], 0, low, low + 0.6 * size))
        return joined([*parts, _of_cell(moved(tuft, at), *cell, low + 0.05, low + 0.62 * size), base])
    shape = _SHAPES[KINDS[kind]](rng, size)
    return joined([_of_cell(moved(shape, at), *cell, low - 0.25, low + 0.45), base])


def _bouquet(rng: Generator, size: float) -> tuple[Piece, Piece]:
    """Return the leaves and the blossoms of a bunch that stands in a pail."""
    turn, out = rng.uniform(0, 2 * np.pi, 9), rng.uniform(0.03, 0.15, 9)
    middle = np.stack([out * np.cos(turn), out * np.sin(turn), 0.46 - 0.9 * out + rng.uniform(-0.02, 0.06, 9)], -1)
    leaves = [_ball(size * (p * [1.0, 1.0, 0.85] - [0.0, 0.0, 0.06]), size * 0.075) for p in middle[:4]]
    return joined(leaves), joined([_ball(size * p, size * rng.uniform(0.045, 0.065)) for p in middle])


def _ball(middle: Array, radius: float) -> Piece:
    """Return a small ball."""
    unit, faces = sphere(3)
    return Piece(unit * radius + middle, faces, unit, unit[:, :2])


def _loaf(rng: Generator, size: float) -> Piece:
    """Return two loaves side by side."""
    unit, faces = sphere(5)
    wide = np.array([0.16, 0.085, 0.075]) * size
    loaf = Piece(unit * wide + [0.0, 0.0, wide[2] * 0.8], faces, unit, unit[:, :2])
    return joined([moved(loaf, [0.0, dy, 0.0], turn=rng.normal(0.0, 0.2)) for dy in (-0.09, 0.09)])


def _heap(rng: Generator, size: float) -> Piece:
    """Return a heap of fruit."""
    at = [(dx, dy, 0.05) for dx in (-0.10, 0.0, 0.10) for dy in (-0.08, 0.02)] + [
        (-0.05, -0.03, 0.12),
        (0.05, -0.03, 0.12),
    ]
    return joined([_ball(np.array(p) * size, 0.055 * size * rng.uniform(0.9, 1.1)) for p in at])


def _pile(rng: Generator, size: float) -> Piece:
    """Return a pile of books, or a row that stands."""
    if rng.random() < 0.5:
        tops = np.cumsum(rng.uniform(0.02, 0.045, 5)) * size
        bottoms, wide = np.concatenate([[0.0], tops[:-1]]), rng.uniform(0.09, 0.13, 5) * size
        low, high = np.stack([-wide, -0.75 * wide, bottoms], 1), np.stack([wide, 0.75 * wide, tops], 1)
        return boxes(low, high, turn=rng.normal(0.0, 0.15, 5))
    edges, tall = np.cumsum(rng.uniform(0.02, 0.05, 6)) * size, rng.uniform(0.20, 0.29, 6) * size
    left = np.concatenate([[0.0], edges[:-1]])
    low, high = (
        np.stack([left - 0.12, 0 * left - 0.08, 0 * left], 1),
        np.stack([edges - 0.122, 0 * left + 0.08, tall], 1),
    )
    return boxes(low, high)


def _stood(profile: list[tuple[float, float]], scale: float) -> Callable[[Generator, float], Piece]:
    """Return what makes two things of a lathed profile, one behind the other."""

    def made(rng: Generator, size: float) -> Piece:
        one = lathe(np.array(profile) * size * scale, sides=10)
        return joined([moved(one, [dx + rng.normal(0.0, 0.01), dy, 0.0]) for dx, dy in ((-0.08, 0.03), (0.08, -0.05))])

    return made


def _packed(rng: Generator, size: float) -> Piece:
    """Return two jars with lids, or a heap of cartons: some lie, one stands on them."""
    if rng.random() < 0.4:
        return _stood(_JAR, 0.22)(rng, size)
    wide, deep, high = (rng.uniform(low, up) * size for low, up in ((0.08, 0.11), (0.05, 0.08), (0.05, 0.08)))
    lying = np.arange(int(rng.integers(1, 5)))
    half = np.tile([wide, deep, 0.0], (len(lying), 1))
    bottom = np.column_stack([rng.normal(0.0, 0.008, (len(lying), 2)), high * lying])
    stack = boxes(bottom - half, bottom + half + [0.0, 0.0, 0.96 * high], turn=rng.normal(0.0, 0.12, len(lying)))
    top = high * len(lying)
    upright = boxes([[-0.5 * wide, -0.5 * deep, top]], [[0.5 * wide, 0.5 * deep, top + 2.2 * wide]])
    beside = boxes([[wide + 0.03, -deep, 0.0]], [[wide + 0.03 + 1.3 * deep, 0.2 * deep, 1.9 * wide]])
    return joined([stack, upright, beside])


_JAR = [(0.0, 0.0), (0.34, 0.0), (0.38, 0.04), (0.38, 0.66), (0.29, 0.78), (0.33, 0.79), (0.33, 0.97), (0.0, 1.0)]
_BOTTLE = [(0.0, 0.0), (0.16, 0.0), (0.16, 0.58), (0.06, 0.74), (0.055, 0.98), (0.07, 1.0), (0.0, 1.0)]
_SHAPES: dict[str, Callable[[Generator, float], Piece]] = {
    "books": _pile, "bottles": _stood(_BOTTLE, 0.36), "loaves": _loaf, "jars": _packed, "fruit": _heap,
}  # fmt: skip


def _awning(x0: float, x1: float, head: float) -> tuple[Piece, Piece]:
    """Return the two colours of a striped awning: it falls 0.5 m over 1.1 m, and hangs over at its end."""
    count = 2 * max(2, round((x1 - x0) / 0.56)) + 1
    edges = np.linspace(x0 - 0.05, x1 + 0.05, count + 1)
    colors: tuple[list, list] = ([], [])
    top, out, low = head + 0.02, -1.15, head - 0.42
    for k, (a, b) in enumerate(pairwise(edges)):
        middle = (a + b) / 2
        slope = [[a, out, low], [b, out, low], [b, -0.10, top], [a, -0.10, top]]
        flap = [[a, out, low - 0.15], [b, out, low - 0.15], [b, out, low], [a, out, low]]
        tip = [[a, out, low - 0.15], [middle, out, low - 0.21], [b, out, low - 0.15], [middle, out, low - 0.149]]
        colors[k % 2].extend([slope, slope[::-1], flap, flap[::-1], tip])
    return quads(colors[0]), quads(colors[1])


def _cross(x: float, z: float) -> Piece:
    """Return the cross that hangs over a pharmacy, to be seen along the street: its faces look to -X and +X."""
    y, a, b = -0.66, ARM, 3 * ARM
    arms = boxes(
        [[x - 0.05, y - a, z - b], [x - 0.05, y - b, z - a]], [[x + 0.05, y + a, z + b], [x + 0.05, y + b, z + a]]
    )
    return joined([arms, boxes([[x - 0.02, y + b, z - 0.02]], [[x + 0.02, 0.0, z + 0.02]])])


def _lettered(word: str, size: float) -> Piece:
    """Return a word in letters ``size`` m high in the plane y = 0, from x = 0, as bars along their strokes."""
    corners = np.array(lettering.bars(word, size, lettering.BOLD * size))
    return quads(np.insert(corners, 1, 0.0, axis=2))
