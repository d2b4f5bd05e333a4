"""Terms, privacy, payoff: the text that counts, published as a new version."""

import reflex as rx

from components import ui
from components.ui.parts import Component, Flag
from services.lender_settings.views import VersionLine
from state.lms.texts import LenderTextState as State


def texts_section(locked: Flag) -> Component:
    return ui.topic_card(
        "Texts",
        "Publishing shows a new version to everyone at once; earlier ones stay listed.",
        ui.stack(
            ui.columns(
                ui.select(
                    "Text",
                    "text_kind",
                    ui.option("Terms of use", "terms"),
                    ui.option("Privacy", "privacy"),
                    ui.option("Paying off by mail or bank", "payoff"),
                    on_change=State.choose_kind,
                ),
                ui.select(
                    "Language",
                    "text_language",
                    ui.option("English", "en"),
                    ui.option("Spanish", "es"),
                    on_change=State.choose_language,
                ),
            ),
            rx.cond(State.loaded, _editor(locked), ui.skeleton_rows(4)),
        ),
    )


def _editor(locked: Flag) -> Component:
    view = State.view
    return ui.stack(
        rx.el.form(
            ui.stack(
                ui.text(view.label, size="small", tone="faint"),
                ui.text_area(
                    "Words",
                    "body",
                    default_value=view.body,
                    key=f"body-{State.round}",
                    error=State.problem,
                    hint="A line of ## is a heading, lines of - a list, an empty line a paragraph.",
                    read_only=locked,
                    rows=14,
                ),
                ui.row(
                    ui.button("Publish new version", look="primary", submit=True, disabled=locked),
                    ui.live(rx.cond(State.published, ui.badge("Published", "ok"), rx.fragment())),
                ),
            ),
            on_submit=State.publish,
        ),
        rx.cond(
            view.earlier,
            ui.stack(
                ui.heading("Earlier versions", 3),
                rx.foreach(view.earlier, _version),
                gap=2,
            ),
            rx.fragment(),
        ),
    )


def _version(version: VersionLine) -> Component:
    return ui.disclosure(version.label, ui.typed_text(version.body))
