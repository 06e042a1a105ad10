"""What a take asks of the file system: syncing, a lock that dies with its process, and words for a full disk."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from setpiece.errors import InputError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


def fsync(path: Path) -> None:
    """Ask the system to bring a file or folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def disk_full_is_input_error(place: Path) -> Iterator[None]:
    """Turn the system's errors for a full disk into one line that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        message = f"{place}: the disk is full. Free some space and run the same command again: finished work is kept."
        raise InputError(message) from error


@dataclass(frozen=True)
class Lock:
    """A claim on a folder; the system drops it when the process ends, however it ends."""

    descriptor: int

    @staticmethod
    def take(path: Path, place: Path) -> "Lock":
        """Return the lock of a file.

        Raises:
            InputError: a living process holds it, or it cannot be written to; the message names ``place``.
        """
        with disk_full_is_input_error(place):
            try:
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            except OSError as error:
                if error.errno not in CLOSED:
                    raise
                message = f"{place}: cannot be written to: {error.strerror}. Copy the take to another place first."
                raise InputError(message) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.read(descriptor, 32).decode(errors="replace").strip() or "unknown"
            os.close(descriptor)
            message = (
                f"{place}: another run (process {owner}) works on this take. Wait for it, or choose another folder."
            )
            raise InputError(message) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        return Lock(descriptor)

    def release(self) -> None:
        """Give the claim back."""
        os.close(self.descriptor)
