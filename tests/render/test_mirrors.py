"""Polished mirrors show what stands in their direction, and nothing else, however flat they are looked at."""

import dataclasses

import numpy as np
from core_scenes import PLANE, placed, view

from setpiece.render.lights import Dome, Lighting
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.quality import QUALITIES
from setpiece.render.renderer import Renderer
from setpiece.world.document import Place, Sky


def test_a_mirror_seen_flat_shows_no_bright_box_that_hangs_high(monkeypatch):
    # The room gives radiance 1, a box at an elevation of 45 degrees 3000. No camera ray looks down by more than 10
    # degrees, so that what is mirrored is the room, times a reflectance of at most 1; half floats round by 2^-11.
    rows, columns = np.indices((64, 128))
    image = np.ones((64, 128, 3), np.float32)
    image[(np.abs(rows - 16) <= 3) & ((columns < 4) | (columns > 124))] = 3000.0
    monkeypatch.setattr("setpiece.render.skies.lighting", lambda *_: Lighting(Dome(image)))
    mirror = Item("set_plate", "plate", PLANE, Surface("dark_mirror"), placed([0, 0, 0], 3000.0))
    world = PosedWorld((mirror,), (), Sky(), Place(), view((0.0, -4.0, 0.3), (0.0, 0.0, 0.25), focal=2.0), 7)
    many = dataclasses.replace(QUALITIES["standard"], samples=64)
    renderer = Renderer(world, height=54, width=96, quality=many, exposure=1e-6)
    below = renderer.geometry(world).part == 0
    found = renderer.trace(world).radiance.astype(np.float64)[below]
    assert below.sum() > 1000
    assert found.max() <= 1.0 + 2**-10
