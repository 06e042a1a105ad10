"""Where snow lies on stones and summits: a second skin that comes out of theirs. Metres, world frame."""

from dataclasses import replace

import numpy as np

from setpiece.render.places.pieces import Array, Piece


def lain(bare: Piece, depth: Array, *, soft: float) -> tuple[Piece, Piece]:
    """Return what of a piece stays in sight, and the snow on it: ``depth`` (V,) m above each of its corners.

    Where ``depth`` is negative the snow lies inside the piece, so that its edge is the line along which the two
    skins cross, smooth across triangles. ``soft`` bends the snow's normals upwards: it fills what is rough.
    """
    up = np.array([0.0, 0.0, 1.0])
    normals = bare.normals + soft * up
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    above = depth[bare.faces] > 0.0
    snow = replace(bare, vertices=bare.vertices + depth[:, None] * up, faces=bare.faces[above.any(axis=1)])
    return replace(bare, faces=bare.faces[~above.all(axis=1)]), replace(snow, normals=normals)


def depth_on(level: Array, *, deep: float, steep: float, edge: float) -> Array:
    """Return how deep (m) snow lies, from how level what bears it is: the height (V,) of its unit normals.

    ``deep`` from ``edge`` above ``steep`` on, nothing at ``steep``, as far below the surface from ``edge`` under it on.
    """
    share = np.clip((level - steep) / edge, -1.0, 1.0)
    return deep * share * (1.5 - 0.5 * share * share)
