"""Closed forms for rigid bodies: A01 to A08, A18 to A20 of the verification table. Tolerances are derived at each.

Steps are 1/600 s. Free flight is exact for constant acceleration (x'' = a is integrated exactly), so only rounding
is left there: 1e-12. Resting contact is a stiff spring (time constant 2.4 steps), which costs a penetration of
about 1e-5 m, and rolling has a resistance c of its own, which the closed forms below take in.
"""

from math import cos, hypot, pi, radians, sin, sqrt

import numpy as np
import pytest

from setpiece.physics.model import compile_world, rolling_resistance
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import at, impacts, index
from setpiece.world.document import Body, Drive, Joint, Place, World
from setpiece.world.materials import MATERIALS

G = 9.80665


def ball(name="ball", radius=0.05, **given) -> Body:
    return Body(id=name, family="ball", params={"radius": radius}, **given)


def column(run, field, name):
    """Return a field of one body at all samples, segment ends once."""
    i = index(run, name)
    return np.concatenate(
        [*(getattr(s, field)[:-1, i] for s in run.segments), getattr(run.segments[-1], field)[-1:, i]]
    )


def test_a01_free_fall():
    run = simulate(World(bodies=(ball(position=(0, 0, 2.05)),)), 1)
    hit = impacts(run)[0]
    assert hit["time"] == pytest.approx(sqrt(2 * 2 / G), abs=1e-12)
    assert hit["approach"] == pytest.approx(sqrt(2 * G * 2), abs=1e-11)
    for t in (0.1, 0.333, 0.6):
        assert at(run, t).position[0, 2] == pytest.approx(2.05 - G * t * t / 2, abs=1e-12)


def test_a02_projectile():
    v = 8 / sqrt(2)
    run = simulate(World(bodies=(ball(position=(0, 0, 0.05), velocity=(v, 0, v)),)), 2)
    hit = impacts(run)[0]
    assert hit["time"] == pytest.approx(2 * v / G, abs=1e-12)
    assert at(run, hit["time"]).position[0, 0] == pytest.approx(64 / G, abs=1e-11)
    assert at(run, v / G).position[0, 2] - 0.05 == pytest.approx(v * v / (2 * G), abs=1e-11)


def test_a03_bounce_heights():
    world = World(bodies=(ball(position=(0, 0, 1.05), materials={"body": "rubber"}, restitution=0.8),))
    e = compile_world(world).restitution[0, 1]  # of the pair: stone is stiffer, so the ball's own to 1e-5
    assert e == pytest.approx(0.8, abs=1e-4)
    run = simulate(world, 5)
    hits = impacts(run)
    assert len(hits) >= 20
    np.testing.assert_allclose(hits["separation"] / hits["approach"], e, rtol=1e-12)
    for n in range(15):  # errors of speed would add up over bounces: none do
        time = sqrt(2 / G) * (1 + 2 * sum(e**k for k in range(1, n + 1)))
        assert hits["time"][n] == pytest.approx(time, abs=1e-11)
    for n in range(4):
        top = 0.5 * (hits["time"][n] + hits["time"][n + 1])
        assert at(run, top).position[0, 2] - 0.05 == pytest.approx(e ** (2 * n + 2), abs=1e-10)
    # Bouncing ends where an approach is slower than what one step of gravity gives (1.5 g h = 0.0245 m/s): what
    # the endless series would still have had is at most 2 v / g / (1 - e).
    total = sqrt(2 / G) * (1 + e) / (1 - e)
    assert total - 2 * 0.0245 / G / (1 - e) < hits["time"][-1] < total
    still = at(run, 5.0)
    assert abs(still.velocity[0, 2]) < 1e-6
    assert still.position[0, 2] == pytest.approx(0.05, abs=2e-5)


