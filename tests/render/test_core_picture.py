"""Denoiser, tone curve and meter."""

import dataclasses

import core_scenes
import numpy as np
import pytest
from core_scenes import PLANE, placed, still_life

from setpiece.render import meter as light_meter
from setpiece.render import scene, skies
from setpiece.render.denoise import RECEPTIVE_FIELD, Denoiser
from setpiece.render.develop import Process, develop
from setpiece.render.lights import Dome, Lighting
from setpiece.render.posed import Item, Surface
from setpiece.render.quality import QUALITIES
from setpiece.render.raw import coded, decoded, palette_of
from setpiece.render.renderer import Renderer
from setpiece.render.tone import MIDDLE_GREY, curve, srgb, tone
from setpiece.world.document import Place, Sky
from setpiece.world.materials import MATERIALS


def noisy(height, width, seed=0):
    rng = np.random.default_rng(seed)
    clean = 0.2 + 0.1 * np.sin(np.linspace(0, 9, width))[None, :, None] * np.ones((height, 1, 3))
    albedo, normal = np.full((height, width, 3), 0.5), np.zeros((height, width, 3))
    normal[..., 2] = 1.0
    return clean, (clean * rng.exponential(1.0, clean.shape)).astype(np.float16), albedo, normal


def test_denoiser_removes_noise_and_has_no_gain():
    clean, raw, albedo, normal = noisy(96, 160)
    denoiser = Denoiser(height=96, width=160)
    found = denoiser(raw, albedo, normal, scale=1.0)
    # The noise has a standard deviation of 100 %; the denoiser must take away nine tenths of it, and not the mean.
    assert np.abs(found / clean - 1).mean() < 0.1
    assert abs(found.mean() / clean.mean() - 1) < 0.03
    np.testing.assert_array_equal(denoiser(raw, albedo, normal, scale=1.0), found)


@pytest.mark.parametrize(("height", "width"), [(90, 150), (150, 90)])
def test_the_denoiser_keeps_an_even_picture_even_up_to_its_edges(height, width):
    """Sizes that are no multiple of 16 px are filled up, which must not be seen (black darkens a row by 6 %)."""
    even = np.full((height, width, 3), 0.2, np.float32)
    noise = np.random.default_rng(3).gamma(2.0, 0.5, (6, height, width, 1)).astype(np.float32)
    normal = np.broadcast_to(np.array([0.0, 0.0, 1.0], np.float32), even.shape)
    denoiser = Denoiser(height, width)
    calm = np.mean([denoiser(even * each, even, normal, scale=1.0) for each in noise], axis=0)
    rows, columns = calm.mean(axis=(1, 2)), calm.mean(axis=(0, 2))
    for line in (rows, columns):
        assert np.r_[line[:4], line[-4:]] == pytest.approx(np.median(line), rel=0.035)


@pytest.mark.parametrize("strength", RECEPTIVE_FIELD)
def test_a_local_change_leaves_far_pixels_alone(strength):
    """Every place against the network's blocks of 16 px, with noise in all that it reads: none is left out."""
    random = np.random.default_rng(2)
    denoiser, farthest = Denoiser(height=64, width=288, strength=strength), 0
    for column in range(136, 152):
        raw, albedo, normal = random.random((3, 64, 288, 3), np.float32)
        before = denoiser(raw, albedo, normal, scale=0.3)
        raw[30, column], albedo[30, column], normal[30, column] = 200.0, 1.0 - albedo[30, column], -normal[30, column]
        after = denoiser(raw, albedo, normal, scale=0.3)
        changed = np.flatnonzero((before != after).any(axis=(0, 2)))
        farthest = max(farthest, column - changed.min(), changed.max() - column)
    assert farthest == RECEPTIVE_FIELD[strength]


