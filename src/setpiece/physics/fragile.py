"""What bears how much: the force that breaks a body, the force that a blow brings, and the energy of its cracks.

A blow of speed v and effective mass m presses with at most what Hertz gives, F = (4/3 E* sqrt R)^(2/5)
(5/4 m v^2)^(3/5) (Johnson 1985, 11.1), and a thin wall gives way before that: it takes up F = Z v with the
impedance of a plate Z = 8 sqrt(D rho t), D = E t^3 / (12 (1 - nu^2)) (Cremer & Heckl 1988, IV.3). The smaller
counts. A wall of thickness t and free length 2 a breaks where the stress of a force at a point reaches its strength,
sigma = F / t^2 ((1 + nu)(0.485 ln(a / t) + 0.52) + 0.48) (Timoshenko & Woinowsky-Krieger 1959, art. 19).
A block of a masonry comes off where the force overcomes the strength of its joints; a plank where its bending does,
F = 2 sigma b h^2 / (3 L) at the middle of a span L.

The blow is cut off as the force reaches the strength: of a pulse F sin(pi t / T) the share
(1 - sqrt(1 - (F_c / F)^2)) / 2 of its impulse has passed by then. What the blow has lost by then must pay for the
cracks: area times toughness (Griffith 1921).
"""

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.build import build, cut_of
from setpiece.assets.cutting import Cut
from setpiece.assets.solid import Solid
from setpiece.world.document import Body
from setpiece.world.materials import MATERIALS

Array = NDArray[np.float64]

RIGID = 1e15  # N s/m: the impedance of what does not give way
PLANK = 12.0  # times as long as thick, at least: what bends under a load
THIN = 0.5  # of a piece's thickness
ROUNDNESS = 0.3  # radius where a thing touches, over its least extent


@dataclass(frozen=True)
class Fragile:
    """A body that can break. ``pieces`` are rows of the world's cast; ``blocks``: they come off one by one."""

    row: int
    pieces: tuple[int, ...]
    force: float  # N: what a blow must reach
    impedance: float  # N s/m
    energy: float  # J: the least that breaking costs: all cracks, or the joints of one block
    blocks: bool
    bonds: NDArray[np.int64]  # (B, 2) of blocks, -1: the foundation
    bond_energy: Array  # (B,) J
    loads: Array  # (pieces,) N: what a block bears at rest; inf where it has no span
    thin: float  # m: how far a piece may go in a step


def fragile(body: Body, row: int, pieces: tuple[int, ...]) -> Fragile:
    """Return what is known of how a body with ``fracture`` breaks."""
    cut, solid = cut_of(body), build(body)
    material = MATERIALS[cut.material]
    blocks = len(cut.bonds) > 0
    bond_energy = cut.bond_area * _joint(solid).toughness
    if blocks:
        costs = [bond_energy[(cut.bonds == k).any(axis=1)].sum() for k in range(len(pieces))]
        force, impedance, energy = _least_joint(cut, solid), RIGID, float(max(costs))
    else:
        force, impedance = _wall_strength(cut, solid), _impedance(cut)
        energy = cut.crack * material.toughness
    loads = np.array([_load(fragment.solid) if blocks else np.inf for fragment in cut.fragments])
    thin = THIN * (2.0 * cut.wall if blocks else cut.wall)
    return Fragile(row, pieces, force, impedance, energy, blocks, cut.bonds, bond_energy, loads, thin)


def _joint(solid: Solid) -> object:
    """Return the material that holds blocks together: mortar where there is some, else their own."""
    parts = [part for block in solid.blocks for part in block] or list(solid.parts)
    names = {part.name: part.material for part in parts}
    return MATERIALS[names.get("mortar", parts[0].material)]


def _least_joint(cut: Cut, solid: Solid) -> float:
    """Return the force (N) that shears a block out: the joints of one amid the others, at their strength."""
    total = np.zeros(len(cut.fragments))
    for (i, j), area in zip(cut.bonds, cut.bond_area, strict=True):
        total[i] += area
        if j >= 0:
            total[j] += area
    return float(np.median(total)) * _joint(solid).strength


def _wall_strength(cut: Cut, solid: Solid) -> float:
    material, wall = MATERIALS[cut.material], cut.wall
    half = 0.5 * float(np.median(solid.bounds[1] - solid.bounds[0]))
    bending = (1.0 + material.poisson) * (0.485 * log(max(half / wall, 1.0)) + 0.52) + 0.48
    return material.strength * wall**2 / bending


def _impedance(cut: Cut) -> float:
    material, wall = MATERIALS[cut.material], cut.wall
    stiffness = material.youngs_modulus * wall**3 / (12.0 * (1.0 - material.poisson**2))
    return 8.0 * sqrt(stiffness * material.density * wall)


def _load(block: Solid) -> float:
    """Return what a plank bears (N) at the middle of its span; a block that is no plank does not bend."""
    height, width, span = np.sort(2.0 * np.asarray(block.colliders[0].size))
    if span < PLANK * height:
        return np.inf
    return 2.0 * MATERIALS[block.parts[0].material].strength * float(width * height**2) / (3.0 * float(span))


def curvature(solid: Solid) -> float:
    """Return one over the radius (1/m) with which a thing touches."""
    if solid.resonator.kind == "ball":
        return 1.0 / solid.resonator.size[0]
    return 1.0 / (ROUNDNESS * float((solid.bounds[1] - solid.bounds[0]).min()))


def held_blocks(one: Fragile, gone: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which blocks (n,) that are not ``gone`` still hang together with the foundation."""
    held = np.zeros(len(one.pieces), bool)
    neighbours: dict[int, list[int]] = {}
    for i, j in one.bonds:
        neighbours.setdefault(int(i), []).append(int(j))
        neighbours.setdefault(int(j), []).append(int(i))
    open_ = [-1]
    while open_:
        for k in neighbours.get(open_.pop(), ()):
            if k >= 0 and not held[k] and not gone[k]:
                held[k] = True
                open_.append(k)
    return held


def loosened(
    one: Fragile, first: int, gone: NDArray[np.bool_], budget: float, middle: Array
) -> tuple[list[int], float]:
    """Return which blocks a blow on block ``first`` takes off, nearest first, and what their joints cost (J).

    Args:
        one: the masonry.
        first: the block that is struck.
        gone: (n,) which are off already.
        budget: J that there is to spend.
        middle: (n, 3) the blocks' centres, m.
    """
    off, spent = gone.copy(), 0.0
    chosen: list[int] = []
    for k in np.argsort(np.linalg.norm(middle - middle[first], axis=1), kind="stable"):
        if off[k]:
            continue
        mine = ((one.bonds == k).any(axis=1)) & ~_broken(one.bonds, off)
        cost = float(one.bond_energy[mine].sum())
        if spent + cost > budget:
            break
        off[k] = True
        spent += cost
        chosen.append(int(k))
    held = held_blocks(one, off)
    return chosen + [int(k) for k in np.flatnonzero(~held & ~off)] if chosen else [], spent


def _broken(bonds: NDArray[np.int64], off: NDArray[np.bool_]) -> NDArray[np.bool_]:
    known = np.concatenate([off, [False]])
    return known[bonds].any(axis=1)
