"""Statements in a browser: cycles, a PDF, an amount a month, here or on paper."""

from playwright.sync_api import Page, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.statements import Statements


def test_statements_of_a_card(page: Page) -> None:
    log_in(page)
    screen = Statements(page)
    screen.open("C-9035")
    expect(screen.links).to_have_count(12)
    expect(screen.way("Only the minimum payment")).to_contain_text("years")
    screen.pay_a_month("150")
    expect(screen.answer).to_be_visible()
    assert screen.download(screen.links.first).read_bytes().startswith(b"%PDF-1.7")
    screen.agree()
    expect(screen.delivery).to_be_visible()
    screen.choose_paper()
    expect(screen.paper).to_be_visible()


def test_a_loan_has_no_statements_whoever_asks(page: Page) -> None:
    log_in(page)
    page.goto("/accounts/L-1082/?tab=statements")
    page.get_by_test_id("balance").wait_for()
    expect(page.get_by_role("tab", name="Statements")).to_have_count(0)
    expect(page.get_by_role("tab", name="Summary")).to_have_attribute("aria-selected", "true")
