"""What the laws of physics forbid, recognised in known words: falling upwards, floating in the air on nothing.

Setpiece films what would happen instead, and the claim fails. Only with leave is a law changed, and that by its name.
"""

from setpiece.assets.catalogue import THINGS
from setpiece.language.script import Entity, Forbidden, Happening, Script
from setpiece.world.document import Vec3

G = 9.80665  # m/s2
CHANGES: dict[str, Vec3] = {"gravity reversed": (0.0, 0.0, G), "gravity off": (0.0, 0.0, 0.0)}
BORNE = {"airplane", "helicopter", "drone", "rocket", "balloon"}  # families that something keeps in the air


def judged(script: Script, *, allow: bool) -> Script:
    """Return the script with what is forbidden named; with leave, under the law that the first of it needs."""
    weightless = script.setting.gravity is not None and abs(script.setting.gravity[2]) < 1e-9
    entities = {entity.id: entity for entity in script.entities}
    found = [
        Forbidden(happening=n, change=change)
        for n, happening in enumerate(script.happenings)
        if (change := _change(happening, entities[happening.subject], weightless=weightless))
    ]
    able = [one for one in found if one.change in CHANGES]
    if not able or not allow:
        return script.model_copy(update={"forbidden": tuple(found)})
    law = able[0].change
    told = tuple(f.model_copy(update={"allowed": f.change == law}) for f in found)
    setting = script.setting.model_copy(update={"gravity": CHANGES[law]})
    return script.model_copy(update={"forbidden": told, "setting": setting})


FIXED = "mass not conserved"  # no setting of the world undoes that


def _change(happening: Happening, entity: Entity, *, weightless: bool) -> str:
    """Return the change of law that a happening would need, or nothing."""
    if happening.verb == "resize" and not happening.negated:
        return FIXED
    if happening.negated or weightless or happening.direction != "up":
        return ""
    if happening.verb in ("fall", "drop"):
        return "gravity reversed"
    carried = happening.place is not None and happening.path != "above"
    borne = carried or bool(happening.gait) or THINGS[entity.thing].family in BORNE
    return "gravity off" if happening.verb == "rest" and not borne else ""
