"""Blocking: for each verb, where its actors start and how they are set in motion.

A blocking gives starting conditions only; what happens then is physics' business.
"""

from collections.abc import Callable

from setpiece.assets.catalogue import THINGS
from setpiece.assets.machines import ROTORS
from setpiece.language.script import Happening
from setpiece.staging import arrange, cording, crossing, falling, flying, slotting, sparking
from setpiece.staging.breaking import come_apart
from setpiece.staging.circling import circle
from setpiece.staging.draping import drape, pull, pulls
from setpiece.staging.driving import drive, on_wheels
from setpiece.staging.falling import fall, throw
from setpiece.staging.flexing import flex
from setpiece.staging.flying import rest
from setpiece.staging.hinging import turn
from setpiece.staging.hoisting import cover, lower
from setpiece.staging.layout import Layout, rolls
from setpiece.staging.loading import load
from setpiece.staging.motion import moves_already, support_of
from setpiece.staging.performing import perform, performs
from setpiece.staging.piping import piped, roll_out
from setpiece.staging.rolling import PASSING, bounce_past, meet, roll, stop
from setpiece.staging.rubbing import rub
from setpiece.staging.shifting import shift, shifts
from setpiece.staging.slicing import cut
from setpiece.staging.striking import hit, knock_over, push, topple
from setpiece.staging.swinging import dampen, lift, precess, run_down, spin, swing
from setpiece.staging.switching import switch
from setpiece.staging.tightening import tighten
from setpiece.staging.wiping import erase
from setpiece.staging.wrapping import wrap
from setpiece.staging.writing import write


def block(layout: Layout, happening: Happening) -> None:
    """Set one happening's actors on the stage, in motion where they begin. What must not happen begins nothing."""
    if happening.negated:
        _stay(layout, happening)
        return
    for table in (ACTED, PARTICULAR):
        begin = next((begin for told, begin in table if told(layout, happening)), None)
        if begin is not None:
            begin(layout, happening)
            return
        happening = falling.flown(happening)
    BLOCKINGS.get(happening.verb, _stay)(layout, happening)


def _stay(layout: Layout, happening: Happening) -> None:
    """Nothing begins here: the clause alone will be judged."""
    for entity in (happening.subject, happening.object):
        if entity is not None:
            arrange.set_down(layout, entity)


def leave(layout: Layout, happening: Happening) -> None:
    """Aircraft take off; whatever else leaves moves away."""
    entity = layout.entity(happening.subject)
    engine = happening.place is None and flying.has_engine(entity) and THINGS[entity.thing].family in flying.UPRIGHT
    (flying.take_off if engine else roll)(layout, happening)


def go_by(layout: Layout, happening: Happening) -> None:
    """Pass: go past what is passed, on the way that is known, or on one of its own."""
    past = happening.model_copy(
        update={"path": "past", "place": happening.object or happening.place, "object": None, "verb": "roll"}
    )
    if moves_already(layout, past):
        meet(layout, past)
        return
    wheels = on_wheels(layout, layout.entity(happening.subject))
    (drive if wheels else roll)(layout, past.model_copy(update={"verb": "drive"}) if wheels else past)


def halt(layout: Layout, happening: Happening) -> None:
    """What stops was under way before, if it goes by itself: on wheels that brake, or rolling until friction stops it.

    What turns on a hinge or by a motor runs down; anything else stands.
    """
    entity = layout.entity(happening.subject)
    target = happening.place or happening.object
    top = support_of(layout, target) if target not in (None, "ground") else None
    way = happening.model_copy(update={"path": top and "across", "place": top, "object": None})
    if not moves_already(layout, happening) and not layout.placed(happening.subject):
        if on_wheels(layout, entity):
            drive(layout, way)
        elif rolls(entity):
            roll(layout, way.model_copy(update={"verb": "roll"}))
        elif _turns(layout, happening.subject):
            slow(layout, happening)
    stop(layout, happening)


def _turns(layout: Layout, name: str) -> bool:
    """Tell whether a thing swings on a hinge or is turned by a motor."""
    jointed = any(layout.bodies[body].joint is not None for body in layout.main(name))
    return jointed or THINGS[layout.entity(name).thing].family in ROTORS


