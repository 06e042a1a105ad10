"""Small things of the house and the workshop: candle, book, writing and eating tools, hardware, devices."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, curve, cylinder, difference, extrude, lathe, loft, ring, rounded, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Lamp, Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, stretched, turned

BLACK = (0.02, 0.02, 0.02)


def candle(p: Params) -> Shape:
    """A candle with a melted hollow around its wick and, if lit, a flame that is a lamp."""
    r, h = p["radius"], p["height"]
    profile = rounded([(0, 0), (r, 0, 0.05 * r), (r, h - 0.05 * r, 0.18 * r), (0.86 * r, h, 0.10 * r), (0.55 * r, h - 0.18 * r, 0.3 * r), (0, h - 0.22 * r)], steps=4)
    runs = []
    for angle, drop in ((0.6, 0.16), (2.3, 0.28), (4.4, 0.10)):
        at = np.array([np.cos(angle), np.sin(angle), 0.0])
        way = np.array([at * 0.90 * r + [0, 0, h - 0.03 * r], at * r + [0, 0, h - 0.25 * r], at * 1.0 * r + [0, 0, h * (1 - drop)]])
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
        pieces.append(piece("flame", moved(lathe(flame, segments=20, crease=np.radians(80)), z=foot), "flame", decor=True))
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
    pages = moved(rounded_box((w - lip - 0.003, n - 2 * lip, t - 2 * board), 0.0004, grain=(0, 1, 0)), -lip / 2 + 0.0015)
    bands = [moved(rounded_box((0.5 * w, 0.012 * n, 0.0004), 0.0001), 0.02 * w, s * 0.38 * n, half - 0.0001) for s in (-1, 1)]
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
    """A six-sided pencil along X: painted shaft, cut cone, lead, ferrule and eraser."""
    n, r = p["length"], p["radius"]
    hexagon = np.array([(np.cos(a), np.sin(a)) for a in TAU * np.arange(6) / 6]) * r
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
        "body": ("paint", (0.70, 0.38, 0.02)), "wood": ("wood", (0.60, 0.40, 0.22)), "lead": ("paint", (0.03, 0.03, 0.03)),
        "ferrule": ("aluminium", None), "eraser": ("rubber", (0.55, 0.18, 0.17)),
    }  # fmt: skip
    pieces = [
        piece(k, turned(moved(s, z=start[k] - n / 2), (0, 1, 0), np.pi / 2), *finish[k]) for k, s in parts.items()
    ]
    shaft = [(x, y, z) for x in (-n / 2, n / 2 - cone) for z, y in hexagon]
    return Shape(tuple(pieces), (colliding.hull([*shaft, (n / 2, 0, 0)]),), Resonator("bar", (n, 2 * r, 2 * r)), rolls=True)


def pen(p: Params) -> Shape:
    """A ball pen along X with a clip."""
    n, r = p["length"], p["radius"]
    barrel = lathe(rounded([(0, 0), (0.15 * r, 0, 0.05 * r), (0.25 * r, 0.02 * n), (r, 0.14 * n, 0.02), (r, 0.96 * n, 0.5 * r), (0.4 * r, 0.965 * n, 0.1 * r), (0.4 * r, n, 0.2 * r), (0, n)], steps=3), segments=28)
    clip = [moved(rounded_box((0.5 * r, 0.28 * r, 0.30 * n), 0.12 * r), 1.3 * r, 0, 0.80 * n), moved(rounded_box((0.7 * r, 0.28 * r, 0.02 * n), 0.1 * r), 1.1 * r, 0, 0.945 * n)]
    lay = lambda s: turned(moved(s, z=-n / 2), (0, 1, 0), np.pi / 2)  # noqa: E731
    return Shape(
        (piece("body", lay(barrel), "plastic", (0.015, 0.05, 0.28)), piece("clip", lay(joined(clip)), "chrome")),
        (colliding.rod((-n / 2 + r, 0, 0), (n / 2 - r, 0, 0), r),),
        Resonator("bar", (n, 2 * r, 2 * r)),
        rolls=True,
    )


def spoon(p: Params) -> Shape:
    """A spoon along X, its bowl towards +X."""
    n = p["length"]
    k = n / 0.19
    t = np.linspace(0, 1, 26)
    x = (t - 0.5) * 0.19
    wide = np.interp(t, [0, 0.02, 0.10, 0.35, 0.62, 0.68, 0.76, 0.86, 0.95, 0.99, 1.0], [0.004, 0.008, 0.009, 0.0048, 0.0038, 0.006, 0.016, 0.020, 0.014, 0.006, 0.002])
    lift = np.interp(t, [0, 0.3, 0.62, 0.70, 1.0], [0.012, 0.016, 0.008, 0.004, 0.006])
    dip = 0.008 * np.clip(np.sin(np.pi * np.clip((t - 0.66) / 0.34, 0, 1)), 0, 1)
    across = np.linspace(-1, 1, 9)
    rings = []
    for xi, w, z, d in zip(x, wide, lift, dip, strict=True):
        top = np.column_stack([np.full(9, xi), w * across, z - d * (1 - across**2)])
        rings.append(np.concatenate([top - [0, 0, 0.0016], top[::-1]]) * k)
    body = loft(np.array(rings))
    handle = colliding.hull([(a * k, b * k, c * k) for a in (-0.095, 0.03) for b in (-0.007, 0.007) for c in (0.006, 0.016)])
    bowl = colliding.hull([(x_ * k, y * k, z * k) for x_, y, z in [(0.03, 0, 0.004), (0.045, 0.016, 0.003), (0.045, -0.016, 0.003), (0.07, 0.019, 0.005), (0.07, -0.019, 0.005), (0.094, 0, 0.006), (0.06, 0.01, -0.0045), (0.06, -0.01, -0.0045), (0.072, 0, -0.005)]])
    return Shape((piece("body", body, "steel"),), (handle, bowl), Resonator("bar", (n, 0.012 * k, 0.0016 * k)))


def fork(p: Params) -> Shape:
    """A fork along X with four tines."""
    n = p["length"]
    k = n / 0.19
    half = [(-0.095, 0.006), (-0.06, 0.008), (-0.01, 0.004), (0.025, 0.004), (0.042, 0.0115), (0.05, 0.0125)]
    right = []
    for i in range(4):
        y = -0.0108 + 0.0072 * i
        right += [(0.094, y - 0.0010), (0.095, y), (0.094, y + 0.0010), *([(0.054, y + 0.0022), (0.052, y + 0.0036), (0.054, y + 0.0050)] if i < 3 else [])]
    shape = [*((x, -y) for x, y in half), *right, *((x, y) for x, y in reversed(half))]
    flat = extrude(np.array(shape) * k, 0.0018 * k, bevel=0.0004 * k)
    v = flat.vertices.copy()
    u = v[:, 0] / k
    v[:, 2] += k * (0.010 * np.exp(-(((u + 0.02) / 0.05) ** 2)) + 0.35 * np.clip(u - 0.06, 0, None) ** 2 * 10)
    body = Surface(v, flat.faces, flat.uv, flat.crease, flat.normals)
    box = colliding.hull([(x * k, y * k, z * k) for x, y in ((-0.095, 0.007), (0.03, 0.005), (0.095, 0.012)) for y in (-y, y) for z in (0.0, 0.008)])
    return Shape((piece("body", body, "steel"),), (box,), Resonator("bar", (n, 0.012 * k, 0.0018 * k)))


def knife(p: Params) -> Shape:
    """A table knife along X, its blade towards +X."""
    n = p["length"]
    k = n / 0.22
    blade = [(0.0, -0.006), (0.03, -0.009), (0.09, -0.0095), (0.105, -0.006), (0.11, 0.004), (0.10, 0.0075), (0.0, 0.006)]
    edge = extrude(np.array(blade) * k, 0.0018 * k, bevel=0.0006 * k)
    grip = stretched(cylinder(0.5, 1.0, bevel=0.2, segments=24, steps=4), 0.0085 * k, 0.017 * k, 0.112 * k)
    grip = moved(turned(grip, (0, 1, 0), np.pi / 2), -0.054 * k, 0, 0.0009 * k)
    return Shape(
        (piece("blade", edge, "steel"), piece("body", grip, "steel")),
        (colliding.box((0.11 * k, 0.017 * k, 0.0085 * k), (-0.054 * k, 0, 0.0009 * k)), colliding.box((0.11 * k, 0.017 * k, 0.0018 * k), (0.055 * k, 0, 0.0009 * k), "blade")),
        Resonator("bar", (n, 0.016 * k, 0.002 * k)),
    )


def hammer(p: Params) -> Shape:
    """A hammer lying along X: steel head with face and pein, oval ash handle."""
    n = p["length"]
    k = n / 0.32
    head = joined(
        [
            moved(turned(cylinder(0.014, 0.030, bevel=0.002, segments=32), (1, 0, 0), np.pi / 2), y=-0.042),
            rounded_box((0.026, 0.058, 0.026), 0.004, steps=2),
            loft(np.array([[(x * w, y, z * h) for x, z in ((-1, -1), (1, -1), (1, 1), (-1, 1))] for y, w, h in ((0.028, 0.012, 0.012), (0.060, 0.011, 0.002))])),
        ]
    )
    grip = loft(
        np.array([[(x, a * np.cos(t), b * np.sin(t)) for t in TAU * np.arange(20) / 20] for x, a, b in ((-0.30, 0.012, 0.009), (-0.295, 0.0155, 0.0115), (-0.26, 0.017, 0.0125), (-0.18, 0.0145, 0.011), (-0.06, 0.012, 0.009), (0.012, 0.011, 0.009), (0.016, 0.009, 0.007))])
    )
    from setpiece.assets.surface import scaled

    return Shape(
        (piece("head", scaled(head, k), "steel"), piece("body", scaled(grip, k), "wood", (0.55, 0.36, 0.18))),
        (colliding.box((0.028 * k, 0.118 * k, 0.028 * k), (0, 0.001 * k, 0), "head"), colliding.box((0.316 * k, 0.03 * k, 0.022 * k), (-0.142 * k, 0, 0))),
        Resonator("bar", (n, 0.03 * k, 0.02 * k)),
    )


def nail(p: Params) -> Shape:
    """A nail lying along X, its head towards -X."""
    n, r = p["length"], p["radius"]
    body = lathe([(0, 0), (2.2 * r, 0), (2.3 * r, 0.3 * r), (2.0 * r, 0.8 * r), (r, 1.1 * r), (r, n - 4 * r), (0.05 * r, n), (0, n)], segments=20)
    body = turned(moved(body, z=-n / 2), (0, 1, 0), np.pi / 2)
    tip = 3.5 * r
    return Shape((piece("body", body, "steel"),), (colliding.rod((-n / 2, 0, 0), (n / 2 - tip, 0, 0), r, kind="cylinder"), colliding.rod((-n / 2, 0, 0), (-n / 2 + 0.9 * r, 0, 0), 2.2 * r, kind="cylinder")), Resonator("bar", (n, 2 * r, 2 * r)), rolls=True)


def _hexagon(across: float) -> np.ndarray:
    a = TAU * np.arange(6) / 6
    return np.column_stack([np.cos(a), np.sin(a)]) * across / np.sqrt(3)


def nut(p: Params) -> Shape:
    """A hexagonal nut with a bored, chamfered hole, lying flat."""
    w, h = p["across"], p["height"]
    blank = moved(extrude(_hexagon(w), h), z=-h / 2)
    from setpiece.assets.modelling import intersection

    blank = intersection(blank, lathe([(0, -h / 2), (0.50 * w, -h / 2), (0.60 * w, -0.36 * h), (0.60 * w, 0.36 * h), (0.50 * w, h / 2), (0, h / 2)], segments=48))
    threads = [(0.31 * w, -h), (0.31 * w, -h / 2)]
    turns = 6
    for i in range(turns):
        z = -h / 2 + h * (i + 0.5) / turns
        threads += [(0.285 * w, z - 0.24 * h / turns), (0.305 * w, z + 0.24 * h / turns)]
    threads += [(0.31 * w, h / 2), (0.31 * w, h)]
    body = difference(blank, lathe(threads, segments=32))
    return Shape((piece("body", body, "steel"),), (colliding.hull([(x, y, z) for x, y in _hexagon(w) for z in (-h / 2, h / 2)]),), Resonator("block", (w, w, h)))


def bolt(p: Params) -> Shape:
    """A bolt on its hexagonal head, thread upwards."""
    r, n = p["radius"], p["length"]
    head = extrude(_hexagon(3.4 * r), 1.3 * r, bevel=0.12 * r)
    profile = [(0, 1.2 * r), (0.97 * r, 1.2 * r)]
    turns = int((n - 2.3 * r) / (0.35 * r))
    for i in range(turns):
        z = 1.6 * r + 0.35 * r * i
        profile += [(0.84 * r, z), (r, z + 0.17 * r)]
    profile += [(0.8 * r, n), (0, n)]
    return Shape(
        (piece("body", joined([head, lathe(profile, segments=28)]), "steel"),),
        (colliding.hull([(x, y, z) for x, y in _hexagon(3.4 * r) for z in (0, 1.3 * r)]), colliding.upright(r, n - 1.3 * r, (0, 0, (n + 1.3 * r) / 2))),
        Resonator("bar", (n, 2 * r, 2 * r)),
    )


def gear(p: Params) -> Shape:
    """A spur gear lying flat, with a bore and lightening holes."""
    r, t, teeth = p["radius"], p["thickness"], int(p["teeth"])
    outline = []
    for k in range(teeth):
        for share, radius in ((-0.30, 0.86), (-0.23, 0.87), (-0.13, 1.0), (0.13, 1.0), (0.23, 0.87), (0.30, 0.86)):
            a = TAU * (k + share) / teeth
            outline.append((radius * r * np.cos(a), radius * r * np.sin(a)))
    holes = [moved(cylinder(0.15 * r, 2 * t, bevel=0.0, segments=24), 0.5 * r * np.cos(a), 0.5 * r * np.sin(a)) for a in TAU * np.arange(5) / 5]
    body = difference(moved(extrude(outline, t, bevel=0.04 * t), z=-t / 2), cylinder(0.16 * r, 2 * t, bevel=0.0, segments=32), *holes)
    return Shape((piece("body", body, "steel"),), (colliding.upright(0.99 * r, t),), Resonator("plate", (1.8 * r, 1.8 * r, t)), (Support("top", (0, 0, t / 2), (0.6 * r, 0.6 * r)),), rolls=True)


def key(p: Params) -> Shape:
    """A door key lying along X: ring bow, shank and a notched bit."""
    n = p["length"]
    k = n / 0.06
    bow = moved(ring(0.0095, 0.0026, segments=36, sides=10), -0.0178)
    shank = tube([(-0.008, 0, 0), (0.030, 0, 0)], 0.0022, sides=14)
    collar = moved(turned(cylinder(0.0035, 0.002, bevel=0.0004, segments=24), (0, 1, 0), np.pi / 2), -0.006)
    bit = moved(extrude([(0, 0), (0.011, 0), (0.011, 0.006), (0.007, 0.006), (0.007, 0.002), (0.005, 0.002), (0.005, 0.005), (0, 0.005)], 0.0022, bevel=0.0003), 0.017, 0.001, -0.0011)
    from setpiece.assets.surface import scaled

    body = scaled(joined([bow, shank, collar, bit]), k)
    return Shape(
        (piece("body", body, "brass"),),
        (colliding.rod((-0.0178 * k, 0, -0.0013 * k), (-0.0178 * k, 0, 0.0013 * k), 0.0121 * k, kind="cylinder"), colliding.rod((-0.008 * k, 0, 0), (0.030 * k, 0, 0), 0.0022 * k), colliding.box((0.011 * k, 0.006 * k, 0.0022 * k), (0.0225 * k, 0.004 * k, 0))),
        Resonator("bar", (n, 0.004 * k, 0.004 * k)),
    )


def ring_(p: Params) -> Shape:
    """A plain finger ring lying flat."""
    r, w = p["radius"], p["width"]
    t = 0.10 * r
    profile = rounded([(r - t, -w / 2), (r - 0.3 * t, -w / 2, 0.3 * t), (r, 0, 0.8 * w), (r - 0.3 * t, w / 2, 0.3 * t), (r - t, w / 2)], steps=5)
    return Shape((piece("body", lathe(profile, segments=72, closed=True), "gold"),), colliding.vessel([(r, -w / 2), (r, w / 2)], [(r - t, -w / 2), (r - t, w / 2)], staves=16)[1:], Resonator("shell", (r, w, t)), rolls=True)


def magnet(p: Params) -> Shape:
    """A horseshoe magnet standing on its poles: red bow, bare steel ends."""
    h = p["height"]
    r, w, t = 0.36 * h, 0.20 * h, 0.20 * h

    def bar(way: list[tuple[float, float]]) -> Surface:
        section = np.array([(-w / 2, -t / 2), (w / 2, -t / 2), (w / 2, t / 2), (-w / 2, t / 2)])
        from setpiece.assets.modelling import sweep

        return sweep([(x, 0, z) for x, z in way], section)

    bend = [(r * np.cos(a), h - r - w / 2 + r * np.sin(a)) for a in np.linspace(np.pi, 0, 19)]
    ends = 0.24 * h
    bow = bar([(-r, ends), *bend, (r, ends)])
    poles = [bar([(s * r, 0.0), (s * r, ends)]) for s in (-1, 1)]
    legs = [colliding.box((w, t, h - r - w / 2), (s * r, 0, (h - r - w / 2) / 2)) for s in (-1, 1)]
    top = [colliding.hull([(rr * np.cos(a), y, h - r - w / 2 + rr * np.sin(a)) for rr in (r - w / 2, r + w / 2) for a in (a0, a0 + np.pi / 4) for y in (-t / 2, t / 2)]) for a0 in np.pi / 4 * np.arange(4)]
    return Shape((piece("body", bow, "paint", (0.50, 0.01, 0.015)), piece("poles", joined(poles), "steel")), (*legs, *top), Resonator("bar", (3 * h, w, t)))


def phone(p: Params) -> Shape:
    """A smartphone lying on its back."""
    n, w, t = p["length"], 0.48 * p["length"], p["thickness"]
    outline = rounded([(0, -n / 2), (w / 2, -n / 2, 0.11 * w), (w / 2, n / 2, 0.11 * w), (-w / 2, n / 2, 0.11 * w), (-w / 2, -n / 2, 0.11 * w), (0, -n / 2)], steps=6)[:-1]
    case = moved(extrude(outline, t, bevel=0.2 * t), z=-t / 2)
    screen = moved(extrude(outline * 0.955, 0.0004), z=t / 2 - 0.0002)
    return Shape((piece("body", case, "aluminium", (0.25, 0.26, 0.28)), piece("screen", screen, "dark_glass", decor=True)), (colliding.box((w, n, t)),), Resonator("plate", (n, w, t)), (Support("top", (0, 0, t / 2), (w / 2, n / 2)),))


def laptop(p: Params) -> Shape:
    """An open laptop that faces -Y: base with keys and pad, lid with a dark screen."""
    w = p["width"]
    d, t = 0.70 * w, 0.016 * w / 0.31
    base = moved(rounded_box((w, d, t), 0.3 * t, steps=2), z=t / 2)
    size = 0.052 * w
    keys = [
        moved(rounded_box((0.86 * size, 0.86 * size, 0.003), 0.0006), (c - 6.5) * size * 1.02 + 0.0 * r, 0.22 * d - r * size * 1.02, t)
        for r in range(5)
        for c in range(14)
    ]
    pad = moved(rounded_box((0.36 * w, 0.24 * d, 0.0006), 0.0002), 0, -0.30 * d, t)
    tilt = 0.35
    lid = moved(turned(moved(rounded_box((w, 0.4 * t, d), 0.18 * t, steps=1), z=d / 2), (1, 0, 0), -tilt), 0, d / 2, 0.9 * t)
    screen = moved(turned(moved(rounded_box((0.94 * w, 0.0012, 0.90 * d), 0.0004), 0, -0.2 * t, d / 2), (1, 0, 0), -tilt), 0, d / 2, 0.9 * t)
    back = [(x, d / 2 + y * np.cos(tilt) + z * np.sin(tilt), 0.9 * t + z * np.cos(tilt)) for x in (-w / 2, w / 2) for y in (-0.2 * t, 0.2 * t) for z in (0, d)]
    return Shape(
        (piece("body", joined([base, lid]), "aluminium", (0.55, 0.56, 0.58)), piece("screen", screen, "dark_glass", decor=True), piece("keys", joined([*keys, pad]), "plastic", BLACK, decor=True)),
        (colliding.box((w, d, t), (0, 0, t / 2)), colliding.hull(back)),
        Resonator("plate", (w, d, t)),
    )


def cork(p: Params) -> Shape:
    """A straight wine cork with a slight bevel, upright."""
    r, h = p["radius"], p["height"]
    return Shape((piece("body", cylinder(r, h, bevel=0.06 * r, segments=40), "cork"),), (colliding.upright(r, h),), Resonator("block", (2 * r, 2 * r, h)), rolls=True)


def carton(p: Params) -> Shape:
    """A closed cardboard box: flaps that meet along the middle, a strip of tape over the seam."""
    x, y, z = p["length"], p["width"], p["height"]
    t = 0.004
    body = rounded_box((x, y, z - 2 * t), 0.002, grain=(0, 0, 1))
    flaps = [moved(rounded_box((x, y / 2 - 0.0012, t), 0.001, grain=(1, 0, 0)), 0, s * y / 4, u * (z / 2 - t / 2)) for s in (-1, 1) for u in (-1, 1)]
    tape = [moved(rounded_box((x + 0.001, 0.05, 0.0006), 0.0002), 0, 0, u * (z / 2)) for u in (-1, 1)]
    tape += [moved(rounded_box((0.0006, 0.05, 0.06), 0.0002), s * x / 2, 0, u * (z / 2 - 0.03)) for s in (-1, 1) for u in (-1, 1)]
    return Shape(
        (piece("body", joined([body, *flaps]), "cardboard", sheet=0.004), piece("tape", joined(tape), "plastic", (0.42, 0.27, 0.10), decor=True)),
        (colliding.box((x, y, z)),), Resonator("plate", (x, y, 0.004)), (Support("top", (0, 0, z / 2), (x / 2, y / 2)),),
    )  # fmt: skip


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
                at[axis] = s * (a / 2 - 1.5 * t)
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
    return Shape((piece("body", joined(pieces), "wood", (0.50, 0.33, 0.17)),), (colliding.box((a, a, a)),), Resonator("plate", (a, a, t)), (Support("top", (0, 0, a / 2), (a / 2, a / 2)),))


def suitcase(p: Params) -> Shape:
    """A ribbed hard case standing on its side feet, with a handle on top."""
    h = p["height"]
    w, d = 0.68 * h, 0.36 * h
    shell = moved(rounded_box((w, d, 0.94 * h), 0.06 * h, steps=3), z=0.50 * h)
    ribs = [moved(rounded_box((0.030 * h, d + 0.012 * h, 0.80 * h), 0.012 * h), (k - 3) * 0.085 * h, 0, 0.50 * h) for k in range(7)]
    seam = moved(rounded_box((w + 0.006 * h, 0.02 * h, 0.945 * h), 0.06 * h), z=0.50 * h)
    way = [(-0.10 * h, 0, 0.96 * h), (-0.10 * h, 0, 1.0 * h), (0.10 * h, 0, 1.0 * h), (0.10 * h, 0, 0.96 * h)]
    feet = [moved(cylinder(0.03 * h, 0.035 * h, bevel=0.006 * h, segments=20), s * 0.26 * h, y * 0.12 * h, 0.0175 * h) for s in (-1, 1) for y in (-1, 1)]
    return Shape(
        (
            piece("body", joined([shell, *ribs]), "plastic", (0.02, 0.10, 0.20), sheet=0.003),
            piece("trim", joined([seam, tube(way, 0.014 * h, sides=12), *feet]), "rubber", BLACK),
        ),
        (colliding.box((w, d + 0.012 * h, 0.94 * h), (0, 0, 0.50 * h)), *(colliding.upright(0.03 * h, 0.035 * h, (s * 0.26 * h, y * 0.12 * h, 0.0175 * h), "trim") for s in (-1, 1) for y in (-1, 1))),
        Resonator("plate", (h, w, 0.003)),
    )  # fmt: skip


def kettlebell(p: Params) -> Shape:
    """An iron ball with a flat foot and a bow handle."""
    r = p["radius"]
    profile = [(0, 0), (0.62 * r, 0)] + [(r * np.sin(a), 0.8 * r - r * np.cos(a)) for a in np.linspace(0.66, np.pi, 22)]
    profile[-1] = (0, 1.8 * r)
    bow = curve([(-0.62 * r, 0, 1.45 * r), (-0.72 * r, 0, 2.0 * r), (-0.45 * r, 0, 2.42 * r), (0, 0, 2.5 * r), (0.45 * r, 0, 2.42 * r), (0.72 * r, 0, 2.0 * r), (0.62 * r, 0, 1.45 * r)], 24)
    body = joined([lathe(profile, segments=48), tube(bow, 0.17 * r, sides=14)])
    hull = colliding.round_hull([(0.62 * r, 0), *[(r * np.sin(a), 0.8 * r - r * np.cos(a)) for a in (0.9, 1.3, 1.8, 2.3)]], sides=24)
    return Shape((piece("body", body, "iron", (0.02, 0.02, 0.022)),), (hull, colliding.box((1.6 * r, 0.34 * r, 0.34 * r), (0, 0, 2.48 * r)), *(colliding.rod((s * 0.66 * r, 0, 1.4 * r), (s * 0.72 * r, 0, 2.3 * r), 0.17 * r) for s in (-1, 1))), Resonator("block", (2 * r, 2 * r, 2 * r)))


def dumbbell(p: Params) -> Shape:
    """A hand weight along X with hexagonal heads."""
    n = p["length"]
    r = 0.20 * n
    heads, colliders = [], []
    for s in (-1, 1):
        head = turned(moved(extrude(_hexagon(1.72 * r), 0.30 * n, bevel=0.02 * n), z=-0.15 * n), (0, 1, 0), np.pi / 2)
        head = turned(head, (1, 0, 0), np.pi / 6)
        heads.append(moved(head, s * 0.35 * n))
        colliders.append(colliding.hull(moved(head, s * 0.35 * n).vertices, "heads"))
    bar = lathe(rounded([(0, -0.22 * n), (0.075 * n, -0.22 * n), (0.095 * n, 0, 0.4 * n), (0.075 * n, 0.22 * n), (0, 0.22 * n)], steps=6), segments=24)
    return Shape((piece("body", turned(bar, (0, 1, 0), np.pi / 2), "chrome"), piece("heads", joined(heads), "iron", BLACK)), (*colliders, colliding.rod((-0.22 * n, 0, 0), (0.22 * n, 0, 0), 0.085 * n)), Resonator("bar", (n, r, r)))


def mirror(p: Params) -> Shape:
    """An oval mirror on a stand, facing -Y."""
    h = p["height"]
    a, b, z = 0.30 * h, 0.36 * h, 0.62 * h
    lean = -0.10
    frame = stretched(ring(1.0, 0.055, segments=56, sides=12), a, b, b)
    glass = stretched(cylinder(1.0, 0.03, bevel=0.004, segments=56), 0.98 * a, 0.98 * b, b)
    back = moved(stretched(cylinder(1.0, 0.03, bevel=0.004, segments=56), 0.97 * a, 0.97 * b, b), z=-0.03 * b)
    hang = lambda s: moved(turned(turned(s, (1, 0, 0), np.pi / 2), (1, 0, 0), lean), z=z)  # noqa: E731
    foot = lathe(rounded([(0, 0), (0.26 * h, 0, 0.01 * h), (0.24 * h, 0.025 * h, 0.01 * h), (0.03 * h, 0.05 * h, 0.03 * h), (0.016 * h, 0.14 * h), (0.016 * h, 0.28 * h), (0, 0.28 * h)], steps=4), segments=40)
    return Shape(
        (piece("mirror", hang(glass), "mirror"), piece("body", joined([hang(frame), hang(back), foot]), "brass")),
        (colliding.box((2.1 * a, 0.08 * h, 2.1 * b), (0, 0, z)), colliding.upright(0.25 * h, 0.03 * h, (0, 0, 0.015 * h)), colliding.upright(0.02 * h, 0.25 * h, (0, 0, 0.14 * h))),
        Resonator("plate", (2 * a, 2 * b, 0.004)),
    )


def clock(p: Params) -> Shape:
    """A round clock on two feet, facing -Y, at ten past ten."""
    r = p["radius"]
    t = 0.34 * r
    case = lathe(rounded([(0, -t / 2), (r, -t / 2, 0.06 * r), (r, t / 2, 0.08 * r), (0.90 * r, t / 2, 0.03 * r), (0.88 * r, 0.36 * t), (0, 0.36 * t)], steps=4), segments=64)
    face = moved(cylinder(0.885 * r, 0.02 * r, bevel=0.001, segments=64), z=0.37 * t)
    marks = []
    for k in range(12):
        long = 0.16 * r if k % 3 == 0 else 0.09 * r
        marks.append(turned(moved(rounded_box((0.035 * r, long, 0.012 * r), 0.002 * r), 0, 0.84 * r - long / 2, 0.40 * t), (0, 0, 1), TAU * k / 12))
    for angle, long, wide in ((-TAU * 10.17 / 12, 0.48 * r, 0.05 * r), (-TAU * 10 / 60, 0.70 * r, 0.035 * r)):
        marks.append(turned(moved(rounded_box((wide, long, 0.012 * r), 0.002 * r), 0, 0.42 * long, 0.43 * t), (0, 0, 1), angle))
    marks.append(moved(cylinder(0.045 * r, 0.03 * r, bevel=0.004 * r, segments=20), z=0.44 * t))
    stand = lambda s: moved(turned(s, (1, 0, 0), np.pi / 2), z=1.06 * r)  # noqa: E731
    feet = [tube([(s * 0.45 * r, 0, 0.25 * r), (s * 0.62 * r, 0, 0.05 * r)], 0.05 * r, sides=12) for s in (-1, 1)]
    return Shape(
        (piece("body", joined([stand(case), *feet]), "brass"), piece("face", stand(face), "paper", (0.75, 0.73, 0.68), decor=True), piece("hands", stand(joined(marks)), "paint", BLACK, decor=True)),
        (colliding.rod((0, -t / 2, 1.06 * r), (0, t / 2, 1.06 * r), r, kind="cylinder"), colliding.box((1.3 * r, 0.3 * r, 0.12 * r), (0, 0, 0.06 * r))),
        Resonator("shell", (r, t, 0.001)),
    )


_LIT = count(1, 0, 1)

FAMILIES = {
    "candle": Family(candle, {"radius": length(0.0115), "height": length(0.20), "lit": _LIT}),
    "book": Family(book, {"length": length(0.24), "width": length(0.17), "thickness": length(0.03)}),
    "pencil": Family(pencil, {"length": length(0.19), "radius": length(0.0037)}),
    "pen": Family(pen, {"length": length(0.14), "radius": length(0.005)}),
    "spoon": Family(spoon, {"length": length(0.19)}),
    "fork": Family(fork, {"length": length(0.19)}),
    "knife": Family(knife, {"length": length(0.22)}),
    "hammer": Family(hammer, {"length": length(0.32)}),
    "nail": Family(nail, {"length": length(0.08), "radius": length(0.0016)}),
    "nut": Family(nut, {"across": length(0.016), "height": length(0.008)}),
    "bolt": Family(bolt, {"length": length(0.05), "radius": length(0.004)}),
    "gear": Family(gear, {"radius": length(0.04), "thickness": length(0.012), "teeth": count(24, 8, 80)}),
    "key": Family(key, {"length": length(0.06)}),
    "ring": Family(ring_, {"radius": length(0.0105), "width": length(0.005)}),
    "magnet": Family(magnet, {"height": length(0.09)}),
    "phone": Family(phone, {"length": length(0.15), "thickness": length(0.008)}),
    "laptop": Family(laptop, {"width": length(0.31)}),
    "cork": Family(cork, {"radius": length(0.0115), "height": length(0.045)}),
    "carton": Family(carton, {"length": length(0.40), "width": length(0.30), "height": length(0.30)}),
    "crate": Family(crate, {"edge": length(0.5)}),
    "suitcase": Family(suitcase, {"height": length(0.65)}),
    "kettlebell": Family(kettlebell, {"radius": length(0.095)}),
    "dumbbell": Family(dumbbell, {"length": length(0.28)}),
    "mirror": Family(mirror, {"height": length(0.40)}),
    "clock": Family(clock, {"radius": length(0.10)}),
}
_ = (sphere,)
