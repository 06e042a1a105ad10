"""A five-door family car without its wheels: body, glass with a cabin behind it, lamps, trim. Nose towards +X."""

from functools import lru_cache

import numpy as np

from setpiece.assets import colliding, lettering
from setpiece.assets.families.cabins import cabin
from setpiece.assets.families.coachwork import (
    band,
    closed,
    flank,
    from_above,
    from_front,
    from_side,
    grown,
    house,
    hull,
)
from setpiece.assets.families.underbodies import LIP, underbody, whole
from setpiece.assets.families.vehicles import AXLES, BLACK, LIT, Axles, beams
from setpiece.assets.modelling import (
    TAU,
    block,
    curve,
    cylinder,
    difference,
    intersection,
    rounded_box,
    sphere,
    tube,
    united,
)
from setpiece.assets.shape import Family, Params, Shape, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Array, Surface, joined, moved, stretched, turned

WALL = 0.035  # m that the pillars of the greenhouse are thick
UNDERSEAL = (0.016, 0.016, 0.017)
TINT = (0.82, 0.86, 0.84)  # of each face of a pane, which lets 0.7 of the light through as the law asks
GAP = 0.009  # m between doors and what they shut
NUMBER, FIGURE, STROKE = "KV 27 SP", 0.066, 0.0052  # of a car; m: how high its figures are, half a stroke
PLATES = ((2.176, 1.0, 0.475), (-2.158, -1.0, 0.60))  # x, which way is right, z
TAIL_GLOW, TAIL_DULL = (0.14, 0.0028, 0.0018), (0.30, 0.008, 0.006)  # of ``lamp_glow``; of a cover that is not lit
BEAMS = (2.025, 0.615, 0.672)  # m: where its headlights shine from: x, aside, z
TAILS = (-2.118, 0.68, 0.82)  # m: and behind
DEEP = 0.118  # m that headlights lie behind the skin
LENS = 0.008  # m that a lens stands before what shines: seen from aside it glows, too

SIDE = closed(  # of all side windows, from the side
    [(0.70, 0.975, 0.03), (-0.05, 1.378, 0.05), (-1.20, 1.372, 0.08), (-1.53, 1.235, 0.06), (-1.60, 1.05, 0.05),
     (-1.50, 1.005, 0.04)]
)  # fmt: skip
SCREEN = closed([(-0.655, 0.965, 0.05), (0.655, 0.965, 0.05), (0.53, 1.385, 0.06), (-0.53, 1.385, 0.06)])
REAR = closed([(-0.60, 1.015, 0.06), (0.60, 1.015, 0.06), (0.51, 1.325, 0.07), (-0.51, 1.325, 0.07)])
LAMP = closed(  # of a headlight, from in front
    [(0.43, 0.635, 0.01), (0.60, 0.612, 0.03), (0.83, 0.665, 0.03), (0.83, 0.745, 0.01), (0.66, 0.728, 0.03),
     (0.45, 0.676, 0.012)]
)  # fmt: skip
TAIL = closed([(0.50, 0.725, 0.02), (0.90, 0.725, 0.02), (0.90, 0.905, 0.03), (0.70, 0.905, 0.04), (0.52, 0.80, 0.03)])
DOORS = (  # the ways of their gaps, from the side
    ((0.90, 1.00), (0.855, 0.86), (0.815, 0.60), (0.79, 0.40), (0.765, 0.315), (0.70, 0.287), (-0.84, 0.287)),
    ((-0.445, 1.00), (-0.437, 0.70), (-0.445, 0.287)),
    ((-0.84, 0.287), (-0.885, 0.33), (-0.905, 0.46), (-0.965, 0.60), (-1.10, 0.74), (-1.24, 0.83), (-1.30, 1.02)),
)
BONNET = ((1.00, 0.745), (1.35, 0.725), (1.70, 0.675), (1.93, 0.60), (2.035, 0.45), (2.075, 0.22), (2.08, 0.0))
HATCH = ((0.66, 1.02), (0.66, 0.95), (0.645, 0.70), (0.60, 0.57), (0.52, 0.535), (0.0, 0.535))  # (y, z)


