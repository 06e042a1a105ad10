"""What covers a pixel, and silhouettes of things that others hide, against closed forms."""

from math import erf, sqrt

import core_scenes
import numpy as np
import pytest
from core_scenes import BOX, PLANE, ball_mesh, placed, still_life, view

from setpiece import geometry
from setpiece.render import layers, passes
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.renderer import Renderer
from setpiece.world.document import Place, Sky

HEIGHT, WIDTH = core_scenes.HEIGHT, core_scenes.WIDTH
SIZE = {"height": HEIGHT, "width": WIDTH}


@pytest.fixture(autouse=True)
def plain_sky(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)


def wall(id_, left, right, away):
    """Return a wall across the picture's height from one column to another, seen straight on (focal 1)."""
    middle, half = 0.5 * (left + right) - WIDTH / 2, 0.5 * (right - left)
    matrix = placed([middle * away / WIDTH, away, 0], [half * away / WIDTH, 1e-3, away], geometry.IDENTITY)
    return Item(id_, "body", BOX, Surface("paint"), matrix)


def straight_on(*items):
    return PosedWorld(items, (), Sky(), Place(), view(eye=(0, 0, 0), target=(0, 1, 0)), 5)


def test_shares_are_what_the_filter_gives_them():
    # The near wall ends in the middle of column 40, the far one in the middle of 60: the walls' faces are 1 mm nearer
    # than their middle, which moves an edge 10 px from the axis by 0.004 px. A sample lies around the pixel's centre
    # like a Gaussian of 0.45 px, so left of a line 0.25 px before the centre by Phi(-0.25 / 0.45). 16 rays of Sobol's
    # sequence are one in each 16th of that, so the share differs from it by at most 1/16.
    world = straight_on(wall("near", 20.0, 40.5, 2.0), wall("far", 30.0, 60.25, 3.0))
    found = passes.coverage(Renderer(world, **SIZE), world)
    assert found.part.shape == (HEIGHT, WIDTH, passes.SLOTS)
    assert (found.part[:, 25, 0] == 0).all()
    assert (found.share[:, 25, 0] == 1).all()
    assert (found.share[:, 25, 1:] == 0).all()
    assert (found.part[:, 10] == layers.NOTHING).all()
    share = np.stack([(found.share * (found.part == row)).sum(-1) for row in (0, 1)], -1)
    np.testing.assert_allclose(share[:, 40].sum(-1), 1.0)
    assert np.abs(share[:, 40, 0] - 0.5).max() <= 1 / 16
    assert share[:, 40, 0].mean() == pytest.approx(0.5, abs=0.03)
    assert share[:, 60, 1].mean() == pytest.approx(0.5 * (1.0 + erf(-0.25 / 0.45 / sqrt(2.0))), abs=0.03)
    assert (found.share[..., :-1] >= found.share[..., 1:]).all()


def test_ranks_unite_what_belongs_together():
    row = np.array([[3, 7, 65535], [5, 7, 2], [3, 1, 65535]], np.uint16)
    number = np.array([[2, 4, 9], [3, 1, 1], [2, 6, 0]], np.uint16)
    ranks, counts = passes.ranked(row, number, 2)
    assert ranks.T.tolist() == [[3, 5], [1, 7], [2, 65535]]
    assert counts.T.tolist() == [[4, 3], [6, 5], [1, 0]]


def test_coverage_at_several_instants_is_their_mean():
    renderer = Renderer(still_life(), **SIZE)
    moments = [still_life(0.0), still_life(0.4)]
    both = passes.coverage(renderer, moments)
    shares = []
    for moment in moments:
        found = passes.coverage(renderer, moment)
        shares.append((found.share * (found.part == 1)).sum(-1))
    share = (both.share * (both.part == 1)).sum(-1)
    clear = np.isin(shares[0], [0, 1]) & np.isin(shares[1], [0, 1])  # away from edges
    np.testing.assert_allclose(share[clear], 0.5 * (shares[0] + shares[1])[clear])


def test_silhouettes_of_hidden_things_are_whole():
    ball = Item("ball", "body", ball_mesh(256), Surface("paint"), placed([0, 4.0, 0], 0.5))
    shut = straight_on(
        ball, wall("near", 0.0, WIDTH, 2.0), Item("set_x", "x", PLANE, Surface("paint"), placed([0, 3, -1]))
    )
    found = passes.silhouettes(Renderer(shut, **SIZE), shut, ["near", "ball"])
    assert found.shape == (HEIGHT, WIDTH, 2)
    assert found[..., 0].all()
    y, x = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    slope2 = ((x - WIDTH / 2) ** 2 + (y - HEIGHT / 2) ** 2) / WIDTH**2
    rim2 = 0.5**2 / (4.0**2 - 0.5**2)  # tan^2 of the angle under which the ball is seen; radius 12.09 px
    sure = np.abs(np.sqrt(slope2) - np.sqrt(rim2)) * WIDTH > 0.01
    assert (found[..., 1] == (slope2 < rim2))[sure].all()
    assert not (passes.coverage(Renderer(shut, **SIZE), shut).part == 0).any()  # and yet none of it is seen


def test_more_things_than_a_pass_holds():
    things = [Item(f"thing_{k}", "body", BOX, Surface("paint"), placed([0, 3 + k, 0], 0.1)) for k in range(520)]
    world = straight_on(*things)
    ids = [item.id for item in things]
    pixels = [HEIGHT // 2 * WIDTH + WIDTH // 2]
    found = passes.silhouettes(Renderer(world, **SIZE), world, ids, pixels)
    # The ray of a pixel's centre is 0.5 px from the axis each way: at a distance z it is z / 192 m off, inside a box of
    # half a width of 0.1 m up to z = 19.2 m, entering at its face 0.1 m nearer.
    expected = [3 + k - 0.1 < 0.1 * 2 * WIDTH for k in range(520)]
    assert found[0].tolist() == expected


def test_any_pixels_in_any_order_have_the_bits_of_the_whole():
    world = still_life()
    renderer = Renderer(world, **SIZE)
    pixels = np.random.default_rng(3).permutation(HEIGHT * WIDTH)[:700]
    whole, some = passes.coverage(renderer, world), passes.coverage(renderer, world, pixels)
    np.testing.assert_array_equal(some.part, whole.part.reshape(-1, passes.SLOTS)[pixels])
    np.testing.assert_array_equal(some.share, whole.share.reshape(-1, passes.SLOTS)[pixels])
    names = ["red", "box"]
    whole, some = passes.silhouettes(renderer, world, names), passes.silhouettes(renderer, world, names, pixels)
    np.testing.assert_array_equal(some, whole.reshape(-1, 2)[pixels])
    whole, some = renderer.geometry(world), renderer.geometry(world, pixels)
    for name in ("depth", "position", "normal", "albedo", "uv", "part"):
        image = getattr(whole, name)
        np.testing.assert_array_equal(getattr(some, name), image.reshape(HEIGHT * WIDTH, *image.shape[2:])[pixels])
