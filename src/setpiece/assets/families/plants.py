"""Plants and what is left of them: trees with real leaves, shrubs, flowers, rocks, logs. ``variant`` picks one."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from setpiece import rng
from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, curve, extrude, lathe, loft, lump, rounded, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece, ratio
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Surface, cross, joined, moved, projected_uv, stretched, surface, turned, welded

Array = NDArray[np.float64]


def foliage(points: Array, out: Array, size: float, noise: np.random.Generator) -> Surface:
    """Return a leaf at every point (N, 3): four triangles folded along the midrib, facing roughly ``out`` (N, 3)."""
    n = len(points)
    normal = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9) + 0.75 * noise.normal(size=(n, 3))
    normal[:, 2] += 0.35
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    along = cross(normal, noise.normal(size=(n, 3)))
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    side = cross(normal, along)
    big = size * noise.uniform(0.7, 1.25, (n, 1))
    tip, base = points + 0.5 * big * along - 0.10 * big * normal, points - 0.5 * big * along
    left = points + 0.30 * big * side + 0.10 * big * normal
    right = points - 0.30 * big * side + 0.10 * big * normal
    vertices = np.stack([base, right, tip, left], axis=1).reshape(-1, 3)
    k = 4 * np.arange(n)[:, None]
    faces = np.concatenate([k + np.array([0, 1, 2]), k + np.array([0, 2, 3])])
    half = np.array([[[0.0, 0.0], [0.5, -0.32], [1.0, 0.0]], [[0.0, 0.0], [1.0, 0.0], [0.5, 0.32]]])
    uv = np.concatenate([half[:1] * big[:, None], half[1:] * big[:, None]])
    return surface(vertices, faces, uv=uv, crease=0.0)


def _branches(
    start: Array, heading: Array, reach: float, girth: float, depth: int, noise: np.random.Generator
) -> list[tuple[Array, Array]]:
    """Return (path, radii) of a bough and, recursively, of its twigs; each bends upwards a little."""
    steps = 5
    path, way = [start], heading / np.linalg.norm(heading)
    for _ in range(steps):
        way = way + 0.16 * noise.normal(size=3) + np.array([0.0, 0.0, 0.07])
        way /= np.linalg.norm(way)
        path.append(path[-1] + way * reach / steps)
    path = np.array(path)
    radii = girth * np.linspace(1.0, 0.35, steps + 1)
    out = [(path, radii)]
    if depth:
        for k in range(4 if depth > 1 else 3):
            at = int(noise.integers(2, steps + 1)) if k else steps
            spread = noise.normal(size=3)
            spread -= (spread @ way) * way
            turn = way * 0.75 + 0.8 * spread / np.linalg.norm(spread)
            out += _branches(path[at], turn, reach * noise.uniform(0.5, 0.68), radii[at] * 0.72, depth - 1, noise)
    return out


def tree(p: Params) -> Shape:
    """A broad-leaved tree: flared trunk, boughs and twigs, and leaves in clusters around the twigs' ends."""
    h = p["height"]
    noise = rng.stream(int(p["variant"]), "tree")
    trunk_top = 0.62 * h
    sway = 0.010 * h * noise.normal(size=(6, 2))
    sway[0] = 0
    trunk = np.column_stack([np.cumsum(sway, axis=0) * 0.5, np.linspace(0, 1, 6) * trunk_top])
    girth = 0.026 * h
    stem = curve(trunk, 11)
    limbs = [(stem, girth * np.interp(np.linspace(0, 1, 11), [0, 0.1, 0.2, 0.5, 1.0], [1.9, 1.25, 1.08, 0.9, 0.45]))]
    turn = noise.uniform(0, TAU)
    boughs = 11
    for k in range(boughs):
        share = k / (boughs - 1)
        a = turn + TAU * k * 0.382
        at = np.array([np.interp(0.50 + 0.48 * share, np.linspace(0, 1, 11), stem[:, i]) for i in range(3)])
        heading = np.array([np.cos(a), np.sin(a), 0.35 + 1.5 * share**2])
        limbs += _branches(
            at, heading, h * (0.24 - 0.08 * share) * noise.uniform(0.9, 1.1), girth * (0.5 - 0.2 * share), 2, noise
        )
    wood = joined(
        [
            tube(path, radii, sides=9 if i == 0 else (6 if radii[0] > 0.006 * h else 4), ends="flat")
            for i, (path, radii) in enumerate(limbs)
        ]
    )
    # Ridges of bark run along v; tubes have u along them, as timber has its grain.
    wood = replace(wood, uv=wood.uv[..., ::-1])

    # Leaves: clusters around the outer halves of the thin twigs, in a crown about their middle.
    tips = np.concatenate([path[2:] for path, radii in limbs if radii[0] < 0.36 * girth])
    middle = tips.mean(axis=0)
    leaves = int(p["leaves"])
    pick = tips[noise.integers(0, len(tips), leaves)]
    spot = pick + 0.045 * h * noise.normal(size=(leaves, 3)) * [1.0, 1.0, 0.8]
    green = foliage(spot, spot - middle, 0.034 * h * (8000 / leaves) ** 0.5, noise)
    return Shape(
        (piece("wood", wood, "bark"), piece("body", green, "leaves", sheet=0.0003)),
        (colliding.upright(girth, trunk_top, (0, 0, trunk_top / 2), "wood"),),
        Resonator("bar", (trunk_top, 2 * girth, 2 * girth)),
    )