def car(p: Params) -> Shape:
    """A five-door family car: smooth body with shut lines and arches, tinted glass before a cabin, flush lamps."""
    axles = AXLES["car"]
    glow = bool(p["lit"])
    body, liner = _body(axles)
    pillars, glass, seals = _greenhouse()
    lamps, lens, housing = _headlights()
    tails, burning = _tail_lights()
    black, bright, dark = _trim()
    pieces = [
        piece("body", body, "car_paint", sheet=0.0016),
        piece("body", joined([pillars, *_lips(axles), *_mirrors(), *_handles(), _chin()]), "car_paint", decor=True),
        piece("windows", glass, "glass", TINT, decor=True),
        piece("seals", joined([seals, *dark, _gaps()[1]]), "plastic", (0.012, 0.012, 0.013), decor=True),
        piece("trim", joined([*black, liner, housing, _numbers()]), "plastic", BLACK, decor=True),
        piece("lenses", lens, "glass", (0.96, 0.96, 0.96), decor=True),
        piece("headlights", lamps, "lamp_glow" if glow else "chrome", decor=True),
        piece("tail_lights", tails, "plastic", (0.20, 0.004, 0.003), decor=True),
        piece("tail_glow", burning, "lamp_glow" if glow else "plastic", TAIL_GLOW if glow else TAIL_DULL, decor=True),
        piece("chrome", joined(bright), "chrome", decor=True),
        piece("underbody", underbody(axles), "rubber", UNDERSEAL, decor=True),
        piece("plates", _plates(), "paint", (0.70, 0.70, 0.66), decor=True),
        *cabin(),
    ]
    return Shape(
        tuple(pieces),
        _colliders(),
        Resonator("plate", (1.2, 0.9, 0.0012)),
        (Support("top", (-0.5, 0, 1.46), (0.5, 0.45)),),
        lamps=beams(p, BEAMS, TAILS, radius=0.05, deep=DEEP),
        mounts=axles.mounts,
    )


def _colliders() -> tuple:
    """Return two hulls: of the lower body and of the greenhouse."""
    lower = [(x, y, z) for x in (-2.05, 2.05) for y in (-0.82, 0.82) for z in (0.24, 0.70)]
    lower += [(x, y, 0.95) for x in (-1.95, 1.0) for y in (-0.78, 0.78)]
    upper = [(-1.75, y, 0.9) for y in (-0.75, 0.75)] + [(0.95, y, 0.9) for y in (-0.75, 0.75)]
    upper += [(x, y, 1.45) for x in (-1.25, 0.15) for y in (-0.55, 0.55)]
    return colliding.hull(lower), colliding.hull(upper)


def _wheel_box(x: float, side: float, axles: Axles, by: float = 0.0) -> Surface:
    """Return the room of a wheel, smaller by ``by`` m."""
    hole = cylinder(axles.radius * 1.15 - by, 0.5 - by, bevel=0.002, segments=56)
    return moved(turned(hole, (1, 0, 0), TAU / 4), x, side * (axles.track / 2 + 0.12), axles.radius)


def _body(axles: Axles) -> tuple[Surface, Surface]:
    """Return the lower body, hollow below its windows, with gaps around its panels; and the lining of its arches."""
    whole = hull()
    places = [(x, side) for x in axles.x for side in (-1.0, 1.0)]
    liners = []
    within = stretched(whole, 0.995, 0.985, 0.99)
    for x, side in places:
        shell = difference(_wheel_box(x, side, axles, -0.004), _wheel_box(x, side, axles, 0.004))
        liners.append(intersection(shell, within))
    cuts = [_wheel_box(x, side, axles) for x, side in places]
    cuts += [house(WALL + 0.004, 0.42), _gaps()[0], *_recesses()]
    return difference(whole, *cuts), joined(liners)


@lru_cache(maxsize=1)
def _gaps() -> tuple[Surface, Surface]:
    """Return the shut lines of doors, bonnet, hatch and bumpers: grooves in the skin, and the dark at their bottoms."""
    strips = {
        "flank": [from_side(band(curve(way, 20), GAP)) for way in DOORS],
        "bonnet": [from_above(band(_mirrored(curve(BONNET, 24)), GAP), 0.55, 1.1)],
        "tail": [from_front(band(_mirrored(curve(HATCH, 20)[:, ::-1])[:, ::-1], GAP), -2.4, -1.7)],
    }
    bumpers = [from_side(band(way, GAP)) for way in (((1.55, 0.615), (2.3, 0.585)), ((-1.5, 0.56), (-2.3, 0.53)))]
    strips["flank"] += bumpers
    strips["nose"], strips["tail"] = bumpers[:1], [*strips["tail"], bumpers[1]]
    cuts, bottoms = [], []
    for where, cutters in strips.items():
        skins = [_sunk(where, depth) for depth in (0.0, 0.0025, 0.014)]
        strip = united(*cutters)
        cuts.append(intersection(difference(skins[0], skins[2]), strip))
        bottoms.append(intersection(difference(skins[1], skins[2]), strip))
    return united(*cuts), joined(bottoms)


