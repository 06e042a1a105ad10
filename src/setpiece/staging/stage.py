"""From a Script to a World in which what it says does happen.

A candidate is a layout with starting conditions; it is simulated, framed and judged. The lowest candidate that
satisfies every required clause wins; if none does, the one that falls short least, with a note that says where.
Candidates are counted, never seconds, so that the same sentence and seed give the same world on any machine.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from setpiece.actors.perform import place
from setpiece.assets.build import build, cast
from setpiece.assets.families import FAMILIES
from setpiece.camera.moves import viewer
from setpiece.errors import InputError
from setpiece.events.clause import Clause, Verdict
from setpiece.events.judge import judge_all, shortfall
from setpiece.language import explain
from setpiece.language.script import Script
from setpiece.physics.overlap import overlaps
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import Trajectory, breaks
from setpiece.progress import Progress, Report, silent
from setpiece.staging import (
    arrange,
    beaming,
    blocking,
    claims,
    crossing,
    draping,
    falling,
    framing,
    given,
    hanging,
    hinging,
    loading,
    optics,
    pacing,
    performing,
    piping,
    riding,
    roping,
    rubbing,
    setting,
    sizing,
    slicing,
    slotting,
    striking,
    switching,
    treading,
    vessels,
    waiting,
    wiping,
    wrapping,
)
from setpiece.staging.breaking import focused, make_fragile
from setpiece.staging.chaining import OBLIQUE, swings_into
from setpiece.staging.knobs import Knobs
from setpiece.staging.layout import Array, Layout, turned
from setpiece.staging.nesting import stackable
from setpiece.staging.scouting import scout
from setpiece.staging.settling import settled
from setpiece.world.document import Body, Light, Perform, Place, Room, World

CANDIDATES = 24
GIVE_UP, UNMOVED = 6, 0.05  # candidates, and the share of what a clause misses that its figures must differ by
DEFAULT_SECONDS = 5.0
LONGEST_DEFAULT = 12.0
WAITS = 6  # happenings that may wait for others
BRIM = 0.1  # m of an implied table that are left free at its edges, at least
OVER_KERBS = 0.3  # m above the ground from which a camera beyond the near kerb looks over it
STATIONS = 33  # along the way of a camera that moves, the first and the last among them
ROOMS, INSIDE = 3, 0.4  # how often a room is made larger, and m from its walls that the camera then is at least
PENALTY = 10.0  # shortfall of a candidate that starts with things inside each other


@dataclass(frozen=True)
class Staged:
    """A solved world, its claims, and what the audience should be told about how it was staged."""

    script: Script
    world: World
    clauses: tuple[Clause, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """One try and how far it is from what the sentence says; ``begun``: its world before there was a camera."""

    begun: World
    staged: Staged
    verdicts: tuple[Verdict, ...]
    short: float


Step = Callable[[Script], Script]
PREPARED: tuple[Step, ...] = (  # what the sentence takes for granted: tools, lamps, hooks, things of the right sizes
    riding.mounted, slicing.armed, rubbing.armed, wiping.armed, treading.shod, optics.prepared, beaming.prepared,
    setting.candled, switching.at_dusk, slotting.opened, pacing.paired, setting.hung_up, roping.strung,
    performing.laid, vessels.borne, striking.opened, piping.bored, draping.cut, wrapping.sleeved,
)  # fmt: skip
SIZED: tuple[Step, ...] = (  # then sizes against each other, of which one is told, and who follows whom
    setting.lit_when_dark, setting.compared, sizing.modelled, setting.fitted, loading.fitted, sizing.lightened,
    setting.ready_to_roll,
    performing.followed, falling.followed,
)  # fmt: skip


def _through(script: Script, steps: tuple[Step, ...]) -> Script:
    """Return what the steps make of a script, one after another."""
    for step in steps:
        script = step(script)
    return script


def stage(script: Script, *, seed: int = 0, seconds: float | None = None, report: Report = silent) -> Staged:
    """Return the first candidate in which everything required happens, or the nearest one.

    Args:
        script: what the sentence says.
        seed: of everything it leaves open.
        seconds: length of the film; None: as long as the sentence says, or the story needs. Candidates are judged
            over the story's own length either way, so that a longer film begins with the shorter one.
        report: is told about progress.

    Raises:
        InputError: the script names no thing that could be filmed.
    """
    named, script = script, setting.shared(setting.furnished(script))
    if not script.entities:
        raise InputError("prompt: expected at least one thing to film, got none. Name one, such as 'a red ball'.")
    free = _through(script, PREPARED)
    script = _through(free, SIZED)
    best = _search(script, seed, seconds, report)
    told = [*explain.guesses(script), *explain.impossibilities(script)]
    if script.entities and not named.entities:
        told.append(f"Only a place is named, so it is shown with a {script.entities[0].thing.replace('_', ' ')} in it.")
    if {e.id for e in script.entities} - {e.id for e in named.entities} >= {setting.CANDLE}:
        told.append("No candle is named, so candles stand where the light should come from.")
    told += setting.resized(free, script)
    told += [f"{e.id}: {' '.join(e.model.notes)}" for e in script.entities if e.model is not None and e.model.notes]
    missed = [v for v in best.verdicts if v.verdict == "fails"]
    notes = tuple(f"Could not be met: {v.clause.text or v.clause.predicate}: {v.evidence}" for v in missed)
    return replace(best.staged, notes=(*told, *best.staged.notes, *notes))


def _search(script: Script, seed: int, seconds: float | None, report: Report) -> Candidate:
    """Return the first candidate that falls short nowhere, else the one that does least; end where no knob helps."""
    tried: list[Candidate] = []
    count = CANDIDATES if script.happenings else 1
    for k in range(count):
        report(Progress("stage", k, count))
        tried.append(_try(script, seed, k, seconds))
        if tried[-1].short == 0.0 or hopeless(tried):
            break
    report(Progress("stage", count, count))
    return min(tried, key=lambda candidate: candidate.short)


def hopeless(tried: Sequence[Candidate]) -> bool:
    """Tell whether more candidates will not meet all clauses.

    So it is where the draws changed nothing in the world; and where a required clause misses its bound in each of
    ``GIVE_UP`` candidates by figures that differ among themselves by less than a twentieth of what they miss it by.
    """
    if len(tried) > 1 and all(candidate.begun == tried[0].begun for candidate in tried[1:]):
        return True
    if len(tried) < GIVE_UP:
        return False
    columns = zip(*(candidate.verdicts for candidate in tried), strict=False)
    return any(_stuck(column) for column in columns if column[0].clause.required)


def _stuck(verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a clause fails in all verdicts and hardly otherwise in one than in another."""
    if any(v.verdict != "fails" or v.clause.predicate != verdicts[0].clause.predicate for v in verdicts):
        return False
    if any(v.value is None or v.bound is None for v in verdicts):
        return len({v.evidence for v in verdicts}) == 1
    values, missed = [v.value for v in verdicts], min(abs(v.value - v.bound) for v in verdicts)
    return max(values) - min(values) < UNMOVED * missed


