"""Edits as data: what each step does, what hangs on what goes, and that the given world stays as it was."""

import pytest

from setpiece.errors import InputError
from setpiece.world.document import Body, Drive, Hold, Joint, Light, Move, Push, Shot, Tie, World
from setpiece.world.edit import Add, Drop, Edit, Put, Still, apply, by_path, python_of, touched_by
from setpiece.world.files import document_hash

WORLD = World(
    bodies=(
        Body(id="ball", family="ball", position=(0.0, 0.0, 1.0)),
        Body(id="cart", family="box", position=(1.0, 0.0, 0.5)),
        Body(id="cart_wheel", family="ball", position=(1.0, 0.0, 0.2), joint=Joint(kind="hinge", parent="cart")),
    ),
    lights=(Light(id="lamp", position=(0.0, 0.0, 0.1), body="cart"),),
    actions=(
        Push(body="ball", start=0.5, duration=0.1, force=(1.0, 0.0, 0.0)),
        Hold(body="ball", end=0.5),
        Drive(body="cart_wheel", duration=1.0, speed=2.0, limit=1.0),
    ),
    ties=(
        Tie(id="tow", a="ball", at_a=(0, 0, 1), b="cart", at_b=(1, 0, 0.5)),
        Tie(id="leash", a="ball", at_a=(0, 0, 1), at_b=(0, 0, 2)),
    ),
    shot=Shot(
        eye=(0.0, -3.0, 1.0),
        target=(0.0, 0.0, 0.5),
        moves=(Move(kind="follow", duration=1.0, amount=1.0, body="cart"),),
    ),
)


def edit(*steps):
    return Edit(steps=steps)


def test_each_step_does_one_thing_and_leaves_the_given_world():
    before = document_hash(WORLD)
    put = apply(WORLD, edit(Put(path="bodies.ball.velocity", value=[1, 0, 0])))
    assert put.body("ball").velocity == (1.0, 0.0, 0.0) and put.bodies[1:] == WORLD.bodies[1:]
    row = Body(id="cube", family="box", position=(3.0, 0.0, 0.5)).model_dump(mode="json")
    assert apply(WORLD, edit(Add(to="bodies", row=row))).bodies == (*WORLD.bodies, Body.model_validate(row))
    assert [action.body for action in apply(WORLD, edit(Still(body="ball"))).actions] == ["cart_wheel"]
    assert document_hash(WORLD) == before


def test_what_hangs_on_a_dropped_body_goes_with_it():
    left = apply(WORLD, edit(Drop(id="cart")))
    assert [body.id for body in left.bodies] == ["ball"]
    assert left.lights == () and left.shot.moves == ()
    assert [tie.id for tie in left.ties] == ["leash"]
    assert {action.body for action in left.actions} == {"ball"}
    assert apply(WORLD, edit(Drop(id="lamp"))).bodies == WORLD.bodies


@pytest.mark.parametrize(
    "step",
    [
        Put(path="bodies.bal.velocity", value=[0, 0, 0]),
        Put(path="bodies.ball.velocity", value="fast"),
        Put(path="bodies.ball.speed", value=1),
        Put(path="", value=1),
        Drop(id="bal"),
        Add(to="bodies", row={"id": "ball", "family": "ball", "position": [0, 0, 1]}),
        Add(to="lights", row={}),
    ],
)
def test_what_leads_nowhere_is_an_input_error(step):
    with pytest.raises(InputError):
        apply(WORLD, edit(step))


@pytest.mark.parametrize(
    "each",
    [
        by_path({"bodies.ball.mass": 2.0, "sky.elevation": 0.1}),
        Edit(steps=(Put(path="bodies.ball.mass", value=2.0), Drop(id="cart"))),
    ],
)
def test_the_equal_python_makes_the_equal_world(each):
    said = []

    class Front:
        Edit = Edit

        @staticmethod
        def revise(_, made):
            said.append(made)

    exec(python_of(each), {"setpiece": Front, "take": None})
    again = said[0] if isinstance(said[0], Edit) else by_path(said[0])
    assert apply(WORLD, again) == apply(WORLD, each)


def test_an_edit_knows_what_it_writes():
    steps = (
        Put(path="bodies.ball.colors.body", value=[1, 0, 0]),
        Put(path="shot.eye", value=[1, 0, 0]),
        Drop(id="lamp"),
    )
    assert touched_by(edit(*steps)) == {"bodies.ball.colors", "shot.eye", "bodies.lamp", "actions"}
