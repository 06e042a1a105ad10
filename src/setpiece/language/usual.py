"""Things as the catalogue has them, before anything is staged: what words need to know of a shape."""

from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.assets.solid import Solid
from setpiece.world.document import Body


def solid_of(thing: str, material: str | None = None) -> Solid:
    """Return the shape of a thing in its usual size, in its own materials or its body in another."""
    kind = THINGS[thing]
    materials = {"body": material} if material else kind.materials
    params = dict(kind.params)
    return build(Body(id="asked", family=kind.family, params=params, position=(0.0, 0.0, 0.0), materials=materials))
