"""Green sets: terrace, garden, park, meadow. Metres, world frame.

Nothing but flat ground lies within ``site.clear`` m of the origin. The camera looks towards +Y as a rule, so the best
of a view is put there; behind the camera stands what reflections and skylight need.
"""

import numpy as np

from setpiece.render.places import buildings, lamps, plants
from setpiece.render.places.land import (
    Dressing,
    Site,
    country,
    ground,
    lawn,
    level_land,
    patch,
    scattered,
)
from setpiece.render.places.pieces import boxes, joined, lathe, lump, moved, sheet
from setpiece.render.places.woods import CYPRESS, OLIVE, grove, tree_line, trees
from setpiece.render.posed import Surface

MEADOW = Surface("grass", (0.13, 0.17, 0.05))
BLADES = ((0.13, 0.19, 0.05), (0.18, 0.22, 0.07), (0.10, 0.155, 0.055))  # greens of long grass


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
