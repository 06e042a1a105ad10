"""A city's windows: how many are lit, what they look like far off, how calm their light is; the air before them."""

from math import radians

import numpy as np
import pytest

from setpiece.assets.solid import Mesh
from setpiece.camera.view import View
from setpiece.geometry import world_from_camera
from setpiece.render import atlas, panes, skies
from setpiece.render.backend import backend
from setpiece.render.places.pieces import quads
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.quality import Quality
from setpiece.render.raw import decoded
from setpiece.render.renderer import Renderer
from setpiece.world.document import Place, Sky

NIGHT = Sky(kind="night", elevation=radians(-30.0))
MANY = Quality(shrink=1, samples=32, instants=1, guide_samples=4, denoise="fast", max_depth=3)
needs_kernels = pytest.mark.skipif(not backend().vectorised, reason="needs the kernels that LLVM makes fast")


def wall(width, height, surface, y=0.0):
    """Return a wall in the plane y, facing -Y, as an item; its pattern begins at a corner of a cell."""
    piece = quads([[[-width / 2, y, 0], [width / 2, y, 0], [width / 2, y, height], [-width / 2, y, height]]],
                  uv=[[[0, 0], [width, 0], [width, height], [0, height]]])  # fmt: skip
    mesh = Mesh(f"wall {width} {height} {y}", piece.vertices, piece.faces.astype(np.uint32), piece.normals, piece.uv)
    return Item("set_wall", "wall", mesh, surface, np.eye(4))


def seen(item, distance, *, place="plain", sky=NIGHT, samples=MANY, height=40.0):
    """Return light and guides of a wall seen straight from a distance (m)."""
    eye, target = np.array([0.0, -distance, height]), np.array([0.0, 0.0, height])
    view = View(world_from_camera(eye, target), 2.0, 0.0, 10.0)
    posed = PosedWorld((item,), (), sky, Place(name=place), view, 0)
    renderer = Renderer(posed, height=72, width=128, quality=samples, exposure=1.0)
    raw = renderer.trace(posed)
    return raw.radiance.astype(np.float64), raw


@needs_kernels
def test_rooms_keep_their_mean_and_some_storeys_are_lit_from_end_to_end():
    import mitsuba as mi

    bays, storeys = 64 * 60, 120
    x, y = np.meshgrid(np.arange(bays), np.arange(storeys))
    lit, hues = panes._rooms(mi.Int32(x.ravel().astype(np.int32)), mi.Int32(y.ravel().astype(np.int32)))
    level = np.array(lit).reshape(storeys, bays)
    # 60 houses at work from 0.3 to 1.7, of a standard deviation of 0.4: of their mean 0.4 / 60^0.5 = 0.052, and storeys
    # (7200, each by 1.3 of the mean at most) 0.015; two deviations are allowed.
    assert level.mean() == pytest.approx(panes.MEAN, rel=0.11)

    # All houses, storeys and bands there could be: the wish, no more than one, of a floor's and a house's chance.
    chance = (np.arange(2000) + 0.5) / 2000
    wish = np.outer(panes.LEAST + panes.MORE * chance**5, 0.3 + 1.4 * chance)
    rooms = 0.2 * np.minimum(0.2 * wish, 1.0).mean() + 0.8 * np.minimum(1.2 * wish, 1.0).mean()
    assert (15.0 * rooms + panes.STAIR) / 16.0 == pytest.approx(panes.MEAN, rel=1e-3)
    shares = (level.reshape(storeys, 60, 64) > 0.0).mean(axis=2)
    assert (shares > 0.9).mean() > 0.05
    assert (shares < 0.2).mean() > 0.3
    hue = np.array(hues)
    hue = hue if hue.shape[0] == 3 else hue.T
    mean = (hue * level.ravel()).sum(axis=1) / level.sum()
    np.testing.assert_allclose(mean / mean[1], 1.0, atol=0.08)


def test_glow_and_glass_come_back_from_their_words():
    tile = atlas.tile("window_front", (0.4, 0.35, 0.3), 0)
    finest = tile.panes[: tile.edge**2]
    glass, red = (finest >> 24) / 255.0, ((finest >> 16) & 255) / 255.0
    drawn = atlas.texture("window_front", (0.4, 0.35, 0.3), 0)
    assert np.abs(glass - drawn.glass.ravel()).max() <= 0.5 / 255 + 1e-6
    glow = np.minimum(drawn.glow[..., 0].ravel(), atlas.GLOW)
    # A root in 8 bits is wrong by up to half a step of it: d(r^2) = 2 r dr.
    assert (np.abs(red**2 * atlas.GLOW - glow) <= atlas.GLOW * (red + 1 / 255) / 255).all()
    assert tile.panes.size == atlas.texels(tile.edge)
    assert atlas.tile("plaster", (0.5, 0.5, 0.5), 0).panes.size == 0


@needs_kernels
def test_far_windows_keep_the_mean_of_near_ones():
    def glow(size, distance):
        walls = (wall(2.0 * size, size, Surface("window_front", None, lit)) for lit in (1.0, 0.0))
        lit, dark = (seen(each, distance, height=0.5 * size)[0].mean() for each in walls)
        return lit - dark

    near, far = [glow(600.0, d) for d in (260.0, 300.0, 340.0)], [glow(3000.0, d) for d in (6000.0, 9000.0)]
    assert min(*near, *far) > 0.01
    # Near by, 36 by 20 cells are in view, a share p = 0.24 of them lit in storeys that are alike: 20 storeys whose
    # share varies by 0.16 give a relative error of 0.16 / 0.24 / 20^0.5 = 0.15; three of these are allowed.
    np.testing.assert_allclose(far, np.mean(near), rtol=0.45)


