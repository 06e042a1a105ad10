"""The sound of rolling and scraping: a rough surface read at the speed of the contact, heard through both things.

The roughness is one long strip. Its bumps shorter than the contact is wide are pressed flat, so that the brightness
is v / 2a by itself; loudness follows force and speed as the touches say, linear between samples: nothing clicks.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from setpiece.clock import SAMPLE
from setpiece.rng import stream
from setpiece.sound.modal import RATE, Modes, ring_seconds
from setpiece.sound.motion import Motion
from setpiece.sound.sounder import Sounder
from setpiece.sound.space import Burst
from setpiece.sound.strike import COMPRESSION, GRAINS, HEARING, reduced_modulus

Array = NDArray[np.float64]

STRIP = 2**18  # points of the roughness
GRAIN = 2e-5  # m between them: the strip is 5.2 m long
LONGEST_BUMP = 0.05  # m
GAP = 2  # samples of lost touch that do not end a run
ROLLING, SCRAPING = 0.01, 0.03  # Pa at 1 m for 1 N, 1 m/s on rough hard ground
WOBBLE = 0.3  # how much a roll swells once a turn
SMALLEST_CONTACT = 4e-5  # m
QUIETEST = 10 ** (-55 / 20)  # runs this far below the loudest are left out
LONGEST_TAIL = 0.5  # s of ringing after the contact's noise


@dataclass(frozen=True, eq=False)
class Run:
    """A lasting contact of one pair: (k,) values at samples ``first`` ... of the world, zero at both ends."""

    a: int
    b: int
    pair: tuple[Sounder, Sounder]
    first: int
    force: Array  # N
    roll: Array  # m/s
    slip: Array  # m/s
    point: Array  # (k, 3) m

    @property
    def loudness(self) -> tuple[Array, Array]:
        """Pressures (k,) of rolling and scraping in Pa at 1 m, pressed together like those of impacts."""
        hard = min(s.material.hardness for s in self.pair)
        rough = 0.3 + float(np.mean([s.material.roughness for s in self.pair]))
        push = np.sqrt(self.force) * np.sqrt(hard) * rough
        return (ROLLING * push * self.roll) ** COMPRESSION, (SCRAPING * push * self.slip) ** COMPRESSION


def rub(motion: Motion, seed: int, seconds: float) -> list[Burst]:
    """Return the bursts of all rolling and scraping in a film of that length (s)."""
    found = runs(motion)
    peaks = [float(np.max(np.add(*run.loudness))) for run in found]
    floor = max(max(peaks, default=0.0) * QUIETEST, HEARING**COMPRESSION)
    return [
        burst
        for run, peak in zip(found, peaks, strict=True)
        if peak > floor and (burst := _burst(run, motion.speed, seed, seconds)) is not None
    ]


def runs(motion: Motion) -> list[Run]:
    """Return the lasting contacts, pair by pair, in order of bodies and time."""
    rows = motion.touches
    rows = rows[np.lexsort((rows["sample"], rows["b"], rows["a"]))]
    if not len(rows):
        return []
    new = (np.diff(rows["a"]) != 0) | (np.diff(rows["b"]) != 0) | (np.diff(rows["sample"]) > GAP + 1)
    return [_run(part, motion) for part in np.split(rows, np.flatnonzero(new) + 1)]


def _run(rows: NDArray, motion: Motion) -> Run:
    first = int(rows["sample"][0]) - 1
    count = int(rows["sample"][-1]) - first + 2
    at = rows["sample"] - first
    normal = np.abs(np.einsum("ij,ij->i", rows["impulse"], rows["normal"])) / SAMPLE
    force = np.zeros(count)
    np.add.at(force, at, normal)  # a pair may touch in several places
    known = np.unique(at)
    every = np.arange(count)
    weight = np.bincount(at, normal + 1e-12)[known]

    def mean(values: Array) -> Array:
        return np.interp(every, known, np.bincount(at, (normal + 1e-12) * values)[known] / weight)

    def filled(values: Array) -> Array:
        out = mean(values)
        out[[0, -1]] = 0.0
        return out

    force[1:-1] = np.convolve(np.interp(every, known, force[known]), [0.25, 0.5, 0.25], "same")[1:-1]
    return Run(
        a=int(rows["a"][0]),
        b=int(rows["b"][0]),
        pair=motion.pair(rows[0]),
        first=first,
        force=force,
        roll=filled(rows["roll"]),
        slip=filled(rows["slip"]),
        point=np.column_stack([mean(rows["point"][:, i]) for i in range(3)]),
    )


def contact_radius(pair: tuple[Sounder, Sounder], force: float) -> float:
    """Return the radius (m) of Hertz's contact: (3 F R / 4 E*)^(1/3)."""
    radius = 1.0 / (1 / pair[0].curvature + 1 / pair[1].curvature)
    return max(float((0.75 * force * radius / reduced_modulus(*pair)) ** (1 / 3)), SMALLEST_CONTACT)


