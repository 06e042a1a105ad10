"""Houses and fronts with real openings, street lamps, walls. Metres; a front stands in the plane y = 0, facing -Y."""

import numpy as np
from numpy.random import Generator

from setpiece.render.patterns_city import CELLS, ROOM, WHOLE
from setpiece.render.places import shops
from setpiece.render.places.lamps import Post
from setpiece.render.places.land import Dressing, Rgb, hazed
from setpiece.render.places.pieces import Piece, bottomless, boxes, joined, lathe, moved, quads, tube
from setpiece.render.posed import Surface

PLASTERS: tuple[Rgb, ...] = (
    (0.62, 0.52, 0.37), (0.68, 0.62, 0.51), (0.55, 0.36, 0.25), (0.48, 0.51, 0.52), (0.47, 0.50, 0.38),
    (0.60, 0.45, 0.40),
)  # fmt: skip
ROOFS: tuple[Rgb, ...] = ((0.30, 0.12, 0.07), (0.18, 0.14, 0.12))
SHUTTERS: tuple[Rgb, ...] = ((0.045, 0.085, 0.065), (0.07, 0.10, 0.14), (0.13, 0.05, 0.035), (0.30, 0.29, 0.26))
BLINDS: tuple[Rgb, ...] = ((0.46, 0.42, 0.34), (0.34, 0.30, 0.27), (0.52, 0.50, 0.46))
DECKS = 5  # times that all colours of fronts are dealt out before they come in the same order again
SHUTTERED, BLINDED = 0.35, 0.45  # shares of fronts with shutters, of dark windows with a blind or curtains
GLASS = Surface("dark_mirror", (0.22, 0.25, 0.28))
POST = Surface("iron", (0.045, 0.05, 0.048))
LIT = Surface("lit_room", None, -2.0)  # at dusk a lit room is some times as bright as a front under street lamps
NEAR_SHOPS = 40.0  # m from the middle: up to where shops have goods of their own
NEXT = 0.7  # m up to which houses stand wall to wall
STONE_TRIM = Surface("concrete", (0.52, 0.49, 0.44))


Hole = tuple[float, float, float, float]  # an opening: from x to x, from z to z


def front(
    rng: Generator,
    width: float,
    floors: int,
    *,
    storey: float = 3.1,
    ground: str = "door",
    trade: str = "",
    near: bool = True,
) -> dict[str, Piece]:
    """Return the pieces of one front by role, in its own frame from x = 0 to ``width``.

    A grid of windows, a plinth, sills, a cornice. ``ground``: what the ground floor has: a "door", a "shop" of a
    ``trade``, or only "windows". ``near``: it is seen close enough for bars of windows to have depth.
    """
    columns = max(2, round(width / rng.uniform(2.2, 2.9)))
    cell = width / columns
    wide, tall = min(1.15, 0.52 * cell), rng.uniform(1.45, 1.75)
    holes: list[Hole] = []
    doors: list[Hole] = []
    bays: list[Hole] = []
    for level in range(floors):
        base = level * storey
        for k in range(columns):
            middle = (k + 0.5) * cell
            if level == 0 and ground == "shop":
                bays.append((middle - 0.44 * cell, middle + 0.44 * cell, 0.0, shops.HEAD))
            elif level == 0 and k == columns // 2 and ground == "door":
                doors.append((middle - 0.6, middle + 0.6, 0.0, 2.45))
            else:
                holes.append((middle - wide / 2, middle + wide / 2, base + 0.9, base + 0.9 + tall))
    found = _shell(rng, width, floors, storey, (holes, doors, bays), near=near)
    if bays:
        made = shops.shop(rng, width, [bay[:2] for bay in bays], storey, word=trade, near=near)
        found |= {f"shop_{role}": piece for role, piece in made.items()}
    return found


