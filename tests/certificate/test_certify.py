"""The certificate as a whole: laws of sound, clauses, notes, text, and its JSON."""

from dataclasses import replace

import numpy as np
import pytest

from setpiece.camera.view import View
from setpiece.certificate.certificate import Certificate
from setpiece.certificate.certify import certify, render
from setpiece.certificate.sound_laws import audit_sound, heard_level
from setpiece.certificate.table import SOUND_LAWS
from setpiece.events.clause import Clause
from setpiece.geometry import world_from_camera
from setpiece.physics.simulate import simulate
from setpiece.sound.score import ONSET, Score, score
from setpiece.world.document import Body, Drive, Hold, Joint, Push, World

EYE = (0.0, -6.86, 0.05)  # 6.86 m from the ball: 20 ms of sound
SECONDS = 2.0
RATE = 48000

WORLD = World(
    duration=SECONDS,
    bodies=(
        Body(id="ball", family="ball", params={"radius": 0.05}, materials={"body": "rubber"}, position=(0, 0, 0.8)),
    ),
)


def view_at(_):
    return View(world_from_camera(EYE, (0, 0, 0.3)), 1.0)


@pytest.fixture(scope="module")
def trajectory():
    return simulate(WORLD, SECONDS)


@pytest.fixture(scope="module")
def sound(trajectory):
    """A score made by hand: a decaying tone of 800 Hz for every impact, when it is due, at -16 LUFS."""
    from setpiece.sound.mix import loudness

    found = np.concatenate([s.impacts for s in trajectory.segments])
    due = found["time"] + np.linalg.norm(found["point"] - EYE, axis=1) / 343
    out = np.zeros((int(SECONDS * RATE), 2))
    onsets = np.zeros(len(found), ONSET)
    for row, impact, when in zip(onsets, found, due, strict=True):
        t = np.arange(int(0.2 * RATE)) / RATE
        first = int(np.ceil(when * RATE))
        tone = impact["approach"] * np.exp(-t / 0.03) * np.sin(2 * np.pi * 800 * t)
        tail = out[first : first + len(t)]
        tail += tone[: len(tail), None]
        row["time"], row["arrival"] = impact["time"], when
        row["a"], row["b"], row["level"] = impact["a"], impact["b"], 80 + 20 * np.log10(impact["approach"])
    gain = 10 ** ((-16 - loudness(out)) / 20)
    samples = (gain * out).astype(np.float32)
    # The tones are short: at this loudness they peak above full scale, which a limiter of 20 dB would take.
    mix = samples / max(1.0, float(np.abs(samples).max()) * 1.2)
    stems = {"impacts": samples, "ambience": np.zeros_like(samples)}
    return Score(stems, mix.astype(np.float32), onsets, RATE)


def at_target(sound):
    """The score with a steady bed that brings the mix to its loudness and keeps it off its peaks."""
    from setpiece.sound.mix import loudness

    t = np.arange(len(sound.mix)) / RATE
    bed = np.sin(2 * np.pi * 500 * t)[:, None] * np.ones(2) * 0.1
    bed = bed * 10 ** ((-16 - loudness(bed)) / 20)
    return replace(sound, mix=(bed + 0.05 * sound.mix).astype(np.float32))


def broken(trajectory, sound):
    return {law.id for law in audit_sound(WORLD, trajectory, view_at, sound) if not law.holds}


def test_sound_laws_hold_for_a_true_score(trajectory, sound):
    laws = audit_sound(WORLD, trajectory, view_at, at_target(sound))
    assert [law.id for law in laws] == list(SOUND_LAWS)
    assert all(law.holds for law in laws), laws
    # The onset is read where the tone passes 2 % of its peak: within 0.1 ms of an 800 Hz wave's start.
    assert laws[0].value < 2e-4


def test_a_faint_blow_at_the_time_of_a_loud_one_has_its_own_level(trajectory, sound):
    found = np.concatenate([s.impacts for s in trajectory.segments])
    twin = found[:1].copy()
    twin["a"], twin["impulse"] = 0, twin["impulse"] * 1e-3
    onsets = np.concatenate([sound.onsets[:1], sound.onsets[:1]])
    onsets["a"][1], onsets["level"][1] = 0, onsets["level"][0] - 40
    both = replace(sound, onsets=np.concatenate([onsets, sound.onsets[1:]]))
    level = heard_level(np.concatenate([found[:1], twin, found[1:]]), np.ones(len(found) + 1), both, 1.0)
    assert level[0] - level[1] == pytest.approx(40.0)


def test_the_click_of_something_else_just_before_is_not_the_beginning_of_a_blow(trajectory, sound):
    good = at_target(sound)
    first = int(good.onsets["arrival"].min() * RATE)
    stem = good.stems["impacts"].copy()
    peak = np.abs(np.diff(stem[first : first + 200, 0])).max()
    stem[first - 250 : first - 220] += np.where(np.arange(30) % 2, 1.0, -1.0)[:, None] * 0.1 * peak  # 5 ms ahead
    assert broken(trajectory, replace(good, stems={**good.stems, "impacts": stem})) == set()
    late = np.roll(stem, round(0.003 * RATE), axis=0)
    assert broken(trajectory, replace(good, stems={**good.stems, "impacts": late})) == {"sound_sync"}


