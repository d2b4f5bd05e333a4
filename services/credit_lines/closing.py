"""What the end of a billing cycle brings: interest, a new balance, a minimum payment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.transactions import TransactionKind
from services.credit_lines import postings
from services.credit_lines.asked import Asked, minimum_left
from services.credit_lines.balances import NOTHING, ByType, LinePosition
from services.credit_lines.cycle import Cycle
from services.credit_lines.disputed import Held
from services.credit_lines.grace import Counted, spared
from services.credit_lines.interest import Change, TypeInterest, cycle_interest
from services.credit_lines.minimum import minimum_due
from services.credit_lines.terms import LineTerms, Minimum

NOTHING_HELD = Held()
_FEES = {TransactionKind.FEE, TransactionKind.LATE_FEE}


@dataclass(frozen=True)
class Event:
    """An entry of the cycle; cents.

    amount     of the entry, negative in a reversal
    principal  change of it by type
    paid       what counts toward the last statement's minimum; negative where that is taken back
    """

    on: date
    kind: TransactionKind
    amount: int
    principal: ByType = NOTHING
    paid: int = 0


@dataclass(frozen=True)
class Closing:
    """A statement's figures, cents.

    new_balance = previous_balance - payments - other_credits + purchases + balance_transfers
    + cash_advances + fees + interest.total

    payments  less those taken back      position  after interest was charged
    in_grace  purchases bore no interest because the statement before was paid in full in time
    spared    it was not, but what was repaid of its purchases in time bore none
    """

    cycle: Cycle
    previous_balance: int
    payments: int
    other_credits: int
    purchases: int
    balance_transfers: int
    cash_advances: int
    fees: int
    by_type: tuple[TypeInterest, ...]
    in_grace: bool
    spared: bool
    position: LinePosition
    asked: Asked

    @property
    def interest(self) -> ByType:
        return ByType.of({one.balance_type: one.interest for one in self.by_type})

    @property
    def new_balance(self) -> int:
        return self.position.balance


def close(
    terms: LineTerms,
    cycle: Cycle,
    asked: Asked,
    opening: LinePosition,
    events: Sequence[Event],
    position: LinePosition,
    held: Held = NOTHING_HELD,
) -> Closing:
    """`opening` was left by the statement before, which `asked`; `events` led to `position`;
    `held` is disputed.
    """
    in_grace = paid_in_full_in_time(asked, events)
    changes = [Change(event.on, event.principal) for event in events]
    spares = asked.in_grace and not in_grace
    if spares and asked.due_on is not None:
        changes = _spared(asked.due_on, opening, events, cycle)
    by_type = cycle_interest(terms, cycle, opening.principal, changes, in_grace)
    interest = ByType.of({one.balance_type: one.interest for one in by_type})
    after = postings.charge_interest(position, interest) if interest.total else position
    return Closing(
        cycle=cycle,
        previous_balance=opening.balance,
        payments=_sum(events, {TransactionKind.PAYMENT, TransactionKind.REVERSAL}),
        other_credits=_sum(events, {TransactionKind.CREDIT}),
        purchases=_sum(events, {TransactionKind.PURCHASE}),
        balance_transfers=_sum(events, {TransactionKind.BALANCE_TRANSFER}),
        cash_advances=_sum(events, {TransactionKind.CASH_ADVANCE}),
        fees=_sum(events, _FEES),
        by_type=by_type,
        in_grace=in_grace,
        spared=spares,
        position=after,
        asked=replace(_asks(terms, cycle, asked, after, interest.total, held), in_grace=in_grace),
    )


def paid_in_full_in_time(asked: Asked, events: Sequence[Event]) -> bool:
    """Whether the grace period holds: the last statement's balance was paid by its due date."""
    if asked.balance <= 0:
        return True
    if asked.due_on is None:
        return False
    paid = sum(_toward(event) for event in events if event.on <= asked.due_on or event.paid < 0)
    return paid >= asked.balance


def _spared(
    due_on: date, opening: LinePosition, events: Sequence[Event], cycle: Cycle
) -> list[Change]:
    counted = [
        Counted(Change(event.on, event.principal), event.kind is TransactionKind.REVERSAL)
        for event in events
    ]
    return spared(counted, opening.principal.purchases, cycle.opened_on, due_on)


def _toward(event: Event) -> int:
    return event.amount if event.kind is TransactionKind.CREDIT else event.paid


def _sum(events: Sequence[Event], kinds: set[TransactionKind]) -> int:
    return sum(event.amount for event in events if event.kind in kinds)


def _asks(
    terms: LineTerms, cycle: Cycle, asked: Asked, after: LinePosition, interest: int, held: Held
) -> Asked:
    owed = after.owed - interest
    asked = replace(asked, disputed=held.disputed)
    disputed = held.disputed + held.interest
    passed = asked.due_on is not None and asked.due_on <= cycle.closed_on
    missed = minimum_left(asked, owed) if passed else 0
    since = asked.past_due_since if asked.paid < asked.past_due else asked.due_on
    balance = after.balance
    asked_for = balance - disputed if disputed else balance
    rule, fresh = terms.minimum_on(cycle.opened_on), interest - held.interest
    minimum = minimum_due(rule, asked_for, fresh, missed)
    return Asked(
        balance=balance,
        minimum=minimum,
        past_due=min(missed, minimum),
        fees=_from_fees(rule, after, minimum, fresh, missed, disputed) + min(asked.fees, missed),
        due_on=cycle.due_on,
        past_due_since=since if missed else None,
        late_on=asked.due_on if missed > asked.fees else None,
        disputed=disputed,
    )


def _from_fees(
    rule: Minimum,
    after: LinePosition,
    minimum: int,
    interest: int,
    missed: int,
    disputed: int,
) -> int:
    """The part of the minimum that would not be asked for if no fee had ever been charged.

    A payment goes to fees first: what they took is missing from the principal. Where that is all
    that is left of it, nothing else is owed.
    """
    if after.principal.total <= after.paid_fees:
        return minimum
    without = after.balance - after.fees - after.paid_fees - disputed
    return minimum - minimum_due(rule, without, interest, missed)
