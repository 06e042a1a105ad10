"""Kill -9 at random moments of a film: the same command goes on from there, to the same hashes."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SRC = Path(__file__).parents[2] / "src"
COMMAND = ["film", "A ball falls.", "--size", "64x36", "--seconds", "2", "--quality", "draft"]
MOMENTS = [random.Random(f"kill {k}").random() for k in range(20)]  # shares of an uninterrupted run


def film(folder):
    """Start the film in a fresh process."""
    command = [sys.executable, "-c", "from setpiece.cli import main; main()", *COMMAND, "-o", str(folder)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(SRC)}, text=True, **quiet)


def finished(process):
    error = process.communicate()[1]
    assert process.returncode == 0, error


def kept(folder):
    """Return what a folder has of finished work: segments by stage."""
    stages = [path.relative_to(folder / ".store").parts[0] for path in (folder / ".store").rglob("manifest.json")]
    return {name: stages.count(name) for name in sorted(set(stages))}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return the provenance of an uninterrupted run, and how long one takes (s) when everything is compiled."""
    folder = tmp_path_factory.mktemp("whole")
    finished(film(folder / "first"))
    start = time.perf_counter()
    finished(film(folder / "second"))
    seconds = time.perf_counter() - start
    found = [json.loads((folder / name / "provenance.json").read_text()) for name in ("first", "second")]
    assert found[0] == found[1]
    return found[0], seconds


@pytest.mark.parametrize("share", MOMENTS)
def test_a_film_killed_at_any_moment_goes_on_to_the_same_hashes(whole, tmp_path, share, capsys):
    provenance, seconds = whole
    process = film(tmp_path / "film")
    time.sleep(share * seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    killed = process.returncode == -signal.SIGKILL
    with capsys.disabled():
        sys.stdout.write(f" at {share * seconds:.1f} s: killed {killed}, kept {kept(tmp_path / 'film')}\n")
    finished(film(tmp_path / "film"))
    assert json.loads((tmp_path / "film" / "provenance.json").read_text()) == provenance
    assert [path.name for path in (tmp_path / "film").glob(".*")] == [".store"]
