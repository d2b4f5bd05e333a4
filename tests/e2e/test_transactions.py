"""Transactions in a browser: the address says what is shown; by keyboard, on a phone, as files."""

import csv
import io
import json
import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.transactions import TransactionsScreen
from tests.e2e.support.axe import check

CARD, LOAN = "C-9035", "L-4417"
FIRST_PAGE = re.compile("Transactions 1 to 10")


@pytest.fixture
def screen(page: Page) -> TransactionsScreen:
    log_in(page)
    return TransactionsScreen(page)


def test_the_search_is_in_the_address(screen: TransactionsScreen) -> None:
    page = screen.page
    screen.visit(LOAN)
    expect(screen.rows).to_have_count(10)
    screen.search("money")
    page.wait_for_url("**?tab=transactions&q=money")
    expect(screen.rows).to_have_count(1)
    screen.search("", order="Oldest first")
    page.wait_for_url("**?tab=transactions&sort=date")
    expect(screen.rows).to_have_count(10)
    expect(screen.rows.first).to_contain_text("Money lent")
    page.go_back()
    expect(screen.rows).to_have_count(1)
    expect(page.get_by_role("searchbox", name="Search", exact=True)).to_have_value("money")
    page.go_forward()
    expect(screen.rows).to_have_count(10)
    page.reload()
    expect(screen.rows.first).to_contain_text("Money lent")
    expect(page.get_by_role("combobox", name="Order")).to_have_value("date")
    screen.search("nothing like it")
    page.get_by_role("heading", name="No transactions found").wait_for()
    page.get_by_role("link", name="Show all transactions").click()
    expect(screen.rows).to_have_count(10)


def test_hostile_addresses_say_so_or_change_nothing(screen: TransactionsScreen) -> None:
    screen.visit(LOAN, "&from=2026-13-45&page=-3&sort=%3Cscript%3E")
    screen.page.get_by_text("A date of the period could not be read.").wait_for()
    expect(screen.rows).to_have_count(10)
    screen.visit(LOAN, "&q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    screen.page.get_by_role("heading", name="No transactions found").wait_for()
    screen.visit(LOAN, "&sort=date&page=99")
    screen.page.get_by_role("heading", name="The list ends before this page").wait_for()
    screen.page.get_by_role("link", name="First page").click()
    expect(screen.rows.first).to_contain_text("Money lent")
    screen.visit("L-7001")
    screen.page.get_by_role("heading", name="No such account").wait_for()


def test_paging_by_keyboard_keeps_the_focus(screen: TransactionsScreen) -> None:
    screen.visit(CARD)
    screen.page.get_by_text(FIRST_PAGE).wait_for()
    first = screen.rows.first.inner_text()
    screen.next_page().focus()
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_url("**&page=2")
    screen.page.get_by_text("Transactions 11 to 20").wait_for()
    expect(screen.next_page()).to_be_focused()
    assert screen.rows.first.inner_text() != first
    screen.previous_page().press("Enter")
    screen.page.get_by_text(FIRST_PAGE).wait_for()
    expect(screen.previous_page()).to_have_attribute("aria-disabled", "true")
    expect(screen.previous_page()).to_be_focused()


def test_a_row_opens_its_arithmetic(screen: TransactionsScreen) -> None:
    screen.visit(LOAN)
    button = screen.details("Payment")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    opened = screen.page.locator(f"#{button.get_attribute('aria-controls')}")
    expect(opened).to_contain_text(re.compile(r"\$[\d,.]+ × [\d.]+% a year ÷ 360 × \d+ days"))
    button.press("Enter")
    expect(opened).to_have_count(0)


def test_files_have_what_is_listed(screen: TransactionsScreen) -> None:
    screen.visit(LOAN, "&q=payment")
    expect(screen.rows).to_have_count(10)
    name, text = screen.export("CSV")
    assert name == "L-4417-transactions.csv"
    payments = [row["Type"] for row in csv.DictReader(io.StringIO(text))]
    assert set(payments) == {"Payment"}
    screen.page.get_by_text("Downloaded", exact=True).wait_for()
    screen.page.get_by_role("tab", name="Summary").click()
    screen.page.get_by_role("tab", name="Summary", selected=True).wait_for()
    _name, text = screen.export("JSON")
    listed = len(json.loads(text)["accounts"][0]["transactions"])
    assert listed > len(payments) >= 10, "the loan's first entry is no payment"
    _name, text = screen.export("OFX")
    assert text.count("<LOANSTMTTRN>") == listed


def test_all_accounts_at_once(screen: TransactionsScreen) -> None:
    name, text = screen.export("CSV")
    assert name == "transactions.csv"
    accounts = {row["Account"] for row in csv.DictReader(io.StringIO(text))}
    assert accounts == {"L-1082", "L-4417", "C-9035", "L-2210"}


def test_an_export_that_fails_says_so(screen: TransactionsScreen) -> None:
    page = screen.page
    screen.visit(LOAN)

    def busy(route: Route) -> None:
        route.fulfill(status=503, body="We are very busy right now.\n")

    page.route("**/transactions.csv*", busy)
    page.route("**/transactions.ofx*", lambda route: route.abort())
    for form, words in (("CSV", "We are very busy right now."), ("OFX", "could not be downloaded")):
        page.get_by_role("button", name="Export", exact=True).click()
        page.get_by_role("menuitem", name=form, exact=True).click()
        page.get_by_role("status").filter(has_text=words).wait_for()


def test_a_long_export_is_cancelled(screen: TransactionsScreen, context: BrowserContext) -> None:
    page = screen.page
    screen.visit(CARD)
    page.get_by_role("button", name="Export", exact=True).wait_for()  # the page itself comes fast
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    speed = {"offline": False, "latency": 0, "downloadThroughput": 400, "uploadThroughput": -1}
    slow.send("Network.emulateNetworkConditions", speed)
    page.get_by_role("button", name="Export", exact=True).click()
    page.get_by_role("menuitem", name="JSON", exact=True).click()
    page.get_by_role("button", name="Cancel", exact=True).click()
    page.get_by_role("status").filter(has_text="Cancelled. Nothing was saved.").wait_for()
    slow.send("Network.emulateNetworkConditions", {**speed, "downloadThroughput": -1})
    name, _text = screen.export("CSV")
    assert name == f"{CARD}-transactions.csv"
    expect(page.get_by_role("button", name="Cancel", exact=True)).to_have_count(0)


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
)
def test_it_fits_and_axe_finds_nothing(screen: TransactionsScreen, width: int, scheme: str) -> None:
    page = screen.page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for number, language in ((LOAN, ""), (CARD, "/es")):
        screen.visit(number, language=language)
        page.locator("table button[aria-expanded]").first.click()
        page.locator("tr.below").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        check(page)
    screen.visit(LOAN)
    page.get_by_role("button", name="Export", exact=True).click()
    page.get_by_role("menuitem", name="CSV", exact=True).wait_for()
    check(page)
