"""How free bodies move in one step, and what is written down of it.

MuJoCo gives the forces at the step's beginning; contact forces are held over the step. A free body then follows
x'' = a exactly, and turns by q' = q (0, I^-1 R^T L) / 2 with L(t) = L + T t: angular momentum is exact and the
attitude fourth order (RK4). Impacts inside the step change v and L at their own times.

Compiled by Numba (see ``kernel``); only the solver imports this file, late.
Legend: B bodies of MuJoCo, K trees, n contacts.
"""

# A kernel takes its arrays one by one and is one loop over them.
# ruff: noqa: C901, PLR0913, PLR0915

import numpy as np

from setpiece.physics.approach import point_velocity
from setpiece.physics.impact import SAME_FACE
from setpiece.physics.kernel import kernel
from setpiece.physics.views import Contacts, Floats, Live, Tables

TURN = 0.05  # rad: the most that a body turns in one stage of RK4
MOST_STAGES = 256


@kernel(inline="always")
def _rotate(q: Floats, x: float, y: float, z: float) -> tuple[float, float, float]:
    tx = 2.0 * (q[2] * z - q[3] * y)
    ty = 2.0 * (q[3] * x - q[1] * z)
    tz = 2.0 * (q[1] * y - q[2] * x)
    return (
        x + q[0] * tx + q[2] * tz - q[3] * ty,
        y + q[0] * ty + q[3] * tx - q[1] * tz,
        z + q[0] * tz + q[1] * ty - q[2] * tx,
    )


@kernel(inline="always")
def _unrotate(q: Floats, x: float, y: float, z: float) -> tuple[float, float, float]:
    tx = 2.0 * (q[3] * y - q[2] * z)
    ty = 2.0 * (q[1] * z - q[3] * x)
    tz = 2.0 * (q[2] * x - q[1] * y)
    return (
        x + q[0] * tx - q[2] * tz + q[3] * ty,
        y + q[0] * ty - q[3] * tx + q[1] * tz,
        z + q[0] * tz - q[1] * ty + q[2] * tx,
    )


@kernel
def local_spin(q: Floats, momentum: Floats, moments: Floats) -> tuple[float, float, float]:
    """Return the spin (rad/s) in the body's principal frame for an angular momentum in the world's."""
    x, y, z = _unrotate(q, momentum[0], momentum[1], momentum[2])
    return x / moments[0], y / moments[1], z / moments[2]


@kernel
def _rate(q: Floats, momentum: Floats, torque: Floats, time: float, moments: Floats, out: Floats) -> None:
    lx = momentum[0] + torque[0] * time
    ly = momentum[1] + torque[1] * time
    lz = momentum[2] + torque[2] * time
    n = 1.0 / (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3])
    x, y, z = _unrotate_any(q, lx, ly, lz, n)
    x, y, z = 0.5 * x / moments[0], 0.5 * y / moments[1], 0.5 * z / moments[2]
    out[0] = -q[1] * x - q[2] * y - q[3] * z
    out[1] = q[0] * x + q[2] * z - q[3] * y
    out[2] = q[0] * y + q[3] * x - q[1] * z
    out[3] = q[0] * z + q[1] * y - q[2] * x


@kernel(inline="always")
def _unrotate_any(q: Floats, x: float, y: float, z: float, n: float) -> tuple[float, float, float]:
    """Rotate back by a quaternion of squared length 1 / n."""
    tx = 2.0 * n * (q[3] * y - q[2] * z)
    ty = 2.0 * n * (q[1] * z - q[3] * x)
    tz = 2.0 * n * (q[2] * x - q[1] * y)
    return (
        x + q[0] * tx - q[2] * tz + q[3] * ty,
        y + q[0] * ty - q[3] * tx + q[1] * tz,
        z + q[0] * tz - q[1] * ty + q[2] * tx,
    )


