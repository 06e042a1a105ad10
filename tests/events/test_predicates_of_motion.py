"""Each predicate of contact and motion on one trajectory where it is true and one where it is not."""

import numpy as np
import pytest
from made import G, Made, ball, box, free_fall, still, straight, times, turned

from setpiece.assets.airflow import sinking_speed
from setpiece.assets.build import build
from setpiece.events.clause import Clause
from setpiece.events.judge import judge, shortfall
from setpiece.world.document import Air

T = times(2.0)
SIDE = (0.0, 0.0, 0.0)
FALL = np.sqrt(2 * 1.0 / G)  # s for one metre


def table(**more):
    return box("table", (0, 0, 0.25), (0.6, 0.6, 0.5), fixed=True, **more)


def dropping(name="ball", height=1.0, x=0.0, stop=True, delay=0.0):
    """A ball whose lowest point starts ``height`` above the ground and stays where it lands."""
    s = np.maximum(T - delay, 0.0)
    lands = np.sqrt(2 * height / G)
    path = free_fall((x, 0, height + 0.05), SIDE, s, lands if stop else np.inf)
    impact = (delay + lands, name, "ground", G * lands, 0.0)
    return ball(name, (x, 0, height + 0.05)), path, impact


def one_drop(height=1.0, **more):
    body, path, impact = dropping(height=height)
    end = np.sqrt(2 * height / G)
    return Made((body,), position={"ball": path}, impacts=[impact], touches=[("ball", "ground", end, 2.0)], **more)


def resting():
    return Made((ball(),), touches=[("ball", "ground", 0, 2)])


def rolled_off(first="ground"):
    """A ball rolls along the table's top, leaves its edge at 0.5 s, and lands."""
    path = straight((0.05, 0, 0.55), (0.5, 0, 0), T)
    air = T > 0.5
    path[air] = free_fall((0.3, 0, 0.55), (0.5, 0, 0), T[air] - 0.5, np.sqrt(2 * 0.5 / G))
    lands = 0.5 + np.sqrt(2 * 0.5 / G)
    touches = [("ball", "table", 0, 0.5), ("ball", "ground", lands, 2.0)]
    if first == "early":
        touches.append(("ball", "ground", 0.1, 0.2))
    return Made((ball(at=(0.05, 0, 0.55)), table()), position={"ball": path}, touches=touches,
                impacts=[(lands, "ball", "ground", 3.0, 0.0)])  # fmt: skip


def bouncing(heights):
    """A ball that falls from the first height (m of its lowest point) and rises to each of the next."""
    marks, path, now = [], np.zeros(len(T)), 0.0
    previous = heights[0]
    down = np.sqrt(2 * previous / G)
    path[:] = np.where(down >= T, previous - 0.5 * G * T**2, 0.0)
    now = down
    for height in heights[1:]:
        up = np.sqrt(2 * height / G)
        marks.append((now, "ball", "ground", np.sqrt(2 * G * previous), np.sqrt(2 * G * height)))
        inside = (now < T) & (now + 2 * up >= T)
        path[inside] = (G * up) * (T[inside] - now) - 0.5 * G * (T[inside] - now) ** 2
        now, previous = now + 2 * up, height
    marks.append((now, "ball", "ground", np.sqrt(2 * G * previous), 0.0))
    place = np.stack([0 * T, 0 * T, path + 0.05], axis=1)
    return Made(
        (ball(at=tuple(place[0])),), position={"ball": place}, impacts=marks, touches=[("ball", "ground", now, 2)]
    )


def sliding(slip, spin):
    path = straight((0, 0, 0.05), (0.5, 0, 0), T)
    return Made((ball(),), position={"ball": path}, spin={"ball": np.tile((0, spin, 0), (len(T), 1))},
                touches=[("ball", "ground", 0, 2, slip)])  # fmt: skip


def meeting(meets):
    """A ball that goes to another and strikes it, or stops 0.1 m from it."""
    stop = 0.9 if meets else 0.7
    path = np.stack([np.minimum(T, stop), 0 * T, 0 * T + 0.05], axis=1)
    hit = [(0.9, "ball", "block", 1.0, 0.0)] if meets else []
    return Made((ball(), box("block", (1.0, 0, 0.05))), position={"ball": path}, impacts=hit,
                touches=[("block", "ground", 0, 2), ("ball", "ground", 0, 2)])  # fmt: skip


def two_drops(later):
    one, path, hit = dropping("one", x=0.0)
    two, other, hit_two = dropping("two", x=1.0, delay=later)
    touches = [("one", "ground", hit[0], 2), ("two", "ground", hit_two[0], 2)]
    return Made((one, two), position={"one": path, "two": other}, impacts=[hit, hit_two], touches=touches)


def cruising(speed):
    """A body whose speed (T,) is given along X."""
    way = np.concatenate([[0], np.cumsum((speed[1:] + speed[:-1]) / 2) / 120])
    zero = 0 * way
    place, velocity = np.stack([way, zero, zero + 0.05], axis=1), np.stack([speed, zero, zero], axis=1)
    touches = [("ball", "ground", 0, 2)]
    return Made((ball(),), position={"ball": place}, velocity={"ball": velocity}, touches=touches)


