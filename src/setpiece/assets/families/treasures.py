"""What is kept: thermometer, compass, globe, chest, cut stone, bar of gold, anchor, teddy bear, tin robot."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, block, curve, drum, extrude, lathe, loft, ring, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved, stretched, turned

BLACK, WHITE, RED, BLUE = (0.015, 0.015, 0.017), (0.74, 0.74, 0.73), (0.5, 0.02, 0.02), (0.02, 0.09, 0.35)


def thermometer(p: Params) -> Shape:
    """A wall thermometer on a foot: a board with marks, a glass tube with red spirit and a bulb."""
    h = p["height"]
    marks = [
        block(
            ((0.1 if k % 5 else 0.18) * h, 0.004 * h, 0.006 * h), (0.08 * h, -0.022 * h, (0.24 + 0.03 * k) * h), 0.0005
        )
        for k in range(21)
    ]
    return Shape(
        (
            piece(
                "body",
                joined(
                    [
                        block((0.3 * h, 0.04 * h, h), (0, 0, h / 2), 0.012 * h),
                        block((0.36 * h, 0.24 * h, 0.05 * h), (0, 0, 0.025 * h), 0.01 * h),
                    ]
                ),
                "wood",
            ),
            piece("tube", tube([(0, -0.035 * h, 0.14 * h), (0, -0.035 * h, 0.9 * h)], 0.022 * h, sides=12), "glass"),
            piece(
                "spirit",
                joined(
                    [
                        tube([(0, -0.035 * h, 0.14 * h), (0, -0.035 * h, 0.58 * h)], 0.013 * h, sides=8),
                        moved(sphere(0.036 * h, steps=5), 0, -0.035 * h, 0.13 * h),
                    ]
                ),
                "plastic",
                RED,
            ),
            piece("marks", joined(marks), "paint", BLACK, decor=True),
        ),
        (
            colliding.box((0.3 * h, 0.06 * h, h), (0, -0.01 * h, h / 2)),
            colliding.box((0.36 * h, 0.24 * h, 0.05 * h), (0, 0, 0.025 * h)),
        ),
        Resonator("plate", (0.3 * h, h, 0.02 * h)),
    )


def compass(p: Params) -> Shape:
    """A compass lying open: a brass case, a white card, a needle red to the north."""
    r = p["radius"]
    h = 0.35 * r
    case = lathe([(0.9 * r, 0), (r, 0.08 * h), (r, h), (0.92 * r, h), (0.9 * r, 0.5 * h), (0, 0.5 * h)])
    north = extrude(np.array([(-0.12 * r, 0), (0.12 * r, 0), (0, 0.75 * r)]), 0.03 * r)
    ticks = [
        turned(
            block((0.03 * r, (0.2 if k % 3 == 0 else 0.1) * r, 0.01 * r), (0, 0.76 * r, 0.62 * h), 0.0005),
            (0, 0, 1),
            k * TAU / 12,
        )
        for k in range(12)
    ]
    loop = moved(turned(ring(0.16 * r, 0.04 * r), (1, 0, 0), 0.0), 0, 1.12 * r, 0.5 * h)
    return Shape(
        (
            piece("body", joined([case, loop]), "brass"),
            piece("dial", drum(0.9 * r, 0.04 * r, (0, 0, 0.56 * h)), "paper"),
            piece("marks", joined(ticks), "paint", BLACK, decor=True),
            piece("needle", moved(north, z=0.75 * h), "paint", RED),
            piece("south", moved(turned(north, (0, 0, 1), np.pi), z=0.75 * h), "steel"),
        ),
        (colliding.upright(r, h, (0, 0, h / 2)),),
        Resonator("shell", (r, h, 0.02 * r)),
    )


def globe(p: Params) -> Shape:
    """A globe on a foot: blue seas, green lands, tilted in a brass bow."""
    h = p["height"]
    r = 0.36 * h
    z = h - r - 0.05 * h
    rng = np.random.Generator(np.random.PCG64(2))
    lands = []
    for lat, lon, size in (
        (0.5, 0.2, 0.42),
        (0.1, 0.4, 0.36),
        (0.75, 1.2, 0.5),
        (-0.35, 2.3, 0.26),
        (0.65, 3.9, 0.4),
        (-0.25, 4.4, 0.34),
        (-1.4, 0.0, 0.35),
        (0.3, 1.5, 0.3),
    ):
        at = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
        for _ in range(45):
            d = at + 0.5 * size * rng.normal(size=3)
            d /= np.linalg.norm(d)
            lands.append(moved(sphere(0.075 * r, steps=2), *(0.95 * r * d)))
    bow = [(1.09 * r * np.sin(a), 0.0, z - 1.09 * r * np.cos(a)) for a in np.linspace(0.0, np.pi, 24)]
    ball = moved(turned(joined(lands), (0, 1, 0), 0.4), z=z)
    return Shape(
        (
            piece("body", moved(sphere(r, steps=10), z=z), "plastic", (0.04, 0.2, 0.5)),
            piece("lands", ball, "plastic", (0.12, 0.34, 0.08), decor=True),
            piece("frame", tube(bow, 0.02 * h, sides=8), "brass"),
            piece(
                "foot",
                lathe([(0.26 * h, 0), (0.26 * h, 0.02 * h), (0.05 * h, 0.06 * h), (0.03 * h, z - 1.05 * r)]),
                "dark_wood",
            ),
        ),
        (
            colliding.ball(r, (0, 0, z)),
            colliding.upright(0.26 * h, 0.02 * h, (0, 0, 0.01 * h), "foot"),
            colliding.rod((0, 0, 0.05 * h), (0, 0, z - r), 0.04 * h, "foot"),
        ),
        Resonator("shell", (r, h, 0.003)),
    )


def chest(p: Params) -> Shape:
    """A treasure chest: planks, a vaulted lid, iron bands, a lock towards -Y."""
    n = p["length"]
    w, h = 0.6 * n, 0.4 * n
    a = np.linspace(0, np.pi, 13)
    vault = np.array([(w / 2 * np.cos(b), 0.55 * w / 2 * np.sin(b)) for b in a])
    lid = moved(turned(turned(extrude(vault, n, bevel=0.01 * n), (1, 0, 0), TAU / 4), (0, 0, 1), TAU / 4), -n / 2, 0, h)
    bands = []
    for x in (-0.36 * n, 0.0, 0.36 * n):
        bands.append(block((0.07 * n, 1.03 * w, 1.01 * h), (x, 0, h / 2), 0.004))
        arch = np.array([(1.03 * a_, 1.06 * b_) for a_, b_ in vault])
        bands.append(
            moved(turned(turned(extrude(arch, 0.07 * n), (1, 0, 0), TAU / 4), (0, 0, 1), TAU / 4), x - 0.035 * n, 0, h)
        )
    lock = block((0.12 * n, 0.04 * n, 0.14 * n), (0, -0.53 * w, h), 0.008 * n)
    return Shape(
        (
            piece("body", joined([block((n, w, h), (0, 0, h / 2)), lid]), "wood"),
            piece("bands", joined(bands), "iron"),
            piece("lock", lock, "brass"),
        ),
        (
            colliding.box((n, w, h), (0, 0, h / 2)),
            colliding.hull([(x, y, h + z) for x in (-n / 2, n / 2) for y, z in vault]),
        ),
        Resonator("block", (n, w, h)),
        (Support("top", (0, 0, h + 0.275 * w), (0.45 * n, 0.12 * w)),),
    )


def gem(p: Params) -> Shape:
    """A cut stone standing on its table: crown and pavilion in facets."""
    r = p["radius"]
    sides = 8

    def facet(radius: float, z: float, turn: float) -> np.ndarray:
        a = TAU * (np.arange(sides) + turn) / sides
        return np.column_stack([radius * np.cos(a), radius * np.sin(a), np.full(sides, z)])

    rings = [
        facet(0.55 * r, 0, 0.0),
        facet(0.86 * r, 0.22 * r, 0.5),
        facet(r, 0.36 * r, 0.5),
        facet(0.02 * r, 1.25 * r, 0.5),
    ]
    return Shape(
        (piece("body", loft(np.array(rings), crease=0.05), "crystal"),),
        (colliding.hull(np.concatenate(rings)),),
        Resonator("block", (r, r, r)),
    )


def quartz(p: Params) -> Shape:
    """A clear crystal lying on one of its six sides, pointed at both ends."""
    n, r = p["length"], 0.16 * p["length"]
    ring = np.array([(np.cos(a), np.sin(a)) for a in TAU * (np.arange(6) + 0.5) / 6]) * r
    rings = [
        np.column_stack([np.full(6, x), k * ring[:, 0], k * ring[:, 1]])
        for x, k in ((-0.5 * n, 0.02), (-0.34 * n, 1.0), (0.3 * n, 0.96), (0.5 * n, 0.02))
    ]
    body = moved(loft(np.array(rings), crease=0.05), z=0.867 * r)
    hull = colliding.hull(np.concatenate(rings) + np.array([0.0, 0.0, 0.867 * r]))
    return Shape((piece("body", body, "crystal"),), (hull,), Resonator("bar", (n, 2 * r, 2 * r)))


def ingot(p: Params) -> Shape:
    """A cast bar with sloping sides."""
    n = p["length"]

    def rim(k: float, z: float) -> np.ndarray:
        return np.array([(a * k * 0.5 * n, b * k * 0.24 * n, z) for a, b in ((1, 1), (-1, 1), (-1, -1), (1, -1))])

    h = 0.22 * n
    rings = [rim(1.0, 0), rim(0.86, 0.9 * h), rim(0.82, h)]
    stamp = block((0.3 * n, 0.14 * n, 0.004 * n), (0, 0, h), 0.001)
    return Shape(
        (piece("body", loft(np.array(rings), crease=0.3), "gold"), piece("stamp", stamp, "gold", decor=True)),
        (colliding.hull(np.concatenate(rings)),),
        Resonator("bar", (n, 0.4 * n, h)),
        (Support("top", (0, 0, h), (0.38 * n, 0.18 * n)),),
    )


def anchor(p: Params) -> Shape:
    """A ship's anchor lying flat: shank, stock, ring, two arms with flukes."""
    n = p["length"]
    z = 0.05 * n
    arm = curve(
        [
            (-0.34 * n, 0.05 * n, z),
            (-0.25 * n, -0.3 * n, z),
            (0, -0.45 * n, z),
            (0.25 * n, -0.3 * n, z),
            (0.34 * n, 0.05 * n, z),
        ],
        40,
    )
    flukes = [
        moved(
            turned(
                extrude(np.array([(-0.07 * n, -0.06 * n), (0.07 * n, -0.06 * n), (0, 0.12 * n)]), 0.03 * n),
                (0, 0, 1),
                s * 0.25,
            ),
            s * 0.33 * n,
            0.04 * n,
            z - 0.015 * n,
        )
        for s in (1, -1)
    ]
    parts = [
        tube([(0, -0.45 * n, z), (0, 0.42 * n, z)], 0.035 * n),
        tube(arm, 0.035 * n),
        tube([(-0.2 * n, 0.3 * n, z), (0.2 * n, 0.3 * n, z)], 0.026 * n),
        moved(ring(0.06 * n, 0.018 * n), 0, 0.47 * n, z),
    ]
    return Shape(
        (piece("body", joined([*parts, *flukes]), "iron"),),
        (
            colliding.rod((0, -0.45 * n, z), (0, 0.5 * n, z), 0.035 * n),
            *(colliding.rod(arm[k], arm[k + 9], 0.035 * n) for k in (0, 10, 20, 30)),
            colliding.rod((-0.2 * n, 0.3 * n, z), (0.2 * n, 0.3 * n, z), 0.026 * n),
        ),
        Resonator("bar", (n, 0.06 * n, 0.06 * n)),
    )


