"""How things ring: frequencies, decays and shapes of vibration by form and material, and the sound of a ring.

Legend: M modes, I impacts. A point is given as ``u`` (I, 3), its share (0..1) of the way along the resonator's own
axes; a direction as ``w`` (I, 3), the sizes of its components on them. Axes: plate and bar (length, width,
thickness); shell (two across, height); block (its edges). Frequencies in Hz, decays in 1/s (amplitude).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.solid import Resonator
from setpiece.world.materials import Material

Array = NDArray[np.float64]

RATE = 48_000  # samples a second of everything heard
AIR_DENSITY = 1.2  # kg/m3
SPEED_OF_SOUND = 343.0  # m/s
LOWEST, HIGHEST = 35.0, 18_000.0  # Hz, what is synthesised
MOST_MODES = 48
RING_FLOOR = np.log(10 ** (70 / 20))  # a ring is followed down to -70 dB
LONGEST_RING = 6.0  # s
SHORT_RING = 0.12  # s: below, rings are read from a table; above, a filter runs
FREE_DECAY, SUPPORTED_DECAY = 6.0, 25.0  # 1/s lost to air and supports


@dataclass(frozen=True, eq=False)
class Modes:
    """The modes of one resonator. ``order`` (M, 3) are mode numbers, their meaning set by ``kind``.

    ``pressure`` (M,): Pa at 1 m for each N s of impulse at a point where the shape of vibration is 1.
    """

    kind: str
    frequency: Array
    decay: Array
    pressure: Array
    order: Array


@dataclass(frozen=True)
class _Family:
    """Modes before damping and radiation: modal mass over total mass, mean square of the shape, thickness (m)."""

    frequency: Array
    order: Array
    mass_share: float
    mean_square: float
    thickness: float | None = None


def t60(decay: Array | float) -> Array | float:
    """Return the time (s) in which an amplitude that falls as exp(-decay t) falls by 60 dB."""
    return np.log(1000.0) / decay


def modes_of(resonator: Resonator, material: Material, *, added_decay: float, wall: float | None = None) -> Modes:
    """Return the audible modes of a thing.

    Decay is pi f eta + ``added_decay``. Each mode radiates as a source of its area: at 1 m the pressure is
    rho c v sqrt(<phi^2> S sigma / 4 pi), with the radiation efficiency sigma falling below coincidence (bending
    waves slower than sound) and for things small against the wavelength.

    Args:
        resonator: form and size (m).
        material: what it is made of.
        added_decay: 1/s lost to air and supports.
        wall: m, the wall of a hollow ball; None: as the resonator says.
    """
    return _modes_of(resonator.kind, tuple(resonator.size), material, added_decay, wall)


@lru_cache(maxsize=256)
def _modes_of(kind: str, size: tuple[float, ...], material: Material, added_decay: float, wall: float | None) -> Modes:
    if kind == "ball" and wall is not None:
        family, area, volume = _hollow_ball(size[0], wall, material), *_ball_matter(size[0], wall)
        kind = "hollow_ball"
    else:
        family = {"plate": _plate, "bar": _bar, "shell": _shell, "ball": _ball, "block": _block}[kind](size, material)
        area, volume = _matter(kind, size)
    audible = (family.frequency >= LOWEST) & (family.frequency <= HIGHEST)
    f, order, weight = _thinned(family.frequency[audible], family.order[audible])
    compact = (2 * np.pi * f / SPEED_OF_SOUND) ** 2 * area / (4 * np.pi)
    sigma = compact / (1 + compact)
    if family.thickness is not None:
        speed = np.sqrt(material.youngs_modulus / material.density)
        coincidence = SPEED_OF_SOUND**2 / (1.8 * speed * family.thickness)
        sigma = sigma * f / (f + coincidence)
    velocity = 1.0 / (family.mass_share * material.density * volume)
    radiated = AIR_DENSITY * SPEED_OF_SOUND * np.sqrt(family.mean_square * area * sigma / (4 * np.pi))
    return Modes(kind, f, np.pi * f * material.loss_factor + added_decay, weight * radiated * velocity, order)


def _thinned(frequency: Array, order: Array) -> tuple[Array, Array, Array]:
    """Keep the lowest half of ``MOST_MODES``, and of the denser rest an even choice that speaks for all of it."""
    rank = np.argsort(frequency, kind="stable")
    weight = np.ones(len(rank))
    if len(rank) > MOST_MODES:
        half = MOST_MODES // 2
        picks = half + np.round(np.linspace(0, len(rank) - half - 1, MOST_MODES - half)).astype(int)
        weight = np.ones(MOST_MODES)
        weight[half:] = np.sqrt((len(rank) - half) / (MOST_MODES - half))
        rank = np.concatenate([rank[:half], rank[picks]])
    return frequency[rank], order[rank], weight


def _matter(kind: str, size: tuple[float, ...]) -> tuple[float, float]:
    """Return surface (m2, both sides) and volume of matter (m3)."""
    if kind == "ball":
        return _ball_matter(size[0], size[0])
    if kind == "shell":
        radius, height, wall = size
        sheet = 2 * np.pi * radius * height + np.pi * radius**2
        return 2 * sheet, sheet * wall
    a, b, c = size
    return 2 * (a * b + b * c + c * a), a * b * c


def _ball_matter(radius: float, wall: float) -> tuple[float, float]:
    return 4 * np.pi * radius**2, 4 / 3 * np.pi * (radius**3 - max(radius - wall, 0.0) ** 3)


def _grid(*counts: int) -> Array:
    return np.stack(np.meshgrid(*[np.arange(n) for n in counts], indexing="ij"), axis=-1).reshape(-1, len(counts))


def _plate(size: tuple[float, ...], material: Material) -> _Family:
    """Thin plate: f = (pi/2) sqrt(D / rho h) [(m/Lx)^2 + (n/Ly)^2], D = E h^3 / 12 (1 - nu^2)."""
    lx, ly, h = size
    stiffness = material.youngs_modulus * h**3 / (12 * (1 - material.poisson**2))
    base = np.pi / 2 * np.sqrt(stiffness / (material.density * h))
    counts = [min(40, int(np.sqrt(HIGHEST / base) * edge) + 1) for edge in (lx, ly)]
    order = _grid(*counts) + 1
    frequency = base * ((order[:, 0] / lx) ** 2 + (order[:, 1] / ly) ** 2)
    return _Family(frequency, np.column_stack([order, 0 * order[:, :1]]), 0.25, 0.25, h)


def free_bar_roots(count: int) -> Array:
    """Return the first roots beta of cos(beta) cosh(beta) = 1: 4.730, 7.853, 10.996, ..., for a bar with free ends."""
    n = np.arange(1, count + 1)
    beta = (2 * n + 1) * np.pi / 2
    for _ in range(4):  # Newton's method on cos(beta) = 1 / cosh(beta), from where it is nearly met
        beta = beta + (np.cos(beta) - 1 / np.cosh(beta)) / (np.sin(beta) - np.tanh(beta) / np.cosh(beta))
    return beta


def _bar(size: tuple[float, ...], material: Material) -> _Family:
    """Free bar: bends in two planes, f = beta^2 / (2 pi L^2) sqrt(E I / rho A); and stretches, f = n c / 2 L.

    ``order``: number, plane (1 across the thickness, 2 across the width, 0 along).
    """
    length, width, thickness = size
    speed = np.sqrt(material.youngs_modulus / material.density)
    number = np.arange(1, 9)
    beta = free_bar_roots(len(number))
    rows = [
        (beta**2 / (2 * np.pi * length**2) * speed * edge / np.sqrt(12), np.column_stack([number, 0 * number + plane]))
        for plane, edge in ((1, thickness), (2, width))
    ]
    rows.append((number * speed / (2 * length), np.column_stack([number, 0 * number])))
    order = np.concatenate([r[1] for r in rows])
    return _Family(
        np.concatenate([r[0] for r in rows]), np.column_stack([order, 0 * order[:, :1]]), 1.0, 1.0, thickness
    )


def ring_frequency(radius: float, wall: float, material: Material, n: Array) -> Array:
    """Return the bending modes of a ring or cup's rim: (h / 2 pi a^2 sqrt 12) sqrt(E / rho (1 - nu^2)) n (n^2 - 1) / sqrt(n^2 + 1)."""  # noqa: E501
    speed = np.sqrt(material.youngs_modulus / (material.density * (1 - material.poisson**2)))
    return wall / (2 * np.pi * radius**2 * np.sqrt(12)) * speed * n * (n**2 - 1) / np.sqrt(n**2 + 1)


