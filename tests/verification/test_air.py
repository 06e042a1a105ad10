"""Closed forms of bodies in air: A12, Magnus' circle, steady sinking, a rising balloon; and what must not matter."""

from math import cosh, log, pi, sqrt, tanh

import numpy as np
import pytest

from setpiece.assets.airflow import airflow, sinking_speed
from setpiece.assets.build import build
from setpiece.laws.reading import G, ball, column
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import at, trajectory_hash
from setpiece.world.document import Air, Body, Joint, World

LIGHT = {"mass": 0.0027, "materials": {"body": "celluloid"}}


def test_a12_fall_with_quadratic_drag():
    # The midpoint rule in stages that last a quarter of the stopping time at most: error (h / 4 tau)^3 a stage, with
    # tau = vt / g = 0.9 s and h = 1/600 s that is below rounding of the way. What is left: drag is the mean over the
    # step, way and speed then follow the parabola of that mean, off by h^2 a' / 12 = 3e-6 m/s and less of a way.
    # Calm air lets rest what is slower than 2 mm/s: the first step lacks buoyancy, rho V g h / m = 2.4e-4 m/s.
    volume = 4 / 3 * pi * 0.02**3
    run = simulate(World(bodies=(ball("b", 0.02, position=(0, 0, 30), **LIGHT),), air=Air(viscosity=0.0)), 3)
    pull = G * (1 - 1.204 * volume / 0.0027)
    final = sqrt(2 * 0.0027 * pull / (1.204 * 0.47 * pi * 0.02**2))
    for t in (0.25, 1.0, 3.0):
        assert -at(run, t).velocity[0, 2] == pytest.approx(final * tanh(pull * t / final), abs=2.5e-4)
        assert 30 - at(run, t).position[0, 2] == pytest.approx(
            final**2 / pull * log(cosh(pull * t / final)), abs=2.5e-4
        )


def test_stokes_sinking_is_stable_where_it_stops_within_a_step():
    # tau = m / (6 pi mu r) = 1.2 ms, a step is 1.7 ms. Hoerner's part of the drag is Re 0.47 / 24 = 3.6e-4 of Stokes'.
    bead = ball("b", 0.001, position=(0, 0, 0.5), mass=7800 * 4 / 3 * pi * 1e-9, materials={"body": "steel"})
    run = simulate(World(bodies=(bead,), air=Air(density=1260, viscosity=1.4)), 1)
    want = 2 * (7800 - 1260) * G * 1e-6 / (9 * 1.4)
    assert -at(run, 1).velocity[0, 2] == pytest.approx(want, rel=1e-3)


def test_magnus_bends_the_way_into_a_circle():
    # Without weight and drag aside, lift L = rho A r w v / (2 (0.4 + 2.32 S)) across the way: v' = v W, W = L / (m v).
    # Over 0.2 s drag slows the ball by 6 %, so the turn is compared with the integral of W along the measured speed.
    spin, r = 200.0, 0.02
    given = ball("b", r, position=(0, 0, 5), velocity=(6, 0, 0), spin=(0, -spin, 0), **LIGHT)
    run = simulate(World(gravity=(0, 0, 0), bodies=(given,), air=Air(viscosity=0.0)), 1)
    v = column(run, "velocity", "b")[:25]
    speed = np.linalg.norm(v, axis=1)
    rate = 1.204 * pi * r**3 * spin / (2 * 0.0027 * (0.4 + 2.32 * r * spin / speed))
    turned = np.arctan2(v[-1, 2], v[-1, 0])
    assert turned == pytest.approx(np.trapezoid(rate, dx=1 / 120), rel=1e-4)
    assert turned > 0.1  # backspin lifts


def test_flat_things_sink_at_the_speed_of_their_broad_side():
    size = {"length": 0.3, "width": 0.2, "height": 0.0004, "edge": 0.0001}
    sheet = Body(id="s", family="box", params=size, materials={"body": "paper"}, position=(0, 0, 9))
    run = simulate(World(bodies=(sheet,), air=Air(viscosity=0.0)), 2)
    want = sinking_speed(build(sheet), float(run.mass[0]))
    assert -at(run, 1.9).velocity[0, 2] == pytest.approx(want, rel=1e-3)
    edge = sheet.model_copy(update={"rotation": (sqrt(0.5), 0.0, sqrt(0.5), 0.0)})
    assert -at(simulate(World(bodies=(edge,), air=Air()), 1), 0.3).velocity[0, 2] > 1.2 * want  # it slips through


