"""Closed forms of ropes, springs and pulleys: A09, the pendulum on a string, a mass on a spring, a rope that breaks."""

from math import pi, sqrt

import numpy as np
import pytest

from setpiece.errors import InputError
from setpiece.laws.reading import G, ball, column, period
from setpiece.laws.turning import atwood_machine
from setpiece.physics.model import compile_world
from setpiece.physics.rest import start
from setpiece.physics.simulate import simulate, simulate_segment
from setpiece.physics.trajectory import at
from setpiece.world.document import Body, Joint, Tie, World
from setpiece.world.validate import validate

HUNG = Tie(id="rope", a="bob", at_a=(1, 0, 2), at_b=(0, 0, 2))


@pytest.mark.parametrize("share", [0.5, 2.0])
def test_a09_atwood_machine(share):
    # Tensions are constant and along the ropes: exact but for rounding and the first step, whose pull begins at once.
    world, radius = atwood_machine(share)
    run = simulate(world, 1)
    gain = 0.5 * G / (2.5 + share)
    moved = at(run, 0.6).position[1:, 2] - at(run, 0).position[1:, 2]
    np.testing.assert_allclose(moved, (gain * 0.18, -gain * 0.18), rtol=1e-5)
    assert abs(moved.sum()) < 1e-9  # the rope's length
    turned = (run.segments[0].spin[:, 0, 1] * radius)[72]
    assert abs(turned) == pytest.approx(gain * 0.6, rel=1e-5)


def test_pendulum_on_a_string():
    # Directions at the middle and the end of a step: third order, (w h)^3 = 1.5e-7 of the work a step, of either sign.
    from scipy.special import ellipk

    run = simulate(World(bodies=(ball("bob", 0.03, position=(1, 0, 2), mass=1.0),), ties=(HUNG,)), 6)
    x = column(run, "position", "bob")
    assert np.abs(np.linalg.norm(x - (0, 0, 2), axis=1) - 1).max() < 1e-5
    assert period(x[:, 0], column(run, "velocity", "bob")[:, 0]) == pytest.approx(
        4 * sqrt(1 / G) * ellipk(0.5), rel=1e-5
    )
    energy = np.concatenate([s.energy[:, 0] + s.energy[:, 1] for s in run.segments])
    assert np.ptp(energy) < 2e-4 * G


def test_mass_on_a_spring_keeps_its_energy():
    coil = Tie(id="s", kind="spring", a="bob", at_a=(0, 0, 1), at_b=(0, 0, 2), stiffness=50.0)
    run = simulate(World(bodies=(ball("bob", position=(0, 0, 1), mass=0.5),), ties=(coil,)), 5)
    height = column(run, "position", "bob")[:, 2] - 1 + 0.5 * G / 50
    # Trapezoidal rule: the period is longer by (w h)^2 / 12 = 2.3e-5.
    wanted = 2 * pi * sqrt(0.01) * (1 + 100 / 600**2 / 12)
    assert period(height, column(run, "velocity", "bob")[:, 2]) == pytest.approx(wanted, rel=1e-6)
    energy = np.concatenate([s.energy[:, 0] + s.energy[:, 1] for s in run.segments])
    assert np.ptp(energy) < 1e-12


def test_a_thread_breaks_at_its_strength_and_what_hung_falls():
    body = ball("bob", 0.03, position=(0, 0, 3), mass=1.0)
    strong, weak = (
        simulate(World(bodies=(body,), ties=(Tie(id="t", a="bob", at_a=(0, 0, 3), at_b=(0, 0, 4), strength=force),)), 1)
        for force in (10.0, 9.0)
    )
    assert at(strong, 1).position[0, 2] == pytest.approx(3, abs=1e-6)
    # For one step it still pulls with 9 N.
    assert at(weak, 0.5).position[0, 2] == pytest.approx(3 - G * 0.125 + 9 / 600 * 0.5, abs=1e-4)


def test_a_broken_tie_stays_broken_over_a_checkpoint():
    thread = Tie(id="t", a="bob", at_a=(0, 0, 3), at_b=(0, 0, 4), length=1.2, strength=20.0)
    world = World(bodies=(ball("bob", 0.03, position=(0, 0, 3), mass=1.0),), ties=(thread,))
    whole = simulate(world, 2)
    model, state = compile_world(world), None
    for k in range(2):
        segment, state = simulate_segment(model, state or start(model), k)
        assert np.array_equal(segment.position, whole.segments[k].position)
    assert (whole.segments[1].pulls[1:] == -1).all()


def test_contradicting_ties_are_all_named():
    wheel = Body(id="wheel", family="pulley", position=(0, 0, 3), joint=Joint(kind="slide"))
    world = World(bodies=(wheel, ball("a", position=(0, 0, 1)), ball("b", position=(1, 0, 1))))
    raw = world.model_dump(mode="json")
    raw["ties"] = [
        {"id": "short", "a": "a", "at_a": [0, 0, 1], "b": "b", "at_b": [1, 0, 1], "length": 0.5},
        {"id": "none", "a": "a", "at_a": [0, 0, 1], "b": "b", "at_b": [0, 0, 1]},
        {"id": "zero", "a": "a", "at_a": [0, 0, 1], "b": "b", "at_b": [1, 0, 1], "length": 0},
        {"id": "own", "a": "a", "at_a": [0, 0, 1], "b": "a", "at_b": [1, 0, 1]},
        {"id": "soft", "kind": "spring", "a": "a", "at_a": [0, 0, 1], "b": "b", "at_b": [1, 0, 1]},
        {"id": "over", "a": "a", "at_a": [0, 0, 1], "b": "b", "at_b": [1, 0, 1], "over": "wheel"},
        {"id": "lost", "a": "a", "at_a": [0, 0, 1], "b": "c", "at_b": [1, 0, 1]},
    ]
    with pytest.raises(InputError) as caught:
        validate(raw)
    for index, word in enumerate(("length", "length", "length", "b", "stiffness", "over", "b")):
        assert any(f"ties[{index}].{word}:" in line for line in caught.value.messages), index
    assert len(caught.value.messages) == 7
