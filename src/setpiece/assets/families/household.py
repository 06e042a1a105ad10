"""Small things of the house: candle, book, writing things, devices, boxes to carry, mirror, clock."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, curve, cylinder, extrude, lathe, ring, rounded, rounded_box, tube
from setpiece.assets.shape import Family, Params, Piece, Shape, count, length, piece, ratio
from setpiece.assets.solid import Lamp, Resonator, Support
from setpiece.assets.surface import joined, moved, stretched, turned

BLACK = (0.02, 0.02, 0.02)


def candle(p: Params) -> Shape:
    """A candle with a melted hollow around its wick and, if lit, a flame that is a lamp."""
    r, h = p["radius"], p["height"]
    profile = rounded(
        [
            (0, 0),
            (r, 0, 0.05 * r),
            (r, h - 0.05 * r, 0.18 * r),
            (0.86 * r, h, 0.10 * r),
            (0.55 * r, h - 0.18 * r, 0.3 * r),
            (0, h - 0.22 * r),
        ],
        steps=4,
    )
    runs = []
    for angle, drop in ((0.6, 0.16), (2.3, 0.28), (4.4, 0.10)):
        at = np.array([np.cos(angle), np.sin(angle), 0.0])
        way = np.array(
            [at * 0.90 * r + [0, 0, h - 0.03 * r], at * r + [0, 0, h - 0.25 * r], at * 1.0 * r + [0, 0, h * (1 - drop)]]
        )
        runs.append(tube(way, [0.10 * r, 0.09 * r, 0.12 * r], sides=10))
    wick_top = h - 0.22 * r + 0.011
    wick = tube(curve([(0, 0, h - 0.25 * r), (0, 0, wick_top - 0.004), (0.0015, 0, wick_top)], 6), 0.0009, sides=6)
    pieces = [
        piece("body", joined([lathe(profile, segments=48), *runs]), "wax"),
        piece("wick", wick, "fabric", (0.03, 0.025, 0.02), decor=True),
    ]
    lamps = ()
    if p["lit"]:
        t = np.linspace(0, 1, 16)
        radius = 0.0052 * np.sin(np.pi * t**0.62) * (1 - 0.25 * t)
        flame = np.column_stack([radius, 0.030 * t])
        flame[[0, -1], 0] = 0
        foot = wick_top - 0.005
        pieces.append(
            piece("flame", moved(lathe(flame, segments=20, crease=np.radians(80)), z=foot), "flame", decor=True)
        )
        glow = Lamp("flame", "ball", (0.0, 0.0, foot + 0.0095), (0, 0, 1), (0.0056, 0.0056), (1.0, 0.60, 0.24), 1.2)
        lamps = (glow,)
    return Shape(
        tuple(pieces),
        (colliding.upright(r, h, (0, 0, h / 2)),),
        Resonator("bar", (h, 2 * r, 2 * r)),
        rolls=True,
        lamps=lamps,
    )


def book(p: Params) -> Shape:
    """A bound book lying on its back: boards with a round spine, a block of pages set back from them."""
    n, w, t = p["length"], p["width"], p["thickness"]
    board, lip = min(0.0025, 0.12 * t), 0.004 * n / 0.24
    half = t / 2
    covers = [moved(rounded_box((w - 0.004, n, board), 0.4 * board), 0.002, 0, s * (half - board / 2)) for s in (-1, 1)]
    bow = np.linspace(-np.pi / 2, np.pi / 2, 9)
    depth = 0.16 * t + 0.002
    outer = [(-depth * np.cos(a), half * np.sin(a)) for a in bow]
    inner = [(-(depth - board) * np.cos(a), (half - board) * np.sin(a)) for a in bow[::-1]]
    spine = moved(turned(extrude([*inner, *outer][::-1], n, bevel=0.0), (1, 0, 0), np.pi / 2), -w / 2 + 0.004, n / 2, 0)
    pages = moved(
        rounded_box((w - lip - 0.003, n - 2 * lip, t - 2 * board), 0.0004, grain=(0, 1, 0)), -lip / 2 + 0.0015
    )
    bands = [
        moved(rounded_box((0.5 * w, 0.012 * n, 0.0004), 0.0001), 0.02 * w, s * 0.38 * n, half - 0.0001) for s in (-1, 1)
    ]
    title = moved(rounded_box((0.44 * w, 0.07 * n, 0.0004), 0.0001), 0.02 * w, 0.16 * n, half - 0.0001)
    return Shape(
        (
            piece("body", joined([*covers, spine]), "leather", (0.23, 0.025, 0.025)),
            piece("pages", pages, "paper"),
            piece("gilding", joined([*bands, title]), "gold", decor=True),
        ),
        (colliding.box((w + depth - 0.004, n, t), (-(depth - 0.004) / 2, 0, 0)),),
        Resonator("block", (n, w, t)),
        (Support("top", (0, 0, half), (w / 2, n / 2)),),
    )


def pencil(p: Params) -> Shape:
    """A pencil along X, of six sides or round: painted shaft, cut cone, lead, ferrule and eraser."""
    n, r, sides = p["length"], p["radius"], int(p["sides"]) or 32
    hexagon = np.array([(np.cos(a), np.sin(a)) for a in TAU * np.arange(sides) / sides]) * r
    cone, end = 4.6 * r, 3.0 * r
    parts = {
        "body": extrude(hexagon, n - cone - end - 4 * r),
        "wood": lathe([(0.92 * r, 0), (0.92 * r, 0.002 * r), (0.34 * r, 0.66 * cone), (0, 0.66 * cone)], segments=24),
        "lead": lathe([(0.34 * r, 0), (0.05 * r, 0.34 * cone), (0, 0.34 * cone)], segments=16),
        "ferrule": cylinder(1.04 * r, 4 * r, bevel=0.1 * r, segments=24),
        "eraser": cylinder(0.96 * r, end, bevel=0.3 * r, segments=24, steps=3),
    }
    start = {"eraser": end / 2, "ferrule": end + 2 * r, "body": end + 4 * r, "wood": n - cone, "lead": n - 0.34 * cone}
    finish = {
        "body": ("paint", (0.70, 0.38, 0.02)),
        "wood": ("wood", (0.60, 0.40, 0.22)),
        "lead": ("paint", (0.03, 0.03, 0.03)),
        "ferrule": ("aluminium", None),
        "eraser": ("rubber", (0.55, 0.18, 0.17)),
    }
    pieces = [
        piece(k, turned(moved(s, z=start[k] - n / 2), (0, 1, 0), np.pi / 2), *finish[k]) for k, s in parts.items()
    ]
    shaft = [(x, y, z) for x in (-n / 2, n / 2 - cone) for z, y in hexagon]
    solid = (colliding.hull([*shaft, (n / 2, 0, 0)]),)
    if not p["sides"]:
        point = colliding.hull([*((n / 2 - cone, y, z) for z, y in 0.9 * hexagon), (n / 2, 0, 0)])
        solid = (colliding.rod((-n / 2, 0, 0), (n / 2 - cone, 0, 0), r, kind="cylinder"), point)
    tip = {"tip": (n / 2, 0.0, 0.0)}
    return Shape(tuple(pieces), solid, Resonator("bar", (n, 2 * r, 2 * r)), rolls=True, mounts=tip)


def pen(p: Params) -> Shape:
    """A ball pen along X with a clip."""
    n, r = p["length"], p["radius"]
    barrel = lathe(
        rounded(
            [
                (0, 0),
                (0.15 * r, 0, 0.05 * r),
                (0.25 * r, 0.02 * n),
                (r, 0.14 * n, 0.02),
                (r, 0.96 * n, 0.5 * r),
                (0.4 * r, 0.965 * n, 0.1 * r),
                (0.4 * r, n, 0.2 * r),
                (0, n),
            ],
            steps=3,
        ),
        segments=28,
    )
    clip = [
        moved(rounded_box((0.5 * r, 0.28 * r, 0.30 * n), 0.12 * r), 1.3 * r, 0, 0.80 * n),
        moved(rounded_box((0.7 * r, 0.28 * r, 0.02 * n), 0.1 * r), 1.1 * r, 0, 0.945 * n),
    ]
    lay = lambda s: turned(moved(s, z=-n / 2), (0, 1, 0), np.pi / 2)  # noqa: E731
    return Shape(
        (piece("body", lay(barrel), "plastic", (0.015, 0.05, 0.28)), piece("clip", lay(joined(clip)), "chrome")),
        (colliding.rod((-n / 2 + r, 0, 0), (n / 2 - r, 0, 0), r),),
        Resonator("bar", (n, 2 * r, 2 * r)),
        rolls=True,
        mounts={"tip": (-n / 2, 0.0, 0.0)},
    )


def phone(p: Params) -> Shape:
    """A smartphone lying on its back."""
    n, w, t = p["length"], 0.48 * p["length"], p["thickness"]
    outline = rounded(
        [
            (0, -n / 2),
            (w / 2, -n / 2, 0.11 * w),
            (w / 2, n / 2, 0.11 * w),
            (-w / 2, n / 2, 0.11 * w),
            (-w / 2, -n / 2, 0.11 * w),
            (0, -n / 2),
        ],
        steps=6,
    )[:-1]
    case = moved(extrude(outline, t, bevel=0.2 * t), z=-t / 2)
    screen = moved(extrude(outline * 0.955, 0.0004), z=t / 2 - 0.0002)
    return Shape(
        (piece("body", case, "aluminium", (0.25, 0.26, 0.28)), piece("screen", screen, "dark_glass", decor=True)),
        (colliding.box((w, n, t)),),
        Resonator("plate", (n, w, t)),
        (Support("top", (0, 0, t / 2), (w / 2, n / 2)),),
    )


def laptop(p: Params) -> Shape:
    """An open laptop that faces -Y: base with keys and pad, lid with a dark screen."""
    w = p["width"]
    d, t = 0.70 * w, 0.016 * w / 0.31
    base = moved(rounded_box((w, d, t), 0.3 * t, steps=2), z=t / 2)
    size = 0.052 * w
    keys = [
        moved(
            rounded_box((0.86 * size, 0.86 * size, 0.003), 0.0006),
            (c - 6.5) * size * 1.02 + 0.0 * r,
            0.22 * d - r * size * 1.02,
            t,
        )
        for r in range(5)
        for c in range(14)
    ]
    pad = moved(rounded_box((0.36 * w, 0.24 * d, 0.0006), 0.0002), 0, -0.30 * d, t)
    tilt = 0.35
    lid = moved(
        turned(moved(rounded_box((w, 0.4 * t, d), 0.18 * t, steps=1), z=d / 2), (1, 0, 0), -tilt), 0, d / 2, 0.9 * t
    )
    screen = moved(
        turned(moved(rounded_box((0.94 * w, 0.0012, 0.90 * d), 0.0004), 0, -0.2 * t, d / 2), (1, 0, 0), -tilt),
        0,
        d / 2,
        0.9 * t,
    )
    back = [
        (x, d / 2 + y * np.cos(tilt) + z * np.sin(tilt), 0.9 * t + z * np.cos(tilt))
        for x in (-w / 2, w / 2)
        for y in (-0.2 * t, 0.2 * t)
        for z in (0, d)
    ]
    return Shape(
        (
            piece("body", joined([base, lid]), "aluminium", (0.55, 0.56, 0.58)),
            piece("screen", screen, "dark_glass", decor=True),
            piece("keys", joined([*keys, pad]), "plastic", BLACK, decor=True),
        ),
        (colliding.box((w, d, t), (0, 0, t / 2)), colliding.hull(back)),
        Resonator("plate", (w, d, t)),
    )


def cork(p: Params) -> Shape:
    """A straight wine cork with a slight bevel, upright."""
    r, h = p["radius"], p["height"]
    return Shape(
        (piece("body", cylinder(r, h, bevel=0.06 * r, segments=40), "cork"),),
        (colliding.upright(r, h),),
        Resonator("block", (2 * r, 2 * r, h)),
        rolls=True,
    )


def _packed(size: tuple[float, float, float], middle: float, p: Params) -> tuple[Piece, ...]:
    """Return what fills the half of a case towards +X where that is packed unevenly: paper, which nobody sees."""
    if not p["uneven"]:
        return ()
    x, y, z = size
    return (piece("contents", moved(rounded_box((0.4 * x, 0.8 * y, 0.7 * z), 0.02 * x), 0.25 * x, 0, middle), "paper"),)


def carton(p: Params) -> Shape:
    """A closed cardboard box: flaps that meet along the middle, a strip of tape over the seam."""
    x, y, z = p["length"], p["width"], p["height"]
    t = 0.004
    body = rounded_box((x, y, z - 2 * t), 0.002, grain=(0, 0, 1))
    flaps = [
        moved(rounded_box((x, y / 2 - 0.0012, t), 0.001, grain=(1, 0, 0)), 0, s * y / 4, u * (z / 2 - t / 2))
        for s in (-1, 1)
        for u in (-1, 1)
    ]
    tape = [moved(rounded_box((x + 0.001, 0.05, 0.0006), 0.0002), 0, 0, u * (z / 2)) for u in (-1, 1)]
    tape += [
        moved(rounded_box((0.0006, 0.05, 0.06), 0.0002), s * x / 2, 0, u * (z / 2 - 0.03))
        for s in (-1, 1)
        for u in (-1, 1)
    ]
    return Shape(
        (
            piece("body", joined([body, *flaps]), "cardboard", sheet=0.004),
            piece("tape", joined(tape), "plastic", (0.42, 0.27, 0.10), decor=True),
            *_packed((x, y, z), 0.0, p),
        ),
        (colliding.box((x, y, z)),),
        Resonator("plate", (x, y, 0.004)),
        (Support("top", (0, 0, z / 2), (x / 2, y / 2)),),
    )


def crate(p: Params) -> Shape:
    """A closed crate of slats on a frame of battens."""
    a = p["edge"]
    t, slats = 0.036 * a, 5
    wide = a / slats - 0.012 * a
    pieces = []
    for axis in range(3):
        for s in (-1, 1):
            for k in range(slats):
                size, at = np.full(3, a - 0.002 * a), np.zeros(3)
                size[axis] = t
                along = (axis + 1) % 3 if axis != 2 else 0
                across = 3 - axis - along
                size[across] = wide
                at[axis] = s * (a / 2 - (0.5 * t + 0.0008 * a if axis == 2 else 1.5 * t))  # lid and floor lie flush
                at[across] = (k - (slats - 1) / 2) * a / slats
                size[along] = a - 3 * t
                pieces.append(moved(rounded_box(size, 0.004 * a), *at))
    for axis in range(3):
        for s in (-1, 1):
            for u in (-1, 1):
                size, at = np.full(3, 0.13 * a), np.zeros(3)
                size[axis] = a
                at[(axis + 1) % 3], at[(axis + 2) % 3] = s * (a / 2 - 0.065 * a), u * (a / 2 - 0.065 * a)
                pieces.append(moved(rounded_box(size, 0.006 * a), *at))
    return Shape(
        (piece("body", joined(pieces), "wood", (0.50, 0.33, 0.17)),),
        (colliding.box((a, a, a)),),
        Resonator("plate", (a, a, t)),
        (Support("top", (0, 0, a / 2), (a / 2, a / 2)),),
    )


def suitcase(p: Params) -> Shape:
    """A ribbed hard case standing on its side feet, with a handle on top."""
    h = p["height"]
    w, d = 0.68 * h, 0.36 * h
    shell = moved(rounded_box((w, d, 0.94 * h), 0.06 * h, steps=3), z=0.50 * h)
    ribs = [
        moved(rounded_box((0.030 * h, d + 0.012 * h, 0.80 * h), 0.012 * h), (k - 3) * 0.085 * h, 0, 0.50 * h)
        for k in range(7)
    ]
    seam = moved(rounded_box((w + 0.006 * h, 0.02 * h, 0.945 * h), 0.06 * h), z=0.50 * h)
    way = [(-0.10 * h, 0, 0.96 * h), (-0.10 * h, 0, 1.0 * h), (0.10 * h, 0, 1.0 * h), (0.10 * h, 0, 0.96 * h)]
    feet = [
        moved(cylinder(0.03 * h, 0.035 * h, bevel=0.006 * h, segments=20), s * 0.26 * h, y * 0.12 * h, 0.0175 * h)
        for s in (-1, 1)
        for y in (-1, 1)
    ]
    return Shape(
        (
            piece("body", joined([shell, *ribs]), "plastic", (0.02, 0.10, 0.20), sheet=0.003),
            piece("trim", joined([seam, tube(way, 0.014 * h, sides=12), *feet]), "rubber", BLACK),
            *_packed((w, d, 0.94 * h), 0.50 * h, p),
        ),
        (
            colliding.box((w, d + 0.012 * h, 0.94 * h), (0, 0, 0.50 * h)),
            *(
                colliding.upright(0.03 * h, 0.035 * h, (s * 0.26 * h, y * 0.12 * h, 0.0175 * h), "trim")
                for s in (-1, 1)
                for y in (-1, 1)
            ),
        ),
        Resonator("plate", (h, w, 0.003)),
    )


def mirror(p: Params) -> Shape:
    """An oval mirror on a stand, facing -Y."""
    h = p["height"]
    a, b, z = 0.30 * h, 0.36 * h, p["rise"] * h
    lean, stem = -p["lean"], max(0.06 * h, z - 0.34 * h)  # what stands low hides its foot behind the pane
    frame = stretched(ring(1.0, 0.055, segments=56, sides=12), a, b, b)
    glass = stretched(cylinder(1.0, 0.03, bevel=0.004, segments=56), 0.98 * a, 0.98 * b, b)
    back = moved(stretched(cylinder(1.0, 0.03, bevel=0.004, segments=56), 0.97 * a, 0.97 * b, b), z=-0.03 * b)
    hang = lambda s: moved(turned(turned(s, (1, 0, 0), np.pi / 2), (1, 0, 0), lean), z=z)  # noqa: E731
    foot = lathe(
        rounded(
            [
                (0, 0),
                (0.26 * h, 0, 0.01 * h),
                (0.24 * h, 0.025 * h, 0.01 * h),
                (0.03 * h, 0.05 * h, 0.03 * h),
                (0.016 * h, 0.5 * stem),
                (0.016 * h, stem),
                (0, stem),
            ],
            steps=4,
        ),
        segments=40,
    )
    return Shape(
        (piece("mirror", hang(glass), "mirror"), piece("body", joined([hang(frame), hang(back), foot]), "brass")),
        (
            colliding.box((2.1 * a, 0.08 * h, 2.1 * b), (0, 0, z)),
            colliding.upright(0.25 * h, 0.03 * h, (0, 0, 0.015 * h)),
            colliding.upright(0.02 * h, 0.25 * h, (0, 0, 0.14 * h)),
        ),
        Resonator("plate", (2 * a, 2 * b, 0.004)),
    )


def clock(p: Params) -> Shape:
    """A round clock on two feet, facing -Y, at ten past ten."""
    r = p["radius"]
    t = 0.34 * r
    case = lathe(
        rounded(
            [
                (0, -t / 2),
                (r, -t / 2, 0.06 * r),
                (r, t / 2, 0.08 * r),
                (0.90 * r, t / 2, 0.03 * r),
                (0.88 * r, 0.36 * t),
                (0, 0.36 * t),
            ],
            steps=4,
        ),
        segments=64,
    )
    face = moved(cylinder(0.885 * r, 0.02 * r, bevel=0.001, segments=64), z=0.37 * t)
    marks = []
    for k in range(12):
        long = 0.16 * r if k % 3 == 0 else 0.09 * r
        marks.append(
            turned(
                moved(rounded_box((0.035 * r, long, 0.012 * r), 0.002 * r), 0, 0.84 * r - long / 2, 0.40 * t),
                (0, 0, 1),
                TAU * k / 12,
            )
        )
    for angle, long, wide in ((-TAU * 10.17 / 12, 0.48 * r, 0.05 * r), (-TAU * 10 / 60, 0.70 * r, 0.035 * r)):
        marks.append(
            turned(moved(rounded_box((wide, long, 0.012 * r), 0.002 * r), 0, 0.42 * long, 0.43 * t), (0, 0, 1), angle)
        )
    marks.append(moved(cylinder(0.045 * r, 0.03 * r, bevel=0.004 * r, segments=20), z=0.44 * t))
    stand = lambda s: moved(turned(s, (1, 0, 0), np.pi / 2), z=1.06 * r)  # noqa: E731
    feet = [tube([(s * 0.45 * r, 0, 0.25 * r), (s * 0.62 * r, 0, 0.05 * r)], 0.05 * r, sides=12) for s in (-1, 1)]
    return Shape(
        (
            piece("body", joined([stand(case), *feet]), "brass"),
            piece("face", stand(face), "paper", (0.75, 0.73, 0.68), decor=True),
            piece("hands", stand(joined(marks)), "paint", BLACK, decor=True),
        ),
        (
            colliding.rod((0, -t / 2, 1.06 * r), (0, t / 2, 1.06 * r), r, kind="cylinder"),
            colliding.box((1.3 * r, 0.3 * r, 0.12 * r), (0, 0, 0.06 * r)),
        ),
        Resonator("shell", (r, t, 0.001)),
    )


_LIT = count(1, 0, 1)

FAMILIES = {
    "candle": Family(candle, {"radius": length(0.0115), "height": length(0.20), "lit": _LIT}),
    "book": Family(book, {"length": length(0.24), "width": length(0.17), "thickness": length(0.03)}),
    "pencil": Family(pencil, {"length": length(0.19), "radius": length(0.0037), "sides": count(6, 0, 12)}),
    "pen": Family(pen, {"length": length(0.14), "radius": length(0.005)}),
    "phone": Family(phone, {"length": length(0.15), "thickness": length(0.008)}),
    "laptop": Family(laptop, {"width": length(0.31)}),
    "cork": Family(cork, {"radius": length(0.0115), "height": length(0.045)}),
    "carton": Family(
        carton, {"length": length(0.40), "width": length(0.30), "height": length(0.30), "uneven": count(0, 0, 1)}
    ),
    "crate": Family(crate, {"edge": length(0.5)}),
    "suitcase": Family(suitcase, {"height": length(0.65), "uneven": count(0, 0, 1)}),
    "mirror": Family(mirror, {"height": length(0.40), "rise": ratio(0.62, 0.38, 0.8), "lean": ratio(0.10, 0.0, 0.3)}),
    "clock": Family(clock, {"radius": length(0.10)}),
}
