"""From MuJoCo's model of a robot to ours: links with meshes, matter, shapes for contact, joints and what holds them.

Runs in the child process of ``assets.robots``. All of a robot stands in one frame, at home: a link's mesh and shapes,
its joint's anchor and axis are written there, so that every link's body begins unturned.
Legend: a group is what is welded together (0: to the world); P pieces of a link.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.models import CORNERS, FACES, packed
from setpiece.clock import STEP
from setpiece.errors import InputError
from setpiece.geometry import quat_from_matrix
from setpiece.world.document import Joint, Link, Model, Primitive, Skin

if TYPE_CHECKING:
    import mujoco

Array = NDArray[np.float64]

SHAPES = {2: "sphere", 3: "capsule", 4: "ellipsoid", 5: "cylinder", 6: "box", 7: "mesh"}
PLANE = 0
LINKS, GEOMS = 64, 1000  # at most
CLOSE = 1e-3  # m: links closer than this at home are made to touch there, and pass each other by
GREY = (0.5, 0.5, 0.5, 1.0)  # MuJoCo's colour where none is said
ROOT = "root"  # what a robot's first link is called
BEAD = 0.004  # m: radius of a link that has no shape
BRISK = 0.5  # of what RK4 follows: damping 1/STEP, stiffness 1/STEP^2 over a joint's apparent inertia


@dataclass(frozen=True)
class Home:
    """A compiled robot in its home pose."""

    model: "mujoco.MjModel"
    data: "mujoco.MjData"
    names: dict[int, str]  # of groups


def model_of(compiled: "mujoco.MjModel") -> Model:
    """Return a robot as one model with links.

    Raises:
        InputError: it has no link, too many, or joints that a document cannot say.
    """
    _check(compiled)
    home = Home(compiled, _at_home(compiled), _names(compiled))
    links = [_link(home, group) for group in _groups(compiled)]
    first = links[0]
    passes = _passing(home)
    links = [link.model_copy(update={"passes": passes[link.id]}) for link in links]
    return first.model.model_copy(
        update={
            "joint": first.joint,
            "fixed": first.parent is None and first.joint is None and 0 in home.names,
            "links": tuple(links[1:]),
            "notes": _notes(home, links),
        }
    )


def _check(m: "mujoco.MjModel") -> None:
    groups = len(_groups(m))
    if m.ngeom > GEOMS or not 0 < groups <= LINKS:
        raise InputError(f"expected 1 to {LINKS} links of at most {GEOMS} shapes, got {groups} and {m.ngeom}.")
    if any(int(kind) not in (*SHAPES, PLANE) for kind in m.geom_type):
        raise InputError("has a shape that is no box, ball, cylinder, capsule, ellipsoid or mesh. Take it out.")
    for body in range(m.nbody):
        if m.body_jntnum[body] > 1:
            raise InputError(
                f"has {m.body_jntnum[body]} joints in the body {m.body(body).name[:40]!r}, expected one each. "
                "Give each joint a body of its own."
            )


def _groups(m: "mujoco.MjModel") -> list[int]:
    """Return the groups, parents first; the world only where something that is no floor is welded to it."""
    groups = sorted(set(m.body_weldid.tolist()))
    standing = any(m.body_weldid[m.geom_bodyid[g]] == 0 and m.geom_type[g] != PLANE for g in range(m.ngeom))
    return groups if standing else groups[1:]


def _names(m: "mujoco.MjModel") -> dict[int, str]:
    """Return an id for each group: its body's name in small letters, numbered where another has it; the first's."""
    first, *others = _groups(m)
    out = {first: ROOT}
    for group in others:
        out[group] = _own(m.body(group).name, f"link_{group}", out.values())
    return out


def _own(told: str, usual: str, taken: Sequence[str]) -> str:
    word = re.sub(r"[^a-z0-9]+", "_", told.lower()).strip("_")[:32]
    word = word if word[:1].isalpha() else usual
    return word if word not in taken else next(f"{word}_{k}" for k in range(2, 999) if f"{word}_{k}" not in taken)


def _at_home(m: "mujoco.MjModel") -> "mujoco.MjData":
    """Return the robot where it is at home: at its first keyframe, else where its joints begin, within their limits."""
    import mujoco

    data = mujoco.MjData(m)
    if m.nkey:
        mujoco.mj_resetDataKeyframe(m, data, 0)
    for joint in np.flatnonzero(m.jnt_limited):
        if m.jnt_type[joint] >= 2:
            at = m.jnt_qposadr[joint]
            data.qpos[at] = np.clip(data.qpos[at], *m.jnt_range[joint])
    data.qvel[:] = 0.0
    mujoco.mj_forward(m, data)
    if not np.isfinite(data.qpos).all() or np.abs(data.geom_xpos).max(initial=0.0) > 1000.0:
        raise InputError("is larger than a kilometre, or no number says where it is.")
    return data


def _geoms(m: "mujoco.MjModel", group: int) -> list[int]:
    return [g for g in range(m.ngeom) if m.body_weldid[m.geom_bodyid[g]] == group and m.geom_type[g] != PLANE]


def _link(home: Home, group: int) -> Link:
    """Return one link in the frame of the robot at home."""
    m = home.model
    geoms = _geoms(m, group)
    shapes, hulls = _colliders(home, geoms)
    skins = _skins(home, geoms)
    matter = _matter(home, group)
    if not geoms:
        place = tuple(map(float, matter[1:4])) if matter else (0.0, 0.0, 0.0)
        shapes = (Primitive(kind="sphere", size=(BEAD,), position=place),)
    skins = skins or [
        _skin([_mesh_of("sphere", (BEAD,), np.asarray(shapes[0].position), np.eye(3))], GREY, metal=False)
    ]
    body, *more = skins
    model = Model(
        name=home.names[group], vertices=body.vertices, faces=body.faces, hulls=hulls, shapes=shapes,
        skins=tuple(more), material=body.material, color=body.color, matter=matter,
    )  # fmt: skip
    parent = int(m.body_weldid[m.body_parentid[group]]) if group else 0
    return Link(
        id=home.names[group],
        parent=home.names.get(parent) if group else None,
        model=model,
        joint=_joint(home, group),
    )


def _colliders(home: Home, geoms: list[int]) -> tuple[tuple[Primitive, ...], tuple[str, ...]]:
    """Return what a link touches with: primitives, and the corners of the convex hulls of its meshes."""
    m, d = home.model, home.data
    shapes, hulls = [], []
    for g in _touching(m, geoms):
        kind, turn, at = SHAPES[int(m.geom_type[g])], d.geom_xmat[g].reshape(3, 3), d.geom_xpos[g]
        if kind == "mesh":
            hulls.append(packed((_corners(_mesh(m, g)[0]) @ turn.T + at).astype("<f4")))
            continue
        count = {"sphere": 1, "capsule": 2, "cylinder": 2}.get(kind, 3)
        size = tuple(float(s) for s in m.geom_size[g][:count])
        rotation = tuple(map(float, quat_from_matrix(turn)))
        shapes.append(Primitive(kind=kind, size=size, position=tuple(map(float, at)), rotation=rotation))
    return tuple(shapes), tuple(hulls)


def _touching(m: "mujoco.MjModel", geoms: list[int]) -> list[int]:
    """Return the shapes that a link touches with: those that are for contact, or all, since what is seen can be met."""
    return [g for g in geoms if m.geom_contype[g] or m.geom_conaffinity[g]] or geoms


def _mesh(m: "mujoco.MjModel", geom: int) -> tuple[Array, NDArray[np.int32]]:
    """Return vertices and faces of a geom's mesh, in the geom's frame."""
    mesh = int(m.geom_dataid[geom])
    first, count = int(m.mesh_vertadr[mesh]), int(m.mesh_vertnum[mesh])
    start, faces = int(m.mesh_faceadr[mesh]), int(m.mesh_facenum[mesh])
    return m.mesh_vert[first : first + count].astype(float), m.mesh_face[start : start + faces]


def _corners(points: Array) -> Array:
    """Return the corners of the convex hull of points, thinned to as many as a piece may have."""
    from scipy.spatial import ConvexHull

    corners = points[ConvexHull(points).vertices]
    if len(corners) <= CORNERS:
        return corners
    k = np.arange(CORNERS) + 0.5
    up, turn = 1.0 - 2.0 * k / CORNERS, k * np.pi * (3.0 - 5.0**0.5)
    ways = np.column_stack([np.sqrt(1 - up * up) * np.cos(turn), np.sqrt(1 - up * up) * np.sin(turn), up])
    return corners[np.unique(np.argmax(corners @ ways.T, axis=0))]


def _skins(home: Home, geoms: list[int]) -> list[Skin]:
    """Return what is seen of a link, by colour; where some of its shapes are for looks alone, these."""
    m, d = home.model, home.data
    looks = [g for g in geoms if not (m.geom_contype[g] or m.geom_conaffinity[g])] or geoms
    groups: dict[tuple, list] = {}
    for g in looks:
        mat = int(m.geom_matid[g])
        color = tuple(m.mat_rgba[mat] if mat >= 0 and np.allclose(m.geom_rgba[g], GREY) else m.geom_rgba[g])
        metal = mat >= 0 and float(m.mat_metallic[mat]) > 0.5
        if color[3] <= 0.0:
            continue
        kind, turn, at = SHAPES[int(m.geom_type[g])], d.geom_xmat[g].reshape(3, 3), d.geom_xpos[g]
        own = _mesh(m, g) if kind == "mesh" else None
        made = (own[0] @ turn.T + at, own[1]) if own else _mesh_of(kind, tuple(m.geom_size[g]), at, turn)
        groups.setdefault((tuple(map(float, color)), metal), []).append(made)
    made = [_skin(meshes, color, metal=metal) for (color, metal), meshes in groups.items()]
    if sum(len(faces) for meshes in groups.values() for _, faces in meshes) > FACES:
        raise InputError(f"expected at most {FACES} faces for a link. Simplify its meshes.")
    return made


def _mesh_of(kind: str, size: tuple[float, ...], at: Array, turn: Array) -> tuple[Array, NDArray[np.int32]]:
    """Return vertices and faces of a primitive."""
    from trimesh import creation

    if kind in ("sphere", "ellipsoid"):
        made = creation.icosphere(subdivisions=3, radius=1.0)
        made.vertices *= size[0] if kind == "sphere" else size[:3]
    elif kind == "capsule":
        made = creation.capsule(height=2 * size[1], radius=size[0], count=[24, 24])
        made.vertices -= made.bounds.mean(axis=0)
    elif kind == "cylinder":
        made = creation.cylinder(radius=size[0], height=2 * size[1], sections=48)
    else:
        made = creation.box(2 * np.asarray(size[:3]))
    return np.asarray(made.vertices, float) @ turn.T + at, np.asarray(made.faces, np.int32)


def _skin(meshes: list[tuple[Array, NDArray]], color: tuple[float, ...], *, metal: bool) -> Skin:
    first = np.cumsum([0, *(len(vertices) for vertices, _ in meshes)])
    faces = np.concatenate([own + start for (_, own), start in zip(meshes, first[:-1], strict=True)])
    red, green, blue = (float(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in color[:3])
    return Skin(
        vertices=packed(np.concatenate([vertices for vertices, _ in meshes]).astype("<f4")),
        faces=packed(faces.astype("<i4")),
        material="steel" if metal else "plastic",
        color=(red, green, blue),
    )


def _matter(home: Home, group: int) -> tuple[float, ...] | None:
    """Return mass (kg), centre (m), moments about it (kg m2: xx, yy, zz, xy, xz, yz); None of what is welded down."""
    m, d = home.model, home.data
    bodies = [b for b in range(1, m.nbody) if m.body_weldid[b] == group and m.body_mass[b] > 0.0]
    if group == 0 or not bodies:
        return None
    mass = float(m.body_mass[bodies].sum())
    center = (m.body_mass[bodies, None] * d.xipos[bodies]).sum(axis=0) / mass
    inertia = np.zeros((3, 3))
    for b in bodies:
        axes, away = d.ximat[b].reshape(3, 3), d.xipos[b] - center
        inertia += (axes * m.body_inertia[b]) @ axes.T
        inertia += m.body_mass[b] * (float(away @ away) * np.eye(3) - np.outer(away, away))
    return (
        mass,
        *map(float, center),
        *(float(inertia[i, j]) for i, j in ((0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2))),
    )


# --- joints ----------------------------------------------------------------------------------------------------------


def _joint(home: Home, group: int) -> Joint | None:
    """Return a link's joint with what holds it; None of what is free or welded to the world."""
    m, d = home.model, home.data
    if not group or not m.body_jntnum[group]:
        return None
    j = int(m.body_jntadr[group])
    kind = {1: "ball", 2: "slide", 3: "hinge"}.get(int(m.jnt_type[j]))
    if kind is None:
        return None
    turned = kind == "ball"
    at = 0.0 if turned else float(d.qpos[m.jnt_qposadr[j]])
    stiffness, damping = held(home)
    dof = int(m.jnt_dofadr[j])
    limits = None
    if m.jnt_limited[j] and not turned:
        limits = tuple(float(x) - at for x in m.jnt_range[j])
    return Joint(
        kind=kind,
        parent=home.names.get(int(m.body_weldid[m.body_parentid[group]])),
        anchor=tuple(map(float, d.xanchor[j])),
        axis=(0.0, 0.0, 1.0) if turned else tuple(map(float, d.xaxis[j])),
        stiffness=float(stiffness[dof]),
        damping=float(damping[dof]),
        limits=limits,
        name=_joint_name(m, j),
        reference=at,
    )


