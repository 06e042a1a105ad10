"""Clauses: what the sentence claims, as predicates over the world that staging has set.

Every happening gives at least one clause, every relation, count, light and camera wish one more.
"""

from collections.abc import Callable
from dataclasses import dataclass

from setpiece.events.clause import Clause
from setpiece.language.impossible import CHANGES
from setpiece.language.script import OF_LIGHT, SHOWN, Happening, Relation
from setpiece.staging import (
    arrange,
    breaking,
    companions,
    cording,
    crossing,
    doing,
    draping,
    driving,
    falling,
    flexing,
    flying,
    given,
    hanging,
    lasting,
    loading,
    optics,
    pacing,
    performing,
    piping,
    roping,
    rubbing,
    slicing,
    slotting,
    sparking,
    switching,
    tightening,
    vessels,
    watching,
    wiping,
    wrapping,
    writing,
)
from setpiece.staging.given import claimed, said
from setpiece.staging.layout import Layout
from setpiece.staging.rolling import PASSING, WHEELED
from setpiece.world.document import World


def clauses(layout: Layout, world: World) -> tuple[Clause, ...]:
    """Return every claim of the sentence about a staged world."""
    stated = [*given.counts(layout), *_relations(layout), *_laws(layout), *given.place_named(layout)]
    return (
        *stated,
        *_happenings(layout, len(stated)),
        *given.sky(layout.script, world),
        *given.air(layout.script, world),
        *given.wet_ground(world),
        *given.style(layout.script),
        *given.finished(layout.script),
        *watching.claims(layout),
    )


def owners(layout: Layout) -> dict[int, int]:
    """Return which happening each clause of ``clauses`` belongs to, by index; others are left out."""
    index = len(given.counts(layout)) + len(_relations(layout)) + len(_laws(layout)) + len(given.place_named(layout))
    found: dict[int, int] = {}
    for number, happening in enumerate(layout.script.happenings):
        for _ in _happening(layout, happening):
            found[index] = number
            index += 1
    return found


def _laws(layout: Layout) -> list[Clause]:
    """Every law that was changed by its name, with leave, for what it forbade."""
    script, found = layout.script, []
    for forbidden in (f for f in script.forbidden if f.allowed):
        span = script.happenings[forbidden.happening].span
        x, y, z = CHANGES[forbidden.change]
        text = f"law changed by name: {forbidden.change}, for: {said(script, span)}"
        found.append(claimed(text, span, "gravity_is", figures={"x": x, "y": y, "z": z}))
    return found


def _relations(layout: Layout) -> list[Clause]:
    found = []
    moving = {happening.subject for happening in layout.script.happenings}
    for relation in layout.script.relations:
        instances = layout.instances.get(relation.subject, [])
        if relation.kind in OF_LIGHT:
            found += optics.claims(layout, relation)
            continue
        if relation.kind in SHOWN:
            found += (pacing.claims if relation.kind == "pace_of" else writing.shown)(layout, relation)
            continue
        if roping.hangs(layout.script, relation) and instances:
            pair = (instances[0].main, *layout.main(relation.objects[0])[:1])
            found.append(claimed(said(layout.script, relation.span), relation.span, "hangs_on", pair))
            continue
        if relation.kind == "level_with":
            bodies = [body for thing in (relation.subject, *relation.objects) for body in layout.main(thing)]
            text = said(layout.script, relation.span)
            found += [claimed(text, relation.span, "start_level", bodies)] if len(bodies) > 1 else []
            continue
        if relation.leans and instances and relation.objects[:1] != ("ground",):
            pair = (instances[0].main, *layout.main(relation.objects[0])[:1])
            found.append(claimed(said(layout.script, relation.span), relation.span, "leans", pair))
        found += hanging.claims(layout, relation) if relation.kind == "hung_from" else _side(layout, relation)
        if relation.kind not in ("on", "in") or relation.subject in moving or not instances or not relation.objects:
            continue
        support = layout.floor_id if relation.objects[0] == "ground" else layout.instances[relation.objects[0]][0].main
        text = said(layout.script, relation.span)
        lowest = arrange.lowest(layout, relation.subject)
        found += [claimed(text, relation.span, "stands_on", (name, support)) for name in lowest]
    return found


