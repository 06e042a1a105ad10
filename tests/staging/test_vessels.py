"""What lies in bowls, baskets and on plates lies there from the first frame on, and nothing inside anything else."""

import numpy as np
import pytest
from tests.staging.scripts import comes_true, filmed

from setpiece.language.understand import understand
from setpiece.physics.overlap import overlaps
from setpiece.staging.stage import stage


@pytest.mark.parametrize("prompt", [
    "A lemon lies on a plate on a wooden table.",  # on its sloping side
    "An egg lies on a plate.",  # rocks for longer than a second
    "Two lemons and an apple lie in a wooden bowl.",
    "Twelve marbles lie in a bowl.",
    "A banana and an orange lie in a bowl.",
    "A pen and a pencil are in a glass.",  # which are too long to lie
])  # fmt: skip
def test_what_lies_in_a_vessel_lies_still(prompt):
    staged, _, _ = filmed(prompt)
    comes_true(prompt, {"stands_on"} if "pen " in prompt else {"stays"})
    assert not overlaps(staged.world, tolerance=1e-3)


def test_apples_in_a_basket_lie_beside_one_another():
    world = stage(understand("Five apples lie in a basket.")).world
    places = np.array([body.position for body in world.bodies if body.id.startswith("apple")])
    apart = np.linalg.norm(places[:, None, :2] - places[:, :2], axis=-1)[np.triu_indices(5, 1)]
    assert apart.min() > 0.02  # m: a column would have less
    assert np.ptp(places[:, 2]) < 0.07


def test_cups_on_a_tray_stand_side_by_side():
    world = stage(understand("Two cups stand on a tray.")).world
    cups = np.array([body.position for body in world.bodies if body.id.startswith("cup")])
    assert abs(cups[0, 2] - cups[1, 2]) < 1e-3
    assert np.linalg.norm(cups[0] - cups[1]) > 0.08
