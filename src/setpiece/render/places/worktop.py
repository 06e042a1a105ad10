"""What stands about on the worktop of a kitchen that is lived in. Metres, world frame; the wall is at +Y."""

import numpy as np
from numpy.random import Generator

from setpiece.render.places.land import Dressing
from setpiece.render.places.pieces import Array, Piece, boxes, joined, lathe, lump, moved, sheet, tube
from setpiece.render.posed import Surface

BOWL = [
    (0.0, 0.0),
    (0.055, 0.0),
    (0.06, 0.012),
    (0.115, 0.05),
    (0.145, 0.095),
    (0.139, 0.096),
    (0.108, 0.055),
    (0.0, 0.02),
]
CROCK = [
    (0.0, 0.0),
    (0.058, 0.0),
    (0.064, 0.02),
    (0.064, 0.14),
    (0.067, 0.15),
    (0.060, 0.15),
    (0.057, 0.02),
    (0.0, 0.015),
]
KETTLE = [
    (0.0, 0.0),
    (0.088, 0.0),
    (0.094, 0.015),
    (0.090, 0.06),
    (0.070, 0.125),
    (0.05, 0.152),
    (0.045, 0.16),
    (0.0, 0.166),
]
CUP = [(0.0, 0.0), (0.034, 0.0), (0.040, 0.02), (0.041, 0.085), (0.037, 0.085), (0.036, 0.02), (0.0, 0.012)]
LID = [(0.0, 0.0), (0.053, 0.0), (0.055, 0.003), (0.055, 0.013), (0.052, 0.016)]
LID += [(0.013, 0.017), (0.010, 0.024), (0.015, 0.034), (0.012, 0.041), (0.0, 0.042)]
TILE, GROUT = (0.15, 0.075), 0.003  # m: of a tile, with half a joint around it
SMOOTH = 40  # sides of what was turned
BROADEST = 0.36  # m along the wall, of any group


def lived_in(rng: Generator, at: Array | list[float], wide: float) -> list[Dressing]:
    """Return a crock of utensils, a sink with its tap, leaning boards, a bowl of lemons, a kettle, cups and a towel.

    ``at`` (3,) is where their row begins, on the worktop at the wall; ``wide`` (m) how far it may reach. Where that is
    too little, nothing stands.
    """
    x, y, z = at
    groups = (_crock, _tap, _boards, _fruit, _kettle, _cups)
    each = wide / len(groups)
    if each < BROADEST:
        return []
    found: list[Dressing] = []
    for k, group in enumerate(groups):
        aside = rng.uniform(-0.3, 0.3) * (each - BROADEST)
        found += group(rng, np.array([x + (k + 0.5) * each + aside, y, z]))
    return [*found, _towel(x + 0.66 * wide, y - 0.632, z)]


def tiled(rng: Generator, x: tuple[float, float], z: tuple[float, float], y: float) -> Piece:
    """Return glazed tiles in running bond on a wall at y: each a hair askew, so that each mirrors another spot."""
    wide, tall = TILE
    rows = int((z[1] - z[0]) / tall)
    low, high = [], []
    for row in range(rows):
        for at in np.arange(x[0] - 0.5 * wide * (row % 2), x[1], wide):
            a, b = max(at + GROUT / 2, x[0]), min(at + wide - GROUT / 2, x[1])
            if b - a > 0.01:
                low.append([a, y - 0.010, z[0] + row * tall])
                high.append([b, y, z[0] + (row + 1) * tall - GROUT])
    tiles = boxes(low, high)
    each = len(tiles.vertices) // len(low)
    skew = np.repeat(rng.normal(0.0, 0.007, (len(low), 2)), each, axis=0)
    middle = np.repeat((np.array(low) + high) / 2, each, axis=0)
    front = (tiles.normals[:, 1] < -0.5)[:, None]
    rise = ((tiles.vertices - middle)[:, [0, 2]] * skew).sum(axis=1, keepdims=True)
    normals = np.column_stack([skew[:, 0], -np.ones(len(skew)), skew[:, 1]])
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return Piece(
        tiles.vertices + np.where(front, rise * [0.0, 1.0, 0.0], 0.0),
        tiles.faces,
        np.where(front, normals, tiles.normals),
        tiles.uv,
    )


def canisters(at: Array | list[float]) -> list[Dressing]:
    """Return three jars for coffee, tea and sugar with wooden lids, the tallest first, its foot ``at``."""
    jars, lids = [], []
    for k, tall in enumerate((0.20, 0.165, 0.13)):
        foot = np.add(at, [0.15 * k, -0.01 * k, 0.0])
        side = [(0.0, 0.0), (0.052, 0.0), (0.056, 0.004), (0.057, 0.5 * tall), (0.056, tall - 0.004)]
        profile = [*side, (0.050, tall), (0.0, tall)]
        jars.append(moved(lathe(profile, sides=SMOOTH), foot))
        lid = np.add(LID, (0.0, tall))
        lids.append(moved(lathe(lid, sides=SMOOTH), foot))
    return [
        Dressing("jars", Surface("ceramic", (0.68, 0.64, 0.56)), joined(jars)),
        Dressing("jar_lids", Surface("oak"), joined(lids)),
    ]


