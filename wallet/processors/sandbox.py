"""The embedded processor: answers by documented test numbers, keeps its books in SQL."""

import asyncio
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from wallet.banking_days import add_banking_days
from wallet.database import Database
from wallet.inserts import insert_if_absent
from wallet.processors import sandbox_numbers
from wallet.processors.base import (
    BankAccount,
    Card,
    CardCheck,
    ChargeOrder,
    EntriesRefused,
    FinalResult,
    LateNews,
    Outcome,
    TakenBack,
)
from wallet.processors.sandbox_tables import SandboxCharge, SandboxRefund
from wallet.tables import ChargeState, DeclineCode

CARD_SETTLES_AFTER = 1
BANK_SETTLES_AFTER = 2
LATE_AFTER = 10
"""Banking days after the submission."""


class SandboxProcessor:
    """Commits nothing durably: lost in a power cut, a charge was never made; a repeat makes it."""

    def __init__(self, database: Database, timeout_seconds: float) -> None:
        self._database = database
        self._timeout_seconds = timeout_seconds

    async def check_card(self, card: Card, security_code: str, postal_code: str) -> CardCheck:
        if card.number == sandbox_numbers.SECURITY_CODE_WRONG:
            return CardCheck.SECURITY_CODE_WRONG
        return CardCheck.PASSED

    async def send_micro_entries(self, key: str, account: BankAccount) -> None:
        """The same two for everybody: there is nothing to remember."""
        if account.account_number == sandbox_numbers.ENTRIES_REFUSED:
            raise EntriesRefused

    async def confirm_micro_entries(self, key: str, amounts: tuple[int, int]) -> bool:
        return sorted(amounts) == sorted(sandbox_numbers.MICRO_ENTRIES)

    def charge_here(self, session: Session, order: ChargeOrder) -> Outcome | None:
        return None if _times_out(order) else _record(session, order)[1]

    async def charge(self, order: ChargeOrder) -> Outcome:
        is_new, outcome = await asyncio.to_thread(self._record_charge, order)
        if is_new and _times_out(order):
            await asyncio.sleep(self._timeout_seconds)
        return outcome

    async def find_charge(self, key: str) -> Outcome | None:
        return await asyncio.to_thread(self._find_charge, key)

    async def refund(self, key: str, charge_key: str, amount: int) -> None:
        await asyncio.to_thread(self._record_refund, key, charge_key, amount)

    async def find_refund(self, key: str) -> bool:
        return await asyncio.to_thread(self._find_refund, key)

    async def final_results(self, keys: Sequence[str]) -> dict[str, FinalResult]:
        """What each charge comes to on its settlement date: known here from the start."""
        return await asyncio.to_thread(self._final_results, keys)

    async def late_news(self, day: date) -> LateNews:
        return await asyncio.to_thread(self._late_news, day)

    async def close(self) -> None:
        """Nothing is held."""

    def _record_charge(self, order: ChargeOrder) -> tuple[bool, Outcome]:
        with self._database.write(durable=False) as session:
            return _record(session, order)

    def _find_charge(self, key: str) -> Outcome | None:
        with self._database.read() as session:
            row = session.get(SandboxCharge, key)
        return row and _outcome(row)

    def _final_results(self, keys: Sequence[str]) -> dict[str, FinalResult]:
        accepted = select(SandboxCharge).where(
            col(SandboxCharge.key).in_(keys), col(SandboxCharge.state) != ChargeState.DECLINED
        )
        with self._database.read() as session:
            rows = list(session.exec(accepted))
        return {
            row.key: FinalResult(
                ChargeState.RETURNED if row.return_code else ChargeState.SETTLED, row.return_code
            )
            for row in rows
        }

    def _late_news(self, day: date) -> LateNews:
        late = select(SandboxCharge).where(col(SandboxCharge.late_on) <= day)
        failed = (
            select(SandboxRefund.key)
            .join(SandboxCharge)
            .where(col(SandboxCharge.late_on) <= day, col(SandboxCharge.refunds_fail).is_(True))
        )
        with self._database.read() as session:
            rows = [row for row in session.exec(late) if not row.refunds_fail]
            refunds = frozenset(session.exec(failed))
        return LateNews({row.key: _taken_back(row) for row in rows}, refunds)

    def _record_refund(self, key: str, charge_key: str, amount: int) -> None:
        values = {"key": key, "charge_key": charge_key, "amount": amount}
        with self._database.write(durable=False) as session:
            insert_if_absent(session, SandboxRefund, values)

    def _find_refund(self, key: str) -> bool:
        with self._database.read() as session:
            return session.get(SandboxRefund, key) is not None


def _record(session: Session, order: ChargeOrder) -> tuple[bool, Outcome]:
    """Whether the key is new, and what it came to."""
    outcome, return_code = _decide(order)
    values = {
        "key": order.key,
        "amount": order.amount,
        "state": outcome.state,
        "decline_code": outcome.decline_code,
        "settles_on": outcome.settles_on,
        "return_code": return_code,
        **_late(order),
    }
    if insert_if_absent(session, SandboxCharge, values):
        return True, outcome
    return False, _outcome(session.get_one(SandboxCharge, order.key))


def _outcome(row: SandboxCharge) -> Outcome:
    return Outcome(row.state, row.decline_code, row.settles_on)


def _taken_back(row: SandboxCharge) -> TakenBack:
    by_bank = row.state is ChargeState.PENDING
    state = ChargeState.RETURNED if by_bank else ChargeState.CHARGED_BACK
    return TakenBack(state, row.late_code, row.amount)


def _late(order: ChargeOrder) -> dict[str, object]:
    """What the number makes happen long after: nothing, but for three."""
    found: dict[str, object] = {}
    if not isinstance(order.instrument, Card):
        account = order.instrument
        if account.routing_number == sandbox_numbers.ROUTING_NUMBER:
            code = sandbox_numbers.RETURNS_LATER.get(account.account_number)
            found = {"late_code": code} if code else {}
    elif order.instrument.number == sandbox_numbers.CHARGED_BACK_LATER:
        found = {"refunds_fail": False}
    elif order.instrument.number == sandbox_numbers.REFUNDS_FAIL_LATER:
        found = {"refunds_fail": True}
    return {**found, "late_on": add_banking_days(order.business_date, LATE_AFTER)} if found else {}


def _times_out(order: ChargeOrder) -> bool:
    card = order.instrument
    return isinstance(card, Card) and card.number == sandbox_numbers.TIMES_OUT_AFTER_SUCCESS


def _decide(order: ChargeOrder) -> tuple[Outcome, str | None]:
    """With the Nacha code with which it will return."""
    instrument, day = order.instrument, order.business_date
    if not isinstance(instrument, Card):
        result = sandbox_numbers.bank_result(instrument.routing_number, instrument.account_number)
        settles_on = add_banking_days(day, BANK_SETTLES_AFTER)
        return Outcome(ChargeState.PENDING, settles_on=settles_on), result.return_code
    decline = sandbox_numbers.card_decline(instrument.number)
    if decline is None and _is_expired(instrument, day):
        decline = DeclineCode.EXPIRED_CARD
    if decline is not None:
        return Outcome(ChargeState.DECLINED, decline), None
    settles_on = add_banking_days(day, CARD_SETTLES_AFTER)
    return Outcome(ChargeState.APPROVED, settles_on=settles_on), None


def _is_expired(card: Card, day: date) -> bool:
    """A card is good through the last day of its month."""
    return (card.exp_year, card.exp_month) < (day.year, day.month)
