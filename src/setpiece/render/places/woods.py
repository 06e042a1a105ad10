"""Trees and shrubs set out over the land, grouped by surface. Metres, world frame."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.random import Generator, Philox

from setpiece.render.foliage import LEAVED, NEEDLED, SNOWED, SPRUCES
from setpiece.render.places import boles, plants, spruces
from setpiece.render.places.land import Dressing, Height, Rgb, hazed, scattered, waves
from setpiece.render.places.pieces import Array, Piece, joined, quads, seen_from_middle, tube
from setpiece.render.posed import Surface

GREENS: tuple[Rgb, ...] = ((0.085, 0.15, 0.03), (0.11, 0.17, 0.045), (0.065, 0.125, 0.035))
NEEDLES: tuple[Rgb, ...] = ((0.035, 0.075, 0.035), (0.045, 0.09, 0.045))
CLOSE = 24.0  # m within which a twig is parted into several
TWIGGY = 250.0  # m within which far woods bear twigs
AFAR = 54  # twigs of a tree that is seen from afar
BOUGHS, APART, CLEAR_OF = 320, 2.5, 2.9  # at most, into gaps of a canopy; m from one another, and from trunks
SPRAY = 26  # twigs of such a bough
WIDEST = 0.27  # of a far conifer's height: where it is widest
COARSE = 400.0  # m from which on a crown is a few pixels wide
DARK: Rgb = (0.022, 0.042, 0.028)  # of needles that stand before others
COLD: tuple[Rgb, ...] = ((0.022, 0.043, 0.030), (0.028, 0.053, 0.036))  # needles of winter, darker and bluer
FAR_COLD: tuple[Rgb, ...] = ((0.011, 0.022, 0.017), (0.017, 0.031, 0.023))
LYING: Rgb = (0.60, 0.68, 0.80)  # snow on what is so far away that it is cards
BARK: Rgb = (0.125, 0.102, 0.080)
CORE: Rgb = (0.030, 0.048, 0.016)  # of a crown's inside
CUSHIONS = 64  # of moss on a trunk that is near
MOSS = Surface("grass", (0.085, 0.115, 0.022))


@dataclass(frozen=True)
class Species:
    """How a tree grows, its greens, how much longer its leaves are than a broad leaf, whether moss grows on it.

    ``twigs``: which it bears, and how much broader they are than its leaves; None for plain leaves. ``inside``: the
    colour of its crown's inside.
    """

    grow: Callable[..., plants.Tree]
    colors: tuple[Rgb, ...] = GREENS
    coarseness: float = 1.0
    twigs: tuple[range, float] | None = None
    mossy: bool = False
    inside: Rgb = CORE


BROADLEAF = Species(plants.broadleaf, twigs=(LEAVED, 1.45))
WOODLAND = Species(partial(plants.broadleaf, habit=plants.IN_WOODS), twigs=(LEAVED, 1.45), mossy=True)
DUSTY: tuple[Rgb, ...] = ((0.055, 0.080, 0.028), (0.068, 0.090, 0.034), (0.046, 0.072, 0.028))  # leaves in a town
AVENUE = Species(partial(plants.broadleaf, habit=plants.ALONG_A_STREET), DUSTY, twigs=(LEAVED, 1.45))
OUT_OF_SIGHT = replace(WOODLAND, grow=partial(plants.broadleaf, habit=replace(plants.IN_WOODS, sides=8)), mossy=False)
SAPLING = Species(
    partial(plants.broadleaf, habit=plants.YOUNG), ((0.12, 0.20, 0.04), (0.15, 0.21, 0.05)), twigs=(LEAVED, 1.45)
)
OLIVE = Species(plants.broadleaf, ((0.10, 0.14, 0.06), (0.12, 0.155, 0.07)), twigs=(LEAVED, 1.45))
SPRUCE = Species(spruces.conifer, NEEDLES, 2.0, twigs=(NEEDLED, 1.9))
DARK_SPRUCE = Species(partial(spruces.conifer, closed=True), NEEDLES, 2.0, twigs=(NEEDLED, 1.9))
SNOWY_SPRUCE = Species(partial(spruces.conifer, laden=True), COLD, 2.0, twigs=(NEEDLED, 1.9), inside=DARK)
CYPRESS = Species(plants.cypress, ((0.05, 0.085, 0.035),))


def trees(
    rng: Generator,
    places: Array,
    land: Height,
    *,
    height: tuple[float, float],
    kind: Species = BROADLEAF,
    budget: int = 60000,
    name: str = "trees",
) -> list[Dressing]:
    """Return trees at places; about ``budget`` leaves in all, the near trees finer than the far ones.

    ``places`` (N, 2) or (N, 3): the third tells how many times as high as ``height`` each is.
    """
    if len(places) == 0:
        return []
    distance = np.hypot(places[:, 0], places[:, 1])
    sizes = places[:, 2] if places.shape[1] > 2 else np.ones(len(places))
    weight = sizes / np.maximum(distance, 8.0)
    share = np.clip((budget * weight / weight.sum()).astype(int), (250 * np.minimum(sizes, 1.0)).astype(int), 9000)
    wood: list[Piece] = []
    crowns: list[list[Piece]] = [[] for _ in range(2 * len(kind.colors))]
    reach = max(float(np.median(distance)), 1.0)
    laden, inside, green = [], [], []
    keys = rng.integers(2**63, size=len(places))  # each tree grows alone: how many leaves it has moves no other
    for k, (x, y) in enumerate(places[:, :2]):
        own = Generator(Philox(key=int(keys[k])))
        tall = sizes[k] * own.uniform(*height)
        foot = [x, y, float(land(np.array(x), np.array(y)))]
        # Fewer leaves are larger, so that the crown stays as dense.
        leaf = float(np.clip(tall * 2.1 / np.sqrt(share[k]), 0.16, 1.6))
        trunk, crown, core, snow = kind.grow(own, foot, tall, count=int(share[k]), leaf=leaf * kind.coarseness)
        wood.append(trunk)
        if core is not None and kind.twigs:
            inside.append(plants.twigs(core, kind.twigs[0], broader=kind.twigs[1]))
        if kind.mossy and distance[k] < CLOSE:
            green.append(boles.moss(own, trunk, sides=plants.IN_WOODS.sides, count=CUSHIONS))
        laden += [] if snow is None else [seen_from_middle(snow, near=1.0, least=0.05)]
        if distance[k] < CLOSE and kind.coarseness == 1.0:
            crown = plants.parted(own, crown)
        if kind.twigs:
            crown = plants.twigs(crown, kind.twigs[0], broader=kind.twigs[1])
        crowns[(k % len(kind.colors)) + (len(kind.colors) if distance[k] > reach else 0)].append(crown)
    found = [Dressing(f"{name}_wood", Surface("bark", BARK), joined(wood))]
    for k, group in enumerate(crowns):
        if group:
            far = (
                float(np.mean(distance[distance > reach]))
                if k >= len(kind.colors) and np.any(distance > reach)
                else 0.0
            )
            matter = Surface("paper", hazed(kind.colors[k % len(kind.colors)], far), leafy=kind.twigs is not None)
            found.append(Dressing(f"{name}_{k}", matter, joined(group)))
    more = (
        ("snow", Surface("snow"), laden),
        ("core", Surface("paper", kind.inside, leafy=True), inside),
        ("moss", MOSS, green),
    )
    return found + [Dressing(f"{name}_{part}", matter, joined(each)) for part, matter, each in more if each]


def stands(rng: Generator, count: int, near: float, far: float, *, keep: Callable[[Array], Array]) -> Array:
    """Return places and sizes (N, 3) of trees in stands of very unlike size and age, with open land between them.

    A stand is a tree alone, a few, or up to twenty close together: the old in its middle, the young at its edge on the
    side where seeds have flown. The first two stand near by.
    """
    middles = scattered(rng, max(count // 5, 4), near, far, gap=17.0, keep=keep)
    middles = middles[np.hypot(*middles.T).argsort()]
    places, sizes = [], []
    for k, middle in enumerate(middles):
        few = int(rng.choice([1, 3, 7, 13, 20], p=[0.2, 0.2, 0.25, 0.2, 0.15])) if k > 1 else int(rng.integers(4, 7))
        old = rng.uniform(0.55, 1.5)
        away = np.sqrt(np.arange(few) + 0.15 * (few > 1)) * rng.uniform(1.2, 1.9) * (0.6 + 0.4 * old)
        turn = np.arange(few) * 2.39996 + rng.uniform(0.0, 6.28)
        wind, long = rng.uniform(0.0, np.pi), rng.uniform(1.1, 2.2)
        x, y = long * away * np.cos(turn), away / long**0.5 * np.sin(turn)
        places.append(middle + np.stack([x * np.cos(wind) - y * np.sin(wind), x * np.sin(wind) + y * np.cos(wind)], 1))
        outer = away / max(float(away.max()), 1.0)
        sizes.append(old * (1.0 - 0.65 * outer**1.5) * rng.uniform(0.55, 1.15, few))
    found, size = np.concatenate(places), np.clip(np.concatenate(sizes), 0.12, 1.6)
    free = keep(found) & (np.hypot(*found.T) > near - 3.0)
    return np.column_stack([found, size])[free][:count]


def timber(
    rng: Generator, land: Height, count: int, reach: tuple[float, float], *, height: tuple[float, float], snowy: bool
) -> list[Dressing]:
    """Return far conifers that close up to woods on slopes ahead, between two distances (m), with glades.

    Each is three upright cards of a twig of needles, which from afar has a spruce's outline; ``snowy``: of a spruce's
    tiers, of which one card and the snow on it face the origin.
    """
    angle = rng.uniform(0.0, np.pi, 4 * count)
    away = np.exp(rng.uniform(*np.log(reach), 4 * count))
    glade, x, y = waves(rng, 0.16, 170.0), away * np.cos(angle), away * np.sin(angle)
    kept = np.flatnonzero(_wooded(rng, angle) + glade(x, y) > 0.38)[:count]
    x, y = x[kept], y[kept]
    tall = rng.uniform(*height, len(x)) * rng.uniform(0.55, 1.1, len(x))
    foot = np.stack([x, y, land(x, y) - 0.04 * tall], axis=1)
    turn = rng.uniform(0.0, np.pi, len(x))
    turn = (np.arctan2(x, -y) if snowy else turn)[:, None] + np.array([0.0, 1.05, 2.10])
    half = ((1.15 if snowy else 1.0) * tall * rng.uniform(0.13, 0.20, len(x)))[:, None, None]
    side = half * np.stack([np.cos(turn), np.sin(turn), 0.0 * turn], axis=-1)
    rise = (tall[:, None] * [0.0, 0.0, 1.0])[:, None]
    root = foot[:, None] + 0.0 * side
    out = np.stack([-x / away[kept], -y / away[kept], np.full(len(x), 0.9)], axis=1)
    corners = np.stack([root, root + WIDEST * rise - side, root + rise, root + WIDEST * rise + side], axis=2)
    before = corners[:, :1] + (0.3 * half * out[:, None] * [1.0, 1.0, 0.0])[:, None]
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    far, kinds = float(np.mean(away[kept])), SPRUCES if snowy else NEEDLED

    def cards(share: Array, facing: Array, kinds: range) -> Piece:
        every = quads(share.reshape(-1, 4, 3), normals=np.repeat(facing, 4 * share.shape[1], axis=0))
        return plants.twigs(every, kinds, cover=1.0, broader=1.0, of=share.shape[1] if snowy else 1)

    found, halves = [], (slice(0, None, 2), slice(1, None, 2))
    for name, color, of in zip(
        ("timber", "timber_high"), FAR_COLD if snowy else (DARK, NEEDLES[0]), halves, strict=True
    ):
        surface = Surface("paper", hazed(color, far), leafy=True)
        found.append(Dressing(name, surface, cards(corners[of], out[of], kinds)))
    if snowy:
        snow = joined([cards(before[of], out[of], SNOWED) for of in halves])
        found.append(Dressing("timber_snow", Surface("paper", hazed(LYING, far), leafy=True), snow))
    return found


def edge_of_wood(rng: Generator, count: int, near: float) -> Array:
    """Return places and sizes (N, 3) of trees along the edge of woods ahead (+Y), with clearings, from ``near`` m.

    They stand close; young trees stand before the old.
    """
    angle = rng.uniform(0.06 * np.pi, 0.94 * np.pi, 6 * count)
    deep = rng.random(6 * count) ** 1.5
    away = near * (1.0 + 0.16 * np.sin(5.0 * angle + 0.7) + 0.10 * np.sin(11.0 * angle)) + (20.0 + 50.0 * deep)
    dense = np.flatnonzero(_wooded(rng, angle) > rng.uniform(0.30, 0.52, len(angle)))[:count]
    size = (0.55 + 0.45 * np.sqrt(deep) + rng.normal(0.0, 0.13, len(deep))).clip(0.25, 1.2)
    return np.stack([away * np.cos(angle), away * np.sin(angle), size], axis=1)[dense]


def grove(
    rng: Generator, land: Height, *, near: float, far: float, count: int, height: tuple[float, float]
) -> list[Dressing]:
    """Return broad-leaved trees all around between two distances (m): the edge of woods."""
    places = scattered(rng, count, near, far, gap=0.5 * height[0])
    return trees(rng, places, land, height=height, budget=400 * count, name="grove")


def stand(rng: Generator, places: Array, land: Height, *, height: tuple[float, float]) -> list[Dressing]:
    """Return trees at places (N, 2) that are seen from afar, between others: straight trunks, crowns of few twigs."""
    wood, crowns = [], []
    for x, y in places:
        tall, foot = rng.uniform(*height), np.array([x, y, float(land(np.array(x), np.array(y)))])
        lean = np.array([*rng.normal(0.0, 0.025, 2), 1.0]) * tall
        path = foot + np.array([-0.02, 0.03, 0.5, 0.95])[:, None] * lean
        wood.append(tube(path, 0.019 * tall * np.array([1.35, 1.0, 0.75, 0.15]), sides=6))
        share = rng.uniform(0.0, 1.0, (AFAR, 1)) ** 0.8
        ray = rng.normal(size=(AFAR, 3)) * [1.0, 1.0, 0.5]
        ray /= np.linalg.norm(ray, axis=1, keepdims=True)
        deep = np.where(np.arange(AFAR)[:, None] % 3 == 0, 0.25, 1.0)  # a third closes the crown's inside
        reach = 0.20 * tall * np.sqrt(np.sin(np.pi * (0.12 + 0.84 * share))) * deep * rng.uniform(0.35, 1.0, (AFAR, 1))
        points = foot + (0.36 + 0.6 * share) * lean + reach * ray
        crowns.append(
            plants.leaves(rng, points, np.add(ray, (0.0, 0.0, 0.2)), size=(0.15 * tall, 0.085 * tall), droop=0.3)
        )
    far = float(np.mean(np.hypot(*places.T)))
    crown = plants.twigs(joined(crowns), LEAVED)
    return [
        Dressing("stand_wood", Surface("bark", hazed(BARK, far)), joined(wood)),
        Dressing("stand", Surface("paper", hazed(GREENS[2], far), leafy=True), crown),
    ]


def closing(
    rng: Generator, crowned: Array, trunks: Array, land: Height, *, within: float, height: tuple[float, float]
) -> list[Dressing]:
    """Return boughs that reach into the gaps between crowns, ahead of the origin, up to ``within`` m from it.

    A wood closes over its path and its clearings: what sun comes through falls between boughs, in beams a metre wide.
    ``crowned`` (N, 2): trees whose crowns are wide; ``trunks`` (M, 2): those from which boughs may grow.
    """
    spots = scattered(rng, BOUGHS, 0.5, within, gap=APART, keep=lambda p: p[:, 1] > -3.0)
    spots = spots[np.linalg.norm(spots[:, None] - crowned, axis=-1).min(axis=1) > CLEAR_OF]
    nearest = trunks[np.linalg.norm(spots[:, None] - trunks, axis=-1).argmin(axis=1)]
    n = len(spots)
    if n == 0:
        return []
    high = rng.uniform(*height, n)
    middles = np.column_stack([spots, land(*spots.T) + high])
    radii = rng.uniform(0.75, 1.35, (n, 1)) * [1.0, 1.0, 0.6]
    ray = rng.normal(size=(n, SPRAY, 3))
    ray *= rng.uniform(0.25, 1.0, (n, SPRAY, 1)) ** 0.5 / np.linalg.norm(ray, axis=-1, keepdims=True)
    points = (middles[:, None] + ray * radii[:, None]).reshape(-1, 3)
    normals = np.add(ray, (0.0, 0.0, 0.4)).reshape(-1, 3)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    crown = plants.twigs(plants.leaves(rng, points, normals, size=(1.3, 0.8), droop=0.3), LEAVED)

    # Each hangs on a branch that leaves the nearest trunk below it, and bows.
    foot = np.column_stack([nearest, land(*nearest.T) + rng.uniform(0.66, 0.82, n) * high])
    share = np.array([0.0, 0.55, 1.0])[:, None]
    bow = share * (1.0 - share) * [0.0, 0.0, 1.3]
    thick = np.array([0.085, 0.05, 0.012])
    wood = [tube(a + (b - a) * share + bow, thick, sides=4) for a, b in zip(foot, middles, strict=True)]
    return [
        Dressing("boughs_wood", Surface("bark", BARK), joined(wood)),
        Dressing("boughs", Surface("paper", GREENS[1], leafy=True), crown),
    ]


def tree_line(
    rng: Generator,
    land: Height,
    *,
    distance: float,
    height: float,
    gaps: float = 0.3,
    base: float = 0.46,
    name: str = "tree_line",
) -> list[Dressing]:
    """Return far woods around the origin: crowns of leaves as large as a few pixels around a dark core.

    ``gaps`` (0..1) is the share of the horizon without woods; ``base``: how high the middle of a crown is, of its
    height. Nearer than ``TWIGGY`` m leaves are twigs.
    """
    twiggy = distance < TWIGGY
    size = max(0.0042 * distance, 0.048 * height if twiggy else 0.0)
    step = 0.75 * height / distance
    angle = np.arange(0.0, 2 * np.pi, step)
    angle = angle[_wooded(rng, angle) > gaps]
    angle = np.repeat(angle, 2) + rng.uniform(-0.5, 0.5, 2 * len(angle)) * step
    r = distance * (1.0 + 0.10 * np.sin(3.0 * angle + 1.0) + rng.uniform(-0.05, 0.05, len(angle)))
    feet = np.stack([r * np.cos(angle), r * np.sin(angle)], axis=1)
    tall = height * rng.uniform(0.55, 1.15, len(angle))
    wide = tall * rng.uniform(0.36, 0.55, len(angle))
    each = int(np.clip(1.6 * (height / size) ** 2, 90 if twiggy else 24, 110))
    ray = rng.normal(size=(len(angle), each, 3))
    ray[..., 2] = np.abs(ray[..., 2]) * np.where(rng.random(ray.shape[:2]) < 0.75, 1.0, -1.0)
    ray /= np.linalg.norm(ray, axis=-1, keepdims=True)
    depth = rng.uniform(0.72, 1.06, (*ray.shape[:2], 1))
    radii = np.stack([wide, wide, 0.58 * tall], axis=1)[:, None]
    middle = land(feet[:, 0], feet[:, 1]) + base * tall
    points = np.concatenate([feet, middle[:, None]], axis=1)[:, None] + ray * radii * depth
    normals = np.add(ray, (0.0, 0.0, 0.25))
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    crowns = plants.leaves(rng, points.reshape(-1, 3), normals.reshape(-1, 3), size=(2.6 * size, 1.8 * size))
    crowns = plants.twigs(crowns, LEAVED) if twiggy else crowns

    # The core closes what the leaves leave open. Twigs have holes, through which a smooth core would be seen: there it
    # is of darker twigs. Elsewhere eight-sided spindles are enough inside a crown, fewer sides far off.
    if twiggy:
        inner = middle[:, None, None] * [0.0, 0.0, 1.0] + np.pad(feet, ((0, 0), (0, 1)))[:, None]
        ray, depth = ray[:, ::2], depth[:, ::2] * rng.uniform(0.35, 0.75, depth[:, ::2].shape)
        points = (inner + ray * radii * depth).reshape(-1, 3)
        core = plants.twigs(plants.leaves(rng, points, ray.reshape(-1, 3), size=(2.6 * size, 1.8 * size)), LEAVED)
    else:
        levels, sides = (6, 8) if distance < COARSE else (5, 6)
        middles = np.concatenate([feet, middle[:, None]], axis=1)
        core = boles.cores(rng, middles, 0.70 * radii[:, 0], levels=levels, sides=sides)
        core = seen_from_middle(core, near=1.0, least=0.2)
    dark = hazed((0.035, 0.06, 0.02), distance)
    return [
        Dressing(name, Surface("paper", hazed((0.075, 0.125, 0.04), distance), leafy=twiggy), crowns),
        Dressing(f"{name}_core", Surface("paper", dark, leafy=twiggy), core),
    ]


def _wooded(rng: Generator, angle: Array) -> Array:
    """Return a smooth periodic function of the angle in 0..1 that says how wooded a direction is."""
    phase = rng.uniform(0, 2 * np.pi, 4)
    return 0.5 + 0.17 * sum(np.sin((k + 1) * angle + phase[k]) for k in range(4))
