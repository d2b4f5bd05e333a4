"""What the accounts page says is due soon."""

from datetime import date

import pytest

from models.accounts import Account, AccountKind, Product
from models.credit_lines import CreditLine
from services.accounts.overview import _due_soon
from services.accounts.standing import Standing
from services.servicing.position import Position

TODAY = date(2026, 11, 23)


def card(minimum: int, due_on: date) -> Standing:
    kind = AccountKind.CARD
    return Standing(
        account=Account(number="C-1", product_id=1, kind=kind, opened_on=TODAY),
        product=Product(code="c", name="Card", kind=kind),
        position=Position(TODAY, principal=1_000_00, advanced=1_000_00),
        terms=None,
        paid_before=0,
        line=CreditLine(
            account_id=1,
            credit_limit=5_000_00,
            minimum_due=minimum,
            asked_minimum=minimum,
            minimum_due_on=due_on,
        ),
        on=TODAY,
    )


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 12, 7), "1 payment is due in the next 14 days, $35.00 in all."),
        (date(2026, 12, 8), "Nothing is due in the next 14 days."),
        (date(2026, 11, 22), "Nothing else is due in the next 14 days."),
    ],
)
def test_a_cards_minimum_counts(due_on: date, words: str) -> None:
    assert _due_soon([card(35_00, due_on)]) == words
