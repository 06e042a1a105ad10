"""A bad document is named in full, a good one is taken as it is, and nothing else ever happens."""

import json
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from setpiece.errors import InputError
from setpiece.world.document import Body, Joint, World
from setpiece.world.validate import MAX_MESSAGES, validate

LOOK = {"eye": [0, 0, 0], "target": [1, 0, 0]}
BALL = {"id": "ball", "family": "ball", "position": [0, 0, 1]}


def mistakes(document, **options):
    with pytest.raises(InputError) as caught:
        validate(document, **options)
    return caught.value.messages


def world(**keys):
    return {"version": 1, **keys}


def test_defaults_and_round_trip():
    full = World(bodies=(Body(id="arm", family="bar", position=(0, 0, 1), joint=Joint(kind="hinge", limits=(-1, 1))),))
    assert validate({}) == World()
    assert validate(json.loads(full.model_dump_json())) == full


def test_ten_mistakes_are_ten_lines_with_paths():
    document = {
        "version": 1,
        "seeed": 3,
        "gravity": [0, 0, -9.8, 1],
        "place": {"ground": "granit"},
        "sky": {"kind": "clouded", "elevation": "0.5"},
        "bodies": [
            {**BALL, "restitution": 7},
            {**BALL, "rotation": [1, 1, 0, 0]},
            {"id": "Big Box", "family": "box", "positon": [0, 0, 0], "fixed": True, "velocity": [1, 0, 0]},
        ],
        "actions": [{"kind": "push", "body": "bal", "start": 0, "duration": 0}],
        "shot": {"eye": [0, 0, 1], "target": [0, 0, 1]},
    }
    found = mistakes(document)
    starts = [
        "seeed: expected no such key, got 3. Did you mean 'seed'?",
        "gravity: expected a list of 3 numbers",
        "place.ground: expected a known material, got 'granit'. Did you mean 'granite'?",
        "sky.kind: expected one of 'clear', 'overcast', 'night', 'studio', got 'clouded'.",
        "sky.elevation: expected a number from -1.571 to 1.571, got '0.5'. Write 0.5 without quotes.",
        "bodies[0].restitution: expected a number from 0 to 1, got 7. Write 0.7?",
        "bodies[1].id: expected an id that nothing else has, got 'ball'. bodies[0] has it already.",
        "bodies[1].rotation: expected a quaternion wxyz of length 1",
        "bodies[2].id: expected a name of at most 64 small letters, digits and _ that begins with a letter, "
        "got 'Big Box'. Write 'big_box'?",
        "bodies[2].position: expected a list of 3 numbers, got nothing. It is required.",
        "bodies[2].positon: expected no such key, got [0, 0, 0]. Did you mean 'position'?",
        "bodies[2].velocity: expected no velocity for a fixed body",
        "actions[0].body: expected the id of a body, got 'bal'. Did you mean 'ball'?",
        "actions[0].duration: expected a number above 0, got 0.",
        "shot.target: expected another point than the eye",
    ]
    for start in starts:
        assert sum(line.startswith(start) for line in found) == 1, (start, found)
    assert len(found) == len(starts)


