"""Impacts, predicted before each step: exact restitution, Coulomb impulses, several contacts at once.

A contact whose gap closes within the step, faster than resting contacts ever do, is an impact. It happens at its
own time tau inside the step: a velocity change dv at tau is the same, at the step's end, as starting the step with
v + dv from a place shifted by -dv tau (``shift`` sums dv tau). So bounces are exact in time, yet no step is split
and no other body's bits change.

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
    closing_time,
    least_approach,
    point_at,
    reached_trees,
)
from setpiece.physics.carrying import turned
from setpiece.physics.cracking import note_break, weaker
from setpiece.physics.kernel import kernel
from setpiece.physics.manifold import solve_manifold, work
from setpiece.physics.rows import fill_rows, inverse_mass, own_drift, row_dot, rows_at, solve_row, turn_until
from setpiece.physics.views import Bools, Contacts, Floats, Ints, Live, Tables

MOST_POINTS = 12  # of a manifold
FACES = 4  # rows that one blow may have, one for each direction of its normals
SAME_FACE = 0.9994  # cosine of 2 degrees: friction about a normal as far off is out of its cone by 0.0175 at most
BOUNCES_AT_ONCE = 16  # how often one manifold may bounce at one time before it turns inelastic
SOLVES = 48  # how often one manifold may be solved in a step
LOADED = 3.0  # times the least approach: slower blows of what bears on something else too do not rebound


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
        events: (counter (1,), tree (E,), tau (E,), dv (E, most dofs of a tree)); appended to.
        impacts: (counter (1,), table (E, 18)); appended to, a row for each face of a pair: time, a, b, point, normal,
            impulse, approach, separation, slip, restitution, sum of normal impulses, energy given (J).
        booked: (B, 6) impulse and twist about the centre of mass; added to.
        breaks: (counter (1,), table (E, 16)); appended to: MuJoCo's body that breaks, tau, the other body, geom that
            is struck, point, normal away from the other, impulse, approach, force (N), energy lost (J).
    """
    least = least_approach(tables.gravity, step)
    event_count, event_tree, event_time, event_change = events
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
            inverse[slot[tree], :k, :k] = inverse_mass(tree, live, tables)
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
    rate, bend = np.zeros(total), np.zeros(total)  # m/s2: of the gap by accelerations, and with what turns
    flipped, slots = np.zeros(total, np.bool_), np.zeros((total, 2), np.int64)
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
            fill_rows(c, a, -sign, start_a, 0, contacts, tables, live, rows[k])
        if tb >= 0 and tb == ta:
            fill_rows(c, b, sign, start_a, 0, contacts, tables, live, rows[k])
        elif tb >= 0:
            start_b, size_b = tables.tree_dof[tb], tables.tree_size[tb]
            fill_rows(c, b, sign, start_b, size_a, contacts, tables, live, rows[k])
        place[k, 0], place[k, 1], place[k, 2] = ta, start_a, size_a
        place[k, 3], place[k, 4], place[k, 5] = tb, start_b, size_b
        flipped[k] = sign < 0.0
        slots[k, 0], slots[k, 1] = slot[max(ta, 0)], slot[max(tb, 0)]
        solve_row(k, slots[k], place[k], inverse, rows, solved)
        rate[k] = row_dot(rows, k, 0, start_a, size_a, start_b, size_b, live.qacc_smooth)
        manifold[k] = manifolds
        for e in range(manifolds):
            if bodies[e, 0] == a and bodies[e, 1] == b:
                manifold[k] = e
                break
        if manifold[k] == manifolds:
            first_row[manifolds] = k
            bodies[manifolds, 0], bodies[manifolds, 1] = a, b
            manifolds += 1

    # Here: the rows at the time that is looked at, with what has turned until then.
    here, at = rows.copy(), np.zeros(total)
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
                bend[k] = rate[k] + own_drift(chosen[k], contacts, tables, live, step)
                gap = contacts.dist[chosen[k]] - row_dot(rows, k, 0, sa, na, sb, nb, shift)
                gap += (row_dot(rows, k, 0, sa, na, sb, nb, live.qvel) + 0.5 * bend[k] * begin) * begin
                if at[k] != begin:
                    at[k] = begin
                    rows_at(chosen[k], begin, flipped[k], place[k], shift, contacts, tables, live, here[k])
                    solve_row(k, slots[k], place[k], inverse, here, solved)
                v = _speed(here, k, 0, place[k], live, begin, tables)
                after = closing_time(gap, v, bend[k], step - begin, least)
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
                ta, tb, best, best_time, total, place, seen, touching, rows, bend, chosen, contacts, live.qvel, shift
            )
            for k in range(total):
                if at[k] != best_time and _shares(ta, tb, place[k, 0], place[k, 3]):
                    at[k] = best_time
                    rows_at(chosen[k], best_time, flipped[k], place[k], shift, contacts, tables, live, here[k])
                    solve_row(k, slots[k], place[k], inverse, here, solved)
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
                    speed[3 * i + r] = _speed(here, k, r, place[k], live, best_time, tables)
                    for j in range(points):
                        for s in range(3):
                            value = 0.0
                            for e in range(na + nb):
                                value += here[k, r, e] * solved[member[j], s, e]
                            matrix[3 * i + r, 3 * j + s] = value
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
            for tree, start, change in ((ta, sa, change_a), (tb, sb, change_b)):
                if tree < 0 or change.shape[0] == 0:
                    continue
                involved[tree] = True
                last[tree] = best_time
                felt = _as_begun(tree, best_time, change, shift, live, tables, booked)
                live.qvel[start : start + change.shape[0]] += change
                shift[start : start + change.shape[0]] += best_time * change
                _note_event(event_count, event_tree, event_time, event_change, tree, best_time, felt)
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
                v = _speed(here, k, 0, place[k], live, best_time, tables)
                if v < fastest:
                    worst, fastest = manifold[k], v


