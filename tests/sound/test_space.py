"""Delay, distance, direction, air and Doppler, each against its closed form."""

import numpy as np
import pytest
from sound_scenes import looking_from

from setpiece.sound.modal import RATE, SPEED_OF_SOUND
from setpiece.sound.space import Burst, heard, listener, sent, to_ears

EYE = np.array([0.0, -3.0, 1.0])
EARS = listener(looking_from(tuple(EYE), (0.0, 0.0, 1.0)), 3.0, 1.0)


def ahead(right, forward, up):
    return EYE + np.array([right, forward, up])


def tone(seconds, frequency):
    return np.sin(2 * np.pi * frequency * np.arange(int(seconds * RATE)) / RATE)


def peak(samples):
    return int(np.argmax(np.abs(samples)))


def test_a_click_arrives_after_its_distance():
    click = np.zeros(64)
    click[0] = 1.0
    for y in (0.0, 10.0, 40.0):
        out = heard([Burst.still(4800, click, np.array([0.0, y, 1.0]))], EARS, RATE)
        exact = 4800 + (y + 3) / SPEED_OF_SOUND * RATE
        # To the nearest sample, and within two of it.
        assert abs(peak(out[:, 0]) - exact) < 2
        assert peak(out[:, 0]) == peak(out[:, 1])


def test_pressure_falls_as_one_over_distance():
    level = []
    for distance in (1.0, 2.0, 8.0):
        burst = Burst.still(0, tone(0.2, 400), ahead(0, distance, 0))
        level.append(np.sqrt(np.sum(heard([burst], EARS, RATE) ** 2)))
    # Below 12 m the air takes nothing; what is cut at the end of the buffer is the same for all.
    assert level[0] / level[1] == pytest.approx(2, rel=1e-3)
    assert level[0] / level[2] == pytest.approx(8, rel=1e-3)


def test_right_is_right_and_first_in_the_right_ear():
    click = np.zeros(64)
    click[0] = 1.0
    side = heard([Burst.still(1000, click, ahead(5.0, 0.5, 0.0))], EARS, RATE)
    assert np.abs(side[:, 1]).max() > 3 * np.abs(side[:, 0]).max()
    assert peak(side[:, 1]) < peak(side[:, 0])
    other = heard([Burst.still(1000, click, ahead(-5.0, 0.5, 0.0))], EARS, RATE)
    assert np.allclose(other, side[:, ::-1], atol=1e-9)


def test_pan_keeps_the_power_and_the_head_delays_by_at_most_its_own_size():
    angle = np.linspace(-np.pi, np.pi, 37)
    source = 2.0 * np.column_stack([np.sin(angle), np.cos(angle), 0 * angle])
    delay, gain = to_ears(source, np.zeros((37, 3)), np.tile([1.0, 0, 0], (37, 1)))
    assert np.sum(gain**2, axis=1) == pytest.approx(0.25)
    lag = delay[:, 0] - delay[:, 1]
    # Woodworth: a (pi / 2 + 1) / c at the side.
    assert np.abs(lag).max() == pytest.approx(0.0875 * (np.pi / 2 + 1) / 343, rel=1e-6)


