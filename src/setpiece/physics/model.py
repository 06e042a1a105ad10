"""From a World to a compiled Model: MuJoCo's constants, and the tables that the solver needs besides.

Every body's MuJoCo frame stands at its centre of mass along its principal axes, so that the mass matrix of a
free body is diagonal. Bodies are compiled in the order of their ids (parents first), so that the order of a
World's list moves nothing. Legend: N bodies of the world, B bodies of MuJoCo (0 is the ground), G geoms, J dofs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.actors import perform
from setpiece.assets.build import MassProperties, build, cast, mass_properties, shards
from setpiece.assets.shard import Shard
from setpiece.assets.solid import Collider, Solid
from setpiece.clock import STEP
from setpiece.errors import InputError, expected
from setpiece.geometry import quat_conjugate, quat_from_matrix, quat_multiply, quat_rotate, quat_to_matrix
from setpiece.physics.fragile import Fragile, curvature, fragile
from setpiece.world.document import Body, Drive, Hold, Perform, Push, World
from setpiece.world.materials import MATERIALS, pair_friction, pair_restitution

if TYPE_CHECKING:
    import mujoco

Array = NDArray[np.float64]
Ints = NDArray[np.int32]

Surface = tuple[float, float, float, float]  # friction, restitution, Young's modulus (Pa), rolling resistance

GROUND = "ground"
TIME_CONSTANT = 2.4  # steps: of a contact's spring
PATCH = 0.005  # radius of a contact patch over the size of the body, which resists spinning on the spot
BITS = {"static": (1, 1), "free": (1, 3), "driven": (2, 0)}  # of contact: driven bodies meet free ones alone
POISSON = 0.25
LIKE_BALL = 0.03  # m: the radius for which a flat surface's rolling resistance is stated


@dataclass(frozen=True)
class Model:
    """Compiled constants of one world; ``State`` bytes that go with it come from ``physics.solver.start``.

    The cast are the world's bodies and then the pieces of those that can break. Pieces are compiled from the start,
    asleep and touching nothing until they come loose.
    """

    world: World
    ids: tuple[str, ...]  # of the cast, in the world's order, as are the rows of the (N, ...) arrays
    mass: Array  # (N,) kg; inf for fixed bodies
    inertia: Array  # (N, 3, 3) body frame
    center_of_mass: Array  # (N, 3) body frame
    fixed: NDArray[np.bool_]  # (N,)
    free: NDArray[np.bool_]  # (N,) neither fixed nor jointed
    rolls: NDArray[np.bool_]  # (N,)
    body_from_principal: Array  # (N, 4)
    compiled: "mujoco.MjModel"
    mujoco_body: Ints  # (N,) index of MuJoCo's body
    world_body: Ints  # (B,) index of the world's body, -1 for the ground
    geom_surface: Ints  # (G,) row in the tables below
    friction: Array  # (S, S) Coulomb coefficients of pairs of surfaces
    restitution: Array  # (S, S)
    hold_end: Array  # (N,) s; 0 for bodies that nobody holds
    pushes: tuple[tuple[int, Push], ...]  # with the index of the body
    drives: tuple[tuple[int, Drive], ...]  # with the index of the dof
    driven: NDArray[np.bool_]  # (N,) of performers
    modulus: Array  # (S, S) Pa, Hertz's E*
    curvature: Array  # (N,) 1/m where a body touches
    whole: Ints  # (N,) row of the body that a piece is of, -1; (0,) where nothing can break
    fragile: tuple[Fragile, ...]


@dataclass(frozen=True)
class _Part:
    """One body with what was built for it. ``frame`` is world_from_principal at joint coordinate zero."""

    body: Body
    solid: Solid
    mass: float
    inertia: Array
    center_of_mass: Array
    principal: Array  # body_from_principal
    moments: Array  # (3,)
    driven: bool

    @property
    def rotation(self) -> Array:
        return quat_multiply(self.body.rotation, self.principal)

    @property
    def position(self) -> Array:
        return np.asarray(self.body.position) + quat_rotate(self.body.rotation, self.center_of_mass)


def compile_world(world: World) -> Model:
    """Return the Model of a world.

    Raises:
        InputError: a joint's parent or an action's body is missing, a chain of parents is a circle, a fixed body
            has a joint, a drive has no hinge or slide to turn, or a body cannot be built.
    """
    import mujoco

    mistakes = check(world)
    if mistakes:
        raise InputError(*mistakes)
    driven = {name for act in world.actions if isinstance(act, Perform) for name in act.bodies}
    parts = {body.id: _prepare(body, driven=body.id in driven) for body in cast(world.bodies)}
    surfaces = _Surfaces()
    spec = _empty_spec(mujoco)
    spec.option.gravity = world.gravity
    for name, plane in _planes(world).items():
        material = world.place.ground if name == GROUND else world.place.room.walls
        _add_plane(spec, name, plane, material, surfaces)
    for part in _in_order(parts):
        _add_body(spec, part, parts, surfaces)
    for first, second in passing(world.bodies):
        spec.add_exclude(bodyname1=first, bodyname2=second)
    compiled = spec.compile()
    return _assemble(world, parts, surfaces, compiled)


def passing(bodies: Iterable[Body]) -> list[tuple[str, str]]:
    """Return the pairs of bodies that go through each other, but for those that are jointed to each other already."""
    parents = {body.id: body.joint.parent for body in bodies if body.joint is not None}
    there = {body.id for body in bodies}
    pairs = [(other, body.id) for body in bodies for other in body.passes if other in there]
    return [(a, b) for a, b in pairs if parents.get(b) != a and parents.get(a) != b]


def check(world: World) -> list[str]:
    """Return a line for everything that ties bodies and actions together wrongly; none if all is well."""
    bodies = {body.id: body for body in world.bodies}
    out = []
    for body in world.bodies:
        place = f"bodies.{body.id}"
        if body.joint and body.fixed:
            out.append(expected(place, "a joint or fixed, not both", "both", "Drop one of the two."))
        if body.joint and body.joint.parent is not None:
            out.extend(_check_chain(body, bodies, place))
        if body.fracture is not None:
            taken = sorted(bodies.keys() & {shard.id for shard in shards(body)})
            out.extend(expected(f"bodies.{name}", f"another id than a piece of {body.id} has", name) for name in taken)
    for index, action in enumerate(world.actions):
        place = f"actions.{index}"
        body = bodies.get(action.body)
        if body is None:
            out.append(expected(f"{place}.body", "the id of a body", action.body))
        elif body.fixed:
            out.append(expected(f"{place}.body", "a body that can move", action.body, "It is fixed."))
        elif isinstance(action, Drive) and (body.joint is None or body.joint.kind == "ball"):
            out.append(expected(f"{place}.body", "a body on a hinge or slide", action.body, "A motor turns a joint."))
    return out or _check_performances(world)


def _check_performances(world: World) -> list[str]:
    """Performers are free bodies: what is prescribed can be neither fixed nor jointed."""
    tied = {body.id for body in world.bodies if body.fixed or body.joint is not None}
    for index, act in enumerate(world.actions):
        held = sorted(tied & set(act.bodies)) if isinstance(act, Perform) else []
        if held:
            return [expected(f"actions.{index}", "bodies that are neither fixed nor jointed", held[0])]
    return perform.check(world)


def _check_chain(body: Body, bodies: Mapping[str, Body], place: str) -> list[str]:
    seen = {body.id}
    at = body
    while at.joint is not None and at.joint.parent is not None:
        parent = at.joint.parent
        if parent not in bodies:
            return [expected(f"{place}.joint.parent", "the id of a body", parent)]
        if parent in seen:
            return [expected(f"{place}.joint.parent", "a tree", parent, "The chain of parents is a circle.")]
        seen.add(parent)
        at = bodies[parent]
    return []


def _prepare(body: Body, *, driven: bool) -> _Part:
    solid = build(body)
    properties = mass_properties(body, solid)
    if body.fracture is not None and not isinstance(body, Shard):
        properties = _summed([mass_properties(shard, build(shard)) for shard in shards(body)])
    moments, principal = _principal_axes(np.asarray(properties.inertia, float))
    axes = quat_to_matrix(principal)
    inertia = (axes * moments) @ axes.T
    center = np.asarray(properties.center_of_mass, float)
    return _Part(body, solid, float(properties.mass), inertia, center, principal, moments, driven)


def _summed(pieces: list[MassProperties]) -> MassProperties:
    """Return several rigid pieces as one: what they keep between them when it breaks is then exactly what it had."""
    mass = sum(piece.mass for piece in pieces)
    center = sum(piece.mass * np.asarray(piece.center_of_mass) for piece in pieces) / mass
    inertia = np.zeros((3, 3))
    for piece in pieces:
        away = np.asarray(piece.center_of_mass) - center
        inertia += piece.inertia + piece.mass * (float(away @ away) * np.eye(3) - np.outer(away, away))
    return MassProperties(mass, center, inertia)


def _principal_axes(inertia: Array) -> tuple[Array, Array]:
    """Return the moments (3,) and body_from_principal; axes that are principal but for a mesh's facets stay."""
    off = np.abs(inertia - np.diag(np.diag(inertia))).max()
    if off <= 1e-6 * np.trace(inertia):
        return np.diag(inertia).copy(), np.array([1.0, 0.0, 0.0, 0.0])
    moments, axes = np.linalg.eigh(inertia)
    if np.linalg.det(axes) < 0:
        axes[:, 2] *= -1.0
    return moments, quat_from_matrix(axes)


