"""What people hold and carry: in the right hand, on the back, or before the chest, as its size and kind ask for.

A held body goes along with a limb as if it were of one piece with it (``world.document.Held``). Metres.
"""

import numpy as np

from setpiece.actors.perform import place
from setpiece.assets.catalogue import THINGS
from setpiece.geometry import quat_conjugate, quat_multiply, quat_rotate
from setpiece.language.script import Entity, Happening, Script
from setpiece.staging.layout import Array, Instance, Layout, bounds, extent
from setpiece.staging.motion import vec
from setpiece.world.document import Held, Perform

WORN = ("backpack",)  # on the back
BROAD = 0.32  # m: what is broader than this is carried before the chest with both arms
LARGEST = 1.3  # m that somebody carries
STEADY = 2.0  # s: by then a hand that is held out has come to rest
HANGING = ("suitcase", "bag", "bucket", "basket", "lantern", "jug", "kettlebell")  # by their handle


def carried(script: Script, happening: Happening) -> str | None:
    """Return the entity that somebody holds or carries in a happening: its object, or what he goes along with."""
    people = {e.id for e in script.entities if THINGS[e.thing].kind == "person" and e.count == 1}
    if happening.subject not in people or happening.negated:
        return None
    if happening.object is not None and happening.verb in ("rest", "move", "lift"):
        return happening.object if _portable(script, happening.object) else None
    moves = happening.verb in ("move", "leave", "stop", "stand", "rest")
    mine = (r.subject for r in script.relations if r.had and r.objects == (happening.subject,))
    return next((name for name in mine if moves and _portable(script, name)), None)


def _portable(script: Script, name: str) -> bool:
    entity = next(e for e in script.entities if e.id == name)
    acts = any(h.subject == name for h in script.happenings)
    return entity.count == 1 and not acts and THINGS[entity.thing].kind in ("small", "ball", "light", "plant")


def shown(script: Script, entity: str) -> bool:
    """Tell whether somebody stands and holds something small, which the camera then comes closer to see."""
    held = (carried(script, h) for h in script.happenings if h.subject == entity and h.verb == "rest")
    things = {e.id: e for e in script.entities}
    return any(name is not None and float(extent(things[name]).size.max()) < BROAD for name in held)


def posture(layout: Layout, load: str) -> str:
    """Return how somebody stands who holds a thing: with the hand held out, or arms down or before him."""
    entity = layout.entity(load)
    wide = float(extent(entity).size[:2].max()) > BROAD
    return "stand" if wide or entity.thing in (*WORN, *HANGING) else "offer"


def take_up(layout: Layout, act: Perform, instance: Instance, entity: Entity) -> Perform:
    """Return a performance with a thing placed in the performer's hand, on the back or before the chest."""
    held = layout.place(entity, instance.base, on="")
    body = layout.bodies[held.main]
    size = bounds((body,)).size
    if len(held.assembly.bodies) > 1 or body.fixed or float(size.max()) > LARGEST:
        layout.notes.append(f"{instance.id} cannot carry {entity.id}.")
        return act
    worn, wide = entity.thing in WORN, float(size[:2].max()) > BROAD and entity.thing not in HANGING
    limb = instance.assembly.roles["chest" if worn or wide else "right_hand"]
    names = (act.body, *act.limbs)
    posed = {b.id: b for b in place(act, tuple(layout.bodies[name] for name in names), time=STEADY)}
    at, turn = _spot(posed[limb], act, size, worn=worn, wide=wide)
    grip = Held(
        body=held.main,
        limb=limb,
        at=vec(quat_rotate(quat_conjugate(np.asarray(posed[limb].rotation)), at - np.asarray(posed[limb].position))),
        rotation=tuple(map(float, quat_multiply(quat_conjugate(np.asarray(posed[limb].rotation)), turn))),
    )
    return act.model_copy(update={"held": (grip,)})


def _spot(limb: object, act: Perform, size: Array, *, worn: bool, wide: bool) -> tuple[Array, Array]:
    """Return where a thing is (m) and how it is turned when a limb has it: facing as its bearer, upright."""
    face = _facing(act)
    turn = np.array([np.cos(face / 2), 0.0, 0.0, np.sin(face / 2)])
    ahead = quat_rotate(turn, np.array([1.0, 0.0, 0.0]))
    box = bounds((limb,))
    middle, reach = (box.lower + box.upper) / 2, box.size / 2
    if worn or wide:
        thick = float(reach[:2].min())
        if worn:  # its broad side to the back
            turn = quat_multiply(turn, np.array([np.sqrt(0.5), 0.0, 0.0, np.sqrt(0.5)])) if size[0] > size[1] else turn
            return middle - ahead * (thick + 0.5 * float(min(size[:2])) - 0.01), turn
        turn = quat_multiply(turn, np.array([np.sqrt(0.5), 0.0, 0.0, np.sqrt(0.5)])) if size[0] > size[1] else turn
        down = np.array([0.0, 0.0, -0.25 * float(size[2]) - 0.4 * float(reach[2])])
        return middle + ahead * (thick + 0.5 * float(min(size[:2])) + 0.03) + down, turn
    if act.gait == "offer":  # on the palm
        return np.array([*middle[:2], box.upper[2] + 0.5 * float(size[2]) - 0.005]), turn
    slim = max(size[:2]) < 0.12
    drop = 0.1 * float(size[2]) if slim else 0.5 * float(size[2]) - 0.02
    return np.array([*middle[:2], box.lower[2] + 0.03 - drop]), turn


def _facing(act: Perform) -> float:
    """Return which way somebody faces at first (rad)."""
    if len(act.path) < 2:
        return act.heading
    step = np.subtract(act.path[1], act.path[0])
    return float(np.arctan2(step[1], step[0]))
