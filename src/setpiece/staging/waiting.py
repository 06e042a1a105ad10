"""What begins only after something else: "a ball rolls off the table, then a cup is dropped".

Whoever starts on its own account after another happening is held where it starts until that one's claims have come
true in a first simulation, and a beat longer. What is hit, carried or pushed along by others waits by itself.
"""

from collections.abc import Callable

from setpiece.events.clause import Verdict
from setpiece.language.script import Happening
from setpiece.staging.layout import Layout
from setpiece.world.document import Drive, Hold, Perform, Push

BEAT = 0.3  # s between one thing's end and the next one's beginning
SETTING_OFF = 0.5  # s that who sets off later takes to get up to speed
STAGGER = 0.5  # s between those that begin one after another


def postponed(layout: Layout, happening: Happening, delay: float, begin: Callable[[Layout, Happening], None]) -> bool:
    """Set a happening in motion ``delay`` s later than it would begin; tell whether it begins anything by itself."""
    count, before, lamps = len(layout.actions), dict(layout.bodies), dict(layout.switches)
    layout.late = delay
    begin(layout, happening)
    fresh = layout.actions[count:]
    own = [i.id for e in (happening.subject, happening.object) if e for i in layout.instances.get(e, [])]
    started = [
        body.id
        for body in layout.bodies.values()
        if not body.fixed and any(body.velocity + body.spin) and before.get(body.id) != body
    ]
    if not fresh and not started:
        return layout.switches != lamps
    late = {name: delay + (STAGGER * rank(own, name) if happening.staggered else 0.0) for name in layout.bodies}
    layout.actions[count:] = [_later(action, late[action.body]) for action in fresh]
    held = {action.body for action in fresh if isinstance(action, Hold)}
    layout.actions += [Hold(body=name, end=late[name]) for name in started if name not in held and late[name] > 0]
    return True


def rank(instances: list[str], body: str) -> int:
    """Return which of the instances a body belongs to, by its name; 0 where it is none's."""
    return next((k for k, name in enumerate(instances) if body == name or body.startswith(f"{name}_")), 0)


def _later(action: Push | Hold | Drive | Perform, delay: float) -> Push | Hold | Drive | Perform:
    if isinstance(action, Hold):
        return action.model_copy(update={"end": action.end + delay})
    if isinstance(action, Perform) and delay > 0:
        return action.model_copy(update={"start": action.start + delay, "ease": max(action.ease, SETTING_OFF)})
    return action.model_copy(update={"start": action.start + delay})


def told(verdicts: tuple[Verdict, ...], number: dict[int, int], after: int) -> float | None:
    """Return when (s) what happening ``after`` claims has come true; None where it never did or claims nothing."""
    times = [v.time for k, v in enumerate(verdicts) if number.get(k) == after and v.verdict == "holds"]
    known = [time for time in times if time is not None]
    return max(known) if known else None
