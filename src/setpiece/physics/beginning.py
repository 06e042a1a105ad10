"""How bodies begin: who is held and till when, with what velocity each starts, and who is awake."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.clock import STEP
from setpiece.geometry import quat_conjugate, quat_multiply, quat_rotate
from setpiece.physics.model import Model

if TYPE_CHECKING:
    from collections.abc import Callable

    import mujoco


def holds(model: Model, compiled: "mujoco.MjModel") -> list[tuple[int, int, NDArray[np.int64]]]:
    """Return (row, step of release, dofs) of every hold: the body's own dofs and those that carry it."""
    out = []
    for row in np.flatnonzero(model.hold_end > 0.0):
        dofs: list[int] = []
        body = int(model.mujoco_body[row])
        while body > 0:
            first = int(compiled.body_dofadr[body])
            dofs.extend(range(first, first + int(compiled.body_dofnum[body])))
            body = int(compiled.body_parentid[body])
        out.append((int(row), max(1, round(float(model.hold_end[row]) / STEP)), np.array(sorted(dofs), np.int64)))
    return out


def rims(model: Model, compiled: "mujoco.MjModel") -> NDArray[np.bool_] | None:
    """Return which geoms (G,) of free bodies are round and flat, with a rim to stand on; None: none."""
    import mujoco

    flat = compiled.geom_type == mujoco.mjtGeom.mjGEOM_CYLINDER
    found = flat & np.isin(compiled.geom_bodyid, model.mujoco_body[model.free])
    return found if found.any() else None


def set_velocity(model: Model, compiled: "mujoco.MjModel", data: "mujoco.MjData", row: int) -> None:
    """Give a body the velocity that the World states for it."""
    body = model.world.bodies[row]
    joint = int(compiled.body_jntadr[model.mujoco_body[row]])
    if joint < 0:
        return
    dof = int(compiled.jnt_dofadr[joint])
    if body.joint is None:
        turn = quat_multiply(body.rotation, model.body_from_principal[row])
        data.qvel[dof : dof + 3] = body.velocity
        data.qvel[dof + 3 : dof + 6] = quat_rotate(quat_conjugate(turn), body.spin)
    elif body.joint.kind != "ball":
        data.qvel[dof] = body.joint.speed
    else:
        turn = quat_multiply(body.rotation, model.body_from_principal[row])
        data.qvel[dof : dof + 3] = quat_rotate(quat_conjugate(turn), body.spin)


@cache
def update_sleep() -> "Callable[[int, int], None]":
    """Return MuJoCo's own function that derives who is awake; its Python bindings leave it out."""
    import ctypes
    from pathlib import Path

    import mujoco

    folder = Path(mujoco.__file__).parent
    library = next(p for kind in ("*.so*", "*.dylib", "*.dll") for p in sorted(folder.glob(f"*mujoco{kind}")))
    function = ctypes.CDLL(str(library)).mj_updateSleep
    function.argtypes, function.restype = [ctypes.c_void_p, ctypes.c_void_p], None
    return function
