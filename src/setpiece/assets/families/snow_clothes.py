"""What a snowman wears: a felt hat with snow on it, a knitted scarf. Metres; the snowman stands at the origin."""

from itertools import pairwise

import numpy as np

from setpiece import rng
from setpiece.assets.modelling import TAU, lathe, loft, lump, rounded, tube
from setpiece.assets.shape import Piece, piece
from setpiece.assets.surface import Array, Surface, joined, moved, reshaped, turned

RED, BLACK, RIBBON = (0.40, 0.028, 0.024), (0.022, 0.021, 0.023), (0.10, 0.012, 0.012)
BRIM, CROWN = 0.146, 0.090  # of the snowman's height: radii of the hat
TILT = 0.09  # rad: how askew it sits
NECK = 0.098  # of its height: how far from the axis the scarf lies
ENDS = ((0.030, 0.460), (-0.020, 0.515))  # of a scarf: how far aside and how low its ends hang, of the height


def worn(h: float) -> tuple[Piece, ...]:
    """Return hat and scarf of a snowman ``h`` m high."""
    return (
        piece("hat", _set(_hat(h), h), "felt", BLACK),
        piece("ribbon", _set(_ribbon(h), h), "fabric", RIBBON, decor=True),
        piece("hat_snow", _set(joined(_fallen(h)), h), "snow", decor=True),
        piece("scarf", joined([_wrap(h, k) for k in range(2)]), "wool", RED),
        piece("scarf_ends", joined([_knot(h), *(_end(h, k) for k in range(2))]), "wool", RED, decor=True),
        piece("fringe", joined([tassel for k in range(2) for tassel in _fringe(h, k)]), "wool", RED, decor=True),
    )


def _set(shape: Surface, h: float) -> Surface:
    """Return what was made upright about the origin on the snowman's head, a little askew."""
    return moved(turned(shape, (0.5, 1.0, 0.0), TILT), z=0.882 * h)


def _hat(h: float) -> Surface:
    """Return a top hat: a brim that is bent up at its sides, a crown that widens upwards and is dented."""
    outline = [(0.0, 0.0), (0.085, -0.002), (BRIM, 0.008, 0.003), (BRIM, 0.014, 0.003), (0.096, 0.010, 0.006)]
    outline += [(CROWN, 0.05), (0.092, 0.09), (0.097, 0.122, 0.008), (0.07, 0.125), (0.0, 0.120)]
    outline = rounded([(point[0] * h, point[1] * h, *(h * r for r in point[2:])) for point in outline])
    steps = [np.linspace(a, b, max(int(np.hypot(*(b - a)) / (0.008 * h)), 1), endpoint=False)
             for a, b in pairwise(outline)]  # fmt: skip
    whole = lathe(np.concatenate([*steps, outline[-1:]]), segments=72)
    x, y, z = whole.vertices.T / h
    out = np.clip((np.hypot(x, y) - CROWN) / (BRIM - CROWN), 0.0, 1.0)
    turn = np.arctan2(y, x)
    bent = z + out**2 * (0.016 * np.cos(2.0 * turn) + 0.004 * np.sin(3.0 * turn + 0.4) - 0.004)
    sway = np.clip((z - 0.02) / 0.1, 0.0, 1.0) * (1.0 - out)
    pinch = 1.0 - 0.035 * sway * (1.0 + np.sin(2.0 * turn + 0.7)) - 0.02 * sway * np.sin(3.0 * turn + 9.0 * z)
    bent = bent - 0.010 * sway * np.clip(np.cos(turn - 0.9), 0.0, 1.0)
    return reshaped(whole, np.stack([x * pinch, y * pinch, bent], axis=1) * h)


def _ribbon(h: float) -> Surface:
    """Return the band around a hat's crown."""
    line = [(0.0, 0.012), (0.0945, 0.012), (0.0955, 0.016), (0.0945, 0.034), (0.0, 0.034)]
    return lathe(np.array(line) * h, segments=60, crease=0.3)


def _fallen(h: float) -> list[Surface]:
    """Return the snow on a hat: on part of its brim, and a cap on its crown."""
    turn = np.linspace(0.55, TAU - 0.9, 61)
    noise = rng.stream(0, "snow on a hat")
    uneven = 1.0 + sum(0.3 / k**0.5 * np.sin((k + 1) * turn + noise.uniform(0.0, TAU)) for k in range(1, 9))
    ends = np.sin(np.pi * np.linspace(0.0, 1.0, 61)) ** 0.4
    thick = 0.0085 * np.clip(uneven, 0.25, 2.0) * ends
    wide = 0.5 * (BRIM - CROWN) * (0.35 + 0.62 * ends * np.clip(0.6 + 0.4 * uneven, 0.5, 1.0))
    middle = CROWN + 0.004 + wide
    around = TAU * np.arange(14) / 14
    x, y = np.cos(around), np.sin(around)
    out = middle[:, None] + wide[:, None] * x
    share = np.clip((out - CROWN) / (BRIM - CROWN), 0.0, 1.0)
    bend = share**2 * (0.016 * np.cos(2.0 * turn) + 0.004 * np.sin(3.0 * turn + 0.4) - 0.004)[:, None]
    high = 0.0115 + bend + np.where(y > 0.0, thick[:, None], 0.004) * np.sign(y) * np.abs(y) ** 0.7
    rings = np.stack([out * np.cos(turn)[:, None], out * np.sin(turn)[:, None], high], axis=-1) * h
    cap = lump((0.074 * h, 0.060 * h, 0.016 * h), noise, roughness=0.5, steps=8)
    return [loft(rings), moved(cap, 0.006 * h, 0.012 * h, 0.117 * h)]


