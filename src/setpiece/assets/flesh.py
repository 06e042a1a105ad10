"""Soft shapes: round cones and ellipsoids that flow into each other, as a signed distance, and the skin around them.

A limb is a list of primitives; the nearest surfaces of two are blended with a quadratic fillet (Quilez 2013), whose
width is the blend of the later one. ``skin`` meshes any such field by dual cells (naive surface nets, Gibson 1998)
and pulls the vertices onto it, so that normals are the field's own gradient. Metres, Z up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.surface import Array, Surface, surface, welded

Point = tuple[float, float, float]
Field = Callable[[Array], Array]
STEP = 1e-3  # of a cell: for the gradient
PULLS = 3  # Newton steps that bring a vertex onto the surface


@dataclass(frozen=True)
class Cone:
    """A round cone from ``a`` (radius ``ra``) to ``b`` (``rb``); ``wide`` stretches it sideways (along Y)."""

    a: Point
    b: Point
    ra: float
    rb: float
    wide: float = 1.0
    blend: float = 0.0
    part: str = "body"

    def distance(self, p: Array) -> Array:
        """Return the signed distance (P,) of points (P, 3), a little too small where ``wide`` is not 1."""
        a, b = np.asarray(self.a, float), np.asarray(self.b, float)
        q = p - a
        q = np.stack([q[:, 0], q[:, 1] / self.wide, q[:, 2]], axis=1)
        axis = (b - a) / np.array([1.0, self.wide, 1.0])
        length2 = float(axis @ axis)
        share = np.clip(q @ axis / max(length2, 1e-18), 0.0, 1.0) if length2 > 0 else np.zeros(len(q))
        # The nearest point of a cone's surface lies a little towards its thick end: (ra - rb) / length is its slope.
        slope = (self.ra - self.rb) / max(np.sqrt(length2), 1e-9)
        away = np.linalg.norm(q - share[:, None] * axis, axis=1)
        share = np.clip(share - slope * away / max(np.sqrt(length2), 1e-9), 0.0, 1.0)
        away = np.linalg.norm(q - share[:, None] * axis, axis=1)
        return (away - (self.ra + share * (self.rb - self.ra))) * min(1.0, self.wide)

    def box(self) -> Array:
        """Return the corners (2, 3) of a box around it."""
        ends = np.array([self.a, self.b], float)
        reach = np.array([[self.ra], [self.rb]]) * np.array([1.0, self.wide, 1.0])
        return np.stack([(ends - reach).min(0), (ends + reach).max(0)])


@dataclass(frozen=True)
class Ball:
    """An ellipsoid about ``at`` with half-axes ``axes``, pitched about Y (positive: nose up) by ``pitch`` (rad)."""

    at: Point
    axes: Point
    pitch: float = 0.0
    yaw: float = 0.0
    blend: float = 0.0
    part: str = "body"

    def _local(self, p: Array) -> Array:
        q = p - np.asarray(self.at, float)
        cy, sy, cp, sp = np.cos(self.yaw), np.sin(self.yaw), np.cos(self.pitch), np.sin(self.pitch)
        x, y = cy * q[:, 0] + sy * q[:, 1], -sy * q[:, 0] + cy * q[:, 1]
        return np.stack([cp * x + sp * q[:, 2], y, -sp * x + cp * q[:, 2]], axis=1)

    def distance(self, p: Array) -> Array:
        """Return the signed distance (P,) of points (P, 3), to first order near the surface."""
        axes = np.asarray(self.axes, float)
        q = self._local(p)
        k0 = np.linalg.norm(q / axes, axis=1)
        k1 = np.linalg.norm(q / axes**2, axis=1)
        return np.where(k1 > 1e-12, k0 * (k0 - 1.0) / np.maximum(k1, 1e-12), -axes.min())

    def box(self) -> Array:
        """Return the corners (2, 3) of a box around it."""
        cy, sy, cp, sp = np.cos(self.yaw), np.sin(self.yaw), np.cos(self.pitch), np.sin(self.pitch)
        turn = np.array([[cy * cp, -sy, -cy * sp], [sy * cp, cy, -sy * sp], [sp, 0.0, cp]])
        reach = np.sqrt((turn**2) @ np.asarray(self.axes, float) ** 2)
        return np.stack([np.asarray(self.at) - reach, np.asarray(self.at) + reach])


@dataclass(frozen=True)
class Flare:
    """A skirt about Z, ``wide`` times as broad as deep, from ``top`` down to a straight hem at ``low``."""

    top: float
    low: float
    rt: float  # radius (m) at the top, along X
    rl: float  # at the hem
    wide: float = 1.3
    x: float = 0.0
    blend: float = 0.0
    part: str = "body"

    def distance(self, p: Array) -> Array:
        """Return the signed distance (P,) of points (P, 3), to first order."""
        share = np.clip((self.top - p[:, 2]) / (self.top - self.low), 0.0, 1.0)
        radius = self.rt + (self.rl - self.rt) * share**1.3
        away = np.hypot(p[:, 0] - self.x, p[:, 1] / self.wide)
        slope = (self.rl - self.rt) / (self.top - self.low)
        side = (away - radius) / np.sqrt(1.0 + slope * slope)
        edge = 0.08 * self.rt
        inside = smooth_min(-side, p[:, 2] - self.low, edge)
        return -smooth_min(inside, self.top - p[:, 2], edge)

    def box(self) -> Array:
        """Return the corners (2, 3) of a box around it."""
        r = max(self.rt, self.rl)
        return np.array([[self.x - r, -r * self.wide, self.low], [self.x + r, r * self.wide, self.top]])


@dataclass(frozen=True)
class Barrel:
    """A trunk along X: elliptic sections through ``stations`` of (x, top, bottom, half width), x falling, round ends.

    The lines of back and belly run smoothly through the stations, so that they are what a side view shows. Heights
    and squares of half-axes follow monotone cubics (Fritsch and Carlson 1980), so that none overshoots.
    """

    stations: tuple[tuple[float, float, float, float], ...]
    blend: float = 0.0
    part: str = "body"
    curls: float = 0.0  # m: size of the round curls of wool that stand out from it; 0 is smooth

    def section(self, x: Array) -> tuple[Array, Array, Array]:
        """Return the middle's height, half the height and half the width (P,) at each x, m."""
        from scipy.interpolate import PchipInterpolator

        rows = np.array(self.stations[::-1], float)
        middle, high, wide = 0.5 * (rows[:, 1] + rows[:, 2]), 0.5 * (rows[:, 1] - rows[:, 2]), rows[:, 3]
        found = PchipInterpolator(rows[:, 0], np.stack([middle, high**2, wide**2], axis=1))(x)
        least = 1e-3 * high.max()
        return found[:, 0], np.sqrt(np.maximum(found[:, 1], least**2)), np.sqrt(np.maximum(found[:, 2], least**2))

    def distance(self, p: Array) -> Array:
        """Return the signed distance (P,) of points (P, 3), to first order near the surface."""
        first, last = self.stations[0][0], self.stations[-1][0]
        x = np.clip(p[:, 0], last, first)
        middle, high, wide = self.section(x)
        q = np.stack([p[:, 1], p[:, 2] - middle], axis=1)
        axes = np.stack([wide, high], axis=1)
        k0, k1 = np.linalg.norm(q / axes, axis=1), np.linalg.norm(q / axes**2, axis=1)
        aside = np.where(k1 > 1e-9, k0 * (k0 - 1.0) / np.maximum(k1, 1e-9), -axes.min(axis=1))

        # Where the section grows quickly the surface is nearer along X than across.
        step = 1e-3 * (first - last)
        ahead, behind = self.section(np.minimum(x + step, first)), self.section(np.maximum(x - step, last))
        slope = (np.minimum(ahead[1], ahead[2]) - np.minimum(behind[1], behind[2])) / (2.0 * step)
        aside = aside / np.sqrt(1.0 + np.minimum(slope * slope, 9.0))
        away = np.where(p[:, 0] == x, aside, np.hypot(np.maximum(aside, 0.0), p[:, 0] - x))
        if self.curls:
            near = np.flatnonzero(np.abs(away) < 3.0 * self.curls)
            away[near] -= 0.5 * self.curls * (1.0 - np.minimum(nearest_cell(p[near] / self.curls), 1.0) ** 2)
        return away

    def box(self) -> Array:
        """Return the corners (2, 3) of a box around it."""
        rows = np.array(self.stations, float)
        wide, out = rows[:, 3].max(), 0.5 * self.curls
        box = np.array([[rows[:, 0].min(), -wide, rows[:, 2].min()], [rows[:, 0].max(), wide, rows[:, 1].max()]])
        return np.stack([box[0] - out, box[1] + out])