def test_a04_rolling_order_and_acceleration():
    # Gravity leans 20 degrees; all roll on level steel from rest. With rolling resistance c N (c a length), the
    # torque balance gives a = g (sin - (c / r) cos) / (1 + beta). The contact spring lets the slip target be missed
    # by its compliance, 1e-4 of a; ``c`` is scaled with friction, which is that of steel on both sides.
    angle, r = radians(20), 0.05
    steel = {"body": "steel"}
    lying = (sqrt(0.5), sqrt(0.5), 0, 0)
    shell = ball("shell", position=(0, 2, r), materials=steel)
    bodies = (
        ball("sphere", position=(0, 0, r), materials=steel),
        Body(id="cylinder", family="cylinder", position=(0, 1, r), rotation=lying, materials=steel),
        shell.model_copy(update={"params": {"radius": r, "thickness": 0.0005}}),
    )
    gravity = (G * sin(angle), 0, -G * cos(angle))
    run = simulate(World(gravity=gravity, place=Place(ground="steel"), bodies=bodies), 2)
    speeds = []
    for name, axis in (("sphere", 1), ("cylinder", 2), ("shell", 1)):
        i = index(run, name)
        beta = run.inertia[i, axis, axis] / (run.mass[i] * r * r)
        ideal = (sin(angle) - rolling_resistance("steel") * cos(angle)) * G / (1 + beta)
        velocity = at(run, 1.5).velocity[i, 0] - at(run, 0.5).velocity[i, 0]
        assert velocity == pytest.approx(ideal, rel=1e-3), name
        assert at(run, 1.5).spin[i, 1] * r == pytest.approx(at(run, 1.5).velocity[i, 0], rel=1e-3)
        speeds.append(velocity)
    assert speeds == sorted(speeds, reverse=True)


def test_a05_sliding_stop():
    # mu = sqrt(0.15 * 0.6) = 0.3 with stone. The box starts on the ground, not in it: until the contact spring
    # bears its weight (about 5 steps) friction lacks up to mu g h^2 of speed a step, 1e-3 m of 2.7 m at most.
    size = {"length": 0.2, "width": 0.2, "height": 0.1}
    box = Body(id="box", family="box", params=size, position=(0, 0, 0.05), velocity=(4, 0, 0), friction=0.15)
    run = simulate(World(bodies=(box,)), 3)
    assert at(run, 3).position[0, 0] == pytest.approx(16 / (2 * 0.3 * G), abs=1e-3)
    moving = column(run, "velocity", "box")[:, 0] > 1e-3
    assert moving.sum() / 120 == pytest.approx(4 / (0.3 * G), abs=2 / 120)
    height = column(run, "position", "box")[:, 2]
    assert np.abs(height - 0.05).max() < 5e-5  # it slides, it does not hop
    assert np.abs(at(run, 3).position - at(run, 2).position).max() < 1e-6
    assert len(impacts(run)) == 0


@pytest.mark.parametrize("limit", [100.0, 1000.0, 4000.0])
def test_what_is_jerked_away_drags_what_stands_on_it_by_friction_alone(limit):
    """A plate is drawn from beneath a box at up to 1800 m/s2: the box gains mu g t and stays on it.

    Tolerances: the contact's spring gives 0.16 mm under a weight (docs/laws.md, overlap_rest). The box rocks by what
    friction turns it, at most a step's worth of the contact's time constant (4 ms of the 100): 4 %.
    """
    wood = {"materials": {"body": "wood"}, "friction": 0.4}
    sheet = {"length": 2.0, "width": 1.0, "height": 0.02, "edge": 0.0005}
    cube = dict.fromkeys(("length", "width", "height"), 0.1) | {"edge": 0.0005}
    slide = Joint(kind="slide", axis=(1.0, 0.0, 0.0), anchor=(0.0, 0.0, 1.0))
    plate = Body(id="plate", family="box", params=sheet, position=(0.0, 0.0, 1.0), joint=slide, mass=2.0, **wood)
    box = Body(id="box", family="box", params=cube, position=(0.0, 0.0, 1.06), mass=0.2, **wood)
    pull = Drive(body="plate", start=0.4, duration=0.1, speed=5.0, limit=limit)
    run = simulate(World(bodies=(plate, box), actions=(pull,), duration=1.0), 1.0)
    height, speed = column(run, "position", "box")[:, 2], column(run, "velocity", "box")[:, 0]
    assert np.abs(height[:61] - 1.06).max() < 1.6e-4
    assert speed[60] == pytest.approx(0.4 * 9.80665 * 0.1, rel=0.04)