def circling(turns):
    angle = 2 * np.pi * turns * T / 2
    path = np.stack([np.cos(angle), np.sin(angle), 0 * T + 1], axis=1)
    return Made((ball("moon", (1, 0, 1)), ball("earth", (0, 0, 1), fixed=True)), position={"moon": path})


def spinning(rate):
    spin = np.tile((0, 0, rate), (len(T), 1))
    touches = [("ball", "ground", 0, 2)]
    return Made((ball(),), rotation={"ball": turned((0, 0, 1), rate * T)}, spin={"ball": spin}, touches=touches)


def going(to, height=0.05, fields=()):
    """A ball goes along X from -1 m to ``to`` past a post at the origin, 0.2 m beside it or at a height."""
    path = np.stack([np.linspace(-1, to, len(T)), 0 * T + (0.2 if height < 0.1 else 0), 0 * T + height], axis=1)
    return Made((ball(at=tuple(path[0])), *(fields or (box("post", (0, 0, 0.2), (0.1, 0.1, 0.4), fixed=True),))),
                position={"ball": path})  # fmt: skip


def lifting(rise):
    path = np.stack([0 * T, 0 * T, 0.05 + rise * np.clip(T, 0, 1)], axis=1)
    return Made((ball(),), position={"ball": path})


def stopping(when):
    x = np.minimum(T, when)
    return Made(
        (ball(),), position={"ball": np.stack([x, 0 * T, 0 * T + 0.05], axis=1)}, touches=[("ball", "ground", 0, 2)]
    )


FEATHER = ball(at=(0, 0, 2.05), mass=0.00114)
STEADY = sinking_speed(build(FEATHER), FEATHER.mass)  # 1.5 m/s


def sinking(speed, sway=0.0):
    """A light ball goes down 2 m at a steady speed, swaying over ``sway`` (m) twice a second."""
    z = np.maximum(2.05 - speed * T, 0.05)
    x = sway * np.sin(2 * np.pi * 2 * T) * (z > 0.05)
    path = np.stack([x, 0 * T, z], axis=1)
    return Made((FEATHER,), position={"ball": path}, touches=[("ball", "ground", 2 / speed, 2)],
                world_fields={"air": Air()})  # fmt: skip


RAMPING = np.minimum(T * 4, 1.0)
GATE = (box("gate", (0, 0, 0.5), (0.1, 0.6, 1.0), fixed=True),)

THROW = Made((ball(at=(0, 0, 1)),), position={"ball": free_fall((0, 0, 1), (2, 0, 3), T)})

# predicate, bodies, figures and words, where it is true, where it is not
CASES = [
    ("touches", ("ball", "block"), {}, meeting(True), meeting(False)),
    ("never_touches", ("ball", "block"), {}, meeting(False), meeting(True)),
    ("hits", ("ball", "block"), {}, meeting(True), meeting(False)),
    ("hits", ("ball", "ground"), {"impulse": 1.0}, one_drop(), one_drop(0.02)),
    ("collides", ("block", "ball"), {}, meeting(True), meeting(False)),
    ("leaves", ("ball", "table"), {}, rolled_off(), rolled_off("early")),
    ("lands_on", ("ball", "ground"), {}, rolled_off(), resting()),
    ("bounces", ("ball", "ground"), {"count": 3}, bouncing([1, 0.4, 0.2, 0.1]), bouncing([1, 0.4, 0.2])),
    ("bounces", ("ball", "ground"), {}, bouncing([0.5, 0.4, 0.2]), bouncing([0.5, 0.2, 0.4])),
    ("rolls", ("ball",), {}, sliding(0.005, 10.0), sliding(0.3, 4.0)),
    ("rolls", ("ball", "ground"), {}, sliding(0.005, 10.0), resting()),
    ("slides", ("ball", "ground"), {}, sliding(0.5, 0.0), sliding(0.005, 10.0)),
    ("land_together", ("one", "two"), {}, two_drops(0.015), two_drops(0.03)),
    ("restitution_as_specified", ("ball",), {}, bouncing([1, 0.4]), Made(
        (ball(),), impacts=[(1.0, "ball", "ground", 1.0, 0.5, 0.7)])),
    ("stays", ("ball",), {}, resting(), lifting(0.002)),
    ("rests", ("ball", "ground"), {}, resting(), sliding(0.5, 0.0)),
    ("falls", ("ball",), {"height": 1.0}, one_drop(), one_drop(0.5)),
    ("falls", ("ball",), {}, one_drop(), resting()),
    ("falls_slower", ("ball",), {}, sinking(STEADY), one_drop()),
    ("never_rises", ("ball",), {}, one_drop(), lifting(0.002)),
    ("flutters", ("ball",), {}, sinking(STEADY, 0.1), sinking(STEADY)),
    ("nears_terminal_speed", ("ball",), {}, sinking(0.8 * STEADY), sinking(1.8 * STEADY)),
    ("nears_terminal_speed", ("ball",), {}, sinking(STEADY), one_drop(world_fields={"air": Air()})),
    ("dropped", ("ball",), {"height": 2.0}, one_drop(2.0), one_drop(1.0)),
    ("dropped", ("ball",), {}, one_drop(), resting()),
    ("thrown", ("ball",), {}, THROW, resting()),
    ("lifted", ("ball",), {"height": 0.5}, lifting(0.5), lifting(0.3)),
    ("moves", ("ball",), {}, going(1.0), resting()),
    ("moves", ("ball",), {"distance": 1.5, "direction": "right"}, going(1.0), going(0.2)),
    ("moves", ("ball",), {"direction": "right"}, going(1.0), going(-2.0)),
    ("spins", ("ball",), {"rate": 10.0}, spinning(10.0), spinning(8.0)),
    ("spins", ("ball",), {"turns": 2.0}, spinning(7.0), spinning(5.0)),
    ("still_at_end", (), {}, stopping(1.5), stopping(3.0)),
    ("comes_to_rest", ("ball",), {}, stopping(1.5), stopping(3.0)),
    ("comes_to_rest", ("ball",), {}, stopping(1.0), resting()),
    ("drives", ("ball",), {"speed": 1.0}, cruising(RAMPING), cruising(0.9 * RAMPING)),
    ("drives", ("ball",), {}, cruising(RAMPING), cruising(RAMPING * (1 + 0.2 * np.sin(9 * T)))),
    ("orbits", ("moon", "earth"), {"turns": 1.0}, circling(1.2), circling(0.8)),
    ("passes", ("ball", "post"), {}, going(1.0), going(0.0)),
    ("passes_over", ("ball", "post"), {}, going(1.0, 0.5), going(1.0)),
    ("passes_under", ("ball", "gate"), {}, going(1.0, 0.2, GATE), going(1.0, 0.8, GATE)),
    ("passes_through", ("ball", "gate"), {}, going(1.0, 0.2, GATE), going(1.0, 1.2, GATE)),
    ("reaches", ("ball", "block"), {}, meeting(True), meeting(False)),
    ("ends_in", ("ball", "gate"), {}, going(0.0, 0.3, GATE), going(1.0, 0.3, GATE)),
    ("ends_on", ("ball", "ground"), {}, one_drop(), stopping(3.0)),
    ("stays_above_ground", ("ball",), {}, one_drop(), lifting(-0.01)),
]  # fmt: skip


