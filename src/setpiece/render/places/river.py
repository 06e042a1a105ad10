"""A river through a city: quays, bridges, and one that hangs from two towers. Metres, world frame.

It runs along X in the place of two rows of blocks behind the park. The banks are level; the water lies ``DEEP`` below.
"""

import numpy as np

from setpiece.render.patterns_road import ROAD
from setpiece.render.places.grid import BLOCK, END, LAMPS, PITCH
from setpiece.render.places.land import Dressing, Rgb, Site
from setpiece.render.places.pieces import Array, Piece, bottomless, boxes, joined, quads, tube
from setpiece.render.places.rooftops import WARM_ROW
from setpiece.render.posed import Surface

ROWS = (-3, -2)  # of blocks that it takes
LEVEL, DEEP, BANK = -0.25, 5.0, END + 50.0  # m: of the land, of the water below it; how far out the banks are straight
WATER = (0.006, 0.012, 0.016)
HUNG = -1.5 * PITCH[0]  # x of the bridge that hangs
EVERY, SEEN = 3, 1300.0  # of so many roads one crosses; m up to which bridges have piers
TOWER, SAG, BACK, ANCHOR = 33.0, 26.0, 33.0, 15.0  # m: how high its towers stand, how far the cables hang through
# between them, from a tower to the quay, and on to where the cables end
TOWER_LIT, STONE = -0.55, (0.30, 0.265, 0.22)  # W/m2/sr, of ``floodlit_stone``; its albedo
EVEN = 62.0  # m along that pattern, to where the lamps at the towers' feet burn brightly
QUAY_LAMP = (0.22, 0.145, 0.075), 65.0  # of ``lamps_by_water``
CABLE_LAMP, RAIL_LAMP = ((0.16, 0.13, 0.09), 12.0), ((0.20, 0.125, 0.06), 25.0)
UNLIT = Surface("paint", (0.30, 0.30, 0.29))  # by day: small and white they would flicker in a flight
POSTED = 420.0  # m up to which lamps of the quays have posts


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
        Dressing("river", Surface("quay_water", WATER, 1.0 if site.dark else 0.0), water),
        Dressing("quays", Surface("concrete", (0.22, 0.21, 0.19)), walls),
        Dressing("bridges", Surface("concrete", (0.25, 0.24, 0.22)), _bridges(south, north)),
    ]
    return [*found, *_promenade(site, south, north), *_hung(site, south, north)]


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
    """Return the towers, cables and hangers of the bridge that hangs; at night it is floodlit, and strung with lamps.

    The main cables hang as parabolas, which a deck of even weight makes of them; to the quays they run straight, down
    to blocks as heavy as a house.
    """
    sides = [HUNG - ROAD / 2 + 0.5, HUNG + ROAD / 2 - 0.5]
    feet, ends = [south + BACK, north - BACK], [south - ANCHOR, north + ANCHOR]
    main = np.linspace(feet[0], feet[1], 29)
    curve = TOWER - SAG + SAG * ((main - main.mean()) / (0.5 * np.ptp(main))) ** 2
    path = np.concatenate([[[ends[0], 0.6]], np.stack([main, curve], 1), [[ends[1], 0.6]]])
    back = [np.linspace(foot, quay, 10)[1:-1] for foot, quay in zip(feet, (south, north), strict=True)]
    hung = [(y, float(np.interp(y, *path.T))) for y in np.concatenate([main[1:-1], *back])]
    cables = [tube(np.column_stack([np.full(len(path), x), path]), np.full(len(path), 0.34), sides=6) for x in sides]
    rods = [([x - 0.06, y - 0.06, 0.0], [x + 0.06, y + 0.06, z]) for x in sides for y, z in hung]
    blocks = [([x - 2.2, min(end, quay), LEVEL], [x + 2.2, max(end, quay), 1.4])
              for x in sides for end, quay in zip(ends, (south, north), strict=True)]  # fmt: skip
    string = np.array([[x, y, z + 0.5] for x in sides for y, z in [*hung, *zip(feet, [TOWER] * 2, strict=True)]])
    rail = np.array([[x, y, 1.5] for x in sides for y in np.arange(south + 3.0, north, 6.0)])
    return [
        Dressing("towers", Surface("floodlit_stone", STONE, TOWER_LIT if site.dark else 0.0), _towers(sides, feet)),
        Dressing("cables", Surface("paint", (0.20, 0.21, 0.22)),
                 joined([*cables, bottomless(boxes(*(np.array(each) for each in zip(*rods, strict=True))))])),
        Dressing("anchors", Surface("concrete", (0.25, 0.24, 0.22)), bottomless(boxes(*zip(*blocks, strict=True)))),
        *lamps_by_water("cable_lamps", string, 0.30, CABLE_LAMP, dark=site.dark),
        *lamps_by_water("rail_lamps", rail, 0.16, RAIL_LAMP, dark=site.dark),
    ]  # fmt: skip


