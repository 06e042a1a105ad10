"""What one carries, wears and wraps oneself in: backpack, hat, helmet, sunglasses, towel, rope."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, block, curve, drum, lathe, loft, ring, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Param, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved, stretched, turned

BLACK, WHITE, RED, BLUE = (0.015, 0.015, 0.017), (0.74, 0.74, 0.73), (0.5, 0.02, 0.02), (0.02, 0.09, 0.35)


def backpack(p: Params) -> Shape:
    """A backpack: a rounded bag with a pocket in front, a flap, a loop on top, two straps behind."""
    h = p["height"]
    w, d = 0.68 * h, 0.32 * h
    strap = [
        curve(
            [(s * 0.18 * h, d / 2, 0.88 * h), (s * 0.2 * h, d / 2 + 0.16 * h, 0.6 * h), (s * 0.24 * h, d / 2, 0.1 * h)],
            18,
        )
        for s in (1, -1)
    ]
    loop = tube(
        curve([(-0.08 * h, 0.1 * h, 0.97 * h), (0, 0.1 * h, 1.06 * h), (0.08 * h, 0.1 * h, 0.97 * h)], 14), 0.014 * h
    )
    zip_ = tube(
        curve(
            [
                (-0.24 * h, -d / 2 - 0.1 * h, 0.42 * h),
                (0, -d / 2 - 0.125 * h, 0.45 * h),
                (0.24 * h, -d / 2 - 0.1 * h, 0.42 * h),
            ],
            12,
        ),
        0.007 * h,
    )
    return Shape(
        (
            piece("body", moved(rounded_box((w, d, h), 0.14 * h, steps=4), z=h / 2), "fabric", BLUE),
            piece(
                "pocket",
                moved(rounded_box((0.8 * w, 0.16 * h, 0.42 * h), 0.06 * h, steps=3), 0, -d / 2 - 0.03 * h, 0.27 * h),
                "fabric",
                (0.015, 0.05, 0.2),
            ),
            piece(
                "flap",
                moved(rounded_box((0.9 * w, 0.85 * d, 0.1 * h), 0.045 * h, steps=3), 0, -0.02 * h, 0.95 * h),
                "fabric",
                (0.015, 0.05, 0.2),
            ),
            piece("strap", joined([*(tube(way, 0.022 * h, sides=8) for way in strap), loop]), "fabric", BLACK),
            piece("zip", zip_, "brass"),
        ),
        (
            colliding.box((w, d, h), (0, 0, h / 2)),
            colliding.box((0.8 * w, 0.16 * h, 0.42 * h), (0, -d / 2 - 0.03 * h, 0.27 * h), "pocket"),
        ),
        Resonator("block", (w, d, h)),
    )


def hat(p: Params) -> Shape:
    """A hat lying on its brim, with a dented crown and a band."""
    r = p["radius"]
    profile = curve(
        [
            (r, 0.04 * r),
            (0.7 * r, 0.02 * r),
            (0.5 * r, 0.06 * r),
            (0.48 * r, 0.4 * r),
            (0.42 * r, 0.66 * r),
            (0.2 * r, 0.68 * r),
            (0.0, 0.58 * r),
        ],
        40,
    )
    back = profile[::-1] - [0.0, 0.022 * r]
    felt = stretched(lathe(np.concatenate([back, profile])), 1.0, 0.9, 1.0)
    band = stretched(
        lathe([(0.485 * r, 0.08 * r), (0.51 * r, 0.08 * r), (0.5 * r, 0.2 * r), (0.48 * r, 0.2 * r)], closed=True),
        1.0,
        0.9,
        1.0,
    )
    return Shape(
        (piece("body", felt, "felt", (0.2, 0.11, 0.05)), piece("band", band, "fabric", BLACK)),
        (
            colliding.upright(0.95 * r, 0.05 * r, (0, 0, 0.025 * r)),
            colliding.round_hull([(0.5 * r, 0.04 * r), (0.43 * r, 0.66 * r)]),
        ),
        Resonator("block", (r, r, 0.5 * r)),
    )


def helmet(p: Params) -> Shape:
    """A helmet with a visor and a padded rim, face towards -Y."""
    r = p["radius"]
    dome = stretched(sphere(r, steps=10), 0.92, 1.08, 1.0)
    visor = moved(stretched(sphere(0.93 * r, steps=8), 0.9, 0.35, 0.42), 0, -0.82 * r, 0.02 * r)
    rim = moved(stretched(ring(0.66 * r, 0.09 * r), 0.95, 1.15, 1.0), z=-0.72 * r)
    stripe = moved(turned(stretched(ring(r, 0.05 * r), 1.09, 1.01, 2.2), (0, 1, 0), TAU / 4), 0, 0, 0)
    lift = 0.82 * r
    return Shape(
        (
            piece("body", moved(dome, z=lift), "plastic", RED, sheet=0.004),
            piece("visor", moved(visor, z=lift), "dark_glass"),
            piece("rim", moved(rim, z=lift), "foam", BLACK),
            piece("stripe", moved(stripe, z=lift), "plastic", WHITE, decor=True),
        ),
        (colliding.ball(r, (0, 0, lift + 0.02 * r)), colliding.upright(0.7 * r, 0.2 * r, (0, 0, 0.1 * r), "rim")),
        Resonator("shell", (r, r, 0.004)),
    )


def sunglasses(p: Params) -> Shape:
    """Sunglasses standing on their lenses' lower edge and the ends of their arms."""
    w = p["width"]
    lenses = [
        moved(stretched(drum(0.2 * w, 0.02 * w, axis=1), 1.1, 1, 0.85), s * 0.26 * w, 0, 0.19 * w) for s in (1, -1)
    ]
    rims = [
        moved(
            turned(stretched(ring(0.2 * w, 0.016 * w), 1.1, 0.85, 1.0), (1, 0, 0), TAU / 4), s * 0.26 * w, 0, 0.19 * w
        )
        for s in (1, -1)
    ]
    arms = [
        tube(
            curve(
                [
                    (s * 0.48 * w, 0, 0.26 * w),
                    (s * 0.5 * w, 0.5 * w, 0.26 * w),
                    (s * 0.47 * w, 0.85 * w, 0.2 * w),
                    (s * 0.46 * w, 0.98 * w, 0.03 * w),
                ],
                18,
            ),
            0.016 * w,
        )
        for s in (1, -1)
    ]
    bridge = tube(curve([(-0.06 * w, 0, 0.23 * w), (0, -0.02 * w, 0.27 * w), (0.06 * w, 0, 0.23 * w)], 8), 0.018 * w)
    return Shape(
        (piece("body", joined([*rims, *arms, bridge]), "plastic", BLACK), piece("lens", joined(lenses), "dark_glass")),
        (
            colliding.box((w, 0.04 * w, 0.34 * w), (0, 0, 0.19 * w)),
            *(colliding.box((0.03 * w, 0.98 * w, 0.08 * w), (s * 0.48 * w, 0.49 * w, 0.2 * w)) for s in (1, -1)),
            *(colliding.ball(0.02 * w, (s * 0.46 * w, 0.97 * w, 0.035 * w)) for s in (1, -1)),
        ),
        Resonator("bar", (w, 0.03 * w, 0.03 * w)),
    )


