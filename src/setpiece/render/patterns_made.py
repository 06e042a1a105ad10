"""Patterns of built and manufactured surfaces: wood, masonry, floors, metal.

Each takes a random stream and returns a ``Pattern``; u runs along the grain, the boards and the courses.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.random import Generator

from setpiece.render.noise import Field, bend, blur, cells, coloured, grid, step
from setpiece.render.pattern import Pattern, painted
from setpiece.world.materials import SIZES

N = 1024


def _boards(rng: Generator, rows: int, per_row: int, offsets: bool) -> tuple[Field, Field, np.ndarray]:
    """Return, for boards laid along u: place across (0..1) and along (0..1) within a board, and its number."""
    u, v = grid(N)
    row = np.floor(v * rows).astype(np.int32)
    shift = rng.random(rows).astype(np.float32)[row] if offsets else 0.0
    along = (u + shift) * per_row
    return v * rows - row, along - np.floor(along), row * per_row + np.floor(along).astype(np.int32) % per_row


def _grain(
    rng: Generator, across: Field, board: np.ndarray, width: float, length: float, fibres: float, turn: float
) -> tuple[Field, Field]:
    """Return the lightness of plain-sawn wood around 0, and its pores in 0..1.

    ``fibres``: their contrast; ``turn``: the share of a year after which its late wood passes into the next year.

    The face of a board cuts the year rings of a trunk at some distance from the pith: the distance of a point
    of the face to the pith, which wanders along the board, counts the rings. ``width`` of a board and
    ``length`` of the tile in metres.
    """
    boards = int(board.max()) + 1
    pith = rng.uniform(-0.7, 0.7, boards).astype(np.float32)[board]
    depth = rng.uniform(0.02, 0.12, boards).astype(np.float32)[board]
    wander = coloured(rng, N, band=(1, 5), slope=1.4, stretch=0.7) * 0.22
    ripple = coloured(rng, N, band=(2, 60), slope=1.3, stretch=9.0) * 0.0016
    knots, core = _knots(rng, length)
    radius = knots + np.hypot((across - 0.5 - pith + wander) * width, depth) + ripple
    rings = radius / rng.uniform(0.0045, 0.0075, boards).astype(np.float32)[board]

    # Early wood darkens slowly into late wood, then the next year starts at once (softened to a pixel or two).
    year = rings - np.floor(rings)
    late = year**2.2 * (1.0 - step(year, turn, 1.0))
    fibre = coloured(rng, N, band=(24, 512), slope=0.35, stretch=40.0)
    streak = coloured(rng, N, band=(2, 60), slope=0.8, stretch=14.0)
    pores = step(coloured(rng, N, band=(90, 512), slope=0.0, stretch=22.0), 1.5, 2.6) * (1.2 - late)
    return (0.36 - late + fibres * fibre + 0.22 * streak) * (1.0 - core) - 2.4 * core, pores


def _knots(rng: Generator, length: float) -> tuple[Field, Field]:
    """Return by how much year rings swerve around knots (m), and the knots in 0..1, on a tile of that length.

    A knot is a branch that was grown over: rings pass round it like a stream round a stone. Two on a square metre.
    """
    u, v = grid(N)
    swerve, core = np.zeros((N, N), np.float32), np.zeros((N, N), np.float32)
    for along, across, size in rng.uniform((0.0, 0.0, 0.004), (1.0, 1.0, 0.009), (round(2.0 * length * length), 3)):
        du, dv = (length * (np.abs((x - at + 0.5) % 1.0) - 0.5) for x, at in ((u, along), (v, across)))
        away = np.hypot(0.7 * du, dv) / size
        swerve += (2.0 * size * np.exp(-((np.hypot(0.4 * du, dv) / (2.6 * size)) ** 2))).astype(np.float32)
        core = np.maximum(core, np.exp(-(away**4)) * (0.75 + 0.25 * np.cos(9.0 * away)))
    return swerve, core.astype(np.float32)


def _timber(rng: Generator, rows: int, per_row: int, size: float, seam: float) -> Pattern:
    """Return boards of wood on a tile of ``size`` metres; ``seam`` is half the width of the gap between them, m.

    Without gaps it is furniture: lacquer fills the pores and evens out what is finest, so that from a step away only
    year rings and streaks are seen.
    """
    across, along, board = _boards(rng, rows, per_row, offsets=True)
    fibres, turn, contrast, filled = (0.22, 0.9, 0.20, 0.0) if seam else (0.05, 0.72, 0.14, 0.80)
    light, pores = _grain(rng, across, board, size / rows, size, fibres, turn)
    pores = (1.0 - filled) * pores
    tone = rng.normal(0.0, 0.085 if seam else 0.05, int(board.max()) + 1).astype(np.float32)[board]
    warm = rng.normal(0.0, 0.035, int(board.max()) + 1).astype(np.float32)[board]
    tint = np.maximum(1.0 + contrast * light + tone - 0.34 * pores, 0.2)
    rough = 1.0 + 0.12 * light + 0.25 * pores
    height = 1.5e-5 * light - 8e-5 * pores

    # What has been in use is polished here and dull there, a little stained, and scratched, mostly along the grain.
    if not seam:
        use = coloured(rng, N, band=(1, 14), slope=1.0, stretch=1.5)
        scratch = step(coloured(rng, N, band=(90, 512), slope=0.0, stretch=30.0), 2.7, 3.4)
        scratch = np.maximum(scratch, step(coloured(rng, N, band=(90, 512), slope=0.0, stretch=0.08), 3.3, 4.0))
        tint = tint * (1.0 - 0.045 * use + 0.04 * scratch)
        rough = rough + 0.13 * use + 0.12 * scratch
        height = height - 2e-5 * scratch

    # Gaps are darker and deeper; boards are eased at their edges.
    if seam:
        edge = np.minimum(
            np.minimum(across, 1 - across) * (size / rows), np.minimum(along, 1 - along) * (size / per_row)
        )
        gap = 1.0 - step(edge, seam * 0.5, seam * 1.6)
        tint = tint * (1.0 - 0.72 * gap)
        rough = rough + 0.6 * gap
        height = height - 0.0012 * (1.0 - step(edge, 0.0, seam * 3.0))
    return Pattern(painted(tint, warm + 0.03 * light), size, rough.astype(np.float32), height.astype(np.float32))


def wood(rng: Generator) -> Pattern:
    """Glued-up staves 12 cm wide without gaps: furniture, toys, boards."""
    return _timber(rng, 10, 1, 1.2, 0.0)


def painted_wood(rng: Generator) -> Pattern:
    """Wood under old paint: brush marks and the grain's relief along u, faded in places, chipped to the wood.

    Chips are longer along the grain; between them paint has worn thin on the ridges of the grain.
    """
    fibre = coloured(rng, N, band=(24, 300), slope=0.5, stretch=24.0)
    brush = coloured(rng, N, band=(40, 400), slope=0.4, stretch=60.0)
    faded = coloured(rng, N, band=(1, 14), slope=1.1, stretch=1.6)
    dirt = coloured(rng, N, band=(3, 90), slope=0.8, stretch=5.0)
    chip = coloured(rng, N, band=(8, 240), slope=0.7, stretch=3.5) + 0.5 * faded + 0.25 * fibre
    bare = step(chip, 2.75, 2.95)
    thin = 0.45 * step(fibre + 0.6 * faded, 1.3, 3.3)
    worn = np.maximum(bare, thin)
    tint = 1.0 + 0.15 * faded + 0.09 * fibre + 0.08 * dirt + 0.04 * brush
    height = 6e-5 * fibre + 2.5e-5 * brush + 1.2e-4 * faded - 2.5e-4 * bare
    paint = painted(np.clip(tint * (1.0 - 0.25 * step(chip, 2.45, 2.75)), 0.4, 1.6), 0.03 * dirt)
    return Pattern(
        paint, 1.2, (1.0 + 0.3 * worn).astype(np.float32), height.astype(np.float32), worn, (0.27, 0.20, 0.14)
    )


def weathered_iron(rng: Generator) -> Pattern:
    """Forged iron that has stood outside: dark scale with brown patches and orange rust in the pits."""
    cloud = coloured(rng, N, band=(3, 120), slope=1.0, stretch=1.6)
    fine = coloured(rng, N, band=(40, 512), slope=0.4)
    rust = step(cloud + 0.35 * fine, 0.5, 1.6)
    pit = step(coloured(rng, N, band=(30, 240), slope=0.5), 1.6, 2.6)
    tint = np.clip(1.0 + 0.12 * fine - 0.10 * cloud - 0.3 * pit, 0.3, 1.8)
    height = 5e-5 * fine - 2e-4 * pit + 6e-5 * rust * fine
    return Pattern(
        painted(tint, 0.05 * cloud), 0.6, (1.0 + 0.5 * rust).astype(np.float32), height.astype(np.float32),
        0.75 * rust, (0.23, 0.085, 0.03),
    )  # fmt: skip


def weathered_wood(rng: Generator) -> Pattern:
    """Staves that have stood in the rain for years: silver between darker summer wood, which stands up as ridges.

    Sun and water have split them along the grain (checks), wet has left brown stains, algae tinge what stays damp, and
    on some of that moss grows; a few pale lichens sit where it is dry.
    """
    across, _, board = _boards(rng, 10, 1, offsets=True)
    light, pores = _grain(rng, across, board, 0.12, 1.2, fibres=0.22, turn=0.9)
    own = rng.normal(0.0, 0.12, 10).astype(np.float32)[board]
    fibre = coloured(rng, N, band=(30, 512), slope=0.3, stretch=45.0)
    silver = coloured(rng, N, band=(1, 24), slope=1.0, stretch=3.5)
    check = step(coloured(rng, N, band=(30, 300), slope=0.35, stretch=26.0), 2.0, 2.5)
    stain = step(coloured(rng, N, band=(1, 60), slope=1.0, stretch=2.5), 0.5, 1.9)
    damp, spot = coloured(rng, N, band=(2, 24), slope=1.1), coloured(rng, N, band=(10, 200), slope=0.7)
    algae, moss = step(damp, 0.1, 1.7), step(damp + 0.42 * spot, 1.55, 2.1)
    lichen = step(spot - 0.8 * damp, 2.3, 2.7) * (1.0 - check)
    tint = 1.0 + own + 0.15 * light + 0.13 * fibre + 0.13 * silver - 0.36 * stain - 0.13 * algae + 0.5 * lichen
    tint = np.clip(tint * (1.0 - 0.72 * check) * (1.0 - 0.2 * pores), 0.12, 2.0)
    height = 1.4e-4 * fibre - 1.1e-4 * light - 1.0e-3 * check + (1.6e-3 + 6e-4 * spot) * moss
    return Pattern(
        painted(tint, 0.12 * stain - 0.03 * silver + 0.05 * own, 0.13 * algae + 0.05 * lichen), 1.2,
        (1.0 + 0.1 * check).astype(np.float32), height.astype(np.float32), 0.92 * moss, (0.070, 0.092, 0.020),
    )  # fmt: skip


def planks(rng: Generator) -> Pattern:
    """Floor boards 16 cm wide and 1.3 m long with narrow gaps."""
    return _timber(rng, 16, 2, 2.56, 0.0009)


def _pave(rng: Generator, modules: int) -> tuple[np.ndarray, np.ndarray]:
    """Return which slab covers each cell of a periodic square lattice, and each slab's (column, row, width, height)."""
    owner = np.full((modules, modules), -1, np.int32)
    slabs = []
    choices = [(2, 2), (3, 2), (2, 1), (1, 2), (2, 3), (1, 1), (3, 3)]
    weights = np.array([0.26, 0.24, 0.16, 0.12, 0.12, 0.04, 0.06])
    for row in range(modules):
        for column in range(modules):
            if owner[row, column] >= 0:
                continue
            for k in [*rng.choice(len(choices), 6, p=weights), 5]:
                width, height = choices[k]
                rows, columns = np.ix_((row + np.arange(height)) % modules, (column + np.arange(width)) % modules)
                if np.all(owner[rows, columns] < 0):
                    owner[rows, columns] = len(slabs)
                    slabs.append((column, row, width, height))
                    break
    return owner, np.array(slabs)


