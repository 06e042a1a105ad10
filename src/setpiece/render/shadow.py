"""Walks shadow rays: straight through clear solids and past flames, attenuated, until something opaque or the light.

Clear solids: Fresnel reflection after Schlick (1994), the tint of each interface, and the wedge between the surfaces
by which a ray enters and leaves. A pane lets light straight through; a ball is dark at its rim, because what a wedge
would bend away is lost here. Where the solid is a lens, light is denser in its focus, and thinner beyond (``focus``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from setpiece.render import focus, foliage, kernel, shading
from setpiece.render import hit as hits

if TYPE_CHECKING:
    import mitsuba as mi

MAX_CROSSINGS = 12  # of clear surfaces by one shadow ray; more are dark
SET_SLOT = 1  # all opaque dressing


@dataclass
class _Walk:
    """State of the walk towards a light."""

    active: Any  # Bool
    origin: Any  # Point3f
    length: Any  # Float
    transmittance: Any  # Color3f
    entry: Any  # Normal3f
    through: Any  # Bool
    crossings: Any  # UInt32
    medium: Any  # Color3f: ``shading.absorption`` of what it goes through
    bundle: Any  # focus.Bundle
    touched: Any  # list[UInt64]


def walk(
    scenes: hits.Scenes,
    tables: kernel.Tables,
    toward: mi.Ray3f,
    lit: mi.Bool,
    touched: list,
    medium: mi.Color3f | None = None,
) -> tuple[mi.Color3f, mi.Bool, list]:
    """Return what share of the light arrives, whether it crossed clear matter, and what the ray has met.

    Dressing is asked first: where it stands in the way, nothing else on the way matters.
    """
    import drjit as dr
    import mitsuba as mi

    shaded = foliage.shades(scenes, tables, toward, lit)
    touched = kernel.mark(touched, mi.UInt32(SET_SLOT), shaded)
    start = _Walk(
        active=lit & ~shaded,
        origin=toward.o,
        length=toward.maxt,
        transmittance=dr.select(shaded, mi.Color3f(0.0), mi.Color3f(1.0)),
        entry=mi.Normal3f(0.0),
        through=mi.Bool(False),
        crossings=mi.UInt32(0),
        medium=mi.Color3f(0.0) if medium is None else mi.Color3f(medium),
        touched=touched,
        bundle=focus.begun(),
    )
    (end,) = dr.while_loop(
        (start,),
        lambda state: state.active,
        lambda state: (_cross(scenes, tables, toward.d, state),),
        label="shadow",
    )
    gathered = dr.select(end.through, focus.gathered(end.bundle, end.length), 1.0)
    return end.transmittance * gathered, end.through, end.touched


def _cross(scenes: hits.Scenes, tables: kernel.Tables, direction: mi.Vector3f, state: _Walk) -> _Walk:
    """Follow a shadow ray to the next surface and through it, if light can pass."""
    import drjit as dr
    import mitsuba as mi

    ray = mi.Ray3f(state.origin, direction, state.length, 0.0, [])
    hit = hits.find_thing(scenes, tables, ray, state.active, shadow=True)
    met = hit.valid
    kind = hit.tag >> kernel.KIND_SHIFT
    touched = kernel.mark(state.touched, hit.tag & kernel.SLOT_MASK, met)
    touched = kernel.mark(touched, hit.passed & kernel.SLOT_MASK, hit.led_past)
    clear, passing = met & (kind == kernel.CLEAR), met & (kind == kernel.PASSING)

    # Schlick's Fresnel (1994) and the wedge against the surface by which the ray came in.
    row = shading.row_of(tables, hit, clear)
    cosine = dr.abs(dr.dot(hit.normal, direction))
    crossing = (1.0 - row.f0) * (1.0 - (1.0 - cosine) ** 5)
    leaves = dr.dot(hit.normal, direction) > 0.0
    wedge = dr.select(leaves, dr.maximum(0.5 - 0.5 * dr.dot(hit.normal, state.entry), 0.0), 1.0)
    wedge = dr.select(dr.squared_norm(state.entry) > 0.0, wedge, 1.0)
    medium, deep = shading.absorption(row, clear)
    kept = shading.left_of(state.medium, dr.select(met, hit.distance, 0.0))
    share = dr.select(clear, dr.select(deep, 1.0, row.color) * kept * crossing * wedge, 0.0)
    share = dr.select(passing, mi.Color3f(1.0), share)

    transmittance = dr.select(met, state.transmittance * share, state.transmittance)
    crossings = state.crossings + 1
    onward = met & (dr.max(transmittance) > 0.0) & (crossings < MAX_CROSSINGS)
    transmittance = dr.select(met & ~onward, 0.0, transmittance)
    bundle = focus.followed(state.bundle, hit, direction, row.ior, clear)
    return _Walk(
        active=onward,
        origin=dr.select(onward, hits.start(hit.point, hit.face_normal, direction), state.origin),
        length=state.length - dr.select(met, hit.distance, 0.0),
        transmittance=transmittance,
        entry=dr.select(clear & ~leaves, hit.normal, state.entry),
        through=state.through | clear,
        crossings=crossings,
        bundle=bundle,
        medium=dr.select(deep, dr.select(leaves, 0.0, medium), state.medium),
        touched=touched,
    )
