"""What stands in parks, at fairs and in streets: swing, trampoline, merry-go-round, big wheel, signs, tower crane."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.families.flames import glow
from setpiece.assets.modelling import TAU, block, curve, drum, extrude, lathe, loft, ring, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved, stretched, turned

RED, WHITE, BLACK, GREY = (0.5, 0.02, 0.02), (0.75, 0.75, 0.74), (0.015, 0.015, 0.017), (0.2, 0.2, 0.21)
YELLOW, BLUE, GREEN = (0.75, 0.45, 0.01), (0.02, 0.10, 0.42), (0.03, 0.25, 0.05)
GAY = (RED, YELLOW, BLUE, GREEN)


def swing(p: Params) -> Shape:
    """A playground swing: two A-shaped trestles, a beam, two seats on chains."""
    h = p["height"]
    w = 1.25 * h
    legs = [
        tube([(s * 0.5 * w, 0, 0.97 * h), (s * 0.56 * w, f * 0.42 * h, 0)], 0.022 * h, sides=12)
        for s in (1, -1)
        for f in (1, -1)
    ]
    beam = tube([(-0.54 * w, 0, 0.97 * h), (0.54 * w, 0, 0.97 * h)], 0.026 * h, sides=14)
    seats, chains = [], []
    for x in (-0.22 * w, 0.22 * w):
        seats.append(block((0.2 * h, 0.09 * h, 0.016 * h), (x, 0, 0.2 * h)))
        chains += [
            tube([(x + s * 0.09 * h, 0, 0.2 * h), (x + s * 0.09 * h, 0, 0.96 * h)], 0.005 * h, sides=6) for s in (1, -1)
        ]
    return Shape(
        (
            piece("body", joined([*legs, beam]), "paint", RED),
            piece("seat", joined(seats), "rubber"),
            piece("chains", joined(chains), "steel"),
        ),
        (
            *(
                colliding.rod((s * 0.5 * w, 0, 0.97 * h), (s * 0.56 * w, f * 0.42 * h, 0), 0.022 * h)
                for s in (1, -1)
                for f in (1, -1)
            ),
            colliding.rod((-0.54 * w, 0, 0.97 * h), (0.54 * w, 0, 0.97 * h), 0.026 * h),
            *(colliding.box((0.2 * h, 0.09 * h, 0.016 * h), (x, 0, 0.2 * h), "seat") for x in (-0.22 * w, 0.22 * w)),
        ),
        Resonator("bar", (w, 0.05 * h, 0.05 * h)),
        (Support("seat", (-0.22 * w, 0, 0.208 * h), (0.1 * h, 0.045 * h)),),
    )


def trampoline(p: Params) -> Shape:
    """A round trampoline: a steel ring on six legs, a padded rim, a taut dark mat."""
    r = p["radius"]
    h = 0.42 * r
    turn = TAU * np.arange(6) / 6
    legs = [
        tube(
            [(0.97 * r * np.cos(a), 0.97 * r * np.sin(a), 0), (0.97 * r * np.cos(a), 0.97 * r * np.sin(a), h)], 0.02 * r
        )
        for a in turn
    ]
    pad = lathe(
        [(0.86 * r, h + 0.01 * r), (r, h + 0.01 * r), (r, h + 0.035 * r), (0.86 * r, h + 0.035 * r)],
        segments=64,
        closed=True,
    )
    return Shape(
        (
            piece("body", drum(0.88 * r, 0.012 * r, (0, 0, h + 0.01 * r)), "rubber", BLACK),
            piece("rim", pad, "foam", BLUE),
            piece("legs", joined([*legs, moved(ring(0.97 * r, 0.02 * r, segments=48), z=h)]), "steel"),
        ),
        (
            colliding.upright(r, 0.03 * r, (0, 0, h + 0.015 * r)),
            *(
                colliding.rod(
                    (0.95 * r * np.cos(a), 0.95 * r * np.sin(a), 0.02 * r),
                    (0.95 * r * np.cos(a), 0.95 * r * np.sin(a), h),
                    0.02 * r,
                    "legs",
                )
                for a in turn
            ),
        ),
        Resonator("plate", (r, r, 0.01)),
        (Support("top", (0, 0, h + 0.03 * r), (0.6 * r, 0.6 * r)),),
    )


def carousel(p: Params) -> Shape:
    """A merry-go-round: a round floor, a striped tent of a roof on a pillar, horses on poles."""
    r = p["radius"]
    h = 1.15 * r
    roof, poles, horses = [], [], []
    for k in range(16):
        a = TAU * np.array([k, k + 1]) / 16
        quads = []
        for radius, low, high in ((1.05 * r, 0.73 * h, 0.8 * h), (0.03 * r, 1.06 * h, 1.1 * h)):
            rim = [(radius * np.cos(b), radius * np.sin(b)) for b in a]
            quads.append([(*rim[0], low), (*rim[1], low), (*rim[1], high), (*rim[0], high)])
        roof.append(loft(np.array(quads)))
    for k, a in enumerate(TAU * np.arange(8) / 8):
        x, y = 0.75 * r * np.cos(a), 0.75 * r * np.sin(a)
        z = (0.30 + 0.06 * (k % 2)) * h
        poles.append(tube([(x, y, 0.06 * h), (x, y, 0.8 * h)], 0.012 * r))
        body = stretched(sphere(0.1 * r, steps=6), 0.75, 1.6, 0.8)
        neck = tube([(0, 0.12 * r, 0.02 * r), (0, 0.2 * r, 0.15 * r)], [0.06 * r, 0.04 * r])
        head = tube([(0, 0.19 * r, 0.15 * r), (0, 0.29 * r, 0.10 * r)], [0.045 * r, 0.025 * r])
        legs = [
            tube([(s * 0.04 * r, t * 0.1 * r, -0.04 * r), (s * 0.05 * r, t * 0.17 * r, -0.2 * r)], 0.016 * r)
            for s in (1, -1)
            for t in (1, -1)
        ]
        horses.append(moved(turned(joined([body, neck, head, *legs]), (0, 0, 1), a), x, y, z))
    floor = drum(r, 0.06 * h, (0, 0, 0.03 * h))
    return Shape(
        (
            piece("body", joined([floor, moved(drum(0.2 * r, 0.76 * h), z=0.42 * h)]), "paint", (0.5, 0.36, 0.2)),
            piece("roof", joined(roof[::2]), "fabric", RED),
            piece("stripes", joined(roof[1::2]), "fabric", WHITE),
            piece("poles", joined(poles), "brass"),
            piece("horses", joined(horses), "paint", WHITE),
            piece("ball", moved(sphere(0.05 * r, steps=5), z=1.13 * h), "gold"),
        ),
        (
            colliding.upright(r, 0.06 * h, (0, 0, 0.03 * h)),
            colliding.upright(0.2 * r, 0.76 * h, (0, 0, 0.42 * h)),
            colliding.round_hull([(1.05 * r, 0.73 * h), (1.05 * r, 0.8 * h), (0.02, 1.1 * h)], part="roof"),
        ),
        Resonator("plate", (r, r, 0.05)),
        (Support("top", (0.45 * r, 0, 0.06 * h), (0.1 * r, 0.1 * r)),),
    )


def ferris_wheel(p: Params) -> Shape:
    """A big wheel in the X-Z plane: two rims with spokes on trestles, cabins hanging all round."""
    h, n = p["height"], int(p["cabins"])
    r = 0.43 * h
    z0 = h - r - 0.02 * h
    rims, spokes, cabins = [], [], [[], [], [], []]
    for y in (-0.05 * h, 0.05 * h):
        rims.append(moved(turned(ring(r, 0.008 * h, segments=64), (1, 0, 0), TAU / 4), 0, y, z0))
        for a in TAU * np.arange(n) / n:
            spokes.append(tube([(0, y, z0), (r * np.cos(a), y, z0 + r * np.sin(a))], 0.004 * h, sides=6))
    for k, a in enumerate(TAU * np.arange(n) / n):
        x, z = r * np.cos(a), z0 + r * np.sin(a)
        cabins[k % 4].append(drum(0.035 * h, 0.05 * h, (x, 0, z - 0.045 * h)))
        spokes.append(tube([(x, -0.05 * h, z), (x, 0.05 * h, z)], 0.005 * h, sides=6))
    legs = [tube([(0, s * 0.08 * h, z0), (f * 0.22 * h, s * 0.16 * h, 0)], 0.012 * h) for s in (1, -1) for f in (1, -1)]
    hub = drum(0.03 * h, 0.2 * h, (0, 0, z0), 1)
    return Shape(
        (
            piece("body", joined([*rims, *spokes]), "paint", WHITE),
            piece("legs", joined([*legs, hub]), "steel"),
            *(piece(f"cabins_{k + 1}", joined(group), "paint", GAY[k]) for k, group in enumerate(cabins) if group),
        ),
        (
            colliding.rod((0, -0.06 * h, z0), (0, 0.06 * h, z0), r, kind="cylinder"),
            *(
                colliding.rod((0, s * 0.08 * h, z0), (f * 0.22 * h, s * 0.16 * h, 0.012 * h), 0.012 * h, "legs")
                for s in (1, -1)
                for f in (1, -1)
            ),
        ),
        Resonator("bar", (h, 0.02 * h, 0.02 * h)),
    )


def roller_coaster(p: Params) -> Shape:
    """A track on posts over a steep first hill, through a loop and over two more, with a train of cars at the top."""
    n = p["length"]
    way = _coaster(n)
    ahead = np.gradient(way, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    side = np.array([0.0, 1.0, 0.0])
    up = np.cross(ahead, side)
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    rails = [tube(way + s * 0.013 * n * side, 0.0034 * n, sides=8) for s in (1, -1)]
    spine = tube(way - 0.011 * n * up, 0.005 * n, sides=8)
    ties = [
        tube([way[k] - 0.016 * n * side, way[k] - 0.011 * n * up[k], way[k] + 0.016 * n * side], 0.002 * n, sides=5)
        for k in range(0, len(way), 3)
    ]
    posts = []
    for k in range(4, len(way) - 1, 9):
        x, y, z = way[k] - 0.011 * n * up[k]
        if up[k, 2] > 0.55 and z > 0.03 * n and not (abs(x - LOOP * n) < 0.10 * n and z > 0.1 * n):
            posts += [tube([(x, y, z), (x, y + s * (0.012 * n + 0.12 * z), 0)], 0.0032 * n, sides=6) for s in (1, -1)]
    for s in (1, -1):  # the frame that holds the loop
        posts.append(tube([(LOOP * n, s * 0.10 * n, 0), (LOOP * n, s * 0.012 * n, 0.245 * n)], 0.004 * n, sides=6))
    cars = []
    for k in (30, 35, 40):
        slope = np.arctan2(ahead[k, 2], ahead[k, 0])
        car = block((0.046 * n, 0.034 * n, 0.024 * n), radius=0.007 * n)
        cars.append(moved(turned(car, (0, 1, 0), -slope), *(way[k] + 0.015 * n * up[k])))
    return Shape(
        (
            piece("body", joined(rails), "paint", RED),
            piece("ties", joined([spine, *ties]), "paint", RED),
            piece("posts", joined(posts), "paint", WHITE),
            piece("cars", joined(cars), "paint", BLUE),
        ),
        tuple(colliding.rod(way[k], way[k + 4], 0.014 * n) for k in range(0, len(way) - 4, 4)),
        Resonator("bar", (n, 0.01 * n, 0.01 * n)),
    )


LOOP = 0.02  # of a roller coaster's length: where the loop stands


def _coaster(n: float) -> np.ndarray:
    """Return points (P, 3) along a roller coaster's track, ``n`` m long: hill, loop, two smaller hills."""
    r, low = 0.105, 0.03
    hill = [(-0.5, 0.06), (-0.44, 0.08), (-0.34, 0.26), (-0.29, 0.30), (-0.24, 0.26), (-0.14, 0.07), (-0.06, low)]
    turn = np.linspace(-TAU / 4, 0.75 * TAU, 15)[1:-1]
    loop = [(LOOP + r * np.cos(t), low + r + r * np.sin(t)) for t in turn]
    rest = [
        (LOOP + 0.07, low),
        (0.15, 0.07),
        (0.22, 0.17),
        (0.29, 0.06),
        (0.35, 0.05),
        (0.40, 0.11),
        (0.45, 0.05),
        (0.5, 0.04),
    ]
    rows = np.array([*hill, (LOOP, low), *loop, *rest])
    first = len(hill)
    aside = np.interp(np.arange(len(rows)), [first, first + len(loop) + 1], [-0.02, 0.02])
    return n * curve(np.column_stack([rows[:, 0], aside, rows[:, 1]]), 220)


