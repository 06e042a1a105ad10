"""Balls of all sports: one true sphere for contact, and the seams, panels and holes that one knows them by."""

import numpy as np
from numpy.typing import NDArray

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, cylinder, difference, lathe, loft, sphere, sweep, tube
from setpiece.assets.shape import Family, Param, Params, Piece, Shape, count, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import (
    CREASE,
    Matter,
    Surface,
    cross,
    joined,
    moved,
    projected_uv,
    reshaped,
    surface,
    turned,
    welded,
)

Array = NDArray[np.float64]
THICKNESS = Param(0.0, 0.0, 1.0)  # m of the wall; 0 is solid


def _matter(radius: float, thickness: float) -> Matter:
    return sphere(radius, steps=1, thickness=thickness).matter


def _ball(radius: float, pieces: tuple[Piece, ...], thickness: float = 0.0) -> Shape:
    """Return a ball with the matter of its first piece set to that of the whole true sphere."""
    first = pieces[0]
    whole = Piece(first.name, first.surface, first.material, first.color, _matter(radius, thickness))
    return Shape((whole, *pieces[1:]), (colliding.ball(radius),), Resonator("ball", (radius,)), rolls=True)


def ball(p: Params) -> Shape:
    """A plain ball, solid or hollow."""
    r, wall = p["radius"], min(p["thickness"], p["radius"])
    return _ball(r, (piece("body", sphere(r), "rubber"), *_smile(p)), wall if wall < r else 0.0)


def _smile(p: Params) -> tuple[Piece, ...]:
    """Return the face that is drawn on a ball, towards -Y: two eyes and a mouth."""
    if not p["smiley"]:
        return ()
    r = p["radius"]

    def on_it(x: float, z: float) -> Array:
        return r * np.array([x, -np.sqrt(1.0 - x * x - z * z), z])

    eyes = [moved(sphere(0.11 * r, steps=4), *(0.95 * on_it(x, 0.3))) for x in (-0.3, 0.3)]
    mouth = tube([0.98 * on_it(0.5 * np.cos(a), 0.5 * np.sin(a)) for a in np.linspace(np.pi * 1.1, np.pi * 1.9, 24)],
                 0.05 * r)  # fmt: skip
    return (piece("face", joined([*eyes, mouth]), "paint", (0.01, 0.01, 0.01), decor=True),)


def seam(points: Array, width: float, *, depth: float = 0.02) -> Surface:
    """Return a closed flat band along a curve on a ball about the origin; its face lies on the ball."""
    radius = np.linalg.norm(points, axis=1, keepdims=True)
    out = points / radius
    ahead = np.roll(points, -1, 0) - np.roll(points, 1, 0)
    side = cross(ahead, out)
    side *= width / 2 / np.linalg.norm(side, axis=1, keepdims=True)
    rings = []
    for share, level in (
        (-1.0, 1 - depth),
        (-1.0, 1 - 0.1 * depth),
        (-0.7, 1.0),
        (0.0, 1.0),
        (0.7, 1.0),
        (1.0, 1 - 0.1 * depth),
        (1.0, 1 - depth),
    ):
        across = points + share * side
        rings.append(across * (level * radius / np.linalg.norm(across, axis=1, keepdims=True)))
    return loft(np.stack(rings, axis=1), closed=True)


def patch(radius: float, turn: tuple[float, float], rise: tuple[float, float], *, columns: int, rows: int) -> Surface:
    """Return a patch of a sphere between two longitudes and two latitudes (rad), with exact normals."""
    a, b = np.meshgrid(np.linspace(*turn, columns + 1), np.linspace(*rise, rows + 1), indexing="ij")
    unit = np.stack([np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)], -1).reshape(-1, 3)
    index = np.arange(len(unit)).reshape(a.shape)
    p, q, r, s = (x.ravel() for x in (index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]))
    faces = np.concatenate([np.stack([p, q, r], 1), np.stack([p, r, s], 1)])
    flat = np.stack([(a * np.cos(b)).ravel(), b.ravel()], -1) * radius
    unit_, kept = unit * radius, faces[_alive(unit, faces)]
    made = surface(unit_, kept, uv=flat[kept])
    return Surface(made.vertices, made.faces, made.uv, made.crease, unit)


