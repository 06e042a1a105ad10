"""Air where it is seen, none where it is not."""

import numpy as np
import pytest

from setpiece.camera.moves import viewer
from setpiece.events.judge import judge_all
from setpiece.language.understand import understand
from setpiece.laws.reading import column
from setpiece.physics.simulate import simulate
from setpiece.staging.stage import stage


def staged(prompt):
    return stage(understand(prompt), seed=0).world


@pytest.mark.parametrize("prompt", ["A red rubber ball falls.", "Five white dice are thrown on green felt."])
def test_what_is_heavy_for_its_size_meets_no_air(prompt):
    assert staged(prompt).air is None


def test_a_leaf_in_still_air_flutters_down():
    world = staged("An autumn leaf falls in still air.")
    assert world.air is not None
    assert world.air.wind == (0.0, 0.0, 0.0)
    run = simulate(world, 4)
    height = column(run, "position", "autumn_leaf")[:, 2]
    flying = (height > 0.1) & (height < height[0] - 0.1)
    assert flying.sum() > 100  # 2 m in more than 0.8 s, where a stone takes 0.6
    assert np.ptp(column(run, "position", "autumn_leaf")[flying, :2], axis=0).max() > 0.1


def test_wind_blows_outdoors_where_it_is_said():
    assert staged("A balloon falls in a strong wind.").air.gusts > 0
    assert staged("A red rubber ball falls in the kitchen.").air is None


def test_a_leaf_hangs_on_its_tree_until_it_falls_and_all_that_the_sentence_says_holds():
    found = stage(understand("An autumn leaf falls from a tree in still air."), seed=0)
    run = simulate(found.world, found.world.duration)
    verdicts = judge_all(found.clauses, found.world, run, view_at=viewer(found.world, run))
    assert {v.clause.predicate: v.verdict for v in verdicts} == dict.fromkeys(
        ("falls", "leaves", "falls_slower", "never_rises", "nears_terminal_speed", "flutters", "wind_is",
         "camera_follows", "camera_sees"), "holds")  # fmt: skip
    # The same leaf set down elsewhere hangs on nothing.
    leaf = found.world.body("autumn_leaf")
    away = leaf.model_copy(update={"position": tuple(np.add(leaf.position, (0.0, -1.0, 0.0)))})
    world = found.world.model_copy(update={"bodies": (found.world.body("tree"), away)})
    (verdict,) = judge_all([c for c in found.clauses if c.predicate == "leaves"], world, simulate(world, 3))
    assert verdict.verdict == "fails"


def test_no_word_of_still_air_is_lost():
    script = understand("An autumn leaf falls from a tree in still air.")
    assert not [token.text for token in script.tokens if token.status == "unknown"]
    assert staged("A red rubber ball falls in still air.").air.wind == (0.0, 0.0, 0.0)
