"""One world in motion: steps, checkpoints and what acts from outside.

A step, or each of its parts while thin pieces of what broke are fast: positions and contacts; impacts, until none
is left; forces by MuJoCo; then free bodies move by ``physics.motion`` and jointed trees by RK4 on the generalised
coordinates. Forces of contacts, limits and motors are held over the step. A checkpoint holds positions, velocities,
since when pieces are loose and who sleeps; everything else is computed from it anew, in the live run too, so that a
resumed run has the same bits.
"""

import copy
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.clock import STEP, STEPS_PER_SAMPLE
from setpiece.errors import InputError, expected
from setpiece.geometry import quat_rotate
from setpiece.physics.airborne import Airborne
from setpiece.physics.beginning import holds, rims, set_velocity, update_sleep
from setpiece.physics.breaking import Breaking
from setpiece.physics.driven import Driven
from setpiece.physics.footing import flat_sizes, positions
from setpiece.physics.jointed import Jointed, hits_of
from setpiece.physics.model import Model
from setpiece.physics.motors import efforts
from setpiece.physics.ties import Ties
from setpiece.physics.views import contacts, live, tables

if TYPE_CHECKING:
    from collections.abc import Callable

Array = NDArray[np.float64]

HELD_INERTIA = 1e12  # kg, kg m2: what a hand adds to the coordinates that it holds
RESOLVES = 3  # how often forces are solved for anew with wider bounds on friction
ROOM = 4096  # events, impacts and knots between two samples


