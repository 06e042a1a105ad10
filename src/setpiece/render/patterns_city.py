"""Patterns of fronts and roofs as a whole city shows them: windows that mirror by day and are lit at night.

A front's tile is ``CELLS`` by ``CELLS`` cells of ``CELL`` metres: a bay wide and a storey high. ``Pattern.glass`` is
where a surface is a pane, ``Pattern.glow`` what a lit cell shines with; which cells are lit is decided where they are
seen (``render.panes``), so that no two fronts are lit alike. What floodlights light glows from its foot.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.random import Generator

from setpiece.render.noise import Field, between, coloured, grid, step
from setpiece.render.pattern import Pattern, painted
from setpiece.render.patterns_road import ROADS

N = 1024
CELLS = 12
CELL = 3.6  # m
SIZE = CELLS * CELL
TILT = 0.006  # slope by which panes stand askew: what they mirror breaks at their frames
WARM, COOL = np.array([1.0, 0.56, 0.22], np.float32), np.array([1.0, 0.86, 0.64], np.float32)
SHOP_WARMTH = np.array([1.05, 0.82, 0.52], np.float32)  # some rows of shops are made whiter where they are seen
OFFICE = np.array([0.98, 0.95, 0.84], np.float32)  # fluorescent tubes, to eyes between lamps and a blue sky
BULB = np.array([1.0, 0.43, 0.10], np.float32)  # in a room that one lives in, to eyes that are used to dusk


def _cells() -> tuple[Field, Field, np.ndarray]:
    """Return the place within a cell (m, across and up), and the cell's number."""
    u, v = grid(N)
    x, y = u * CELLS, v * CELLS
    column, row = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    return (x - column) * np.float32(CELL), (y - row) * np.float32(CELL), row * CELLS + column


_inside = partial(between, soft=SIZE / N)  # places in m, softened over a texel


def _rooms(rng: Generator, cell: np.ndarray, y: Field, low: float, high: float, *, warmth: float) -> Field:
    """Return what lit panes (N, N, 3) shine with, about 1 in the mean: one room to a cell, warm or cool.

    Luminaires under the ceiling, walls that are lit from one side, what stands before the window, blinds and curtains.
    """
    count, x = CELLS * CELLS, _cells()[0] / np.float32(CELL)
    pick = [rng.random(count).astype(np.float32)[cell] for _ in range(7)]
    level = np.exp(rng.normal(-0.25, 0.65, count)).astype(np.float32)[cell]
    warm = np.clip(rng.normal(warmth, 0.35, count), 0.0, 1.0).astype(np.float32)[cell][..., None]
    height = np.clip((y - low) / (high - low), 0.0, 1.0)
    lamp = np.exp(-(((x - 0.2 - 0.6 * pick[0]) / (0.16 + 0.5 * pick[1])) ** 2))
    wall = 0.22 + 0.85 * lamp * (0.35 + 0.65 * height)
    strip = (height > 0.84) * (height < 0.93) * (np.sin(x * (14.0 + 20.0 * pick[2])) > 0.1) * (pick[3] < 0.55)
    seed = (cell * 17 + np.floor(x * 9.0)).astype(np.int64) % 2048
    stands = height < (0.50 * rng.random(2048).astype(np.float32) ** 1.6)[seed]
    room = (wall + 1.9 * strip) * np.where(stands, 0.22, 1.0)
    cover = np.where(pick[4] < 0.4, 0.1 + 0.7 * pick[5], np.where(pick[4] > 0.9, 1.0, 0.0))
    slats = 0.16 + 0.30 * lamp + 0.06 * np.sin(height * 120.0)
    curtain = (np.abs(x - 0.5) > 0.24 + 0.2 * pick[6]) & (warm[..., 0] > 0.5)
    shade = level * np.where(height > 1.0 - cover, slats, np.where(curtain, 0.34 * room, room))
    return (1.25 * shade[..., None] * (warm * WARM + (1.0 - warm) * OFFICE)).astype(np.float32)


