"""The state that a world begins with; what is at rest then sleeps, pose exact, until something touches it."""

import numpy as np
from numpy.typing import NDArray

from setpiece.clock import STEP
from setpiece.physics.beginning import set_velocity
from setpiece.physics.model import Model, compile_world
from setpiece.physics.solver import Run
from setpiece.world.document import Push

SECONDS = 0.2  # how long a body must stay
TILT = 0.01  # share of its weight that pulls sideways at what does not roll: what stands on a knife's edge falls
STAY = 5e-4  # m
SETTLED = 5e-3  # m/s
TOUCHING = 1e-4  # m: things nearer than this as a world begins wake together


def start(model: Model) -> bytes:
    """Return the state at time 0: coordinates and velocities of the World, and things at rest asleep."""
    run = Run(model)
    c, d = run.compiled, run.data
    for row, body in enumerate(model.world.bodies):
        joint = body.joint
        if joint is not None and joint.kind != "ball":
            d.qpos[int(c.jnt_qposadr[c.body_jntadr[model.mujoco_body[row]]])] = joint.position
        if model.hold_end[row] == 0.0:
            set_velocity(model, c, d, row)
    if run.driven is not None:
        run.driven.put(d, 0)
    run.breaking.restore(np.full(len(run.breaking.rows), np.inf))
    _put_to_sleep(run, {int(c.body_treeid[model.mujoco_body[row]]) for row in np.flatnonzero(resting(model))})
    for tree in run.breaking.absent():
        d.tree_asleep[tree] = tree
    return run.checkpoint()


def _put_to_sleep(run: Run, trees: set[int]) -> None:
    """Let trees sleep, those that touch each other as one: MuJoCo keeps who wakes together in cycles."""
    import mujoco

    c, d = run.compiled, run.data
    mujoco.mj_fwdPosition(c, d)
    group = {tree: tree for tree in trees}
    near = d.contact.dist < TOUCHING
    pairs = [tuple(int(c.body_treeid[c.geom_bodyid[geom]]) for geom in pair) for pair in d.contact.geom[near]]
    for a, b in pairs:
        if a in group and b in group and group[a] != group[b]:
            old, new = max(group[a], group[b]), min(group[a], group[b])
            group = {tree: new if name == old else name for tree, name in group.items()}
    for name in sorted(set(group.values())):
        members = sorted(tree for tree, own in group.items() if own == name)
        for tree, following in zip(members, [*members[1:], members[0]], strict=True):
            d.tree_asleep[tree] = following


def resting(model: Model) -> NDArray[np.bool_]:
    """Return (N,) whether a body begins at rest: let alone for a moment, with nothing that moves about it, it stays.

    Bodies with a velocity, a joint, a hand or a push at the start are not asked.
    """
    import mujoco

    world = model.world
    stirred = {a.body for a in world.actions if not (isinstance(a, Push) and a.start > 0.0)}
    stirred |= {model.ids[i] for i in np.flatnonzero(model.driven)}
    ties = {b.joint.parent for b in world.bodies if b.joint is not None}
    ties |= {name for tie in world.ties for name in (tie.a, tie.b, tie.over)}
    still = np.array(
        [
            model.free[i] and not any(b.velocity) and not any(b.spin) and b.id not in stirred | ties
            for i, b in enumerate(world.bodies)
        ],
        bool,
    )
    if not still.any():
        return still
    whole = {"fracture": None}
    kept = tuple(b.model_copy(update=whole) for i, b in enumerate(world.bodies) if still[i] or model.fixed[i])
    alone = compile_world(world.model_copy(update={"bodies": kept, "actions": (), "ties": ()}))
    c = alone.compiled
    c.opt.enableflags = 0
    data = mujoco.MjData(c)
    mujoco.mj_forward(c, data)
    begin, turned = data.xipos.copy(), data.xmat.copy()
    weight = np.linalg.norm(world.gravity) * TILT * c.body_mass
    side = _across(np.asarray(world.gravity, float))
    rolls = np.zeros(c.nbody, bool)
    rolls[alone.mujoco_body] = alone.rolls
    data.xfrc_applied[:, :3] = np.where(rolls, 0.0, weight)[:, None] * side
    for _ in range(round(SECONDS / STEP)):
        mujoco.mj_step(c, data)

    way = np.linalg.norm(data.xipos - begin, axis=1)
    turn = np.abs(data.xmat - turned).max(axis=1) * c.geom_rbound.max(initial=0.0)
    speed = np.linalg.norm(data.cvel[:, 3:], axis=1)
    stays = (way < STAY) & (speed < SETTLED) & (turn < 4 * STAY)
    rows = {name: stays[alone.mujoco_body[i]] for i, name in enumerate(alone.ids)}
    return np.array([bool(still[i] and rows[body.id]) for i, body in enumerate(world.bodies)], bool)


def _across(gravity: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a horizontal direction that lies along no edge of things set square to the axes."""
    size = np.linalg.norm(gravity)
    if size == 0.0:
        return np.zeros(3)
    side = np.cross(gravity / size, [0.6, 0.8, 0.0])
    return side / max(np.linalg.norm(side), 1e-12)
