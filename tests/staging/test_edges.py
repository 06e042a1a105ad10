"""What goes along a top and falls leaves it; what lies on a plate lies on its rim, and leaves it onto the table."""

import pytest
from tests.staging.scripts import comes_true

from setpiece.language.understand import understand
from setpiece.staging.vessels import borne


@pytest.mark.parametrize(("prompt", "predicates"), [
    ("A perfume bottle slides across a glass table and falls onto the floor.", {"slides", "falls", "lands_on"}),
    ("A tomato rolls along a shelf and drops to the ground.", {"rolls", "falls"}),
    ("A ball rolls across a table and falls into a bucket.", {"rolls", "touches"}),
    ("A croissant slides off a plate onto a table.", {"stands_on", "leaves", "ends_on"}),
    ("A fork falls off a plate onto a wooden table.", {"moves", "leaves", "ends_on"}),
    ("An apple rolls off a tray onto a table.", {"rolls", "leaves", "lands_on"}),
])  # fmt: skip
def test_what_passes_an_edge_comes_down_beyond_it(prompt, predicates):
    comes_true(prompt, predicates)


@pytest.mark.parametrize(("prompt", "bearer"), [
    ("A croissant falls off a plate onto a table.", ("plate", "table")),
    ("A cat falls off a chair onto a table.", None),
    ("A marble rolls off a table onto a plate.", None),
])  # fmt: skip
def test_only_small_things_stand_on_what_others_come_down_on(prompt, bearer):
    before = understand(prompt)
    more = borne(before).relations[len(before.relations) :]
    assert [(r.subject, r.objects[0]) for r in more] == ([bearer] if bearer else [])
