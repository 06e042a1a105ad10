"""A river through a city: quays, bridges, and one that hangs from two towers. Metres, world frame.

It runs along X in the place of two rows of blocks behind the park. The banks are level; the water lies ``DEEP`` below.
"""

import numpy as np

from setpiece.render.patterns_road import ROAD
from setpiece.render.places.grid import BLOCK, END, PITCH
from setpiece.render.places.land import Dressing, Site
from setpiece.render.places.pieces import Array, Piece, bottomless, boxes, joined, quads, tube
from setpiece.render.posed import Surface

ROWS = (-3, -2)  # of blocks that it takes
LEVEL, DEEP, BANK = -0.25, 5.0, END + 50.0  # m: of the land, of the water below it; how far out the banks are straight
WATER = (0.006, 0.012, 0.016)
HUNG = -1.5 * PITCH[0]  # x of the bridge that hangs
EVERY, SEEN = 3, 1300.0  # of so many roads one crosses; m up to which bridges have piers
TOWER, SAG, BACK = 46.0, 38.0, 26.0  # m: how high its towers stand, how far the cables hang through, to the quay


def shores(kerb: float) -> tuple[float, float]:
    """Return the y of the southern and of the northern quay."""
    wide = kerb + 3.0
    return -wide - BLOCK[1] - 2 * PITCH[1], -wide - PITCH[1]


def bridged(x: float) -> bool:
    """Tell whether the road along Y at x crosses the river."""
    return round(x / PITCH[0] - 0.5) % EVERY == round(HUNG / PITCH[0] - 0.5) % EVERY


def banks(kerb: float, far: Piece) -> Dressing:
    """Return the ground: level land on both sides of the river, and beyond it what ``far`` has there."""
    south, north = shores(kerb)
    outer = np.hypot(*far.vertices[:, :2].T)[far.faces].min(axis=1) > 0.94 * BANK
    level = quads(
        [[[-BANK, a, LEVEL], [BANK, a, LEVEL], [BANK, b, LEVEL], [-BANK, b, LEVEL]]
         for a, b in ((-BANK, south), (north, BANK))]
    )  # fmt: skip
    beyond = Piece(far.vertices + np.array([0.0, 0.0, LEVEL - 0.3]), far.faces[outer], far.normals, far.uv)
    return Dressing("land", Surface("concrete", (0.16, 0.16, 0.155)), joined([level, beyond]))


def river(site: Site, kerb: float) -> list[Dressing]:
    """Return the water, its walls and its bridges."""
    south, north = shores(kerb)
    z = LEVEL - DEEP
    water = quads([[[-BANK, south, z], [BANK, south, z], [BANK, north, z], [-BANK, north, z]]])
    walls = quads(
        [
            [[-BANK, north, z], [BANK, north, z], [BANK, north, LEVEL + 1.1], [-BANK, north, LEVEL + 1.1]],
            [[BANK, south, z], [-BANK, south, z], [-BANK, south, LEVEL + 1.1], [BANK, south, LEVEL + 1.1]],
        ]
    )
    found = [
        Dressing("river", Surface("quay_water", WATER), water),
        Dressing("quays", Surface("concrete", (0.22, 0.21, 0.19)), walls),
        Dressing("bridges", Surface("concrete", (0.25, 0.24, 0.22)), _bridges(south, north)),
    ]
    return found + _hung(site, south, north)


def _bridges(south: float, north: float) -> Piece:
    """Return decks with parapets, on piers near by."""
    low, high = [], []
    count = round(BANK / PITCH[0])
    for x in (PITCH[0] * (k + 0.5) for k in range(-count, count)):
        if not bridged(x) or abs(x) > BANK:
            continue
        low.append([x - ROAD / 2, south, -1.6])
        high.append([x + ROAD / 2, north, -0.02])
        for side in (-1.0, 1.0):
            at = x + side * (ROAD / 2 - 0.2)
            low.append([at - 0.2, south, -0.1])
            high.append([at + 0.2, north, 1.1])
        if abs(x) < SEEN and x != HUNG:
            for y in np.linspace(south, north, 6)[1:-1]:
                low.append([x - ROAD / 2 + 1.0, y - 1.6, LEVEL - DEEP - 1.0])
                high.append([x + ROAD / 2 - 1.0, y + 1.6, -1.5])
    return boxes(low, high)


def _hung(site: Site, south: float, north: float) -> list[Dressing]:
    """Return the towers, cables and hangers of the bridge that hangs, and at night a string of lamps along them."""
    sides = [HUNG - ROAD / 2 + 0.5, HUNG + ROAD / 2 - 0.5]
    feet = [south + BACK, north - BACK]
    low, high = [], []
    for y in feet:
        for x in sides:
            low.append([x - 1.6, y - 2.2, LEVEL - DEEP - 1.0])
            high.append([x + 1.6, y + 2.2, TOWER])
        for z in (TOWER - 4.5, 0.62 * TOWER, 0.0):
            low.append([sides[0] + 1.6, y - 1.4, z - 3.0])
            high.append([sides[1] - 1.6, y + 1.4, z - 0.1])
    piers = boxes(low, high)
    uv = np.where(np.abs(piers.normals[:, :1]) > 0.5, piers.vertices[:, 1:2], piers.vertices[:, :1])
    piers = Piece(piers.vertices, piers.faces, piers.normals, np.hstack([uv, np.maximum(piers.vertices[:, 2:], 0.05)]))
    main = np.linspace(feet[0], feet[1], 25)
    curve = TOWER - SAG + SAG * ((main - main.mean()) / (0.5 * np.ptp(main))) ** 2
    path = np.concatenate([[[south - 8.0, 0.5]], np.stack([main, curve], 1), [[north + 8.0, 0.5]]])
    cables = [tube(np.column_stack([np.full(len(path), x), path]), np.full(len(path), 0.32), sides=5) for x in sides]
    hangers = [([x - 0.07, y - 0.07, 0.0], [x + 0.07, y + 0.07, z])
               for x in sides for y, z in zip(main[1:-1], curve[1:-1], strict=True)]  # fmt: skip
    rods = bottomless(boxes(*(np.array(each) for each in zip(*hangers, strict=True))))
    lit = -0.55 if site.dark else 0.0
    return [
        Dressing("towers", Surface("floodlit_stone", None, lit), piers),
        Dressing("cables", Surface("paint", (0.20, 0.21, 0.22)), joined([*cables, rods])),
        *_string(site, np.array([[x, y, z + 0.5] for x in sides for y, z in zip(main, curve, strict=True)])),
    ]


def _string(site: Site, at: Array) -> list[Dressing]:
    """Return lamps (N, 3) along the cables."""
    glow = Surface("lamp_glow", (0.10, 0.075, 0.045)) if site.dark else Surface("porcelain")
    return [Dressing("cable_lamps", glow, bottomless(boxes(at - 0.32, at + 0.32)))]
