"""Looks ahead: where bodies are about to touch, how fast, and whether that is an impact.

Compiled by Numba (see ``kernel``); only the solver imports this file, late.
Legend: n contacts listed, J dofs, K trees.
"""

import numpy as np

from setpiece.physics.kernel import kernel
from setpiece.physics.views import Bools, Contacts, Floats, Ints, Live, Tables

RESTING_SPEED = 0.02  # m/s: slower approaches are resting contact, at least so; see ``least_approach``
TOUCHING = 1e-5  # m: gaps below it take part in an impact nearby
LEAST_FRICTION = 1e-5  # MuJoCo's own
LOOK_AHEAD = 5e-4  # m: contacts are listed this far ahead, besides the way that a body goes in a step


@kernel
def least_approach(gravity: Floats, step: float) -> float:
    """Return the speed (m/s) from which a contact is an impact: above what one step of gravity gives."""
    g = np.sqrt(gravity[0] ** 2 + gravity[1] ** 2 + gravity[2] ** 2)
    return max(RESTING_SPEED, 1.5 * g * step)


@kernel(inline="always")
def set_friction(n: int, contacts: Contacts, tables: Tables) -> None:
    """Give every listed contact the pair's friction; scaling all five coefficients keeps MuJoCo's cone consistent."""
    for c in range(n):
        a = tables.geom_surface[contacts.geom[c, 0]]
        b = tables.geom_surface[contacts.geom[c, 1]]
        now = contacts.friction[c, 0]
        ratio = max(tables.friction[a, b], LEAST_FRICTION) / now
        if ratio != 1.0:
            for k in range(5):
                contacts.friction[c, k] *= ratio
            contacts.mu[c] *= ratio


@kernel(inline="always")
def set_gaps(tables: Tables, live: Live, step: float) -> None:
    """Let every geom be watched as far ahead as its body can get within the step (m)."""
    g = np.sqrt(tables.gravity[0] ** 2 + tables.gravity[1] ** 2 + tables.gravity[2] ** 2)
    for geom in range(tables.geom_gap.shape[0]):
        body = tables.geom_body[geom]
        tree = tables.body_tree[body]
        if tree < 0 or live.tree_asleep[tree] >= 0:
            continue
        if tables.free_body[tree] == body:
            d = tables.tree_dof[tree]
            v, w = live.qvel[d : d + 3], live.qvel[d + 3 : d + 6]
            f = live.xfrc[body]
            push = np.sqrt(f[0] ** 2 + f[1] ** 2 + f[2] ** 2) / tables.mass[body]
            speed = np.sqrt(v[0] ** 2 + v[1] ** 2 + v[2] ** 2) + push * step
        else:
            vx, vy, vz = point_velocity(body, live.xpos[body], live, tables)
            w = live.cvel[body, 0:3]
            speed = np.sqrt(vx * vx + vy * vy + vz * vz)
        speed += tables.reach[body] * np.sqrt(w[0] ** 2 + w[1] ** 2 + w[2] ** 2)
        tables.geom_gap[geom] = LOOK_AHEAD + 1.25 * step * (speed + g * step)


@kernel(inline="always")
def carried(motion: Floats, rx: float, ry: float, rz: float) -> tuple[float, float, float]:
    """Return the velocity of a point at r from where a motion (6,), turn and way, is told."""
    return (
        motion[3] + motion[1] * rz - motion[2] * ry,
        motion[4] + motion[2] * rx - motion[0] * rz,
        motion[5] + motion[0] * ry - motion[1] * rx,
    )


@kernel(inline="always")
def point_velocity(body: int, point: Floats, live: Live, tables: Tables) -> tuple[float, float, float]:
    """Return the velocity (m/s) of a point fixed to a body."""
    root = tables.body_root[body]
    rx = point[0] - live.subtree_com[root, 0]
    ry = point[1] - live.subtree_com[root, 1]
    rz = point[2] - live.subtree_com[root, 2]
    return carried(live.cvel[body], rx, ry, rz)


@kernel
def point_rate(body: int, point: Floats, normal: Floats, rates: Floats, live: Live, tables: Tables) -> float:
    """Return sum of rates over the dofs that move a point, along the normal: a row of the Jacobian times rates."""
    root = tables.body_root[body]
    rx = point[0] - live.subtree_com[root, 0]
    ry = point[1] - live.subtree_com[root, 1]
    rz = point[2] - live.subtree_com[root, 2]
    total = 0.0
    dof = tables.body_dof[body]
    while dof >= 0:
        x, y, z = carried(live.cdof[dof], rx, ry, rz)
        total += rates[dof] * (normal[0] * x + normal[1] * y + normal[2] * z)
        dof = tables.dof_parent[dof]
    return total


@kernel
def point_rates(
    body: int, point: Floats, frame: Floats, rates: Floats, live: Live, tables: Tables
) -> tuple[float, float, float]:
    """Return what ``point_rate`` does, along the three directions of a contact's frame (9,)."""
    root = tables.body_root[body]
    rx = point[0] - live.subtree_com[root, 0]
    ry = point[1] - live.subtree_com[root, 1]
    rz = point[2] - live.subtree_com[root, 2]
    n, u, v = 0.0, 0.0, 0.0
    dof = tables.body_dof[body]
    while dof >= 0:
        x, y, z = carried(live.cdof[dof], rx, ry, rz)
        n += rates[dof] * (frame[0] * x + frame[1] * y + frame[2] * z)
        u += rates[dof] * (frame[3] * x + frame[4] * y + frame[5] * z)
        v += rates[dof] * (frame[6] * x + frame[7] * y + frame[8] * z)
        dof = tables.dof_parent[dof]
    return n, u, v


