"""Twigs cut out of cards, so that a few triangles are a hundred leaves: a ray goes on through what is cut away.

A card is a rhomb of dressing whose texture coordinates run from 0 to 1 within it, plus whole numbers that choose the
twig. Twigs are bits, drawn once for all worlds. Only dressing is cut: it never moves, so that what rays meet in it is
the same in every frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from setpiece import rng
from setpiece.render import facets, kernel

if TYPE_CHECKING:
    import mitsuba as mi
    from numpy.typing import NDArray


LET_THROUGH = (1.25, 1.3, 0.5)  # what a leaf lets through, of what it reflects
EDGE = 128  # bits along a card's side
# The twigs of broad-leaved trees and of conifers; whole spruces far away, and the snow on each of them.
LEAVED, NEEDLED, SPRUCES, SNOWED = range(4), range(4, 8), range(8, 12), range(12, 16)
TWIGS = 16  # a power of two
RISES = 0.16  # of a spruce's height: how far a bough that goes out to a card's side rises in it, to hang a little
MOST_HOLES = 24  # that one ray goes through: the next card is taken as whole
MARGIN = 1e-5  # of 1 m + the greatest coordinate + the way: how far behind a card a ray goes on


@dataclass(frozen=True)
class Growth:
    """How a twig grows; lengths in those of the twig.

    ``sprigs`` stand to both sides in turn, the longest ``long``, at angles of ``spread`` (rad); each bears ``leaves``,
    and so does the twig's own stalk. A leaf is ``leaf`` long, ``wide`` times that to either side, and stands off by
    up to ``aside`` (rad). ``stalk`` is half as thick as stalks are.
    """

    sprigs: int
    leaves: int
    long: float
    spread: tuple[float, float]
    leaf: float
    wide: float
    aside: float
    stalk: float


BROAD = Growth(8, 5, 0.40, (0.75, 1.05), 0.125, 0.21, 1.1, 0.006)
NEEDLES = Growth(17, 9, 0.46, (0.70, 0.95), 0.070, 0.10, 0.9, 0.009)


@dataclass
class Crossing:
    """Where rays first meet dressing."""

    valid: Any  # Bool
    distance: Any  # Float
    face: Any  # UInt32: in the tables
    barycentric: Any  # Point2f


@dataclass
class _Walk:
    """State of the walk through cards."""

    active: Any  # Bool: a hole was met
    crossing: Any  # Crossing
    holes: Any  # UInt32


def nearest(scenes: object, tables: kernel.Tables, ray: mi.Ray3f, active: mi.Bool) -> Crossing:
    """Return what rays meet first of the dressing, through the holes of its cards."""
    import drjit as dr
    import mitsuba as mi

    first = _crossing(scenes, tables, ray, active)
    if not tables.foliage:
        return first

    def body(walk: _Walk) -> tuple[_Walk]:
        reach = 1.0 + dr.max(dr.abs(ray.o)) + walk.crossing.distance
        way = walk.crossing.distance + dr.select(walk.active, MARGIN * reach, 0.0)
        beyond = mi.Ray3f(ray.o + ray.d * way, ray.d, ray.maxt - way, 0.0, [])
        found = _crossing(scenes, tables, beyond, walk.active)
        found.distance += way
        return (_Walk(_hole(tables, found) & (walk.holes < MOST_HOLES), found, walk.holes + 1),)

    start = _Walk(_hole(tables, first), first, mi.UInt32(0))
    (end,) = dr.while_loop((start,), lambda walk: walk.active, body, label="foliage")
    return end.crossing


def shades(scenes: object, tables: kernel.Tables, toward: mi.Ray3f, active: mi.Bool) -> mi.Bool:
    """Return whether dressing stands in the way of rays."""
    if not tables.foliage:
        return scenes.dressing.ray_test(toward, False, active) & active
    return nearest(scenes, tables, toward, active).valid


def _crossing(scenes: object, tables: kernel.Tables, ray: mi.Ray3f, active: mi.Bool) -> Crossing:
    """Return what rays meet first, be it a card's hole."""
    met = scenes.dressing.ray_intersect_preliminary(ray, False, active)
    return Crossing(met.is_valid() & active, met.t, met.prim_index + tables.dressing, met.prim_uv)


