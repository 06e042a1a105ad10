"""Glow, dark corners and grain: what they keep, how far they reach, and that they are the same in every run."""

import numpy as np
import pytest

from setpiece.render.finish import CORNER, SPECKLED, Finish, finished, reach

HEIGHT, WIDTH = 90, 160


def light(seed=0):
    return np.random.default_rng(seed).gamma(0.5, 1.0, (HEIGHT, WIDTH, 3)).astype(np.float32)


def test_nothing_is_touched_where_nothing_is_asked_for():
    radiance = light()
    assert finished(radiance, Finish(), 3) is radiance


def test_glow_keeps_the_light_and_ends_where_it_says():
    radiance = light()
    radiance[HEIGHT // 2, WIDTH // 2] = 5000.0
    glowing = finished(radiance, Finish(bloom=1.0), 0)
    np.testing.assert_allclose(glowing.mean(axis=(0, 1)), radiance.mean(axis=(0, 1)), rtol=1e-4)
    other = radiance.copy()
    other[HEIGHT // 2, WIDTH // 2] = 0.0
    rows, columns = np.nonzero((finished(other, Finish(bloom=1.0), 0) != glowing).any(axis=-1))
    away = max(np.abs(rows - HEIGHT // 2).max(), np.abs(columns - WIDTH // 2).max())
    assert 0.6 * reach(1.0, HEIGHT) < away <= reach(1.0, HEIGHT)
    assert reach(0.0, HEIGHT) == 0


def test_corners_darken_by_the_fourth_power_of_the_cosine():
    dark = finished(np.ones((HEIGHT, WIDTH, 3), np.float32), Finish(vignette=1.0), 0)
    x, y = (WIDTH - 1) / WIDTH, (HEIGHT - 1) / HEIGHT  # of the corner pixel's middle, half widths and heights
    tangent = CORNER * np.hypot(x * WIDTH, y * HEIGHT) / np.hypot(WIDTH, HEIGHT)
    assert dark[0, 0, 0] == pytest.approx(np.cos(np.arctan(tangent)) ** 4, rel=1e-5)
    assert dark[HEIGHT // 2, WIDTH // 2, 0] == pytest.approx(1.0, abs=1e-3)
    np.testing.assert_allclose(dark, dark[::-1, ::-1], rtol=1e-6)


def test_grain_is_another_in_every_frame_and_the_same_in_every_run():
    even = np.full((HEIGHT, WIDTH, 3), 0.18, np.float32)
    first, again, next_ = (finished(even, Finish(grain=1.0, seed=4), frame) for frame in (7, 7, 8))
    np.testing.assert_array_equal(first, again)
    assert (first != next_).any() and (finished(even, Finish(grain=1.0, seed=5), 7) != first).any()
    logarithm = np.log(first[..., 0] / 0.18)
    assert logarithm.std() == pytest.approx(SPECKLED, rel=1e-3) and abs(logarithm.mean()) < 0.01
