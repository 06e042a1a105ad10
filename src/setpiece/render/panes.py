"""Windows of a whole city: panes that mirror, rooms that are lit behind some of them, roads that lamps light.

They are part of a pattern, so that a tower is a few triangles. Their light is met, never asked for: seen straight or in
a mirror it is as sharp as a pixel, and after a rough vertex a wide beam finds the mean of many windows, which is
calm. What street lamps throw onto roads is painted on (``patterns_city``), without shadows of what stands there.
So is the sunlight that comes through waves and foam which stand before a low sun: as much as falls on their back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from setpiece.render import lanes, shading
from setpiece.render.atlas import GLOW
from setpiece.render.patterns_city import CELL, CELLS
from setpiece.render.surfaces import STEADY, WET

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.render.hit import Hit
    from setpiece.render.kernel import Tables
    from setpiece.render.reflection import Surface

ALPHA = 0.03  # GGX of a pane: a sun's glint is as wide as float glass in its frames makes it
REFLECTANCE = 0.13  # of coated glass, at normal incidence
HOUSE = 64  # bays from which another house begins (``places.city``)
LEAST, MORE = 0.13, 0.84  # of a storey's cells: lit at least; and at most on top, times a fifth power of chance
WHOLE = (0.45, 0.75)  # of a storey's cells: lit, from which it is lit by one hand
STAIR = 0.45  # of a room's mean: the landings of a stair, one bay of sixteen
TELEVISION = 0.02  # of lit cells: only a screen shines there
SCREEN = (0.40, 0.80, 2.2)  # what that does to a warm room's light
WARMER = (0.26, 0.0, -0.60)  # by how much a room's lamp differs from its pattern's, at most
CAPPED = 0.955  # of the wish for lit rooms in all houses: what is left where no more than all can be lit
MEAN = CAPPED * (LEAST + MORE / 6.0) * 15.0 / 16.0 + STAIR / 16.0
DIMMEST = 0.12  # of the mean: of lamps that always burn, as dirt and trees leave of the weakest
WHITE, WHITER = 0.38, (0.85, 1.05, 1.5)  # share of their rows that are white, not sodium; what that does to the hue
THROUGH = {"surf", "wave_face"}  # patterns whose glow is what they let through of sunlight from behind
AROUND = 0.25  # cosine at which sunlight from the front no longer gets around what lets it through
MERGED = (0.35 * CELL, 1.2 * CELL)  # m of a pixel on the front, from which single windows pass into their mean


def seen(
    tables: Tables, row: shading.Row, hit: Hit, direction: mi.Vector3f, angle: mi.Float, surface: Surface
) -> tuple[Surface, mi.Color3f]:
    """Return the surface with as much of a pane's interface as panes cover of it, and the radiance that shines out.

    (W/m2/sr.) The wall beside a pane has no interface of its own.
    """
    import drjit as dr
    import mitsuba as mi

    glass, glow = _texel(tables, row, hit, direction, angle)
    front = (row.panes > 0) & (row.lit < WET) & (row.loose >= 0.0)
    surface = replace(
        surface,
        f0=dr.select(front, mi.Color3f(REFLECTANCE), surface.f0),
        alpha=dr.select(front, ALPHA, surface.alpha),
        gloss=dr.select(front, glass, surface.gloss),
    )
    return surface, glow


def guide(
    tables: Tables, row: shading.Row, hit: Hit, direction: mi.Vector3f, angle: mi.Float, color: mi.Color3f
) -> mi.Color3f:
    """Return the reflectance that the denoiser is shown: lit windows count as light matter, or it would smear them."""
    import mitsuba as mi

    _, glow = _texel(tables, row, hit, direction, angle)
    return color + mi.Color3f(*(channel / (channel + 0.25) for channel in (glow.x, glow.y, glow.z)))


def _texel(
    tables: Tables, row: shading.Row, hit: Hit, direction: mi.Vector3f, angle: mi.Float
) -> tuple[mi.Float, mi.Color3f]:
    """Return glass (0..1) and what shines (W/m2/sr) where a surface was hit."""
    import mitsuba as mi

    return lanes.where(
        hit.valid & (row.panes > 0) & (row.lit < WET),
        lambda active: _of_front(tables, row, hit, direction, angle, active),
        (mi.Float(0.0), mi.Color3f(0.0)),
    )


def _of_front(
    tables: Tables, row: shading.Row, hit: Hit, direction: mi.Vector3f, angle: mi.Float, active: mi.Bool
) -> tuple[mi.Float, mi.Color3f]:
    """Return what ``_texel`` does, of fronts."""
    import drjit as dr
    import mitsuba as mi

    footprint, levels = shading.placed(tables, row, hit, direction, angle, active)
    glass, glow = mi.Float(0.0), mi.Color3f(0.0)
    for word, weight in shading.words(tables, row, levels, active):
        roots = (mi.Float((word >> shift) & 255) for shift in (16, 8, 0))
        glow += mi.Color3f(*(dr.square(root) for root in roots)) * (weight * (GLOW / 255.0**2))
        glass += mi.Float(word >> 24) * (weight / 255.0)

    through = active & (row.loose < 0.0)
    hue, strength = lanes.where(
        active & ~through, lambda _: _burning(row, hit, footprint), (_from_behind(tables, hit), mi.Float(1.0))
    )
    return glass, mi.Color3f(glow * hue * strength)


def _burning(row: shading.Row, hit: Hit, footprint: mi.Float) -> tuple[mi.Color3f, mi.Float]:
    """Return hue and strength (W/m2/sr) of rooms and street lamps; ``footprint``: a pixel's size, m."""
    import drjit as dr
    import mitsuba as mi

    # A pixel of many cells sees their mean.
    cell = dr.floor(hit.uv * row.per_metre * float(CELLS))
    lit, hues = _rooms(mi.Int32(cell.x), mi.Int32(cell.y))
    merged = dr.clip((footprint - MERGED[0]) / (MERGED[1] - MERGED[0]), 0.0, 1.0)
    level, tone = _lamps(hit.uv * row.per_metre, footprint * row.per_metre)
    steady = row.lit < -STEADY
    share = dr.select(row.lit < 0.0, dr.select(steady, 1.0, level), dr.lerp(lit, MEAN, merged))
    hue = dr.select(steady, mi.Color3f(1.0), dr.select(row.lit < 0.0, tone, dr.lerp(hues, mi.Color3f(1.0), merged)))
    return mi.Color3f(hue), mi.Float(share * (dr.abs(row.lit) - dr.select(steady, STEADY, 0.0)))


