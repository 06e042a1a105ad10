"""The store of a take: results of every stage under the hash of what they depend on.

``.store/<stage>/<key>/<segment>/`` holds one ``.npy`` file per array (or a file taken over as it is) and a
``manifest.json`` with the BLAKE2b of every decoded array. A segment is written into a temporary folder, synced,
and renamed, so that a final name never holds half a result. Everything here can be computed again.
"""

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from setpiece.arrays import load
from setpiece.take.files import Lock, disk_full_is_input_error, fsync
from setpiece.take.stage import Json, Node, Part
from setpiece.world.files import document_hash, write_atomic

CAP_BYTES = 20 * 2**30
CAP_SHARE = 0.8  # of the disk space that the store could have
PENDING = 8  # parts that may wait for the disk
MANIFEST = "manifest.json"
PLACING = threading.Lock()  # of who puts a segment under its final name


class DamagedError(Exception):
    """A stored segment is missing, incomplete, or does not hash to what its manifest says."""


class Stopwatch:
    """Seconds of wall time per stage, each without the time of the stages it waited for in its own thread."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._own = threading.local()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Charge the time inside this context to ``name``."""
        running: list[str] = self._own.__dict__.setdefault("running", [])
        self._charge(running)
        running.append(name)
        try:
            yield
        finally:
            self._charge(running)
            running.pop()

    def _charge(self, running: list[str]) -> None:
        now = time.perf_counter()
        if running:
            name = running[-1]
            self.seconds[name] = self.seconds.get(name, 0.0) + now - self._own.since
        self._own.since = now


@dataclass(frozen=True)
class StoredResult:
    """What a stage sees of an upstream node."""

    store: "Store"
    node: Node

    @property
    def document(self) -> Json:
        """The document that the node was made from."""
        return self.node.document

    @property
    def upstream(self) -> "tuple[StoredResult, ...]":
        """What the node was built on."""
        return tuple(StoredResult(self.store, node) for node in self.node.upstream)

    @property
    def scratch(self) -> Path:
        """A folder on the store's disk for files in the making."""
        self.store.claim()
        folder = self.store.root / ".tmp"
        folder.mkdir(exist_ok=True)
        return folder

    def stream(self) -> Iterator[Part]:
        """Yield the parts in order, while they are being made where they are not on disk yet."""
        return self.store.stream(self.node)

    def arrays(self) -> dict[str, NDArray]:
        """Return all arrays by name."""
        return self.store.arrays(self.node)


