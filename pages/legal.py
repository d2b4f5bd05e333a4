"""Privacy, terms, accessibility: open to anyone, short, in plain words."""

from components.shell import public_page
from components.shell.lender import lender_text
from components.ui import heading, page_header, prose, text
from components.ui.parts import Component
from services.language import _
from services.lender_settings.texts import TextKind


def privacy() -> Component:
    """What is kept, where, and who sees it; in the lender's words once they are published."""
    return public_page(page_header(_("Privacy")), lender_text(TextKind.PRIVACY))


def terms() -> Component:
    """What paying through the portal means."""
    return public_page(page_header(_("Terms of use")), lender_text(TextKind.TERMS))


def accessibility() -> Component:
    """What is promised and where to report a barrier."""
    return public_page(
        page_header(_("Accessibility")),
        prose(
            text(
                _(
                    "Everyone should be able to see and pay their accounts here. We aim at the Web"
                    " Content Accessibility Guidelines (WCAG) 2.2, level AA."
                )
            ),
            text(
                _(
                    "Everything works with a keyboard and with a screen reader, at 200 % zoom, on a"
                    " narrow phone, in light and in dark, and without motion if your device asks"
                    " for that. Charts have tables with the same figures."
                )
            ),
            heading(_("Something is in your way?")),
            text(
                _(
                    "Call the support number below. Tell us the page and what you tried to do: we"
                    " will help you on the phone and mend the page."
                )
            ),
        ),
    )