@pytest.mark.parametrize(
    ("document", "start"),
    [
        ([], "world: expected an object, got []."),
        (world(version=2), "version: expected 1, got 2."),
        (world(seed=1.5), "seed: expected a whole number at least 0 and below 9.22337e+18, got 1.5."),
        (world(seed=2**64), "seed: expected a number of at most 18 digits"),
        (world(duration=math.nan), "duration: expected a finite number, got nan."),
        (world(title="\ud800"), "title: expected Unicode text"),
        (world(title={1: 2}), "title: expected text as keys, got 1."),
        (world(title=object()), "title: expected a JSON value, got object."),
        (world(bodies=[3]), "bodies[0]: expected an object, got 3."),
        (world(bodies=[{**BALL, "fixed": "yes"}]), "bodies[0].fixed: expected true or false, got 'yes'."),
        (world(bodies=[{**BALL, "id": "sky"}]), "bodies[0].id: expected a name of its own"),
        (world(bodies=[{**BALL, "params": {"a b": "x"}}]), "bodies[0].params['a b']: expected a number, got 'x'."),
        (world(bodies=[{**BALL, "params": {"radius": 2e5}}]), "bodies[0].params.radius: expected at most 100000 m"),
        (world(bodies=[{**BALL, "materials": {"body": "glas"}}]), "bodies[0].materials.body: expected a known"),
        (world(bodies=[{**BALL, "position": [0, 0, 2e5]}]), "bodies[0].position: expected at most 100000 m"),
        (world(bodies=[{**BALL, "velocity": [0, 0, 2e4]}]), "bodies[0].velocity: expected at most 10000 m/s"),
        (world(bodies=[{**BALL, "color": [1, 0, 0]}]), "bodies[0].color: expected no such key, got [1, 0, 0]."),
        (world(bodies=[{**BALL, "fixed": True, "joint": {"kind": "ball"}}]), "bodies[0].joint: expected no joint"),
        (
            world(bodies=[{**BALL, "joint": {"kind": "hinge", "limits": [1, 0]}}]),
            "bodies[0].joint.limits: expected the lower one first, got [1.0, 0.0]. Write [0.0, 1.0]?",
        ),
        (
            world(bodies=[{**BALL, "joint": {"kind": "hinge", "position": 2, "limits": [0, 1]}}]),
            "bodies[0].joint.position: expected a coordinate within its limits",
        ),
        (
            world(bodies=[{**BALL, "joint": {"kind": "slide", "axis": [0, 0, 0]}}]),
            "bodies[0].joint.axis: expected a direction",
        ),
        (
            world(bodies=[{**BALL, "joint": {"kind": "ball", "speed": 1}}]),
            "bodies[0].joint.speed: expected 0: a ball joint",
        ),
        (
            world(bodies=[{**BALL, "joint": {"kind": "hinge"}, "spin": [0, 0, 1]}]),
            "bodies[0].spin: expected no spin for a ground-jointed body",
        ),
        (world(actions=[{"body": "ball"}]), "actions[0].kind: expected one of drive, hold, perform, push, got None."),
        (world(actions=[{"kind": "puhs"}]), "actions[0].kind: expected one of drive, hold, perform, push, got 'puhs'."),
        (
            world(bodies=[BALL], actions=[{"kind": "drive", "body": "ball", "duration": 1, "speed": 1, "limit": 1}]),
            "actions[0].body: expected a body with a hinge or slide",
        ),
        (
            world(bodies=[{**BALL, "fixed": True}], actions=[{"kind": "hold", "body": "ball", "end": 1}]),
            "actions[0].body: expected a body that can move",
        ),
        (world(place={"name": "kichen"}), "place.name: expected a known place, got 'kichen'. Did you mean 'kitchen'?"),
        (world(place={"room": {"size": [0, 1, 1]}}), "place.room.size: expected three lengths above 0"),
        (world(place={"room": {"size": [1, 1, 1], "walls": "brik"}}), "place.room.walls: expected a known material"),
        (world(lights=[{"id": "lamp", "position": [0, 0, 1], "body": "x"}]), "lights[0].body: expected the id of"),
        (
            world(lights=[{"id": "l", "shape": "disk", "position": [0, 0, 1], "direction": [0, 0, 0]}]),
            "lights[0].direction: expected a direction",
        ),
        (
            world(shot={**LOOK, "moves": [{"kind": "follow", "duration": 1, "amount": 2}]}),
            "shot.moves[0].body: expected the body to follow",
        ),
        (
            world(shot={**LOOK, "moves": [{"kind": "zoom", "duration": 1, "amount": 0}]}),
            "shot.moves[0].amount: expected a ratio",
        ),
    ],
)  # fmt: skip
def test_each_mistake_is_said(document, start):
    found = mistakes(document)
    assert any(line.startswith(start) for line in found), found