@pytest.mark.parametrize("speed", [20.0, -20.0])
def test_doppler(speed):
    """f' = f / (1 + v / c) on the line away from (or to) the camera, within 0.2 %."""
    start = 5.0 if speed > 0 else 60.0
    times = np.linspace(0, 2, 241)
    path = EYE + np.column_stack([0 * times, start + speed * times, 0 * times])
    out = heard([Burst(0, tone(2.0, 1000), times, path)], EARS, 3 * RATE)[:, 0]
    part = out[RATE // 2 : RATE // 2 + RATE]
    crossings = np.flatnonzero((part[:-1] < 0) & (part[1:] >= 0))
    exact = crossings - part[crossings] / (part[crossings + 1] - part[crossings])
    frequency = (len(exact) - 1) / (exact[-1] - exact[0]) * RATE
    assert frequency == pytest.approx(1000 / (1 + speed / SPEED_OF_SOUND), rel=0.002)


def test_a_moving_camera_hears_doppler_too():
    """Towards a source at rest, f' = f (1 + v / c)."""

    def view(time):
        return looking_from((0.0, -30.0 + 10.0 * time, 1.0), (0.0, 50.0, 1.0))(0.0)

    ears = listener(view, 3.0, 1.0)
    out = heard([Burst.still(0, tone(2.5, 1000), np.array([0.0, 20.0, 1.0]))], ears, 3 * RATE)[:, 0]
    part = out[RATE : 2 * RATE]
    rising = np.flatnonzero((part[:-1] < 0) & (part[1:] >= 0))
    exact = rising - part[rising] / (part[rising + 1] - part[rising])
    frequency = (len(exact) - 1) / (exact[-1] - exact[0]) * RATE
    assert frequency == pytest.approx(1000 * (1 + 10 / SPEED_OF_SOUND), rel=0.002)


def test_still_and_moving_ways_agree():
    noise = np.random.default_rng(0).standard_normal(4000)
    point = np.array([1.0, 2.0, 0.5])
    still = heard([Burst.still(500, noise, point)], EARS, RATE)
    nearly = point + np.array([[0, 0, 0], [0, 0, 0], [0, 0, 0.0201]])
    moving = heard([Burst(500, noise, np.array([0.0, 1e4, 2e4]), nearly)], EARS, RATE)
    # The second goes 2 cm, but long after its sound.
    assert np.abs(still - moving).max() < 1e-3 * np.abs(still).max()


def test_air_takes_its_share_at_8_khz():
    """0.105 dB/m: 10.5 dB in 100 m, besides 1 / r."""
    near = heard([Burst.still(0, tone(0.5, 8000), ahead(0, 10.0, 0))], EARS, RATE)
    far = heard([Burst.still(0, tone(0.5, 8000), ahead(0, 100.0, 0))], EARS, RATE)
    middle = slice(RATE // 3, RATE // 2)
    ratio = np.std(near[middle, 0]) / np.std(far[middle, 0])
    # The cubic between samples loses up to 0.2 dB at 8 kHz, by the fraction of the delay.
    assert 20 * np.log10(ratio) == pytest.approx(20 + 10.5, abs=0.25)


def test_what_falls_out_of_the_film_is_left_out():
    noise = np.ones(1000)
    assert not np.any(heard([Burst.still(RATE, noise, EYE + 1)], EARS, RATE // 2))
    assert not np.any(heard([Burst.still(-5000, noise, EYE + 1)], EARS, RATE // 2))


@pytest.mark.parametrize("speed", [20.0, -20.0])
def test_a_place_answers_with_the_pitch_of_what_moves(speed):
    """What is sent to the place comes with f / (1 + v / c), and outdoors by 1 / r fainter the farther it is made."""
    start = 5.0 if speed > 0 else 60.0
    times = np.linspace(0, 2, 241)
    path = EYE + np.column_stack([0 * times, start + speed * times, 0 * times])
    whole = sent([Burst(0, tone(2.0, 1000), times, path)], 3 * RATE, EARS, 5.0, fading=True)
    part = whole[RATE // 2 : RATE // 2 + RATE]
    crossings = np.flatnonzero((part[:-1] < 0) & (part[1:] >= 0))
    frequency = (len(crossings) - 1) / (crossings[-1] - crossings[0]) * RATE
    assert frequency == pytest.approx(1000 / (1 + speed / SPEED_OF_SOUND), rel=0.002)
    # Told as of a source at 5 m: as loud as the straight sound would be there times r / 5, sample for sample.
    straight = heard([Burst(0, tone(2.0, 1000), times, path)], EARS, 3 * RATE)
    power = np.sqrt(np.sum(straight[RATE : RATE + 4800] ** 2))
    shift = int(5.0 / SPEED_OF_SOUND * RATE)
    told = np.sqrt(np.sum(whole[RATE - shift : RATE - shift + 4800] ** 2))
    assert told == pytest.approx(5.0 * power, rel=0.02)


def test_a_room_answers_alike_from_everywhere():
    near, far = (
        sent([Burst.still(4800, tone(0.1, 500), ahead(0, away, 0))], RATE, EARS, 5.0, fading=False) for away in (2, 9)
    )
    late = round(7 / SPEED_OF_SOUND * RATE)
    np.testing.assert_allclose(near[4000:12000], far[4000 + late : 12000 + late], atol=1e-12)
