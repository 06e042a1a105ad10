"""A path tracer over lists of pixels that knows which things every pixel's light has met.

One lane of the wavefront is one pixel: it traces its samples one after another (a finished path is replaced by the
pixel's next one at once), so that a pixel's sum and its touched set never depend on which other pixels are traced,
in what chunks, or by how many threads. Random numbers come from (seed, pixel, sample) alone.

Light transport: emitters are sampled at every rough vertex and weighted against the material's own sampling by the
power heuristic (Veach 1997, 9.2.4). Shadow rays go straight through clear solids, attenuated by Fresnel reflection,
tint and by the wedge between entry and exit (light that a wedge would bend away is lost); refracted light that
reaches an emitter after a rough vertex is left out in exchange, so nothing is counted twice. What arrives after the
first rough vertex is limited to ``Plan.limit`` per sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from setpiece.render import kernel, shadow

if TYPE_CHECKING:
    import mitsuba as mi

ROULETTE_DEPTH = 3
SHADOW_MARGIN = 1e-3  # of the distance to a lamp, so that its own surface casts no shadow


@dataclass
class Path:
    """State of the loop, one lane per pixel."""

    sample: Any  # UInt32
    random: Any  # PCG32
    origin: Any  # Point3f
    direction: Any  # Vector3f
    throughput: Any  # Color3f
    eta: Any  # Float
    depth: Any  # UInt32
    last_vertex: Any  # Point3f
    last_pdf: Any  # Float
    delta: Any  # Bool: the last turn was a mirror's, or there was none
    scattered: Any  # Bool: a rough vertex lies behind
    bent: Any  # Bool: clear matter has refracted it since
    radiance: Any  # Color3f: sum over samples
    touched: Any  # list[UInt64]


@dataclass
class _Reach:
    """What an emitter sends straight to a vertex."""

    direction: Any  # Vector3f
    pdf: Any  # Float: solid angle
    radiance: Any  # Color3f: over the density, attenuated on the way
    lit: Any  # Bool: something was sampled
    alone: Any  # Bool: the material's own sampling could not have found it
    through: Any  # Bool: it came through clear matter
    touched: Any  # list[UInt64]


def trace(
    scene: mi.Scene, tables: kernel.Tables, camera: kernel.Camera, plan: kernel.Plan, pixel: mi.UInt32
) -> tuple[Any, list[Any]]:
    """Return the sum of radiance over the plan's samples and the touched words of every pixel index y W + x."""
    import drjit as dr
    import mitsuba as mi

    random, ray = kernel.camera_path(camera, plan, pixel, plan.first)
    start = Path(
        sample=plan.first + dr.zeros(mi.UInt32, dr.width(pixel)),
        random=random,
        origin=ray.o,
        direction=ray.d,
        throughput=mi.Color3f(1.0),
        eta=mi.Float(1.0),
        depth=mi.UInt32(0),
        last_vertex=mi.Point3f(ray.o),
        last_pdf=mi.Float(1.0),
        delta=mi.Bool(True),
        scattered=mi.Bool(False),
        bent=mi.Bool(False),
        radiance=mi.Color3f(0.0),
        touched=[mi.UInt64(0) for _ in range(kernel.WORDS)],
    )
    (end,) = dr.while_loop(
        (start,),
        lambda path: path.sample < plan.stop,
        lambda path: (_advance(scene, tables, camera, plan, pixel, path),),
        label="paths",
    )
    return end.radiance, end.touched


def _advance(
    scene: mi.Scene, tables: kernel.Tables, camera: kernel.Camera, plan: kernel.Plan, pixel: mi.UInt32, path: Path
) -> Path:
    """Extend every path by one vertex; start the next sample where a path ends."""
    import drjit as dr
    import mitsuba as mi

    # Find the next vertex, and note what was met: a thing, a lamp, or (gathering nothing: slot 0) the sky.
    active = path.sample < plan.stop
    ray = mi.Ray3f(path.origin, path.direction)
    si = scene.ray_intersect(ray, mi.RayFlags.All, False, active)
    met = si.is_valid() & active
    shape = dr.reinterpret_array(mi.UInt32, si.shape)
    slot = dr.gather(mi.UInt32, tables.shape_tag, shape, met) & kernel.SLOT_MASK
    path.touched = kernel.mark(path.touched, slot, active)
    path.radiance += _limited(_emitted(scene, si, path, active), path.scattered, plan.limit)

    # Ask for light from an emitter; evaluate the material towards it, and let it choose where the path goes on.
    bsdf = si.bsdf(ray)
    onward = met & (path.depth + 1 < plan.max_depth)
    reach = _reached(scene, tables, si, onward & mi.has_flag(bsdf.flags(), mi.BSDFFlags.Smooth), path)
    u1 = path.random.next_float32()
    u2 = mi.Point2f(path.random.next_float32(), path.random.next_float32())
    wo = si.to_local(reach.direction)
    value, pdf, turn, turn_weight = bsdf.eval_pdf_sample(mi.BSDFContext(), si, wo, u1, u2, onward)
    weight = dr.select(reach.alone, 1.0, _power(reach.pdf, pdf))
    direct = dr.select(reach.lit, path.throughput * value * reach.radiance * weight, 0.0)
    path.radiance += _limited(direct, path.scattered | reach.through, plan.limit)
    path.touched = reach.touched

    # Flames and bulbs add their glow where the eye or a mirror sees them; their light is cast by their lamp.
    passing = mi.has_flag(turn.sampled_type, mi.BSDFFlags.Null)
    seen = met & passing & ~path.scattered
    path.radiance += dr.select(seen, path.throughput * dr.gather(mi.Color3f, tables.shape_tint, shape, seen), 0.0)

    return _turned(camera, plan, pixel, path, si, turn, turn_weight, onward)


