"""The catalogue: every noun that Setpiece can build, with its true size, mass and looks."""

from setpiece.assets.thing import Thing
from setpiece.assets.things.alive import ALIVE
from setpiece.assets.things.balls import BALLS
from setpiece.assets.things.belongings import DISHES, FITTINGS, GEAR, OUTING
from setpiece.assets.things.implements import IMPLEMENTS, SNACKS
from setpiece.assets.things.landmarks import LANDMARKS
from setpiece.assets.things.large import LARGE
from setpiece.assets.things.pursuits import PURSUITS
from setpiece.assets.things.small import SMALL
from setpiece.assets.things.sundries import SUNDRIES

THINGS: dict[str, Thing] = {
    **BALLS,
    **SMALL,
    **LARGE,
    **LANDMARKS,
    **IMPLEMENTS,
    **SNACKS,
    **FITTINGS,
    **OUTING,
    **DISHES,
    **GEAR,
    **PURSUITS,
    **SUNDRIES,
    **ALIVE,
}


def find(word: str) -> str | None:
    """Return the key of the thing that a noun (singular, or an irregular plural) names; None if there is none.

    Blanks and hyphens count as underscores, capitals as small letters. A thing's own key wins over other words.
    """
    noun = word.strip().lower().replace(" ", "_").replace("-", "_").replace("’", "'")
    if noun in THINGS:
        return noun
    for key, thing in THINGS.items():
        if noun in thing.words or noun in (w.replace("-", "_") for w in thing.words):
            return key
    return None
