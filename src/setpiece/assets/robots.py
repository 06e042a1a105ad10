"""Reads a robot (URDF, MJCF) by MuJoCo's own parser, in a process of its own whose time and memory are bounded.

``python -m setpiece.assets.robots FILE`` is that process: it writes the robot as a ``Model`` with links. What stands
in the document is the robot at home (the first keyframe, else where its joints begin), Z up, metres. Meshes are read
from the file's own folder alone; nothing else that a file points to is followed.
Legend: G geoms, a group is what is welded together (0: to the world), J dofs.
"""

import re
from pathlib import Path

from setpiece.assets.own import Wish
from setpiece.errors import InputError, expected
from setpiece.foreign import Bounds, read_apart, serve
from setpiece.world.document import Model

FORMATS = (".xml", ".mjcf", ".urdf")
BOUNDS = Bounds(size=4 * 2**20, seconds=20, memory=3 * 2**30, mend="Simplify it.")
MESHES = 64 * 2**20  # bytes of all mesh files together
FOLLOWED = (  # more files, or more than was written
    "include", "attach", "model", "plugin", "extension", "flexcomp", "composite", "replicate",
)  # fmt: skip
KINDS = {"hfield": "height fields", "flex": "flexible bodies", "skin": "skins", "equality": "equality constraints",
         "tendon": "tendons"}  # fmt: skip
URDF = '<mujoco><compiler discardvisual="false" strippath="false"/></mujoco>'  # MuJoCo's own extension of URDF


def read_robot(asked: Wish) -> Model:
    """Return the model of a robot's file, with a link for every part that moves by itself.

    Raises:
        InputError: there is no such file, it is too large, damaged, takes too long, or has what is not carried over.
    """
    if asked.size is not None or asked.unit is not None or asked.up is not None:
        raise InputError(
            expected(f"--thing {asked.name}", "no size, unit or up for a robot", "one", "Its file says it.")
        )
    made = read_apart("setpiece.assets.robots", asked.path, BOUNDS)
    model = Model.model_validate_json(made)
    return model.model_copy(update={"name": asked.name})


# --- the child -------------------------------------------------------------------------------------------------------


def robot_of(path: Path) -> bytes:
    """Return the robot of a file as the JSON of its ``Model``.

    Raises:
        InputError: it is no robot that can be used.
    """
    from setpiece.assets.linkage import model_of

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("expected text in UTF-8.") from error
    _refuse(text)
    return model_of(_compiled(text, path)).model_dump_json().encode()


def _refuse(text: str) -> None:
    """Refuse what would make a parser read more than the file: entities, and elements that name other files."""
    plain = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    if re.search(r"<!\s*(DOCTYPE|ENTITY|\[)", plain, re.IGNORECASE):
        raise InputError("has a document type or entities, which are not followed. Write it without.")
    if (found := re.search(rf"<\s*({'|'.join(FOLLOWED)})\b", plain)) is not None and found[1] != "model":
        raise InputError(f"has <{found[1]}>, which is not followed. Write the robot as one file.")
    if re.search(r"<\s*model\b[^>]*\bfile\s*=", plain):
        raise InputError("has <model file>, which is not followed. Write the robot as one file.")


def _compiled(text: str, path: Path) -> object:
    """Return MuJoCo's model of a robot, its meshes read by us."""
    import mujoco

    mujoco.set_mju_user_warning(lambda _: None)  # it would write a file of its own
    if path.suffix.lower() == ".urdf":
        text = re.sub(r"(<\s*robot\b[^>]*>)", lambda tag: tag[1] + URDF, text, count=1)
    try:
        spec = mujoco.MjSpec.from_string(text)
    except (ValueError, mujoco.FatalError) as error:
        raise _as_line(error) from error
    _strip(spec)
    spec.assets = _meshes(spec, path.resolve().parent)
    try:
        return spec.compile()
    except (ValueError, mujoco.FatalError) as error:
        raise _as_line(error) from error


def _as_line(error: Exception) -> InputError:
    return InputError(f"MuJoCo cannot read it: {' '.join(str(error).split())[:220]}")


def _strip(spec: object) -> None:
    """Refuse what is not carried over, and drop textures: surfaces keep their colours."""
    for kind, words in KINDS.items():
        plural = "equalities" if kind == "equality" else "flexes" if kind == "flex" else f"{kind}s"
        if len(getattr(spec, plural)):
            raise InputError(f"has {words}, which are not carried over. Take them out.")
    for material in spec.materials:
        material.textures = [""] * len(material.textures)
    for texture in list(spec.textures):
        spec.delete(texture)


def _meshes(spec: object, folder: Path) -> dict[str, bytes]:
    """Return the bytes of the mesh files that a robot names, all from its own folder.

    Raises:
        InputError: one is outside, is not there, or they are too large.
    """
    found, total = {}, 0
    inside = Path(spec.meshdir or "")
    for mesh in spec.meshes:
        if not mesh.file:
            continue
        said = re.sub(r"^(package|file|model)://", "", mesh.file)
        package = said != mesh.file  # the first word names a package, which need not be a folder's name
        tries = [folder / inside / said, *([folder / said.partition("/")[2]] if package else [])]
        whole = next((t.resolve() for t in tries if t.is_file()), tries[0].resolve())
        if not whole.is_relative_to(folder):
            raise InputError(f"names the mesh {mesh.file[:80]!r}, which is outside its folder. Put it there.")
        if not whole.is_file():
            raise InputError(f"names the mesh {mesh.file[:80]!r}, which is not in its folder.")
        total += whole.stat().st_size
        if total > MESHES:
            raise InputError(f"has meshes of more than {MESHES // 2**20} MB. Simplify them.")
        mesh.file = f"{mesh.name or len(found)}{whole.suffix.lower()}"
        found[mesh.file] = whole.read_bytes()
    spec.meshdir = ""
    return found


if __name__ == "__main__":
    serve(robot_of, BOUNDS)
