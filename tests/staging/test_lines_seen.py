"""A line that is left counts as seen only where it is thick enough, stands out, and nothing hides it."""

import numpy as np
import pytest
from tests.staging.scripts import comes_true

from setpiece.camera.moves import viewer
from setpiece.camera.view import View, project
from setpiece.events.judge import judge
from setpiece.events.legible import lab
from setpiece.events.marking import THIN
from setpiece.geometry import world_from_camera
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.physics.tracing import line
from setpiece.staging.framing import Writing
from setpiece.staging.stage import stage
from setpiece.world.document import Body


@pytest.fixture(scope="module")
def written():
    staged = stage(understand("A red pen writes on a sheet of paper."))
    clause = next(c for c in staged.clauses if c.predicate == "mark_seen")
    return staged.world, simulate(staged.world, staged.world.duration), clause


def seen(clause, world, trajectory):
    return judge(clause, world, trajectory, view_at=viewer(world, trajectory))


def marked(world, **other):
    return world.model_copy(update={"marks": tuple(m.model_copy(update=other) for m in world.marks)})


def test_a_line_is_seen_as_it_is_staged(written):
    world, trajectory, clause = written
    assert seen(clause, world, trajectory).verdict == "holds"


def test_a_hair_is_not_seen(written):
    world, trajectory, clause = written
    hair = marked(world, width=2e-4)
    verdict = seen(clause, hair, trajectory)
    assert (verdict.verdict, verdict.bound) == ("fails", pytest.approx(THIN))
    far = hair.shot.model_copy(update={"eye": tuple(10.0 * x for x in world.shot.eye)})
    assert seen(clause, marked(world.model_copy(update={"shot": far})), trajectory).verdict == "fails"


def test_white_on_white_is_not_seen(written):
    world, trajectory, clause = written
    verdict = seen(clause, marked(world, color=(0.78, 0.78, 0.76)), trajectory)
    assert (verdict.verdict, verdict.bound) == ("fails", 20.0)


@pytest.mark.parametrize(("material", "verdict"), [("wood", "fails"), ("glass", "holds")])
def test_a_line_behind_something_is_seen_only_through_what_is_clear(written, material, verdict):
    world, _, clause = written
    eye, target = np.array(world.shot.eye), np.array(world.shot.target)
    size = dict.fromkeys(("length", "width", "height"), 0.6 * float(np.linalg.norm(eye - target)))
    place = tuple(map(float, target + 0.8 * (eye - target)))
    screen = Body(id="screen", family="box", params=size, position=place, materials={"body": material}, fixed=True)
    hidden = world.model_copy(update={"bodies": (*world.bodies, screen)})
    assert seen(clause, hidden, simulate(hidden, world.duration)).verdict == verdict


@pytest.mark.parametrize("prompt", [
    "A pencil writes on a wooden table.",
    "A glass cutter scores a pane of glass.",
    "A piece of chalk writes on a wooden table.",
])  # fmt: skip
def test_the_camera_comes_as_near_as_a_line_asks_for(prompt):
    comes_true(prompt, {"leaves_mark", "mark_seen"})


def test_thickness_is_that_of_the_projection():
    direction = np.array([0.3, -0.5, 0.8]) / np.linalg.norm([0.3, -0.5, 0.8])
    view = View(world_from_camera(1000.0 * direction, np.zeros(3)), 1000.0)
    for angle in np.linspace(0.0, np.pi, 7):
        along = np.array([np.cos(angle), np.sin(angle), 0.0])
        side = 0.5 * np.array([-along[1], along[0], 0.0])
        a, b, c, d = project(view, [side, -side, along, -along], height=1.0, width=1.0)[0]
        ahead, across = (c - d) / np.linalg.norm(c - d), a - b
        exact = abs(across[0] * ahead[1] - across[1] * ahead[0])
        assert Writing(np.zeros((1, 3)), along[None], 1.0).thickness(direction) == pytest.approx(exact, rel=1e-3)


def test_colours_are_told_apart_as_the_eye_does():
    white, black, red = lab(np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]))
    assert white == pytest.approx([100.0, 0.0, 0.0], abs=0.05)
    assert black == pytest.approx([0.0, 0.0, 0.0], abs=0.05)
    assert red == pytest.approx([53.2, 80.1, 67.2], abs=0.2)  # of sRGB's red (Lindbloom)


def test_all_of_a_line_is_counted(written):
    world, trajectory, _ = written
    corners, there = line(trajectory, world.marks[0], world.duration)
    assert len(there) == len(corners) - 1 <= world.marks[0].pieces
    assert there.all()
