"""Phrases that say how: what a turn is like, what a bounce shows of a material, what a thing hangs on."""

from setpiece.assets.hanging import can_hang
from setpiece.language.chunks import Chunk
from setpiece.language.describing import add_attribute
from setpiece.language.reading import Reading

ELASTIC = "elastic"  # of a thing whose bounce is to show it
HUNG = {("ball", "chain"): "wrecking_ball"}  # what a thing is that hangs on that


def on_simile(reading: Reading, chunk: Chunk) -> None:
    """Say about which axis something turns: "spins like a merry-go-round"."""
    for draft in reading.verb:
        if draft.values["verb"] == "spin":
            draft.values["axis"] = chunk.sense["axis"]
            reading.sheet.ground(chunk.start, draft, "axis")
    reading.sheet.mark(chunk.start, "unknown", "modifier")


def on_shown(reading: Reading, chunk: Chunk) -> None:
    """Let a material show how it bounces: "showing its elasticity"."""
    bounced = [d for d in reading.sheet.happenings if d.values["verb"] in ("bounce", "drop", "fall", "hit")]
    ids = [bounced[-1].values["subject"]] if bounced else []
    for i in ids:
        add_attribute(reading.sheet.entity(i), ELASTIC)
        reading.sheet.ground(chunk.start, reading.sheet.entity(i), "attributes")
    reading.sheet.mark(chunk.start, "unknown", "noun")


def on_hung(reading: Reading, chunk: Chunk) -> None:
    """Hang the thing before up: "a ball on a chain"; after a verb, whoever acts: "a tyre swings on a chain"."""
    before = reading.peek(-1)
    ids = reading.last if before is not None and before.kind == "noun" else reading.subject
    for i in ids[-1:]:
        draft, look = reading.sheet.entity(i), chunk.sense["look"]
        if can_hang(draft.values["thing"]):
            add_attribute(draft, f"hung:{look}")
            draft.values["thing"] = HUNG.get((draft.values["thing"], look), draft.values["thing"])
            reading.sheet.ground(chunk.start, draft, "attributes")
    reading.sheet.mark(chunk.start, "unknown", "modifier")
