"""Green sets: terrace, garden, park, meadow, forest. Metres, world frame.

Nothing but flat ground lies within ``site.clear`` m of the origin. The camera looks towards +Y as a rule, so the best
of a view is put there; behind the camera stands what reflections and skylight need.
"""

import numpy as np
from numpy.typing import NDArray

from setpiece.render.places import buildings, lamps, plants
from setpiece.render.places.land import (
    Dressing,
    Height,
    Site,
    country,
    ground,
    lawn,
    level_land,
    patch,
    ramp,
    scattered,
    strewn,
    waves,
)
from setpiece.render.places.pieces import Array, boxes, joined, lathe, lump, moved, sheet, tube
from setpiece.render.places.woods import CYPRESS, OLIVE, SPRUCE, grove, tree_line, trees
from setpiece.render.posed import Surface

MEADOW = Surface("grass", (0.13, 0.17, 0.05))
BLADES = ((0.13, 0.19, 0.05), (0.18, 0.22, 0.07), (0.10, 0.155, 0.055))  # greens of long grass
PATH, TREAD = 0.62, 0.22  # half a wood's path, m; share of the leaves that feet leave lying on it
EARTH = (0.155, 0.105, 0.066)
LITTER = ((0.30, 0.14, 0.04), (0.36, 0.23, 0.06), (0.17, 0.085, 0.035), (0.22, 0.075, 0.03))  # what leaves turn to


def terrace(site: Site) -> list[Dressing]:
    """A paved terrace above a valley: low wall, terracotta pots, cypresses and olive trees, hills beyond."""
    edge = max(site.clear + 2.2, 8.2)
    wide = edge + 9.0
    land = country(site.rng, flat=edge + 1.5, near=2.5, far=46.0, drop=9.0)
    stone = Surface("concrete", (0.50, 0.46, 0.39))
    floor = patch(level_land, (-wide, wide), (-wide, edge + 0.4), level=0.0)
    found = [
        Dressing("floor", site.underfoot, floor),
        Dressing("land", MEADOW, ground(land, inner=0.0, level=-0.6)),
    ]

    # The parapet has a gap to either side of the middle, with piers and pots.
    spans = [(-wide, -edge * 0.62), (-edge * 0.62 + 0.5, edge * 0.62 - 0.5), (edge * 0.62, wide)]
    wall = boxes([[a, edge, -0.7] for a, _ in spans], [[b, edge + 0.34, 0.52] for _, b in spans])
    cap = boxes([[a - 0.05, edge - 0.06, 0.52] for a, _ in spans], [[b + 0.05, edge + 0.40, 0.60] for _, b in spans])
    piers = boxes(
        [[x - 0.28, edge - 0.1, -0.7] for x in (-edge * 0.62 + 0.25, edge * 0.62 - 0.25)],
        [[x + 0.28, edge + 0.46, 0.86] for x in (-edge * 0.62 + 0.25, edge * 0.62 - 0.25)],
    )
    found += [
        Dressing("parapet", Surface("brickwork", (0.47, 0.40, 0.30)), wall),
        Dressing("cap", stone, joined([cap, piers])),
    ]
    pots, herbs = [], []
    for x, y, size in (
        (-edge * 0.8, edge - 0.8, 0.42),
        (edge * 0.86, edge - 0.9, 0.5),
        (edge * 0.98, edge - 1.7, 0.34),
    ):
        profile = np.array(
            [
                (0.0, 0.0),
                (0.62, 0.0),
                (0.68, 0.1),
                (0.95, 1.25),
                (1.08, 1.25),
                (1.08, 1.45),
                (0.95, 1.45),
                (0.9, 1.3),
                (0.0, 1.3),
            ]
        )
        pots.append(moved(lathe(profile * size), [x, y, 0.0]))
        herbs.append(
            plants.bush(site.rng, [x, y, 1.2 * size], [1.25 * size, 1.25 * size, 1.9 * size], count=1500, leaf=0.075)
        )
    found += [
        Dressing("pots", Surface("clay", (0.45, 0.19, 0.10)), joined(pots)),
        Dressing("herbs", Surface("paper", (0.10, 0.17, 0.05)), joined(herbs)),
    ]

    # Cypresses below the wall, then loose groves, then wooded ridges.
    groves = scattered(site.rng, 16, edge + 14.0, 90.0, gap=7.0, keep=lambda p: p[:, 1] > 0.2 * np.abs(p[:, 0]))
    found += trees(site.rng, groves, land, height=(5.0, 10.0), budget=42000, kind=OLIVE)
    tall = scattered(site.rng, 9, edge + 9.0, 60.0, gap=5.0, keep=lambda p: p[:, 1] > 0.35 * np.abs(p[:, 0]))
    found += trees(
        site.rng,
        tall,
        land,
        height=(12.0, 17.0),
        budget=16000,
        kind=CYPRESS,
        name="cypresses",
    )
    behind = scattered(site.rng, 5, wide + 6.0, wide + 30.0, gap=7.0, keep=lambda p: p[:, 1] < 0)
    found += trees(site.rng, behind, land, height=(6.0, 9.0), budget=4000, name="behind")
    found += tree_line(site.rng, land, distance=330.0, height=11.0, gaps=0.45)
    found += tree_line(site.rng, land, distance=800.0, height=15.0, gaps=0.45, name="ridge")
    return found


