"""Things for a hand: scissors, brush, broom, umbrella, magnifying glass, match, spring, spanner, frisbee and more."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.families.flames import flame, glow
from setpiece.assets.modelling import TAU, curve, cylinder, difference, extrude, lathe, ring, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece, ratio
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import joined, moved, stretched, turned

LEVEL, ALONG = (1, 0, 0), (0, 1, 0)
BLACK, RED = (0.02, 0.02, 0.022), (0.42, 0.02, 0.02)


def scissors(p: Params) -> Shape:
    """Scissors lying a little open along X: two blades, a rivet, two loops."""
    n = p["length"]
    blade = [
        (-0.05 * n, -0.022 * n),
        (0.1 * n, -0.024 * n),
        (0.5 * n, 0.0),
        (0.1 * n, 0.022 * n),
        (-0.22 * n, 0.016 * n),
    ]
    blades, loops = [], []
    for s, z in ((1, 0.004 * n), (-1, 0.018 * n)):
        flat = extrude([(x, s * y) for x, y in blade], 0.012 * n, bevel=0.002 * n)
        blades.append(turned(moved(flat, z=z), (0, 0, 1), s * 0.16))
        eye = moved(stretched(ring(0.075 * n, 0.016 * n), 1.4, 1.0, 1.0), -0.36 * n, s * 0.03 * n, 0.016 * n)
        loops.append(turned(eye, (0, 0, 1), -s * 0.16))
    rivet = moved(cylinder(0.018 * n, 0.04 * n), z=0.02 * n)
    return Shape(
        (piece("body", joined([*blades, rivet]), "steel"), piece("handles", joined(loops), "plastic", RED)),
        (
            *(
                colliding.hull(
                    [
                        (x, y, z)
                        for z in (0.002 * n, 0.03 * n)
                        for x, y in ((-0.1 * n, 0), (0.1 * n, s * 0.05 * n), (0.49 * n, s * 0.08 * n))
                    ]
                    + [(0.1 * n, 0, 0.002 * n)]
                )
                for s in (1, -1)
            ),
            *(
                colliding.box((0.24 * n, 0.15 * n, 0.03 * n), (-0.36 * n, s * 0.09 * n, 0.016 * n), "handles")
                for s in (1, -1)
            ),
        ),
        Resonator("bar", (n, 0.04 * n, 0.01 * n)),
    )


def brush(p: Params) -> Shape:
    """A paintbrush lying along X: wooden handle, steel ferrule, flat bristles."""
    n = p["length"]
    r = 0.035 * n
    handle = turned(
        lathe(
            [
                (0, -0.5 * n),
                (0.5 * r, -0.49 * n),
                (0.45 * r, -0.3 * n),
                (r, -0.02 * n),
                (0.8 * r, 0.1 * n),
                (0, 0.1 * n),
            ]
        ),
        ALONG,
        TAU / 4,
    )
    ferrule = moved(rounded_box((0.12 * n, 0.16 * n, 0.055 * n), 0.008 * n), 0.15 * n)
    hair = moved(rounded_box((0.29 * n, 0.15 * n, 0.042 * n), 0.015 * n), 0.35 * n)
    return Shape(
        (
            piece("body", handle, "wood"),
            piece("ferrule", ferrule, "steel", sheet=0.0005),
            piece("bristles", hair, "fabric", (0.16, 0.10, 0.05)),
        ),
        (
            colliding.rod((-0.48 * n, 0, 0), (0.1 * n, 0, 0), 0.8 * r),
            colliding.box((0.41 * n, 0.15 * n, 0.05 * n), (0.29 * n, 0, 0), "bristles"),
        ),
        Resonator("bar", (n, r, r)),
    )


def broom(p: Params) -> Shape:
    """A broom that stands on its bristles."""
    h = p["height"]
    stick = tube([(0, 0, 0.2 * h), (0, 0, h)], 0.009 * h, sides=14)
    tie = moved(stretched(cylinder(0.04 * h, 0.05 * h), 1.6, 0.8, 1), z=0.2 * h)
    rows = [(x, y) for x in np.linspace(-1, 1, 15) for y in (-0.5, 0.5)]
    straw = [
        tube(
            [(0.05 * h * x, 0.02 * h * y, 0.2 * h), (0.11 * h * x, 0.05 * h * y, 0.0)], 0.006 * h, sides=5, ends="flat"
        )
        for x, y in rows
    ]
    foot = [(0.115 * h * a, 0.03 * h * b, 0) for a in (-1, 1) for b in (-1, 1)]
    neck = [(0.055 * h * a, 0.02 * h * b, 0.21 * h) for a in (-1, 1) for b in (-1, 1)]
    return Shape(
        (
            piece("body", stick, "wood"),
            piece("straw", joined(straw), "bamboo"),
            piece("tie", tie, "fabric", RED),
        ),
        (colliding.rod((0, 0, 0.2 * h), (0, 0, 0.99 * h), 0.009 * h), colliding.hull([*foot, *neck], "straw")),
        Resonator("bar", (h, 0.02 * h, 0.02 * h)),
    )


def umbrella(p: Params) -> Shape:
    """An open umbrella standing on the tips of its canopy's back, its crook in the air: a dome of eight panels."""
    r = p["radius"]
    a = np.linspace(0, 1.0, 12)
    out = np.column_stack([r * np.sin(1.25 * a) / np.sin(1.25), r * 0.72 * (1 - np.cos(1.25 * a)) / (1 - np.cos(1.25))])
    inner = out[::-1] - [0.0, -0.004 * r]
    inner[-1, 0] = 0.0
    dome = turned(
        lathe(np.concatenate([[[0, 0]], out[1:], inner[:-1], [[0, 0.004 * r]]]), segments=8, crease=0.2), LEVEL, TAU / 2
    )
    dome = moved(dome, z=1.72 * r)
    stick = tube(
        curve(
            [
                (0, 0, 1.78 * r),
                (0, 0, 0.8 * r),
                (0, 0, 0.14 * r),
                (0.07 * r, 0, 0.03 * r),
                (0.16 * r, 0, 0.05 * r),
                (0.19 * r, 0, 0.16 * r),
            ],
            40,
        ),
        0.016 * r,
        sides=12,
    )
    ribs = [
        tube([(0, 0, 1.3 * r), (0.55 * r * np.cos(t), 0.55 * r * np.sin(t), 1.55 * r)], 0.006 * r, sides=5, ends="flat")
        for t in TAU * np.arange(8) / 8
    ]
    points = [(x * np.cos(t), x * np.sin(t), 1.72 * r - z) for x, z in out[::3] for t in TAU * np.arange(8) / 8]
    return Shape(
        (
            piece("body", dome, "fabric", (0.35, 0.02, 0.03)),
            piece("stick", joined([stick, *ribs]), "dark_wood"),
        ),
        (colliding.hull(points), colliding.rod((0, 0, 0.1 * r), (0, 0, 1.0 * r), 0.016 * r, "stick")),
        Resonator("plate", (r, r, 0.002)),
    )


