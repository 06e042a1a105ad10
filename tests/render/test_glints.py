"""Crystals of snow glitter: few, bright, others as the eye moves, fainter the farther they are."""

import numpy as np
import pytest

from setpiece.render import backend, glints


def brightened(distance, turn=0.0, loose=2.0):
    """Return by how much points of level snow are brightened, seen from 45 degrees, through a pixel of 1 mrad."""
    backend.backend()
    import mitsuba as mi

    from setpiece.render.hit import Hit
    from setpiece.render.shading import Row

    u, v = np.meshgrid(np.arange(400) * 0.0031, np.arange(400) * 0.0029)
    fields = dict.fromkeys(Hit.__dataclass_fields__) | {
        "uv": mi.Point2f(mi.Float(u.ravel()), mi.Float(v.ravel())),
        "face_normal": mi.Normal3f(0.0, 0.0, 1.0),
        "distance": mi.Float(distance),
        "valid": mi.Bool(True),
    }
    row = Row(**dict.fromkeys(Row.__dataclass_fields__) | {"loose": mi.Float(loose)})
    way = mi.Vector3f(float(np.sin(turn)) * 0.5**0.5, float(np.cos(turn)) * 0.5**0.5, -(0.5**0.5))
    return np.array(glints.glitter(row, Hit(**fields), way, mi.Float(1e-3)))


def test_few_crystals_shine_and_much_brighter_than_snow():
    bright = brightened(3.0)
    assert bright.max() == pytest.approx(glints.STRENGTH)
    # A crystal's spot covers pi SPOT^2 of a cell: all that shines together is a small share of the snow's own light.
    share = np.mean(bright > 0.0)
    assert share == pytest.approx(glints.SHARE * np.pi * glints.SPOT**2, rel=0.2)
    assert bright.mean() < 0.1


def test_others_shine_as_the_eye_moves_and_the_same_from_the_same_place():
    here, again, aside = (brightened(3.0, turn) for turn in (0.0, 0.0, 0.3))
    np.testing.assert_array_equal(here, again)
    both = np.mean((here > 0.0) & (aside > 0.0))
    assert both < 0.2 * np.mean(here > 0.0)


def test_what_is_far_glitters_less_and_what_is_no_snow_not_at_all():
    assert 0.0 < brightened(60.0).max() < 0.2 * brightened(3.0).max()
    assert brightened(3.0, loose=1.0).max() == 0.0
