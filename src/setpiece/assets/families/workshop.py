"""What mends, cuts, peels, rolls and sprays: tape, saw, pliers, drill, peeler, rolling pin, colander, spray can ..."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import (
    TAU,
    block,
    curve,
    cylinder,
    drum,
    extrude,
    lathe,
    loft,
    ring,
    rounded_box,
    sphere,
    tube,
)
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Lamp, Resonator, Support
from setpiece.assets.surface import joined, moved, stretched, turned

BLACK, WHITE, RED, BLUE = (0.015, 0.015, 0.017), (0.74, 0.74, 0.73), (0.5, 0.02, 0.02), (0.02, 0.09, 0.35)


def tape(p: Params) -> Shape:
    """A roll of tape lying flat."""
    r = p["radius"]
    h = 0.5 * r
    roll = lathe([(0.62 * r, 0), (r, 0), (r, h), (0.62 * r, h)], closed=True, segments=64)
    core = lathe([(0.54 * r, 0.02 * h), (0.62 * r, 0.02 * h), (0.62 * r, 0.98 * h), (0.54 * r, 0.98 * h)], closed=True)
    end = block((0.5 * r, 0.012 * r, 0.98 * h), (0.22 * r, -r, h / 2), 0.001)
    return Shape(
        (piece("body", joined([roll, end]), "plastic", (0.5, 0.33, 0.12)), piece("core", core, "cardboard")),
        (colliding.upright(r, h, (0, 0, h / 2)),),
        Resonator("block", (r, r, h)),
        rolls=True,
    )


def saw(p: Params) -> Shape:
    """A hand saw lying flat: a tapered blade with teeth, a wooden handle with a hole."""
    n = p["length"]
    teeth = 26
    x = np.linspace(-0.2 * n, 0.5 * n, 2 * teeth + 1)
    low = [(a, -0.09 * n - (0.012 * n if k % 2 else 0.0)) for k, a in enumerate(x)]
    blade = extrude(np.array([*low, (0.5 * n, -0.04 * n), (-0.2 * n, 0.07 * n)]), 0.006 * n)
    grip = [
        moved(stretched(ring(0.1 * n, 0.032 * n), 0.9, 1.15, 0.75), -0.33 * n, 0, 0.024 * n),
        block((0.12 * n, 0.16 * n, 0.04 * n), (-0.21 * n, 0, 0.022 * n), 0.01 * n),
    ]
    return Shape(
        (piece("body", moved(blade, z=0.018 * n), "steel"), piece("handle", joined(grip), "wood")),
        (
            colliding.box((0.7 * n, 0.12 * n, 0.012 * n), (0.15 * n, -0.02 * n, 0.02 * n)),
            colliding.box((0.28 * n, 0.24 * n, 0.048 * n), (-0.3 * n, 0, 0.024 * n), "handle"),
        ),
        Resonator("plate", (n, 0.15 * n, 0.002)),
    )


def pliers(p: Params) -> Shape:
    """Pliers lying flat, a little open: two jaws, a rivet, two sheathed handles."""
    n = p["length"]
    z = 0.05 * n
    jaws, grips = [], []
    for s in (1, -1):
        jaw = np.array(
            [
                (-0.02 * n, s * 0.05 * n),
                (0.14 * n, s * 0.07 * n),
                (0.36 * n, s * 0.035 * n),
                (0.36 * n, s * 0.008 * n),
                (0.0, -s * 0.02 * n),
            ]
        )
        jaws.append(moved(extrude(jaw, 0.06 * n, bevel=0.008 * n), z=z - 0.03 * n))
        way = curve(
            [
                (0.0, -s * 0.02 * n, z),
                (-0.16 * n, s * 0.09 * n, z),
                (-0.4 * n, s * 0.13 * n, z),
                (-0.6 * n, s * 0.09 * n, z),
            ],
            20,
        )
        jaws.append(tube(way[:8], 0.03 * n, sides=8))
        grips.append(tube(way[6:], 0.042 * n, sides=12))
    return Shape(
        (
            piece("body", joined([*jaws, drum(0.05 * n, 0.09 * n, (0, 0, z))]), "steel"),
            piece("handles", joined(grips), "rubber", RED),
        ),
        (
            colliding.box((0.38 * n, 0.13 * n, 0.07 * n), (0.17 * n, 0, z)),
            *(
                colliding.rod((-0.1 * n, s * 0.05 * n, z), (-0.6 * n, s * 0.1 * n, z), 0.045 * n, "handles")
                for s in (1, -1)
            ),
        ),
        Resonator("bar", (n, 0.05 * n, 0.05 * n)),
    )


def drill(p: Params) -> Shape:
    """A cordless drill standing on its battery: body along X, chuck and bit, grip with a trigger."""
    n = p["length"]
    z = 0.72 * n
    motor = moved(
        turned(
            lathe([(0.10 * n, -0.32 * n), (0.15 * n, -0.28 * n), (0.15 * n, 0.1 * n), (0.11 * n, 0.22 * n)]),
            (0, 1, 0),
            TAU / 4,
        ),
        0,
        0,
        z,
    )
    chuck = moved(
        turned(lathe([(0.09 * n, 0), (0.09 * n, 0.1 * n), (0.04 * n, 0.2 * n)]), (0, 1, 0), TAU / 4), 0.22 * n, 0, z
    )
    grip = moved(
        turned(rounded_box((0.16 * n, 0.14 * n, 0.5 * n), 0.05 * n, steps=2), (0, 1, 0), 0.15), -0.14 * n, 0, 0.42 * n
    )
    return Shape(
        (
            piece("body", joined([motor, grip]), "plastic", (0.75, 0.42, 0.01)),
            piece(
                "battery", block((0.36 * n, 0.22 * n, 0.18 * n), (-0.14 * n, 0, 0.09 * n), 0.02 * n), "plastic", BLACK
            ),
            piece("chuck", joined([chuck, tube([(0.4 * n, 0, z), (0.72 * n, 0, z)], 0.014 * n, sides=8)]), "steel"),
            piece(
                "trigger", block((0.05 * n, 0.06 * n, 0.12 * n), (-0.02 * n, 0, 0.55 * n), 0.012 * n), "plastic", RED
            ),
        ),
        (
            colliding.box((0.36 * n, 0.22 * n, 0.18 * n), (-0.14 * n, 0, 0.09 * n), "battery"),
            colliding.box((0.16 * n, 0.14 * n, 0.5 * n), (-0.14 * n, 0, 0.42 * n)),
            colliding.rod((-0.3 * n, 0, z), (0.22 * n, 0, z), 0.15 * n, kind="cylinder"),
            colliding.rod((0.22 * n, 0, z), (0.7 * n, 0, z), 0.03 * n, "chuck"),
        ),
        Resonator("block", (n, 0.2 * n, 0.8 * n)),
    )


def peeler(p: Params) -> Shape:
    """A vegetable peeler lying along X: a handle, a fork, a slotted blade across it."""
    n = p["length"]
    fork = [
        tube(
            curve([(0.1 * n, 0, 0.03 * n), (0.2 * n, s * 0.13 * n, 0.03 * n), (0.42 * n, s * 0.13 * n, 0.03 * n)], 14),
            0.016 * n,
        )
        for s in (1, -1)
    ]
    blade = [block((0.012 * n, 0.25 * n, 0.05 * n), (x * n, 0, 0.03 * n), 0.001) for x in (0.39, 0.44)]
    return Shape(
        (
            piece("body", joined([*fork, *blade]), "steel"),
            piece(
                "handle",
                tube(
                    [(-0.5 * n, 0, 0.035 * n), (-0.2 * n, 0, 0.045 * n), (0.12 * n, 0, 0.03 * n)],
                    [0.03 * n, 0.045 * n, 0.03 * n],
                    sides=14,
                ),
                "plastic",
                (0.02, 0.3, 0.08),
            ),
        ),
        (
            colliding.rod((-0.47 * n, 0, 0.04 * n), (0.1 * n, 0, 0.035 * n), 0.035 * n, "handle"),
            colliding.box((0.35 * n, 0.28 * n, 0.05 * n), (0.28 * n, 0, 0.03 * n)),
        ),
        Resonator("bar", (n, 0.03 * n, 0.03 * n)),
    )


def rolling_pin(p: Params) -> Shape:
    """A rolling pin along X with two turned handles."""
    n = p["length"]
    r = 0.075 * n
    profile = [
        (0.0, -0.5 * n),
        (0.3 * r, -0.5 * n),
        (0.42 * r, -0.42 * n),
        (0.25 * r, -0.33 * n),
        (0.25 * r, -0.31 * n),
        (r, -0.305 * n),
    ]
    profile = [*curve(profile[:4], 20).tolist(), profile[4], profile[5]]
    body = moved(turned(lathe([*profile, *((a, -b) for a, b in profile[::-1])]), (0, 1, 0), TAU / 4), z=r)
    return Shape(
        (piece("body", body, "wood"),),
        (
            colliding.rod((-0.305 * n, 0, r), (0.305 * n, 0, r), r, kind="cylinder"),
            *(colliding.rod((s * 0.31 * n, 0, r), (s * 0.48 * n, 0, r), 0.35 * r) for s in (1, -1)),
        ),
        Resonator("bar", (n, r, r)),
        rolls=True,
    )


def colander(p: Params) -> Shape:
    """A colander: a bowl of steel with rings of holes, two ears, a foot."""
    r = p["radius"]
    h = 0.62 * r
    outer = curve([(0.35 * r, 0.08 * h), (0.72 * r, 0.25 * h), (r, h)], 16)
    bowl = lathe(np.concatenate([outer, (outer - [0.015 * r, 0])[::-1] + np.array([0, 0.02 * h])]))
    holes = []
    for k in range(2, 15, 2):
        radius, z = outer[k]
        count_ = int(10 + 1.6 * k)
        holes += [
            moved(sphere(0.03 * r, steps=2), 1.004 * radius * np.cos(a), 1.004 * radius * np.sin(a), z)
            for a in TAU * np.arange(count_) / count_
        ]
    ears = [
        moved(
            turned(stretched(ring(0.14 * r, 0.025 * r), 0.7, 1.3, 1.0), (0, 1, 0), 0.2 * s), s * 1.06 * r, 0, 0.95 * h
        )
        for s in (1, -1)
    ]
    return Shape(
        (
            piece("body", joined([bowl, moved(ring(0.42 * r, 0.04 * r), z=0.04 * h)]), "brushed_metal"),
            piece("holes", joined(holes), "plastic", BLACK, decor=True),
            piece("handles", joined(ears), "brushed_metal"),
        ),
        (
            *colliding.vessel(
                [(0.4 * r, 0), (0.75 * r, 0.28 * h), (r, h)],
                [(0.38 * r, 0.12 * h), (0.72 * r, 0.34 * h), (0.97 * r, h)],
            ),
        ),
        Resonator("shell", (r, h, 0.001)),
        (Support("inside", (0, 0, 0.13 * h), (0.25 * r, 0.25 * r)),),
    )


def funnel(p: Params) -> Shape:
    """A funnel standing on its wide rim."""
    r = p["radius"]
    out = [(r, 0), (0.96 * r, 0.08 * r), (0.16 * r, 1.1 * r), (0.1 * r, 1.95 * r)]
    shape = lathe([*out, (0.07 * r, 1.95 * r), (0.13 * r, 1.1 * r), (0.93 * r, 0.08 * r), (0.97 * r, 0)], closed=True)
    return Shape(
        (piece("body", shape, "plastic", (0.02, 0.2, 0.45)),),
        (
            colliding.round_hull([(r, 0), (0.96 * r, 0.08 * r), (0.16 * r, 1.1 * r)]),
            colliding.upright(0.12 * r, 0.86 * r, (0, 0, 1.52 * r)),
        ),
        Resonator("shell", (r, 2 * r, 0.03 * r)),
    )


def spray_can(p: Params) -> Shape:
    """A spray can with a shoulder, a nozzle and a label."""
    h = p["height"]
    r = 0.17 * h
    can = lathe(
        [(0.94 * r, 0), (r, 0.015 * h), (r, 0.78 * h), (0.94 * r, 0.82 * h), (0.5 * r, 0.88 * h), (0.5 * r, 0.9 * h)]
    )
    return Shape(
        (
            piece("body", can, "aluminium"),
            piece(
                "label",
                lathe(
                    [(1.005 * r, 0.08 * h), (1.012 * r, 0.08 * h), (1.012 * r, 0.72 * h), (1.005 * r, 0.72 * h)],
                    closed=True,
                ),
                "paper",
                (0.02, 0.35, 0.3),
                decor=True,
            ),
            piece(
                "cap",
                joined(
                    [drum(0.34 * r, 0.09 * h, (0, 0, 0.945 * h)), drum(0.08 * r, 0.1 * h, (0, -0.3 * r, 0.955 * h), 1)]
                ),
                "plastic",
                WHITE,
            ),
        ),
        (colliding.upright(r, 0.8 * h, (0, 0, 0.4 * h)), colliding.upright(0.4 * r, 0.2 * h, (0, 0, 0.9 * h), "cap")),
        Resonator("shell", (r, h, 0.0006)),
        rolls=True,
    )


def paste_tube(p: Params) -> Shape:
    """A tube of paste lying along X: a flat crimped end, a round shoulder, a cap."""
    n = p["length"]
    rings = []
    a = TAU * np.arange(28) / 28
    for x, ry, rz in (
        (-0.5, 0.16, 0.006),
        (-0.44, 0.16, 0.012),
        (-0.1, 0.135, 0.08),
        (0.3, 0.115, 0.112),
        (0.34, 0.06, 0.06),
        (0.37, 0.05, 0.05),
    ):
        rings.append(np.column_stack([np.full(28, x * n), ry * n * np.cos(a), 0.115 * n + rz * n * np.sin(a)]))
    cap = moved(turned(cap_profile(n), (0, 1, 0), TAU / 4), 0.36 * n, 0, 0.115 * n)
    stripe = block((0.4 * n, 0.2 * n, 0.002 * n), (0.0, 0, 0.205 * n), 0.0005)
    return Shape(
        (
            piece("body", loft(np.array(rings)), "plastic", WHITE),
            piece("cap", cap, "plastic", RED),
            piece("stripe", stripe, "plastic", RED, decor=True),
        ),
        (
            colliding.hull(np.concatenate([r[::2] for r in rings])),
            colliding.rod((0.37 * n, 0, 0.115 * n), (0.49 * n, 0, 0.115 * n), 0.07 * n, "cap", "cylinder"),
        ),
        Resonator("block", (n, 0.3 * n, 0.2 * n)),
    )


def flashlight(p: Params) -> Shape:
    """A torch lying along X: a ribbed barrel, a flared head with a lens, a switch."""
    n = p["length"]
    r = 0.1 * n
    barrel = lathe(
        [
            (0.75 * r, -0.5 * n),
            (0.8 * r, -0.48 * n),
            (0.8 * r, 0.2 * n),
            (1.45 * r, 0.36 * n),
            (1.5 * r, 0.5 * n),
            (1.3 * r, 0.5 * n),
            (1.25 * r, 0.46 * n),
            (0, 0.44 * n),
        ]
    )
    ribs = [
        moved(turned(ring(0.8 * r, 0.06 * r), (0, 1, 0), TAU / 4), x * n, 0, 1.5 * r)
        for x in np.linspace(-0.4, 0.05, 12)
    ]
    lens = Lamp("lens", "disk", (0.492 * n, 0.0, 1.5 * r), (1.0, 0.0, 0.0), (1.2 * r, 1.2 * r), (1.0, 0.93, 0.8), 3.0)
    return Shape(
        (
            piece("body", joined([moved(turned(barrel, (0, 1, 0), TAU / 4), z=1.5 * r), *ribs]), "aluminium", BLACK),
            piece("lens", drum(1.28 * r, 0.02 * n, (0.48 * n, 0, 1.5 * r), 0), "glass"),
            piece("button", moved(sphere(0.35 * r, steps=4), 0.15 * n, 0, 2.3 * r), "rubber", RED),
        ),
        (
            colliding.rod((-0.5 * n, 0, 1.5 * r), (0.3 * n, 0, 1.5 * r), 0.8 * r, kind="cylinder"),
            colliding.rod((0.32 * n, 0, 1.5 * r), (0.5 * n, 0, 1.5 * r), 1.5 * r, kind="cylinder"),
        ),
        Resonator("bar", (n, r, r)),
        rolls=True,
        lamps=(lens,) if p["lit"] else (),
    )


def laser(p: Params) -> Shape:
    """A laser pointer lying along X: a slim barrel between two rings, a clip, a button, a window at the front."""
    n = p["length"]
    r = 0.052 * n
    lay = lambda s: turned(s, (0, 1, 0), TAU / 4)  # noqa: E731
    barrel = lay(moved(cylinder(r, 0.86 * n, bevel=0.1 * r), z=-0.02 * n))
    rings = [moved(lay(cylinder(1.06 * r, 0.03 * n, bevel=0.1 * r)), x * n) for x in (-0.42, 0.05)]
    tip = lay(lathe([(r, 0.41 * n), (r, 0.46 * n), (0.55 * r, 0.5 * n), (0.3 * r, 0.495 * n), (0.22 * r, 0.41 * n)]))
    clip = block((0.34 * n, 0.5 * r, 0.16 * r), (-0.24 * n, 0, 1.3 * r), 0.1 * r)
    tints = {0.0: (1.0, 0.012, 0.006), 1.0: (0.02, 1.0, 0.03), 2.0: (0.04, 0.08, 1.0)}
    beam = Lamp(
        "beam", "disk", (0.5005 * n, 0.0, 1.06 * r), (1.0, 0.0, 0.0), (0.2 * r, 0.2 * r), tints[p["tint"]], 0.02, 0.02
    )
    pieces = (
        piece("body", moved(barrel, z=1.06 * r), "aluminium", (0.02, 0.02, 0.022)),
        piece("tip", moved(joined([tip, *rings]), z=1.06 * r), "chrome"),
        piece("clip", moved(clip, z=1.06 * r), "chrome"),
        piece("button", moved(sphere(0.45 * r, steps=4), 0.18 * n, 0, 1.85 * r), "rubber", RED),
    )
    solid = (colliding.rod((-0.5 * n, 0, 1.06 * r), (0.5 * n, 0, 1.06 * r), 1.06 * r, kind="cylinder"),)
    return Shape(pieces, solid, Resonator("bar", (n, r, r)), rolls=True, lamps=(beam,) if p["lit"] else ())


def cap_profile(n: float) -> object:
    """Return a fluted cap for a tube of length ``n``, along Z."""
    return lathe([(0.072 * n, 0), (0.066 * n, 0.13 * n), (0.05 * n, 0.14 * n)])


FAMILIES = {
    "tape": Family(tape, {"radius": length(0.05)}),
    "saw": Family(saw, {"length": length(0.55)}),
    "pliers": Family(pliers, {"length": length(0.18)}),
    "drill": Family(drill, {"length": length(0.24)}),
    "peeler": Family(peeler, {"length": length(0.16)}),
    "rolling_pin": Family(rolling_pin, {"length": length(0.42)}),
    "colander": Family(colander, {"radius": length(0.13)}),
    "funnel": Family(funnel, {"radius": length(0.07)}),
    "spray_can": Family(spray_can, {"height": length(0.19)}),
    "paste_tube": Family(paste_tube, {"length": length(0.17)}),
    "laser": Family(laser, {"length": length(0.14), "lit": count(0, 0, 1), "tint": count(0, 0, 2)}),
    "flashlight": Family(flashlight, {"length": length(0.18), "lit": count(0, 0, 1)}),
}
