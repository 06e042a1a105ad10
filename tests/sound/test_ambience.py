"""Every place has a bed that never falls silent, its own by seed, fit for day and night."""

import numpy as np
import pytest

from setpiece.sound.ambience import BEDS, LAYERS, ambience
from setpiece.sound.modal import RATE
from setpiece.world.document import Place, Room, Sky, World
from setpiece.world.places import PLACES


def test_every_place_has_a_bed_of_known_layers():
    assert set(BEDS) == set(PLACES)
    assert {name for bed in BEDS.values() for name, _ in bed} | {"crickets"} == set(LAYERS)


@pytest.mark.parametrize("name", sorted(PLACES))
def test_no_bed_is_ever_silent(name):
    bed = ambience(World(place=Place(name=name)), 1.0)
    assert bed.shape == (RATE, 2)
    windows = np.sqrt(np.mean(bed.reshape(10, RATE // 10, 2) ** 2, axis=1))
    assert windows.min() > 0.05 * windows.max()
    assert 0.1 < np.sqrt(np.mean(bed**2)) < 4


@pytest.mark.parametrize("layer", sorted(set(LAYERS) - {"birds", "crickets"}))
def test_layers_have_about_unit_power(layer):
    out = LAYERS[layer](np.random.Generator(np.random.Philox(key=1)), 4 * RATE)
    assert 0.3 < np.sqrt(np.mean(out**2)) < 3


def test_the_seed_decides():
    one, same, other = (ambience(World(seed=s), 1.0) for s in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.allclose(one, other)


def test_night_has_crickets_and_no_birds():
    def share(kind):
        bed = ambience(World(place=Place(name="meadow"), sky=Sky(kind=kind)), 4.0)[:, 0]
        spectrum = np.abs(np.fft.rfft(bed)) ** 2
        f = np.fft.rfftfreq(len(bed), 1 / RATE)
        return np.sum(spectrum[(f > 4050) & (f < 4950)])

    assert share("night") > 5 * share("overcast")


def test_a_room_put_anywhere_sounds_like_a_room():
    inside = ambience(World(place=Place(name="terrace", room=Room(size=(5, 5, 3)))), 1.0)
    living = ambience(World(place=Place(name="living_room")), 1.0)
    assert np.array_equal(inside, living)
