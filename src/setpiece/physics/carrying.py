"""How the place of a contact is carried along within a step, by bodies that turn: what their rows leave out.

A row of the Jacobian tells how fast a gap opens, not how that changes of itself as bodies turn. A corner under a
rocking box is drawn towards its centre by w x (w x r): without it the box is pushed off its corner, comes back, and
is pushed again; an egg that rolls over its end sinks until the contact's spring has made up for it. Either way energy
comes from nowhere. Here r(t) is the lever of the contact: of a corner it turns with the body; of what is round it is
where the support function of the shape has it, for the normal stays. The surface there accelerates by J a + w x
r'(t).

A force that is held over a step works with the lever of its middle (explicit midpoint), for then its torque does the
work that its point does.

Compiled by Numba (see ``kernel``); only the solver imports this file, late.
"""

# A kernel takes its arrays one by one and is one loop over them.
# ruff: noqa: C901, PLR0913

import numpy as np

from setpiece.physics.kernel import kernel
from setpiece.physics.views import Contacts, Floats, Live, Tables

LEAST = 0.02  # m/s2: what turns more gently is left alone
LYING = 0.05  # sine of the tilt below which a cylinder lies on its face: it stands on points of its rim then
EXTREME = 0.95  # of the radius: points of a rim farther in are no lowest points
SPHERE, CAPSULE, ELLIPSOID, CYLINDER = 2, 3, 4, 5  # MuJoCo's mjtGeom


@kernel(inline="always")
def find_alone(n: int, contacts: Contacts, tables: Tables) -> None:
    """Flag the free bodies that no contact is listed of with anything else that moves, and that no hand holds.

    Where several move against each other, points slide over faces that turn themselves (rows of dominoes), and blows
    are handed on: what that adds is not known here, and half of it is worse than none.
    """
    for tree in range(tables.alone.shape[0]):
        tables.alone[tree] = tables.free_body[tree] >= 0 and not tables.held[tree]
    for c in range(n):
        a = tables.body_tree[tables.geom_body[contacts.geom[c, 0]]]
        b = tables.body_tree[tables.geom_body[contacts.geom[c, 1]]]
        if a >= 0 and b >= 0:
            tables.alone[a] = tables.alone[b] = False


@kernel
def turns(c: int, side: int, contacts: Contacts, live: Live, tables: Tables) -> bool:
    """Return whether the body of a side turns fast enough to carry its contact along, and is ``alone``.

    What stands on a rim takes its forces at the middle of the step already (``physics.rims``).
    """
    geom = contacts.geom[c, side]
    body = tables.geom_body[geom]
    tree = tables.body_tree[body]
    if tree < 0 or not tables.alone[tree] or tables.geom_type[geom] == CYLINDER:
        return False
    w = live.cvel[body]
    return (w[0] * w[0] + w[1] * w[1] + w[2] * w[2]) * tables.reach[body] > LEAST