def _shell(
    rng: Generator,
    width: float,
    floors: int,
    storey: float,
    openings: tuple[list[Hole], list[Hole], list[Hole]],
    *,
    near: bool,
) -> dict[str, Piece]:
    """Return wall, trim, panes and doors around openings: windows, doors and bays of a shop."""
    holes, doors, bays = openings
    top, depth = floors * storey + 0.5, 0.16
    columns = sum(hole[3] <= storey for hole in holes + doors + bays)
    wall = _pierced(width, top, holes + doors + bays, columns, floors, storey)
    reveals = joined([_reveal(h, depth) for h in holes + doors + bays])
    lit = rng.random(len(holes)) < 0.45
    lit[0], lit[-1] = False, True
    lit_holes = [hole for hole, on in zip(holes, lit, strict=True) if on]
    cells = rng.integers(0, CELLS, (len(holes), 2))[lit]
    sills = boxes([[h[0] - 0.08, -0.07, h[2] - 0.09] for h in holes], [[h[1] + 0.08, 0.02, h[2]] for h in holes])
    low, high = [[-0.1, -0.28, top - 0.34]], [[width + 0.1, 0.05, top]]
    low.append([0.0, -0.04, storey - 0.12])
    high.append([width, 0.02, storey + 0.06])
    if not bays:
        low.append([-0.02, -0.05, 0.0])
        high.append([width + 0.02, 0.02, 0.42])
    found = {
        "wall": joined([wall, reveals]),
        "trim": joined([sills, boxes(low, high)]),
        "glass": quads([_upright(hole, depth - 0.02) for hole, on in zip(holes, lit, strict=True) if not on]),
        "lit": quads([_upright(hole, depth - 0.02) for hole in lit_holes], uv=ROOM * (WHOLE + cells[:, None])),
        "frame": _frames(holes, depth) if near else _flat_frames(holes, depth),
        "blind": _blinds(rng, [hole for hole, on in zip(holes, lit, strict=True) if not on], depth - 0.021),
    }
    if rng.random() < SHUTTERED and near:
        found["shutter"] = _shutters(holes)
    return found | ({"dark": quads([_upright(h, depth) for h in doors])} if doors else {})


def _upright(hole: tuple[float, float, float, float], y: float) -> list[list[float]]:
    """Return the corners of a rectangle at depth y that faces -Y."""
    x0, x1, z0, z1 = hole
    return [[x0, y, z0], [x1, y, z0], [x1, y, z1], [x0, y, z1]]


def _reveal(hole: tuple[float, float, float, float], depth: float) -> Piece:
    """Return the four sides of an opening."""
    x0, x1, z0, z1 = hole
    return quads(
        [
            [[x0, 0, z0], [x0, depth, z0], [x0, depth, z1], [x0, 0, z1]],
            [[x1, depth, z0], [x1, 0, z0], [x1, 0, z1], [x1, depth, z1]],
            [[x0, 0, z0], [x1, 0, z0], [x1, depth, z0], [x0, depth, z0]],
            [[x0, depth, z1], [x1, depth, z1], [x1, 0, z1], [x0, 0, z1]],
        ]
    )


def _blinds(rng: Generator, holes: list[Hole], y: float) -> Piece:
    """Return what hangs behind panes at y: roller blinds, let down by more or less, or a pair of curtains."""
    found = [_upright((0.0, 0.001, 0.0, 0.001), y)]
    for x0, x1, z0, z1 in holes:
        kind, share = rng.random() / BLINDED, rng.random()
        if kind < 0.6:
            found.append(_upright((x0 + 0.05, x1 - 0.05, z1 - (0.15 + 0.6 * share) * (z1 - z0), z1 - 0.05), y))
        elif kind < 1.0:
            wide = (0.14 + 0.14 * share) * (x1 - x0)
            found += [
                _upright((a, b, z0 + 0.05, z1 - 0.05), y) for a, b in ((x0 + 0.05, x0 + wide), (x1 - wide, x1 - 0.05))
            ]
    return quads(found)


