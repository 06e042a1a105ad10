"""Bottles, glasses and jars: closed shells with an inner and an outer face, so that light refracts twice."""

from itertools import pairwise

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.lettering import written
from setpiece.assets.modelling import (
    curve,
    cylinder,
    difference,
    intersection,
    lathe,
    plain_box,
    rounded,
    rounded_box,
    tube,
)
from setpiece.assets.shape import Family, Params, Piece, Shape, count, length, piece, ratio
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, reshaped

GREEN = (0.30, 0.62, 0.34)
INK, FOIL = (0.035, 0.03, 0.03), (0.50, 0.30, 0.08)


def tumbler(p: Params) -> Shape:
    """A drinking glass with a thick bottom, slightly wider at the rim; ``filled``: how far up there is a drink."""
    r, h, t = p["radius"], p["height"], p["wall"]
    foot, bottom = 0.82 * r, 4 * t
    profile = rounded(
        [
            (0, 0.15 * bottom),
            (0.75 * foot, 0.15 * bottom),
            (0.85 * foot, 0, 0.5 * t),
            (foot, 0, 1.2 * t),
            (r, h, 0.5 * t),
            (r - t, h, 0.5 * t),
            (foot - t, bottom, 2.5 * t),
            (0, bottom),
        ],
        steps=4,
    )
    outside, inside = [(foot, 0), (r, h)], [(foot - t, bottom), (r - t, h)]
    room = rounded([(0, bottom), (foot - t, bottom, 2.5 * t), (r - t, h)], steps=4)
    drink = _poured(room, bottom + p["filled"] * (h - bottom), "poured_water") if p["filled"] else []
    return Shape(
        (piece("body", lathe(profile, segments=64), "glass"), *drink),
        colliding.vessel(outside, inside),
        Resonator("shell", (r, h, t)),
        (_inside(bottom, foot - 3 * t),),
        rolls=True,
    )


def _poured(room: np.ndarray, level: float, drink: str) -> list[Piece]:
    """Return a drink up to ``level`` (m) in a room of that profile (radius, height; m, from the bottom's middle up).

    It climbs the wall, and reaches 0.1 mm into the glass, so that no film of air lies between the two.
    """
    edge = float(np.interp(level, room[:, 1], room[:, 0]))
    held = np.vstack([room[room[:, 1] < level - 1e-4], [edge, level]])[1:]
    climbs = [(edge - 0.0008, level - 0.0007), (edge - 0.003, level - 0.0012), (0.0, level - 0.0013)]
    return [piece("drink", lathe([room[0], *(held + np.array([1e-4, -1e-5])), *climbs], segments=64), drink)]


def _inside(z: float, radius: float) -> Support:
    return Support("inside", (0, 0, z), (0.7 * radius, 0.7 * radius))


def wine_glass(p: Params) -> Shape:
    """A foot, a stem drawn into a bowl, and a thin rim that closes in; ``filled``: how far up there is a drink."""
    r, h, t = p["radius"], p["height"], p["wall"]
    foot, stem, low = 0.88 * r, 0.0036 * h / 0.21, 0.40 * h
    outer = [
        (0.55 * r, low + 0.10 * h),
        (0.86 * r, low + 0.20 * h),
        (r, low + 0.34 * h),
        (0.96 * r, low + 0.48 * h),
        (0.82 * r, h),
    ]
    belly = curve([(stem, low - 0.03 * h), (0.16 * r, low + 0.015 * h), *outer], 18)
    inner = curve(
        [
            (0.03 * r, low + 0.035 * h),
            (0.20 * r, low + 0.045 * h),
            *[(x - t, z + 0.006 * h) for x, z in outer[:-1]],
            (0.82 * r - t, h),
        ],
        16,
    )
    profile = np.concatenate(
        [
            rounded(
                [
                    (0, 0.004 * h),
                    (0.7 * foot, 0.004 * h),
                    (0.95 * foot, 0, 0.0005),
                    (foot, 0.006 * h, 0.001),
                    (0.6 * foot, 0.019 * h, 0.02),
                    (0.25 * foot, 0.035 * h, 0.02),
                    (stem * 1.25, 0.09 * h),
                ],
                steps=3,
            ),
            [(stem, 0.18 * h), (stem, 0.28 * h)],
            belly,
            [(0.82 * r - 0.25 * t, h + 0.4 * t), (0.82 * r - 0.75 * t, h + 0.4 * t)],
            inner[::-1],
            [(0.0, low + 0.034 * h)],
        ]
    )
    room = np.vstack([(0.0, low + 0.0345 * h), inner])
    level = inner[3, 1] + p["filled"] * (inner[-1, 1] - inner[3, 1])
    drink = _poured(room, level, "pale_wine") if p["filled"] else []
    outside = np.array([(0.3 * r, low + 0.03 * h), (0.86 * r, low + 0.20 * h), (r, low + 0.36 * h), (0.82 * r, h)])
    cup = colliding.vessel(outside, outside - [[0.08 * r, -0.012 * h], [2 * t, 0], [2 * t, 0], [2 * t, 0]], staves=10)
    return Shape(
        (piece("body", lathe(profile, segments=64), "glass"), *drink),
        (
            colliding.upright(foot, 0.014 * h, (0, 0, 0.007 * h)),
            colliding.upright(2 * stem, low, (0, 0, low / 2)),
            *cup,
        ),
        Resonator("shell", (r, 0.6 * h, t)),
        (_inside(low + 0.036 * h, 0.3 * r),),
        rolls=True,
    )


