"""Staged worlds: what the sentence says does happen, from the same seed in the same way."""

import numpy as np
import pytest
from scripts import DOMINOES, ROLLS_OFF, STILL_LIFE, TOO_OFTEN

from setpiece.assets.build import build
from setpiece.camera.moves import viewer
from setpiece.camera.view import project
from setpiece.errors import InputError
from setpiece.events.judge import judge_all
from setpiece.language.script import Script
from setpiece.language.understand import understand
from setpiece.physics.overlap import overlaps
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import at, index
from setpiece.staging.stage import stage


@pytest.fixture(scope="module", params=[ROLLS_OFF, DOMINOES, STILL_LIFE], ids=["table", "dominoes", "still"])
def staged(request):
    return stage(request.param, seed=5)


@pytest.fixture(scope="module")
def film(staged):
    world = staged.world
    return world, simulate(world, world.duration)


def test_every_clause_holds_in_the_film_itself(staged, film):
    world, trajectory = film
    verdicts = judge_all(staged.clauses, world, trajectory, view_at=viewer(world, trajectory))
    assert verdicts
    assert [v.evidence for v in verdicts if v.verdict != "holds"] == []


def test_nothing_starts_inside_another_thing(staged):
    assert overlaps(staged.world, tolerance=1e-4) == []


def test_the_camera_sees_the_start(film):
    world, trajectory = film
    view = viewer(world, trajectory)(0.0)
    points = at(trajectory, 0.0).position[~trajectory.fixed]
    pixel, depth = project(view, points, height=360, width=640)
    assert (depth > 0).all()
    assert ((pixel > 0) & (pixel < (640, 360))).all(axis=1).mean() > 0.9


def test_same_seed_same_world():
    assert stage(ROLLS_OFF, seed=11) == stage(ROLLS_OFF, seed=11)


def test_length_of_the_film_does_not_change_what_happens():
    short, long = stage(ROLLS_OFF, seed=2, seconds=1.0), stage(ROLLS_OFF, seed=2, seconds=20.0)
    assert short.world.bodies == long.world.bodies
    assert short.world.actions == long.world.actions
    assert (short.world.duration, long.world.duration) == (1.0, 20.0)


def test_what_cannot_be_met_is_said():
    staged = stage(TOO_OFTEN.model_copy(update={"duration": 1.0}), seed=0)
    assert any("Could not be met" in note for note in staged.notes)


def test_no_thing_no_film():
    with pytest.raises(InputError, match="at least one thing"):
        stage(Script(prompt="beautiful, cinematic"))


@pytest.mark.parametrize("sentence", ["A tennis ball rolls down the stairs.", "A basketball bounces down the stairs."])
def test_what_goes_down_stairs_starts_on_the_top_step_and_goes_towards_the_lowest(sentence):
    world = stage(understand(sentence), seed=0, seconds=3.0).world
    stairs, ball = world.bodies
    steps = [support.center[0] for support in build(stairs).supports]
    down = np.sign(steps[0] - steps[-1])  # supports are listed from the lowest step on
    assert ball.position[0] - stairs.position[0] == pytest.approx(steps[-1], abs=0.14)
    assert down * ball.velocity[0] > 0.5


@pytest.mark.parametrize(
    "prompt",
    [
        "A ball rolls past a glass jar on the floor.",
        "A box slides past two cups.",
        "A coin rolls across a table.",
        "A mug slides along a counter and falls off its edge.",
        "A blue mug slides over the floor while an orange rolls past a glass jar.",
    ],
)
def test_ways_past_beside_and_along_things_are_met_from_a_clear_start(prompt):
    staged = stage(understand(prompt))
    assert not staged.notes or all("inside" not in note and "not be met" not in note for note in staged.notes)
    assert overlaps(staged.world, tolerance=1e-3) == []


def test_a_flight_over_a_city_is_level_and_high_and_nothing_is_cleared_away_for_it():
    film = stage(understand("A ten-second drone move over a city at sunset."))
    world, trajectory = film.world, simulate(film.world, 10.0)
    seen = viewer(world, trajectory)
    eyes = np.array([seen(time).world_from_camera[:3, 3] for time in np.linspace(0.0, 10.0, 11)])
    assert np.ptp(eyes[:, 2]) < 1e-6
    assert eyes[0, 2] > 100.0
    steps = np.linalg.norm(np.diff(eyes, axis=0), axis=1)
    np.testing.assert_allclose(steps, 11.0, rtol=1e-6)
    assert world.place.clear_radius < 20.0
    assert [n for n in film.notes if "Could not be met" in n] == []


def test_a_candlelit_table_has_candles_and_is_seen_from_near():
    film = stage(understand("A candle-lit table in a slow dolly."))
    candles = [body.id for body in film.world.bodies if "candle" in body.id]
    assert len(candles) == len(film.world.lights) == 3
    assert film.world.place.name == "living_room"
    assert film.world.sky.kind == "night"
    eye, target = np.array(film.world.shot.eye), np.array(film.world.shot.target)
    assert np.linalg.norm(target - eye) < 1.5
    assert [n for n in film.notes if "Could not be met" in n] == []
    alone = stage(understand("A candle on a table by candlelight."))
    assert [body.id for body in alone.world.bodies if "candle" in body.id] == ["candle"]


def test_a_camera_that_goes_round_stays_inside_the_room():
    staged = stage(
        understand("A blue ball rolls past a red chest in a living room; the camera orbits once around the chest.")
    )
    world, room = staged.world, staged.world.place.room
    view_at = viewer(world, simulate(world, 1.0))
    eyes = [view_at(float(t)).world_from_camera[:3, 3] for t in np.linspace(0.0, world.duration, 50)]
    away = np.abs(np.array(eyes)[:, :2] - room.center)
    assert np.ptp(np.array(eyes)[:, 0]) > 4.0
    assert (away < np.array(room.size[:2]) / 2 - 0.3).all() and np.max(np.array(eyes)[:, 2]) < room.size[2]


@pytest.mark.parametrize("words", ["A silver spoon stands in a white mug", "A pencil stands in a glass jar"])
def test_what_is_too_long_to_lie_in_a_vessel_stands_in_it(words):
    world = stage(understand(f"{words} on a desk.")).world
    long, vessel = (
        next(body for body in world.bodies if body.id == entity.id) for entity in understand(words).entities
    )
    assert not [pair for pair in overlaps(world, tolerance=1e-3) if long.id in pair]
    trajectory = simulate(world, 3.0)
    there = [at(trajectory, 3.0).position[index(trajectory, body.id)] for body in (long, vessel)]
    assert np.hypot(*(there[0] - there[1])[:2]) < 0.06 and there[0][2] > there[1][2] - 0.02
