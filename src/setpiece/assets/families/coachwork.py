"""The skin of a car: its lower body, the greenhouse above it, and the prisms that panels, panes and lamps are cut by.

Metres, on the ground z = 0, nose towards +X. Both skins are smooth lofts; what is cut lies flush in them. ``View``
outlines are drawn from the side in (x, z), from in front in (y, z) or from above in (x, y).
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from setpiece.assets.modelling import TAU, curve, extrude, loft, rounded
from setpiece.assets.surface import Array, Surface, moved, turned

STATIONS, AROUND, LEVELS = 52, 34, 24
SMOOTH = np.radians(50)
BODY = np.array(  # x; half width; floor; height of the middle of bonnet, belt or tail; how far that is above its edge
    [
        [-2.150, 0.50, 0.43, 0.76, 0.02],
        [-2.135, 0.66, 0.35, 0.87, 0.02],
        [-2.080, 0.77, 0.28, 0.945, 0.025],
        [-1.950, 0.83, 0.24, 0.975, 0.03],
        [-1.700, 0.865, 0.21, 0.985, 0.03],
        [-1.280, 0.882, 0.20, 0.98, 0.03],
        [-0.400, 0.885, 0.19, 0.965, 0.03],
        [0.500, 0.885, 0.19, 0.95, 0.03],
        [1.000, 0.882, 0.19, 0.945, 0.04],
        [1.320, 0.876, 0.20, 0.915, 0.05],
        [1.650, 0.852, 0.21, 0.868, 0.06],
        [1.900, 0.800, 0.23, 0.815, 0.06],
        [2.040, 0.730, 0.25, 0.760, 0.05],
        [2.120, 0.630, 0.29, 0.695, 0.04],
        [2.155, 0.500, 0.36, 0.630, 0.03],
        [2.165, 0.370, 0.42, 0.570, 0.02],
    ]
)
HOUSE = np.array(  # z; rear and front x; half width; radius of its corners
    [
        [0.84, -1.93, 1.12, 0.800, 0.22],
        [0.93, -1.89, 1.02, 0.785, 0.22],
        [1.05, -1.83, 0.80, 0.755, 0.22],
        [1.20, -1.73, 0.52, 0.705, 0.21],
        [1.32, -1.62, 0.29, 0.655, 0.20],
        [1.39, -1.53, 0.14, 0.620, 0.19],
        [1.425, -1.44, 0.02, 0.585, 0.18],
        [1.450, -1.30, -0.13, 0.520, 0.16],
        [1.465, -1.08, -0.34, 0.400, 0.14],
        [1.472, -0.85, -0.55, 0.200, 0.08],
    ]
)
BOW = (0.12, 0.07)  # m that windscreen and rear window stand out in their middles


@lru_cache(maxsize=1)
def _rings() -> Array:
    """Return the body's sections (STATIONS, 2 AROUND - 2, 3)."""
    found = []
    for x, w, low, high, crown in curve(BODY, STATIONS):
        belt, line = high - crown, low + 0.62 * (high - crown - low)
        half = [
            (0.0, low), (0.55 * w, low), (0.86 * w, low + 0.005), (0.955 * w, low + 0.05), (0.985 * w, low + 0.13),
            (w, low + 0.45 * (line - low)), (0.998 * w, line - 0.035), (0.986 * w, line + 0.005),
            (0.976 * w, belt - 0.11 * (belt - low)), (0.955 * w, belt - 0.03), (0.915 * w, belt - 0.004),
            (0.80 * w, belt + 0.25 * crown), (0.45 * w, belt + 0.78 * crown), (0.0, high),
        ]  # fmt: skip
        ring = curve(half, AROUND)
        ring = np.concatenate([ring, (ring * [-1.0, 1.0])[-2:0:-1]])
        found.append(np.column_stack([np.full(len(ring), x), ring]))
    return np.array(found)


@lru_cache(maxsize=1)
def hull() -> Surface:
    """Return the lower body, solid, without wheel arches."""
    return loft(_rings(), crease=SMOOTH)


def flank(x: ArrayLike, z: ArrayLike) -> Array:
    """Return how far out (y) the left side of the body is at places seen from the side."""
    rings = _rings()[:, 4 : AROUND - 4]
    at = np.interp(x, rings[:, 0, 0], np.arange(len(rings)))
    low = np.minimum(at.astype(int), len(rings) - 2)
    share = (at - low)[:, None, None]
    sections = rings[low] * (1.0 - share) + rings[low + 1] * share
    return np.array([np.interp(up, ring[:, 2], ring[:, 1]) for up, ring in zip(np.asarray(z), sections, strict=True)])


