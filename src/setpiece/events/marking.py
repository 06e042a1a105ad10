"""Predicates about lines that bodies leave on others, and about what is wiped off."""

import numpy as np

from setpiece.camera.view import project
from setpiece.events.clause import Clause
from setpiece.events.distance import closest
from setpiece.events.picture import looks
from setpiece.events.rubbing import MOMENTS, NEAR
from setpiece.events.scene import Finding, Scene, at
from setpiece.physics.tracing import divided, track, wiped
from setpiece.world.document import Mark

LONG = 0.08  # of the size of what is written on, that a line is long at least
GONE = 0.7  # of what lay there, that is wiped off at least
WIDE = 0.03  # of the picture's width, that a line takes at least


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
    """At the end the line that a body has left is in the picture. Value: its width there, a share of the picture's."""
    mark = _mark(scene, clause.bodies[0], drawn=False)
    name = scene.record.name(scene.index(clause.bodies[0]))
    if mark is None:
        return Finding(False, f"{name} leaves nothing behind", None, 0.0, WIDE)
    end, view, aspect = float(scene.time[-1]), looks(scene).views[-1], scene.record.aspect
    way = track(scene.record.trajectory, mark.body, mark.at, end)
    pixels, depth = project(view, way, height=1.0, width=aspect)
    x, y = pixels[:, 0], pixels[:, 1]
    inside = (np.asarray(depth) > 0.0) & (x > 0.0) & (x < aspect) & (y > 0.0) & (y < 1.0)
    share = float(np.ptp(x[inside])) / aspect if inside.any() else 0.0
    told = f"the line that {name} leaves takes {share:.1%} of the picture's width at {at(end)}"
    return Finding(share >= WIDE, told, end, share, WIDE)


def wiped_off(scene: Scene, clause: Clause) -> Finding:
    """Of what lies on a thing at first a body has wiped off most at the end. Value: the share that is gone."""
    mark = _mark(scene, clause.bodies[0], drawn=True)
    name = scene.record.name(scene.index(clause.bodies[0]))
    if mark is None:
        return Finding(False, f"there is nothing that {name} could wipe off", None, 0.0, GONE)
    end = float(scene.time[-1])
    way = track(scene.record.trajectory, mark.body, mark.at, end)
    corners = divided(np.asarray(mark.path, float), mark.step)[: mark.pieces + 1]
    gone = wiped(0.5 * (corners[1:] + corners[:-1]), way, mark.reach)
    share = float(gone.mean())
    told = f"{share:.0%} of what lay there is gone where {name} has been"
    return Finding(share >= GONE, told, end, share, GONE)


def _mark(scene: Scene, body: str, *, drawn: bool) -> Mark | None:
    """Return the mark of a body, one that lies there from the start or one that it leaves."""
    found = (mark for mark in scene.record.world.marks if mark.body == body and bool(mark.path) == drawn)
    return next(found, None)
