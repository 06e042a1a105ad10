"""What lies loose around things that stand on it: snow or sand that wind has laid against them. Metres, world.

Physics stands things on a level, hard surface; this is dressing of millimetres to a few centimetres on top of it. It
stays where it is when a thing is moved away, as the place does where something has stood.
"""

from dataclasses import dataclass

import numpy as np

from setpiece import rng
from setpiece.assets.build import build
from setpiece.assets.solid import Mesh
from setpiece.geometry import apply, transform
from setpiece.render.places import dress
from setpiece.render.places.land import waves
from setpiece.render.places.pieces import Array, sheet
from setpiece.render.places.rails import rails
from setpiece.render.places.traces import BUILT, SUNK, traces, trodden
from setpiece.render.posed import SET_PREFIX, Item, Surface
from setpiece.render.styles import styled
from setpiece.world.document import Body, World


@dataclass(frozen=True)
class Loose:
    """How loose ground lies around things: m high at the rim, m farther out on the lee side, m that it reaches."""

    rim: float
    lee: float
    reach: float


LOOSE = {"snow": Loose(0.026, 0.036, 0.32), "sand": Loose(0.011, 0.010, 0.26)}
PATTED = Loose(0.072, 0.030, 0.50)  # around what has been built of snow: scraped together, and patted against it
CLODS = 0.012  # m: how uneven that is
SHARE = 0.25  # of a thing's height: no rim is higher
FOOT = 0.03  # m: what of a thing is lower stands in it
TALL = 0.5  # m: things so high are lain against as much as any
MOAT = (0.015, 0.045)  # m: how far from a thing its rim is highest, and how much more of a tall one
INNER = 0.6  # of the rim's height: at the thing itself, where the wind has scoured it
CELLS = 80000  # of all things together
FINEST = 0.011  # m
MOST = 40  # things; the largest of more


def surroundings(world: World) -> tuple[Item, ...]:
    """Return all that stands around a world's things and never moves: its place, rails, and what lies against them."""
    track = (styled(item, world.shot.style) for item in rails(world))
    return (*dress(world.place, world.sky, world.seed, world.shot.style), *track, *settled(world))


