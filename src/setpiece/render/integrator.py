"""A path tracer over lists of pixels that knows which things every pixel's light has met.

One lane of the wavefront is one pixel: it traces its samples one after another, so that a pixel's sum and its touched
set never depend on which other pixels are traced, in what chunks, or by how many threads. Random numbers come from
(seed, pixel, sample) alone: where a path turns, from ``render.sampler``, evenly among a pixel's samples.

Light transport: one emitter is sampled at every rough vertex, at the first one the sun and one of all others, or two
where there is no sun, and weighted against the material's own sampling by the power heuristic (Veach 1997, 9.2.4).
Of the sky only what is bright is sampled so; the material finds the rest, and through clear matter as it is bent.
Shadow rays go straight through clear solids, attenuated by Fresnel reflection, tint and by the wedge between entry and
exit (light that a wedge would bend away is lost); refracted light that reaches an emitter after a rough vertex is left
out in exchange, so nothing is counted twice. What arrives after the first rough vertex is limited to ``Plan.limit``
per sample.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from setpiece.render import (
    emitters,
    fog,
    foliage,
    glints,
    groups,
    haze,
    kernel,
    lanes,
    panes,
    pools,
    reflection,
    shading,
    shadow,
    sight,
    split,
    streaks,
    weights,
)
from setpiece.render import hit as hits

if TYPE_CHECKING:
    from collections.abc import Callable

    import mitsuba as mi

ROULETTE_DEPTH = 3
DIFFUSE_ANGLE = 0.02  # rad: how wide a beam is taken for, after a rough vertex


@dataclass
class Path:
    """State of the loop over the vertices of one sample, one lane per pixel."""

    active: Any  # Bool
    random: Any  # PCG32
    origin: Any  # Point3f
    direction: Any  # Vector3f
    throughput: Any  # Color3f
    depth: Any  # UInt32
    last_vertex: Any  # Point3f
    last_density: Any  # Float
    delta: Any  # Bool: the last turn was a mirror's, or there was none
    apart: Any  # Bool: the last vertex has asked the sun apart from all others
    scattered: Any  # Bool: a rough vertex lies behind, or a metal mirror
    spread: Any  # Float: 1/sr, the least density with which a rough vertex has sent it on
    sharp: Any  # Bool: nothing but clear matter and mirrors lies behind
    bent: Any  # Bool: clear matter has refracted it since
    medium: Any  # Color3f: ``shading.absorption`` of what it goes through
    radiance: Any  # Color3f
    touched: Any  # list[UInt64]
    entered: Any  # Bool: one of its rays, or of those towards lights, passes where things move
    split: Any  # split.Split: its light shared out among layers; None where only the sum is asked for
    groups: Any  # list[Color3f]: its light by the lamps that have sent it; None likewise
    mist: Any  # list[Float]: ``sight.Sums.mist``; empty where it is not asked for


@dataclass
class _Vertex:
    """A point that scatters light."""

    hit: Any  # hits.Hit
    side: Any  # Vector3f: normal of the flat face, on the side that the path came from
    frame: Any  # Frame3f
    surface: Any  # reflection.Surface
    between: Any  # reflection.Interface
    wi: Any  # Vector3f
    rough: Any  # Bool: where it does


def trace(
    scenes: hits.Scenes, tables: kernel.Tables, camera: kernel.Camera, plan: kernel.Plan, pixel: mi.UInt32
) -> tuple[Any, sight.Sums]:
    """Return for every pixel index y W + x the sum of radiance over the plan's samples, and what else they gather."""
    import mitsuba as mi

    def add(sample: mi.UInt32, sums: sight.Sums, total: mi.Color3f) -> tuple:
        path, sums = _sampled(scenes, tables, camera, plan, (pixel, sample), sums)
        return sample + 1, sums, total + path.radiance

    start = sight.nothing(misty=bool(plan.fog)), mi.Color3f(0.0)
    sums, total = _over_samples(plan, pixel, add, start)
    return total, sight.more(scenes, tables, camera, plan, pixel, sums)


def trace_groups(count: int) -> Callable[..., tuple]:
    """Return the program that returns what ``trace`` does, but three sums of each of ``count`` light groups."""

    def trace(
        scenes: hits.Scenes, tables: kernel.Tables, camera: kernel.Camera, plan: kernel.Plan, pixel: mi.UInt32
    ) -> tuple[list[Any], sight.Sums]:
        import mitsuba as mi

        def add(sample: mi.UInt32, sums: sight.Sums, totals: list) -> tuple:
            path, sums = _sampled(scenes, tables, camera, plan, (pixel, sample), sums, (None, totals))
            return sample + 1, sums, path.groups

        dark = [mi.Color3f(0.0) for _ in range(count)]
        sums, totals = _over_samples(plan, pixel, add, (sight.nothing(), dark))
        sums = sight.more(scenes, tables, camera, plan, pixel, sums)
        return [channel for color in totals for channel in (color.x, color.y, color.z)], sums

    return trace


