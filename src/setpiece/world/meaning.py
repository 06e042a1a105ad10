"""What no schema can say of a world: ids, references, joints, materials, magnitudes that make sense together.

Everything reads the raw document and skips what is not well-formed: the schema's own messages are given elsewhere.
"""

import math
from collections.abc import Iterator

from setpiece.errors import InputError, did_you_mean, expected
from setpiece.world.document import Sky
from setpiece.world.materials import MATERIALS
from setpiece.world.places import PLACES
from setpiece.world.sun import parse_moment, sun_position

MAX_REACH = 1e5  # m from the origin, and across one thing
MAX_SPEED = 1e4  # m/s, rad/s
MAX_ACCELERATION = 1e4  # m/s2
MAX_WIND = 150.0  # m/s
MAX_BODIES = 20_000
MAX_LIGHTS = 1_000
MAX_TIES = 500
MAX_MARKS = 20
MAX_ACTIONS = 100_000
LEAST_LENGTH = 1e-4  # m, of a rope
UNIT_TOLERANCE = 1e-6
SUN_TOLERANCE = math.radians(0.05)
RESERVED = ("ground", "sky")

Path = tuple[str | int, ...]
Mistake = tuple[Path, str]


def meaning_mistakes(document: dict) -> Iterator[Mistake]:
    """Yield (path of the value, message) for every mistake of meaning in a raw document."""
    bodies = {raw["id"]: raw for _, raw in _items(document, "bodies") if isinstance(raw.get("id"), str)}
    yield from _counts(document)
    yield from _ids(document)
    yield from _references(document, bodies)
    yield from _vectors(document)
    yield from _substances(document)
    for path, raw in _items(document, "bodies"):
        yield from _body(path, raw)
    yield from _joint_loops(document, bodies)
    for path, raw in _items(document, "ties"):
        yield from _tie(path, raw, bodies)
    for path, raw in _items(document, "actions"):
        yield from _action(path, raw, bodies)
    for path, raw in _items(document, "lights"):
        if raw.get("shape") in ("disk", "rectangle") and _zero(raw.get("direction")):
            yield _say((*path, "direction"), "a direction", raw["direction"], "A lamp must face somewhere.")
    yield from _sky(document)
    yield from _shot(document)


def _say(path: Path, constraint: str, got: object, fix: str = "") -> Mistake:
    text = "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in path).removeprefix(".")
    return path, expected(text, constraint, got, fix)


def _items(document: dict, *names: str) -> Iterator[tuple[Path, dict]]:
    """Yield path and content of the objects in a list of the document, such as ``shot``, ``moves``."""
    value: object = document
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    if isinstance(value, list | tuple):
        yield from (((*names, i), raw) for i, raw in enumerate(value) if isinstance(raw, dict))


def _numbers(value: object, count: int) -> tuple[float, ...] | None:
    """Return ``count`` finite numbers, or None if the value is something else."""
    if not isinstance(value, list | tuple) or len(value) != count:
        return None
    return tuple(map(float, value)) if all(_is_number(v) for v in value) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _zero(value: object) -> bool:
    vector = _numbers(value, 3)
    return vector is not None and math.hypot(*vector) < 1e-12


def _moves(value: object) -> bool:
    vector = _numbers(value, 3)
    return vector is not None and any(vector)


def _counts(document: dict) -> Iterator[Mistake]:
    limits = (("bodies", MAX_BODIES), ("lights", MAX_LIGHTS), ("actions", MAX_ACTIONS), ("ties", MAX_TIES),
              ("marks", MAX_MARKS))  # fmt: skip
    for name, limit in limits:
        value = document.get(name)
        if isinstance(value, list | tuple) and len(value) > limit:
            yield _say((name,), f"at most {limit} of them", len(value))


def _ids(document: dict) -> Iterator[Mistake]:
    """Bodies, lamps, marks and ties that are seen share one space of names: each has a slot in the masks."""
    owner: dict[str, str] = {}
    seen = (item for item in _items(document, "ties") if item[1].get("look") is not None)
    for path, raw in (*_items(document, "bodies"), *_items(document, "lights"), *seen, *_items(document, "marks")):
        name = raw.get("id")
        if not isinstance(name, str):
            continue
        if name in RESERVED:
            yield _say((*path, "id"), "a name of its own", name, f"{' and '.join(RESERVED)} mean the place.")
        if name in owner:
            yield _say((*path, "id"), "an id that nothing else has", name, f"{owner[name]} has it already.")
        owner.setdefault(name, f"{path[0]}[{path[1]}]")


