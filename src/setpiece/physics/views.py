"""MuJoCo's arrays as the compiled kernels see them: views of memory that stays where it is for the life of an MjData.

Legend: B bodies of MuJoCo, G geoms, J dofs, K trees, C room for contacts.
"""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import mujoco

    from setpiece.physics.model import Model

Floats = NDArray[np.float64]
Ints = NDArray[np.integer]
Bools = NDArray[np.bool_]

MOST_CONTACTS = 20000
_FIELDS = ("dist", "pos", "frame", "friction", "mu", "geom", "dim", "efc_address", "exclude", "includemargin")


class Contacts(NamedTuple):
    """Contacts of the step: the first ``MjData.ncon`` rows are valid."""

    dist: Floats  # (C,) m
    pos: Floats  # (C, 3) midpoint
    frame: Floats  # (C, 9) rows: normal from geom 0 to geom 1, two tangents
    friction: Floats  # (C, 5)
    mu: Floats  # (C,)
    geom: Ints  # (C, 2)
    dim: Ints  # (C,)
    address: Ints  # (C,) first row of efc_force, -1: no force
    exclude: Ints  # (C,) 0: makes rows, 1: farther off than ``include``
    include: Floats  # (C,) m


class Live(NamedTuple):
    """State and what MuJoCo derives from it."""

    qpos: Floats
    qvel: Floats
    qacc: Floats
    qacc_smooth: Floats
    xpos: Floats  # (B, 3) centre of mass
    xquat: Floats  # (B, 4)
    cvel: Floats  # (B, 6) spin, velocity at the tree's centre of mass
    cdof: Floats  # (J, 6)
    subtree_com: Floats  # (B, 3)
    mass_matrix: Floats  # sparse lower triangle
    qfrc_applied: Floats  # (J,) efforts of motors and pushes
    qfrc_smooth: Floats  # (J,)
    qfrc_constraint: Floats  # (J,)
    xfrc: Floats  # (B, 6) applied force and torque
    tree_asleep: Ints  # (K,) negative: awake


class Tables(NamedTuple):
    """Constants of the model, and ``held``, which changes when a hand lets go."""

    geom_body: Ints  # (G,)
    geom_surface: Ints  # (G,)
    friction: Floats  # (S, S)
    restitution: Floats  # (S, S)
    body_tree: Ints  # (B,) -1: static
    body_root: Ints  # (B,)
    body_dof: Ints  # (B,) its last dof or that of the nearest ancestor that has one, -1: none
    dof_parent: Ints  # (J,)
    tree_dof: Ints  # (K,)
    tree_size: Ints  # (K,) number of dofs
    row_size: Ints  # (J,) of the mass matrix
    row_start: Ints  # (J,)
    column: Ints
    world_body: Ints  # (B,)
    free_body: Ints  # (K,) MuJoCo's body of a tree that is one free body, -1 otherwise
    free_qpos: Ints  # (K,)
    mass: Floats  # (B,)
    moments: Floats  # (B, 3)
    reach: Floats  # (B,) m: the farthest that its geoms reach from its centre
    rolls: NDArray[np.bool_]  # (B,)
    geom_gap: Floats  # (G,) of the compiled model: set every step
    held: NDArray[np.bool_]  # (K,) free bodies in a hand
    gravity: Floats  # (3,)
    bodies: Ints  # (N,) MuJoCo's body of each body of the world
    principal: Floats  # (N, 4) body_from_principal
    movable: NDArray[np.bool_]  # (N,)
    spring: Floats  # (joints, 3): stiffness, address in qpos, 1 for a ball joint
    modulus: Floats  # (S, S) Pa, Hertz's E*
    curvature: Floats  # (B,) 1/m
    present: NDArray[np.bool_]  # (B,) whether a body is there: not a piece yet to come loose, not what has broken
    strength: Floats  # (B,) N: what a blow must press with to break a body; 0: nothing breaks it
    impedance: Floats  # (B,) N s/m
    crack: Floats  # (B,) J: the least that its breaking costs


def live(data: "mujoco.MjData") -> Live:
    """Return the views of an MjData."""
    return Live(
        data.qpos,
        data.qvel,
        data.qacc,
        data.qacc_smooth,
        data.xipos,
        data.xquat,
        data.cvel,
        data.cdof,
        data.subtree_com,
        data.M,
        data.qfrc_applied,
        data.qfrc_smooth,
        data.qfrc_constraint,
        data.xfrc_applied,
        data.tree_asleep,
    )


class _Layout(NamedTuple):
    """MuJoCo's contact struct as its own bindings show it: size, fields, and where MjData keeps the list's address."""

    size: int
    fields: tuple[tuple[int, str, tuple[int, ...]], ...]  # offset, type, shape
    pointer: int