def _side(layout: Layout, relation: Relation) -> list[Clause]:
    """Return the claim that a thing stands at a side of others, as far as all of them are placed."""
    each = 2 if relation.kind == "between" and len(relation.objects) == 1 else 1
    anchors = [layout.main(anchor)[:each] for anchor in relation.objects if anchor != "ground"]
    subject = layout.main(relation.subject)[:1]
    if relation.kind not in lasting.SIDED or not subject or not anchors or not all(anchors):
        return []
    bodies = (*subject, *(body for anchor in anchors for body in anchor))
    text = said(layout.script, relation.span)
    if not text and any(h.subject == relation.subject for h in layout.script.happenings):
        return []  # nobody said it: who also goes a way of his own need not stay near what he throws
    return [claimed(text, relation.span, "placed", bodies, words={"relation": relation.kind})]


def _happenings(layout: Layout, first: int) -> list[Clause]:
    """Return the clauses of all happenings; ``first`` is the index that the first of them will have."""
    found: list[Clause] = []
    last: dict[int, int] = {}  # happening index -> its last clause's index
    for number, happening in enumerate(layout.script.happenings):
        for clause in _happening(layout, happening):
            ends = happening.verb == "stop" and performing.performs(layout, happening)  # of the way that it comes after
            ends = ends or lasting.while_it_swings(layout.script.happenings, happening)
            after = last.get(happening.after) if happening.after is not None and not ends else None
            found.append(clause.model_copy(update={"after": after}))
        last[number] = first + len(found) - 1
    return found + companions.claims(layout)


def _happening(layout: Layout, happening: Happening) -> list[Clause]:
    """Return the clauses of one happening."""
    happening = falling.flown(happening)
    case = Case(
        layout,
        happening,
        said(layout.script, happening.span),
        tuple(layout.main(happening.subject)),
        tuple(layout.main(happening.object)) if happening.object else (),
        _place(layout, happening),
    )
    if not case.subjects:
        return []
    if happening.negated and happening.verb == "break":
        broken = (clause for clause in breaking.claimed(case) if clause.predicate == "breaks")
        return [clause.model_copy(update={"negated": True}) for clause in broken]
    if performing.performs(layout, happening) and not happening.negated and happening.verb != "resize":
        return _stop(case) if happening.verb == "stop" and doing.goes(case) else doing.done(case)
    found = _one_way(case)
    if happening.curved and not happening.negated:
        found += [case.claim("flies_curved", subject) for subject in case.subjects]
    return found


def _one_way(case: "Case") -> list[Clause]:
    """Return the clauses of a happening whose participants are known, without the shape of its way."""
    happening = case.happening
    if happening.staggered and len(case.subjects) > 1 and happening.verb not in ("topple", "knock_over"):
        return [*VERBS[happening.verb](case), case.claim("in_turn", *case.subjects)]
    if happening.negated:
        found = [case.claim("never_touches", s, o) for s in case.subjects for o in case.others]
        return found or [clause.model_copy(update={"negated": True}) for clause in VERBS[happening.verb](case)]
    return VERBS[happening.verb](case)


@dataclass(frozen=True)
class Case:
    """One happening with its participants as bodies."""

    layout: Layout
    happening: Happening
    text: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    place: str | None

    @property
    def others(self) -> tuple[str, ...]:
        """Return whatever the subject has to do with: the object, else the place; never the subject itself."""
        named = self.objects or ((self.place,) if self.place else ())
        return tuple(other for other in named if other not in self.subjects)

    def claim(
        self, predicate: str, *bodies: str, relation: str = "", direction: str = "", axis: str = "", **figures: float
    ) -> Clause:
        """Return one clause about bodies."""
        words = {k: v for k, v in (("relation", relation), ("direction", direction), ("axis", axis)) if v}
        return claimed(self.text, self.happening.span, predicate, bodies, figures=figures, words=words)


def _place(layout: Layout, happening: Happening) -> str | None:
    """Return the body that the happening's place is."""
    if happening.place is None:
        return None
    if happening.place == "ground":
        return layout.floor_id
    return next((instance.main for instance in layout.crowning(happening.place)), None)


def _alone(predicate: str) -> Callable[[Case], list[Clause]]:
    """Return the claims of a verb that speaks of each subject alone."""
    return lambda case: [case.claim(predicate, subject) for subject in case.subjects]