def _slabs(n: int, owner: np.ndarray, slabs: np.ndarray, bend_u: Field, bend_v: Field) -> tuple[Field, np.ndarray]:
    """Return the distance to the slab's edge in modules, and its number, for n by n pixels."""
    modules = owner.shape[0]
    u, v = grid(n)
    u, v = u * modules + bend_u, v * modules + bend_v
    number = owner[np.floor(v).astype(int) % modules, np.floor(u).astype(int) % modules]
    column, row, width, height = (slabs[number, k].astype(np.float32) for k in range(4))
    x, y = (u - column) % modules, (v - row) % modules
    # Near the tile's border a bent coordinate may fall just below its slab's start; it then belongs to the far side.
    return np.minimum(np.minimum(x, width - x), np.minimum(y, height - y)), number


def flagstone(rng: Generator) -> Pattern:
    """Sawn sandstone paving, slabs of 0.3 to 0.9 m in random courses with sanded joints a centimetre wide."""
    n, modules, size = N, 12, 3.6
    owner, slabs = _pave(rng, modules)
    wobble = [coloured(rng, n, band=(4, 120), slope=1.2) * 0.007 for _ in range(2)]
    edge, number = _slabs(n, owner, slabs, *wobble)
    edge = edge * (size / modules)
    tone = rng.normal(0.0, 0.12, len(slabs)).astype(np.float32)[number]
    warm = rng.normal(0.0, 0.05, len(slabs)).astype(np.float32)[number]

    # Within a slab: bedding clouds, fine grain, a few darker flecks; a dirty rim towards the joint.
    cloud = coloured(rng, n, band=(3, 200), slope=1.25)
    grain = coloured(rng, n, band=(100, 512), slope=0.2)
    fleck = step(coloured(rng, n, band=(60, 400), slope=0.4), 1.9, 3.0)
    stain = step(coloured(rng, n, band=(1, 24), slope=1.1), 0.2, 2.2)
    rim = 1.0 - step(edge, 0.004, 0.05)
    tint = 1.0 + tone + 0.075 * cloud + 0.07 * grain - 0.22 * fleck - 0.13 * rim - 0.16 * stain
    joint = 1.0 - step(edge, 0.0035, 0.0075)
    sand = np.clip(1.0 + 0.3 * grain + 0.15 * cloud, 0.4, 1.8)
    tint = tint * (1.0 - joint) + 0.34 * sand * joint
    height = 0.0022 * step(edge, 0.001, 0.014) + 1.6e-4 * cloud + 1.1e-4 * grain - 3e-4 * fleck
    height = height + 4e-4 * rng.normal(0.0, 1.0, len(slabs)).astype(np.float32)[number] * (1.0 - joint)
    rough = 1.0 + 0.1 * joint + 0.05 * cloud - 0.1 * stain
    return Pattern(painted(tint, warm + 0.012 * cloud), size, rough.astype(np.float32), height.astype(np.float32))


