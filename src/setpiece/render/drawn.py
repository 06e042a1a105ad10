"""Keeps drawn textures, skies and tables in the user's cache folder, so that only the first film of a kind waits.

A file holds exactly the words that were drawn. Its name hashes what was asked for and the sources of what draws, so
that a changed pattern or sky is drawn anew. Folders that cannot be written and damaged files only cost time.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from setpiece.arrays import load
from setpiece.render.backend import cache_folder, instruction_set

SOURCES = ("atlas.py", "gloss.py", "noise.py", "pattern*.py", "skies.py", "textures.py", "../rng.py")
LARGEST = 1 << 30  # bytes of all files together; the longest unused go first


def drawn(wish: str, draw: Callable[[], NDArray[np.uint32]]) -> NDArray[np.uint32]:
    """Return the flat array that ``draw`` makes of a wish, from the cache folder if it is there."""
    name = blake2b(f"{wish} {_version()}".encode(), digest_size=16).hexdigest()
    path = cache_folder() / "textures" / f"{name}.npy"
    kept = _read(path)
    if kept is None:
        kept = draw()
        _write(path, kept)
    return kept


@cache
def _version() -> str:
    """Return a hash of the patterns' source, NumPy's version and the machine's arithmetic."""
    here = Path(__file__).parent
    digest = blake2b(f"{np.__version__} {instruction_set()}".encode(), digest_size=16)
    for path in (path for name in SOURCES for path in sorted(here.glob(name))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> NDArray[np.uint32] | None:
    """Return the array of a file, or None if it is absent, cut short or damaged: its last number is a checksum."""
    try:
        values = load(path)
        path.touch()
    except (OSError, ValueError, EOFError):
        return None
    sound = values.dtype == np.uint32 and values.ndim == 1 and len(values) > 1
    return values[:-1] if sound and values[-1] == _checksum(values[:-1]) else None


def _write(path: Path, values: NDArray[np.uint32]) -> None:
    """Write a file whole or not at all, and make room for it."""
    temporary = path.with_suffix(f".{os.getpid()}.part")
    check = np.array([_checksum(values)], np.uint32)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            np.save(file, np.concatenate([values, check]), allow_pickle=False)
        temporary.replace(path)
        _make_room(path.parent)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _checksum(values: NDArray[np.uint32]) -> np.uint32:
    """Return the sum of all words modulo 2^32."""
    return np.sum(values, dtype=np.uint32)


def _make_room(folder: Path) -> None:
    """Delete the files that were used longest ago, until the rest is small enough."""
    files = sorted(
        ((file.stat().st_mtime_ns, file.stat().st_size, file) for file in folder.glob("*.npy")), reverse=True
    )
    total = 0
    for _, size, file in files:
        total += size
        if total > LARGEST:
            file.unlink(missing_ok=True)
