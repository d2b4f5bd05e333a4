"""The profile's sections; each names what is, and what can be done with it."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.profile_dialog import form
from components.ui.parts import Child, Component
from portal_app import routes
from services.language import LANGUAGES, _, use_language
from services.profile.zones import ZONES


def log_in_section(view: Any, change: Any) -> Component:
    """`view`: a `Profile`; `change`: the handler that opens the dialog for a change."""
    return _section(
        "log-in",
        _("Log-in"),
        ui.item_list(
            _("How you log in"),
            _line(_("Email"), view.email, _change(_("Change email"), change("email"))),
            _line(_("Password"), "••••••••", _change(_("Change password"), change("password"))),
            _line(
                _("Phone"),
                rx.cond(view.phone == "", _("None yet"), view.phone),
                rx.cond(
                    view.phone == "",
                    ui.button(_("Add"), on_click=change("phone"), aria_label=_("Add phone number")),
                    _change(_("Change phone number"), change("phone")),
                ),
            ),
        ),
    )


def second_step_section(view: Any, change: Any) -> Component:
    nothing = ui.text(_("None: your password alone opens your accounts."), tone="muted")
    steps = ui.item_list(
        _("Second steps in use"),
        rx.foreach(view.steps, lambda step: _line(step.name, step.detail)),
    )
    return _section(
        "second-step",
        _("Second step"),
        rx.cond(view.steps.length() > 0, steps, nothing),
        ui.row(
            rx.cond(
                view.may_set_up,
                ui.button(
                    rx.cond(
                        view.authenticator,
                        _("Replace authenticator app"),
                        _("Set up authenticator app"),
                    ),
                    on_click=change("authenticator"),
                ),
                rx.fragment(),
            ),
            rx.cond(
                view.authenticator,
                ui.button(_("New recovery codes"), on_click=change("codes")),
                rx.fragment(),
            ),
            rx.cond(
                view.may_turn_off,
                ui.button(_("Turn off"), look="ghost", on_click=change("authenticator-off")),
                rx.fragment(),
            ),
        ),
    )


def browsers_section(view: Any) -> Component:
    """`view`: `Browsers`."""
    everywhere = form(
        routes.PROFILE_LOG_OUT,
        _hidden("session", "all"),
        ui.row(ui.button(_("Log out everywhere else"), submit=True)),
    )
    return _section(
        "sessions",
        _("Sessions"),
        rx.cond(
            view.sessions.length() == 0,
            ui.loading(ui.skeleton_rows(2)),
            ui.item_list(_("Open sessions"), rx.foreach(view.sessions, _session)),
        ),
        rx.cond(view.others, everywhere, rx.fragment()),
    )


def devices_section(view: Any) -> Component:
    all_of_them = form(
        routes.PROFILE_FORGET_DEVICE,
        _hidden("device", "all"),
        ui.row(ui.button(_("Forget all"), submit=True)),
    )
    return _section(
        "devices",
        _("Trusted devices"),
        rx.cond(
            view.devices.length() > 0,
            ui.stack(
                ui.item_list(_("Trusted devices"), rx.foreach(view.devices, _device)),
                rx.cond(view.devices.length() > 1, all_of_them, rx.fragment()),
            ),
            ui.text(_("None: every browser is asked for the second step."), tone="muted"),
        ),
    )


def preferences_section(view: Any) -> Component:
    return _section(
        "preferences",
        _("Language and time"),
        form(
            routes.PROFILE_PREFERENCES,
            ui.columns(
                ui.select(
                    _("Language"),
                    "chosen",
                    *[ui.option(_own_name(language), language) for language in LANGUAGES],
                    default_value=view.language,
                    key=view.language,
                ),
                ui.select(
                    _("Time zone"),
                    "zone",
                    ui.option(rx.Var.create(_("Your lender's: ")) + view.lender_zone, ""),
                    *[ui.option(name.replace("_", " "), name) for name in ZONES],
                    default_value=view.time_zone,
                    key=view.time_zone,
                ),
            ),
            ui.row(ui.button(_("Save"), submit=True)),
        ),
    )


def _section(id_: str, title: str, *content: Child) -> Component:
    return ui.card(
        ui.stack(ui.heading(title, level=2, id=id_), *content),
        role="region",
        aria_labelledby=id_,
    )


def _line(title: Child, detail: Child, *actions: Child) -> Component:
    return ui.item(title, ui.text(detail, tone="muted"), actions=actions)


def _change(name: str, on_click: Any) -> Component:
    return ui.button(_("Change"), on_click=on_click, aria_label=name)


def _session(one: Any) -> Component:
    action = form(
        routes.PROFILE_LOG_OUT,
        _hidden("session", one.id),
        ui.button(
            _("Log out"),
            submit=True,
            aria_label=rx.Var.create(_("Log out") + " ") + one.name,
        ),
    )
    return ui.item(
        ui.row(one.name, rx.cond(one.is_this, ui.badge(_("This one"), "ok"), rx.fragment())),
        ui.text(one.used, tone="muted", size="small"),
        ui.text(one.address, tone="muted", size="small"),
        actions=(rx.cond(one.is_this, rx.fragment(), action),),
    )


def _device(one: Any) -> Component:
    return ui.item(
        one.name,
        ui.text(one.used, tone="muted", size="small"),
        ui.text(one.address, tone="muted", size="small"),
        actions=(
            form(
                routes.PROFILE_FORGET_DEVICE,
                _hidden("device", one.id),
                ui.button(
                    _("Forget"),
                    submit=True,
                    aria_label=rx.Var.create(_("Forget") + " ") + one.name,
                ),
            ),
        ),
    )


def _hidden(name: str, value: Any) -> Component:
    return rx.el.input(type="hidden", name=name, value=value)


def _own_name(language: str) -> str:
    with use_language(language):
        return _("English")
