"""Log-in: a native form that works before any JavaScript."""

from components import ui
from components.domain.log_in import log_in_form, log_in_notices
from components.shell import split_page
from components.ui.parts import Component
from services.language import _


def login() -> Component:
    return split_page(ui.heading(_("Log in"), level=1), *log_in_notices(), log_in_form())
