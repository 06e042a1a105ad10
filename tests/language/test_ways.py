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


def test_members_of_a_group_differ():
    ball = understand("Two balls, one red and the other small, roll down a ramp.").entities[0]
    assert ball.count == 2
    assert ball.members[0].color[0] > 0.4 > ball.members[0].color[1]
    assert (ball.members[0].scale, ball.members[1].color) == (1.0, None)
    assert ball.members[1].scale < 1.0
    cubes = understand("Three cubes, one of wood, one of steel and one blue, stand on a table.").entities[0]
    assert [m.material for m in cubes.members] == ["wood", "steel", None]
    two = understand("Two balls, one red, roll.")
    assert two.entities[0].members == ()
    assert any(t.status == "unknown" for t in two.tokens)


def test_what_is_sent_moves_and_it_is_what_was_struck():
    script = understand("A bat hits a ball, sending it across the grass.")
    hit, move = script.happenings
    assert (hit.object, move.verb, move.subject, move.path, move.after) == ("ball", "move", "ball", "across", 0)
    across = understand("A girl hits a ball with a racket, sending it flying to the opponent's side.").happenings[1]
    assert (across.subject, across.path, across.place) == ("ball", "away", "girl")


def test_what_a_thing_is_used_for():
    spin = understand("A child uses a top on the floor.").happenings[0]
    assert (spin.verb, spin.subject) == ("spin", "top")
    assert any(t.text == "uses" and t.status == "unknown" for t in understand("A child uses a vase.").tokens)


def test_light_acts():
    (relation,) = understand("Light passes through a magnifying glass.").relations
    assert (relation.kind, relation.objects) == ("shone_through", ("magnifying_glass",))
    script = understand("Light from a car hits a wall.")
    assert [e.id for e in script.entities] == ["car", "wall"]
    assert script.entities[0].lit
    assert script.relations[0].kind == "lit"
    assert understand("A light blue ball hits a wall.").happenings[0].verb == "hit"


def test_a_game_has_its_ball():
    script = understand("A man is playing basketball in a gym.")
    assert [t.text for t in script.tokens if t.status == "unknown"] == []
    assert [(h.verb, h.subject) for h in script.happenings] == [("bounce", "basketball")]
    assert [e.thing for e in script.entities] == ["man", "basketball"]


def test_a_face_is_drawn_on_balls_only():
    ball = understand("A tennis ball with a smiley face drawn on it rolls.").entities[0]
    assert "smiley:1" in ball.attributes
    assert any(t.status == "unknown" for t in understand("A hammer with a smiley face drawn on it falls.").tokens)


def test_objects_that_are_named_are_among_others():
    script = understand("A table has a few small objects on it, including a cup and a red ball. The ball rolls off.")
    told = {(r.kind, r.subject, r.objects) for r in script.relations}
    assert told >= {("on", "cup", ("table",)), ("on", "red_ball", ("table",)), ("on", "other_objects", ("table",))}
    assert {e.id: e.count for e in script.entities}["other_objects"] == 1
