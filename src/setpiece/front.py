"""The World as Python users meet it: the document with its verbs. Everything inside works on the plain document."""

from pathlib import Path
from typing import TYPE_CHECKING, Self

from setpiece.assets.build import check
from setpiece.world import document
from setpiece.world.files import load_world, save_world

if TYPE_CHECKING:
    from setpiece.physics.play import Play


class World(document.World):
    """A world that can be loaded, saved and stepped: ``env = World.load("world.json").play(seed=0)``."""

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """Return the world in a JSON file.

        Raises:
            InputError: the file says something that no world can be; all mistakes at once, with their paths.
        """
        return cls.model_validate(load_world(path, check).model_dump())

    def save(self, path: Path | str) -> None:
        """Write the world as JSON, whole or not at all."""
        save_world(self, Path(path))

    def play(self, seed: int | None = None, *, step_seconds: float = 1 / 60) -> "Play":
        """Return an environment with ``reset``, ``step(action)`` and ``state``; ``seed`` None is the world's own."""
        from setpiece.physics.play import Play

        return Play(self, seed, step_seconds=step_seconds)
