"""What the render kernels share: tables, lights, camera, plan of samples, first rays, touched sets."""

from __future__ import annotations

from dataclasses import dataclass
from math import erf, sqrt
from typing import TYPE_CHECKING, Any

from setpiece.render import sampler

if TYPE_CHECKING:
    import mitsuba as mi

WORDS = 8  # of 64 slots each
SLOT_BITS = 9
KIND_SHIFT = SLOT_BITS
SLOT_MASK = (1 << SLOT_BITS) - 1
FILM, LENS, SUNWARD, VERTEX = 0, 1, 2, 3  # numbers of the sampler's pairs; every vertex of a path has three
FOG = 1 << 16  # of two pairs for the first ray's way through fog
PCG32_MULTIPLIER = 6364136223846793005
OPAQUE, CLEAR, FROSTED, PASSING, LAMP, LEAFY = range(6)  # kinds; shadow rays cross CLEAR, PASSING, LEAFY's holes
FILTER, FILTER_REACH = 0.45, 1.5  # px: a bell like that of Blackman and Harris over the same reach
NO_LAMP = 0xFFFFFFFF
OPEN_SKY = -1e30  # of a sun that no pane lets in
ITEM_SIZE = 16  # floats of a row of ``Tables.items``
LAMP_SIZE = 24  # floats of a row of ``Lights.lamps``


@dataclass
class Lights:
    """What shines, as arrays. Choices: 0 the dome, 1 the sun, then the lamps; each with its probability.

    ``lamps`` rows, in quads: place; half-axis x (of a ball: its radius along x); half-axis y; unit facing, edge; area,
    shape (0 square, 1 disk, 2 ball), first texel and height of its picture; radiance, and the picture's width.
    """

    lamps: Any  # Float: LAMP_SIZE a row
    pictures: Any  # Float: 4 a texel, factors of radiance
    dome: Any  # Float: 4 a texel, the sky as it is seen, then the same at CELL_ROWS x CELL_COLUMNS, as it lights
    dome_height: Any  # UInt32: as it is seen
    dome_width: Any  # UInt32
    cell_share: Any  # Float: alias table over the cells of the dome that are bright, then one over all
    cell_alias: Any  # UInt32
    cell_density: Any  # Float: per steradian
    sun_direction: Any  # Vector3f
    sun_radiance: Any  # Color3f
    sun_versine: Any  # Float: 1 - cosine of its radius; -1 if there is none
    sun_pane: Any  # Float: x of the pane by which it enters a room; OPEN_SKY outdoors
    choice_share: Any  # Float: alias tables over the choices: ``emitters.ALL``, ``BUT_SUN``, ``ALL_OF_SKY``
    choice_alias: Any  # UInt32
    choice_density: Any  # Float: how often each is asked: its probability, twice that where two are asked
    choice_tag: Any  # UInt32: slot
    choices: Any  # UInt32: how many


@dataclass
class Tables:
    """What the kernels look up. Faces and items of things come first, those of opaque dressing after them.

    ``items`` rows: colour, alpha; metallic, gloss (0 or 1), f0 and index of refraction; first texel, edge, tiles per
    metre (of clear matter: how often a metre takes its colour), loose (0 or 1; 2: and of crystals that glitter; -1:
    not, and sunlight comes through); share of the coarse tint, relief, lit (``surfaces.WET``: a wet ground;
    ``STRAND``: one that the sea has wetted; without panes: water that mirrors lamps), and the first word of the panes
    plus 1 (0: none).
    """

    faces: Any  # Float: facets.SIZE a record
    face_item: Any  # UInt32
    dressing: Any  # UInt32: the first face of the dressing
    items: Any  # Float: ITEM_SIZE a row
    item_tag: Any  # UInt32: slot | kind << KIND_SHIFT; lamps follow the items
    lamp_item: Any  # UInt32: the row of ``item_tag`` of the first lamp
    shape_lamp: Any  # UInt32: by Mitsuba's registry number, the lamp or NO_LAMP
    part: Any  # UInt32: by row of ``item_tag``, the row of the table of parts
    texels: Any  # UInt32: 2 a texel
    coarse: Any  # Float: 4 a texel
    panes: Any  # list[UInt32]: empty, or a word a texel of the patterns with windows
    haze: Any  # list[Float]: empty, or the extinction of the air, 1/m
    glitter: Any  # list[Float]: empty, or 1 where the sun shines on what is of crystals
    streaks: Any  # list: empty, or ``streaks.lamps`` (Float) and how many they are (UInt32)
    foliage: Any  # list[UInt32]: empty, or the bits that cards of leaves are cut out by
    gloss: Any  # Float: 4 an entry
    lights: Lights


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
    """Which samples of each pixel to take: indices ``first`` to ``stop`` - 1, and the limits of their paths.

    Their lines of sight, and more up to ``seen`` - 1, make the guides.
    """

    seed: Any  # UInt32
    first: Any  # UInt32
    stop: Any  # UInt32
    seen: Any  # UInt32
    max_depth: Any  # UInt32
    limit: Any  # Float
    boxes: Any  # list[(Point3f, Point3f)]: lower and upper corners of where things move
    # list[Float]: empty, or the fog's extinction, 1/m, how far from the middle and how high it reaches, m; and how many
    # pixels wide the picture is
    fog: Any
    angle: Any  # Float: rad that a pixel is wide, in the middle of the picture


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

    random = _stream(*mi.sample_tea_32(pixel, sample ^ plan.seed, 6))
    x, y = pixel % camera.width, pixel // camera.width
    key = sampler.key(plan.seed, pixel)
    ray = primary(camera, mi.Point2f(mi.Float(x) + 0.5, mi.Float(y) + 0.5) + _aside(sampler.pair(key, sample, FILM)))

    # The lens: every ray of a film point meets the others at the plane of focus.
    lens = mi.warp.square_to_uniform_disk_concentric(sampler.pair(key, sample, LENS))
    forward = camera.rotation @ mi.Vector3f(0.0, 0.0, 1.0)
    focus = ray(camera.focus / dr.dot(ray.d, forward))
    origin = ray.o + camera.rotation @ (mi.Vector3f(lens.x, lens.y, 0.0) * camera.aperture)
    through_lens = mi.Ray3f(origin, dr.normalize(focus - origin))
    thin = camera.aperture > 0.0
    return random, dr.select(thin, through_lens, ray)


