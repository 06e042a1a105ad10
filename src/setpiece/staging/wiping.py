"""Blocking of what wipes dust and pencil marks off a thing.

What is wiped off lies on what is said to be dusty, about the middle of its top, wherever somebody wipes; a hand then
leads the tool over it in rows. It is drawn (``world.document.Mark``): dust has no mass, what a pan collects is gone.
"""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.language.script import Happening, Script
from setpiece.staging import arrange
from setpiece.staging.layout import Array, Extent, Layout, bounds
from setpiece.staging.motion import vec
from setpiece.staging.rubbing import rub
from setpiece.staging.writing import GRAPHITE, LIES, level_top, local
from setpiece.world.document import Mark, Rgb

DUST: Rgb = (0.30, 0.27, 0.22)
SPREAD = 0.6  # of a top's width and depth that dust lies on
MOST = {"dust": (0.44, 0.26), "graphite": (0.12, 0.024)}  # m by m that it is spread over at most
ROWS = {"dust": 14, "graphite": 3}  # of a path over that
RAGGED = 0.06  # of its length that a row of dust ends earlier or later
LAP = 1.1  # times their distance that rows of dust are wide
PIECES = 400


def armed(script: Script) -> Script:
    """Return the script in which what is wiped off lies on what is rubbed, where nobody says on what."""
    happenings = []
    for act in script.happenings:
        if act.verb == "erase" and act.object is None:
            rubbed = next((h.object for h in script.happenings if h.verb == "rub" and h.subject == act.subject), None)
            place = act.place if act.place != "ground" else None
            act = act.model_copy(update={"object": rubbed or place, "place": None, "path": None})
        happenings.append(act)
    return script.model_copy(update={"happenings": tuple(happenings)})


def claimed(case: object) -> list[Clause]:
    """Return what wiping claims: the tool goes back and forth over the thing, and what lay there is gone."""
    other = case.objects[0] if case.objects else case.layout.floor_id
    rubs = [] if _rubs_besides(case.layout, case.happening) else [case.claim("rubs", case.subjects[0], other)]
    return [*rubs, case.claim("wiped_off", case.subjects[0], other)]


def _rubs_besides(layout: Layout, happening: Happening) -> bool:
    return any(h.verb == "rub" and h.subject == happening.subject for h in layout.script.happenings)


def erase(layout: Layout, happening: Happening) -> None:
    """Lay what is wiped off on a thing, and rub that off."""
    tool, stain = layout.entity(happening.subject), happening.stain or "dust"
    if happening.object is not None:
        arrange.set_down(layout, happening.object)
    top = level_top(layout, happening.object)
    size = np.array([*np.minimum(SPREAD * top.size[:2], MOST[stain]), 0.0])
    middle = np.array([*(top.lower + top.upper)[:2] / 2, top.upper[2]])
    if not layout.placed(tool.id):
        rub(layout, happening, over=Extent(middle - size / 2, middle + size / 2))
    body = layout.bodies[layout.main(tool.id)[0]]
    box = bounds((body,))
    middle[2] += LIES
    points, pitch = _rows(middle, size, stain)
    long = float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())
    mark = Mark(
        id=f"{tool.id}_{stain}"[:64],
        body=body.id,
        at=local(body, np.array([*(box.lower + box.upper)[:2] / 2, middle[2]])),
        color=DUST if stain == "dust" else GRAPHITE,
        width=LAP * pitch if stain == "dust" else 0.0012,
        step=long / (PIECES - 1),
        pieces=PIECES,
        path=tuple(map(vec, points)),
        reach=0.5 * float(min(box.size[:2])),  # what lies under its corners alone it may leave
    )
    layout.marks[mark.id] = mark


def _rows(middle: Array, size: Array, stain: str) -> tuple[Array, float]:
    """Return the corners (N, 3) of a path over an area (m), and how far its rows are apart: of dust over an oval."""
    count = ROWS[stain]
    ys = np.linspace(-0.5, 0.5, count)
    points = []
    for k, y in enumerate(ys):
        ends = np.array([-0.5, 0.5])
        if stain == "dust":
            ends = ends * np.sqrt(1.0 - (1.8 * y) ** 2) + RAGGED * np.sin([2.4 * k, 3.9 * k])
        points += [[x * size[0], y * size[1], 0.0] for x in np.clip(ends, -0.5, 0.5)[:: 1 if k % 2 == 0 else -1]]
    return middle + np.array(points), float(size[1] / (count - 1))