def trace_split(
    scenes: hits.Scenes,
    tables: kernel.Tables,
    camera: kernel.Camera,
    plan: kernel.Plan,
    actors: mi.UInt32,
    pixel: mi.UInt32,
) -> tuple[Any, sight.Sums, dict[str, Any], Any]:
    """Return the very sums that ``trace`` returns, those sums by layer, and how many first rays have met an actor.

    ``actors``: 1 for every row of the table of parts that belongs to one, else 0.
    """
    import drjit as dr
    import mitsuba as mi

    def add(sample: mi.UInt32, sums: sight.Sums, total: mi.Color3f, layers: dict, actor: mi.Float) -> tuple:
        begun = split.begun(layers, actors)
        path, sums = _sampled(scenes, tables, camera, plan, (pixel, sample), sums, (begun, None))
        layers = split.by_actor(path.split, path.radiance)
        return sample + 1, sums, total + path.radiance, layers, actor + dr.select(path.split.actor, 1.0, 0.0)

    dark = {name: mi.Color3f(0.0) for name in split.LAYERS}
    start = (sight.nothing(words=0, misty=bool(plan.fog)), mi.Color3f(0.0), dark, mi.Float(0.0))
    sums, total, layers, actor = _over_samples(plan, pixel, add, start)
    return total, sight.more(scenes, tables, camera, plan, pixel, sums), layers, actor


def _over_samples(plan: kernel.Plan, pixel: mi.UInt32, add: Callable[..., tuple], start: tuple) -> tuple:
    """Return what ``add`` makes of ``start`` over the plan's samples of every pixel, one after another."""
    import drjit as dr
    import mitsuba as mi

    first = plan.first + dr.zeros(mi.UInt32, dr.width(pixel))
    _, *end = dr.while_loop((first, *start), lambda sample, *_: sample < plan.stop, add, label="samples")
    return tuple(end)


def _sampled(
    scenes: hits.Scenes,
    tables: kernel.Tables,
    camera: kernel.Camera,
    plan: kernel.Plan,
    which: tuple[mi.UInt32, mi.UInt32],
    sums: sight.Sums,
    shares: tuple[split.Split | None, list | None] = (None, None),
) -> tuple[Path, sight.Sums]:
    """Return one sample's path at its end, and sums with what it and its line of sight have met.

    ``which``: the pixel and the sample of every lane. ``shares``: the layers and the light groups before it.
    """
    import drjit as dr
    import mitsuba as mi

    pixel, sample = which
    random, ray = kernel.camera_path(camera, plan, pixel, sample)
    active = sample < plan.stop
    path = Path(
        active=active,
        random=random,
        origin=mi.Point3f(ray.o),
        direction=mi.Vector3f(ray.d),
        throughput=mi.Color3f(1.0),
        depth=mi.UInt32(0),
        last_vertex=mi.Point3f(ray.o),
        last_density=mi.Float(1.0),
        delta=mi.Bool(True),
        apart=mi.Bool(False),
        scattered=mi.Bool(False),
        spread=mi.Float(dr.inf),
        sharp=mi.Bool(True),
        bent=mi.Bool(False),
        medium=mi.Color3f(0.0),
        radiance=mi.Color3f(0.0),
        touched=sums.touched,
        entered=sums.entered,
        split=shares[0],
        groups=shares[1],
        mist=sums.mist,
    )
    path, met = _advance(scenes, tables, plan, path, which, first=True)
    sums, path = replace(sums, mist=path.mist), replace(path, mist=[])
    (path,) = dr.while_loop(
        (path,),
        lambda path: path.active,
        lambda path: (_advance(scenes, tables, plan, path, which)[0],),
        label="vertices",
    )
    level = (path.radiance.x + path.radiance.y + path.radiance.z) * (1.0 / 3.0)
    level, square = sums.level + level, sums.square + dr.square(level)
    sums = replace(sums, touched=path.touched, entered=path.entered, level=level, square=square)
    return path, sight.followed(scenes, tables, plan, ray, met, active, sums)


