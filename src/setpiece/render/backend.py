"""Which of Mitsuba's variants this machine can run, found out once and remembered.

``llvm_ad_rgb`` needs LLVM 17 or later; older ones are rejected or abort the process, so a library is tried in a
process of its own, and the answer is kept in the user's cache folder.
"""

import json
import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import numpy as np

from setpiece.errors import InputError

OLDEST_LLVM = 17
PROBE_SECONDS = 120
PROBE = """
import mitsuba
mitsuba.set_variant({variant!r})
import drjit
assert drjit.all(mitsuba.Float([1.0, 2.0, 3.0]) * 2.0 == mitsuba.Float([2.0, 4.0, 6.0]))
"""
INSTALL = {
    "linux": "install LLVM 17 or later (on Debian and Ubuntu: apt install libllvm19)",
    "darwin": "install LLVM 17 or later (brew install llvm)",
    "win32": "install LLVM 17 or later from releases.llvm.org",
}
LIBRARIES = {
    "linux": (
        "/usr/lib/*-linux-gnu/libLLVM*.so*",
        "/usr/lib/llvm-*/lib/libLLVM*.so*",
        "/usr/lib64/libLLVM*.so*",
        "/usr/lib/libLLVM*.so*",
        "/usr/local/lib/libLLVM*.so*",
        "/home/linuxbrew/.linuxbrew/opt/llvm*/lib/libLLVM*.so*",
    ),
    "darwin": ("/opt/homebrew/opt/llvm*/lib/libLLVM*.dylib", "/usr/local/opt/llvm*/lib/libLLVM*.dylib"),
    "win32": ("C:/Program Files/LLVM/bin/LLVM-C.dll",),
}


@dataclass(frozen=True)
class Backend:
    """Mitsuba's variant, the LLVM library it compiles with, and what the user should know about it."""

    variant: str
    llvm_path: str | None
    note: str

    @property
    def vectorised(self) -> bool:
        """Whether the project's own integrator can run (wavefronts of Dr.Jit arrays)."""
        return self.variant != "scalar_rgb"


@cache
def backend(*, gpu: bool = False) -> Backend:
    """Return the fastest backend of this machine and make it Mitsuba's variant for this process.

    Args:
        gpu: Use ``cuda_ad_rgb`` where an NVIDIA driver answers. Bits differ from those of a CPU.

    Raises:
        InputError: Mitsuba cannot be loaded at all.
    """
    found = choose(gpu)
    if found.llvm_path is not None:
        os.environ["DRJIT_LIBLLVM_PATH"] = found.llvm_path
    try:
        import mitsuba
    except (ImportError, NameError, OSError) as error:  # NameError: Dr.Jit's, where its extension cannot be loaded
        raise InputError(
            "renderer: Mitsuba cannot be loaded; a library of the system is missing. "
            "To mend this on Debian and Ubuntu, apt-get install libatomic1."
        ) from error

    mitsuba.set_variant(found.variant)
    return found


@cache
def threads() -> int:
    """Return how many threads Dr.Jit was given for this process, before any was sent to rest."""
    import drjit

    return drjit.thread_count()


@cache
def instruction_set() -> str:
    """Return the name of the arithmetic of this machine: equal bits are promised only within one."""
    extensions = np.show_config(mode="dicts")["SIMD Extensions"]
    names = [*extensions["baseline"], *extensions["found"]]
    return "-".join([platform.machine().lower(), *(name.lower() for name in names)])


@cache
def choose(gpu: bool = False) -> Backend:
    """Return the first backend whose probe succeeds, without loading Mitsuba into this process."""
    if gpu and _works("cuda_ad_rgb", None):
        return Backend("cuda_ad_rgb", None, "Rendering on the GPU.")
    for path in _libraries():
        if _works("llvm_ad_rgb", path):
            return Backend("llvm_ad_rgb", str(path), f"Rendering on all cores with {path.name}.")
    fix = INSTALL.get(sys.platform, INSTALL["linux"])
    return Backend(
        "scalar_rgb",
        None,
        f"No usable LLVM was found: pictures take about five times as long, and an edit renders whole frames again. "
        f"To mend this, {fix}, or set DRJIT_LIBLLVM_PATH to its library.",
    )


def _libraries() -> tuple[Path, ...]:
    """Return candidate libraries, what the user names first, then newest first, without those known to fail."""
    named = os.environ.get("DRJIT_LIBLLVM_PATH")
    first = (Path(named),) if named and Path(named).exists() else ()
    found: dict[Path, int] = {}
    for pattern in LIBRARIES.get(sys.platform, LIBRARIES["linux"]):
        root = Path(Path(pattern).anchor)
        for path in root.glob(str(Path(pattern).relative_to(root))):
            real = path.resolve()
            major = _major(real)
            if real.exists() and (major is None or major >= OLDEST_LLVM):
                found[real] = major or 0
    return (*first, *sorted(found, key=lambda path: (-found[path], str(path))))


def _major(path: Path) -> int | None:
    """Return the major version that a library's path tells, if it tells one."""
    for pattern in (r"libLLVM[-.](?:so\.)?(\d+)", r"llvm[-@/](\d+)[./]"):
        match = re.search(pattern, str(path))
        if match:
            return int(match.group(1))
    return None


def _works(variant: str, path: Path | None) -> bool:
    """Return whether a variant computes correctly here, asking the cache before a process of its own."""
    stamp = "" if path is None else f"{path}:{path.stat().st_mtime_ns}"
    label = f"{variant}:{stamp}:{version('mitsuba')}:{version('drjit')}"
    note = cache_folder() / f"backend_{blake2b(label.encode(), digest_size=8).hexdigest()}.json"
    if path is not None and note.exists():
        return bool(json.loads(note.read_text())["works"])
    works = _probe(variant, path)
    if path is not None:
        _remember(note, {"label": label, "works": works})
    return works


def _probe(variant: str, path: Path | None) -> bool:
    """Try a variant in a new process, which may abort without harm."""
    environment = dict(os.environ)
    if path is not None:
        environment["DRJIT_LIBLLVM_PATH"] = str(path)
    command = [sys.executable, "-c", PROBE.format(variant=variant)]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=PROBE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _remember(note: Path, content: dict[str, object]) -> None:
    """Write a small file whole or not at all; a cache folder that cannot be written only costs time."""
    temporary = note.with_suffix(f".{os.getpid()}")
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(content))
        temporary.replace(note)
    except OSError:
        return


def cache_folder() -> Path:
    """Return the folder for derivable things in the place that the operating system has for them."""
    if "XDG_CACHE_HOME" in os.environ:
        return Path(os.environ["XDG_CACHE_HOME"]) / "setpiece"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "setpiece" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "setpiece"
    return Path.home() / ".cache" / "setpiece"
