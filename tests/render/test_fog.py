"""Fog against closed forms: what it keeps, what it adds, and where it is shaded."""

import dataclasses
from types import SimpleNamespace

import core_scenes
import numpy as np
from core_scenes import PLANE, placed, still_life, view

from setpiece.render import fog
from setpiece.render.develop import clean_in_mist
from setpiece.render.lights import Dome, Lighting, Sun
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.quality import QUALITIES
from setpiece.render.raw import coded, patched, same, taken, touching
from setpiece.render.renderer import Renderer
from setpiece.take.picture import named, raw_frames
from setpiece.world.document import Place, Sky

SIZE = {"height": 18, "width": 32}
MANY = dataclasses.replace(QUALITIES["standard"], samples=256)
EXTINCTION = 0.1  # 1/m


def foggy(*items: Item, camera) -> PosedWorld:
    return PosedWorld(items, (), Sky(fog=EXTINCTION), Place(), camera, 0)


def mean_and_error(radiance: np.ndarray) -> tuple[float, float]:
    found = radiance.astype(np.float64).mean(axis=2)
    return found.mean(), found.std() / np.sqrt(found.size)


def light_by(monkeypatch, lighting: Lighting) -> None:
    monkeypatch.setattr("setpiece.render.skies.lighting", lambda *_: lighting)


def test_fog_in_a_furnace_is_invisible(monkeypatch):
    # What fog takes of a light that is 1 from everywhere it gives back. Independent pixels: 4 standard errors.
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.white_sky)
    behind = Item("behind", "body", PLANE, Surface("paint"), placed([0.0, -50.0, -50.0], 0.01))
    world = foggy(behind, camera=view(eye=(0.0, 0.0, 1.0), target=(0.0, 10.0, 3.0)))
    mean, error = mean_and_error(Renderer(world, **SIZE, quality=MANY, exposure=1e-6).trace(world).radiance)
    assert abs(mean - 1.0) < 4 * error + 2**-11
    assert 0 < error < 0.01


def test_a_black_wall_shows_the_sunlight_that_fog_scatters(monkeypatch):
    # Sun of irradiance 2 straight above, seen level: (1 - exp(-extinction d)) phase(90 degrees) 2, at every pixel of
    # a wall d away across the view. At 18 x 32 with focal 1 slopes reach 0.5, so rays are taken one by one.
    light_by(monkeypatch, Lighting(None, Sun((0.0, 0.0, 1.0), (2.0, 2.0, 2.0), 5e-4)))
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.0))
    turn = np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]])
    pose = placed([0, 8.0, 0.0], 1.0)
    pose[:3, :3] = turn * 10.0
    camera = view(eye=(0.0, 0.0, 0.0), target=(0.0, 1.0, 0.0))
    world = foggy(Item("wall", "body", PLANE, Surface("paint"), pose), camera=camera)
    found = Renderer(world, **SIZE, quality=MANY, exposure=1e-6).trace(world).radiance.astype(np.float64)[..., 0]
    y, x = np.meshgrid(8.5 - np.arange(18), np.arange(32) - 15.5, indexing="ij")
    way = np.stack([x / 32, np.ones_like(x), y / 32], axis=-1)
    length = 8.0 * np.linalg.norm(way, axis=-1)
    cosine = way[..., 2] / np.linalg.norm(way, axis=-1)
    g = fog.FORWARD
    phase = (1 - g * g) / (4 * np.pi) / (1 + g * g - 2 * g * cosine) ** 1.5
    expected = 2.0 * (1 - np.exp(-EXTINCTION * length)) * phase
    # All is smooth over a pixel: its mean differs from its centre by its second order, below (1/32)^2, and a half float
    # by 2^-11. Within 5 mm of the wall its upper edge reaches into the sun's disc: a sample in thousands is lost.
    error = np.abs(found / expected - 1.0)
    assert np.median(error) < 2**-11 + 1 / 32**2
    assert error.max() < 2**-11 + 1 / 32**2 + 2 / 256


