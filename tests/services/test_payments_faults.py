"""Crashes and races around a payment, on both databases: afterwards one charge, one posting."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from models.payments import PaymentState
from services.errors import Busy
from services.payments import flows, reconcile
from services.payments.errors import AccountNotPayable, OutcomeNotShown, StillProcessing
from services.payments.gateway import ChargeResult, WalletUnavailable
from services.payments.reconcile import reconcile_due
from services.payments.wallet_gateway import WalletGateway
from services.servicing.errors import MoreThanPayoff
from tests.support.crashing import DIED
from tests.support.paying import PATIENCE_SECONDS, Loan, gateway_to, later, make_loan, wallet_server
from tests.support.portal import ROOT
from tests.wallet.support.requests import by_key, card
from tests.wallet.support.server import WalletServer

ROUNDS = 3


@pytest.fixture(scope="module")
def wallet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WalletServer]:
    with wallet_server(tmp_path_factory.mktemp("wallet")) as server:
        yield server


@pytest.fixture
def loan(portal_db: Engine) -> Loan:
    return make_loan(borrowers=2)


def crash(point: str, loan: Loan, wallet: WalletServer, key: str, method: int) -> int:
    last = loan.last_payment(point, gateway_to(wallet), key, method)
    command = [sys.executable, "-m", "tests.support.crashing", last.as_json()]
    return subprocess.run(command, cwd=ROOT, check=False, timeout=240).returncode


@pytest.mark.parametrize(
    ("point", "left", "charges", "postings"),
    [
        ("before_charge", PaymentState.PROCESSING, 0, 0),
        ("after_charge", PaymentState.PROCESSING, 1, 0),
        ("after_posting", PaymentState.APPROVED, 1, 1),
    ],
)
def test_a_crash_leaves_what_the_worker_completes(
    loan: Loan, wallet: WalletServer, point: str, left: PaymentState, charges: int, postings: int
) -> None:
    key, method = loan.key(), loan.card(wallet, card())
    assert crash(point, loan, wallet, key, method) == DIED
    assert loan.payments()[0].state is left
    assert (len(by_key(wallet.client, key)), len(loan.entries())) == (charges, postings)
    reconcile_due(gateway_to(wallet), later())
    assert reconcile_due(gateway_to(wallet), later()) == 0
    assert loan.pay(gateway_to(wallet), method, key).state is PaymentState.APPROVED
    assert len(by_key(wallet.client, key)) == len(loan.entries()) == 1


def test_workers_side_by_side_post_once(loan: Loan, wallet: WalletServer) -> None:
    key, method = loan.key(), loan.card(wallet, card())
    assert crash("after_charge", loan, wallet, key, method) == DIED
    gateway, when = gateway_to(wallet), later()
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: reconcile_due(gateway, when), range(4))) == 1
    assert len(loan.entries()) == 1


def test_two_borrowers_at_once_never_pay_more_than_the_payoff(
    loan: Loan, wallet: WalletServer
) -> None:
    gateway = gateway_to(wallet)
    methods = [loan.card(wallet, card(), who) for who in (0, 1)]

    def pay(who: int) -> str:
        try:
            return loan.pay(gateway, methods[who], amount=700_00, subject=who).state.value
        except (StillProcessing, AccountNotPayable, MoreThanPayoff):
            return "refused"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(pay, (0, 1))) == ["approved", "refused"]
    assert [entry.amount for entry in loan.entries()] == [700_00]


def test_the_same_key_from_two_tabs_is_one_payment(loan: Loan, wallet: WalletServer) -> None:
    gateway, method = gateway_to(wallet), loan.card(wallet, card())
    for _ in range(ROUNDS):
        key = loan.key()
        with ThreadPoolExecutor(4) as pool:
            paid = [*pool.map(lambda _, k=key: loan.pay(gateway, method, k), range(4))]
        assert len({one.confirmation for one in paid}) == 1
        assert len(by_key(wallet.client, key)) == 1
    assert len(loan.entries()) == ROUNDS


class LockingGateway(WalletGateway):
    """After the charge somebody holds the database, until `held` is closed."""

    held: Connection

    def charge(
        self, key: str, profile_token: str, amount: int, business_date: date
    ) -> ChargeResult:
        result = super().charge(key, profile_token, amount, business_date)
        self.held.exec_driver_sql("UPDATE accounts SET name = 'held'")
        return result


@pytest.mark.parametrize("lock_wait_ms", [200])
def test_a_locked_database_after_the_charge_is_told_as_being_checked(
    loan: Loan, wallet: WalletServer, portal_db: Engine
) -> None:
    key, method, usual = loan.key(), loan.card(wallet, card()), gateway_to(wallet)
    locking = LockingGateway(usual._base_url, usual._api_key, PATIENCE_SECONDS)
    with portal_db.execution_options(writes=False).connect() as locking.held:
        assert loan.pay(locking, method, key).being_checked
        locking.held.rollback()
    assert loan.entries() == []
    reconcile_due(usual, later())
    assert loan.payments()[0].state is PaymentState.APPROVED
    assert len(by_key(wallet.client, key)) == len(loan.entries()) == 1


@pytest.mark.parametrize("lock_wait_ms", [200])
def test_a_locked_database_before_the_charge_is_told_and_nothing_is_sent(
    loan: Loan, wallet: WalletServer, portal_db: Engine
) -> None:
    key, method, gateway = loan.key(), loan.card(wallet, card()), gateway_to(wallet)
    with portal_db.execution_options(writes=False).connect() as held:
        held.exec_driver_sql("UPDATE accounts SET name = 'held'")
        with pytest.raises(Busy):
            loan.pay(gateway, method, key)
        held.rollback()
    assert by_key(wallet.client, key) == []
    assert loan.payments() == []


def test_a_database_that_is_gone_after_the_charge_is_never_told_as_nothing_happened(
    loan: Loan, wallet: WalletServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, method, gateway = loan.key(), loan.card(wallet, card()), gateway_to(wallet)

    def gone(engine: Engine | None) -> None:
        raise OperationalError("", {}, Exception("server closed the connection unexpectedly"))

    with monkeypatch.context() as patched:
        patched.setattr(flows, "reading", gone)
        with pytest.raises(OutcomeNotShown):
            loan.pay(gateway, method, key)
    assert loan.pay(gateway, method, key).state is PaymentState.APPROVED
    assert len(by_key(wallet.client, key)) == len(loan.entries()) == 1


class LateGateway(WalletGateway):
    """Gives up so late that the worker has charged meanwhile, and not written it down yet."""

    def charge(
        self, key: str, profile_token: str, amount: int, business_date: date
    ) -> ChargeResult:
        claimed = reconcile._claim(later(), None)
        assert [one.key for one in claimed] == [key]
        super().charge(key, profile_token, amount, business_date)
        raise WalletUnavailable


def test_who_gives_up_late_does_not_fail_what_the_worker_is_charging(
    loan: Loan, wallet: WalletServer
) -> None:
    key, method, usual = loan.key(), loan.card(wallet, card()), gateway_to(wallet)
    late = LateGateway(usual._base_url, usual._api_key, PATIENCE_SECONDS)
    assert loan.pay(late, method, key).being_checked
    reconcile_due(usual, later(7200))
    assert loan.payments()[0].state is PaymentState.APPROVED
    assert len(by_key(wallet.client, key)) == len(loan.entries()) == 1