def _tap(rng: Generator, at: Array) -> list[Dressing]:
    """Return a sink's steel rim on the worktop and a tall tap with a lever behind it."""
    del rng
    rim = boxes(np.add(at, [-0.27, -0.56, 0.0]), np.add(at, [0.27, -0.13, 0.004]))
    basin = boxes(np.add(at, [-0.25, -0.54, 0.003]), np.add(at, [0.25, -0.17, 0.0045]))
    foot = np.add(at, [0.0, -0.10, 0.0])
    bow = np.linspace(0.0, np.pi, 15)
    turn = np.column_stack([0.0 * bow, -0.09 + 0.09 * np.cos(bow), 0.26 + 0.09 * np.sin(bow)])
    neck = [[0.0, 0.0, 0.0], [0.0, 0.0, 0.24], *turn, [0.0, -0.18, 0.20]]
    spout = tube(np.add(foot, neck), np.full(len(neck), 0.0125), sides=20)
    base = moved(
        lathe([(0.0, 0.0), (0.027, 0.0), (0.027, 0.006), (0.019, 0.010), (0.019, 0.075), (0.0, 0.078)], sides=SMOOTH),
        foot,
    )
    lever = tube(
        np.add(foot, [[0.018, 0.0, 0.055], [0.035, 0.0, 0.06], [0.085, 0.0, 0.085]]), [0.009, 0.006, 0.005], sides=12
    )
    return [
        Dressing("sink", Surface("brushed_metal"), rim),
        Dressing("basin", Surface("iron", (0.03, 0.03, 0.032)), basin),
        Dressing("tap", Surface("chrome"), joined([spout, base, lever])),
    ]


def _crock(rng: Generator, at: Array) -> list[Dressing]:
    """Return a crock with wooden spoons and a steel ladle."""
    foot = np.add(at, [0.0, -0.16, 0.0])
    crock = moved(lathe(CROCK, sides=SMOOTH), foot)
    spoons, steel = [], []
    for k in range(6):
        way, lean = rng.uniform(0.0, 6.28), rng.uniform(0.10, 0.22)
        low = foot + 0.03 * np.array([-np.cos(way), -np.sin(way), 0.6])
        along = np.array([lean * np.cos(way), lean * np.sin(way), 1.0]) * rng.uniform(0.24, 0.29)
        stick = tube([low, low + along], [0.005, 0.006], sides=8)
        head = lump(rng, low + 1.07 * along, [0.027, 0.012, 0.038], rings=10, rough=0.03)
        (steel if k == 5 else spoons).extend([stick, head])
    return [
        Dressing("crock", Surface("ceramic", (0.16, 0.22, 0.30)), crock),
        Dressing("spoons", Surface("oak"), joined(spoons)),
        Dressing("ladle", Surface("steel"), joined(steel)),
    ]


def _boards(rng: Generator, at: Array) -> list[Dressing]:
    """Return two cutting boards that lean against the wall, the smaller before the larger."""
    found = []
    for name, wide, tall, off, surface in (
        ("board", 0.34, 0.44, 0.0, Surface("wood", (0.36, 0.22, 0.11))),
        ("board_small", 0.24, 0.33, 0.035, Surface("oak")),
    ):
        aside = rng.uniform(-0.05, 0.05) + 3.0 * off
        foot, lean = np.add(at, [aside, -0.11 - off, 0.0]), 0.11
        found.append(Dressing(name, surface, _leaning(_plate(wide, tall), foot, lean)))
    return found


def _plate(wide: float, tall: float, thick: float = 0.02, corner: float = 0.035) -> Piece:
    """Return an upright board with round corners in the plane X Z, its back at Y = 0, standing on Z = 0."""
    turn = np.linspace(0.0, np.pi / 2, 7)
    outline = []
    for k, (cx, cz) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        angle = turn + k * np.pi / 2
        middle = (cx * (wide / 2 - corner), tall / 2 + cz * (tall / 2 - corner))
        outline.append(np.column_stack([middle[0] + corner * np.cos(angle), middle[1] + corner * np.sin(angle)]))
    rim = np.concatenate(outline)
    rim = np.concatenate([rim, rim[:1]])
    middle = np.array([[0.0, tall / 2]])
    rows = []
    for share, depth in ((0.0, -thick), (0.97, -thick), (1.0, -0.85 * thick), (1.0, 0.0), (0.0, 0.0)):
        flat = middle + share * (rim - middle)
        rows.append(np.column_stack([flat[:, 0], np.full(len(flat), depth), flat[:, 1]]))
    points = np.array(rows)[:, ::-1]
    return sheet(points, wrap=True, uv=points[..., [2, 0]])


