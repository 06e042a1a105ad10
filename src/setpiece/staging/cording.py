"""Blocking of the cord that switches a lamp: it hangs from the shade, and a hand pulls it down and leads it back.

Where somebody pulls it, he stands before it, takes hold of it with the right hand, and that goes along with it: hand
and cord are led alike, and pass through each other where fingers would close.
"""

import numpy as np

from setpiece.actors.reaching import bones
from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.assets.families.beings import plan_of
from setpiece.assets.order import Assembly
from setpiece.events.clause import Clause
from setpiece.geometry import quat_rotate
from setpiece.language.script import Happening, Relation, Script
from setpiece.staging import arrange
from setpiece.staging.layout import CLEARANCE, Array, Instance, Layout, bounds
from setpiece.staging.motion import BEAT, lead, vec
from setpiece.world.document import Body, Joint, Perform, Reach

CORD = "rope_coil"
PULL, TIME, KEPT, BACK = 0.06, 0.15, 0.2, 0.15  # m that a cord is pulled, s that it takes, is kept there, and goes back
LONG, THICK = 0.3, 0.003  # of the way from where it hangs to the lamp's foot; m
OUT, IN = 0.93, 0.012  # of the shade's radius where it hangs, and m inside the shade
PALE = (0.72, 0.66, 0.52)  # linear
HAND = 20.0  # N
SIDE = -0.75  # rad from +X, as seen from above: at the right, towards the camera
TAKEN_SIDE = -2.4  # the same where somebody stands at the left and pulls it: that way, towards the camera
TAKEN_LONG = 0.6  # of the way to the lamp's foot that such a cord is long: below the hand something is left to see
HELD = 0.7  # of a cord's length from its top that a hand takes hold
TAKES, EARLY = 1.3, 0.15  # s that a hand takes to get there, and is there before it pulls
EASY = 0.85  # of an arm's length that somebody reaches out
NEAREST = 0.3  # of it that he stands away at least


def switches(script: Script, happening: Happening) -> Relation | None:
    """Return from which lamp the cord hangs that is pulled, or that is switched by one; None: no cord is."""
    things = {entity.id: entity.thing for entity in script.entities}
    cords = (r for r in script.relations if r.kind == "hung_from" and things.get(r.subject) == CORD)
    named = (happening.subject,) if happening.verb in ("push", "light", "darken") else ()
    return next((r for r in cords if {r.subject, *r.objects[:1]} & set(named)), None)


def puller(script: Script, told: Relation) -> str | None:
    """Return who pulls a cord, somebody who is near it or its lamp; None: an unseen hand."""
    people = {entity.id for entity in script.entities if THINGS[entity.thing].kind == "person" and entity.count == 1}
    busy = {happening.subject for happening in script.happenings}
    near = (r for r in script.relations if r.kind == "near" and r.subject in people - busy)
    return next((r.subject for r in near if {told.subject, *told.objects} & set(r.objects)), None)


def pull(layout: Layout, happening: Happening) -> None:
    """Hang a cord from the shade of its lamp, and let a hand pull it."""
    told = switches(layout.script, happening)
    cord, lamp = told.subject, told.objects[0]
    if layout.placed(cord):
        return
    arrange.set_down(layout, lamp)
    shade, who = layout.bodies[layout.main(lamp)[0]], puller(layout.script, told)
    top = _under(shade, SIDE if who is None else TAKEN_SIDE)
    long = (LONG if who is None else TAKEN_LONG) * float(top[2] - bounds((shade,)).lower[2])
    params = {"length": long, "radius": THICK}
    entity = layout.entity(cord)
    colors = {"body": entity.color or PALE}
    hand = () if who is None else _taken(layout, who, top - np.array([0.0, 0.0, HELD * long]), lamp)
    body = Body(id=cord, family="cord", params=params, colors=colors, position=vec(top), passes=(shade.id, *hand))
    body = body.model_copy(update={"position": vec(top - np.asarray(build(body).mounts["top"]))})
    joint = Joint(kind="slide", anchor=body.position, axis=(0.0, 0.0, 1.0))
    layout.bodies[cord] = body.model_copy(update={"joint": joint})
    layout.change(shade.id, fixed=True)
    layout.instances[cord] = [Instance(entity, cord, Assembly((body,), (), {"main": cord}), top, 0.0, "")]
    before = () if who is None else ((TAKES, 0.0),)
    done = lead(layout, cord, (*before, (TIME, -PULL / TIME), (KEPT, 0.0), (BACK, PULL / BACK)), HAND)
    layout.seconds = max(layout.seconds, done + 2.5)


