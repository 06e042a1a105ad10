"""The audit: every law of the table measured on a trajectory, one segment at a time, so that memory stays flat."""

from collections.abc import Callable
from math import inf

import numpy as np

from setpiece.assets.build import cast
from setpiece.camera.view import View
from setpiece.certificate import air_laws, breaking_laws, force_laws, state_laws, tie_laws
from setpiece.certificate.certificate import Law
from setpiece.certificate.subject import Subject, Worst, times
from setpiece.certificate.table import LAWS, Rule
from setpiece.physics.trajectory import Segment, Trajectory
from setpiece.world.document import World

ViewAt = Callable[[float], View]
Measure = Callable[[Subject, Segment, Segment | None], Worst]

MEASURES: dict[str, Measure] = {
    "unit_rotation": state_laws.unit_rotation,
    "permanence": state_laws.permanence,
    "fixed_still": state_laws.fixed_still,
    "driven_as_told": state_laws.driven_as_told,
    "joints_hold": state_laws.joints_hold,
    "third_law": force_laws.third_law,
    "momentum": force_laws.momentum,
    "angular_momentum": force_laws.angular_momentum,
    "impact_momentum": force_laws.impact_momentum,
    "named_forces": force_laws.named_forces,
    "ties_hold": tie_laws.ties_hold,
    "ties_pull": tie_laws.ties_pull,
    "air_forces": air_laws.air_forces,
    "air_work": air_laws.air_work,
    "friction_cone": force_laws.friction_cone,
    "restitution": force_laws.restitution,
    "breaking_momentum": breaking_laws.momentum,
    "breaking_energy": breaking_laws.energy,
    "free_flight": state_laws.free_flight,
    "creep": state_laws.creep,
}


def audit(world: World, trajectory: Trajectory) -> tuple[Law, ...]:
    """Return every law of motion with its worst figure, in the order of the table.

    A trajectory with numbers that are not finite breaks ``finite``; the other laws are then measured up to the
    segment in which they begin. One whose bodies are not those of the world has nothing to measure: only
    ``permanence`` is returned, broken.
    """
    missing = missing_bodies(world, trajectory)
    if missing:
        return (law(LAWS["permanence"], Worst(inf), ()).model_copy(update={"bodies": missing}),)
    subject = Subject(world, trajectory)
    worst = dict.fromkeys(LAWS, Worst(0.0))
    energies, moments, stirred = [], [], np.zeros(len(trajectory.ids), bool)
    before: Segment | None = None
    for segment in trajectory.segments:
        found = measure(subject, segment, before)
        for name, figure in found.items():
            if figure.value > worst[name].value:
                worst[name] = figure
        if found["finite"].value:
            break
        stirred |= (state_laws.farthest_speed(subject, segment) > 0.0).any(axis=0)
        energies.append(segment.energy if before is None else segment.energy[1:])
        moments.append(times(segment) if before is None else times(segment)[1:])
        before = segment
    if energies:
        worst["energy"] = force_laws.energy(subject, np.concatenate(energies), np.concatenate(moments), stirred)
    return tuple(law(LAWS[name], figure, trajectory.ids) for name, figure in worst.items())


def missing_bodies(world: World, trajectory: Trajectory) -> tuple[str, ...]:
    """Return the ids that the world has and the trajectory has not, at some time, or the other way round."""
    wrong = {body.id for body in cast(world.bodies)} ^ set(trajectory.ids)
    count = min((segment.position.shape[1] for segment in trajectory.segments), default=0)
    return tuple(sorted(wrong | set(trajectory.ids[count:])))


def measure(subject: Subject, segment: Segment, before: Segment | None) -> dict[str, Worst]:
    """Return the worst figures of one segment by law; of ``finite`` alone where that is broken."""
    found = {"finite": state_laws.finite(subject, segment, before)}
    if found["finite"].value:
        return found
    found |= {name: function(subject, segment, before) for name, function in MEASURES.items()}
    found["overlap_rest"], found["overlap_moving"] = state_laws.overlaps(subject, segment)
    return found


def law(rule: Rule, worst: Worst, ids: tuple[str, ...]) -> Law:
    """Return a rule with its figure; a figure too great to be written stands as 1e300."""
    value = float(min(worst.value, 1e300))
    names = tuple("ground" if i < 0 else ids[i] for i in worst.bodies)
    return Law(
        id=rule.id,
        name=rule.name,
        value=value,
        unit=rule.unit,
        bound=rule.bound,
        holds=value <= rule.bound,
        time=worst.time if worst.bodies or not value <= rule.bound else None,
        bodies=names,
    )