def _references(document: dict, bodies: dict[str, dict]) -> Iterator[Mistake]:
    named = [
        *(((*path, "body"), raw.get("body")) for path, raw in _items(document, "actions")),
        *(((*path, "body"), raw.get("body")) for path, raw in _items(document, "lights")),
        *(((*path, "body"), raw.get("body")) for path, raw in _items(document, "marks")),
        *(((*path, end), raw.get(end)) for path, raw in _items(document, "ties") for end in ("a", "b", "over")),
        *(((*path, "body"), raw.get("body")) for path, raw in _items(document, "shot", "moves")),
        *(((*path, "joint", "parent"), raw["joint"].get("parent")) for path, raw in _items(document, "bodies")
          if isinstance(raw.get("joint"), dict)),
    ]  # fmt: skip
    for path, name in named:
        if isinstance(name, str) and name not in bodies:
            yield _say(path, "the id of a body", name, did_you_mean(name, bodies) or "No body has this id.")


def _vectors(document: dict) -> Iterator[Mistake]:
    """Positions within reach, speeds below the bound."""
    for path, raw in (*_items(document, "bodies"), *_items(document, "lights")):
        yield from _bounded((*path, "position"), raw.get("position"), MAX_REACH, "m from the origin")
    for path, raw in _items(document, "marks"):
        yield from _bounded((*path, "at"), raw.get("at"), MAX_REACH, "m from the origin")
    for path, raw in _items(document, "bodies"):
        yield from _bounded((*path, "velocity"), raw.get("velocity"), MAX_SPEED, "m/s")
        yield from _bounded((*path, "spin"), raw.get("spin"), MAX_SPEED, "rad/s")
        params = raw.get("params")
        for name, value in params.items() if isinstance(params, dict) else ():
            if _is_number(value) and abs(value) > MAX_REACH:
                yield _say((*path, "params", name), f"at most {MAX_REACH:g} m", value)
    shot, place = document.get("shot"), document.get("place")
    for name in ("eye", "target") if isinstance(shot, dict) else ():
        yield from _bounded(("shot", name), shot.get(name), MAX_REACH, "m from the origin")
    yield from _bounded(("gravity",), document.get("gravity"), MAX_ACCELERATION, "m/s2")
    if isinstance(document.get("air"), dict):
        yield from _bounded(("air", "wind"), document["air"].get("wind"), MAX_WIND, "m/s")
    room = place.get("room") if isinstance(place, dict) else None
    size = _numbers(room.get("size"), 3) if isinstance(room, dict) else None
    if size and not all(0 < edge <= MAX_REACH for edge in size):
        yield _say(("place", "room", "size"), f"three lengths above 0 and at most {MAX_REACH:g} m", list(size))


def _bounded(path: Path, value: object, limit: float, unit: str) -> Iterator[Mistake]:
    vector = _numbers(value, 3)
    if vector and math.hypot(*vector) > limit:
        yield _say(path, f"at most {limit:g} {unit}", list(value))


def _substances(document: dict) -> Iterator[Mistake]:
    """Materials and the place are in our tables."""
    place = document.get("place")
    place = place if isinstance(place, dict) else {}
    room = place.get("room")
    named = [(("place", "ground"), place.get("ground"))]
    if isinstance(room, dict):
        named.append((("place", "room", "walls"), room.get("walls")))
    named += [((*path, "material"), raw.get("material")) for path, raw in _items(document, "marks")]
    for path, raw in _items(document, "bodies"):
        parts = raw.get("materials")
        named += [((*path, "materials", part), name) for part, name in parts.items()] if isinstance(parts, dict) else []
    if isinstance(place.get("name"), str) and place["name"] not in PLACES:
        name = place["name"]
        yield _say(
            ("place", "name"), "a known place", name, did_you_mean(name, PLACES) or f"Known: {', '.join(PLACES)}."
        )
    for path, name in named:
        if isinstance(name, str) and name not in MATERIALS:
            yield _say(path, "a known material", name, did_you_mean(name, MATERIALS) or "See `setpiece things`.")


