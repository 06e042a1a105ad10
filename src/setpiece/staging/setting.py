"""Place, sky and lamps from what the sentence says of them, and from what kind of things there are."""

from collections.abc import Iterable
from math import radians, tan

import numpy as np

from setpiece.assets.airflow import DRAG_RANGE, sinking_speed
from setpiece.assets.build import build, mass_properties
from setpiece.assets.catalogue import THINGS
from setpiece.assets.families import FAMILIES
from setpiece.assets.thing import Thing
from setpiece.language.script import Entity, Relation, Script
from setpiece.staging.habitat import habitat
from setpiece.staging.layout import ON_ITS_SIDE, axis_of, construct, extent, property_of, rolls
from setpiece.world.document import Air, Body, Light, Place, Room, Sky, Vec3, World
from setpiece.world.materials import wet
from setpiece.world.places import PLACES, STUDIOS, SUN, floor_lamp

SLOPES = {"steep": radians(33.0), "gentle": radians(9.0)}  # of ramps
FOG = {"fog": 0.035, "shafts": 0.011}  # extinction, 1/m: one sees 110 m and 360 m far
AHEAD = (28.0, 322.0)  # least elevation and azimuth (degrees) of a sun whose shafts are seen: before the camera
WINTER = (24.0, 250.0)  # over snow no sun is higher, and it shines from beside the camera
SPRING = (47.0, 250.0)  # but where noon is asked for
CRISP = 2.0  # turbidity of cold air
EASTERN = {"dawn", "sunrise", "morning"}  # times at which the sun stands behind a room, whose window is in its -X wall
BY_WINDOW = (18.0, 292.0)  # greatest elevation and azimuth of a sun that shines on a table amid a room
TABLETOP = 0.62  # m: when nothing is larger, the scene is set on a table
RUN = 30.0  # lengths of a small thing that a slope for it is long
FLIMSY = 9.0  # m/s: what sinks more slowly in air is seen to, in a fall of a metre or two
WIND = Air(wind=(4.0, 0.0, 0.0), gusts=0.2)  # a moderate breeze over open land
ROUND = "sides:0"  # attribute of a pencil without edges
BOULDER, SMOOTH = 0.92, 0.08  # width and height over length, and roughness, of a rock that rolls
DISC = 0.15  # height over width below which a round thing is a disc that spins on its edge
PUSHED = 2.0  # times its own mass that something pushes along
LEAST_RUN = 5.0  # lengths of a large one
INDOORS = {name for name, place in PLACES.items() if place.room_size is not None}
NARROW = 0.7  # rad: half-angle of a spotlight's cone
EDGE = 0.35  # of the key light: a strip that draws the far side of what stands in the dark
# Where small things stand on a table.
TABLED = {"terrace", "studio", "living_room", "kitchen", "office", "laboratory", "workshop"}
LENGTHWISE = {"bowling_alley"}  # places whose lanes lead away from the camera, and the action with them
EMBLEMS = {  # what a place that is named alone is shown with
    **dict.fromkeys(("street", "town"), "street_lamp"),
    **dict.fromkeys(("forest", "meadow"), "tree"),
    "city": "bus",
    "beach": "palm_tree",
    "desert": "rock",
    "mountain": "rock",
    "snow_field": "pine_tree",
    "bowling_alley": "bowling_pin",
    "office": "desk",
    "studio": "pedestal",
}
CANDLE = "implied_candle"
LAID = (  # a table by candlelight: id, thing, where it stands to which other (None: the table), how far (m)
    (CANDLE, "candle", "on", None, None),
    ("implied_wine_glass", "wine_glass", "left_of", CANDLE, 0.10),
    ("implied_wine_glass_right", "wine_glass", "right_of", CANDLE, 0.13),
    ("implied_candle_left", "candle", "behind", "implied_wine_glass", 0.09),
    ("implied_candle_right", "candle", "behind", "implied_wine_glass_right", 0.14),
    ("implied_apple", "apple", "in_front_of", CANDLE, 0.07),
)
ALONG_X = {"street"}  # places that lead on along X: only what is beyond, along +Y, bounds them
VISTAS = {"city"}  # places that a camera can fly over
BESIDE = ("beside", "near", "left_of", "right_of", "in_front_of", "behind", "between")  # relations of neighbours
TURNED = {"left_of": "right_of", "right_of": "left_of", "in_front_of": "behind", "behind": "in_front_of"}
UNDER_CEILING = 0.04  # m that a lamp is under it
CEILING_POWER = 1.5  # W of light for each square metre of floor
ROOFS = 60.0  # m of height from which a camera over one of them stands in nobody's way
HANGS = {"wrecking_ball": "chain"}  # what is nothing without a chain
HUNG_VERBS = ("swing", "hit", "break", "push", "knock_over", "collide", "rest", "stand", "stop", "slow")


