"""What grows and what lies: mountains do not fold, snow comes out of what bears it, blades have their breadth."""

from math import radians

import numpy as np
import pytest

from setpiece.render import places
from setpiece.render.places import boles, forest, plants, shore, snow, spruces, undergrowth, woods
from setpiece.render.places.land import bent
from setpiece.render.places.pieces import sphere
from setpiece.render.textures import texture
from setpiece.world.document import Place, Sky
from setpiece.world.places import PLACES, SUN

EIGER = np.tan(np.radians(64.0))  # how steep that mountain's north wall is on the mean


def place(name):
    kind = PLACES[name]
    return Place(name=name, ground=kind.ground, ground_color=kind.ground_color, clear_radius=kind.clear_radius)


def dressed(name, seed):
    return {item.part: item.mesh for item in places.dress(place(name), Sky(), seed)}


@pytest.mark.parametrize("seed", range(4))
def test_the_bend_of_ridges_does_not_fold_the_land(seed):
    # Where a bend of the plane turns it over, the determinant of its derivative is negative.
    step = 20.0
    x, y = np.meshgrid(np.arange(-175, 176) * step, np.arange(-175, 176) * step)
    (u_y, u_x), (v_y, v_x) = (np.gradient(each, step) for each in bent(np.random.default_rng(seed), 4200.0)(x, y))
    assert (u_x * v_y - u_y * v_x).min() > 0.0


@pytest.mark.parametrize("name", ["mountain", "snow_field"])
@pytest.mark.parametrize("seed", range(2))
def test_hardly_a_slope_is_steeper_than_the_eigers_north_wall(name, seed):
    found = dressed(name, seed)
    area = steep = 0.0
    for part in ("range", "range_snow"):
        corners = found[part].vertices[found[part].faces]
        normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[corners[:, :, 2].max(1) > 0.0]
        level = np.abs(normals[:, 2])
        area += level.sum()
        steep += level[np.hypot(*normals.T[:2]) > EIGER * level].sum()
    assert steep < 0.01 * area


