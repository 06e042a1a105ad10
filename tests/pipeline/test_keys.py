"""What a change of the world, the format or the length does to the keys of stages: as much as it must, no more."""

from fractions import Fraction
from itertools import pairwise

import pytest

from setpiece.errors import InputError
from setpiece.line import lay_out
from setpiece.pipeline import changed
from setpiece.world.document import Body, Light, Move, Push, Shot, World
from setpiece.world.format import Format

WORLD = World(
    title="a ball falls",
    duration=3.0,
    bodies=(Body(id="ball", family="ball", position=(0.0, 0.0, 1.0)),),
    shot=Shot(eye=(0.0, -3.0, 1.0), target=(0.0, 0.0, 0.5)),
)


def keys(world=WORLD, film=Format()):  # noqa: B008
    """Return the keys of every stage by name."""
    return {name: [node.key for node in nodes] for name, nodes in lay_out(world, film, []).stages().items()}


def changed_stages(world=WORLD, film=Format()):  # noqa: B008
    before, after = keys(), keys(world, film)
    return {name for name in before if before[name] != after[name]}


def with_shot(**changes):
    return WORLD.model_copy(update={"shot": WORLD.shot.model_copy(update=changes)})


PICTURE = {"trace", "develop", "encode"}
SEEN = {*PICTURE, "certify"}  # and not heard


@pytest.mark.parametrize(
    ("world", "film", "stages"),
    [
        (WORLD, Format(width=320, height=180), PICTURE),
        (WORLD, Format(quality="draft"), PICTURE),
        (WORLD, Format(light_groups=True), PICTURE),
        (WORLD, Format(fps=Fraction(25)), PICTURE),
        (WORLD.model_copy(update={"title": "another"}), Format(), {"certify"}),
        (WORLD.model_copy(update={"sky": WORLD.sky.model_copy(update={"elevation": 0.1})}), Format(), SEEN),
        (WORLD.model_copy(update={"lights": (Light(id="lamp", position=(0, 0, 2)),)}), Format(), SEEN),
        (with_shot(eye=(1.0, -3.0, 1.0)), Format(), "all but motion"),
        (with_shot(exposure=2.0), Format(), SEEN),
        (changed(WORLD, {"bodies.ball.colors": {"body": [1, 0, 0]}}), Format(), SEEN),
        (changed(WORLD, {"bodies.ball.restitution": 0.5}), Format(), "all"),
        (changed(WORLD, {"gravity": [0, 0, -1.62]}), Format(), "all"),
        (changed(WORLD, {"place.ground": "grass"}), Format(), "all"),
    ],
)
def test_a_change_reaches_what_it_must(world, film, stages):
    every = set(keys())
    wanted = (
        {"all": every, "all but motion": every - {"simulate"}}.get(stages, stages)
        if isinstance(stages, str)
        else stages
    )
    assert changed_stages(world, film) - {"certify"} == wanted - {"certify"}
    assert ("certify" in wanted) <= ("certify" in changed_stages(world, film))


def test_in_light_groups_a_colour_is_only_developed_and_a_power_is_traced():
    lamp, film = Light(id="lamp", position=(0, 0, 2)), Format(light_groups=True)
    before, red, dim = (
        keys(WORLD.model_copy(update={"lights": (lamp.model_copy(update=more),)}), film)
        for more in ({}, {"color": (1.0, 0.1, 0.1)}, {"power": 1.0})
    )
    assert {name for name in before if before[name] != red[name]} == {"develop", "encode", "certify"}
    assert {name for name in before if before[name] != dim[name]} == {*SEEN, "clean"}
    assert "clean" not in keys()


def test_a_longer_film_begins_with_the_shorter_one():
    short, long = keys(), keys(WORLD.model_copy(update={"duration": 10.0}))
    for name in ("simulate", "trace", "develop"):
        assert long[name][: len(short[name])] == short[name]


def test_a_later_push_leaves_what_comes_before_it():
    pushed = WORLD.model_copy(update={"actions": (Push(body="ball", start=2.0, duration=0.5, force=(1.0, 0.0, 0.0)),)})
    before, after = keys(), keys(pushed)
    same = [a == b for a, b in zip(before["simulate"], after["simulate"], strict=True)]
    assert same == [True, True, False, False]
    # Second 1 of film, up to 2.0 s, is seen through a camera that may look 0.25 s ahead, into the pushed second.
    assert [a == b for a, b in zip(before["trace"], after["trace"], strict=True)] == [True, False, False]


def test_a_camera_that_follows_later_knows_where_it_will_begin():
    move = Move(kind="pan", body="ball", start=2.5, duration=0.5, amount=0.0)
    line = lay_out(with_shot(moves=(move,)), Format(), [])
    assert line.traced[0].upstream[0].segment >= 2


def test_slow_motion_simulates_less():
    line = lay_out(with_shot(speed=0.25), Format(), [])
    assert len(line.simulated) == 2 and len(line.traced) == 3  # 0.75 s of world, and what the camera looks ahead


def test_frames_are_shared_out_without_gap():
    for fps in (Fraction(24), Fraction(24000, 1001), Fraction(60)):
        world = WORLD.model_copy(update={"duration": 2.7})
        spans = [node.document["frames"] for node in lay_out(world, Format(fps=fps), []).traced]
        assert spans[0][0] == 0 and spans[-1][1] == round(2.7 * fps)
        assert all(a[1] == b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "changes", [{"bodies.cube.mass": 1.0}, {"sky.elevatoin": 0.1}, {"bodies.ball.mass": -1.0}, {"nothing": 1}]
)
def test_changes_that_fit_nothing(changes):
    with pytest.raises(InputError):
        changed(WORLD, changes)


def test_changes_by_path():
    world = changed(WORLD, {"bodies.ball.params": {"radius": 0.2}, "sky.elevation": 0.1, "bodies.0.fixed": True})
    assert (world.bodies[0].params, world.bodies[0].fixed, world.sky.elevation) == ({"radius": 0.2}, True, 0.1)
    assert WORLD.sky.elevation != 0.1