@cache
def _layout() -> _Layout:
    """Return the layout, read off a world with one contact, so that no struct of MuJoCo's is repeated here."""
    import ctypes

    import mujoco

    sphere = '<body pos="0 0 0.09"><freejoint/><geom type="sphere" size="0.1"/></body>'
    model = mujoco.MjModel.from_xml_string(
        f'<mujoco><worldbody><geom type="plane" size="0 0 1"/>{sphere}</worldbody></mujoco>'
    )
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)
    fields = [getattr(data.contact, name) for name in _FIELDS]
    base = data.contact.dist.ctypes.data
    pointer = 0
    while ctypes.c_void_p.from_address(data._address + pointer).value != base:
        pointer += 8
    return _Layout(
        fields[0].strides[0], tuple((f.ctypes.data - base, f.dtype.str, f.shape[1:]) for f in fields), pointer
    )


def contacts(data: "mujoco.MjData") -> Contacts:
    """Return views of the contact list, which always starts at the bottom of MuJoCo's arena."""
    import ctypes

    size, fields, pointer = _layout()
    room = min(MOST_CONTACTS, data.narena // size)
    base = ctypes.c_void_p.from_address(data._address + pointer).value
    memory = (ctypes.c_char * (room * size)).from_address(base)
    views = []
    for offset, kind, shape in fields:
        item = np.dtype(kind).itemsize
        inner = tuple(item * int(np.prod(shape[i + 1 :])) for i in range(len(shape)))
        views.append(np.ndarray((room, *shape), kind, memory, offset, (size, *inner)))
    return Contacts(*views)


def tables(model: "Model", compiled: "mujoco.MjModel") -> Tables:
    """Return the constants of a model; ``compiled`` is the run's own copy of its MjModel."""
    trees = compiled.ntree
    body_dof = np.full(compiled.nbody, -1, np.int32)
    reach = np.zeros(compiled.nbody)
    for body in range(1, compiled.nbody):
        count = int(compiled.body_dofnum[body])
        parent = int(compiled.body_parentid[body])
        body_dof[body] = compiled.body_dofadr[body] + count - 1 if count else body_dof[parent]
    for geom in range(compiled.ngeom):
        body = int(compiled.geom_bodyid[geom])
        far = float(np.linalg.norm(compiled.geom_pos[geom])) + float(compiled.geom_rbound[geom])
        reach[body] = max(reach[body], far)
    free_body = np.full(trees, -1, np.int32)
    free_qpos = np.zeros(trees, np.int32)
    for row in np.flatnonzero(model.free):
        body = int(model.mujoco_body[row])
        if int(compiled.tree_bodynum[compiled.body_treeid[body]]) == 1:
            free_body[compiled.body_treeid[body]] = body
            free_qpos[compiled.body_treeid[body]] = compiled.jnt_qposadr[compiled.body_jntadr[body]]
    rolls = np.zeros(compiled.nbody, bool)
    rolls[model.mujoco_body] = model.rolls
    curvature = np.zeros(compiled.nbody)
    curvature[model.mujoco_body] = model.curvature
    fragile = np.zeros((3, compiled.nbody))
    for one in model.fragile:
        fragile[:, model.mujoco_body[one.row]] = one.force, one.impedance, one.energy
    return Tables(
        geom_body=np.ascontiguousarray(compiled.geom_bodyid),
        geom_surface=model.geom_surface,
        friction=model.friction,
        restitution=model.restitution,
        body_tree=np.ascontiguousarray(compiled.body_treeid),
        body_root=np.ascontiguousarray(compiled.body_rootid),
        body_dof=body_dof,
        dof_parent=np.ascontiguousarray(compiled.dof_parentid),
        tree_dof=np.ascontiguousarray(compiled.tree_dofadr),
        tree_size=np.ascontiguousarray(compiled.tree_dofnum),
        row_size=np.ascontiguousarray(compiled.M_rownnz),
        row_start=np.ascontiguousarray(compiled.M_rowadr),
        column=np.ascontiguousarray(compiled.M_colind),
        world_body=model.world_body,
        free_body=free_body,
        free_qpos=free_qpos,
        mass=np.ascontiguousarray(compiled.body_mass),
        moments=np.ascontiguousarray(compiled.body_inertia),
        reach=reach,
        rolls=rolls,
        geom_gap=compiled.geom_gap,
        held=np.zeros(trees, bool),
        gravity=np.array(compiled.opt.gravity),
        bodies=model.mujoco_body,
        principal=model.body_from_principal,
        movable=~model.fixed,
        spring=_springs(compiled),
        modulus=model.modulus,
        curvature=curvature,
        present=np.ones(compiled.nbody, bool),
        strength=fragile[0],
        impedance=fragile[1],
        crack=fragile[2],
    )


def _springs(compiled: "mujoco.MjModel") -> Floats:
    import mujoco

    stiffness = np.reshape(compiled.jnt_stiffness, (compiled.njnt, -1))[:, 0] if compiled.njnt else np.zeros(0)
    ball = compiled.jnt_type == mujoco.mjtJoint.mjJNT_BALL
    table = np.column_stack([stiffness, compiled.jnt_qposadr, ball]).astype(float)
    return np.ascontiguousarray(table[stiffness > 0.0])
