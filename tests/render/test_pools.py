"""Water on wet ground: it covers what lies lower than it stands, level and smooth, and leaves the rest as it is."""

from types import SimpleNamespace

import numpy as np
import pytest

from setpiece.render import backend, pools, shading
from setpiece.render.surfaces import STRAND, WET

COLOR, ROUGH, NEAR, FAR = 0.4, 0.5, 0.001, 0.1
TILTED = np.array([0.6, 0.0, 0.8])


@pytest.fixture(autouse=True)
def variant():
    backend.backend()


def seen(monkeypatch, stands, rank, footprint, *, lit=WET):
    """Return colour, normal and alpha where water stands at ``stands`` (0 to 1) and the ground at ``rank``."""
    import mitsuba as mi

    coarse = -(pools.DRY + stands * (pools.FULL - pools.DRY))
    level = SimpleNamespace(first=mi.UInt32(0), share=mi.Float(1.0))
    ground = (mi.Color3f(COLOR), mi.Normal3f(*TILTED.tolist()), mi.Float(ROUGH))
    monkeypatch.setattr(shading, "looked_up", lambda *_: ground)
    monkeypatch.setattr(shading, "placed", lambda *_: (mi.Float(footprint), (level,)))
    monkeypatch.setattr(shading, "tint", lambda *_: mi.Vector3f(coarse, 0.0, 0.0))
    monkeypatch.setattr(shading, "corners", lambda _: [(mi.UInt32(0), mi.Float(1.0))])
    tables = SimpleNamespace(panes=(mi.UInt32(round(rank * 255) << 24),))
    row = SimpleNamespace(
        panes=mi.UInt32(1), lit=mi.Float(lit), first=mi.UInt32(0), alpha=mi.Float(ROUGH), gloss=mi.Float(1.0)
    )
    hit = SimpleNamespace(valid=mi.Bool(True), normal=mi.Normal3f(0.0, 0.0, 1.0))
    found = pools.looked_up(tables, row, hit, mi.Vector3f(0.0, 0.0, -1.0), mi.Float(0.0))
    color, normal, alpha, gloss = (np.array(value).ravel() for value in found)
    assert lit == STRAND or float(gloss[0]) == 1.0
    return (float(color[0]), normal, float(alpha[0])) + ((float(gloss[0]),) if lit == STRAND else ())


@pytest.mark.parametrize(("stands", "rank", "lit"), [(-0.5, 0.0, WET), (0.3, 0.9, WET), (1.3, 0.5, 0.0)])
def test_what_is_higher_than_water_or_not_wet_stays_as_it_is(monkeypatch, stands, rank, lit):
    color, normal, alpha = seen(monkeypatch, stands, rank, NEAR, lit=lit)
    assert (color, alpha) == pytest.approx((COLOR, ROUGH), rel=1e-6)
    np.testing.assert_allclose(normal, TILTED, atol=1e-6)


def test_a_pool_is_smooth_level_and_darker(monkeypatch):
    color, normal, alpha = seen(monkeypatch, 0.7, 0.2, NEAR)
    assert (color, alpha) == pytest.approx((COLOR * (1.0 - pools.ABSORBED), pools.SMOOTH), rel=1e-5)
    np.testing.assert_allclose(normal, [0.0, 0.0, 1.0], atol=1e-6)


def test_from_afar_a_pixel_has_as_much_of_each_as_stands_under_water(monkeypatch):
    ranks = np.linspace(0.0, 1.0, 21)
    near, far = (np.mean([seen(monkeypatch, 0.5, rank, size)[0] for rank in ranks]) for size in (NEAR, FAR))
    # Half of the ranks lie under water; a smooth step over them is odd about its middle, so its mean is a half too.
    half = COLOR * (1.0 - 0.5 * pools.ABSORBED)
    assert (near, far) == pytest.approx((half, half), rel=0.01)
    assert seen(monkeypatch, 0.5, 0.8, NEAR)[0] > seen(monkeypatch, 0.5, 0.8, FAR)[0]  # no grain is seen dry alone


def test_a_strand_is_as_smooth_as_its_pattern_says_and_dry_sand_has_no_gloss(monkeypatch):
    dry, damp, film = (seen(monkeypatch, 0.7, smooth, NEAR, lit=STRAND) for smooth in (0.0, 0.3, 1.0))
    for color, normal, *_ in (dry, damp, film):  # water that stands elsewhere is of no account
        assert color == pytest.approx(COLOR, rel=1e-6)
        np.testing.assert_allclose(normal, TILTED, atol=1e-6)
    assert [each[3] for each in (dry, damp, film)] == [0.0, 1.0, 1.0]
    assert (dry[2], film[2]) == pytest.approx((pools.ROUGH**2, pools.FILM**2), rel=1e-5)
    assert dry[2] > damp[2] > film[2]
