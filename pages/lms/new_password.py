"""Agents forget passwords too: the same forms, at their own door."""

from components import ui
from components.domain.asking import forgot_forms
from components.domain.new_password import reset_forms
from components.lms import agents_split
from components.ui.parts import Component
from portal_app.routes import LMS_LOGIN, SESSION_FORGOT, SESSION_SET_PASSWORD, at_lms
from state.log_in.reset import ResetState

ON_LOAD = ResetState.load


def forgot() -> Component:
    return agents_split(
        *forgot_forms(at_lms(SESSION_FORGOT)), ui.link("Back to log-in", to=f"{LMS_LOGIN}/")
    )


def reset() -> Component:
    return agents_split(*reset_forms(ResetState, at_lms(SESSION_SET_PASSWORD), at_lms_door=True))
