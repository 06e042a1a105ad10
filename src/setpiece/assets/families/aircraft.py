"""What flies: aeroplane, paper aeroplane, helicopter, rocket, drone. Along X, nose towards +X."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, cylinder, extrude, lathe, ring, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import Surface, joined, moved, stretched, turned

WHITE, DARK, GLASS = (0.72, 0.73, 0.75), (0.03, 0.03, 0.035), (0.02, 0.03, 0.05)
LEVEL, ALONG = (1, 0, 0), (0, 1, 0)


def _wing(outline: list[tuple[float, float]], thick: float, *at: float) -> Surface:
    """Return a flat panel seen from above, centred at a height."""
    return moved(extrude(outline, thick, bevel=0.3 * thick), at[0], at[1], at[2] - thick / 2)


def airplane(p: Params) -> Shape:
    """An airliner on its wheels: round body, swept wings, two engines, tail, a row of windows."""
    n = p["length"]
    r, z = 0.055 * n, 0.115 * n
    x = n * np.array([-0.5, -0.47, -0.3, -0.15, 0.3, 0.42, 0.48, 0.5])
    body = tube(
        np.column_stack([x, 0 * x, z + r * np.array([0.7, 0.65, 0.25, 0, 0, -0.1, -0.25, -0.3])]),
        r * np.array([0.08, 0.25, 0.8, 1, 1, 0.85, 0.45, 0.12]),
        sides=28,
    )
    wings = [
        _wing(
            [(0.12 * n, 0), (-0.05 * n, s * 0.46 * n), (-0.10 * n, s * 0.46 * n), (-0.09 * n, 0)],
            0.012 * n,
            0.02 * n,
            0,
            z - 0.4 * r,
        )
        for s in (1, -1)
    ]
    tail = [
        _wing(
            [(-0.38 * n, 0), (-0.47 * n, s * 0.17 * n), (-0.5 * n, s * 0.17 * n), (-0.48 * n, 0)],
            0.008 * n,
            0,
            0,
            z + 0.5 * r,
        )
        for s in (1, -1)
    ]
    fin = turned(
        extrude([(-0.36 * n, 0), (-0.47 * n, 0.16 * n), (-0.5 * n, 0.16 * n), (-0.48 * n, 0)], 0.01 * n), LEVEL, TAU / 4
    )
    pods = [
        moved(turned(cylinder(0.032 * n, 0.11 * n, bevel=0.01 * n), ALONG, TAU / 4), 0.05 * n, s * 0.17 * n, z - r)
        for s in (1, -1)
    ]
    spots = [(-0.05, 0.07), (-0.05, -0.07), (0.38, 0)]
    gear = [tube([(a * n, b * n, z - 0.5 * r), (a * n, b * n, 0.02 * n)], 0.008 * n) for a, b in spots]
    wheels = [moved(turned(cylinder(0.022 * n, 0.025 * n), LEVEL, TAU / 4), a * n, b * n, 0.022 * n) for a, b in spots]
    panes = [
        moved(rounded_box((0.008 * n, 0.004 * n, 0.012 * n), 0.001 * n), a * n, s * 0.99 * r, z + 0.25 * r)
        for a in np.linspace(-0.2, 0.36, 24)
        for s in (1, -1)
    ]
    return Shape(
        (
            piece(
                "body",
                joined([body, *wings, *tail, moved(fin, 0, 0.005 * n, z + 0.4 * r)]),
                "paint",
                WHITE,
                sheet=0.004,
            ),
            piece("engines", joined([*pods, *gear]), "paint", (0.3, 0.31, 0.33), sheet=0.004),
            piece("wheels", joined(wheels), "rubber"),
            piece("windows", joined(panes), "paint", GLASS, decor=True),
        ),
        (
            colliding.rod((-0.45 * n, 0, z), (0.44 * n, 0, z), r),
            colliding.box((0.2 * n, 0.9 * n, 0.014 * n), (0, 0, z - 0.4 * r)),
            *(colliding.upright(0.022 * n, 0.044 * n, (a * n, b * n, 0.022 * n), "wheels") for a, b in spots),
        ),
        Resonator("plate", (n, r, 0.003)),
    )


def paper_airplane(p: Params) -> Shape:
    """A dart folded of a sheet of paper: two wings and a keel."""
    n, t = p["length"], 0.0006
    w, d = 0.36 * n, 0.17 * n
    wings = [
        moved(turned(extrude([(n / 2, 0), (-n / 2, s * w), (-n / 2, 0)], t), LEVEL, s * 0.12), 0, s * 0.002 * n, d)
        for s in (1, -1)
    ]
    keel = moved(turned(extrude([(n / 2, d), (-n / 2, d), (-n / 2, 0)], t), LEVEL, TAU / 4), 0, t / 2, 0)
    return Shape(
        (piece("body", joined([*wings, keel]), "paper"),),
        (colliding.hull([(n / 2, 0, d), (-n / 2, w, d), (-n / 2, -w, d), (-n / 2, 0, 0)]),),
        Resonator("plate", (n, w, t)),
    )


def helicopter(p: Params) -> Shape:
    """A helicopter on skids: glazed cabin, tail boom, two rotors."""
    n = p["length"]
    cabin = moved(stretched(sphere(0.12 * n), 1.5, 1.0, 1.05), 0.18 * n, 0, 0.20 * n)
    boom = tube([(0.1 * n, 0, 0.23 * n), (-0.48 * n, 0, 0.26 * n)], [0.05 * n, 0.018 * n], sides=14)
    fin = moved(
        turned(extrude([(-0.42 * n, 0), (-0.5 * n, 0.12 * n), (-0.46 * n, 0)], 0.012 * n), LEVEL, TAU / 4),
        0,
        0.006 * n,
        0.25 * n,
    )
    mast = moved(cylinder(0.015 * n, 0.09 * n), 0.14 * n, 0, 0.35 * n)
    blades = [
        moved(
            turned(rounded_box((0.46 * n, 0.035 * n, 0.006 * n), 0.002 * n), (0, 0, 1), TAU * k / 4 + 0.4),
            0.14 * n + 0.23 * n * np.cos(TAU * k / 4 + 0.4),
            0.23 * n * np.sin(TAU * k / 4 + 0.4),
            0.39 * n,
        )
        for k in range(4)
    ]
    small = [
        moved(turned(rounded_box((0.15 * n, 0.006 * n, 0.02 * n), 0.002 * n), ALONG, a), -0.47 * n, 0.03 * n, 0.28 * n)
        for a in (0.5, 0.5 + TAU / 4)
    ]
    skids = [
        tube(
            [(0.36 * n, s * 0.1 * n, 0.03 * n), (0.33 * n, s * 0.1 * n, 0.008 * n), (0, s * 0.1 * n, 0.008 * n)],
            0.008 * n,
        )
        for s in (1, -1)
    ]
    legs = [
        tube([(a * n, s * 0.1 * n, 0.01 * n), (a * n, s * 0.06 * n, 0.11 * n)], 0.007 * n)
        for a in (0.08, 0.26)
        for s in (1, -1)
    ]
    glass = moved(stretched(sphere(0.113 * n), 1.2, 0.95, 0.85), 0.228 * n, 0, 0.215 * n)
    return Shape(
        (
            piece("body", joined([cabin, boom, fin]), "paint", (0.45, 0.03, 0.02), sheet=0.003),
            piece("rotors", joined([mast, *blades, *small]), "paint", DARK),
            piece("skids", joined([*skids, *legs]), "aluminium"),
            piece("glass", glass, "dark_glass", decor=True),
        ),
        (
            colliding.rod((0.12 * n, 0, 0.2 * n), (0.24 * n, 0, 0.2 * n), 0.12 * n),
            colliding.rod((0.1 * n, 0, 0.23 * n), (-0.47 * n, 0, 0.26 * n), 0.03 * n),
            *(
                colliding.rod((0.33 * n, s * 0.1 * n, 0.008 * n), (0, s * 0.1 * n, 0.008 * n), 0.008 * n, "skids")
                for s in (1, -1)
            ),
        ),
        Resonator("plate", (n, 0.2 * n, 0.002)),
    )


def rocket(p: Params) -> Shape:
    """A rocket on four fins, with a pointed nose, a round window and a nozzle."""
    h = p["height"]
    r = 0.11 * h
    body = lathe([(0, 0.08 * h), (0.6 * r, 0.08 * h), (r, 0.3 * h), (r, 0.6 * h), (0.7 * r, 0.78 * h)], segments=40)
    nose = lathe(
        [(0, 0.775 * h), (0.7 * r, 0.775 * h), (0.42 * r, 0.89 * h), (0.12 * r, 0.98 * h), (0, h)], segments=40
    )
    fin = extrude([(0.6 * r, 0.10 * h), (2.1 * r, 0.0), (2.1 * r, 0.10 * h), (0.95 * r, 0.34 * h)], 0.02 * h)
    fins = [
        turned(moved(turned(fin, LEVEL, TAU / 4), 0, 0.01 * h, 0), (0, 0, 1), TAU * k / 4 + TAU / 8) for k in range(4)
    ]
    nozzle = lathe([(0, 0.03 * h), (0.5 * r, 0.03 * h), (0.35 * r, 0.09 * h), (0, 0.09 * h)], segments=32)
    pane = moved(turned(cylinder(0.32 * r, 0.06 * r), LEVEL, TAU / 4), 0, -0.97 * r, 0.52 * h)
    rim = moved(turned(ring(0.34 * r, 0.06 * r), LEVEL, TAU / 4), 0, -0.98 * r, 0.52 * h)
    return Shape(
        (
            piece("body", body, "paint", WHITE, sheet=0.003),
            piece("nose", joined([nose, *fins]), "paint", (0.5, 0.03, 0.02), sheet=0.003),
            piece("nozzle", joined([nozzle, rim]), "steel", sheet=0.004),
            piece("window", pane, "dark_glass", decor=True),
        ),
        (
            colliding.round_hull([(0.6 * r, 0.08 * h), (r, 0.3 * h), (r, 0.6 * h), (0.7 * r, 0.78 * h)]),
            colliding.round_hull([(0.7 * r, 0.78 * h), (0.42 * r, 0.89 * h), (0.02 * r, h)], part="nose"),
            *(
                colliding.hull(
                    [
                        (x * np.cos(a) + e * np.sin(a), x * np.sin(a) - e * np.cos(a), z)
                        for e in (-0.01 * h, 0.01 * h)
                        for x, z in ((0.6 * r, 0.1 * h), (2.1 * r, 0.0), (2.1 * r, 0.1 * h), (0.95 * r, 0.34 * h))
                    ],
                    "nose",
                )
                for a in TAU * np.arange(4) / 4 + TAU / 8
            ),
        ),
        Resonator("plate", (h, r, 0.003)),
    )


def drone(p: Params) -> Shape:
    """A camera drone: a flat body on four arms with rotors, two legs, a lens in front."""
    w = p["width"]
    hull = moved(stretched(sphere(0.16 * w), 1.35, 0.75, 0.42), 0, 0, 0.17 * w)
    tips = [(0.42 * w * a, 0.42 * w * b) for a in (1, -1) for b in (1, -1)]
    arms = [
        tube([(0.1 * w * np.sign(x), 0.06 * w * np.sign(y), 0.17 * w), (x, y, 0.19 * w)], 0.022 * w, sides=10)
        for x, y in tips
    ]
    motors = [moved(cylinder(0.035 * w, 0.05 * w), x, y, 0.205 * w) for x, y in tips]
    blades = [
        moved(turned(rounded_box((0.34 * w, 0.03 * w, 0.005 * w), 0.002 * w), (0, 0, 1), 0.6 + x), x, y, 0.235 * w)
        for x, y in tips
    ]
    legs = [
        tube(
            [
                (0.06 * w, s * 0.09 * w, 0.13 * w),
                (0.08 * w, s * 0.13 * w, 0.008 * w),
                (-0.12 * w, s * 0.13 * w, 0.008 * w),
                (-0.1 * w, s * 0.09 * w, 0.13 * w),
            ],
            0.008 * w,
        )
        for s in (1, -1)
    ]
    lens = moved(sphere(0.04 * w), 0.19 * w, 0, 0.12 * w)
    return Shape(
        (
            piece("body", joined([hull, *arms]), "plastic", (0.55, 0.56, 0.58), sheet=0.004),
            piece("rotors", joined([*motors, *blades, *legs]), "plastic", DARK),
            piece("lens", lens, "dark_glass"),
        ),
        (
            colliding.box((0.4 * w, 0.22 * w, 0.13 * w), (0, 0, 0.17 * w)),
            *(colliding.upright(0.1 * w, 0.05 * w, (x, y, 0.21 * w), "rotors") for x, y in tips),
            *(
                colliding.rod(
                    (0.08 * w, s * 0.13 * w, 0.008 * w), (-0.12 * w, s * 0.13 * w, 0.008 * w), 0.008 * w, "rotors"
                )
                for s in (1, -1)
            ),
        ),
        Resonator("plate", (w, w, 0.003)),
    )


FAMILIES = {
    "airplane": Family(airplane, {"length": length(30.0)}),
    "paper_airplane": Family(paper_airplane, {"length": length(0.28)}),
    "helicopter": Family(helicopter, {"length": length(11.0)}),
    "rocket": Family(rocket, {"height": length(12.0)}),
    "drone": Family(drone, {"width": length(0.4)}),
}