def _try(script: Script, seed: int, k: int, seconds: float | None) -> Candidate:
    """Set, simulate, frame and judge one candidate."""
    script = crossing.bridged(script, Knobs(seed, k))
    layout, delays = _set_in_order(script, Knobs(seed, k), seed)
    world = _world(layout, seed, max(delays.values(), default=0.0))
    begun, inside = world, overlaps(world, tolerance=1e-3)
    trajectory = simulate(world, world.duration * world.shot.speed)
    if (still := settled(layout, world, trajectory)) is not None:
        world, trajectory = still, simulate(still, still.duration * still.shot.speed)
        inside = overlaps(world, tolerance=1e-3)
    if len(breaks(trajectory)) and (near := focused(world, trajectory)) != world:
        world, trajectory = near, simulate(near, near.duration * near.shot.speed)
    required = claims.clauses(layout, world)
    verdicts = judge_all(required, world, trajectory)
    film = world if seconds is None else world.model_copy(update={"duration": seconds})
    world = _framed(layout, film, trajectory, verdicts)
    for _ in range(ROOMS):  # what meets walls goes on where these stand farther off, and the camera goes with it
        if world.place == film.place or not _meets_walls(film, trajectory):
            break
        film = film.model_copy(update={"place": world.place})
        trajectory = simulate(film, film.duration * film.shot.speed)
        verdicts = judge_all(required, film, trajectory)
        world = _framed(layout, film, trajectory, verdicts)
    else:
        world = _kept_inside(world, film.place)
    found = claims.clauses(layout, world)
    verdicts = judge_all(found, world, trajectory, view_at=viewer(world, trajectory))
    short = sum(shortfall(v) for v in verdicts if v.clause.required) + PENALTY * len(inside)
    notes = [*layout.notes, *(f"{a} starts {1000 * depth:.1f} mm inside {b}." for a, b, depth in inside)]
    return Candidate(begun, Staged(script, world, found, tuple(dict.fromkeys(notes))), verdicts, short)


def _kept_inside(world: World, place: Place) -> World:
    """Return the world in a place that it was simulated in, with the camera inside of that's walls."""
    if place.room is None:
        return world.model_copy(update={"place": place})
    middle, half = np.asarray(place.room.center), np.array(place.room.size[:2]) / 2 - INSIDE
    x, y = np.clip(world.shot.eye[:2], middle - half, middle + half)
    shot = world.shot.model_copy(update={"eye": (float(x), float(y), world.shot.eye[2])})
    return world.model_copy(update={"place": place, "shot": shot})


