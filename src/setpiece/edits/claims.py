"""What the sentence claims after edits: an edit that says otherwise takes the place of the words it overrides.

Only claims of what was edited change: colour and material are those the edit gave, claims of the sun or the camera
go where the edit moved them, claims of things that are gone go with them. All else must still hold.
"""

from collections.abc import Sequence

from setpiece.events.clause import Clause
from setpiece.world.document import World

MAIN = "body"
EDITED = "as edited"


def claims(clauses: Sequence[Clause], filmed: World, world: World) -> tuple[Clause, ...]:
    """Return the claims on an edited world, of clauses on the world that was filmed first."""
    kept: dict[int, Clause] = {}
    for index, clause in enumerate(clauses):
        found = _claim(clause, filmed, world)
        if found is not None:
            kept[index] = found
    number = {old: new for new, old in enumerate(kept)}
    return tuple(
        clause.model_copy(update={"after": number.get(clause.after) if clause.after is not None else None})
        for clause in kept.values()
    )


def _claim(clause: Clause, filmed: World, world: World) -> Clause | None:
    """Return one claim on the edited world, None if the edit has overridden it."""
    here = {body.id: body for body in world.bodies}
    before = {body.id: body for body in filmed.bodies}
    if any(name in before and name not in here for name in clause.bodies):
        return None
    if clause.predicate.startswith("camera") and world.shot != filmed.shot:
        return None if clause.required else clause
    if clause.predicate.startswith(("sun_", "is_night")) and world.sky != filmed.sky:
        return None
    if clause.predicate == "wind_is" and world.air != filmed.air:
        return None
    if clause.predicate == "style_is" and world.shot.style != filmed.shot.style:
        return None
    if clause.predicate not in ("color_is", "material_is") or not clause.bodies:
        return clause
    old, new = before.get(clause.bodies[0]), here[clause.bodies[0]]
    if old is None or (old.colors, old.materials) == (new.colors, new.materials):
        return clause
    if clause.predicate == "material_is":
        material = new.materials.get(MAIN)
        return material and clause.model_copy(update={"text": EDITED, "words": {"material": material}})
    color = new.colors.get(MAIN)
    return color and clause.model_copy(
        update={"text": EDITED, "figures": dict(zip(("red", "green", "blue"), color, strict=True))}
    )
