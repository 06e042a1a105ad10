"""What work and play take: brush, glider, star map, glove, sharpener, billiard table, open book, barrow. Z up, m."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, block, drum, extrude, lathe, loft, plain_box, ring, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved, stretched, turned

WOOD, NIGHT, CREAM = (0.33, 0.16, 0.06), (0.012, 0.02, 0.09), (0.78, 0.72, 0.55)
UPRIGHT = (1.0, 0.0, 0.0)


def scrub_brush(p: Params) -> Shape:
    """A brush of a wooden back and tufts of bristles in rows, lying on them."""
    n = p["length"]
    w, back, hair = 0.36 * n, 0.1 * n, 0.13 * n
    outline = [(0.5 * n * np.cos(a) * abs(np.cos(a)) ** -0.4, 0.5 * w * np.sin(a)) for a in np.linspace(0.01, TAU, 48)]
    wood = moved(extrude(np.clip(outline, -0.5 * n, 0.5 * n), back, bevel=0.02 * n), 0, 0, hair)
    tufts = [
        tube([(x, y, hair + 0.01 * n), (1.03 * x, 1.1 * y, 0.0)], [0.016 * n, 0.021 * n], sides=6, ends="flat")
        for x in np.linspace(-0.43 * n, 0.43 * n, 15)
        for y in np.linspace(-0.36 * w, 0.36 * w, 5)
    ]
    return Shape(
        (piece("body", wood, "oak"), piece("bristles", joined(tufts), "plastic", CREAM)),
        (
            colliding.box((n, w, back), (0, 0, hair + back / 2)),
            colliding.box((0.95 * n, 0.9 * w, hair), (0, 0, hair / 2), "bristles"),
        ),
        Resonator("bar", (n, w, back)),
    )


def glider(p: Params) -> Shape:
    """A sailplane: a slim hull with its canopy, long thin wings, a T tail; it lies on its belly."""
    n = p["length"]
    along = np.linspace(-0.5, 0.5, 25)
    width = 0.045 * n * np.clip(1.0 - ((along - 0.22) / 0.29) ** 2, 0.06, 1.0) ** 0.5
    width[along < 0.1] = np.maximum(width[along < 0.1], 0.009 * n)
    turns = np.linspace(0, TAU, 21)[:-1]
    rings_ = [
        [(x * n, r * np.cos(a), 0.05 * n + 1.1 * r * np.sin(a)) for a in turns]
        for x, r in zip(along, width, strict=True)
    ]
    hull = loft(rings_)
    outline = [(0.16, 0.0), (0.155, 0.6), (0.11, 1.12), (0.075, 1.12), (0.06, 0.6), (0.04, 0.0)]
    wings = [
        moved(turned(extrude([(x * n, s * y * n) for x, y in outline][:: -s or 1], 0.008 * n, bevel=0.002 * n),
                     UPRIGHT, s * 0.05), 0, 0, 0.075 * n)
        for s in (1, -1)
    ]  # fmt: skip
    fin = turned(
        extrude([(-0.5 * n, 0), (-0.4 * n, 0), (-0.45 * n, 0.16 * n), (-0.5 * n, 0.16 * n)], 0.008 * n),
        UPRIGHT,
        TAU / 4,
    )
    tail = block((0.06 * n, 0.32 * n, 0.006 * n), (-0.475 * n, 0, 0.205 * n), 0.002 * n)
    canopy = moved(stretched(sphere(0.03 * n), 2.6, 0.95, 1.0), 0.3 * n, 0, 0.078 * n)
    return Shape(
        (
            piece("body", joined([hull, *wings, moved(fin, 0, 0, 0.05 * n), tail]), "plastic", (0.8, 0.8, 0.79)),
            piece("canopy", canopy, "dark_mirror", (0.05, 0.07, 0.09)),
        ),
        (
            colliding.rod((-0.5 * n, 0, 0.05 * n), (0.46 * n, 0, 0.05 * n), 0.04 * n),
            colliding.box((0.1 * n, 2.24 * n, 0.012 * n), (0.1 * n, 0, 0.09 * n)),
            colliding.box((0.08 * n, 0.32 * n, 0.17 * n), (-0.465 * n, 0, 0.13 * n)),
        ),
        Resonator("shell", (n, 0.1 * n, 0.004)),
    )


def star_map(p: Params) -> Shape:
    """A map of the sky in a wooden frame on two feet: circles, stars of three sizes, lines between them."""
    h = p["height"]
    w, t, rise = 0.75 * h, 0.02 * h, 0.03 * h
    face = -0.5 * t - 0.001
    lay = lambda s: moved(turned(s, UPRIGHT, TAU / 4), 0, face, rise + h / 2)  # noqa: E731
    noise = np.random.default_rng(7)
    angle, out = noise.uniform(0, TAU, 90), 0.33 * h * np.sqrt(noise.uniform(0, 1, 90))
    stars = np.stack([out * np.cos(angle), out * np.sin(angle)], axis=1)
    sizes = h * noise.choice([0.0025, 0.004, 0.0065], 90)
    dots = [
        moved(lay(drum(r, 0.001, (x, y, 0), bevel=0.0002)), 0, 0, 0) for (x, y), r in zip(stars, sizes, strict=True)
    ]
    circles = [lay(ring(r * h, 0.0012 * h, segments=72, sides=4)) for r in (0.34, 0.23, 0.115)]
    spokes = [lay(plain_box((0.68 * h, 0.0016 * h, 0.0008))) for _ in (0,)]
    spokes += [
        turned_about(s, a, rise + h / 2) for s in spokes for a in (TAU / 12, TAU / 6, TAU / 4, TAU / 3, 5 * TAU / 12)
    ]
    lines = []
    for k in range(0, 84, 3):
        near = np.argsort(np.linalg.norm(stars - stars[k], axis=1))[1]
        ends = [(stars[i][0], face - 0.0004, rise + h / 2 + stars[i][1]) for i in (k, near)]
        lines.append(tube(ends, 0.0011 * h, sides=4))
    frame = [block((w + 2 * t, 1.6 * t, t), (0, 0, rise + h / 2 + s * (h / 2 + t / 2)), 0.004) for s in (1, -1)]
    frame += [block((t, 1.6 * t, h), (s * (w / 2 + t / 2), 0, rise + h / 2), 0.004) for s in (1, -1)]
    feet = [block((t, 0.4 * h, rise), (s * 0.36 * w, 0, rise / 2), 0.003) for s in (1, -1)]
    return Shape(
        (
            piece("body", block((w, t, h), (0, 0, rise + h / 2), 0.002), "paper", NIGHT),
            piece("stars", joined([*dots, *circles, *spokes, *lines]), "paper", CREAM),
            piece("frame", joined([*frame, *feet]), "oak"),
        ),
        (
            colliding.box((w + 2 * t, 1.6 * t, h + t), (0, 0, rise + h / 2)),
            *(colliding.box((t, 0.4 * h, rise), (s * 0.36 * w, 0, rise / 2), "frame") for s in (1, -1)),
        ),
        Resonator("plate", (h, w, t)),
    )


def turned_about(shape: object, angle: float, height: float) -> object:
    """Return a shape turned about the level axis along Y at a height (m)."""
    return moved(turned(moved(shape, 0, 0, -height), (0, 1, 0), angle), 0, 0, height)


def glove(p: Params) -> Shape:
    """A baseball glove lying on its back: a padded bowl of a palm, four fingers, a thumb and the web between."""
    n = p["length"]
    profile = [(0.0, 0.0), (0.2 * n, 0.01 * n), (0.29 * n, 0.09 * n), (0.32 * n, 0.2 * n), (0.27 * n, 0.21 * n),
               (0.22 * n, 0.11 * n), (0.12 * n, 0.06 * n), (0.0, 0.05 * n)]  # fmt: skip
    palm = stretched(lathe(profile, segments=40), 1.0, 0.9, 1.0)
    fingers = []
    for k, angle in enumerate((-0.62, -0.2, 0.2, 0.62)):
        a = TAU / 4 + 0.9 * angle
        way = [
            (r * n * np.cos(a), r * n * np.sin(a) * 0.9, z * n) for r, z in ((0.26, 0.12), (0.42, 0.2), (0.52, 0.33))
        ]
        fingers.append(tube(way, [0.075 * n, 0.075 * n, 0.055 * n - 0.004 * n * (k % 2)], sides=12))
    thumb = tube([(0.24 * n, 0.02 * n, 0.12 * n), (0.4 * n, 0.12 * n, 0.22 * n), (0.42 * n, 0.24 * n, 0.34 * n)],
                 [0.085 * n, 0.08 * n, 0.06 * n], sides=12)  # fmt: skip
    web = [
        tube([(0.33 * n, (0.02 + z) * n, (0.1 + z) * n), (0.2 * n, (0.21 + z) * n, (0.1 + z) * n)], 0.014 * n, sides=6)
        for z in (0.12, 0.17, 0.22)
    ]  # fmt: skip
    cuff = stretched(ring(0.2 * n, 0.05 * n, segments=32, sides=10), 1.2, 0.6, 1.0)
    laces = [tube([(x * n, -0.2 * n, 0.2 * n), (x * n + 0.03 * n, -0.29 * n, 0.15 * n)], 0.008 * n, sides=5) for x in
             np.linspace(-0.15, 0.12, 5)]  # fmt: skip
    wall = ((0.2, 0.0), (0.31, 0.0), (0.34, 0.2), (0.27, 0.2))  # staves of the palm's rim
    hull = [[(r * n * np.cos(a), 0.9 * r * n * np.sin(a), z * n) for r, z in wall
             for a in (TAU * k / 12, TAU * (k + 1) / 12)] for k in range(12)]  # fmt: skip
    return Shape(
        (
            piece(
                "body",
                joined([palm, *fingers, thumb, moved(cuff, 0, -0.27 * n, 0.1 * n)]),
                "leather",
                (0.36, 0.15, 0.045),
            ),
            piece("web", joined([*web, *laces]), "leather", (0.12, 0.05, 0.02)),
        ),
        (colliding.upright(0.26 * n, 0.05 * n, (0, 0, 0.025 * n)), *(colliding.hull(points) for points in hull)),
        Resonator("block", (n, n, 0.3 * n)),
        (Support("inside", (0.0, 0.0, 0.055 * n), (0.1 * n, 0.1 * n)),),
    )


def sharpener(p: Params) -> Shape:
    """A wedge of metal with a conical hole, ribbed sides, and a blade screwed on its slope."""
    n = p["length"]
    w, h = 0.6 * n, 0.46 * n
    outline = [(-0.5 * n, 0), (0.5 * n, 0), (0.5 * n, h), (-0.5 * n, 0.62 * h)]
    wedge = moved(turned(extrude(outline, w, bevel=0.02 * n), UPRIGHT, TAU / 4), 0, w / 2, 0)
    slope = float(np.arctan2(0.38 * h, n))
    lay = lambda s: moved(turned(s, (0, 1, 0), -slope), 0, 0, 0.81 * h)  # noqa: E731
    blade = lay(block((0.86 * n, 0.5 * w, 0.02 * n), (0, -0.1 * w, 0.014 * n), 0.003 * n))
    screw = lay(drum(0.09 * n, 0.04 * n, (0.05 * n, -0.1 * w, 0.03 * n)))
    ribs = [block((0.02 * n, 1.04 * w, 0.5 * h), (x * n, 0, 0.35 * h), 0.002 * n) for x in np.linspace(-0.35, 0.35, 8)]
    hole = drum(0.18 * n, 0.01 * n, (0.5 * n, 0, 0.42 * h), axis=0, bevel=0.0004 * n)
    return Shape(
        (
            piece("body", joined([wedge, *ribs]), "brushed_metal"),
            piece("blade", joined([blade, screw]), "steel"),
            piece("hole", hole, "plastic", (0.004, 0.004, 0.004)),
        ),
        (colliding.hull([(x, s * w / 2, z) for x, z in outline for s in (1, -1)]),),
        Resonator("block", (n, w, h)),
    )


def billiard_table(p: Params) -> Shape:
    """A pool table: green cloth between cushions, six pockets, a wooden frame on six legs."""
    n = p["length"]
    w, h, rail, deep = 0.56 * n, 0.32 * n, 0.05 * n, 0.09 * n
    bed = block((n, w, 0.02 * n), (0, 0, h - 0.01 * n), 0.002)
    spots = [(x, y) for x in (-0.5 * n, 0.0, 0.5 * n) for y in (-0.5 * w, 0.5 * w)]
    pockets = [drum(0.026 * n, 0.003 * n, (0.985 * x, 0.975 * y, h + 0.001 * n), bevel=0.0003 * n) for x, y in spots]
    rails, cushions, bars = [], [], []
    for s in (1, -1):
        for half in (1, -1):
            size, at = (0.43 * n, rail, 0.05 * n), (half * 0.25 * n, s * (w / 2 + rail / 2), h + 0.005 * n)
            rails.append(block((0.5 * n, rail, 0.06 * n), at, 0.006))
            cushions.append(
                block((size[0], 0.016 * n, 0.022 * n), (at[0], s * (w / 2 - 0.008 * n), h + 0.014 * n), 0.003)
            )
            bars.append(
                colliding.box((0.5 * n, rail + 0.016 * n, 0.06 * n), (at[0], s * (w / 2 + rail / 2 - 0.008 * n), at[2]))
            )
        rails.append(block((rail, w + 2 * rail, 0.06 * n), (s * (n / 2 + rail / 2), 0, h + 0.005 * n), 0.006))
        cushions.append(block((0.016 * n, 0.86 * w, 0.022 * n), (s * (n / 2 - 0.008 * n), 0, h + 0.014 * n), 0.003))
        bars.append(
            colliding.box(
                (rail + 0.016 * n, w + 2 * rail, 0.06 * n), (s * (n / 2 + rail / 2 - 0.008 * n), 0, h + 0.005 * n)
            )
        )
    apron = block((0.98 * n, 0.96 * w, deep), (0, 0, h - 0.02 * n - deep / 2), 0.01)
    places = [(x * n, y * w) for x in (-0.42, 0.0, 0.42) for y in (-0.38, 0.38)]
    legs = [tube([(x, y, 0.0), (x, y, h - deep)], [0.022 * n, 0.038 * n], sides=16, ends="flat") for x, y in places]
    return Shape(
        (
            piece("body", joined([*rails, apron, *legs]), "oak", WOOD),
            piece("cloth", joined([bed, *cushions]), "felt", (0.01, 0.19, 0.06)),
            piece("pockets", joined(pockets), "plastic", (0.004, 0.004, 0.004)),
        ),
        (
            colliding.box((n, w, 0.02 * n), (0, 0, h - 0.01 * n), "cloth"),
            colliding.box((0.98 * n, 0.96 * w, deep), (0, 0, h - 0.02 * n - deep / 2)),
            *bars,
            *(colliding.upright(0.035 * n, h - deep, (x, y, (h - deep) / 2)) for x, y in places),
        ),
        Resonator("plate", (n, w, 0.03)),
        (Support("top", (0.0, 0.0, h), (0.46 * n, 0.46 * w)),),
    )


def open_book(p: Params) -> Shape:
    """A book lying open: two swells of pages with lines of print, on its cover."""
    n = p["length"]
    w, t = 0.68 * n, 0.06 * n
    xs = np.linspace(0.0, w, 13)
    swell = t * (0.55 + 0.45 * np.sin(np.pi * np.clip(xs / w, 0, 1) * 0.9 + 0.3)) * np.where(xs < 0.06 * w, 0.6, 1.0)
    pages, lines = [], []
    for s in (1, -1):
        outline = [(s * x, z) for x, z in zip(xs, swell, strict=True)] + [(s * w, 0.006 * n), (0.0, 0.006 * n)]
        pages.append(moved(turned(extrude(outline[:: -s or 1], n), UPRIGHT, TAU / 4), 0, n / 2, 0))
        for y in np.linspace(-0.4 * n, 0.38 * n, 18):
            mid = [(s * x, y, z + 0.0003) for x, z in zip(xs[2:-1], swell[2:-1], strict=True)]
            lines.append(tube(mid, 0.0035 * n, sides=4))
    cover = block((2.06 * w, 1.04 * n, 0.01 * n), (0, 0, 0.005 * n), 0.003)
    return Shape(
        (
            piece("body", joined(pages), "paper", (0.8, 0.77, 0.68)),
            piece("print", joined(lines), "paper", (0.2, 0.19, 0.18)),
            piece("cover", cover, "leather", (0.25, 0.03, 0.03)),
        ),
        (colliding.box((2.06 * w, 1.04 * n, 0.9 * t), (0, 0, 0.45 * t)),),
        Resonator("plate", (2 * w, n, t)),
    )


def hot_dog_cart(p: Params) -> Shape:
    """A barrow that sells hot dogs: a steel box on two wheels with a striped sunshade, and its ware on top."""
    h = p["height"]
    w, d, top = 0.62 * h, 0.34 * h, 0.46 * h
    box = block((w, d, 0.28 * h), (0, 0, top - 0.14 * h), 0.01)
    sign = moved(plain_box((0.7 * w, 0.004, 0.13 * h)), 0, -d / 2 - 0.002, top - 0.14 * h)
    wheels = [turned(ring(0.15 * h, 0.014 * h, segments=40, sides=8), UPRIGHT, TAU / 4) for _ in (0, 1)]
    wheels = [
        moved(wheel, 0.2 * w, s * (0.5 * d + 0.02 * h), 0.165 * h) for wheel, s in zip(wheels, (1, -1), strict=True)
    ]
    spokes = [
        tube([(0.2 * w + 0.15 * h * e * np.cos(a), s * (0.5 * d + 0.02 * h), 0.165 * h + 0.15 * h * e * np.sin(a))
              for e in (-1, 1)], 0.006 * h, sides=6)
        for s in (1, -1) for a in np.linspace(0, np.pi, 6)[:-1]
    ]  # fmt: skip
    legs = [tube([(-0.4 * w, s * 0.4 * d, 0), (-0.4 * w, s * 0.4 * d, top - 0.2 * h)], 0.012 * h) for s in (1, -1)]
    push = tube([(-w / 2, -0.3 * d, top - 0.05 * h), (-0.62 * w, -0.3 * d, top), (-0.62 * w, 0.3 * d, top),
                 (-w / 2, 0.3 * d, top - 0.05 * h)], 0.011 * h)  # fmt: skip
    pole = tube([(0, 0, top), (0, 0, 0.97 * h)], 0.012 * h)
    gores = [[], []]
    for k in range(12):
        a, b = TAU * k / 12, TAU * (k + 1) / 12
        rims = [
            [(r * h * np.cos(x), r * h * np.sin(x), z * h) for x in (a, b)]
            for r, z in ((0.0005, 1.0), (0.24, 0.96), (0.45, 0.84))
        ]
        under = [[(x, y, z - 0.006 * h) for x, y, z in reversed(row)] for row in rims]
        gores[k % 2].append(loft([[*top_, *low] for top_, low in zip(rims, under, strict=True)]))
    sausage = tube(
        [(-0.22 * w, -0.1 * d, top + 0.05 * h), (0, -0.1 * d, top + 0.06 * h), (0.22 * w, -0.1 * d, top + 0.05 * h)],
        0.022 * h,
    )
    bun = stretched(moved(sphere(0.04 * h), 0, 0, 0), 0.19 * w / (0.04 * h), 1.0, 0.8)
    return Shape(
        (
            piece("body", joined([box, push, pole, *legs]), "brushed_metal"),
            piece("sign", sign, "plastic", (0.62, 0.02, 0.02)),
            piece("wheels", joined([*wheels, *spokes]), "steel", (0.03, 0.03, 0.03)),
            piece("stripes", joined(gores[0]), "fabric", (0.65, 0.02, 0.02)),
            piece("sunshade", joined(gores[1]), "fabric", (0.8, 0.72, 0.2)),
            piece("sausage", sausage, "fruit", (0.42, 0.09, 0.03)),
            piece("bun", moved(bun, 0, -0.1 * d, top + 0.03 * h), "crust", (0.62, 0.36, 0.13)),
        ),
        (
            colliding.box((w, d, 0.28 * h), (0, 0, top - 0.14 * h)),
            colliding.box((0.1 * w, d + 0.06 * h, 0.32 * h), (0.2 * w, 0, 0.16 * h)),
            colliding.box((0.1 * w, 0.9 * d, top - 0.2 * h), (-0.4 * w, 0, (top - 0.2 * h) / 2)),
            colliding.upright(0.012 * h, h - top, (0, 0, (h + top) / 2)),
        ),
        Resonator("shell", (w, d, 0.002)),
    )


FAMILIES = {
    "scrub_brush": Family(scrub_brush, {"length": length(0.16)}),
    "glider": Family(glider, {"length": length(6.8)}),
    "star_map": Family(star_map, {"height": length(0.9)}),
    "glove": Family(glove, {"length": length(0.28)}),
    "sharpener": Family(sharpener, {"length": length(0.026)}),
    "billiard_table": Family(billiard_table, {"length": length(2.54)}),
    "open_book": Family(open_book, {"length": length(0.22)}),
    "hot_dog_cart": Family(hot_dog_cart, {"height": length(2.1)}),
}