def _meets_walls(world: World, trajectory: Trajectory) -> bool:
    """Tell whether something gets as far as to the walls of its room."""
    room = world.place.room
    if room is None:
        return False
    reach = np.array(room.size[:2]) / 2
    paths = np.concatenate([segment.position for segment in trajectory.segments])[..., :2] - room.center
    half = [0.5 * float(np.ptp(build(body).bounds, axis=0)[:2].max()) for body in cast(world.bodies)]
    return bool((np.abs(paths) > reach - np.array(half)[:, None] - 0.01).any())


def _set_in_order(script: Script, knobs: Knobs, seed: int) -> tuple[Layout, dict[int, float]]:
    """Set the stage; who begins only after something else waits until a simulation shows that it has come true.

    Returns the layout, and by index of the happening how long it waits (s).
    """
    delays: dict[int, float] = {}
    while True:
        layout = _set(script, knobs, delays)
        late = next((n for n in layout.begun if n not in delays and script.happenings[n].after is not None), None)
        if late is None or len(delays) == WAITS:
            return layout, delays
        world = _world(layout, seed, max(delays.values(), default=0.0))
        verdicts = judge_all(claims.clauses(layout, world), world, simulate(world, world.duration * world.shot.speed))
        time = waiting.told(verdicts, claims.owners(layout), script.happenings[late].after)
        delays[late] = 0.0 if time is None else time + waiting.BEAT


def _set(script: Script, knobs: Knobs, delays: Mapping[int, float]) -> Layout:
    """Place everything: first an implied table, then who acts in the order of the sentence, then the rest."""
    layout = Layout(stackable(script), knobs)
    if setting.needs_table(script):
        _imply_table(layout)
    roping.hang_all(layout)
    for number, happening in sorted(enumerate(script.happenings), key=lambda told: told[1].verb != "drape"):
        before = dict(layout.bodies)  # cloths lie before anything stands on them
        if waiting.postponed(layout, happening, delays.get(number, 0.0), blocking.block):
            layout.begun.append(number)
        arrange.apart(layout, before)
    arrange.set_all(layout)
    beaming.shone(layout)
    hanging.stay(layout)
    performing.enliven(layout)
    make_fragile(layout)
    hinging.relieve(layout)
    draping.loosen(layout)
    _center(layout)
    if setting.place(script).name in setting.LENGTHWISE:
        turned(layout, np.pi / 2)
    elif swings_into(layout):
        turned(layout, OBLIQUE)
    return layout


def _imply_table(layout: Layout) -> None:
    """Put a table under a scene of small things."""
    from setpiece.assets.assembly import assemble

    built = assemble("table", "implied_table", position=(0.0, 0.0, 0.0), scale=1.0)
    layout.bodies |= {body.id: body.model_copy(update={"fixed": True}) for body in built.bodies}
    table = built.bodies[0]
    top = max(build(table).supports, key=lambda support: support.center[2])
    layout.floor = table.position[2] + top.center[2]
    layout.floor_id = table.id
    layout.notes.append("The scene is small, so it stands on a wooden table that nobody mentioned.")


def _center(layout: Layout) -> None:
    """Shift the stage so that its middle is the origin; an implied table stays under what stands on it."""
    boxes = [arrange.footprint(layout, entity) for entity in layout.instances]
    lower, upper = np.min([b.lower for b in boxes], axis=0), np.max([b.upper for b in boxes], axis=0)
    for course in layout.courses.values():
        for point in (course.point, course.after(course.reach).point) if course.ends else (course.point,):
            lower, upper = np.minimum(lower, point), np.maximum(upper, point)
    shift = -(lower + upper) / 2
    shift[2] = 0.0
    table = layout.bodies.pop("implied_table", None)
    layout.moved(shift)
    if table is not None:
        layout.bodies["implied_table"] = _widened(table, upper - lower)


def _widened(table: Body, size: Array) -> Body:
    """Return the implied table, large enough for what stands on it."""
    usual = {name: param.default for name, param in FAMILIES[table.family].params.items()} | table.params
    needed = {"length": (float(size[0]), 0.3), "width": (float(size[1]), 0.4)}
    wider = {name: round(1.35 * x + more, 3) for name, (x, more) in needed.items() if x + BRIM > usual[name]}
    return table.model_copy(update={"params": {**table.params, **wider}})


