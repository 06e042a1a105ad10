"""Blocking of the cord that switches a lamp: it hangs from the shade, and a hand pulls it down and leads it back."""

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.order import Assembly
from setpiece.geometry import quat_rotate
from setpiece.language.script import Happening, Relation, Script
from setpiece.staging import arrange
from setpiece.staging.layout import Array, Instance, Layout, bounds
from setpiece.staging.motion import lead, vec
from setpiece.world.document import Body, Joint

CORD = "rope_coil"
PULL, TIME, KEPT, BACK = 0.06, 0.15, 0.2, 0.15  # m that a cord is pulled, s that it takes, is kept there, and goes back
LONG, THICK = 0.3, 0.003  # of the way from where it hangs to the lamp's foot; m
OUT, IN = 0.93, 0.012  # of the shade's radius where it hangs, and m inside the shade
PALE = (0.72, 0.66, 0.52)  # linear
HAND = 20.0  # N
SIDE = -0.75  # rad from +X, as seen from above: at the right, towards the camera


def switches(script: Script, happening: Happening) -> Relation | None:
    """Return from which lamp the cord hangs that is pulled, or that is switched by one; None: no cord is."""
    things = {entity.id: entity.thing for entity in script.entities}
    cords = (r for r in script.relations if r.kind == "hung_from" and things.get(r.subject) == CORD)
    named = (happening.subject,) if happening.verb in ("push", "light", "darken") else ()
    return next((r for r in cords if {r.subject, *r.objects[:1]} & set(named)), None)


def pull(layout: Layout, happening: Happening) -> None:
    """Hang a cord from the shade of its lamp, and let a hand pull it."""
    told = switches(layout.script, happening)
    cord, lamp = told.subject, told.objects[0]
    if layout.placed(cord):
        return
    arrange.set_down(layout, lamp)
    shade = layout.bodies[layout.main(lamp)[0]]
    top = _under(shade)
    long = LONG * float(top[2] - bounds((shade,)).lower[2])
    params = {"length": long, "radius": THICK}
    entity = layout.entity(cord)
    colors = {"body": entity.color or PALE}
    body = Body(id=cord, family="cord", params=params, colors=colors, position=vec(top), passes=(shade.id,))
    body = body.model_copy(update={"position": vec(top - np.asarray(build(body).mounts["top"]))})
    joint = Joint(kind="slide", anchor=body.position, axis=(0.0, 0.0, 1.0))
    layout.bodies[cord] = body.model_copy(update={"joint": joint})
    layout.change(shade.id, fixed=True)
    layout.instances[cord] = [Instance(entity, cord, Assembly((body,), (), {"main": cord}), top, 0.0, "")]
    done = lead(layout, cord, ((TIME, -PULL / TIME), (KEPT, 0.0), (BACK, PULL / BACK)), HAND)
    layout.seconds = max(layout.seconds, done + 2.5)


def _under(lamp: Body) -> Array:
    """Return the place (m) inside the rim of a lamp's shade, or under all of it, where a cord hangs."""
    parts = {part.name: part for part in build(lamp).parts}
    part = parts.get("shade") or build(lamp).part()
    points = quat_rotate(np.asarray(lamp.rotation), np.asarray(part.mesh.vertices)) + np.asarray(lamp.position)
    low, high = points.min(axis=0), points.max(axis=0)
    middle = (low + high) / 2
    rim = points[points[:, 2] < low[2] + 0.05 * (high[2] - low[2])]
    radius = float(np.linalg.norm(rim[:, :2] - middle[:2], axis=1).max())
    way = np.array([np.cos(SIDE), np.sin(SIDE)])
    return np.array([*(middle[:2] + OUT * radius * way), low[2] + IN])
