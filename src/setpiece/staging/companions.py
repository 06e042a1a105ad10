"""Claims of several happenings at once: who falls, goes or parts together."""

from itertools import pairwise

from setpiece.assets.build import build
from setpiece.events.clause import Clause
from setpiece.staging import performing
from setpiece.staging.given import claimed, said
from setpiece.staging.layout import Layout


def claims(layout: Layout) -> list[Clause]:
    """Return the claims of what falls, goes or parts together."""
    return _landing(layout) + _side_by_side(layout) + _diverging(layout) + _beginning(layout)


def _landing(layout: Layout) -> list[Clause]:
    """Things that one clause drops from one height land together (Galileo), within a frame at 50 a second."""
    found = []
    free = ("off", "from")
    drops = [h for h in layout.script.happenings if h.verb in ("drop", "fall") and h.path not in free]
    drops = [h for h in drops if not h.staggered]
    for span in dict.fromkeys(h.span for h in drops):
        group = [h for h in drops if h.span == span]
        bodies = tuple(main for h in group for main in layout.main(h.subject))
        if len(bodies) > 1 and len({h.height for h in group}) == 1:
            text = said(layout.script, span)
            found.append(claimed(text, span, "land_together", bodies, figures={"within": 0.02}))
            balls = [name for name in bodies if build(layout.bodies[name]).resonator.kind == "ball"]
            found += [claimed(text, span, "restitution_as_specified", (ball,)) for ball in balls]
    return found


def _beginning(layout: Layout) -> list[Clause]:
    """Two of one kind of which one is pushed, and the other let go "at the same instant", set off at once."""
    found = []
    for first, second in pairwise(layout.script.happenings):
        bodies = (*layout.main(first.subject)[:1], *layout.main(second.subject)[:1])
        told = {r.kind for r in layout.script.relations if {first.subject, second.subject} == {r.subject, *r.objects}}
        if second.together and "level_with" in told and first.verb in BEGUN and second.verb in BEGUN:
            found.append(claimed(said(layout.script, second.span), second.span, "begin_together", bodies))
    return found


BEGUN = ("push", "drop", "throw", "fall", "roll", "slide")


def _diverging(layout: Layout) -> list[Clause]:
    """Who goes "in different directions" goes ways that differ."""
    told = [h for h in layout.script.happenings if h.diverging]
    found = []
    for span in dict.fromkeys(h.span for h in told):
        bodies = tuple(main for h in told if h.span == span for main in layout.main(h.subject))
        if len(bodies) > 1:
            found.append(claimed(said(layout.script, span), span, "part_ways", bodies))
    return found


def _side_by_side(layout: Layout) -> list[Clause]:
    """Who goes together is still together at the end: "walks a dog"."""
    pairs = [h for h in layout.script.happenings if h.together and h.gait and performing.performs(layout, h)]
    found = []
    for first, second in pairwise(pairs):
        ends = (*layout.main(second.subject)[:1], *layout.main(first.subject)[:1])
        if first.span == second.span and len(ends) == 2:
            text = said(layout.script, first.span)
            found.append(claimed(text, first.span, "ends_placed", ends, words={"relation": "near"}))
    return found