def _emitted(scene: mi.Scene, si: mi.SurfaceInteraction3f, path: Path, active: mi.Bool) -> mi.Color3f:
    """Return emission seen along the rays, weighted against sampling the same emitter from the last vertex."""
    import drjit as dr
    import mitsuba as mi

    vertex = dr.zeros(mi.Interaction3f)
    vertex.p = path.last_vertex
    arrival = mi.DirectionSample3f(scene, si, vertex)
    light_pdf = scene.pdf_emitter_direction(vertex, arrival, active & ~path.delta)
    weight = dr.select(path.delta, 1.0, _power(path.last_pdf, light_pdf))
    weight = dr.select(path.bent | ~active, 0.0, weight)
    return path.throughput * si.emitter(scene, active).eval(si, active) * weight


def _reached(scene: mi.Scene, tables: kernel.Tables, si: mi.SurfaceInteraction3f, rough: mi.Bool, path: Path) -> _Reach:
    """Choose an emitter and a point on it, and walk the shadow ray; the emitter counts as touched even if hidden."""
    import drjit as dr
    import mitsuba as mi

    u = mi.Point2f(path.random.next_float32(), path.random.next_float32())
    light, weight = scene.sample_emitter_direction(si, u, False, rough)
    lit = rough & (light.pdf > 0.0)
    tag = dr.gather(mi.UInt32, tables.emitter_tag, dr.reinterpret_array(mi.UInt32, light.emitter), lit)
    touched = kernel.mark(path.touched, tag & kernel.SLOT_MASK, lit)
    far = (tag & kernel.INFINITE) != 0
    toward = mi.Ray3f(si.spawn_ray(light.d), dr.select(far, dr.inf, light.dist * (1.0 - SHADOW_MARGIN)))
    share, through, touched = shadow.walk(scene, tables, toward, lit, touched)
    return _Reach(light.d, light.pdf, weight * share, lit, light.delta | through, through, touched)


def _turned(  # noqa: PLR0913 - all of a vertex is needed to leave it
    camera: kernel.Camera,
    plan: kernel.Plan,
    pixel: mi.UInt32,
    path: Path,
    si: mi.SurfaceInteraction3f,
    turn: mi.BSDFSample3f,
    turn_weight: mi.Color3f,
    onward: mi.Bool,
) -> Path:
    """Return paths that go on in the sampled direction, or begin the pixel's next sample where they have ended."""
    import drjit as dr
    import mitsuba as mi

    # Matter without a surface is passed as if it were not there.
    throughput = path.throughput * turn_weight
    passing = mi.has_flag(turn.sampled_type, mi.BSDFFlags.Null)
    delta = mi.has_flag(turn.sampled_type, mi.BSDFFlags.Delta)
    scatters = ~delta & ~passing
    scattered = path.scattered | scatters
    refracted = mi.has_flag(turn.sampled_type, mi.BSDFFlags.DeltaTransmission)
    bent = ~scatters & (path.bent | (scattered & refracted))
    eta, depth = path.eta * turn.eta, path.depth + 1
    onward_ray = si.spawn_ray(si.to_world(turn.wo))

    # Russian roulette ends faint paths without bias.
    survival = dr.minimum(dr.max(throughput) * dr.square(eta), 0.95)
    gamble = depth >= ROULETTE_DEPTH
    won = path.random.next_float32() < survival
    throughput = dr.select(gamble, throughput / survival, throughput)
    alive = onward & (dr.max(throughput) > 0.0) & (~gamble | won)

    # Where a path has ended, the pixel's next sample starts.
    fresh = (path.sample < plan.stop) & ~alive
    sample = path.sample + dr.select(fresh, mi.UInt32(1), mi.UInt32(0))
    random, first_ray = kernel.camera_path(camera, plan, pixel, sample)
    path.random.state = dr.select(fresh, random.state, path.random.state)
    path.random.inc = dr.select(fresh, random.inc, path.random.inc)
    keep = fresh | passing
    return Path(
        sample=sample,
        random=path.random,
        origin=dr.select(fresh, first_ray.o, onward_ray.o),
        direction=dr.select(fresh, first_ray.d, onward_ray.d),
        throughput=dr.select(fresh, mi.Color3f(1.0), throughput),
        eta=dr.select(fresh, 1.0, eta),
        depth=dr.select(fresh, mi.UInt32(0), depth),
        last_vertex=dr.select(keep, path.last_vertex, si.p),
        last_pdf=dr.select(keep, path.last_pdf, turn.pdf),
        delta=fresh | dr.select(passing, path.delta, delta),
        scattered=~fresh & scattered,
        bent=~fresh & bent,
        radiance=path.radiance,
        touched=path.touched,
    )


def _power(a: mi.Float, b: mi.Float) -> mi.Float:
    """Return the power heuristic's weight for the strategy of density ``a``."""
    import drjit as dr

    weight = dr.square(a) / (dr.square(a) + dr.square(b))
    return dr.select(dr.isfinite(weight), weight, 0.0)


def _limited(value: mi.Color3f, limited: mi.Bool, limit: mi.Float) -> mi.Color3f:
    """Return radiance scaled down, hue kept, so that no channel exceeds the limit."""
    import drjit as dr

    peak = dr.max(value)
    scaled = value * dr.select(limited & (peak > limit), limit / peak, 1.0)
    return dr.select(dr.isfinite(peak), scaled, 0.0)
