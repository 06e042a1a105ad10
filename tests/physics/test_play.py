"""Stepping a world by hand: the example's controller, determinism, wrong actions."""

import runpy
from pathlib import Path

import pytest

from setpiece.errors import InputError
from setpiece.physics.play import Play
from setpiece.world.document import Body, Joint, World

EXAMPLE = Path(__file__).parents[2] / "examples" / "push_cart.py"


def world() -> World:
    box = Body(id="crate", family="box", position=(0, 0, 0.05), friction=0.1)
    bob = Body(
        id="bob", family="ball", position=(1, 0, 0.6), joint=Joint(kind="hinge", anchor=(1, 0, 1), axis=(0, 1, 0))
    )
    wall = Body(id="wall", family="box", position=(3, 0, 0.05), fixed=True)
    return World(bodies=(box, bob, wall))


def test_example_arrives():
    assert runpy.run_path(str(EXAMPLE))["main"]() == pytest.approx(2.0, abs=0.01)


def test_same_actions_give_same_states():
    runs = []
    for _ in range(2):
        play = Play(world(), seed=3)
        states = [play.step({"crate": (float(play.random.normal(5.0)), 0, 0), "bob": 0.2}) for _ in range(30)]
        runs.append(states)
    assert runs[0] == runs[1]
    assert runs[0][-1]["crate"].position[0] > 0.05
    assert runs[0][-1]["bob"].joint > 0.0


def test_reset_begins_again():
    play = Play(world(), seed=3)
    first = play.reset()
    moved = play.step({"crate": (50.0, 0.0, 0.0)})
    assert moved["crate"] != first["crate"]
    assert play.reset() == first
    assert play.time == 0.0
    assert play.step({"crate": (50.0, 0.0, 0.0)}) == moved


@pytest.mark.parametrize(
    ("action", "word"),
    [
        ({"create": (1, 0, 0)}, "crate"),
        ({"crate": (1, 0)}, r"force \(3,\)"),
        ({"crate": 1.0}, r"force \(3,\)"),
        ({"crate": (float("nan"), 0, 0)}, "finite"),
        ({"wall": (1, 0, 0)}, "fixed"),
    ],
)
def test_wrong_actions_are_named(action, word):
    with pytest.raises(InputError, match=word):
        Play(world()).step(action)


def test_step_length_is_checked():
    with pytest.raises(InputError, match="1/600"):
        Play(world(), step_seconds=0.001)
