"""Ink lines of a drawn film: where things end, where they hide one another, and where they are folded.

They are found between neighbouring pixels of a frame's first hits, at twice the picture's size. A border is a point
half-way between two pixels, and ink is what lies within a pen's radius of one: so lines are continuous, as wide at
any slope, and their steps vanish when two by two pixels are averaged.

Legend: H, W: pixels of the fine frame; an axis is 0 (a pixel and the one below it) or 1 (and the one to its right).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.render.drawing import ROWS
from setpiece.render.layers import NOTHING, part_table
from setpiece.render.posed import SET_PREFIX

if TYPE_CHECKING:
    from setpiece.render.posed import Item, PosedWorld
    from setpiece.render.renderer import Renderer

    Image = NDArray[np.float32]

BOLD, PLAIN, FINE = 2.1, 1.5, 0.95  # fine pixels: the pen's radius: outlines of what moves; of dressing; seams, land
HIDDEN = (3.0, 6.0)  # pixels that a point lies off its neighbour's plane: surely on one surface, surely not
FOLD, ROUND = (0.18, 0.30), (0.30, 0.45)  # 1 - cosine between normals of neighbours, of pixels three apart: likewise
LOW = 0.06  # m: dressing that reaches no higher lies on the ground, as leaves do, and has no lines
CROWN = 4.0  # fine pixels: the spread over which leaves make up one shape
MASS = 300.0  # fine pixels: smaller masses of leaves, and smaller pieces of dressing, have no outline
SPECK = (30.0, 220.0)  # fine pixels of a patch: from which it has an outline, from which a whole one
CLOGGED = 0.4  # of a fine outline: what is left where many crowd, as between the spokes of a wheel
NEARBY, DISTANT = 50.0, 700.0  # m: from where lines of dressing fade, to where they are faintest
PALEST = 0.2  # how faint
WIDE = 400.0  # m: what reaches from near the middle so far is the lie of the land
THINNED = 90.0, 260.0  # m: from where masses of leaves lose their outline, from where they have none
BEHIND = 0.985  # of the nearness (1 / depth) of leaves: what is less near is seen through them
WINDOW = 41  # fine pixels across which ink crowds
CROWDED = (0.30, 0.60)  # share of ink there: from which lines of dressing fade, at which they are faintest
FAINTEST = 0.25
GROUND, SKY, LEAVES = 0, 1, 2  # owners that are no thing


@dataclass(frozen=True)
class Seen:
    """What a fine frame's pixels see, (H, W) unless said otherwise."""

    point: Image  # (3, H, W) m; 0 in the sky
    normal: Image  # (3, H, W)
    near: Image  # 1/m: inverse depth, 0 in the sky
    owner: NDArray[np.int32]  # of the outline that a pixel lies in: a thing, or one of the three above
    part: NDArray[np.uint16]
    body: NDArray[np.bool_]  # whether its owner can move
    loose: NDArray[np.bool_]  # single leaves at a crown's border
    leafy: NDArray[np.bool_]
    land: NDArray[np.bool_]
    whole: Image  # how much of an outline the patch that a pixel lies in is large enough for, 0 to 1


def lines(seen: Seen, focal: float) -> Image:
    """Return the ink (H, W) of a fine frame that was taken with a lens of ``focal`` film widths."""
    height, width = seen.owner.shape
    scale = max(1.0, height / ROWS)
    pixel = np.float32(1.0 / (focal * width))  # m across at a depth of 1 m

    # Outlines of what moves fade where their patch is a speck; those of dressing, seams and folds where they crowd.
    ends, rest, ridges, seams = zip(*(_borders(seen, axis, pixel * scale) for axis in (0, 1)), strict=True)
    around = np.maximum(_stroked(rest, PLAIN * scale), _stroked(ridges, FINE * scale))
    around = np.maximum(around * _fading(seen.near), _stroked(seams, FINE * scale))
    bold = _stroked(ends, BOLD * scale)
    calm = _calm(bold, scale)
    fine = _stroked(ends, FINE * scale) * np.maximum(calm, CLOGGED)  # small parts have fine lines
    outline = np.maximum(bold * calm, fine)
    return np.maximum(outline, around * _calm(around, scale))


def _fading(near: Image) -> Image:
    """Return what distance leaves of lines (H, W): the least of them at the far side of a border."""
    from scipy.ndimage import maximum_filter

    away = np.log2(1.0 / np.maximum(maximum_filter(near, 5), 1e-5))
    low, high = np.log2(NEARBY), np.log2(DISTANT)
    return (1.0 - (1.0 - PALEST) * np.clip((away - low) / (high - low), 0.0, 1.0)).astype(np.float32)


