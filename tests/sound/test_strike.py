"""Blows: how long, how loud, what is merged and what is masked."""

import numpy as np
import pytest
from sound_scenes import impact, trajectory

from setpiece.sound.modal import RATE
from setpiece.sound.motion import read_motion
from setpiece.sound.sounder import body_sounder, slab_sounder
from setpiece.sound.strike import (
    BLOCK,
    PULSE,
    _direct,
    _direct_level,
    audible,
    contact_seconds,
    merged,
    pulse,
    strikes,
)  # fmt: skip
from setpiece.world.document import Body, Place, World


def ball(material="glass", radius=0.01, **more):
    return Body(
        id="ball",
        family="ball",
        params={"radius": radius},
        materials={"body": material},
        position=(0, 0, radius),
        **more,
    )


def one(body, mass, *rows, ground="stone"):
    world = World(bodies=(body,), place=Place(ground=ground))
    return strikes(read_motion(world, trajectory(world, [mass], impacts=rows), 2.0), world.seed)


def power(blows):
    return sum(float(np.sum(b.samples**2)) for b in blows.bursts)


def test_hertz_contact_of_steel_on_steel():
    """A 10 mm ball (0.0329 kg) at 1 m/s on a steel block: E* = 109.2 GPa, T = 2.87 (m^2 / R E*^2 v)^0.2 = 39 us."""
    steel = body_sounder(ball("steel"), 0.0329)
    floor = slab_sounder("ground", "steel")
    e = 200e9 / (2 * (1 - 0.29**2))
    assert contact_seconds(steel, floor, np.array([1.0]))[0] == pytest.approx(
        2.87 * (0.0329**2 / (0.01 * e**2)) ** 0.2, rel=1e-9
    )
    slow, fast = contact_seconds(steel, floor, np.array([1.0, 32.0]))
    assert slow / fast == pytest.approx(2.0)  # as v^(-1/5)


def test_a_blow_is_a_raised_cosine_of_unit_impulse():
    seconds, n = 1e-3, 2000
    time = (np.arange(n) + 0.5) * seconds / n
    force = (1 - np.cos(2 * np.pi * time / seconds)) / seconds
    for f in (0.0, 200.0, 1000.0, 1200.0, 3300.0):
        exact = np.sum(force * np.exp(-2j * np.pi * f * time)) * seconds / n
        # The midpoint rule errs by (2 pi f dt)^2 / 24 of 1: under 1e-5 here.
        assert pulse(np.array([f]), np.array([seconds / PULSE]))[0] == pytest.approx(exact, abs=1e-5)


@pytest.mark.parametrize("ground", ["stone", "oak", "grass", "carpet"])
def test_a_harder_blow_is_louder(ground):
    levels, powers = [], []
    for impulse, approach in ((0.003, 0.3), (0.01, 1.0), (0.03, 3.0)):
        blows = one(ball(), 0.0105, impact(0.5, 0, -1, (0, 0, 0), impulse, approach), ground=ground)
        levels.append(blows.level[0])
        powers.append(power(blows))
    assert levels == sorted(levels)
    assert powers == sorted(powers)
    assert levels[2] > 3 * levels[0]


def test_levels_are_pressed_together_but_keep_their_order():
    """Ten times the pressure is 10^0.6 times the sound."""
    quiet = one(ball(), 0.0105, impact(0.5, 0, -1, (0, 0, 0), 0.001, 1.0))
    loud = one(ball(), 0.0105, impact(0.5, 0, -1, (0, 0, 0), 0.01, 1.0))
    assert loud.level[0] / quiet.level[0] == pytest.approx(10, rel=1e-6)
    assert np.sqrt(power(loud) / power(quiet)) == pytest.approx(10**0.6, rel=1e-6)


