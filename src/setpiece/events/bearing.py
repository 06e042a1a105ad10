"""Predicates about weight: what bears that of what was put on it, and where in a thing it lies."""

import numpy as np
from numpy.typing import NDArray

from setpiece import clock
from setpiece.events.clause import Clause
from setpiece.events.scene import Finding, Scene

Array = NDArray[np.float64]

LASTS = 0.2  # s over which a force is the mean
SHARE = 0.9  # of its weight, with which a load presses on what bears it
ASIDE = 0.1  # of its width, that the centre of mass of what is off balance lies beside its middle
STILL = 1e-3  # m that a load may go once it is asleep, when its contacts are no longer listed


def bears(scene: Scene, clause: Clause) -> Finding:
    """The first body carries the others: over the last 0.2 s in which they touch, each presses down on it with 90 % of
    its weight or more, and stays there then. Value: the least share of its weight.
    """  # noqa: D205
    base, *loads = (scene.index(name) for name in clause.bodies)
    gravity = float(np.linalg.norm(scene.record.trajectory.gravity))
    told, least = [], np.inf
    for load in loads:
        weight = float(scene.record.trajectory.mass[load]) * gravity
        pressed = _pressed(scene, base, load)
        least = min(least, pressed / weight if np.isfinite(weight) and weight > 0.0 else 0.0)
        told.append(f"{scene.record.name(load)} presses on {scene.record.name(base)} with {pressed:.3g} N")
    evidence = f"{', '.join(told)}: {least:.0%} of its weight at least"
    return Finding(least >= SHARE, evidence, scene.end, float(least), SHARE)


def _pressed(scene: Scene, base: int, load: int) -> float:
    """Return the mean force (N, down) of one body on another in the last 0.2 s in which they touch; 0 if it left."""
    found = scene.record.touches
    under, over = scene.record.members(base), scene.record.members(load)
    down = np.isin(found["a"], under) & np.isin(found["b"], over)
    up = np.isin(found["b"], under) & np.isin(found["a"], over)
    found, sign = found[down | up], np.where(down[down | up], 1.0, -1.0)
    if not len(found):
        return 0.0
    last = int(found["sample"].max())
    row = min(last, len(scene.record.time) - 1)
    place = scene.record.column("position", load)
    if float(np.linalg.norm(place[-1] - place[row])) > STILL:
        return 0.0
    recent = found["sample"] > last - LASTS / clock.SAMPLE
    touched = len(np.unique(found["sample"][recent])) * clock.SAMPLE  # it may fall asleep right after it was let down
    return float((sign * found["impulse"][:, 2])[recent].sum() / max(touched, 0.5 * LASTS))


def off_balance(scene: Scene, clause: Clause) -> Finding:
    """The centre of mass of a body lies beside the middle of its box, as it was built. Value: by what share of a side.

    Bound: a tenth.
    """
    body = scene.index(clause.bodies[0])
    size = np.ptp(scene.record.solid(body).bounds, axis=0)
    share = np.abs(scene.record.trajectory.center_of_mass[body][:2]) / size[:2]
    value, name = float(share.max()), scene.record.name(body)
    evidence = f"the weight of {name} lies {value:.0%} of its side beside its middle"
    return Finding(value >= ASIDE, evidence, float(scene.time[0]), value, ASIDE)
