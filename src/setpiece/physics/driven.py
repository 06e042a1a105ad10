"""Driven bodies: those of performers, whose motion the document prescribes.

Nothing that they meet moves them; what they meet feels their surfaces move, with ``WEIGHTY`` times the mass of the
segment behind them (bounded, so that what is caught between two of them is squeezed, not shot away). What
would be needed to move them so (the drive) is booked as their other impulse, and its work in the ledger. They do not
touch the ground, fixed things or each other: where they stand is the actors' business.
Legend: n driven bodies, K = 600 steps in a second.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.actors.perform import Performer, performers, states
from setpiece.clock import STEP
from setpiece.geometry import quat_conjugate, quat_multiply, quat_rotate
from setpiece.physics.model import Model

if TYPE_CHECKING:
    import mujoco

    from setpiece.physics.stages import Books

Array = NDArray[np.float64]
STEPS = round(1.0 / STEP)
WEIGHTY = 1000.0  # times its own inertia: with how much a driven body meets others


class Driven:
    """The driven bodies of a run, with a second of their motion worked out at a time."""

    def __init__(self, model: Model, compiled: "mujoco.MjModel") -> None:
        self.acts: list[Performer] = performers(model.world)
        rows = np.array([model.ids.index(name) for act in self.acts for name in act.ids], np.int64)
        self.bodies = model.mujoco_body[rows]
        joints = compiled.body_jntadr[self.bodies]
        self.coordinates = compiled.jnt_qposadr[joints][:, None] + np.arange(7)
        self.dofs = compiled.jnt_dofadr[joints][:, None] + np.arange(6)
        self.trees = compiled.body_treeid[self.bodies]
        self._principal, self._center = model.body_from_principal[rows], model.center_of_mass[rows]
        self._mass, self._moments = compiled.body_mass[self.bodies].copy(), compiled.body_inertia[self.bodies].copy()
        self.inertia = WEIGHTY * np.concatenate([np.repeat(self._mass[:, None], 3, axis=1), self._moments], axis=1)
        self._gravity = np.asarray(model.world.gravity, float)
        self._second = -1
        self._plan: tuple[Array, ...] = ()
        self._finer: tuple[tuple[int, int], list[list[Array]]] = (-1, 1), []  # of the last step that was divided

    def _at(self, step: int) -> list[Array]:
        """Return coordinates (n, 7), rates (n, 6), momentum (n, 6) in the world and energy at a step."""
        second, k = divmod(step, STEPS)
        if second != self._second:
            self._second, self._plan = second, self._planned(second)
        return [values[k] for values in self._plan]

    def _planned(self, second: int) -> tuple[Array, ...]:
        return self._moving(second + np.arange(STEPS + 1) * STEP)

    def _moving(self, times: Array) -> tuple[Array, ...]:
        now = states(self.acts, times)
        arm = quat_rotate(now.rotation, self._center)
        velocity = now.velocity + np.cross(now.spin, arm)
        turn = quat_multiply(now.rotation, self._principal)
        local = quat_rotate(quat_conjugate(turn), now.spin)
        place = now.position + arm
        momentum = np.concatenate([self._mass[:, None] * velocity, quat_rotate(turn, self._moments * local)], axis=-1)
        energy = 0.5 * (self._mass * (velocity**2).sum(-1) + (self._moments * local**2).sum(-1))
        energy = (energy - self._mass * (place @ self._gravity)).sum(-1)
        speeds = np.concatenate([velocity, now.spin], axis=-1)
        return (
            np.concatenate([place, turn], axis=-1),
            np.concatenate([velocity, local], axis=-1),
            momentum,
            energy,
            speeds,
        )

    def put(self, data: "mujoco.MjData", step: int) -> None:
        """Put the bodies where they are at a step, with the speeds that they have then."""
        data.qpos[self.coordinates], data.qvel[self.dofs] = self._at(step)[:2]

    def _ends(self, step: int, part: int, parts: int) -> tuple[list[Array], list[Array]]:
        """Return what ``_at`` does, at the beginning and at the end of one of ``parts`` equal parts of a step."""
        before, k = self._at(step), step % STEPS
        after = [values[k + 1] for values in self._plan]
        if parts == 1:
            return before, after
        if self._finer[0] != (step, parts):
            shares = np.arange(1, parts) / parts
            inner = self._moving(self._second + (k + shares) * STEP)
            self._finer = (step, parts), [before, *([v[i] for v in inner] for i in range(parts - 1)), after]
        return self._finer[1][part], self._finer[1][part + 1]

    def move(self, data: "mujoco.MjData", books: "Books", when: tuple[int, int, int], contact: Array) -> float:
        """Move the bodies on over a part of a step, book what drives them, and return its work (J).

        Args:
            data: at the part's end, where the bodies were left as a hand would hold them.
            books: to which contacts and weight have been booked.
            when: the step, the part that ends, and of how many.
            contact: (n, 6) impulse and twist that the bodies got from contacts in it.
        """
        before, after = self._ends(*when)
        data.qpos[self.coordinates], data.qvel[self.dofs] = after[:2]
        books.external[self.bodies] += after[2] - before[2]
        # The drive gives what the bodies gain, and what their surfaces do to whom they meet.
        return float(after[3] - before[3] - (contact * 0.5 * (before[4] + after[4])).sum())
