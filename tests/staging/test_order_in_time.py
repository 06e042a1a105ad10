"""Who waits for whom, and where motion ends: told in sentences, judged on the simulated world."""

import numpy as np
import pytest

from setpiece.assets.build import build
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import at
from setpiece.staging.stage import stage
from setpiece.world.document import Hold


def verdicts(staged):
    return {note for note in staged.notes if note.startswith("Could not be met")}


def test_what_comes_then_waits_for_what_came_before():
    staged = stage(understand("A ball rolls off a table, then a cup is dropped."))
    assert verdicts(staged) == set()
    release = max(action.end for action in staged.world.actions if isinstance(action, Hold) and action.body == "cup")
    landed = next(c for c in staged.clauses if c.predicate == "leaves")
    assert landed.bodies == ("ball", "table")
    trajectory = simulate(staged.world, 4.0)
    ball, cup = trajectory.ids.index("ball"), trajectory.ids.index("cup")
    before = at(trajectory, release - 0.01)
    assert before.position[cup] == pytest.approx(at(trajectory, 0.0).position[cup], abs=1e-9)
    assert before.position[ball][2] < at(trajectory, 0.0).position[ball][2] - 0.1, "the ball is on its way down"


def test_at_once_nothing_waits():
    staged = stage(understand("A ball rolls off a table and a cup is dropped."))
    alone = stage(understand("A ball rolls off a table."))
    assert staged.world.duration == alone.world.duration


@pytest.mark.parametrize(
    ("prompt", "axis", "sign"),
    [
        ("A toy car is on the right of a cube, then the toy car drives to the left of the cube.", 0, -1),
        ("A red block is behind a rock, then the block jumps in front of the rock.", 1, -1),
        ("A ball is in front of a bucket, then the ball rolls to the right of the bucket.", 0, 1),
    ],
)
def test_motion_ends_at_the_side_that_is_named(prompt, axis, sign):
    staged = stage(understand(prompt))
    assert verdicts(staged) == set()
    assert {"placed", "ends_placed"} <= {clause.predicate for clause in staged.clauses}
    mover, anchor = next(c.bodies for c in staged.clauses if c.predicate == "ends_placed")
    trajectory = simulate(staged.world, staged.world.duration)
    end = at(trajectory, staged.world.duration).position
    away = end[trajectory.ids.index(mover)] - end[trajectory.ids.index(anchor)]
    assert sign * away[axis] > 0


def test_stopping_somewhere_is_claimed_and_happens():
    staged = stage(understand("A wooden block slides across the floor and stops near a box."))
    assert verdicts(staged) == set()
    assert any(c.predicate == "ends_placed" and c.words == {"relation": "near"} for c in staged.clauses)


@pytest.mark.parametrize(
    ("prompt", "predicate"),
    [
        ("A drone is floating in the air.", "stays"),
        ("A helicopter takes off.", "lifted"),
        ("A box is lowered onto a table.", "touches"),
        ("A kettlebell is lifted.", "lifted"),
        ("A tennis ball hits the ground and bounces back up.", "hits"),
        ("A rubber ball bounces off a wall.", "comes_back"),
        ("A spinning top rotates on a table.", "spins"),
        ("A spinning top experiences friction.", "slows"),
        ("A car drives off a cliff.", "leaves"),
        ("A coin slides down a steep metal slide.", "slides"),
        ("A yellow mug stands on a rotating platform that rotates clockwise.", "spins"),
    ],
)
def test_what_the_sentence_says_does_happen(prompt, predicate):
    staged = stage(understand(prompt))
    assert verdicts(staged) == set()
    assert predicate in {clause.predicate for clause in staged.clauses}


def test_what_nothing_bears_falls_and_it_is_said():
    staged = stage(understand("A stone floats in the air."))
    assert any("stays" in note or "moves most" in note for note in verdicts(staged))


def test_a_ramp_is_as_steep_as_its_figure():
    staged = stage(understand("A ball rolls down a 30 degree ramp."))
    ramp = next(body for body in staged.world.bodies if body.family == "ramp")
    face = next(s for s in build(ramp).supports if s.name.startswith("slope"))
    assert np.degrees(np.arccos(face.normal[2])) == pytest.approx(30.0, abs=1.0)


def test_one_after_another_and_comparisons_hold():
    for prompt in (
        "Three cups are dropped one after another.",
        "A red ball twice as heavy as a blue ball rolls off a table.",
    ):
        staged = stage(understand(prompt))
        assert verdicts(staged) == set()
    assert {c.figures.get("ratio") for c in staged.clauses if c.predicate == "mass_ratio"} == {2.0}


def test_a_law_is_changed_by_name_only_with_leave():
    plain = stage(understand("A ball falls upwards."))
    assert plain.world.gravity[2] < 0
    assert any("moves" in note for note in verdicts(plain)), "the claim that it rises fails"
    allowed = stage(understand("A ball falls upwards.", allow_impossible=True))
    assert verdicts(allowed) == set()
    (law,) = (c for c in allowed.clauses if c.predicate == "gravity_is")
    assert "gravity reversed" in law.text


def test_a_place_that_is_named_alone_is_shown():
    staged = stage(understand("Garden, zoom in."))
    assert staged.world.place.name == "garden"
    assert "place_is" in {c.predicate for c in staged.clauses}
    assert any("Only a place is named" in note for note in staged.notes)
    assert verdicts(staged) == set()
