"""One page with one word."""

import reflex as rx


def index() -> rx.Component:
    return rx.el.p("Hello")


app = rx.App(toaster=None, app_wraps={}, reset_style=False)
app.add_page(index, route="/", title="Hello")
