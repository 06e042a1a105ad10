"""Plain bodies: box, cylinder, cone, pyramid, prism, egg, tube, ramp, stairs, open box."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import box_shell, cylinder, extrude, lathe, rounded, rounded_box, sphere
from setpiece.assets.shape import Family, Param, Params, Shape, count, length, piece, ratio
from setpiece.assets.solid import Collider, Resonator, Support
from setpiece.assets.surface import joined, moved, stretched, surface, turned, with_uv


def box(p: Params) -> Shape:
    """A box with softly rounded edges; it collides as the exact box."""
    size = (p["length"], p["width"], p["height"])
    radius = min(p["edge"], 0.25 * min(size))
    top = Support("top", (0, 0, size[2] / 2), (size[0] / 2, size[1] / 2))
    return Shape(
        (piece("body", rounded_box(size, radius), "wood"),), (colliding.box(size),), Resonator("block", size), (top,)
    )


def cylinder_(p: Params) -> Shape:
    """An upright cylinder with rounded rims."""
    r, h = p["radius"], p["height"]
    top = Support("top", (0, 0, h / 2), (r * 0.7, r * 0.7))
    return Shape(
        (piece("body", cylinder(r, h, bevel=min(p["edge"], 0.2 * r, 0.2 * h), segments=64), "wood"),),
        (colliding.upright(r, h),),
        Resonator("plate", (1.8 * r, 1.8 * r, h)) if h < 0.5 * r else Resonator("bar", (h, 2 * r, 2 * r)),
        (top,),
        rolls=True,
    )


def cone(p: Params) -> Shape:
    """A cone on its base, with a slightly blunt tip."""
    r, h = p["radius"], p["height"]
    profile = rounded([(0, 0), (r, 0, 0.02 * r), (0.02 * r, h, 0.02 * r), (0, h)])
    return Shape(
        (piece("body", lathe(profile, segments=64), "wood"),),
        (colliding.round_hull([(r, 0), (0, h)], sides=32),),
        Resonator("block", (2 * r, 2 * r, h)),
        rolls=True,
    )


def pyramid(p: Params) -> Shape:
    """A pyramid on a square base."""
    a, h = p["length"] / 2, p["height"]
    vertices = np.array([[-a, -a, 0], [a, -a, 0], [a, a, 0], [-a, a, 0], [0, 0, h]])
    faces = [[0, 2, 1], [0, 3, 2], [0, 1, 4], [1, 2, 4], [2, 3, 4], [3, 0, 4]]
    body = with_uv(surface(vertices, faces, crease=0.0), snap=False)
    return Shape((piece("body", body, "stone"),), (colliding.hull(vertices),), Resonator("block", (2 * a, 2 * a, h)))


def prism(p: Params) -> Shape:
    """A three-sided prism that lies on one side, as of a ridge or an optical prism."""
    w, h, n = p["width"] / 2, p["height"], p["length"]
    outline = [(-w, 0), (w, 0), (0, h)]
    body = turned(moved(extrude(outline, n, bevel=min(0.02 * n, 0.0005)), z=-n / 2), (1, 1, 1), 2 * np.pi / 3)
    corners = [(x, y, z) for x in (-n / 2, n / 2) for y, z in outline]
    return Shape((piece("body", body, "glass"),), (colliding.hull(corners),), Resonator("bar", (n, 2 * w, h)))


def ellipsoid(p: Params) -> Shape:
    """A ball of three unlike half-axes."""
    half = p["length"] / 2, p["width"] / 2, p["height"] / 2
    body = stretched(sphere(1.0, steps=10), *half)
    return Shape(
        (piece("body", body, "stone"),),
        (Collider("ellipsoid", half),),
        Resonator("block", (p["length"], p["width"], p["height"])),
        rolls=True,
    )


def egg(p: Params) -> Shape:
    """A hen's egg that lies on its side, its blunt end towards -X (profile after Narushin et al. 2021, in spirit)."""
    half, r, bias = p["length"] / 2, p["width"] / 2, p["taper"]
    t = np.linspace(0, np.pi, 25)
    z = -half * np.cos(t)
    radius = r * np.sin(t) * np.exp(-bias * z / half) / np.exp(bias**2 / 2)
    profile = np.column_stack([radius, z])
    profile[[0, -1], 0] = 0.0
    body = turned(lathe(profile, segments=40, crease=np.radians(80)), (0, 1, 0), np.pi / 2)
    return Shape(
        (piece("body", body, "bone", (0.72, 0.48, 0.32)),),
        (colliding.hull(body.vertices),),
        Resonator("shell", (r, 2 * half, 0.0004)),
        rolls=True,
    )


