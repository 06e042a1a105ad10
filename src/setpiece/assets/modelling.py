"""Modelling words: small functions that return surfaces of known shape, true size and outward winding.

Metres, Z up; shapes are centred on the origin unless they follow a profile or a path. Curved profiles are
polylines of (radius, height); ``rounded`` gives them fillets of true radius.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from setpiece.assets.surface import (
    CREASE,
    Array,
    Matter,
    Surface,
    cross,
    flipped,
    moved,
    projected_uv,
    signed_volume,
    surface,
    turned,
    unique_rows,
    welded,
)

if TYPE_CHECKING:
    from manifold3d import Manifold

TAU = 2.0 * np.pi


def rounded_box(
    size: Sequence[float], radius: float = 0.0015, *, steps: int = 1, grain: ArrayLike | None = None
) -> Surface:
    """Return a box of full ``size`` (m) whose edges and corners are rounded with ``radius``, ``2 steps`` faces each."""
    half = np.asarray(size, float) / 2.0
    radius = min(radius, 0.999 * half.min())
    if grain is None:
        grain = np.eye(3)[int(np.argmax(half))]
    cube, unit, faces = _rounded_cube(steps)
    placed = np.copysign(half - radius, cube) + radius * unit
    return surface(placed, faces, uv=projected_uv(placed, faces, grain=grain), crease=np.radians(60))


@lru_cache(maxsize=16)
def _rounded_cube(steps: int) -> tuple[Array, Array, NDArray[np.int64]]:
    """Return the welded grid of a rounded cube: its points (whose signs tell the corner), directions and faces."""
    cube, faces = _cube_sphere(steps, flat=True)
    unit = _unit(cube)
    first, inverse = unique_rows(np.round((np.copysign(2.0, cube) + unit) * 1e7).astype(np.int64))
    return cube[first], unit[first], inverse[faces]


def plain_box(size: Sequence[float], *, grain: ArrayLike | None = None) -> Surface:
    """Return a box of full ``size`` (m) with sharp edges, for what is only seen from afar."""
    x, y, z = np.asarray(size, float) / 2.0
    if grain is None:
        grain = np.eye(3)[int(np.argmax([x, y, z]))]
    vertices = np.array([[a * x, b * y, c * z] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)])
    quads = np.array([[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]])
    faces = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    return surface(vertices, faces, uv=projected_uv(vertices, faces, grain=grain), crease=0.0)


def block(size: Sequence[float], at: Sequence[float] = (0, 0, 0), radius: float = 0.004) -> Surface:
    """Return a rounded box of full ``size`` (m) with its middle at ``at``."""
    return moved(rounded_box(size, radius), *at)


def drum(radius: float, height: float, at: Sequence[float] = (0, 0, 0), axis: int = 2, bevel: float = 0.003) -> Surface:
    """Return a cylinder with its middle at ``at``, along an axis (0, 1, 2)."""
    upright = cylinder(radius, height, bevel=bevel)
    turn = {0: ((0, 1, 0), TAU / 4), 1: ((1, 0, 0), TAU / 4)}
    return moved(turned(upright, *turn[axis]) if axis in turn else upright, *at)


def _cube_sphere(steps: int, *, flat: bool) -> tuple[Array, NDArray[np.int64]]:
    """Return the six faces of a gridded cube of half-edge 1, not welded, with equiangular lines.

    ``flat`` doubles the middle lines (signed zeros apart), between which a box has its flats.
    """
    arc = np.tan(np.radians(45.0) * np.arange(steps + 1) / steps)
    line = np.concatenate([-arc[::-1], arc if flat else arc[1:]])
    line[steps] = -0.0 if flat else 0.0
    n = len(line)
    a, b = np.meshgrid(line, line, indexing="ij")
    quad = np.arange(n * n).reshape(n, n)
    p, q, r, s = quad[:-1, :-1].ravel(), quad[1:, :-1].ravel(), quad[1:, 1:].ravel(), quad[:-1, 1:].ravel()
    faces = np.concatenate([np.stack([p, q, r], 1), np.stack([p, r, s], 1)])
    vertices, out = [], []
    for axis in range(3):
        for sign in (1.0, -1.0):
            point = np.empty((n * n, 3))
            point[:, axis] = sign
            point[:, (axis + 1) % 3] = a.ravel()
            point[:, (axis + 2) % 3] = b.ravel()
            out.append((faces if sign > 0 else faces[:, ::-1]) + len(vertices) * n * n)
            vertices.append(point)
    return np.concatenate(vertices), np.concatenate(out)


def _unit(v: Array) -> Array:
    return v / np.linalg.norm(v, axis=-1, keepdims=True)


def sphere(radius: float, *, steps: int = 10, thickness: float = 0.0) -> Surface:
    """Return a ball of ``8 steps`` faces around, with exact normals and exact matter.

    ``thickness`` (m) makes it hollow; uv are arc lengths on the six sides of a cube blown up to the ball.
    """
    unit, faces, uv = _unit_ball(steps)
    shape = surface(unit * radius, faces, uv=uv * radius)
    inner = radius - thickness if thickness > 0 else 0.0
    volume = 4.0 / 3.0 * np.pi * (radius**3 - inner**3)
    moment = 4.0 / 15.0 * np.pi * (radius**5 - inner**5)
    matter = Matter(volume, np.zeros(3), moment * np.eye(3))
    return Surface(shape.vertices, shape.faces, shape.uv, shape.crease, unit, matter)


@lru_cache(maxsize=32)
def _unit_ball(steps: int) -> tuple[Array, NDArray[np.int64], Array]:
    """Return unit vertices, faces and uv of a cube blown up to a ball of radius 1."""
    cube, faces = _cube_sphere(steps, flat=False)
    point = cube[faces]
    side = np.argmax(np.abs(point).min(axis=1), axis=1)
    rows = np.arange(len(faces))[:, None], np.arange(3)[None, :]
    uv = np.arctan(np.stack([point[*rows, (side[:, None] + 1) % 3], point[*rows, (side[:, None] + 2) % 3]], axis=-1))
    vertices, faces = welded(_unit(cube), faces)
    # Six squares of side pi / 2 cover more than the ball's 4 pi: shrunk, its texture is on average true to scale.
    return _unit(vertices), faces, uv * np.sqrt(4.0 * np.pi / (6.0 * (np.pi / 2.0) ** 2))


def rounded(points: Sequence[Sequence[float]], *, steps: int = 3) -> Array:
    """Return a polyline (P, 2) through points (x, y) or (x, y, fillet radius): corners become arcs of that radius.

    A fillet is shortened where the neighbouring edges leave no room for it.
    """
    flat = np.array([p[:2] for p in points], float)
    radii = [p[2] if len(p) > 2 else 0.0 for p in points]
    out = [flat[0]]
    for i in range(1, len(flat) - 1):
        back, ahead = flat[i - 1] - flat[i], flat[i + 1] - flat[i]
        room = 0.5 * min(np.linalg.norm(back), np.linalg.norm(ahead))
        back, ahead = back / np.linalg.norm(back), ahead / np.linalg.norm(ahead)
        half = 0.5 * np.arccos(np.clip(back @ ahead, -1.0, 1.0))
        if radii[i] <= 0 or half > np.radians(89):
            out.append(flat[i])
            continue
        reach = min(radii[i] / np.tan(half), room)
        radius = reach * np.tan(half)
        center = flat[i] + _unit(back + ahead) * radius / np.sin(half)
        start, end = flat[i] + reach * back - center, flat[i] + reach * ahead - center
        turn = np.arctan2(start[0] * end[1] - start[1] * end[0], start @ end)
        for k in range(steps + 1):
            c, s = np.cos(turn * k / steps), np.sin(turn * k / steps)
            out.append(center + np.array([c * start[0] - s * start[1], s * start[0] + c * start[1]]))
    out.append(flat[-1])
    return np.array([out[0], *(b for a, b in pairwise(out) if np.linalg.norm(b - a) > 1e-9)])


def curve(points: ArrayLike, count: int) -> Array:
    """Return ``count`` points of the centripetal Catmull-Rom spline through ``points`` (P, D), ends included."""
    p = np.asarray(points, float)
    p = np.concatenate([[2 * p[0] - p[1]], p, [2 * p[-1] - p[-2]]])
    knot = np.concatenate([[0.0], np.cumsum(np.sqrt(np.linalg.norm(np.diff(p, axis=0), axis=1)))])
    t = np.linspace(knot[1], knot[-2], count)
    i = np.clip(np.searchsorted(knot, t, side="right") - 1, 1, len(p) - 3)

    def blend(a: Array, b: Array, ta: Array, tb: Array) -> Array:
        w = ((t - ta) / (tb - ta))[:, None]
        return (1 - w) * a + w * b

    k = [knot[i + j] for j in range(-1, 3)]
    q = [p[i + j] for j in range(-1, 3)]
    a1, a2, a3 = (blend(q[j], q[j + 1], k[j], k[j + 1]) for j in range(3))
    b1, b2 = blend(a1, a2, k[0], k[2]), blend(a2, a3, k[1], k[3])
    return blend(b1, b2, k[1], k[2])


def lathe(
    profile: ArrayLike, *, segments: int = 48, crease: float = CREASE, closed: bool = False, around: float = 0.0
) -> Surface:
    """Return the solid of revolution about Z of a profile (P, 2) of (radius, height).

    The matter lies to the left of the profile as it climbs: begin on the axis below, go out, up, and (for a
    vessel) back down the inside to the axis. Ends that are off the axis are closed by flat discs; ``closed`` joins
    them to each other instead, for pipes and rings. The matter is exact for the true circle.
    uv: arc length times turn, in charts whose radius varies by at most 15 %. ``around`` (m) is what one turn takes
    of u instead, from pole to pole without a seam where charts meet: skins of fruit, whose streaks run together at
    the poles.
    """
    profile = np.asarray(profile, float)
    if closed:
        profile = np.concatenate([profile, profile[:1]])
    elif profile[0, 0] > 1e-9:
        profile = np.concatenate([[[0.0, profile[0, 1]]], profile])
    if not closed and profile[-1, 0] > 1e-9:
        profile = np.concatenate([profile, [[0.0, profile[-1, 1]]]])
    angle = TAU * np.arange(segments + 1) / segments
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    ring[-1] = ring[0]

    grid = np.empty((len(profile), segments + 1, 3))
    grid[..., :2] = profile[:, None, :1] * ring
    grid[..., 2] = profile[:, None, 1]
    quad = np.arange(grid[..., 0].size).reshape(grid.shape[:2])
    p, q, r, s = quad[:-1, :-1], quad[:-1, 1:], quad[1:, 1:], quad[1:, :-1]
    faces = np.stack([np.stack([p, q, r], -1), np.stack([p, r, s], -1)], axis=2)
    u, v = _lathe_uv(profile, angle, ring, around)
    corner = np.stack([u, v], axis=-1)
    first = np.stack([corner[:, 0, :-1], corner[:, 0, 1:], corner[:, 1, 1:]], axis=2)
    second = np.stack([corner[:, 0, :-1], corner[:, 1, 1:], corner[:, 1, :-1]], axis=2)
    uv = np.stack([first, second], axis=2).reshape(-1, 3, 2)

    # Welding closes the seam and the poles; the uv of the faces that stay go with them.
    vertices = grid.reshape(-1, 3)
    faces = faces.reshape(-1, 3)
    area = np.linalg.norm(
        cross(vertices[faces[:, 1]] - vertices[faces[:, 0]], vertices[faces[:, 2]] - vertices[faces[:, 0]]), axis=1
    )
    alive = area > 1e-14
    vertices, kept = welded(vertices, faces[alive])
    assert len(kept) == alive.sum()
    return surface(vertices, kept, uv=uv[alive], crease=crease, matter=_revolved(profile))


def _lathe_uv(profile: Array, angle: Array, ring: Array, around: float) -> tuple[Array, Array]:
    """Return u, v of shape (P - 1, 2, S + 1) at the lower and upper ring of every band."""
    step = np.diff(profile, axis=0)
    length = np.linalg.norm(step, axis=1)
    arc = np.concatenate([[0.0], np.cumsum(length)])
    mean = 0.5 * (profile[:-1, 0] + profile[1:, 0])
    level = (np.abs(step[:, 1]) < 0.5 * length) & (around == 0.0)
    u, v = np.empty((len(step), 2, len(angle))), np.empty((len(step), 2, len(angle)))
    chart = 0.0
    for i in range(len(step)):
        if level[i]:
            for j in range(2):
                u[i, j], v[i, j] = profile[i + j, 0] * ring.T
            chart = 0.0
        else:
            if around:
                chart = around / TAU
            elif chart == 0.0 or not 0.85 < mean[i] / chart < 1.15:
                chart = mean[i]
            u[i] = chart * angle
            v[i] = arc[i : i + 2, None]
    return u, v


def _revolved(profile: Array) -> Matter:
    """Integrate the solid of revolution exactly: three Gauss points per frustum integrate degree five."""
    node, weight = np.polynomial.legendre.leggauss(3)
    (r0, z0), (r1, z1) = profile[:-1].T, profile[1:].T
    t = (0.5 + 0.5 * node)[:, None]
    r, z = r0 + t * (r1 - r0), z0 + t * (z1 - z0)
    w = 0.5 * weight[:, None] * (z1 - z0)
    volume = np.pi * (w * r**2).sum()
    height = np.pi * (w * r**2 * z).sum() / volume
    across = np.pi / 4.0 * (w * r**4).sum()
    up = np.pi * (w * r**2 * (z - height) ** 2).sum()
    return Matter(float(volume), np.array([0.0, 0.0, height]), np.diag([across, across, up]))


def cylinder(radius: float, height: float, *, bevel: float = 0.001, segments: int = 48, steps: int = 2) -> Surface:
    """Return an upright cylinder with rounded rims, centred on the origin."""
    bevel = min(bevel, 0.49 * radius, 0.49 * height)
    h = height / 2.0
    return lathe(rounded([(0, -h), (radius, -h, bevel), (radius, h, bevel), (0, h)], steps=steps), segments=segments)


def ring(radius: float, tube: float, *, segments: int = 32, sides: int = 8) -> Surface:
    """Return a torus about Z."""
    angle = TAU * np.arange(sides) / sides
    section = np.stack([np.cos(angle), np.sin(angle)], -1) * tube
    turn = TAU * np.arange(segments) / segments
    path = np.stack([radius * np.cos(turn), radius * np.sin(turn), np.zeros(segments)], -1)
    return sweep(path, section, closed=True)


def tube(path: ArrayLike, radius: float | Sequence[float], *, sides: int = 8, ends: str = "round") -> Surface:
    """Return a round rod along a path (P, 3); ``radius`` may vary along it; ``ends`` are round or flat."""
    path = np.asarray(path, float)
    radii = np.broadcast_to(np.asarray(radius, float), len(path)).copy()
    if ends == "round":
        # A round end: rings that shrink along a quarter circle.
        lift = np.radians([90.0, 60.0, 30.0])
        start, end = _unit(path[0] - path[1]), _unit(path[-1] - path[-2])
        path = np.concatenate(
            [
                path[0] + radii[0] * np.sin(lift)[:, None] * start,
                path,
                path[-1] + radii[-1] * np.sin(lift[::-1])[:, None] * end,
            ]
        )
        cap = np.maximum(np.cos(lift), 0.02)
        radii = np.concatenate([radii[0] * cap, radii, radii[-1] * cap[::-1]])
    angle = TAU * np.arange(sides) / sides
    return sweep(path, np.stack([np.cos(angle), np.sin(angle)], -1), scale=radii)


def sweep(path: ArrayLike, section: ArrayLike, *, scale: ArrayLike = 1.0, closed: bool = False) -> Surface:
    """Return a section (S, 2), counter-clockwise, carried along a path (P, 3) without twisting about it.

    ``scale`` (P,) sizes the section along the way; an open sweep is closed by flat ends. u runs along the path.
    """
    path, section = np.asarray(path, float), np.asarray(section, float)
    scale = np.broadcast_to(np.asarray(scale, float), len(path))
    tangent = _tangents(path, closed=closed)
    side = cross(tangent[0], [0.0, 0.0, 1.0] if abs(tangent[0, 2]) < 0.9 else [1.0, 0.0, 0.0])
    rings, frame = [], _unit(side)
    for point, direction, size in zip(path, tangent, scale, strict=True):
        frame = _unit(frame - (frame @ direction) * direction)
        rings.append(point + size * (section[:, :1] * frame + section[:, 1:] * cross(direction, frame)))
    return loft(np.array(rings), closed=closed)


def _tangents(path: Array, *, closed: bool) -> Array:
    if closed:
        return _unit(np.roll(path, -1, 0) - np.roll(path, 1, 0))
    ends = np.concatenate([path[:1], path, path[-1:]])
    return _unit(ends[2:] - ends[:-2])


def loft(rings: ArrayLike, *, closed: bool = False, crease: float = CREASE) -> Surface:
    """Return the skin through rings (R, S, 3) that all run the same way round, with flat ends.

    ``closed`` joins the last ring to the first instead. u runs from ring to ring, v around, both in metres at the
    mean girth.
    """
    rings = np.asarray(rings, float)
    count, sides = rings.shape[:2]
    vertices = rings.reshape(-1, 3)
    middle = rings.mean(axis=1)
    next_ring = np.roll(rings, -1, 0)
    step = np.linalg.norm(next_ring - rings, axis=2).mean(axis=1)
    along = np.concatenate([[0.0], np.cumsum(step)])
    around = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.roll(rings, -1, 1) - rings, axis=2).mean(axis=0))])

    i, k = np.meshgrid(np.arange(count if closed else count - 1), np.arange(sides), indexing="ij")
    i, k = i.ravel(), k.ravel()
    j, n = (i + 1) % count, (k + 1) % sides
    a, b, c, d = i * sides + k, i * sides + n, j * sides + n, j * sides + k
    ends = along[i], along[i + 1], around[k], around[k + 1]
    at = {
        name: np.stack([u, v], 1)
        for name, u, v in zip(
            "abcd", (ends[0], ends[0], ends[1], ends[1]), (ends[2], ends[3], ends[3], ends[2]), strict=True
        )
    }
    faces = [np.stack([a, b, c], 1), np.stack([a, c, d], 1)]
    uv = [np.stack([at["a"], at["b"], at["c"]], 1), np.stack([at["a"], at["c"], at["d"]], 1)]
    if not closed:
        # Flat ends: a fan about the middle of the first and last ring.
        k = np.arange(sides)
        n = (k + 1) % sides
        vertices = np.concatenate([vertices, middle[[0, -1]]])
        low = np.stack([np.full(sides, count * sides), n, k], 1)
        high = np.stack([np.full(sides, count * sides + 1), (count - 1) * sides + k, (count - 1) * sides + n], 1)
        faces += [low, high]
        uv += [projected_uv(vertices, low, snap=False), projected_uv(vertices, high, snap=False)]
    skin = surface(vertices, np.concatenate(faces), uv=np.concatenate(uv), crease=crease)
    return skin if signed_volume(skin.vertices, skin.faces) > 0 else flipped(skin)


def extrude(outline: ArrayLike, height: float, *, bevel: float = 0.0, crease: float = np.radians(30)) -> Surface:
    """Return a simple polygon (P, 2), either way round, raised from z = 0 to ``height``.

    ``bevel`` (m) chamfers both rims by insetting the outline along its mitres.
    """
    from manifold3d import triangulate

    outline = np.asarray(outline, float)
    x, y = outline.T
    if x @ np.roll(y, -1) < y @ np.roll(x, -1):
        outline = outline[::-1]
    inset = _inset(outline, bevel) if bevel > 0 else outline
    levels = [(inset, 0.0), (outline, bevel), (outline, height - bevel), (inset, height)]
    levels = levels if bevel > 0 else [levels[0], levels[-1]]
    n = len(outline)
    vertices = np.concatenate([np.column_stack([xy, np.full(n, z)]) for xy, z in levels])
    k = np.arange(n)
    faces = []
    for i in range(len(levels) - 1):
        a, b = i * n + k, i * n + (k + 1) % n
        faces += [np.stack([a, b, b + n], 1), np.stack([a, b + n, a + n], 1)]
    cap = np.asarray(triangulate([inset]), np.int64)
    faces += [cap[:, ::-1], cap + (len(levels) - 1) * n]
    faces = np.concatenate(faces)
    return surface(vertices, faces, uv=projected_uv(vertices, faces, snap=False), crease=crease)


def _inset(outline: Array, amount: float) -> Array:
    """Return the outline moved inwards by ``amount``, corner by corner along the mitre."""
    edge = _unit(np.roll(outline, -1, 0) - outline)
    normal = np.stack([-edge[:, 1], edge[:, 0]], -1)
    before = np.roll(normal, 1, 0)
    mitre = (normal + before) / (1.0 + np.einsum("pi,pi->p", normal, before))[:, None]
    return outline + amount * mitre


def difference(base: Surface, *cuts: Surface) -> Surface:
    """Return ``base`` less the cuts, with every face textured in its own plane."""
    from manifold3d import Manifold, OpType

    return from_manifold(Manifold.batch_boolean([to_manifold(s) for s in (base, *cuts)], OpType.Subtract))


def intersection(*shapes: Surface) -> Surface:
    """Return what the shapes have in common, with every face textured in its own plane."""
    from manifold3d import Manifold, OpType

    return from_manifold(Manifold.batch_boolean([to_manifold(s) for s in shapes], OpType.Intersect))


def united(*shapes: Surface) -> Surface:
    """Return shapes that may reach into each other as one, with every face textured in its own plane."""
    from manifold3d import Manifold, OpType

    return from_manifold(Manifold.batch_boolean([to_manifold(s) for s in shapes], OpType.Add))


def to_manifold(shape: Surface) -> "Manifold":
    """Return a closed surface as manifold3d holds it."""
    from manifold3d import Manifold, Mesh64

    vertices, faces = welded(shape.vertices, shape.faces)
    return Manifold(Mesh64(vert_properties=vertices, tri_verts=faces.astype(np.uint64)))


def from_manifold(body: "Manifold") -> Surface:
    """Return a surface again, with every face textured in its own plane."""
    data = body.to_mesh64()
    vertices, faces = welded(data.vert_properties[:, :3], np.asarray(data.tri_verts, np.int64))
    return surface(vertices, faces, uv=projected_uv(vertices, faces, snap=False), crease=np.radians(30))


def box_shell(size: Sequence[float], wall: float, *, radius: float = 0.001) -> Surface:
    """Return a box without lid of full outer ``size``, with walls and floor of one thickness."""
    x, y, z = size
    hollow = rounded_box((x - 2 * wall, y - 2 * wall, z), min(radius, 0.4 * wall))
    hollow = replace(hollow, vertices=hollow.vertices + np.array([0.0, 0.0, 1.1 * wall]))
    return difference(rounded_box(size, min(radius, 0.4 * wall)), hollow)


def lump(radius: ArrayLike, noise: np.random.Generator, *, roughness: float = 0.25, steps: int = 5) -> Surface:
    """Return an irregular closed lump about the origin: a ball whose radius is shaken by smooth random waves.

    ``radius`` (m) is a number or three half-axes; ``roughness`` the relative size of the bumps.
    """
    cube, faces = _cube_sphere(steps, flat=False)
    unit, faces = welded(_unit(cube), faces)
    swell = np.zeros(len(unit))
    for octave, strength in ((1.7, 0.5), (3.1, 0.3), (6.0, 0.2)):
        wave = noise.normal(size=(6, 3)) * octave
        phase = noise.uniform(0, TAU, 6)
        swell += strength * np.sin(unit @ wave.T + phase).mean(axis=1) * 2.0
    vertices = unit * (1.0 + roughness * swell)[:, None] * np.asarray(radius, float)
    return surface(vertices, faces, crease=np.radians(50))