def traffic_light(p: Params) -> Shape:
    """A traffic light on its post, towards -Y: red, amber and green under visors."""
    h = p["height"]
    t = 0.09 * h
    lights, hoods = [], []
    for k in range(3):
        z = h - (0.06 + 0.09 * k) * h
        lights.append(moved(stretched(sphere(0.035 * h, steps=6), 1, 0.4, 1), 0, -t / 2, z))
        hoods.append(moved(turned(ring(0.038 * h, 0.006 * h), (1, 0, 0), TAU / 4), 0, -t / 2 - 0.015 * h, z))
    return Shape(
        (
            piece("body", joined([block((t, t, 0.3 * h), (0, 0, 0.85 * h), 0.01 * h), *hoods]), "paint", BLACK),
            piece(
                "pole",
                joined(
                    [
                        tube([(0, 0, 0), (0, 0, 0.7 * h)], 0.018 * h, sides=14),
                        drum(0.05 * h, 0.02 * h, (0, 0, 0.01 * h)),
                    ]
                ),
                "steel",
            ),
            piece("red", lights[0], "plastic", (0.6, 0.01, 0.01)),
            piece("amber", lights[1], "plastic", (0.6, 0.28, 0.0)),
            piece("green", lights[2], "plastic", (0.0, 0.4, 0.08)),
        ),
        (
            colliding.box((t, t, 0.3 * h), (0, 0, 0.85 * h)),
            colliding.rod((0, 0, 0.018 * h), (0, 0, 0.7 * h), 0.018 * h, "pole"),
        ),
        Resonator("bar", (h, 0.03 * h, 0.03 * h)),
    )


