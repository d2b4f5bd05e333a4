"""A new password and what is said about it: native, for both doors and for the profile."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component, Text
from portal_app.routes import SESSION_JUDGE_PASSWORD, at_lms
from services.language import _, current_language

ID = "password"


def new_password_field(*, hint: Text | None = None, at_lms_door: bool = False) -> Component:
    """*Password* with *Show*, and the meter; pasting is welcome."""
    action = at_lms(SESSION_JUDGE_PASSWORD) if at_lms_door else SESSION_JUDGE_PASSWORD
    return ui.stack(
        ui.password_field(_("Password"), ID, new=True, hint=hint),
        ui.password_meter(ID, action, _("How good it is"), _in_words()),
        gap=2,
    )


def new_password_notices() -> tuple[Component, ...]:
    """Why a password was not taken, by fragment; see `WeakPassword.notice`."""
    refused = _("Your password is unchanged.")
    return (
        _refused("short-8", _("Use 8 characters or more."), refused, _("That is too short.")),
        _refused(
            "short-15",
            _("Use 15 characters or more: a few words that belong together only for you."),
            refused,
            _("That is too short."),
        ),
        _refused("long", _("Use 256 characters or fewer."), refused, _("That is too long.")),
        _refused("common", _common(), refused, _("That password is known to attackers.")),
        _refused("about-you", _about_you(), refused, _("That password is too close to you.")),
        _refused("easy", _easy(), refused, _("That password is easy to guess.")),
        ui.targeted_notice(
            "busy",
            "warn",
            _("Nothing was changed. Please try again in a moment."),
            title=_("We are very busy right now."),
        ),
    )


def reset_forms(state: Any, action: str, *, at_lms_door: bool = False) -> tuple[Component, ...]:
    """Heading, notices, the password. `state` has the var `view`, a `ResetView`."""
    view = state.view
    return (
        ui.heading(_("Set your password"), level=1),
        *new_password_notices(),
        ui.native_form(
            action,
            rx.el.input(type="hidden", name="language", value=current_language()),
            _username(view.email),
            new_password_field(
                hint=rx.cond(
                    view.shortest == 8,
                    _("8 characters or more. A few words are easy to remember."),
                    rx.cond(
                        view.shortest == 15,
                        _("15 characters or more. A few words are easy to remember."),
                        _("15 characters or more; 8 when your login has a second step."),
                    ),
                ),
                at_lms_door=at_lms_door,
            ),
            ui.button(_("Set password"), look="primary", submit=True, wide=True, large=True),
        ),
    )


def _username(email: Any) -> Component:
    """Whose password: for the reader, and for the password manager that keeps both."""
    return rx.fragment(
        ui.text(rx.cond(email == "", _("For your login"), email), tone="muted"),
        rx.el.input(
            type="email",
            name="username",
            value=email,
            read_only=True,
            tab_index=-1,
            auto_complete="username",
            class_name="vh",
            custom_attrs={"aria-hidden": "true"},
        ),
    )


def _refused(id_: str, advice: Child, unchanged: Child, title: Text) -> Component:
    return ui.targeted_notice(id_, "bad", advice, " ", unchanged, title=title)


def _common() -> str:
    return _("It is in lists of leaked passwords, perhaps with a few digits added.")


def _about_you() -> str:
    return _("It is made of your name, your email or ours. Add words that nobody expects.")


def _easy() -> str:
    return _("It repeats, counts up or follows the keyboard. Add a word or two.")


def _in_words() -> dict[str, str]:
    return {
        "short": _("{missing} more characters"),
        "one": _("One more character"),
        "long": _("Too long: 256 characters at most"),
        "common": _common(),
        "about-you": _about_you(),
        "easy": _easy(),
        "2": _("Good enough"),
        "3": _("Good"),
        "4": _("Very good"),
    }
