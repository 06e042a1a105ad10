"""The search for a candidate ends where no knob can help, and goes on where one may."""

from types import SimpleNamespace

from setpiece.events.clause import Clause, Verdict
from setpiece.language.understand import understand
from setpiece.staging import stage as staging


def tried(*values, bound=1.0, verdict="fails"):
    clause = Clause(text="", predicate="moves", bodies=("a",))
    made = [Verdict(clause=clause, verdict=verdict, value=v, bound=bound, evidence=f"{v}") for v in values]
    return [SimpleNamespace(begun=k, verdicts=(each,)) for k, each in enumerate(made)]


def test_what_no_draw_moves_is_given_up():
    assert staging.hopeless(tried(*6 * [0.0]))
    assert not staging.hopeless(tried(*5 * [0.0]))


def test_what_draws_move_is_tried_further():
    assert not staging.hopeless(tried(0.0, 0.1, 0.0, 0.3, 0.0, 0.0))
    assert not staging.hopeless(tried(*5 * [0.0], 2.0))
    assert not staging.hopeless(tried(*6 * [0.0], verdict="holds"))


def test_a_world_without_knobs_is_simulated_twice_at_most(monkeypatch):
    count, once = [], staging._try
    monkeypatch.setattr(staging, "_try", lambda *given: count.append(given) or once(*given))
    found = staging.stage(understand("A ball changes from small to big."))
    assert any("Could not be met" in note for note in found.notes)
    assert len(count) == 2
