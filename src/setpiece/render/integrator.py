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

if TYPE_CHECKING:
    import mitsuba as mi

WORDS = 8  # of 64 slots each
SLOT_BITS = 9
KIND_SHIFT = SLOT_BITS
OPAQUE, CLEAR, PASSING = 0, 1, 2  # what a surface is to a shadow ray
ROULETTE_DEPTH = 4
FAR = 1e30


@dataclass
class Tables:
    """What the kernel looks up by Mitsuba's registry numbers. ``tag``: slot | kind << 9."""

    shape_tag: Any  # UInt32
    shape_item: Any  # UInt32
    shape_tint: Any  # Float: (3 n) transmittance of one interface of clear shapes; glow of passing ones
    shape_ior: Any  # Float
    emitter_slot: Any  # UInt32


@dataclass
class Camera:
    """A thin-lens camera as Dr.Jit arrays of one entry; lengths in metres, ``half`` in pixels."""

    rotation: Any  # Matrix3f
    origin: Any  # Point3f
    pixel_per_slope: Any  # Float: focal x width
    half: Any  # Vector2f
    width: Any  # UInt32
    aperture: Any  # Float
    focus: Any  # Float


@dataclass
class Plan:
    """Which samples of each pixel to take: indices ``first`` to ``stop`` - 1, and the limits of their paths."""

    seed: Any  # UInt32
    first: Any  # UInt32
    stop: Any  # UInt32
    max_depth: Any  # UInt32
    limit: Any  # Float


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


def trace(scene: mi.Scene, tables: Tables, camera: Camera, plan: Plan, pixel: mi.UInt32) -> tuple[Any, list[Any]]:
    """Return the sum of radiance over the plan's samples and the touched words of every pixel index y W + x."""
    import drjit as dr
    import mitsuba as mi

    random, ray = camera_path(camera, plan, pixel, plan.first)
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
        touched=[mi.UInt64(0) for _ in range(WORDS)],
    )
    (end,) = dr.while_loop(
        (start,),
        lambda path: path.sample < plan.stop,
        lambda path: (_advance(scene, tables, camera, plan, pixel, path),),
        label="paths",
    )
    return end.radiance, end.touched


def primary(camera: Camera, position: mi.Point2f) -> mi.Ray3f:
    """Return pinhole rays through film positions (pixels, centres at +0.5)."""
    import drjit as dr
    import mitsuba as mi

    slope = (position - camera.half) / camera.pixel_per_slope
    direction = camera.rotation @ mi.Vector3f(slope.x, slope.y, 1.0)
    return mi.Ray3f(camera.origin, dr.normalize(direction))


def camera_path(camera: Camera, plan: Plan, pixel: mi.UInt32, sample: mi.UInt32) -> tuple[mi.PCG32, mi.Ray3f]:
    """Return the random stream and the first ray of one sample of each pixel."""
    import drjit as dr
    import mitsuba as mi

    a, b = mi.sample_tea_32(pixel, sample ^ plan.seed, 6)
    random = mi.PCG32(initstate=mi.UInt64(a), initseq=mi.UInt64(b))
    x, y = pixel % camera.width, pixel // camera.width
    film = mi.Point2f(mi.Float(x) + random.next_float32(), mi.Float(y) + random.next_float32())
    ray = primary(camera, film)

    # The lens: every ray of a film point meets the others at the plane of focus.
    lens = mi.warp.square_to_uniform_disk_concentric(mi.Point2f(random.next_float32(), random.next_float32()))
    forward = camera.rotation @ mi.Vector3f(0.0, 0.0, 1.0)
    focus = ray(camera.focus / dr.dot(ray.d, forward))
    origin = ray.o + camera.rotation @ (mi.Vector3f(lens.x, lens.y, 0.0) * camera.aperture)
    through_lens = mi.Ray3f(origin, dr.normalize(focus - origin))
    thin = camera.aperture > 0.0
    return random, dr.select(thin, through_lens, ray)


