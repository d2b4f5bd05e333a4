"""Details of an entry or a swipe of a line of credit: what it did to each type of balance."""

from sqlmodel import Session, col, select

from models.credit_lines import BalanceType, LineEntry
from models.swipes import Swipe, SwipeState
from models.transactions import Transaction, TransactionKind
from portal_app.settings import get_settings
from services.language import _, formats
from services.swipes.words import category_in_words
from services.transactions.links import other_entry
from services.transactions.listing import Found
from services.transactions.views import Details, Line
from services.transactions.words import reason_words


def line_details(session: Session, one: Found) -> Details:
    link, link_words = other_entry(one)
    lines = [] if one.swipe is None else _swiped(one.swipe)
    if one.entry is not None:
        lines += _posted(session, one.entry)
    return Details(one.key, tuple(lines), _words(one), link, link_words)


def _words(one: Found) -> str:
    if one.entry is not None:
        return reason_words(one.entry)
    if one.swipe is not None and one.swipe.state is SwipeState.REVERSED:
        return _("The merchant took it back before it was posted. You owe nothing for it.")
    return _(
        "The merchant has not collected it yet. It is not in your balance, but your available"
        " credit is lower by it."
    )


def _swiped(swipe: Swipe) -> list[Line]:
    when = formats.moment(swipe.swiped_at, get_settings().zone)
    lines = [Line(_("Merchant"), swipe.merchant), Line(_("When"), when)]
    if swipe.category:
        lines.insert(1, Line(_("Category"), category_in_words(swipe.category)))
    return lines


def _posted(session: Session, entry: Transaction) -> list[Line]:
    parts = session.exec(select(LineEntry).where(col(LineEntry.transaction_id) == entry.id)).first()
    changed = _changes(parts) if parts else []
    fees = [(_("To fees"), entry.to_fees)] if entry.kind is TransactionKind.PAYMENT else []
    owed = entry.after_principal + entry.after_interest_due + entry.after_fees_due
    return [
        *(Line(label, formats.money(cents)) for label, cents in [*fees, *changed] if cents),
        Line(_("Balance after"), formats.money(owed), total=True),
    ]


def _changes(parts: LineEntry) -> list[tuple[str, int]]:
    names = {
        BalanceType.PURCHASES: (_("Purchases"), _("Interest on purchases")),
        BalanceType.CASH_ADVANCES: (_("Cash advances"), _("Interest on cash advances")),
        BalanceType.BALANCE_TRANSFERS: (
            _("Balance transfers"),
            _("Interest on balance transfers"),
        ),
    }
    return [
        pair
        for type_, (name, charged) in names.items()
        for pair in (
            (name, getattr(parts, type_.value)),
            (charged, getattr(parts, f"{type_.value}_interest")),
        )
    ]