def pine_tree(p: Params) -> Shape:
    """A conifer: a straight trunk and whorls of drooping boughs thick with needles, shorter towards the top."""
    h = p["height"]
    noise = rng.stream(int(p["variant"]), "pine")
    girth = 0.018 * h
    limbs = [
        tube(
            [(0, 0, 0), (0, 0, 0.06 * h), (0, 0, 0.5 * h), (0, 0, 0.98 * h)],
            [1.3 * girth, girth, 0.6 * girth, 0.08 * girth],
            sides=10,
        )
    ]
    points, outs = [], []
    rows = 24
    for row in range(rows):
        share = (row / (rows - 1)) ** 0.9
        z = h * (0.12 + 0.85 * share)
        reach = 0.26 * h * (1 - share) ** 0.9 + 0.012 * h
        boughs = max(4, int(13 * (1 - share) + 3))
        for k in range(boughs):
            a = TAU * (k + 0.5 * (row % 2)) / boughs + 0.25 * noise.normal()
            r = reach * noise.uniform(0.82, 1.1)
            out = np.array([np.cos(a), np.sin(a), 0.0])
            t = np.linspace(0, 1, 5)[:, None]
            way = np.array([0, 0, z]) + out * r * t + np.array([0, 0, 1.0]) * r * (0.05 * t - 0.42 * t**2 + 0.12 * t**4)
            if row % 2 == 0:
                limbs.append(tube(way, np.linspace(0.22 * girth, 0.05 * girth, 5), sides=4, ends="flat"))
            n = max(6, int(46 * r / (0.26 * h)))
            u = noise.uniform(0.15, 1.0, n) ** 0.7
            along = np.array([np.interp(u, t[:, 0], way[:, i]) for i in range(3)]).T
            side = cross(out, [0, 0, 1.0])
            wide = 0.13 * r * (1.15 - u)
            points.append(
                along
                + (noise.uniform(-1, 1, n) * (wide + 0.012 * h))[:, None] * side
                + 0.006 * h * noise.normal(size=(n, 3))
            )
            outs.append(np.tile(np.array([0, 0, 1.0]) + 0.4 * out, (n, 1)))
    green = foliage(np.concatenate(points), np.concatenate(outs), 0.030 * h, noise)
    return Shape(
        (piece("wood", joined(limbs), "bark"), piece("body", green, "leaves", (0.022, 0.065, 0.024), sheet=0.0003)),
        (colliding.upright(girth, 0.8 * h, (0, 0, 0.4 * h), "wood"),),
        Resonator("bar", (0.5 * h, 2 * girth, 2 * girth)),
    )


