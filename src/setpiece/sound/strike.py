"""The sound of impacts: both things ring, the air is pushed by their jerk, and the ground gives way.

How bright a blow is follows from how long it lasts (Hertz). Levels are pressures in Pa at 1 m, pressed together
so that a click beside a crash is still heard: 10 dB of nature are 6 dB of film.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from setpiece.rng import stream
from setpiece.sound.modal import AIR_DENSITY, RATE, SPEED_OF_SOUND, ring
from setpiece.sound.motion import Motion
from setpiece.sound.sounder import Sounder, strike_gains
from setpiece.sound.space import Burst

Array = NDArray[np.float64]

HEARING = 2e-5  # Pa, below which nothing is heard
COMPRESSION = 0.6  # exponent on pressures, about 1 Pa
BLOCK = 4096  # samples of a blow's own sound
LEAD = 24  # samples before the blow, into which band limiting spreads
OVER_DIRECTIONS = 3**-0.5  # a dipole's mean over its peak
PULSE = 1.3  # length of the smooth pulse over that of Hertz's
LONGEST_CONTACT = 0.05  # s
SHORTEST_PULSE = 8e-5  # s: what is shorter the band of hearing makes as long
MERGE = 0.005  # s within which blows of one pair are one
MASKING, MASKED = 0.025, 10 ** (-11 / 20)  # s after a blow in which those this much fainter are not heard
QUIETEST = 10 ** (-36 / 20)  # blows this far below the loudest are left out
GROUND_REACH = 0.5  # m: how far the ground moves with one blow at most

GRAINS: dict[str, tuple[float, float, float, float]] = {  # loose ground: band (Hz), length (s), Pa for 1 J
    "gravel": (900.0, 7000.0, 0.060, 0.30),
    "leaves": (1500.0, 9000.0, 0.080, 0.20),
    "snow": (500.0, 4000.0, 0.050, 0.08),
    "sand": (700.0, 5000.0, 0.040, 0.08),
    "grass": (800.0, 5000.0, 0.035, 0.06),
    "soil": (300.0, 2500.0, 0.035, 0.08),
}


@dataclass(frozen=True)
class Blows:
    """Impacts in film time, those that are heard: (I,) arrays, points in metres, and the bursts they give."""

    records: NDArray  # IMPACT rows
    film_time: Array  # s
    level: Array  # Pa at 1 m, before compression
    bursts: list[Burst]


def contact_seconds(a: Sounder, b: Sounder, approach: Array) -> Array:
    """Return how long blows at ``approach`` (m/s) last: 2.87 (m^2 / (R E*^2 v))^(1/5), Hertz.

    m, R and E* are reduced mass, radius and modulus. Yielding skins (hardness below 1) last longer than Hertz says.
    """
    mass = 1.0 / max(1 / a.mass + 1 / b.mass, 1e-9)
    radius = 1.0 / (1 / a.curvature + 1 / b.curvature)
    stiffness = reduced_modulus(a, b)
    speed = np.maximum(approach, 1e-3)
    seconds = 2.87 * (mass**2 / (radius * stiffness**2 * speed)) ** 0.2
    hardness = min(a.material.hardness, b.material.hardness)
    return np.minimum(seconds / hardness**0.25, LONGEST_CONTACT)


def reduced_modulus(a: Sounder, b: Sounder) -> float:
    """Return Hertz's E* (Pa): 1 / E* = (1 - nu_a^2) / E_a + (1 - nu_b^2) / E_b."""
    return 1.0 / sum((1 - s.material.poisson**2) / s.material.youngs_modulus for s in (a, b))


def pulse(frequency: Array, seconds: Array) -> NDArray[np.complex128]:
    """Return the spectrum of a blow of unit impulse that begins at time zero and lasts ``PULSE`` times Hertz's.

    A raised cosine: real forces begin and end softly, where a half-sine's corners would put false highs.
    """
    x = frequency * (PULSE * seconds)
    near = np.abs(x - 1) < 1e-6
    size = np.where(near, 0.5, np.sinc(x) / np.where(near, 1.0, 1 - x**2))
    return size * np.exp(-1j * np.pi * x)


def compressed(level: Array) -> Array:
    """Return the factor that presses levels (Pa at 1 m) together."""
    return np.maximum(level, HEARING) ** (COMPRESSION - 1)