def _front(rng: Generator, glass: Field, glow: Field, tint: Field, relief: Field | None = None) -> Pattern:
    """Return a front: panes are dark and stand a little askew, one by one."""
    _, _, cell = _cells()
    x, y, _ = _cells()
    lean = rng.normal(0.0, TILT, (2, CELLS * CELLS)).astype(np.float32)
    height = glass * (lean[0][cell] * (x - CELL / 2) + lean[1][cell] * (y - CELL / 2))
    height = height if relief is None else height + relief
    return Pattern(
        painted(tint), SIZE, None, height.astype(np.float32), glass.astype(np.float32), (0.022, 0.028, 0.034),
        glass=glass.astype(np.float32), glow=glow * glass[..., None],
    )  # fmt: skip


def curtain_wall(rng: Generator) -> Pattern:
    """Glass from storey to storey in panes 1.8 m wide, an opaque band at each floor, thin mullions."""
    x, y, cell = _cells()
    half = x % np.float32(CELL / 2)
    glass = _inside(y, 0.85, 3.5) * _inside(half, 0.07, CELL / 2 - 0.07)
    tone = rng.normal(0.0, 0.05, CELLS * CELLS).astype(np.float32)[cell]
    return _front(rng, glass, _rooms(rng, cell, y, 0.7, 3.5, warmth=0.3), 1.0 + tone)


def window_front(rng: Generator) -> Pattern:
    """A wall of stone or plaster with a window 1.7 m wide in every bay, sills and weather stains below them."""
    x, y, cell = _cells()
    hole = _inside(x, 0.95, 2.65) * _inside(y, 0.95, 2.85)
    bars = 1.0 - _inside(x, 1.77, 1.83) - _inside(y, 2.28, 2.34)
    glass = hole * np.clip(bars, 0.0, 1.0) * _inside(x, 1.02, 2.58) * _inside(y, 1.02, 2.78)
    stain = _inside(x, 0.9, 2.7) * np.clip(1.0 - np.abs(y - 0.95) / 0.9, 0.0, 1.0) * (y < 0.95)
    streak = coloured(rng, N, band=(2, 300), slope=0.8, stretch=0.2)
    sill = _inside(x, 0.85, 2.75) * _inside(y, 0.82, 0.95)
    tint = 1.0 + 0.05 * streak - 0.16 * stain + 0.22 * sill - 0.25 * (hole - glass) * (hole > glass)
    string = _inside(y, 0.0, 0.18)
    tint = tint * (1.0 + 0.12 * string - 0.18 * _inside(y, 0.18, 0.3))
    relief = 0.05 * (sill + string) - 0.10 * hole
    return _front(rng, glass, _rooms(rng, cell, y, 0.95, 2.85, warmth=0.75), np.clip(tint, 0.3, 2.0), relief)


def ribbon_windows(rng: Generator) -> Pattern:
    """Bands of windows from end to end between bands of wall, as offices were built for fifty years."""
    x, y, cell = _cells()
    third = x % np.float32(CELL / 3)
    glass = _inside(y, 1.2, 2.9) * _inside(third, 0.06, CELL / 3 - 0.06)
    joint = 1.0 - 0.15 * (1.0 - _inside(x, 0.03, CELL - 0.03))
    tone = coloured(rng, N, band=(2, 200), slope=1.0, stretch=0.4)
    relief = -0.06 * _inside(y, 1.1, 3.0)
    glow = _rooms(rng, cell, y, 1.1, 3.0, warmth=0.2)
    return _front(rng, glass, glow, (1.0 + 0.04 * tone) * joint, relief)


def pier_front(rng: Generator) -> Pattern:
    """Windows one above the other between piers that run up the whole front, dark bands at the floors."""
    x, y, cell = _cells()
    bay = x % np.float32(CELL / 2)
    gap = _inside(bay, 0.42, 1.38)
    glass = gap * _inside(y, 0.85, 3.1) * (1.0 - _inside(bay, 0.88, 0.92))
    streak = coloured(rng, N, band=(2, 300), slope=0.8, stretch=0.2)
    tint = (1.0 + 0.05 * streak) * (1.0 - 0.62 * gap * (1.0 - glass))
    return _front(rng, glass, _rooms(rng, cell, y, 0.85, 3.1, warmth=0.5), np.clip(tint, 0.2, 2.0), -0.12 * gap)