def test_joint_loop_is_named_and_a_chain_is_not():
    def link(name, parent):
        return {"id": name, "family": "bar", "position": [0, 0, 1], "joint": {"kind": "hinge", "parent": parent}}

    loop = world(bodies=[link("a", "b"), link("b", "c"), link("c", "b"), link("d", "d")])
    found = mistakes(loop)
    assert [line.split(":")[0] for line in found] == [f"bodies[{i}].joint.parent" for i in (1, 2, 3)]
    assert len(validate(world(bodies=[link("a", None), link("b", "a"), link("c", "b")])).bodies) == 3


def test_a_wheel_may_say_that_it_goes_with_its_car():
    wheel = {**BALL, "id": "wheel", "joint": {"kind": "hinge", "parent": "ball"}, "velocity": [1, 0, 0]}
    assert validate(world(bodies=[{**BALL, "velocity": [1, 0, 0]}, wheel])).body("wheel").velocity == (1, 0, 0)


def test_too_many_bodies_and_too_many_messages():
    crowd = world(bodies=[{**BALL, "id": f"b{i}"} for i in range(20_001)])
    assert mistakes(crowd) == ("bodies: expected at most 20000 of them, got 20001.",)
    found = mistakes(world(bodies=[3] * 500))
    assert len(found) == MAX_MESSAGES + 1
    assert found[-1] == "... and 300 more."


def test_deep_nesting_is_refused():
    deep = "x"
    for _ in range(5000):
        deep = [deep]
    assert "levels of nesting" in mistakes(world(title=deep))[0]


def test_the_callers_own_check_of_bodies_is_added():
    def check(body):
        return [f"bodies.{body.id}.family: expected a known family, got 'bal'."] if body.family == "bal" else []

    document = world(bodies=[{**BALL, "family": "bal"}, {**BALL, "id": "x", "mass": -1}])
    assert mistakes(document, check_body=check) == (
        "bodies[1].mass: expected a number above 0, got -1.",
        "bodies.ball.family: expected a known family, got 'bal'.",
    )


def test_nearly_unit_rotations_within_rounding_pass():
    half = math.sqrt(0.5)
    assert validate(world(bodies=[{**BALL, "rotation": [half, 0, 0, half]}])).bodies[0].rotation[0] == half
    assert "Write [0.707106781, 0.0, 0.0, 0.707106781]?" in mistakes(
        world(bodies=[{**BALL, "rotation": [0.707, 0, 0, 0.707]}])
    )[0]  # fmt: skip


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
WORDS = (
    "version seed gravity place ground room size walls sky kind lights bodies actions shot moves eye target id family"
    " params materials colors position rotation velocity spin fixed joint parent limits axis mass body start duration"
    " force end speed limit amount clear hinge push hold drive ball follow zoom direction shape disk"
)
NAMES = st.sampled_from(WORDS.split())
JSON = st.recursive(
    SCALARS | NAMES | st.lists(st.floats(-2, 2), min_size=2, max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=4), inner, max_size=6),
    max_leaves=30,
)
FIELDS = st.fixed_dictionaries({}, optional={
    "bodies": st.lists(st.dictionaries(NAMES, JSON, max_size=8) | st.just(BALL), max_size=4),
    "actions": st.lists(st.dictionaries(NAMES, JSON, max_size=6), max_size=3),
    "lights": st.lists(st.dictionaries(NAMES, JSON, max_size=6), max_size=3),
    "shot": st.dictionaries(NAMES, JSON, max_size=6), "place": JSON, "sky": JSON, "gravity": JSON, "seed": SCALARS,
})  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(JSON | FIELDS)
def test_any_json_gives_a_world_or_an_input_error(document):
    try:
        result = validate(document)
    except InputError as error:
        assert error.messages
        assert all(": " in line or line.startswith("...") for line in error.messages)
        assert not any("\n" in line for line in error.messages)
    else:
        assert isinstance(result, World)
