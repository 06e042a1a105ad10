"""Birds, fish and insects: three body plans in units of their length, and a row of numbers for each kind.

They are modelled as they fly or swim, level, wings spread, legs down; a bird at rest folds its wings (``actors``).
"""

# A kind is a row of a table, however long.
# ruff: noqa: E501

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from setpiece.assets.anatomy import Finish, Leg, Plan, Segment
from setpiece.assets.families.quadrupeds import scaled
from setpiece.assets.flesh import Ball, Blob, Cone, Point, both, chain
from setpiece.assets.modelling import loft
from setpiece.assets.surface import Array, Surface, moved, turned

Rgb = tuple[float, float, float]
BLACK, WHITE, ORANGE = (0.012, 0.012, 0.014), (0.74, 0.73, 0.70), (0.62, 0.22, 0.015)
YELLOW, RED = (0.66, 0.44, 0.02), (0.50, 0.03, 0.02)
BIRD_SEGMENTS, FISH_SEGMENTS, INSECT_SEGMENTS = 12, 4, 3
UPRIGHT = 0.8  # rad: a bird that stands as steep as this has its throat above its breast, not before it


@dataclass(frozen=True)
class Bird:
    """Proportions; lengths in units of the length from breast to tail, angles in radians."""

    length: float  # m
    coat: Rgb
    belly: Rgb | None = None
    wing: Rgb | None = None
    girth: tuple[float, float] = (0.36, 0.32)  # depth and width of the body
    neck: tuple[float, float, float] = (0.16, 0.9, 0.09)  # length, rise, radius
    head: float = 0.105
    head_color: Rgb | None = None
    beak: tuple[float, float] = (0.12, 0.035)
    beak_color: Rgb = ORANGE
    hook: bool = False
    legs: tuple[float, float] = (0.34, 0.018)  # length, radius
    leg_color: Rgb = ORANGE
    webbed: bool = False
    tail: tuple[float, float] = (0.30, 0.12)  # length, half width
    span: float = 0.75  # of one wing
    chord: float = 0.26
    carriage: float = 0.35  # pitch of the body at rest
    cocked: float = 0.0  # pitch of the tail over the back
    comb: bool = False
    big_eyes: bool = False
    flap: float = 3.0  # Hz
    gaits: tuple[str, ...] = ("stand", "walk", "run", "fly")
    finish: dict[str, Finish] = field(default_factory=dict)


def blade(stations: Sequence[tuple[float, float, float, float]], *, up: float = 0.0) -> Surface:
    """Return a thin plate along Y: stations of (y, leading x, chord, thickness); ``up`` is its height Z (m)."""
    angle = 2.0 * np.pi * np.arange(12) / 12
    rings = []
    for y, lead, chord, thick in stations:
        x = lead - 0.5 * chord * (1.0 - np.cos(angle))
        rings.append(np.stack([x, np.full(12, y), up + 0.5 * thick * np.sin(angle)], axis=1))
    return loft(np.array(rings), crease=np.radians(50))


def upright(plate: Surface) -> Surface:
    """Return a plate along Y turned to stand along Z: Y becomes Z."""
    return turned(plate, (1.0, 0.0, 0.0), np.pi / 2)


