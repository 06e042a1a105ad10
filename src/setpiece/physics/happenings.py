"""What impacts do to trees within a step: a change of velocity at a time, and the energy that it brings.

Compiled by Numba (see ``kernel``); only the solver imports this file, late.
Legend: E events, J dofs.
"""

# A kernel takes its arrays one by one.
# ruff: noqa: PLR0913

from setpiece.physics.kernel import kernel
from setpiece.physics.views import Floats, Ints, Live


@kernel
def energy_given(
    impulse: Floats, rows: Floats, member: Ints, start: int, offset: int, change: Floats, time: float, live: Live
) -> float:
    """Return the energy (J) that a manifold's impulses give one of its two trees.

    Args:
        impulse: (3 points,) normal and two tangents of each.
        rows: (n, 3, width) the Jacobian.
        member: the manifold's points in it.
        start: the tree's first dof.
        offset: its column in ``rows``.
        change: of its velocities, which are not changed yet.
        time: s into the step: acceleration has worked on normal speeds as long, as in ``impact.resolve``.
        live: views of the state.
    """
    total = 0.0
    for i in range(member.shape[0]):
        for r in range(3):
            along = 0.0
            for e in range(change.shape[0]):
                v = live.qvel[start + e] + 0.5 * change[e]
                if r == 0:
                    v += live.qacc_smooth[start + e] * time
                along += rows[member[i], r, offset + e] * v
            total += impulse[3 * i + r] * along
    return total


@kernel
def note_event(events: tuple, tree: int, time: float, change: Floats, given: float) -> None:
    """Append a tree's change of velocity and the energy it brings, or add to what it has at this time.

    ``events`` as in ``impact.resolve``.
    """
    count, trees, times, changes, energies = events
    for e in range(count[0] - 1, -1, -1):
        if trees[e] == tree and times[e] == time:
            changes[e, : change.shape[0]] += change
            energies[e] += given
            return
    if count[0] < trees.shape[0]:
        e = count[0]
        trees[e], times[e], energies[e] = tree, time, given
        changes[e, :] = 0.0
        changes[e, : change.shape[0]] = change
        count[0] += 1
