"""What is done only with leave: guesses at unknown words, and changes of law."""

import pytest

from setpiece.language.understand import understand


def unknown(script):
    return [token.text for token in script.tokens if token.status == "unknown"]


@pytest.mark.parametrize(
    ("prompt", "thing", "taken"),
    [
        ("A loudsspeaker stands on a table.", "speaker", "loudspeaker"),
        ("A xyzbox stands on a table.", "box", "box"),
    ],
)
def test_guesses_are_made_only_with_leave_and_said(prompt, thing, taken):
    assert prompt.split()[1] in unknown(understand(prompt))
    script = understand(prompt, guess=True)
    assert unknown(script) == []
    assert script.entities[0].thing == thing
    assert [(g.text, g.taken_for) for g in script.guesses] == [(prompt.split()[1], taken)]
    assert script.liberties == ("guess",)


def test_what_is_like_nothing_is_not_guessed():
    assert understand("A qqqqqq stands on a table.", guess=True).guesses == ()


@pytest.mark.parametrize(
    ("prompt", "change", "gravity"),
    [
        ("A ball falls upwards.", "gravity reversed", (0.0, 0.0, 9.80665)),
        ("A stone floats in the air.", "gravity off", (0.0, 0.0, 0.0)),
        ("A stone hovers above a table.", "gravity off", (0.0, 0.0, 0.0)),
    ],
)
def test_the_impossible_is_recognised_and_allowed_only_with_leave(prompt, change, gravity):
    script = understand(prompt)
    assert [(f.change, f.allowed) for f in script.forbidden] == [(change, False)]
    assert script.setting.gravity is None
    allowed = understand(prompt, allow_impossible=True)
    assert [(f.change, f.allowed) for f in allowed.forbidden] == [(change, True)]
    assert allowed.setting.gravity == gravity


@pytest.mark.parametrize(
    "prompt",
    [
        "A ball falls.",
        "A drone floats in the air.",
        "A stone floats in the air in zero gravity.",
        "A stone is thrown into the air.",
        "A stone rests on a table.",
    ],
)
def test_the_possible_is_left_alone(prompt):
    assert understand(prompt, allow_impossible=True).forbidden == ()


def test_nothing_grows_by_itself_even_with_leave():
    script = understand("A panda changes from small to big.", allow_impossible=True)
    assert not script.unknown
    assert [(f.change, f.allowed) for f in script.forbidden] == [("mass not conserved", False)]
    assert script.setting.gravity is None
