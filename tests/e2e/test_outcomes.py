"""What becomes of a payment, as the borrower reads it."""

from playwright.sync_api import BrowserContext, Page, expect

from services.money import parse_amount
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.journeys.paying import pay, review
from tests.e2e.screens.accounts import AccountsScreen
from tests.e2e.screens.pay_dialog import PayDialog

LOAN = "Personal loan L-1082"
LATE = "Auto loan L-4417"
VISA = "Visa ····4242"


def test_a_declined_card_says_why_and_that_nothing_was_charged(page: Page) -> None:
    accounts = log_in(page)
    before = accounts.balance(LOAN).inner_text()
    dialog = pay(accounts, LOAN, "21.00", "Visa ····9995")
    expect(dialog.heading("Payment declined")).to_be_focused()
    expect(dialog.box).to_contain_text("There was not enough money in the account.")
    expect(dialog.box).to_contain_text("You were not charged.")
    dialog.done()
    expect(accounts.balance(LOAN)).to_have_text(before)


def test_a_refusal_without_a_reason_says_whom_to_ask(page: Page) -> None:
    dialog = pay(log_in(page), LOAN, "22.00", "Visa ····0002")
    expect(dialog.heading("Payment declined")).to_be_visible()
    expect(dialog.box).to_contain_text("did not tell us why. You were not charged.")


def test_a_bank_payment_is_submitted_with_what_the_bank_takes(page: Page) -> None:
    dialog = pay(log_in(page), LOAN, "23.00", "First Juniper checking ····6789")
    expect(dialog.heading("Payment submitted")).to_be_visible()
    expect(dialog.box).to_contain_text("Your bank takes one to three business days.")
    expect(dialog.figure("From")).to_contain_text("····6789")


def test_two_presses_on_pay_are_one_payment(page: Page) -> None:
    accounts = log_in(page)
    dialog = review(accounts, LOAN, "24.00", VISA)
    after = dialog.figure("Balance after").inner_text()
    dialog.box.get_by_role("button", name="Pay $24.00", exact=True).dblclick()
    expect(dialog.heading("Payment received")).to_be_visible()
    dialog.done()
    expect(accounts.balance(LOAN)).to_have_text(after)


def test_two_tabs_that_pay_at_once_are_both_told_the_truth(
    page: Page, context: BrowserContext
) -> None:
    first = review(log_in(page), LOAN, "25.00", VISA)
    other = AccountsScreen(context.new_page())
    other.visit()
    second = review(other, LOAN, "25.00", VISA)

    first.pay("$25.00")
    second.pay("$25.00")
    told = [_outcome(first), _outcome(second)]
    balances = [parse_amount(balance) for balance in told if balance]
    assert balances, "one of them has paid"
    other.visit()
    other.card(LOAN).wait_for()
    assert parse_amount(other.balance(LOAN).inner_text()) == min(balances)


def test_pay_past_due_brings_the_account_up_to_date(page: Page) -> None:
    accounts = log_in(page)
    notice = page.get_by_role("status").filter(has_text="past due.")
    expect(notice).to_contain_text("late fee on")
    page.get_by_role("button", name="Pay past due", exact=True).click()
    dialog = PayDialog(page)
    expect(dialog.box.get_by_role("radio", name="Past due", exact=True)).to_be_checked()
    dialog.go_on()
    dialog.box.get_by_role("button", name="Pay $").click()
    expect(dialog.heading("Payment received")).to_be_visible()
    dialog.done()
    expect(notice).to_have_count(0)
    expect(accounts.card(LATE)).to_contain_text("Current")


def _outcome(dialog: PayDialog) -> str:
    """The new balance of who paid; "" for who was told that the account had changed."""
    received = dialog.heading("Payment received")
    expect(received.or_(dialog.box.get_by_role("alert"))).to_be_visible()
    if received.is_visible():
        return dialog.figure("New balance").inner_text()
    expect(dialog.box.get_by_role("alert")).to_contain_text("You were not charged.")
    return ""
