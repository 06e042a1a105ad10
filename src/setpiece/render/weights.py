"""What a path's light counts for: beside light found otherwise, and as far as single bright samples are believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import mitsuba as mi

MOLLIFIED = 0.5  # alpha of what mirrors light that goes every way at another vertex of its path


def mollified(spread: mi.Float, alpha: mi.Float) -> mi.Float:
    """Return how rough (GGX alpha) surfaces are taken for, at which paths arrive.

    Light that is found by chance alone is bright and rare: that of a lamp which a polished thing throws onto a dull
    one. Where a path has gone one of many ways before, such light is spread out (Kaplanyan and Dachsbacher 2013).
    """
    import drjit as dr

    return dr.maximum(alpha, MOLLIFIED * dr.safe_sqrt(1.0 - spread))


def power(a: mi.Float, b: mi.Float) -> mi.Float:
    """Return the power heuristic's weight for the strategy of density ``a``."""
    import drjit as dr

    weight = dr.square(a) / (dr.square(a) + dr.square(b))
    return dr.select(dr.isfinite(weight), weight, 0.0)


def limited(value: mi.Color3f, where: mi.Bool, limit: mi.Float) -> mi.Color3f:
    """Return radiance scaled down, hue kept, so that no channel exceeds the limit."""
    import drjit as dr

    peak = dr.max(value)
    scaled = value * dr.select(where & (peak > limit), limit / peak, 1.0)
    return dr.select(dr.isfinite(peak), scaled, 0.0)
