"""The stage while it is being set: which things stand where. The only mutable type of this room.

A thing is placed by the centre of its base and its yaw; the stage's floor is the ground, or the top of an implied
table when everything is small. The action runs along +X, the camera will stand at -Y.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from setpiece.actors.perform import at_rest
from setpiece.assets.assembly import Assembly, assemble
from setpiece.assets.build import build, mass_properties
from setpiece.assets.catalogue import THINGS
from setpiece.assets.families import FAMILIES
from setpiece.assets.families.beings import PLANS
from setpiece.assets.hanging import can_hang, hung
from setpiece.assets.solid import Support
from setpiece.geometry import quat_from_axis_angle, quat_multiply, quat_rotate
from setpiece.language.script import Entity, Member, Script
from setpiece.staging.knobs import Knobs
from setpiece.staging.traits import SHARES, UNEQUAL, dressed
from setpiece.world.document import Action, Body, Mark, Perform, Push, Tie, Vec3
from setpiece.world.materials import MATERIALS

Array = NDArray[np.float64]
ON_ITS_SIDE = "on_its_side"  # attribute of an entity that lies or stands so that it can roll along +X
STEEP, RISE = "steep", 0.55  # attribute of an entity that leads up, and its height over its length
FOREVER = 3600.0  # s: longer than any film
HEAPED = (
    "in_stack",
    "in_pile",
    "in_pyramid",
    "in_gate",
)  # how groups stand of which some stand on others, the last on top
CLEARANCE = 1e-7  # m: things are set down this far above what carries them: nothing starts inside another, or drops


@dataclass(frozen=True)
class Face:
    """A flat face in the world: centre, half extents along ``along`` and across it, normal. Of body ``owner``."""

    owner: str
    center: Array
    half: tuple[float, float]
    normal: Array
    along: Array
    name: str = ""  # of the support that it is: "top", "seat", "inside" ...

    @property
    def reach(self) -> float:
        """How far (m) it reaches from its centre along X, lying square."""
        return float(self.half[0] if abs(self.along[0]) > 0.5 else self.half[1])


@dataclass(frozen=True)
class Extent:
    """The size of an assembly standing at the origin: lower and upper corner (m) against its base centre."""

    lower: Array
    upper: Array

    @property
    def size(self) -> Array:
        """Return the lengths of the edges."""
        return self.upper - self.lower

    def at(self, base: Array) -> "Extent":
        """Return the box of the same thing with its base at ``base`` (m)."""
        return Extent(self.lower + base, self.upper + base)


@dataclass
class Instance:
    """One placed thing: its entity, its bodies, and the id of the one that acts."""

    entity: Entity
    id: str
    assembly: Assembly
    base: Array
    yaw: float
    on: str  # id of what it stands on; "ground"; "" for in the air

    @property
    def main(self) -> str:
        """Return the id of the body that moves when the thing moves (a pendulum's bob, a car's chassis)."""
        return self.assembly.main


@dataclass(frozen=True)
class Course:
    """Where a mover goes after what is known of its way: from ``point`` (m) along ``direction`` at ``speed`` (m/s)."""

    point: Array
    direction: Array
    speed: float
    radius: float  # m: how far the mover reaches along its way
    braking: float = 0.0  # m/s2 that friction takes
    ends: bool = False  # whether it is to stop there, on what it is on

    @property
    def reach(self) -> float:
        """Return how far the mover comes before friction stops it (m)."""
        return self.speed**2 / (2 * self.braking) if self.braking > 0 else float("inf")

    def after(self, way: float) -> "Course":
        """Return the course that is left after ``way`` (m)."""
        speed = float(np.sqrt(max(0.0, self.speed**2 - 2 * self.braking * way)))
        return replace(self, point=self.point + self.direction * way, speed=speed)


@dataclass
class Layout:
    """Everything set so far."""

    script: Script
    knobs: Knobs
    floor: float = 0.0  # m: height of the surface that counts as ground
    floor_id: str = "ground"
    instances: dict[str, list[Instance]] = field(default_factory=dict)  # by entity id
    bodies: dict[str, Body] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)
    ties: dict[str, Tie] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)  # by entity id
    led: dict[str, Extent] = field(default_factory=dict)  # by entity id, what a hand leads it over
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0  # that the story takes, where it is known to be long
    begun: list[int] = field(default_factory=list)  # indices of the happenings that begin by themselves
    switches: dict[str, tuple[bool, tuple[float, ...]]] = field(
        default_factory=dict
    )  # by light: lit at first, when not
    late: float = 0.0  # s that the happening waits which is being set

    def entity(self, id: str) -> Entity:  # noqa: A002
        """Return the entity of that id."""
        return next(entity for entity in self.script.entities if entity.id == id)

    def placed(self, id: str) -> bool:  # noqa: A002
        """Tell whether an entity already stands somewhere."""
        return id in self.instances

    def place(self, entity: Entity, base: Array, *, yaw: float = 0.0, on: str = "ground", k: int = 0) -> Instance:
        """Set one instance of an entity down with the centre of its base at ``base`` (m)."""
        name = entity.id if entity.count == 1 else f"{entity.id}_{k + 1}"
        built = construct(entity, name, tuple(float(x) for x in base), yaw, k)
        instance = Instance(entity, name, built, np.asarray(base, float), yaw, on)
        self.instances.setdefault(entity.id, []).append(instance)
        self.bodies |= {body.id: body for body in built.bodies}
        self.ties |= {tie.id: tie for tie in built.ties}
        return instance

    def change(self, body: str, **values: object) -> None:
        """Replace fields of a placed body."""
        self.bodies[body] = self.bodies[body].model_copy(update=values)

    def main(self, entity_id: str) -> list[str]:
        """Return the ids of the acting bodies of an entity's instances, in order."""
        return [instance.main for instance in self.instances.get(entity_id, [])]

    def faces(self, entity_id: str, kinds: tuple[str, ...] = ("top", "seat", "shelf", "step")) -> list[Face]:
        """Return the faces of an entity that others can stand on, the most fitting kind first: of a stack the top's."""
        found = []
        for instance in self.crowning(entity_id):
            for body in self._as_they_are(instance):
                for support in build(body).supports:
                    rank = next((i for i, kind in enumerate(kinds) if support.name.startswith(kind)), None)
                    if rank is not None:
                        found.append((rank, -support.center[2], face(body, support)))
        if not found and "top" in kinds:
            found = [(0, 0.0, flat) for flat in self._flat_tops(entity_id)]
        return [item for *_, item in sorted(found, key=lambda row: row[:2])]

    def crowning(self, entity_id: str) -> list[Instance]:
        """Return the instance of an entity that others stand on: the first, of what is heaped the topmost."""
        heaped = any(r.kind in HEAPED and r.subject == entity_id for r in self.script.relations)
        placed = self.instances.get(entity_id, [])
        return placed[-1:] if heaped else placed[:1]

    def _as_they_are(self, instance: Instance) -> tuple[Body, ...]:
        """Return the bodies of an instance with what has been changed since it was placed."""
        return tuple(self.bodies.get(body.id, body) for body in instance.assembly.bodies)

    def _flat_tops(self, entity_id: str) -> list[Face]:
        """Return the level tops of boxes and upright cylinders that an entity is crowned by."""
        found = []
        for instance in self.crowning(entity_id):
            for body in self._as_they_are(instance):
                solid = build(body)
                high, area = float(solid.bounds[1, 2]), float(np.prod(np.ptp(solid.bounds, axis=0)[:2]))
                for part in solid.colliders:
                    if part.kind not in ("box", "cylinder"):
                        continue
                    half = (part.size[0], part.size[0 if part.kind == "cylinder" else 1])
                    upright = np.allclose(np.abs(part.rotation), (1, 0, 0, 0))
                    top = float(part.position[2]) + (float(part.size[-1]) if upright else -np.inf)
                    if (
                        upright
                        and top > high - 0.02 * float(np.ptp(solid.bounds[:, 2]))
                        and 4 * np.prod(half) > 0.4 * area
                    ):
                        center = (*map(float, part.position[:2]), top)
                        found.append(face(body, Support("top", center, (0.9 * half[0], 0.9 * half[1]))))
        return found

    def ground(self, x: float, y: float) -> Array:
        """Return the point of the floor at (x, y)."""
        return np.array([x, y, self.floor])

    def moved(self, shift: Array, bodies: Collection[str] | None = None) -> None:
        """Shift everything, or the things of some bodies and where they go."""
        for id_, body in self.bodies.items():
            if bodies is not None and id_ not in bodies:
                continue
            joint = body.joint
            if joint is not None:
                joint = joint.model_copy(update={"anchor": tuple(map(float, np.add(joint.anchor, shift)))})
            position = tuple(map(float, np.add(body.position, shift)))
            self.bodies[id_] = body.model_copy(update={"position": position, "joint": joint})
        mine = [tie for tie in self.ties.values() if bodies is None or tie.a in bodies]
        self.ties |= {tie.id: _carried(tie, lambda point: tuple(map(float, np.add(point, shift)))) for tie in mine}
        self.marks |= {
            mark.id: _marked(mark, lambda point: tuple(map(float, np.add(point, shift))))
            for mark in self.marks.values()
            if bodies is None or mark.body in bodies
        }
        self.actions = [
            _performed(action, lambda point: tuple(map(float, np.add(point, shift))))
            if isinstance(action, Perform) and (bodies is None or action.body in bodies)
            else action
            for action in self.actions
        ]
        for group in self.instances.values():
            for instance in group:
                if bodies is None or instance.main in bodies:
                    instance.base = instance.base + shift
        groups = self.instances.items()
        own = {key for key, group in groups if bodies is None or any(item.main in bodies for item in group)}
        moved = own if bodies is not None else {*self.courses, *self.led}
        self.courses |= {k: replace(c, point=c.point + shift) for k, c in self.courses.items() if k in moved}
        self.led |= {key: way.at(shift) for key, way in self.led.items() if key in moved}


