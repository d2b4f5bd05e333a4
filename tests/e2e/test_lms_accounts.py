"""An agent opens an account: figures, customers, lists, documents, collateral."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.journeys.as_an_agent import log_in_agent
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.lms_accounts import AccountScreen
from tests.e2e.screens.lms_customers import CustomersScreen
from tests.e2e.support.axe import check
from tests.e2e.support.people import CHARGED_OFF, CHARGED_OFF_LOAN
from tests.e2e.test_lms_customers import MARIA, agents_browser, links_of

VIN = "2HGFC2F59JH000001"


@pytest.fixture(scope="module")
def servicer(browser: Browser, address: str) -> Iterator[Page]:
    context = agents_browser(browser, address)
    page = context.new_page()
    log_in_agent(page, "admin@juniper.example")
    yield page
    context.close()


def opened(page: Page, number: str, tab: str = "") -> AccountScreen:
    screen = AccountScreen(page)
    screen.visit(number)
    if tab:
        screen.show(tab)
    return screen


def test_an_account_is_reached_from_its_customer(servicer: Page) -> None:
    customers = CustomersScreen(servicer)
    customers.visit()
    customer = links_of(customers, MARIA)
    customer.account("L-4417").get_by_role("link", name="L-4417").click()
    account = AccountScreen(servicer)
    expect(account.heading("L-4417")).to_be_visible()
    expect(account.figure("Amount past due")).to_contain_text("$")
    account.holder("luis.reyes@example.com").get_by_role(
        "link", name="Luis Reyes", exact=True
    ).click()
    expect(servicer.get_by_role("heading", name="Luis Reyes")).to_be_visible()


def test_an_account_is_found_by_its_number(servicer: Page) -> None:
    customers = CustomersScreen(servicer)
    customers.visit()
    customers.search("l-3601")
    servicer.get_by_role("link", name="Open this account").click()
    expect(AccountScreen(servicer).heading("L-3601")).to_be_visible()


def test_a_line_has_statements_and_no_collateral(servicer: Page) -> None:
    account = opened(servicer, "C-9035", "Statements")
    expect(servicer.get_by_role("tab", name="Collateral")).to_have_count(0)
    with servicer.expect_download() as download:
        servicer.get_by_role("link", name="Download PDF").first.click()
    assert download.value.suggested_filename.endswith(".pdf")
    account.show("Transactions")
    expect(servicer.get_by_role("columnheader", name="Kind")).to_be_visible()


def test_a_document_is_added_hidden_shown_and_removed(servicer: Page, tmp_path: Path) -> None:
    account = opened(servicer, "L-3005", "Documents")
    file = tmp_path / "welcome-letter.txt"
    file.write_text("Welcome.\n")
    account.press("New")
    servicer.get_by_label("Section").select_option("letter")
    shown = servicer.get_by_label("Visible to the borrowers")
    shown.click()
    expect(shown).not_to_be_checked()
    account.choose_file(file)
    expect(servicer.get_by_text("Added", exact=True)).to_be_visible()
    account.press("Done")
    row = account.row("welcome-letter.txt")
    expect(row).to_contain_text("Letters")
    visible = row.get_by_role("checkbox", name="Visible: welcome-letter.txt")
    expect(visible).not_to_be_checked()
    visible.click()
    expect(visible).to_be_checked()
    row.get_by_role("button", name="Remove welcome-letter.txt").click()
    servicer.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(row).to_have_count(0)


def test_collateral_is_added_and_changed(servicer: Page) -> None:
    account = opened(servicer, "L-3006", "Collateral")
    account.press("Add collateral")
    account.fill(VIN="IOQ", Make="Honda", Model="Civic", Year="2018")
    account.fill(Insurance_company="Pacific Mutual", Deductible="500")
    account.press("Save")
    expect(servicer.get_by_text("17 letters and digits, without I, O and Q.")).to_be_visible()
    account.fill(VIN=VIN)
    account.press("Save")
    card = servicer.get_by_role("article", name="2018 Honda Civic")
    expect(card).to_contain_text("$500.00")
    card.get_by_role("button", name="Edit").click()
    servicer.get_by_label("Class").select_option("other")
    account.fill(Name="Tractor", Described_by="Serial: 12")
    account.press("Save")
    expect(servicer.get_by_role("article", name="Tractor")).to_contain_text("Serial")
    account.press("Remove Tractor")
    servicer.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(servicer.get_by_role("article", name="Tractor")).to_have_count(0)


def test_an_account_is_charged_off_and_its_borrowers_open_page_hears_of_it(
    servicer: Page, page: Page
) -> None:
    log_in(page, CHARGED_OFF).open(f"Personal loan {CHARGED_OFF_LOAN}")
    expect(page.get_by_role("button", name="Make a payment")).to_be_visible()
    account = opened(servicer, CHARGED_OFF_LOAN)
    account.press("Charge off")
    dialog = servicer.get_by_role("dialog", name="Charge off")
    expect(dialog.get_by_text("$4,800.00")).to_be_visible()
    check(servicer)
    account.confirm("Charge off")
    expect(dialog.get_by_text("Say why: it goes into the audit log.")).to_be_visible()
    account.fill(Reason="Nobody has answered for a year.")
    account.confirm("Charge off")
    expect(servicer.get_by_role("heading", name="Account charged off")).to_be_visible()
    account.press("Done")
    overview = servicer.get_by_role("tabpanel", name="Overview")
    expect(overview).to_contain_text("Written off")
    expect(servicer.get_by_role("button", name="Charge off")).to_have_count(0)

    expect(page.get_by_text("This account was charged off on")).to_be_visible()
    expect(page.get_by_text("nothing falls due on it here")).to_be_visible()
    expect(page.get_by_role("button", name="Make a payment")).to_have_count(0)
    check(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("number", "tab"),
    [
        ("L-4417", "Overview"),
        ("L-4417", "Collateral"),
        ("C-9035", "Transactions"),
        ("C-9035", "Statements"),
        ("L-4417", "Documents"),
    ],
)
def test_pages_are_accessible(servicer: Page, scheme: str, number: str, tab: str) -> None:
    servicer.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    opened(servicer, number, tab)
    check(servicer)
    servicer.emulate_media(color_scheme="light")