def settled(world: World) -> tuple[Item, ...]:
    """Return what lies around the things that stand at rest on snow or sand when a world begins."""
    loose, place = LOOSE.get(world.place.ground), world.place
    if loose is None or place.room is not None:
        return ()
    feet = [(body, *found) for body in world.bodies if (found := _foot(body)) is not None]
    feet = sorted(feet, key=lambda each: -np.ptp(each[1], axis=0).prod())[:MOST]
    underfoot = Surface(place.ground, place.ground_color)
    found = []
    for body, points, high in feet:
        built = place.ground == "snow" and body.family in BUILT
        mesh = _drift(world.seed, body.id, points, high, PATTED if built else loose, CELLS // max(len(feet), 4))
        found.append(Item(f"{SET_PREFIX}drift", body.id, mesh, underfoot, np.eye(4)))
    if place.ground == "snow":
        at_rest = [body for body, *_ in feet]
        for body, line, kind in traces(world.seed, at_rest):
            mesh = _meshed(f"{kind}_{body}_{world.seed}", trodden(world.seed, body, line, kind))
            found.append(Item(f"{SET_PREFIX}{kind}", body, mesh, underfoot, np.eye(4)))
    return tuple(styled(item, world.shot.style) for item in found)


def _foot(body: Body) -> tuple[Array, float] | None:
    """Return points (N, 2) of a thing at rest that are near the ground, and its height; None where it has none."""
    if any(body.velocity) or any(body.spin):
        return None
    matrix = transform(body.position, np.asarray(body.rotation))
    points = [_sampled(apply(matrix, part.mesh.vertices), part.mesh.faces) for part in build(body).parts]
    every = np.concatenate(points)
    low, high = every[:, 2].min(), every[:, 2].max()
    if not -0.02 < low < 0.02:
        return None
    return every[every[:, 2] < min(FOOT, low + 0.5 * (high - low) + 1e-3)][:, :2], float(high - low)


def _sampled(vertices: Array, faces: np.ndarray, step: float = 0.04) -> Array:
    """Return points (N, 3) about ``step`` m apart on those of some triangles that come near the ground."""
    top = vertices[:, 2].max()
    corner = vertices[faces]
    corner = corner[corner[..., 2].min(axis=1) < FOOT]
    if len(corner) == 0:
        return np.concatenate([vertices[vertices[:, 2].argsort()[:1]], vertices[vertices[:, 2] == top][:1]])
    a, e1, e2 = corner[:, 0], corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    longest = np.sqrt(np.maximum(np.square(e1).sum(1), np.maximum(np.square(e2).sum(1), np.square(e2 - e1).sum(1))))
    count = np.clip(np.ceil(longest / step), 1, 24).astype(int)
    found = [vertices[vertices[:, 2] == top][:1]]
    for n in np.unique(count):
        i, j = (each.ravel() for each in np.meshgrid(np.arange(n + 1), np.arange(n + 1)))
        share = np.stack([i, j], axis=1)[i + j <= n] / n
        of = count == n
        grid = a[of, None] + share[:, :1] * e1[of, None] + share[:, 1:] * e2[of, None]
        found.append(grid.reshape(-1, 3))
    return np.concatenate(found)


def _drift(seed: int, name: str, points: Array, high: float, loose: Loose, cells: int) -> Mesh:
    """Return what lies around points (N, 2) of a thing so high: a rim, and a longer tail to leeward (+X)."""
    from scipy.ndimage import binary_dilation, distance_transform_edt, gaussian_filter

    low, top = points.min(axis=0) - loose.reach, points.max(axis=0) + loose.reach * np.array([2.0, 1.0])
    step = max(FINEST, float(np.sqrt((top - low).prod() / cells)))
    x, y = (np.arange(a, b + step, step) for a, b in zip(low, top, strict=True))
    covered = np.zeros((len(y), len(x)), bool)
    column, row = np.rint((points - low) / step).astype(int).T
    covered[row, column] = True
    covered = binary_dilation(covered)
    away = distance_transform_edt(~covered) * step

    # To leeward the thing keeps off the wind: its shade fades over twice the reach.
    shade = np.zeros(covered.shape)
    for k, kept in enumerate(np.exp(-np.arange(int(2 * loose.reach / step)) * step / (0.6 * loose.reach))):
        shade[:, k:] = np.maximum(shade[:, k:], kept * covered[:, : covered.shape[1] - k])
    shade = gaussian_filter(shade, 0.12 * loose.reach / step)
    tall = min(1.0, high / TALL)
    peak = MOAT[0] + MOAT[1] * tall
    scoured = INNER if loose is not PATTED else 1.0
    inside = scoured + (1.0 - scoured) * np.clip(away / peak, 0.0, 1.0) ** 2
    rim = inside * np.clip(1.0 - np.maximum(away - peak, 0.0) / (loose.reach - peak), 0.0, 1.0) ** 2.5
    gx, gy = np.meshgrid(x, y)
    uneven = 1.0 + np.clip(waves(rng.stream(seed, "drift", name), 0.22, 0.5, count=24, octaves=3.0)(gx, gy), -0.6, 0.6)
    edge = np.minimum(np.minimum(gx - x[0], x[-1] - gx), np.minimum(gy - y[0], y[-1] - gy))
    ends = np.clip(edge / (0.3 * loose.reach), 0.0, 1.0)
    if loose is PATTED:
        clods = waves(rng.stream(seed, "clods", name), 1.0, 0.16, count=30, octaves=2.0)(gx, gy)
        uneven = uneven + CLODS / loose.rim * np.clip(clods, -0.5, 2.0)
    most = SHARE * high
    z = uneven * ends * (min(loose.rim, most) * rim + min(loose.lee, most) * tall * shade * inside) - SUNK
    z = np.where(z > -SUNK, gaussian_filter(z, 0.8), -SUNK)
    return _meshed(f"drift_{name}_{seed}", np.stack([gx, gy, z], axis=-1))


def _meshed(name: str, points: Array) -> Mesh:
    """Return a lattice of points (R, C, 3) as a mesh, less what is ``SUNK``."""
    piece = sheet(points)
    faces = piece.faces[(piece.vertices[piece.faces, 2] > -0.8 * SUNK).any(axis=1)]
    kept, faces = np.unique(faces, return_inverse=True)
    faces = faces.reshape(-1, 3).astype(np.uint32)
    tag = f"set_{name}_{_hash_of(piece.vertices[kept])}"
    return Mesh(tag, piece.vertices[kept], faces, piece.normals[kept], piece.uv[kept])


def _hash_of(vertices: Array) -> str:
    """Return a name of places, equal where they are."""
    from hashlib import blake2b

    return blake2b(np.ascontiguousarray(vertices).tobytes(), digest_size=8).hexdigest()