def tablecloth(p: Params) -> Shape:
    """A cloth as it hangs over a table: flat on top, its edges down in folds. Only the flat part collides."""
    n, w, drop = p["length"], p["width"], p["drop"]
    t, corner = 0.003, 0.005
    turn = np.linspace(0.0, TAU, 240, endpoint=False)
    way = np.column_stack([np.cos(turn), np.sin(turn)])
    half = np.array([n / 2, w / 2])
    reach = 1.0 / np.max(np.abs(way) / half, axis=1)
    edge = np.clip(way * reach[:, None], -(half - corner), half - corner)
    out = way * reach[:, None] - edge
    out = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    around = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(edge, axis=0), axis=1))])
    fold = np.sin(TAU * np.round(around[-1] / 0.16) * around / around[-1])

    def loop(z: float, off: float, share: float = 0.0) -> np.ndarray:
        level = edge + out * (corner + off + share * 0.02 * fold)[:, None]
        return np.column_stack([level, np.full(len(level), z)])

    middle = np.column_stack([0.02 * (edge + corner * out), np.full(len(edge), 1.0)])
    rings = [loop(-drop, 0.016, 1.0), loop(-0.5 * drop, 0.01, 0.5), loop(0.0, 0.002), middle * [1, 1, t],
             middle * [1, 1, 1e-4], loop(0.0, 0.0), loop(-0.5 * drop, 0.008, 0.5), loop(-drop, 0.014, 1.0)]  # fmt: skip
    return Shape(
        (piece("body", loft(np.array(rings), closed=True), "fabric", (0.72, 0.70, 0.66)),),
        (colliding.box((n, w, t), (0, 0, t / 2)),),
        Resonator("block", (n, w, t)),
        (Support("top", (0, 0, t), (0.45 * n, 0.45 * w)),),
    )


