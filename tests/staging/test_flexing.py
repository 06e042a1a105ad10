"""What gives: springs and sponges are pressed together, boards and cards bend, and come back where they are let go."""

import pytest
from tests.staging.scripts import comes_true, filmed

from setpiece.assets.assembly import assemble
from setpiece.events.clause import Clause
from setpiece.events.judge import judge
from setpiece.language.understand import understand
from setpiece.staging.stage import stage
from setpiece.world.document import World


@pytest.mark.parametrize(("prompt", "predicates"), [
    ("A spring is compressed and released.", {"pushed", "compresses", "springs_back"}),
    ("A sponge is squeezed tightly.", {"pushed", "compresses"}),
    ("A ruler is bent.", {"pushed", "bends"}),
    ("Pressure is applied to a wooden stick.", {"pushed", "bends"}),
    ("Pressure is applied to and released from a credit card.", {"pushed", "bends", "springs_back"}),
])  # fmt: skip
def test_what_gives_gives(prompt, predicates):
    comes_true(prompt, predicates)


def test_what_nobody_presses_does_not_give():
    """The same spring without the hand: neither pressed together nor back from that."""
    staged = stage(understand("A spring is compressed and released."))
    _, trajectory, _ = filmed("A spring is compressed and released.")
    assert any(action.kind == "drive" for action in staged.world.actions)
    idle = staged.world.model_copy(update={"actions": ()})
    from setpiece.physics.simulate import simulate

    still = simulate(idle, 2.0)
    for name in ("compresses", "springs_back"):
        clause = Clause(text="", span=(0, 0), predicate=name, bodies=("spring", "spring_layer_3"))
        assert judge(clause, idle, still).verdict == "fails"
    assert trajectory.ids == still.ids


def test_what_does_not_give_is_not_understood_to():
    for prompt in (
        "A marble is squeezed.",
        "A brick bends.",
        "Three springs are compressed.",
        "A brick compresses a sponge.",
    ):
        assert any(t.status == "unknown" for t in understand(prompt).tokens)


def test_a_spring_is_at_most_as_stiff_as_its_wire():
    """G d^4 / (8 D^3) a turn, two of them from layer to layer, with the diameters of wire and coil in the world."""
    built = assemble("spring", "s", position=(0, 0, 0), options={"elastic": 1.0})
    turn = built.bodies[1]
    wire, coil = 2 * turn.params["wire"], 2 * turn.params["radius"]
    assert 0.0 < turn.joint.stiffness <= 200e9 / (2 * 1.29) * wire**4 / (8 * coil**3) * 0.5 * (1 + 1e-6)
    assert World(bodies=built.bodies).body("s").fixed
