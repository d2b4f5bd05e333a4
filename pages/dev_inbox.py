"""Every mail and text of the demo, for whoever tries it. In the demo only, in English only."""

from components import ui
from components.domain.inbox import inbox
from components.shell import public_page
from components.ui.parts import Component
from portal_app.routes import DEV_INBOX_JSON


def dev_inbox() -> Component:
    return public_page(
        ui.stack(
            ui.page_header(
                "Inbox",
                subtitle="What the demo has mailed and texted.",
            ),
            inbox(
                DEV_INBOX_JSON,
                ui.card(
                    ui.empty_state(
                        "Nothing here yet",
                        "Codes, links and notices appear here the moment they are written.",
                        icon="file",
                    )
                ),
            ),
            gap=5,
        )
    )