def _body(path: Path, raw: dict) -> Iterator[Mistake]:
    rotation = _numbers(raw.get("rotation"), 4)
    if rotation and abs(math.hypot(*rotation) - 1) > UNIT_TOLERANCE:
        length = math.hypot(*rotation)
        unit = [round(c / length, 9) for c in rotation] if length > 1e-9 else [1, 0, 0, 0]
        yield _say((*path, "rotation"), "a quaternion wxyz of length 1", list(rotation), f"Write {unit}?")
    joint, fixed = raw.get("joint"), raw.get("fixed") is True
    hung = isinstance(joint, dict) and joint.get("parent") is None  # a wheel may say that it goes with its car
    turns = isinstance(joint, dict) and joint.get("kind") == "ball"  # in a way that no one number tells
    for name in ("velocity", "spin"):
        if _moves(raw.get(name)) and (fixed or (hung and not (turns and name == "spin"))):
            fix = "Drop `fixed`, or leave it out." if fixed else "Say it as the joint's `speed`."
            owner = "fixed" if fixed else "ground-jointed"
            yield _say((*path, name), f"no {name} for a {owner} body", list(raw[name]), fix)
    if isinstance(joint, dict):
        if fixed:
            kind = joint.get("kind")
            yield _say((*path, "joint"), "no joint on a fixed body", kind, "Drop `fixed` or `joint`.")
        yield from _joint((*path, "joint"), joint)


def _joint(path: Path, joint: dict) -> Iterator[Mistake]:
    kind, position, speed = joint.get("kind"), joint.get("position", 0.0), joint.get("speed", 0.0)
    if kind in ("hinge", "slide") and _zero(joint.get("axis")):
        yield _say((*path, "axis"), "a direction", joint["axis"], "An axis of length 0 points nowhere.")
    yield from _bounded((*path, "anchor"), joint.get("anchor"), MAX_REACH, "m from the origin")
    if _is_number(speed) and abs(speed) > MAX_SPEED:
        yield _say((*path, "speed"), f"at most {MAX_SPEED:g} (rad/s or m/s)", speed)
    for name, value in (("position", position), ("speed", speed)):
        if kind == "ball" and _is_number(value) and value:
            yield _say((*path, name), "0: a ball joint starts at rest in the body's pose", value)
    limits = _numbers(joint.get("limits"), 2)
    if limits and limits[0] >= limits[1]:
        yield _say((*path, "limits"), "the lower one first", list(limits), f"Write {sorted(limits)}?")
    elif limits and _is_number(position) and not limits[0] <= position <= limits[1]:
        yield _say((*path, "position"), f"a coordinate within its limits {list(limits)}", position)


def _joint_loops(document: dict, bodies: dict[str, dict]) -> Iterator[Mistake]:
    """Name every body from which the way up through the parents comes back to itself."""

    def parent(name: object) -> object:
        joint = bodies[name].get("joint") if isinstance(name, str) and name in bodies else None
        return joint.get("parent") if isinstance(joint, dict) else None

    settled: set[str] = set()
    in_loop: set[str] = set()
    for start in bodies:
        way: dict[str, int] = {}
        name: object = start
        while isinstance(name, str) and name not in settled and name not in way:
            way[name] = len(way)
            name = parent(name)
        if isinstance(name, str) and name in way:
            in_loop.update(list(way)[way[name] :])
        settled.update(way)
    for path, raw in _items(document, "bodies"):
        name = raw.get("id")
        if isinstance(name, str) and name in in_loop and raw is bodies[name]:
            above = raw["joint"]["parent"]
            fix = "Hang one body of the loop on the ground: leave `parent` out."
            yield _say((*path, "joint", "parent"), "joints that form a tree, not a loop", above, fix)


def _tie(path: Path, raw: dict, bodies: dict[str, dict]) -> Iterator[Mistake]:
    """Ties lead from one body to another thing, and do not ask for two things at once."""
    a, b, over, kind = raw.get("a"), raw.get("b"), raw.get("over"), raw.get("kind", "rope")
    for name in ("at_a", "at_b"):
        yield from _bounded((*path, name), raw.get(name), MAX_REACH, "m from the origin")
    if isinstance(a, str) and a == b:
        yield _say((*path, "b"), "another body than a", b, "A tie to itself pulls nothing.")
    rooted = {name for name, body in bodies.items() if body.get("fixed") is True} | {None}
    if a in rooted and b in rooted:
        yield _say((*path, "a"), "an end that can move", a, "Both ends are fixed.")
    if kind == "spring" and not raw.get("stiffness"):
        yield _say((*path, "stiffness"), "a stiffness above 0 N/m for a spring", raw.get("stiffness"))
    if kind == "rope" and (raw.get("stiffness") or raw.get("damping")):
        yield _say((*path, "stiffness"), "none for a rope, which does not stretch", raw.get("stiffness"), "Say spring?")
    if over is None:
        yield from _tie_length(path, raw)
    elif isinstance(over, str) and over in bodies:
        joint = bodies[over].get("joint")
        if not isinstance(joint, dict) or joint.get("kind") != "hinge":
            yield _say((*path, "over"), "a wheel on a hinge", over, "Give it a hinge to turn on.")
        if kind != "rope" or raw.get("length") is not None:
            fix = "Over a wheel a rope is taut from the start: leave its length out."
            yield _say((*path, "over"), "a rope of no stated length", raw.get("length"), fix)