def slow(layout: Layout, happening: Happening) -> None:
    """Who slows down was under way before: a top spinning, wheels driving, anything else rolling or sliding."""
    if happening.subject in layout.courses or any(
        any(layout.bodies[body].velocity + layout.bodies[body].spin) for body in layout.main(happening.subject)
    ):
        return
    if any(layout.bodies[body].joint is not None for body in layout.main(happening.subject)):
        dampen(layout, happening.subject)
        return
    if THINGS[layout.entity(happening.subject).thing].family in ROTORS:
        run_down(layout, happening)
        return
    top = THINGS[layout.entity(happening.subject).thing].family == "spinning_top"
    (spin if top else roll)(layout, happening.model_copy(update={"verb": "spin" if top else "roll"}))


def catch(layout: Layout, happening: Happening) -> None:
    """What is caught is thrown, by a hand that nobody sees, into what catches it."""
    thrown = {"verb": "throw", "subject": happening.object, "object": None, "path": "into", "place": happening.subject}
    throw(layout, happening.model_copy(update={**thrown, "agent": "unseen_hand"}))


def launch(layout: Layout, happening: Happening) -> None:
    """Fly by an engine, or leave a hand."""
    own = happening.agent == "self" and happening.gait == "fly" and flying.has_engine(layout.entity(happening.subject))
    (flying.fly if own else throw)(layout, happening)


def bounce(layout: Layout, happening: Happening) -> None:
    """Come down from above, over the edges of what leads down, or go along in bounces past something."""
    if happening.path in PASSING and happening.place not in (None, "ground"):
        bounce_past(layout, happening)
        return
    (roll if happening.path == "down" and happening.place else fall)(layout, happening)


def tip(layout: Layout, happening: Happening) -> None:
    """Tip over where it stands, or fall off what it stands on."""
    off = happening.path in ("off", "from") and happening.place not in (None, "ground") and happening.object is None
    (fall if off else topple)(layout, happening)


def _pulls_cord(layout: Layout, happening: Happening) -> bool:
    return happening.verb == "push" and cording.switches(layout.script, happening) is not None


def _pulls_cloth(layout: Layout, happening: Happening) -> bool:
    return pulls(layout.script, happening) and layout.placed(happening.subject)


def _slots(layout: Layout, happening: Happening) -> bool:
    return slotting.slots(layout.script, happening) and not layout.placed(happening.subject)


def _sparks(layout: Layout, happening: Happening) -> bool:
    return sparking.sparks(layout.script, happening)


def _rolls_out(layout: Layout, happening: Happening) -> bool:
    return piped(layout.script, happening) and not layout.placed(happening.subject)


def _shifts(layout: Layout, happening: Happening) -> bool:  # noqa: ARG001 - as the others
    return happening.verb in BLOCKINGS and shifts(happening)


Told = Callable[[Layout, Happening], bool]
Begin = Callable[[Layout, Happening], None]
ACTED: tuple[tuple[Told, Begin], ...] = ((performs, perform), (crossing.crosses, crossing.cross))  # by living things
PARTICULAR: tuple[tuple[Told, Begin], ...] = (  # what a verb means of certain things, or on a certain way
    (_pulls_cord, cording.pull), (_pulls_cloth, pull), (_slots, slotting.slot), (_sparks, sparking.fly),
    (_rolls_out, roll_out), (_shifts, shift),
)  # fmt: skip
BLOCKINGS: dict[str, Callable[[Layout, Happening], None]] = {
    "roll": roll,
    "slide": roll,
    "move": roll,
    "stop": halt,
    "slow": slow,
    "fall": fall,
    "drop": fall,
    "bounce": bounce,
    "land": fall,
    "throw": launch,
    "hit": hit,
    "collide": hit,
    "knock_over": knock_over,
    "push": push,
    "topple": tip,
    "spin": spin,
    "precess": precess,
    "swing": swing,
    "lift": lift,
    "load": load,
    "lower": lower,
    "leave": leave,
    "pass": go_by,
    "rest": rest,
    "drive": drive,
    "break": come_apart,
    "cut": cut,
    "cover": cover,
    "wrap": wrap,
    "rub": rub,
    "write": write,
    "erase": erase,
    "drape": drape,
    "compress": flex,
    "bend": flex,
    "catch": catch,
    "tighten": tighten,
    "open": turn,
    "close": turn,
    "orbit": circle,
    "light": switch,
    "darken": switch,
}
