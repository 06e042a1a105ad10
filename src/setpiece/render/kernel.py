"""What the render kernels share: tables, camera, plan of samples, first rays, touched sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import mitsuba as mi

WORDS = 8  # of 64 slots each
SLOT_BITS = 9
KIND_SHIFT = SLOT_BITS
INFINITE = 1 << SLOT_BITS
SLOT_MASK = INFINITE - 1
R2_STEP = (3242174889, 2447445414)  # 2^32 / p and 2^32 / p^2, p = 1.32472 the plastic number
PCG32_MULTIPLIER = 6364136223846793005
OPAQUE, CLEAR, PASSING = 0, 1, 2  # what a surface is to a shadow ray


@dataclass
class Tables:
    """What the kernel looks up by Mitsuba's registry numbers. ``shape_tag``: slot | kind << 9."""

    shape_tag: Any  # UInt32
    shape_item: Any  # UInt32
    shape_tint: Any  # Float: (3 n) transmittance of one interface of clear shapes; glow of passing ones
    shape_ior: Any  # Float
    emitter_tag: Any  # UInt32: slot | 512 if infinitely far


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
    ray = primary(camera, mi.Point2f(mi.Float(x), mi.Float(y)) + _in_pixel(plan, pixel, sample))

    # The lens: every ray of a film point meets the others at the plane of focus.
    lens = mi.warp.square_to_uniform_disk_concentric(mi.Point2f(random.next_float32(), random.next_float32()))
    forward = camera.rotation @ mi.Vector3f(0.0, 0.0, 1.0)
    focus = ray(camera.focus / dr.dot(ray.d, forward))
    origin = ray.o + camera.rotation @ (mi.Vector3f(lens.x, lens.y, 0.0) * camera.aperture)
    through_lens = mi.Ray3f(origin, dr.normalize(focus - origin))
    thin = camera.aperture > 0.0
    return random, dr.select(thin, through_lens, ray)


def _in_pixel(plan: Plan, pixel: mi.UInt32, sample: mi.UInt32) -> mi.Vector2f:
    """Return where in the pixel a sample lies, in [0, 1)^2: Roberts' R2 sequence (2018) from a random start.

    Any few samples in a row are spread evenly, which is what smooths edges.
    """
    import mitsuba as mi

    u, v = mi.sample_tea_32(pixel, ~plan.seed, 6)
    u, v = u + sample * R2_STEP[0], v + sample * R2_STEP[1]
    return mi.Vector2f(mi.Float(u >> 8), mi.Float(v >> 8)) * 2.0**-24


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
