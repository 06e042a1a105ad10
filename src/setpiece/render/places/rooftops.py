"""What a city's roofs carry: bands of light around tall ones, tanks, doors, a landing pad. Metres, world frame."""

import numpy as np
from numpy.random import Generator

from setpiece.render.patterns_city import FLOODLIT
from setpiece.render.places.land import Dressing, Rgb
from setpiece.render.places.pieces import Array, Piece, bottomless, boxes, joined, lathe, moved, quads
from setpiece.render.posed import Surface

Roof = tuple[tuple[float, float], tuple[float, float], float]  # lower and upper corner of a plan, height
CROWNED, CROWN_SHARE = 62.0, 0.38  # m from which towers may have a band of light at their top, and how many have
CROWN_HUES: tuple[Rgb, ...] = (  # of ``lamp_glow``: warm, white, blue, green, magenta
    (0.075, 0.052, 0.028), (0.055, 0.060, 0.068), (0.010, 0.030, 0.085), (0.008, 0.060, 0.048), (0.070, 0.010, 0.040),
)  # fmt: skip
HUE_SHARES = (0.50, 0.26, 0.12, 0.07, 0.05)
EDGED, EDGE_SHARE, EDGE = 75.0, 0.22, 0.45  # m from which towers may have lines of light up their corners; how many; m
CROWN_MIRRORED, CROWN_NEAR = 5.0, 900.0  # times as bright as it looks, in water; m up to which water shows a crown
DOOR: Rgb = (0.014, 0.009, 0.004)
TANKED, TANK_SHARE = 62.0, 0.25  # m up to which houses have water tanks, and how many
PAD, PAD_RADIUS = 92.0, 7.5  # m from which a roof may be landed on; m
WARM_ROW = 5 * FLOODLIT  # m up the pattern of what is floodlit to tiles whose lamps are not white (``render.panes``)
FALL = 2.4  # times as fast as on a bridge's towers does the light on a crown's steps fall off
SLIM = 0.06  # m that a band stands before its wall


def crowns(rng: Generator, roofs: list[Roof], *, dark: bool) -> list[Dressing]:
    """Return bands of light around the tops of towers, as architects set them, and lines of light up some corners."""
    bands: dict[tuple[int, bool], list] = {}
    for low, high, z in roofs:
        if z < CROWNED or rng.random() > CROWN_SHARE:
            continue
        hue = int(rng.choice(len(CROWN_HUES), p=HUE_SHARES))
        foot = z - rng.choice((rng.uniform(0.5, 1.6), rng.uniform(2.0, 4.5)), p=(0.7, 0.3))
        (x0, y0), (x1, y1) = np.array(low) - SLIM, np.array(high) + SLIM
        mine = bands.setdefault((hue, float(np.hypot(x0, y0)) < CROWN_NEAR), [])
        corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
        edged = z > EDGED and rng.random() < EDGE_SHARE
        for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
            mine.append([[ax, ay, foot], [bx, by, foot], [bx, by, z - 0.1], [ax, ay, z - 0.1]])
            if edged:
                share = EDGE / float(np.hypot(bx - ax, by - ay))
                cx, cy = ax + share * (bx - ax), ay + share * (by - ay)
                mine.append([[ax, ay, 0.4 * z], [cx, cy, 0.4 * z], [cx, cy, foot], [ax, ay, foot]])
    found = []
    for (hue, near), band in bands.items():
        glow = Surface("lamp_glow", CROWN_HUES[hue], CROWN_MIRRORED if near else 0.0)
        found.append(Dressing(f"crowns_{hue}_{near:d}", glow if dark else Surface("porcelain"), quads(band)))
    return found