@kernel
def turn(q: Floats, momentum: Floats, torque: Floats, moments: Floats, time: float) -> None:
    """Turn q (4,) and ``momentum`` (3,) in place through ``time`` (s) under a constant torque (world frame).

    A chain of blows may reach a body a little before its own last one: then the time is negative.
    """
    still = True
    for i in range(3):
        still = still and momentum[i] == 0.0 and torque[i] == 0.0
    if still or time == 0.0:
        return
    most = 0.0
    for i in range(3):
        most += max(abs(momentum[i]), abs(momentum[i] + torque[i] * time))
    speed = most / min(moments[0], moments[1], moments[2])
    stages = int(min(max(np.ceil(speed * abs(time) / TURN), 1.0), MOST_STAGES))
    h = time / stages
    k1, k2, k3, k4, x = np.empty(4), np.empty(4), np.empty(4), np.empty(4), np.empty(4)
    for stage in range(stages):
        t = stage * h
        _rate(q, momentum, torque, t, moments, k1)
        for i in range(4):
            x[i] = q[i] + 0.5 * h * k1[i]
        _rate(x, momentum, torque, t + 0.5 * h, moments, k2)
        for i in range(4):
            x[i] = q[i] + 0.5 * h * k2[i]
        _rate(x, momentum, torque, t + 0.5 * h, moments, k3)
        for i in range(4):
            x[i] = q[i] + h * k3[i]
        _rate(x, momentum, torque, t + h, moments, k4)
        size = 0.0
        for i in range(4):
            q[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i])
            size += q[i] * q[i]
        size = np.sqrt(size)
        for i in range(4):
            q[i] /= size
    for i in range(3):
        momentum[i] += torque[i] * time


@kernel(inline="always")
def advance_free(
    tables: Tables,
    live: Live,
    before: tuple,
    after: tuple,
    step: float,
    time: float,
    events: tuple,
    knots: tuple,
    books: tuple,
) -> None:
    """Move every free body that is awake from the step's beginning to its end.

    Called after MuJoCo has stepped (and has put to sleep what rests).

    Args:
        tables: constants.
        live: views of the state; ``qpos`` and ``qvel`` are changed.
        before: (qpos, qvel) at the beginning, impacts not yet done.
        after: (qvel, sum of all generalised forces) at the beginning, all impacts done.
        step: s.
        time: s, of the beginning.
        events: as in ``impact.resolve``.
        knots: (counter (1,), table (E, 21)); appended to: time, body, position, rotation (of the principal axes),
            velocity and spin before, velocity and spin after.
        books: (B, 6) impulse and twist: of contacts in this step (added to the next and cleared; for bodies that
            sleep, what holds them there), of contacts so far, other so far.
    """
    contact, booked, external = books
    q, momentum, torque = np.empty(4), np.empty(3), np.empty(3)
    x, v, a = np.empty(3), np.empty(3), np.empty(3)
    for tree in range(tables.free_body.shape[0]):
        body = tables.free_body[tree]
        if body < 0:
            continue
        if not tables.present[body]:
            continue
        p, d = tables.free_qpos[tree], tables.tree_dof[tree]
        moments = tables.moments[body]
        if live.tree_asleep[tree] >= 0 and before[1][d] == 0.0 and before[1][d + 1] == 0.0 and before[1][d + 2] == 0.0:
            for i in range(3):  # a long sleeper: its support bears its weight
                contact[body, i] = -tables.mass[body] * tables.gravity[i] * step
            if before[1][d + 3] == 0.0 and before[1][d + 4] == 0.0 and before[1][d + 5] == 0.0:
                continue
        if live.tree_asleep[tree] >= 0 or tables.held[tree]:
            _book_still(body, p, d, tables, live, before, step, contact, external, tables.held[tree])
            continue
        for i in range(6):
            external[body, i] += live.xfrc[body, i] * step
        for i in range(4):
            q[i] = before[0][p + 3 + i]
        w = after[0][d + 3 : d + 6]
        f = after[1][d + 3 : d + 6]
        torque[0], torque[1], torque[2] = _rotate(
            q,
            f[0] + (moments[2] - moments[1]) * w[1] * w[2],
            f[1] + (moments[0] - moments[2]) * w[2] * w[0],
            f[2] + (moments[1] - moments[0]) * w[0] * w[1],
        )
        w = before[1][d + 3 : d + 6]
        momentum[0], momentum[1], momentum[2] = _rotate(q, moments[0] * w[0], moments[1] * w[1], moments[2] * w[2])
        for i in range(3):
            x[i], v[i], a[i] = before[0][p + i], before[1][d + i], after[1][d + i] / tables.mass[body]

        done = 0.0
        for e in range(events[0][0]):
            if events[1][e] != tree:
                continue
            h = events[2][e] - done
            for i in range(3):
                x[i] += (v[i] + 0.5 * a[i] * h) * h
                v[i] += a[i] * h
            turn(q, momentum, torque, moments, h)
            done = events[2][e]
            row = _open_knot(knots, time + done, body, tables, x, q, v, momentum, moments)
            change = events[3][e]
            first = before[0][p + 3 : p + 7]
            dx, dy, dz = _rotate(first, moments[0] * change[3], moments[1] * change[4], moments[2] * change[5])
            momentum[0] += dx
            momentum[1] += dy
            momentum[2] += dz
            for i in range(3):
                v[i] += change[i]
            if row >= 0:
                wx, wy, wz = local_spin(q, momentum, moments)
                wx, wy, wz = _rotate(q, wx, wy, wz)
                line = knots[1][row]
                line[15], line[16], line[17] = v[0], v[1], v[2]
                line[18], line[19], line[20] = wx, wy, wz
        h = step - done
        turn(q, momentum, torque, moments, h)
        wx, wy, wz = local_spin(q, momentum, moments)
        for i in range(3):
            live.qpos[p + i] = x[i] + (v[i] + 0.5 * a[i] * h) * h
            live.qvel[d + i] = v[i] + a[i] * h
        for i in range(4):
            live.qpos[p + 3 + i] = q[i]
        live.qvel[d + 3], live.qvel[d + 4], live.qvel[d + 5] = wx, wy, wz
    for body in range(contact.shape[0]):
        for i in range(6):
            booked[body, i] += contact[body, i]
            contact[body, i] = 0.0


