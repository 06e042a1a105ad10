"""Rooms: walls with a window, skirting, ceiling, and furniture along the walls. Metres, world frame.

The back wall is the one at +Y, which the camera sees; the window is in the -X wall.
"""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from setpiece.render import rooms
from setpiece.render.places import halls, plants, worktop
from setpiece.render.places.land import Dressing, level_land, patch
from setpiece.render.places.pieces import Array, Piece, boxes, flat_uv, joined, lathe, moved, sheet, sphere, tube
from setpiece.render.posed import Surface
from setpiece.world.document import Room
from setpiece.world.places import FLOOR_LAMP, floor_lamp

WHITE = Surface("paint", (0.74, 0.73, 0.70))
WALL = 0.2
RAIL, BACK = 0.075, 0.009  # m: how broad a cupboard door's rails are, how far its panel stands back


def shell(room: Room, floor: Surface, wall: Surface) -> list[Dressing]:
    """Return floor, ceiling, walls with the window's opening, skirting board and window frame."""
    inner = rooms.box(room)
    (x0, y0, _), (x1, y1, top) = inner.low, inner.high
    opening = rooms.window(room)
    low = [[x0 - WALL, y1, 0], [x0 - WALL, y0 - WALL, 0], [x1, y0, 0]]
    high = [[x1 + WALL, y1 + WALL, top], [x1 + WALL, y0, top], [x1 + WALL, y1, top]]
    if opening is None:
        low.append([x0 - WALL, y0, 0])
        high.append([x0, y1, top])
    else:
        (a, b), (c, d) = opening.y, opening.z
        low += [[x0 - WALL, y0, 0], [x0 - WALL, b, 0], [x0 - WALL, a, 0], [x0 - WALL, a, d]]
        high += [[x0, a, top], [x0, y1, top], [x0, b, c], [x0, b, top]]
    found = [
        Dressing("floor", floor, patch(level_land, (x0, x1), (y0, y1), level=0.0)),
        Dressing("walls", wall, boxes(low, high)),
        Dressing(
            "ceiling",
            Surface("plaster", (0.80, 0.79, 0.76)),
            boxes([x0 - WALL, y0 - WALL, top], [x1 + WALL, y1 + WALL, top + 0.2]),
        ),
    ]
    t, h = 0.016, 0.11
    rail_low = [[x0, y1 - t, 0], [x0, y0, 0], [x1 - t, y0, 0], [x0, y0, 0]]
    rail_high = [[x1, y1, h], [x1, y0 + t, h], [x1, y1, h], [x0 + t, y1, h]]
    found.append(Dressing("skirting", WHITE, boxes(rail_low, rail_high)))
    if opening is not None:
        found.append(Dressing("window_frame", WHITE, _casement(x0, opening)))
    return found


def _casement(x: float, opening: rooms.Opening) -> Piece:
    """Return frame, mullions and sill of the window."""
    (a, b), (c, d) = opening.y, opening.z
    panes = max(2, round((b - a) / 1.1))
    low = [[x - 0.1, a, c], [x - 0.1, a, d - 0.07], [x - 0.14, a - 0.06, c - 0.04]]
    high = [[x - 0.03, b, c + 0.07], [x - 0.03, b, d], [x + 0.10, b + 0.06, c]]
    for k in range(panes + 1):
        y = a + (b - a) * k / panes
        low.append([x - 0.1, max(y - 0.035, a), c])
        high.append([x - 0.03, min(y + 0.035, b), d])
    return boxes(low, high)


def _curtains(room: Room) -> list[Dressing]:
    """Return linen curtains drawn aside at both ends of the window, in folds that widen downwards, and their rod."""
    opening = rooms.window(room)
    if opening is None:
        return []
    (a, b), (_, top), x = opening.y, opening.z, rooms.box(room).low[0] + 0.085
    across, down = np.meshgrid(np.linspace(0.0, 1.0, 97), np.linspace(0.0, 1.0, 25))
    panels = []
    for k, (edge, out) in enumerate(((a, -1.0), (b, 1.0))):
        phase = 2.0 * np.pi * 6.5 * across + 1.7 * k + 0.5 * np.sin(2.0 * np.pi * across + 2.0 * down)
        deep = (0.020 + 0.016 * down) * (1.0 + 0.35 * np.sin(5.1 * across + k))
        y = edge + out * (across * 0.44 - 0.10) * (0.92 + 0.08 * down) + 0.008 * np.sin(2.0 * phase)
        points = np.stack([x + deep * np.sin(phase), y, top + 0.13 - (top + 0.07) * down], axis=-1)
        cloth = points if out < 0 else points[:, ::-1]
        panels.append(sheet(cloth, uv=np.stack([0.9 * across, 2.4 * down], axis=-1)[:, :: -int(out)]))
    rod = tube([[x, a - 0.5, top + 0.145], [x, b + 0.5, top + 0.145]], [0.011, 0.011], sides=10)
    return [
        Dressing("curtains", Surface("fabric", (0.74, 0.72, 0.67)), joined(panels)),
        Dressing("curtain_rod", Surface("brass"), rod),
    ]