def _advance(
    scenes: hits.Scenes, tables: kernel.Tables, plan: kernel.Plan, path: Path, which: tuple, *, first: bool = False
) -> tuple[Path, sight.Met]:
    """Extend every path by one vertex, and return it; ``which``: pixel and sample; ``first``: it is the first."""
    import drjit as dr
    import mitsuba as mi

    numbers = kernel.numbers(plan, *which, 0 if first else path.depth)

    # Find the next vertex, and note what was met.
    active = path.active
    ray = mi.Ray3f(path.origin, path.direction)
    hit = hits.find(scenes, tables, ray, active)
    kind = hit.tag >> kernel.KIND_SHIFT
    path.touched = hits.noted(path.touched, hit, active)
    path.entered |= active & kernel.enters(plan, ray.o, ray.d, hit.distance)
    path.throughput *= shading.left_of(path.medium, dr.select(hit.valid, hit.distance, 0.0))
    path = _through_fog(scenes, tables, plan, path, which, ray, hit) if first and plan.fog else path
    path = _through_haze(tables, path, ray, hit) if first and tables.haze else path
    met = weights.limited(_emitted(tables, hit, path, active), path.scattered, plan.limit)
    path = _lit(path, met, hit.lamp)
    if path.split is not None:
        path.split = split.seen(split.met(path.split, met, ~hit.valid), tables, hit, path.depth == 0)

    # What the point is made of, in the frame of its shading normal, which looks to where the path comes from.
    passing = hit.valid & (kind == kernel.PASSING)
    onward = hit.valid & (kind != kernel.LAMP) & (path.depth + 1 < plan.max_depth)
    row = shading.row_of(tables, hit, hit.valid)
    angle = dr.select(path.scattered, DIFFUSE_ANGLE, plan.angle)
    color, normal, alpha, interface = pools.looked_up(tables, row, hit, ray.d, angle)
    alpha = dr.select(kind == kernel.CLEAR, alpha, weights.mollified(path.spread, alpha))
    surface = reflection.surface(replace(row, alpha=alpha, gloss=interface), color, kind)
    if tables.panes:
        surface, shine = panes.seen(tables, row, hit, ray.d, angle, surface)
        path = _shone(path, shine, plan.limit, active, row)
    frame, side = _frame(hit, normal, ray.d, surface.clear), hits.outward(hit.face_normal, ray.d)
    wi = frame.to_local(-ray.d)
    between = reflection.interface(surface, tables.gloss, wi)
    if tables.foliage:
        frame, side, surface.base = foliage.let_through(path.random, frame, side, surface.base, kind == kernel.LEAFY)

    # Ask for light from an emitter; the first vertex asks the sun apart from all others, or twice where there is none.
    rough = onward & ~passing & ~surface.clear
    met = _Vertex(hit, side, frame, surface, between, wi, rough)
    among = emitters.BUT_SUN if first else emitters.ALL
    reach = emitters.reach(tables.lights, hit.point, numbers[0], mi.Point2f(*numbers[1:3]), rough, among)
    path = _asked(scenes, tables, plan, _mirrored(tables, plan, path, met, row) if first else path, met, reach)
    if first:
        second = emitters.second_reach(tables.lights, hit.point, numbers[0], kernel.sunward(plan, *which), rough)
        path = _asked(scenes, tables, plan, path, _glittering(tables, met, row, ray.d, angle), second)

    # Flames and bulbs add their glow where the eye or a mirror sees them; their light is cast by their lamp.
    glow = dr.select(passing & path.sharp, path.throughput * row.color, 0.0)
    path = _lit(path, glow)
    if path.split is not None:
        path.split = split.met(path.split, glow, mi.Bool(False))

    # Let the material choose where the path goes on.
    turn = reflection.sample(surface, tables.gloss, between, wi, numbers[3], mi.Point2f(*numbers[4:6]), seen=first)
    onto = frame.to_world(turn.direction)
    turn.direction = dr.select(passing, ray.d, dr.select(surface.clear, onto, hits.kept_out(onto, side)))
    turn.weight = dr.select(passing, 1.0, turn.weight)
    path.apart = dr.select(passing, path.apart, first)
    path = _turned(_steeped(path, row, ray, hit, turn), hit, turn, passing, kind == kernel.FROSTED, onward)
    return path, sight.Met(hit, row, color, normal)


def _steeped(path: Path, row: shading.Row, ray: mi.Ray3f, hit: hits.Hit, turn: reflection.Turn) -> Path:
    """Return paths that have passed into matter which takes colour from light on its way through, or out of it."""
    import drjit as dr

    medium, deep = shading.absorption(row, (hit.tag >> kernel.KIND_SHIFT) == kernel.CLEAR)
    enters = dr.dot(hit.face_normal, ray.d) < 0.0
    path.medium = dr.select(deep & turn.through, dr.select(enters, medium, 0.0), path.medium)
    return path


