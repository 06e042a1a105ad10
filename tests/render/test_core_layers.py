"""First-hit layers against an analytic sphere, and motion against projected points."""

from dataclasses import replace

import core_scenes
import numpy as np
import pytest
from core_scenes import BALL, placed, still_life, view

from setpiece import geometry
from setpiece.camera.view import project
from setpiece.render import layers
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.quality import QUALITIES
from setpiece.render.raw import decoded, touching
from setpiece.render.renderer import Renderer
from setpiece.world.document import Light, Place, Sky

SIZE = {"height": core_scenes.HEIGHT, "width": core_scenes.WIDTH}


@pytest.fixture(autouse=True)
def plain_sky(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)


def rays(camera):
    y, x = np.mgrid[0 : SIZE["height"], 0 : SIZE["width"]] + 0.5
    scale = SIZE["width"] * camera.focal
    local = np.stack([(x - SIZE["width"] / 2) / scale, (y - SIZE["height"] / 2) / scale, np.ones_like(x)], -1)
    return local @ camera.world_from_camera[:3, :3].T, camera.world_from_camera[:3, 3]


def test_depth_normal_and_ids_of_a_sphere():
    camera, radius, middle = view(), 0.8, np.array([0.2, 0.1, 0.5])
    fine = core_scenes.ball_mesh(256)
    item = Item("ball", "skin", fine, Surface("plastic", (0.2, 0.4, 0.6)), placed(middle, radius))
    world = PosedWorld((item,), (), Sky(), Place(), camera, 0)
    found = Renderer(world, **SIZE).geometry(world)

    direction, eye = rays(camera)
    a, b = (direction**2).sum(-1), (direction * (eye - middle)).sum(-1)
    c = ((eye - middle) ** 2).sum() - radius**2
    square = b * b - a * c
    inside = square > 0
    depth = (-b - np.sqrt(np.where(inside, square, 0))) / a  # Z, as the rays have unit Z
    # A face of 256 rings spans pi / 256 rad each way, so that half its diagonal is sqrt(2) pi / 512 and it lies within
    # r (sqrt(2) pi / 512)^2 / 2 = 3.0e-5 m of the sphere; at a slant of 10 degrees (0.17) the ray is up to 1.8e-4 m
    # longer. Pixels nearer the rim are left out.
    normal = (eye + direction * depth[..., None] - middle) / radius
    facing = -(normal * direction).sum(-1) / np.sqrt(a)
    sure = inside & (facing > 0.17)
    assert sure.sum() > 500
    np.testing.assert_allclose(found.depth[sure], depth[sure], atol=1.8e-4)
    np.testing.assert_allclose(found.normal[sure], normal[sure], atol=4e-4)
    np.testing.assert_allclose(found.position[sure], (eye + direction * depth[..., None])[sure], atol=2e-4)
    np.testing.assert_allclose(found.albedo[sure], np.broadcast_to([0.2, 0.4, 0.6], (sure.sum(), 3)), atol=1e-6)
    things, thing = layers.renamed(found.part, [id_ for id_, _ in found.parts])
    assert (thing[sure] == things.index("ball")).all()
    assert (found.part[sure] == found.parts.index(("ball", "skin"))).all()
    clearly_sky = square < -0.05
    assert np.isinf(found.depth[clearly_sky]).all()
    assert (thing[clearly_sky] == layers.NOTHING).all()


def test_every_layer_is_as_the_table_says():
    world = still_life()
    found = Renderer(world, **SIZE).geometry(world)
    for name in ("depth", "position", "normal", "albedo", "uv", "part"):
        array, layer = getattr(found, name), layers.LAYERS[name]
        assert array.dtype == layer.dtype
        assert array.shape == (SIZE["height"], SIZE["width"], *([layer.channels] if layer.channels else []))
    seen = found.part != layers.NOTHING
    assert {found.parts[row][0] for row in np.unique(found.part[seen])} == {
        "set_ground",
        "red",
        "clear",
        "metal",
        "box",
    }