@kernel
def closing_time(gap: float, speed: float, acceleration: float, left: float, least: float) -> float:
    """Return when (s from now) a gap closes at more than ``least`` (m/s) within ``left``; -1 if it does not.

    ``gap(s) = gap + speed s + acceleration s^2 / 2``. A gap that is closed already counts by its speed alone, so
    that no body's own weight makes an impact out of its rest.
    """
    if gap <= TOUCHING and speed > -least:
        return -1.0
    if gap <= 0.0:
        return 0.0
    inside = speed * speed - 2.0 * acceleration * gap
    if inside < 0.0:
        return -1.0
    root = np.sqrt(inside)
    if root < least or root - speed <= 0.0:
        return -1.0
    time = 2.0 * gap / (root - speed)
    return time if time <= left else -1.0


@kernel(inline="always")
def impact_ahead(n: int, contacts: Contacts, tables: Tables, live: Live, step: float, sleepers: Bools) -> int:
    """Return 0: no impact within the step; 1: there is one; 2: one wakes sleeping trees, which are flagged."""
    least = least_approach(tables.gravity, step)
    found = 0
    for c in range(n):
        a = tables.geom_body[contacts.geom[c, 0]]
        b = tables.geom_body[contacts.geom[c, 1]]
        point, normal = contacts.pos[c], contacts.frame[c]
        ax, ay, az = point_velocity(a, point, live, tables)
        bx, by, bz = point_velocity(b, point, live, tables)
        speed = normal[0] * (bx - ax) + normal[1] * (by - ay) + normal[2] * (bz - az)
        gap = contacts.dist[c]
        if speed > least or (gap <= TOUCHING and speed > -least):
            continue
        acceleration = point_rate(b, point, normal, live.qacc_smooth, live, tables)
        acceleration -= point_rate(a, point, normal, live.qacc_smooth, live, tables)
        if closing_time(gap, speed, acceleration, step, least) < 0.0:
            continue
        found = max(found, 1)
        for body in (a, b):
            tree = tables.body_tree[body]
            if tree >= 0 and live.tree_asleep[tree] >= 0:
                sleepers[tree] = True
                found = 2
    return found


@kernel
def reached_trees(n: int, contacts: Contacts, tables: Tables, live: Live, step: float, least: float) -> Bools:
    """Flag the trees that an impact can reach through listed contacts."""
    reached = np.zeros(tables.tree_dof.shape[0], np.bool_)
    for c in range(n):
        a = tables.geom_body[contacts.geom[c, 0]]
        b = tables.geom_body[contacts.geom[c, 1]]
        point, normal = contacts.pos[c], contacts.frame[c]
        speed = point_rate(b, point, normal, live.qvel, live, tables) - point_rate(
            a, point, normal, live.qvel, live, tables
        )
        if speed > least:
            continue
        rate = point_rate(b, point, normal, live.qacc_smooth, live, tables)
        rate -= point_rate(a, point, normal, live.qacc_smooth, live, tables)
        if closing_time(contacts.dist[c], speed, rate, step, least) >= 0.0:
            for body in (a, b):
                if tables.body_tree[body] >= 0:
                    reached[tables.body_tree[body]] = True
    _spread(n, contacts, tables, reached)
    return reached


@kernel
def _spread(n: int, contacts: Contacts, tables: Tables, reached: Bools) -> None:
    """Flag whatever listed contacts connect with a flagged tree, by joining trees into groups (Tarjan 1975)."""
    group = np.arange(reached.shape[0])
    for c in range(n):
        a = tables.body_tree[tables.geom_body[contacts.geom[c, 0]]]
        b = tables.body_tree[tables.geom_body[contacts.geom[c, 1]]]
        if a >= 0 and b >= 0:
            a, b = _group_of(group, a), _group_of(group, b)
            group[max(a, b)] = min(a, b)
    hit = np.zeros(reached.shape[0], np.bool_)
    for tree in range(reached.shape[0]):
        if reached[tree]:
            hit[_group_of(group, tree)] = True
    for tree in range(reached.shape[0]):
        reached[tree] = hit[_group_of(group, tree)]


@kernel
def _group_of(group: Ints, tree: int) -> int:
    """Return the first tree of a tree's group, and shorten the way there."""
    while group[tree] != tree:
        group[tree] = group[group[tree]]
        tree = group[tree]
    return tree


@kernel
def point_at(pair: Ints, tau: float, c: int, contacts: Contacts, live: Live, tables: Tables) -> Floats:
    """Return where a contact will be at tau: halfway between the surfaces, and along them where the mover carries it.

    A corner carries its contact along; a ball's stays below its centre.
    """
    normal = contacts.frame[c, 0:3]
    mean, along = np.zeros(3), np.zeros(3)
    movers = 0
    axis = np.zeros(3)
    for side in range(2):
        body = pair[side]
        if tables.body_tree[body] < 0:
            continue
        movers += 1
        place = live.xpos[body] if tables.rolls[body] else contacts.pos[c]
        v = point_velocity(body, contacts.pos[c], live, tables)
        u = point_velocity(body, place, live, tables)
        for x in range(3):
            axis[:] = 0.0
            axis[x] = 1.0
            gain = 0.5 * tau * point_rate(body, place, axis, live.qacc_smooth, live, tables)
            mean[x] += 0.5 * (v[x] + gain)
            along[x] += u[x] + gain
    out = contacts.pos[c].copy()
    drift = 0.0
    for x in range(3):
        along[x] /= max(movers, 1)
        drift += normal[x] * (mean[x] - along[x])
    for x in range(3):
        out[x] += tau * (along[x] + drift * normal[x])
    return out
