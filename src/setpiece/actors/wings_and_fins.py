"""Motions in the air and in water, and of birds on the ground.

Bodies are modelled level with wings spread; at rest a bird tilts up by its ``carriage`` and folds its wings against
its sides. Wings beat as sines, the hand a quarter beat after the arm (Pennycuick 2008); a fish bends in a wave that
runs from head to tail and grows on the way (Gray 1933).
"""

import numpy as np

from setpiece.actors.flesh_and_bone import TAU, phase_of
from setpiece.actors.gaits import GAITS
from setpiece.actors.limbs import Foot, standing, stepping
from setpiece.actors.posture import Posture
from setpiece.actors.turns import pitch, roll, yaw

SIDES = (("left", 1.0), ("right", -1.0))


def bird(p: Posture) -> None:
    """Pose a bird: on its feet, in the air, or afloat."""
    if p.act.gait == "fly":
        _fly(p)
    elif p.act.gait == "swim":
        _float(p)
    else:
        _on_the_ground(p)


def _on_the_ground(p: Posture) -> None:
    """Stand or walk, wings folded; the head holds still and then catches up, as birds' heads do."""
    count, up = len(p.time), p.plan.traits["carriage"]
    hip = p.plan.hip
    rise, nod, lean = p.still, p.still, 0.0
    feet = [standing(count) for _ in p.plan.legs]
    if p.act.gait in GAITS["bird"] and p.act.speed > 0.0:
        chosen, strides, share, length = phase_of(p, p.act.gait)
        beat = TAU * chosen.beats * (strides - chosen.bob_phase)
        rise = share * hip * (chosen.bob * np.cos(beat) - chosen.crouch)
        nod, lean = share * chosen.nod * np.sin(beat), chosen.lean
        feet = [
            stepping(leg, chosen.offsets[k], chosen, p.course, length, hip, p.time) for k, leg in enumerate(p.plan.legs)
        ]
    else:
        nod = 0.12 * np.sin(TAU * 0.21 * p.time) * np.sin(TAU * 0.09 * p.time)
    p.root(pitch(p.still + up - lean), (0.0, 0.0, hip), np.stack([p.still, p.still, rise], axis=1))
    look = 0.45 * np.sign(np.sin(TAU * 0.17 * p.time)) * np.abs(np.sin(TAU * 0.17 * p.time)) ** 0.5
    p.hang(1, pitch(nod - up + lean) @ yaw(look * (p.act.speed == 0.0)))
    _fold(p, up)
    for number, foot in enumerate(feet):
        p.step(number, foot)


def _fold(p: Posture, up: float) -> None:
    """Lay the wings along the flanks, first edges outwards and down, tips over the tail.

    The feathers of the hand slide under those of the arm, until a wing is no longer than trunk and tail.
    """
    slide = (p.plan.traits["span"] - p.plan.traits["folded"]) * p.plan.size
    for side, sign in SIDES:
        first = p.plan.index(f"{side}_wing")
        along = yaw(p.still + sign * (TAU / 4 - 0.10)) @ roll(p.still)
        flat = roll(p.still - sign * 0.95)
        p.hang(first, pitch(p.still - 0.04 - 0.1 * up) @ flat @ along)
        p.hang(first + 1, yaw(p.still + sign * 0.06))
        p.pivot[:, first + 1] -= slide * sign * p.turn[:, first, :, 1]


def _fly(p: Posture) -> None:
    """Beat the wings: the arm as a sine, the hand a quarter beat later; the body rises with the downstroke."""
    traits = p.plan.traits
    beat = TAU * traits["flap"] * p.time
    lift = 0.02 * p.plan.size * np.cos(beat)
    p.root(pitch(p.still + 0.04), (0.0, 0.0, p.plan.hip), np.stack([p.still, p.still, lift], axis=1))
    p.hang(1, pitch(p.still - 0.25))
    for side, sign in SIDES:
        first = p.plan.index(f"{side}_wing")
        p.hang(first, roll(sign * (0.12 + 0.62 * np.sin(beat))) @ pitch(0.12 * np.cos(beat)))
        p.hang(first + 1, roll(sign * (0.05 + 0.5 * np.sin(beat - TAU / 4))))
    for leg in p.plan.legs:
        p.hang(leg.segments[0], pitch(p.still - 0.9))
        p.hang(leg.segments[1], pitch(p.still - 0.5))
        p.hang(leg.segments[2], pitch(p.still - 0.9))


def _float(p: Posture) -> None:
    """Swim on the water: the base lies at the surface, the body in it to a third, the feet paddle."""
    bob = 0.01 * p.plan.size * np.sin(TAU * 0.5 * p.time)
    sink = p.plan.hip - 0.02 * p.plan.size
    p.root(
        pitch(0.1 + 0.02 * np.sin(TAU * 0.5 * p.time + 1.0)),
        (0.0, 0.0, p.plan.hip),
        np.stack([p.still, p.still, bob - sink], axis=1),
    )
    p.hang(1, pitch(p.still - 0.1) @ yaw(0.2 * np.sin(TAU * 0.2 * p.time)))
    _fold(p, 0.1)
    for number, sign in enumerate((1.0, -1.0)):
        stroke = sign * np.sin(TAU * 1.5 * p.time)
        shift = np.stack([-0.1 * p.plan.size * stroke, p.still, p.still - sink], axis=1)
        p.step(number, Foot(shift, -0.5 - 0.5 * stroke, p.still, np.zeros(len(p.time), bool)))


def fish(p: Posture) -> None:
    """Bend in a wave that runs backwards and grows; whales and dolphins beat up and down."""
    traits = p.plan.traits
    going = p.act.speed / traits["swim_speed"] if traits["swim_speed"] else 0.0
    size = 0.35 + 0.65 * min(going, 1.2)
    phase = TAU * traits["beat"] * (0.4 + 0.6 * min(going, 1.5)) * p.time
    bend = pitch if traits["level"] else yaw
    p.root(bend(0.06 * size * np.sin(phase)), p.plan.segments[0].pivot, np.zeros((len(p.time), 3)))
    for number, (most, lag) in enumerate(((0.16, 0.9), (0.26, 1.8), (0.42, 2.7)), start=1):
        p.hang(number, bend(most * size * np.sin(phase - lag)))


def insect(p: Posture) -> None:
    """Flap; a butterfly at rest opens and closes its wings slowly, and flutters up and down as it flies."""
    traits, flies = p.plan.traits, p.act.gait == "fly"
    rate = traits["flap"] if flies else 0.35
    beat = TAU * rate * p.time
    broad = traits["broad"]
    rise = (
        p.plan.size * (0.25 * np.cos(beat) + 0.8 * np.sin(TAU * 0.6 * p.time))
        if flies
        else p.still - 0.20 * p.plan.size
    )
    p.root(pitch(p.still + 0.15 * flies), p.plan.segments[0].pivot, np.stack([p.still, p.still, rise], axis=1))
    middle, swing = (0.45, 0.85) if broad or flies else (0.25, 0.05)
    for number, sign in ((1, 1.0), (2, -1.0)):
        p.hang(number, roll(sign * (middle + swing * np.sin(beat))))