def place(script: Script) -> Place:
    """Return the place that is named, or the one where the things are at home (``habitat``)."""
    setting = script.setting
    name = setting.place if setting.place in PLACES else habitat(script)
    kind = PLACES[name]
    room = None
    if kind.room_size is not None:
        room = Room(size=kind.room_size, walls=kind.wall, wall_color=kind.wall_color)
    ground = setting.ground or kind.ground
    if setting.weather == "rain" and room is None:
        ground = wet(ground) or ground
    color = setting.ground_color or (kind.ground_color if setting.ground is None else None)
    return Place(name=name, ground=ground, ground_color=color, room=room, clear_radius=kind.clear_radius)


def sky(script: Script, name: str) -> Sky:
    """Return sun and sky by time of day and weather; studios have a light of their own."""
    setting = script.setting
    if PLACES[name].sky_kind == "studio" and setting.time is None:
        return Sky(kind="studio", softboxes=STUDIOS.get(setting.lighting or "", STUDIOS[""])[0])
    default = "afternoon" if name not in INDOORS else "morning"
    time = setting.time or ("night" if setting.lighting == "candlelight" else default)
    elevation, azimuth = SUN[time]
    if name in INDOORS and setting.time in EASTERN:
        elevation, azimuth = min(elevation, BY_WINDOW[0]), BY_WINDOW[1]
    fog = FOG.get(setting.weather or "", 0.0)
    if time == "night" or setting.lighting == "moonlight":
        return Sky(kind="night", elevation=radians(elevation), azimuth=radians(azimuth), fog=fog)
    if setting.weather in ("overcast", "fog", "rain", "snow"):
        return Sky(kind="overcast", elevation=radians(elevation), azimuth=radians(azimuth), fog=fog)
    if setting.weather == "shafts":
        elevation, azimuth = max(elevation, AHEAD[0]), AHEAD[1]
    winter = PLACES[name].ground == "snow"
    low = SPRING if time == "noon" else WINTER
    if winter and elevation > low[0] and setting.weather != "shafts":
        elevation, azimuth = low
    haze = CRISP if winter else 2.5 if elevation < 12 else 3.0
    return Sky(kind="clear", elevation=radians(elevation), azimuth=radians(azimuth), turbidity=haze, fog=fog)


def air(script: Script, place: Place, bodies: Iterable[Body]) -> Air | None:
    """Return the air: wind where it is said, outdoors; still air where something flimsy may move; else none.

    Everything in a world with air meets it. Without, things heavy for their size keep to their parabolas, from which
    air would bend them by less than is seen.
    """
    if script.setting.weather == "wind" and place.room is None:
        speed = WIND.wind[0] if script.setting.wind is None else script.setting.wind
        return WIND.model_copy(update={"wind": (speed, 0.0, 0.0)}) if speed else Air()
    return Air() if any(flimsy(body) for body in bodies) else None


def flimsy(body: Body) -> bool:
    """Tell whether a body can move and air would hold it up visibly."""
    if body.fixed:
        return False
    solid = build(body)
    mass = mass_properties(body, solid).mass
    across = float(np.sort(solid.bounds[1] - solid.bounds[0])[1:].prod())
    heaviest = 0.5 * Air().density * DRAG_RANGE[1] * across * FLIMSY**2 / 9.8 + Air().density * across**1.5
    return mass < heaviest and sinking_speed(solid, mass) < FLIMSY


