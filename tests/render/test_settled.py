"""Snow and sand lie against what stands on them, and nowhere else."""

import numpy as np
import pytest

from setpiece.render.places import settled
from setpiece.world.document import Body, Place, World

CUBE = Body(
    id="block", family="box", params=dict.fromkeys(("length", "width", "height"), 0.1), position=(0.0, 0.0, 0.05)
)


def lying(ground="snow", **how):
    body = CUBE.model_copy(update=how)
    return settled.settled(World(seed=5, place=Place(name="plain", ground=ground), bodies=(body,)))


@pytest.mark.parametrize("ground", sorted(settled.LOOSE))
def test_a_rim_rises_around_what_stands_and_is_longer_to_leeward(ground):
    loose = settled.LOOSE[ground]
    tall = dict.fromkeys(("length", "width"), 0.1) | {"height": 0.6}  # so tall that it keeps off the wind fully
    (item,) = lying(ground, params=tall, position=(0.0, 0.0, 0.3))
    x, y, z = item.mesh.vertices.T
    away = np.maximum(np.abs(x), np.abs(y)) - 0.05
    highest = 1.6 * (loose.rim + loose.lee)  # waves make a rim up to 1.6 times as high
    assert -settled.SUNK <= z.min() < 0.0 < z.max() < highest
    assert z[away > loose.reach].max() < 0.5 * z[away < loose.reach / 3.0].max()
    leeward, windward = (z[(sign * x > 0.06) & (np.abs(y) < 0.05)].clip(0.0).sum() for sign in (1.0, -1.0))
    assert leeward > 1.3 * windward


def test_nothing_lies_against_what_flies_what_hangs_or_what_stands_on_stone():
    assert len(lying()) == 1
    assert lying("stone") == ()
    assert lying(position=(0.0, 0.0, 0.5)) == ()
    assert lying(velocity=(1.0, 0.0, 0.0)) == ()


def test_drifts_differ_from_thing_to_thing_and_not_from_time_to_time():
    one, again, other = (lying(id=name)[0].mesh.vertices for name in ("block", "block", "brick"))
    np.testing.assert_array_equal(one, again)
    assert one.shape != other.shape or (one != other).any()
