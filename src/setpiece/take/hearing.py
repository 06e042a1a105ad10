"""The stage ``sound``: the score of a whole film, made from its contacts as the camera hears them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from setpiece.take.motion import LIBRARIES as MOTION_LIBRARIES
from setpiece.take.motion import stored_trajectory, unseen
from setpiece.take.picture import LAYERS as PICTURE_LAYERS
from setpiece.take.stage import Json, Node, Part, Result, Stage
from setpiece.world.document import FINISH, Sky, World
from setpiece.world.files import canonical_json, parse_world

if TYPE_CHECKING:
    from setpiece.sound.score import Score

STEM = "stem_"
UNHEARD = dict.fromkeys(("f_number", "focus_distance", "aspect")) | dict.fromkeys(FINISH, 0.0)
UNHEARD |= {"exposure": 1.0, "style": "natural"}  # of a shot

LAYERS = (*PICTURE_LAYERS, "events", "sound")
LIBRARIES = (*MOTION_LIBRARIES, "soxr", "pyloudnorm")


def hearing(world: World, simulated: Node) -> Node:
    """Return the node of a world's sound."""
    return Node(SOUND, 0, audible_document(world), (simulated,))


def audible_document(world: World) -> Json:
    """Return the part of a world that can be heard: no colours, lamps, height of the sun, nor how the film is drawn."""
    bodies = tuple(body.model_copy(update={"colors": {}, "finishes": {}}) for body in world.bodies)
    shot = world.shot.model_copy(update=UNHEARD)
    heard = {"title": "", "bodies": bodies, "lights": (), "sky": Sky(kind=world.sky.kind), "shot": shot}
    return world.model_copy(update=heard | {"ties": unseen(world.ties), "marks": ()}).model_dump(mode="json")


def stored_score(result: Result) -> "Score":
    """Return the score that a node keeps."""
    from setpiece.sound.score import Score

    arrays = result.arrays()
    stems = {name.removeprefix(STEM): array for name, array in arrays.items() if name.startswith(STEM)}
    return Score(stems, arrays["mix"], arrays["onsets"], int(arrays["rate"]))


def _sound(document: Json, upstream: tuple[Result, ...], segment: int) -> Iterator[Part]:  # noqa: ARG001
    from setpiece.camera.moves import viewer
    from setpiece.sound.score import score

    world, trajectory = parse_world(canonical_json(document)), stored_trajectory(upstream[0])
    made = score(world, trajectory, viewer(world, trajectory), seconds=world.duration)
    yield "rate", np.array(made.rate)
    yield "mix", made.mix
    yield "onsets", made.onsets
    for name, stem in made.stems.items():
        yield STEM + name, stem


SOUND = Stage("sound", _sound, layers=LAYERS, libraries=LIBRARIES)
