"""Members of one group that fare differently: one does this, the other that."""

from setpiece.language.understand import understand


def read(sentence):
    script = understand(sentence)
    assert [t.text for t in script.tokens if t.status == "unknown"] == []
    return script


def done(script):
    return [(h.verb, h.subject) for h in script.happenings]


def test_one_and_the_other_are_two_entities_of_one_kind():
    script = read("Two balls lie on a table: one is pushed off the table and the other is dropped.")
    assert [(e.id, e.thing, e.count) for e in script.entities[:2]] == [("ball", "ball", 1), ("other_ball", "ball", 1)]
    assert done(script)[-2:] == [("push", "ball"), ("drop", "other_ball")]


def test_what_all_do_and_where_all_are_is_told_of_both():
    script = read("Two balls lie on a table: one is pushed off the table and the other is dropped.")
    assert done(script)[:2] == [("rest", "ball"), ("rest", "other_ball")]
    assert {(r.kind, r.subject, r.objects) for r in script.relations} == {
        ("on", "ball", ("table",)),
        ("on", "other_ball", ("table",)),
    }


def test_the_others_of_three_stay_a_group():
    script = read("Three balls lie on a table. One is pushed and the other rolls.")
    assert [(e.id, e.count) for e in script.entities[:2]] == [("ball", 1), ("other_ball", 2)]


def test_each_keeps_the_color_told_of_it():
    script = read("Two balls, one red and one blue, are on a table. One is pushed and the other is dropped.")
    red, blue = (e.color for e in script.entities[:2])
    assert red[0] > 0.3 > red[2]
    assert blue[2] > 0.3 > blue[0]
    assert script.entities[0].members == ()


def test_a_group_of_which_only_one_is_told_stays_whole():
    script = read("Two balls lie on a table. One is pushed.")
    assert [(e.id, e.count) for e in script.entities] == [("ball", 2), ("table", 1)]


def test_one_height_and_one_instant_are_told_of_the_two():
    script = read(
        "Two identical balls start at the same height. One is pushed off a table and the other is dropped at the "
        "same instant."
    )
    assert ("level_with", "ball", ("other_ball",)) in {(r.kind, r.subject, r.objects) for r in script.relations}
    assert [h.together for h in script.happenings] == [False, True]


def test_what_is_at_the_same_instant_comes_after_nothing():
    one = "Two balls start at the same height. One is pushed off a table{} the other is dropped at the same instant."
    for joint in (".", " and"):
        script = read(one.format(joint).replace(". the", ". The"))
        assert [h.after for h in script.happenings] == [None, None], joint