def bird(b: Bird) -> Plan:
    """Return a bird's body, in metres."""
    deep, wide = b.girth
    hip = b.legs[0] + 0.30 * deep
    middle = hip + 0.12 * deep
    body: list[Blob] = [
        Ball((0.04, 0, middle), (0.32, 0.5 * wide, 0.5 * deep), 0.08),
        Ball((-0.18, 0, middle + 0.02), (0.25, 0.36 * wide, 0.34 * deep), 0.05, blend=0.12),
        Ball((0.20, 0, middle + 0.03), (0.17, 0.40 * wide, 0.40 * deep), 0.3, blend=0.12),
        *both(Ball((-0.06, 0.18 * wide, hip - 0.06 + 0.07 * b.carriage), (0.10, 0.07, 0.13), blend=0.06)),
    ]
    n, half = b.tail
    fan = blade(
        [
            (-half, -0.42 - 0.92 * n + 0.3 * half, 0.08 * n, 0.008),
            (-0.5 * half, -0.34, 0.98 * n, 0.016),
            (0.0, -0.30, n + 0.05, 0.022),
            (0.5 * half, -0.34, 0.98 * n, 0.016),
            (half, -0.42 - 0.92 * n + 0.3 * half, 0.08 * n, 0.008),
        ],
        up=middle + 0.03,
    )
    fan = moved(turned(moved(fan, 0.28, 0, -middle), (0.0, 1.0, 0.0), b.cocked), -0.28, 0, middle)
    neck0 = (0.24 + 0.07 * b.carriage, 0.0, middle + 0.12 - 0.10 * b.carriage)
    poll = (neck0[0] + b.neck[0] * np.cos(b.neck[1]), 0.0, neck0[2] + b.neck[0] * np.sin(b.neck[1]))
    segments = [
        Segment(
            "body",
            tuple(body),
            (0.0, 0.0, hip),
            -1,
            Ball((0, 0, middle), (0.36, 0.48 * wide, 0.48 * deep)),
            46,
            (("tail", fan),),
        ),
        Segment("head", tuple(_bird_head(b, neck0, poll)), neck0, 0, cells=44),
    ]
    for side, name in ((1.0, "left"), (-1.0, "right")):
        _wing(b, segments, side, middle + 0.10 * deep, name)
    legs = [_bird_leg(b, segments, side * 0.20 * wide, hip, name) for side, name in ((1.0, "left"), (-1.0, "right"))]
    coat = Finish("feathers", b.coat)
    finish = {
        "body": coat, "belly": Finish("feathers", b.belly or b.coat), "wing": Finish("feathers", b.wing or b.coat),
        "tail": Finish("feathers", b.wing or b.coat), "face": Finish("feathers", b.head_color or b.coat),
        "beak": Finish("bone", b.beak_color), "legs": Finish("skin", b.leg_color), "eyes": Finish("dark_glass", BLACK),
        "comb": Finish("skin", RED), "discs": Finish("feathers", b.belly or b.coat), "whites": Finish("ceramic", YELLOW), **b.finish,
    }  # fmt: skip
    marks = (("belly", partial(_underparts, middle)),) if b.belly else ()
    speed = 3.6 * float(np.sqrt(9.81 * b.length))  # of level flight: Froude's law again, a pigeon's 7 m/s
    traits = {
        "carriage": b.carriage, "flap": b.flap, "period": 1.0 / b.flap, "fly_speed": speed, "fly_height": 1.0 + 2.0 * b.length,
        "swim_speed": 0.5 * float(np.sqrt(9.81 * b.length)), "span": b.span, "folded": min(b.span, 0.44 + 0.8 * n),
    }  # fmt: skip
    drawn = Plan("bird", tuple(segments), tuple(legs), finish, hip, 1.0, marks, 0.05, b.gaits, traits)
    return scaled(drawn, b.length)


def _underparts(middle: float, p: Array) -> Array:
    """Return the level of what is paler below: belly and breast up to the throat."""
    return p[:, 2] - (middle - 0.06) - 0.55 * np.maximum(p[:, 0], 0.0)


def _bird_head(b: Bird, neck0: Point, poll: Point) -> list[Blob]:
    r, (reach, thick) = b.head, b.beak
    x, _, z = poll
    part = "face" if b.head_color else "body"
    neck = chain(
        [(neck0[0] - 0.07, 0.0, neck0[2] - 0.03), (0.5 * (neck0[0] + x), 0.0, 0.5 * (neck0[2] + z)), poll],
        [1.35 * b.neck[2], b.neck[2], 0.85 * b.neck[2]],
        blend=0.05,
    )
    if b.carriage > UPRIGHT:  # its nape, which lies in the breast as it flies, is coloured as its head
        neck = [replace(cone, part=part) for cone in neck]
    out: list[Blob] = [
        *neck,
        Ball(poll, (1.12 * r, 0.92 * r, r), blend=0.04, part=part),
        Cone(
            (x + 0.75 * r, 0, z - 0.1 * r),
            (x + 0.95 * r + reach, 0, z - 0.28 * r),
            thick,
            0.15 * thick,
            0.8,
            part="beak",
        ),
    ]
    if not b.big_eyes:
        out += both(Ball((x + 0.45 * r, 0.80 * r, z + 0.18 * r), (0.17 * r, 0.12 * r, 0.17 * r), part="eyes"))
    if b.hook:
        out += [
            Cone(
                (x + 0.85 * r + 0.7 * reach, 0, z - 0.12 * r),
                (x + 0.95 * r + reach, 0, z - 0.75 * r),
                0.6 * thick,
                0.1 * thick,
                0.8,
                part="beak",
            )
        ]
    if b.big_eyes:
        # A pale disc around each eye, which looks ahead.
        out += both(
            Ball((x + 0.66 * r, 0.42 * r, z + 0.05 * r), (0.36 * r, 0.50 * r, 0.56 * r), 0.0, 0.35, part="discs")
        )
        out += both(
            Ball((x + 0.90 * r, 0.46 * r, z + 0.12 * r), (0.16 * r, 0.25 * r, 0.25 * r), 0.0, 0.35, part="whites")
        )
        out += both(
            Ball((x + 1.02 * r, 0.47 * r, z + 0.12 * r), (0.08 * r, 0.14 * r, 0.14 * r), 0.0, 0.35, part="eyes")
        )
        out += both(
            Cone(
                (x - 0.1 * r, 0.6 * r, z + 0.75 * r),
                (x - 0.1 * r, 0.75 * r, z + 1.35 * r),
                0.2 * r,
                0.04 * r,
                1.0,
                0.03,
                part,
            )
        )
    if b.comb:
        out += [
            Ball(
                (x + 0.1 * r + 0.35 * k * r, 0, z + 1.05 * r - 0.1 * abs(k) * r),
                (0.26 * r, 0.10 * r, 0.42 * r),
                blend=0.02,
                part="comb",
            )
            for k in (-1, 0, 1)
        ]
        out += [Ball((x + 0.85 * r, 0, z - 0.85 * r), (0.16 * r, 0.14 * r, 0.4 * r), part="comb")]
    return out


