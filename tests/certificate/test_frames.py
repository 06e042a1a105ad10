"""The independent reader: a true film holds, and one broken on purpose fails at the line that says so."""

from dataclasses import replace

import numpy as np
import pytest

from setpiece.camera.view import View, project
from setpiece.certificate.frames import Look, read_frames
from setpiece.geometry import world_from_camera
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import poses
from setpiece.world.document import Body, World

RADIUS, FPS, SECONDS = 0.1, 24, 1.2
HEIGHT, WIDTH = 180, 320
VIEW = View(world_from_camera((0.2, -4, 1.2), (0.2, 0, 0.9)), 1.0)
WORLD = World(
    duration=SECONDS,
    bodies=(
        Body(
            id="ball",
            family="ball",
            params={"radius": RADIUS},
            materials={"body": "rubber"},
            position=(-0.4, 0, 0.4),
            velocity=(0.8, 0.2, 3.5),
        ),
    ),
)


def drawn(time, center, view=VIEW):
    """The layers of a ball before nothing, by the nearest crossing of each pixel's ray with its sphere."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH] + 0.5
    pose = view.world_from_camera
    rays = np.stack(
        [(x - WIDTH / 2) / (WIDTH * view.focal), (y - HEIGHT / 2) / (WIDTH * view.focal), np.ones_like(x)], -1
    )
    middle = pose[:3, :3].T @ (np.asarray(center) - pose[:3, 3])
    along, length = rays @ middle, np.sum(rays**2, -1)
    root = along**2 - length * (middle @ middle - RADIUS**2)
    hit = root >= 0
    depth = np.where(hit, (along - np.sqrt(np.maximum(root, 0))) / length, np.inf).astype(np.float32)
    return Look(time, view, (("ball", "body"),), np.where(hit, 0, 65535).astype(np.uint16), depth)


@pytest.fixture(scope="module")
def run():
    return simulate(WORLD, SECONDS)


def film(run, speed=1.0):
    """Layers of every frame; with ``speed``, what the frames show runs as much faster than they say."""
    times = np.arange(int(SECONDS * FPS)) / FPS
    return [drawn(time, poses(run, min(time * speed, 2.0))[0][:3, 3]) for time in times]


def verdicts(run, looks):
    found = read_frames(WORLD, run, looks)
    return {one.id: one for one in found.laws}, found


def broken(run, looks):
    laws, found = verdicts(run, looks)
    assert found.holds == all(one.holds for one in laws.values())
    return {name for name, one in laws.items() if not one.holds}


def test_a_true_film_holds_and_tells_gravity(run):
    laws, found = verdicts(run, film(run))
    assert found.holds
    # 21 frames over 0.83 s, 78 px a metre at 4.1 m, middles good to 0.1 px: 26.8 * 0.0013 / (4.6 * 0.69) = 0.1 %.
    assert laws["frames_gravity"].value < 0.01
    assert found.notes[0].startswith("ball falls with 9.8")


def test_a_film_at_a_wrong_speed_shows_another_gravity(run):
    # Ten per cent slower: gravity appears 19 per cent too small.
    laws, _ = verdicts(run, film(run, speed=0.9))
    assert laws["frames_gravity"].value == pytest.approx(0.19, abs=0.01)
    assert not laws["frames_gravity"].holds


def test_a_frame_shown_twice_leaves_the_parabola(run):
    looks = film(run)
    top = round(3.5 / 9.80665 * FPS)  # where it moves slowest: gravity is not put out by it
    looks[top] = replace(looks[top - 1], time=looks[top].time)
    found = broken(run, looks)
    assert "frames_parabola" in found
    assert "frames_gravity" not in found


def test_a_frame_without_it_is_missed(run):
    looks = film(run)
    looks[7] = replace(looks[7], part=np.full_like(looks[7].part, 65535), depth=np.full_like(looks[7].depth, np.inf))
    assert broken(run, looks) == {"frames_presence"}
    laws, _ = verdicts(run, looks)
    assert laws["frames_presence"].value == 1.0
    assert laws["frames_presence"].time == pytest.approx(7 / FPS)


def test_what_hides_behind_something_nearer_is_not_missed(run):
    looks = film(run)
    wall = np.full_like(looks[7].depth, 2.0)
    looks[7] = replace(
        looks[7], part=np.full_like(looks[7].part, 1), depth=wall, parts=(("ball", "body"), ("wall", "body"))
    )
    assert broken(run, looks) == set()


def test_a_picture_shifted_by_two_pixels_shows_it_elsewhere(run):
    looks = [replace(look, part=np.roll(look.part, 2, 1), depth=np.roll(look.depth, 2, 1)) for look in film(run)]
    assert broken(run, looks) == {"frames_place"}


def test_where_nothing_flies_nothing_is_claimed():
    still = World(bodies=(Body(id="ball", family="ball", params={"radius": RADIUS}, position=(0, 0, RADIUS)),))
    run = simulate(still, 1)
    assert read_frames(still, run, [drawn(k / FPS, (0, 0, RADIUS)) for k in range(FPS)]) is None
    assert project(VIEW, (0, 0, RADIUS), height=HEIGHT, width=WIDTH)[1] > 0
