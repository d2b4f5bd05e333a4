"""How an entry came about: its arithmetic line by line, as the ledger has it."""

import re

from sqlmodel import Session, col, select

from models.accounts import CREDIT_KINDS, Account, Product
from models.servicing import InterestMethod
from models.transactions import Transaction, TransactionKind
from services.accounts.repository import account_for
from services.errors import NotFound
from services.language import _, formats, ngettext
from services.ledger.rows import position_after, terms_of
from services.servicing.daycount import DAYS_IN_YEAR, days_between, interest
from services.servicing.position import Position
from services.servicing.terms import Terms
from services.subject import Subject
from services.transactions.line_working import line_details
from services.transactions.links import other_entry
from services.transactions.listing import Found, found_by
from services.transactions.views import Details, Line
from services.transactions.words import reason_words

_KEY = re.compile(r"([ts])([0-9]{1,15})")


def details(session: Session, subject: Subject, number: object, key: object) -> Details:
    """Of a row of the list. Raises `NotFound`, also for one of another account."""
    account = account_for(session, subject, number)
    one = found_one(session, account, key)
    if account.kind in CREDIT_KINDS:
        return line_details(session, one)
    assert one.entry is not None
    link, link_words = other_entry(one)
    words, lines = _described(session, account, one.entry)
    return Details(one.key, tuple(lines), words, link, link_words)


def found_one(session: Session, account: Account, key: object) -> Found:
    """The row of that key, if it is of this account. Raises `NotFound`."""
    match = _KEY.fullmatch(key) if isinstance(key, str) else None
    if match is None:
        raise NotFound
    kind, id_ = match[1], int(match[2])
    try:
        (one,) = found_by(session, [(kind, id_)])
    except KeyError:
        raise NotFound from None
    owner = one.entry or one.swipe
    if owner is None or owner.account_id != account.id:
        raise NotFound
    return one


def _described(session: Session, account: Account, entry: Transaction) -> tuple[str, list[Line]]:
    match entry.kind:
        case TransactionKind.PAYMENT:
            return "", _payment(session, entry)
        case TransactionKind.REVERSAL:
            return reason_words(entry), _taken_back(entry)
        case TransactionKind.LATE_FEE:
            return _fee_words(session, account), _fee(entry)
        case TransactionKind.WRITE_OFF:
            words = _("Your lender has written the balance off. Ask them what it means for you.")
            return words, [_line(_("Balance after"), entry.after_principal, total=True)]
        case TransactionKind.OPENING:
            words = _("What happened before this account came to this portal, in one entry.")
            return words, _opening(entry)
        case _:
            return "", [_line(_("Balance after"), entry.after_principal, total=True)]


def _payment(session: Session, entry: Transaction) -> list[Line]:
    before = _position_before(session, entry)
    terms = terms_of(session, entry.account_id)
    accrued = entry.after_interest_due + entry.to_interest - before.interest_due
    lines = [_accrued(terms, before, entry, accrued)]
    if before.interest_due:
        lines.append(_line(_("Interest that was still unpaid"), before.interest_due))
    lines += [
        _line(_("Payment"), entry.amount, total=True),
        *_divided(entry),
        _line(_("Balance before"), before.principal),
        Line(
            _("Balance after"),
            formats.money(entry.after_principal),
            f"{formats.money(before.principal)} − {formats.money(entry.to_principal)}",
            total=True,
        ),
    ]
    return lines


def _position_before(session: Session, entry: Transaction) -> Position:
    """After the entry before it; a ledger's first entry has nothing before it."""
    previous = session.exec(
        select(Transaction).where(
            Transaction.account_id == entry.account_id,
            col(Transaction.sequence) == entry.sequence - 1,
        )
    ).first()
    return position_after(previous) if previous else Position(entry.effective_on)


def _accrued(terms: Terms, before: Position, entry: Transaction, accrued: int) -> Line:
    """The working is shown where it gives this amount: an older schedule's terms may not."""
    since, until = before.accrued_through, max(entry.effective_on, before.accrued_through)
    label = _("Interest since {day}").format(day=formats.day(since))
    if not accrued or interest(terms, before.principal, since, until) != accrued:
        return _line(label, accrued)
    days = days_between(terms, since, until)
    working = ngettext(
        "{balance} × {rate} a year ÷ {year} × {days} day",
        "{balance} × {rate} a year ÷ {year} × {days} days",
        days,
    ).format(
        balance=formats.money(before.principal),
        rate=formats.percent(terms.rate),
        year=DAYS_IN_YEAR[terms.method],
        days=formats.number(days),
    )
    if terms.method is InterestMethod.PERIODIC:
        months = _("Every month counts 30 days.")
        working = f"{working}. {months}"
    return Line(label, formats.money(accrued), working)


def _divided(entry: Transaction) -> list[Line]:
    """Where the money went, in the order in which it is applied."""
    parts = [
        (_("To fees"), entry.to_fees),
        (_("To interest"), entry.to_interest),
        (_("To principal"), entry.to_principal),
    ]
    if entry.to_unapplied:
        parts.append((_("Kept for you, not used yet"), entry.to_unapplied))
    return [_line(label, cents) for label, cents in parts]


def _taken_back(entry: Transaction) -> list[Line]:
    return [
        *_divided(entry),
        _line(_("Balance after"), entry.after_principal, total=True),
    ]


def _fee_words(session: Session, account: Account) -> str:
    product = session.get(Product, account.product_id)
    days = product.grace_days if product else 0
    return ngettext(
        "Charged when a payment comes more than {days} day after its due date.",
        "Charged when a payment comes more than {days} days after its due date.",
        days,
    ).format(days=formats.number(days))


def _fee(entry: Transaction) -> list[Line]:
    return [
        _line(_("Late fee"), entry.amount),
        _line(_("Fees owed after"), entry.after_fees_due, total=True),
        _line(_("Balance after"), entry.after_principal),
    ]


def _opening(entry: Transaction) -> list[Line]:
    return [
        _line(_("Money lent"), entry.after_advanced),
        _line(_("Principal paid"), entry.after_paid_principal),
        _line(_("Interest paid"), entry.after_paid_interest),
        _line(_("Fees paid"), entry.after_paid_fees),
        _line(_("Balance after"), entry.after_principal, total=True),
    ]


def _line(label: str, cents: int, *, total: bool = False) -> Line:
    return Line(label, formats.money(cents), total=total)
