"""The detail of a statement, copied on its closing day from all that may change later."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from models.accounts import Account, AccountLink, Role
from models.credit_lines import BalanceType, LineEntry
from models.customers import Customer
from models.statements import Statement
from models.swipes import Swipe
from models.transactions import Transaction, TransactionKind
from portal_app.settings import get_settings
from services import lender_settings
from services.credit_lines.closing import Closing
from services.credit_lines.interest import TypeInterest
from services.credit_lines.repayment import owings_of
from services.credit_lines.terms import LineTerms
from services.money import round_half_up
from services.statements.detail import (
    RIGHTS,
    Detail,
    HeldThen,
    Lender,
    Line,
    TypeOfBalance,
    from_json,
)
from services.statements.estimates import estimate

_TAKES_OFF = {TransactionKind.PAYMENT, TransactionKind.CREDIT, TransactionKind.REVERSAL}
_ROLES = list(Role)


def detail_of(
    session: Session,
    account: Account,
    credit_limit: int,
    terms: LineTerms,
    closing: Closing,
    entries: Sequence[Transaction],
    before: Sequence[Statement],
    held: HeldThen,
) -> Detail:
    """`before`: the statements before this one, the newest first."""
    assert account.id is not None
    on = closing.cycle.closed_on
    owings, rule = owings_of(closing.position, terms, on), terms.minimum_on(on)
    twice = len(before) >= 2 and all(from_json(one.detail).paid_in_full for one in before[:2])
    return Detail(
        number=account.number,
        kind=account.kind,
        name=account.name,
        borrowers=_borrowers(session, account.id),
        lines=_lines(session, entries),
        types=tuple(_type(one) for one in closing.by_type),
        estimate=estimate(owings, rule, closing.asked.minimum, twice),
        late_fee=terms.late_fee,
        available=max(0, credit_limit - closing.new_balance),
        paid_in_full=closing.in_grace,
        lender=_lender(session),
        spared=closing.spared,
        held=held,
        rights=RIGHTS,
    )


def _borrowers(session: Session, account_id: int) -> tuple[str, ...]:
    rows = session.exec(
        select(Customer, AccountLink.role)
        .join(AccountLink, col(AccountLink.customer_id) == col(Customer.id))
        .where(col(AccountLink.account_id) == account_id)
        .order_by(col(AccountLink.id))
    ).all()
    ordered = sorted(rows, key=lambda row: _ROLES.index(Role(row[1])))
    return tuple(f"{one.first_name} {one.last_name}" for one, _role in ordered)


def _lines(session: Session, entries: Sequence[Transaction]) -> tuple[Line, ...]:
    ids = [entry.id for entry in entries]
    bought, refunded = (
        _swipes(session, Swipe.transaction_id, ids),
        _swipes(session, Swipe.credit_id, ids),
    )
    merchants = {one.transaction_id: one.merchant for one in bought}
    merchants |= {one.credit_id: one.merchant for one in refunded}
    made_on = {one.transaction_id: one.swiped_on for one in bought}
    reversed_ids = [entry.reverses_id for entry in entries if entry.reverses_id]
    origins = select(Transaction.id, Transaction.kind).where(col(Transaction.id).in_(reversed_ids))
    kinds = dict(session.exec(origins).all())
    fees = _fees_of(session, [entry.id for entry in entries if entry.kind is TransactionKind.FEE])
    return tuple(
        Line(
            entry.effective_on,
            entry.kind,
            -entry.amount if entry.kind in _TAKES_OFF else entry.amount,
            merchants.get(entry.id, ""),
            _kind(kinds.get(entry.reverses_id)),
            fees.get(entry.id or 0),
            made_on.get(entry.id),
        )
        for entry in entries
    )


def _swipes(session: Session, entry: Any, ids: Sequence[int | None]) -> Sequence[Swipe]:
    """Whose column `entry` names one of these entries."""
    return session.exec(select(Swipe).where(col(entry).in_(ids))).all()


def _fees_of(session: Session, ids: Sequence[int | None]) -> dict[int, BalanceType]:
    """Of the entries with these ids: which balance was drawn."""
    rows = select(LineEntry.transaction_id, LineEntry.balance_type).where(
        col(LineEntry.transaction_id).in_(ids)
    )
    return {id_: BalanceType(kind) for id_, kind in session.exec(rows) if kind} if ids else {}


def _kind(found: str | None) -> TransactionKind | None:
    return TransactionKind(found) if found else None


def _type(one: TypeInterest) -> TypeOfBalance:
    return TypeOfBalance(
        one.balance_type, one.rate, round_half_up(one.average), one.interest, one.in_grace
    )


def _lender(session: Session) -> Lender:
    lender, settings = lender_settings.current(session), get_settings()
    return Lender(
        name=lender.name,
        phone=lender.support_phone,
        address=settings.portal_lender_address,
        counseling_phone=settings.portal_counseling_phone or lender.support_phone,
        color=lender.color,
        logo=lender.logo,
    )
