"""How deep shapes overlap in given poses: collision detection alone, apart from the solver that moved them."""

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.build import build, cast
from setpiece.events.distance import add_geom
from setpiece.geometry import quat_rotate
from setpiece.physics.model import BITS, passing
from setpiece.physics.trajectory import Trajectory
from setpiece.world.document import Room, World

Array = NDArray[np.float64]

PLANE_SIZE = (0.0, 0.0, 1.0)  # infinite


class Detector:
    """The shapes of a world on free joints, to be put in any pose. It holds MuJoCo's memory, hence a class."""

    def __init__(self, world: World, trajectory: Trajectory) -> None:
        import mujoco

        spec = mujoco.MjSpec()
        spec.memory = 1 << 26
        driven = {name for act in world.actions if act.kind == "perform" for name in act.bodies}
        self.rows = [i for i in range(len(trajectory.ids)) if not trajectory.fixed[i]]
        self.trajectory = trajectory
        known = {body.id: body for body in cast(world.bodies)}
        for i, name in enumerate(trajectory.ids):
            document = known[name]
            if trajectory.fixed[i]:
                body = spec.worldbody.add_body(name=name, pos=list(document.position), quat=list(document.rotation))
            else:
                body = spec.worldbody.add_body(name=name)
                body.add_freejoint()
                body.explicitinertial, body.mass, body.inertia = True, 1.0, [1.0, 1.0, 1.0]
            for n, collider in enumerate(build(document).colliders):
                geom = add_geom(spec, body, collider, name=f"{name}:{n}")
                geom.contype, geom.conaffinity = BITS[
                    "static" if trajectory.fixed[i] else "driven" if name in driven else "free"
                ]
            if document.joint is not None and document.joint.parent is not None:
                spec.add_exclude(bodyname1=document.joint.parent, bodyname2=name)
        for first, second in passing(world.bodies):
            spec.add_exclude(bodyname1=first, bodyname2=second)
        add_planes(spec, world.place.room)
        self.model = spec.compile()
        self.data = mujoco.MjData(self.model)
        owner = [mujoco.mj_name2id(self.model, mujoco.mjtObj.mjOBJ_BODY, name) for name in trajectory.ids]
        self.body = np.full(self.model.nbody, -1)
        self.body[owner] = np.arange(len(owner))
        self.bits = tuple(bits.copy() for bits in self._bits())

    def show(self, there: NDArray[np.bool_]) -> None:
        """Let only those bodies (N,) have shapes that are there."""
        geom = there[self.body[self.model.geom_bodyid]] | (self.body[self.model.geom_bodyid] < 0)
        body = there[self.body] | (self.body < 0)
        for bits, own, known in zip(self._bits(), self.bits, (geom, geom, body, body), strict=True):
            bits[:] = np.where(known, own, 0)

    def _bits(self) -> tuple[NDArray, NDArray, NDArray, NDArray]:
        model = self.model
        return model.geom_contype, model.geom_conaffinity, model.body_contype, model.body_conaffinity

    def overlaps(self, position: Array, rotation: Array) -> tuple[Array, NDArray[np.int64]]:
        """Return depths (C,) in m and pairs (C, 2) of body indices (-1: ground or wall) that overlap.

        Args:
            position: Centres of mass (N, 3).
            rotation: ``world_from_body`` (N, 4).
        """
        import mujoco

        origin = position - quat_rotate(rotation, self.trajectory.center_of_mass)
        qpos = self.data.qpos.reshape(-1, 7)
        qpos[:, :3], qpos[:, 3:] = origin[self.rows], rotation[self.rows]
        mujoco.mj_kinematics(self.model, self.data)
        mujoco.mj_collision(self.model, self.data)
        contact = self.data.contact
        pairs = self.body[self.model.geom_bodyid[np.asarray(contact.geom).reshape(-1, 2)]]
        return -np.asarray(contact.dist), pairs


def add_planes(spec: object, room: Room | None) -> None:
    """Add the ground, and the walls and ceiling of a room, as planes that face inwards."""
    import mujoco

    faces = [((0.0, 0.0, 0.0), (0.0, 0.0, 1.0))]
    if room is not None:
        (x, y), (width, depth, height) = room.center, room.size
        faces += [
            ((x + width / 2, y, 0.0), (-1.0, 0.0, 0.0)),
            ((x - width / 2, y, 0.0), (1.0, 0.0, 0.0)),
            ((x, y + depth / 2, 0.0), (0.0, -1.0, 0.0)),
            ((x, y - depth / 2, 0.0), (0.0, 1.0, 0.0)),
            ((x, y, height), (0.0, 0.0, -1.0)),
        ]
    for point, normal in faces:
        # Half a turn about the middle between +Z and the normal takes one to the other; about X for its opposite.
        middle = np.array([1.0, 0.0, 0.0]) if normal[2] < 0 else np.add(normal, (0.0, 0.0, 1.0))
        turn = [0.0, *(middle / np.linalg.norm(middle))]
        spec.worldbody.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=list(PLANE_SIZE), pos=list(point), quat=turn)