@pytest.mark.parametrize("seed", range(3))
def test_snow_lies_on_a_rock_in_a_cushion_with_a_rounded_lip(seed):
    level = np.linspace(-1.0, 1.0, 401)
    depth = snow.cushion(level, deep=0.05)
    np.testing.assert_array_equal(np.sign(depth), np.sign(level - snow.HOLDS))
    assert depth.max() == pytest.approx(0.05)
    assert -snow.SUNK <= depth.min() < 0.0
    # A quarter of an ellipse: at a twentieth of the lip's breadth it is 0.31 deep, where a wedge would be 0.05.
    assert np.interp(snow.HOLDS + 0.05 * snow.LIP, level, depth) > 0.25 * 0.05

    center, radii = np.array([3.0, -2.0, 0.4]), np.array([1.2, 0.9, 0.7])
    rock, lies = snow.boulder(np.random.default_rng(seed), center, radii, rough=0.22, rings=18)
    # The rock is whole, whatever lies on it, and snow comes out of it: its rim, where it ends, is inside.
    assert len(rock.faces) == len(sphere(18)[1])
    edges = np.sort(lies.faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
    once, count = np.unique(lies.vertices[edges].round(9).reshape(-1, 6), axis=0, return_counts=True)
    rim = once[count == 1].reshape(-1, 3) - center
    ways = (rock.vertices - center) / np.linalg.norm(rock.vertices - center, axis=1, keepdims=True)

    def beyond(points):
        nearest = (points / np.linalg.norm(points, axis=1, keepdims=True) @ ways.T).argmax(axis=1)
        return np.linalg.norm(points, axis=1) - np.linalg.norm(rock.vertices[nearest] - center, axis=1)

    assert np.mean(beyond(rim) < 0.02) > 0.9
    high = lies.vertices[np.unique(lies.faces)] - center
    high = high[high[:, 2] > 0.8 * high[:, 2].max()]
    assert (beyond(high) > 0.03).all()
    used = np.unique(lies.faces)
    np.testing.assert_allclose(np.linalg.norm(lies.normals[used], axis=1), 1.0)
    assert lies.normals[used, 2].mean() > 0.5


def test_trees_of_a_snow_field_stand_in_groups_of_unlike_size():
    places = np.concatenate(
        [woods.stands(np.random.default_rng(seed), 30, 15.0, 85.0, keep=lambda p: p[:, 1] > 0.0) for seed in range(4)]
    )
    sizes = places[:, 2]
    assert np.quantile(sizes, 0.9) > 2.0 * np.quantile(sizes, 0.1)
    one = places[:30, :2]
    apart = np.hypot(*(one[:, None] - one[None]).transpose(2, 0, 1)) + 1e9 * np.eye(len(one))
    # Thirty at random over half a ring of 15 to 85 m stand 9.6 m from the nearest on average (0.5 / sqrt(density)).
    assert apart.min(axis=1).mean() < 0.5 * 9.6


def test_blades_are_as_broad_as_those_of_meadow_grasses_and_end_in_a_point():
    # Meadow grasses (Poa, Lolium, Festuca pratensis) have blades of 2 to 6 mm.
    feet = np.column_stack([np.random.default_rng(2).uniform(-2.0, 2.0, (30, 2)), np.zeros(30)])
    grass = plants.tufts(np.random.default_rng(1), feet, height=0.30, blades=9)
    right, left, left_on, right_on = np.moveaxis(grass.vertices.reshape(3, -1, 4, 3), 2, 0)
    broadest = np.linalg.norm(left[1] - right[1], axis=-1)
    assert (broadest >= 0.002).all()
    assert (broadest <= 0.006).all()
    np.testing.assert_allclose(left_on[2], right_on[2], atol=1e-12)
    np.testing.assert_allclose(left_on[:2], left[1:], atol=1e-12)
    a, b, c = np.moveaxis(grass.vertices[grass.faces], 1, 0)
    assert np.linalg.norm(np.cross(b - a, c - a), axis=1).min() > 0.0


def test_leaves_gather_in_drifts_on_the_floor_of_a_wood():
    # Cells of 1 m with leaves strewn evenly would hold counts that vary as Poisson's: variance over mean 1.
    found = dressed("forest", 5)
    middles = np.concatenate([found[f"fallen_{k}"].vertices.reshape(4, -1, 4, 3)[0, :, 0, :2] for k in range(4)])
    r, turn = np.hypot(*middles.T), np.arctan2(middles[:, 1], middles[:, 0])
    edges = np.linspace(2.0, 6.0, 5), np.linspace(-np.pi, np.pi, 17)
    counts = np.histogram2d(r, turn, bins=edges)[0]
    even = counts.mean(axis=1, keepdims=True)
    assert ((counts - even) ** 2 / even).mean() > 1.0 + 3.0 * np.sqrt(2.0 / counts.size)


@pytest.mark.parametrize("name", ["forest", "meadow", "mountain", "snow_field"])
def test_places_of_nature_leave_room_for_what_happens_in_them(name):
    # A twentieth of what a place may have is left.
    assert sum(len(mesh.faces) for mesh in dressed(name, 5).values()) < 380_000


@pytest.mark.parametrize("seed", range(2))
def test_a_wood_has_a_path_past_the_middle_that_no_tree_stands_on_and_few_leaves_lie_on(seed):
    found = dressed("forest", seed)
    path = found["path"].vertices.reshape(-1, 5, 3)
    middle, wide = path[:, 2], np.hypot(*(path[:, 4] - path[:, 0]).T[:2])
    assert np.hypot(*np.diff(middle, axis=0).T[:2]).max() < 0.25  # one way, sampled closely
    assert middle[0, 1] < -30.0 and middle[-1, 1] > 60.0
    assert np.hypot(*middle.T[:2]).min() < 1.2
    assert ((wide > 0.5) & (wide < 2.2)).all()

    # Trunks stand at its height within 0.5 m of their feet: none of them reaches to the middle of the path.
    for part in ("trees_wood", "behind_wood", "spruces_wood"):
        feet = found[part].vertices[found[part].vertices[:, 2] < 0.3]
        assert np.hypot(*(feet[:, None, :2] - middle[None, ::4, :2]).transpose(2, 0, 1)).min() > 0.7, part
    leaves = np.concatenate([found[f"fallen_{k}"].vertices[:, :2] for k in range(4)])
    leaves = leaves[np.hypot(*leaves.T) < 6.0]
    away = np.hypot(*(leaves[:, None] - middle[None, ::4, :2]).transpose(2, 0, 1)).min(axis=1)
    on, beside = (away < 0.5).sum() / 1.0, ((away > 0.8) & (away < 1.8)).sum() / 2.0
    assert on < 0.6 * beside


def test_twigs_differ_in_tone_and_together_have_their_colour():
    middles, facing = np.tile([0.0, 5.0, 3.0], (640, 1)), np.tile([0.0, -1.0, 0.0], (640, 1))
    card = plants.leaves(np.random.default_rng(3), middles, facing, size=(0.3, 0.2))
    grown = plants.twigs(card, range(4))
    whole = np.floor(grown.uv.reshape(-1, 4, 2)[:, 0])
    assert set(whole[:, 0]) == {0.0, 1.0, 2.0, 3.0}
    assert len(set(whole[:, 1])) == plants.TONES
    np.testing.assert_allclose(np.linalg.norm(grown.normals, axis=1), 1.0)
    assert (
        grown.normals.reshape(-1, 4, 3)[:, 0].std(axis=0).min() > card.normals.reshape(-1, 4, 3)[:, 0].std(axis=0).min()
    )


def test_sand_turns_from_dry_to_a_mirror_bit_by_bit():
    where = place("beach")
    items = {item.part: item for item in places.dress(where, Sky(), 5)}
    surface, mesh = items["strand"].surface, items["strand"].mesh
    drawn = texture("strand", surface.color, 5)
    albedo, smooth = drawn.albedo.mean(axis=(1, 2)), drawn.rank.mean(axis=1)
    half = len(smooth) // 2

    # At the dry edge it has the ground's own colour and no gloss; at the other it is dark and all water.
    dry = np.array(where.ground_color)
    np.testing.assert_allclose(drawn.albedo[:12].mean(axis=(0, 1)), dry, rtol=0.08)
    assert smooth[:12].max() == 0.0 and smooth[half - 12 : half].min() > 0.99
    assert albedo[half - 12 : half].mean() < 0.45 * dry.mean()

    # No step is larger than a tenth: over 5 cm of the tile, which are at least as many on the ground.
    for profile, span in ((albedo, dry.mean()), (smooth, 1.0)):
        assert np.abs(profile[8:half:8] - profile[: half - 8 : 8]).max() < 0.1 * span
    v = mesh.uv[:, 1].reshape(-1, shore.COLUMNS)
    y = mesh.vertices[:, 1].reshape(-1, shore.COLUMNS)
    assert v.min() == 0.0 and v.max() <= drawn.size_m / 2
    assert (np.diff(v, axis=0) > 0.0).all() and (np.diff(y, axis=0) > 0.0).all()
    assert (np.diff(y, axis=0) > 0.25 * np.diff(v, axis=0)).all()


def test_a_beach_has_foam_along_its_whole_edge():
    items = {item.part: item for item in places.dress(place("beach"), Sky(), 5)}

    # In every metre along the shore there is foam; none of it hangs in the air by more than 0.1 m over the water.
    foam, water = items["foam"].mesh, items["breakers"].mesh
    assert (np.histogram(foam.vertices[:, 0], np.arange(-140.0, 141.0))[0] > 0).all()
    x, z = water.vertices[:, 0], water.vertices[:, 2]
    assert z.min() > -0.16 and 0.1 < z.max() < 0.5
    assert foam.vertices[np.abs(foam.vertices[:, 0]) < x.max()][:, 2].max() < z.max() + 0.1


def test_no_wave_stands_out_of_the_foam_that_lies_on_it():
    # Water and foam have corners at the same x, so each column is a profile: foam, where it lies, above the water.
    found = dressed("beach", 5)
    water = found["breakers"].vertices.reshape(-1, shore.COLUMNS, 3)
    foam = found["foam"].vertices[-len(shore.BREAKERS) * shore.ROWS * shore.COLUMNS :]
    foam = foam.reshape(len(shore.BREAKERS), shore.ROWS, shore.COLUMNS, 3)
    np.testing.assert_allclose(foam[..., 0], np.broadcast_to(water[0, :, 0], foam.shape[:3]), atol=1e-9)
    for column in range(shore.COLUMNS):
        y, z = water[:, column, 1:].T
        assert (np.diff(y) > 0.0).all()
        for wave in foam[:, :, column, 1:]:
            over, lies = wave.T
            under = (y > over[0]) & (y < over[-1])
            assert (np.interp(y[under], over, lies) > z[under]).all()
            assert (np.interp(over, y, z) < lies).all()


def test_ferns_rise_from_their_feet_and_hang_at_their_tips():
    feet = np.column_stack([np.random.default_rng(2).uniform(-5.0, 5.0, (40, 2)), np.zeros(40)])
    left, tip, right, foot = np.moveaxis(
        plants.ferns(np.random.default_rng(1), feet, size=0.6).vertices.reshape(40, -1, 4, 3), 2, 0
    )
    np.testing.assert_array_equal(foot, np.broadcast_to(feet[:, None], foot.shape))
    rise, reach = (left + right)[..., 2] / 2, np.hypot(*(tip - foot).T[:2]).T
    assert (rise > 0.0).all() and (tip[..., 2] > 0.0).all() and (reach < 1.0).all()
    assert (tip[..., 2] < 2.0 * rise).all()  # lower than a straight frond's tip


def test_trees_of_a_wood_carry_their_crowns_higher_than_trees_in_the_open():
    lowest = [
        np.quantile(kind.grow(np.random.default_rng(3), (0, 0, 0), 16.0, count=900, leaf=0.3)[1].vertices[:, 2], 0.02)
        for kind in (woods.BROADLEAF, woods.WOODLAND)
    ]
    assert lowest[1] > lowest[0] + 0.1 * 16.0


def test_tracks_lie_on_the_snow_as_it_is_built_and_grooves_are_flat_where_things_happen():
    found = dressed("snow_field", 5)
    tracks, grooves = found["tracks"].vertices, found["grooves"]
    inside = np.hypot(*grooves.vertices.T[:2]) < PLACES["snow_field"].clear_radius
    assert inside.sum() > 100
    assert (np.abs(grooves.vertices[inside, 2] - plants.LEVEL / 2) <= plants.LEVEL / 2).all()
    assert (grooves.normals[:, 2] > 0.0).all()
    floor = found["floor"]
    corners = floor.vertices[floor.faces]
    a, b, c = (corners[:, k, :2] for k in range(3))
    near = tracks[(np.hypot(*tracks.T[:2]) < 30.0)][::37]
    for point in near:
        p = point[:2]
        cross = [(q - o)[:, 0] * (p - o)[:, 1] - (q - o)[:, 1] * (p - o)[:, 0] for o, q in ((a, b), (b, c), (c, a))]
        inside = np.flatnonzero(np.all(np.array(cross) >= 0.0, axis=0))[0]
        weight = np.array([cross[1][inside], cross[2][inside], cross[0][inside]])
        below = corners[inside, :, 2] @ weight / weight.sum()
        assert -0.03 < point[2] - below < 0.07


def _spruce(**how):
    return spruces.conifer(np.random.default_rng(3), (1.0, 2.0, 0.5), 10.0, count=600, leaf=0.9, **how)


def test_snow_bends_a_spruces_boughs_down_into_the_snow_and_lies_on_top_of_them():
    bare, laden = _spruce(), _spruce(laden=True)
    assert bare.snow is None and bare.core is None
    lowest, buried = (tree.crown.vertices[:, 2].min() - 0.5 for tree in (bare, laden))
    assert lowest > 0.5 > 0.0 > buried == pytest.approx(-spruces.BURIED)

    # Under nearly all of it, within what it is thick, there are needles.
    ridge = laden.snow.vertices
    middles = laden.crown.vertices.reshape(-1, 4, 3).mean(axis=1)
    reach = np.linalg.norm(ridge[:, None] - middles[None], axis=-1).min(axis=1)
    assert np.quantile(reach, 0.9) < 0.3
    assert (laden.snow.normals[:, 2] > 0.0).mean() > 0.95


def test_no_two_spruces_are_alike():
    tops = [
        spruces.conifer(np.random.default_rng(seed), (0, 0, 0), 10.0, count=200, leaf=0.9).crown.vertices
        for seed in range(12)
    ]
    width = [np.quantile(np.hypot(*points[:, :2].T), 0.95) / 10.0 for points in tops]
    assert max(width) > 1.4 * min(width)


@pytest.mark.parametrize("seed", range(3))
def test_nobody_looks_out_of_a_wood_below_its_crowns(seed):
    # The last body stands on the land, at least 0.7 times its height, which is 12 m, but where low suns come in.
    found = dressed("forest", seed)["backdrop"].vertices
    bearing = np.arctan2(found[:, 0], found[:, 1])
    suns = [radians(azimuth) for elevation, azimuth in SUN.values() if 0.0 < radians(elevation) < places.LOW]
    for low in np.linspace(-np.pi, np.pi, 90, endpoint=False):
        middle = low + np.pi / 90
        if min(abs(np.angle(np.exp(1j * (middle - sun)))) for sun in suns) > places.VALLEY[1] + np.pi / 90:
            heights = found[(bearing >= low) & (bearing < low + np.pi / 45), 2]
            assert heights.min() < 2.0 + forest.BANK and heights.max() - heights.min() > 0.6 * forest.BACKDROP


def test_boughs_reach_over_the_gaps_between_crowns_and_hang_on_trunks():
    # Two rows of trees 14 m apart with open sky between them. Within a bough's reach of 1.4 m, half a twig's length,
    # of a point on the way between them there is one, more often than not.
    y = np.arange(0.0, 40.0, 4.0)
    crowned = np.concatenate([np.stack([0.0 * y + x, y], axis=1) for x in (-7.0, 7.0)])
    found = woods.closing(
        np.random.default_rng(2), crowned, crowned, lambda x, _: 0.0 * x, within=46.0, height=(11.0, 15.0)
    )
    wood, leaves = (each.piece.vertices for each in found)
    way = np.stack([0.0 * y, y + 1.0], axis=1)
    away = np.hypot(*(leaves[:, None, :2] - way).transpose(2, 0, 1)).min(axis=0)
    assert (away < 1.4).mean() > 0.5
    assert leaves[:, 2].min() > 8.0
    low = wood[wood[:, 2] < 7.6][:, None, :2]
    assert len(low) and np.hypot(*(low - crowned).transpose(2, 0, 1)).min(axis=1).max() < 4.0
    middles = leaves.reshape(-1, 4, 3).mean(axis=1)[:, None, :2]
    assert np.hypot(*(middles - crowned).transpose(2, 0, 1)).min() > woods.CLEAR_OF - 1.4


@pytest.mark.parametrize("clear", [20.0, 55.0, 90.0])
def test_a_wood_leaves_free_what_a_long_way_needs(clear):
    # Feet stand outside; a floor's patch or twig that lies within is no higher than what lies on any ground.
    where = place("forest").model_copy(update={"clear_radius": clear})
    for item in places.dress(where, Sky(), 5):
        points = item.mesh.vertices @ item.world_from_mesh[:3, :3].T + item.world_from_mesh[:3, 3]
        inside = points[np.hypot(*points.T[:2]) < clear - 0.5]
        low = inside[inside[:, 2] < 1.5]  # crowns may reach over
        assert not len(low) or low[:, 2].max() <= plants.LEVEL + 1e-6, item.part


def test_snow_in_a_wood_is_white_and_lies_on_what_grows_low():
    where = place("forest").model_copy(update={"ground": "snow", "ground_color": None})
    found = {item.part: item for item in places.dress(where, Sky(), 5)}
    assert (found["floor"].surface.material, found["floor"].surface.color) == ("snow", None)
    assert not {"herbs", "litter", "grass", "twigs", "fallen_0"} & found.keys()


def test_low_green_lies_flat_where_things_happen_and_stands_beyond():
    feet = np.stack([np.linspace(0.0, 12.0, 600), np.zeros(600), np.zeros(600)], axis=1)
    tops = undergrowth.cover(np.random.default_rng(2), feet, size=0.25, level=6.0).vertices.reshape(-1, 4, 3)
    away = np.hypot(*np.moveaxis(tops[..., :2], -1, 0)).min(axis=1)
    assert tops[away < 6.0, :, 2].max() < plants.LEVEL < tops[away > 6.5, :, 2].max()


@pytest.mark.parametrize("part", ["trees", "behind", "spruces", "thicket", "bushes"])
def test_what_closes_a_crown_is_of_twigs_too(part):
    # A smooth body would be seen as a dark blob through the holes of twigs.
    (core,) = (item for item in places.dress(place("forest"), Sky(), 5) if item.part == f"{part}_core")
    assert core.surface.leafy


def test_what_paths_are_made_of_covers_the_path_of_a_wood_alone():
    where = place("forest").model_copy(update={"ground": "gravel", "ground_color": None})
    surfaces = {item.part: item.surface.material for item in places.dress(where, Sky(), 5)}
    assert (surfaces["floor"], surfaces["path"]) == ("leaves", "gravel")
    assert {item.part: item.surface.material for item in places.dress(place("forest"), Sky(), 5)}["path"] == "soil"


def test_trunks_of_a_wood_spread_into_roots_and_moss_sits_on_them():
    path = np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 4.0], [0.0, 0.0, 9.0]])
    trunk = boles.bole(np.random.default_rng(3), path, np.array([0.3, 0.28, 0.1]), sides=18)
    radius, height = np.hypot(*trunk.vertices[:, :2].T), trunk.vertices[:, 2]
    at_foot, at_breast = radius[np.abs(height) < 0.1], radius[np.abs(height - 1.0) < 0.1]
    assert at_foot.max() > 1.6 * at_breast.max() and np.ptp(at_foot) > 3.0 * np.ptp(at_breast)
    cushions = boles.moss(np.random.default_rng(4), trunk, sides=18, count=60).vertices
    assert len(cushions) > 0
    assert (np.hypot(*cushions[:, :2].T) < radius.max() + 0.1).all() and cushions[:, 2].max() < 3.5
    lower = cushions[cushions[:, 2] > 1.0]
    assert (lower[:, :2] @ boles.WEATHER).mean() > 0.0  # above a metre it grows on the weather side


