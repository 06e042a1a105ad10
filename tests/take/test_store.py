import multiprocessing
import os
import resource
import signal
import time
from pathlib import Path

import numpy as np
import pytest

from setpiece.errors import InputError
from setpiece.take import stage
from setpiece.take.stage import Node, Stage
from setpiece.take.store import MANIFEST, Store


def counting_stage(name, calls, *, parts=3, **options):
    """Return a stage whose arrays follow from its document, and which notes each of its runs in ``calls``."""

    def run(document, upstream, segment):
        calls.append((name, segment))
        base = document["value"] + sum(float(part.sum()) for result in upstream for _, part in result.stream())
        for index in range(parts):
            yield f"part_{index}", np.full((2, 3), base + index)

    return Stage(name, run, layers=("errors",), **options)


def chain(calls, value=1.0):
    first = Node(counting_stage("first", calls), 0, {"value": value})
    return first, Node(counting_stage("second", calls), 0, {"value": 10.0}, (first,))


def test_a_key_is_run_once(tmp_path):
    calls = []
    _, second = chain(calls)
    with Store(tmp_path / "store") as store:
        fresh = store.arrays(second)
    assert calls == [("second", 0), ("first", 0)]  # demand runs up the chain
    with Store(tmp_path / "store") as store:
        again = store.arrays(second)
    assert len(calls) == 2
    assert all(np.array_equal(fresh[name], again[name]) for name in fresh)
    assert fresh["part_0"][0, 0] == 10 + 6 * (1 + 2 + 3)


def test_structured_and_empty_arrays_come_back_as_they_were(tmp_path):
    impact = np.zeros(2, np.dtype([("time", "f8"), ("point", "f8", 3), ("a", "i4")]))
    impact["point"][1] = 1, 2, 3
    arrays = {"impacts": impact, "none": impact[:0], "scalar": np.array(3.5), "half": np.ones((2, 2), np.float16)}
    node = Node(Stage("mixed", lambda *_: iter(arrays.items()), layers=("errors",)), 0, {})
    with Store(tmp_path / "store") as store:
        store.arrays(node)
        again = store.arrays(node)
    for name, array in arrays.items():
        assert again[name].dtype == array.dtype and again[name].shape == array.shape
        assert again[name].tobytes() == array.tobytes()


@pytest.mark.parametrize("change", ["document", "segment", "upstream", "machine", "layers", "libraries", "stage"])
def test_a_key_covers_all_that_a_result_depends_on(change):
    def node(**changed):
        stage = Stage(
            "other" if "stage" in changed else "stage",
            lambda *_: iter(()),
            layers=("errors", "rng") if "layers" in changed else ("errors",),
            libraries=("numpy", "rich") if "libraries" in changed else ("numpy",),
            machine="scalar" if "machine" in changed else "",
        )
        up = Node(stage, 0, {"up": "upstream" in changed})
        return Node(stage, int("segment" in changed), {"value": 0.1 + 0.2 if "document" in changed else 0.3}, (up,))

    assert node().key == node().key
    assert node().key != node(**{change: True}).key


@pytest.mark.parametrize("damage", ["flip", "cut", "gone", "manifest"])
def test_a_damaged_segment_is_rebuilt(tmp_path, damage):
    calls = []
    first, _ = chain(calls)
    with Store(tmp_path / "store") as store:
        good = store.arrays(first)
        path = store.folder(first) / "part_1.npy"
        if damage == "flip":
            path.write_bytes(path.read_bytes()[:-1] + b"\x01")
        elif damage == "cut":
            path.write_bytes(path.read_bytes()[:-5])
        elif damage == "gone":
            path.unlink()
        else:
            (store.folder(first) / MANIFEST).write_text("{")
        streamed = list(store.stream(first))
        assert [name for name, _ in streamed] == list(good)  # each part once, though the damage was met halfway
        assert all(np.array_equal(part, good[name]) for name, part in streamed)
        assert len(calls) == 2
        store.arrays(first)
        assert len(calls) == 2  # and the mended one is on disk


