"""What a second of world is worked out from."""

from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate_segment, start
from setpiece.staging.stage import stage
from setpiece.take.motion import model_of, physics_document
from setpiece.world.document import Perform, Push


def test_who_performs_later_stands_until_then():
    world = stage(understand("A dog walks past a barrel.")).world
    late = tuple(act.model_copy(update={"start": 1.7}) for act in world.actions if isinstance(act, Perform))
    push = Push(body="barrel", start=1.5, duration=0.1, force=(1.0, 0.0, 0.0))
    model = model_of(physics_document(world.model_copy(update={"actions": (*late, push)}), 0))
    assert model.driven.any() and not model.pushes  # a later push is not known yet
    segment, _ = simulate_segment(model, start(model), 0)
    assert abs(segment.position - segment.position[0]).max() < 0.05  # its tail wags; without its part it falls down
