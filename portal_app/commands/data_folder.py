"""The data folder, before anything is written to it."""

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from portal_app.commands.refusal import Refused
from portal_app.settings import Settings

_LOCK = "in-use.lock"


def require_data_folder(settings: Settings) -> None:
    """Make it if it is not there; raises `Refused` when it cannot be written to."""
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Refused(
            f"{folder} cannot be written to ({error.strerror}): set PORTAL_DATA_DIR to a folder "
            "that can."
        ) from error


@contextmanager
def in_use(settings: Settings) -> Iterator[None]:
    """Whoever serves the folder's data says so for as long as it does, however it ends."""
    with (settings.data_dir / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Nobody serves the folder's data, and nobody begins to. Raises `Refused`."""
    with (settings.data_dir / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused(f"a portal or worker uses {settings.data_dir}: end it first.") from error
        yield
