"""What hands do with tools, what light does between things, and what is caught."""

import pytest

from setpiece.camera.moves import viewer
from setpiece.events.judge import judge_all
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.staging.stage import stage


def judged(sentence):
    script = understand(sentence)
    assert [token.text for token in script.tokens if token.status == "unknown"] == []
    found = stage(script)
    world = found.world
    trajectory = simulate(world, world.duration)
    verdicts = judge_all(found.clauses, world, trajectory, view_at=viewer(world, trajectory))
    return {v.clause.predicate: v for v in verdicts}


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("A sponge is rubbed on a table.", "rubs"),
        ("A rubber eraser is rubbed against a rough sandpaper surface.", "rubs"),
        ("A wrench tightens a bolt.", "turned_by"),
        ("A pencil sharpener sharpens the pencil.", "turned_by"),
        ("A mug stands on a table illuminated by a spotlight casting a shadow on the wall behind it.", "casts_shadow"),
        ("Three red balls cast shadows on a wall.", "casts_shadow"),
        ("A bottle stands between two candles on a table.", "placed"),
        ("A tree casts a shadow on the lawn in the morning.", "casts_shadow"),
        ("A leather glove catches a baseball.", "ends_in"),
    ],
)
def test_it_comes_true(sentence, predicate):
    verdict = judged(sentence)[predicate]
    assert verdict.verdict == "holds", verdict.evidence


@pytest.mark.parametrize(
    ("sentence", "stands", "stacked"),
    [
        ("A stack of four books on a table.", 1, True),
        ("A stack of tin cans stands on a stool.", 1, True),
        ("A pile of four books on a table.", 1, False),
        ("A pyramid of six cups stands on a table.", 3, False),
        ("Four books on a table.", 4, False),
        ("A stack of four plates on a table.", 1, True),
        ("A stack of four cups on a table.", 1, True),
        ("A tablecloth is draped over a table with a stack of three bowls on it.", 1, True),
        ("A plate stands on a table with a tablecloth draped over it.", 1, False),
    ],
)
def test_of_a_heap_the_lowest_stand_on_what_it_is_on(sentence, stands, stacked):
    found = stage(understand(sentence))
    names = [clause.predicate for clause in found.clauses]
    assert (names.count("stands_on"), "in_stack" in names) == (stands, stacked)
    verdicts = judge_all(found.clauses, found.world, simulate(found.world, 1.0))
    assert [
        v.evidence for v in verdicts if v.clause.predicate in ("stands_on", "in_stack") and v.verdict != "holds"
    ] == []


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("A man catches a ball.", "catches"),
        ("A spoon tightens a bolt.", "tightens"),
        ("A brick catches a ball.", "catches"),
        ("A vase reflects a ball.", "reflects"),
    ],
)
def test_what_a_thing_cannot_do_is_not_understood(sentence, word):
    assert word in [token.text for token in understand(sentence).tokens if token.status == "unknown"]


def test_a_cloth_is_taken_where_none_is_named():
    world = stage(understand("A table is wiped.")).world
    assert "implied_cloth" in {body.id for body in world.bodies}