def _leaning(board: Piece, foot: Array, lean: float) -> Piece:
    """Return a piece tilted back (towards +Y) about its lower edge by ``lean`` rad, at ``foot``."""
    c, s = np.cos(lean), np.sin(lean)
    tilt = np.array([[1.0, 0.0, 0.0], [0.0, c, s], [0.0, -s, c]])
    return Piece(board.vertices @ tilt.T + foot, board.faces, board.normals @ tilt.T, board.uv)


def _fruit(rng: Generator, at: Array) -> list[Dressing]:
    """Return a bowl of lemons."""
    foot = np.add(at, [0.0, -0.27, 0.0])
    ring = 2 * np.pi * np.arange(5) / 5 + rng.uniform(0.0, 6.28)
    heap = [(0.068 * np.cos(a), 0.068 * np.sin(a), 0.085) for a in ring] + [(0.005, 0.0, 0.125)]
    lemons = [lump(rng, foot + place, [0.042, 0.033, 0.032], rings=14, rough=0.02) for place in heap]
    return [
        Dressing("bowl", Surface("ceramic", (0.74, 0.72, 0.68)), moved(lathe(BOWL, sides=SMOOTH), foot)),
        Dressing("lemons", Surface("wax", (0.80, 0.55, 0.04)), joined(lemons)),
    ]


def _kettle(rng: Generator, at: Array) -> list[Dressing]:
    """Return a steel kettle with a spout and a dark handle."""
    foot, way = np.add(at, [0.0, -0.25, 0.0]), rng.uniform(-0.6, 0.6)
    spout = tube([[0.075, 0.0, 0.05], [0.115, 0.0, 0.09], [0.135, 0.0, 0.145]], [0.02, 0.014, 0.010], sides=14)
    bow = np.linspace(0.25, np.pi - 0.25, 11)
    handle = tube(np.column_stack([0.075 * np.cos(bow), 0.0 * bow, 0.12 + 0.115 * np.sin(bow)]), np.full(11, 0.0085))
    knob = moved(lathe([(0.0, 0.0), (0.008, 0.0), (0.014, 0.014), (0.0, 0.022)]), [0.0, 0.0, 0.164])
    steel = joined([lathe(KETTLE, sides=SMOOTH), spout])
    return [
        Dressing("kettle", Surface("steel"), moved(steel, foot, turn=way)),
        Dressing("kettle_grip", Surface("plastic", (0.02, 0.02, 0.02)), moved(joined([handle, knob]), foot, turn=way)),
    ]


def _cups(rng: Generator, at: Array) -> list[Dressing]:
    """Return three cups in muted colours, their handles all ways."""
    found = []
    hues = ((0.55, 0.22, 0.14), (0.70, 0.66, 0.58), (0.25, 0.34, 0.36))
    bow = np.linspace(-1.25, 1.25, 9)
    ear = tube(
        np.column_stack([0.036 + 0.026 * np.cos(bow), 0.0 * bow, 0.045 + 0.026 * np.sin(bow)]), np.full(9, 0.005)
    )
    for k, hue in enumerate(hues):
        foot = np.add(at, [0.12 * (k - 1), -0.20 - rng.uniform(0.0, 0.10), 0.0])
        cup = joined([lathe(CUP, sides=SMOOTH), ear])
        found.append(Dressing(f"cup_{k}", Surface("ceramic", hue), moved(cup, foot, turn=rng.uniform(-2.6, -0.5))))
    return found


def _towel(x: float, y: float, z: float) -> Dressing:
    """Return a tea towel that hangs over the worktop's edge (at y, below z), in soft folds."""
    u, v = np.meshgrid(np.linspace(-0.16, 0.16, 41), np.linspace(0.0, 1.0, 28))
    over, hang = 0.10, 0.34
    way = v * (over + hang)
    down = np.clip(way - over, 0.0, None)
    fold = 0.011 * np.sin(38.0 * u + 1.0) * np.clip(down / 0.12, 0.0, 1.0) + 0.004 * np.sin(83.0 * u)
    out = np.where(way < over, over - way, 0.0)
    points = np.stack(
        [x + u * (1.0 - 0.10 * down / hang), y - 0.004 + out - 0.013 - fold * (down > 0), z + 0.006 - down], axis=-1
    )
    points[..., 1] = np.where(way < over, y + out, points[..., 1])
    return Dressing(
        "towel", Surface("fabric", (0.62, 0.58, 0.50)), sheet(points[::-1], uv=np.stack([u, way], axis=-1)[::-1])
    )
