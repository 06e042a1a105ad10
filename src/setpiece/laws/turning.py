"""Pendulums, springs, pulleys, tops and free rotation: A06, A09, A10, A11, A18, A19, A21, A23."""

from math import cos, log, pi, radians, sin, sqrt

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.clock import SAMPLE
from setpiece.geometry import quat_conjugate, quat_rotate
from setpiece.laws.reading import Array, G, ball, column, crossings, period, worst
from setpiece.physics.model import compile_world
from setpiece.physics.simulate import simulate
from setpiece.physics.ties import wheel_radius
from setpiece.physics.trajectory import Trajectory, at
from setpiece.world.document import Body, Joint, Place, Tie, World

TIPPE = 0.02  # m, a tippe top's radius
DEGREES = (1, 10, 45, 90, 120, 170)


def swinging(apart: float = 2.5) -> World:
    """Return pendulums of 1 m, ``apart`` m from each other along X, let go at one of ``DEGREES`` each."""
    bobs = []
    for n, degrees in enumerate(DEGREES):
        tie = Joint(kind="hinge", anchor=(apart * n, 0, 2), axis=(0, 1, 0), position=radians(degrees))
        bobs.append(ball(f"bob_{n}", 0.03, position=(apart * n, 0, 1), joint=tie))
    return World(bodies=tuple(bobs))


def periods(run: Trajectory) -> list[float]:
    """Return T = 4 sqrt(L / g) K(sin^2(a / 2)) (s) of each; L of the equivalent simple pendulum."""
    from scipy.special import ellipk

    length = 1 + run.inertia[0, 1, 1] / run.mass[0]
    return [float(4 * sqrt(length / G) * ellipk(sin(radians(a) / 2) ** 2)) for a in DEGREES]


def pendulum() -> float:
    """Periods at 1 to 170 degrees."""
    apart = 2.5
    run = simulate(swinging(apart), 11)
    found = [
        period(column(run, "position", name)[:, 0] - apart * n, column(run, "velocity", name)[:, 0])
        for n, name in enumerate(run.ids)
    ]
    return worst(zip(found, periods(run), strict=True))


def atwood_machine(share: float) -> tuple[World, float]:
    """Return a world of 1 kg and 1.5 kg on a rope over a pulley, whose I / R^2 is ``share`` kg, and its radius (m)."""
    hub = (0.0, 0.0, 3.0)
    wheel = Body(id="wheel", family="pulley", position=hub, joint=Joint(kind="hinge", anchor=hub, axis=(0, 1, 0)))
    solid = build(wheel)
    plain, radius = mass_properties(wheel, solid), wheel_radius(solid.bounds, np.array([0.0, 1.0, 0.0]))
    wheel = wheel.model_copy(update={"mass": float(plain.mass * share * radius**2 / plain.inertia[1, 1])})
    ends = (-radius, 0.0, 1.0), (radius, 0.0, 1.4)
    loads = [
        ball(f"load_{n}", 0.03, position=end, mass=m) for n, (end, m) in enumerate(zip(ends, (1.0, 1.5), strict=True))
    ]
    rope = Tie(id="rope", a="load_0", at_a=ends[0], b="load_1", at_b=ends[1], over="wheel")
    return World(bodies=(wheel, *loads), ties=(rope,)), radius


def atwood() -> float:
    """Both loads move at (m2 - m1) g / (m1 + m2 + I / R^2), for I / R^2 of 1e-6 (next to nothing), 0.5 and 2 kg."""
    pairs = []
    for share in (1e-6, 0.5, 2.0):
        run = simulate(atwood_machine(share)[0], 1)
        moved = at(run, 0.8).position[:, 2] - at(run, 0).position[:, 2]
        pairs += [(way, sign * 0.5 * G / (2.5 + share) * 0.32) for way, sign in zip(moved[1:], (1, -1), strict=True)]
    return worst(pairs)


def _on_spring(damping: float) -> tuple[Array, Array]:
    """Return height (T,) over the sag and its rate of 0.5 kg on 50 N/m, let go where the spring is slack."""
    tie = Joint(kind="slide", axis=(0, 0, 1), anchor=(0, 0, 1), stiffness=50.0, damping=damping)
    run = simulate(World(bodies=(ball("bob", position=(0, 0, 1), mass=0.5, joint=tie),)), 5)
    return column(run, "position", "bob")[:, 2] - 1 + 0.5 * G / 50, column(run, "velocity", "bob")[:, 2]


def spring() -> float:
    """A mass on a spring: T = 2 pi sqrt(m / k)."""
    return worst([(period(*_on_spring(0.0)), 2 * pi * sqrt(0.5 / 50))])


def damped() -> float:
    """With c = 0.4 N s/m: the damped period; and the decrement of speeds at the zero crossings one period apart."""
    height, rate = _on_spring(0.4)
    gamma = 0.4 / (2 * 0.5)
    omega = sqrt(50 / 0.5 - gamma**2)
    times = crossings(height, rate)
    speeds = np.abs(np.interp(times, SAMPLE * np.arange(len(rate)), rate))
    decrement = log(speeds[0] / speeds[-1]) / (0.5 * (len(times) - 1))
    return max(worst([(period(height, rate), 2 * pi / omega)]), 0.1 * worst([(decrement, 2 * pi * gamma / omega)]))


