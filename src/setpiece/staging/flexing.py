"""Blocking of what gives: a spring or a sponge is pressed together, a board, stick or card bends over a foot.

Unseen hands press from above, in steps so that nothing is struck, and hold what is pressed where it stands.
"""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.language.script import Happening
from setpiece.staging import arrange
from setpiece.staging.layout import FOREVER, Layout, extent
from setpiece.staging.motion import BEAT, lead, vec
from setpiece.world.document import Drive, Push

STEPS, EACH = 6, 0.12  # of a hand that presses: how many, and how long each (s)
KEPT, LETS = 1.2, 0.05  # s that it goes on pressing before it lets go, and between the steps in which it does
SWELL, SOFT = 8, 0.06  # steps in which a hand goes faster, and as many slower, and how long each (s)
SOON = 0.02  # s of each step in which a hand gives way
HAND, YIELDS = 100.0, 36  # N that a hand can do, and steps in which it gives way
DEEP, SAG = 0.45, 0.12  # of a height, or of a half length, that hands make it give


def flex(layout: Layout, happening: Happening) -> None:
    """Press on a thing by hand until it gives as much as is to be seen; let it go where that is said."""
    thing = happening.subject
    arrange.set_down(layout, thing)
    roles = layout.instances[thing][0].assembly.roles
    layout.seconds = max(layout.seconds, 5.0)
    if "top" in roles:
        _press(layout, thing, released=happening.released)
    elif "middle" in roles:
        layout.notes.append(f"{thing} is held by its middle on a foot that nobody mentioned.")
        _bend(layout, thing, (roles["first"], roles["last"]), released=happening.released)


def _press(layout: Layout, thing: str, *, released: bool) -> None:
    """Press layers together evenly, as a hand does that goes down slowly."""
    sliding = [body for body in layout.instances[thing][0].assembly.bodies if body.joint is not None]
    way = DEEP * float(extent(layout.entity(thing)).size[2]) / len(sliding)
    shares = [min(k, 2 * SWELL - 1 - k) + 1 for k in range(2 * SWELL)]  # faster, then slower again
    strokes = [(SOFT, -way * share / (sum(shares) * SOFT)) for share in shares]
    for body in sliding:
        begin = lead(layout, body.id, (*strokes, (KEPT, 0.0)), HAND, keeps=not released)
        for k in range(YIELDS if released else 0):  # the hand gives way, less and less of it holds against the spring
            limit = body.joint.stiffness * way * (1.0 - (k + 1) / (YIELDS + 1))
            layout.actions.append(Drive(body=body.id, start=begin + k * SOON, duration=SOON, speed=0.0, limit=limit))


def _bend(layout: Layout, thing: str, pressed: tuple[str, ...], *, released: bool) -> None:
    """Press the ends of a beam down, a little more at each step."""
    force, done = _force(layout, thing), BEAT + STEPS * EACH + KEPT
    for body in pressed:
        for k in range(STEPS):
            start = BEAT + k * EACH
            last = done + k * LETS - start if released else FOREVER
            push = Push(body=body, start=start, duration=last, force=vec(np.array([0.0, 0.0, -force / STEPS])))
            layout.actions.append(push)


def _force(layout: Layout, thing: str) -> float:
    """Return the force (N) on each end of a beam that is held by its middle: 3 E I x / L^3 of a cantilever."""
    hinges = [body.joint for body in layout.instances[thing][0].assembly.bodies if body.joint is not None]
    length = float(max(extent(layout.entity(thing)).size[:2]))
    bending = hinges[0].stiffness * length / (len(hinges) + 1)
    return SAG * 3.0 * bending / (0.5 * length) ** 2


def claimed(case: object) -> list[Clause]:
    """Return what pressing and bending claim: the thing is pressed, gives, and comes back where it is let go."""
    happening, layout = case.happening, case.layout
    if not layout.placed(happening.subject):
        return []
    roles = layout.instances[happening.subject][0].assembly.roles
    stacked = "top" in roles
    names = ("bottom", "top") if stacked else ("first", "middle", "last")
    bodies = [roles[name] for name in names if name in roles]
    if not bodies:
        return []
    found = [case.claim("pushed", bodies[-1]), case.claim("compresses" if stacked else "bends", *bodies)]
    return [*found, case.claim("springs_back", *bodies)] if happening.released else found