def _alive(points: Array, faces: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which faces keep an area: at a pole one corner of each square falls together."""
    a, b, c = (points[faces[:, i]] for i in range(3))
    return np.linalg.norm(cross(b - a, c - a), axis=1) > 1e-9


def great_circle(radius: float, axis: tuple[float, float, float], count: int = 48) -> Array:
    """Return ``count`` points of the circle of a sphere in the plane across ``axis``."""
    t = TAU * np.arange(count) / count
    circle = surface(np.stack([np.cos(t), np.sin(t), 0 * t], -1) * radius, np.zeros((0, 3)))
    z = np.array([0.0, 0.0, 1.0])
    n = np.asarray(axis, float) / np.linalg.norm(axis)
    axis_ = cross(z, n)
    if np.linalg.norm(axis_) < 1e-9:
        return circle.vertices
    return turned(circle, axis_, float(np.arccos(n @ z))).vertices


def tennis_curve(radius: float, swing: float, count: int = 96) -> Array:
    """Return the closed seam of a tennis ball or baseball: latitude swings four-fold while going round twice.

    ``swing`` (0..1) is how far the two lobes reach around: x = cos t + s cos 3t and so on, put on the sphere.
    """
    t = TAU * np.arange(count) / count
    x, y = np.cos(t) + swing * np.cos(3 * t), np.sin(t) - swing * np.sin(3 * t)
    z = 2 * np.sqrt(swing) * np.sin(2 * t)
    q = np.stack([x, y, z], -1)
    return radius * q / np.linalg.norm(q, axis=1, keepdims=True)


def basketball(p: Params) -> Shape:
    """An orange ball with eight panels: two great circles and two curved ribs."""
    r, width = p["radius"], 0.062 * p["radius"]
    inner = 0.997 * r
    ribs = [great_circle(r, (1, 0, 0)), great_circle(r, (0, 0, 1))]
    t = TAU * np.arange(48) / 48
    for sign in (-1.0, 1.0):
        rib = np.stack([np.cos(t), sign * (0.50 + 0.24 * np.cos(2 * t)), np.sin(t)], -1)
        ribs.append(r * rib / np.linalg.norm(rib, axis=1, keepdims=True))
    seams = joined([seam(rib, width) for rib in ribs])
    body = piece("body", sphere(inner, steps=9), "leather", (0.55, 0.17, 0.035))
    return _ball(r, (body, piece("seams", seams, "rubber", (0.015, 0.013, 0.012), decor=True)), p["thickness"])


def tennis_ball(p: Params) -> Shape:
    """A yellow felt ball with its white seam."""
    r = p["radius"]
    body = piece("body", sphere(r * 0.997), "felt", (0.58, 0.74, 0.06))
    line = seam(tennis_curve(r, 0.28), 0.10 * r)
    return _ball(r, (body, piece("seams", line, "rubber", (0.72, 0.72, 0.66), decor=True), *_smile(p)), p["thickness"])


def baseball(p: Params) -> Shape:
    """A white leather ball with two rows of red stitches along its seam."""
    r = p["radius"]
    line = tennis_curve(r, 0.28, 216)
    ahead = np.roll(line, -1, 0) - np.roll(line, 1, 0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    out = line / r
    side = cross(ahead, out)
    stitches = []
    for k in range(0, len(line), 4):
        for s in (-1.0, 1.0):
            near = line[k] + s * 0.02 * r * side[k] - 0.02 * r * ahead[k]
            far = line[k] + s * 0.12 * r * side[k] + 0.04 * r * ahead[k]
            way = np.array([near, 0.5 * (near + far), far])
            way *= r / np.linalg.norm(way, axis=1, keepdims=True)
            stitches.append(sweep(way * (1 - 0.012), 0.02 * r * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])))
    groove = seam(line[::2], 0.025 * r)
    body = piece("body", sphere(r * 0.992), "leather", (0.78, 0.76, 0.70))
    return _ball(
        r,
        (
            body,
            piece("stitches", joined(stitches), "fabric", (0.45, 0.02, 0.02), decor=True),
            piece("seams", groove, "leather", (0.40, 0.37, 0.33), decor=True),
        ),
    )


def _panel(center: Array, ring: Array, radius: float, rows: int, puff: float) -> Surface:
    """Return one spherical polygon, puffed: its border lies ``puff`` of the radius below its middle."""
    share = np.array([0.0, 0.35, 0.62, 0.82, 0.93, 1.0]) if rows == 5 else np.linspace(0, 1, rows + 1)
    vertices, faces = [], []
    for k in range(len(ring)):
        a, b = ring[k], ring[(k + 1) % len(ring)]
        start = sum(len(v) for v in vertices)
        rows_at = [start]
        for i, t in enumerate(share):
            w = np.linspace(0, 1, i + 1)[:, None] if i else np.zeros((1, 1))
            flat = center + t * ((1 - w) * a + w * b - center)
            unit = flat / np.linalg.norm(flat, axis=1, keepdims=True)
            depth = puff * max(0.0, (t - 0.80) / 0.20) ** 2
            vertices.append(unit * radius * (1 - depth))
            rows_at.append(rows_at[-1] + i + 1)
        for i in range(len(share) - 1):
            top, low = rows_at[i], rows_at[i + 1]
            for j in range(i + 1):
                faces.append([top + j, low + j, low + j + 1])
                if j < i:
                    faces.append([top + j, low + j + 1, top + j + 1])
    points, triangles = welded(np.concatenate(vertices), faces)
    axis = center / np.linalg.norm(center)
    return surface(points, triangles, uv=_tangent_uv(points, triangles, axis), crease=CREASE)


def _tangent_uv(points: Array, faces: NDArray[np.int64], axis: Array) -> Array:
    """Return uv of a panel flattened along its own axis."""
    tilted = surface(points, faces)
    axis_ = cross(axis, [0.0, 0.0, 1.0])
    angle = float(np.arccos(np.clip(axis[2], -1, 1)))
    if np.linalg.norm(axis_) < 1e-9:
        axis_ = np.array([1.0, 0.0, 0.0])
    flat = turned(tilted, axis_, angle)
    return projected_uv(flat.vertices, faces)


def _icosahedron() -> tuple[Array, list[tuple[int, int, int]]]:
    g = (1 + np.sqrt(5)) / 2
    v = np.array([(s * a, t * b, 0) for s in (-1, 1) for t in (-1, 1) for a, b in ((1.0, g),)])
    v = np.concatenate([v, np.roll(v, 1, 1), np.roll(v, 2, 1)])
    v /= np.linalg.norm(v[0])
    near = np.isclose(
        np.linalg.norm(v[:, None] - v[None], axis=2), np.linalg.norm(v[:, None] - v[None], axis=2)[0][1:].min()
    )
    faces = [
        (i, j, k)
        for i in range(12)
        for j in range(i + 1, 12)
        for k in range(j + 1, 12)
        if near[i, j] and near[j, k] and near[i, k]
    ]
    return v, faces


def soccer_ball(p: Params) -> Shape:
    """Twelve dark pentagons and twenty white hexagons, puffed, with seams between."""
    r = p["radius"]
    corner, faces = _icosahedron()
    cut = {(i, j): corner[i] + (corner[j] - corner[i]) / 3 for f in faces for i in f for j in f if i != j}
    pentagons, hexagons = [], []
    for i in range(12):
        points = np.array([cut[i, j] for j in range(12) if (i, j) in cut])
        pentagons.append(_panel(points.mean(0), _wound(points), r, 5, 0.018))
    for i, j, k in faces:
        points = np.array([cut[a, b] for a in (i, j, k) for b in (i, j, k) if a != b])
        hexagons.append(_panel(points.mean(0), _wound(points), r, 5, 0.018))
    white = piece("body", joined(hexagons), "leather", (0.78, 0.78, 0.76))
    dark = piece("pentagons", joined(pentagons), "leather", (0.012, 0.012, 0.014), decor=True)
    return _ball(r, (white, dark), p["thickness"])


def _wound(points: Array) -> Array:
    """Return points of a convex polygon on a sphere in counter-clockwise order seen from outside."""
    axis = points.mean(0) / np.linalg.norm(points.mean(0))
    x = points[0] - (points[0] @ axis) * axis
    y = cross(axis, x)
    return points[np.argsort(np.arctan2(points @ y, points @ x))]


def volleyball(p: Params) -> Shape:
    """Eighteen strips in six groups of three, laid crosswise as on a cube, in white, yellow and blue."""
    r = p["radius"]
    colors = {"body": (0.78, 0.77, 0.73), "yellow": (0.70, 0.47, 0.03), "blue": (0.02, 0.06, 0.28)}
    names = ("yellow", "body", "blue")
    groups: dict[str, list[Surface]] = {name: [] for name in names}
    step = np.tan(np.pi / 4 * np.array([-1.0, -1 / 3, 1 / 3, 1.0]))
    for axis in range(3):
        for sign in (-1.0, 1.0):
            for k in range(3):
                groups[names[k]].append(_strip(r, axis, sign, step[k], step[k + 1]))
    pieces = [
        piece(name, joined(groups[name]), "leather", colors[name], decor=name != "body")
        for name in ("body", "yellow", "blue")
    ]
    return _ball(r, tuple(pieces), p["thickness"])


def _strip(radius: float, axis: int, sign: float, low: float, high: float) -> Surface:
    """Return one strip of a cube's side blown up to a ball, its long borders pressed in."""
    across = np.arctan(low) + (np.arctan(high) - np.arctan(low)) * np.array([0, 0.06, 0.15, 0.5, 0.85, 0.94, 1.0])
    along = np.pi / 4 * np.array([-1, -0.98, -0.94, -0.7, -0.45, -0.2, 0, 0.2, 0.45, 0.7, 0.94, 0.98, 1])
    a, b = np.meshgrid(np.tan(across), np.tan(along), indexing="ij")
    dent = np.array([1.0, 0.35, 0, 0, 0, 0.35, 1.0])
    dent = np.maximum(dent[:, None], np.array([1.0, 0.35, *([0] * 9), 0.35, 1.0])[None, :])
    point = np.empty((*a.shape, 3))
    point[..., axis], point[..., (axis + 1) % 3], point[..., (axis + 2) % 3] = sign, a, b
    point *= (radius * (1 - 0.018 * dent) / np.linalg.norm(point, axis=-1))[..., None]
    index = np.arange(a.size).reshape(a.shape)
    q = [index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]]
    q = q if sign > 0 else q[::-1]
    q = [x.ravel() for x in q]
    faces = np.concatenate([np.stack([q[0], q[1], q[2]], 1), np.stack([q[0], q[2], q[3]], 1)])
    return surface(point.reshape(-1, 3), faces, crease=np.radians(50))


