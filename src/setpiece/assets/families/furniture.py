"""Furniture in wood and cloth, with board thicknesses, reveals and overhangs as joiners make them."""

from dataclasses import replace

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import cylinder, loft, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Collider, Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, turned

FROM, NEXT = np.array([0.0, 0.06]), np.array([0.745, 0.12])  # uv (m) of the first board, and on to the next: staves
Box = tuple[tuple[float, float, float], tuple[float, float, float]]  # size and centre


def boards(boxes: list[Box], edge: float = 0.002) -> Surface:
    """Return boards of (size, centre), the grain along each one's longest side; each is cut from another place."""
    cut = [moved(rounded_box(size, edge), *at) for size, at in boxes]
    return joined([replace(board, uv=board.uv + FROM + k * NEXT) for k, board in enumerate(cut)])


def solid_boards(boxes: list[Box], part: str = "body") -> tuple[Collider, ...]:
    """Return the boards' colliders."""
    return tuple(colliding.box(size, at, part) for size, at in boxes)


def _leg(top: float, foot: float, height: float) -> Surface:
    """Return a square leg, tapered towards the floor, its upper end at z = height."""
    rings = []
    for size, z in ((0.9 * foot, 0.0), (foot, 0.004), (top, 0.8 * height), (top, height)):
        s = size / 2
        c = 0.18 * s
        rings.append(
            [
                (-s + c, -s, z),
                (s - c, -s, z),
                (s, -s + c, z),
                (s, s - c, z),
                (s - c, s, z),
                (-s + c, s, z),
                (-s, s - c, z),
                (-s, -s + c, z),
            ]
        )
    return loft(np.array(rings), crease=np.radians(30))


def table(p: Params) -> Shape:
    """A table: a top of glued planks, an apron, four tapered legs."""
    n, w, h, t = p["length"], p["width"], p["height"], p["thickness"]
    planks = max(3, round(w / 0.14))
    wide = w / planks
    top = [((n, wide - 0.0004, t), (0.0, (k - (planks - 1) / 2) * wide, h - t / 2)) for k in range(planks)]
    inset, leg = 0.09 * min(w, 1.0), 0.075 * min(1.0, h / 0.5)
    x, y = n / 2 - inset, w / 2 - inset
    apron = [((2 * x - leg, 0.022, 0.095), (0, s * (y + leg * 0.2), h - t - 0.0475)) for s in (-1, 1)]
    apron += [((0.022, 2 * y - leg, 0.095), (s * (x + leg * 0.2), 0, h - t - 0.0475)) for s in (-1, 1)]
    legs = joined([moved(_leg(leg, 0.62 * leg, h - t), a * x, b * y) for a in (-1, 1) for b in (-1, 1)])
    return Shape(
        (
            piece("body", boards(top, min(0.0008, 0.2 * t)), "wood"),
            piece("legs", joined([boards(apron), legs]), "wood"),
        ),
        (
            colliding.box((n, w, t), (0, 0, h - t / 2)),
            *solid_boards(apron, "legs"),
            *(colliding.box((leg, leg, h - t), (a * x, b * y, (h - t) / 2), "legs") for a in (-1, 1) for b in (-1, 1)),
        ),
        Resonator("plate", (n, w, t)),
        (Support("top", (0, 0, h), (n / 2, w / 2)),),
    )


def desk(p: Params) -> Shape:
    """A desk, sitter's side -Y: top, a chest of three drawers on the right, a panel on the left, a back."""
    n, w, h = p["length"], p["width"], p["height"]
    t = 0.026
    top = [((n, w, t), (0, 0, h - t / 2))]
    chest = 0.30 * n
    cx = n / 2 - chest / 2 - 0.02
    body = [
        ((chest, w - 0.06, h - t - 0.02), (cx, 0.01, (h - t) / 2 + 0.01)),
        ((0.03, w - 0.06, h - t), (-n / 2 + 0.035, 0.01, (h - t) / 2)),
    ]
    body += [((n - 0.08, 0.018, 0.35), (0, w / 2 - 0.06, h - t - 0.175))]
    fronts, knobs = [], []
    for k in range(3):
        tall = (h - t - 0.06) / 3
        z = 0.035 + tall * (k + 0.5)
        fronts.append(((chest - 0.02, 0.020, tall - 0.012), (cx, -w / 2 + 0.032, z)))
        knobs.append(
            moved(
                turned(rounded_box((0.10, 0.016, 0.020), 0.006, steps=2), (1, 0, 0), np.pi / 2),
                cx,
                -w / 2 + 0.012,
                z + 0.02,
            )
        )
    return Shape(
        (piece("body", boards([*top, *body, *fronts]), "dark_wood"), piece("handles", joined(knobs), "brass")),
        solid_boards([*top, *body]),
        Resonator("plate", (n, w, t)),
        (Support("top", (0, 0, h), (n / 2, w / 2)),),
    )