@kernel
def lever(c: int, side: int, turn: Floats, contacts: Contacts, live: Live, tables: Tables, out: Floats) -> None:
    """Write by how much (3,), in m, the lever of a contact on the body of one side differs once that has turned.

    ``turn`` (3,) is a rotation vector (rad) of the world's frame, from where the body stands.
    """
    geom = contacts.geom[c, side]
    body, kind = tables.geom_body[geom], tables.geom_type[geom]
    size, center, axes = tables.geom_size[geom], live.geom_xpos[geom], live.geom_xmat[geom]
    sign = 1.0 if side == 0 else -1.0
    normal = contacts.frame[c, 0:3]

    # The part that turns with the body: a corner, or the middle of what is round.
    along, tilt = 0.0, 0.0
    part = np.empty(3)
    for x in range(3):
        part[x] = contacts.pos[c, x] - live.xpos[body, x]
    if kind in (CAPSULE, CYLINDER):
        for x in range(3):
            along += axes[3 * x + 2] * (contacts.pos[c, x] - center[x])
            tilt += sign * normal[x] * axes[3 * x + 2]
        along = min(max(along, -size[1]), size[1])
    round_part = kind == ELLIPSOID
    if kind == CYLINDER and 1.0 - tilt * tilt > LYING * LYING:
        reach = 0.0
        for x in range(3):
            radial = contacts.pos[c, x] - center[x] - along * axes[3 * x + 2]
            reach += radial * (sign * normal[x] - tilt * axes[3 * x + 2])
        round_part = reach > EXTREME * size[0] * np.sqrt(1.0 - tilt * tilt)
    if kind in (SPHERE, ELLIPSOID):
        for x in range(3):
            part[x] = center[x] - live.xpos[body, x]
    elif kind == CAPSULE or (kind == CYLINDER and round_part):
        for x in range(3):
            part[x] = center[x] - live.xpos[body, x] + along * axes[3 * x + 2]

    x, y, z = turned(part[0], part[1], part[2], turn)
    out[0], out[1], out[2] = x, y, z
    if not round_part:
        return

    # The part that stays under the normal: Newton's support point of what is round, then less the one at the beginning.
    for late in range(2):
        total = 0.0
        point = np.zeros(3)
        for axis in range(3):
            ex, ey, ez = axes[axis], axes[3 + axis], axes[6 + axis]
            if late == 0:
                dx, dy, dz = turned(ex, ey, ez, turn)
                ex, ey, ez = ex + dx, ey + dy, ez + dz
            across = sign * (ex * normal[0] + ey * normal[1] + ez * normal[2])
            half = size[axis] if kind == ELLIPSOID else (size[0] if axis < 2 else 0.0)
            total += (half * across) ** 2
            point[0] += half * half * across * ex
            point[1] += half * half * across * ey
            point[2] += half * half * across * ez
        total = np.sqrt(total)
        for x in range(3):
            out[x] += (point[x] if late == 0 else -point[x]) / total


@kernel(inline="always")
def turned(x: float, y: float, z: float, turn: Floats) -> tuple[float, float, float]:
    """Return by how much a vector differs once it is turned by a rotation vector (3,), rad (Rodrigues)."""
    angle = np.sqrt(turn[0] * turn[0] + turn[1] * turn[1] + turn[2] * turn[2])
    if angle == 0.0:
        return 0.0, 0.0, 0.0
    first = np.sin(angle) / angle
    second = 2.0 * (np.sin(0.5 * angle) / angle) ** 2
    cx, cy, cz = turn[1] * z - turn[2] * y, turn[2] * x - turn[0] * z, turn[0] * y - turn[1] * x
    return (
        first * cx + second * (turn[1] * cz - turn[2] * cy),
        first * cy + second * (turn[2] * cx - turn[0] * cz),
        first * cz + second * (turn[0] * cy - turn[1] * cx),
    )


@kernel
def drift(c: int, contacts: Contacts, live: Live, tables: Tables, step: float, out: Floats) -> bool:
    """Write how one surface accelerates from the other (3,), in m/s2, where they touch; False: neither turns.

    Besides what the accelerations of the coordinates give; ``step`` (s) is that of the difference.
    """
    found = False
    for x in range(3):
        out[x] = 0.0
    for side in range(2):
        body = tables.geom_body[contacts.geom[c, side]]
        if turns(c, side, contacts, live, tables):
            found = True
            add_drift(c, side, live.cvel[body], contacts, live, tables, step, out)
    return found


@kernel
def add_drift(
    c: int, side: int, spin: Floats, contacts: Contacts, live: Live, tables: Tables, step: float, out: Floats
) -> None:
    """Add one side's share, for a spin (rad/s) whose first three numbers count."""
    before, after, turn = np.empty(3), np.empty(3), np.empty(3)
    for x in range(3):
        turn[x] = -0.5 * step * spin[x]
    lever(c, side, turn, contacts, live, tables, before)
    for x in range(3):
        turn[x] = -turn[x]
    lever(c, side, turn, contacts, live, tables, after)
    rate = (-1.0 if side == 0 else 1.0) / step
    for x in range(3):
        after[x] -= before[x]
    out[0] += rate * (spin[1] * after[2] - spin[2] * after[1])
    out[1] += rate * (spin[2] * after[0] - spin[0] * after[2])
    out[2] += rate * (spin[0] * after[1] - spin[1] * after[0])