def _world(layout: Layout, seed: int, waited: float) -> World:
    """Return the world before the camera is set up; the film is longer by what was ``waited`` (world s)."""
    script = layout.script
    place = setting.place(script)
    speed = script.slow_motion or 1.0
    asked = [m.duration for m in script.camera.moves if m.duration]
    least = [DEFAULT_SECONDS / speed**0.5, layout.seconds / speed, *asked]
    seconds = script.duration or max(least) + waited / speed
    world = World(
        title=script.prompt[:200],
        seed=seed,
        duration=min(seconds, LONGEST_DEFAULT) if script.duration is None else seconds,
        gravity=script.setting.gravity or World().gravity,
        air=setting.air(script, place, layout.bodies.values()),
        place=place,
        sky=setting.sky(script, place.name),
        lights=_lamps(layout),
        bodies=_posed(layout),
        ties=tuple(layout.ties.values()),
        marks=tuple(layout.marks.values()),
        actions=tuple(layout.actions),
    )
    return world.model_copy(update={"shot": world.shot.model_copy(update={"speed": speed})})


def _posed(layout: Layout) -> tuple[Body, ...]:
    """Return all bodies, those of performers as they are at the start of what they do."""
    bodies = dict(layout.bodies)
    for act in layout.actions:
        if isinstance(act, Perform):
            bodies |= {b.id: b for b in place(act, tuple(bodies[name] for name in act.bodies))}
    return tuple(bodies.values())


def _lamps(layout: Layout) -> tuple[Light, ...]:
    """Return the lights of all lamps that are lit, or that will be."""
    lights = [light for group in layout.instances.values() for item in group for light in item.assembly.lights]
    told = ((light, *layout.switches.get(light.id, (True, ()))) for light in lights)
    return tuple(light.model_copy(update={"lit": lit, "switched": times}) for light, lit, times in told)


def _framed(layout: Layout, world: World, trajectory: Trajectory, verdicts: tuple[Verdict, ...]) -> World:
    """Return the world with its shot, and with a place large enough for the action and the camera."""
    scene = scout(layout, world, trajectory, verdicts)
    shot = framing.shoot(layout, scene).model_copy(update=given.finish(layout.script))
    reach = float(np.abs(scene.ground[:, :2]).max())
    lights = setting.extra_lights(layout.script, tuple(map(float, scene.focus)), max(1.0, reach))
    lights = optics.aimed(layout, lights, max(1.0, reach))
    place = _roomy(world.place, scene, _eyes(world.model_copy(update={"shot": shot}), trajectory), reach)
    lit = world.model_copy(update={"shot": shot, "place": place, "lights": (*world.lights, *lights)})
    return lit.model_copy(update={"lights": (*lit.lights, *setting.practical(layout.script, lit))})


def _eyes(world: World, trajectory: Trajectory) -> Array:
    """Return where the camera stands in the course of its moves, (N, 3) m."""
    view_at = viewer(world, trajectory)
    times = np.linspace(0.0, world.duration * world.shot.speed, STATIONS if world.shot.moves else 1)
    return np.array([view_at(float(time)).world_from_camera[:3, 3] for time in times])


def _roomy(place: Place, scene: framing.Scene, eyes: Array, reach: float) -> Place:
    """Return the place with room for the action and the camera's way (N, 3), free of set dressing, inside its walls."""
    away, eye = float(np.hypot(*eyes[:, :2].T).max()), eyes[0]
    clear = max(place.clear_radius, round(1.1 * reach + 0.5, 1), round(1.05 * away + 1.0, 1))
    if place.room is None:
        if place.name in setting.VISTAS and eye[2] > setting.ROOFS:
            clear = max(place.clear_radius, round(1.1 * reach + 0.5, 1))
        if place.name not in setting.ALONG_X or eyes[:, 2].min() < OVER_KERBS:
            return place.model_copy(update={"clear_radius": clear})
        beyond = max(float(np.abs(scene.ground[:, 1]).max()) * 1.1 + 0.5, float(eyes[:, 1].max()) + 1.0)
        depth = min(clear, max(place.clear_radius, round(beyond, 1)))
        return place.model_copy(update={"clear_radius": clear, "clear_depth": depth})
    lower = np.minimum(scene.ground.min(0) - 0.6, eyes.min(0) - 0.5)
    upper = np.maximum(scene.ground.max(0) + 0.6, eyes.max(0) + 0.5)
    middle, half = np.asarray(place.room.center), np.array(place.room.size[:2]) / 2
    lower, upper = np.minimum(lower[:2], middle - half), np.maximum(upper[:2], middle + half)
    height = max(place.room.size[2], float(scene.ground[:, 2].max()) + 0.4, float(eyes[:, 2].max()) + 0.3)
    size = (*(float(round(x, 3)) for x in upper - lower), round(height, 3))
    center = tuple(float(round(x, 3)) for x in (upper + lower) / 2)
    room = Room(**{**place.room.model_dump(), "size": size, "center": center})
    return place.model_copy(update={"room": room, "clear_radius": clear})
