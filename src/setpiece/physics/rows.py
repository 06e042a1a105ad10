"""Rows of contacts' Jacobians for impacts: as a step begins, and at the time within it at which an impact comes.

Until then bodies turn, and with them levers and axes: at 15 rad/s a row of the step's beginning is wrong by a fortieth,
and an impact by it takes another energy than its own rows tell.

Compiled by Numba (see ``kernel``); only the solver imports this file, late.
Legend: k contacts that matter, three rows each: normal, two tangents; J dofs. Rows (k, 3, widest) hold the dofs of the
first tree and then those of the second.
"""

# A kernel takes its arrays one by one and is one loop over them.
# ruff: noqa: C901, PLR0913

import numpy as np

from setpiece.physics.approach import carried
from setpiece.physics.carrying import add_drift, lever, turned, turns
from setpiece.physics.kernel import kernel
from setpiece.physics.views import Contacts, Floats, Ints, Live, Tables


@kernel
def inverse_mass(tree: int, live: Live, tables: Tables) -> Floats:
    """Return the inverse (k, k) of the mass matrix of one tree, by Cholesky."""
    start, k = tables.tree_dof[tree], tables.tree_size[tree]
    full = np.zeros((k, k))
    for i in range(k):
        first = tables.row_start[start + i]
        for e in range(tables.row_size[start + i]):
            j = tables.column[first + e] - start
            full[i, j] = full[j, i] = live.mass_matrix[first + e]
    low = np.zeros((k, k))
    for i in range(k):
        for j in range(i + 1):
            s = full[i, j]
            for e in range(j):
                s -= low[i, e] * low[j, e]
            low[i, j] = np.sqrt(s) if i == j else s / low[j, j]
    inverse = np.zeros((k, k))
    for column in range(k):
        for i in range(column, k):
            s = 1.0 if i == column else 0.0
            for e in range(column, i):
                s -= low[i, e] * inverse[e, column]
            inverse[i, column] = s / low[i, i]
        for i in range(k - 1, -1, -1):
            s = inverse[i, column]
            for e in range(i + 1, k):
                s -= low[e, i] * inverse[e, column]
            inverse[i, column] = s / low[i, i]
    return inverse


@kernel
def fill_rows(
    c: int,
    body: int,
    sign: float,
    start: int,
    offset: int,
    contacts: Contacts,
    tables: Tables,
    live: Live,
    rows: Floats,
) -> None:
    """Add a body's share to the Jacobian rows (3, width) of contact c; its tree's dofs begin at ``offset``."""
    root = tables.body_root[body]
    half = 0.5 * sign * max(contacts.dist[c], 0.0)  # from the middle of the gap to the body's own surface
    rx = contacts.pos[c, 0] + half * contacts.frame[c, 0] - live.subtree_com[root, 0]
    ry = contacts.pos[c, 1] + half * contacts.frame[c, 1] - live.subtree_com[root, 1]
    rz = contacts.pos[c, 2] + half * contacts.frame[c, 2] - live.subtree_com[root, 2]
    dof = tables.body_dof[body]
    while dof >= 0:
        x, y, z = carried(live.cdof[dof], rx, ry, rz)
        for r in range(3):
            f = contacts.frame[c, 3 * r : 3 * r + 3]
            rows[r, offset + dof - start] += sign * (f[0] * x + f[1] * y + f[2] * z)
        dof = tables.dof_parent[dof]


@kernel
def row_dot(rows: Floats, k: int, r: int, start_a: int, size_a: int, start_b: int, size_b: int, x: Floats) -> float:
    """Return row r of contact k times x (J,)."""
    total = 0.0
    for i in range(size_a):
        total += rows[k, r, i] * x[start_a + i]
    for i in range(size_b):
        total += rows[k, r, size_a + i] * x[start_b + i]
    return total