def teddy(p: Params) -> Shape:
    """A teddy bear sitting, face towards -Y."""
    h = p["height"]

    def ball(r: float, x: float, y: float, z: float, sx: float = 1.0, sy: float = 1.0, sz: float = 1.0) -> object:
        return moved(stretched(sphere(r * h, steps=6), sx, sy, sz), x * h, y * h, z * h)

    fur = [ball(0.23, 0, 0, 0.29, 1, 0.9, 1.15), ball(0.21, 0, -0.02, 0.72, 1.05, 0.95, 0.92)]
    fur += [ball(0.08, s * 0.17, 0, 0.9, 1, 0.6, 1) for s in (1, -1)]
    fur += [ball(0.085, s * 0.27, -0.08, 0.4, 1, 1, 1.7) for s in (1, -1)] + [
        ball(0.1, s * 0.19, -0.24, 0.1, 1, 1.7, 1) for s in (1, -1)
    ]
    pale = (
        [ball(0.09, 0, -0.2, 0.67, 1.1, 0.8, 0.8)]
        + [ball(0.075, s * 0.19, -0.38, 0.1, 1, 0.5, 1) for s in (1, -1)]
        + [ball(0.05, s * 0.17, -0.04, 0.9, 1, 0.5, 1) for s in (1, -1)]
    )
    dark = [ball(0.026, s * 0.08, -0.205, 0.77) for s in (1, -1)] + [ball(0.034, 0, -0.265, 0.70, 1.2, 0.8, 0.8)]
    return Shape(
        (
            piece("body", joined(fur), "fur", (0.30, 0.15, 0.05)),
            piece("pale", joined(pale), "fur", (0.6, 0.42, 0.22)),
            piece("eyes", joined(dark), "plastic", BLACK),
        ),
        (
            colliding.ball(0.25 * h, (0, 0, 0.27 * h)),
            colliding.ball(0.21 * h, (0, -0.02 * h, 0.72 * h)),
            *(
                colliding.rod((s * 0.19 * h, -0.1 * h, 0.1 * h), (s * 0.19 * h, -0.34 * h, 0.1 * h), 0.1 * h)
                for s in (1, -1)
            ),
        ),
        Resonator("block", (0.5 * h, 0.5 * h, h)),
    )


