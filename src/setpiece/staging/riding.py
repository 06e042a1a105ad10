"""Who goes on what: people on skis, on a bicycle. What they go on is held by their feet or carried under them.

It goes along as if it were of one piece with a limb (``world.document.Held``); its wheels do not turn, nor its cranks.
"""

import numpy as np

from setpiece.actors.perform import place
from setpiece.assets.catalogue import THINGS
from setpiece.geometry import quat_conjugate, quat_from_axis_angle, quat_multiply, quat_rotate
from setpiece.language.script import Entity, Happening, Relation, Script
from setpiece.staging import arrange
from setpiece.staging.layout import Array, Instance, Layout, bounds, extent
from setpiece.staging.motion import vec
from setpiece.world.document import Held, Perform

KIT = "kit:"  # attribute of who has something to go on that nobody names
GAITS = {"ski": "glide", "bicycle": "ride"}  # how one goes on what
ON_SADDLE = -0.15  # of a bicycle's length: where its saddle is
GOING = ("drive", "move", "leave", "pass", "slide", "roll", "hurry", "stop")
PASSED = ("past", "by", "along", "behind")  # ways that lead by something
HALFWAY, CLEAR = 0.5, 0.9  # of the film; times as far from the way's middle as he is wide is what he glides past
SLOPE = 24.0  # m that a slope is long on which somebody glides all the time
SNOW = ("ski",)  # what goes on snow


def mounted(script: Script) -> Script:
    """Return the script with what people go on as things of their own; slopes for skis are long, and of snow."""
    entities, relations = list(script.entities), list(script.relations)
    for entity in script.entities:
        for kit in (word.removeprefix(KIT) for word in entity.attributes if word.startswith(KIT)):
            entities.append(Entity(id=f"{kit}_of_{entity.id}"[:64], thing=kit, count=2 if kit == "ski" else 1))
    named = {entity.id: entity for entity in entities}
    script = script.model_copy(update={"happenings": tuple(_downhill(script, h) for h in script.happenings)})
    script = script.model_copy(update={"entities": tuple(entities)})
    snowy = any(mount(script, name) is not None and named[mount(script, name)].thing in SNOW for name in named)
    for happening in script.happenings:
        slope = named.get(happening.place or "")
        if mount(script, happening.subject) is None or slope is None or THINGS[slope.thing].family != "ramp":
            continue
        change = {} if slope.size is not None or slope.scale != 1.0 else {"size": SLOPE}
        change |= {"material": "snow"} if snowy and slope.material is None else {}
        named[slope.id] = slope.model_copy(update=change)
    setting = script.setting
    if snowy and setting.place is None:
        setting = setting.model_copy(update={"place": "snow_field"})
    relations = [r for r in relations if not _rides(script, r)]
    return script.model_copy(
        update={"entities": tuple(named.values()), "relations": tuple(relations), "setting": setting}
    )


def _downhill(script: Script, happening: Happening) -> Happening:
    """Return the gliding of who is on a slope as what it is: down that."""
    on = (r.objects[0] for r in script.relations if r.kind == "on" and r.subject == happening.subject and r.objects)
    things = {entity.id: entity.thing for entity in script.entities}
    slopes = [name for name in on if name in things and THINGS[things[name]].family == "ramp"]
    if happening.verb != "slide" or happening.gait != "glide" or happening.place is not None or not slopes:
        return happening
    return happening.model_copy(update={"path": "down", "place": slopes[0]})


def _rides(script: Script, relation: Relation) -> bool:
    """Tell whether a relation only says on what somebody goes, or how that lies to the ground."""
    mounts = {mount(script, entity.id) for entity in script.entities} - {None}
    return relation.subject in mounts or (relation.kind == "on" and bool(mounts.intersection(relation.objects)))


def mount(script: Script, person: str) -> str | None:
    """Return the entity that somebody goes on: one that is named with a verb, or one of his kit."""
    things = {entity.id: entity for entity in script.entities}
    if person not in things or THINGS[things[person].thing].kind != "person" or things[person].count > 1:
        return None
    own = (f"{word.removeprefix(KIT)}_of_{person}"[:64] for word in things[person].attributes if word.startswith(KIT))
    acts = [h for h in script.happenings if h.subject == person and h.verb in GOING and not h.negated]
    ridden = (h.object for h in acts if h.verb == "drive" and h.object is not None)
    borne = (r.objects[0] for r in script.relations if r.kind == "on" and r.subject == person and r.objects)
    named = (name for name in (*ridden, *(borne if acts else ())) if name in things and things[name].thing in GAITS)
    return next((name for name in own if name in things), None) or next(named, None)


def gait(layout: Layout, happening: Happening) -> str | None:
    """Return how somebody goes who goes on something; None who does on his feet."""
    on = mount(layout.script, happening.subject)
    glides = happening.verb == "slide" or happening.gait == "glide"
    if happening.verb not in GOING:
        return None
    return GAITS[layout.entity(on).thing] if on is not None else "glide" if glides else None