def shop_fronts(rng: Generator) -> Pattern:
    """Ground floors: panes to the floor, a coloured fascia above, lit until late."""
    x, y, cell = _cells()
    glass = _inside(y, 0.35, 2.75) * _inside(x, 0.12, CELL - 0.12) * (1.0 - _inside(x, 1.75, 1.85))
    fascia = _inside(y, 2.85, 3.45) * _inside(x, 0.12, CELL - 0.12)
    hue = rng.uniform(0.15, 1.0, (CELLS * CELLS, 3)).astype(np.float32) ** 1.5
    tint = 1.0 + fascia[..., None] * (1.6 * hue[cell] - 1.0)
    glow = 1.5 * _rooms(rng, cell, y, 0.3, 2.75, warmth=0.5) * SHOP_WARMTH
    sign = fascia * _inside(y, 3.0, 3.3) * (np.sin(x * 9.0) > -0.2) * (rng.random(CELLS * CELLS) < 0.4)[cell]
    shine = glow * glass[..., None] + 2.2 * sign[..., None] * hue[cell]
    found = _front(rng, glass, glow, tint[..., 0])
    return Pattern(tint.astype(np.float32), SIZE, None, found.height, glass, found.inlay_color, glass=glass, glow=shine)


ROOM, SHELF, GOOD = 1.4, 2.4, 0.3  # m that a cell is wide and high: lit windows, shops' walls, what they sell
WHOLE = np.array([[0.03, 0.03], [0.97, 0.03], [0.97, 0.97], [0.03, 0.97]])  # of a cell: its corners


def _within_cells() -> tuple[Field, Field, np.ndarray]:
    """Return the place within a cell (0..1, across and up), and the cell's number."""
    x, y, cell = _cells()
    return x / np.float32(CELL), y / np.float32(CELL), cell


def _between(x: Field, low: Field | float, high: Field | float) -> Field:
    """Return 1 between two places (shares of a cell) and 0 outside, softened over a texel."""
    soft = np.float32(CELLS / N)
    return step(x - low, -soft / 2, soft / 2) * (1.0 - step(x - high, -soft / 2, soft / 2))


def lit_room(rng: Generator) -> Pattern:
    """What is seen through lit windows, one to a cell: a wall warm under a lamp, pictures, curtains, a plant.

    Some have their curtains drawn, through which the lamp glows.
    """
    x, y, cell = _within_cells()
    pick = [rng.random(CELLS * CELLS).astype(np.float32)[cell] for _ in range(8)]
    level = 0.30 + 1.0 * pick[0] ** 2
    at, up = 0.3 + 0.4 * pick[1], 0.62 + 0.22 * pick[2]
    far = np.hypot(x - at, 0.9 * (y - up))
    wall = 0.16 + 0.95 * np.exp(-((far / 0.34) ** 2)) + 0.25 * np.exp(-((far / 0.8) ** 2))
    wall *= np.where(y > 0.93, 1.25, 1.0)  # the ceiling
    frame = _between(x, 0.55 - 0.4 * pick[3], 0.80 - 0.4 * pick[3]) * _between(y, 0.42, 0.66) * (pick[4] < 0.6)
    inner = _between(x, 0.58 - 0.4 * pick[3], 0.77 - 0.4 * pick[3]) * _between(y, 0.45, 0.63) * (pick[4] < 0.6)
    wall = wall * (1.0 - 0.75 * frame + 0.45 * inner)
    shade = np.exp(-((far / 0.055) ** 4))
    wall = wall + 2.2 * shade
    cupboard = _between(x, 0.62 * pick[5], 0.62 * pick[5] + 0.3) * (y < 0.30 + 0.25 * pick[6])
    wall *= 1.0 - 0.72 * cupboard
    leaf = coloured(rng, N, band=(30, 200), slope=0.6)
    plant = (np.hypot((x - pick[6]) / 0.13, (y - 0.06) / 0.20) < 0.9 + 0.35 * leaf) & (pick[7] < 0.4)
    wall *= 1.0 - 0.85 * plant
    fold = 0.72 + 0.28 * np.sin(x * 70.0 + 6.0 * pick[2] + 1.5 * np.sin(5.0 * y))
    drawn = pick[4] > 0.82
    edge = np.where(drawn, 0.5, 0.13 + 0.15 * pick[3]) * (1.0 + 0.12 * np.cos(3.0 * y))
    curtain = np.clip(1.0 - _between(x, edge, 1.0 - edge), 0.0, 1.0)
    glow = np.exp(-((far / 0.5) ** 2))
    cloth = fold * (0.10 + 0.42 * glow)
    light = level * (wall * (1.0 - curtain) + cloth * curtain)
    hue = BULB + (COOL - BULB) * (0.12 + 0.45 * pick[5])[..., None]
    cloth_hue = 0.4 + 0.6 * rng.random((CELLS * CELLS, 3)).astype(np.float32)[cell]
    hue = hue * (1.0 - curtain[..., None] * (1.0 - cloth_hue))
    shine = (light[..., None] * hue).astype(np.float32)
    size = CELLS * ROOM
    return Pattern(painted(0.9 + 0.1 * fold), size, None, None, glass=0.35 * np.ones_like(x), glow=shine)


