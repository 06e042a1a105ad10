"""Motions on legs: four-footed animals and people, standing, walking, running, sitting, lying, holding out a hand."""

import numpy as np

from setpiece.actors.gaits import GAITS, Gait, gait, stride
from setpiece.actors.limbs import Array, standing, stepping
from setpiece.actors.posture import Posture
from setpiece.actors.reaching import reach
from setpiece.actors.riding import glide, ride
from setpiece.actors.turns import pitch, roll, yaw

TAU = 2.0 * np.pi
CARRIED = {"glide": glide, "ride": ride}  # gaits of people who do not step
BITE = 2.4  # s from one bite or sip to the next


def phase_of(p: Posture, name: str) -> tuple[Gait, Array, Array, float]:
    """Return the gait, the count of strides (T,), the share of full speed (T,) and a stride's length (m)."""
    chosen = gait(p.plan.kind, name)
    length = stride(p.act.speed, p.plan.hip)
    gone, share = p.course.way(p.time)
    return chosen, gone / length, share, length


def quadruped(p: Posture) -> None:
    """Pose a four-footed animal."""
    if p.act.gait in GAITS["quadruped"] and p.act.speed > 0.0:
        _on_four(p)
    else:
        _settled(p)
    wag = 0.25 * np.sin(TAU * 1.1 * p.time) + 0.05 * np.sin(TAU * 0.31 * p.time)
    p.hang(p.plan.index("tail"), yaw(wag * p.plan.traits.get("wag", 1.0)))


def _on_four(p: Posture) -> None:
    chosen, strides, share, length = phase_of(p, p.act.gait)
    hip = p.plan.hip
    beat = TAU * (chosen.beats * strides - chosen.bob_phase * chosen.beats)
    rise = share * hip * (chosen.bob * np.cos(beat) - chosen.crouch)
    tilt = share * chosen.pitch * np.sin(TAU * strides + 0.6)
    shift = np.stack([p.still, p.still, rise], axis=1)
    p.root(pitch(tilt), (0.0, 0.0, hip), shift)
    p.hang(p.plan.index("head"), pitch(-0.7 * tilt + share * chosen.nod * np.sin(beat + 0.8)))
    for number, leg in enumerate(p.plan.legs):
        p.step(number, stepping(leg, chosen.offsets[number], chosen, p.course, length, hip, p.time))


def _settled(p: Posture) -> None:
    """Stand, sit on the haunches, lie on the belly, or graze; the head looks about."""
    hip, count = p.plan.hip, len(p.time)
    look = 0.22 * np.sin(TAU * 0.13 * p.time) * np.sin(TAU * 0.07 * p.time + 1.0)
    name = p.act.gait
    tilt, drop = {"sit": (0.62, 0.16), "lie": (0.0, 0.52), "graze": (-0.03, 0.02)}.get(name, (0.0, 0.0))
    about = (p.plan.legs[0].joints[0][0], 0.0, hip) if name == "sit" else (0.0, 0.0, hip)
    shift = np.stack([p.still, p.still, p.still - drop * hip], axis=1)
    p.root(pitch(p.still + tilt), about, shift)
    bow = -tilt
    if name == "graze":
        bow = p.plan.traits.get("graze", -1.1) + 0.06 * np.sin(TAU * 0.6 * p.time)
    p.hang(p.plan.index("head"), pitch(p.still + bow) @ yaw(look))
    for number, leg in enumerate(p.plan.legs):
        foot = standing(count)
        if name in ("sit", "lie"):
            ahead = {"sit": (-0.04, 0.34), "lie": (0.30, 0.22)}[name][leg.hind]
            foot.shift[:, 0] += ahead * hip
        p.step(number, foot)


def person(p: Posture) -> None:
    """Pose a person."""
    if p.act.gait in CARRIED:
        CARRIED[p.act.gait](p)
        return
    moving = p.act.gait in GAITS["person"] and p.act.speed > 0.0
    if moving:
        _on_two(p)
    else:
        _upright(p)
    if _bears(p):
        for side, sign in (("left", 1.0), ("right", -1.0)):
            _arm(p, side, sign, 0.45, -0.04, 1.0)
    elif p.act.gait == "offer":
        _offer(p)
    elif p.act.gait == "wave":
        _wave(p)
    elif p.act.gait == "eat":
        _eat(p)
    elif p.act.gait == "reach" and p.act.reach:
        reach(p)


