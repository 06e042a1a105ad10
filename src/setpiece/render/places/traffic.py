"""Cars along a city's roads: two boxes, panes, head and tail lamps. Metres, world frame."""

import numpy as np
from numpy.random import Generator

from setpiece.render.patterns_road import ROAD
from setpiece.render.places import river, roads
from setpiece.render.places.land import Dressing, Rgb, Site
from setpiece.render.places.pieces import Array, Piece, bottomless, boxes, joined, quads, turned
from setpiece.render.posed import Surface

PAINTS: tuple[Rgb, ...] = (
    (0.55, 0.55, 0.56), (0.04, 0.04, 0.045), (0.30, 0.31, 0.32), (0.35, 0.03, 0.025), (0.05, 0.09, 0.22),
    (0.62, 0.45, 0.05),
)  # fmt: skip
LANES = (1.75, 5.25, 8.75)  # m from the middle of a road; on the last one cars are parked
GLASS = Surface("dark_glass")
HEAD, TAIL = (1.30, 1.15, 0.88), (0.55, 0.014, 0.009)  # of ``lamp_glow``
FLOW = 20.0  # m between cars under way on average, beyond the 10 that each takes
BEAM = (2.6, 13.0, 0.9, 2.3)  # of a low beam on the road, m: ahead from and to, half-widths there
SENT_BACK: Rgb = (0.0026, 0.0023, 0.0020)  # of ``lamp_glow``: what asphalt sends back of it
LIT_ROAD = 260.0  # m up to which cars light the road
_SQUARE = ((-0.2, 0.58), (0.2, 0.58), (0.2, 0.74), (-0.2, 0.74))  # m, of a lamp: across and up
FREE = 32.0  # m around the free circle without cars: they are made to be seen from farther
REACH, BODIES, ROLLING = 640.0, 330.0, 110.0  # m: up to where cars have lamps, bodies, and wheels


def cars(site: Site, kerb: float) -> list[Dressing]:
    """Return cars on all roads near by, none in the free circle; their lamps burn in the dark."""
    rng = site.rng
    spots = _on_roads(rng, kerb)
    far = np.hypot(spots[:, 0], spots[:, 1])
    spots = spots[(far > site.clear + FREE) & (far < REACH)]
    moving = spots[spots[:, 3] > 0.5]
    spots = spots[np.hypot(spots[:, 0], spots[:, 1]) < BODIES]
    lower, cabin, glass, wheels = _parts(spots)
    paint = rng.integers(0, len(PAINTS), len(spots))
    found = []
    for k, color in enumerate(PAINTS):
        mine = paint == k
        if mine.any():
            parts = [_placed(part[mine], spots[mine]) for part in (lower, cabin)]
            found += [Dressing(f"cars_{k}_{n}", Surface("car_paint", color), part) for n, part in enumerate(parts)]
    found.append(Dressing("car_panes", GLASS, _placed(glass, spots)))
    near = np.hypot(spots[:, 0], spots[:, 1]) < ROLLING
    if near.any():
        found.append(Dressing("car_wheels", Surface("rubber"), _placed(wheels[near], spots[near])))
    return [*found, *_lamps(moving, dark=site.dark)]


def _on_roads(rng: Generator, kerb: float) -> Array:
    """Return places (N, 4) of cars: x, y, turn, and 1 where they drive, 0 where they are parked."""
    wide = kerb + 3.0
    across_y = sorted([0.0, *(y for y in roads.along_x(kerb) if abs(y) < REACH)])
    across_x = [x for x in roads.along_y() if abs(x) < REACH]
    ways = [(y, wide if y == 0.0 else ROAD / 2, 0, [(x, ROAD / 2) for x in across_x]) for y in across_y]
    ways += [(x, ROAD / 2, 1, [(y, wide if y == 0.0 else ROAD / 2) for y in across_y]) for x in across_x]
    south, north = river.shores(kerb)
    found = []
    for middle, half, along, stops in ways:
        ends = [-REACH, *(at + side * reach for at, reach in stops for side in (-1, 1)), REACH]
        green = rng.random(len(stops) + 1) < 0.5
        for side in (1.0, -1.0):
            turn = (0.0 if side > 0 else np.pi) + along * np.pi / 2
            for lane, place in enumerate(LANES):
                across = middle + (side if along else -side) * place * half / (ROAD / 2)
                for k, (a, b) in enumerate(zip(ends[::2], ends[1::2], strict=True)):
                    wet = along == 1 and not river.bridged(middle) and south < (a + b) / 2 < north
                    held = not green[min(k + (side < 0), len(stops))]
                    line = [] if wet else _queue(rng, b - a, held=held) if lane < 2 else _parked(rng, b - a)
                    for back in line:
                        at = b - back if side > 0 else a + back
                        aside = across + rng.normal(0.0, 0.09)
                        x, y = (aside, at) if along else (at, aside)
                        found.append((x, y, turn + rng.normal(0.0, 0.008), float(lane < 2)))
    return np.array(found)


