"""Predicates about contact: touching, hitting, landing, bouncing, leaving an edge, rolling, sliding."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from setpiece import clock
from setpiece.events.clause import Clause
from setpiece.events.distance import closest
from setpiece.events.scene import Finding, Scene, at, plural
from setpiece.geometry import quat_rotate
from setpiece.world.document import Perform

Array = NDArray[np.float64]

TOUCHING = 2e-4  # m: bodies asleep with a smaller gap lie against each other
GRAZE = 0.1  # s: as long is a hop back onto an edge, over which a thing tips
HUNG = 2e-3  # m: what is held this close to what is seen of a thing hangs on it, as a leaf on its twig


def touches(scene: Scene, clause: Clause) -> Finding:
    """The first body touches one of the others. Value: the gap in m at the closest, where it does not."""
    first, *others = (scene.index(name) for name in clause.bodies)
    met = first_contact(scene, first, others)
    if met is None:
        return missed(scene, first, others)
    time, other = met
    evidence = f"{scene.record.name(first)} first touches {scene.record.name(other)} at {at(time)}"
    return Finding(True, evidence, time, 0.0, 0.0)


def first_contact(scene: Scene, first: int, others: list[int]) -> tuple[float, int] | None:
    """Return when (s) a body first touches one of the others and which, None if it never does.

    Bodies that lie against each other asleep have no contact listed: they are known by their gap.
    """
    found = [(float(scene.contacts(first, j).time[0]), j) for j in others if scene.contacts(first, j).time.size]
    opening = scene.between(scene.start, scene.start)
    for j in others:
        calm = all(not opening.velocity(i).any() and not opening.spin(i).any() for i in (first, j))
        if calm and closest(opening, first, j).gap < TOUCHING:
            found.append((scene.start, j))
    for j in others:
        if _untold(scene, first, j) and not scene.contacts(first, j).time.size:
            near = closest(scene, first, j)
            if near.gap < TOUCHING:
                found.append((near.time, j))
    return min(found, default=None)


def _untold(scene: Scene, a: int, b: int) -> bool:
    """Tell whether no contact of two bodies is ever listed: those who perform meet neither what is fixed nor others."""
    acting = {act.body for act in scene.record.world.actions if isinstance(act, Perform)}
    pair = [scene.record.body(i) for i in (a, b) if i >= 0]
    driven = [body.id in acting for body in pair]
    return len(pair) == 2 and (all(driven) or (any(driven) and any(body.fixed for body in pair)))


def missed(scene: Scene, first: int, others: list[int]) -> Finding:
    """Return the finding that two bodies never touched, with the gap at the closest."""
    near, other = min(((closest(scene, first, j), j) for j in others), key=lambda pair: pair[0].gap)
    gap = max(near.gap, 0.0)
    evidence = (
        f"{scene.record.name(first)} never touches {scene.record.name(other)}; "
        f"closest {gap * 1000:.1f} mm at {at(near.time)}"
    )
    return Finding(False, evidence, near.time, gap, 0.0)


def never_touches(scene: Scene, clause: Clause) -> Finding:
    """The first body touches none of the others. Value: how many contacts there were; bound 0."""
    first, *others = (scene.index(name) for name in clause.bodies)
    met = first_contact(scene, first, others)
    if met is None:
        near = missed(scene, first, others)
        return Finding(True, near.evidence, near.time, 0.0, 0.0)
    time, other = met
    count = max(sum(len(scene.contacts(first, j).time) for j in others), 1)
    evidence = f"{scene.record.name(first)} touches {scene.record.name(other)} at {at(time)}"
    return Finding(False, evidence, time, float(count), 0.0)


def hits(scene: Scene, clause: Clause) -> Finding:
    """The first body strikes one of the others with at least ``impulse`` (N s) at once.

    A strike is an impact, or the beginning of a touch after at least two samples apart (a blow too soft to
    rebound). Value: the greatest impulse; where they never meet, the gap in m.
    """
    first, *others = (scene.index(name) for name in clause.bodies)
    least = clause.figures.get("impulse", 0.0)
    strikes = [(*blow, j) for j in others for blow in blows(scene, first, j)]
    if not strikes:
        if any(scene.contacts(first, j).time.size for j in others):
            return Finding(False, f"{scene.record.name(first)} only rests against it, no blow", None, 0.0, 1.0)
        if (met := first_contact(scene, first, [j for j in others if _untold(scene, first, j)])) is not None:
            time, other = met
            evidence = f"{scene.record.name(first)} reaches {scene.record.name(other)} at {at(time)}"
            return Finding(least == 0.0, evidence, time, 0.0, least)
        return missed(scene, first, others)
    strong = [strike for strike in strikes if strike[1] >= least]
    time, impulse, other = min(strong) if strong else max(strikes, key=lambda s: s[1])
    evidence = f"{scene.record.name(first)} hits {scene.record.name(other)} at {at(time)} with {impulse:.3g} N s"
    return Finding(bool(strong), evidence, float(time), float(impulse), least)


def blows(scene: Scene, a: int, b: int) -> list[tuple[float, float]]:
    """Return (time in s, impulse in N s) of every strike between two bodies, in order."""
    impacts = scene.impacts(a, b)
    out = [(float(i["time"]), float(np.linalg.norm(i["impulse"]))) for i in impacts]
    touched = scene.record.touches
    mine, theirs = scene.record.members(a), scene.record.members(b)
    pair = (np.isin(touched["a"], mine) & np.isin(touched["b"], theirs)) | (
        np.isin(touched["b"], mine) & np.isin(touched["a"], theirs)
    )
    samples = np.unique(touched["sample"][pair & (touched["sample"] > scene.row)])
    begins = samples[np.diff(samples, prepend=scene.row - 1) > 2]
    known = impacts["time"]
    for k in begins:
        time = scene.record.time[k]
        if not np.any(np.abs(known - time) <= 2.5 * clock.SAMPLE):
            rows = pair & (touched["sample"] == k)
            out.append((float(time), float(np.linalg.norm(touched["impulse"][rows].sum(axis=0)))))
    return sorted(out)


def leaves(scene: Scene, clause: Clause) -> Finding:
    """A body loses contact with its support for good, before it first touches what it comes upon next.

    Where its pieces fly when it has broken is not asked. Value: how far (m) its centre of mass ends beyond the
    support's edge, seen from above; bound 0.
    """
    body, support = (scene.index(name) for name in clause.bodies[:2])
    name, base = scene.record.name(body), scene.record.name(support)
    on = scene.contacts(body, support).time
    on = on[on < scene.breaking(body)]
    beyond = overhang(scene, body, support)
    if not on.size:
        return _unhung(scene, body, support)
    last = float(on[-1])
    if last > scene.end - 3 * clock.SAMPLE or _ends_on(scene, body, support):
        evidence = f"{name} is still in contact with {base} at the end"
        return Finding(False, evidence, None, min(float(beyond[-1]), -1e-3), 0.0)
    everything = scene.contacts(body)
    later = everything.select(everything.time > last)
    evidence = f"{name} leaves {base} at {at(last)}"
    if not later.time.size:
        return Finding(True, f"{evidence} and touches nothing after", last, max(float(beyond[-1]), 0.0), 0.0)
    next_one = int(later.b[0])
    before = everything.time[(everything.b == next_one) & (everything.time <= last)]
    under = scene.record.name(next_one)
    neighbour = (
        next_one >= 0 and scene.contacts(next_one, support).time.size > 0
    )  # it stood there too, or pushed it off
    if before.size and not neighbour:
        return Finding(False, f"{name} touches {under} at {at(before[0])}, before it leaves {base}", last, -0.01, 0.0)
    return Finding(True, f"{evidence}, first touches {under} at {at(later.time[0])}", last, 0.0, 0.0)


def _ends_on(scene: Scene, body: int, support: int) -> bool:
    """Tell whether a whole body lies against its support at the end; what sleeps there has no contact listed."""
    closing = scene.between(scene.end, scene.end)
    return scene.breaking(body) > scene.end and closest(closing, body, support).gap < TOUCHING


def _unhung(scene: Scene, body: int, support: int) -> Finding:
    """A body that a hand held at what is seen of its support leaves it by more than its own size.

    Leaves and twigs stop nothing, so no contact tells of them. Gaps are between corners of both meshes, which is
    no less than the true gap. Value: how far (m) it ends from there; bound: its size.
    """
    name, base = scene.record.name(body), scene.record.name(support)
    begin, size = scene.release(body), scene.record.size(body)
    row = int(np.searchsorted(scene.time, begin - 1e-9))
    if support < 0 or row >= len(scene.time) or _seen_gap(scene, body, support, row) > HUNG:
        return Finding(False, f"{name} is never in contact with {base}", None, -1.0, 0.0)
    gap = _seen_gap(scene, body, support, len(scene.time) - 1)
    evidence = f"{name} hangs on {base} until {at(begin)} and ends {gap:.2f} m from it"
    return Finding(gap > size, evidence, begin, gap, size)


def _seen_gap(scene: Scene, a: int, b: int, row: int) -> float:
    """Return how far (m) the corners of two bodies' meshes are from each other at one sample."""
    from scipy.spatial import cKDTree

    mine, theirs = (np.concatenate([part.mesh.vertices for part in scene.record.solid(i).parts]) for i in (a, b))
    world = scene.origin(a)[row] + quat_rotate(scene.rotation(a)[row], mine)
    back = scene.rotation(b)[row] * np.array([1.0, -1, -1, -1])
    return float(cKDTree(theirs).query(quat_rotate(back, world - scene.origin(b)[row]))[0].min())


