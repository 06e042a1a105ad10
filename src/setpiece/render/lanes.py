"""Work that few lanes of a packet need: the others leap over it, where a packet has none that does."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    import mitsuba as mi

T = TypeVar("T")


def where(active: mi.Bool, work: Callable[[mi.Bool], T], otherwise: T) -> T:
    """Return what ``work`` makes of the lanes that are ``active``, ``otherwise`` of the others.

    ``work`` reads Dr.Jit arrays around it as it likes, and its result has the types of ``otherwise``. Dr.Jit writes
    the result into what the branches return, so that ``otherwise``, which may be in use elsewhere, is copied.
    """
    import drjit as dr

    return dr.if_stmt((active,), active, work, lambda _: dr.copy(otherwise))