class _Surfaces:
    """Collects the distinct surfaces and which geom has which."""

    def __init__(self) -> None:
        self.rows: dict[Surface, int] = {}
        self.of_geom: dict[str, int] = {}

    def add(self, geom: str, name: str, friction: float | None = None, restitution: float | None = None) -> Surface:
        """Note the surface of a geom, of a material but for what is given, and return it."""
        material = MATERIALS[name]
        surface = (
            material.friction if friction is None else friction,
            material.restitution if restitution is None else restitution,
            material.youngs_modulus,
            rolling_resistance(name),
        )
        self.of_geom[geom] = self.rows.setdefault(surface, len(self.rows))
        return surface

    def tables(self) -> tuple[Array, Array, Array]:
        rows = list(self.rows)
        friction = np.array([[pair_friction(a[0], b[0]) for b in rows] for a in rows])
        restitution = np.array([[pair_restitution(a[1:3], b[1:3]) for b in rows] for a in rows])
        modulus = np.array([[_reduced_modulus(a[2], b[2]) for b in rows] for a in rows])
        return tuple(table.reshape(len(rows), -1) for table in (friction, restitution, modulus))


def _reduced_modulus(a: float, b: float) -> float:
    """Return Hertz's E* (Pa) with Poisson's ratio at 0.25 on both sides."""
    return 1.0 / ((1.0 - POISSON**2) * (1.0 / a + 1.0 / b))