def magnifying_glass(p: Params) -> Shape:
    """A reading glass lying along X: a true lens in a brass rim, a wooden handle."""
    n = p["length"]
    r = 0.24 * n
    a = np.linspace(-1, 1, 17)
    half = np.column_stack([r * np.sqrt(1 - np.abs(a) ** 2), 0.035 * n * a])
    lens = moved(lathe(half, segments=64), 0.25 * n)
    rim = moved(ring(r, 0.022 * n, segments=64, sides=12), 0.25 * n)
    handle = turned(
        lathe([(0, -0.5 * n), (0.03 * n, -0.49 * n), (0.035 * n, -0.3 * n), (0.022 * n, 0.0), (0, 0.0)]), ALONG, TAU / 4
    )
    return Shape(
        (piece("body", rim, "brass"), piece("lens", lens, "glass"), piece("handle", handle, "dark_wood")),
        (
            colliding.upright(r, 0.05 * n, (0.25 * n, 0, 0)),
            colliding.rod((-0.47 * n, 0, 0), (0.0, 0, 0), 0.03 * n, "handle"),
        ),
        Resonator("plate", (n, r, 0.02 * n)),
    )


def match(p: Params) -> Shape:
    """A match lying along X and, if lit, its flame."""
    n = p["length"]
    w = 0.05 * n
    head = moved(stretched(sphere(0.045 * n), 1.5, 1.0, 1.0), 0.45 * n)
    foot, fire = (p["spot"] * n, 0.0, 0.02 * n), []
    if p["lit"]:
        fire = [piece("flame", flame(0.45 * n, foot), "flame", decor=True)]
    return Shape(
        (piece("body", rounded_box((0.94 * n, w, w), 0.004 * n), "wood"), piece("head", head, "clay", RED), *fire),
        (
            colliding.box((0.94 * n, w, w)),
            colliding.rod((0.43 * n, 0, 0), (0.47 * n, 0, 0), 0.045 * n, "head"),
        ),
        Resonator("bar", (n, w, w)),
        lamps=(glow(0.45 * n, foot, 0.8),) if p["lit"] else (),
    )


