"""Slices a thing along a plane into two bodies that fit: what a knife leaves, with the flesh seen on the cut faces.

Each half is a model (``world.document.Model``): the skin that the whole had, and a face of flesh where the plane was.
Everything is in the frame of the whole body (m).
"""

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.build import build, mass_properties
from setpiece.assets.cutting import CREASE, corners_of
from setpiece.assets.modelling import from_manifold, to_manifold
from setpiece.assets.models import packed
from setpiece.assets.solid import Part, Solid
from setpiece.assets.surface import surface, welded
from setpiece.geometry import quat_rotate
from setpiece.world.document import Body, Model, Rgb, Skin
from setpiece.world.materials import MATERIALS

Array = NDArray[np.float64]
Mesh = tuple[Array, NDArray[np.int64]]  # corners (V, 3) m and faces (F, 3)
ON_PLANE = 1e-5  # m
SOFT = frozenset(
    (
        "fruit",
        "crust",
        "foam",
        "open_foam",
        "wax",
        "paper",
        "cardboard",
        "fabric",
        "wool",
        "cork",
        "leather",
        "leaves",
        "clay",
        "rubber",
        "felt",
    )
)  # what a blade goes through by hand
FLESH: dict[str, Rgb] = {  # what is inside, where it is not what is outside (linear Rec. 709)
    "cucumber": (0.55, 0.66, 0.30), "apple": (0.80, 0.72, 0.45), "pear": (0.80, 0.74, 0.48),
    "tomato": (0.62, 0.07, 0.04), "watermelon": (0.65, 0.05, 0.05), "orange": (0.83, 0.33, 0.03),
    "lemon": (0.80, 0.66, 0.15), "peach": (0.85, 0.55, 0.15), "loaf": (0.78, 0.66, 0.46),
    "potato": (0.76, 0.64, 0.32), "onion": (0.82, 0.78, 0.68), "carrot": (0.75, 0.26, 0.03),
    "pumpkin": (0.80, 0.42, 0.06), "cake": (0.55, 0.36, 0.16), "banana": (0.82, 0.73, 0.45),
    "eggplant": (0.72, 0.68, 0.46), "bell_pepper": (0.70, 0.30, 0.10), "avocado": (0.60, 0.64, 0.16),
    "mushroom": (0.78, 0.72, 0.62), "pineapple": (0.80, 0.62, 0.12), "kiwi": (0.30, 0.50, 0.06),
    "strawberry": (0.75, 0.25, 0.18), "cheese": (0.78, 0.58, 0.14),
}  # fmt: skip


def soft(solid: Solid) -> bool:
    """Tell whether a blade goes through a thing by hand."""
    return solid.part().material in SOFT


def halves(body: Body, thing: str, normal: Array, offset: float, names: tuple[str, str]) -> tuple[Body, Body] | None:
    """Return the two bodies that a plane leaves of one, the far side of ``normal`` last; None if it misses.

    Args:
        body: the whole, of a family; it may be turned.
        thing: key of the catalogue, which tells the flesh.
        normal: unit (3,), body's frame.
        offset: m, of the plane along the normal from the body's origin.
        names: ids of the two.
    """
    solid = build(body)
    made = [_half(body, solid, thing, side * normal, side * offset, name)
            for side, name in zip((-1.0, 1.0), names, strict=True)]  # fmt: skip
    if any(half is None for half in made):
        return None
    shares = np.array([mass_properties(half, build(half)).mass for half in made])
    shares *= mass_properties(body, solid).mass / shares.sum()
    near, far = (half.model_copy(update={"mass": float(m)}) for half, m in zip(made, shares, strict=True))
    return near, far


def _half(body: Body, solid: Solid, thing: str, normal: Array, offset: float, name: str) -> Body | None:
    """Return what of a body lies beyond a plane."""
    main = solid.part()
    whole = to_manifold(_closed(main)).trim_by_plane(tuple(map(float, normal)), float(offset))
    if whole.is_empty() or whole.volume() <= 0.0:
        return None
    cut = from_manifold(whole)
    corners, faces = np.asarray(cut.vertices), np.asarray(cut.faces, np.int64)
    capped = (np.abs(corners @ normal - offset)[faces] < ON_PLANE).all(axis=1)
    if capped.all() or not capped.any():
        return None
    flesh = FLESH.get(thing, tuple(float(0.5 * c + 0.35) for c in _color(main)))
    skins = [Skin(**_text(*_used(corners, faces[capped])), material=main.material, color=flesh)]
    for part in solid.parts:
        beyond, rest = _beyond(part, normal, offset)
        if part is not main and len(rest):
            skins.append(Skin(**_text(*_used(beyond, rest)), material=part.material, color=_color(part)))
    outer = _used(corners, faces[~capped])
    model = Model(
        name=name,
        **_text(*outer),
        hulls=(packed(corners_of(corners).astype("<f4")),),
        closed=False,
        material=main.material,
        color=_color(main),
        skins=tuple(skins),
    )
    half = Body(id=name, family="model", model=model, position=(0.0, 0.0, 0.0), rotation=body.rotation)
    origin = np.asarray(build(half).mounts["origin"])
    at = np.asarray(body.position) + quat_rotate(body.rotation, -origin)
    return half.model_copy(update={"position": tuple(map(float, at)), "friction": body.friction})


def _closed(part: Part) -> object:
    """Return the skin of a part with its seams joined."""
    vertices, faces = welded(part.mesh.vertices, part.mesh.faces.astype(np.int64))
    return surface(vertices, faces, crease=CREASE)


def _color(part: Part) -> Rgb:
    """Return the colour that a part has."""
    return tuple(map(float, part.color if part.color is not None else MATERIALS[part.material].color))


def _text(corners: Array, faces: NDArray[np.int64]) -> dict[str, str]:
    """Return a mesh as a document holds it."""
    return {"vertices": packed(corners.astype("<f4")), "faces": packed(faces.astype("<i4"))}


def _used(corners: Array, faces: NDArray[np.int64]) -> Mesh:
    """Return a mesh without the corners that no face has."""
    kept, rows = np.unique(faces, return_inverse=True)
    return corners[kept], rows.reshape(faces.shape)


def _beyond(part: Part, normal: Array, offset: float) -> Mesh:
    """Return the triangles of a part whose middles lie beyond a plane, their corners pressed onto it."""
    corners, faces = part.mesh.vertices, part.mesh.faces.astype(np.int64)
    short = np.maximum(offset - corners @ normal, 0.0)
    return corners + short[:, None] * normal, faces[(corners[faces].mean(axis=1) @ normal) > offset]
