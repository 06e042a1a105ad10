"""Falls, throws, bounces and collisions: A01, A02, A03, A07, A08."""

from math import cos, radians, sqrt

import numpy as np

from setpiece.laws.reading import G, ball, worst
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import at, impacts
from setpiece.world.document import Joint, World


def free_fall() -> float:
    """A ball falls 2 m: z = h - g t^2 / 2, time and speed of the blow."""
    height = 2.0
    run = simulate(World(bodies=(ball(position=(0, 0, height + 0.05)),)), 1)
    hit = impacts(run)[0]
    drops = [(height + 0.05 - at(run, t).position[0, 2], G * t * t / 2) for t in (0.2, 0.4, 0.6)]
    return worst([*drops, (hit["time"], sqrt(2 * height / G)), (hit["approach"], sqrt(2 * G * height))])


def projectile() -> float:
    """A ball leaves the ground at 8 m/s and 45 degrees: range, apex and time of flight."""
    v = 8 / sqrt(2)
    run = simulate(World(bodies=(ball(position=(0, 0, 0.05), velocity=(v, 0, v)),)), 2)
    time = impacts(run)[0]["time"]
    apex = at(run, v / G).position[0, 2] - 0.05
    return worst([(at(run, time).position[0, 0], 64 / G), (apex, v * v / (2 * G)), (time, 2 * v / G)])


def bounces() -> float:
    """A ball of restitution 0.8 falls 1 m: h_n = e^2n h."""
    falling = ball(position=(0, 0, 1.05), materials={"body": "rubber"}, restitution=0.8)
    run = simulate(World(bodies=(falling,)), 4)
    times = impacts(run)["time"]
    tops = [at(run, 0.5 * (times[n] + times[n + 1])).position[0, 2] - 0.05 for n in range(4)]
    return worst((top, 0.8 ** (2 * n + 2)) for n, top in enumerate(tops))


def collision() -> float:
    """1 kg at 2 m/s meets 3 kg in line, for e = 1, 0.5 and 0: both velocities, over the first one's."""
    errors = []
    for e in (1.0, 0.5, 0.0):
        first = ball("a", position=(0, 0, 1), velocity=(2, 0, 0), mass=1.0, restitution=e)
        second = ball("b", position=(0.5, 0, 1), mass=3.0, restitution=e)
        run = simulate(World(gravity=(0, 0, 0), bodies=(first, second)), 1)
        after = at(run, 1.0).velocity[:, 0]
        wanted = ((1 - 3 * e) * 2 / 4, (1 + e) * 2 / 4)
        errors.append(worst(zip(after, wanted, strict=True), 2.0))
    return max(errors)


def cradle() -> float:
    """One of five balls is lifted 30 degrees: what the last one lacks of its speed, or others have of it."""
    length, lift = 1.0, radians(30)
    given = {"materials": {"body": "steel"}, "restitution": 1.0, "friction": 0.0}
    bodies = []
    for i in range(5):
        tie = Joint(kind="hinge", anchor=(0.1 * i, 0, 1.5), axis=(0, 1, 0), position=lift if i == 0 else 0.0)
        bodies.append(ball(f"b{i}", position=(0.1 * i, 0, 1.5 - length), joint=tie, **given))
    run = simulate(World(bodies=tuple(bodies)), 1)
    after = at(run, impacts(run)["time"][0] + 1e-6).velocity[:, 0]
    about = run.inertia[0, 1, 1] / run.mass[0] + length**2
    speed = length * sqrt(2 * G * length * (1 - cos(lift)) / about)
    return max(abs(abs(after[-1]) / speed - 1), float(np.abs(after[:-1]).max() / speed))
