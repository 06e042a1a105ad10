"""Blockings of things on hinges and strings, and of things that turn on the spot."""

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.assets.catalogue import THINGS
from setpiece.assets.machines import ROTORS
from setpiece.geometry import quat_rotate
from setpiece.language.script import Happening
from setpiece.staging import arrange
from setpiece.staging.chaining import let_go_on_tie
from setpiece.staging.falling import fall
from setpiece.staging.hoisting import hoist
from setpiece.staging.layout import FOREVER, Layout, bounds, extent
from setpiece.staging.motion import BEAT, G, grip, moves_already, roles
from setpiece.staging.roping import ropes, struck
from setpiece.world.document import Body, Drive, Hold

RUNS_DOWN = 1.5  # s in which blades lose all but 1 / e of their rate
FAN = 9.0  # rad/s of a fan: its blades are still seen one by one
TABLE = 1.3  # rad/s of a turntable: what stands on it keeps its hold
ALOFT = ("fall", "drop")  # what spins and does this spins in the air
AMPLITUDE, BLOW = 0.6, 1.0  # rad that a pendulum swings to a side, and one that strikes
AHEAD = 0.05  # of its size, from what hangs on a rope to what it is to strike
FADES = 6.0  # s in which a swing that is slowed fades to 1 / e
ROTOR = 250.0  # rad/s of a gyroscope's wheel
TOP = 120.0  # rad/s at which a top is let go


def spin(layout: Layout, happening: Happening) -> None:
    """Turn on the spot about the vertical, faster the smaller."""
    aloft = (h for h in layout.script.happenings if h.subject == happening.subject and h.verb in ALOFT)
    if not moves_already(layout, happening):
        if (other := next((h for h in aloft if not h.negated and h.direction != "up"), None)) is not None:
            fall(layout, other)
        arrange.set_down(layout, happening.subject)
    size = float(extent(layout.entity(happening.subject)).size.max())
    rate = layout.knobs.pick("spin", _rate(layout, happening.subject, size) * happening.pace, 1.4)
    rate = -rate if happening.direction == "clockwise" else rate
    for body in layout.main(happening.subject):
        if layout.bodies[body].joint is not None:
            blades = THINGS[layout.entity(happening.subject).thing].family in ROTORS
            usual = (FAN if blades else TABLE) * happening.pace
            _motored(layout, body, float(np.sign(rate)) * usual, after=BEAT if happening.agent != "self" else 0.0)
            continue
        velocity = layout.bodies[body].velocity
        layout.change(body, spin=(0.0, 0.0, rate), velocity=velocity)


def precession(cage: Body, rotor: Body, rate: float) -> float:
    """Return the rate (rad/s) at which a level gyroscope goes round, its rotor turning at ``rate`` (rad/s).

    The weight's torque turns the angular momentum: W = m g r / (I w) (Goldstein, Classical Mechanics, 5.7).
    """
    own = [mass_properties(body, build(body)) for body in (cage, rotor)]
    torque = 0.0
    for body, one in zip((cage, rotor), own, strict=True):
        center = np.asarray(body.position) + quat_rotate(body.rotation, one.center_of_mass)
        torque += one.mass * G * float(np.linalg.norm(center[:2] - np.asarray(cage.joint.anchor)[:2]))
    return torque / (float(own[1].inertia[0, 0]) * rate)


def precess(layout: Layout, happening: Happening) -> None:
    """Let a gyroscope go on its stand, its rotor turning and its axle level, at the rate at which it stays so."""
    arrange.set_down(layout, happening.subject)
    for instance in layout.instances[happening.subject]:
        if "rotor" not in instance.assembly.roles:
            spin(layout, happening)
            return
        cage, rotor = (layout.bodies[instance.assembly.roles[role]] for role in ("cage", "rotor"))
        rate = layout.knobs.pick(f"{instance.id}.rotor", ROTOR * happening.pace, 1.2)
        sense = -1.0 if happening.direction == "clockwise" else 1.0
        around = precession(cage, rotor, rate)
        layout.change(rotor.id, joint=rotor.joint.model_copy(update={"speed": sense * rate}))
        layout.change(cage.id, spin=(0.0, 0.0, sense * around))


def run_down(layout: Layout, happening: Happening) -> None:
    """Let the blades of a fan that is switched off turn at their rate at first, and lose it to a hinge that drags."""
    arrange.set_down(layout, happening.subject)
    for name in layout.main(happening.subject):
        body = layout.bodies[name]
        if body.joint is None:
            continue
        inertia = float(np.abs(body.joint.axis) @ np.diag(mass_properties(body, build(body)).inertia))
        joint = body.joint.model_copy(update={"speed": FAN * happening.pace, "damping": inertia / RUNS_DOWN})
        layout.change(name, joint=joint)


def _motored(layout: Layout, body: str, rate: float, after: float = 0.0) -> None:
    """Let a motor bring what turns on an axle to a rate (rad/s) within half a second, and keep it there.

    Where somebody switches it on, it is still until ``after`` (s).
    """
    solid = layout.bodies[body]
    axis = np.abs(solid.joint.axis)
    inertia = float(axis @ np.diag(mass_properties(solid, build(solid)).inertia))
    layout.actions[:] = [a for a in layout.actions if not (isinstance(a, Drive) and a.body == body)]
    layout.actions.append(
        Drive(body=body, start=after, duration=FOREVER, speed=rate, limit=4.0 * inertia * abs(rate) / 0.5)
    )