def gyroscope() -> float:
    """A top of 0.5 kg at 300 rad/s, 30 degrees: the slow root of I1 cos W^2 - I3 w3 W + M g r = 0."""
    tilt, spin, r = radians(30), 300.0, 0.05
    axis = np.array([sin(tilt), 0, cos(tilt)])
    place = tuple(float(x) for x in np.array([0, 0, 1.0]) + r * axis)
    top = Body(
        id="top",
        family="cylinder",
        params={"radius": 0.0447, "height": 0.1095},
        mass=0.5,
        position=place,
        rotation=(cos(tilt / 2), 0.0, sin(tilt / 2), 0.0),
        joint=Joint(kind="ball", anchor=(0, 0, 1.0)),
    )
    model = compile_world(World(bodies=(top,)))
    own, about = model.inertia[0, 2, 2], model.inertia[0, 0, 0] + 0.5 * r * r
    rate = (own * spin - sqrt((own * spin) ** 2 - 4 * about * cos(tilt) * 0.5 * G * r)) / (2 * about * cos(tilt))
    along = spin * axis + rate * (np.array([0, 0, 1.0]) - cos(tilt) * axis)
    run = simulate(World(bodies=(top.model_copy(update={"spin": tuple(map(float, along))}),)), 2)
    x = column(run, "position", "top")
    azimuth = np.unwrap(np.arctan2(x[:, 1], x[:, 0]))
    return worst([((azimuth[-1] - azimuth[0]) / 2, rate)])


START = np.array([0.01, 10, 0.01])  # rad/s
HALF = np.array([0.15 * sqrt(2), 0.15, 0.005])  # m, half the plate's edges


def flipping() -> World:
    """Return plates with moments 1 : 2 : 3 without gravity, one above the other: turning about each of their axes.

    The names say which; all turn about the world's Y but for a hundredth of a radian a second.
    """
    size = dict(zip(("length", "width", "height"), map(float, 2 * HALF), strict=True))
    half = sqrt(0.5)
    turns = {"middle": (1, 0, 0, 0), "least": (half, 0, 0, half), "greatest": (half, half, 0, 0)}
    plates = []
    for n, (name, turn) in enumerate(turns.items()):
        place = (0.0, 0.0, 1.0 + n)
        plates.append(
            Body(id=name, family="box", params=size, position=place, rotation=turn, spin=tuple(map(float, START)))
        )
    return World(gravity=(0, 0, 0), bodies=tuple(plates))


def flip_time(run: Trajectory) -> float:
    """Return the time (s) between flips of the plate about its middle axis: 2 K(m) / lambda by Euler's equations."""
    from scipy.special import ellipk

    low, mid, high = moments = np.diag(run.inertia[0])
    twice, square = float((moments * START**2).sum()), float(((moments * START) ** 2).sum())
    large, small = (square - twice * low) * (high - mid), (twice * high - square) * (mid - low)
    rate = sqrt(max(large, small) / (low * mid * high))
    return float(2 * ellipk(min(large, small) / max(large, small)) / rate)


def intermediate_axis() -> float:
    """A plate with moments 1 : 2 : 3 turns about its middle axis at 10 rad/s: the time between flips."""
    run = simulate(flipping(), 15)
    spins = quat_rotate(quat_conjugate(column(run, "rotation", "middle")), column(run, "spin", "middle"))[:, 1]
    times = crossings(spins, np.gradient(spins, SAMPLE))
    return worst((float(found), flip_time(run)) for found in np.diff(times))


def conical() -> float:
    """A bob on a metre of string goes round at 30 degrees: T = 2 pi sqrt(L cos / g)."""
    tilt = radians(30)
    rate = sqrt(G / cos(tilt))
    place = (sin(tilt), 0.0, 2 - cos(tilt))
    string = np.array([sin(tilt), 0, -cos(tilt)])
    spin = rate * (np.array([0, 0, 1.0]) + cos(tilt) * string)  # no turn about the string
    tie = Joint(kind="ball", anchor=(0, 0, 2))
    run = simulate(World(bodies=(ball("bob", 0.01, position=place, joint=tie, spin=tuple(map(float, spin))),)), 4)
    x = column(run, "position", "bob")
    azimuth = np.unwrap(np.arctan2(x[:, 1], x[:, 0]))
    return worst([(2 * pi * 4 / (azimuth[-1] - azimuth[0]), 2 * pi / rate)])


def tippe_top() -> float:
    """Two tops of radius 2 cm at 190 rad/s, 6 degrees off: Jellett's invariant J = L . a, and which one turns over.

    ``a`` goes from the centre of mass to the contact. A top turns over iff 1 - e < I3 / I1 < 1 + e with its centre of
    mass e radii off the middle: the first is well inside, the second well outside. Value: J's worst drift; 1 where
    one turns over that should not, or the other way round.
    """
    drifts = []
    for fill, wall in ((0.3, 0.002), (0.7, 0.0002)):
        run = simulate(World(place=Place(ground="parquet"), bodies=(_tippe(fill, wall),)), 3)
        turn, center = column(run, "rotation", "top"), run.center_of_mass[0]
        local = quat_rotate(quat_conjugate(turn), column(run, "spin", "top"))
        momentum = quat_rotate(turn, local @ run.inertia[0].T)
        arm = -quat_rotate(turn, center) - (0, 0, TIPPE)
        invariant = np.sum(momentum * arm, axis=1)
        drifts.append(float(np.abs(invariant / invariant[0] - 1).max()))
        own, across = run.inertia[0, 2, 2], run.inertia[0, 0, 0]
        off = abs(center[2]) / TIPPE
        turned = bool(quat_rotate(turn[-1], np.array([0, 0, 1.0]))[2] < -0.95)
        if turned != (1 - off < own / across < 1 + off):
            return 1.0
    return max(drifts)


def _tippe(fill: float, wall: float) -> Body:
    tilt = radians(6)
    return Body(
        id="top",
        family="tippe_top",
        params={"radius": TIPPE, "fill": fill, "wall": wall, "stem": 0.0},
        position=(0, 0, TIPPE),
        rotation=(cos(tilt / 2), 0.0, sin(tilt / 2), 0.0),
        spin=(0, 0, 190.0),
    )