def _go(predicate: str) -> Callable[[Case], list[Clause]]:
    """Return the claims of a verb of locomotion: the motion itself, and what its path says."""

    def claims(case: Case) -> list[Clause]:
        on_the_way = PATHS.get(case.happening.path or "") if case.place else None
        found = [case.claim(predicate, subject) for subject in case.subjects] + _ends(case)
        if on_the_way is not None:
            met = arrange.heaped(case.layout, case.happening.place) if on_the_way == "touches" else ()
            found += [case.claim(on_the_way, subject, *(met or (case.place,))) for subject in case.subjects]
        return found

    return claims


def _drive(case: Case) -> list[Clause]:
    """Who drives holds a speed, until it brakes if it is to stop; off an edge it just moves."""
    found = _go("moves" if case.happening.path in ("off", "from") else "drives")(case)
    until = {"until": driving.braking(case.layout, case.happening.subject)}
    held = [c.model_copy(update={"figures": c.figures | until}) if c.predicate == "drives" else c for c in found]
    return found if until["until"] is None else held


def _ends(case: Case) -> list[Clause]:
    """Return where the motion ends, where the sentence names a side of something."""
    relation = ENDS.get(case.happening.path or "")
    if relation is None or case.place is None or case.happening.place == "ground":
        return []
    return [case.claim("ends_placed", subject, case.place, relation=relation) for subject in case.subjects]


ENDS = {"left_of": "left_of", "right_of": "right_of", "in_front_of": "in_front_of", "to_behind": "behind",
        "near": "near", "beside": "beside"}  # fmt: skip
PATHS = {"away": "gets_away", "off": "leaves", "from": "leaves", "onto": "lands_on", "past": "passes", "by": "passes",
         "behind": "passes_behind", "into": "touches", "against": "touches"}  # fmt: skip


def _with_others(predicate: str, alone: str) -> Callable[[Case], list[Clause]]:
    """Return the claims of a verb that needs somebody to do it to; without one, ``alone`` is claimed."""
    return lambda case: (
        [case.claim(predicate, subject, other) for subject in case.subjects for other in case.others]
        or [case.claim(alone, subject) for subject in case.subjects]
    )


def _on_wheels(case: Case) -> bool:
    """Tell whether a thing rolls on wheels: it moves on, and does not turn over itself."""
    return case.layout.entity(case.happening.subject).thing in WHEELED


def _spin(case: Case) -> list[Clause]:
    """A turn has a sense where the sentence gives one, seen from above."""
    sense = {"clockwise": -1.0, "counterclockwise": 1.0}.get(case.happening.direction)
    figures = {} if sense is None else {"sense": sense}
    found = [case.claim("spins", subject, **figures) for subject in case.subjects]
    if case.happening.axis:
        found += [case.claim("turns_about", subject, axis=case.happening.axis) for subject in case.subjects]
    return found


def _throw(case: Case) -> list[Clause]:
    found = [case.claim(name, subject) for subject in case.subjects for name in ("thrown", "moves")]
    if ends := _ends(case):
        return found + ends
    met = "through_ring" if falling.through_ring(case.layout, case.happening) else "touches"
    met = "passes_over" if case.happening.path in falling.CLEARING else met
    met = () if sparking.sparks(case.layout.script, case.happening) else (met,)
    found += [case.claim(name, subject, other) for name in met for subject in case.subjects for other in case.others]
    if case.layout.entity(case.happening.subject).thing == "die":
        found += [case.claim(name, *case.subjects) for name in ("ends_on_face", "faces_add_up")]
        found += [case.claim("comes_to_rest", subject) for subject in case.subjects]
    return found


def _catch(case: Case) -> list[Clause]:
    """What is caught flies, comes to what catches it, and is in that at the end."""
    found = [case.claim("thrown", thing) for thing in case.objects]
    names = ("touches", "ends_in")
    return found + [case.claim(name, thing, case.subjects[0]) for thing in case.objects for name in names]


def _stop(case: Case) -> list[Clause]:
    """Who stops somewhere comes to rest, and there: on it, in it, at its side, or against it."""
    found = [case.claim("comes_to_rest", subject) for subject in case.subjects] + _ends(case)
    if case.happening.path == "against" and case.place is not None:
        return found + [case.claim("ends_placed", s, case.place, relation="against") for s in case.subjects]
    where = {"on": "ends_on", "in": "ends_in"}.get(case.happening.path or "")
    if where is not None and case.place is not None and not (where == "ends_in" and case.happening.place == "ground"):
        found += [case.claim(where, subject, case.place) for subject in case.subjects]
    return found