def strikes(motion: Motion, seed: int) -> Blows:
    """Return the sound of all impacts of a film.

    Args:
        motion: who moves how, and the impacts.
        seed: of the world; what is loose underfoot never sounds twice the same.
    """
    rows = merged(motion.impacts)
    pairs = [motion.pair(row) for row in rows]
    seconds = np.array([contact_seconds(*pair, v) for pair, v in zip(pairs, rows["approach"], strict=True)])
    amplitude = [_amplitudes(motion, rows, pairs, seconds, side) for side in (0, 1)]
    direct = [_direct_level(row, pair, float(s)) for row, pair, s in zip(rows, pairs, seconds, strict=True)]
    ringing = [[float(np.sum(a**2)) for a in side] for side in amplitude]
    level = np.sqrt(np.square(direct) + np.sum(ringing, axis=0))
    film_time = rows["time"] / motion.speed
    heard = np.flatnonzero(audible(film_time, level))
    factor = compressed(level)

    bursts = []
    per_body: dict[int, list[int]] = {}
    for i in heard:
        sound = _direct(rows[i], pairs[i], float(seconds[i]), seed)
        for side, name in enumerate("ab"):
            body = int(rows[name][i])
            if body >= 0:
                per_body.setdefault(2 * body + side, []).append(int(i))
            else:
                for at, piece in ring(pairs[i][side].modes, np.zeros(1, int), amplitude[side][i][None]):
                    sound = _added(sound, piece, LEAD + at)
        start = round(film_time[i] * RATE) - LEAD
        bursts.append(Burst.still(start, sound * factor[i], rows["point"][i]))
    for key, order in sorted(per_body.items()):
        body, side = divmod(key, 2)
        blows = np.array([amplitude[side][i] * factor[i] for i in order])
        bursts += _rings(motion, body, rows[order], blows)
    return Blows(rows[heard], film_time[heard], level[heard], bursts)


def merged(rows: NDArray) -> NDArray:
    """Return impacts with those of one pair within ``MERGE`` of each other made one (a box lands on four corners).

    Impulses add up as vectors, the place is their weighted mean, time and speed are those of the first and fastest.
    """
    if not len(rows):
        return rows.copy()
    order = np.lexsort((rows["time"], rows["b"], rows["a"]))
    kept, group = [], []
    for i in order:
        first = rows[group[0]] if group else None
        if first is None or (rows["a"][i], rows["b"][i]) != (first["a"], first["b"]) or (
            rows["time"][i] - first["time"] > MERGE
        ):  # fmt: skip
            group = []
            kept.append(group)
        group.append(int(i))
    out = rows[[group[0] for group in kept]].copy()
    for row, group in zip(out, kept, strict=True):
        part = rows[group]
        weight = np.linalg.norm(part["impulse"], axis=1) + 1e-15
        row["impulse"] = part["impulse"].sum(axis=0)
        row["point"] = np.sum(part["point"] * weight[:, None], axis=0) / weight.sum()
        row["approach"] = part["approach"].max()
    return out[np.argsort(out["time"], kind="stable")]


def audible(time: Array, level: Array) -> NDArray[np.bool_]:
    """Return which blows are heard: above the threshold, and not right after a far louder one that masks them."""
    shown = np.maximum(level, 1e-12) ** COMPRESSION
    loud = shown > max(HEARING**COMPRESSION, QUIETEST * float(shown.max(initial=0.0)))
    first = np.searchsorted(time, time - MASKING)
    before = np.array([shown[j : i + 1].max() for i, j in enumerate(first)])
    return loud & (shown >= MASKED * before)


def _added(sound: Array, piece: Array, at: int) -> Array:
    out = np.zeros(max(len(sound), at + len(piece)))
    out[: len(sound)] = sound
    out[at : at + len(piece)] += piece
    return out


def _amplitudes(
    motion: Motion, rows: NDArray, pairs: list[tuple[Sounder, Sounder]], seconds: Array, side: int
) -> list[Array]:
    """Return the pressures (M,) in Pa at 1 m to which each blow sets the modes of one of its two things."""
    out: list[Array] = [np.zeros(0)] * len(rows)
    size = np.linalg.norm(rows["impulse"], axis=1)
    direction = rows["impulse"] / np.maximum(size, 1e-12)[:, None]
    owner = np.array([id(pair[side]) for pair in pairs])
    for sounder in {id(pair[side]): pair[side] for pair in pairs}.values():
        mine = np.flatnonzero(owner == id(sounder))
        if not len(sounder.modes.frequency):
            continue
        point, rotation = rows["point"][mine], np.tile([1.0, 0.0, 0.0, 0.0], (len(mine), 1))
        if not sounder.ground:
            origin, rotation = motion.poses(int(rows["ab"[side]][mine[0]]), rows["time"][mine])
            point = point - origin
        shape = strike_gains(sounder, point, rotation, direction[mine])
        bright = np.abs(pulse(sounder.modes.frequency[None], seconds[mine, None]))
        for i, amplitude in zip(mine, size[mine, None] * sounder.modes.pressure * shape * bright, strict=True):
            out[i] = amplitude
    return out


