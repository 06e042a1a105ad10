"""What is said comes true of boulders that roll, bottles that slide, blows that part, specks that fall, low mirrors."""

import numpy as np
import pytest
from tests.staging.scripts import comes_true, filmed

from setpiece.assets.build import build
from setpiece.language.understand import understand
from setpiece.staging.stage import stage


@pytest.mark.parametrize(("prompt", "predicates"), [
    ("A water bottle slides down a rough, gentle dirt slope.", {"slides"}),
    ("A curling stone slides on ice and hits another stone. Both stones slide in different directions.", {"part_ways"}),
    ("A glass marble falls from a height and lands on a wooden floor.", {"lands_on", "camera_sees"}),
    ("A ball with a smiley face rotates slowly on a rotating platform in front of a mirror, reflecting the side of the "
     "ball that has no face.", {"mirrored", "mirrors_back"}),
])  # fmt: skip
def test_what_is_said_is_staged_and_no_law_breaks(prompt, predicates):
    comes_true(prompt, predicates)


def test_a_rock_that_rolls_is_as_round_as_one_that_lies_is_flat():
    flat, round_one = (
        np.ptp(build(stage(understand(f"A rock {verb} on a hill.")).world.body("rock")).bounds, axis=0)
        for verb in ("lies", "rolls")
    )
    assert flat[2] < 0.8 * flat[0]
    assert round_one[2] > 0.85 * round_one[0]


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("An arrow flies over a lantern.", "passes_over"),
        ("A ball is thrown over a fence.", "passes_over"),
        ("A white swan stands beside a lantern.", "placed"),
    ],
)
def test_what_goes_over_or_stands_beside_a_thing_does_not_touch_it(sentence, predicate, monkeypatch):
    monkeypatch.setattr("setpiece.staging.stage.CANDIDATES", 1)
    _, _, verdicts = filmed(sentence)
    found = {v.clause.predicate: v for v in verdicts}
    assert found[predicate].verdict == "holds"
    assert found.keys().isdisjoint({"touches", "stands_on"})
