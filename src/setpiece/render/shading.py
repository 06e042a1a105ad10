"""Patterns looked up on surfaces, so that they stay calm far away and do not repeat near by.

A tile is looked up in the level of detail that suits a pixel's size on the surface (Williams 1983). Patterns without
joints begin anew at random offsets in patches of some metres, so that no repeat shows. Two levels are mixed; patches
pass into each other by dithering. A coarse tint varies the ground over metres and over hundreds of metres; what is far
takes the colour of the air.

Relief finer than a pixel is not lost: it shines as a rougher surface would (Toksvig 2005, Olano and Baker 2010).
At a slant, the look-up is as fine as the middle between a pixel's long and short side; slopes are lowered to what
the long side leaves of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from setpiece.render import kernel, lanes
from setpiece.render.atlas import MACRO_SIZE, texels
from setpiece.render.surfaces import WET

if TYPE_CHECKING:
    from collections.abc import Iterator

    import mitsuba as mi

    from setpiece.render.hit import Hit
    from setpiece.render.kernel import Tables

FAR_NEAR_M = (730.0, 41.0)  # m that one tile of the coarse tint covers
BETWEEN = 0.6  # m of a pixel on the surface, from which the far tint takes over
FLATTEST = (0.02, 0.004)  # cosine of the slant to which a pixel's mean side and its long side grow
LATTICE = 1.6  # times a pixel that windows are smoothed over: rows of them beat against the pixels
TONES, TIPS, WARMTHS = 0.8, 0.3, 0.5  # of leaves: how far twigs differ in tone, root and tip of each, twigs in warmth
AIR_M = 1900.0  # m after which the air has taken two thirds of a colour
AIR = (0.19, 0.26, 0.36)  # what a far hill's albedo tends to


@dataclass
class Row:
    """A row of ``Tables.items``: what a surface is made of."""

    color: Any  # Color3f
    alpha: Any  # Float: GGX
    metallic: Any  # Float
    gloss: Any  # Float
    f0: Any  # Float
    ior: Any  # Float
    first: Any  # UInt32: texel
    edge: Any  # UInt32: texels of the finest level; 0 is plain
    per_metre: Any  # Float: tiles; of clear matter, how many times light takes its colour
    loose: Any  # Float: 0 or 1; 2 where crystals glitter; -1 of what sunlight comes through
    tint: Any  # Float
    relief: Any  # Float
    lit: Any  # Float: W/m2/sr
    panes: Any  # UInt32: the first word of its panes plus 1; 0 without


def row_of(tables: Tables, hit: Hit, active: mi.Bool) -> Row:
    """Return the rows of what was met; lamps have black ones."""
    import drjit as dr
    import mitsuba as mi

    a, b, c, d = (dr.gather(mi.Vector4f, tables.items, hit.row * 4 + k, active) for k in range(4))
    first, edge, panes = (dr.reinterpret_array(mi.UInt32, word) for word in (c[0], c[1], d[3]))
    return Row(mi.Color3f(a.x, a.y, a.z), a.w, b.x, b.y, b.z, b.w, first, edge, c.z, c.w, d.x, d.y, d.z, panes)


def absorption(row: Row, clear: mi.Bool) -> tuple[mi.Color3f, mi.Bool]:
    """Return the extinction (1/m, of powers of two) within clear matter that has a depth, and what is such matter."""
    import drjit as dr
    import mitsuba as mi

    deep = clear & (row.per_metre > 0.0)
    halvings = mi.Color3f(*(-dr.log2(dr.maximum(channel, 1e-3)) * row.per_metre for channel in row.color))
    return dr.select(deep, halvings, 0.0), deep


def left_of(medium: mi.Color3f, way: mi.Float) -> mi.Color3f:
    """Return what a medium of that ``absorption`` leaves of light on its way (m), after Beer and Lambert."""
    import drjit as dr
    import mitsuba as mi

    return mi.Color3f(*(dr.exp2(-channel * way) for channel in medium))


def looked_up(
    tables: Tables, row: Row, hit: Hit, direction: mi.Vector3f, angle: mi.Float
) -> tuple[mi.Color3f, mi.Normal3f, mi.Float]:
    """Return the colour of surfaces, their normals with the pattern's relief, and how rough they are (GGX alpha).

    At points seen along ``direction``; ``angle`` (rad) is how wide the ray's beam is.
    """
    plain = _leafed(row.color, hit) if tables.foliage else row.color
    return lanes.where(
        hit.valid & (row.edge > 0),
        lambda patterned: _patterned(tables, row, hit, direction, angle, patterned),
        (plain, hit.normal, row.alpha),
    )


def _patterned(
    tables: Tables, row: Row, hit: Hit, direction: mi.Vector3f, angle: mi.Float, patterned: mi.Bool
) -> tuple[mi.Color3f, mi.Normal3f, mi.Float]:
    """Return what ``looked_up`` does, of surfaces with a pattern."""
    import drjit as dr
    import mitsuba as mi

    footprint, deep = _depth(row, hit, direction, angle)
    coarse = tint(tables, hit, footprint, patterned)
    share = dr.select(
        footprint > BETWEEN,
        _rise(footprint, BETWEEN, 2.5 * BETWEEN),
        1.0 - _rise(footprint, 0.3 * BETWEEN, BETWEEN),
    )
    albedo, slope = mi.Color3f(0.0), mi.Vector2f(0.0)
    for level in _levels(row, hit, coarse, deep):
        look, rise = _texel(tables.texels, level, patterned)
        albedo, slope = albedo + look * level.share, slope + rise * level.share

    # The coarse tint, and the air before what is far.
    amount = row.tint * share
    light, warm = 1.0 + amount * coarse.x, 0.35 * amount * coarse.y
    color = mi.Color3f(albedo.x * (light + warm), albedo.y * light, albedo.z * (light - warm))
    away = dr.maximum(dr.norm(hit.point) - 60.0, 0.0)
    color = dr.clip(dr.lerp(color, mi.Color3f(*AIR), away / (away + 1.3 * AIR_M)), 0.0, 0.97)
    kept, lost = _smoothed(tables, row, hit, direction, angle, deep, patterned)
    normal = _raised(hit, slope * (row.relief * kept), patterned)
    alpha = dr.minimum(dr.sqrt(dr.square(row.alpha) + 2.0 * lost), 1.0)
    return color, normal, alpha


def _leafed(color: mi.Color3f, hit: Hit) -> mi.Color3f:
    """Return the colours of surfaces, of leaves each twig's own: the whole number of v chooses it (``foliage``).

    Twigs differ in tone and warmth, and are lighter towards their tips. The mean of all is the surface's colour.
    """
    import drjit as dr
    import mitsuba as mi

    whole = dr.floor(hit.uv.y)
    tone, warm = (whole * step - dr.floor(whole * step) for step in (0.6180340, 0.7548777))
    tip = hit.uv.x - dr.floor(hit.uv.x) + hit.uv.y - whole
    light = (1.0 + TONES * (tone - 0.5)) * (1.0 + TIPS * (tip - 1.0))
    warmth = WARMTHS * (warm - 0.5)
    leaf = color * light * mi.Color3f(1.0 + warmth, 1.0, 1.0 - warmth)
    return dr.select((hit.tag >> kernel.KIND_SHIFT) == kernel.LEAFY, leaf, color)


def _smoothed(
    tables: Tables,
    row: Row,
    hit: Hit,
    direction: mi.Vector3f,
    angle: mi.Float,
    deep: mi.Float,
    active: mi.Bool,
) -> tuple[mi.Float, mi.Float]:
    """Return what a pixel's long side leaves of the slopes looked up (a factor), and the variance that it has taken.

    ``deep``: the level that was looked up.
    """
    import drjit as dr
    import mitsuba as mi

    slant = dr.abs(dr.dot(hit.face_normal, direction))
    long = hit.distance * angle / dr.maximum(slant, FLATTEST[1])
    coarsest = dr.log2(dr.maximum(mi.Float(row.edge), 1.0))
    behind = row.first + texels(row.edge)

    def variances(depth: mi.Float) -> mi.Vector2f:
        fine = mi.UInt32(depth)
        coarse = dr.minimum(fine + 1, mi.UInt32(coarsest + 0.5))
        a, b = (
            dr.reinterpret_array(mi.Vector2f, dr.gather(mi.Vector2u, tables.texels, behind + k, active))
            for k in (fine, coarse)
        )
        return dr.lerp(a, b, depth - mi.Float(fine))

    # What a ray meets right where it starts may lie behind it by rounding: no logarithm of that, nor look-up.
    far = variances(dr.minimum(dr.log2(dr.maximum(long * row.per_metre * mi.Float(row.edge), 1.0)), coarsest))
    here = variances(deep)
    return dr.sqrt(dr.minimum(far.x / dr.maximum(here.x, 1e-12), 1.0)), far.y


@dataclass
class Level:
    """Where a pattern is looked up in one of its levels."""

    edge: Any  # UInt32: texels
    uv: Any  # Point2f: tiles
    first: Any  # UInt32: its first texel
    share: Any  # Float: of the look-up


def placed(
    tables: Tables, row: Row, hit: Hit, direction: mi.Vector3f, angle: mi.Float, active: mi.Bool
) -> tuple[mi.Float, tuple[Level, Level]]:
    """Return a pixel's size on the surface (m), and where its pattern is looked up."""
    footprint, deep = _depth(row, hit, direction, angle)
    return footprint, _levels(row, hit, tint(tables, hit, footprint, active), deep)