def palm_tree(p: Params) -> Shape:
    """A palm: a ringed, leaning trunk and arching fronds of many leaflets."""
    h = p["height"]
    noise = rng.stream(int(p["variant"]), "palm")
    path = curve([(0, 0, 0), (0.04 * h, 0, 0.3 * h), (0.10 * h, 0, 0.62 * h), (0.12 * h, 0, 0.88 * h)], 40)
    girth = (
        0.024
        * h
        * (np.interp(np.linspace(0, 1, 40), [0, 0.08, 1], [1.5, 1.0, 0.62]) * (1 + 0.06 * (np.arange(40) % 2)))
    )
    top = path[-1]
    stalks, vertices, faces, uv = [], [], [], []
    for k in range(18):
        a = TAU * k * 0.382 + 0.1 * noise.normal()
        lift = 1.0 - 0.085 * k
        out = np.array([np.cos(a), np.sin(a), 0.0])
        t = np.linspace(0, 1, 13)[:, None]
        way = top + out * 0.36 * h * t + np.array([0, 0, 1.0]) * h * (0.36 * lift * t - (0.28 + 0.1 * lift) * t**2)
        stalks.append(tube(way, np.linspace(0.006, 0.0015, 13) * h, sides=5, ends="flat"))
        side = cross(out, [0, 0, 1.0])
        for i in range(1, 13):
            for share in (0.0, 0.33, 0.66):
                at = way[i - 1] * (1 - share) + way[i] * share
                size = 0.12 * h * np.sin(np.pi * (0.12 + 0.86 * (i - 1 + share) / 12)) + 0.01 * h
                ahead = (way[i] - way[i - 1]) / np.linalg.norm(way[i] - way[i - 1])
                for s in (-1.0, 1.0):
                    tip = at + s * size * side * 0.85 + ahead * size * 0.6 - np.array([0, 0, 0.34 * size])
                    n = len(vertices)
                    mid = 0.45 * at + 0.55 * tip + np.array([0, 0, 0.04 * size])
                    vertices += [at - ahead * 0.004 * h, mid - ahead * 0.008 * h, tip, mid + ahead * 0.008 * h]
                    faces += [[n, n + 1, n + 2], [n, n + 2, n + 3]]
                    uv += [[[0, 0], [0.5 * size, -0.01], [size, 0]], [[0, 0], [size, 0], [0.5 * size, 0.01]]]
    green = surface(np.array(vertices), np.array(faces), uv=np.array(uv, float), crease=0.0)
    return Shape(
        (
            piece("wood", tube(path, girth, sides=14, ends="flat"), "bark", (0.22, 0.16, 0.10)),
            piece("body", joined([green, *stalks]), "leaves", (0.06, 0.15, 0.025), sheet=0.0004),
        ),
        tuple(colliding.rod(path[i], path[j], float(girth[j]), "wood") for i, j in ((0, 13), (13, 26), (26, 39))),
        Resonator("bar", (h, 0.04 * h, 0.04 * h)),
    )


