"""What the agents' dialogs share."""

from typing import Any

from components import ui
from components.ui.parts import Component, Handler


def danger_buttons(verb: str, on_cancel: Handler, **props: Any) -> Component:
    """*Cancel*, and what is not to be pressed by mistake; `props` go to the latter."""
    cancel = ui.button("Cancel", on_click=on_cancel)
    return ui.dialog_end(ui.actions(cancel, ui.button(verb, look="danger", **props)))
