"""Contact forces of a free body that bears on nothing that moves: a Newton method of six unknowns.

MuJoCo's own solver takes 5 microseconds for such a body, most of it for sparse bookkeeping. The problem is the
same: minimise over the acceleration a ``(a - a0) M (a - a0) / 2 + sum of s(J a - a_ref)`` with the costs s of
elliptic cones (MuJoCo's documentation, Computation, "Primal problem"), and force = -ds.

Compiled by Numba (see ``kernel``); only the solver imports this file, late.
Legend: n contacts, K trees; a contact has up to 6 rows: normal, two slips, spin, two rolls.
"""

# A kernel takes its arrays one by one and is one loop over them.
# ruff: noqa: C901, PLR0913, PLR0915

import numpy as np

from setpiece.physics.kernel import kernel
from setpiece.physics.views import Contacts, Floats, Ints, Live, Tables

ITERATIONS = 60
SEARCHES = 30
RESTS = 1e-11  # of the forces at work: a smaller gradient is rounding
ALONG = 0.1  # of the slope at its beginning: where a search along a line may end


@kernel
def owners(n: int, rows: int, contacts: Contacts, tables: Tables, owner: Ints) -> bool:
    """Name the tree (n,) that alone bears each contact, -1 where there is none; say whether that is all ``rows``."""
    shared = tables.free_body < 0
    for c in range(n):
        a = tables.body_tree[tables.geom_body[contacts.geom[c, 0]]]
        b = tables.body_tree[tables.geom_body[contacts.geom[c, 1]]]
        if contacts.address[c] >= 0 and a >= 0 and b >= 0:
            shared[a] = shared[b] = True
    mine = 0
    for c in range(n):
        a = tables.body_tree[tables.geom_body[contacts.geom[c, 0]]]
        b = tables.body_tree[tables.geom_body[contacts.geom[c, 1]]]
        tree = max(a, b)
        owner[c] = tree if contacts.address[c] >= 0 and tree >= 0 and not shared[tree] else -1
        if owner[c] >= 0:
            mine += contacts.dim[c]
    return mine == rows


@kernel
def solve_lone(
    n: int, contacts: Contacts, tables: Tables, live: Live, problem: tuple, owner: Ints, everything: bool
) -> None:
    """Write forces and accelerations of the trees that ``owners`` has named.

    Args:
        n: how many contacts are listed.
        contacts: views of them.
        tables: constants.
        live: views of the state; ``qacc`` and ``qfrc_constraint`` are changed.
        problem: MuJoCo's efc_J, efc_J_rowadr, efc_D, efc_aref and efc_force; the last is changed.
        owner: (n,) from ``owners``.
        everything: whether nobody else solves: then all other trees move as no contact lets them.
    """
    if everything:
        live.qacc[:] = live.qacc_smooth
        live.qfrc_constraint[:] = 0.0
    first = np.full(tables.tree_dof.shape[0], -1)  # a list of contacts for every tree, in their order
    following = np.full(n, -1)
    for c in range(n - 1, -1, -1):
        if owner[c] >= 0:
            following[c], first[owner[c]] = first[owner[c]], c
    room = (np.empty((8, 6)), np.empty((n, 6, 6)), np.empty((n, 6)), np.empty((n, 6)), np.empty((2, 6, 6)))
    for tree in range(first.shape[0]):
        if first[tree] >= 0:
            _solve_tree(tree, first[tree], following, contacts, tables, live, problem, room)