def needs_table(script: Script) -> bool:
    """Tell whether the scene is small, with no word of floor, ground, place or furniture, and so belongs on a table."""
    setting = script.setting
    if setting.ground is not None or setting.place in (set(PLACES) - INDOORS) or not script.entities:
        return False
    if place(script).name not in TABLED:
        return False
    said = [r.objects for r in script.relations] + [(h.place,) for h in script.happenings]
    if any("ground" in objects for objects in said):
        return False
    largest = max(float(extent(entity).size.max()) * min(entity.count, 4) ** 0.5 for entity in script.entities)
    kinds = {THINGS[entity.thing].kind for entity in script.entities}
    return largest <= TABLETOP and not kinds & {
        "furniture",
        "vehicle",
        "building",
        "plant",
        "light",
        "animal",
        "person",
    }


def furnished(script: Script) -> Script:
    """Return the script of a mere place ("garden, zoom in") with something in it for the camera to look at."""
    if script.entities or script.setting.place not in PLACES:
        return script
    name = script.setting.place
    thing = EMBLEMS.get(name, "table" if name in INDOORS else "bench")
    return script.model_copy(update={"entities": (Entity(id=f"implied_{thing}", thing=thing),)})


def candled(script: Script) -> Script:
    """Return the script of a scene by candlelight with candles in it, if nothing that shines is named.

    A table that stands empty is laid for two.
    """
    named = {entity.thing for entity in script.entities}
    if script.setting.lighting != "candlelight" or any(THINGS[thing].lit is not None for thing in named):
        return script
    tables = [e.id for e in script.entities if THINGS[e.thing].family == "table" and e.count == 1]
    used = {name for relation in script.relations for name in relation.objects}
    laid = LAID if tables and tables[0] not in used else LAID[:1]
    more = tuple(Entity(id=name, thing=thing, lit=thing == "candle") for name, thing, *_ in laid)
    where = tuple(
        Relation(kind=kind, subject=name, objects=(other or tables[0],), distance=gap)
        for name, _, kind, other, gap in laid
        if other or tables
    )
    return script.model_copy(update={"entities": (*script.entities, *more), "relations": (*script.relations, *where)})


def fitted(script: Script) -> Script:
    """Return the script with slopes of no stated size made to fit: a marble gets a marble's ramp, a crate its own."""
    entities = {entity.id: _inclined(entity) for entity in script.entities}
    for happening in script.happenings:
        place = entities.get(happening.place or "")
        if place is None or happening.path not in ("down", "up") or place.size is not None or place.scale != 1.0:
            continue
        size, length = (float(extent(e).size.max()) for e in (entities[happening.subject], place))
        longest, shortest = max(0.4, RUN * size), LEAST_RUN * size if is_slope(place) else 0.0
        scale = min(max(1.0, shortest / length), longest / length)
        if THINGS[place.thing].kind == "structure":
            entities[place.id] = place.model_copy(update={"scale": scale})
    for happening in script.happenings:
        if happening.verb == "push" and happening.object is not None and not happening.negated:
            entities[happening.object] = _pushable(entities[happening.subject], entities[happening.object])
    return script.model_copy(update={"entities": tuple(entities.values())})


def _pushable(mover: Entity, pushed: Entity) -> Entity:
    """Return small things of no stated size or mass light enough, together, for what pushes them."""
    free = pushed.size is None and pushed.mass is None and not pushed.compared and THINGS[pushed.thing].kind == "small"
    if not free or pushed.scale != 1.0 or THINGS[mover.thing].kind in ("animal", "person"):
        return pushed
    share = pushed.count * property_of(pushed, "mass") / property_of(mover, "mass")
    return pushed if share <= PUSHED else pushed.model_copy(update={"scale": round((PUSHED / share) ** (1 / 3), 3)})


def resized(before: Script, after: Script) -> list[str]:
    """Return what to tell of things that are pushed or knocked over and were made smaller for it."""
    pushed = {h.object for h in after.happenings if h.verb in ("push", "knock_over")}
    pairs = [(old, new) for old in before.entities for new in after.entities if old.id == new.id in pushed]
    return [
        f"{new.id} is made at {new.scale:.0%} of its usual size, to be light enough for what meets it."
        for old, new in pairs
        if new.scale < old.scale
    ]