def bottle(p: Params) -> Shape:
    """A bottle with shoulder, neck and a lip; ``cap`` 1 closes it, ``label`` 1 pastes a printed label on its front."""
    r, h, t = p["radius"], p["height"], p["wall"]
    sh, neck = p["shoulder"], p["neck"]
    bend = 0.7 * r
    punt = 0.35 * r
    outer = rounded(
        [
            (0, 0.22 * r),
            (0.5 * r, 0.12 * r, punt),
            (0.80 * r, 0, 0.06 * r),
            (r, 0, 0.14 * r),
            (r, sh, 1.2 * bend),
            (neck * 1.08, sh + 0.28 * (h - sh) + 0.35 * bend, 1.5 * bend),
            (neck, 0.955 * h),
        ],
        steps=5,
    )
    lip = rounded(
        [
            (neck, 0.955 * h),
            (1.16 * neck, 0.955 * h, 0.0006),
            (1.16 * neck, 0.985 * h, 0.0006),
            (neck, 0.988 * h, 0.0004),
            (neck, h, 0.001),
            (neck - t, h, 0.001),
            (neck - t, 0.97 * h),
        ],
        steps=2,
    )
    inner = rounded(
        [
            (neck - t, 0.97 * h),
            (1.08 * neck - t, sh + 0.28 * (h - sh) + 0.35 * bend, 1.4 * bend),
            (r - t, sh - 0.3 * t, 1.1 * bend),
            (r - t, 1.6 * t, 0.14 * r),
            (0.80 * r, 1.6 * t, 0.05 * r),
            (0.5 * r, 0.12 * r + 2 * t, punt),
            (0, 0.22 * r + 2 * t),
        ],
        steps=5,
    )
    profile = np.concatenate([outer, lip[1:], inner[1:]])
    pieces = [piece("body", lathe(profile, segments=64), "glass", GREEN)]
    top = h
    if p["cap"]:
        cap = moved(cylinder(1.22 * neck, 0.075 * h, bevel=0.0008), z=h - 0.022 * h)
        pieces.append(piece("cap", cap, "plastic", (0.02, 0.12, 0.45)))
        top = 1.0155 * h
    if p["label"]:
        pieces += _label(r, 0.22 * sh, 0.72 * sh)
    shoulder = sh + 0.28 * (h - sh) + 0.35 * bend
    return Shape(
        tuple(pieces),
        (
            colliding.upright(r, sh, (0, 0, sh / 2)),
            colliding.round_hull([(r, sh), (1.1 * neck, shoulder)], sides=20),
            colliding.upright(1.1 * neck, top - shoulder, (0, 0, (top + shoulder) / 2)),
        ),
        Resonator("shell", (r, sh, t)),
        rolls=True,
    )


