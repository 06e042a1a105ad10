"""What one has indoors: refrigerator, fan, keyboard, remote, screen, speaker, drum, guitar, pillow, bag, shoe."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, curve, cylinder, difference, extrude, loft, ring, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Lamp, Resonator, Support
from setpiece.assets.surface import joined, moved, stretched, turned

LEVEL, ALONG = (1, 0, 0), (0, 1, 0)
PICTURE = (0.75, 0.86, 1.0)  # what a lit screen shines with
BLACK, DARK, WHITE = (0.015, 0.015, 0.017), (0.06, 0.06, 0.065), (0.70, 0.70, 0.69)


def refrigerator(p: Params) -> Shape:
    """A fridge with a freezer above, seams and two bar handles towards -Y."""
    h = p["height"]
    w, d = 0.36 * h, 0.37 * h
    doors = [
        moved(rounded_box((w, 0.05 * h, t * h), 0.006 * h), 0, -d / 2, z * h) for t, z in ((0.60, 0.33), (0.33, 0.81))
    ]
    body = moved(rounded_box((w, d, 0.97 * h), 0.004 * h), 0, 0.02 * h, 0.5 * h)
    handles = [
        tube([(-0.4 * w, -d / 2 - 0.045 * h, a * h), (-0.4 * w, -d / 2 - 0.045 * h, b * h)], 0.007 * h)
        for a, b in ((0.36, 0.58), (0.69, 0.85))
    ]
    return Shape(
        (
            piece("body", body, "paint", WHITE, sheet=0.004),
            piece("doors", joined(doors), "paint", WHITE, sheet=0.004),
            piece("handles", joined(handles), "chrome"),
        ),
        (colliding.box((w, d + 0.05 * h, h), (0, 0, 0.5 * h)),),
        Resonator("plate", (h, w, 0.002)),
        (Support("top", (0, 0.02 * h, 0.985 * h), (0.45 * w, 0.45 * d)),),
    )


def fan(p: Params) -> Shape:
    """A standing fan: a foot, a pole, four blades in a cage of wires towards -Y."""
    h = p["height"]
    r = 0.2 * h
    hub = (0.0, -0.09 * h, h - r)
    foot = moved(cylinder(0.17 * h, 0.03 * h, bevel=0.008 * h), z=0.015 * h)
    pole = tube([(0, 0, 0.02 * h), (0, 0, h - r)], 0.013 * h, sides=14)
    motor = moved(turned(cylinder(0.06 * h, 0.13 * h, bevel=0.015 * h), LEVEL, TAU / 4), 0, -0.01 * h, h - r)
    cage = []
    for y, s in ((-0.05 * h, 1.0), (0.05 * h, 1.0)):
        cage.append(moved(turned(ring(r, 0.005 * h, segments=48), LEVEL, TAU / 4), hub[0], hub[1] + y, hub[2]))
        for a in TAU * np.arange(24) / 24:
            end = (r * s * np.cos(a), hub[1] + y, hub[2] + r * s * np.sin(a))
            cage.append(tube([(0, hub[1] + 1.3 * y, hub[2]), end], 0.0022 * h, sides=4, ends="flat"))
    blades = [
        moved(
            turned(turned(moved(stretched(sphere(0.5), 0.85 * r, 0.02 * r, 0.42 * r), 0.5 * r), LEVEL, 0.5), ALONG, a),
            *hub,
        )
        for a in TAU * np.arange(4) / 4
    ]
    return Shape(
        (
            piece("body", joined([foot, pole, motor]), "plastic", WHITE, sheet=0.004),
            piece("blades", joined(blades), "plastic", (0.15, 0.35, 0.5)),
            piece("cage", joined(cage), "chrome"),
        ),
        (
            colliding.upright(0.17 * h, 0.03 * h, (0, 0, 0.015 * h)),
            colliding.rod((0, 0, 0.03 * h), (0, 0, h - r), 0.013 * h),
            colliding.rod((0, hub[1] - 0.05 * h, hub[2]), (0, hub[1] + 0.05 * h, hub[2]), r, "cage", "cylinder"),
        ),
        Resonator("bar", (h, 0.03 * h, 0.03 * h)),
    )


def keyboard(p: Params) -> Shape:
    """A computer's keyboard: six rows of keys on a flat case."""
    n = p["length"]
    w, t = 0.33 * n, 0.03 * n
    keys = []
    for row in range(6):
        y = (2.5 - row) * 0.05 * n
        if row == 5:
            spots = [(-0.36, 0.05), (-0.28, 0.05), (-0.02, 0.28), (0.24, 0.05), (0.36, 0.05)]
        else:
            spots = [((k - 8) * 0.053, 0.045) for k in range(17)]
        keys += [moved(rounded_box((b * n, 0.042 * n, 0.018 * n), 0.004 * n), x * n, y, t) for x, b in spots]
    return Shape(
        (
            piece("body", moved(rounded_box((n, w, t), 0.008 * n), z=t / 2), "plastic", DARK),
            piece("keys", joined(keys), "plastic", (0.02, 0.02, 0.022)),
        ),
        (colliding.box((n, w, t + 0.009 * n), (0, 0, t / 2 + 0.0045 * n)),),
        Resonator("plate", (n, w, t)),
    )


