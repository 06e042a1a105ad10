"""Judges a sentence's clauses against what happened."""

from collections.abc import Callable, Sequence
from math import inf, isfinite

import numpy as np

from setpiece.camera.view import View
from setpiece.errors import did_you_mean
from setpiece.events.clause import Clause, Verdict
from setpiece.events.predicates import PREDICATES
from setpiece.events.scene import GROUND, Finding, Record, Scene
from setpiece.physics.trajectory import Trajectory
from setpiece.world.document import World

ViewAt = Callable[[float], View]


def judge(
    clause: Clause, world: World, trajectory: Trajectory, *, view_at: ViewAt | None = None, aspect: float = 16 / 9
) -> Verdict:
    """Return what the trajectory says of one clause, judged from its beginning whatever ``clause.after`` is.

    Args:
        clause: The claim.
        world: The document the trajectory was simulated from.
        trajectory: What happened.
        view_at: Camera by world time (s); without it claims about the picture are not judged.
        aspect: Width over height of the picture.
    """
    record = Record(world, trajectory, view_at, aspect)
    return _verdict(clause, _find(Scene(record, float(record.time[0])), clause))


def judge_all(
    clauses: Sequence[Clause],
    world: World,
    trajectory: Trajectory,
    *,
    view_at: ViewAt | None = None,
    aspect: float = 16 / 9,
) -> tuple[Verdict, ...]:
    """Return the verdicts on all clauses, in their order.

    A clause with ``after`` is judged from the time at which that clause came true; if that one never did, it is
    judged from the start and fails if it would hold, since what must come before it did not happen.
    """
    record = Record(world, trajectory, view_at, aspect)
    opening = float(record.time[0])
    found: dict[int, Verdict] = {}

    def settle(n: int, above: tuple[int, ...] = ()) -> Verdict:
        if n in found:
            return found[n]
        clause, before = clauses[n], None
        if clause.after is not None and 0 <= clause.after < len(clauses) and clause.after not in (*above, n):
            before = settle(clause.after, (*above, n))
        start = opening if before is None or before.verdict != "holds" or before.time is None else before.time
        verdict = _verdict(clause, _find(Scene(record, start), clause))
        if before is not None and before.verdict == "fails" and verdict.verdict == "holds":
            evidence = f"{verdict.evidence}; but what must come before it did not happen: {before.evidence}"
            verdict = verdict.model_copy(update={"verdict": "fails", "value": 0.0, "bound": 1.0, "evidence": evidence})
        found[n] = verdict
        return verdict

    return tuple(settle(n) for n in range(len(clauses)))


def shortfall(verdict: Verdict) -> float:
    """Return 0 for a clause that holds, otherwise how far it is from holding: relative to the bound where that is
    not zero, in the figure's own unit where it is. At least 0.001 for a failure; infinite if not judged.
    """  # noqa: D205
    if verdict.verdict == "holds":
        return 0.0
    if verdict.verdict == "not judged":
        return inf
    if verdict.value is None or verdict.bound is None:
        return 1.0
    return max(abs(verdict.value - verdict.bound) / (abs(verdict.bound) or 1.0), 1e-3)


def _find(scene: Scene, clause: Clause) -> Finding:
    """Return the predicate's finding, or why it cannot be asked."""
    reason = _unfit(scene, clause)
    if reason:
        return Finding(None, reason)
    wild = [name for name in clause.bodies if name != GROUND and not _finite(scene, name)]
    if wild:
        return Finding(False, f"the state of {wild[0].replace('_', ' ')} is not finite", None, 1e6, 0.0)
    return PREDICATES[clause.predicate](scene, clause)


def _unfit(scene: Scene, clause: Clause) -> str:
    """Return why a clause cannot be judged at all, or nothing."""
    predicate = PREDICATES.get(clause.predicate)
    if predicate is None:
        hint = did_you_mean(clause.predicate, PREDICATES)
        return f"'{clause.predicate}' is not a claim that can be judged. {hint}".rstrip()
    if len(clause.bodies) < predicate.bodies:
        return f"'{clause.predicate}' needs at least {predicate.bodies} bodies, got {len(clause.bodies)}"
    for name, known in (
        *((n, predicate.figures) for n in clause.figures),
        *((n, predicate.words) for n in clause.words),
    ):
        if name not in known:
            return f"'{clause.predicate}' has no argument '{name}', it takes {', '.join(known) or 'none'}"
    for name in clause.bodies:
        if name not in scene.record.indices:
            return f"there is no body named '{name}'. {did_you_mean(name, scene.record.indices)}".rstrip()
    if clause.bodies[:1] == (GROUND,):
        return "the ground cannot be the subject of a claim"
    if predicate.camera and scene.record.view_at is None:
        return "there is no camera to judge it by"
    return ""


def _finite(scene: Scene, name: str) -> bool:
    """Return whether a body's poses and speeds are all finite numbers."""
    index = scene.index(name)
    columns = (scene.record.column(c, index) for c in ("position", "rotation", "velocity", "spin"))
    return all(bool(np.isfinite(column).all()) for column in columns)


def _verdict(clause: Clause, finding: Finding) -> Verdict:
    """Return a finding as the verdict on its clause, turned round if the clause is negated."""
    holds = finding.holds if finding.holds is None or not clause.negated else not finding.holds
    word = {True: "holds", False: "fails", None: "not judged"}[holds]
    figures = {name: getattr(finding, name) for name in ("time", "value", "bound")}
    finite = {name: float(x) if x is not None and isfinite(x) else None for name, x in figures.items()}
    return Verdict(clause=clause, verdict=word, evidence=finding.evidence, **finite)
