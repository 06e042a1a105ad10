"""Who stops at a thing or comes up to it ends there; what is kicked against a thing gets there, and is seen."""

import numpy as np
import pytest
from tests.staging.scripts import comes_true

from setpiece.events.parting import arms_reach
from setpiece.language.understand import understand
from setpiece.staging import performing


@pytest.mark.parametrize(("prompt", "predicates"), [
    ("A dog walks along a forest path and stops beside a wooden barrel.", {"comes_to_rest", "ends_placed"}),
    ("A horse walks past a wooden fence in a meadow, then it stops beside a haystack.", {"passes", "ends_placed"}),
    ("A dog runs to a barrel and stops beside it.", {"comes_up_to", "comes_to_rest", "ends_placed"}),
    ("A man walks up to a horse.", {"comes_up_to"}),
    ("A boy kicks a soccer ball against a tree.", {"hits", "touches", "camera_sees"}),
])  # fmt: skip
def test_it_ends_where_it_is_said_to(prompt, predicates):
    comes_true(prompt, predicates)


def test_the_camera_does_not_go_with_who_strikes_a_thing():
    """What is struck goes on by itself; what is pushed is with who pushes it."""
    assert performing.followed(understand("A boy kicks a soccer ball against a tree.")).camera.moves == ()
    assert performing.followed(understand("A man walks past a tree.")).camera.moves


def test_arms_reach_grows_with_both():
    man, dog, house = 1.75, 0.9, 8.0
    assert arms_reach(man, 0.3) == pytest.approx(0.45 * man + 0.03)
    assert np.all(np.diff([arms_reach(dog, 0.3), arms_reach(man, 0.3), arms_reach(man, house)]) > 0)
