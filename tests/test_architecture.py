"""The import graph flows one way, files stay readable, and importing the package is cheap."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
FILES = {path.relative_to(SRC).with_suffix("").as_posix(): path for path in sorted(SRC.rglob("*.py"))}
LAYERS = [
    *(
        "errors",
        "foreign",
        "rng",
        "clock",
        "geometry",
        "arrays",
        "progress",
        "world",
        "assets",
        "actors",
        "language",
        "physics",
        "camera",
    ),
    *(
        "events",
        "staging",
        "render",
        "sound",
        "neural",
        "take",
        "certificate",
        "metrics",
        "edits",
        "line",
        "proof",
        "pipeline",
        "editing",
        "delivery",
    ),
    *("laws", "dataset", "studio", "front", "cli"),
]
HEAVY = (
    *("torch", "mujoco", "mitsuba", "drjit", "numba", "pyoidn", "av", "scipy", "trimesh", "manifold3d", "zarr"),
    *("starlette", "PIL", "soxr", "OpenEXR"),
)
LIGHT = ("setpiece", "setpiece.cli", "setpiece.pipeline", "setpiece.take.folder", "setpiece.world.files")
MAX_LINES = 500


def imports(path: Path) -> set[str]:
    """Return the modules of ours that a file imports, wherever in it the import stands."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.replace(".", "/") for name in names if name and name.startswith("setpiece.")}


def layer(name: str) -> str:
    return name.split("/")[1]


@pytest.mark.parametrize("name", [name for name in FILES if layer(name) != "__init__"])
def test_layers_import_only_to_their_left(name):
    allowed = LAYERS[: LAYERS.index(layer(name)) + 1]
    wrong = sorted(each for each in imports(FILES[name]) if layer(each) not in allowed)
    assert not wrong


def test_modules_form_no_cycle():
    graph = {name: imports(path) & FILES.keys() for name, path in FILES.items() if layer(name) != "__init__"}
    TopologicalSorter(graph).prepare()  # raises CycleError, naming the cycle


@pytest.mark.parametrize("name", FILES)
def test_files_stay_readable(name):
    assert len(FILES[name].read_text().splitlines()) <= MAX_LINES


@pytest.mark.parametrize("module", LIGHT)
def test_import_is_light(module):
    code = f"import {module}, sys; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SRC)
    assert done.stdout.strip() == "[]"
