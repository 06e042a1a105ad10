"""The laws of ropes and springs hold for what hangs, swings, snaps taut and breaks, and are broken on purpose."""

from dataclasses import replace

import numpy as np
import pytest

from setpiece.certificate.laws import audit
from setpiece.physics.simulate import simulate
from setpiece.world.document import Body, Joint, Tie, World


def ball(name, at, **more):
    return Body(id=name, family="ball", params={"radius": 0.03}, mass=1.0, position=at, **more)


R = 0.115  # m, the rim of a pulley as modelled
HUB = (-2, 0, 3)
WORLD = World(
    bodies=(
        ball("bob", (1, 0, 2)), ball("caught", (3, 0, 1)), ball("sprung", (5, 0, 1)), ball("torn", (7, 0, 1)),
        Body(id="wheel", family="pulley", position=HUB, joint=Joint(kind="hinge", anchor=HUB, axis=(0, 1, 0))),
        ball("light", (-2 - R, 0, 1)), ball("heavy", (-2 + R, 0, 1.5), velocity=(0.0, 0.1, 0.0)),
    ),
    ties=(
        Tie(id="string", a="bob", at_a=(1, 0, 2), at_b=(0, 0, 2)),
        Tie(id="slack", a="caught", at_a=(3, 0, 1), at_b=(3, 0, 2), length=1.3),
        Tie(id="coil", kind="spring", a="sprung", at_a=(5, 0, 1), at_b=(5, 0, 2), stiffness=80.0, damping=0.2),
        Tie(id="thread", a="torn", at_a=(7, 0, 1), at_b=(7, 0, 2), length=1.3, strength=50.0),
        Tie(id="over", a="light", at_a=(-2 - R, 0, 1), b="heavy", at_b=(-2 + R, 0, 1.5), over="wheel"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def run():
    return simulate(WORLD, 1)


def broken(world, trajectory):
    return {law.id: law.value for law in audit(world, trajectory) if not law.holds}


def test_all_laws_hold(run):
    assert broken(WORLD, run) == {}
    pulls = run.segments[0].pulls
    assert (pulls[-1, [0, 1, 2, 4]] > 0).all()
    assert pulls[-1, 3] == -1  # torn


def test_a_rope_that_was_shorter_is_told(run):
    ties = list(WORLD.ties)
    ties[1] = ties[1].model_copy(update={"length": 1.2})
    assert set(broken(WORLD.model_copy(update={"ties": tuple(ties)}), run)) == {"ties_hold"}


def test_a_pull_beside_its_rope_is_told(run):
    # The string's pull books are turned aside; velocities follow, so that momentum still closes.
    segment = run.segments[0]
    other, velocity = segment.other_impulse.copy(), segment.velocity.copy()
    other[60, 0, 1] += 0.01
    velocity[60:, 0, 1] += 0.01
    moved = replace(run, segments=[replace(segment, other_impulse=other, velocity=velocity)])
    assert "ties_pull" in broken(WORLD, moved)


def test_a_rope_that_pushes_is_told(run):
    segment = run.segments[0]
    other = segment.other_impulse.copy()
    other[20:40, 1, 2] -= 0.02  # the slack rope
    assert {"ties_pull", "momentum"} <= set(
        broken(WORLD, replace(run, segments=[replace(segment, other_impulse=other)]))
    )


def test_without_its_ties_a_pull_has_no_name(run):
    bare = replace(run, segments=[replace(run.segments[0], pulls=np.zeros((0, 0)))])
    assert "named_forces" in broken(WORLD.model_copy(update={"ties": ()}), bare)