def test_a_shade_cuts_a_dark_shaft_and_is_noted(monkeypatch):
    light_by(monkeypatch, Lighting(Dome(np.zeros((4, 8, 3), np.float32)), Sun((0.0, 0.0, 1.0), (2.0,) * 3, 0.005)))
    shade = Item("shade", "body", PLANE, Surface("paint"), placed([-3.0, 6.0, 9.0], [3.0, 3.0, 1.0]))
    world = foggy(shade, camera=view(eye=(0.0, 0.0, 1.5), target=(0.0, 6.0, 1.5)))
    raw = Renderer(world, **SIZE, quality=MANY, exposure=1e-6).trace(world)
    row = raw.radiance.astype(np.float64)[9, :, 0]
    assert row[4] < 0.75 * row[-5]  # left is shaded between 3 and 9 m, right is not
    noted = touching(raw, ["shade"])
    assert noted[9, 4] and not noted[9, -5]


def test_bits_of_fog_do_not_depend_on_what_else_is_traced(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    clear = still_life()
    world = dataclasses.replace(clear, sky=Sky(fog=EXTINCTION))
    renderer = Renderer(world, **SIZE, quality=dataclasses.replace(QUALITIES["standard"], samples=4), exposure=1.0)
    whole = renderer.trace(world)
    pixels = np.array([500, 3, 77, 201, 202])
    part = renderer.trace(world, pixels)
    np.testing.assert_array_equal(part.radiance, whole.radiance.reshape(-1, 3)[pixels])
    assert (whole.radiance != Renderer(clear, **SIZE).trace(clear).radiance).any()


def test_mist_in_a_wood_ends_where_it_is_said_to():
    # An upright cylinder of radius 10 m, 25 m high: from inside out, past it, from outside through it, and up.
    import mitsuba as mi

    rays = [((0, 0, 1), (1, 0, 0)), ((0, 20, 1), (1, 0, 0)), ((-20, 6, 1), (1, 0, 0)), ((0, 0, 1), (0, 0, 1))]
    start, way = (np.array(each, np.float32).T for each in zip(*rays, strict=True))
    ray = mi.Ray3f(mi.Point3f(*map(mi.Float, start)), mi.Vector3f(*map(mi.Float, way)))
    near, far = fog._inside(ray, mi.Float(100.0), mi.Float(10.0), mi.Float(fog.TOP))
    np.testing.assert_allclose(np.array(far) - np.array(near), [10.0, 0.0, 16.0, fog.TOP - 1.0], rtol=1e-5)
    assert fog.layer(Sky(fog=0.02), Place(name="forest"))[1] < 50.0 < 1e4 < fog.layer(Sky(fog=0.02), Place())[1]
    assert fog.layer(Sky(), Place(name="forest")) == ()


def test_what_fog_sends_is_kept_apart(monkeypatch):
    # Before a black wall all light is the fog's; its share of the view is what it takes, 1 - exp(-extinction d).
    light_by(monkeypatch, Lighting(None, Sun((0.0, 0.0, 1.0), (2.0, 2.0, 2.0), 5e-4)))
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.0))
    pose = placed([0, 8.0, 0.0], 1.0)
    pose[:3, :3] = np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]]) * 10.0
    world = foggy(Item("wall", "body", PLANE, Surface("paint"), pose), camera=view(eye=(0, 0, 0), target=(0, 1.0, 0)))
    raw = Renderer(world, **SIZE, quality=MANY, exposure=1e-6).trace(world)
    np.testing.assert_allclose(raw.mist[..., :3], raw.radiance, rtol=2**-10)
    y, x = np.meshgrid(8.5 - np.arange(18), np.arange(32) - 15.5, indexing="ij")
    length = 8.0 * np.sqrt(1.0 + (x / 32) ** 2 + (y / 32) ** 2)
    # Smooth over a pixel (second order below (1/32)^2), in half floats.
    np.testing.assert_allclose(raw.mist[..., 3], 1 - np.exp(-EXTINCTION * length), rtol=2**-10 + 1 / 32**2)
    clear = dataclasses.replace(world, sky=Sky())
    assert Renderer(clear, **SIZE, quality=MANY, exposure=1e-6).trace(clear, [3]).mist is None


