"""From a world to its Trajectory: whole, or segment by segment between checkpoints with the same bits."""

import numpy as np

from setpiece.clock import SAMPLES_PER_SEGMENT, STEPS_PER_SAMPLE, segments
from setpiece.physics.model import Model, compile_world
from setpiece.physics.rest import start
from setpiece.physics.solver import Run
from setpiece.physics.stability import check_stable
from setpiece.physics.trajectory import Segment, Trajectory
from setpiece.progress import Progress, Report, silent
from setpiece.world.document import World

__all__ = ["simulate", "simulate_segment", "start", "trajectory"]


def simulate(world: World, seconds: float, *, report: Report = silent) -> Trajectory:
    """Return what happens in a world during its first ``seconds`` (whole segments of one second).

    A longer run begins with the shorter one, bit for bit.

    Raises:
        InputError: the world does not hang together (see ``compile_world``), or the motion is unstable.
    """
    model = compile_world(world)
    state = start(model)
    run = Run(model)
    done = []
    todo = segments(seconds)
    for index in todo:
        segment, state = _segment(run, state, index)
        done.append(segment)
        report(Progress("physics", index + 1, len(todo)))
    return trajectory(model, done)


def simulate_segment(model: Model, checkpoint: bytes, index: int) -> tuple[Segment, bytes]:
    """Return segment ``index`` from the checkpoint at its beginning, and the checkpoint at its end.

    The bits are those of an uninterrupted run. The first checkpoint is ``start(model)``.
    """
    return _segment(Run(model), checkpoint, index)


def trajectory(model: Model, done: list[Segment]) -> Trajectory:
    """Return the Trajectory of a model's segments."""
    gravity = np.asarray(model.world.gravity, float)
    constants = (model.ids, model.mass, model.inertia, model.center_of_mass, model.fixed, gravity)
    return Trajectory(*constants, done, model.whole)


def _segment(run: Run, state: bytes, index: int) -> tuple[Segment, bytes]:
    from setpiece.physics import recording, stages

    out = recording.rows(len(run.model.ids))
    pulled = np.zeros((len(out.energy) if run.ties is not None else 0, len(run.model.world.ties)))
    blown = np.zeros((len(out.energy) if run.airborne else 0, len(run.model.ids), 6))
    notes = run.books
    tables: list[list[np.ndarray]] = [[], [], []]
    run.restore(state)

    def sample(k: int) -> None:
        stages.sample(run.scene, k, out)
        out.energy[k, 2:] = run.work, run.lost
        if k and run.airborne:
            blown[k] = run.take_air()
        if run.ties is not None:
            out.energy[k, 1] += run.ties.potential(run.compiled, run.data)
            pulled[k] = run.take_pulls()

    def collect() -> None:
        counts = (notes.impact_count, notes.knot_count, notes.touch_count)
        for kept, count, table in zip(tables, counts, (notes.impact, notes.knot, notes.touch), strict=True):
            kept.append(table[: count[0]].copy())
            count[0] = 0

    for k in range(SAMPLES_PER_SEGMENT):
        collect()
        run.advance(lambda k=k: sample(k))
        for _ in range(STEPS_PER_SAMPLE - 1):
            run.advance()
        check_stable(run)

    # The last sample is taken as the next segment will find it: from the checkpoint.
    collect()
    kept = run.accounts()
    state, broken = run.checkpoint(), run.breaking.taken()
    run.restore(state)
    run.set_accounts(kept)
    sample(SAMPLES_PER_SEGMENT)
    loose = run.breaking.loose.copy() if run.model.fragile else np.zeros(0)
    if run.model.fragile:
        recording.follow(out, blown, index, run.model, loose)
    pieces = recording.Pieces(*broken, loose)
    impacts, knots = recording.impact_rows(tables[0]), recording.knot_rows(tables[1], run.model.body_from_principal)
    return recording.segment(index, out, impacts, knots, recording.touch_rows(tables[2]), blown, pulled, pieces), state
