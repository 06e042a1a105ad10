"""Predicates about how things stand at the start: place, number, material, colour, the sun."""

from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.build import mass_properties
from setpiece.events.clause import Clause
from setpiece.events.distance import box_gaps, boxes, carries, closest
from setpiece.events.motion import stays
from setpiece.events.scene import Finding, Scene
from setpiece.geometry import quat_rotate
from setpiece.world.materials import MATERIALS

Array = NDArray[np.float64]

TEN_PIN_SPACING = 0.3048  # m between centres: 12 inches
CONTRAST = float(-np.log(0.02))  # optical depth of the farthest thing that one can tell from the fog
FOGGY = 1000.0  # m: fog is what one sees less far through, by the definition of meteorologists
NIGHT = -np.radians(6.0)  # below this the sun is past civil dusk
TOUCHING = 2e-3  # m
IN_FRONT, IN_REACH = 1.5, 1.0  # of the geometric mean of two sizes, and m at least: so near is what is in front
TWIG = 0.03  # m from a twig to what hangs on it
SUNK = 0.02  # m that a thing may be inside of what it stands on: a cushion gives way


def opening(scene: Scene) -> Scene:
    """Return the first sample alone."""
    first = float(scene.record.time[0])
    return scene.between(first, first)


def stands_on(scene: Scene, clause: Clause) -> Finding:
    """A body begins in touch with a support (2 mm), over it and not inside it. Value: the gap in m."""
    return _on_at(opening(scene), clause, "begins")


def _on_at(moment: Scene, clause: Clause, when: str) -> Finding:
    """Judge at one moment whether a body stands on another: its middle over the other's box, its foot not below that's.

    What it is inside of by more than ``SUNK`` it does not stand on: a bench through a wall, a post through a roof.
    """
    body, base = (moment.index(name) for name in clause.bodies[:2])
    gap = closest(moment, body, base).gap
    name, under = moment.record.name(body), moment.record.name(base)
    evidence = f"{name} {when} {max(gap, 0.0) * 1000:.2f} mm from {under}"
    if gap > TOUCHING:
        return Finding(False, evidence, None, gap, TOUCHING)
    if gap < -SUNK:
        return Finding(False, f"{name} is {-gap * 1000:.0f} mm inside {under}", None, -gap, SUNK)
    if not carries(moment, base, body, TOUCHING):
        return Finding(False, f"{name} touches {under} but is not borne by it", None, 1.0, TOUCHING)
    (low, high), (floor, roof) = whole_box(moment, body), whole_box(moment, base)
    middle = (low + high)[:2] / 2
    if base >= 0 and (low[2] < floor[2] - TOUCHING or (middle < floor[:2]).any() or (middle > roof[:2]).any()):
        return Finding(False, f"{name} touches {under} but is not above it", None, 1.0, TOUCHING)
    return Finding(True, evidence, moment.end, max(gap, 0.0), TOUCHING)


def hangs_from(scene: Scene, clause: Clause) -> Finding:
    """A body begins with its top at a twig of another (3 cm), nothing of which is under it. Value: the gap, m."""
    first = opening(scene)
    body, tree = (scene.index(name) for name in clause.bodies[:2])
    low, high = box(first, body)
    top = np.array([*(low + high)[:2] / 2, high[2]])
    parts = [np.asarray(part.mesh.vertices) for part in scene.record.solid(tree).parts]
    points = quat_rotate(first.rotation(tree)[0], np.concatenate(parts)) + first.origin(tree)[0]
    gap = float(np.linalg.norm(points - top, axis=1).min())
    level = float(np.linalg.norm(points[:, :2] - top[:2], axis=1)[points[:, 2] < low[2]].min(initial=np.inf))
    names = [scene.record.name(each) for each in (body, tree)]
    evidence = f"the top of {names[0]} begins {1000 * gap:.0f} mm from {names[1]}, with nothing of that below"
    return Finding(gap <= TWIG and level > TWIG, evidence, first.end, gap, TWIG)


def whole_box(scene: Scene, body: int) -> tuple[Array, Array]:
    """Return the corners (3,), (3,) of the box around a body and all that hangs on it."""
    lows, highs = zip(*(box(scene, i) for i in scene.record.members(body)), strict=True)
    return np.min(lows, axis=0), np.max(highs, axis=0)


