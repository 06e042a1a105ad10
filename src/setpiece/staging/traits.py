"""What adjectives and words for parts change of a thing: weight, grip, bounce, tint, and the finish of named parts.

A trait acts on the main body of a thing as the catalogue has it. What a word changes can be measured afterwards:
``claims`` gives each of them a clause.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from setpiece.assets.assembly import Assembly
from setpiece.assets.build import build, mass_properties
from setpiece.language.script import Entity, PartFinish
from setpiece.world.document import Body, Rgb
from setpiece.world.materials import MATERIALS, Material

DUST, GREY, MOSS, SOOT = (0.30, 0.24, 0.17), (0.34, 0.32, 0.29), (0.06, 0.12, 0.03), (0.02, 0.018, 0.016)
PALETTE: tuple[Rgb, ...] = (  # linear: red, blue, yellow, green, orange, violet, turquoise, pink
    (0.55, 0.012, 0.012), (0.015, 0.08, 0.5), (0.85, 0.58, 0.02), (0.03, 0.27, 0.04),
    (0.8, 0.2, 0.006), (0.18, 0.03, 0.4), (0.02, 0.4, 0.38), (0.75, 0.2, 0.35),
)  # fmt: skip


@dataclass(frozen=True)
class Trait:
    """Factors on mass and friction, a restitution, and a colour that the own one is drawn to by ``share``.

    ``finish``: the roughness that a surface has, by the kind of its material, if its own is more or (``rougher``) less.
    """

    mass: float = 1.0
    friction: float = 1.0
    restitution: float | None = None
    toward: Rgb = (0.0, 0.0, 0.0)
    share: float = 0.0
    finish: Mapping[str, float] = field(default_factory=dict)
    rougher: bool = False

    def roughness(self, material: Material) -> float | None:
        """Return the roughness that a surface of a material then has; None where it keeps its own."""
        told = self.finish.get(material.kind)
        kept = told is None or (told <= material.roughness if self.rougher else told >= material.roughness)
        return None if kept else told


TRAITS: dict[str, Trait] = {
    "heavy": Trait(mass=2.5),
    "light": Trait(mass=0.4),
    "hollow": Trait(mass=0.4),
    "slippery": Trait(friction=0.15),
    "rough": Trait(friction=1.4),
    "sticky": Trait(friction=2.5),
    "bouncy": Trait(restitution=0.9),
    "limp": Trait(restitution=0.1),
    "wet": Trait(friction=0.7, share=0.4),
    "dusty": Trait(toward=DUST, share=0.45),
    "old": Trait(toward=GREY, share=0.35),
    "mossy": Trait(toward=MOSS, share=0.6),
    "burnt": Trait(toward=SOOT, share=0.85),
    "polished": Trait(finish={"opaque": 0.1, "metal": 0.05, "clear": 0.0}),
    "smooth": Trait(finish={"opaque": 0.3, "metal": 0.2, "clear": 0.0}),
    "matte": Trait(finish={"opaque": 0.85, "metal": 0.5, "clear": 0.35}, rougher=True),
}
COLORFUL = "colorful"
MOTLEY = ("confetti",)  # things that come in all colours
UNEQUAL = "unequal"
SHARES = (1.0, 0.72, 0.86, 0.6, 0.79)  # of the size of the first of a group whose members differ


def traits(entity: Entity) -> Iterator[tuple[str, Trait]]:
    """Return the traits that the sentence gives a thing, by the word."""
    for word in entity.attributes:
        if word in TRAITS:
            yield word, TRAITS[word]


def tinted(color: Rgb, entity: Entity) -> Rgb:
    """Return a colour as age, wetness or dust leave it."""
    for _, trait in traits(entity):
        color = tuple(
            round((1 - trait.share) * a + trait.share * b, 4) for a, b in zip(color, trait.toward, strict=True)
        )
    return color


def dressed(entity: Entity, built: Assembly, k: int = 0) -> Assembly:
    """Return the thing as its adjectives and its parts' words have it; ``k`` is its number in a group."""
    colorful = entity.color is None and (COLORFUL in entity.attributes or entity.thing in MOTLEY)
    if not any(traits(entity)) and not colorful and not entity.parts:
        return built
    own = PALETTE[k % len(PALETTE)] if colorful else None
    worn = (_with(body, entity, own) if body.id == built.main else body for body in built.bodies)
    bodies = tuple(_finished(body, entity.parts) for body in worn)
    return replace(built, bodies=bodies)


def _with(body: Body, entity: Entity, color: Rgb | None) -> Body:
    """Return the main body with its traits."""
    solid = build(body)
    part = solid.part()
    stuff = MATERIALS[part.material]
    changes: dict[str, object] = {}
    found = list(traits(entity))
    tint = tinted(color or (part.color if part.color is not None else stuff.color), entity)
    mass = mass_properties(body, solid).mass
    friction = stuff.friction if body.friction is None else body.friction
    for _, trait in found:
        mass, friction = mass * trait.mass, friction * trait.friction
        if trait.restitution is not None:
            changes["restitution"] = trait.restitution
    if any(trait.mass != 1.0 for _, trait in found):
        changes["mass"] = mass
    if any(trait.friction != 1.0 for _, trait in found):
        changes["friction"] = min(friction, 2.0)
    finishes = _surfaced(body, found)
    if finishes:
        changes["finishes"] = finishes
    if color is not None or any(trait.share for _, trait in found):
        changes["colors"] = {**body.colors, part.name: tint}
    return body.model_copy(update=changes)


def _surfaced(body: Body, found: list[tuple[str, Trait]]) -> dict[str, float]:
    """Return the roughness of all parts that are made as the main one is, where a word changes it."""
    solid = build(body)
    main = solid.part().material
    told = [rough for _, trait in found if (rough := trait.roughness(MATERIALS[main])) is not None]
    return {part.name: told[-1] for part in solid.parts if told and part.material == main}


def _finished(body: Body, parts: tuple[PartFinish, ...]) -> Body:
    """Return a body with the colours and materials of those of its parts that are named."""
    if not parts:
        return body
    own = {part.name for part in build(body).parts}
    colors, materials = dict(body.colors), dict(body.materials)
    for finish in parts:
        for name in own.intersection(finish.pieces):
            if finish.material is not None:
                materials[name] = finish.material
                colors.pop(name, None)
            if finish.color is not None:
                colors[name] = finish.color
    return body.model_copy(update={"colors": colors, "materials": materials})
