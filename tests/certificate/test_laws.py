"""Every law holds on a true simulation, and breaks, with no other that should not, when its arrays are edited."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from setpiece.assets.assembly import assemble
from setpiece.certificate.force_laws import third_law
from setpiece.certificate.laws import audit
from setpiece.certificate.table import LAWS, document
from setpiece.geometry import quat_from_axis_angle, quat_multiply, quat_rotate
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import IMPACT, KNOT, TOUCH, Segment
from setpiece.world.document import Body, Fracture, Hold, Joint, Place, Push, Room, World

SECONDS = 3
IDS = ("bouncer", "roller", "crate", "post", "bob", "held")
BOUNCER, ROLLER, CRATE, POST, BOB, HELD = range(6)


def ball(name, at, radius=0.05, **more):
    return Body(id=name, family="ball", params={"radius": radius}, position=at, **more)


def box(name, at, size, **more):
    params = dict(zip(("length", "width", "height"), size, strict=True))
    return Body(id=name, family="box", params=params, position=at, **more)


WORLD = World(
    bodies=(
        ball("bouncer", (0, 0, 1.5), materials={"body": "rubber"}, spin=(3, 5, 0)),
        ball("roller", (-3, 2, 0.05), velocity=(1.5, 0, 0), spin=(0, 30, 0), materials={"body": "steel"}),
        box("crate", (2, 0, 0.12), (0.2, 0.2, 0.2), rotation=(0.995, 0.0998, 0.0, 0.0), materials={"body": "wood"}),
        box("post", (4, 0, 0.5), (0.1, 0.1, 1.0), fixed=True),
        ball("bob", (-1.5, -2, 1.0), joint=Joint(kind="hinge", anchor=(-2, -2, 2), axis=(0, 1, 0))),
        ball("held", (1, 3, 1.0), velocity=(1, 0, 0)),
    ),
    actions=(Hold(body="held", end=0.5),),
)


@pytest.fixture(scope="module")
def trajectory():
    return simulate(WORLD, SECONDS)


def edited(trajectory, index, **columns):
    """The trajectory with arrays of one segment replaced by what functions make of copies of them."""
    segments = list(trajectory.segments)
    new = {name: change(getattr(segments[index], name).copy()) for name, change in columns.items()}
    segments[index] = replace(segments[index], **new)
    return replace(trajectory, segments=segments)


def all_over(trajectory, **columns):
    for index in range(len(trajectory.segments)):
        trajectory = edited(trajectory, index, **columns)
    return trajectory


@pytest.mark.parametrize("step", range(40, 50))
def test_third_law_holds_where_a_thing_falls_asleep_and_is_woken_at_once(step):
    # The box stops after about 36 steps and would sleep 10 later; the ball hits it in the middle of the given step.
    time = (step + 0.5) / 600
    crate = box("crate", (0, 0, 0.05), (0.1, 0.1, 0.1), velocity=(0.3, 0, 0))
    falling = ball("falling", (0, 0, 0.13 + 0.5 * 9.80665 * time**2), 0.03)
    world = World(bodies=(crate, falling))
    laws = {law.id: law for law in audit(world, simulate(world, 1))}
    assert laws["third_law"].holds, laws["third_law"]


def test_blows_of_one_time_between_two_intervals_are_taken_together_and_sleep_is_not_judged():
    # Body 0 sleeps in interval 1, whose book has what no table tells; at its end the ground and body 1 hit it.
    shape = (3, 2, 3)
    got, given = np.array([-1.0, 0.8, 1.8]), np.array([-1.6, 0.9, 3.4])
    contact, velocity = np.zeros(shape), np.ones(shape)
    contact[1, 0, 2], contact[2, 0], contact[2, 1] = 4.5, got - given, given
    velocity[0, 0] = 0.0
    impacts = np.zeros(2, IMPACT)
    impacts["time"], impacts["a"], impacts["b"], impacts["impulse"] = 1 / 120, (-1, 0), (0, 1), (got, given)
    none = np.zeros(shape)
    segment = Segment(
        0, none, np.zeros((3, 2, 4)), velocity, none, contact, none, none, none, np.zeros((3, 4)), impacts,
        np.zeros(0, KNOT), np.zeros(0, TOUCH),
    )  # fmt: skip
    subject = SimpleNamespace(
        moving=np.arange(2), trajectory=SimpleNamespace(mass=np.ones(2)), there=lambda _: np.ones((2, 2), bool)
    )
    assert third_law(subject, segment, None).value < 1e-12
    one = replace(segment, impacts=impacts[:1])
    assert third_law(subject, one, None).value > 1.0


def test_friction_is_about_the_normal_of_each_face_where_a_pair_meets_in_a_corner():
    # A crate that is pushed along the inner edge of a stair's tread and riser, which are one body.
    stairs = Body(id="stairs", family="stairs", params={"steps": 2}, position=(0, 0, 0), fixed=True)
    crate = box("crate", (-0.051, -0.3, 0.05), (0.1, 0.1, 0.1), velocity=(0.2, 1.0, 0))
    world = World(bodies=(stairs, crate), actions=(Push(body="crate", start=0.0, duration=1, force=(20, 0, 0)),))
    film = simulate(world, 1)
    for table, when in ((film.segments[0].impacts, "time"), (film.segments[0].touches, "sample")):
        _, faces = np.unique(table[[when, "a", "b"]], return_counts=True)
        assert (faces == 2).any()
        assert np.allclose(np.abs(table["normal"]).max(axis=1), 1.0, atol=2e-3)  # no mean of two faces
    laws = {law.id: law for law in audit(world, film)}
    assert laws["friction_cone"].holds, laws["friction_cone"]
    assert laws["third_law"].holds, laws["third_law"]


def nose_down(height, tilt):
    """A cart that falls on its front wheels."""
    turn, pivot = quat_from_axis_angle((0, 1, 0), tilt), np.array([0.0, 0.0, height + 0.3])

    def swung(point):
        return tuple(map(float, pivot + quat_rotate(turn, np.subtract(point, pivot))))

    bodies = []
    for body in assemble("cart", "cart", position=(0, 0, height)).bodies:
        rotation = tuple(map(float, quat_multiply(turn, np.array(body.rotation))))
        changes = {"position": swung(body.position), "rotation": rotation, "velocity": (0.0, 0.0, -0.1)}
        if body.joint is not None:
            axis = tuple(map(float, quat_rotate(turn, body.joint.axis)))
            changes["joint"] = body.joint.model_copy(update={"anchor": swung(body.joint.anchor), "axis": axis})
        bodies.append(body.model_copy(update=changes))
    return World(bodies=tuple(bodies))


def test_a_wheel_goes_where_its_chassis_takes_it_however_that_is_shaken():
    world = nose_down(1.0, 0.9)
    film = simulate(world, 1.5)
    laws = {law.id: law for law in audit(world, film)}
    assert laws["permanence"].value < 1e-12

    def torn_off(position):
        position[40, film.ids.index("cart_wheel_1"), 0] += 1e-3
        return position

    assert not {law.id: law for law in audit(world, edited(film, 0, position=torn_off))}["permanence"].holds


def at(*place):
    """A function that adds to the entry of an array at a place."""

    def by(amount):
        def change(array):
            array[place] += amount
            return array

        return change

    return by


def broken(trajectory):
    return {law.id for law in audit(WORLD, trajectory) if not law.holds}


def test_every_law_holds_in_a_true_simulation(trajectory):
    laws = audit(WORLD, trajectory)
    assert [law.id for law in laws] == list(LAWS)
    assert {law.id: law.value for law in laws if not law.holds} == {}
    # The simulation has what the laws speak of, or their holding would say nothing.
    assert sum(len(s.impacts) for s in trajectory.segments) > 3
    assert sum(len(s.touches) for s in trajectory.segments) > 100
    found = {law.id: law.value for law in laws}
    assert found["free_flight"] > 0 and found["permanence"] > 0 and found["overlap_moving"] >= 0


def nan(trajectory):
    return edited(trajectory, 1, position=at(60, BOUNCER, 2)(np.nan))


def stretched(trajectory):
    def change(rotation):
        rotation[60, CRATE] *= 1.001
        return rotation

    return edited(trajectory, 2, rotation=change)


def jumped(trajectory):
    return edited(trajectory, 0, position=at(20, BOUNCER, 0)(0.01))


def jerked(trajectory):
    def change(rotation):
        rotation[20, HELD] = quat_multiply(quat_from_axis_angle((0, 0, 1), 0.2), rotation[20, HELD])
        return rotation

    return edited(trajectory, 0, rotation=change)


def torn(trajectory):
    """The last second begins elsewhere than the one before ended."""
    return edited(trajectory, 2, position=at(slice(None), HELD, 1)(0.5))


def shifted(body, axis, amount):
    return lambda trajectory: all_over(trajectory, position=at(slice(None), body, axis)(amount))


def uneven(trajectory):
    """One line of the table of touches is not what the bodies booked."""

    def change(touches):
        row = np.flatnonzero((touches["b"] == ROLLER) & (touches["a"] == -1))[10]
        touches["impulse"][row] *= 1.1
        return touches

    return edited(trajectory, 0, touches=change)


def hurried(trajectory):
    return edited(trajectory, 0, velocity=at(20, BOUNCER, 0)(0.01))


def twirled(trajectory):
    return edited(trajectory, 0, spin=at(20, BOUNCER, 2)(1.0))


def first_knot(trajectory):
    def change(knots):
        knots["velocity_after"][np.flatnonzero(knots["body"] == BOUNCER)[0]] += (0.1, 0, 0)
        return knots

    return edited(trajectory, 0, knots=change)


def pulled(trajectory):
    """The crate got a millionth of a newton-second from nobody: too little to tell in its speed."""
    return edited(trajectory, 2, other_impulse=at(60, CRATE, 2)(1e-6))


def first_impact(name, amount):
    def broken_impact(trajectory):
        def change(impacts):
            row = np.flatnonzero(impacts["b"] == BOUNCER)[0]
            impacts[name][row] = impacts[name][row] * 1.0 + amount
            return impacts

        return edited(trajectory, 0, impacts=change)

    return broken_impact


def fed(trajectory):
    def change(energy):
        energy[60:, 0] *= 1.1
        return energy

    return edited(trajectory, 1, energy=change)


def bent(trajectory):
    """A smooth bulge of two micrometres in the flight of the ball: no jump, but no parabola."""
    bulge = 2e-6 * np.sin(np.linspace(0, np.pi, 31)) ** 2
    return edited(trajectory, 0, position=at(slice(5, 36), BOUNCER, 1)(bulge))


def drifting(trajectory):
    """The crate, at rest, drifts half a millimetre in the last second."""
    ramp = np.linspace(0, 5e-4, 121)
    return edited(trajectory, 2, position=at(slice(None), CRATE, 0)(ramp), velocity=at(slice(None), CRATE, 0)(5e-4))


# What is done to the trajectory, and the laws that this breaks. Where there are several, the text says why.
BREAKS = {
    "finite": (nan, {"finite"}),
    "unit_rotation": (stretched, {"unit_rotation"}),
    "permanence": (jumped, {"permanence", "free_flight"}),  # it leaves its parabola too
    "permanence by turning": (jerked, {"permanence"}),
    "permanence between seconds": (torn, {"permanence"}),
    "fixed_still": (shifted(POST, 0, 1e-3), {"fixed_still"}),
    "joints_hold": (shifted(BOB, 1, 1e-3), {"joints_hold"}),
    "overlap_rest": (shifted(CRATE, 2, -1e-3), {"overlap_rest"}),
    "overlap_moving": (shifted(ROLLER, 2, -5e-3), {"overlap_moving"}),
    "third_law": (uneven, {"third_law"}),
    "momentum": (hurried, {"momentum", "permanence"}),  # the way no longer fits the speed
    "angular_momentum": (twirled, {"angular_momentum"}),
    "impact_momentum": (first_knot, {"impact_momentum"}),
    "named_forces": (pulled, {"named_forces"}),
    # A sideways impulse that nobody received is not in the books either.
    "friction_cone": (first_impact("impulse", (9.0, 0, 0)), {"friction_cone", "third_law", "impact_momentum"}),
    "restitution": (first_impact("separation", 0.2), {"restitution"}),
    "energy": (fed, {"energy"}),
    "free_flight": (bent, {"free_flight"}),
    "creep": (drifting, {"creep"}),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_law_is_told_and_no_other(trajectory, name):
    change, expected = BREAKS[name]
    # Were the crate asleep, its support would have no line in the table of touches, and moving it would show there.
    also = {"third_law"} if name == "creep" else set()
    assert broken(change(trajectory)) - also == expected


@pytest.fixture(scope="module")
def shattered():
    size = {"length": 0.4, "width": 0.004, "height": 0.4, "edge": 0.0}
    pane = Body(id="pane", family="box", params=size, materials={"body": "glass"}, position=(0, 0, 1),
                fracture=Fracture(pieces=6))  # fmt: skip
    shot = ball("shot", (0.05, -0.1, 1.1), 0.02, materials={"body": "steel"}, velocity=(0, 6, 0))
    world = World(bodies=(pane, shot), gravity=(0, 0, 0))
    return world, simulate(world, 1)


def named(name, entry, amount):
    """A function that adds to a field of one line of a table."""

    def change(table):
        table[name][entry] += amount
        return table

    return change


SHATTERED = {
    "a piece is faster": ({"shards": named("velocity", (2, 0), 0.01)}, {"breaking_momentum", "breaking_energy"}),
    "a piece turns": ({"shards": named("spin", (1, 2), -0.5)}, {"breaking_momentum"}),
    "the whole was slower": ({"breaks": named("velocity", (0, 1), 0.02)}, {"breaking_momentum"}),
    "cracks give energy": ({"breaks": named("energy", 0, -100.0)}, {"breaking_energy"}),
    "cracks are not paid for": ({"breaks": named("energy", 0, 100.0)}, {"breaking_energy"}),
    "a piece begins elsewhere": ({"shards": named("position", (3, 2), 0.001)}, {"permanence"}),
    "all pieces drift": ({"velocity": at(slice(60, None), slice(None), 2)(0.02)}, {"momentum"}),
}


def test_breaking_is_lawful(shattered):
    world, trajectory = shattered
    assert len(trajectory.segments[0].breaks) == 1
    assert {law.id for law in audit(world, trajectory) if not law.holds} == set()


@pytest.mark.parametrize("name", SHATTERED)
def test_a_false_breaking_is_found(shattered, name):
    world, trajectory = shattered
    changes, expected = SHATTERED[name]
    found = {law.id for law in audit(world, edited(trajectory, 0, **changes)) if not law.holds}
    assert expected <= found


def test_every_law_is_broken_by_some_test():
    # By test_air_laws, test_tie_laws, and tests/physics/test_driven.
    elsewhere = {"air_forces", "air_work", "ties_hold", "ties_pull", "driven_as_told"}
    tried = {law for _, expected in (*BREAKS.values(), *SHATTERED.values()) for law in expected}
    assert set(LAWS) == tried | elsewhere


def test_the_worst_moment_is_where_it_was_broken(trajectory):
    laws = {law.id: law for law in audit(WORLD, jumped(trajectory))}
    assert laws["permanence"].bodies == ("bouncer",)
    # The jump shows in the intervals before and after sample 20.
    assert laws["permanence"].time in (20 / 120, 21 / 120)
    assert laws["permanence"].value == pytest.approx(0.01, rel=1e-6)


def test_walls_and_ceiling_keep_things_in():
    room = Room(size=(4, 4, 3))
    world = World(bodies=(ball("ball", (0, 0, 1.5), velocity=(6, 5, 4)),), place=Place(name="room", room=room))
    trajectory = simulate(world, 1)
    assert {law.id for law in audit(world, trajectory) if not law.holds} == set()
    for axis, far in ((0, 2.0), (0, -2.0), (1, 2.0), (1, -2.0), (2, 3.0)):
        inside = trajectory.segments[0].position[:, 0, axis].mean()
        moved = all_over(trajectory, position=at(slice(None), 0, axis)(far - inside))
        assert "overlap_moving" in {law.id for law in audit(world, moved) if not law.holds}


def test_a_missing_body_is_told(trajectory):
    more = WORLD.model_copy(update={"bodies": (*WORLD.bodies, ball("ghost", (9, 9, 9)))})
    (law,) = audit(more, trajectory)
    assert (law.id, law.holds, law.bodies) == ("permanence", False, ("ghost",))


def test_the_page_of_laws_is_current():
    page = Path(__file__).parents[2] / "docs" / "laws.md"
    assert page.read_text(encoding="utf-8") == document(), "make it anew: python -m setpiece.certificate.table"
