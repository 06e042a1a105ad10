"""The roads of a city: long strips with lamps, crossings laid on them near by. Metres, world frame.

A strip's u counts lamps (``patterns_road``): crossings are as far apart as a whole number of lamps, and a pair stands
on each side of every crossing. Its v begins at a number of tiles of its own, by which its lamps are told from others'.
"""

import numpy as np

from setpiece.render.patterns_road import POLE, ROAD
from setpiece.render.places import river
from setpiece.render.places.grid import END, LAMPS, PITCH
from setpiece.render.places.land import Dressing, Site
from setpiece.render.places.pieces import Array, Piece, boxes, joined, quads
from setpiece.render.posed import Surface

CROSSED = 900.0  # m up to which crossings are laid
HEADS = 400.0  # m up to which lamps have heads; beyond they are sparks
LIT = -0.62  # W/m2/sr
HEAD_GLOW = (0.22, 0.135, 0.06)  # of ``lamp_glow``


def roads(site: Site, kerb: float) -> list[Dressing]:
    """Return the roads with their pavements; those along Y lie a little over those along X, crossings over both."""
    surface = Surface("marked_road", None, LIT if site.dark else 0.0)
    wide = kerb + 3.0
    strips = [_strip((-END, -wide), (-60.0, wide), along=0), _strip((60.0, -wide), (END, wide), along=0)]
    middle = _strip((-60.0, -wide), (60.0, wide), along=0)
    rows, columns = along_x(kerb), along_y()
    for k, y in enumerate(rows):
        strips.append(_strip((-END, y - ROAD / 2), (END, y + ROAD / 2), along=0, number=2 * k + 2))
    south, north = river.shores(kerb)
    for k, x in enumerate(columns):
        ends = [(-END, -wide), (wide, END)] if river.bridged(x) else [(-END, south), (north, -wide), (wide, END)]
        for low, high in ends:
            low_, high_ = (x - ROAD / 2, low), (x + ROAD / 2, high)
            strips.append(_strip(low_, high_, along=1, level=0.02, number=2 * k + 301, first=wide - ROAD / 2))
    found = [
        Dressing("roads", surface, joined(strips)),
        Dressing("avenue", Surface("marked_road", None, 0.5 * surface.lit), middle),
        Dressing("crossings", Surface("crossing_asphalt", None, surface.lit), _crossings(kerb, rows, columns)),
    ]
    if site.underfoot != Surface("asphalt"):
        r = site.clear
        found.append(
            Dressing("stage", site.underfoot, quads([[[-r, -r, 0.0], [r, -r, 0.0], [r, r, 0.0], [-r, r, 0.0]]]))
        )
    return found


def along_x(kerb: float) -> list[float]:
    """Return the middles (y) of the roads along X but for the avenue; none runs in the river."""
    wide, count = kerb + 3.0, round(END / PITCH[1])
    rows = [side * (wide + k * PITCH[1] - ROAD / 2) for k in range(1, count) for side in (1.0, -1.0)]
    south, north = river.shores(kerb)
    return [y for y in rows if not south < y < north]


def along_y() -> list[float]:
    """Return the middles (x) of the roads along Y."""
    count = round(END / PITCH[0])
    return [k * PITCH[0] + PITCH[0] / 2 for k in range(-count, count)]


def _strip(
    low: tuple[float, float],
    high: tuple[float, float],
    *,
    along: int,
    level: float = 0.0,
    number: int = 0,
    first: float = 0.0,
) -> Piece:
    """Return a rectangle of road along X (0) or Y (1); the pattern's width is stretched to its own.

    ``number``: of tiles before it in v. ``first``: where a crossing has its middle, to both sides of 0, along Y.
    """
    (x0, y0), (x1, y1) = low, high
    corners = [[x0, y0, level], [x1, y0, level], [x1, y1, level], [x0, y1, level]]
    v0, v1 = number * ROAD, (number + 1) * ROAD
    if along:
        middle = np.copysign(first, y0 + y1)
        a, b = (ROAD * ((y - middle) / LAMPS[1] + 0.5) for y in (y0, y1))
        return quads([corners], uv=[[[a, v1], [a, v0], [b, v0], [b, v1]]])
    a, b = (ROAD * ((x - PITCH[0] / 2) / LAMPS[0] + 0.5) for x in (x0, x1))
    return quads([corners], uv=[[[a, v0], [b, v0], [b, v1], [a, v1]]])