def test_a_bowling_strike_and_a_domino_differ_by_tens_of_decibels():
    domino = Body(
        id="d", family="box", params={"length": 0.0075, "width": 0.024, "height": 0.048}, position=(0, 0, 0.024)
    )
    click = one(domino, 0.006, impact(0.5, 0, -1, (0, 0, 0), 0.0015, 0.3), ground="oak")
    strike = one(ball("resin", 0.108), 6.5, impact(0.5, 0, -1, (0, 0, 0), 12.0, 7.0), ground="oak")
    assert 25 < 20 * np.log10(strike.level[0] / click.level[0]) < 80


def test_felt_is_duller_than_glass():
    def middle(material):
        blows = one(ball(material, 0.03), 0.1, impact(0.5, 0, -1, (0, 0, 0), 0.2, 2.0))
        sound = np.zeros(2 * RATE)
        for b in blows.bursts:
            sound[: len(b.samples)] += b.samples[: 2 * RATE]
        spectrum = np.abs(np.fft.rfft(sound)) ** 2
        return np.sum(spectrum * np.fft.rfftfreq(len(sound), 1 / RATE)) / np.sum(spectrum)

    assert middle("felt") < 0.5 * middle("glass")
    assert middle("rubber") < 0.5 * middle("glass")


@pytest.mark.parametrize("ground", ["stone", "oak", "soil", "carpet"])
@pytest.mark.parametrize(
    ("material", "radius", "mass"), [("glass", 0.01, 0.01), ("rubber", 0.05, 0.6), ("resin", 0.1, 7)]
)
def test_the_foreseen_level_of_the_direct_sound_is_about_right(ground, material, radius, mass):
    pair = body_sounder(ball(material, radius), mass), slab_sounder("ground", ground)
    row = impact(0.5, 0, -1, (0, 0, 0), 2.0 * mass, 1.5)
    seconds = float(contact_seconds(*pair, row["approach"]))
    found = np.abs(_direct(row, pair, seconds, 0)).max()
    assert len(_direct(row, pair, seconds, 0)) == BLOCK
    # It joins limits and adds peaks that need not fall together: within a factor of 4 (12 dB of nature, 7 of film).
    assert found / 4 < _direct_level(row, pair, seconds) < 4 * found


def test_blows_of_a_pair_within_milliseconds_are_one():
    rows = np.array([
        impact(0.500, 0, -1, (0, 0, 0), 1.0, 1.0),
        impact(0.502, 0, -1, (1, 0, 0), 3.0, 2.0),
        impact(0.502, 1, -1, (5, 0, 0), 1.0, 1.0),
        impact(0.520, 0, -1, (0, 0, 0), 1.0, 1.0),
    ])  # fmt: skip
    out = merged(rows)
    assert out["time"].tolist() == [0.5, 0.502, 0.52]
    assert np.linalg.norm(out["impulse"][0]) == pytest.approx(4.0)
    assert out["point"][0] == pytest.approx([0.75, 0, 0])
    assert out["approach"][0] == 2.0
    assert rows["approach"][0] == 1.0  # what was given stays as it was


def test_faint_blows_right_after_loud_ones_are_masked():
    time = np.array([0.0, 0.01, 0.2, 0.3])
    level = np.array([1.0, 0.01, 0.01, 1e-7])
    assert audible(time, level).tolist() == [True, False, True, False]
    assert audible(np.zeros(0), np.zeros(0)).tolist() == []


def test_both_things_ring():
    world = World(
        bodies=(
            Body(id="bowl", family="tube", params={"radius": 0.05, "height": 0.1}, position=(0, 0, 0.05)),
            Body(id="plate", family="box", params={"length": 0.4, "width": 0.3, "height": 0.01}, position=(0.3, 0, 1)),
        )
    )
    row = impact(0.5, 0, 1, (0.05, 0, 0.09), 0.1, 1.0, normal=(1, 0, 0))
    motion = read_motion(world, trajectory(world, [0.3, 0.8], impacts=[row]), 2.0)
    assert len(motion.sounders[0].modes.frequency)
    assert len(strikes(motion, 0).bursts) == 1 + sum(bool(len(s.modes.frequency)) for s in motion.sounders)
