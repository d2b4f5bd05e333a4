"""The pages between password and session: a code, an authenticator's set-up, a phone number."""

from components.domain.second_step import phone_forms, set_up_forms, verify_forms
from components.shell import split_page
from components.ui.parts import Component
from state.log_in.set_up import SetUpState
from state.log_in.verify import VerifyState

VERIFY_ON_LOAD = VerifyState.load
SET_UP_ON_LOAD = SetUpState.load


def verify() -> Component:
    return split_page(*verify_forms(VerifyState))


def set_up() -> Component:
    return split_page(*set_up_forms(SetUpState))


def phone() -> Component:
    return split_page(*phone_forms())
