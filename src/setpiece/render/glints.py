"""Crystals of snow that mirror the sun into the eye: single bright points, others as the eye moves.

A crystal is a spot in a cell of a lattice over the surface. Whether it shines hangs on the cell and on the direction
from which it is seen. Cells are at least as large as a pixel: what is farther away shines the less, as many crystals
and dark ones are then seen as one (after Jakob et al. 2014, Discrete stochastic microfacet models, much simplified).
Only the sun's own light is brightened, at what the eye sees first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.render.hit import Hit
    from setpiece.render.shading import Row

GLITTERS = {"snow"}  # patterns whose matter is of crystals
CELL = 0.007  # m: of the finest lattice
SHARE = 0.012  # of cells whose crystal shines
STRENGTH = 11.0  # times the light that the body scatters, of a crystal in the finest lattice
SPOT = 0.36  # of a cell: the radius of its crystal
TURNS = (37.0, 53.0, 71.0)  # how often it lights up as the eye's direction turns by a radian


def glitter(row: Row, hit: Hit, direction: mi.Vector3f, angle: mi.Float) -> mi.Float:
    """Return by how much crystals brighten what is scattered at points seen along ``direction``: mostly by nothing.

    ``angle`` (rad) is how wide the ray's beam is.
    """
    import drjit as dr
    import mitsuba as mi

    slant = dr.abs(dr.dot(hit.face_normal, direction))
    footprint = hit.distance * angle * dr.rsqrt(dr.maximum(slant, 0.05))
    depth = dr.log2(dr.maximum(footprint / CELL, 1.0))
    fine = dr.floor(depth)
    share = depth - fine  # lattices pass into each other, or rings would show where one ends
    bright = mi.Float(0.0)
    for level, weight in ((fine, 1.0 - share), (fine + 1.0, share)):
        bright += weight * _shining(hit, direction, level)
    return dr.select(hit.valid & (row.loose > 1.5), bright, 0.0)


def _shining(hit: Hit, direction: mi.Vector3f, level: mi.Float) -> mi.Float:
    """Return how bright the crystals of a lattice shine at points seen along ``direction``."""
    import drjit as dr
    import mitsuba as mi

    size = CELL * dr.exp2(level)
    place = hit.uv / size
    corner = dr.floor(place)
    number = mi.UInt32(mi.Int32(corner.x)) * 0x9E3779B1 ^ mi.UInt32(mi.Int32(corner.y)) * 0x85EBCA77
    number ^= mi.UInt32(level) * 0xC2B2AE3D
    for shift, odd in ((15, 0x2C1B3C6D), (12, 0x297A2D39)):
        number = (number ^ (number >> shift)) * odd
    number ^= number >> 15
    within = place - corner - mi.Point2f(mi.Float(number & 255), mi.Float((number >> 8) & 255)) * (0.3 / 255.0) - 0.35
    turn = mi.Float(number >> 8) * 2.0**-24 + dr.dot(direction, mi.Vector3f(*TURNS)) * (1.0 / 6.2831853)
    shines = (turn - dr.floor(turn) < SHARE) & (dr.squared_norm(within) < SPOT * SPOT)
    return dr.select(shines, STRENGTH * CELL / size, 0.0)
