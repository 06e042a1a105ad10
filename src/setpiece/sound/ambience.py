"""The bed of each place: what is heard there when nothing happens. Every layer is (n, 2) of about unit power."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from setpiece.rng import stream
from setpiece.sound.modal import RATE
from setpiece.world.document import World

Array = NDArray[np.float64]
Layer = Callable[[np.random.Generator, int], Array]


def ambience(world: World, seconds: float) -> Array:
    """Return the bed (n, 2) of the world's place, at no particular level."""
    count = round(seconds * RATE)
    total = np.zeros((count, 2))
    for name, level in _layers(world):
        total += 10 ** (level / 20) * LAYERS[name](stream(world.seed, "ambience", name), count)
    return total


def _layers(world: World) -> tuple[tuple[str, float], ...]:
    """Return the layers of a place with their levels in dB; by night the birds are silent and crickets sing."""
    place = BEDS.get(world.place.name, BEDS["plain"])
    if world.place.room is not None and world.place.name not in INDOORS:
        place = BEDS["living_room"]
    if world.sky.kind != "night":
        return place
    night = tuple((name, level) for name, level in place if name != "birds")
    return (*night, ("crickets", -8.0)) if len(night) < len(place) else night


def band_noise(random: np.random.Generator, count: int, low: float, high: float) -> Array:
    """Return noise (count, 2) of unit power between two frequencies (Hz), falling by 12 dB an octave outside."""
    from scipy.signal import butter, sosfilt

    settle = RATE // 10
    noise = random.standard_normal((count + settle, 2))
    sos = butter(2, [low, high], "bandpass", fs=RATE, output="sos")
    return sosfilt(sos, noise, axis=0)[settle:] / np.sqrt(2 * (high - low) / RATE)


def swell(random: np.random.Generator, count: int, seconds: float, depth: float) -> Array:
    """Return a slow gain (count, 1) with mean square near 1: log-normal of ``depth``, a new value every ``seconds``."""
    knots = random.standard_normal(int(count / RATE / seconds) + 3)
    at = np.arange(count) / (RATE * seconds) + random.uniform()
    low = at.astype(int)
    share = 0.5 - 0.5 * np.cos(np.pi * (at - low))
    smooth = knots[low] * (1 - share) + knots[low + 1] * share
    return np.exp(depth * smooth - depth**2)[:, None]


def wind(random: np.random.Generator, count: int) -> Array:
    """Low noise whose strength goes as the 2.5th power of a gusting wind."""
    gust = swell(random, count, 1.7, 0.16) ** 2.5
    low, high = band_noise(random, count, 50, 220), band_noise(random, count, 250, 900)
    return gust * (0.9 * low + 0.35 * gust * high)


def leaves(random: np.random.Generator, count: int) -> Array:
    """Foliage in the wind: high noise in gusts, each side for itself."""
    gust = np.concatenate([swell(random, count, 1.1, 0.45), swell(random, count, 1.3, 0.45)], axis=1)
    return 0.8 * gust * band_noise(random, count, 2200, 7000)


def birds(random: np.random.Generator, count: int) -> Array:
    """A few birds, each with a phrase of its own that it repeats now and then from its own tree."""
    out = np.zeros((count, 2))
    for _ in range(3):
        pitch, sweep = random.uniform(2600, 4800), random.uniform(-0.25, 0.35)
        notes, note, gap = random.integers(2, 7), random.uniform(0.05, 0.13), random.uniform(0.02, 0.09)
        place, far = random.uniform(0, np.pi / 2), random.uniform(0.4, 1.0)
        time = random.uniform(0.0, 3.0)
        while time < count / RATE:
            for k in range(notes):
                wave = _chirp(note, pitch * (1 + 0.06 * np.sin(2.1 * k)), sweep, random.uniform(0.9, 1.1))
                start = round((time + k * (note + gap)) * RATE)
                end = min(start + len(wave), count)
                if start < end:
                    side = np.array([np.cos(place), np.sin(place)])
                    out[start:end] += 2.0 * far * wave[: end - start, None] * side
            time += notes * (note + gap) + random.exponential(3.0) + 0.6
    return out


def _chirp(seconds: float, pitch: float, sweep: float, tune: float) -> Array:
    time = np.arange(int(seconds * RATE)) / RATE
    share = time / seconds
    phase = 2 * np.pi * pitch * tune * (time + sweep * seconds * (share**2 / 2 + 0.05 * np.sin(2 * np.pi * share)))
    return np.sin(np.pi * share) ** 2 * (np.sin(phase) + 0.15 * np.sin(2 * phase))


def crickets(random: np.random.Generator, count: int) -> Array:
    """Crickets: tones near 4.5 kHz in chirps of three pulses, each animal at its own pace and place."""
    time = np.arange(count) / RATE
    out = np.zeros((count, 2))
    for _ in range(5):
        pitch, pace = random.uniform(4100, 4900), random.uniform(2.2, 3.1)
        phase, place = random.uniform(), random.uniform(0.1, np.pi / 2 - 0.1)
        at = np.mod(time * pace + phase, 1.0)
        pulses = np.where(at < 0.3, np.sin(np.pi * np.mod(at / 0.1, 1.0)) ** 2, 0.0)
        wave = pulses * np.sin(2 * np.pi * pitch * time) * random.uniform(0.3, 1.0)
        out += 1.4 * wave[:, None] * np.array([np.cos(place), np.sin(place)])
    return out


