"""A double pendulum swings for an hour: its energy stays, and so does the memory of the run.

Jointed trees are advanced by RK4 in steps of h = 1/600 s. Its error in a step of a chaotic swing (rates up to some 15
rad/s) is (w h)^5 / 120 = 8e-11 of the energy of some 20 J, 2e-9 J with a sign that wanders: the sum over an hour's
2.2 million steps lies between its random walk, 2e-6 J, and 4e-3 J where the sign never changed.
"""

from math import pi

import numpy as np
import pytest

from setpiece.physics.model import compile_world
from setpiece.physics.rest import start
from setpiece.physics.simulate import simulate_segment
from setpiece.world.document import Body, Joint, World

BOUND = 2e-3  # J
BOB = {"family": "ball", "params": {"radius": 0.03}, "mass": 1.0}
FREE = {"friction": 0.0, "restitution": 1.0}
ARMS = (
    Joint(kind="hinge", anchor=(0, 0, 2), axis=(0, 1, 0), position=0.6 * pi),
    Joint(kind="hinge", parent="upper", anchor=(0, 0, 1.5), axis=(0, 1, 0), position=0.2 * pi),
)
WORLD = World(
    bodies=(
        Body(id="upper", position=(0, 0, 1.5), joint=ARMS[0], **BOB, **FREE),
        Body(id="lower", position=(0, 0, 1.0), joint=ARMS[1], **BOB, **FREE),
    )
)


def resident() -> int:
    """Return the bytes of this process that are in memory now."""
    with open("/proc/self/statm") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * 4096


def swing(seconds: int) -> tuple[float, int, np.ndarray]:
    """Return the worst change of energy (J), the memory (bytes) gained after 10 s, and the bob's highest place (m)."""
    model = compile_world(WORLD)
    state, begun, kept, worst, top = start(model), None, 0, 0.0, -np.inf
    for index in range(seconds):
        segment, state = simulate_segment(model, state, index)
        total = segment.energy[:, :2].sum(axis=1)
        begun = total[0] if begun is None else begun
        worst, top = max(worst, float(np.abs(total - begun).max())), max(top, float(segment.position[:, 1, 2].max()))
        kept = resident() if index == 10 else kept
    return worst, resident() - kept, top


def test_half_a_minute_keeps_its_energy():
    # A hundredth of the hour at the same rate of error would be 2e-5 J; the bound is for the hour's random walk, too.
    worst, _, top = swing(30)
    assert worst < 1e-4
    assert top > 2.2  # it goes over the top: a swing that is chaotic, not small


@pytest.mark.slow
def test_an_hour_keeps_its_energy_and_memory():
    worst, growth, _ = swing(3600)
    assert worst < BOUND
    assert growth < 4 << 20  # what Python's allocator holds back wanders by less than a megabyte


def test_a_swing_with_friction_does_not_keep_it(monkeypatch):
    # Broken on purpose: a hinge that takes 1e-4 N m s/rad loses more than the bound within ten seconds.
    damped = ARMS[0].model_copy(update={"damping": 1e-4})
    bodies = (WORLD.bodies[0].model_copy(update={"joint": damped}), WORLD.bodies[1])
    monkeypatch.setitem(globals(), "WORLD", World(bodies=bodies))
    assert swing(10)[0] > BOUND