def _depth(row: Row, hit: Hit, direction: mi.Vector3f, angle: mi.Float) -> tuple[mi.Float, mi.Float]:
    """Return the size of a pixel on the surface (m), between its long and its short side at a slant, and its level.

    Level 0 is the finest.
    """
    import drjit as dr
    import mitsuba as mi

    slant = dr.abs(dr.dot(hit.face_normal, direction))
    footprint = hit.distance * angle * dr.rsqrt(dr.maximum(slant, FLATTEST[0]))
    footprint *= dr.select((row.panes > 0) & (row.lit < WET), LATTICE, 1.0)
    finest = mi.Float(row.edge)
    return footprint, dr.log2(dr.clip(footprint * row.per_metre * finest, 1.0, dr.maximum(finest, 1.0)))


def _levels(row: Row, hit: Hit, tint: mi.Vector3f, deep: mi.Float) -> tuple[Level, Level]:
    """Return the two levels between which a depth lies; patterns with joints all begin at their origin."""
    import drjit as dr
    import mitsuba as mi

    grain = hit.uv.x * 7919.13 + hit.uv.y * 6271.71
    patch = dr.floor(tint.z * 9.0 + 0.35 * (grain - dr.floor(grain))) * dr.clip(row.loose, 0.0, 1.0)
    uv = hit.uv * row.per_metre + mi.Point2f(patch * 0.6180340, patch * 0.7548777)
    fine = mi.UInt32(deep)
    share = deep - mi.Float(fine)
    found = []
    for level, weight in ((fine, 1.0 - share), (fine + 1, share)):
        edge = dr.maximum(row.edge >> level, 1)
        found.append(Level(edge, uv, (4 * row.edge * row.edge - 4 * edge * edge) // 3 + row.first, weight))
    return found[0], found[1]


def tint(tables: Tables, hit: Hit, footprint: mi.Float, active: mi.Bool) -> mi.Vector3f:
    """Return the coarse tint: one tile serves the ground near by, a larger one the land far away."""
    import drjit as dr

    size = dr.select(footprint > BETWEEN, 1.0 / FAR_NEAR_M[0], 1.0 / FAR_NEAR_M[1])
    return _coarse(tables.coarse, hit.uv * size, active)


def _raised(hit: Hit, slope: mi.Vector2f, patterned: mi.Bool) -> mi.Normal3f:
    """Return normals tilted against the slopes dh/du and dh/dv of a height over the surface (Blinn 1978)."""
    import drjit as dr
    import mitsuba as mi

    u, v = (axis - hit.normal * dr.dot(hit.normal, axis) for axis in (hit.along_u, hit.along_v))
    u, v = (axis * dr.rcp(dr.maximum(dr.squared_norm(axis), 1e-12)) for axis in (u, v))
    tilted = mi.Normal3f(dr.normalize(hit.normal - u * slope.x - v * slope.y))
    return dr.select(patterned, tilted, hit.normal)


def _texel(texels: mi.UInt32, level: Level, active: mi.Bool) -> tuple[mi.Color3f, mi.Vector2f]:
    """Return albedo and slope (in units of the relief), mixed from four texels of a level."""
    import drjit as dr
    import mitsuba as mi

    albedo, slope = mi.Color3f(0.0), mi.Vector2f(0.0)
    for index, weight in corners(level):
        look, rise = dr.gather(mi.Vector2u, texels, level.first + index, active)
        roots = (mi.Float(look >> 21), mi.Float((look >> 10) & 2047), mi.Float(look & 1023))
        albedo += mi.Color3f(*(dr.square(root) for root in roots)) * weight
        slope += mi.Vector2f(mi.Float(rise >> 16), mi.Float(rise & 0xFFFF)) * weight
    return albedo * mi.Color3f(2047.0**-2, 2047.0**-2, 1023.0**-2), (slope - 32768.0) * (1.0 / 32767.0)


def corners(level: Level) -> Iterator[tuple[mi.UInt32, mi.Float]]:
    """Yield the four texels of a level around a place, counted from its first, each with its weight."""
    import drjit as dr
    import mitsuba as mi

    edge = level.edge
    place = level.uv * mi.Float(edge) - 0.5
    corner = dr.floor(place)
    share = place - corner
    x0, y0 = mi.UInt32(mi.Int32(corner.x)) & (edge - 1), mi.UInt32(mi.Int32(corner.y)) & (edge - 1)
    x1, y1 = (x0 + 1) & (edge - 1), (y0 + 1) & (edge - 1)
    for y, down in ((y0, 1.0 - share.y), (y1, share.y)):
        for x, right in ((x0, 1.0 - share.x), (x1, share.x)):
            yield y * edge + x, down * right


def words(
    tables: Tables, row: Row, levels: tuple[Level, Level], active: mi.Bool
) -> Iterator[tuple[mi.UInt32, mi.Float]]:
    """Yield the words that the panes of a pattern have for its texels around a place, each with its weight."""
    import drjit as dr
    import mitsuba as mi

    (panes,) = tables.panes
    for level in levels:
        for index, weight in corners(level):
            word = dr.gather(mi.UInt32, panes, level.first - row.first + row.panes - 1 + index, active)
            yield word, weight * level.share


def rank(tables: Tables, row: Row, levels: tuple[Level, Level], active: mi.Bool) -> mi.Float:
    """Return the rank (0 to 1) that a pattern has around a place (``pattern.Pattern.rank``)."""
    import mitsuba as mi

    return sum(
        (mi.Float(word >> 24) * (weight / 255.0) for word, weight in words(tables, row, levels, active)), mi.Float(0.0)
    )


def _coarse(coarse: mi.Float, uv: mi.Point2f, active: mi.Bool) -> mi.Vector3f:
    """Return lightness, warmth and choice of the coarse tint at ``uv`` (tiles)."""
    import drjit as dr
    import mitsuba as mi

    place = uv * float(MACRO_SIZE) - 0.5
    corner = dr.floor(place)
    share = place - corner
    x0, y0 = (mi.UInt32(mi.Int32(value)) & (MACRO_SIZE - 1) for value in (corner.x, corner.y))
    x1, y1 = (x0 + 1) & (MACRO_SIZE - 1), (y0 + 1) & (MACRO_SIZE - 1)
    a, b, c, d = (
        dr.gather(mi.Vector4f, coarse, y * MACRO_SIZE + x, active) for y, x in ((y0, x0), (y0, x1), (y1, x0), (y1, x1))
    )
    mixed = dr.lerp(dr.lerp(a, b, share.x), dr.lerp(c, d, share.x), share.y)
    return mi.Vector3f(mixed.x, mixed.y, mixed.z)


def _rise(x: mi.Float, low: float, high: float) -> mi.Float:
    """Return the smooth step from 0 at ``low`` to 1 at ``high``."""
    import drjit as dr

    s = dr.clip((x - low) / (high - low), 0.0, 1.0)
    return s * s * (3.0 - 2.0 * s)
