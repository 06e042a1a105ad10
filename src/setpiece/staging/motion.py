"""What blockings share: speeds that suit a size, what carries a thing, whether it is on its way already.

Speeds scale with the square root of size (Froude), so that small things do not shoot about and large ones do not
crawl.
"""

from collections.abc import Iterable

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.language.script import Entity, Happening, Script
from setpiece.physics.model import LIKE_BALL, rolling_resistance
from setpiece.staging import arrange, setting
from setpiece.staging.layout import FOREVER, Array, Instance, Layout, construct, extent
from setpiece.world.document import Body, Drive, Joint
from setpiece.world.materials import MATERIALS, pair_friction

G = 9.80665
LONG = 1.5  # times as long as high: what lies along its way slides, where a ball rolls
STRIKES = 1.7  # times as fast as it would go is what is to knock over several things
SETS_OFF = ("move", "leave", "drive", "roll", "slide", "throw")  # verbs with which a new way begins
GRIP, FINGERS = 0.001, 0.05  # m and kg: what a hand holds a thing by that it leads along and across
STANDS = 0.75  # of a film, after which who stops stands
BEAT = 0.4  # s that a viewer gets to see what is there before it moves


def moves_already(layout: Layout, happening: Happening) -> bool:
    """Tell whether an earlier clause has set the subject in motion."""
    return happening.subject in layout.courses


def support_of(layout: Layout, entity: str) -> str | None:
    """Return the entity that the sentence says a thing is on, set down; None for the ground."""
    for relation in layout.script.relations:
        if relation.subject == entity and relation.kind == "on" and relation.objects[:1] != ("ground",):
            for other in relation.objects[:1]:
                arrange.set_down(layout, other)
                return other
    return None


def natural_speed(layout: Layout, subject: Entity, happening: Happening, froude: float = 1.2) -> float:
    """Return the said speed (m/s), or one that fits the thing's size and the adverbs, or this candidate's draw."""
    if happening.speed is not None:
        return happening.speed
    size = float(max(0.02, min(extent(subject).size[0], 1.0)))
    froude *= STRIKES if _is_to_knock_over(layout, happening) else 1.0
    return layout.knobs.pick(f"{subject.id}.speed", froude * float(np.sqrt(G * size)) * happening.pace, 1.8)


def own_later(script: Script, happening: Happening) -> list[Happening]:
    """Return what a happening's subject does after it, in the order of the sentence, without what it does not do."""
    key = (happening.subject, happening.verb, happening.span)
    keys = [(h.subject, h.verb, h.span) for h in script.happenings]
    after = script.happenings[keys.index(key) + 1 :] if key in keys else ()
    return [h for h in after if h.subject == happening.subject and not h.negated]


def stop_after(script: Script, happening: Happening) -> Happening | None:
    """Return where the way of a happening ends because its subject stops, if nothing sends it off again before."""
    for later in own_later(script, happening):
        if later.verb == "stop":
            return later
        if later.verb in SETS_OFF:
            return None
    return None


def _is_to_knock_over(layout: Layout, happening: Happening) -> bool:
    """Tell whether who rolls or slides here is to knock over several things later, which takes more than a touch."""
    own = own_later(layout.script, happening)
    later = [h.object for h in own if h.verb == "knock_over" and h.object is not None]
    return happening.verb in ("roll", "slide", "move") and any(layout.entity(name).count > 1 for name in later)


def grip(layout: Layout, body: str, on: str) -> float:
    """Return the Coulomb coefficient between a body and the body or ground that it stands on."""
    return pair_friction(*(_friction(layout, name) for name in (body, on)))


def rolling_drag(layout: Layout, body: str, on: str) -> float:
    """Return what rolling resistance takes (m/s2) of a body on the level, on the body or ground that it is on.

    A torque c r N of the softer of both turns and slows it: a = c g / (1 + I / (m r^2)). Flat surfaces state c for a
    ball of ``LIKE_BALL``; the solver scales it as it does friction, by the pair's over the rougher one's own.
    """
    solid = build(layout.bodies[body])
    own, radius = mass_properties(layout.bodies[body], solid), float(solid.bounds[1, 2])
    arms = (rolling_resistance(_material(layout, name)) * size for name, size in ((body, radius), (on, LIKE_BALL)))
    scale = grip(layout, body, on) / max(_friction(layout, name) for name in (body, on))
    return scale * max(arms) / radius * G / (1.0 + float(own.inertia[1, 1]) / (own.mass * radius**2))


def _material(layout: Layout, name: str) -> str:
    """Return what the outside of a body, or the ground, is made of."""
    if name not in layout.bodies:
        return setting.place(layout.script).ground
    solid = build(layout.bodies[name])
    return next(part.material for part in solid.parts if part.name == solid.colliders[0].part)


def _friction(layout: Layout, name: str) -> float:
    """Return the Coulomb coefficient of a body, or the ground: what is known of the thing, else its material's."""
    body = layout.bodies.get(name)
    known = None if body is None else build(body).friction if body.friction is None else body.friction
    return MATERIALS[_material(layout, name)].friction if known is None else known


def start_moving(layout: Layout, instance: Instance, velocity: Array, *, rolling: bool) -> None:
    """Give a thing its starting velocity (m/s), and the spin that goes with rolling on level ground."""
    length, _, height = (float(x) for x in extent(instance.entity).size)
    rolling = rolling and length < LONG * height
    radius = height / 2
    spin = np.cross([0.0, 0.0, 1.0], velocity) / radius if rolling else np.zeros(3)
    layout.change(instance.main, velocity=vec(velocity), spin=vec(spin))


def lead(
    layout: Layout, body: str, strokes: Iterable[tuple[float, float]], limit: float, *, keeps: bool = True
) -> float:
    """Let a hand lead a body along or about its joint after a beat; return when (s) it has.

    A stroke is how long (s) and how fast (m/s or rad/s); the hand can do ``limit`` (N or N m), and keeps the body where
    it ends, or lets it go there.
    """
    begin = 0.0
    for last, speed in ((BEAT, 0.0), *strokes):
        drive = Drive(body=body, start=begin, duration=float(last), speed=float(speed), limit=limit)
        layout.actions.append(drive)
        begin += drive.duration
    if keeps:
        layout.actions.append(Drive(body=body, start=begin, duration=FOREVER, speed=0.0, limit=limit))
    return begin


def gripped(layout: Layout, body: Body) -> str:
    """Put a body on a slide across (Y) on a small grip that is on a slide along X, and return the grip's id.

    The grip is as heavy as the fingers that hold the thing, and inside it: it meets nothing of it.
    """
    grip = f"{body.id}_grip"[:64]
    params = dict.fromkeys(("length", "width", "height"), GRIP) | {"edge": 0.1 * GRIP}
    along = Joint(kind="slide", anchor=body.position, axis=(1.0, 0.0, 0.0))
    layout.bodies[grip] = Body(
        id=grip, family="box", params=params, position=body.position, joint=along, mass=FINGERS, passes=(body.id,)
    )
    across = Joint(kind="slide", parent=grip, anchor=body.position, axis=(0.0, 1.0, 0.0))
    layout.bodies[body.id] = body.model_copy(update={"joint": across, "fixed": False, "passes": (grip, *body.passes)})
    return grip


def roles(layout: Layout, entity: Entity) -> dict[str, str]:
    """Return the roles of the bodies that an entity is made of."""
    return construct(entity, entity.id, (0.0, 0.0, layout.floor), 0.0).roles


def vec(v: Array) -> tuple[float, float, float]:
    """Return an array (3,) as a document's vector."""
    x, y, z = (float(c) for c in v)
    return x, y, z
