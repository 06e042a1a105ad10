"""Styles change how a film is drawn, and nothing of its shapes."""

from dataclasses import replace

import core_scenes
import numpy as np
import pytest
from core_scenes import still_life

from setpiece.physics.simulate import simulate
from setpiece.render.drawing import Drawing, halved
from setpiece.render.ink import lines, seen_by
from setpiece.render.layers import LAYERS
from setpiece.render.made_skies import cut_out
from setpiece.render.plan import written
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.renderer import Renderer
from setpiece.render.sheets import STEP, drawing, levels
from setpiece.render.styles import HIGHEST, LOWEST, drawn, styled
from setpiece.take.layering import GEOMETRY, MOTION, Layering
from setpiece.world.document import Body, Place, Room, Shot, Sky, World
from setpiece.world.format import Format

RED = (0.8, 0.05, 0.05)


def item(material, color=None, id_="ball"):
    return Item(id_, "body", core_scenes.BALL, Surface(material, color), core_scenes.placed((0, 0, 0)))


def test_clay_is_clay_whatever_it_was_and_lamps_go_on_glowing():
    kneaded = [styled(item(name, RED), "clay").surface for name in ("steel", "glass", "oak")]
    assert len(set(kneaded)) == 1 and kneaded[0].material.startswith("plasticine")
    assert styled(item("oak"), "clay").surface.color != kneaded[0].color
    assert styled(item("lamp_glow"), "clay").surface == Surface("lamp_glow")
    assert styled(item("steel", RED), "natural").surface == Surface("steel", RED)
    assert styled(item("oak", id_="set_tree"), "clay").surface.material.startswith("plasticine")


@pytest.mark.parametrize("style", ["toon", "paper"])
def test_toon_and_paper_keep_a_things_hue(style):
    red, green, blue = styled(item("rubber", RED), style).surface.color
    assert red > 5 * max(green, blue)


def outlines(renderer, world):
    return halved(lines(seen_by(renderer, world), world.view.focal))


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
    picture = drawn("toon", radiance, albedo, Drawing(ink), 1.0)[0, :, 0]
    values, counts = np.unique(np.round(picture[:-100], 5), return_counts=True)
    assert 4 <= (counts > 100).sum() <= 7
    assert picture[-1] < 0.05 * values.max()


