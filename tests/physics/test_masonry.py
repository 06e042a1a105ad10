"""Walls of bricks: they stand asleep until a blow opens their joints; then all laws hold while they fall."""

import numpy as np
import pytest

from setpiece.certificate.laws import audit
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import breaks
from setpiece.world.document import Body, Fracture, Hold, Place, Tie, World

LONG, ANGLE, RADIUS = 2.5, 0.9, 0.3


def swinging(mass=None, angle=ANGLE):
    """A ball on a rope that hangs before a wall 1.6 m wide and 1.2 m high, drawn aside by ``angle``."""
    wall = Body(
        id="wall", family="box", params={"length": 1.6, "width": 0.24, "height": 1.2, "edge": 0.004},
        materials={"body": "brickwork"}, position=(RADIUS + 0.15, 0, 0.6), rotation=(0.5**0.5, 0, 0, 0.5**0.5),
        fracture=Fracture(pieces=24),
    )  # fmt: skip
    pivot = np.array([0.0, 0.05, 0.7 + LONG + RADIUS])
    way = np.array([-np.sin(angle), 0.0, -np.cos(angle)])
    ball = Body(
        id="ball", family="ball", params={"radius": RADIUS}, materials={"body": "iron"}, mass=mass,
        position=tuple(pivot + (LONG + RADIUS) * way), rotation=(np.cos(angle / 2), 0.0, np.sin(angle / 2), 0.0),
    )  # fmt: skip
    rope = Tie(id="rope", a="ball", at_a=tuple(pivot + LONG * way), at_b=tuple(pivot), look="chain")
    return World(bodies=(wall, ball), ties=(rope,), place=Place(ground="soil"), actions=(Hold(body="ball", end=0.1),))


@pytest.fixture(scope="module")
def smashed():
    world = swinging()
    return world, simulate(world, 3.0)


def test_all_laws_hold_while_a_ball_on_a_chain_smashes_a_wall(smashed):
    world, film = smashed
    (row,) = breaks(film)
    assert row["by"] == film.ids.index("ball")
    assert row["lost"] >= row["energy"] * (1 - 1e-9)
    assert [one for one in audit(world, film) if not one.holds] == []
    pieces = [i for i, name in enumerate(film.ids) if name.startswith("wall_piece")]
    went = film.segments[-1].position[-1, pieces] - film.segments[0].position[0, pieces]
    assert np.linalg.norm(went, axis=1).max() > 1.0


def test_it_stands_still_until_it_is_hit(smashed):
    _, film = smashed
    row = film.ids.index("wall")
    (broken,) = breaks(film)
    first = int(broken["time"] * 120)
    assert not film.segments[0].velocity[: min(first, 120), row].any()


def test_a_light_or_slow_ball_does_not_break_it():
    for world in (swinging(mass=1.0), swinging(angle=0.05)):
        assert not len(breaks(simulate(world, 2.0)))


def test_steps_are_divided_only_while_blocks_are_fast():
    from setpiece.physics.model import compile_world
    from setpiece.physics.rest import start
    from setpiece.physics.solver import Run

    model = compile_world(swinging())
    run = Run(model)
    run.restore(start(model))
    assert run.breaking.parts() == 1
    parts = set()
    for _ in range(900):
        run.advance()
        parts.add(run.breaking.parts())
    assert {1, 8} <= parts <= {1, 2, 4, 8}