def spring(p: Params) -> Shape:
    """A coil spring that stands upright, its ends ground flat."""
    h, turns = p["height"], int(p["turns"])
    r, wire = 0.22 * h, 0.022 * h
    t = np.linspace(0, 1, 22 * turns)
    z = wire + (h - 2 * wire) * np.clip((t * turns - 0.9) / (turns - 1.8), 0, 1)
    coil = tube(np.column_stack([r * np.cos(TAU * turns * t), r * np.sin(TAU * turns * t), z]), wire, sides=10)
    return Shape(
        (piece("body", coil, "steel"),),
        (
            colliding.upright(r + wire, 2 * wire, (0, 0, wire)),
            colliding.upright(r + wire, 2 * wire, (0, 0, h - wire)),
            colliding.upright(0.9 * r, h - 4 * wire, (0, 0, h / 2)),
        ),
        Resonator("bar", (6 * h, 2 * wire, 2 * wire)),
    )


def spring_turn(p: Params) -> Shape:
    """Some turns of a coil spring about Z, a little flatter than their pitch: they meet half pressed together."""
    r, wire, pitch, turns = p["radius"], p["wire"], p["pitch"], int(p["turns"])
    t = np.linspace(-0.5 * turns, 0.5 * turns, 28 * turns)
    path = np.column_stack([r * np.cos(TAU * t), r * np.sin(TAU * t), 0.8 * pitch * t])
    return Shape(
        (piece("body", tube(path, wire, sides=10), "steel"),),
        (colliding.upright(r + wire, turns * pitch, (0, 0, 0)),),
        Resonator("bar", (TAU * r * turns, 2 * wire, 2 * wire)),
    )


def wrench(p: Params) -> Shape:
    """An open-ended spanner lying along X: a jaw at both ends."""
    n = p["length"]
    shank = rounded_box((0.8 * n, 0.08 * n, 0.03 * n), 0.008 * n)
    heads = []
    for s, r in ((1, 0.11 * n), (-1, 0.09 * n)):
        disc = moved(cylinder(r, 0.036 * n, bevel=0.004 * n), s * (0.5 * n - r))
        jaw = moved(
            turned(rounded_box((1.4 * r, 0.95 * r, 0.1 * n), 0.002 * n), (0, 0, 1), 0.26), s * (0.5 * n - 0.35 * r)
        )
        heads.append(difference(disc, jaw))
    return Shape(
        (piece("body", joined([shank, *heads]), "chrome"),),
        (
            colliding.box((0.8 * n, 0.08 * n, 0.03 * n)),
            *(
                colliding.box((1.2 * r, 2 * r, 0.036 * n), (s * (0.5 * n - 1.2 * r), 0, 0))
                for s, r in ((1, 0.11 * n), (-1, 0.09 * n))
            ),
        ),
        Resonator("bar", (n, 0.08 * n, 0.03 * n)),
    )


