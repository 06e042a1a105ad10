"""Walks shadow rays: straight through clear solids and past flames, attenuated, until something opaque or the light.

Clear solids: Fresnel reflection after Schlick (1994), the tint of each interface or what depth takes (Beer and
Lambert), and the wedge between the surfaces by which a ray enters and leaves. A pane lets light straight through; a
ball is dark at its rim, because what a wedge would bend away is lost here. Where the solid is a lens, light is denser
in its focus, and thinner beyond (``focus``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from setpiece.render import focus, foliage, kernel, lanes, shading
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


@dataclass
class _Crossed:
    """A shadow ray behind what has let it through."""

    share: Any  # Color3f: of the light
    origin: Any  # Point3f
    way: Any  # Float: m to there
    entry: Any  # Normal3f
    clear: Any  # Bool: whether it was clear matter
    medium: Any  # Color3f
    bundle: Any  # focus.Bundle


def walk(
    scenes: hits.Scenes,
    tables: kernel.Tables,
    toward: mi.Ray3f,
    lit: mi.Bool,
    touched: list,
    lamp: mi.UInt32,
    medium: mi.Color3f | None = None,
) -> tuple[mi.Color3f, mi.Bool, list]:
    """Return what share of the light arrives, whether it crossed clear matter, and what the ray has met.

    ``lamp`` sends it; what is no lamp is far away, however soon nothing more can stand in its way.
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
        bundle=focus.begun(),
        touched=touched,
    )
    (end,) = dr.while_loop(
        (start,),
        lambda state: state.active,
        lambda state: (_cross(scenes, tables, toward.d, state),),
        label="shadow",
    )
    rest = dr.select(lamp == kernel.NO_LAMP, dr.inf, end.length)
    gathered = lanes.where(end.through, lambda _: focus.gathered(end.bundle, rest), mi.Float(1.0))
    return end.transmittance * gathered, end.through, end.touched


def _cross(scenes: hits.Scenes, tables: kernel.Tables, direction: mi.Vector3f, state: _Walk) -> _Walk:
    """Follow a shadow ray to the next surface and through it, if light can pass."""
    import drjit as dr
    import mitsuba as mi

    ray = mi.Ray3f(state.origin, direction, state.length, 0.0, [])
    nearest = hits.nearest_thing(scenes, tables, ray, state.active)
    met, tag = nearest.valid, hits.tag_of(tables, nearest)
    touched = kernel.mark(state.touched, tag & kernel.SLOT_MASK, met)
    touched = kernel.mark(touched, hits.passed_by(tables, nearest) & kernel.SLOT_MASK, nearest.led_past)
    kind = tag >> kernel.KIND_SHIFT
    crosses = met & ((kind == kernel.CLEAR) | (kind == kernel.PASSING))

    # Most rays meet nothing or what is opaque.
    stopped = _Crossed(
        share=mi.Color3f(0.0),
        origin=mi.Point3f(0.0),
        way=mi.Float(0.0),
        entry=state.entry,
        clear=mi.Bool(False),
        medium=state.medium,
        bundle=state.bundle,
    )
    through = lanes.where(crosses, lambda crosses: _crossed(tables, ray, nearest, crosses, state), stopped)
    transmittance = dr.select(met, state.transmittance * through.share, state.transmittance)
    crossings = state.crossings + 1
    onward = met & (dr.max(transmittance) > 0.0) & (crossings < MAX_CROSSINGS)
    transmittance = dr.select(met & ~onward, 0.0, transmittance)
    return _Walk(
        active=onward,
        origin=dr.select(onward, through.origin, state.origin),
        length=state.length - through.way,
        transmittance=transmittance,
        entry=through.entry,
        through=state.through | through.clear,
        crossings=crossings,
        medium=through.medium,
        bundle=through.bundle,
        touched=touched,
    )


def _crossed(tables: kernel.Tables, ray: mi.Ray3f, nearest: hits.Nearest, crosses: mi.Bool, state: _Walk) -> _Crossed:
    """Return rays behind what lets light through: a flame, or clear matter (Schlick's Fresnel, 1994, and the wedge)."""
    import drjit as dr
    import mitsuba as mi

    hit = hits.described(tables, ray, nearest)
    clear = crosses & ((hit.tag >> kernel.KIND_SHIFT) == kernel.CLEAR)
    row = shading.row_of(tables, hit, clear)
    cosine = dr.abs(dr.dot(hit.normal, ray.d))
    crossing = (1.0 - row.f0) * (1.0 - (1.0 - cosine) ** 5)
    leaves = dr.dot(hit.normal, ray.d) > 0.0
    wedge = dr.select(leaves, dr.maximum(0.5 - 0.5 * dr.dot(hit.normal, state.entry), 0.0), 1.0)
    wedge = dr.select(dr.squared_norm(state.entry) > 0.0, wedge, 1.0)
    medium, deep = shading.absorption(row, clear)
    out = dr.dot(hit.face_normal, ray.d) > 0.0  # by the flat face, as a path is told
    kept = shading.left_of(state.medium, hit.distance)
    return _Crossed(
        share=dr.select(clear, dr.select(deep, 1.0, row.color) * kept * crossing * wedge, mi.Color3f(1.0)),
        origin=hits.start(hit.point, hit.face_normal, ray.d),
        way=hit.distance,
        entry=mi.Normal3f(dr.select(clear & ~leaves, hit.normal, state.entry)),
        clear=clear,
        medium=mi.Color3f(dr.select(deep, dr.select(out, 0.0, medium), state.medium)),
        bundle=focus.followed(state.bundle, hit, ray.d, row.ior, clear),
    )
