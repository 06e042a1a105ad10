"""Files from outside, in formats whose readers are not ours: read in a process with bounded time and memory.

A module that reads such a format is run as ``python -m MODULE FILE``; its ``main`` calls ``serve``, and the caller
gets what that wrote from ``read_apart``.
"""

import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from setpiece.errors import InputError, expected

WRONG = 3  # exit status: the file is at fault, and one line on standard error says how


@dataclass(frozen=True)
class Bounds:
    """What a file may cost: its bytes, seconds of processor time, bytes of address space; what to do about too much."""

    size: int
    seconds: int
    memory: int
    mend: str


def read_apart(module: str, path: Path, bounds: Bounds) -> bytes:
    """Return what a module's process has made of a file.

    Raises:
        InputError: there is no such file, it is too large or damaged, or takes too long.
    """
    try:
        about = path.stat()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}.") from error
    if not stat.S_ISREG(about.st_mode):
        raise InputError(f"{path}: expected a file, got something else.")
    if not 0 < about.st_size <= bounds.size:
        raise InputError(expected(str(path), f"1 byte to {bounds.size // 2**20} MB", f"{about.st_size} bytes"))
    command = [sys.executable, "-m", module, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=3 * bounds.seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise InputError(f"{path}: takes more than {bounds.seconds} s to read. {bounds.mend}") from error
    if done.returncode == WRONG:
        raise InputError(f"{path}: {done.stderr.decode(errors='replace').strip().splitlines()[-1][:300]}")
    if done.returncode:
        most = f"{bounds.seconds} s and {bounds.memory // 2**30} GB"
        raise InputError(f"{path}: cannot be read within {most}. {bounds.mend}")
    return done.stdout


def serve(read: Callable[[Path], bytes], bounds: Bounds) -> None:
    """Read the file named on the command line within bounds, and write what came of it; say in a line what is wrong."""
    path = Path(sys.argv[1])
    _bind(bounds)
    try:
        made = read(path)
    except InputError as error:
        _give_up(str(error))
    except MemoryError:
        _give_up(f"needs too much memory. {bounds.mend}")
    except Exception as error:  # noqa: BLE001 - whatever a reader of foreign formats throws at a damaged file
        _give_up(f"is damaged, or is no {path.suffix} file ({type(error).__name__}).")
    else:
        sys.stdout.buffer.write(made)


def _give_up(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.exit(WRONG)


def _bind(bounds: Bounds) -> None:
    """Bound this process's processor time, and its memory where the system can."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (bounds.seconds, bounds.seconds + 5))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
