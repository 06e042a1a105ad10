"""Legs: where feet stand and swing, and how the bones between hip and foot lie then (analytic inverse kinematics).

A planted foot is a fixed point of the world, so that it cannot slip: its place follows from the way alone. Everything
is in the frame of the way (base on the ground, +X ahead), for T instants at once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.actors.course import Course
from setpiece.actors.gaits import Gait
from setpiece.actors.turns import carried, pitch, roll, yaw
from setpiece.assets.anatomy import Leg

Array = NDArray[np.float64]
BENT, STRAIGHT = 0.955, 0.999  # of the bones' length: from where a leg resists stretching, and where it ends


@dataclass(frozen=True)
class Foot:
    """Where a foot is: ``shift`` (T, 3) of its place at rest (m), pitch and yaw (T,) against the way; is it down."""

    shift: Array
    pitch: Array
    yaw: Array
    down: NDArray[np.bool_]


def standing(count: int) -> Foot:
    """Return a foot that stays where it is at rest."""
    return Foot(np.zeros((count, 3)), np.zeros(count), np.zeros(count), np.ones(count, bool))


def stepping(leg: Leg, offset: float, gait: Gait, course: Course, length: float, hip: float, time: Array) -> Foot:
    """Return a foot on the way: planted for ``duty`` of each stride, then swung to where it will stand next."""
    gone, share = course.way(time)
    phase = gone / length - offset
    number = np.floor(phase)
    part = phase - number
    down = part < gait.duty
    swing = np.clip((part - gait.duty) / (1.0 - gait.duty), 0.0, 1.0)

    # A foot stands where the body passes in the middle of its stance; on the way to the next place it starts and
    # ends at rest (a quintic of least jerk).
    stands = length * (number + 0.5 * gait.duty + offset)
    here, there = _planted(leg, course, stands), _planted(leg, course, stands + length)
    moved = swing**3 * (10.0 - 15.0 * swing + 6.0 * swing**2)
    place = here[0] + moved[:, None] * (there[0] - here[0])
    if np.ptp(course.point[:, 2]) > 0.0:  # where the way leaps, feet in the air rise with it
        place[:, 2] = course.at(stands + moved * length)[0][:, 2]
    turn = here[1] + moved * (there[1] - here[1])
    base, heading = course.at(gone)
    rest = np.array([leg.joints[-1][0], leg.joints[-1][1], 0.0])
    shift = carried(yaw(-heading), place - base) - rest
    lively = share * share * (3.0 - 2.0 * share)
    shift[:, 2] += gait.lift * hip * lively * np.sin(np.pi * swing) ** 2 * (1.0 - 0.35 * swing) * ~down
    return Foot(shift, lively * _pitch(gait, part / gait.duty, swing, down), turn - heading, down)


def _planted(leg: Leg, course: Course, arc: Array) -> tuple[Array, Array]:
    """Return where a foot stands whose body is at ``arc`` then: a point of the world on the ground, and its yaw."""
    base, heading = course.at(arc)
    rest = np.array([leg.joints[-1][0], leg.joints[-1][1], 0.0])
    return base + carried(yaw(heading), rest), heading


def _pitch(gait: Gait, stance: Array, swing: Array, down: NDArray[np.bool_]) -> Array:
    """Return the foot's pitch: heel first if it touches down toe up, flat, then over the toe; curled in the air."""
    from scipy.interpolate import PchipInterpolator

    touch, leave, air = gait.heel
    on_ground = PchipInterpolator([0.0, 0.14, 0.55, 0.8, 1.0], [touch, 0.0, 0.0, 0.35 * leave, leave])
    in_air = PchipInterpolator([0.0, 0.25, 0.6, 0.85, 1.0], [leave, air, 0.35 * air, 0.5 * touch, touch])
    return np.where(down, on_ground(np.clip(stance, 0.0, 1.0)), in_air(swing))


def ankle(leg: Leg, foot: Foot) -> Array:
    """Return where the ankle is (T, 3): the foot turns about the toe when the heel is up, about the heel otherwise."""
    joint = np.asarray(leg.joints[-1])
    about = np.where((foot.pitch < 0.0)[:, None], np.asarray(leg.toe), np.asarray(leg.heel))
    rest = np.array([joint[0], joint[1], 0.0])
    arm = carried(pitch(foot.pitch), joint - about)
    return foot.shift + rest + carried(yaw(foot.yaw), about - rest + arm)


def solve(leg: Leg, foot: Foot, body: tuple[Array, Array]) -> list[tuple[Array, Array]]:
    """Return (turn (T, 3, 3), pivot (T, 3)) of every segment of a leg, from the top down.

    Bones lie in the plane through hip and ankle. Of three bones above the foot the third stays parallel to the first
    (a horse's cannon to its thigh), so that they solve as two. Where the ankle is out of reach, the top joint gives
    way, inside the body's flesh, smoothly (a knee that snaps straight would be a blow): a planted foot stays.

    Args:
        leg: at rest.
        foot: where it is to be.
        body: turn and shift of the body that the leg hangs on, as ``x = turn x_rest + shift``.
    """
    joints = np.asarray(leg.joints)
    end = ankle(leg, foot)
    top = carried(body[0], joints[0]) + body[1]
    top[:, 0] += leg.slide * (end[:, 0] - joints[-1][0] - (top[:, 0] - joints[0][0]))

    # In the plane of the leg: complex numbers, real ahead, imaginary up.
    bones = np.diff(joints, axis=0)
    flat = bones[:, 0] + 1j * bones[:, 2]
    first = flat[0] + (flat[2] if len(flat) == 3 else 0.0)
    second = flat[1]
    side = np.arctan2(end[:, 1] - top[:, 1] - (joints[-1][1] - joints[0][1]), top[:, 2] - end[:, 2])
    away = end - top
    down = np.hypot(away[:, 1] - (joints[-1][1] - joints[0][1]), away[:, 2])
    wanted = away[:, 0] - 1j * down
    span, least = np.abs(wanted), 1.02 * abs(abs(first) - abs(second))
    reach = np.maximum(_stretched(span, abs(first) + abs(second)), least)
    lack = wanted * (1.0 - reach / span)
    tilt = roll(side)
    top = top + carried(tilt, np.stack([lack.real, np.zeros_like(down), lack.imag], axis=1))
    wanted = wanted - lack
    bend = np.sign((np.conj(first + second) * first).imag) or leg.knee
    cosine = (abs(first) ** 2 + reach**2 - abs(second) ** 2) / (2.0 * abs(first) * reach)
    upper = np.angle(wanted) + bend * np.arccos(np.clip(cosine, -1.0, 1.0))
    a = upper - np.angle(first)
    b = np.angle(wanted - abs(first) * np.exp(1j * upper)) - np.angle(second)

    turns = [tilt @ pitch(a), tilt @ pitch(b)] + ([tilt @ pitch(a)] if len(flat) == 3 else [])
    out, pivot = [], top
    for turn, bone in zip(turns, bones, strict=True):
        out.append((turn, pivot))
        pivot = pivot + carried(turn, bone)
    return [*out, (yaw(foot.yaw) @ pitch(foot.pitch), end)]


def _stretched(span: Array, bones: float) -> Array:
    """Return the distance that bones of a length span: as wanted, but towards the end of their reach ever less."""
    near, far = BENT * bones, STRAIGHT * bones
    return np.where(span < near, span, near + (far - near) * np.tanh((span - near) / (far - near)))
