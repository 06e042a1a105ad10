"""Whom "it" means where something is done to it: who acted before, unless the verb needs something else."""

import pytest

from setpiece.language.understand import understand


@pytest.mark.parametrize(
    ("prompt", "meant"),
    [
        ("A red ball lies on a table in a kitchen; a metal bucket is lowered and covers it.", "red_ball"),
        ("A ball falls off a table and a bucket catches it.", "ball"),
        ("A vase stands on a table. A hammer falls and breaks it.", "vase"),
        ("A cup stands on a table. A ball rolls past it.", "cup"),
        ("A cup stands on a table. A ball rolls towards it.", "cup"),
        ("A dog chases a cat. A man lifts a box and pushes it.", "box"),
        ("A boy stands beside a vase. A ball hits it.", "vase"),
        ("A hammer hits a glass on a table and breaks it.", "glass"),
        # Here the verb cannot be done to who acted.
        ("A piano stands beside a red ball; a metal bucket is lowered and covers it.", "red_ball"),
        ("A hammer lies beside a vase. A ball hits and breaks it.", "vase"),
        ("A brick wall stands behind a box. A ball rolls and knocks it over.", "box"),
        ("A cup stands beside a lamp. A girl lights it.", "lamp"),
    ],
)
def test_it_is_who_acted_before_unless_the_verb_cannot_be_done_to_that(prompt, meant):
    last = understand(prompt).happenings[-1]
    assert meant in (last.object, last.place, last.subject)


def test_what_is_on_it_is_on_what_was_named_last():
    relations = {(r.kind, r.subject, r.objects) for r in understand("A table with a vase on it.").relations}
    assert ("on", "vase", ("table",)) in relations


def test_nothing_goes_into_what_is_solid():
    def unknown(prompt):
        return [token.text for token in understand(prompt).tokens if token.status == "unknown"]

    assert "inserted" in unknown("A nail is inserted into a brick.")
    assert unknown("A ball is lowered into a bucket.") == []
    assert unknown("Two batteries slot into the back of a remote control.") == []
