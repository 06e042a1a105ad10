"""Claims about how things are, not what they do: number, looks, weight, place, hour and weather."""

from math import degrees, pi

from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.events.clause import Clause
from setpiece.events.standing import FOGGY
from setpiece.language.likeness import ELASTIC
from setpiece.language.script import Entity, Script
from setpiece.staging.layout import STEEP, Layout, color_of, property_of
from setpiece.staging.traits import COLORFUL, UNEQUAL, tinted, traits
from setpiece.world.document import FINISH, World
from setpiece.world.materials import MATERIALS, wet
from setpiece.world.places import PLACES

UNEVEN = "uneven:1"  # attribute of what is heavier on one side
SMILEY = "smiley:1"  # attribute of what has a face drawn on it


def claimed(
    text: str,
    span: tuple[int, int],
    predicate: str,
    bodies: tuple[str, ...] = (),
    *,
    figures: dict[str, float] | None = None,
    words: dict[str, str] | None = None,
) -> Clause:
    """Return one clause."""
    return Clause(text=text, span=span, predicate=predicate, bodies=bodies, figures=figures or {}, words=words or {})


def said(script: Script, span: tuple[int, int]) -> str:
    """Return the words of the prompt that a span covers."""
    return script.prompt[slice(*span)].strip()


def finish(script: Script) -> dict[str, object]:
    """Return the fields of a shot that say how its picture is drawn and finished."""
    wish = {name: getattr(script.camera, name) for name in FINISH}
    return {"style": script.setting.style or "natural", **{k: v for k, v in wish.items() if v is not None}}


def finished(script: Script) -> list[Clause]:
    """Return the claims that the picture has the glow, the dark corners and the grain that are named."""
    wish = {name: getattr(script.camera, name) for name in FINISH}
    told = {name: value for name, value in wish.items() if value is not None}
    text = said(script, script.camera.span)
    return [claimed(text, script.camera.span, "finish_is", figures=told)] if told else []


def counts(layout: Layout) -> list[Clause]:
    """Groups are complete; customary figures are true; what has a colour or material has it."""
    found = []
    for entity in layout.script.entities:
        ids = tuple(layout.main(entity.id))
        text = said(layout.script, entity.span)
        if entity.count > 1 and text:
            found.append(claimed(text, entity.span, "count_of", ids, figures={"count": entity.count}))
        if entity.thing == "bowling_pin" and entity.count == 10:
            found.append(claimed(text, entity.span, "in_triangle", ids))
        if entity.count > 1 and any(r.kind == "in_stack" and r.subject == entity.id for r in layout.script.relations):
            found.append(claimed(text, entity.span, "in_stack", ids))
        if entity.count > 2 and any(r.kind == "in_gate" and r.subject == entity.id for r in layout.script.relations):
            found.append(claimed(text, entity.span, "in_gate", ids))
        found += _members(entity, ids, text)
        if entity.color is not None:
            r, g, b = tinted(entity.color, entity)
            found.append(claimed(text, entity.span, "color_is", ids[:1], figures={"red": r, "green": g, "blue": b}))
        if entity.material is not None:
            found.append(claimed(text, entity.span, "material_is", ids[:1], words={"material": entity.material}))
        found += _parts(layout, entity, text) + _traits(layout, entity, text)
        for told in entity.compared:
            pair = (*ids[:1], *layout.main(told.other)[:1])
            found.append(claimed(text, entity.span, f"{told.of}_ratio", pair, figures={"ratio": told.factor}))
    return found


def _members(entity: Entity, ids: tuple[str, ...], text: str) -> list[Clause]:
    """Each member of a group has what sets it apart from the others; a size is against the first of another size."""
    found = []
    for body, own in zip(ids, entity.members, strict=False):
        if own.color is not None:
            r, g, b = tinted(own.color, entity)
            found.append(claimed(text, entity.span, "color_is", (body,), figures={"red": r, "green": g, "blue": b}))
        if own.material is not None:
            found.append(claimed(text, entity.span, "material_is", (body,), words={"material": own.material}))
        if own.scale != entity.members[0].scale:
            ratio = {"ratio": own.scale / entity.members[0].scale}
            found.append(claimed(text, entity.span, "size_ratio", (body, ids[0]), figures=ratio))
    return found


def _parts(layout: Layout, entity: Entity, text: str) -> list[Clause]:
    """A part has the colour and the material that its words say, on each body that has it."""
    found = []
    for told in entity.parts:
        words = f"{text}: {told.word}"
        for body in layout.instances[entity.id][0].assembly.bodies:
            for part in {p.name for p in build(body).parts}.intersection(told.pieces):
                if told.color is not None:
                    r, g, b = told.color
                    found.append(claimed(words, entity.span, "color_is", (body.id,), words={"part": part},
                                         figures={"red": r, "green": g, "blue": b}))  # fmt: skip
                if told.material is not None:
                    found.append(claimed(words, entity.span, "material_is", (body.id,),
                                         words={"material": told.material, "part": part}))  # fmt: skip
    return found[:6]


