"""The history of a take: a graph of versions in ``history.jsonl``, and which of them the folder shows.

A row with an ``id`` is a version: its parent, what led to it, the hash of its world. Only versions that no edit led
to keep their world whole; every other one is its parent's world with the edit's steps applied, checked by hash. A row
with ``head`` alone says that the folder shows another version from then on. Rows are only ever added.
"""

import json
from typing import cast

from setpiece.errors import InputError
from setpiece.take.files import disk_full_is_input_error
from setpiece.take.folder import Take
from setpiece.take.stage import Json
from setpiece.world.document import World
from setpiece.world.edit import OPEN, Edit, apply, touched_by
from setpiece.world.files import canonical_json, document_hash, parse_json, parse_world, write_atomic


def head_of(take: Take) -> int:
    """Return the id of the version that the folder shows, 0 if there is none."""
    rows = take.log
    return int(rows[-1].get("id") or rows[-1]["head"]) if rows else 0


def version(take: Take, id: int) -> Json:  # noqa: A002
    """Return the row of a version.

    Raises:
        InputError: there is none of that number.
    """
    for row in take.history:
        if row["id"] == id:
            return row
    raise InputError(
        f"{take.folder}: there is no version {id}; there are 1 to {len(take.history)}. See `setpiece history`."
    )


def note_version(take: Take, edit: Json) -> int:
    """Make the current world the head, as a new version unless it is known, and return its id.

    Args:
        take: whose ``world.json`` is the version.
        edit: what led to it; with ``steps`` the world can be made again from its parent's.
    """
    world, head, history = take.world, head_of(take), take.history
    hash_ = document_hash(world)
    known = [row["id"] for row in history if row["world"] == hash_]
    if known:
        keep(take)
        found = head if head in known else max(known)
        if found != head:
            _append(take, {"head": found})
        return found
    row = {"id": len(history) + 1, "parent": head or None, "edit": edit, "world": hash_}
    if "steps" not in edit or not head:
        row["document"] = world.model_dump(mode="json")
    _append(take, row)
    return row["id"]


def move_head(take: Take, id: int) -> None:  # noqa: A002
    """Let the folder's documents be those of another version; its views are made by whoever films."""
    version(take, id)
    if id != head_of(take):
        _append(take, {"head": id})


def world_of(take: Take, id: int) -> World:  # noqa: A002
    """Return the world of a version.

    Raises:
        InputError: it cannot be made again, or is not what it was.
    """
    chain = [version(take, id)]
    while "document" not in chain[-1] and "steps" in chain[-1]["edit"] and chain[-1]["parent"]:
        chain.append(version(take, chain[-1]["parent"]))
    root = chain.pop()
    then = root.get("document") or parse_json((take.folder / "world.json").read_bytes(), place="world.json")
    if "document" not in root and document_hash(then) != root["world"]:
        raise InputError(
            f"{take.folder}: version {root['id']} was made by an older Setpiece that did not keep its world."
        )
    world = parse_world(canonical_json(then))
    for row in reversed(chain):
        world = apply(world, edit_of(row))
    now = world.model_dump(mode="json")
    if version(take, id)["world"] not in (document_hash(now), document_hash(_as_then(now, then))):
        raise InputError(f"{take.folder}: history.jsonl is damaged: version {id} is not the world it was.")
    return world


def _as_then(now: Json, then: Json) -> Json:
    """Return a world as the Setpiece wrote it that wrote ``then``: without the fields that it did not know.

    Fields that came later have values that change nothing, so that a world of an older take is still the same.
    """

    def pruned(new: object, old: object, name: str = "") -> object:
        if isinstance(new, dict) and isinstance(old, dict) and name not in OPEN:
            return {key: pruned(value, old[key], key) for key, value in new.items() if key in old}
        if isinstance(new, list) and isinstance(old, list):
            return [pruned(row, _like(row, old)) for row in new]
        return new

    return cast("Json", pruned(now, then))


def _like(row: object, rows: list) -> object:
    """Return the row among others that is of the same kind, None if there is none."""
    if not isinstance(row, dict):
        return None
    return next((each for each in rows if isinstance(each, dict) and each.get("kind") == row.get("kind")), None)


def edit_of(row: Json) -> Edit:
    """Return the edit that led to a version; one without steps if it was no edit."""
    return Edit.model_validate(
        {name: row["edit"].get(name, default) for name, default in (("steps", []), ("sentence", ""))}
    )


def keep(take: Take) -> None:
    """Write the shown world into its version's row if an older Setpiece did not, so that it can be gone back to."""
    rows, world = take.log, take.world
    hash_ = document_hash(world)
    for row in rows:
        whole = "document" in row or ("id" in row and row["parent"] and "steps" in row["edit"])
        if row.get("world") == hash_ and not whole:
            kept = row | {"document": world.model_dump(mode="json")}
            _write(take, [kept if each is row else each for each in rows])
            return


def root_of(take: Take, id: int) -> World:  # noqa: A002
    """Return the world that a version was edited from: what the sentence claims was staged there."""
    at = version(take, id)
    while at["parent"] and "steps" in at["edit"]:
        at = version(take, at["parent"])
    return world_of(take, at["id"])


def world_now(take: Take) -> World:
    """Return the world of the head: what an edit changes, even if the edit was stopped before while it was filmed."""
    return world_of(take, head_of(take)) if take.history else take.world


def edited_last(take: Take) -> tuple[str, ...]:
    """Return the bodies and lamps that the edit before the head was about: what "it" means."""
    names = touched_by(edit_of(version(take, head_of(take)))) if take.history else ()
    return tuple(sorted({name.split(".")[1] for name in names if name.startswith(("bodies.", "lights."))}))


def before(take: Take, topics: tuple[str, ...]) -> int:
    """Return the version before the last edit that wrote one of these fields, on the way from the head to the root.

    Raises:
        InputError: there was no such edit.
    """
    at = version(take, head_of(take))
    while at["parent"]:
        fields = {part for path in touched_by(edit_of(at)) for part in path.split(".")}
        if not topics or fields & set(topics):
            return at["parent"]
        at = version(take, at["parent"])
    said = [f"'{edit_of(row).sentence}'" for row in take.history if edit_of(row).sentence]
    raise InputError(f"edit: there was no such change before. The edits so far: {', '.join(said) or 'none'}.")


def way(take: Take, id: int) -> list[int]:  # noqa: A002
    """Return the versions from a version back to its first, itself included."""
    found = [version(take, id)]
    while found[-1]["parent"]:
        found.append(version(take, found[-1]["parent"]))
    return [row["id"] for row in found]


def undone(take: Take) -> int:
    """Return the version before the head.

    Raises:
        InputError: the head is the first.
    """
    parent = version(take, head_of(take))["parent"]
    if parent is None:
        raise InputError(f"{take.folder}: there is nothing to undo: this is the first version.")
    return cast("int", parent)


def redone(take: Take) -> int:
    """Return the version that was made from the head last.

    Raises:
        InputError: nothing was.
    """
    children = [row["id"] for row in take.history if row["parent"] == head_of(take)]
    if not children:
        raise InputError(f"{take.folder}: there is nothing to redo: no version was made from this one.")
    return max(children)


def _append(take: Take, row: Json) -> None:
    _write(take, [*take.log, row])


def _write(take: Take, rows: list[Json]) -> None:
    lines = [json.dumps(each, sort_keys=True, ensure_ascii=False) for each in rows]
    with disk_full_is_input_error(take.folder):
        write_atomic(take.folder / "history.jsonl", ("\n".join(lines) + "\n").encode())
