"""Modes against their formulas, rings against the plain sum."""

import numpy as np
import pytest

from setpiece.assets.solid import Resonator
from setpiece.sound import modal
from setpiece.sound.modal import RATE, gains, modes_of, ring, ring_frequency, t60
from setpiece.world.materials import MATERIALS


def lowest(kind, size, material, **options):
    return modes_of(Resonator(kind, size), MATERIALS[material], added_decay=6.0, **options).frequency[0]


def test_plate_begins_with_its_formula():
    """0.3 x 0.2 m of 2 mm steel: D = 200e9 * 8e-9 / (12 (1 - 0.0841)) = 145.6 N m, f11 = 171.9 Hz."""
    assert lowest("plate", (0.3, 0.2, 0.002), "steel") == pytest.approx(
        np.pi / 2 * np.sqrt(145.577 / 15.7) * (1 / 0.09 + 1 / 0.04), rel=1e-4
    )


def test_bar_begins_with_its_formula():
    """Wooden bar of 0.4 x 0.05 x 0.02 m: 4.73004^2 / (2 pi L^2) sqrt(E / rho) h / sqrt 12 = 509.5 Hz."""
    speed = np.sqrt(11e9 / 700)
    assert lowest("bar", (0.4, 0.05, 0.02), "wood") == pytest.approx(
        4.73004**2 / (2 * np.pi * 0.16) * speed * 0.02 / np.sqrt(12), rel=1e-5
    )


def test_free_bar_roots_solve_their_equation():
    beta = modal.free_bar_roots(4)
    assert beta == pytest.approx([4.73004, 7.85320, 10.99561, 14.13717], abs=1e-5)
    assert np.cos(beta) * np.cosh(beta) == pytest.approx(1, abs=1e-6)


def test_a_drinking_glass_rings_at_one_kilohertz_and_beats():
    """35 mm radius, 2 mm wall, n = 2: the split pair lies 0.4 % to each side."""
    modes = modes_of(Resonator("shell", (0.035, 0.1, 0.002)), MATERIALS["glass"], added_decay=6.0)
    middle = ring_frequency(0.035, 0.002, MATERIALS["glass"], np.array([2.0]))[0]
    assert middle == pytest.approx(1023, rel=0.01)
    assert modes.frequency[:2] == pytest.approx([0.996 * middle, 1.004 * middle])


def test_balls():
    shear = np.sqrt(62e9 / (2 * 1.2 * 2500))
    assert 2.5 * shear / (2 * np.pi * 0.1) == pytest.approx(lowest("ball", (0.1,), "glass"))
    marble = modes_of(Resonator("ball", (0.008,)), MATERIALS["glass"], added_decay=6.0)
    assert not len(marble.frequency)  # near 160 kHz
    # A table-tennis ball clicks at 6 to 8 kHz (n = 2 of a thin closed sphere: about 0.7 c / 2 pi a).
    assert 6000 < lowest("ball", (0.02,), "celluloid", wall=0.0004) < 8000


def test_a_cube_has_the_exact_lame_mode():
    """c_T / (sqrt 2 L), for 0.3 m of stone."""
    shear = np.sqrt(50e9 / (2 * 1.25 * 2650))
    modes = modes_of(Resonator("block", (0.3, 0.3, 0.3)), MATERIALS["stone"], added_decay=6.0)
    assert np.abs(modes.frequency - shear / (np.sqrt(2) * 0.3)).min() < 1e-6


def test_decay_is_loss_and_support():
    modes = modes_of(Resonator("plate", (0.3, 0.2, 0.002)), MATERIALS["steel"], added_decay=6.0)
    assert modes.decay == pytest.approx(np.pi * modes.frequency * 4e-4 + 6.0)
    assert t60(6.91) == pytest.approx(1.0, rel=1e-3)