class Store:
    """Runs nodes, and remembers. Reading is open to all; the first write claims the store for this process."""

    def __init__(self, root: Path, *, cap: int | None = None, stopwatch: Stopwatch | None = None) -> None:
        self.root = root
        self.stopwatch = stopwatch or Stopwatch()
        self.needed: set[str] = set()  # keys that trimming never touches
        self.watch: Callable[[Node], None] = lambda _: None  # is told of every part that passes
        self._cap = cap
        self._size: int | None = None
        self._lock: Lock | None = None
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._begun: dict[Path, Future[None]] = {}
        self._growing = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown()
        if self._lock:
            self._lock.release()

    def claim(self) -> None:
        """Take the store for writing, and clear what a killed run left behind.

        Raises:
            InputError: another living process works on it.
        """
        if self._lock is None:
            self.root.mkdir(parents=True, exist_ok=True)
            self._lock = Lock.take(self.root / "lock", self.root.parent)
            shutil.rmtree(self.root / ".tmp", ignore_errors=True)

    # Reading

    def has(self, node: Node) -> bool:
        """Return whether all files of the node lie there in full length (their hashes are checked when read)."""
        folder = self.folder(node)
        try:
            parts = read_manifest(folder)["parts"]
            return all((folder / part["file"]).stat().st_size == part["bytes"] for part in parts)
        except (DamagedError, OSError):
            return False

    def stream(self, node: Node) -> Iterator[Part]:
        """Yield the parts of a node in order, from disk where they are good, else by running its stage.

        Damage met halfway is mended on the spot: the stage runs again, and the parts already given are skipped.
        """
        given = 0
        self._await(node)
        try:
            for part in read_parts(self.folder(node)):
                given += 1
                self.watch(node)
                yield part
        except DamagedError:
            for part in islice(self._produce(node), given, None):
                self.watch(node)
                yield part

    def arrays(self, node: Node) -> dict[str, NDArray]:
        """Return all arrays of a node by name, made first if need be."""
        return dict(self.stream(node))

    def make(self, node: Node) -> None:
        """Make a node if it is not there, in flat memory."""
        if not self.has(node):
            for _ in self.stream(node):
                pass

    def begin(self, *nodes: Node) -> None:
        """Start to make nodes, one after another, in a thread of their own; whoever asks for one waits for it.

        What they are built on must be there already, or stand before them, or two threads would make it.
        """
        self.claim()
        begun = [(node, self._begun.setdefault(self.folder(node), Future())) for node in nodes if not self.has(node)]

        def work() -> None:
            for node, done in begun:
                try:
                    for _ in self._produce(node):
                        pass
                    done.set_result(None)
                except BaseException as error:  # noqa: BLE001 - it is raised again where the node is asked for
                    done.set_exception(error)

        # A daemon: a film that is stopped does not wait for it, and an unfinished segment has no final name.
        threading.Thread(target=work, name="begun", daemon=True).start()

    def _await(self, node: Node) -> None:
        """Wait until a node that was begun is there, and raise what went wrong with it."""
        begun = self._begun.get(self.folder(node))
        if begun is not None:
            begun.result()

    def file(self, node: Node, name: str) -> Path:
        """Return the path of a checked file part, made first if need be. It must not be changed."""
        for _ in self.stream(node):
            pass
        return self.folder(node) / name

    def manifest(self, node: Node) -> Json:
        """Return what is known of a node that was made; a trimmed one still knows its hashes.

        Raises:
            DamagedError: it was not made, or its manifest is gone.
        """
        return read_manifest(self.folder(node))

    def folder(self, node: Node) -> Path:
        """Return where a node's parts lie."""
        return self.root / node.stage.name / node.key / str(node.segment)

    # Making

    def _produce(self, node: Node) -> Iterator[Part]:
        with self._writer(node) as writer:
            parts = iter(node.stage.run(node.document, StoredResult(self, node).upstream, node.segment))
            while True:
                with self.stopwatch.stage(node.stage.name):
                    part = next(parts, None)
                if part is None:
                    break
                yield writer.put(*part)
            self._grow(writer.commit())

    def _writer(self, node: Node) -> "Writer":
        self.claim()
        (self.root / ".tmp").mkdir(exist_ok=True)
        # Two threads that meet the same damage may both mend it, each in a folder of its own.
        name = f"{node.stage.name}-{node.key}-{threading.get_ident()}"
        return Writer(self.root / ".tmp" / name, self.folder(node), node, self._pool)

    # Keeping to size

    def _grow(self, size: int) -> None:
        with self._growing:
            if self._size is None:
                self._size = sum(json.loads(path.read_bytes())["bytes"] for path in self.root.glob(f"*/*/*/{MANIFEST}"))
            else:
                self._size += size
            if self._size > self.cap:
                self.trim()

    @property
    def cap(self) -> int:
        """The most bytes that the store may hold."""
        if self._cap is None:
            self._cap = min(CAP_BYTES, int(CAP_SHARE * (shutil.disk_usage(self.root).free + (self._size or 0))))
        return self._cap

    def trim(self) -> None:
        """Remove the arrays of the longest unused nodes down to the cap, never of ``needed`` ones.

        Manifests stay: the provenance of a film goes on naming the hashes of all its stages.
        """
        manifests = sorted(self.root.glob(f"*/*/*/{MANIFEST}"), key=lambda path: (path.stat().st_mtime_ns, path))
        for path in manifests:
            if self._size is None or self._size <= self.cap:
                return
            if path.parent.parent.name not in self.needed:
                for part in path.parent.glob("[!m]*"):
                    self._size -= part.stat().st_size
                    part.unlink()