KINDS = ("books", "bottles", "loaves", "flowers", "jars", "fruit")  # of what shops sell, two columns of cells each
HUES = {  # albedos
    "books": ((0.22, 0.035, 0.025), (0.03, 0.045, 0.10), (0.04, 0.08, 0.05), (0.38, 0.25, 0.09), (0.55, 0.47, 0.33),
              (0.05, 0.04, 0.035)),
    "bottles": ((0.02, 0.055, 0.025), (0.10, 0.035, 0.01), (0.03, 0.03, 0.02), (0.30, 0.24, 0.13), (0.015, 0.03, 0.02),
                (0.20, 0.02, 0.02)),
    "loaves": ((0.46, 0.24, 0.085), (0.36, 0.16, 0.05), (0.56, 0.35, 0.15), (0.25, 0.105, 0.035), (0.60, 0.43, 0.22),
               (0.42, 0.20, 0.06)),
    "flowers": ((0.55, 0.045, 0.05), (0.62, 0.28, 0.32), (0.66, 0.42, 0.06), (0.62, 0.58, 0.50), (0.24, 0.08, 0.32),
                (0.66, 0.20, 0.04)),
    "jars": ((0.40, 0.30, 0.17), (0.12, 0.045, 0.02), (0.52, 0.46, 0.36), (0.30, 0.05, 0.03), (0.06, 0.075, 0.06),
             (0.45, 0.28, 0.06)),
    "fruit": ((0.50, 0.05, 0.03), (0.62, 0.27, 0.03), (0.25, 0.36, 0.05), (0.60, 0.45, 0.06), (0.16, 0.025, 0.06),
              (0.42, 0.10, 0.03)),
}  # fmt: skip
WIDE = {"books": 24, "bottles": 11, "loaves": 6, "flowers": 4, "jars": 9, "fruit": 3}  # things side by side in a cell
SHOP_LIGHT = np.array([1.0, 0.70, 0.40], np.float32)
SAGE = np.array([0.05, 0.10, 0.03], np.float32)


