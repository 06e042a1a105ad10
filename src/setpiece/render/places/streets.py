"""Built-up sets: a street and a town square. Metres, world frame."""

import numpy as np

from setpiece.render.places import buildings, lamps, passers, plants, roadside
from setpiece.render.places.land import Dressing, Site, country, ground, level_land, patch
from setpiece.render.places.pieces import Piece, boxes, joined, lathe, moved
from setpiece.render.places.woods import AVENUE, trees
from setpiece.render.posed import Surface

GUTTER = Surface("wet_asphalt", (0.012, 0.012, 0.013), roughness=0.12)  # where water runs along a kerb
NEAR_WALK = 3.4  # m of pavement on the camera's side; a lawn begins there


def street(site: Site) -> list[Dressing]:
    """A street along X: kerbs, pavements, fronts of shops and houses with a gap, lamps, trees."""
    kerb = lamps.kerb(site.depth)
    walk = kerb + 3.4
    long = 120.0
    far_kerb = kerb + 3.0
    found = [
        Dressing("road", site.underfoot, patch(level_land, (-long, long), (-far_kerb, kerb), level=0.0)),
        Dressing(
            "land",
            Surface("grass", (0.12, 0.15, 0.06)),
            ground(country(site.rng, flat=160.0, near=1.0, far=20.0), level=-0.3, sectors=110),
        ),
    ]
    slabs = site.laid(Surface("paving", (0.33, 0.32, 0.30)))
    walks = boxes(
        [[-long, kerb + 0.16, -0.2], [-long, -far_kerb - NEAR_WALK, -0.4]],
        [[long, walk + 30.0, 0.125], [long, -far_kerb - 0.16, 0.125]],
    )
    edges = np.arange(-long, long, 1.0)
    stones = joined(
        [
            boxes(
                np.stack([edges + 0.005, 0 * edges + kerb, 0 * edges - 0.2], 1),
                np.stack([edges + 0.995, 0 * edges + kerb + 0.16, 0 * edges + 0.13], 1),
            ),
            boxes(
                np.stack([edges + 0.005, 0 * edges - far_kerb - 0.16, 0 * edges - 0.2], 1),
                np.stack([edges + 0.995, 0 * edges - far_kerb, 0 * edges + 0.13], 1),
            ),
        ]
    )
    found += [
        Dressing("pavement", slabs, walks),
        Dressing("kerb", site.laid(Surface("concrete", (0.44, 0.43, 0.41))), stones),
    ]
    dashes = np.arange(-long, long, 6.0)
    dashes = dashes[np.abs(dashes + 1.5) > site.depth + 2.0]
    middle = (kerb - far_kerb) / 2
    lines = boxes(
        np.stack([dashes, 0 * dashes + middle - 0.06, 0 * dashes - 0.05], 1),
        np.stack([dashes + 3.0, 0 * dashes + middle + 0.06, 0 * dashes + 0.003], 1),
    )
    edges_y = np.array([kerb - 0.42, 0.42 - far_kerb])
    sides = boxes(
        np.stack([0 * edges_y - long, edges_y - 0.06, 0 * edges_y - 0.05], 1),
        np.stack([0 * edges_y + long, edges_y + 0.06, 0 * edges_y + 0.003], 1),
    )
    found.append(
        Dressing(
            "marking",
            site.laid(Surface("concrete", (0.60, 0.60, 0.57))),
            joined([lines, sides, *_crossings(site, -far_kerb, kerb)]),
        )
    )

    found += _worn(site, -far_kerb, kerb)
    if site.rained:
        channels = ([-long, kerb - 0.34, -0.05], [-long, -far_kerb, -0.05])
        found.append(Dressing("gutter", GUTTER, boxes(channels, [[long, y + 0.34, 0.0012] for _, y, _ in channels])))

    plots = _plots(site, walk, far_kerb + NEAR_WALK)
    found += buildings.houses(site.rng, plots, brick=0.4, shop_share=0.7, dark=site.dark)
    found += buildings.lit_posts(lamps.posts("street", site.depth), dark=site.dark)
    rows = np.array(
        [
            [-30.0, kerb + 1.1],
            [4.0, kerb + 1.1],
            [20.0, kerb + 1.1],
            [36.0, kerb + 1.1],
            [-10.5, walk + 46.0],
            [-13.0, walk + 52.0],
        ]
    )
    found += trees(site.rng, rows, level_land, height=(7.5, 9.0), kind=AVENUE, budget=26000)
    found += roadside.furniture(site, kerb, walk)
    found += roadside.refuge(-_crossing(site), middle, dark=site.dark)
    found += roadside.parked(site.rng, _parking(site, kerb, far_kerb), free=site.clear + roadside.SEAM)
    return found + passers.passers(site.rng, _people(site, kerb, walk, middle), level=0.125, rain=site.rained)


