"""The frame around every page: bars, footer, landmarks."""

from components.shell.frames import private_page, public_page, split_page
from components.shell.localized import localized

__all__ = ["localized", "private_page", "public_page", "split_page"]
