"""A disc that wobbles on its rim: A24."""

from math import cos, radians, sin, sqrt

import numpy as np

from setpiece.geometry import quat_rotate
from setpiece.laws.reading import Array, G, column
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import Trajectory
from setpiece.world.document import Body, World

RADIUS, THICK, TILT = 0.0375, 0.001, radians(5)  # m, m, rad
SETTLED = 24  # samples (0.2 s), in which it sinks as deep as a rim bears it
WINDOW = 12  # samples: its nods, some 30 a second, are means there


def disc(tilt: float = TILT) -> World:
    """Return a steel disc on its rim that goes round as Moffatt's (2000) does: its centre at rest."""
    rate = 2 * sqrt(G / (RADIUS * sin(tilt)))
    spin = -rate * sin(tilt) * np.array([cos(tilt), 0.0, -sin(tilt)])  # along the line to the point of contact
    body = Body(
        id="disc",
        family="cylinder",
        params={"radius": RADIUS, "height": THICK},
        materials={"body": "steel"},
        position=(0.0, 0.0, RADIUS * sin(tilt) + THICK / 2 * cos(tilt)),
        rotation=(cos(tilt / 2), 0.0, sin(tilt / 2), 0.0),
        spin=tuple(map(float, spin)),
        friction=1.0,
        restitution=0.0,
    )
    return World(bodies=(body,))


def wobble(run: Trajectory) -> tuple[Array, Array, Array]:
    """Return tilt (T,) rad, the rate (T,) rad/s at which its axis goes round, and the axis (T, 3)."""
    axis = quat_rotate(column(run, "rotation", "disc"), np.array([0.0, 0.0, 1.0]))
    change = np.cross(column(run, "spin", "disc"), axis)
    flat = axis[:, 0] ** 2 + axis[:, 1] ** 2
    return np.arcsin(np.sqrt(flat)), (axis[:, 0] * change[:, 1] - axis[:, 1] * change[:, 0]) / flat, axis


def steady(run: Trajectory) -> Array:
    """Return the rate (T,) rad/s of steady wobbling at a tilt a, for its thickness 2 b and a centre that goes round.

    Momentum about its centre, with the axial spin s of rolling round a circle of radius R = -s r / W and with friction
    m W^2 R towards its middle:

        W^2 (A sin a cos a + R (r sin a + b cos a)) - W C s sin a = g (r cos a - b sin a)

    where A and C are its moments over its mass; for s = b = 0 it is W = 2 sqrt(g / (r sin a)), Moffatt's.
    """
    tilt, rate, axis = wobble(run)
    across, own = run.inertia[0, 0, 0] / run.mass[0], run.inertia[0, 2, 2] / run.mass[0]
    around, half = np.sum(column(run, "spin", "disc") * axis, axis=1) / rate, THICK / 2
    a, c = np.sin(tilt), np.cos(tilt)
    lever = across * a * c - around * RADIUS * (RADIUS * a + half * c) - own * around * a
    return np.sqrt(G * (RADIUS * c - half * a) / lever)


def euler_disk() -> float:
    """At 5 degrees: its rate against that of its tilt, in means of a tenth of a second; it must sink and go faster."""
    run = simulate(disc(), 2)
    tilt, rate, _ = wobble(run)
    shares = [(rate / steady(run) - 1)[k : k + WINDOW].mean() for k in range(SETTLED, len(rate) - WINDOW, WINDOW)]
    early, late = (slice(k, k + 4 * WINDOW) for k in (SETTLED, len(rate) - 4 * WINDOW))
    if tilt[late].mean() >= tilt[early].mean() or rate[late].mean() <= rate[early].mean():
        return 1.0
    return float(np.abs(shares).max())