def _picture(rng: Generator, x: float, y: float, z: float, wide: float, tall: float) -> list[Dressing]:
    """Return a framed picture on the back wall: a few flat fields of colour."""
    name = f"picture_{round(x * 100)}"
    t = 0.035
    frame = boxes(
        [[x - t, y - 0.03, z - t], [x - t, y - 0.03, z + tall], [x - t, y - 0.03, z], [x + wide, y - 0.03, z]],
        [
            [x + wide + t, y - 0.002, z],
            [x + wide + t, y - 0.002, z + tall + t],
            [x, y - 0.002, z + tall],
            [x + wide + t, y - 0.002, z + tall],
        ],
    )
    found = [Dressing(f"{name}_frame", Surface("dark_wood"), frame)]
    found.append(Dressing(f"{name}_mount", Surface("paper"), boxes([x, y - 0.012, z], [x + wide, y - 0.004, z + tall])))
    hues = [(0.55, 0.28, 0.14), (0.12, 0.22, 0.30), (0.60, 0.50, 0.28), (0.22, 0.30, 0.22)]
    m = 0.14 * wide
    levels = np.sort(rng.uniform(0.25, 0.8, 2))
    steps = [0.0, *levels, 1.0]
    for k in range(3):
        lo, hi = z + m + (tall - 2 * m) * steps[k], z + m + (tall - 2 * m) * steps[k + 1]
        color = hues[int(rng.integers(len(hues)))]
        found.append(
            Dressing(
                f"{name}_{k}", Surface("paper", color), boxes([x + m, y - 0.015, lo], [x + wide - m, y - 0.011, hi])
            )
        )
    return found


def _shelf(rng: Generator, x: float, y: float, wide: float, tall: float) -> list[Dressing]:
    """Return a bookcase against the back wall, filled with books in muted colours."""
    deep, t = 0.3, 0.025
    levels = np.arange(0.08, tall - 0.2, 0.36)
    boards = boxes(
        [
            [x, y - deep, 0],
            [x + wide - t, y - deep, 0],
            [x, y - 0.012, 0],
            [x, y - deep, tall - t],
            *[[x, y - deep, z - t] for z in levels],
        ],
        [
            [x + t, y, tall],
            [x + wide, y, tall],
            [x + wide, y, tall],
            [x + wide, y, tall],
            *[[x + wide, y - 0.01, z] for z in levels],
        ],
    )
    found = [Dressing("shelf", Surface("oak"), boards)]
    hues = (
        (0.30, 0.08, 0.06),
        (0.08, 0.14, 0.22),
        (0.42, 0.36, 0.24),
        (0.09, 0.16, 0.11),
        (0.55, 0.50, 0.42),
        (0.14, 0.12, 0.11),
    )
    low: list[list] = [[] for _ in hues]
    high: list[list] = [[] for _ in hues]
    for z in levels:
        at = x + t + 0.01
        while at < x + wide - t - 0.06:
            thick = rng.uniform(0.018, 0.05)
            if rng.random() < 0.10:
                at += rng.uniform(0.05, 0.25)
                continue
            k = int(rng.integers(len(hues)))
            low[k].append([at, y - deep + rng.uniform(0.02, 0.07), z])
            high[k].append([min(at + thick, x + wide - t), y - 0.03, z + rng.uniform(0.20, 0.29)])
            at += thick + 0.002
    found += [
        Dressing(f"books_{k}", Surface("cardboard", hues[k]), boxes(low[k], high[k]))
        for k in range(len(hues))
        if low[k]
    ]
    return found


