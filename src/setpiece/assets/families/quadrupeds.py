"""Four-legged animals: one body plan in units of the height at the withers, and a row of numbers for each kind.

Proportions are read off side views in anatomy atlases; heights at the withers are those of common breeds.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from setpiece.assets.anatomy import Finish, Leg, Plan, Segment
from setpiece.assets.flesh import Ball, Blob, Cone, Flare, Point, both, chain
from setpiece.assets.surface import Array
from setpiece.assets.surface import scaled as enlarged

Rgb = tuple[float, float, float]
BLACK, DARK, NOSE = (0.012, 0.011, 0.011), (0.03, 0.025, 0.022), (0.02, 0.016, 0.016)
SEGMENTS = 17


@dataclass(frozen=True)
class Quadruped:
    """Proportions; lengths in units of the height at the withers unless a unit is given, angles in radians."""

    height: float  # m
    coat: Rgb
    length: float = 0.8  # shoulder to hip
    chest: tuple[float, float] = (0.45, 0.3)  # depth and width behind the elbows
    flank: tuple[float, float] = (0.34, 0.25)  # depth and width before the hips
    croup: float = 0.97  # height of the back over the hips
    neck: tuple[float, float, float, float] = (0.4, 0.9, 0.14, 0.10)  # length, rise, radius below and above
    skull: tuple[float, float] = (0.12, 0.9)  # radius, width over height
    snout: tuple[float, float, float] = (0.26, 0.075, 0.055)  # length from the skull's middle, radius behind and before
    nod: float = -0.35  # pitch of the head
    ears: tuple[str, float] = ("point", 0.13)
    tail: tuple[tuple[Point, ...], tuple[float, ...]] = (
        ((0, 0, 0), (-0.25, 0, -0.1), (-0.45, 0, 0)),
        (0.04, 0.03, 0.02),
    )
    fore: tuple[float, float, float] = (0.085, 0.045, 0.036)  # radii at the elbow, wrist, fetlock
    rear: tuple[float, float, float, float] = (0.15, 0.075, 0.042, 0.036)  # thigh, knee, hock, fetlock
    wrist: float = 0.29  # height of the wrist
    hock: float = 0.30
    hoof: bool = False
    foot: float = 0.05  # half length of hoof or paw
    stance: float = 0.8  # feet apart, over the chest's width
    eye: float = 0.022
    nose: Rgb = NOSE
    finish: dict[str, Finish] = field(default_factory=dict)
    marks: tuple[tuple[str, Callable[[Array], Array]], ...] = ()
    extra: Callable[["Body"], None] | None = None
    gaits: tuple[str, ...] = ("stand", "walk", "trot", "gallop")
    fur: str = "fur"


class Body:
    """The blobs of each segment while a plan is drawn up; ``extra`` of a kind may add to them."""

    def __init__(self, q: Quadruped) -> None:
        self.q = q
        self.trunk: list[Blob] = []
        self.head: list[Blob] = []
        self.tail: list[Blob] = []
        rise = q.neck[1]
        self.neck0: Point = (0.5 * q.length + 0.02, 0.0, 0.82)
        self.poll: Point = (
            self.neck0[0] + q.neck[0] * np.cos(rise),
            0.0,
            self.neck0[2] + q.neck[0] * np.sin(rise),
        )

    def at(self, forth: float, side: float, up: float) -> Point:
        """Return a point in the head's own axes: along the face, to the left, above it."""
        c, s = np.cos(self.q.nod), np.sin(self.q.nod)
        x, _, z = self.poll
        return x + c * forth - s * up, side, z + s * forth + c * up


