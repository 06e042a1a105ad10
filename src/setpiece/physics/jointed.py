"""Jointed trees: RK4 on their coordinates from blow to blow, with the forces of constraints held.

Legend: J dofs, K trees; coordinates are MuJoCo's qpos.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import mujoco

    from setpiece.physics.stages import Books

Array = NDArray[np.float64]
Motion = tuple[Array, Array]
Knot = tuple[float, int, tuple, Motion, Motion]  # tau, body, (position, rotation), (velocity, spin) before and after


class Hit(NamedTuple):
    """A blow on a jointed tree within a step."""

    tree: int
    time: float  # s after the step's beginning
    change: Array  # (the tree's dofs,) of its velocities, as the step's beginning has its inertia
    given: float  # J: what this gives the tree
    alone: bool  # whether what it meets does not move by it: fixed, or of the same tree


class Moved(NamedTuple):
    """Where jointed trees get to in a step."""

    position: Array
    velocity: Array
    knots: list[Knot]
    given: float  # J: what blows gave beyond what they were thought to


def hits_of(notes: "Books", free_body: NDArray[np.int32], dofs: NDArray[np.int32]) -> list[Hit]:
    """Return the step's blows on trees (of ``dofs`` each) that are not one free body, as they came."""
    count = int(notes.event_count[0])
    times = notes.event_time[:count]
    out = []
    for e, tree in enumerate(notes.event_tree[:count]):
        if free_body[tree] < 0:
            alone = int((times == times[e]).sum()) == 1
            change = notes.event_change[e, : dofs[tree]].copy()
            out.append(Hit(int(tree), float(times[e]), change, float(notes.event_given[e]), alone))
    return out


def _turns(hits: list[Hit]) -> list[list[int]]:
    """Return the blows (indices) by turns: the first of every tree, then the second of those that have more."""
    of_tree: dict[int, list[int]] = {}
    for k, hit in enumerate(hits):
        of_tree.setdefault(hit.tree, []).append(k)
    most = max((len(own) for own in of_tree.values()), default=0)
    return [[own[n] for own in of_tree.values() if n < len(own)] for n in range(most)]


