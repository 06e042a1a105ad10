"""What a click means: through glass and in mirrors what is seen there, with --surface what is hit first."""

import numpy as np
import pytest

from setpiece.camera.moves import viewer
from setpiece.camera.view import project
from setpiece.edits.clicks import Click, thing_under
from setpiece.errors import InputError
from setpiece.physics.simulate import simulate
from setpiece.world.document import Body, Shot, World
from setpiece.world.format import Format

FILM = Format(width=320, height=180)
PANE = {"length": 1.0, "width": 0.02, "height": 1.0}
MIRROR_Y, MIRROR = 2.0, {"length": 2.0, "width": 0.04, "height": 2.0}
WORLD = World(
    duration=1.0,
    bodies=(
        Body(id="ball", family="ball", params={"radius": 0.2}, position=(-1.2, 0.0, 1.0), fixed=True),
        Body(id="pane", family="box", params=PANE, materials={"body": "glass"}, position=(-0.8, -1.0, 1.0), fixed=True),
        Body(id="mirror", family="box", params=MIRROR, materials={"body": "mirror"}, position=(1.0, MIRROR_Y, 1.0),
             fixed=True),
        Body(id="cube", family="box", params={"scale": 4.0}, position=(2.4, -0.5, 1.0), fixed=True),
    ),
    shot=Shot(eye=(0.0, -4.0, 1.0), target=(0.0, 0.0, 1.0), focal_length=24.0),
)  # fmt: skip


@pytest.fixture(scope="module")
def trajectory():
    return simulate(WORLD, 1.0)


def click_on(point, trajectory, *, surface=False):
    view = viewer(WORLD, trajectory)(0.0)
    (x, y), _ = project(view, np.array(point, float), height=FILM.height, width=FILM.width)
    return Click(float(x) - 0.5, float(y) - 0.5, 0.5, surface)


def test_through_glass_what_is_behind_it_is_meant(trajectory):
    through = WORLD.body("ball").position
    assert thing_under(click_on(through, trajectory), WORLD, trajectory, FILM) == "ball"
    assert thing_under(click_on(through, trajectory, surface=True), WORLD, trajectory, FILM) == "pane"


def test_glass_before_nothing_is_meant_itself(trajectory):
    corner = np.add(WORLD.body("pane").position, (0.35, 0.0, 0.45))
    assert thing_under(click_on(corner, trajectory), WORLD, trajectory, FILM) == "pane"


def test_in_a_mirror_what_it_shows_is_meant(trajectory):
    """The image of a point stands as far behind the plane of the mirror as the point stands before it."""
    x, y, z = WORLD.body("cube").position
    front = MIRROR_Y - MIRROR["width"] / 2
    image = (x, 2.0 * front - y, z)
    assert thing_under(click_on(image, trajectory), WORLD, trajectory, FILM) == "cube"
    assert thing_under(click_on(image, trajectory, surface=True), WORLD, trajectory, FILM) == "mirror"


def test_sky_and_place_are_no_things(trajectory):
    for point, words in (((-20.0, 60.0, 18.0), "the sky"), ((0.0, -1.0, 0.0), r"the place \(set_")):
        with pytest.raises(InputError, match=f"expected a thing, got .*{words}"):
            thing_under(click_on(point, trajectory), WORLD, trajectory, FILM)
