"""Contact sheets of the catalogue: every noun as it stands, in groups of like size, with a 1.7 m figure for scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from setpiece import geometry
from setpiece.actors.perform import at_rest
from setpiece.assets.assembly import assemble, bounds_of
from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.assets.families.beings import PLANS
from setpiece.camera.view import View, project
from setpiece.errors import InputError
from setpiece.progress import Progress, Report, silent
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.world.document import Body, Place, Sky

COLUMNS, ROWS = 6, 3
HEIGHT, WIDTH = 640, 1280
FIGURE = 1.7  # m
ELEVATION = np.radians(24.0)
FOCAL = 85.0 / 36.0
SPREAD = 1.2  # of a cell over the largest thing in its group
DEEP = 2.0  # of a row's pitch over a cell, so that no row hides the one behind
ALIKE = 2.5  # times as large as the smallest may the largest of a group be
SAMPLES = 4


@dataclass(frozen=True)
class _Shown:
    """A thing as it stands at the origin: its bodies, and the corners (2, 3) of the box around them, m."""

    name: str
    bodies: tuple[Body, ...]
    box: np.ndarray

    @property
    def size(self) -> float:
        """Return its largest dimension, m."""
        return float((self.box[1] - self.box[0]).max())


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
    figure = _shown("man", FIGURE)
    sheets = []
    for number, group in enumerate(groups):
        report(Progress("sheet", number, len(groups)))
        sheets.append(_drawn(group, figure))
    report(Progress("sheet", len(groups), len(groups)))
    try:
        Image.fromarray(np.concatenate(sheets)).save(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}.") from error
    return len(shown)


def _shown(key: str, height: float | None = None) -> _Shown:
    bodies = assemble(key, "shown", position=(0.0, 0.0, 0.0), size=height).bodies
    if THINGS[key].family in PLANS:
        bodies = at_rest(bodies, (0.0, 0.0, 0.0), 0.0)
    return _Shown(key, bodies, bounds_of(bodies))


def _groups(shown: list[_Shown]) -> list[list[_Shown]]:
    """Return groups of a sheet each, in which no thing is more than ``ALIKE`` times as large as another."""
    out: list[list[_Shown]] = []
    for thing in shown:
        if not out or len(out[-1]) == COLUMNS * ROWS or thing.size > ALIKE * out[-1][0].size:
            out.append([])
        out[-1].append(thing)
    return out


def _drawn(group: list[_Shown], figure: _Shown) -> np.ndarray:
    """Return one sheet (H, W, 3), names below the things."""
    from PIL import Image, ImageDraw

    from setpiece.render.develop import Process, develop
    from setpiece.render.meter import meter
    from setpiece.render.places import dress
    from setpiece.render.renderer import Quality, Renderer

    cell = SPREAD * group[-1].size
    columns = min(COLUMNS, max(3, len(group)))
    spots = [((k % columns + 0.5) * cell, -DEEP * (k // columns) * cell) for k in range(len(group))]
    depth = DEEP * cell * ((len(group) - 1) // columns)
    items = [item for thing, spot in zip(group, spots, strict=True) for item in _items(thing, spot)]
    items += _items(figure, (columns * cell + 0.5, -0.5 * depth), "figure")
    place = Place(name="plain", ground="concrete", clear_radius=1.5 * columns * cell + depth + 8.0)
    sky = Sky(kind="clear", elevation=0.8, azimuth=3.5)
    target = np.array([0.52 * columns * cell, -0.5 * depth, 0.25 * cell])
    eye = target + 1.16 * columns * cell * FOCAL * np.array([0.0, -np.cos(ELEVATION), np.sin(ELEVATION)])
    view = View(geometry.world_from_camera(eye, target), FOCAL)
    posed = PosedWorld((*items, *dress(place, sky, 0)), (), sky, place, view, 0)
    exposure = meter(posed)
    quality = Quality(shrink=1, samples=SAMPLES, instants=1, guide_samples=4, denoise="fast", max_depth=12)
    renderer = Renderer(posed, height=HEIGHT, width=WIDTH, quality=quality, exposure=exposure)
    raw = renderer.trace(posed)
    picture = Image.fromarray(develop(raw, Process(exposure, quality, (HEIGHT, WIDTH))))
    pen = ImageDraw.Draw(picture)
    for thing, (x, y) in zip(group, spots, strict=True):
        (across, down), _ = project(view, [x, y - 0.5 * max(thing.size, 0.6 * cell), 0.0], height=HEIGHT, width=WIDTH)
        text = f"{thing.name.replace('_', ' ')}  {_length(thing.size)}"
        left, top, right, bottom = pen.textbbox((across, down), text, anchor="mm")
        pen.rectangle((left - 3, top - 2, right + 3, bottom + 2), fill=(245, 245, 245))
        pen.text((across, down), text, fill=(20, 20, 20), anchor="mm")
    return np.asarray(picture)


def _items(thing: _Shown, spot: tuple[float, float], id_: str = "") -> list[Item]:
    """Return the parts of a thing turned a little to the camera and centred over a point of the ground."""
    turn = geometry.quat_from_axis_angle((0.0, 0.0, 1.0), -0.5)
    middle = 0.5 * (thing.box[0] + thing.box[1]) * [1.0, 1.0, 0.0]
    out = []
    for body in thing.bodies:
        rotation = geometry.quat_multiply(turn, body.rotation)
        place = geometry.quat_rotate(turn, np.asarray(body.position) - middle) + np.array([*spot, 0.0])
        matrix = geometry.transform(place, rotation)
        out += [
            Item(f"{id_ or thing.name}_{body.id}", part.name, part.mesh, Surface(part.material, part.color), matrix)
            for part in build(body).parts
        ]
    return out


def _length(size: float) -> str:
    return f"{size:.3g} m" if size >= 1.0 else f"{100 * size:.3g} cm"