def remote(p: Params) -> Shape:
    """A remote control lying along X: rows of buttons, one of them red."""
    n = p["length"]
    w, t = 0.27 * n, 0.11 * n
    if p["open"]:
        return _open_back(n, w, t)
    spots = [(x, y) for x in np.linspace(-0.36, 0.24, 7) for y in (-0.3, 0.0, 0.3)]
    keys = [moved(cylinder(0.026 * n, 0.03 * n, bevel=0.006 * n), x * n, y * w, t) for x, y in spots]
    power = moved(cylinder(0.034 * n, 0.03 * n, bevel=0.006 * n), 0.4 * n, 0, t)
    return Shape(
        (
            piece("body", moved(rounded_box((n, w, t), 0.04 * n), z=t / 2), "plastic", BLACK),
            piece("buttons", joined(keys), "rubber", (0.3, 0.3, 0.3)),
            piece("power", power, "rubber", (0.5, 0.02, 0.02)),
        ),
        (colliding.box((n, w, t + 0.01 * n), (0, 0, t / 2 + 0.005 * n)),),
        Resonator("plate", (n, w, t)),
    )


def _open_back(n: float, w: float, t: float) -> Shape:
    """A remote control that lies on its face, the lid of its battery case off: two batteries lie in it end to end."""
    long, wide, deep = 0.74 * n, 0.092 * n, 0.8 * t
    case = moved(rounded_box((n, w, t), 0.04 * n), z=t / 2)
    room = moved(rounded_box((long, wide, 2.0 * deep), 0.002 * n), z=t)
    springs = [moved(cylinder(0.02 * n, 0.004 * n), s * (0.5 * long - 0.004 * n), 0, t - 0.5 * deep) for s in (-1, 1)]
    floor, side = t - deep, 0.5 * (w - wide)
    walls = [colliding.box((n, side, t), (0, s * 0.5 * (wide + side), t / 2)) for s in (-1, 1)]
    ends = [colliding.box((0.5 * (n - long), wide, t), (s * 0.25 * (n + long), 0, t / 2)) for s in (-1, 1)]
    return Shape(
        (
            piece("body", difference(case, room), "plastic", BLACK),
            piece("springs", joined([turned(s, (0, 1, 0), 0.0) for s in springs]), "steel", decor=True),
        ),
        (colliding.box((n, w, floor), (0, 0, floor / 2)), *walls, *ends),
        Resonator("plate", (n, w, t)),
        supports=(Support("inside", (0, 0, floor), (0.5 * long, 0.5 * wide)),),
    )