def chair(p: Params) -> Shape:
    """A wooden chair facing -Y: raked back posts with three slats, a dished seat, stretchers."""
    w, h, seat = p["width"], p["height"], p["seat"]
    d = w
    x, y = w / 2 - 0.03, d / 2 - 0.03
    t = 0.032
    plank = moved(rounded_box((w, d, t), 0.010, steps=2, grain=(0, 1, 0)), z=seat - t / 2)
    legs = [
        tube([(s * (x + 0.012), -y - 0.008, 0), (s * x, -y, seat - t)], [0.014, 0.019], sides=14, ends="flat")
        for s in (-1, 1)
    ]
    lean = 0.16 * (h - seat)
    for s in (-1, 1):
        way = [
            (s * (x + 0.01), y + 0.05, 0),
            (s * x, y + 0.005, seat),
            (s * x, y + 0.02, seat + 0.1),
            (s * x, y + lean, h - 0.01),
        ]
        legs.append(tube(way, [0.015, 0.019, 0.019, 0.014], sides=14))
    slats = []
    for share in (0.42, 0.64, 0.88):
        z = seat + share * (h - seat)
        back = y + 0.01 + lean * share**1.15
        bow = [(xx, back + 0.022 * (1 - (xx / x) ** 2), z) for xx in np.linspace(-x, x, 9)]
        section = np.array([(-0.007, -0.030), (0.007, -0.030), (0.007, 0.030), (-0.007, 0.030)])
        rings = [[(q[0], q[1] + a, q[2] + b) for a, b in section] for q in bow]
        slats.append(loft(np.array(rings), crease=np.radians(30)))
    rungs = [
        tube([(-x, yy, z), (x, yy, z)], 0.0095, sides=10, ends="flat")
        for yy, z in ((-y, 0.30 * seat), (y + 0.03, 0.42 * seat))
    ]
    rungs += [
        tube([(s * x, -y, z), (s * x, y + 0.035, z)], 0.0095, sides=10, ends="flat")
        for s in (-1, 1)
        for z in (0.24 * seat, 0.46 * seat)
    ]
    posts = [
        colliding.box((0.036, 0.036, seat), (a * (x + 0.004), b * y + (0.02 if b > 0 else 0), seat / 2))
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    rest = colliding.hull(
        [
            (a * (x + 0.02), yy, z)
            for a in (-1, 1)
            for yy, z in ((y - 0.01, seat), (y + 0.05, seat), (y + lean - 0.015, h), (y + lean + 0.03, h))
        ]
    )
    return Shape(
        (piece("body", joined([plank, *legs, *slats, *rungs]), "wood"),),
        (colliding.box((w, d, t), (0, 0, seat - t / 2)), *posts, rest),
        Resonator("plate", (w, d, t)),
        (Support("seat", (0, -0.02, seat), (w / 2 - 0.03, d / 2 - 0.06)),),
    )


def stool(p: Params) -> Shape:
    """A round stool on four splayed legs with rungs."""
    r, h = p["radius"], p["height"]
    t = 0.035
    seat = moved(cylinder(r, t, bevel=0.009, segments=56, steps=4), z=h - t / 2)
    feet = [(a * 0.78 * r, b * 0.78 * r) for a in (-1, 1) for b in (-1, 1)]
    legs = [
        tube([(fx * 1.12, fy * 1.12, 0), (fx * 0.62, fy * 0.62, h - t)], [0.013, 0.018], sides=14, ends="flat")
        for fx, fy in feet
    ]
    f = 0.98 * 0.78 * r
    rungs = []
    for k, z in enumerate((0.30 * h, 0.30 * h, 0.36 * h, 0.36 * h)):
        s = -1 if k % 2 else 1
        ends = [(-f, s * f, z), (f, s * f, z)] if k < 2 else [(s * f, -f, z), (s * f, f, z)]
        rungs.append(tube(ends, 0.009, sides=10, ends="flat"))
    return Shape(
        (piece("body", joined([seat, *legs, *rungs]), "wood"),),
        (
            colliding.upright(r, t, (0, 0, h - t / 2)),
            *(
                colliding.hull(
                    [
                        (fx * k + dx, fy * k + dy, z)
                        for k, z in ((1.12, 0), (0.62, h - t))
                        for dx in (-0.013, 0.013)
                        for dy in (-0.013, 0.013)
                    ]
                )
                for fx, fy in feet
            ),
        ),
        Resonator("plate", (1.8 * r, 1.8 * r, t)),
        (Support("top", (0, 0, h), (0.68 * r, 0.68 * r)), Support("seat", (0, 0, h), (0.68 * r, 0.68 * r))),
    )


def bench(p: Params) -> Shape:
    """A garden bench facing -Y: slats with gaps between them, bolted to iron ends."""
    n, h, seat = p["length"], p["height"], p["seat"]
    slats = [((n, 0.075, 0.028), (0, -0.20 + 0.088 * k, seat - 0.014)) for k in range(5)]
    tilt = 0.22
    back, bolts = [], []
    step = (h - seat - 0.16) / 3
    feet = [s * (n / 2 - 0.12) for s in (-1, 0, 1)]
    for k in range(4):
        z = seat + 0.12 + step * k
        y = 0.235 + (z - seat) * np.tan(tilt)
        slat = turned(rounded_box((n, 0.025, min(0.075, 0.84 * step)), 0.004), (1, 0, 0), -tilt)
        back.append(moved(slat, 0, y, z))
        bolts += [moved(sphere(0.007, steps=1), x, y - 0.0135, z + 0.003) for x in feet]
    bolts += [moved(sphere(0.007, steps=1), x, -0.20 + 0.088 * k, seat - 0.001) for k in range(5) for x in feet]
    iron = []
    for s, x in zip((-1, 0, 1), feet, strict=True):
        ends = [
            [(x, -0.24, 0), (x, -0.21, 0.5 * seat), (x, -0.20, seat - 0.035)],
            [(x, 0.33, 0), (x, 0.262, 0.5 * seat), (x, 0.262, seat), (x, 0.272 + (h - seat) * np.tan(tilt), h)],
        ]
        iron += [tube(way, 0.020, sides=10) for way in ends]
        iron.append(tube([(x, -0.21, seat - 0.035), (x, 0.22, seat - 0.035)], 0.018, sides=10))
        if s:
            iron.append(
                tube(
                    [
                        (x, -0.20, seat - 0.03),
                        (x, -0.22, seat + 0.20),
                        (x, -0.16, seat + 0.235),
                        (x, 0.26, seat + 0.20),
                    ],
                    0.018,
                    sides=10,
                )
            )
    rest = [
        (s * n / 2, y, z)
        for s in (-1, 1)
        for y, z in (
            (0.21, seat),
            (0.25, seat),
            (0.22 + (h - seat) * np.tan(tilt), h),
            (0.26 + (h - seat) * np.tan(tilt), h),
        )
    ]
    return Shape(
        (
            piece("body", joined([boards(slats, 0.004), *back]), "wood"),
            piece("frame", joined(iron), "iron", (0.02, 0.025, 0.02)),
            piece("bolts", joined(bolts), "iron", (0.05, 0.04, 0.035), decor=True),
        ),
        (
            colliding.box((n, 0.43, 0.028), (0, -0.024, seat - 0.014)),
            colliding.hull(rest),
            *(
                colliding.box((0.05, 0.5, seat - 0.028), (s * (n / 2 - 0.12), 0, (seat - 0.028) / 2), "frame")
                for s in (-1, 1)
            ),
        ),
        Resonator("bar", (n, 0.075, 0.028)),
        (Support("seat", (0, -0.024, seat), (n / 2, 0.21)), Support("top", (0, -0.024, seat), (n / 2, 0.21))),
    )


def shelf(p: Params) -> Shape:
    """An open bookcase facing -Y, with a thin back."""
    n, d, h, levels = p["length"], p["width"], p["height"], int(p["shelves"])
    t = 0.022
    sides = [((t, d, h), (s * (n / 2 - t / 2), 0, h / 2)) for s in (-1, 1)]
    heights = [0.06 + (h - t - 0.06) * k / levels for k in range(levels + 1)]
    floors = [((n - 2 * t, d - 0.008, t), (0, -0.004, z + t / 2)) for z in heights]
    back = [
        ((n - 2 * t, 0.006, h - 0.06), (0, d / 2 - 0.004, h / 2 + 0.03)),
        ((n - 2 * t, 0.02, 0.06), (0, -d / 2 + 0.03, 0.03)),
    ]
    supports = [
        Support(f"shelf_{k + 1}", (0, -0.006, z + t), (n / 2 - t, d / 2 - 0.012)) for k, z in enumerate(heights[:-1])
    ]
    top = Support("top", (0, 0, h), (n / 2, d / 2))
    return Shape(
        (piece("body", boards([*sides, *floors, *back]), "oak"),),
        solid_boards([*sides, *floors, *back]),
        Resonator("plate", (n, d, t)),
        (top, *supports),
    )


def cabinet(p: Params) -> Shape:
    """A cupboard facing -Y: two panelled doors with knobs, a plinth, an overhanging top."""
    n, d, h = p["length"], p["width"], p["height"]
    t = 0.025
    body = [
        ((n, d, h - t - 0.08), (0, 0, 0.08 + (h - t - 0.08) / 2)),
        ((n - 0.06, d - 0.05, 0.08), (0, 0.02, 0.04)),
        ((n + 0.03, d + 0.03, t), (0, 0, h - t / 2)),
    ]
    doors = []
    tall = h - t - 0.10
    for s in (-1, 1):
        x, w = s * n / 4, n / 2 - 0.014
        front = -d / 2 - 0.010
        doors.append(((w, 0.020, tall), (x, front, 0.09 + tall / 2)))
        frame = 0.075
        doors += [
            ((frame, 0.012, tall), (x + u * (w / 2 - frame / 2), front - 0.012, 0.09 + tall / 2)) for u in (-1, 1)
        ]
        doors += [
            ((w - 2 * frame, 0.012, frame), (x, front - 0.012, 0.09 + tall / 2 + u * (tall / 2 - frame / 2)))
            for u in (-1, 1)
        ]
    knobs = [moved(sphere(0.014, steps=4), s * 0.035, -d / 2 - 0.040, 0.60 * h) for s in (-1, 1)]
    return Shape(
        (piece("body", boards([*body, *doors]), "wood"), piece("knobs", joined(knobs), "brass")),
        (*solid_boards(body), colliding.box((n, 0.03, tall), (0, -d / 2 - 0.015, 0.09 + tall / 2))),
        Resonator("plate", (n, h, 0.02)),
        (Support("top", (0, 0, h), (n / 2, d / 2)),),
    )


def sofa(p: Params) -> Shape:
    """A sofa facing -Y: plinth, arms, back, soft cushions."""
    n, d, h = p["length"], p["width"], p["height"]
    arm, seat = 0.20, 0.43
    boxes: list[Box] = [((n, d, 0.20), (0, 0, 0.21)), ((n, 0.22, h - 0.12), (0, d / 2 - 0.11, 0.12 + (h - 0.12) / 2))]
    boxes += [((arm, d - 0.02, 0.50), (s * (n / 2 - arm / 2), -0.01, 0.37)) for s in (-1, 1)]
    frame = joined([moved(rounded_box(size, 0.05, steps=3), *at) for size, at in boxes])
    wide = (n - 2 * arm) / 3
    soft = []
    for k in range(3):
        x = (k - 1) * wide
        soft.append(_cushion((wide - 0.01, d - 0.24, 0.17), (x, -0.11, seat - 0.075)))
        back = turned(_cushion((wide - 0.02, 0.18, 0.46), (0, 0, 0)), (1, 0, 0), -0.18)
        soft.append(moved(back, x, d / 2 - 0.30, seat + 0.21))
    feet = [
        moved(cylinder(0.025, 0.12, bevel=0.003, segments=20), a * (n / 2 - 0.1), b * (d / 2 - 0.1), 0.06)
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    return Shape(
        (
            piece("body", joined([frame, *soft]), "fabric", (0.16, 0.20, 0.24), sheet=0.03),
            piece("feet", joined(feet), "dark_wood"),
        ),
        (*solid_boards(boxes), colliding.box((n - 2 * arm, d - 0.24, 0.17), (0, -0.11, seat - 0.075))),
        Resonator("block", (0.6, 0.6, 0.2)),
        (Support("seat", (0, -0.15, seat + 0.01), (n / 2 - arm, d / 2 - 0.3)),),
    )


def _cushion(size: tuple[float, float, float], at: tuple[float, float, float]) -> Surface:
    """Return a pillow: a rounded box whose broad sides bulge."""
    box = rounded_box(size, 0.35 * min(size), steps=4)
    v = box.vertices.copy()
    half = np.asarray(size) / 2
    thin = int(np.argmin(half))
    others = [k for k in range(3) if k != thin]
    swell = np.prod(1 - (v[:, others] / half[others]) ** 2, axis=1)
    v[:, thin] *= 1 + 0.22 * np.clip(swell, 0, 1)
    return moved(Surface(v, box.faces, box.uv, box.crease, box.normals), *at)


def bed(p: Params) -> Shape:
    """A bed, its head towards +Y: frame, head board, mattress, blanket, two pillows."""
    w, n, h = p["width"], p["length"], p["height"]
    wood: list[Box] = [((0.03, n, 0.16), (s * (w / 2 - 0.015), 0, 0.26)) for s in (-1, 1)]
    wood += [((w, 0.03, 0.16), (0, -n / 2 + 0.015, 0.26)), ((w, 0.04, 0.95), (0, n / 2 - 0.02, 0.475))]
    wood += [((0.06, 0.06, 0.34), (a * (w / 2 - 0.03), b * (n / 2 - 0.03), 0.17)) for a in (-1, 1) for b in (-1, 1)]
    mattress = moved(rounded_box((w - 0.07, n - 0.09, 0.22), 0.05, steps=3), 0, 0, h - 0.13)
    blanket = moved(rounded_box((w + 0.02, 0.66 * n, 0.26), 0.05, steps=3), 0, -0.15 * n, h - 0.125)
    pillows = [_cushion((0.62, 0.40, 0.14), (s * 0.25 * w, n / 2 - 0.30, h + 0.04)) for s in (-1, 1)]
    boxes: list[Box] = [((w, n, 0.16), (0, 0, 0.26)), ((w, n - 0.05, 0.24), (0, -0.02, h - 0.125)), wood[3]]
    return Shape(
        (
            piece("frame", boards(wood, 0.004), "wood"),
            piece("sheets", joined([mattress, *pillows]), "fabric", (0.74, 0.73, 0.70), sheet=0.02),
            piece("body", blanket, "fabric", (0.12, 0.20, 0.32), sheet=0.01),
        ),
        (*solid_boards(boxes),),
        Resonator("block", (0.6, 0.6, 0.2)),
        (Support("top", (0, -0.15 * n, h + 0.005), (w / 2, 0.3 * n)),),
    )


def pedestal(p: Params) -> Shape:
    """A square plinth with a base and a cap."""
    w, h = p["width"], p["height"]
    boxes: list[Box] = [
        ((1.12 * w, 1.12 * w, 0.09 * h), (0, 0, 0.045 * h)),
        ((w, w, 0.86 * h), (0, 0, 0.50 * h)),
        ((1.10 * w, 1.10 * w, 0.07 * h), (0, 0, 0.965 * h)),
    ]
    return Shape(
        (piece("body", boards(boxes, 0.004), "marble"),),
        solid_boards(boxes),
        Resonator("block", (w, w, h)),
        (Support("top", (0, 0, h), (0.55 * w, 0.55 * w)),),
    )


def ladder(p: Params) -> Shape:
    """A step ladder: two splayed pairs of rails with treads."""
    h, w = p["height"], p["width"]
    splay = 0.28 * h
    rails, treads = [], []
    for s in (-1, 1):
        x = s * w / 2
        rails.append(tube([(x * 1.15, -splay, 0.0), (x * 0.8, -0.03, h)], 0.02, sides=8, ends="flat"))
        rails.append(tube([(x * 1.15, splay, 0.0), (x * 0.8, 0.03, h)], 0.018, sides=8, ends="flat"))
    steps = max(3, round(h / 0.28))
    supports, boxes = [], []
    for k in range(1, steps):
        share = k / steps
        y = -splay + (splay - 0.03) * share
        wide = w * (1.15 - 0.35 * share)
        treads.append(((wide, 0.09, 0.022), (0, y, share * h)))
    treads.append(((0.9 * w, 0.16, 0.025), (0, 0, h - 0.0125)))
    boxes = treads
    supports = [Support("top", (0, 0, h), (0.45 * w, 0.08))]
    sides = [
        colliding.rod((s * 0.575 * w, y, 0.02), (s * 0.4 * w, 0, h), 0.02) for s in (-1, 1) for y in (-splay, splay)
    ]
    return Shape(
        (piece("body", joined([*rails, boards(treads)]), "wood"),),
        (*solid_boards(boxes), *sides),
        Resonator("bar", (h, 0.04, 0.04)),
        tuple(supports),
    )


def door(p: Params) -> Shape:
    """A closed door with four panels in a frame, facing -Y."""
    w, h = p["width"], p["height"]
    t = 0.04
    frame: list[Box] = [((0.07, 0.12, h + 0.06), (s * (w / 2 + 0.035), 0, (h + 0.06) / 2)) for s in (-1, 1)]
    frame.append(((w, 0.12, 0.06), (0, 0, h + 0.03)))
    leaf: list[Box] = [((w - 0.006, 0.6 * t, h - 0.008), (0, 0, h / 2))]
    for x in (-w / 2 + 0.06, 0, w / 2 - 0.06):
        leaf.append(((0.11, t, h - 0.008), (x, 0, h / 2)))
    for z in (0.10, 0.45 * h, h - 0.07):
        leaf.append(((w - 0.01, t, 0.16 if z < 0.5 else 0.13), (0, 0, z)))
    knob = [moved(sphere(0.027, steps=5), 0.40 * w, s * 0.07, 0.48 * h) for s in (-1, 1)]
    knob.append(tube([(0.40 * w, -0.07, 0.48 * h), (0.40 * w, 0.07, 0.48 * h)], 0.010, sides=12))
    return Shape(
        (
            piece("body", boards(leaf, 0.003), "wood"),
            piece("frame", boards(frame, 0.003), "paint", (0.72, 0.71, 0.68)),
            piece("knob", joined(knob), "brass"),
        ),
        (*solid_boards(leaf[:1]), *solid_boards(frame, "frame")),
        Resonator("plate", (h, w, t)),
    )


FAMILIES = {
    "table": Family(
        table, {"length": length(1.6), "width": length(0.8), "height": length(0.75), "thickness": length(0.03)}
    ),
    "desk": Family(desk, {"length": length(1.4), "width": length(0.7), "height": length(0.74)}),
    "chair": Family(chair, {"width": length(0.42), "height": length(0.88), "seat": length(0.45)}),
    "stool": Family(stool, {"radius": length(0.16), "height": length(0.45)}),
    "bench": Family(bench, {"length": length(1.5), "height": length(0.82), "seat": length(0.44)}),
    "shelf": Family(
        shelf, {"length": length(0.9), "width": length(0.30), "height": length(1.8), "shelves": count(4, 1, 12)}
    ),
    "cabinet": Family(cabinet, {"length": length(1.0), "width": length(0.42), "height": length(0.90)}),
    "sofa": Family(sofa, {"length": length(2.0), "width": length(0.90), "height": length(0.82)}),
    "bed": Family(bed, {"width": length(1.6), "length": length(2.05), "height": length(0.52)}),
    "pedestal": Family(pedestal, {"width": length(0.40), "height": length(1.0)}),
    "ladder": Family(ladder, {"height": length(2.0), "width": length(0.5)}),
    "door": Family(door, {"width": length(0.86), "height": length(2.05)}),
}
