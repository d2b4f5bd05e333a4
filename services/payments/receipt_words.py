"""What a receipt says, on paper and in a mail: the same facts, in the current language."""

from models.accounts import Account
from models.payment_methods import MethodKind
from models.payments import PaymentState
from portal_app.settings import get_settings
from services.accounts.titles import title
from services.language import _, formats
from services.payment_methods.words import named
from services.payments.receipts import Receipt

ON_THE_ACCOUNT = (PaymentState.APPROVED, PaymentState.SETTLED)
TAKEN_BACK = (PaymentState.RETURNED, PaymentState.REFUNDED, PaymentState.CHARGED_BACK)


def has_receipt(state: PaymentState) -> bool:
    """Whether the payment was ever on the account: of one that failed there is no receipt."""
    return state in ON_THE_ACCOUNT or state in TAKEN_BACK


def heading(paid: Receipt) -> str:
    match paid.state:
        case PaymentState.RETURNED:
            return _("Payment returned")
        case PaymentState.REFUNDED:
            return _("Payment refunded")
        case PaymentState.CHARGED_BACK:
            return _("Payment charged back")
    by_bank = paid.method_kind is MethodKind.BANK_ACCOUNT
    return _("Payment submitted") if by_bank else _("Payment received")


def lead(paid: Receipt, account: Account) -> str:
    about = f"{title(account)} {formats.masked(account.number)}"
    if paid.state in TAKEN_BACK:
        return _("This payment was taken back. The amount is owed on {account} again.").format(
            account=about
        )
    if paid.method_kind is MethodKind.BANK_ACCOUNT:
        return _("To {account}. Your bank takes one to three business days.").format(account=about)
    return _("Thank you. It is applied to {account}.").format(account=about)


def _from(paid: Receipt) -> str:
    if paid.by_other:
        return _("Another borrower on this account")
    return named(paid.method_kind, paid.method_brand, paid.method_last_four)


def facts(paid: Receipt, account: Account) -> tuple[tuple[str, str], ...]:
    """Label and value; where it went only while it is on the account."""
    made_at = formats.moment(paid.made_at, get_settings().zone)
    known = (
        (_("Confirmation"), paid.confirmation),
        (_("Account"), f"{title(account)} {account.number}"),
        (_("From"), _from(paid)),
        (_("Date of the payment"), formats.day(paid.on)),
        (_("Made"), made_at),
    )
    if paid.state not in ON_THE_ACCOUNT or paid.balance_after is None:
        return known
    parts = (
        (_("To fees"), paid.fees),
        (_("To interest"), paid.interest),
        (_("To principal"), paid.principal),
        *(((_("Not applied yet"), paid.unapplied),) if paid.unapplied else ()),
        (_("Balance after"), paid.balance_after),
    )
    return (*known, *((label, formats.money(cents)) for label, cents in parts))
