"""A worker's rounds under a controlled clock: midnight, days missed, clocks set back, events."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, update
from sqlmodel import select

from models.lender import BusinessDate
from models.payments import PaymentState
from models.transactions import Transaction, TransactionKind
from portal_app.settings import get_settings
from services import business_date
from services.database import reading, unit_of_work
from services.payments.gateway import EventPage, WalletUnavailable
from services.work import rounds
from services.work.rounds import Rounds
from tests.support.paying import DAY, Loan, gateway_to, make_loan, wallet_server
from tests.wallet.support.requests import advance, bank
from tests.wallet.support.server import WalletServer


class Clocks:
    """The lender's calendar and a stopwatch, moved by hand."""

    def __init__(self, day: date) -> None:
        self.day, self.second = day, 100.0


class NoWallet:
    """Counts how often events were asked for; answers only while `answers`."""

    def __init__(self) -> None:
        self.asked, self.answers = 0, False

    def events(self, after: int) -> EventPage:
        self.asked += 1
        if not self.answers:
            raise WalletUnavailable
        return EventPage((), after, False)

    def advance(self, business_date: date) -> None:
        if not self.answers:
            raise WalletUnavailable


@pytest.fixture
def live(portal_db: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Outside the demo, where the worker turns the date."""
    monkeypatch.setenv("PORTAL_DEMO", "0")
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.fixture
def loan(live: None) -> Loan:
    loan = make_loan()
    with unit_of_work() as session:
        session.execute(update(BusinessDate).values(frozen=False))
    return loan


def worker(gateway, clocks: Clocks) -> Rounds:
    return Rounds(gateway, lambda: clocks.second, lambda: clocks.day)


def today() -> date:
    with reading() as session:
        return business_date.today(session)


def late_fees(loan: Loan) -> list[Transaction]:
    return [entry for entry in loan.entries() if entry.kind is TransactionKind.LATE_FEE]


def test_an_empty_portal_gets_the_calendars_date(live: None) -> None:
    worker(NoWallet(), Clocks(DAY)).work()
    with reading() as session:
        assert session.exec(select(BusinessDate.today)).all() == [DAY]


def test_the_date_turns_at_midnight_and_each_missed_day_is_worked_once(loan: Loan) -> None:
    clocks = Clocks(DAY)
    rounds_ = worker(NoWallet(), clocks)
    rounds_.work()
    assert (today(), late_fees(loan)) == (DAY, [])
    clocks.day = date(2026, 2, 20)
    rounds_.work()
    rounds_.work()
    assert today() == clocks.day
    assert [fee.effective_on for fee in late_fees(loan)] == [date(2026, 2, 12)]


def test_a_clock_set_back_moves_nothing(loan: Loan) -> None:
    clocks = Clocks(date(2026, 2, 12))
    rounds_ = worker(NoWallet(), clocks)
    rounds_.work()
    clocks.day = DAY
    rounds_.work()
    clocks.day = date(2026, 2, 12)
    rounds_.work()
    assert today() == clocks.day
    assert len(late_fees(loan)) == 1


def test_what_a_dead_worker_left_of_its_day_is_done_by_the_next(loan: Loan) -> None:
    with unit_of_work() as session:
        business_date.move_to(session, date(2026, 2, 12))
    worker(NoWallet(), Clocks(date(2026, 2, 12))).work()
    assert [fee.effective_on for fee in late_fees(loan)] == [date(2026, 2, 12)]


def test_a_frozen_date_and_a_demos_stay(loan: Loan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "1")
    get_settings.cache_clear()
    worker(NoWallet(), Clocks(date(2026, 2, 20))).work()
    assert today() == DAY
    monkeypatch.setenv("PORTAL_DEMO", "0")
    get_settings.cache_clear()
    with unit_of_work() as session:
        session.execute(update(BusinessDate).values(frozen=True))
    worker(NoWallet(), Clocks(date(2026, 2, 20))).work()
    assert today() == DAY


@pytest.mark.parametrize("engine_url", [""])
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 8, 4, 59, tzinfo=UTC), date(2026, 3, 7)),
        (datetime(2026, 3, 8, 5, 0, tzinfo=UTC), date(2026, 3, 8)),
        (datetime(2026, 3, 9, 3, 59, tzinfo=UTC), date(2026, 3, 8)),  # daylight time began
        (datetime(2026, 3, 9, 4, 0, tzinfo=UTC), date(2026, 3, 9)),
    ],
)
def test_midnight_is_the_lenders(
    portal_db: Engine, monkeypatch: pytest.MonkeyPatch, moment: datetime, day: date
) -> None:
    class At(datetime):
        @classmethod
        def now(cls, tz=None) -> datetime:
            return moment.astimezone(tz)

    monkeypatch.setattr(business_date, "datetime", At)
    assert business_date.calendar_date() == day


def test_events_are_asked_for_once_a_minute_and_a_silent_wallet_stops_nothing(
    portal_db: Engine,
) -> None:
    wallet, clocks = NoWallet(), Clocks(DAY)
    rounds_ = worker(wallet, clocks)
    for second in range(100, 100 + 3 * int(rounds.PULL_EVERY_SECONDS)):
        clocks.second = float(second)
        wallet.answers = second > 170
        rounds_.work()
    assert wallet.asked == 3


def test_files_are_swept_once_an_hour_and_a_silent_storage_stops_nothing(
    portal_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[float] = []
    clocks = Clocks(DAY)

    def sweep() -> int:
        swept.append(clocks.second)
        raise OSError("the bucket does not answer")

    monkeypatch.setattr(rounds, "sweep", sweep)
    rounds_ = worker(NoWallet(), clocks)
    start, hour = clocks.second, rounds.SWEEP_EVERY_SECONDS
    for after in (0.0, 1.0, hour - 1, hour, hour + 1, 2 * hour):
        clocks.second = start + after
        rounds_.work()
    assert swept == [start, start + hour, start + 2 * hour]


@pytest.fixture
def wallet(tmp_path) -> Iterator[WalletServer]:
    with wallet_server(tmp_path / "wallet") as server:
        yield server


def test_an_event_that_never_arrived_is_found_within_a_minute(
    portal_db: Engine, wallet: WalletServer
) -> None:
    loan, clocks = make_loan(), Clocks(DAY)
    loan.pay(gateway_to(wallet), loan.card(wallet, bank()))
    rounds_ = worker(gateway_to(wallet), clocks)
    rounds_.work()
    advance(wallet.client, (DAY + timedelta(days=4)).isoformat())
    rounds_.work()
    assert loan.payments()[0].state is PaymentState.APPROVED
    clocks.second += rounds.PULL_EVERY_SECONDS
    rounds_.work()
    assert loan.payments()[0].state is PaymentState.SETTLED
