"""The tabs of an account's page: which there are is the account's, what each shows its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component
from services.language import _


@dataclass(frozen=True, slots=True)
class AccountTab:
    """`label` and `content` are called in the page's language.

    `state` has the events `load` and `leave`, which `state/account.py` sends: `content` mounts
    nothing itself, and is told anew by `load` whenever the account was read again.
    """

    label: Callable[[], str]
    content: Callable[[], Child]
    state: Any


def account_tabs(account: Any, tabs: Mapping[str, AccountTab]) -> Component:
    """`account`: the state of the page. `tabs` by key, in their order, those that are built."""
    has = account.view.tabs.contains
    links = [
        rx.cond(has(key), _link(account, key, one), rx.fragment()) for key, one in tabs.items()
    ]
    panels = [(key, ui.tab_panel(key, tab.content())) for key, tab in tabs.items()]
    return ui.stack(
        ui.tab_list(_("Account"), *links),
        rx.match(account.tab, *panels, rx.fragment()),
    )


def _link(account: Any, key: str, tab: AccountTab) -> Child:
    return ui.tab_link(tab.label(), key, current=account.tab, to=f"?tab={key}")
