"""Shallow vessels, such as plates and trays: what lies on them, what leaves them over their rim, what they stand on."""

from itertools import pairwise

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.language.script import Entity, Happening, Relation, Script
from setpiece.physics.overlap import overlaps
from setpiece.staging.layout import CLEARANCE, Array, Extent, Face, Layout, bounds, extent, rolls
from setpiece.world.document import Body, World

SHALLOW = 0.25  # of its width: a vessel no deeper is left over its rim, as a top is over its edge
UP, ALONG = np.array([0.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0])
INSIDE = 1e-4  # m that a thing may share with what it lies in
MOUTH = 0.75  # of a vessel's width: across which things are let into it
UNEVEN, GOLDEN = 0.2, 2.399963  # of its width, and rad: how far, and which way, one begins beside the one below
FLAT = 0.8660254  # between rows of hexagons, of their width
STAIRS, HALVINGS = 12, 8  # steps down, and halvings of one, until a height is known to micrometres
COMES_DOWN = ("land", "fall", "drop", "bounce")
ONTO = ("on", "onto", "to")
CARRIED = ("small", "ball")  # kinds that stand on what others come down on


def rim(layout: Layout, place: str) -> Face | None:
    """Return the level face at the height of a shallow vessel's rim; None of any other thing."""
    for body in (layout.bodies[instance.main] for instance in layout.crowning(place)):
        floors = [s for s in build(body).supports if s.name.startswith("inside")]
        box = bounds((body,))
        middle = (box.lower + box.upper) / 2
        if floors and box.upper[2] - (body.position[2] + floors[0].center[2]) < SHALLOW * float(min(box.size[:2])):
            center = middle * [1.0, 1.0, 0.0] + [0.0, 0.0, float(box.upper[2])]
            half = (float(box.size[0]) / 2, float(box.size[1]) / 2)
            return Face(body.id, center, half, UP, ALONG)
    return None


def tops(layout: Layout, place: str) -> list[Face]:
    """Return the faces of a place over whose edges things leave it: its tops, or the rim of a shallow vessel."""
    edge = rim(layout, place)
    return layout.faces(place) or ([] if edge is None else [edge])


def settled_on(layout: Layout, body: Body, carrier: str) -> float:
    """Return how far (m) above where it is a body first touches what carries it, let down from over its rim."""
    under = layout.bodies[carrier]
    box = bounds((body,))
    top = max(0.0, float(bounds((under,)).upper[2] - box.lower[2])) + CLEARANCE + float(box.size[2])
    heights = np.linspace(top, 0.0, STAIRS)
    met = next((k for k, up in enumerate(heights) if _shares(body, under, float(up))), None)
    if met is None:
        return 0.0
    low, high = float(heights[met]), float(heights[max(0, met - 1)])
    for _ in range(HALVINGS):
        half = (low + high) / 2
        low, high = (half, high) if _shares(body, under, half) else (low, half)
    return high


def tips_over(layout: Layout, happening: Happening) -> float | None:
    """Return the height (m) of a vessel that a longer thing tips off, one end after the other; None of others."""
    if happening.path not in ("off", "from") or happening.place in (None, "ground"):
        return None
    edge, subject = rim(layout, happening.place), layout.entity(happening.subject)
    if edge is None or layout.faces(happening.place) or rolls(subject):
        return None
    height = float(bounds((layout.bodies[edge.owner],)).size[2])
    return height if height < float(extent(subject).size[0]) else None


def comes_off(layout: Layout, happening: Happening) -> bool:
    """Tell whether what lands has tipped over a vessel's rim in the clause before, so that it is never in the air."""
    own = [h for h in layout.script.happenings if h.subject == happening.subject and not h.negated]
    return any(after == happening and tips_over(layout, before) is not None for before, after in pairwise(own))


def climb(layout: Layout, entity: str, place: str) -> float:
    """Return how high (m) a thing in a shallow vessel has to come to get over its rim; 0 where there is none."""
    edge = rim(layout, place)
    if edge is None or layout.faces(place):
        return 0.0
    lowest = min(float(bounds((layout.bodies[name],)).lower[2]) for name in layout.main(entity))
    return max(0.0, float(edge.center[2]) - lowest)


def lift(layout: Layout, entity: str, place: str) -> None:
    """Raise what has been put in a shallow vessel until it lies on its sloping sides, not in them."""
    edge = rim(layout, place)
    for name in layout.main(entity) if edge is not None else ():
        up = settled_on(layout, layout.bodies[name], edge.owner)
        if up > 0.0:
            layout.moved(up * UP, {name})