def test_errors_of_neighbours_in_fog_cancel(monkeypatch):
    # Independent pixels' errors shrink to a quarter in the mean of 4 x 4; those of pixels that share the way further.
    # Half of the sun is shaded from the left: light steps along each ray, which is the hardest for points on it.
    light_by(monkeypatch, Lighting(None, Sun((0.0, 0.0, 1.0), (2.0,) * 3, 5e-4)))
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.0))
    shade = Item("shade", "body", PLANE, Surface("paint"), placed([0.0, 4.0, 9.0], [40.0, 2.0, 1.0]))
    pose = placed([0, 8.0, 0.0], 1.0)
    pose[:3, :3] = np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]]) * 10.0
    wall = Item("wall", "body", PLANE, Surface("paint"), pose)
    world = foggy(shade, wall, camera=view(eye=(0.0, 0.0, 0.0), target=(0.0, 1.0, 0.0)))
    few = dataclasses.replace(MANY, samples=4)
    size = {"height": 16, "width": 32}
    found, truth = (
        Renderer(world, **size, quality=quality, exposure=1e-6).trace(world).radiance[..., 0].astype(np.float64)
        for quality in (few, MANY)
    )
    error = found / truth - 1.0
    blocks = error.reshape(4, 4, 8, 4).mean(axis=(1, 3))
    assert np.sqrt((error**2).mean()) > 0.05
    assert np.sqrt((blocks**2).mean()) < 0.6 * np.sqrt((error**2).mean()) / 4


def test_noise_of_fog_does_not_pass_for_the_pattern_behind_it():
    # Before a chequered wall hangs an even fog, noisy as few samples are: cleaned apart, its squares do not show.
    stream = np.random.default_rng(5)
    squares = 0.1 + 0.5 * (np.indices((96, 96)).sum(axis=0) // 3 % 2)
    albedo, normal = coded(np.repeat(squares[..., None], 3, axis=2), np.full((96, 96, 3), (0.0, 0.0, 1.0)))
    behind = np.repeat(0.05 * squares[..., None], 3, axis=2)
    sent = np.repeat(stream.exponential(1.0, (96, 96, 1)), 3, axis=2)
    mist = np.concatenate([sent, np.full((96, 96, 1), 0.2)], axis=2).astype(np.float16)
    how = {"exposure": 0.3, "quality": QUALITIES["final"]}
    radiance = (behind + sent).astype(np.float16)
    together, apart = (clean_in_mist(radiance, albedo, normal, seen, **how)[..., 0] for seen in (None, mist))
    truth = behind[..., 0] + sent.mean()
    errors = [np.sqrt(((found - truth)[8:-8, 8:-8] ** 2).mean()) for found in (together, apart)]
    assert errors[1] < 0.5 * errors[0]


def test_a_take_keeps_what_fog_sends_with_its_frame(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    world = dataclasses.replace(still_life(), sky=Sky(fog=EXTINCTION))
    raw = Renderer(world, **SIZE, quality=dataclasses.replace(QUALITIES["standard"], samples=2)).trace(world)
    clear = dataclasses.replace(raw, mist=None)
    kept = SimpleNamespace(stream=lambda: [*named(0, raw), *named(1, clear), *named(2, raw)])
    (_, first), (_, second), (last, third) = raw_frames(kept)
    assert last == 2
    assert same(first, raw) and same(third, raw) and second.mist is None and not same(second, raw)
    other = patched(raw, [5, 40], taken(dataclasses.replace(raw, mist=2 * raw.mist), np.array([5, 40])))
    changed = (other.mist != raw.mist).any(axis=-1).ravel()
    assert set(np.flatnonzero(changed)) <= {5, 40}
    assert changed.any()
