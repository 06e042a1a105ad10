"""Jointed trees: RK4 on their coordinates, with the forces of constraints held over the step.

Legend: J dofs, K trees; coordinates are MuJoCo's qpos.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import mujoco

Array = NDArray[np.float64]
Motion = tuple[Array, Array]
Knot = tuple[float, int, tuple, Motion, Motion]  # tau, body, (position, rotation), (velocity, spin) before and after


class Jointed:
    """The trees that are not one free body, in the MjData of a run."""

    def __init__(self, compiled: "mujoco.MjModel", data: "mujoco.MjData", free_body: NDArray[np.int32]) -> None:
        self.compiled, self.data, self.free_body = compiled, data, free_body
        self._scratch: mujoco.MjData | None = None
        dofs, coordinates = [], []
        self.turns: list[int] = []  # first dofs of rotations in three dimensions
        for joint in range(compiled.njnt):
            first, at = int(compiled.jnt_dofadr[joint]), int(compiled.jnt_qposadr[joint])
            tree = int(compiled.dof_treeid[first])
            if free_body[tree] >= 0:
                continue
            kind = int(compiled.jnt_type[joint])  # free, ball, slide, hinge
            if kind < 2:
                self.turns.append(first + (3 if kind == 0 else 0))
            dofs.extend((first + i, tree) for i in range((6, 3, 1, 1)[kind]))
            coordinates.extend((at + i, tree, first) for i in range((7, 4, 1, 1)[kind]))
        self.dofs, self.of_dof = np.array(dofs, np.int64).reshape(-1, 2).T
        table = np.array(coordinates, np.int64).reshape(-1, 3).T
        self.coordinates, self.of_coordinate, self.dof_of_coordinate = table

    def integrate(self, shift: Array | None, step: float) -> tuple[Array, Array] | None:
        """Return coordinates and velocities at the step's end by RK4, constraint forces held; None if all sleep.

        ``shift`` as in ``Books``, ``step`` in s.
        """
        import mujoco

        c, d = self.compiled, self.data
        awake = d.tree_asleep[self.of_dof] < 0
        if not awake.any():
            return None
        dofs = self.dofs[awake]
        coordinates = self.coordinates[d.tree_asleep[self.of_coordinate] < 0]
        q0, v0, applied = d.qpos.copy(), d.qvel.copy(), d.qfrc_applied.copy()
        d.qfrc_applied[dofs] += d.qfrc_constraint[dofs]

        # Free bodies and sleepers stand still meanwhile: a touched coordinate would wake them.
        moving = np.zeros(c.nv)
        moving[dofs] = 1.0
        first = d.qacc * moving
        velocity, acceleration = v0 * moving, first.copy()
        rate, force = velocity.copy(), first
        for share, weight in ((0.5, 2.0), (0.5, 2.0), (1.0, 1.0)):
            position, way = q0.copy(), share * step * rate
            mujoco.mj_integratePos(c, position, way, 1.0)
            d.qpos[coordinates] = position[coordinates]
            rate = (v0 + share * step * force) * moving
            d.qvel[dofs] = rate[dofs]
            self._straighten(rate, way)
            for stage in (mujoco.mj_kinematics, mujoco.mj_comPos, mujoco.mj_makeM, mujoco.mj_factorM):
                stage(c, d)
            mujoco.mj_fwdVelocity(c, d)
            mujoco.mj_fwdAcceleration(c, d)
            force = d.qacc_smooth * moving
            velocity += weight * rate
            acceleration += weight * force
        way = velocity * (step / 6.0)
        if shift is not None:
            way -= shift * moving
        end = q0.copy()
        mujoco.mj_integratePos(c, end, way, 1.0)
        d.qpos[:], d.qvel[:], d.qfrc_applied[:] = q0, v0, applied
        return end, v0 + acceleration * (step / 6.0)

    def _straighten(self, rate: Array, way: Array) -> None:
        """Turn spins at the end of ``way`` into rates of the rotation vector that leads there (Munthe-Kaas 1998).

        For q = q0 exp(u): u' = w + u x w / 2 + u x (u x w) / 12 with w in the body's frame, which keeps RK4 of
        fourth order where a joint turns in three dimensions.
        """
        for first in self.turns:
            u, w = way[first : first + 3], rate[first : first + 3].copy()
            turned = np.cross(u, w)
            rate[first : first + 3] = w + 0.5 * turned + np.cross(u, turned) / 12.0

    def place(self, held_dof: NDArray[np.bool_], old: Array, position: Array, velocity: Array) -> None:
        """Put the jointed trees that are awake where they have got to; what a hand holds stays."""
        d = self.data
        free = (d.tree_asleep[self.of_dof] < 0) & ~held_dof[self.dofs]
        d.qvel[self.dofs[free]] = velocity[self.dofs[free]]
        held = held_dof[self.dof_of_coordinate]
        free = (d.tree_asleep[self.of_coordinate] < 0) & ~held
        d.qpos[self.coordinates[free]] = position[self.coordinates[free]]
        if held.any():
            d.qpos[self.coordinates[held]] = old[self.coordinates[held]]
            d.qvel[np.flatnonzero(held_dof)] = 0.0

    def knots(self, events: tuple, before: tuple[Array, Array], acceleration: Array) -> list[Knot]:
        """Return a knot for every body of a jointed tree that took part in an impact; ``events`` as in ``resolve``."""
        import mujoco

        c = self.compiled
        if self._scratch is None:
            self._scratch = mujoco.MjData(c)
        count, trees, times, changes = events
        out: list[Knot] = []
        for tree in np.unique(trees[: count[0]]):
            if self.free_body[tree] >= 0:
                continue
            dofs = slice(int(c.tree_dofadr[tree]), int(c.tree_dofadr[tree] + c.tree_dofnum[tree]))
            place, rate, done = before[0].copy(), before[1].copy(), 0.0
            for e in np.flatnonzero(trees[: count[0]] == tree):
                step = times[e] - done
                mujoco.mj_integratePos(c, place, rate * step + acceleration * (0.5 * step * step), 1.0)
                rate, done = rate + acceleration * step, times[e]
                states = [self._motions(tree, place, rate)]
                rate = rate.copy()
                rate[dofs] += changes[e, : dofs.stop - dofs.start]
                states.append(self._motions(tree, place, rate))
                for (body, pose, first), (_, _, second) in zip(*states, strict=True):
                    out.append((done, body, pose, first, second))
        return out

    def _motions(self, tree: int, place: Array, rate: Array) -> list[tuple[int, tuple, tuple]]:
        """Return (MuJoCo's body, pose, (velocity, spin)) of the bodies of a tree at given coordinates and rates."""
        import mujoco

        c, scratch = self.compiled, self._scratch
        scratch.qpos[:], scratch.qvel[:] = place, rate
        for stage in (mujoco.mj_kinematics, mujoco.mj_comPos, mujoco.mj_comVel):
            stage(c, scratch)
        out = []
        for body in range(int(c.tree_bodyadr[tree]), int(c.tree_bodyadr[tree] + c.tree_bodynum[tree])):
            spin, about = scratch.cvel[body, :3].copy(), scratch.cvel[body, 3:]
            velocity = about + np.cross(spin, scratch.xipos[body] - scratch.subtree_com[c.body_rootid[body]])
            pose = scratch.xipos[body].copy(), scratch.xquat[body].copy()
            out.append((body, pose, (velocity, spin)))
        return out