def plan(q: Quadruped) -> Plan:
    """Return the body of a kind, in metres."""
    b = Body(q)
    _trunk(b)
    _head(b)
    _ears(b)
    points = [(-0.5 * q.length - 0.08 + x, y, q.croup - 0.09 + z) for x, y, z in q.tail[0]]
    b.tail += chain(points, q.tail[1], blend=0.03)
    if q.extra is not None:
        q.extra(b)
    segments = [
        Segment("trunk", tuple(b.trunk), (0.0, 0.0, 0.8), -1, cells=44),
        Segment(
            "head", tuple(b.head), b.neck0, 0, Cone(b.neck0, b.at(0.6 * q.snout[0], 0, 0), q.neck[3], q.neck[3]), 52
        ),
        Segment("tail", tuple(b.tail), points[0], 0, cells=30),
    ]
    legs = []
    for side in (1.0, -1.0):
        legs.append(_fore(q, segments, side))
    for side in (1.0, -1.0):
        legs.append(_hind(q, segments, side))
    finish = {
        "body": Finish(q.fur, q.coat),
        "eyes": Finish("dark_glass", BLACK),
        "nose": Finish("plastic", q.nose),
        "hooves": Finish("bone", DARK),
        "inner": Finish("skin", (0.45, 0.22, 0.17)),
        **q.finish,
    }
    drawn = Plan("quadruped", tuple(segments), tuple(legs), finish, 0.78, 1.0, q.marks, blend=0.07, gaits=q.gaits)
    return scaled(drawn, q.height)


def _trunk(b: Body) -> None:
    q = b.q
    (chest, wide), (flank, slim), half = q.chest, q.flank, 0.5 * q.length
    b.trunk += [
        Ball((half - 0.10, 0, 0.99 - 0.5 * chest), (0.30, 0.5 * wide, 0.5 * chest)),
        Ball((0.0, 0, 0.97 - 0.5 * chest), (0.36 * q.length + 0.1, 0.52 * wide, 0.49 * chest), 0.03, blend=0.1),
        Ball((-half + 0.14, 0, q.croup - 0.02 - 0.5 * flank), (0.30, 0.5 * slim, 0.5 * flank), blend=0.12),
        Ball((-half, 0, q.croup - 0.18), (0.21, 0.5 * slim, 0.17), -0.25, blend=0.1),
        Ball((half + 0.04, 0, 0.72), (0.15, 0.42 * wide, 0.20), 0.5, blend=0.1),
        *both(Ball((half - 0.04, 0.3 * wide, 0.72), (0.13, 0.10, 0.22), 0.3, blend=0.08)),
        *both(Ball((-half + 0.02, 0.3 * slim, 0.72), (0.17, 0.11, 0.22), -0.2, blend=0.08)),
    ]


def _head(b: Body) -> None:
    q = b.q
    length, rise, low, high = q.neck
    r, wide = q.skull
    reach, back, front = q.snout
    x, _, z = b.neck0
    root = (x - 0.10, 0.0, z - 0.02)
    middle = (x + 0.45 * length * np.cos(rise), 0.0, z + 0.47 * length * np.sin(rise))
    b.head += [
        *chain(
            [root, middle, b.at(-0.25 * r, 0, -0.1 * r)], [1.15 * low, 0.5 * (low + high), high], wide=0.78, blend=0.06
        ),
        Ball(b.at(0, 0, 0), (1.15 * r, wide * r, r), q.nod, blend=0.05),
        Cone(b.at(0.3 * r, 0, -0.12 * r), b.at(reach - front, 0, -0.30 * r), back, front, min(1.05, wide + 0.1), 0.05),
        Cone(
            b.at(0.1 * r, 0, -0.55 * r),
            b.at(reach - 1.25 * front, 0, -0.38 * r - 0.45 * front),
            0.55 * r,
            0.62 * front,
            wide,
            0.03,
        ),
        *both(Ball(b.at(0.25 * r, 0.6 * wide * r, -0.35 * r), (0.55 * r, 0.35 * r, 0.5 * r), q.nod, blend=0.04)),
        *both(Ball(b.at(0.62 * r, 0.62 * wide * r, 0.42 * r), (0.4 * r, 0.25 * r, 0.2 * r), q.nod, blend=0.04)),
        *both(Ball(b.at(0.72 * r, 0.80 * wide * r, 0.20 * r), (q.eye, 0.8 * q.eye, q.eye), part="eyes")),
        Ball(
            b.at(reach - 0.45 * front, 0, -0.18 * r + 0.12 * front),
            (0.62 * front, 0.62 * front, 0.45 * front),
            q.nod,
            part="nose",
        ),
    ]


