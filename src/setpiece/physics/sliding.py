"""Keeps sliding bodies on the ground: bounds what MuJoCo's friction asks for to what friction can do.

MuJoCo's contact model is convex: in a sliding contact the normal force follows
``R f_n = mu |a_t - a_ref| - (a_n - a_ref,n)``, and its tangential reference ``a_ref = -b v_t`` is far out of
reach for any speed that counts, so that a box that slides at 4 m/s jumps 40 mm high. A reference just beyond what
Coulomb friction can reach gives the same friction force, mu f_n against the slip, without the jump.

Compiled by Numba (see ``kernel``); only the solver imports this file, late.
Legend: n contacts, K trees, J dofs.
"""

# A kernel takes its arrays one by one.
# ruff: noqa: PLR0913

import numpy as np

from setpiece.physics.approach import point_rates
from setpiece.physics.kernel import kernel
from setpiece.physics.views import Bools, Contacts, Floats, Ints, Live, Tables

REACH = 1.1  # times mu g
ROUND = 3.5  # times more for what rolls: the contact point of a sliding ball slows 3.5 times as fast as a box's
MORE = 3.0  # by what a bound grows that has proved too tight
PARTING = 0.1  # m/s
TURN = 4.0  # times g over the size: spins and rolls are asked to change no faster
TIGHT = 0.98  # of the cone: a sliding contact that uses less was held back by its bound


@kernel
def _rates(c: int, contacts: Contacts, tables: Tables, live: Live, rates: Floats) -> tuple[float, float, float]:
    """Return how one surface leaves the other and slides over it (two tangents), for given rates of the dofs."""
    a, b = tables.geom_body[contacts.geom[c, 0]], tables.geom_body[contacts.geom[c, 1]]
    n, x, y = point_rates(b, contacts.pos[c], contacts.frame[c], rates, live, tables)
    m, u, v = point_rates(a, contacts.pos[c], contacts.frame[c], rates, live, tables)
    return n - m, x - u, y - v


@kernel
def _pushed(body: int, tables: Tables, live: Live) -> bool:
    """Return whether a motor, or another effort, works on a joint of a body's tree."""
    tree = tables.body_tree[body]
    if tree < 0:
        return False
    first = tables.tree_dof[tree]
    return bool(np.any(live.qfrc_applied[first : first + tables.tree_size[tree]] != 0.0))


@kernel(inline="always")
def bound(
    n: int,
    contacts: Contacts,
    tables: Tables,
    live: Live,
    speed: Floats,
    step: float,
    reference: Floats,
    bounds: Floats,
) -> None:
    """Bound the references (m/s2) of contacts; ``bounds`` (n,) is 0 where sliding needed none.

    ``speed`` is efc_vel, the velocities along the rows of ``reference``. A negative entry of ``bounds`` on entry is
    a bound that ``too_tight`` has widened; it stays so where it is not needed now. Things that start inside each
    other part no faster than ``PARTING``.
    """
    g = np.sqrt(tables.gravity[0] ** 2 + tables.gravity[1] ** 2 + tables.gravity[2] ** 2)
    for c in range(n):
        row, widened = contacts.address[c], max(0.0, -bounds[c])
        bounds[c] = -widened
        if row < 0 or contacts.dim[c] < 3:
            continue
        reference[row] = min(reference[row], max(0.0, (PARTING - speed[row]) / step))
        a, b = tables.geom_body[contacts.geom[c, 0]], tables.geom_body[contacts.geom[c, 1]]
        asked = np.sqrt(reference[row + 1] ** 2 + reference[row + 2] ** 2)
        slides = asked > contacts.friction[c, 0] * g
        if slides or _pushed(a, tables, live) or _pushed(b, tables, live):
            load, x, y = _rates(c, contacts, tables, live, live.qacc_smooth)
            reach = REACH * ROUND if tables.rolls[a] or tables.rolls[b] else REACH
            most = max(reach * contacts.friction[c, 0] * max(g, abs(load)), widened)
            if slides:
                u, v = reference[row + 1] / asked, reference[row + 2] / asked
                if asked > x * u + y * v + most:
                    reference[row + 1], reference[row + 2] = x + most * u, y + most * v
                    bounds[c] = most
            else:  # what is drawn away from rest faster than friction can follow slides within this step
                u, v = reference[row + 1] - x, reference[row + 2] - y
                lag = np.sqrt(u * u + v * v)
                if lag > most:
                    reference[row + 1], reference[row + 2] = x + most * u / lag, y + most * v / lag
                    bounds[c] = most
        size = max(min(_size(a, tables), _size(b, tables)), 1e-4)
        turn = TURN * max(g, 1.0) / size
        for r in range(3, contacts.dim[c]):
            reference[row + r] = min(max(reference[row + r], -turn), turn)