def bush(p: Params) -> Shape:
    """A round shrub: stems under a cloud of small leaves."""
    h, w = p["height"], p["width"]
    noise = rng.stream(int(p["variant"]), "bush")
    n = int(p["leaves"])
    unit = noise.normal(size=(n, 3))
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    lumps = noise.normal(size=(14, 3))
    lumps /= np.linalg.norm(lumps, axis=1, keepdims=True)
    swell = 1.0 + 0.20 * np.max(np.clip(unit @ lumps.T, 0, 1) ** 8, axis=1)
    r = swell * noise.uniform(0.55, 1.0, n) ** 0.4
    spot = unit * r[:, None] * [w / 2.3, w / 2.3, h / 2.2] + [0, 0, 0.53 * h]
    spot[:, 2] = np.maximum(spot[:, 2], 0.03 * h)
    stems = []
    for k in range(9):
        a = TAU * k / 9 + 0.3 * noise.normal()
        stems.append(
            tube(
                curve(
                    [
                        (0.03 * w * np.cos(a), 0.03 * w * np.sin(a), 0),
                        (0.12 * w * np.cos(a), 0.12 * w * np.sin(a), 0.3 * h),
                        (0.26 * w * np.cos(a), 0.26 * w * np.sin(a), 0.7 * h),
                    ],
                    5,
                ),
                0.012 * h,
                sides=5,
            )
        )
    green = foliage(spot, unit, 0.075 * h * (3500 / n) ** 0.5, noise)
    return Shape(
        (piece("wood", joined(stems), "bark"), piece("body", green, "leaves", sheet=0.0003)),
        (colliding.upright(0.10 * w, 0.5 * h, (0, 0, 0.25 * h), "wood"),),
        Resonator("bar", (0.3 * h, 0.02, 0.02)),
    )


def flower(p: Params) -> Shape:
    """A daisy: stem, two leaves, a yellow disc in a ring of white petals."""
    h = p["height"]
    r = 0.16 * h
    stem = tube(
        curve([(0, 0, 0), (0.01 * h, 0, 0.4 * h), (-0.01 * h, 0, 0.75 * h), (0, 0, 0.97 * h)], 10), 0.011 * h, sides=8
    )
    middle = moved(stretched_ball(0.30 * r, 0.15 * r), z=0.985 * h)
    petals = []
    for k in range(18):
        petals.append(turned(_blade(0.24 * r, r, 0.16 * r, 0.10 * r), (0, 0, 1), TAU * k / 18 + 0.04 * (k % 2)))
    petals = moved(joined(petals), z=0.978 * h)
    leaf = [
        turned(moved(turned(_blade(0.0, 0.26 * h, 0.05 * h, -0.05 * h), (0, 1, 0), -0.7), z=z), (0, 0, 1), a)
        for z, a in ((0.16 * h, 0.6), (0.24 * h, 3.5))
    ]
    return Shape(
        (
            piece("body", petals, "paper", (0.78, 0.77, 0.74), sheet=0.0004),
            piece("middle", middle, "felt", (0.62, 0.36, 0.02)),
            piece("stem", joined([stem, *leaf]), "leaves", sheet=0.001),
        ),
        (colliding.upright(0.02 * h, h, (0, 0, h / 2), "stem"),),
        Resonator("bar", (h, 0.01, 0.01)),
    )


def stretched_ball(across: float, up: float) -> Surface:
    """Return a flattened ball of two half-axes."""
    return stretched(sphere(1.0, steps=4), across, across, up)


def _blade(start: float, end: float, width: float, lift: float) -> Surface:
    """Return a thin petal or leaf along +X from ``start`` to ``end``, closed on both sides, curled by ``lift``."""
    t = np.linspace(0, 1, 7)
    half = width * np.sin(np.pi * np.clip(0.08 + 0.88 * t**0.8, 0, 1))
    x = start + (end - start) * t
    z = lift * t**2
    rings = []
    for xi, w, zi in zip(x, half, z, strict=True):
        d = 0.02 * width + 1e-5
        rings.append([(xi, -w, zi + 0.25 * w), (xi, 0, zi - d), (xi, w, zi + 0.25 * w), (xi, 0, zi + d)])
    return loft(np.array(rings), crease=np.radians(60))


