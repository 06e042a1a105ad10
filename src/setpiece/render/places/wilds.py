"""Bare sets: beach, desert, snow, mountains, nothing at all, and the photographer's sweep. Metres, world frame."""

from dataclasses import replace

import numpy as np

from setpiece.render.patterns_grown import ALPINE
from setpiece.render.places import plants, shore
from setpiece.render.places.land import (
    Dressing,
    Height,
    Site,
    as_built,
    country,
    ground,
    level_land,
    patch,
    ramp,
    ridged,
    scattered,
    strewn,
    waves,
    weathered,
)
from setpiece.render.places.pieces import Piece, joined, lathe, lump, moved, seen_from_middle, sheet
from setpiece.render.places.snow import COLD_ROCK, boulder, ski_line, ski_tracks
from setpiece.render.places.woods import SNOWY_SPRUCE, SPRUCE, edge_of_wood, stands, timber, trees
from setpiece.render.posed import Surface
from setpiece.world.materials import MATERIALS

TRODDEN = (0.70, 0.76, 0.84)  # snow at the bottom of a groove, where less of the sky gets in
STEEP, HOLDS = 0.68, 2.6  # height of the normal of what is half covered with snow, and what more of it brings
ANGLE = np.tan(np.radians(52.0))  # how steep a mountain's walls are at most
HOLLOW = 0.20  # of that: how much better a hollow keeps snow than a slope, and a ridge worse
CRAGS = 0.16  # of the summits' height: how far ribs of rock stand out
HIDDEN = 10.0  # m
ROUND = 1900.0  # m that the pattern of mountains takes to turn by a radian
LARGE = 0.68  # m: half the length of a rock that is drawn finer
ROCKS = 14  # around a high place
SECTORS = 200  # of a snow field
MIRROR = 400.0  # m: how far a studio's mirror reaches, a thousandth of a radian under the horizon of an eye 0.4 m high