def tube(p: Params) -> Shape:
    """An upright pipe, open at both ends."""
    r, h, wall = p["radius"], p["height"], min(p["wall"], 0.9 * p["radius"])
    bevel = 0.2 * wall
    section = rounded(
        [(r - wall, -h / 2, 0), (r, -h / 2, bevel), (r, h / 2, bevel), (r - wall, h / 2, bevel), (r - wall, -h / 2)]
    )
    body = lathe(section[:-1], segments=48, closed=True)
    outside, inside = [(r, -h / 2), (r, h / 2)], [(r - wall, -h / 2), (r - wall, h / 2)]
    return Shape(
        (piece("body", body, "steel"),),
        colliding.vessel(outside, inside, staves=int(p["staves"]))[1:],
        Resonator("shell", (r, h, wall)),
        rolls=True,
    )


def ramp(p: Params) -> Shape:
    """A wedge that falls towards +X: its slope is a true plane from its full height to the ground."""
    run, w, h, lip = p["length"], p["width"], p["height"], 0.004 * p["height"]
    outline = [(-run / 2, 0), (run / 2, 0), (run / 2, lip), (-run / 2, h)]
    body = turned(moved(extrude(outline, w), z=-w / 2), (1, 0, 0), np.pi / 2)
    slope = np.array([run, 0.0, lip - h])
    size = np.linalg.norm(slope)
    along = slope / size
    support = Support(
        "slope", (0, 0, (h + lip) / 2), (size / 2, w / 2), (-along[2], 0.0, along[0]), tuple(map(float, along))
    )
    corners = [(x, y, z) for x, z in outline for y in (-w / 2, w / 2)]
    return Shape(
        (piece("body", with_uv(body, snap=False, grain=along), "wood"),),
        (colliding.hull(corners),),
        Resonator("plate", (size, w, 0.02)),
        (support,),
    )


def stairs(p: Params) -> Shape:
    """Steps that rise towards +X."""
    n, tread, rise, w = int(p["steps"]), p["tread"], p["rise"], p["width"]
    boxes, supports, colliders = [], [], []
    for k in range(n):
        size = (tread, w, rise * (k + 1))
        at = (tread * (k + 0.5), 0.0, size[2] / 2)
        boxes.append(moved(rounded_box(size, 0.004, grain=(0, 1, 0)), *at))
        colliders.append(colliding.box(size, at))
        supports.append(Support(f"step_{k + 1}", (at[0], 0, size[2]), (tread / 2, w / 2)))
    return Shape(
        (piece("body", joined(boxes), "wood"),), tuple(colliders), Resonator("plate", (w, tread, 0.03)), tuple(supports)
    )


def open_box(p: Params) -> Shape:
    """A box without lid, with walls of one thickness: a carton, a crate's inside, a tank."""
    size, wall = (p["length"], p["width"], p["height"]), p["wall"]
    inside = Support("inside", (0, 0, wall - size[2] / 2), (size[0] / 2 - wall, size[1] / 2 - wall))
    return Shape(
        (piece("body", box_shell(size, wall), "cardboard"),),
        colliding.open_box(size, wall),
        Resonator("plate", (size[0], size[2], wall)),
        (inside,),
    )


def cube(p: Params) -> Shape:  # noqa: ARG001 - it has a size of its own
    """A cube of 20 cm: what stands for a shape of the user's own until there is one."""
    return box({"length": 0.2, "width": 0.2, "height": 0.2, "edge": 0.0015})


_BOX = {"length": length(0.1), "width": length(0.1), "height": length(0.1), "edge": Param(0.0015, 0.0, 0.1)}

FAMILIES = {
    "model": Family(cube),
    "box": Family(box, _BOX),
    "cylinder": Family(cylinder_, {"radius": length(0.05), "height": length(0.1), "edge": Param(0.001, 0.0, 0.1)}),
    "cone": Family(cone, {"radius": length(0.05), "height": length(0.12)}),
    "pyramid": Family(pyramid, {"length": length(0.12), "height": length(0.09)}),
    "prism": Family(prism, {"length": length(0.1), "width": length(0.05), "height": length(0.043)}),
    "ellipsoid": Family(ellipsoid, {"length": length(0.1), "width": length(0.08), "height": length(0.06)}),
    "egg": Family(egg, {"length": length(0.057), "width": length(0.044), "taper": ratio(0.12, 0.0, 0.3)}),
    "tube": Family(
        tube, {"radius": length(0.03), "height": length(0.3), "wall": length(0.002), "staves": count(12, 6, 96)}
    ),
    "ramp": Family(ramp, {"length": length(1.0), "width": length(0.3), "height": length(0.3)}),
    "stairs": Family(
        stairs, {"steps": count(8, 1, 60), "tread": length(0.28), "rise": length(0.17), "width": length(1.0)}
    ),
    "open_box": Family(
        open_box, {"length": length(0.4), "width": length(0.3), "height": length(0.3), "wall": length(0.004)}
    ),
}
