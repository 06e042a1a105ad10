"""Predicates about what shines: lamps that are lit, and that go out."""

from itertools import pairwise

import numpy as np

from setpiece.events.clause import Clause
from setpiece.events.scene import Finding, Scene
from setpiece.world.switching import shines

CHANNELS, ALIKE = ("red", "green", "blue"), 0.95  # of light, and the cosine from which two colours are one


def lights_up(scene: Scene, clause: Clause) -> Finding:
    """A thing none of whose lamps shines is lit while the film runs.

    Value: the power (W) that it shines with then.
    """
    return _switched(scene, clause, on=True)


def goes_dark(scene: Scene, clause: Clause) -> Finding:
    """A thing that shines goes dark while the film runs: none of its lamps shines any more.

    Value: the power (W) that it still shines with.
    """
    return _switched(scene, clause, on=False)


def shines_in_color(scene: Scene, clause: Clause) -> Finding:
    """The light of a thing's lamps has the named colour. Value: the cosine between both in linear Rec. 709."""
    name = clause.bodies[0]
    named = np.array([clause.figures[channel] for channel in CHANNELS])
    lamps = [light for light in scene.record.world.lights if light.body == name and light.power > 0.0]
    called = name.replace("_", " ")
    if not lamps:
        return Finding(False, f"{called} has no lamp that could shine", None, 0.0, ALIKE)
    colors = np.array([lamp.color for lamp in lamps])
    alike = float((colors @ named / (np.linalg.norm(colors, axis=1) * np.linalg.norm(named))).min())
    shares = colors[0] / colors[0].sum()
    evidence = f"the light of {called} is {', '.join(f'{s:.0%} {c}' for s, c in zip(shares, CHANNELS, strict=True))}"
    return Finding(alike > ALIKE, evidence, float(scene.time[0]), alike, ALIKE)


def _switched(scene: Scene, clause: Clause, *, on: bool) -> Finding:
    name = clause.bodies[0]
    lamps = [light for light in scene.record.world.lights if light.body == name]
    called = name.replace("_", " ")
    if not lamps:
        return Finding(None, f"{called} has no lamp that could shine", None, None, None)
    begins, end = float(scene.time[0]), float(scene.time[-1])
    times = sorted({at for lamp in lamps for at in lamp.switched if begins < at <= end})

    def power(time: float) -> float:
        return sum(lamp.power for lamp in lamps if shines(lamp, time))

    states = [begins, *times]
    for before, after in pairwise(states):
        if (power(before) > 0.0) != on and (power(after) > 0.0) == on:
            evidence = f"{called} {'shines' if on else 'is dark'} from t = {after:.2f} s on"
            return Finding(True, evidence, after, power(after), 0.0)
    state = "shines" if power(end) > 0.0 else "is dark"
    return Finding(False, f"{called} {state} to the end, and is not switched", None, power(end), 0.0)
