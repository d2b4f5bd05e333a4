"""The logo: a native form, as a file goes better over HTTP than over a socket."""

import reflex as rx

from components import ui
from components.ui.parts import Component
from portal_app.routes import LMS_SETTINGS_LOGO
from services.lender_settings.views import SettingsView

_PROBLEMS = {
    "logo-missing": "Choose a file first.",
    "logo-too-big": "At most 1 MB and 12 million pixels.",
    "logo-too-small": "At least 16 pixels high, and no more than 20 times as wide.",
    "logo-not-a-picture": "PNG, JPEG or WebP only. An SVG is a program and is not taken.",
    "logo-broken": "The file cannot be read as the picture that it says it is.",
    "not-allowed": "Only administrators change settings.",
    "busy": "The portal was busy. Please try again.",
}


def logo_notices() -> list[Component]:
    """What the post is answered with, by fragment."""
    return [
        ui.targeted_notice("logo-saved", "ok", "It is on every page now.", title="Saved."),
        *[
            ui.targeted_notice(name, "bad", words, title="Nothing was changed.")
            for name, words in _PROBLEMS.items()
        ],
    ]


def logo_section(view: SettingsView) -> Component:
    return ui.topic_card(
        "Logo",
        "Stands beside the name in place of its first letter, on white.",
        ui.stack(
            rx.cond(
                view.logo == "",
                ui.text("No logo: the name's first letter is shown.", tone="faint"),
                ui.picture(view.logo, "The present logo"),
            ),
            ui.native_form(
                LMS_SETTINGS_LOGO,
                ui.file_field(
                    "New logo",
                    "logo",
                    accept="image/png,image/jpeg,image/webp",
                    hint="PNG, JPEG or WebP, at most 1 MB; it is made 512 pixels at most.",
                    disabled=view.locked,
                ),
                ui.row(
                    ui.button("Upload logo", submit=True, disabled=view.locked, icon="upload"),
                    rx.cond(
                        view.logo == "",
                        rx.fragment(),
                        ui.button(
                            "Remove logo",
                            submit=True,
                            look="ghost",
                            name="remove",
                            value="yes",
                            disabled=view.locked,
                        ),
                    ),
                ),
                enc_type="multipart/form-data",
            ),
        ),
    )
