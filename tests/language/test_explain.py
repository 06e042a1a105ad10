"""The report and the warnings: what they show, what they name, how bad they call it."""

from setpiece.language.explain import explain, nothing_understood, severity, warnings
from setpiece.language.understand import understand


def test_report_shows_everything():
    text = explain(understand("A red ball rolls off a table and stops, beautifully lit; the camera pans left."))
    for part in ("red_ball: ball", "red_ball on table", "0. red_ball roll off table", "pan left", "(beautifully)"):
        assert part in text


def test_unknown_words_are_named_with_their_place():
    prompt = "A ball asdf the table."
    (line,) = warnings(understand(prompt))
    assert line.startswith("'asdf' (characters 7-11) is not understood and was left out.")


def test_spelling_is_helped():
    lines = " ".join(warnings(understand("A marbel falls onto a tabel.")))
    assert "'marble'" in lines
    assert "'table'" in lines


def test_neighbouring_unknown_words_are_one_warning():
    lines = warnings(understand("A purplish wug rolls. A ball falls."))
    assert len(lines) == 1
    assert "purplish wug rolls" in lines[0]


def test_severity():
    assert severity(understand("A red ball rolls.")) == "none"
    assert severity(understand("A flurbly ball rolls.")) == "modifier"
    assert severity(understand("A wug rolls.")) == "noun_or_verb"
    assert severity(understand("A ball frobs.")) == "noun_or_verb"
    assert severity(understand("A ball rolls wuggishly.")) == "modifier"


def test_nothing_understood():
    assert nothing_understood(understand("qwfp zxcv"))
    assert not nothing_understood(understand("A qwfp at night"))
