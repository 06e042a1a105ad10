"""Things that are known by their marks: cake, cards, matchbox, battery, dart, carrot, cherry, cookie, bin, kayak."""

import numpy as np

from setpiece import rng
from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, block, curve, drum, lathe, loft, ring, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved, stretched, turned

RED, BLACK, WHITE, GREEN = (0.55, 0.012, 0.015), (0.012, 0.012, 0.014), (0.78, 0.78, 0.76), (0.06, 0.22, 0.03)
GOLD, CREAM, PINK = (0.75, 0.5, 0.12), (0.84, 0.79, 0.68), (0.78, 0.30, 0.36)


def cake(p: Params) -> Shape:
    """A birthday cake: two layers with cream between, icing that runs down, a ring of cream dabs with cherries."""
    r = p["radius"]
    h = 0.75 * r
    layers = [drum(r, 0.44 * h, (0, 0, z * h), bevel=0.04 * r) for z in (0.22, 0.72)]
    filling = drum(0.985 * r, 0.07 * h, (0, 0, 0.47 * h), bevel=0.01 * r)
    icing = [drum(1.015 * r, 0.14 * h, (0, 0, 0.93 * h), bevel=0.05 * r)]
    for k, a in enumerate(TAU * np.arange(16) / 16):
        low = (0.55, 0.68, 0.61, 0.74)[k % 4] * h
        x, y = 1.005 * r * np.cos(a), 1.005 * r * np.sin(a)
        icing.append(tube([(x, y, 0.9 * h), (x, y, low)], 0.045 * r, sides=8))
    spots = [(0.8 * r * np.cos(a), 0.8 * r * np.sin(a)) for a in TAU * np.arange(8) / 8]
    dabs = [moved(stretched(sphere(0.1 * r, steps=4), 1, 1, 0.8), x, y, 1.04 * h) for x, y in spots]
    cherries = [moved(sphere(0.055 * r, steps=4), x, y, 1.14 * h) for x, y in spots]
    return Shape(
        (
            piece("body", joined(layers), "foam", (0.55, 0.33, 0.14)),
            piece("cream", joined([filling, *dabs]), "plastic", CREAM),
            piece("icing", joined(icing), "plastic", PINK),
            piece("cherries", joined(cherries), "fruit", RED),
        ),
        (colliding.upright(1.03 * r, h, (0, 0, h / 2)),),
        Resonator("block", (r, r, h)),
        (Support("top", (0, 0, h), (0.5 * r, 0.5 * r)),),
    )


def playing_card(p: Params) -> Shape:
    """The ace of hearts, face up: a white card with one large heart and two small ones."""
    n = p["length"]
    w, t = 0.716 * n, 0.0045 * n

    def heart(size: float, x: float, y: float) -> list:
        lobes = [moved(drum(0.27 * size, 0.1 * t), x + 0.2 * size, y + s * 0.24 * size) for s in (-1, 1)]
        tip = [(0.32 * size, -0.5 * size, 0), (0.32 * size, 0.5 * size, 0), (-0.5 * size, 0.0, 0)]
        flat = loft(np.array([[(a + x, b + y, z) for a, b, _ in tip] for z in (-0.05 * t, 0.05 * t)]), crease=0.2)
        return [*lobes, flat]

    marks = heart(0.3 * n, 0, 0) + heart(0.09 * n, 0.4 * n, 0.36 * w) + heart(0.09 * n, -0.36 * n, -0.36 * w)
    return Shape(
        (
            piece("body", rounded_box((n, w, t), 0.2 * t), "paper", WHITE),
            piece("hearts", moved(joined(marks), z=0.55 * t), "paint", RED, decor=True),
        ),
        (colliding.box((n, w, t)),),
        Resonator("plate", (n, w, t)),
        (Support("top", (0, 0, t / 2), (0.45 * n, 0.45 * w)),),
    )