def _rate(layout: Layout, subject: str, size: float) -> float:
    """Return a natural rate (rad/s): a top's own; faster the smaller; what lies is left two turns by friction.

    A rod of length s that turns on a floor is braked by 3 mu g / s.
    """
    natural = float(np.clip(6.0 / np.sqrt(size), 4.0, 60.0))
    if THINGS[layout.entity(subject).thing].family == "spinning_top":
        return TOP
    box = extent(layout.entity(subject)).size
    if layout.bodies[layout.main(subject)[0]].joint is not None or box[2] > 0.5 * size:
        return natural
    braking = 3.0 * G * grip(layout, layout.main(subject)[0], layout.instances[subject][0].on) / size
    return max(natural, float(np.sqrt(2.0 * braking * 2.0 * 2.0 * np.pi)))


def swing(layout: Layout, happening: Happening) -> None:
    """Start at full amplitude. What it swings past stands beside its plane, as near as is safe."""
    arrange.set_down(layout, happening.subject)
    if any("hung" in instance.assembly.roles for instance in layout.instances[happening.subject]):
        let_go_on_tie(layout, happening)
        return
    rope = ropes(layout.script).get(happening.subject)
    wide = BLOW if struck(layout.script, happening.subject) is not None else AMPLITUDE
    amplitude = happening.angle or layout.knobs.pick("swing", wide * float(np.sqrt(happening.pace)), 1.3)
    for instance in layout.instances[rope or happening.subject]:
        joint = layout.bodies[instance.main].joint
        if joint is None:
            layout.notes.append(f"{instance.id} hangs from nothing and cannot swing.")
            continue
        layout.change(instance.main, joint=joint.model_copy(update={"position": amplitude}))
    other = happening.object or (happening.place if happening.place != "ground" else None)
    if rope is not None and (target := struck(layout.script, happening.subject)) is not None:
        _set_ahead(layout, happening.subject, target)
        return
    if other is None or layout.placed(other) or layout.bodies[layout.main(happening.subject)[0]].joint is None:
        return
    bob = bounds((layout.bodies[layout.main(happening.subject)[0]],))
    box = extent(layout.entity(other))
    meets = happening.verb in ("hit", "knock_over", "push", "collide") and not happening.negated
    gap = -0.5 * float(bob.size[1]) if meets else layout.knobs.pick("passing", 0.03 + 0.2 * float(bob.size[1]), 1.5)
    hub = np.array(layout.bodies[layout.main(happening.subject)[0]].joint.anchor) if not meets else bob.lower
    y = float(bob.lower[1]) - gap - float(box.upper[1])
    base = np.array([float(hub[0]), y, _rest_height(layout, happening.subject, float(hub[0]), y)])
    arrange.group(layout, layout.entity(other), base, on=layout.floor_id)


def _set_ahead(layout: Layout, hung: str, other: str) -> None:
    """Set what is struck by what hangs on a rope just beyond that's lowest point, across its way."""
    bob = layout.bodies[layout.main(hung)[0]]
    box, shape = bounds((bob,)), arrange.spread(layout, layout.entity(other))
    gap = layout.knobs.pick(f"{other}.gap", AHEAD * float(box.size[0]), 1.5)
    ahead = float(box.upper[0]) + gap - float(shape.lower[0])
    if layout.placed(other):
        return
    arrange.group(layout, layout.entity(other), layout.ground(ahead, float(bob.joint.anchor[1])), on=layout.floor_id)


def dampen(layout: Layout, entity: str) -> None:
    """Let what swings lose its swing to a hinge that drags: to 1 / e within ``FADES``, as I / (2 c) says."""
    for name in layout.main(entity):
        body = layout.bodies[name]
        if body.joint is None:
            continue
        own = mass_properties(body, build(body))
        arm = np.asarray(body.position) + own.center_of_mass - np.asarray(body.joint.anchor)
        axis = np.asarray(body.joint.axis)
        inertia = float(axis @ own.inertia @ axis) + own.mass * float(np.linalg.norm(np.cross(axis, arm))) ** 2
        damping = 2.0 * inertia / FADES
        layout.change(name, joint=body.joint.model_copy(update={"damping": damping}))


def _rest_height(layout: Layout, entity: str, x: float, y: float) -> float:
    """Return how high a thing stands at (x, y): on the floor, or on a low plate of the entity's own stand (m)."""
    height = layout.floor
    for body in layout.instances[entity][0].assembly.bodies:
        for part in build(body).colliders:
            if body.fixed and part.kind == "box" and np.allclose(np.abs(body.rotation), (1, 0, 0, 0)):
                center = np.add(body.position, part.position)
                under = abs(x - center[0]) < part.size[0] and abs(y - center[1]) < part.size[1]
                low = part.size[2] < 0.2 * min(part.size[:2])
                height = max(height, float(center[2] + part.size[2])) if under and low else height
    return height


def lift(layout: Layout, happening: Happening) -> None:
    """Balls of a cradle are drawn aside on their strings; anything else is raised by a hand."""
    subject = layout.entity(happening.subject)
    if not any(role.startswith("ball_") for role in roles(layout, subject)):
        hoist(layout, happening)
        return
    arrange.set_down(layout, happening.subject)
    instance = layout.instances[happening.subject][0]
    balls = [instance.assembly.roles[role] for role in sorted(instance.assembly.roles) if role.startswith("ball_")]
    balls.sort(key=lambda ball: layout.bodies[ball].position[0])
    angle = happening.angle or layout.knobs.pick("lift", 0.55, 1.2)
    for ball in balls[: happening.count or 1]:
        joint = layout.bodies[ball].joint
        sense = float(np.sign(joint.axis[1])) or 1.0  # a turn about +Y carries a hanging ball towards -X
        layout.change(ball, joint=joint.model_copy(update={"position": sense * angle}))
        layout.actions.append(Hold(body=ball, end=BEAT))
