"""The independent reader: gravity measured from a film's own id and depth layers, against what its world says.

Only round things in flight are read, whose seen middle tells their centre. Of the simulation the reader takes no more
than when something flew free; where it was, it sees. Metres, seconds of world, pixels with centres at +0.5.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.camera.view import View, project
from setpiece.certificate.certificate import Certificate, Law
from setpiece.certificate.laws import law
from setpiece.certificate.state_laws import flights
from setpiece.certificate.subject import Subject, Worst, times
from setpiece.certificate.table import FRAME_LAWS
from setpiece.physics.trajectory import Trajectory, poses
from setpiece.render.layers import showing
from setpiece.world.document import World
from setpiece.world.files import document_hash

Array = NDArray[np.float64]

FEWEST_PIXELS = 24  # of a mask: its middle is then good to ``BLUR``
BLUR = 0.25  # px by which a mask's middle may be off
FEWEST_FRAMES = 6
SURE = 0.01  # of g: the standard error up to which a flight tells gravity


@dataclass(frozen=True)
class Look:
    """One frame's layers: ``part`` (H, W) rows of ``parts`` (id, part), ``depth`` (H, W) Z in m."""

    time: float
    view: View
    parts: tuple[tuple[str, str], ...]
    part: NDArray[np.uint16]
    depth: NDArray[np.float32]


@dataclass(frozen=True)
class Sighting:
    """A round thing seen whole: when, its centre (3,) and radius in m, and how many pixels a metre is there."""

    time: float
    center: Array
    radius: float
    scale: float


@dataclass(frozen=True)
class Flight:
    """What the frames of one flight of a body show. ``missing``: times at which it ought to be seen and is not."""

    body: int
    sightings: tuple[Sighting, ...]
    missing: tuple[float, ...]

    def fit(self) -> tuple[Array, Array]:
        """Return the acceleration (3,) in m/s2, and what is left (F,) in px, of the best parabola."""
        time = np.array([one.time for one in self.sightings]) - self.sightings[0].time
        path = np.array([one.center for one in self.sightings])
        basis = np.stack([np.ones_like(time), time, 0.5 * time**2], axis=1)
        found = np.linalg.lstsq(basis, path, rcond=None)[0]
        left = np.linalg.norm(path - basis @ found, axis=1)
        return found[2], left * [one.scale for one in self.sightings]

    def error(self) -> float:
        """Return the standard error (m/s2) of that acceleration: 26.8 sigma / (sqrt(N) T^2), sigma of ``BLUR``."""
        if len(self.sightings) < FEWEST_FRAMES:
            return np.inf
        last, first = self.sightings[-1], self.sightings[0]
        sigma = BLUR / min(last.scale, first.scale)
        return 26.8 * sigma / (np.sqrt(len(self.sightings)) * (last.time - first.time) ** 2)


def read_frames(world: World, trajectory: Trajectory, looks: Iterable[Look]) -> Certificate | None:
    """Return the certificate of a film's own layers; None where nothing flies by which gravity could be told.

    Args:
        world: what was filmed; its gravity is what the frames must show.
        trajectory: tells when which body flew, and where each should be seen.
        looks: the layers of all frames in order.
    """
    subject = Subject(world, trajectory)
    found = list(seen_flights(subject, looks))
    weight = float(np.linalg.norm(trajectory.gravity))
    told = [flight for flight in found if flight.error() < SURE * weight]
    if not told:
        return None
    laws = _laws(trajectory, found, told)
    return Certificate(
        world=document_hash(world),
        laws=laws,
        notes=tuple(_note(trajectory, flight) for flight in told),
        holds=all(one.holds for one in laws),
    )


def _laws(trajectory: Trajectory, found: list[Flight], told: list[Flight]) -> tuple[Law, ...]:
    """Return every line of the reader with its worst figure."""
    gravity = trajectory.gravity
    worst = dict.fromkeys(FRAME_LAWS, Worst(0.0))

    def note(name: str, value: float, time: float, body: int) -> None:
        if value > worst[name].value:
            worst[name] = Worst(value, time, (body,))

    for flight in found:
        for time in flight.missing:
            note("frames_presence", worst["frames_presence"].value + 1.0, time, flight.body)
        for one in flight.sightings:
            true = poses(trajectory, one.time)[flight.body][:3, 3]
            note("frames_place", float(np.linalg.norm(one.center - true)) * one.scale, one.time, flight.body)
    for flight in told:
        acceleration, left = flight.fit()
        off = float(np.linalg.norm(acceleration - gravity) / np.linalg.norm(gravity))
        note("frames_gravity", off, flight.sightings[0].time, flight.body)
        k = int(np.argmax(left))
        note("frames_parabola", float(left[k]), flight.sightings[k].time, flight.body)
    return tuple(law(FRAME_LAWS[name], figure, trajectory.ids) for name, figure in worst.items())


