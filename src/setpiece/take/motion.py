"""The stage ``simulate``: one second of world a segment, and the Trajectory that reads what it stored.

Its document is the physics of a world and nothing else: no colour, light, camera, length or format can change a
key. A segment knows only the actions that start before its end, so that a later push leaves it as it is; but who
performs later stands there until then, and does so from the beginning.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from setpiece.assets.build import cast
from setpiece.clock import SEGMENT_TICKS, TICKS_PER_SECOND
from setpiece.physics.trajectory import Segment, Trajectory
from setpiece.take.stage import Json, Node, Part, Result, Stage
from setpiece.world.document import Perform, Tie, World
from setpiece.world.files import canonical_json, parse_world

if TYPE_CHECKING:
    from setpiece.physics.model import Model

LAYERS = ("errors", "rng", "clock", "geometry", "progress", "world", "assets", "physics")
LIBRARIES = ("numpy", "scipy", "mujoco-core", "numba", "trimesh", "manifold3d")
SEGMENT_SECONDS = SEGMENT_TICKS / TICKS_PER_SECOND
CONSTANTS = ("mass", "inertia", "center_of_mass", "fixed", "whole")
ARRAYS = tuple(field.name for field in fields(Segment) if field.name != "index")
HELD_SEGMENTS = 6  # in memory at a time, whatever the length of the film


def physics_document(world: World, segment: int) -> Json:
    """Return the part of a world that can move things before the end of a segment, as a world of its own."""
    end = (segment + 1) * SEGMENT_SECONDS
    room = world.place.room
    bare = World(
        seed=world.seed,
        gravity=world.gravity,
        air=world.air,
        ties=unseen(world.ties),
        place=World().place.model_copy(
            update={
                "ground": world.place.ground,
                "room": room and room.model_copy(update={"wall_color": None, "window": True}),
            }
        ),
        bodies=tuple(body.model_copy(update={"colors": {}, "finishes": {}}) for body in world.bodies),
        actions=tuple(act for act in world.actions if isinstance(act, Perform) or getattr(act, "start", 0.0) < end),
    )
    return bare.model_dump(mode="json")


def unseen(ties: tuple[Tie, ...]) -> tuple[Tie, ...]:
    """Return ties without what they look like."""
    plain = {"look": None, "gauge": Tie.model_fields["gauge"].default}
    return tuple(tie.model_copy(update=plain) for tie in ties)


def simulation(world: World, segments: int) -> tuple[Node, ...]:
    """Return the nodes of the first ``segments`` seconds of a world, each built on the one before."""
    nodes: list[Node] = []
    for index in range(segments):
        nodes.append(Node(SIMULATE, index, physics_document(world, index), tuple(nodes[-1:])))
    return tuple(nodes)


def stored_trajectory(last: Result) -> Trajectory:
    """Return the Trajectory up to a segment; its segments are read, or made, when they are asked for."""
    chain = [last]
    while chain[-1].upstream:
        chain.append(chain[-1].upstream[0])
    chain.reverse()
    constants = chain[0].arrays()
    return Trajectory(
        ids=_cast_ids(last.document),
        gravity=np.array(last.document["gravity"]),
        segments=StoredSegments(chain),
        **{name: constants[name] for name in CONSTANTS},
    )


def _cast_ids(document: Json) -> tuple[str, ...]:
    """Return the ids of all that can move in a document, pieces included."""
    if not any(body.get("fracture") for body in document["bodies"]):
        return tuple(body["id"] for body in document["bodies"])
    return tuple(body.id for body in cast(parse_world(canonical_json(document)).bodies))


class StoredSegments(Sequence[Segment]):
    """Segments on disk as a sequence; the few used last stay in memory."""

    def __init__(self, results: Sequence[Result]) -> None:
        self._results = tuple(results)
        self._held: OrderedDict[int, Segment] = OrderedDict()

    def __len__(self) -> int:
        return len(self._results)

    def __getitem__(self, index: int) -> Segment:
        index = range(len(self._results))[index]
        if index in self._held:
            self._held.move_to_end(index)
            return self._held[index]
        arrays = self._results[index].arrays()
        segment = Segment(index=index, **{name: arrays[name] for name in ARRAYS})
        self._held[index] = segment
        if len(self._held) > HELD_SEGMENTS:
            self._held.popitem(last=False)
        return segment


def _simulate(document: Json, upstream: tuple[Result, ...], segment: int) -> Iterator[Part]:
    from setpiece.physics.simulate import simulate_segment, start

    model = model_of(document)
    checkpoint = upstream[0].arrays()["checkpoint"].tobytes() if upstream else start(model)
    made, checkpoint = simulate_segment(model, checkpoint, segment)
    for name in ARRAYS:
        yield name, getattr(made, name)
    yield "checkpoint", np.frombuffer(checkpoint, np.uint8)
    if segment == 0:
        for name in CONSTANTS:
            yield name, getattr(model, name)


def model_of(document: Json) -> "Model":
    """Return the compiled world of a node's document."""
    return _model(canonical_json(document))


@lru_cache(maxsize=2)
def _model(document: str) -> "Model":
    """Compile a document once for all its segments; that of the version before stays beside it."""
    from setpiece.physics.model import compile_world

    return compile_world(parse_world(document))


SIMULATE = Stage("simulate", _simulate, layers=LAYERS, libraries=LIBRARIES)
