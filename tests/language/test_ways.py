"""Where ways lead from, what a thing is cut into, and what somebody has."""

import pytest

from setpiece.language.understand import understand


@pytest.mark.parametrize(
    "sentence",
    [
        "A dog runs away from a car.",
        "A dog walks from a car.",
        "A ball rolls away from a car.",
        "A bus drives away from a car.",
    ],
)
def test_who_gets_away_from_a_thing_does_not_start_on_it(sentence):
    script = understand(sentence)
    (happening,) = script.happenings
    assert (happening.path, happening.place) == ("away", "car")
    assert not script.relations


def test_what_is_let_fall_from_a_thing_starts_on_it():
    assert [r.kind for r in understand("A cat jumps from a car.").relations] == ["on"]
    assert [r.kind for r in understand("A ball falls from a car.").relations] == ["on"]


def test_half_is_not_twice():
    (happening,) = understand("A peach is cut in half.").happenings
    assert (happening.pieces, happening.count) == (2, None)


def test_what_somebody_has_is_told_by_language():
    assert [r.had for r in understand("A man walks with a suitcase.").relations] == [True]
    assert [r.had for r in understand("A man stands near a suitcase.").relations] == [False]


def test_a_path_may_lead_over_what_is_wet():
    (happening,) = understand("A ball rolls over wet concrete.").happenings
    assert (happening.verb, happening.path, happening.place) == ("roll", "over", "ground")


def test_a_coin_on_its_edge_stands_on_that():
    script = understand("A coin lies on a table. It is turned onto its edge and is given a firm spin.")
    assert "on_its_side" in script.entities[0].attributes
    assert [token.text for token in script.tokens if token.status == "unknown"] == []