def _label(r: float, low: float, high: float) -> list[Piece]:
    """Return a paper label around a bottle's front (-Y), from ``low`` to ``high``: crest, name, vintage, the rest."""
    tall, half = high - low, 0.74 * r
    frame = [(x, low + z * tall) for x, z in ((-half, 0.06), (half, 0.06), (half, 0.94), (-half, 0.94), (-half, 0.06))]
    lines: list[tuple[float, list, tuple[float, float, float]]] = [(0.00022, [frame], INK)]
    for text, size, up, pitch, color in PRINT:
        ways = [[(x, low + up * tall + z) for x, z in way] for way in written(text, size * tall, pitch=pitch)]
        lines.append((0.065 * size * tall, ways, color))
    crest = [[(x * tall, low + (0.75 + z) * tall) for x, z in way] for way in _crest()]
    lines.append((0.0032 * tall, crest, FOIL))
    found = [piece("label", _pasted(r, low, high, 0.92), "paper", (0.78, 0.74, 0.64), decor=True)]
    for k, color in enumerate((INK, FOIL)):
        ink = [_printed(r, way, wide) for wide, ways, own in lines for way in ways if own == color]
        found.append(piece(f"print_{k}", joined(ink), "paper", color, decor=True))
    return found


def _crest() -> list[list[tuple[float, float]]]:
    """Return the strokes of a label's crest, the label 1 high: a sun with rays rises over the furrows of a hill."""
    bow = np.linspace(0.0, np.pi, 17)
    sun = [(0.055 * np.cos(a), 0.055 * np.sin(a)) for a in bow]
    rays = [[(k * np.cos(a), k * np.sin(a)) for k in (0.068, 0.098 - 0.018 * (j % 2))] for j, a in enumerate(bow[1:-1])]
    rows = [[(0.15 * x, -0.022 * k - 0.05 * k * x * x) for x in np.linspace(-1.0, 1.0, 13)] for k in range(3)]
    return [sun, *rays, *rows]


def _printed(r: float, way: list[tuple[float, float]], wide: float) -> Surface:
    """Return a line of ink (around, up; m) on the label of a bottle of radius ``r``, twice ``wide`` m broad."""
    fine = np.array([way[0], *(q for p, q in pairwise(way) for q in _steps(p, q, 0.2 * r))])
    angle, out = fine[:, 0] / r, r + 0.00037 - 1.15 * wide
    return tube(
        np.column_stack([out * np.sin(angle), -out * np.cos(angle), fine[:, 1]]), 1.15 * wide, sides=4, ends="flat"
    )


def _steps(p: tuple[float, float], q: tuple[float, float], most: float) -> np.ndarray:
    """Return points from p, without it, to q, at most ``most`` apart."""
    count = max(1, int(np.ceil(np.hypot(q[0] - p[0], q[1] - p[1]) / most)))
    return np.linspace(p, q, count + 1)[1:]


def _pasted(r: float, low: float, high: float, half: float) -> Surface:
    """Return a sheet of paper on a cylinder of radius ``r``, as wide as ``half`` times r to both sides of -Y."""
    ring = lathe(
        [(r + 0.00005, low), (r + 0.00025, low), (r + 0.00025, high), (r + 0.00005, high)], segments=96, closed=True
    )
    front = moved(plain_box((2 * half * r, 2 * r, 2 * (high - low))), y=-1.02 * r, z=(low + high) / 2)
    return intersection(ring, front)


def jar(p: Params) -> Shape:
    """A straight glass jar with a metal screw lid."""
    r, h, t = p["radius"], p["height"], p["wall"]
    neck, lid = 0.86 * r, 0.14 * h
    rim = h - 0.02 * h
    profile = rounded(
        [
            (0, 0.03 * r),
            (0.7 * r, 0.03 * r),
            (0.8 * r, 0, 0.02 * r),
            (r, 0, 0.12 * r),
            (r, 0.80 * h, 0.15 * r),
            (neck, 0.88 * h, 0.08 * r),
            (neck, rim, 0.3 * t),
            (neck - t, rim, 0.3 * t),
            (neck - t, 0.88 * h, 0.06 * r),
            (r - t, 0.79 * h, 0.12 * r),
            (r - t, 2 * t, 0.10 * r),
            (0, 2 * t),
        ],
        steps=4,
    )
    return Shape(
        (piece("body", lathe(profile, segments=64), "glass"), piece("lid", _lid(neck, r, h, lid), "brass")),
        (
            colliding.upright(r, 0.8 * h, (0, 0, 0.4 * h)),
            colliding.round_hull([(r, 0.8 * h), (neck, 0.88 * h), (neck + 0.03 * r, h)], sides=24),
        ),
        Resonator("shell", (r, 0.8 * h, t)),
        (Support("top", (0, 0, h), (0.55 * neck, 0.55 * neck)),),
        rolls=True,
    )