def nearest_cell(p: Array) -> Array:
    """Return how far (P,) points (P, 3) are from the nearest of irregular ones, one in a unit cube (Worley 1996)."""
    base, best = np.floor(p), np.full(len(p), np.inf)
    weights = np.array([[12.9, 7.3, 3.1], [78.2, 37.7, 17.3], [45.1, 94.6, 61.7]])
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            for k in (-1, 0, 1):
                cell = base + np.array([i, j, k])
                best = np.minimum(best, np.linalg.norm(p - cell - 0.5 - 0.38 * np.sin(cell @ weights), axis=1))
    return best


Blob = Cone | Ball | Flare | Barrel


def mirrored(blob: Blob) -> Blob:
    """Return the blob on the other side of the body (Y to -Y)."""
    if isinstance(blob, Flare | Barrel):
        return blob
    if isinstance(blob, Cone):
        return replace(blob, a=_flip(blob.a), b=_flip(blob.b))
    return replace(blob, at=_flip(blob.at), yaw=-blob.yaw)


def both(*blobs: Blob) -> list[Blob]:
    """Return the blobs and their mirror images."""
    return [each for blob in blobs for each in (blob, mirrored(blob))]


def _flip(p: Point) -> Point:
    return p[0], -p[1], p[2]


def chain(points: Sequence[Point], radii: Sequence[float], *, wide: float = 1.0, blend: float = 0.0) -> list[Blob]:
    """Return cones through a row of points with a radius at each."""
    pairs = zip(points[:-1], points[1:], radii[:-1], radii[1:], strict=True)
    return [Cone(a, b, ra, rb, wide, blend) for a, b, ra, rb in pairs]