def _wing(b: Bird, segments: list[Segment], side: float, up: float, name: str) -> None:
    """Append an inner and an outer wing, spread."""
    y0, c = 0.34 * b.girth[1], b.chord
    wrist = y0 + 0.45 * b.span
    tip = y0 + b.span
    inner = blade(
        [
            (side * (y0 - 0.05), 0.20, 0.9 * c, 0.045),
            (side * (y0 + 0.2 * b.span), 0.215, c, 0.036),
            (side * (wrist + 0.02), 0.22, 0.98 * c, 0.028),
        ],
        up=up,
    )
    outer = blade(
        [
            (side * (wrist - 0.02), 0.22, 0.98 * c, 0.027),
            (side * (wrist + 0.2 * b.span), 0.19, 0.85 * c, 0.02),
            (side * (tip - 0.12 * b.span), 0.10, 0.55 * c, 0.014),
            (side * tip, 0.02, 0.14 * c, 0.006),
        ],
        up=up,
    )
    segments.append(Segment(f"{name}_wing", (), (0.12, side * (y0 - 0.03), up), 0, plates=(("wing", inner),)))
    segments.append(
        Segment(f"{name}_wing_tip", (), (0.12, side * wrist, up), len(segments) - 1, plates=(("wing", outer),))
    )


def _bird_leg(b: Bird, segments: list[Segment], y: float, hip: float, name: str) -> Leg:
    length, r = b.legs
    heel, ankle = (-0.05, y, 0.52 * length), (-0.01, y, 1.4 * r)
    top = (-0.02, y, hip)
    thigh: list[Blob] = [
        Cone((-0.03, y, hip - 0.02), heel, max(2.4 * r, 0.035), 1.2 * r, part="legs" if length > 0.5 else "body")
    ]
    shank: list[Blob] = [Cone(heel, ankle, 1.15 * r, r, part="legs")]
    n = max(0.09, 0.28 * length)
    if b.webbed:
        foot: list[Blob] = [Ball((0.45 * n, y, 0.5 * r), (0.75 * n, 0.6 * n, 0.8 * r), part="legs")]
    else:
        foot = [
            Cone((-0.01, y, 0.9 * r), (n * np.cos(a), y + n * np.sin(a), 0.6 * r), 0.9 * r, 0.5 * r, part="legs")
            for a in (-0.5, 0.0, 0.5)
        ]
        foot += [Cone((-0.01, y, 0.9 * r), (-0.5 * n, y, 0.6 * r), 0.9 * r, 0.5 * r, part="legs")]
    first, parent = len(segments), 0
    for part, blobs, pivot in (("thigh", thigh, top), ("shank", shank, heel), ("foot", foot, ankle)):
        segments.append(Segment(f"{name}_{part}", tuple(blobs), pivot, parent, cells=18))
        parent = len(segments) - 1
    return Leg(
        (first, first + 1, first + 2),
        (top, heel, ankle),
        (0.9 * n, y, 0.0),
        (-0.2 * n, y, 0.0),
        -1.0,
        hind=True,
        slide=0.1,
    )