def bank_card(p: Params) -> Shape:
    """A bank card, face up: a golden chip, raised figures, a bright stripe."""
    n = p["length"]
    w, t = 0.63 * n, 0.0095 * n
    chip = block((0.15 * n, 0.13 * n, 0.2 * t), (-0.3 * n, 0.06 * n, t / 2), 0.01 * n)
    rows = [(-0.38 + 0.055 * k + 0.03 * (k // 4), -0.07) for k in range(12)] + [
        (-0.38 + 0.04 * k, -0.2) for k in range(7)
    ]
    figures = [block((0.024 * n, 0.045 * n, 0.2 * t), (x * n, y * n, t / 2), 0.003 * n) for x, y in rows]
    discs = [moved(drum(0.075 * n, 0.16 * t), x * n, -0.19 * n, t / 2) for x in (0.3, 0.385)]
    return Shape(
        (
            piece("body", rounded_box((n, w, t), 0.3 * t), "plastic", (0.03, 0.06, 0.30)),
            piece("chip", chip, "brass", decor=True),
            piece("figures", joined(figures), "paint", WHITE, decor=True),
            piece("left_disc", discs[0], "paint", RED, decor=True),
            piece("right_disc", discs[1], "paint", (0.8, 0.35, 0.02), decor=True),
            piece(
                "stripe",
                block((0.97 * n, 0.05 * n, 0.12 * t), (0, 0.22 * n, t / 2), 0.001),
                "paint",
                (0.2, 0.42, 0.7),
                decor=True,
            ),
        ),
        (colliding.box((n, w, t)),),
        Resonator("plate", (n, w, t)),
    )


def matchbox(p: Params) -> Shape:
    """A matchbox, its drawer pushed out a little: matches with red heads lie in it, a strip to strike on beside."""
    n = p["length"]
    w, h, t = 0.68 * n, 0.28 * n, 0.012 * n
    sleeve = [block((n, w, t), (0, 0, z), 0.002 * n) for z in (t / 2, h - t / 2)]
    sleeve += [block((n, t, h), (0, s * (w - t) / 2, h / 2), 0.002 * n) for s in (-1, 1)]
    out = 0.28 * n
    tray = [block((n, w - 2.4 * t, t), (out, 0, 1.6 * t), 0.002 * n)]
    tray += [block((n, t, h - 3 * t), (out, s * (w / 2 - 1.8 * t), h / 2), 0.002 * n) for s in (-1, 1)]
    tray += [block((t, w - 3 * t, h - 3 * t), (out + s * (n - t) / 2, 0, h / 2), 0.002 * n) for s in (-1, 1)]
    ys = np.linspace(-0.36, 0.36, 9) * w
    sticks = [block((0.92 * n, 0.045 * n, 0.045 * n), (out, y, 0.62 * h), 0.004 * n) for y in ys]
    heads = [moved(stretched(sphere(0.034 * n, steps=3), 1.4, 1, 1), out + 0.44 * n, y, 0.62 * h) for y in ys]
    label = block((0.8 * n, 0.8 * w, 0.2 * t), (0, 0, h), 0.001 * n)
    flame = moved(stretched(sphere(0.13 * n, steps=5), 1.5, 0.8, 0.03), 0.05 * n, 0, h + 0.2 * t)
    strip = block((0.96 * n, 0.3 * t, 0.75 * h), (0, -w / 2, h / 2), 0.001 * n)
    return Shape(
        (
            piece("body", joined(sleeve), "cardboard", (0.5, 0.33, 0.16)),
            piece("label", label, "paper", (0.72, 0.6, 0.1), decor=True),
            piece("picture", flame, "paint", RED, decor=True),
            piece("strip", strip, "paper", (0.09, 0.05, 0.04), decor=True),
            piece("tray", joined(tray), "paper", WHITE),
            piece("sticks", joined(sticks), "wood"),
            piece("heads", joined(heads), "clay", RED),
        ),
        (
            colliding.box((n, w, h), (0, 0, h / 2)),
            colliding.box((out, w - 2 * t, 0.7 * h), (n / 2 + out / 2, 0, h / 2), "tray"),
        ),
        Resonator("block", (n, w, h)),
        (Support("top", (0, 0, h), (0.45 * n, 0.45 * w)),),
    )


def battery(p: Params) -> Shape:
    """A round battery: a black case with a copper end, a bright nub on top, a white plus sign."""
    h = p["height"]
    r = 0.143 * h
    case = drum(r, 0.68 * h, (0, 0, 0.34 * h), bevel=0.02 * h)
    copper = drum(1.002 * r, 0.28 * h, (0, 0, 0.81 * h), bevel=0.02 * h)
    nub = drum(0.36 * r, 0.05 * h, (0, 0, 0.975 * h), bevel=0.01 * h)
    plus = [
        block((0.02 * r, 0.5 * r, 0.14 * r), (1.003 * r, 0, 0.55 * h), 0.001),
        block((0.02 * r, 0.14 * r, 0.5 * r), (1.003 * r, 0, 0.55 * h), 0.001),
    ]
    around = [turned(s, (0, 0, 1), a) for s in plus for a in TAU * np.arange(3) / 3]
    return Shape(
        (
            piece("body", case, "paint", BLACK),
            piece("copper", copper, "copper"),
            piece("nub", nub, "steel"),
            piece("sign", joined(around), "paint", WHITE, decor=True),
        ),
        (
            colliding.upright(r, 0.95 * h, (0, 0, 0.475 * h)),
            colliding.upright(0.36 * r, 0.05 * h, (0, 0, 0.975 * h), "nub"),
        ),
        Resonator("bar", (h, 2 * r, 2 * r)),
        rolls=True,
    )


def dart(p: Params) -> Shape:
    """A dart along X: a needle point, a ringed brass barrel, a shaft, four red flights."""
    n = p["length"]
    point = tube([(0.30 * n, 0, 0), (0.5 * n, 0, 0)], [0.012 * n, 0.002 * n], sides=10)
    barrel = tube(
        [(-0.02 * n, 0, 0), (0.02 * n, 0, 0), (0.26 * n, 0, 0), (0.31 * n, 0, 0)],
        np.array([0.018, 0.028, 0.028, 0.012]) * n,
        sides=16,
    )
    rings = [
        moved(turned(ring(0.028 * n, 0.003 * n, segments=20), (0, 1, 0), TAU / 4), x * n)
        for x in np.linspace(0.04, 0.24, 8)
    ]
    shaft = tube([(-0.36 * n, 0, 0), (0.0, 0, 0)], 0.012 * n, sides=10)
    outline = [(-0.5, 0.0), (-0.48, 0.12), (-0.34, 0.12), (-0.24, 0.0)]
    flat = loft(np.array([[(x * n, y, z * n) for x, z in outline] for y in (-0.003 * n, 0.003 * n)]), crease=0.2)
    flights = [turned(flat, (1, 0, 0), a) for a in TAU * (np.arange(4) + 0.5) / 4]
    return Shape(
        (
            piece("body", joined([barrel, *rings]), "brass"),
            piece("point", point, "steel"),
            piece("shaft", shaft, "plastic", BLACK),
            piece("flights", joined(flights), "plastic", RED),
        ),
        (
            colliding.rod((-0.34 * n, 0, 0), (0.48 * n, 0, 0), 0.02 * n),
            colliding.box((0.24 * n, 0.17 * n, 0.17 * n), (-0.38 * n, 0, 0), "flights"),
        ),
        Resonator("bar", (n, 0.03 * n, 0.03 * n)),
    )


def carrot(p: Params) -> Shape:
    """A carrot lying along X, ringed, with a tuft of green leaves at its thick end."""
    n = p["length"]
    x = np.linspace(0.0, 1.0, 30)
    r = 0.115 * n * (1.0 - 0.85 * x) ** 0.8 * (1.0 + 0.03 * np.sin(55.0 * x))
    root = tube(np.column_stack([(0.68 * x - 0.4) * n, np.zeros(30), np.zeros(30)])[::-1], r[::-1], sides=18)
    leaves = []
    for k, a in enumerate(TAU * np.arange(7) / 7):
        out = 0.07 * n * np.array([np.cos(a), np.sin(a)])
        way = curve([(-0.38 * n, 0, 0), (-0.5 * n, *(0.6 * out)), ((-0.72 - 0.03 * (k % 3)) * n, *(1.6 * out))], 9)
        leaves.append(tube(way, np.linspace(0.012, 0.004, 9) * n, sides=6))
        for m in (4, 6, 8):
            leaves.append(moved(stretched(sphere(0.03 * n, steps=3), 1.3, 0.9, 0.9), *way[m]))
    return Shape(
        (piece("body", root, "fruit", (0.72, 0.2, 0.012)), piece("leaves", joined(leaves), "leaves", GREEN)),
        (
            colliding.hull(
                [(-0.4 * n, 0.1 * n * np.cos(a), 0.1 * n * np.sin(a)) for a in TAU * np.arange(8) / 8]
                + [(0.28 * n, 0, 0)]
            ),
        ),
        Resonator("bar", (n, 0.2 * n, 0.2 * n)),
        rolls=False,
    )


def cherry(p: Params) -> Shape:
    """A cherry with its long stalk and one leaf."""
    n = p["length"]
    fruit = stretched(sphere(n / 2), 1.0, 1.0, 0.92)
    stalk = curve([(0, 0, 0.38 * n), (0.06 * n, 0, 0.9 * n), (0.3 * n, 0.1 * n, 1.55 * n)], 10)
    leaf = moved(
        turned(stretched(sphere(0.3 * n, steps=4), 1.3, 0.6, 0.06), (0, 1, 0), 0.5), 0.58 * n, 0.1 * n, 1.4 * n
    )
    return Shape(
        (
            piece("body", moved(fruit, z=0.0), "fruit", (0.34, 0.01, 0.018)),
            piece("stalk", joined([tube(stalk, 0.028 * n, sides=8)]), "leaves", (0.16, 0.2, 0.03), decor=True),
            piece("leaf", leaf, "leaves", GREEN, decor=True),
        ),
        (colliding.ball(0.48 * n),),
        Resonator("ball", (n / 2,)),
        rolls=True,
    )


def cookie(p: Params) -> Shape:
    """A round biscuit with a cracked top and dark lumps of chocolate."""
    r = p["radius"]
    h = 0.3 * r
    chance = rng.stream(7, "cookie")
    body = lathe([(0, 0), (0.92 * r, 0), (r, 0.35 * h), (0.93 * r, 0.8 * h), (0.6 * r, h), (0, 1.04 * h)], segments=40)
    at = [(0.0, 0.15)] + [
        (0.75 * np.sqrt(chance.uniform(0.08, 1.0)), TAU * (k + chance.uniform(-0.3, 0.3)) / 10) for k in range(10)
    ]
    lumps = [
        moved(
            stretched(sphere(0.1 * r, steps=3), 1.2, 1.0, 0.8),
            s * r * np.cos(a),
            s * r * np.sin(a),
            (0.98 - 0.15 * s) * h,
        )
        for s, a in at
    ]
    return Shape(
        (
            piece("body", body, "foam", (0.46, 0.24, 0.08)),
            piece("lumps", joined(lumps), "plastic", (0.05, 0.018, 0.008)),
        ),
        (colliding.upright(0.98 * r, h, (0, 0, h / 2)),),
        Resonator("plate", (r, r, h)),
        (Support("top", (0, 0, h), (0.6 * r, 0.6 * r)),),
    )


def javelin(p: Params) -> Shape:
    """A javelin along X: a slender shaft that thins to both ends, a steel point, a grip of cord in the middle."""
    n = p["length"]
    x = np.array([-0.5, -0.2, 0.05, 0.3, 0.42])
    shaft = tube(
        np.column_stack([x * n, 0 * x, 0 * x]), np.array([0.0015, 0.0048, 0.0055, 0.005, 0.0042]) * n, sides=12
    )
    head = tube([(0.41 * n, 0, 0), (0.5 * n, 0, 0)], [0.005 * n, 0.0006 * n], sides=12)
    grip = [
        moved(turned(ring(0.006 * n, 0.0016 * n, segments=16), (0, 1, 0), TAU / 4), a * n)
        for a in np.linspace(-0.02, 0.04, 14)
    ]
    band = tube([(0.39 * n, 0, 0), (0.415 * n, 0, 0)], 0.0055 * n, sides=12)
    return Shape(
        (
            piece("body", shaft, "paint", (0.70, 0.68, 0.60)),
            piece("head", head, "steel"),
            piece("grip", joined(grip), "fabric", (0.02, 0.05, 0.2)),
            piece("band", band, "paint", RED),
        ),
        (colliding.rod((-0.48 * n, 0, 0), (0.49 * n, 0, 0), 0.0055 * n),),
        Resonator("bar", (n, 0.01 * n, 0.01 * n)),
    )


def trash_can(p: Params) -> Shape:
    """A ribbed metal dustbin with two side handles and a lid with a knob."""
    h = p["height"]
    r = 0.36 * h
    top = 0.86 * h
    wall = lathe([(0, 0), (0.86 * r, 0), (r, top), (0.96 * r, top), (0.82 * r, 0.02 * h), (0, 0.02 * h)], segments=48)
    ribs = [
        tube(
            [
                (0.9 * r * np.cos(a), 0.9 * r * np.sin(a), 0.08 * h),
                (0.985 * r * np.cos(a), 0.985 * r * np.sin(a), 0.76 * h),
            ],
            0.012 * h,
            sides=6,
        )
        for a in TAU * np.arange(24) / 24
    ]
    hoops = [moved(ring(s * r, 0.012 * h, segments=48), z=z * h) for s, z in ((0.88, 0.05), (1.0, 0.84))]
    lid = lathe(
        [
            (0, 0.95 * h),
            (0.5 * r, 0.93 * h),
            (1.03 * r, 0.84 * h),
            (1.07 * r, 0.84 * h),
            (1.06 * r, 0.88 * h),
            (0.5 * r, 0.96 * h),
            (0, 0.98 * h),
        ],
        segments=48,
    )
    handles = []
    for s in (-1, 1):
        handles.append(
            tube(
                curve(
                    [
                        (s * 0.98 * r, -0.2 * r, 0.7 * h),
                        (s * 1.14 * r, -0.15 * r, 0.68 * h),
                        (s * 1.14 * r, 0.15 * r, 0.68 * h),
                        (s * 0.98 * r, 0.2 * r, 0.7 * h),
                    ],
                    16,
                ),
                0.014 * h,
            )
        )
    knob = tube(
        curve(
            [(-0.22 * r, 0, 0.96 * h), (-0.16 * r, 0, 1.02 * h), (0.16 * r, 0, 1.02 * h), (0.22 * r, 0, 0.96 * h)], 14
        ),
        0.016 * h,
    )
    return Shape(
        (
            piece("body", joined([wall, *ribs, *hoops]), "brushed_metal"),
            piece("lid", lid, "brushed_metal"),
            piece("handles", joined([*handles, knob]), "steel"),
        ),
        (
            colliding.round_hull([(0.88 * r, 0), (1.02 * r, 0.86 * h)]),
            colliding.round_hull([(1.06 * r, 0.86 * h), (0.3 * r, 0.98 * h)], part="lid"),
        ),
        Resonator("shell", (r, h, 0.0015)),
    )


def kayak(p: Params) -> Shape:
    """A decked kayak along X: a slim hull pointed at both ends, a round cockpit, a double paddle across the deck."""
    n = p["length"]
    b, d = 0.085 * n, 0.055 * n
    rows = np.linspace(-1.0, 1.0, 31)
    sections = []
    for s in rows:
        wide = b * max(1.0 - abs(s) ** 2.2, 0.004)
        rise = 0.05 * n * abs(s) ** 4
        a = TAU * np.arange(20) / 20
        sections.append(
            np.column_stack(
                [
                    np.full(20, 0.5 * n * s),
                    wide * np.cos(a),
                    d * (1.0 - 0.5 * abs(s) ** 3) * np.sin(a) * np.where(np.sin(a) > 0, 0.7, 1.0) + rise + d,
                ]
            )
        )
    hull = loft(np.array(sections), crease=np.radians(50))
    rim = moved(stretched(ring(0.075 * n, 0.008 * n, segments=40), 1.5, 0.75, 1.0), -0.03 * n, 0, 1.66 * d)
    pit = moved(stretched(sphere(0.07 * n, steps=6), 1.5, 0.75, 0.1), -0.03 * n, 0, 1.64 * d)
    shaft = tube([(0.16 * n, -0.26 * n, 1.85 * d), (0.2 * n, 0.26 * n, 1.85 * d)], 0.006 * n)
    blades = [
        moved(turned(stretched(sphere(0.06 * n, steps=5), 0.55, 1.2, 0.1), (0, 0, 1), -0.08), x * n, y * n, 1.85 * d)
        for x, y in ((0.156, -0.31), (0.204, 0.31))
    ]
    return Shape(
        (
            piece("body", hull, "plastic", (0.72, 0.12, 0.008), sheet=0.005),
            piece("rim", rim, "plastic", BLACK),
            piece("pit", pit, "plastic", BLACK, decor=True),
            piece("paddle", joined([shaft, *blades]), "plastic", (0.72, 0.6, 0.05)),
        ),
        (
            colliding.hull(
                [(s * 0.5 * n, 0, d) for s in (-1, 1)]
                + [(x * n, y * b, z) for x in (-0.25, 0.25) for y in (-0.55, 0.55) for z in (0.03 * n * 0.2, 1.5 * d)]
            ),
            colliding.box((0.5 * n, 0.9 * b, 0.1 * d), (0, 0, 0.06 * d)),
        ),
        Resonator("plate", (n, b, 0.005)),
    )


FAMILIES = {
    "cake": Family(cake, {"radius": length(0.11)}),
    "playing_card": Family(playing_card, {"length": length(0.088)}),
    "bank_card": Family(bank_card, {"length": length(0.0856)}),
    "matchbox": Family(matchbox, {"length": length(0.053)}),
    "battery": Family(battery, {"height": length(0.0505)}),
    "dart": Family(dart, {"length": length(0.15)}),
    "carrot": Family(carrot, {"length": length(0.16)}),
    "cherry": Family(cherry, {"length": length(0.021)}),
    "cookie": Family(cookie, {"radius": length(0.03)}),
    "javelin": Family(javelin, {"length": length(2.6)}),
    "trash_can": Family(trash_can, {"height": length(0.7)}),
    "kayak": Family(kayak, {"length": length(3.4)}),
}
