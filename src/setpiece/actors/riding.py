"""Motions of people who are carried: on skis and soles that glide, and on a bicycle, whose pedals their feet turn.

Everything is in the frame of the way (base on the ground, +X ahead), lengths as shares of the person's height.
"""

import numpy as np

from setpiece.actors.limbs import Array, Foot, standing
from setpiece.actors.posture import Posture
from setpiece.actors.turns import pitch, roll, yaw

TAU = 2.0 * np.pi
CROUCH, LEAN = 0.16, 0.38  # of the hip's height, and rad forwards, of who glides
SADDLE, SEAT = 0.567, 0.052  # how high a saddle is, and the hip over it
CRANK, PEDAL = (0.10, 0.17), 0.09  # where the cranks turn (ahead, up) from under the saddle, and how long they are
TURNED = 2.2  # heights of way for each turn of the cranks
BEHIND = 0.03  # of the ankle behind the pedal


def glide(p: Posture) -> None:
    """Glide with bent knees, both feet still, which lie on the slope; the arms are held a little out."""
    gone, _ = p.course.way(p.time)
    tilt = _slope(p, gone)
    sway = 0.05 * np.sin(TAU * 0.23 * p.time) * np.sin(TAU * 0.11 * p.time + 0.6)
    shift = np.stack([p.still - 0.03 * p.plan.size, p.still, p.still - CROUCH * p.plan.hip], axis=1)
    p.root(roll(sway) @ pitch(p.still - 0.3 * LEAN), p.plan.segments[0].pivot, shift)
    p.hang(1, roll(-0.6 * sway) @ pitch(p.still - 0.7 * LEAN))
    p.hang(2, pitch(p.still + 0.6 * LEAN))
    for side, sign in (("left", 1.0), ("right", -1.0)):
        _reach(p, side, sign, 0.55, 0.30, 0.95)
    for number in range(len(p.plan.legs)):
        foot = standing(len(p.time))
        p.step(number, Foot(foot.shift, tilt, foot.yaw, foot.down))


def ride(p: Posture) -> None:
    """Sit on a saddle, hands on the bar, and turn the cranks as far as the way asks for."""
    s = p.plan.size
    gone, _ = p.course.way(p.time)
    turn = TAU * gone / (TURNED * s)
    rise = (SADDLE + SEAT) * s - p.plan.hip
    p.root(
        yaw(0.02 * np.sin(turn)) @ pitch(p.still - 0.2),
        p.plan.segments[0].pivot,
        np.stack([p.still, p.still, p.still + rise], axis=1),
    )
    p.hang(1, pitch(p.still - 0.42))
    p.hang(2, pitch(p.still + 0.5))
    for side, sign in (("left", 1.0), ("right", -1.0)):
        _reach(p, side, sign, 1.02, 0.16, 0.12)
    for number, leg in enumerate(p.plan.legs):
        angle = turn + np.pi * number
        ahead = (CRANK[0] - BEHIND + PEDAL * np.sin(angle)) * s - leg.joints[-1][0]
        up = (CRANK[1] + PEDAL * np.cos(angle)) * s
        foot = standing(len(p.time))
        p.step(number, Foot(np.stack([ahead, p.still, up], axis=1), p.still - 0.15, foot.yaw, foot.down))


def _slope(p: Posture, gone: Array) -> Array:
    """Return how the way rises (rad) where the performer is."""
    step = 0.05 * p.plan.size
    gone = np.maximum(gone, step)  # before its beginning a way is level
    here, there = (p.course.at(gone + side * step)[0] for side in (-1.0, 1.0))
    return np.arctan2(there[:, 2] - here[:, 2], np.linalg.norm((there - here)[:, :2], axis=1))


def _reach(p: Posture, side: str, sign: float, raised: float, out: float, elbow: float) -> None:
    first = p.plan.index(f"{side}_upper_arm")
    p.hang(first, roll(p.still + sign * out) @ pitch(p.still + raised))
    p.hang(first + 1, roll(p.still - 0.6 * sign * out) @ pitch(p.still + elbow))
    p.hang(first + 2, pitch(p.still + 0.05))
