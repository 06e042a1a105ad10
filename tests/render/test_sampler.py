"""The samples of a pixel: even in every pair of numbers, around the pixel as its filter says, and the sun in each."""

import core_scenes
import numpy as np
import pytest
from core_scenes import PLANE, placed, view

from setpiece.render.backend import backend
from setpiece.render.lights import Lighting, Sun
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.quality import QUALITIES
from setpiece.render.renderer import Renderer
from setpiece.world.document import Place, Sky


def points(pixel: int, number: int, first: int, count: int) -> np.ndarray:
    backend()
    import mitsuba as mi

    from setpiece.render import sampler

    samples = mi.UInt32(np.arange(first, first + count, dtype=np.uint32))
    key = sampler.key(mi.UInt32(7), mi.UInt32(np.full(count, pixel, np.uint32)))
    return np.array(sampler.pair(key, samples, number)).reshape(2, count)


@pytest.mark.parametrize("first", [0, 16, 48])
@pytest.mark.parametrize("count", [2, 4, 16])
def test_every_rectangle_of_a_power_of_two_holds_one_sample(first, count):
    # A (0, m, 2)-net in base 2: 2^m points, one in each of the rectangles 2^-a by 2^-(m - a); scrambling keeps that.
    for pixel, number in ((0, 0), (1, 3), (12345, 40)):
        x, y = points(pixel, number, first, count)
        across = 1
        while across <= count:
            cells = np.floor(x * across) * (count // across) + np.floor(y * (count // across))
            assert len(set(cells)) == count, (pixel, number, across)
            across *= 2


def test_pairs_and_pixels_know_nothing_of_each_other():
    # Correlation of 1024 pixels' first samples: independent numbers have one below 4 / sqrt(1024).
    backend()
    import mitsuba as mi

    from setpiece.render import sampler

    key = sampler.key(mi.UInt32(7), mi.UInt32(np.arange(1024, dtype=np.uint32)))
    columns = [np.array(sampler.pair(key, mi.UInt32(k), number)) for k in (0, 1) for number in (0, 1, 5)]
    rows = np.concatenate([column.reshape(2, 1024) for column in columns])
    found = np.corrcoef(rows)
    same = {(0, 6), (1, 7), (2, 8), (3, 9), (4, 10), (5, 11)}  # a pair's first two samples lie in opposite halves
    for a in range(12):
        for b in range(a):
            assert (b, a) in same or abs(found[a, b]) < 0.125, (a, b)
    for a, b in same:
        assert found[a, b] < -0.5


def test_samples_lie_around_the_pixel_as_its_filter_says():
    # Standard deviation of a Gaussian of 0.45 px cut at 1.5 px: 0.4464; of 4096 even samples to within 0.01.
    backend()
    import mitsuba as mi

    from setpiece.render import kernel

    x, y = points(5, kernel.FILM, 0, 4096)
    place = np.array(kernel._aside(mi.Point2f(x.astype(np.float32), y.astype(np.float32)))).reshape(2, -1)
    np.testing.assert_allclose(place.mean(axis=1), 0.0, atol=0.01)
    np.testing.assert_allclose(place.std(axis=1), 0.4464, atol=0.01)
    assert np.abs(place).max() <= 1.5 + 1e-6


def test_every_sample_has_the_sun(monkeypatch):
    # On a floor under an even dome and a sun of as much light: the dome's part of a pixel of 2 samples varies little,
    # because it is even, and the sun's not at all. Had each sample but one of both, pixels would differ by half.
    monkeypatch.setattr(
        "setpiece.render.skies.lighting",
        lambda *_: Lighting(core_scenes.even_dome(1.0, 1.0, 1.0), Sun((0.0, 0.0, 1.0), (3.14, 3.14, 3.14), 0.005)),
    )
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.5))
    floor = Item("set_floor", "floor", PLANE, Surface("paint"), placed([0, 0, 0], 50.0))
    world = PosedWorld((floor,), (), Sky(), Place(), view(eye=(0, -1.0, 4.0), target=(0, 0, 0)), 0)
    size = {"height": core_scenes.HEIGHT, "width": core_scenes.WIDTH}
    found = Renderer(world, **size, quality=QUALITIES["draft"], exposure=1e-6).trace(world).radiance.astype(float)
    np.testing.assert_allclose(found.mean(), 1.0, rtol=0.01)
    assert found.std() < 0.2