def _land(case: Case) -> list[Clause]:
    support = (case.others or (case.layout.floor_id,))[0]
    if vessels.comes_off(case.layout, case.happening):
        return [case.claim("ends_on", subject, support) for subject in case.subjects]
    return [case.claim("lands_on", subject, support) for subject in case.subjects]


def _bounce(case: Case) -> list[Clause]:
    if case.happening.path in PASSING and case.others:
        found = [case.claim("bounces", subject, case.layout.floor_id, count=2.0) for subject in case.subjects]
        return found + [case.claim("passes", subject, other) for subject in case.subjects for other in case.others]
    support = (case.others or (case.layout.floor_id,))[0]
    once = case.happening.place not in (None, "ground") and case.happening.path in ("off", "against", "from")
    if once:
        return [case.claim("comes_back", subject, support) for subject in case.subjects]
    times = float(case.happening.count or 2)
    return [case.claim("bounces", subject, support, count=times) for subject in case.subjects]


def _swing(case: Case) -> list[Clause]:
    rope = roping.ropes(case.layout.script).get(case.happening.subject)
    if rope is not None and case.layout.placed(rope):
        return [case.claim("swings", *case.layout.main(rope)[:1])]
    if case.layout.entity(case.happening.subject).thing == "newtons_cradle":
        return _lift(case)  # its balls do not swing freely: what swings on one side swings on on the other
    hung = any("hung" in i.assembly.roles for i in case.layout.instances[case.happening.subject])
    names = ("swings",) if hung else ("swings", "pendulum_period")
    found = [case.claim(name, subject) for subject in case.subjects for name in names]
    return found + [case.claim("passes", subject, other) for subject in case.subjects for other in case.others]


def _hit(case: Case) -> list[Clause]:
    """A blow on a group is claimed of the first; when it is struck as pins are, most of it falls."""
    if len(case.objects) <= 1:
        return _with_others("hits", "moves")(case)
    met = arrange.heaped(case.layout, case.happening.object) or case.objects[:1]
    found = [case.claim("touches", case.subjects[0], *met)]
    if case.layout.entity(case.happening.object or "").thing == "bowling_pin":
        found.append(case.claim("knocks_over", case.subjects[0], *case.objects, count=round(0.6 * len(case.objects))))
    return found


def _push(case: Case) -> list[Clause]:
    """What is pushed is met, moves, and goes where it is pushed; of a row the first is met, and all move.

    What a hand pushes off something leaves that, and falls.
    """
    if found := cording.claimed(case) or draping.pulled(case):
        return found
    if case.happening.agent == "unseen_hand" and case.happening.path in ("off", "from") and case.place is not None:
        ways = ("pushed", "falls") if case.place in case.layout.bodies else ("pushed",)
        found = [case.claim(way, subject) for subject in case.subjects for way in ways]
        return found + [case.claim("leaves", subject, case.place) for subject in case.subjects]
    if not case.others or (case.happening.object is None and case.happening.path not in ("against", "into")):
        return _with_others("hits", "moves")(case)
    loose = [other for other in case.objects if not case.layout.bodies[other].fixed]
    found = [case.claim("hits", subject, case.others[0]) for subject in case.subjects]
    found += [case.claim("moves", other) for other in loose]
    if case.happening.path in ("off", "from") and case.place is not None:
        found += [case.claim("leaves", other, case.place) for other in loose]
    return found


def _topple(case: Case) -> list[Clause]:
    if case.happening.path in ("off", "from") and case.place is not None and not case.objects:
        return _go("falls")(case)
    count = float(case.happening.count or len(case.subjects))
    found = [case.claim("topples", *case.subjects, count=count)]
    return found + ([case.claim("topples_in_order", *case.subjects)] if len(case.subjects) > 2 else [])


def _knock_over(case: Case) -> list[Clause]:
    if not case.objects:
        return _topple(case)
    if (brought := doing.bringing_down(case, case.subjects[0])) is not None:
        return [brought]
    count = float(case.happening.count or len(case.objects))
    found = [case.claim("knocks_over", case.subjects[0], *case.objects, count=count)]
    in_order = case.layout.entity(case.happening.object or "").thing == "domino" and len(case.objects) > 2
    return found + ([case.claim("topples_in_order", *case.objects)] if in_order else [])


