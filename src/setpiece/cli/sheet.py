"""Contact sheets of the catalogue: every noun as it stands, in groups of like size, with a figure of 1.75 m for scale.

Things stand in rows about the origin, where the ground is level. Rows keep so far apart that none hides another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from setpiece import geometry
from setpiece.actors.perform import at_rest
from setpiece.assets.assembly import assemble, bounds_of
from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.assets.families.beings import PLANS
from setpiece.assets.order import vec
from setpiece.camera.view import View, project
from setpiece.errors import InputError
from setpiece.progress import Progress, Report, silent
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.world.document import Body, Place, Sky

COLUMNS, ROWS = 7, 2
HEIGHT, WIDTH = 640, 1280
FIGURE = 1.75  # m
FIGURED = 0.5  # m: with things as large as this the figure stands beside them
ELEVATION = np.radians(35.0)
FOCAL = 85.0 / 36.0
TURNED, TURNED_BEING = -0.5, -0.75  # rad to the camera: so that a being's face is seen from three quarters
GAP = 0.12  # of the largest thing, between things of a row and between rows
LABEL, LETTER = 22.0, 6.8  # px: height of a name's strip, width of a letter
HOVER = 0.04  # of its size: how far above the ground what hangs or flies is shown
MARGIN = 12.0  # px around all
ALIKE = 2.5  # times as large as the smallest may the largest of a group be
SAMPLES = 4


@dataclass(frozen=True)
class _Shown:
    """A thing as it stands, turned to the camera, over the origin, and the corners (2, 3) of the box around it, m."""

    name: str
    bodies: tuple[Body, ...]
    box: np.ndarray
    size: float  # m: its largest dimension, before it is turned

    @property
    def label(self) -> str:
        """Return what is written below it."""
        return f"{self.name.replace('_', ' ')}  {_length(self.size)}"


def draw_sheet(path: Path, keys: Sequence[str] = tuple(THINGS), *, report: Report = silent) -> int:
    """Write a picture of things, smallest first, and return how many it shows.

    Raises:
        InputError: the file cannot be written, or is no picture's name.
    """
    from PIL import Image

    if path.suffix.lower() not in {".png", ".jpg", ".jpeg"}:
        raise InputError(f"{path}: expected a picture's name, such as things.png.")
    shown = sorted((_shown(key) for key in keys), key=lambda thing: (thing.size, thing.name))
    groups = _groups(shown)
    sheets = []
    for number, group in enumerate(groups):
        report(Progress("sheet", number, len(groups)))
        sheets.append(_drawn(group))
    report(Progress("sheet", len(groups), len(groups)))
    try:
        Image.fromarray(np.concatenate(sheets)).save(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}.") from error
    return len(shown)


def _shown(key: str, height: float | None = None) -> _Shown:
    bodies = assemble(key, "shown", position=(0.0, 0.0, 0.0), size=height).bodies
    being = THINGS[key].family in PLANS
    if being:
        bodies = at_rest(bodies, (0.0, 0.0, 0.0), 0.0)
    size = float(np.ptp(bounds_of(bodies), axis=0).max())
    turn = geometry.quat_from_axis_angle((0.0, 0.0, 1.0), TURNED_BEING if being else TURNED)
    bodies = tuple(
        body.model_copy(
            update={
                "position": vec(geometry.quat_rotate(turn, np.asarray(body.position))),
                "rotation": tuple(map(float, geometry.quat_multiply(turn, body.rotation))),
            }
        )
        for body in bodies
    )
    # What hangs or flies comes down to where it hides nothing behind it.
    box = _outline(bodies)
    down = max(box[0, 2] - HOVER * size, 0.0)
    shift = np.array([*(-0.5 * (box[0] + box[1])[:2]), -down])
    bodies = tuple(b.model_copy(update={"position": vec(np.asarray(b.position) + shift)}) for b in bodies)
    return _Shown(key, bodies, box + shift, size)


def _outline(bodies: Sequence[Body]) -> np.ndarray:
    """Return the corners (2, 3) of the box around all that is seen of bodies, m."""
    points = [
        geometry.quat_rotate(body.rotation, np.asarray(part.mesh.vertices)) + np.asarray(body.position)
        for body in bodies
        for part in build(body).parts
    ]
    every = np.concatenate(points)
    return np.stack([every.min(axis=0), every.max(axis=0)])


def _groups(shown: list[_Shown]) -> list[list[_Shown]]:
    """Return groups of a sheet each, in which no thing is more than ``ALIKE`` times as large as another."""
    out: list[list[_Shown]] = []
    for thing in shown:
        if not out or len(out[-1]) == COLUMNS * ROWS or thing.size > ALIKE * out[-1][0].size:
            out.append([])
        out[-1].append(thing)
    return out


def _rows(group: list[_Shown]) -> list[list[_Shown]]:
    """Return the rows of a sheet, from the back to the front, as even as can be."""
    count = min(ROWS, max(1, -(-len(group) // max(3, COLUMNS // 2))))
    cuts = np.linspace(0, len(group), count + 1).round().astype(int)
    return [group[a:b] for a, b in pairwise(cuts)]


def _laid_out(group: list[_Shown]) -> tuple[list[tuple[_Shown, np.ndarray]], list[np.ndarray]]:
    """Return each thing with the spot (3,) of the ground it stands over, m, and where its name is written.

    The figure, where there is one, is the last, beyond the last row's names.
    """
    largest = group[-1].size
    rows = _rows(group)
    wide = max(sum(max(np.ptp(thing.box[:, 0]), 0.4 * largest) + GAP * largest for thing in row) for row in rows)
    figured = largest >= FIGURED
    letter, strip = (px / WIDTH * 1.1 * (wide + figured) for px in (LETTER, LABEL))
    spots, names, edge, front = [], [], 0.0, 0.0
    for number, row in enumerate(rows):
        # In the picture a row rises from its front edge by its depth, foreshortened, and its height.
        deep, high = (max(np.ptp(thing.box[:, axis]) for thing in row) for axis in (1, 2))
        if number:
            front = edge - (strip + high * np.cos(ELEVATION)) / np.sin(ELEVATION) - deep - GAP * largest
        room = [max(np.ptp(thing.box[:, 0]), len(thing.label) * letter) + GAP * largest for thing in row]
        free = max(wide - sum(room), 0.0) / len(row)
        x = -0.5 * (sum(room) + free * len(row))
        for thing, width in zip(row, room, strict=True):
            x += 0.5 * (width + free)
            spots.append((thing, np.array([x, front + 0.5 * np.ptp(thing.box[:, 1]), 0.0])))
            names.append(np.array([x, front - 0.5 * strip / np.sin(ELEVATION), 0.0]))
            x += 0.5 * (width + free)
        edge = front
    if figured:
        figure = replace(_shown("man", FIGURE), name="figure")
        right = max(at[0] + 0.5 * max(np.ptp(thing.box[:, 0]), len(thing.label) * letter) for thing, at in spots)
        spots.append((figure, np.array([right + GAP * largest + 0.4, edge + 0.3, 0.0])))
    middle = 0.5 * (min(at[1] for _, at in spots) + max(at[1] for _, at in spots)) * np.array([0.0, 1.0, 0.0])
    return [(thing, at - middle) for thing, at in spots], [at - middle for at in names]


def _framed(points: np.ndarray) -> View:
    """Return the view from ``ELEVATION`` above that shows points (P, 3) as large as the picture allows."""
    target, back = points.mean(axis=0), np.array([0.0, -np.cos(ELEVATION), np.sin(ELEVATION)])
    across, up = np.array([1.0, 0.0, 0.0]), np.array([0.0, np.sin(ELEVATION), np.cos(ELEVATION)])
    away = 4.0 * FOCAL * float(np.ptp(points, axis=0).max())
    room = np.array([WIDTH, HEIGHT]) - 2.0 * MARGIN
    for _ in range(12):
        view = View(geometry.world_from_camera(target + away * back, target), FOCAL)
        at, _depth = project(view, points, height=HEIGHT, width=WIDTH)
        off = 0.5 * (at.min(axis=0) + at.max(axis=0)) - [0.5 * WIDTH, 0.5 * HEIGHT]
        metre = away / (WIDTH * FOCAL)  # of a pixel
        target = target + metre * (off[0] * across - off[1] * up)
        away *= float((np.ptp(at, axis=0) / room).max())
    return view


def _drawn(group: list[_Shown]) -> np.ndarray:
    """Return one sheet (H, W, 3), names below the things."""
    from PIL import Image, ImageDraw

    from setpiece.render.develop import Process, develop
    from setpiece.render.meter import meter
    from setpiece.render.places import dress
    from setpiece.render.quality import Quality
    from setpiece.render.renderer import Renderer

    spots, names = _laid_out(group)
    items = [item for thing, spot in spots for item in _items(thing, spot)]
    corners = np.array([_corners(thing.box) + spot for thing, spot in spots]).reshape(-1, 3)
    reach = float(np.linalg.norm(corners[:, :2], axis=1).max())
    place = Place(name="plain", ground="concrete", clear_radius=2.0 * reach + 8.0)
    sky = Sky(kind="clear", elevation=0.8, azimuth=3.5)
    view = _framed(np.concatenate([corners, names]))
    posed = PosedWorld((*items, *dress(place, sky, 0)), (), sky, place, view, 0)
    exposure = meter(posed)
    quality = Quality(shrink=1, samples=SAMPLES, instants=1, guide_samples=4, denoise="fast", max_depth=12)
    renderer = Renderer(posed, height=HEIGHT, width=WIDTH, quality=quality, exposure=exposure)
    raw = renderer.trace(posed)
    picture = Image.fromarray(develop(raw, Process(exposure, quality, (HEIGHT, WIDTH))))
    pen = ImageDraw.Draw(picture)
    for thing, name in zip(group, names, strict=True):
        (across, down), _ = project(view, name, height=HEIGHT, width=WIDTH)
        left, top, right, bottom = pen.textbbox((across, down), thing.label, anchor="mm")
        pen.rectangle((left - 3, top - 2, right + 3, bottom + 2), fill=(245, 245, 245))
        pen.text((across, down), thing.label, fill=(20, 20, 20), anchor="mm")
    return np.asarray(picture)


def _corners(box: np.ndarray) -> np.ndarray:
    """Return the eight corners (8, 3) of a box (2, 3)."""
    return np.array([[box[i, 0], box[j, 1], box[k, 2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])


def _items(thing: _Shown, spot: np.ndarray) -> list[Item]:
    """Return the parts of a thing over a spot (3,) of the ground."""
    out = []
    for body in thing.bodies:
        matrix = geometry.transform(np.asarray(body.position) + spot, np.asarray(body.rotation))
        out += [
            Item(f"{thing.name}_{body.id}", part.name, part.mesh, Surface(part.material, part.color), matrix)
            for part in build(body).parts
        ]
    return out


def _length(size: float) -> str:
    return f"{size:.3g} m" if size >= 1.0 else f"{100 * size:.3g} cm"
