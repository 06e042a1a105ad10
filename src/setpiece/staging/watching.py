"""Clauses about the camera: it does what it was asked for, and those that act are seen, large enough to be known."""

from setpiece.assets.catalogue import THINGS
from setpiece.events.clause import Clause
from setpiece.language.script import CameraMove
from setpiece.staging import performing
from setpiece.staging.given import claimed, said
from setpiece.staging.layout import Layout
from setpiece.staging.setting import LAID

SEEN = 0.02  # share of the picture's width that is seen: 13 pixels of 640


def claims(layout: Layout) -> list[Clause]:
    """The camera does what it was asked for, and sees those that act."""
    script, found = layout.script, []
    for move in script.camera.moves:
        found += _camera_move(layout, move, said(script, move.span))
    if script.camera.height in ("low", "ground"):
        found.append(claimed(said(script, script.camera.span), script.camera.span, "camera_height_below",
                             figures={"height": 0.5 + layout.floor}))  # fmt: skip
    actors = [main for happening in script.happenings for main in layout.main(happening.subject)]
    laid = [name for name in layout.instances if name in {name for name, *_ in LAID}]
    bears = {name for r in script.relations if r.kind in ("on", "in") for name in r.objects if name != "ground"}
    bears = {name for name in bears if layout.placed(name) and THINGS[layout.entity(name).thing].kind == "furniture"}
    looked_at = [name for name in layout.instances if name not in bears] or list(layout.instances)
    shown = [main for entity in laid or looked_at for main in layout.main(entity)]
    seen = tuple(dict.fromkeys(actors)) or tuple(shown)
    if seen:
        far = script.camera.size in ("wide", "extreme_wide") or script.camera.height in ("aerial", "top")
        far |= any(move.kind == "fly" for move in script.camera.moves)
        far |= any(law.allowed for law in script.forbidden)  # what falls into the sky is soon a speck
        figures = {"share": 0.5} if far else {"share": 0.5, "size": SEEN}
        found.append(claimed("the camera sees the action", (0, 0), "camera_sees", seen, figures=figures))
    living = any(performing.animate(entity) for entity in script.entities)
    blown = script.setting.weather == "wind"
    if not script.happenings and layout.bodies and not living and not blown:
        found.append(claimed("nothing moves but the camera", (0, 0), "nothing_moves"))
    return [clause.model_copy(update={"required": False}) for clause in found]


def _camera_move(layout: Layout, move: CameraMove, text: str) -> list[Clause]:
    sign = -1.0 if move.direction in ("out", "left", "down", "clockwise") else 1.0
    target = layout.main(move.target)[:1] if move.target and layout.placed(move.target) else []
    if move.kind == "orbit":
        turns = 1.0 if move.amount is None else move.amount
        return [claimed(text, move.span, "camera_orbits", figures={"turns": turns})]
    if move.kind == "pan" and target:
        return [
            claimed(text, move.span, "camera_only_pans"),
            claimed(text, move.span, "camera_follows", tuple(target)),
        ]
    if move.kind == "follow":
        return [claimed(text, move.span, "camera_follows", tuple(target))]
    names = {"static": "camera_static", "pan": "camera_pans", "tilt": "camera_tilts", "zoom": "camera_zooms",
             "dolly": "camera_dollies", "truck": "camera_trucks", "crane": "camera_cranes",
             "fly": "camera_flies"}  # fmt: skip
    if move.kind not in names:
        return []
    figures = {} if move.kind in ("static", "fly") else {"direction": sign}
    return [claimed(text, move.span, names[move.kind], figures=figures)]
