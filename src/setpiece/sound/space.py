"""From where a sound is made to the camera's two ears: delay, distance, direction, air.

Film times in seconds, positions in metres in the world. A sound that moves, or a camera that does, changes the
delay, and with it the pitch (Doppler); in slow motion by as much less as the motion is slower.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from setpiece.camera.view import View
from setpiece.sound.modal import RATE, SPEED_OF_SOUND

Array = NDArray[np.float64]

HEAD_RADIUS = 0.0875  # m
NEAREST = 0.25  # m: within, nothing gets louder
PAN_WIDTH = 0.85  # 1: what is quite to one side is silent in the other ear
STILL = 0.02  # m: what moves less during its sound is taken to stand
LISTENER_RATE = 60.0  # looks at the camera a second
CONTROL_RATE = 240.0  # delays and gains a second, linear between
FAR = 12.0  # m: from here the air takes part
AIR_8K = 0.105  # dB/m at 8 kHz
FARTHEST = 300.0  # m: farther than this the air dulls no more

Way = Callable[[Array, Array, Array], tuple[Array, Array]]
"""From sources, eyes and right hands (k, 3) to delays (k, C) in s and gains (k, C) of each channel."""


@dataclass(frozen=True, eq=False)
class Burst:
    """A sound at its source: ``samples`` (n,) in Pa at 1 m from sample ``start`` of the film on, and the way of the
    source, ``path`` (k, 3) in metres at film ``times`` (k,).
    """  # noqa: D205

    start: int
    samples: Array
    times: Array
    path: Array

    @staticmethod
    def still(start: int, samples: Array, point: Array) -> "Burst":
        """Return a burst from a source that stands."""
        return Burst(start, samples, np.array([start / RATE]), np.array([point], float))

    def at(self, times: Array) -> Array:
        """Return where the source is (k, 3)."""
        return np.column_stack([np.interp(times, self.times, self.path[:, i]) for i in range(3)])


@dataclass(frozen=True, eq=False)
class Listener:
    """The camera over the film: where it is, and which way its right hand points."""

    times: Array  # (k,) s of film
    eye: Array  # (k, 3)
    right: Array  # (k, 3)

    @cached_property
    def still(self) -> bool:
        """Whether the camera never moves at all."""
        return not np.any(np.ptp(self.eye, axis=0)) and not np.any(np.ptp(self.right, axis=0))

    def at(self, times: Array) -> tuple[Array, Array]:
        """Return eye and right hand (k, 3) at film times."""
        if self.still:
            return np.tile(self.eye[:1], (len(times), 1)), np.tile(self.right[:1], (len(times), 1))
        out = [
            np.column_stack([np.interp(times, self.times, a[:, i]) for i in range(3)]) for a in (self.eye, self.right)
        ]
        return out[0], out[1]


def listener(view_at: Callable[[float], View], seconds: float, speed: float) -> Listener:
    """Return the camera's way through a film; ``view_at`` takes world time."""
    times = np.linspace(0, seconds, max(2, int(seconds * LISTENER_RATE) + 1))
    poses = [view_at(float(t * speed)).world_from_camera for t in times]
    return Listener(times, np.array([p[:3, 3] for p in poses]), np.array([p[:3, 0] for p in poses]))