def _from_behind(tables: Tables, hit: Hit) -> mi.Color3f:
    """Return the radiance of a thin sheet that scatters all the sunlight on its back evenly to its front.

    Round a crest it comes from aside as well, so that the brightest is not half-way up a wave.
    """
    import drjit as dr
    import mitsuba as mi

    lights = tables.lights
    falls = dr.maximum(AROUND - dr.dot(hit.normal, lights.sun_direction), 0.0) * (1.0 / (1.0 + AROUND))
    return mi.Color3f(lights.sun_radiance * (2.0 * dr.maximum(lights.sun_versine, 0.0) * falls))


def _rooms(x: mi.Int32, y: mi.Int32) -> tuple[mi.Float, mi.Color3f]:
    """Return how bright the rooms behind a front's cells are, about ``MEAN`` in the mean, and the hues of their lamps.

    ``x`` and ``y``: bay and storey. A house (``HOUSE`` bays) has a hue of its own and is more or less at work; some
    storeys are lit from end to end, evenly, as offices are, most in a few rooms, unlike each other; every few storeys
    a band is dark, and a stair burns all night through all of them.
    """
    import drjit as dr
    import mitsuba as mi

    bay, storey = mi.UInt32(x), mi.UInt32(y)
    house = mi.UInt32(mi.Int32(dr.floor(mi.Float(x) / HOUSE)))
    own, band = _mixed(house, mi.UInt32(17)), _mixed(house + 31, storey // 5 + 1013)
    floor, chance, lamp = _chance(house + 7919, storey), _chance(bay, storey), _mixed(bay + 104729, storey)

    # 0.3 + 1.4 own, and 0.2 or 1.2 by bands, both have the mean 1; so has floor^5 times 6.
    wish = (LEAST + MORE * floor * floor * floor * floor * floor) * (0.3 + 1.4 * own)
    limit = dr.minimum(wish * dr.select(band < 0.2, 0.2, 1.2), 1.0)
    whole = dr.clip((limit - WHOLE[0]) / (WHOLE[1] - WHOLE[0]), 0.0, 1.0)

    # A few rooms are bright and many dim: 0.25 + 2.25 c^2 has the mean 1; an office's are alike.
    part = chance / dr.maximum(limit, 1e-3)
    level = dr.lerp(0.25 + 2.25 * part * part, 0.8 + 0.4 * part, whole)
    lit = dr.select(chance < limit, level, 0.0)
    stair = (bay % HOUSE) % 16 == mi.UInt32(16.0 * own)
    lit = dr.select(stair, STAIR, lit)

    # Rooms differ in hue by their house, an office's storey, and themselves; so that the mean of all is 1.
    screen = (lamp < TELEVISION) & (whole < 0.5)
    slide = dr.lerp(0.55 * (2.0 * own - 1.0) + 0.45 * (2.0 * lamp - 1.0), 0.6 - 1.2 * _mixed(storey, house + 3), whole)
    hues = mi.Color3f(*(dr.select(screen, blue, 1.0 + warm * slide) for blue, warm in zip(SCREEN, WARMER, strict=True)))
    return lit, hues


def _lamps(place: mi.Point2f, footprint: mi.Float) -> tuple[mi.Float, mi.Color3f]:
    """Return how bright the lamps of a pattern burn that are never switched off, about 1 in the mean, and their hue.

    ``place`` and ``footprint`` are in tiles. A lamp stands at each corner of a tile; one row of tiles has one hue.
    """
    import drjit as dr
    import mitsuba as mi

    corner = dr.floor(place)
    share = place - corner
    share = share * share * (3.0 - 2.0 * share)
    x, y = mi.UInt32(mi.Int32(corner.x)), mi.UInt32(mi.Int32(corner.y))
    a, b, c, d = (_mixed(x + i, y + j) for j in (0, 1) for i in (0, 1))
    chance = dr.lerp(dr.lerp(a, b, share.x), dr.lerp(c, d, share.x), share.y)
    fades = dr.clip(2.0 * footprint - 0.6, 0.0, 1.0)
    white = dr.select(_mixed(y, mi.UInt32(5)) < WHITE, 1.0, 0.0)
    hue = mi.Color3f(*(dr.lerp(1.0, ratio, white) for ratio in WHITER))
    return dr.lerp(DIMMEST + 2.0 * (1.0 - DIMMEST) * chance, 1.0, fades), hue


def _mixed(x: mi.UInt32, y: mi.UInt32) -> mi.Float:
    """Return a number in [0, 1) that belongs to a pair of whole numbers, for less than ``_chance`` asks."""
    import mitsuba as mi

    word = (x * 0x9E3779B1) ^ (y * 0x85EBCA77)
    word = (word ^ (word >> 15)) * 0x2C1B3C6D
    word = (word ^ (word >> 12)) * 0x297A2D39
    return mi.Float((word ^ (word >> 15)) >> 8) * 2.0**-24


def _chance(x: mi.UInt32, y: mi.UInt32) -> Any:  # noqa: ANN401
    """Return a number in [0, 1) that belongs to a pair of whole numbers."""
    import mitsuba as mi

    return mi.Float(mi.sample_tea_32(x, y, 4)[0] >> 8) * 2.0**-24
