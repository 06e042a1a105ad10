"""Trajectories written by hand: bodies on given ways, with given impacts and touches."""

import numpy as np

from setpiece.camera.view import View
from setpiece.clock import SAMPLES_PER_SEGMENT
from setpiece.geometry import world_from_camera
from setpiece.physics.trajectory import IMPACT, KNOT, TOUCH, Segment, Trajectory
from setpiece.world.document import World

EYE = (0.0, -3.0, 1.0)


def looking_from(eye, target=(0.0, 0.0, 0.5)):
    return lambda _: View(world_from_camera(eye, target), 1.0)


def impact(time, a, b, point, impulse, approach, normal=(0.0, 0.0, -1.0)):
    row = np.zeros((), IMPACT)
    row["time"], row["a"], row["b"], row["point"], row["normal"] = time, a, b, point, normal
    row["impulse"] = np.asarray(normal) * impulse
    row["approach"] = approach
    return row


def touch(time, a, b, point, force, *, roll=0.0, slip=0.0):
    """One row; ``time`` is a multiple of 1/120 s."""
    row = np.zeros((), TOUCH)
    row["sample"], row["a"], row["b"], row["point"] = round(time * 120), a, b, point
    row["normal"], row["impulse"] = (0, 0, -1), (0, 0, -force / 120)
    row["roll"], row["slip"] = roll, slip
    return row


def trajectory(world: World, mass, *, way=None, impacts=(), touches=(), seconds=2.0):
    """Return a trajectory of a world's bodies; ``way(time)`` gives positions (N, 3), by default they stand still."""
    count = int(np.ceil(seconds))
    n = len(world.bodies)
    impacts = np.array(list(impacts), IMPACT) if len(impacts) else np.zeros(0, IMPACT)
    touches = np.array(list(touches), TOUCH) if len(touches) else np.zeros(0, TOUCH)
    segments = []
    for i in range(count):
        times = i + np.arange(SAMPLES_PER_SEGMENT + 1) / SAMPLES_PER_SEGMENT
        still = np.array([b.position for b in world.bodies]).reshape(n, 3)
        position = np.array([way(t) if way else still for t in times]).reshape(len(times), n, 3)
        zero = np.zeros_like(position)
        rotation = np.tile([1.0, 0, 0, 0], (len(times), n, 1))
        ours = touches[touches["sample"] // SAMPLES_PER_SEGMENT == i].copy()
        ours["sample"] -= i * SAMPLES_PER_SEGMENT
        segments.append(
            Segment(
                i, position, rotation, zero, zero, zero, zero, zero, zero, np.zeros((len(times), 4)),
                impacts[(impacts["time"] >= i) & (impacts["time"] < i + 1)], np.zeros(0, KNOT), ours,
            )
        )  # fmt: skip
    mass = np.asarray(mass, float)
    return Trajectory(
        tuple(b.id for b in world.bodies), mass, np.tile(np.eye(3), (n, 1, 1)), np.zeros((n, 3)), ~np.isfinite(mass),
        np.array([0, 0, -9.81]), segments,
    )  # fmt: skip
