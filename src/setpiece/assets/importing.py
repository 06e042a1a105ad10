"""Reads a user's own mesh (glTF, OBJ, STL) in a process of its own, whose time and memory are bounded.

``python -m setpiece.assets.importing FILE`` is that process: it writes the mesh and its convex pieces to standard
output. Files that point to other files are not followed.
"""

import io
from pathlib import Path

import numpy as np

from setpiece.arrays import load_all
from setpiece.assets import robots
from setpiece.assets.models import CORNERS, FACES, HULLS, packed
from setpiece.assets.own import SMALLEST, Wish
from setpiece.errors import InputError, expected
from setpiece.foreign import Bounds, read_apart, serve
from setpiece.world.document import Model

FORMATS = {".glb": (1.0, "y"), ".gltf": (1.0, "y"), ".obj": (1.0, "y"), ".stl": (0.001, "z")}  # unit (m) and up
BOUNDS = Bounds(size=64 * 2**20, seconds=90, memory=3 * 2**30, mend="Simplify it.")
FARTHEST = 1e9  # of any coordinate, whatever its unit
HUGE = 200.0  # m: the largest size that is taken without a word


def read_model(asked: Wish) -> Model:
    """Return the model of a file.

    Raises:
        InputError: there is no such file, it is too large, damaged, empty, flat, or takes too long.
    """
    path = asked.path
    if path.suffix.lower() in robots.FORMATS:
        return robots.read_robot(asked)
    if path.suffix.lower() not in FORMATS:
        known = "a .glb, .gltf, .obj, .stl, .urdf or .xml (MJCF) file"
        raise InputError(expected(f"--thing {asked.name}", known, path.name[:80]))
    return _fitted(asked, _parsed(path))


def _parsed(path: Path) -> dict[str, np.ndarray]:
    """Return the arrays that the child process writes."""
    made = read_apart("setpiece.assets.importing", path, BOUNDS)
    return load_all(io.BytesIO(made))


def _fitted(asked: Wish, found: dict[str, np.ndarray]) -> Model:
    """Return the mesh upright, in metres, on z = 0, over the origin."""
    unit, up = FORMATS[asked.path.suffix.lower()]
    unit, up = asked.unit or unit, asked.up or up
    points = found["vertices"].astype(np.float64)
    lower, upper = points.min(axis=0), points.max(axis=0)
    largest = float((upper - lower).max()) * unit
    factor = unit if asked.size is None else unit * asked.size / largest
    if asked.size is None and not SMALLEST <= largest <= HUGE:
        fix = f"Say how large it is: --thing {asked.name}={asked.path},size=0.5"
        raise InputError(expected(str(asked.path), f"{SMALLEST:g} to {HUGE:g} m", f"{largest:.4g} m", fix))

    def standing(rows: np.ndarray) -> np.ndarray:
        moved = (rows.astype(np.float64) - 0.5 * (lower + upper)) * factor
        turned = moved[:, [0, 2, 1]] * np.array([1.0, -1.0, 1.0]) if up == "y" else moved
        return turned.astype("<f4")

    hulls = [standing(found[name]) for name in sorted(found) if name.startswith("hull_")]
    return Model(
        name=asked.name,
        vertices=packed(standing(found["vertices"])),
        faces=packed(found["faces"].astype("<i4")),
        hulls=tuple(packed(hull) for hull in hulls),
        closed=bool(found["closed"]),
        material=asked.material,
    )


# --- the child -------------------------------------------------------------------------------------------------------


def arrays_of(path: Path) -> bytes:
    """Return the arrays of a file as NumPy writes them.

    Raises:
        InputError: it is no mesh that can be used.
    """
    buffer = io.BytesIO()
    np.savez(buffer, **_read(path))
    return buffer.getvalue()


def _read(path: Path) -> dict[str, np.ndarray]:
    """Return vertices, faces, whether they close a volume, and convex pieces."""
    import trimesh

    with path.open("rb") as file:
        scene = trimesh.load_scene(
            file, file_type=path.suffix.lower()[1:], resolver=None, skip_materials=True, process=False
        )
    solid = [shape for shape in scene.geometry.values() if isinstance(shape, trimesh.Trimesh)]
    if not all(np.abs(shape.vertices).max(initial=0.0) < FARTHEST for shape in solid):
        raise InputError("has coordinates that are no numbers, or out of all bounds.")
    total = sum(len(shape.faces) for shape in solid)
    if total == 0:
        raise InputError("holds no faces.")
    if total > 4 * FACES or len(scene.graph.nodes_geometry) > 5000:
        raise InputError(f"expected at most {FACES} faces, got {total}. Simplify it.")
    mesh = scene.to_mesh()
    mesh.merge_vertices(merge_tex=True, merge_norm=True)
    mesh.update_faces(mesh.nondegenerate_faces() & mesh.unique_faces())
    mesh.remove_unreferenced_vertices()
    if not 4 <= len(mesh.faces) <= FACES:
        raise InputError(f"expected 4 to {FACES} faces with a size, got {len(mesh.faces)}. Mend or simplify it.")
    size = np.ptp(mesh.vertices, axis=0)
    if size.min() < 1e-4 * size.max():
        raise InputError("is flat: a thing needs a thickness.")
    if mesh.is_watertight:
        mesh.fix_normals()
    found = {"vertices": mesh.vertices.astype("<f8"), "faces": mesh.faces.astype("<i4"), "closed": mesh.is_volume}
    for number, points in enumerate(_convex(mesh)):
        found[f"hull_{number:03}"] = points
    return found


def _convex(mesh: object) -> list[np.ndarray]:
    """Return the corners (P, 3) of convex pieces that together stand for the mesh; deterministic."""
    if mesh.is_convex:
        return [_corners(mesh)]
    import coacd

    coacd.set_log_level("off")
    size = float(np.ptp(mesh.vertices, axis=0).max())
    shape = coacd.Mesh(mesh.vertices / size, mesh.faces)
    pieces = coacd.run_coacd(
        shape, threshold=0.08, max_convex_hull=HULLS // 2, preprocess_resolution=30, resolution=1000, mcts_nodes=12,
        mcts_iterations=60, max_ch_vertex=CORNERS // 4, seed=0,
    )  # fmt: skip
    found = [np.asarray(points, "<f8") * size for points, _ in pieces]
    return [points for points in found if len(points) >= 4] or [_corners(mesh)]


def _corners(mesh: object) -> np.ndarray:
    """Return the corners of the convex hull, thinned to as many as a piece may have."""
    corners = np.asarray(mesh.convex_hull.vertices, "<f8")
    if len(corners) <= CORNERS:
        return corners
    k = np.arange(CORNERS) + 0.5
    up = 1.0 - 2.0 * k / CORNERS
    turn = k * np.pi * (3.0 - 5.0**0.5)
    ways = np.column_stack([np.sqrt(1 - up * up) * np.cos(turn), np.sqrt(1 - up * up) * np.sin(turn), up])
    return corners[np.unique(np.argmax(corners @ ways.T, axis=0))]


if __name__ == "__main__":
    serve(arrays_of, BOUNDS)