def _hole(tables: kernel.Tables, at: Crossing) -> mi.Bool:
    """Return whether rays have met what is cut away of a card."""
    import drjit as dr
    import mitsuba as mi

    (bits,) = tables.foliage
    item = dr.gather(mi.UInt32, tables.face_item, at.face, at.valid)
    leafy = at.valid & (dr.gather(mi.UInt32, tables.item_tag, item, at.valid) >> kernel.KIND_SHIFT == kernel.LEAFY)
    last = at.face * (facets.SIZE // 4) + (facets.SIZE // 4 - 2)
    corner, edges = (dr.gather(mi.Vector4f, tables.faces, last + k, leafy) for k in (0, 1))
    u = corner.z + edges.x * at.barycentric.x + edges.z * at.barycentric.y
    v = corner.w + edges.y * at.barycentric.x + edges.w * at.barycentric.y
    twig = mi.UInt32(mi.Int32(dr.floor(u))) & (TWIGS - 1)
    x, y = (mi.UInt32((place - dr.floor(place)) * EDGE) & (EDGE - 1) for place in (u, v))
    place = (twig * EDGE + y) * EDGE + x
    word = dr.gather(mi.UInt32, bits, place >> 5, leafy)
    return leafy & (((word >> (place & 31)) & 1) == 0)


def words() -> NDArray[np.uint32]:
    """Return the bits of all twigs, 32 a word: 1 is leaf or stalk."""
    return np.packbits(drawn().ravel(), bitorder="little").view("<u4").astype(np.uint32)


@lru_cache(maxsize=1)
def drawn() -> NDArray[np.bool_]:
    """Return twigs (TWIGS, EDGE, EDGE): row v, column u; each grows from (0, 0) to (1, 1)."""
    kinds = [BROAD] * len(LEAVED) + [NEEDLES] * len(NEEDLED)
    twigs = [_twig(rng.stream(0, "foliage", str(k)), growth) for k, growth in enumerate(kinds)]
    both = [_spruce(rng.stream(0, "foliage", str(k))) for k in SPRUCES]
    return np.stack([*twigs, *(tree for tree, _ in both), *(snow for _, snow in both)])


def _spruce(stream: np.random.Generator) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return a spruce seen from afar, in tiers of boughs that hang to both sides, and the snow on these.

    Its card is widest at ``woods.WIDEST`` of its height, so that what goes straight aside in it hangs steeply.
    """
    v, u = (np.mgrid[0:EDGE, 0:EDGE] + 0.5) / EDGE
    along, across = 0.5 * (u + v), np.abs(v - u)
    tree, snow = across < 0.016 + 0.02 * (1.0 - along), np.zeros((EDGE, EDGE), bool)
    for k, at in enumerate(np.linspace(0.02, 0.985, 46)):
        far = 0.80 * (1.0 - at) ** 0.85 * stream.uniform(0.72, 1.0) + 0.03
        hang = stream.uniform(-0.02, 0.05)
        on = (v > u) == bool(k % 2)
        share = np.clip(across / far, 0.0, 1.0)
        level = at + (RISES - hang * share) * across + 0.004 * np.sin(40.0 * across + 6.3 * at * 7.0)
        thick = (0.010 + 0.014 * (1.0 - at)) * (1.0 - 0.6 * share)
        under = np.where(along < level, 1.5, 0.7) * thick * (0.75 + 0.35 * np.sin(95.0 * across + 9.0 * at))
        tree |= on & (np.abs(along - level) < under) & (across < far)
        start, end = stream.uniform(0.05, 0.45) * far, stream.uniform(0.72, 0.92) * far
        bank = 1.15 * thick * stream.uniform(0.8, 1.2) * np.sqrt(np.clip((across - start) * (end - across), 0.0, 1.0))
        bank *= 2.0 / (end - start)
        snow |= on & (np.abs(along - level - 0.5 * thick) < bank) & (stream.random() < 0.95)
    return tree, snow


def _twig(stream: np.random.Generator, growth: Growth) -> NDArray[np.bool_]:
    """Return a stalk with sprigs to both sides in turn, and leaves along all of them."""
    v, u = (np.mgrid[0:EDGE, 0:EDGE] + 0.5) / EDGE
    along, across = 0.5 * (u + v), 0.5 * (v - u)  # in lengths of the twig
    stems = [((0.0, 0.0), (0.88, 0.0))]
    for k, at in enumerate(np.linspace(0.10, 0.74, growth.sprigs)):
        long = growth.long * (1.0 - (abs(at - 0.36) / 0.62) ** 1.5) * stream.uniform(0.8, 1.0)
        turn = (-1.0) ** k * stream.uniform(*growth.spread)
        stems.append(((at, 0.0), (at + long * np.cos(turn), long * np.sin(turn))))
    found = np.zeros((EDGE, EDGE), bool)
    for (x0, y0), (x1, y1) in stems:
        found |= _stalk(along - x0, across - y0, (x1 - x0, y1 - y0), growth.stalk)
        way = np.arctan2(y1 - y0, x1 - x0)
        for k, share in enumerate((*np.linspace(0.3, 0.88, growth.leaves), 1.0)):
            aside = 0.0 if share == 1.0 else (-1.0) ** k * stream.uniform(0.6, 1.0) * growth.aside
            turn, size = way + aside, growth.leaf * stream.uniform(0.75, 1.15)
            x, y = along - (x0 + share * (x1 - x0)), across - (y0 + share * (y1 - y0))
            x, y = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
            found |= _leaf(x / size, y / size, growth.wide)
    return found


def _stalk(x: NDArray, y: NDArray, end: tuple[float, float], thick: float) -> NDArray[np.bool_]:
    """Return what is nearer than ``thick`` to the line from the origin to ``end``."""
    share = np.clip((x * end[0] + y * end[1]) / (end[0] ** 2 + end[1] ** 2), 0.0, 1.0)
    return np.hypot(x - share * end[0], y - share * end[1]) < thick


def _leaf(x: NDArray, y: NDArray, wide: float) -> NDArray[np.bool_]:
    """Return the inside of a pointed oval from x = 0 to 1."""
    inside = np.clip(x, 0.0, 1.0)
    return (x == inside) & (np.abs(y) < wide * np.sin(np.pi * inside**0.75) * (1.15 - 0.3 * inside))


def let_through(
    random: mi.PCG32, frame: mi.Frame3f, side: mi.Vector3f, base: mi.Color3f, leafy: mi.Bool
) -> tuple[mi.Frame3f, mi.Vector3f, mi.Color3f]:
    """Return on which side of what was met light is looked for, and what it is worth: of leaves, half behind.

    A leaf lets through about as much as it reflects, evenly to all sides, but more yellow (Jacquemoud and Baret 1990).
    """
    import drjit as dr
    import mitsuba as mi

    behind = leafy & (random.next_float32() < 0.5)
    turned = mi.Frame3f(dr.select(behind, -frame.n, frame.n))
    share = dr.select(behind, mi.Color3f(*(2.0 * let for let in LET_THROUGH)), 2.0)
    return turned, dr.select(behind, -side, side), dr.select(leafy, dr.minimum(base * share, 0.97), base)
