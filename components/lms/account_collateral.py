"""The tab *Collateral* of an account in the LMS: what is asked for depends on the class."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.collateral_card import collateral_card
from components.lms.profile import for_servicers
from components.ui.parts import Child, Component
from services.lms_accounts.collateral import KeptItem
from state.lms.account_collateral import LmsCollateralState as State

_CLASSES = (
    ("Vehicle", "vehicle"),
    ("Real estate", "real_estate"),
    ("Consumer goods", "consumer"),
    ("Other collateral", "other"),
)


def collateral() -> Component:
    found = State.collateral
    return ui.stack(
        for_servicers(
            ui.row(ui.button("Add collateral", icon="plus", look="primary", on_click=State.ask_new))
        ),
        rx.cond(
            (State.problem != "") & (State.asks == ""),
            ui.notice("bad", State.problem, urgent=True),
            rx.fragment(),
        ),
        rx.cond(
            State.loaded,
            rx.cond(
                found.kept,
                rx.foreach(found.kept, _item),
                ui.card(
                    ui.empty_state(
                        "No collateral", "Nothing is pledged for this account.", icon="package"
                    )
                ),
            ),
            ui.skeleton_cards(),
        ),
        ui.pages(State.page > 0, found.more, State.show_previous, State.show_next),
        _edit_dialog(),
        _remove_dialog(),
    )


def _item(item: KeptItem) -> Component:
    return collateral_card(
        item.card,
        for_servicers(
            ui.row(
                ui.button(
                    "Edit",
                    on_click=State.ask_edit(item.id),
                    aria_label=_named("Edit", item),
                ),
                ui.button(
                    "Remove",
                    look="ghost",
                    on_click=State.ask_remove(item.id),
                    aria_label=_named("Remove", item),
                ),
            )
        ),
    )


def _named(verb: str, item: KeptItem) -> Any:
    return rx.Var.create(f"{verb} ") + item.card.title


def _edit_dialog() -> Component:
    return ui.dialog(
        rx.cond(State.item > 0, "Edit collateral", "Add collateral"),
        ui.form(
            State.save,
            rx.cond(
                (State.problem != "") & (State.field == ""),
                ui.notice("bad", State.problem, urgent=True),
                rx.fragment(),
            ),
            ui.select(
                "Class",
                "class",
                *[ui.option(label, value) for label, value in _CLASSES],
                id="collateral-class",
                value=State.kind,
                on_change=State.choose_class,
            ),
            _text("Name", "name", hint="Your own words for it; empty: made of what is below."),
            rx.match(
                State.kind,
                ("vehicle", ui.stack(*_vehicle())),
                ("real_estate", ui.stack(*_real_estate())),
                _described(),
            ),
            _text("Value", "value", kind="amount"),
            ui.heading("Insurance", level=3),
            ui.columns(
                _text("Insurance company", "insurer"),
                _text("Policy number", "policy_number"),
                _text("Phone", "insurer_phone", kind="tel"),
                _text("Deductible", "deductible", kind="amount"),
                _text("Covered from", "insured_from", kind="date"),
                _text("Covered until", "insured_until", kind="date"),
            ),
            ui.dialog_end(
                ui.actions(
                    ui.button("Cancel", on_click=State.close),
                    ui.button("Save", look="primary", submit=True),
                )
            ),
            no_validate=True,
        ),
        id="collateral-form",
        open=State.asks == "edit",
        on_close=State.close,
        wide=True,
    )


def _vehicle() -> tuple[Child, ...]:
    return (
        ui.columns(
            _text("VIN", "vin", max_length=17),
            _text("License plate", "license_plate"),
            _text("Year", "year", input_mode="numeric"),
            _text("Make", "make"),
            _text("Model", "model"),
            _text("Trim", "trim"),
            _text("Mileage", "mileage", input_mode="numeric"),
            _text("Color", "color"),
        ),
    )


def _real_estate() -> tuple[Child, ...]:
    return (_text("Address", "address"), _text("Parcel number", "parcel"))


def _described() -> Component:
    return ui.text_area(
        "Described by",
        "fields",
        id="collateral-fields",
        rows=5,
        default_value=State.typed["fields"],
        hint="One a line, such as Serial number: 12345.",
        error=rx.cond(State.field == "fields", State.problem, ""),
    )


def _text(label: str, name: str, *, kind: ui.Kind = "text", **props: Any) -> Component:
    return ui.field(
        label,
        name,
        kind=kind,
        id=f"collateral-{name}",
        default_value=State.typed[name],
        error=rx.cond(State.field == name, State.problem, ""),
        **{"auto_complete": "off", **props},
    )


def _remove_dialog() -> Component:
    return ui.sure_dialog(
        "Remove this collateral?",
        "Borrowers no longer see it. It stays in the lender's records.",
        "Remove",
        id="remove-collateral",
        subtitle=State.title,
        open=State.asks == "remove",
        problem=State.problem,
        on_do=State.remove,
        on_close=State.close,
    )
