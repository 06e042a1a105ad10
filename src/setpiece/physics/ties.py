"""Ropes and springs between points of bodies, and ropes over pulleys: forces that close a step at the right length.

Every tie is one row (a rope over a wheel that turns is two): its length l changes at J v. Tensions T of a step follow
from one linear system in the velocities at its end, v1 = v + h a - h M^-1 Jm^T T, with directions at the middle of the
step (Jm) for forces and at its end (J1) for velocities, so that a rope does no work to third order of h:

    a taut rope:    J1 v1 = (L - l) b / h, within what may be mended in a step; T >= 0
    a spring:       T = k ((l + l1) / 2 - L) + c (l1 - l) / h with l1 = l + h Jm (v + v1) / 2

The spring's mean of both lengths makes its work the loss of its potential exactly. A wheel carries its rope without
slip: each end pulls at the rim.
Legend: R rows, J dofs.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.build import build
from setpiece.geometry import quat_conjugate, quat_from_rotvec, quat_multiply, quat_rotate

if TYPE_CHECKING:
    import mujoco

    from setpiece.physics.model import Model
    from setpiece.world.document import Tie

Array = NDArray[np.float64]

MENDS = 0.2  # of a rope's excess length, in a step
MENDING = 0.1  # m/s, at most
TAUT = 1e-9  # m


@dataclass(frozen=True)
class End:
    """Where a tie holds a body: MuJoCo's body (0: the ground), and the place in its frame (m)."""

    body: int
    place: Array


@dataclass(frozen=True)
class Wheel:
    """What a rope runs over: body, its middle and axis in its frame, radius (m), its hinge's place in qpos and qvel."""

    body: int
    middle: Array
    axis: Array
    radius: float
    coordinate: int
    rate: int


@dataclass(frozen=True)
class Row:
    """One length: from ``a`` to ``b``, or from ``a`` to the rim of a wheel (``b`` is None), wound up by its turn.

    ``sense`` (1 or -1) is the way round in which the rope leaves the rim; ``bearing`` where it left at the start.
    """

    tie: int
    a: End
    b: End | None
    length: float
    wheel: Wheel | None = None
    sense: float = 1.0
    bearing: float = 0.0
    turn: float = 0.0


class Ties:
    """The ties of a run: what is broken, and tensions."""

    def __init__(self, model: "Model") -> None:
        self.documents = model.world.ties
        self.broken = np.zeros(len(self.documents), bool)
        self.tension = np.zeros(len(self.documents))  # N, in this step
        self.impulse = np.zeros(len(self.documents))  # N s since the last sample; over a wheel, the mean of both ends
        self.rows = rows_of(model)
        self.wrench = np.zeros((model.compiled.nbody, 6))

    def pull(self, c: "mujoco.MjModel", d: "mujoco.MjData", step: float) -> bool:
        """Work out the ties' wrenches of a step (s), break what is pulled too hard; return whether any pulls."""
        self.wrench[:] = 0.0
        self.tension[:] = 0.0
        rows = [row for row in self.rows if not self.broken[row.tie]]
        if not rows:
            return False
        tension, ways = _tensions(rows, self.documents, c, d, step)
        for row, force in zip(rows, tension, strict=True):
            self.tension[row.tie] = max(self.tension[row.tie], abs(force))
        for row, force, way in zip(rows, tension, ways, strict=True):
            strength = self.documents[row.tie].strength
            force = force if strength is None else min(max(force, -strength), strength)
            self.impulse[row.tie] += step * force / (1 if row.wheel is None else 2)
            for body, arm, direction in way:
                push = -force * direction
                self.wrench[body, :3] += push
                self.wrench[body, 3:] += np.cross(arm, push)
        for i, tie in enumerate(self.documents):
            self.broken[i] |= tie.strength is not None and self.tension[i] > tie.strength
        return bool(tension.any())

    def potential(self, c: "mujoco.MjModel", d: "mujoco.MjData") -> float:
        """Return the energy (J) in springs."""
        total = 0.0
        for row in self.rows:
            tie = self.documents[row.tie]
            if tie.kind == "spring" and not self.broken[row.tie]:
                total += 0.5 * tie.stiffness * (_length(row, c, d, 0.0)[0] - row.length) ** 2
        return total


