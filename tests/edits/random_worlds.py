"""Worlds and edits at random, for the tests of what an edit must leave alone."""

import random

from setpiece.assets.build import build
from setpiece.world.document import Body, Light, Place, Push, Shot, Sky, World
from setpiece.world.edit import Add, Drop, Edit, Put

FAMILIES = ("ball", "box", "domino", "crate", "cone", "bottle")
SURFACES = ("wood", "steel", "rubber", "glass", "marble", "chrome")
GROUNDS = ("plaster", "wood", "stone", "mirror")
SPACING = 0.45  # m between places on which things are set


def world_of(draw: random.Random, seconds: float = 0.5) -> World:
    """Return three to seven things on a grid: standing, falling, sliding, one row of dominoes, sometimes a lamp."""
    spots = [(x * SPACING, y * SPACING) for x in (-1.5, -0.5, 0.5, 1.5) for y in (0.0, 1.0)]
    draw.shuffle(spots)
    bodies = [_thing(draw, f"thing_{k}", spot) for k, spot in enumerate(spots[: draw.randint(3, 5)])]
    x, y = spots[5]
    bodies += [
        Body(id=f"domino_{k}", family="domino", position=(x + 0.03 * k, y, 0.024 + 1e-7))
        for k in range(draw.randint(0, 4))
    ]
    pushed = draw.choice(bodies)
    free = not pushed.fixed and draw.random() < 0.5
    push = Push(body=pushed.id, start=draw.choice((0.0, 0.2)), duration=0.05, force=(draw.uniform(-9, 9), 3.0, 0.0))
    lamp = Light(id="spot", shape=draw.choice(("ball", "disk")), position=(-1.0, -1.0, 1.2), power=draw.uniform(5, 60))
    return World(
        seed=draw.randrange(1000),
        duration=seconds,
        bodies=tuple(bodies),
        actions=(push,) if free else (),
        lights=(lamp,) if draw.random() < 0.5 else (),
        place=Place(name="studio", ground=draw.choice(GROUNDS)),
        sky=Sky(kind=draw.choice(("studio", "clear", "overcast")), elevation=draw.uniform(0.1, 1.2)),
        shot=Shot(eye=(draw.uniform(-1, 1), -2.8, draw.uniform(0.3, 1.2)), target=(0.0, 0.2, 0.2), exposure=0.01),
    )  # fmt: skip


def _thing(draw: random.Random, name: str, spot: tuple[float, float]) -> Body:
    """Return a thing over a spot: on the ground or above it, at rest or not."""
    body = Body(id=name, family=draw.choice(FAMILIES), position=(0.0, 0.0, 0.0))
    body = body.model_copy(update={"materials": {_main(body): draw.choice(SURFACES)}})
    size = max(build(body).bounds[1] - build(body).bounds[0])
    scale = min(1.0, 0.3 / float(size))
    body = body.model_copy(update={"params": {"scale": scale} if scale < 1.0 else {}})
    bottom = -float(build(body).bounds[0, 2])
    height = draw.choice((0.0, 0.0, draw.uniform(0.05, 0.4)))
    fixed = draw.random() < 0.15
    speed = 0.0 if fixed else draw.choice((0.0, 0.0, draw.uniform(0.3, 1.5)))
    return body.model_copy(
        update={
            "position": (*spot, bottom + height + 1e-7),
            "velocity": (draw.choice((-1, 1)) * speed, 0.0, 0.0),
            "fixed": fixed,
        }
    )


def _main(body: Body) -> str:
    names = [part.name for part in build(body).parts]
    return "body" if "body" in names else names[0]


def physics_edit(draw: random.Random, world: World) -> Edit:
    """Return one edit of what moves things: mass, friction, bounciness, speed, place, coming and going, a push."""
    body = draw.choice([body for body in world.bodies if not body.fixed])
    at = f"bodies.{body.id}"
    x, y, z = body.position
    push = Push(body=body.id, start=draw.choice((0.1, 0.3)), duration=0.05, force=(draw.uniform(-5, 5), 0.0, 2.0))
    kinds = [
        lambda: Put(path=f"{at}.mass", value=draw.uniform(0.01, 3.0)),
        lambda: Put(path=f"{at}.friction", value=draw.uniform(0.0, 1.5)),
        lambda: Put(path=f"{at}.restitution", value=draw.uniform(0.0, 0.9)),
        lambda: Put(path=f"{at}.velocity", value=[draw.uniform(-1, 1), draw.uniform(-1, 1), draw.uniform(0, 1)]),
        lambda: Put(path=f"{at}.position", value=[x, y, z + draw.uniform(0.01, 0.3)]),
        lambda: Drop(id=body.id),
        lambda: Add(to="bodies", row=_thing(draw, "newcomer", (0.0, -0.6)).model_dump(mode="json")),
        lambda: Add(to="actions", row=push.model_dump(mode="json")),
    ]
    return Edit(steps=(draw.choice(kinds)(),))


def seen_edit(draw: random.Random, world: World) -> Edit:
    """Return one edit of what is only seen: a colour, a lamp, the sky, the camera."""
    body = draw.choice(world.bodies)
    color = [draw.random() for _ in range(3)]
    paint = Put(path=f"bodies.{body.id}.colors.{_main(body)}", value=color)
    kinds = [paint, paint, paint, Put(path="sky.elevation", value=draw.uniform(0.1, 1.2)),
             Put(path="shot.focal_length", value=draw.uniform(24, 60))]  # fmt: skip
    if world.lights:
        kinds += [Put(path="lights.spot.color", value=color), Put(path="lights.spot.power", value=draw.uniform(1, 80))]
    return Edit(steps=(draw.choice(kinds),))
