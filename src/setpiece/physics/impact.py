"""Impacts, predicted before each step: exact restitution, Coulomb impulses, several contacts at once.

A contact whose gap closes within the step, faster than resting contacts ever do, is an impact. It happens at its
own time tau inside the step: a velocity change dv at tau is the same, at the step's end, as starting the step with
v + dv from a place shifted by -dv tau (``shift`` sums dv tau). So bounces are exact in time, yet no step is split
and no other body's bits change. Jointed trees, whose inertia depends on their place, go on to their blows
(``jointed``).

The contacts between two bodies form a manifold. A manifold is solved as one (Newton's law at every point,
v+ >= -e v-, complementary, with friction inside Coulomb's cone); manifolds one after the other, the fastest
approach first, as a touching row of balls does it.

Compiled by Numba (see ``kernel``); only the solver imports this file, late.
Legend: n contacts, m rows (three per contact: normal, two tangents), J dofs.
"""

# A kernel takes its arrays one by one and is one loop over them.
# ruff: noqa: C901, PLR0913, PLR0915

import numpy as np

from setpiece.physics.approach import (
    TOUCHING,
    carried,
    closing_time,
    least_approach,
    point_at,
    reached_trees,
)
from setpiece.physics.cracking import note_break, weaker
from setpiece.physics.happenings import energy_given, note_event
from setpiece.physics.kernel import kernel
from setpiece.physics.manifold import solve_manifold, work
from setpiece.physics.views import Bools, Contacts, Floats, Ints, Live, Tables

MOST_POINTS = 12  # of a manifold
FACES = 4  # rows that one blow may have, one for each direction of its normals
SAME_FACE = 0.9994  # cosine of 2 degrees: friction about a normal as far off is out of its cone by 0.0175 at most
BOUNCES_AT_ONCE = 16  # how often one manifold may bounce at one time before it turns inelastic
SOLVES = 48  # how often one manifold may be solved in a step
LOADED = 3.0  # times the least approach: slower blows of what bears on something else too do not rebound


