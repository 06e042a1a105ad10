"""Streets: wet after rain, no wider than a road, lit by who drives at night, and below the middle of the picture."""

import numpy as np
import pytest

from setpiece.camera.moves import view_at
from setpiece.language.understand import understand
from setpiece.pipeline import imagine
from setpiece.render.textures import pattern
from setpiece.staging import setting
from setpiece.world.materials import MATERIALS, WET


@pytest.mark.parametrize(
    ("prompt", "ground"),
    [
        ("A car stands on a wet street.", "wet_asphalt"),
        ("A car stands on a street in the rain.", "wet_asphalt"),
        ("A car stands on a street.", "asphalt"),
        ("A ball rolls over the wet stone floor.", "wet_stone"),
        ("A cow stands on a meadow in the rain.", "grass"),
        ("A wet ball rolls across a wooden floor.", "wood"),
    ],
)
def test_the_ground_is_wet_where_that_is_said_or_where_it_rains(prompt, ground):
    assert setting.place(understand(prompt)).ground == ground


@pytest.mark.parametrize("name", [name for name in MATERIALS if name.startswith(WET)])
def test_what_is_wet_is_darker_smoother_and_slipperier_and_has_less_relief(name):
    wet, dry = MATERIALS[name], MATERIALS[name.removeprefix(WET)]
    assert all(0.4 * b < a < b for a, b in zip(wet.color, dry.color, strict=True))
    assert wet.friction < dry.friction
    assert wet.roughness < dry.roughness
    if wet.texture != dry.texture:
        rough, flat = (np.std(np.diff(pattern(each.texture, 0).height, axis=1)) for each in (dry, wet))
        assert flat < 0.8 * rough


def test_who_drives_at_night_has_headlights_on_and_who_is_parked_has_not():
    for prompt, lit in (
        ("A car drives along a street at night.", True),
        ("A car drives along a street in the morning.", False),
        ("A red car stands on a street at night.", False),
    ):
        script = setting.lit_when_dark(understand(prompt))
        assert bool(script.entities[0].lit) is lit, prompt


def nowhere(body, time):
    raise AssertionError(f"no move follows {body} at {time}")


def test_a_long_way_along_a_street_keeps_its_houses_near_and_runs_below_the_middle():
    world = imagine("A blue car drives along a wet street.").world
    place, shot = world.place, world.shot
    assert place.ground == "wet_asphalt"
    assert place.clear_radius > 15.0
    assert place.depth < 8.0
    assert shot.eye[1] < 0.0
    view = view_at(shot, 0.0, nowhere)
    car = next(body for body in world.bodies if body.id == "blue_car")
    x, y, z = (np.array(car.position) - view.world_from_camera[:3, 3]) @ view.world_from_camera[:3, :3]
    assert abs(x / z) * view.focal < 0.5
    assert 0.0 < 16 / 9 * y / z * view.focal < 0.45  # below the middle, inside the frame


def test_who_drives_passes_and_stops_does_all_three():
    told = imagine("A green truck drives along a street, passes a red mailbox and stops beside a street lamp.")
    assert {"drives", "passes", "comes_to_rest", "ends_placed"} <= {clause.predicate for clause in told.clauses}
    assert not [note for note in told.notes if "Could not be met" in note]
    rates = [act.speed for act in told.world.actions if act.kind == "drive"]
    assert 0.0 in rates
    assert any(rates)


def test_who_does_not_stop_drives_on():
    told = imagine("A car drives past a tree and does not stop.")
    assert all(act.speed > 0.0 for act in told.world.actions if act.kind == "drive")
    assert not [note for note in told.notes if "Could not be met" in note]
