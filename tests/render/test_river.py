"""A city's river and roads: what crosses it, what it mirrors at night, and that cars keep to their side."""

from itertools import pairwise
from math import radians

import numpy as np
import pytest

from setpiece.assets.solid import Mesh
from setpiece.camera.view import View
from setpiece.geometry import world_from_camera
from setpiece.render import streaks
from setpiece.render.backend import backend
from setpiece.render.places import lamps, river, roads, traffic
from setpiece.render.places.grid import PITCH
from setpiece.render.places.land import Site
from setpiece.render.places.pieces import boxes, quads
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.quality import Quality
from setpiece.render.renderer import Renderer
from setpiece.rng import stream
from setpiece.world.document import Place, Sky

KERB = lamps.avenue(8.0)
CAR = (4.3, 1.76)  # m
needs_kernels = pytest.mark.skipif(not backend().vectorised, reason="needs the kernels that LLVM makes fast")


@pytest.fixture(scope="module")
def made():
    site = Site(stream(3, "river"), Surface("asphalt"), 8.0, 8.0, dark=True)
    return {dressing.part: dressing for dressing in river.river(site, KERB)}


def test_roads_end_at_the_quays_or_go_over_bridges(made):
    south, north = river.shores(KERB)
    assert not any(south < y < north for y in roads.along_x(KERB))
    crossing = [x for x in roads.along_y() if river.bridged(x)]
    assert 0.25 < len(crossing) / len(roads.along_y()) < 0.4
    deck = made["bridges"].piece.vertices
    for x in (x for x in crossing if abs(x) < 1000.0):
        mine = deck[np.abs(deck[:, 0] - x) < 14.0]
        assert mine[:, 1].min() <= south
        assert mine[:, 1].max() >= north
    water = made["river"].piece.vertices
    assert (water[:, 2] < river.LEVEL - 1.0).all()
    np.testing.assert_allclose((water[:, 1].min(), water[:, 1].max()), (south, north))


def test_cables_hang_between_the_towers_and_end_on_the_banks(made):
    south, north = river.shores(KERB)
    cable = made["cables"].piece.vertices
    middle = cable[np.abs(cable[:, 1] - (south + north) / 2) < 4.0]
    assert middle[:, 2].max() == pytest.approx(river.TOWER - river.SAG, abs=1.5)
    assert cable[:, 2].max() == pytest.approx(river.TOWER, abs=0.5)
    assert cable[:, 1].min() < south
    assert cable[:, 1].max() > north
    # To the banks they fall by no more than 40 degrees: steeper ones look as if they plunged.
    assert np.tan(radians(40.0)) > river.TOWER / (river.BACK + river.ANCHOR)
    strung = made["cable_lamps"].piece.vertices
    steps = np.diff(np.unique(np.round(strung[np.abs(strung[:, 0] - river.HUNG) > 0][:, 1], 1)))
    assert steps.max() < 6.0


def test_lamps_of_the_quays_leave_bridges_free(made):
    for part in ("quay_lamps", "quay_posts"):
        x = made[part].piece.vertices[:, 0]
        for bridge in (PITCH[0] * (k + 0.5) for k in range(-8, 8)):
            if river.bridged(bridge):
                assert np.abs(x - bridge).min() > 13.5


def item(part, piece, surface):
    mesh = Mesh(part, piece.vertices, piece.faces.astype(np.uint32), piece.normals, piece.uv)
    return Item(f"set_{part}", part, mesh, surface, np.eye(4))


def test_a_lamp_sends_a_quarter_of_its_area_times_its_radiance():
    cube = boxes([[10.0, 0.2, 5.2]], [[10.6, 0.8, 5.8]])
    rows = streaks.lamps([item("lamp", cube, Surface("lamp_glow", (0.1, 0.05, 0.02), 50.0))])
    sent = 0.25 * 6 * 0.36 * 30.0 * 50.0 * np.array([0.1, 0.05, 0.02])
    chance = 2.0 * streaks.SPREAD[0] % 1.0  # it stands in the third cell of X, the first of Y
    strength = streaks.DIMMEST + 2.0 * (1.0 - streaks.DIMMEST) * chance
    np.testing.assert_allclose(rows[:, 4:7].sum(axis=0), strength * sent, 1e-5)
    assert len(streaks.lamps([item("lamp", cube, Surface("lamp_glow", (0.1, 0.05, 0.02)))])) == 0


