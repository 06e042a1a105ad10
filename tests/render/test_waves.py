"""Waves and foam before a low sun: as much light comes through as falls on their back, in the sun's own colour."""

from types import SimpleNamespace

import numpy as np
import pytest

from setpiece.render import backend, panes, tables
from setpiece.render.posed import Item, Surface
from setpiece.render.textures import pattern


@pytest.fixture(autouse=True)
def variant():
    backend.backend()


@pytest.mark.parametrize("sunward", [(0.0, 0.9, 0.436), (0.0, 1.0, 0.0), (0.0, -1.0, 0.0)])
def test_light_comes_through_from_behind_only(sunward):
    import mitsuba as mi

    versine, radiance = 1.1e-5, (9.0e6, 5.0e6, 2.0e6)
    lights = SimpleNamespace(
        sun_direction=mi.Vector3f(*sunward), sun_radiance=mi.Color3f(*radiance), sun_versine=mi.Float(versine)
    )
    facing = SimpleNamespace(normal=mi.Normal3f(0.0, -0.6, 0.8))
    found = np.array(panes._from_behind(SimpleNamespace(lights=lights), facing)).ravel()

    # The sun's irradiance is its radiance over 2 pi versine sr; a sheet that scatters it evenly has it over pi.
    share = max(panes.AROUND - np.dot((0.0, -0.6, 0.8), sunward), 0.0) / (1.0 + panes.AROUND)
    assert (share > 0.0) == (sunward[1] > 0.0)
    expected = np.array(radiance) * 2.0 * np.pi * versine * share / np.pi
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_no_sun_no_light_through():
    import mitsuba as mi

    lights = SimpleNamespace(
        sun_direction=mi.Vector3f(0.0, 0.0, 1.0), sun_radiance=mi.Color3f(1.0), sun_versine=mi.Float(-1.0)
    )
    found = panes._from_behind(SimpleNamespace(lights=lights), SimpleNamespace(normal=mi.Normal3f(0.0, 0.0, -1.0)))
    assert not np.array(found).any()


def test_a_waves_crest_lets_more_through_than_its_foot_and_more_of_the_red():
    drawn = pattern("wave_face", 3)
    foot, crest = drawn.glow[:40].mean(axis=(0, 1)), drawn.glow[480:512].mean(axis=(0, 1))
    low = drawn.glow[200:260].mean(axis=(0, 1))
    assert foot.max() < 0.1 * low.max() and crest.mean() > 2.0 * low.mean()
    assert low[1] > 2.0 * low[0]  # deep water is green; at the crest it takes little of the red
    assert crest[0] / crest[1] > 2.0 * low[0] / low[1]


@pytest.mark.parametrize(("material", "through"), [("wave_face", True), ("sea_foam", True), ("swash_foam", False)])
def test_tables_tell_what_sunlight_comes_through(material, through):
    mesh = SimpleNamespace()
    rows, _, words = tables.item_rows([Item("set_sea", "sea", mesh, Surface(material), np.eye(4))], 3)
    assert (rows[0, 11] < 0.0) == through and bool(words.size) == through