def _shell(size: tuple[float, ...], material: Material) -> _Family:
    """Cup or pipe: modes of the rim, and those with half-waves along the height (Donnell's shell, no inertia in
    the sheet). No real cup is round: each splits by 0.4 % up and down and beats.

    ``order``: waves around, half-waves along the height (0: the rim's), which of the pair.
    """  # noqa: D205
    radius, height, wall = size
    n = np.arange(2, 12).astype(float)
    rows, orders = [ring_frequency(radius, wall, material, n)], [np.column_stack([n, 0 * n])]
    for along in (1, 2):
        wave = along * np.pi * radius / height
        around = (wave**2 + n**2) ** 2
        sheet = (1 - material.poisson**2) * wave**4 / around
        bending = wall**2 / (12 * radius**2) * around
        speed = np.sqrt(material.youngs_modulus / (material.density * (1 - material.poisson**2)))
        rows.append(speed / (2 * np.pi * radius) * np.sqrt(sheet + bending))
        orders.append(np.column_stack([n, 0 * n + along]))
    f, order = np.concatenate(rows), np.concatenate(orders)
    pair = np.concatenate([np.column_stack([order, 0 * f]), np.column_stack([order, 0 * f + 1])])
    return _Family(np.concatenate([0.996 * f, 1.004 * f]), pair, 0.5, 0.5, wall)