def _ears(b: Body) -> None:
    q = b.q
    kind, n = q.ears
    r, wide = q.skull
    root = b.at(-0.25 * r, 0.62 * wide * r, 0.72 * r)

    def out(x: float, y: float, z: float) -> Point:
        return root[0] + n * x, root[1] + n * y, root[2] + n * z

    if kind == "point":
        b.head += both(Cone(root, out(0.0, 0.28, 0.95), 0.34 * n, 0.05 * n, 0.5, 0.03))
        b.head += both(Cone(out(0.16, 0.1, 0.2), out(0.12, 0.28, 0.75), 0.22 * n, 0.05 * n, 0.5, part="inner"))
    elif kind == "round":
        b.head += both(Ball(out(0, 0.25, 0.35), (0.25 * n, 0.5 * n, 0.55 * n), blend=0.03))
    elif kind == "flop":
        b.head += both(
            Cone(out(0, 0.0, -0.05), out(0.05, 0.35, -0.35), 0.22 * n, 0.30 * n, 0.45, 0.03),
            Cone(out(0.05, 0.35, -0.35), out(0.1, 0.32, -1.0), 0.30 * n, 0.20 * n, 0.35, 0.03),
        )
    elif kind == "side":
        b.head += both(Ball(out(0.0, 0.5, 0.05), (0.26 * n, 0.6 * n, 0.2 * n), blend=0.03))
    elif kind == "long":
        b.head += both(
            Cone(root, out(-0.12, 0.10, 0.45), 0.11 * n, 0.16 * n, 0.6, 0.03),
            Cone(out(-0.12, 0.10, 0.45), out(-0.28, 0.14, 1.0), 0.16 * n, 0.05 * n, 0.6, 0.03),
            Cone(out(0.02, 0.10, 0.35), out(-0.16, 0.14, 0.85), 0.10 * n, 0.04 * n, 0.5, part="inner"),
        )


def _fore(q: Quadruped, segments: list[Segment], side: float) -> Leg:
    """Append a foreleg's segments and return the leg."""
    x, y = 0.5 * q.length - 0.04, side * 0.5 * q.stance * q.chest[1] * 0.8
    elbow, wrist, fetlock = q.fore
    top, joint, ankle = (x, y, 0.74), (x + 0.015, y, q.wrist), (x, y, 1.15 * q.foot)
    name = "left" if side > 0 else "right"
    bend = (x - 0.045, y, 0.52)
    upper = [
        Ball((x, y, 0.70), (0.8 * elbow + 0.04, 0.7 * elbow + 0.02, 0.17), 0.2),
        Cone((x, y, 0.70), bend, 1.35 * elbow, 1.1 * elbow, 0.8, 0.06),
        *chain([bend, joint], [1.05 * elbow, wrist], blend=0.05),
    ]
    lower = chain([joint, (x, y, 0.55 * q.wrist), ankle], [wrist, 0.5 * (wrist + fetlock) * 0.92, fetlock], blend=0.02)
    return _leg(q, segments, f"fore_{name}", [upper, lower], [top, joint, ankle], knee=1.0, hind=False)


def _hind(q: Quadruped, segments: list[Segment], side: float) -> Leg:
    """Append a hind leg's segments and return the leg."""
    x, y = -0.5 * q.length + 0.0, side * 0.5 * q.stance * q.flank[1]
    thigh, knee, hock, fetlock = q.rear
    top, stifle = (x, y, 0.76), (x + 0.10, y, 0.52)
    heel, ankle = (x - 0.13, y, q.hock), (x - 0.07, y, 1.15 * q.foot)
    name = "left" if side > 0 else "right"
    upper = [
        Ball((x, y, 0.70), (1.15 * thigh, 0.62 * thigh, 1.25 * thigh), -0.3),
        Cone((x + 0.0, y, 0.66), stifle, thigh, 1.15 * knee, 0.72, 0.08),
    ]
    shank = [
        Cone(stifle, heel, 1.1 * knee, hock, 0.9, 0.04),
        Ball((x - 0.02, y, 0.46), (0.85 * knee, 0.7 * knee, 0.10), 0.7, blend=0.05),
    ]
    cannon = [Cone(heel, ankle, hock, fetlock, 1.0, 0.03)]
    joints = [top, stifle, heel, ankle]
    return _leg(q, segments, f"hind_{name}", [upper, shank, cannon], joints, knee=1.0, hind=True)


