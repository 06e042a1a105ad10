"""Legs of four-legged animals: forearm and thigh, joints that stand out, slender bones, hoof or paw.

Widths follow side views in anatomy atlases: muscle lies above wrist and hock, below them are bone and tendon.
"""

from setpiece.assets.anatomy import Leg, Segment
from setpiece.assets.families.proportions import Quadruped
from setpiece.assets.flesh import Ball, Blob, Cone, Point, chain

ELBOW, STIFLE = 0.54, 0.53  # heights


def fore(q: Quadruped, segments: list[Segment], side: float) -> Leg:
    """Append a foreleg's segments and return the leg."""
    x, y = 0.5 * q.length - 0.04, side * 0.4 * q.stance * q.chest[1]
    elbow, wrist, fetlock = q.fore
    top, joint, ankle = (x, y, 0.74), (x + 0.015, y, q.wrist), (x, y, 1.15 * q.foot)
    bend = (x - 0.045, y, ELBOW)
    half = (x - 0.01, y, 0.45 * ELBOW + 0.55 * q.wrist)
    upper = [
        Ball((x + 0.01, 0.94 * y, 0.68), (0.03 + elbow, 0.01 + 0.7 * elbow, 0.16), 0.2),
        Cone((x + 0.01, y, 0.66), bend, 1.2 * elbow, 1.05 * elbow, 0.75, 0.05),
        *chain([bend, half, joint], [elbow, 0.5 * (elbow + wrist), wrist], wide=0.9, blend=0.03),
    ]
    return _leg(q, segments, side, [upper, _below(q, joint, ankle, wrist, fetlock)], [top, joint, ankle], hind=False)


def hind(q: Quadruped, segments: list[Segment], side: float) -> Leg:
    """Append a hind leg's segments and return the leg."""
    x, y = -0.5 * q.length, side * 0.44 * q.stance * q.flank[1]
    thigh, knee, hock, fetlock = q.rear
    low = STIFLE * min(q.croup, 1.0)
    top, stifle = (x, y, q.croup - 0.22), (x + 0.10, y, low)
    heel, ankle = (x - 0.13, y, q.hock), (x - 0.08, y, 1.15 * q.foot)
    upper = [
        Ball((x + 0.01, 0.92 * y, q.croup - 0.27), (1.1 * thigh, 0.5 * thigh, 1.3 * thigh), -0.3),
        Cone((x + 0.02, y, low + 0.13), stifle, 0.9 * thigh, 1.15 * knee, 0.62, 0.08),
    ]
    calf = (x + 0.0, y, 0.6 * low + 0.4 * q.hock)
    shank = [
        *chain([stifle, calf, heel], [1.1 * knee, 0.62 * (knee + hock), hock], wide=0.8, blend=0.03),
        Cone(
            (x - 0.06, y, 0.3 * low + 0.7 * q.hock), (x - 0.145, y, q.hock + 0.03), 0.5 * hock, 0.62 * hock, 0.8, 0.03
        ),
    ]
    return _leg(
        q, segments, side, [upper, shank, _below(q, heel, ankle, hock, fetlock)], [top, stifle, heel, ankle], hind=True
    )


def _below(q: Quadruped, joint: Point, ankle: Point, thick: float, fetlock: float) -> list[Blob]:
    """Return what lies between wrist or hock and the foot: of a hoofed animal a cannon, a fetlock and a pastern."""
    if not q.hoof:
        middle = (0.5 * (joint[0] + ankle[0]), ankle[1], 0.5 * (joint[2] + ankle[2]))
        return chain([joint, middle, ankle], [0.96 * thick, 0.48 * (thick + fetlock), fetlock], wide=0.9, blend=0.02)
    high = min(2.9 * q.foot, 0.5 * joint[2])
    share = (joint[2] - high) / (joint[2] - ankle[2])
    knot = (joint[0] + share * (ankle[0] - joint[0]) - 0.35 * q.foot, ankle[1], high)
    above = (0.3 * joint[0] + 0.7 * knot[0], ankle[1], 0.3 * joint[2] + 0.7 * high)
    return [
        Ball(joint, (1.02 * thick, 0.9 * thick, 1.3 * thick)),
        *chain([joint, above, knot], [0.92 * thick, 0.78 * fetlock, 0.9 * fetlock], wide=0.85, blend=0.02),
        Ball(knot, (1.1 * fetlock, fetlock, 1.15 * fetlock), blend=0.015),
        Cone(knot, ankle, 0.9 * fetlock, 0.95 * fetlock, 1.0, 0.015),
    ]


def _foot(q: Quadruped, ankle: Point, fetlock: float, sole: float) -> tuple[list[Blob], Point, Point]:
    """Return a foot, and where its toe and its heel touch the ground."""
    x, y, _ = ankle
    n = q.foot
    if q.hoof:
        hoof: list[Blob] = [
            Cone(ankle, (x + 0.30 * n, y, 0.7 * n), 0.95 * fetlock, 0.8 * n),
            Cone((x + 0.28 * n, y, 0.62 * n), (x + 0.42 * n, y, 0.12 * n), 0.74 * n, 0.98 * n, part="hooves"),
        ]
        return hoof, (x + 1.35 * n, y, 0.0), (x - 0.4 * n, y, 0.0)
    paw: list[Blob] = [
        Cone(ankle, (x + 0.5 * sole * n, y, 0.62 * n), fetlock, 0.62 * n, 1.1),
        Ball((x + 0.75 * sole * n, y, 0.45 * n), (0.95 * sole * n, 0.82 * n, 0.5 * n), -0.1, blend=0.03),
        *[
            Ball((x + (1.65 * sole - 0.2) * n, y + s * n, 0.32 * n), (0.34 * n, 0.26 * n, 0.32 * n), blend=0.015)
            for s in (-0.5, 0.0, 0.5)
        ],
    ]
    return paw, (x + (1.8 * sole - 0.2) * n, y, 0.0), (x - 0.1 * n, y, 0.0)


def _leg(
    q: Quadruped, segments: list[Segment], side: float, flesh: list[list[Blob]], joints: list[Point], *, hind: bool
) -> Leg:
    """Append the segments of a leg and return it."""
    name = f"{'hind' if hind else 'fore'}_{'left' if side > 0 else 'right'}"
    names = ("thigh", "shank", "cannon") if hind else ("arm", "shin")
    foot, toe, heel = _foot(q, joints[-1], q.rear[3] if hind else q.fore[2], q.sole if hind else 1.0)
    first = len(segments)
    for k, (part, blobs, pivot) in enumerate(zip((*names, "foot"), (*flesh, foot), joints, strict=True)):
        cells = 16 if part == "foot" else 24
        segments.append(Segment(f"{name}_{part}", tuple(blobs), pivot, 0 if k == 0 else len(segments) - 1, cells=cells))
    numbers = tuple(range(first, len(segments)))
    return Leg(numbers, tuple(joints), toe, heel, 1.0, hind, 0.15 if hind else 0.35)
