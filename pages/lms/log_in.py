"""The agents' log-in: password, then always an authenticator; native forms."""

from components import ui
from components.domain.log_in import log_in_form, log_in_notices
from components.domain.second_step import set_up_forms, verify_forms
from components.lms import agents_split
from components.ui.parts import Component
from portal_app.routes import LMS_FORGOT
from state.log_in.set_up import SetUpState
from state.log_in.verify import VerifyState

VERIFY_ON_LOAD = VerifyState.load
SET_UP_ON_LOAD = SetUpState.load


def login() -> Component:
    forgot = ui.row(ui.link("Forgot your password?", to=f"{LMS_FORGOT}/"), end=True)
    return agents_split(
        ui.heading("Log in", level=1), *log_in_notices(), log_in_form(forgot, at_lms_door=True)
    )


def verify() -> Component:
    return agents_split(*verify_forms(VerifyState, at_lms_door=True))


def set_up() -> Component:
    return agents_split(*set_up_forms(SetUpState, at_lms_door=True))
