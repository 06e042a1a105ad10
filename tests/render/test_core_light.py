"""The integrator against closed forms, and the promise that bits do not depend on what else is traced."""

import dataclasses

import core_scenes
import numpy as np
import pytest
from core_scenes import BALL, PLANE, placed, still_life, view

from setpiece.assets.modelling import plain_box
from setpiece.assets.surface import mesh
from setpiece.render import scene, surfaces, tables
from setpiece.render.lights import Dome, Lamp, Lighting, Sun
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.quality import QUALITIES
from setpiece.render.raw import patched, touching
from setpiece.render.renderer import Renderer
from setpiece.world.document import Light, Place, Sky

SIZE = {"height": core_scenes.HEIGHT, "width": core_scenes.WIDTH}
FOUR = dataclasses.replace(QUALITIES["standard"], samples=4)
MANY = dataclasses.replace(QUALITIES["standard"], samples=64, max_depth=24)


@pytest.fixture
def plain_sky(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)


def world_of(*items: Item, lights: tuple[Light, ...] = (), camera=None) -> PosedWorld:
    return PosedWorld(items, lights, Sky(), Place(), camera or view(), 0)


def light_by(monkeypatch, lighting: Lighting) -> None:
    monkeypatch.setattr("setpiece.render.skies.lighting", lambda *_: lighting)


def centre(image: np.ndarray, half: int = 6) -> np.ndarray:
    y, x = image.shape[0] // 2, image.shape[1] // 2
    return image[y - half : y + half, x - half : x + half].astype(np.float64)


@pytest.mark.parametrize("albedo", [0.2, 0.8])
def test_white_furnace(monkeypatch, albedo):
    # Under radiance 1 from everywhere a convex diffuse thing has radiance = albedo. 144 pixels of 64 samples; the
    # mean of 144 equal and independent pixels lies within 4 standard errors. Half floats round by at most 2^-11.
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.white_sky)
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(albedo))
    world = world_of(Item("ball", "body", BALL, Surface("plastic"), placed([0, 0, 0.4], 1.0)))
    found = centre(Renderer(world, **SIZE, quality=MANY, exposure=1e-6).trace(world).radiance)
    error = found.mean(axis=2).std() / np.sqrt(found.shape[0] * found.shape[1])
    assert abs(found.mean() - albedo) < 4 * error + albedo * 2**-11
    assert error < 0.01 * albedo


def test_glass_in_a_furnace_is_invisible(monkeypatch):
    # Every path through ideal glass ends in the white sky with weight 1; only paths longer than the limit are lost,
    # and a share of at most 0.04 at each of 20 inner reflections survives that long; roulette keeps the mean.
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.white_sky)
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.5))
    world = world_of(Item("ball", "body", BALL, Surface("glass"), placed([0, 0, 0.4], 1.0)))
    found = centre(Renderer(world, **SIZE, quality=MANY, exposure=1e-6).trace(world).radiance)
    error = found.mean(axis=2).std() / np.sqrt(found.shape[0] * found.shape[1])
    assert abs(found.mean() - 1.0) < 4 * error + 2**-11


@pytest.mark.parametrize("shape", ["disk", "ball"])
def test_light_of_a_lamp_has_its_closed_form(monkeypatch, shape):
    # Irradiance below the centre of a disk facing down: pi L R^2 / (R^2 + h^2); below a ball: pi L (R / h)^2, with
    # L = power / (pi area). The patch that is averaged reaches r = 0.06 m from the centre, where the irradiance has
    # fallen by less than 2 (r / h)^2 = 0.2 %.
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.no_sky)
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.6))
    radius, height, power = 0.3, 2.0, 50.0
    lamp = Light(id="lamp", shape=shape, position=(0, 0, height), size=(radius, radius), color=(1, 1, 1), power=power)
    world = world_of(
        Item("set_floor", "floor", PLANE, Surface("paint"), placed([0, 0, 0], 5.0)),
        lights=(lamp,),
        camera=view(eye=(0, -1.5, 1.0), target=(0, 0, 0), focal=12.0),
    )
    found = centre(Renderer(world, **SIZE, quality=MANY, exposure=1e-6).trace(world).radiance)
    area = np.pi * radius**2 * (4 if shape == "ball" else 1)
    share = radius**2 / height**2 if shape == "ball" else radius**2 / (radius**2 + height**2)
    expected = 0.6 / np.pi * np.pi * power / (np.pi * area) * share
    error = found.mean(axis=2).std() / np.sqrt(found.shape[0] * found.shape[1])
    assert abs(found.mean() - expected) < 4 * error + expected * (0.002 + 2**-11)
    assert error < 0.01 * expected


