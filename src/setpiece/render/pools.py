"""Water that stands on wet grounds: pools with a margin, out of which the highest grains of the ground look.

The coarse tint decides how high water stands at a place, the pattern's rank how high the ground is there. A pool is as
smooth as water and level; at its rim it thins out among the grains. Farther than grains can be told apart, a pixel has
as much of each as stands under water. A strand's own pattern says how smooth the sea has left each of its places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from setpiece.render import lanes, shading
from setpiece.render.surfaces import STRAND, WET

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.render.hit import Hit
    from setpiece.render.kernel import Tables

DRY, FULL = 0.15, 1.05  # of the coarse tint's standard deviations: below which no pool begins, and where all is covered
SMOOTH = 0.018  # GGX of a pool, which some wind ruffles
ABSORBED = 0.35  # of the ground's colour that standing water takes more than its film
GRAINS = (0.004, 0.03)  # m of a pixel on the ground: all grains are told apart, and none
ROUGH, FILM = 0.95, 0.115  # perceptual, of a strand where it is dry, and where water stands on it
SHINES = 0.20  # smoothness from which a strand has a whole interface; dry sand has none
EDGE = 0.22  # of the ranks, over which grains pass from under water to above it


def looked_up(
    tables: Tables, row: shading.Row, hit: Hit, direction: mi.Vector3f, angle: mi.Float
) -> tuple[mi.Color3f, mi.Normal3f, mi.Float, mi.Float]:
    """Return colour, normal and GGX alpha of surfaces as ``shading.looked_up`` does, with what water stands there.

    Fourth: how much of an interface they have.
    """
    color, normal, alpha = shading.looked_up(tables, row, hit, direction, angle)
    if not tables.panes:
        return color, normal, alpha, row.gloss
    wet = hit.valid & (row.panes > 0) & (row.lit >= WET)
    alpha, gloss = lanes.where(
        wet & (row.lit >= STRAND),
        lambda strand: _smoothed(tables, row, hit, (direction, angle), alpha, strand),
        (alpha, row.gloss),
    )
    color, normal, alpha = lanes.where(
        wet & (row.lit < STRAND),
        lambda flooded: _flooded(tables, row, hit, (direction, angle), (color, normal, alpha), flooded),
        (color, normal, alpha),
    )
    return color, normal, alpha, gloss


def _smoothed(
    tables: Tables, row: shading.Row, hit: Hit, ray: tuple[mi.Vector3f, mi.Float], alpha: mi.Float, strand: mi.Bool
) -> tuple[mi.Float, mi.Float]:
    """Return GGX alpha of a strand, and how much of an interface it has; ``alpha``: with what relief has added."""
    import drjit as dr

    _, levels = shading.placed(tables, row, hit, *ray, strand)
    smooth = shading.rank(tables, row, levels, strand)
    own = dr.square(dr.square(dr.lerp(ROUGH, FILM, smooth)))
    relief = dr.maximum(dr.square(alpha) - dr.square(row.alpha), 0.0)
    return dr.minimum(dr.sqrt(own + relief), 1.0), row.gloss * dr.minimum(smooth * (1.0 / SHINES), 1.0)


def _flooded(
    tables: Tables,
    row: shading.Row,
    hit: Hit,
    ray: tuple[mi.Vector3f, mi.Float],
    ground: tuple[mi.Color3f, mi.Normal3f, mi.Float],
    wet: mi.Bool,
) -> tuple[mi.Color3f, mi.Normal3f, mi.Float]:
    """Return colour, normal and GGX alpha of wet grounds, of which pools hide a share; ``ray``: direction and angle."""
    import drjit as dr
    import mitsuba as mi

    color, normal, alpha = ground
    footprint, levels = shading.placed(tables, row, hit, *ray, wet)
    coarse = shading.tint(tables, hit, footprint, wet)
    height = (-coarse.x - DRY) * (1.0 / (FULL - DRY))
    near = wet & (height > -EDGE)
    rank = shading.rank(tables, row, levels, near)
    blurred = dr.clip((footprint - GRAINS[0]) / (GRAINS[1] - GRAINS[0]), 0.0, 1.0)
    share = dr.clip(0.5 + (height - rank) / dr.lerp(EDGE, 1.0, blurred), 0.0, 1.0)
    share = dr.select(near, share * share * (3.0 - 2.0 * share), 0.0)
    level_normal = mi.Normal3f(dr.normalize(dr.lerp(normal, hit.normal, share)))
    return (
        color * (1.0 - ABSORBED * share),
        mi.Normal3f(dr.select(near, level_normal, normal)),
        dr.lerp(alpha, dr.minimum(alpha, SMOOTH), share),
    )
