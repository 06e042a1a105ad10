"""Laws about sound: impacts are heard when they happen, and the mix has its loudness and no clipping."""

import numpy as np
from numpy.typing import NDArray

from setpiece.camera.view import View
from setpiece.certificate.certificate import Law
from setpiece.certificate.laws import ViewAt, law
from setpiece.certificate.subject import Worst
from setpiece.certificate.table import ONSETS_WITHIN, SOUND_LAWS
from setpiece.physics.trajectory import Trajectory
from setpiece.sound.mix import BED_CEILING, CEILING, DEEPEST, TARGET, loudness, true_peaks
from setpiece.sound.score import Score
from setpiece.world.document import World

Array = NDArray[np.float64]

SPEED_OF_SOUND = 343.0  # m/s
QUIET_BEFORE = 0.03  # s without another arrival, so that an onset can be told
LISTEN = 0.02  # s after the expected arrival in which the blow's greatest sample is sought
EARLY, LATE = 0.008, 0.02  # s about the expected arrival in which its onset is sought
RISE = 0.02  # share of that greatest sample at which a blow has begun
RISEN = 0.1  # share of it that no echo of an earlier blow reaches
QUIET = 0.0005  # s
BLOW = 0.004  # s in which a blow reaches its full loudness
CAP_SLACK = 1.0  # dB
SILENCE = -200.0  # dB


def audit_sound(world: World, trajectory: Trajectory, view_at: ViewAt, score: Score) -> tuple[Law, ...]:
    """Return every law of sound with its figure."""
    found = {"sound_sync": sync(world, trajectory, view_at, score)}
    found["sound_loudness"] = Worst(loudness_error(score))
    peak = float(true_peaks(np.asarray(score.mix, float)).max(initial=0.0)) if len(score.mix) else 0.0
    found["sound_peak"] = Worst(20 * np.log10(peak) if peak > 1e-10 else SILENCE)
    return tuple(law(SOUND_LAWS[name], figure, trajectory.ids) for name, figure in found.items())


def arrivals(world: World, trajectory: Trajectory, view_at: ViewAt, end: float) -> tuple[NDArray, Array, Array]:
    """Return the impacts (IMPACT) of a film, when each is due at the camera (C,) in s of film, and distances (C,) m."""
    found = np.concatenate([segment.impacts for segment in trajectory.segments])
    speed = world.shot.speed
    found = found[found["time"] / speed < end]
    views: list[View] = [view_at(float(t)) for t in found["time"]]
    eyes = np.array([view.world_from_camera[:3, 3] for view in views]).reshape(-1, 3)
    distance = np.linalg.norm(found["point"] - eyes, axis=1)
    return found, found["time"] / speed + distance / SPEED_OF_SOUND, distance


def sync(world: World, trajectory: Trajectory, view_at: ViewAt, score: Score) -> Worst:
    """The worst difference (s) between when a loud blow begins in the stem of impacts and when it is due."""
    end = len(score.mix) / score.rate
    found, due, distance = arrivals(world, trajectory, view_at, end)
    level = heard_level(found, distance, score, world.shot.speed)
    loud = level > level.max(initial=-np.inf) - ONSETS_WITHIN
    stem = emphasised(np.asarray(score.stems["impacts"], float))
    worst = Worst(0.0)
    for n in np.flatnonzero(loud):
        before = np.abs(due[n] - due)
        before[n] = np.inf
        crowded = np.any((due <= due[n]) & (before < QUIET_BEFORE) & (level > level[n] - 2 * ONSETS_WITHIN))
        if crowded or due[n] + LATE > end or buried(stem, score.rate, due[n]):
            continue
        late = abs(onset(stem, score.rate, due[n]) - due[n])
        if late > worst.value:
            worst = Worst(late, float(found["time"][n]), (int(found["a"][n]), int(found["b"][n])))
    return worst


def emphasised(stem: Array) -> Array:
    """Return how fast a stem (samples, channels) changes from sample to sample, (samples,).

    That lifts what is high, by which a blow begins, over what is low and still rings (Bello et al. 2005, 3.A).
    """
    return np.abs(np.diff(stem, axis=0, prepend=stem[:1])).max(axis=1, initial=0.0)