def screen(p: Params) -> Shape:
    """A flat screen on a foot, dark glass towards -Y."""
    w = p["width"]
    h = 0.58 * w
    case = moved(rounded_box((w, 0.035 * w, h), 0.008 * w), 0, 0, 0.12 * w + h / 2)
    pane = moved(rounded_box((0.97 * w, 0.004 * w, 0.95 * h), 0.001 * w), 0, -0.017 * w, 0.12 * w + h / 2)
    stem = moved(rounded_box((0.07 * w, 0.03 * w, 0.16 * w), 0.006 * w), 0, 0.02 * w, 0.09 * w)
    foot = moved(rounded_box((0.36 * w, 0.2 * w, 0.02 * w), 0.008 * w), 0, 0, 0.01 * w)
    face = (0.0, -0.0195 * w, 0.12 * w + h / 2)
    lamps = (Lamp("picture", "rectangle", face, (0.0, -1.0, 0.0), (0.46 * h, 0.47 * w), PICTURE, 1.6 * w * w),)
    return Shape(
        (
            piece("body", joined([case, stem, foot]), "plastic", BLACK, sheet=0.004),
            piece("glass", pane, "dark_glass", decor=True),
        ),
        (
            colliding.box((w, 0.035 * w, h), (0, 0, 0.12 * w + h / 2)),
            colliding.box((0.36 * w, 0.2 * w, 0.02 * w), (0, 0, 0.01 * w)),
            colliding.box((0.07 * w, 0.03 * w, 0.14 * w), (0, 0.02 * w, 0.09 * w)),
        ),
        Resonator("plate", (w, h, 0.003)),
        lamps=lamps if p["lit"] else (),
    )


def speaker(p: Params) -> Shape:
    """A loudspeaker box with a woofer and a tweeter towards -Y."""
    h = p["height"]
    w, d = 0.58 * h, 0.5 * h
    cones = []
    for r, z in ((0.2 * h, 0.32 * h), (0.09 * h, 0.76 * h)):
        cones.append(moved(turned(ring(r, 0.018 * h, segments=48), LEVEL, TAU / 4), 0, -d / 2, z))
        cones.append(moved(stretched(sphere(0.42 * r), 1, 0.4, 1), 0, -d / 2, z))
    faces = [
        moved(turned(cylinder(r, 0.006 * h), LEVEL, TAU / 4), 0, -d / 2, z)
        for r, z in ((0.2 * h, 0.32 * h), (0.09 * h, 0.76 * h))
    ]
    return Shape(
        (
            piece("body", moved(rounded_box((w, d, h), 0.01 * h), z=h / 2), "dark_wood", sheet=0.015),
            piece("cones", joined(cones), "rubber", sheet=0.003),
            piece("faces", joined(faces), "paper", DARK, decor=True),
        ),
        (colliding.box((w, d, h), (0, 0, h / 2)),),
        Resonator("plate", (h, w, 0.015)),
        (Support("top", (0, 0, h), (0.46 * w, 0.46 * d)),),
    )


def drum(p: Params) -> Shape:
    """A drum: a shell with two hoops, tension rods and a skin."""
    r, h = p["radius"], p["height"]
    shell = moved(cylinder(r, 0.96 * h, bevel=0.002), z=h / 2)
    hoops = [moved(ring(r, 0.03 * r + 0.02 * h, segments=56), z=z * h) for z in (0.06, 0.94)]
    rods = [
        tube(
            [
                (1.04 * r * np.cos(a), 1.04 * r * np.sin(a), 0.06 * h),
                (1.04 * r * np.cos(a), 1.04 * r * np.sin(a), 0.94 * h),
            ],
            0.015 * r,
        )
        for a in TAU * np.arange(10) / 10
    ]
    skin = moved(cylinder(0.985 * r, 0.012 * h), z=0.984 * h)
    return Shape(
        (
            piece("body", shell, "paint", (0.42, 0.02, 0.03), sheet=0.006),
            piece("hoops", joined([*hoops, *rods]), "chrome"),
            piece("skin", skin, "plastic", (0.75, 0.73, 0.68)),
        ),
        (colliding.upright(1.04 * r, 0.99 * h, (0, 0, 0.495 * h)),),
        Resonator("plate", (r, r, 0.001)),
        (Support("top", (0, 0, 0.99 * h), (0.65 * r, 0.65 * r)),),
    )


