"""Trees, bushes, hedges and tufts of grass. Metres, world frame.

Leaves are single rhombs whose normals all point out of the crown: lit like the crown as a whole, without noise,
and dark where one looks through to the far side's leaves.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike

from setpiece.render.foliage import NEEDLED
from setpiece.render.places import boles
from setpiece.render.places.pieces import Array, Piece, joined, quads, seen_from_middle, sheets, tube, whole

LEVEL = 0.006  # m: higher than this nothing stands where things happen
BLADE = 0.0022  # m: half the width of a blade in grass 0.3 m high
BROAD = 5.0  # m from the middle from which on blades are broader than that
TONES = 64  # of twigs: which, is told by the whole number of v
ASKEW = 0.5  # how far a twig faces away from where its crown faces
STALK = 0.01  # half the width of a leaf's stalk, of the leaf's length


@dataclass(frozen=True)
class Habit:
    """How a broad-leaved tree has grown; as one that stands alone, unless said otherwise.

    ``high``: share of its height by which its crown begins farther up, and is slimmer: in a wood lower boughs die in
    the shade. ``girth``: least and greatest radius of its trunk, of its height. ``closed``: share of each bough's size
    within which twigs hardly let light through. ``clump``: how large boughs are; below 1 light falls between them.
    ``ragged``: how far twigs stand out of their boughs, of these's size, in the mean; 0: they end in round clumps.
    ``sides`` of a trunk that spreads into roots; 0: it does not.
    """

    high: float = 0.0
    girth: tuple[float, float] = (0.028, 0.028)
    closed: float = 0.0
    clump: float = 1.0
    ragged: float = 0.0
    sides: int = 0


ALONE = Habit()
ALONG_A_STREET = Habit(high=0.07, girth=(0.017, 0.022), clump=0.92, ragged=0.30)
YOUNG = Habit(high=-0.20, girth=(0.009, 0.012), clump=0.66)  # leaves down to the ground, as a shrub has
IN_WOODS = Habit(high=0.14, girth=(0.014, 0.027), closed=0.55, clump=0.7, sides=18)


class Tree(NamedTuple):
    """What a tree is made of: trunk with boughs, leaves, where it is closed the dark inside of its crown, and snow."""

    wood: Piece
    crown: Piece
    core: Piece | None = None
    snow: Piece | None = None


def leaves(rng: Generator, points: Array, normals: Array, *, size: tuple[float, float], droop: float = 0.0) -> Piece:
    """Return one leaf at each point (N, 3), ``size`` long and wide (m), shaded as if facing along ``normals``."""
    n = len(points)
    along = rng.normal(size=(n, 3))
    along[:, 2] -= droop
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    side = np.cross(along, rng.normal(size=(n, 3)))
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    scale = rng.uniform(0.7, 1.3, (n, 1))
    a, b = along * size[0] * scale / 2, side * size[1] * scale / 2
    corners = np.stack([points - a, points - b * 0.9 - a * 0.1, points + a, points + b * 0.9 - a * 0.1], axis=1)
    bent = normals + rng.normal(0.0, 0.22, (n, 3))
    bent /= np.linalg.norm(bent, axis=1, keepdims=True)
    uv = np.zeros((n, 4, 2)) + rng.uniform(0, 40, (n, 1, 2))
    return seen_from_middle(quads(corners, normals=np.repeat(bent, 4, axis=0), uv=uv), near=1.0, least=0.15)


def foliage(rng: Generator, stems: Array, *, count: int, leaf: float) -> Piece:
    """Return ``count`` whole leaves, about ``leaf`` m long, along stems (S, P, 3), for what is looked at from near.

    Each stands on the upper part of its stem, turned by the golden angle from the one below, and bends down
    under its weight: a stalk, and a pointed oval half as wide as long, folded along its midrib.
    """
    at = np.linspace(0.38, 1.0, count // len(stems))
    place = at * (stems.shape[1] - 1)
    low = np.minimum(place.astype(int), stems.shape[1] - 2)
    share = (place - low)[:, None]
    root = (stems[:, low] * (1.0 - share) + stems[:, low + 1] * share).reshape(-1, 3)
    n = len(root)
    turn = (np.arange(len(at)) * 2.39996 + rng.uniform(0, 6.28, (len(stems), 1))).ravel() + rng.normal(0.0, 0.2, n)
    young = np.tile(at, len(stems)) ** 3
    rise = 0.15 + 0.85 * young + rng.normal(0.0, 0.12, n)  # rad: the youngest stand up
    size = leaf * (1.0 - 0.35 * young) * rng.uniform(0.8, 1.15, n)

    # Along the midrib the leaf bends down; at each of its places it has a left, a middle and a right.
    s = np.linspace(0.0, 1.0, 6)
    slope = rise[:, None] - (0.9 + 0.5 * rng.random((n, 1))) * s
    step = size[:, None] / (len(s) - 1)
    ahead, up = (np.cumsum(step * part(slope), axis=1) - step * part(slope) for part in (np.cos, np.sin))
    flat = np.stack([np.cos(turn), np.sin(turn), 0.0 * turn], axis=1)
    side = np.stack([-np.sin(turn), np.cos(turn), 0.0 * turn], axis=1)
    rib = root[:, None] + flat[:, None] * (0.22 * leaf + ahead)[..., None]
    rib[..., 2] += up + 0.12 * leaf * np.sin(rise)[:, None]
    rib = np.concatenate([root[:, None], rib], axis=1)
    half = np.concatenate([[STALK], 0.25 * np.sin(np.pi * np.clip(s, 0.0, 0.995) ** 0.8)])
    half[1] = STALK
    wide = size[:, None] * half
    across = np.array([-1.0, 0.0, 1.0])
    fold = 0.28 * np.abs(across) * wide[..., None]
    points = rib[:, :, None] + side[:, None, None] * (across * wide[..., None])[..., None]
    points[..., 2] += fold
    return sheets(points)


def parted(rng: Generator, crown: Piece, *, into: int = 3) -> Piece:
    """Return leaves of which each has become a twig's worth of smaller ones, together as large."""
    corners = crown.vertices.reshape(-1, 4, 3)
    middle = corners.mean(axis=1, keepdims=True)
    size = np.linalg.norm(corners[:, 2] - corners[:, 0], axis=1)
    points = np.repeat(middle[:, 0], into, axis=0) + rng.normal(0.0, 0.42, (into * len(corners), 3)) * np.repeat(
        size, into
    )[:, None] * [1.0, 1.0, 0.7]
    turn = rng.uniform(0.0, 2 * np.pi, (into * len(corners), 1, 1))
    arms = np.repeat(corners - middle, into, axis=0) / np.sqrt(into) * 1.15
    across = np.cross(arms, np.repeat(crown.normals.reshape(-1, 4, 3), into, axis=0))
    arms = np.cos(turn) * arms + np.sin(turn) * across
    normals, uv = (np.repeat(each.reshape(-1, 4, each.shape[-1]), into, axis=0) for each in (crown.normals, crown.uv))
    return quads(points[:, None] + arms, normals=normals, uv=uv)


