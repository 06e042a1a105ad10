"""What a pixel shows behind glass and in mirrors: the albedo and normal that guide the denoiser.

A line of sight is the first ray of a radiance sample. It goes on straight through clear matter and from metal
mirrors, so that the denoiser knows what is seen there; at each clear surface it takes as much of it as that mirrors,
white with its own normal. Guides are means over the lines of sight of a pixel's samples and of a few more, for one
costs much less than a sample of light. What a line of sight has met counts as touched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from setpiece.render import glints, kernel, panes, pools, shading
from setpiece.render import hit as hits
from setpiece.render.reflection import POLISHED

if TYPE_CHECKING:
    import mitsuba as mi

MOST_TURNS = 6  # of a line of sight, in clear matter and mirrors: what it meets then counts as if it were matte
FAINT = 0.02  # of a pixel: what is seen through so much glass does not guide


@dataclass
class Met:
    """What rays have met: the hit, what its surface is made of, and its colour and normal there with relief."""

    hit: Any  # hits.Hit
    row: Any  # shading.Row
    color: Any  # Color3f
    normal: Any  # Normal3f


@dataclass
class Sums:
    """What is gathered over a pixel's samples besides their light."""

    touched: Any  # list[UInt64]: words
    entered: Any  # Bool: one of the rays passes through one of the plan's boxes
    albedo: Any  # Color3f
    normal: Any  # Vector3f
    level: Any  # Float: brightness, the mean of a sample's channels
    square: Any  # Float: of each sample's brightness
    mist: Any  # list[Float]: what fog sends to the eye, and its share of the view (``raw.Raw.mist``); or nothing


@dataclass
class _Sight:
    """State of the loop over the surfaces on a line of sight."""

    active: Any  # Bool
    origin: Any  # Point3f
    direction: Any  # Vector3f
    weight: Any  # Color3f: what share of the pixel is seen from here on
    turns: Any  # UInt32
    sums: Any  # Sums


def nothing(words: int = kernel.WORDS, *, misty: bool = False) -> Sums:
    """Return sums of no sample, with so many words for what is touched; ``misty``: with what fog sends apart."""
    import mitsuba as mi

    touched, zero = [mi.UInt64(0) for _ in range(words)], mi.Float(0.0)
    mist = [mi.Float(0.0) for _ in range(4 * misty)]
    return Sums(touched, mi.Bool(False), mi.Color3f(0.0), mi.Vector3f(0.0), zero, mi.Float(0.0), mist)


def followed(
    scenes: hits.Scenes, tables: kernel.Tables, plan: kernel.Plan, ray: mi.Ray3f, met: Met, active: mi.Bool, sums: Sums
) -> Sums:
    """Return sums with lines of sight; what their rays have ``met`` first is noted as touched already."""
    import drjit as dr
    import mitsuba as mi

    start = _Sight(active, mi.Point3f(ray.o), mi.Vector3f(ray.d), mi.Color3f(1.0), mi.UInt32(0), sums)
    (end,) = dr.while_loop(
        (_onward(tables, plan, start, met),),
        lambda sight: sight.active,
        lambda sight: (_advance(scenes, tables, plan, sight),),
        label="sight",
    )
    return end.sums


def more(
    scenes: hits.Scenes, tables: kernel.Tables, camera: kernel.Camera, plan: kernel.Plan, pixel: mi.UInt32, sums: Sums
) -> Sums:
    """Return sums with the lines of sight of the samples after the plan's, up to ``Plan.seen``."""
    import drjit as dr
    import mitsuba as mi

    def body(sample: mi.UInt32, sums: Sums) -> tuple:
        _, ray = kernel.camera_path(camera, plan, pixel, sample)
        start = _Sight(sample < plan.seen, ray.o, ray.d, mi.Color3f(1.0), mi.UInt32(0), sums)
        (end,) = dr.while_loop(
            (start,), lambda sight: sight.active, lambda sight: (_advance(scenes, tables, plan, sight),), label="sight"
        )
        return sample + 1, end.sums

    first = plan.stop + dr.zeros(mi.UInt32, dr.width(pixel))
    return dr.while_loop((first, sums), lambda sample, _: sample < plan.seen, body, label="sights")[1]


