"""Predicates about lines that bodies leave on others, and about what is wiped off."""

import numpy as np

from setpiece.clock import SAMPLE
from setpiece.events.clause import Clause
from setpiece.events.distance import closest
from setpiece.events.legible import sight
from setpiece.events.picture import looks
from setpiece.events.rubbing import MOMENTS, NEAR
from setpiece.events.scene import Finding, Scene, at
from setpiece.physics.tracing import divided, line, track
from setpiece.world.document import Mark

LONG = 0.08  # of the size of what is written on, that a line is long at least
GONE = 0.7  # of what lay there, that is wiped off at least
WIDE = 0.03  # of the picture's width, that a line takes at least
SHOWN = 0.5  # of a line, that is in the picture and not hidden at least
# A pixel of the film that is made where no size is asked for: in each of the columns or rows of pixels that a line of
# that thickness crosses, wherever it lies between them, one is covered by a half at least.
THIN = 1 / 640  # of the picture's width, that a line is thick at least
# Half of it is left in such a pixel: four differences that are just noticed (2.3; Mahy, van Eycken, Oosterlinck 1994).
CONTRAST = 20.0  # units of CIE L*a*b* that a line differs from what it lies on at least


def leaves_mark(scene: Scene, clause: Clause) -> Finding:
    """A body leaves a line on another, and its tip is no farther from that than 3 mm meanwhile.

    Value: how long the line is (m); bound 8 % of the other's size.
    """
    body, other = (scene.index(name) for name in clause.bodies[:2])
    names = [scene.record.name(each) if each >= 0 else "the floor" for each in (body, other)]
    mark = _mark(scene, clause.bodies[0], drawn=False)
    if mark is None:
        return Finding(False, f"{names[0]} leaves nothing behind", None, 0.0, None)
    end = float(scene.time[-1])
    way = track(scene.record.trajectory, mark.body, mark.at, end)
    corners = divided(way, mark.step)[: mark.pieces + 1]
    long = mark.step * (len(corners) - 1)
    moving = np.flatnonzero(np.linalg.norm(np.diff(way, axis=0), axis=1) > 0.0)
    last = float(scene.time[min(int(moving[-1]), len(scene.time) - 1)]) if len(moving) else 0.0
    moments = np.linspace(scene.time[0], last, MOMENTS)
    gap = max(closest(scene.between(float(t), float(t)), body, other).gap for t in moments)
    bound = LONG * (scene.record.size(other) if other >= 0 else scene.record.size(body))
    told = f"{names[0]} leaves a line of {100 * long:.1f} cm on {names[1]}, at most {1000 * gap:.1f} mm from it"
    return Finding(long >= bound and gap <= NEAR, told, last, long, bound)


def mark_seen(scene: Scene, clause: Clause) -> Finding:
    """At the end the line that a body has left is seen in the picture, and told from what it lies on.

    Half of it is in the picture with nothing before it but what is clear; that takes 3 % of the picture's width, is
    a pixel of 640 thick and differs by 20 units of CIE L*a*b* from what is under it, less what the lens blurs.
    Value: the figure that meets its bound least, or misses it most.
    """
    mark = _mark(scene, clause.bodies[0], drawn=False)
    name = scene.record.name(scene.index(clause.bodies[0]))
    if mark is None:
        return Finding(False, f"{name} leaves nothing behind", None, 0.0, WIDE)
    seen = sight(scene, mark, looks(scene).views[-1])
    figures = ((seen.shown, SHOWN), (seen.wide, WIDE), (seen.thick, THIN), (seen.contrast, CONTRAST))
    value, bound = min(figures, key=lambda figure: figure[0] / figure[1])
    told = (
        f"of the line that {name} leaves {seen.shown:.0%} is seen at {at(scene.end)}: {seen.wide:.1%} of the picture's "
        f"width, {seen.thick / THIN:.2f} of its 640 pixels thick, {seen.contrast:.0f} units of colour from its ground"
    )
    return Finding(value >= bound, told, scene.end, value, bound)


def wiped_off(scene: Scene, clause: Clause) -> Finding:
    """Of what lies on a thing at first a body has wiped off most at the end. Value: the share that is gone."""
    mark = _mark(scene, clause.bodies[0], drawn=True)
    name = scene.record.name(scene.index(clause.bodies[0]))
    if mark is None:
        return Finding(False, f"there is nothing that {name} could wipe off", None, 0.0, GONE)
    share = _gone(scene, mark, scene.end)
    before, after = float(scene.record.time[0]), scene.end  # what is gone stays gone: bisect for when it was enough
    while share >= GONE and after - before > SAMPLE:
        half = 0.5 * (before + after)
        before, after = (before, half) if _gone(scene, mark, half) >= GONE else (half, after)
    told = f"{share:.0%} of what lay there is gone where {name} has been, most of it at {at(after)}"
    return Finding(share >= GONE, told, after, share, GONE)


def _gone(scene: Scene, mark: Mark, time: float) -> float:
    """Return which share of what lay there is gone at a time (s)."""
    return float((~line(scene.record.trajectory, mark, time)[1]).mean())


def _mark(scene: Scene, body: str, *, drawn: bool) -> Mark | None:
    """Return the mark of a body, one that lies there from the start or one that it leaves."""
    found = (mark for mark in scene.record.world.marks if mark.body == body and bool(mark.path) == drawn)
    return next(found, None)
