"""Whatever is typed, every word gets one token and nothing but InputError is raised."""

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from setpiece.errors import InputError
from setpiece.language.explain import explain, nothing_understood, severity, warnings
from setpiece.language.lexemes import words
from setpiece.language.understand import LIMIT, understand
from setpiece.language.vocabulary import lexicon

EXAMPLES = int(os.environ.get("SETPIECE_MUTATIONS", "5000"))
CASES = Path(__file__).parents[3] / "shared" / "cases"
SENTENCES = (
    "A red rubber ball rolls off a wooden table and bounces on the stone floor at sunset.",
    "Newton's cradle with five steel balls: two balls are lifted and let go.",
    "A row of houses along a street at dusk, street lamps lit, the camera cranes up to show the whole town.",
    "After hitting the wall, the ball stops; close-up, 50mm, f/2.8.",
)
WORDS = sorted(filter(None, lexicon().senses))


def read(prompt):
    """Tokens are exact slices in order that cover every word; whole numbers of the Script point inside it."""
    script = understand(prompt)
    end = 0
    for token in script.tokens:
        assert end <= token.span[0] < token.span[1] <= len(prompt)
        assert token.text == prompt[slice(*token.span)]
        end = token.span[1]
    covered = {i for token in script.tokens for i in range(*token.span)}
    for word in words(prompt):
        assert covered.issuperset(range(word.start, word.end))
    ids = [e.id for e in script.entities]
    assert len(ids) == len(set(ids))
    for relation in script.relations:
        assert {relation.subject, *relation.objects} <= {*ids, "ground"}
    for number, happening in enumerate(script.happenings):
        assert {happening.subject, happening.object, happening.place} <= {*ids, "ground", None}
        assert happening.after is None or 0 <= happening.after < number
    for token in script.tokens:
        if token.status == "grounded":
            assert token.target
    return script


def check(prompt):
    """Besides, what is told of it agrees with itself."""
    script = read(prompt)
    assert explain(script)
    assert (severity(script) == "none") == (not warnings(script)) == (not script.unknown)
    return script


def drawn(prompt):
    """Check a sentence that hypothesis drew."""
    check(prompt)


# The gate draws the same examples each time, so that one commit has one verdict; the campaign draws others at each run.
STRENGTHS = (
    pytest.param(settings(max_examples=200, deadline=None, derandomize=True), id="gate"),
    pytest.param(settings(max_examples=EXAMPLES, deadline=None, database=None), id="campaign", marks=pytest.mark.slow),
)


@st.composite
def mutated(draw, sentences, words, others=()):
    """A sentence with words dropped, swapped or put in, single or as phrases, and noise between."""
    parts = draw(st.sampled_from(sentences)).split(" ")
    for _ in range(draw(st.integers(1, 5))):
        i, j = (draw(st.integers(0, max(len(parts) - 1, 0))) for _ in range(2))
        kind = draw(st.sampled_from(["drop", "swap", "word", "noise", "cut"]))
        if kind == "drop" and len(parts) > 1:
            parts.pop(i)
        elif kind == "swap":
            parts[i], parts[j] = parts[j], parts[i]
        elif kind == "cut" and others:
            other = draw(st.sampled_from(others)).split(" ")
            start = draw(st.integers(0, len(other) - 1))
            parts[i:i] = other[start : start + draw(st.integers(1, 8))]
        else:
            parts.insert(i, draw(st.sampled_from(words)) if kind == "word" else draw(st.text(max_size=6)))
    return " ".join(parts)[:LIMIT]


@pytest.mark.parametrize("strength", STRENGTHS)
def test_any_text(strength):
    strength(given(prompt=st.text(min_size=1, max_size=300).filter(str.strip))(drawn))()


@pytest.mark.parametrize("strength", STRENGTHS)
def test_any_words_of_the_lexicon(strength):
    glue = st.sampled_from([" ", ", ", "; ", " the ", " a ", " and "])

    @strength
    @given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25), glue)
    def any_words(chosen, glue):
        check(glue.join(chosen)[:LIMIT])

    any_words()


@pytest.mark.parametrize("strength", STRENGTHS)
def test_mutated_sentences(strength):
    strength(given(prompt=mutated(SENTENCES, WORDS, SENTENCES).filter(str.strip))(drawn))()


