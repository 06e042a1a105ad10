"""Textures tile, keep the asked colour, and depend on nothing but name, colour and seed."""

import numpy as np
import pytest

from setpiece import errors
from setpiece.render import atlas, noise, textures
from setpiece.world.materials import MATERIALS

COLOR = (0.42, 0.30, 0.18)
NAMES = sorted(textures.PATTERNS)


@pytest.mark.parametrize("name", NAMES)
def test_texture(name):
    found = textures.texture(name, COLOR, 0)
    n = found.albedo.shape[0]
    assert n & (n - 1) == 0, "the pyramid halves it down to one pixel"
    assert np.isfinite(found.albedo).all()
    assert found.albedo.min() >= 0.0
    assert found.albedo.max() <= textures.HIGHEST_ALBEDO + 1e-5
    np.testing.assert_allclose(found.albedo.mean(axis=(0, 1)), COLOR, rtol=0.02)
    for field in (found.roughness, found.height):
        assert field is None or (field.shape == (n, n) and np.isfinite(field).all())

    # Seamless: the step across the border is of the size of the steps inside. It is a mean over n pixels, so chance
    # moves it by a few percent only; it may itself be a drawn line (a joint, a board's edge), like others inside.
    for image in (found.albedo.sum(axis=2), found.height):
        if image is None:
            continue
        for turned in (image, image.T):
            steps = np.abs(np.diff(np.concatenate([turned, turned[:1]]), axis=0)).mean(axis=1)
            assert steps[-1] <= 1.5 * steps[:-1].max() + 1e-9


@pytest.mark.parametrize("name", ["grass", "brickwork", "asphalt"])
def test_textures_are_functions_of_their_seed(name):
    first, again, other = (textures.pattern.__wrapped__(name, seed).tint for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("color", [(0.95, 0.94, 0.93), (0.01, 0.01, 0.01), (0.9, 0.05, 0.02)])
@pytest.mark.parametrize("name", ["brickwork", "tiles", "gravel"])
def test_extreme_colours_are_kept(name, color):
    albedo = textures.texture(name, color, 0).albedo
    assert albedo.min() >= 0.0
    assert albedo.max() <= 1.0
    np.testing.assert_allclose(albedo.mean(axis=(0, 1)), color, rtol=0.02)


def test_weathered_wood_is_split_dark_along_its_grain_and_moss_stands_on_it():
    found = textures.pattern.__wrapped__("weathered_wood", 0)
    moss, light = found.inlay, found.tint.mean(axis=2)
    assert 0.02 < moss.mean() < 0.2
    bare = moss < 0.05
    assert found.height[moss > 0.8].mean() > found.height[bare].mean() + 1e-3
    split = bare & (found.height < np.quantile(found.height, 0.02))
    assert light[split].mean() < 0.55 * light[bare].mean()
    across, along = (np.abs(np.diff(found.height, axis=k)).mean() for k in (0, 1))
    assert across > 2.0 * along  # the grain runs along u


def test_every_texture_of_the_table_exists():
    assert {material.texture for material in MATERIALS.values()} - {""} <= set(NAMES)


def test_unknown_texture_is_named():
    with pytest.raises(errors.InputError, match="velvet"):
        textures.texture("velvet", COLOR, 0)


def test_pyramid_keeps_the_mean():
    full = np.random.default_rng(1).random((64, 64, 3), np.float32)
    levels = atlas.pyramid(full)
    assert len(levels) == sum(4**k for k in range(7))
    np.testing.assert_allclose(levels[-1], full.mean(axis=(0, 1)), rtol=1e-5)


def test_what_levels_lose_of_a_wave_becomes_roughness():
    # A wave of eight texels along each axis: variance of its slopes A^2 / 2. A mean of two
    # texels keeps cos(pi / 8) of its amplitude; one of four cos(pi / 8) cos(pi / 4), of which all are at its peaks; one
    # of eight nothing.
    slope = np.zeros((64, 64, 2), np.float32)
    slope[..., 0] = 0.1 * np.sin(2 * np.pi * (np.arange(64) + 0.5) / 8)
    slope[..., 1] = slope[..., 0].T
    kept, lost = atlas.roughened(slope).T
    whole = 0.1**2 / 2
    expected = whole * np.array([1.0, np.cos(np.pi / 8) ** 2, 2.0 * (np.cos(np.pi / 8) * np.cos(np.pi / 4)) ** 2, 0.0])
    np.testing.assert_allclose(kept[:4], expected, atol=1e-8)
    np.testing.assert_allclose(kept + lost, whole, atol=1e-8)


def test_slopes_of_a_wave():
    # Central differences of a sine of k cycles over n pixels are low by (2 pi k / n)^2 / 6: 0.6 % here.
    n, size, cycles = 128, 2.0, 4
    u, _ = noise.grid(n)
    height = (0.01 * np.sin(2 * np.pi * cycles * u)).astype(np.float32)
    found = atlas.slopes(height, size)
    expected = 0.01 * 2 * np.pi * cycles / size * np.cos(2 * np.pi * cycles * u)
    np.testing.assert_allclose(found[..., 0], expected, atol=0.01 * np.abs(expected).max())
    np.testing.assert_allclose(found[..., 1], 0.0, atol=1e-6)


def test_cells_find_the_nearest_seed():
    # With one seed in every cell's middle, the distance to the nearest is that to the middle of one's own cell.
    n, count = 64, 8
    first, second, owner = noise.cells(np.random.default_rng(0), n, count, jitter=0.0)
    u, v = noise.grid(n)
    expected = np.hypot((u * count) % 1 - 0.5, (v * count) % 1 - 0.5)
    np.testing.assert_allclose(first, expected, atol=1e-5)
    assert (second >= first).all()
    assert len(np.unique(owner)) == count * count


def test_paint_keeps_the_highest():
    top, owner = noise.paint(4, np.array([1.5, 1.5]), np.array([2.5, 6.5]), np.array([0.2, 0.9]), np.array([0, 1]))
    assert owner[2, 1] == 1
    assert top[2, 1] == pytest.approx(0.9, abs=1 / 65535)
    assert (owner == -1).sum() == 15


def test_lacquer_evens_out_the_finest_grain():
    """Of furniture, what is finer than 4 mm differs by less than 3 % (by 5.5 % it flickered when a camera moved)."""
    from scipy.ndimage import gaussian_filter

    found = textures.texture("wood", COLOR, 0)
    grey = found.albedo.mean(axis=2) / found.albedo.mean()
    pixels = 0.004 * len(grey) / found.size_m
    assert (grey - gaussian_filter(grey, pixels / 2, mode="wrap")).std() < 0.03
    assert 0.05 < grey.std() < 0.1, "but it is seen to be wood"
