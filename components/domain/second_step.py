"""Forms between password and session, for both front doors; native, so that they work at once."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.log_in import locked_notice
from components.ui.parts import Child, Component
from portal_app.routes import (
    SESSION_ADD_PHONE,
    SESSION_ANOTHER_WAY,
    SESSION_QR,
    SESSION_SEND_AGAIN,
    SESSION_SET_UP,
    SESSION_VERIFY,
    at_lms,
)
from services.language import _, current_language


def verify_forms(state: Any, *, at_lms_door: bool = False) -> tuple[Component, ...]:
    """Heading, notices, the code, and what else can be done. `state` has the var `view`."""
    view = state.view
    return (
        ui.heading(_("Confirm that it is you"), level=1),
        *_leads(),
        *code_notices(),
        rx.cond(
            view.closed == "",
            rx.fragment(*_verify_posts(view, at_lms_door)),
            ui.notice("bad", view.closed),
        ),
    )


def _verify_posts(view: Any, at_lms_door: bool) -> tuple[Component, ...]:
    is_sent = (view.method == "") | (view.destination != "")
    is_recovery = view.method == "recovery_code"
    extra = () if at_lms_door else (_trust(),)
    return (
        _post(
            SESSION_VERIFY,
            at_lms_door,
            ui.field(
                _("Code"),
                "code",
                kind="code",
                required=True,
                auto_focus=True,
                input_mode=rx.cond(is_recovery, "text", "numeric"),
                hint=rx.cond(view.hint == "", _("Six digits."), view.hint),
            ),
            ui.code_entry("code", view.method == "sms"),
            *extra,
            ui.button(_("Verify"), look="primary", submit=True, wide=True, large=True),
        ),
        rx.cond(is_sent, _send_again(view, at_lms_door), rx.fragment()),
        rx.cond(
            (view.method == "") | (view.others.length() > 0),
            _another_way(view, at_lms_door),
            rx.fragment(),
        ),
    )


def set_up_forms(state: Any, *, at_lms_door: bool = False) -> tuple[Component, ...]:
    """The QR code, the key beside it, and the first code. `state` has the var `view`."""
    view = state.view
    picture = at_lms(SESSION_QR) if at_lms_door else SESSION_QR
    return (
        ui.heading(_("Set up your authenticator app"), level=1),
        ui.text(
            _(
                "Your login needs a code from an authenticator app. Any app works: scan this"
                " picture with it, or type the key in, then enter the code that it shows."
            ),
            tone="muted",
        ),
        ui.scannable(picture, _("QR code for your authenticator app")),
        ui.copyable(_("Key"), view.key),
        ui.awaited(
            ui.link(_("Open it in an app on this device"), to=view.address, reload=True),
            view.address != "",
        ),
        *code_notices(),
        _post(
            SESSION_SET_UP,
            at_lms_door,
            ui.field(_("Code"), "code", kind="code", required=True, hint=_("Six digits.")),
            ui.code_entry("code"),
            ui.button(_("Verify"), look="primary", submit=True, wide=True, large=True),
        ),
    )


def phone_forms() -> tuple[Component, ...]:
    """A number for codes, when the lender has none."""
    return (
        ui.heading(_("Add a phone number"), level=1),
        ui.text(
            _("Your login needs a code by text message, and we have no number of yours yet."),
            tone="muted",
        ),
        ui.targeted_notice(
            "phone-wrong",
            "bad",
            _("Enter it with its area code, such as (202) 555-0143, or +44 20 7946 0018."),
            title=_("That is no phone number."),
        ),
        *code_notices(),
        _post(
            SESSION_ADD_PHONE,
            False,
            ui.field(_("Phone"), "phone", kind="tel", required=True),
            ui.code_entry("phone"),
            ui.button(_("Continue"), look="primary", submit=True, wide=True, large=True),
        ),
    )


def code_notices() -> tuple[Component, ...]:
    """What a post is answered with, by fragment."""
    return (
        ui.targeted_notice(
            "wrong",
            "bad",
            _("It may be mistyped, used or too old. Try again, or ask for a new one."),
            title=_("That code does not match."),
        ),
        ui.targeted_notice(
            "clock",
            "warn",
            _(
                "Set the clock of your phone to automatic time, wait a few minutes,"
                " then enter a new code."
            ),
            title=_("The clock of your authenticator is off."),
        ),
        locked_notice(),
        ui.targeted_notice(
            "not-sent",
            "warn",
            _("The newest one still works for ten minutes. Else wait an hour, or call us."),
            title=_("Too many codes were sent."),
        ),
        ui.targeted_notice(
            "ask-lender",
            "warn",
            _("A code by email is not enough after a reset by email. Please call us."),
            title=_("We need to know that it is you."),
        ),
        ui.targeted_notice(
            "too-soon",
            "info",
            _("Wait for the one on its way; half a minute later you can ask for another."),
            title=_("A code was sent just now."),
        ),
        ui.targeted_notice(
            "disabled",
            "bad",
            _("There were too many wrong codes. Please call us; your password still works."),
            title=_("Your second step is switched off."),
        ),
        ui.targeted_notice(
            "busy",
            "warn",
            _("Nothing was changed. Please try again in a moment."),
            title=_("We are very busy right now."),
        ),
        ui.targeted_notice(
            "sent",
            "ok",
            _("The codes before it no longer work."),
            title=_("A new code is on its way."),
        ),
    )


def _leads() -> tuple[Component, ...]:
    """Which method is asked for, before any script has run."""
    return (
        ui.targeted_notice("sms", "info", _("We sent you a text message with a code.")),
        ui.targeted_notice("email", "info", _("We sent you an email with a code.")),
        ui.targeted_notice("authenticator", "info", _("Your authenticator app shows the code.")),
        ui.targeted_notice("recovery_code", "info", _("Enter one of your recovery codes.")),
    )


def _trust() -> Component:
    return ui.checkbox(
        _("Trust this device for 30 days"),
        "trust",
        value="yes",
        hint=_("Only on a device that is yours alone. You can take it back in your profile."),
    )


def _send_again(view: Any, at_lms_door: bool) -> Component:
    return _post(
        SESSION_SEND_AGAIN,
        at_lms_door,
        ui.button(_("Send a new code"), look="secondary", submit=True, wide=True),
        rx.cond(
            view.resend_in > 0,
            ui.countdown(_("You can ask for a new code in {seconds} s."), view.resend_in),
            rx.fragment(),
        ),
    )


def _another_way(view: Any, at_lms_door: bool) -> Component:
    """With one other way the button leads to it; with more, they are named below it."""
    return rx.fragment(
        _post(
            SESSION_ANOTHER_WAY,
            at_lms_door,
            ui.button(_("Try another way"), look="ghost", submit=True, wide=True),
        ),
        rx.cond(
            view.others.length() > 1,
            _post(
                SESSION_ANOTHER_WAY,
                at_lms_door,
                rx.foreach(view.others, _way),
            ),
            rx.fragment(),
        ),
    )


def _way(way: Any) -> Component:
    return ui.button(
        way.label, look="secondary", submit=True, wide=True, name="method", value=way.method
    )


def _post(action: str, at_lms_door: bool, *children: Child) -> Component:
    return ui.native_form(
        at_lms(action) if at_lms_door else action,
        rx.el.input(type="hidden", name="language", value=current_language()),
        *children,
    )
