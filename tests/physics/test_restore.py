"""A state saved at any step goes on with the same bits, in the run that saved it and in a new one."""

import numpy as np
import pytest

from setpiece.physics.model import compile_world
from setpiece.physics.rest import start
from setpiece.physics.solver import Run
from setpiece.rng import stream
from setpiece.world.document import Air, Body, Joint, Tie, World

STEPS = sorted(int(step) for step in stream(0, "saved steps").choice(np.arange(1, 580), 50, replace=False))
ARM = {"params": {"radius": 0.03}, "mass": 1.0}
UPPER = Joint(kind="hinge", anchor=(3, 0, 2), axis=(0, 1, 0), position=2.0)
LOWER = Joint(kind="hinge", parent="upper", anchor=(3, 0, 1.5), axis=(0, 1, 0), position=1.0)
WORLD = World(
    bodies=(
        Body(id="box", family="box", position=(0, 0, 0.3), velocity=(1, 0, 0), spin=(3, 1, 2)),
        Body(id="ball", family="ball", position=(0.4, 0, 0.6)),
        Body(id="upper", family="ball", position=(3, 0, 1.5), joint=UPPER, **ARM),
        Body(id="lower", family="ball", position=(3, 0, 1.0), joint=LOWER, **ARM),
        Body(id="torn", family="ball", position=(5, 0, 1), **ARM),
        Body(id="leaf", family="leaf", mass=0.0004, position=(-2, 0, 1), rotation=(0.98, 0.199, 0, 0)),
    ),
    ties=(Tie(id="thread", a="torn", at_a=(5, 0, 1), at_b=(5, 0, 2), length=1.2, strength=30.0),),
    air=Air(wind=(1, 0, 0), gusts=0.2),
)  # fmt: skip


@pytest.fixture(scope="module")
def whole():
    """The states of one run that is saved and taken up again at each of ``STEPS``."""
    model = compile_world(WORLD)
    run, states = Run(model), {}
    run.restore(start(model))
    for step in range(600):
        if step in STEPS:
            states[step] = run.checkpoint()
            run.restore(states[step])
        run.advance()
    return model, states, run.checkpoint()


def test_fifty_saved_states_go_on_with_the_same_bits(whole):
    # Each is taken up in a new run up to the next one: together they are the whole run.
    model, states, last = whole
    ends = [*STEPS[1:], 600]
    for step, end in zip(STEPS, ends, strict=True):
        run = Run(model)
        run.restore(states[step])
        for _ in range(step, end):
            run.advance()
        assert run.checkpoint() == (states[end] if end < 600 else last), step


def test_a_run_that_has_moved_sees_sleepers_as_a_new_one_does():
    # How far ahead a contact is listed follows from how fast a body goes, and is not set for who sleeps: what was left
    # from its last motion is in no checkpoint, so a run that went on listed other contacts than one that was resumed.
    model = compile_world(World(bodies=(Body(id="box", family="box", position=(0, 0, 0.3)),)))
    used, new = Run(model), Run(model)
    used.restore(start(model))
    for _ in range(600):
        used.advance()
    state = used.checkpoint()
    assert used.data.tree_asleep[0] >= 0
    gaps = []
    for run in (used, new):
        run.restore(state)
        gaps.append(run.compiled.geom_gap.copy())
    assert (gaps[0] == gaps[1]).all()
