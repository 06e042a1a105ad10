"""What a take's certificate says: laws, sentence, what an edit left as it was; and what its frames bear witness to."""

import json

from setpiece.errors import InputError
from setpiece.events.clause import Clause
from setpiece.line import Line, lay_out, trajectory_of
from setpiece.take import folder as folders
from setpiece.take import history, picture
from setpiece.take.folder import Take
from setpiece.take.stage import Json
from setpiece.take.store import Store, StoredResult
from setpiece.world.document import World


def claims_on(take: Take, world: World, version: int) -> list[Json]:
    """Return what a take's sentence claims of a world edited from a version (0: none): edits override its words."""
    from setpiece.edits.claims import claims

    said = take.clauses
    if not said or not version:
        return said
    clauses = tuple(Clause.model_validate(clause) for clause in said)
    return [clause.model_dump(mode="json") for clause in claims(clauses, history.root_of(take, version), world)]


def certificate_of(take: Take, store: Store) -> Json:
    """Return a take's certificate as JSON, computed anew from what happens in its world, and not stored."""
    line = lay_out(take.world, take.format, claims_on(take, take.world, history.head_of(take)))
    node = line.certified
    made = dict(node.stage.run(node.document, StoredResult(store, node).upstream, node.segment))
    certificate = json.loads(made["certificate"].tobytes())
    return proved(take, store, line, certificate, anew=True) if take.history else certificate


def witnessed(take: Take, store: Store) -> Json:
    """Return as JSON what a take's own id and depth layers say of what flies in it, frame by frame.

    Raises:
        InputError: nothing round flies long enough, whole and large enough in the picture, to tell gravity by.
    """
    from setpiece.certificate.frames import Look, read_frames

    trajectory = trajectory_of(take, store)
    shown = picture.first_hits(take.world, take.framed, trajectory)
    looks = (Look(time, view, hit.parts, hit.part, hit.depth) for time, view, hit in shown)
    found = read_frames(take.world, trajectory, looks)
    if found is None:
        lack = "expected something round that flies whole in the picture, without air, for long enough, got none"
        raise InputError(f"{take.folder}: {lack}. A ball that is thrown or bounces does; a larger picture may help.")
    return found.model_dump(mode="json")


def proved(take: Take, store: Store, line: Line, certificate: Json, *, anew: bool) -> Json:
    """Return a version's certificate with the proof of what its edit left as it was; the film of it is a view.

    Without ``anew`` a proof is only shown, not made. Raw light that was trimmed away cannot be compared any more.
    """
    from setpiece.edits.comparing import FILM, comparing

    row = history.version(take, history.head_of(take))
    difference = take.folder / FILM
    if row["parent"] is None:
        difference.unlink(missing_ok=True)
        return certificate
    parent = history.world_of(take, row["parent"])
    former = lay_out(parent, take.format, [])
    documents = (parent.model_dump(mode="json"), take.world.model_dump(mode="json"))
    node = comparing(former.developed, line.developed, documents, take.format.fps)
    kept = all(store.has(each) for each in (*former.traced, *former.developed))
    if not store.has(node) and not (anew and kept):
        difference.unlink(missing_ok=True)
        why = "The raw light of the version before is no longer kept."
        return certificate | {"edit": {"sentence": row["edit"].get("sentence", ""), "holds": None, "note": why}}
    proof = json.loads(store.arrays(node)["proof"].tobytes())
    folders.place_view(store.file(node, FILM), difference)
    edit = {"sentence": row["edit"].get("sentence", ""), "parent": row["parent"], **proof}
    return certificate | {"edit": edit, "holds": certificate["holds"] and proof["holds"]}
