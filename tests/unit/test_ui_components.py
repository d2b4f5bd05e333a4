"""What the markup of the components promises, read off their rendered trees."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import reflex as rx

from components import ui
from components.shell import localized, public_page
from components.ui.icon import NAMES
from pages.dev_components import dev_components
from services.language import _


def rendered(component: Any) -> str:
    return json.dumps(component.render(), default=str)


def test_the_input_points_at_its_hint_and_error() -> None:
    plain = rendered(ui.field("Email", "email", kind="email"))
    assert "aria-describedby" not in plain
    told = rendered(ui.field("Amount", "amount", hint="Up to $5.00", error="Too much"))
    assert "amount-hint amount-error" in told
    assert "aria-invalid" in told


def test_a_table_wants_a_cell_per_column() -> None:
    columns = (ui.Column("Date"), ui.Column("Amount", figures=True))
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        ui.table("Payments", columns, [1], lambda row: ("one",))


def test_an_unknown_icon_fails_when_the_page_is_compiled() -> None:
    with pytest.raises(KeyError):
        ui.icon("no-such-icon")
    assert "close" in NAMES


def test_a_choice_is_a_named_radiogroup_and_a_radio_is_named_by_its_label_alone() -> None:
    group = rendered(ui.radio_cards("Amount", ui.radio_card("Next due", "pay", "next", sub="x")))
    assert 'role:\\"radiogroup\\"' in group
    assert '\\"aria-label\\":\\"Amount\\"' in group
    assert '\\"aria-labelledby\\":\\"pay-next-label\\"' in group


def test_no_property_slips_into_the_runtime_styles() -> None:
    """Reflex takes a property that it does not know for a style: `role` on a fieldset was one."""
    assert "css:" in rendered(rx.el.fieldset(role="radiogroup"))
    assert "css:" not in rendered(dev_components())


def test_a_native_form_has_no_submit_handler() -> None:
    form = ui.native_form("/session/log-in")
    assert not form.event_triggers


@pytest.mark.parametrize(
    "make",
    [
        lambda: ui.button("Pay", pending=True, pending_label="Paying…"),
        lambda: ui.button("Pay", disabled=True),
    ],
)
def test_a_button_that_waits_cannot_be_pressed(make: Callable[[], rx.Component]) -> None:
    assert "disabled:true" in rendered(make())


NAMES_VAR = rx.Var("names", _var_type=list[str])


def two_texts() -> rx.Component:
    """One in the page itself, one in the row of a loop, which Reflex draws by itself."""

    def row(name: rx.Var[str]) -> rx.Component:
        return ui.text(_("Try again"), name)

    return public_page(ui.heading(_("Accounts"), 1), rx.foreach(NAMES_VAR, row))


@pytest.mark.parametrize(
    ("language", "own", "foreign"),
    [
        ("en", ("Accounts", "Try again", "Support", '"/privacy/'), ("Cuentas", "/es/")),
        ("es", ("Cuentas", "Intentar", "Asistencia", "/es/privacy/"), ("Accounts", "Try again")),
    ],
)
def test_a_page_has_the_texts_and_links_of_its_language(
    language: str, own: tuple[str, ...], foreign: tuple[str, ...]
) -> None:
    html = rendered(localized(two_texts, language)()).replace("\\", "")
    assert [text for text in own if text not in html] == []
    assert [text for text in foreign if text in html] == []
