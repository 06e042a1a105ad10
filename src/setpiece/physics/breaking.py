"""Things that break, carried out: pieces take the place of their whole at the time of the blow that breaks it.

Pieces are in MuJoCo's model from the start, asleep and without contact. At the blow they get the whole's place and
velocities, the blow's own share in them included, as one rigid body has them: momentum and angular momentum are
those of the whole to rounding, because its mass and inertia are the sums of theirs.
"""

from math import ceil, log2
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.clock import SAMPLE, STEP, STEPS_PER_SAMPLE
from setpiece.geometry import quat_conjugate, quat_multiply, quat_rotate
from setpiece.physics.bearing import bending
from setpiece.physics.fragile import Fragile
from setpiece.physics.model import BITS, TIME_CONSTANT, Model
from setpiece.physics.stages import Books
from setpiece.physics.trajectory import BREAK, SHARD
from setpiece.physics.views import Tables

if TYPE_CHECKING:
    import mujoco

Array = NDArray[np.float64]

FINE = 8  # parts of a step while pieces are fast
PASSES = 6  # how often a step looks for impacts again after some were found
LADEN_PASSES = 300  # where boards of a deck may lie between what is heavier: each hands on but its own momentum
LADEN = 4  # parts of a step while boards of a deck lie between what is heavier than they: see ``_stiffen``
SOONEST = 1e-7  # s after a step's beginning at which a thing that breaks there does so


