"""Blockings of doors and lids: an unseen hand turns them on their hinges at the speed of a drive."""

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.assets.catalogue import THINGS
from setpiece.assets.machines import HINGED
from setpiece.language.script import Happening
from setpiece.staging import arrange
from setpiece.staging.layout import Layout
from setpiece.staging.motion import G, lead
from setpiece.world.document import Action, Body, Drive

LASTS = 1.8  # s that opening or closing takes
STRENGTH = 3.0  # times the torque that the weight of what turns has about its hinge
SOFT, GENTLE = 0.12, 0.2  # rad before it is shut from which it goes on at that share of its speed: nothing slams
QUICK = 0.25  # s within which the hand brings it up to speed


def turn(layout: Layout, happening: Happening) -> None:
    """Open or shut what is on a hinge; what is shut first stands open before, unless it has been opened."""
    subject = happening.subject
    arrange.set_down(layout, subject)
    opening = happening.verb == "open"
    _, _, _, wide = HINGED[THINGS[layout.entity(subject).thing].family]
    angle = wide - abs(layout.knobs.shift(f"{subject}.open", 0.2))
    speed = angle / LASTS * happening.pace * (1.0 if opening else -1.0)
    for instance in layout.instances[subject]:
        leaf = instance.assembly.roles.get("leaf")
        if leaf is None:
            layout.notes.append(f"{instance.id} has no hinge to turn on.")
            continue
        body = layout.bodies[leaf]
        if not opening and not any(isinstance(a, Drive) and a.body == leaf for a in layout.actions):
            layout.change(leaf, joint=body.joint.model_copy(update={"position": angle}))
        limit = _torque(body, abs(speed))
        soft = 0.0 if opening else SOFT
        ways = ((angle - soft, speed), (soft, GENTLE * speed))
        lead(layout, leaf, ((way / abs(rate), rate) for way, rate in ways if way > 0.0), limit)


def _torque(body: Body, speed: float) -> float:
    """Return the torque (N m) of a hand that brings a body on a hinge to a speed (rad/s) and can bear its weight."""
    own = mass_properties(body, build(body))
    away = np.asarray(body.position) + own.center_of_mass - np.asarray(body.joint.anchor)
    axis = np.asarray(body.joint.axis)
    arm = float(np.linalg.norm(np.cross(axis, away)))
    inertia = float(axis @ own.inertia @ axis) + own.mass * arm**2
    level = float(np.linalg.norm(np.cross(axis, [0.0, 0.0, 1.0])))
    return STRENGTH * (own.mass * G * arm * level + inertia * speed / QUICK)


def relieve(layout: Layout) -> None:
    """Let each drive of a joint end where the next one of the same joint begins: "opens, then shuts".

    One that would begin no later than one named before it is left out: how long it waits is not known yet.
    """
    kept: list[Action] = []
    last: dict[str, int] = {}
    for action in layout.actions:
        if isinstance(action, Drive):
            before = last.get(action.body)
            if before is not None:
                gap = action.start - kept[before].start
                if gap <= 0.0:
                    continue
                kept[before] = kept[before].model_copy(update={"duration": min(kept[before].duration, gap)})
            last[action.body] = len(kept)
        kept.append(action)
    layout.actions[:] = kept