def _wrap(h: float, number: int) -> Surface:
    """Return one turn of a scarf around the neck: flat, in folds, lower at one side."""
    turn = TAU * np.arange(110) / 110
    around = TAU * np.arange(26) / 26
    level, lean = ((0.653, 0.016), (0.682, -0.013))[number]
    phase = 1.9 * number
    x, y = np.cos(around), np.sin(around)
    high = 0.027 * y * (1.0 + 0.12 * np.sin(3.0 * turn + phase))[:, None]
    folds = (
        0.0042 * np.sin(5.0 * np.pi * y + 1.3 * np.sin(2.0 * turn + phase)[:, None]) * (x > 0.0) * np.sqrt(np.abs(x))
    )
    slack = 0.004 * np.sin(7.0 * turn + 2.0 * phase) + 0.003 * np.sin(13.0 * turn + phase)
    out = NECK + 0.013 - 0.004 * number + 0.015 * np.sign(x) * np.abs(x) ** 0.5 + folds + slack[:, None]
    z = level + lean * np.sin(turn + 0.8)[:, None] + high + 0.004 * np.sin(5.0 * turn + phase)[:, None]
    rings = np.stack([out * np.cos(turn)[:, None], out * np.sin(turn)[:, None], z], axis=-1) * h
    return loft(rings, closed=True)


def _knot(h: float) -> Surface:
    """Return the knot of a scarf, in front and to one side."""
    bulge = lump((0.036 * h, 0.026 * h, 0.040 * h), rng.stream(0, "knot"), roughness=0.4, steps=7)
    return moved(bulge, 0.050 * h, -0.126 * h, 0.660 * h)


def _hanging(number: int, rows: int = 44) -> tuple[Array, Array, Array]:
    """Return the middle (R, 3) of one end of a scarf from knot to hem, its half-width (R,), and its way (R,).

    Of a snowman 1 m high; it lies on the breast.
    """
    aside, low = ENDS[number]
    way = np.linspace(0.0, 1.0, rows)
    z = 0.655 + (low - 0.655) * way
    breast = np.sqrt(np.maximum(0.19**2 - (z - 0.53) ** 2, 0.0))
    out = np.maximum(breast + 0.016 - 0.007 * number, 0.135 * (1.0 - way) ** 3 + 0.118)
    x = 0.050 + aside * way + 0.004 * np.sin(5.0 * way + number)
    return np.stack([x, -np.hypot(out, 0.0), z], axis=1), 0.017 + 0.015 * way**0.5, way


def _end(h: float, number: int) -> Surface:
    """Return one end of a scarf: a strip in folds that open towards its hem."""
    middle, wide, way = _hanging(number)
    around = TAU * np.arange(36) / 36
    across, thick = np.sign(np.cos(around)) * np.abs(np.cos(around)) ** 0.8, 0.0055 * np.sin(around)
    folds = 0.0075 * np.sin(2.6 * np.pi * across + 2.0 * number + 1.5 * way[:, None]) * (1.0 - 0.35 * way[:, None])
    x = middle[:, :1] + wide[:, None] * across
    y = middle[:, 1:2] - 0.006 - folds - thick + 1.6 * (across * wide[:, None]) ** 2
    z = middle[:, 2:] + 0.0025 * np.sin(4.0 * across + number) * way[:, None]
    return loft(np.stack([x, y, z + 0.0 * x], axis=-1) * h)


def _fringe(h: float, number: int) -> list[Surface]:
    """Return the tassels at the hem of one end of a scarf."""
    middle, wide, _ = _hanging(number)
    noise, found = rng.stream(0, "fringe", str(number)), []
    for across in np.linspace(-0.93, 0.93, 11):
        y = middle[-1, 1] - 0.006 - 0.0049 * np.sin(2.6 * np.pi * across + 2.0 * number + 1.5)
        top = np.array([middle[-1, 0] + wide[-1] * across, y, middle[-1, 2] + 0.004])
        long = noise.uniform(0.022, 0.031)
        tip = top + np.array([noise.normal(0.0, 0.003), noise.normal(0.0, 0.0015), -long])
        found.append(tube(np.array([top, 0.5 * (top + tip) + [noise.normal(0.0, 0.001), 0, 0], tip]) * h,
                          np.array([0.0026, 0.0032, 0.0020]) * h, sides=6))  # fmt: skip
    return found