def down_slope(layout: Layout, happening: Happening, subject: Entity) -> tuple[Array, Array] | None:
    """Return where a way down, or up, a slope starts and ends (m); None where it leads along none."""
    slope = happening.place if happening.place not in (None, "ground") else None
    faces = layout.faces(slope, ("slope",)) if slope is not None and layout.placed(slope) else []
    if not faces or happening.path not in ("down", "off", "from", "on", "along"):
        return None
    face, length = faces[0], float(extent(subject).size[2])
    half = max(0.2, face.half[0] - 0.7 * length)
    top, foot = face.center - half * face.along, face.center + half * face.along
    return (top, foot) if top[2] > foot[2] else (foot, top)


def line_way(layout: Layout, happening: Happening, seconds: float) -> None:
    """Plant what somebody glides past who is on a slope already beside his way, where he gets half-way of the time."""
    other = happening.place or happening.object
    mains = layout.main(happening.subject)
    act = next((a for a in layout.actions if isinstance(a, Perform) and a.body in mains and a.gait == "glide"), None)
    if act is None or act.speed == 0.0 or happening.path not in PASSED or other in (None, "ground"):
        return
    if layout.placed(other):
        return
    start, end = (np.asarray(point) for point in (act.path[0], act.path[-1]))
    time, ease = HALFWAY * seconds, max(act.ease, 1e-6)
    slow = min(time, ease)
    gone = act.speed * (0.5 * slow - 0.5 * ease / np.pi * np.sin(np.pi * slow / ease) + max(0.0, time - ease))
    line = end - start
    share = float(np.clip(gone / np.linalg.norm(line), 0.05, 0.9))
    ahead = line[:2] / np.linalg.norm(line[:2])
    across = np.array([-ahead[1], ahead[0], 0.0])
    entity, rider = layout.entity(other), extent(layout.entity(happening.subject))
    aside = CLEAR * float(rider.size[1]) + 0.5 * float(extent(entity).size[1])
    base = start + share * line + aside * (across if across[1] > 0.0 else -across)
    arrange.group(layout, entity, base, on="")
    for instance in layout.instances[other]:
        for body in instance.assembly.bodies:
            layout.change(body.id, fixed=True)


def mount_up(layout: Layout, act: Perform, instance: Instance) -> Perform:
    """Return a performance with what the performer goes on under him, or at his feet."""
    name = mount(layout.script, instance.entity.id)
    if name is None or layout.placed(name):
        return act
    entity = layout.entity(name)
    names = (act.body, *act.limbs)
    posed = {b.id: b for b in place(act, tuple(layout.bodies[n] for n in names))}
    face = _facing(act)
    turn = np.array([np.cos(face / 2), 0.0, 0.0, np.sin(face / 2)])
    held = []
    if GAITS[entity.thing] == "ride":
        own = layout.place(entity, instance.base, on="")
        size = float(bounds((layout.bodies[own.main],)).size[0])
        ahead = quat_rotate(turn, np.array([-ON_SADDLE * size, 0.0, 0.0]))
        base = np.asarray(act.path[0], float) + ahead
        held.append(_grip(layout, own.main, posed[act.body], base, turn))
    else:
        for k, side in enumerate(("left", "right")):
            own = layout.place(entity, instance.base, on="", k=k)
            foot = posed[instance.assembly.roles[f"{side}_foot"]]
            tilt = quat_from_axis_angle((0.0, 1.0, 0.0), _drop(act))
            box = bounds((foot,))
            thick = float(bounds((layout.bodies[own.main],)).size[2])
            base = np.array([*((box.lower + box.upper)[:2] / 2), box.lower[2] - 0.2 * thick])
            held.append(_grip(layout, own.main, foot, base, quat_multiply(turn, tilt)))
    return act.model_copy(update={"held": (*act.held, *held)})


def _grip(layout: Layout, body: str, limb: object, base: Array, turn: Array) -> Held:
    """Return how a limb holds a body whose base is to be at a point (m), turned so."""
    own = layout.bodies[body]
    box = bounds((own.model_copy(update={"rotation": (1.0, 0.0, 0.0, 0.0)}),))
    at = base + quat_rotate(turn, np.asarray(own.position) - [*((box.lower + box.upper)[:2] / 2), float(box.lower[2])])
    back = quat_conjugate(np.asarray(limb.rotation))
    return Held(
        body=body,
        limb=limb.id,
        at=vec(quat_rotate(back, at - np.asarray(limb.position))),
        rotation=tuple(map(float, quat_multiply(back, turn))),
    )


def _facing(act: Perform) -> float:
    """Return which way somebody faces at first (rad)."""
    step = (
        np.subtract(act.path[1], act.path[0])
        if len(act.path) > 1
        else np.array([np.cos(act.heading), np.sin(act.heading)])
    )
    return float(np.arctan2(step[1], step[0]))


def _drop(act: Perform) -> float:
    """Return how the way falls at first (rad)."""
    step = np.subtract(act.path[1], act.path[0]) if len(act.path) > 1 else np.array([1.0, 0.0, 0.0])
    return float(np.arctan2(-step[2], np.linalg.norm(step[:2])))
