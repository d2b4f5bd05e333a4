"""Which tabs an account's page has, and which one an address shows."""

import pytest

from models.accounts import AccountKind
from services.accounts.tabs import tab_shown, tabs_of


@pytest.mark.parametrize(
    "kind",
    [
        AccountKind.PERSONAL_LOAN,
        AccountKind.AUTO_LOAN,
        AccountKind.HOME_LOAN,
        AccountKind.LEASE,
    ],
)
def test_loans_and_leases_have_a_summary_and_collateral(kind: AccountKind) -> None:
    assert tabs_of(kind) == ("summary", "transactions", "documents", "collateral")


def test_lines_of_credit_have_statements_and_only_a_card_account_its_card() -> None:
    assert tabs_of(AccountKind.LINE_OF_CREDIT) == ("transactions", "statements", "documents")
    assert tabs_of(AccountKind.CARD) == ("transactions", "statements", "documents", "card")


@pytest.mark.parametrize("asked", ["", "summary", "SUMMARY", "card ", {"a": 1}, None, 1, ["card"]])
def test_a_typed_tab_that_the_kind_lacks_is_the_first(asked: object) -> None:
    assert tab_shown(tabs_of(AccountKind.CARD), asked) == "transactions"


def test_a_tab_of_the_kind_is_shown() -> None:
    assert tab_shown(tabs_of(AccountKind.CARD), "card") == "card"
    assert tab_shown((), "summary") == ""
