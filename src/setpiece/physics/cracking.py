"""Which blows break something, and how much of them has passed by then; see ``fragile`` for the formulas.

Compiled by Numba (see ``kernel``); only the solver imports this file, late.
Legend: k points of a manifold, 3 k rows (normal, two tangents for every point).
"""

# A kernel takes its arrays one by one and is one loop over them.
# ruff: noqa: C901, PLR0913

import numpy as np

from setpiece.physics.kernel import kernel
from setpiece.physics.views import Contacts, Floats, Ints, Tables


@kernel
def weaker(
    pair: Ints,
    impulse: Floats,
    given: float,
    speed: Floats,
    target: Floats,
    points: int,
    member: Ints,
    chosen: Ints,
    contacts: Contacts,
    tables: Tables,
) -> tuple[int, float, float]:
    """Return which body of a pair a blow breaks (-1: neither), the share of it that passes till then, its force (N)."""
    fragile, share, pressed = -1, 1.0, 0.0
    for side in range(2):
        body = pair[side]
        if tables.strength[body] <= 0.0 or not tables.present[body]:
            continue
        tree = tables.body_tree[body]
        if tree >= 0 and tables.held[tree]:
            continue
        normal, approach, bounce, strongest = 0.0, 0.0, 0.0, 0
        for i in range(points):
            normal += impulse[3 * i]
            approach = max(approach, -speed[3 * i])
            bounce = max(bounce, target[i])
            if impulse[3 * i] > impulse[3 * strongest]:
                strongest = i
        if normal <= 0.0 or approach <= 0.0:
            continue
        mass = normal / (approach + bounce)
        c = chosen[member[strongest]]
        modulus = tables.modulus[tables.geom_surface[contacts.geom[c, 0]], tables.geom_surface[contacts.geom[c, 1]]]
        bend = tables.curvature[pair[0]] + tables.curvature[pair[1]]
        hertz = (4.0 / 3.0 * modulus / np.sqrt(bend)) ** 0.4 * (1.25 * mass * approach * approach) ** 0.6
        force = min(hertz, tables.impedance[body] * approach)
        if force <= tables.strength[body]:
            continue
        passed = 0.5 * (1.0 - np.sqrt(1.0 - (tables.strength[body] / force) ** 2))

        # A share s of the impulses takes a s - b s^2, which must pay for the cracks.
        first = 0.0
        for i in range(3 * points):
            first -= impulse[i] * speed[i]
        second = first + given
        inside = first * first - 4.0 * second * tables.crack[body]
        if second <= 0.0 or inside < 0.0:
            continue
        passed = max(passed, (first - np.sqrt(inside)) / (2.0 * second))
        if passed < share:
            fragile, share, pressed = body, passed, force
    return fragile, share, pressed


@kernel
def note_break(
    breaks: tuple,
    fragile: int,
    pair: Ints,
    tau: float,
    impulse: Floats,
    given: float,
    speed: Floats,
    pressed: float,
    points: int,
    member: Ints,
    chosen: Ints,
    contacts: Contacts,
    tables: Tables,
) -> None:
    """Append a blow that breaks something."""
    count, table = breaks
    if count[0] >= table.shape[0]:
        return
    line = table[count[0]]
    count[0] += 1
    line[:] = 0.0
    strongest, approach = 0, 0.0
    for i in range(points):
        approach = max(approach, -speed[3 * i])
        if impulse[3 * i] > impulse[3 * strongest]:
            strongest = i
    c = chosen[member[strongest]]
    own = 0 if tables.geom_body[contacts.geom[c, 0]] == fragile else 1
    line[0], line[1] = fragile, tau
    line[2] = pair[1] if pair[0] == fragile else pair[0]
    line[3] = contacts.geom[c, own]
    for x in range(3):
        line[4 + x] = contacts.pos[c, x]
        line[7 + x] = contacts.frame[c, x] * (1.0 if own == 1 else -1.0)
    for i in range(points):
        k = chosen[member[i]]
        sign = 1.0 if tables.geom_body[contacts.geom[k, 1]] == fragile else -1.0
        for r in range(3):
            for x in range(3):
                line[10 + x] += sign * impulse[3 * i + r] * contacts.frame[k, 3 * r + x]
    line[13], line[14], line[15] = approach, pressed, -given
