"""Blockings of vehicles that cross a bridge of boards: from the near bank over the deck, which may give way."""

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.events.clause import Clause
from setpiece.language.script import Entity, Happening, Script
from setpiece.staging import arrange
from setpiece.staging.driving import set_driving
from setpiece.staging.knobs import Knobs
from setpiece.staging.layout import CLEARANCE, Course, Layout, construct, extent, face
from setpiece.staging.motion import G
from setpiece.world.document import Body, Drive
from setpiece.world.materials import MATERIALS

BRIDGE = "plank_bridge"
OVER = ("over", "across", "along", "on", "onto")
GOING = ("drive", "move", "roll")
SPAN, HEIGHT, BANK, WIDE = 1.0, 0.2, 1.9, 1.45  # of a vehicle's length; of its width
DEEP = 0.02  # of the span: a beam
WEAK = 0.8  # of what the vehicle bends it by at the middle, bears a deck that is to break under it
SOUND = 3.0  # times that, one that is not
FROUDE = 0.35  # of sqrt(g length): how fast one crosses
AHEAD = 0.45  # s before the deck at which the vehicle starts, besides its own length


def crosses(layout: Layout, happening: Happening) -> bool:
    """Tell whether a vehicle on wheels goes over a bridge of boards."""
    place = happening.place
    if place in (None, "ground") or happening.verb not in GOING or happening.path not in OVER:
        return False
    return layout.entity(place).thing == BRIDGE and _wheeled(layout.entity(happening.subject))


def _wheeled(entity: Entity) -> bool:
    return "wheel_1" in construct(entity, entity.id, (0.0, 0.0, 0.0), 0.0).roles


def bridged(script: Script, knobs: Knobs) -> Script:
    """Return the script with every bridge of boards as large as who crosses it, and as strong as the sentence says.

    Two equal axles of a vehicle of weight P bend a beam of span L by about P L / 8; the deck's own weight by W L / 8.
    """
    broken = {h.subject if h.object is None else h.object for h in script.happenings if h.verb == "break"}
    goes = {h.place: h.subject for h in script.happenings if h.verb in GOING and h.path in OVER}
    known = {entity.id: entity for entity in script.entities}
    entities = []
    for entity in script.entities:
        crossing = known.get(goes.get(entity.id, ""))
        if entity.thing == BRIDGE and crossing is not None and _wheeled(crossing):
            entity = _fitted(entity, crossing, knobs, breaks=entity.id in broken)
        entities.append(entity)
    return script.model_copy(update={"entities": tuple(entities)})


def _fitted(bridge: Entity, vehicle: Entity, knobs: Knobs, *, breaks: bool) -> Entity:
    size = extent(vehicle).size
    bodies = construct(vehicle, vehicle.id, (0.0, 0.0, 0.0), 0.0).bodies
    weight = G * sum(mass_properties(body, build(body)).mass for body in bodies)
    figures = {"span": SPAN * size[0], "height": HEIGHT * size[0], "bank": BANK * size[0], "width": WIDE * size[1]}
    figures |= {"depth": DEEP * figures["span"], "thick": 0.007 * figures["span"]}
    own = _with(bridge, figures)
    solid = build(construct(own, own.id, (0.0, 0.0, 0.0), 0.0).bodies[0])
    material = MATERIALS[solid.part().material]
    span, lies = solid.bears[1], G * material.density * solid.part().volume
    share = knobs.pick(f"{bridge.id}.bears", WEAK, 1.15) if breaks else SOUND
    moment = (share * weight + lies) * span / 8.0
    section = moment / material.strength
    return _with(bridge, figures | {"beam": 3.0 * section / figures["depth"] ** 2})


def _with(entity: Entity, figures: dict[str, float]) -> Entity:
    """Return an entity with figures of its make, where the sentence gives none."""
    told = {attribute.split(":", 1)[0] for attribute in entity.attributes}
    more = tuple(f"{name}:{value:.4f}" for name, value in figures.items() if name not in told)
    return entity.model_copy(update={"attributes": (*entity.attributes, *more)})


def _breaking(layout: Layout) -> set[str]:
    """Return the decks that the sentence lets break."""
    spoken = {h.object or h.subject for h in layout.script.happenings if h.verb == "break" and not h.negated}
    return {main for entity in spoken for main in layout.main(entity)}


def _coast(layout: Layout, subject: Entity, time: float) -> None:
    """Let motors run no longer than until a vehicle's middle would be at the middle of the deck (s)."""
    own = {b.id for i in layout.instances[subject.id] for b in i.assembly.bodies}
    layout.actions[:] = [
        a.model_copy(update={"duration": time}) if isinstance(a, Drive) and a.body in own else a for a in layout.actions
    ]


def onto(layout: Layout, happening: Happening) -> Body | None:
    """Return the deck that a happening leads over, if it leads over one."""
    if not crosses(layout, happening) or not layout.placed(happening.place):
        return None
    return layout.bodies[layout.main(happening.place)[0]]


def cross(layout: Layout, happening: Happening) -> None:
    """Drive from the near bank onto the deck at a speed that lets one see what it does."""
    arrange.set_down(layout, happening.place)
    bridge = layout.instances[happening.place][0]
    near, deck = (layout.bodies[bridge.assembly.roles[role]] for role in ("near_bank", "deck"))
    subject = layout.entity(happening.subject)
    size = extent(subject).size
    natural = FROUDE * float(np.sqrt(G * size[0])) * happening.pace
    speed = happening.speed or layout.knobs.pick(f"{subject.id}.cross", natural, 1.2)
    top = face(near, build(near).supports[0]).center
    edge = face(deck, build(deck).supports[0]).center[0] - 0.5 * float(np.ptp(build(deck).bounds, axis=0)[0])
    start = np.array([edge - 0.5 * float(size[0]) - AHEAD * speed, top[1], top[2]])
    along = np.array([1.0, 0.0, 0.0])
    for k in range(subject.count):
        base = start - along * 1.3 * k * float(size[0]) + np.array([0.0, 0.0, CLEARANCE])
        set_driving(layout, layout.place(subject, base, on=near.id, k=k), speed * along)
    if deck.id in _breaking(layout):
        _coast(layout, subject, (edge - start[0] + 0.5 * float(np.ptp(build(deck).bounds[:, 0]))) / speed)
    layout.courses[subject.id] = Course(start, along, speed, 0.5 * float(size[0]))


def claimed(case: object) -> list[Clause]:
    """Claim that who goes over a bridge of boards comes onto its deck, and over a sound one to the other bank."""
    deck = onto(case.layout, case.happening)
    if deck is None:
        return []
    found = [case.claim("moves", s) for s in case.subjects] + [case.claim("touches", s, deck.id) for s in case.subjects]
    if deck.fracture is not None:
        return found
    far = case.layout.instances[case.happening.place][0].assembly.roles["far_bank"]
    return [*found, *(case.claim("touches", s, far) for s in case.subjects)]