@kernel(inline="always")
def _size(body: int, tables: Tables) -> float:
    return tables.reach[body] if tables.body_tree[body] >= 0 else 1e9


@kernel(inline="always")
def too_tight(
    n: int,
    contacts: Contacts,
    tables: Tables,
    live: Live,
    force: Floats,
    acceleration: Floats,
    step: float,
    bounds: Floats,
    again: Bools,
) -> bool:
    """Widen, as negative entries, the bounds that kept friction below mu f_n or turned it; tell if there are any.

    What was widened before stays so: whether others are solved for once more must change nobody's forces. Whose
    bounds have grown is flagged in ``again`` (K,).
    """
    found = False
    again[:] = False
    for c in range(n):
        most = bounds[c]
        if most <= 0.0:
            continue
        row = contacts.address[c]
        normal = force[row]
        tangent = np.sqrt(force[row + 1] ** 2 + force[row + 2] ** 2)
        bounds[c] = -most
        _, x, y = _rates(c, contacts, tables, live, live.qvel)
        # Under a body that rocks the normal force slows the contact point by itself, and faster than a reference may
        # ask for that does not see it: friction would then push the slip on, with the whole cone.
        opposes = force[row + 1] * x + force[row + 2] * y <= 0.0
        if normal <= 0.0 or (opposes and tangent >= TIGHT * contacts.friction[c, 0] * normal):
            continue
        # What friction stops within the step may well use less than the whole cone.
        _, ax, ay = _rates(c, contacts, tables, live, acceleration)
        if x * (x + step * ax) + y * (y + step * ay) <= 0.0:
            continue
        bounds[c] = -MORE * most
        found = True
        for side in range(2):
            tree = tables.body_tree[tables.geom_body[contacts.geom[c, side]]]
            if tree >= 0:
                again[tree] = True
    return found


@kernel(inline="always")
def keep_others(
    again: Bools, islands: tuple[Ints, Ints], tables: Tables, live: Live, force: Floats, old: tuple[Floats, ...]
) -> None:
    """Give back what they had to all but the flagged trees and who shares an island with them.

    Args:
        again: (K,) from ``too_tight``.
        islands: MuJoCo's island of every tree (K,) and row (rows,), -1: none.
        tables: constants.
        live: views of the state; ``qacc`` and ``qfrc_constraint`` are changed.
        force: (rows,) efc_force; changed.
        old: qacc, qfrc_constraint and efc_force from before all were solved for once more.
    """
    of_tree, of_row = islands
    new = np.zeros(again.shape[0], np.bool_)  # by island; each is one tree at least
    for tree in range(again.shape[0]):
        if again[tree] and of_tree[tree] >= 0:
            new[of_tree[tree]] = True
    for tree in range(again.shape[0]):
        if of_tree[tree] < 0 or not new[of_tree[tree]]:
            for d in range(tables.tree_dof[tree], tables.tree_dof[tree] + tables.tree_size[tree]):
                live.qacc[d], live.qfrc_constraint[d] = old[0][d], old[1][d]
    for row in range(force.shape[0]):
        if of_row[row] < 0 or not new[of_row[row]]:
            force[row] = old[2][row]
