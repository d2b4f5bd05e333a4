"""Paying in a browser: the whole way, through the real wallet."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from services.money import parse_amount
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.accounts import AccountsScreen
from tests.e2e.screens.pay_dialog import PayDialog

LOAN = "Personal loan L-1082"


def cents(text: str) -> int:
    return parse_amount(text)


def test_maria_pays_with_her_card_and_the_balance_falls(
    page: Page, context: BrowserContext
) -> None:
    accounts = log_in(page)
    before = cents(accounts.balance(LOAN).inner_text())
    accounts.pay(LOAN)
    dialog = PayDialog(page)
    dialog.type_amount("33.33")
    dialog.pay_with("Visa ····4242")
    dialog.go_on()
    dialog.pay("$33.33")
    expect(dialog.heading("Payment received")).to_be_visible()
    expect(dialog.box.get_by_text(re.compile(r"^P-\w{4}-\w{4}$"))).to_be_visible()
    dialog.done()
    expect(dialog.box).to_be_hidden()
    expect(accounts.balance(LOAN)).not_to_have_text(f"${before / 100:,.2f}")
    after = cents(accounts.balance(LOAN).inner_text())
    assert before - 3333 <= after < before

    second = AccountsScreen(context.new_page())
    second.visit()
    expect(second.balance(LOAN)).to_have_text(accounts.balance(LOAN).inner_text())


def test_what_changed_since_the_review_is_shown_instead_of_charged(
    page: Page, context: BrowserContext
) -> None:
    accounts = log_in(page)
    accounts.pay(LOAN)
    reviewed = PayDialog(page)
    reviewed.choose("Payoff")
    reviewed.go_on()
    expect(reviewed.heading("Review")).to_be_visible()

    other = AccountsScreen(context.new_page())
    other.visit()
    other.pay(LOAN)
    dialog = PayDialog(other.page)
    dialog.type_amount("10")
    dialog.go_on()
    dialog.pay("$10.00")
    expect(dialog.heading("Payment received")).to_be_visible()

    reviewed.box.get_by_role("button", name=re.compile("^Pay ")).click()
    expect(reviewed.box.get_by_role("alert")).to_contain_text("You were not charged")
    expect(reviewed.heading("Payment received")).to_have_count(0)


def test_an_amount_that_cannot_be_paid_is_told_at_its_field(page: Page) -> None:
    log_in(page).pay(LOAN)
    dialog = PayDialog(page)
    dialog.type_amount("999999")
    field = dialog.box.get_by_role("textbox", name="Amount", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(dialog.box.get_by_text("You were not charged.")).to_be_visible()
