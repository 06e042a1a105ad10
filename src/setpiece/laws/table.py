"""All thirty scenarios: what is measured and within which bound; or what is missing.

Motion is measured on the state; ten scenarios a second time on their films alone. Sound and light are measured in the
mix and in frames, within the tolerance that a film allows.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from setpiece.laws import gliding, hearing, light, meeting, running, seen, sunlight, turning, wobbling
from setpiece.laws.reading import Row
from setpiece.progress import Progress, Report, silent


@dataclass(frozen=True)
class Scenario:
    """One closed form: ``measure`` returns the worst error, ``bound`` is what is allowed of it.

    ``watch`` returns the worst relative error as read from the film, ``film_bound`` what is allowed of that.
    """

    id: str
    name: str
    bound: float | None = None
    measure: Callable[[], float] | None = None
    film_bound: float | None = None
    watch: Callable[[], float] | None = None
    missing: str = ""
    unit: str = "1"  # of value and bound; "1": relative


SCENARIOS = (
    Scenario("A01", "free fall", 1e-6, meeting.free_fall, 2e-2, seen.free_fall),
    Scenario("A02", "projectile", 2e-3, meeting.projectile, 2e-2, seen.projectile),
    Scenario("A03", "bounce heights", 3e-2, meeting.bounces, 5e-2, seen.bounces),
    Scenario("A04", "rolling on an incline", 3e-3, gliding.rolling, 3e-2, seen.rolling),
    Scenario("A05", "sliding friction", 5e-3, gliding.sliding, 3e-2, seen.sliding),
    Scenario("A06", "pendulum period", 1e-3, turning.pendulum, 1e-2, seen.pendulum),
    Scenario("A07", "Newton's cradle", 2e-2, meeting.cradle, 5e-2, seen.cradle),
    Scenario("A08", "collision in line", 5e-3, meeting.collision, 5e-2, seen.collision),
    Scenario("A09", "Atwood machine", 5e-3, turning.atwood),
    Scenario("A10", "spring and mass", 1e-3, turning.spring),
    Scenario("A11", "damped oscillation", 1e-3, turning.damped),
    Scenario("A12", "terminal velocity", 5e-3, gliding.terminal_velocity),
    Scenario("A13", "buoyancy", missing="no liquids"),
    Scenario("A14", "Torricelli's efflux", missing="no liquids"),
    Scenario("A15", "communicating vessels", missing="no liquids"),
    Scenario("A16", "hydrostatic pressure", missing="no liquids"),
    Scenario("A17", "domino wave", 2e-2, running.dominoes),
    Scenario("A18", "gyroscope precession", 5e-3, turning.gyroscope),
    Scenario("A19", "intermediate axis", 1e-2, turning.intermediate_axis, 3e-2, seen.intermediate_axis),
    Scenario("A20", "sliding to rolling", 5e-3, gliding.sliding_to_rolling, 3e-2, seen.sliding_to_rolling),
    Scenario("A21", "conical pendulum", 1e-3, turning.conical),
    Scenario("A22", "brachistochrone", 1e-2, running.brachistochrone),
    Scenario("A23", "tippe top", 2e-2, turning.tippe_top),
    Scenario("A24", "Euler's disk", 3e-2, wobbling.euler_disk),
    Scenario("A25", "delay of sound", hearing.HALF_FRAME, hearing.delay, unit="s"),
    Scenario("A26", "Doppler", 5e-3, hearing.doppler),
    Scenario("A27", "refraction", 1.0, light.refraction, unit="px"),
    Scenario("A28", "mirror", 1.0, light.mirror, unit="px"),
    Scenario("A29", "shadow of the sun", 8.7e-4, sunlight.shadow),
    Scenario("A30", "perspective", 1.0, light.perspective, unit="px"),
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
    row = Row(scenario.id, scenario.name, value, scenario.bound, bool(value <= scenario.bound), unit=scenario.unit)
    if scenario.watch is None:
        return row
    film = float(scenario.watch())
    return replace(row, film=film, film_bound=scenario.film_bound, holds=row.holds and film <= scenario.film_bound)
