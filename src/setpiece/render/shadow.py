"""Walks shadow rays: straight through clear solids and past flames, attenuated, until something opaque or the light.

Clear solids: Fresnel reflection after Schlick (1994), the tint of each interface, and the wedge between the surfaces
by which a ray enters and leaves. A pane lets light straight through; a ball is dark at its rim, because what a wedge
would bend away is lost here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from setpiece.render import kernel

if TYPE_CHECKING:
    import mitsuba as mi

MAX_CROSSINGS = 12  # of clear surfaces by one shadow ray; more are dark


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
    touched: Any  # list[UInt64]


def walk(
    scene: mi.Scene, tables: kernel.Tables, toward: mi.Ray3f, lit: mi.Bool, touched: list
) -> tuple[mi.Color3f, mi.Bool, list]:
    """Return what share of the light arrives, whether it crossed clear matter, and what the ray has met."""
    import drjit as dr
    import mitsuba as mi

    start = _Walk(
        active=mi.Bool(lit),
        origin=toward.o,
        length=toward.maxt,
        transmittance=mi.Color3f(1.0),
        entry=mi.Normal3f(0.0),
        through=mi.Bool(False),
        crossings=mi.UInt32(0),
        touched=touched,
    )
    (end,) = dr.while_loop(
        (start,),
        lambda state: state.active,
        lambda state: (_cross(scene, tables, toward.d, state),),
        label="shadow",
    )
    return end.transmittance, end.through, end.touched


def _cross(scene: mi.Scene, tables: kernel.Tables, direction: mi.Vector3f, state: _Walk) -> _Walk:
    """Follow a shadow ray to the next surface and through it, if light can pass."""
    import drjit as dr
    import mitsuba as mi

    ray = mi.Ray3f(state.origin, direction, state.length, 0.0, [])
    hit = scene.ray_intersect_preliminary(ray, False, state.active)
    met = hit.is_valid() & state.active
    shape, group = (dr.reinterpret_array(mi.UInt32, pointer) for pointer in (hit.shape, hit.instance))
    shape = dr.select(group != 0, group, shape)
    tag = dr.gather(mi.UInt32, tables.shape_tag, shape, met)
    kind = tag >> kernel.KIND_SHIFT
    touched = kernel.mark(state.touched, tag & kernel.SLOT_MASK, met)
    clear, passing = met & (kind == kernel.CLEAR), met & (kind == kernel.PASSING)
    si = hit.compute_surface_interaction(ray, mi.RayFlags.All, clear | passing)

    # Schlick's Fresnel (1994) and the wedge against the surface by which the ray came in.
    normal = si.sh_frame.n
    cosine = dr.abs(dr.dot(normal, direction))
    ior = dr.gather(mi.Float, tables.shape_ior, shape, clear)
    tint = dr.gather(mi.Color3f, tables.shape_tint, shape, clear)
    normal_reflectance = dr.square((ior - 1.0) / (ior + 1.0))
    crossing = (1.0 - normal_reflectance) * (1.0 - (1.0 - cosine) ** 5)
    leaves = dr.dot(normal, direction) > 0.0
    wedge = dr.select(leaves, dr.maximum(0.5 - 0.5 * dr.dot(normal, state.entry), 0.0), 1.0)
    wedge = dr.select(dr.squared_norm(state.entry) > 0.0, wedge, 1.0)
    share = dr.select(clear, tint * crossing * wedge, 0.0)
    share = dr.select(passing, mi.Color3f(si.bsdf().eval_null_transmission(si, passing)), share)

    transmittance = dr.select(met, state.transmittance * share, state.transmittance)
    crossings = state.crossings + 1
    onward = met & (dr.max(transmittance) > 0.0) & (crossings < MAX_CROSSINGS)
    transmittance = dr.select(met & ~onward, 0.0, transmittance)
    return _Walk(
        active=onward,
        origin=dr.select(onward, si.spawn_ray(direction).o, state.origin),
        length=state.length - dr.select(met, hit.t, 0.0),
        transmittance=transmittance,
        entry=dr.select(clear & ~leaves, normal, state.entry),
        through=state.through | clear,
        crossings=crossings,
        touched=touched,
    )