def test_each_law_of_sound_is_broken_by_its_own_fault(trajectory, sound):
    good = at_target(sound)
    for shift in (0.003, -0.003, -0.0015):  # s: late, early
        moved = np.roll(good.stems["impacts"], round(shift * RATE), axis=0)
        assert broken(trajectory, replace(good, stems={**good.stems, "impacts": moved})) == {"sound_sync"}
    mute = np.zeros_like(good.stems["impacts"])
    assert broken(trajectory, replace(good, stems={**good.stems, "impacts": mute})) == {"sound_sync"}
    assert broken(trajectory, replace(good, onsets=good.onsets[1:])) == set()  # listed or not, it is heard
    assert broken(trajectory, replace(good, mix=good.mix * 0.7)) == {"sound_loudness"}
    assert broken(trajectory, replace(good, mix=good.mix * 1.4)) == {"sound_loudness"}
    click = good.mix.copy()
    click[RATE : RATE + 4] = 0.99
    assert broken(trajectory, replace(good, mix=click)) == {"sound_peak"}


def test_a_quiet_film_may_be_quieter(trajectory, sound):
    bed = np.random.default_rng(0).normal(size=sound.mix.shape) * 10 ** (-32 / 20)
    quiet = replace(sound, stems={**sound.stems, "ambience": bed.astype(np.float32)}, mix=bed.astype(np.float32))
    assert "sound_loudness" not in broken(trajectory, quiet)


def test_the_score_of_this_project_keeps_its_laws(trajectory):
    laws = audit_sound(WORLD, trajectory, view_at, score(WORLD, trajectory, view_at, seconds=SECONDS))
    assert {law.id: law.value for law in laws if not law.holds} == {}


CLAUSES = (
    Clause(text="a rubber ball", predicate="material_is", bodies=("ball",), words={"material": "rubber"}),
    Clause(text="falls", predicate="falls", bodies=("ball",)),
    Clause(text="bounces twice", predicate="bounces", bodies=("ball", "ground"), figures={"count": 2.0}),
)


def test_a_certificate_holds_when_all_of_it_does(trajectory, sound):
    whole = certify(WORLD, trajectory, CLAUSES, view_at=view_at, score=at_target(sound))
    assert whole.holds
    assert [v.verdict for v in whole.clauses] == ["holds"] * 3
    assert Certificate.model_validate_json(whole.model_dump_json()) == whole
    text = render(whole)
    assert text.count("✓") == len(whole.laws) + 3
    assert text.endswith("All of it holds.")


def test_a_clause_that_fails_breaks_it_and_one_that_cannot_be_judged_is_noted(trajectory):
    extra = (
        Clause(text="rests", predicate="stays", bodies=("ball",)),
        Clause(text="pan", predicate="camera_pans"),
        Clause(text="without sliding", predicate="lifted", bodies=("ball",), figures={"height": 5.0}, negated=True),
    )
    whole = certify(WORLD, trajectory, (*CLAUSES, *extra))
    assert not whole.holds
    assert [v.verdict for v in whole.clauses[3:]] == ["fails", "not judged", "holds"]
    assert any(note.startswith("Not judged") and "no camera" in note for note in whole.notes)
    text = render(whole)
    assert "✗" in text and "? " in text and "not: " in text
    assert text.endswith("1 of it does not hold.")


def test_the_certificate_is_of_one_world(trajectory):
    other = WORLD.model_copy(update={"seed": 1})
    assert certify(WORLD, trajectory).world != certify(other, trajectory).world


def test_hands_and_motors_are_named():
    hinge = Joint(kind="hinge", anchor=(1, 0, 1), axis=(0, 0, 1))
    world = World(
        bodies=(*WORLD.bodies, Body(id="wheel", family="cylinder", position=(1, 0, 1), joint=hinge)),
        actions=(
            Hold(body="ball", end=0.5),
            Push(body="ball", start=0.6, duration=0.1, force=(3, 4, 0)),
            Drive(body="wheel", duration=1.0, speed=2.0, limit=0.5),
        ),
    )
    trajectory = simulate(world, 1.0)
    whole = certify(world, trajectory)
    assert whole.holds, [law for law in whole.laws if not law.holds]
    mass = trajectory.mass[0]
    # The hand bears the ball's weight and nothing else.
    assert f"holds ball until t = 0.50 s, with at most {mass * 9.80665:.3g} N" in whole.notes[0]
    assert "pushes ball from t = 0.60 s for 0.10 s with 5 N" in whole.notes[1]
    assert "motor drives wheel" in whole.notes[2]
