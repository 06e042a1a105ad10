"""Robots of the user's own: URDF and MJCF become links that move as their file says, or one line says why not."""

import os
import runpy
from pathlib import Path

import numpy as np
import pytest

from setpiece.assets.assembly import assemble
from setpiece.assets.build import build, mass_properties
from setpiece.assets.importing import read_model
from setpiece.assets.own import wish
from setpiece.certificate.laws import audit
from setpiece.errors import InputError
from setpiece.language.understand import understand
from setpiece.physics.play import Play
from setpiece.physics.simulate import simulate
from setpiece.staging.stage import stage
from setpiece.world.document import World

EXAMPLES = Path(__file__).parents[2] / "examples"
ARM = EXAMPLES / "arm.xml"
INERTIAL = (
    '<inertial><origin xyz="0.02 0 -0.1"/><mass value="{}"/>'
    '<inertia ixx="0.01" iyy="0.012" izz="0.004" ixy="0.001" ixz="0" iyz="0"/></inertial>'
)
LINK = '<link name="{}"><visual><geometry><cylinder radius="0.02" length="0.2"/></geometry></visual>{}</link>'
URDF = (
    '<robot name="double"><link name="stand"><visual><geometry><box size="0.1 0.1 0.1"/></geometry></visual></link>'
    + LINK.format("upper", INERTIAL.format(1.0))
    + LINK.format("lower", INERTIAL.format(0.7))
    + "".join(
        f'<joint name="{name}" type="continuous"><parent link="{a}"/><child link="{b}"/>'
        f'<origin xyz="0 0 {z}" rpy="0 {pitch} 0"/><axis xyz="0 1 0"/></joint>'
        for name, a, b, z, pitch in (("hip", "stand", "upper", -0.1, 0.9), ("knee", "upper", "lower", -0.2, 0.4))
    )
    + "</robot>"
)


def read(path, **options):
    said = "".join(f",{key}={value}" for key, value in options.items())
    return read_model(wish(f"robot={path}{said}"))


def written(folder, content, name="robot.xml"):
    path = folder / name
    path.write_text(content) if isinstance(content, str) else path.write_bytes(content)
    return path


def mjcf(bodies, more=""):
    return f"<mujoco>{more}<worldbody>{bodies}</worldbody></mujoco>"


def standing(model, height=0.0, **more):
    return assemble("model", "robot", position=(0, 0, height), model=model, **more)


def test_the_example_is_pushed_by_the_name_of_its_joint():
    moved = runpy.run_path(str(EXAMPLES / "robot_arm.py"))["main"]()
    assert moved == pytest.approx(1.5 / 15.0, rel=0.01)  # torque over the servo's stiffness


def test_links_have_the_mass_and_the_moments_of_their_file():
    import mujoco

    theirs = mujoco.MjModel.from_xml_path(str(ARM))
    built = standing(read(ARM))
    for body in built.bodies[1:]:
        own, ours = theirs.body(body.id.removeprefix("robot_")), mass_properties(body, build(body))
        assert ours.mass == pytest.approx(own.mass[0], rel=1e-6)
        assert np.linalg.eigvalsh(ours.inertia) == pytest.approx(np.sort(own.inertia), rel=1e-5)
    joints = {body.joint.name: body.joint for body in built.bodies if body.joint is not None}
    assert list(joints) == ["turn", "shoulder", "elbow", "wrist", "left", "right"]
    assert joints["elbow"].limits == pytest.approx((-0.2 - 1.2, 2.6 - 1.2))
    assert read(ARM) == read(ARM)


def test_a_double_pendulum_of_urdf_moves_as_mujoco_moves_it(tmp_path):
    import mujoco

    theirs = mujoco.MjModel.from_xml_string(URDF)
    theirs.opt.integrator, theirs.opt.timestep = mujoco.mjtIntegrator.mjINT_RK4, 1 / 6000
    theirs.opt.gravity[2] = -9.80665
    data = mujoco.MjData(theirs)
    play = Play(World(bodies=standing(read(written(tmp_path, URDF, "double.urdf")), 2.0).bodies))
    for _ in range(60):
        mujoco.mj_step(theirs, data, 100)
        play.step()
        # RK4 at 1/600 s in a swing of 6 rad/s: (w h)^4 t = 1e-8 and float32 in the mesh, not in the joint.
        assert [play.joint("hip")[0], play.joint("knee")[0]] == pytest.approx(data.qpos, abs=1e-5)
    assert np.ptp(data.qpos) > 0.5


