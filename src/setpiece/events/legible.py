"""What the camera sees of a line that lies on something: how much, how thick, and how far off its ground's colour.

A line is looked at piece by piece. What is in the way is the meshes of all bodies, but for what is clear; the sets of
a place stand outside the action. Colours are albedos: light falls alike on a line and on what it lies on.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.camera.view import View, project
from setpiece.events.rays import nearest, through_box
from setpiece.events.scene import Scene
from setpiece.events.standing import box
from setpiece.geometry import quat_rotate
from setpiece.physics.tracing import THICK, line
from setpiece.world.document import Mark
from setpiece.world.materials import MATERIALS

Array = NDArray[np.float64]

PIECES = 60  # of a line that are looked at
FROSTED = 0.15  # roughness from which clear matter hides what is behind it
SAME = 1e-9  # of a ray's way: what is hit so near its end is its end
UP = np.array([0.0, 0.0, 1.0])
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])  # of linear Rec. 709


@dataclass(frozen=True)
class Sight:
    """What is seen of a line. Lengths are shares of the picture's width; contrast in units of CIE L*a*b* (1976).

    ``shown``: the share of its pieces in the picture that nothing hides. Of these: how ``wide`` they spread, how
    ``thick`` half of them are at least, and the median ``contrast`` with what they lie on, as the lens leaves it.
    """

    shown: float = 0.0
    wide: float = 0.0
    thick: float = 0.0
    contrast: float = 0.0


def sight(scene: Scene, mark: Mark, view: View) -> Sight:
    """Return what a camera sees of a line at the end of a scene."""
    corners, there = line(scene.record.trajectory, mark, scene.end)
    left = np.flatnonzero(there)
    if not len(left):
        return Sight()
    left = left[np.linspace(0, len(left) - 1, min(PIECES, len(left))).round().astype(int)]
    middle, along = 0.5 * (corners[left + 1] + corners[left]) + 0.5 * THICK * UP, corners[left + 1] - corners[left]
    height, eye = 1.0 / scene.record.aspect, view.world_from_camera[:3, 3]
    place, depth = project(view, middle, height=height, width=1.0)
    now = scene.between(scene.end, scene.end)
    free, ground = _met(now, eye, middle)
    seen = free & (depth > 0.0) & (place > 0.0).all(axis=1) & (place < [1.0, height]).all(axis=1)
    if not seen.any():
        return Sight()
    middle, along, ground = middle[seen], along[seen], ground[seen]
    thick = _thickness(view, middle, along, mark.width)
    blur = 2.0 * view.aperture_radius * view.focal * np.abs(1.0 / view.focus_distance - 1.0 / depth[seen])
    color = lab(np.array(mark.color))
    contrast = np.linalg.norm(lab(ground) - color, axis=1) * thick / np.maximum(thick, blur)
    wide = float(np.ptp(place[seen, 0]))
    return Sight(float(seen.mean()), wide, float(np.median(thick)), float(np.median(contrast)))


def lab(color: Array) -> Array:
    """Return CIE L*a*b* (..., 3) of linear Rec. 709 colours under D65 (CIE 15: 1976)."""
    ratio = np.asarray(color, float) @ XYZ.T / XYZ.sum(axis=1)
    bent = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    x, y, z = np.moveaxis(bent, -1, 0)
    return np.stack([116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)], axis=-1)


def _thickness(view: View, middle: Array, along: Array, width: float) -> Array:
    """Return how thick (N,) level pieces are across their own way in the picture, in shares of its width."""
    side = np.cross(UP, along)
    side *= 0.5 * width / np.linalg.norm(side, axis=1, keepdims=True)
    across, ahead = (
        project(view, middle + step, height=1.0, width=1.0)[0] - project(view, middle - step, height=1.0, width=1.0)[0]
        for step in (side, 0.5 * along)
    )
    turn = across[:, 0] * ahead[:, 1] - across[:, 1] * ahead[:, 0]
    return np.abs(turn) / np.maximum(np.linalg.norm(ahead, axis=1), 1e-12)


def _met(scene: Scene, eye: Array, points: Array) -> tuple[NDArray[np.bool_], Array]:
    """Return which points (N,) are free before the eye, and the colours (N, 3) of what lies right behind them."""
    ways = points - eye
    free, behind = np.ones(len(points), bool), np.full(len(points), np.inf)
    place = scene.record.world.place
    color = np.tile(place.ground_color or MATERIALS[place.ground].color, (len(points), 1))
    for i in range(len(scene.record.trajectory.ids)):
        near, far = through_box(np.broadcast_to(eye, ways.shape), ways, *box(scene, i))
        rays = np.flatnonzero((far >= near) & (far > 0.0))
        turn, origin = scene.rotation(i)[0], scene.origin(i)[0]
        for part in scene.record.solid(i).parts if len(rays) else ():
            made = MATERIALS[part.material]
            if made.kind == "clear" and made.roughness < FROSTED:
                continue
            triangles = (quat_rotate(turn, np.asarray(part.mesh.vertices, float)) + origin)[part.mesh.faces]
            for k in rays:
                free[k] &= nearest(eye, ways[k], triangles) > 1.0 - SAME
                beyond = nearest(points[k], ways[k], triangles)
                if beyond < behind[k]:
                    behind[k], color[k] = beyond, part.color or made.color
    return free, color