def _lid(neck: float, r: float, h: float, lid: float) -> Surface:
    """Return a screw lid: a hollow cap whose skirt clears the neck."""
    outer, inner = neck + 0.03 * r, neck + 0.004 * r
    cap = rounded([(inner, h - lid), (outer, h - lid, 0.0004), (outer, h, 0.03 * r), (0.0, h)])
    return lathe([*cap, (0.0, 0.988 * h), (inner, 0.988 * h)], segments=64, closed=True)


def perfume_bottle(p: Params) -> Shape:
    """A heavy flacon of thick clear glass, nearly full of amber, a label on it, collar and fluted cap of gold."""
    w, d, h = p["width"], p["depth"], p["height"]
    body, neck = 0.66 * h, 0.16 * w
    wall, floor = 0.085 * w, 0.17 * body
    outer = moved(rounded_box((w, d, body), 0.055 * w, steps=4), z=body / 2)
    room = body - floor - 1.5 * wall
    hollow = moved(rounded_box((w - 2 * wall, d - 2 * wall, room), 0.09 * w, steps=4), z=floor + room / 2)
    # The liquid reaches 0.1 mm into the glass, so that no film of air lies between the two.
    level = 0.86 * room
    climb = 0.022 * w  # the meniscus at the walls
    above = moved(plain_box((w, d, room)), z=floor + level + climb + room / 2)
    hollowed = rounded_box((w - 2 * wall, d - 2 * wall, room), climb, steps=3)
    full = rounded_box((w - 2 * wall + 0.0002, d - 2 * wall + 0.0002, room + 0.0002), 0.09 * w, steps=4)
    liquid = difference(moved(full, z=floor + room / 2), above, moved(hollowed, z=floor + level + room / 2))
    way = [(0.0, body), (0.0, floor + 0.6 * room), (0.03 * w, floor + 0.3 * room), (0.12 * w, floor + 0.04 * room)]
    dip = tube([(x, 0.0, z) for x, z in curve(way, 20)], 0.019 * w, sides=12, ends="flat")
    low = body + 0.05 * h
    rings = [(0, body - 0.0005), (1.42 * neck, body - 0.0005), (1.42 * neck, body + 0.018 * h, 0.0005)]
    rings += [(1.18 * neck, body + 0.022 * h, 0.0004), (1.18 * neck, low), (0, low)]
    collar = lathe(rounded(rings), segments=64)
    cap = moved(_fluted(1.75 * neck, h - low), z=low)
    return Shape(
        (
            piece("body", difference(outer, hollow), "glass"),
            piece("liquid", liquid, "perfume_oil"),
            piece("tube", dip, "plastic", (0.72, 0.70, 0.64), decor=True),
            piece("collar", collar, "gold", GILT),
            piece("cap", cap, "gold", GILT),
            *_name(0.56 * w, 0.27 * body, -d / 2, floor + 0.42 * room),
        ),
        (
            colliding.box((w, d, body), (0, 0, body / 2)),
            colliding.upright(1.42 * neck, low - body, (0, 0, (low + body) / 2), "collar"),
            colliding.upright(1.75 * neck, h - low, (0, 0, (h + low) / 2), "cap"),
        ),
        Resonator("block", (w, d, body)),
    )