def _direct_level(row: np.void, pair: tuple[Sounder, Sounder], seconds: float) -> float:
    """Return about the peak (Pa at 1 m) of what ``_direct`` gives: its limits for short and for long blows joined."""
    impulse, length, total = float(np.linalg.norm(row["impulse"])), max(PULSE * seconds, SHORTEST_PULSE), 0.0
    for sounder in pair:
        if np.isfinite(sounder.mass):
            jerk = min(0.4, np.pi * sounder.size / (2 * SPEED_OF_SOUND * length))
            total += OVER_DIRECTIONS * AIR_DENSITY * sounder.size**2 * 2 * impulse / (sounder.mass * length) * jerk
        if sounder.ground:
            size, reach = _yielding(sounder, seconds)
            omega = 2 * np.pi / length
            total += size * omega**2 * impulse / length / (1 + omega * reach / SPEED_OF_SOUND)
            if sounder.material.texture in GRAINS:
                total += 3 * _grain_level(row, sounder.material.texture, impulse)
    return total


def _yielding(ground: Sounder, seconds: float) -> tuple[float, float]:
    """Return rho (1 - nu) R / (2 pi G) of the ground, and R, the reach (m) of its shear waves during a blow."""
    m = ground.material
    rigidity = m.youngs_modulus / (2 * (1 + m.poisson))
    reach = min(float(np.sqrt(rigidity / m.density)) * seconds, GROUND_REACH)
    return AIR_DENSITY * (1 - m.poisson) * reach / (2 * np.pi * rigidity), reach


def _direct(row: np.void, pair: tuple[Sounder, Sounder], seconds: float, seed: int) -> Array:
    """Return what is heard of a blow besides ringing (Pa at 1 m), ``LEAD`` samples early.

    A thing whose speed jumps pushes the air (a dipole of radius a: rho a^2 s / (s^2 + 2 s + 2) times its
    acceleration, s = j omega a / c; Koss & Alfredson 1973; over all directions a third of that power). The ground
    gives way over the reach R of its shear waves during the blow: rho (1 - nu) R omega^2 F / (2 pi G), less what
    is out of step across R.
    """
    from scipy.fft import irfft

    impulse = float(np.linalg.norm(row["impulse"]))
    frequency, omega, shaping = _spectrum_grid()
    total = np.zeros(len(frequency), complex)
    for sounder in pair:
        if np.isfinite(sounder.mass):
            s = 1j * omega * (sounder.size / SPEED_OF_SOUND)
            total += OVER_DIRECTIONS * AIR_DENSITY * sounder.size**2 / sounder.mass * s / (s**2 + 2 * s + 2)
        if sounder.ground:
            size, reach = _yielding(sounder, seconds)
            total -= size * omega**2 / (1 + 1j * omega * (reach / SPEED_OF_SOUND))
    sound = irfft(total * (impulse * RATE * shaping) * pulse(frequency, seconds), BLOCK)
    sound *= np.minimum(1.0, np.arange(BLOCK)[::-1] / (BLOCK / 4))
    for sounder in pair:
        if sounder.ground and sounder.material.texture in GRAINS:
            grains = _grains(row, sounder.material.texture, impulse, seed)
            sound[LEAD : LEAD + len(grains)] += grains
    return sound


@cache
def _spectrum_grid() -> tuple[Array, Array, NDArray[np.complex128]]:
    """Return frequencies (Hz, rad/s) of a block, and a factor that limits the band and delays by ``LEAD``."""
    from scipy.fft import rfftfreq

    frequency = rfftfreq(BLOCK, 1 / RATE)
    band = 0.5 + 0.5 * np.cos(np.pi * np.clip((frequency - 15_000) / 6_000, 0, 1))
    return frequency, 2 * np.pi * frequency, band * np.exp(-2j * np.pi * frequency * LEAD / RATE)


def _grains(row: np.void, texture: str, impulse: float, seed: int) -> Array:
    """Return the patter of loose ground (Pa at 1 m) that a blow throws up: filtered noise that dies away."""
    from scipy.signal import butter, sosfilt

    low, high, seconds, _ = GRAINS[texture]
    random = stream(seed, "grains", int(row["a"]), int(row["b"]), round(float(row["time"]) * 1e6))
    time = np.arange(min(int(5 * seconds * RATE), BLOCK - LEAD)) / RATE
    noise = sosfilt(butter(2, [low, high], "bandpass", fs=RATE, output="sos"), random.standard_normal(len(time)))
    envelope = np.minimum(time / 0.002, 1.0) * np.exp(-time / seconds)
    return _grain_level(row, texture, impulse) * noise * envelope / noise.std()


def _grain_level(row: np.void, texture: str, impulse: float) -> float:
    """Return the pressure (Pa at 1 m) of the patter: as the root of the energy that arrives."""
    return GRAINS[texture][3] * float(np.sqrt(0.5 * impulse * float(row["approach"])))


def _rings(motion: Motion, body: int, rows: NDArray, amplitude: Array) -> list[Burst]:
    """Return the ringing of one body, on its way through the world, each blow heard from where it struck."""
    times = rows["time"] / motion.speed
    starts = np.round(times * RATE).astype(np.int64)
    offset = rows["point"] - motion.center(body, rows["time"])
    found = ring(motion.sounders[body].modes, starts, amplitude)
    return [motion.burst(body, first, sound, times, offset) for first, sound in found]