def guitar(p: Params) -> Shape:
    """A guitar standing on its bottom, strings towards -Y: waisted body, neck with frets, head, six strings."""
    h = p["height"]
    t = np.linspace(0, TAU, 72, endpoint=False)
    z = 0.24 * h + 0.24 * h * -np.cos(t)
    wide = np.interp(z / h, [0, 0.02, 0.14, 0.26, 0.38, 0.46, 0.48], [0.0, 0.09, 0.19, 0.125, 0.145, 0.08, 0.0]) * h
    outline = np.column_stack([np.sign(np.sin(t)) * wide, z])
    outline = outline[np.abs(outline[:, 0]) > 1e-9]
    body = moved(turned(extrude(outline, 0.1 * h, bevel=0.006 * h), LEVEL, TAU / 4), y=0.05 * h)
    neck = moved(rounded_box((0.055 * h, 0.025 * h, 0.45 * h), 0.006 * h), 0, -0.052 * h, 0.67 * h)
    head = moved(rounded_box((0.075 * h, 0.02 * h, 0.12 * h), 0.006 * h), 0, -0.045 * h, 0.94 * h)
    hole = moved(turned(cylinder(0.05 * h, 0.004 * h), LEVEL, TAU / 4), 0, -0.05 * h, 0.30 * h)
    bridge = moved(rounded_box((0.13 * h, 0.014 * h, 0.02 * h), 0.003 * h), 0, -0.054 * h, 0.14 * h)
    strings = [
        tube([(x * h, -0.068 * h, 0.14 * h), (0.7 * x * h, -0.068 * h, 0.9 * h)], 0.001 * h, sides=4, ends="flat")
        for x in np.linspace(-0.022, 0.022, 6)
    ]
    return Shape(
        (
            piece("body", body, "oak", sheet=0.003),
            piece("neck", joined([neck, head, bridge]), "dark_wood"),
            piece("hole", hole, "paint", BLACK, decor=True),
            piece("strings", joined(strings), "steel", decor=True),
        ),
        (
            colliding.box((0.36 * h, 0.1 * h, 0.24 * h), (0, 0, 0.12 * h)),
            colliding.box((0.27 * h, 0.1 * h, 0.2 * h), (0, 0, 0.37 * h)),
            colliding.box((0.06 * h, 0.025 * h, 0.54 * h), (0, -0.052 * h, 0.72 * h), "neck"),
        ),
        Resonator("plate", (0.5 * h, 0.36 * h, 0.003)),
    )


def pillow(p: Params) -> Shape:
    """A pillow: soft and thick in the middle, thin at its four corners."""
    n = p["length"]
    w, t = 0.68 * n, 0.2 * n
    x = np.linspace(-1, 1, 23)
    around = np.linspace(-1, 1, 13)
    rings = []
    for a in x:
        side = 0.5 * w * (1 - 0.06 * np.cos(np.pi * a / 2) ** 2)
        lift = 0.5 * t * np.sqrt(np.clip((1 - 0.98 * a**4) * (1 - 0.98 * around**4), 0.0009, 1))
        top = np.column_stack([np.full(13, a * n / 2), side * around, t / 2 + lift])
        rings.append(np.concatenate([top * [1, 1, -1] + [0, 0, t], top[::-1]]))
    return Shape(
        (piece("body", loft(np.array(rings), crease=np.radians(60)), "fabric", (0.72, 0.71, 0.69), sheet=0.003),),
        (
            colliding.box((0.92 * n, 0.9 * w, 0.7 * t), (0, 0, t / 2)),
            colliding.box((0.6 * n, 0.6 * w, 0.96 * t), (0, 0, t / 2)),
        ),
        Resonator("block", (n, w, t)),
        (Support("top", (0, 0, 0.985 * t), (0.15 * n, 0.15 * w)),),
    )