def _sunk(where: str, depth: float) -> Surface:
    """Return the body, or its end, with its skin pushed in by about ``depth`` m on one of its sides."""
    if where == "flank":
        return stretched(hull(), 1.0, 1.0 - depth / 0.88, 1.0)
    return {
        "bonnet": moved(hull(), 0.0, 0.0, -depth),
        "nose": moved(_end(1.0), -depth),
        "tail": moved(_end(-1.0), depth),
    }[where]


def _mirrored(half: Array) -> Array:
    """Return a way (P, 2) that ends on the middle line y = 0, and on along its mirror image."""
    return np.concatenate([half, (half * [1.0, -1.0])[-2::-1]])


def _nose(outline: Array, start: float, end: float) -> Surface:
    """Return what lies between two depths (m, along X) behind the skin of the nose within an outline from in front."""
    layer = difference(moved(_end(1.0), -start), moved(_end(1.0), -end))
    return intersection(layer, from_front(outline, 1.45, 2.4))


def _tail(outline: Array, start: float, end: float) -> Surface:
    """Return what lies between two depths (m, along X) behind the skin of the tail within an outline from behind."""
    layer = difference(moved(_end(-1.0), start), moved(_end(-1.0), end))
    return intersection(layer, from_front(outline, -2.4, -1.45))


@lru_cache(maxsize=2)
def _end(side: float) -> Surface:
    """Return the last 0.8 m of the body, in front (1) or behind (-1)."""
    return intersection(hull(), block((1.0, 2.2, 2.0), (side * 1.85, 0, 0.6), 0.001))


def _both(outline: Array) -> tuple[Array, Array]:
    """Return an outline from in front, and its mirror image."""
    return outline, (outline * [-1.0, 1.0])[::-1]


def _mouth(half: float, low: float, high: float) -> Array:
    """Return a wide opening with slanted ends, from in front."""
    return closed([(-half + 0.05, low, 0.02), (half - 0.05, low, 0.02), (half, high, 0.012), (-half, high, 0.012)])


GRILLE, INTAKE = _mouth(0.40, 0.598, 0.655), _mouth(0.50, 0.325, 0.405)
VENT = closed([(0.52, 0.34, 0.02), (0.66, 0.365, 0.03), (0.67, 0.44, 0.03), (0.545, 0.415, 0.02)])


def _recesses() -> list[Surface]:
    """Return what is cut out of the skin for lamps, grilles and the rear plate."""
    found = [_nose(each, -0.02, 0.09) for each in _both(LAMP)]
    found += [_nose(each, -0.02, 0.06) for each in (GRILLE, INTAKE, *_both(VENT))]
    return found + [_tail(each, -0.01, 0.03) for each in _both(TAIL)]


def _headlights() -> tuple[Surface, Surface, Surface]:
    """Return what glows (a lens in each, a strip below it), the clear covers, and the dark housings."""
    glow, covers, housings = [], [], []
    for side, outline in zip((1.0, -1.0), _both(LAMP), strict=True):
        covers.append(_nose(grown(outline, -0.001), 0.003, 0.008))
        housings.append(_nose(grown(outline, 0.002), 0.075, 0.095))
        x, y, z = BEAMS
        barrel = turned(cylinder(0.054, 0.10, bevel=0.008, segments=28), (0, 1, 0), TAU / 4)
        housings.append(moved(barrel, x - 0.062, side * y, z))
        lens = stretched(sphere(0.046, steps=5), 0.35)
        glow.append(moved(lens, x + LENS, side * y, z))
        strip = closed([(0.47, 0.640, 0.004), (0.60, 0.624, 0.03), (0.80, 0.668, 0.004), (0.80, 0.680, 0.004),
                        (0.60, 0.636, 0.03), (0.47, 0.652, 0.004)])  # fmt: skip
        glow.append(_nose(strip if side > 0 else (strip * [-1.0, 1.0])[::-1], 0.012, 0.020))
    return joined(glow), joined(covers), joined(housings)