def _shutters(holes: list[Hole]) -> Piece:
    """Return open shutters to both sides of windows, flat on the wall, each with a rail across its middle."""
    low, high = [], []
    for x0, x1, z0, z1 in holes:
        wide, middle = 0.46 * (x1 - x0), (z0 + z1) / 2
        for a in (x0 - wide - 0.01, x1 + 0.01):
            low += [[a, -0.045, z0], [a + 0.05, -0.055, middle - 0.04]]
            high += [[a + wide, 0.0, z1], [a + wide - 0.05, -0.04, middle + 0.04]]
    return bottomless(boxes(low, high))


def _frames(holes: list[Hole], depth: float) -> Piece:
    """Return casements: four rails and a cross in every opening."""
    bars = _bars(holes)
    return boxes([[a, depth - 0.06, c] for a, _, c, _ in bars], [[b, depth - 0.01, d] for _, b, _, d in bars])


def _flat_frames(holes: list[Hole], depth: float) -> Piece:
    """Return casements as they are seen from afar: their fronts only."""
    return quads([_upright(bar, depth - 0.06) for bar in _bars(holes)])


def _bars(holes: list[Hole]) -> list[Hole]:
    """Return from where to where the bars of casements reach."""
    found = []
    for x0, x1, z0, z1 in holes:
        middle, bar = (x0 + x1) / 2, z0 + 0.68 * (z1 - z0)
        found += [
            (x0, x0 + 0.06, z0, z1), (x1 - 0.06, x1, z0, z1), (x0, x1, z0, z0 + 0.06), (x0, x1, z1 - 0.06, z1),
            (middle - 0.03, middle + 0.03, z0, z1), (x0, x1, bar - 0.025, bar + 0.025),
        ]  # fmt: skip
    return found


def _pierced(width: float, top: float, holes: list, columns: int, floors: int, storey: float) -> Piece:
    """Return the wall around its openings, cell by cell."""
    cell = width / columns
    cut = {(min(int(h[2] / storey), floors - 1), int((h[0] + h[1]) / 2 / cell)): h for h in holes}
    found = []
    for level in range(floors):
        z0, z1 = level * storey, (level + 1) * storey
        for k in range(columns):
            x0, x1 = k * cell, (k + 1) * cell
            a, b, c, d = cut[level, k]
            found += [
                _upright(r, 0.0)
                for r in ((x0, a, z0, z1), (b, x1, z0, z1), (a, b, z0, c), (a, b, d, z1))
                if r[1] > r[0] and r[3] > r[2]
            ]
    found.append(_upright((0.0, width, floors * storey, top), 0.0))
    return quads(found)


def gable(width: float, depth: float, base: float, rise: float, *, eave: float = 0.45) -> Piece:
    """Return a saddle roof over a plan from (0, 0) to (width, depth) with its ridge along X; uv runs up the slopes."""
    w0, w1, d0, d1, m = -0.2, width + 0.2, -eave, depth + eave, depth / 2
    low, high = base - eave * rise / (m + eave), base + rise
    slopes = [
        [[w0, d0, low], [w1, d0, low], [w1, m, high], [w0, m, high]],
        [[w1, d1, low], [w0, d1, low], [w0, m, high], [w1, m, high]],
        [[w0, d0, low - 0.12], [w1, d0, low - 0.12], [w1, d0, low], [w0, d0, low]],
    ]
    return quads(slopes)


