"""A new password, with the link of a mail."""

from components.domain.new_password import reset_forms
from components.shell import split_page
from components.ui.parts import Component
from portal_app.routes import SESSION_SET_PASSWORD
from state.log_in.reset import ResetState

ON_LOAD = ResetState.load


def reset() -> Component:
    return split_page(*reset_forms(ResetState, SESSION_SET_PASSWORD))