def test_servos_hold_what_is_twice_as_large_just_as_well():
    held = []
    for scale in (1.0, 2.0):
        play = Play(World(bodies=standing(read(ARM), scale=scale).bodies))
        for _ in range(120):
            play.step()
        held.append([play.joint(name)[0] for name in ("shoulder", "elbow")])
    assert held[0] == pytest.approx([0.5, 1.2], abs=0.02)
    assert held[1] == pytest.approx(held[0], abs=1e-3)


def test_a_robot_stands_in_a_sentence_and_every_law_holds():
    own = {"robot": read(ARM)}
    staged = stage(understand("A robot stands on a table while a ball rolls past it.", models=own), seed=0)
    assert not [note for note in staged.notes if note.startswith("Could not")]
    assert any("Servos hold at home: turn, shoulder, elbow" in note and "wrist" in note for note in staged.notes)
    broken = [law.name for law in audit(staged.world, simulate(staged.world, 2)) if not law.holds]
    assert broken == []


def test_a_hinge_of_its_own_pushed_hard_keeps_its_energy(tmp_path):
    rod = '<geom type="capsule" size=".02" fromto="0 0 0 0 0 -.3"/>'
    arm = written(tmp_path, mjcf(f'<body name="a"><joint name="j" axis="0 1 0"/>{rod}</body>'))
    play = Play(World(bodies=standing(read(arm)).bodies, gravity=(0, 0, 0)))
    with pytest.raises(InputError, match="joint"):
        play.step({"elbow": 1.0})
    play.step({"j": 0.1})  # what slept wakes
    at, first = play.joint("j")
    for _ in range(30):
        play.step({"j": 0.1})
    angle, speed = play.joint("j")
    inertia = 2 * 0.1 * (angle - at) / (speed**2 - first**2)  # the work of the torque is what it gains: I w^2 / 2
    assert inertia == pytest.approx(0.1 * 0.5 / (speed - first), rel=1e-6)  # and its impulse the spin


def test_meshes_come_from_the_files_own_folder_alone(tmp_path):
    import trimesh

    folder = tmp_path / "robot"
    (folder / "meshes").mkdir(parents=True)
    box = trimesh.creation.box((0.2, 0.1, 0.1))
    box.export(folder / "meshes" / "box.stl")
    box.export(tmp_path / "outside.stl")
    (folder / "link.stl").symlink_to(tmp_path / "outside.stl")

    def robot(file):
        more = f'<asset><mesh name="m" file="{file}"/></asset>'
        return read(written(folder, mjcf('<body><joint type="slide"/><geom type="mesh" mesh="m"/></body>', more)))

    assert np.ptp(build(standing(robot("meshes/box.stl")).bodies[0]).bounds, axis=0).max() == pytest.approx(0.2)
    urdf = (
        '<robot name="r"><link name="a"><visual><geometry><mesh filename="package://r/meshes/box.stl"/></geometry>'
        "</visual></link></robot>"
    )
    assert read(written(folder, urdf, "r.urdf")).fixed
    for file in ("../outside.stl", str(tmp_path / "outside.stl"), "link.stl", "/etc/passwd", "none.stl"):
        with pytest.raises(InputError, match="folder") as caught:
            robot(file)
        assert len(str(caught.value).splitlines()) == 1


