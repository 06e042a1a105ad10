"""Edits of what a thing is like: colour, material, size, mass, friction, bounciness."""

from setpiece.assets.build import SCALE, build, mass_properties
from setpiece.assets.order import EAR, lights_of
from setpiece.edits.placing import carried, lifted
from setpiece.edits.things import Context, Thing
from setpiece.errors import InputError
from setpiece.language.wish import Change, Wish
from setpiece.world.document import Body, World
from setpiece.world.edit import Add, Drop, Put, Step
from setpiece.world.materials import MATERIALS

FULL_BOUNCE = 0.95


def main_part(body: Body) -> str:
    """Return the part of a body that a colour or material word means."""
    return build(body).part().name


def main_parts(body: Body) -> list[str]:
    """Return the main part, and the ear of a vessel, which is of one piece with it."""
    main = main_part(body)
    return [main, *(part.name for part in build(body).parts if part.name == EAR != main)]


def colored(context: Context, thing: Thing, wish: Wish) -> list[Step]:
    """Return the steps that give a thing's main parts a colour: of machines of equal pieces, of all pieces."""
    world = context.world
    bodies = [body for body in map(world.body, thing.bodies) if body.family == world.body(thing.bodies[0]).family]
    return [_put(body, f"colors.{part}", list(wish.color or ())) for body in bodies for part in main_parts(body)]


def of_material(context: Context, thing: Thing, wish: Wish) -> list[Step]:
    """Return the steps that make a thing of another material: its looks, and what physics knows of it.

    A colour of its own goes, mass is what volume and density say, rebound and friction are the material's.
    """
    steps: list[Step] = []
    for body in (context.world.body(id_) for id_ in thing.bodies):
        if body.family != context.world.body(thing.bodies[0]).family:
            continue
        parts = main_parts(body)
        steps += [_put(body, f"materials.{part}", wish.material) for part in parts]
        colors = {name: list(rgb) for name, rgb in body.colors.items() if name not in parts}
        steps.append(_put(body, "colors", colors))
        steps += [
            _put(body, name, None) for name in ("mass", "restitution", "friction") if getattr(body, name) is not None
        ]
    return steps


def scaled(context: Context, thing: Thing, factor: float) -> list[Step]:
    """Return the steps that make a thing larger where it stands; what stands on it goes up or down with its top."""
    if len(thing.bodies) > 1:
        raise InputError(
            f"edit: '{thing.id}' is a machine of {len(thing.bodies)} jointed pieces, whose size cannot be changed."
        )
    body = context.world.body(thing.bodies[0])
    scale = body.params.get("scale", 1.0) * factor
    if not SCALE[0] <= scale <= SCALE[1]:
        raise InputError(
            f"edit: {thing.id} would be {scale:g} times its usual size; it may be {SCALE[0]:g} to {SCALE[1]:g}."
        )
    before = build(body).bounds
    changed = body.model_copy(update={"params": {**body.params, "scale": scale}})
    after = build(changed).bounds
    x, y, z = body.position
    steps = [_put(body, "params.scale", scale), _put(body, "position", [x, y, z - float(after[0, 2] - before[0, 2])])]
    if body.mass is not None:
        steps.append(_put(body, "mass", body.mass * factor**3))
    rise = float((after[1, 2] - after[0, 2]) - (before[1, 2] - before[0, 2]))
    for id_ in carried(context.world, thing):
        steps += lifted(context.world.body(id_), (0.0, 0.0, rise))
    return [*steps, *_lamps_again(context.world, changed)]


def _lamps_again(world: World, body: Body) -> list[Step]:
    """Return the steps that fit a thing's lamps to its new size."""
    worn = [light for light in world.lights if light.body == body.id]
    if not worn:
        return []
    again = lights_of(body, build(body))
    return [
        *(Drop(id=light.id) for light in worn),
        *(Add(to="lights", row=light.model_dump(mode="json")) for light in again),
    ]


def heavier(context: Context, thing: Thing, change: Change, wish: Wish) -> list[Step]:
    """Return the steps that change a thing's mass, by a factor or to a figure (kg)."""
    bodies = [context.world.body(id_) for id_ in thing.bodies if not context.world.body(id_).fixed]
    if not bodies:
        raise InputError(f"edit: {thing.id} is fixed to its place, so its mass changes nothing.")
    masses = [mass_properties(body, build(body)).mass for body in bodies]
    figure = wish.figures.get("mass")
    factor = figure / sum(masses) if figure is not None else times(change, wish)
    if factor is None:
        raise InputError("edit: how heavy? Write for example 'make it weigh 2 kg' or 'twice as heavy'.")
    return [_put(body, "mass", mass * factor) for body, mass in zip(bodies, masses, strict=True)]


def rubbed(context: Context, thing: Thing, change: Change, wish: Wish) -> list[Step]:
    """Return the steps that change a thing's coefficient of friction, by a factor or to a figure."""
    return [
        _put(body, "friction", value) for body, value in _coefficients(context, thing, change, wish, "friction", 5.0)
    ]


def bounced(context: Context, thing: Thing, change: Change, wish: Wish) -> list[Step]:
    """Return the steps that change a thing's restitution: a factor of 2 takes half of what is missing to 1."""
    return [
        _put(body, "restitution", value)
        for body, value in _coefficients(context, thing, change, wish, "restitution", 1.0)
    ]


def _coefficients(
    context: Context, thing: Thing, change: Change, wish: Wish, name: str, most: float
) -> list[tuple[Body, float]]:
    """Return bodies with their new coefficient."""
    figure, factor, rows = wish.figures.get("number"), times(change, wish), []
    if figure is not None and not 0 <= figure <= most:
        raise InputError(f"edit: {name} is from 0 to {most:g}, not {figure:g}.")
    for body in (context.world.body(id_) for id_ in thing.bodies):
        own = getattr(body, name)
        now = own if own is not None else getattr(MATERIALS[_material(body)], name)
        if figure is not None:
            rows.append((body, figure))
        elif name == "restitution" and factor is not None and factor > 1.0:
            rows.append((body, min(FULL_BOUNCE, 1.0 - (1.0 - now) / factor)))
        else:
            rows.append((body, min(most, now * (factor or 1.0))))
    return rows


def _material(body: Body) -> str:
    part = main_part(body)
    return next(each.material for each in build(body).parts if each.name == part)


def times(change: Change, wish: Wish) -> float | None:
    """Return the factor of a comparison: its own to the power of the degree, or how many times was said."""
    said = wish.multiple if wish.multiple is not None else wish.figures.get("times")
    if said is not None:
        down = change.inverse or (change.factor is not None and change.factor < 1.0)
        return 1.0 / said if down else said
    if change.factor is None or change.factor == 1.0:
        return None
    return change.factor**wish.degree


def _put(body: Body, name: str, value: object) -> Put:
    return Put(path=f"bodies.{body.id}.{name}", value=value)
