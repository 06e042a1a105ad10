"""A face that is drawn on a ball is seen from where it looks, and not from behind."""

import numpy as np
import pytest

from setpiece.camera.view import View
from setpiece.events.clause import Clause
from setpiece.events.judge import judge
from setpiece.physics.simulate import simulate
from setpiece.world.document import Body, World


@pytest.mark.parametrize(("smiley", "side", "verdict"), [
    (1.0, -1.0, "holds"), (1.0, 1.0, "fails"), (0.0, -1.0, "fails"),
])  # fmt: skip
def test_a_face_is_seen_from_before(smiley, side, verdict):
    ball = Body(id="ball", family="ball", params={"smiley": smiley}, position=(0, 0, 0.035), fixed=True)
    world = World(bodies=(ball,))
    pose = np.eye(4)
    pose[:3, 3] = 0.0, 2.0 * side, 0.035
    clause = Clause(text="", predicate="shows_face", bodies=("ball",))
    assert judge(clause, world, simulate(world, 0.2), view_at=lambda _: View(pose, 1.0)).verdict == verdict
