"""People bring food to their mouths, fans are switched, and mugs fall off kitchen counters."""

import numpy as np
import pytest
from scripts import filmed

from setpiece.actors.perform import performers, states
from setpiece.events.judge import judge
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.world.document import Perform


@pytest.mark.parametrize(
    ("prompt", "claims"),
    [
        ("A person is eating a hamburger.", {"comes_to_mouth"}),
        ("A person eats spaghetti with a fork.", {"comes_to_mouth", "stands_on"}),
        ("A ceiling fan rotates.", {"spins"}),
        ("A woman turns off the fan.", {"slows"}),
        ("A mug falls off the kitchen counter.", {"falls", "leaves"}),
    ],
)
def test_what_the_sentence_says_comes_true(prompt, claims):
    _, _, verdicts = filmed(prompt)
    assert [v.evidence for v in verdicts if v.verdict != "holds"] == []
    assert claims <= {v.clause.predicate for v in verdicts}


def test_what_is_held_goes_with_the_hand_and_what_is_not_stays_away():
    staged, _, verdicts = filmed("A girl eats an apple.")
    world = staged.world
    (act,) = [a for a in world.actions if isinstance(a, Perform)]
    found = states(performers(world), np.array([0.0, 1.4, 2.0]))
    ids = list(act.bodies)
    gap = np.linalg.norm(
        found.position[:, ids.index(act.held[0].limb)] - found.position[:, ids.index(act.held[0].body)], axis=1
    )
    np.testing.assert_allclose(gap, gap[0], atol=1e-12)
    (told,) = [v.clause for v in verdicts if v.clause.predicate == "comes_to_mouth"]
    idle = world.model_copy(update={"actions": (act.model_copy(update={"gait": "stand"}),)})
    assert judge(told, idle, simulate(idle, 3.0)).verdict == "fails"


def test_a_ball_cannot_eat_and_nobody_eats_nothing():
    assert any(t.status == "unknown" for t in understand("A ball eats an apple.").tokens)
