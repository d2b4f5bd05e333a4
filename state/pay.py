"""The dialog *Make a payment*: choose, review, receipt."""

from dataclasses import replace

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from services.money import InvalidAmount
from services.payment_methods.lines import lines_of
from services.payments.dialog import (
    Asked,
    Changed,
    PayDialog,
    PreviewLines,
    confirm,
    look,
    open_dialog,
    preview_lines,
)
from services.payments.preview import Preview
from services.payments.receipt_lines import ReceiptLines
from services.servicing.errors import MoreThanPayoff, NotPositive
from state.account import AccountState
from state.accounts import AccountsState
from state.page import for_subject, language_of, last_part, read, to_login

ABOUT_THE_AMOUNT = (InvalidAmount, MoreThanPayoff, NotPositive)


def is_answer(value: object) -> bool:
    """Any JSON may come from a browser: answers are short texts."""
    return isinstance(value, str) and len(value) <= 40


class PayState(rx.State):
    """`step`: "" (closed), choose, review or receipt. `error` belongs to the field *Amount*."""

    step: str = ""
    offer: PayDialog = PayDialog()
    choice: str = ""
    preview: PreviewLines = PreviewLines()
    receipt: ReceiptLines = ReceiptLines()
    error: str = ""
    problem: str = ""
    changed: bool = False
    paying: bool = False
    method_label: str = ""
    _key: str = ""
    _asked: Asked = Asked("")
    _reviewed: Preview | None = None

    @rx.event
    async def open(self, number: str):
        """Open for the account `number`, with a new intent."""
        return await self._begin(number)

    async def _begin(self, number: str):
        self.reset()
        with use_language(language_of(self)):
            try:
                self._key, self.offer = await for_subject(self, open_dialog, number)
            except NotLoggedIn:
                return to_login(self)
            except PortalError as error:
                self.problem, self.step = words(error), "choose"
                return None
            self._asked = Asked(number, choice=self.offer.choice, method=self.offer.method)
            self.choice, self.step = self.offer.choice, "choose"
            await self._look()
        return None

    @rx.event
    async def open_custom(self, number: str, amount: str):
        """Open for the account with an amount filled in, what is beyond the next payment going to
        principal.
        """
        ended = await self._begin(number)
        if self.step != "choose" or not self.offer.account or not is_answer(amount):
            return ended
        self.offer = replace(self.offer, choice="custom", custom=amount, extra="principal")
        self.choice = "custom"
        self._asked = replace(self._asked, choice="custom", custom=amount, extra="principal")
        with use_language(language_of(self)):
            await self._look()
        return None

    @rx.event
    async def choose(self, choice: str):
        await self._ask("choice", choice)

    @rx.event
    async def type_amount(self, amount: str):
        await self._ask("custom", amount)

    @rx.event
    async def send_extra(self, extra: str):
        await self._ask("extra", extra)

    @rx.event
    def pay_with(self, method: str):
        if self.step == "choose" and is_answer(method):
            self._asked = self._asked.with_("method", method)

    @rx.event
    async def look_at_methods(self, new: int):
        """Read the saved methods again; `new`, if it is one of them and can pay, is chosen."""
        if self.step != "choose" or not self.offer.account:
            return
        with use_language(language_of(self)):
            try:
                lines = await read(self, lines_of)
            except PortalError:
                return
        known = {one.id for one in lines.offered}
        wanted = [str(new), str(self._asked.method), lines.first]
        chosen = next((one for one in wanted if one in known), "")
        self.offer = replace(self.offer.with_methods(lines), method=chosen)
        self._asked = self._asked.with_("method", chosen)

    @rx.event
    async def review(self):
        """Go on when the amount can be paid and there is a method."""
        if self.step != "choose":
            return
        with use_language(language_of(self)):
            seen = await self._look(strict=True)
        names = {one.id: one.label for one in self.offer.methods}
        if seen is not None and self._asked.method in names:
            self._reviewed, self.method_label = seen, names[str(self._asked.method)]
            self.step = "review"

    @rx.event
    def back(self):
        if self.step == "review":
            self.step, self.changed, self.problem = "choose", False, ""

    @rx.event
    async def pay(self):
        """Pay what was reviewed; if the account has moved since, show the new figures instead."""
        if self.step != "review" or self._reviewed is None:
            return
        self.paying, self.problem = True, ""
        yield
        try:
            follow = await self._confirm(self._reviewed)
        finally:
            self.paying = False  # with the outcome: else Esc did nothing on a receipt just shown
        yield follow

    async def _confirm(self, reviewed: Preview):
        """The events that follow, or None."""
        with use_language(language_of(self)):
            try:
                done = await for_subject(self, confirm, self._key, reviewed, self._asked)
            except NotLoggedIn:
                return to_login(self)
            except PortalError as error:
                self.problem = words(error)
                return None
            if isinstance(done, Changed):
                self._reviewed, self.preview = done.preview, preview_lines(done.preview)
                self.changed = True
                return None
        self.receipt, self.step = done, "receipt"
        on_account = last_part(self) != "accounts"
        return AccountState.load if on_account else AccountsState.load

    @rx.event
    def close(self):
        self.reset()

    async def _ask(self, part, value: object) -> None:
        if self.step != "choose" or not is_answer(value):
            return
        self._asked = self._asked.with_(part, value)
        if part == "choice":
            self.choice = str(value)
        with use_language(language_of(self)):
            await self._look()

    async def _look(self, strict: bool = False) -> Preview | None:
        """Bring the preview up to date. An empty amount is an error only when `strict`."""
        self.error = self.problem = ""
        try:
            seen = await for_subject(self, look, self._asked)
        except PortalError as error:
            self.preview = PreviewLines()
            untouched = self._asked.choice == "custom" and not self._asked.custom
            if isinstance(error, ABOUT_THE_AMOUNT):
                self.error = words(error) if strict or not untouched else ""
            else:
                self.problem = words(error)
            return None
        lines = preview_lines(seen)
        if lines != self.preview:
            self.preview = lines
        return seen
