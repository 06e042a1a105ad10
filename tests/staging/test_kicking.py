"""What is kicked goes on as it was kicked: it neither sets off by itself nor is it held until its turn comes."""

import pytest

from setpiece.certificate.certify import certify
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.staging.stage import stage
from setpiece.world.document import Hold


@pytest.mark.parametrize("prompt", [
    "A boy kicks a soccer ball on a meadow, then it rolls past a tree.",
    "A girl pushes a beach ball on a beach, then the ball rolls.",
])  # fmt: skip
def test_what_is_kicked_waits_for_the_kick(prompt):
    world = stage(understand(prompt)).world
    ball = next(body for body in world.bodies if body.id.endswith("ball"))
    assert not any(ball.velocity) and not any(ball.spin)
    assert not [act for act in world.actions if isinstance(act, Hold) and act.body == ball.id]
    trajectory = simulate(world, world.duration * world.shot.speed)
    assert [law.id for law in certify(world, trajectory).laws if not law.holds] == []
    last = trajectory.segments[-1].position[-1, trajectory.ids.index(ball.id)]
    assert abs(last[0] - ball.position[0]) > 0.5
