"""All bodies that can move by themselves, by family, and their plans at any scale."""

from collections.abc import Callable
from functools import lru_cache, partial

from setpiece.assets.anatomy import Plan
from setpiece.assets.families import beasts, exotics, flocks, people, quadrupeds

PLANS: dict[str, Callable[[], Plan]] = {
    **{name: partial(quadrupeds.plan, kind) for name, kind in {**beasts.KINDS, **exotics.KINDS}.items()},
    **{name: partial(people.plan, kind) for name, kind in people.KINDS.items()},
    **flocks.PLANS,
}


@lru_cache(maxsize=64)
def plan_of(family: str, scale: float) -> Plan:
    """Return the plan of a family, ``scale`` times as large."""
    plan = PLANS[family]()
    return plan if scale == 1.0 else quadrupeds.scaled(plan, scale)