def _mirrored(tables: kernel.Tables, plan: kernel.Plan, path: Path, met: _Vertex, row: shading.Row) -> Path:
    """Return paths with the lamps that calm water mirrors where they have met it."""
    if not tables.streaks:
        return path
    image = streaks.mirrored(tables, row, met.hit, met.surface, met.frame, met.wi, met.rough)
    light = weights.limited(path.throughput * image, path.scattered, plan.limit)
    if path.split is not None:
        path.split = split.reflected(path.split, light)
    return _lit(path, light)


def _glittering(
    tables: kernel.Tables, met: _Vertex, row: shading.Row, direction: mi.Vector3f, angle: mi.Float
) -> _Vertex:
    """Return a vertex as the sun finds it: with the crystals that mirror it to the eye."""
    if not tables.glitter:
        return met
    bright = 1.0 + glints.glitter(row, met.hit, direction, angle)
    return replace(met, surface=replace(met.surface, base=met.surface.base * bright))


def _asked(
    scenes: hits.Scenes, tables: kernel.Tables, plan: kernel.Plan, path: Path, at: _Vertex, reach: emitters.Reach
) -> Path:
    """Return paths with the light that comes straight from an emitter and is scattered at a vertex."""
    import drjit as dr
    import mitsuba as mi

    wo = at.frame.to_local(reach.direction)
    value, density, mirrored = reflection.evaluate(at.surface, tables.gloss, at.between, at.wi, wo)
    lit = reach.lit & (density > 0.0) & (dr.dot(reach.direction, at.side) > 0.0)
    path.touched = kernel.mark(path.touched, reach.tag, lit)
    start = hits.start(at.hit.point, at.hit.face_normal, reach.direction)
    toward = mi.Ray3f(start, reach.direction, reach.distance, 0.0, [])
    path.entered |= lit & kernel.enters(plan, toward.o, toward.d, toward.maxt)
    share, through, path.touched = shadow.walk(scenes, tables, toward, lit, path.touched, reach.lamp, path.medium)
    weight = dr.select(through, 1.0, weights.power(reach.density, density))
    direct = path.throughput * value * reach.radiance * share * (weight / reach.density)
    sent = weights.limited(dr.select(lit, direct, 0.0), path.scattered | through, plan.limit)
    path = _lit(path, sent, reach.lamp)
    if path.split is not None:
        whole = dr.select(
            lit, path.throughput * value * reach.radiance * dr.maximum(1.0 - share, 0.0) / reach.density, 0.0
        )
        path.split = split.sent(path.split, sent, whole, mirrored)
    return path


def _through_fog(
    scenes: hits.Scenes,
    tables: kernel.Tables,
    plan: kernel.Plan,
    path: Path,
    which: tuple,
    ray: mi.Ray3f,
    hit: hits.Hit,
) -> Path:
    """Return paths whose first ray has come through fog."""
    import drjit as dr
    import mitsuba as mi

    numbers = kernel.foggy(plan, *which)
    distance = dr.select(hit.valid, hit.distance, dr.inf)
    kept, light, lamp, path.touched, entered = fog.scatter(scenes, tables, plan, ray, distance, numbers, path.touched)
    light = weights.limited(light, mi.Bool(True), plan.limit)
    path.throughput *= kept
    path = _lit(path, light, lamp)
    if path.mist:
        path.mist = [before + more for before, more in zip(path.mist, (*light, 1.0 - kept), strict=True)]
    path.entered |= entered
    if path.split is not None:
        path.split = split.hazed(path.split, light)
    return path


def _through_haze(tables: kernel.Tables, path: Path, ray: mi.Ray3f, hit: hits.Hit) -> Path:
    """Return paths whose first ray has come through the air of a wide view."""
    import drjit as dr
    import mitsuba as mi

    kept, light = haze.scatter(tables, ray, dr.select(hit.valid, hit.distance, 0.0))
    path.touched = kernel.mark(path.touched, mi.UInt32(0), hit.valid)
    path.throughput *= kept
    path = _lit(path, light)
    if path.split is not None:
        path.split = split.hazed(path.split, light)
    return path


def _shone(path: Path, shine: mi.Color3f, limit: mi.Float, active: mi.Bool, row: shading.Row) -> Path:
    """Return paths with the light of windows, lit roads, and waves that sunlight comes through."""
    import drjit as dr
    import mitsuba as mi

    path.touched = kernel.mark(path.touched, mi.UInt32(0), active & (row.loose < 0.0))
    light = weights.limited(dr.select(active & ~path.bent, path.throughput * shine, 0.0), path.scattered, limit)
    path = _lit(path, light)
    if path.split is not None:
        path.split = split.met(path.split, light, mi.Bool(False))
    return path


