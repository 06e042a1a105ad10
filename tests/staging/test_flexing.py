"""What gives: springs and sponges are pressed together, boards and cards bend, and come back where they are let go."""

import pytest
from tests.staging.scripts import filmed

from setpiece.assets.assembly import assemble
from setpiece.events.clause import Clause
from setpiece.events.judge import judge
from setpiece.language.understand import understand
from setpiece.staging.stage import stage
from setpiece.world.document import World


@pytest.mark.parametrize(("prompt", "predicates"), [
    ("A spring is compressed and released.", {"pushed", "compresses", "springs_back"}),
    ("A sponge is squeezed tightly.", {"pushed", "compresses"}),
    ("A mug compresses a sponge.", {"touches", "compresses"}),
    ("A spring is compressed by a brick.", {"touches", "compresses"}),
    ("A small wooden plank bends under a weight.", {"touches", "bends"}),
    ("Pressure is applied to and released from a credit card.", {"pushed", "bends", "springs_back"}),
])  # fmt: skip
def test_what_gives_gives(prompt, predicates):
    _, _, verdicts = filmed(prompt)
    assert [v.evidence for v in verdicts if v.verdict != "holds"] == []
    assert predicates <= {v.clause.predicate for v in verdicts}


def test_what_nobody_presses_does_not_give():
    """The same spring without the hand: neither pressed together nor back from that."""
    staged = stage(understand("A spring is compressed and released."))
    _, trajectory, _ = filmed("A spring is compressed and released.")
    assert any(action.kind == "push" for action in staged.world.actions)
    idle = staged.world.model_copy(update={"actions": ()})
    from setpiece.physics.simulate import simulate

    still = simulate(idle, 2.0)
    for name in ("compresses", "springs_back"):
        clause = Clause(text="", span=(0, 0), predicate=name, bodies=("spring", "spring_layer_7"))
        assert judge(clause, idle, still).verdict == "fails"
    assert trajectory.ids == still.ids


def test_a_kettlebell_is_too_heavy_for_a_spring():
    staged = stage(understand("A spring is compressed by a kettlebell."))
    assert any("too heavy" in note for note in staged.notes)
    assert any("Could not be met" in note for note in staged.notes)


def test_what_does_not_give_is_not_understood_to():
    for prompt in ("A marble is squeezed.", "A brick bends.", "Three springs are compressed."):
        assert any(t.status == "unknown" for t in understand(prompt).tokens)


def test_a_spring_is_as_stiff_as_its_wire():
    """G d^4 / (8 D^3) a turn, with the wire's and the coil's diameters in the world."""
    built = assemble("spring", "s", position=(0, 0, 0), options={"elastic": 1.0})
    turn = built.bodies[1]
    wire, coil = 2 * turn.params["wire"], 2 * turn.params["radius"]
    assert turn.joint.stiffness == pytest.approx(200e9 / (2 * 1.29) * wire**4 / (8 * coil**3), rel=1e-6)
    assert World(bodies=built.bodies).body("s").joint is None