def shop_shelves(rng: Generator) -> Pattern:
    """Back walls of shops, one to a cell: boards with rows of goods under a lamp, of the kind that the column says."""
    x, y, cell = _within_cells()
    kind = (cell % CELLS) // 2
    rows = np.array([5, 4, 4, 3, 4, 3])[kind]
    shelf = np.floor(y * rows)
    up = np.clip((y * rows - shelf - 0.07) / 0.93, 0.0, 1.0)
    board = y * rows - shelf < 0.07
    columns = np.array([WIDE[name] for name in KINDS])[kind]
    place = np.floor(x * columns)
    across = x * columns - place - 0.5
    seed = (cell * 131 + shelf * 37 + place).astype(np.int64) % 4096
    bag = rng.random((4096, 6)).astype(np.float32)[seed]
    speck = coloured(rng, N, band=(60, 400), slope=0.2)
    hue = np.array([HUES[name] for name in KINDS], np.float32)[kind, (6 * bag[..., 3]).astype(int)]
    hue = hue * (0.75 + 0.5 * bag[..., 4])[..., None]
    drawn = [_WARES[name](across, up, bag, speck) for name in KINDS]
    ware, tone, green = (np.choose(kind, [each[k] for each in drawn]) for k in range(3))
    hue = hue * tone[..., None] + green[..., None] * (SAGE - hue * tone[..., None])

    # A lamp over the window, the shade of each board on what stands behind its edge, and the dark at the back.
    lamp = (0.22 + 0.78 * y**1.5) * (0.7 + 0.5 * np.exp(-(((x - 0.5) / 0.38) ** 2)))
    shade = 1.0 - 0.75 * np.clip((up - 0.62) / 0.38, 0.0, 1.0)
    wall = np.array([0.16, 0.105, 0.06], np.float32) * 0.6
    color = np.where(ware[..., None] > 0.5, hue, wall * (0.8 - 0.4 * up)[..., None])
    color = np.where(board[..., None], np.array([0.24, 0.14, 0.07], np.float32), color)
    shine = color * (lamp * np.where(board, 1.0, shade))[..., None] * SHOP_LIGHT
    return Pattern(_lightened(color), CELLS * SHELF, glass=np.zeros_like(x), glow=shine.astype(np.float32))


def _round(across: Field, half: Field | float) -> Field:
    """Return how light a thing that is round about the vertical is across its width, 1 in its middle."""
    return np.sqrt(np.clip(1.0 - 0.8 * (across / half) ** 2, 0.05, 1.0))


def _books(across: Field, up: Field, bag: Field, speck: Field) -> tuple[Field, Field, Field]:
    """Return where spines stand, how light they are, and no green; titles are pale bands."""
    tall, lean = 0.58 + 0.30 * bag[..., 0], 0.12 * (bag[..., 1] > 0.85) * up
    ware = (up < tall) & (np.abs(across - lean) < 0.40 + 0.1 * bag[..., 2]) & (bag[..., 5] > 0.06)
    title = (np.abs(up / tall - 0.72) < 0.07) | (np.abs(up / tall - 0.2) < 0.025)
    return ware, _round(across, 0.62) * (1.0 + 1.1 * title * (bag[..., 4] > 0.35)) + 0.03 * speck, 0.0 * up


def _bottles(across: Field, up: Field, bag: Field, speck: Field) -> tuple[Field, Field, Field]:
    """Return where bottles stand, how light they are, and no green; with a label and a streak of light."""
    tall = 0.66 + 0.14 * bag[..., 0]
    neck = np.clip((up / tall - 0.58) / 0.16, 0.0, 1.0)
    half = 0.30 - 0.20 * neck
    ware = (up < tall) & (np.abs(across) < half) & (bag[..., 5] > 0.10)
    label = (np.abs(up / tall - 0.3) < 0.13) * (2.5 + 3.0 * bag[..., 1])
    streak = 3.0 * np.exp(-(((across + 0.4 * half) / 0.05) ** 2))
    return ware, _round(across, half) * (1.0 + label) + streak + 0.05 * speck, 0.0 * up


def _loaves(across: Field, up: Field, bag: Field, speck: Field) -> tuple[Field, Field, Field]:
    """Return where loaves lie, how light they are, and no green: domes with cuts, dark at their feet."""
    half, tall = 0.36 + 0.11 * bag[..., 0], 0.30 + 0.22 * bag[..., 1]
    dome = tall * np.sqrt(np.clip(1.0 - (across / half) ** 2, 0.0, 1.0))
    cut = np.abs(np.sin(9.0 * (across + 0.6 * up) + 6.0 * bag[..., 2])) < 0.16
    tone = (0.45 + 0.75 * up / tall) * (1.0 + 0.5 * cut * (up > 0.4 * dome)) + 0.07 * speck
    return (up < dome) & (bag[..., 5] > 0.08), tone, 0.0 * up


