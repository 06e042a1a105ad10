"""The camera: what it shows of furniture, how far its lens is opened, and from where it looks at a row."""

import numpy as np
import pytest

from setpiece.assets.build import build
from setpiece.camera.moves import viewer
from setpiece.camera.view import project
from setpiece.events.judge import judge_all
from setpiece.language.script import CameraMove
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.staging.framing import PLANS, SHARP, SOFT, STOPS, Plan, stop
from setpiece.staging.stage import stage
from setpiece.world.document import Move, Shot

SHOT = Shot(eye=(0.0, -2.0, 0.0), target=(0.0, 0.0, 0.0), focal_length=50.0)


def blur(shot: Shot, depth: float) -> float:
    """Return the width of a point's disc over the film's width, by similar triangles behind a thin lens."""
    length, film, focus = shot.focal_length / 1000, shot.film_width / 1000, 2.0
    image, of_focus = 1 / (1 / length - 1 / depth), 1 / (1 / length - 1 / focus)
    return length / shot.f_number * abs(image - of_focus) / image / film


def test_the_stop_is_the_widest_that_keeps_all_points_sharp():
    points = np.array([[0.0, 0.5, 0.0], [0.0, -0.3, 0.2]])
    found = stop(SHOT, points, 1.0)
    assert found in STOPS[1:]
    wider = STOPS[STOPS.index(found) - 1]
    worst = [max(blur(SHOT.model_copy(update={"f_number": n}), d) for d in (2.5, 1.7)) for n in (found, wider)]
    assert worst[0] <= SHARP < worst[1]


def test_what_is_far_stays_recognisable_and_a_flat_scene_gets_the_widest_stop_for_that():
    found = stop(SHOT, np.zeros((1, 3)), 1.0)
    wide = SHOT.model_copy(update={"f_number": found})
    assert blur(wide, 1e6) <= SOFT
    assert found == STOPS[0] or blur(SHOT.model_copy(update={"f_number": STOPS[STOPS.index(found) - 1]}), 1e6) > SOFT


@pytest.mark.parametrize(
    ("shot", "points"),
    [
        (SHOT, [[0.0, 400.0, 0.0], [0.0, -1.9, 0.0]]),
        (SHOT.model_copy(update={"moves": (Move(kind="follow", duration=1.0, amount=1.0, body="ball"),)}), [[0, 0, 0]]),
    ],
    ids=["too deep", "goes with a body"],
)
def test_where_no_stop_will_do_everything_is_sharp(shot, points):
    assert stop(shot, np.array(points, float), 1.0) is None


def test_a_dolly_is_sharp_where_it_comes_closest():
    points = np.array([[0.0, 0.1, 0.0]])
    closer = SHOT.model_copy(update={"moves": (Move(kind="dolly", duration=1.0, amount=1.2),)})
    assert stop(closer, points, 1.0) > stop(SHOT, points, 1.0)


def test_what_is_said_of_the_lens_goes_before():
    told = stage(understand("An apple stands on a table, deep depth of field.")).world.shot
    assert told.f_number == 16.0


def test_of_a_table_no_more_is_shown_than_what_stands_on_it_needs():
    staged = stage(understand("A red apple stands on a table."))
    trajectory = simulate(staged.world, staged.world.duration)
    view_at = viewer(staged.world, trajectory)
    apple = next(body for body in staged.world.bodies if body.id == "red_apple")
    _, depth = project(view_at(0.0), np.array(apple.position), height=360, width=640)
    assert 0.075 * view_at(0.0).focal / float(depth) > 0.15
    verdicts = judge_all(staged.clauses, staged.world, trajectory, view_at=view_at)
    assert [v.evidence for v in verdicts if v.verdict != "holds"] == []


def test_a_table_that_something_falls_off_is_shown_whole():
    world = stage(understand("A red rubber ball rolls off a wooden table and bounces on the stone floor.")).world
    view = viewer(world, simulate(world, 1.0))(0.0)
    table = next(body for body in world.bodies if "table" in body.id)
    pixel, _ = project(view, np.array([*table.position[:2], 0.0]), height=360, width=640)
    assert 0 < pixel[1] < 360


def test_a_crane_that_reveals_keeps_far_land_in_the_picture_that_one_without_would_lose():
    eye, target = np.array([0.0, -20.0, 4.0]), np.array([0.0, 0.0, 1.0])
    tilts = []
    for reveal in ("wide", ""):
        wish = CameraMove(kind="crane", amount=8.0, reveal=reveal)
        _, _, (rise, tilt) = PLANS["crane"](Plan(wish, eye, target, 1.0, 5.0, None))
        assert rise.amount == 8.0
        tilts.append(tilt.amount)
    assert tilts[1] < tilts[0] < 0.0


def test_at_dusk_somebody_is_at_home():
    lit = stage(understand("A house on a meadow at dusk.")).world
    dark = stage(understand("A house on a meadow at noon.")).world
    houses = [next(body for body in world.bodies if body.id == "house") for world in (lit, dark)]
    shown = [{part.material for part in build(house).parts} for house in houses]
    assert "lamp_glow" in shown[0]
    assert "lamp_glow" not in shown[1]


def test_the_camera_stays_in_a_room_whose_walls_stand_farther_off_for_what_rolls():
    sentence = "A stack of three boxes stands in a garage; a soccer ball rolls in and comes to rest beside a bicycle."
    world = stage(understand(sentence)).world
    room = world.place.room
    off = np.abs(np.subtract(world.shot.eye[:2], room.center)) - np.array(room.size[:2]) / 2
    assert off.max() < -0.3


def test_a_model_is_filmed_with_less_depth_than_a_lens_of_its_world_has():
    points = np.array([[0.0, 0.0, 0.1], [0.0, 0.4, 0.1]])
    usual, model = stop(SHOT, points, 1.0), stop(SHOT, points, 1.0, model=True)
    assert usual is not None and model is not None and 0.0 < model < usual