def garden(site: Site) -> list[Dressing]:
    """A lawn with a hedge, flower beds, a house to the left, apple trees."""
    edge = max(site.clear + 4.0, 10.0)
    land = country(site.rng, flat=edge + 14.0, near=1.5, far=34.0)
    found = [Dressing("lawn", lawn(site.underfoot), ground(land))]
    hedge = joined(
        [
            plants.hedge(site.rng, [-edge - 8, edge + 3, 0], [edge + 10, edge + 4.1, 1.55], leaf=0.11, density=110),
            plants.hedge(site.rng, [edge + 5, -edge, 0], [edge + 6, edge + 3, 1.55], leaf=0.13, density=55),
        ]
    )
    core = boxes(
        [[-edge - 7.95, edge + 3.06, 0], [edge + 5.06, -edge, 0]],
        [[edge + 9.95, edge + 4.05, 1.5], [edge + 5.95, edge + 3, 1.5]],
    )
    found += [
        Dressing("hedge", Surface("paper", (0.075, 0.14, 0.04)), hedge),
        Dressing("hedge_core", Surface("paper", (0.02, 0.035, 0.012)), core),
    ]
    shrubs, flowers = [], []
    for x in np.arange(-edge, edge + 4.0, 1.5):
        place = [x + site.rng.uniform(-0.3, 0.3), edge + 1.9 + site.rng.uniform(-0.3, 0.4), 0.0]
        r = site.rng.uniform(0.5, 0.85)
        shrubs.append(plants.bush(site.rng, place, [r, r, r * 1.1], count=420, leaf=0.11))
        heads = np.array(place) + site.rng.normal(0, 0.32 * r, (26, 3)) * [1, 1, 0.4] + [0, -0.32, 0.62 * r]
        flowers += [lump(site.rng, head, [0.045, 0.045, 0.03], rings=4, rough=0.1) for head in heads]
    beds = boxes([[-edge - 1, edge + 1.1, -0.2]], [[edge + 4.8, edge + 3.0, 0.05]])
    found += [
        Dressing("shrubs", Surface("paper", (0.10, 0.18, 0.055)), joined(shrubs)),
        Dressing("flowers", Surface("paint", (0.72, 0.32, 0.36)), joined(flowers)),
        Dressing("beds", Surface("soil"), beds),
    ]
    found += buildings.houses(
        site.rng, [(-edge - 11.5, edge * 0.2 - 3.0, 0.0, 0.5 * np.pi * 0.0 + 0.62, 10.5, 2)], brick=1.0, dark=site.dark
    )
    orchard = np.array(
        [
            [-0.45 * edge, edge + 9.0],
            [0.35 * edge, edge + 11.0],
            [edge + 1.5, edge + 8.5],
            [edge + 12, edge - 3],
            [-edge - 14, edge + 9.0],
            [-19, -edge - 6],
            [13, -edge - 8],
        ]
    )
    found += trees(site.rng, orchard, land, height=(5.5, 8.5), budget=15000)
    found += grove(site.rng, land, near=70.0, far=130.0, count=46, height=(8.0, 12.0))
    found += tree_line(site.rng, land, distance=520.0, height=15.0, gaps=0.4, name="ridge")
    return found


