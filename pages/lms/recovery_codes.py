"""An agent's ten recovery codes: shown once, after the authenticator was set up."""

from components import ui
from components.domain.recovery_codes import codes_to_save
from components.lms import agents_page
from components.ui.parts import Component
from portal_app.routes import LMS_CUSTOMERS
from state.lms.recovery_codes import AgentCodesState

ON_LOAD = AgentCodesState.load


def recovery_codes() -> Component:
    saved = ui.empty_state(
        "Your codes are saved",
        "They were shown once.",
        icon="success",
        action=ui.button_link("Customers", f"{LMS_CUSTOMERS}/", look="primary"),
    )
    return agents_page(
        ui.stack(
            ui.page_header(
                "Save your recovery codes",
                subtitle="Each works once, when your authenticator app is not at hand.",
            ),
            codes_to_save(AgentCodesState, saved, at_lms_door=True),
        ),
        current="",
    )
