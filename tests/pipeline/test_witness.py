"""A finished take measured from its own layers, by the command line."""

import json

import pytest

from setpiece.cli import run
from setpiece.pipeline import shoot
from setpiece.world.document import Body, Place, Shot, Sky, World
from setpiece.world.format import Format

PLACE = {"place": Place(name="studio", ground="stone"), "sky": Sky(kind="studio")}


def world(title, **motion):
    thrown = Body(id="ball", family="ball", params={"radius": 0.2}, materials={"body": "rubber"}, **motion)
    shot = Shot(eye=(0, -4, 1.2), target=(0, 0, 1.0))
    return World(title=title, duration=1.0, bodies=(thrown,), shot=shot, **PLACE)


@pytest.fixture
def film():
    return Format(width=320, height=180, quality="draft")


def test_gravity_is_read_from_the_frames_of_a_take(tmp_path, capsys, film):
    take = shoot(world("a throw", position=(-0.5, 0, 0.5), velocity=(1, 0, 3.6)), tmp_path / "throw", format=film)
    assert run(["certify", "--from-frames", "--json", str(take.folder)]) == 0
    found = json.loads(capsys.readouterr().out)
    laws = {law["id"]: law for law in found["laws"]}
    assert set(laws) == {"frames_presence", "frames_gravity", "frames_parabola", "frames_place"}
    assert laws["frames_gravity"]["value"] < 0.03
    assert "ball falls with 9." in found["notes"][0]


def test_where_nothing_flies_it_says_what_is_missing(tmp_path, capsys, film):
    take = shoot(world("a rest", position=(0, 0, 0.2)), tmp_path / "rest", format=film)
    assert run(["certify", "--from-frames", str(take.folder)]) == 2
    assert "expected something round that flies" in capsys.readouterr().err