def hydrant(p: Params) -> Shape:
    """A fire hydrant: a flanged barrel with a domed cap and three outlets."""
    h = p["height"]
    body = lathe(
        [
            (0.26 * h, 0),
            (0.26 * h, 0.06 * h),
            (0.18 * h, 0.07 * h),
            (0.17 * h, 0.7 * h),
            (0.22 * h, 0.71 * h),
            (0.22 * h, 0.77 * h),
            (0.19 * h, 0.80 * h),
            (0.12 * h, 0.93 * h),
            (0.05 * h, 0.95 * h),
            (0.05 * h, h),
        ]
    )
    caps = [drum(0.08 * h, 0.14 * h, (s * 0.2 * h, 0, 0.56 * h), 0) for s in (1, -1)] + [
        drum(0.11 * h, 0.16 * h, (0, -0.2 * h, 0.52 * h), 1)
    ]
    bolts = [drum(0.03 * h, 0.05 * h, (s * 0.29 * h, 0, 0.56 * h), 0) for s in (1, -1)] + [
        drum(0.035 * h, 0.05 * h, (0, -0.3 * h, 0.52 * h), 1)
    ]
    return Shape(
        (piece("body", joined([body, *caps]), "paint", RED), piece("caps", joined(bolts), "steel")),
        (
            colliding.round_hull([(0.26 * h, 0), (0.22 * h, 0.77 * h), (0.05 * h, h)]),
            colliding.rod((-0.3 * h, 0, 0.56 * h), (0.3 * h, 0, 0.56 * h), 0.08 * h, kind="cylinder"),
        ),
        Resonator("block", (0.4 * h, 0.4 * h, h)),
    )


