"""The command line: ``setpiece film``, ``understand``, ``state``, ``certify``, ``laws``, ``doctor``, ``things`` ...

Exit codes: 0 done; 1 done, but a promise does not hold or something was left out; 2 bad input; 70 a mistake of
Setpiece's own; 130 stopped by the user. Results go to stdout, everything else to stderr; no input shows a traceback.
"""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

from setpiece.cli.screen import warn
from setpiece.errors import InputError

COLLECT_EVERY = 100_000  # new objects; Python's 700 costs half a second while the libraries are imported
BAD_INPUT, OWN_MISTAKE, STOPPED = 2, 70, 130


def main() -> None:
    """Run the command that the program was called with, and leave with its exit code."""
    tune()
    leave(run(sys.argv[1:]))


def leave(code: int) -> NoReturn:
    """End the process without tearing it down: that takes half a second, and compiled modules stopped halfway abort."""
    with suppress(OSError):  # whoever read our output may be gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def tune() -> None:
    """Set up the process for one command's work; it must come before NumPy is imported."""
    gc.set_threshold(COLLECT_EVERY)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its idle threads spin, and we multiply small matrices only


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    with _noted_interrupt() as interrupts:
        try:
            code = _dispatch(arguments, interrupts)
            sys.stdout.flush()
        except InputError as error:
            for message in error.messages:
                warn(message)
            return BAD_INPUT
        except BrokenPipeError:  # whoever reads our output has seen enough
            sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - what is left goes nowhere
            return 0
        except KeyboardInterrupt:
            code = STOPPED
        except Exception as error:  # noqa: BLE001 - the last line of defence: one line here, all of it in a file
            if not interrupts:
                warn(f"setpiece: a mistake of its own, not of yours: {type(error).__name__}: {error}")
                warn(f"Please report it with the file {_write_report(arguments)}.")
                return OWN_MISTAKE
            code = STOPPED
    if code == STOPPED:
        warn("Stopped. The same command goes on from here: finished work is kept.")
    return code


@contextmanager
def _noted_interrupt() -> Iterator[list[int]]:
    """Give a list that fills with every Ctrl-C: compiled modules may swallow its exception or make another of it."""
    interrupts: list[int] = []

    def note(number: int, frame: object) -> None:
        interrupts.append(number)
        signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield interrupts
    finally:
        signal.signal(signal.SIGINT, before)


def _dispatch(arguments: list[str], interrupts: list[int]) -> int:
    """Let typer call the command; it leaves with SystemExit, also on Ctrl-C and after telling of a wrong option."""
    from setpiece.cli.commands import app

    try:
        app(arguments, prog_name="setpiece", obj=interrupts)
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):  # which typer takes for a failure
            raise leaving.__context__ from None
        return leaving.code if isinstance(leaving.code, int) else 0
    return 0


def _write_report(arguments: list[str]) -> str:
    """Write what happened into a file that can be sent, and return its path."""
    import platform
    import tempfile
    import traceback

    content = f"setpiece {arguments!r}\nPython {sys.version}\n{platform.platform()}\n\n{traceback.format_exc()}"
    handle, path = tempfile.mkstemp(prefix="setpiece-report-", suffix=".txt")
    with os.fdopen(handle, "w", errors="backslashreplace") as file:
        file.write(content)
    return path
