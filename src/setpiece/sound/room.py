"""How a place answers: reflections by image sources up to the third order, and a tail that dies away.

Impulse responses are relative to the pressure of the source at 1 m, for the film as a whole: from where most of the
sound is made to where the camera stands.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.rng import stream
from setpiece.sound.modal import RATE, SPEED_OF_SOUND
from setpiece.sound.space import to_ears
from setpiece.world.document import World
from setpiece.world.materials import MATERIALS, Material

Array = NDArray[np.float64]

ORDER = 3
BANDS = (500.0, 2800.0)  # Hz, between the three bands of a tail
FURNISHED = 0.10  # absorbed on average by what stands in a room
LONGEST_T60 = 3.0  # s
CLOSENESS = 0.4  # how much of a place's answer a directional microphone lets in


@dataclass(frozen=True)
class OpenAir:
    """The answer of a place without walls: dB of the tail below the direct sound, its T60 (s), and how far the
    fronts stand (m) that echo, none if 0.
    """  # noqa: D205

    tail: float
    t60: float
    front: float = 0.0


OPEN_AIR: dict[str, OpenAir] = {
    "street": OpenAir(-15, 0.9, 9.0),
    "town": OpenAir(-15, 1.1, 13.0),
    "city": OpenAir(-14, 1.6, 16.0),
    "terrace": OpenAir(-20, 0.6, 7.0),
    "forest": OpenAir(-18, 0.8),
    "mountain": OpenAir(-24, 1.6, 60.0),
    "studio": OpenAir(-17, 0.45, 5.0),
    "plain": OpenAir(-26, 0.4),
    "snow_field": OpenAir(-34, 0.3),
    "desert": OpenAir(-32, 0.3),
    "beach": OpenAir(-32, 0.3),
}
MEADOW = OpenAir(-26, 0.5)


def absorption(material: Material) -> tuple[float, float, float]:
    """Return the share of sound (low, middle, high) that a surface takes: by how soft and how rough it is."""
    if material.youngs_modulus < 0.1e9 or material.hardness < 0.1:
        return 0.12, 0.40, 0.60
    if material.texture == "wood":
        return 0.14, 0.09, 0.09
    rough = 0.02 * material.roughness
    return 0.02 + rough, 0.03 + rough, 0.04 + 2 * rough


def impulse_response(world: World, source: Array, eye: Array, right: Array) -> Array:
    """Return the answer (n, 2) of the world's place to a unit source, without the direct sound.

    Args:
        world: whose place it is.
        source: where most of the sound is made (m).
        eye: where the camera stands (m).
        right: to which side its right ear is.
    """
    if world.place.room is None:
        return CLOSENESS * _open_air(world, source, eye, right)
    size = np.asarray(world.place.room.size, float)
    middle = np.array([*world.place.room.center, size[2] / 2])
    inside = [np.clip(p - middle, -0.45 * size, 0.45 * size) for p in (source, eye)]
    wall, floor = absorption(MATERIALS[world.place.room.walls]), absorption(MATERIALS[world.place.ground])
    lx, ly, lz = size
    area = 2 * (lx * ly + ly * lz + lz * lx)
    floor_share = lx * ly / area
    taken = np.array([(1 - floor_share) * w + floor_share * f for w, f in zip(wall, floor, strict=True)]) + FURNISHED
    taken = np.minimum(taken, 0.9)
    volume = lx * ly * lz
    t60 = np.minimum(0.161 * volume / (-area * np.log(1 - taken)), LONGEST_T60)  # Eyring

    images, bounces = _images(inside[0], size)
    strength = (1 - taken[1]) ** (bounces / 2)
    out = _arrivals(images, strength, inside[1], right, float(t60.max()))
    power = 16 * np.pi * (1 - taken) / (area * taken)  # of the diffuse field over that of the source at 1 m
    tail = _tail(world, len(out), t60, power)
    begin = int((ORDER * 4 * volume / area / SPEED_OF_SOUND) * RATE)  # once the images are all past
    direct = int(np.linalg.norm(inside[0] - inside[1]) / SPEED_OF_SOUND * RATE)  # nothing outruns the straight way
    rise = np.clip((np.arange(len(out)) - direct) / max(begin - direct, 1), 0, 1) ** 2
    return CLOSENESS * (out + tail * rise[:, None])


def _images(source: Array, size: Array) -> tuple[Array, NDArray[np.int64]]:
    """Return the mirror images (k, 3) of a point in a box about the origin, and how many walls each has met."""
    steps = np.arange(-ORDER, ORDER + 1)
    cells = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1).reshape(-1, 3)
    bounces = np.abs(cells).sum(axis=1)
    keep = (bounces > 0) & (bounces <= ORDER)
    cells = cells[keep]
    return cells * size + np.where(cells % 2 == 0, source, -source), bounces[keep]


def _arrivals(images: Array, strength: Array, eye: Array, right: Array, seconds: float) -> Array:
    """Return the reflections as impulses at the two ears, to the nearest sample."""
    delay, gain = to_ears(images, np.tile(eye, (len(images), 1)), np.tile(right, (len(images), 1)))
    out = np.zeros((int(max(seconds, float(delay.max()) + 0.01) * RATE), 2))
    for ear in (0, 1):
        at = np.round(delay[:, ear] * RATE).astype(int)
        np.add.at(out[:, ear], at, strength * gain[:, ear])
    return out


def _tail(world: World, count: int, t60: Array, power: Array) -> Array:
    """Return a tail (count, 2) of noise in three bands, each with its decay (s) and its energy."""
    from scipy.signal import butter, sosfilt

    noise = stream(world.seed, "room").standard_normal((count, 2))
    time = np.arange(count) / RATE
    filters = (
        butter(2, BANDS[0], "lowpass", fs=RATE, output="sos"),
        butter(2, BANDS, "bandpass", fs=RATE, output="sos"),
        butter(2, BANDS[1], "highpass", fs=RATE, output="sos"),
    )
    widths = (BANDS[0], BANDS[1] - BANDS[0], RATE / 2 - BANDS[1])
    total = np.zeros((count, 2))
    for sos, width, seconds, energy in zip(filters, widths, t60, power, strict=True):
        envelope = np.exp(-6.91 * time / seconds)
        # A flat response of that energy has in each band its share by width.
        share = np.sqrt(energy * width / (RATE / 2) / np.sum(envelope**2))
        band = sosfilt(sos, noise, axis=0)
        total += share * band / band.std() * envelope[:, None]
    return total


def _open_air(world: World, source: Array, eye: Array, right: Array) -> Array:
    """Return the ground's reflection, the echo of fronts where there are any, and a faint diffuse tail."""
    air = OPEN_AIR.get(world.place.name, MEADOW)
    distance = max(float(np.linalg.norm(source - eye)), 1.0)
    images, strength = [source * [1, 1, -1]], [1 - absorption(MATERIALS[world.place.ground])[1]]
    if air.front:
        random = stream(world.seed, "fronts")
        for angle in np.arange(5) * 2 * np.pi / 5 + random.uniform(0, 1, 5):
            way = air.front * random.uniform(0.8, 1.5)
            images.append(source + 2 * way * np.array([np.cos(angle), np.sin(angle), 0.05]))
            strength.append(0.5)
    out = _arrivals(np.array(images), np.array(strength), eye, right, air.t60)
    t60 = air.t60 * np.array([1.2, 1.0, 0.5])
    power = np.full(3, 10 ** (air.tail / 10) / distance**2)
    tail = _tail(world, len(out), t60, power)
    begin = int(distance / SPEED_OF_SOUND * RATE)
    out[begin:] += tail[: len(out) - begin]
    return out
