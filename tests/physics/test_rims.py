"""What wobbles fast on its rim takes its forces at the middle of the step: it loses energy, and keeps its bits."""

import numpy as np
import pytest

from setpiece.laws.wobbling import SETTLED, disc, steady, wobble
from setpiece.physics import solver
from setpiece.physics.model import compile_world
from setpiece.physics.rest import start
from setpiece.physics.simulate import simulate
from setpiece.physics.solver import Run


@pytest.fixture(scope="module")
def run():
    return simulate(disc(), 2)


def energy(run):
    """Kinetic and potential energy (J) in means of a tenth of a second, in which the rim's spring gives and takes."""
    total = np.concatenate([segment.energy[:-1, :2].sum(axis=1) for segment in run.segments])[SETTLED:]
    return total[: len(total) // 12 * 12].reshape(-1, 12).mean(axis=1)


def test_a_disc_sinks_as_it_loses_energy(run):
    tilt, rate, _ = wobble(run)
    assert (np.diff(energy(run)) < 0).all()
    assert tilt[-12:].mean() < tilt[SETTLED : SETTLED + 12].mean()
    # The lag of the midpoint is of second order: (W h)^2 / 24 = 1.4e-3 of the force; nods add their mean square, 2e-3.
    np.testing.assert_allclose(rate[120:].mean(), steady(run)[120:].mean(), rtol=4e-3)


def test_with_forces_held_from_the_beginning_it_rises(monkeypatch):
    monkeypatch.setattr(solver, "rims", lambda *_: None)
    lagging = energy(simulate(disc(), 1))
    assert lagging[-1] > 1.5 * lagging[0]


def test_a_disc_taken_up_in_the_middle_goes_on_with_the_same_bits():
    model = compile_world(disc())
    whole = Run(model)
    whole.restore(start(model))
    for _ in range(50):
        whole.advance()
    again = Run(model)
    again.restore(whole.checkpoint())
    for run in (whole, again):
        for _ in range(50):
            run.advance()
    assert whole.checkpoint() == again.checkpoint()


def test_what_lies_beside_it_keeps_its_bits():
    # Forces are solved twice while a disc wobbles; who has nothing to do with it must not feel that.
    others = [
        disc().bodies[0].model_copy(update={"id": "box", "family": "box", "params": {}, "position": (1.0, 0, 0.1)})
    ]
    others.append(others[0].model_copy(update={"id": "ball", "family": "ball", "position": (2.0, 0, 0.3)}))
    alone, beside = (
        simulate(disc().model_copy(update={"bodies": tuple(bodies)}), 1)
        for bodies in (others, [*disc().bodies, *others])
    )
    for name in ("box", "ball"):
        a, b = alone.ids.index(name), beside.ids.index(name)
        np.testing.assert_array_equal(alone.segments[0].position[:, a], beside.segments[0].position[:, b])
        np.testing.assert_array_equal(alone.segments[0].rotation[:, a], beside.segments[0].rotation[:, b])
