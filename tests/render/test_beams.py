"""Lamps that shine into a narrow cone: their radiance, their spot, and documents that say nothing of it."""

import dataclasses

import core_scenes
import numpy as np
import pytest
from core_scenes import PLANE, placed, view

from setpiece.camera.view import project
from setpiece.render.lights import PENUMBRA, lamp_of
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.quality import QUALITIES
from setpiece.render.renderer import Renderer
from setpiece.world.document import Light, Place, Sky

SIZE = {"height": core_scenes.HEIGHT, "width": core_scenes.WIDTH}
SOME = dataclasses.replace(QUALITIES["standard"], samples=16)
DOWN = {"id": "lamp", "shape": "disk", "position": (0.0, 0.0, 2.0), "direction": (0.0, 0.0, -1.0)}


def test_a_document_without_a_spread_shines_into_a_half_space():
    light = Light.model_validate(DOWN)
    assert light.spread == pytest.approx(np.pi / 2)
    assert lamp_of(light).edge == 0.0
    area = lamp_of(light).area
    assert np.mean(lamp_of(light).radiance) == pytest.approx(light.power / (np.pi * area))


@pytest.mark.parametrize("spread", [0.0, -0.1, 1.6])
def test_a_cone_is_at_most_a_half_space_and_not_empty(spread):
    with pytest.raises(ValueError, match="spread"):
        Light(**DOWN, spread=spread)


@pytest.mark.parametrize("spread", [0.01, 0.3, 1.2])
def test_a_narrow_lamp_radiates_its_whole_power_into_its_cone(spread):
    # A surface of radiance L and area A sends 2 pi L A times the integral of f cos t sin t from 0 to the spread into
    # it; f falls from 1 to 0 by a smoothstep of the cosine from core to edge.
    lamp = lamp_of(Light(**DOWN, power=7.0, spread=spread))
    angle = np.linspace(0.0, spread, 20001)
    t = np.clip((np.cos(angle) - lamp.edge) / (lamp.core - lamp.edge), 0.0, 1.0)
    share = np.trapezoid(t * t * (3.0 - 2.0 * t) * np.cos(angle) * np.sin(angle), angle)
    assert 2 * np.pi * np.mean(lamp.radiance) * lamp.area * share == pytest.approx(7.0, rel=1e-6)
    assert lamp.edge == pytest.approx(np.cos(spread))
    assert lamp.edge < lamp.core < 1.0


def test_a_ball_shines_all_around_whatever_its_spread():
    assert lamp_of(Light(**DOWN | {"shape": "ball"}, spread=0.1)).edge == 0.0


FLOOR = Item("floor", "body", PLANE, Surface("plaster"), placed([0, 0, 0], 10.0))


def traced(**more):
    """Return the radiance (H, W) of a floor under a lamp that is small and shines down from 2 m above it."""
    lamp = Light(**DOWN, size=(0.005, 0.005), **more)
    world = PosedWorld((FLOOR,), (lamp,), Sky(), Place(), view(), 0)
    picture = Renderer(world, **SIZE, quality=SOME, exposure=1e-6).trace(world)
    return np.asarray(picture.radiance, np.float64).mean(axis=2)


@pytest.fixture
def dark(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.no_sky)
    monkeypatch.setattr("setpiece.render.surfaces.look", core_scenes.lambertian(0.5))


@pytest.mark.usefixtures("dark")
def test_a_narrow_lamp_lights_a_spot_and_nothing_beside_it():
    # On the floor the spot is a disk of 2 m times the tangent of the spread; a pixel is up to 17 cm deep there.
    picture, radius = traced(spread=0.4), 2.0 * np.tan(0.4)
    turns = np.linspace(0.0, 2 * np.pi, 24, endpoint=False)
    ring = np.stack([np.cos(turns), np.sin(turns), 0 * turns], axis=1)
    for share, lit in ((0.3, True), (0.6, True), (1.5, False)):
        pixels, _ = project(view(), share * radius * ring, **SIZE)
        x, y = np.floor(pixels).astype(int).T
        assert ((picture[y, x] > 0.0) == lit).all(), share


@pytest.mark.usefixtures("dark")
def test_a_spot_has_a_penumbra():
    # From the middle to the rim light never rises by more than its noise, and no ring is darker than the one within by
    # more than a smoothstep's steepest slope (1.5 of the whole over the penumbra) and the 17 cm of a pixel allow.
    picture, radius = traced(spread=0.4), 2.0 * np.tan(0.4)
    turns = np.linspace(0.0, 2 * np.pi, 48, endpoint=False)
    ring = np.stack([np.cos(turns), np.sin(turns), 0 * turns], axis=1)
    shares = np.linspace(0.2, 1.0, 9)
    level = []
    for share in shares:
        pixels, _ = project(view(), share * radius * ring, **SIZE)
        x, y = np.floor(pixels).astype(int).T
        level.append(picture[y, x].mean())
    level = np.array(level) / level[0]
    assert level[-1] < 0.1 < level[4] < 0.95
    assert np.diff(level).max() < 0.03
    assert -np.diff(level).min() < 1.5 * (shares[1] - shares[0]) / PENUMBRA + 1.5 * 0.17 / (radius * PENUMBRA) / 2


@pytest.mark.usefixtures("dark")
def test_a_scene_is_not_kept_for_a_lamp_of_another_spread():
    wide = traced()
    narrow = traced(spread=0.15)
    assert (wide > 0.0).mean() > 0.3
    assert 0.0 < (narrow > 0.0).mean() < 0.1 * (wide > 0.0).mean()
    assert narrow.max() > 5.0 * wide.max()