def twigs(crown: Piece, kinds: range, *, cover: float = 2.2, broader: float = 1.45, of: int = 1) -> Piece:
    """Return cards for twigs of some kinds (``render.foliage``) instead of leaves, ``cover`` times their area.

    ``broader``: than the leaves, by how much; ``of``: so many one after another are of one kind.
    """
    corners = crown.vertices.reshape(-1, 4, 3)
    middle = corners.mean(axis=1, keepdims=True)
    stalk, tip = corners[:, :1] - middle, corners[:, 2:3] - middle
    left, right = ((corners[:, k : k + 1] - middle) * broader for k in (1, 3))
    grown = middle + np.sqrt(cover / broader) * np.concatenate([stalk, left, tip, right], axis=1)
    number = np.arange(len(corners))[:, None]
    which = np.stack([kinds.start + number // of % len(kinds), number * 29 % TONES], axis=-1)
    uv = which + np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])

    # Each card faces a little another way: directions spread over a sphere, in no order (golden angle).
    high, turn = 2.0 * (number * 0.7548777 % 1.0) - 1.0, number * 2.39996
    aside = np.stack([np.sqrt(1.0 - high**2) * np.cos(turn), np.sqrt(1.0 - high**2) * np.sin(turn), high], axis=-1)
    normals = crown.normals + ASKEW * np.repeat(aside, 4, axis=0).reshape(-1, 3)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return seen_from_middle(Piece(grown.reshape(-1, 3), crown.faces, normals, uv.reshape(-1, 2)), near=1.0, least=0.15)