def turned(layout: Layout, angle: float) -> None:
    """Turn the whole stage about the vertical through the origin by ``angle`` (rad), motion and forces with it."""
    turn = quat_from_axis_angle((0.0, 0.0, 1.0), angle)

    def spun(vector: ArrayLike) -> tuple[float, ...]:
        return tuple(float(x) for x in quat_rotate(turn, vector))

    for id_, body in layout.bodies.items():
        joint = body.joint
        if joint is not None:
            joint = joint.model_copy(update={"anchor": spun(joint.anchor), "axis": spun(joint.axis)})
        rotation = tuple(float(x) for x in quat_multiply(turn, body.rotation))
        changes = {"position": spun(body.position), "velocity": spun(body.velocity), "spin": spun(body.spin)}
        layout.bodies[id_] = body.model_copy(update={**changes, "rotation": rotation, "joint": joint})

    def turned_action(action: Action) -> Action:
        if isinstance(action, Push):
            return action.model_copy(update={"force": spun(action.force), "torque": spun(action.torque)})
        if isinstance(action, Perform):
            return _performed(action, spun).model_copy(update={"heading": action.heading + angle})
        return action

    layout.actions = list(map(turned_action, layout.actions))
    layout.ties = {id_: _carried(tie, spun) for id_, tie in layout.ties.items()}
    layout.marks = {id_: _marked(mark, spun) for id_, mark in layout.marks.items()}
    for group in layout.instances.values():
        for instance in group:
            instance.base = quat_rotate(turn, instance.base)
            instance.yaw += angle
    layout.courses = {
        key: replace(course, point=quat_rotate(turn, course.point), direction=quat_rotate(turn, course.direction))
        for key, course in layout.courses.items()
    }


