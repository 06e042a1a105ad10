"""The compiled stages of a step, as the solver calls them: each takes the whole scene as one reference.

Handing forty arrays over from Python costs more than a step of ten bodies; a reference costs one. Compiled by Numba
(see ``kernel``); only the solver imports this file, late.
"""

from typing import NamedTuple

import numpy as np
from numba import types  # noqa: TID253
from numba.experimental import structref  # noqa: TID253

from setpiece.physics import air
from setpiece.physics.approach import impact_ahead, set_friction, set_gaps
from setpiece.physics.borrowing import borrowed
from setpiece.physics.impact import resolve
from setpiece.physics.kernel import kernel
from setpiece.physics.lone import owners, solve_lone
from setpiece.physics.motion import advance_free, book_contacts
from setpiece.physics.recording import Rows, record
from setpiece.physics.rims import come_back, find_wobbling, go_to_middle, set_on_rims
from setpiece.physics.sliding import bound, keep_others, too_tight
from setpiece.physics.views import Bools, Contacts, Floats, Ints, Live, Tables

DROWSY = -3  # MuJoCo counts quiet steps up to -1 and then lets sleep: from here it takes two


class Books(NamedTuple):
    """What a run remembers of the step and since the last sample; B bodies of MuJoCo, J dofs, K trees, E entries.

    Counts are arrays (1,) so that kernels can move them on. The columns of ``impact``, ``knot`` and ``touch`` are
    told by ``impact.resolve``, ``motion.advance_free`` and ``motion.book_contacts``.
    """

    qpos: Floats  # at the step's beginning
    qvel: Floats  # (J,) at the step's beginning, impacts not yet done
    qvel_hit: Floats  # (J,) impacts done
    force: Floats  # (J,) sum of all generalised forces
    shift: Floats  # (J,) sum of dv tau
    last: Floats  # (K,) tau of every tree's latest impact
    sleepers: Bools  # (K,) whom an impact is about to wake
    bounds: Floats  # (C,) on friction's reference
    again: Bools  # (K,) whose bounds have just been widened
    owner: Ints  # (C,) the tree that alone bears a contact, or -1
    event_count: Ints
    event_tree: Ints  # (E,)
    event_time: Floats  # (E,) tau
    event_change: Floats  # (E, most dofs of a tree)
    event_given: Floats  # (E,) J, to that tree
    impact_count: Ints
    impact: Floats  # (E, 18)
    knot_count: Ints
    knot: Floats  # (E, 21)
    touch_count: Ints
    touch: Floats  # (E, 15)
    contact_step: Floats  # (B, 6) impulse and twist of contacts in this step
    contact: Floats  # (B, 6) since the last sample
    external: Floats  # (B, 6) other than contacts and gravity, since the last sample
    break_count: Ints
    broken: Floats  # (E, 16): blows of the step that break something, as ``impact.resolve`` tells them


def books(bodies: int, coordinates: int, tree_sizes: Ints, contacts: int, entries: int) -> Books:
    """Return empty books for so many of MuJoCo's bodies and coordinates, trees of given sizes, listed contacts."""
    dofs, trees = int(tree_sizes.sum()), len(tree_sizes)
    widest = max(6, int(tree_sizes.max(initial=1)))

    def count() -> Ints:
        return np.zeros(1, np.int64)

    steps = (np.zeros(coordinates), *(np.zeros(dofs) for _ in range(4)), np.zeros(trees), np.zeros(trees, bool))
    events = (count(), np.zeros(entries, np.int64), np.zeros(entries), np.zeros((entries, widest)), np.zeros(entries))
    tables = (count(), np.zeros((entries, 18)), count(), np.zeros((entries, 21)), count(), np.zeros((entries, 15)))
    listed = (np.zeros(contacts), np.zeros(trees, bool), np.zeros(contacts, np.int64))
    accounts = (np.zeros((bodies, 6)) for _ in range(3))
    return Books(*steps, *listed, *events, *tables, *accounts, count(), np.zeros((64, 16)))


