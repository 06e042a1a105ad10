"""What stands on a round rim: where that touches a flat face, and contact forces at the middle of the step.

A coin that settles, or Euler's disk, turns slowly itself while the point on which it stands runs round its rim: at
Omega = (a x n) . (w x a) / |a x n|^2, with its axis a, spin w and the contact's normal n (the rate at which the axis
swings about the normal). A force that is held over a step from where it was at the beginning lags by Omega h / 2, and
its torque does work: Euler's disk at 5 degrees rose to 13 within 0.4 s. At the middle of the step the lag is of second
order (explicit midpoint).

Compiled by Numba (see ``kernel``); only the solver imports this file, late.
Legend: n contacts, G geoms, K trees, J dofs.
"""

# A kernel takes its arrays one by one.
# ruff: noqa: PLR0913

import numpy as np

from setpiece.physics.kernel import kernel
from setpiece.physics.motion import _rotate, _unrotate, local_spin, turn
from setpiece.physics.views import Bools, Contacts, Floats, Live, Tables

FAST = 0.04  # rad in a step: slower, a lag of a fiftieth does less work than rolling takes
LYING = 0.0005  # of the sine of the tilt: below, the face lies
UPRIGHT = 0.5  # of the cosine of the tilt: below, the side bears and not the rim
LEVEL = 1e-9  # of the sine of the tilt: below, no point of the rim is the lowest
CORNERS = 3  # of a rim that bear it
NOWHERE = 1.0  # m: where contacts go that are too many
FLAT = 1.0 - 1e-6  # of the cosine between normals of one face


@kernel
def find_wobbling(
    n: int, contacts: Contacts, tables: Tables, live: Live, axes: Floats, rims: Bools, step: float, out: Bools
) -> bool:
    """Flag in ``out`` (K,) the free bodies that wobble fast on a rim, and return whether there are any.

    ``axes`` (G, 9) are the geoms' frames in the world, ``rims`` (G,) flags the round flat ones, their axis the third.
    """
    found = False
    out[:] = False
    for c in range(n):
        if contacts.address[c] < 0 or contacts.dist[c] > 0.0:
            continue
        for side in range(2):
            geom = contacts.geom[c, side]
            body = tables.geom_body[geom]
            tree = tables.body_tree[body]
            if not rims[geom] or tables.free_body[tree] != body or tables.held[tree]:
                continue
            ax, ay, az = axes[geom, 2], axes[geom, 5], axes[geom, 8]
            f, w = contacts.frame[c], live.cvel[body]
            cx, cy, cz = ay * f[2] - az * f[1], az * f[0] - ax * f[2], ax * f[1] - ay * f[0]
            square = cx * cx + cy * cy + cz * cz
            if square < LYING * LYING:
                continue
            swing = cx * (w[1] * az - w[2] * ay) + cy * (w[2] * ax - w[0] * az) + cz * (w[0] * ay - w[1] * ax)
            if abs(swing) * step > FAST * square:
                out[tree] = found = True
    return found


@kernel
def set_on_rims(n: int, contacts: Contacts, rims: Bools, sizes: Floats, places: Floats, axes: Floats) -> bool:
    """Move the contacts of rims with the faces of boxes that bear them whole; tell whether any were moved.

    The first contact of a pair becomes the lowest point of the rim, the others lie at equal angles from it.

    Args:
        n: how many contacts are listed; those of a pair lie together.
        contacts: views of them; positions, distances and exclusions are changed.
        rims: (G,) flags cylinders of free bodies, whose partner may be a box.
        sizes: (G, 3) radius and half height, or a box's half edges (m); 0 for what is neither.
        places: (G, 3) of the geoms in the world.
        axes: (G, 9) their frames, by rows.
    """
    found, first = False, 0
    while first < n:
        a, b = contacts.geom[first, 0], contacts.geom[first, 1]
        stop = first + 1
        while stop < n and contacts.geom[stop, 0] == a and contacts.geom[stop, 1] == b:
            stop += 1
        rim, box, sign = (a, b, -1.0) if rims[a] else (b, a, 1.0)
        if rims[rim] and not rims[box] and sizes[box, 2] > 0.0:
            found |= _set_on_rim(first, stop, contacts, sizes, places, axes, (rim, box, sign))
        first = stop
    return found