def test_barks_furrows_are_dark_and_run_up_the_trunk():
    drawn = texture("bark", (0.13, 0.10, 0.08), 0)
    light, high = drawn.albedo.mean(axis=2), drawn.height
    assert light[high < np.quantile(high, 0.1)].mean() < 0.5 * light[high > np.quantile(high, 0.5)].mean()
    across, along = (np.abs(np.diff(high, axis=k)).mean() for k in (1, 0))
    assert across > 1.3 * along


@pytest.mark.parametrize("clear", [6.0, 20.0])
def test_a_wood_under_snow_is_of_laden_spruces_and_leaves_room(clear):
    where = place("forest").model_copy(update={"ground": "snow", "ground_color": None, "clear_radius": clear})
    found = {item.part: item for item in places.dress(where, Sky(), 5)}
    assert {"trees_snow", "spruces_snow", "rocks_snow"} <= found.keys()
    assert sum(len(item.mesh.faces) for item in found.values()) < 380_000
    # No green of summer: leaves are darker and bluer than those of any broad-leaved tree.
    for item in found.values():
        if item.surface.leafy:
            _, green, blue = item.surface.color
            assert green < 0.09 and blue > 0.5 * green


@pytest.mark.parametrize("count", [120, 500, 1200])
def test_snow_on_boughs_is_round_and_needles_stand_out_of_it(count):
    leaf = 2.0 * min(10.0 * 2.1 / count**0.5, 1.6)  # as long as ``woods.trees`` has them
    laden = spruces.conifer(np.random.default_rng(3), (0.0, 0.0, 0.0), 10.0, count=count, leaf=leaf, laden=True)
    corner = laden.snow.vertices[laden.snow.faces]
    area = np.linalg.norm(np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]), axis=1) / 2.0
    cards = laden.crown.vertices[laden.crown.faces]
    green = np.linalg.norm(np.cross(cards[:, 1] - cards[:, 0], cards[:, 2] - cards[:, 0]), axis=1).sum() / 2.0
    assert 0.05 < area.sum() / (2.2 * green) < 0.6  # twigs cover 2.2 times what their leaves would
    # Shingles were flat: nearly all of their normals leaned one way. A heap's turn through its sides.
    normals = laden.snow.normals
    assert np.quantile(normals[:, 2], 0.9) - np.quantile(normals[:, 2], 0.1) > 0.4
    # Boughs reach farther out than their snow.
    out, high = (np.hypot(*each.T[:2]) for each in (laden.crown.vertices, laden.snow.vertices))
    assert np.quantile(out, 0.98) > np.quantile(high, 0.98)


def test_few_boughs_of_a_young_spruce_do_not_stand_in_tiers():
    young = spruces.conifer(np.random.default_rng(3), (0.0, 0.0, 0.0), 4.0, count=62, leaf=0.9, laden=True)
    roots = np.unique(young.crown.vertices.reshape(-1, 4, 3)[::3, 0, 2].round(2))
    assert np.diff(np.sort(roots)).max() < 0.12 * 4.0


def test_mountains_leave_out_what_lies_under_the_land_before_them():
    found = dressed("snow_field", 5)
    faces = sum(len(found[part].faces) for part in ("range", "range_snow"))
    assert faces < 0.6 * 2 * 440 * 115  # of the whole lattice
    seen = np.concatenate([found[part].vertices[np.unique(found[part].faces)] for part in ("range", "range_snow")])
    assert seen[:, 2].max() > 200.0