@needs_kernels
def test_calm_water_mirrors_a_lamp_as_a_column():
    """The lamp stands 200 m away, 14 m over the water, the eye 14 m over it too: 8 degrees to the mirrored lamp.

    A slope s along the view turns the mirrored ray by 2 s in elevation, one across by 2 s sin(8 degrees): for slopes
    alike in all directions the column is 1 / sin(8 degrees) = 7 times as long as wide; a third of that is asked.
    """
    water = quads([[[-300, 0, 0], [300, 0, 0], [300, 600, 0], [-300, 600, 0]]])
    lamp = boxes([[-0.3, 199.7, 13.7]], [[0.3, 200.3, 14.3]])
    view = View(world_from_camera(np.array([0.0, 0.0, 14.0]), np.array([0.0, 100.0, 0.0])), 1.6, 0.0, 10.0)
    few = Quality(shrink=1, samples=8, instants=1, guide_samples=4, denoise="fast", max_depth=3)

    def seen(mirrored):
        items = (
            item("water", water, Surface("quay_water", (0.006, 0.012, 0.016), 1.0)),
            item("lamp", lamp, Surface("lamp_glow", (0.2, 0.2, 0.2), mirrored)),
        )
        posed = PosedWorld(items, (), Sky(kind="night", elevation=radians(-30.0)), Place(name="plain"), view, 0)
        return Renderer(posed, height=90, width=160, quality=few, exposure=1.0).trace(posed).radiance[..., 1]

    light = (seen(400.0) - seen(0.0)).astype(np.float64)
    assert light.min() > -1e-3
    rows, columns = np.mgrid[: light.shape[0], : light.shape[1]]
    middle = (light * columns).sum() / light.sum()
    assert middle == pytest.approx(79.5, abs=2.0)
    spread = [
        np.sqrt((light * (k - (light * k).sum() / light.sum()) ** 2).sum() / light.sum()) for k in (rows, columns)
    ]
    assert spread[0] > 7.0 / 3.0 * spread[1]


def driven():
    """Return places, directions and whether they drive of all cars of a city's roads."""
    spots = traffic._on_roads(stream(1, "cars"), KERB)
    return spots[:, :2], np.stack([np.cos(spots[:, 2]), np.sin(spots[:, 2])], axis=1), spots[:, 3] > 0.5


def test_cars_keep_to_the_right():
    at, ahead, _ = driven()
    along_x = np.abs(ahead[:, 0]) > 0.7
    right = np.stack([ahead[:, 1], -ahead[:, 0]], axis=1)
    middles = np.array([0.0, *roads.along_x(KERB)]), np.array(roads.along_y())
    for axis, mine in ((1, along_x), (0, ~along_x)):
        aside = at[mine, axis, None] - middles[1 - axis][None]
        nearest = np.take_along_axis(aside, np.abs(aside).argmin(axis=1)[:, None], axis=1)[:, 0]
        offset = nearest * np.sign(right[mine, axis])
        assert offset.min() > 1.0
        assert offset.max() < 10.0
    assert mine.sum() > 500


def test_no_two_cars_overlap_and_none_stands_in_the_river():
    at, ahead, _ = driven()
    along_x = np.abs(ahead[:, 0]) > 0.7
    half = np.where(along_x[:, None], CAR, CAR[::-1]) / 2.0
    order = np.argsort(at[:, 0], kind="stable")
    at, half, along_x = at[order], half[order], along_x[order]
    for k in range(1, 40):  # neighbours in x; farther ones of the same x are told apart below
        apart = np.abs(at[k:] - at[:-k]) - (half[k:] + half[:-k])
        assert (apart.max(axis=1) > 0.0).all()
    for lane in np.unique(np.round(at[~along_x, 0] * 2.0)):
        line = np.sort(at[~along_x & (np.round(at[:, 0] * 2.0) == lane), 1])
        assert all(b - a > CAR[0] for a, b in pairwise(line))
    south, north = river.shores(KERB)
    wet = (at[:, 1] > south + 14.0) & (at[:, 1] < north - 14.0)
    assert all(river.bridged(round(x / PITCH[0] - 0.5) * PITCH[0] + 0.5 * PITCH[0]) for x in at[wet, 0])