def test_an_odd_size_has_lines_for_every_pixel(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    world = still_life()
    assert outlines(Renderer(world, height=53, width=95), world).shape == (27, 48)


def ball_on_ground(eye, *more):
    """Return a ball that lies on level gravel, and what else."""
    items = (
        Item("set_ground", "ground", core_scenes.PLANE, Surface("gravel"), core_scenes.placed([0, 0, 0], 20.0)),
        Item("ball", "body", core_scenes.BALL, Surface("plastic"), core_scenes.placed([0, 0, 0.3], 0.3)),
        *more,
    )
    return PosedWorld(items, (), Sky(), Place(), core_scenes.view(eye, (0.0, 0.0, 0.3)), 7)


@pytest.mark.parametrize("eye", [(0.0, -2.0, 1.3), (1.1, -1.4, 0.9), (-2.3, -0.7, 1.9), (0.3, -3.9, 2.2)])
def test_the_outline_of_a_ball_on_the_ground_is_one_closed_curve_of_even_width(monkeypatch, eye):
    from scipy.ndimage import label

    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    world = ball_on_ground(eye)
    ink = outlines(Renderer(world, height=432, width=768), world)
    whole = np.ones((3, 3))
    assert label(ink > 0.25, whole)[1] == 1
    assert label(ink <= 0.25)[1] == 2, "what is within the line, and what is outside"

    # The line's width in 24 sectors around the middle: a curve crosses a sector on a way that grows with its distance.
    y, x = np.indices(ink.shape) + 0.5
    middle = np.average(y, weights=ink), np.average(x, weights=ink)
    far, angle = np.hypot(y - middle[0], x - middle[1]), np.arctan2(y - middle[0], x - middle[1])
    sector = np.floor((angle / np.pi + 1.0) * 12.0).astype(int) % 24
    wide = [ink[sector == k].sum() / (np.average(far, weights=ink * (sector == k)) * np.pi / 12) for k in range(24)]
    assert np.ptp(wide) < 0.25 * np.mean(wide)  # half a fine pixel of two


def test_no_ink_lies_on_level_ground_or_on_what_lies_flat_on_it(monkeypatch):
    from scipy.ndimage import maximum_filter

    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    puddle = Item(
        "set_puddle", "puddle", core_scenes.PLANE, Surface("porcelain"), core_scenes.placed([1, 0, 5e-4], 0.3)
    )
    leaves = Item("set_blown", "blown", core_scenes.BOX, Surface("paper"), core_scenes.placed([-1, 0, 0.01], 0.02))
    world = ball_on_ground((0.0, -3.0, 0.8), puddle, leaves)
    fine = Renderer(world, height=432, width=768)
    found, ink = fine.geometry(world), outlines(fine, world)
    ground = found.parts.index(("set_ground", "ground"))
    near_ball = maximum_filter(found.part == 1, 9)[::2, ::2]
    below = np.isin(found.part, (ground, 2, 3))[::2, ::2] & ~near_ball
    far = np.isfinite(found.depth[::2, ::2]) & (found.depth[::2, ::2] > 12.0)
    assert (below & ~far).sum() > 10000 and (found.part == 2).sum() > 500
    assert ink[below & ~far].max() == 0.0


def test_cut_edges_of_paper_are_lighter_than_the_sheet_and_its_shadow_is_darker():
    radiance, albedo = np.full((1, 12, 3), 0.3, np.float32), np.full((1, 12, 3), 0.3, np.float32)
    none = np.zeros((1, 12), np.float32)
    rim, cast = none.copy(), none.copy()
    rim[:, 3], cast[:, 7] = 1.0, 1.0
    picture = drawn("paper", radiance, albedo, Drawing(none, none, rim=rim, cast=cast), 1.0)[0, :, 0]
    assert picture[3] > 1.2 * picture[0] and picture[7] < 0.6 * picture[0]
    assert np.ptp(np.delete(picture, [3, 7])) < 1e-6


@pytest.mark.parametrize("style", ["toon", "paper"])
def test_where_a_pixel_shows_sky_too_it_is_a_mix_of_both_and_nothing_else(style):
    # A wall of albedo 0.3 in light 1, sky of radiance 0.7 beside it, and between them pixels that show some of both.
    share = np.clip(np.linspace(3.0, -2.0, 12, dtype=np.float32), 0.0, 1.0)[None, :, None] * np.ones(3, np.float32)
    albedo, radiance = 0.3 * share, 0.3 * share + 0.7 * (1.0 - share)
    none = np.zeros((1, 12), np.float32)
    picture = drawn(style, radiance, albedo, Drawing(none, 1.0 - share[..., 0]), 1.0)[0, :, 0]
    assert picture[-1] == pytest.approx(0.7)
    assert (np.diff(picture) * np.sign(picture[-1] - picture[0]) > -1e-6).all()


def test_the_land_of_paper_is_sheets_and_things_lie_above_the_one_they_stand_on(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    world = replace(ball_on_ground((0.0, -2.0, 1.3)), style="paper")
    fine = Renderer(world, height=216, width=384)
    seen = seen_by(fine, world)
    away = np.log2(np.maximum(fine.geometry(world).depth, 1e-3))
    level = levels(seen, np.where(np.isfinite(away), away, 0.0), np.zeros_like(away))
    land = level[seen.land]
    assert 2 <= len(np.unique(land)) <= 16 and np.allclose(land % STEP, 0.0)
    assert len(np.unique(level[seen.body])) == 1
    under = seen.land & (away > level[seen.body][0] - 0.3)
    assert (level[under] >= level[seen.body][0]).all()


def test_clouds_are_cut_out_of_a_clear_sky_alone_and_what_is_lit_lies_inside():
    rise, bearing = np.meshgrid(np.linspace(0.6, 0.0, 90), np.linspace(0.0, 2.0, 160), indexing="ij")
    cloud, sunny = cut_out(Sky(), bearing, rise)
    assert 0.01 < cloud.mean() < 0.5 and (sunny <= cloud).all() and sunny.sum() > 0.4 * cloud.sum()
    assert not cut_out(Sky(kind="overcast"), bearing, rise)[0].any()
    assert not cut_out(Sky(panorama="sky.hdr"), bearing, rise)[0].any()


@pytest.mark.parametrize("room", [None, Room(size=(60.0, 60.0, 9.0))])
def test_no_cloud_hangs_in_a_room(monkeypatch, room):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    seen_from = core_scenes.view((0.0, -4.0, 1.0), (0.0, 0.0, 1.8))
    bare = ball_on_ground((0.0, -3.0, 1.0))
    world = replace(bare, style="toon", view=seen_from, place=Place(room=room))
    found = drawing(Renderer(world, height=432, width=768), world)
    assert found.sky.any() and found.cloud.any() == (room is None)


def test_a_blueprint_measures_what_is_seen_whole_and_nothing_of_the_place(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)

    def sheet(target_at):
        world = replace(ball_on_ground(target_at), style="blueprint")
        fine = Renderer(world, height=432, width=768)
        part = fine.geometry(world).part
        return written(world, part), (part == 1)[::2, ::2]

    strokes, ball = sheet((0.0, -3.0, 1.0))
    columns, rows = (np.flatnonzero(ball.any(axis=axis)) for axis in (0, 1))
    below, aside = strokes[rows.max() + 1 :, columns].sum(axis=1), strokes[rows, : columns.min()].sum(axis=0)
    assert below.max() > 0.7 * len(columns) and aside.max() > 0.7 * len(rows)
    alone = replace(ball_on_ground((0.0, -3.0, 1.0)), style="blueprint")
    assert written(alone, np.ones((24, 44), np.uint16)).shape == (12, 22)  # letters have a size even then
    nothing = written(replace(alone, items=alone.items[:1]), np.zeros((432, 768), np.uint16))
    assert nothing[8:-8, 8:-8].max() == 0.0
