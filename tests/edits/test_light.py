"""A change of light changes light alone: geometry keeps its bytes, groups keep each other's."""

import numpy as np
import pytest

from setpiece.camera.moves import viewer
from setpiece.edits.resolve import resolve
from setpiece.edits.things import Context
from setpiece.language.wishes import wishes
from setpiece.physics.simulate import simulate
from setpiece.render.layers import motion
from setpiece.render.places import dress
from setpiece.render.quality import QUALITIES
from setpiece.render.renderer import Renderer
from setpiece.take.motion import physics_document
from setpiece.take.picture import posed_at
from setpiece.world.document import Body, Light, Place, Shot, Sky, World
from setpiece.world.edit import apply

SIZE = {"height": 54, "width": 96}
WORLD = World(
    seed=3,
    duration=1.0,
    bodies=(
        Body(id="ball", family="ball", position=(-0.4, 0.0, 0.5), velocity=(0.6, 0.0, 0.0)),
        Body(id="cube", family="box", params={"scale": 3.0}, position=(0.5, 0.4, 0.15), fixed=True),
        Body(id="lamp", family="lamp", params={"lit": 1.0}, position=(0.9, 0.6, 0.24), fixed=True),
    ),
    lights=(Light(id="lamp_light", position=(0.0, 0.0, 0.1), body="lamp"),),
    place=Place(name="terrace", ground="stone"),
    sky=Sky(elevation=0.63, azimuth=4.12),
    shot=Shot(eye=(0.0, -4.0, 1.4), target=(0.0, 0.0, 0.4), focal_length=24.0, exposure=0.02),
)


def geometry_of(world, times=(0.2, 0.3)):
    """Return depth, ids, points and motion at two times as bytes."""
    trajectory = simulate(world, 1.0)
    view_at, dressing = viewer(world, trajectory), dress(world.place, world.sky, world.seed)
    now, other = (posed_at(world, trajectory, time, view_at, dressing) for time in times)
    found = Renderer(now, **SIZE, quality=QUALITIES["standard"]).geometry(now)
    layers = {name: getattr(found, name) for name in ("depth", "position", "normal", "uv", "part")}
    layers["motion"] = motion(found, now, other, **SIZE)
    return {name: layer.tobytes() for name, layer in layers.items()}, (found.parts, found.materials)


@pytest.fixture(scope="module")
def before():
    return geometry_of(WORLD)


@pytest.mark.parametrize(
    "sentence", ["change the lighting to sunset", "make it dawn", "let the light come from the left", "overcast",
                 "change the lighting to night", "make the light of the lamp blue"],
)  # fmt: skip
def test_geometry_layers_keep_every_byte_when_the_light_changes(before, sentence):
    edit = resolve(Context(WORLD), wishes(sentence), sentence)
    after = apply(WORLD, edit)
    assert (after.sky, after.lights) != (WORLD.sky, WORLD.lights)
    assert physics_document(after, 0) == physics_document(WORLD, 0)  # nothing is simulated
    assert geometry_of(after) == before


def test_the_geometry_test_sees_a_thing_that_moves(before):
    moved = WORLD.model_copy(update={"bodies": (WORLD.body("ball"), WORLD.body("lamp"))})
    layers, _ = geometry_of(moved)
    assert layers["depth"] != before[0]["depth"] and np.frombuffer(layers["depth"], np.float32).size == 54 * 96
