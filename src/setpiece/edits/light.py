"""Edits of light: time of day, weather, where the sun stands, lamps and their colour. And of wind and gravity."""

from math import atan2, pi, radians

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.order import lights_of
from setpiece.edits.looks import times
from setpiece.edits.placing import towards
from setpiece.edits.things import Context, Thing
from setpiece.errors import InputError
from setpiece.language.script import Script, Setting
from setpiece.language.wish import Change, Wish
from setpiece.staging import setting as staged
from setpiece.world.edit import Add, Drop, Put, Step

MOST_WIND = 60.0  # m/s: a hurricane
WEATHER_FILMED = ("clear", "overcast", "fog", "shafts")


def sky_steps(context: Context, wish: Wish) -> list[Step]:
    """Return the steps of a time of day or a weather; the exposure is metered when the edit is made."""
    said = {name: value for name, value in wish.setting.items() if name in ("time", "weather", "lighting")}
    if said.get("lighting") not in (None, "moonlight"):
        raise InputError(
            f"edit: the lighting '{said['lighting']}' cannot be changed to yet. Say a time of day, such as 'sunset'."
        )
    if said.get("weather") not in (None, *WEATHER_FILMED):
        raise InputError(f"edit: {said['weather']} cannot be filmed yet. Say 'overcast', 'foggy', 'hazy' or 'sunny'.")
    asked = Setting(place=context.world.place.name, **said)
    sky = staged.sky(Script(prompt="", setting=asked), context.world.place.name)
    if "time" not in said and sky.kind in ("clear", "overcast"):
        sky = sky.model_copy(update={"elevation": context.world.sky.elevation, "azimuth": context.world.sky.azimuth})
    return [Put(path=f"sky.{name}", value=value) for name, value in sky.model_dump(mode="json").items()]


def sun_direction(context: Context, wish: Wish) -> list[Step]:
    """Return the steps that let the sun shine from a side of the picture, or stand higher or lower."""
    sky = context.world.sky
    if sky.kind != "clear":
        raise InputError(f"edit: there is no sun: the sky is '{sky.kind}'. Say a time of day first, such as 'morning'.")
    if wish.direction in ("up", "down"):
        step = radians(15.0) * wish.degree * (1 if wish.direction == "up" else -1)
        return [Put(path="sky.elevation", value=float(np.clip(sky.elevation + step, -0.1, 1.5)))]
    way = towards(context.world, wish.direction)
    return [Put(path="sky.azimuth", value=float(atan2(way[0], way[1]) % (2 * pi)))]


def brightness(context: Context, change: Change, wish: Wish) -> list[Step]:
    """Return the steps that make the picture brighter or darker: the exposure, a number of the shot."""
    factor = times(change, wish) or 1.0
    return [Put(path="shot.exposure", value=float(f"{context.world.shot.exposure * factor:.4g}"))]


def switched(context: Context, thing: Thing, *, on: bool) -> list[Step]:
    """Return the steps that switch a lamp."""
    steps: list[Step] = []
    for body in (context.world.body(id_) for id_ in thing.bodies):
        worn = [light for light in context.world.lights if light.body == body.id]
        if (
            not build(body.model_copy(update={"params": {**body.params}})).lamps
            and "lit" not in body.params
            and not worn
        ):
            continue
        lit = body.model_copy(update={"params": {**body.params, "lit": float(on)}})
        steps += [*(Drop(id=light.id) for light in worn), Put(path=f"bodies.{body.id}.params.lit", value=float(on))]
        if on:
            steps += [Add(to="lights", row=light.model_dump(mode="json")) for light in lights_of(lit, build(lit))]
    if not steps:
        lamps = sorted({light.body or light.id for light in context.world.lights})
        hint = f"The lamps are {', '.join(lamps)}." if lamps else "There is no lamp in the film; add one first."
        raise InputError(f"edit: {thing.id} is no lamp, so it cannot be switched {'on' if on else 'off'}. {hint}")
    return steps


def lamps_of(context: Context, thing: Thing) -> list[str]:
    """Return the ids of a thing's lamps."""
    return [light.id for light in context.world.lights if light.body in thing.bodies]


def lamp_colored(lights: list[str], wish: Wish) -> list[Step]:
    """Return the steps that give lamps a colour."""
    return [Put(path=f"lights.{id_}.color", value=list(wish.color or ())) for id_ in lights]


def lamp_power(context: Context, lights: list[str], change: Change, wish: Wish) -> list[Step]:
    """Return the steps that make lamps brighter or darker."""
    factor = times(change, wish) or 1.0
    rows = {light.id: light.power for light in context.world.lights}
    return [Put(path=f"lights.{id_}.power", value=rows[id_] * factor) for id_ in lights]


def wind_steps(context: Context, wish: Wish) -> list[Step]:
    """Return the steps that let the wind blow, by words, figures (m/s) or a factor, from or to a side; or still it.

    Raises:
        InputError: there is a roof over the world, or no wind that could be stronger.
    """
    world = context.world
    if world.place.room is not None:
        raise InputError(
            f"edit: no wind blows inside: the place is '{world.place.name}'. Use `setpiece recast --place`."
        )
    now = np.array(world.air.wind) if world.air else np.zeros(3)
    speed, change = float(np.linalg.norm(now)), next((c for c in wish.changes if c.field in ("wind", "pace")), None)
    factor = times(change, wish) if change is not None and change.factor else None
    if speed == 0.0 and factor is not None:
        raise InputError("edit: there is no wind yet. Write for example 'add a light wind', 'a wind of 5 m/s'.")
    if wish.act in ("off", "remove", "stop") or (change is not None and change.factor == 0.0):
        wanted = 0.0
    elif factor is not None:
        wanted = factor * speed
    else:
        wanted = wish.figures.get("speed", float(str(wish.setting.get("wind", speed or staged.WIND.wind[0]))))
    if wanted > MOST_WIND:
        raise InputError(f"edit: wind blows up to {MOST_WIND:g} m/s here, not {wanted:g}.")
    way = now / speed if speed else np.array([1.0, 0.0, 0.0])
    if wish.direction:
        way = towards(world, wish.direction) * (-1.0 if "from" in wish.text.split() else 1.0)
    air = world.air or staged.WIND
    air = air.model_copy(
        update={"wind": tuple(float(c) for c in wanted * way), "gusts": air.gusts or staged.WIND.gusts}
    )
    return [Put(path="air", value=air.model_dump(mode="json"))] if air != world.air and (wanted or speed) else []


def gravity_steps(context: Context, wish: Wish) -> list[Step]:
    """Return the steps that change gravity: off, a figure by name, or a factor."""
    x, y, z = context.world.gravity
    if "gravity" in wish.setting:
        return [Put(path="gravity", value=[0.0, 0.0, -float(str(wish.setting["gravity"]))])]
    if wish.act in ("off", "remove"):
        return [Put(path="gravity", value=[0.0, 0.0, 0.0])]
    change = next(change for change in wish.changes if change.field == "gravity")
    factor = times(change, wish)
    if wish.act == "on" or factor is None:
        z, factor = -9.80665, 1.0
    return [Put(path="gravity", value=[x * factor, y * factor, z * factor])]
