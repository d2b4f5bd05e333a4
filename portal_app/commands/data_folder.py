"""The data folder, before anything is written to it."""

import tempfile

from portal_app.commands.refusal import Refused
from portal_app.settings import Settings


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
