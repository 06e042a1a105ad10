"""Predicates about what air holds up: it falls slower than a stone, never rises, flutters, nears its terminal speed."""

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.airflow import sinking_speed
from setpiece.assets.build import mass_properties
from setpiece.events.clause import Clause
from setpiece.events.motion import fall
from setpiece.events.scene import Finding, Scene, at

Array = NDArray[np.float64]

RISE = 1e-3  # m: what rises by less does not rise to the eye
SWAYS = 0.1  # share of the fastest sway below which a sway is none


def _longest_fall(scene: Scene, body: int) -> tuple[float, float, float] | None:
    """Return way down (m), begin and end (s) of a body's longest fall; None if it does not fall."""
    drops = [fall(scene, body, *flight) for flight in scene.flights(body)]
    return max(drops, default=None)


def falls_slower(scene: Scene, clause: Clause) -> Finding:
    """A body's longest fall takes ``ratio`` (1.02) times as long as a stone's from the same height, or longer.

    A stone's: sqrt(2 h / g). Value: the ratio.
    """
    body = scene.index(clause.bodies[0])
    name, need = scene.record.name(body), clause.figures.get("ratio", 1.02)
    found = _longest_fall(scene, body)
    pull = float(np.linalg.norm(scene.record.world.gravity))
    if found is None or pull == 0.0:
        return Finding(False, f"{name} does not fall freely", None, 0.0, need)
    drop, start, stop = found
    stone = float(np.sqrt(2.0 * drop / pull))
    evidence = f"{name} takes {stop - start:.2f} s for {drop:.2f} m, a stone would take {stone:.2f} s"
    return Finding(bool(stop - start >= need * stone), evidence, stop, (stop - start) / stone, need)


def never_rises(scene: Scene, clause: Clause) -> Finding:
    """A body's centre of mass is never 1 mm above where it was let go. Value: the greatest rise, m."""
    body = scene.index(clause.bodies[0])
    begin = scene.release(body)
    rows = scene.time >= begin - 1e-9
    height = scene.position(body)[rows, 2]
    k = int(np.argmax(height))
    rise = float(height[k] - height[0])
    evidence = (
        f"{scene.record.name(body)} rises at most {1000 * rise:.2f} mm above its start, at {at(scene.time[rows][k])}"
    )
    return Finding(rise <= RISE, evidence, float(scene.time[rows][k]), rise, RISE)


def flutters(scene: Scene, clause: Clause) -> Finding:
    """A body sways to and fro as it falls: its level velocity turns back ``count`` (2) times or more.

    Told along the direction in which it sways most. Value: how often it turns back.
    """
    body = scene.index(clause.bodies[0])
    name, need = scene.record.name(body), clause.figures.get("count", 2.0)
    found = _longest_fall(scene, body)
    if found is None:
        return Finding(False, f"{name} does not fall freely", None, 0.0, need)
    _, start, stop = found
    rows = (scene.time > start) & (scene.time < stop)
    level = scene.velocity(body)[rows, :2]
    level = level - level.mean(axis=0)
    along = level @ np.linalg.svd(level, full_matrices=False)[2][0]
    swaying = np.flatnonzero(np.abs(along) > SWAYS * np.abs(along).max())
    turned = swaying[1:][np.diff(np.sign(along[swaying])) != 0]
    times, far = scene.time[rows][turned], float(np.ptp(scene.position(body)[rows, :2], axis=0).max())
    evidence = f"{name} turns back {len(times)} times between {at(start)} and {at(stop)}, swaying over {far:.2f} m"
    enough = len(times) >= need
    return Finding(bool(enough), evidence, float(times[int(need) - 1]) if enough else None, float(len(times)), need)


def nears_terminal_speed(scene: Scene, clause: Clause) -> Finding:
    """A body sinks through the last half of its fall at its terminal speed within ``tolerance`` (35 %), and steadily.

    Terminal: weight less buoyancy against the drag of the largest silhouette; one that glides from side to side has
    lift besides. Steadily: the last two quarters of the time differ by less than 20 %. Value: the difference.
    """
    body = scene.index(clause.bodies[0])
    name, tolerance = scene.record.name(body), clause.figures.get("tolerance", 0.35)
    found, air = _longest_fall(scene, body), scene.record.world.air
    if found is None or air is None:
        return Finding(False, f"{name} does not fall through air", None, 1.0, tolerance)
    _, start, stop = found
    document, solid = scene.record.body(body), scene.record.solid(body)
    pull = float(np.linalg.norm(scene.record.world.gravity))
    final = sinking_speed(solid, mass_properties(document, solid).mass, density=air.density, gravity=pull)
    heights = np.interp(start + (stop - start) * np.array([0.5, 0.75, 1.0]), scene.time, scene.position(body)[:, 2])
    third, fourth = -np.diff(heights) / (0.25 * (stop - start))
    off = float(abs(0.5 * (third + fourth) / max(final, 1e-9) - 1.0))
    evidence = (
        f"{name} sinks at {third:.2f} and {fourth:.2f} m/s in the last quarters, its terminal speed is {final:.2f} m/s"
    )
    steady = abs(fourth - third) <= 0.2 * max(third, fourth)
    return Finding(bool(off <= tolerance and steady), evidence, stop, off, tolerance)