@pytest.mark.slow
def test_spliced_outside_prompts():
    """What people write, cut into one another: the campaign over more ways of speaking than ours."""
    path = CASES / "outside_prompts.jsonl"
    if not path.exists():
        pytest.skip("the outside prompts are not part of this checkout")
    prompts = [json.loads(line)["prompt"][:LIMIT] for line in path.read_text("utf-8").splitlines()]
    strength = settings(max_examples=EXAMPLES, deadline=None, database=None)
    strength(given(prompt=mutated(prompts, WORDS, prompts).filter(str.strip))(drawn))()


def test_a_shadow_of_nobody_on_a_floor():
    script = check(
        "A throw a big shadow rubber ball rolls off a wooden table and bounces on the stone floor at sunset."
    )
    assert not [r for r in script.relations if r.kind == "shadow"]
    assert script.unknown  # who throws it is not said: the words are told, and no relation is made of them


def test_a_participle_of_light_is_nothing_that_a_thing_does():
    script = check("A cast its shadow red rubber ball rolls off a wooden table.")
    assert {h.verb for h in script.happenings} == {"roll"}
    assert script.unknown


def test_light_that_falls_on_two_things_repeats_no_act():
    check("A tissue is crumpled. A drop of water is placed cast a big shadow near of end one the crumpled paper.")
    check(
        "A straw wrapper paper tissue is crumpled into an accordion shape on a table. A drop of water is placed cast a"
        " big shadow near of end one the crumpled paper, touching the paper."
    )


def test_a_grabber_may_grip_what_does_nothing():
    check(
        "balls parachute descends A Newton's cradle device on the table and one of the metal A is held up by a blue"
        " handled grabber tool. The claw releases the ball."
    )


def test_every_implied_ball_has_a_name_of_its_own():
    script = check("practice basketball practice basketball practice basketball")
    assert len({e.id for e in script.entities}) == len(script.entities)


@pytest.mark.parametrize(
    "prompt",
    [
        "🔥🔥🔥",
        "<script>alert('x')</script>",
        "$(rm -rf /) `ls` | cat > /dev/null && echo \\n",
        "Ein roter Ball rollt vom Tisch.",
        "一个红色的球从桌子上滚下来。",
        "हिन्दी में एक गेंद",
        "qwfp zxcv bnmt",
        "a\x00b\x1b[31m\x07 ball\u202e\ufeff",
        "." * 500 + "ball",
        "--- --- ---x",
    ],
)
def test_hostile_prompts(prompt):
    script = check(prompt)
    assert all(c.isprintable() or c == "\n" for c in explain(script))
    assert all(line.isprintable() for line in warnings(script))


def test_only_punctuation_has_no_word():
    script = check("... !!! ,,,")
    assert script.tokens == ()
    assert nothing_understood(script)


def test_deterministic():
    for sentence in SENTENCES:
        assert understand(sentence) == understand(sentence)


@pytest.mark.parametrize(
    "unit",
    [
        "and a ball ",
        "of the ",
        "a row of ",
        "on a table ",
        "ball, ",
        "rolls ",
        "very ",
        "without ",
        "xq ",
        "the other ",
        "1 ",
        "(",
    ],
)
def test_long_prompts_take_linear_time(unit):
    # 2,000 characters at most; the promise is 2 s, and a linear reading needs some 20 ms, so 1 s leaves room for load.
    prompt = (unit * LIMIT)[:LIMIT]
    start = time.perf_counter()
    check(prompt) if prompt.strip() else None
    assert time.perf_counter() - start < 2.0


def test_outside_prompts():
    path = CASES / "outside_prompts.jsonl"
    if not path.exists():
        pytest.skip("the outside prompts are not part of this checkout")
    prompts = [json.loads(line)["prompt"] for line in path.read_text("utf-8").splitlines()]
    for prompt in prompts:
        try:
            read(prompt)
        except InputError:
            assert len(prompt) > LIMIT


def test_too_long_is_refused_at_once():
    start = time.perf_counter()
    with pytest.raises(InputError):
        understand("ball " * 20_000)
    assert time.perf_counter() - start < 0.1