def test_curve_keeps_middle_grey_and_rises():
    exposures = np.geomspace(1e-4, 1e3, 2000)
    found = curve(exposures)
    assert curve(np.array(MIDDLE_GREY)) == pytest.approx(MIDDLE_GREY, rel=1e-9)
    assert (np.diff(found) >= 0).all()
    assert found[0] < 1e-3
    assert found[-1] == pytest.approx(1.0)
    # Contrast at middle grey is above that of the scene: film is a little harder than life.
    slope = np.log(curve(np.array(0.19)) / curve(np.array(0.17))) / np.log(0.19 / 0.17)
    assert 1.0 < slope < 1.6


def test_grey_stays_grey_and_white_is_white():
    greys = np.geomspace(1e-3, 100, 64, dtype=np.float32)[None, :, None] * np.ones((2, 1, 3), np.float32)
    picture = tone(greys, exposure=1.0).astype(int)
    assert np.ptp(picture, axis=2).max() <= 1
    assert picture[0, -1].min() >= 254
    assert tone(np.full((1, 1, 3), MIDDLE_GREY), exposure=1.0)[0, 0, 0] == round(
        255 * float(srgb(np.array(MIDDLE_GREY)))
    )


@pytest.mark.parametrize("color", [(1.0, 0.02, 0.02), (0.02, 0.02, 1.0), (1.0, 0.5, 0.02)])
def test_bright_saturated_light_goes_to_white_without_turning(color):
    import colorsys

    exposures = np.geomspace(0.1, 300, 40, dtype=np.float32)[None, :, None]
    picture = tone(exposures * np.array(color, np.float32), exposure=1.0) / 255
    hues = [colorsys.rgb_to_hsv(*pixel) for pixel in picture[0]]
    saturated = [hue for hue, saturation, _ in hues if saturation > 0.15]
    turns = np.abs((np.array(saturated) - saturated[0] + 0.5) % 1 - 0.5)
    assert turns.max() < 0.07  # 25 degrees; clipping alone turns orange to yellow by more
    assert hues[-1][1] < 0.15


def test_tone_does_not_depend_on_the_rest_of_the_picture():
    rng = np.random.default_rng(1)
    radiance = rng.exponential(1.0, (70, 40, 3)).astype(np.float32)
    whole = tone(radiance, exposure=0.3)
    np.testing.assert_array_equal(tone(radiance[13:51], exposure=0.3), whole[13:51])
    dithered = tone(radiance, exposure=0.3, dither=True)
    assert np.abs(dithered.astype(int) - whole).max() <= 1
    assert (dithered != whole).any()


def test_palette_tells_every_set_and_never_loses_a_bit():
    rng = np.random.default_rng(2)
    few = np.ascontiguousarray(rng.integers(0, 2**63, (50, 8), np.uint64)[rng.integers(0, 50, 4000)].T)
    palette, index = palette_of(few)
    np.testing.assert_array_equal(palette[index], few.T)
    assert len(palette) == 50
    many = rng.integers(0, 2**63, (8, 70_000), np.uint64)
    palette, index = palette_of(many)
    assert len(palette) == 65_536
    assert ((palette[index] & many.T) == many.T).all()


def test_meter_makes_pictures_of_even_brightness_and_night_dark(monkeypatch):
    def dimmed(factor):
        def lighting(sky, place):
            found = core_scenes.plain_sky(sky, place)
            beam = tuple(factor * value for value in found.sun.irradiance)
            return Lighting(Dome(factor * found.dome.radiance), dataclasses.replace(found.sun, irradiance=beam))

        return lighting

    exposures = []
    for factor in (1.0, 100.0):
        monkeypatch.setattr("setpiece.render.skies.lighting", dimmed(factor))
        scene._built.cache_clear()
        exposures.append(light_meter.meter(still_life()))
    # A hundred times the light wants a hundredth of the exposure; half floats and four digits allow 0.5 %.
    assert exposures[0] / exposures[1] == pytest.approx(100.0, rel=5e-3)
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    scene._built.cache_clear()
    night = dataclasses.replace(still_life(), sky=Sky(kind="night"))
    assert light_meter.meter(night) < 0.5 * exposures[0]