@kernel
def _set_on_rim(
    first: int, stop: int, contacts: Contacts, sizes: Floats, places: Floats, axes: Floats, pair: tuple
) -> bool:
    """Move the contacts of one rim and box; ``sign`` turns their normal out of the box."""
    rim, box, sign = pair
    normal = sign * contacts.frame[first, 0:3]
    for c in range(first + 1, stop):
        if sign * np.dot(contacts.frame[c, 0:3].copy(), normal) < FLAT:
            return False
    turn, own = axes[rim].copy().reshape(3, 3), axes[box].copy().reshape(3, 3)
    up = np.dot(turn[:, 2].copy(), normal)
    foot = -turn[:, 2] if up > 0.0 else turn[:, 2].copy()
    disc = places[rim] + sizes[rim, 1] * foot
    height, reach = np.inf, sizes[rim, 0]
    for k in range(3):
        along = np.dot(own[:, k].copy(), normal)
        across = np.dot(own[:, k].copy(), disc - places[box])
        if abs(along) > FLAT:
            height = sizes[box, k]
        elif abs(across) + reach > sizes[box, k]:
            return False
    if height == np.inf or abs(up) < UPRIGHT:
        return False
    down = -normal + np.dot(normal, foot) * foot
    size = np.sqrt(np.dot(down, down))
    down = down / size if size > LEVEL else turn[:, 0].copy()
    side = np.cross(foot, down)
    for c in range(first, stop):
        angle = 2.0 * np.pi / CORNERS * (c - first)
        point = disc + reach * (np.cos(angle) * down + np.sin(angle) * side)
        gap = np.dot(point - places[box], normal) - height if c < first + CORNERS else NOWHERE
        contacts.dist[c] = gap
        contacts.pos[c] = point - 0.5 * gap * normal
        contacts.exclude[c] = 1 if gap >= contacts.include[c] else 0
        contacts.address[c] = -1  # MuJoCo sets it of those alone that get rows
    return True


@kernel
def go_to_middle(wobbling: Bools, tables: Tables, live: Live, step: float) -> None:
    """Move the flagged bodies on by half a step, under the forces at its beginning."""
    q, momentum, torque = np.empty(4), np.empty(3), np.empty(3)
    for tree in range(wobbling.shape[0]):
        if not wobbling[tree]:
            continue
        body, p, d = tables.free_body[tree], tables.free_qpos[tree], tables.tree_dof[tree]
        moments, half = tables.moments[body], 0.5 * step
        for i in range(4):
            q[i] = live.qpos[p + 3 + i]
        torque[0], torque[1], torque[2] = _torque(q, live.qfrc_smooth, live.qfrc_constraint, live.qvel, d, moments)
        w = live.qvel[d + 3 : d + 6]
        momentum[0], momentum[1], momentum[2] = _rotate(q, moments[0] * w[0], moments[1] * w[1], moments[2] * w[2])
        turn(q, momentum, torque, moments, half)
        wx, wy, wz = local_spin(q, momentum, moments)
        for i in range(3):
            a = (live.qfrc_smooth[d + i] + live.qfrc_constraint[d + i]) / tables.mass[body]
            live.qpos[p + i] += (live.qvel[d + i] + 0.5 * a * half) * half
            live.qvel[d + i] += a * half
        for i in range(4):
            live.qpos[p + 3 + i] = q[i]
        live.qvel[d + 3], live.qvel[d + 4], live.qvel[d + 5] = wx, wy, wz


@kernel
def come_back(
    wobbling: Bools, tables: Tables, live: Live, begun: tuple[Floats, Floats], hit: Floats, force: Floats
) -> None:
    """Put the flagged bodies back to where ``begun`` (qpos, qvel) has them, and tell their torques from there.

    ``hit`` (J,) are velocities after impacts, of which there are none; ``force`` (J,) the generalised forces, whose
    torques (body's frame, less the gyroscopic one) are those of the middle on entry.
    """
    still = np.zeros(force.shape[0])
    for tree in range(wobbling.shape[0]):
        if not wobbling[tree]:
            continue
        p, d = tables.free_qpos[tree], tables.tree_dof[tree]
        moments = tables.moments[tables.free_body[tree]]
        x, y, z = _torque(live.qpos[p + 3 : p + 7], force, still, live.qvel, d, moments)
        for i in range(7):
            live.qpos[p + i] = begun[0][p + i]
        for i in range(6):
            live.qvel[d + i] = hit[d + i] = begun[1][d + i]
        w = live.qvel[d + 3 : d + 6]
        x, y, z = _unrotate(live.qpos[p + 3 : p + 7], x, y, z)
        force[d + 3] = x - (moments[2] - moments[1]) * w[1] * w[2]
        force[d + 4] = y - (moments[0] - moments[2]) * w[2] * w[0]
        force[d + 5] = z - (moments[1] - moments[0]) * w[0] * w[1]


@kernel
def _torque(
    q: Floats, first: Floats, second: Floats, qvel: Floats, d: int, moments: Floats
) -> tuple[float, float, float]:
    """Return the torque (world frame) of the sum of two generalised forces, whose bias is gyroscopic."""
    w = qvel[d + 3 : d + 6]
    return _rotate(
        q,
        first[d + 3] + second[d + 3] + (moments[2] - moments[1]) * w[1] * w[2],
        first[d + 4] + second[d + 4] + (moments[0] - moments[2]) * w[2] * w[0],
        first[d + 5] + second[d + 5] + (moments[1] - moments[0]) * w[0] * w[1],
    )