def _crossings(kerb: float, rows: list[float], columns: list[float]) -> Piece:
    """Return the crossings near by; those of the avenue are as long as it is wide."""
    wide, corners, uv = kerb + 3.0, [], []
    for j, (y, half) in enumerate([(0.0, wide), *((y, ROAD / 2) for y in rows)]):
        for i, x in enumerate(columns):
            if np.hypot(x, y) < CROSSED:
                a, b = x - ROAD / 2, x + ROAD / 2
                corners.append([[a, y - half, 0.04], [b, y - half, 0.04], [b, y + half, 0.04], [a, y + half, 0.04]])
                u, v = 3 * i * ROAD, (2 * j + 501) * ROAD
                uv.append([[u, v], [u + ROAD, v], [u + ROAD, v + ROAD], [u, v + ROAD]])
    return quads(corners, uv=uv)


def lanterns(site: Site, kerb: float, more: list[tuple[float, float]]) -> list[Dressing]:
    """Return what is seen of the lamps whose light is painted on the roads: heads near by, sparks far off.

    ``more``: where lower ones stand.
    """
    rows, columns = along_x(kerb), along_y()
    south, north = river.shores(kerb)
    edge, wide = ROAD / 2 - POLE, kerb + 3.0
    at = PITCH[0] / 2 + (np.arange(-90, 90) + 0.5) * LAMPS[0]
    spots = [(x, y + side * edge) for y in rows for x in at for side in (-1.0, 1.0)]
    spots += [(x, side * (wide - POLE)) for x in at for side in (-1.0, 1.0)]
    for x in columns:
        rise = wide - ROAD / 2 + (np.arange(84) + 0.5) * LAMPS[1]
        places = [y for y in (*rise, *-rise) if river.bridged(x) or not south < y < north]
        spots += [(x + side * edge, y) for y in places for side in (-1.0, 1.0)]
    away = np.array([np.hypot(*p) for p in spots])
    near = [p for p, far in zip(spots, away, strict=True) if site.clear + 30.0 < far < HEADS]
    far = [p for p, far in zip(spots, away, strict=True) if HEADS <= far < 0.8 * END][::5]
    glow = Surface("lamp_glow", HEAD_GLOW) if site.dark else Surface("porcelain")
    low = [p for p in more if np.hypot(*p) > site.clear + 6.0]
    by_water = np.array([south - ROAD < y < north + ROAD for _, y in near], bool)
    head = np.array([(*p, 9.0) for p, mirrored in zip(near, by_water, strict=True) if not mirrored])
    head = np.concatenate([head, np.array([(*p, 3.6) for p in low]).reshape(-1, 3)])
    half_head = np.array([0.3, 0.3, 0.1])
    over_water = np.array([(*p, 9.0) for p in near]).reshape(-1, 3)[by_water]
    return [
        Dressing("lamp_heads", glow, boxes(head - half_head, head + half_head)),
        *river.lamps_by_water("water_heads", over_water, 0.22, (HEAD_GLOW, 90.0), dark=site.dark),
        Dressing("sparks", glow, _sparks(np.array([(*p, 9.0) for p in far]))),
    ]


def _sparks(at: Array) -> Piece:
    """Return two crossed lozenges at each place (N, 3)."""
    half = np.array([0.45, 0.0, 0.35]), np.array([0.0, 0.45, 0.35])
    crossed = [np.stack([at - a, at + a * [1, 1, -1], at + a, at - a * [1, 1, -1]], axis=1) for a in half]
    return quads(np.concatenate(crossed))