def _fluted(r: float, h: float) -> Surface:
    """Return a metal cap, its foot on z = 0: smooth bands above and below a grip of ``FLUTES``, a groove at each."""
    band, groove = 0.13 * h, 0.012 * h
    marks = [(0.0, 0.0), (r - 0.0004, 0.0), (r, 0.0004), (r, band - groove), (r - 0.0005, band - 0.7 * groove)]
    marks += [(r - 0.0005, band - 0.3 * groove), (r, band)]
    upper = [(x, h - z) for x, z in marks[:0:-1]]
    top = [(r - 0.0011, h), (0.72 * r, h + 0.0002), (0.70 * r, h - 0.0002), (0.0, h - 0.0001)]
    profile = [
        *marks,
        (r, band + 0.0008),
        (r, h - band - 0.0008),
        *upper[:-1],
        (r, h - 0.0011),
        (r - 0.0003, h - 0.0003),
    ]
    body = lathe([*profile, *top], segments=8 * FLUTES, crease=np.radians(35))
    v = body.vertices
    out = np.hypot(v[:, 0], v[:, 1])
    held = (v[:, 2] > band + 0.0004) & (v[:, 2] < h - band - 0.0004) & (out > 0.9 * r)
    ridge = np.abs(np.cos(0.5 * FLUTES * np.arctan2(v[:, 1], v[:, 0])))
    sunk = np.where(held, 1.0 - 0.030 * (1.0 - ridge), 1.0)
    return reshaped(body, v * np.stack([sunk, sunk, np.ones_like(sunk)], axis=1))


def _name(wide: float, tall: float, y: float, z: float) -> list[Piece]:
    """Return a label (m) with a maker's name between gilt lines, on a front at ``y`` that faces -Y, around ``z``."""
    size = 0.36 * tall
    ways = written(NAME, size, pitch=(0.80 * wide / size - 0.6) / (len(NAME) - 1))
    letters = [tube([(x, 0.0, up - 0.5 * size) for x, up in way], 0.070 * size, sides=8) for way in ways]
    ends = [(0.42 * wide, up) for up in (-0.36 * tall, 0.36 * tall)]
    lines = [tube([(-x, 0.0, up), (x, 0.0, up)], 0.035 * size, sides=8) for x, up in ends]
    card = rounded_box((wide, 0.0007, tall), 0.00025, steps=2)
    return [
        piece("label", moved(card, y=y - 0.0003, z=z), "paper", CARD, decor=True),
        piece("name", moved(joined(letters), y=y - 0.00062, z=z), "paper", CREAM, decor=True),
        piece("lines", moved(joined(lines), y=y - 0.00062, z=z), "gold", GILT, decor=True),
    ]


NAME = "VELA"
GILT = (1.0, 0.64, 0.30)  # of a plating warmer than fine gold, which looks olive where it mirrors a cool studio
FLUTES = 40  # of a cap
CARD, CREAM = (0.016, 0.015, 0.015), (0.78, 0.68, 0.50)  # of a label and its letters
PRINT = (  # lines of a label: text, height of its letters and of its foot, as shares of the label; pitch, ink
    ("SERAVEL", 0.070, 0.50, 1.18, INK),
    ("GRANDE RESERVE", 0.030, 0.435, 1.15, FOIL),
    ("2017", 0.052, 0.315, 1.30, INK),
    ("COTES DE LUNE", 0.027, 0.235, 1.10, INK),
    ("MIS EN BOUTEILLE AU DOMAINE", 0.019, 0.155, 1.0, INK),
    ("12 5 VOL   75 CL", 0.019, 0.105, 1.0, INK),
)
_WALL = length(0.002)

FAMILIES = {
    "tumbler": Family(
        tumbler,
        {"radius": length(0.04), "height": length(0.12), "wall": _WALL, "filled": ratio(0.0, 0.0, 0.95)},
    ),
    "wine_glass": Family(
        wine_glass,
        {"radius": length(0.042), "height": length(0.21), "wall": length(0.0012), "filled": ratio(0.0, 0.0, 1.0)},
    ),
    "bottle": Family(
        bottle,
        {
            "radius": length(0.0375),
            "height": length(0.30),
            "shoulder": length(0.185),
            "neck": length(0.0145),
            "wall": length(0.003),
            "cap": count(0, 0, 1),
            "label": count(0, 0, 1),
        },
    ),
    "jar": Family(jar, {"radius": length(0.042), "height": length(0.12), "wall": length(0.0025)}),
    "perfume_bottle": Family(perfume_bottle, {"width": length(0.062), "depth": length(0.034), "height": length(0.11)}),
}