@kernel
def _solve_tree(
    tree: int,
    head: int,
    following: Ints,
    contacts: Contacts,
    tables: Tables,
    live: Live,
    problem: tuple,
    room: tuple,
) -> None:
    """Solve for one body, in ``room``: vectors, and of contacts Jacobians, J a - a_ref, its change; two matrices."""
    jacobian, address, stiff, reference, force = problem
    x, rows, jar, change, square = room
    hessian, bend = square[0], square[1]
    d = tables.tree_dof[tree]
    mass, now, gradient, way, pull, one, slope = x[0], x[1], x[2], x[3], x[4], x[5], x[6]
    scale = 0.0
    for i in range(6):
        mass[i] = live.mass_matrix[tables.row_start[d + i] + tables.row_size[d + i] - 1]
        now[i] = live.qacc_smooth[d + i]
        scale = max(scale, mass[i] * abs(now[i]))
    c = head
    while c >= 0:
        row = contacts.address[c]
        for r in range(contacts.dim[c]):
            jar[c, r] = -reference[row + r]
            for i in range(6):
                rows[c, r, i] = jacobian[address[row + r] + i]
                jar[c, r] += rows[c, r, i] * now[i]
        c = following[c]

    for _ in range(ITERATIONS):
        # The gradient and the second derivative of the cost.
        hessian[:] = 0.0
        for i in range(6):
            gradient[i] = mass[i] * (now[i] - live.qacc_smooth[d + i])
            hessian[i, i] = mass[i]
            pull[i] = 0.0
        most = scale
        c = head
        while c >= 0:
            row, dim = contacts.address[c], contacts.dim[c]
            if _cone(c, row, dim, contacts, stiff, jar[c], one, bend):
                mine = rows[c]
                for r in range(dim):
                    most = max(most, abs(one[r]))
                    for i in range(6):
                        pull[i] += mine[r, i] * one[r]
                        slope[i] = 0.0
                    for s in range(dim):
                        for i in range(6):
                            slope[i] += bend[r, s] * mine[s, i]
                    for i in range(6):
                        for j in range(i + 1):
                            hessian[i, j] += mine[r, i] * slope[j]
            for r in range(dim):
                force[row + r] = one[r]
            c = following[c]
        size = 0.0
        for i in range(6):
            gradient[i] -= pull[i]
            way[i] = -gradient[i]
            size = max(size, abs(gradient[i]))
        if size <= RESTS * most:
            break

        # Newton's way, and how far to go on it.
        _solve_symmetric(hessian, way)
        c = head
        while c >= 0:
            for r in range(contacts.dim[c]):
                change[c, r] = 0.0
                for i in range(6):
                    change[c, r] += rows[c, r, i] * way[i]
            c = following[c]
        down, curve = 0.0, 0.0
        for i in range(6):
            down += mass[i] * (now[i] - live.qacc_smooth[d + i]) * way[i]
            curve += mass[i] * way[i] * way[i]
        share = _search(head, following, contacts, stiff, down, curve, jar, change)
        if share == 0.0:
            break
        for i in range(6):
            now[i] += share * way[i]
        c = head
        while c >= 0:
            for r in range(contacts.dim[c]):
                jar[c, r] += share * change[c, r]
            c = following[c]
    for i in range(6):
        live.qacc[d + i] = now[i]
        live.qfrc_constraint[d + i] = pull[i]


@kernel
def _cone(c: int, row: int, dim: int, contacts: Contacts, stiff: Floats, jar: Floats, f: Floats, bend: Floats) -> bool:
    """Write the force (dim,) and the second derivative (dim, dim) of a contact's cost; False where both are zero."""
    mu = contacts.mu[c]
    normal, tangent = jar[0] * mu, 0.0
    for r in range(1, dim):
        u = jar[r] * contacts.friction[c, r - 1]
        tangent += u * u
    tangent = np.sqrt(tangent)
    if normal >= mu * tangent or (tangent <= 0.0 and normal >= 0.0):
        f[:dim] = 0.0
        return False
    if mu * normal + tangent <= 0.0:
        bend[:dim, :dim] = 0.0
        for r in range(dim):
            f[r] = -stiff[row + r] * jar[r]
            bend[r, r] = stiff[row + r]
        return True
    weight = stiff[row] / (mu * mu * (1.0 + mu * mu))
    outside = normal - mu * tangent
    f[0] = -weight * outside * mu
    bend[0, 0] = weight * mu * mu
    for r in range(1, dim):
        a = contacts.friction[c, r - 1]
        u = a * jar[r] / tangent
        f[r] = weight * outside * mu * u * a
        bend[r, 0] = bend[0, r] = -weight * mu * mu * u * a
        for s in range(1, r + 1):
            b = contacts.friction[c, s - 1]
            v = b * jar[s] / tangent
            curve = mu * normal / tangent * u * v + ((mu * mu - mu * normal / tangent) if s == r else 0.0)
            bend[r, s] = bend[s, r] = weight * a * b * curve
    return True


