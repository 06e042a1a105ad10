"""Pixels that end with their pilot: who ends, that nobody else matters, and what it costs the mean."""

from dataclasses import replace

import core_scenes
import numpy as np
import pytest
from core_scenes import still_life

from setpiece.render import passes
from setpiece.render.gather import CERTAIN, gathered, has_halves, shares
from setpiece.render.quality import QUALITIES
from setpiece.render.renderer import Renderer
from setpiece.world.document import Sky

SIZE = {"height": core_scenes.HEIGHT, "width": core_scenes.WIDTH}
FINAL = QUALITIES["final"]
EACH = FINAL.samples // 6  # of an instant


@pytest.fixture
def plain_sky(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)


def samples_of(seed: int, pixels: int, noise: np.ndarray) -> np.ndarray:
    """Return the brightness of samples (S, N) around 1."""
    return (1.0 + noise * np.random.default_rng(seed).standard_normal((FINAL.samples, pixels))).astype(np.float32)


def asked(drawn: np.ndarray):
    def ask(_, wanted, share):
        first, stop, seen = share
        part = drawn[first:stop, wanted]
        light, square = part.sum(axis=0, keepdims=True), (part**2).sum(axis=0, keepdims=True)
        touched = np.full((1, len(wanted)), 1 << (seen % 64), np.uint64)
        return {"light": light, "level": light, "square": square, "touched": touched}

    return ask


@pytest.mark.parametrize("instants", [1, 5, 6])
def test_shares_take_every_sample_once(instants):
    found = shares(FINAL, instants)
    taken = sorted(k for pilot, rest, _ in found for first, stop, _ in (pilot, rest) for k in range(first, stop))
    assert taken == list(range(FINAL.samples))
    assert has_halves(FINAL, instants) == (instants == 6)
    assert sum(pilot[1] - pilot[0] for pilot, *_ in found) == (FINAL.pilot if instants == 6 else FINAL.samples)


def test_halves_end_where_the_other_is_certain():
    # The standard error of 12 samples is noise / sqrt(12): 0.1 and 10 times what is certain enough.
    noise = np.repeat([0.1, 10.0], 500) * CERTAIN * np.sqrt(12.0)
    drawn = samples_of(1, 1000, noise)
    found = gathered(FINAL, 1.0, [None] * 6, np.arange(1000), asked(drawn))["light"][0]
    pilot = np.mean([drawn[EACH * k : EACH * k + 2] for k in range(6)], axis=(0, 1))
    np.testing.assert_allclose(found[:500], pilot[:500], rtol=1e-6)
    assert np.isclose(found[500:], drawn[:, 500:].mean(axis=0), rtol=1e-5).mean() > 0.99  # six may agree by chance


def test_what_is_rarely_lit_is_not_darkened():
    # One sample in ten has light 1. The mean of 10^5 pixels of 12 to all samples each lies within 4 standard errors;
    # stopping by one's own pilot would lose a quarter of the light.
    drawn = (np.random.default_rng(3).random((FINAL.samples, 100_000)) < 0.1).astype(np.float32)
    found = gathered(FINAL, 1.0, [None] * 6, np.arange(100_000), asked(drawn))["light"][0]
    assert abs(found.mean() - 0.1) < 4.0 * found.std() / np.sqrt(found.size)
    pilot = np.stack([drawn[EACH * k + j] for k in range(6) for j in (0, 1)])
    own = np.where(pilot.any(axis=0), drawn.mean(axis=0), 0.0)
    assert own.mean() < 0.09


def test_no_pixel_depends_on_the_others():
    drawn = samples_of(2, 1000, np.full(1000, CERTAIN * np.sqrt(12.0)))  # about half of them end
    whole = gathered(FINAL, 1.0, [None] * 6, np.arange(1000), asked(drawn))
    some = np.random.default_rng(0).permutation(1000)[:300]
    part = gathered(FINAL, 1.0, [None] * 6, some, asked(drawn))
    for name, mean in whole.items():
        np.testing.assert_array_equal(part[name], mean[:, some])


@pytest.mark.usefixtures("plain_sky")
def test_a_list_of_pixels_and_the_layers_have_the_bits_of_the_whole():
    world = still_life()
    renderer = Renderer(world, **SIZE, quality=FINAL)
    whole = renderer.trace([world] * 6)
    pixels = np.random.default_rng(0).choice(whole.index.size, 700, replace=False)
    part = renderer.trace([world] * 6, pixels)
    np.testing.assert_array_equal(part.radiance, whole.radiance.reshape(-1, 3)[pixels])
    np.testing.assert_array_equal(part.palette[part.index], whole.palette[whole.index.ravel()[pixels]])
    found = passes.light(renderer, [world] * 6, frozenset({"ball"}))
    np.testing.assert_array_equal(found.beauty.astype(np.float16), whole.radiance)
    np.testing.assert_array_equal(found.albedo, whole.albedo)


@pytest.mark.usefixtures("plain_sky")
def test_pilots_do_not_darken_the_day():
    # All samples are the reference. What differs is independent from pixel to pixel, so the mean of the differences
    # has their spread over the root of their number.
    world = still_life()
    few, all_ = (
        Renderer(world, **SIZE, quality=quality).trace([world] * 6).radiance.astype(np.float64).mean(axis=-1)
        for quality in (FINAL, replace(FINAL, pilot=0))
    )
    assert (few != all_).mean() > 0.3
    assert abs(few.mean() - all_.mean()) < 4.0 * (few - all_).std() / np.sqrt(few.size)


def test_fog_has_no_pilot():
    foggy = Renderer(replace(still_life(), sky=Sky(fog=0.05)), **SIZE, quality=FINAL)
    assert foggy.quality.pilot == 0