def rolling_resistance(material: str) -> float:
    """Return the rolling resistance over the radius: it comes of hysteresis, so it grows with the loss factor.

    Steel on stone 0.001, rubber 0.011, grass 0.026: the order of tabulated values.
    """
    return 0.001 + 0.05 * MATERIALS[material].loss_factor


def _empty_spec(mujoco: object) -> "mujoco.MjSpec":
    spec = mujoco.MjSpec()
    option = spec.option
    option.timestep = STEP
    option.integrator = mujoco.mjtIntegrator.mjINT_EULER  # forces only: physics.motion integrates, by RK4
    option.cone = mujoco.mjtCone.mjCONE_ELLIPTIC
    option.jacobian = mujoco.mjtJacobian.mjJAC_SPARSE
    option.impratio = 10.0  # higher costs many iterations of the solver; what still creeps (2 mm a minute) sleeps
    option.enableflags = mujoco.mjtEnableBit.mjENBL_SLEEP
    bits = mujoco.mjtDisableBit
    option.disableflags = bits.mjDSBL_WARMSTART | bits.mjDSBL_EULERDAMP | bits.mjDSBL_AUTORESET | bits.mjDSBL_SENSOR
    spec.compiler.degree = False
    spec.memory = 1 << 26
    return spec


def _planes(world: World) -> dict[str, tuple[Array, Array]]:
    """Return point and inward normal of the ground, walls and ceiling."""
    planes = {GROUND: (np.zeros(3), np.array([0.0, 0.0, 1.0]))}
    room = world.place.room
    if room is not None:
        x, y, z = room.size
        cx, cy = room.center
        planes["wall_east"] = (np.array([cx + x / 2, cy, 0.0]), np.array([-1.0, 0.0, 0.0]))
        planes["wall_west"] = (np.array([cx - x / 2, cy, 0.0]), np.array([1.0, 0.0, 0.0]))
        planes["wall_north"] = (np.array([cx, cy + y / 2, 0.0]), np.array([0.0, -1.0, 0.0]))
        planes["wall_south"] = (np.array([cx, cy - y / 2, 0.0]), np.array([0.0, 1.0, 0.0]))
        planes["ceiling"] = (np.array([cx, cy, z]), np.array([0.0, 0.0, -1.0]))
    return planes