def _tensions(rows: list[Row], ties: tuple, c: "mujoco.MjModel", d: "mujoco.MjData", step: float) -> tuple[Array, list]:
    """Return tensions (R,) in N, and for every row the (body, arm, direction) along which its length grows."""
    import mujoco

    now = [_length(row, c, d, 0.0)[0] for row in rows]
    middle = [_length(row, c, d, 0.5 * step)[1] for row in rows]
    end = [_length(row, c, d, step)[1] for row in rows]
    jm, j1 = (np.stack([_gradient(way, c, d) for way in ways]) for ways in (middle, end))
    free = d.qvel + step * d.qacc_smooth
    answer = np.zeros_like(jm)
    mujoco.mj_solveM(c, d, answer, jm)
    spring = np.array([ties[row.tie].kind == "spring" for row in rows])
    stiff = np.array([ties[row.tie].stiffness for row in rows])
    gain = 0.25 * step * stiff + 0.5 * np.array([ties[row.tie].damping for row in rows])
    excess = np.array(now) - np.array([row.length for row in rows])

    # Rows of springs and, divided by h so that all are in newtons over mass, of ropes.
    matrix = np.where(spring[:, None], 0.0, step * j1 @ answer.T)
    given = j1 @ free + np.clip(MENDS * excess / step, 0.0, MENDING)
    matrix += np.where(spring[:, None], gain[:, None] * step * (jm @ answer.T), 0.0)
    matrix[spring, spring] += 1.0
    given = np.where(spring, stiff * excess + gain * (jm @ (d.qvel + free)), given)

    # Ropes that are slack to the end of the step, or would push, are left out.
    late = excess + 0.5 * step * (jm @ (d.qvel + free))
    active = spring | (excess > -TAUT) | (late > 0.0)
    tension = np.zeros(len(rows))
    for _ in range(len(rows) + 1):
        chosen = np.flatnonzero(active)
        tension[:] = 0.0
        if len(chosen):
            part = matrix[np.ix_(chosen, chosen)]
            tension[chosen] = np.linalg.lstsq(part, given[chosen], rcond=1e-10)[0]
        pushing = active & ~spring & (tension < 0.0)
        if not pushing.any():
            break
        active &= ~pushing
    return tension, middle


def _gradient(way: list, c: "mujoco.MjModel", d: "mujoco.MjData") -> Array:
    """Return (J,) the change of a length with the coordinates' rates."""
    import mujoco

    out, jacobian = np.zeros(c.nv), np.zeros((3, c.nv))
    for body, arm, direction in way:
        mujoco.mj_jac(c, d, jacobian, None, d.xipos[body] + arm, body)
        out += direction @ jacobian
    return out


def _frame(body: int, c: "mujoco.MjModel", d: "mujoco.MjData", ahead: float) -> tuple[Array, Array]:
    """Return where a body's centre and attitude will be ``ahead`` s from now, by its motion as it is."""
    if body == 0:
        return np.zeros(3), np.array([1.0, 0.0, 0.0, 0.0])
    spin = d.cvel[body, :3]
    velocity = d.cvel[body, 3:] + np.cross(spin, d.xipos[body] - d.subtree_com[c.body_rootid[body]])
    place = d.xipos[body] + ahead * velocity
    joint = int(c.body_jntadr[body])
    if joint >= 0 and int(c.jnt_type[joint]) == 0:
        place = place + 0.5 * ahead * ahead * d.qacc_smooth[c.jnt_dofadr[joint] : c.jnt_dofadr[joint] + 3]
    return place, quat_multiply(quat_from_rotvec(ahead * spin), d.xquat[body])


def _length(row: Row, c: "mujoco.MjModel", d: "mujoco.MjData", ahead: float) -> tuple[float, list]:
    """Return a row's length (m) ``ahead`` s from now, and its gradient as (body, arm, direction)."""
    center, turn = _frame(row.a.body, c, d, ahead)
    arm = quat_rotate(turn, row.a.place) if row.a.body else row.a.place
    place = center + arm
    if row.wheel is None:
        other, turned = _frame(row.b.body, c, d, ahead)
        far = quat_rotate(turned, row.b.place) if row.b.body else row.b.place
        way = place - other - far
        size = float(np.linalg.norm(way))
        direction = way / max(size, 1e-12)
        return size, [(row.a.body, arm, direction), (row.b.body, far, -direction)]

    wheel = row.wheel
    hub, turned = _frame(wheel.body, c, d, ahead)
    hub, axis = hub + quat_rotate(turned, wheel.middle), quat_rotate(turned, wheel.axis)
    straight, rim, bearing = tangent(place - hub, axis, wheel.radius, row.sense)
    wound = (bearing - row.bearing + np.pi) % (2.0 * np.pi) - np.pi
    spun = float(d.qpos[wheel.coordinate]) + ahead * float(d.qvel[wheel.rate]) - row.turn
    direction = (place - hub - rim) / max(straight, 1e-12)
    touch = quat_rotate(turned, wheel.middle) + rim
    length = straight + row.sense * wheel.radius * (wound - spun)
    return float(length), [(row.a.body, arm, direction), (wheel.body, touch, -direction)]