def sandstone(rng: Generator) -> Pattern:
    """Smooth stone without joints: clouds, grain and flecks."""
    cloud = coloured(rng, N, band=(2, 120), slope=1.2)
    grain = coloured(rng, N, band=(100, 512), slope=0.1)
    fleck = step(coloured(rng, N, band=(60, 400), slope=0.4), 1.9, 3.0)
    tint = 1.0 + 0.08 * cloud + 0.07 * grain - 0.2 * fleck
    height = 1.2e-4 * cloud + 8e-5 * grain - 2e-4 * fleck
    return Pattern(painted(tint, 0.015 * cloud), 1.0, height=height.astype(np.float32))


def speckle(rng: Generator) -> Pattern:
    """Crystals of a few millimetres in three tones (granite, cork, terracotta)."""
    _, second, owner = cells(rng, N, 150)
    first, _, coarse = cells(rng, N, 60)
    tone = rng.choice([0.55, 0.95, 1.1, 1.35], 150 * 150, p=[0.18, 0.34, 0.3, 0.18]).astype(np.float32)[owner]
    blotch = rng.normal(0.0, 0.12, 60 * 60).astype(np.float32)[coarse] * step(first, 0.6, 0.2)
    tint = blur(tone + blotch, 0.8) + 0.03 * coloured(rng, N, band=(2, 30))
    return Pattern(painted(tint, 0.02 * (tint - 1.0)), 0.6, (1.0 + 0.15 * (second - 0.7)).astype(np.float32))