@pytest.mark.parametrize("material", ["steel", "rubber"])  # long rings by a filter, short ones by a table
def test_a_ring_is_the_sum_of_its_modes_and_dies_as_t60_says(material):
    modes = modes_of(Resonator("plate", (0.3, 0.2, 0.02)), MATERIALS[material], added_decay=6.0)
    amplitude = np.linspace(1, 2, len(modes.frequency))
    ((start, sound),) = ring(modes, np.array([100]), amplitude[None])
    assert start == 100
    time = np.arange(len(sound)) / RATE
    plain = np.zeros(len(sound))
    for f, d, a in zip(modes.frequency, modes.decay, amplitude, strict=True):
        plain += a * np.exp(-d * time) * np.sin(2 * np.pi * f * time)
    # Each mode is cut where it has fallen by 70 dB: what is left is at most the sum of those ends.
    assert np.abs(sound - plain).max() < 10 ** (-70 / 20) * amplitude.sum() * 1.01
    slowest = modes.decay.min()
    late = int(0.5 * t60(slowest) * RATE)
    if material == "steel":
        first, last = (np.sqrt(np.mean(sound[i : i + 4800] ** 2)) for i in (late, 2 * late - 4800))
        span = (late - 4800) / RATE
        # Several modes decay together, none slower than the slowest.
        assert np.log(first / last) / span > 0.95 * slowest


def test_a_single_mode_loses_60_db_in_t60():
    modes = modal.Modes("ball", np.array([1000.0]), np.array([8.0]), np.ones(1), np.zeros((1, 3)))
    ((_, sound),) = ring(modes, np.array([0]), np.ones((1, 1)))
    at = int(t60(8.0) * RATE)
    early, late = np.abs(sound[:480]).max(), np.abs(sound[at : at + 480]).max()
    # Maxima over 10 ms, within which the envelope falls by exp(-0.08): at most 8 % apart from the instants.
    assert 20 * np.log10(early / late) == pytest.approx(60, abs=0.7)


def test_blows_add_up_wherever_they_fall():
    modes = modes_of(Resonator("plate", (0.3, 0.2, 0.002)), MATERIALS["wood"], added_decay=6.0)
    at = np.array([0, 500, 200_000])
    amplitude = np.arange(1.0, 4.0)[:, None] * np.ones(len(modes.frequency))
    together, apart = np.zeros(400_000), np.zeros(400_000)
    for start, sound in ring(modes, at, amplitude):
        together[start : start + len(sound)] += sound
    for i in range(3):
        for start, sound in ring(modes, at[i : i + 1], amplitude[i : i + 1]):
            apart[start : start + len(sound)] += sound
    # A filter that runs on keeps what single rings cut off at -70 dB.
    assert np.abs(together - apart).max() < 10 ** (-70 / 20) * amplitude.sum()


def test_a_blow_on_a_node_does_not_excite_the_mode():
    modes = modes_of(Resonator("plate", (0.3, 0.2, 0.02)), MATERIALS["steel"], added_decay=6.0)
    middle = gains(modes, np.array([[0.5, 0.5, 1.0]]), np.array([[0.0, 0.0, 1.0]]))[0]
    even = (modes.order[:, 0] % 2 == 0) | (modes.order[:, 1] % 2 == 0)
    assert np.abs(middle[even]).max() < 1e-9
    assert np.abs(middle[~even]).min() > 0.99


def test_a_free_bar_moves_most_at_its_ends():
    modes = modes_of(Resonator("bar", (1.0, 0.03, 0.02)), MATERIALS["wood"], added_decay=6.0)
    bending = modes.order[:, 1] == 1
    down = np.array([[0.0, 0.0, 1.0]])
    along = np.linspace(0.04, 0.96, 400)  # what gains() lets through
    shapes = np.array([gains(modes, np.array([[u, 0.5, 0.5]]), down)[0, bending] for u in along])
    assert np.argmax(np.abs(shapes[:, 0])) in (0, 399)
    # Over the whole length the mean square is 1; the form without sinh differs by 2 % of its ends for n = 1.
    whole = modal._free_bar_shape(np.array([[1.0]]), np.linspace(0, 1, 2001)[:, None])
    assert np.mean(whole**2) == pytest.approx(1, abs=0.03)


def test_many_modes_are_thinned_to_an_even_choice():
    modes = modes_of(Resonator("plate", (2.0, 1.5, 0.002)), MATERIALS["steel"], added_decay=6.0)
    assert len(modes.frequency) == modal.MOST_MODES
    assert np.all(np.diff(modes.frequency) >= 0)
    assert modes.frequency[-1] > 1000