def _advance(scenes: hits.Scenes, tables: kernel.Tables, plan: kernel.Plan, sight: _Sight) -> _Sight:
    """Follow lines of sight to the next surface, note it, and go on where the eye would look on."""
    import mitsuba as mi

    ray = mi.Ray3f(sight.origin, sight.direction)
    hit = hits.find(scenes, tables, ray, sight.active)
    row = shading.row_of(tables, hit, hit.valid)
    color, normal, *_ = pools.looked_up(tables, row, hit, ray.d, plan.angle)
    sight.sums = replace(
        sight.sums,
        touched=hits.noted(sight.sums.touched, hit, sight.active),
        entered=sight.sums.entered | (sight.active & kernel.enters(plan, ray.o, ray.d, hit.distance)),
    )
    return _onward(tables, plan, sight, Met(hit, row, color, normal))


def _onward(tables: kernel.Tables, plan: kernel.Plan, sight: _Sight, met: Met) -> _Sight:
    """Take what is seen of a surface itself, and turn into it or back from it where the eye would look on."""
    import drjit as dr
    import mitsuba as mi

    hit, row, kind = met.hit, met.row, met.hit.tag >> kernel.KIND_SHIFT
    beyond = hit.valid & (sight.turns < MOST_TURNS)
    clear = beyond & (kind == kernel.CLEAR)
    mirror = beyond & (kind == kernel.OPAQUE) & (row.metallic > 0.0) & (row.alpha <= POLISHED)

    # What is seen of the surface itself: all, or what a clear one mirrors, or nothing of a mirror.
    frame = mi.Frame3f(hit.normal)
    wi = frame.to_local(-sight.direction)
    reflectance, cos_t, _, eta_ti = mi.fresnel(wi.z, row.ior)
    share = dr.select(clear, reflectance, dr.select(mirror, 0.0, 1.0))
    onward = dr.select(
        mirror, mi.Vector3f(-wi.x, -wi.y, wi.z), mi.refract(wi, mi.Normal3f(0.0, 0.0, 1.0), cos_t, eta_ti)
    )
    direction = frame.to_world(onward)
    direction = dr.select(mirror, hits.kept_out(direction, hits.outward(hit.face_normal, sight.direction)), direction)
    weight = sight.weight * row.color * (1.0 - share)
    seen = dr.select(sight.active, sight.weight * share, 0.0)
    gray = (seen.x + seen.y + seen.z) * (1.0 / 3.0)

    # Lit windows are light matter to the denoiser; what sunlight comes through hangs on the sun.
    color, sums = met.color, sight.sums
    if tables.panes:
        lit = sight.active & hit.valid & (row.loose < 0.0)
        sums = replace(sums, touched=kernel.mark(sums.touched, mi.UInt32(0), lit))
        color = panes.guide(tables, row, hit, sight.direction, plan.angle, color)
    if tables.glitter:
        color *= 1.0 + glints.glitter(row, hit, sight.direction, plan.angle)
    normal, albedo = appearance(hit, color, met.normal, sight.direction)
    return _Sight(
        active=sight.active & (clear | mirror) & (dr.max(weight) > FAINT),
        origin=hits.start(hit.point, hit.face_normal, direction),
        direction=direction,
        weight=weight,
        turns=sight.turns + 1,
        sums=replace(sums, albedo=sums.albedo + seen * albedo, normal=sums.normal + normal * gray),
    )


def appearance(hit: hits.Hit, color: mi.Color3f, normal: mi.Normal3f, direction: mi.Vector3f) -> tuple[Any, Any]:
    """Return the normal against the ray's direction, and the reflectance of what it meets; zeros for the sky."""
    import drjit as dr
    import mitsuba as mi

    kind = hit.tag >> kernel.KIND_SHIFT
    color = dr.select((kind == kernel.CLEAR) | (kind == kernel.FROSTED), 1.0, color)
    normal = mi.Vector3f(dr.select(dr.dot(normal, direction) > 0.0, -normal, normal))
    return dr.select(hit.valid, normal, 0.0), dr.select(hit.valid, dr.clip(color, 0.0, 1.0), 0.0)
