"""Marks in documents: of a body that is there, with a name of their own, and gone with it."""

import pytest

from setpiece.errors import InputError
from setpiece.world.document import Body, Mark, World
from setpiece.world.edit import Drop, Edit, apply
from setpiece.world.validate import validate

PEN = {"id": "pen", "family": "pen", "position": [0, 0, 1]}
LINE = {"id": "line", "body": "pen", "at": [0, 0, 0], "color": [0, 0, 0.5]}


def test_a_mark_is_of_a_body_that_is_there():
    assert validate({"bodies": [PEN], "marks": [LINE]}).marks[0].body == "pen"
    for wrong, told in (
        (LINE | {"body": "pan"}, "the id of a body"),
        (LINE | {"id": "pen"}, "an id that nothing else has"),
        (LINE | {"material": "ink"}, "a known material"),
        (LINE | {"width": 0.0}, "width"),
        (LINE | {"at": [0, 0, 1e9]}, "from the origin"),
    ):
        with pytest.raises(InputError, match="marks") as caught:
            validate({"bodies": [PEN], "marks": [wrong]})
        assert told in str(caught.value), wrong
    with pytest.raises(InputError, match="at most 20"):
        validate({"bodies": [PEN], "marks": [LINE | {"id": f"line_{k}"} for k in range(21)]})


def test_a_mark_goes_with_its_body():
    pen, cup = (Body(id=name, family="box", position=(x, 0.0, 0.5)) for name, x in (("pen", 0.0), ("cup", 1.0)))
    marks = tuple(Mark(id=f"of_{body.id}", body=body.id, at=(0, 0, 0), color=(0, 0, 0)) for body in (pen, cup))
    left = apply(World(bodies=(pen, cup), marks=marks), Edit(steps=(Drop(id="pen"),)))
    assert [mark.id for mark in left.marks] == ["of_cup"]
