"""What goes along a top and falls leaves it; what lies on a plate lies on its rim, and leaves it onto the table."""

import numpy as np
import pytest
from tests.staging.scripts import comes_true, filmed

from setpiece.geometry import quat_conjugate, quat_rotate
from setpiece.language.understand import understand
from setpiece.staging.knobs import Knobs
from setpiece.staging.stage import _set, stage
from setpiece.staging.vessels import borne


@pytest.mark.parametrize(("prompt", "predicates"), [
    ("A perfume bottle slides across a glass table and falls onto the floor.", {"slides", "falls", "lands_on"}),
    ("A ball rolls along a shelf and drops to the ground.", {"rolls", "falls"}),
    ("A ball rolls across a table and falls into a bucket.", {"rolls", "touches"}),
    ("A croissant slides off a plate onto a table.", {"stands_on", "leaves", "ends_on"}),
    ("A fork falls off a plate onto a wooden table.", {"moves", "leaves", "ends_on"}),
])  # fmt: skip
def test_what_passes_an_edge_comes_down_beyond_it(prompt, predicates):
    comes_true(prompt, predicates)


@pytest.mark.parametrize(("prompt", "bearer"), [
    ("A croissant falls off a plate onto a table.", ("plate", "table")),
    ("A cat falls off a chair onto a table.", None),
    ("A marble rolls off a table onto a plate.", None),
])  # fmt: skip
def test_only_small_things_stand_on_what_others_come_down_on(prompt, bearer):
    before = understand(prompt)
    more = borne(before).relations[len(before.relations) :]
    assert [(r.subject, r.objects[0]) for r in more] == ([bearer] if bearer else [])


@pytest.mark.parametrize(("prompt", "predicates"), [
    ("A van stops.", {"comes_to_rest"}),
    ("A van drives along a street and stops at a bus stop.", {"drives", "comes_to_rest", "ends_placed"}),
    ("A car stops in front of a church.", {"comes_to_rest", "ends_placed"}),
])  # fmt: skip
def test_a_vehicle_brakes_where_it_is_said_to_stop(prompt, predicates):
    comes_true(prompt, predicates)


@pytest.mark.parametrize("prompt", ["A fan stops.", "A windmill stops.", "A pendulum stops.", "A table stops."])
def test_what_does_not_go_by_itself_is_not_set_going_to_stop(prompt):
    assert not any(any(body.velocity) for body in stage(understand(prompt)).world.bodies)


@pytest.mark.parametrize(("prompt", "predicates"), [
    ("A ball rolls across the floor and stops.", {"rolls", "comes_to_rest"}),
    ("A glass ball rolls across a wooden table and stops beside a pear.", {"rolls", "comes_to_rest", "ends_placed"}),
    ("A ball stops beside a cup on a table.", {"stands_on", "comes_to_rest", "ends_placed"}),
    ("A ball rolls over the floor and stops, four seconds.", {"rolls", "comes_to_rest"}),
    ("A football rolls across the lawn, slows down and stops.", {"rolls", "slows", "comes_to_rest"}),
])  # fmt: skip
def test_a_ball_that_is_to_stop_sets_off_so_that_friction_stops_it(prompt, predicates):
    comes_true(prompt, predicates)


def test_what_a_ball_stops_beside_stands_on_the_same_top():
    world = stage(understand("An orange rolls along a table and stops in front of a cup.")).world
    cup, table = (next(body for body in world.bodies if body.id == name) for name in ("cup", "table"))
    assert cup.position[2] > 2 * table.position[2]


@pytest.mark.parametrize("way", [
    "A steel ball rolls across the floor", "A ball rolls over the street", "A golf ball rolls across the grass",
])  # fmt: skip
def test_rolling_resistance_is_known_to_who_sets_off(way):
    """What staging takes for the drag is what the solver does, by what a second of a film shows of it."""
    prompt = f"{way} and stops."
    ((name, course),) = _set(understand(prompt), Knobs(0), {}).courses.items()
    _, trajectory, _ = filmed(prompt)
    speed = np.linalg.norm(trajectory.segments[0].velocity[:, trajectory.ids.index(name)], axis=-1)
    assert speed[0] - speed[-1] == pytest.approx(course.braking, rel=0.03)


@pytest.mark.parametrize(("prompt", "things"), [
    ("A row of bus stops stands on a street.", [("bus_stop", 6)]),
    ("A bus stops at a bus stop.", [("bus", 1), ("bus_stop", 1)]),
    ("Two bus stops stand on a street.", [("bus_stop", 2)]),
])  # fmt: skip
def test_one_bus_that_stops_is_no_row_of_bus_stops(prompt, things):
    assert [(entity.thing, entity.count) for entity in understand(prompt).entities] == things


@pytest.mark.parametrize(("prompt", "predicates"), [
    ("A football is kicked over a fence.", {"thrown", "passes_over", "camera_sees"}),
    ("A ball is kicked into a goal.", {"hits"}),
    ("A dog runs and stops in front of a house.", {"comes_to_rest", "ends_placed"}),
])  # fmt: skip
def test_who_goes_over_into_or_before_a_thing_ends_there(prompt, predicates):
    comes_true(prompt, predicates)


def test_what_is_kicked_into_a_goal_comes_in_by_its_mouth():
    staged, trajectory, _ = filmed("A ball is kicked into a goal.")
    goal = next(body for body in staged.world.bodies if body.id == "goal")
    ball = trajectory.segments[-1].position[-1, trajectory.ids.index("ball")]
    x, y, _ = quat_rotate(quat_conjugate(np.array(goal.rotation)), ball - np.array(goal.position))
    assert abs(x) < 1.5
    assert -0.5 < y < 0.54