def _people(site: Site, kerb: float, front: float, middle: float) -> list[tuple[float, float, float]]:
    """Return where people are and which way they face: before windows, on a crossing, by the bus stop, on their way."""
    over, away = np.pi / 2, _crossing(site)
    places = [
        (-away + 0.4, kerb + 0.45, -over), (-12.6, kerb + 2.1, np.pi), (-away - 0.2, middle + 3.0, over),
        (-away - 0.4, -kerb - 3.75, over), (-26.3, front - 0.8, over),
        (-14.2, kerb + 1.5, -over), (13.2, front - 0.7, over), (13.9, front - 0.75, over + 0.4),
        (26.5, kerb + 1.3, 0.0), (-33.0, kerb + 1.5, 0.1), (-39.0, front - 1.0, np.pi), (-39.2, front - 1.6, np.pi),
    ]  # fmt: skip
    return [place for place in places if np.hypot(*place[:2]) > site.clear + roadside.SEAM]


def _crossing(site: Site) -> float:
    """Return how far from the middle (m) the nearer crossing is: outside what is left free."""
    return max(site.clear + 6.0, 19.5)


def _crossings(site: Site, low: float, high: float) -> list[Piece]:
    """Return zebra crossings between two kerbs at y, outside the free circle to both sides."""
    away = _crossing(site)
    return [roadside.zebra(x, low, high) for x in (-away, away + 12.0)]


def _parking(site: Site, kerb: float, far_kerb: float) -> list[roadside.Parking]:
    """Return where cars are parked: along the far kerb, and along the near one where no film is taken from."""
    away = _crossing(site) + 3.0  # m: beyond the crossing
    aside = max(site.clear + 22.0, 30.0)
    return [
        roadside.Parking(kerb, -away - 34.0, -away, np.pi, 0.85),
        roadside.Parking(kerb, site.clear + 6.0, away + 8.0, np.pi, 0.8),
        roadside.Parking(-far_kerb, -aside - 24.0, -aside, 0.0, 0.7),
    ]


def _plots(site: Site, walk: float, near: float) -> list[buildings.Plot]:
    """Return where houses stand along a street.

    On the far pavement, with a side street to the left of the middle; on the near one (``near`` m towards -Y) where no
    film is taken from; a plainer row behind the camera; and across the street at its far ends.
    """
    plots = []
    x = -112.0
    while x < 100.0:
        width = site.rng.uniform(7.0, 13.0)
        if -17.0 < x + width / 2 < -9.0:
            x += 7.5
            continue
        plots.append((x, walk + site.rng.uniform(0.0, 0.05), 0.12, 0.0, width, int(site.rng.integers(3, 5))))
        x += width
    for x, turn in ((-16.6, 0.5), (-8.4, -0.5)):
        plots += [(x, walk + 22.5 + far, 0.12, turn * np.pi, 11.0, 3) for far in (0.0, 12.0)]
    x, back = -50.0, max(lamps.kerb(site.clear) + 10.5, 32.0)
    while x < 46.0:
        width = site.rng.uniform(9.0, 14.0)
        plots.append((x + width, -back, 0.12, np.pi, width, 3))
        x += width
    begins = max(site.clear + 22.0, 30.0)
    for side in (-1.0, 1.0):
        x = begins
        while x < 112.0:
            width = site.rng.uniform(8.0, 13.0)
            plots.append((side * x if side < 0 else x + width, -near, 0.12, np.pi, width, int(site.rng.integers(2, 5))))
            x += width
        y = walk + 6.0
        while y > -near - 12.0:
            width = site.rng.uniform(8.0, 13.0)
            at = y - width if side < 0 else y
            plots.append((side * 119.0, at, 0.12, -side * np.pi / 2, width, int(site.rng.integers(2, 4))))
            y -= width
    return plots