@pytest.mark.parametrize("degrees", [1, 10, 45, 90, 120, 170])
def test_a06_pendulum(degrees):
    # RK4: local error (omega h)^5 / 120 with omega h = 0.005, so about 1e-13 a step and 1e-10 of a period. Zero
    # crossings are found by the cubic through samples, good to 1e-9 s.
    from scipy.special import ellipk

    start = radians(degrees)
    tie = Joint(kind="hinge", anchor=(0, 0, 2), axis=(0, 1, 0), position=start)
    run = simulate(World(bodies=(ball("bob", 0.03, position=(0, 0, 1), joint=tie),)), 11 if degrees == 170 else 6)
    length = 1 + run.inertia[0, 1, 1] / run.mass[0]  # of the equivalent simple pendulum
    period = 4 * sqrt(length / G) * ellipk(sin(start / 2) ** 2)
    x = column(run, "position", "bob")[:, 0]
    crossings = [_zero(run, k / 120) for k in range(len(x) - 1) if x[k] * x[k + 1] < 0]
    measured = 2 * (crossings[-1] - crossings[0]) / (len(crossings) - 1)
    assert measured == pytest.approx(period, rel=1e-7)
    energy = np.concatenate([s.energy[:, 0] + s.energy[:, 1] for s in run.segments])
    assert np.ptp(energy) < 1e-9


def _zero(run, begin):
    low, high = begin, begin + 1 / 120
    sign = np.sign(at(run, low).position[0, 0])
    for _ in range(40):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if np.sign(at(run, middle).position[0, 0]) == sign else (low, middle)
    return low


@pytest.mark.parametrize("lifted", [1, 2])
def test_a07_newtons_cradle(lifted):
    # Five steel balls that touch, without friction. Impulses pass along exactly; within the step of an impact a jointed
    # body's acceleration is held, which misses the speed by at most g w h^2 / 2 = 9.8 * 2.3 / 600^2 / 2 = 3.1e-5 m/s.
    bodies = []
    for i in range(5):
        x = 0.1 * i
        tie = Joint(kind="hinge", anchor=(x, 0, 1.5), axis=(0, 1, 0), position=0.5236 if i < lifted else 0.0)
        given = {"materials": {"body": "steel"}, "restitution": 1.0, "friction": 0.0}
        bodies.append(ball(f"b{i}", position=(x, 0, 1.0), joint=tie, **given))
    run = simulate(World(bodies=tuple(bodies)), 1)
    time = impacts(run)["time"][0]
    before, after = at(run, time - 1e-6), at(run, time + 1e-6)
    speed = before.velocity[0, 0]
    about = run.inertia[0, 1, 1] + run.mass[0] * 0.25
    # sin of the start angle lifts the middle by L (1 - cos): v = L w, I w^2 / 2 = m g L (1 - cos).
    assert speed == pytest.approx(0.5 * sqrt(2 * run.mass[0] * G * 0.5 * (1 - cos(0.5236)) / about), abs=3.2e-5)
    np.testing.assert_allclose(after.velocity[: 5 - lifted, 0], 0.0, atol=0.02 * speed)
    np.testing.assert_allclose(after.velocity[5 - lifted :, 0], speed, rtol=1e-4)
    later = at(run, time + 0.3)
    assert np.abs(later.velocity[lifted : 5 - lifted, 0]).max(initial=0.0) < 0.02 * speed
    total = np.concatenate([s.energy[:, 0] + s.energy[:, 1] for s in run.segments])
    assert np.ptp(total) < 1e-3 * np.abs(total - total.min()).max() + 1e-3