def test_a_lamp_shines_as_bright_as_its_power_says(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.no_sky)
    lamp = Light(
        id="lamp", shape="disk", position=(0, 0, 0.4), direction=(0, -1, 0), size=(2, 2), color=(1, 1, 1), power=30
    )
    world = world_of(Item("set_floor", "floor", PLANE, Surface("plastic"), placed([0, 0, -3], 5.0)), lights=(lamp,))
    found = centre(Renderer(world, **SIZE, quality=FOUR).trace(world).radiance)
    np.testing.assert_allclose(found, 30 / (np.pi * np.pi * 4), rtol=2**-10)


@pytest.mark.usefixtures("plain_sky")
def test_any_list_of_pixels_has_the_bits_of_the_whole():
    world = still_life()
    renderer = Renderer(world, **SIZE, quality=FOUR)
    whole = renderer.trace(world)
    rng = np.random.default_rng(0)
    for count in (1, 700, 3000):
        pixels = rng.choice(whole.index.size, count, replace=False)
        part = renderer.trace(world, pixels)
        np.testing.assert_array_equal(part.radiance, whole.radiance.reshape(-1, 3)[pixels])
        np.testing.assert_array_equal(part.palette[part.index], whole.palette[whole.index.ravel()[pixels]])


@pytest.mark.usefixtures("plain_sky")
def test_building_at_another_time_gives_the_same_bits():
    begun = Renderer(still_life(0.0), **SIZE, quality=FOUR)
    begun.trace(still_life(0.0))
    resumed = Renderer(still_life(0.4), **SIZE, quality=FOUR)
    a, b = begun.trace(still_life(0.4)), resumed.trace(still_life(0.4))
    np.testing.assert_array_equal(a.radiance, b.radiance)
    np.testing.assert_array_equal(a.palette[a.index], b.palette[b.index])


@pytest.mark.usefixtures("plain_sky")
@pytest.mark.parametrize("edit", [{"red": (0.05, 0.1, 0.8)}, {"gold": "glass"}, {"gold": "plastic"}], ids=str)
def test_tracing_what_touched_an_edited_thing_equals_tracing_all(edit):
    before, after = still_life(), still_life(**edit)
    thing = "red" if "red" in edit else "metal"
    old = Renderer(before, **SIZE, quality=FOUR).trace(before)
    renderer = Renderer(after, **SIZE, quality=FOUR)
    new = renderer.trace(after)
    pixels = np.flatnonzero(touching(old, [thing]))
    assert 0 < len(pixels) < 0.8 * old.index.size
    mended = patched(old, pixels, renderer.trace(after, pixels))
    np.testing.assert_array_equal(mended.radiance, new.radiance)
    np.testing.assert_array_equal(mended.palette[mended.index], new.palette[new.index])
    assert (new.radiance != old.radiance).any()