def closing(scene: Scene) -> Scene:
    """Return the last sample alone."""
    return scene.between(scene.end, scene.end)


def box(scene: Scene, body: int) -> tuple[Array, Array]:
    """Return the corners (3,), (3,) of a body's box along the world's axes at a moment; the ground is wide."""
    low, high = boxes(scene, body)
    return low[0], high[0]


def placed(scene: Scene, clause: Clause) -> Finding:
    """The first body begins in a ``relation`` (word) to the others: on, in, under, above, left_of and so on.

    Left, right, front and back are the camera's, if there is one; otherwise +X is right and +Y is behind.
    Value: how far (m) it is on the wrong side; bound 0.
    """
    if clause.words.get("relation") == "on":
        return stands_on(scene, clause)
    return _placed_at(opening(scene), clause)


def ends_placed(scene: Scene, clause: Clause) -> Finding:
    """The first body ends in a ``relation`` (word) to the others, as ``placed`` measures it at the start."""
    if clause.words.get("relation") == "on":
        return _on_at(closing(scene), clause, "ends")
    return _placed_at(closing(scene), clause)


def _placed_at(moment: Scene, clause: Clause) -> Finding:
    """Judge a relation at one moment."""
    relation = clause.words.get("relation", "near")
    first, *others = (moment.index(name) for name in clause.bodies)
    if relation == "between" and len(others) == 2:
        wrong = _between(moment, first, *others)
    elif relation in SIDES:
        wrong = float(max(SIDES[relation](moment, first, other) for other in others))
    else:
        return Finding(None, f"'{relation}' is not a relation that can be measured", None, None, None)
    names = " and ".join(moment.record.name(j) for j in others)
    word = relation.replace("_", " ")
    state = f"by {-wrong:.2f} m" if wrong <= 0 else f"missed by {wrong:.2f} m"
    evidence = f"{moment.record.name(first)} {word} {names}: {state}"
    return Finding(wrong <= 1e-6, evidence, moment.end, max(wrong, 0.0), 0.0)


def camera_axis(scene: Scene, column: int) -> Array:
    """Return the camera's right (0) or forward (2) axis, level, in the world frame."""
    if scene.record.view_at is None:
        return np.array([1.0, 0, 0]) if column == 0 else np.array([0.0, 1, 0])
    axis = scene.record.view(scene.start).world_from_camera[:3, column] * np.array([1.0, 1.0, 0.0])
    length = float(np.linalg.norm(axis))
    return axis / length if length > 1e-6 else np.array([0.0, 1.0, 0.0])


def _aside(scene: Scene, a: int, b: int, axis: Array) -> float:
    """Return how far (m) the middle of ``a`` is short of lying further along an axis than that of ``b``."""
    return float((scene.origin(b)[0] - scene.origin(a)[0]) @ axis) + 1e-9


def _too_far(scene: Scene, a: int, b: int) -> float:
    """Return by how much (m) the boxes of two things are farther apart than what is said to be in front of another.

    That is 1.5 times the geometric mean of their sizes, 1 m at least: 3 m for a cat and a house, 14 m for a car and
    a church.
    """
    limbs, parts = scene.record.members(a), scene.record.members(b)
    gap = min(float(box_gaps(scene, i, j)[0]) for i in limbs for j in parts)
    sizes = (float(np.ptp(np.array(whole_box(scene, each)), axis=0).max()) for each in (a, b))
    return gap - max(IN_FRONT * float(np.sqrt(np.prod(list(sizes)))), IN_REACH)


def _inside(scene: Scene, a: int, b: int) -> float:
    """Return how far (m) the middle of ``a`` is outside the box of ``b``."""
    low, high = box(scene, b)
    middle = scene.origin(a)[0]
    return float(np.max(np.maximum(low - middle, middle - high)))


def _between(scene: Scene, a: int, b: int, c: int) -> float:
    """Return how far (m, level) the middle of ``a`` is outside the disc whose diameter leads from ``b`` to ``c``."""
    mine, one, other = (scene.origin(i)[0, :2] for i in (a, b, c))
    return float(np.linalg.norm(mine - (one + other) / 2) - np.linalg.norm(one - other) / 2)