def _flowers(across: Field, up: Field, bag: Field, speck: Field) -> tuple[Field, Field, Field]:
    """Return where bouquets stand in their pails, how light they are, and where they are leaves."""
    pail = (up < 0.30) & (np.abs(across) < 0.17 + 0.2 * up)
    far = np.hypot(across / (0.40 + 0.07 * bag[..., 0]), (up - 0.60) / (0.27 + 0.07 * bag[..., 1]))
    tuft = (far < 0.95 + 0.16 * speck) & ~pail
    leaves = np.clip(0.55 + 0.9 * (far - 0.7) - 0.5 * speck + 1.2 * (0.48 - up), 0.0, 1.0) * tuft
    tone = (0.45 + 0.9 * np.clip(up, 0.2, 0.9)) * np.clip(1.0 + 0.40 * speck, 0.2, 1.8)
    return pail | tuft, np.where(pail, 0.35 * _round(across, 0.24), tone), leaves


def _jars(across: Field, up: Field, bag: Field, speck: Field) -> tuple[Field, Field, Field]:
    """Return where tins and jars stand, how light they are, and no green; with lids and labels."""
    tall, half = 0.38 + 0.30 * bag[..., 0], 0.26 + 0.15 * bag[..., 1]
    ware = (up < tall) & (np.abs(across) < half) & (bag[..., 5] > 0.12)
    lid = up > 0.84 * tall
    label = np.abs(up / tall - 0.42) < 0.2
    return ware, _round(across, half) * (1.0 - 0.55 * lid + 0.8 * label * (bag[..., 2] > 0.4)) + 0.04 * speck, 0.0 * up


def _fruit(across: Field, up: Field, bag: Field, speck: Field) -> tuple[Field, Field, Field]:
    """Return where crates with heaps of fruit stand, how light they are, and where they are stalks."""
    crate = (up < 0.24) & (np.abs(across) < 0.46)
    row = np.floor(up * 8.0)
    a, b = (across * 7.0 + 0.5 * (row % 2)) % 1.0 - 0.5, up * 8.0 - row - 0.5
    far = np.hypot(a, b)
    heap = (up >= 0.24) & (up < 0.42 + 0.14 * bag[..., 0] - 1.1 * across**2) & (np.abs(across) < 0.44) & (far < 0.52)
    tone = np.where(
        crate, 0.30 * (1.0 - 0.5 * (np.abs(up - 0.12) < 0.015)), np.clip(1.25 - 1.5 * far + 0.5 * b, 0.1, 1.4)
    )
    return crate | heap, tone + 0.03 * speck, 0.0 * up


_WARES = {"books": _books, "bottles": _bottles, "loaves": _loaves, "flowers": _flowers, "jars": _jars, "fruit": _fruit}