def _queue(rng: Generator, length: float, *, held: bool) -> list[float]:
    """Return how far (m) before the end of a stretch of lane its cars are: waiting at the line, or under way."""
    found, at = [], 3.6 if held else rng.uniform(4.0, 30.0)
    waiting = int(rng.integers(2, 7)) if held else 0
    while at < length - 4.0:
        found.append(at)
        close = len(found) < waiting
        at += rng.uniform(6.0, 7.6) if close else rng.exponential(FLOW) + 10.0
    return found


def _parked(rng: Generator, length: float) -> list[float]:
    """Return how far (m) before the end of a stretch cars are parked, with gaps."""
    found, at = [], rng.uniform(9.0, 14.0)
    while at < length - 9.0:
        found.append(at)
        at += 5.6 + (rng.random() < 0.3) * rng.uniform(8.0, 40.0)
    return found


def _parts(spots: Array) -> tuple[Array, Array, Array, Array]:
    """Return lower and upper corners (N, k, 2, 3) of each car's body, roof, panes and wheels, nose towards +X."""
    count = len(spots)

    def rows(*pairs: tuple) -> Array:
        return np.broadcast_to(np.array(pairs, float), (count, len(pairs), 2, 3))

    lower = rows(((-2.15, -0.88, 0.30), (2.15, 0.88, 0.86)))
    cabin = rows(((-1.45, -0.74, 1.36), (0.55, 0.74, 1.44)))
    glass = rows(((-1.75, -0.78, 0.86), (0.95, 0.78, 1.36)))
    wheels = rows(*(((x - 0.32, y - 0.1, 0.0), (x + 0.32, y + 0.1, 0.62)) for x in (-1.3, 1.35) for y in (-0.82, 0.82)))
    return lower, cabin, glass, wheels


def _placed(parts: Array, spots: Array) -> Piece:
    """Return boxes (N, k, 2, 3) in the frames of cars as one piece in the world."""
    count = parts.shape[1]
    flat = parts.reshape(-1, 2, 3)
    piece = bottomless(boxes(flat[:, 0], flat[:, 1]))
    per = len(piece.vertices) // max(len(flat), 1)
    turn = np.repeat(spots[:, 2], count * per)
    place = np.repeat(np.concatenate([spots[:, :2], 0.02 + 0 * spots[:, :1]], axis=1), count * per, axis=0)
    return Piece(turned(piece.vertices, turn) + place, piece.faces, turned(piece.normals, turn), piece.uv)


def _turned_quads(corners: Array, spots: Array) -> Piece:
    """Return quadrilaterals (N, 4 k, 3) in the frames of cars as one piece in the world."""
    place = np.concatenate([spots[:, :2], 0.02 + 0 * spots[:, :1]], axis=1)
    return quads((turned(corners, spots[:, 2:3]) + place[:, None]).reshape(-1, 4, 3))


def _lamps(spots: Array, *, dark: bool) -> list[Dressing]:
    """Return head and tail lamps of cars that drive, and in the dark what they light of the road."""
    near = np.hypot(spots[:, 0], spots[:, 1]) < BODIES

    def faces(x: float) -> Piece:
        side = np.sign(x)
        pair = [[x, y - side * a, z] for y in (-0.62, 0.62) for a, z in _SQUARE]
        one = [[x, -side * 2.0 * a, z] for a, z in _SQUARE]  # of the same area, for two that are seen as one
        return joined(
            [
                _turned_quads(np.broadcast_to(np.array(square), (len(mine), len(square), 3)), mine)
                for square, mine in ((pair, spots[near]), (one, spots[~near]))
            ]
        )

    close = spots[np.hypot(spots[:, 0], spots[:, 1]) < LIT_ROAD]
    start, end, narrow, wide = BEAM
    pools = np.array([[start, -narrow, 0.05], [end, -wide, 0.05], [end, wide, 0.05], [start, narrow, 0.05]])
    lit = _turned_quads(np.broadcast_to(pools, (len(close), *pools.shape)), close)
    beams = [Dressing("beams", Surface("lamp_glow", SENT_BACK), lit)] if dark and len(close) else []
    head = Surface("lamp_glow", HEAD) if dark else Surface("porcelain")
    tail = Surface("lamp_glow", TAIL) if dark else Surface("plastic", (0.3, 0.02, 0.015))
    return [*beams, Dressing("head_lamps", head, faces(2.17)), Dressing("tail_lamps", tail, faces(-2.17))]
