"""Machines of several bodies: joints where the parts meet, roles, words for material, colour, size and mass."""

import numpy as np
import pytest

from setpiece import geometry
from setpiece.assets.assembly import assemble, bounds_of
from setpiece.assets.build import build, mass_properties
from setpiece.errors import InputError


def by_id(assembly):
    return {body.id: body for body in assembly.bodies}


def mount(body, name):
    return np.asarray(body.position) + geometry.quat_rotate(body.rotation, build(body).mounts[name])


def test_a_single_thing_keeps_its_id_and_stands_on_its_place():
    (ball,) = assemble("basketball", "b", position=(1.0, 2.0, 3.0)).bodies
    assert ball.id == "b"
    assert ball.position == pytest.approx((1.0, 2.0, 3.12))
    assert ball.mass == pytest.approx(0.62)
    assert ball.restitution == pytest.approx(0.85)


def test_material_and_colour_words_reach_the_main_part():
    (ball,) = assemble("ball", "b", position=(0, 0, 0), material="steel", color=(0.5, 0.0, 0.0)).bodies
    assert ball.materials["body"] == "steel"
    assert ball.colors["body"] == (0.5, 0.0, 0.0)
    (house,) = assemble("building", "b", position=(0, 0, 0), material="brick").bodies
    assert house.materials["body"] == "brickwork"
    bob = by_id(assemble("pendulum", "p", position=(0, 0, 0), material="brass"))["p"]
    assert bob.materials["body"] == "brass"
    car = by_id(assemble("car", "c", position=(0, 0, 0), color=(0.0, 0.1, 0.6)))["c"]
    assert car.colors["body"] == (0.0, 0.1, 0.6)


def test_another_material_changes_mass_and_rebound():
    plain, steel = (assemble("billiard_ball", "b", position=(0, 0, 0), material=m).bodies[0] for m in (None, "steel"))
    assert steel.mass / plain.mass == pytest.approx(7850 / 1700)
    assert steel.restitution is None
    same = assemble("bowling_ball", "b", position=(0, 0, 0), material="resin").bodies[0]
    assert same.restitution == pytest.approx(0.70)


def test_size_is_the_largest_dimension():
    for thing in ("basketball", "table", "car", "pendulum"):
        made = assemble(thing, "x", position=(0, 0, 0), size=0.5)
        assert np.ptp(bounds_of(made.bodies), axis=0).max() == pytest.approx(0.5, rel=1e-6)


def test_scale_takes_the_mass_along():
    one, two = (assemble("soccer_ball", "b", position=(0, 0, 0), scale=s).bodies[0] for s in (1.0, 2.0))
    assert two.mass == pytest.approx(8 * one.mass)


def test_pendulum_hangs_from_its_stand():
    made = assemble("pendulum", "p", position=(1.0, 0.5, 0.0), yaw=0.3, options={"length": 1.0})
    bodies = by_id(made)
    bob, stand = bodies["p"], bodies["p_stand"]
    assert stand.fixed
    assert not bob.fixed
    assert bob.joint.kind == "hinge"
    assert bob.joint.anchor == pytest.approx(mount(bob, "pivot"))
    assert bob.joint.anchor == pytest.approx(mount(stand, "pivot"))
    ball = mount(bob, "ball")
    assert np.linalg.norm(ball - bob.joint.anchor) == pytest.approx(1.0)
    assert ball[:2] == pytest.approx([1.0, 0.5])
    assert made.roles["bob"] == "p"
    # All the bob's matter is in the ball, so the pendulum law has its length: from the pivot to the ball's centre.
    m = mass_properties(bob, build(bob))
    center = np.asarray(bob.position) + geometry.quat_rotate(bob.rotation, m.center_of_mass)
    assert center == pytest.approx(ball, abs=1e-9)
    # It swings clear of the plate: at its lowest, 2 cm and more above it.
    assert ball[2] - 0.05 - 0.02 > 0.02