def _potted(rng: Generator, x: float, y: float, tall: float) -> list[Dressing]:
    """Return a large house plant in a pot."""
    pot = moved(lathe([(0.0, 0.0), (0.15, 0.0), (0.20, 0.34), (0.18, 0.34), (0.17, 0.30), (0.0, 0.30)]), [x, y, 0.0])
    lean, bow = rng.normal(0.0, 0.13, (5, 2)), rng.normal(0.0, 0.03, (5, 2))
    rise = np.linspace(0.0, 1.0, 7)[:, None]
    ways = np.stack(
        [
            np.column_stack([[x, y] + dx * rise**1.3 + db * np.sin(np.pi * rise), 0.28 + (tall - 0.28) * high * rise])
            for dx, db, high in zip(lean, bow, rng.uniform(0.62, 1.0, 5), strict=True)
        ]
    )
    stems = [tube(way, np.linspace(0.011, 0.004, 7), sides=7) for way in ways]
    crown = plants.foliage(rng, ways, count=95, leaf=0.21)
    soil = moved(lathe([(0.0, 0.0), (0.178, 0.0), (0.178, 0.012), (0.0, 0.02)]), [x, y, 0.29])
    return [
        Dressing("pot", Surface("ceramic", (0.72, 0.70, 0.66)), pot),
        Dressing("potting_soil", Surface("soil"), soil),
        Dressing("stems", Surface("paper", (0.10, 0.11, 0.05)), joined(stems)),
        Dressing("house_plant", Surface("wax", (0.045, 0.12, 0.035)), crown),
    ]


def _cushion(low: list[float], high: list[float], bulge: float = 0.05) -> Piece:
    """Return a box with rounded, bulging sides: upholstery."""
    unit, faces = sphere(16)
    low_, high_ = np.array(low), np.array(high)
    half, middle = (high_ - low_) / 2, (low_ + high_) / 2
    power = np.sign(unit) * np.abs(unit) ** 0.28
    power /= np.maximum(np.abs(power).max(axis=1, keepdims=True), 1e-9) ** 0.65
    points = middle + power * half * (1.0 + bulge * (1.0 - unit**2))
    gradient = np.sign(unit) * np.abs(unit) ** 1.6 / half
    normals = gradient / np.maximum(np.linalg.norm(gradient, axis=1, keepdims=True), 1e-9)
    return Piece(points, faces, normals, flat_uv(points, normals))


def living_room(rng: Generator, room: Room) -> list[Dressing]:
    """Sofa against the back wall, pictures, bookcase, plant, floor lamp."""
    (x0, _, _), (x1, y1, top) = rooms.box(room).low, rooms.box(room).high
    middle = (x0 + x1) / 2
    s = middle - 1.1
    cushions = [
        _cushion([s, y1 - 0.95, 0.14], [s + 2.2, y1 - 0.12, 0.44]),
        _cushion([s + 0.02, y1 - 0.93, 0.40], [s + 1.1, y1 - 0.28, 0.56]),
        _cushion([s + 1.1, y1 - 0.93, 0.40], [s + 2.18, y1 - 0.28, 0.56]),
        _cushion([s + 0.02, y1 - 0.36, 0.44], [s + 1.1, y1 - 0.12, 0.90]),
        _cushion([s + 1.1, y1 - 0.36, 0.44], [s + 2.18, y1 - 0.12, 0.90]),
        _cushion([s - 0.2, y1 - 0.95, 0.14], [s + 0.04, y1 - 0.12, 0.64]),
        _cushion([s + 2.16, y1 - 0.95, 0.14], [s + 2.4, y1 - 0.12, 0.64]),
    ]
    legs = boxes(
        [[s + a, y1 - 0.85 + b, 0] for a in (0.0, 2.1) for b in (0, 0.6)],
        [[s + a + 0.05, y1 - 0.80 + b, 0.15] for a in (0.0, 2.1) for b in (0, 0.6)],
    )
    found = [
        Dressing("sofa", Surface("fabric", (0.20, 0.27, 0.30)), joined(cushions)),
        Dressing(
            "pillow",
            Surface("fabric", (0.55, 0.36, 0.16)),
            _cushion([s + 0.15, y1 - 0.52, 0.54], [s + 0.6, y1 - 0.34, 0.92], 0.15),
        ),
        Dressing("sofa_legs", Surface("dark_wood"), legs),
    ]
    found += _picture(rng, middle - 0.95, y1, 1.30, 0.75, 0.95)
    found += _picture(rng, middle + 0.2, y1, 1.30, 0.75, 0.95)
    found += _shelf(rng, x1 - 1.7, y1, 1.5, min(2.1, top - 0.4))
    found += _potted(rng, x0 + 0.55, y1 - 0.55, 1.5)
    post = lathe([(0.0, 0.0), (0.15, 0.0), (0.15, 0.02), (0.012, 0.03), (0.012, FLOOR_LAMP - 0.06)])
    foot = [*floor_lamp(room)[:2], 0.0]
    found += [
        Dressing("lamp_post", Surface("brass"), moved(post, foot)),
        Dressing(
            "lamp_shade",
            Surface("paper", (0.82, 0.74, 0.58)),
            moved(lathe([(0.22, 1.35), (0.15, 1.68)]), foot),
        ),
    ]
    return found


