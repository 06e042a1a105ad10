"""Certifies a film: the laws its motion and sound obey, and the sentence proved clause by clause."""

from collections.abc import Sequence

import numpy as np

from setpiece import clock
from setpiece.certificate.certificate import Certificate, Law
from setpiece.certificate.laws import ViewAt, audit
from setpiece.certificate.sound_laws import audit_sound
from setpiece.events.clause import Clause, Verdict
from setpiece.events.judge import judge_all
from setpiece.physics.trajectory import Trajectory, breaks
from setpiece.sound.score import Score
from setpiece.world.document import Drive, Hold, Perform, Push, World
from setpiece.world.files import document_hash

TICK, CROSS, QUESTION = "✓", "✗", "?"


def certify(
    world: World,
    trajectory: Trajectory,
    clauses: Sequence[Clause] = (),
    *,
    view_at: ViewAt | None = None,
    score: Score | None = None,
    aspect: float = 16 / 9,
) -> Certificate:
    """Return the certificate of a film.

    It holds if every law holds and no clause fails; a clause that cannot be judged is said in the notes.

    Args:
        world: The document that was simulated.
        trajectory: What happened.
        clauses: The sentence's claims.
        view_at: Camera by world time (s); without it claims about the picture and laws of sound are not judged.
        score: The film's sound, if it has one.
        aspect: Width over height of the picture.
    """
    laws = audit(world, trajectory)
    if score is not None and view_at is not None:
        laws += audit_sound(world, trajectory, view_at, score)
    verdicts = judge_all(clauses, world, trajectory, view_at=view_at, aspect=aspect)
    notes = [*hands(world, trajectory), *breakages(trajectory), *drawn_ties(world)]
    notes += [f"Not judged: {said(v)}: {v.evidence}." for v in verdicts if v.verdict == "not judged"]
    return Certificate(
        world=document_hash(world),
        laws=laws,
        clauses=verdicts,
        notes=tuple(notes),
        holds=all(one.holds for one in laws) and all(v.verdict != "fails" for v in verdicts),
    )


def said(verdict: Verdict) -> str:
    """Return the words of a clause, or what it claims where it quotes none."""
    clause = verdict.clause
    claim = " ".join(
        [clause.predicate.replace("_", " "), *clause.bodies[:4], *(["..."] if len(clause.bodies) > 4 else [])]
    )
    return f'"{clause.text}" ({claim})' if clause.text else claim


def hands(world: World, trajectory: Trajectory) -> list[str]:
    """Return a line for every force that the world's actions bring in, by name and size; equal ones share a line."""
    found: dict[tuple[str, str], list[str]] = {}
    for act in world.actions:
        found.setdefault(worded(world, trajectory, act), []).append(act.body.replace("_", " "))
    return [f"{who} {', '.join(names)} {how}." for (who, how), names in found.items()]


def drawn_ties(world: World) -> list[str]:
    """Return a line for every chain or rope that is seen: what of it is solved, and what is only drawn."""
    return [
        f"{tie.id.replace('_', ' ')} pulls as an inextensible rope without mass; its links are drawn, along a straight "
        "line while it is taut, along a catenary while it is slack, and touch nothing."
        for tie in world.ties
        if tie.look is not None
    ]


def breakages(trajectory: Trajectory) -> list[str]:
    """Return a line for every body that breaks: by whom, when, and what it costs."""
    found, out = breaks(trajectory), []
    for whole in dict.fromkeys(found["whole"].tolist()):
        mine = found[found["whole"] == whole]
        by = {int(k) for k in mine["by"]}
        names = sorted("the ground" if k < 0 else trajectory.ids[k].replace("_", " ") for k in by)
        first = mine[0]
        told = f"{mine['pieces'].sum()} pieces come loose of {trajectory.ids[whole].replace('_', ' ')}"
        cost = f"cracks took {mine['energy'].sum():.3g} J of the {mine['lost'].sum():.3g} J that its blows lost"
        if not mine["lost"].any():
            cost = "as much at the middle of its span would bend it so; what it had bent pays for its cracks"
        force = f"{first['force']:.3g} N where it bears {first['strength']:.3g} N"
        out.append(f"{told} from t = {first['time']:.2f} s, by {', '.join(names)}: {force}; {cost}.")
    return out


def worded(world: World, trajectory: Trajectory, act: Hold | Push | Drive | Perform) -> tuple[str, str]:
    """Return who acts, and how, as the words before and after the name of the body."""
    joint = world.body(act.body).joint
    match act:
        case Hold():
            force = f", with at most {greatest_force(trajectory, act.body, act.end):.3g} N" if joint is None else ""
            return "An unseen hand holds", f"until t = {act.end:.2f} s{force}"
        case Push():
            force, torque = float(np.linalg.norm(act.force)), float(np.linalg.norm(act.torque))
            how = f"from t = {act.start:.2f} s for {act.duration:.2f} s with {force:.3g} N and {torque:.3g} N m"
            return "An unseen hand pushes", how
        case Perform():
            how = f"does what its part prescribes ({act.gait}"
            how += f", {act.speed:.3g} m/s), a driven body" if act.speed else "), a driven body"
            return "By itself", how + ": nothing moves it, and its own push on the ground is not solved"
        case Drive():
            speed, limit = ("m/s", "N") if joint is not None and joint.kind == "slide" else ("rad/s", "N m")
            end = min(act.start + act.duration, float(len(trajectory.segments)))
            when = f"from t = {act.start:.2f} s to {end:.2f} s"
            return "A motor drives", f"at {act.speed:.3g} {speed} {when}, with at most {act.limit:.3g} {limit}"


def greatest_force(trajectory: Trajectory, body: str, end: float) -> float:
    """Return the greatest mean force (N) over a sample on a body until ``end``, besides gravity and contacts."""
    index = trajectory.ids.index(body)
    most = 0.0
    for segment in trajectory.segments:
        rows = segment.index + np.arange(len(segment.position)) * clock.SAMPLE <= end + 1e-9
        force = np.linalg.norm(segment.other_impulse[rows, index], axis=1) / clock.SAMPLE
        most = max(most, float(force.max(initial=0.0)))
    return most


def render(certificate: Certificate) -> str:
    """Return the certificate as text for a terminal: a line per law and clause, with worst moments."""
    lines = ["Laws"]
    lines += [f"  {mark(one.holds)} {one.name}: {figure(one)}" for one in certificate.laws]
    if certificate.clauses:
        lines += ["", "The sentence"]
        for verdict in certificate.clauses:
            sign = {"holds": TICK, "fails": CROSS, "not judged": QUESTION}[verdict.verdict]
            denied = "not: " if verdict.clause.negated else ""
            lines.append(f"  {sign} {denied}{said(verdict)}: {verdict.evidence}")
    if certificate.notes:
        lines += ["", "Notes", *(f"  {note}" for note in certificate.notes)]
    broken = sum(not one.holds for one in certificate.laws) + sum(v.verdict == "fails" for v in certificate.clauses)
    lines += ["", "All of it holds." if certificate.holds else f"{broken} of it does not hold."]
    return "\n".join(lines)


def mark(holds: bool) -> str:
    """Return the sign of a law that holds or does not."""
    return TICK if holds else CROSS


def figure(one: Law) -> str:
    """Return a law's figure, its bound, and its worst moment."""
    unit = "" if one.unit == "1" else f" {one.unit}"
    text = f"{one.value:.3g}{unit} (bound {one.bound:g}{unit})"
    if one.time is not None:
        text += f", worst at t = {one.time:.2f} s"
    names = [name.replace("_", " ") for name in one.bodies]
    return f"{text}: {' and '.join(names)}" if names else text
