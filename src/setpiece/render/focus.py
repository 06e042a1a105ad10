"""How clear solids gather the light of a point behind them, or spread it: matrix optics along a straight shadow ray.

Rays near by (x, m across; slope s) at a plane meet the receiver at y = A x + B s, with 2 x 2 matrices that grow from
the receiver towards the light: a way t adds t A to B, a surface bends by its curvature (Gullstrand's tensor form of
ABCD matrices; Arnaud and Kogelnik 1969). Light of a point is then denser by 1 / |det| of what takes x to y.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.render.hit import Hit

SHARPEST = 0.5  # of the area of light without a lens: what is denser would count the light of a whole shadow twice
STEEPEST = 0.08  # cosine of a slant from which a surface is not taken for a lens
STRONGEST = 1500.0  # 1/m of curvature


@dataclass
class Bundle:
    """The rays around a shadow ray, as far as it was followed from the receiver."""

    a: Any  # Matrix2f
    b: Any  # Matrix2f: m
    way: Any  # Float: m


def begun() -> Bundle:
    """Return the rays that meet at the receiver itself."""
    import drjit as dr
    import mitsuba as mi

    return Bundle(dr.identity(mi.Matrix2f), mi.Matrix2f(0.0), mi.Float(0.0))


def followed(bundle: Bundle, hit: Hit, direction: mi.Vector3f, ior: mi.Float, clear: mi.Bool) -> Bundle:
    """Return the rays behind a surface that the shadow ray has met: bent, where that is ``clear`` of index ``ior``."""
    import drjit as dr

    b = bundle.b + bundle.a * hit.distance

    # Light comes the other way: where the walk leaves the solid it enters.
    cosine = dr.dot(hit.normal, direction)
    before, behind = dr.select(cosine > 0.0, 1.0, ior), dr.select(cosine > 0.0, ior, 1.0)
    after = dr.safe_sqrt(1.0 - dr.square(before / behind) * (1.0 - dr.square(cosine)))
    power = (behind * after - before * dr.abs(cosine)) / behind
    bent = bundle.a - b @ (_curvature(hit, direction) * power)
    lens = clear & (dr.abs(cosine) > STEEPEST)
    return Bundle(
        a=dr.select(lens, bent, bundle.a),
        b=dr.select(clear, b * (before / behind), b),
        way=bundle.way + hit.distance,
    )


def gathered(bundle: Bundle, rest: mi.Float) -> mi.Float:
    """Return how much denser light is at the receiver than without the solids; ``rest``: m on to where it starts."""
    import drjit as dr

    spread = dr.rcp(dr.maximum(rest, 1e-3))
    size = dr.abs(dr.det(bundle.a + bundle.b * spread)) / dr.square(1.0 + bundle.way * spread)
    return dr.rcp(dr.sqrt(dr.sqrt(dr.square(dr.square(size)) + SHARPEST**4))) * (1.0 + SHARPEST**4) ** 0.25


def _curvature(hit: Hit, direction: mi.Vector3f) -> mi.Matrix2f:
    """Return how the normal against the light turns across the ray, 1/m; positive: bulges towards the light."""
    import drjit as dr
    import mitsuba as mi

    across, along = mi.coordinate_system(direction)
    facing = dr.sign(dr.dot(hit.normal, direction))
    p, q, r, s = (dr.dot(edge, axis) for axis in (across, along) for edge in hit.edges)
    k, m, n, o = (dr.dot(turn, axis) * facing for axis in (across, along) for turn in hit.turns)
    area = p * s - q * r
    inverse = dr.select(dr.abs(area) > 1e-14, dr.rcp(area), 0.0)
    found = ((k * s - m * r) * inverse, (m * p - k * q) * inverse, (n * s - o * r) * inverse, (o * p - n * q) * inverse)
    limited = [dr.clip(number, -STRONGEST, STRONGEST) for number in found]
    return mi.Matrix2f(*limited)
