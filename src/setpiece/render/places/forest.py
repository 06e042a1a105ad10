"""A wood: tall trees around a clearing on a trodden path, ferns, stones, and what has fallen. Metres, world frame."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from setpiece.render.places import plants, undergrowth
from setpiece.render.places.land import (
    Dressing,
    Height,
    Rgb,
    Site,
    as_built,
    country,
    ground,
    rained_on,
    ramp,
    scattered,
    strewn,
    waves,
)
from setpiece.render.places.pieces import Array, joined, lump, sheet, sheets, tube, whole
from setpiece.render.places.snow import COLD_ROCK, boulder
from setpiece.render.places.woods import (
    BARK,
    DARK_SPRUCE,
    MOSS,
    OUT_OF_SIGHT,
    SAPLING,
    SNOWY_SPRUCE,
    WOODLAND,
    closing,
    stand,
    tree_line,
    trees,
)
from setpiece.render.posed import Surface
from setpiece.world.materials import dry, wet

PATH_LIFT, CREPT = 0.001, 75  # m over the floor; stains of litter and of moss along the path
PATH, TREAD = 0.62, 0.27  # half a wood's path, m; share of the leaves that feet leave lying on it
EARTH = (0.135, 0.098, 0.066)  # trodden, so drier and lighter than what leaves lie on
LITTER = ((0.36, 0.16, 0.04), (0.44, 0.28, 0.07), (0.19, 0.095, 0.04), (0.27, 0.08, 0.03))  # what leaves turn to
PAVES = {"gravel", "soil", "sand", "stone", "asphalt", "concrete", "brick", "wood"}  # what paths are made of
GRIT = (0.17, 0.135, 0.10)  # stones of a path that leaves have rotted on
GRASSES, SAPLINGS, BUSHES = 110, 8, 120
BANK, DEEP, BACKDROP = 6.0, 82.0, 12.0  # m: how high a wood rises ahead, how far one sees into it, how high that is
ROOFED = 46.0  # m: as far boughs reach over a wood's path
CLOSED = 40.0  # m beyond the free circle, at least: where a wood ends for the eye
COVER = (  # low growth: name, colour, how many, length of a twig (m), how far beyond the free circle, in which drifts
    ("herbs", (0.070, 0.135, 0.026), 4600, 0.24, 40.0, 1.0),
    ("sorrel", (0.105, 0.165, 0.035), 2600, 0.15, 14.0, 1.0),
    ("litter", (0.150, 0.082, 0.034), 4600, 0.19, 12.0, -1.0),
    ("litter_pale", (0.230, 0.140, 0.060), 2000, 0.14, 9.0, -1.0),
)
FALLEN = 2000  # leaves of each kind that are strewn before wind gathers them
EDGED = 100  # leaves of each kind along a path
SECTORS = 108  # of the floor's sheet
WINTER: Rgb = (0.030, 0.046, 0.042)  # what closes a wood under snow
FLOOR: Rgb = (0.105, 0.066, 0.034)
PATCHES: tuple[tuple[str, Rgb], ...] = (  # what makes a wood's floor uneven in colour, as factors to its own
    ("dry", (1.35, 1.4, 1.5)),
    ("damp", (0.74, 0.76, 0.82)),
    ("moss", (0.50, 1.30, 0.50)),
)
FERNS: tuple[Rgb, ...] = ((0.10, 0.17, 0.04), (0.075, 0.14, 0.035), (0.14, 0.16, 0.04))


def forest(site: Site) -> list[Dressing]:
    """A clearing among tall trees on a trodden path, with ferns, stones and fallen leaves."""
    deep = max(DEEP, site.clear + CLOSED)
    land = _hollow(country(site.rng, flat=site.clear + 4.0, near=1.2, far=18.0), site.clear, deep)
    litter, way = _floor(site.underfoot)
    found = [Dressing("floor", litter, ground(land, sectors=SECTORS, outer=1.3 * deep))]
    if dry(litter.material) == "snow":
        return [*found, *_winter(site, land, deep)]
    near = scattered(site.rng, 34, site.clear + 3.0, 30.0, gap=3.2, keep=lambda p: (p[:, 1] > -2.0) & _beside(p, 2.4))
    found += trees(site.rng, near, land, height=(13.0, 20.0), budget=12000, kind=WOODLAND)
    around = scattered(site.rng, 24, site.clear + 3.0, 30.0, gap=4.0, keep=lambda p: (p[:, 1] < -2.0) & _beside(p, 2.4))
    found += trees(site.rng, around, land, height=(13.0, 18.0), budget=2600, kind=OUT_OF_SIGHT, name="behind")
    dark = scattered(site.rng, 38, max(22.0, site.clear + 6.0), deep - 20.0, gap=4.0, keep=lambda p: _beside(p, 4.0))
    found += trees(site.rng, dark, land, height=(12.0, 20.0), budget=10000, kind=DARK_SPRUCE, name="spruces")
    far = scattered(site.rng, 150, max(15.0, site.clear + 5.0), 0.95 * deep, gap=3.2, keep=lambda p: _beside(p, 3.0))
    found += stand(site.rng, far, land, height=(13.0, 22.0))
    found += tree_line(
        site.rng, land, distance=max(44.0, site.clear + 24.0), height=12.0, gaps=-1.0, base=0.22, name="thicket"
    )
    found += undergrowth.backdrop(site.rng, land, distance=deep, height=BACKDROP)
    rocks = [
        lump(site.rng, [x, y, 0.02], site.rng.uniform(0.18, 0.6) * np.array([1, 0.8, 0.55]), rings=9, rough=0.22)
        for x, y in scattered(site.rng, 20, site.clear + 0.8, 22.0, gap=0.9, keep=lambda p: _beside(p, 1.5))
    ]
    found.append(Dressing("rocks", Surface("rock", (0.185, 0.175, 0.145)), joined(rocks)))
    trunks = np.concatenate([near, around, dark, far])
    return [
        *found,
        *closing(site.rng, np.concatenate([near, around]), trunks, land, within=ROOFED, height=(11.0, 15.0)),
        *_patches(site, litter, land),
        *_ferns(site, land),
        *_trodden(site, land, way, litter),
        *_low(site, land),
        *_cover(site, land),
        *_fallen(site),
    ]


def _winter(site: Site, land: Height, deep: float) -> list[Dressing]:
    """Return what stands in a wood under snow, which lies on what grows low, and on the path: spruces, and boulders.

    Some grow old before others: stands of unlike height, so that one sees into it.
    """
    near = scattered(site.rng, 34, site.clear + 3.0, 30.0, gap=2.8, keep=lambda p: _beside(p, 2.6))
    near = np.column_stack([near, site.rng.choice([0.25, 0.5, 0.85, 1.0], len(near), p=[0.2, 0.2, 0.25, 0.35])])
    found = trees(site.rng, near, land, height=(11.0, 19.0), budget=15500, kind=SNOWY_SPRUCE)
    far = scattered(site.rng, 170, max(24.0, site.clear + 8.0), 0.95 * deep, gap=2.6, keep=lambda p: _beside(p, 3.0))
    found += trees(site.rng, far, land, height=(13.0, 21.0), budget=6000, kind=SNOWY_SPRUCE, name="spruces")
    closing = tree_line(
        site.rng, land, distance=max(44.0, site.clear + 24.0), height=12.0, gaps=-1.0, base=0.22, name="thicket"
    )
    closing += undergrowth.backdrop(site.rng, land, distance=deep, height=BACKDROP)
    found += [replace(each, surface=replace(each.surface, color=WINTER)) for each in closing]
    spots = scattered(site.rng, 14, site.clear + 0.8, 22.0, gap=1.4, keep=lambda p: _beside(p, 1.5))
    rocks = [
        boulder(site.rng, [x, y, 0.02], site.rng.uniform(0.2, 0.6) * np.array([1.0, 0.8, 0.6]), rings=16, rough=0.22)
        for x, y in spots
    ]
    stones, caps = (joined(list(each)) for each in zip(*rocks, strict=True))
    return [
        *found,
        Dressing("rocks", Surface("rock", COLD_ROCK), stones),
        Dressing("rocks_snow", Surface("snow"), caps),
    ]


def _hollow(land: Height, clear: float, deep: float) -> Height:
    """Return land that rises ahead (+Y), so that the floor of a wood and what grows on it close the view.

    Towards where the sun rises and sets it stays low.
    """

    def height(x: Array, y: Array) -> Array:
        r = np.hypot(x, y)
        ahead = ramp(y / np.maximum(r, 1e-6), 0.45, 0.8)
        return land(x, y) + BANK * ahead * ramp(r, clear + 9.0, deep)

    return height


def _floor(underfoot: Surface) -> tuple[Surface, Surface]:
    """Return what a wood's floor and its path are of: what paths are made of covers the path alone."""
    if dry(underfoot.material) in PAVES:
        leaves = Surface("leaves", FLOOR)
        way = Surface(underfoot.material, underfoot.color or GRIT)
        return (rained_on(leaves) if wet(underfoot.material) == underfoot.material else leaves), way
    own = FLOOR if dry(underfoot.material) == "leaves" else None  # snow is white here, too
    return Surface(underfoot.material, underfoot.color or own), Surface("soil", EARTH)


