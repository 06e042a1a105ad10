"""Spruces: boughs in whorls that hang and turn up at their tips, and the snow that bends them. Metres, world frame."""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike

from setpiece.render.places.pieces import Array, Piece, joined, quads, seen_from_middle, sheets, tube
from setpiece.render.places.plants import Tree

SPRAYS = (  # of a bough: where it begins, of the bough's length; how far it turns aside (rad); how long it is
    (0.30, 0.0, 0.80),
    (0.12, 0.62, 0.62),
    (0.12, -0.62, 0.62),
    (0.50, 0.30, 0.42),
)
FEATHER = (  # the same of a bough under snow: an axis with side shoots in pairs, the shorter the farther out
    (0.42, 0.0, 0.58),
    (0.14, 0.80, 0.50),
    (0.14, -0.80, 0.50),
    (0.37, 0.70, 0.42),
    (0.37, -0.70, 0.42),
    (0.62, 0.55, 0.32),
    (0.62, -0.55, 0.32),
    (0.08, 0.0, 0.50),
)
HAND = SPRAYS[:3]  # of one far away
FRINGE = (0.34, 0.56, 0.76, 0.94)  # of a bough's length: where twigs hang from it, under its snow
WHORL = 6  # boughs that leave a trunk at about one height
LADEN = 0.10  # how much farther a bough hangs under snow, of its length
CLOSED = 0.5  # of each bough: so far out twigs close the inside of a crown
ROUND = 1.33  # rad: how much of a half turn a heap's end goes through
BURIED = 0.10  # m: how deep the tips of the lowest boughs lie in the snow
FAR, NEAR = 360, 670  # sprays: a tree that has fewer is far away, one that has more is near
TIERS = 5  # whorls that a tree under snow has at least
# Of the snow on a bough and of that on a shoot, from near to far: places along it, places across it.
BANKS, PADS = ((5, 4), (4, 3), (3, 3)), ((4, 4), (3, 3), None)
PADDED = (0, 1, 4, 2, 3)  # the shoots of a feather that bear snow of their own; from farther away every other one


class _Boughs(NamedTuple):
    """Boughs of one tree: where each leaves the trunk (m over the foot), its compass angle, length (m) and hang."""

    level: Array
    angle: Array
    reach: Array
    hang: Array

    def at(self, share: Array) -> tuple[Array, Array]:
        """Return how far out and how high (m) the places are at shares (B, ...) of the boughs' lengths."""
        level, reach, hang = (each.reshape(-1, *[1] * (share.ndim - 1)) for each in (self.level, self.reach, self.hang))
        return share * reach, level + reach * (0.22 * share - (0.22 + hang) * share**2 + 0.14 * share**4)


def conifer(
    rng: Generator,
    foot: ArrayLike,
    height: float,
    *,
    count: int,
    leaf: float,
    closed: bool = False,
    laden: bool = False,
) -> Tree:
    """Return a spruce of ``height`` m with about ``count`` sprays, at most ``leaf`` m long: slender or broad.

    ``closed``: hardly any light comes through its inside. ``laden``: snow lies on its boughs and bends them, the
    lowest down to the ground and into it; else the lowest have died.
    """
    foot = np.asarray(foot, float)
    broad, tip, hang, bare = rng.uniform((0.12, 0.7, 0.18, 0.05), (0.22, 1.1, 0.50, 0.24))
    lean = rng.normal(0.0, 0.028, 2)
    if laden:
        broad, hang, bare = 1.12 * broad, hang + LADEN, 0.25 * bare
    distant = (count <= NEAR) + (count <= FAR)
    sprays = (HAND if distant == 2 else FEATHER) if laden else SPRAYS
    least = (TIERS if laden else 2) * WHORL
    many = count // (len(sprays) + (2 if sprays is HAND else 0))
    boughs = _grown(rng, height, max(many, least), (broad, tip, hang, bare), whorls=not laden or distant < 2)
    rise = np.array([-0.03, 0.3, 0.7, 1.0]) * height
    girth = 0.016 * height * np.array([1.3, 0.9, 0.45, 0.05])
    wood = tube(np.stack([0 * rise, 0 * rise, rise], axis=1), girth, sides=8)
    shoots = _shoots(rng, boughs, leaf, sprays)
    crown = _cards(rng, shoots)
    snow = core = None
    if laden:
        crown = joined([crown, _fringe(rng, boughs)]) if distant < 2 else crown
        snow = _lying(rng, boughs, shoots, height, distant)
    if closed or (laden and distant < 2):
        inner = _Boughs(*(each[::2] for each in boughs))
        inner = inner._replace(reach=CLOSED * inner.reach)
        core = _cards(rng, _shoots(rng, inner, leaf, SPRAYS))
    wood, crown, core, snow = (each and _standing(each, foot, lean) for each in (wood, crown, core, snow))
    return Tree(wood, seen_from_middle(crown, near=1.0, least=0.12), core, snow)