def beach_ball(p: Params) -> Shape:
    """Six coloured gores welded along seams, with a small round cap at each pole and a valve near one."""
    r = p["radius"]
    white = (0.75, 0.74, 0.72)
    palette = [(0.62, 0.02, 0.02), white, (0.02, 0.10, 0.50), white, (0.72, 0.48, 0.02), white]
    caps = [_disc(r, 0.105, side) for side in (1.0, -1.0)]
    pieces = [piece("body", joined(caps), "vinyl", white, decor=True)]
    for k, color in enumerate(palette):
        gore = _blown(r, TAU * k / 6, TAU * (k + 1) / 6)
        pieces.append(piece(f"gore_{k + 1}", gore, "vinyl", color, decor=True))
    rise = np.linspace(-1.46, 1.46, 49)
    seams = [
        tube(0.9935 * r * np.stack([np.cos(rise) * np.cos(a), np.cos(rise) * np.sin(a), np.sin(rise)], -1), 0.006 * r)
        for a in TAU * np.arange(6) / 6
    ]
    at = np.array([np.cos(1.05) * np.cos(1.57), np.cos(1.05) * np.sin(1.57), np.sin(1.05)])
    valve = [
        tube(np.outer([0.985, top], at) * r, wide * r, sides=14, ends="flat")
        for top, wide in ((1.0, 0.062), (1.008, 0.03))
    ]
    pieces.append(piece("seams", joined(seams), "plastic", (0.70, 0.69, 0.67), decor=True))
    pieces.append(piece("valve", joined(valve), "plastic", (0.66, 0.66, 0.66), decor=True))
    return _ball(r, tuple(pieces), p["thickness"])