def _tie_length(path: Path, raw: dict) -> Iterator[Mistake]:
    """A tie is of some length, and a rope no shorter than its ends are apart."""
    ends, longest = [_numbers(raw.get(name), 3) for name in ("at_a", "at_b")], raw.get("length")
    if not all(ends):
        return
    apart = math.dist(*ends)
    if longest is None and apart < LEAST_LENGTH:
        yield _say((*path, "length"), "a length above 0", apart, "Set its ends apart, give a length, or use a joint.")
    if raw.get("kind", "rope") == "rope" and _is_number(longest) and 0 < longest < apart - 1e-6:
        fix = "It is torn from the start."
        yield _say((*path, "length"), f"at least the {apart:.4g} m between its ends", longest, fix)


def _action(path: Path, raw: dict, bodies: dict[str, dict]) -> Iterator[Mistake]:
    name = raw.get("body")
    body = bodies.get(name) if isinstance(name, str) else None
    if body is None:
        return
    if body.get("fixed") is True:
        yield _say((*path, "body"), "a body that can move", name, f"'{name}' is fixed.")
        return
    if raw.get("kind") == "drive":
        joint = body.get("joint")
        kind = joint.get("kind") if isinstance(joint, dict) else None
        if kind not in ("hinge", "slide"):
            yield _say((*path, "body"), "a body with a hinge or slide", name, "A motor needs an axis.")
        speed = raw.get("speed")
        if _is_number(speed) and abs(speed) > MAX_SPEED:
            yield _say((*path, "speed"), f"at most {MAX_SPEED:g} (rad/s or m/s)", speed)


def _sky(document: dict) -> Iterator[Mistake]:
    """A sky that says where and when it is has its sun there."""
    sky = document.get("sky")
    raw = sky.get("moment") if isinstance(sky, dict) else None
    if not isinstance(raw, dict) or not isinstance(raw.get("utc"), str):
        return
    place = [raw.get(name) for name in ("latitude", "longitude")]
    angles = [sky.get(name, Sky.model_fields[name].default) for name in ("elevation", "azimuth")]
    try:
        moment = parse_moment(raw["utc"])
    except InputError:
        yield _say(("sky", "moment", "utc"), "a date and time such as 2024-06-21T10:00Z", raw["utc"])
        return
    if all(_is_number(value) for value in (*place, *angles)):
        up, round_ = sun_position(*place, moment)
        away = abs(math.remainder(angles[1] - round_, math.tau)) * math.cos(up)
        if math.hypot(angles[0] - up, away) > SUN_TOLERANCE:
            fix = f"Write elevation {up:.5f} and azimuth {round_:.5f}, or leave out the moment."
            yield _say(("sky", "moment"), "a moment at which the sun stands as the sky says", raw["utc"], fix)


def _shot(document: dict) -> Iterator[Mistake]:
    shot = document.get("shot")
    if isinstance(shot, dict):
        eye, target = _numbers(shot.get("eye"), 3), _numbers(shot.get("target"), 3)
        if eye and target and math.dist(eye, target) < 1e-6:
            yield _say(("shot", "target"), "another point than the eye", list(target), "A camera must look somewhere.")
    for path, raw in _items(document, "shot", "moves"):
        kind, amount = raw.get("kind"), raw.get("amount")
        if kind == "follow" and raw.get("body") is None:
            yield _say((*path, "body"), "the body to follow", raw.get("body"))
        if kind == "follow" and _is_number(amount) and not 0 <= amount <= 1:
            yield _say((*path, "amount"), "a share of the way from 0 to 1", amount)
        if kind == "zoom" and _is_number(amount) and amount <= 0:
            yield _say((*path, "amount"), "a ratio of focal lengths above 0", amount)
