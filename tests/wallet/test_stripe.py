"""Stripe, and what can go wrong on the way there: whatever breaks, a key moves money once."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.wallet.support.processors import WEEKS_LATER, Case, order, stripe
from tests.wallet.support.server import ROOT
from tests.wallet.support.stripe_books import NEEDS_A_PERSON
from tests.wallet.support.stripe_server import KEY, Fault, StripeServer
from wallet.database import Database
from wallet.processors.base import (
    BankAccount,
    Card,
    CardCheck,
    FinalResult,
    Instrument,
    Outcome,
    Processor,
    ProcessorUnavailable,
    RefundRefused,
    TakenBack,
)
from wallet.processors.stripe_client import make_client
from wallet.processors.stripe_codes import decline_of
from wallet.processors.stripe_payments import StripeProcessor
from wallet.tables import ChargeState, DeclineCode

VISA = Card("4242424242424242", 12, 2031, "Maria Reyes")
EMPTY = Card("4000000000009995", 12, 2031, "Maria Reyes")
ACCOUNT = BankAccount("110000000", "000123456789", "checking", "Maria Reyes")
KINDS = ["cut", "timeout", "lost", "429", "500", "500-done"]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'test.sqlite'}")
    database.upgrade()
    yield database
    database.close()


@pytest.fixture
def server() -> Iterator[StripeServer]:
    with StripeServer() as running:
        yield running


@pytest.fixture
def case(database: Database, server: StripeServer) -> Case:
    return stripe(database, server)


def unanswered(case: Case, key: str, instrument: Instrument) -> None:
    with pytest.raises(ProcessorUnavailable):
        case.play(lambda it: it.charge(order(key, instrument)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("step", "instrument", "outcome"),
    [
        ("payment_methods", VISA, (ChargeState.APPROVED, None)),
        ("payment_intents", VISA, (ChargeState.APPROVED, None)),
        ("confirm", VISA, (ChargeState.APPROVED, None)),
        ("confirm", EMPTY, (ChargeState.DECLINED, DeclineCode.INSUFFICIENT_FUNDS)),
        ("confirm", ACCOUNT, (ChargeState.PENDING, None)),
    ],
)
def test_whatever_breaks_on_the_way_a_repeat_finishes_truthfully(
    case: Case,
    server: StripeServer,
    step: str,
    kind: str,
    instrument: Instrument,
    outcome: tuple[ChargeState, DeclineCode | None],
) -> None:
    server.faults.append(Fault(step, kind))
    unanswered(case, "k", instrument)
    assert server.faults == []
    if kind.startswith("500"):
        server.forget_keys()  # Stripe says a 500 again for a day; nothing else is to be done
    known = case.play(lambda it: it.find_charge("k"))
    happened = step == "confirm" and kind in ("timeout", "lost", "500-done")
    assert (known is not None) == happened
    made = case.play(lambda it: it.charge(order("k", instrument)))
    assert (made.state, made.decline_code) == outcome
    assert known in (None, made)
    assert case.moved() == 1


def test_after_stripe_has_forgotten_the_key_a_repeat_still_charges_once(
    case: Case, server: StripeServer
) -> None:
    server.faults.append(Fault("confirm", "lost"))
    unanswered(case, "k", VISA)
    server.forget_keys()
    assert case.play(lambda it: it.charge(order("k"))).state is ChargeState.APPROVED
    assert case.moved() == 1


def test_an_error_that_is_said_again_stays_unknown_and_moves_nothing_twice(
    case: Case, server: StripeServer
) -> None:
    server.faults.append(Fault("confirm", "500"))
    for _ in range(3):
        unanswered(case, "k", VISA)
    assert case.moved() == 0
    server.forget_keys()
    assert case.play(lambda it: it.charge(order("k"))).state is ChargeState.APPROVED


@pytest.mark.parametrize("kind", ["cut", "timeout", "lost", "429"])
def test_a_refund_whose_answer_was_lost_is_found_and_not_given_twice(
    case: Case, server: StripeServer, kind: str
) -> None:
    case.play(lambda it: it.charge(order("k")))
    server.faults.append(Fault("refunds", kind))
    with pytest.raises(ProcessorUnavailable):
        case.play(lambda it: it.refund("r", "k", 500))
    server.forget_keys()
    assert case.play(lambda it: it.find_refund("r")) == (kind in ("timeout", "lost"))
    case.play(lambda it: it.refund("r", "k", 500))
    assert [one["amount"] for one in server.books.refunds] == [500]


def test_more_than_was_taken_is_refused(case: Case, server: StripeServer) -> None:
    case.play(lambda it: it.charge(order("k")))
    for key, charge in (("r", "k"), ("r2", "unknown")):
        with pytest.raises(RefundRefused):
            case.play(lambda it, key=key, charge=charge: it.refund(key, charge, 42_428))
    assert server.books.refunds == []


def test_what_is_still_on_its_way_has_no_final_result(case: Case, server: StripeServer) -> None:
    async def play(it: Processor) -> dict[str, FinalResult]:
        await it.charge(order("card"))
        await it.charge(order("bank", ACCOUNT))
        return await it.final_results(["card", "bank"])

    assert case.play(play) == {}
    server.books.settle()
    settled = FinalResult(ChargeState.SETTLED, None)
    final = case.play(lambda it: it.final_results(["card", "bank"]))
    assert final == {"card": settled, "bank": settled}


def test_many_are_asked_about_a_few_at_once_until_one_has_no_answer(
    case: Case, server: StripeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [f"k{number}" for number in range(20)]

    async def play(it: Processor) -> None:
        for key in keys:
            await it.charge(order(key))

    case.play(play)
    server.books.settle()
    assert set(case.play(lambda it: it.final_results(keys))) == set(keys)
    server.requests.clear()
    answer = server.books.answer

    def broken(method: str, parts: list[str], given: dict[str, object]) -> object:
        gone = len(server.requests) > 3
        return (500, {"error": {"type": "api_error"}}) if gone else answer(method, parts, given)

    monkeypatch.setattr(server.books, "answer", broken)
    with pytest.raises(ProcessorUnavailable):
        case.play(lambda it: it.final_results(keys))
    assert len(server.requests) < len(keys)


def test_amounts_are_cents_of_the_currency_that_was_asked_for(
    case: Case, server: StripeServer
) -> None:
    async def play(it: Processor) -> None:
        await it.charge(replace(order("k"), amount=1))
        await it.charge(replace(order("most"), amount=9_999_999_999))
        await it.refund("r", "most", 9_999_999_998)

    case.play(play)
    sent = [given for _, path, given in server.requests if path.endswith("/payment_intents")]
    asked = [(one["amount"], one["currency"]) for one in sent]
    assert asked == [("1", "usd"), ("9999999999", "usd")]
    assert server.books.refunds[0]["amount"] == 9_999_999_998


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"code": "card_declined", "decline_code": "insufficient_funds"}, "insufficient_funds"),
        ({"code": "card_declined", "decline_code": "expired_card"}, "expired_card"),
        ({"code": "expired_card"}, "expired_card"),
        ({"code": "card_declined", "decline_code": "try_again_later"}, "processing_error"),
        ({"code": "processing_error", "decline_code": None}, "processing_error"),
        # what a payer must not be told, and what is new to us, is a plain decline
        ({"code": "card_declined", "decline_code": "stolen_card"}, "card_declined"),
        ({"code": "card_declined", "decline_code": "fraudulent"}, "card_declined"),
        ({"code": "card_declined", "decline_code": "of_next_year"}, "card_declined"),
        ({"code": "incorrect_cvc"}, "card_declined"),
        ({}, "card_declined"),
    ],
)
def test_stripes_declines_in_our_four_words(said: dict[str, str | None], code: str) -> None:
    assert decline_of(said) == code


def test_a_card_that_wants_its_holder_is_declined(case: Case) -> None:
    asks = replace(VISA, number=NEEDS_A_PERSON)
    made = case.play(lambda it: it.charge(order("k", asks)))
    assert made == Outcome(ChargeState.DECLINED, DeclineCode.CARD_DECLINED)


def test_what_waits_for_a_person_is_cancelled_so_that_it_is_never_paid_later(
    case: Case, server: StripeServer
) -> None:
    server.faults.append(Fault("confirm", "cut"))
    unanswered(case, "k", ACCOUNT)
    (intent,) = server.books.intents.values()
    intent.update(status="requires_action", next_action={"type": "verify_with_microdeposits"})
    made = case.play(lambda it: it.find_charge("k"))
    assert made == Outcome(ChargeState.DECLINED, DeclineCode.CARD_DECLINED)
    assert intent["status"] == "canceled"


def test_an_account_that_may_not_send_numbers_charges_nothing_and_the_log_says_so(
    case: Case, server: StripeServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.books.takes_numbers = False
    made = case.play(lambda it: it.charge(order("k")))
    assert made == Outcome(ChargeState.DECLINED, DeclineCode.PROCESSING_ERROR)
    assert case.play(lambda it: it.find_charge("k")) == made
    assert (case.moved(), server.books.intents) == (0, {})
    assert "invalid_request_error: None, request req_" in caplog.text


@pytest.mark.parametrize(
    ("status", "back"),
    [
        ("warning_needs_response", False),  # an inquiry: no money is held yet
        ("warning_under_review", False),
        ("warning_closed", False),
        ("prevented", False),
        ("won", False),
        ("needs_response", True),
        ("under_review", True),
        ("lost", True),
    ],
)
def test_only_a_dispute_that_holds_money_takes_a_charge_back(
    case: Case, server: StripeServer, status: str, back: bool
) -> None:
    case.play(lambda it: it.charge(order("k")))
    (intent,) = server.books.intents.values()
    server.books.dispute(intent, status=status)
    told = case.play(lambda it: it.late_news(WEEKS_LATER))
    assert list(told.taken_back) == ["k"] * back


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"reason": "insufficient_funds"}, "R01"),
        ({"reason": "incorrect_account_details"}, "R03"),
        ({"reason": "customer_initiated"}, "R10"),
        ({"reason": "bank_cannot_process"}, None),
        ({"reason": "debit_not_authorized", "network_reason_code": "R29"}, "R29"),
        ({"reason": "general", "network_reason_code": "10.4"}, None),
    ],
)
def test_a_late_return_says_the_networks_code(
    case: Case, server: StripeServer, said: dict[str, str], code: str | None
) -> None:
    case.play(lambda it: it.charge(order("k", ACCOUNT)))
    (intent,) = server.books.intents.values()
    server.books.dispute(intent, **said)
    told = case.play(lambda it: it.late_news(WEEKS_LATER))
    assert told.taken_back["k"] == TakenBack(ChargeState.RETURNED, code, 42_427)


def test_every_page_is_read_and_what_others_took_is_left_out(
    case: Case, server: StripeServer
) -> None:
    case.play(lambda it: it.charge(order("k")))
    (intent,) = server.books.intents.values()
    server.books.dispute(intent)
    for number in range(250):
        server.books.dispute({**intent, "id": f"pi_of_others_{number}"})
    server.books.dispute(intent, status="won", created=0)
    told = case.play(lambda it: it.late_news(WEEKS_LATER))
    assert list(told.taken_back) == ["k"]


@pytest.mark.parametrize("status", [400, 403, 500])
def test_lists_that_do_not_come_are_no_news(
    case: Case, server: StripeServer, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = (status, {"error": {"type": "invalid_request_error", "message": "No."}})
    monkeypatch.setattr(server.books, "answer", lambda *_: refused)
    with pytest.raises(ProcessorUnavailable):
        case.play(lambda it: it.late_news(WEEKS_LATER))


def test_a_wrong_key_is_no_answer(database: Database, server: StripeServer) -> None:
    def make() -> Processor:
        return StripeProcessor(database, *make_client("sk_test_" + "x" * 20, server.url, 60, 0))

    unanswered(Case(make, lambda: None, lambda: 0), "k", VISA)


def test_a_verified_account_is_charged_without_its_number_being_sent_again(
    case: Case, server: StripeServer
) -> None:
    async def play(it: Processor) -> Outcome:
        await it.send_micro_entries("pp_1", ACCOUNT)
        assert await it.confirm_micro_entries("pp_1", (11, 24))
        server.requests.clear()
        return await it.charge(order("k", ACCOUNT, profile="pp_1"))

    assert case.play(play).state is ChargeState.PENDING
    assert "000123456789" not in str(server.requests)
    (intent,) = server.books.intents.values()
    assert intent["payment_method"] == next(iter(server.books.methods))


@pytest.mark.parametrize("number", ["4000000000000002", NEEDS_A_PERSON])
def test_a_card_that_could_not_be_charged_later_is_not_saved(case: Case, number: str) -> None:
    card = replace(VISA, number=number)
    assert case.play(lambda it: it.check_card(card, "123", "94110")) is CardCheck.REFUSED


@pytest.mark.parametrize("step", ["payment_methods", "customers", "setup_intents"])
def test_micro_entries_that_met_a_fault_are_sent_once_by_a_repeat(
    case: Case, server: StripeServer, step: str
) -> None:
    server.faults.append(Fault(step, "lost"))
    with pytest.raises(ProcessorUnavailable):
        case.play(lambda it: it.send_micro_entries("pp_1", ACCOUNT))
    case.play(lambda it: it.send_micro_entries("pp_1", ACCOUNT))
    assert len(server.books.setups) == 1


def test_the_holder_and_the_mandate_are_sent(case: Case, server: StripeServer) -> None:
    case.play(lambda it: it.charge(order("k", ACCOUNT)))
    sent = {path.rpartition("/")[2]: given for _, path, given in server.requests}
    assert sent["payment_methods"]["billing_details"] == {"name": "Maria Reyes"}
    assert sent["payment_methods"]["us_bank_account"]["account_number"] == "000123456789"
    assert sent["confirm"]["mandate_data"]["customer_acceptance"]["type"] == "offline"
    assert sent["payment_intents"]["metadata"] == {"wallet_key": "k"}


TALKATIVE = """
import asyncio, logging, sys
logging.basicConfig(level=logging.DEBUG)
from pathlib import Path
from tests.wallet.support.processors import PATIENT_SECONDS, order
from tests.wallet.support.stripe_server import KEY
from wallet.database import Database
from wallet.processors.stripe_client import make_client
from wallet.processors.stripe_payments import StripeProcessor

async def run():
    database = Database("sqlite:///" + sys.argv[1])
    database.upgrade()
    it = StripeProcessor(database, *make_client(KEY, sys.argv[2], PATIENT_SECONDS, 0))
    print("made", (await it.charge(order("k"))).state)

asyncio.run(run())
"""


def test_no_log_level_shows_a_number_or_the_key(server: StripeServer, tmp_path: Path) -> None:
    """`STRIPE_LOG=debug` makes the library print what it sends."""
    ended = subprocess.run(
        [sys.executable, "-c", TALKATIVE, str(tmp_path / "log.sqlite"), server.url],
        cwd=ROOT,
        env={**os.environ, "STRIPE_LOG": "debug", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert "made approved" in ended.stdout, ended.stderr
    shown = ended.stdout + ended.stderr
    assert "4242424242424242" not in shown
    assert KEY not in shown
    assert logging.getLogger("stripe").level in (logging.WARNING, logging.NOTSET)