def _framed(low: Array, high: Array) -> Piece:
    """Return cupboard doors (N, 3) to (N, 3) as joiners make them: rails around a panel that stands back from them."""
    (x0, y0, z0), (x1, y1, z1) = low.T, high.T
    rails = [
        (x0, x0 + RAIL, z0, z1), (x1 - RAIL, x1, z0, z1),
        (x0 + RAIL, x1 - RAIL, z0, z0 + RAIL), (x0 + RAIL, x1 - RAIL, z1 - RAIL, z1),
    ]  # fmt: skip
    parts = [boxes(np.stack([a, y0, c], axis=1), np.stack([b, y1, d], axis=1)) for a, b, c, d in rails]
    panel = boxes(np.stack([x0, y0 + BACK, z0], axis=1), np.stack([x1, y1, z1], axis=1))
    return joined([panel, *parts])


def kitchen(rng: Generator, room: Room) -> list[Dressing]:
    """A run of cupboards with a worktop and tiled splashback, wall cupboards, a fridge."""
    (x0, _, _), (x1, y1, _) = rooms.box(room).low, rooms.box(room).high
    color = ((0.34, 0.41, 0.36), (0.56, 0.56, 0.50), (0.25, 0.32, 0.38))[int(rng.integers(3))]
    doors_low, doors_high, knobs = [], [], []
    bays = int((x1 - x0 - 0.9) / 0.6)
    for k in range(bays):
        x = x0 + 0.1 + 0.6 * k
        doors_low += [[x + 0.004, y1 - 0.60, 0.12], [x + 0.004, y1 - 0.36, 1.52]]
        doors_high += [[x + 0.596, y1 - 0.58, 0.86], [x + 0.596, y1 - 0.34, 2.22]]
        knobs += [[x + 0.10, y1 - 0.625, 0.64], [x + 0.10, y1 - 0.385, 1.60]]
    end = x0 + 0.1 + 0.6 * bays
    carcass = boxes(
        [[x0 + 0.1, y1 - 0.58, 0.10], [x0 + 0.1, y1 - 0.34, 1.5], [x0 + 0.1, y1 - 0.54, 0.0]],
        [[end, y1, 0.88], [end, y1, 2.24], [end, y1 - 0.02, 0.10]],
    )
    handles = boxes(np.array(knobs), np.add(knobs, (0.012, 0.02, 0.12)))
    found = [
        Dressing("carcass", Surface("paint", tuple(0.8 * c for c in color)), carcass),
        Dressing("doors", Surface("paint", color), _framed(np.array(doors_low), np.array(doors_high))),
        Dressing("handles", Surface("brass"), handles),
        Dressing("worktop", Surface("oak"), boxes([x0 + 0.08, y1 - 0.63, 0.88], [end + 0.02, y1, 0.92])),
        Dressing("grout", Surface("plaster", (0.42, 0.41, 0.39)), boxes([x0, y1 - 0.004, 0.92], [end, y1, 1.5])),
        Dressing(
            "splashback", Surface("porcelain", (0.72, 0.71, 0.67)), worktop.tiled(rng, (x0, end), (0.922, 1.5), y1)
        ),
        Dressing("fridge", Surface("steel"), boxes([end + 0.04, y1 - 0.66, 0.02], [x1 - 0.04, y1, 1.85])),
    ]
    found += worktop.canisters([x0 + 1.0, y1 - 0.2, 0.92])
    found += worktop.lived_in(rng, [x0 + 1.9, y1, 0.92], end - x0 - 2.1)
    return found + _curtains(room) + _potted(rng, x0 + 0.5, y1 - 1.4, 1.1)


