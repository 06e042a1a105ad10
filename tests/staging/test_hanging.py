"""Things hang on ropes, swing on them, go round others, bounce past them, and stand on what has a flat top."""

import pytest
from scripts import filmed

from setpiece.events.judge import judge
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate


@pytest.mark.parametrize(
    ("prompt", "claims"),
    [
        ("A wooden block is suspended on a long rope and begins to swing.", {"hangs_on", "swings"}),
        ("A lantern hangs from a string.", {"hangs_on"}),
        ("A red sphere orbits around a blue cube.", {"orbits"}),
        ("A ball bounces past a shelf.", {"bounces", "passes"}),
        ("A cat sits on a chest.", {"sits"}),
        ("A pendulum swings between two peaks.", {"swings"}),
        ("The camera orbits around a boat.", {"nothing_moves"}),
    ],
)
def test_what_the_sentence_says_comes_true(prompt, claims):
    staged, _, verdicts = filmed(prompt)
    assert [v.evidence for v in verdicts if v.verdict != "holds"] == []
    assert claims <= {v.clause.predicate for v in verdicts}
    assert not any("Nothing can stand on" in note for note in staged.notes)


def test_a_ball_off_its_rope_does_not_hang():
    staged, _, verdicts = filmed("A red ball hangs on a string.")
    (told,) = [v.clause for v in verdicts if v.clause.predicate == "hangs_on"]
    world = staged.world
    loose = world.body("red_ball").model_copy(update={"joint": None})
    cut = world.model_copy(update={"bodies": tuple(loose if b.id == loose.id else b for b in world.bodies)})
    assert judge(told, cut, simulate(cut, 1.0)).verdict == "fails"


def test_a_ball_that_is_kicked_rolls_only_after_the_kick():
    happenings = understand("A soccer ball is kicked by a boy, rolling forward.").happenings
    roll = next(h for h in happenings if h.verb == "roll")
    assert roll.after is not None
    assert happenings[roll.after].verb == "hit"