def ferns(rng: Generator, feet: Array, *, size: float, fronds: int = 9) -> Piece:
    """Return ferns at feet (N, 3), ``size`` m in radius: whorls of fronds that rise, arch over and hang at their tips.

    A frond is one card of a twig of needles, broken across its middle.
    """
    n = len(feet) * fronds
    number = np.arange(n)
    foot = np.repeat(feet, fronds, axis=0)
    turn = number * 2.39996 + np.repeat(rng.uniform(0.0, 6.28, len(feet)), fronds)
    long = (size * np.repeat(rng.uniform(0.6, 1.25, len(feet)), fronds) * rng.uniform(0.75, 1.15, n))[:, None]
    rise = rng.uniform(0.5, 1.1, (n, 1))
    out = np.stack([np.cos(turn), np.sin(turn), 0.0 * turn], axis=1)
    side, up = np.stack([-np.sin(turn), np.cos(turn), 0.0 * turn], axis=1), np.array([0.0, 0.0, 1.0])
    middle = foot + 0.5 * long * (np.cos(rise) * out + np.sin(rise) * up)
    tip = middle + 0.5 * long * (np.cos(0.35 * rise) * out + np.sin(0.35 * rise - 0.45) * up)
    wide = 0.20 * long * side
    which = np.stack([NEEDLED.start + number % len(NEEDLED), number * 29 % TONES], axis=-1)[:, None]
    uv = which + np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]])
    normals = 0.45 * out + up + 0.18 * rng.normal(size=(n, 3))
    normals = np.repeat(normals / np.linalg.norm(normals, axis=1, keepdims=True), 4, axis=0)
    corners = np.stack([middle - wide, tip, middle + wide, foot], axis=1)
    return seen_from_middle(quads(corners, normals=normals, uv=uv), near=1.0, least=0.15)


def fallen(rng: Generator, places: Array, *, size: float, level: float) -> Piece:
    """Return leaves that lie on the ground at places (N, 2), a little curled up, about ``size`` m long.

    Within ``level`` m of the origin, where things happen, they lie flat (``LEVEL``).
    """
    n = len(places)
    angle, scale = rng.uniform(0, 2 * np.pi, n), size * rng.uniform(0.6, 1.25, n)
    along = np.stack([np.cos(angle), np.sin(angle), 0 * angle], axis=1) * scale[:, None] / 2
    side = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], axis=1) * (0.29 * scale)[:, None]
    loose = (np.hypot(*places.T) > level + size)[:, None]
    foot = np.concatenate([places, np.where(loose, 6.0, 1.0) * rng.uniform(0.0005, 0.0015, (n, 1))], axis=1)
    curl = np.where(loose, 0.5 * scale[:, None], 0.95 * (LEVEL - 0.0015)) * rng.uniform(0.25, 1.0, (n, 3))
    tip, left, right = (curl[:, k, None] * np.array([0.0, 0.0, 1.0]) for k in range(3))
    # To either side of the midrib a quadrilateral and the tip's triangle: a pointed oval.
    rib, end, parts = foot + 0.2 * tip, foot + along + tip, []
    for sign, edge in ((1.0, left), (-1.0, right)):
        low = foot - 0.42 * along + sign * 0.86 * side + 0.7 * edge
        high = foot + 0.30 * along + sign * 0.80 * side + edge
        for corners in ([rib, high, low, foot - along], [rib, end, high, high]):
            parts.append(np.stack(corners if sign > 0 else [corners[0], *corners[:0:-1]], axis=1))
    return whole(quads(np.concatenate(parts)))


def _in_crown(rng: Generator, centers: Array, radii: Array, count: int, *, ragged: float = 0.0) -> tuple[Array, Array]:
    """Return points in the outer shells of a crown's boughs (ellipsoids), and outward normals of the crown.

    ``ragged``: by how much of its bough's size a twig stands out of it, in the mean.
    """
    which = rng.choice(len(centers), count, p=radii[:, 0] ** 2 / (radii[:, 0] ** 2).sum())
    ray = rng.normal(size=(count, 3))
    ray /= np.linalg.norm(ray, axis=1, keepdims=True)
    depth = rng.uniform(0.45, 1.0, (count, 1)) ** 0.6
    if ragged:
        shoot = np.sin(9.0 * ray + which[:, None]).prod(axis=1, keepdims=True)  # neighbours stand out together
        depth = depth * (1.0 + ragged * (2.0 * shoot + rng.exponential(1.0, (count, 1)) - 0.5))
    points = centers[which] + ray * radii[which] * depth
    middle = centers.mean(axis=0) - [0.0, 0.0, 0.25 * np.ptp(centers[:, 2])]
    normals = 0.55 * ray + 0.45 * (points - middle) / np.linalg.norm(points - middle, axis=1, keepdims=True)
    return points, normals / np.linalg.norm(normals, axis=1, keepdims=True)