def clause(predicate, bodies, arguments, **more):
    words = {k: v for k, v in arguments.items() if isinstance(v, str)}
    figures = {k: v for k, v in arguments.items() if not isinstance(v, str)}
    return Clause(text=predicate, predicate=predicate, bodies=bodies, figures=figures, words=words, **more)


@pytest.mark.parametrize(
    ("predicate", "bodies", "arguments", "good", "bad"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)]
)
def test_true_where_it_happens_and_false_where_it_does_not(predicate, bodies, arguments, good, bad):
    wish = clause(predicate, bodies, arguments)
    yes, no = (judge(wish, made.world, made.trajectory) for made in (good, bad))
    assert yes.verdict == "holds", yes.evidence
    assert no.verdict == "fails", no.evidence
    assert shortfall(yes) == 0.0 < shortfall(no)
    turned_round = clause(predicate, bodies, arguments, negated=True)
    assert judge(turned_round, good.world, good.trajectory).verdict == "fails"
    assert judge(turned_round, bad.world, bad.trajectory).verdict == "holds"


def test_figures_are_those_of_the_motion():
    def value(predicate, bodies, made, arguments=None):
        return judge(clause(predicate, bodies, arguments or {}), made.world, made.trajectory)

    # Samples are 1/120 s apart: a fall is read to v/120 = 4 cm where nothing marks its end, exactly from its impact.
    assert value("falls", ("ball",), one_drop()).value == pytest.approx(1.0, abs=0.03)
    assert value("touches", ("ball", "block"), meeting(False)).value == pytest.approx(0.2, abs=1e-6)
    assert value("lands_on", ("ball", "ground"), one_drop()).time == pytest.approx(FALL, abs=1e-9)
    assert value("leaves", ("ball", "table"), rolled_off()).time == pytest.approx(0.5, abs=1e-9)
    assert value("bounces", ("ball", "ground"), bouncing([1, 0.4, 0.2, 0.1])).value == 3
    assert value("orbits", ("moon", "earth"), circling(1.2)).value == pytest.approx(1.2, abs=1e-6)
    assert value("land_together", ("one", "two"), two_drops(0.015)).value == pytest.approx(0.015, abs=1e-9)


def test_shortfall_falls_as_a_candidate_comes_nearer():
    def short(to):
        made = going(to)
        return shortfall(judge(clause("passes", ("ball", "post"), {}), made.world, made.trajectory))

    assert short(-0.5) > short(-0.2) > short(0.0) > short(1.0) == 0.0


def test_a_body_asleep_in_the_air_is_not_in_flight():
    made = still((ball(at=(0, 0, 1.0)),))
    assert judge(clause("falls", ("ball",), {}), made.world, made.trajectory).verdict == "fails"
