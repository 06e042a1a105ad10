"""Reads NumPy's files, one at a time.

NumPy parses an array's header with ``ast``, and CPython 3.11 has been seen to fail in that with "AST constructor
recursion depth mismatch" where several threads parse at once (compare CPython's issue 106905).
"""

from pathlib import Path
from threading import Lock
from typing import IO

import numpy as np
from numpy.typing import NDArray

_READING = Lock()


def load(file: Path | IO[bytes]) -> NDArray:
    """Return the array of a .npy file.

    Raises:
        OSError, ValueError, EOFError: the file is absent, damaged, cut short, or holds Python objects.
    """
    with _READING:
        return np.load(file, allow_pickle=False)


def load_all(file: Path | IO[bytes]) -> dict[str, NDArray]:
    """Return the arrays of a .npz file by name; raises what ``load`` raises."""
    with _READING, np.load(file, allow_pickle=False) as found:
        return dict(found)