def _blown(radius: float, start: float, stop: float) -> Surface:
    """Return a gore between two longitudes: air presses it out to the sphere, its seams hold it a little below."""
    flat = patch(radius, (start, stop), (-1.467, 1.467), columns=12, rows=40)
    turn = np.arctan2(flat.vertices[:, 1], flat.vertices[:, 0]) % TAU
    across = np.clip((turn - start) % TAU / (stop - start), 0.0, 1.0)
    held = 1.0 - 0.010 * np.abs(2.0 * across - 1.0) ** 5
    return reshaped(flat, flat.vertices * held[:, None])


def _disc(radius: float, reach: float, side: float) -> Surface:
    """Return the round cap over a pole where gores meet, ``reach`` rad from it, a hair thick; ``side``: which pole."""
    flat = patch(radius, (0, TAU), (np.pi / 2 - reach, np.pi / 2), columns=40, rows=4)
    return flat if side > 0 else turned(flat, (1, 0, 0), np.pi)


def golf_ball(p: Params) -> Shape:
    """A white ball with broad dimples, laid along a golden spiral."""
    r, n = p["radius"], 132
    k = np.arange(n)
    polar, azimuth = np.arccos(1 - 2 * (k + 0.5) / n), np.pi * (1 + 5**0.5) * k
    centers = np.stack([np.sin(polar) * np.cos(azimuth), np.sin(polar) * np.sin(azimuth), np.cos(polar)], -1)
    whole = sphere(r, steps=16)
    unit = whole.vertices / r
    angle = np.arccos(np.clip((unit @ centers.T).max(axis=1), -1, 1)) / 0.120
    depth = 0.022 * np.clip(1 - angle**4, 0, None)
    body = surface(unit * (r * (1 - depth))[:, None], whole.faces, uv=whole.uv, crease=np.radians(60))
    return _ball(r, (piece("body", body, "plastic", (0.80, 0.80, 0.79)),))