def pores(rng: Generator) -> Pattern:
    """The open cells of a sponge: round pits of two to seven millimetres, dark inside, between walls of foam."""
    tint, height = np.ones((N, N), np.float32), np.zeros((N, N), np.float32)
    for count, share, deep in ((26, 0.55, 2.2e-3), (60, 0.6, 9e-4)):
        near, _, owner = cells(rng, N, count)
        open_ = (rng.random(count * count) < share).astype(np.float32)[owner]
        wide = rng.uniform(0.26, 0.44, count * count).astype(np.float32)[owner]
        pit = open_ * (1.0 - step(near, 0.75 * wide, wide))
        tint *= 1.0 - 0.62 * pit
        height -= np.float32(deep) * pit
    tint *= 1.0 + 0.05 * coloured(rng, N, band=(20, 300))
    return Pattern(painted(tint, 0.06 * (1.0 - tint)), 0.16, None, height)


def marble(rng: Generator) -> Pattern:
    """Grey clouds and branching veins in a pale ground."""
    warp_u = coloured(rng, N, band=(1, 40), slope=1.5) * 46.0
    warp_v = coloured(rng, N, band=(1, 40), slope=1.5) * 46.0
    vein = np.zeros((N, N), np.float32)
    for low, high, width, strength in ((1, 5, 0.035, 0.5), (2, 10, 0.022, 0.3), (5, 24, 0.02, 0.12)):
        ridge = np.abs(bend(coloured(rng, N, band=(low, high), slope=1.0), warp_u, warp_v))
        presence = step(coloured(rng, N, band=(1, 6)), -0.4, 1.2)
        vein += strength * presence * np.exp(-((ridge / width) ** 1.1))
        vein += 0.25 * strength * presence * np.exp(-((ridge / (6 * width)) ** 1.0))
    cloud = bend(coloured(rng, N, band=(1, 30), slope=1.4), warp_u, warp_v)
    tint = 1.0 + 0.035 * cloud - 0.55 * np.clip(vein, 0.0, 1.0)
    return Pattern(painted(tint, 0.03 * np.clip(vein, 0, 1)), 1.6, (1.0 + 0.1 * cloud).astype(np.float32))


