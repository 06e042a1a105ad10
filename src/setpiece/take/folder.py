"""The folder of a take: its documents, the views of its current version, and the rules for writing into it.

``film.mp4 poster.png sound/*.wav certificate.json provenance.json`` are views: whole files, made again from the
store at any time. ``script.json world.json history.jsonl`` are the documents that everything is computed from.
"""

import json
import os
import platform
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from setpiece.errors import InputError, shorten
from setpiece.language.script import Script
from setpiece.take.files import disk_full_is_input_error, fsync
from setpiece.take.stage import Json, Node, instruction_set, library_version
from setpiece.take.store import DamagedError, Store, hash_file
from setpiece.world.document import World
from setpiece.world.files import document_hash, load_world, parse_json, write_atomic
from setpiece.world.format import Format, framed

STORE = ".store"
LEFT = re.compile(r"\.[\w-]+\.(json|jsonl|mp4|png|wav)\.\w+(\.tmp)?")  # what is written first, and then renamed
SLUG_WORDS = 6
SLUG_LENGTH = 48
IDLE_WORDS = frozenset(("a", "an", "and", "at", "in", "is", "it", "its", "of", "off", "on", "out", "the", "then", "to"))
IDENTITY_LENGTH = 200  # characters of the prompt that tell takes apart; the title of a staged world has as many


@dataclass(frozen=True)
class Take:
    """A film and all that it was made from. Paths may not exist yet while it is being made."""

    folder: Path

    @property
    def film(self) -> Path:
        """The film."""
        return self.folder / "film.mp4"

    @property
    def poster(self) -> Path:
        """One picture that stands for the film."""
        return self.folder / "poster.png"

    @property
    def store(self) -> Path:
        """The root of the store."""
        return self.folder / STORE

    @property
    def world(self) -> World:
        """The world that the current version was filmed from."""
        return load_world(self.folder / "world.json")

    @property
    def script(self) -> Script | None:
        """What was understood of the prompt; None for a world that came as a document."""
        found = self._json("script.json")
        return Script.model_validate({name: found[name] for name in Script.model_fields}) if found else None

    @property
    def clauses(self) -> list[Json]:
        """The claims of the sentence, as staging put them (``events.clause.Clause`` as JSON)."""
        return (self._json("script.json") or {"clauses": []})["clauses"]

    @property
    def notes(self) -> list[str]:
        """What staging had to say."""
        return (self._json("script.json") or {"notes": []})["notes"]

    @property
    def provenance(self) -> Json:
        """Keys and hashes of all stages, versions, seed and format; empty until the take is finished."""
        return self._json("provenance.json") or {}

    @property
    def certificate(self) -> Json:
        """Laws and clauses with their verdicts; empty until the take is finished."""
        return self._json("certificate.json") or {}

    @property
    def format(self) -> Format:
        """How the take was ordered."""
        return Format.model_validate(self.provenance.get("format", {}))

    @property
    def framed(self) -> Format:
        """How the current version is delivered: as ordered, with the aspect that its shot asks for."""
        return framed(self.format, self.world.shot)

    @property
    def history(self) -> list[Json]:
        """The versions so far: id, parent, edit, hash of the world."""
        return [row for row in self.log if "id" in row]

    @property
    def log(self) -> list[Json]:
        """All rows of the history in order: versions, and moves of the head."""
        path = self.folder / "history.jsonl"
        lines = path.read_bytes().splitlines() if path.exists() else []
        return [parse_json(line, place=f"{path}: line {k + 1}") for k, line in enumerate(lines)]

    def _json(self, name: str) -> Json | None:
        path = self.folder / name
        return parse_json(path.read_bytes(), place=str(path)) if path.exists() else None


def slug(text: str) -> str:
    """Return a folder name made of the first words that carry meaning: letters a-z, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", text[:2000]).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    kept = [word for word in words if word not in IDLE_WORDS][:SLUG_WORDS]
    return "-".join(kept)[:SLUG_LENGTH].strip("-") or "film"


def default_folder(parent: Path, identity: str) -> Path:
    """Return the folder in ``parent`` that holds a take of this prompt, or the first free one named after it."""
    name = slug(identity)
    for number in range(1, 10_000):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        if not folder.exists() or identity_of(folder) == identity[:IDENTITY_LENGTH]:
            return folder
    raise InputError(f"{parent / name}: expected a free name, but 9999 are taken. Choose a folder.")


def identity_of(folder: Path) -> str | None:
    """Return what a take is of: its prompt, or the title of its world; None where there is no take.

    The script is written first: a run that was killed between the two has left a take of its prompt.
    """
    if not (folder / STORE).is_dir():
        return None
    take = Take(folder)
    if script := take.script:
        return script.prompt[:IDENTITY_LENGTH]
    return take.world.title[:IDENTITY_LENGTH] if (folder / "world.json").exists() else None


def leftovers(folder: Path) -> list[Path]:
    """Return the half-written documents and views of runs that were killed; their names begin with a dot."""
    return [path for path in (*folder.glob(".*"), *folder.glob("sound/.*")) if LEFT.fullmatch(path.name)]


def sweep(take: Take) -> None:
    """Remove what killed runs left half-written. Only for who has claimed the store: nobody else writes then."""
    for path in leftovers(take.folder):
        path.unlink(missing_ok=True)


def check_place(folder: Path, identity: str, *, force: bool = False) -> None:
    """Make sure that a take of ``identity`` may be written into a folder, without touching it.

    Args:
        folder: where; it need not be there.
        identity: the prompt, or the title of a world.
        force: allow a folder that holds something else. Nothing is deleted but what a take writes by itself.

    Raises:
        InputError: the place is a file, holds something else, or cannot be written to.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise InputError(f"{folder}: expected a folder, but {nearest} is a file. Choose another place for the take.")
    try:
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        raise InputError(f"{folder}: cannot be written to: {error.strerror}. Choose another place.") from error
    if nearest == folder and not force:
        _refuse_other_content(folder, identity)


