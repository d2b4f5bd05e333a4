"""Shows a passkey: a button in a native form that carries the key's answer, or in a page."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field as prop
from reflex_base.event import no_args_event_spec

from components import ui
from components.ui.parts import Child, Component, Handler, Text, Var
from portal_app.routes import PROOF_HERE_PASSKEY, SESSION_PROOF_PASSKEY_OPTIONS
from services.language import _, current_language


class PasskeyButton(rx.Component):
    """`assets/js/passkey_log_in.js`; it submits the form that it stands in."""

    library = "$/public/js/passkey_log_in.js"
    tag = "PasskeyButton"

    options: Var[str] = prop(doc="Where a challenge is asked for.")
    autofill: Var[bool] = prop(doc="The browser lists passkeys in the email box too.")
    between: Var[str] = prop(doc="Words between what stands above and this.")
    failed: Var[str] = prop(doc="Said when the browser could not.")
    prove: Var[str] = prop(doc="Where fresh proof is sent; without it the form is posted.")
    language: Var[str] = prop(doc="Of the page: answers come in it.")

    on_proved: rx.EventHandler[no_args_event_spec] = prop(doc="The session is fresh.")


def passkey_form(
    action: str, options: str, label: Text, *hidden: Child, failed: Text, autofill: bool = False
) -> Component:
    """Its place is kept while it is not shown; the lender who offers none has none (brand.css)."""
    return ui.native_form(
        action,
        rx.el.input(type="hidden", name="language", value=current_language()),
        rx.el.input(type="hidden", name="credential"),
        *hidden,
        _button(label, options=options, autofill=autofill, failed=failed),
        class_name="passkeys",
    )


def passkey_proof(on_proved: Handler) -> Component:
    """Fresh proof without leaving the page; for a login that has a passkey."""
    return rx.el.div(
        _button(
            _("Use a passkey"),
            options=SESSION_PROOF_PASSKEY_OPTIONS,
            prove=PROOF_HERE_PASSKEY,
            language=current_language(),
            failed=_("Your browser could not use a passkey here. Confirm in the other way."),
            on_proved=on_proved,
        ),
        class_name="passkeys",
    )


def _button(label: Text, **props: Any) -> Component:
    return PasskeyButton.create(
        label, between=_("or"), class_name="btn secondary wide large", **props
    )
