"""Houses with a shop below: a fascia that says what is sold, an awning, and windows one looks into."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.families.walls import PALE, placed, sides, wall, window
from setpiece.assets.lettering import BOLD, bars
from setpiece.assets.modelling import TAU, cylinder, extrude, plain_box, sphere
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, stretched, turned

SIGNS = ("SHOP", "BAKERY", "CAFE", "RESTAURANT", "MARKET", "FLOWERS", "BOOKS")
GROUND, STOREY, DEPTH = 3.7, 2.9, 0.22  # m
LETTER, PITCH = 0.30, 0.86  # m, and from one letter to the next, of its height
BEHIND = 0.75  # m that one sees into a window
GLOW = (0.018, 0.0115, 0.006)  # of a lit room, as of other houses
SHOWN = (0.0075, 0.0048, 0.0026)  # of the back of a lit window, before which goods are to be seen


def shop(p: Params) -> Shape:
    """A house whose ground floor is a shop, its front towards -Y: door in the middle, a display window on either side.

    ``sign``: which word of ``SIGNS`` stands on the fascia.
    """
    n, w, storeys = p["length"], p["width"], int(p["storeys"])
    h = GROUND + STOREY * (storeys - 1) + 0.5
    wide = (n - 1.3 - 4 * 0.35) / 2
    shows = [(s * (0.65 + 0.35 + wide / 2), 0.6, wide, 2.2) for s in (-1, 1)]
    walls, panes, frames = [], [], []
    for index, (across, side) in enumerate(sides(n, w)):
        above = _rows(across, storeys)
        cuts = [*above, *shows, (0.0, 0.12, 1.1, 2.68)] if index == 0 else above
        walls.append(placed(wall(across, h, cuts, DEPTH), side))
        for opening in above:
            pane, frame, sill = (placed(part, side) for part in window(*opening, DEPTH))
            panes.append(pane)
            frames += [frame, sill]
    front = -w / 2
    frames += [moved(window(*show, DEPTH, (1, 0))[1], y=front) for show in shows]
    doorway = moved(window(0.0, 0.12, 1.1, 2.68, DEPTH, (0, 1))[1], y=front)
    fascia = moved(plain_box((n - 0.3, 0.12, 0.52)), 0, front - 0.06, GROUND - 0.42)
    sills = [moved(plain_box((ww + 0.2, 0.24, 0.08)), x, front + 0.02, z - 0.04) for x, z, ww, _ in shows]
    step = moved(plain_box((1.5, 0.5, 0.12)), 0, front - 0.2, 0.06)
    cornice = [moved(plain_box((n + 2 * out, w + 2 * out, thick)), z=z)
               for z, out, thick in ((GROUND - 0.1, 0.12, 0.12), (h - 0.1, 0.22, 0.24))]  # fmt: skip
    rooms, shelves, goods = zip(*(_behind(*show, front) for show in shows), strict=True)
    canvas, stripes = _awning(n - 0.9, front - 0.06, GROUND - 0.72)
    glow = ("lamp_glow", SHOWN) if p["lit"] else ("plaster", (0.62, 0.50, 0.34))
    dark = ("lamp_glow", GLOW) if p["lit"] else ("dark_glass", None)
    return Shape(
        (
            piece("body", joined(walls), "plaster", sheet=0.25),
            piece("front", joined([fascia, doorway]), "paint", (0.03, 0.075, 0.06), decor=True),
            piece(
                "sign",
                _word(SIGNS[int(p["sign"])], front - 0.13, GROUND - 0.42),
                "paint",
                (0.75, 0.66, 0.45),
                decor=True,
            ),
            piece("awning", canvas, "fabric", (0.32, 0.03, 0.025), decor=True),
            piece("stripes", stripes, "fabric", (0.72, 0.69, 0.62), decor=True),
            piece("windows", joined(panes), *dark, decor=True),
            piece("frames", joined(frames), "paint", PALE, decor=True),
            piece("rooms", joined(list(rooms)), *glow, decor=True),
            piece("shelves", joined(list(shelves)), "wood", (0.30, 0.18, 0.09), decor=True),
            piece("goods", joined(list(goods)), "terracotta", (0.45, 0.25, 0.10), decor=True),
            piece("stone", joined([*cornice, *sills]), "concrete", (0.55, 0.52, 0.46), decor=True),
            piece("steps", step, "concrete"),
            piece("roof", moved(plain_box((n - 0.2, w - 0.2, 0.1)), z=h), "asphalt"),
        ),
        (
            colliding.box((n, w, h + 0.05), (0, 0, (h + 0.05) / 2)),
            colliding.box((1.5, 0.5, 0.12), (0, front - 0.2, 0.06), "steps"),
        ),
        Resonator("block", (n, w, h)),
        (Support("roof", (0, 0, h + 0.05), (n / 2 - 0.2, w / 2 - 0.2)),),
    )


def _rows(across: float, storeys: int) -> list[tuple[float, float, float, float]]:
    """Return the openings (x, z, width, height; m) of the windows above the shop in a wall so wide."""
    columns = max(2, int(across // 2.3))
    return [((k - (columns - 1) / 2) * across / columns, GROUND + STOREY * floor + 0.75, 1.05, 1.5)
            for floor in range(storeys - 1) for k in range(columns)]  # fmt: skip


def _word(word: str, y: float, z: float) -> Surface:
    """Return the letters of a word as raised bars on a fascia, around x = 0 and z (m)."""
    half = BOLD * LETTER
    middle = np.array([0.5 * LETTER * (PITCH * (len(word) - 1) + 0.6), LETTER / 2])
    flat = [extrude(bar - middle, 0.03) for bar in bars(word, LETTER, half, pitch=PITCH)]
    return moved(turned(joined(flat), (1, 0, 0), np.pi / 2), 0, y, z)


def _behind(x: float, z: float, wide: float, high: float, front: float) -> tuple[Surface, Surface, Surface]:
    """Return what is seen in a window (x, z, width, height): the room's back and sides, shelves, and goods on them."""
    y = front + DEPTH
    back = moved(plain_box((wide, 0.03, high)), x, y + BEHIND, z + high / 2)
    closed = [moved(plain_box((0.03, BEHIND, high)), x + s * wide / 2, y + BEHIND / 2, z + high / 2) for s in (-1, 1)]
    closed.append(moved(plain_box((wide, BEHIND, 0.03)), x, y + BEHIND / 2, z + high))
    boards, goods = [], []
    for row in range(3):
        level, deep = z + 0.04 + 0.62 * row, BEHIND * (0.9 - 0.28 * row)
        boards.append(moved(plain_box((wide - 0.06, deep, 0.03)), x, y + BEHIND - deep / 2, level))
        many = int((wide - 0.3) // 0.34)
        for k in range(many):
            at = x + (k - (many - 1) / 2) * 0.34
            size = 0.22 + 0.05 * np.sin(7.0 * k + 3.0 * row + x)
            loaf = stretched(sphere(0.5, steps=4), size, 0.20, 0.55 * size)
            jar = cylinder(0.4 * size, 1.2 * size, bevel=0.02, segments=20)
            thing, tall = (loaf, 0.55 * size) if (k + row) % 3 else (jar, 1.2 * size)
            goods.append(
                moved(
                    turned(thing, (0, 0, 1), 0.3 * np.sin(k + TAU * row)),
                    at,
                    y + BEHIND - 0.35 * deep,
                    level + 0.015 + tall / 2,
                )
            )
    return joined([back, *closed]), joined(boards), joined(goods)


def _awning(wide: float, y: float, z: float) -> tuple[Surface, Surface]:
    """Return an awning that slopes down from a wall at y (m), in stripes of two colours."""
    out, drop, fall, many = 1.15, 0.55, 0.18, 2 * int(wide / 0.9) + 1
    profile = [
        (0.0, 0.0),
        (-out, -drop),
        (-out, -drop - fall),
        (-out + 0.02, -drop - fall),
        (-out + 0.02, -drop - 0.02),
        (0.0, -0.03),
    ]
    outline = np.array(profile)[::-1]
    colours: tuple[list[Surface], list[Surface]] = ([], [])
    for k in range(many):
        strip = turned(turned(extrude(outline, wide / many), (1, 0, 0), np.pi / 2), (0, 0, 1), np.pi / 2)
        colours[k % 2].append(moved(strip, -wide / 2 + k * wide / many, y, z))
    return joined(colours[0]), joined(colours[1])


FAMILIES = {
    "shop": Family(
        shop,
        {
            "length": length(9.0),
            "width": length(8.0),
            "storeys": count(2, 1, 5),
            "sign": count(0, 0, len(SIGNS) - 1),
            "lit": count(0, 0, 1),
        },
    ),
}