def _joint_name(m: "mujoco.MjModel", joint: int) -> str:
    taken = [_own(m.jnt(k).name, f"joint_{k}", ()) for k in range(joint)]
    return _own(m.jnt(joint).name, f"joint_{joint}", taken)


def said(m: "mujoco.MjModel") -> tuple[Array, Array]:
    """Return stiffness (J,) and damping (J,) of all dofs: the joint's own, and those of servos that hold it at home.

    A servo is an actuator whose force is k (target - q) - d q'.
    """
    own = np.reshape(m.jnt_stiffness, (m.njnt, -1))[:, 0] if m.njnt else np.zeros(0)
    stiffness, damping = np.zeros(m.nv), np.reshape(m.dof_damping, (m.nv, -1))[:, 0].copy() if m.nv else np.zeros(0)
    stiffness[m.jnt_dofadr] = own
    for a in range(m.nu):
        if (dof := _servo(m, a)) is not None:
            gear = float(m.actuator_gear[a, 0]) ** 2
            stiffness[dof] += max(0.0, -float(m.actuator_biasprm[a, 1])) * gear
            damping[dof] += max(0.0, -float(m.actuator_biasprm[a, 2])) * gear
    return stiffness, damping


def held(home: Home) -> tuple[Array, Array]:
    """Return what is ``said``, softened where the solver's step cannot follow.

    With the joints' inertia M, the eigenvalues of M^-1 D stay below ``BRISK`` / STEP, of M^-1 K below that squared.
    """
    import mujoco

    m, d = home.model, home.data
    stiffness, damping = said(m)
    if not m.nv:
        return stiffness, damping
    full = np.zeros((m.nv, m.nv))
    bare = m.dof_armature.copy()
    m.dof_armature[:] = 0.0  # the document knows none
    mujoco.mj_forward(m, d)
    mujoco.mj_fullM(m, d, full)
    m.dof_armature[:] = bare
    return _softened(full, stiffness, (BRISK / STEP) ** 2), _softened(full, damping, BRISK / STEP)