def _inclined(entity: Entity) -> Entity:
    """Return a ramp at the angle that the sentence gives, or that "steep" or "gentle" means: it is made as high."""
    if THINGS[entity.thing].family != "ramp":
        return entity
    figure = next((float(word[6:]) for word in entity.attributes if word.startswith("angle:")), None)
    angle = figure or next((SLOPES[word] for word in entity.attributes if word in SLOPES), None)
    if angle is None:
        return entity
    length = THINGS[entity.thing].params.get("length", FAMILIES["ramp"].params["length"].default)
    others = tuple(word for word in entity.attributes if not word.startswith("angle:"))
    height = length * tan(min(angle, radians(80.0)))
    return entity.model_copy(update={"attributes": (*others, f"height:{height:.4f}")})


def compared(script: Script) -> Script:
    """Return the script with masses and sizes as they compare with others': "twice as heavy as the blue ball"."""
    entities = {entity.id: entity for entity in script.entities}
    for _ in script.entities:  # a chain of comparisons settles link by link; a circle ends
        for entity in script.entities:
            for told in entity.compared:
                other = entities[told.other]
                if told.of == "mass":
                    change = {"mass": told.factor * property_of(other, "mass")}
                else:
                    change = {"size": told.factor * float(extent(other).size.max())}
                entities[entity.id] = entities[entity.id].model_copy(update=change)
    return script.model_copy(update={"entities": tuple(entities.values())})


def shared(script: Script) -> Script:
    """Return the script with small things that stand at the side of what stands on furniture on that furniture too.

    "A glass stands on a counter beside a bottle": grammar has the counter beside the bottle; both stand on it. Of what
    stands between others, those are set against it.
    """
    kinds = {entity.id: THINGS[entity.thing].kind for entity in script.entities}
    borne = {r.objects[0]: r.subject for r in script.relations if r.kind == "on" and r.objects}

    def one(relation: Relation) -> Relation:
        bearer, others = relation.subject, relation.objects
        small = others and all(kinds.get(name) in ("small", "ball", "light") for name in others)
        mine = borne.get(bearer)
        if relation.kind not in BESIDE or not small or kinds.get(bearer) != "furniture" or mine in (None, *others):
            return relation
        if relation.kind == "between":
            return relation.model_copy(update={"subject": mine})
        kind = TURNED.get(relation.kind, relation.kind)
        return relation.model_copy(update={"kind": kind, "subject": others[0], "objects": (mine, *others[1:])})

    return script.model_copy(update={"relations": tuple(map(one, script.relations))})


def hung_up(script: Script) -> Script:
    """Return the script with what only works on a chain hung on one, unless it does what no chain allows."""
    free = {h.subject for h in script.happenings if h.verb not in HUNG_VERBS}

    def one(entity: Entity) -> Entity:
        told = any(attribute.startswith("hung:") for attribute in entity.attributes)
        if told or entity.id in free or entity.thing not in HANGS:
            return entity
        return entity.model_copy(update={"attributes": (*entity.attributes, f"hung:{HANGS[entity.thing]}")})

    return script.model_copy(update={"entities": tuple(map(one, script.entities))})


def ready_to_roll(script: Script) -> Script:
    """Return the script with what rolls on its side, if it is round about one axis, and discs that spin on edge."""
    verbs: dict[str, set[str]] = {}
    for happening in script.happenings:
        verbs.setdefault(happening.subject, set()).add(happening.verb)
    entities = []
    for entity in script.entities:
        size, done = extent(entity).size, verbs.get(entity.id, set())
        disc = size[2] < DISC * size[0] and THINGS[entity.thing].kind == "small"
        turned = axis_of(size) in (0, 2) and ("roll" in done or ("spin" in done and disc))
        attributes = (*entity.attributes, ON_ITS_SIDE) if turned and rolls(entity) else entity.attributes
        if "roll" in done and "sides" in FAMILIES[THINGS[entity.thing].family].params:
            attributes = (*attributes, ROUND)  # six sides stop a pencil on level ground after a few of them
        if "roll" in done and THINGS[entity.thing].family == "rock":
            attributes = (*attributes, *_boulder(entity))
        entities.append(entity.model_copy(update={"attributes": attributes}))
    return script.model_copy(update={"entities": tuple(entities)})


def _boulder(entity: Entity) -> tuple[str, ...]:
    """Return what makes a rock that is to roll as round as such rocks are: a flat one stays where it lies."""
    usual = {name: param.default for name, param in FAMILIES["rock"].params.items()} | dict(THINGS[entity.thing].params)
    across = BOULDER * usual["length"]
    return (f"width:{across:.4f}", f"height:{across:.4f}", f"roughness:{SMOOTH}")