def test_a_failing_stage_leaves_nothing(tmp_path):
    def run(*_):
        yield "part", np.zeros(3)
        raise RuntimeError("half way")

    node = Node(Stage("failing", run, layers=("errors",)), 0, {})
    with Store(tmp_path / "store") as store:
        with pytest.raises(RuntimeError, match="half way"):
            store.arrays(node)
        assert not store.has(node)
        assert not list((tmp_path / "store" / ".tmp").iterdir())


def _write_slowly(root: Path, started) -> None:
    def run(*_):
        for index in range(1000):
            yield f"part_{index:04}", np.zeros(100_000)
            if index == 20:
                started.set()
            time.sleep(0.001)

    with Store(root) as store:
        store.arrays(Node(Stage("slow", run, layers=("errors",)), 0, {}))


def test_kill_during_a_write_leaves_nothing_under_a_final_name(tmp_path):
    fork = multiprocessing.get_context("spawn")
    started = fork.Event()
    process = fork.Process(target=_write_slowly, args=(tmp_path / "store", started))
    process.start()
    assert started.wait(60)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert list((tmp_path / "store" / ".tmp").rglob("*.npy"))  # it was in the middle of it
    assert not list((tmp_path / "store").glob("[a-z]*/*/*/*"))
    with Store(tmp_path / "store") as store:  # the lock of the dead is free, and its leavings go
        store.claim()
        assert not (tmp_path / "store" / ".tmp").exists()


def test_a_second_process_is_told_who_works_here(tmp_path):
    with Store(tmp_path / "store") as store:
        store.claim()
        with Store(tmp_path / "store") as other, pytest.raises(InputError, match=rf"process {os.getpid()}\)"):
            other.claim()
    with Store(tmp_path / "store") as other:
        other.claim()


def test_the_cap_drops_the_longest_unused_and_never_the_needed(tmp_path):
    calls = []
    stage = counting_stage("work", calls, parts=1)
    nodes = [Node(stage, 0, {"value": float(value)}) for value in range(4)]
    size = 128 + 2 * 3 * 8  # of one .npy file
    with Store(tmp_path / "store", cap=3 * size) as store:
        store.needed = {nodes[0].key}
        for age, node in enumerate(nodes[:3]):
            store.arrays(node)
            os.utime(store.folder(node) / MANIFEST, ns=(age, age))
        store.arrays(nodes[3])
        assert [store.has(node) for node in nodes] == [True, False, True, True]
        assert store.manifest(nodes[1])["hash"]  # provenance outlives the arrays
        store.arrays(nodes[1])
        assert len(calls) == 5


def test_files_are_taken_over_and_checked(tmp_path):
    source = tmp_path / "film.bin"

    def run(*_):
        source.write_bytes(b"film")
        yield "film.bin", source

    node = Node(Stage("file", run, layers=("errors",)), 0, {})
    with Store(tmp_path / "store") as store:
        path = store.file(node, "film.bin")
        assert path.read_bytes() == b"film" and not source.exists()
        path.write_bytes(b"flim")
        assert store.file(node, "film.bin").read_bytes() == b"film"


def test_a_full_disk_is_one_line(tmp_path):
    def run(*_):
        yield "large", np.zeros(100_000)

    node = Node(Stage("large", run, layers=("errors",)), 0, {})
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Store(tmp_path / "store") as store:
        store.claim()
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))  # no file may grow longer: the same as full
        try:
            with pytest.raises(InputError, match="the disk is full"):
                store.arrays(node)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert not store.has(node)
        assert store.arrays(node)["large"].shape == (100_000,)


def test_what_is_compiled_beside_the_source_is_no_part_of_a_key(tmp_path, monkeypatch):
    def version():
        stage.code_version.cache_clear()
        stage._layer_version.cache_clear()
        return stage.code_version(("physics",))

    monkeypatch.setattr(stage, "PACKAGE", tmp_path)
    source, cache = tmp_path / "physics" / "solver.py", tmp_path / "physics" / "__pycache__"
    cache.mkdir(parents=True)
    source.write_text("STEP = 1\n")
    before = version()
    for name in ("solver.cpython-311.pyc", "solver.cpython-311.pyc.4711", "solver.step-118.py311.nbi"):
        (cache / name).write_bytes(b"compiled")
        assert version() == before
    source.write_text("STEP = 2\n")
    assert version() != before
    stage.code_version.cache_clear()
    stage._layer_version.cache_clear()
