"""Contact forces of a free body that bears on nothing that moves: a Newton method of six unknowns.

MuJoCo's own solver takes 5 microseconds for such a body, most of it for sparse bookkeeping. The problem is the
same: minimise over the acceleration a ``(a - a0) M (a - a0) / 2 + sum of s(J a - a_ref)`` with the costs s of
elliptic cones (MuJoCo's documentation, Computation, "Primal problem"), and force = -ds.

Compiled by Numba (see ``kernel``); only the solver imports this file, late. Everything is put into one function
(``inline``): handing a hundred arrays on costs a body more than half of its solution.
Legend: n contacts, K trees, k contacts of one tree; a contact has up to 6 rows: normal, two slips, spin, two rolls.
"""

# A kernel takes its arrays one by one and is one loop over them.
# ruff: noqa: C901, PLR0913, PLR0915

from typing import NamedTuple

import numpy as np

from setpiece.physics.kernel import kernel
from setpiece.physics.views import Contacts, Floats, Ints, Live, Tables

ITERATIONS = 60
SEARCHES = 30
RESTS = 1e-11  # of the forces at work: a smaller gradient is rounding
ALONG = 0.1  # of the slope at its beginning: where a search along a line may end


class Own(NamedTuple):
    """The contacts of one body, one after the other, while it is solved for."""

    row: Ints  # (n,) its first row of MuJoCo's
    dim: Ints  # (n,)
    rows: Floats  # (n, 6, 6) Jacobian
    stiff: Floats  # (n, 6) of MuJoCo's efc_D
    friction: Floats  # (n, 5)
    jar: Floats  # (n, 6) J a - a_ref
    change: Floats  # (n, 6) of jar on the way
    cone: Floats  # (n, 3) mu; where jar stands: normal part, length of the tangential one


@kernel(inline="always")
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


@kernel(inline="always")
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
    names, rows, table = np.empty((2, n), np.int64), np.empty((n, 6, 6)), np.empty((4, n, 6))
    own = Own(names[0], names[1], rows, table[0], table[1], table[2], table[3], np.empty((n, 3)))
    vectors, square = np.empty((6, 6)), np.empty((2, 6, 6))
    for tree in range(first.shape[0]):
        if first[tree] >= 0:
            _solve_tree(tree, first[tree], following, contacts, tables, live, problem, own, vectors, square)


@kernel(inline="always")
def _solve_tree(
    tree: int,
    head: int,
    following: Ints,
    contacts: Contacts,
    tables: Tables,
    live: Live,
    problem: tuple,
    own: Own,
    vectors: Floats,
    square: Floats,
) -> None:
    """Solve for one body; ``own``, vectors (6, 6) and matrices (2, 6, 6) are room to work in."""
    jacobian, address, stiff, reference, force = problem
    hessian, bend = square[0], square[1]
    d = tables.tree_dof[tree]
    mass, now, gradient, way, pull, one = vectors
    scale = 0.0
    for i in range(6):
        mass[i] = live.mass_matrix[tables.row_start[d + i] + tables.row_size[d + i] - 1]
        now[i] = live.qacc_smooth[d + i]
        scale = max(scale, mass[i] * abs(now[i]))
    count, c = 0, head
    while c >= 0:
        row, dim = contacts.address[c], contacts.dim[c]
        own.row[count], own.dim[count], own.cone[count, 0] = row, dim, contacts.mu[c]
        for r in range(1, dim):
            own.friction[count, r - 1] = contacts.friction[c, r - 1]
        for r in range(dim):
            at, total = address[row + r], -reference[row + r]
            own.stiff[count, r] = stiff[row + r]
            for i in range(6):
                own.rows[count, r, i] = jacobian[at + i]
                total += own.rows[count, r, i] * now[i]
            own.jar[count, r] = total
        count, c = count + 1, following[c]

    for _ in range(ITERATIONS):
        # The gradient of the cost.
        most, size = scale, 0.0
        pull[:] = 0.0
        for k in range(count):
            dim = own.dim[k]
            presses = _press(k, dim, own, one)
            for r in range(dim):
                force[own.row[k] + r] = one[r] if presses else 0.0
                if presses:
                    most = max(most, abs(one[r]))
                    for i in range(6):
                        pull[i] += own.rows[k, r, i] * one[r]
        for i in range(6):
            gradient[i] = mass[i] * (now[i] - live.qacc_smooth[d + i]) - pull[i]
            way[i] = -gradient[i]
            size = max(size, abs(gradient[i]))
        if size <= RESTS * most:
            break

        # Its second derivative; of the symmetric matrix the lower triangle counts.
        hessian[:] = 0.0
        for i in range(6):
            hessian[i, i] = mass[i]
        for k in range(count):
            dim = own.dim[k]
            if not _bend(k, dim, own, bend):
                continue
            for r in range(dim):
                one[:] = 0.0
                for s in range(dim):
                    for i in range(6):
                        one[i] += bend[r, s] * own.rows[k, s, i]
                for i in range(6):
                    for j in range(6):
                        hessian[i, j] += own.rows[k, r, i] * one[j]

        # Newton's way, and how far to go on it.
        _solve_symmetric(hessian, way)
        down, curve = 0.0, 0.0
        for k in range(count):
            for r in range(own.dim[k]):
                total = 0.0
                for i in range(6):
                    total += own.rows[k, r, i] * way[i]
                own.change[k, r] = total
        for i in range(6):
            down += mass[i] * (now[i] - live.qacc_smooth[d + i]) * way[i]
            curve += mass[i] * way[i] * way[i]
        share = _search(count, own, down, curve)
        if share == 0.0:
            break
        for i in range(6):
            now[i] += share * way[i]
        for k in range(count):
            for r in range(own.dim[k]):
                own.jar[k, r] += share * own.change[k, r]
    for i in range(6):
        live.qacc[d + i] = now[i]
        live.qfrc_constraint[d + i] = pull[i]