def _towers(sides: list[float], feet: list[float]) -> Piece:
    """Return the towers: two legs that grow slimmer in steps, and beams between them, lit from the deck upwards."""
    low, high = [], []
    steps = ((LEVEL - DEEP - 1.0, 0.0, 2.9), (0.0, 0.55 * TOWER, 2.3), (0.55 * TOWER, TOWER, 1.9))
    for y in feet:
        for x in sides:
            low += [[x - 0.75 * deep, y - deep, bottom] for bottom, _, deep in steps]
            high += [[x + 0.75 * deep, y + deep, top] for _, top, deep in steps]
            low.append([x - 1.9, y - 2.5, TOWER])
            high.append([x + 1.9, y + 2.5, TOWER + 0.9])
        for z, tall in ((TOWER - 0.6, 3.4), (0.60 * TOWER, 2.6), (0.0, 2.2)):
            low.append([sides[0] + 1.2, y - 1.5, z - tall])
            high.append([sides[1] - 1.2, y + 1.5, z - 0.1])
    piers = boxes(low, high)
    across = np.where(np.abs(piers.normals[:, :1]) > 0.5, piers.vertices[:, 1:2], piers.vertices[:, :1])
    up = np.maximum(piers.vertices[:, 2], 0.05)
    return Piece(piers.vertices, piers.faces, piers.normals, np.column_stack([across + EVEN, WARM_ROW + up]))


def lamps_by_water(part: str, at: Array, half: float, lamp: tuple[Rgb, float], *, dark: bool) -> list[Dressing]:
    """Return lamps (N, 3), if there are any, whose light water mirrors: cubes of a half width (m).

    ``lamp``: what film sees of their surface, of ``lamp_glow``, and how many times as strong they are.
    """
    glow = Surface("lamp_glow", *lamp) if dark else UNLIT
    return [Dressing(part, glow, bottomless(boxes(at - half, at + half)))] if len(at) else []


def _promenade(site: Site, south: float, north: float) -> list[Dressing]:
    """Return globes on posts along both quays, as thick as they stand on promenades; bridges interrupt them."""
    step = LAMPS[0] / 2
    xs = PITCH[0] / 2 + step * (np.arange(-round(SEEN / step), round(SEEN / step)) + 0.5)
    away = np.abs((xs - HUNG + PITCH[0] * EVERY / 2) % (PITCH[0] * EVERY) - PITCH[0] * EVERY / 2)
    xs = xs[away > ROAD / 2 + 1.0]
    at = np.array([[x, y, LEVEL + 4.6] for y in (south - 0.7, north + 0.7) for x in xs])
    near = at[np.hypot(*at[:, :2].T) < POSTED]
    half, foot = np.array([0.06, 0.06, 0.0]), np.array([0.0, 0.0, 4.6])
    return [
        *lamps_by_water("quay_lamps", at, 0.26, QUAY_LAMP, dark=site.dark),
        Dressing("quay_posts", Surface("iron", (0.045, 0.05, 0.048)),
                 bottomless(boxes(near - half - foot, near + half))),
    ]  # fmt: skip
