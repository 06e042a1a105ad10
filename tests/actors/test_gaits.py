"""Gaits against closed forms: planted feet, strides, duty factors, bones that stay whole, ways with an easy start."""

import numpy as np
import pytest

from setpiece.actors.course import course
from setpiece.actors.gaits import GAITS, G, gait, natural_speed, stride
from setpiece.actors.perform import DELTA, check, performers, place, states
from setpiece.assets.assembly import assemble
from setpiece.assets.families.beings import plan_of
from setpiece.geometry import quat_rotate
from setpiece.world.document import Perform, World

WALKERS = [("dog", "walk"), ("dog", "gallop"), ("horse", "trot"), ("cat", "walk"), ("man", "walk"), ("woman", "run")]


def acting(thing, name, *, ease=0.0, path=None, **values):
    """Return a world in which one being does one thing."""
    built = assemble(thing, "it", position=(0, 0, 0))
    plan = plan_of(built.bodies[0].family, 1.0)
    speed = natural_speed(plan.kind, name, plan.hip) if name in GAITS[plan.kind] else 0.0
    path = path or (((0.0, 0.0, 0.0), (4.0 * speed, 0.0, 0.0)) if speed else ((0.0, 0.0, 0.0),))
    limbs = tuple(body.id for body in built.bodies[1:])
    act = Perform(body="it", limbs=limbs, gait=name, path=path, speed=speed, ease=ease, **values)
    return World(bodies=place(act, built.bodies), actions=(act,)), plan


def soles(world, leg, time):
    """Return positions and speeds (2, T, 3) of a leg's toe and heel over time."""
    one = performers(world)
    now = states(one, time)
    number = leg.segments[-1]
    points, speeds = [], []
    for rest in (leg.toe, leg.heel):
        arm = quat_rotate(now.rotation[:, number], np.asarray(rest) - one[0].center[number])
        points.append(now.position[:, number] + arm)
        speeds.append(now.velocity[:, number] + np.cross(now.spin[:, number], arm))
    return np.array(points), np.array(speeds)


@pytest.mark.parametrize(("thing", "name"), WALKERS)
def test_planted_feet_do_not_slip_and_are_down_for_the_duty_factor(thing, name):
    world, plan = acting(thing, name)
    speed, chosen = world.actions[0].speed, gait(plan.kind, name)
    length = stride(speed, plan.hip)
    time = np.arange(0.0, 1.0, 1.0 / 1000.0) * length / speed  # one stride
    for number, leg in enumerate(plan.legs):
        point, velocity = soles(world, leg, time)
        phase = np.mod(speed * time / length - chosen.offsets[number], 1.0)
        edge = (DELTA + 1e-9) * speed / length
        down = (phase > edge) & (phase < chosen.duty - edge)

        # The toe stands while the heel is up, the heel while the toe is up: the slower end of a sole does not move.
        # Spin is a central difference over 2 DELTA: its error is DELTA^2 w^3 / 6 times the foot's length.
        slip = np.linalg.norm(velocity, axis=2).min(axis=0)[down]
        spin = 12.0 / 0.3  # rad/s: no foot of these turns faster while it is down
        assert slip.max() < DELTA**2 * spin**3 / 6 * plan.size
        assert np.abs(point[:, down, 2].min(axis=0)).max() < 1e-12
        assert abs((point[:, :, 2].min(axis=0) < 1e-12).mean() - chosen.duty) < 3e-3


@pytest.mark.parametrize(("thing", "name"), WALKERS)
def test_speed_is_stride_times_frequency_and_a_foot_comes_down_one_stride_further(thing, name):
    world, plan = acting(thing, name)
    speed = world.actions[0].speed
    length = stride(speed, plan.hip)
    period = length / speed
    leg = plan.legs[0]
    middle = (0.5 * gait(plan.kind, name).duty + gait(plan.kind, name).offsets[0]) * period
    point, _ = soles(world, leg, middle + period * np.arange(3))
    assert np.diff(point[0, :, 0]) == pytest.approx([length, length], abs=1e-9)
    base = states(performers(world), middle + period * np.arange(2)).position[:, 0, 0]
    assert base[1] - base[0] == pytest.approx(speed * period, abs=1e-9)