@kernel
def _speed(rows: Floats, k: int, r: int, place: Ints, live: Live, time: float, tables: Tables) -> float:
    """Return the speed (m/s) along row r of contact k at a time of the step: acceleration has worked since it began.

    Along tangents for lone bodies alone: what holds others up holds them along these too.
    """
    ta, sa, na, tb, sb, nb = place
    v = row_dot(rows, k, r, sa, na, sb, nb, live.qvel)
    if r > 0 and not ((ta >= 0 and tables.alone[ta]) or (tb >= 0 and tables.alone[tb])):
        return v
    return v + time * row_dot(rows, k, r, sa, na, sb, nb, live.qacc_smooth)


@kernel
def _as_begun(
    tree: int, time: float, change: Floats, shift: Floats, live: Live, tables: Tables, booked: Floats
) -> Floats:
    """Return a change of velocity, told in a body's frame at ``time``, as its frame at the step's beginning has it.

    For a lone body: so that the angular momentum in the world is the same, which is booked too. Others are returned.
    """
    body = tables.free_body[tree]
    if body < 0 or tables.held[tree]:
        return change
    d, moments = tables.tree_dof[tree] + 3, tables.moments[body]
    twist, turn = np.zeros(3), np.zeros(3)
    for i in range(3):
        for x in range(3):
            twist[x] += moments[i] * change[3 + i] * live.cdof[d + i, x]
    turn_until(body, time, shift, live, tables, turn)
    dx, dy, dz = turned(twist[0], twist[1], twist[2], turn)
    twist[0] += dx
    twist[1] += dy
    twist[2] += dz
    out = change.copy()
    for i in range(3):
        axis = live.cdof[d + i]
        out[3 + i] = (axis[0] * twist[0] + axis[1] * twist[1] + axis[2] * twist[2]) / moments[i]
        booked[body, 3 + i] += twist[i]
    return out


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
    bend: Floats,
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
        v = row_dot(rows, k, 0, sa, na, sb, nb, velocity) + 0.5 * bend[k] * time
        gap = contacts.dist[chosen[k]] - row_dot(rows, k, 0, sa, na, sb, nb, shift) + v * time
        touching[k] = gap <= TOUCHING or k == best


@kernel
def _note_event(
    count: Ints, trees: Ints, times: Floats, changes: Floats, tree: int, time: float, change: Floats
) -> None:
    """Append a tree's change of velocity, or add to the one it has at this time."""
    for e in range(count[0] - 1, -1, -1):
        if trees[e] == tree and times[e] == time:
            changes[e, : change.shape[0]] += change
            return
    if count[0] < trees.shape[0]:
        e = count[0]
        trees[e], times[e] = tree, time
        changes[e, :] = 0.0
        changes[e, : change.shape[0]] = change
        count[0] += 1


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
            tree = tables.body_tree[body]
            if tree >= 0 and tables.free_body[tree] == body and not tables.held[tree]:
                continue  # its twist is booked where its velocity is changed
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