def _worn(site: Site, low: float, high: float) -> list[Dressing]:
    """Return what years have left on a road between two kerbs at y: mended strips, covers, wind-blown leaves.

    All of it is thinner than 2 mm but the leaves.
    """
    rng = site.rng
    corners = rng.uniform([-26.0, low + 0.5], [22.0, high - 2.2], (9, 2))
    sizes = rng.uniform([1.2, 0.5], [5.0, 1.5], (9, 2))
    deep = np.full((9, 1), -0.05)
    mended = boxes(np.hstack([corners, deep]), np.hstack([corners + sizes, deep + 0.0508]))
    seams = boxes(np.hstack([corners - 0.03, deep]), np.hstack([corners + sizes + 0.03, deep + 0.0504]))
    covers = [
        moved(lathe([(0.0, 0.0012), (0.05, 0.0014), (0.29, 0.0014), (0.33, 0.0)][::-1], sides=40), [x, y, 0.0])
        for x, y in ((-4.6, low + 2.1), (7.4, high - 2.6), (17.0, low + 3.0))
    ]
    blown = np.concatenate(
        [
            rng.uniform([-20.0, high - 0.7], [20.0, high - 0.02], (160, 2)),
            rng.uniform([-9.0, low], [9.0, high], (130, 2)),
        ]
    )
    return [
        Dressing("seams", Surface("rubber", (0.012, 0.012, 0.013)), seams),
        Dressing("mended", site.laid(Surface("asphalt", (0.034, 0.034, 0.037))), mended),
        Dressing("covers", Surface("iron", (0.10, 0.095, 0.09)), joined(covers)),
        Dressing("blown", Surface("paper", (0.30, 0.19, 0.05)), plants.fallen(rng, blown, size=0.09, level=site.clear)),
    ]


def town(site: Site) -> list[Dressing]:
    """A paved square with houses around it, a fountain, lamps and plane trees."""
    side = site.clear + 9.0
    found = [Dressing("square", site.underfoot, ground(country(site.rng, flat=120.0, near=1.0, far=40.0)))]
    places = []
    for turn in range(4):
        x = -side - 4.0
        while x < side + 2.0:
            width = site.rng.uniform(6.5, 10.5)
            if turn != 0 or not 1.0 < x + width / 2 < 7.0:
                at = np.array([x, side + 2.0])
                c, s = np.cos(turn * np.pi / 2), np.sin(turn * np.pi / 2)
                spot = (c * at[0] - s * at[1], s * at[0] + c * at[1])
                places.append((spot[0], spot[1], 0.0, turn * np.pi / 2, width, int(site.rng.integers(2, 5))))
            x += width
    found += buildings.houses(site.rng, places, brick=0.15, shop_share=0.3, dark=site.dark)
    tower = [(1.2, side + 30.0, 0.0, 0.0, 6.5, 7)]
    found += [
        Dressing(f"tower_{d.part}", d.surface, d.piece)
        for d in buildings.houses(site.rng, tower, brick=0.0, dark=site.dark)
    ]
    spout = [
        (0.0, 0.0),
        (1.9, 0.0),
        (1.95, 0.5),
        (1.75, 0.55),
        (1.7, 0.2),
        (0.3, 0.2),
        (0.25, 1.2),
        (0.9, 1.45),
        (0.95, 1.55),
        (0.2, 1.5),
        (0.12, 2.2),
        (0.0, 2.25),
    ]
    found.append(
        Dressing(
            "fountain",
            Surface("concrete", (0.5, 0.47, 0.41)),
            moved(lathe(spout, sides=40), [-site.clear * 0.75 - 1.0, site.clear + 3.2, 0]),
        )
    )
    found += buildings.lit_posts(lamps.posts("town", site.clear), dark=site.dark)
    rows = np.array(
        [[site.clear * 0.6, side - 2.0], [site.clear * 1.3, side - 3.0], [-side + 3.0, 2.0], [side - 2.5, 1.0]]
    )
    found += trees(site.rng, rows, level_land, height=(6.0, 7.5), budget=26000)
    return found