def _servo(m: "mujoco.MjModel", actuator: int) -> int | None:
    """Return the dof that an actuator holds at a position or a speed; None of one that gives a force alone."""
    joint = int(m.actuator_trntype[actuator]) in (0, 1)
    if not joint or int(m.actuator_biastype[actuator]) != 1 or not (m.actuator_biasprm[actuator, 1:3] < 0).any():
        return None
    return int(m.jnt_dofadr[m.actuator_trnid[actuator, 0]])


def _softened(inertia: Array, values: Array, most: float) -> Array:
    """Return values (J,), each at most ``most`` times its joint's apparent inertia, and all of them together."""
    free = np.linalg.inv(inertia)
    values = np.minimum(values, most / np.diag(free))
    root = np.sqrt(values)
    fastest = float(np.linalg.eigvalsh(root[:, None] * free * root[None, :]).max(initial=0.0))
    return values * min(1.0, most / max(fastest, 1e-12))


def _passing(home: Home) -> dict[str, tuple[str, ...]]:
    """Return for every link those before it that it passes by: whom the file keeps apart, or it touches at home."""
    import mujoco

    m, d = home.model, home.data
    apart = {(int(s) >> 16, int(s) & 0xFFFF) for s in m.exclude_signature}
    own = {group: _touching(m, _geoms(m, group)) for group in home.names}

    def meet(a: int, b: int) -> bool:
        """Tell whether the file lets two shapes meet; shapes for looks that stand in for others meet all."""
        looks = any(not (m.geom_contype[g] or m.geom_conaffinity[g]) for g in (a, b))
        bits = (m.geom_contype[a] & m.geom_conaffinity[b]) | (m.geom_contype[b] & m.geom_conaffinity[a])
        who = tuple(sorted((int(m.geom_bodyid[a]), int(m.geom_bodyid[b]))))
        return (looks or bool(bits)) and who not in apart

    out: dict[str, list[str]] = {name: [] for name in home.names.values()}
    for first, second in combinations(home.names, 2):
        pairs = [(a, b) for a in own[first] for b in own[second] if meet(a, b)]
        if not pairs or any(mujoco.mj_geomDistance(m, d, a, b, 1.0, None) < CLOSE for a, b in pairs):
            out[home.names[second]].append(home.names[first])
    return {name: tuple(others) for name, others in out.items()}


def _notes(home: Home, links: list[Link]) -> tuple[str, ...]:
    """Return what there is to tell of a robot: which joints its servos hold, which are limp, what is left out."""
    m = home.model
    joints = {int(m.jnt_dofadr[j]): _joint_name(m, j) for j in range(m.njnt) if m.jnt_type[j] > 0}
    servos = {_servo(m, a) for a in range(m.nu)}
    holding = [name for dof, name in joints.items() if dof in servos]
    limp = [name for dof, name in joints.items() if dof not in servos]
    told = [f"{len(links)} links."]
    told += [f"Servos hold at home: {', '.join(holding)}."] if holding else []
    told += [f"Limp but for springs and dampers: {', '.join(limp)}."] if limp else []
    stiff = [
        dof for before, after in zip(said(m), held(home), strict=True) for dof in np.flatnonzero(after < 0.99 * before)
    ]
    soft = [name for dof, name in joints.items() if dof in stiff]
    told += [f"Softer than said, as steps of 1/600 s ask: {', '.join(soft)}."] if soft else []
    left = [
        word
        for word, there in (("armature", m.dof_armature), ("friction of joints", m.dof_frictionloss))
        if there.any()
    ]
    return (*told, *([f"Left out: {', '.join(left)}."] if left else []))
