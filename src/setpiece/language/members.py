"""Members of a group that differ: "two balls, one orange and one brown"."""

from setpiece.language.chunks import Chunk
from setpiece.language.describing import material_for
from setpiece.language.reading import Reading
from setpiece.language.surroundings import mixed


def on_members(reading: Reading, chunk: Chunk) -> None:
    """Let the members of the group before differ, where there are as many of them."""
    sheet, each = reading.sheet, chunk.sense["each"]
    reading.comma = False
    draft = sheet.entity(reading.last[-1]) if reading.last else None
    if draft is None or draft.values.get("count", 1) != len(each) or draft.values.get("members"):
        sheet.mark(range(chunk.start, chunk.end), "unknown", "modifier")
        return
    draft.values["members"] = tuple({} for _ in each)
    for told, words in zip(draft.values["members"], each, strict=True):
        for i in words:
            senses = sheet.lexemes[i].senses
            if "color" in senses:
                rgb, shade = senses["color"]["rgb"], sheet.lexemes[i - 1].senses.get("shade")
                told["color"] = mixed(rgb, shade) if shade is not None and i - 1 in words else rgb
            elif "material" in senses:
                told["material"] = material_for(draft, senses["material"]["key"])
            elif "size" in senses:
                told["scale"] = round(told.get("scale", 1.0) * senses["size"]["scale"], 4)
            elif i + 1 not in words:
                continue  # a shade of no colour
            sheet.ground(i, draft, "members")
    sheet.ground([i for i in range(chunk.start, chunk.end) if sheet.lexemes[i].key == "one"], draft, "members")
    after = next((c for c in reading.chunks[reading.at + 1 : reading.at + 3] if c.kind != "comma"), None)
    if after is not None and after.kind == "verb" and reading.role != "subject":
        reading.subject, reading.subject_open = reading.last[-1:], False  # what follows is said of them: "placed ..."
    loose = [i for i in range(chunk.start, chunk.end) if not any(i in words for words in each)]
    sheet.mark(loose, "function")
    sheet.mark(range(chunk.start, chunk.end), "unknown", "modifier")