def _taken(layout: Layout, who: str, at: Array, lamp: str) -> tuple[str, ...]:
    """Stand somebody at the left of a cord whose right hand takes hold of it at a place (m) and goes along with it.

    Returns the bodies of that arm. What the lamp stands on keeps him away.
    """
    entity = layout.entity(who)
    plan = plan_of(THINGS[entity.thing].family, THINGS[entity.thing].params.get("scale", 1.0) * entity.scale)
    shoulder, elbow, palm = bones(plan)
    arm = float(np.linalg.norm(elbow - shoulder) + np.linalg.norm(palm - elbow))
    drop = layout.floor + shoulder[2] - at[2]
    away = float(np.sqrt(max((EASY * arm) ** 2 - drop**2, (NEAREST * arm) ** 2)))
    base = layout.ground(at[0] - away - shoulder[0], at[1] - shoulder[1]) + np.array([0.0, 0.0, CLEARANCE])
    under = layout.instances[lamp][0].on
    if under in layout.bodies and under != layout.floor_id:
        stand = bounds((layout.bodies[under],))
        beside = stand.lower[1] < base[1] + abs(shoulder[1]) and base[1] - abs(shoulder[1]) < stand.upper[1]
        base[0] = min(base[0], float(stand.lower[0]) - abs(shoulder[1])) if beside else base[0]
    instance = layout.place(entity, base, on=layout.floor_id)
    down = at - np.array([0.0, 0.0, PULL])
    begin = BEAT + TAKES
    steps = ((begin - EARLY, at), (begin, at), (begin + TIME, down), (begin + TIME + KEPT, down),
             (begin + TIME + KEPT + BACK, at))  # fmt: skip
    reach = tuple(Reach(after=time, at=vec(place)) for time, place in steps)
    limbs = tuple(body.id for body in instance.assembly.bodies if body.id != instance.main)
    layout.actions.append(Perform(body=instance.main, limbs=limbs, gait="reach", path=(vec(base),), reach=reach))
    return tuple(instance.assembly.roles[name] for name in ("right_hand", "right_forearm"))


def claimed(case: object) -> list[Clause]:
    """Return what it claims that a lamp's cord is pulled: it moves down, and the hand of who pulls it goes with it."""
    told = switches(case.layout.script, case.happening)
    if told is None or told.subject != case.happening.subject:
        return []
    who = puller(case.layout.script, told)
    found = [case.claim("moves", subject, direction="down") for subject in case.subjects]
    hands = [item.assembly.roles["right_hand"] for item in (case.layout.instances.get(who, []) if who else [])]
    return found + [case.claim("led_by", subject, hand) for subject in case.subjects for hand in hands]


def _under(lamp: Body, side: float) -> Array:
    """Return the place (m) inside the rim of a lamp's shade, or under all of it, where a cord hangs."""
    parts = {part.name: part for part in build(lamp).parts}
    part = parts.get("shade") or build(lamp).part()
    points = quat_rotate(np.asarray(lamp.rotation), np.asarray(part.mesh.vertices)) + np.asarray(lamp.position)
    low, high = points.min(axis=0), points.max(axis=0)
    middle = (low + high) / 2
    rim = points[points[:, 2] < low[2] + 0.05 * (high[2] - low[2])]
    radius = float(np.linalg.norm(rim[:, :2] - middle[:2], axis=1).max())
    way = np.array([np.cos(side), np.sin(side)])
    return np.array([*(middle[:2] + OUT * radius * way), low[2] + IN])