@dataclass(frozen=True)
class Fish:
    """Proportions; lengths in units of the whole length."""

    length: float  # m
    coat: Rgb
    belly: Rgb = WHITE
    girth: tuple[float, float] = (0.26, 0.13)  # depth and width
    fins: Rgb | None = None
    dorsal: float = 0.13
    tail: float = 0.20
    level: bool = False  # the tail lies level and beats up and down, as a whale's
    snout: float = 0.0
    bands: Rgb | None = None
    beat: float = 1.6  # Hz
    pectoral: float = 0.14
    height: float = 0.6  # m above the ground, where there is no water


def fish(f: Fish) -> Plan:
    """Return a fish's body in four segments from head to tail, in metres."""
    deep, wide = f.girth
    x = np.array([0.5, 0.44, 0.36, 0.22, 0.05, -0.12, -0.26, -0.36, -0.42])
    shape = np.array([0.12, 0.42, 0.72, 0.97, 1.0, 0.82, 0.5, 0.26, 0.2])
    high = 0.55

    def skin(first: int, last: int) -> list[Blob]:
        return [
            Cone(
                (x[k], 0, high),
                (x[k + 1], 0, high),
                0.5 * deep * shape[k],
                0.5 * deep * shape[k + 1],
                wide / deep,
                0.04,
            )
            for k in range(first, last)
        ]

    def fin(stations: list[tuple[float, float, float, float]], at: Point) -> Surface:
        return moved(upright(blade(stations)), *at)

    back = fin(
        [(-0.04, 0.10, 0.24, 0.02), (0.5 * f.dorsal, 0.05, 0.2, 0.014), (f.dorsal, -0.05, 0.08, 0.006)],
        (0.0, 0, high + 0.40 * deep),
    )
    tail = [
        (-f.tail, -0.14, 0.06, 0.006),
        (-0.5 * f.tail, -0.05, 0.10, 0.012),
        (0.0, 0.0, 0.10, 0.024),
        (0.5 * f.tail, -0.05, 0.10, 0.012),
        (f.tail, -0.14, 0.06, 0.006),
    ]
    caudal = moved(blade(tail) if f.level else upright(blade(tail)), -0.41, 0, high)
    sides = [
        moved(
            blade(
                [
                    (0.0, 0.05, 0.11, 0.014),
                    (s * 0.6 * f.pectoral, 0.0, 0.09, 0.01),
                    (s * f.pectoral, -0.08, 0.03, 0.004),
                ]
            ),
            0.18,
            s * 0.40 * wide,
            high - 0.22 * deep,
        )
        for s in (1.0, -1.0)
    ]
    nose: list[Blob] = (
        [Cone((0.42, 0, high), (0.5 + f.snout, 0, high - 0.02), 0.3 * deep, 0.12 * deep, 0.9, 0.05)] if f.snout else []
    )
    eyes = both(Ball((0.36, 0.36 * wide, high + 0.10 * deep), (0.022, 0.012, 0.022), part="eyes"))
    whites = (
        both(Ball((0.36, 0.345 * wide, high + 0.10 * deep), (0.034, 0.012, 0.034), part="whites"))
        if f.length < 0.6
        else []
    )
    segments = (
        Segment("front", (*skin(0, 4), *nose, *eyes, *whites), (0.05, 0, high), -1, cells=46, plates=(("fins", back), ("fins", sides[0]), ("fins", sides[1]))),
        Segment("middle", tuple(skin(4, 6)), (0.02, 0, high), 0, cells=30),
        Segment("rear", tuple(skin(5, 8)), (-0.17, 0, high), 1, cells=26),
        Segment("tail", (), (-0.38, 0, high), 2, plates=(("fins", caudal),)),
    )  # fmt: skip
    finish = {
        "body": Finish("plastic", f.coat), "belly": Finish("plastic", f.belly), "fins": Finish("plastic", f.fins or f.coat),
        "eyes": Finish("dark_glass", BLACK), "whites": Finish("ceramic", WHITE), "bands": Finish("plastic", f.bands or f.coat),
    }  # fmt: skip
    marks: list = (
        [
            (
                "bands",
                lambda p: (
                    np.minimum(np.minimum(np.abs(p[:, 0] - 0.26), np.abs(p[:, 0] - 0.02)), np.abs(p[:, 0] + 0.25))
                    - 0.028
                ),
            )
        ]
        if f.bands
        else []
    )
    marks += [("belly", lambda p: p[:, 2] - (high - 0.16 * deep))]
    speed = 0.7 * f.beat * f.length  # about 0.7 lengths a beat (Bainbridge 1958)
    traits = {
        "beat": f.beat,
        "period": 1.0 / f.beat,
        "swim_speed": speed,
        "swim_height": f.height,
        "level": float(f.level),
    }
    drawn = Plan("fish", segments, (), finish, 0.5, 1.0, tuple(marks), 0.05, ("stand", "swim"), traits)
    return scaled(drawn, f.length)