def _shear_speed(material: Material) -> float:
    return float(np.sqrt(material.youngs_modulus / (2 * (1 + material.poisson) * material.density)))


def _ball(size: tuple[float, ...], material: Material) -> _Family:
    """Solid sphere: x = omega a / c_T of its spheroidal modes S2, S3, S0, S4, S5 and torsional T2, T3 (nu = 0.25)."""
    x = np.array([2.50, 2.64, 3.87, 3.92, 4.44, 5.02, 6.04, 7.0])
    order = np.column_stack([[2, 2, 3, 3, 0, 4, 5, 6], 0 * x, 0 * x])
    return _Family(x * _shear_speed(material) / (2 * np.pi * size[0]), order, 0.35, 0.35)


def _hollow_ball(radius: float, wall: float, material: Material) -> _Family:
    """Closed thin sphere, lower branch (Junger & Feit): W^2 - (1 + 3 nu + k) W + (1 - nu^2)(k - 2) = 0, k = n (n + 1),
    W = (omega a)^2 rho / E, with the stiffness of bending added.
    """  # noqa: D205
    n = np.arange(2, 12).astype(float)
    k, nu = n * (n + 1), material.poisson
    b = 1 + 3 * nu + k
    square = (b - np.sqrt(b**2 - 4 * (1 - nu**2) * (k - 2))) / 2 / (1 - nu**2)
    square = square + wall**2 / (12 * radius**2) * (k - 2) ** 2 / (1 - nu**2)
    speed = np.sqrt(material.youngs_modulus / material.density)
    return _Family(speed * np.sqrt(square) / (2 * np.pi * radius), np.column_stack([n, 0 * n, 0 * n]), 0.4, 0.4, wall)


def _block(size: tuple[float, ...], material: Material) -> _Family:
    """Thick block: shear waves that fit its edges, f = (c_T / 2) |n_i / L_i| with two or more n_i above zero (of a
    cube's face the Lame modes, which are exact), and stretching along each edge, f = n sqrt(E / rho) / 2 L.
    """  # noqa: D205
    edges = np.asarray(size, float)
    order = _grid(8, 8, 8)
    along = np.count_nonzero(order, axis=1)
    shear = _shear_speed(material) / 2 * np.linalg.norm(order / edges, axis=1)
    stretch = np.sqrt(material.youngs_modulus / material.density) / 2 * np.linalg.norm(order / edges, axis=1)
    frequency = np.where(along >= 2, shear, stretch)
    return _Family(frequency[along > 0], order[along > 0].astype(float), 0.3, 0.3)


