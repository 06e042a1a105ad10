"""Loads stand on what is tested with them, each on its own, and press on it with their weight."""

import numpy as np
from tests.staging.scripts import filmed

from setpiece.certificate.laws import audit
from setpiece.events.judge import judge
from setpiece.physics.simulate import simulate


def test_two_arches_bear_a_weight_each():
    _, _, verdicts = filmed("A small arch and a large arch are tested with weights.")
    assert [v.evidence for v in verdicts if v.verdict != "holds"] == []
    assert [v.clause.bodies[0] for v in verdicts if v.clause.predicate == "bears"] == ["arch", "large_arch"]


def test_what_presses_with_nothing_is_not_borne():
    staged, _, verdicts = filmed("A stone arch is tested with a weight.")
    clause = next(v.clause for v in verdicts if v.clause.predicate == "bears")
    world = staged.world
    aside = {"position": (0.0, 3.0, world.body(clause.bodies[1]).position[2]), "joint": None}
    beside = tuple(b.model_copy(update=aside) if b.id == clause.bodies[1] else b for b in world.bodies)
    held = tuple(a.model_copy(update={"duration": 3600.0}) for a in world.actions[:1])
    for other in (world.model_copy(update={"bodies": beside, "actions": ()}),
                  world.model_copy(update={"actions": held})):  # fmt: skip
        assert judge(clause, other, simulate(other, 2.0)).verdict == "fails"
    assert judge(clause, world, simulate(world, world.duration)).verdict == "holds"


def test_what_is_packed_unevenly_is_heavier_on_one_side():
    _, _, verdicts = filmed("A suitcase tips when packed unevenly.")
    told = {v.clause.predicate: v for v in verdicts}
    assert {"topples", "off_balance"} <= told.keys()
    assert [v.evidence for v in verdicts if v.verdict != "holds"] == []
    even, trajectory, _ = filmed("A suitcase tips.")
    assert judge(told["off_balance"].clause, even.world, trajectory).verdict == "fails"


def test_a_tablecloth_is_pulled_from_under_what_stands_on_it():
    staged, trajectory, verdicts = filmed(
        "Three soda cans stand on a table covered with a tablecloth. The tablecloth is pulled rapidly off the table."
    )
    told = {v.clause.predicate: v for v in verdicts}
    assert {"draped_over", "pushed", "uncovers"} <= told.keys()
    assert [v.evidence for v in verdicts if v.verdict != "holds"] == []
    assert [law.name for law in audit(staged.world, trajectory) if not law.holds] == []
    acts = tuple(act for act in staged.world.actions if not getattr(act, "speed", 0.0))
    still = staged.world.model_copy(update={"actions": acts})  # all that is held, without what is pulled
    for name in ("pushed", "uncovers"):
        assert judge(told[name].clause, still, simulate(still, 0.6)).verdict == "fails"

    # It hangs from the hem that is held, as long as it is, and has come to rest; what stood on it stands on the table.
    strips = [k for k, body in enumerate(staged.world.bodies) if body.family == "cloth_strip"]
    last = trajectory.segments[-1]
    hang = last.position[-1, strips, 2]
    long = sum(staged.world.bodies[k].params["length"] for k in strips)
    assert np.ptp(hang) > 0.9 * (long - staged.world.bodies[strips[-1]].params["length"])
    assert np.linalg.norm(last.velocity[-1, strips], axis=1).max() < 0.01
    assert told["ends_placed"].clause.bodies == ("soda_can_3", "table")


def test_a_cloth_that_is_pulled_from_under_things_lay_over_what_they_stand_on():
    _, _, verdicts = filmed("A tablecloth is pulled from under two cans on a kitchen table.")
    assert {"draped_over", "pushed", "uncovers"} <= {v.clause.predicate for v in verdicts}
    assert [v.evidence for v in verdicts if v.verdict != "holds"] == []
    assert "draped_over" not in {v.clause.predicate for v in filmed("A tablecloth is pulled from under a stone.")[2]}