def _cover(site: Site, land: Height) -> list[Dressing]:
    """Return what covers most of a wood's floor: herbs in drifts, and litter of small leaves where they are not."""
    drifts = waves(site.rng, 1.0, 6.0, count=18, octaves=1.6)
    found = []
    for name, color, count, size, beyond, sign in COVER:
        spots = strewn(site.rng, 3 * count, 0.4, site.clear + beyond)
        spots = spots[sign * drifts(*spots.T) > site.rng.uniform(-0.5, 1.0, len(spots))]
        spots = spots[_beside(spots, PATH + 0.05)][:count]
        edge = site.rng.uniform(-12.0, 24.0, count // 4)  # and along the path, over whose border they grow
        aside = (PATH + site.rng.normal(0.0, 0.13, len(edge))) * site.rng.choice([-1.0, 1.0], len(edge))
        spots = np.concatenate([spots, np.stack([_way(edge) + aside, edge], axis=1)])
        feet = np.concatenate([spots, land(spots[:, :1], spots[:, 1:])], axis=1)
        herbs = undergrowth.cover(site.rng, feet, size=size, level=site.clear)
        found.append(Dressing(name, Surface("paper", color, leafy=True), herbs))
    places = scattered(site.rng, BUSHES, site.clear + 5.0, 42.0, gap=1.6, keep=lambda p: _beside(p, 2.6))
    return [*found, *undergrowth.bushes(site.rng, places, land, height=(0.9, 2.8), twigs=70)]


def _low(site: Site, land: Height) -> list[Dressing]:
    """Return what grows low in a wood beyond the free circle, saplings and grass, and trunks that have come down."""
    drifts = waves(site.rng, 1.0, 7.0, count=14, octaves=1.4)
    spots = scattered(site.rng, 700, site.clear + 0.75, 24.0, gap=0.0, keep=lambda p: _beside(p, PATH + 0.35))
    spots = spots[drifts(*spots.T) > site.rng.uniform(-0.2, 1.6, len(spots))][:GRASSES]
    feet = np.concatenate([spots, land(spots[:, :1], spots[:, 1:])], axis=1)
    grass = plants.tufts(site.rng, feet, height=0.24, blades=9)
    young = scattered(site.rng, SAPLINGS, site.clear + 1.6, 22.0, gap=1.5, keep=lambda p: _beside(p, 1.3))
    size = site.rng.uniform(0.10, 0.32, (len(young), 1))
    saplings = trees(
        site.rng, np.hstack([young, size]), land, height=(9.0, 11.0), budget=1500, kind=SAPLING, name="saplings"
    )
    return [Dressing("grass", Surface("paper", (0.12, 0.17, 0.04)), grass), *saplings, *_windthrow(site, land)]


def _windthrow(site: Site, land: Height) -> list[Dressing]:
    """Return trunks that lie in a wood, beside its path, with moss along their tops."""
    found, moss = [], []
    for x, y in scattered(site.rng, 3, site.clear + 2.9, 16.0, gap=7.0, keep=lambda p: _beside(p, 4.2)):
        turn, long, thick = site.rng.uniform(0.0, np.pi), site.rng.uniform(2.4, 4.6), site.rng.uniform(0.17, 0.28)
        s = np.linspace(-0.5, 0.5, 7)[:, None] * long
        path = np.array([x, y, 0.0]) + s * np.array([np.cos(turn), np.sin(turn), 0.0])
        path[:, 2] = land(path[:, 0], path[:, 1]) + 0.72 * thick + site.rng.normal(0.0, 0.012, len(s))
        found.append(tube(path, thick * np.linspace(1.1, 0.75, len(s)), sides=14))
        grown = thick * np.linspace(1.1, 0.75, len(s)) * site.rng.uniform(0.88, 0.94)
        moss.append(tube(path + np.array([0.0, 0.0, 0.16 * thick]), grown, sides=12))
    if not found:
        return []
    return [Dressing("windthrow", Surface("bark", BARK), joined(found)), Dressing("windthrow_moss", MOSS, joined(moss))]


def _ferns(site: Site, land: Height) -> list[Dressing]:
    """Return ferns in drifts, beyond the free circle."""
    drifts = waves(site.rng, 1.0, 9.0, count=14, octaves=1.2)
    spots = scattered(site.rng, 1600, site.clear + 0.75, 22.0, gap=0.0, keep=lambda p: _beside(p, PATH + 0.7))
    spots = spots[drifts(*spots.T) > site.rng.uniform(-0.9, 1.3, len(spots))]
    feet = np.concatenate([spots, land(spots[:, :1], spots[:, 1:])], axis=1)
    return [
        Dressing(
            f"ferns_{k}", Surface("paper", color, leafy=True), plants.ferns(site.rng, feet[k :: len(FERNS)], size=0.62)
        )
        for k, color in enumerate(FERNS)
    ]


def _patches(site: Site, litter: Surface, land: Height) -> list[Dressing]:
    """Return where the floor is drier, damper or mossy: thin sheets with frayed borders, of the floor's own relief."""
    built, found = as_built(land, sectors=SECTORS), []
    for k, (name, factor) in enumerate(PATCHES):
        places = strewn(site.rng, 90, 0.4, site.clear + 34.0)
        size = site.rng.gamma(3.0, 0.11, len(places)) * (1.0 + 0.12 * np.hypot(*places.T))
        x, y = _blots(site.rng, places, size)
        lift = 0.0002 * (k + 1) + 0.012 * ramp(np.hypot(x, y), site.clear + 3.0, site.clear + 8.0)
        piece = whole(sheets(np.stack([x, y, built(x, y) + lift], axis=-1), wrap=True))
        found.append(Dressing(f"floor_{name}", _tinted(litter, factor), piece))
    return found


def _frayed(site: Site, litter: Surface, land: Height) -> list[Dressing]:
    """Return litter and moss that have crept over the borders of a path."""
    found = []
    for k, (name, factor) in enumerate((("damp", (0.85, 0.85, 0.85)), PATCHES[2])):
        y = site.rng.uniform(-14.0, 30.0, CREPT)
        aside = (PATH + site.rng.normal(0.13, 0.07, CREPT)) * site.rng.choice([-1.0, 1.0], CREPT)
        size = site.rng.gamma(4.0, 0.045, CREPT)
        x, y = _blots(site.rng, np.stack([_way(y) + aside, y], axis=1), size)
        lift = PATH_LIFT + 0.0003 * (k + 1) + 0.061 * ramp(np.hypot(x, y), site.clear + 3.0, site.clear + 12.0)
        piece = whole(sheets(np.stack([x, y, land(x, y) + lift], axis=-1), wrap=True))
        found.append(Dressing(f"border_{name}", _tinted(litter, factor), piece))
    return found


def _blots(rng: Generator, places: Array, size: Array) -> tuple[Array, Array]:
    """Return x and y (N, 2, A) of stains about places (N, 2): frayed borders about ``size`` (m) away, and middles."""
    around = np.linspace(0.0, 2 * np.pi, 29)
    lobes = np.stack([part(k * around) for k in (1, 2, 3, 5, 9, 14) for part in (np.cos, np.sin)])
    weight = np.repeat(1.0 / np.array([1.6, 1.6, 2.0, 3.0, 4.5, 6.0]), 2)
    frayed = np.clip(1.0 + 0.42 * rng.normal(size=(len(places), len(lobes))) * weight @ lobes, 0.15, 2.2)
    far = (size[:, None] * frayed)[:, None] * np.array([1.0, 0.0])[:, None]
    return places[:, 0, None, None] + far * np.cos(around), places[:, 1, None, None] + far * np.sin(around)


def _tinted(surface: Surface, factor: Rgb) -> Surface:
    """Return the floor's surface in another colour."""
    red, green, blue = (float(c * f) for c, f in zip(surface.color or FLOOR, factor, strict=True))
    return Surface(surface.material, (red, green, blue))


def _way(y: Array) -> Array:
    """Return where the middle of a wood's path runs, as x; it winds past what is at the origin, and on towards +Y.

    Ahead it turns away to the left, so that trees close the view along it.
    """
    beyond = np.maximum(y - 8.0, 0.0) / 12.0
    return 1.5 * np.sin(y / 7.5) - 1.05 - 5.0 * (np.sqrt(1.0 + beyond * beyond) - 1.0)


def _beside(places: Array, aside: float) -> NDArray[np.bool_]:
    """Return which places (N, 2) lie farther than ``aside`` m from the middle of a wood's path."""
    return np.abs(places[:, 0] - _way(places[:, 1])) > aside


def _trodden(site: Site, land: Height, way: Surface, litter: Surface) -> list[Dressing]:
    """Return a path of bare trodden earth with frayed borders, and low green along it beyond the free circle."""
    y = np.arange(-40.0, 75.0, 0.2)
    worn = waves(site.rng, 0.10, 3.4, count=34, octaves=3.2)
    across = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
    half = np.stack([PATH + worn(0.0 * y + 100.0 * side, y) for side in (0.0, 1.0)])
    x = _way(y) + np.where(across[:, None] < 0.0, half[0], half[1]) * across[:, None]
    rows = np.broadcast_to(y, x.shape)
    away = np.hypot(x, rows)
    lift = PATH_LIFT + 0.06 * ramp(away, site.clear + 3.0, site.clear + 12.0)
    bare = sheet(np.stack([x, rows, land(x, rows) + lift], axis=-1).transpose(1, 0, 2))
    found = [Dressing("path", way, bare), *_frayed(site, litter, land)]

    foot = np.concatenate([np.arange(-14.0, 26.0, 0.5)] * 2)
    side = np.repeat([-1.0, 1.0], len(foot) // 2)
    place = foot + site.rng.uniform(-0.3, 0.3, len(foot))
    out = PATH + site.rng.gamma(2.0, 0.22, len(foot)) + 0.2
    spots = np.stack([_way(place) + side * out, place], axis=1)
    spots = spots[np.hypot(*spots.T) > site.clear + 0.7]
    feet = np.concatenate([spots, land(spots[:, :1], spots[:, 1:])], axis=1)
    low = plants.ferns(site.rng, feet, size=0.36)
    return [*found, Dressing("verge", Surface("paper", (0.085, 0.15, 0.04), leafy=True), low)]


def _fallen(site: Site) -> list[Dressing]:
    """Return leaves and twigs that lie loose on the floor of a wood."""
    found = []
    drifts = waves(site.rng, 1.0, 3.6, count=14, octaves=0.9)
    for k, (color, size) in enumerate(zip(LITTER, (0.085, 0.07, 0.10, 0.06), strict=True)):
        places = strewn(site.rng, FALLEN, 0.35, site.clear + 6.0)
        # Wind gathers leaves in drifts, each kind a little aside from the others.
        gathered = drifts(places[:, 0] + 0.2 * k, places[:, 1]) > site.rng.uniform(-0.6, 1.4, len(places))
        gathered &= _beside(places, 0.9 * PATH) | (site.rng.random(len(places)) < TREAD)
        # They gather along a path, too, where feet have pushed them aside.
        y = site.rng.uniform(-6.0, 16.0, EDGED)
        aside = (PATH + site.rng.normal(0.05, 0.14, EDGED)) * site.rng.choice([-1.0, 1.0], EDGED)
        lain = np.concatenate([places[gathered], np.stack([_way(y) + aside, y], axis=1)])
        leaves = plants.fallen(site.rng, lain, size=size, level=site.clear)
        found.append(Dressing(f"fallen_{k}", Surface("paper", color), leaves))
    twigs = []
    for x, y in strewn(site.rng, 110, 0.6, site.clear + 7.0):
        way, bow = site.rng.uniform(0, 2 * np.pi), site.rng.normal(0.0, 0.04, 2)
        long, thick = site.rng.uniform(0.12, 0.5), site.rng.uniform(0.003, 0.008)
        s = np.linspace(-0.5, 0.5, 5)[:, None]
        inside = np.hypot(x, y) < site.clear + 0.5  # where they lie sunk into the leaves
        foot, rise = (plants.LEVEL - thick, 0.0) if inside else (thick, 0.03)
        path = [x, y, foot] + s * long * [np.cos(way), np.sin(way), 0.0] + (0.25 - s * s) * [*bow, rise]
        twigs.append(tube(path, thick * np.array([1.0, 0.9, 0.8, 0.65, 0.4]), sides=4))
    return [*found, Dressing("twigs", Surface("bark", (0.12, 0.085, 0.055)), joined(twigs))]
