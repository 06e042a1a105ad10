"""``kernel``: Numba's njit with a disk cache that a change in any kernel's source renews.

Numba itself looks at the file of the outermost function alone, and would go on using an old copy of what that function
calls. Imported only by files of kernels, which the solver imports late; hence Numba at the top.
"""

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path

from numba import njit  # noqa: TID253


@cache
def _stamp() -> str:
    """Return a hash of the sources of this folder."""
    digest = blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def kernel(function: Callable | None = None, *, inline: str = "never") -> Callable:
    """Compile a function without Python's interpreter, keep it on disk, and return it.

    No fast-math and no threads: the same bits every time.
    """
    if function is None:
        return lambda decorated: kernel(decorated, inline=inline)
    compiled = njit(inline=inline)(function)
    compiled.enable_caching()
    compiled._cache._cache_file._source_stamp = _stamp()  # Numba offers no other way
    return compiled
