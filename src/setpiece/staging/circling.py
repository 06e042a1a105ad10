"""Blocking of what goes around something else: a satellite around its planet, carried on an arm that is not seen."""

import numpy as np

from setpiece.language.script import Happening
from setpiece.staging import arrange
from setpiece.staging.layout import Course, Layout, extent
from setpiece.staging.rolling import roll, target_of
from setpiece.world.document import Joint

ROUND = 3.2  # s that a turn around a thing takes
AWAY = 0.45  # of the other's size between the two


def circle(layout: Layout, happening: Happening) -> None:
    """Let a thing of one body go round another at the height of its middle, once in ``ROUND`` seconds."""
    other = target_of(happening)
    if other is None or layout.placed(happening.subject):
        roll(layout, happening)
        return
    arrange.set_down(layout, other)
    box, size = arrange.footprint(layout, other), extent(layout.entity(happening.subject)).size
    middle = (box.lower + box.upper) / 2
    middle[2] = max(float(middle[2]), layout.floor + 0.55 * float(size[2]) + 0.01)
    reach = 0.5 * float(max(box.size[:2])) + 0.5 * float(max(size[:2])) + AWAY * float(max(*box.size[:2], *size[:2]))
    rate = 2.0 * np.pi / ROUND * happening.pace * (-1.0 if happening.direction == "clockwise" else 1.0)
    subject = layout.entity(happening.subject)
    for k in range(subject.count):
        turn = 2.0 * np.pi * k / subject.count - 0.5 * np.pi
        base = middle + np.array([reach * np.cos(turn), reach * np.sin(turn), -0.5 * float(size[2])])
        instance = layout.place(subject, base, on="", k=k)
        hub = tuple(map(float, middle))
        layout.change(
            instance.main, joint=Joint(kind="hinge", anchor=hub, axis=(0.0, 0.0, 1.0), speed=rate), fixed=False
        )
    for name in layout.main(other):
        layout.change(name, fixed=layout.bodies[name].joint is None)
    layout.courses[subject.id] = Course(middle, np.array([1.0, 0.0, 0.0]), 0.0, reach)
    layout.notes.append(f"{subject.id} is carried around {other} by an arm that is not seen.")
