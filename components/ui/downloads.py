"""Files that are fetched in the page, which says how far it is."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field

from components.ui.button import Look, button_link
from components.ui.form import NativeLink
from components.ui.icon import icon as draw
from components.ui.parts import Child, Component, Text, Var
from services.language import _


class Downloads(rx.Component):
    """`assets/js/downloads.js`."""

    library = "$/public/js/downloads.js"
    tag = "Downloads"

    preparing: Var[str] = field(doc="Said while the file comes.")
    done: Var[str] = field(doc="Said when it is there.")
    failed: Var[str] = field(doc="Said when it did not come, and the server did not say why.")
    cancel: Var[str] = field(doc="The button that ends it, once it takes a while.")
    cancelled: Var[str] = field(doc="Said when it was ended so.")


def downloads(*children: Child, stacked: bool = False) -> Component:
    """What has `file_link`, `file_button`, `menu_file` in it; ends in a status of what was asked.

    `stacked`: the children below one another, as a table is.
    """
    return Downloads.create(
        *children,
        preparing=_("Preparing your file…"),
        done=_("Downloaded"),
        failed=_("The file could not be downloaded. Please try again in a moment."),
        cancel=_("Cancel"),
        cancelled=_("Cancelled. Nothing was saved."),
        class_name="downloads stack g2" if stacked else "downloads row g2",
    )


def menu_file(label: Text, address: Text, *, icon: str = "file") -> Component:
    """A file as an item of a `menu`; follows as a plain link where there is no script."""
    return NativeLink.create(
        draw(icon),
        label,
        href=address,
        role="menuitem",
        tab_index=-1,
        class_name="menu-item",
        custom_attrs={"data-file": ""},
    )


def file_button(label: Text, address: Text, *, look: Look = "secondary", **props: Any) -> Component:
    """A file as a link that looks like a button; `props`: see `button_link`.

    Never a plain link to one: Reflex closes the page's socket as soon as the browser asks for it.
    """
    return button_link(
        label,
        address,
        look=look,
        icon="download",
        reload=True,
        custom_attrs={"data-file": ""},
        **props,
    )


def file_link(label: Text, address: Text, *, described_by: Text = "", **props: Any) -> Component:
    """A file as a text link. `described_by`: the id of what tells it from others of its name."""
    described = {"aria-describedby": described_by} if isinstance(described_by, Var) else {}
    return NativeLink.create(
        draw("download"),
        label,
        href=address,
        class_name="link standalone",
        custom_attrs={"data-file": "", **described},
        **props,
    )
