"""Things on chains: said, hung on a gantry, drawn aside, and swung past or into others."""

import numpy as np
import pytest

from setpiece.assets.hanging import can_hang
from setpiece.events.judge import judge_all
from setpiece.language.understand import understand
from setpiece.physics.overlap import overlaps
from setpiece.physics.simulate import simulate
from setpiece.staging.knobs import Knobs
from setpiece.staging.layout import CLEARANCE
from setpiece.staging.stage import _set, _world, stage


@pytest.mark.parametrize(
    ("prompt", "thing", "attribute"),
    [
        ("A wrecking ball on a chain smashes a brick wall.", "wrecking_ball", "hung:chain"),
        ("An iron ball on a chain swings into a brick wall.", "wrecking_ball", "hung:chain"),
        ("A tyre swings on a chain.", "tyre", "hung:chain"),
        ("A bowling ball hanging from a chain knocks over ten pins.", "bowling_ball", "hung:chain"),
    ],
)
def test_what_hangs_on_what_is_understood(prompt, thing, attribute):
    script = understand(prompt)
    assert [t.text for t in script.tokens if t.status == "unknown"] == []
    assert script.entities[0].thing == thing
    assert attribute in script.entities[0].attributes
    assert len(script.happenings) == 1


def test_neither_houses_nor_people_hang():
    assert not any(can_hang(thing) for thing in ("house", "woman", "balloon", "car", "wall", "tree"))
    script = understand("A woman stands on a chain.")
    assert [t.text for t in script.tokens if t.status == "unknown"] == ["on a chain"]


def laid_out(prompt, candidate=0):
    layout = _set(understand(prompt), Knobs(0, candidate), {})
    return layout, _world(layout, 0, 0.0)


@pytest.mark.parametrize("candidate", range(4))
def test_a_wall_stands_across_the_way_where_the_ball_is_lowest(candidate):
    _, world = laid_out("A wrecking ball on a chain smashes a brick wall.", candidate)
    ball, wall = world.body("wrecking_ball"), world.body("wall")
    (tie,) = world.ties
    assert tie.length is None
    assert overlaps(world, tolerance=1e-4) == []
    # Its face is a knob's 4 cm from the ball at its lowest, its middle at most a tenth of its length aside.
    swing = np.subtract(tie.at_b, ball.position)[:2]
    swing /= np.linalg.norm(swing)
    across = np.subtract(wall.position, tie.at_b)[:2]
    assert swing @ across == pytest.approx(0.4 + 0.12 + 0.04, abs=0.02)
    assert abs(swing[0] * across[1] - swing[1] * across[0]) <= 0.4
    assert abs(np.linalg.norm(np.subtract(ball.position, tie.at_a)) - 0.4) < 1e-6
    assert wall.position[2] == pytest.approx(1.0, abs=10 * CLEARANCE)


def test_a_tyre_on_a_chain_swings_back_and_forth():
    staged = stage(understand("A tyre swings on a chain."))
    world = staged.world
    film = simulate(world, world.duration)
    verdicts = judge_all(staged.clauses, world, film)
    assert [v.evidence for v in verdicts if v.verdict == "fails"] == []
    assert "swings" in {v.clause.predicate for v in verdicts if v.verdict == "holds"}
