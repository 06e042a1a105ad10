"""A city to the horizon: an avenue along X with a park on its near side, blocks of towers, far roofs in haze. Metres.

What stands near has parapets, plant on its roof, trees and cars before it; what is far is a box whose front is a
pattern with windows in it (``patterns_city``), so that all of it has some 200,000 triangles. Shapes are the same by
day and at night.
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from setpiece.render.patterns_city import CELL, GLADE
from setpiece.render.places import buildings, lamps, river, roads
from setpiece.render.places.grid import BLOCK, END, PITCH
from setpiece.render.places.land import FAR, Dressing, Rgb, Site, ground, hazed, level_land, ramp, waves
from setpiece.render.places.pieces import Array, Piece, bottomless, boxes, quads, sphere
from setpiece.render.places.rooftops import crowns, spire, tops
from setpiece.render.places.traffic import cars
from setpiece.render.places.woods import trees
from setpiece.render.posed import Surface

NEAR, MIDDLE = 400.0, 1100.0  # m: up to where there is clutter, several houses a block
GROWN = 60.0  # m: up to where a street's trees have leaves
TALLEST = 188.0  # m
CENTRE = (-330.0, 460.0)  # of the tallest towers
HERO = (-2, 2)  # column and row of the block where the highest stands
HERO_STEPS = ((23.4, 14), (18.0, 38), (14.4, 50), (10.8, 57))  # m from its middle to its sides, storeys, upwards
LIT = {  # W/m2/sr
    "curtain_wall": 0.85, "window_front": 1.05, "pier_front": 1.10, "ribbon_windows": 0.85, "shop_fronts": -0.7,
}  # fmt: skip
LAWN_LIT, CROWN_LIT, ROOF_LIT = -0.20, -0.10, -0.30
COLORS: dict[str, tuple[Rgb, ...]] = {
    "curtain_wall": ((0.07, 0.085, 0.10), (0.10, 0.105, 0.11), (0.13, 0.115, 0.095)),
    "window_front": ((0.42, 0.36, 0.28), (0.52, 0.48, 0.42), (0.27, 0.145, 0.10), (0.34, 0.32, 0.30)),
    "pier_front": ((0.40, 0.36, 0.30), (0.22, 0.19, 0.165), (0.50, 0.46, 0.40)),
    "ribbon_windows": ((0.34, 0.32, 0.29), (0.22, 0.20, 0.18)),
}
ROOFS = (
    ("flat_roof", (0.24, 0.23, 0.22)),
    ("flat_roof", (0.10, 0.10, 0.105)),
    ("flat_roof", (0.34, 0.31, 0.275)),
)
PLANT = Surface("concrete", (0.27, 0.265, 0.255))  # near to roofs: small and light, it would flicker in a flight


@dataclass(frozen=True)
class Lot:
    """A house: lower and upper corner of its plan, height, kind and colour of its front."""

    low: tuple[float, float]
    high: tuple[float, float]
    height: float
    surface: Surface
    foot: float = 0.0

    @property
    def distance(self) -> float:
        """How far its middle is from the origin."""
        return float(np.hypot(self.low[0] + self.high[0], self.low[1] + self.high[1]) / 2)


def city(site: Site) -> list[Dressing]:
    """An avenue, a park before it, and the city all around."""
    kerb = lamps.avenue(site.clear)
    lots = [lot for place in _blocks(kerb) for lot in _lots(site, place)]
    lots = [lot for lot in lots if _nearest(lot) > site.clear + 1.0]
    hills = waves(site.rng, 45.0, 1500.0, octaves=2.6)
    return [
        river.banks(kerb, ground(lambda x, y: ramp(np.hypot(x, y), END, FAR) * (hills(x, y) + 90.0), sectors=48)),
        *roads.roads(site, kerb),
        Dressing("yards", Surface("paving", (0.17, 0.16, 0.15)), _yards(kerb)),
        *river.river(site, kerb),
        *_fronts(site, lots),
        *_roofs(site, [lot for lot in lots if lot.distance < NEAR]),
        *spire(_hero_top(kerb), HERO_STEPS[-1][0], dark=site.dark),
        *_park(site, kerb),
        *cars(site, kerb),
        *roads.lanterns(site, kerb, _park_lamps(kerb)),
        *buildings.lit_posts(lamps.posts("city", site.clear), dark=site.dark),
    ]


def _blocks(kerb: float) -> list[tuple[int, float, float]]:
    """Return for every block its row (0 beyond the avenue, -1 this side of it) and its lower corner."""
    found = []
    for row in range(-round(END / PITCH[1]), round(END / PITCH[1]) + 1):
        y = kerb + 3.0 + row * PITCH[1] if row >= 0 else -kerb - 3.0 - BLOCK[1] + (row + 1) * PITCH[1]
        for column in range(-round(END / PITCH[0]), round(END / PITCH[0]) + 1):
            x = column * PITCH[0] - BLOCK[0] / 2
            park = row == -1 and abs(column) <= 1
            if not park and row not in river.ROWS and np.hypot(x + BLOCK[0] / 2, y + BLOCK[1] / 2) < END:
                found.append((row, x, y))
    return found


def _lots(site: Site, block: tuple[int, float, float]) -> list[Lot]:
    """Return the houses of a block: fewer and simpler the farther it is."""
    row, x, y = block
    rng = site.rng
    middle = np.array([x + BLOCK[0] / 2, y + BLOCK[1] / 2])
    far = float(np.hypot(*middle))
    across = 4 if far < MIDDLE and rng.random() < 0.6 else 3 if far < MIDDLE else 2
    deep = 2 if far < MIDDLE else 1
    xs = _cuts(rng, BLOCK[0], across)
    ys = _cuts(rng, BLOCK[1], deep)
    tall = _profile(middle)
    if (round(middle[0] / PITCH[0]), row) == HERO:
        return _hero(middle)
    found = []
    for i in range(across):
        for j in range(deep):
            if rng.random() < 0.05:
                continue
            low = (x + xs[i] + rng.uniform(0.0, 0.8), y + ys[j] + (rng.uniform(0.0, 5.0) if j else 0.0))
            high = (x + xs[i + 1] - rng.uniform(0.0, 0.8), y + ys[j + 1] - (rng.uniform(0.0, 5.0) if not j else 0.0))
            height = min(tall * float(np.exp(rng.normal(0.0, 0.42))), TALLEST)
            found += _tower(rng, low, high, height)
    return found


def _hero(middle: Array) -> list[Lot]:
    """Return the tower by which one knows the city: it steps back to a lit crown under a spire (``rooftops.spire``)."""
    found, foot = [], 0.0
    surface = Surface("pier_front", (0.50, 0.46, 0.40))
    for half, storeys in HERO_STEPS:
        low, high = middle - half, middle + half
        found.append(Lot((low[0], low[1]), (high[0], high[1]), storeys * CELL, surface, foot))
        foot = (storeys - 2) * CELL
    return found


def _hero_top(kerb: float) -> Array:
    """Return where the roof of that tower has its middle."""
    column, row = HERO
    return np.array([column * PITCH[0], kerb + 3.0 + row * PITCH[1] + BLOCK[1] / 2, HERO_STEPS[-1][1] * CELL])


def _cuts(rng: Generator, length: float, count: int) -> Array:
    """Return where a block is cut, from 0 to its length."""
    share = rng.uniform(0.75, 1.25, count)
    return np.concatenate([[0.0], np.cumsum(share / share.sum() * length)])


def _profile(middle: Array) -> float:
    """Return how tall houses are about a place (m): two clusters of towers over a carpet of five storeys."""
    tall = 18.0
    for (x, y), high, wide in ((CENTRE, 105.0, 260.0), ((420.0, 820.0), 60.0, 260.0), ((-1250.0, 900.0), 70.0, 330.0)):
        tall += high * float(np.exp(-((middle[0] - x) ** 2 + (middle[1] - y) ** 2) / (2 * wide**2)))
    return tall


def _tower(rng: Generator, low: tuple[float, float], high: tuple[float, float], height: float) -> list[Lot]:
    """Return a house; a tall one steps back once or twice, or rises from a broad foot."""
    storeys = max(3, round(height / CELL))
    kinds, share = (("window_front", "pier_front", "ribbon_windows"), (0.7, 0.2, 0.1))
    if storeys >= 12:
        kinds, share = (("window_front", "pier_front", "ribbon_windows", "curtain_wall"), (0.2, 0.3, 0.1, 0.4))
    kind = str(rng.choice(kinds, p=share))
    surface = Surface(kind, COLORS[kind][int(rng.integers(len(COLORS[kind])))])
    if storeys < 14:
        return [Lot(low, high, storeys * CELL, surface)]
    found, share = [], 1.0
    steps = (1.0,) if rng.random() < 0.4 else (0.35, 1.0) if rng.random() < 0.5 else (0.6, 0.85, 1.0)
    for step in steps:
        inset = [(1.0 - share) / 2 * (b - a) for a, b in zip(low, high, strict=True)]
        found.append(
            Lot(
                (low[0] + inset[0], low[1] + inset[1]),
                (high[0] - inset[0], high[1] - inset[1]),
                round(step * storeys) * CELL,
                surface,
            )
        )
        share *= rng.uniform(0.62, 0.82)
    return found


def _nearest(lot: Lot) -> float:
    """Return how near a house comes to the origin (m)."""
    gap = [max(a, -b, 0.0) for a, b in zip(lot.low, lot.high, strict=True)]
    return float(np.hypot(*gap))


def _fronts(site: Site, lots: list[Lot]) -> list[Dressing]:
    """Return all fronts by surface, and the ground floors of those near by."""
    groups: dict[Surface, list[tuple[Lot, float]]] = {}
    shops = []
    for lot in lots:
        foot = lot.foot
        if lot.distance < NEAR and not foot:
            shops.append(lot)
            foot = CELL * 1.2
        groups.setdefault(lot.surface, []).append((lot, foot))
    found = []
    for k, (surface, rows) in enumerate(groups.items()):
        lit = LIT[surface.material] if site.dark else 0.0
        low = np.array([[*lot.low, foot] for lot, foot in rows])
        high = np.array([[*lot.high, lot.height] for lot, _ in rows])
        found.append(
            Dressing(f"fronts_{k}", Surface(surface.material, surface.color, lit), _walls(site.rng, low, high))
        )
    if shops:
        low = np.array([[*lot.low, 0.0] for lot in shops])
        high = np.array([[*lot.high, CELL * 1.2] for lot in shops])
        surface = Surface("shop_fronts", None, LIT["shop_fronts"] if site.dark else 0.0)
        found.append(Dressing("shops", surface, _walls(site.rng, low, high, tall=1.2)))
    kind = site.rng.integers(0, len(ROOFS), len(lots))
    for k, (material, color) in enumerate(ROOFS):
        surface = Surface(material, color, ROOF_LIT if site.dark else 0.0)
        mine = [_top(lot) for lot, own in zip(lots, kind, strict=True) if own == k]
        found += [Dressing(f"roofs_{k}", surface, quads(mine))] if mine else []
    return found + crowns(site.rng, [(lot.low, lot.high, lot.height) for lot in lots], dark=site.dark)


def _top(lot: Lot) -> list[list[float]]:
    """Return the corners of a roof."""
    (x0, y0), (x1, y1), z = lot.low, lot.high, lot.height
    return [[x0, y0, z], [x1, y0, z], [x1, y1, z], [x0, y1, z]]


def _walls(rng: Generator, low: Array, high: Array, *, tall: float = 1.0) -> Piece:
    """Return the four walls of boxes; uv count whole cells around each, from a place of its own in the pattern.

    ``tall``: how many times higher than a cell a storey is drawn.
    """
    (x0, y0, z0), (x1, y1, z1) = low.T, high.T
    plans = ((x0, y0, x1, y0), (x1, y0, x1, y1), (x1, y1, x0, y1), (x0, y1, x0, y0))
    corners, uv = [], []
    u0, v0 = 64 * CELL * rng.integers(0, 60, len(low)), CELL * rng.integers(0, 200, len(low))
    for ax, ay, bx, by in plans:
        corners.append(
            np.stack([np.stack(p, -1) for p in ((ax, ay, z0), (bx, by, z0), (bx, by, z1), (ax, ay, z1))], axis=1)
        )
        bays = np.maximum(1, np.rint(np.hypot(bx - ax, by - ay) / CELL)) * CELL
        bottom, top = v0 + z0 / tall, v0 + z1 / tall
        uv.append(
            np.stack([np.stack(p, -1) for p in ((u0, bottom), (u0 + bays, bottom), (u0 + bays, top), (u0, top))], 1)
        )
        u0 = u0 + bays
    return quads(np.concatenate(corners), uv=np.concatenate(uv))


def _roofs(site: Site, lots: list[Lot]) -> list[Dressing]:
    """Return what stands on roofs near by: parapets, stair heads, plant, tanks, masts with a red lamp."""
    rng = site.rng
    low, high, red = [], [], []
    for lot in lots:
        (x0, y0), (x1, y1), z = lot.low, lot.high, lot.height
        w, d = x1 - x0, y1 - y0
        for a, b in (
            ((x0, y0), (x1, y0 + 0.3)), ((x0, y1 - 0.3), (x1, y1)), ((x0, y0 + 0.3), (x0 + 0.3, y1 - 0.3)),
            ((x1 - 0.3, y0 + 0.3), (x1, y1 - 0.3)),
        ):  # fmt: skip
            low.append([*a, z - 0.2])
            high.append([*b, z + 0.9])
        for _ in range(int(rng.integers(2, 7)) if lot.distance < 0.6 * NEAR else 1):
            x, y = x0 + w * rng.uniform(0.12, 0.8), y0 + d * rng.uniform(0.12, 0.8)
            size = rng.uniform(0.8, 3.6, 2)
            low.append([x, y, z])
            high.append([min(x + size[0], x1 - 0.5), min(y + size[1], y1 - 0.5), z + rng.uniform(0.7, 2.6)])
        x, y = x0 + w * rng.uniform(0.3, 0.5), y0 + d * rng.uniform(0.3, 0.5)
        low.append([x, y, z])
        high.append([x + 0.22 * w, y + 0.22 * d, z + rng.uniform(2.6, 4.5)])
        if z > 85.0:
            mast = z + rng.uniform(8.0, 26.0)
            low.append([x - 0.25, y - 0.25, z])
            high.append([x + 0.25, y + 0.25, mast])
            red.append([x, y, mast + 0.4])
    found = [Dressing("plant", PLANT, bottomless(boxes(low, high)))]
    found += tops(rng, [(lot.low, lot.high, lot.height) for lot in lots], dark=site.dark)
    if red:
        lamp = Surface("lamp_glow", (0.25, 0.012, 0.006)) if site.dark else Surface("paint", (0.3, 0.02, 0.01))
        at = np.array(red)
        found.append(Dressing("beacons", lamp, boxes(at - 0.55, at + 0.55)))
    return found


def _park_lamps(kerb: float) -> list[tuple[float, float]]:
    """Return where lamps stand along the paths of the park."""
    top = -kerb - 3.0
    spots = [((k + 0.5) * GLADE, (m + 0.5) * GLADE) for k in range(-11, 11) for m in range(-8, 0)]
    inside = [(x, y) for x, y in spots if top - BLOCK[1] + 2.0 < y < top - 2.0]
    return [(x, y) for x, y in inside if abs((x + PITCH[0] / 2) % PITCH[0] - PITCH[0] / 2) < BLOCK[0] / 2 - 2.0]


def _yards(kerb: float) -> Piece:
    """Return the paved ground of the blocks near by."""
    near = [(x, y) for _, x, y in _blocks(kerb) if np.hypot(x, y) < MIDDLE]
    return quads(
        [[[x, y, 0.1], [x + BLOCK[0], y, 0.1], [x + BLOCK[0], y + BLOCK[1], 0.1], [x, y + BLOCK[1], 0.1]]
         for x, y in near]
    )  # fmt: skip


def _park(site: Site, kerb: float) -> list[Dressing]:
    """Return the park this side of the avenue: lawns, paths, trees; and trees along the pavements near by."""
    rng = site.rng
    top = -kerb - 3.0
    lawns = []
    for column in (-1, 0, 1):
        x = column * PITCH[0] - BLOCK[0] / 2
        for a, b in ((0.03, 0.47), (0.53, 0.97)):
            for c, d in ((0.04, 0.46), (0.54, 0.96)):
                lawns.append((x + a * BLOCK[0], top - d * BLOCK[1], x + b * BLOCK[0], top - c * BLOCK[1]))
    lawns = [r for r in lawns if np.hypot(max(r[0], -r[2], 0.0), max(r[1], -r[3], 0.0)) > site.clear]
    grass = quads(
        [[[a, b, 0.04], [c, b, 0.04], [c, d, 0.04], [a, d, 0.04]] for a, b, c, d in lawns] or [[[0, 0, -9]] * 4]
    )
    paths = quads(
        [[[x, top - BLOCK[1], 0.02], [x + BLOCK[0], top - BLOCK[1], 0.02], [x + BLOCK[0], top, 0.02], [x, top, 0.02]]
         for x in (column * PITCH[0] - BLOCK[0] / 2 for column in (-1, 0, 1))]
    )  # fmt: skip
    spots = [[rng.uniform(a, c), rng.uniform(b, d)] for a, b, c, d in lawns for _ in range(9)]
    spots = [
        p for p in spots if np.hypot(*p) > site.clear + 4.0 and not (abs(p[0]) < 3.0 - 0.5 * p[1] and p[1] > -45.0)
    ]
    found = [
        Dressing("lawn", Surface("lit_lawn", None, LAWN_LIT if site.dark else 0.0), grass),
        Dressing("paths", Surface("gravel", (0.34, 0.30, 0.24)), paths),
    ]
    found += trees(rng, np.array(spots).reshape(-1, 2), level_land, height=(7.0, 12.0), budget=17000, name="park_trees")
    return [*found, *_street_trees(site, kerb)]


def _street_trees(site: Site, kerb: float) -> list[Dressing]:
    """Return trees along the pavements: grown ones near by, eight-sided crowns from a hundred metres off."""
    rng = site.rng
    spots = []
    for _, x, y in _blocks(kerb):
        if np.hypot(x, y) > 310.0:
            continue
        spots += [(x + s, y - 1.2) for s in np.arange(6.0, BLOCK[0] - 3.0, 11.0) if rng.random() < 0.7]
        spots += [(x - 1.2, y + s) for s in np.arange(6.0, BLOCK[1] - 3.0, 11.0) if rng.random() < 0.7]
    feet = np.array([p for p in spots if np.hypot(*p) > site.clear + 4.0]).reshape(-1, 2)
    close = np.hypot(*feet.T) < GROWN
    grown = trees(rng, feet[close], level_land, height=(5.0, 7.5), budget=10000, name="street_trees")
    feet = feet[~close]
    unit, faces = sphere(4)
    size = rng.uniform(1.7, 2.8, len(feet))
    rough = 1.0 + 0.16 * rng.normal(size=(len(feet), len(unit)))
    points = unit[None] * (rough * size[:, None])[..., None] * [1.0, 1.0, 1.15]
    points += np.concatenate([feet, (2.6 + size)[:, None]], axis=1)[:, None]
    normals = np.broadcast_to(unit[None], points.shape)
    numbers = (len(unit) * np.arange(len(feet))[:, None, None] + faces).reshape(-1, 3)
    flat = points.reshape(-1, 3)
    crowns = Piece(flat, numbers, normals.reshape(-1, 3), flat[:, :2] + flat[:, 2:])
    green = hazed((0.07, 0.10, 0.03), 150.0)
    leaves = Surface("lit_lawn", green, CROWN_LIT) if site.dark else Surface("leaves", green)  # by lamps near by
    return [*grown, Dressing("crowns", leaves, crowns)]
