"""What leans stands askew against what it leans on, to the end; what stands upright beside it does not lean."""

import pytest
from tests.staging.scripts import comes_true

from setpiece.events.clause import Clause
from setpiece.events.judge import judge
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.staging.stage import stage


@pytest.mark.parametrize("prompt", ["A wooden ladder leans against a brick wall.", "A broom leaning against a wall."])
def test_what_leans_is_askew_and_stays(prompt):
    comes_true(prompt, {"leans"})


def test_what_stands_upright_does_not_lean():
    world = stage(understand("A ladder stands beside a wall.")).world
    clause = Clause(text="", span=(0, 0), predicate="leans", bodies=("ladder", "wall"))
    assert judge(clause, world, simulate(world, 0.5)).verdict == "fails"