def _masonry(rng: Generator, rows: int, columns: int, joint: float, size: float) -> tuple[Pattern, Field]:
    """Return bricks in stretcher bond on a tile of ``size`` m with joints of half-width ``joint`` m, and the clay."""
    u, v = grid(N)
    wobble = coloured(rng, N, band=(8, 200), slope=1.1) * 0.0007
    row = np.floor(v * rows).astype(np.int32)
    x = (u + 0.5 * (row % 2) / columns) * columns
    number = row * columns + np.floor(x).astype(np.int32) % columns
    across, along = v * rows - row, x - np.floor(x)
    edge = (
        np.minimum(np.minimum(across, 1 - across) * size / rows, np.minimum(along, 1 - along) * size / columns) + wobble
    )
    clay = step(edge, joint * 0.85, joint * 1.3)
    grain = coloured(rng, N, band=(60, 512), slope=0.3)
    cloud = coloured(rng, N, band=(6, 120), slope=1.1)
    tone = rng.normal(0.0, 0.16, rows * columns).astype(np.float32)[number]
    burnt = (rng.random(rows * columns) < 0.12).astype(np.float32)[number]
    warm = rng.normal(0.0, 0.06, rows * columns).astype(np.float32)[number]
    tint = 1.0 + tone + 0.10 * cloud + 0.10 * grain - 0.35 * burnt
    height = 0.005 * step(edge, joint * 0.6, joint * 2.0) + 2.5e-4 * grain + 4e-4 * cloud
    height = height + 8e-4 * rng.normal(0.0, 1.0, rows * columns).astype(np.float32)[number] * clay
    mortar = (1.0 - clay).astype(np.float32)
    return Pattern(
        painted(np.clip(tint, 0.25, 2.0), warm), size, None, height.astype(np.float32), mortar, (0.36, 0.34, 0.31)
    ), clay


def brickwork(rng: Generator) -> Pattern:
    """Bricks of 215 by 65 mm in stretcher bond with mortar joints of 10 mm."""
    return _masonry(rng, 24, 8, 0.005, 1.8)[0]


