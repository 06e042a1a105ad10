"""Worlds in which energy was created once, each with its cause, as small as they were found."""

import numpy as np
import pytest

from setpiece.assets.assembly import assemble
from setpiece.certificate.laws import audit
from setpiece.physics.simulate import simulate
from setpiece.world.document import Body, World
from setpiece.world.materials import MATERIALS

BIG = 0.416  # m: the radius of a snowman's largest ball


def energy(world, run):
    return next(law for law in audit(world, run) if law.id == "energy")


@pytest.mark.parametrize("mu", [0.05, 0.1, 0.2])
def test_friction_never_pushes_on_what_rocks_as_it_slides(mu):
    """A lying snowman rocks on one of its balls: the weight alone slows the point that it slides on, by 2 m/s2."""
    lying = Body(
        id="snowman", family="snowman", position=(0, 0, BIG + 1e-7), rotation=(0.5**0.5, 0, 0.5**0.5, 0),
        velocity=(0.8, 0, 0), spin=(0, -0.8, 0), friction=mu**2 / MATERIALS["stone"].friction,
    )  # fmt: skip
    world = World(bodies=(lying,))
    run = simulate(world, 1)
    touches = run.segments[0].touches
    sliding = touches[(touches["slip"] > 0.3) & (touches["sample"] < 20)]
    assert len(sliding) > 10
    assert (sliding["impulse"][:, 0] < 0).all()  # it slides towards +X
    assert energy(world, run).holds


def test_an_orange_begins_on_the_floor_not_in_it():
    """Its navel is dented: set down by what is seen of it, its ellipsoid began 0.6 mm inside, and was pushed out."""
    still = assemble("orange", "orange", position=(0, 0, 1e-7)).bodies[0]
    rolling = still.model_copy(update={"velocity": (0.5, 0, 0), "spin": (0, 13.0, 0)})
    world = World(bodies=(rolling,))
    run = simulate(world, 1)
    assert energy(world, run).holds
    # Rolling up its own flattening it rises by (a^2 - c^2) / c w^2 t = 0.018 m/s in 33 ms; pushed out, by 0.068.
    assert np.abs(run.segments[0].velocity[:5, 0, 2]).max() < 0.025
