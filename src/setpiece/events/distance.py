"""The gap between two bodies over time: exact for the convex shapes they touch with.

MuJoCo's distance of convex shapes does the narrow work on a model that holds nothing but the two bodies.
Spheres about the bodies say first which samples can matter, so that a long film costs a few dozen looks.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.solid import Collider
from setpiece.events.scene import Scene
from setpiece.geometry import quat_rotate

Array = NDArray[np.float64]

LOWERED = 2e-3  # m that a body is let down to see what carries it
LEAST_LEVEL = 0.3  # cosine: what is steeper than 73 degrees carries nothing


@dataclass(frozen=True)
class Closest:
    """The closest approach of two bodies: gap in m (negative: overlap) and time in s."""

    gap: float
    time: float


def closest(scene: Scene, a: int, b: int) -> Closest:
    """Return the closest approach of the members of ``a`` and ``b`` over the samples of a scene.

    Bodies of one tree are compared member by member, leaving out those they share.
    """
    mine, theirs = scene.record.members(a), scene.record.members(b)
    pairs = [(i, j) for i in mine for j in theirs if i != j and i not in theirs and j not in mine]
    found = [closest_pair(scene, i, j) for i, j in pairs]
    return min(found, key=lambda c: (c.gap, c.time), default=Closest(0.0, scene.start))


def boxes(scene: Scene, body: int) -> tuple[Array, Array]:
    """Return the corners (T, 3), (T, 3) of a body's box along the world's axes, m; the ground is wide."""
    if body < 0:
        rows = len(scene.time)
        return np.tile([-1e3, -1e3, -1e3], (rows, 1)), np.tile([1e3, 1e3, 0.0], (rows, 1))
    corners = scene.record.corners(body, scene.rows)
    return corners.min(axis=1), corners.max(axis=1)


def box_gaps(scene: Scene, a: int, b: int) -> Array:
    """Return the gaps (T,) in m between the boxes of two bodies."""
    (low, high), (floor, roof) = boxes(scene, a), boxes(scene, b)
    return np.linalg.norm(np.maximum(np.maximum(floor - high, low - roof), 0.0), axis=1)


def carries(moment: Scene, base: int, body: int, near: float) -> bool:
    """Tell whether, at a moment, something of ``base`` within ``near`` (m) of a body is in the way of its sinking.

    A body that is let down by a little comes nearer to what carries it by as much as that is level, and to a wall or
    the leg of a table not at all.
    """
    mine, theirs = moment.record.members(body), moment.record.members(base)
    pairs = [(i, j) for i in mine for j in theirs if i != j and i not in theirs and j not in mine]
    if base < 0 or not pairs:
        return True
    for i, j in pairs:
        if box_gaps(moment, i, j)[0] > near:
            continue
        measure = Narrow(moment, i, j)
        gap = measure.gap(0, limit=1e6)
        if gap <= near and gap - measure.gap(0, limit=1e6, lowered=LOWERED) > LEAST_LEVEL * LOWERED:
            return True
    return False


def closest_pair(scene: Scene, a: int, b: int) -> Closest:
    """Return the closest approach of two single bodies (or of one and the ground plane z = 0)."""
    if a < 0 or b < 0:
        height = lowest_height(scene, max(a, b))
        k = int(np.argmin(height))
        return Closest(float(height[k]), float(scene.time[k]))
    apart = np.linalg.norm(scene.origin(a) - scene.origin(b), axis=1)
    bound = apart - reach(scene, a) - reach(scene, b)
    measure = Narrow(scene, a, b)
    best = Closest(np.inf, 0.0)
    for k in np.argsort(bound, kind="stable")[:4000]:
        if bound[k] >= best.gap:
            break
        gap = measure.gap(int(k), limit=best.gap)
        if gap < best.gap:
            best = Closest(gap, float(scene.time[k]))
    return best


def reach(scene: Scene, body: int) -> float:
    """Return the radius (m) about the body's origin that holds all of it."""
    return float(np.linalg.norm(np.abs(scene.record.solid(body).bounds).max(axis=0)))