def _advance(
    scene: mi.Scene, tables: Tables, camera: Camera, plan: Plan, pixel: mi.UInt32, path: Path
) -> Path:  # one paragraph per term of the path integral
    """Extend every path by one vertex; start the next sample where a path ends."""
    import drjit as dr
    import mitsuba as mi

    # Find the next vertex, and note what was met: a thing, a lamp, or the sky.
    active = path.sample < plan.stop
    ray = mi.Ray3f(path.origin, path.direction)
    si = scene.ray_intersect(ray, mi.RayFlags.All, False, active)
    met = si.is_valid() & active
    shape = dr.reinterpret_array(mi.UInt32, si.shape)
    slot = dr.gather(mi.UInt32, tables.shape_tag, shape, met) & ((1 << SLOT_BITS) - 1)
    touched = _mark(path.touched, slot, active)  # a ray into the sky gathers 0, the slot of the sky
    glow = dr.gather(mi.Color3f, tables.shape_tint, shape, met & ~path.scattered)

    # Emission seen along the ray, weighted against sampling the same emitter from the last vertex.
    emitter = si.emitter(scene, active)
    vertex = dr.zeros(mi.Interaction3f)
    vertex.p = path.last_vertex
    arrival = mi.DirectionSample3f(scene, si, vertex)
    light_pdf = scene.pdf_emitter_direction(vertex, arrival, active & ~path.delta)
    weight = dr.select(path.delta, 1.0, _power(path.last_pdf, light_pdf))
    weight = dr.select(path.bent, 0.0, weight)
    seen = path.throughput * emitter.eval(si, active) * weight
    radiance = path.radiance + dr.select(active, _limited(seen, path.scattered, plan.limit), 0.0)

    # Choose an emitter and a point on it, and walk the shadow ray.
    bsdf = si.bsdf(ray)
    onward = met & (path.depth + 1 < plan.max_depth)
    flags = bsdf.flags()
    rough = onward & mi.has_flag(flags, mi.BSDFFlags.Smooth)
    u = mi.Point2f(path.random.next_float32(), path.random.next_float32())
    light, light_weight = scene.sample_emitter_direction(si, u, False, rough)
    lit = rough & (light.pdf > 0.0)
    lamp = dr.gather(mi.UInt32, tables.emitter_slot, dr.reinterpret_array(mi.UInt32, light.emitter), lit)
    touched = _mark(touched, lamp, lit)
    clear, through, touched = _shadow(scene, tables, si, light, lit, touched)

    # Evaluate the material towards the light, and let it choose where the path goes on.
    u1 = path.random.next_float32()
    u2 = mi.Point2f(path.random.next_float32(), path.random.next_float32())
    value, pdf, turn, turn_weight = bsdf.eval_pdf_sample(mi.BSDFContext(), si, si.to_local(light.d), u1, u2, onward)
    weight = dr.select(light.delta | through, 1.0, _power(light.pdf, pdf))
    direct = path.throughput * value * light_weight * clear * weight
    radiance += dr.select(lit, _limited(direct, path.scattered | through, plan.limit), 0.0)

    # Flames and bulbs add their glow where the eye or a mirror sees them; their light is cast by their lamp.
    passing = mi.has_flag(turn.sampled_type, mi.BSDFFlags.Null)
    radiance += dr.select(met & passing & ~path.scattered, path.throughput * glow, 0.0)

    # Turn at the vertex; matter without a surface is passed as if it were not there.
    throughput = path.throughput * turn_weight
    delta = mi.has_flag(turn.sampled_type, mi.BSDFFlags.Delta)
    scatters = ~delta & ~passing
    scattered = path.scattered | scatters
    refracted = mi.has_flag(turn.sampled_type, mi.BSDFFlags.DeltaTransmission)
    bent = ~scatters & (path.bent | (scattered & refracted))
    eta = path.eta * turn.eta
    onward_ray = si.spawn_ray(si.to_world(turn.wo))
    depth = path.depth + 1

    # Russian roulette ends faint paths without bias.
    survival = dr.minimum(dr.max(throughput) * dr.square(eta), 0.95)
    gamble = depth >= ROULETTE_DEPTH
    won = path.random.next_float32() < survival
    throughput = dr.select(gamble, throughput / survival, throughput)
    alive = onward & (dr.max(throughput) > 0.0) & (~gamble | won)

    # Where a path has ended, the pixel's next sample starts.
    fresh = active & ~alive
    sample = path.sample + dr.select(fresh, mi.UInt32(1), mi.UInt32(0))
    random, first_ray = camera_path(camera, plan, pixel, sample)
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
        radiance=radiance,
        touched=touched,
    )


