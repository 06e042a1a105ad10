"""Lamps that stand by calm water, mirrored in it: columns of light below each, as long as its ripples are steep.

A lamp far away is met by one in a thousand of the rays that ripples scatter, and asking each for its light would ask
for hundreds. A lamp is a point from there, so its image in a surface of many small facets is a formula: radiance =
I / r^2 F D G / (4 cos), summed over all lamps, without noise. Slopes of water are almost Gaussian (Cox and Munk 1954),
so D is Beckmann's, of patches that wind ruffles and of such as it does not: columns end, where GGX has tails. Seen at a
slant they are long and narrow by themselves.

What stands between lamp and water is not asked: a place marks what water sees (``Surface.lit`` of a ``lamp_glow``: how
many times more a lamp shines than the film shows of its surface, which would burn out) and what is such water (``lit``
of a surface without panes). What the eye sees first alone is reckoned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from setpiece.render import kernel, lanes, surfaces

if TYPE_CHECKING:
    from collections.abc import Sequence

    import mitsuba as mi
    from numpy.typing import NDArray

    from setpiece.render.hit import Hit
    from setpiece.render.kernel import Tables
    from setpiece.render.posed import Item
    from setpiece.render.reflection import Surface
    from setpiece.render.shading import Row

SIZE = 8  # floats of a row: place (m), 0; radiant intensity (W/sr), 0
MERGED = 4.0  # m: faces of one such cell are one lamp
MOST = 512  # lamps
DIMMEST = 0.35  # of the mean: the weakest lamp
SPREAD = (0.7548777, 0.5698403)  # 1 / p and 1 / p^2, p^3 = p + 1: Roberts' lattice
# Shares of calm and of ruffled water, and their slopes' variance beside the surface's own.
WATERS = ((0.65, 0.8), (0.35, 4.0))
GRAZING = 0.02  # least cosine: beyond, crests hide each other


def lamps(items: Sequence[Item]) -> NDArray[np.float32]:
    """Return the rows (N, SIZE) of the lamps that water mirrors, the strongest if there are too many.

    A convex body of area A and radiance L sends L A / 4 in the mean of all directions. Lamps differ (``DIMMEST``) by
    where they stand, with the mean 1, or a quay would look like a comb.
    """
    found = [np.zeros((0, 6))]
    for item in items:
        look = surfaces.look(item.surface)
        if look.kind == kernel.PASSING and item.surface.lit > 0.0:
            pose = item.world_from_mesh
            corners = (item.mesh.vertices @ pose[:3, :3].T + pose[:3, 3])[item.mesh.faces]
            area = 0.5 * np.linalg.norm(
                np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1, keepdims=True
            )
            power = 0.25 * item.surface.lit * area * np.array(look.color)
            found.append(_merged(corners.mean(axis=1), np.concatenate([area, power], axis=1)))
    rows = np.concatenate(found)
    chance = np.floor(rows[:, :2] / MERGED) @ SPREAD % 1.0
    rows[:, 3:] *= DIMMEST + 2.0 * (1.0 - DIMMEST) * chance[:, None]
    strongest = np.sort(np.argsort(-rows[:, 3:].sum(axis=1), kind="stable")[:MOST])
    table = np.zeros((len(strongest), SIZE), np.float32)
    table[:, :3], table[:, 4:7] = rows[strongest, :3], rows[strongest, 3:]
    return table


def _merged(middles: NDArray, shares: NDArray) -> NDArray:
    """Return places and intensities (N, 6) of faces by cells: ``shares`` are each face's area and intensity (F, 4)."""
    cell, which = np.unique(np.floor(middles / MERGED), axis=0, return_inverse=True)
    sums = np.zeros((len(cell), 7))
    np.add.at(sums, which.ravel(), np.concatenate([middles * shares[:, :1], shares], axis=1))
    return np.concatenate([sums[:, :3] / np.maximum(sums[:, 3:4], 1e-12), sums[:, 4:]], axis=1)


def mirrored(
    tables: Tables, row: Row, hit: Hit, surface: Surface, frame: mi.Frame3f, wi: mi.Vector3f, active: mi.Bool
) -> mi.Color3f:
    """Return the radiance (W/m2/sr) of all lamps in the ripples of water that is seen along ``wi``."""
    import mitsuba as mi

    water = active & hit.valid & (row.panes == 0) & (row.lit > 0.0) & (row.lit < surfaces.WET) & (surface.gloss > 0.0)
    return lanes.where(water, lambda _: _sum(tables, hit, surface, frame, wi), mi.Color3f(0.0))


def _sum(tables: Tables, hit: Hit, surface: Surface, frame: mi.Frame3f, wi: mi.Vector3f) -> mi.Color3f:
    """Return what ``mirrored`` does, of water."""
    import drjit as dr
    import mitsuba as mi

    rows, count = tables.streaks
    a2 = dr.square(surface.alpha)
    cos_i = dr.maximum(wi.z, GRAZING)
    root_i = dr.sqrt(a2 + (1.0 - a2) * dr.square(cos_i))

    def add(index: mi.UInt32, light: mi.Color3f) -> tuple[mi.UInt32, mi.Color3f]:
        place, intensity = (dr.gather(mi.Vector4f, rows, index * 2 + k) for k in range(2))
        way = mi.Vector3f(place.x, place.y, place.z) - mi.Vector3f(hit.point)
        squared = dr.squared_norm(way)
        wo = frame.to_local(way * dr.rsqrt(squared))
        h = dr.normalize(wi + wo)
        upright = dr.square(dr.maximum(h.z, 1e-3))
        tilt = (upright - 1.0) / upright  # minus the square of the facet's slope
        facets = sum(share * dr.exp(tilt / (times * a2)) / times for share, times in WATERS)
        facets /= dr.pi * a2 * dr.square(upright)
        cos_o = dr.maximum(wo.z, GRAZING)
        visible = 0.5 / (cos_o * root_i + cos_i * dr.sqrt(a2 + (1.0 - a2) * dr.square(cos_o)))
        fresnel = surface.f0 + (1.0 - surface.f0) * (1.0 - dr.maximum(dr.dot(wi, h), 0.0)) ** 5
        sent = fresnel * (facets * visible * cos_o / squared)
        sent = dr.select(wo.z > 0.0, sent, 0.0) * mi.Color3f(intensity.x, intensity.y, intensity.z)
        return index + 1, light + sent

    _, light = dr.while_loop(
        (mi.UInt32(0), mi.Color3f(0.0)), lambda index, _: index < count, add, labels=("index", "light")
    )
    return light