def office(rng: Generator, room: Room) -> list[Dressing]:
    """Bookcases, a pin board, a desk by the wall, a plant."""
    (x0, _, _), (x1, y1, _) = rooms.box(room).low, rooms.box(room).high
    found = _shelf(rng, x1 - 2.6, y1, 2.3, 2.1)
    desk = x0 + 1.2
    found += [
        Dressing("desk", Surface("oak"), boxes([desk, y1 - 0.8, 0.71], [desk + 1.8, y1 - 0.05, 0.74])),
        Dressing(
            "desk_legs",
            Surface("iron", (0.05, 0.05, 0.05)),
            boxes(
                [[desk + a, y1 - 0.78 + b, 0] for a in (0.02, 1.73) for b in (0, 0.65)],
                [[desk + a + 0.05, y1 - 0.73 + b, 0.71] for a in (0.02, 1.73) for b in (0, 0.65)],
            ),
        ),
        Dressing(
            "screen",
            Surface("plastic", (0.02, 0.02, 0.022)),
            boxes(
                [[desk + 0.6, y1 - 0.32, 0.86], [desk + 0.87, y1 - 0.34, 0.74]],
                [[desk + 1.2, y1 - 0.29, 1.22], [desk + 0.93, y1 - 0.26, 0.9]],
            ),
        ),
        Dressing("board", Surface("cork"), boxes([desk - 0.1, y1 - 0.02, 1.35], [desk + 1.9, y1, 2.15])),
    ]
    papers = [[desk + 0.05 + 0.34 * k, y1 - 0.024, 1.45 + 0.2 * ((k * 7) % 3)] for k in range(5)]
    found.append(Dressing("papers", Surface("paper"), boxes(papers, np.add(papers, (0.21, 0.003, 0.297)))))
    return found + _potted(rng, x0 + 0.6, y1 - 0.6, 1.6)


def laboratory(rng: Generator, room: Room) -> list[Dressing]:
    """White benches with a steel top, glass-fronted cupboards, bottles."""
    (x0, _, _), (x1, y1, _) = rooms.box(room).low, rooms.box(room).high
    bays = int((x1 - x0 - 0.4) / 0.8)
    start = (x0 + x1) / 2 - 0.4 * bays
    fronts = [[start + 0.8 * k + 0.005, y1 - 0.72, 0.12] for k in range(bays)]
    uppers = [[start + 0.8 * k + 0.005, y1 - 0.36, 1.55] for k in range(bays)]
    found = [
        Dressing(
            "bench",
            Surface("paint", (0.70, 0.72, 0.72)),
            joined(
                [
                    boxes(fronts, np.add(fronts, (0.79, 0.02, 0.74))),
                    boxes([start, y1 - 0.70, 0.1], [start + 0.8 * bays, y1, 0.88]),
                ]
            ),
        ),
        Dressing(
            "top", Surface("steel"), boxes([start - 0.02, y1 - 0.75, 0.88], [start + 0.8 * bays + 0.02, y1, 0.91])
        ),
        Dressing(
            "uppers",
            Surface("paint", (0.72, 0.74, 0.74)),
            joined(
                [
                    boxes(uppers, np.add(uppers, (0.79, 0.02, 0.7))),
                    boxes([start, y1 - 0.34, 1.53], [start + 0.8 * bays, y1, 2.27]),
                ]
            ),
        ),
    ]
    hues = ((0.45, 0.20, 0.05), (0.05, 0.22, 0.35), (0.70, 0.70, 0.68))
    for k, hue in enumerate(hues):
        bottles = [
            moved(
                lathe([(0.0, 0), (r, 0), (r, 0.14), (0.3 * r, 0.19), (0.3 * r, 0.23), (0.0, 0.23)]),
                [start + rng.uniform(0.2, 0.8 * bays - 0.2), y1 - rng.uniform(0.12, 0.35), 0.91],
            )
            for r in rng.uniform(0.03, 0.05, 6)
        ]
        found.append(Dressing(f"bottles_{k}", Surface("porcelain", hue), joined(bottles)))
    return found


def bowling_alley(rng: Generator, room: Room) -> list[Dressing]:
    """Lanes along Y between gutters, a dark pin deck with a lit mask, ball returns at the sides."""
    del rng
    (x0, y0, _), (x1, y1, top) = rooms.box(room).low, rooms.box(room).high
    middle = (x0 + x1) / 2
    rails = [x for x in (middle - 2.55, middle - 0.85, middle + 0.85, middle + 2.55) if x0 + 0.4 < x < x1 - 0.4]
    found = [
        Dressing(
            "lines",
            Surface("paint", (0.04, 0.04, 0.045)),
            boxes([[x - 0.13, y0 + 3.0, -0.05] for x in rails], [[x + 0.13, y1 - 0.6, 0.0015] for x in rails]),
        ),
        Dressing(
            "mask",
            Surface("paint", (0.10, 0.13, 0.30)),
            boxes([x0, y1 - 0.5, 1.1], [x1, y1 - 0.42, min(2.2, top - 0.3)]),
        ),
        Dressing("pit", Surface("felt", (0.015, 0.015, 0.018)), boxes([x0, y1 - 0.06, 0], [x1, y1 - 0.02, 1.1])),
    ]
    stripes = boxes([[x0, y1 - 0.51, 1.28], [x0, y1 - 0.51, 1.95]], [[x1, y1 - 0.505, 1.36], [x1, y1 - 0.505, 2.0]])
    found.append(Dressing("stripes", Surface("paint", (0.75, 0.45, 0.12)), stripes))
    return found


