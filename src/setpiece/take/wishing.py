"""All that what is imagined depends on: the key under which a take keeps it."""

from collections.abc import Mapping

from setpiece.language.script import Script
from setpiece.take.stage import Json
from setpiece.world.document import Model


def models_of(script: Script) -> dict[str, Model]:
    """Return the shapes of the user's own that a script speaks of, by their names."""
    return {entity.model.name: entity.model for entity in script.entities if entity.model is not None}


def wish_of(
    prompt: str,
    seed: int,
    seconds: float | None,
    liberties: tuple[str, ...],
    models: Mapping[str, Model],
    panorama: str,
) -> Json:
    """Return everything that what is imagined depends on."""
    wish = {"prompt": prompt, "seed": seed, "seconds": seconds and float(seconds)}
    wish |= {"liberties": list(liberties)} if liberties else {}
    wish |= {"panorama": panorama} if panorama else {}
    return wish | ({"models": [models[name].model_dump(mode="json") for name in sorted(models)]} if models else {})