def spire(top: Array, half: float, *, dark: bool) -> list[Dressing]:
    """Return a stepped crown, lit from its foot, and a spire with a red lamp over a roof of a half width (m)."""
    shares, rise = (0.86, 0.66, 0.46, 0.28), 9.0
    walls, uv, caps = [], [], []
    for k, share in enumerate(shares):
        w, z = share * half, top[2] + k * rise
        corners = [top[:2] + w * np.array(c) for c in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
            walls.append([[*a, z], [*b, z], [*b, z + rise], [*a, z + rise]])
            v = WARM_ROW + 0.5
            uv.append([[0.0, v], [2 * w, v], [2 * w, FALL * rise + v], [0.0, FALL * rise + v]])
        caps.append([[*c, z + rise] for c in corners])
    foot = len(shares) * rise
    needle = lathe([(0.20 * half, 0.0), (0.10 * half, 5.0), (0.05 * half, 16.0), (0.25, 34.0), (0.0, 34.5)], sides=8)
    tip = top + np.array([0.0, 0.0, foot + 34.5])
    red = Surface("lamp_glow", (0.25, 0.012, 0.006)) if dark else Surface("paint", (0.3, 0.02, 0.01))
    return [
        Dressing("crown", Surface("floodlit_stone", None, -1.0 if dark else 0.0), quads(walls, uv=uv)),
        Dressing("crown_caps", Surface("zinc", (0.30, 0.34, 0.31)),
                 joined([quads(caps), moved(needle, top + np.array([0.0, 0.0, foot]))])),
        Dressing("spire_lamp", red, boxes([tip - 0.6], [tip + 0.6])),
    ]  # fmt: skip


def tops(rng: Generator, roofs: list[Roof], *, dark: bool) -> list[Dressing]:
    """Return tanks on the legs of low roofs, lit doors of stair heads, ducts, and pads with a ring of lamps."""
    tanks, doors, ducts, pads, rings = [], [], [], [], []
    for low, high, z in roofs:
        (x0, y0), (x1, y1) = low, high
        w, d = x1 - x0, y1 - y0
        if z < TANKED and rng.random() < TANK_SHARE:
            tanks.append(moved(_tank(), [x0 + w * rng.uniform(0.2, 0.8), y0 + d * rng.uniform(0.2, 0.8), z]))
        x, y = x0 + w * rng.uniform(0.15, 0.7), y0 + d * rng.uniform(0.2, 0.7)
        ducts += [
            ([x, y, z + 0.35], [x + 0.25 * w, y + 0.7, z + 1.0]),
            ([x + 2.0, y - 2.6, z], [x + 4.4, y - 0.6, z + 2.7]),
        ]
        doors.append(
            [[x + 2.6, y - 2.64, z], [x + 3.6, y - 2.64, z], [x + 3.6, y - 2.64, z + 2.1], [x + 2.6, y - 2.64, z + 2.1]]
        )
        if z > PAD and min(w, d) > 2.2 * PAD_RADIUS and rng.random() < 0.5:
            middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2, z + 3.2])
            pads.append(moved(lathe([(PAD_RADIUS, -0.5), (PAD_RADIUS, 0.0), (0.0, 0.0)], sides=20), middle))
            turn = np.linspace(0.0, 2 * np.pi, 12, endpoint=False)
            rings += [middle + np.array([PAD_RADIUS * np.cos(t), PAD_RADIUS * np.sin(t), 0.1]) for t in turn]
    found = []
    if tanks:
        found.append(Dressing("tanks", Surface("wood", (0.16, 0.11, 0.075)), joined(tanks)))
    if ducts:
        low_, high_ = (np.array([pair[k] for pair in ducts]) for k in (0, 1))
        found.append(Dressing("ducts", Surface("zinc", (0.21, 0.21, 0.215)), bottomless(boxes(low_, high_))))
        lit = Surface("lamp_glow", DOOR) if dark else Surface("paint", (0.2, 0.2, 0.2))
        found.append(Dressing("stair_doors", lit, quads(doors)))
    if pads:
        at = np.array(rings)
        glow = Surface("lamp_glow", (0.02, 0.16, 0.06)) if dark else Surface("paint", (0.1, 0.4, 0.2))
        found.append(Dressing("pads", Surface("concrete", (0.30, 0.30, 0.29)), joined(pads)))
        found.append(Dressing("pad_lamps", glow, bottomless(boxes(at - 0.2, at + 0.2))))
    return found


def _tank() -> Piece:
    """Return a wooden water tank under a cone, on four legs."""
    barrel = lathe([(0.0, 2.4), (1.6, 2.4), (1.85, 5.6), (0.0, 6.9)], sides=8)
    legs = [[x - 0.09, y - 0.09, 0.0] for x in (-1.0, 1.0) for y in (-1.0, 1.0)]
    return joined([barrel, bottomless(boxes(legs, np.array(legs) + np.array([0.18, 0.18, 2.45])))])
