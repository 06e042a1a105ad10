"""Driven bodies: they go where they are told, push what they meet, and the laws still hold for what they meet."""

from dataclasses import replace

import numpy as np
import pytest

from setpiece.actors.perform import performers, place, states
from setpiece.assets.assembly import assemble
from setpiece.certificate.laws import audit
from setpiece.geometry import quat_rotate
from setpiece.physics.model import compile_world
from setpiece.physics.simulate import simulate, simulate_segment, start
from setpiece.physics.trajectory import impacts, index, trajectory_hash
from setpiece.world.document import Perform, World


@pytest.fixture(scope="module")
def kicked():
    """Return a world in which a walking boy meets a ball that lies in his way, and what happens."""
    built = assemble("boy", "boy", position=(0, 0, 0))
    act = Perform(
        body="boy", limbs=tuple(b.id for b in built.bodies[1:]), gait="walk", path=((-1, 0, 0), (5, 0, 0)), speed=1.1
    )
    ball = assemble("ball", "ball", position=(0.4, -0.06, 0)).bodies[0]
    world = World(bodies=(*place(act, built.bodies), ball), actions=(act,))
    return world, simulate(world, 2.0)


def test_a_driven_body_is_where_its_part_has_it(kicked):
    world, trajectory = kicked
    told = states(performers(world), np.arange(121) / 120.0)
    names = performers(world)[0].ids
    rows = [index(trajectory, name) for name in names]
    center = told.position + quat_rotate(told.rotation, trajectory.center_of_mass[rows])
    assert np.abs(trajectory.segments[0].position[:, rows] - center).max() < 1e-12


def test_it_meets_the_ball_and_only_the_ball(kicked):
    world, trajectory = kicked
    found = impacts(trajectory)
    ball = index(trajectory, "ball")
    legs = {index(trajectory, name) for name in performers(world)[0].ids}
    touching = found[np.isin(found["a"], list(legs)) | np.isin(found["b"], list(legs))]
    assert len(touching) > 0
    assert ((touching["a"] == ball) | (touching["b"] == ball)).all()
    speed = np.linalg.norm(trajectory.segments[-1].velocity[-1, ball])
    assert 0.5 < speed < 15.0


def test_the_blow_has_the_restitution_of_the_pair_and_all_laws_hold(kicked):
    world, trajectory = kicked
    found = impacts(trajectory)
    ball = index(trajectory, "ball")
    blow = next(
        row for row in found if min(row["a"], row["b"]) >= 0 and ball in (row["a"], row["b"]) and row["approach"] > 0.1
    )
    assert blow["separation"] == pytest.approx(blow["restitution"] * blow["approach"], rel=1e-6)
    laws = {law.id: law for law in audit(world, trajectory)}
    assert [name for name, law in laws.items() if not law.holds] == []
    assert laws["driven_as_told"].value < 1e-9


def test_a_driven_body_that_is_moved_by_hand_breaks_its_law(kicked):
    world, trajectory = kicked
    slower = world.actions[0].model_copy(update={"speed": 1.0})
    laws = {law.id: law for law in audit(world.model_copy(update={"actions": (slower,)}), trajectory)}
    assert not laws["driven_as_told"].holds


def test_a_limb_that_is_elsewhere_for_one_sample_breaks_permanence(kicked):
    world, trajectory = kicked
    limb = index(trajectory, performers(world)[0].ids[-1])
    segments = list(trajectory.segments)
    moved = segments[0].position.copy()
    moved[60, limb] += (0.0, 0.03, 0.0)  # m, of a limb that goes 0.02 m in an interval
    torn = replace(trajectory, segments=(replace(segments[0], position=moved), *segments[1:]))
    laws = {law.id: law for law in audit(world, torn)}
    assert not laws["permanence"].holds


def test_a_dog_whose_knees_give_way_at_the_end_of_their_reach_keeps_the_law():
    built = assemble("dog", "dog", position=(0, 0, 0))
    act = Perform(
        body="dog", limbs=tuple(b.id for b in built.bodies[1:]), gait="gallop", path=((0, 0, 0), (30, 0, 0)), speed=5.0
    )
    world = World(bodies=place(act, built.bodies), actions=(act,))
    laws = {law.id: law for law in audit(world, simulate(world, 5.0))}
    assert [name for name, law in laws.items() if not law.holds] == []


def test_a_resumed_run_has_the_same_bits(kicked):
    world, trajectory = kicked
    model = compile_world(world)
    _, state = simulate_segment(model, start(model), 0)
    segment, _ = simulate_segment(model, state, 1)
    assert np.array_equal(segment.position, trajectory.segments[1].position)
    assert np.array_equal(segment.energy, trajectory.segments[1].energy)
    assert trajectory_hash(trajectory) == trajectory_hash(simulate(world, 2.0))


def test_what_is_caught_between_two_driven_bodies_is_not_shot_away():
    bodies, actions = [], []
    for name, x, heading in (("left", -1.2, 0.0), ("right", 1.2, np.pi)):
        built = assemble("man", name, position=(0, 0, 0))
        act = Perform(
            body=name, limbs=tuple(b.id for b in built.bodies[1:]), gait="walk",
            path=((x, 0, 0), (-x, 0, 0)), heading=heading, speed=1.2,
        )  # fmt: skip
        bodies += place(act, built.bodies)
        actions.append(act)
    crate = assemble("crate", "crate", position=(0, 0, 0)).bodies[0]
    world = World(bodies=(*bodies, crate), actions=tuple(actions))
    trajectory = simulate(world, 2.0)
    row = index(trajectory, "crate")
    assert max(np.linalg.norm(s.velocity[:, row], axis=1).max() for s in trajectory.segments) < 30.0
