"""The laws of the air hold for what flutters, spins and rises, and are broken by air that is not the world's."""

import numpy as np
import pytest

from setpiece.certificate.laws import audit
from setpiece.physics.simulate import simulate
from setpiece.world.document import Air, Body, World

SPINNING = {"velocity": (3.0, 0.0, 4.0), "spin": (0.0, -100.0, 0.0), "materials": {"body": "celluloid"}}
BODIES = (
    Body(id="ball", family="ball", params={"radius": 0.02}, mass=0.0027, position=(-1, 0, 2), **SPINNING),
    Body(id="leaf", family="leaf", mass=0.0004, position=(0, 0, 3), rotation=(0.98, 0.199, 0.0, 0.0)),
    Body(
        id="sheet", family="box", params={"length": 0.3, "width": 0.2, "height": 0.0004, "edge": 0.0001},
        materials={"body": "paper"}, position=(1, 0, 3), rotation=(0.98, 0.0, 0.199, 0.0),
    ),
    Body(id="balloon", family="balloon", mass=0.006, position=(2, 0, 1)),
)  # fmt: skip
STILL = World(bodies=BODIES, air=Air())
WINDY = World(bodies=BODIES, air=Air(wind=(4, 1, 0), gusts=0.3))


@pytest.fixture(scope="module")
def still():
    return simulate(STILL, 3)


@pytest.fixture(scope="module")
def windy():
    return simulate(WINDY, 3)


def broken(world, trajectory):
    return {law.id for law in audit(world, trajectory) if not law.holds}


def test_all_laws_hold_in_still_air_and_in_gusts(still, windy):
    assert broken(STILL, still) == set()
    assert broken(WINDY, windy) == set()
    for run in (still, windy):
        assert np.abs(run.segments[0].air[1:]).any(axis=(0, 2)).all()  # everybody meets the air


def test_air_that_is_too_thick_is_told(still):
    thin = STILL.model_copy(update={"air": Air(density=0.8)})
    assert broken(thin, still) == {"air_forces"}


def test_the_law_is_also_read_between_the_samples_of_what_spins_fast():
    card = Body(id="card", family="box", params={"length": 0.09, "width": 0.06, "height": 0.002, "edge": 0.0},
                materials={"body": "cardboard"}, position=(0, 0, 9), velocity=(4, 0, 0),
                spin=(250, 240, 30))  # fmt: skip
    world = World(bodies=(card,), air=Air())
    film = simulate(world, 1)
    assert np.linalg.norm(film.segments[0].spin[:, 0], axis=1).max() / 120 > 2.0  # rad between two samples
    assert broken(world, film) == set()
    assert broken(world.model_copy(update={"air": Air(density=0.6)}), film) == {"air_forces"}


def test_air_that_pushes_where_none_moves_is_told(windy):
    # The wind carries what floats in it: in still air that work has no source.
    assert broken(STILL, windy) == {"air_forces", "air_work"}


def test_air_in_an_airless_world_has_no_name(still):
    empty = STILL.model_copy(update={"air": None})
    segments = [type(s)(**{**vars(s), "air": np.zeros((0, 0, 6))}) for s in still.segments]
    found = broken(empty, type(still)(**{**vars(still), "segments": segments}))
    assert "named_forces" in found
