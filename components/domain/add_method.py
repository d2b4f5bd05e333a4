"""The dialog *Add payment method*: the wallet's form, after fresh proof where it is due."""

from typing import Any

import reflex as rx
from reflex.event import passthrough_event_spec
from reflex_base.components.component import field as prop
from reflex_base.event import no_args_event_spec

from components import ui
from components.domain.passkey_button import passkey_proof
from components.ui.parts import Component, Var
from portal_app.routes import PROOF_HERE, PROOF_HERE_SEND
from services.language import _, current_language


class WalletFrame(rx.Component):
    """`assets/js/wallet_frame.js`; its children show until the form is there."""

    library = "$/public/js/wallet_frame.js"
    tag = "WalletFrame"

    src: Var[str] = prop(doc="Of the form; a new one brings a fresh ticket.")
    session: Var[str] = prop(doc="The form's id: messages about others are not heard.")
    title: Var[str] = prop(doc="Names the frame.")

    on_saved: rx.EventHandler[passthrough_event_spec(str)] = prop(doc="With the form's id.")
    on_cancelled: rx.EventHandler[no_args_event_spec] = prop(doc="Esc inside the frame.")
    on_expired: rx.EventHandler[no_args_event_spec] = prop(doc="A fresh ticket is wanted.")
    on_stuck: rx.EventHandler[no_args_event_spec] = prop(doc="It does not load.")


class ProofForm(rx.Component):
    """`assets/js/proof.js`; its children are the field `typed`."""

    library = "$/public/js/proof.js"
    tag = "ProofForm"

    prove: Var[str] = prop(doc="Where the proof is sent.")
    send: Var[str] = prop(doc="Where a new code is asked for; empty for none.")
    language: Var[str] = prop(doc="Of the page: answers come in it.")
    label: Var[str] = prop(doc="The button.")
    send_label: Var[str] = prop(doc="The button for a new code.")
    sent: Var[str] = prop(doc="Said when one was sent.")
    failed: Var[str] = prop(doc="Said when there is no answer.")

    on_proved: rx.EventHandler[no_args_event_spec] = prop(doc="The session is fresh.")


def add_method_dialog(state: Any) -> Component:
    """`state`: `state/add_method.py`."""
    name = _("Add payment method")
    return ui.dialog(
        rx.cond(state.step == "proof", _("Confirm that it is you"), name),
        rx.match(
            state.step,
            ("proof", _proof(state)),
            ("failed", _failed(state)),
            _form(state, name),
        ),
        id="add-method",
        open=state.step != "",
        on_close=state.close,
        step=state.step,
    )


def _form(state: Any, name: str) -> Component:
    return ui.stack(
        ui.text(
            _("Your numbers go straight to the service that keeps them, not through this portal."),
            tone="muted",
            size="small",
        ),
        WalletFrame.create(
            ui.loading(ui.skeleton_rows(5)),
            src=state.url,
            session=state.form,
            title=name,
            on_saved=state.saved,
            on_cancelled=state.close,
            on_expired=state.expired,
            on_stuck=state.stuck,
        ),
    )


def _failed(state: Any) -> Component:
    return ui.failed_state(_("This does not work right now"), state.problem, on_retry=state.retry)


def _proof(state: Any) -> Component:
    way = state.asked.way
    code = ui.field(
        _("Code"),
        "typed",
        id="proof-code",
        kind="code",
        required=True,
        hint=state.asked.hint,
        input_mode=rx.cond(way == "authenticator", "text", "numeric"),
    )
    password = ui.password_field(_("Password"), "typed", id="proof-password")
    return ui.stack(
        ui.text(
            rx.cond(
                way == "password",
                _("Before this change we ask for your password again."),
                _("Before this change we ask for a code again."),
            ),
            tone="muted",
        ),
        ProofForm.create(
            rx.cond(way == "password", password, code),
            prove=PROOF_HERE,
            send=rx.cond(way == "sms", PROOF_HERE_SEND, ""),
            language=current_language(),
            label=_("Verify"),
            send_label=_("Send a new code"),
            sent=_("A new code is on its way."),
            failed=_("There was no answer. Please try again."),
            on_proved=state.proved,
        ),
        rx.cond(state.passkey, passkey_proof(state.proved), rx.fragment()),
    )