def lowest_height(scene: Scene, body: int) -> Array:
    """Return the height (T,) in m of a body's lowest point over the ground."""
    rotation, origin = scene.rotation(body), scene.origin(body)
    down = quat_rotate(rotation * np.array([1.0, -1, -1, -1]), np.array([0.0, 0, -1]))
    drop = np.max([support(c, down) for c in scene.record.solid(body).colliders], axis=0)
    return origin[:, 2] - drop


def support(collider: Collider, direction: Array) -> Array:
    """Return how far a collider reaches (T,) in m along unit directions (T, 3), both in the body's frame."""
    turn = np.asarray(collider.rotation) * np.array([1.0, -1, -1, -1])
    d = quat_rotate(turn, direction)
    size = np.array(collider.size)
    flat = np.hypot(d[:, 0], d[:, 1])
    match collider.kind:
        case "sphere":
            far = np.full(len(d), size[0])
        case "box":
            far = np.abs(d) @ size[:3]
        case "cylinder":
            far = flat * size[0] + np.abs(d[:, 2]) * size[1]
        case "capsule":
            far = size[0] + np.abs(d[:, 2]) * size[1]
        case "ellipsoid":
            far = np.linalg.norm(d * size[:3], axis=1)
        case _:
            far = np.max(d @ np.asarray(collider.vertices).T, axis=1)
    return far + direction @ np.asarray(collider.position)


class Narrow:
    """Measures the exact gap of two bodies at single samples, on a small MuJoCo model of their colliders."""

    def __init__(self, scene: Scene, a: int, b: int) -> None:
        import mujoco

        spec = mujoco.MjSpec()
        counts = []
        for index in (a, b):
            colliders = scene.record.solid(index).colliders
            body = spec.worldbody.add_body(name=f"body_{index}", mocap=True)
            for n, collider in enumerate(colliders):
                add_geom(spec, body, collider, name=f"shape_{index}_{n}")
            counts.append(len(colliders))
        self.model = spec.compile()
        self.data = mujoco.MjData(self.model)
        self.pairs = [(i, counts[0] + j) for i in range(counts[0]) for j in range(counts[1])]
        self.scene, self.bodies = scene, (a, b)
        self.origin = [scene.origin(a), scene.origin(b)]

    def gap(self, k: int, *, limit: float, lowered: float = 0.0) -> float:
        """Return the gap (m) at sample k, or ``limit`` where it is no less; as if ``a`` were ``lowered`` by so much."""
        import mujoco

        for slot, body in enumerate(self.bodies):
            self.data.mocap_pos[slot] = self.origin[slot][k]
            self.data.mocap_quat[slot] = self.scene.rotation(body)[k]
        self.data.mocap_pos[0, 2] -= lowered
        mujoco.mj_kinematics(self.model, self.data)
        far = min(limit, 1e6)
        return min(mujoco.mj_geomDistance(self.model, self.data, i, j, far, None) for i, j in self.pairs)


def add_geom(spec: object, body: object, collider: Collider, *, name: str) -> object:
    """Add a collider to a body of an ``MjSpec`` as a geom of that name, and return it."""
    import mujoco

    geom = body.add_geom(name=name, pos=list(collider.position), quat=list(collider.rotation))
    if collider.kind == "mesh":
        mesh = spec.add_mesh(name=name, uservert=np.asarray(collider.vertices, float).ravel().tolist())
        mesh.inertia = mujoco.mjtMeshInertia.mjMESH_INERTIA_CONVEX
        geom.type, geom.meshname = mujoco.mjtGeom.mjGEOM_MESH, name
    else:
        geom.type = getattr(mujoco.mjtGeom, f"mjGEOM_{collider.kind.upper()}")
        geom.size = [*collider.size, 0.0, 0.0][:3]
    return geom
