"""What few lanes of a packet need is worked out for them alone, and nothing around the branch is written into."""

import numpy as np
import pytest

from setpiece.render import lanes
from setpiece.render.backend import backend


@pytest.mark.skipif(not backend().vectorised, reason=backend().note)
def test_others_keep_what_they_had_and_so_does_the_array_itself() -> None:
    import drjit as dr
    import mitsuba as mi

    had, active = mi.Vector3f(dr.arange(mi.Float, 64)), dr.arange(mi.UInt32, 64) % 3 == 0
    found = lanes.where(active, lambda _: had * 2.0, had)
    alone = np.arange(64, dtype=np.float32)
    chosen = np.where(np.arange(64) % 3 == 0, 2.0 * alone, alone)
    assert np.array_equal(np.asarray(found.x), chosen)
    assert np.array_equal(np.asarray(had.x), alone)


@pytest.mark.skipif(not backend().vectorised, reason=backend().note)
def test_one_array_may_stand_in_two_places_of_what_is_returned() -> None:
    import drjit as dr
    import mitsuba as mi

    dark, active = mi.Float(0.0), dr.arange(mi.UInt32, 64) < 5
    one, two = lanes.where(active, lambda _: (mi.Float(1.0), mi.Float(2.0)), (dark, dark))
    assert np.asarray(one)[:6].tolist() == [1.0] * 5 + [0.0]
    assert np.asarray(two)[:6].tolist() == [2.0] * 5 + [0.0]
    assert np.all(np.asarray(dark) == 0.0)
