"""Falls, throws, bounces and collisions: A01, A02, A03, A07, A08."""

from math import cos, radians, sqrt

import numpy as np

from setpiece.laws.reading import G, ball, worst
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import at, impacts
from setpiece.world.document import Joint, World


def falling() -> World:
    """Return a ball that falls 2 m."""
    return World(bodies=(ball(position=(0, 0, 2.05)),))


def free_fall() -> float:
    """A ball falls 2 m: z = h - g t^2 / 2, time and speed of the blow."""
    height = 2.0
    run = simulate(falling(), 1)
    hit = impacts(run)[0]
    drops = [(height + 0.05 - at(run, t).position[0, 2], G * t * t / 2) for t in (0.2, 0.4, 0.6)]
    return worst([*drops, (hit["time"], sqrt(2 * height / G)), (hit["approach"], sqrt(2 * G * height))])


def thrown() -> World:
    """Return a ball that leaves the ground at 8 m/s and 45 degrees."""
    v = 8 / sqrt(2)
    return World(bodies=(ball(position=(0, 0, 0.05), velocity=(v, 0, v)),))


def projectile() -> float:
    """A ball leaves the ground at 8 m/s and 45 degrees: range, apex and time of flight."""
    v = 8 / sqrt(2)
    run = simulate(thrown(), 2)
    time = impacts(run)[0]["time"]
    apex = at(run, v / G).position[0, 2] - 0.05
    return worst([(at(run, time).position[0, 0], 64 / G), (apex, v * v / (2 * G)), (time, 2 * v / G)])


def bouncing() -> World:
    """Return a ball of restitution 0.8 that falls 1 m."""
    return World(bodies=(ball(position=(0, 0, 1.05), materials={"body": "rubber"}, restitution=0.8),))


def bounces() -> float:
    """A ball of restitution 0.8 falls 1 m: h_n = e^2n h."""
    run = simulate(bouncing(), 4)
    times = impacts(run)["time"]
    tops = [at(run, 0.5 * (times[n] + times[n + 1])).position[0, 2] - 0.05 for n in range(4)]
    return worst((top, 0.8 ** (2 * n + 2)) for n, top in enumerate(tops))


RESTITUTIONS = (1.0, 0.5, 0.0)


def meeting() -> World:
    """Return pairs of balls in line, one above the other, without gravity: 1 kg at 2 m/s and 3 kg at rest."""
    bodies = []
    for n, e in enumerate(RESTITUTIONS):
        height = 0.5 + 0.5 * n
        bodies.append(ball(f"a{n}", position=(0, 0, height), velocity=(2, 0, 0), mass=1.0, restitution=e))
        bodies.append(ball(f"b{n}", position=(0.5, 0, height), mass=3.0, restitution=e))
    return World(gravity=(0, 0, 0), bodies=tuple(bodies))


def speeds_after(e: float) -> tuple[float, float]:
    """Return the velocities (m/s) with which a pair parts."""
    return (1 - 3 * e) * 2 / 4, (1 + e) * 2 / 4


def collision() -> float:
    """1 kg at 2 m/s meets 3 kg in line, for e = 1, 0.5 and 0: both velocities, over the first one's."""
    after = at(simulate(meeting(), 1), 1.0).velocity[:, 0].reshape(-1, 2)
    return worst(zip(after.ravel(), np.ravel([speeds_after(e) for e in RESTITUTIONS]), strict=True), 2.0)


LENGTH, LIFT = 1.0, radians(30)  # of the cradle's pendulums: m, and of the first, rad


def hanging() -> World:
    """Return Newton's cradle: five balls that touch, the first one lifted."""
    given = {"materials": {"body": "steel"}, "restitution": 1.0, "friction": 0.0}
    bodies = []
    for i in range(5):
        tie = Joint(kind="hinge", anchor=(0.1 * i, 0, 1.5), axis=(0, 1, 0), position=LIFT if i == 0 else 0.0)
        bodies.append(ball(f"b{i}", position=(0.1 * i, 0, 1.5 - LENGTH), joint=tie, **given))
    return World(bodies=tuple(bodies))


def cradle() -> float:
    """One of five balls is lifted 30 degrees: what the last one lacks of its speed, or others have of it."""
    run = simulate(hanging(), 1)
    after = at(run, impacts(run)["time"][0] + 1e-6).velocity[:, 0]
    about = run.inertia[0, 1, 1] / run.mass[0] + LENGTH**2
    speed = LENGTH * sqrt(2 * G * LENGTH * (1 - cos(LIFT)) / about)
    return max(abs(abs(after[-1]) / speed - 1), float(np.abs(after[:-1]).max() / speed))