@kernel
def _book_still(
    body: int,
    p: int,
    d: int,
    tables: Tables,
    live: Live,
    before: tuple,
    step: float,
    contact: Floats,
    external: Floats,
    held: bool,
) -> None:
    """Book a body that a hand holds (the hand bears weight and blows), or that sleeps (its support does)."""
    mass = tables.mass[body]
    for i in range(3):
        weight = mass * tables.gravity[i] * step
        if held:
            live.qpos[p + i] = before[0][p + i]
            live.qvel[d + i] = 0.0
            live.qvel[d + 3 + i] = 0.0
            external[body, i] -= contact[body, i] + weight
            external[body, 3 + i] -= contact[body, 3 + i]
        else:
            contact[body, i] = -mass * before[1][d + i] - weight
    if held:
        for i in range(4):
            live.qpos[p + 3 + i] = before[0][p + 3 + i]
        return
    q, moments = before[0][p + 3 : p + 7], tables.moments[body]
    w = before[1][d + 3 : d + 6]
    x, y, z = _rotate(q, moments[0] * w[0], moments[1] * w[1], moments[2] * w[2])
    contact[body, 3], contact[body, 4], contact[body, 5] = -x, -y, -z


@kernel
def _open_knot(
    knots: tuple,
    time: float,
    body: int,
    tables: Tables,
    x: Floats,
    q: Floats,
    v: Floats,
    momentum: Floats,
    moments: Floats,
) -> int:
    """Write the first half of a knot and return its row, or -1 where the table is full."""
    row = knots[0][0]
    if row >= knots[1].shape[0]:
        return -1
    knots[0][0] = row + 1
    wx, wy, wz = local_spin(q, momentum, moments)
    wx, wy, wz = _rotate(q, wx, wy, wz)
    line = knots[1][row]
    line[0], line[1] = time, tables.world_body[body]
    for i in range(3):
        line[2 + i] = x[i]
        line[9 + i] = v[i]
    for i in range(4):
        line[5 + i] = q[i]
    line[12], line[13], line[14] = wx, wy, wz
    return row