def overhang(scene: Scene, body: int, support: int) -> Array:
    """Return how far (T,) in m a body's centre of mass is beyond the support's box, seen from above."""
    if support < 0:
        return scene.position(body)[:, 2]
    low, high = scene.record.solid(support).bounds
    turn = scene.rotation(support) * np.array([1.0, -1, -1, -1])
    local = quat_rotate(turn, scene.position(body) - scene.origin(support))
    return np.max(np.maximum(low - local, local - high)[:, :2], axis=1)


def lands_on(scene: Scene, clause: Clause) -> Finding:
    """The first thing a body touches after a flight is the support. Value: gap in m, where it never gets there.

    What tips over an edge may graze it on its way down: so short a hop back onto what it has left is no flight.
    """
    body, support = (scene.index(name) for name in clause.bodies[:2])
    name, base = scene.record.name(body), scene.record.name(support)
    flights = [(start, stop) for start, stop in scene.flights(body) if stop < scene.end - 1e-9]
    if not flights:
        near = closest(scene, body, support)
        return Finding(False, f"{name} does not land", None, max(near.gap, 0.01), 0.0)
    members = set(scene.record.members(support))
    hops = [(stop - start, stop, first_touched(scene, body, start)) for start, stop in flights]
    landings = [(stop, first_touched(scene, body, stop), left if way < GRAZE else set()) for way, stop, left in hops]
    time, met, _ = next((each for each in landings if each[1] & members or not each[1] & each[2]), landings[0])
    if met & members:
        return Finding(True, f"{name} lands on {base} at {at(time)}", time, 0.0, 0.0)
    other = scene.record.name(min(met))
    near = closest(scene, body, support)
    evidence = f"{name} lands on {other} at {at(time)}, {max(near.gap, 0) * 1000:.0f} mm from {base} at the closest"
    return Finding(False, evidence, time, max(near.gap, 0.001), 0.0)