def house(
    rng: Generator,
    *,
    width: float,
    depth: float,
    floors: int,
    trade: str = "",
    free: tuple[bool, bool] = (False, False),
    near: bool = True,
) -> list[tuple[str, Piece]]:
    """Return a house by role: a detailed front, a saddle roof with a gutter, a rain pipe.

    ``trade``: of the shop on its ground floor, if any.
    ``free``: whether its left and its right side stand free, and have windows too.
    """
    storey = rng.uniform(2.9, 3.3)
    found = list(
        front(rng, width, floors, storey=storey, ground="shop" if trade else "door", trade=trade, near=near).items()
    )
    top = floors * storey + 0.5
    rise = depth * rng.uniform(0.28, 0.42)
    body = [
        [[width, depth, 0], [0, depth, 0], [0, depth, top], [width, depth, top]],
        [[width, 0, top], [width, depth, top], [width, depth / 2, top + rise], [width, depth / 2, top + rise]],
        [[0, depth, top], [0, 0, top], [0, depth / 2, top + rise], [0, depth / 2, top + rise]],
    ]
    sides = (
        ([[0, depth, 0], [0, 0, 0], [0, 0, top], [0, depth, top]], [0.0, depth, 0.0], -np.pi / 2),
        ([[width, 0, 0], [width, depth, 0], [width, depth, top], [width, 0, top]], [width, 0.0, 0.0], np.pi / 2),
    )
    for open_, (plain, corner, turn) in zip(free, sides, strict=True):
        if open_:
            side = front(rng, depth, floors, storey=storey, ground="windows", near=near)
            found += [(role, moved(piece, corner, turn=turn)) for role, piece in side.items()]
        else:
            body.append(plain)
    x = rng.uniform(0.2, 0.7) * width
    stack = boxes([[x, depth * 0.55, top]], [[x + 0.7, depth * 0.55 + 0.5, top + rise + 0.9]])
    pipe = tube([[width - 0.12, -0.09, 0.2], [width - 0.12, -0.09, top - 0.4]], [0.05, 0.05], sides=7)
    gutter = boxes([[-0.2, -0.55, top - 0.30]], [[width + 0.2, -0.43, top - 0.18]])
    return [
        *found,
        ("wall", joined([quads(body), stack])),
        ("pipe", joined([pipe, gutter])),
        ("roof", gable(width, depth, top, rise)),
    ]


def street_lamp(height: float = 4.6) -> tuple[Piece, Piece]:
    """Return (post, lantern) of an old street lamp at the origin."""
    post = joined(
        [
            lathe(
                [
                    (0.16, 0.0),
                    (0.16, 0.25),
                    (0.11, 0.32),
                    (0.085, 0.7),
                    (0.055, 0.8),
                    (0.05, height - 0.75),
                    (0.03, height - 0.7),
                ],
                sides=14,
            ),
            tube([[-0.28, 0, height - 0.95], [0.28, 0, height - 0.95]], [0.018, 0.018], sides=7),
            lathe(
                [
                    (0.20, height - 0.02),
                    (0.17, height + 0.06),
                    (0.05, height + 0.22),
                    (0.015, height + 0.36),
                    (0.001, height + 0.4),
                ],
                sides=8,
            ),
            lathe([(0.03, height - 0.7), (0.12, height - 0.66), (0.125, height - 0.6)], sides=8),
        ]
    )
    glass = lathe([(0.11, height - 0.6), (0.19, height - 0.02), (0.0, height - 0.01)], sides=8)
    return post, glass


Plot = tuple[float, float, float, float, float, int]  # x, y, z of the front's left corner; turn; width; floors