def test_strides_follow_alexander_and_natural_speeds_their_froude_number():
    speed, hip = 1.4, 0.92
    # Alexander (1976): v = 0.25 g^0.5 L^1.67 h^-1.17, whose rounded exponents differ by a few per cent.
    back = 0.25 * G**0.5 * stride(speed, hip) ** 1.67 * hip**-1.17
    assert back == pytest.approx(speed, rel=0.03)
    walk = natural_speed("person", "walk", hip)
    assert walk**2 / (G * hip) == pytest.approx(gait("person", "walk").froude)
    assert 1.2 < walk < 1.5  # m/s: what people walk at
    assert 1.2 < natural_speed("quadruped", "walk", 1.25) < 1.9  # a horse's walk
    assert 6.0 < natural_speed("quadruped", "gallop", 1.25) < 12.0


@pytest.mark.parametrize(("thing", "name"), [*WALKERS, ("dog", "sit"), ("man", "offer"), ("horse", "lie")])
def test_bones_of_a_leg_stay_whole_and_hang_together(thing, name):
    world, plan = acting(thing, name)
    one = performers(world)[0]
    position, turn = one.poses(np.linspace(0.0, 1.3, 64))
    for leg in plan.legs:
        for upper, lower, rest in zip(leg.segments[:-1], leg.segments[1:], leg.joints[1:], strict=True):
            ends = [position[:, k] + turn[:, k] @ (np.asarray(rest) - one.center[k]) for k in (upper, lower)]
            assert np.abs(ends[0] - ends[1]).max() < 1e-9


def test_the_way_starts_and_ends_at_rest_and_is_as_long_as_it_should_be():
    act = Perform(body="it", path=((0, 0, 0), (3.0, 4.0, 0)), speed=2.0, start=0.5, ease=0.6)
    way = course(act)
    time = np.linspace(0.0, 6.0, 6001)
    gone, share = way.way(time)
    assert gone[0] == 0.0 and gone[-1] == pytest.approx(5.0, abs=1e-12)
    # The speed is the derivative of the way: central differences of step h are off by h^2 v''' / 6.
    error = 1e-6 / 6 * 2.0 * 0.5 * (np.pi / 0.6) ** 2
    kinks = np.min(np.abs(time[:, None] - (0.5 + np.array([0.0, 0.6, 2.5, 3.1]))), axis=1) < 2e-3
    assert np.abs(np.gradient(gone, time) - 2.0 * share)[~kinks].max() < 2 * error
    assert (np.diff(gone) >= 0).all()
    assert way.at(np.array([2.5]))[0][0] == pytest.approx([1.5, 2.0, 0.0])


def test_a_curved_way_turns_the_body_and_plants_the_feet_on_it():
    world, plan = acting("dog", "walk", path=((0, 0, 0), (1.0, 0.2, 0), (1.6, 1.0, 0)))
    time = np.linspace(0.0, 1.5, 400)
    for leg in plan.legs:
        point, velocity = soles(world, leg, time)
        down = (point[..., 2] < 1e-12).any(axis=0)
        steady = down[1:-1] & down[:-2] & down[2:]
        assert np.linalg.norm(velocity, axis=2).min(axis=0)[1:-1][steady].max() < 1e-4
    assert states(performers(world), time).rotation[-1, 0, 3] > 0.2


def test_performances_that_cannot_be_are_said():
    world, _ = acting("dog", "walk")
    act = world.actions[0]
    flying = world.model_copy(update={"actions": (act.model_copy(update={"gait": "fly"}),)})
    assert "actions.0.gait" in check(flying)[0]
    short = world.model_copy(update={"actions": (act.model_copy(update={"limbs": act.limbs[:-1]}),)})
    assert "limbs" in check(short)[0]
    ball = assemble("ball", "ball", position=(0, 0, 1)).bodies[0]
    lost = World(bodies=(ball,), actions=(Perform(body="ball", path=((0, 0, 0),)),))
    assert "actions.0.body" in check(lost)[0]
