"""In the dark a room has its lamp lit, unless the sentence brings light of its own."""

import numpy as np
import pytest

from setpiece.language.understand import understand
from setpiece.render.rooms import box, window
from setpiece.render.skies import sun_direction
from setpiece.staging.setting import INDOORS
from setpiece.staging.stage import stage


@pytest.mark.parametrize(("prompt", "lights"), [
    ("A blue vase stands on a table in a living room at night.", {"floor_lamp"}),
    ("A blue vase stands on a table in a living room in the morning.", set()),
    ("An orange rolls past a jar in a kitchen at dusk.", {"ceiling_lamp"}),
    ("An orange rolls past a jar in a kitchen at sunset.", set()),
    ("A lit candle stands on a table in a living room at night.", {"candle_light"}),
    ("A blue vase stands on a terrace at night.", set()),
])  # fmt: skip
def test_in_the_dark_a_room_has_its_lamp_lit(prompt, lights):
    assert {light.id for light in stage(understand(prompt)).world.lights} == lights


@pytest.mark.parametrize("name", sorted(INDOORS))
@pytest.mark.parametrize("time", ["sunrise", "morning"])
def test_in_the_morning_the_sun_shines_by_the_window_on_a_table(name, time):
    said = {"sunrise": "at sunrise", "morning": "in the morning"}[time]
    world = stage(understand(f"A blue vase stands on a table in a {name.replace('_', ' ')} {said}.")).world
    opening, wall = window(world.place.room), box(world.place.room).low[0]
    way = sun_direction(world.sky)
    y, z = np.array([0.0, 0.75]) + way[1:] * wall / way[0]
    assert world.place.name == name
    assert way[0] < 0.0
    assert opening.y[0] < y < opening.y[1]
    assert opening.z[0] < z < opening.z[1]
