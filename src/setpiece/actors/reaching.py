"""An arm that reaches: where upper arm and forearm lie so that the right hand is where it is to be.

Two bones, from shoulder to elbow and from elbow to the palm of the hand, which stays straight (analytic inverse
kinematics). Everything is in the frame of the way (base on the ground, +X ahead), for T instants at once.
"""

import numpy as np
from numpy.typing import NDArray

from setpiece.actors.posture import Posture
from setpiece.actors.turns import carried, yaw
from setpiece.assets.anatomy import Plan
from setpiece.assets.flesh import Ball

Array = NDArray[np.float64]

ARM = ("right_upper_arm", "right_forearm", "right_hand")
ELBOW = np.array([-0.35, -0.55, -0.75])  # the way that an elbow points: down, out and a little back
STRAIGHT = 0.985  # of the bones' length, which an arm does not exceed


def bones(plan: Plan) -> tuple[Array, Array, Array]:
    """Return where shoulder, elbow and the palm of the right hand are at rest (3,), in m."""
    first = plan.index(ARM[0])
    shoulder, elbow = (np.asarray(plan.segments[first + k].pivot, float) for k in (0, 1))
    palm = next(blob for blob in plan.segments[first + 2].blobs if isinstance(blob, Ball))
    return shoulder, elbow, np.asarray(palm.at, float)


def reach(p: Posture) -> None:
    """Lead the right hand from where it hangs to the places of the performance, one after another."""
    first = p.plan.index(ARM[0])
    shoulder, elbow, hand = bones(p.plan)
    wrist = np.asarray(p.plan.segments[first + 2].pivot, float)
    hangs = p.pivot[:, first + 2] + carried(p.turn[:, first + 2], hand - wrist)
    goal = _placed(p)
    share = np.clip((p.time - p.act.start) / max(p.act.reach[0].after, 1e-3), 0.0, 1.0)
    share = share**3 * (10.0 - 15.0 * share + 6.0 * share**2)
    goal = hangs + share[:, None] * (goal - hangs)

    # The elbow lies on a circle about the line from shoulder to hand: the law of cosines, and the way that it points.
    top = p.pivot[:, first]
    long, fore = (float(np.linalg.norm(bone)) for bone in (elbow - shoulder, hand - elbow))
    away = goal - top
    span = np.linalg.norm(away, axis=1)
    ahead = away / np.maximum(span, 1e-9)[:, None]
    span = np.clip(span, 1.02 * abs(long - fore) + 1e-6, STRAIGHT * (long + fore))
    cosine = (long**2 + span**2 - fore**2) / (2.0 * long * span)
    aside = ELBOW - (ahead @ ELBOW)[:, None] * ahead
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    upper = long * (cosine[:, None] * ahead + np.sqrt(np.maximum(1.0 - cosine**2, 0.0))[:, None] * aside)
    lower = span[:, None] * ahead - upper

    for number, (bone, way) in enumerate(((elbow - shoulder, upper), (hand - elbow, lower))):
        turn = aligned(bone, way)
        parent = p.plan.segments[first + number].parent
        p.hang(first + number, np.swapaxes(p.turn[:, parent], -1, -2) @ turn)
    p.hang(first + 2, yaw(p.still))


def aligned(bone: Array, way: Array) -> Array:
    """Return the turns (T, 3, 3) that take a bone (3,) the short way to directions (T, 3) (Rodrigues)."""
    a, b = bone / np.linalg.norm(bone), way / np.linalg.norm(way, axis=1, keepdims=True)
    v, c = np.cross(a, b), b @ a
    cross = np.zeros((len(b), 3, 3))
    cross[:, 0, 1], cross[:, 0, 2], cross[:, 1, 2] = -v[:, 2], v[:, 1], -v[:, 0]
    cross -= np.swapaxes(cross, 1, 2)
    return np.eye(3) + cross + cross @ cross / np.maximum(1.0 + c, 1e-6)[:, None, None]


def _placed(p: Posture) -> Array:
    """Return where (T, 3) the hand is to be, in the frame of the way."""
    times = p.act.start + np.array([each.after for each in p.act.reach])
    places = np.array([each.at for each in p.act.reach])
    world = np.stack([np.interp(p.time, times, places[:, axis]) for axis in range(3)], axis=1)
    base, heading = p.course.at(p.course.way(p.time)[0])
    return carried(yaw(-heading), world - base)