@pytest.mark.parametrize(("e", "want"), [(1.0, (-1.0, 1.0)), (0.5, (-0.25, 0.75)), (0.0, (0.5, 0.5))])
def test_a08_collision_in_line(e, want):
    # No gravity; the impulse is central, so Newton's law and momentum decide alone: rounding only.
    first = ball("a", position=(0, 0, 1), velocity=(2, 0, 0), mass=1.0, restitution=e)
    second = ball("b", position=(0.5, 0, 1), mass=3.0, restitution=e)
    run = simulate(World(gravity=(0, 0, 0), bodies=(first, second)), 1)
    after = at(run, 1.0).velocity
    np.testing.assert_allclose(after[:, 0], want, atol=1e-12)
    assert after[0, 0] + 3 * after[1, 0] == pytest.approx(2.0, abs=1e-13)
    assert impacts(run)["time"][0] == pytest.approx(0.2, abs=1e-12)


def test_a08_collision_oblique():
    # Equal elastic balls without friction part at a right angle; momentum and energy keep to rounding.
    given = {"mass": 1.0, "restitution": 1.0, "friction": 0.0}
    first = ball("a", position=(0, 0.06, 1), velocity=(2, 0, 0), **given)
    second = ball("b", position=(0.5, 0, 1), **given)
    run = simulate(World(gravity=(0, 0, 0), bodies=(first, second)), 1)
    u, v = at(run, 1.0).velocity
    # MuJoCo's least friction is 1e-5, which turns the impulse by as much.
    assert abs(u @ v) < 1e-4 * hypot(*u) * hypot(*v)
    np.testing.assert_allclose(u + v, (2, 0, 0), atol=1e-13)
    assert u @ u + v @ v == pytest.approx(4.0, rel=1e-4)


def test_spinning_ball_bounces_off_with_the_coulomb_impulse():
    # A ball with backspin and mu large enough sticks: the tangential impulse is (2/7) m (v - w r) for a solid ball.
    material = {"materials": {"body": "rubber"}}
    spinning = ball(position=(0, 0, 0.5), velocity=(2, 0, 0), spin=(0, -60, 0), **material)
    run = simulate(World(bodies=(spinning,)), 1)
    hit = impacts(run)[0]
    slip = 2 + 60 * 0.05
    inertia = run.inertia[0, 1, 1]
    share = 1 / (1 / run.mass[0] + 0.05**2 / inertia)
    assert hit["impulse"][0] == pytest.approx(-share * slip, rel=1e-9)
    assert hit["slip"] == pytest.approx(slip, rel=1e-9)
    after = at(run, hit["time"])
    assert after.velocity[0, 0] + 0.05 * -after.spin[0, 1] == pytest.approx(0.0, abs=1e-9)
    # On ice the same ball slides: the impulse is mu times the normal one.
    icy = simulate(World(place=Place(ground="ice"), bodies=(spinning,)), 1)
    hit = impacts(icy)[0]
    mu = sqrt(MATERIALS["ice"].friction * MATERIALS["rubber"].friction)
    assert hit["impulse"][0] == pytest.approx(-mu * hit["impulse"][2], rel=1e-9)


