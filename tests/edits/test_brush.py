"""The motion brush: painted parabolas launch, other paths are driven by a bounded, named force; nonsense is refused."""

import json

import numpy as np
import pytest

from setpiece.camera.moves import viewer
from setpiece.camera.view import project
from setpiece.certificate.certify import hands
from setpiece.edits.brush import STRONGEST, brushed, parse
from setpiece.errors import InputError
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import at
from setpiece.world.document import Body, Shot, World
from setpiece.world.edit import apply
from setpiece.world.format import Format

FILM = Format(width=320, height=180)
WORLD = World(
    duration=2.0,
    bodies=(
        Body(id="ball", family="ball", params={"radius": 0.15}, position=(-1.0, 0.0, 1.0)),
        Body(id="cube", family="box", params={"scale": 4.0}, position=(1.2, 0.5, 0.2), fixed=True),
    ),
    shot=Shot(eye=(0.0, -6.0, 1.2), target=(0.0, 0.0, 1.0)),
)


def painted(points, times):
    """Return a stroke through world points, and what happens without it."""
    trajectory = simulate(WORLD, 2.0)
    view = viewer(WORLD, trajectory)(0.0)
    pixels, _ = project(view, np.array(points), height=FILM.height, width=FILM.width)
    rows = [[float(x), float(y), float(t)] for (x, y), t in zip(pixels, times, strict=True)]
    return parse(rows, "stroke"), trajectory


def followed(edit, points, times):
    """Return how far (m) the edited ball is from points at times at most."""
    world = apply(WORLD, edit)
    trajectory = simulate(world, 2.0)
    return max(
        float(np.linalg.norm(at(trajectory, t).position[0] - p)) for p, t in zip(points, times, strict=True)
    ), world


def test_a_painted_parabola_is_a_launch():
    times = np.linspace(0.0, 0.6, 13)
    points = [(-1.0 + 2.0 * t, 0.0, 1.0 + 3.0 * t - 0.5 * 9.80665 * t * t) for t in times]
    stroke, trajectory = painted(points, times)
    edit = brushed(stroke, WORLD, trajectory, FILM)
    assert "a launch" in edit.sentence and len(edit.steps) == 1
    miss, world = followed(edit, points, times)
    assert miss < 0.02 and world.body("cube") == WORLD.body("cube") and world.actions == ()


def test_any_other_path_is_driven_by_a_named_and_bounded_force():
    times = np.linspace(0.0, 1.5, 31)
    points = [(-1.0 + t, 0.0, 1.0 + 0.3 * np.sin(4.0 * t)) for t in times]
    stroke, trajectory = painted(points, times)
    edit = brushed(stroke, WORLD, trajectory, FILM)
    assert "an unseen hand" in edit.sentence
    miss, world = followed(edit, points, times)
    assert miss < 0.1
    weight = trajectory.mass[0] * 9.80665
    assert all(np.linalg.norm(push.force) <= STRONGEST * weight * (1 + 1e-9) for push in world.actions)
    assert any("An unseen hand pushes ball" in line for line in hands(world, simulate(world, 2.0)))


@pytest.mark.parametrize(
    "value",
    [None, 5, [], [[1, 2, 3]], [[1, 2]] * 3, [[1, 2, "x"]] * 3, [[1, 2, 0], [1, 2, 0]],
     [[1, 2, 1], [3, 4, 0]], [[1, 2, float("nan")], [1, 2, 1]], [[0, 0, k] for k in range(10_001)],
     [[True, 1, 0], [1, 1, 1]], {"points": "no"}],
)  # fmt: skip
def test_what_is_no_path_is_refused(value):
    with pytest.raises(InputError, match="stroke"):
        parse(value, "stroke")


@pytest.mark.parametrize(
    "rows", [[[160, 10, 0], [170, 20, 1]], [[900, 10, 0], [170, 20, 1]], [[107, 90, 0], [120, 90, 3]], "cube"]
)
def test_what_cannot_be_followed_is_refused(rows):
    trajectory = simulate(WORLD, 2.0)
    if rows == "cube":
        (x, y), _ = project(
            viewer(WORLD, trajectory)(0.0), np.array(WORLD.body("cube").position), height=180, width=320
        )
        rows = [[float(x), float(y), 0], [float(x) + 5, float(y), 1]]
    with pytest.raises(InputError):
        brushed(parse(rows, "stroke"), WORLD, trajectory, FILM)


def test_a_stroke_file_is_read_as_strict_json(tmp_path):
    from setpiece.cli import run

    file = tmp_path / "stroke.json"
    file.write_text(json.dumps([[1, 2, 0], [3, 4, 1]]))
    assert run(["edit", str(tmp_path), "--brush", str(file)]) == 2  # no take there