def _rebound(given: float, thought: float, speed: float, yielding: float) -> float:
    """Return by how much to multiply a blow's impulse Q, so that its restitution is what it was thought to be.

    The speed along Q is Q.v, and Q changes it by Q.M^-1 Q: with e = - after / before no blow gives energy if e <= 1.

    Args:
        given: the energy (J) that the blow was thought to give, Q.(v + dv / 2) where the step begins.
        thought: Q.dv there.
        speed: Q.v where it comes about.
        yielding: Q.M^-1 Q there.
    """
    before, after = given - 0.5 * thought, given + 0.5 * thought
    if before >= 0.0 or yielding <= 0.0:
        return 1.0
    restitution = min(max(-after / before, 0.0), 1.0)
    return max(-(1.0 + restitution) * speed / yielding, 0.0)


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

    def integrate(self, hits: list["Hit"], before: Motion, step: float) -> "Moved | None":
        """Return where trees get to in a step (s) by RK4, constraint forces held, through blows; None if all sleep.

        A tree goes on to each of its blows from where it was ``before`` them (coordinates, velocities), takes there
        the generalised impulse that the blow has at the step's beginning, and goes on: what a tree's inertia is
        depends on its place, and a tree that is set spinning would gain energy if the place were only shifted. It is
        shifted where an effort works on a joint: a motor's effort answers the blow, and must not work before it.
        """
        d = self.data
        awake = d.tree_asleep[self.of_dof] < 0
        if not awake.any():
            return None
        old = d.qpos.copy(), d.qvel.copy(), d.qfrc_applied.copy()
        dofs, first, shift, knots, given = self.dofs[awake], d.qacc.copy(), np.zeros(len(d.qvel)), [], 0.0
        driven = {hit.tree for hit in hits if d.qfrc_applied[self._of(hit.tree)].any()}
        led, hits = ([hit for hit in hits if (hit.tree in driven) == own] for own in (True, False))
        for hit in led:
            shift[self._of(hit.tree)] += hit.time * hit.change
        knots += self._led_knots(led, before)
        impulses = [self._impulse(hit) for hit in hits]
        d.qfrc_applied[dofs] += d.qfrc_constraint[dofs]

        q, v, left = old[0].copy(), old[1].copy(), np.full(len(old[1]), step)
        struck = np.isin(self.of_dof, [hit.tree for hit in hits])
        v[self.dofs[struck]] = before[1][self.dofs[struck]]
        for turn in _turns(hits):
            way = np.zeros(len(left))
            for k in turn:
                way[self._of(hits[k].tree)] = hits[k].time - (step - left[self._of(hits[k].tree)])
            who = np.isin(self.of_dof, [hits[k].tree for k in turn])
            q, v = self._flow(q, v, way, self.dofs[who], None)
            left -= way
            for k in turn:
                moved, more = self._strike(hits[k], q, v, impulses[k])
                knots += moved
                given += more
        if hits:  # who is struck takes the acceleration where the last blow has left it
            self._stand(q, v, self.dofs[struck])
            first[self.dofs[struck]] = d.qacc_smooth[self.dofs[struck]]
        q, v = self._flow(q, v, left, dofs, first, shift)
        d.qpos[:], d.qvel[:], d.qfrc_applied[:] = old
        return Moved(q, v, knots, given)

    def _flow(
        self,
        q0: Array,
        v0: Array,
        step: Array,
        dofs: NDArray[np.int64],
        first: Array | None,
        shift: Array | float = 0.0,
    ) -> Motion:
        """Return coordinates and velocities after ``step`` (J,) s, for each of ``dofs`` its own; the rest stands still.

        ``first`` (J,) is the acceleration at the beginning, None: computed; by ``shift`` (J,) the ways are shorter.
        """
        import mujoco

        c, d = self.compiled, self.data
        if first is None:
            self._stand(q0, v0, dofs)
            first = d.qacc_smooth
        # Free bodies and sleepers stand still meanwhile: a touched coordinate would wake them.
        moving = np.zeros(c.nv)
        moving[dofs] = 1.0
        first = first * moving
        velocity, acceleration = v0 * moving, first.copy()
        rate, force = velocity.copy(), first
        for share, weight in ((0.5, 2.0), (0.5, 2.0), (1.0, 1.0)):
            position, way = q0.copy(), share * step * rate
            mujoco.mj_integratePos(c, position, way, 1.0)
            rate = (v0 + share * step * force) * moving
            self._stand(position, rate, dofs, way)
            force = d.qacc_smooth * moving
            velocity += weight * rate
            acceleration += weight * force
        end = q0.copy()
        mujoco.mj_integratePos(c, end, velocity * (step / 6.0) - shift, 1.0)
        return end, v0 + acceleration * (step / 6.0)

    def _stand(self, position: Array, rate: Array, dofs: NDArray[np.int64], way: Array | None = None) -> None:
        """Bring everything up to date for given coordinates and velocities of ``dofs``.

        With ``way`` (J,), the rotation vectors that led here, ``rate`` is straightened.
        """
        import mujoco

        c, d = self.compiled, self.data
        at = self.coordinates[np.isin(self.dof_of_coordinate, dofs)]
        d.qpos[at], d.qvel[dofs] = position[at], rate[dofs]
        if way is not None:
            self._straighten(rate, way)
        for stage in (mujoco.mj_kinematics, mujoco.mj_comPos, mujoco.mj_makeM, mujoco.mj_factorM):
            stage(c, d)
        mujoco.mj_fwdVelocity(c, d)
        mujoco.mj_fwdAcceleration(c, d)

    def _led_knots(self, hits: list["Hit"], before: Motion) -> list[Knot]:
        """Return a knot for every body of the trees of ``hits``, with the acceleration held."""
        import mujoco

        out: list[Knot] = []
        for k, hit in enumerate(hits):
            dofs = self._of(hit.tree)
            place, way = before[0].copy(), before[1] * hit.time + self.data.qacc * (0.5 * hit.time**2)
            rate = before[1] + self.data.qacc * hit.time
            for other in hits[:k]:
                if other.tree == hit.tree:
                    way[dofs] += other.change * (hit.time - other.time)
                    rate[dofs] += other.change
            mujoco.mj_integratePos(self.compiled, place, way, 1.0)
            first = self._motions(hit.tree, place, rate)
            rate[dofs] += hit.change
            rows = zip(first, self._motions(hit.tree, place, rate), strict=True)
            out += [(hit.time, body, pose, old, new) for (body, pose, old), (_, _, new) in rows]
        return out

    def _of(self, tree: int) -> slice:
        """Return the dofs of a tree."""
        first = int(self.compiled.tree_dofadr[tree])
        return slice(first, first + int(self.compiled.tree_dofnum[tree]))

    def _impulse(self, hit: "Hit") -> Array:
        """Return (J,) the generalised impulse of a blow, where the step begins."""
        import mujoco

        change, out = np.zeros(self.compiled.nv), np.zeros(self.compiled.nv)
        change[self._of(hit.tree)] = hit.change
        mujoco.mj_mulM(self.compiled, self.data, out, change)
        return out

    def _strike(self, hit: "Hit", q: Array, v: Array, impulse: Array) -> tuple[list[Knot], float]:
        """Let a blow change the velocities ``v`` of its tree where it stands (q); return knots, and energy (J).

        The energy is what the blow gives there, less what it was thought to give at the step's beginning.
        """
        import mujoco

        dofs = self._of(hit.tree)
        self._stand(q, v, np.arange(dofs.start, dofs.stop))
        change = np.zeros((1, len(v)))
        mujoco.mj_solveM(self.compiled, self.data, change, impulse[None])
        first = self._motions(hit.tree, q, v)
        push, answer = impulse[dofs], change[0, dofs]
        thought = float(push @ hit.change)
        if hit.alone:
            answer, push = (
                part * _rebound(hit.given, thought, push @ v[dofs], push @ answer) for part in (answer, push)
            )
        given = float(push @ (v[dofs] + 0.5 * answer)) - hit.given
        v[dofs] += answer
        second = self._motions(hit.tree, q, v)
        rows = zip(first, second, strict=True)
        return [(hit.time, body, pose, old, new) for (body, pose, old), (_, _, new) in rows], given

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

    def _motions(self, tree: int, place: Array, rate: Array) -> list[tuple[int, tuple, tuple]]:
        """Return (MuJoCo's body, pose, (velocity, spin)) of the bodies of a tree at given coordinates and rates."""
        import mujoco

        c = self.compiled
        if self._scratch is None:
            self._scratch = mujoco.MjData(c)
        scratch = self._scratch
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
