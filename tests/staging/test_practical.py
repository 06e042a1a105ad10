"""In the dark a room has its lamp lit, unless the sentence brings light of its own."""

import pytest

from setpiece.language.understand import understand
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
