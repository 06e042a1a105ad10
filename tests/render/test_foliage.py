"""Cards of leaves: rays go through what is cut away, straight and towards lights, and any subset has the same bits."""

from dataclasses import replace

import core_scenes
import numpy as np
import pytest
from core_scenes import HEIGHT, PLANE, WIDTH, placed, view

from setpiece.assets.solid import Mesh
from setpiece.render import foliage
from setpiece.render.backend import backend
from setpiece.render.layers import NOTHING
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.quality import QUALITIES
from setpiece.render.renderer import Renderer
from setpiece.render.styles import styled
from setpiece.world.document import Place, Sky

SIZE = {"height": HEIGHT, "width": WIDTH}
CARD = Mesh("card", PLANE.vertices, PLANE.faces, PLANE.normals, np.array([[2.0, 0], [3, 0], [3, 1], [2, 1]]))  # twig 2


@pytest.fixture(autouse=True)
def plain_sky(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    if not backend().vectorised:
        pytest.skip(backend().note)


def world(*, cards: int = 1, leafy: bool = True, floor: bool = True) -> PosedWorld:
    """Return square cards of 2 m one above another, from 1 m up, seen from above; and a floor."""
    leaves = Surface("paper", (0.2, 0.4, 0.1), leafy=leafy)
    items = [Item(f"set_leaf_{k}", f"leaf_{k}", CARD, leaves, placed([0, 0, 1.0 + 0.1 * k], 1.0)) for k in range(cards)]
    if floor:
        items.append(Item("set_floor", "floor", PLANE, Surface("paint", (0.5, 0.5, 0.5)), placed([0, 0, 0], 9.0)))
    return PosedWorld(tuple(items), (), Sky(), Place(), view(eye=(0.0, -0.001, 5.0), target=(0.0, 0.0, 0.0)), 3)


def test_what_is_seen_of_a_card_is_its_twig():
    found = Renderer(world(), **SIZE).geometry(world())
    y, x = np.nonzero(found.part == 0)
    at = found.position[y, x]
    bits = foliage.drawn()[2]
    column, row = ((0.5 * (at[:, axis] + 1.0) * foliage.EDGE).astype(int) for axis in (0, 1))
    # A place is known to a float's rounding, some 1e-6 of a bit: next to none lies so near to the border of one.
    assert len(at) > 200
    assert bits[row, column].mean() > 0.995
    behind = found.position[found.part == 1]
    inside = np.abs(behind[:, :2]).max(axis=1) < 1.24  # of the card's outline, as it is seen on the floor
    assert 0.25 < inside.sum() / (inside.sum() + len(at)) < 0.75


def test_light_falls_through_as_much_as_is_cut_away():
    bare, shaded, whole = (
        Renderer(scene, **SIZE, quality=replace(QUALITIES["standard"], samples=16)).trace(scene).radiance
        for scene in (world(cards=0), world(), world(leafy=False))
    )
    renderer = Renderer(world(), **SIZE)
    floor = renderer.geometry(world())
    # The sun stands at (-0.4, -0.5, 0.9): the card's shadow is its outline moved by its height over 0.9 of that.
    aside = floor.position[..., :2] - np.array([0.4, 0.5]) / 0.9
    under = (floor.part == 1) & (np.abs(aside) < 0.9).all(axis=-1)
    light = [image[under].mean(dtype=float) for image in (bare, shaded, whole)]
    assert under.sum() > 100
    assert light[2] + 0.25 * (light[0] - light[2]) < light[1] < light[2] + 0.8 * (light[0] - light[2])


def test_any_subset_of_leaves_has_the_bits_of_the_whole():
    scene = world(cards=5)
    renderer = Renderer(scene, **SIZE)
    whole = renderer.trace(scene)
    some = np.random.default_rng(0).permutation(HEIGHT * WIDTH)[:700]
    part = renderer.trace(scene, some)
    np.testing.assert_array_equal(part.radiance, whole.radiance.reshape(-1, 3)[some])
    np.testing.assert_array_equal(part.albedo, whole.albedo.reshape(-1, 3)[some])
    np.testing.assert_array_equal(part.palette[part.index], whole.palette[whole.index.ravel()[some]])


def test_cards_are_seen_through_cards():
    scene = world(cards=2, floor=False)
    found = Renderer(scene, **SIZE).geometry(scene)
    assert {0, 1, NOTHING} <= set(np.unique(found.part).tolist())


def test_styles_keep_the_holes():
    (item, _) = world().items
    assert all(styled(item, style).surface.leafy for style in ("natural", "toon", "clay", "paper", "blueprint"))


def test_far_spruces_are_whole_trees_and_snow_lies_on_their_boughs():
    drawn = foliage.drawn()
    for tree, snow in zip(foliage.SPRUCES, foliage.SNOWED, strict=True):
        green, white = drawn[tree], drawn[snow]
        assert 0.05 < white.sum() / green.sum() < 0.8
        near = green | np.roll(green, 1, 0) | np.roll(green, 1, 1) | np.roll(green, (1, 1), (0, 1))
        assert (white & ~near).sum() < 0.25 * white.sum()
        assert np.diagonal(green).mean() > 0.95  # a trunk from foot to tip