def bag(p: Params) -> Shape:
    """A handbag: a body that narrows upwards, two round handles, a clasp towards -Y."""
    h = p["height"]
    levels = [(0.0, 0.55, 0.22), (0.02, 0.57, 0.24), (0.3, 0.55, 0.2), (0.6, 0.5, 0.1), (0.66, 0.48, 0.06)]
    t = np.linspace(0, TAU, 40, endpoint=False)
    power = 0.5
    rings = [
        np.column_stack(
            [
                a * h * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** power,
                b * h * np.sign(np.sin(t)) * np.abs(np.sin(t)) ** power,
                np.full(40, z * h),
            ]
        )
        for z, a, b in levels
    ]
    arch = [
        (-0.25 * h, 0, 0.62 * h),
        (-0.2 * h, 0, 0.9 * h),
        (0, 0, 0.98 * h),
        (0.2 * h, 0, 0.9 * h),
        (0.25 * h, 0, 0.62 * h),
    ]
    handles = [moved(tube(curve(arch, 30), 0.018 * h), y=s * 0.05 * h) for s in (1, -1)]
    clasp = moved(rounded_box((0.1 * h, 0.03 * h, 0.08 * h), 0.008 * h), 0, -0.13 * h, 0.54 * h)
    return Shape(
        (
            piece("body", loft(np.array(rings)), "leather", sheet=0.003),
            piece("handles", joined(handles), "leather", (0.10, 0.04, 0.02)),
            piece("clasp", clasp, "brass"),
        ),
        (
            colliding.hull(np.concatenate([r[::3] for r in rings])),
            colliding.box((0.5 * h, 0.12 * h, 0.3 * h), (0, 0, 0.8 * h), "handles"),
        ),
        Resonator("block", (h, h, 0.3 * h)),
    )


def shoe(p: Params) -> Shape:
    """A laced shoe along X, toe towards +X."""
    n = p["length"]
    x = np.linspace(-0.5, 0.5, 21)
    wide = (
        np.interp(
            x, [-0.5, -0.46, -0.3, -0.05, 0.25, 0.42, 0.48, 0.5], [0.04, 0.11, 0.13, 0.125, 0.165, 0.13, 0.07, 0.03]
        )
        * n
    )
    top = np.interp(x, [-0.5, -0.42, -0.2, 0.0, 0.2, 0.4, 0.5], [0.3, 0.36, 0.34, 0.3, 0.2, 0.15, 0.08]) * n
    a = np.linspace(0, np.pi, 13)
    rings = [
        np.column_stack([np.full(13, k * n), b * np.cos(a), 0.055 * n + (c - 0.055 * n) * np.sin(a) ** 0.7])
        for k, b, c in zip(x, wide, top, strict=True)
    ]
    soles = [
        np.array([(k * n * 1.02, s * b * 1.06, z) for s, z in ((1, 0), (1, 0.06 * n), (-1, 0.06 * n), (-1, 0))])
        for k, b in zip(x, wide, strict=True)
    ]
    laces = [
        tube([(k * n, -0.06 * n, z * n), (k * n + 0.02 * n, 0.06 * n, z * n)], 0.008 * n)
        for k, z in ((0.02, 0.3), (0.08, 0.27), (0.14, 0.24))
    ]
    mouth = moved(stretched(sphere(0.1 * n), 1.5, 0.75, 0.12), -0.24 * n, 0, 0.345 * n)
    return Shape(
        (
            piece("body", loft(np.array(rings)), "leather", (0.22, 0.08, 0.03), sheet=0.003),
            piece("sole", loft(np.array(soles)), "rubber", (0.1, 0.09, 0.08)),
            piece("laces", joined(laces), "fabric"),
            piece("mouth", mouth, "fabric", BLACK, decor=True),
        ),
        (
            colliding.hull(np.concatenate(soles[::3])),
            colliding.hull(np.concatenate([r[::3] for r in rings[::2]])),
        ),
        Resonator("block", (n, 0.3 * n, 0.3 * n)),
    )


FAMILIES = {
    "refrigerator": Family(refrigerator, {"height": length(1.8)}),
    "fan": Family(fan, {"height": length(1.2)}),
    "keyboard": Family(keyboard, {"length": length(0.44)}),
    "remote": Family(remote, {"length": length(0.18), "open": count(0, 0, 1)}),
    "screen": Family(screen, {"width": length(0.9), "lit": count(0, 0, 1)}),
    "speaker": Family(speaker, {"height": length(0.5)}),
    "drum": Family(drum, {"radius": length(0.18), "height": length(0.2)}),
    "guitar": Family(guitar, {"height": length(1.0)}),
    "pillow": Family(pillow, {"length": length(0.6)}),
    "bag": Family(bag, {"height": length(0.36)}),
    "shoe": Family(shoe, {"length": length(0.29)}),
}