def mailbox(p: Params) -> Shape:
    """A letter box on a post: a vaulted box with a door towards -Y and a red flag."""
    h = p["height"]
    w, n = 0.2 * h, 0.42 * h
    a = np.linspace(0, np.pi, 13)
    section = [(w / 2, 0), *((w / 2 * np.cos(b), 0.14 * h + w / 2 * np.sin(b)) for b in a), (-w / 2, 0)]
    box = moved(turned(extrude(np.array(section), n, bevel=0.004 * h), (1, 0, 0), TAU / 4), 0, n / 2, 0.72 * h)
    flag = [
        block((0.01 * h, 0.14 * h, 0.02 * h), (0.11 * h, 0, 0.86 * h)),
        block((0.01 * h, 0.05 * h, 0.08 * h), (0.11 * h, 0.05 * h, 0.91 * h)),
    ]
    return Shape(
        (
            piece("body", box, "paint", (0.1, 0.14, 0.2)),
            piece("flag", joined(flag), "paint", RED),
            piece("pole", block((0.07 * h, 0.07 * h, 0.72 * h), (0, 0, 0.36 * h)), "wood"),
            piece("knob", moved(sphere(0.015 * h, steps=4), 0, -n / 2 - 0.012 * h, 0.9 * h), "brass"),
        ),
        (
            colliding.box((w, n, 0.24 * h), (0, 0, 0.84 * h)),
            colliding.box((0.07 * h, 0.07 * h, 0.72 * h), (0, 0, 0.36 * h), "pole"),
        ),
        Resonator("plate", (n, w, 0.002)),
    )