SIDES = {
    "left_of": lambda s, a, b: _aside(s, a, b, -camera_axis(s, 0)),
    "right_of": lambda s, a, b: _aside(s, a, b, camera_axis(s, 0)),
    "in_front_of": lambda s, a, b: max(_aside(s, a, b, -camera_axis(s, 2)), _too_far(s, a, b)),
    "behind": lambda s, a, b: _aside(s, a, b, camera_axis(s, 2)),
    "above": lambda s, a, b: float(box(s, b)[1][2] - box(s, a)[0][2]) - TOUCHING,
    "under": lambda s, a, b: float(box(s, a)[1][2] - box(s, b)[1][2]) - TOUCHING,
    "in": _inside,
    "near": lambda s, a, b: float(box_gaps(s, a, b)[0]) - max(2.0 * max(s.record.size(a), s.record.size(b)), 0.3),
    "beside": lambda s, a, b: float(box_gaps(s, a, b)[0]) - max(2.0 * max(s.record.size(a), s.record.size(b)), 0.3),
    "against": lambda s, a, b: max(closest(s, a, b).gap, 0.0) - 0.02,
}


def middles(scene: Scene, clause: Clause) -> Array:
    """Return the middles (N, 3) of the clause's bodies at the start, m."""
    first = opening(scene)
    return np.array([first.origin(scene.index(name))[0] for name in clause.bodies])


def in_triangle(scene: Scene, clause: Clause) -> Finding:
    """The bodies begin in a full triangle of rows 1, 2, 3 ... with equal spacing between neighbours.

    ``spacing`` is between centres (m), ten pins: 0.3048; without it, that of the nearest neighbours. Two sets of
    points are alike if the sorted distances of all their pairs are. Value: the worst difference; bound 2 % of spacing.
    """
    points = middles(scene, clause)[:, :2]
    count = len(points)
    rows = round((np.sqrt(8 * count + 1) - 1) / 2)
    if rows * (rows + 1) // 2 != count or count < 3:
        return Finding(False, f"{count} things make no full triangle", None, float(count), rows * (rows + 1) / 2)
    measured = np.sort([np.linalg.norm(a - b) for a, b in combinations(points, 2)])
    spacing = clause.figures.get("spacing", float(measured[0]))
    ideal = [(spacing * (i - row / 2), spacing * row * np.sqrt(3) / 2) for row in range(rows) for i in range(row + 1)]
    wanted = np.sort([np.linalg.norm(np.subtract(a, b)) for a, b in combinations(ideal, 2)])
    worst = float(np.abs(measured - wanted).max())
    evidence = f"{count} in a triangle of spacing {spacing:.4f} m, the worst distance is off by {worst * 1000:.1f} mm"
    return Finding(worst <= 0.02 * spacing, evidence, float(scene.record.time[0]), worst, 0.02 * spacing)


def in_row(scene: Scene, clause: Clause) -> Finding:
    """The bodies begin on a straight line in their order, evenly spaced within 10 %. Value: the worst departure, m."""
    points = middles(scene, clause)
    steps = np.diff(points, axis=0)
    mean = steps.mean(axis=0)
    worst = float(np.linalg.norm(steps - mean, axis=1).max())
    spacing = float(np.linalg.norm(mean))
    evidence = f"{len(points)} in a row every {spacing:.3f} m, off by {worst * 1000:.1f} mm at most"
    return Finding(worst <= 0.1 * spacing, evidence, float(scene.record.time[0]), worst, 0.1 * spacing)


def in_circle(scene: Scene, clause: Clause) -> Finding:
    """The bodies begin on a circle about their middle, within 5 % of its radius. Value: the worst departure, m."""
    points = middles(scene, clause)
    radius = np.linalg.norm(points - points.mean(axis=0), axis=1)
    worst = float(np.abs(radius - radius.mean()).max())
    evidence = f"{len(points)} in a circle of radius {radius.mean():.3f} m, off by {worst * 1000:.1f} mm at most"
    return Finding(
        bool(worst <= 0.05 * radius.mean()), evidence, float(scene.record.time[0]), worst, float(0.05 * radius.mean())
    )


