"""A street's neighbours differ, its shops stand in the middle of it, and what is beneath a car reaches its wheels."""

import numpy as np
import pytest

from setpiece.assets.families.underbodies import underbody
from setpiece.assets.families.vehicles import AXLES
from setpiece.render.places import buildings, shops
from setpiece.rng import stream

PLOTS = [(8.0 * k, 9.0, 0.12, 0.0, 8.0, 3) for k in range(-12, 12)]


@pytest.mark.parametrize("seed", range(4))
def test_shops_of_one_street_differ_and_the_nearest_house_has_one(seed):
    trades = buildings._trades(stream(seed, "test"), PLOTS, 0.7)
    found = [trade for trade in trades if trade]
    assert abs(len(found) - 0.7 * len(PLOTS)) <= 1
    assert len(set(found)) == min(len(found), len(shops.TRADES))
    assert trades[12] or trades[11]
    assert not any(buildings._trades(stream(seed, "test"), PLOTS, 0.0))


def test_no_two_neighbours_are_painted_alike():
    hues = np.array(buildings._without_twins(stream(0, "test"), 6))
    assert (hues[1:] != hues[:-1]).all()
    assert (np.bincount(hues) == buildings.DECKS).all()


def test_an_underbody_joins_the_wheels_and_clears_the_road():
    axles = AXLES["car"]
    points = underbody(axles).vertices
    face = axles.track / 2 - axles.width / 2  # m aside, of a wheel's inner side
    disc = axles.track / 2 - 0.17 * axles.width  # of its brake disc, towards the car
    for x in axles.x:
        near = points[np.hypot(points[:, 0] - x, points[:, 2] - axles.radius) < axles.radius]
        assert face < near[:, 1].max() < disc
        assert face < -near[:, 1].min() < disc
    assert points[:, 2].min() > 0.13  # m