def shop_goods(rng: Generator) -> Pattern:
    """What shops show, a colour to a cell, darker towards its foot.

    Columns have the hues of ``KINDS``, two each; the first row is leaves, but for its first cell: plaster and wood.
    """
    x, y, _ = _within_cells()
    hue = np.array([[HUES[KINDS[k // 2]][(row + k) % 6] for k in range(CELLS)] for row in range(CELLS)], np.float32)
    hue *= rng.uniform(0.7, 1.2, (CELLS, CELLS, 1)).astype(np.float32)
    hue[0, :], hue[0, 0] = SAGE, (0.30, 0.21, 0.13)
    u, v = grid(N)
    color = hue[np.floor(v * CELLS).astype(int) % CELLS, np.floor(u * CELLS).astype(int) % CELLS]
    side = 1.0 - 0.5 * np.abs(x - 0.5)
    light = (0.10 + 0.9 * y * y) * side
    shine = color * light[..., None] * SHOP_LIGHT
    return Pattern(_lightened(color), CELLS * GOOD, glass=np.zeros_like(x), glow=shine.astype(np.float32))


def _lightened(color: Field) -> Field:
    """Return colours as a tint whose mean is about 1."""
    return np.maximum(color / max(float(color.mean()), 1e-3), 0.02).astype(np.float32)


FELT = 21.6  # m that a tile of roof is wide


def flat_roof(rng: Generator) -> Pattern:
    """A flat roof: sheets of felt with seams, stains where water stood, mended places, ducts' feet, two lit corners."""
    u, v = grid(N)
    x, y = u * np.float32(FELT), v * np.float32(FELT)
    grit = coloured(rng, N, band=(30, 512), slope=0.2)
    stain = coloured(rng, N, band=(2, 60), slope=1.2)
    seam = np.abs(x % 1.2 - 0.6) > 0.57
    board = np.abs((x - 7.0) % FELT) < 0.9  # planks that one walks on
    tone = 1.0 + 0.10 * grit + 0.18 * stain - 0.22 * seam - 0.30 * step(stain, 1.0, 1.6) + 0.45 * board
    light = np.zeros_like(x)
    for at, up, strong in ((4.5, 6.0, 1.0), (15.5, 14.0, 0.45)):
        away = [np.abs(q - np.float32(p) + FELT / 2) % FELT - FELT / 2 for q, p in ((x, at), (y, up))]
        light += strong * (5.0 / (5.0 + away[0] ** 2 + away[1] ** 2)) ** 2
    color = painted(np.clip(tone, 0.3, 1.9), 0.05 * stain)
    glow = (light * np.clip(tone, 0.3, 1.9))[..., None] * np.array([1.0, 0.66, 0.34], np.float32)
    return Pattern(color, FELT, None, (3e-3 * grit - 6e-3 * seam).astype(np.float32), glow=glow.astype(np.float32))


GLADE = 14.0  # m between the lamps of a park


def lit_lawn(rng: Generator) -> Pattern:
    """Mown grass around a lamp 3.6 m high in the middle of every tile."""
    u, v = grid(N)
    blade = coloured(rng, N, band=(60, 512), slope=0.3)
    patch = coloured(rng, N, band=(1, 30), slope=1.1)
    color = painted(np.clip(1.0 + 0.16 * blade + 0.14 * patch, 0.3, 1.9), 0.06 * patch)
    far = ((u - 0.5) ** 2 + (v - 0.5) ** 2) * np.float32(GLADE**2)
    light = (13.0 / (13.0 + far)) ** 2 * np.clip(1.0 + 0.2 * blade, 0.4, 1.6)
    glow = light[..., None] * np.array([0.62, 0.56, 0.17], np.float32)
    return Pattern(color, GLADE, None, (4e-3 * blade).astype(np.float32), glow=glow.astype(np.float32))


FLOODLIT = 48.0  # m that a tile is high: what is lit so is lower


def floodlit(rng: Generator) -> Pattern:
    """Limestone in courses between shallow ribs, lit from its foot (v = 0) by lamps that stand 3 m apart."""
    u, v = grid(N)
    x, y = u * np.float32(FLOODLIT), v * np.float32(FLOODLIT)
    streak = coloured(rng, N, band=(2, 300), slope=0.8, stretch=0.2)
    rib = np.abs(x % 3.0 - 1.5) > 1.0
    course = (y % 1.2) < 0.06
    tone = np.clip((1.0 + 0.06 * streak) * (1.0 - 0.20 * course) * np.where(rib, 1.15, 0.8), 0.3, 1.6)
    cone = np.exp(-(((x % 3.0 - 1.5) / (0.5 + 0.12 * y)) ** 2))
    light = tone * (0.30 + 0.70 * cone) * np.exp(-y / 15.0) * (1.0 - step(y, FLOODLIT - 4.0, FLOODLIT))
    glow = light[..., None] * np.array([1.0, 0.72, 0.42], np.float32)
    return Pattern(painted(tone), FLOODLIT, None, (0.1 * rib).astype(np.float32), glow=glow.astype(np.float32))


INDOORS = ("lit_room", "shop_shelves", "shop_goods")  # whose light does not hang on lamps out of doors
CITY: dict[str, Callable[[Generator], Pattern]] = {
    "curtain_wall": curtain_wall,
    "window_front": window_front,
    "pier_front": pier_front,
    "ribbon_windows": ribbon_windows,
    "shop_fronts": shop_fronts,
    **ROADS,
    "lit_lawn": lit_lawn,
    "flat_roof": flat_roof,
    "floodlit": floodlit,
    "lit_room": lit_room,
    "shop_shelves": shop_shelves,
    "shop_goods": shop_goods,
}