def park(site: Site) -> list[Dressing]:
    """Wide lawns under old trees, a gravel path, benches and lamps."""
    land = country(site.rng, flat=site.clear + 22.0, near=1.8, far=20.0)
    found = [Dressing("lawn", lawn(site.underfoot), ground(land))]
    edge = site.clear + 3.0
    s = np.linspace(-60.0, 60.0, 90)
    middle = lamps.path(site.clear, s)
    path = np.stack([np.stack([s, middle - 1.3, 0 * s + 0.006], -1), np.stack([s, middle + 1.3, 0 * s + 0.006], -1)])
    found.append(Dressing("path", Surface("gravel", (0.42, 0.36, 0.27)), sheet(path)))
    seats, legs = [], []
    for x in (-7.5, 8.5):
        y = edge + 4.0 + 0.011 * x * x
        slats = boxes(
            [[x - 0.9, y + 0.09 * k, 0.43] for k in range(5)], [[x + 0.9, y + 0.09 * k + 0.07, 0.465] for k in range(5)]
        )
        back = boxes(
            [[x - 0.9, y + 0.46, 0.55 + 0.11 * k] for k in range(3)],
            [[x + 0.9, y + 0.49, 0.64 + 0.11 * k] for k in range(3)],
        )
        seats += [slats, back]
        legs.append(
            boxes(
                [[x + a, y + b, 0] for a in (-0.8, 0.74) for b in (0.02, 0.42)],
                [[x + a + 0.06, y + b + 0.06, 0.43 if b < 0.2 else 0.88] for a in (-0.8, 0.74) for b in (0.02, 0.42)],
            )
        )
    found += [
        Dressing("benches", Surface("wood"), joined(seats)),
        Dressing("iron", Surface("iron", (0.05, 0.055, 0.05)), joined(legs)),
    ]
    found += buildings.lit_posts(lamps.posts("park", site.clear), dark=site.dark)
    old = scattered(site.rng, 14, edge + 7.0, 55.0, gap=8.0, keep=lambda p: p[:, 1] > -0.2 * np.abs(p[:, 0]))
    found += trees(site.rng, old, land, height=(10.0, 17.0), budget=60000)
    behind = scattered(site.rng, 6, site.clear + 16.0, 45.0, gap=9.0, keep=lambda p: p[:, 1] < -4.0)
    found += trees(site.rng, behind, land, height=(10.0, 15.0), budget=6000, name="behind")
    found += grove(site.rng, land, near=65.0, far=130.0, count=64, height=(10.0, 16.0))
    return found