@kernel
def _solve_symmetric(matrix: Floats, x: Floats) -> None:
    """Solve for x (6,) in place, by Cholesky on the lower triangle, which is overwritten."""
    for j in range(6):
        for i in range(j, 6):
            s = matrix[i, j]
            for k in range(j):
                s -= matrix[i, k] * matrix[j, k]
            matrix[i, j] = np.sqrt(s) if i == j else s / matrix[j, j]
    for i in range(6):
        for k in range(i):
            x[i] -= matrix[i, k] * x[k]
        x[i] /= matrix[i, i]
    for i in range(5, -1, -1):
        for k in range(i + 1, 6):
            x[i] -= matrix[k, i] * x[k]
        x[i] /= matrix[i, i]


@kernel
def _search(
    head: int,
    following: Ints,
    contacts: Contacts,
    stiff: Floats,
    slope: float,
    curve: float,
    jar: Floats,
    change: Floats,
) -> float:
    """Return how far to go along a way: where the cost's slope is nearly zero, between bounds that close in.

    ``slope`` and ``curve`` are those of the smooth part, at the beginning.
    """
    low, high, share, begun = 0.0, np.inf, 0.0, 0.0
    for turn in range(SEARCHES):
        down, bent = slope + share * curve, curve
        c = head
        while c >= 0:
            first, second = _along(contacts.address[c], c, contacts, stiff, jar[c], change[c], share)
            down += first
            bent += second
            c = following[c]
        if turn == 0:
            begun = -down
            if begun <= 0.0:
                return 0.0
        elif abs(down) <= ALONG * begun:
            return share
        if down < 0.0:
            low = share
        else:
            high = share
        share -= down / bent
        if not low < share < high:
            share = 0.5 * (low + high) if high < np.inf else 2.0 * low + 1.0
    return share


@kernel
def _along(
    row: int, c: int, contacts: Contacts, stiff: Floats, jar: Floats, change: Floats, share: float
) -> tuple[float, float]:
    """Return slope and curvature of a contact's cost, ``share`` of the way along a line."""
    mu = contacts.mu[c]
    normal, normal_rate = mu * (jar[0] + share * change[0]), mu * change[0]
    square, half_rate, speed = 0.0, 0.0, 0.0  # of the tangential part: u u, u u', u' u'
    for r in range(1, contacts.dim[c]):
        a = contacts.friction[c, r - 1]
        u, v = a * (jar[r] + share * change[r]), a * change[r]
        square += u * u
        half_rate += u * v
        speed += v * v
    tangent = np.sqrt(square)
    if normal >= mu * tangent or (tangent <= 0.0 and normal >= 0.0):
        return 0.0, 0.0
    if mu * normal + tangent <= 0.0:
        slope, curve = 0.0, 0.0
        for r in range(contacts.dim[c]):
            slope += stiff[row + r] * (jar[r] + share * change[r]) * change[r]
            curve += stiff[row + r] * change[r] * change[r]
        return slope, curve
    weight = stiff[row] / (mu * mu * (1.0 + mu * mu))
    rate = half_rate / tangent
    outside, outside_rate = normal - mu * tangent, normal_rate - mu * rate
    bend = (speed - rate * rate) / tangent
    return weight * outside * outside_rate, weight * (outside_rate * outside_rate - mu * outside * bend)