def _note(trajectory: Trajectory, flight: Flight) -> str:
    """Return a flight's gravity in words."""
    acceleration, _ = flight.fit()
    first, last = flight.sightings[0].time, flight.sightings[-1].time
    return (
        f"{trajectory.ids[flight.body].replace('_', ' ')} falls with {-acceleration[2]:.3f} m/s2 in "
        f"{len(flight.sightings)} frames from t = {first:.2f} to {last:.2f} s (give or take {flight.error():.3f})."
    )


def seen_flights(subject: Subject, looks: Iterable[Look]) -> Iterator[Flight]:
    """Yield what frames show of every flight of a round body."""
    planned = [(i, start, end) for i in subject.free if subject.round[i] for start, end in spans(subject, i)]
    seen: list[list[Sighting]] = [[] for _ in planned]
    lost: list[list[float]] = [[] for _ in planned]
    waiting: list[list[Look]] = [[] for _ in planned]
    for look in looks:
        for n, (i, start, end) in enumerate(planned):
            if not start <= look.time <= end:
                continue
            one = sight(look, subject.trajectory.ids[i])
            if one is None:
                waiting[n].append(look)
                continue
            if seen[n]:
                lost[n] += [each.time for each in waiting[n] if _vanished(each, seen[n][-1], one)]
            seen[n].append(one)
            waiting[n].clear()
    for (i, _, _), sightings, missing in zip(planned, seen, lost, strict=True):
        yield Flight(int(i), tuple(sightings), tuple(missing))


def spans(subject: Subject, body: int) -> list[tuple[float, float]]:
    """Return from when to when (s) a body flies free, by the samples of its trajectory."""
    quiet, time = [], []
    for segment in subject.trajectory.segments:
        pushed = (segment.contact_impulse[1:, body] != 0).any(axis=1) | (segment.other_impulse[1:, body] != 0).any(
            axis=1
        )
        quiet.append(~pushed)
        time.append(times(segment)[:-1])
    end = float(len(subject.trajectory.segments))
    time = np.append(np.concatenate(time), end)
    return [(float(time[rows][0]), float(time[rows][-1])) for rows in flights(np.concatenate(quiet))]


def sight(look: Look, name: str) -> Sighting | None:
    """Return a round thing as a frame shows it; None where it is not seen whole and large enough.

    The seen cap lies before the centre by 2/3 of the radius on average over its disk; the radius is that of a disk of
    as many pixels.
    """
    mask = showing(look.part, look.parts, name)
    if int(mask.sum()) < FEWEST_PIXELS or _cut(look, mask):
        return None
    y, x = np.nonzero(mask)
    scale = look.part.shape[1] * look.view.focal
    depth = look.depth[mask].astype(float)
    half = np.array(look.part.shape[::-1]) / 2
    points = np.column_stack([(x + 0.5 - half[0]) * depth / scale, (y + 0.5 - half[1]) * depth / scale, depth])
    middle = points.mean(axis=0)
    radius = np.sqrt(len(x) / np.pi) * middle[2] / scale
    center = middle * (1 + 2 / 3 * radius / np.linalg.norm(middle))
    pose = look.view.world_from_camera
    return Sighting(look.time, pose[:3, :3] @ center + pose[:3, 3], float(radius), float(scale / center[2]))


def _cut(look: Look, mask: NDArray[np.bool_]) -> bool:
    """Tell whether a mask ends at the picture's edge or behind something nearer."""
    if mask[0].any() or mask[-1].any() or mask[:, 0].any() or mask[:, -1].any():
        return True
    for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
        beside = mask & ~np.roll(mask, step, axis)
        if np.any(np.roll(look.depth, step, axis)[beside] < look.depth[beside]):
            return True
    return False


def _vanished(look: Look, before: Sighting, after: Sighting) -> bool:
    """Tell whether a thing seen before and after ought to be seen in a frame, by a straight way between the two."""
    share = (look.time - before.time) / (after.time - before.time)
    point = before.center + share * (after.center - before.center)
    height, width = look.part.shape
    (x, y), depth = project(look.view, point, height=height, width=width)
    if not (0 <= x < width and 0 <= y < height and depth > 0):
        return False
    margin = before.radius * before.scale + 1
    if not (margin <= x < width - margin and margin <= y < height - margin):
        return False
    return bool(look.depth[int(y), int(x)] > depth)
