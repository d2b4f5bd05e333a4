"""Demo keys in `$PORTAL_DATA_DIR/keys/`, agreed on by whoever starts first."""

import base64
import os
import secrets
import tempfile
import time
from pathlib import Path

WAIT_SECONDS = 2.0


def new_key() -> str:
    """256 random bits as 43 URL-safe characters."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")


def read_or_create(folder: Path, name: str) -> str:
    """The key in the file `name`, made with mode 0600 if there is none.

    A hard link publishes a complete file or none, so processes that start at once agree.
    """
    path = folder / name
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _publish(path, new_key())
    return _read(path)


def refuse_shared(path: Path) -> None:
    """Raises ValueError for a key file that others than its owner may read."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise ValueError(f"The key file {path} can be read by others; set its mode to 0600.")


def _publish(path: Path, key: str) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        pass  # another process was first; its key counts
    finally:
        os.unlink(temporary)


def _read(path: Path) -> str:
    refuse_shared(path)
    # Another program may create first and write after: wait for the text a moment.
    deadline = time.monotonic() + WAIT_SECONDS
    while not (text := path.read_text(encoding="ascii").strip()):
        if time.monotonic() > deadline:
            raise ValueError(f"The key file {path} is empty; delete it and start again.")
        time.sleep(0.02)
    return text