def seen_by(renderer: Renderer, posed: PosedWorld) -> Seen:
    """Return what a fine frame sees, with leaves gathered into crowns."""
    found = renderer.geometry(posed)
    scale = max(1.0, found.depth.shape[0] / ROWS)
    ids = [id_ for id_, _ in part_table(posed)]
    names = [f"{SET_PREFIX}ground" if _is_low(item) else item.id for item in posed.items] + ids[len(posed.items) :]
    row = {f"{SET_PREFIX}ground": GROUND} | {
        name: LEAVES + 1 + k for k, name in enumerate(dict.fromkeys(ids)) if name != f"{SET_PREFIX}ground"
    }
    owners = np.array([row[name] for name in names] + [SKY], np.int32)
    none = [False] * (len(ids) - len(posed.items) + 1)
    leafy = np.array([item.surface.leafy or item.surface.grown for item in posed.items] + none)
    land = np.array([_is_land(item) for item in posed.items] + none)
    moves = np.array([not name.startswith(SET_PREFIX) for name in names] + [False])
    place = np.where(found.part == NOTHING, len(names), found.part)
    hit = np.isfinite(found.depth)
    near = np.where(hit, 1.0 / np.maximum(found.depth, 1e-6), 0.0).astype(np.float32)
    owner, loose = _gathered(owners[place], leafy[place], near, scale)
    point = np.where(hit, _planes(found.position), np.float32(0.0))
    loose = loose | _small((owner > LEAVES) & ~moves[place] & ~land[place], scale)
    body, level = moves[place] & (owner == owners[place]), (land[place] | (owners[place] == GROUND)) & (owner != LEAVES)
    whole = _whole((body, level, owner == SKY, owner == LEAVES), scale)
    return Seen(point, _planes(found.normal), near, owner, found.part, body, loose, leafy[place], level, whole)


def _whole(kinds: tuple[NDArray[np.bool_], ...], scale: float) -> Image:
    """Return how much of an outline every pixel's patch has (H, W): specks, and holes between spokes, have less.

    A patch is what hangs together of one of some kinds, or of the rest.
    """
    from scipy.ndimage import label

    low, high = (size * scale * scale for size in SPECK)
    rest = ~np.logical_or.reduce(kinds)
    found = np.ones(rest.shape, np.float32)
    for those in (*kinds, rest):
        patches, _ = label(those)
        strength = _rise(np.bincount(patches.ravel()).astype(np.float32), low, high)
        strength[0] = 1.0  # those that are not of this kind
        found = np.minimum(found, strength[patches])
    return found


def _is_land(item: Item) -> bool:
    """Return whether an item is the lie of the land: one sheet from near the middle to far off."""
    if not item.id.startswith(SET_PREFIX) or item.surface.leafy or item.surface.grown:
        return False
    away = np.hypot(*(item.mesh.vertices @ item.world_from_mesh[:2, :3].T + item.world_from_mesh[:2, 3]).T)
    return float(away.max()) > WIDE and float(away.min()) < 0.25 * WIDE


def _is_low(item: Item) -> bool:
    """Return whether an item is dressing that lies flat on level ground, or that ground."""
    if not item.id.startswith(SET_PREFIX) or item.surface.leafy:
        return False
    up = item.world_from_mesh[2]
    return float((item.mesh.vertices @ up[:3]).max() + up[3]) < LOW