def beach(site: Site) -> list[Dressing]:
    """A sandy bay: the sea ahead to the horizon, a headland to the left, dunes with grass behind."""
    ahead = site.clear + 3.0
    dunes = waves(site.rng, 0.9, 30.0)

    def line(x: np.ndarray) -> np.ndarray:
        return ahead + 3.0 * np.sin(x / 31.0 + 0.6) + 1.2 * np.sin(x / 11.0)

    def land(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        slope = -0.075 * np.maximum(y - line(x) + 4.0, 0.0)
        back = ramp(-y, site.clear + 6.0, site.clear + 26.0)
        rise = ramp(np.hypot(x, y), site.clear, site.clear + 5.0)
        sea_floor = np.maximum(slope, -6.0) * rise
        return sea_floor + back * (1.6 + dunes(x, y)) + 30.0 * ramp(-y, 200.0, 900.0)

    found = [Dressing("sand", site.underfoot, ground(land, sectors=200))]
    sea = patch(level_land, (-3600.0, 3600.0), (ahead - 6.0, 3600.0), level=shore.LEVEL)
    found.append(Dressing("sea", Surface("sea"), sea))

    found += shore.surf(site, land)
    cape = [
        shore.headland(site.rng, (590.0, 660.0), (270.0, 110.0), 58.0),
        shore.headland(site.rng, (330.0, 560.0), (120.0, 60.0), 25.0),
    ]
    found.append(Dressing("cape", Surface("rock", (0.20, 0.19, 0.15)), joined(cape)))
    feet = scattered(
        site.rng, 260, site.clear + 7.0, site.clear + 28.0, gap=0.5, keep=lambda p: p[:, 1] < -site.clear * 0.6
    )
    feet = np.concatenate([feet, land(feet[:, :1], feet[:, 1:])], axis=1)
    found.append(
        Dressing(
            "beach_grass", Surface("paper", (0.25, 0.26, 0.12)), plants.tufts(site.rng, feet, height=0.6, blades=20)
        )
    )
    spots = scattered(
        site.rng,
        16,
        site.clear + 1.5,
        site.clear + 12.0,
        gap=1.2,
        keep=lambda p: (p[:, 1] > 0) & (np.abs(p[:, 0]) > 0.5 * site.clear),
    )
    rocks, sizes = [], []
    for x, y in spots:
        sizes.append(site.rng.uniform(0.25, 0.9))
        middle, half = [x, y, float(land(np.array(x), np.array(y)))], sizes[-1] * np.array([1.2, 0.9, 0.55])
        rocks.append(lump(site.rng, middle, half, rings=18, rough=0.2))
    found.append(Dressing("rocks", Surface("rock", (0.25, 0.23, 0.20)), joined(rocks)))
    found += shore.moats(site, land, spots, np.array(sizes))
    return [*found, *_washed_up(site)]


def _washed_up(site: Site) -> list[Dressing]:
    """Return what the sea has left on the sand: shells and pebbles half sunk in, a few dry leaves of weed."""
    found = []
    for name, count, size, surface in (
        ("shells", 70, (0.009, 0.020), Surface("porcelain", (0.70, 0.62, 0.52))),
        ("pebbles", 110, (0.008, 0.028), Surface("rock", (0.30, 0.27, 0.24))),
    ):
        places = strewn(site.rng, count, 0.5, site.clear + 5.0)
        lumps = [
            lump(site.rng, [x, y, 0.0], site.rng.uniform(*size) * np.array([1.2, 0.9, 0.6]), rings=6, rough=0.2)
            for x, y in places
        ]
        sunk = [moved(each, [0.0, 0.0, plants.LEVEL - each.vertices[:, 2].max()]) for each in lumps]
        found.append(Dressing(name, surface, joined(sunk)))
    weed = plants.fallen(site.rng, strewn(site.rng, 60, 0.6, site.clear + 5.0), size=0.07, level=site.clear)
    return [*found, Dressing("weed", Surface("paper", (0.07, 0.06, 0.03)), weed)]


def desert(site: Site) -> list[Dressing]:
    """Dunes with sharp crests out to a range of bare mountains, a few stones and dry shrubs."""
    crest = waves(site.rng, 1.0, 150.0, count=8, octaves=1.4)
    bend, far = waves(site.rng, 14.0, 120.0, count=6), waves(site.rng, 60.0, 1700.0)

    def land(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        r = np.hypot(x, y)
        phase = (x * 0.45 + y * 0.9 + bend(x, y)) / 64.0
        saw = phase - np.floor(phase)
        dune = np.where(saw < 0.72, (saw / 0.72) ** 1.5, ((1.0 - saw) / 0.28) ** 1.25)
        tall = 9.0 * ramp(r, site.clear + 3.0, site.clear + 60.0) * (0.65 + 0.25 * np.clip(crest(x, y), -1.5, 1.5))
        return dune * tall + ramp(r, 900.0, 2200.0) * (70.0 + far(x, y))

    found = [Dressing("sand", site.underfoot, ground(land, sectors=260))]
    spots = scattered(site.rng, 26, site.clear + 0.8, site.clear + 30.0, gap=1.0)
    at = [[x, y, float(land(np.array(x), np.array(y)))] for x, y in spots]
    rocks = [
        lump(site.rng, p, site.rng.uniform(0.1, 0.45) * np.array([1.2, 0.9, 0.6]), rings=14, rough=0.22)
        for p in at[:14]
    ]
    scrub = [plants.bush(site.rng, p, [0.5, 0.5, 0.42], count=420, leaf=0.09) for p in at[14:]]
    found += [
        Dressing("rocks", Surface("rock", (0.36, 0.24, 0.15)), joined(rocks)),
        Dressing("scrub", Surface("paper", (0.21, 0.19, 0.10)), joined(scrub)),
    ]
    return found


def snow_field(site: Site) -> list[Dressing]:
    """A snowfield with spruces, wooded slopes and white mountains."""
    return _alpine(site, slopes=Surface("snow"), spruces=30, summits=520.0)


def mountain(site: Site) -> list[Dressing]:
    """A stony pasture high up: boulders, spruces, rock faces, snowy summits."""
    return _alpine(site, slopes=Surface("grass", (0.15, 0.16, 0.06)), spruces=22, summits=560.0)


def _alpine(site: Site, *, slopes: Surface, spruces: int, summits: float) -> list[Dressing]:
    """Return a high place: level ground, slopes around it, a range of summits ahead."""
    flat, snowy = site.clear + 6.0, site.underfoot.material == "snow"
    rolling = country(site.rng, flat=flat, near=1.6, far=30.0)
    drifts = waves(site.rng, 0.085 if snowy else 0.03, 5.0, count=24, octaves=2.6)
    spots = scattered(site.rng, ROCKS, site.clear + 1.2, site.clear + 14.0, gap=2.0)
    sizes = site.rng.uniform(0.3, 1.0, len(spots))
    banks = _banked(spots, sizes) if snowy else level_land

    def land(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        away = np.hypot(x, y)
        blown = drifts(x, y) * ramp(away, site.clear, site.clear + 4.0) * (1.0 - ramp(away, 90.0, 160.0))
        return rolling(x, y) + blown + banks(x, y) * ramp(away, site.clear, site.clear + 0.8)

    line = ski_line(site.clear)
    if snowy:
        tracks, grooves = ski_tracks(line, as_built(land, sectors=SECTORS, rings=60), site.clear)
        found = [
            Dressing("floor", site.underfoot, ground(land, sectors=SECTORS, rings=60)),
            Dressing("tracks", site.underfoot, tracks),
            Dressing("grooves", Surface("snow", TRODDEN), grooves),
        ]
    else:
        # The floor sinks under the pasture within 3 m of where that begins.
        floor = ground(
            lambda x, y: land(x, y) - 0.004 * np.maximum(np.hypot(x, y) - flat, 0.0) ** 2, rings=60, outer=flat + 8.0
        )
        found = [
            Dressing("land", slopes, ground(land, inner=flat - 1.0, level=-0.02)),
            Dressing("floor", site.underfoot, floor),
        ]
    found += _range(site, land, summits, snow_line=-np.inf if snowy else 0.26 * summits)
    kind = SNOWY_SPRUCE if snowy else SPRUCE
    near = stands(site.rng, spruces, site.clear + 7.0, 85.0, keep=lambda p: _stands_free(p, line))
    found += trees(site.rng, near, land, height=(9.0, 12.0), budget=14000 if snowy else 18000, kind=kind)
    edge = max(110.0, site.clear + 50.0)
    far = edge_of_wood(site.rng, 100 if snowy else 110, edge)
    found += trees(site.rng, far, land, height=(13.0, 17.0), budget=5000, kind=kind, name="far_spruces")
    found += timber(site.rng, land, 2400, (edge + 30.0, 620.0), height=(12.0, 19.0), snowy=snowy)
    feet = np.column_stack([spots, land(spots[:, 0], spots[:, 1])])
    rocks = [
        boulder(site.rng, foot, size * np.array([1.2, 0.9, 0.7]), rings=25 if size > LARGE else 18, rough=0.22)
        for foot, size in zip(feet, sizes, strict=True)
    ]
    stones, caps = (joined(list(each)) for each in zip(*rocks, strict=True))
    lying = [Dressing("rocks_snow", Surface("snow"), caps)] if snowy else []
    return [*found, Dressing("rocks", Surface("rock", COLD_ROCK if snowy else None), stones), *lying]


def _banked(spots: np.ndarray, sizes: np.ndarray) -> Height:
    """Return how high (m) wind has laid snow against rocks of those sizes (m): around them, and longer to leeward."""

    def height(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        total = np.zeros(np.broadcast(x, y).shape)
        for (east, north), size in zip(spots, sizes, strict=True):
            along, aside = x - east, y - north
            reach = size * np.where(along > 0.0, 2.6, 1.5)
            total = np.maximum(total, 0.30 * size * np.exp(-((along / reach) ** 2) - (aside / (1.4 * size)) ** 2))
        return total

    return height


def _stands_free(places: np.ndarray, line: np.ndarray) -> np.ndarray:
    """Return which places (N, 2) lie ahead, and not on a line (M, 2) that skis have taken."""
    away = np.hypot(*(places[:, None] - line[None, ::2]).transpose(2, 0, 1)).min(axis=1)
    return (places[:, 1] > 0.25 * np.abs(places[:, 0]) - 3.0) & (away > 2.0)


def _range(site: Site, land: Height, summits: float, *, snow_line: float) -> list[Dressing]:
    """Return mountains all around, about ``summits`` m high ahead, with snow above ``snow_line`` m where it holds.

    Most corners stand ahead (+Y), where films look. v of their pattern is how well snow holds (``alpine``): what lies
    in full snow is the part ``range_snow``. What lies deeper under the ``land`` than ``HIDDEN`` is left out.
    """
    ridge, crags = ridged(site.rng, 4200.0), ridged(site.rng, 520.0, octaves=3)
    ledges = waves(site.rng, 0.07, 120.0, count=16, octaves=1.6)

    def peaks(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        ahead = 0.35 + 0.65 * ramp(y, -900.0, 900.0)
        rise = ramp(np.hypot(x, y), 700.0, 2600.0) * ahead
        high = ridge(x, y)
        # Ribs of rock with couloirs between them, the deeper the higher up.
        ribs = CRAGS * (crags(x, y) - 0.9) * np.clip(1.6 * high - 0.9, 0.0, 1.2)
        return summits * rise * (1.3 * high - 0.72 + ribs) - 30.0

    turn = np.linspace(1.5 * np.pi, -0.5 * np.pi, 441)
    angle, radii = turn + 0.66 * np.cos(turn), np.geomspace(780.0, 3500.0, 116)
    x, y = radii[:, None] * np.cos(angle), radii[:, None] * np.sin(angle)
    z = weathered(np.stack([x, y, peaks(x, y)], axis=-1), ANGLE)
    rocks = seen_from_middle(sheet(np.stack([x, y, z], axis=-1), wrap=True), near=300.0, least=0.10)

    # Snow slides off what is steeper than about 45 degrees, keeps on ledges and in hollows, is blown off ridges, and
    # thins out towards the snow line.
    around = np.pad(z, ((3, 3), (3, 3)), mode="edge")
    mean = (around[:-6, 3:-3] + around[6:, 3:-3] + around[3:-3, :-6] + around[3:-3, 6:]) / 4.0
    east, north, high = rocks.vertices.T
    level = rocks.normals[:, 2] + ledges(0.4 * (east + north), 1.6 * high) + HOLLOW * np.tanh((mean - z) / 9.0).ravel()
    level -= 0.4 * np.clip((snow_line + 60.0 - high) / 120.0, 0.0, 1.0)
    holds = np.clip(0.5 + HOLDS * (level - STEEP), 0.0, 1.0)
    around = np.broadcast_to(angle * ROUND, z.shape).ravel()
    rocks = replace(rocks, uv=np.stack([around, ALPINE * (0.01 + 0.48 * holds)], axis=1))
    rocks = replace(rocks, faces=rocks.faces[(high - land(east, north) > -HIDDEN)[rocks.faces].any(axis=1)])
    white = (holds[rocks.faces] > 0.9).all(axis=1)
    skins = [replace(rocks, faces=rocks.faces[of]) for of in (~white, white)]
    surface = Surface("alpine")
    return [Dressing(name, surface, skin) for name, skin in zip(("range", "range_snow"), skins, strict=True)]


def plain(site: Site) -> list[Dressing]:
    """Nothing but the ground to a soft horizon."""
    land = country(site.rng, flat=max(400.0, site.clear), near=0.4, far=16.0)
    return [Dressing("ground", site.underfoot, ground(land))]


def studio(site: Site) -> list[Dressing]:
    """A seamless paper sweep: level floor that curves up into the background.

    A mirror is as wide as the eye can see, and nothing stands behind it: it shows the whole image of what stands on
    it and of the halo on the background (``skies``), whose light ends at its horizon.
    """
    if _is_mirror(site.underfoot):
        rim = [(MIRROR, 0.0), (1e-4, 0.0)]
        return [Dressing("plate", site.underfoot, lathe(rim, sides=64))]
    return [Dressing("sweep", site.underfoot, _sweep(site.clear))]


def _sweep(clear: float) -> Piece:
    """Return a floor that curves up into the background, around a free circle of that radius (m)."""
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
    return sheet(points, uv=uv)


def _is_mirror(surface: Surface) -> bool:
    """Tell whether a floor mirrors sharply, and does little else."""
    material = MATERIALS[surface.material]
    color = surface.color or material.color
    return material.roughness < 0.05 and (material.kind == "metal" or max(color) < 0.05)