def first_touched(scene: Scene, body: int, time: float) -> set[int]:
    """Return what a body touches at the moment a flight ends."""
    found = scene.contacts(body)
    return {int(j) for j in found.b[np.abs(found.time - time) < 1e-9]}


def bounces(scene: Scene, clause: Clause) -> Finding:
    """A body strikes the other and flies up again at least ``count`` (1) times, each time lower than the last.

    A bounce counts if the centre of mass rises at least 2 mm (figure ``rise``) before the next contact. A rebound
    may exceed the one before by 2 %, since spin feeds back into flight; down a flight of steps by more, since it has
    fallen farther, but then its top lies lower than the one before. Value: the number of bounces.
    """
    body = scene.index(clause.bodies[0])
    on = scene.index(clause.bodies[1]) if len(clause.bodies) > 1 else None
    want = clause.figures.get("count", 1.0)
    heights, tops, times = rebounds(scene, body, on, clause.figures.get("rise", 0.002))
    name = scene.record.name(body)
    place = "" if on is None else f" on {scene.record.name(on)}"
    if not heights:
        return Finding(False, f"{name} does not bounce{place}", None, 0.0, want)
    more = [0.0, *(b - 1.02 * a - 5e-4 for a, b in pairwise(heights))]
    risen = [k for k in range(1, len(heights)) if more[k] > 0.0 and tops[k] > tops[k - 1]]
    listed = ", ".join(f"{h * 1000:.0f}" for h in heights[:6])
    evidence = f"{plural(len(heights), 'bounce')}{place} from {at(times[0])}, rising {listed} mm"
    if risen:
        return Finding(False, f"{evidence}; rebound {risen[0] + 1} is higher than the one before", times[0], 0.0, want)
    enough = len(heights) >= want
    return Finding(enough, evidence, times[int(want) - 1] if enough else times[-1], float(len(heights)), want)


