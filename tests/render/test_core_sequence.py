"""Frames that follow one another have the bits of frames that are traced alone, at a fraction of the work."""

import dataclasses

import core_scenes
import numpy as np
import pytest
from core_scenes import BOX, placed, still_life, view

from setpiece.render import sequence
from setpiece.render.alias import alias_table
from setpiece.render.posed import Item, Surface
from setpiece.render.quality import QUALITIES
from setpiece.render.raw import touching
from setpiece.render.renderer import Renderer
from setpiece.world.document import Light

SIZE = {"height": core_scenes.HEIGHT, "width": core_scenes.WIDTH}
FOUR = dataclasses.replace(QUALITIES["standard"], samples=4, instants=2)


@pytest.fixture(autouse=True)
def plain_sky(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)


def frames(count=4, **world):
    """Return frames of two instants in which the red ball rolls and the box turns."""
    return [tuple(still_life(0.1 * k + 0.02 * half, **world) for half in range(2)) for k in range(count)]


class Counting(Renderer):
    """Counts the pixels that are traced."""

    pixels = 0

    def trace(self, instants, pixels=None, **options):
        self.pixels += self.height * self.width if pixels is None else len(pixels)
        return super().trace(instants, pixels, **options)


def test_frames_have_the_bits_of_frames_traced_alone():
    shots = frames()
    renderer = Counting(shots[0][0], **SIZE, quality=FOUR)
    raws = list(sequence.traced(renderer, shots))
    assert renderer.pixels < 3.4 * SIZE["height"] * SIZE["width"]
    alone = Renderer(shots[0][0], **SIZE, quality=FOUR)
    for shot, raw in zip(shots, raws, strict=True):
        whole = alone.trace(shot)
        np.testing.assert_array_equal(raw.radiance, whole.radiance)
        np.testing.assert_array_equal(raw.palette[raw.index], whole.palette[whole.index])
        np.testing.assert_array_equal(raw.albedo, whole.albedo)
        np.testing.assert_array_equal(raw.normal, whole.normal)
    assert (raws[0].radiance != raws[-1].radiance).any()


def test_pixels_that_are_traced_again_have_the_bits_of_whole_frames():
    before, after = frames(), frames(gold="copper")
    old = [Renderer(before[0][0], **SIZE, quality=FOUR).trace(shot) for shot in before]
    renderer = Counting(after[0][0], **SIZE, quality=FOUR)
    retrace = sequence.Retracing(renderer, after)
    asked = [np.flatnonzero(touching(raw, ["metal"])) for raw in old]
    found = [retrace(raw, shot, pixels) for raw, shot, pixels in zip(old, after, asked, strict=True)]
    assert renderer.pixels == sum(count for _, count in found)
    assert len(asked[0]) == found[0][1] and sum(map(len, asked)) > 1.1 * renderer.pixels
    alone = Renderer(after[0][0], **SIZE, quality=FOUR)
    for shot, (raw, _) in zip(after, found, strict=True):
        whole = alone.trace(shot)
        np.testing.assert_array_equal(raw.radiance, whole.radiance)
        np.testing.assert_array_equal(raw.palette[raw.index], whole.palette[whole.index])
    assert any((raw.radiance != new.radiance).any() for raw, (new, _) in zip(old, found, strict=True))


def test_nothing_is_traced_where_nothing_moves():
    shots = [(still_life(),)] * 3
    renderer = Counting(shots[0][0], **SIZE, quality=QUALITIES["standard"])
    first, *rest = sequence.traced(renderer, shots)
    assert renderer.pixels == SIZE["height"] * SIZE["width"]
    assert all(raw is first for raw in rest)


@pytest.mark.parametrize("what", ["camera", "lamp"])
def test_all_is_traced_where_camera_or_lamp_move(what):
    if what == "camera":
        shots = [(dataclasses.replace(still_life(), view=view(eye=(0.1 * k, -4, 1.5))),) for k in range(2)]
    else:
        shots = [(still_life(lights=(Light(id="lamp", position=(0.1 * k, 0, 2)),)),) for k in range(2)]
    assert sequence.moving_boxes(shots) is None
    renderer = Counting(shots[0][0], **SIZE, quality=QUALITIES["draft"])
    list(sequence.traced(renderer, shots))
    assert renderer.pixels == 2 * renderer.height * renderer.width


def test_boxes_hold_all_that_moves():
    still, first, last = still_life(), still_life(0.0), still_life(0.4)
    movers = tuple(Item(f"m{k}", "body", BOX, Surface("paint"), placed([k, 3, 1], 0.1)) for k in range(6))
    moved = tuple(dataclasses.replace(item, world_from_mesh=placed([k, 3, 2], 0.1)) for k, item in enumerate(movers))
    shots = [
        (dataclasses.replace(first, items=first.items + movers),),
        (dataclasses.replace(last, items=last.items + moved),),
    ]
    boxes = sequence.moving_boxes(shots)
    assert len(boxes) == 4
    for world in (shots[0][0], shots[1][0]):
        for item, before in zip(world.items, (still.items + movers), strict=True):
            if item.id.startswith("set_") or item.id in {"clear", "metal"}:
                continue
            points = item.mesh.vertices @ item.world_from_mesh[:3, :3].T + item.world_from_mesh[:3, 3]
            inside = [((np.array(low) <= points) & (points <= np.array(high))).all() for low, high in boxes]
            assert any(inside), before.id


def test_alias_table_chooses_by_weight():
    # The share of each entry is exact: its own column's share plus what other columns give away.
    weights = np.random.default_rng(3).random(37) ** 4
    weights[5] = 0.0
    share, alias = alias_table(weights)
    found = share.astype(float)
    np.add.at(found, alias, 1.0 - share.astype(float))
    np.testing.assert_allclose(found / len(weights), weights / weights.sum(), atol=1e-8)