@needs_kernels
def test_what_always_shines_shines_in_every_cell():
    some, _ = seen(wall(200.0, 100.0, Surface("window_front", None, 1.0)), 90.0)
    every, _ = seen(wall(200.0, 100.0, Surface("window_front", None, -1.0)), 90.0)
    dark, _ = seen(wall(200.0, 100.0, Surface("window_front")), 90.0)
    cells = [(np.abs(image - dark).max(axis=-1) > 0.05).mean() for image in (some, every)]
    assert 0.1 < cells[0] / cells[1] < 0.5


@needs_kernels
@pytest.mark.parametrize("name", ["lit_room", "shop_shelves"])
def test_rooms_and_shops_keep_their_own_light_wherever_they_are_in_their_pattern(name):
    # A whole tile, straight ahead, sends what its pattern glows with in the mean; lamps out of doors, which differ from
    # tile to tile, would dim the first one to less than half. At 4.8 times its width it is 256 / 4.8 pixels wide; a
    # tenth is left for 8 bits of a root (0.02 of what is dark) and for what its edges share with pixels beside it.
    glow = atlas.texture(name, (0.5, 0.5, 0.5), 0).glow.mean(axis=(0, 1))
    size = atlas.texture(name, (0.5, 0.5, 0.5), 0).size_m
    walls = (wall(size, size, Surface(name, None, on)) for on in (-2.0, 0.0))
    lit, dark = (seen(each, 4.8 * size, height=0.5 * size)[0] for each in walls)
    found = (lit - dark)[8:64, 36:92].sum(axis=(0, 1)) / (256 / 4.8) ** 2
    assert found == pytest.approx(2.0 * glow, rel=0.1)


@needs_kernels
def test_lit_windows_are_shown_to_the_denoiser():
    _, lit = seen(wall(200.0, 100.0, Surface("window_front", None, -1.0)), 60.0)
    _, dark = seen(wall(200.0, 100.0, Surface("window_front")), 60.0)
    albedo = [decoded(raw.albedo, raw.normal)[0].mean() for raw in (lit, dark)]
    assert albedo[0] > albedo[1] + 0.05
    np.testing.assert_array_equal(lit.normal, dark.normal)


@needs_kernels
def test_the_light_of_windows_on_the_ground_is_calm():
    """Indirect light of a front is met by chance, yet its noise is that of what shines, with no outliers.

    At the foot of a high wall half of a rough vertex's directions see it, and a third of it shines: relative variance
    of a sample 1 / f - 1 = 5 for f = 1/6, of the mean of 32 samples 5 / 32, a relative deviation of 0.4.
    """
    piece = quads([[[-40, -30, 0], [40, -30, 0], [40, 0, 0], [-40, 0, 0]]])
    mesh = Mesh("ground", piece.vertices, piece.faces.astype(np.uint32), piece.normals, piece.uv)
    ground = Item("set_ground", "ground", mesh, Surface("paper", (0.6, 0.6, 0.6)), np.eye(4))
    front = wall(400.0, 200.0, Surface("window_front", None, -1.0))
    view = View(world_from_camera(np.array([0.0, -6.0, 3.0]), np.array([0.0, -2.0, 0.0])), 2.0, 0.0, 10.0)
    black = Sky(kind="night", elevation=radians(-30.0))
    posed = PosedWorld((ground, front), (), black, Place(name="plain"), view, 0)
    light = Renderer(posed, height=36, width=64, quality=MANY, exposure=1.0).trace(posed).radiance[..., 0]
    inner = light[12:24, 16:48].astype(np.float64)
    assert inner.std() / inner.mean() < 0.4


@needs_kernels
def test_the_air_of_a_city_takes_far_things_into_the_sky():
    day, extinction = Sky(elevation=radians(40.0)), skies.haze(Place(name="city"))
    black = Surface("paper", (0.002, 0.002, 0.002))
    found = []
    for distance in (500.0, 2000.0, 8000.0):
        image, _ = seen(wall(8.0 * distance, 4.0 * distance, black), distance, place="city", sky=day, height=distance)
        found.append(image[30:42, 50:78].mean())
    sky = found[2] / (1.0 - np.exp(-extinction * 8000.0))
    for distance, light in zip((500.0, 2000.0), found[:2], strict=True):
        assert light == pytest.approx(sky * (1.0 - np.exp(-extinction * distance)), rel=0.1)
    clear, _ = seen(wall(4000.0, 4000.0, black), 500.0, place="plain", sky=day, height=500.0)
    assert clear[30:42, 50:78].mean() < 0.3 * found[0]


def test_a_city_keeps_the_last_light_of_its_dusk_and_purple_goes_before_blue():
    def above(elevation, degrees, bearing):
        """Return the light of a city's sky at a height and a bearing (degrees); the sun went down in the west."""
        sky = Sky(elevation=elevation, azimuth=radians(270.0))
        dome = skies.lighting(sky, Place(name="city")).dome.radiance
        row = round((90.0 - degrees) / 180.0 * (dome.shape[0] - 1))
        column = round(bearing / 360.0 * dome.shape[1])
        return np.median(dome[row - 8 : row + 9, column - 40 : column + 41], axis=(0, 1)).astype(np.float64)

    assert above(-0.08, 4.0, 270.0).mean() > 3.0 * above(-0.08, 4.0, 90.0).mean()
    early, late = above(-0.05, 14.0, 270.0), above(-0.22, 14.0, 270.0)
    assert early[0] / early[2] > 1.1 * late[0] / late[2]
    assert late.mean() > 1.5 * above(-0.22, 14.0, 90.0).mean()
