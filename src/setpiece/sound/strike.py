"""The sound of impacts: both things ring, the air is pushed by their jerk, and the ground gives way.

How bright a blow is follows from how long it lasts (Hertz). Levels are pressures in Pa at 1 m, pressed together
so that a click beside a crash is still heard: 10 dB of nature are 6 dB of film.
"""

from dataclasses import dataclass

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
PULSE = 1.3  # length of the smooth pulse over that of Hertz's
LONGEST_CONTACT = 0.05  # s
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


def half_sine(frequency: Array, seconds: Array) -> Array:
    """Return the size of the spectrum of a half-sine pulse of unit area: |cos(pi f T) / (1 - (2 f T)^2)|."""
    x = 2 * frequency * seconds
    near = np.abs(x - 1) < 1e-6
    return np.where(near, np.pi / 4, np.abs(np.cos(np.pi * x / 2) / np.where(near, 1.0, 1 - x**2)))


def compressed(level: Array) -> Array:
    """Return the factor that presses levels (Pa at 1 m) together."""
    return np.maximum(level, HEARING) ** (COMPRESSION - 1)


def strikes(motion: Motion, seed: int) -> Blows:
    """Return the sound of all impacts of a film.

    Args:
        motion: who moves how, and the impacts.
        seed: of the world; what is loose underfoot never sounds twice the same.
    """
    rows = motion.impacts
    count = len(rows)
    film_time = rows["time"] / motion.speed
    level, amplitudes, direct = np.zeros(count), {}, []
    for i in range(count):
        pair = motion.pair(rows[i])
        gain = [_amplitude(motion, rows[i], side, pair) for side in (0, 1)]
        sound = _direct(rows[i], pair, seed)
        peak = np.abs(sound).max()
        level[i] = np.sqrt(peak**2 + sum(float(np.sum(g**2)) for g in gain))
        amplitudes[i] = gain
        direct.append(sound)
    heard = np.flatnonzero(level > HEARING)
    factor = compressed(level)

    bursts = []
    per_body: dict[int, list[tuple[int, Array]]] = {}
    for i in heard:
        start = round(film_time[i] * RATE)
        sound = direct[i] * factor[i]
        for side, name in enumerate(("a", "b")):
            body, sounder = int(rows[name][i]), motion.pair(rows[i])[side]
            amplitude = amplitudes[i][side] * factor[i]
            if body >= 0:
                per_body.setdefault(body, []).append((int(i), amplitude))
            else:
                for at, piece in ring(sounder.modes, np.zeros(1, int), amplitude[None]):
                    sound = _added(sound, piece, LEAD + at)
        bursts.append(Burst.still(start - LEAD, sound, rows["point"][i]))
    for body, blows in sorted(per_body.items()):
        bursts += _rings(motion, body, blows, film_time)
    return Blows(rows[heard], film_time[heard], level[heard], bursts)


def _added(sound: Array, piece: Array, at: int) -> Array:
    out = np.zeros(max(len(sound), at + len(piece)))
    out[: len(sound)] = sound
    out[at : at + len(piece)] += piece
    return out


def _amplitude(motion: Motion, row: np.void, side: int, pair: tuple[Sounder, Sounder]) -> Array:
    """Return the pressures (M,) in Pa at 1 m to which one blow sets the modes of one of its two things."""
    sounder = pair[side]
    modes = sounder.modes
    if not len(modes.frequency):
        return np.zeros(0)
    impulse = np.asarray(row["impulse"])
    size = np.linalg.norm(impulse)
    body = int(row["ab"[side]])
    point = np.asarray(row["point"])[None]
    if body >= 0:
        origin, rotation = motion.pose(body, float(row["time"]))
        point = point - origin
    else:
        rotation = np.array([1.0, 0, 0, 0])
    shape = strike_gains(sounder, point, rotation[None], (impulse / max(size, 1e-12))[None])[0]
    seconds = contact_seconds(*pair, row["approach"])
    return size * modes.pressure * shape * half_sine(modes.frequency, seconds)


