"""Chains and ropes as they are seen: links of one length along a straight line, or, slack, along a catenary.

The physics of a tie knows two points, a length and a pull. How it hangs is a function of those points alone: taut it
is straight, slack it hangs as a chain at rest does (z = c cosh(u / c)), whatever its own motion would be.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.modelling import sweep, tube
from setpiece.assets.solid import Mesh
from setpiece.assets.surface import mesh
from setpiece.geometry import quat_conjugate, quat_rotate, transform
from setpiece.render.posed import Item, Surface
from setpiece.world.document import Tie, World

Array = NDArray[np.float64]

PITCH = 3.2  # wires from link to link of a chain
INSIDE = 1.1  # wires from a link's middle to its wire's, so that its neighbours fit
STRAND = 4.0  # gauges that a piece of rope is long
MOST = 200  # links, or they are made longer
UNSEEN = -1000.0  # m: where a broken tie is
NARROW = 1e-3  # of its length: ends that are nearer to one above the other count as so far apart
HALVINGS = 60
SURFACE = {"chain": Surface("steel", (0.10, 0.10, 0.11)), "rope": Surface("fabric", (0.42, 0.31, 0.17))}


def items(world: World, matrices: dict[str, Array], broken: frozenset[str] = frozenset()) -> list[Item]:
    """Return the links of all ties that are seen, as ``matrices`` (4, 4) have the bodies; a broken one is not."""
    found = []
    for tie in world.ties:
        if tie.look is None or tie.over is not None:
            continue
        ends = [_end(world, matrices, body, at) for body, at in ((tie.b, tie.at_b), (tie.a, tie.at_a))]
        shape = _link(tie.look, tie.gauge, _spacing(tie))
        for k, matrix in enumerate(poses(tie, *ends, np.asarray(world.gravity, float))):
            place = transform((0.0, 0.0, UNSEEN), (1.0, 0.0, 0.0, 0.0)) if tie.id in broken else matrix
            found.append(Item(tie.id, f"link_{k + 1}", shape, SURFACE[tie.look], place))
    return found


def _end(world: World, matrices: dict[str, Array], body: str | None, at: tuple[float, float, float]) -> Array:
    """Return where (3,) a tie ends now; ``at`` is where it did in the document."""
    if body is None:
        return np.asarray(at, float)
    document = world.body(body)
    local = quat_rotate(quat_conjugate(np.array(document.rotation)), np.subtract(at, document.position))
    return matrices[body][:3, :3] @ local + matrices[body][:3, 3]


def _length(tie: Tie) -> float:
    return tie.length or float(np.linalg.norm(np.subtract(tie.at_a, tie.at_b)))


def _count(tie: Tie) -> int:
    wanted = _length(tie) / (tie.gauge * (PITCH if tie.look == "chain" else STRAND))
    return int(np.clip(round(wanted), 2, MOST))


def _spacing(tie: Tie) -> float:
    return _length(tie) / _count(tie)


def poses(tie: Tie, start: Array, end: Array, gravity: Array) -> Array:
    """Return (n, 4, 4) where the links are, each along its own Z, every second one turned by a quarter."""
    n = _count(tie)
    points = curve(start, end, _length(tie), gravity, np.arange(n + 1) / n)
    along = np.diff(points, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    side = np.cross([0.0, 1.0, 0.0], along)
    flat = np.linalg.norm(side, axis=1) < 1e-6
    side[flat] = np.cross([1.0, 0.0, 0.0], along[flat])
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    other = np.cross(along, side)
    if tie.look == "chain":
        odd = (np.arange(n) % 2 == 1)[:, None]
        side, other = np.where(odd, other, side), np.where(odd, -side, other)
    out = np.broadcast_to(np.eye(4), (n, 4, 4)).copy()
    out[:, :3, 0], out[:, :3, 1], out[:, :3, 2] = side, other, along
    out[:, :3, 3] = 0.5 * (points[1:] + points[:-1])
    return out


def curve(start: Array, end: Array, length: float, gravity: Array, shares: Array) -> Array:
    """Return the points (n, 3) at ``shares`` (n,) of the way along a tie of a ``length`` (m) that hangs at rest.

    A catenary through two points h apart across and v along gravity, of length L, has sinh(x) / x =
    sqrt(L^2 - v^2) / h with x = h / (2 c).
    """
    way = end - start
    apart = float(np.linalg.norm(way))
    size = float(np.linalg.norm(gravity))
    if apart >= length * (1.0 - 1e-9) or size == 0.0:
        return start + shares[:, None] * way
    up = -gravity / size
    v = float(way @ up)
    level = way - v * up
    h = float(np.linalg.norm(level))
    across = level / h if h > 1e-9 else _perpendicular(up)
    h = max(h, NARROW * length)

    # Where its lowest point is, and how wide it is open, with lengths along it told from there.
    ratio = np.sqrt(max(length * length - v * v, h * h * (1.0 + 1e-12))) / h
    c = h / (2.0 * _opening(float(ratio)))
    lowest = 0.5 * h - c * np.arctanh(np.clip(v / length, -1.0 + 1e-12, 1.0 - 1e-12))
    s = shares * length + c * np.sinh(-lowest / c)
    u = lowest + c * np.arcsinh(s / c)
    z = np.sqrt(c * c + s * s) - c * np.cosh(lowest / c)

    # What was rounded, or taken as wider than it is, goes to the end evenly.
    points = start + u[:, None] * across + z[:, None] * up
    return points + shares[:, None] * (end - points[-1]) * (shares[-1] == 1.0)


def _opening(ratio: float) -> float:
    """Return x > 0 with sinh(x) / x = ratio, by halving."""
    low, high = 1e-6, 2.0 + 2.0 * float(np.log(2.0 * ratio))
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if np.sinh(middle) < ratio * middle else (low, middle)
    return 0.5 * (low + high)


def _perpendicular(axis: Array) -> Array:
    other = np.array([1.0, 0.0, 0.0]) if abs(axis[0]) < 0.9 else np.array([0.0, 1.0, 0.0])
    across = np.cross(axis, other)
    return across / np.linalg.norm(across)


@lru_cache(maxsize=64)
def _link(look: str, gauge: float, spacing: float) -> Mesh:
    """Return one link along Z about its middle: an oval of wire that reaches into its neighbours, or a bit of rope."""
    key = f"{look}-{gauge!r}-{spacing!r}"
    if look == "rope":
        return mesh(tube([(0, 0, -spacing / 2), (0, 0, spacing / 2)], gauge / 2, sides=12), key)
    wire, bend = gauge / 2, INSIDE * gauge
    straight = max(spacing / 2 + wire - bend, 0.2 * gauge)
    turn = np.linspace(0.0, np.pi, 9)
    top = np.stack([bend * np.cos(turn), np.zeros(9), straight + bend * np.sin(turn)], axis=1)
    path = np.concatenate([top, top * [-1.0, 1.0, -1.0]])
    angle = 2.0 * np.pi * np.arange(8) / 8
    section = wire * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return mesh(sweep(path, section, closed=True), key)