def _traits(layout: Layout, entity: Entity, text: str) -> list[Clause]:
    """A trait shows in figures: against the same thing as the catalogue has it."""
    ids, found = tuple(layout.main(entity.id)), []
    if COLORFUL in entity.attributes and len(ids) > 1:
        found.append(claimed(text, entity.span, "colors_differ", ids, figures={"count": float(min(len(ids), 5))}))
    if UNEQUAL in entity.attributes and len(ids) > 1:
        found.append(claimed(text, entity.span, "sizes_differ", ids, figures={"count": float(min(len(ids), 5))}))
    found += _shown(entity, ids, text)
    plain = entity.model_copy(update={"attributes": (), "parts": ()})
    if entity.color is None and COLORFUL not in entity.attributes and any(t.share for _, t in traits(entity)):
        r, g, b = tinted(color_of(plain), entity)
        found.append(claimed(text, entity.span, "color_is", ids[:1], figures={"red": r, "green": g, "blue": b}))
    for word, trait in traits(entity):
        for name, factor in (("mass", trait.mass), ("friction", trait.friction)):
            if factor != 1.0 and entity.mass is None:
                usual = property_of(plain, name)
                bounds = {"low": usual * 1.2} if factor > 1.0 else {"high": usual * 0.85}
                found.append(claimed(f"{text}: {word}", entity.span, "has_property", ids[:1], figures=bounds,
                                     words={"property": name}))  # fmt: skip
        if trait.finish and ids:
            made = MATERIALS[build(layout.bodies[ids[0]]).part().material]
            told = trait.finish.get(made.kind, 0.0)
            bounds = {"low": 0.99 * told} if trait.rougher else {"high": told + 0.01}
            found.append(claimed(f"{text}: {word}", entity.span, "has_property", ids[:1], figures=bounds,
                                 words={"property": "roughness"}))  # fmt: skip
        if trait.restitution is not None:
            bounds = {"low": 0.85} if trait.restitution > 0.5 else {"high": 0.2}
            found.append(claimed(f"{text}: {word}", entity.span, "has_property", ids[:1], figures=bounds,
                                 words={"property": "restitution"}))  # fmt: skip
    return found


def _shown(entity: Entity, ids: tuple[str, ...], text: str) -> list[Clause]:
    """What is steep rises so, a face that is drawn on a thing is seen, what shows its elasticity bounces by it."""
    found = []
    if STEEP in entity.attributes and THINGS[entity.thing].family == "ramp":
        found.append(claimed(f"{text}: steep", entity.span, "slopes", ids[:1], figures={"low": pi / 7}))
    if SMILEY in entity.attributes:
        found.append(claimed(text, entity.span, "shows_face", ids[:1]))
    if UNEVEN in entity.attributes:
        found.append(claimed(text, entity.span, "off_balance", ids[:1]))
    if ELASTIC in entity.attributes:
        found.append(claimed(text, entity.span, "restitution_as_specified", ids[:1]))
    return found


def place_named(layout: Layout) -> list[Clause]:
    """The place is the one that the sentence names."""
    name = layout.script.setting.place
    return [claimed(f"in the {name}", (0, 0), "place_is", words={"name": name})] if name in PLACES else []


def wet_ground(world: World) -> list[Clause]:
    """The ground is wet where that is said, or that it rains."""
    ground = world.place.ground
    return [claimed("wet ground", (0, 0), "place_is", words={"ground": ground})] if wet(ground) == ground else []


def air(script: Script, world: World) -> list[Clause]:
    """Fog and the haze that shows shafts of light are how far one sees; wind is how fast the air goes."""
    wind = script.setting.wind
    if wind is not None:
        low, high = 0.8 * wind, 1.2 * wind
        text = "wind" if wind else "still air"
        return [claimed(text, (0, 0), "wind_is", figures={"low": low, "high": high})] if not world.place.room else []
    return {
        "fog": [claimed("in fog", (0, 0), "fog_between", figures={"near": 0.0, "far": FOGGY})],
        "shafts": [claimed("in hazy light", (0, 0), "fog_between", figures={"near": 0.0, "far": 5.0 * FOGGY})],
    }.get(script.setting.weather or "", [])


def sky(script: Script, world: World) -> list[Clause]:
    """The hour is where the sun stands."""
    kinds = {"clear": "clear", **dict.fromkeys(("overcast", "rain", "snow"), "overcast")}
    weather = script.setting.weather or ""
    if script.setting.time is None and weather in kinds and world.sky.kind != "studio":
        return [claimed(f"weather: {weather}", (0, 0), "sky_is", words={"kind": kinds[weather]})]
    bounds = {"dawn": 6, "sunrise": 8, "sunset": 8, "golden_hour": 15, "dusk": 0}
    time = script.setting.time
    if time in bounds:
        return [claimed(f"at {time}", (0, 0), "sun_elevation_below", figures={"elevation": bounds[time] * pi / 180})]
    if time == "night":
        return [claimed("at night", (0, 0), "is_night")]
    if time in ("noon", "morning", "afternoon"):
        low = {"noon": 45, "morning": 10, "afternoon": 15}[time]
        return [
            claimed(f"at {time}", (0, 0), "sun_elevation_between",
                    figures={"low": low * pi / 180, "high": pi / 2})
        ] if degrees(world.sky.elevation) > 0 else []  # fmt: skip
    return []


def style(script: Script) -> list[Clause]:
    """The film is in the style that the sentence names."""
    named = script.setting.style
    return [claimed(f"style: {named}", (0, 0), "style_is", words={"style": named})] if named else []
