"""A low sun and its sky have their own colours; light that half floats cannot hold keeps its hue."""

from math import pi

import numpy as np
import pytest

from setpiece.render import groups, low_sun, skies
from setpiece.world.document import Sky

LOW = Sky(kind="clear", elevation=0.07, azimuth=1.1)


def at(image, elevation, azimuth):
    """Return the chroma (3,) of a dome's texel, of mean 1."""
    row = round((pi / 2 - elevation) / pi * (skies.HEIGHT - 1))
    found = image[row, round(azimuth / (2 * pi) * skies.WIDTH) % skies.WIDTH].astype(float)
    return found / found.mean()


def test_a_low_sky_is_gold_around_the_sun_blue_high_up_and_lavender_opposite():
    image = skies.painted(LOW, bare=True)
    sun, high, opposite = at(image, 0.09, 1.1), at(image, 1.2, 1.1 + pi), at(image, 0.06, 1.1 + pi)
    assert sun[0] > 1.15 * sun[1] > 1.15 * 1.5 * sun[2]
    assert high[2] > 1.4 * high[0]
    assert opposite[2] > opposite[1] < opposite[0]


def test_a_high_sun_keeps_the_models_sky_and_beam():
    model = np.array([900.0, 850.0, 800.0])
    assert low_sun.beam(model, 0.5) is model
    image = np.ones((8, 16, 3), np.float32)
    assert low_sun.tinted(image, image, np.array([0.0, 0.0, 1.0]), 0.5) is image


@pytest.mark.parametrize("elevation", [0.03, 0.07, 0.12])
def test_a_low_beam_is_redder_the_lower_but_keeps_some_blue(elevation):
    red, green, blue = skies.beam_of(LOW.model_copy(update={"elevation": elevation}))
    _, higher_green, higher_blue = skies.beam_of(LOW.model_copy(update={"elevation": elevation + 0.02}))
    assert red > green > blue > 0.04 * red
    assert higher_green > green and higher_blue > blue


def test_light_too_bright_for_half_floats_keeps_its_hue():
    sun = np.array([4.0e6, 2.0e6, 5.0e5], np.float32)
    light = np.stack([sun, [1000.0, 300.0, 7.0], [7.0e4, 60.0, 0.0]]).astype(np.float32)
    found = groups.held(light)
    assert found.dtype == np.float16 and np.isfinite(found).all()
    np.testing.assert_allclose(found[0].astype(float) / float(found[0, 0]), sun / sun[0], rtol=1e-3)
    np.testing.assert_array_equal(found[1], light[1].astype(np.float16))
    assert found[2, 0] == np.float16(groups.LARGEST_HALF)

    # What other pixels have changes nothing; groups side by side are each their own; channels may come first.
    np.testing.assert_array_equal(groups.held(light[1:2]), found[1:2])
    both = np.concatenate([light, light[::-1]], axis=1)
    np.testing.assert_array_equal(groups.held(both), np.concatenate([found, found[::-1]], axis=1))
    np.testing.assert_array_equal(groups.held(np.ascontiguousarray(both.T), axis=0).T, groups.held(both))
    assert np.isfinite(groups.held(np.full((1, 3), np.inf, np.float32))).all()
