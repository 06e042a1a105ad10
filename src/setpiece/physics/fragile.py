"""What bears how much: the force that breaks a body, the force that a blow brings, and the energy of its cracks.

A blow of speed v and effective mass m presses with at most what Hertz gives, F = (4/3 E* sqrt R)^(2/5)
(5/4 m v^2)^(3/5) (Johnson 1985, 11.1), and a thin wall gives way before that: it takes up F = Z v with the
impedance of a plate Z = 8 sqrt(D rho t), D = E t^3 / (12 (1 - nu^2)) (Cremer & Heckl 1988, IV.3). The smaller
counts. A wall of thickness t and free length 2 a breaks where the stress of a force at a point reaches its strength,
sigma = F / t^2 ((1 + nu)(0.485 ln(a / t) + 0.52) + 0.48) (Timoshenko & Woinowsky-Krieger 1959, art. 19).

The blow is cut off as the force reaches the strength: of a pulse F sin(pi t / T) the share
(1 - sqrt(1 - (F_c / F)^2)) / 2 of its impulse has passed by then. What the blow has lost by then must pay for the
cracks: area times toughness (Griffith 1921).
"""

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.build import build, cut_of
from setpiece.assets.cutting import Cut, is_laid
from setpiece.assets.solid import Solid
from setpiece.world.document import Body
from setpiece.world.materials import MATERIALS

Array = NDArray[np.float64]

THIN = 0.5  # of a piece's thickness
FAST_TURN = 0.04  # rad
NEVER = 0.0  # N: the strength of what no blow breaks
NARROW = 1e-3  # m: corners of boxes meet elsewhere than where collision detection sees them nearest
ROUNDNESS = 0.3  # radius where a thing touches, over its least extent


@dataclass(frozen=True)
class Fragile:
    """A body that can break. ``pieces`` are rows of the world's cast."""

    row: int
    pieces: tuple[int, ...]
    force: float  # N: what a blow must reach
    impedance: float  # N s/m
    energy: float  # J: what all its cracks cost
    thin: float  # m: how far a piece may go in a step, or it is divided
    turn: float  # rad: how far it may turn
    graded: bool = False  # whether steps are divided no finer than that asks for
    bears: float = np.inf  # N at the middle of its span that breaks it
    span: float = 0.0  # m


def fragile(body: Body, row: int, pieces: tuple[int, ...]) -> Fragile:
    """Return what is known of how a body with ``fracture`` breaks."""
    cut = cut_of(body)
    solid = build(body)
    energy = cut.crack * MATERIALS[cut.material].toughness
    thin, turn = THIN * cut.wall, FAST_TURN
    if is_laid(solid):
        reach = max(float(np.linalg.norm(np.ptp(piece.bounds, axis=0))) / 2 for piece in cut.fragments)
        thin, turn = NARROW, NARROW / reach
    force, impedance = _wall_strength(cut, solid), _impedance(cut)
    if solid.bears is None:
        return Fragile(row, pieces, force, impedance, energy, thin, turn, is_laid(solid))

    # A load, not a blow, breaks a beam: strength times section modulus, as a force at the middle.
    section, span = solid.bears
    bears = 4.0 * MATERIALS[cut.material].strength * section / span
    return Fragile(row, pieces, NEVER, impedance, energy, thin, turn, True, bears, span)


def _wall_strength(cut: Cut, solid: Solid) -> float:
    material, wall = MATERIALS[cut.material], cut.wall
    half = 0.5 * float(np.median(solid.bounds[1] - solid.bounds[0]))
    bending = (1.0 + material.poisson) * (0.485 * log(max(half / wall, 1.0)) + 0.52) + 0.48
    return material.strength * wall**2 / bending


def _impedance(cut: Cut) -> float:
    material, wall = MATERIALS[cut.material], cut.wall
    stiffness = material.youngs_modulus * wall**3 / (12.0 * (1.0 - material.poisson**2))
    return 8.0 * sqrt(stiffness * material.density * wall)


def curvature(solid: Solid) -> float:
    """Return one over the radius (1/m) with which a thing touches."""
    if solid.resonator.kind == "ball":
        return 1.0 / solid.resonator.size[0]
    return 1.0 / (ROUNDNESS * float((solid.bounds[1] - solid.bounds[0]).min()))