def in_stack(scene: Scene, clause: Clause) -> Finding:
    """Each body begins on the one before it. Value: the widest gap in m; bound 2 mm."""
    first = opening(scene)
    bodies = [scene.index(name) for name in clause.bodies]
    gap, who = max((max(closest(first, a, b).gap, 0.0), b) for a, b in pairwise(bodies))
    rising = all(first.origin(b)[0, 2] > first.origin(a)[0, 2] for a, b in pairwise(bodies))
    evidence = f"{len(bodies)} in a stack, the widest gap is {gap * 1000:.2f} mm under {scene.record.name(who)}"
    if not rising:
        return Finding(False, "they do not stand one above the other", None, 1.0, TOUCHING)
    return Finding(gap <= TOUCHING, evidence, first.end, gap, TOUCHING)


def count_of(scene: Scene, clause: Clause) -> Finding:
    """There are exactly ``count`` bodies, all of one family, apart from one another. Value: how many."""
    families = [scene.record.body(scene.index(name)).family for name in clause.bodies]
    need = clause.figures.get("count", len(clause.bodies))
    kinds = sorted(set(families))
    evidence = f"{len(families)} of {', '.join(kinds).replace('_', ' ')}"
    different = len(set(clause.bodies)) == len(families) and len(kinds) == 1
    return Finding(different and len(families) == need, evidence, None, float(len(families)), float(need))


def mass_ratio(scene: Scene, clause: Clause) -> Finding:
    """The first body has ``ratio`` (1) times the mass of the second, within 1 %. Value: the ratio."""
    mine, other = (scene.record.body(scene.index(name)) for name in clause.bodies[:2])
    masses = [mass_properties(body, scene.record.solid(scene.index(body.id))).mass for body in (mine, other)]
    return _ratio(clause, *masses, f"weighs {masses[0]:.3g} kg against {masses[1]:.3g} kg")


def size_ratio(scene: Scene, clause: Clause) -> Finding:
    """The first body's largest dimension is ``ratio`` (1) times the second's, within 1 %. Value: the ratio."""
    sizes = [scene.record.size(scene.index(name)) for name in clause.bodies[:2]]
    return _ratio(clause, *sizes, f"measures {sizes[0]:.3g} m against {sizes[1]:.3g} m")


def _ratio(clause: Clause, mine: float, other: float, words: str) -> Finding:
    need, ratio = clause.figures.get("ratio", 1.0), mine / other
    evidence = f"{clause.bodies[0].replace('_', ' ')} {words}: {ratio:.3g} times"
    return Finding(abs(ratio / need - 1) <= 0.01, evidence, None, ratio, need)


def made_of(scene: Scene, index: int, part: str) -> tuple[str, tuple[float, float, float]]:
    """Return the material and colour (linear Rec. 709) of a body's named part; of its first where none has the name."""
    own = scene.record.solid(index).part(part)
    return own.material, own.color if own.color is not None else MATERIALS[own.material].color


def material_is(scene: Scene, clause: Clause) -> Finding:
    """Every body's ``part`` (its main one) is of the ``material`` (words)."""
    want = clause.words.get("material", "")
    for name in clause.bodies:
        material, _ = made_of(scene, scene.index(name), clause.words.get("part", "body"))
        if material != want:
            evidence = f"{name.replace('_', ' ')} is of {material.replace('_', ' ')}, not {want.replace('_', ' ')}"
            return Finding(False, evidence, None, 0.0, 1.0)
    return Finding(True, f"{clause.bodies[0].replace('_', ' ')} is of {want.replace('_', ' ')}", None, 1.0, 1.0)


def color_is(scene: Scene, clause: Clause) -> Finding:
    """Every body's ``part`` (its main one) has the colour of figures ``red``, ``green``, ``blue`` (linear) within 0.02.

    ``color`` (word) is what to call it. Value: the greatest difference of a component.
    """
    if not {"red", "green", "blue"} <= clause.figures.keys():
        return Finding(None, "the colour has no figures red, green, blue to compare with", None, None, None)
    want = np.array([clause.figures[c] for c in ("red", "green", "blue")])
    worst = 0.0
    for name in clause.bodies:
        _, color = made_of(scene, scene.index(name), clause.words.get("part", "body"))
        worst = max(worst, float(np.abs(np.asarray(color) - want).max()))
    word = clause.words.get("color", "of the colour ({:.2f}, {:.2f}, {:.2f})".format(*want))
    evidence = f"{clause.bodies[0].replace('_', ' ')} is {word}" + (f" but for {worst:.2f}" if worst > 0.02 else "")
    return Finding(worst <= 0.02, evidence, None, worst, 0.02)


