"""Reading a trajectory between samples, and starting overlaps."""

import numpy as np
import pytest

from setpiece.geometry import quat_conjugate, quat_multiply, quat_to_matrix, quat_to_rotvec
from setpiece.physics.overlap import clearance, overlaps
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import at, duration, impacts, index, poses
from setpiece.world.document import Body, Joint, World


@pytest.fixture(scope="module")
def run():
    ball = Body(id="ball", family="ball", position=(0, 0, 0.6), velocity=(0.5, 0, 0), spin=(0, 30, 500))
    crate = Body(id="crate", family="box", params={"length": 0.2}, position=(2, 0, 0.5), spin=(3, 2, 1))
    cone = Body(id="cone", family="cone", position=(4, 0, 0.5), spin=(3, 2, 1))
    return simulate(World(bodies=(ball, crate, cone)), 1)


def test_samples_are_met(run):
    s = run.segments[0]
    for k in (0, 1, 57, 120):
        instant = at(run, k / 120)
        np.testing.assert_allclose(instant.position, s.position[k], atol=1e-14)
        np.testing.assert_allclose(instant.velocity, s.velocity[k], atol=1e-11)
    assert duration(run) == 1.0


def test_velocities_are_rates_of_poses(run):
    # Central differences over 2e: the error is e^2 / 6 of the third derivative; spins of 500 rad/s change by
    # 1e5 rad/s2 at most between samples, so 1e-5 s gives 1e-5; times within e of an impact are left out.
    e = 1e-5
    hits = impacts(run)["time"]
    for time in np.linspace(0.003, 0.997, 200):
        if len(hits) and np.abs(hits - time).min() < 2 * e:
            continue
        before, now, after = at(run, time - e), at(run, time), at(run, time + e)
        np.testing.assert_allclose((after.position - before.position) / (2 * e), now.velocity, atol=1e-4)
        turned = quat_to_rotvec(quat_multiply(after.rotation, quat_conjugate(before.rotation)))
        np.testing.assert_allclose(turned / (2 * e), now.spin, atol=1e-3)


def test_bounce_is_sharp(run):
    """Just before and after the impact the ball is on the ground, with the impact's own speeds."""
    hit = impacts(run)[impacts(run)["b"] == index(run, "ball")][0]
    assert abs(hit["time"] * 120 - round(hit["time"] * 120)) > 0.01  # between samples
    before, after = at(run, hit["time"] - 1e-9), at(run, hit["time"])
    assert before.position[0, 2] == pytest.approx(0.035, abs=1e-7)
    assert after.position[0, 2] == pytest.approx(0.035, abs=1e-12)
    assert before.velocity[0, 2] == pytest.approx(-hit["approach"], abs=1e-6)
    assert after.velocity[0, 2] == pytest.approx(hit["separation"], abs=1e-9)
    assert hit["point"][2] == pytest.approx(0.0, abs=1e-9)
    assert hit["point"][0] == pytest.approx(after.position[0, 0], abs=1e-9)


def test_poses_are_of_body_frames(run):
    i = index(run, "cone")
    matrix = poses(run, 0.0)[i]
    np.testing.assert_allclose(matrix[:3, 3], (4, 0, 0.5), atol=1e-12)
    later = poses(run, 0.31)[i]
    center = later[:3, :3] @ run.center_of_mass[i] + later[:3, 3]
    np.testing.assert_allclose(center, at(run, 0.31).position[i], atol=1e-12)
    np.testing.assert_allclose(later[:3, :3], quat_to_matrix(at(run, 0.31).rotation[i]), atol=1e-12)
    assert np.linalg.norm(run.center_of_mass[i]) > 0.01


def test_index_of_a_stranger(run):
    with pytest.raises(KeyError):
        index(run, "nobody")


def test_overlaps_name_pair_and_depth():
    a = Body(id="a", family="box", position=(0, 0, 0.045))
    b = Body(id="b", family="box", position=(0.08, 0, 0.05))
    c = Body(id="c", family="ball", position=(1, 0, 0.035))
    arm = Joint(kind="hinge", parent="c", anchor=(1, 0, 0.05))
    d = Body(id="d", family="ball", position=(1, 0, 0.05), joint=arm)
    found = overlaps(World(bodies=(a, b, c, d)))
    assert [(x, y) for x, y, _ in found] == [("a", "b"), ("a", "ground")]
    assert [depth for *_, depth in found] == pytest.approx([0.02, 0.005], abs=1e-9)


def test_clearance():
    a = Body(id="a", family="ball", position=(0, 0, 0.5))
    b = Body(id="b", family="ball", position=(0.3, 0, 0.5))
    world = World(bodies=(a, b))
    assert clearance(world, "a", "b") == pytest.approx(0.23, abs=1e-9)
    assert clearance(world, "b", "ground") == pytest.approx(0.465, abs=1e-9)