@structref.register
class SceneType(types.StructRef):
    """Numba's type of a Scene."""


class Scene(structref.StructRefProxy):
    """Contacts, tables, live views and books of one run, by reference."""


structref.define_proxy(Scene, SceneType, ["contacts", "tables", "live", "books"])


@kernel
def pack(contacts: Contacts, tables: Tables, live: Live, notes: Books) -> Scene:
    """Return the scene of a run, which keeps all of these as long."""
    return Scene(borrowed(contacts), borrowed(tables), borrowed(live), borrowed(notes))


@kernel(inline="always")
def _views(scene: Scene) -> tuple[Contacts, Tables, Live, Books]:
    # Borrowed once more, where a stage's own code sees that there is nothing to count.
    return borrowed(scene.contacts), borrowed(scene.tables), borrowed(scene.live), borrowed(scene.books)


@kernel
def watch(scene: Scene, step: float) -> None:
    """Set how far ahead contacts are listed, for the velocities as they are."""
    _, tables, live, _ = _views(scene)
    set_gaps(tables, live, step)


@kernel
def begin(scene: Scene, may_sleep: bool) -> bool:
    """Note the state at the step's beginning and return whether all sleep.

    ``may_sleep`` says whether things may fall asleep at its end.
    """
    _, _, live, notes = _views(scene)
    if not may_sleep:
        for tree in range(live.tree_asleep.shape[0]):
            if DROWSY < live.tree_asleep[tree] < 0:
                live.tree_asleep[tree] = DROWSY
    notes.qpos[:] = live.qpos
    notes.qvel[:] = live.qvel
    notes.shift[:] = 0.0
    notes.last[:] = 0.0
    notes.event_count[0] = 0
    notes.break_count[0] = 0
    return (live.tree_asleep >= 0).all()


@kernel
def prepare(scene: Scene, n: int, speed: Floats, reference: Floats, step: float, last: bool) -> int:
    """Set friction and look ahead for impacts (as ``impact_ahead`` does); if none, or at last, bound references."""
    contacts, tables, live, notes = _views(scene)
    set_friction(n, contacts, tables)
    ahead = 0 if last else impact_ahead(n, contacts, tables, live, step, notes.sleepers)
    if ahead == 0:
        notes.bounds[:n] = 0.0
        bound(n, contacts, tables, live, speed, step, reference, notes.bounds)
    return ahead


@kernel
def find_lone(scene: Scene, n: int, rows: int) -> bool:
    """Find the bodies that bear on nothing that moves; return whether all ``rows`` of constraints are theirs."""
    contacts, tables, _, notes = _views(scene)
    return owners(n, rows, contacts, tables, notes.owner)


@kernel
def settle_lone(scene: Scene, n: int, problem: tuple, everything: bool) -> None:
    """Solve for the forces on them, as ``solve_lone`` does."""
    contacts, tables, live, notes = _views(scene)
    solve_lone(n, contacts, tables, live, problem, notes.owner, everything)


@kernel
def bound_again(scene: Scene, n: int, speed: Floats, reference: Floats, step: float) -> None:
    """Bound references that MuJoCo has set anew, with the bounds that ``accept`` has widened."""
    contacts, tables, live, notes = _views(scene)
    bound(n, contacts, tables, live, speed, step, reference, notes.bounds)


@kernel
def keep(scene: Scene, islands: tuple[Ints, Ints], force: Floats, old: tuple[Floats, ...]) -> None:
    """Let those alone who needed no other forces, as ``keep_others`` does."""
    _, tables, live, notes = _views(scene)
    keep_others(notes.again, islands, tables, live, force, old)