@dataclass
class _Shadow:
    """State of the walk towards a light."""

    active: Any  # Bool
    origin: Any  # Point3f
    length: Any  # Float
    transmittance: Any  # Color3f
    entry: Any  # Normal3f
    through: Any  # Bool
    crossings: Any  # UInt32
    touched: Any  # list[UInt64]


MAX_CROSSINGS = 12  # of clear surfaces by one shadow ray; more are dark


def _shadow(
    scene: mi.Scene,
    tables: Tables,
    si: mi.SurfaceInteraction3f,
    light: mi.DirectionSample3f,
    lit: mi.Bool,
    touched: list,
) -> tuple[mi.Color3f, mi.Bool, list]:
    """Return what share of the light arrives, whether it crossed clear matter, and what the ray has met."""
    import drjit as dr
    import mitsuba as mi

    toward = si.spawn_ray(light.d)
    start = _Shadow(
        active=mi.Bool(lit),
        origin=toward.o,
        length=light.dist * (1.0 - 1e-3),
        transmittance=mi.Color3f(1.0),
        entry=mi.Normal3f(0.0),
        through=mi.Bool(False),
        crossings=mi.UInt32(0),
        touched=touched,
    )
    (end,) = dr.while_loop(
        (start,),
        lambda walk: walk.active,
        lambda walk: (_cross(scene, tables, light.d, walk),),
        label="shadow",
    )
    return end.transmittance, end.through, end.touched


def _cross(scene: mi.Scene, tables: Tables, direction: mi.Vector3f, walk: _Shadow) -> _Shadow:
    """Follow a shadow ray to the next surface and through it, if light can pass."""
    import drjit as dr
    import mitsuba as mi

    ray = mi.Ray3f(walk.origin, direction, walk.length, 0.0, [])
    hit = scene.ray_intersect_preliminary(ray, False, walk.active)
    met = hit.is_valid() & walk.active
    shape = dr.reinterpret_array(mi.UInt32, hit.shape)
    tag = dr.gather(mi.UInt32, tables.shape_tag, shape, met)
    kind = tag >> KIND_SHIFT
    touched = _mark(walk.touched, tag & ((1 << SLOT_BITS) - 1), met)
    clear, passing = met & (kind == CLEAR), met & (kind == PASSING)
    si = hit.compute_surface_interaction(ray, mi.RayFlags.All, clear | passing)

    # Schlick's Fresnel (1994) and the wedge against the surface by which the ray came in.
    normal = si.sh_frame.n
    cosine = dr.abs(dr.dot(normal, direction))
    ior = dr.gather(mi.Float, tables.shape_ior, shape, clear)
    tint = dr.gather(mi.Color3f, tables.shape_tint, shape, clear)
    normal_reflectance = dr.square((ior - 1.0) / (ior + 1.0))
    crossing = (1.0 - normal_reflectance) * (1.0 - (1.0 - cosine) ** 5)
    leaves = dr.dot(normal, direction) > 0.0
    wedge = dr.select(leaves, dr.maximum(0.5 - 0.5 * dr.dot(normal, walk.entry), 0.0), 1.0)
    wedge = dr.select(dr.squared_norm(walk.entry) > 0.0, wedge, 1.0)
    share = dr.select(clear, tint * crossing * wedge, 0.0)
    share = dr.select(passing, mi.Color3f(si.bsdf().eval_null_transmission(si, passing)), share)

    transmittance = dr.select(met, walk.transmittance * share, walk.transmittance)
    crossings = walk.crossings + 1
    onward = met & (dr.max(transmittance) > 0.0) & (crossings < MAX_CROSSINGS)
    transmittance = dr.select(met & ~onward, 0.0, transmittance)
    return _Shadow(
        active=onward,
        origin=dr.select(onward, si.spawn_ray(direction).o, walk.origin),
        length=walk.length - dr.select(met, hit.t, 0.0),
        transmittance=transmittance,
        entry=dr.select(clear & ~leaves, normal, walk.entry),
        through=walk.through | clear,
        crossings=crossings,
        touched=touched,
    )


def _mark(words: list, slot: mi.UInt32, active: mi.Bool) -> list:
    """Return touched words with the bit of a slot set."""
    import drjit as dr
    import mitsuba as mi

    bit = dr.select(active, mi.UInt64(1) << mi.UInt64(slot & 63), mi.UInt64(0))
    word = slot >> 6
    return [old | dr.select(word == i, bit, mi.UInt64(0)) for i, old in enumerate(words)]


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
