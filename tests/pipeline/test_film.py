"""One tiny film through the whole line: what lies in its folder, what a second run costs, what a kill loses."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from setpiece.cli import run
from setpiece.errors import InputError
from setpiece.pipeline import Format, open_take, revise, shoot
from setpiece.take.store import Store
from setpiece.world.document import Body, Place, Shot, Sky, World
from setpiece.world.files import save_world

SRC = Path(__file__).parents[2] / "src"
TINY = Format(width=96, height=54, quality="draft")
WORLD = World(
    title="two things fall",
    seed=3,
    duration=1.5,
    bodies=(
        Body(id="ball", family="ball", position=(0.0, 0.0, 1.0), velocity=(0.3, 0.0, 0.0)),
        Body(id="cube", family="box", position=(-0.5, 0.0, 0.6), spin=(1.0, 2.0, 0.0)),
    ),
    place=Place(name="studio", ground="plaster"),
    sky=Sky(kind="studio"),
    shot=Shot(eye=(0.0, -3.0, 1.0), target=(0.0, 0.0, 0.4), exposure=0.01),
)
FILM = """
import sys
from setpiece.pipeline import Format, shoot
from setpiece.world.files import load_world
shoot(load_world(sys.argv[1]), sys.argv[2], format=Format(width=96, height=54, quality="draft"))
print([name for name in ("mitsuba", "mujoco", "numba", "av", "scipy", "trimesh") if name in sys.modules])
"""


def film_elsewhere(folder):
    """Start the same film in another process."""
    world = folder.with_suffix(".json")
    save_world(WORLD, world)
    environment = os.environ | {"PYTHONPATH": str(SRC)}
    command = [sys.executable, "-c", FILM, str(world), str(folder)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def take(tmp_path_factory):
    return shoot(WORLD, tmp_path_factory.mktemp("films") / "film", format=TINY)


def decoded(path):
    import av

    with av.open(str(path)) as film:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in film.decode(film.streams.video[0])])


def test_the_folder_holds_what_was_promised(take):
    names = {path.relative_to(take.folder).as_posix() for path in take.folder.rglob("*") if ".store" not in path.parts}
    documents = {"world.json", "history.jsonl", "certificate.json", "provenance.json"}
    stems = {f"sound/{name}.wav" for name in ("mix", "impacts", "rolling", "motors", "ambience")}
    assert names == documents | stems | {"film.mp4", "poster.png", "sound"}
    assert open_take(take.folder).world == WORLD
    assert [row["parent"] for row in take.history] == [None]


def test_the_film_shows_the_world(take):
    pictures = decoded(take.film)
    assert pictures.shape == (36, 54, 96, 3)
    assert pictures.std() > 5 and 10 < pictures.mean() < 245  # neither blank nor blown out
    moved = np.abs(pictures[12].astype(float) - pictures[0]).max()
    assert moved > 20  # the ball has left its place after half a second


def test_provenance_names_every_stage(take):
    stages = take.provenance["stages"]
    assert list(stages) == ["certify", "develop", "encode", "simulate", "sound", "trace"]
    assert all(len(row["key"]) == len(row["hash"]) == 32 for row in stages.values())
    assert take.provenance["format"] == TINY.model_dump(mode="json") and take.provenance["seed"] == 3


def written(take):
    """Return when each of the take's documents and views was written."""
    paths = [path for path in take.folder.rglob("*.*") if path.is_file() and ".store" not in path.parts]
    return {path: path.stat().st_mtime_ns for path in paths}


def test_a_second_run_only_looks(take):
    before = written(take)
    process = film_elsewhere(take.folder)
    out = process.communicate()[0]
    assert process.returncode == 0 and out.strip() == "[]"  # nothing heavy was imported
    assert written(take) == before


def test_views_mend_themselves(take):
    good = {path: path.read_bytes() for path in (take.film, take.poster, take.folder / "sound" / "mix.wav")}
    take.film.unlink()
    take.poster.write_bytes(b"scribbled over")
    (take.folder / "sound" / "mix.wav").write_bytes(b"")
    shoot(WORLD, take.folder, format=TINY)
    assert {path: path.read_bytes() for path in good} == good


def test_state_reads_what_was_simulated(take, capsys):
    assert run(["state", str(take.folder), "--time", "0.25", "--body", "ball", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    height = 1.0 - 0.5 * 9.80665 * 0.25**2  # before it reaches the ground there is nothing but gravity
    assert told["bodies"]["ball"]["position"] == pytest.approx([0.3 * 0.25, 0.0, height], abs=1e-5)
    assert run(["state", str(take.folder), "--time", "1.6"]) == 2
    assert run(["state", str(take.folder), "--time", "1", "--body", "bal"]) == 2
    assert "Did you mean 'ball'?" in capsys.readouterr().err


def test_certify_prints_the_certificate(take, capsys):
    code = run(["certify", str(take.folder), "--json"])
    assert json.loads(capsys.readouterr().out) == take.certificate
    assert code == (0 if take.certificate["holds"] else 1)


def test_a_take_that_cannot_be_written_to_is_still_read(take, monkeypatch):
    def refused(*_arguments, **_options):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as closed:
        for name in ("open", "utime", "mkdir"):
            closed.setattr(os, name, refused)
        assert run(["state", str(take.folder), "--time", "1"]) == 0
        assert run(["certify", str(take.folder), "--json"]) in (0, 1)
        with pytest.raises(InputError, match="cannot be written to"), Store(take.store) as store:
            store.claim()


def test_an_edit_of_light_does_not_simulate_again(take, tmp_path):
    copy = tmp_path / "film"
    shutil.copytree(take.folder, copy)
    edited = revise(open_take(copy), {"bodies.ball.colors": {"body": [0.0, 0.1, 0.8]}})
    before, after = take.provenance["stages"], edited.provenance["stages"]
    assert after["simulate"] == before["simulate"]
    assert after["trace"]["hash"] != before["trace"]["hash"]
    assert [(row["id"], row["parent"]) for row in edited.history] == [(1, None), (2, 1)]


@pytest.mark.slow
def test_a_killed_film_goes_on_to_the_same_bits(take, tmp_path):
    folder = tmp_path / "film"
    process = film_elsewhere(folder)
    deadline = time.monotonic() + 300
    done = folder / ".store" / "develop"
    while not list(done.glob("*/0/manifest.json")):  # the first second is developed, the other half is in work
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert not (folder / "film.mp4").exists()
    kept = {path: path.read_bytes() for path in done.rglob("*.npy")}
    process = film_elsewhere(folder)
    assert "mitsuba" in process.communicate()[0] and process.returncode == 0
    assert open_take(folder).provenance == take.provenance  # another process, interrupted, gives the same hashes
    assert {path: path.read_bytes() for path in kept} == kept
    assert open_take(folder).film.read_bytes() == take.film.read_bytes()
