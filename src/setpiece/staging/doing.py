"""Clauses of who moves by itself: the gait with its feet, and where the way leads."""

from setpiece.events.clause import Clause
from setpiece.staging import arrange, lasting, leaping
from setpiece.staging.layout import Instance
from setpiece.staging.motion import SETS_OFF, own_later
from setpiece.world.document import Perform

ON_FOOT = {"walk": "walks", "trot": "runs", "gallop": "runs", "run": "runs", "hop": "runs"}


def feet(instance: Instance) -> list[str]:
    """Return the ids of a being's feet."""
    return [body for role, body in instance.assembly.roles.items() if role.endswith("_foot")]


def bringing_down(case: object, doer: str) -> Clause | None:
    """Return the claim that a heap no longer stands: all but its lowest row is brought down. None: it is no heap."""
    layout, other, total = case.layout, case.happening.object, len(case.objects)
    upper = total - len(arrange.lowest(layout, other)) if total > 1 else 0
    if upper == 0 or case.happening.count not in (None, total):
        return None
    return case.claim("brings_down", doer, *case.objects, count=float(upper))


def goes(case: object) -> bool:
    """Tell whether the subject is on its way in a performance."""
    mains = case.layout.main(case.happening.subject)
    return any(isinstance(act, Perform) and act.body in mains and act.speed > 0.0 for act in case.layout.actions)


def done(case: object) -> list[Clause]:
    """Return what a performance claims: how it goes, and past, to or into what."""
    layout, happening = case.layout, case.happening
    acts = {act.body: act for act in layout.actions if isinstance(act, Perform)}
    found = []
    for instance in layout.instances[happening.subject]:
        act = acts[instance.main]
        if happening.verb == "hurry":
            found.append(case.claim("speeds_up", instance.main))
            continue
        if happening.verb == "eat":
            found += _eats(case, instance, act)
            continue
        wanted = happening.gait if happening.gait in ("fly", "swim", "jump") else ""
        if act.gait in ("glide", "ride") and act.speed > 0.0:
            found += _carried(case, instance, act)
            continue
        if happening.verb == "drive" and happening.object is not None and case.objects:
            found.append(case.claim("rides", instance.main, case.objects[0]))  # who walks beside it does not ride it
        if act.held:
            found += [case.claim("holds", one.limb, one.body) for one in act.held]
        found += _goes_on(case, instance, act, wanted)
        found += _met(case, instance.main) if act.speed > 0.0 else []
    return found


def _goes_on(case: object, instance: Instance, act: Perform, wanted: str) -> list[Clause]:
    """Who stays stays; who goes does so by jumps, steps or wings, or just moves."""
    if act.speed == 0.0:
        return _stays(case, instance, moving=case.happening.verb not in ("rest", "stand", "stop"))
    if wanted == "jump" and feet(instance):
        return [case.claim("jumps", instance.main, *feet(instance))]
    if act.gait in ON_FOOT and wanted != "fly":
        return [case.claim(ON_FOOT[act.gait], instance.main, *feet(instance))]
    names = ("moves", "stays_above_ground") if act.gait == "fly" else ("moves",)
    return [case.claim(name, instance.main) for name in names]


def _carried(case: object, instance: Instance, act: Perform) -> list[Clause]:
    """Who glides does so with both feet still; who rides sits on what goes along; down a slope is down."""
    met, own = (
        _met(case, instance.main),
        (h for h in case.layout.script.happenings if h.subject == case.happening.subject),
    )
    if met and next(own) != case.happening:
        return met  # he is on his way already, of which that is claimed
    name = "glides" if act.gait == "glide" else "rides"
    with_it = [one.body for one in act.held]
    bodies = feet(instance) if name == "glides" else with_it
    found = [case.claim(name, instance.main, *bodies)]
    if name == "glides":
        found += [case.claim("holds", one.limb, one.body) for one in act.held]
    if case.happening.path == "down":
        found.append(case.claim("moves", instance.main, direction="down"))
    return found + met


def _eats(case: object, instance: Instance, act: Perform) -> list[Clause]:
    """What is held comes to the mouth; an animal's head comes down to what it eats."""
    head = instance.assembly.roles.get("head")
    eaten = act.held[0].body if act.held else next(iter(case.others), None)
    if head is None or eaten is None:
        return [case.claim("stays", instance.main)]
    return [case.claim("comes_to_mouth", eaten, head)]


def _stays(case: object, instance: Instance, *, moving: bool) -> list[Clause]:
    """A being that stays does not move its trunk and stands on its support; if it was to move, that has failed."""
    if moving:
        return [case.claim("moves", instance.main)]
    gestures = {"sit": "sits", "lie": "lies", "offer": "holds_out_a_hand"}
    if case.happening.gait in gestures:
        hand = instance.assembly.roles.get("right_hand")
        bodies = (instance.main, *([hand] if hand and case.happening.gait == "offer" else feet(instance)))
        return [case.claim(gestures[case.happening.gait], *bodies)]
    if case.place is not None:
        return lasting.at_side(case) or [case.claim("stands_on", instance.main, case.place)]
    return [case.claim("stays", instance.main)]


def _met(case: object, main: str) -> list[Clause]:
    """Return what the verb and the way say of other things."""
    happening, found = case.happening, []
    if happening.verb in ("hit", "collide", "push"):
        found += [case.claim("hits" if happening.verb != "push" else "touches", main, other) for other in case.others]
        loose = [other for other in case.objects if not case.layout.bodies[other].fixed]
        if happening.path in ("against", "into") and case.place is not None and case.place not in case.others:
            found += [case.claim("touches", other, case.place) for other in loose]
        return found + [case.claim("moves", other) for other in loose if happening.verb == "push"]
    if happening.verb == "knock_over" and (brought := bringing_down(case, main)) is not None:
        return [brought]
    if happening.verb == "knock_over" and case.objects:
        return [case.claim("knocks_over", main, *case.objects, count=float(happening.count or len(case.objects)))]
    others = case.objects if case.place is None or happening.place == "ground" else case.others
    if happening.gait == "jump" and happening.path in leaping.ONTO:
        return [case.claim("ends_placed", main, other, relation="on") for other in others]
    names = {"away": "gets_away", "past": "passes", "by": "passes", "to": "moves", "towards": "moves",
             "into": "touches", "against": "touches", "behind": "passes_behind", "under": "passes_under"}  # fmt: skip
    if happening.gait in ("fly", "jump"):
        names |= dict.fromkeys(("over", "above"), "passes_over")
    name = names.get(happening.path or "", "passes" if happening.verb == "pass" else "")
    if name:
        found += [case.claim(name, main, other) for other in others]
    if happening.path == "to":
        stays = not any(later.verb in SETS_OFF for later in own_later(case.layout.script, happening))
        found += [case.claim("comes_up_to", main, other, stays=float(stays)) for other in others]
    return found
