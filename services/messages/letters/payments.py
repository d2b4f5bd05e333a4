"""Mails about payments."""

from models.accounts import Account
from portal_app.routes import in_language, payment_receipt
from portal_app.settings import get_settings
from services.language import _, current_language, formats
from services.messages.letter import Letter, draft
from services.messages.letterhead import Letterhead
from services.payments.receipt_words import facts, heading, lead
from services.payments.receipts import Receipt


@draft
def receipt(head: Letterhead, paid: Receipt, account: Account) -> Letter:
    """To whom paid, once the payment is on the account."""
    path = in_language(payment_receipt(paid.confirmation), current_language())
    return Letter(
        subject=heading(paid),
        paragraphs=(lead(paid, account),),
        facts=((_("Amount"), formats.money(paid.amount)), *facts(paid, account)),
        action=(_("Download receipt"), f"{get_settings().portal_base_url}{path}"),
        note=_("If you did not make this payment, call us at {phone}.").format(
            phone=head.lender.support_phone
        ),
    )