def meadow(site: Site) -> list[Dressing]:
    """Open grassland with tufts and flowers, a few lone trees, wooded hills."""
    land = country(site.rng, flat=site.clear + 12.0, near=3.0, far=55.0)
    surface = lawn(site.underfoot)
    found = [Dressing("land", surface, ground(land))]
    feet = scattered(site.rng, 900, site.clear + 0.4, site.clear + 16.0, gap=0.0, keep=lambda p: p[:, 1] > -1.0)
    feet = np.concatenate([feet, land(feet[:, :1], feet[:, 1:])], axis=1)
    for k, color in enumerate(BLADES):
        tufts = plants.tufts(site.rng, feet[k :: len(BLADES)], height=0.30 - 0.03 * k, blades=15)
        found.append(Dressing(f"tufts_{k}", Surface("paper", color), tufts))
    straw = plants.tufts(site.rng, feet[1::3], height=0.42, blades=6)
    found.append(Dressing("straw", Surface("paper", (0.28, 0.25, 0.11)), straw))
    heads = feet[site.rng.choice(len(feet), 160)] + site.rng.normal(0, 0.15, (160, 3)) * [1, 1, 0] + [0, 0, 0.33]
    found.append(
        Dressing(
            "flowers",
            Surface("paint", (0.80, 0.62, 0.10)),
            joined([lump(site.rng, h, [0.022, 0.022, 0.012], rings=4, rough=0.1) for h in heads]),
        )
    )
    lone = scattered(site.rng, 9, site.clear + 20.0, 120.0, gap=16.0, keep=lambda p: p[:, 1] > 0.3 * np.abs(p[:, 0]))
    found += trees(site.rng, lone, land, height=(8.0, 13.0), budget=36000)
    for distance, height, gaps, name in (
        (210.0, 12.0, 0.55, "copse"),
        (520.0, 14.0, 0.5, "woods"),
        (1100.0, 18.0, 0.42, "ridge"),
    ):
        found += tree_line(site.rng, land, distance=distance, height=height, gaps=gaps, name=name)
    return found


def forest(site: Site) -> list[Dressing]:
    """A clearing among tall trees on a trodden path, with ferns, stones and fallen leaves."""
    land = country(site.rng, flat=site.clear + 4.0, near=1.2, far=18.0)
    litter = Surface(site.underfoot.material, site.underfoot.color or (0.105, 0.066, 0.034))
    found = [Dressing("floor", litter, ground(land))]
    near = scattered(site.rng, 26, site.clear + 3.0, 30.0, gap=3.2, keep=lambda p: (p[:, 1] > -2.0) & _beside(p, 2.4))
    found += trees(site.rng, near, land, height=(11.0, 18.0), budget=26500)
    around = scattered(site.rng, 16, site.clear + 3.0, 30.0, gap=4.0, keep=lambda p: (p[:, 1] < -2.0) & _beside(p, 2.4))
    found += trees(site.rng, around, land, height=(11.0, 16.0), budget=8000, name="behind")
    dark = scattered(site.rng, 40, 30.0, 70.0, gap=4.0, keep=lambda p: (p[:, 1] > -5.0) & _beside(p, 4.0))
    found += trees(site.rng, dark, land, height=(12.0, 20.0), budget=22000, kind=SPRUCE, name="spruces")
    found += tree_line(site.rng, land, distance=110.0, height=22.0, gaps=-1.0)
    spots = scattered(site.rng, 60, site.clear + 0.8, 22.0, gap=0.9, keep=lambda p: _beside(p, 1.5))
    ferns = [plants.bush(site.rng, [x, y, 0.0], [0.5, 0.5, 0.42], count=160, leaf=0.18) for x, y in spots[:40]]
    rocks = [
        lump(site.rng, [x, y, 0.02], site.rng.uniform(0.18, 0.6) * np.array([1, 0.8, 0.55]), rings=9, rough=0.22)
        for x, y in spots[40:]
    ]
    found += [
        Dressing("ferns", Surface("paper", (0.10, 0.17, 0.045)), joined(ferns)),
        Dressing("rocks", Surface("rock"), joined(rocks)),
    ]
    return [*found, *_trodden(site, land), *_fallen(site)]


def _way(y: Array) -> Array:
    """Return where the middle of a wood's path runs, as x; it winds past what is at the origin, and on towards +Y."""
    return 1.5 * np.sin(y / 7.5) - 1.05