def traffic(random: np.random.Generator, count: int) -> Array:
    """A distant road: a rumble, and tyres that come and go."""
    rumble = band_noise(random, count, 40, 160) * swell(random, count, 2.5, 0.2)
    tyres = band_noise(random, count, 350, 1300) * swell(random, count, 1.9, 0.6)
    return 0.85 * rumble + 0.3 * tyres


def waves(random: np.random.Generator, count: int) -> Array:
    """Surf: every seven seconds or so a wave rises, breaks bright and runs out."""
    time = np.arange(count) / RATE
    body, foam = np.full(count, 0.25), np.full(count, 0.1)
    start = -random.uniform(1.0, 5.0)
    while start < count / RATE:
        since = time - start
        body += np.exp(-(((since - 2.0) / 1.3) ** 2))
        foam += np.where(since > 1.6, np.exp(-np.maximum(since - 1.6, 0) / 1.6), 0.0) * np.clip(
            (since - 1.6) / 0.7, 0, 1
        )
        start += random.uniform(5.5, 8.5)
    low, high = band_noise(random, count, 70, 600), band_noise(random, count, 900, 6000)
    return 1.2 * body[:, None] * low + 0.8 * foam[:, None] * high


def hum(random: np.random.Generator, count: int) -> Array:
    """Mains machinery, such as a refrigerator: the harmonics of 50 Hz, breathing slightly."""
    time = np.arange(count) / RATE
    out = np.zeros((count, 2))
    for k, size in ((1, 0.35), (2, 1.0), (3, 0.25), (4, 0.4), (6, 0.2), (8, 0.08), (12, 0.03)):
        phase = random.uniform(0, 2 * np.pi, 2)
        out += size * np.sin(2 * np.pi * 49.9 * k * time[:, None] + phase)
    return out * swell(random, count, 1.5, 0.06)


def room_tone(random: np.random.Generator, count: int) -> Array:
    """The air of a closed room: a soft low murmur without features."""
    low, high = band_noise(random, count, 40, 180), band_noise(random, count, 200, 1500)
    return 0.95 * low + 0.18 * high


def fan(random: np.random.Generator, count: int) -> Array:
    """Ventilation: steady noise of ducts with a faint tone of the blades."""
    time = np.arange(count)[:, None] / RATE
    blades = 0.15 * np.sin(2 * np.pi * 147.0 * time + random.uniform(0, 6, 2))
    return 0.9 * band_noise(random, count, 120, 900) + blades


def murmur(random: np.random.Generator, count: int) -> Array:
    """People talking far off: voices as formants in the rhythm of syllables, no word to be made out."""
    out = np.zeros((count, 2))
    for _ in range(6):
        syllables = swell(random, count, random.uniform(0.11, 0.19), 0.7) * swell(random, count, 0.9, 0.6)
        voice = band_noise(random, count, 280, 750)[:, :1] + 0.4 * band_noise(random, count, 1100, 2100)[:, :1]
        place = random.uniform(0.2, np.pi / 2 - 0.2)
        out += 0.5 * syllables * voice * np.array([np.cos(place), np.sin(place)])
    return out


LAYERS: dict[str, Layer] = {
    "wind": wind, "leaves": leaves, "birds": birds, "crickets": crickets, "traffic": traffic, "waves": waves,
    "hum": hum, "room_tone": room_tone, "fan": fan, "murmur": murmur,
}  # fmt: skip

BEDS: dict[str, tuple[tuple[str, float], ...]] = {
    "terrace": (("wind", -2.0), ("birds", -8.0), ("traffic", -10.0)),
    "garden": (("wind", -4.0), ("leaves", -14.0), ("birds", -6.0)),
    "park": (("wind", -4.0), ("leaves", -14.0), ("birds", -7.0), ("traffic", -10.0)),
    "meadow": (("wind", -2.0), ("leaves", -18.0), ("birds", -9.0)),
    "forest": (("leaves", -6.0), ("wind", -8.0), ("birds", -6.0)),
    "street": (("traffic", 0.0), ("wind", -12.0)),
    "city": (("traffic", 2.0), ("murmur", -16.0)),
    "town": (("traffic", -2.0), ("murmur", -10.0), ("birds", -16.0)),
    "beach": (("waves", 0.0), ("wind", -12.0)),
    "desert": (("wind", 0.0),),
    "snow_field": (("wind", 0.0),),
    "mountain": (("wind", 0.0), ("birds", -20.0)),
    "plain": (("room_tone", 0.0),),
    "kitchen": (("hum", -3.0), ("room_tone", -6.0)),
    "bathroom": (("fan", -6.0), ("room_tone", -2.0)),
    "gym": (("murmur", -8.0), ("fan", -6.0), ("room_tone", -6.0)),
    "living_room": (("room_tone", 0.0), ("traffic", -14.0)),
    "office": (("fan", -2.0), ("room_tone", -6.0)),
    "studio": (("room_tone", 0.0),),
    "laboratory": (("fan", -2.0), ("hum", -12.0), ("room_tone", -6.0)),
    "bowling_alley": (("murmur", -2.0), ("fan", -10.0), ("room_tone", -10.0)),
    "workshop": (("fan", -6.0), ("hum", -8.0), ("room_tone", -4.0)),
}
INDOORS = (
    "bathroom",
    "gym",
    "kitchen",
    "living_room",
    "office",
    "studio",
    "laboratory",
    "bowling_alley",
    "workshop",
    "plain",
)
