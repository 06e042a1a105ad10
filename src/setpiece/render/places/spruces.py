"""Spruces: boughs in whorls that hang and turn up at their tips, and the snow that bends them. Metres, world frame."""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike

from setpiece.render.places.pieces import Array, Piece, quads, seen_from_middle, sheets, tube
from setpiece.render.places.plants import Tree

SPRAYS = (  # of a bough: where it begins, of the bough's length; how far it turns aside (rad); how long it is
    (0.30, 0.0, 0.80),
    (0.12, 0.62, 0.62),
    (0.12, -0.62, 0.62),
    (0.50, 0.30, 0.42),
)
WHORL = 6  # boughs that leave a trunk at about one height
LADEN = 0.34  # how much farther a bough hangs under snow, of its length
CLOSED = 0.5  # of each bough: so far out twigs close the inside of a crown
BURIED = 0.10  # m: how deep the tips of the lowest boughs lie in the snow
FAR = 100  # boughs: a tree that has fewer is far away, and bears its snow on every other one


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
        hang, bare = hang + LADEN, 0.25 * bare
    boughs = _grown(rng, height, max(count // len(SPRAYS), 2 * WHORL), (broad, tip, hang, bare))
    rise = np.array([-0.03, 0.3, 0.7, 1.0]) * height
    girth = 0.016 * height * np.array([1.3, 0.9, 0.45, 0.05])
    wood = tube(np.stack([0 * rise, 0 * rise, rise], axis=1), girth, sides=8)
    crown = _sprays(rng, boughs, leaf)
    snow = _lying(rng, boughs, height) if laden else None
    core = None
    if closed:
        inner = _Boughs(*(each[::2] for each in boughs))
        core = _sprays(rng, inner._replace(reach=CLOSED * inner.reach), leaf)
    wood, crown, core, snow = (each and _standing(each, foot, lean) for each in (wood, crown, core, snow))
    return Tree(wood, seen_from_middle(crown, near=1.0, least=0.12), core, snow)


def _standing(piece: Piece, foot: Array, lean: Array) -> Piece:
    """Return a piece of a tree that has grown at the origin, at its foot, leaning by slopes (2,)."""
    x, y, z = piece.vertices.T
    moved = np.stack([x + lean[0] * z, y + lean[1] * z, z], axis=1) + foot
    return Piece(moved, piece.faces, piece.normals, piece.uv)


def _grown(rng: Generator, height: float, count: int, shape: tuple[float, float, float, float]) -> _Boughs:
    """Return boughs in whorls, the lower the longer: ``shape`` is breadth, pointedness, hang, bare share of height."""
    broad, tip, hang, bare = shape
    number = np.arange(count)
    whorl = number // WHORL / ((count - 1) // WHORL + 1)
    level = np.clip(bare + (1.0 - bare) * (whorl + rng.normal(0.0, 0.010, count)), 0.01, 0.985)
    angle = 2.0 * np.pi * number / WHORL + 2.4 * (number // WHORL) + rng.normal(0.0, 0.16, count)
    side = 1.0 + 0.14 * np.sin(angle + 6.28 * broad * 40.0) + 0.10 * np.sin(2.0 * angle - 19.0 * level)
    reach = ((1.0 - level) ** tip * broad + 0.012) * height * side * rng.uniform(0.72, 1.12, count)
    return _Boughs(level * height, angle, reach, hang * rng.uniform(0.7, 1.3, count))


def _sprays(rng: Generator, boughs: _Boughs, leaf: float) -> Piece:
    """Return the sprays of boughs: rhombs from stalk to tip, spread like the fingers of a hand."""
    begin, aside, long = np.array(SPRAYS).T
    begin = begin + rng.uniform(-0.08, 0.08, (len(boughs.reach), len(SPRAYS)))
    out, high = boughs.at(begin)
    ahead, end = boughs.at(np.minimum(begin + long, 1.0))
    turn = boughs.angle[:, None] + aside + rng.normal(0.0, 0.10, out.shape)
    least = 0.48 * leaf * np.sqrt(boughs.reach / boughs.reach.max())[:, None]
    length = np.minimum(np.maximum(long * boughs.reach[:, None], least), leaf) * rng.uniform(0.85, 1.2, out.shape)
    wide = 0.19 * np.clip(FAR / len(boughs.reach), 1.0, 2.3)  # fewer are broader, so that the tree stays as dense
    slope = (end - high) / np.maximum(ahead - out, 1e-6) - 0.25 * np.abs(aside)
    direction = np.stack([np.cos(turn), np.sin(turn), np.clip(slope, -1.3, 0.6)], axis=-1)
    direction /= np.linalg.norm(direction, axis=-1, keepdims=True)
    root = np.stack([out * np.cos(boughs.angle)[:, None], out * np.sin(boughs.angle)[:, None], high], axis=-1)
    root, direction = root.reshape(-1, 3), direction.reshape(-1, 3)
    a = direction * (0.5 * length.reshape(-1, 1))
    side = np.cross(direction, [0.0, 0.0, 1.0]) + rng.normal(0.0, 0.15, direction.shape)
    b = side / np.linalg.norm(side, axis=1, keepdims=True) * (wide * length.reshape(-1, 1))
    normals = np.stack([np.cos(turn), np.sin(turn), np.full(turn.shape, 0.55)], axis=-1).reshape(-1, 3)
    normals = normals + rng.normal(0.0, 0.2, normals.shape)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    corners = np.stack([root, root + a - b, root + 2.0 * a, root + a + b], axis=1)
    corners[..., 2] = np.maximum(corners[..., 2], -BURIED)
    return quads(corners, normals=np.repeat(normals, 4, axis=0))


def _lying(rng: Generator, boughs: _Boughs, height: float) -> Piece:
    """Return the snow on boughs of a tree of that height: cushions that lie along them and droop over both sides."""
    near = len(boughs.reach) > FAR
    chosen = np.arange(len(boughs.reach)) if near else np.arange(0, len(boughs.reach), 2)
    chosen = chosen[rng.random(len(chosen)) < rng.uniform(0.75, 1.0)]
    boughs = _Boughs(*(each[chosen] for each in boughs))
    along, across = np.linspace(0.12, 1.04, 4 if near else 3), np.array([1.0, 0.0, -1.0])
    share = np.broadcast_to(along, (len(chosen), len(along)))
    out, high = boughs.at(share)
    swell = np.sin(np.pi * np.clip((share - 0.08) / 0.98, 0.0, 1.0)) ** 0.6
    uneven = rng.uniform(0.55, 1.25, (*share.shape, 2))
    wide = (0.27 if near else 0.42) * boughs.reach[:, None] * swell
    thick = (0.05 * np.sqrt(boughs.reach[:, None]) + 0.006 * height) * (0.3 + 0.7 * swell) * uneven.mean(axis=-1)
    left, right = np.sin(boughs.angle)[:, None, None], np.cos(boughs.angle)[:, None, None]
    half = wide[..., None] * np.stack([uneven[..., 0], 0.0 * wide, uneven[..., 1]], axis=-1) * across
    x, y = out[..., None] * right - half * left, out[..., None] * left + half * right
    z = (high + 0.03)[..., None] + np.where(across == 0.0, thick[..., None], -0.38 * np.abs(half) - 0.02)
    return sheets(np.stack([x, y, np.maximum(z, -BURIED)], axis=-1))