def _tail_lights() -> tuple[Surface, Surface]:
    """Return the red covers, flush in the corners of the tail, and what burns in them: a narrow ring in each."""
    covers = [_tail(grown(each, -0.002), 0.003, 0.026) for each in _both(TAIL)]
    rings = [
        difference(_tail(grown(each, -0.018), 0.0015, 0.02), _tail(grown(each, -0.034), -0.02, 0.04))
        for each in _both(TAIL)
    ]
    return joined(covers), joined(rings)


def _greenhouse() -> tuple[Surface, Surface, Surface]:
    """Return roof with pillars, the panes, and the black around and between them."""
    shell = difference(house(0.0), house(WALL, 0.5))
    sides, front, back = from_side(SIDE), from_front(SCREEN, 0.0, 1.4), from_front(REAR, -2.2, -1.0)
    panes = difference(house(0.005), house(0.010, 0.7))
    border = difference(house(0.003), house(0.013, 0.6))
    glass, seals = [], []
    for cut, outline, view, ends in (
        (sides, SIDE, from_side, (-1.2, 1.2)),
        (front, SCREEN, from_front, (0.0, 1.4)),
        (back, REAR, from_front, (-2.2, -1.0)),
    ):
        inner = view(grown(outline, -0.022), *ends)
        rim = difference(cut, view(grown(outline, -0.022), ends[0] - 0.1, ends[1] + 0.1))
        glass.append(intersection(panes, inner))
        seals.append(intersection(border, rim))
    for way in (((-0.43, 0.9), (-0.47, 1.40)), ((-1.20, 0.9), (-1.24, 1.40))):
        post = intersection(difference(house(0.001), house(0.02, 0.6)), from_side(grown(SIDE, -0.015)))
        seals.append(intersection(post, from_side(band(way, 0.075 if way[0][0] > -1 else 0.03))))
    return difference(shell, sides, front, back), joined(glass), joined(seals)


def _lips(axles: Axles) -> list[Surface]:
    """Return the rolled edges of the wheel arches."""
    found = []
    for x in axles.x:
        turn = np.linspace(-0.12, np.pi + 0.12, 40)
        radius = 1.15 * axles.radius + 0.004
        along, up = x + radius * np.cos(turn), axles.radius + radius * np.sin(turn)
        out = flank(along, up) - 0.004
        found += [tube(np.column_stack([along, side * out, up]), 0.0115, sides=8) for side in (1.0, -1.0)]
    return found


def _chin() -> Surface:
    """Return the lower edge of the front bumper, in the colour of the body, before the dark shield beneath it."""
    front = whole(LIP)
    return from_above(
        np.concatenate([front[front[:, 0] > 1.75] + [0.012, 0.0], [[1.75, -0.5], [1.75, 0.5]]]), 0.218, 0.322
    )


def _handles() -> list[Surface]:
    """Return a pull on each of four doors, both ends of it sunk into the skin."""
    found = []
    for x in (-0.24, -1.12):
        along = np.linspace(x - 0.10, x + 0.10, 9)
        out = flank(along, np.full(9, 0.86)) + 0.030 * np.array([-0.6, 0.2, 0.8, 1, 1, 1, 0.8, 0.2, -0.6])
        way = np.column_stack([along, out, np.full(9, 0.86)])
        found += [tube(way * [1.0, side, 1.0], 0.0125, sides=8) for side in (1.0, -1.0)]
    return found


def _mirrors() -> list[Surface]:
    """Return the shells of the outside mirrors on their feet."""
    found = []
    for side in (1.0, -1.0):
        shell = stretched(rounded_box((0.13, 0.22, 0.14), 0.065, steps=4), 1.0, 1.0, 1.0)
        cut = block((0.2, 0.4, 0.3), (-0.145, 0, 0))
        found.append(moved(turned(difference(shell, cut), (0, 0, 1), -side * 0.2), 0.66, side * 0.90, 1.045))
        found.append(tube([(0.67, side * 0.70, 0.975), (0.675, side * 0.78, 0.985), (0.67, side * 0.86, 1.02)], 0.022))
    return found