def rebounds(scene: Scene, body: int, on: int | None, least: float) -> tuple[list[float], list[float], list[float]]:
    """Return by how much (m) the flights after impacts with ``on`` rise, up to where (m), and when they begin (s)."""
    struck = scene.impacts(body, on)["time"]
    heights, tops, times = [], [], []
    z, time = scene.position(body)[:, 2], scene.time
    for start, stop in scene.flights(body, shortest=0.02):
        if not np.any(np.abs(struck - start) < 1e-9):
            continue
        rows = (time > start) & (time < stop)
        if not rows.any():
            continue
        base = height_at(scene, body, start)
        climb = float(z[rows].max() - base)
        if climb >= least:
            heights.append(climb)
            tops.append(base + climb)
            times.append(start)
    return heights, tops, times


def height_at(scene: Scene, body: int, time: float) -> float:
    """Return the height (m) of a body's centre of mass at a moment of impact, from its knot where there is one."""
    knots = scene.record.knots
    hit = np.flatnonzero((knots["body"] == body) & (np.abs(knots["time"] - time) < 1e-9))
    if hit.size:
        return float(knots["position"][hit[0], 2])
    return float(np.interp(time, scene.time, scene.position(body)[:, 2]))


def comes_back(scene: Scene, clause: Clause) -> Finding:
    """A body comes back from something: it touches it, and then moves against the way it came.

    Value: minus the cosine between its level velocities 0.05 s before and after the first contact; bound 0.
    """
    body, other = (scene.index(name) for name in clause.bodies[:2])
    name, mark = scene.record.name(body), scene.record.name(other)
    met = scene.contacts(body, other).time
    if not met.size:
        near = closest(scene, body, other)
        return Finding(False, f"{name} never touches {mark}; closest {1000 * near.gap:.1f} mm", None, -1.0, 0.0)
    rows = np.searchsorted(scene.time, [met[0] - 0.05, met[0] + 0.05]).clip(0, len(scene.time) - 1)
    before, after = scene.velocity(body)[rows][:, :2]
    scale = float(np.linalg.norm(before) * np.linalg.norm(after))
    back = -float(before @ after) / max(scale, 1e-9)
    evidence = f"{name} meets {mark} at {at(met[0])} at {np.linalg.norm(before):.2f} m/s and "
    evidence += f"comes back at {np.linalg.norm(after):.2f} m/s" if back > 0 else "does not come back"
    return Finding(back > 0, evidence, float(met[0]), back, 0.0)


def rolls(scene: Scene, clause: Clause) -> Finding:
    """A body moves in contact (with ``on``) without slipping, for at least ``share`` (0.5) of its way.

    Without slipping: the surfaces slide on each other at less than ``slip`` (5 %) of the body's speed. It must roll
    ``distance`` (its own size, at most 0.1 m) besides. Value: the share of the way.
    """
    body = scene.index(clause.bodies[0])
    on = scene.index(clause.bodies[1]) if len(clause.bodies) > 1 else None
    way, slip = contact_way(scene, body, on)
    speed = np.linalg.norm(scene.velocity(body)[1:], axis=1)
    moving = way > 0
    rolling = moving & (slip <= np.maximum(clause.figures.get("slip", 0.05) * speed, 2e-3)) & turning(scene, body)
    total, rolled = float(way.sum()), float(way[rolling].sum())
    need = clause.figures.get("distance", min(0.1, scene.record.size(body)))
    share, least = (rolled / total if total else 0.0), clause.figures.get("share", 0.5)
    name = scene.record.name(body)
    evidence = f"{name} rolls {rolled:.2f} m without slipping, {share:.0%} of its way in contact"
    time = float(scene.time[1:][rolling][0]) if rolling.any() else None
    if rolled < need:
        return Finding(False, evidence, time, rolled, need)
    return Finding(share >= least, evidence, time, share, least)