def test_touched_sets_know_lamps_and_sky(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    lamp = Light(id="lamp", position=(0, 0, 2), power=5)
    world = still_life(lights=(lamp,))
    raw = Renderer(world, **SIZE, quality=dataclasses.replace(FOUR, samples=64)).trace(world)
    ground = touching(raw, ["set_ground"])
    assert touching(raw, ["sky"]).mean() > 0.95
    assert touching(raw, ["lamp"])[ground].mean() > 0.95
    assert not touching(raw, ["nobody_here"]).all()


def test_a_glass_ball_is_a_lens_and_a_solid_one_casts_a_dark_shadow(monkeypatch):
    def sun_only(sky, place):
        del sky, place
        return Lighting(sun=Sun((0.0, 0.0, 1.0), (2.0, 2.0, 2.0), 0.005))

    monkeypatch.setattr("setpiece.render.skies.lighting", sun_only)
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.5))
    levels = {}
    for material in ("glass", "plastic"):
        world = world_of(
            Item("set_floor", "floor", PLANE, Surface("paint"), placed([0, 0, 0], 5.0)),
            Item("ball", "body", BALL, Surface(material), placed([0, 0, 1.5], 0.4)),
            camera=view(eye=(0, -2.0, 0.8), target=(0, 0, 0), focal=4.0),
        )
        levels[material] = centre(Renderer(world, **SIZE, quality=MANY).trace(world).radiance, 2).mean()
    lit = 0.5 / np.pi * 2.0
    # A ball's focus is n R / 2 (n - 1) from its middle, 0.6 m; light that falls 1.5 m lies on (1 - 1.5 / 0.6)^2 times
    # its area. Two crossings at normal incidence leave 0.96 each. A tenth: the ball has facets, pixels have a size.
    thinned = 0.96**2 / (1.0 - 1.5 / 0.6) ** 2
    assert levels["glass"] == pytest.approx(thinned * lit, rel=0.1)
    assert levels["plastic"] < 0.2 * lit


@pytest.mark.parametrize("height", [0.6, 0.9, 1.6])  # of the ball's middle: before, at, and far behind its focus
def test_a_lens_never_gathers_more_light_than_falls_on_it(monkeypatch, height):
    def sun_only(sky, place):
        del sky, place
        return Lighting(sun=Sun((0.0, 0.0, 1.0), (2.0, 2.0, 2.0), 0.005))

    monkeypatch.setattr("setpiece.render.skies.lighting", sun_only)
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.5))
    world = world_of(
        Item("set_floor", "floor", PLANE, Surface("paint"), placed([0, 0, 0], 5.0)),
        Item("ball", "body", BALL, Surface("glass"), placed([0, 0, height], 0.4)),
        camera=view(eye=(0, -3.0, 1.0), target=(0, 0, 0), focal=3.0),
    )
    renderer = Renderer(world, **SIZE, quality=MANY)
    radiance = renderer.trace(world).radiance.astype(float).mean(axis=-1)
    found = renderer.geometry(world)
    on_floor = (np.abs(found.position[..., 2]) < 1e-3) & (np.hypot(*np.moveaxis(found.position[..., :2], -1, 0)) < 0.4)
    # Of a pixel's floor: its solid angle, about even in so narrow a view, times distance^2 over the cosine.
    away = np.linalg.norm(found.position - [0.0, -3.0, 1.0], axis=-1)
    area = np.where(on_floor, away**3, 0.0)
    assert on_floor.sum() > 200
    assert (radiance * area).sum() / area.sum() < 0.5 / np.pi * 2.0


@pytest.mark.parametrize("surface", ["glass", "perfume_oil"])
def test_a_pane_neither_gathers_light_nor_spreads_it_and_depth_takes_its_colour(monkeypatch, surface):
    def sun_only(sky, place):
        del sky, place
        return Lighting(sun=Sun((0.0, 0.0, 1.0), (2.0, 2.0, 2.0), 0.005))

    monkeypatch.setattr("setpiece.render.skies.lighting", sun_only)
    thick = 0.04
    pane = mesh(plain_box((0.5, 0.5, thick)), "pane")
    world = world_of(
        Item("set_floor", "floor", PLANE, Surface("paint", (0.5, 0.5, 0.5), roughness=1.0), placed([0, 0, 0], 5.0)),
        Item("pane", "body", pane, Surface(surface), placed([0, 0, 1.2], 1.0)),
        camera=view(eye=(0, -2.0, 0.8), target=(0, 0, 0), focal=4.0),
    )
    level = centre(Renderer(world, **SIZE, quality=MANY).trace(world).radiance, 2).mean(axis=(0, 1))
    # Two crossings of 1 - f0; what is not tinted at its surfaces follows Beer and Lambert. The lower side, sin^2 of
    # 0.043 of the floor's hemisphere, mirrors the lit floor, 0.16, by f0 < 0.05: less than 2e-4. Half floats: 2^-11.
    look = surfaces.look(Surface(surface))
    fresnel = (1.0 - ((look.ior - 1.0) / (look.ior + 1.0)) ** 2) ** 2
    kept = np.array(look.color) ** (thick / look.depth if look.depth else 2.0)
    assert level == pytest.approx(0.5 / np.pi * 2.0 * fresnel * kept, rel=0.02, abs=2e-4)


