"""The lender's settings: brand, logo, log-in, texts. Administrators change, others read."""

import reflex as rx

from components import ui
from components.lms import agents_page
from components.shell.lender import LenderRefresh
from components.ui.parts import Component, Text
from pages.lms.settings_logo import logo_notices, logo_section
from pages.lms.settings_texts import texts_section
from state.lms.settings import LenderSettingsState as State
from state.lms.texts import LenderTextState

ON_LOAD = [State.load, LenderTextState.load]


def settings() -> Component:
    return agents_page(
        ui.stack(
            ui.page_header("Settings", subtitle="What borrowers see, and how they log in."),
            *logo_notices(),
            rx.cond(
                State.failed,
                ui.card(
                    ui.failed_state(
                        "The settings could not be read",
                        "Please try again in a moment. Nothing was changed.",
                        on_retry=State.load,
                    )
                ),
                rx.cond(State.loaded, _loaded(), ui.skeleton_cards()),
            ),
        ),
        LenderRefresh.create(stamp=State.stamp),
        current="settings",
    )


def _loaded() -> Component:
    return ui.stack(
        rx.cond(
            State.view.locked,
            ui.notice("info", "Only administrators change settings.", title="You can read this."),
            rx.fragment(),
        ),
        _brand(),
        logo_section(State.view),
        _log_in(),
        texts_section(State.view.locked),
        gap=5,
    )


def _brand() -> Component:
    view = State.view
    return ui.topic_card(
        "Brand",
        "Name, phone and colors appear on every page and mail as soon as they are saved.",
        rx.el.form(
            ui.stack(
                ui.columns(
                    ui.field(
                        "Lender's name",
                        "name",
                        default_value=view.name,
                        disabled=view.locked,
                        error=_error("name"),
                        max_length=80,
                    ),
                    ui.field(
                        "Support phone",
                        "support_phone",
                        kind="tel",
                        default_value=view.support_phone,
                        disabled=view.locked,
                        error=_error("support_phone"),
                        auto_complete="off",
                    ),
                    ui.field(
                        "Color",
                        "color",
                        default_value=view.color,
                        disabled=view.locked,
                        error=_error("color"),
                        hint="Six hexadecimal digits after #; empty: the portal's own green.",
                        on_blur=State.look_at,
                        auto_complete="off",
                        spell_check=False,
                        max_length=20,
                    ),
                ),
                _shown(),
                _end("brand", "Save brand"),
            ),
            on_submit=State.save_brand,
        ),
    )


def _shown() -> Component:
    """What becomes of the colour, and why."""
    shown = State.shown
    return ui.live(
        rx.cond(
            shown.light == "",
            rx.fragment(),
            ui.stack(
                ui.row(
                    ui.swatch("In light:", shown.light, ground="light"),
                    ui.swatch("In dark:", shown.dark, ground="dark"),
                    gap=5,
                ),
                rx.cond(
                    shown.words == "",
                    rx.fragment(),
                    ui.notice("warn", shown.words, title="The color was adjusted."),
                ),
                gap=3,
            ),
        )
    )


def _log_in() -> Component:
    view = State.view
    return ui.topic_card(
        "Log-in",
        "How borrowers prove who they are (NIST SP 800-63B). A customer's own setting goes first.",
        rx.el.form(
            ui.stack(
                ui.checkbox(
                    "Require a second step",
                    "second_step_required",
                    hint="Of every borrower whose own setting does not say otherwise.",
                    default_checked=view.second_step_required,
                    disabled=view.locked,
                ),
                ui.heading("Methods that borrowers may use", 3),
                ui.stack(
                    _method("Authenticator app", "offers_authenticator", view.offers_authenticator),
                    _method("Passkey", "offers_passkeys", view.offers_passkeys),
                    _method("Text message", "offers_sms", view.offers_sms),
                    _method("Email", "offers_email", view.offers_email),
                    gap=1,
                ),
                _problem("methods"),
                ui.select(
                    "A known customer without portal access signs up",
                    "without_access",
                    ui.option("Tell them to ask us", "ask_lender"),
                    ui.option("Grant access", "grant"),
                    default_value=view.without_access,
                    disabled=view.locked,
                ),
                _end("log_in", "Save log-in"),
            ),
            on_submit=State.save_log_in,
        ),
    )


_STRENGTHS: dict[str, tuple[str, ui.Tone, str]] = {
    "offers_authenticator": ("Strong", "ok", "Six digits from an app on the borrower's device."),
    "offers_passkeys": ("Strong", "ok", "A fingerprint, face or PIN; nothing that can be phished."),
    "offers_sms": (
        "Restricted",
        "warn",
        "NIST restricts codes by phone: numbers can be taken over. Offer another way as well.",
    ),
    "offers_email": (
        "Weak",
        "bad",
        "NIST accepts no email as a second channel: who reads the mail resets the password too.",
    ),
}


def _method(label: str, name: str, offered: bool) -> Component:
    strength, tone, why = _STRENGTHS[name]
    return ui.row(
        ui.grow(
            ui.checkbox(label, name, hint=why, default_checked=offered, disabled=State.view.locked)
        ),
        ui.badge(strength, tone),
        wrap=False,
    )


def _error(name: str) -> Text:
    return rx.cond(State.field == name, State.problem, "")


def _problem(name: str) -> Component:
    words = ui.notice("bad", State.problem, title="Nothing was saved.", urgent=True)
    return ui.live(rx.cond(State.field == name, words, rx.fragment()), urgent=True)


def _end(name: str, label: str) -> Component:
    """The button, and what came of it."""
    return ui.stack(
        _problem(name),
        ui.row(
            ui.button(label, look="primary", submit=True, disabled=State.view.locked),
            ui.live(rx.cond(State.saved == name, ui.badge("Saved", "ok"), rx.fragment())),
        ),
    )
