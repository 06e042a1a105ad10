"""Bridges of boards: a deck of planks across two beams, and the banks whose shelves it lies on. All along X."""

from setpiece.assets import colliding
from setpiece.assets.modelling import plain_box
from setpiece.assets.shape import Family, Param, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Surface, joined, moved

GAP = 0.012  # m between planks
SAWN = 0.002  # m between the halves of a beam that has been pieced together
INSET = 0.16  # of the width that a beam is from the deck's side
SHELF = 0.4  # m of the deck at each end that lies on a bank
ROOM = 0.02  # m between a deck's end and the bank behind it
Box = tuple[tuple[float, float, float], tuple[float, float, float]]


def deck(p: Params) -> Shape:
    """Planks side by side on two beams that reach from bank to bank; z = 0 where its beams lie."""
    boxes = [*_planks(p), *_beams(p)]
    n, w, d, t = p["length"], p["width"], p["depth"], p["thick"]
    beams = [(n, p["beam"], d), *[(0.0, s * _beam_y(p), d / 2) for s in (-1, 1)]]
    return Shape(
        (piece("body", joined([_board(box) for box in boxes]), "wood"),),
        (
            colliding.box((n, w, t), (0, 0, d + t / 2)),
            *(colliding.box(beams[0], at) for at in beams[1:]),
        ),
        Resonator("plate", (n, w, t)),
        (Support("top", (0, 0, d + t), (n / 2, w / 2)),),
        boards=tuple(boxes),
        bears=(2.0 * p["beam"] * d**2 / 6.0, n - SHELF),
    )


def _beam_y(p: Params) -> float:
    return (0.5 - INSET) * p["width"]


def _planks(p: Params) -> list[Box]:
    n, pitch = int(p["planks"]), p["length"] / p["planks"]
    left = -p["length"] / 2
    low, high = p["depth"], p["depth"] + p["thick"]
    gap = min(GAP, 0.2 * pitch)
    return [
        ((left + k * pitch + gap / 2, -p["width"] / 2, low), (left + (k + 1) * pitch - gap / 2, p["width"] / 2, high))
        for k in range(n)
    ]


def _beams(p: Params) -> list[Box]:
    half, b = p["length"] / 2, p["beam"] / 2
    ends = ((-half, -SAWN / 2), (SAWN / 2, half))
    return [((x0, s * _beam_y(p) - b, 0.0), (x1, s * _beam_y(p) + b, p["depth"])) for s in (-1, 1) for x0, x1 in ends]


def _board(box: Box) -> Surface:
    low, high = box
    size = tuple(b - a for a, b in zip(low, high, strict=True))
    return moved(plain_box(size), *(0.5 * (a + b) for a, b in zip(low, high, strict=True)))


def bank(p: Params) -> Shape:
    """A wall of stone ``height`` high whose end towards +X has a shelf, ``drop`` deep, for a deck to lie on."""
    n, w, h, drop = p["length"], p["width"], p["height"], p["drop"]
    shelf = SHELF + ROOM
    body, step = (n - shelf, w, h), (shelf, w, h - drop)
    at, end = (-n / 2 + body[0] / 2, 0, h / 2), (n / 2 - shelf / 2, 0, step[2] / 2)
    return Shape(
        (piece("body", joined([moved(plain_box(body), *at), moved(plain_box(step), *end)]), "stone"),),
        (colliding.box(body, at), colliding.box(step, end)),
        Resonator("block", (n, w, h)),
        (Support("top", (at[0], 0, h), (body[0] / 2, w / 2)),),
        mounts={"shelf": (n / 2 - shelf, 0.0, h - drop)},
    )


FAMILIES = {
    "deck": Family(deck, {
        "length": length(6.8), "width": length(2.4), "thick": length(0.05), "depth": length(0.14),
        "beam": Param(0.14, 1e-4, 10.0), "planks": count(12, 2, 40),
    }),
    "bank": Family(bank, {
        "length": length(6.0), "width": length(3.4), "height": length(1.6), "drop": length(0.19),
    }),
}  # fmt: skip
