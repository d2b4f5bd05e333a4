"""Which tabs an account's page has: by its kind (the table in chapter 4 of the product)."""

from models.accounts import AccountKind

INSTALLMENT = ("summary", "transactions", "documents", "collateral")
LINE_OF_CREDIT = ("transactions", "statements", "documents")
CARD = (*LINE_OF_CREDIT, "card")


def tabs_of(kind: AccountKind) -> tuple[str, ...]:
    """Their keys in the order shown, as in the address (`?tab=`)."""
    return {AccountKind.LINE_OF_CREDIT: LINE_OF_CREDIT, AccountKind.CARD: CARD}.get(
        kind, INSTALLMENT
    )


def tab_shown(tabs: tuple[str, ...], asked: object) -> str:
    """The tab that was asked for, if it is one of `tabs`; else the first. "" without any."""
    return asked if isinstance(asked, str) and asked in tabs else next(iter(tabs), "")
