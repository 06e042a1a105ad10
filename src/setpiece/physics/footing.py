"""What follows from coordinates, with contacts of round rims on flat faces where these touch.

Legend: G geoms.
"""

from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import mujoco


def flat_sizes(compiled: "mujoco.MjModel") -> NDArray[np.float64]:
    """Return the sizes (G, 3) m of cylinders (radius, half height) and boxes (half edges), 0 for all else."""
    import mujoco

    flat = np.isin(compiled.geom_type, (mujoco.mjtGeom.mjGEOM_CYLINDER, mujoco.mjtGeom.mjGEOM_BOX))
    return np.where(flat[:, None], compiled.geom_size, 0.0)


def positions(
    world: "tuple[mujoco.MjModel, mujoco.MjData]", stages: ModuleType, scene: object, round_ones: tuple
) -> None:
    """Bring poses, contacts and constraints up to date.

    Args:
        world: MuJoCo's model and data.
        stages: the compiled stages.
        scene: of the run.
        round_ones: which geoms (G,) are round and flat, or None, and ``flat_sizes``.
    """
    import mujoco

    c, d = world
    mujoco.mj_fwdPosition(c, d)
    rims, sizes = round_ones
    if rims is None or not d.ncon:
        return
    if stages.stand_on_rims(scene, d.ncon, rims, sizes, d.geom_xpos, d.geom_xmat):
        mujoco.mj_makeConstraint(c, d)
        mujoco.mj_island(c, d)