def blended(blobs: Sequence[Blob]) -> Field:
    """Return the signed distance to the union of blobs with fillets."""

    def field(p: Array) -> Array:
        out = blobs[0].distance(p)
        for blob in blobs[1:]:
            out = smooth_min(out, blob.distance(p), blob.blend)
        return out

    return field


def smooth_min(a: Array, b: Array, width: float) -> Array:
    """Return the lesser of two distances, with a fillet where they differ by less than ``width`` (m)."""
    if width <= 0:
        return np.minimum(a, b)
    h = np.maximum(width - np.abs(a - b), 0.0) / width
    return np.minimum(a, b) - 0.25 * width * h * h


def box_of(blobs: Sequence[Blob], margin: float = 0.0) -> Array:
    """Return the corners (2, 3) of a box around blobs."""
    boxes = np.array([blob.box() for blob in blobs])
    return np.stack([boxes[:, 0].min(0) - margin, boxes[:, 1].max(0) + margin])


def skin(field: Field, box: Array, *, cells: int = 40) -> Surface:
    """Return the surface on which a field is zero, from a grid with ``cells`` cells along its longest side.

    Args:
        field: Signed distance (P,) of points (P, 3), negative inside.
        box: Corners (2, 3) of a box around the surface.
        cells: How fine.
    """
    size = box[1] - box[0]
    cell = float(size.max()) / cells
    count = np.maximum(np.ceil(size / cell).astype(int) + 3, 4)
    origin = 0.5 * (box[0] + box[1]) - 0.5 * cell * (count - 1)
    axes = [origin[i] + cell * np.arange(count[i]) for i in range(3)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    value = field(grid.reshape(-1, 3)).reshape(count)
    value = np.where(value == 0.0, 1e-12, value)
    vertices, number = _cell_points(value, origin, cell)
    faces = _quads(value, number)
    for _ in range(PULLS):
        slope = gradient(field, vertices, STEP * cell)
        steep = np.maximum((slope * slope).sum(1), 0.05)
        way = slope * (field(vertices) / steep)[:, None]
        far = np.linalg.norm(way, axis=1, keepdims=True)
        vertices = vertices - way * np.minimum(1.0, 0.5 * cell / np.maximum(far, 1e-12))
    normal = gradient(field, vertices, STEP * cell)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    return replace(surface(vertices, faces), normals=normal)


def gradient(field: Field, p: Array, step: float) -> Array:
    """Return the field's gradient (P, 3) by four differences along a tetrahedron's corners."""
    corners = np.array([[1, -1, -1], [-1, -1, 1], [-1, 1, -1], [1, 1, 1]], float)
    return sum(k * field(p + step * k)[:, None] for k in corners) / (4.0 * step)


def _cell_points(value: Array, origin: Array, cell: float) -> tuple[Array, NDArray[np.int64]]:
    """Return a vertex (V, 3) in each cell that the surface crosses, the mean of its edges' crossings; and its number.

    The number (X, Y, Z) of a cell without a vertex is -1.
    """
    shape = tuple(n - 1 for n in value.shape)
    total, crossings = np.zeros((*shape, 3)), np.zeros(shape)
    for axis in range(3):
        others = [i for i in range(3) if i != axis]
        low = np.moveaxis(value, axis, 0)
        a, b = low[:-1], low[1:]
        cross = (a < 0) != (b < 0)
        share = np.where(cross, a / np.where(cross, a - b, 1.0), 0.0)
        for u in (0, 1):
            for v in (0, 1):
                here = cross[:, u : u + shape[others[0]], v : v + shape[others[1]]]
                part = share[:, u : u + shape[others[0]], v : v + shape[others[1]]]
                place = np.zeros((*here.shape, 3))
                place[..., axis], place[..., others[0]], place[..., others[1]] = part, u, v
                total += np.moveaxis(place * here[..., None], 0, axis)
                crossings += np.moveaxis(here, 0, axis)
    met = crossings > 0
    number = np.where(met, np.cumsum(met.ravel()).reshape(shape) - 1, -1)
    inside = total[met] / crossings[met][:, None]
    return origin + cell * (np.argwhere(met) + inside), number


def _quads(value: Array, number: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return two triangles across every edge of the grid that the surface crosses, facing outwards."""
    faces = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        a = np.transpose(value, (axis, u, v))
        cells = np.transpose(number, (axis, u, v))
        first, second = a[:-1, 1:-1, 1:-1] < 0, a[1:, 1:-1, 1:-1] < 0
        where = np.argwhere(first != second)
        i, j, k = where.T
        quad = np.stack([cells[i, j, k], cells[i, j + 1, k], cells[i, j + 1, k + 1], cells[i, j, k + 1]], axis=1)
        inward = second[tuple(where.T)]
        quad[inward] = quad[inward][:, ::-1]
        faces += [quad[:, [0, 1, 2]], quad[:, [0, 2, 3]]]
    return np.concatenate(faces)


def parted(shape: Surface, level: Array) -> tuple[Surface | None, Surface | None]:
    """Return a surface cut along the line where ``level`` (V,) is zero: what is negative there, and the rest.

    Triangles across the line are cut where it passes, so that the edge of a stripe is as smooth as the level.
    """
    f = shape.faces
    below = level[f] < 0
    count = below.sum(1)
    vertices, normals = [shape.vertices], [shape.normals]
    sides: dict[bool, list[NDArray[np.int64]]] = {True: [f[count == 3]], False: [f[count == 0]]}
    added = len(shape.vertices)
    for lone in (True, False):
        rows = f[count == (1 if lone else 2)]
        if not len(rows):
            continue
        odd = np.argmax((level[rows] < 0) == lone, axis=1)
        a, b, c = (rows[np.arange(len(rows)), (odd + i) % 3] for i in range(3))
        ends = []
        for other in (b, c):
            share = (level[a] / (level[a] - level[other]))[:, None]
            vertices.append(shape.vertices[a] * (1 - share) + shape.vertices[other] * share)
            normals.append(shape.normals[a] * (1 - share) + shape.normals[other] * share)
            ends.append(added + np.arange(len(rows)))
            added += len(rows)
        ab, ac = ends
        sides[lone].append(np.stack([a, ab, ac], 1))
        sides[not lone] += [np.stack([ab, b, c], 1), np.stack([ab, c, ac], 1)]
    points, turned = np.concatenate(vertices), np.concatenate(normals)
    turned = turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)
    return _side(points, turned, sides[True]), _side(points, turned, sides[False])


def _side(points: Array, normals: Array, faces: list[NDArray[np.int64]]) -> Surface | None:
    kept = np.concatenate(faces)
    if not len(kept):
        return None
    used, inverse = np.unique(kept, return_inverse=True)
    shape = surface(points[used], inverse.reshape(-1, 3))
    return replace(shape, normals=normals[used])


def thickened(sheet: Surface, inner: Callable[[Array], Array]) -> Surface:
    """Return an open sheet as a closed solid: itself, its vertices moved inwards by ``inner``, and walls between."""
    vertices, faces = welded(sheet.vertices, sheet.faces)
    count = len(vertices)
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    code, back = edges[:, 0] * count + edges[:, 1], edges[:, 1] * count + edges[:, 0]
    a, b = edges[~np.isin(code, back)].T
    walls = np.concatenate([np.stack([b, a, a + count], 1), np.stack([b, a + count, b + count], 1)])
    solid = np.concatenate([faces, faces[:, ::-1] + count, walls])
    return surface(np.concatenate([vertices, inner(vertices)]), solid, crease=np.radians(70))