@pytest.mark.usefixtures("plain_sky")
def test_a_lamp_that_moved_gives_the_bits_of_one_that_stood_there():
    here, there = (Light(id="lamp", position=(x, -0.5, 1.2), size=(0.1, 0.1), power=5) for x in (-0.6, 0.5))
    moved = Renderer(still_life(lights=(here,)), **SIZE, quality=FOUR)
    first = moved.trace(still_life(lights=(here,)))
    built = Renderer(still_life(lights=(there,)), **SIZE, quality=FOUR)
    after = moved.trace(still_life(lights=(there,)))
    np.testing.assert_array_equal(after.radiance, built.trace(still_life(lights=(there,))).radiance)
    assert (after.radiance != first.radiance).any()


def test_a_window_with_a_picture_lights_too(monkeypatch):
    # Its radiance of 1 everywhere must light the scene as a plain lamp of the same place and size does.
    pose = np.diag([1.0, -1.0, -1.0, 1.0])
    pose[2, 3] = 3.0
    means = []
    for picture in (None, np.ones((4, 4, 3), np.float32)):
        window = Lighting(lamps=(Lamp("sky", "rectangle", pose, (1.0, 1.0, 1.0), picture),))
        light_by(monkeypatch, window)
        scene._built.cache_clear()
        renderer = Renderer(still_life(), **SIZE, quality=FOUR)
        whole = renderer.trace(still_life(0.3))
        part = renderer.trace(still_life(0.3), np.arange(500, 900))
        np.testing.assert_array_equal(part.radiance, whole.radiance.reshape(-1, 3)[500:900])
        means.append(whole.radiance.mean(dtype=float))
    np.testing.assert_allclose(means[1], means[0], rtol=2**-10)


def test_a_picture_has_its_first_row_below(monkeypatch):
    # Seen from the front, a picture whose upper half is red and whose left half (x < 0) is green.
    picture = np.zeros((2, 2, 3), np.float32)
    picture[1, :, 0] = picture[:, 0, 1] = 1.0
    pose = np.array([[1.0, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0.4], [0, 0, 0, 1]])
    panel = Lighting(lamps=(Lamp("sky", "rectangle", pose, (1.0, 1.0, 1.0), picture),))
    light_by(monkeypatch, panel)
    world = world_of(
        Item("set_floor", "floor", PLANE, Surface("plastic"), placed([0, 0, -3], 5.0)), camera=view(eye=(0, -3, 0.4))
    )
    seen = Renderer(world, **SIZE, quality=FOUR).trace(world).radiance
    y, x = SIZE["height"] // 2, SIZE["width"] // 2  # 32 px a metre; past half a metre no texels are mixed
    assert (seen[y - 24, x - 24] == [1, 1, 0]).all()
    assert (seen[y + 24, x - 24] == [0, 1, 0]).all()
    assert (seen[y - 24, x + 24] == [1, 0, 0]).all()


def test_sun_light_has_its_closed_form(monkeypatch):
    # A Lambertian floor under a sun at the elevation e has radiance = albedo / pi E sin e; a sun of 0.005 rad is a
    # point to within its radius squared.
    direction = np.array([0.0, np.cos(0.5), np.sin(0.5)])
    sun = Lighting(sun=Sun(tuple(direction.tolist()), (3.0, 2.0, 1.0), 0.005))
    light_by(monkeypatch, sun)
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.5))
    world = world_of(Item("set_floor", "floor", PLANE, Surface("paint"), placed([0, 0, 0], 5.0)))
    found = centre(Renderer(world, **SIZE, quality=FOUR, exposure=1e-6).trace(world).radiance).mean(axis=(0, 1))
    np.testing.assert_allclose(found, 0.5 / np.pi * np.sin(0.5) * np.array([3.0, 2.0, 1.0]), rtol=2**-10)