def _beside(places: Array, aside: float) -> NDArray[np.bool_]:
    """Return which places (N, 2) lie farther than ``aside`` m from the middle of a wood's path."""
    return np.abs(places[:, 0] - _way(places[:, 1])) > aside


def _trodden(site: Site, land: Height) -> list[Dressing]:
    """Return a path of bare trodden earth with frayed borders, and low green along it beyond the free circle."""
    y = np.arange(-40.0, 75.0, 0.2)
    worn = waves(site.rng, 0.10, 3.0, count=30, octaves=3.6)
    across = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
    half = np.stack([PATH + worn(0.0 * y + 100.0 * side, y) for side in (0.0, 1.0)])
    x = _way(y) + np.where(across[:, None] < 0.0, half[0], half[1]) * across[:, None]
    rows = np.broadcast_to(y, x.shape)
    away = np.hypot(x, rows)
    lift = 0.001 + 0.06 * ramp(away, site.clear + 3.0, site.clear + 12.0)
    bare = sheet(np.stack([x, rows, land(x, rows) + lift], axis=-1).transpose(1, 0, 2))
    found = [Dressing("path", Surface("soil", EARTH), bare)]

    foot = np.concatenate([np.arange(-14.0, 26.0, 0.75)] * 2)
    side = np.repeat([-1.0, 1.0], len(foot) // 2)
    place = foot + site.rng.uniform(-0.3, 0.3, len(foot))
    out = PATH + site.rng.gamma(2.0, 0.22, len(foot)) + 0.2
    spots = np.stack([_way(place) + side * out, place], axis=1)
    spots = spots[np.hypot(*spots.T) > site.clear + 0.7]
    green = [
        plants.bush(site.rng, [*spot, float(land(*spot))], site.rng.uniform(0.16, 0.36) * np.array([1.2, 1.2, 0.8]),
                    count=48, leaf=0.15)
        for spot in spots
    ]  # fmt: skip
    return [*found, Dressing("verge", Surface("paper", (0.085, 0.15, 0.04)), joined(green))]


def _fallen(site: Site) -> list[Dressing]:
    """Return leaves and twigs that lie loose on the floor of a wood."""
    found = []
    drifts = waves(site.rng, 1.0, 3.6, count=14, octaves=0.9)
    for k, (color, size) in enumerate(zip(LITTER, (0.085, 0.07, 0.10, 0.06), strict=True)):
        places = strewn(site.rng, 1900, 0.35, site.clear + 8.0)
        # Wind gathers leaves in drifts, each kind a little aside from the others.
        gathered = drifts(places[:, 0] + 0.2 * k, places[:, 1]) > site.rng.uniform(-0.6, 1.4, len(places))
        gathered &= _beside(places, 0.9 * PATH) | (site.rng.random(len(places)) < TREAD)
        leaves = plants.fallen(site.rng, places[gathered], size=size, level=site.clear)
        found.append(Dressing(f"fallen_{k}", Surface("paper", color), leaves))
    twigs = []
    for x, y in strewn(site.rng, 70, 0.6, site.clear + 7.0):
        way, bow = site.rng.uniform(0, 2 * np.pi), site.rng.normal(0.0, 0.04, 2)
        long, thick = site.rng.uniform(0.12, 0.5), site.rng.uniform(0.003, 0.008)
        s = np.linspace(-0.5, 0.5, 5)[:, None]
        inside = np.hypot(x, y) < site.clear + 0.5  # where they lie sunk into the leaves
        foot, rise = (plants.LEVEL - thick, 0.0) if inside else (thick, 0.03)
        path = [x, y, foot] + s * long * [np.cos(way), np.sin(way), 0.0] + (0.25 - s * s) * [*bow, rise]
        twigs.append(tube(path, thick * np.array([1.0, 0.9, 0.8, 0.65, 0.4]), sides=6))
    return [*found, Dressing("twigs", Surface("bark", (0.12, 0.085, 0.055)), joined(twigs))]
