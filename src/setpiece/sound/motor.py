"""Motors: every driven joint whirrs, and a heavy driven machine has an engine; quiet, and true to their speed."""

import numpy as np
from numpy.typing import NDArray

from setpiece.clock import SAMPLE
from setpiece.rng import stream
from setpiece.sound.ambience import band_noise
from setpiece.sound.modal import RATE
from setpiece.sound.motion import Motion
from setpiece.sound.space import Burst
from setpiece.sound.strike import COMPRESSION
from setpiece.world.document import Drive, World

Array = NDArray[np.float64]

GEAR = 14.0  # turns of a small motor for one of what it drives
ENGINE_MASS = 300.0  # kg, from which a machine has a combustion engine
IDLE, PER_SPEED, TOP = 24.0, 4.0, 110.0  # Hz: firing at rest, more for each m/s, at most
LEVEL = 0.012  # Pa at 1 m of a motor of 1 kg
EASE = 0.08  # s to switch on and off


def motors(world: World, motion: Motion, ids: tuple[str, ...], seconds: float) -> list[Burst]:
    """Return the sound of all motors in a film of that length (s): one for each machine that is driven."""
    machines: dict[str, list[Drive]] = {}
    for action in world.actions:
        if isinstance(action, Drive) and action.body in ids:
            machines.setdefault(_root(world, action.body), []).append(action)
    bursts = (_motor(world, motion, ids, root, drives, seconds) for root, drives in sorted(machines.items()))
    return [burst for burst in bursts if burst is not None]


def _root(world: World, name: str) -> str:
    """Return the body at the foot of a joint's tree: the machine that a driven part belongs to."""
    joint = world.body(name).joint
    while joint is not None and joint.parent is not None:
        name = joint.parent
        joint = world.body(name).joint
    return name


def _motor(
    world: World, motion: Motion, ids: tuple[str, ...], root: str, drives: list[Drive], seconds: float
) -> Burst | None:
    """Return one machine's motor while any of its drives is on, pitched by how fast things really turn or go."""
    first = min(d.start for d in drives) / motion.speed
    last = min(max(d.start + d.duration for d in drives) / motion.speed, seconds)
    start, count = round(first * RATE), int((last - first) * RATE)
    if count < 2 * EASE * RATE:
        return None
    times = np.arange(start, start + count) / RATE
    body, driven = ids.index(root), [ids.index(d.body) for d in drives]
    mass = sum(motion.sounders[i].mass for i in {body, *driven} if np.isfinite(motion.sounders[i].mass)) or 1.0
    random = stream(world.seed, "motor", root)
    if mass >= ENGINE_MASS:
        travel = _smooth_speed(motion, body, times)
        sound = _engine(random, np.minimum(IDLE + PER_SPEED * travel, TOP))
    else:
        turning = np.mean([_turning(motion, i, times) for i in driven], axis=0)
        sound = _whirr(random, GEAR * turning)
    ease = np.clip(np.minimum(np.arange(count), np.arange(count)[::-1]) / (EASE * RATE), 0, 1)
    level = (LEVEL * np.sqrt(mass)) ** COMPRESSION
    return motion.burst(body, start, level * ease * sound, times[:1], np.zeros((1, 3)))


def _smooth_speed(motion: Motion, body: int, times: Array) -> Array:
    """Return how fast a body goes (m/s), smoothed over a quarter of a second of film."""
    knots = np.arange(times[0], times[-1] + 0.05, 0.05)
    way = motion.center(body, (knots[:, None] + [-0.125, 0.125]).ravel() * motion.speed).reshape(-1, 2, 3)
    speed = np.linalg.norm(way[:, 1] - way[:, 0], axis=1) / (0.25 * motion.speed)
    return np.interp(times, knots, speed)


def _turning(motion: Motion, body: int, times: Array) -> Array:
    """Return how fast a body turns (turns a second), from the angle between samples."""
    q = motion.rotation[:, body]
    cosine = np.clip(np.abs(np.sum(q[1:] * q[:-1], axis=1)), 0, 1)
    rate = 2 * np.arccos(cosine) / SAMPLE / (2 * np.pi)
    smooth = np.convolve(rate, np.full(9, 1 / 9), "same")
    return np.interp(times * motion.speed, (np.arange(len(smooth)) + 0.5) * SAMPLE, smooth)


def _whirr(random: np.random.Generator, pitch: Array) -> Array:
    """Return a small electric motor: harmonics of its turning with a little rub, silent at rest."""
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    tone = sum(np.sin(k * phase + random.uniform(0, 6)) / k for k in (1, 2, 3, 5, 8))
    rub = band_noise(random, len(pitch), 600, 4000)[:, 0]
    return np.minimum(pitch / 60.0, 1.0) * (0.7 * tone + 0.2 * rub)


def _engine(random: np.random.Generator, firing: Array) -> Array:
    """Return a combustion engine: a pulse for each firing with its harmonics, uneven strokes, and the intake."""
    phase = 2 * np.pi * np.cumsum(firing) / RATE
    tone = sum(np.sin(k * phase + random.uniform(0, 6)) * 0.8**i for i, k in enumerate((0.5, 1, 1.5, 2, 3, 4, 6)))
    rough = 1 + 0.3 * np.sin(phase / 4)
    intake = band_noise(random, len(firing), 150, 1200)[:, 0] * (0.6 + 0.4 * np.cos(phase))
    return rough * (0.6 * tone + 0.35 * intake)