@kernel
def _inverse_mass(tree: int, live: Live, tables: Tables) -> Floats:
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
def _fill_rows(
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
def _row_dot(rows: Floats, k: int, r: int, start_a: int, size_a: int, start_b: int, size_b: int, x: Floats) -> float:
    total = 0.0
    for i in range(size_a):
        total += rows[k, r, i] * x[start_a + i]
    for i in range(size_b):
        total += rows[k, r, size_a + i] * x[start_b + i]
    return total


@kernel
def resolve(
    n: int,
    contacts: Contacts,
    tables: Tables,
    live: Live,
    step: float,
    time: float,
    shift: Floats,
    last: Floats,
    events: tuple,
    impacts: tuple,
    booked: Floats,
    breaks: tuple,
) -> None:
    """Carry out all impacts of the step: change ``live.qvel`` and ``shift`` (J,), and record them.

    One page, because it is one loop over one set of arrays: the earliest impact, its neighbours that touch, again.

    Args:
        n: how many contacts are listed.
        contacts: views of them.
        tables: constants.
        live: views of the state; ``qvel`` is changed.
        step: s.
        time: s, of the step's beginning.
        shift: (J,) sum of dv tau of the step so far; changed.
        last: (K,) tau of every tree's latest impact in the step; changed.
        events: (counter (1,), tree (E,), tau (E,), dv (E, most dofs of a tree), energy given to the tree (E,), J);
            appended to.
        impacts: (counter (1,), table (E, 18)); appended to, a row for each face of a pair: time, a, b, point, normal,
            impulse, approach, separation, slip, restitution, sum of normal impulses, energy given (J).
        booked: (B, 6) impulse and twist about the centre of mass; added to.
        breaks: (counter (1,), table (E, 16)); appended to: MuJoCo's body that breaks, tau, the other body, geom that
            is struck, point, normal away from the other, impulse, approach, force (N), energy lost (J).
    """
    least = least_approach(tables.gravity, step)
    reached = reached_trees(n, contacts, tables, live, step, least)

    # Rows of the Jacobian and of M^-1 J^T for the contacts that matter; manifolds by pair of bodies.
    slot = np.full(tables.tree_dof.shape[0], -1, np.int64)
    widest = 1
    slots = 0
    for tree in range(slot.shape[0]):
        if reached[tree]:
            slot[tree] = slots
            slots += 1
            widest = max(widest, tables.tree_size[tree])
    inverse = np.zeros((max(slots, 1), widest, widest))
    for tree in range(slot.shape[0]):
        if slot[tree] >= 0:
            k = tables.tree_size[tree]
            inverse[slot[tree], :k, :k] = _inverse_mass(tree, live, tables)
    chosen = np.empty(n, np.int64)
    total = 0
    for c in range(n):
        ta = tables.body_tree[tables.geom_body[contacts.geom[c, 0]]]
        tb = tables.body_tree[tables.geom_body[contacts.geom[c, 1]]]
        if (ta >= 0 and reached[ta]) or (tb >= 0 and reached[tb]):
            chosen[total] = c
            total += 1
    rows = np.zeros((total, 3, 2 * widest))
    solved = np.zeros((total, 3, 2 * widest))
    place = np.zeros((total, 6), np.int64)  # tree a, its first dof and size, tree b, its first dof and size
    manifold = np.empty(total, np.int64)
    bodies = np.empty((total, 2), np.int64)
    first_row = np.empty(total, np.int64)  # of a manifold
    rate = np.zeros(total)
    manifolds = 0
    for k in range(total):
        c = chosen[k]
        a, b = tables.geom_body[contacts.geom[c, 0]], tables.geom_body[contacts.geom[c, 1]]
        sign = 1.0  # of the second body's side of the rows; a pair keeps its order whatever its geoms' order
        if a > b:
            a, b, sign = b, a, -1.0
        ta, tb = tables.body_tree[a], tables.body_tree[b]
        start_a, size_a, start_b, size_b = 0, 0, 0, 0
        if ta >= 0:
            start_a, size_a = tables.tree_dof[ta], tables.tree_size[ta]
            _fill_rows(c, a, -sign, start_a, 0, contacts, tables, live, rows[k])
        if tb >= 0 and tb == ta:
            _fill_rows(c, b, sign, start_a, 0, contacts, tables, live, rows[k])
        elif tb >= 0:
            start_b, size_b = tables.tree_dof[tb], tables.tree_size[tb]
            _fill_rows(c, b, sign, start_b, size_a, contacts, tables, live, rows[k])
        place[k, 0], place[k, 1], place[k, 2] = ta, start_a, size_a
        place[k, 3], place[k, 4], place[k, 5] = tb, start_b, size_b
        for r in range(3):
            for i in range(size_a):
                s = 0.0
                for j in range(size_a):
                    s += inverse[slot[ta], i, j] * rows[k, r, j]
                solved[k, r, i] = s
            for i in range(size_b):
                s = 0.0
                for j in range(size_b):
                    s += inverse[slot[tb], i, j] * rows[k, r, size_a + j]
                solved[k, r, size_a + i] = s
        rate[k] = _row_dot(rows, k, 0, start_a, size_a, start_b, size_b, live.qacc_smooth)
        manifold[k] = manifolds
        for e in range(manifolds):
            if bodies[e, 0] == a and bodies[e, 1] == b:
                manifold[k] = e
                break
        if manifold[k] == manifolds:
            first_row[manifolds] = k
            bodies[manifolds, 0], bodies[manifolds, 1] = a, b
            manifolds += 1

    tries = np.zeros(manifolds, np.int64)
    at_once = np.zeros(manifolds, np.int64)
    latest = np.full(manifolds, -1.0)
    listed = np.full((manifolds, FACES), -1, np.int64)  # rows of ``impact`` of the manifold's latest impact
    touching, seen = np.zeros(total, np.bool_), np.zeros(total, np.bool_)
    closing = np.full(total, np.inf)
    involved = np.ones(slot.shape[0], np.bool_)
    while True:
        # The earliest impact that is left; what no impact has changed since it was last looked at stands.
        best, best_time = -1, np.inf
        for k in range(total):
            if tries[manifold[k]] >= SOLVES:
                continue
            ta, sa, na, tb, sb, nb = place[k]
            if (ta >= 0 and involved[ta]) or (tb >= 0 and involved[tb]):
                begin = max(last[ta] if ta >= 0 else 0.0, last[tb] if tb >= 0 else 0.0)
                v = _row_dot(rows, k, 0, sa, na, sb, nb, live.qvel) + rate[k] * begin
                gap = contacts.dist[chosen[k]] - _row_dot(rows, k, 0, sa, na, sb, nb, shift)
                gap += (v - 0.5 * rate[k] * begin) * begin
                after = closing_time(gap, v, rate[k], step - begin, least)
                closing[k] = begin + after if after >= 0.0 else np.inf
            if closing[k] < best_time:
                best, best_time = k, closing[k]
        if best < 0:
            break

        # Who touches at that time; then the fastest approach among those that the impact has reached, until none.
        involved[:] = False
        seen[:] = False
        worst = manifold[best]
        while worst >= 0:
            which = worst
            tries[which] += 1
            if latest[which] != best_time:
                at_once[which] = 0
                listed[which, :] = -1
                latest[which] = best_time
            at_once[which] += 1
            ta, sa, na, tb, sb, nb = place[first_row[which]]
            _touch(
                ta, tb, best, best_time, total, place, seen, touching, rows, rate, chosen, contacts, live.qvel, shift
            )
            slowest = least
            member = np.empty(MOST_POINTS, np.int64)
            points = 0
            for k in range(total):
                if touching[k] and manifold[k] != which and _shares(ta, tb, place[k, 0], place[k, 3]):
                    slowest = LOADED * least  # its own weight may come with a lever, or with others' weight on it
                if manifold[k] == which and touching[k] and points < MOST_POINTS:
                    member[points] = k
                    points += 1
            size = 3 * points
            matrix = np.zeros((size, size))
            speed = np.zeros(size)
            target = np.zeros(points)
            friction = np.zeros(points)
            elastic = 0.0
            for i in range(points):
                k = member[i]
                c = chosen[k]
                first = tables.geom_surface[contacts.geom[c, 0]]
                second = tables.geom_surface[contacts.geom[c, 1]]
                friction[i] = tables.friction[first, second]
                for r in range(3):
                    speed[3 * i + r] = _row_dot(rows, k, r, sa, na, sb, nb, live.qvel)
                    for j in range(points):
                        for s in range(3):
                            value = 0.0
                            for e in range(na + nb):
                                value += rows[k, r, e] * solved[member[j], s, e]
                            matrix[3 * i + r, 3 * j + s] = value
                # Velocities at the time of impact: acceleration has worked since the step began.
                speed[3 * i] += rate[k] * best_time
                restitution = tables.restitution[first, second]
                elastic = max(elastic, restitution)
                if speed[3 * i] < -slowest and at_once[which] <= BOUNCES_AT_ONCE:
                    target[i] = -restitution * speed[3 * i]
            # A point that nothing can move (both sides held) has no row to divide by.
            for i in range(size):
                matrix[i, i] = max(matrix[i, i], 1e-12)
            impulse, given = solve_manifold(matrix, speed, target, friction, points)

            # A blow that breaks one of the two is cut off as it does; the pieces meet what follows.
            fragile, share, pressed = weaker(bodies[which], impulse, given, speed, target, points, member,
                                              chosen, contacts, tables)  # fmt: skip
            if fragile >= 0:
                given = work(share * impulse, matrix, speed, size)
                impulse *= share
                for e in range(manifolds):
                    if bodies[e, 0] == fragile or bodies[e, 1] == fragile:
                        tries[e] = SOLVES

            # Apply, remember when, book.
            change_a, change_b = np.zeros(na), np.zeros(nb)
            for i in range(points):
                for r in range(3):
                    p = impulse[3 * i + r]
                    for e in range(na):
                        change_a[e] += p * solved[member[i], r, e]
                    for e in range(nb):
                        change_b[e] += p * solved[member[i], r, na + e]
            for tree, start, change, offset in ((ta, sa, change_a, 0), (tb, sb, change_b, na)):
                if tree < 0 or change.shape[0] == 0:
                    continue
                involved[tree] = True
                taken = energy_given(impulse, rows, member[:points], start, offset, change, best_time, live)
                note_event(events, tree, best_time, change, taken)
                last[tree] = best_time
                live.qvel[start : start + change.shape[0]] += change
                shift[start : start + change.shape[0]] += best_time * change
            _book(
                listed[which], impacts, time, elastic, impulse, speed, matrix, given, points, member, chosen,
                bodies[which], best_time, contacts, tables, live, booked,
            )  # fmt: skip
            if fragile >= 0:
                note_break(
                    breaks, fragile, bodies[which], best_time, impulse, given, speed, pressed, points, member, chosen,
                    contacts, tables,
                )  # fmt: skip

            worst, fastest = -1, -least
            for k in range(total):
                if not touching[k] or tries[manifold[k]] >= SOLVES:
                    continue
                ta, sa, na, tb, sb, nb = place[k]
                if not ((ta >= 0 and involved[ta]) or (tb >= 0 and involved[tb])):
                    continue
                v = _row_dot(rows, k, 0, sa, na, sb, nb, live.qvel) + rate[k] * best_time
                if v < fastest:
                    worst, fastest = manifold[k], v


@kernel
def _shares(first: int, second: int, tree_a: int, tree_b: int) -> bool:
    """Return whether two pairs of trees have one in common that moves."""
    return (tree_a >= 0 and tree_a in (first, second)) or (tree_b >= 0 and tree_b in (first, second))


@kernel
def _touch(
    tree_a: int,
    tree_b: int,
    best: int,
    time: float,
    total: int,
    place: Ints,
    seen: Bools,
    touching: Bools,
    rows: Floats,
    rate: Floats,
    chosen: Ints,
    contacts: Contacts,
    velocity: Floats,
    shift: Floats,
) -> None:
    """Flag which contacts of two trees touch at a time, unless that is known: before an impulse changes it."""
    for k in range(total):
        ta, sa, na, tb, sb, nb = place[k]
        if seen[k] or not _shares(tree_a, tree_b, ta, tb):
            continue
        seen[k] = True
        v = _row_dot(rows, k, 0, sa, na, sb, nb, velocity) + 0.5 * rate[k] * time
        gap = contacts.dist[chosen[k]] - _row_dot(rows, k, 0, sa, na, sb, nb, shift) + v * time
        touching[k] = gap <= TOUCHING or k == best


@kernel
def _book(
    faces: Ints,
    impacts: tuple,
    time: float,
    elastic: float,
    impulse: Floats,
    speed: Floats,
    matrix: Floats,
    given: float,
    points: int,
    member: Ints,
    chosen: Ints,
    pair: Ints,
    tau: float,
    contacts: Contacts,
    tables: Tables,
    live: Live,
    booked: Floats,
) -> None:
    """Add a manifold's impulses to both bodies' books and to its lines in the table of impacts, one for each face.

    ``faces`` (FACES,) are its rows there, -1 where there is none yet; the energy given is in the first.
    """
    impact = impacts[1]
    for i in range(points):
        c = chosen[member[i]]
        order = 1.0 if tables.geom_body[contacts.geom[c, 0]] == pair[0] else -1.0
        total = np.zeros(3)  # on the second body of the pair
        for r in range(3):
            for x in range(3):
                total[x] += order * impulse[3 * i + r] * contacts.frame[c, 3 * r + x]
        for side, sign in ((0, -1.0), (1, 1.0)):
            body = pair[side]
            half = 0.5 * sign * order * max(contacts.dist[c], 0.0)
            rx = contacts.pos[c, 0] + half * contacts.frame[c, 0] - live.xpos[body, 0]
            ry = contacts.pos[c, 1] + half * contacts.frame[c, 1] - live.xpos[body, 1]
            rz = contacts.pos[c, 2] + half * contacts.frame[c, 2] - live.xpos[body, 2]
            for x in range(3):
                booked[body, x] += sign * total[x]
            booked[body, 3] += sign * (ry * total[2] - rz * total[1])
            booked[body, 4] += sign * (rz * total[0] - rx * total[2])
            booked[body, 5] += sign * (rx * total[1] - ry * total[0])
        if impulse[3 * i] <= 0.0:
            continue
        entry = _face(faces, impacts, order, contacts.frame[c])
        if entry < 0:
            continue
        line = impact[entry]
        if line[16] == 0.0:
            line[0], line[1], line[2] = time + tau, tables.world_body[pair[0]], tables.world_body[pair[1]]
            line[15] = elastic
        after = speed[3 * i]
        for j in range(3 * points):
            after += matrix[3 * i, j] * impulse[j]
        old = line[16]
        line[16] = old + impulse[3 * i]
        keep, share = old / line[16], impulse[3 * i] / line[16]
        where = point_at(pair, tau, c, contacts, live, tables)
        for x in range(3):
            line[3 + x] = keep * line[3 + x] + share * where[x]
            line[6 + x] = keep * line[6 + x] + share * order * contacts.frame[c, x]
            line[9 + x] += total[x]
        slip = np.sqrt(speed[3 * i + 1] ** 2 + speed[3 * i + 2] ** 2)
        line[12] = keep * line[12] - share * speed[3 * i]
        line[13] = keep * line[13] + share * after
        line[14] = keep * line[14] + share * slip
    if faces[0] >= 0:
        impact[faces[0], 17] += given


@kernel
def _face(faces: Ints, impacts: tuple, order: float, frame: Floats) -> int:
    """Return the row of ``impact`` for a blow along a normal, a new one if there is none yet and room; -1: no room."""
    count, impact = impacts
    for n in range(faces.shape[0]):
        if faces[n] < 0:
            if count[0] >= impact.shape[0]:
                return faces[n - 1] if n > 0 else -1
            faces[n] = count[0]
            impact[count[0], :] = 0.0
            count[0] += 1
            return faces[n]
        line = impact[faces[n]]
        along = order * (line[6] * frame[0] + line[7] * frame[1] + line[8] * frame[2])
        if along >= SAME_FACE:
            return faces[n]
    return faces[faces.shape[0] - 1]
