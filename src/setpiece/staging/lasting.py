"""What lasts: claims of what stands, rests and stays, and of what is met by who swings on."""

from setpiece.events.clause import Clause
from setpiece.language.script import BLOWS, Happening
from setpiece.staging import arrange, roping

SIDED = ("left_of", "right_of", "in_front_of", "behind", "above", "under", "near", "beside", "between")

PARTS = ("cut", "bend", "compress")  # what nothing stays as it is by


def stand(case: object) -> list[Clause]:
    """What stands on something touches it from above; what stands at a side of it is there."""
    if (found := at_side(case)) is not None:
        return found
    if case.place is None:
        return _stays(case)
    return [case.claim("stands_on", name, case.place) for name in arrange.lowest(case.layout, case.happening.subject)]


def at_side(case: object) -> list[Clause] | None:
    """Return what is claimed of who stands at a side of something; None of who does not."""
    side = (case.happening.path or "").removeprefix("to_")
    if side == "between":
        return [case.claim("stays", subject) for subject in case.subjects]  # its relation claims where
    if case.place is not None and side in (*SIDED, "against"):
        return [case.claim("placed", subject, case.place, relation=side) for subject in case.subjects]
    return None


def rest(case: object) -> list[Clause]:
    """What rests stays where it is; on something that turns or moves it rests on that."""
    if case.happening.subject in roping.ropes(case.layout.script):
        return []  # its relation to the rope claims it
    moved = {h.subject for h in case.layout.script.happenings if h.verb not in ("rest", "stand")}
    if case.place is not None and case.happening.place in moved and case.happening.path in ("on", "in"):
        return [case.claim("stands_on", subject, case.place) for subject in case.subjects]
    return _stays(case)


def _stays(case: object) -> list[Clause]:
    """What stands or rests stays to the end, or until somebody comes who is said to move it."""
    script, own = case.layout.script, case.happening.subject
    if any(h.verb in PARTS and own in (h.object, None if h.object else h.subject) for h in script.happenings):
        return []  # its relation claims where it lies, and what is done to it takes it from there
    met = (h for h in script.happenings if h.object == own and h.verb in BLOWS and not h.negated)
    doer = next((case.layout.main(h.subject) for h in met), [])
    if not doer:
        return [case.claim("stays", subject) for subject in case.subjects]
    return [case.claim("stays_until_met", subject, doer[0]) for subject in case.subjects]


def while_it_swings(happenings: tuple[Happening, ...], happening: Happening) -> bool:
    """Tell whether a happening is what somebody meets who swings: on the way, and not after swings have been seen."""
    before = None if happening.after is None else happenings[happening.after]
    return before is not None and before.verb == "swing" and before.subject == happening.subject
