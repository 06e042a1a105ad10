"""What is stepped on by nobody in sight: a boot comes down on it with a man's weight."""

from setpiece.language.script import Entity, Happening, Script

BOOT = "implied_boot"
WEIGHT = 70.0  # kg that stand on it
RAISED = 0.35  # m that a foot is lifted to step on something


def shod(script: Script) -> Script:
    """Return the script with a boot that comes down on what is stepped on."""
    trodden = [h for h in script.happenings if h.verb == "tread"]
    if not trodden:
        return script
    boot = Entity(id=BOOT, thing="shoe", mass=WEIGHT)
    happenings = tuple(_down(h) if h.verb == "tread" else h for h in script.happenings)
    return script.model_copy(update={"entities": (*script.entities, boot), "happenings": happenings})


def _down(happening: Happening) -> Happening:
    """Return the fall of the boot onto what is stepped on."""
    falls = {"verb": "fall", "subject": BOOT, "path": "onto", "place": happening.object or happening.subject}
    return happening.model_copy(update={**falls, "object": None, "height": RAISED, "gait": ""})