@kernel(inline="always")
def book_contacts(
    n: int, contacts: Contacts, tables: Tables, live: Live, force: Floats, step: float, contact: Floats, touches: tuple
) -> None:
    """Add the step's contact forces to both bodies' books and to the pairs' touches of the sample interval.

    Args:
        n: how many contacts are listed.
        contacts: views of them.
        tables: constants.
        live: views of the state at the step's beginning, impacts done.
        force: (rows,) efc_force, in contact frames (N, and N m for spin and roll).
        step: s.
        contact: (B, 6) impulse and twist of the step; added to.
        touches: (counter (1,), table (E, 15)); a line per pair (a < b) and face, that is, direction of the normal
            within ``SAME_FACE``, for friction's cone is about one normal: a, b, sum of weights, then sums of point,
            normal, impulse, slip and roll, and the greatest depth.
    """
    count, table = touches
    hint = 0
    total, turning = np.zeros(3), np.zeros(3)
    for c in range(n):
        address = contacts.address[c]
        if address < 0 or force[address] <= 0.0:
            continue
        first, second = tables.geom_body[contacts.geom[c, 0]], tables.geom_body[contacts.geom[c, 1]]
        normal = contacts.frame[c, 0:3]
        for x in range(3):
            total[x] = turning[x] = 0.0
            for r in range(min(3, contacts.dim[c])):
                total[x] += step * force[address + r] * contacts.frame[c, 3 * r + x]
            for r in range(3, contacts.dim[c]):
                turning[x] += step * force[address + r] * contacts.frame[c, 3 * (r - 3) + x]
        for side in range(2):
            body, sign = (first, -1.0) if side == 0 else (second, 1.0)
            rx = contacts.pos[c, 0] - live.xpos[body, 0]
            ry = contacts.pos[c, 1] - live.xpos[body, 1]
            rz = contacts.pos[c, 2] - live.xpos[body, 2]
            for x in range(3):
                contact[body, x] += sign * total[x]
            contact[body, 3] += sign * (ry * total[2] - rz * total[1] + turning[0])
            contact[body, 4] += sign * (rz * total[0] - rx * total[2] + turning[1])
            contact[body, 5] += sign * (rx * total[1] - ry * total[0] + turning[2])

        a, b, sign = tables.world_body[first], tables.world_body[second], 1.0
        if a > b:
            a, b, sign = b, a, -1.0
        row = -1
        for e in range(count[0]):
            at = (hint + e) % count[0]
            if table[at, 0] == a and table[at, 1] == b:
                along = table[at, 6] * normal[0] + table[at, 7] * normal[1] + table[at, 8] * normal[2]
                if sign * along >= SAME_FACE * table[at, 2]:
                    row = at
                    break
        if row < 0:
            if count[0] >= table.shape[0]:
                continue
            row = count[0]
            count[0] += 1
            table[row, :] = 0.0
            table[row, 0], table[row, 1] = a, b
        hint = row
        line = table[row]
        weight = step * force[address]
        line[2] += weight
        for x in range(3):
            line[3 + x] += weight * contacts.pos[c, x]
            line[6 + x] += weight * sign * normal[x]
            line[9 + x] += sign * total[x]
        line[12] += weight * _slip(first, second, c, contacts, live, tables)
        line[13] += weight * max(_roll(first, c, contacts, live, tables), _roll(second, c, contacts, live, tables))
        line[14] = max(line[14], -contacts.dist[c])


@kernel(inline="always")
def _slip(first: int, second: int, c: int, contacts: Contacts, live: Live, tables: Tables) -> float:
    """Return the tangential speed (m/s) of one surface over the other."""
    ax, ay, az = point_velocity(first, contacts.pos[c], live, tables)
    bx, by, bz = point_velocity(second, contacts.pos[c], live, tables)
    x, y, z = bx - ax, by - ay, bz - az
    f = contacts.frame[c]
    u = f[3] * x + f[4] * y + f[5] * z
    v = f[6] * x + f[7] * y + f[8] * z
    return np.sqrt(u * u + v * v)


@kernel(inline="always")
def _roll(body: int, c: int, contacts: Contacts, live: Live, tables: Tables) -> float:
    """Return how fast (m/s) the contact point wanders over a round body: spin in the tangent plane times lever."""
    if not tables.rolls[body]:
        return 0.0
    f, w = contacts.frame[c], live.cvel[body]
    u = f[3] * w[0] + f[4] * w[1] + f[5] * w[2]
    v = f[6] * w[0] + f[7] * w[1] + f[8] * w[2]
    lever = 0.0
    for x in range(3):
        lever += f[x] * (contacts.pos[c, x] - live.xpos[body, x])
    return np.sqrt(u * u + v * v) * abs(lever)
