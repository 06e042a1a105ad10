"""What a snowman wears: a felt hat with snow on it, a knitted scarf. Metres; the snowman stands at the origin."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from setpiece import rng
from setpiece.assets.modelling import TAU, lathe, loft, lump, rounded, tube
from setpiece.assets.shape import Piece, piece
from setpiece.assets.surface import Array, Surface, joined, moved, reshaped, turned

RED, BLACK, RIBBON = (0.33, 0.022, 0.022), (0.022, 0.021, 0.023), (0.10, 0.012, 0.012)
BRIM, CROWN = 0.146, 0.090  # of the snowman's height: radii of the hat
TILT = 0.09  # rad: how askew it sits
CROWNED = 0.894  # of its height: where the hat sits
WRAPS = ((0.684, 0.010), (0.710, -0.006))  # of a scarf: how high each turn lies, and how much higher behind
CHUNKY = 1.9  # times as thick the wool is
HALF, THICK = 0.0215, 0.018  # of it: half its breadth, and how far it stands off
KNOT = (0.060, 0.694)  # where its knot is: aside, and how high
ENDS = ((0.022, 0.475), (-0.012, 0.535))  # of a scarf: how far aside and how low its ends hang, of the height


def worn(h: float, outline: Array) -> tuple[Piece, ...]:
    """Return hat and scarf of a snowman ``h`` m high; ``outline`` (R, 2): radius and height of one of 1 m."""
    ends = [_knot(h, outline), *(_end(h, outline, k) for k in range(2))]
    return (
        piece("hat", _set(_hat(h), h), "felt", BLACK),
        piece("ribbon", _set(_ribbon(h), h), "fabric", RIBBON, decor=True),
        piece("hat_snow", _set(joined(_fallen(h)), h), "snow", decor=True),
        piece("scarf", _chunky([_wrap(h, outline, k) for k in range(2)]), "wool", RED),
        piece("scarf_ends", _chunky(ends), "wool", RED, decor=True),
        piece("fringe", joined([t for k in range(2) for t in _fringe(h, outline, k)]), "wool", RED, decor=True),
    )


def _chunky(parts: list[Surface]) -> Surface:
    """Return parts of one knitting of thick wool."""
    whole = joined(parts)
    return replace(whole, uv=whole.uv / CHUNKY)


def _set(shape: Surface, h: float) -> Surface:
    """Return what was made upright about the origin on the snowman's head, a little askew."""
    return moved(turned(shape, (0.5, 1.0, 0.0), TILT), z=CROWNED * h)


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


def _girth(outline: Array, high: Array) -> Array:
    """Return how far from the axis a snowman of that outline reaches at heights."""
    return np.interp(high, outline[2:-2, 1], outline[2:-2, 0])


def _wrap(h: float, outline: Array, number: int) -> Surface:
    """Return one turn of a scarf: a band that lies close on the snow, in soft folds, its edges turned in."""
    turn = TAU * np.arange(128) / 128
    around = TAU * np.arange(32) / 32
    level, lean = WRAPS[number]
    phase = 1.9 * number
    across, off = np.sin(around), np.cos(around)
    sway = 0.004 * np.sin(2.0 * turn + phase) + 0.0025 * np.sin(5.0 * turn + 2.0 * phase)
    z = (level + lean * np.sin(turn + 0.4) + sway)[:, None] + HALF * across
    folds = 0.0022 * np.sin(
        4.2 * across + 1.4 * np.sin(2.0 * turn + phase)[:, None] + 0.8 * np.sin(3.0 * turn)[:, None]
    )
    slack = 0.0022 * np.sin(6.0 * turn + 2.0 * phase) + 0.0015 * np.sin(11.0 * turn + phase)
    body = np.max([_girth(outline, z + by) for by in (-0.008, 0.0, 0.008)], axis=0)
    outer = THICK * np.abs(off) ** 0.45 + (folds + slack[:, None]) * np.abs(off) ** 0.5
    out = body + np.where(off > 0.0, outer, -0.010 * np.abs(off))
    rings = np.stack([out * np.cos(turn)[:, None], out * np.sin(turn)[:, None], z], axis=-1) * h
    return loft(rings, closed=True)


