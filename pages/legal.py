"""Privacy, terms, accessibility: open to anyone, short, in plain words."""

from components.shell import public_page
from components.ui import heading, page_header, prose, text
from components.ui.parts import Component
from services.language import _


def privacy() -> Component:
    """What is kept, where, and who sees it."""
    return public_page(
        page_header(_("Privacy")),
        prose(
            text(
                _(
                    "This portal shows what your lender has on record about your accounts and"
                    " takes your payments. It uses your information for that and for nothing else."
                )
            ),
            heading(_("What we keep")),
            text(
                _(
                    "Your name and contact details, your accounts and their history, your payments,"
                    " and a log of who saw or changed them."
                )
            ),
            text(
                _(
                    "Card numbers, bank account numbers and Social Security numbers are kept apart,"
                    " encrypted, by a separate service. The portal itself never sees them: it knows"
                    " the last four digits."
                )
            ),
            heading(_("Cookies")),
            text(
                _(
                    "One cookie keeps you logged in until you log out or stay away for an hour."
                    " There are no advertising and no tracking cookies."
                )
            ),
            heading(_("Who sees it")),
            text(
                _(
                    "You, your lender's agents as far as their work needs it, and the payment"
                    " networks that carry out a payment. It is not sold."
                )
            ),
        ),
    )


def terms() -> Component:
    """What paying through the portal means."""
    return public_page(
        page_header(_("Terms of use")),
        prose(
            text(
                _(
                    "These terms cover the use of this portal. Your loan, lease or credit agreement"
                    " says what you owe; where the two differ, the agreement counts."
                )
            ),
            heading(_("Payments")),
            text(
                _(
                    "When you press Pay, you authorize your lender to take that amount, once, from"
                    " the card or bank account that you chose. Card payments are approved at once."
                    " Bank payments take business days and can be returned by your bank; a returned"
                    " payment is taken back off your account."
                )
            ),
            text(
                _(
                    "If a payment's outcome is not known yet, the portal says so. Please do not pay"
                    " again until it is."
                )
            ),
            heading(_("Your login")),
            text(
                _(
                    "Keep your password to yourself. If you think that someone else knows it,"
                    " change it and call us."
                )
            ),
        ),
    )


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