def sun_elevation_below(scene: Scene, clause: Clause) -> Finding:
    """The sun stands below ``elevation`` (8 degrees, in rad). Value: its elevation, rad."""
    need, sun = clause.figures.get("elevation", float(np.radians(8))), scene.record.world.sky.elevation
    return Finding(sun < need, f"the sun is {np.degrees(sun):.1f} degrees above the horizon", None, sun, need)


def sun_elevation_between(scene: Scene, clause: Clause) -> Finding:
    """The sun stands between ``low`` and ``high`` (rad). Value: its elevation, rad; bound: the nearer limit."""
    low, high = clause.figures.get("low", -np.pi / 2), clause.figures.get("high", np.pi / 2)
    sun = scene.record.world.sky.elevation
    near = low if abs(sun - low) < abs(sun - high) else high
    evidence = f"the sun is {np.degrees(sun):.1f} degrees above the horizon"
    return Finding(low <= sun <= high, evidence, None, sun, float(near))


def is_night(scene: Scene, clause: Clause) -> Finding:  # noqa: ARG001
    """The sky is a night sky, or the sun more than 6 degrees below the horizon. Value: its elevation, rad."""
    sky = scene.record.world.sky
    evidence = f"the sky is {sky.kind}, the sun at {np.degrees(sky.elevation):.1f} degrees"
    return Finding(sky.kind == "night" or sky.elevation < NIGHT, evidence, None, sky.elevation, float(NIGHT))


def fog_between(scene: Scene, clause: Clause) -> Finding:
    """One sees between ``near`` and ``far`` (m) through the fog: as far as a contrast of 2 % (Koschmieder 1924)."""
    fog = scene.record.world.sky.fog
    low, high = clause.figures.get("near", 0.0), clause.figures.get("far", FOGGY)
    seen = CONTRAST / fog if fog else np.inf
    evidence = f"one sees {seen:.0f} m far" if fog else "there is no fog"
    return Finding(low <= seen <= high, evidence, None, min(seen, 1e6), high)


def wind_is(scene: Scene, clause: Clause) -> Finding:
    """The mean wind is between ``low`` and ``high`` (m/s). Value: its speed."""
    air = scene.record.world.air
    speed = 0.0 if air is None else float(np.linalg.norm(air.wind))
    low, high = clause.figures.get("low", 0.0), clause.figures.get("high", np.inf)
    evidence = f"the wind blows at {speed:.1f} m/s" if speed else "no wind blows"
    return Finding(low <= speed <= high, evidence, None, speed, high)


def has_property(scene: Scene, clause: Clause) -> Finding:
    """The first body has a ``property`` from ``low`` to ``high`` (SI units).

    That is a word: mass, friction, restitution, or roughness (perceptual, of its main part).
    """
    index = scene.index(clause.bodies[0])
    body, word = scene.record.body(index), clause.words.get("property", "mass")
    solid = scene.record.solid(index)
    if word == "mass":
        value = mass_properties(body, solid).mass
    else:
        material, _ = made_of(scene, index, "body")
        own = body.finishes.get(solid.part("body").name) if word == "roughness" else getattr(body, word)
        value = getattr(MATERIALS[material], word) if own is None else own
    low, high = clause.figures.get("low", 0.0), clause.figures.get("high", np.inf)
    unit = {"mass": " kg"}.get(word, "")
    evidence = f"{clause.bodies[0].replace('_', ' ')} has a {word} of {value:.3g}{unit} (from {low:.3g} to {high:.3g})"
    return Finding(low <= value <= high, evidence, None, float(value), high)


def colors_differ(scene: Scene, clause: Clause) -> Finding:
    """The bodies have at least ``count`` different colours between them. Value: how many."""
    seen = {tuple(round(c, 3) for c in made_of(scene, scene.index(name), "body")[1]) for name in clause.bodies}
    need = clause.figures.get("count", 2)
    return Finding(len(seen) >= need, f"{len(seen)} colours among {len(clause.bodies)}", None, float(len(seen)), need)


