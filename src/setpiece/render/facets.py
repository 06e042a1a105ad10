"""Triangles as the kernels read them: one record of ``SIZE`` floats a face, all that shading needs, in world space.

Record: corner, two edges, three normals (each x y z), uv of the corner, and of both edges.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece import geometry
from setpiece.assets.solid import Mesh

SIZE = 24


@dataclass(frozen=True)
class Block:
    """Where one mesh lies in the arrays of its scene: its vertices and its faces, as half-open ranges."""

    first_vertex: int
    stop_vertex: int
    first_face: int
    stop_face: int


def blocks(meshes: list[Mesh]) -> tuple[Block, ...]:
    """Return where meshes lie that follow one another."""
    found, vertex, face = [], 0, 0
    for mesh in meshes:
        found.append(Block(vertex, vertex + len(mesh.vertices), face, face + len(mesh.faces)))
        vertex, face = found[-1].stop_vertex, found[-1].stop_face
    return tuple(found)


def write(
    mesh: Mesh, matrix: NDArray[np.float64], positions: NDArray[np.float32], records: NDArray[np.float32]
) -> None:
    """Write a posed mesh, all but its texture coordinates.

    Args:
        mesh: The mesh.
        matrix: world_from_mesh (4, 4).
        positions: (V, 3), receives the vertices in the world frame.
        records: (F, SIZE), receives the faces' records.
    """
    positions[:] = geometry.apply(matrix, mesh.vertices)
    normals = mesh.normals @ np.linalg.inv(matrix[:3, :3])
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-30)
    normals = normals.astype(np.float32)
    a, b, c = mesh.faces.T
    corner = positions[a]
    records[:, 0:3] = corner
    records[:, 3:6] = positions[b] - corner
    records[:, 6:9] = positions[c] - corner
    records[:, 9:12] = normals[a]
    records[:, 12:15] = normals[b]
    records[:, 15:18] = normals[c]


def write_uv(mesh: Mesh, records: NDArray[np.float32]) -> None:
    """Write a mesh's texture coordinates into its faces' records (F, SIZE); no pose changes them."""
    uv = mesh.uv.astype(np.float32)
    a, b, c = mesh.faces.T
    records[:, 18:20] = uv[a]
    records[:, 20:22] = uv[b] - uv[a]
    records[:, 22:24] = uv[c] - uv[a]
