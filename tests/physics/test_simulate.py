"""Properties of every run: isolation of edits, resume, determinism, closed books, rest."""

import subprocess
import sys
from math import cos, radians, sin

import numpy as np
import pytest

from setpiece.errors import InputError
from setpiece.geometry import quat_to_matrix
from setpiece.physics.model import compile_world
from setpiece.physics.simulate import simulate, simulate_segment, start
from setpiece.physics.trajectory import impacts, index, touches, trajectory_hash
from setpiece.rng import stream
from setpiece.world.document import Body, Drive, Hold, Joint, Push, World

STATES = ("position", "rotation", "velocity", "spin", "contact_impulse", "contact_twist", "other_impulse")


def scene() -> tuple[Body, ...]:
    """Boxes that tumble onto each other, balls that collide, a double pendulum, and something far away."""
    draw = stream(5, "scene")
    out = []
    for i in range(6):
        turn = draw.normal(size=4)
        turn = tuple(float(x) for x in turn / np.linalg.norm(turn))
        out.append(Body(id=f"crate_{i}", family="box", position=(0.06 * i, 0, 0.3 + 0.2 * i), rotation=turn))
    for i in range(4):
        out.append(Body(id=f"ball_{i}", family="ball", position=(0.3 * i, 1, 0.3), velocity=(1.0 - i, 0.3, 0)))
    first = Joint(kind="hinge", anchor=(-3, 0, 1.5), axis=(0, 1, 0), position=0.8)
    second = Joint(kind="hinge", parent="upper", anchor=(-3, 0, 1), axis=(0, 1, 0))
    out.append(Body(id="upper", family="ball", position=(-3, 0, 1), joint=first))
    out.append(Body(id="lower", family="ball", position=(-3, 0, 0.6), joint=second))
    out.append(Body(id="far", family="box", position=(20, 0, 0.4)))
    return tuple(out)


@pytest.fixture(scope="module")
def base():
    return simulate(World(bodies=scene()), 2)


def differing(base, other, ids):
    """Return the bodies whose bits differ."""
    out = []
    for name in ids:
        i, j = index(base, name), index(other, name)
        pairs = zip(base.segments, other.segments, strict=True)
        if not all(np.array_equal(getattr(a, f)[:, i], getattr(b, f)[:, j]) for a, b in pairs for f in STATES):
            out.append(name)
    return out


