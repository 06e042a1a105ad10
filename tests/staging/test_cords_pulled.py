"""A cord that somebody pulls to switch a lamp hangs from that, and a hand goes down with it."""

import numpy as np
import pytest
from tests.staging.scripts import comes_true, filmed

from setpiece.actors.perform import performers, states
from setpiece.actors.reaching import bones
from setpiece.events.judge import judge
from setpiece.geometry import quat_rotate
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate

PULLS = "A girl pulls a cord and a lamp lights up in a living room at night."


def test_the_cord_hangs_from_the_lamp_that_it_switches():
    script = understand(PULLS)
    told = {(r.kind, r.subject, r.objects) for r in script.relations}
    assert ("hung_from", "rope_coil", ("lamp",)) in told or ("hung_from", "cord", ("lamp",)) in told
    assert [h.verb for h in script.happenings] == ["push", "light"]
    assert script.happenings[1].after == 0


@pytest.mark.parametrize("prompt", [PULLS, "A man pulls a cord and a lamp goes out."])
def test_who_pulls_it_takes_hold_of_it(prompt):
    comes_true(prompt, {"hangs_from", "moves", "led_by"})


def test_a_cord_that_nobody_holds_is_not_led():
    staged, _, verdicts = filmed(PULLS)
    world = staged.world
    clause = next(v.clause for v in verdicts if v.clause.predicate == "led_by")
    idle = tuple(a.model_copy(update={"gait": "stand"}) if a.kind == "perform" else a for a in world.actions)
    alone = world.model_copy(update={"actions": idle})
    assert judge(clause, alone, simulate(alone, 4.0)).verdict == "fails"


def test_a_hand_gets_where_it_is_to_be():
    staged, _, _ = filmed(PULLS)
    (one,) = performers(staged.world)
    time = one.act.start + np.array([place.after for place in one.act.reach])
    now = states([one], time)
    k = one.ids.index(next(name for name in one.ids if name.endswith("right_hand")))
    palm = bones(one.plan)[2] - one.center[k]
    got = now.position[:, k] + quat_rotate(now.rotation[:, k], np.broadcast_to(palm, (len(time), 3)))
    assert got == pytest.approx(np.array([place.at for place in one.act.reach]), abs=2e-3)