def turning(scene: Scene, body: int) -> NDArray[np.bool_]:
    """Return where (T-1,) a body or something that hangs on it turns as fast as its own radius asks."""
    fastest = 0.0
    speed = np.linalg.norm(scene.velocity(body)[1:], axis=1)
    for member in scene.record.members(body):
        rate = np.linalg.norm(scene.spin(member)[1:], axis=1)
        fastest = np.maximum(fastest, rate * scene.record.size(member))
    return fastest > 0.5 * speed


def contact_way(scene: Scene, body: int, on: int | None) -> tuple[Array, Array]:
    """Return the way (T-1,) in m made in contact during each sample interval, and the sliding speed there (m/s)."""
    touched = scene.record.touches
    mine = scene.record.members(body)
    a_mine, b_mine = np.isin(touched["a"], mine), np.isin(touched["b"], mine)
    keep = (a_mine ^ b_mine) & (touched["sample"] > scene.row)
    if on is not None:
        keep &= np.isin(np.where(a_mine, touched["b"], touched["a"]), scene.record.members(on))
    count = len(scene.time) - 1
    slip, inside = np.zeros(count), np.zeros(count, bool)
    rows = np.minimum(touched["sample"][keep] - scene.row - 1, count - 1)
    np.maximum.at(slip, rows, touched["slip"][keep])
    inside[rows] = True
    steps = np.linalg.norm(np.diff(scene.position(body), axis=0), axis=1)
    return np.where(inside & (steps > 1e-5), steps, 0.0), slip


def slides(scene: Scene, clause: Clause) -> Finding:
    """A body moves in contact (with ``on``), its surface sliding at over half of its speed, for ``distance`` (0.02 m).

    Value: the way it slides, m.
    """
    body = scene.index(clause.bodies[0])
    on = scene.index(clause.bodies[1]) if len(clause.bodies) > 1 else None
    way, slip = contact_way(scene, body, on)
    speed = np.linalg.norm(scene.velocity(body)[1:], axis=1)
    sliding = (way > 0) & (slip > 0.5 * speed)
    slid, need = float(way[sliding].sum()), clause.figures.get("distance", 0.02)
    time = float(scene.time[1:][sliding][0]) if sliding.any() else None
    return Finding(slid >= need, f"{scene.record.name(body)} slides {slid:.3f} m", time, slid, need)


def land_together(scene: Scene, clause: Clause) -> Finding:
    """Each body's first landing falls within ``within`` (0.02 s) of the others'. Value: the spread in s."""
    bodies = [scene.index(name) for name in clause.bodies]
    within = clause.figures.get("within", 0.02)
    landings = [[stop for _, stop in scene.flights(i) if stop < scene.end - 1e-9][:1] for i in bodies]
    if not all(landings):
        airborne = [scene.record.name(i) for i, found in zip(bodies, landings, strict=True) if not found]
        return Finding(False, f"{', '.join(airborne)} does not land", None, 1.0, within)
    times = [found[0] for found in landings]
    spread = max(times) - min(times)
    evidence = f"they land within {spread * 1000:.1f} ms, the first at {at(min(times))}"
    return Finding(spread <= within, evidence, max(times), spread, within)


def restitution_as_specified(scene: Scene, clause: Clause) -> Finding:
    """Every impact of a body above ``speed`` (0.2 m/s) separates at its pair's restitution within ``tolerance`` (3 %).

    Value: the worst difference of separation / approach from what is specified.
    """
    least, tolerance = clause.figures.get("speed", 0.2), clause.figures.get("tolerance", 0.03)
    found = np.concatenate([scene.impacts(scene.index(name)) for name in clause.bodies])
    found = found[found["approach"] >= least]
    if not found.size:
        return Finding(False, f"no impact faster than {least} m/s", None, 1.0, tolerance)
    error = np.abs(found["separation"] / found["approach"] - found["restitution"])
    worst = int(np.argmax(error))
    evidence = (
        f"{plural(len(found), 'impact')}, worst restitution "
        f"{found['separation'][worst] / found['approach'][worst]:.3f} against {found['restitution'][worst]:.3f}"
    )
    return Finding(
        bool(error[worst] <= tolerance), evidence, float(found["time"][worst]), float(error[worst]), tolerance
    )
