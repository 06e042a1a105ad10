"""Buildings on the ground: walls of true brick scale, openings set back in them, roofs that overhang."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.families.walls import PALE, gable, placed, sides, wall, window
from setpiece.assets.modelling import TAU, cylinder, extrude, lathe, loft, plain_box, ring, rounded, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, turned, with_uv

_PANES = {  # of windows, by whether they are lit: a lit room's 0.5 W/m2/sr is a fiftieth of a bulb's glow
    False: ("dark_glass", None),
    True: ("lamp_glow", (0.018, 0.0115, 0.006)),
}


def house(p: Params) -> Shape:
    """A gabled house, door towards -Y: walls with reveals, tiled roof, chimney, framed windows, a step."""
    n, w, h, rise = p["length"], p["width"], p["height"], p["roof"]
    depth = 0.18
    storeys = max(1, round(h / 2.9))
    walls, panes, frames, sills = [], [], [], []
    for index, (wide, side) in enumerate(sides(n, w)):
        openings = []
        for floor in range(storeys):
            z = 0.95 + floor * h / storeys
            columns = max(1, int(wide // 2.5))
            for k in range(columns):
                x = (k - (columns - 1) / 2) * wide / columns
                if index == 0 and floor == 0 and k == columns // 2:
                    continue
                openings.append((x, z, 1.05, 1.25))
        if index == 0:
            columns = max(1, int(wide // 2.5))
            doorway = (columns // 2 - (columns - 1) / 2) * wide / columns
        cuts = [*openings, (doorway, 0.16, 1.0, 2.1)] if index == 0 else openings
        walls.append(placed(wall(wide, h, cuts, depth), side))
        for opening in openings:
            pane, frame, sill = (placed(s, side) for s in window(*opening, depth))
            panes.append(pane)
            frames.append(frame)
            sills.append(sill)
    roof, gables = gable(n, w, h, rise, 0.45)
    y = -w / 2
    door = [moved(plain_box((0.98, 0.05, 2.08)), doorway, y + depth - 0.04, 1.2)]
    door += [
        moved(plain_box((0.34, 0.03, tall)), doorway + s * 0.22, y + depth - 0.07, z)
        for s in (-1, 1)
        for tall, z in ((0.75, 0.68), (0.80, 1.62))
    ]
    frames += [moved(plain_box((0.09, 0.12, 2.2)), doorway + s * 0.545, y + 0.02, 1.26) for s in (-1, 1)]
    frames.append(moved(plain_box((1.30, 0.14, 0.12)), doorway, y + 0.01, 2.34))
    steps = [moved(plain_box((1.5, 0.5, 0.16)), doorway, y - 0.2, 0.08)]
    stack = moved(plain_box((0.6, 0.6, rise * 0.75 + 0.7), grain=(1, 0, 0)), 0.27 * n, 0.16 * w, h + rise * 0.72)
    cap = [moved(plain_box((0.74, 0.74, 0.10)), 0.27 * n, 0.16 * w, h + rise * 1.095 + 0.38)]
    cap.append(moved(cylinder(0.11, 0.3, bevel=0.01, segments=24), 0.27 * n, 0.16 * w, h + rise * 1.095 + 0.55))
    knob = moved(sphere(0.035, steps=4), doorway + 0.38, y + depth - 0.10, 1.15)
    pieces = [
        piece("body", joined([*walls, gables]), "plaster", sheet=0.25),
        piece("roof", roof, "roof_tiles"),
        piece("windows", joined(panes), *_PANES[bool(p["lit"])], decor=True),
        piece("frames", joined([*frames, *sills]), "paint", PALE, decor=True),
        piece("door", joined(door), "wood", (0.10, 0.16, 0.13), decor=True),
        piece("steps", joined(steps), "concrete"),
        piece("knob", knob, "brass", decor=True),
    ]
    if p["chimney"]:
        pieces += [piece("chimney", stack, "brickwork"), piece("chimney_cap", joined(cap), "terracotta")]
    ridge = [
        (x, yy, z)
        for x in (-n / 2 - 0.45, n / 2 + 0.45)
        for yy, z in ((-w / 2 - 0.45, h - 0.2), (w / 2 + 0.45, h - 0.2), (0, h + rise + 0.17))
    ]
    return Shape(
        tuple(pieces),
        (
            colliding.box((n, w, h), (0, 0, h / 2)),
            colliding.hull(ridge, "roof"),
            colliding.box((1.5, 0.5, 0.16), (doorway, y - 0.2, 0.08), "steps"),
        ),
        Resonator("block", (n, w, h)),
    )


def building(p: Params) -> Shape:
    """A block of flats with a cornice and string courses; shop fronts below, rows of windows above."""
    n, w, storeys = p["length"], p["width"], int(p["storeys"])
    tall, ground, depth = 3.1, 3.8, 0.22
    h = ground + tall * (storeys - 1) + 0.9
    walls, panes, frames, stone = [], [], [], []
    doors = []
    for index, (wide, side) in enumerate(sides(n, w)):
        columns = max(2, int(wide // 2.3))
        pitch = wide / columns
        openings, fronts = [], []
        for k in range(columns):
            x = (k - (columns - 1) / 2) * pitch
            for floor in range(1, storeys):
                openings.append((x, ground + (floor - 1) * tall + 0.85, 1.15, 1.65))
            if index % 2 == 0:
                fronts.append((x, 0.0 if k == columns // 2 else 0.55, 1.5, 2.6 if k == columns // 2 else 2.3))
            else:
                openings.append((x, 1.2, 1.15, 1.65))
        walls.append(placed(wall(wide, h, [*openings, *fronts], depth), side))
        for opening in openings:
            pane, frame, sill = (placed(s, side) for s in window(*opening, depth))
            panes.append(pane)
            frames.append(frame)
            stone.append(sill)
            x, z, ww, hh = opening
            stone.append(placed(moved(plain_box((ww + 0.3, 0.10, 0.22)), x, 0.02, z + hh + 0.11), side))
        for x, z, ww, hh in fronts:
            pane, frame, _ = (placed(s, side) for s in window(x, z, ww, hh, depth, (0, 1)))
            (doors if z == 0.0 else panes).append(pane)
            frames.append(frame)
    for z, out, thick in ((ground - 0.25, 0.14, 0.30), (h - 0.62, 0.12, 0.16), (h - 0.12, 0.34, 0.28)):
        stone.append(moved(plain_box((n + 2 * out, w + 2 * out, thick)), z=z))
    for k in range(int(n // 0.9)):
        x = (k - (int(n // 0.9) - 1) / 2) * 0.9
        stone += [moved(plain_box((0.22, 0.26, 0.26)), x, s * (w / 2 + 0.13), h - 0.38) for s in (-1, 1)]
    roof = moved(plain_box((n - 0.2, w - 0.2, 0.1)), z=h + 0.0)
    hut = moved(plain_box((2.6, 2.2, 2.0), grain=(1, 0, 0)), -0.22 * n, 0.1 * w, h + 1.0)
    return Shape(
        (
            piece("body", joined([*walls, hut]), "brickwork", sheet=0.35),
            piece("windows", joined(panes), *_PANES[bool(p["lit"])], decor=True),
            piece("frames", joined(frames), "paint", PALE, decor=True),
            piece("stone", joined(stone), "concrete", (0.55, 0.52, 0.46), decor=True),
            piece("doors", joined(doors), "dark_wood", decor=True),
            piece("roof", roof, "asphalt"),
        ),
        (colliding.box((n, w, h + 0.02), (0, 0, h / 2)),),
        Resonator("block", (n, w, h)),
        (Support("roof", (0, 0, h + 0.05), (n / 2 - 0.2, w / 2 - 0.2)),),
    )


def skyscraper(p: Params) -> Shape:
    """A glass tower with setbacks, fins between the panes, a lobby and a mast."""
    n, h = p["width"], p["height"]
    tiers = [(1.0, 0.0, 0.52), (0.80, 0.52, 0.84), (0.58, 0.84, 1.0)]
    glass, fins, slabs, colliders = [], [], [], []
    for share, low, high in tiers:
        w, z0, z1 = share * n, low * 0.90 * h, high * 0.90 * h
        glass.append(moved(plain_box((w, w, z1 - z0)), z=(z0 + z1) / 2))
        columns = max(4, int(w // 1.9))
        for k in range(columns + 1):
            x = (k / columns - 0.5) * w
            fin = (0.16, 0.36, z1 - z0)
            for s in (-1, 1):
                fins.append(moved(plain_box(fin), x, s * w / 2, (z0 + z1) / 2))
                fins.append(moved(plain_box((fin[1], fin[0], fin[2])), s * w / 2, x, (z0 + z1) / 2))
        floors = int((z1 - z0) // 3.7)
        for k in range(floors + 1):
            z = z0 + (z1 - z0) * k / max(1, floors)
            slabs.append(moved(plain_box((w + 0.22, w + 0.22, 0.42)), z=min(z + 0.21, z1 - 0.1)))
        slabs.append(moved(plain_box((w + 0.5, w + 0.5, 1.3)), z=z1 - 0.35))
        colliders.append(colliding.box((w + 0.4, w + 0.4, z1 - z0), (0, 0, (z0 + z1) / 2)))
    mast = lathe([(0.9, 0.90 * h), (0.5, 0.93 * h), (0.28, 0.95 * h), (0.05, h), (0, h)], segments=20)
    return Shape(
        (
            piece("windows", joined(glass), "dark_mirror", (0.20, 0.26, 0.32), sheet=0.03),
            piece("body", joined([*fins, *slabs]), "aluminium", (0.50, 0.52, 0.54), decor=True),
            piece("mast", mast, "steel"),
        ),
        (*colliders, colliding.round_hull([(0.9, 0.90 * h), (0.05, h)])),
        Resonator("block", (n, n, h)),
    )


def tower(p: Params) -> Shape:
    """A round stone tower: courses of stone, slits, a corbelled parapet with battlements, a door."""
    r, h = p["radius"], p["height"]
    top = 0.86 * h
    shaft = lathe(rounded([(0, 0), (1.18 * r, 0, 0.05), (1.04 * r, 0.10 * h, 0.2), (r, top), (0, top)]), segments=72)
    corbel = lathe(
        [
            (0, top - 0.05 * h),
            (r, top - 0.05 * h),
            (1.16 * r, top),
            (1.16 * r, top + 0.055 * h),
            (1.02 * r, top + 0.055 * h),
            (1.02 * r, top + 0.01 * h),
            (0, top + 0.01 * h),
        ],
        segments=72,
    )
    teeth = []
    for k in range(14):
        a = TAU * (k + np.linspace(-0.30, 0.30, 7)) / 14
        ring_ = np.concatenate(
            [
                np.column_stack([1.16 * r * np.cos(a), 1.16 * r * np.sin(a)]),
                np.column_stack([1.02 * r * np.cos(a), 1.02 * r * np.sin(a)])[::-1],
            ]
        )
        teeth.append(moved(extrude(ring_, h - top - 0.055 * h, bevel=0.02), z=top + 0.055 * h))
    dark = []
    for k in range(9):
        a = TAU * k / 9 * 1.8 - np.pi / 2 + 0.7
        slit = plain_box((0.12, 0.30, 1.3))
        dark.append(
            moved(
                turned(slit, (0, 0, 1), a + np.pi / 2),
                0.995 * r * np.cos(a),
                0.995 * r * np.sin(a),
                0.16 * h + k * 0.075 * h,
            )
        )
    outline = [(-0.65, 0), (0.65, 0), *[(0.65 * np.cos(b), 1.5 + 0.65 * np.sin(b)) for b in np.linspace(0, np.pi, 13)]]
    door = moved(turned(extrude(outline, 0.3, bevel=0.02), (1, 0, 0), np.pi / 2), 0, -1.10 * r, 0.0)
    surround = moved(
        turned(extrude(np.array(outline) * [1.3, 1.14], 0.25, bevel=0.03), (1, 0, 0), np.pi / 2), 0, -1.08 * r, 0.0
    )
    return Shape(
        (
            piece("body", joined([shaft, corbel, *teeth]), "brickwork", (0.40, 0.37, 0.32)),
            piece("slits", joined(dark), "paint", (0.01, 0.01, 0.012), decor=True),
            piece("door", door, "dark_wood", decor=True),
            piece("surround", surround, "concrete", decor=True),
        ),
        (
            colliding.round_hull([(1.18 * r, 0), (1.04 * r, 0.1 * h), (r, top)], sides=32),
            colliding.round_hull([(r, top - 0.05 * h), (1.16 * r, top), (1.16 * r, h)], sides=32),
        ),
        Resonator("block", (2 * r, 2 * r, h)),
    )


def lighthouse(p: Params) -> Shape:
    """A tapered tower in red and white bands, a gallery with rails, a lantern room with a domed roof."""
    h = p["height"]
    foot, neck = 0.15 * h, 0.085 * h
    top = 0.76 * h
    bands: dict[str, list[Surface]] = {"body": [], "bands": []}
    for k in range(7):
        z0, z1 = top * k / 7, top * (k + 1) / 7
        r0, r1 = foot + (neck - foot) * (k / 7) ** 0.85, foot + (neck - foot) * ((k + 1) / 7) ** 0.85
        bands["body" if k % 2 == 0 else "bands"].append(lathe([(0, z0), (r0, z0), (r1, z1), (0, z1)], segments=56))
    gallery = [
        lathe(
            rounded(
                [
                    (0, top),
                    (neck, top),
                    (1.45 * neck, top + 0.02 * h, 0.01 * h),
                    (1.45 * neck, top + 0.032 * h),
                    (0, top + 0.032 * h),
                ]
            ),
            segments=56,
        )
    ]
    z = top + 0.032 * h
    rails = []
    for k in range(18):
        a = TAU * k / 18
        rails.append(
            tube(
                [
                    (1.40 * neck * np.cos(a), 1.40 * neck * np.sin(a), z),
                    (1.40 * neck * np.cos(a), 1.40 * neck * np.sin(a), z + 0.05 * h),
                ],
                0.0016 * h,
                sides=6,
            )
        )
    rails += [moved(ring(1.40 * neck, 0.0018 * h, segments=48, sides=6), z=z + q * h) for q in (0.025, 0.05)]
    room = 0.70 * neck
    glass = moved(cylinder(room, 0.10 * h, bevel=0.001 * h, segments=16), z=z + 0.06 * h)
    bars = [
        tube(
            [
                (1.01 * room * np.cos(a), 1.01 * room * np.sin(a), z),
                (1.01 * room * np.cos(a), 1.01 * room * np.sin(a), z + 0.115 * h),
            ],
            0.003 * h,
            sides=6,
        )
        for a in TAU * np.arange(8) / 8
    ]
    dome = lathe(
        [
            (0, z + 0.11 * h),
            (1.25 * room, z + 0.11 * h),
            (1.2 * room, z + 0.125 * h),
            *[(1.05 * room * np.cos(b), z + 0.125 * h + 0.055 * h * np.sin(b)) for b in np.linspace(0.1, 1.45, 9)],
            (0.003 * h, z + 0.185 * h),
            (0.002 * h, h),
            (0, h),
        ],
        segments=40,
    )
    windows = [
        moved(
            turned(plain_box((0.05 * h, 0.02 * h, 0.06 * h)), (0, 0, 1), 0.0),
            0,
            -(foot + (neck - foot) * q**0.85) + 0.004 * h,
            top * q,
        )
        for q in (0.36, 0.64, 0.9)
    ]
    door = moved(plain_box((0.075 * h, 0.04 * h, 0.13 * h)), 0, -foot + 0.006 * h, 0.065 * h)
    return Shape(
        (
            piece("body", joined(bands["body"]), "plaster", (0.74, 0.73, 0.70)),
            piece("bands", joined(bands["bands"]), "plaster", (0.45, 0.02, 0.02)),
            piece("gallery", joined([*gallery, *rails, *bars, dome]), "paint", (0.05, 0.05, 0.055)),
            piece("lantern", glass, "lamp_glow" if p["lit"] else "dark_glass", decor=True),
            piece("windows", joined(windows), "dark_glass", decor=True),
            piece("door", door, "dark_wood", decor=True),
        ),
        (
            colliding.round_hull([(foot, 0), (neck, top)], sides=28),
            colliding.upright(1.45 * neck, 0.05 * h, (0, 0, top + 0.02 * h)),
            colliding.upright(1.2 * room, 0.15 * h, (0, 0, z + 0.08 * h)),
        ),
        Resonator("block", (0.3 * h, 0.3 * h, h)),
    )


def church(p: Params) -> Shape:
    """A small church: nave with pointed windows, tower and steeple in front (-Y), a cross."""
    n = p["length"]
    w, h, rise = 0.50 * n, 0.38 * n, 0.30 * n
    nave = moved(plain_box((w, n, h), grain=(1, 0, 0)), 0, 0.12 * n, h / 2)
    roof, gables = gable(n, w, h, rise, 0.3)
    roof, gables = (moved(turned(s, (0, 0, 1), np.pi / 2), 0, 0.12 * n, 0) for s in (roof, gables))
    t, th = 0.26 * n, 0.80 * n
    y = -0.38 * n - t * 0.30
    tower_ = moved(plain_box((t, t, th), grain=(1, 0, 0)), 0, y, th / 2)
    s = 0.56 * t
    spire = loft(
        np.array(
            [
                [(x * q, y + yy * q, z) for x, yy in ((-s, -s), (s, -s), (s, s), (-s, s))]
                for q, z in ((1.0, th), (1.0, th + 0.02 * n), (0.02, th + 0.62 * n))
            ]
        ),
        crease=np.radians(15),
    )
    spire = with_uv(spire, snap=False)
    tip = th + 0.62 * n
    cross = [
        moved(plain_box((0.012 * n, 0.012 * n, 0.13 * n)), 0, y, tip + 0.06 * n),
        moved(plain_box((0.075 * n, 0.012 * n, 0.012 * n)), 0, y, tip + 0.085 * n),
    ]

    def pointed(width: float, height: float) -> Surface:
        a = np.linspace(0, np.pi / 3, 7)
        right = [(-width / 2 + width * np.cos(b), height - width * np.sin(np.pi / 3) + width * np.sin(b)) for b in a]
        left = [(-x, z) for x, z in right[::-1]][1:]
        return turned(extrude([(-width / 2, 0), (width / 2, 0), *right, *left], 0.10, bevel=0.01), (1, 0, 0), np.pi / 2)

    panes, frames = [], []
    for k in range(4):
        for side in (-1, 1):
            turn = side * np.pi / 2
            at = (side * (w / 2 - 0.02), 0.12 * n + (k - 1.5) * 0.22 * n, 0.28 * h)
            panes.append(moved(turned(pointed(0.09 * n, 0.52 * h), (0, 0, 1), turn), at[0] + side * 0.06, at[1], at[2]))
            frames.append(
                moved(
                    turned(pointed(0.115 * n, 0.56 * h), (0, 0, 1), turn), at[0] + side * 0.03, at[1], at[2] - 0.02 * h
                )
            )
    front = y - t / 2
    door, arch_ = pointed(0.12 * n, 0.22 * n), pointed(0.15 * n, 0.25 * n)
    frames += [moved(arch_, 0, front + 0.03, 0), moved(pointed(0.09 * n, 0.14 * n), 0, front + 0.03, 0.60 * n)]
    panes.append(moved(pointed(0.065 * n, 0.115 * n), 0, front, 0.605 * n))
    return Shape(
        (
            piece("body", joined([nave, gables, tower_]), "plaster", (0.72, 0.69, 0.62), sheet=0.4),
            piece("roof", joined([roof, spire]), "roof_tiles", (0.10, 0.105, 0.115)),
            piece("windows", joined(panes), *_PANES[bool(p["lit"])], decor=True),
            piece("frames", joined(frames), "concrete", decor=True),
            piece("door", moved(door, 0, front, 0), "dark_wood", decor=True),
            piece("cross", joined(cross), "gold", decor=True),
        ),
        (
            colliding.box((w, n, h), (0, 0.12 * n, h / 2)),
            colliding.hull(
                [
                    (x, yy, z)
                    for yy in (-0.38 * n, 0.62 * n)
                    for x, z in ((-w / 2 - 0.3, h - 0.2), (w / 2 + 0.3, h - 0.2), (0, h + rise))
                ],
                "roof",
            ),
            colliding.box((t, t, th), (0, y, th / 2)),
            colliding.hull([(a * s, y + b * s, th) for a in (-1, 1) for b in (-1, 1)] + [(0, y, tip)], "roof"),
        ),
        Resonator("block", (w, n, h)),
    )


_LIT = {"lit": count(0, 0, 1)}

FAMILIES = {
    "house": Family(
        house,
        {
            "length": length(8.0),
            "width": length(7.0),
            "height": length(3.0),
            "roof": length(2.8),
            "chimney": count(1, 0, 1),
            **_LIT,
        },
    ),
    "building": Family(building, {"length": length(14.0), "width": length(9.0), "storeys": count(4, 2, 20), **_LIT}),
    "skyscraper": Family(skyscraper, {"width": length(24.0), "height": length(120.0)}),
    "tower": Family(tower, {"radius": length(3.0), "height": length(18.0)}),
    "lighthouse": Family(lighthouse, {"height": length(20.0), **_LIT}),
    "church": Family(church, {"length": length(14.0), **_LIT}),
}