def clay_brick(rng: Generator) -> Pattern:
    """The face of one fired brick: sandy creases and small holes."""
    grain = coloured(rng, N, band=(60, 512), slope=0.3)
    cloud = coloured(rng, N, band=(2, 60), slope=1.1)
    hole = step(coloured(rng, N, band=(40, 200), slope=0.3), 2.2, 3.0)
    tint = 1.0 + 0.10 * cloud + 0.10 * grain - 0.35 * hole
    return Pattern(
        painted(tint, 0.03 * cloud), 0.6, None, (1.5e-4 * grain + 3e-4 * cloud - 6e-4 * hole).astype(np.float32)
    )


brick = clay_brick


def concrete(rng: Generator) -> Pattern:
    """Cast concrete: clouds, fine grain, air holes, faint trowel marks."""
    cloud = coloured(rng, N, band=(1, 60), slope=1.25)
    grain = coloured(rng, N, band=(120, 512), slope=0.1)
    trowel = coloured(rng, N, band=(3, 160), slope=0.9, stretch=3.0)
    first, _, owner = cells(rng, N, 46, jitter=1.0)
    size = (rng.random(46 * 46).astype(np.float32) ** 6 * 0.24)[owner]
    hole = 1.0 - step(first, size * 0.6, size + 1e-3)
    tint = 1.0 + 0.075 * cloud + 0.035 * grain + 0.03 * trowel - 0.4 * hole
    height = 4e-5 * grain + 1.5e-4 * trowel - 1e-3 * hole
    return Pattern(painted(tint, 0.02 * cloud), 3.0, (1 - 0.06 * cloud).astype(np.float32), height.astype(np.float32))


def plaster(rng: Generator) -> Pattern:
    """Painted wall: a fine roller texture and very soft clouds."""
    cloud = coloured(rng, N, band=(1, 20), slope=1.3)
    roller = coloured(rng, N, band=(80, 400), slope=0.5)
    tint = 1.0 + 0.014 * cloud + 0.012 * roller
    return Pattern(tint.astype(np.float32), 2.4, None, (6e-5 * roller + 1.5e-4 * cloud).astype(np.float32))


def tiles(rng: Generator) -> Pattern:
    """Glazed floor tiles of 30 cm with grout lines of 3 mm."""
    u, v = grid(N)
    count, size = 8, 2.4
    x, y = (u * count) % 1.0, (v * count) % 1.0
    number = np.floor(v * count).astype(np.int32) * count + np.floor(u * count).astype(np.int32)
    edge = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y)) * (size / count)
    grout = (1.0 - step(edge, 0.0010, 0.0028)).astype(np.float32)
    tone = rng.normal(0.0, 0.022, count * count).astype(np.float32)[number]
    cloud = coloured(rng, N, band=(3, 80), slope=1.2)
    tilt = rng.normal(0.0, 5e-4, (2, count * count)).astype(np.float32)
    height = 0.0009 * step(edge, 0.0008, 0.004) + tilt[0][number] * (x - 0.5) + tilt[1][number] * (y - 0.5)
    rough = 1.0 + 2.5 * grout + 0.1 * cloud
    tint = 1.0 + tone + 0.02 * cloud
    return Pattern(painted(tint), size, rough.astype(np.float32), height.astype(np.float32), grout, (0.30, 0.29, 0.27))


def roof_tiles(rng: Generator) -> Pattern:
    """Pantiles, 30 cm wide waves in overlapping courses of 34 cm; v runs up the roof."""
    u, v = grid(N)
    columns, rows, size = 8, 7, 2.4
    row = np.floor(v * rows).astype(np.int32)
    number = row * columns + np.floor(u * columns).astype(np.int32)
    wave = 0.5 + 0.5 * np.cos(2 * np.pi * (u * columns - 0.5))
    up = v * rows - row
    tone = rng.normal(0.0, 0.13, rows * columns).astype(np.float32)[number]
    warm = rng.normal(0.0, 0.05, rows * columns).astype(np.float32)[number]
    lichen = step(coloured(rng, N, band=(4, 120), slope=0.9), 1.0, 2.4)
    lap = 1.0 - step(up, 0.0, 0.12)
    tint = (1.0 + tone + 0.06 * coloured(rng, N, band=(40, 400), slope=0.4)) * (0.55 + 0.45 * wave**0.6)
    tint = tint * (1.0 - 0.55 * lap) + 0.12 * lichen
    height = 0.045 * wave - 0.02 * up
    return Pattern(painted(tint, warm - 0.12 * lichen), size, None, height.astype(np.float32))


