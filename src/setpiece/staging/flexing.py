"""Blocking of what gives: a spring or a sponge is pressed together, a board or a card bends between two rests.

An unseen hand presses from above, in steps so that nothing is struck; or what is named lies on it and weighs.
"""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.language.script import Happening
from setpiece.staging import arrange
from setpiece.staging.layout import CLEARANCE, FOREVER, Layout, bounds, extent, property_of
from setpiece.staging.motion import BEAT, G, vec
from setpiece.world.document import Hold, Push

STEPS, EACH = 6, 0.12  # of a hand that presses: how many, and how long each (s)
KEPT, LETS = 1.2, 0.05  # s that it goes on pressing before it lets go, and between the steps in which it does
DEEP, SAG = 0.45, 0.06  # of a height, or a length, that a hand makes it give
MOST = 1.2  # times as much as a hand does, that what lies on it may weigh
ABOVE = 2e-3  # m over the thing is what is let down on it


def flex(layout: Layout, happening: Happening) -> None:
    """Press on a thing by hand, or let what is named down on its middle."""
    thing = happening.object or happening.subject
    load = happening.subject if happening.object else happening.place
    arrange.set_down(layout, thing)
    roles = layout.instances[thing][0].assembly.roles
    if "middle" in roles:
        layout.notes.append(f"{thing} lies with its ends on two rests that nobody mentioned.")
    layout.seconds = max(layout.seconds, 5.0)
    pressed = roles.get("top", roles.get("middle"))
    if pressed is None:
        return
    if load is not None and load != "ground":
        _lay_on(layout, load, thing, pressed)
    else:
        _by_hand(layout, thing, pressed, released=happening.released)


def _lay_on(layout: Layout, load: str, thing: str, pressed: str) -> None:
    """Let what weighs down on a thing's middle by and by, after a beat; what would crush it stays beside."""
    entity = layout.entity(load)
    if layout.placed(load):
        return
    weight = property_of(entity, "mass") * G
    if weight > MOST * _force(layout, thing):
        layout.notes.append(f"{load} is too heavy for {thing}: it would go flat.")
        return
    box = bounds((layout.bodies[pressed],))
    base = np.array([*((box.lower + box.upper) / 2)[:2], box.upper[2] + ABOVE + CLEARANCE])
    instance = layout.place(entity, base, on="")
    layout.actions.append(Hold(body=instance.main, end=BEAT))
    for k in range(STEPS):  # the hand bears less and less of it
        borne = vec(np.array([0.0, 0.0, weight / (STEPS + 1)]))
        layout.actions.append(Push(body=instance.main, start=BEAT, duration=(k + 1) * EACH, force=borne))


def _by_hand(layout: Layout, thing: str, pressed: str, *, released: bool) -> None:
    """Press down on a body, a little more at each step, until it gives as much as is to be seen."""
    force = _force(layout, thing)
    done = BEAT + STEPS * EACH + KEPT
    for k in range(STEPS):
        start = BEAT + k * EACH
        last = done + k * LETS - start if released else FOREVER
        push = Push(body=pressed, start=start, duration=last, force=vec(np.array([0.0, 0.0, -force / STEPS])))
        layout.actions.append(push)


def _force(layout: Layout, thing: str) -> float:
    """Return the force (N) that makes a thing give as it should: F = k x, or 48 E I x / L^3 of a beam on two rests."""
    bodies = [layout.bodies[body.id] for body in layout.instances[thing][0].assembly.bodies]
    stiff = [body.joint.stiffness for body in bodies if body.joint is not None and body.joint.stiffness > 0.0]
    size = extent(layout.entity(thing)).size
    if all(body.joint is None or body.joint.kind == "slide" for body in bodies):
        return DEEP * float(size[2]) * stiff[0] / len(stiff)
    length = float(max(size[:2]))
    bending = stiff[0] * length / (len(stiff) + 1)
    return SAG * length * 48.0 * bending / length**3


def claimed(case: object) -> list[Clause]:
    """Return what pressing and bending claim: the thing gives, by hand or under what lies on it, and comes back."""
    happening, layout = case.happening, case.layout
    thing = happening.object or happening.subject
    if not layout.placed(thing):
        return []
    roles = layout.instances[thing][0].assembly.roles
    stacked = "top" in roles
    names = ("bottom", "top") if stacked else ("first", "middle", "last")
    bodies = [roles[name] for name in names if name in roles]
    if not bodies:
        return []
    load = case.subjects[0] if happening.object else (case.place if happening.place not in (None, "ground") else None)
    pressed = roles["top" if stacked else "middle"]
    by = case.claim("touches", load, pressed) if load is not None else case.claim("pushed", pressed)
    found = [by, case.claim("compresses" if stacked else "bends", *bodies)]
    return [*found, case.claim("springs_back", *bodies)] if happening.released else found