def houses(
    rng: Generator, plots: list[Plot], *, brick: float = 0.25, shop_share: float = 0.0, dark: bool = False
) -> list[Dressing]:
    """Return houses, sorted by surface so that few meshes hold them all.

    Args:
        rng: The stream to draw from.
        plots: Where they stand, with fronts along their own X.
        brick: Share of brick fronts; the others are plastered.
        shop_share: Share with shop windows.
        dark: It is night: some windows are lit.
    """
    groups: dict[tuple[str, Surface], list[Piece]] = {}
    hues = _without_twins(rng, len(PLASTERS))
    rows = zip(plots, _free(plots), _trades(rng, plots, shop_share), strict=True)
    for number, (plot, free, trade) in enumerate(rows):
        x, y, z, turn, width, floors = plot
        far = float(np.hypot(x, y))
        paint, painted = (
            PLASTERS[int(hues[number % len(hues)])],
            SHUTTERS[int(hues[-1 - number % len(hues)]) % len(SHUTTERS)],
        )
        surfaces = {
            "wall": Surface("brickwork", (0.36, 0.17, 0.11)) if rng.random() < brick else Surface("plaster", paint),
            "trim": STONE_TRIM,
            "glass": GLASS,
            "lit": LIT if dark else GLASS,
            "blind": Surface("fabric", BLINDS[int(rng.integers(len(BLINDS)))]),
            "shutter": Surface("paint", hazed(painted, far)),
            "frame": Surface("paint", hazed((0.72, 0.71, 0.68), far)),
            "dark": Surface("paint", hazed((0.06, 0.10, 0.09), far)),
            "pipe": Surface("zinc", (0.22, 0.23, 0.24)),
            "roof": Surface("roof_tiles", ROOFS[int(rng.integers(len(ROOFS)))]),
            **{f"shop_{role}": surface for role, surface in shops.surfaces(rng, dark=dark).items()},
        }
        depth = rng.uniform(8.0, 11.0)
        made = house(rng, width=width, depth=depth, floors=floors, trade=trade, free=free, near=far < NEAR_SHOPS)
        for role, piece in made:
            groups.setdefault((role, surfaces[role]), []).append(moved(piece, [x, y, z], turn=turn))
    return [
        Dressing(f"house_{role}_{k}", surface, joined(pieces))
        for k, ((role, surface), pieces) in enumerate(groups.items())
    ]


def _without_twins(rng: Generator, kinds: int) -> list[int]:
    """Return kinds in an order in which no two neighbours are of one kind: shuffled decks one after the other."""
    found = list(rng.permutation(kinds))
    while len(found) < DECKS * kinds:
        more = rng.permutation(kinds)
        found += list(more if more[0] != found[-1] else more[::-1])
    return found


def _trades(rng: Generator, plots: list[Plot], share: float) -> list[str]:
    """Return the trade of each plot's shop, or "": a share of shops, from the middle of the place outwards."""
    if not plots:
        return []
    middles = np.array([(x + 0.5 * w * np.cos(turn), y + 0.5 * w * np.sin(turn)) for x, y, _, turn, w, _ in plots])
    ranks = np.argsort(np.argsort(np.hypot(*middles.T), kind="stable"), kind="stable")
    trades = shops.trades(rng)
    return [next(trades) if np.floor((rank + 1) * share) > np.floor(rank * share) or (share and not rank) else ""
            for rank in ranks]  # fmt: skip


def _free(plots: list[Plot]) -> list[tuple[bool, bool]]:
    """Return of every plot whether its left and its right side stand free: no other begins or ends there."""
    left = np.array([plot[:2] for plot in plots])
    right = left + np.array([(plot[4] * np.cos(plot[3]), plot[4] * np.sin(plot[3])) for plot in plots])
    return [
        (bool(np.hypot(*(right - a).T).min() > NEXT), bool(np.hypot(*(left - b).T).min() > NEXT))
        for a, b in zip(left, right, strict=True)
    ]


def lit_posts(posts: tuple[Post, ...], *, dark: bool) -> list[Dressing]:
    """Return the lamp posts of a place; their lanterns burn in the dark."""
    built = [(post.foot, *street_lamp(post.height)) for post in posts]
    glass = Surface("lamp_glow", (0.20, 0.13, 0.065)) if dark else Surface("celluloid", (0.85, 0.82, 0.74))
    return [
        Dressing("posts", POST, joined([moved(iron, foot) for foot, iron, _ in built])),
        Dressing("lanterns", glass, joined([moved(lantern, foot) for foot, _, lantern in built])),
    ]
