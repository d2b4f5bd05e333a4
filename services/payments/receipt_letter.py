"""The receipt of a payment as a PDF."""

import re

from services import lender_settings
from services.accounts.repository import account_for
from services.database import reading
from services.errors import NotFound
from services.language import _, current_language, formats
from services.payments.receipt_words import facts, has_receipt, heading, lead
from services.payments.receipts import receipt
from services.pdf import Fact, Hero, Letter, render
from services.subject import Subject

_CONFIRMATION = re.compile(r"[0-9A-Z-]{1,12}")


def receipt_pdf(subject: Subject, confirmation: str) -> tuple[str, bytes]:
    """The file's name and the PDF, in the current language. Raises `NotFound`, also for a payment
    that was never on an account."""
    if not _CONFIRMATION.fullmatch(confirmation):
        raise NotFound
    with reading() as session:
        paid = receipt(session, subject, confirmation)
        if not has_receipt(paid.state):
            raise NotFound
        account = account_for(session, subject, paid.account_number)
        lender = lender_settings.current(session).brand
    paper = Letter(
        title=_("Receipt {confirmation}").format(confirmation=paid.confirmation),
        day=paid.on,
        lender=lender,
        foot=_("Receipt {confirmation}").format(confirmation=paid.confirmation),
        to=(subject.name,),
        dated=formats.long_day(paid.on),
        lead=lead(paid, account),
        hero=Hero(heading(paid), formats.money(paid.amount)),
        facts=tuple(Fact(label, value) for label, value in facts(paid, account)),
        notes=(_("Questions? Call us at {phone}.").format(phone=lender.support_phone),),
    )
    return f"receipt-{paid.confirmation}.pdf", render("letter", paper, current_language())
