"""Seconds of an edited world out of those of the version before: what only weighs otherwise in its sleep is not run.

As with frames, a node made this way has the key, and so must have the bits, that it has when it is made from nothing.
"""

from collections.abc import Callable, Iterator

import numpy as np

from setpiece.physics.asleep import WEIGHED, reweighed
from setpiece.take.motion import ARRAYS, CONSTANTS, SIMULATE, model_of
from setpiece.take.stage import Json, Part, Result


def carried(
    former: Result, note: Callable[[], None], document: Json, upstream: tuple[Result, ...], segment: int
) -> Iterator[Part]:
    """Yield a segment's parts from those of the version before; run it where more than a sleeper's weight differs."""
    found = _parts(former, document, upstream, segment)
    if found is None:
        yield from SIMULATE.run(document, upstream, segment)
        return
    note()
    yield from found


def _parts(former: Result, document: Json, upstream: tuple[Result, ...], segment: int) -> list[Part] | None:
    """Return the parts of a segment whose beginning and motion are those of another; None if they are not."""
    from setpiece.physics.simulate import start

    rows = _weighed(former.document, document)
    if rows is None:
        return None
    old, new = model_of(former.document), model_of(document)
    if segment == 0 and start(old) != start(new):
        return None
    if segment and not np.array_equal(*(each[0].arrays()["checkpoint"] for each in (former.upstream, upstream))):
        return None
    recorded = former.arrays()
    made = reweighed(recorded, rows, old.mass, new.mass, np.asarray(document["gravity"], float))
    if made is None:
        return None
    constants = [(name, getattr(new, name)) for name in CONSTANTS] if segment == 0 else []
    return [*((name, made[name]) for name in ARRAYS), ("checkpoint", recorded["checkpoint"]), *constants]


def _weighed(before: Json, after: Json) -> list[int] | None:
    """Return the rows of the bodies that weigh, rub or rebound otherwise; None where two worlds differ in more."""
    if {**before, "bodies": []} != {**after, "bodies": []} or len(before["bodies"]) != len(after["bodies"]):
        return None
    pairs = list(zip(before["bodies"], after["bodies"], strict=True))
    if any(a[name] != b[name] for a, b in pairs for name in a.keys() | b.keys() if name not in WEIGHED):
        return None
    return [row for row, (a, b) in enumerate(pairs) if a != b]