@lru_cache(maxsize=16)
def roughness(shortest: float) -> Array:
    """Return the strip (``STRIP``,) of mean square 1 with bumps from ``LONGEST_BUMP`` down to ``shortest`` (m).

    Its amplitude falls as the square root of the wavelength; it closes on itself.
    """
    from scipy.fft import irfft, rfft, rfftfreq

    spectrum = rfft(stream(0, "roughness").standard_normal(STRIP))
    per_metre = np.maximum(rfftfreq(STRIP, GRAIN), 1e-6)
    shape = np.sqrt(1 / (per_metre + 1 / LONGEST_BUMP)) / (1 + (LONGEST_BUMP * per_metre) ** -4)
    strip = irfft(spectrum * shape / (1 + (per_metre * shortest) ** 4), STRIP)
    return strip / strip.std()


def _burst(run: Run, speed: float, seed: int, seconds: float) -> Burst | None:
    """Return one run's sound, or None if it falls out of the film."""
    knots = (run.first + np.arange(len(run.force))) * SAMPLE / speed
    start, end = int(np.ceil(max(knots[0], 0.0) * RATE)), int(min(knots[-1], seconds) * RATE)
    if end - start < 2:
        return None
    time = np.arange(start, end) / RATE
    force = float(np.average(run.force, weights=run.force + 1e-12))
    strip = _strip(run, force)
    rolled, slid = (np.cumsum(np.interp(time, knots, v)) / RATE for v in (run.roll, run.slip))
    rolling, scraping = (np.interp(time, knots, level) for level in run.loudness)

    names = tuple(s.name for s in run.pair)
    random = stream(seed, "contact", *names, run.first)
    shift = random.uniform(0, STRIP * GRAIN, 2)
    radius = min(s.size for s in run.pair if s.size > 0)
    turn = 1 + WOBBLE * np.sin(rolled / radius + random.uniform(0, 2 * np.pi))
    noise = rolling * turn * _read(strip, rolled + shift[0]) + scraping * _read(strip, slid + shift[1])
    noise += 0.5 * (rolling + scraping) * _patter(run.pair, random, len(time))
    return Burst(start, _through_things(run.pair, noise), knots, run.point)


def _strip(run: Run, force: float) -> Array:
    """Return the roughness under a contact, its size in steps of a third of an octave."""
    size = 2 * contact_radius(run.pair, force)
    return roughness(float(2 ** (round(3 * np.log2(size)) / 3)))


def _read(strip: Array, place: Array) -> Array:
    at = place / GRAIN
    low = np.floor(at).astype(np.int64)
    share = at - low
    return strip[low % STRIP] * (1 - share) + strip[(low + 1) % STRIP] * share


def _patter(pair: tuple[Sounder, Sounder], random: np.random.Generator, count: int) -> Array:
    """Return the noise (count,) of loose ground, or silence on firm ground."""
    from scipy.signal import butter, sosfilt

    loose = next((s.material.texture for s in pair if s.ground and s.material.texture in GRAINS), None)
    if loose is None:
        return np.zeros(count)
    low, high, *_ = GRAINS[loose]
    noise = sosfilt(butter(2, [low, high], "bandpass", fs=RATE, output="sos"), random.standard_normal(count))
    return noise * np.sqrt(RATE / 2 / (high - low))


def _through_things(pair: tuple[Sounder, Sounder], noise: Array) -> Array:
    """Return the noise of a contact as it is heard: in part straight, in part through the ringing of both things."""
    from scipy.signal import butter, oaconvolve, sosfilt

    noise = sosfilt(butter(2, 30.0, "highpass", fs=RATE, output="sos"), noise)
    total = 0.6 * np.concatenate([noise, np.zeros(int(LONGEST_TAIL * RATE))])
    for sounder in pair:
        if len(sounder.modes.frequency):
            wave = oaconvolve(noise, _response(sounder.modes))
            total[: len(wave)] += 0.5 * wave[: len(total)]
    return total


@lru_cache(maxsize=128)
def _response(modes: Modes) -> Array:
    """Return the sum of a thing's rings, each as loud as it radiates, that keeps the power of white noise."""
    decay = modes.decay + 25.0  # the other thing damps it
    time = np.arange(int(min(float(ring_seconds(decay).max()), LONGEST_TAIL) * RATE)) / RATE
    share = modes.pressure / np.sqrt(np.sum(modes.pressure**2 / decay))
    rings = share[:, None] * np.exp(-decay[:, None] * time) * np.sin(2 * np.pi * modes.frequency[:, None] * time)
    total = rings.sum(axis=0)
    return total / np.sqrt(np.sum(total**2))