def robot(p: Params) -> Shape:
    """A toy robot: box head with two eyes and an aerial, box body with dials, jointed arms and legs."""
    h = p["height"]
    shell = [
        block((0.42 * h, 0.26 * h, 0.36 * h), (0, 0, 0.46 * h), 0.02 * h),
        block((0.3 * h, 0.24 * h, 0.22 * h), (0, 0, 0.8 * h), 0.02 * h),
    ]
    joints = [drum(0.06 * h, 0.06 * h, (0, 0, 0.67 * h))] + [
        moved(sphere(0.055 * h, steps=5), s * 0.25 * h, 0, 0.58 * h) for s in (1, -1)
    ]
    limbs = [block((0.09 * h, 0.1 * h, 0.26 * h), (s * 0.28 * h, 0, 0.42 * h), 0.015 * h) for s in (1, -1)] + [
        block((0.13 * h, 0.14 * h, 0.24 * h), (s * 0.11 * h, 0, 0.16 * h), 0.015 * h) for s in (1, -1)
    ]
    feet = [block((0.16 * h, 0.24 * h, 0.06 * h), (s * 0.11 * h, -0.03 * h, 0.03 * h), 0.015 * h) for s in (1, -1)]
    hands = [moved(turned(ring(0.035 * h, 0.014 * h), (0, 1, 0), TAU / 4), s * 0.28 * h, 0, 0.26 * h) for s in (1, -1)]
    dials = [drum(0.045 * h, 0.02 * h, (x * h, -0.135 * h, 0.5 * h), 1) for x in (-0.1, 0.1)]
    aerial = [tube([(0, 0, 0.9 * h), (0, 0, 0.97 * h)], 0.008 * h), moved(sphere(0.022 * h, steps=4), z=0.98 * h)]
    return Shape(
        (
            piece("body", joined([*shell, *limbs]), "brushed_metal"),
            piece("joints", joined([*joints, *hands, *feet, *aerial]), "steel", (0.1, 0.1, 0.11)),
            piece(
                "eyes",
                joined([drum(0.045 * h, 0.03 * h, (s * 0.075 * h, -0.12 * h, 0.82 * h), 1) for s in (1, -1)]),
                "plastic",
                (0.05, 0.5, 0.6),
            ),
            piece(
                "buttons",
                joined([*dials, block((0.26 * h, 0.01 * h, 0.05 * h), (0, -0.132 * h, 0.38 * h))]),
                "plastic",
                RED,
            ),
        ),
        (
            colliding.box((0.42 * h, 0.26 * h, 0.36 * h), (0, 0, 0.46 * h)),
            colliding.box((0.3 * h, 0.24 * h, 0.3 * h), (0, 0, 0.78 * h)),
            *(
                colliding.box((0.16 * h, 0.24 * h, 0.3 * h), (s * 0.11 * h, -0.02 * h, 0.15 * h), "joints")
                for s in (1, -1)
            ),
            *(colliding.box((0.09 * h, 0.1 * h, 0.34 * h), (s * 0.28 * h, 0, 0.42 * h)) for s in (1, -1)),
        ),
        Resonator("block", (0.5 * h, 0.3 * h, h)),
    )


FAMILIES = {
    "thermometer": Family(thermometer, {"height": length(0.26)}),
    "compass": Family(compass, {"radius": length(0.035)}),
    "globe": Family(globe, {"height": length(0.42)}),
    "chest": Family(chest, {"length": length(0.7)}),
    "gem": Family(gem, {"radius": length(0.02)}),
    "quartz": Family(quartz, {"length": length(0.06)}),
    "ingot": Family(ingot, {"length": length(0.24)}),
    "anchor": Family(anchor, {"length": length(1.1)}),
    "teddy": Family(teddy, {"height": length(0.34)}),
    "robot": Family(robot, {"height": length(0.3)}),
}
