"""A box that takes files at once, with progress and *Cancel* for each."""

import reflex as rx
from reflex_base.components.component import field as prop
from reflex_base.event import no_args_event_spec, passthrough_event_spec

from components.ui.badge import tile
from components.ui.parts import Component, Handler, Text, Var
from services.language import _


class UploadBox(rx.Component):
    """`assets/js/upload.js`."""

    library = "$/public/js/upload.js"
    tag = "UploadBox"

    action: Var[str] = prop(doc="Where each file is posted.")
    accept: Var[str] = prop(doc="Helps to choose; the server looks at the content.")
    most: Var[int] = prop(doc="Bytes of a file.")
    words: Var[dict[str, str]] = prop(doc="Texts by name.")

    on_added: rx.EventHandler[no_args_event_spec] = prop(doc="A file was added.")
    on_sending: rx.EventHandler[passthrough_event_spec(bool)] = prop(
        doc="Whether a file is on its way, each time that this changes."
    )


def upload_box(
    action: Text,
    *,
    accept: str,
    most: int,
    kinds: str,
    too_big: str,
    on_added: Handler,
    on_sending: Handler,
) -> Component:
    """Drop, choose, or take a picture. `kinds` says which files are taken."""
    return UploadBox.create(
        tile("upload", "mute", round=True),
        rx.el.p(_("Drop files here"), class_name="strong fine-pointer"),
        rx.el.p(kinds, id="upload-kinds", class_name="small muted"),
        action=action,
        accept=accept,
        most=most,
        words={
            "choose": _("Choose files"),
            "camera": _("Take a picture"),
            "cancel": _("Cancel"),
            "waiting": _("Waiting"),
            "checking": _("Checking"),
            "added": _("Added"),
            "cancelled": _("Cancelled. It was not added."),
            "failed": _("This file could not be added. Please try again in a moment."),
            "lost": _("The connection was lost. This file was not added. Please try again."),
            "unknown": _(
                "The connection was lost after the file was sent. Look in the list whether it was"
                " added."
            ),
            "tooBig": too_big,
            "list": _("Files"),
            "count": _("Files added: {count}"),
        },
        on_added=on_added,
        on_sending=on_sending,
    )