def tower_crane(p: Params) -> Shape:
    """A building crane: lattice mast, long jib to +X, counterweight, cab, and a hook on its cable."""
    h = p["height"]
    t = 0.028 * h

    def lattice(a: np.ndarray, b: np.ndarray, size: float, steps: int) -> list:
        way = (b - a) / steps
        u = np.cross(way, [0.0, 1.0, 0.0])
        u = size * u / np.linalg.norm(u)
        v = np.array([0.0, size, 0.0])
        corner = [s * u + f * v for s, f in ((1, 1), (1, -1), (-1, -1), (-1, 1))]
        bars = [tube([a + c, b + c], 0.18 * size, sides=5, ends="flat") for c in corner]
        for k in range(steps):
            for i in range(4):
                ends = [a + k * way + corner[i], a + (k + 1) * way + corner[(i + 1) % 4]]
                bars.append(tube(ends, 0.1 * size, sides=4, ends="flat"))
        return bars

    top = np.array([0.0, 0.0, 0.86 * h])
    frame = lattice(np.zeros(3), top, t, 18) + lattice(
        top - np.array([0.3 * h, 0, 0]), top + np.array([0.72 * h, 0, 0]), 0.8 * t, 24
    )
    stays = [tube([(0, 0, h), (x * h, 0, 0.87 * h)], 0.004 * h, sides=5) for x in (-0.28, 0.3, 0.6)]
    peak = tube([(0, 0, 0.86 * h), (0, 0, h)], [0.02 * h, 0.006 * h], sides=6)
    cable = tube([(0.5 * h, 0, 0.85 * h), (0.5 * h, 0, 0.5 * h)], 0.003 * h, sides=5)
    hook = moved(turned(ring(0.014 * h, 0.004 * h), (1, 0, 0), TAU / 4), 0.5 * h, 0, 0.485 * h)
    return Shape(
        (
            piece("body", joined([*frame, peak]), "paint", YELLOW),
            piece("cab", block((0.06 * h, 0.05 * h, 0.06 * h), (0.05 * h, -0.05 * h, 0.83 * h)), "paint", WHITE),
            piece("weight", block((0.1 * h, 0.06 * h, 0.08 * h), (-0.26 * h, 0, 0.83 * h)), "concrete"),
            piece("cables", joined([*stays, cable, hook]), "steel"),
            piece("foot", block((0.14 * h, 0.14 * h, 0.02 * h), (0, 0, 0.01 * h)), "concrete"),
        ),
        (
            colliding.box((2 * t, 2 * t, 0.86 * h), (0, 0, 0.43 * h)),
            colliding.box((1.02 * h, 2 * t, 2 * t), (0.21 * h, 0, 0.86 * h)),
        ),
        Resonator("bar", (h, t, t)),
    )