def _standing(piece: Piece, foot: Array, lean: Array) -> Piece:
    """Return a piece of a tree that has grown at the origin, at its foot, leaning by slopes (2,)."""
    x, y, z = piece.vertices.T
    moved = np.stack([x + lean[0] * z, y + lean[1] * z, z], axis=1) + foot
    return Piece(moved, piece.faces, piece.normals, piece.uv)


def _grown(
    rng: Generator, height: float, count: int, shape: tuple[float, float, float, float], *, whorls: bool
) -> _Boughs:
    """Return boughs in whorls, the lower the longer: ``shape`` is breadth, pointedness, hang, bare share of height.

    Not in ``whorls``: each leaves the trunk for itself, or few boughs would stand like an aerial's.
    """
    broad, tip, hang, bare = shape
    number = np.arange(count)
    whorl = number // WHORL / ((count - 1) // WHORL + 1) if whorls else number / count
    level = np.clip(bare + (1.0 - bare) * (whorl + rng.normal(0.0, 0.010, count)), 0.01, 0.985)
    angle = 2.0 * np.pi * number / WHORL + 2.4 * (number // WHORL) + rng.normal(0.0, 0.16, count)
    side = 1.0 + 0.14 * np.sin(angle + 6.28 * broad * 40.0) + 0.10 * np.sin(2.0 * angle - 19.0 * level)
    reach = ((1.0 - level) ** tip * broad + 0.012) * height * side * rng.uniform(0.72, 1.12, count)
    return _Boughs(level * height, angle, reach, hang * rng.uniform(0.7, 1.3, count))


class _Shoots(NamedTuple):
    """Shoots of boughs: where each begins (B, S, 3), which way it goes (B, S, 3), how long it is (m) and how broad."""

    root: Array
    direction: Array
    length: Array
    wide: float


def _shoots(rng: Generator, boughs: _Boughs, leaf: float, sprays: tuple[tuple[float, float, float], ...]) -> _Shoots:
    """Return the shoots of boughs, spread like the fingers of a hand."""
    begin, aside, long = np.array(sprays).T
    begin = begin + rng.uniform(-0.08, 0.08, (len(boughs.reach), len(sprays)))
    out, high = boughs.at(begin)
    ahead, end = boughs.at(np.minimum(begin + long, 1.0))
    turn = boughs.angle[:, None] + aside + rng.normal(0.0, 0.10, out.shape)
    least = 0.48 * leaf * np.sqrt(boughs.reach / boughs.reach.max())[:, None]
    length = np.minimum(np.maximum(long * boughs.reach[:, None], least), leaf) * rng.uniform(0.85, 1.2, out.shape)
    most = 4.0 * 100.0 / (len(boughs.reach) * len(sprays))
    wide = 0.19 * float(np.clip(most, 1.0, 2.3))  # fewer are broader, so that the tree stays as dense
    slope = (end - high) / np.maximum(ahead - out, 1e-6) - 0.25 * np.abs(aside)
    direction = np.stack([np.cos(turn), np.sin(turn), np.clip(slope, -1.3, 0.6)], axis=-1)
    direction /= np.linalg.norm(direction, axis=-1, keepdims=True)
    root = np.stack([out * np.cos(boughs.angle)[:, None], out * np.sin(boughs.angle)[:, None], high], axis=-1)
    return _Shoots(root, direction, length, wide)


def _cards(rng: Generator, shoots: _Shoots) -> Piece:
    """Return the sprays of shoots: rhombs from stalk to tip."""
    root, direction = shoots.root.reshape(-1, 3), shoots.direction.reshape(-1, 3)
    length, turn = shoots.length.reshape(-1, 1), np.arctan2(direction[:, 1], direction[:, 0])
    a = direction * (0.5 * length)
    side = np.cross(direction, [0.0, 0.0, 1.0]) + rng.normal(0.0, 0.15, direction.shape)
    b = side / np.linalg.norm(side, axis=1, keepdims=True) * (shoots.wide * length)
    normals = np.stack([np.cos(turn), np.sin(turn), np.full(turn.shape, 0.55)], axis=-1)
    normals = normals + rng.normal(0.0, 0.2, normals.shape)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    corners = np.stack([root, root + a - b, root + 2.0 * a, root + a + b], axis=1)
    corners[..., 2] = np.maximum(corners[..., 2], -BURIED)
    return quads(corners, normals=np.repeat(normals, 4, axis=0))


def _fringe(rng: Generator, boughs: _Boughs) -> Piece:
    """Return twigs that hang from boughs: what is seen under their snow."""
    share = np.array(FRINGE) + rng.uniform(-0.09, 0.06, (len(boughs.reach), len(FRINGE)))
    out, high = boughs.at(share)
    x, y = np.cos(boughs.angle)[:, None], np.sin(boughs.angle)[:, None]
    root = np.stack([out * x, out * y, high + 0.02], axis=-1).reshape(-1, 3)
    long = boughs.reach[:, None] * rng.uniform(0.20, 0.36, out.shape) * (1.15 - 0.5 * share)
    turn = rng.uniform(0.0, 2.0 * np.pi, out.shape)
    down = np.stack([0.5 * x + 0.3 * np.cos(turn), 0.5 * y + 0.3 * np.sin(turn), np.full(out.shape, -1.0)], axis=-1)
    down = (down / np.linalg.norm(down, axis=-1, keepdims=True) * (0.5 * long)[..., None]).reshape(-1, 3)
    side = np.stack([-np.sin(turn), np.cos(turn), 0.0 * turn], axis=-1).reshape(-1, 3) * (0.24 * long).reshape(-1, 1)
    corners = np.stack([root, root + down - side, root + 2.0 * down, root + down + side], axis=1)
    corners[..., 2] = np.maximum(corners[..., 2], -BURIED)
    outward = np.stack([x + 0.0 * out, y + 0.0 * out, np.full(out.shape, 0.1)], axis=-1).reshape(-1, 3)
    return quads(corners, normals=np.repeat(outward / np.linalg.norm(outward, axis=1, keepdims=True), 4, axis=0))


def _lying(rng: Generator, boughs: _Boughs, shoots: _Shoots, height: float, distant: int) -> Piece:
    """Return the snow on a tree of that height: a bank along each bough, and a pad on each of its shoots.

    ``distant``: 0 for a tree near by, to 2 for one far away. Needles stand out of it at the tips and to both sides.
    How much lies differs from tree to tree; here and there it has slid off.
    """
    count = len(boughs.reach)
    much, kept = rng.uniform(0.75, 1.2), rng.uniform(0.78, 1.0)
    rows, columns = BANKS[distant]
    chosen = np.flatnonzero(rng.random(count) < kept)
    some = _Boughs(*(each[chosen] for each in boughs))
    share = 0.06 + (0.78, 0.86, 0.94)[distant] * _spaced(rows) + 0.0 * some.reach[:, None]
    out, high = some.at(share)
    x, y = np.cos(some.angle)[:, None], np.sin(some.angle)[:, None]
    line = np.stack([out * x, out * y, high], axis=-1)
    wide = (0.125, 0.17, 0.30)[distant] * some.reach
    thick = 0.055 * np.sqrt(some.reach) + 0.005 * height
    found = [_heaped(rng, line, much * wide, much * thick, columns)]
    if PADS[distant] is not None:
        rows, columns = PADS[distant]
        on = np.zeros(shoots.length.shape, bool)
        on[:, PADDED[:: distant + 1]] = True
        on &= rng.random(on.shape) < 0.92 * kept
        root, way, long = shoots.root[on], shoots.direction[on], shoots.length[on]
        share = 0.10 + 0.76 * _spaced(rows)[:, None]
        line = root[:, None] + share * (way * long[:, None])[:, None]
        thick = 0.085 * np.sqrt(long) + 0.002 * height
        found.append(_heaped(rng, line, much * (0.125 + 0.035 * distant) * long, much * thick, columns))
    return joined(found)


def _spaced(rows: int) -> Array:
    """Return shares of a heap's length, closer at its ends, so that these are round."""
    return 0.5 + 0.5 * np.sin(ROUND * np.linspace(-1.0, 1.0, rows)) / np.sin(ROUND)


def _heaped(rng: Generator, line: Array, wide: Array, thick: Array, columns: int) -> Piece:
    """Return heaps of snow along lines (N, R, 3): half so wide and so thick (m, (N,)), round at ends and sides, uneven.

    Its lower edge hangs over what bears it.
    """
    rows = line.shape[1]
    along = np.gradient(line, axis=1)[..., :2]
    along /= np.maximum(np.linalg.norm(along, axis=-1, keepdims=True), 1e-9)
    swell = np.cos(ROUND * np.linspace(-1.0, 1.0, rows))
    uneven = rng.uniform(0.62, 1.30, (*line.shape[:2], 2))
    half = wide[:, None] * swell * uneven[..., 0]
    high = thick[:, None] * (0.25 + 0.75 * swell) * uneven[..., 1]
    over = np.linspace(0.0, np.pi, columns)
    across, up = np.cos(over), np.sin(over) ** 0.8
    bulge = rng.uniform(-0.18, 0.18, line.shape[:2]) * half
    aside = half[..., None] * across + bulge[..., None]
    x = line[..., :1] - aside * along[..., 1:]
    y = line[..., 1:2] + aside * along[..., :1]
    z = line[..., 2:] + high[..., None] * up - (0.16 * half + 0.012)[..., None] * across**2 + 0.01
    return sheets(np.stack([x, y, np.maximum(z, -BURIED)], axis=-1))