def _carried(tie: Tie, move: Callable[[Vec3], Vec3]) -> Tie:
    """Return a tie whose ends are moved (world frame, m)."""
    return tie.model_copy(update={"at_a": move(tie.at_a), "at_b": move(tie.at_b)})


def _marked(mark: Mark, move: Callable[[Vec3], Vec3]) -> Mark:
    """Return a mark whose way is moved (world frame, m)."""
    return mark.model_copy(update={"path": tuple(map(move, mark.path))})


def _performed(act: Perform, move: Callable[[Vec3], Vec3]) -> Perform:
    """Return a performance whose way, and the places that a hand goes to, are moved (world frame, m)."""
    reach = tuple(one.model_copy(update={"at": move(one.at)}) for one in act.reach)
    return act.model_copy(update={"path": tuple(map(move, act.path)), "reach": reach})


def construct(entity: Entity, name: str, position: tuple[float, ...], yaw: float, k: int = 0) -> Assembly:
    """Build the bodies of an entity's ``k``-th instance as the sentence describes them."""
    said = dict(attribute.split(":", 1) for attribute in entity.attributes if ":" in attribute)
    options = {key: float(value) for key, value in said.items() if value.replace(".", "", 1).isdigit()}
    if STEEP in entity.attributes and THINGS[entity.thing].family == "ramp":
        usual = FAMILIES["ramp"].params["length"].default
        options["height"] = RISE * THINGS[entity.thing].params.get("length", usual)
    own = entity.members[k] if k < len(entity.members) else Member()
    built = assemble(
        entity.thing,
        name,
        position=position,
        yaw=yaw,
        scale=entity.scale * own.scale * (SHARES[k % len(SHARES)] if UNEQUAL in entity.attributes else 1.0),
        size=entity.size,
        material=own.material or entity.material,
        color=own.color or entity.color,
        mass=entity.mass,
        options=options | ({"lit": 1.0} if entity.lit else {}),
        model=entity.model,
    )
    built = dressed(entity, built, k)
    if said.get("hung") == "chain" and can_hang(entity.thing):
        built = hung(built)
    if THINGS[entity.thing].family in PLANS:
        return replace(built, bodies=at_rest(built.bodies, position, yaw))
    return _laid(built, position[2]) if ON_ITS_SIDE in entity.attributes and len(built.bodies) == 1 else built


