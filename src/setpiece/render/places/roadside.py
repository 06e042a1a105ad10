"""What stands along a city street on any evening: parked cars, bicycles, bins, a bus stop. Metres, world frame.

All of it stands outside the free circle, along the kerbs and the fronts, where no staged action goes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from setpiece.assets.build import build
from setpiece.assets.families.coachwork import BODY, HOUSE
from setpiece.assets.modelling import curve
from setpiece.render.places.land import Dressing, Rgb, Site
from setpiece.render.places.pieces import Array, Piece, boxes, joined, lathe, moved, quads, sheet, tube
from setpiece.render.posed import Surface
from setpiece.world.document import Body

PAINTS: tuple[Rgb, ...] = (
    (0.035, 0.045, 0.075), (0.42, 0.43, 0.44), (0.018, 0.018, 0.02), (0.62, 0.61, 0.58), (0.06, 0.085, 0.075),
    (0.17, 0.16, 0.15), (0.20, 0.055, 0.02), (0.03, 0.085, 0.16), (0.30, 0.26, 0.17),
)  # fmt: skip
LONG, ROOMY = 5.6, 1.05  # m of kerb that a parked car takes, and from the kerb to its middle
AXLES, TRACK, TYRE = (1.32, -1.28), 0.76, 0.32  # m: a car's axles along X, half its track, radius of a tyre
STATIONS, SECTION, LEVELS = 26, 11, 7
BUILDS = (
    (1.0, 1.0, 1.0),
    (0.86, 0.97, 1.06),
    (1.04, 1.05, 1.20),
    (1.10, 1.0, 0.97),
)  # sizes: family, small, tall, long
SEAM = 2.0  # m between what stands and the free circle
STEEL = Surface("iron", (0.09, 0.095, 0.10))


@dataclass(frozen=True)
class Parking:
    """A row of parked cars along a kerb at y: from x to x; ``turn`` of their noses (rad); share of spots taken."""

    kerb: float
    begins: float
    ends: float
    turn: float
    taken: float


def parked(rng: Generator, rows: list[Parking], *, free: float) -> list[Dressing]:
    """Return cars by the kerbs, none within ``free`` m of the origin: paint by colour, panes, lamps, wheels."""
    paint, panes, tails, pale, black, rims = _car()
    spots: list[tuple[int, tuple[float, float, float], float, tuple[float, float, float]]] = []
    hues = np.concatenate([rng.permutation(len(PAINTS)) for _ in range(4)])
    for row in rows:
        inside = -np.sign(row.kerb)
        x = row.begins + LONG / 2
        while x < row.ends - LONG / 2:
            place = (x + rng.uniform(-0.3, 0.3), row.kerb + inside * (ROOMY + rng.uniform(0.0, 0.12)), 0.0)
            taken, build, turn = (
                rng.random() < row.taken,
                int(rng.integers(len(BUILDS))),
                row.turn + rng.normal(0, 0.01),
            )
            if taken and np.hypot(*place[:2]) > free + LONG / 2:
                spots.append((int(hues[len(spots) % len(hues)]), place, turn, BUILDS[build]))
            x += LONG + rng.uniform(0.0, 0.8)
    if not spots:
        return []
    found = [
        Dressing(
            f"parked_{k}",
            Surface("car_paint", color),
            joined([moved(_built(paint, s), p, turn=t) for _, p, t, s in mine]),
        )
        for k, color in enumerate(PAINTS)
        if (mine := [spot for spot in spots if spot[0] == k])
    ]
    parts = {
        "panes": (Surface("dark_glass"), panes),
        "tails": (Surface("plastic", (0.22, 0.006, 0.005)), tails),
        "pale": (Surface("porcelain", (0.62, 0.62, 0.60)), pale),
        "black": (Surface("rubber", (0.016, 0.016, 0.017)), black),
        "rims": (Surface("aluminium"), rims),
    }
    return found + [
        Dressing(f"parked_{name}", surface, joined([moved(_built(part, s), p, turn=t) for _, p, t, s in spots]))
        for name, (surface, part) in parts.items()
    ]


def _built(part: Piece, build: tuple[float, float, float]) -> Piece:
    """Return a part of a car of other proportions: as long and as wide, and above its wheels as high."""
    long, wide, tall = build
    high = part.vertices[:, 2]
    up = np.where(high > 0.66, 0.66 + tall**1.6 * (high - 0.66), high)
    return Piece(np.column_stack([part.vertices[:, :2] * [long, wide], up]), part.faces, part.normals, part.uv)


def _car() -> tuple[Piece, Piece, Piece, Piece, Piece, Piece]:
    """Return a car by what it is made of: paint, panes, red lamps, pale lamps and plates, black, rims; nose to +X.

    It has the sections of ``assets.families.coachwork`` at a twentieth of their triangles.
    """
    rings = _skin()
    roof = sheet(_house()[LEVELS - 3 :], wrap=True)
    pillars = [
        tube([(x0, side * y0, 0.93), (x1, side * y1, 1.41)], [0.045, 0.035], sides=5)
        for side in (1.0, -1.0)
        for x0, y0, x1, y1 in ((0.86, 0.74, 0.03, 0.57), (-0.40, 0.785, -0.45, 0.60), (-1.78, 0.74, -1.44, 0.55))
    ]
    mirrors = boxes([[0.60, 0.84, 0.96], [0.60, -1.0, 0.96]], [[0.70, 1.0, 1.09], [0.70, -0.84, 1.09]])
    paint = joined([sheet(rings, wrap=True), roof, *pillars, mirrors])
    panes = sheet(_house()[: LEVELS - 2], wrap=True)
    wide = np.array([-1.0, 1.0])
    tails = joined([_lamp_on(rings, s, -1.0, (0.50, 0.74), (0.83, 0.88)) for s in wide])
    heads = [_lamp_on(rings, s, 1.0, (0.45, 0.635), (0.70, 0.715)) for s in wide]
    plates = boxes([[-2.20, -0.26, 0.55], [2.165, -0.26, 0.42]], [[-2.145, 0.26, 0.66], [2.185, 0.26, 0.53]])
    wheels, rims = [], []
    for x in AXLES:
        for side in (1.0, -1.0):
            arch = _upright(lathe([(0.39, 0.0), (0.38, 0.012), (0.0, 0.014)], sides=20), x, side * 0.874, side, 0.34)
            tyre = lathe([(0.20, 0.0), (0.30, 0.0), (0.32, 0.03), (0.32, 0.17), (0.29, 0.20), (0.2, 0.195)], sides=20)
            wheels += [arch, _upright(tyre, x, side * (TRACK - 0.07), side, TYRE)]
            star = lathe([(0.21, 0.165), (0.205, 0.19), (0.17, 0.17), (0.05, 0.185), (0.0, 0.185)], sides=10)
            rims.append(_upright(star, x, side * (TRACK - 0.06), side, TYRE))
    shade = boxes([[-1.9, -0.80, 0.17]], [[1.9, 0.80, 0.30]])
    return paint, panes, tails, joined([*heads, plates]), joined([*wheels, shade]), joined(rims)


def _skin() -> Array:
    """Return the sections (STATIONS, columns, 3) of a body, closed below, from tail to nose."""
    found = []
    for x, w, low, high, crown in curve(BODY, STATIONS):
        belt = high - crown
        half = [
            (0.0, low), (0.90 * w, low), (0.98 * w, low + 0.12), (w, low + 0.45 * (belt - low)),
            (0.985 * w, low + 0.64 * (belt - low)), (0.955 * w, belt - 0.04), (0.90 * w, belt),
            (0.5 * w, high - 0.2 * crown), (0.0, high),
        ]  # fmt: skip
        ring = curve(half, SECTION)
        ring = np.concatenate([ring, (ring * [-1.0, 1.0])[-2::-1]])
        found.append(np.column_stack([np.full(len(ring), x), ring]))
    first, last = found[0], found[-1]
    ends = [np.tile(each.mean(0), (len(each), 1)) for each in (first, last)]
    return np.array([ends[0], *found, ends[1]])


def _house() -> Array:
    """Return the plans (LEVELS + 1, columns, 3) of the greenhouse from the belt up to the middle of the roof."""
    turn = np.linspace(0.0, 2 * np.pi, 33)
    c, s = np.cos(turn), np.sin(turn)
    square = np.stack([np.sign(c) * np.abs(c) ** 0.42, np.sign(s) * np.abs(s) ** 0.42], -1)
    found = []
    for z, rear, front, half, _ in HOUSE[[0, 2, 3, 4, 6, 8, 9]]:
        plan = square * [(front - rear) / 2, half] + [(front + rear) / 2, 0.0]
        found.append(np.column_stack([plan, np.full(len(plan), z)]))
    top = np.tile(found[-1].mean(0), (len(turn), 1))
    return np.array([*found, top + np.array([0.0, 0.0, 0.003])])


def _lamp_on(rings: Array, side: float, end: float, low: tuple, high: tuple) -> Piece:
    """Return a lamp that lies on the skin of nose (``end`` 1) or tail (-1) between two places (aside, up)."""
    y, z = np.meshgrid(np.linspace(low[0], high[0], 5), np.linspace(low[1], high[1], 3))
    tip = 0.05 * ((y - low[0]) / (high[0] - low[0])) ** 2 + 0.012
    x = end * (2.165 if end > 0 else 2.15) - end * tip * 1.6
    widest = np.array([ring[:, 1].max() for ring in rings[1:-1]])
    along = rings[1:-1, 0, 0]
    for k in np.ndindex(*y.shape):  # as far out as the skin is that wide
        wide = along[widest > y[k] + 0.015]
        x[k] = end * np.abs(wide.max() if end > 0 else wide.min()) + end * 0.012
    points = np.stack([x, side * y, z], axis=-1)
    return sheet(points if side * end > 0 else points[:, ::-1])


def _upright(piece: Piece, x: float, y: float, side: float, z: float) -> Piece:
    """Return a wheel made about the vertical, its axle laid along Y, its top outside, in its place."""
    flip = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, side], [0.0, -side, 0.0]])
    return Piece(piece.vertices @ flip.T + [x, y, z], piece.faces, piece.normals @ flip.T, piece.uv)


def furniture(site: Site, kerb: float, front: float) -> list[Dressing]:
    """Return what stands on a pavement between its kerb and the fronts at y: bins, bollards, bicycles, a bus stop."""
    rng, free = site.rng, site.clear
    bins = [(x, kerb + 0.55) for x in (-24.5, 13.4, 30.0) if np.hypot(x, kerb) > free]
    stands = [(x + 0.75 * k, front - 0.5) for x in (-8.0, 8.5, 24.0) for k in range(int(rng.integers(1, 4)))]
    drum = [(0.17, 0.12), (0.21, 0.12), (0.23, 0.80), (0.24, 0.82), (0.235, 0.86), (0.15, 0.93), (0.0, 0.95)]
    bin_ = joined([lathe(drum, sides=16), lathe([(0.05, 0.0), (0.05, 0.2)], sides=8)])
    iron = [moved(bin_, [x, y, 0.125]) for x, y in bins]
    frames, tyres = [], []
    for x, y in stands:
        turn = np.pi / 2 + rng.normal(0.0, 0.12) + np.pi * (rng.random() < 0.5)
        for group, part in zip((frames, tyres), bicycle(), strict=True):
            group.append(moved(part, [x, y - 0.75, 0.125], turn=turn))
    found = [Dressing("bins", Surface("paint", (0.03, 0.05, 0.045)), joined(iron))] if iron else []
    colors = ((0.03, 0.09, 0.11), (0.16, 0.02, 0.015), (0.02, 0.02, 0.022))
    for k, color in enumerate(colors):
        if frames[k::3]:
            found.append(Dressing(f"bicycles_{k}", Surface("paint", color), joined(frames[k::3])))
    found.append(Dressing("bicycle_tyres", Surface("rubber", (0.02, 0.02, 0.021)), joined(tyres)))
    return found + (_bus_stop(-15.5, kerb, dark=site.dark) if np.hypot(14.0, kerb) > free + SEAM else [])


def bicycle() -> tuple[Piece, Piece]:
    """Return a bicycle that stands along X in the plane y = 0: frame with what is of metal, and its tyres."""
    rear, ahead, crank, seat, head = (-0.50, 0.34), (0.54, 0.34), (-0.06, 0.29), (-0.20, 0.86), (0.36, 0.88)
    fork = (0.40, 0.72)
    ways = [(crank, seat), (crank, fork), (seat, head), (rear, crank), (rear, (-0.185, 0.80)), (ahead, fork)]
    ways += [(fork, (0.34, 0.99)), (seat, (-0.215, 0.95))]
    bars = [tube([(a[0], 0.0, a[1]), (b[0], 0.0, b[1])], [0.016, 0.016], sides=5) for a, b in ways]
    bars.append(
        tube([(0.26, -0.28, 0.98), (0.33, -0.1, 1.0), (0.33, 0.1, 1.0), (0.26, 0.28, 0.98)], [0.012] * 4, sides=5)
    )
    saddle = boxes([[-0.34, -0.07, 0.94]], [[-0.10, 0.07, 0.98]])
    hoops, angle = [], np.linspace(0.0, 2 * np.pi, 21)
    for x, z in (rear, ahead):
        ring = np.stack([x + 0.32 * np.cos(angle), 0 * angle, z + 0.32 * np.sin(angle)], -1)
        hoops.append(tube(ring, np.full(len(ring), 0.018), sides=4))
        for turn in np.pi / 5 * np.arange(5):
            across = 0.31 * np.array([np.cos(turn), 0.0, np.sin(turn)])
            hub = np.array([x, 0.0, z])
            bars.append(tube([hub - across, hub + across], [0.002, 0.002], sides=3))
    return joined([*bars, saddle]), joined(hoops)


def _bus_stop(x: float, kerb: float, *, dark: bool) -> list[Dressing]:
    """Return the bus stop of the catalogue, open to the kerb, with a panel that is lit at night; its left end at x."""
    y0, y1, z = kerb + 1.0, kerb + 2.3, 0.125
    stop = build(Body(id="stop", family="bus_stop", position=(0.0, 0.0, 0.0)))
    lowest = min(float(part.mesh.vertices[:, 2].min()) for part in stop.parts)
    left = min(float(part.mesh.vertices[:, 0].min()) for part in stop.parts) + 0.15  # the roof's overhang
    back = max(float(part.mesh.vertices[:, 1].max()) for part in stop.parts) - 0.2
    there = np.array([x - left, y1 - back, z - lowest])
    parts = [
        Dressing(
            f"stop_{part.name}",
            Surface(part.material, part.color),
            Piece(part.mesh.vertices + there, part.mesh.faces.astype(np.int64), part.mesh.normals, part.mesh.uv),
        )
        for part in stop.parts
    ]
    low, up = z + 0.45, z + 2.15
    middle, near, far = low + 0.3 * (up - low), y0 + 0.3, y1 - 0.1
    strip, picture = (
        quads([[[x + 3.44, near, a], [x + 3.44, far, a], [x + 3.44, far, b], [x + 3.44, near, b]]])
        for a, b in ((low, middle), (middle, up))
    )
    printed = (
        (Surface("lamp_glow", color) for color in ((0.0075, 0.0065, 0.005), (0.006, 0.0022, 0.0014)))
        if dark
        else (Surface("paint", color) for color in ((0.6, 0.55, 0.45), (0.45, 0.14, 0.09)))
    )
    return [
        *parts,
        *(Dressing(f"shelter_{k}", *each) for k, each in enumerate(zip(printed, (strip, picture), strict=True))),
    ]


def refuge(x: float, y: float, *, dark: bool) -> list[Dressing]:
    """Return an island in the middle of a road where people wait, with a bollard at both ends that is lit at night."""
    angle = np.linspace(0.0, 2 * np.pi, 25)
    c, s = np.cos(angle), np.sin(angle)
    plan = np.stack([x + 0.75 * np.sign(c) * np.abs(c) ** 0.6, y + 1.9 * np.sign(s) * np.abs(s) ** 0.6], -1)
    rings = [np.column_stack([x + k * (plan[:, 0] - x), y + k * (plan[:, 1] - y), 0 * angle + z])
             for k, z in ((1.0, -0.1), (1.0, 0.12), (0.985, 0.13), (0.0, 0.13))]  # fmt: skip
    ends = np.array([[x, y - 1.45], [x, y + 1.45]])
    foot, pillar, cap = (
        boxes(
            *(np.column_stack([ends + side * np.array(half), 0 * ends[:, :1] + z]) for side, z in ((-1, low), (1, up)))
        )
        for half, low, up in (((0.13, 0.16), 0.12, 0.56), ((0.11, 0.14), 0.56, 0.94), ((0.13, 0.16), 0.94, 1.02))
    )
    glow = Surface("lamp_glow", (0.012, 0.0065, 0.0012)) if dark else Surface("celluloid", (0.75, 0.62, 0.20))
    blue = Surface("lamp_glow", (0.0003, 0.0016, 0.008)) if dark else Surface("paint", (0.01, 0.06, 0.30))
    rim = 0.085 * np.column_stack([0.0 * c, c, s])
    signs = [sheet(disc + np.array([px + face * 0.113, py, 0.76]), wrap=True) for px, py in ends
             for face, disc in ((1.0, np.array([0.0 * rim, rim])), (-1.0, np.array([rim, 0.0 * rim])))]  # fmt: skip
    return [
        Dressing("refuge", Surface("concrete", (0.40, 0.39, 0.37)), sheet(np.array(rings), wrap=True)),
        Dressing("bollards", STEEL, joined([foot, cap])),
        Dressing("bollard_lights", glow, pillar),
        Dressing("bollard_signs", blue, joined(signs)),
    ]


def zebra(x: float, low: float, high: float) -> Piece:
    """Return a crossing of white bars 0.5 m wide and 4 m long across a road between two y, its middle at x."""
    bars = np.arange(low + 0.5, high - 0.6, 1.0)
    return boxes(
        np.stack([0 * bars + x - 2.0, bars, 0 * bars - 0.05], 1),
        np.stack([0 * bars + x + 2.0, bars + 0.5, 0 * bars + 0.003], 1),
    )