def _leg(
    q: Quadruped,
    segments: list[Segment],
    name: str,
    flesh: list[list[Blob]],
    joints: list[Point],
    *,
    knee: float,
    hind: bool,
) -> Leg:
    names = ("thigh", "shank", "cannon") if hind else ("arm", "shin")
    x, y, _ = joints[-1]
    n, fetlock = q.foot, flesh[-1][-1].rb
    if q.hoof:
        foot: list[Blob] = [
            Cone(joints[-1], (x + 0.30 * n, y, 0.7 * n), fetlock, 0.8 * n),
            Cone((x + 0.28 * n, y, 0.55 * n), (x + 0.42 * n, y, 0.12 * n), 0.72 * n, 0.98 * n, part="hooves"),
        ]
        toe, heel = (x + 1.35 * n, y, 0.0), (x - 0.4 * n, y, 0.0)
    else:
        foot = [
            Cone(joints[-1], (x + 0.5 * n, y, 0.62 * n), fetlock, 0.62 * n, 1.1),
            Ball((x + 0.75 * n, y, 0.45 * n), (0.95 * n, 0.82 * n, 0.5 * n), -0.1, blend=0.03),
            *[
                Ball((x + 1.45 * n, y + s * n, 0.32 * n), (0.34 * n, 0.26 * n, 0.32 * n), blend=0.015)
                for s in (-0.5, 0.0, 0.5)
            ],
        ]
        toe, heel = (x + 1.6 * n, y, 0.0), (x - 0.1 * n, y, 0.0)
    first = len(segments)
    for k, (part, blobs, pivot) in enumerate(zip((*names, "foot"), (*flesh, foot), joints, strict=True)):
        cells = 14 if part == "foot" else 18
        segments.append(Segment(f"{name}_{part}", tuple(blobs), pivot, 0 if k == 0 else len(segments) - 1, cells=cells))
    numbers = tuple(range(first, len(segments)))
    return Leg(numbers, tuple(joints), toe, heel, knee, hind, 0.15 if hind else 0.35)


def scaled(plan_: Plan, n: float) -> Plan:
    """Return a plan ``n`` times as large."""

    def at(p: Point) -> Point:
        return float(n * p[0]), float(n * p[1]), float(n * p[2])

    def blob(b: Blob) -> Blob:
        if isinstance(b, Cone):
            return Cone(at(b.a), at(b.b), n * b.ra, n * b.rb, b.wide, n * b.blend, b.part)
        if isinstance(b, Flare):
            return Flare(n * b.top, n * b.low, n * b.rt, n * b.rl, b.wide, n * b.x, n * b.blend, b.part)
        return Ball(at(b.at), at(b.axes), b.pitch, b.yaw, n * b.blend, b.part)

    segments = tuple(
        replace(
            s,
            blobs=tuple(map(blob, s.blobs)),
            pivot=at(s.pivot),
            collider=s.collider and blob(s.collider),
            plates=tuple((name, enlarged(plate, n)) for name, plate in s.plates),
        )
        for s in plan_.segments
    )
    legs = tuple(
        Leg(g.segments, tuple(map(at, g.joints)), at(g.toe), at(g.heel), g.knee, g.hind, g.slide) for g in plan_.legs
    )
    marks = tuple((name, partial(_shrunk, level, n)) for name, level in plan_.marks)
    return Plan(
        plan_.kind,
        segments,
        legs,
        plan_.finish,
        n * plan_.hip,
        n * plan_.size,
        marks,
        n * plan_.blend,
        plan_.gaits,
        plan_.traits,
    )


def _shrunk(level: Callable[[Array], Array], n: float, p: Array) -> Array:
    return n * level(p / n)
