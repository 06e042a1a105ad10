"""Stops a run that has become unstable, and says where."""

import numpy as np

from setpiece.clock import STEP
from setpiece.errors import InputError, expected
from setpiece.physics.solver import Run

FASTEST = 3000.0  # m/s; beyond it a run counts as unstable


def check_stable(run: Run) -> None:
    """Raise InputError where a body has left the bounds of sense."""
    c, d = run.compiled, run.data
    if np.isfinite(d.qvel).all() and np.isfinite(d.qpos).all() and np.abs(d.qvel).max(initial=0.0) < FASTEST:
        return
    worst = int(np.argmax(np.where(np.isfinite(d.qvel), np.abs(d.qvel), np.inf)))
    row = int(run.model.world_body[c.dof_bodyid[worst]])
    name, time = run.model.ids[row], run.step_index * STEP
    place = f"bodies.{name}, t = {time:.3f} s"
    fix = "Check its mass, what pushes it, and whether it starts inside something."
    raise InputError(expected(place, f"less than {FASTEST:g} m/s", float(d.qvel[worst]), fix))