def _collide(case: Case) -> list[Clause]:
    if case.others and not (len(case.subjects) > 1 and case.happening.place == "ground"):
        return [case.claim("collides", case.subjects[0], case.others[0])]
    return [case.claim("collides", *case.subjects[:2])] if len(case.subjects) > 1 else _alone("moves")(case)


def _lift(case: Case) -> list[Clause]:
    instance = case.layout.instances[case.happening.subject][0]
    balls = [body for role, body in instance.assembly.roles.items() if role.startswith("ball_")]
    if not balls:
        return _alone("lifted")(case)
    balls.sort(key=lambda ball: case.layout.bodies[ball].position[0])
    return [case.claim("cradle_transfer", *balls, count=float(case.happening.count or 1))]


def _fall(case: Case) -> list[Clause]:
    """What falls falls down; what is said to fall up must rise."""
    if case.happening.direction == "up":
        return [case.claim("moves", subject, direction="up") for subject in case.subjects]
    if (low := vessels.tips_over(case.layout, case.happening)) is not None:
        down = [case.claim("moves", subject, direction="down", distance=0.5 * low) for subject in case.subjects]
        return [*_go("moves")(case), *down]
    found, entity = _go("falls")(case), case.layout.entity(case.happening.subject)
    setting, place = case.layout.script.setting, case.happening.place
    stood = place not in (None, "ground") and case.happening.path in ("off", "from") and case.layout.faces(place)
    if stood or not falling.sinks(entity) or (setting.weather == "wind" and setting.wind != 0.0):
        return found
    ways = ["falls_slower", "never_rises", "nears_terminal_speed", *(["flutters"] if falling.flat(entity) else [])]
    return found + [case.claim(way, subject) for subject in case.subjects for way in ways]


def _leave(case: Case) -> list[Clause]:
    """Aircraft that leave the ground rise."""
    if case.happening.place is None and flying.has_engine(case.layout.entity(case.happening.subject)):
        return _alone("lifted")(case)
    return _go("moves")(case)


def _hinge(predicate: str) -> Callable[[Case], list[Clause]]:
    """Return the claims of a verb that turns a thing's leaf or lid on its hinge."""

    def claims(case: Case) -> list[Clause]:
        roles = (i.assembly.roles for i in case.layout.instances[case.happening.subject])
        return [case.claim(predicate, role.get("leaf", role["main"])) for role in roles]

    return claims


VERBS: dict[str, Callable[[Case], list[Clause]]] = {
    "rest": lasting.rest,
    "stand": lasting.stand,
    "stop": _stop,
    "slow": _alone("slows"),
    "hurry": _alone("speeds_up"),
    **dict.fromkeys(("fall", "drop"), _fall),
    "throw": _throw,
    "land": _land,
    "roll": lambda case: [*_go("moves" if _on_wheels(case) else "rolls")(case), *piping.claimed(case)],
    "slide": _go("slides"),
    "move": lambda case: crossing.claimed(case) or _go("moves")(case),
    "leave": _leave,
    "drive": lambda case: crossing.claimed(case) or _drive(case),
    "pass": _with_others("passes", "moves"),
    "bounce": _bounce,
    "spin": _spin,
    "precess": _alone("precesses"),
    "swing": _swing,
    "push": _push,
    "hit": _hit,
    "knock_over": _knock_over,
    "topple": _topple,
    "collide": _collide,
    "lift": _lift,
    "load": loading.claimed,
    "lower": slotting.lowered,
    "break": breaking.claimed,
    "cut": slicing.claimed,
    "rub": rubbing.claimed,
    "cover": _with_others("covers", "moves"),
    "wrap": wrapping.claimed,
    "tie": wrapping.tied,
    "write": writing.claimed,
    "erase": wiping.claimed,
    "drape": draping.claimed,
    "compress": flexing.claimed,
    "bend": flexing.claimed,
    "catch": _catch,
    "tighten": tightening.claimed,
    "resize": lambda case: [case.claim("resizes", s, factor=case.happening.pace) for s in case.subjects],
    "open": _hinge("opens"),
    "close": _hinge("shuts"),
    "light": switching.claimed,
    "darken": _alone("goes_dark"),
    "orbit": _with_others("orbits", "moves"),
}