def _add_plane(spec: object, name: str, plane: tuple[Array, Array], material: str, surfaces: _Surfaces) -> None:
    import mujoco

    point, normal = plane
    turn = quat_from_matrix(_frame_along(normal))
    surface = surfaces.add(f":{name}", material)
    # The colon keeps names of planes apart from those of bodies, which are plain identifiers.
    geom = spec.worldbody.add_geom(name=f":{name}", type=mujoco.mjtGeom.mjGEOM_PLANE, size=[0.0, 0.0, 1.0])
    geom.pos, geom.quat = point, turn
    _set_contact(geom, surface, rolls=False, size=LIKE_BALL)


def _frame_along(z: Array) -> Array:
    x = np.array([1.0, 0.0, 0.0]) if abs(z[0]) < 0.5 else np.array([0.0, 1.0, 0.0])
    y = np.cross(z, x)
    y /= np.linalg.norm(y)
    return np.stack([np.cross(y, z), y, z], axis=1)


def _set_contact(geom: object, surface: Surface, *, rolls: bool, size: float) -> None:
    friction, _, _, rolling = surface
    geom.condim = 6 if rolls else 3
    geom.friction = [friction, PATCH * size, rolling * (size if rolls else LIKE_BALL)]
    geom.solref = [TIME_CONSTANT * STEP, 1.0]
    geom.solimp = [0.95, 0.999, 0.001, 0.5, 2.0]


def _in_order(parts: Mapping[str, _Part]) -> list[_Part]:
    """Return the parts by id, every parent before its children."""
    out: list[_Part] = []
    done: set[str] = set()

    def visit(name: str) -> None:
        if name in done:
            return
        done.add(name)
        joint = parts[name].body.joint
        if joint is not None and joint.parent is not None:
            visit(joint.parent)
        out.append(parts[name])

    for name in sorted(parts):
        visit(name)
    return out


def _add_body(spec: object, part: _Part, parts: Mapping[str, _Part], surfaces: _Surfaces) -> None:
    body = part.body
    position, rotation = part.position, part.rotation
    owner = spec.worldbody
    parent = parts[body.joint.parent] if body.joint is not None and body.joint.parent is not None else None
    if parent is not None and not parent.body.fixed:
        owner = spec.body(parent.body.id)
        position = quat_rotate(quat_conjugate(parent.rotation), position - parent.position)
        rotation = quat_multiply(quat_conjugate(parent.rotation), rotation)
    elif parent is not None:
        spec.add_exclude(bodyname1=parent.body.id, bodyname2=body.id)

    new = owner.add_body(name=body.id, pos=position, quat=rotation)
    new.explicitinertial = True
    new.mass, new.inertia = part.mass, part.moments
    new.ipos, new.iquat = [0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]
    if not body.fixed:
        _add_joint(new, part)
    for index, collider in enumerate(part.solid.colliders):
        _add_collider(spec, new, part, collider, index, surfaces)


def _add_joint(new: object, part: _Part) -> None:
    import mujoco

    joint = part.body.joint
    if joint is None:
        new.add_joint(name=part.body.id, type=mujoco.mjtJoint.mjJNT_FREE)
        return
    kinds = {"hinge": "mjJNT_HINGE", "slide": "mjJNT_SLIDE", "ball": "mjJNT_BALL"}
    inverse = quat_conjugate(part.rotation)
    made = new.add_joint(name=part.body.id, type=getattr(mujoco.mjtJoint, kinds[joint.kind]))
    made.pos = quat_rotate(inverse, np.asarray(joint.anchor) - part.position)
    made.axis = quat_rotate(inverse, np.asarray(joint.axis) / np.linalg.norm(joint.axis))
    made.stiffness = [joint.stiffness, 0.0, 0.0]
    made.damping = [joint.damping, 0.0, 0.0]
    if joint.limits is not None:
        made.limited = mujoco.mjtLimited.mjLIMITED_TRUE
        made.range = joint.limits
        made.solref_limit = [TIME_CONSTANT * STEP, 1.0]