def _trim() -> tuple[list[Surface], list[Surface], list[Surface]]:
    """Return dark plastic, bright metal, and what is blacker than either: openings and rubber."""
    black = [_nose(each, 0.03, 0.065) for each in (GRILLE, INTAKE, *_both(VENT))]
    slats = [block((0.022, 0.93, 0.010), (2.146, 0, z), 0.003) for z in (0.345, 0.366, 0.387)]
    slats = [intersection(_end(1.0), each) for each in slats]
    bright = [
        intersection(moved(hull(), -0.004), block((0.30, 0.76, 0.009), (2.05, 0, z), 0.003)) for z in (0.615, 0.638)
    ]
    badge = turned(cylinder(0.044, 0.02, bevel=0.004, segments=32), (0, 1, 0), TAU / 4)
    bright.append(moved(badge, 2.152, 0.0, 0.627))
    dark = [moved(rounded_box((0.10, 1.10, 0.10), 0.03), -2.10, 0, 0.30)]
    for side in (1.0, -1.0):
        glass = moved(rounded_box((0.006, 0.185, 0.105), 0.003, steps=1), -0.045)
        bright.append(moved(turned(glass, (0, 0, 1), -side * 0.2), 0.66, side * 0.90, 1.045))
        along = np.linspace(-0.86, 0.88, 12)
        sill = np.column_stack([along, side * (flank(along, np.full(12, 0.255)) + 0.004), np.full(12, 0.245)])
        dark.append(tube(sill, 0.032, sides=8))
        rail = [(0.70, 0.0, 0.972), (0.0, 0.0, 0.974), (-0.9, 0.0, 0.986), (-1.5, 0.0, 1.0)]
        rail = [(x, side * _belt(x, z), z) for x, _, z in rail]
        bright.append(tube(curve(rail, 20), 0.006, sides=6))
    for y, x in ((0.30, 0.93), (-0.22, 0.945)):
        wiper = [(x - 0.02, y, 0.985), (x - 0.035, y - 0.30, 0.99), (x - 0.10, y - 0.52, 0.985)]
        dark.append(tube(curve(wiper, 10), 0.008, sides=6))
    dark.append(moved(stretched(sphere(0.05, steps=4), 1.3, 0.35, 0.9), -1.28, 0.0, 1.440))  # aerial
    bright.append(moved(turned(cylinder(0.032, 0.14, bevel=0.004), (0, 1, 0), TAU / 4), -2.10, 0.48, 0.30))
    return black + slats, bright, dark


def _belt(x: float, z: float) -> float:
    """Return how far out the greenhouse is at a place seen from the side."""
    plan = house(0.0).vertices
    near = plan[(np.abs(plan[:, 0] - x) < 0.2) & (np.abs(plan[:, 2] - z) < 0.12)]
    rows = np.unique(np.round(near[:, 2], 6))
    out = [np.interp(x, *_sorted(near[np.abs(near[:, 2] - row) < 1e-5])) for row in rows]
    return float(np.interp(z, rows, out)) + 0.001


def _sorted(points: Array) -> tuple[Array, Array]:
    """Return x and y of the left side of points, by x."""
    left = points[points[:, 1] > 0]
    order = np.argsort(left[:, 0])
    return left[order, 0], left[order, 1]


def _plates() -> Surface:
    """Return the number plates of nose and tail."""
    plate = rounded_box((0.02, 0.52, 0.11), 0.004)
    return joined([moved(plate, x - 0.0105 * right, 0, z) for x, right, z in PLATES])


def _numbers() -> Surface:
    """Return the letters on both number plates, and the dark line around them."""
    pitch = 0.92
    wide = FIGURE * (pitch * (len(NUMBER) - 1) + 0.6)
    flat = [each - [wide / 2, FIGURE / 2] for each in lettering.bars(NUMBER, FIGURE, STROKE, pitch=pitch)]
    rim = [((0.0, side * 0.049), (0.508, 0.004)) for side in (-1, 1)]
    rim += [((side * 0.254, 0.0), (0.004, 0.10)) for side in (-1, 1)]
    found = []
    for x, right, middle in PLATES:
        for bar in flat:
            raised = from_front(bar * [right, 1.0], -0.002, 0.002)
            found.append(moved(raised, x, 0.0, middle))
        found += [block((0.004, *size), (x, at[0], middle + at[1]), 0.001) for at, size in rim]
    return joined(found)


FAMILIES = {"car": Family(car, LIT)}
