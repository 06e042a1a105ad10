"""Sleds leave grooves and builders prints in the snow; both lie where nothing else stands, and level off."""

import numpy as np
import pytest

from setpiece.assets.families import sleds
from setpiece.render.places import settled, traces
from setpiece.world.document import Body, Place, World

SLED = Body(id="sled", family="sled", position=(0.0, 0.0, 0.137))
SNOWMAN = Body(id="snowman", family="snowman", position=(3.0, 0.0, 0.866))


def found(*bodies, ground="snow"):
    items = settled.settled(World(seed=5, place=Place(name="plain", ground=ground), bodies=bodies))
    return {item.id.removeprefix("set_"): item.mesh for item in items if not item.id.endswith("drift")}


def test_a_sled_at_rest_has_come_in_two_grooves_and_a_snowmans_builder_on_foot():
    assert found(SLED, SNOWMAN).keys() == {"grooves", "prints"}
    assert found(SLED, SNOWMAN, ground="sand") == {}
    assert found(SLED.model_copy(update={"velocity": (2.0, 0.0, 0.0)})) == {}
    assert found(Body(id="block", family="box", position=(0.0, 0.0, 0.05))) == {}


def test_grooves_lie_behind_the_runners_as_far_apart_as_they_are_and_deep():
    mesh = found(SLED)["grooves"]
    x, y, z = mesh.vertices.T
    assert x.max() < 0.0  # its front is towards +X
    across = (x > -1.4) & (x < -0.7)
    deepest = np.abs(np.abs(y) - traces.HALF) < 0.008
    beside = np.abs(np.abs(y) - traces.HALF - 0.05) < 0.012
    deep = z[across & beside].mean() - z[across & deepest].mean()
    assert deep > 0.8 * traces.DEEP["grooves"]
    assert z[across & deepest].max() < 0.008  # on the level ground, within what may lie on any


@pytest.mark.parametrize("kind", ["grooves", "prints"])
def test_snow_around_traces_levels_off(kind):
    z = found(SLED, SNOWMAN)[kind].vertices[:, 2]
    assert z.min() >= -settled.SUNK
    assert z.max() < 2.2 * traces.DEEP[kind]
    mesh = found(SLED, SNOWMAN)[kind]
    edges = np.sort(mesh.faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
    once, count = np.unique(edges, axis=0, return_counts=True)
    # Where it ends it is in the ground but at the sled itself, where grooves begin at their full depth.
    assert np.quantile(mesh.vertices[once[count == 1], 2], 0.8) < 0.0


def test_a_way_leaves_free_what_else_stands_there():
    behind = Body(id="block", family="box", position=(-4.0, 0.0, 0.05))
    (way,) = (way for _, way, _ in traces.traces(5, [SLED, behind]))
    assert np.hypot(*(way - [-4.0, 0.0]).T).min() > traces.FREE
    ring = [
        Body(id=f"block_{k}", family="box", position=(2.0 * np.cos(a), 2.0 * np.sin(a), 0.05))
        for k, a in enumerate(np.arange(12) * np.pi / 6)
    ]
    assert list(traces.traces(5, [SLED, *ring])) == []


def test_a_sleds_runners_bend_without_a_kink():
    step = np.diff(sleds._bend(1.0), axis=0)
    step /= np.linalg.norm(step, axis=1, keepdims=True)
    turn = np.degrees(np.arccos(np.clip((step[1:] * step[:-1]).sum(axis=1), -1.0, 1.0)))
    # Even steps of the angle around half an ellipse of half-axes a and b turn by a / b times as much at its tip.
    high = 0.5 * np.ptp(sleds._bend(1.0)[:, 2])
    assert turn.max() < 1.05 * sleds.FRONT / high * 180.0 / (sleds.STEPS - 1)