def leaf(p: Params) -> Shape:
    """A fallen maple-like leaf lying flat, its stalk towards -X, its lobes curled up a little."""
    n = p["length"]
    lobes = [
        (0.18, 0.0),
        (0.10, 0.16),
        (0.22, 0.20),
        (0.20, 0.40),
        (0.42, 0.26),
        (0.56, 0.46),
        (0.66, 0.22),
        (0.72, 0.26),
        (1.0, 0.0),
    ]
    half = np.array(lobes) - [0.36, 0.0]
    outline = np.concatenate([half * [1, -1], half[-2:0:-1]]) * n * 0.8
    t = 0.0004 * n / 0.1
    blade = extrude(outline, t)
    blade = _refined(blade)
    v = blade.vertices.copy()
    v[:, 2] += (
        0.9 / n * v[:, 1] ** 2 + 0.35 / n * v[:, 0] ** 2 + 0.04 * n * np.sin(9 * v[:, 0] / n) * np.abs(v[:, 1]) / n
    )
    blade = Surface(v, blade.faces, blade.uv, np.full(len(blade.faces), np.radians(40)), np.full_like(v, np.nan))
    stalk = tube(
        curve(
            [
                (0.45 * n, 0, 0.07 * n * 0.9),
                (0.0, 0, 0.001 * n),
                (-0.15 * n, 0, 0.002 * n),
                (-0.42 * n, 0.02 * n, 0.05 * n),
            ],
            10,
        ),
        0.006 * n,
        sides=6,
    )
    flat = [
        (x, y, z)
        for x, y in ((-0.2 * n, 0), (0.2 * n, -0.35 * n), (0.2 * n, 0.35 * n), (0.5 * n, 0))
        for z in (0.0, 0.02 * n)
    ]
    return Shape(
        (
            piece("body", blade, "leaves", (0.45, 0.12, 0.02)),
            piece("stalk", stalk, "leaves", (0.25, 0.10, 0.03), decor=True),
        ),
        (colliding.hull(flat),),
        Resonator("plate", (n, 0.6 * n, t)),
    )


def _refined(shape: Surface) -> Surface:
    """Return the surface with every face cut into sixteen, for bending."""
    v, f = shape.vertices, shape.faces
    for _ in range(2):
        a, b, c = v[f[:, 0]], v[f[:, 1]], v[f[:, 2]]
        ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
        corner = np.stack([a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca], axis=1).reshape(-1, 3)
        v, f = welded(corner, np.arange(len(corner)).reshape(-1, 3), 1e-9)
    return surface(v, f, uv=projected_uv(v, f, snap=True))


def rock(p: Params) -> Shape:
    """A rough rock on its flattest side."""
    noise = rng.stream(int(p["variant"]), "rock")
    half = np.array([p["length"], p["width"], p["height"]]) / 2
    stone = lump(half, noise, roughness=p["roughness"], steps=7)
    v = stone.vertices.copy()
    floor = -0.62 * half[2]
    v[:, 2] = np.where(v[:, 2] < floor, floor + 0.18 * (v[:, 2] - floor), v[:, 2]) if p["roughness"] > 0.1 else v[:, 2]
    stone = surface(v, stone.faces, crease=np.radians(38))
    return Shape(
        (piece("body", stone, "rock"),), (colliding.hull(v[::2]),), Resonator("block", tuple(2 * half)), rolls=True
    )


