"""Loudness, peaks and sums of the mix; 24-bit files."""

import numpy as np
import pytest

from setpiece.sound.mix import CEILING, fade_ends, limiter_gain, loudness, mix, true_peaks
from setpiece.sound.modal import RATE
from setpiece.sound.wave import read_wav, write_wav

RANDOM = np.random.Generator(np.random.Philox(key=5))


def clicks(seconds, every, size=1.0):
    out = np.zeros((int(seconds * RATE), 2))
    ring = np.exp(-np.arange(4800) / 900) * np.sin(2 * np.pi * 900 * np.arange(4800) / RATE)
    for start in range(1000, len(out) - 4800, int(every * RATE)):
        out[start : start + 4800] += size * ring[:, None]
    return out


def noise(seconds):
    return RANDOM.standard_normal((int(seconds * RATE), 2))


def peak_dbtp(samples):
    return 20 * np.log10(true_peaks(np.asarray(samples, float)).max())


@pytest.mark.parametrize("size", [0.1, 1.0, 300.0])
def test_a_busy_film_is_at_minus_16_lufs_under_minus_1_dbtp(size):
    _, mixed = mix({"impacts": clicks(4.0, 0.1, size)}, noise(4.0))
    assert loudness(mixed) == pytest.approx(-16, abs=0.5)
    assert peak_dbtp(mixed) <= -1.0


def test_sparse_loud_clicks_are_limited_and_stay_under_the_ceiling():
    _, mixed = mix({"impacts": clicks(4.0, 1.5, 50.0)}, noise(4.0))
    assert peak_dbtp(mixed) <= -1.0
    assert loudness(mixed) > -24


def test_stems_sum_to_the_mix_where_the_limiter_rests():
    stems, mixed = mix({"impacts": clicks(3.0, 0.4), "rolling": 0.1 * noise(3.0)}, noise(3.0))
    total = np.sum(list(stems.values()), axis=0)
    assert list(stems) == ["impacts", "rolling", "ambience"]
    gain = mixed[:, 0] / np.where(np.abs(total[:, 0]) > 1e-4, total[:, 0], np.nan)
    assert np.nanmax(gain) == pytest.approx(1.0, abs=1e-2)
    assert np.nanmin(gain) > 0


def test_the_bed_lies_24_to_30_db_under_the_impacts():
    stems, _ = mix({"impacts": clicks(4.0, 0.5)}, noise(4.0))
    hit = stems["impacts"][1000 : 1000 + RATE // 20]
    difference = 10 * np.log10(np.mean(hit**2) / np.mean(stems["ambience"] ** 2))
    assert 24 <= difference <= 30


def test_a_film_in_which_nothing_happens_is_quiet_but_not_silent():
    _, mixed = mix({"impacts": np.zeros((2 * RATE, 2))}, noise(2.0))
    level = 10 * np.log10(np.mean(mixed**2))
    assert level == pytest.approx(-32, abs=0.2)


@pytest.mark.parametrize("count", [1, 10, 500, RATE // 24, RATE // 3])
def test_short_films_work(count):
    _, mixed = mix({"impacts": clicks(1.0, 0.2)[1000 : 1000 + count]}, noise(1.0)[:count])
    assert mixed.shape == (count, 2)
    assert np.all(np.isfinite(mixed))
    assert peak_dbtp(mixed) <= -1.0


def test_utter_silence_stays_silent():
    stems, mixed = mix({"impacts": np.zeros((RATE, 2))}, np.zeros((RATE, 2)))
    assert not np.any(mixed)
    assert not np.any(stems["ambience"])


def test_the_limiter_is_down_before_the_peak_and_lets_go_after():
    peaks = np.full(RATE, 0.1)
    peaks[20_000], peaks[30_000:32_000] = 10.0, 10.0
    gain = limiter_gain(peaks)
    assert np.all(gain * peaks <= 10 ** (CEILING / 20) * (1 + 1e-9))
    assert gain[0] == pytest.approx(1)
    assert gain[-1] == pytest.approx(1)
    # A click is let go within 10 ms (21 dB at 4000 dB/s, and the 10 ms over which its own power counts),
    # what lasts 40 ms at 150 dB/s: still down after 50 ms, up after 200.
    assert gain[20_000 + int(0.012 * RATE)] > 0.7
    assert gain[32_000 + int(0.05 * RATE)] < 0.5
    assert gain[32_000 + int(0.2 * RATE)] == pytest.approx(1)
    assert np.abs(np.diff(gain)).max() < 0.1


def test_true_peaks_see_between_samples():
    """A tone at a quarter of the rate, sampled 45 degrees off its crests: sqrt 2 above its samples."""
    tone = np.sin(np.pi / 2 * np.arange(4000) + np.pi / 4)
    inner = true_peaks(np.column_stack([tone, tone]))[1000:3000]
    assert np.abs(tone).max() == pytest.approx(np.sqrt(0.5))
    assert inner.max() == pytest.approx(1.0, abs=0.01)


def test_the_ends_are_faded():
    out = fade_ends(np.ones((RATE, 2)))
    assert out[0, 0] == out[-1, 0] == 0
    assert out[RATE // 2, 0] == 1


def test_wav_files_read_back_within_half_a_step(tmp_path):
    samples = np.clip(0.4 * noise(0.1), -1, 1)
    write_wav(tmp_path / "a.wav", samples, RATE)
    back, rate = read_wav(tmp_path / "a.wav")
    assert rate == RATE
    # Half a step of 24 bits, and the rounding of float32.
    assert np.abs(back - samples).max() < 0.5 / (2**23 - 1) + 6e-8
    write_wav(tmp_path / "mono.wav", [2.0, -2.0], 8000)
    assert read_wav(tmp_path / "mono.wav")[0].ravel().tolist() == [1.0, -1.0]
