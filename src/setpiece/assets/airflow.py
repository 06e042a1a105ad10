"""How a shape meets the air: what it shows of itself along its three axes, how blunt it is there, what it displaces.

Body's frame, metres. Areas are Cauchy's: half the sum of |n| dA, exact for convex shapes, no more than the box's.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.solid import Solid
from setpiece.assets.surface import face_areas, face_normals, signed_volume

Array = NDArray[np.float64]

BALL_DRAG = 0.47  # of a smooth ball below the drag crisis (Hoerner, Fluid-Dynamic Drag, 1965)
PER_BLUNTNESS = 1.4  # so that a disc or plate (bluntness 1) has 1.17, a cylinder across (2/3) 0.70; both of Hoerner's
DRAG_RANGE = (0.10, 1.20)


@dataclass(frozen=True)
class Airflow:
    """What of a solid matters to air; arrays (3,) are along the body's axes."""

    half: Array  # m, half of the bounds
    middle: Array  # (3, 3) m: the silhouette's middle, a row for each axis
    area: Array  # m2, the silhouette
    drag: Array  # drag coefficient of that silhouette
    skin: Array  # m2 of surface that air slides along
    volume: float  # m3 of air displaced
    radius: float  # m, of a body that touches as one sphere; 0 for others


def airflow(solid: Solid) -> Airflow:
    """Return how a solid meets the air. Decoration without matter of its own is left out.

    Bluntness along an axis is the mean of n^2 over the silhouette, which Newton took for the pressure on a
    face: 1/2 for a ball, 2/3 for a cylinder across, 1 for a flat face. Drag coefficients follow it in a line.
    """
    half = 0.5 * (solid.bounds[1] - solid.bounds[0])
    box = 4.0 * np.array([half[1] * half[2], half[2] * half[0], half[0] * half[1]])
    meshes = [part.mesh for part in solid.parts if part.volume > 0.0] or [part.mesh for part in solid.parts]
    normals, areas, places, volume = [], [], [], 0.0
    for mesh in meshes:
        faces = mesh.faces.astype(np.int64)
        normals.append(face_normals(mesh.vertices, faces))
        areas.append(face_areas(mesh.vertices, faces))
        places.append(mesh.vertices[faces].mean(axis=1))
        volume += max(0.0, signed_volume(mesh.vertices, faces))
    n, a = np.concatenate(normals), np.concatenate(areas)
    shown = a @ np.abs(n)
    middle = (a[:, None] * np.abs(n)).T @ np.concatenate(places) / np.maximum(shown, 1e-12)[:, None]
    blunt = (a @ np.abs(n) ** 3) / np.maximum(shown, 1e-12)
    drag = np.clip(BALL_DRAG + PER_BLUNTNESS * (blunt - 0.5), *DRAG_RANGE)
    skin = a @ np.sqrt(np.maximum(0.0, 1.0 - n * n))
    spheres = [c for c in solid.colliders if c.kind == "sphere"]
    if len(spheres) == len(solid.colliders) == 1:
        r = spheres[0].size[0]
        disc = np.full(3, np.pi * r * r)
        return Airflow(half, np.zeros((3, 3)), disc, np.full(3, BALL_DRAG), np.zeros(3), 4.0 / 3.0 * np.pi * r**3, r)
    volume = min(volume, 8.0 * float(np.prod(half)))
    return Airflow(half, middle, np.minimum(0.5 * shown, box), drag, skin, volume, 0.0)


def sinking_speed(solid: Solid, mass: float, *, density: float = 1.204, gravity: float = 9.80665) -> float:
    """Return the speed (m/s) at which a body falls steadily in air, its largest silhouette ahead; 0 if it rises."""
    flow = airflow(solid)
    weight = (mass - density * flow.volume) * gravity
    return float(np.sqrt(max(0.0, 2.0 * weight / (density * (flow.drag * flow.area).max()))))
