"""Who is in the air of a run, and what the air does to them."""

import numpy as np
from numpy.typing import NDArray

from setpiece.physics.model import Model

Array = NDArray[np.float64]


class Airborne:
    """Who is in the air, what air, what it does in this step, and its impulses (B, 6) since the last sample."""

    def __init__(self, model: Model, stages: object) -> None:
        c = model.compiled
        self.bodies, self.medium = stages.air.bodies_in_air(model), stages.air.medium(model)
        self.wrench, self.impulse = np.zeros((c.nbody, 6)), np.zeros((c.nbody, 6))
        self.jointed = np.zeros(c.nbody, bool)
        self.jointed[model.mujoco_body] = ~model.free & ~model.fixed