def bowling_ball(p: Params) -> Shape:
    """A glossy ball with two finger holes and a thumb hole."""
    r = p["radius"]
    ways = np.array([(0.13, 0.22, 1.0), (-0.13, 0.22, 1.0), (0.0, -0.22, 1.0)])
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    cuts = []
    for way, width in zip(ways, (0.12, 0.12, 0.15), strict=True):
        drill = moved(cylinder(width * r, 0.8 * r, bevel=0.0, segments=24), z=0.95 * r)
        axis_ = cross([0.0, 0.0, 1.0], way)
        cuts.append(turned(drill, axis_, float(np.arccos(way[2]))))
    body = difference(sphere(r), *cuts)
    known = np.linalg.norm(body.vertices, axis=1)
    onto = np.abs(known - r) < 1e-6 * r
    for way, width in zip(ways, (0.12, 0.12, 0.15), strict=True):
        onto &= (body.vertices @ way < 0) | (np.linalg.norm(cross(body.vertices, way), axis=1) > 1.01 * width * r)
    normals = np.where(onto[:, None], body.vertices / known[:, None], np.nan)
    body = Surface(body.vertices, body.faces, body.uv, body.crease, normals)
    return _ball(r, (piece("body", body, "resin", (0.012, 0.02, 0.09)),))