def property_of(entity: Entity, name: str) -> float:
    """Return the mass (kg), friction or restitution of one instance's main body."""
    body = _sample(entity)
    solid = build(body)
    if name == "mass":
        return mass_properties(body, solid).mass
    own = getattr(body, name)
    return float(getattr(MATERIALS[solid.part().material], name) if own is None else own)


def color_of(entity: Entity) -> tuple[float, float, float]:
    """Return the colour (linear) of one instance's main part."""
    part = build(_sample(entity)).part()
    return MATERIALS[part.material].color if part.color is None else part.color


def _sample(entity: Entity) -> Body:
    """Return the main body of one instance."""
    built = construct(entity, entity.id, (0.0, 0.0, 0.0), 0.0)
    return next(body for body in built.bodies if body.id == built.main)


def axis_of(size: Array) -> int | None:
    """Return the axis (0, 1, 2) about which a box of full ``size`` may be round: where the other two are equal."""
    others = [np.delete(size, axis) for axis in range(3)]
    alike = [axis for axis in range(3) if np.ptp(others[axis]) < 0.05 * others[axis].max()]
    return alike[0] if len(alike) == 1 else None


def _laid(built: Assembly, floor: float) -> Assembly:
    """Return a thing turned so that the axis it is round about lies level along its Y: a can lies, a coin stands."""
    (body,) = built.bodies
    size = np.ptp(build(body).bounds, axis=0)
    turns = {
        0: ((0.0, 0.0, 1.0), 2),
        2: ((1.0, 0.0, 0.0), 1),
    }  # by axis: what to turn about, which edge is then upright
    about, upright = turns.get(axis_of(size), ((0.0, 0.0, 1.0), 2))
    turn = quat_multiply(np.array(body.rotation), quat_from_axis_angle(about, np.pi / 2))
    position = (*body.position[:2], floor + float(size[upright]) / 2)
    laid = body.model_copy(update={"rotation": tuple(float(x) for x in turn), "position": position})
    return replace(built, bodies=(laid,))


def extent(entity: Entity, yaw: float = 0.0) -> Extent:
    """Return the size of one instance of an entity, standing at the origin."""
    return bounds(construct(entity, entity.id, (0.0, 0.0, 0.0), yaw).bodies)


def bounds(bodies: tuple[Body, ...]) -> Extent:
    """Return the box around bodies as they stand."""
    lower, upper = np.full(3, np.inf), np.full(3, -np.inf)
    for body in bodies:
        box = build(body).bounds
        corners = np.array([[box[i, 0], box[j, 1], box[k, 2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
        points = quat_rotate(np.array(body.rotation), corners) + np.array(body.position)
        lower, upper = np.minimum(lower, points.min(0)), np.maximum(upper, points.max(0))
    return Extent(lower, upper)


def face(body: Body, support: Support) -> Face:
    """Return a support of a body in the world."""
    turn = np.array(body.rotation)
    return Face(
        body.id,
        quat_rotate(turn, np.array(support.center)) + np.array(body.position),
        support.half,
        quat_rotate(turn, np.array(support.normal)),
        quat_rotate(turn, np.array(support.along)),
        support.name,
    )


def rolls(entity: Entity) -> bool:
    """Tell whether a thing is round enough to roll."""
    return build(construct(entity, entity.id, (0.0, 0.0, 0.0), 0.0).bodies[0]).rolls


def sizes(entity: Entity) -> tuple[float, float]:
    """Return the largest dimension of an entity's instance and its half length along X (m)."""
    size = extent(entity).size
    return float(size.max()), float(size[0] / 2)