def piled(layout: Layout, entity: Entity, vessel: Face, yaw: float) -> list[Array]:
    """Return the bases (m) of what lies in a vessel together, or with what does already: each where it comes lowest.

    Boxes stand for the things, so that none begins in another. Where its floor has no room for all of them side by
    side, they begin over its rim, and settle from there.
    """
    lie = [i for group in layout.instances.values() for i in group if i.on == vessel.owner]
    boxes = [bounds(tuple(layout.bodies[body.id] for body in instance.assembly.bodies)) for instance in lie]
    size, found = extent(entity, yaw).size, []
    across = np.array(vessel.half) if abs(vessel.along[0]) > 0.5 else np.array(vessel.half[::-1])
    spots, low = _spots(across - size[:2].max() / 2, float(size[:2].max())), float(vessel.center[2])
    if len(spots) < entity.count + len(boxes):
        box = bounds((layout.bodies[vessel.owner],))
        across, low = MOUTH * box.size[:2] / 2, float(box.upper[2])
        spots = _spots(across - size[:2].max() / 2, float(size[:2].max()))
    for k in range(entity.count):
        heights = [_height_of(boxes, vessel.center[:2] + spot, size, low) for spot in spots]
        n = int(np.argmin(np.round(heights, 4)))
        middle, height = vessel.center[:2] + spots[n], heights[n]
        if height > low:
            middle = middle + UNEVEN * size[0] * np.array([np.cos(GOLDEN * k), np.sin(GOLDEN * k)])
            height = _height_of(boxes, middle, size, low)
        base = np.array([*middle, height + CLEARANCE])
        half = np.array([*size[:2] / 2, 0.0])
        boxes.append(Extent(base - half, base + half + [0.0, 0.0, size[2]]))
        found.append(base)
    return found


def _spots(room: Array, step: float) -> list[Array]:
    """Return places (m) against the middle of a vessel, that first, in rows of hexagons ``step`` wide."""
    room = np.maximum(room, 0.0)
    columns, rows = (int(reach / (share * step)) for reach, share in zip(room, (1.0, FLAT), strict=True))
    found = [np.array([step * (k + 0.5 * (n % 2)), FLAT * step * n])
             for n in range(-rows, rows + 1) for k in range(-columns - 1, columns + 1)]  # fmt: skip
    inner = [spot for spot in found if np.sum((spot / np.maximum(room, 1e-9)) ** 2) <= 1.0]
    return sorted(inner, key=lambda spot: round(float(spot @ spot), 6))


def _height_of(boxes: list[Extent], middle: Array, size: Array, low: float) -> float:
    """Return how high (m) a thing of a size (3,) with its middle (2,) over a place comes to lie on boxes there."""
    half = size[:2] / 2
    under = (b for b in boxes if ((b.lower[:2] < middle + half) & (b.upper[:2] > middle - half)).all())
    return max([low, *(float(box.upper[2]) for box in under)])


def rest_on(layout: Layout, entity: str, place: str) -> None:
    """Let down what has been put at the height of a shallow vessel's rim until it lies on that or in it."""
    edge = rim(layout, place)
    if edge is None or layout.faces(place):
        return
    for name in layout.main(entity):
        down = float(edge.center[2] - bounds((layout.bodies[edge.owner],)).lower[2])
        layout.moved(-down * UP, {name})
        layout.moved(settled_on(layout, layout.bodies[name], edge.owner) * UP, {name})


def borne(script: Script) -> Script:
    """Return the script with small things standing on what others come down on that leave them: a plate on a table."""
    known = {entity.id: entity for entity in script.entities}
    told = {relation.subject for relation in script.relations}
    found: list[Relation] = []
    for left, down in _left_for(script.happenings):
        bearer, under = known[left], known[down]
        fits = all(extent(bearer).size[:2] < extent(under).size[:2])
        if left not in told and fits and THINGS[bearer.thing].kind in CARRIED and left != down:
            found.append(Relation(kind="on", subject=left, objects=(down,)))
            told.add(left)
    return script.model_copy(update={"relations": (*script.relations, *found)})


def _left_for(happenings: tuple[Happening, ...]) -> list[tuple[str, str]]:
    """Return what is left by whom it bore, with what that comes down on next."""
    found = []
    for k, act in enumerate(happenings):
        if act.path not in ("off", "from") or act.place in (None, "ground") or act.negated:
            continue
        own = (h for h in happenings[k + 1 :] if h.subject == act.subject and h.verb in COMES_DOWN and not h.negated)
        after = next(own, None)
        if after is not None and after.path in ONTO and after.place not in (None, "ground", act.subject):
            found.append((act.place, after.place))
    return found


def _shares(body: Body, under: Body, up: float) -> bool:
    """Tell whether a body that is raised by ``up`` (m) is inside another."""
    x, y, z = body.position
    raised = body.model_copy(update={"position": (x, y, z + up), "joint": None})
    alone = World(bodies=(under.model_copy(update={"joint": None}), raised))
    return any({a, b} == {body.id, under.id} for a, b, _ in overlaps(alone, tolerance=INSIDE))