class Breaking:
    """Who has come loose and when, of one run; it changes the run's own MjModel, hence a class.

    ``loose`` (N,) s: when a piece came loose, inf before; of all else inf.
    """

    def __init__(self, model: Model, compiled: "mujoco.MjModel", data: "mujoco.MjData", own: Tables) -> None:
        self.model, self.compiled, self.data, self.tables = model, compiled, data, own
        self.loose = np.full(len(model.ids), np.inf)
        self.rows = np.flatnonzero(model.whole >= 0)  # of pieces, which follow all others
        self.breaks: list[np.void] = []
        self.pieces: list[np.void] = []
        self._bits = [BITS["static" if fixed else "free"] for fixed in model.fixed]
        self._awake = int(data.tree_asleep.min(initial=-1))  # as MuJoCo counts it at the beginning
        self.laden = [one for one in model.fragile if np.isfinite(one.bears)]
        self.passes = LADEN_PASSES if self.laden else PASSES
        self._overloaded: list[tuple[Fragile, Array]] = []
        self._of_body = {int(model.mujoco_body[one.row]): one for one in model.fragile}

    def restore(self, loose: Array) -> None:
        """Let exactly those pieces be there that came loose; ``loose`` are their times by ``rows``."""
        self.loose[:] = np.inf
        self.loose[self.rows] = loose
        self._overloaded.clear()
        for one in self.model.fragile:
            off = np.isfinite(self.loose[list(one.pieces)])
            for piece, there in zip(one.pieces, off, strict=True):
                self._show(piece, bool(there))
            self._show(one.row, not off.any())

    def absent(self) -> list[int]:
        """Return the trees of free bodies that are not there: they must sleep."""
        bodies = np.flatnonzero(~self.tables.present)
        return [int(self.tables.body_tree[body]) for body in bodies if self.tables.body_tree[body] >= 0]

    def parts(self) -> int:
        """Return into how many parts the next step is divided: a thin piece must not turn or go far within one."""
        d, there, parts = self.data, self.tables.present, 1
        for one in self.model.fragile:
            rows = one.pieces if not there[self.model.mujoco_body[one.row]] else (one.row,)
            trees = self.tables.body_tree[self.model.mujoco_body[list(rows)]]
            first = self.tables.tree_dof[trees]
            awake = there[self.model.mujoco_body[list(rows)]] & (d.tree_asleep[trees] < 0)
            if not awake.any():
                continue
            if np.isfinite(one.bears) and len(rows) > 1:
                parts = max(parts, LADEN)
            motion = d.qvel[first[:, None] + np.arange(6)]
            way, turn = (np.linalg.norm(motion[:, part], axis=1) for part in (slice(0, 3), slice(3, 6)))
            excess = float(np.where(awake, np.maximum(way * STEP / one.thin, turn * STEP / one.turn), 0.0).max())
            if excess > 1.0:
                parts = max(parts, min(FINE, 2 ** ceil(log2(excess))) if one.graded else FINE)
        self._stiffen(STEP / parts)
        return parts

    def _show(self, row: int, there: bool) -> None:
        c, body = self.compiled, int(self.model.mujoco_body[row])
        geoms = slice(int(c.body_geomadr[body]), int(c.body_geomadr[body] + c.body_geomnum[body]))
        kind, meets = self._bits[row] if there else (0, 0)
        c.geom_contype[geoms], c.geom_conaffinity[geoms] = kind, meets
        c.body_contype[body], c.body_conaffinity[body] = kind, meets
        self.tables.present[body] = there

    def carry_out(self, time: float, notes: Books) -> int:
        """Let the things that blows of this step break come apart; return how many bodies came loose."""
        count = int(notes.break_count[0])
        notes.break_count[0] = 0
        done = 0
        for line in notes.broken[:count].copy():
            one = self._of_body[int(line[0])]
            if self.tables.present[int(line[0])]:
                done += self._shatter(one, line, time, notes)
        return done

    def _stiffen(self, step: float) -> None:
        """Let contacts give as little as a part of a step (s) allows, where a deck can break.

        A contact's spring gives by (F / m) T^2 with its time constant T and the lighter mass m: a plank of 50 kg
        under a wheel of a truck would go 10 mm into its beam.
        """
        if self.laden:
            self.compiled.geom_solref[:, 0] = TIME_CONSTANT * step

    def weigh(self, steps: int, notes: Books) -> None:
        """Find the decks that what lay on them in a sample interval bends too much, if after so many steps one ends."""
        if not self.laden or steps % STEPS_PER_SAMPLE:
            return
        touches = notes.touch[: notes.touch_count[0]]
        for one in self.laden:
            body = int(self.model.mujoco_body[one.row])
            mine = touches[(touches[:, :2] == one.row).any(axis=1)]
            if not self.tables.present[body] or not len(mine):
                continue
            turn = quat_multiply(self.data.xquat[body], quat_conjugate(self.model.body_from_principal[one.row]))
            along, up = quat_rotate(turn, np.eye(3)[0]), quat_rotate(turn, np.eye(3)[2])
            points = mine[:, 3:6] / mine[:, 2:3]
            sign = np.where(mine[:, 1] == one.row, 1.0, -1.0) / SAMPLE
            force = sign * (mine[:, 9:12] @ up)
            weight = float(self.tables.mass[body] * np.linalg.norm(self.tables.gravity))
            place = (points - self.data.xpos[body]) @ along
            moment, k = bending(place, force, weight, 0.5 * one.span)
            if 4.0 * moment / one.span > one.bears:
                line = np.zeros(16)
                heaviest = int(np.argmin(force))
                other = mine[heaviest, 0] if mine[heaviest, 1] == one.row else mine[heaviest, 1]
                line[0], line[2] = body, self.model.mujoco_body[int(other)] if other >= 0 else 0
                line[4:7], line[7:10], line[14] = points[k], -up, 4.0 * moment / one.span
                self._overloaded.append((one, line))

    def give_way(self, time: float, notes: Books) -> int:
        """Let overloaded decks come apart as a step begins; return how many bodies came loose."""
        done = 0
        for one, line in self._overloaded:
            notes.event_count[0] = 0
            notes.qvel[:], notes.shift[:] = self.data.qvel, 0.0
            done += self._shatter(one, line, time, notes)
        self._overloaded.clear()
        return done

    def _shatter(self, one: Fragile, line: Array, time: float, notes: Books) -> int:
        """Put all pieces in the place of a free whole."""
        model, d, tau = self.model, self.data, float(line[1])
        body, tree, place, dof = self._addresses(one.row)
        own = d.qpos[place + 3 : place + 7].copy()
        turn = quat_multiply(own, quat_conjugate(model.body_from_principal[one.row]))
        origin = d.qpos[place : place + 3] - quat_rotate(turn, model.center_of_mass[one.row])
        events = np.flatnonzero(notes.event_tree[: notes.event_count[0]] == tree)
        rows = [notes.qvel[dof : dof + 6], d.qvel[dof : dof + 6], notes.shift[dof : dof + 6]]
        rows += [notes.event_change[e, :6] for e in events]
        motions = np.array(rows)  # each a velocity and a spin in the principal frame, of the whole
        motions[:, 3:] = quat_rotate(own, motions[:, 3:])
        center = d.qpos[place : place + 3].copy()
        for row in one.pieces:
            self._put(row, turn, origin)
            _, own_tree, spot, first = self._addresses(row)
            at, principal = d.qpos[spot : spot + 3], d.qpos[spot + 3 : spot + 7]
            moved = motions.copy()
            moved[:, :3] += np.cross(motions[:, 3:], at - center)
            self._note_piece(row, time + tau, at, turn, moved[1])
            moved[:, 3:] = quat_rotate(quat_conjugate(principal), motions[:, 3:])
            part = slice(first, first + 6)
            notes.qpos[spot : spot + 7] = d.qpos[spot : spot + 7]
            notes.qvel[part], d.qvel[part], notes.shift[part] = moved[0], _touched(moved[1]), moved[2]
            notes.last[own_tree] = notes.last[tree]
            for e, change in zip(events, moved[3:], strict=True):
                _append_event(notes, own_tree, float(notes.event_time[e]), change)
            self.loose[row] = time + max(tau, SOONEST)
        energy = one.energy if np.isinf(one.bears) else 0.0  # a beam's own springing back pays for its crack
        self._note_break(one, line, time + tau, (center, turn, motions[1]), len(one.pieces), energy)
        self._put_away(body, one.row, tree, dof)
        return len(one.pieces)

    def _addresses(self, row: int) -> tuple[int, int, int, int]:
        """Return MuJoCo's body of a row, its tree, and where its coordinates and its velocities begin."""
        body = int(self.model.mujoco_body[row])
        tree = int(self.tables.body_tree[body])
        return body, tree, int(self.tables.free_qpos[tree]), int(self.tables.tree_dof[tree])

    def _put(self, row: int, turn: Array, origin: Array) -> None:
        """Let a piece be there, where its whole stands."""
        _, tree, spot, _ = self._addresses(row)
        self._show(row, True)
        self.data.tree_asleep[tree] = self._awake
        self.data.qpos[spot : spot + 3] = origin + quat_rotate(turn, self.model.center_of_mass[row])
        self.data.qpos[spot + 3 : spot + 7] = quat_multiply(turn, self.model.body_from_principal[row])

    def _put_away(self, body: int, row: int, tree: int, dof: int) -> None:
        self._show(row, False)
        self.data.qvel[dof : dof + 6] = 0.0
        self.data.tree_asleep[tree] = tree
        self.data.xfrc_applied[body] = 0.0

    def _note_piece(self, row: int, time: float, at: Array, turn: Array, motion: Array) -> None:
        line = np.zeros((), SHARD)
        line["time"], line["piece"], line["position"], line["rotation"] = time, row, at, turn
        line["velocity"], line["spin"] = motion[:3], motion[3:]
        self.pieces.append(line)

    def _note_break(self, one: Fragile, blow: Array, time: float, state: tuple, count: int, energy: float) -> None:
        line = np.zeros((), BREAK)
        line["time"], line["whole"], line["pieces"] = time, one.row, count
        line["by"] = self.model.world_body[int(blow[2])]
        line["point"], line["normal"], line["impulse"] = blow[4:7], blow[7:10], blow[10:13]
        line["approach"], line["force"], line["strength"] = blow[13], blow[14], min(one.bears, one.force or np.inf)
        line["energy"], line["lost"] = energy, blow[15]
        line["position"], line["rotation"] = state[0], state[1]
        line["velocity"], line["spin"] = state[2][:3], state[2][3:]
        self.breaks.append(line)

    def taken(self) -> tuple[NDArray, NDArray]:
        """Return what broke (BREAK) and its pieces (SHARD) since the last call."""
        found = np.array(self.breaks, BREAK), np.array(self.pieces, SHARD)
        self.breaks, self.pieces = [], []
        return found


def _touched(motion: Array) -> Array:
    """Return velocities as MuJoCo takes for those of one who is awake."""
    return np.where(motion == 0.0, -0.0, motion)


def _append_event(notes: Books, tree: int, tau: float, change: Array) -> None:
    e = int(notes.event_count[0])
    if e >= len(notes.event_tree):
        return
    notes.event_tree[e], notes.event_time[e] = tree, tau
    notes.event_change[e] = 0.0
    notes.event_change[e, :6] = change
    notes.event_count[0] = e + 1