@pytest.mark.parametrize("elevation", [0.5, 1.0])
def test_sunlit_snow_comes_out_white(elevation):
    # Where sun and sky meet level snow; by a mean of what is seen it is middle grey.
    snowy = dataclasses.replace(
        still_life(), sky=Sky(elevation=elevation), place=Place(name="snow_field", ground="snow")
    )
    color = np.array(MATERIALS["snow"].color)
    snow = color / np.pi * skies.fallen(skies.lighting(snowy.sky, snowy.place))
    level = tone(snow[None, None], exposure=light_meter.meter(snowy))
    assert 225 <= level.mean() <= 240


def test_shaded_snow_is_metered_by_what_is_seen_of_it():
    # Under a low wide roof little light falls: by the open sky's light the picture would be all but black. What is
    # seen of the country beyond the roof's edge, a twentieth of the picture and more, comes out white and no more.
    world = dataclasses.replace(still_life(), sky=Sky(elevation=0.5), place=Place(name="snow_field", ground="snow"))
    roof = Item("roof", "roof", PLANE, Surface("paint", (0.02, 0.02, 0.02)), placed([0.0, 0.0, 3.0], 60.0))
    shaded = dataclasses.replace(world, items=(*world.items, roof))
    exposure = light_meter.meter(shaded)
    assert exposure > 1.5 * light_meter.meter(world)
    seen = Renderer(shaded, height=36, width=64, quality=light_meter.METER, exposure=1e-6).trace(shaded).radiance
    bright = np.percentile(seen.astype(float) @ light_meter.LUMINANCE, 95)
    assert exposure * bright < 1.01 * light_meter.SNOW_WHITE


@pytest.mark.parametrize("name", ["draft", "standard"])
def test_develop_gives_a_picture_of_the_asked_size(monkeypatch, name):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    quality, world = QUALITIES[name], still_life()
    renderer = Renderer(world, height=53, width=95, quality=quality, exposure=0.3)
    picture = develop(renderer.trace(world), Process(0.3, quality, (53, 95)))
    assert picture.shape == (53, 95, 3)
    assert picture.dtype == np.uint8
    assert 40 < picture.mean() < 220


def test_motion_blur_spreads_what_moves_and_nothing_else(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    quality = dataclasses.replace(QUALITIES["standard"], samples=8)
    size = {"height": core_scenes.HEIGHT, "width": core_scenes.WIDTH}
    renderer = Renderer(still_life(), **size, quality=quality)
    sharp, blurred = renderer.trace(still_life(0.5)), renderer.trace([still_life(t) for t in (0.35, 0.45, 0.55, 0.65)])
    differs = (sharp.radiance != blurred.radiance).any(axis=2)
    red = core_scenes.still_life(0.5).items[1].world_from_mesh[:3, 3]
    assert 0.02 < differs.mean() < 0.9
    from setpiece.camera.view import project

    (x, y), _ = project(core_scenes.view(), red, **size)
    edge = blurred.radiance[int(y), int(x) - 9 : int(x) + 9].astype(float)
    assert differs[int(y), int(x) - 9 : int(x) + 9].any()
    assert np.isfinite(edge).all()


def test_guides_in_8_bits_are_as_good_as_their_steps():
    """A root in 8 bits is wrong by half a step of it, an albedo by d(r^2) = 2 r dr; a component by 1/254."""
    rng = np.random.default_rng(0)
    albedo, normal = rng.random((50, 40, 3), np.float32) ** 2, rng.uniform(-1, 1, (50, 40, 3)).astype(np.float32)
    again = decoded(*coded(albedo, normal))
    assert (np.abs(again[0] - albedo) <= (np.sqrt(albedo) + 1 / 510) / 255 + 1e-6).all()
    assert np.abs(again[1] - normal).max() <= 1 / 254 + 1e-6
    for code, value in zip(coded(*again), coded(albedo, normal), strict=True):
        np.testing.assert_array_equal(code, value)
