"""The tab *Collateral* of an account in the LMS: items with insurance, added, changed, removed."""

from dataclasses import fields, replace

import reflex as rx

from services.collateral.changing import remove
from services.customers.words import agent_words
from services.errors import InvalidInput, NotLoggedIn
from services.lms_accounts.collateral import (
    CLASSES,
    LONGEST_LIST,
    CollateralForm,
    CollateralItems,
    collateral_items,
    form_of,
    save,
)
from state.forms import text_of
from state.lms.base import change, show, shows_tab, to_login
from state.page import last_part

REFUSED = "lms:collateral:refused"
_TYPED = tuple(one.name for one in fields(CollateralForm) if one.name not in ("id", "kind"))


class LmsCollateralState(rx.State):
    """`asks`: "" (nothing), edit, remove. `field` is the one that `problem` is about.

    `item`: the one that is asked about, 0 a new one; `typed`: its `CollateralForm` by name, only
    while it is asked about: every hydration carries a var's default.
    """

    collateral: CollateralItems = CollateralItems()
    loaded: bool = False
    page: int = 0
    asks: str = ""
    item: int = 0
    kind: str = ""
    title: str = ""
    typed: dict[str, str] = {}
    field: str = ""
    problem: str = ""
    _of: str = ""

    @rx.event
    async def load(self):
        """The items of the account that the address names, when their tab is shown."""
        return await self._read() if shows_tab(self, "collateral") else None

    @rx.event
    def ask_new(self):
        self._ask("edit", CollateralForm())

    @rx.event
    async def ask_edit(self, item: int):
        return await self._open("edit", item)

    @rx.event
    async def ask_remove(self, item: int):
        return await self._open("remove", item)

    @rx.event
    def choose_class(self, kind: str):
        """Other fields are asked for."""
        if kind in CLASSES:
            self.kind = kind

    @rx.event
    async def save(self, form: dict):
        if self.asks != "edit":
            return None
        self.typed = {name: text_of(form, name, LONGEST_LIST) for name in _TYPED}
        form_typed = replace(CollateralForm(), kind=self.kind, **self.typed)
        return await self._do(save, self.item, form_typed)

    @rx.event
    async def remove(self):
        if self.asks != "remove":
            return None
        return await self._do(remove, self.item)

    @rx.event
    def close(self):
        self._ask("", None)

    @rx.event
    async def show_next(self):
        if self.collateral.more:
            self.page += 1
        return await self._read()

    @rx.event
    async def show_previous(self):
        self.page = max(0, self.page - 1)
        return await self._read()

    async def _open(self, asks: str, item: object):
        try:
            form, error = await change(self, REFUSED, form_of, last_part(self), item)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        self._ask(asks if form else "", form)
        self.problem = agent_words(error) if error else ""
        return None

    async def _do(self, service, *args: object):
        try:
            _done, error = await change(self, REFUSED, service, last_part(self), *args)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        if error is not None:
            self.field = error.field if isinstance(error, InvalidInput) else ""
            self.problem = agent_words(error)
            return None
        self._ask("", None)
        return await self._read()

    def _ask(self, asks: str, form: CollateralForm | None) -> None:
        self.asks, self.field, self.problem = asks, "", ""
        self.item, self.kind = (form.id, form.kind) if form else (0, "")
        self.typed = {name: getattr(form, name) for name in _TYPED} if form else {}
        titles = [one.card.title for one in self.collateral.kept if one.id == self.item]
        self.title = titles[0] if titles else ""

    async def _read(self):
        return await show(self, "collateral", collateral_items, last_part(self), self.page)