def rust(rng: Generator) -> Pattern:
    """Scale and pits from orange to dark brown."""
    cloud = coloured(rng, N, band=(2, 200), slope=1.0)
    fine = coloured(rng, N, band=(60, 512), slope=0.3)
    pit = step(coloured(rng, N, band=(20, 160), slope=0.6), 1.3, 2.6)
    tint = np.clip(1.0 + 0.24 * cloud + 0.14 * fine - 0.5 * pit, 0.2, 2.2)
    height = 2e-4 * cloud + 1e-4 * fine - 4e-4 * pit
    return Pattern(painted(tint, 0.12 * cloud), 0.8, (1 - 0.08 * cloud).astype(np.float32), height.astype(np.float32))


def brushed(rng: Generator) -> Pattern:
    """Metal with fine scratches along u."""
    scratch = coloured(rng, N, band=(20, 512), slope=0.25, stretch=60.0)
    tint = (1.0 + 0.05 * scratch).astype(np.float32)
    return Pattern(tint, 0.4, (1.0 + 0.2 * scratch).astype(np.float32), (1.2e-6 * scratch).astype(np.float32))


TILES = dict(zip(SIZES, (0.5, 5.0, 16.0), strict=True))  # m a tile of modelling matter covers, by the model's size


def kneaded(rng: Generator, size: float) -> Pattern:
    """Plasticine that was pressed by hand: dishes of thumbs with a raised rim and the ridges of a print in them."""
    dent = coloured(rng, N, band=(3, 9), slope=0.6)
    lump = coloured(rng, N, band=(7, 30), slope=1.2)
    u, v = grid(N)
    first, _, owner = cells(rng, N, 7, jitter=0.8)
    way = rng.uniform(0.0, np.pi, 49).astype(np.float32)[owner]
    deep = (rng.uniform(0.3, 1.0, 49) * (rng.random(49) < 0.65)).astype(np.float32)[owner]
    wander = coloured(rng, N, band=(2, 16), slope=1.3)
    ridge = np.sin(2 * np.pi * 70.0 * (u * np.cos(way) + v * np.sin(way)) + 1.6 * wander)
    edge = first + 0.03 * wander
    inside = 1.0 - step(edge, 0.20, 0.34)
    rim = step(edge, 0.24, 0.33) * (1.0 - step(edge, 0.33, 0.44))
    press = deep * (0.35 * rim - inside)
    height = size * (0.0022 * dent + 0.0006 * lump + 0.0036 * press + 0.00028 * ridge * inside * deep)
    tint = 1.0 + 0.02 * coloured(rng, N, band=(1, 12), slope=0.8) + 0.02 * lump
    return Pattern(painted(tint), size, None, height.astype(np.float32))


def fibres(rng: Generator, size: float) -> Pattern:
    """Sugar paper: short fibres both lighter and darker than the sheet, and soft clouds. It is flat."""
    along = coloured(rng, N, band=(30, 400), slope=0.3, stretch=7.0)
    across = coloured(rng, N, band=(30, 400), slope=0.3, stretch=7.0).T
    cloud = coloured(rng, N, band=(2, 40), slope=1.0)
    fleck = step(along, 1.8, 2.8) - step(across, 1.9, 2.9)
    tint = 1.0 + 0.035 * along + 0.035 * across + 0.03 * cloud + 0.16 * fleck
    return Pattern(painted(np.clip(tint, 0.5, 1.5)), size)


MADE: dict[str, Callable[[Generator], Pattern]] = {
    "wood": wood,
    "painted_wood": painted_wood,
    "weathered_wood": weathered_wood,
    "weathered_iron": weathered_iron,
    "planks": planks,
    "flagstone": flagstone,
    "sandstone": sandstone,
    "speckle": speckle,
    "pores": pores,
    "marble": marble,
    "brick": brick,
    "brickwork": brickwork,
    "clay_brick": clay_brick,
    "concrete": concrete,
    "plaster": plaster,
    "tiles": tiles,
    "roof_tiles": roof_tiles,
    "rust": rust,
    "brushed": brushed,
    **{f"kneaded{name}": partial(kneaded, size=size) for name, size in TILES.items()},
    **{f"fibres{name}": partial(fibres, size=size) for name, size in TILES.items()},
}
