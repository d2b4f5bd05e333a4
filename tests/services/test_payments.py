"""Paying against a real wallet: one key, one charge, one posting."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from models.base import utc_now
from models.payment_methods import PaymentMethod
from models.payments import PaymentState
from services.database import reading, unit_of_work
from services.errors import NotFound
from services.ledger_check import check_ledger
from services.payments.errors import AccountNotPayable, PaymentMethodGone, StillProcessing
from services.payments.events import pull
from services.payments.receipts import receipt
from services.payments.reconcile import reconcile_due
from services.payments.wallet_gateway import WalletGateway
from services.servicing.errors import MoreThanPayoff, NotPositive
from services.transactions.words import reason_words
from services.work.days import work_through
from tests.support.paying import (
    DAY,
    Loan,
    gateway_to,
    later,
    make_loan,
    odd_wallet,
    stranger,
    wallet_server,
)
from tests.wallet.support.requests import TIMES_OUT, advance, bank, by_key, card
from tests.wallet.support.server import WalletServer
from tests.wallet.support.waiting import until

DECLINES = {
    "4000000000000002": "card_declined",
    "4000000000009995": "insufficient_funds",
    "4000000000000069": "expired_card",
    "4000000000000119": "processing_error",
}


@pytest.fixture(scope="module")
def wallet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WalletServer]:
    folder = tmp_path_factory.mktemp("wallet")
    with wallet_server(folder, WALLET_SANDBOX_TIMEOUT_SECONDS="600") as server:
        yield server


@pytest.fixture
def loan(portal_db: Engine) -> Loan:
    return make_loan(borrowers=2)


def test_an_approved_card_is_posted(loan: Loan, wallet: WalletServer) -> None:
    paid = loan.pay(gateway_to(wallet), loan.card(wallet, card()))
    assert paid.state is PaymentState.APPROVED
    assert paid.fees + paid.interest + paid.principal == 106_62
    assert [entry.amount for entry in loan.entries()] == [106_62]
    with reading() as session:
        assert receipt(session, loan.subjects[0], paid.confirmation) == paid


@pytest.mark.parametrize(("number", "reason"), DECLINES.items())
def test_a_decline_posts_nothing(
    loan: Loan, wallet: WalletServer, number: str, reason: str
) -> None:
    paid = loan.pay(gateway_to(wallet), loan.card(wallet, card(number)))
    assert (paid.state, paid.reason) == (PaymentState.FAILED, reason)
    assert loan.entries() == []


def test_a_timeout_after_success_is_one_charge_and_one_posting(
    loan: Loan, wallet: WalletServer
) -> None:
    key, method = loan.key(), loan.card(wallet, card(TIMES_OUT))
    paid = loan.pay(gateway_to(wallet, timeout_seconds=0.5), method, key)
    assert paid.being_checked
    assert loan.entries() == []
    until(lambda: len(by_key(wallet.client, key)) == 1)
    assert reconcile_due(gateway_to(wallet), later()) == 1
    assert loan.pay(gateway_to(wallet), method, key).state is PaymentState.APPROVED
    assert len(loan.entries()) == len(by_key(wallet.client, key)) == 1


def test_the_same_key_twice_is_one_payment(loan: Loan, wallet: WalletServer) -> None:
    key, method = loan.key(), loan.card(wallet, card())
    first = loan.pay(gateway_to(wallet), method, key)
    assert loan.pay(gateway_to(wallet), method, key, amount=1) == first
    assert len(loan.entries()) == 1


def test_the_same_key_at_once_is_one_payment(loan: Loan, wallet: WalletServer) -> None:
    key, method, gateway = loan.key(), loan.card(wallet, card()), gateway_to(wallet)
    with ThreadPoolExecutor(6) as pool:
        paid = [*pool.map(lambda _: loan.pay(gateway, method, key), range(6))]
    assert len({one.confirmation for one in paid}) == 1
    assert len(loan.entries()) == len(by_key(wallet.client, key)) == 1


def test_two_borrowers_pay_off_at_once_and_one_is_refused(loan: Loan, wallet: WalletServer) -> None:
    gateway = gateway_to(wallet)
    methods = [loan.card(wallet, card(), who) for who in (0, 1)]
    keys = [loan.key(who) for who in (0, 1)]

    def pay(who: int) -> str:
        try:
            return loan.pay(gateway, methods[who], keys[who], 1_200_00, who).state.value
        except (StillProcessing, AccountNotPayable, MoreThanPayoff):
            return "refused"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(pay, (0, 1))) == ["approved", "refused"]
    assert len(loan.entries()) == 1


def test_a_key_is_its_logins_own(loan: Loan, wallet: WalletServer) -> None:
    method, key = loan.card(wallet, card()), loan.key()
    for who in (loan.subjects[1], stranger()):
        loan.subjects[0] = who
        with pytest.raises(NotFound):
            loan.pay(gateway_to(wallet), method, key)
    assert loan.payments() == []


def test_what_is_refused_before_anything_is_sent(loan: Loan, wallet: WalletServer) -> None:
    gateway, method, others = (
        gateway_to(wallet),
        loan.card(wallet, card()),
        loan.card(wallet, card(), 1),
    )
    for amount, refusal in ((0, NotPositive), (-1, NotPositive), (1_300_00, MoreThanPayoff)):
        with pytest.raises(refusal):
            loan.pay(gateway, method, amount=amount)
    with pytest.raises(PaymentMethodGone):
        loan.pay(gateway, others)
    with unit_of_work() as session:
        session.get_one(PaymentMethod, method).deleted_at = utc_now()
    with pytest.raises(PaymentMethodGone):
        loan.pay(gateway, method)
    assert loan.payments() == []


@pytest.mark.parametrize(
    ("status", "body", "cut"),
    [
        (500, b"{}", False),
        (502, b"<html>", False),
        (201, b"not json", False),
        (201, b'{"id":"ch_1","state":"approved"}', False),
        (201, b"[]", False),
        (200, b"{}", False),
        (404, b"<html>not here", False),
        (422, b'{"code":"idempotency-key-reused"}', False),
        (201, b"", True),
    ],
)
def test_an_odd_answer_is_an_unknown_outcome(
    loan: Loan, wallet: WalletServer, status: int, body: bytes, cut: bool
) -> None:
    key, method = loan.key(), loan.card(wallet, card())
    with odd_wallet(status, body, cut) as url:
        odd = gateway_to(wallet)
        odd._base_url = url
        assert loan.pay(odd, method, key).being_checked
        reconcile_due(odd, later())
    assert loan.payments()[0].state is PaymentState.PROCESSING
    reconcile_due(gateway_to(wallet), later(7200))
    assert loan.payments()[0].state is PaymentState.APPROVED
    assert len(loan.entries()) == len(by_key(wallet.client, key)) == 1


def test_a_wallet_that_is_down_takes_nothing(loan: Loan, wallet: WalletServer) -> None:
    away = gateway_to(wallet)
    away._base_url = "http://127.0.0.1:9"
    paid = loan.pay(away, loan.card(wallet, card()))
    assert (paid.state, paid.reason) == (PaymentState.FAILED, "not_sent")
    assert loan.entries() == []


def test_a_returned_bank_payment_is_taken_back(loan: Loan, wallet: WalletServer) -> None:
    gateway = gateway_to(wallet)
    method = loan.card(wallet, bank("000222222227"))
    assert loan.pay(gateway, method).state is PaymentState.APPROVED
    done = work_through(DAY.replace(day=9), gateway)
    assert done.wallet_answered
    payment = loan.payments()[0]
    assert (payment.state, payment.reason) == (PaymentState.RETURNED, "R01")
    first, back = loan.entries()
    assert (back.amount, back.reverses_id, back.reason_code) == (-106_62, first.id, "R01")
    assert pull(gateway) == 0
    assert len(loan.entries()) == 2


@pytest.mark.parametrize(
    ("number", "state", "reason", "words"),
    [
        (card("4000000000000259"), PaymentState.CHARGED_BACK, "chargeback", "owner disputed it"),
        (bank("000444444440"), PaymentState.RETURNED, "R10", "had not authorized it"),
    ],
)
def test_what_had_settled_may_still_come_back(
    loan: Loan,
    wallet: WalletServer,
    number: dict[str, object],
    state: PaymentState,
    reason: str,
    words: str,
) -> None:
    gateway = gateway_to(wallet)
    loan.pay(gateway, loan.card(wallet, number))
    work_through(DAY.replace(day=9), gateway)
    assert loan.payments()[0].state is PaymentState.SETTLED
    work_through(DAY.replace(day=28), gateway)
    payment = loan.payments()[0]
    assert (payment.state, payment.reason) == (state, reason)
    first, back = loan.entries()
    assert (back.amount, back.reverses_id, back.reason_code) == (-106_62, first.id, reason)
    assert words in reason_words(back)
    assert check_ledger().breaches == []
    assert pull(gateway) == 0


def test_an_event_of_a_lost_charge_holds_up_no_other(
    loan: Loan, wallet: WalletServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = gateway_to(wallet)
    for number in ("000222222227", "000111111113"):
        loan.pay(gateway, loan.card(wallet, bank(number)))
    advance(wallet.client, DAY.replace(day=9).isoformat())
    lost, found = loan.payments()[0].key, WalletGateway.find
    monkeypatch.setattr(
        WalletGateway, "find", lambda self, key: None if key == lost else found(self, key)
    )
    assert pull(gateway) > 0
    states = [payment.state for payment in loan.payments()]
    assert states == [PaymentState.APPROVED, PaymentState.RETURNED]
    monkeypatch.undo()
    assert pull(gateway) > 0
    assert {payment.state for payment in loan.payments()} == {PaymentState.RETURNED}
    assert pull(gateway) == 0


def test_late_fees_are_assessed_once(loan: Loan, wallet: WalletServer) -> None:
    gateway = gateway_to(wallet)
    assert work_through(DAY.replace(month=2, day=11), gateway).late_fees == 0
    assert work_through(DAY.replace(month=2, day=12), gateway).late_fees == 1
    assert work_through(DAY.replace(month=2, day=20), gateway).late_fees == 0
    assert [entry.amount for entry in loan.entries()] == [15_00]