def tangent(way: Array, axis: Array, radius: float, sense: float) -> tuple[float, Array, float]:
    """Return the straight length (m) from a wheel's rim to a point, the rim's point and its bearing (rad).

    ``way`` leads from the hub to the point, in the wheel's plane but for what lies along the axis. A rope that leaves
    the rim with sense 1 goes on in the direction in which the axis turns the rim.
    """
    side, up = _plane(axis)
    x, y = float(way @ side), float(way @ up)
    away = max(float(np.hypot(x, y)), radius * (1.0 + 1e-9))
    bearing = float(np.arctan2(y, x)) - sense * float(np.arccos(radius / away))
    rim = radius * (np.cos(bearing) * side + np.sin(bearing) * up)
    along = float(way @ axis)
    return float(np.sqrt(away**2 - radius**2 + along**2)), rim, bearing


def _plane(axis: Array) -> tuple[Array, Array]:
    first = np.array([1.0, 0.0, 0.0]) if abs(axis[0]) < 0.9 else np.array([0.0, 1.0, 0.0])
    side = first - (first @ axis) * axis
    side /= np.linalg.norm(side)
    return side, np.cross(axis, side)


def rows_of(model: "Model") -> list[Row]:
    """Return the rows of a world's ties, their lengths as the document has its bodies."""
    out: list[Row] = []
    for index, tie in enumerate(model.world.ties):
        a, b = _end(model, tie.a, tie.at_a), _end(model, tie.b, tie.at_b)
        apart = float(np.linalg.norm(np.subtract(tie.at_a, tie.at_b)))
        if tie.over is None:
            out.append(Row(index, a, b, apart if tie.length is None else tie.length))
        else:
            out += _over(model, tie, index, (a, b))
    return out


def _end(model: "Model", body: str | None, point: tuple[float, float, float]) -> End:
    if body is None:
        return End(0, np.array(point))
    row = model.ids.index(body)
    document = model.world.bodies[row]
    local = quat_rotate(quat_conjugate(np.array(document.rotation)), np.subtract(point, document.position))
    inverse = quat_conjugate(model.body_from_principal[row])
    return End(int(model.mujoco_body[row]), quat_rotate(inverse, local - model.center_of_mass[row]))


def _over(model: "Model", tie: "Tie", index: int, ends: tuple[End, End]) -> list[Row]:
    """Return both rows of a rope over a wheel, on the wheel's side away from its ends, taut from the start."""
    row = model.ids.index(tie.over)
    document, c = model.world.bodies[row], model.compiled
    bounds = build(document).bounds
    body, axis = int(model.mujoco_body[row]), np.array(document.joint.axis) / np.linalg.norm(document.joint.axis)
    radius = wheel_radius(bounds, quat_rotate(quat_conjugate(np.array(document.rotation)), axis))
    hub = _end(model, tie.over, document.position)
    inverse = quat_conjugate(quat_multiply(document.rotation, model.body_from_principal[row]))
    coordinate = int(c.jnt_qposadr[c.body_jntadr[body]])
    rate = int(c.jnt_dofadr[c.body_jntadr[body]])
    wheel = Wheel(body, hub.place, quat_rotate(inverse, axis), radius, coordinate, rate)
    ways = [np.subtract(point, document.position) for point in (tie.at_a, tie.at_b)]
    below = 0.5 * (ways[0] + ways[1])
    found = []
    for sense in (1.0, -1.0):
        rims = [tangent(ways[0], axis, radius, sense), tangent(ways[1], axis, radius, -sense)]
        found.append((float(np.linalg.norm(below - 0.5 * (rims[0][1] + rims[1][1]))), sense, rims))
    _, sense, rims = max(found, key=lambda item: item[0])
    return [
        Row(index, end, None, rim[0], wheel, way, rim[2], document.joint.position)
        for end, rim, way in zip(ends, rims, (sense, -sense), strict=True)
    ]


def wheel_radius(bounds: Array, axis: Array) -> float:
    """Return the radius (m) of a wheel from its bounds: half its greatest extent across its axis."""
    size = bounds[1] - bounds[0]
    return 0.5 * float(np.delete(size, int(np.argmax(np.abs(axis)))).max())