def gains(modes: Modes, u: Array, w: Array) -> Array:
    """Return the size (I, M) of each mode's shape at the points ``u``, for impulses along ``w``."""
    first, second, third = (modes.order[None, :, i] for i in range(3))
    u = np.clip(u, 0.04, 0.96)[:, :, None]  # a real edge is never quite a node
    w = np.clip(w, 0.15, 1.0)[:, :, None]  # nor a real blow quite along a face
    if modes.kind == "plate":
        return np.sin(first * np.pi * u[:, 0]) * np.sin(second * np.pi * u[:, 1]) * w[:, 2]
    if modes.kind == "bar":
        bending = _free_bar_shape(first, u[:, 0])
        across = np.where(second == 1, w[:, 2], w[:, 1])
        return np.where(second == 0, np.cos(first * np.pi * u[:, 0]) * w[:, 0], bending * across)
    if modes.kind == "shell":
        around = first * np.arctan2(u[:, 1] - 0.5, u[:, 0] - 0.5) - third * np.pi / 2
        along = np.where(second == 0, 0.3 + 0.7 * u[:, 2], np.sin(np.maximum(second, 1) * np.pi * u[:, 2]))
        return np.cos(around) * along
    if modes.kind == "block":
        return np.prod([np.cos(modes.order[None, :, i] * np.pi * u[:, i]) for i in range(3)], axis=0)
    return np.ones((len(u), len(modes.frequency)))


def _free_bar_shape(number: Array, u: Array) -> Array:
    """Return the shape of a bar with free ends, of mean square 1 (ends at 2)."""
    beta = free_bar_roots(8)[np.clip(number.astype(int), 1, 8) - 1]
    near, far = np.exp(-beta * u), np.exp(-beta * (1 - u)) * np.where(number.astype(int) % 2 == 1, 1.0, -1.0)
    return np.cos(beta * u) - np.sin(beta * u) + near + far


def ring_seconds(decay: Array) -> Array:
    """Return how long each mode is followed (s)."""
    return np.minimum(RING_FLOOR / decay, LONGEST_RING)


@lru_cache(maxsize=128)
def _table(modes: Modes) -> tuple[NDArray[np.intp], Array]:
    """Return which modes ring briefly, and their unit rings (M', n)."""
    seconds = ring_seconds(modes.decay)
    brief = np.flatnonzero(seconds <= SHORT_RING)
    if not len(brief):
        return brief, np.zeros((0, 1))
    time = np.arange(int(seconds[brief].max() * RATE) + 1) / RATE
    rings = np.exp(-modes.decay[brief, None] * time) * np.sin(2 * np.pi * modes.frequency[brief, None] * time)
    fade = np.minimum(1.0, np.arange(len(time))[::-1] / min(64, len(time)))
    return brief, rings * fade


def ring(modes: Modes, starts: NDArray[np.int64], amplitude: Array) -> list[tuple[int, Array]]:
    """Return what is heard of a thing that is struck: (first sample, pressure in Pa at 1 m), one for each stretch.

    Args:
        modes: the thing's.
        starts: (I,) samples of the blows, ascending.
        amplitude: (I, M) Pa at 1 m of every mode.
    """
    if not len(modes.frequency) or not len(starts):
        return []
    lengths = (ring_seconds(modes.decay) * RATE).astype(int) + 1
    longest = int(lengths.max())
    pieces = []
    for rows in np.split(np.arange(len(starts)), np.flatnonzero(np.diff(starts) > longest) + 1):
        first = int(starts[rows[0]])
        out = np.zeros(int(starts[rows[-1]]) - first + longest + 1)
        brief, rings = _table(modes)
        for i in rows if len(brief) else ():
            at = int(starts[i]) - first
            out[at : at + rings.shape[1]] += np.einsum("m,mn->n", amplitude[i, brief], rings)
        for m in np.setdiff1d(np.arange(len(lengths)), brief):
            _run_filter(modes, int(m), starts[rows] - first, amplitude[rows, m], out)
        pieces.append((first, out))
    return pieces


def _run_filter(modes: Modes, m: int, at: NDArray[np.int64], amplitude: Array, out: Array) -> None:
    """Add one long mode's answer to several blows: a two-pole filter run for as long as it is heard."""
    from scipy.signal import lfilter

    decay, frequency = modes.decay[m], modes.frequency[m]
    length = int(min(RING_FLOOR / decay, LONGEST_RING) * RATE) + 1
    radius, angle = np.exp(-decay / RATE), 2 * np.pi * frequency / RATE
    feed = [0.0, radius * np.sin(angle)]
    back = [1.0, -2 * radius * np.cos(angle), radius**2]
    for rows in np.split(np.arange(len(at)), np.flatnonzero(np.diff(at) > length) + 1):
        first, last = int(at[rows[0]]), int(at[rows[-1]])
        blows = np.zeros(last - first + length)
        np.add.at(blows, at[rows] - first, amplitude[rows])
        out[first : first + len(blows)] += lfilter(feed, back, blows)