def billiard_ball(p: Params) -> Shape:
    """A pool ball: ivory, a coloured band around it, and a number's disc on both sides."""
    r = p["radius"]
    band = 0.55  # rad: latitude where the stripe ends
    caps = [patch(r, (0, TAU), rise, columns=64, rows=11) for rise in ((band, np.pi / 2), (-np.pi / 2, -band))]
    stripe = patch(r, (0, TAU), (-band, band), columns=64, rows=12)
    body = piece("body", stripe, "resin", (0.55, 0.02, 0.015), decor=True)
    ivory = piece("ivory", joined(caps), "resin", (0.80, 0.77, 0.66), decor=True)
    spots, digits = [], []
    for sign in (1.0, -1.0):
        spots.append(_cap(r, 0.36, sign, 0.0003))
        for side in (-1.0, 1.0):
            digits.append(_on_ball(r, sign, side))
    return _ball(
        r,
        (
            body,
            ivory,
            piece("spots", joined(spots), "resin", (0.80, 0.77, 0.66), decor=True),
            piece("number", joined(digits), "paint", (0.01, 0.01, 0.01), decor=True),
        ),
    )


def _cap(radius: float, angle: float, sign: float, lift: float) -> Surface:
    """Return a thin round patch on a ball, about the X axis, ``lift`` of the radius proud."""
    turn = np.linspace(angle, 0.0, 8)
    outer = (1 + lift) * radius * np.stack([np.sin(turn), np.cos(turn)], -1)
    outer[-1, 0] = 0.0
    rim = np.array([[np.sin(angle), np.cos(angle)]]) * radius * 0.995
    patch = lathe(np.concatenate([rim, outer]), segments=28, crease=np.radians(80))
    return turned(patch, (0, 1, 0), sign * np.pi / 2)


def _on_ball(radius: float, sign: float, side: float) -> Surface:
    """Return half of the figure 11 as a bar laid on the ball's X pole."""
    z = np.linspace(-0.16, 0.16, 7) * radius
    y = np.full(7, side * 0.07 * radius)
    x = np.sqrt((1.0008 * radius) ** 2 - y**2 - z**2)
    return tube(np.stack([sign * x, y, z], -1) * (1 - 0.018), 0.020 * radius, sides=6)


def marble(p: Params) -> Shape:
    """A glass marble with a twisted ribbon of colours inside."""
    r = p["radius"]
    ribbons = []
    t = np.linspace(-1, 1, 25)
    for k in range(3):
        rings = []
        for s in t:
            turn = 1.9 * s + TAU * k / 3
            wide = 0.52 * r * np.sqrt(np.clip(1 - s**2, 0.0004, 1))
            axis, thick = np.array([np.cos(turn), np.sin(turn)]), 0.05 * r * np.sqrt(np.clip(1 - s**2, 0.0004, 1))
            across = np.array([-axis[1], axis[0]])
            corners = [
                0.04 * r * axis - thick * across,
                wide * axis - 0.3 * thick * across,
                wide * axis + 0.3 * thick * across,
                0.04 * r * axis + thick * across,
            ]
            rings.append([(x, y, 0.72 * r * s) for x, y in corners])
        ribbons.append(loft(np.array(rings), crease=np.radians(60)))
    colors = [(0.02, 0.12, 0.55), (0.60, 0.30, 0.01), (0.55, 0.02, 0.02)]
    inner = [piece(f"ribbon_{k + 1}", ribbons[k], "plastic", colors[k], decor=True) for k in range(3)]
    return _ball(r, (piece("body", sphere(r, steps=12), "glass"), *inner))


