"""What a receipt says of every outcome, in words that are true of it."""

from datetime import UTC, date, datetime

import pytest

from models.payment_methods import MethodKind
from models.payments import AmountChoice, PaymentState
from models.servicing import ExtraTo
from services.language import use_language
from services.payments.reasons import NOT_SENT, REFUSED
from services.payments.receipt_lines import ReceiptLines, receipt_lines
from services.payments.receipts import Receipt
from services.payments.words import decline
from wallet.tables import DeclineCode

REASONS = (*(code.value for code in DeclineCode), NOT_SENT, REFUSED, "a_new_code", None)


def shown(
    state: PaymentState,
    reason: str | None = None,
    kind: MethodKind = MethodKind.CARD,
    balance: int | None = None,
) -> ReceiptLines:
    paid = Receipt(
        confirmation="ABC",
        state=state,
        reason=reason,
        account_number="L-1082",
        amount=424_27,
        amount_choice=AmountChoice.NEXT_DUE,
        extra_to=ExtraTo.NEXT_PAYMENTS,
        fees=1_00,
        interest=20_00,
        principal=403_27,
        unapplied=0,
        balance_after=balance,
        on=date(2026, 1, 5),
        made_at=datetime(2026, 1, 5, tzinfo=UTC),
        method_kind=kind,
        method_brand="Visa",
        method_last_four="4242",
    )
    return receipt_lines(paid, "Personal loan")


@pytest.mark.parametrize("reason", REASONS)
def test_a_decline_says_why_that_nothing_was_taken_and_what_to_do(reason: str | None) -> None:
    lines = shown(PaymentState.FAILED, reason)
    assert (lines.tone, lines.heading, lines.parts) == ("bad", "Payment declined", "")
    why, not_charged, then = lines.words.partition(" You were not charged. ")
    assert why and not_charged and then, lines.words  # noqa: PT018
    with use_language("es"):
        assert "No se le cobró nada." in decline(reason)


def test_every_reason_has_its_own_words() -> None:
    known = [reason for reason in REASONS if reason != "a_new_code"]
    assert len({decline(reason) for reason in known}) == len(known)
    assert decline("a_new_code") == decline(None)


def test_the_lack_of_money_is_not_said_of_what_is_not_known() -> None:
    assert "not enough money" in decline("insufficient_funds")
    assert "expired" in decline("expired_card")
    assert "did not tell us why" in decline("card_declined")
    assert "bank" not in decline("processing_error")
    assert "declined" not in decline(REFUSED) + decline(NOT_SENT)


@pytest.mark.parametrize("state", [PaymentState.APPROVED, PaymentState.SETTLED])
def test_what_was_paid_by_card_is_received_and_by_bank_submitted(state: PaymentState) -> None:
    card = shown(state, balance=900_00)
    assert (card.tone, card.heading) == ("ok", "Payment received")
    assert (card.parts, card.balance) == ("$403.27 · $20.00 · $1.00", "$900.00")
    bank = shown(state, kind=MethodKind.BANK_ACCOUNT, balance=900_00)
    assert (bank.tone, bank.heading) == ("ok", "Payment submitted")


def test_an_unknown_outcome_forbids_paying_again() -> None:
    lines = shown(PaymentState.PROCESSING)
    assert (lines.tone, lines.heading) == ("warn", "Payment being checked")
    assert "do not pay again" in lines.words


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        (PaymentState.RETURNED, "Payment returned"),
        (PaymentState.REFUNDED, "Payment refunded"),
    ],
)
def test_what_went_back_is_not_called_declined(state: PaymentState, heading: str) -> None:
    lines = shown(state, "R01", MethodKind.BANK_ACCOUNT, balance=900_00)
    assert (lines.heading, lines.parts, lines.balance) == (heading, "", "")
    assert "owed on Personal loan ····1082 again" in lines.words
    assert "not charged" not in lines.words