@kernel
def hit(scene: Scene, n: int, step: float, time: float) -> float:
    """Carry out the impacts and return the energy (J, at most 0) that they give."""
    contacts, tables, live, notes = _views(scene)
    events = (notes.event_count, notes.event_tree, notes.event_time, notes.event_change, notes.event_given)
    impacts = (notes.impact_count, notes.impact)
    first = notes.impact_count[0]
    breaks = (notes.break_count, notes.broken)
    resolve(n, contacts, tables, live, step, time, notes.shift, notes.last, events, impacts, notes.contact_step, breaks)
    set_gaps(tables, live, step)
    return notes.impact[first : notes.impact_count[0], 17].sum()


@kernel
def accept(scene: Scene, n: int, force: Floats, step: float, last: bool) -> bool:
    """Book the forces and return True, or False where they must be solved for again, with wider bounds."""
    contacts, tables, live, notes = _views(scene)
    if too_tight(n, contacts, tables, live, force, live.qacc, step, notes.bounds, notes.again) and not last:
        return False
    book_contacts(n, contacts, tables, live, force, step, notes.contact_step, (notes.touch_count, notes.touch))

    # What free bodies move by is the sum of the forces that are booked, not the solver's qacc, which is as good as
    # its tolerance. Noted, because MuJoCo computes anew when it puts things to sleep.
    notes.qvel_hit[:] = live.qvel
    for i in range(notes.force.shape[0]):
        notes.force[i] = live.qfrc_smooth[i] + live.qfrc_constraint[i]
    return True


@kernel
def stand_on_rims(scene: Scene, n: int, rims: Bools, sizes: Floats, places: Floats, axes: Floats) -> bool:
    """Put contacts of rims where these touch, as ``set_on_rims`` does."""
    contacts, _, _, _ = _views(scene)
    return set_on_rims(n, contacts, rims, sizes, places, axes)


@kernel
def wobbling(scene: Scene, n: int, axes: Floats, rims: Bools, step: float, out: Bools) -> bool:
    """Find who wobbles fast on a rim, as ``find_wobbling`` does."""
    contacts, tables, live, _ = _views(scene)
    return find_wobbling(n, contacts, tables, live, axes, rims, step, out)


@kernel
def to_middle(scene: Scene, who: Bools, step: float) -> None:
    """Move who wobbles to the middle of the step."""
    _, tables, live, _ = _views(scene)
    go_to_middle(who, tables, live, step)


@kernel
def from_middle(scene: Scene, who: Bools, begun: tuple[Floats, Floats]) -> None:
    """Move who wobbles back, with the forces of the middle."""
    _, tables, live, notes = _views(scene)
    come_back(who, tables, live, begun, notes.qvel_hit, notes.force)


@kernel
def finish(scene: Scene, step: float, time: float) -> None:
    """Move the free bodies and watch what comes next."""
    _, tables, live, notes = _views(scene)
    before, after = (notes.qpos, notes.qvel), (notes.qvel_hit, notes.force)
    events = (notes.event_count, notes.event_tree, notes.event_time, notes.event_change, notes.event_given)
    accounts = (notes.contact_step, notes.contact, notes.external)
    advance_free(tables, live, before, after, step, time, events, (notes.knot_count, notes.knot), accounts)
    set_gaps(tables, live, step)


@kernel
def blow(scene: Scene, bodies: air.Bodies, medium: air.Medium, time: float, step: float, out: Floats) -> bool:
    """Write what the air does to every body in this step, as ``air.blow`` does."""
    _, tables, live, _ = _views(scene)
    return air.blow(bodies, medium, tables, live, time, step, out)


@kernel
def air_work(scene: Scene, bodies: air.Bodies, wrench: Floats, step: float) -> float:
    """Return the work (J) of the air on free bodies in the step that has just ended."""
    _, tables, live, notes = _views(scene)
    return air.air_work(bodies, tables, live, (notes.qpos, notes.qvel), wrench, step)


@kernel
def sample(scene: Scene, k: int, out: Rows) -> None:
    """Write sample k of a segment and begin a new interval."""
    _, tables, live, notes = _views(scene)
    record(k, out, tables, live, notes.contact, notes.external)
    notes.contact[:] = 0.0
    notes.external[:] = 0.0
