"""A street's neighbours differ, its shops stand in the middle of it, and what is beneath a car reaches its wheels."""

import numpy as np
import pytest

from setpiece.assets.families.underbodies import underbody
from setpiece.assets.families.vehicles import AXLES
from setpiece.render.places import buildings, passers, plants, shops
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


def test_over_a_pharmacy_hangs_a_cross_that_is_seen_along_the_street_and_over_no_other_shop():
    bays = [(0.3, 2.6), (2.9, 5.2)]
    found = {word: shops.shop(stream(1, "shop"), 5.5, bays, 3.1, word=word, near=True) for word in ("PHARMACY", "TEA")}
    assert "cross" not in found["TEA"]
    cross = found["PHARMACY"]["cross"].vertices
    out = cross[cross[:, 1] < -0.2]
    assert np.ptp(out[:, 1]) > 3.0 * np.ptp(out[:, 0])  # its faces look along the front
    assert out[:, 2].min() > 2.5  # m: nobody runs into it
    assert set(found["PHARMACY"]) <= set(shops.surfaces(stream(0, "test"), dark=True))


def test_who_walks_has_one_foot_ahead_of_the_other_and_who_stands_has_both_below():
    reach = []
    for seed in range(24):
        people = passers.passers(stream(seed, "people"), [(0.0, 0.0, 0.0)], level=0.0, rain=False)
        shoes = next(d.piece.vertices for d in people if "shoes" in d.part)
        legs = next(d.piece.vertices for d in people if "legs" in d.part)
        assert shoes[:, 2].min() == pytest.approx(0.0, abs=1e-9)
        assert abs(legs[:, 0].mean()) < 0.2
        reach.append(np.ptp(shoes[:, 0]))
    walking = np.array(reach) > 0.6  # m: a stride and a shoe
    assert 0.2 < walking.mean() < 0.8
    assert np.array(reach)[~walking].max() < 0.5


def test_a_street_tree_ends_in_twigs_and_not_in_clumps():
    smooth = plants.Habit(high=0.07, girth=(0.02, 0.02), clump=0.92)
    rag = plants.ALONG_A_STREET
    spread = []
    for habit in (smooth, rag):
        crown = plants.broadleaf(stream(3, "tree"), (0.0, 0.0, 0.0), 8.0, count=3000, leaf=0.2, habit=habit).crown
        away = np.hypot(*crown.vertices[:, :2].T)
        spread.append(np.percentile(away, 99.5) / np.percentile(away, 90))
    assert spread[1] > 1.05 * spread[0]
