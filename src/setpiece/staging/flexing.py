"""Blocking of what gives: a spring or a sponge is pressed together, a board, stick or card bends over a foot.

Unseen hands press from above, in steps so that nothing is struck, and hold what is pressed where it stands.
"""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.language.script import Happening, Script
from setpiece.staging import arrange
from setpiece.staging.layout import FOREVER, Layout, bounds, construct, extent, property_of
from setpiece.staging.motion import BEAT, G, lead, vec
from setpiece.world.document import Body, Drive, Joint, Push, Tie

STEPS, EACH = 6, 0.12  # of a hand that presses: how many, and how long each (s)
KEPT, LETS = 1.2, 0.05  # s that it goes on pressing before it lets go, and between the steps in which it does
SWELL, SOFT = 8, 0.06  # steps in which a hand goes faster, and as many slower, and how long each (s)
SOON = 0.02  # s of each step in which a hand gives way
HAND, YIELDS = 100.0, 36  # N that a hand can do, and steps in which it gives way
SHARE, ROPE, GIVES, SINKS = 0.5, 0.05, 1.5, 0.01  # of that force; of its length; s; m that a load sinks at least
DEEP, SAG = 0.45, 0.12  # of a height, or of a half length, that hands make it give


def flex(layout: Layout, happening: Happening) -> None:
    """Press on a thing by hand until it gives as much as is to be seen; let it go where that is said."""
    thing = happening.subject
    arrange.set_down(layout, thing)
    roles = layout.instances[thing][0].assembly.roles
    layout.seconds = max(layout.seconds, 5.0)
    if "top" in roles:
        _press(layout, thing, released=happening.released)
    elif "middle" in roles and loading(happening) is not None:
        layout.notes.append(
            f"{thing} is held by its middle, and {happening.place} hangs from its end, let down by a hand."
        )
        _load(layout, thing, happening.place, roles["last"])
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


def loading(happening: Happening) -> str | None:
    """Return what something bends under: "a plank bends under a weight"."""
    loaded = happening.verb == "bend" and happening.path == "under" and happening.place != "ground"
    return happening.place if loaded else None


def loaded(script: Script) -> Script:
    """Return the script with loads as heavy as makes what bears them bend by so much that it is seen."""
    known = {entity.id: entity for entity in script.entities}
    for act in (h for h in script.happenings if loading(h) is not None):
        beam, load = known[act.subject], known[act.place]
        if load.mass is not None or load.size is not None:
            continue
        bodies = construct(beam, beam.id, (0.0, 0.0, 0.0), 0.0).bodies
        goal = SHARE * _bending_force(bodies, float(max(extent(beam).size[:2]))) / G
        factor = (goal / property_of(load, "mass")) ** (1.0 / 3.0)
        known[load.id] = load.model_copy(update={"scale": load.scale * round(float(factor), 4)})
    return script.model_copy(update={"entities": tuple(known.values())})


def _load(layout: Layout, thing: str, load: str, end: str) -> None:
    """Hang a load from the end of a board by a short rope; a hand lets it down to where the board bears it."""
    board = layout.bodies[end]
    box = bounds((board,))
    hook = np.array([*(box.lower + box.upper)[:2] / 2, box.lower[2]])
    instance = layout.place(layout.entity(load), np.zeros(3), on="")
    body = layout.bodies[instance.main]
    own = bounds((body,))
    top = np.array([*(own.lower + own.upper)[:2] / 2, own.upper[2]])
    long = ROPE * float(max(extent(layout.entity(thing)).size[:2]))
    place = np.asarray(body.position) + hook - [0.0, 0.0, long] - top
    joint = Joint(kind="slide", anchor=vec(place), axis=(0.0, 0.0, 1.0))
    layout.change(body.id, position=vec(place), fixed=False, joint=joint)
    instance.base = place - [0.0, 0.0, 0.5 * float(own.size[2])]
    tie = Tie(id=f"{load}_rope"[:64], a=body.id, at_a=vec(hook - [0.0, 0.0, long]), b=end, at_b=vec(hook),
              look="rope", gauge=max(0.004, 0.1 * long))  # fmt: skip
    layout.ties[tie.id] = tie
    sag = SHARE * SAG * 0.5 * float(max(extent(layout.entity(thing)).size[:2]))
    lead(layout, body.id, ((GIVES, -sag / GIVES),), HAND)


def _force(layout: Layout, thing: str) -> float:
    """Return the force (N) on each end of a beam that is held by its middle."""
    length = float(max(extent(layout.entity(thing)).size[:2]))
    return _bending_force(layout.instances[thing][0].assembly.bodies, length)


def _bending_force(bodies: tuple[Body, ...], length: float) -> float:
    """Return the force (N) on an end that makes it give as much as is to be seen: 3 E I x / L^3 of a cantilever."""
    hinges = [body.joint for body in bodies if body.joint is not None]
    bending = hinges[0].stiffness * length / (len(hinges) + 1)
    return SAG * 3.0 * bending / (0.5 * length) ** 2


def claimed(case: object) -> list[Clause]:
    """Return what pressing and bending claim: the thing is pressed, gives, and comes back where it is let go."""
    happening, layout = case.happening, case.layout
    if not layout.placed(happening.subject):
        return []
    roles = layout.instances[happening.subject][0].assembly.roles
    if (load := loading(happening)) is not None and "last" in roles:
        bent = case.claim("bends", *(roles[name] for name in ("first", "middle", "last")))
        return [bent, case.claim("moves", *layout.main(load)[:1], direction="down", distance=SINKS)]
    stacked = "top" in roles
    names = ("bottom", "top") if stacked else ("first", "middle", "last")
    bodies = [roles[name] for name in names if name in roles]
    if not bodies:
        return []
    found = [case.claim("pushed", bodies[-1]), case.claim("compresses" if stacked else "bends", *bodies)]
    return [*found, case.claim("springs_back", *bodies)] if happening.released else found
