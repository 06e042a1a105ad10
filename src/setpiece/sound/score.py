"""The sound of a film, from what happens in it: stems, mix, and when each impact is heard.

Slow motion: contacts come as much later as the picture shows them, and every sound keeps its own pitch, as on film.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.camera.view import View
from setpiece.physics.trajectory import Trajectory
from setpiece.progress import Progress, Report, silent
from setpiece.sound.ambience import ambience
from setpiece.sound.contact import rub
from setpiece.sound.mix import mix
from setpiece.sound.modal import RATE, SPEED_OF_SOUND
from setpiece.sound.motion import read_motion
from setpiece.sound.motor import motors
from setpiece.sound.room import impulse_response
from setpiece.sound.space import Burst, Listener, heard, listener, sent
from setpiece.sound.strike import Blows, strikes
from setpiece.world.document import World

Array = NDArray[np.float64]

ONSET = np.dtype([
    ("time", "f8"), ("arrival", "f8"),  # s of film: at the contact, at the camera
    ("a", "i4"), ("b", "i4"),  # index of body, -1 the ground or a wall
    ("level", "f8"),  # dB SPL at 1 m, as in nature
])  # fmt: skip

REFERENCE = 2e-5 * np.sqrt(2)  # Pa, the amplitude at 0 dB SPL
STAGES = ("impacts", "rolling", "motors", "ambience", "mix")


@dataclass(frozen=True)
class Score:
    """The sound of a film: ``stems`` and ``mix`` are (n, 2) float32, left and right, full scale at 1.

    The stems (impacts, rolling, motors, ambience) sum to the mix before its limiter. ``onsets`` (ONSET) lists every
    impact that is heard, in order of time.
    """

    stems: dict[str, NDArray[np.float32]]
    mix: NDArray[np.float32]
    onsets: NDArray
    rate: int = RATE


def score(
    world: World,
    trajectory: Trajectory,
    view_at: Callable[[float], View],
    *,
    seconds: float,
    report: Report = silent,
) -> Score:
    """Return the sound of a film as its camera hears it; the same bits every time.

    Args:
        world: place, materials, actions, seed and the shot's speed.
        trajectory: what happens, for at least ``seconds`` of film.
        view_at: the camera at a world time (s).
        seconds: length of the film.
        report: told of each stem that is done.
    """
    count = round(seconds * RATE)
    if count < 1:
        empty = np.zeros((0, 2), np.float32)
        return Score(dict.fromkeys(STAGES[:-1], empty), empty, np.zeros(0, ONSET))
    motion = read_motion(world, trajectory, seconds)
    ears = listener(view_at, seconds, world.shot.speed)

    def done(stage: str) -> None:
        report(Progress("sound", STAGES.index(stage) + 1, len(STAGES), stage))

    blows = strikes(motion, world.seed)
    sources = {"impacts": blows.bursts}
    done("impacts")
    sources["rolling"] = rub(motion, world.seed, seconds)
    done("rolling")
    sources["motors"] = motors(world, motion, trajectory.ids, seconds)
    done("motors")
    dry = _in_place(world, sources, ears, count)
    bed = ambience(world, seconds)
    done("ambience")
    stems, mixed = mix(dry, bed)
    done("mix")
    return Score(
        {name: s.astype(np.float32) for name, s in stems.items()}, mixed.astype(np.float32), _onsets(blows, ears)
    )


def _in_place(world: World, sources: dict[str, list[Burst]], ears: Listener, count: int) -> dict[str, Array]:
    """Return each kind of sound as it reaches the ears: straight, and by way of the place's answer."""
    from scipy.signal import oaconvolve

    every = [burst for bursts in sources.values() for burst in bursts]
    if not every:
        return {name: np.zeros((count, 2)) for name in sources}
    eye, right = ears.at(np.array([ears.times[-1] / 2]))
    centre = _centre(every)
    answer = impulse_response(world, centre, eye[0], right[0])
    nearby = float(np.linalg.norm(centre - eye[0]))
    out = {}
    for name, bursts in sources.items():
        out[name] = heard(bursts, ears, count)
        if bursts:
            told = sent(bursts, count, ears, nearby, fading=world.place.room is None)
            out[name] += oaconvolve(told[:, None], answer, axes=0)[:count]
    return out


def _centre(bursts: list[Burst]) -> Array:
    """Return where most of the sound is made: the mean place, weighted by the root of the energy."""
    weight = np.array([np.sqrt(np.sum(b.samples**2)) for b in bursts]) + 1e-12
    place = np.array([b.path.mean(axis=0) for b in bursts])
    return np.sum(place * weight[:, None], axis=0) / weight.sum()


def _onsets(blows: Blows, ears: Listener) -> NDArray:
    out = np.zeros(len(blows.records), ONSET)
    out["time"] = blows.film_time
    distance = np.linalg.norm(blows.records["point"] - ears.at(blows.film_time)[0], axis=1)
    out["arrival"] = blows.film_time + distance / SPEED_OF_SOUND
    out["a"], out["b"] = blows.records["a"], blows.records["b"]
    out["level"] = 20 * np.log10(blows.level / REFERENCE)
    return out