def glass_cutter(p: Params) -> Shape:
    """A glass cutter lying along X: a turned wooden handle, a steel head with notches, a wheel at its end."""
    n = p["length"]
    rows = [(0, -0.5), (0.04, -0.49), (0.05, -0.4), (0.036, -0.1), (0.03, 0.14), (0, 0.14)]
    handle = turned(lathe([(r * n, z * n) for r, z in rows], segments=20), ALONG, TAU / 4)
    head = [moved(rounded_box((0.14 * n, 0.018 * n, 0.07 * n), 0.003 * n), 0.2 * n)]
    head += [moved(rounded_box((0.025 * n, 0.018 * n, 0.05 * n), 0.003 * n), x * n, 0, 0) for x in (0.29, 0.34, 0.39)]
    head += [moved(rounded_box((0.2 * n, 0.014 * n, 0.02 * n), 0.003 * n), 0.36 * n)]
    wheel = moved(turned(cylinder(0.025 * n, 0.012 * n, bevel=0.004 * n), LEVEL, TAU / 4), 0.475 * n)
    return Shape(
        (
            piece("body", handle, "wood", (0.35, 0.03, 0.02)),
            piece("head", joined(head), "steel"),
            piece("wheel", wheel, "brass"),
        ),
        (
            colliding.rod((-0.46 * n, 0, 0), (0.1 * n, 0, 0), 0.045 * n),
            colliding.box((0.34 * n, 0.02 * n, 0.06 * n), (0.3 * n, 0, 0), "head"),
        ),
        Resonator("bar", (n, 0.06 * n, 0.06 * n)),
        mounts={"tip": (0.5 * n, 0.0, 0.0)},
    )


def screwdriver(p: Params) -> Shape:
    """A screwdriver lying along X: ribbed handle, steel shaft, flat tip."""
    n = p["length"]
    r = 0.065 * n
    handle = turned(
        lathe(
            [
                (0, -0.5 * n),
                (0.7 * r, -0.49 * n),
                (r, -0.42 * n),
                (0.85 * r, -0.25 * n),
                (r, -0.12 * n),
                (0.6 * r, -0.05 * n),
                (0, -0.05 * n),
            ],
            segments=8,
            crease=0.3,
        ),
        ALONG,
        TAU / 4,
    )
    shaft = tube([(-0.06 * n, 0, 0), (0.44 * n, 0, 0)], 0.017 * n, sides=12)
    tip = moved(rounded_box((0.08 * n, 0.045 * n, 0.012 * n), 0.002 * n), 0.46 * n)
    return Shape(
        (piece("body", handle, "plastic", (0.5, 0.22, 0.0)), piece("shaft", joined([shaft, tip]), "steel")),
        (
            colliding.rod((-0.44 * n, 0, 0), (-0.1 * n, 0, 0), 0.9 * r, kind="cylinder"),
            colliding.rod((-0.06 * n, 0, 0), (0.48 * n, 0, 0), 0.017 * n, "shaft"),
        ),
        Resonator("bar", (n, 0.03 * n, 0.03 * n)),
    )


def frisbee(p: Params) -> Shape:
    """A flying disc: a shallow dish with a thick rim, upside down like a plate."""
    r = p["radius"]
    t = 0.02 * r
    out = [(0, 0.24 * r), (0.75 * r, 0.23 * r), (0.95 * r, 0.16 * r), (r, 0.0), (0.94 * r, 0.0)]
    back = [(0.9 * r, 0.14 * r), (0.74 * r, 0.23 * r - t), (0, 0.24 * r - t)]
    dish = lathe([*out, *back][::-1], segments=64)
    return Shape(
        (piece("body", dish, "plastic", RED),),
        (colliding.round_hull([(0.97 * r, 0.0), (r, 0.03 * r), (0.95 * r, 0.16 * r), (0.75 * r, 0.23 * r)]),),
        Resonator("plate", (r, r, t)),
    )


FAMILIES = {
    "scissors": Family(scissors, {"length": length(0.2)}),
    "brush": Family(brush, {"length": length(0.22)}),
    "broom": Family(broom, {"height": length(1.35)}),
    "umbrella": Family(umbrella, {"radius": length(0.5)}),
    "magnifying_glass": Family(magnifying_glass, {"length": length(0.2)}),
    "match": Family(match, {"length": length(0.05), "lit": count(0, 0, 1), "spot": ratio(0.45, -0.45, 0.45)}),
    "spring": Family(spring, {"height": length(0.12), "turns": count(8, 4, 20)}),
    "spring_turn": Family(
        spring_turn, {"radius": length(0.026), "wire": length(0.0013), "pitch": length(0.015), "turns": count(2, 1, 20)}
    ),
    "wrench": Family(wrench, {"length": length(0.2)}),
    "glass_cutter": Family(glass_cutter, {"length": length(0.14)}),
    "screwdriver": Family(screwdriver, {"length": length(0.22)}),
    "frisbee": Family(frisbee, {"radius": length(0.135)}),
}
