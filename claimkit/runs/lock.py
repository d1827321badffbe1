"""One run at a time in a folder."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from claimkit.runs.errors import NotOursError, ResultBusyError

NAME = ".claimkit.lock"


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, which is made if need be.

    The system holds the lock for as long as the process lives, so that a run that was killed
    leaves no lock that somebody would have to remove.

    Raises
    ------
    ResultBusyError
        When another process, or another thread of this one, holds it.
    NotOursError
        When the folder cannot be written to.
    """
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = _acquire(path)
    except ResultBusyError:
        raise
    except OSError as error:
        cause = error.strerror or error
        raise NotOursError(
            f"Nothing can be written into {folder}: {cause}. Choose another folder."
        ) from error
    try:
        yield
    finally:
        # Windows cannot remove an open file; elsewhere it goes first, while it is still ours.
        if sys.platform == "win32":
            os.close(handle)
        with contextlib.suppress(OSError):
            path.unlink()
        if sys.platform != "win32":
            os.close(handle)


def _acquire(path: Path) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            raise ResultBusyError(
                f"Another run is writing into {path.parent} now. Wait for it, or choose another "
                "folder."
            ) from None
        if _is_still(path, handle):
            return handle
        os.close(handle)


def _is_still(path: Path, handle: int) -> bool:
    # The holder before us may have removed the file between our opening and our locking it.
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        # flock and not lockf: it also keeps two threads of one process apart.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
