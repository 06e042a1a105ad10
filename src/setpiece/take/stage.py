"""Stages and their keys: what a result depends on, told before anything is computed.

A ``Node`` is one segment of one stage: a document (JSON), the nodes it builds on, and a key that hashes all of
it. Equal keys mean equal results, so that nothing is computed twice and an edit finds what it changes.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from setpiece.world.files import document_hash

Json = dict[str, Any]
Part = tuple[str, NDArray | Path]  # a named array, or a finished file that the store takes over
PACKAGE = Path(__file__).parents[1]


class Result(Protocol):
    """The result of one node, computed when it is first asked for."""

    document: Json
    upstream: "tuple[Result, ...]"
    scratch: Path  # a folder on the store's disk for files in the making

    def stream(self) -> Iterator[Part]:
        """Yield the parts in order, while they are being made where they are not on disk yet."""

    def arrays(self) -> dict[str, NDArray]:
        """Return all arrays by name."""


Run = Callable[[Json, tuple[Result, ...], int], Iterator[Part]]


@dataclass(frozen=True)
class Stage:
    """One kind of work. ``run(document, upstream, segment)`` yields parts and sees nothing but its arguments.

    ``layers`` are the modules of Setpiece whose source the result depends on (its version is their hash);
    ``libraries`` the installed distributions; ``machine`` names whatever else decides about bits (a backend).
    """

    name: str
    run: Run
    layers: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    machine: str = ""

    @property
    def versions(self) -> Json:
        """Everything about program and machine that takes part in the key."""
        return {
            "code": code_version(self.layers),
            "libraries": {name: library_version(name) for name in self.libraries},
            "instructions": instruction_set(),
            "machine": self.machine,
        }


@dataclass(frozen=True, eq=False)
class Node:
    """One segment of one stage with all that it depends on."""

    stage: Stage
    segment: int
    document: Json = field(repr=False)
    upstream: tuple["Node", ...] = field(default=(), repr=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        content = {
            "stage": self.stage.name,
            "segment": self.segment,
            "document": self.document,
            "upstream": [node.key for node in self.upstream],
            "versions": self.stage.versions,
        }
        object.__setattr__(self, "key", document_hash(content))


@cache
def code_version(layers: tuple[str, ...]) -> str:
    """Return the hash of the source of these layers: a result made by other code never passes for this one's."""
    return blake2b("".join(map(_layer_version, sorted(layers))).encode(), digest_size=16).hexdigest()


@cache
def _layer_version(layer: str) -> str:
    """Return the hash of the names and the bytes of all files of a layer, a package or a module; each is read once.

    What Python and Numba compile beside the source grows while films are made, and is none of it.
    """
    sums = blake2b(digest_size=16)
    found = sorted((PACKAGE / layer).rglob("*.*")) if (PACKAGE / layer).is_dir() else [PACKAGE / f"{layer}.py"]
    for path in found:
        if path.is_file() and path.parent.name != "__pycache__":
            sums.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return sums.hexdigest()


@cache
def library_version(name: str) -> str:
    """Return the installed version of a distribution; ``source`` where it runs from its source tree."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "source"


@cache
def instruction_set() -> str:
    """Return the platform and the widest vector instructions of this CPU; results are exact within one set."""
    simd = np.show_config(mode="dicts")["SIMD Extensions"]
    widest = (simd["baseline"] + simd["found"])[-1:]
    return " ".join((sys.platform, *widest))
