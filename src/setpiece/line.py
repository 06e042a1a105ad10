"""The nodes of a film: every stage of it, laid out before anything runs, and what happens in the film's world."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from setpiece.clock import frame_count, segments
from setpiece.events.clause import Clause
from setpiece.take import darkroom, hearing, motion, picture, printing
from setpiece.take.folder import Take
from setpiece.take.stage import Json, Node, Part, Result, Stage
from setpiece.take.store import Store, StoredResult
from setpiece.world.document import World
from setpiece.world.files import canonical_json, parse_world
from setpiece.world.format import Format, framed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from setpiece.physics.trajectory import Trajectory
    from setpiece.take.reuse import Reuse


@dataclass(frozen=True)
class Line:
    """The nodes of every stage of one film; ``simulated`` runs on past its end for what the camera must know.

    ``cleaned`` is empty where the film has no light groups.
    """

    simulated: tuple[Node, ...]
    traced: tuple[Node, ...]
    cleaned: tuple[Node, ...]
    developed: tuple[Node, ...]
    heard: Node
    encoded: Node
    certified: Node

    def stages(self) -> dict[str, tuple[Node, ...]]:
        """Return all nodes in order, by the name of their stage."""
        pictures = (self.traced, self.cleaned, self.developed)
        rows = (self.simulated, *pictures, (self.heard,), (self.encoded,), (self.certified,))
        return {nodes[0].stage.name: nodes for nodes in rows if nodes}


def lay_out(world: World, film: Format, clauses: list[Json], reuse: "Reuse | None" = None) -> Line:
    """Return the nodes of a film; nothing runs. ``reuse`` makes frames out of those of the version before."""
    film = framed(film, world.shot)
    told = len(segments(world.duration * world.shot.speed))
    simulated = motion.simulation(world, max(told, picture.segments_seen(world, world.duration, film.fps)))
    simulated = reuse.motion(simulated) if reuse else simulated
    traced = picture.shooting(world, film, simulated)
    traced = reuse.raw(traced) if reuse else traced
    cleaned = darkroom.cleaning(film, traced)
    cleaned = reuse.light(cleaned) if reuse else cleaned
    developed = darkroom.developing(world, film, traced, cleaned)
    developed = reuse.pictures(developed) if reuse else developed
    heard = hearing.hearing(world, simulated[told - 1])
    encoded = printing.printing(film, frame_count(world.duration, film.fps), developed, heard)
    document = {"world": world.model_dump(mode="json"), "clauses": clauses, "aspect": film.width / film.height}
    certified = Node(CERTIFY, 0, document, (simulated[told - 1], heard))
    return Line(simulated, traced, cleaned, developed, heard, encoded, certified)


def trajectory_of(take: Take, store: Store) -> "Trajectory":
    """Return what happens in a take's world, from its store as far as it is there."""
    world = take.world
    nodes = motion.simulation(world, len(segments(world.duration * world.shot.speed)))
    return motion.stored_trajectory(StoredResult(store, nodes[-1]))


def _certify(document: Json, upstream: tuple[Result, ...], segment: int) -> "Iterator[Part]":  # noqa: ARG001
    from setpiece.camera.moves import viewer
    from setpiece.certificate.certify import certify

    world = parse_world(canonical_json(document["world"]))
    trajectory = motion.stored_trajectory(upstream[0])
    clauses = tuple(Clause.model_validate(clause) for clause in document["clauses"])
    found = certify(
        world, trajectory, clauses, view_at=viewer(world, trajectory), score=hearing.stored_score(upstream[1])
    )
    yield "certificate", np.frombuffer(canonical_json(found).encode(), np.uint8)


CERTIFY = Stage("certify", _certify, (*hearing.LAYERS, "certificate"), hearing.LIBRARIES)
