"""A blade divides what is soft, and nothing else; the two pieces are the whole until it has gone through."""

import numpy as np
import pytest

from setpiece.assets.assembly import assemble
from setpiece.assets.build import build, mass_properties
from setpiece.assets.slicing import halves
from setpiece.events.judge import judge_all
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.staging.stage import stage


def verdicts(sentence):
    found = stage(understand(sentence))
    trajectory = simulate(found.world, found.world.duration)
    return found, {v.clause.predicate: v for v in judge_all(found.clauses, found.world, trajectory)}


@pytest.mark.parametrize(
    "sentence",
    ["A knife slices through a loaf of bread.", "A peach is cut in half.", "Scissors cut through a sheet of paper."],
)
def test_a_blade_cuts_what_is_soft(sentence):
    assert verdicts(sentence)[1]["cuts"].verdict == "holds"


def test_a_stone_is_not_cut_and_it_is_said():
    found, judged = verdicts("A knife cuts a rock.")
    assert "cuts" not in judged
    assert any("cannot be cut by hand" in note for note in found.notes)


def test_two_pieces_weigh_what_the_whole_did_and_fit():
    body = assemble("cucumber", "cucumber", position=(0.0, 0.0, 1.0), scale=1.0).bodies[0]
    near, far = halves(body, "cucumber", np.array([1.0, 0.0, 0.0]), 0.05, ("a", "b"))
    masses = [mass_properties(piece, build(piece)).mass for piece in (near, far)]
    assert sum(masses) == pytest.approx(mass_properties(body, build(body)).mass)
    edges = [build(piece).bounds[:, 0] + piece.position[0] for piece in (near, far)]
    assert edges[0][1] == pytest.approx(0.05, abs=1e-5)  # float32 in the document
    assert edges[1][0] == pytest.approx(0.05, abs=1e-5)


def test_each_of_several_is_cut_by_a_blade_of_its_own():
    found, _ = verdicts("Three cucumbers are sliced.")
    assert [c.bodies[1] for c in found.clauses if c.predicate == "cuts"] == ["cucumber_1", "cucumber_2", "cucumber_3"]


def test_one_knife_does_not_cut_two_things_and_the_second_fails_in_plain_sight():
    found, judged = verdicts("A knife cuts an apple and a pear.")
    assert (judged["cuts"].verdict, judged["breaks"].verdict) == ("holds", "fails")
    assert any("pear stays whole" in note for note in found.notes)
