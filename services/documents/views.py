"""What the tab *Documents* shows: texts ready for the screen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """`view`: how it is shown in the page: "pdf", "picture", or "" where browsers cannot."""

    key: str
    name: str
    details: str
    view: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """A section, as much of it as is on this page."""

    label: str
    lines: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """`after`: where the next page begins, "" when this is the last one.

    The addresses: where a new one is posted; where one is saved or viewed, its key behind.
    """

    added_at: str = ""
    saved_at: str = ""
    viewed_at: str = ""
    groups: tuple[DocumentGroup, ...] = ()
    after: str = ""
