"""Textures kept in the cache folder: the same bits, drawn once, and no harm from damaged files or folders."""

from pathlib import Path

import numpy as np
import pytest

from setpiece.render.drawn import drawn


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "setpiece" / "textures"


def _brush(calls: list[int]) -> np.ndarray:
    calls.append(1)
    return np.linspace(0.0, 1.0, 1000, dtype=np.float32).view(np.uint32)


def test_a_texture_is_drawn_once_and_comes_back_with_the_same_bits(folder: Path) -> None:
    calls: list[int] = []
    first, second = (drawn("wood", lambda: _brush(calls)) for _ in range(2))
    assert len(calls) == 1
    assert len(list(folder.iterdir())) == 1
    assert first.tobytes() == second.tobytes()


def test_another_wish_is_drawn_anew(folder: Path) -> None:
    calls: list[int] = []
    drawn("wood", lambda: _brush(calls))
    drawn("grass", lambda: _brush(calls))
    assert len(calls) == 2
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty"])
def test_a_damaged_file_is_drawn_again(folder: Path, damage: str) -> None:
    calls: list[int] = []
    want = drawn("wood", lambda: _brush(calls))
    (file,) = folder.iterdir()
    content = bytearray(file.read_bytes())
    content[-100] ^= 0x10
    file.write_bytes({"cut": bytes(content[:-50]), "flipped": bytes(content), "empty": b""}[damage])
    assert drawn("wood", lambda: _brush(calls)).tobytes() == want.tobytes()
    assert len(calls) == 2


def test_a_folder_that_cannot_be_made_only_costs_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "setpiece").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    calls: list[int] = []
    assert drawn("wood", lambda: _brush(calls)).size == 1000
    assert len(calls) == 1