def heard_level(found: NDArray, distance: Array, score: Score, speed: float) -> Array:
    """Return the level (C,) in dB of each impact at the camera, by the score's list of pairs; -inf where not listed.

    An impact with over a fifth of the greatest impulse is loud whether it is listed or not.
    """
    listed = score.onsets
    level = np.full(len(found), -np.inf)
    for n, impact in enumerate(found):
        pair = (listed["a"] == impact["a"]) & (listed["b"] == impact["b"])
        near = np.flatnonzero(pair & (np.abs(listed["time"] - impact["time"] / speed) < 1e-4))
        if near.size:
            level[n] = listed["level"][near].max() - 20 * np.log10(max(distance[n], 0.25))
    strength = np.linalg.norm(found["impulse"], axis=1)
    forgotten = (strength > 0.2 * strength.max(initial=0.0)) & ~np.isfinite(level)
    return np.where(forgotten, np.max(level, initial=0.0, where=np.isfinite(level)), level)


def buried(stem: Array, rate: int, due: float) -> bool:
    """Tell whether what still rings is over a quarter as loud as the blow that is due: its beginning cannot be told.

    It must ring just before and farther ahead of it: a sound just before alone is the blow itself, heard too early.
    """
    at, ahead, after = (int(t * rate) for t in (due, BLOW, EARLY))
    spans = ((at - 2 * after, at - after), (at - after, at - ahead // 4))
    ringing = min(float(stem[max(low, 0) : max(high, 0)].max(initial=0.0)) for low, high in spans)
    return ringing > 0.25 * float(stem[at : at + ahead].max(initial=0.0)) and ringing > 1e-7


def onset(stem: Array, rate: int, due: float) -> float:
    """Return when (s) the sound that is due begins: where its rise to a tenth of its peak came out of quiet.

    Quiet is half a millisecond below 2 % of the peak and below twice what rang just before (8 to 1 ms ahead of each
    sample: what rings dies down, and a level from longer ago would hide a weak beginning). Of several rises with quiet
    between them, some are of other blows, such as the click of a chip beside a block's thud: the one that begins
    nearest to when it is due is taken. Infinite if nothing there rises above what went before.
    """
    first = max(int((due - EARLY) * rate), 0)
    heard = stem[first : int((due + LATE) * rate) + 1]
    before = _ringing(stem, rate, first, len(heard))
    peak = float(heard.max(initial=0.0))
    rising = heard > np.maximum(RISEN * peak, 2.0 * before)
    if peak <= 1e-7 or not rising.any():
        return np.inf
    loud = np.flatnonzero((heard > np.maximum(RISE * peak, 2.0 * before)) | rising)
    begins = np.append(True, np.diff(loud) > QUIET * rate)
    risen = np.unique(np.cumsum(begins)[rising[loud]]) - 1
    starts = (first + loud[begins][risen]) / rate
    return float(starts[np.abs(starts - due).argmin()])


def _ringing(stem: Array, rate: int, first: int, count: int) -> Array:
    """Return the greatest of what rang 8 to 1 ms before each of ``count`` samples from ``first`` on."""
    far, near = int(EARLY * rate), int(BLOW * rate) // 4
    padded = np.concatenate([np.zeros(max(far - first, 0)), stem[max(first - far, 0) : first + count - near]])
    return np.lib.stride_tricks.sliding_window_view(padded, far - near).max(axis=1)[:count]


def loudness_error(score: Score) -> float:
    """Return how far (LU) the mix is from the target, 0 where it is quieter for one of the stated reasons."""
    heard = loudness(np.asarray(score.mix, float))
    if not np.isfinite(heard):
        return 0.0 if not any(np.any(stem) for stem in score.stems.values()) else 1e3
    if heard < TARGET and capped(score):
        return 0.0
    return abs(heard - TARGET)


def capped(score: Score) -> bool:
    """Return whether the ambience is at its ceiling or the limiter takes all that it may."""
    bed = np.asarray(score.stems.get("ambience", np.zeros((1, 2))), float)
    floor = 20 * np.log10(max(float(np.sqrt(np.mean(bed**2))), 1e-12))
    total = np.sum([np.asarray(stem, float) for stem in score.stems.values()], axis=0)
    top = 20 * np.log10(max(float(true_peaks(total).max()), 1e-12))
    return floor > BED_CEILING - CAP_SLACK or top > CEILING + DEEPEST - CAP_SLACK