class Writer:
    """One segment under construction. Parts are hashed and written by the store's thread while work goes on."""

    def __init__(self, temporary: Path, final: Path, node: Node, pool: ThreadPoolExecutor) -> None:
        self._temporary, self._final, self._node, self._pool = temporary, final, node, pool
        self._written: list[Future[Json]] = []

    def __enter__(self) -> Self:
        shutil.rmtree(self._temporary, ignore_errors=True)
        self._temporary.mkdir()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for future in self._written:
            future.cancel()
        wait(self._written)  # until the thread is out of the folder
        shutil.rmtree(self._temporary, ignore_errors=True)

    def put(self, name: str, part: NDArray | Path) -> Part:
        """Queue a part, and return it as it may be read; the array must not be written to from now on."""
        if len(self._written) >= PENDING:
            self._finish(self._written[-PENDING])
        if not isinstance(part, Path):
            part = np.asarray(part, order="C")
            part.flags.writeable = False
        self._written.append(self._pool.submit(write_part, self._temporary, name, part))
        return name, self._finish(self._written[-1], name) if isinstance(part, Path) else part

    def _finish(self, future: Future[Json], name: str = "") -> Path:
        with disk_full_is_input_error(self._final.parents[3]):
            future.result()
        return self._temporary / name

    def commit(self) -> int:
        """Put the segment under its final name, and return its size in bytes."""
        with disk_full_is_input_error(self._final.parents[3]):
            parts = [future.result() for future in self._written]
            size = sum(part["bytes"] for part in parts)
            manifest = {
                "stage": self._node.stage.name,
                "key": self._node.key,
                "segment": self._node.segment,
                "hash": document_hash([[part["name"], part["hash"]] for part in parts]),
                "bytes": size,
                "parts": parts,
            }
            write_atomic(self._temporary / MANIFEST, json.dumps(manifest, indent=1).encode())
            fsync(self._temporary)
            self._final.parent.mkdir(parents=True, exist_ok=True)
            with PLACING:
                shutil.rmtree(self._final, ignore_errors=True)
                self._temporary.rename(self._final)
            fsync(self._final.parent)
        return size


def write_part(folder: Path, name: str, part: NDArray | Path) -> Json:
    """Write one part and sync it; return its row of the manifest."""
    if isinstance(part, Path):
        path = folder / name
        shutil.move(part, path)
        row = {"name": name, "file": path.name, "hash": hash_file(path)}
    else:
        path = folder / f"{name}.npy"
        write_array(path, part)
        row = {"name": name, "file": path.name, "hash": hash_array(part)}
    fsync(path)
    return row | {"bytes": path.stat().st_size}


def write_array(path: Path, array: NDArray) -> None:
    """Write an array in NumPy's format (as ``np.save``, which hides what the system says of a full disk)."""
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, np.lib.format.header_data_from_array_1_0(array))
        file.write(_bytes_of(array))


def read_manifest(folder: Path) -> Json:
    """Return a segment's manifest.

    Raises:
        DamagedError: there is none, or it is no JSON.
    """
    try:
        return json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise DamagedError(str(folder)) from error


def read_parts(folder: Path) -> Iterator[Part]:
    """Yield the parts of a segment in order, each checked against its hash.

    Raises:
        DamagedError: at the first part that is missing or does not match.
    """
    manifest = read_manifest(folder)
    for row in manifest["parts"]:
        path = folder / row["file"]
        try:
            part = load(path) if path.suffix == ".npy" else path
            good = row["hash"] == (hash_file(path) if isinstance(part, Path) else hash_array(part))
        except (OSError, ValueError, EOFError) as error:
            raise DamagedError(str(path)) from error
        if not good:
            raise DamagedError(str(path))
        yield row["name"], part
    with suppress(OSError):  # where nothing can be written, nothing is trimmed, and the time of use does not matter
        os.utime(folder / MANIFEST)


def hash_array(array: NDArray) -> str:
    """Return the BLAKE2b of an array's type, shape and values."""
    sums = blake2b(f"{array.dtype.descr}{array.shape}".encode(), digest_size=16)
    sums.update(_bytes_of(array))
    return sums.hexdigest()


def _bytes_of(array: NDArray) -> memoryview:
    """Return an array's values in C order as plain bytes, without a copy where they lie so."""
    flat = np.ascontiguousarray(array).reshape(-1)
    return memoryview(flat.view(np.uint8) if array.size else b"")


def hash_file(path: Path) -> str:
    """Return the BLAKE2b of a file's bytes."""
    sums = blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(2**20):
            sums.update(block)
    return sums.hexdigest()
