"""Light groups: white light of each lamp that adds up, times colours, to the light of coloured lamps."""

import numpy as np
import pytest
from core_scenes import HEIGHT, WIDTH, lambertian, plain_sky, still_life

from setpiece.render import groups, surfaces
from setpiece.render.quality import QUALITIES
from setpiece.render.renderer import Renderer
from setpiece.world.document import Light

FINE = 1e-4  # exposure at which no sample is limited
LAMPS = tuple(
    Light(id=f"lamp_{k}", shape="ball", position=(1.2 * k - 2.0, -0.6, 0.9 + 0.2 * k), size=(0.1, 0.1), power=20.0,
          color=color) for k, color in enumerate([(1.0, 0.1, 0.1), (0.2, 0.4, 1.0), (1.0, 1.0, 1.0)])
)  # fmt: skip


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", plain_sky)
    monkeypatch.setattr(surfaces, "look", lambertian(0.5))


def traced(lights, count):
    world = still_life(lights=lights)
    size = {"height": HEIGHT, "width": WIDTH}
    return Renderer(world, **size, quality=QUALITIES["standard"], exposure=FINE, groups=count).trace(world)


def test_white_groups_times_colours_are_the_light_of_coloured_lamps():
    whole = traced(LAMPS, 0)
    apart = traced(groups.whitened(LAMPS), 1 + len(LAMPS))
    assert apart.radiance.shape == (HEIGHT, WIDTH, 3 * (1 + len(LAMPS)))
    assert all(apart.radiance[..., 3 * k : 3 * k + 3].any() for k in range(1 + len(LAMPS)))
    mixed = groups.mixed(apart.radiance, groups.gains(LAMPS)).astype(float)
    # Each of the four parts and the sum are rounded to half floats, 2^-11 of themselves each.
    np.testing.assert_allclose(mixed, whole.radiance.astype(float), rtol=2.5 * 2**-11, atol=1e-6)
    np.testing.assert_array_equal(apart.palette[apart.index], whole.palette[whole.index])


def test_a_lamp_s_group_is_what_is_missing_without_it():
    apart = traced(groups.whitened(LAMPS), 1 + len(LAMPS)).radiance.astype(float)
    dark = groups.gains(LAMPS[:1])[:1] + ((0.0, 0.0, 0.0),) * len(LAMPS)
    sky = traced((), 0).radiance.astype(float)
    # Lamps take samples from the sky: the same light with other noise.
    np.testing.assert_allclose(groups.mixed(apart.astype(np.float16), dark).astype(float).mean(), sky.mean(), rtol=0.03)


def test_lamps_beyond_the_last_group_keep_their_colours():
    many = tuple(LAMPS[0].model_copy(update={"id": f"lamp_{k}"}) for k in range(groups.MOST + 2))
    assert [light.color == groups.WHITE for light in groups.whitened(many)] == [True] * groups.MOST + [False] * 2
    assert len(groups.gains(many)) == groups.MOST + 1


def test_without_groups_radiance_is_as_it_was():
    radiance = np.ones((2, 2, 3), np.float16)
    assert groups.mixed(radiance, None) is radiance
