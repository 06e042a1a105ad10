"""Shapes of one's own: a mesh as the document holds it, and the Shape that is made of it.

The document holds the mesh itself (``world.document.Model``), so that a take can be filmed again without the file.
Everything about it is bounded and checked when it is unpacked: a document may come from anywhere.
"""

import base64
import binascii
import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from setpiece.assets import colliding
from setpiece.assets.modelling import from_manifold
from setpiece.assets.shape import NOTHING, Piece, Shape, piece
from setpiece.assets.solid import Collider, Resonator
from setpiece.assets.surface import Matter, Surface, added, matter_of, projected_uv, surface
from setpiece.errors import InputError, expected
from setpiece.world.document import Model, Skin
from setpiece.world.materials import MATERIALS

FACES, VERTICES, HULLS, CORNERS = 60_000, 120_000, 64, 256  # at most
LARGEST = 1000.0  # m: no vertex is farther out
CREASE = np.radians(40.0)


def packed(array: NDArray) -> str:
    """Return an array as text: deflated little-endian numbers, base64."""
    return base64.b64encode(zlib.compress(np.ascontiguousarray(array).tobytes(), 9)).decode()


def unpacked(text: str, dtype: str, most: int, place: str) -> NDArray:
    """Return the rows (N, 3) that ``packed`` wrote; at most ``most``, whatever the text claims.

    Raises:
        InputError: the text is damaged, empty, or holds more.
    """
    size = np.dtype(dtype).itemsize
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(base64.b64decode(text, validate=True), 3 * size * most + 1)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise InputError(expected(place, "deflated numbers in base64", "something else", str(error))) from error
    count, rest = divmod(len(data), 3 * size)
    if rest or not 0 < count <= most:
        raise InputError(expected(place, f"1 to {most} rows of three numbers", f"{len(data)} bytes"))
    return np.frombuffer(data, dtype).reshape(-1, 3)


@lru_cache(maxsize=16)
def shape_of(model: Model) -> Shape:
    """Return the Shape of a model, its base at z = 0.

    Raises:
        InputError: its numbers are damaged or out of bounds.
    """
    place = f"model {model.name}"
    vertices, faces = _mesh(model.vertices, model.faces, place)
    if not 0 < len(model.hulls) + len(model.shapes) <= HULLS:
        raise InputError(expected(f"{place}.hulls", f"1 to {HULLS}", len(model.hulls)))
    hulls = [unpacked(text, "<f4", CORNERS, f"{place}.hulls").astype(np.float64) for text in model.hulls]
    skin = surface(vertices, faces, uv=projected_uv(vertices, faces), crease=CREASE)
    matter = _said(model) if model.matter is not None else _matter(skin, hulls, closed=model.closed)
    size = np.ptp(vertices, axis=0)
    shapes = [Collider(shape.kind, shape.size, shape.position, shape.rotation) for shape in model.shapes]
    more = [piece(f"skin_{k + 1}", _skin(x, f"{place}.skins.{k}"), x.material, x.color, decor=True)
            for k, x in enumerate(model.skins)]  # fmt: skip
    return Shape(
        (Piece("body", skin, model.material, model.color, matter), *more),
        (*shapes, *(colliding.hull(points) for points in hulls)),
        Resonator("block", tuple(float(s) for s in np.maximum(size, 1e-3))),
        mounts={"origin": (0.0, 0.0, 0.0)},
    )


def _mesh(vertices: str, faces: str, place: str) -> tuple[NDArray, NDArray]:
    """Return corners (V, 3) and faces (F, 3) of a mesh in a document, checked."""
    corners = unpacked(vertices, "<f4", VERTICES, f"{place}.vertices").astype(np.float64)
    rows = unpacked(faces, "<i4", FACES, f"{place}.faces").astype(np.int64)
    if not np.isfinite(corners).all() or np.abs(corners).max() > LARGEST:
        raise InputError(expected(f"{place}.vertices", f"finite, within {LARGEST:g} m", "others"))
    if rows.min() < 0 or rows.max() >= len(corners):
        raise InputError(expected(f"{place}.faces", f"indices below {len(corners)}", int(rows.max())))
    return corners, rows


def _skin(skin: Skin, place: str) -> Surface:
    if skin.material not in MATERIALS:
        raise InputError(expected(f"{place}.material", "a known material", skin.material))
    vertices, faces = _mesh(skin.vertices, skin.faces, place)
    return surface(vertices, faces, uv=projected_uv(vertices, faces), crease=CREASE)


def _said(model: Model) -> Matter:
    """Return the matter of a model that says its mass and moments, as the volume that its material would have.

    With the moments I about the centre, the second moment of mass is tr(I) / 2 - I.
    """
    mass, x, y, z, *moments = model.matter
    xx, yy, zz, xy, xz, yz = moments
    inertia = np.array([[xx, xy, xz], [xy, yy, yz], [xz, yz, zz]])
    second = 0.5 * np.trace(inertia) * np.eye(3) - inertia
    if not mass > 0.0 or not np.linalg.eigvalsh(second).min() >= -1e-6 * np.trace(inertia) or not np.trace(inertia) > 0:
        fix = "No body has such moments: each is at most the sum of the others."
        raise InputError(expected(f"model {model.name}.matter", "a mass and moments above 0", moments, fix))
    density = MATERIALS[model.material].density
    return Matter(mass / density, np.array([x, y, z]), second / density)


def _matter(skin: Surface, hulls: list[NDArray[np.float64]], *, closed: bool) -> Matter:
    """Return the matter inside a closed skin; of an open one, that of the hulls that stand for it in contact."""
    from manifold3d import Manifold

    own = matter_of(skin) if closed else NOTHING
    if own.volume > 0.0:
        return own
    for points in hulls:
        own = added(own, matter_of(from_manifold(Manifold.hull_points(points))))
    if not own.volume > 0.0:
        raise InputError("model: expected a shape with a volume, got a flat one.")
    return own
