"""The app put together. Temporary sitemap: one page that proves the build."""

import reflex as rx

app = rx.App(
    toaster=None,
    app_wraps={},
)


def placeholder() -> rx.Component:
    return rx.el.main(rx.el.h1("Borrower portal"), class_name="p-8")


app.add_page(placeholder, route="/", title="Borrower portal")
