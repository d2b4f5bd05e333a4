"""The profile's dialog: the proof, or one of the changes; native forms, one at a time."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.passkey_button import passkey_form
from components.ui.parts import Child, Component
from portal_app import routes
from services.language import _, current_language


def profile_dialog(state: Any, phone: Any) -> Component:
    """`state` has the vars `view` (a `services.profile.dialog.Dialog`) and `problem`; `phone` is
    the one on file, "" for none."""
    view = state.view
    return ui.dialog(
        rx.cond(view.asked.way == "", _title(view.change, phone), _("Confirm that it is you")),
        rx.cond(
            state.problem == "",
            rx.fragment(),
            ui.notice("bad", state.problem, urgent=True),
        ),
        rx.cond(view.asked.way == "", _change(view), _proof(view)),
        id="change",
        open=view.change != "",
        on_close=state.close,
        step=view.change,
    )


def _title(change: Any, phone: Any) -> Any:
    return rx.match(
        change,
        ("email", _("Change email")),
        ("password", _("Change password")),
        ("phone", rx.cond(phone == "", _("Add phone number"), _("Change phone number"))),
        ("phone-code", _("Confirm your phone number")),
        ("authenticator", _("Set up your authenticator app")),
        ("authenticator-off", _("Turn off your authenticator app?")),
        _("New recovery codes?"),
    )


def _change(view: Any) -> Child:
    return rx.match(
        view.change,
        ("email", _email()),
        ("password", _password()),
        ("phone", _phone()),
        ("phone-code", _phone_code()),
        ("authenticator", _authenticator(view)),
        ("authenticator-off", _authenticator_off()),
        ("codes", _codes()),
        rx.fragment(),
    )


def _proof(view: Any) -> Component:
    """After it the change goes on."""
    hidden = rx.el.input(type="hidden", name="change", value=view.change)
    passkey = passkey_form(
        routes.SESSION_PROOF_PASSKEY,
        routes.SESSION_PROOF_PASSKEY_OPTIONS,
        _("Use a passkey"),
        hidden,
        failed=_("Your browser could not use a passkey here. Confirm in the other way."),
    )
    is_password = view.asked.way == "password"
    code = ui.field(
        _("Code"),
        "code",
        kind="code",
        required=True,
        hint=view.asked.hint,
        input_mode=rx.cond(view.asked.way == "authenticator", "text", "numeric"),
    )
    return ui.stack(
        ui.text(
            rx.cond(
                is_password,
                _("Before this change we ask for your password again."),
                _("Before this change we ask for a code again."),
            ),
            tone="muted",
        ),
        form(
            routes.SESSION_PROOF,
            hidden,
            rx.cond(is_password, ui.password_field(_("Password")), code),
            _submit(_("Verify")),
        ),
        rx.cond(
            view.asked.way == "sms",
            form(
                routes.SESSION_PROOF_SEND,
                hidden,
                ui.button(_("Send a new code"), submit=True, wide=True),
                rx.cond(
                    view.asked.resend_in > 0,
                    ui.countdown(
                        _("You can ask for a new code in {seconds} s."), view.asked.resend_in
                    ),
                    rx.fragment(),
                ),
            ),
            rx.fragment(),
        ),
        rx.cond(view.passkey, passkey, rx.fragment()),
    )


def _email() -> Component:
    return form(
        routes.PROFILE_EMAIL,
        ui.field(
            _("Email"),
            "email",
            kind="email",
            required=True,
            hint=_("We send a link there. Until you open it your email stays as it is."),
        ),
        _submit(_("Continue")),
    )


def _password() -> Component:
    return form(
        routes.PROFILE_PASSWORD,
        ui.password_field(_("Password"), new=True, hint=_("A few words are easy to remember.")),
        ui.text(
            _("Other sessions are ended and trusted devices are asked for your second step again."),
            tone="muted",
            size="small",
        ),
        _submit(_("Set password")),
    )


def _phone() -> Component:
    return form(
        routes.PROFILE_PHONE,
        ui.field(
            _("Phone"),
            "phone",
            kind="tel",
            required=True,
            hint=_("We send a code there by text message."),
        ),
        _submit(_("Continue")),
    )


def _phone_code() -> Component:
    hint = _("Six digits, from the text message that we sent to the new number.")
    return form(
        routes.PROFILE_PHONE_CODE,
        ui.field(_("Code"), "code", kind="code", required=True, hint=hint),
        _submit(_("Verify")),
    )


def _authenticator(view: Any) -> Component:
    return ui.stack(
        ui.text(
            _("Scan this picture with any authenticator app, or type the key in."), tone="muted"
        ),
        ui.scannable(routes.PROFILE_QR, _("QR code for your authenticator app")),
        ui.copyable(_("Key"), view.key.key),
        form(
            routes.PROFILE_AUTHENTICATOR,
            ui.field(
                _("Code"), "code", kind="code", required=True, hint=_("Six digits from your app.")
            ),
            _submit(_("Verify")),
        ),
    )


def _authenticator_off() -> Component:
    return ui.stack(
        ui.text(_("Your recovery codes go with it, and no device is trusted any more.")),
        form(
            routes.PROFILE_AUTHENTICATOR_OFF,
            ui.button(_("Turn off"), look="danger", submit=True, wide=True, large=True),
        ),
    )


def _codes() -> Component:
    return ui.stack(
        ui.text(_("The codes that you saved before stop working.")),
        form(routes.PROFILE_CODES, _submit(_("Make new codes"))),
    )


def form(action: str, *children: Child) -> Component:
    """A post of this page, answered in its language."""
    return ui.native_form(
        action, rx.el.input(type="hidden", name="language", value=current_language()), *children
    )


def _submit(label: str) -> Component:
    return ui.button(label, look="primary", submit=True, wide=True, large=True)