def _gathered(
    owner: NDArray[np.int32], leafy: NDArray[np.bool_], near: Image, scale: float
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Return owners with leaves as crowns: their gaps closed, what stands before them kept; and leaves left outside."""
    from scipy.ndimage import gaussian_filter

    if not leafy.any():
        return owner, leafy

    def spread(values: Image) -> Image:
        return gaussian_filter(values, CROWN * scale, mode="nearest", truncate=2.5)

    share = spread(leafy.astype(np.float32))
    mean = spread(np.where(leafy, near, np.float32(0.0))) / np.maximum(share, 1e-6)
    before = ~leafy & (share > 0.01) & (near * BEHIND > mean)
    crown = spread((leafy | before).astype(np.float32)) > 0.5
    inside = crown & (leafy | ((near < mean * BEHIND) & (share > 0.01)))
    return np.where(inside, np.int32(LEAVES), owner), (leafy & ~crown) | _small(inside, scale)


def _small(those: NDArray[np.bool_], scale: float) -> NDArray[np.bool_]:
    """Return those pixels whose patch, all that hang together, is too small for an outline."""
    from scipy.ndimage import label

    patches, _ = label(those)
    return those & (np.bincount(patches.ravel())[patches] < MASS * scale * scale)


def _borders(seen: Seen, axis: int, pixel: np.float32) -> tuple[Image, Image, Image, Image]:
    """Return how strong a line (0..1) runs between each pixel and its neighbour along an axis.

    Of four kinds: the outline of what moves; that of dressing before something else; of land before what is behind
    it; and seams and folds.
    """
    whole = (slice(None),) * axis
    here, there = (*whole, slice(None, -1)), (*whole, slice(1, None))
    one, other = seen.owner[here], seen.owner[there]
    apart = (one != other) & ~seen.loose[here] & ~seen.loose[there]
    drawn = (one > LEAVES) & (one == other)  # both on one thing with lines of its own

    # A point lies off its neighbour's plane by less than a pixel on any smooth surface, up to its very rim.
    way = seen.point[:, *there] - seen.point[:, *here]
    off = np.minimum(*(np.abs(_dot(way, seen.normal[:, *side])) for side in (here, there)))
    sky = np.minimum(seen.near[here], seen.near[there]) <= 0.0
    off = off * np.maximum(seen.near[here], seen.near[there]) / pixel
    hides = np.where(sky, np.float32(1.0), _rise(off, *HIDDEN))
    folded = _folded(seen.normal, seen.owner, axis)
    far = _rise(-np.maximum(seen.near[here], seen.near[there]), -1.0 / THINNED[0], -1.0 / THINNED[1])

    whole = np.minimum(seen.whole[here], seen.whole[there])
    whole = whole * (1.0 - far * ((one == LEAVES) | (other == LEAVES)))  # a hedge on a hill is a calm clump
    moving = apart & (seen.body[here] | seen.body[there])
    behind = (apart | drawn) * hides * ~moving * whole
    ridge = seen.land[here] | seen.land[there]
    seam = ((apart & ~moving) | (drawn & (seen.part[here] != seen.part[there]))) * whole
    folds = np.maximum(seam, drawn * folded * ~ridge)
    kinds = (moving * whole, behind * ~ridge, behind * ridge, folds)
    ends, rest, ridges, seams = (kind.astype(np.float32) for kind in kinds)
    return ends, rest, ridges, seams


def _folded(normal: Image, owner: NDArray[np.int32], axis: int) -> Image:
    """Return how strong a fold (0..1) lies between each pixel and its neighbour along an axis.

    A fold turns within three borders; it is drawn on the one of them where it turns most, so that a rounded edge has a
    line like a sharp one.
    """
    turn = [_turn(np.moveaxis(normal, 1 + axis, 1), k) for k in (1, 3)]
    owner = np.moveaxis(owner, axis, 0)
    sharp = _rise(turn[0], *FOLD)
    rounded = np.zeros_like(sharp)
    most = (turn[0][1:-1] >= turn[0][:-2]) & (turn[0][1:-1] > turn[0][2:]) & (owner[:-3] == owner[3:])
    rounded[1:-1] = most * _rise(turn[1], *ROUND)
    return np.moveaxis(np.maximum(sharp, rounded), 0, axis)


def _turn(normal: Image, step: int) -> Image:
    """Return one minus the cosine between normals (3, N, M) of pixels ``step`` apart along the axis of N."""
    return 1.0 - _dot(normal[:, :-step], normal[:, step:])


def _planes(vectors: Image) -> Image:
    """Return vectors (H, W, 3) as planes (3, H, W), which are multiplied several times as fast."""
    return np.ascontiguousarray(np.moveaxis(vectors, -1, 0))


def _dot(a: Image, b: Image) -> Image:
    """Return the products of vectors (3, ...)."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _rise(values: Image, low: float, high: float) -> Image:
    """Return the smooth rise from 0 at ``low`` to 1 at ``high``."""
    share = np.clip((values - low) / (high - low), 0.0, 1.0).astype(np.float32)
    return share * share * (3.0 - 2.0 * share)


def _stroked(borders: tuple[Image, Image], radius: float) -> Image:
    """Return the ink (H, W) of borders along both axes, drawn with a round pen."""
    height, width = borders[1].shape[0], borders[0].shape[1]
    room = int(np.ceil(radius + 0.5)) + 1
    ink = np.zeros((height + 2 * room, width + 2 * room), np.float32)
    flat, row = ink.ravel(), width + 2 * room
    for strength, along, across in ((borders[0], row, 1), (borders[1], 1, row)):
        y, x = np.nonzero(strength)
        start, amount = (y + room) * row + x + room, strength[y, x]
        for step in range(1 - room, room + 1):
            for aside in range(-room, room + 1):
                share = min(1.0, radius + 0.5 - float(np.hypot(step - 0.5, aside)))
                if share > 0.0:
                    place = start + (step * along + aside * across)
                    flat[place] = np.maximum(flat[place], amount * np.float32(share))
    return ink[room:-room, room:-room]


def _calm(ink: Image, scale: float) -> Image:
    """Return what is left of lines (H, W), 0 to 1, where so many crowd that they would be a black patch."""
    from scipy.ndimage import uniform_filter

    crowd = uniform_filter(ink, 2 * round(0.5 * WINDOW * scale) + 1, mode="nearest")
    return 1.0 - (1.0 - FAINTEST) * _rise(crowd, *CROWDED)