@kernel(inline="always")
def _press(k: int, dim: int, own: Own, out: Floats) -> bool:
    """Write the force (dim,) of a contact where it stands; False, and nothing is written, where there is none."""
    mu, normal, tangent = own.cone[k, 0], own.jar[k, 0] * own.cone[k, 0], 0.0
    for r in range(1, dim):
        u = own.jar[k, r] * own.friction[k, r - 1]
        tangent += u * u
    tangent = np.sqrt(tangent)
    own.cone[k, 1], own.cone[k, 2] = normal, tangent
    if normal >= mu * tangent or (tangent <= 0.0 and normal >= 0.0):
        return False
    if mu * normal + tangent <= 0.0:
        for r in range(dim):
            out[r] = -own.stiff[k, r] * own.jar[k, r]
        return True
    weight = own.stiff[k, 0] / (mu * mu * (1.0 + mu * mu))
    outside = normal - mu * tangent
    out[0] = -weight * outside * mu
    for r in range(1, dim):
        a = own.friction[k, r - 1]
        u = a * own.jar[k, r] / tangent
        out[r] = weight * outside * mu * u * a
    return True


@kernel(inline="always")
def _bend(k: int, dim: int, own: Own, out: Floats) -> bool:
    """Write the second derivative (dim, dim) of a contact's cost where ``_press`` has looked; False where it is 0."""
    mu, normal, tangent = own.cone[k, 0], own.cone[k, 1], own.cone[k, 2]
    if normal >= mu * tangent or (tangent <= 0.0 and normal >= 0.0):
        return False
    if mu * normal + tangent <= 0.0:
        out[:dim, :dim] = 0.0
        for r in range(dim):
            out[r, r] = own.stiff[k, r]
        return True
    weight = own.stiff[k, 0] / (mu * mu * (1.0 + mu * mu))
    out[0, 0] = weight * mu * mu
    for r in range(1, dim):
        a = own.friction[k, r - 1]
        u = a * own.jar[k, r] / tangent
        out[r, 0] = out[0, r] = -weight * mu * mu * u * a
        for s in range(1, r + 1):
            b = own.friction[k, s - 1]
            v = b * own.jar[k, s] / tangent
            curve = mu * normal / tangent * u * v + ((mu * mu - mu * normal / tangent) if s == r else 0.0)
            out[r, s] = out[s, r] = weight * a * b * curve
    return True


@kernel(inline="always")
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


@kernel(inline="always")
def _search(count: int, own: Own, slope: float, curve: float) -> float:
    """Return how far to go along a way: where the cost's slope is nearly zero, between bounds that close in.

    ``slope`` and ``curve`` are those of the smooth part, at the beginning.
    """
    low, high, share, begun = 0.0, np.inf, 0.0, 0.0
    for turn in range(SEARCHES):
        down, bent = slope + share * curve, curve
        for k in range(count):
            first, second = _along(k, own.dim[k], own, share)
            down += first
            bent += second
        if turn == 0:
            begun = -down
            if begun <= 0.0:
                share = 0.0
                break
        elif abs(down) <= ALONG * begun:
            break
        if down < 0.0:
            low = share
        else:
            high = share
        share -= down / bent
        if not low < share < high:
            share = 0.5 * (low + high) if high < np.inf else 2.0 * low + 1.0
    return share


@kernel(inline="always")
def _along(k: int, dim: int, own: Own, share: float) -> tuple[float, float]:
    """Return slope and curvature of a contact's cost, ``share`` of the way along a line."""
    mu, jar, change = own.cone[k, 0], own.jar, own.change
    normal, normal_rate = mu * (jar[k, 0] + share * change[k, 0]), mu * change[k, 0]
    square, half_rate, speed = 0.0, 0.0, 0.0  # of the tangential part: u u, u u', u' u'
    for r in range(1, dim):
        a = own.friction[k, r - 1]
        u, v = a * (jar[k, r] + share * change[k, r]), a * change[k, r]
        square += u * u
        half_rate += u * v
        speed += v * v
    tangent = np.sqrt(square)
    if normal >= mu * tangent or (tangent <= 0.0 and normal >= 0.0):
        return 0.0, 0.0
    if mu * normal + tangent <= 0.0:
        slope, curve = 0.0, 0.0
        for r in range(dim):
            slope += own.stiff[k, r] * (jar[k, r] + share * change[k, r]) * change[k, r]
            curve += own.stiff[k, r] * change[k, r] * change[k, r]
        return slope, curve
    weight = own.stiff[k, 0] / (mu * mu * (1.0 + mu * mu))
    rate = half_rate / tangent
    outside, outside_rate = normal - mu * tangent, normal_rate - mu * rate
    bend = (speed - rate * rate) / tangent
    return weight * outside * outside_rate, weight * (outside_rate * outside_rate - mu * outside * bend)