def sizes_differ(scene: Scene, clause: Clause) -> Finding:
    """The bodies have at least ``count`` different largest dimensions, by a twentieth. Value: how many."""
    first = opening(scene)
    long = sorted(float(np.ptp(np.array(box(first, scene.index(name))), axis=0).max()) for name in clause.bodies)
    seen = 1 + sum(b > 1.05 * a for a, b in pairwise(long))
    told = ", ".join(f"{100 * size:.1f}" for size in long[:6])
    need = clause.figures.get("count", 2)
    return Finding(seen >= need, f"{seen} sizes among {len(long)}: {told} cm", None, float(seen), need)


def resizes(scene: Scene, clause: Clause) -> Finding:
    """A body comes to be ``factor`` times as large. None does: what is rigid keeps its size. Value: its factor, 1."""
    body = scene.index(clause.bodies[0])
    evidence = (
        f"{scene.record.name(body)} keeps its {100 * scene.record.size(body):.0f} cm: matter neither comes nor goes"
    )
    return Finding(False, evidence, None, 1.0, clause.figures.get("factor", 2.0))


def sky_is(scene: Scene, clause: Clause) -> Finding:
    """The sky is of the ``kind`` (words): clear, overcast, night, studio."""
    kind, want = scene.record.world.sky.kind, clause.words.get("kind", "clear")
    return Finding(kind == want, f"the sky is {kind}", None, float(kind == want), 1.0)


def finish_is(scene: Scene, clause: Clause) -> Finding:
    """The shot's picture is finished with the glow, the dark corners or the grain that is named (0 to 1).

    Value: the largest difference.
    """
    shot = scene.record.world.shot
    off = max((abs(getattr(shot, name) - value) for name, value in clause.figures.items()), default=0.0)
    told = ", ".join(f"{name} {getattr(shot, name):g}" for name in clause.figures)
    return Finding(off < 1e-9, f"the picture has {told}", float(scene.time[0]), off, 0.0)


def style_is(scene: Scene, clause: Clause) -> Finding:
    """The film is drawn in the ``style`` (words): natural, toon, clay, paper, blueprint."""
    style, want = scene.record.world.shot.style, clause.words.get("style", "natural")
    return Finding(style == want, f"the film's style is {style}", None, float(style == want), 1.0)


def place_is(scene: Scene, clause: Clause) -> Finding:
    """The place has the ``name`` and the ground the material ``ground`` (words), as far as given."""
    place = scene.record.world.place
    same = (
        clause.words.get("name", place.name) == place.name and clause.words.get("ground", place.ground) == place.ground
    )
    return Finding(
        same, f"the place is a {place.name} with ground of {place.ground.replace('_', ' ')}", None, float(same), 1.0
    )


def gravity_is(scene: Scene, clause: Clause) -> Finding:
    """Gravity is (``x``, ``y``, ``z``), m/s2. Value: the length of the difference."""
    want = np.array([clause.figures.get(axis, 0.0) for axis in "xyz"])
    have = np.array(scene.record.world.gravity)
    off = float(np.linalg.norm(have - want))
    return Finding(off < 1e-6, f"gravity is {have[2]:+.3f} m/s2 upwards", None, off, 1e-6)


def nothing_moves(scene: Scene, clause: Clause) -> Finding:
    """No body (of those named) moves by 1 mm. Value: the greatest movement, m."""
    return stays(scene, clause)


def pushed(scene: Scene, clause: Clause) -> Finding:
    """An action pushes or drives a body, and it moves. Value: how far, m."""
    world, name = scene.record.world, clause.bodies[0]
    members = {scene.record.trajectory.ids[i] for i in scene.record.members(scene.index(name))}
    acts = [act for act in world.actions if act.body in members and act.kind in {"push", "drive"}]
    if not acts:
        return Finding(False, f"nothing pushes {name.replace('_', ' ')}", None, 0.0, 0.001)
    moved = np.linalg.norm(scene.position(scene.index(name)) - scene.position(scene.index(name))[0], axis=1)
    evidence = f"{name.replace('_', ' ')} is pushed from t = {acts[0].start:.2f} s and moves {moved.max():.3f} m"
    return Finding(bool(moved.max() > 0.001), evidence, acts[0].start, float(moved.max()), 0.001)
