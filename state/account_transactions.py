"""The tab Transactions of an account's page: what is shown is the query of the address."""

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.transactions.page import TAB, transactions_page
from services.transactions.query import as_query, asked_of
from services.transactions.views import Details, TransactionsPage
from services.transactions.working import details
from state.forms import text_of
from state.page import language_of, last_part, put, read, show, to_login

FIELDS = ("q", "from", "to", "sort")


class TransactionsState(rx.State):
    """`status`: loading, ready, failed. `details` are those of the row that is open."""

    view: TransactionsPage = TransactionsPage()
    details: Details = Details()
    status: str = "loading"

    @rx.event
    async def load(self):
        """Read the page that the address asks for; an open row stays open if it is still there."""
        query = dict(self.router.url.query_parameters)
        ended = await show(self, transactions_page, last_part(self), query)
        if all(row.key != self.details.key for row in self.view.rows):
            put(self, details=Details())
        return ended

    @rx.event
    def search(self, form: dict):
        """The address follows the form, so that Back and a reload find the same."""
        asked, _problems = asked_of({name: text_of(form, name) for name in FIELDS})
        return rx.redirect(f"{self.router.url.path}?{as_query(asked, **TAB)}")

    @rx.event
    async def toggle(self, key: str):
        """Open a row's details, or close them."""
        if key == self.details.key:
            put(self, details=Details())
            return None
        with use_language(language_of(self)):
            try:
                put(self, details=await read(self, details, last_part(self), key))
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except PortalError:
                put(self, details=Details())
        return None

    @rx.event
    def leave(self):
        self.reset()
