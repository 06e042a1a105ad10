"""The whole line: from a world and what happens in it to stems, mix and onsets."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sound_scenes import impact, looking_from, touch, trajectory

from setpiece.sound.mix import true_peaks
from setpiece.sound.modal import RATE, SPEED_OF_SOUND
from setpiece.sound.score import STAGES, score
from setpiece.world.document import Body, Drive, Joint, Place, Room, Shot, World

EYE = (0.0, -3.0, 1.0)
VIEW = looking_from(EYE)


def world(**more):
    options = {"place": Place(name="living_room", ground="oak", room=Room(size=(7, 9, 2.8))), **more}
    marble = Body(id="m", family="ball", params={"radius": 0.008}, materials={"body": "glass"}, position=(0, 0, 0.008))
    return World(bodies=(marble,), **options)


def bounces(times, size=0.02, point=(0.0, 0.0, 0.0)):
    return [impact(t, 0, -1, point, size, size / 0.0085) for t in times]


def score_of(w, *, impacts=(), touches=(), seconds=2.0, mass=0.0054, **options):
    found = trajectory(w, [mass] * len(w.bodies), impacts=impacts, touches=touches, seconds=seconds)
    return score(w, found, VIEW, seconds=seconds, **options)


def onset_near(samples, time):
    """Return the first time (s) after ``time`` - 20 ms at which a stem rises over a tenth of its peak there."""
    first = int((time - 0.02) * RATE)
    part = np.abs(samples[first : first + int(0.04 * RATE)]).max(axis=1)
    return (first + int(np.argmax(part > 0.1 * part.max()))) / RATE


@pytest.mark.parametrize("place", [Place(name="terrace"), world().place])
def test_every_impact_is_heard_when_its_sound_arrives(place):
    times = [0.3, 0.8, 1.1, 1.7]
    result = score_of(world(place=place), impacts=bounces(times))
    distance = np.linalg.norm(EYE)
    assert result.onsets["time"].tolist() == times
    for time, row in zip(times, result.onsets, strict=True):
        assert row["arrival"] == pytest.approx(time + distance / SPEED_OF_SOUND)
        assert onset_near(result.stems["impacts"], row["arrival"]) == pytest.approx(row["arrival"], abs=1e-3)


def test_shapes_types_and_stems():
    done = []
    result = score_of(world(), impacts=bounces([0.5]), report=done.append)
    assert set(result.stems) == {"impacts", "rolling", "motors", "ambience"}
    for samples in (*result.stems.values(), result.mix):
        assert samples.shape == (2 * RATE, 2)
        assert samples.dtype == np.float32
    assert result.rate == RATE
    assert [p.note for p in done] == list(STAGES)
    assert (done[-1].done, done[-1].total) == (5, 5)
    assert 20 * np.log10(true_peaks(result.mix.astype(float)).max()) <= -1.0


def test_no_moment_is_silent():
    result = score_of(world(), impacts=bounces([0.5]))
    windows = result.mix[RATE // 100 : -RATE // 100]
    windows = windows[: len(windows) // 480 * 480].reshape(-1, 480, 2)
    assert np.sqrt(np.mean(windows**2, axis=1)).min() > 1e-4


def test_harder_is_louder_within_a_film():
    result = score_of(world(), impacts=[*bounces([0.3], 0.005), *bounces([1.3], 0.02)])
    soft, hard = (np.abs(result.stems["impacts"][int(t * RATE) : int((t + 0.3) * RATE)]).max() for t in (0.3, 1.3))
    assert hard > 1.5 * soft
    assert result.onsets["level"][1] > result.onsets["level"][0]


def test_what_happens_on_the_right_is_heard_on_the_right():
    for x, louder in ((4.0, 1), (-4.0, 0)):
        stem = score_of(world(place=Place(name="desert")), impacts=bounces([0.5], point=(x, 0, 0))).stems["impacts"]
        power = np.sum(stem**2, axis=0)
        assert power[louder] > 2 * power[1 - louder]


def test_slow_motion_spreads_contacts_and_keeps_their_pitch():
    shot = Shot(eye=EYE, target=(0, 0, 0.5), speed=0.25)
    row = bounces([0.3])
    slow = score(
        world(shot=shot), trajectory(world(shot=shot), [0.0054], impacts=row), VIEW, seconds=2.0
    )  # fmt: skip
    normal = score_of(world(), impacts=row)
    assert slow.onsets["time"][0] == pytest.approx(1.2)
    late, early = (
        np.abs(np.fft.rfft(s.stems["impacts"][int(t * RATE) : int(t * RATE) + RATE // 2, 0]))
        for s, t in ((slow, 1.2), (normal, 0.3))
    )
    assert np.corrcoef(late, early)[0, 1] > 0.99


def test_rolling_goes_to_its_own_stem():
    rows = [touch(k / 120, 0, -1, (0.4 * k / 120, 0, 0), 0.05, roll=0.4) for k in range(60, 180)]
    result = score_of(world(), touches=rows)
    assert np.any(result.stems["rolling"])
    assert not np.any(result.stems["impacts"])
    assert np.abs(result.stems["rolling"][: RATE // 3]).max() < 1e-12  # rounding of the convolution


def test_a_driven_fan_hums_while_it_is_driven():
    fan = Body(
        id="fan", family="box", params={"length": 0.3, "width": 0.03, "height": 0.02}, position=(0, 0, 1),
        joint=Joint(kind="hinge"),
    )  # fmt: skip
    w = World(bodies=(fan,), actions=(Drive(body="fan", start=0.5, duration=1.0, speed=20.0, limit=1.0),))
    found = trajectory(w, [0.2], seconds=2.0)
    angle = 20.0 * np.arange(121) / 120
    for segment in found.segments:
        turn = angle + 20.0 * segment.index
        segment.rotation[:, 0] = np.column_stack([np.cos(turn / 2), 0 * turn, 0 * turn, np.sin(turn / 2)])
    stem = score(w, found, VIEW, seconds=2.0).stems["motors"]
    running = np.std(stem[int(0.7 * RATE) : int(1.4 * RATE)])
    assert running > 0
    assert np.abs(stem[: int(0.5 * RATE)]).max() < 1e-12  # rounding of the convolution
    # After it is switched off only the place still answers.
    assert np.std(stem[int(1.9 * RATE) :]) < 0.05 * running


def test_walls_sound_like_walls():
    w = world(place=Place(name="kitchen", ground="carpet", room=Room(size=(6, 8, 2.7), walls="tiles")))
    side = [impact(0.5, 0, -1, (0.0, 0, 0.5), 0.02, 2.0, normal=(1.0, 0, 0))]
    down = [impact(0.5, 0, -1, (0.0, 0, 0.5), 0.02, 2.0)]
    assert score_of(w, impacts=side).onsets["level"][0] > score_of(w, impacts=down).onsets["level"][0] + 6


def test_an_empty_world_and_an_empty_film():
    w = World()
    found = trajectory(w, [], seconds=1.0)
    assert np.any(score(w, found, VIEW, seconds=1.0).mix)
    assert score(w, found, VIEW, seconds=0.0).mix.shape == (0, 2)
    assert score(w, found, VIEW, seconds=1 / 24).mix.shape == (2000, 2)


def test_two_processes_give_the_same_bits():
    program = (
        "import hashlib, test_score as t; r = t.crowd(); "
        "print(hashlib.sha256(b''.join(s.tobytes() for s in (*r.stems.values(), r.mix))).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": f"{Path(__file__).parent}:{Path(__file__).parents[2] / 'src'}", "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    ours = crowd()
    text = b"".join(s.tobytes() for s in (*ours.stems.values(), ours.mix))
    assert run.stdout.strip() == hashlib.sha256(text).hexdigest()


def crowd():
    """A second with a steel plate struck again and again while something rolls on gravel."""
    plate = Body(
        id="p", family="box", params={"length": 0.4, "width": 0.3, "height": 0.005}, materials={"body": "steel"},
        position=(0, 0, 0.1),
    )  # fmt: skip
    w = World(bodies=(plate, world().bodies[0]), place=Place(name="street", ground="gravel"))
    rows = [impact(0.1 + 0.03 * k, 0, -1, (0.1, 0.05, 0), 0.5 / (k + 1), 1.0) for k in range(20)]
    rolls = [touch(k / 120, 1, -1, (k / 120, 0, 0), 0.05, roll=1.0) for k in range(10, 100)]
    found = trajectory(w, [4.7, 0.0054], impacts=rows, touches=rolls, seconds=1.0)
    return score(w, found, VIEW, seconds=1.0)