def _direct(row: np.void, pair: tuple[Sounder, Sounder], seed: int) -> Array:
    """Return what is heard of a blow besides ringing (Pa at 1 m), ``LEAD`` samples early.

    A thing whose speed jumps pushes the air (a dipole of radius a: rho a^2 s / (s^2 + 2 s + 2) times its
    acceleration, s = j omega a / c; Koss & Alfredson 1973). The ground gives way over the reach R of its shear
    waves during the blow: rho (1 - nu) R omega^2 F / (2 pi G), less what is out of step across R.
    """
    from scipy.fft import irfft, rfftfreq

    impulse = float(np.linalg.norm(row["impulse"]))
    seconds = float(contact_seconds(*pair, row["approach"]))
    frequency = rfftfreq(BLOCK, 1 / RATE)
    omega = 2 * np.pi * frequency
    force = impulse * _smooth_pulse(frequency, PULSE * seconds)
    total = np.zeros_like(force)
    for sounder in pair:
        if np.isfinite(sounder.mass):
            s = 1j * omega * sounder.size / SPEED_OF_SOUND
            total += AIR_DENSITY * sounder.size**2 / sounder.mass * force * s / (s**2 + 2 * s + 2)
        if sounder.ground:
            m = sounder.material
            rigidity = m.youngs_modulus / (2 * (1 + m.poisson))
            reach = min(np.sqrt(rigidity / m.density) * seconds, GROUND_REACH)
            size = AIR_DENSITY * (1 - m.poisson) * reach / (2 * np.pi * rigidity)
            total -= size * omega**2 * force / (1 + 1j * omega * reach / SPEED_OF_SOUND)
    band = 0.5 + 0.5 * np.cos(np.pi * np.clip((frequency - 15_000) / 6_000, 0, 1))
    sound = irfft(total * band * np.exp(-1j * omega * LEAD / RATE), BLOCK)
    sound *= np.minimum(1.0, np.arange(BLOCK)[::-1] / (BLOCK / 4))
    for sounder in pair:
        if sounder.ground and sounder.material.texture in GRAINS:
            grains = _grains(row, sounder.material.texture, impulse, seed)
            sound[LEAD : LEAD + len(grains)] += grains
    return sound


def _smooth_pulse(frequency: Array, seconds: float) -> NDArray[np.complex128]:
    """Return the spectrum of a raised-cosine pulse of unit area that begins at time zero (forces start softly)."""
    x = frequency * seconds
    near = np.abs(x - 1) < 1e-6
    size = np.where(near, 0.5, np.sinc(x) / np.where(near, 1.0, 1 - x**2))
    return size * np.exp(-1j * np.pi * x)


def _grains(row: np.void, texture: str, impulse: float, seed: int) -> Array:
    """Return the patter of loose ground (Pa at 1 m) that a blow throws up: filtered noise that dies away."""
    from scipy.signal import butter, sosfilt

    low, high, seconds, level = GRAINS[texture]
    random = stream(seed, "grains", int(row["a"]), int(row["b"]), round(float(row["time"]) * 1e6))
    time = np.arange(min(int(5 * seconds * RATE), BLOCK - LEAD)) / RATE
    noise = sosfilt(butter(2, [low, high], "bandpass", fs=RATE, output="sos"), random.standard_normal(len(time)))
    envelope = np.minimum(time / 0.002, 1.0) * np.exp(-time / seconds)
    return level * np.sqrt(0.5 * impulse * float(row["approach"])) * noise * envelope / noise.std()


def _rings(motion: Motion, body: int, blows: list[tuple[int, Array]], film_time: Array) -> list[Burst]:
    """Return the ringing of one body, on its way through the world, each blow heard from where it struck."""
    rows = motion.impacts
    order = [i for i, _ in blows]
    times = film_time[order]
    starts = np.round(times * RATE).astype(np.int64)
    sounder = motion.sounders[body]
    offset = np.array([rows["point"][i] - motion.center(body, np.array([rows["time"][i]]))[0] for i in order])
    bursts = []
    for first, sound in ring(sounder.modes, starts, np.array([a for _, a in blows])):
        bursts.append(motion.burst(body, first, sound, times, offset))
    return bursts
