"""Things that tumble on the ground create no energy: rolled over their ends, rocked on corners, struck turning."""

import numpy as np
import pytest

from setpiece.assets.assembly import assemble
from setpiece.assets.build import build
from setpiece.certificate.laws import audit
from setpiece.geometry import quat_from_rotvec
from setpiece.physics.simulate import simulate
from setpiece.world.document import World


def dropped(thing, draw):
    """A thing let go 2 cm above the ground in a drawn pose, with a drawn velocity and spin."""
    random = np.random.default_rng([draw, sum(map(ord, thing))])
    turn = tuple(map(float, quat_from_rotvec(random.normal(size=3) * 1.5)))
    body = assemble(thing, thing, position=(0, 0, 0)).bodies[0]
    reach = float(np.linalg.norm(np.abs(build(body).bounds).max(axis=0)))
    velocity, spin = random.normal(size=3) * 0.3, random.normal(size=3) * 5
    update = {"position": (0, 0, reach + 0.02), "rotation": turn, "velocity": tuple(map(float, velocity))}
    return World(bodies=(body.model_copy(update=update | {"spin": tuple(map(float, spin))}),))


# A potato rolls over its end; a book, a bottle and a chair land turning: their blows were solved by levers of the
# step's beginning, and the energy that was booked was not the one that was lost (0.1 to 0.4 % each before).
@pytest.mark.parametrize(("thing", "draw"), [("potato", 2), ("book", 5), ("bottle", 5), ("chair", 5), ("bowl", 1)])
def test_what_tumbles_creates_no_energy(thing, draw):
    world = dropped(thing, draw)
    laws = {law.id: law for law in audit(world, simulate(world, 2))}
    for name in ("energy", "momentum", "angular_momentum", "impact_momentum", "third_law"):
        assert laws[name].holds, laws[name]