def heard(bursts: list[Burst], ears: Listener, count: int) -> Array:
    """Return what arrives straight at the ears: (count, 2) in Pa, left and right."""
    out = np.zeros((count, 2))
    for burst in bursts:
        middle = burst.at(np.array([burst.times[len(burst.times) // 2]]))
        distance = float(np.linalg.norm(ears.at(burst.times[:1])[0] - middle))
        samples = _through_air(burst.samples, distance)
        if _stands(burst, ears):
            _add_still(out, burst, samples, ears)
        else:
            _add_moving(out, burst, samples, ears, to_ears)
    return out


def sent(bursts: list[Burst], count: int, ears: Listener, nearby: float, *, fading: bool) -> Array:
    """Return the sum (count,) of all sounds (Pa at 1 m) as a source ``nearby`` m from the ears would have to make it.

    That is what a place answers to. A sound made farther away or closer is sent as much later or earlier, so that its
    answer follows its own straight way and never outruns it, and with the pitch of its way. ``fading``: the answer
    keeps to the straight sound's loudness, as outdoors; in a room it is the same from everywhere.
    """
    out = np.zeros((count, 1))

    def way(source: Array, eye: Array, right: Array) -> tuple[Array, Array]:  # noqa: ARG001 - as ``to_ears``
        distance = np.linalg.norm(source - eye, axis=1)
        gain = max(nearby, NEAREST) / np.maximum(distance, NEAREST) if fading else np.ones(len(distance))
        return ((distance - nearby) / SPEED_OF_SOUND)[:, None], gain[:, None]

    for burst in bursts:
        if _stands(burst, ears):
            delay, gain = way(burst.path[:1], *ears.at(burst.times[:1]))
            _add(out[:, 0], burst.samples * gain[0, 0], burst.start + round(float(delay[0, 0]) * RATE))
        else:
            _add_moving(out, burst, burst.samples, ears, way, ahead=nearby)
    return out[:, 0]


def _stands(burst: Burst, ears: Listener) -> bool:
    end = (burst.start + len(burst.samples)) / RATE
    eye = ears.at(np.linspace(burst.start / RATE, end, 5))[0]
    return all(float(np.linalg.norm(np.ptp(way, axis=0))) < STILL for way in (burst.path, eye))


def to_ears(source: Array, eye: Array, right: Array) -> tuple[Array, Array]:
    """Return delays (k, 2) in s and gains (k, 2) of the straight way to the left and right ear.

    1 / r; constant-power pan by the sine of the azimuth; the head's delay a (theta + sin theta) / c shared by both
    ears (Woodworth). Things behind sound as those before.
    """
    way = source - eye
    distance = np.linalg.norm(way, axis=1)
    side = np.sum(way * right, axis=1) / np.maximum(distance, 1e-9)
    lag = HEAD_RADIUS / SPEED_OF_SOUND * (np.arcsin(np.clip(side, -1, 1)) + side) / 2
    delay = np.column_stack([distance / SPEED_OF_SOUND + lag, distance / SPEED_OF_SOUND - lag])
    angle = np.pi / 4 * (1 + PAN_WIDTH * side)
    gain = np.column_stack([np.cos(angle), np.sin(angle)]) / np.maximum(distance, NEAREST)[:, None]
    return np.maximum(delay, 0.0), gain


def _through_air(samples: Array, distance: float) -> Array:
    """Return a sound dulled by the air on its way: a one-pole low-pass that loses what air takes at 8 kHz."""
    if distance < FAR:
        return samples
    from scipy.signal import lfilter

    loss = 10 ** (-AIR_8K * min(distance, FARTHEST) / 10)  # of power
    cosine = np.cos(2 * np.pi * 8000 / RATE)
    b = (1 - loss * cosine) / (1 - loss)
    pole = b - np.sqrt(b * b - 1)  # (1 - p)^2 / (1 - 2 p cos w + p^2) = loss
    return lfilter([1 - pole], [1, -pole], samples)


def _add_still(out: Array, burst: Burst, samples: Array, ears: Listener) -> None:
    time = (burst.start + len(samples) / 2) / RATE
    eye, right = ears.at(np.array([time]))
    delay, gain = to_ears(burst.path[len(burst.path) // 2][None], eye, right)
    for ear in (0, 1):
        exact = burst.start + delay[0, ear] * RATE
        whole = int(np.floor(exact))
        wave = np.convolve(samples, _cubic(np.array([exact - whole]))[:, 0]) * gain[0, ear]
        _add(out[:, ear], wave, whole - 1)


def _add(out: Array, wave: Array, at: int) -> None:
    low, high = max(at, 0), min(at + len(wave), len(out))
    if low < high:
        out[low:high] += wave[low - at : high - at]


def _cubic(share: Array) -> Array:
    """Return the weights (4, n) that delay by 1 + ``share`` (0..1) samples: Lagrange's cubic."""
    d = share + 1.0
    return np.stack([
        -(d - 1) * (d - 2) * (d - 3) / 6,
        d * (d - 2) * (d - 3) / 2,
        -d * (d - 1) * (d - 3) / 2,
        d * (d - 1) * (d - 2) / 6,
    ])  # fmt: skip


def _add_moving(out: Array, burst: Burst, samples: Array, ears: Listener, way: Way, *, ahead: float = 0.0) -> None:
    """Read the sound at the time it left the source: t = s + |eye(t) - source(s)| / c, solved for s.

    ``ahead`` (m): by how much delays may be shorter than the straight way's.
    """
    far = max(float(np.linalg.norm(ears.eye - p, axis=1).max()) for p in (burst.path[0], burst.path[-1]))
    first = burst.start - int(ahead / SPEED_OF_SOUND * RATE)
    last = burst.start + len(burst.samples) + int((far / SPEED_OF_SOUND + 0.01) * RATE) + 4
    first, last = max(first, 0), min(last, len(out))
    if first >= last:
        return
    knots = np.arange(first, last + RATE / CONTROL_RATE, RATE / CONTROL_RATE)
    arrival = knots / RATE
    eye, right = ears.at(arrival)
    delay, gain = way(burst.at(arrival), eye, right)
    for _ in range(6):
        delay, gain = way(burst.at(arrival - delay.mean(axis=1)), eye, right)
    index = np.arange(first, last)
    padded = np.concatenate([np.zeros(3), samples, np.zeros(3)])
    for ear in range(out.shape[1]):
        read = index - burst.start - np.interp(index, knots, delay[:, ear]) * RATE
        inside = (read > -2) & (read < len(samples) + 1)
        whole = np.floor(read[inside]).astype(int)
        weights = _cubic(1.0 - (read[inside] - whole))
        # Delaying by 2 - f from sample whole + 2 reads at whole + f.
        wave = sum(weights[k] * padded[whole + 5 - k] for k in range(4))
        out[index[inside], ear] += wave * np.interp(index[inside], knots, gain[:, ear])
