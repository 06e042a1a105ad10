"""Worlds go to the disk and come back the same; hostile files are refused with a reason."""

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from setpiece.errors import InputError
from setpiece.world import files
from setpiece.world.document import Body, Push, World
from setpiece.world.files import canonical_json, document_hash, load_world, parse_world, save_world, upgrade
from setpiece.world.format import Format

BALL = Body(id="ball", family="ball", params={"radius": 0.1, "a": 1 / 3}, position=(0, 0, 1e-17))
WORLD = World(title="Äpfel ✓", seed=2**62, bodies=(BALL,), actions=(Push(body="ball", start=0, duration=1),))


def test_saved_worlds_load_the_same_and_save_the_same(tmp_path):
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    save_world(WORLD, first)
    assert load_world(first) == WORLD
    save_world(load_world(first), second)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.json"]


def test_an_interrupted_save_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "world.json"
    save_world(WORLD, path)
    before = path.read_bytes()

    def fail(_):
        raise OSError("disk full")

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        save_world(World(), path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["world.json"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "expected JSON"),
        ('{"version": 1 "seed": 2}', "line 1, column 15"),
        ('{"version": 1,}', "world: line 1, column 1"),  # 14 or 15: from Python 3.13 on, the comma itself is named
        ('{"version": 1, "duration": NaN}', "expected finite numbers, got 'NaN'"),
        ('{"version": 1, "duration": -Infinity}', "expected finite numbers"),
        ('{"version": 1, "duration": 1e999}', "duration: expected a finite number, got inf"),
        ('{"version": 1, "seed": 1, "seed": 2}', "expected every key once in an object, got 'seed'"),
        ('{"version": 1, "seed": ' + "9" * 5000 + "}", "numbers of at most 400 digits"),
        ('{"version": 1, "seed": ' + "9" * 300 + "}", "got 'about 1e300'"),
        ("[" * 200_000, "not nested so deeply"),
        ('{"version": 1, "title": ' + "[" * 200 + "]" * 200 + "}", "levels of nesting"),
        (b'{"version": 1, "title": "\xff"}', "expected UTF-8 text"),
        ("[]", "world: expected a JSON object"),
        ("{}", "version: expected a whole number from 1 to 1, got 'nothing'. Write \"version\": 1."),
        ('{"version": "1"}', "version: expected a whole number"),
        ('{"version": true}', "version: expected a whole number"),
        ('{"version": 99}', "version: expected at most 1, got 99. It was written by a newer Setpiece"),
    ],
)
def test_hostile_text_is_refused_with_a_reason(text, words):
    with pytest.raises(InputError) as caught:
        parse_world(text)
    assert words in str(caught.value)


def test_files_that_cannot_be_read(tmp_path, monkeypatch):
    with pytest.raises(InputError, match="cannot be read: No such file"):
        load_world(tmp_path / "none.json")
    with pytest.raises(InputError, match="cannot be read: Is a directory"):
        load_world(tmp_path)
    save_world(WORLD, tmp_path / "world.json")
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="a file of at most 10 bytes"):
        load_world(tmp_path / "world.json")


def test_a_file_with_a_byte_order_mark_is_read():
    assert parse_world(b'\xef\xbb\xbf{"version": 1}') == World()


def test_hash_depends_on_content_and_on_nothing_else():
    shuffled = dict(reversed(WORLD.model_dump(mode="json").items()))
    assert document_hash(shuffled) == document_hash(WORLD)
    assert document_hash({"world": WORLD}) == document_hash({"world": shuffled})
    assert document_hash(WORLD) != document_hash(WORLD.model_copy(update={"seed": 1}))
    assert len(document_hash(Format())) == 32


def test_canonical_json_of_plain_values():
    mixed = {"b": (1, np.float64(0.1)), "a": Fraction(24000, 1001), "c": np.arange(2)}
    assert canonical_json(mixed) == '{"a":"24000/1001","b":[1,0.1],"c":[0,1]}'
    with pytest.raises(ValueError, match="Out of range"):
        canonical_json({"a": float("nan")})
    with pytest.raises(TypeError, match="cannot hold set"):
        canonical_json({"a": {1}})


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_read_back_to_the_same_bits(value):
    (back,) = json.loads(canonical_json({"x": value})).values()
    assert np.float64(back).tobytes() == np.float64(value).tobytes()


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_text_gives_a_world_or_an_input_error(text):
    try:
        assert isinstance(parse_world(text), World)
    except InputError as error:
        assert error.messages


def test_upgrades_run_one_version_at_a_time(monkeypatch):
    monkeypatch.setattr(files, "VERSION", 3)
    monkeypatch.setattr(files, "UPGRADES", {1: lambda d: {**d, "version": 2, "a": 1}, 2: lambda d: {**d, "version": 3}})
    assert upgrade({"version": 1}) == {"version": 3, "a": 1}
