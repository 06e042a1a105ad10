"""Chains as they are seen: taut they are straight, slack they hang as a catenary of their own length."""

import numpy as np
import pytest

from setpiece.render.hanging import curve, items, poses
from setpiece.world.document import Body, Tie, World

DOWN = np.array([0.0, 0.0, -9.81])
SHARES = np.linspace(0.0, 1.0, 401)


@pytest.mark.parametrize(
    ("end", "length"),
    [((2.0, 0.0, 0.0), 2.5), ((0.3, 0.4, -2.0), 2.3), ((0.0, 0.0, -1.0), 1.5), ((1.0, 2.0, 1.0), 4.0)],
)
def test_a_slack_chain_keeps_its_length_and_its_ends(end, length):
    points = curve(np.zeros(3), np.array(end), length, DOWN, SHARES)
    assert np.allclose(points[0], 0.0, atol=1e-12)
    assert np.allclose(points[-1], end, atol=1e-9)
    pieces = np.linalg.norm(np.diff(points, axis=0), axis=1)
    # A polygon within a curve is shorter by its bend: (L / n)^2 / (24 R^2) of it; ends one above the other are taken
    # as 1e-3 of the length apart, which is made good evenly.
    assert pieces.sum() == pytest.approx(length, rel=2e-3)


def test_it_hangs_as_the_catenary_of_its_length():
    # Level ends: half the length is c sinh(h / 2c), the sag c (cosh(h / 2c) - 1).
    c, h = 0.8, 2.0
    length = 2 * c * np.sinh(h / (2 * c))
    points = curve(np.zeros(3), np.array([h, 0.0, 0.0]), length, DOWN, SHARES)
    assert points[:, 2].min() == pytest.approx(-c * (np.cosh(h / (2 * c)) - 1), rel=1e-6)
    u = points[:, 0] - h / 2
    assert np.allclose(points[:, 2], c * (np.cosh(u / c) - np.cosh(h / (2 * c))), atol=1e-9)


def test_a_taut_chain_is_straight_and_its_links_cross_by_turns():
    tie = Tie(id="chain", a="ball", at_a=(1, 0, 1), at_b=(0, 0, 3), look="chain", gauge=0.03)
    matrices = poses(tie, np.array([0.0, 0, 3]), np.array([1.0, 0, 1]), DOWN)
    way = np.array([1.0, 0, -2]) / 5**0.5
    assert np.allclose(matrices[:, :3, 2], way)
    assert np.allclose(np.linalg.det(matrices[:, :3, :3]), 1.0)
    assert np.allclose(np.sum(matrices[1:, :3, 0] * matrices[:-1, :3, 0], axis=1), 0.0, atol=1e-12)
    away = matrices[:, :3, 3] - [0, 0, 3]
    assert np.linalg.norm(np.cross(away, way), axis=1).max() < 1e-9


def test_only_ties_with_a_look_are_seen_under_their_own_name():
    ball = Body(id="ball", family="ball", position=(0, 0, 1))
    ties = [Tie(id=f"tie_{k}", a="ball", at_a=(0, 0, 1.05), at_b=(0, 0, 2), look=look)
            for k, look in enumerate(("chain", None, "rope"))]  # fmt: skip
    world = World(bodies=(ball,), ties=tuple(ties))
    here = np.eye(4)
    here[2, 3] = 1.0
    found = items(world, {"ball": here})
    assert {item.id for item in found} == {"tie_0", "tie_2"}
    assert len({(item.id, item.part) for item in found}) == len(found)
    gone = items(world, {"ball": here}, frozenset({"tie_0"}))
    assert all(item.world_from_mesh[2, 3] < -100 for item in gone if item.id == "tie_0")
