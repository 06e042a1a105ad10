"""The lie of the land: flat where things happen, rolling beyond, out to the horizon. Metres, world frame."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from setpiece.render.places.pieces import Array, Piece, seen_from_middle, sheet
from setpiece.render.posed import Surface
from setpiece.render.shading import AIR, AIR_M
from setpiece.world.materials import wet, wet_color

Height = Callable[[Array, Array], Array]
FAR = 3600.0
Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Dressing:
    """One piece of a set with what it is made of."""

    part: str
    surface: Surface
    piece: Piece


@dataclass(frozen=True)
class Site:
    """What a set is built on: its random stream, the ground's surface, whether it is dark.

    ``clear`` is the radius (m) left free; ``depth``, at most that, how far beyond (+Y) a place along X leaves free.
    """

    rng: Generator
    underfoot: Surface
    clear: float
    depth: float
    dark: bool

    @property
    def rained(self) -> bool:
        """Whether the ground is wet."""
        return wet(self.underfoot.material) == self.underfoot.material

    def laid(self, surface: Surface) -> Surface:
        """Return what else lies underfoot: as wet as the ground is."""
        return rained_on(surface) if self.rained else surface


def rained_on(surface: Surface) -> Surface:
    """Return a surface after rain; what is not known wet stays as it is."""
    return Surface(wet(surface.material) or surface.material, surface.color and wet_color(surface.color), surface.lit)


def waves(rng: Generator, amplitude: float, wavelength: float, *, count: int = 18, octaves: float = 2.2) -> Height:
    """Return smooth random hills of that height (m, about the standard deviation) and longest wavelength (m)."""
    share = np.linspace(0.0, 1.0, count)
    length = wavelength / 2.0 ** (octaves * share)
    angle = rng.uniform(0, 2 * np.pi, count)
    k = 2 * np.pi / length[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    phase = rng.uniform(0, 2 * np.pi, count)
    weight = length / length.max()
    weight *= amplitude / np.sqrt((weight**2).sum() / 2)

    def height(x: Array, y: Array) -> Array:
        total = np.zeros(np.broadcast(x, y).shape)
        for (kx, ky), p, w in zip(k, phase, weight, strict=True):
            total += w * np.sin(kx * x + ky * y + p)
        return total

    return height


def ridged(rng: Generator, wavelength: float, *, octaves: int = 6) -> Height:
    """Return mountains of about 0 to 1.6 with crests that branch: sharp ridges, rough where the land is high.

    Musgrave's ridged multifractal (Ebert et al. 2003, 16.2.4): each octave is weighted by the one before it. It is
    ``bent``. The shortest waves are ``wavelength`` / 2^(octaves - 1/2): sample them at least four times.
    """
    bend = bent(rng, wavelength)
    layers = [waves(rng, 1.0, wavelength / 2.0**k, count=10, octaves=0.5) for k in range(octaves)]

    def height(x: Array, y: Array) -> Array:
        x, y = bend(x, y)
        total, weight, share = 0.0 * x, 1.0 + 0.0 * x, 1.0
        for layer in layers:
            level = layer(x, y)
            crest = 1.0 / (1.0 + np.sqrt(level * level + 0.08) * 1.3)
            total, weight, share = total + share * weight * crest, np.clip(1.6 * crest - 0.2, 0.0, 1.0), 0.5 * share
        return total

    return height


def bent(rng: Generator, wavelength: float) -> Callable[[Array, Array], tuple[Array, Array]]:
    """Return a bend of the plane that winds straight ridges of that ``wavelength`` (m).

    It must not fold: where two places come to lie on one, and turn over between them, ridges become needles.
    """
    along, across = (waves(rng, 0.03 * wavelength, 0.9 * wavelength, count=8, octaves=0.9) for _ in range(2))

    def bend(x: Array, y: Array) -> tuple[Array, Array]:
        return x + along(x, y), y + across(x, y)

    return bend


def weathered(points: Array, steepest: float) -> Array:
    """Return the heights (R, C) of a lattice of land (R, C, 3) without walls steeper than that: what is, has come down.

    No place stands higher over one of its neighbours than their distance times ``steepest``. Columns go all around.
    """
    x, y, z = np.moveaxis(points, -1, 0)
    found = z.copy()
    steps = [(0, 1), (1, 0), (1, 1), (1, -1)]
    apart = {}
    for rows, columns in steps:
        ways = (np.roll(each, (rows, columns), (0, 1)) - each for each in (x, y))
        apart[rows, columns] = steepest * np.hypot(*ways)
    for _ in range(len(points)):
        before = found.copy()
        for (rows, columns), most in apart.items():
            ahead = np.roll(found, (rows, columns), (0, 1)) + most
            behind = np.roll(found, (-rows, -columns), (0, 1)) + np.roll(most, (-rows, -columns), (0, 1))
            found = np.minimum(found, np.minimum(ahead, behind))
        if np.array_equal(before, found):
            break
    return found


def ramp(r: Array, start: float, end: float) -> Array:
    """Return the smooth rise from 0 at ``start`` to 1 at ``end``."""
    s = np.clip((r - start) / (end - start), 0.0, 1.0)
    return s * s * (3.0 - 2.0 * s)


def country(rng: Generator, *, flat: float, near: float, far: float, drop: float = 0.0) -> Height:
    """Return land that is exactly level within ``flat`` m, then rolls by ``near`` m, with hills of ``far`` m beyond.

    ``drop`` (m) lets the land fall away outside the level part, as below a terrace.
    """
    swell, hills = waves(rng, near, 90.0), waves(rng, far, 1500.0, octaves=2.6)
    foot = max(160.0, flat)  # m: where the hills begin

    def height(x: Array, y: Array) -> Array:
        r = np.hypot(x, y)
        low = ramp(r, flat, flat + 60.0) * swell(x, y) - drop * ramp(r, flat, flat + 35.0)
        return low + ramp(r, foot, foot + 940.0) * (hills(x, y) + 1.1 * far)

    return height


def ground(
    height: Height, *, inner: float = 0.0, level: float = 0.0, sectors: int = 220, rings: int = 24, outer: float = FAR
) -> Piece:
    """Return the land from ``inner`` m to the horizon, or to ``outer``, as one sheet ``level`` m above its height.

    ``rings`` of its points lie within 40 m, or half as far again as ``inner``.
    """
    radii = _radii(inner, rings)
    radii = radii[: np.searchsorted(radii, outer) + 1]
    angle = np.linspace(0.0, -2 * np.pi, sectors + 1)
    x, y = radii[:, None] * np.cos(angle), radii[:, None] * np.sin(angle)
    return seen_from_middle(sheet(np.stack([x, y, height(x, y) + level], axis=-1), wrap=True), near=60.0, least=0.06)


def _radii(inner: float, rings: int) -> Array:
    """Return how far from the origin (m) the points of ``ground`` lie."""
    close = np.linspace(inner, max(inner * 1.5, 40.0), rings)
    return np.concatenate([close, np.geomspace(close[-1] * 1.07, FAR, 110)])


def as_built(height: Height, *, inner: float = 0.0, sectors: int = 220, rings: int = 24) -> Height:
    """Return how high ``ground`` of the same numbers lies: land between its points, for what lies close on it."""
    radii = _radii(inner, rings)
    angle = np.linspace(0.0, 2 * np.pi, sectors + 1)
    lattice = height(radii[:, None] * np.cos(angle), radii[:, None] * np.sin(angle))

    def found(x: Array, y: Array) -> Array:
        ring = np.interp(np.hypot(x, y), radii, np.arange(len(radii)))
        turn = np.arctan2(y, x) % (2 * np.pi) * (sectors / (2 * np.pi))
        i, j = np.minimum(ring.astype(int), len(radii) - 2), np.minimum(turn.astype(int), sectors - 1)
        a, b = ring - i, turn - j
        low = lattice[i, j] * (1.0 - b) + lattice[i, j + 1] * b
        return low * (1.0 - a) + (lattice[i + 1, j] * (1.0 - b) + lattice[i + 1, j + 1] * b) * a

    return found


def patch(
    height: Height, x: tuple[float, float], y: tuple[float, float], *, level: float, cells: tuple[int, int] = (2, 2)
) -> Piece:
    """Return a rectangle of land lifted by ``level`` m."""
    xs, ys = np.linspace(*x, cells[0]), np.linspace(*y, cells[1])
    gx, gy = np.meshgrid(xs, ys)
    return sheet(np.stack([gx, gy, height(gx, gy) + level], axis=-1))


def level_land(x: Array, y: Array) -> Array:
    """Return zero height everywhere."""
    return np.zeros(np.broadcast(x, y).shape)


def hazed(color: Rgb, distance: float) -> Rgb:
    """Return an albedo as it looks through that much air (m); textures do the same by themselves."""
    away = max(distance - 60.0, 0.0)
    share = away / (away + 1.3 * AIR_M)
    red, green, blue = (float(c + (a - c) * share) for c, a in zip(color, AIR, strict=True))
    return (red, green, blue)


def scattered(
    rng: Generator, count: int, near: float, far: float, *, gap: float, keep: Callable[[Array], Array] | None = None
) -> Array:
    """Return up to ``count`` places (N, 2) between two distances from the origin, at least ``gap`` m apart (0: anyhow).

    None lies in the corridor towards -Y, from which films are taken. Around a scene that reaches past ``far`` (a
    town on its terraces) the ring begins where the scene ends, and is half as wide again.
    """
    far = far if near < far else 1.5 * near
    r = np.sqrt(rng.uniform(near**2, far**2, 12 * count))
    angle = rng.uniform(0, 2 * np.pi, 12 * count)
    candidates = np.stack([r * np.cos(angle), r * np.sin(angle)], axis=1)
    in_the_way = (candidates[:, 1] < 0) & (np.abs(candidates[:, 0]) < 3.0 - 0.5 * candidates[:, 1])
    candidates = candidates[~(in_the_way & (candidates[:, 1] > -40.0))]
    if keep is not None:
        candidates = candidates[keep(candidates)]
    if gap <= 0.0:
        return candidates[:count]
    chosen: list[Array] = []
    for place in candidates:
        if all(np.hypot(*(place - other)) >= gap for other in chosen):
            chosen.append(place)
            if len(chosen) == count:
                break
    return np.array(chosen).reshape(-1, 2)


def strewn(rng: Generator, count: int, near: float, far: float) -> Array:
    """Return places (N, 2) all around between two distances (m), the denser the nearer: what lies on the ground."""
    r, angle = rng.uniform(near, far, count), rng.uniform(0, 2 * np.pi, count)
    return np.stack([r * np.cos(angle), r * np.sin(angle)], axis=1)


def lawn(underfoot: Surface) -> Surface:
    """Return grass in the duller green that a lawn has as a whole, unless it was given a colour."""
    return Surface("grass", (0.105, 0.15, 0.045)) if underfoot == Surface("grass") else underfoot
