"""What the engine makes of an entry, from the terms and the position before it.

The auditor predicts interest, fees, principal and the position after every entry, and compares;
what the entry itself says is taken for its kind, day and amount only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from models.servicing import ExtraTo
from models.transactions import Transaction, TransactionKind
from services.errors import PortalError
from services.ledger.rows import applied_in, position_after
from services.servicing import postings, reversal
from services.servicing.application import Excess, apply_payment
from services.servicing.fees import LateFee, late_fees_due
from services.servicing.position import Position
from services.servicing.position import opening as opening_position
from services.servicing.terms import Terms


class Parts(NamedTuple):
    """The columns of an entry that say where its amount went, cents."""

    amount: int
    to_fees: int = 0
    to_interest: int = 0
    to_principal: int = 0
    to_unapplied: int = 0
    to_schedule: int = 0
    to_fee_credit: int = 0


Outcome = tuple[Parts, Position]


@dataclass(frozen=True)
class Context:
    """What is known of an entry beside itself.

    extra        where money beyond the installments goes; None: no payment says so
    origin       the entry that it reverses
    installment  the one that a late fee was assessed for
    """

    extra: ExtraTo | None = None
    origin: Transaction | None = None
    installment: int | None = None


def prediction_problems(
    entry: Transaction, before: Transaction | None, terms: Sequence[Terms], context: Context
) -> Iterator[str]:
    """Short sentences, none for a sound entry. `terms`: the revisions that may be in force."""
    position = position_after(before) if before else None
    try:
        yield from _mismatch(_actual(entry), _outcomes(entry, position, terms, context))
    except PortalError as error:
        yield f"a {entry.kind.value} that cannot be: {type(error).__name__}"
        return
    if context.installment is not None and position is not None:
        yield from _fee_problems(entry, position, terms, context.installment)


def _outcomes(
    entry: Transaction, position: Position | None, terms: Sequence[Terms], context: Context
) -> Iterator[Outcome]:
    """What may follow; nothing for an entry that no rule of installment accounts is known for."""
    if entry.kind is TransactionKind.OPENING:
        yield _opening(entry)
    for revision in terms:
        if position is None and entry.kind is TransactionKind.ADVANCE:
            yield Parts(revision.principal), opening_position(revision)
        elif position is not None:
            yield from _steps(entry, position, revision, context)


def _steps(
    entry: Transaction, position: Position, terms: Terms, context: Context
) -> Iterator[Outcome]:
    amount, on = entry.amount, entry.effective_on
    match entry.kind:
        case TransactionKind.PAYMENT:
            for extra in (context.extra,) if context.extra else ExtraTo:
                yield _payment(position, terms, entry, extra)
        case TransactionKind.REVERSAL if context.origin is not None:
            yield _reversal(position, terms, entry, context.origin)
        case TransactionKind.LATE_FEE:
            yield Parts(amount), postings.charge_fee(position, terms, amount, on)
        case TransactionKind.ADVANCE:
            yield Parts(amount), postings.advance(position, terms, amount, on)
        case TransactionKind.WRITE_OFF:
            yield Parts(position.principal), postings.write_off(position, terms, on)


def _opening(entry: Transaction) -> Outcome:
    """What was paid elsewhere is the entry's parts; what was advanced and accrued is given."""
    paid = entry.to_fees + entry.to_interest + entry.to_principal
    position = Position(
        entry.after_accrued_through,
        principal=entry.after_advanced - entry.to_principal,
        interest_due=entry.after_interest_due,
        fees_due=entry.after_fees_due,
        unapplied=entry.to_unapplied,
        schedule_credit=entry.to_schedule,
        fee_credit=entry.to_fee_credit,
        advanced=entry.after_advanced,
        paid_principal=entry.to_principal,
        paid_interest=entry.to_interest,
        paid_fees=entry.to_fees,
    )
    return _actual(entry)[0]._replace(amount=paid + entry.to_unapplied), position


def _payment(position: Position, terms: Terms, entry: Transaction, extra: ExtraTo) -> Outcome:
    done = apply_payment(
        position, terms, entry.amount, entry.effective_on, extra, excess=Excess.HOLD
    )
    parts = Parts(
        done.amount,
        done.fees,
        done.interest,
        done.principal,
        done.unapplied,
        done.scheduled,
        done.fee_credit,
    )
    return parts, done.position


def _reversal(position: Position, terms: Terms, entry: Transaction, origin: Transaction) -> Outcome:
    after = reversal.reverse(position, terms, applied_in(origin), entry.effective_on).position
    return Parts(*(-part for part in _actual(origin)[0])), after


def _actual(entry: Transaction) -> Outcome:
    parts = Parts(
        entry.amount,
        entry.to_fees,
        entry.to_interest,
        entry.to_principal,
        entry.to_unapplied,
        entry.to_schedule,
        entry.to_fee_credit,
    )
    return parts, position_after(entry)


def _mismatch(actual: Outcome, outcomes: Iterator[Outcome]) -> list[str]:
    """What is wrong beside the nearest of the outcomes; nothing if one of them came about."""
    others: list[list[str]] = []
    for outcome in outcomes:
        if outcome == actual:
            return []
        others.append(list(_differences(actual, outcome)))
    return min(others, key=len, default=[])


def _differences(actual: Outcome, expected: Outcome) -> Iterator[str]:
    for name, is_, follows in zip(Parts._fields, actual[0], expected[0], strict=True):
        if is_ != follows:
            yield f"{name} is {is_}, by the terms {follows}"
    for field in fields(Position):
        is_, follows = getattr(actual[1], field.name), getattr(expected[1], field.name)
        if is_ != follows:
            yield f"after_{field.name} is {is_}, by the terms {follows}"


def _fee_problems(
    entry: Transaction, position: Position, terms: Sequence[Terms], installment: int
) -> Iterator[str]:
    """Late on the day of the fee, and not satisfied; grace days may have been others then."""
    rule = LateFee(entry.amount, 0)
    on = entry.effective_on
    if terms and not any(
        installment in late_fees_due(position, revision, rule, on) for revision in terms
    ):
        yield f"a late fee for installment {installment}, which was not late"


__all__ = ["Context", "prediction_problems"]