@dataclass(frozen=True)
class Insect:
    """A body of three parts and a pair of wings; lengths in units of the body's length."""

    length: float  # m
    coat: Rgb
    wing: Rgb
    edge: Rgb | None = None
    girth: float = 0.16
    spread: float = 1.1  # of one wing
    broad: bool = True  # a butterfly's two pairs as one
    stripes: bool = False
    flap: float = 6.0  # Hz


def insect(i: Insect) -> Plan:
    """Return an insect's body, in metres."""
    g, high = i.girth, 0.5
    trunk: list[Blob] = [
        Ball((0.36, 0, high), (0.8 * g, 0.75 * g, 0.75 * g)),
        Ball((0.14, 0, high), (0.17, 0.9 * g, 0.9 * g), blend=0.03),
        Ball((-0.25, 0, high - 0.02), (0.30, 0.85 * g, 0.85 * g), -0.06, blend=0.03),
        *both(Ball((0.42, 0.55 * g, high + 0.15 * g), (0.35 * g, 0.3 * g, 0.4 * g), part="eyes")),
        *both(Cone((0.44, 0.3 * g, high + 0.4 * g), (0.72, 0.18, high + 0.22), 0.012, 0.010, part="dark")),
        *both(Ball((0.72, 0.18, high + 0.22), (0.022, 0.022, 0.022), part="dark")),
        *both(
            *[
                Cone(
                    (0.2 - 0.12 * k, 0.6 * g, high - 0.5 * g),
                    (0.26 - 0.2 * k, 0.24, high - 0.26),
                    0.014,
                    0.008,
                    part="dark",
                )
                for k in range(3)
            ]
        ),
    ]
    segments = [Segment("body", tuple(trunk), (0.0, 0.0, high), -1, cells=52)]
    s = i.spread
    for side, name in ((1.0, "left"), (-1.0, "right")):

        def plate(scale: float, up: float, side: float = side) -> Surface:
            if i.broad:
                rows = [
                    (0.0, 0.20, 0.34, 0.02),
                    (0.3 * s, 0.42, 0.85, 0.016),
                    (0.6 * s, 0.56, 1.15, 0.014),
                    (0.85 * s, 0.58, 1.05, 0.012),
                    (s, 0.42, 0.55, 0.008),
                ]
            else:
                rows = [
                    (0.0, 0.20, 0.10, 0.016),
                    (0.5 * s, 0.24, 0.34, 0.012),
                    (0.85 * s, 0.16, 0.32, 0.01),
                    (s, 0.04, 0.12, 0.006),
                ]
            middle = 0.06
            return blade(
                [
                    (
                        side * (0.5 * g + y * scale),
                        middle + (lead - middle) * scale,
                        chord * scale,
                        thick * (1.0 if scale == 1.0 else 1.6),
                    )
                    for y, lead, chord, thick in rows
                ],
                up=high + 0.3 * g + up,
            )

        plates = (("edge", plate(1.0, 0.0)), ("wing", plate(0.86, 0.0))) if i.edge else (("wing", plate(1.0, 0.0)),)
        segments.append(Segment(f"{name}_wing", (), (0.1, side * 0.4 * g, high + 0.3 * g), 0, plates=plates))
    finish = {
        "body": Finish("fur", i.coat), "wing": Finish("paper", i.wing), "edge": Finish("paper", i.edge or i.wing),
        "eyes": Finish("dark_glass", BLACK), "dark": Finish("plastic", BLACK), "bands": Finish("fur", BLACK),
    }  # fmt: skip
    marks = (
        (("bands", lambda p: np.where(p[:, 0] < 0.05, np.sin(2 * np.pi * p[:, 0] / 0.2), 1.0)),) if i.stripes else ()
    )
    traits = {
        "flap": i.flap,
        "period": 1.0 / i.flap,
        "fly_speed": 5.0 * i.length * i.flap**0.5,
        "fly_height": 0.5,
        "broad": float(i.broad),
    }
    drawn = Plan("insect", tuple(segments), (), finish, 0.4, 1.0, marks, 0.03, ("stand", "fly"), traits)
    return scaled(drawn, i.length)
