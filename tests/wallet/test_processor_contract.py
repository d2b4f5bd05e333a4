"""What the wallet relies on, of every processor."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.wallet.support.processors import MONDAY, WEEKS_LATER, Case, case, order
from wallet.database import Database
from wallet.processors.base import (
    BankAccount,
    Card,
    CardCheck,
    EntriesRefused,
    FinalResult,
    Instrument,
    LateNews,
    Outcome,
    Processor,
    TakenBack,
)
from wallet.tables import ChargeState, DeclineCode


def bank(account: str, routing: str = "110000000") -> BankAccount:
    return BankAccount(routing, account, "checking", "Maria Reyes")


def card(number: str) -> Card:
    return Card(number, 12, 2031, "Maria Reyes")


@pytest.fixture(params=["sandbox", "stripe"])
def processor(request: pytest.FixtureRequest, database_url: str) -> Iterator[Case]:
    database = Database(database_url)
    database.upgrade()
    with case(request.param, database) as made:
        yield made
    database.close()


@pytest.mark.parametrize("number", ["4242424242424242", "5555555555554444"])
def test_a_good_card_is_approved_settles_and_is_found(processor: Case, number: str) -> None:
    async def play(it: Processor) -> tuple[Outcome, Outcome | None]:
        return await it.charge(order("k", card(number))), await it.find_charge("k")

    made, found = processor.play(play)
    assert (made.state, made.decline_code) == (ChargeState.APPROVED, None)
    assert made.settles_on > order("k").business_date
    assert found == made
    processor.settle()
    final = processor.play(lambda it: it.final_results(["k"]))
    assert final == {"k": FinalResult(ChargeState.SETTLED, None)}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("4000000000000002", DeclineCode.CARD_DECLINED),
        ("4000000000009995", DeclineCode.INSUFFICIENT_FUNDS),
        ("4000000000000069", DeclineCode.EXPIRED_CARD),
        ("4000000000000119", DeclineCode.PROCESSING_ERROR),
    ],
)
def test_a_declined_card_says_why_is_final_and_is_not_tried_again(
    processor: Case, number: str, code: DeclineCode
) -> None:
    async def play(it: Processor) -> list[Outcome | None]:
        told = order("k", card(number))
        return [await it.charge(told), await it.find_charge("k"), await it.charge(told)]

    assert processor.play(play) == [Outcome(ChargeState.DECLINED, code)] * 3
    assert processor.moved() == 1
    processor.settle()
    assert processor.play(lambda it: it.final_results(["k"])) == {}


@pytest.mark.parametrize(
    ("account", "final"),
    [
        (bank("000123456789"), FinalResult(ChargeState.SETTLED, None)),
        (bank("000222222227"), FinalResult(ChargeState.RETURNED, "R01")),
        (bank("000111111113"), FinalResult(ChargeState.RETURNED, "R02")),
        (bank("000111111116"), FinalResult(ChargeState.RETURNED, "R03")),
        (bank("000333333335"), FinalResult(ChargeState.RETURNED, "R10")),
        (bank("000123456789", "021000021"), FinalResult(ChargeState.RETURNED, "R03")),
    ],
)
def test_a_debit_is_pending_until_it_settles_or_returns(
    processor: Case, account: Instrument, final: FinalResult
) -> None:
    made = processor.play(lambda it: it.charge(order("k", account)))
    assert (made.state, made.decline_code) == (ChargeState.PENDING, None)
    processor.settle()
    assert processor.play(lambda it: it.find_charge("k")) == made
    assert processor.play(lambda it: it.final_results(["k", "other"])) == {"k": final}


@pytest.mark.parametrize(
    ("instrument", "back"),
    [
        (card("4000000000000259"), TakenBack(ChargeState.CHARGED_BACK, None, 42_427)),
        (bank("000444444440"), TakenBack(ChargeState.RETURNED, "R10", 42_427)),
    ],
)
def test_what_has_settled_may_come_back_and_is_told_again_and_again(
    processor: Case, instrument: Instrument, back: TakenBack
) -> None:
    async def play(it: Processor) -> None:
        await it.charge(order("k", instrument))
        await it.charge(order("good"))

    processor.play(play)
    processor.settle()
    settled = FinalResult(ChargeState.SETTLED, None)
    assert processor.play(lambda it: it.final_results(["k"])) == {"k": settled}
    assert processor.play(lambda it: it.late_news(MONDAY)) == LateNews({}, frozenset())
    processor.later()
    for _ in range(2):
        told = processor.play(lambda it: it.late_news(WEEKS_LATER))
        assert told == LateNews({"k": back}, frozenset())


def test_a_refund_that_was_taken_on_may_fail_weeks_later(processor: Case) -> None:
    async def play(it: Processor) -> bool:
        for key, number in (("k", "4000000000005126"), ("good", "4242424242424242")):
            await it.charge(order(key, card(number)))
            await it.refund(f"of-{key}", key, 500)
        return await it.find_refund("of-k")

    assert processor.play(play)
    assert processor.play(lambda it: it.late_news(MONDAY)) == LateNews({}, frozenset())
    processor.later()
    told = processor.play(lambda it: it.late_news(WEEKS_LATER))
    assert told == LateNews({}, frozenset({"of-k"}))


def test_a_key_that_was_never_seen_did_nothing(processor: Case) -> None:
    async def play(it: Processor) -> tuple[object, ...]:
        return await it.find_charge("k"), await it.find_refund("k"), await it.final_results(["k"])

    assert processor.play(play) == (None, False, {})


def test_a_repeat_also_by_another_process_charges_once(processor: Case) -> None:
    first = processor.play(lambda it: it.charge(order("k")))
    assert processor.play(lambda it: it.charge(order("k"))) == first
    assert processor.moved() == 1
    processor.play(lambda it: it.charge(order("another")))
    assert processor.moved() == 2


@pytest.mark.parametrize("number", ["4242424242424242", "4000000000009995"])
def test_what_is_charged_in_the_wallets_own_transaction_is_the_same_charge(
    processor: Case, database_url: str, number: str
) -> None:
    database = Database(database_url)

    async def play(it: Processor) -> tuple[Outcome | None, ...]:
        with database.write() as session:
            here = it.charge_here(session, order("k", card(number)))
        return here, await it.charge(order("k", card(number))), await it.find_charge("k")

    here, made, found = processor.play(play)
    assert made == found
    assert here in (made, None)
    assert processor.moved() == 1
    database.close()


def test_calls_at_the_same_time_with_one_key_charge_once(processor: Case) -> None:
    async def play(it: Processor) -> list[Outcome]:
        return await asyncio.gather(*(it.charge(order("k")) for _ in range(5)))

    assert {made.state for made in processor.play(play)} == {ChargeState.APPROVED}
    assert processor.moved() == 1


def test_a_refund_is_given_once_per_key_and_found(processor: Case) -> None:
    async def play(it: Processor) -> list[bool]:
        await it.charge(order("k"))
        found = [await it.find_refund("r")]
        await asyncio.gather(it.refund("r", "k", 500), it.refund("r", "k", 500))
        await it.refund("r", "k", 500)
        await it.refund("r2", "k", 41_927)
        return [*found, await it.find_refund("r"), await it.find_refund("r2")]

    assert processor.play(play) == [False, True, True]


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("4242424242424242", CardCheck.PASSED),
        ("4000000000000127", CardCheck.SECURITY_CODE_WRONG),
    ],
)
def test_a_card_is_checked_without_a_charge(processor: Case, number: str, says: CardCheck) -> None:
    assert processor.play(lambda it: it.check_card(card(number), "123", "94110")) is says
    assert processor.moved() == 0


def test_an_account_is_verified_by_the_amounts_of_its_micro_entries_and_then_charged(
    processor: Case,
) -> None:
    async def play(it: Processor) -> list[object]:
        account = bank("000123456789")
        for _ in range(2):
            await it.send_micro_entries("pp_1", account)
        said: list[object] = [
            await it.confirm_micro_entries("pp_1", amounts)
            for amounts in ((11, 25), (24, 11), (11, 24))
        ]
        return [*said, (await it.charge(order("k", account, profile="pp_1"))).state]

    assert processor.play(play) == [False, True, True, ChargeState.PENDING]
    processor.settle()
    final = processor.play(lambda it: it.final_results(["k"]))
    assert final == {"k": FinalResult(ChargeState.SETTLED, None)}


def test_an_account_that_takes_no_micro_entries_says_so(processor: Case) -> None:
    for _ in range(2):
        with pytest.raises(EntriesRefused):
            processor.play(lambda it: it.send_micro_entries("pp_1", bank("000666666661")))


def test_the_longest_key_is_a_key(processor: Case) -> None:
    key = "k" * 255
    assert processor.play(lambda it: it.charge(order(key))).state is ChargeState.APPROVED
    assert processor.play(lambda it: it.find_charge(key)).state is ChargeState.APPROVED
