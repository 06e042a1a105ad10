"""A bridge of boards as bodies: a deck that only lies on the shelves of two banks."""

from dataclasses import replace

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.families.decks import SHELF
from setpiece.assets.order import Assembly, Order, main_body
from setpiece.world.document import Body

OPTIONS = ("span", "height", "bank")
SPAN, HEIGHT, BANK = 6.0, 1.6, 6.0  # m
WIDER = 1.3  # times as wide as the deck is a bank
CLEAR = 1e-7  # m between what lies and what bears it


def plank_bridge(order: Order) -> Assembly:
    """A deck between banks ``span`` apart and ``bank`` long, its top level with theirs at ``height``."""
    scale = order.scale
    usual = zip(OPTIONS, (SPAN, HEIGHT, BANK), strict=True)
    span, height, bank = (scale * float(order.options.get(name, figure)) for name, figure in usual)
    params = {"length": (span + 2.0 * SHELF) / scale}
    deck = main_body(replace(order, options={**order.options, **params}))
    deck = deck.model_copy(update={"fixed": True})
    size = np.ptp(build(deck).bounds, axis=0)
    deck = deck.model_copy(update={"position": order.world(0.0, 0.0, height - float(size[2]) / 2 + CLEAR)})
    bodies, roles = [deck], {"main": deck.id, "deck": deck.id}
    for name, side in (("near_bank", -1.0), ("far_bank", 1.0)):
        own = {"length": bank, "width": WIDER * float(size[1]), "height": height, "drop": float(size[2])}
        at = side * (float(size[0]) / 2 + bank / 2 - SHELF)
        turn = order.yaw + (0.0 if side < 0 else np.pi)
        made = Body(
            id=f"{order.id}_{name}", family="bank", params=own, fixed=True, position=order.world(at, 0.0, height / 2),
            rotation=(float(np.cos(turn / 2)), 0.0, 0.0, float(np.sin(turn / 2))),
        )  # fmt: skip
        bodies.append(made)
        roles[name] = made.id
    return Assembly(tuple(bodies), (), roles)
