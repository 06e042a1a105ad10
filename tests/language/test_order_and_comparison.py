"""Comparisons, turn-taking, repetition, and words that are two things: expectations read off the sentences by hand."""

import pytest

from setpiece.language.understand import understand


def unknown(script):
    return [token.text for token in script.tokens if token.status == "unknown"]


@pytest.mark.parametrize(
    ("prompt", "who", "of", "factor", "other"),
    [
        ("A red ball is twice as heavy as a blue ball.", "red_ball", "mass", 2.0, "blue_ball"),
        ("A cube three times as heavy as a ball slides across the table.", "cube", "mass", 3.0, "ball"),
        ("A ball half as large as a cube rolls past it.", "ball", "size", 0.5, "cube"),
        ("A vase taller than a lamp stands on a table.", "vase", "size", 1.5, "lamp"),
        ("A cork is twice as light as a coin.", "cork", "mass", 0.5, "coin"),
        ("A box is as heavy as a brick.", "box", "mass", 1.0, "brick"),
    ],
)
def test_comparison(prompt, who, of, factor, other):
    script = understand(prompt)
    assert unknown(script) == []
    entity = next(e for e in script.entities if e.id == who)
    assert [(c.of, c.factor, c.other) for c in entity.compared] == [(of, factor, other)]


def test_who_is_compared_still_acts():
    script = understand("A ball larger than the cube rolls past it.")
    assert [(h.verb, h.subject, h.place) for h in script.happenings] == [("roll", "ball", "cube")]


def test_a_comparison_without_another_is_not_understood():
    assert unknown(understand("The ball is twice as heavy as zorgs.")) != []


def test_one_after_another():
    (drop,) = understand("Three cups are dropped one after another.").happenings
    assert drop.staggered
    first, second = understand("A ball and a cube fall one after another.").happenings
    assert (first.after, second.after) == (None, 0)


def test_again_follows_what_was_done_before():
    _, second = understand("A cup is dropped. The cup is dropped again.").happenings
    assert second.after == 0


@pytest.mark.parametrize(
    ("prompt", "things"),
    [
        ("A top spins on the table.", ["spinning_top", "table"]),
        ("A red top and a blue top are spinning.", ["spinning_top", "spinning_top"]),
        ("A ball rolls over the top of the table.", ["ball", "table"]),
    ],
)
def test_a_top_is_a_toy_or_a_part(prompt, things):
    script = understand(prompt)
    assert unknown(script) == []
    assert [e.thing for e in script.entities] == things


def test_at_an_angle():
    (throw,) = understand("A ball is thrown at an angle.").happenings
    assert throw.angle == pytest.approx(0.785)


@pytest.mark.parametrize(
    "prompt",
    [
        "Wind blows over sand dunes.",
        "A steady wind blows at a windmill.",
        "Sunlight passes through a fence.",
        "A curling stone slides on a smooth ice surface.",
        "A key is dropped onto a hard marble floor.",
    ],
)
def test_weather_acts_and_floors_are_as_they_are_told(prompt):
    assert unknown(understand(prompt)) == []


def test_a_floor_is_not_what_its_material_is_not():
    assert unknown(understand("A ball bounces on the soft concrete floor.")) == ["soft"]
    assert unknown(understand("A ball bounces on the soft carpet.")) == []


def test_a_platform_that_rotates_is_a_turntable():
    script = understand("A yellow mug is placed on a black rotating platform that rotates clockwise.")
    assert [e.thing for e in script.entities] == ["mug", "turntable"]
    assert script.happenings[-1].direction == "clockwise"


def test_a_side_without_a_noun_is_of_what_was_named_before():
    script = understand("A rock rolls down a hill and stops upon hitting a large rock below.")
    assert unknown(script) == []
    assert ("near", "large_rock", ("hill",)) in [(r.kind, r.subject, r.objects) for r in script.relations]


def test_a_word_for_many_kinds_names_one_of_them_or_points_back():
    assert [e.thing for e in understand("A vehicle passes over a bridge.").entities] == ["car", "bridge"]
    script = understand("A ball hits a vase. The object falls over.")
    assert [e.thing for e in script.entities] == ["ball", "vase"]
    assert [h.subject for h in script.happenings] == ["ball", "vase"]


def test_a_crane_that_lifts_is_no_camera():
    script = understand("A crane lifts a crate.")
    assert script.camera.moves == ()
    assert [e.thing for e in script.entities] == ["crane", "crate"]
    assert [m.kind for m in understand("A ball rolls, crane up.").camera.moves] == ["crane"]