BODY = '<body><joint/><geom size="0.1"/></body>'
LOOP = '<joint name="j" type="fixed"><parent link="a"/><child link="a"/></joint>'
BOMB = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + mjcf(BODY)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.xml", BOMB),
        ("outside.xml", '<!DOCTYPE a SYSTEM "file:///etc/passwd">' + mjcf(BODY)),
        ("include.xml", mjcf(BODY, '<include file="/etc/passwd"/>')),
        ("attached.xml", mjcf(BODY, '<asset><model name="x" file="../x.xml"/></asset>')),
        ("plugged.xml", mjcf(BODY, '<extension><plugin plugin="mujoco.pid"/></extension>')),
        ("flex.xml", mjcf('<flexcomp name="f" type="mesh" file="/etc/passwd"/>')),
        ("unknown.xml", mjcf("<robot_leg/>")),
        ("unknown_root.xml", "<html><body/></html>"),
        ("broken.xml", "<mujoco><worldbody>"),
        ("deep.xml", mjcf("<body>" * 3000 + "</body>" * 3000)),
        ("many.xml", mjcf("".join(f'<body pos="{k} 0 0"><joint/><geom size="0.1"/></body>' for k in range(200)))),
        ("replicated.xml", mjcf(f'<replicate count="100000000" offset="1 0 0">{BODY}</replicate>')),
        ("two_joints.xml", mjcf('<body><joint/><joint axis="1 0 0"/><geom size="0.1"/></body>')),
        ("closed.xml", mjcf(BODY.replace("<body>", '<body name="b">') , '<equality><weld body1="b"/></equality>')),
        ("nan.xml", mjcf('<body pos="nan 0 0"><joint/><geom size="0.1"/></body>')),
        ("far.xml", mjcf('<body pos="1e9 0 0"><joint/><geom size="0.1"/></body>')),
        ("empty.xml", mjcf("")),
        ("nothing.urdf", '<robot name="x"/>'),
        ("loop.urdf", '<robot name="x"><link name="a"/>' + LOOP + "</robot>"),
        ("binary.xml", bytes(range(256)) * 20),
        ("zeros.urdf", b"\0" * 5000),
    ],
)  # fmt: skip
def test_bad_robots_are_refused_in_one_line(tmp_path, name, content):
    with pytest.raises(InputError) as caught:
        read(written(tmp_path, content, name))
    assert len(str(caught.value).splitlines()) == 1
    assert name in str(caught.value)
    assert "Traceback" not in str(caught.value)
    assert "root:" not in str(caught.value)


def test_what_is_no_file_or_has_a_size_said_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.xml")
    for path in (tmp_path / "pipe.xml", tmp_path / "none.urdf", written(tmp_path, "", "empty.xml")):
        with pytest.raises(InputError):
            read(path)
    with pytest.raises(InputError, match="no size"):
        read(ARM, size=0.5)


def drawn(rng, low, high):
    """Return a number from a range: any, or one of its ends, or next to nothing."""
    edges = [low, high, *([0.0, 1e-300, 6e-5] if low <= 0.0 else [])]
    return float(rng.choice(edges) if rng.random() < 0.15 else rng.uniform(low, high))


def robot(rng):
    """Return a tree of one to five links on hinges, slides and ball joints anywhere, whose shapes pass each other."""
    opened = []
    for k in range(rng.integers(1, 6)):
        kind, axis = rng.choice(["hinge", "slide", "ball"]), rng.choice(["1 0 0", "0 1 0", "0.6 0 0.8"])
        place, at = ([drawn(rng, -0.3, 0.3) for _ in range(3)] for _ in range(2))
        size = [drawn(rng, 0.02, 0.1) for _ in range(3)]
        axis = "" if kind == "ball" else f'axis="{axis}"'
        opened.append(
            f'<body name="b{k}" pos="{place[0]} {place[1]} {place[2]}"><joint name="j{k}" type="{kind}" {axis} '
            f'stiffness="{drawn(rng, 0, 5)}" damping="{drawn(rng, 0, 0.2)}"/>'
            f'<geom type="box" contype="1" conaffinity="2" size="{size[0]} {size[1]} {size[2]}" '
            f'pos="{at[0]} {at[1]} {at[2]}"/>'
        )
    return mjcf('<geom size="0.05" contype="1" conaffinity="2"/>' + "".join(opened) + "</body>" * len(opened))


@pytest.mark.parametrize("seed", range(24))
def test_any_tree_holds_together_and_keeps_the_laws(tmp_path, seed):
    model = read(written(tmp_path, robot(np.random.default_rng(seed))))
    world = World(bodies=standing(model, 2.0).bodies, duration=1)
    assert len(model.links) == sum(len(link.passes) == k + 1 for k, link in enumerate(model.links))
    broken = {law.name: law.value for law in audit(world, simulate(world, 1)) if not law.holds}
    assert not broken
