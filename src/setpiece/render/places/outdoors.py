"""Open-air sets: each returns its ground first, then what stands around. Metres, world frame.

Nothing but flat ground lies within ``clear`` m of the origin. The camera looks towards +Y as a rule, so the
best of a view is put there; behind the camera stands what reflections and skylight need.
"""

import numpy as np
from numpy.random import Generator

from setpiece.render.places import buildings, plants
from setpiece.render.places.land import (
    Dressing,
    country,
    ground,
    hazed,
    level_land,
    patch,
    ramp,
    scattered,
    waves,
)
from setpiece.render.places.pieces import Piece, boxes, joined, lathe, lump, moved, seen_from_middle, sheet
from setpiece.render.places.woods import GREENS, SPRUCE, tree_line, trees
from setpiece.render.posed import Surface

MEADOW = Surface("grass", (0.13, 0.17, 0.05))


def _lawn(underfoot: Surface) -> Surface:
    """Return grass in the duller green that a lawn has as a whole, unless it was given a colour."""
    return Surface("grass", (0.105, 0.15, 0.045)) if underfoot == Surface("grass") else underfoot


def terrace(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """A paved terrace above a valley: low wall, terracotta pots, cypresses and olive trees, hills beyond."""
    edge = max(clear + 2.2, 8.2)
    wide = edge + 9.0
    land = country(rng, flat=edge + 1.5, near=2.5, far=46.0, drop=9.0)
    stone = Surface("concrete", (0.50, 0.46, 0.39))
    floor = patch(level_land, (-wide, wide), (-wide, edge + 0.4), level=0.0)
    found = [
        Dressing("floor", underfoot, floor),
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
            plants.bush(rng, [x, y, 1.2 * size], [1.25 * size, 1.25 * size, 1.9 * size], count=1500, leaf=0.075)
        )
    found += [
        Dressing("pots", Surface("clay", (0.45, 0.19, 0.10)), joined(pots)),
        Dressing("herbs", Surface("paper", (0.10, 0.17, 0.05)), joined(herbs)),
    ]

    # Cypresses below the wall, then loose groves, then wooded ridges.
    groves = scattered(rng, 16, edge + 14.0, 90.0, gap=7.0, keep=lambda p: p[:, 1] > 0.2 * np.abs(p[:, 0]))
    found += trees(
        rng, groves, land, height=(5.0, 10.0), budget=42000, colors=((0.10, 0.14, 0.06), (0.12, 0.155, 0.07))
    )
    tall = scattered(rng, 9, edge + 9.0, 60.0, gap=5.0, keep=lambda p: p[:, 1] > 0.35 * np.abs(p[:, 0]))
    found += trees(
        rng,
        tall,
        land,
        height=(12.0, 17.0),
        budget=16000,
        kind="cypress",
        colors=((0.05, 0.085, 0.035),),
        name="cypresses",
    )
    behind = scattered(rng, 5, wide + 6.0, wide + 30.0, gap=7.0, keep=lambda p: p[:, 1] < 0)
    found += trees(rng, behind, land, height=(6.0, 9.0), budget=4000, name="behind")
    found += tree_line(rng, land, distance=330.0, height=11.0, gaps=0.45)
    found += tree_line(rng, land, distance=800.0, height=15.0, gaps=0.45, name="ridge")
    return found


def garden(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """A lawn with a hedge, flower beds, a house to the left, apple trees."""
    edge = max(clear + 4.0, 10.0)
    land = country(rng, flat=edge + 14.0, near=1.5, far=34.0)
    found = [Dressing("lawn", _lawn(underfoot), ground(land))]
    hedge = joined(
        [
            plants.hedge(rng, [-edge - 8, edge + 3, 0], [edge + 10, edge + 4.1, 1.55], leaf=0.11, density=150),
            plants.hedge(rng, [edge + 5, -edge, 0], [edge + 6, edge + 3, 1.55], leaf=0.13, density=80),
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
        place = [x + rng.uniform(-0.3, 0.3), edge + 1.9 + rng.uniform(-0.3, 0.4), 0.0]
        r = rng.uniform(0.5, 0.85)
        shrubs.append(plants.bush(rng, place, [r, r, r * 1.1], count=650, leaf=0.095))
        heads = np.array(place) + rng.normal(0, 0.32 * r, (26, 3)) * [1, 1, 0.4] + [0, -0.32, 0.62 * r]
        flowers += [lump(rng, head, [0.045, 0.045, 0.03], rings=4, rough=0.1) for head in heads]
    beds = boxes([[-edge - 1, edge + 1.1, -0.2]], [[edge + 4.8, edge + 3.0, 0.05]])
    found += [
        Dressing("shrubs", Surface("paper", (0.10, 0.18, 0.055)), joined(shrubs)),
        Dressing("flowers", Surface("paint", (0.72, 0.32, 0.36)), joined(flowers)),
        Dressing("beds", Surface("soil"), beds),
    ]
    found += buildings.houses(
        rng, [(-edge - 11.5, edge * 0.2 - 3.0, 0.0, 0.5 * np.pi * 0.0 + 0.62, 10.5, 2)], brick=1.0
    )
    orchard = np.array(
        [
            [-0.45 * edge, edge + 9.0],
            [0.35 * edge, edge + 11.0],
            [edge + 1.5, edge + 8.5],
            [edge + 12, edge - 3],
            [-edge - 14, edge + 9.0],
            [-4, -edge - 14],
            [13, -edge - 8],
        ]
    )
    found += trees(rng, orchard, land, height=(5.5, 8.5), budget=42000)
    found += tree_line(rng, land, distance=130.0, height=11.0, gaps=0.25)
    found += tree_line(rng, land, distance=520.0, height=15.0, gaps=0.4, name="ridge")
    return found


def park(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """Wide lawns under old trees, a gravel path, benches and lamps."""
    land = country(rng, flat=clear + 22.0, near=1.8, far=20.0)
    found = [Dressing("lawn", _lawn(underfoot), ground(land))]
    edge = clear + 3.0
    s = np.linspace(-60.0, 60.0, 90)
    middle = edge + 1.5 + 0.011 * s**2
    path = np.stack([np.stack([s, middle - 1.3, 0 * s + 0.006], -1), np.stack([s, middle + 1.3, 0 * s + 0.006], -1)])
    found.append(Dressing("path", Surface("gravel", (0.42, 0.36, 0.27)), sheet(path)))
    seats, legs, posts, lanterns = [], [], [], []
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
    for x in (-14.0, 1.0, 16.0):
        post, glass = buildings.street_lamp(3.9)
        place = [x, edge + 3.6 + 0.011 * x * x, 0]
        posts.append(moved(post, place))
        lanterns.append(moved(glass, place))
    found += [
        Dressing("benches", Surface("wood"), joined(seats)),
        Dressing("iron", Surface("iron", (0.05, 0.055, 0.05)), joined([*legs, *posts])),
        Dressing("lanterns", Surface("celluloid", (0.85, 0.82, 0.74)), joined(lanterns)),
    ]
    old = scattered(rng, 14, edge + 7.0, 55.0, gap=8.0, keep=lambda p: p[:, 1] > -0.2 * np.abs(p[:, 0]))
    found += trees(rng, old, land, height=(10.0, 17.0), budget=60000)
    behind = scattered(rng, 6, clear + 16.0, 45.0, gap=9.0, keep=lambda p: p[:, 1] < -4.0)
    found += trees(rng, behind, land, height=(10.0, 15.0), budget=6000, name="behind")
    found += tree_line(rng, land, distance=115.0, height=15.0, gaps=0.1)
    return found


def meadow(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """Open grassland with tufts and flowers, a few lone trees, wooded hills."""
    land = country(rng, flat=clear + 12.0, near=3.0, far=55.0)
    surface = _lawn(underfoot)
    found = [Dressing("land", surface, ground(land))]
    feet = scattered(rng, 900, clear + 0.4, clear + 16.0, gap=0.12, keep=lambda p: p[:, 1] > -1.0)
    feet = np.concatenate([feet, land(feet[:, :1], feet[:, 1:])], axis=1)
    found += [
        Dressing("tufts", Surface("paper", (0.15, 0.20, 0.06)), plants.tufts(rng, feet[::2], height=0.30)),
        Dressing("straw", Surface("paper", (0.28, 0.25, 0.11)), plants.tufts(rng, feet[1::3], height=0.42, blades=7)),
    ]
    heads = feet[rng.choice(len(feet), 160)] + rng.normal(0, 0.15, (160, 3)) * [1, 1, 0] + [0, 0, 0.33]
    found.append(
        Dressing(
            "flowers",
            Surface("paint", (0.80, 0.62, 0.10)),
            joined([lump(rng, h, [0.022, 0.022, 0.012], rings=4, rough=0.1) for h in heads]),
        )
    )
    lone = scattered(rng, 9, clear + 20.0, 120.0, gap=16.0, keep=lambda p: p[:, 1] > 0.3 * np.abs(p[:, 0]))
    found += trees(rng, lone, land, height=(8.0, 13.0), budget=36000)
    for distance, height, gaps, name in (
        (210.0, 12.0, 0.55, "copse"),
        (520.0, 14.0, 0.5, "woods"),
        (1100.0, 18.0, 0.42, "ridge"),
    ):
        found += tree_line(rng, land, distance=distance, height=height, gaps=gaps, name=name)
    return found


def forest(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """A clearing among tall trees, with ferns, stones and fallen leaves."""
    land = country(rng, flat=clear + 4.0, near=1.2, far=18.0)
    litter = Surface(underfoot.material, underfoot.color or (0.105, 0.066, 0.034))
    found = [Dressing("floor", litter, ground(land))]
    near = scattered(rng, 26, clear + 2.0, 30.0, gap=3.2, keep=lambda p: p[:, 1] > -2.0)
    found += trees(rng, near, land, height=(11.0, 18.0), budget=70000)
    around = scattered(rng, 16, clear + 3.0, 30.0, gap=4.0, keep=lambda p: p[:, 1] < -2.0)
    found += trees(rng, around, land, height=(11.0, 16.0), budget=8000, name="behind")
    dark = scattered(rng, 40, 30.0, 70.0, gap=4.0, keep=lambda p: p[:, 1] > -5.0)
    found += trees(rng, dark, land, height=(12.0, 20.0), budget=22000, kind="conifer", colors=SPRUCE, name="spruces")
    found += tree_line(rng, land, distance=95.0, height=20.0, gaps=-1.0)
    spots = scattered(rng, 60, clear + 0.8, 22.0, gap=0.9)
    ferns = [plants.bush(rng, [x, y, 0.0], [0.5, 0.5, 0.42], count=220, leaf=0.16) for x, y in spots[:40]]
    rocks = [
        lump(rng, [x, y, 0.02], rng.uniform(0.18, 0.6) * np.array([1, 0.8, 0.55]), rings=14, rough=0.22)
        for x, y in spots[40:]
    ]
    found += [
        Dressing("ferns", Surface("paper", (0.10, 0.17, 0.045)), joined(ferns)),
        Dressing("rocks", Surface("rock"), joined(rocks)),
    ]
    return found


def street(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """A street along X: kerbs, pavements, fronts of shops and houses with a gap, lamps, trees."""
    kerb = max(clear + 0.4, 4.6)
    walk = kerb + 3.4
    long = 120.0
    far_kerb = kerb + 3.0
    found = [
        Dressing("road", underfoot, patch(level_land, (-long, long), (-far_kerb, kerb), level=0.0)),
        Dressing(
            "land",
            Surface("grass", (0.12, 0.15, 0.06)),
            ground(country(rng, flat=160.0, near=1.0, far=20.0), level=-0.3),
        ),
    ]
    slabs = Surface("paving", (0.33, 0.32, 0.30))
    walks = boxes(
        [[-long, kerb + 0.16, -0.2], [-long, -far_kerb - 4.0, -0.2]],
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
    found += [Dressing("pavement", slabs, walks), Dressing("kerb", Surface("concrete", (0.44, 0.43, 0.41)), stones)]
    dashes = np.arange(-long, long, 6.0)
    dashes = dashes[np.abs(dashes + 1.5) > clear + 2.0]
    middle = (kerb - far_kerb) / 2
    lines = boxes(
        np.stack([dashes, 0 * dashes + middle - 0.06, 0 * dashes - 0.05], 1),
        np.stack([dashes + 3.0, 0 * dashes + middle + 0.06, 0 * dashes + 0.003], 1),
    )
    found.append(Dressing("marking", Surface("concrete", (0.60, 0.60, 0.57)), lines))

    # Fronts on the far pavement, with a side street to the left of the middle; a plainer row behind the camera.
    places = []
    x = -70.0
    while x < 66.0:
        width = rng.uniform(7.0, 13.0)
        if -17.0 < x + width / 2 < -9.0:
            x += 7.5
            continue
        places.append((x, walk + rng.uniform(0.0, 0.05), 0.12, 0.0, width, int(rng.integers(3, 5))))
        x += width
    for k in range(4):
        places.append(
            (
                -16.6 - (k % 2) * 0.0 + (0 if k < 2 else 8.2),
                walk + 11.5 + 12.0 * (k % 2),
                0.12,
                (-0.5 if k >= 2 else 0.5) * np.pi,
                11.0,
                3,
            )
        )
    x = -50.0
    while x < 46.0:
        width = rng.uniform(9.0, 14.0)
        places.append((x + width, -far_kerb - 7.5, 0.12, np.pi, width, 3))
        x += width
    found += buildings.houses(rng, places, brick=0.4, shops=False)
    posts, lanterns = [], []
    for x in (-22.0, -4.5, 11.5, 28.0):
        post, glass = buildings.street_lamp()
        posts.append(moved(post, [x, kerb + 0.75, 0.12]))
        lanterns.append(moved(glass, [x, kerb + 0.75, 0.12]))
    found += [
        Dressing("posts", Surface("iron", (0.04, 0.045, 0.045)), joined(posts)),
        Dressing("lanterns", Surface("celluloid", (0.85, 0.82, 0.74)), joined(lanterns)),
    ]
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
    found += trees(rng, rows, level_land, height=(6.5, 8.0), budget=30000)
    return found


def town(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """A paved square with houses around it, a fountain, lamps and plane trees."""
    side = clear + 9.0
    found = [Dressing("square", underfoot, ground(country(rng, flat=120.0, near=1.0, far=40.0)))]
    places = []
    for turn in range(4):
        x = -side - 4.0
        while x < side + 2.0:
            width = rng.uniform(6.5, 10.5)
            if turn != 0 or not 1.0 < x + width / 2 < 7.0:
                at = np.array([x, side + 2.0])
                c, s = np.cos(turn * np.pi / 2), np.sin(turn * np.pi / 2)
                spot = (c * at[0] - s * at[1], s * at[0] + c * at[1])
                places.append((spot[0], spot[1], 0.0, turn * np.pi / 2, width, int(rng.integers(2, 5))))
            x += width
    found += buildings.houses(rng, places, brick=0.15)
    tower = [(1.2, side + 30.0, 0.0, 0.0, 6.5, 7)]
    found += [Dressing(f"tower_{d.part}", d.surface, d.piece) for d in buildings.houses(rng, tower, brick=0.0)]
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
            moved(lathe(spout, sides=40), [-clear * 0.75 - 1.0, clear + 3.2, 0]),
        )
    )
    posts, lanterns = [], []
    for x, y in ((clear + 1.0, clear + 2.0), (-clear - 3.5, clear + 1.0), (clear + 3.0, -clear)):
        post, glass = buildings.street_lamp()
        posts.append(moved(post, [x, y, 0]))
        lanterns.append(moved(glass, [x, y, 0]))
    found += [
        Dressing("posts", Surface("iron", (0.04, 0.045, 0.045)), joined(posts)),
        Dressing("lanterns", Surface("celluloid", (0.85, 0.82, 0.74)), joined(lanterns)),
    ]
    rows = np.array([[clear * 0.6, side - 2.0], [clear * 1.3, side - 3.0], [-side + 3.0, 2.0], [side - 2.5, 1.0]])
    found += trees(rng, rows, level_land, height=(6.0, 7.5), budget=26000)
    return found


def beach(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """A sandy bay: the sea ahead to the horizon, a headland to the left, dunes with grass behind."""
    shore = clear + 7.0
    dunes = waves(rng, 0.9, 30.0)

    def land(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        line = shore + 3.0 * np.sin(x / 31.0 + 0.6) + 1.2 * np.sin(x / 11.0)
        slope = -0.075 * np.maximum(y - line + 4.0, 0.0)
        back = ramp(-y, clear + 6.0, clear + 26.0)
        rise = ramp(np.hypot(x, y), clear, clear + 8.0)
        sea_floor = np.maximum(slope, -6.0) * rise
        return sea_floor + back * (1.6 + dunes(x, y)) + 30.0 * ramp(-y, 200.0, 900.0)

    found = [Dressing("sand", underfoot, ground(land, sectors=200))]
    sea = patch(level_land, (-3600.0, 3600.0), (shore - 6.0, 3600.0), level=-0.16)
    found.append(Dressing("sea", Surface("sea"), sea))

    # Wet sand along the water, a line of foam on it, and two breakers farther out.
    x = np.linspace(-140.0, 140.0, 360)
    line = shore + 3.0 * np.sin(x / 31.0 + 0.6) + 1.2 * np.sin(x / 11.0)
    ragged = waves(rng, 0.16, 5.0)(x, 0 * x)

    def strip(start: np.ndarray, end: np.ndarray, z: np.ndarray) -> Piece:
        return sheet(np.stack([np.stack([x, start, z], -1), np.stack([x, end, z - 0.075 * (end - start)], -1)]))

    wet = Surface(underfoot.material, (0.24, 0.18, 0.115))
    found.append(Dressing("wet_sand", wet, strip(line - 3.6 + 1.5 * ragged, line - 1.4, land(x, line - 3.6) + 0.012)))
    flat = 0.0 * x - 0.15
    foam = [
        np.stack(
            [
                np.stack([x, line - 2.15 + ragged, flat], -1),
                np.stack([x, line - 1.75 + 0.3 * ragged + 0.12 * np.sin(x), flat], -1),
            ]
        )
    ]
    for out, phase in ((3.2, 0.0), (8.5, 2.0)):
        broken = np.clip(np.sin(x / 17.0 + phase) + 0.5 * np.sin(x / 6.3), 0.0, 1.0)
        foam.append(
            np.stack(
                [
                    np.stack([x, line + out + ragged, flat], -1),
                    np.stack([x, line + out + ragged + 0.02 + 0.5 * broken, flat + 0.03 * broken], -1),
                ]
            )
        )
    found.append(Dressing("foam", Surface("paper", (0.78, 0.80, 0.80)), joined([sheet(f) for f in foam])))
    cape = [
        lump(rng, [-420.0, 560.0, -6.0], [190.0, 110.0, 52.0], rings=40, rough=0.22),
        lump(rng, [-250.0, 470.0, -6.0], [90.0, 60.0, 24.0], rings=30, rough=0.25),
    ]
    found.append(Dressing("cape", Surface("rock", (0.22, 0.22, 0.16)), joined(cape)))
    feet = scattered(rng, 260, clear + 7.0, clear + 28.0, gap=0.5, keep=lambda p: p[:, 1] < -clear * 0.6)
    feet = np.concatenate([feet, land(feet[:, :1], feet[:, 1:])], axis=1)
    found.append(
        Dressing("beach_grass", Surface("paper", (0.25, 0.26, 0.12)), plants.tufts(rng, feet, height=0.6, blades=20))
    )
    spots = scattered(
        rng, 16, clear + 1.5, clear + 12.0, gap=1.2, keep=lambda p: (p[:, 1] > 0) & (np.abs(p[:, 0]) > 0.5 * clear)
    )
    rocks = [
        lump(
            rng,
            [x, y, float(land(np.array(x), np.array(y)))],
            rng.uniform(0.25, 0.9) * np.array([1.2, 0.9, 0.55]),
            rings=18,
            rough=0.2,
        )
        for x, y in spots
    ]
    found.append(Dressing("rocks", Surface("rock", (0.25, 0.23, 0.20)), joined(rocks)))
    return found


def desert(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """Dunes with sharp crests out to a range of bare mountains, a few stones and dry shrubs."""
    crest = waves(rng, 1.0, 150.0, count=8, octaves=1.4)
    bend, far = waves(rng, 14.0, 120.0, count=6), waves(rng, 60.0, 1700.0)

    def land(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        r = np.hypot(x, y)
        phase = (x * 0.45 + y * 0.9 + bend(x, y)) / 64.0
        saw = phase - np.floor(phase)
        dune = np.where(saw < 0.72, (saw / 0.72) ** 1.5, ((1.0 - saw) / 0.28) ** 1.25)
        tall = 9.0 * ramp(r, clear + 3.0, clear + 60.0) * (0.65 + 0.25 * np.clip(crest(x, y), -1.5, 1.5))
        return dune * tall + ramp(r, 900.0, 2200.0) * (70.0 + far(x, y))

    found = [Dressing("sand", underfoot, ground(land, sectors=260))]
    spots = scattered(rng, 26, clear + 0.8, clear + 30.0, gap=1.0)
    at = [[x, y, float(land(np.array(x), np.array(y)))] for x, y in spots]
    rocks = [lump(rng, p, rng.uniform(0.1, 0.45) * np.array([1.2, 0.9, 0.6]), rings=14, rough=0.22) for p in at[:14]]
    scrub = [plants.bush(rng, p, [0.5, 0.5, 0.42], count=420, leaf=0.09) for p in at[14:]]
    found += [
        Dressing("rocks", Surface("rock", (0.36, 0.24, 0.15)), joined(rocks)),
        Dressing("scrub", Surface("paper", (0.21, 0.19, 0.10)), joined(scrub)),
    ]
    return found


def snow_field(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """A snowfield with spruces, wooded slopes and white mountains."""
    return _alpine(rng, underfoot, clear, slopes=Surface("snow"), spruces=26, summits=260.0)


def mountain(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """A stony pasture high up: boulders, spruces, rock faces, snowy summits."""
    return _alpine(rng, underfoot, clear, slopes=Surface("grass", (0.15, 0.16, 0.06)), spruces=22, summits=420.0)


def _alpine(
    rng: Generator, underfoot: Surface, clear: float, *, slopes: Surface, spruces: int, summits: float
) -> list[Dressing]:
    """Return a high place: level ground, slopes around it, a range of summits ahead."""
    flat = clear + 6.0
    land = country(rng, flat=flat, near=2.6, far=30.0)
    found = [
        Dressing(
            "land", slopes if underfoot.material != "snow" else underfoot, ground(land, inner=flat - 1.0, level=-0.02)
        )
    ]
    found.append(
        Dressing(
            "floor",
            underfoot,
            ground(lambda x, y: land(x, y) - 0.004 * np.maximum(np.hypot(x, y) - flat, 0.0) ** 2, inner=0.0),
        )
    )
    ridge, detail = waves(rng, 1.0, 1900.0, octaves=1.8), waves(rng, 1.0, 420.0, count=14, octaves=1.6)

    def peaks(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        sharp = (1.0 - np.abs(np.tanh(1.1 * ridge(x, y)))) ** 1.4 + 0.22 * (1.0 - np.abs(np.tanh(detail(x, y)))) ** 1.3
        ahead = 0.35 + 0.65 * ramp(y, -900.0, 900.0)
        return summits * 0.8 * ramp(np.hypot(x, y), 800.0, 2500.0) * sharp * ahead - 30.0

    radii, angle = np.linspace(780.0, 3500.0, 130), np.linspace(0.0, -2 * np.pi, 421)
    x, y = radii[:, None] * np.cos(angle), radii[:, None] * np.sin(angle)
    lattice = np.stack([x, y, peaks(x, y)], axis=-1)
    rocks_far = seen_from_middle(sheet(lattice, wrap=True), near=300.0, least=0.10)
    white = (rocks_far.vertices[:, 2] > 0.26 * summits) & (rocks_far.normals[:, 2] > 0.62)
    snowy = white[rocks_far.faces].all(axis=1) | (underfoot.material == "snow") & (
        rocks_far.normals[rocks_far.faces, 2] > 0.60
    ).all(axis=1)
    for mask, name, surface in (
        (~snowy, "range", Surface("rock", (0.25, 0.24, 0.23))),
        (snowy, "range_snow", Surface("snow")),
    ):
        if mask.any():
            found.append(
                Dressing(
                    name,
                    surface,
                    type(rocks_far)(rocks_far.vertices, rocks_far.faces[mask], rocks_far.normals, rocks_far.uv),
                )
            )
    near = scattered(rng, spruces, clear + 8.0, 110.0, gap=4.5, keep=lambda p: p[:, 1] > 0.25 * np.abs(p[:, 0]) - 3.0)
    found += trees(rng, near, land, height=(6.0, 13.0), budget=46000, kind="conifer", colors=SPRUCE)
    far = scattered(rng, 90, 130.0, 420.0, gap=9.0, keep=lambda p: p[:, 1] > 0)
    found += trees(rng, far, land, height=(10.0, 17.0), budget=14000, kind="conifer", colors=SPRUCE, name="far_spruces")
    spots = scattered(rng, 14, clear + 1.2, clear + 14.0, gap=2.0)
    rocks = [
        lump(
            rng,
            [x, y, float(land(np.array(x), np.array(y)))],
            rng.uniform(0.3, 1.0) * np.array([1.2, 0.9, 0.7]),
            rings=18,
            rough=0.22,
        )
        for x, y in spots
    ]
    found.append(Dressing("rocks", Surface("rock"), joined(rocks)))
    return found


def plain(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """Nothing but the ground to a soft horizon."""
    del clear
    land = country(rng, flat=400.0, near=0.4, far=16.0)
    return [Dressing("ground", underfoot, ground(land))]


def studio(rng: Generator, underfoot: Surface, clear: float) -> list[Dressing]:
    """A seamless paper sweep: level floor that curves up into the background."""
    del rng
    back, high, bend = clear + 3.0, 7.0, 2.4
    arc = np.linspace(0.0, np.pi / 2, 20)
    y = np.concatenate([[-clear - 14.0], back + bend * np.sin(arc), [back + bend]])
    z = np.concatenate([[0.0], bend * (1.0 - np.cos(arc)), [high]])
    x = np.linspace(-clear - 16.0, clear + 16.0, 3)
    points = np.stack(
        [np.broadcast_to(x, (len(y), 3)), np.repeat(y[:, None], 3, 1), np.repeat(z[:, None], 3, 1)], axis=-1
    )
    length = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(y), np.diff(z)))])
    uv = np.stack([points[..., 0], np.repeat(length[:, None], 3, 1)], axis=-1)
    return [Dressing("sweep", underfoot, sheet(points, uv=uv))]


OUTDOORS = {
    "terrace": terrace,
    "garden": garden,
    "park": park,
    "meadow": meadow,
    "forest": forest,
    "street": street,
    "town": town,
    "beach": beach,
    "desert": desert,
    "snow_field": snow_field,
    "mountain": mountain,
    "plain": plain,
    "studio": studio,
}
__all__ = ["GREENS", "OUTDOORS", "hazed"]
