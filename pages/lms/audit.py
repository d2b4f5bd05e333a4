"""The audit log: who saw or changed what, searched by a native form whose query is the address."""

import reflex as rx

from components import ui
from components.lms import agents_page
from components.ui.parts import Child, Component
from portal_app.routes import LMS_AUDIT
from services.audit.search import EntryView
from services.audit.views import choices
from state.lms.audit import AuditState as State

ON_LOAD = State.load

_COLUMNS = (
    ui.Column("When"),
    ui.Column("What"),
    ui.Column("Who"),
    ui.Column("About"),
    ui.Column("From"),
    ui.Column("Detail"),
)


def audit() -> Component:
    return agents_page(
        ui.stack(
            ui.page_header(
                "Audit log",
                subtitle="Who saw or changed what. Entries are never edited or deleted.",
                action=rx.cond(
                    State.page.export == "",
                    rx.fragment(),
                    ui.downloads(ui.file_button("Export CSV", State.page.export)),
                ),
            ),
            rx.cond(State.loaded, _loaded(), ui.skeleton_rows(8)),
        ),
        current="audit",
    )


def _loaded() -> Component:
    return rx.cond(
        State.refused,
        ui.card(ui.empty_state("Not for your role", "Servicers and administrators read the log.")),
        ui.stack(
            _search(),
            rx.cond(
                State.problem == "",
                rx.cond(State.page.found, _entries(), _nothing()),
                ui.notice("bad", State.problem, title="Nothing was searched.", urgent=True),
            ),
        ),
    )


def _search() -> Component:
    asked = State.asked
    return ui.card(
        ui.native_form(
            f"{LMS_AUDIT}/",
            ui.columns(
                _field("Login", "email", asked.email, hint="Email of whom it is about, or who did"),
                _field("Customer", "customer", asked.customer, hint="The customer's number"),
                _field("Account", "account", asked.account, hint="Such as L-1082"),
                ui.select(
                    "Action",
                    "action",
                    ui.option("Any", ""),
                    *[
                        rx.el.optgroup(*[ui.option(one, one) for one in group], label=label)
                        for label, group in choices()
                    ],
                    default_value=asked.action,
                ),
                _field("From", "from", asked.since, kind="date"),
                _field("To", "to", asked.until, kind="date"),
            ),
            ui.row(
                ui.button("Search", look="primary", submit=True, icon="search"),
                rx.cond(
                    State.page.filtered,
                    ui.link("Clear", to=f"{LMS_AUDIT}/", reload=True),
                    rx.fragment(),
                ),
            ),
            method="get",
        )
    )


def _field(
    label: str, name: str, value: str, *, hint: str | None = None, kind: ui.Kind = "text"
) -> Component:
    return ui.field(
        label,
        name,
        kind=kind,
        default_value=value,
        hint=hint,
        error=rx.cond(State.field == name, "Cannot be used as it is.", ""),
        auto_complete="off",
    )


def _nothing() -> Component:
    return ui.card(
        ui.empty_state("No entries", "Nothing in the log matches this search.", icon="search")
    )


def _entries() -> Component:
    page = State.page
    return ui.stack(
        ui.card(ui.table("Entries, newest first", _COLUMNS, page.found, _cells), pad=False),
        ui.row(
            rx.cond(
                page.newest == "",
                rx.fragment(),
                ui.button_link("Newest", page.newest, reload=True),
            ),
            rx.cond(
                page.older == "",
                rx.fragment(),
                ui.button_link("Older", page.older, icon="chevron-right", reload=True),
            ),
            between=True,
        ),
    )


def _cells(entry: EntryView) -> list[Child]:
    return [
        ui.lines(entry.at, f"Entry {entry.id}"),
        ui.lines(entry.action),
        ui.lines(rx.cond(entry.actor == "", "The portal", entry.actor)),
        rx.cond(
            entry.customer == "",
            ui.lines(entry.login, entry.account),
            ui.lines(entry.customer, entry.login, entry.account),
        ),
        ui.lines(entry.address, entry.user_agent),
        ui.text(entry.detail),
    ]
