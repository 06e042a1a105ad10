"""Leaves on what stands fixed in a wood: on its level faces and at its feet, nowhere else."""

import numpy as np

from setpiece.assets.build import build
from setpiece.render import littered
from setpiece.world.document import Body, Place, World

BENCH = Body(id="bench", family="bench", position=(2.0, 1.0, 0.0), fixed=True)


def test_leaves_lie_on_a_bench_in_a_wood_and_around_its_feet():
    found = littered.items(World(bodies=(BENCH,), place=Place(name="forest", ground="leaves")))
    assert found and {item.id for item in found} == {"bench"}
    corners = np.concatenate([item.mesh.vertices for item in found])
    low, high = build(BENCH).bounds
    assert (corners[:, 2] > -1e-9).all() and corners[:, 2].max() < high[2] + littered.SIZE
    seat, drift = corners[corners[:, 2] > 0.3], corners[corners[:, 2] < 0.1]
    assert len(seat) > 50 and len(drift) > 200
    assert (seat[:, :2] > low[:2] - littered.SIZE).all() and (seat[:, :2] < high[:2] + littered.SIZE).all()


def test_no_leaves_lie_where_there_are_no_trees_nor_on_what_moves():
    assert littered.items(World(bodies=(BENCH,), place=Place(name="terrace"))) == []
    loose = BENCH.model_copy(update={"fixed": False})
    assert littered.items(World(bodies=(loose,), place=Place(name="forest", ground="leaves"))) == []
