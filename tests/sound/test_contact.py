"""Rolling and scraping: loud by force and speed, bright by speed, without clicks."""

import numpy as np
import pytest
from sound_scenes import touch, trajectory

from setpiece.sound.contact import contact_radius, roughness, rub, runs
from setpiece.sound.modal import RATE
from setpiece.sound.motion import read_motion
from setpiece.world.document import Body, Place, Shot, World


def rolling(
    speed=1.0, force=1.0, slip=0.0, *, ground="stone", film_speed=1.0, samples=range(20, 100), material="steel"
):
    world = World(
        bodies=(
            Body(id="b", family="ball", params={"radius": 0.02}, materials={"body": material}, position=(0, 0, 0.02)),
        ),
        place=Place(ground=ground),
        shot=Shot(eye=(0, -3, 1), target=(0, 0, 0), speed=film_speed),
    )
    rows = [touch(k / 120, 0, -1, (speed * k / 120, 0, 0), force, roll=speed, slip=slip) for k in samples]
    return read_motion(world, trajectory(world, [0.26], touches=rows), 2.0 / film_speed)


def rms(bursts):
    return np.sqrt(np.mean(bursts[0].samples[: RATE // 2] ** 2))


def brightness(burst):
    spectrum = np.abs(np.fft.rfft(burst.samples)) ** 2
    return np.sum(spectrum * np.fft.rfftfreq(len(burst.samples), 1 / RATE)) / np.sum(spectrum)


def test_faster_and_heavier_is_louder():
    base = rms(rub(rolling(), 0, 2.0))
    # Pressures go as sqrt(F) v, pressed by the exponent 0.6; noise over half a second: within 20 %.
    assert rms(rub(rolling(speed=4.0), 0, 2.0)) / base == pytest.approx(4**0.6, rel=0.25)
    assert rms(rub(rolling(force=16.0), 0, 2.0)) / base == pytest.approx(16**0.3, rel=0.25)
    assert rms(rub(rolling(slip=1.0), 0, 2.0)) > 1.3 * base


def test_faster_is_brighter():
    slow, fast = (rub(rolling(speed=v, ground="carpet", material="rubber"), 0, 2.0)[0] for v in (0.3, 3.0))
    assert brightness(fast) > 2 * brightness(slow)


def test_it_begins_and_ends_without_a_click():
    (burst,) = rub(rolling(), 0, 2.0)
    size = np.abs(burst.samples).max()
    assert np.abs(burst.samples[:24]).max() < 0.1 * size
    assert abs(burst.samples[-1]) < 1e-3 * size
    assert burst.start == pytest.approx(19 / 120 * RATE, abs=1)
    # Between neighbours it never jumps more than a signal of that size limited to 20 kHz can.
    assert np.abs(np.diff(burst.samples)).max() < size


def test_a_thing_at_rest_is_silent():
    assert rub(rolling(speed=0.0), 0, 2.0) == []
    assert rub(rolling(samples=()), 0, 2.0) == []


def test_gaps_split_runs_and_short_ones_do_not():
    motion = rolling(samples=[*range(10, 20), *range(22, 30), *range(60, 70)])
    assert [(r.first, len(r.force)) for r in runs(motion)] == [(9, 22), (59, 12)]
    assert all(r.force[0] == r.force[-1] == 0 for r in runs(motion))


def test_slow_motion_lasts_longer_at_the_same_pitch():
    (normal,) = rub(rolling(), 0, 2.0)
    (slow,) = rub(rolling(film_speed=0.25), 0, 8.0)
    assert slow.start == pytest.approx(4 * normal.start, abs=4)
    tail = RATE // 2
    assert len(slow.samples) - tail == pytest.approx(4 * (len(normal.samples) - tail), rel=0.01)
    assert brightness(slow) == pytest.approx(brightness(normal), rel=0.3)


def test_contact_radius_is_hertz():
    motion = rolling()
    pair = motion.sounders[0], motion.ground
    e = 1 / ((1 - 0.29**2) / 200e9 + (1 - 0.25**2) / 50e9)
    assert contact_radius(pair, 100.0) == pytest.approx((0.75 * 100 * 0.02 / e) ** (1 / 3))


def test_roughness_is_flat_below_the_contact():
    fine, coarse = roughness(2.0**-12), roughness(2.0**-8)
    assert np.std(fine) == pytest.approx(1)
    assert np.std(np.diff(coarse)) < 0.3 * np.std(np.diff(fine))


def test_gravel_crunches_more_than_stone():
    # Steel on gravel: the contact presses the ground's bumps flat, and its grains are heard instead.
    grains = rub(rolling(ground="gravel"), 0, 2.0)[0]
    earth = rub(rolling(ground="rubber"), 0, 2.0)[0]
    assert brightness(grains) > brightness(earth)
