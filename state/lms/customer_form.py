"""The dialog that makes or changes a customer."""

import reflex as rx

from portal_app.routes import LMS_CUSTOMERS
from services.customers.records import CustomerForm, change, create
from services.customers.words import agent_words
from services.errors import InvalidInput, NotLoggedIn
from state.forms import text_of
from state.lms.base import change as changed
from state.lms.base import to_login
from state.lms.customer import CustomerState


class CustomerFormState(rx.State):
    """`field` is the one that `problem` is about; "" when it is about the whole."""

    open: bool = False
    is_new: bool = True
    field: str = ""
    problem: str = ""

    @rx.event
    def make(self):
        self.reset()
        self.open = True

    @rx.event
    def edit(self):
        self.reset()
        self.open, self.is_new = True, False

    @rx.event
    def close(self):
        self.reset()

    @rx.event
    async def save(self, form: dict):
        typed = CustomerForm(
            text_of(form, "first_name"),
            text_of(form, "last_name"),
            text_of(form, "email"),
            text_of(form, "phone"),
            text_of(form, "state"),
        )
        page = await self.get_state(CustomerState)
        service, args = (create, ()) if self.is_new else (change, (page.view.id,))
        try:
            done, error = await changed(self, "lms:customer:refused", service, *args, typed)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        if error is not None:
            self.field = error.field if isinstance(error, InvalidInput) else ""
            self.problem = agent_words(error)
            return None
        is_new = self.is_new
        self.reset()
        if is_new:
            return rx.redirect(f"{LMS_CUSTOMERS}/{done}/")
        page.said = "Saved." if done else "Nothing was changed."
        return CustomerState.load
