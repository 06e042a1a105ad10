"""Styles change how a film is drawn, and nothing of its shapes."""

import core_scenes
import numpy as np
import pytest
from core_scenes import still_life

from setpiece.physics.simulate import simulate
from setpiece.render.layers import LAYERS
from setpiece.render.posed import Item, Surface
from setpiece.render.renderer import Renderer
from setpiece.render.styles import CLAY, HIGHEST, LOWEST, drawn, outlines, styled
from setpiece.take.layering import GEOMETRY, MOTION, Layering
from setpiece.world.document import Body, Shot, World
from setpiece.world.format import Format

RED = (0.8, 0.05, 0.05)


def item(material, color=None, id_="ball"):
    return Item(id_, "body", core_scenes.BALL, Surface(material, color), core_scenes.placed((0, 0, 0)))


def test_clay_is_clay_whatever_it_was_and_lamps_go_on_glowing():
    assert {styled(item(name), "clay").surface for name in ("steel", "glass", "oak")} == {Surface("clay", CLAY)}
    assert styled(item("lamp_glow"), "clay").surface == Surface("lamp_glow")
    assert styled(item("steel", RED), "natural").surface == Surface("steel", RED)
    around = styled(item("oak", id_="set_tree"), "clay").surface
    assert around.material == "clay" and around.color != CLAY


@pytest.mark.parametrize("style", ["toon", "paper"])
def test_toon_and_paper_keep_a_things_hue(style):
    red, green, blue = styled(item("rubber", RED), style).surface.color
    assert red > 5 * max(green, blue)


@pytest.mark.parametrize("style", ["toon", "clay", "paper", "blueprint"])
def test_geometry_layers_have_the_same_bits_in_every_style(style):
    def found(chosen):
        shot = Shot(eye=(0, -1.2, 0.5), target=(0, 0, 0.1), style=chosen)
        ball = Body(
            id="ball", family="ball", params={"radius": 0.12}, position=(0.0, 0.0, 0.4), materials={"body": "brick"}
        )
        world = World(bodies=(ball,), duration=0.2, shot=shot)
        film = Format(width=96, height=54)
        wanted = frozenset(GEOMETRY | MOTION.keys() | {"alpha", "amodal"})
        return Layering(world, film, simulate(world, 0.3), actors=frozenset({"ball"})).frame(2, wanted)

    natural, other = found("natural"), found(style)
    assert natural.arrays.keys() == other.arrays.keys() and len(natural.arrays) > 10
    for name, layer in natural.arrays.items():
        assert layer.tobytes() == other.arrays[name].tobytes(), f"{name}: {LAYERS[name].meaning}"


def test_ink_lies_on_outlines_and_not_on_what_is_flat(monkeypatch):
    from scipy.ndimage import maximum_filter

    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    world = still_life()
    fine = Renderer(world, height=216, width=384)
    ink = outlines(fine, world)
    part = fine.geometry(world).part[::2, ::2]
    edge = np.zeros(part.shape, bool)
    edge[:, 1:] |= part[:, 1:] != part[:, :-1]
    edge[1:] |= part[1:] != part[:-1]
    assert ink.shape == part.shape and ink.min() >= 0.0 and ink.max() <= 1.0
    assert (maximum_filter(ink, 3)[edge] > 0).mean() > 0.99  # an edge between two pixels may be inked on either
    ground = (part == 0) & ~edge
    far_from_edges = ground & (np.abs(np.indices(part.shape)[0] - part.shape[0]) < 12)
    assert far_from_edges.sum() > 500
    assert (ink[far_from_edges] == 0).mean() > 0.9


def test_a_toon_has_few_tones_and_ink_is_dark():
    light = np.exp2(np.linspace(LOWEST - 1, HIGHEST + 1, 4000, dtype=np.float32))
    radiance = np.repeat((0.5 * light)[None, :, None], 3, axis=2)
    albedo, ink = np.full(radiance.shape, 0.5, np.float32), np.zeros(radiance.shape[:2], np.float32)
    ink[:, -100:] = 1.0
    picture = drawn("toon", radiance, albedo, ink, 1.0)[0, :, 0]
    values, counts = np.unique(np.round(picture[:-100], 5), return_counts=True)
    assert 4 <= (counts > 100).sum() <= 7
    assert picture[-1] < 0.05 * values.max()


def test_an_odd_size_has_lines_for_every_pixel(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    world = still_life()
    assert outlines(Renderer(world, height=53, width=95), world).shape == (27, 48)