def _aside(u: mi.Point2f) -> mi.Vector2f:
    """Return how far from a pixel's centre (px) a sample lies: as dense as the pixel's filter is high there."""
    import drjit as dr

    return dr.erfinv((2.0 * u - 1.0) * erf(FILTER_REACH / (sqrt(2.0) * FILTER))) * (sqrt(2.0) * FILTER)


def numbers(plan: Plan, pixel: mi.UInt32, sample: mi.UInt32, vertex: mi.UInt32 | int) -> list[mi.Float]:
    """Return the six random numbers of a path's vertex: three for an emitter, three for the material."""
    key = sampler.key(plan.seed, pixel)
    emitter, choices, material = (sampler.pair(key, sample, VERTEX + vertex * 3 + k) for k in range(3))
    return [choices.x, emitter.x, emitter.y, choices.y, material.x, material.y]


def sunward(plan: Plan, pixel: mi.UInt32, sample: mi.UInt32) -> mi.Point2f:
    """Return the random numbers with which a path's first vertex asks the sun, or a second emitter."""
    return sampler.pair(sampler.key(plan.seed, pixel), sample, SUNWARD)


def foggy(plan: Plan, pixel: mi.UInt32, sample: mi.UInt32) -> list[mi.Float]:
    """Return the random numbers with which a first ray asks for light in fog: where, which emitter, and where on it.

    Where: all pixels take the same points, each shifted by its place in a lattice that leaves no gaps (``sampler.
    apart``). Neighbours so divide the way among themselves, and their errors cancel where light varies slowly across
    the picture, as in a beam (Georgiev and Fajardo 2016, "Blue-noise dithered sampling").
    """
    import drjit as dr
    import mitsuba as mi

    key, width = sampler.key(plan.seed, pixel), mi.UInt32(plan.fog[-1])
    where = sampler.pair(sampler.key(plan.seed, mi.UInt32(0)), sample, FOG)
    along = where.x + sampler.apart(pixel % width, pixel // width)
    which = where.y + sampler.fraction(key)
    on = sampler.pair(key, sample, FOG + 1)
    return [along - dr.floor(along), which - dr.floor(which), on.x, on.y]


def enters(plan: Plan, origin: mi.Point3f, direction: mi.Vector3f, length: mi.Float) -> mi.Bool:
    """Return whether the first ``length`` m of rays pass through one of the plan's boxes (Kay and Kajiya 1986)."""
    import drjit as dr
    import mitsuba as mi

    steep = dr.select(dr.abs(direction) < 1e-20, 1e-20, direction)  # no axis may divide zero by zero
    inverse = dr.rcp(steep)
    found = mi.Bool(False)
    for low, high in plan.boxes:
        a, b = (low - origin) * inverse, (high - origin) * inverse
        near = dr.maximum(dr.max(dr.minimum(a, b)), 0.0)
        found |= near <= dr.minimum(dr.min(dr.maximum(a, b)), length)
    return found


def _stream(state: mi.UInt32, sequence: mi.UInt32) -> mi.PCG32:
    """Return PCG32 (O'Neill 2014) seeded by hand: inside a loop Mitsuba's constructor would add the lane's number."""
    import drjit as dr
    import mitsuba as mi

    random = dr.zeros(mi.PCG32)
    random.inc = (mi.UInt64(sequence) << 1) | 1
    random.state = (random.inc + mi.UInt64(state)) * PCG32_MULTIPLIER + random.inc
    return random


def mark(words: list, slot: mi.UInt32, active: mi.Bool) -> list:
    """Return touched words with the bit of a slot set."""
    import drjit as dr
    import mitsuba as mi

    bit = dr.select(active, mi.UInt64(1) << mi.UInt64(slot & 63), mi.UInt64(0))
    word = slot >> 6
    return [old | dr.select(word == i, bit, mi.UInt64(0)) for i, old in enumerate(words)]
