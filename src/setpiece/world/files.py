"""Worlds on disk: JSON in and out, canonical text, hashes, atomic writes, upgrades of old versions."""

import json
import os
import tempfile
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from hashlib import blake2b
from pathlib import Path

import numpy as np

from setpiece.errors import InputError, expected
from setpiece.world.document import VERSION, Document, World
from setpiece.world.validate import CheckBody, validate

MAX_BYTES = 32 * 2**20
MAX_DIGITS = 400  # of one integer in a file; a float64 has at most 309 before the point

UPGRADES: dict[int, Callable[[dict], dict]] = {}  # from a version to the next; 1 is the first there is


def load_world(path: Path | str, check_body: CheckBody | None = None) -> World:
    """Return the World in a JSON file.

    Args:
        path: the file, UTF-8, at most ``MAX_BYTES`` long.
        check_body: what else must hold of a body (see ``validate``).

    Raises:
        InputError: the file cannot be read, is not JSON, or says something that no world can be; all mistakes at once.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(expected(str(path), f"a file of at most {MAX_BYTES} bytes", size))
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}.") from error
    return parse_world(data, place=str(path), check_body=check_body)


def parse_world(data: bytes | str, *, place: str = "world", check_body: CheckBody | None = None) -> World:
    """Return the World written in JSON text, of any version so far; ``place`` names the source in messages."""
    return validate(upgrade(parse_json(data, place=place)), check_body)


def save_world(world: World, path: Path | str) -> None:
    """Write a World so that equal worlds give equal files, and no reader ever sees half of one."""
    text = json.dumps(_plain(world), sort_keys=True, indent=2, allow_nan=False, ensure_ascii=False)
    write_atomic(path, (text + "\n").encode())


def write_atomic(path: Path | str, data: bytes) -> None:
    """Write a file under a temporary name in the same folder, flush it to the disk, and rename it into place."""
    path = Path(path)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def canonical_json(document: Document | dict) -> str:
    """Return the one JSON text of a document: sorted keys, no spaces, shortest floats that read back the same.

    A plain dict may hold documents, tuples, fractions and NumPy numbers. Raises ValueError for NaN and infinity.
    """
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain)


def document_hash(document: Document | dict) -> str:
    """Return 32 hexadecimal digits (BLAKE2b, 128 bits) of a document's canonical JSON."""
    return blake2b(canonical_json(document).encode(), digest_size=16).hexdigest()


def upgrade(document: dict) -> dict:
    """Return a document of the current version made from one of any version so far.

    Raises:
        InputError: the version is missing, is not a whole number, or is newer than this program knows.
    """
    if not isinstance(document, dict):
        raise InputError(expected("world", "a JSON object", document))
    version = document.get("version")
    if type(version) is not int or version < 1:
        got = version if "version" in document else "nothing"
        raise InputError(
            expected("version", f"a whole number from 1 to {VERSION}", got, f'Write "version": {VERSION}.')
        )
    if version > VERSION:
        fix = "It was written by a newer Setpiece: update this one."
        raise InputError(expected("version", f"at most {VERSION}", version, fix))
    while version < VERSION:
        document = UPGRADES[version](document)
        version += 1
    return document


def parse_json(data: bytes | str, *, place: str) -> object:
    """Return the value of strict JSON: no NaN, no key twice, no number without bound, no endless nesting.

    Raises:
        InputError: with the line and column where reading stopped, if it is known.
    """
    if len(data) > MAX_BYTES:
        raise InputError(expected(place, f"at most {MAX_BYTES} bytes", len(data)))
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        return json.loads(
            text,
            parse_constant=partial(_no_constant, place),
            parse_int=partial(_bounded_integer, place),
            object_pairs_hook=partial(_unique_keys, place),
        )
    except UnicodeDecodeError as error:
        raise InputError(f"{place}: expected UTF-8 text, got a wrong byte at offset {error.start}.") from error
    except json.JSONDecodeError as error:
        where = f"{place}: line {error.lineno}, column {error.colno}"
        raise InputError(f"{where}: expected JSON, got a mistake: {error.msg}.") from error
    except RecursionError as error:
        raise InputError(f"{place}: expected a document that is not nested so deeply.") from error


def _no_constant(place: str, word: str) -> None:
    raise InputError(expected(place, "finite numbers", word, "JSON has no such number."))


def _bounded_integer(place: str, digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise InputError(expected(place, f"numbers of at most {MAX_DIGITS} digits", digits))
    return int(digits)


def _unique_keys(place: str, items: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in items:
        if name in found:
            raise InputError(expected(place, "every key once in an object", name, "It stands there twice."))
        found[name] = value
    return found


def _plain(value: object) -> object:
    """Return what JSON can hold of a value that it does not know."""
    if isinstance(value, Document):
        return value.model_dump(mode="json")
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    raise TypeError(f"a document cannot hold {type(value).__name__}")
