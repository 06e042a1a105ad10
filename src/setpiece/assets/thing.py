"""What an everyday noun stands for: a family with true sizes, a finish, a mass, and other names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Rgb = tuple[float, float, float]
Kind = Literal[
    "ball", "small", "furniture", "structure", "vehicle", "plant", "building", "assembly", "light", "animal", "person"
]
NONE: Mapping = MappingProxyType({})


@dataclass(frozen=True)
class Thing:
    """One entry of the catalogue.

    ``family`` names the model (of an assembly: of its main body), ``params`` its sizes in metres, ``materials`` and
    ``colors`` (linear Rec. 709) the finish of named parts, where they differ from the family's own. ``mass`` (kg),
    ``restitution`` and ``friction`` are the real thing's, where its volume and materials do not tell them.
    ``words``: other names and irregular plurals. ``fixed``: it stands rooted unless somebody says otherwise.
    ``lit``: it shines unless somebody says otherwise (None: it cannot shine). ``stacked``: sizes of the kind that is
    made to be stacked, where the usual one does not stand in its like.
    """

    family: str
    kind: Kind
    description: str
    params: Mapping[str, float] = field(default_factory=lambda: NONE)
    materials: Mapping[str, str] = field(default_factory=lambda: NONE)
    colors: Mapping[str, Rgb] = field(default_factory=lambda: NONE)
    mass: float | None = None
    restitution: float | None = None
    friction: float | None = None
    words: tuple[str, ...] = ()
    fixed: bool = False
    lit: bool | None = None
    stacked: Mapping[str, float] = field(default_factory=lambda: NONE)