def broadleaf(rng: Generator, foot: ArrayLike, height: float, *, count: int, leaf: float, habit: Habit = ALONE) -> Tree:
    """Return a broad-leaved tree of ``height`` m with leaves ``leaf`` m long."""
    foot = np.asarray(foot, float)
    clear = height * (habit.high + rng.uniform(0.22, 0.30))
    spread = height * (rng.uniform(0.28, 0.36) - 0.35 * habit.high)
    lean = rng.normal(0.0, 0.02, 2) * height
    boughs = 11
    angle = rng.uniform(0, 6.28) + np.arange(boughs) * 2.4
    level = np.linspace(0.0, 1.0, boughs)
    reach = spread * (1.0 - 0.75 * np.abs(level - 0.32) ** 1.2) * rng.uniform(0.35, 0.72, boughs)
    reach[-1] *= 0.15
    centers = foot + np.stack(
        [
            reach * np.cos(angle) + lean[0],
            reach * np.sin(angle) + lean[1],
            clear + (height - clear) * (0.18 + 0.64 * level),
        ],
        axis=1,
    )
    width = habit.clump * spread * rng.uniform(0.42, 0.62, boughs) * (1.0 - 0.35 * level)
    radii = np.stack([width, width, width * rng.uniform(0.62, 0.85, boughs)], axis=1)
    points, normals = _in_crown(rng, centers, radii, count, ragged=habit.ragged)

    # The trunk runs up to the crown's middle; boughs leave it below their leaves.
    thick = height * rng.uniform(*habit.girth)
    top = np.add(foot, (lean[0], lean[1], clear + 0.62 * (height - clear)))
    s = np.linspace(0.0, 1.0, 7)[:, None]
    path = foot + (top - foot) * s + rng.normal(0.0, 0.008 * height, (7, 3)) * s * (1 - s) * [2, 2, 0]
    if habit.sides:
        wood = [boles.bole(rng, path, thick * np.array([1.12, 1.0, 0.88, 0.76, 0.62, 0.45, 0.2]), sides=habit.sides)]
    else:
        path[0, 2] -= 0.2
        wood = [tube(path, thick * np.array([1.45, 1.0, 0.88, 0.76, 0.62, 0.45, 0.2]), sides=11)]
    for k in range(0, boughs, 2):
        start = foot + (top - foot) * rng.uniform(0.45, 0.8)
        bow = np.stack(
            [start + (centers[k] - start) * t + [0, 0, -0.05 * height * t * (1 - t)] for t in (0, 0.35, 0.7, 1.0)]
        )
        wood.append(tube(bow, thick * np.array([0.42, 0.32, 0.2, 0.08]), sides=6))
    core = None
    if habit.closed:
        inside, outward = _in_crown(rng, centers, habit.closed * radii, count // 2)
        core = leaves(rng, inside, outward, size=(1.2 * leaf, 0.8 * leaf))
    return Tree(joined(wood), leaves(rng, points, normals, size=(leaf, 0.55 * leaf), droop=0.2), core)


def cypress(rng: Generator, foot: ArrayLike, height: float, *, count: int, leaf: float) -> Tree:
    """Return an Italian cypress of ``height`` m: a narrow flame of upright sprays."""
    foot = np.asarray(foot, float)
    wood = tube(np.add(foot, ((0, 0, -0.3), (0, 0, 0.5 * height))), [0.016 * height, 0.008 * height], sides=7)
    level = rng.random(count) ** 0.85
    width = 0.085 * height * np.clip(np.sin(np.pi * (0.10 + 0.88 * level)) ** 0.7, 0.0, 1.0) * (1.25 - 0.55 * level)
    angle = rng.uniform(0, 2 * np.pi, count)
    out = width * rng.uniform(0.75, 1.0, count)
    side = np.stack([np.cos(angle), np.sin(angle), np.zeros(count)], axis=1)
    points = foot + side * out[:, None] + np.array([0.0, 0.0, 1.0]) * (0.03 + 0.96 * level[:, None]) * height
    normals = np.add(side, (0.0, 0.0, 0.25))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return Tree(wood, leaves(rng, points, normals, size=(1.2 * leaf, 0.6 * leaf), droop=-1.6))


def bush(rng: Generator, foot: ArrayLike, radii: ArrayLike, *, count: int, leaf: float) -> Piece:
    """Return the leaves of a bush: half-sunk boughs around ``foot`` within ``radii`` (m)."""
    foot, radii = np.asarray(foot, float), np.asarray(radii, float)
    boughs = 7
    centers = foot + rng.uniform(-0.5, 0.5, (boughs, 3)) * radii + [0, 0, 0.48 * radii[2]]
    size = radii * rng.uniform(0.45, 0.62, (boughs, 1))
    points, normals = _in_crown(rng, centers, size, count)
    points[:, 2] = np.maximum(points[:, 2], foot[2] + 0.02)
    return leaves(rng, points, normals, size=(leaf, 0.55 * leaf))


def hedge(rng: Generator, low: ArrayLike, high: ArrayLike, *, leaf: float, density: float) -> Piece:
    """Return the leaves on the top and sides of a clipped hedge, ``density`` per m2."""
    low, high = np.asarray(low, float), np.asarray(high, float)
    size = high - low
    areas = np.array([size[1] * size[2]] * 2 + [size[0] * size[2]] * 2 + [size[0] * size[1]])
    count = int(density * areas.sum())
    face = rng.choice(5, count, p=areas / areas.sum())
    place = rng.random((count, 3))
    axis = np.array([0, 0, 1, 1, 2])[face]
    end = np.array([0.0, 1.0, 0.0, 1.0, 1.0])[face]
    place[np.arange(count), axis] = end
    normals = np.zeros((count, 3))
    normals[np.arange(count), axis] = 2 * end - 1
    points = low + place * size + rng.normal(0.0, 0.025, (count, 3))
    normals = normals + 0.35 * (place - 0.5)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return leaves(rng, points, normals, size=(leaf, 0.6 * leaf))


def tufts(rng: Generator, feet: Array, *, height: float, blades: int = 14) -> Piece:
    """Return tufts of long grass at feet (N, 3): blades that bow outwards, shaded like the ground they stand on.

    A blade is a narrow strip of two quadrilaterals and a tip. Those farther away than ``BROAD`` m are broader by as
    much, so that they stay as wide in the picture.
    """
    n = len(feet) * blades
    aside = rng.normal(0.0, 0.12 * height, (n, 2))
    root = np.repeat(feet, blades, axis=0)
    broader = np.clip(np.hypot(*root.T[:2]) / BROAD, 1.0, 3.0)
    root = root + np.concatenate([aside, np.zeros((n, 1))], axis=1)
    angle = np.arctan2(aside[:, 1], aside[:, 0]) + rng.normal(0.0, 0.7, n)

    # From root to tip it leans more and more; a few are bent over.
    s = np.linspace(0.0, 1.0, 4)
    lean = rng.uniform(0.05, 0.35, n)[:, None] + rng.gamma(3.0, 0.28, n)[:, None] * s[:-1] ** 0.8
    step = (height * rng.uniform(0.45, 1.2, n) / (len(s) - 1))[:, None]
    out, up = (np.cumsum(np.pad(step * part(lean), ((0, 0), (1, 0))), axis=1) for part in (np.sin, np.cos))
    heading = np.stack([np.cos(angle), np.sin(angle), 0.0 * angle], axis=1)
    rib = root[:, None] + out[..., None] * heading[:, None] + up[..., None] * [0.0, 0.0, 1.0]
    side = np.stack([-np.sin(angle), np.cos(angle), 0.0 * angle], axis=1)
    wide = BLADE * np.sqrt(height / 0.3) * rng.uniform(0.7, 1.3, n) * broader
    edge = side[:, None] * (wide[:, None] * np.array([0.8, 1.0, 0.7, 0.0]))[..., None]
    left, right = rib + edge, rib - edge
    parts = [np.stack([right[:, k], left[:, k], left[:, k + 1], right[:, k + 1]], axis=1) for k in range(3)]
    normal = [0.0, 0.0, 1.0] + 0.22 * rng.normal(size=(n, 3))
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    grass = whole(quads(np.concatenate(parts), normals=np.tile(np.repeat(normal, 4, 0), (3, 1))))
    return seen_from_middle(grass, near=1.0, least=0.2)
