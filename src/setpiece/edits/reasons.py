"""Why a pixel is as it is: what is seen there, what its light met, how it moves, what acts on it, and which words.

Forces are means over the sample interval (1/120 s) that ends at or after the time, in N, world frame; times are film
seconds unless said otherwise.
"""

from typing import TYPE_CHECKING

import numpy as np

from setpiece.assets.build import build
from setpiece.clock import SAMPLE
from setpiece.edits.clicks import Click, seen_by
from setpiece.language.script import Script
from setpiece.physics.trajectory import at, index
from setpiece.take.stage import Json
from setpiece.world.document import World
from setpiece.world.format import Format

if TYPE_CHECKING:
    from setpiece.physics.trajectory import Segment, Trajectory
    from setpiece.render.raw import Raw

SKY = "sky"


def why(
    click: Click, world: World, trajectory: "Trajectory", film: Format, script: Script | None, raw: "Raw | None"
) -> Json:
    """Return the reasons of a pixel as JSON.

    Args:
        click: which pixel, when.
        world: of the take.
        trajectory: what happens in it.
        film: how the take is delivered.
        script: what was understood of its sentence, if it had one.
        raw: the frame's raw light, whose touched sets name what the pixel's light met; None: not kept.

    Raises:
        InputError: the click is outside the picture or the film.
    """
    seen = seen_by(click, world, trajectory, film)
    way = [seen.items[hit.row].id for hit in seen.hits]
    item = seen.item
    told: Json = {
        "click": {"x": click.x, "y": click.y, "time": click.time},
        "seen": item.id if item else SKY,
        "way": way,
        "light_met": None if raw is None else _met(raw, click, film, world, {each.id for each in seen.items}),
    }
    if item is None:
        return told
    told |= {"part": item.part, "material": item.surface.material, "color": item.surface.color}
    if item.id in {body.id for body in world.bodies}:
        told["motion"] = _motion(world, trajectory, item.id, click.time * world.shot.speed)
        told["words"] = _words(script, item.id)
        told["model"] = {
            "family": world.body(item.id).family,
            "size": np.ptp(build(world.body(item.id)).bounds, axis=0).tolist(),
        }
    return told


def _met(raw: "Raw", click: Click, film: Format, world: World, ids: set[str]) -> list[str]:
    """Return the things and lamps that light of the pixel has met, the dressing of the place as one."""
    from setpiece.render.raw import touching

    height, width = raw.index.shape
    row, column = int(click.y * height / film.height), int(click.x * width / film.width)
    names = sorted(
        {
            *(SKY if id_ == SKY else id_ for id_ in ids if not id_.startswith("set_")),
            SKY,
            *(light.id for light in world.lights),
        }
    )
    found = [name for name in names if touching(raw, [name])[row, column]]
    placed = [name for name in ids if name.startswith("set_")]
    return found + (["the place"] if placed and touching(raw, placed[:1])[row, column] else [])


def _motion(world: World, trajectory: "Trajectory", id_: str, time: float) -> Json:
    """Return how a body moves and what acts on it at a world time (s)."""
    row, now = index(trajectory, id_), at(trajectory, time)
    segment = trajectory.segments[min(int(time), len(trajectory.segments) - 1)]
    k = min(max(1, int(np.ceil((time - segment.index) / SAMPLE))), len(segment.position) - 1)
    mass = float(trajectory.mass[row])
    fixed = bool(trajectory.fixed[row])
    gravity = np.zeros(3) if fixed else mass * np.asarray(world.gravity)
    return {
        "fixed": fixed,
        "mass": None if fixed else mass,
        "velocity": now.velocity[row].tolist(),
        "spin": now.spin[row].tolist(),
        "forces": {
            "gravity": gravity.tolist(),
            "contacts": (segment.contact_impulse[k, row] / SAMPLE).tolist(),
            "others": (segment.other_impulse[k, row] / SAMPLE).tolist(),
        },
        "touches": _touches(segment, trajectory.ids, row, k),
    }


def _touches(segment: "Segment", ids: tuple[str, ...], row: int, sample: int) -> list[str]:
    """Return whom a body touches or hits in the sample interval that ends with a sample; asleep, nothing is noted."""
    touches = segment.touches[segment.touches["sample"] == sample]
    since = (segment.impacts["time"] - segment.index) / SAMPLE - (sample - 1)
    impacts = segment.impacts[(since >= 0) & (since <= 1)]
    pairs = [
        (int(each["a"]), int(each["b"]))
        for rows in (touches, impacts)
        for each in rows
        if row in (each["a"], each["b"])
    ]
    return sorted({"the ground or a wall" if other < 0 else ids[other] for a, b in pairs for other in ({a, b} - {row})})


def _words(script: Script | None, id_: str) -> list[str]:
    """Return the words of the sentence that a body came from."""
    if script is None:
        return []
    fitting = [e.id for e in script.entities if id_ == e.id or id_.startswith(f"{e.id}_")]
    if not fitting:
        return []
    owner = max(fitting, key=len)
    return [token.text for token in script.tokens if token.target == owner or token.target.startswith(f"{owner}.")]
