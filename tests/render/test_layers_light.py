"""Light shared out among layers: sums, closed forms, and the bits of any subset."""

from dataclasses import replace

import core_scenes
import numpy as np
import pytest
from core_scenes import BALL, PLANE, placed, still_life, view

from setpiece.render import passes, split
from setpiece.render.lights import Lighting
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.quality import QUALITIES
from setpiece.render.renderer import Renderer
from setpiece.world.document import Light, Place, Sky

SIZE = {"height": core_scenes.HEIGHT, "width": core_scenes.WIDTH}
LAMP = Light(id="lamp", shape="ball", position=(0.3, 0.5, 1.2), size=(0.3, 0.3), power=50)
BODY, CLEAR = {"direct", "indirect", "reflection"}, {"reflection", "refraction"}  # what paint and glass send
ACTORS = frozenset({"red", "clear"})


@pytest.fixture(autouse=True)
def plain_sky(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)


def one_of(*items, lights=()):
    ground = Item("set_ground", "ground", PLANE, Surface("paint", (0.5, 0.5, 0.5)), placed([0, 0, 0], 20.0))
    return PosedWorld((ground, *items), lights, Sky(), Place(), view(), 7)


@pytest.mark.parametrize(("quality", "fog", "missing"), [
    ("standard", 0.0, "fog"), ("final", 0.0, "fog"),
    ("standard", 0.05, "background"),  # the ground ends in the view, and the way down beside it has no end
])  # fmt: skip
def test_parts_sum_to_the_beauty_of_the_picture(quality, fog, missing):
    world, later = (replace(still_life(at, lights=(LAMP,)), sky=Sky(fog=fog)) for at in (0.0, 0.02))
    renderer = Renderer(world, **SIZE, quality=QUALITIES[quality])
    instants = [world, later] if quality == "final" else world
    raw, found = renderer.trace(instants), passes.light(renderer, instants, ACTORS)
    np.testing.assert_array_equal(found.beauty.astype(np.float16), raw.radiance)
    assert (found.mist is None) == (raw.mist is None) == (fog == 0.0)
    if fog:  # the same samples, and what fog sends is the layer of that name
        np.testing.assert_array_equal(found.mist.astype(np.float16), raw.mist)
        np.testing.assert_allclose(found.mist[..., :3], found.layers["fog"], rtol=2.0**-20, atol=1e-7)
    # A path adds up to 4 parts at each of 12 vertices, and splits each in up to 3: rounding to 2^-24 of the sum each.
    bound = 3 * 4 * 12 * QUALITIES[quality].samples * 2.0**-24
    for names in (split.PARTITION, split.BY_ACTOR):
        total = sum(found.layers[name].astype(np.float64) for name in names)
        np.testing.assert_allclose(total, found.beauty, rtol=bound, atol=1e-7)
    for name in split.LAYERS:
        assert found.layers[name].min() >= 0.0
        assert (found.layers[name].max() > 0.0) == (name != missing)


def test_each_surface_sends_what_it_can():
    world = still_life(lights=(LAMP,))
    renderer = Renderer(world, **SIZE)
    found, part = passes.light(renderer, world, ACTORS).layers, renderer.geometry(world).part
    inside = np.ones(part.shape, bool)  # pixels around which all show the same part: all their samples do
    for down in (-2, -1, 0, 1, 2):
        for right in (-2, -1, 0, 1, 2):
            inside &= np.roll(part, (down, right), (0, 1)) == part
    sends = {
        0: {"direct", "indirect", "reflection"},
        2: {"reflection", "refraction"},
        3: {"reflection"},
        5: {"emission"},
    }
    for row, names in sends.items():
        seen = inside & (part == row)
        assert seen.sum() > 20
        for name in split.PARTITION:
            assert (found[name][seen].max() > 0) == (name in names), (row, name)
    sky = inside & (part == 0xFFFF)
    np.testing.assert_allclose(found["background"][sky], np.broadcast_to([0.4, 0.5, 0.7], (sky.sum(), 3)), rtol=1e-6)


def test_direct_light_of_an_even_sky(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.white_sky)
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.5))
    world = one_of()
    found = passes.light(Renderer(world, **SIZE, quality=QUALITIES["final"]), world, frozenset()).layers
    ground = slice(30, None)
    # A plain sees the upper half of an even sky of radiance 1: its albedo is what it sends back, all of it direct.
    # 36 samples of 54 x 96 pixels leave far less than 1 % of noise in the mean.
    assert found["direct"][ground].mean() == pytest.approx(0.5, rel=0.01)
    assert not found["indirect"][ground].any()
    assert not found["shadow"][ground].any()
    assert not found["reflection"].any()


def test_shadow_is_what_the_light_would_be_without_the_thing(monkeypatch):
    sun = core_scenes.plain_sky(Sky(), Place()).sun
    monkeypatch.setattr("setpiece.render.skies.lighting", lambda *_: Lighting(sun=sun))
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.5))
    ball = Item("ball", "body", BALL, Surface("paint"), placed([0.0, 0.0, 0.5], 0.5))
    lit, shaded = one_of(), one_of(ball)
    renderer = Renderer(shaded, **SIZE)
    seen = renderer.geometry(shaded).part == 0
    dark = passes.light(renderer, shaded, frozenset()).layers
    bright = passes.light(Renderer(lit, **SIZE), lit, frozenset()).layers
    assert (dark["shadow"][seen] > 0.1).any(axis=-1).sum() > 50
    # The sun is asked for by the same random numbers in both; sampling the ground's own lobe finds it too rarely to
    # weigh (6e-5 sr against pi sr). Only pixels on the ball's rim show both.
    for axis in (0, 1):
        seen &= np.roll(seen, 1, axis) & np.roll(seen, -1, axis)
    np.testing.assert_allclose((dark["direct"] + dark["shadow"])[seen], bright["direct"][seen], rtol=1e-3)


def test_actors_come_apart_from_their_place():
    world = still_life()
    renderer = Renderer(world, **SIZE)
    found, part = passes.light(renderer, world, ACTORS), renderer.geometry(world).part
    alone, none = found.alpha == 1.0, found.alpha == 0.0
    assert alone.sum() > 50
    np.testing.assert_array_equal(found.layers["actor"][alone], found.beauty[alone])
    np.testing.assert_array_equal(found.layers["environment"][none], found.beauty[none])
    assert np.isin(part[alone], [1, 2]).mean() > 0.9
    assert not np.isin(part[none], [1, 2]).mean() > 0.1


def test_any_pixels_in_any_order_have_the_bits_of_the_whole():
    world = still_life(lights=(LAMP,))
    renderer = Renderer(world, **SIZE)
    whole = passes.light(renderer, world, ACTORS)
    pixels = np.random.default_rng(3).permutation(SIZE["height"] * SIZE["width"])[:700]
    some = passes.light(renderer, world, ACTORS, pixels)
    np.testing.assert_array_equal(some.beauty, whole.beauty.reshape(-1, 3)[pixels])
    np.testing.assert_array_equal(some.alpha, whole.alpha.ravel()[pixels])
    for name, layer in whole.layers.items():
        np.testing.assert_array_equal(some.layers[name], layer.reshape(-1, 3)[pixels], err_msg=name)