def test_motion_is_where_points_go():
    now, later = still_life(0.2), still_life(0.25)
    camera = view(eye=(0.05, -3.9, 1.52))
    later = PosedWorld(later.items, later.lights, later.sky, later.place, camera, later.seed)
    found = Renderer(now, **SIZE).geometry(now)
    motion = layers.motion(found, now, later, **SIZE)
    for row in (1, 4):
        before, after = now.items[row].world_from_mesh, later.items[row].world_from_mesh
        y, x = np.nonzero(found.part == row)
        assert len(y) > 40
        local = geometry.apply(np.linalg.inv(before), found.position[y, x])
        start, _ = project(now.view, found.position[y, x], **SIZE)
        end, _ = project(later.view, geometry.apply(after, local), **SIZE)
        np.testing.assert_allclose(motion[y, x], end - start, atol=0.01)
        # A first hit lies behind its own pixel's centre.
        np.testing.assert_allclose(start, np.stack([x + 0.5, y + 0.5], -1), atol=0.01)
    still = found.part == 0
    start, _ = project(now.view, found.position[still], **SIZE)
    end, _ = project(later.view, found.position[still], **SIZE)
    np.testing.assert_allclose(motion[still], end - start, atol=0.01)


def test_a_still_world_does_not_move():
    world = still_life()
    found = Renderer(world, **SIZE).geometry(world)
    np.testing.assert_allclose(layers.motion(found, world, world, **SIZE), 0.0, atol=1e-4)


def test_lamps_have_rows_of_their_own():
    lamp = Light(id="lamp", shape="ball", position=(0, 0, 0.5), size=(0.5, 0.5), power=5)
    item = Item("ball", "skin", BALL, Surface("plastic"), placed([2, 0, 0.3], 0.1))
    world = PosedWorld((item,), (lamp,), Sky(), Place(), view(), 0)
    found = Renderer(world, **SIZE).geometry(world)
    middle = found.part[SIZE["height"] // 2, SIZE["width"] // 2]
    assert found.parts[middle] == ("lamp", "light")


def test_guides_show_what_is_seen_through_glass_and_in_mirrors():
    """A pane keeps (1 - F)^2 of what is behind it and adds about 2 F of white, F = 0.04 at the middle of the view."""
    red = Item(
        "wall", "skin", core_scenes.BOX, Surface("paint", (0.6, 0.1, 0.1)), placed([0, 2.0, 0.4], [3.0, 0.1, 3.0])
    )
    blue = Item(
        "back", "skin", core_scenes.BOX, Surface("paint", (0.1, 0.1, 0.6)), placed([0, -9.0, 0.4], [9.0, 0.1, 9.0])
    )
    straight = view(eye=(0.0, -4.0, 0.4), target=(0.0, 0.0, 0.4))
    middle = [SIZE["height"] // 2 * SIZE["width"] + SIZE["width"] // 2]
    for material, wanted in (("glass", (0.63, 0.17, 0.17)), ("mirror", (0.1, 0.1, 0.6))):
        pane = Item("pane", "skin", core_scenes.BOX, Surface(material), placed([0, 0.0, 0.4], [0.5, 0.01, 0.5]))
        world = PosedWorld((red, blue, pane), (), Sky(), Place(), straight, 0)
        found = Renderer(world, **SIZE).trace(world, middle)
        np.testing.assert_allclose(decoded(found.albedo, found.normal)[0][0], wanted, atol=0.06)


def test_what_guides_have_met_counts_as_touched():
    """Lines of sight go straight through a pane where light of a single sample may be mirrored, and more of them do."""
    few = replace(QUALITIES["standard"], samples=1, guide_samples=4)
    straight = view(eye=(0.0, -4.0, 0.4), target=(0.0, 0.0, 0.4))
    pane = Item("pane", "skin", core_scenes.BOX, Surface("glass"), placed([0, 0.0, 0.4], [0.5, 0.01, 0.5]))

    def traced(color):
        wall = Item("wall", "skin", core_scenes.BOX, Surface("paint", color), placed([0, 2.0, 0.4], [1.5, 0.1, 1.0]))
        world = PosedWorld((pane, wall), (), Sky(), Place(), straight, 0)
        return Renderer(world, **SIZE, quality=few).trace(world)

    red, blue = traced((0.6, 0.1, 0.1)), traced((0.1, 0.1, 0.6))
    differ = (red.albedo != blue.albedo).any(axis=-1)
    assert (differ & (red.radiance == blue.radiance).all(axis=-1)).any()
    assert not (differ & ~touching(red, ["wall"])).any()