def is_slope(entity: Entity) -> bool:
    """Tell whether a thing has a slope that others can go down."""
    bodies = construct(entity, entity.id, (0.0, 0.0, 0.0), 0.0).bodies
    return any(support.name.startswith("slope") for body in bodies for support in build(body).supports)


def lit_when_dark(script: Script) -> Script:
    """Return the script with every lamp lit if it is dark or lit by flames: nobody sits beside a dark lamp at night.

    In houses with windows somebody is at home; who drives has headlights on.
    """
    if script.setting.time not in ("dusk", "night") and script.setting.lighting != "candlelight":
        return script
    going = {h.subject for h in script.happenings if h.verb not in ("rest", "stand")}
    lamps = tuple(
        entity.model_copy(update={"lit": True}) if _shines(THINGS[entity.thing], entity.id in going) else entity
        for entity in script.entities
    )
    return script.model_copy(update={"entities": lamps})


def _shines(thing: Thing, going: bool) -> bool:
    """Tell whether a thing is a lamp, a building whose windows can be lit, or a vehicle on its way with headlights."""
    lamps = "lit" in FAMILIES[thing.family].params
    return thing.lit is not None or (lamps and (thing.kind == "building" or (thing.kind == "vehicle" and going)))


def extra_lights(script: Script, center: Vec3, reach: float) -> tuple[Light, ...]:
    """Return lights that the sentence asks for beyond sky and lamps, around ``center`` at a distance of ``reach`` m."""
    x, y, z = center
    power = 60.0 * reach * reach
    if script.setting.lighting == "low_key":
        spot = (x - 0.8 * reach, y - 0.2 * reach, z + 0.9 * reach)
        strip = (x + 1.1 * reach, y + 0.35 * reach, z + 0.5 * reach)
        return (
            Light(id="key_light", shape="disk", position=spot, direction=_towards(spot, center), size=(0.3, 0.3),
                  color=(1.0, 0.93, 0.82), power=power, spread=NARROW),
            Light(id="edge_light", shape="rectangle", position=strip, direction=_towards(strip, center),
                  size=(0.12 * reach, 0.6 * reach), color=(0.9, 0.96, 1.0), power=EDGE * power),
        )  # fmt: skip
    if script.setting.lighting in ("three_point", "high_key"):
        key = (x - reach, y - reach, z + 1.1 * reach)
        fill = (x + 1.2 * reach, y - 0.8 * reach, z + 0.6 * reach)
        rim = (x + 0.5 * reach, y + 1.2 * reach, z + 1.2 * reach)
        rows = (("key_light", key, 1.0), ("fill_light", fill, 0.35), ("rim_light", rim, 0.7))
        return tuple(
            Light(id=name, shape="disk", position=at, direction=_towards(at, center), size=(0.5, 0.5),
                  color=(1.0, 0.97, 0.93), power=share * power)
            for name, at, share in rows
        )  # fmt: skip
    return ()


def practical(script: Script, world: World) -> tuple[Light, ...]:
    """Return the lamp of a room in the dark, lit unless the sentence has lamps or a light of its own.

    A living room has its floor lamp, other rooms a lamp under the ceiling.
    """
    room, dark = world.place.room, world.sky.kind == "night" or world.sky.elevation < 0.0
    if room is None or not dark or world.sky.kind == "studio" or world.lights or script.setting.lighting is not None:
        return ()
    if world.place.name == "living_room":
        bulb = floor_lamp(room)
        return (Light(id="floor_lamp", position=bulb, size=(0.05, 0.05), color=(1.0, 0.72, 0.42), power=45.0),)
    (x, y), height = room.center, room.size[2] - UNDER_CEILING
    power = CEILING_POWER * room.size[0] * room.size[1]
    return (
        Light(id="ceiling_lamp", shape="disk", position=(x, y, height), size=(0.25, 0.25), color=(1.0, 0.80, 0.55),
              power=power),
    )  # fmt: skip


def _towards(a: Vec3, b: Vec3) -> Vec3:
    d = [q - p for p, q in zip(a, b, strict=True)]
    length = sum(c * c for c in d) ** 0.5
    return d[0] / length, d[1] / length, d[2] / length
