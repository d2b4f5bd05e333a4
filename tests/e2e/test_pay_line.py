"""Paying a card account in a browser: its own amounts, where the money goes, the receipt."""

from playwright.sync_api import Page, expect

from services.money import parse_amount
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.pay_dialog import PayDialog

CARD = "Juniper Card C-9035"


def test_maria_pays_the_minimum_of_her_card(page: Page) -> None:
    accounts = log_in(page)
    before = parse_amount(accounts.balance(CARD).inner_text())
    accounts.pay(CARD)
    dialog = PayDialog(page)
    for name in ("Minimum due", "Statement balance", "Past due", "Total balance", "Custom"):
        expect(dialog.box.get_by_role("radio", name=name, exact=True)).to_have_count(1)
    expect(dialog.box.get_by_role("radio", name="Minimum due", exact=True)).to_be_checked()
    expect(dialog.box.get_by_role("radio", name="Past due", exact=True)).to_be_disabled()
    expect(dialog.box.get_by_role("radio", name="Payoff", exact=True)).to_have_count(0)

    dialog.type_amount("50.00")
    expect(dialog.figure("Available credit after")).to_be_visible()
    expect(dialog.box.get_by_role("combobox", name="Anything extra goes to")).to_have_count(0)
    dialog.pay_with("Visa ····4242")
    dialog.go_on()
    after = dialog.figure("Balance after").inner_text()
    assert parse_amount(after) == before - 50_00
    dialog.pay("$50.00")
    expect(dialog.heading("Payment received")).to_be_visible()
    expect(dialog.figure("New balance")).to_have_text(after)
    dialog.done()
    expect(accounts.balance(CARD)).to_have_text(after)


def test_the_page_of_a_card_offers_the_same(page: Page) -> None:
    log_in(page).open(CARD)
    page.get_by_role("button", name="Make a payment", exact=True).click()
    dialog = PayDialog(page)
    dialog.choose("Total balance")
    dialog.go_on()
    expect(dialog.figure("Balance after")).to_have_text("$0.00")