class Run:
    """MuJoCo's data of one world with our books; it owns memory of MuJoCo's, hence a class.

    ``books`` grow with every ``advance`` until ``clear`` empties them. ``force`` (B, 6) and ``effort`` (J,) are a
    player's own forces at centres of mass and on joints, held until they are changed.
    """

    def __init__(self, model: Model) -> None:
        import mujoco

        from setpiece.physics import stages

        self._stages = stages
        self.model = model
        self.compiled = c = copy.copy(model.compiled)
        self.data = mujoco.MjData(c)
        self.tables = tables(model, c)
        self._listed, self._live = contacts(self.data), live(self.data)  # kept here, for the scene only borrows
        self.books = stages.books(c.nbody, c.nq, c.tree_dofnum, len(self._listed.dist), ROOM)
        self.scene = stages.pack(self._listed, self.tables, self._live, self.books)
        self.step_index = 0
        self._length = STEP  # s: of the part of a step that is being made
        self.work = 0.0
        self.lost = 0.0
        self._dozing = False  # whether all slept in the step before: then everything is up to date
        self.played = False  # whether ``force`` and ``effort`` are in use
        self.force, self.effort = np.zeros((c.nbody, 6)), np.zeros(c.nv)
        self.breaking = Breaking(model, c, self.data, self.tables)
        self._jointed = Jointed(c, self.data, self.tables.free_body)
        self._held_dof = np.zeros(c.nv, bool)
        self.driven = Driven(model, c) if model.driven.any() else None
        self._pushed = bool(model.pushes or model.drives)
        self._push = np.zeros((c.nbody, 6))
        self._air = Airborne(model, stages) if model.world.air is not None and model.world.air.density > 0 else None
        self._holds = holds(model, c)
        self.ties = Ties(model) if model.world.ties else None
        self._rims, self._sizes = rims(model, c), flat_sizes(c)
        self._wobbling = np.zeros(c.ntree, bool)
        self._keep_awake()
        self._own = (c.dof_armature.copy(), c.dof_M0.copy(), c.tree_sleep_policy.copy())
        self._drives = [
            (dof, round(a.start / STEP), round((a.start + a.duration) / STEP), a) for dof, a in model.drives
        ]

    # --- checkpoints -------------------------------------------------------------------------------------------

    def checkpoint(self) -> bytes:
        """Return the state: step, energy books, since when pieces are loose, coordinates, velocities, who sleeps."""
        d = self.data
        head = np.array([self.step_index, self.work, self.lost, *self.breaking.loose[self.breaking.rows]])
        broken = np.zeros(0) if self.ties is None else self.ties.broken.astype(np.float64)
        parts = (head, d.qpos, d.qvel, d.tree_asleep.astype(np.float64), broken)
        return b"".join(part.tobytes() for part in parts)

    def restore(self, state: bytes) -> None:
        """Stand where ``checkpoint`` was taken, with everything that follows from it computed anew."""
        import mujoco

        c, d = self.compiled, self.data
        values = np.frombuffer(state, np.float64)
        first = 3 + len(self.breaking.rows)
        count = 0 if self.ties is None else len(self.ties.broken)
        if len(values) != first + c.nq + c.nv + c.ntree + count:
            raise InputError(expected("checkpoint", "a state of this world", f"{len(state)} bytes"))
        self.step_index, self.work, self.lost = int(values[0]), float(values[1]), float(values[2])
        self.breaking.restore(values[3:first])
        mujoco.mj_resetData(c, d)
        d.qpos[:], d.qvel[:], asleep = np.split(values[first:], [c.nq, c.nq + c.nv])
        self._set_holds()
        if self.driven is not None:
            self.driven.put(d, self.step_index)
        self.force[:], self.effort[:], self.played = 0.0, 0.0, False
        self._dozing = False
        self.clear()
        c.geom_gap[:] = self.model.compiled.geom_gap  # who sleeps would keep the one of his last motion
        positions((c, d), self._stages, self.scene, (self._rims, self._sizes))
        mujoco.mj_fwdVelocity(c, d)
        d.tree_asleep[:] = asleep[: c.ntree]
        if self.ties is not None:
            self.ties.broken[:] = values[len(values) - count :] > 0.0
        update_sleep()(c._address, d._address)
        self._stages.watch(self.scene, STEP)

    def clear(self) -> None:
        """Empty the books."""
        notes = self.books
        notes.contact[:], notes.external[:] = 0.0, 0.0
        if self._air is not None:
            self._air.impulse[:] = 0.0
        if self.ties is not None:
            self.ties.impulse[:] = 0.0
        for count in (notes.impact_count, notes.knot_count, notes.touch_count):
            count[0] = 0

    def accounts(self) -> tuple[Array, ...]:
        """Return copies of the impulses booked since the last sample: of contacts, others, and the air."""
        books = [self.books.contact, self.books.external]
        books += [owner.impulse for owner in (self._air, self.ties) if owner is not None]
        return tuple(book.copy() for book in books)

    def set_accounts(self, kept: tuple[Array, ...]) -> None:
        """Put back what ``accounts`` returned."""
        self.books.contact[:], self.books.external[:] = kept[:2]
        owners = [owner for owner in (self._air, self.ties) if owner is not None]
        for owner, book in zip(owners, kept[2:], strict=True):
            owner.impulse[:] = book

    @property
    def airborne(self) -> bool:
        """Whether there is air."""
        return self._air is not None

    def take_air(self) -> Array:
        """Return the air's impulses and twists (N, 6) since the last sample, and begin anew."""
        out = self._air.impulse[self.model.mujoco_body].copy()
        self._air.impulse[:] = 0.0
        return out

    def take_pulls(self) -> Array:
        """Return the ties' impulses (K,) N s since the last sample, -1 where broken, and begin anew."""
        out = np.where(self.ties.broken & (self.ties.impulse == 0.0), -1.0, self.ties.impulse)
        self.ties.impulse[:] = 0.0
        return out

    # --- one step ----------------------------------------------------------------------------------------------

    def advance(self, record: "Callable[[], None] | None" = None) -> None:
        """Make one step; ``record`` is called at its beginning, when all derived quantities are up to date."""
        parts = self.breaking.parts()
        for part in range(parts):
            self._part(part, parts, record if part == 0 else None)
        if parts > 1:
            self._stages.watch(self.scene, STEP)
        self.step_index += 1
        self.breaking.weigh(self.step_index, self.books)

    def _part(self, part: int, parts: int, record: "Callable[[], None] | None") -> None:
        """Make one of ``parts`` equal parts of a step."""
        import mujoco

        c, d, h = self.compiled, self.data, STEP / parts
        self._length = c.opt.timestep = h
        time = self.step_index * STEP + part * h
        forced = self._pushed or self.played or self._air is not None or self.ties is not None
        acted = forced and self._apply_forces()
        if forced or not self._dozing:
            self._forward(time)
        if record is not None:
            record()
        came = self.breaking.give_way(time, self.books) if part == 0 else 0
        self._settle_broken(came)
        if part == 0 and (self._let_go(time) or came):
            self._stages.watch(self.scene, h)
            self._forward()
        # Whoever sleeps has no touches, so things fall asleep at samples alone: no interval has a sleep inside.
        last = part == parts - 1
        self._dozing = self._stages.begin(self.scene, last and (self.step_index + 1) % STEPS_PER_SAMPLE == 0)
        self._impacts_and_forces(time)
        applied = self._generalised_forces(self._push, d.qfrc_applied) if acted else None
        moved = self._move_jointed(time) if len(self._jointed.dofs) else None
        mujoco.mj_Euler(c, d)
        if moved is not None:
            self._jointed.place(self._held_dof, self.books.qpos, *moved)
        if self.driven is None:
            self._stages.finish(self.scene, h, time)
        else:
            contact = self.books.contact_step[self.driven.bodies].copy()
            self._stages.finish(self.scene, h, time)
            self.work += self.driven.move(d, self.books, (self.step_index, part, parts), contact)
            self._stages.watch(self.scene, h)
        if applied is not None:
            self.work += float(applied @ (self.books.qvel + d.qvel)) * 0.5 * h
        if self._air is not None:
            self._book_air()

    def _move_jointed(self, time: float) -> tuple[Array, Array] | None:
        """Return where jointed trees get to in this step, and note the knots and the energy of their impacts."""
        notes = self.books
        hits = hits_of(notes, self.tables.free_body, self.compiled.tree_dofnum)
        moved = self._jointed.integrate(hits, (notes.qpos, notes.qvel), self._length)
        if moved is None:
            return None
        for tau, body, *knot in moved.knots:
            self._note_knot(time + tau, int(self.model.world_body[body]), *knot)
        self.lost -= moved.given
        return moved.position, moved.velocity

    def refresh(self) -> None:
        """Bring poses and velocities up to date for a reader between two steps; the next step is not affected."""
        import mujoco

        for stage in (mujoco.mj_kinematics, mujoco.mj_comPos, mujoco.mj_comVel):
            stage(self.compiled, self.data)

    def _forward(self, begin: float | None = None) -> None:
        """Bring everything that follows from coordinates, velocities and outer forces up to date.

        ``begin`` is the time (s) where a step begins: then the air acts anew, by poses and velocities as they are.
        """
        import mujoco

        c, d = self.compiled, self.data
        positions((c, d), self._stages, self.scene, (self._rims, self._sizes))
        mujoco.mj_fwdVelocity(c, d)
        if begin is not None and self._air is not None:
            self._blow(begin)
        mujoco.mj_fwdAcceleration(c, d)
        if self._drives:
            self._drive()
        if begin is not None and self.ties is not None and self.ties.pull(c, d, self._length):
            d.xfrc_applied[:] += self.ties.wrench
            mujoco.mj_fwdAcceleration(c, d)

    def _impacts_and_forces(self, time: float) -> None:
        """Carry out impacts until none is left (what they wake or set going may hit again), then solve for forces."""
        d, turn, came = self.data, 0, 0
        while True:
            n = d.ncon
            last = turn >= self.breaking.passes - 1
            ahead = self._stages.prepare(self.scene, n, d.efc_vel, d.efc_aref, self._length, last) if n else 0
            if ahead == 0:
                begun = self._to_middle(n) if n and self._rims is not None else None
                self._forces(d.ncon)
                if begun is not None:
                    self._stages.from_middle(self.scene, self._wobbling, begun)
                return
            if ahead == 2:
                self._wake(np.flatnonzero(self.books.sleepers))
                self.books.sleepers[:] = False
            else:
                before = d.qvel.copy()
                self.lost -= self._stages.hit(self.scene, n, self._length, time)
                came = self.breaking.carry_out(time, self.books) if self.books.break_count[0] else 0
                turn -= came > 0  # what came loose has blows of its own to meet; there are only so many pieces
                self._settle_broken(came)
                if not came and np.array_equal(d.qvel, before):
                    turn = self.breaking.passes  # what was ahead is past already, so nothing more will come of it
            turn += 1
            self._forward()

    def _settle_broken(self, came: int) -> None:
        """Bring who is awake up to date where bodies took the place of others."""
        if came:
            update_sleep()(self.compiled._address, self.data._address)
            self._stages.watch(self.scene, self._length)

    def _to_middle(self, n: int) -> tuple[Array, Array] | None:
        """Move who wobbles on a rim to the middle of the step; return coordinates and velocities at its beginning."""
        d, h, seen = self.data, self._length, (self.data.geom_xmat, self._rims)
        if self.books.event_count[0] or not self._stages.wobbling(self.scene, n, *seen, h, self._wobbling):
            return None
        begun = d.qpos.copy(), d.qvel.copy()
        self._solve(n, again=False)
        self._stages.to_middle(self.scene, self._wobbling, h)
        self._forward()
        if d.ncon:
            self._stages.prepare(self.scene, d.ncon, d.efc_vel, d.efc_aref, h, True)
        return begun

    def _solve(self, n: int, *, again: bool) -> None:
        """Solve for the forces, ``again`` from where they are."""
        import mujoco

        d, rows = self.data, self.data.nefc
        lone = rows > 0 and self._stages.find_lone(self.scene, n, rows)
        if not lone and again:
            self._solve_again()
        elif not lone:
            mujoco.mj_fwdConstraint(self.compiled, d)
        if rows:
            problem = (d.efc_J, d.efc_J_rowadr, d.efc_D, d.efc_aref, d.efc_force)
            self._stages.settle_lone(self.scene, n, problem, lone)

    def _forces(self, n: int) -> None:
        """Solve for the forces, again where a bound on friction has proved too tight, and book them."""
        import mujoco

        c, d = self.compiled, self.data
        for turn in range(RESOLVES):
            self._solve(n, again=turn > 0)
            if self._stages.accept(self.scene, n, d.efc_force, self._length, turn == RESOLVES - 1):
                return
            mujoco.mj_referenceConstraint(c, d)
            self._stages.bound_again(self.scene, n, d.efc_vel, d.efc_aref, self._length)

    def _solve_again(self) -> None:
        """Let MuJoCo solve for the forces from where it has come to, of those who need others: the rest keep theirs."""
        import mujoco

        c, d = self.compiled, self.data
        cold = int(mujoco.mjtDisableBit.mjDSBL_WARMSTART)
        old = (d.qacc.copy(), d.qfrc_constraint.copy(), d.efc_force.copy())
        d.qacc_warmstart[:] = old[0]
        c.opt.disableflags &= ~cold
        mujoco.mj_fwdConstraint(c, d)
        c.opt.disableflags |= cold
        self._stages.keep(self.scene, (d.tree_island, d.efc_island), d.efc_force, old)

    def _wake(self, trees: NDArray[np.int64]) -> None:
        """Wake trees: MuJoCo takes a velocity of minus zero as a touch."""
        c = self.compiled
        for tree in trees:
            first = int(c.tree_dofadr[tree])
            self.data.qvel[first : first + int(c.tree_dofnum[tree])] = -0.0

    def _keep_awake(self) -> None:
        """Let nothing sleep that hangs on a tie."""
        import mujoco

        c = self.compiled
        for row in self.ties.rows if self.ties is not None else ():
            ends = (row.a, row.b, row.wheel)
            trees = [int(c.body_treeid[end.body]) for end in ends if end is not None and end.body > 0]
            c.tree_sleep_policy[[tree for tree in trees if tree >= 0]] = mujoco.mjtSleepPolicy.mjSLEEP_NEVER

    # --- what acts from outside --------------------------------------------------------------------------------

    def _blow(self, begin: float) -> None:
        """Let the air act in this step, and wake whom wind moves."""
        d, air = self.data, self._air
        if not self._stages.blow(self.scene, air.bodies, air.medium, begin, self._length, air.wrench):
            return
        d.xfrc_applied[:] += air.wrench
        trees = self.compiled.body_treeid[np.flatnonzero(air.wrench.any(axis=1))]
        asleep = np.unique(trees[d.tree_asleep[trees] >= 0])
        if len(asleep):
            self._wake(asleep)

    def _book_air(self) -> None:
        """Book the air's impulses and its work in the step that has just ended."""
        d, air, h = self.data, self._air, self._length
        air.wrench[~self.tables.present] = 0.0  # of what broke in it
        air.impulse += h * air.wrench
        self.work += self._stages.air_work(self.scene, air.bodies, air.wrench, h)
        if len(self._jointed.dofs):
            jointed = np.where(air.jointed[:, None], air.wrench, 0.0)
            total = self._generalised_forces(jointed, np.zeros(self.compiled.nv))
            self.work += float(total @ (self.books.qvel + d.qvel)) * 0.5 * h

    def _apply_forces(self) -> bool:
        """Set pushes and a player's forces for this step; return whether anything acts."""
        d = self.data
        self._push[:] = self.force
        d.qfrc_applied[:] = self.effort
        acted = bool(self.force.any() or self.effort.any())
        begin = self.step_index * STEP
        for row, push in self.model.pushes:
            share = (min(push.start + push.duration, begin + STEP) - max(push.start, begin)) / STEP
            if share > 1e-9 and self.tables.present[self.model.mujoco_body[row]]:
                self._push[self.model.mujoco_body[row]] += share * np.array((*push.force, *push.torque))
                acted = True
        d.xfrc_applied[:] = self._push
        for dof, start, end, _ in self._drives:
            if start <= self.step_index < end:
                acted = True
                tree = self.compiled.dof_treeid[dof]
                if d.tree_asleep[tree] >= 0:
                    self._wake(np.array([tree]))
        if acted:
            self._stages.watch(self.scene, self._length)
        return acted

    def _drive(self) -> None:
        """Let motors bring their joints to speed within this step, each with at most its own limit."""
        import mujoco

        c, d = self.compiled, self.data
        active = [(dof, action) for dof, start, end, action in self._drives if start <= self.step_index < end]
        for dof, start, end, _ in self._drives:
            tree = c.dof_treeid[dof]
            busy = start <= self.step_index < end
            c.tree_sleep_policy[tree] = mujoco.mjtSleepPolicy.mjSLEEP_NEVER if busy else self._own[2][tree]
        if not active:
            return
        dofs = np.array([dof for dof, _ in active])
        unit = np.zeros((len(dofs), c.nv))
        unit[np.arange(len(dofs)), dofs] = 1.0
        answer = np.zeros_like(unit)
        mujoco.mj_solveM(c, d, answer, unit)
        inverse = answer[:, dofs]
        lack = np.array([a.speed for _, a in active]) - d.qvel[dofs] - self._length * d.qacc_smooth[dofs]
        limit = np.array([a.limit for _, a in active])
        d.qfrc_applied[dofs] = self.effort[dofs] + efforts(inverse, lack / self._length, limit)
        mujoco.mj_fwdAcceleration(c, d)

    def _generalised_forces(self, wrenches: Array, efforts: Array) -> Array:
        """Return (J,) what wrenches (B, 6) on bodies and efforts (J,) on joints do to the coordinates."""
        import mujoco

        d = self.data
        total = efforts.copy()
        for body in np.flatnonzero(wrenches.any(axis=1)):
            wrench = wrenches[body]
            mujoco.mj_applyFT(self.compiled, d, wrench[:3], wrench[3:], d.xipos[body], body, total)
        return total

    def _set_holds(self) -> None:
        """Make held coordinates immovable, and let those go that the hand has left."""
        import mujoco

        c = self.compiled
        c.dof_armature[:], c.dof_M0[:], c.tree_sleep_policy[:] = self._own
        self.tables.held[:], self._held_dof[:] = False, False
        for _, end, dofs in self._holds:
            if self.step_index <= end:
                c.dof_armature[dofs] = self._own[0][dofs] + HELD_INERTIA
                c.dof_M0[dofs] = self._own[1][dofs] + HELD_INERTIA
                self._held_dof[dofs] = True
                trees = np.unique(c.dof_treeid[dofs])
                c.tree_sleep_policy[trees] = mujoco.mjtSleepPolicy.mjSLEEP_NEVER
                self.tables.held[trees] = self.tables.free_body[trees] >= 0
        if self.driven is not None:
            dofs = self.driven.dofs.ravel()
            c.dof_armature[dofs] += self.driven.inertia.ravel()
            c.dof_M0[dofs] += self.driven.inertia.ravel()
            c.tree_sleep_policy[self.driven.trees] = mujoco.mjtSleepPolicy.mjSLEEP_NEVER
            self.tables.held[self.driven.trees] = True

    def _let_go(self, time: float) -> bool:
        """Release what a hand lets go at this step, at the velocity that its body is given; say whether any."""
        import mujoco

        released = [row for row, end, _ in self._holds if end == self.step_index]
        if not released:
            return False
        self.step_index += 1
        self._set_holds()
        self.step_index -= 1
        mujoco.mj_makeM(self.compiled, self.data)
        for row in released:
            self._launch(row, time)
        return True

    def _launch(self, row: int, time: float) -> None:
        import mujoco

        c, d, model = self.compiled, self.data, self.model
        body = int(model.mujoco_body[row])
        old = d.qvel.copy()
        set_velocity(model, c, d, row)
        change = d.qvel - old
        product = np.zeros(c.nv)
        mujoco.mj_mulM(c, d, product, change)
        self.work += float(0.5 * change @ product)
        if model.free[row]:
            joint = int(c.body_jntadr[body])
            dof = int(c.jnt_dofadr[joint])
            velocity = d.qvel[dof : dof + 3].copy()
            rotation = d.xquat[body]
            spin = quat_rotate(rotation, d.qvel[dof + 3 : dof + 6])
            self.books.external[body, :3] += c.body_mass[body] * velocity
            momentum = c.body_inertia[body] * d.qvel[dof + 3 : dof + 6]
            self.books.external[body, 3:] += quat_rotate(rotation, momentum)
            still = np.zeros(3)
            self._note_knot(time, row, (d.xipos[body], rotation), (still, still), (velocity, spin))

    def _note_knot(self, time: float, row: int, pose: tuple, before: tuple, after: tuple) -> None:
        count, table = self.books.knot_count, self.books.knot
        if count[0] < len(table):
            table[count[0]] = np.concatenate([[time, row], *pose, *before, *after])
            count[0] += 1
