"""What a payment made today would change."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from models.credit_lines import BalanceType
from models.payments import AmountChoice
from models.servicing import ExtraTo
from services.accounts.standing import Standing, standing
from services.credit_lines import allocation
from services.credit_lines.asked import minimum_left
from services.errors import InvalidInput
from services.ledger import line_of, line_position_of, line_terms_of
from services.ledger.line_rows import asked_of
from services.payments.accounts import require_payable
from services.payments.offered import offered_on
from services.servicing.application import apply_payment
from services.servicing.due import NextDue, next_due
from services.subject import Subject


@dataclass(frozen=True)
class LineChanges:
    """Of a line of credit, cents.

    by_type          where the principal goes, with its APR in percent: the highest first
    minimum_left     what is still due of the minimum      available_after   credit to draw on
    """

    by_type: tuple[tuple[BalanceType, Decimal, int], ...]
    minimum_left: int
    available_after: int


@dataclass(frozen=True)
class Preview:
    """Cents. `amount = fees + interest + principal`; None: nothing falls due afterwards.

    `line` is None of an installment account.
    """

    amount: int
    on: date
    fees: int
    interest: int
    principal: int
    balance_after: int
    next_due_after: NextDue | None
    pays_off: bool
    line: LineChanges | None = None


def preview(
    session: Session,
    subject: Subject,
    number: str,
    choice: AmountChoice,
    amount: int | None = None,
    extra: ExtraTo = ExtraTo.NEXT_PAYMENTS,
) -> Preview:
    """`amount` is read for CUSTOM only; the other choices have their own.

    Raises NotFound, AccountNotPayable, NotPositive, MoreThanPayoff, InvalidInput (a choice that
    the kind of account does not know).
    """
    one = standing(session, subject, number)
    require_payable(one.account)
    chosen = offered_on(session, one.account, one.on).of(choice, amount or 0)
    if chosen is None:
        raise InvalidInput("choice", "not_a_choice")
    return _on_loan(one, chosen, extra) if one.terms else _on_line(session, one, chosen)


def _on_loan(one: Standing, amount: int, extra: ExtraTo) -> Preview:
    assert one.terms is not None
    applied = apply_payment(one.position, one.terms, amount, one.on, extra)
    after = applied.position
    return Preview(
        amount=amount,
        on=one.on,
        fees=applied.fees,
        interest=applied.interest,
        principal=applied.principal,
        balance_after=after.principal,
        next_due_after=next_due(after, one.terms, one.on),
        pays_off=after.paid_in_full,
    )


def _on_line(session: Session, one: Standing, amount: int) -> Preview:
    line = line_of(session, one.account.id or 0)
    terms, position = line_terms_of(session, line), line_position_of(session, line.account_id)
    done = allocation.apply_payment(position, terms, amount, one.on)
    owed = done.position.owed
    asked = asked_of(line)
    left = minimum_left(replace(asked, paid=asked.paid + amount), owed)
    touched = [kind for kind in terms.dearest_first(one.on) if done.principal[kind]]
    return Preview(
        amount=amount,
        on=one.on,
        fees=done.fees,
        interest=done.interest.total,
        principal=done.principal.total,
        balance_after=owed,
        next_due_after=None,
        pays_off=False,
        line=LineChanges(
            tuple((kind, terms.rate_on(kind, one.on), done.principal[kind]) for kind in touched),
            left,
            max(0, line.credit_limit - done.position.balance - one.pending),
        ),
    )