def test_the_sun_enters_a_room_by_its_pane(monkeypatch):
    # The closed form again, under a sun in the west: the pane itself, a lamp, shades nothing, nor does what is outside.
    sun = Sun((-float(np.cos(0.5)), 0.0, float(np.sin(0.5))), (3.0, 2.0, 1.0), 0.005, pane=-2.0)
    pose = np.array([[0, 0, 1.0, -2], [2, 0, 0, 0], [0, 2, 0, 2], [0, 0, 0, 1]])
    light_by(monkeypatch, Lighting(sun=sun, lamps=(Lamp("sky", "rectangle", pose, (0.0, 0.0, 0.0)),)))
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.5))
    floor = Item("set_floor", "floor", PLANE, Surface("paint"), placed([0, 0, 0], 5.0))
    lit = 0.5 / np.pi * np.sin(0.5) * np.array([3.0, 2.0, 1.0])
    for x, wanted in ((-2.6, lit), (-1.0, 0.0 * lit)):
        box = Item("set_box", "box", core_scenes.BOX, Surface("paint"), placed([x, 0, -x * np.tan(0.5)], 0.4))
        world = world_of(floor, box, camera=view(eye=(0, -2.0, 0.8), target=(0, 0, 0), focal=4.0))
        scene._built.cache_clear()
        found = centre(Renderer(world, **SIZE, quality=FOUR, exposure=1e-6).trace(world).radiance, 2).mean(axis=(0, 1))
        # What the box sends back to the floor is under a tenth.
        np.testing.assert_allclose(found, wanted, rtol=2**-10 if wanted.any() else 0.0, atol=0.1 * lit.max() * (x > -2))


def test_a_dome_is_where_its_bearing_says(monkeypatch):
    # Radiance 1 in the east only: a wall that faces east is lit, one that faces west is dark; the eye finds it there.
    image = np.zeros((64, 128, 3), np.float32)
    image[:32, 24:41] = 1.0
    light_by(monkeypatch, Lighting(Dome(image)))
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.5))
    box = Item("box", "body", core_scenes.BOX, Surface("paint"), placed([0, 0, 0.4], 1.0))
    levels = []
    for side in (1.0, -1.0):
        world = world_of(box, camera=view(eye=(6.0 * side, 0.0, 0.4), target=(0, 0, 0.4), focal=3.0))
        levels.append(centre(Renderer(world, **SIZE, quality=FOUR, exposure=1e-6).trace(world).radiance).mean())
    assert levels[0] > 0.05
    assert levels[1] == 0.0
    world = world_of(box, camera=view(eye=(0, 0, 3.0), target=(10.0, 0, 4.0)))
    sky = Renderer(world, **SIZE, quality=FOUR).trace(world).radiance
    assert (sky[10, SIZE["width"] // 2] == 1.0).all()


def test_the_small_dome_gives_the_light_of_the_large_one():
    # A sky that is a cosine of its own along each axis. A tent of half-width d = pi / 63 smooths it by d^2 / 12, and
    # its weight by sin(theta) leans it away from the pole by d^2 / (6 theta): 0.0021 from the fourth row on.
    def sky(height, width):
        theta, bearing = np.meshgrid(np.linspace(0, np.pi, height), np.arange(width) * 2 * np.pi / width, indexing="ij")
        east, north = np.sin(theta) * np.sin(bearing), np.sin(theta) * np.cos(bearing)
        return 1.5 + np.stack([east, north, np.cos(theta)], axis=-1)

    small = tables.small_dome(sky(512, 1024).astype(np.float32))
    expected = sky(*small.shape[:2])
    np.testing.assert_allclose(small[4:-4], expected[4:-4], atol=2.4e-3)
    np.testing.assert_allclose(small, expected, atol=0.035)  # at a pole the tent has one side only: d / 3 x 2


def test_no_light_enters_an_opaque_solid(monkeypatch):
    """A coarse ball with smooth normals in an even sky: what is reflected below a flat face would enter."""
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.8))
    ball = Item("ball", "body", core_scenes.ball_mesh(6), Surface("paint"), placed([0, 0, 0], 1.0))
    inner = Item("inner", "body", BALL, Surface("paint"), placed([0, 0, 0], 0.7))
    world = world_of(ball, inner, camera=view((0.0, -4.0, 0.0), (0.0, 0.0, 0.0)))
    raw = Renderer(world, **SIZE, quality=MANY).trace(world)
    assert touching(raw, ["ball"]).mean() > 0.1
    assert not touching(raw, ["inner"]).any()
