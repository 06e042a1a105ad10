"""Blocking: for each verb, where its actors start and how they are set in motion.

A blocking gives starting conditions only; what happens then is physics' business.
"""

from collections.abc import Callable

from setpiece.language.script import Happening
from setpiece.staging import arrange
from setpiece.staging.driving import drive
from setpiece.staging.falling import fall, throw
from setpiece.staging.layout import Layout
from setpiece.staging.rolling import roll, stop
from setpiece.staging.shifting import shift, shifts
from setpiece.staging.striking import hit, knock_over, push, topple
from setpiece.staging.swinging import lift, spin, swing


def block(layout: Layout, happening: Happening) -> None:
    """Set one happening's actors on the stage, in motion where they begin. What must not happen begins nothing."""
    begin = _stay if happening.negated else BLOCKINGS.get(happening.verb, _stay)
    if begin is not _stay and shifts(happening):
        begin = shift
    begin(layout, happening)


def _stay(layout: Layout, happening: Happening) -> None:
    """Nothing begins here: the clause alone will be judged."""
    for entity in (happening.subject, happening.object):
        if entity is not None:
            arrange.set_down(layout, entity)


BLOCKINGS: dict[str, Callable[[Layout, Happening], None]] = {
    "roll": roll,
    "slide": roll,
    "move": roll,
    "stop": stop,
    "fall": fall,
    "drop": fall,
    "bounce": fall,
    "land": fall,
    "throw": throw,
    "hit": hit,
    "collide": hit,
    "knock_over": knock_over,
    "push": push,
    "topple": topple,
    "spin": spin,
    "swing": swing,
    "lift": lift,
    "drive": drive,
}
