"""The front doors: the borrowers' portal and the agents' LMS."""

from models.customers import Door
from portal_app.routes import LMS

__all__ = ["Door", "door_of"]


def door_of(path: str) -> Door:
    """Of a page's path without its language."""
    return Door.LMS if path == LMS or path.startswith(f"{LMS}/") else Door.PORTAL