def cloth_strip(p: Params) -> Shape:
    """A strip across a tablecloth, hinged to its like: flat, +X ahead, its sides and its front hem down in folds.

    ``start`` (m) is where it begins along the cloth, so that folds go on from strip to strip.
    """
    n, w, drop, hem = p["length"], p["width"], p["drop"], p["hem"]
    t, corner, wave = 0.003, 0.005, 0.16
    x = np.linspace(-n / 2, n / 2, 2 + int(n / 0.02))
    fold = np.sin(TAU * (x + n / 2 + p["start"]) / wave)

    def ring(y: float, z: float, share: float, thick: tuple[float, float]) -> np.ndarray:
        """Return a closed loop along the strip and back; ``thick`` (m, Y and Z) is from its inner to its outer side."""
        side = np.sign(y) * share * 0.02 * fold
        outer = np.column_stack([x, y + side + np.sign(y) * thick[0], np.full(len(x), z + thick[1])])
        inner = np.column_stack([x, y + side, np.full(len(x), z)])
        return np.concatenate([outer, inner[::-1]])

    def flap(s: float) -> list[np.ndarray]:
        down = [(1.0, 0.008), (0.5, 0.004), (0.1, 0.0)] if drop > 0.0 else []
        return [ring(s * (w / 2 + off), -share * drop, share, (0.002, 0.0)) for share, off in down]

    top = [ring(s * w / 2 * part, 0.0, 0.0, (0.0, t)) for s, part in ((-1, 1), (-1, 0.5), (1, 0.5), (1, 1))]
    sheets = [loft(np.array([*flap(-1), *top, *flap(1)[::-1]]))]
    if hem > 0.0:
        y = np.linspace(-w / 2, w / 2, 2 + int(w / 0.02))
        folds = 0.02 * np.sin(TAU * y / wave)
        level = [(0.0, 0.0, t), (0.5, 0.004, 0.0), (1.0, 0.008, 0.0)]
        front = [
            np.concatenate([
                np.column_stack([n / 2 + corner + off + share * folds, y, np.full(len(y), rise - share * hem)]),
                np.column_stack([n / 2 + off + share * folds, y, np.full(len(y), rise - share * hem)])[::-1],
            ])
            for share, off, rise in level
        ]  # fmt: skip
        sheets.append(loft(np.array(front)))
    return Shape(
        (piece("body", joined(sheets), "fabric", (0.72, 0.70, 0.66)),),
        (colliding.box((n, w, t), (0, 0, t / 2)),),
        Resonator("block", (n, w, t)),
        mounts={"ahead": (n / 2, 0.0, t / 2), "behind": (-n / 2, 0.0, t / 2)},
    )


def towel(p: Params) -> Shape:
    """Cloth folded in layers, with rounded folds towards +X and a stripe."""
    n = p["length"]
    layers = int(p["layers"])
    w, t = 0.62 * n, 0.35 * n / max(layers, 3)
    sheets = [
        moved(rounded_box((n, w * (1 - 0.012 * k), t), 0.45 * t, steps=3), 0.004 * n * (k % 2), 0, (k + 0.5) * t)
        for k in range(layers)
    ]
    h = layers * t
    band = block((0.06 * n, w * 1.004, h * 1.01), (-0.3 * n, 0, h / 2), 0.3 * t)
    return Shape(
        (piece("body", joined(sheets), "fabric", (0.20, 0.42, 0.5)), piece("stripe", band, "fabric", WHITE)),
        (colliding.box((n, w, h), (0, 0, h / 2)),),
        Resonator("block", (n, w, h)),
        (Support("top", (0, 0, h), (0.42 * n, 0.42 * w)),),
    )


def rope(p: Params) -> Shape:
    """A coil of laid rope, one end hanging out."""
    r, turns = p["radius"], int(p["turns"])
    t = 0.085 * r
    a = np.linspace(0, turns * TAU, 40 * turns)
    layer = a / TAU
    out = 0.72 * r + 0.2 * r * np.sin(2.4 * layer)
    way = np.column_stack([out * np.cos(a), out * np.sin(a), t + 0.75 * t * layer])
    strands = []
    for k in range(3):
        b = 26.0 * a + TAU * k / 3
        strands.append(
            tube(
                way + 0.42 * t * np.column_stack([np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)]),
                0.6 * t,
                sides=6,
            )
        )
    tail = curve([way[-1], (1.0 * r, 0.15 * r, 0.5 * way[-1, 2]), (1.25 * r, 0.5 * r, t), (1.6 * r, 0.45 * r, t)], 30)
    h = way[-1, 2] + t
    return Shape(
        (piece("body", joined([*strands, tube(tail, t, sides=8)]), "fabric", (0.45, 0.33, 0.17)),),
        tuple(
            colliding.rod(
                (0.72 * r * np.cos(b), 0.72 * r * np.sin(b), 0),
                (0.72 * r * np.cos(b), 0.72 * r * np.sin(b), h),
                0.25 * r,
                kind="cylinder",
            )
            for b in TAU * np.arange(8) / 8
        ),
        Resonator("block", (r, r, h)),
    )


FAMILIES = {
    "backpack": Family(backpack, {"height": length(0.46)}),
    "hat": Family(hat, {"radius": length(0.17)}),
    "helmet": Family(helmet, {"radius": length(0.14)}),
    "sunglasses": Family(sunglasses, {"width": length(0.14)}),
    "tablecloth": Family(tablecloth, {"length": length(1.6), "width": length(0.8), "drop": length(0.22)}),
    "cloth_strip": Family(
        cloth_strip,
        {
            "length": length(0.07),
            "width": length(0.8),
            **dict.fromkeys(("drop", "hem", "start"), Param(0.0, 0.0, 100.0)),
        },
    ),
    "towel": Family(towel, {"length": length(0.4), "layers": count(5, 2, 12)}),
    "rope": Family(rope, {"radius": length(0.16), "turns": count(6, 2, 12)}),
}