def american_football(p: Params) -> Shape:
    """A pointed ball along X: brown leather, white laces and two stripes."""
    n, r = p["length"] / 2, p["radius"]
    s = np.linspace(-1, 1, 41)
    outline = np.column_stack([r * np.clip(1 - np.abs(s) ** 2.1, 0, None) ** 0.82, n * s])
    outline[[0, -1], 0] = 0.0
    body = turned(lathe(outline, segments=48, crease=np.radians(80)), (0, 1, 0), np.pi / 2)
    at = lambda x: float(np.interp(x / n, s, outline[:, 0]))  # noqa: E731
    bands = []
    for low, high in ((0.56, 0.64), (-0.64, -0.56)):
        x = np.linspace(low, high, 5) * n
        ring_ = np.column_stack([[at(v) + 0.0006 for v in x], x])
        closed = np.concatenate([[(ring_[0, 0] - 0.004, x[0])], ring_, [(ring_[-1, 0] - 0.004, x[-1])]])
        bands.append(turned(lathe(closed, segments=48, closed=True), (0, 1, 0), np.pi / 2))
    laces = [
        tube(
            [(x * n, y * 0.2 * r, at(x * n) * np.sqrt(1 - 0.04 * abs(y)) + 0.0005) for y in (-1, 0, 1)],
            0.022 * r,
            sides=8,
        )
        for x in np.linspace(-0.26, 0.26, 8)
    ]
    laces.append(tube([(x * n, 0, at(x * n) + 0.001) for x in np.linspace(-0.30, 0.30, 7)], 0.022 * r, sides=8))
    seams = [
        tube(
            [
                (x * n, at(x * n) * np.cos(a) * 0.998, at(x * n) * np.sin(a) * 0.998)
                for x in np.linspace(-0.97, 0.97, 25)
            ],
            0.008 * r,
            sides=6,
        )
        for a in np.pi / 2 * np.arange(4)
    ]
    hull = colliding.hull(body.vertices[::3])
    return Shape(
        (
            piece("body", body, "leather", (0.22, 0.075, 0.03), sheet=0.003),
            piece("laces", joined([*bands, *laces]), "paint", (0.76, 0.75, 0.72), decor=True),
            piece("seams", joined(seams), "leather", (0.06, 0.02, 0.01), decor=True),
        ),
        (hull,),
        Resonator("ball", (r,)),
        rolls=True,
    )


FAMILIES = {
    "ball": Family(ball, {"radius": length(0.035), "thickness": THICKNESS, "smiley": count(0, 0, 1)}),
    "basketball": Family(basketball, {"radius": length(0.12), "thickness": Param(0.0036, 0.0, 1.0)}),
    "soccer_ball": Family(soccer_ball, {"radius": length(0.11), "thickness": Param(0.0031, 0.0, 1.0)}),
    "volleyball": Family(volleyball, {"radius": length(0.105), "thickness": Param(0.0021, 0.0, 1.0)}),
    "tennis_ball": Family(
        tennis_ball, {"radius": length(0.0335), "thickness": Param(0.006, 0.0, 1.0), "smiley": count(0, 0, 1)}
    ),
    "baseball": Family(baseball, {"radius": length(0.0368)}),
    "golf_ball": Family(golf_ball, {"radius": length(0.02135)}),
    "bowling_ball": Family(bowling_ball, {"radius": length(0.1085)}),
    "billiard_ball": Family(billiard_ball, {"radius": length(0.0286)}),
    "marble": Family(marble, {"radius": length(0.008)}),
    "american_football": Family(american_football, {"length": length(0.28), "radius": length(0.085)}),
    "beach_ball": Family(beach_ball, {"radius": length(0.2), "thickness": Param(0.0003, 0.0, 1.0)}),
}
