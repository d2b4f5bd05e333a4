"""An agent finds a customer and changes what they may do; the customer's open browser follows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.journeys.as_an_agent import log_in_agent
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.lms_customers import CustomerScreen, CustomersScreen
from tests.e2e.support.axe import check
from tests.e2e.support.patience import PATIENCE_MS

MARIA = "maria.reyes@example.com"


def agents_browser(browser: Browser, address: str) -> BrowserContext:
    context = browser.new_context(base_url=address, locale="en-US")
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture(scope="module")
def servicer(browser: Browser, address: str) -> Iterator[Page]:
    context = agents_browser(browser, address)
    page = context.new_page()
    log_in_agent(page)
    yield page
    context.close()


@pytest.fixture
def customers(servicer: Page) -> CustomersScreen:
    screen = CustomersScreen(servicer)
    screen.visit()
    return screen


def links_of(customers: CustomersScreen, email: str) -> CustomerScreen:
    customer = customers.open(email)
    customer.show_links()
    return customer


def test_web_access_opens_and_closes_an_account_in_an_open_browser(
    customers: CustomersScreen, page: Page
) -> None:
    accounts = log_in(page)
    hidden = accounts.card("Personal loan L-7001")
    expect(accounts.card("Personal loan L-1082")).to_be_visible()
    expect(hidden).to_have_count(0)
    customer = links_of(customers, MARIA)
    web = customer.access("L-7001", "Web access")
    expect(web).not_to_be_checked()
    try:
        web.click()
        expect(web).to_be_checked()
        expect(hidden).to_be_visible()
    finally:
        web.click()
    expect(hidden).to_have_count(0)
    expect(web).not_to_be_checked()


def test_all_columns_are_there(customers: CustomersScreen) -> None:
    customer = links_of(customers, MARIA)
    headers = customer.page.get_by_role("columnheader")
    expect(headers).to_have_text(
        [
            *("Account", "Status", "Payoff", "Principal balance", "Next due date"),
            *("Next due amount", "Days past due", "Amount past due", "Role"),
            *("Email access", "Web access", "SMS access", "Actions"),
        ]
    )
    expect(customer.account("L-4417")).to_contain_text("Past due")


def test_search_follows_the_typing_and_the_address(customers: CustomersScreen) -> None:
    customers.search("maria rey")
    expect(customers.row(MARIA)).to_be_visible()
    expect(customers.page).to_have_url("/lms/customers/?q=maria+rey")
    customers.search("L-3601")
    expect(customers.row("erin.walsh@example.com")).to_be_visible()
    customers.page.reload()
    expect(customers.page.get_by_role("searchbox", name="Search")).to_have_value("L-3601")
    expect(customers.row("erin.walsh@example.com")).to_be_visible()
    customers.search("nobody at all")
    expect(customers.page.get_by_role("heading", name="No customer found")).to_be_visible()


def test_what_is_typed_before_the_page_has_come_to_life_is_searched(
    customers: CustomersScreen,
) -> None:
    """After a reload, as quick fingers do: the same words as before are no exception."""
    customers.search("maria rey")
    expect(customers.page).to_have_url("/lms/customers/?q=maria+rey")
    page = customers.page.context.new_page()
    page.add_init_script(
        """document.addEventListener("readystatechange", () => {
          const box = document.getElementById("q");
          if (box && document.readyState === "interactive") box.value = "maria rey";
        })"""
    )
    for _again in range(2):
        page.goto("/lms/customers/")
        expect(page).to_have_url("/lms/customers/?q=maria+rey")
        expect(CustomersScreen(page).row(MARIA)).to_be_visible()
        expect(CustomersScreen(page).row("sam.okafor@example.com")).to_have_count(0)
        expect(page.get_by_role("searchbox", name="Search")).to_have_value("maria rey")
    page.close()


def test_a_customer_is_made_let_in_and_sent_a_link(customers: CustomersScreen) -> None:
    customers.begin_new()
    customer = CustomerScreen(customers.page)
    customer.fill(First_name="Nora", Last_name="Quist", Email=MARIA)
    customer.save()
    expect(customer.page.get_by_text("Another customer or login has this email.")).to_be_visible()
    customer.fill(Email="nora.quist@example.com", Phone="(202) 555-0177")
    customer.save()
    expect(customer.page.get_by_role("heading", name="Nora Quist")).to_be_visible()
    expect(customer.page.get_by_text("+1 202 555 0177")).to_be_visible()
    customer.press("Grant portal access")
    customer.press("Send set-password link")
    expect(customer.page.get_by_text("A link to set a password is on its way.")).to_be_visible()


def test_the_lender_posts_a_payment(customers: CustomersScreen) -> None:
    customer = links_of(customers, "erin.walsh@example.com")
    customer.act("L-3601", "Post a payment")
    amount = customer.page.get_by_role("textbox", name="Amount")
    amount.fill("99999999")
    customer.press("Post payment")
    expect(customer.page.get_by_text("That is more than the payoff of")).to_be_visible()
    amount.fill("12.34")
    customer.press("Post payment")
    expect(customer.page.get_by_role("heading", name="Payment posted")).to_be_visible()
    expect(customer.page.get_by_text("$12.34")).to_be_visible()
    customer.press("Done")


def test_a_viewer_only_looks(browser: Browser, address: str) -> None:
    context = agents_browser(browser, address)
    try:
        customers = log_in_agent(context.new_page(), "viewer@juniper.example")
        expect(customers.page.get_by_text("Viewer", exact=True)).to_be_visible()
        expect(customers.page.get_by_role("button", name="New customer")).to_have_count(0)
        customer = links_of(customers, MARIA)
        expect(customer.access("L-1082", "Web access")).to_be_disabled()
        expect(customer.page.get_by_role("button", name="Link account")).to_have_count(0)
    finally:
        context.close()


def test_neither_door_opens_the_other(servicer: Page, page: Page) -> None:
    log_in(page)
    page.goto("/lms/customers/")
    expect(page).to_have_url("/lms/login/")
    stranger = servicer.context.new_page()
    stranger.goto("/accounts/")
    expect(stranger).to_have_url("/login/")
    stranger.close()


@pytest.mark.parametrize("tab", ["profile", "links"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(customers: CustomersScreen, tab: str, scheme: str) -> None:
    page = customers.page
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    page.get_by_role("cell").first.wait_for()
    check(page)
    customer = customers.open(MARIA)
    page.get_by_role("heading", name="Maria Reyes").wait_for()
    if tab == "links":
        customer.show_links()
        expect(customer.account("L-7001")).to_be_visible()
    check(page)
