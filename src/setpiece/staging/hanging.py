"""Things that hang on what has leaves until they fall: a leaf on its tree, apples."""

import numpy as np

from setpiece.assets.build import build
from setpiece.events.clause import Clause
from setpiece.geometry import quat_rotate
from setpiece.language.script import Happening, Relation
from setpiece.staging.given import claimed, said
from setpiece.staging.layout import Array, Layout

SIDE = -1.4  # rad: from the trunk, where things hang on a tree: before it, a little to the right
BRANCHING = 0.5  # rad between things that hang on one tree
CELL, FREE = 0.25, 0.3  # m: of leaves' columns, and how far round about no other leaf hangs lower


def hang(layout: Layout, happening: Happening) -> None:
    """Hang what falls from something with leaves on its twigs, each with nothing under it, on the camera's side."""
    place = happening.place
    if place not in (None, "ground") and happening.path in ("from", "off"):
        _on_twigs(layout, happening.subject, place)


def stay(layout: Layout) -> None:
    """Hang what is said to hang from something with leaves, and let it stay there."""
    for told in (r for r in layout.script.relations if r.kind == "hung_from" and r.objects):
        placed = layout.placed(told.subject) and layout.placed(told.objects[0])
        if placed and _on_twigs(layout, told.subject, told.objects[0]):
            for instance in layout.instances[told.subject]:
                for part in instance.assembly.bodies:
                    layout.change(part.id, fixed=True)


def claims(layout: Layout, relation: Relation) -> list[Clause]:
    """Return that each of what hangs from something hangs there."""
    text, (tree, *_) = said(layout.script, relation.span), layout.main(relation.objects[0]) or [None]
    pairs = [(body, tree) for body in layout.main(relation.subject) if tree is not None]
    return [claimed(text, relation.span, "hangs_from", pair) for pair in pairs]


def _on_twigs(layout: Layout, subject: str, place: str) -> bool:
    """Put things under twigs of a crown; tell whether it has any."""
    body = layout.bodies[layout.main(place)[0]]
    crown = [part.mesh.vertices for part in build(body).parts if part.material == "leaves"]
    if not crown or not body.fixed:
        return False
    leaves = np.asarray(body.position) + quat_rotate(body.rotation, np.concatenate(crown))
    for k, instance in enumerate(layout.instances[subject]):
        bearing = SIDE + layout.knobs.shift(f"{subject}.twig", BRANCHING) + BRANCHING * k
        twig = _twig(leaves, np.asarray(body.position), bearing)
        own = layout.bodies[instance.main]
        corners = quat_rotate(own.rotation, np.concatenate([part.mesh.vertices for part in build(own).parts]))
        shift = twig - (corners[np.argmax(corners[:, 2])] + own.position)
        for part in instance.assembly.bodies:
            at = np.asarray(layout.bodies[part.id].position) + shift
            layout.change(part.id, position=tuple(map(float, at)))
        instance.base = instance.base + shift
    return True


def _twig(leaves: Array, trunk: Array, bearing: float) -> Array:
    """Return the corner (m) of a crown's leaves that hangs lowest round about: high, far out, near a bearing (rad)."""
    cells = np.floor(leaves[:, :2] / CELL).astype(np.int64)
    order = np.lexsort((leaves[:, 2], cells[:, 1], cells[:, 0]))
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(cells[order], axis=0) != 0).any(axis=1)
    lowest = leaves[order[first]]
    apart = np.linalg.norm(lowest[:, None, :2] - lowest[None, :, :2], axis=2)
    clear = (np.where(apart < FREE, lowest[None, :, 2], np.inf).min(axis=1) >= lowest[:, 2]).nonzero()[0]
    away = lowest[clear] - trunk
    far = np.hypot(away[:, 0], away[:, 1])
    turn = np.abs(np.angle(np.exp(1j * (np.arctan2(away[:, 1], away[:, 0]) - bearing))))
    return lowest[clear[np.argmin(turn - far / far.max() - 3.0 * away[:, 2] / np.ptp(leaves[:, 2]))]]