def test_a18_gyroscope():
    # A heavy top on a ball joint: steady precession W solves I1 cos W^2 - I3 w3 W + M g r = 0 (slow root). RK4 at
    # w h = 0.3 rad: (0.3)^5 / 120 = 2e-5 a step in phase of the spin, which the precession sees averaged.
    tilt, spin = radians(30), 180.0
    size = {"radius": 0.05, "height": 0.02}
    half = tilt / 2
    turn = (cos(half), 0.0, sin(half), 0.0)
    r = 0.06
    axis = np.array([sin(tilt), 0, cos(tilt)])
    place = tuple(float(x) for x in np.array([0, 0, 1.0]) + r * axis)
    tie = Joint(kind="ball", anchor=(0, 0, 1.0))
    probe = Body(id="top", family="cylinder", params=size, position=place, rotation=turn, joint=tie)
    model = compile_world(World(bodies=(probe,)))
    mass, i3 = model.mass[0], model.inertia[0, 2, 2]
    i1 = model.inertia[0, 0, 0] + mass * r * r
    a, b, c = (i1 - i3) * cos(tilt), -i3 * spin, mass * G * r
    # Total spin about the axis w3 = spin: I3 w3 W - I1 cos W^2 with W's own part about the axis in w3.
    a = i1 * cos(tilt) - 0.0
    w = (-b - sqrt(b * b - 4 * a * c)) / (2 * a)
    along = spin * axis + w * (np.array([0, 0, 1.0]) - cos(tilt) * axis)
    top = probe.model_copy(update={"spin": tuple(float(x) for x in along)})
    run = simulate(World(bodies=(top,)), 2)
    x = column(run, "position", "top") - (0, 0, 1.0)
    azimuth = np.unwrap(np.arctan2(x[:, 1], x[:, 0]))
    assert (azimuth[-1] - azimuth[0]) / 2 == pytest.approx(w, rel=5e-3)
    assert np.abs(x[:, 2] - r * cos(tilt)).max() < 1e-3 * r


def test_a19_intermediate_axis():
    # A box turning about its middle axis flips; energy and angular momentum stay. RK4 in stages of 0.05 rad:
    # angular momentum is exact by construction, energy drifts by (0.05)^5 a stage: below 1e-6 over 20 s.
    from scipy.special import ellipk

    size = {"length": 0.3, "width": 0.2, "height": 0.1}
    body = Body(id="box", family="box", params=size, position=(0, 0, 5), spin=(0.01, 10, 0.01), velocity=(0, 0, 0))
    run = simulate(World(gravity=(0, 0, 0), bodies=(body,)), 20)
    i1, i2, i3 = np.diag(run.inertia[0])  # about x, y, z: i1 < i2 < i3
    assert i1 < i2 < i3
    energy = np.concatenate([s.energy[:, 0] for s in run.segments])
    assert np.ptp(energy) / energy[0] < 1e-6
    # Poinsot: 2 T = sum I w^2, L^2 = sum I^2 w^2; the middle component is periodic with 4 K(m) / lambda.
    w = np.array([0.01, 10, 0.01])
    twice, square = float((np.diag(run.inertia[0]) * w * w).sum()), float(((np.diag(run.inertia[0]) * w) ** 2).sum())
    large, small = (square - twice * i1) * (i3 - i2), (twice * i3 - square) * (i2 - i1)
    rate = sqrt(max(large, small) / (i1 * i2 * i3))
    flip = 2 * ellipk(min(large, small) / max(large, small)) / rate
    from setpiece.geometry import quat_conjugate, quat_rotate

    middle = quat_rotate(quat_conjugate(column(run, "rotation", "box")), column(run, "spin", "box"))[:, 1]
    k = np.flatnonzero(middle[:-1] * middle[1:] < 0)
    times = (k + middle[k] / (middle[k] - middle[k + 1])) / 120
    assert len(times) >= 3
    np.testing.assert_allclose(np.diff(times), flip, rtol=1e-3)


def test_a20_sliding_to_rolling():
    # mu = 0.2: rolling begins at 2 v / (7 mu g) with 5 v / 7, whatever mu. Rolling resistance c g cos/(1 + beta)
    # takes c (5/7) g t of it until then: 1e-3 m/s.
    mu = 0.2 * 0.2 / MATERIALS["stone"].friction
    rolling = ball(position=(0, 0, 0.05), velocity=(3, 0, 0), friction=mu, materials={"body": "steel"})
    run = simulate(World(bodies=(rolling,)), 1)
    begin = 2 * 3 / (7 * 0.2 * G)
    slip = column(run, "velocity", "ball")[:, 0] - 0.05 * column(run, "spin", "ball")[:, 1]
    k = int(np.flatnonzero(slip < 0.01)[0])
    assert k / 120 == pytest.approx(begin, rel=0.02)
    assert at(run, k / 120).velocity[0, 0] == pytest.approx(15 / 7, rel=5e-3)
    assert at(run, begin).position[0, 0] == pytest.approx(12 * 9 / (49 * 0.2 * G), rel=5e-3)