@pytest.mark.parametrize("count", [2, 5, 7])
def test_cradle_balls_touch_without_pressing(count):
    made = assemble("newtons_cradle", "c", position=(0.0, 0.0, 0.5), yaw=0.7, options={"balls": float(count)})
    bodies = by_id(made)
    balls = [bodies[made.roles[f"ball_{k + 1}"]] for k in range(count)]
    places = np.array([mount(ball, "ball") for ball in balls])
    assert np.linalg.norm(np.diff(places, axis=0), axis=1) == pytest.approx(0.04, abs=1e-12)
    middle = places.mean(axis=0)
    assert middle[:2] == pytest.approx([0.0, 0.0], abs=1e-12)
    for ball in balls:
        assert mount(ball, "pivot") == pytest.approx(ball.joint.anchor)
        assert ball.joint.anchor[2] == pytest.approx(mount(bodies["c_frame"], "pivot")[2])
        # The hinge's axis is level and across the row of balls.
        assert np.dot(ball.joint.axis, places[1] - places[0]) == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("thing", ["car", "truck", "bus", "van", "cart", "toy_car", "toy_truck"])
def test_vehicles_stand_on_their_wheels_alone(thing):
    made = assemble(thing, "v", position=(2.0, 1.0, 0.0), yaw=0.5)
    bodies = by_id(made)
    chassis = bodies["v"]
    wheels = [bodies[made.roles[f"wheel_{k}"]] for k in range(1, 5)]
    size = np.ptp(bounds_of([chassis]), axis=0).max()
    assert bounds_of([chassis])[0, 2] > 0.005 * size
    for wheel in wheels:
        assert wheel.joint.parent == "v"
        assert wheel.joint.anchor == pytest.approx(wheel.position)
        radius = build(wheel).colliders[0].size[0]
        assert wheel.position[2] == pytest.approx(radius, rel=1e-9)
        # The axle is level, across the way the vehicle drives.
        assert np.dot(wheel.joint.axis, geometry.quat_rotate(chassis.rotation, [1.0, 0, 0])) == pytest.approx(
            0, abs=1e-12
        )
    front = np.asarray(wheels[0].position) - np.asarray(wheels[2].position)
    assert np.dot(front, geometry.quat_rotate(chassis.rotation, [1.0, 0, 0])) > 0


def test_a_car_weighs_as_much_as_a_car():
    made = assemble("car", "v", position=(0, 0, 0))
    total = sum(mass_properties(body, build(body)).mass for body in made.bodies)
    assert 1100 < total < 1700


def test_wheels_do_not_touch_the_body_they_turn_in():
    for thing in ("car", "truck", "bus", "van", "cart"):
        made = by_id(assemble(thing, "v", position=(0, 0, 0)))
        chassis = made["v"]
        for k in range(1, 5):
            wheel = made[f"v_wheel_{k}"]
            assert wheel.joint is not None
            assert abs(wheel.position[1]) > 0.1 * np.ptp(build(chassis).bounds, axis=0)[1]


def test_seesaw_is_level_and_free_to_tilt():
    made = by_id(assemble("seesaw", "s", position=(0, 0, 0)))
    plank, base = made["s"], made["s_base"]
    assert plank.joint.anchor == pytest.approx(mount(base, "pivot"))
    assert base.fixed
    # Tilted until an end meets the ground, the plank's underside stays above the base's ridge.
    n, low = 2.4, np.asarray(build(plank).colliders[0].position)
    under = plank.position[2] + low[2] - build(plank).colliders[0].size[2]
    tilt = np.arcsin(under / (n / 2))
    ridge = max(v[2] for v in build(base).colliders[0].vertices) + base.position[2]
    half = 0.05
    pivot = plank.joint.anchor[2]
    underside = pivot + (under - pivot) / np.cos(tilt) - half * np.tan(tilt)
    assert underside > ridge


def test_lamps_follow_the_option():
    off = assemble("street_lamp", "l", position=(0, 0, 0))
    on = assemble("street_lamp", "l", position=(0, 0, 0), options={"lit": 1.0})
    assert off.lights == ()
    (light,) = on.lights
    assert light.body == "l"
    assert light.direction[2] < 0
    assert assemble("candle", "c", position=(0, 0, 0)).lights
    assert not assemble("candle", "c", position=(0, 0, 0), options={"lit": 0.0}).lights


def test_unknown_words_are_said():
    with pytest.raises(InputError, match="Did you mean 'basketball'"):
        assemble("basketbal", "b", position=(0, 0, 0))
    with pytest.raises(InputError, match="Did you mean 'steel'"):
        assemble("ball", "b", position=(0, 0, 0), material="stel")
    with pytest.raises(InputError, match="an option of newtons_cradle"):
        assemble("newtons_cradle", "b", position=(0, 0, 0), options={"bals": 3.0})