def spark(p: Params) -> Shape:
    """A glowing bit of wood that a fire throws up."""
    r = p["radius"]
    glow = stretched(sphere(r, steps=3), 1.4, 1.0, 0.8)
    return Shape((piece("body", glow, "flame", (1.0, 0.45, 0.1)),), (colliding.ball(r),), Resonator("bar", (r, r, r)))


def campfire(p: Params) -> Shape:
    """Logs leaning together in a ring of stones, with flames between them."""
    r = p["radius"]
    turn = TAU * np.arange(6) / 6
    logs = [
        tube(
            [
                (0.7 * r * np.cos(a), 0.7 * r * np.sin(a), 0.07 * r),
                (0.08 * r * np.cos(a + 0.5), 0.08 * r * np.sin(a + 0.5), 0.75 * r),
            ],
            0.085 * r,
            sides=10,
            ends="flat",
        )
        for a in turn
    ]
    stones = [
        moved(
            stretched(sphere(0.17 * r, steps=4), 1.0 + 0.15 * np.sin(5 * k), 0.9, 0.75),
            r * np.cos(b),
            r * np.sin(b),
            0.11 * r,
        )
        for k, b in enumerate(TAU * np.arange(13) / 13)
    ]
    tongues = []
    for k, a in enumerate(TAU * np.arange(5) / 5):
        high = (1.25, 0.95, 1.1, 0.85, 1.0)[k] * r
        x, y = 0.17 * r * np.cos(a), 0.17 * r * np.sin(a)
        way = curve([(x, y, 0.15 * r), (1.3 * x, 1.3 * y, 0.45 * high), (0.5 * x, 0.5 * y, high)], 12)
        tongues.append(tube(way, np.interp(np.linspace(0, 1, 12), [0, 0.3, 1], [0.12, 0.17, 0.01]) * r, sides=10))
    return Shape(
        (
            piece("body", joined(logs), "bark"),
            piece("stones", joined(stones), "rock"),
            *([piece("flame", joined(tongues), "flame", decor=True)] if p["lit"] else []),
        ),
        (colliding.round_hull([(r, 0), (r, 0.18 * r), (0.2 * r, 0.8 * r)]),),
        Resonator("block", (r, r, r)),
        lamps=(glow(1.6 * r, (0.0, 0.0, 0.35 * r), 150.0 * r * r),) if p["lit"] else (),
    )


FAMILIES = {
    "swing": Family(swing, {"height": length(2.3)}),
    "trampoline": Family(trampoline, {"radius": length(1.5)}),
    "carousel": Family(carousel, {"radius": length(4.0)}),
    "ferris_wheel": Family(ferris_wheel, {"height": length(40.0), "cabins": count(24, 8, 48)}),
    "roller_coaster": Family(roller_coaster, {"length": length(80.0)}),
    "traffic_light": Family(traffic_light, {"height": length(3.2)}),
    "hydrant": Family(hydrant, {"height": length(0.75)}),
    "mailbox": Family(mailbox, {"height": length(1.25)}),
    "tower_crane": Family(tower_crane, {"height": length(36.0)}),
    "spark": Family(spark, {"radius": length(0.005)}),
    "campfire": Family(campfire, {"radius": length(0.45), "lit": count(1, 0, 1)}),
}