def _knot(h: float, outline: Array) -> Surface:
    """Return the loop through which a scarf's ends come: a short band over its turns, drawn together."""
    aside, high = KNOT
    along = np.linspace(-1.0, 1.0, 25)
    around = TAU * np.arange(28) / 28
    z = high + 0.002 + 0.036 * along
    body = np.max([_girth(outline, z + by) for by in (-0.02, 0.0, 0.02)], axis=0)
    front = -np.sqrt(np.maximum((body + THICK) ** 2 - aside**2, 0.0)) - 0.002
    bulge = 0.020 * np.sqrt(np.maximum(1.0 - along**2, 0.0)) + 0.002
    wide = 0.026 * (1.0 - 0.18 * np.cos(np.pi * along)) * np.sqrt(np.maximum(1.0 - 0.92 * along**8, 0.0))
    across, off = np.cos(around), np.sin(around)
    x = aside + 0.004 * along[:, None] + wide[:, None] * np.sign(across) * np.abs(across) ** 0.7
    crease = 0.0022 * np.sin(5.0 * across + 0.8 * along[:, None]) * np.clip(off, 0.0, 1.0)
    y = front[:, None] - bulge[:, None] * np.where(off > 0.0, np.abs(off) ** 0.7, -0.5 * np.abs(off)) - crease
    return loft(np.stack([x, y, z[:, None] + 0.0 * x], axis=-1) * h)


def _hanging(outline: Array, number: int, rows: int = 56) -> tuple[Array, Array, Array]:
    """Return the middle (R, 3) of one end of a scarf from knot to hem, its half-width (R,), and its way (R,).

    Of a snowman 1 m high; it lies on what it hangs over, and below that hangs free.
    """
    aside, low = ENDS[number]
    way = np.linspace(0.0, 1.0, rows)
    z = KNOT[1] - 0.008 + (low - KNOT[1]) * way
    x = KNOT[0] + aside * way + 0.003 * np.sin(5.0 * way + number)
    lies = np.maximum.accumulate(_girth(outline, z)) + 0.011 + 0.009 * (1 - number)
    lies += THICK * np.clip(1.0 - 4.0 * way, 0.0, 1.0)
    return np.stack([x, -np.sqrt(lies**2 - x**2), z], axis=1), 0.020 + 0.013 * way**0.6, way


def _sheeted(middle: Array, wide: Array, way: Array, across: Array, number: int) -> Array:
    """Return how far in front of its middle (R, C) a scarf's end is at shares across it: soft folds, and its bend."""
    folds = 0.0034 * np.sin(2.1 * np.pi * across + 2.0 * number + 1.2 * way) * (1.0 - 0.3 * way)
    x, lies = middle[:, :1] + wide * across, np.hypot(middle[:, :1], middle[:, 1:2])
    return folds + np.sqrt(np.maximum(lies**2 - x**2, 1e-4)) - np.abs(middle[:, 1:2])


def _end(h: float, outline: Array, number: int) -> Surface:
    """Return one end of a scarf: a strip in soft folds."""
    middle, wide, way = _hanging(outline, number)
    around = TAU * np.arange(40) / 40
    across, thick = np.sign(np.cos(around)) * np.abs(np.cos(around)) ** 0.6, 0.0062 * np.sin(around)
    x = middle[:, :1] + wide[:, None] * across
    y = middle[:, 1:2] - _sheeted(middle, wide[:, None], way[:, None], across, number) - thick
    z = middle[:, 2:] + 0.0025 * np.sin(4.0 * across + number) * way[:, None]
    return loft(np.stack([x, y, z + 0.0 * x], axis=-1) * h)


def _fringe(h: float, outline: Array, number: int) -> list[Surface]:
    """Return the tassels at the hem of one end of a scarf."""
    middle, wide, way = _hanging(outline, number)
    noise, found = rng.stream(0, "fringe", str(number)), []
    for across in np.linspace(-0.93, 0.93, 12):
        front = float(_sheeted(middle, wide[:, None], way[:, None], np.array([across]), number)[-1, 0])
        top = np.array([middle[-1, 0] + wide[-1] * across, middle[-1, 1] - front, middle[-1, 2] + 0.004])
        long = noise.uniform(0.024, 0.034)
        tip = top + np.array([noise.normal(0.0, 0.003), noise.normal(0.0, 0.0015), -long])
        found.append(tube(np.array([top, 0.5 * (top + tip) + [noise.normal(0.0, 0.001), 0, 0], tip]) * h,
                          np.array([0.0026, 0.0032, 0.0020]) * h, sides=6))  # fmt: skip
    return found
