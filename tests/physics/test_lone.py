"""The small solver of lone bodies finds what MuJoCo's finds, nearer to the minimum."""

import numpy as np
import pytest

from setpiece.clock import STEP
from setpiece.physics.model import compile_world
from setpiece.physics.rest import start
from setpiece.physics.solver import Run
from setpiece.world.document import Body, World

MOVING = {
    "sliding": Body(id="box", family="box", position=(0, 0, 0.05), velocity=(3, 1, 0), spin=(0, 0, 2)),
    "rolling": Body(id="ball", family="ball", position=(0, 0, 0.035), velocity=(3, 0, 0), spin=(0, 20, 5)),
    "sticking": Body(id="box", family="box", position=(0, 0, 0.05), velocity=(2e-3, 0, 0)),
}


def residual(run: Run) -> float:
    """The greatest part of M (a - a0) - J^T f that is left, over the greatest force."""
    import mujoco

    c, d = run.compiled, run.data
    left, force = np.zeros(c.nv), np.zeros(c.nv)
    mujoco.mj_mulM(c, d, left, d.qacc - d.qacc_smooth)
    mujoco.mj_mulJacTVec(c, d, force, d.efc_force)
    return float(np.abs(left - force).max() / np.abs(d.efc_force).max())


@pytest.mark.parametrize("name", MOVING)
def test_forces_are_mujocos(name):
    # Both minimise one strictly convex cost. MuJoCo ends where a step gains less than 1e-8 of m v / s, so that its
    # acceleration is good to the root of that, 1e-4; the small solver ends at 1e-11 of the forces.
    import mujoco

    model = compile_world(World(bodies=(MOVING[name],)))
    run = Run(model)
    run.restore(start(model))
    run.compiled.opt.tolerance = 1e-12  # theirs as near to the minimum as it gets: at 1e-8 some steps miss 1e-3
    compared = 0
    for _ in range(200):
        run.advance()
        run._forward()
        d = run.data
        if d.nefc == 0:
            continue
        run._stages.prepare(run.scene, d.ncon, d.efc_vel, d.efc_aref, STEP, True)
        mujoco.mj_fwdConstraint(run.compiled, d)
        theirs = d.qacc.copy(), d.efc_force.copy()
        assert run._stages.find_lone(run.scene, d.ncon, d.nefc)
        problem = (d.efc_J, d.efc_J_rowadr, d.efc_D, d.efc_aref, d.efc_force)
        run._stages.settle_lone(run.scene, d.ncon, problem, True)
        assert residual(run) < 1e-10
        np.testing.assert_allclose(d.qacc, theirs[0], atol=1e-3 * np.abs(theirs[0]).max())
        np.testing.assert_allclose(d.efc_force, theirs[1], atol=1e-3 * np.abs(theirs[1]).max())
        compared += 1
    assert compared > 10
