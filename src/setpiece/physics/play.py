"""A world to step through: a user's own controller applies forces and reads states."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from setpiece.clock import STEP, TICKS_PER_SECOND
from setpiece.errors import InputError, did_you_mean, expected
from setpiece.geometry import quat_conjugate, quat_multiply, quat_rotate
from setpiece.physics.model import compile_world
from setpiece.physics.rest import start
from setpiece.physics.solver import Run
from setpiece.physics.stability import check_stable
from setpiece.rng import stream
from setpiece.world.document import World

Vec3 = tuple[float, float, float]


@dataclass(frozen=True)
class BodyState:
    """One body at one time: plain floats, world frame."""

    position: Vec3  # m, of the body frame's origin
    rotation: tuple[float, float, float, float]  # world_from_body, wxyz
    velocity: Vec3  # m/s, of the centre of mass
    spin: Vec3  # rad/s
    joint: float | None = None  # rad or m: coordinate of its hinge or slide
    joint_speed: float | None = None


State = dict[str, BodyState]


class Play:
    """``s[t+1] = f(s[t], a[t])``: the same world, seed and actions give the same states, in any process.

    ``seed`` feeds ``random``, a generator for the user's own noise; the physics draws no random numbers. The
    World's own actions (pushes, holds, drives) take place as they do in a film.
    """

    def __init__(self, world: World, seed: int | None = None, *, step_seconds: float = 1 / 60) -> None:
        """Compile the world; one ``step`` lasts ``step_seconds``, a whole number of solver steps (1/600 s)."""
        count = round(step_seconds / STEP)
        if count < 1 or abs(count * STEP - step_seconds) > 1e-9:
            fix = f"A step of the solver is 1/{TICKS_PER_SECOND // 10} s."
            raise InputError(expected("step_seconds", "a multiple of 1/600 s", step_seconds, fix))
        self.world = world
        self.step_seconds = step_seconds
        self._count = count
        self._model = compile_world(world)
        self._start = start(self._model)
        self._run = Run(self._model)
        self.reset(world.seed if seed is None else seed)

    @property
    def time(self) -> float:
        """World time in seconds."""
        return self._run.step_index * STEP

    def reset(self, seed: int | None = None) -> State:
        """Return to time 0; a given seed starts ``random`` anew with it, else with the one before."""
        self._seed = self._seed if seed is None else seed
        self.random = stream(self._seed, "play")
        self._run.restore(self._start)
        return self.state()

    def step(self, action: Mapping[str, ArrayLike] | None = None) -> State:
        """Apply forces for one step and return the state after it.

        Args:
            action: by body id, a force (3,) in N at the centre of mass, a force and a torque (6,) in N and N m, both
                in the world frame, or one number: the torque (N m) or force (N) of the motor on its hinge or slide.
                A joint that has a name goes by that, too.

        Raises:
            InputError: an unknown body, a wrong shape, or motion that has become unstable.
        """
        run = self._run
        run.force[:], run.effort[:], run.played = 0.0, 0.0, True
        for name, value in (action or {}).items():
            self._apply(name, np.asarray(value, float))
        for _ in range(self._count):
            run.advance()
        run.clear()
        check_stable(run)
        run.refresh()
        return self.state()

    def _apply(self, name: str, value: np.ndarray) -> None:
        model, c = self._model, self._run.compiled
        name = self._body(name, "action")
        if not np.isfinite(value).all():
            raise InputError(expected(f"action.{name}", "finite numbers", value.tolist()))
        row = model.ids.index(name)
        body = int(model.mujoco_body[row])
        joint = self.world.bodies[row].joint
        if model.fixed[row]:
            raise InputError(expected(f"action.{name}", "a body that can move", name, "It is fixed."))
        if value.shape in {(3,), (6,)}:
            self._run.force[body, : value.size] = value
        elif value.size == 1 and joint is not None and joint.kind != "ball":
            self._run.effort[int(c.body_dofadr[body])] = float(value.reshape(()))
        else:
            constraint = "a force (3,), force and torque (6,), or one number for a hinge or slide"
            raise InputError(expected(f"action.{name}", constraint, value.tolist()))

    def _body(self, name: str, asked: str) -> str:
        """Return the id of a body, or of the one that is on the joint of that name."""
        bodies = self.world.bodies
        if any(body.id == name for body in bodies):
            return name
        named = [body.id for body in bodies if body.joint is not None and body.joint.name == name]
        if len(named) > 1:
            raise InputError(
                expected(f"{asked}.{name}", "the id of one body", f"{len(named)} joints", f"Say {named[0]}.")
            )
        if not named:
            known = [*(b.id for b in bodies), *(b.joint.name for b in bodies if b.joint is not None and b.joint.name)]
            hint = did_you_mean(name, known)
            raise InputError(expected(f"{asked}.{name}", "the id of a body or the name of a joint", name, hint))
        return named[0]

    def joint(self, name: str) -> tuple[float, float]:
        """Return coordinate (rad or m) and speed of a hinge or slide, by its own name or that of its body.

        Raises:
            InputError: there is none of that name.
        """
        state = self.state()[self._body(name, "joint")]
        if state.joint is None or state.joint_speed is None:
            raise InputError(expected(f"joint.{name}", "a hinge or slide", "none"))
        return state.joint, state.joint_speed

    def state(self) -> State:
        """Return all bodies now, by id."""
        model, c, d = self._model, self._run.compiled, self._run.data
        out = {}
        for row, body in enumerate(self.world.bodies):
            at = int(model.mujoco_body[row])
            rotation = quat_multiply(d.xquat[at], quat_conjugate(model.body_from_principal[row]))
            position = d.xipos[at] - quat_rotate(rotation, model.center_of_mass[row])
            spin = d.cvel[at, :3]
            velocity = d.cvel[at, 3:] + np.cross(spin, d.xipos[at] - d.subtree_com[c.body_rootid[at]])
            joint = speed = None
            if body.joint is not None and body.joint.kind != "ball":
                index = int(c.body_jntadr[at])
                joint = float(d.qpos[c.jnt_qposadr[index]]) + body.joint.reference
                speed = float(d.qvel[c.jnt_dofadr[index]])
            values = (tuple(float(x) for x in v) for v in (position, rotation, velocity, spin))
            out[body.id] = BodyState(*values, joint, speed)
        return out
