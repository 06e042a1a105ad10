"""Setpiece films a world instead of dreaming pixels.

import setpiece
take = setpiece.shoot(setpiece.imagine("a glass marble rolls off a table", seed=7), "marble")
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from setpiece.errors import InputError as InputError
    from setpiece.front import World as World
    from setpiece.physics.play import Play as Play
    from setpiece.pipeline import Imagined as Imagined
    from setpiece.pipeline import Take as Take
    from setpiece.pipeline import imagine as imagine
    from setpiece.pipeline import open_take as open_take
    from setpiece.pipeline import revise as revise
    from setpiece.pipeline import shoot as shoot
    from setpiece.world.edit import Edit as Edit
    from setpiece.world.format import Format as Format

_HOMES = {
    "InputError": "setpiece.errors",
    "Imagined": "setpiece.pipeline",
    "Take": "setpiece.pipeline",
    "imagine": "setpiece.pipeline",
    "open_take": "setpiece.pipeline",
    "revise": "setpiece.pipeline",
    "shoot": "setpiece.pipeline",
    "World": "setpiece.front",
    "Play": "setpiece.physics.play",
    "Edit": "setpiece.world.edit",
    "Format": "setpiece.world.format",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    """Import the front door's names when they are first used: ``setpiece --help`` needs none of them."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'setpiece' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
