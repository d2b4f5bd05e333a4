"""The profile's section *Passkeys*: the list, and its three dialogs."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field as prop
from reflex_base.event import no_args_event_spec

from components import ui
from components.ui.parts import Component, Var
from portal_app.routes import SESSION_PASSKEY_ADD, SESSION_PASSKEY_ADD_OPTIONS
from services.language import _, current_language
from services.passkeys import PasskeyLine


class PasskeyForm(rx.Component):
    """`assets/js/passkeys.js`; its children are the field `name`."""

    library = "$/public/js/passkeys.js"
    tag = "PasskeyForm"

    options: Var[str] = prop(doc="Where options are asked for.")
    add: Var[str] = prop(doc="Where the new key is sent.")
    language: Var[str] = prop(doc="Of the page: answers come in it.")
    label: Var[str] = prop(doc="The button.")
    pending_label: Var[str] = prop(doc="The button while the browser asks.")
    failed: Var[str] = prop(doc="Said when nothing was made.")
    known: Var[str] = prop(doc="Said when this authenticator has one already.")
    unsupported: Var[str] = prop(doc="Said when this browser makes none.")

    on_added: rx.EventHandler[no_args_event_spec] = prop(doc="A passkey was saved.")
    on_proof: rx.EventHandler[no_args_event_spec] = prop(doc="Fresh proof is wanted first.")


def passkeys_section(state: Any) -> Component:
    """`state`: `state/passkeys.py`; its `load` belongs to the page's."""
    return ui.card(
        ui.stack(
            ui.stack(
                ui.heading(_("Passkeys"), level=2, id="passkeys"),
                ui.text(
                    _(
                        "Log in with your fingerprint, your face or your device's PIN, without a"
                        " password and without a code."
                    ),
                    tone="muted",
                ),
                gap=1,
            ),
            rx.match(
                state.status,
                ("ready", _list(state)),
                (
                    "failed",
                    ui.failed_state(
                        _("Your passkeys could not be read"),
                        _("They are still there."),
                        on_retry=state.load,
                    ),
                ),
                ui.loading(ui.skeleton_rows(2)),
            ),
            _add_dialog(state),
            _rename_dialog(state),
            _remove_dialog(state),
        ),
        aria_labelledby="passkeys",
        role="region",
    )


def _list(state: Any) -> Component:
    view = state.view
    return ui.stack(
        rx.cond(
            view.lines.length() == 0,
            ui.text(_("You have no passkeys yet."), tone="muted"),
            ui.item_list(
                _("Your passkeys"), rx.foreach(view.lines, lambda line: _line(state, line))
            ),
        ),
        rx.cond(
            view.offered,
            ui.row(ui.button(_("Add a passkey"), icon="plus", on_click=state.open_add)),
            ui.text(_("Passkeys are not in use here."), tone="muted"),
        ),
    )


def _line(state: Any, line: PasskeyLine) -> Component:
    return ui.item(
        line.name,
        ui.text(line.added, tone="muted", size="small"),
        ui.text(line.used, tone="muted", size="small"),
        actions=(
            ui.button(
                _("Rename"),
                on_click=state.open_rename(line.id),
                aria_label=rx.Var.create(_("Rename") + " ") + line.name,
            ),
            ui.button(
                _("Remove"),
                on_click=state.open_remove(line.id),
                aria_label=rx.Var.create(_("Remove") + " ") + line.name,
            ),
        ),
    )


def _add_dialog(state: Any) -> Component:
    return ui.dialog(
        _("Add a passkey"),
        PasskeyForm.create(
            _name_field(""),
            options=SESSION_PASSKEY_ADD_OPTIONS,
            add=SESSION_PASSKEY_ADD,
            language=current_language(),
            label=_("Continue"),
            pending_label=_("Waiting for your device"),
            failed=_("No passkey was added. Try again when you are ready."),
            known=_("This device has a passkey for your login already."),
            unsupported=_("This browser cannot make passkeys. Try another one."),
            on_added=state.added,
            on_proof=state.prove,
        ),
        id="add-passkey",
        subtitle=_("Your browser asks you to confirm that it is you."),
        open=state.dialog == "add",
        on_close=state.close,
    )


def _rename_dialog(state: Any) -> Component:
    return ui.dialog(
        _("Rename passkey"),
        rx.el.form(
            ui.stack(
                _problem(state),
                _name_field(state.chosen.name),
                ui.button(_("Save"), look="primary", submit=True, wide=True, large=True),
            ),
            on_submit=state.rename,
        ),
        id="rename-passkey",
        open=state.dialog == "rename",
        on_close=state.close,
    )


def _remove_dialog(state: Any) -> Component:
    return ui.sure_dialog(
        _("Remove this passkey?"),
        _(
            "It no longer opens your accounts. Delete it on your device too, or your"
            " browser goes on offering it."
        ),
        _("Remove"),
        id="remove-passkey",
        subtitle=state.chosen.name,
        open=state.dialog == "remove",
        problem=state.problem,
        on_do=state.remove,
        on_close=state.close,
    )


def _name_field(value: Any) -> Component:
    return ui.field(
        _("Name"),
        "name",
        id="passkey-name",
        hint=_("So that you recognise it, such as My phone."),
        default_value=value,
        required=True,
        max_length=60,
        auto_complete="off",
        auto_focus=True,
    )


def _problem(state: Any) -> Component:
    return rx.cond(state.problem == "", rx.fragment(), ui.notice("bad", state.problem, urgent=True))