def _on_two(p: Posture) -> None:
    """Walk or run: the pelvis turns and lists, the chest turns against it, arms swing against the legs."""
    chosen, strides, share, length = phase_of(p, p.act.gait)
    hip, run = p.plan.hip, p.act.gait == "run"
    turn = TAU * strides
    beat = TAU * chosen.beats * (strides - chosen.bob_phase)
    rise = share * hip * (chosen.bob * np.cos(beat) - chosen.crouch)
    sway = share * 0.016 * hip * np.sin(turn - 0.6)
    swing = share * 0.075 * np.cos(turn + 0.4)
    shift = np.stack([p.still, sway, rise], axis=1)
    p.root(yaw(-swing) @ roll(0.05 * share * np.sin(turn + 0.5)), p.plan.segments[0].pivot, shift)
    lean = share * chosen.lean
    p.hang(1, yaw(2.2 * swing) @ pitch(-lean - 0.02 * share))
    p.hang(2, yaw(-1.2 * swing) @ pitch(0.8 * lean + 0.02 * share))
    for side, sign in (("left", 1.0), ("right", -1.0)):
        reach = share * (0.42 if not run else 0.62) * -sign * np.cos(turn + 0.35)
        elbow = share * (0.22 if not run else 1.45) + share * (0.20 if not run else 0.25) * np.maximum(
            np.sin(reach), -0.3
        )
        _arm(p, side, sign, reach - share * (0.04 if not run else 0.15), 0.10 + 0.05 * share, elbow + 0.12)
    for number, leg in enumerate(p.plan.legs):
        p.step(number, stepping(leg, chosen.offsets[number], chosen, p.course, length, hip, p.time))


def _arm(p: Posture, side: str, sign: float, raised: Array | float, out: Array | float, elbow: Array | float) -> None:
    """Set an arm: raised ahead, held out sideways, bent at the elbow (rad)."""
    first = p.plan.index(f"{side}_upper_arm")
    p.hang(first, roll(p.still + sign * out) @ pitch(p.still + raised))
    p.hang(first + 1, roll(p.still - 0.6 * sign * out) @ pitch(p.still + elbow))
    p.hang(first + 2, pitch(p.still + 0.05))


def _upright(p: Posture) -> None:
    """Stand with arms down, or sit as on a chair; weight and gaze shift a little."""
    sits = p.act.gait == "sit"
    drop = p.plan.hip - 0.27 * p.plan.size if sits else 0.0
    p.root(pitch(p.still), p.plan.segments[0].pivot, np.stack([p.still, p.still, p.still - drop], axis=1))
    look = 0.16 * np.sin(TAU * 0.11 * p.time) * np.sin(TAU * 0.05 * p.time + 0.7)
    breath = 0.008 * np.sin(TAU * 0.25 * p.time)
    p.hang(1, pitch(breath))
    p.hang(2, yaw(look) @ pitch(-breath))
    for side, sign in (("left", 1.0), ("right", -1.0)):
        _arm(p, side, sign, 0.55 if sits else 0.02, 0.13, 0.75 if sits else 0.16)
    for number in range(len(p.plan.legs)):
        foot = standing(len(p.time))
        if sits:
            foot.shift[:, 0] += 0.24 * p.plan.size
        p.step(number, foot)


def _bears(p: Posture) -> bool:
    """Tell whether something is carried before the chest, with both arms about it."""
    chest = p.act.limbs[0] if p.act.limbs else ""
    return any(one.limb == chest and one.at[0] > 0.0 for one in p.act.held)


def _eased(p: Posture, seconds: float) -> Array:
    """Return the share (T,) of a gesture done: a curve of least jerk from ``start``."""
    s = np.clip((p.time - p.act.start) / seconds, 0.0, 1.0)
    return s**3 * (10.0 - 15.0 * s + 6.0 * s * s)


def _offer(p: Posture) -> None:
    """Hold out the right hand, palm up; who has something in it does so from the first."""
    s = np.ones_like(p.time) if p.act.held else _eased(p, 0.9)
    first = p.plan.index("right_upper_arm")
    p.hang(first, roll(-0.13 + 0.02 * s) @ pitch(0.02 + 0.62 * s))
    p.hang(first + 1, roll(0.08 * (1.0 - s)) @ pitch(0.16 + 0.72 * s))
    p.hang(first + 2, yaw(-1.5 * s) @ pitch(0.05 + 0.1 * s))


def _eat(p: Posture) -> None:
    """Hold the right hand before the chest and bring it to the mouth once in ``BITE`` seconds; the head bows a bit."""
    since = np.maximum(p.time - p.act.start, 0.0)
    s = (0.5 - 0.5 * np.cos(TAU * np.clip(1.25 * (since / BITE % 1.0), 0.0, 1.0))) ** 0.7
    first = p.plan.index("right_upper_arm")
    p.hang(first, roll(-0.10 - 0.06 * s) @ pitch(0.10 + 0.56 * s))
    p.hang(first + 1, roll(-0.25 - 0.27 * s) @ pitch(1.45 + 1.05 * s))
    p.hang(first + 2, pitch(p.still + 0.05))
    p.hang(2, pitch(-0.14 * s))


def _wave(p: Posture) -> None:
    """Raise the right hand and wave it."""
    s = _eased(p, 0.7)
    first = p.plan.index("right_upper_arm")
    p.hang(first, roll(-0.13 - 1.35 * s) @ pitch(0.02 + 0.25 * s))
    p.hang(first + 1, roll(-(1.25 + 0.35 * np.sin(TAU * 1.6 * p.time)) * s) @ pitch(0.16 + 0.05 * s))
    p.hang(first + 2, yaw(-1.4 * s))
