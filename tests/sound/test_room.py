"""A place's answer: images where geometry puts them, tails that last as Eyring says."""

import numpy as np
import pytest

from setpiece.sound.modal import RATE, SPEED_OF_SOUND
from setpiece.sound.room import CLOSENESS, absorption, impulse_response
from setpiece.world.document import Place, Room, World
from setpiece.world.materials import MATERIALS
from setpiece.world.places import PLACES

RIGHT = np.array([1.0, 0.0, 0.0])


def answer(place, source=(0.5, 1.0, 0.5), eye=(0.0, -2.0, 1.2)):
    return impulse_response(World(place=place), np.array(source), np.array(eye), RIGHT)


def test_the_first_reflection_is_that_of_the_floor():
    out = answer(Place(name="studio", ground="stone", room=Room(size=(8.0, 9.0, 5.0))))
    first = np.flatnonzero(np.abs(out).max(axis=1) > 1e-3)[0]
    way = np.linalg.norm([0.5, 3.0, 1.7])  # from the image of the source under the floor to the eye
    # The nearer ear is up to 0.13 ms before the middle of the head at this angle.
    assert first / RATE == pytest.approx(way / SPEED_OF_SOUND, abs=1.5e-4)


@pytest.mark.parametrize("walls", ["plaster", "concrete"])
def test_the_tail_lasts_as_eyring_says(walls):
    lx, ly, lz = 8.0, 10.0, 3.0
    out = answer(Place(name="workshop", ground="concrete", room=Room(size=(lx, ly, lz), walls=walls)))
    area, volume = 2 * (lx * ly + ly * lz + lz * lx), lx * ly * lz
    wall, floor = absorption(MATERIALS[walls])[1], absorption(MATERIALS["concrete"])[1]
    taken = wall + (floor - wall) * lx * ly / area + 0.1
    expected = 0.161 * volume / (-area * np.log(1 - taken))
    # Schroeder's backward integral of the middle band, between -10 and -30 dB.
    from scipy.signal import butter, sosfilt

    band = sosfilt(butter(4, [700, 2000], "bandpass", fs=RATE, output="sos"), out[:, 0])
    curve = 10 * np.log10(np.cumsum(band[::-1] ** 2)[::-1] / np.sum(band**2))
    start, end = np.argmax(curve < -10), np.argmax(curve < -30)
    # One realisation of noise, and what leaks in of the longer low band: within 15 %.
    assert 3 * (end - start) / RATE == pytest.approx(expected, rel=0.15)


def test_a_small_hard_room_answers_more_than_a_field():
    def energy(place):
        return np.sum(answer(place) ** 2)

    kitchen = energy(Place(name="kitchen", ground="tiles", room=Room(size=(4.0, 5.0, 2.7), walls="tiles")))
    carpeted = energy(Place(name="office", ground="carpet", room=Room(size=(8.0, 10.0, 2.9))))
    meadow = energy(Place(name="meadow", ground="grass"))
    assert kitchen > 2 * carpeted > 4 * meadow


def test_the_ground_outdoors_reflects_once():
    out = answer(Place(name="desert", ground="stone")) / CLOSENESS
    way = np.linalg.norm([0.5, 3.0, 1.7])
    at = round(way / SPEED_OF_SOUND * RATE)
    near = out[at - 20 : at + 20]
    loss = 1 - absorption(MATERIALS["stone"])[1]
    assert np.sqrt(np.sum(np.abs(near).max(axis=0) ** 2)) == pytest.approx(loss / way, rel=0.05)


@pytest.mark.parametrize("name", sorted(PLACES))
def test_every_place_answers_with_finite_and_lasting_sound(name):
    place = PLACES[name]
    room = Room(size=place.room_size, walls=place.wall) if place.room_size else None
    out = answer(Place(name=name, ground=place.ground, room=room))
    assert np.all(np.isfinite(out))
    assert 0.25 * RATE < len(out) < 3.5 * RATE
    assert np.abs(out).max() < 1
