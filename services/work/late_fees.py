"""Late fees of all accounts on a day: once an installment, marked in the same transaction."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from models.accounts import Account, Lifecycle, Product, Schedule
from models.due_work import LateFeeAssessment
from models.transactions import Transaction, TransactionKind
from services import ledger
from services.database import reading, unit_of_work
from services.ledger.rows import position_after, terms_in
from services.servicing.duedates import due_date
from services.servicing.fees import LateFee, late_fees_due
from services.servicing.position import Position
from services.servicing.terms import Terms


def assess_all(on: date, engine: Engine | None = None) -> int:
    """Assess what fell due by `on`; how many fees were posted."""
    return sum(_assess(account_id, on, engine) for account_id in _late_accounts(on, engine))


def _late_accounts(on: date, engine: Engine | None) -> list[int]:
    with reading(engine) as session:
        assessed: dict[int, set[int]] = defaultdict(set)
        for mark in session.exec(select(LateFeeAssessment)):
            assessed[mark.account_id].add(mark.installment)
        boarded = _boarded(session)
        return [
            account_id
            for account_id, rule, schedule, last in _candidates(session)
            if _numbers(
                position_after(last),
                terms_in(schedule),
                rule,
                on,
                assessed[account_id],
                boarded.get(account_id),
            )
        ]


def _assess(account_id: int, on: date, engine: Engine | None) -> int:
    """Decided anew under the account's lock."""
    with unit_of_work(engine) as session:
        account = ledger.lock_account(session, account_id)
        if account.lifecycle is not Lifecycle.OPEN:
            return 0
        product = session.get_one(Product, account.product_id)
        numbers = numbers_due(
            session,
            account_id,
            ledger.position_of(session, account_id),
            ledger.terms_of(session, account_id),
            LateFee(product.late_fee, product.grace_days),
            on,
        )
        for number in numbers:
            entry = ledger.post_late_fee(session, account_id, product.late_fee, on)
            assert entry.id is not None
            session.add(
                LateFeeAssessment(
                    account_id=account_id, installment=number, transaction_id=entry.id
                )
            )
        return len(numbers)


def numbers_due(
    session: Session,
    account_id: int,
    position: Position,
    terms: Terms,
    rule: LateFee,
    on: date,
) -> list[int]:
    """Installments of one account to assess on `on`, if nothing is posted before."""
    assessed = session.exec(
        select(LateFeeAssessment.installment).where(col(LateFeeAssessment.account_id) == account_id)
    ).all()
    boarded_on = _boarded(session, account_id).get(account_id)
    return _numbers(position, terms, rule, on, assessed, boarded_on)


def _numbers(
    position: Position,
    terms: Terms,
    rule: LateFee,
    on: date,
    assessed: Collection[int],
    boarded_on: date | None,
) -> list[int]:
    """Installments to assess; what became late before boarding was for the former system."""
    grace = timedelta(days=rule.grace_days)
    return [
        number
        for number in late_fees_due(position, terms, rule, on, assessed)
        if boarded_on is None or due_date(terms, number) + grace >= boarded_on
    ]


def _candidates(session: Session):
    """Open installment accounts whose product has a late fee: rule, schedule, last entry."""
    newest = (
        select(col(Schedule.account_id), func.max(Schedule.revision).label("revision"))
        .group_by(col(Schedule.account_id))
        .subquery()
    )
    last = (
        select(col(Transaction.account_id), func.max(Transaction.sequence).label("sequence"))
        .group_by(col(Transaction.account_id))
        .subquery()
    )
    rows = session.exec(
        select(Account, Product, Schedule, Transaction)
        .join(Product, col(Product.id) == col(Account.product_id))
        .join(newest, newest.c.account_id == col(Account.id))
        .join(
            Schedule,
            (col(Schedule.account_id) == newest.c.account_id)
            & (col(Schedule.revision) == newest.c.revision),
        )
        .join(last, last.c.account_id == col(Account.id))
        .join(
            Transaction,
            (col(Transaction.account_id) == last.c.account_id)
            & (col(Transaction.sequence) == last.c.sequence),
        )
        .where(col(Account.lifecycle) == Lifecycle.OPEN, col(Product.late_fee) > 0)
    )
    for account, product, schedule, entry in rows:
        yield account.id or 0, LateFee(product.late_fee, product.grace_days), schedule, entry


def _boarded(session: Session, account_id: int | None = None) -> dict[int, date]:
    """The day on which boarded accounts came here."""
    query = select(col(Transaction.account_id), col(Transaction.effective_on)).where(
        col(Transaction.kind) == TransactionKind.OPENING
    )
    if account_id is not None:
        query = query.where(col(Transaction.account_id) == account_id)
    return dict(session.exec(query).all())