@lru_cache(maxsize=8)
def house(inset: float, floor: float = 0.84) -> Surface:
    """Return the greenhouse, solid, shrunk by ``inset`` (m) and let down to ``floor``."""
    levels = curve(HOUSE, LEVELS)
    levels[0, 0] = floor
    rings = []
    for z, rear, front, half, corner in levels:
        slope = 1.9 if z < 1.42 else 1.0  # of the screens: they lie, so their plans move more than the skin does
        plan = _plan(rear + inset, front - slope * inset, half - inset, max(corner - 0.5 * inset, 0.02))
        rings.append(np.column_stack([plan, np.full(len(plan), z - (inset if z > 1.3 else 0.0))]))
    return loft(np.array(rings), crease=SMOOTH)


def _plan(rear: float, front: float, half: float, corner: float) -> Array:
    """Return a rounded rectangle (P, 2) with bowed ends and sides, counter-clockwise."""
    long = front - rear
    corner = min(corner, 0.49 * long, 0.98 * half)
    angles = TAU / 4 * np.linspace(0.0, 1.0, 9)
    arcs = []
    for quarter, (x, y) in enumerate(((front, half), (rear, half), (rear, -half), (front, -half))):
        middle = np.array([x - corner if x == front else x + corner, y - np.sign(y) * corner])
        turn = angles + TAU / 4 * quarter
        arcs.append(middle + corner * np.stack([np.cos(turn), np.sin(turn)], -1))
    share = np.linspace(0.0, 1.0, 7)[1:-1, None]
    edges = [arc[-1] * (1.0 - share) + arcs[(k + 1) % 4][0] * share for k, arc in enumerate(arcs)]
    plan = np.concatenate([part for pair in zip(arcs, edges, strict=True) for part in pair])
    along = (plan[:, 0] - (front + rear) / 2) / (long / 2)
    across = plan[:, 1] / half
    bow = np.where(along > 0, BOW[0], -BOW[1]) * np.clip(np.abs(along), 0.0, 1.0) ** 3
    bow *= min(1.0, long / 2.0)
    return np.stack([plan[:, 0] - bow * across**2, plan[:, 1] * (1.0 - 0.05 * along**2)], -1)


def closed(corners: Sequence[Sequence[float]], steps: int = 4) -> Array:
    """Return a closed outline (P, 2) through corners (x, y, fillet radius)."""
    middle = tuple(0.5 * (a + b) for a, b in zip(corners[-1][:2], corners[0][:2], strict=True))
    return rounded([middle, *corners, middle], steps=steps)[:-1]


def band(way: Sequence[Sequence[float]], wide: float) -> Array:
    """Return the outline (P, 2) of a strip ``wide`` m along a way."""
    way = np.asarray(way, float)
    along = np.gradient(way, axis=0)
    across = np.stack([-along[:, 1], along[:, 0]], -1) / np.linalg.norm(along, axis=1, keepdims=True)
    return np.concatenate([way + across * wide / 2, (way - across * wide / 2)[::-1]])


def grown(outline: Array, by: float) -> Array:
    """Return a closed outline pushed outwards by ``by`` m (inwards where negative) along its mitres."""
    back, ahead = outline - np.roll(outline, 1, 0), np.roll(outline, -1, 0) - outline
    back, ahead = (v / np.linalg.norm(v, axis=1, keepdims=True) for v in (back, ahead))
    x, y = outline.T
    turn = 1.0 if x @ np.roll(y, -1) > y @ np.roll(x, -1) else -1.0
    mitre = np.stack([(back + ahead)[:, 1], -(back + ahead)[:, 0]], -1)
    mitre /= np.linalg.norm(mitre, axis=1, keepdims=True)
    cosine = np.abs(mitre[:, 0] * back[:, 1] - mitre[:, 1] * back[:, 0])
    return outline + turn * by * mitre / np.maximum(cosine, 0.4)[:, None]


def from_side(outline: Array, low: float = -1.2, high: float = 1.2) -> Surface:
    """Return the prism of an outline (x, z) between two y."""
    return moved(turned(extrude(outline, high - low), (1, 0, 0), TAU / 4), 0.0, high, 0.0)


def from_front(outline: Array, low: float, high: float) -> Surface:
    """Return the prism of an outline (y, z) between two x."""
    return moved(turned(extrude(outline, high - low), (1, 1, 1), TAU / 3), low, 0.0, 0.0)


def from_above(outline: Array, low: float, high: float) -> Surface:
    """Return the prism of an outline (x, y) between two z."""
    return moved(extrude(outline, high - low), 0.0, 0.0, low)