def workshop(rng: Generator, room: Room) -> list[Dressing]:
    """A long workbench, tools on a board, shelves of boxes, beams under the ceiling."""
    (x0, y0, _), (x1, y1, top) = rooms.box(room).low, rooms.box(room).high
    b0, b1 = x0 + 0.8, x1 - 3.0
    found = [
        Dressing(
            "bench",
            Surface("wood"),
            joined(
                [
                    boxes([b0, y1 - 0.8, 0.84], [b1, y1 - 0.05, 0.92]),
                    boxes(
                        [[x, y1 - 0.75, 0] for x in np.linspace(b0 + 0.1, b1 - 0.2, 4)],
                        [[x + 0.1, y1 - 0.1, 0.84] for x in np.linspace(b0 + 0.1, b1 - 0.2, 4)],
                    ),
                ]
            ),
        ),
        Dressing("board", Surface("plywood"), boxes([b0, y1 - 0.03, 1.25], [b1, y1, 2.35])),
        Dressing(
            "beams",
            Surface("dark_wood"),
            boxes(
                [[x0, y, top - 0.32] for y in np.arange(y0 + 1.0, y1, 2.2)],
                [[x1, y + 0.2, top - 0.06] for y in np.arange(y0 + 1.0, y1, 2.2)],
            ),
        ),
    ]
    tools, grips = [], []
    for x in np.arange(b0 + 0.25, b1 - 0.2, 0.28):
        z, length = rng.uniform(1.7, 2.05), rng.uniform(0.2, 0.34)
        grips.append(boxes([x - 0.014, y1 - 0.06, z - length], [x + 0.014, y1 - 0.03, z]))
        tools.append(
            boxes(
                [x - rng.uniform(0.02, 0.07), y1 - 0.065, z],
                [x + rng.uniform(0.02, 0.07), y1 - 0.03, z + rng.uniform(0.03, 0.12)],
            )
        )
    found += [Dressing("grips", Surface("wood"), joined(grips)), Dressing("tools", Surface("iron"), joined(tools))]
    racks, crates = [], []
    r0, r1 = x1 - 2.5, x1 - 0.4
    for z in (0.1, 0.85, 1.6):
        racks.append(boxes([r0, y1 - 0.6, z], [r1, y1 - 0.05, z + 0.04]))
        x = r0 + 0.08
        while x < r1 - 0.5:
            w, h = rng.uniform(0.28, 0.5), rng.uniform(0.22, 0.5)
            crates.append(boxes([x, y1 - 0.55, z + 0.04], [x + w, y1 - 0.12, z + 0.04 + h]))
            x += w + rng.uniform(0.03, 0.12)
    racks.append(
        boxes([[x, y1 - 0.6, 0] for x in (r0, r1 - 0.05)], [[x + 0.05, y1 - 0.05, 2.2] for x in (r0, r1 - 0.05)])
    )
    found += [
        Dressing("racks", Surface("iron", (0.12, 0.14, 0.16)), joined(racks)),
        Dressing("crates", Surface("cardboard"), joined(crates)),
    ]
    return found


def bare(rng: Generator, room: Room) -> list[Dressing]:
    """Two pictures on the back wall: a room that is nothing in particular."""
    (x0, _, _), (x1, y1, _) = rooms.box(room).low, rooms.box(room).high
    middle = (x0 + x1) / 2
    return _picture(rng, middle - 1.6, y1, 1.2, 0.9, 1.1) + _picture(rng, middle + 0.7, y1, 1.2, 0.9, 1.1)


INDOORS: dict[str, Callable[[Generator, Room], list[Dressing]]] = {
    "living_room": living_room,
    "kitchen": kitchen,
    "bathroom": halls.bathroom,
    "gym": halls.gym,
    "office": office,
    "laboratory": laboratory,
    "bowling_alley": bowling_alley,
    "workshop": workshop,
}