def prepare(folder: Path, identity: str, *, force: bool = False) -> Take:
    """Make a take's folder ready for writing; as ``check_place``, and made if it is not there."""
    check_place(folder, identity, force=force)
    try:
        with disk_full_is_input_error(folder):
            (folder / STORE).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written to: {error.strerror}. Choose another place.") from error
    return Take(folder)


def copied(take: Take, folder: Path) -> Take:
    """Return a copy of a take in an empty folder; the files of the store are shared by hard links where that works."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: holds something already. Choose another folder for the branch.")
    made = prepare(folder, "")
    for path in sorted(take.folder.rglob("*")):
        target = made.folder / path.relative_to(take.folder)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        elif ".tmp" not in path.parts and path.name != "lock":
            _link(path, target, shared=STORE in path.parts)
    return made


def _link(path: Path, target: Path, *, shared: bool) -> None:
    with disk_full_is_input_error(target.parent):
        if shared and path.name != "manifest.json":
            try:
                os.link(path, target)
                return
            except OSError:  # another disk, or a file system without links: a copy does as well
                pass
        shutil.copyfile(path, target)


def _refuse_other_content(folder: Path, identity: str) -> None:
    try:
        content = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise InputError(f"{folder}: cannot be read: {error.strerror}. Choose another place.") from error
    held = identity_of(folder)
    if held is not None and held != identity[:IDENTITY_LENGTH]:
        held_words = shorten(held)
        raise InputError(f"{folder}: holds a take of {held_words}. Choose another folder, or replace it with --force.")
    own = {STORE, *(path.name for path in leftovers(folder))}
    foreign = [name for name in content if name not in own]
    if held is None and foreign:
        raise InputError(f"{folder}: holds something that is no take ({shorten(foreign[0])}). Choose another folder.")


def open_take(folder: Path | str) -> Take:
    """Return the take in a folder.

    Raises:
        InputError: there is none.
    """
    folder = Path(folder)
    if not (folder / "world.json").is_file():
        made = "a folder that `setpiece film` made"
        raise InputError(f"{folder}: expected {made}, found no world.json there.")
    return Take(folder)


def write_json(path: Path, content: object) -> None:
    """Write a document so that equal content gives equal bytes, unless it stands there already."""
    data = (json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
    if not path.exists() or path.read_bytes() != data:
        with disk_full_is_input_error(path.parent):
            write_atomic(path, data)


def show_files(take: Take, store: Store, encoded: Node) -> None:
    """Make the take's views equal to the files of a node: sound in ``sound/``, everything else beside it."""
    store.make(encoded)
    sounds = take.folder / "sound"
    for row in store.manifest(encoded)["parts"]:
        target = (sounds if row["file"].endswith(".wav") else take.folder) / row["file"]
        if not target.is_file() or hash_file(target) != row["hash"]:
            place_view(store.file(encoded, row["name"]), target)
    shown = {row["file"] for row in store.manifest(encoded)["parts"]}
    for path in sounds.glob("*.wav"):
        if path.name not in shown:
            path.unlink()


def place_view(source: Path, target: Path) -> None:
    """Make ``target`` a copy of a stored file, atomically."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with disk_full_is_input_error(target.parent):
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(source, temporary)
            fsync(temporary)
            temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    fsync(target.parent)


def write_provenance(
    take: Take, store: Store, stages: Mapping[str, Sequence[Node]], world: World, film: Format
) -> None:
    """Write what a film was made from: with it, anybody can tell whether they made the same."""
    rows = [row for nodes in stages.values() for row in nodes[:1]]
    libraries = {name: number for row in rows for name, number in row.stage.versions["libraries"].items()}
    content = {
        "stages": {name: _sums(store, nodes) for name, nodes in stages.items()},
        "versions": {"setpiece": library_version("setpiece"), "python": platform.python_version(), **libraries},
        "code": {row.stage.name: row.stage.versions["code"] for row in rows},
        "instructions": instruction_set(),
        "renderer": next((row.stage.machine for row in rows if row.stage.machine), ""),
        "world": document_hash(world),
        "seed": world.seed,
        "format": film.model_dump(mode="json"),
    }
    write_json(take.folder / "provenance.json", content)


def _sums(store: Store, nodes: Sequence[Node]) -> Json:
    """Return one key and one hash for all segments of a stage; no hash where a segment was removed."""
    try:
        hashes = [store.manifest(node)["hash"] for node in nodes]
    except DamagedError:
        hashes = None
    return {
        "key": document_hash({"keys": [node.key for node in nodes]}),
        "hash": hashes and document_hash({"hashes": hashes}),
        "segments": len(nodes),
    }
