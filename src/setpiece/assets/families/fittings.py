"""What is built into a home: cooker, sink, tap, bath, toilet, washing machine, toaster, mixer, window and more."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, block, curve, drum, lathe, loft, ring, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Lamp, Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, stretched, turned

HOT = (1.0, 0.13, 0.02)  # what a burner glows with
WHITE, BLACK, DARK, STEEL = (0.72, 0.72, 0.71), (0.015, 0.015, 0.017), (0.06, 0.06, 0.065), (0.5, 0.5, 0.51)


def spout(h: float, at: tuple[float, float, float] = (0, 0, 0)) -> Surface:
    """Return a tap of height ``h`` (m): a foot, a swan neck towards -Y, a lever."""
    neck = curve([(0, 0, 0), (0, 0, 0.7 * h), (0, -0.18 * h, h), (0, -0.5 * h, 0.92 * h), (0, -0.56 * h, 0.62 * h)], 24)
    lever = tube([(0, 0, 0.55 * h), (0.3 * h, 0, 0.72 * h)], [0.05 * h, 0.035 * h], sides=10)
    return moved(joined([drum(0.14 * h, 0.06 * h, (0, 0, 0.03 * h)), tube(neck, 0.065 * h, sides=14), lever]), *at)


def stove(p: Params) -> Shape:
    """A cooker: oven door with a window and a bar towards -Y, four burners, a row of knobs."""
    h = p["height"]
    w, d = 0.7 * h, 0.66 * h
    front = -d / 2
    burners = [(x * w, y * d) for x in (-0.23, 0.23) for y in (-0.22, 0.22)]
    rings = [moved(ring(r * w, 0.012 * h), x, y, h + 0.008 * h) for x, y in burners for r in (0.13, 0.08)]
    knobs = [drum(0.03 * h, 0.04 * h, (x * w, front - 0.015 * h, 0.90 * h), 1) for x in np.linspace(-0.36, 0.36, 5)]
    bar = tube([(-0.36 * w, front - 0.05 * h, 0.76 * h), (0.36 * w, front - 0.05 * h, 0.76 * h)], 0.013 * h, sides=12)
    posts = [block((0.02 * h, 0.06 * h, 0.02 * h), (s * 0.34 * w, front - 0.02 * h, 0.76 * h)) for s in (1, -1)]
    return Shape(
        (
            piece("body", block((w, d, h), (0, 0, h / 2), 0.01 * h), "paint", WHITE, sheet=0.002),
            piece("door", block((0.94 * w, 0.02 * h, 0.6 * h), (0, front, 0.44 * h), 0.008 * h), "paint", DARK),
            piece("window", block((0.62 * w, 0.006 * h, 0.3 * h), (0, front - 0.012 * h, 0.44 * h)), "dark_glass"),
            piece("handle", joined([bar, *posts]), "chrome"),
            piece("burners", joined(rings), "iron"),
            *([piece("heat", moved(joined(rings), z=0.006 * h), "lamp_glow", HOT, decor=True)] if p["lit"] else []),
            piece("knobs", joined(knobs), "plastic", BLACK),
        ),
        (colliding.box((w, d + 0.02 * h, h), (0, 0, h / 2)),),
        Resonator("plate", (h, w, 0.002)),
        (Support("top", (0, 0, h), (0.07 * w, 0.4 * d)),),
        lamps=tuple(
            Lamp(f"burner_{k}", "disk", (x, y, h + 0.03 * h), (0, 0, 1), (0.1 * w, 0.1 * w), HOT, 1.0)
            for k, (x, y) in enumerate(burners)
        )
        if p["lit"]
        else (),
    )


def sink(p: Params) -> Shape:
    """A kitchen unit with two doors, a worktop with a steel basin let into it, a tap behind."""
    h = p["height"]
    w, d, t = 1.15 * h, 0.65 * h, 0.04 * h
    x, y, deep = 0.32 * w, 0.30 * d, 0.2 * h
    top = [((w, d / 2 - y, t), (0, s * (d / 2 + y) / 2, h - t / 2)) for s in (1, -1)] + [
        ((w / 2 - x, 2 * y, t), (s * (w / 2 + x) / 2, 0, h - t / 2)) for s in (1, -1)
    ]
    basin = [((2 * x, 2 * y, 0.01 * h), (0, 0, h - deep))]
    basin += [((0.01 * h, 2 * y, deep), (s * x, 0, h - deep / 2)) for s in (1, -1)]
    basin += [((2 * x, 0.01 * h, deep), (0, s * y, h - deep / 2)) for s in (1, -1)]
    body = block((w, d - 0.02 * h, h - deep - 0.02 * h), (0, 0.01 * h, (h - deep) / 2), 0.004 * h)
    upper = [
        block((0.02 * h, d - 0.02 * h, deep), (s * (w / 2 - 0.01 * h), 0.01 * h, h - t - deep / 2)) for s in (1, -1)
    ]
    panel = block((w, 0.02 * h, deep), (0, -d / 2 + 0.02 * h, h - t - deep / 2))
    doors = [block((0.47 * w, 0.02 * h, 0.72 * h), (s * 0.245 * w, -d / 2, 0.42 * h), 0.006 * h) for s in (1, -1)]
    knobs = [moved(sphere(0.018 * h, steps=4), s * 0.05 * w, -d / 2 - 0.025 * h, 0.7 * h) for s in (1, -1)]
    return Shape(
        (
            piece("body", joined([body, panel, *upper]), "paint", WHITE, sheet=0.016),
            piece("doors", joined(doors), "paint", (0.6, 0.6, 0.58)),
            piece("knobs", joined(knobs), "chrome"),
            piece("top", joined([block(s, a) for s, a in top]), "granite"),
            piece("basin", joined([block(s, a, 0.002) for s, a in basin]), "brushed_metal"),
            piece("tap", spout(0.3 * h, (0, 0.4 * d, h)), "chrome"),
        ),
        (
            colliding.box((w, d, h - deep), (0, 0, (h - deep) / 2)),
            *(colliding.box(s, a, "top") for s, a in top),
            *(colliding.box(s, a, "basin") for s, a in basin[1:]),
        ),
        Resonator("plate", (w, d, 0.01)),
        (Support("inside", (0, 0, h - deep + 0.005 * h), (0.8 * x, 0.8 * y)),),
    )


def faucet(p: Params) -> Shape:
    """A tap on a foot."""
    h = p["height"]
    return Shape(
        (piece("body", spout(h), "chrome"),),
        (
            colliding.upright(0.14 * h, 0.06 * h, (0, 0, 0.03 * h)),
            colliding.rod((0, 0, 0.06 * h), (0, 0, 0.8 * h), 0.065 * h),
            colliding.rod((0, -0.1 * h, 0.96 * h), (0, -0.5 * h, 0.92 * h), 0.065 * h),
        ),
        Resonator("bar", (h, 0.1 * h, 0.1 * h)),
    )


def bathtub(p: Params) -> Shape:
    """A free-standing bath with a rolled rim on four feet, a tap at one end."""
    n = p["length"]
    w, h = 0.44 * n, 0.34 * n
    turn = TAU * np.arange(48) / 48

    def oval(a: float, b: float, z: float) -> np.ndarray:
        c, s = np.cos(turn), np.sin(turn)
        return np.column_stack([a * np.sign(c) * np.abs(c) ** 0.7, b * np.sign(s) * np.abs(s) ** 0.7, np.full(48, z)])

    low, high = 0.06 * n, h
    outer = [oval(0.36 * n, 0.30 * w, low), oval(0.44 * n, 0.42 * w, 0.35 * h), oval(0.48 * n, 0.47 * w, 0.9 * h)]
    rim = [oval(0.5 * n, 0.5 * w, 0.95 * h), oval(0.5 * n, 0.5 * w, high), oval(0.455 * n, 0.44 * w, high)]
    inner = [
        oval(0.44 * n, 0.42 * w, 0.85 * h),
        oval(0.40 * n, 0.37 * w, 0.4 * h),
        oval(0.32 * n, 0.25 * w, low + 0.03 * n),
    ]
    feet = [
        drum(0.03 * n, low + 0.03 * n, (a * 0.27 * n, b * 0.2 * w, (low + 0.03 * n) / 2))
        for a in (1, -1)
        for b in (1, -1)
    ]
    walls = []
    for k in range(16):
        i = [3 * k, 3 * k + 3]
        corners = [ring_[[j % 48 for j in i]] for ring_ in (outer[0], outer[2], inner[0], inner[2])]
        walls.append(colliding.hull(np.concatenate(corners)))
    return Shape(
        (
            piece("body", loft(np.array([*outer, *rim, *inner])), "porcelain"),
            piece("feet", joined(feet), "brass"),
            piece("tap", turned(spout(0.16 * n, (0, 0.44 * n, h)), (0, 0, 1), -TAU / 4), "chrome"),
        ),
        (
            *walls,
            colliding.box((0.66 * n, 0.52 * w, 0.03 * n), (0, 0, low + 0.015 * n)),
            *(
                colliding.upright(0.03 * n, low, (a * 0.27 * n, b * 0.2 * w, low / 2), "feet")
                for a in (1, -1)
                for b in (1, -1)
            ),
        ),
        Resonator("shell", (0.5 * w, h, 0.03 * n)),
        (Support("inside", (0, 0, low + 0.03 * n), (0.3 * n, 0.2 * w)),),
    )


def toilet(p: Params) -> Shape:
    """A toilet facing -Y: pedestal, bowl with a seat and its lid up, cistern behind."""
    h = p["height"]
    foot = lathe([(0.16 * h, 0), (0.17 * h, 0.02 * h), (0.12 * h, 0.2 * h), (0.2 * h, 0.42 * h), (0.24 * h, 0.5 * h)])
    bowl = stretched(
        lathe(
            [
                (0.0, 0.36 * h),
                (0.2 * h, 0.4 * h),
                (0.25 * h, 0.52 * h),
                (0.18 * h, 0.53 * h),
                (0.14 * h, 0.44 * h),
                (0, 0.40 * h),
            ]
        ),
        0.95,
        1.3,
        1.0,
    )
    seat = moved(stretched(ring(0.2 * h, 0.03 * h), 0.95, 1.35, 0.6), z=0.54 * h)
    lid = moved(stretched(drum(0.24 * h, 0.03 * h, axis=1), 0.95, 1.0, 1.25), 0, 0.31 * h, 0.83 * h)
    tank = block((0.5 * h, 0.22 * h, 0.4 * h), (0, 0.46 * h, 0.76 * h), 0.02 * h)
    cover = block((0.53 * h, 0.25 * h, 0.04 * h), (0, 0.46 * h, 0.98 * h), 0.012 * h)
    return Shape(
        (
            piece("body", joined([stretched(foot, 0.95, 1.25, 1.0), bowl, tank, cover]), "porcelain", sheet=0.012),
            piece("seat", joined([seat, lid]), "plastic", (0.8, 0.8, 0.79)),
            piece("button", drum(0.03 * h, 0.02 * h, (0, 0.46 * h, 1.005 * h)), "chrome"),
        ),
        (
            colliding.round_hull([(0.2 * h, 0), (0.15 * h, 0.2 * h), (0.26 * h, 0.54 * h)]),
            colliding.box((0.53 * h, 0.25 * h, h), (0, 0.46 * h, h / 2)),
        ),
        Resonator("shell", (0.25 * h, 0.5 * h, 0.01)),
    )


def washing_machine(p: Params) -> Shape:
    """A white box with a round door towards -Y, a drawer and a dial above it."""
    h = p["height"]
    w, d = 0.7 * h, 0.65 * h
    y = -d / 2
    return Shape(
        (
            piece("body", block((w, d, h), (0, 0, h / 2), 0.012 * h), "paint", WHITE, sheet=0.003),
            piece("door", moved(turned(ring(0.2 * h, 0.035 * h), (1, 0, 0), TAU / 4), 0, y, 0.46 * h), "chrome"),
            piece("window", moved(stretched(sphere(0.185 * h), 1, 0.25, 1), 0, y, 0.46 * h), "dark_glass"),
            piece(
                "knobs",
                joined(
                    [
                        drum(0.05 * h, 0.04 * h, (0.1 * w, y - 0.01 * h, 0.89 * h), 1),
                        block((0.26 * w, 0.012 * h, 0.1 * h), (-0.33 * w, y, 0.89 * h)),
                    ]
                ),
                "plastic",
                STEEL,
            ),
        ),
        (colliding.box((w, d, h), (0, 0, h / 2)),),
        Resonator("plate", (h, w, 0.003)),
        (Support("top", (0, 0, h), (0.45 * w, 0.45 * d)),),
    )


def microwave(p: Params) -> Shape:
    """A microwave oven: a dark window, a bar to open it, a panel of keys on the right."""
    w = p["width"]
    d, h = 0.72 * w, 0.58 * w
    y = -d / 2
    keys = [
        block((0.04 * w, 0.01 * w, 0.03 * w), (a * w, y - 0.004 * w, b * h))
        for a in (0.36, 0.41, 0.46)
        for b in (0.3, 0.42, 0.54)
    ]
    return Shape(
        (
            piece("body", block((w, d, h), (0, 0, h / 2), 0.012 * w), "paint", (0.55, 0.55, 0.56), sheet=0.002),
            piece("window", block((0.6 * w, 0.012 * w, 0.68 * h), (-0.14 * w, y, 0.5 * h)), "dark_glass"),
            piece(
                "handle",
                tube([(0.24 * w, y - 0.03 * w, 0.2 * h), (0.24 * w, y - 0.03 * w, 0.8 * h)], 0.014 * w),
                "chrome",
            ),
            piece("keys", joined(keys), "plastic", WHITE),
            piece(
                "screen", block((0.15 * w, 0.01 * w, 0.12 * h), (0.41 * w, y, 0.76 * h)), "plastic", (0.01, 0.14, 0.08)
            ),
        ),
        (colliding.box((w, d, h), (0, 0, h / 2)),),
        Resonator("plate", (w, h, 0.002)),
        (Support("top", (0, 0, h), (0.45 * w, 0.45 * d)),),
    )


def toaster(p: Params) -> Shape:
    """A toaster with two slots, slices of toast looking out of them, and a lever."""
    n = p["length"]
    w, h = 0.6 * n, 0.66 * n
    slots = [block((0.7 * n, 0.1 * n, 0.02 * n), (0, s * 0.13 * n, h), 0.004) for s in (1, -1)]
    slices = [block((0.5 * n, 0.07 * n, 0.24 * n), (0, s * 0.13 * n, h + 0.02 * n), 0.03 * n) for s in (1, -1)]
    lever = [
        block((0.05 * n, 0.16 * n, 0.05 * n), (0.53 * n, 0, 0.62 * h)),
        drum(0.06 * n, 0.04 * n, (0.51 * n, 0, 0.25 * h), 0),
    ]
    return Shape(
        (
            piece("body", block((n, w, h), (0, 0, h / 2), 0.1 * n), "chrome", sheet=0.0012),
            piece("slots", joined(slots), "plastic", BLACK, decor=True),
            piece("toast", joined(slices), "foam", (0.42, 0.22, 0.08)),
            piece("lever", joined(lever), "plastic", BLACK),
        ),
        (colliding.box((n, w, h), (0, 0, h / 2)),),
        Resonator("plate", (n, h, 0.0012)),
    )


def blender(p: Params) -> Shape:
    """A kitchen mixer: a motor in its foot, a glass jar with a handle and a lid."""
    h = p["height"]
    foot = lathe([(0.22 * h, 0), (0.22 * h, 0.03 * h), (0.16 * h, 0.3 * h), (0.15 * h, 0.34 * h)])
    jar = lathe(
        [
            (0.0, 0.35 * h),
            (0.13 * h, 0.35 * h),
            (0.19 * h, 0.92 * h),
            (0.18 * h, 0.92 * h),
            (0.12 * h, 0.37 * h),
            (0, 0.37 * h),
        ]
    )
    ear = tube(
        curve([(0.17 * h, 0, 0.85 * h), (0.32 * h, 0, 0.8 * h), (0.28 * h, 0, 0.5 * h), (0.15 * h, 0, 0.46 * h)], 18),
        0.022 * h,
    )
    blades = [turned(block((0.16 * h, 0.02 * h, 0.006 * h), (0, 0, 0.41 * h)), (0, 0, 1), a) for a in (0.4, 2.0)]
    return Shape(
        (
            piece("body", foot, "plastic", (0.35, 0.02, 0.02)),
            piece("glass", jar, "glass"),
            piece("handle", ear, "plastic", BLACK),
            piece("lid", drum(0.195 * h, 0.07 * h, (0, 0, 0.95 * h)), "plastic", BLACK),
            piece("blades", joined(blades), "steel"),
            piece("knob", drum(0.05 * h, 0.04 * h, (0, -0.2 * h, 0.15 * h), 1), "chrome"),
        ),
        (
            colliding.round_hull([(0.22 * h, 0), (0.15 * h, 0.35 * h)]),
            colliding.round_hull([(0.14 * h, 0.35 * h), (0.195 * h, 0.98 * h)], part="glass"),
            colliding.box((0.15 * h, 0.05 * h, 0.38 * h), (0.25 * h, 0, 0.65 * h), "handle"),
        ),
        Resonator("shell", (0.19 * h, 0.6 * h, 0.01 * h)),
    )


def window(p: Params) -> Shape:
    """A window standing in a piece of its wall: frame, cross, four panes, a sill."""
    w, h = p["width"], p["height"]
    t, low = 0.07 * w, 0.55 * h
    z = low + h / 2
    frame = [((w, t, t), (0, 0, low + t / 2)), ((w, t, t), (0, 0, low + h - t / 2)), ((w, 0.6 * t, 0.5 * t), (0, 0, z))]
    frame += [((t, t, h), (s * (w - t) / 2, 0, z)) for s in (1, -1)] + [((0.5 * t, 0.6 * t, h), (0, 0, z))]
    wall = [((1.7 * w, 0.16 * w, low), (0, 0, low / 2)), ((1.7 * w, 0.16 * w, 0.25 * h), (0, 0, low + 1.125 * h))]
    wall += [((0.35 * w, 0.16 * w, h), (s * 0.675 * w, 0, z)) for s in (1, -1)]
    return Shape(
        (
            piece("body", joined([block(s, a) for s, a in frame]), "paint", WHITE),
            piece("wall", joined([block(s, a, 0.002) for s, a in wall]), "plaster", (0.62, 0.55, 0.44)),
            piece("panes", block((w - t, 0.01 * w, h - t), (0, 0, z), 0.001), "glass"),
            piece("sill", block((1.25 * w, 0.3 * w, 0.4 * t), (0, -0.06 * w, low)), "stone"),
        ),
        (*(colliding.box(s, a, "wall") for s, a in wall), colliding.box((w, t, h), (0, 0, z))),
        Resonator("plate", (w, h, 0.01)),
    )


def curtain(p: Params) -> Shape:
    """A pair of curtains in folds on a rail between two posts."""
    w, h = p["width"], p["height"]
    cloths = []
    for s in (1, -1):
        x = np.linspace(0.03 * w, 0.47 * w, 60)
        y = 0.03 * w * np.sin(TAU * (x / w) * 16)
        line = np.column_stack([s * x, y])
        back = line[::-1] + np.array([0.0, 0.012 * w])
        low, high = (np.column_stack([np.concatenate([line, back]), np.full(120, z)]) for z in (0.02 * h, 0.96 * h))
        cloths.append(loft(np.array([low, high])))
    rail = [tube([(-0.52 * w, 0, 0.98 * h), (0.52 * w, 0, 0.98 * h)], 0.012 * w, sides=14)]
    rail += [moved(sphere(0.03 * w, steps=5), s * 0.53 * w, 0, 0.98 * h) for s in (1, -1)]
    rail += [tube([(s * 0.51 * w, 0, 0), (s * 0.51 * w, 0, 0.98 * h)], 0.012 * w, sides=12) for s in (1, -1)]
    feet = [drum(0.07 * w, 0.02 * w, (s * 0.51 * w, 0, 0.01 * w)) for s in (1, -1)]
    return Shape(
        (
            piece("body", joined(cloths), "fabric", (0.30, 0.05, 0.06), sheet=0.001),
            piece("rail", joined([*rail, *feet]), "brass"),
        ),
        (colliding.box((1.08 * w, 0.1 * w, h), (0, 0, h / 2)),),
        Resonator("block", (w, 0.1 * w, h)),
    )


def blinds(p: Params) -> Shape:
    """A venetian blind in its frame: a head rail, slats a little tilted, cords."""
    w, h, n = p["width"], p["height"], int(p["slats"])
    slats = [
        moved(turned(block((0.94 * w, 0.05 * h, 0.003 * h), radius=0.001), (1, 0, 0), 0.5), z=z)
        for z in np.linspace(0.08 * h, 0.88 * h, n)
    ]
    frame = [block((0.04 * w, 0.08 * h, h), (s * 0.5 * w, 0, h / 2)) for s in (1, -1)]
    frame += [block((w, 0.08 * h, 0.06 * h), (0, 0, 0.96 * h)), block((w, 0.06 * h, 0.03 * h), (0, 0, 0.02 * h))]
    cords = [tube([(s * 0.3 * w, -0.03 * h, 0.04 * h), (s * 0.3 * w, -0.03 * h, 0.94 * h)], 0.003 * w) for s in (1, -1)]
    return Shape(
        (
            piece("body", joined(slats), "paint", (0.66, 0.65, 0.6)),
            piece("frame", joined(frame), "paint", WHITE),
            piece("strings", joined(cords), "fabric", WHITE),
        ),
        (colliding.box((1.04 * w, 0.08 * h, h), (0, 0, h / 2)),),
        Resonator("plate", (w, h, 0.01)),
    )


FAMILIES = {
    "stove": Family(stove, {"height": length(0.88), "lit": count(0, 0, 1)}),
    "sink": Family(sink, {"height": length(0.9)}),
    "faucet": Family(faucet, {"height": length(0.24)}),
    "bathtub": Family(bathtub, {"length": length(1.65)}),
    "toilet": Family(toilet, {"height": length(0.78)}),
    "washing_machine": Family(washing_machine, {"height": length(0.85)}),
    "microwave": Family(microwave, {"width": length(0.48)}),
    "toaster": Family(toaster, {"length": length(0.28)}),
    "blender": Family(blender, {"height": length(0.4)}),
    "window": Family(window, {"width": length(1.1), "height": length(1.2)}),
    "curtain": Family(curtain, {"width": length(1.8), "height": length(2.2)}),
    "blinds": Family(blinds, {"width": length(1.0), "height": length(1.3), "slats": count(22, 5, 60)}),
}