FAR_JOINT = Joint(kind="hinge", anchor=(22, 3, 1.5), axis=(1, 0, 0), position=1.0)
EDITS = {
    "push": lambda b: World(bodies=b, actions=(Push(body="far", start=0.3, duration=0.5, force=(50, 0, 0)),)),
    "mass": lambda b: World(bodies=(*b[:-1], b[-1].model_copy(update={"mass": 30.0}))),
    "add": lambda b: World(bodies=(Body(id="a", family="ball", position=(22, 3, 1), joint=FAR_JOINT), *b)),
    "add_two": lambda b: World(
        bodies=(*b, *(Body(id=n, family="cylinder", position=(25, y, 1)) for n, y in (("a", 0), ("z", 0.05))))
    ),
    "remove": lambda b: World(bodies=b[:-1]),
    "remove_pendulum": lambda b: World(bodies=tuple(x for x in b if x.id not in {"upper", "lower"})),
    "reorder": lambda b: World(bodies=b[::-1]),
    "release": lambda b: World(bodies=b, actions=(Hold(body="far", end=0.7),)),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_an_edit_cannot_reach_keeps_its_bits(base, name):
    other = simulate(EDITS[name](scene()), 2)
    near = [n for n in base.ids if n != "far" and n in other.ids]
    assert differing(base, other, near) == []
    assert len(near) >= 10


def test_scene_is_lively(base):
    hits = impacts(base)
    assert len(hits) > 30
    assert (hits["a"] >= 0).sum() > 3  # bodies hit each other, not the ground alone


def test_resume_has_the_same_bits_and_longer_begins_with_shorter(base):
    model = compile_world(World(bodies=scene()))
    state = start(model)
    for i in range(2):
        segment, state = simulate_segment(model, state, i)
        for field in (*STATES, "energy", "impacts", "knots", "touches"):
            assert np.array_equal(getattr(segment, field), getattr(base.segments[i], field)), field
    assert trajectory_hash(simulate(World(bodies=scene()), 2)) == trajectory_hash(base)
    assert np.array_equal(simulate(World(bodies=scene()), 1).segments[0].position, base.segments[0].position)


def test_segments_join(base):
    first, second = base.segments
    for field in ("position", "rotation", "velocity", "spin", "energy"):
        assert np.array_equal(getattr(first, field)[-1], getattr(second, field)[0]), field


def test_two_processes_agree(base, tmp_path):
    world = tmp_path / "world.json"
    world.write_text(World(bodies=scene()).model_dump_json())
    code = (
        "import sys; from setpiece.physics.simulate import simulate; from setpiece.world.document import World;"
        "from setpiece.physics.trajectory import trajectory_hash; from pathlib import Path;"
        "print(trajectory_hash(simulate(World.model_validate_json(Path(sys.argv[1]).read_text()), 2)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(world)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == trajectory_hash(base)


def test_momentum_is_booked(base):
    # m dv = contact + other + m g dt: the booked forces are those that move free bodies, so only rounding is left.
    # Momenta are below 1 N s: 5 steps of some 10 additions at 1e-16 give 1e-14; 1e-12 leaves room.
    mass, gravity = base.mass[None, :, None], base.gravity
    for s in base.segments:
        rest = mass * np.diff(s.velocity, axis=0) - s.contact_impulse[1:] - s.other_impulse[1:] - mass * gravity / 120
        assert np.abs(rest).max() < 1e-12
        turn = quat_to_matrix(s.rotation)
        momentum = np.einsum("tnij,njk,tnlk,tnl->tni", turn, base.inertia, turn, s.spin)
        assert np.abs(np.diff(momentum, axis=0) - s.contact_twist[1:] - s.other_twist[1:]).max() < 1e-12
        free = [i for i, n in enumerate(base.ids) if n not in {"upper", "lower"}]
        assert np.abs(s.other_impulse[:, free]).max() == 0.0  # nobody pushes


def test_energy_is_never_created(base):
    # Impacts lose what their impulses say, friction the rest. Resting contacts are soft: a spring of penetration
    # d <= 2e-5 m under m g = 7 N holds m g d / 2 < 1e-4 J, which comes back. What many impacts at once leave inside
    # each other parts at 0.1 m/s at most: m v^2 / 2 = 3.5e-3 J.
    total = np.concatenate([s.energy[:, 0] + s.energy[:, 1] + s.energy[:, 3] - s.energy[:, 2] for s in base.segments])
    assert np.diff(total).max() < 3.6e-3
    assert total[-1] < total[0]


def test_impacts_obey_restitution_and_coulomb(base):
    hits = impacts(base)
    single = hits[(hits["separation"] > 0) & (hits["approach"] > 0.1)]
    normal = np.einsum("ij,ij->i", single["impulse"], single["normal"])
    assert (normal > 0).all()
    tangent = np.linalg.norm(single["impulse"] - normal[:, None] * single["normal"], axis=1)
    model = compile_world(World(bodies=scene()))
    assert (tangent <= model.friction.max() * normal * (1 + 1e-9)).all()
    assert (single["separation"] <= single["restitution"] * single["approach"] + single["approach"] * 1e-6).mean() > 0.9


def test_stack_of_ten_stands_asleep_and_awake():
    stack = [Body(id=f"x{i}", family="box", position=(0, 0, 0.05 + 0.1 * i)) for i in range(10)]
    still = simulate(World(bodies=tuple(stack)), 2)
    assert np.array_equal(still.segments[-1].position[-1], still.segments[0].position[0])
    stack[9] = stack[9].model_copy(update={"velocity": (1e-3, 0, 0)})
    awake = simulate(World(bodies=tuple(stack)), 3)
    way = awake.segments[-1].position[-1] - awake.segments[0].position[0]
    # Ten contacts settle by about 1e-5 m each under up to ten boxes: half a millimetre at the top.
    assert np.abs(way[:, :2]).max() < 1e-4
    assert np.abs(way[:, 2]).max() < 1e-3


@pytest.mark.parametrize(("speed", "rebounds"), [(0.05, False), (0.2, True)])
def test_what_bears_on_something_rebounds_from_fast_blows_alone(speed, rebounds):
    # 0.05 m/s is above 1.5 g h = 0.0245, from where a contact counts as a blow, and below thrice that.
    post = Body(id="post", family="box", position=(0.25, 0, 0.05), fixed=True)
    box = Body(id="box", family="box", position=(0.149, 0, 0.05), velocity=(speed, 0, 0), friction=0.0, restitution=0.7)
    run = simulate(World(bodies=(post, box)), 1)
    after = run.segments[0].velocity[-1, index(run, "box"), 0]
    hits = impacts(run)
    assert len(hits[hits["a"] >= 0]) == 1
    assert after < -0.02 if rebounds else after == pytest.approx(0.0, abs=1e-3)


def test_box_on_a_slope_does_not_creep():
    # Gravity is tilted 15 degrees; the friction angle is atan(0.45) = 24 degrees. Stone on stone-like ground.
    angle = radians(15)
    box = Body(id="box", family="box", position=(0, 0, 0.05), velocity=(0, 0.01, 0))
    run = simulate(World(gravity=(9.8 * sin(angle), 0, -9.8 * cos(angle)), bodies=(box,)), 4)
    later = run.segments[2].position[0, 0], run.segments[3].position[-1, 0]
    # Regularised friction lets 0.02 mm a minute through until the box sleeps: 1e-6 m in these two seconds.
    assert np.abs(later[1] - later[0]).max() < 2e-6


def test_ball_rolls_off_a_table_and_falls_freely():
    table = Body(
        id="table", family="box", params={"length": 1.0, "width": 1.0, "height": 0.7}, position=(0, 0, 0.35), fixed=True
    )
    ball = Body(id="ball", family="ball", position=(0, 0, 0.735), velocity=(1.5, 0, 0), spin=(0, 1.5 / 0.035, 0))
    run = simulate(World(bodies=(table, ball)), 1)
    i = index(run, "ball")
    s = run.segments[0]
    ground = impacts(run)[(impacts(run)["a"] == -1)]["time"][0]
    falling = np.flatnonzero((s.position[:, i, 0] > 0.55) & (np.arange(121) / 120 < ground))
    assert len(falling) > 20
    acceleration = np.diff(s.velocity[falling, i], axis=0) * 120
    np.testing.assert_allclose(acceleration, np.broadcast_to(run.gravity, acceleration.shape), atol=1e-10)
    resting = s.position[s.position[:, i, 0] < 0.45, i, 2]
    assert np.abs(resting - 0.735).max() < 1e-4


def test_hold_keeps_a_body_and_lets_it_go():
    ball = Body(id="ball", family="ball", position=(0, 0, 1), velocity=(0, 2, 1), spin=(0, 0, 5))
    run = simulate(World(bodies=(ball,), actions=(Hold(body="ball", end=0.4),)), 1)
    s = run.segments[0]
    assert np.array_equal(s.position[:49], np.broadcast_to(s.position[0], (49, 1, 3)))
    assert np.array_equal(s.velocity[:49], np.zeros((49, 1, 3)))
    t = 0.2  # s after release
    expected = (0, 2 * t, 1 + t - 0.5 * 9.80665 * t * t)
    np.testing.assert_allclose(s.position[72, 0], expected, atol=1e-12)
    np.testing.assert_allclose(s.spin[72, 0], (0, 0, 5), atol=1e-12)
    mass = run.mass[0]
    balance = mass * s.velocity[1:, 0] - mass * s.velocity[:-1, 0] - s.other_impulse[1:, 0] - mass * run.gravity / 120
    assert np.abs(balance - s.contact_impulse[1:, 0]).max() < 1e-13
    assert s.energy[-1, 2] == pytest.approx(0.5 * mass * 5 + 0.5 * run.inertia[0, 2, 2] * 25, rel=1e-12)


def test_push_is_booked_and_works():
    push = Push(body="ball", start=0.1011, duration=0.2, force=(3, 0, 0))
    ball = Body(id="ball", family="ball", position=(0, 0, 1))
    run = simulate(World(gravity=(0, 0, 0), bodies=(ball,), actions=(push,)), 1)
    s = run.segments[0]
    np.testing.assert_allclose(run.mass[0] * s.velocity[-1, 0], (0.6, 0, 0), rtol=1e-12)
    np.testing.assert_allclose(s.other_impulse[:, 0].sum(axis=0), (0.6, 0, 0), rtol=1e-12)
    # The force is averaged over each step: at either end of the push that moves at most half a step's work.
    assert s.energy[-1, 2] == pytest.approx(s.energy[-1, 0], rel=1e-9)


def test_drive_holds_speed_within_its_limit():
    joint = Joint(kind="hinge", anchor=(0, 0, 1), axis=(0, 0, 1))
    arm = Body(id="arm", family="box", params={"length": 0.6}, position=(0.3, 0, 1), joint=joint)
    run = simulate(World(bodies=(arm,), actions=(Drive(body="arm", duration=2, speed=2.0, limit=500.0),)), 1)
    assert run.segments[0].spin[2, 0, 2] == pytest.approx(2.0, abs=1e-6)
    about = run.inertia[0, 2, 2] + run.mass[0] * 0.09
    weak = simulate(World(bodies=(arm,), actions=(Drive(body="arm", duration=2, speed=2.0, limit=0.5),)), 1)
    assert weak.segments[0].spin[60, 0, 2] == pytest.approx(0.5 * 0.5 / about, rel=1e-6)


def test_touches_carry_weight():
    box = Body(id="box", family="box", position=(0, 0, 0.05), velocity=(1e-3, 0, 0))
    run = simulate(World(bodies=(box,)), 1)
    rows = touches(run)
    assert (rows["a"] == -1).all()
    assert (rows["b"] == 0).all()
    settled = rows[(rows["sample"] > 4) & (rows["sample"] < 8)]
    np.testing.assert_allclose(settled["impulse"][:, 2], run.mass[0] * 9.80665 / 120, rtol=0.1)


def test_wrong_ties_are_named():
    a = Body(id="a", family="ball", position=(0, 0, 1), joint=Joint(kind="hinge", parent="b"))
    b = Body(id="b", family="ball", position=(0, 0, 2), joint=Joint(kind="hinge", parent="a"))
    with pytest.raises(InputError, match="circle"):
        compile_world(World(bodies=(a, b)))
    with pytest.raises(InputError, match="id of a body"):
        compile_world(World(bodies=(a,)))
    with pytest.raises(InputError, match="hinge or slide"):
        free = Body(id="c", family="ball", position=(0, 0, 1))
        compile_world(World(bodies=(free,), actions=(Drive(body="c", duration=1, speed=1, limit=1),)))


def test_runaway_is_named():
    push = Push(body="ball", start=0, duration=1, force=(1e6, 0, 0))
    with pytest.raises(InputError, match=r"bodies\.ball, t = "):
        simulate(World(bodies=(Body(id="ball", family="ball", position=(0, 0, 1)),), actions=(push,)), 1)
