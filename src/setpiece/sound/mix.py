"""From stems to a mix: loudness by ITU-R BS.1770, a limiter that looks ahead, short fades."""

import numpy as np
from numpy.typing import NDArray

from setpiece.sound.modal import RATE

Array = NDArray[np.float64]

TARGET = -16.0  # LUFS, integrated
CEILING = -1.1  # dBTP: a tenth under the promised -1, for meters that interpolate otherwise
OVERSAMPLING = 4
LOOK_AHEAD, QUICK_LOOK_AHEAD = 96, 24  # samples, 2 ms and 0.5 ms
RELEASE, QUICK_RELEASE = 150.0, 4000.0  # dB/s at which the slow and the quick limiter let go
BODY = 0.01  # s: what lasts less is a click
DEEPEST = 20.0  # dB that the limiter takes at most
FADE = 0.004  # s at both ends
LOUD_WINDOW = 0.05  # s
BED_BELOW = 29.0  # dB of the ambience below the loudest moment of the rest
BED_CEILING = -32.0  # dBFS of the ambience at most: a film in which nothing happens stays quiet
FAINTEST = 0.02  # Pa: the loudest moment that a film without events is taken to have
PASSES = 8


def loudness(samples: Array) -> float:
    """Return the integrated loudness (LUFS) of samples (n, 2); of less than 0.4 s, in one block. Silence: -inf."""
    import pyloudnorm

    if len(samples) < 16 or not np.any(samples):
        return -np.inf
    block = min(0.4, (len(samples) - 1) / RATE)
    meter = pyloudnorm.Meter(RATE, block_size=block)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(meter.integrated_loudness(samples))


def loudest(samples: Array) -> float:
    """Return the largest root mean square (both channels) over windows of ``LOUD_WINDOW``."""
    power = np.mean(samples**2, axis=1)
    window = min(int(LOUD_WINDOW * RATE), len(power))
    total = np.concatenate([[0.0], np.cumsum(power)])
    return float(np.sqrt(max(np.max(total[window:] - total[:-window]), 0.0) / window))


def true_peaks(samples: Array) -> Array:
    """Return for each sample (n,) the largest size, in either channel, that the signal has around it, oversampled."""
    from scipy.signal import resample_poly

    fine = np.abs(resample_poly(samples, OVERSAMPLING, 1, axis=0)).max(axis=1)
    return np.maximum(fine.reshape(-1, OVERSAMPLING).max(axis=1), np.abs(samples).max(axis=1))


def limiter_gain(peaks: Array) -> Array:
    """Return the gain (n,) that keeps ``peaks`` under the ceiling: down before the peak comes, up after.

    Two in a row: a slow one for what is loud for ``BODY`` seconds, and a quick one for the clicks that stand out of
    it, so that a short click does not push down the ring and the room that follow it.
    """
    from scipy.ndimage import uniform_filter1d

    if float(peaks.max(initial=0.0)) <= 10 ** (CEILING / 20):
        return np.ones(len(peaks))
    body = np.sqrt(2 * uniform_filter1d(peaks**2, int(BODY * RATE), mode="constant"))
    slow = _follow(np.minimum(body, peaks.max()), LOOK_AHEAD, RELEASE)
    return slow * _follow(peaks * slow, QUICK_LOOK_AHEAD, QUICK_RELEASE)


def _follow(level: Array, look_ahead: int, release: float) -> Array:
    """Return the gain that takes a level to the ceiling, ``look_ahead`` samples early, let go at ``release`` dB/s."""
    from scipy.ndimage import maximum_filter1d, uniform_filter1d

    over = np.maximum(20 * np.log10(np.maximum(level, 1e-9)) - CEILING, 0.0)  # dB
    # Held for the look-ahead on both sides, let go along a straight line in dB, then smoothed within the hold.
    held = maximum_filter1d(over, 2 * look_ahead + 1)
    ramp = np.arange(len(held)) * (release / RATE)
    falling = np.maximum.accumulate(held + ramp) - ramp
    return 10 ** (-uniform_filter1d(np.maximum(falling, held), 2 * look_ahead - 1) / 20)


def fade_ends(samples: Array) -> Array:
    """Return samples (n, 2) that begin and end at zero."""
    count = min(int(FADE * RATE), len(samples) // 2)
    ramp = 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / max(count, 1))
    out = samples.copy()
    out[:count] *= ramp[:, None]
    out[len(out) - count :] *= ramp[::-1, None]
    return out


def mix(dry: dict[str, Array], bed: Array) -> tuple[dict[str, Array], Array]:
    """Return the stems at film level and the limited mix.

    The stems carry one common gain, so that they sum to the mix before the limiter. It brings the film to
    ``TARGET``, unless the ambience would come out louder than ``BED_CEILING`` or the limiter would take more than
    ``DEEPEST``: quiet films stay quieter.

    Args:
        dry: what happens, by name: (n, 2) in Pa at the camera.
        bed: the ambience (n, 2), at any level.
    """
    events = np.sum(list(dry.values()), axis=0)
    level = max(loudest(events), FAINTEST) * 10 ** (-BED_BELOW / 20)
    size = float(np.sqrt(np.mean(bed**2)))
    stems = {name: fade_ends(stem) for name, stem in dry.items()}
    stems["ambience"] = fade_ends(bed * (level / size if size > 0 else 0.0))
    total = np.sum(list(stems.values()), axis=0)

    peaks = true_peaks(total)
    most = min(
        10 ** (BED_CEILING / 20) / level,
        10 ** ((CEILING + DEEPEST) / 20) / max(float(peaks.max()), 1e-12),
    )
    gain = most
    for _ in range(PASSES):
        heard = loudness(total * gain * limiter_gain(peaks * gain)[:, None])
        if not np.isfinite(heard):
            break
        step = TARGET - heard
        gain = min(gain * 10 ** (step / 20), most)
        if abs(step) < 0.05:
            break
    limited = total * gain * limiter_gain(peaks * gain)[:, None]
    over = float(true_peaks(limited).max()) / 10 ** (CEILING / 20)
    limited /= max(over, 1.0)
    return {name: stem * gain for name, stem in stems.items()}, limited
