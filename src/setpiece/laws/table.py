"""All thirty scenarios: what is measured and within which bound; or what is missing."""

from collections.abc import Callable
from dataclasses import dataclass

from setpiece.laws import gliding, meeting, running, sunlight, turning
from setpiece.laws.reading import Row
from setpiece.progress import Progress, Report, silent


@dataclass(frozen=True)
class Scenario:
    """One closed form: ``measure`` returns the worst relative error, ``bound`` is what is allowed of it."""

    id: str
    name: str
    bound: float | None = None
    measure: Callable[[], float] | None = None
    missing: str = ""


SCENARIOS = (
    Scenario("A01", "free fall", 1e-6, meeting.free_fall),
    Scenario("A02", "projectile", 2e-3, meeting.projectile),
    Scenario("A03", "bounce heights", 3e-2, meeting.bounces),
    Scenario("A04", "rolling on an incline", 3e-3, gliding.rolling),
    Scenario("A05", "sliding friction", 5e-3, gliding.sliding),
    Scenario("A06", "pendulum period", 1e-3, turning.pendulum),
    Scenario("A07", "Newton's cradle", 2e-2, meeting.cradle),
    Scenario("A08", "collision in line", 5e-3, meeting.collision),
    Scenario("A09", "Atwood machine", missing="no ropes over pulleys"),
    Scenario("A10", "spring and mass", 1e-3, turning.spring),
    Scenario("A11", "damped oscillation", 1e-3, turning.damped),
    Scenario("A12", "terminal velocity", 5e-3, gliding.terminal_velocity),
    Scenario("A13", "buoyancy", missing="no liquids"),
    Scenario("A14", "Torricelli's efflux", missing="no liquids"),
    Scenario("A15", "communicating vessels", missing="no liquids"),
    Scenario("A16", "hydrostatic pressure", missing="no liquids"),
    Scenario("A17", "domino wave", 2e-2, running.dominoes),
    Scenario("A18", "gyroscope precession", 5e-3, turning.gyroscope),
    Scenario("A19", "intermediate axis", 1e-2, turning.intermediate_axis),
    Scenario("A20", "sliding to rolling", 5e-3, gliding.sliding_to_rolling),
    Scenario("A21", "conical pendulum", 1e-3, turning.conical),
    Scenario("A22", "brachistochrone", 1e-2, running.brachistochrone),
    Scenario("A23", "tippe top", 2e-2, turning.tippe_top),
    Scenario("A24", "Euler's disk", missing="not measured"),
    Scenario("A25", "delay of sound", missing="not measured"),
    Scenario("A26", "Doppler", missing="not measured"),
    Scenario("A27", "refraction", missing="not measured"),
    Scenario("A28", "mirror", missing="not measured"),
    Scenario("A29", "shadow of the sun", 8.7e-4, sunlight.shadow),
    Scenario("A30", "perspective", missing="not measured"),
)


def measured(report: Report = silent) -> list[Row]:
    """Return a row for every scenario, in order; those that cannot be measured yet say why."""
    out = []
    for done, scenario in enumerate(SCENARIOS, 1):
        out.append(_row(scenario))
        report(Progress("laws", done, len(SCENARIOS)))
    return out


def _row(scenario: Scenario) -> Row:
    if scenario.measure is None:
        return Row(scenario.id, scenario.name, None, None, None, scenario.missing)
    value = float(scenario.measure())
    return Row(scenario.id, scenario.name, value, scenario.bound, bool(value <= scenario.bound))