def test_a21_conical_pendulum():
    # Steady circles with period 2 pi sqrt(L cos / g) for a bob on a light string: the ball joint turns with it, so
    # its own inertia is taken in: w^2 = m g L / ((I1 + m L^2 - I3) cos) with no spin about the string (I1 = I3).
    tilt = radians(30)
    length = 1.0
    place = (length * sin(tilt), 0.0, 2 - length * cos(tilt))
    model = compile_world(World(bodies=(ball("bob", 0.03, position=place),)))
    mass = model.mass[0]
    w = sqrt(mass * G * length / (mass * length**2 * cos(tilt)))
    tie = Joint(kind="ball", anchor=(0, 0, 2))
    # The spin that carries the bob round without turning it about the string: perpendicular to the string.
    along = np.array([sin(tilt), 0, -cos(tilt)])
    spin = w * (np.array([0, 0, 1.0]) - (np.array([0, 0, 1.0]) @ along) * along)
    about = model.inertia[0, 0, 0] / (mass * length**2)  # 4e-4 of the bob's: its share of the error below
    run = simulate(World(bodies=(ball("bob", 0.03, position=place, joint=tie, spin=tuple(map(float, spin))),)), 4)
    x = column(run, "position", "bob") - (0, 0, 2)
    azimuth = np.unwrap(np.arctan2(x[:, 1], x[:, 0]))
    measured = 2 * pi * 4 / (azimuth[-1] - azimuth[0])
    assert measured == pytest.approx(2 * pi / w, rel=2 * about)


@pytest.mark.parametrize("seed", range(3))
def test_two_links_that_meet_a_wall_without_loss_keep_their_energy(seed):
    # Without gravity, friction or loss a chain keeps its kinetic energy through every blow, at 10 rad/s and more. RK4
    # errs by (w h)^5 / 120 a step: at w = 20 rad/s 3e-10, a few hundred steps 1e-7 of it; blows take the inertia of
    # their own place, but know approach to (a h)^2 / 2 / v^2, 1e-5 where a = 50 m/s2 and v = 10 m/s.
    draw = np.random.default_rng(seed)
    bodies, place = [], np.array([0.0, 0.0, 1.0])
    for k in range(2):
        lean = float(draw.uniform(-0.2, 0.2))
        way = 0.3 * np.array([sin(lean), 0.0, -cos(lean)])
        parent = f"link{k - 1}" if k else None
        tie = Joint(kind="hinge", anchor=tuple(place), axis=(0, 1, 0), parent=parent, speed=draw.uniform(-12, 12))
        size = {"length": 0.04, "width": 0.04, "height": 0.26}
        turn = (cos(lean / 2), 0.0, -sin(lean / 2), 0.0)
        given = {"restitution": 1.0, "friction": 0.0, "rotation": turn, "joint": tie}
        bodies.append(Body(id=f"link{k}", family="box", params=size, position=tuple(place + way / 2), **given))
        place = place + way
    wall = {"params": {"length": 0.2, "width": 1.0, "height": 2.0}, "position": (0.4, 0, 1), "fixed": True}
    bodies.append(Body(id="wall", family="box", restitution=1.0, friction=0.0, **wall))
    run = simulate(World(gravity=(0, 0, 0), bodies=tuple(bodies)), 1)
    assert len(impacts(run)) > 0
    kinetic = run.segments[0].energy[:, 0]
    assert np.ptp(kinetic) < 3e-5 * kinetic.max()