def log(p: Params) -> Shape:
    """A log lying along X: rough bark, pale cut ends with rings, a branch stub."""
    n, r = p["length"], p["radius"]
    noise = rng.stream(int(p["variant"]), "log")
    sides, rows = 36, 15
    a = TAU * np.arange(sides) / sides
    wave = sum(noise.normal() * 0.03 / k * np.cos(k * a + noise.uniform(0, TAU)) for k in range(2, 7)) + 0.014 * np.cos(
        18 * a
    )
    rings = []
    for i in range(rows):
        x = -n / 2 + n * i / (rows - 1)
        radius = r * (1 + wave + 0.012 * noise.normal(size=sides))
        rings.append(np.column_stack([np.full(sides, x), radius * np.cos(a), radius * np.sin(a)]))
    bark = loft(np.array(rings), crease=np.radians(50))
    ends = []
    for s in (-1, 1):
        face = lathe(
            [
                (0.90 * r, 0.0),
                (0.90 * r, 0.002 * r),
                *[(q * r, (0.012 if k % 2 else 0.004) * r) for k, q in enumerate(np.linspace(0.88, 0.08, 9))],
                (0, 0.008 * r),
            ],
            segments=40,
        )
        ends.append(moved(turned(face, (0, 1, 0), s * np.pi / 2), s * n / 2))
    stub = tube([(0.18 * n, 0, 0.85 * r), (0.20 * n, 0, 1.35 * r)], [0.26 * r, 0.20 * r], sides=10, ends="flat")
    return Shape(
        (
            piece("body", joined([bark, stub]), "bark"),
            piece("ends", joined(ends), "wood", (0.55, 0.38, 0.20), decor=True),
        ),
        (colliding.rod((-n / 2, 0, 0), (n / 2, 0, 0), r, kind="cylinder"),),
        Resonator("bar", (n, 2 * r, 2 * r)),
        rolls=True,
    )


def stump(p: Params) -> Shape:
    """A stump with spreading roots and a cut top."""
    r, h = p["radius"], p["height"]
    noise = rng.stream(int(p["variant"]), "stump")
    a = TAU * np.arange(48) / 48
    roots = np.maximum(0, np.cos(5 * a + noise.uniform(0, TAU))) ** 2
    rings = []
    for z, flare in ((0.0, 0.75), (0.08, 0.42), (0.2, 0.18), (0.45, 0.06), (0.8, 0.02), (1.0, 0.0)):
        radius = r * (1 + flare * (0.35 + roots) + 0.015 * np.cos(22 * a) + 0.01 * noise.normal(size=48))
        rings.append(np.column_stack([radius * np.cos(a), radius * np.sin(a), np.full(48, z * h)]))
    top = moved(
        lathe(
            rounded(
                [
                    (0.93 * r, 0),
                    (0.93 * r, 0.004 * r),
                    *[(q * r, (0.016 if k % 2 else 0.006) * r) for k, q in enumerate(np.linspace(0.90, 0.06, 12))],
                    (0, 0.01 * r),
                ]
            ),
            segments=48,
        ),
        z=h,
    )
    return Shape(
        (
            piece("body", loft(np.array(rings), crease=np.radians(50)), "bark"),
            piece("top", top, "wood", (0.55, 0.38, 0.20), decor=True),
        ),
        (colliding.upright(r, h, (0, 0, h / 2)), colliding.round_hull([(1.5 * r, 0), (r, 0.25 * h)], sides=20)),
        Resonator("block", (2 * r, 2 * r, h)),
        (Support("top", (0, 0, h + 0.016 * r), (0.6 * r, 0.6 * r)),),
    )


_V = count(1, 0, 10000)

FAMILIES = {
    "tree": Family(tree, {"height": length(5.5), "leaves": count(9000, 50, 40000), "variant": _V}),
    "pine_tree": Family(pine_tree, {"height": length(6.0), "variant": _V}),
    "palm_tree": Family(palm_tree, {"height": length(6.0), "variant": _V}),
    "bush": Family(
        bush, {"height": length(1.0), "width": length(1.3), "leaves": count(3500, 50, 20000), "variant": _V}
    ),
    "flower": Family(flower, {"height": length(0.35)}),
    "leaf": Family(leaf, {"length": length(0.10)}),
    "rock": Family(
        rock,
        {
            "length": length(0.30),
            "width": length(0.24),
            "height": length(0.20),
            "roughness": ratio(0.25, 0.0, 0.6),
            "variant": _V,
        },
    ),
    "log": Family(log, {"length": length(1.0), "radius": length(0.13), "variant": _V}),
    "stump": Family(stump, {"radius": length(0.22), "height": length(0.40), "variant": _V}),
}
