"""What runs on rails has a track under it, as flat as the ground that physics knows."""

import numpy as np
import pytest

from setpiece.assets.build import build
from setpiece.geometry import apply, quat_from_axis_angle, transform
from setpiece.render.places import rails
from setpiece.world.document import Body, Place, World


def engine(**values):
    return Body(id="engine", family="locomotive", position=(3.0, -2.0, 2.8), **values)


def test_wheels_stand_on_the_rails_and_a_track_is_flat():
    turn = 0.4
    body = engine(rotation=tuple(quat_from_axis_angle((0.0, 0.0, 1.0), turn)))
    ballast, sleepers, feet, track = rails.rails(World(bodies=(body,)))
    across = np.array([-np.sin(turn), np.cos(turn)])
    low = np.concatenate([part.mesh.vertices for part in build(body).parts])
    low = apply(transform(body.position, np.asarray(body.rotation)), low)
    wheels = (low[low[:, 2] < low[:, 2].min() + 0.01, :2] - body.position[:2]) @ across
    heads = (track.mesh.vertices[:, :2] - body.position[:2]) @ across
    assert np.abs(wheels).mean() == pytest.approx(np.abs(heads).mean(), abs=1e-9)  # half the gauge, to both sides
    for item in (ballast, sleepers, feet, track):
        assert item.mesh.vertices[item.mesh.faces][..., 2].max() <= 0.006 + 1e-9
        assert (item.mesh.normals[item.mesh.faces][..., 2] > 0.99).all()


@pytest.mark.parametrize("world", [
    World(bodies=(Body(id="toy", family="locomotive", params={"length": 0.25}, position=(0.0, 0.0, 0.07)),)),
    World(bodies=(Body(id="car", family="car", position=(0.0, 0.0, 0.7)),)),
    World(bodies=(Body(id="high", family="locomotive", position=(0.0, 0.0, 9.0)),)),
])  # fmt: skip
def test_toys_cars_and_what_hangs_in_the_air_have_none(world):
    assert rails.rails(world) == ()


def test_two_on_one_line_share_a_track():
    one, other = engine(), engine().model_copy(update={"id": "second", "position": (40.0, -2.0, 2.8)})
    assert len(rails.rails(World(bodies=(one, other), place=Place(name="plain")))) == len(rails.LAYERS)
