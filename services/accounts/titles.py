"""What an account is called."""

from models.accounts import Account, AccountKind
from services.language import _


def title(account: Account) -> str:
    """The lender's own name for it, or its kind: "Personal loan"."""
    return account.name or of_kind(account.kind)


def of_kind(kind: AccountKind) -> str:
    return {
        AccountKind.PERSONAL_LOAN: _("Personal loan"),
        AccountKind.AUTO_LOAN: _("Auto loan"),
        AccountKind.HOME_LOAN: _("Home loan"),
        AccountKind.LEASE: _("Lease"),
        AccountKind.LINE_OF_CREDIT: _("Line of credit"),
        AccountKind.CARD: _("Card account"),
    }[kind]