def _add_collider(spec: object, new: object, part: _Part, collider: Collider, index: int, surfaces: _Surfaces) -> None:
    import mujoco

    body, solid = part.body, part.solid
    name = f"{body.id}:{index}"
    material = next(p.material for p in solid.parts if p.name == collider.part)
    friction = solid.friction if body.friction is None else body.friction
    restitution = solid.restitution if body.restitution is None else body.restitution
    surface = surfaces.add(name, material, friction, restitution)

    inverse = quat_conjugate(part.principal)
    geom = new.add_geom(name=name, type=getattr(mujoco.mjtGeom, f"mjGEOM_{collider.kind.upper()}"))
    geom.contype, geom.conaffinity = BITS["static" if body.fixed else "driven" if part.driven else "free"]
    geom.pos = quat_rotate(inverse, np.asarray(collider.position) - part.center_of_mass)
    geom.quat = quat_multiply(inverse, collider.rotation)
    if collider.kind == "mesh":
        spec.add_mesh(
            name=name, uservert=np.ravel(collider.vertices), inertia=mujoco.mjtMeshInertia.mjMESH_INERTIA_CONVEX
        )
        geom.meshname = name
    else:
        geom.size = np.pad(np.asarray(collider.size, float), (0, 3 - len(collider.size)))
    reach = 0.5 * float(np.min(solid.bounds[1] - solid.bounds[0]))
    _set_contact(geom, surface, rolls=solid.rolls, size=reach)
    if isinstance(body, Shard):
        geom.contype = geom.conaffinity = 0  # until it comes loose


def _assemble(world: World, parts: Mapping[str, _Part], surfaces: _Surfaces, compiled: "mujoco.MjModel") -> Model:
    ids = tuple(parts)
    row = {name: index for index, name in enumerate(ids)}
    listed = [parts[name] for name in ids]
    mujoco_body = np.array([compiled.body(name).id for name in ids], np.int32)
    world_body = np.full(compiled.nbody, -1, np.int32)
    world_body[mujoco_body] = np.arange(len(ids))
    geoms = [compiled.geom(index).name for index in range(compiled.ngeom)]
    friction, restitution, modulus = surfaces.tables()
    hold_end = np.zeros(len(ids))
    for action in world.actions:
        if isinstance(action, Hold):
            hold_end[row[action.body]] = max(hold_end[row[action.body]], action.end)
    whole = np.array([row[p.body.whole] if isinstance(p.body, Shard) else -1 for p in listed], np.int32)
    breakable = [row[body.id] for body in world.bodies if body.fracture is not None]

    return Model(
        world=world,
        ids=ids,
        mass=np.array([np.inf if p.body.fixed else p.mass for p in listed]),
        inertia=np.array([p.inertia for p in listed]).reshape(-1, 3, 3),
        center_of_mass=np.array([p.center_of_mass for p in listed]).reshape(-1, 3),
        fixed=np.array([p.body.fixed for p in listed], bool),
        free=np.array([not p.body.fixed and p.body.joint is None for p in listed], bool),
        rolls=np.array([p.solid.rolls for p in listed], bool),
        body_from_principal=np.array([p.principal for p in listed]).reshape(-1, 4),
        compiled=compiled,
        mujoco_body=mujoco_body,
        world_body=world_body,
        geom_surface=np.array([surfaces.of_geom[name] for name in geoms], np.int32),
        friction=friction,
        restitution=restitution,
        hold_end=hold_end,
        pushes=tuple((row[a.body], a) for a in world.actions if isinstance(a, Push)),
        driven=np.array([p.driven for p in listed], bool),
        drives=tuple((int(compiled.joint(a.body).dofadr[0]), a) for a in world.actions if isinstance(a, Drive)),
        modulus=modulus,
        curvature=np.array([curvature(p.solid) for p in listed]),
        whole=whole if breakable else whole[:0],
        fragile=tuple(fragile(listed[k].body, k, tuple(map(int, np.flatnonzero(whole == k)))) for k in breakable),
    )