@kernel
def solve_row(k: int, slots: Ints, place: Ints, inverse: Floats, rows: Floats, solved: Floats) -> None:
    """Write M^-1 J^T of contact k; ``slots`` (2,) of its trees in ``inverse``, ``place`` (6,) as ``resolve`` has it."""
    size_a, size_b = place[2], place[5]
    for r in range(3):
        for i in range(size_a):
            s = 0.0
            for j in range(size_a):
                s += inverse[slots[0], i, j] * rows[k, r, j]
            solved[k, r, i] = s
        for i in range(size_b):
            s = 0.0
            for j in range(size_b):
                s += inverse[slots[1], i, j] * rows[k, r, size_a + j]
            solved[k, r, size_a + i] = s


@kernel
def turn_until(body: int, time: float, shift: Floats, live: Live, tables: Tables, turn: Floats) -> bool:
    """Write how far (3,), rad, a lone body turns by a time of the step with all its impacts; False: not at all."""
    for x in range(3):
        turn[x] = 0.0
    tree = tables.body_tree[body]
    if tree < 0 or not tables.alone[tree]:
        return False
    d = tables.tree_dof[tree] + 3
    for i in range(3):
        way = live.qvel[d + i] * time - shift[d + i]
        for x in range(3):
            turn[x] += way * live.cdof[d + i, x]
    return turn[0] != 0.0 or turn[1] != 0.0 or turn[2] != 0.0


@kernel
def own_drift(c: int, contacts: Contacts, tables: Tables, live: Live, step: float) -> float:
    """Return how the gap of a contact accelerates (m/s2) of itself, for velocities as impacts have left them."""
    total, spin = np.zeros(3), np.empty(3)
    for side in range(2):
        body = tables.geom_body[contacts.geom[c, side]]
        tree = tables.body_tree[body]
        if not turns(c, side, contacts, live, tables):
            continue
        d = tables.tree_dof[tree] + 3
        for x in range(3):
            spin[x] = 0.0
            for i in range(3):
                spin[x] += live.qvel[d + i] * live.cdof[d + i, x]
        if spin[0] != 0.0 or spin[1] != 0.0 or spin[2] != 0.0:
            add_drift(c, side, spin, contacts, live, tables, step, total)
    f = contacts.frame[c]
    return f[0] * total[0] + f[1] * total[1] + f[2] * total[2]


@kernel
def rows_at(
    c: int, time: float, flipped: bool, place: Ints, shift: Floats, contacts: Contacts, tables: Tables, live: Live,
    rows: Floats,
) -> None:  # fmt: skip
    """Write the rows (3, widest) of contact c at a time of the step over those of its beginning, for a lone body.

    ``flipped`` says that the second geom's body is the first of the pair; ``place`` is as ``resolve`` has it.
    """
    turn, arm = np.zeros(3), np.zeros(3)
    for side in range(2):
        body = tables.geom_body[contacts.geom[c, side]]
        if not turn_until(body, time, shift, live, tables, turn):
            continue
        sign = -1.0 if side == 0 else 1.0
        half = 0.5 * sign * max(contacts.dist[c], 0.0)
        lever(c, side, turn, contacts, live, tables, arm)
        for x in range(3):
            arm[x] += contacts.pos[c, x] + half * contacts.frame[c, x] - live.xpos[body, x]
            turn[x] = -turn[x]

        # Forces as the body sees them: turned back.
        first = (side == 0) != flipped
        offset, d = 0 if first else place[2], tables.tree_dof[tables.body_tree[body]] + 3
        for r in range(3):
            f = contacts.frame[c, 3 * r : 3 * r + 3]
            x, y, z = arm[1] * f[2] - arm[2] * f[1], arm[2] * f[0] - arm[0] * f[2], arm[0] * f[1] - arm[1] * f[0]
            dx, dy, dz = turned(x, y, z, turn)
            x, y, z = x + dx, y + dy, z + dz
            for i in range(3):
                axis = live.cdof[d + i]
                rows[r, offset + 3 + i] = sign * (axis[0] * x + axis[1] * y + axis[2] * z)