def test_silhouettes_of_a_box_and_a_cylinder():
    box = airflow(build(Body(id="b", family="box", params={"length": 0.3, "width": 0.2, "height": 0.1, "edge": 0.001},
                             position=(0, 0, 0))))  # fmt: skip
    np.testing.assert_allclose(box.area, (0.02, 0.03, 0.06), rtol=1e-2)
    np.testing.assert_allclose(box.drag, 1.17, atol=0.02)
    assert box.volume == pytest.approx(0.006, rel=1e-2)
    can = airflow(build(Body(id="c", family="cylinder", params={"radius": 0.05, "height": 0.2}, position=(0, 0, 0))))
    np.testing.assert_allclose(can.area, (0.02, 0.02, pi * 0.0025), rtol=1e-2)
    assert can.drag[0] == pytest.approx(0.70, abs=0.02)


def test_a_leaf_flutters_from_side_to_side():
    leaf = Body(id="l", family="leaf", mass=0.0004, position=(0, 0, 4), rotation=(0.98, 0.14, 0.14, 0.0))
    run = simulate(World(bodies=(leaf,), air=Air()), 3)
    way = column(run, "velocity", "l")
    flying = column(run, "position", "l")[:, 2] > 0.1
    side = way[flying] @ (way[60] * (1, 1, 0))
    assert (np.diff(np.sign(side)) != 0).sum() >= 3
    assert 0.8 < -way[flying][60:, 2].mean() < 1.6


def test_a_balloon_of_helium_rises_and_one_of_breath_sinks():
    for mass, way in ((0.006, 1), (0.020, -1)):
        balloon = Body(id="b", family="balloon", mass=mass, position=(0, 0, 2))
        run = simulate(World(bodies=(balloon,), air=Air()), 1)
        assert np.sign(at(run, 1).velocity[0, 2]) == way


def test_wind_carries_and_moves_what_slept():
    size = {"length": 0.3, "width": 0.2, "height": 0.0004, "edge": 0.0001}
    sheet = Body(id="s", family="box", params=size, materials={"body": "paper"}, position=(0, 0, 0.0002))
    calm = simulate(World(bodies=(sheet,), air=Air()), 1)
    assert np.array_equal(at(calm, 1).position, at(calm, 0).position)
    stone = Body(id="r", family="box", materials={"body": "steel"}, position=(0, 2, 0.05))
    blown = simulate(World(bodies=(sheet, stone), air=Air(wind=(0, 0, 12.0))), 1)
    assert at(blown, 1).position[0, 2] > 0.1
    assert np.array_equal(at(blown, 1).position[1], at(blown, 0).position[1])


def test_a_pendulum_in_air_swings_down():
    tie = Joint(kind="hinge", anchor=(0, 0, 2), axis=(0, 1, 0), position=0.5)
    bob = ball("bob", 0.02, position=(0, 0, 1), joint=tie, **LIGHT)
    run = simulate(World(bodies=(bob,), air=Air()), 4)
    ledger = np.concatenate([s.energy[:, 0] + s.energy[:, 1] - s.energy[:, 2] for s in run.segments])
    energy = np.concatenate([s.energy[:, 0] + s.energy[:, 1] for s in run.segments])
    # Drag's power is 0.5 rho Cd A v^3 = 1e-3 W at 1.5 m/s: much of the 3e-3 J goes. It is held over a step, which
    # misses the swing's change of speed, of order w h = 5e-3 of a step's part.
    assert energy[0] - energy[-1] > 1e-3
    assert np.ptp(ledger) < 1e-2 * (energy[0] - energy[-1])


def test_gusts_are_the_seeds_and_nothing_else():
    world = World(bodies=(ball("b", 0.02, position=(0, 0, 5), **LIGHT),), air=Air(wind=(5, 0, 0), gusts=0.3))
    one = trajectory_hash(simulate(world, 1))
    assert trajectory_hash(simulate(world, 1)) == one
    assert trajectory_hash(simulate(world.model_copy(update={"seed": 1}), 1)) != one