def _lit(path: Path, light: mi.Color3f, lamp: mi.UInt32 | None = None) -> Path:
    """Return a path with light that a lamp has sent, or what is no lamp; in its group, where groups are asked for."""
    import mitsuba as mi

    path.radiance += light
    if path.groups is not None:
        path.groups = groups.added(path.groups, mi.UInt32(kernel.NO_LAMP) if lamp is None else lamp, light)
    return path


def _frame(hit: hits.Hit, normal: mi.Normal3f, direction: mi.Vector3f, clear: mi.Bool) -> mi.Frame3f:
    """Return the shading frame: of clear matter as modelled, of all else turned to where the ray came from.

    A normal that relief has tilted away from the eye is lifted to graze it.
    """
    import drjit as dr
    import mitsuba as mi

    seen = normal * dr.select(dr.dot(hit.normal, direction) > 0.0, -1.0, 1.0)
    away = dr.maximum(dr.dot(seen, direction) + 1e-3, 0.0)
    lifted = dr.normalize(seen - direction * away)
    return mi.Frame3f(dr.select(clear, mi.Vector3f(hit.normal), mi.Vector3f(lifted)))


def _emitted(tables: kernel.Tables, hit: hits.Hit, path: Path, active: mi.Bool) -> mi.Color3f:
    """Return emission met by the rays, each weighted against sampling the same emitter from the last vertex."""
    import drjit as dr
    import mitsuba as mi

    escaped = active & ~hit.valid
    sunward = emitters.open_to_sun(tables.lights, hit, active)
    dark = mi.Color3f(0.0), mi.Float(0.0)
    dome, dome_density, sun, sun_density = lanes.where(
        escaped | sunward,
        lambda _: emitters.from_infinity(tables.lights, path.direction, path.scattered, escaped, sunward, path.apart),
        (*dark, *dark),
    )
    lamp, lamp_density = lanes.where(
        active & hit.valid & (hit.lamp != kernel.NO_LAMP),
        lambda active: emitters.from_lamp(tables.lights, path.last_vertex, hit, path.direction, active, path.apart),
        dark,
    )

    def weighed(density: mi.Float) -> mi.Float:
        return dr.select(path.delta, 1.0, weights.power(path.last_density, density))

    # What clear matter has bent comes from where no shadow ray would have gone.
    sky = dr.select(path.bent & (dome_density > 0.0), 0.0, dome * weighed(dome_density))
    light = sky + dr.select(path.bent, 0.0, sun * weighed(sun_density) + lamp * weighed(lamp_density))
    return dr.select(active, path.throughput * light, 0.0)


def _turned(
    path: Path, hit: hits.Hit, turn: reflection.Turn, passing: mi.Bool, frosted: mi.Bool, onward: mi.Bool
) -> Path:
    """Return paths that go on in the sampled direction, or end."""
    import drjit as dr
    import mitsuba as mi

    # Matter without a surface is passed as if it were not there.
    throughput = path.throughput * turn.weight
    scatters = ~passing & (~turn.delta | frosted)
    scattered = path.scattered | scatters
    bent = ~scatters & (path.bent | (scattered & turn.through & ~passing))
    depth = path.depth + 1

    # Russian roulette ends faint paths without bias; by the root, since what they still meet may be bright.
    survival = dr.minimum(dr.sqrt(dr.max(throughput)), 0.95)
    gamble = depth >= ROULETTE_DEPTH
    won = path.random.next_float32() < survival
    throughput = dr.select(gamble, throughput / survival, throughput)
    return Path(
        active=onward & (dr.max(throughput) > 0.0) & (~gamble | won),
        random=path.random,
        origin=hits.start(hit.point, hit.face_normal, turn.direction),
        direction=mi.Vector3f(turn.direction),
        throughput=throughput,
        depth=depth,
        last_vertex=dr.select(passing, path.last_vertex, hit.point),
        last_density=dr.select(passing, path.last_density, turn.density),
        delta=dr.select(passing, path.delta, turn.delta),
        apart=path.apart,
        scattered=scattered,
        spread=dr.select(passing | turn.delta, path.spread, dr.minimum(path.spread, turn.density)),
        sharp=path.sharp & (passing | (turn.sharp & ~frosted)),
        bent=bent,
        medium=path.medium,
        radiance=path.radiance,
        touched=path.touched,
        entered=path.entered,
        split=None if path.split is None else split.turned(path.split, turn, passing),
        groups=path.groups,
        mist=path.mist,
    )
