"""What a borrower is told when a page cannot be read, or its scripts do not come."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.support.portal import Served
from tests.support.tables import without_table

SCRIPTS = re.compile(r"/assets/.*\.js")


def test_accounts_that_cannot_be_read_say_so_and_come_back(page: Page, served: Served) -> None:
    accounts = log_in(page)
    expect(accounts.balance("Personal loan L-1082")).to_be_visible()
    with without_table(served.data_dir, "account_links"):
        accounts.visit()
        expect(page.get_by_text("Your accounts could not be read")).to_be_visible()
        expect(page.get_by_role("article")).to_have_count(0)
    page.get_by_role("button", name="Try again").click()
    expect(accounts.balance("Personal loan L-1082")).to_be_visible()
    expect(page.get_by_text("Your accounts could not be read")).to_be_hidden()


def test_an_account_that_cannot_be_read_says_so_and_comes_back(page: Page, served: Served) -> None:
    log_in(page).open("Personal loan L-1082")
    page.get_by_role("button", name="Make a payment").wait_for()
    balance = page.get_by_role("main").get_by_test_id("balance")
    expect(balance).to_be_visible()
    with without_table(served.data_dir, "account_links"):
        page.reload()
        expect(page.get_by_text("Your account could not be read")).to_be_visible()
        expect(balance).to_be_hidden()
    page.get_by_role("button", name="Try again").click()
    expect(balance).to_be_visible()


def test_a_payment_that_cannot_be_prepared_gives_a_reference(page: Page, served: Served) -> None:
    accounts = log_in(page)
    expect(accounts.balance("Personal loan L-1082")).to_be_visible()
    with without_table(served.data_dir, "account_links"):
        accounts.pay("Personal loan L-1082")
        said = page.get_by_role("dialog").get_by_text("Something went wrong on our side.")
        expect(said).to_have_text(re.compile(r"Reference: [0-9a-f]{8}$"))


def test_a_page_whose_scripts_do_not_come_says_so_and_can_be_loaded_again(page: Page) -> None:
    page.route(SCRIPTS, lambda route: route.abort())
    accounts = log_in(page)  # a native form: it needs none
    told = page.get_by_role("alert").filter(has_text="This page did not load completely.")
    expect(told).to_be_visible()
    page.goto("/accounts/L-1082/")
    expect(told).to_have_count(1)
    page.goto("/es/accounts/L-1082/")
    told_there = page.get_by_role("alert").filter(has_text="Esta página no se cargó por completo.")
    expect(told_there).to_be_visible()
    accounts.visit()
    expect(told).to_be_visible()
    page.unroute(SCRIPTS)
    page.get_by_role("link", name="Load it again").click()
    expect(accounts.balance("Personal loan L-1082")).to_be_visible()
    expect(told).to_have_count(0)


def test_one_script_of_many_that_does_not_come_is_enough(page: Page) -> None:
    seen: list[str] = []

    def refuse_the_last(route) -> None:
        seen.append(route.request.url)
        route.abort() if "entry.client" in route.request.url else route.continue_()

    page.route(SCRIPTS, refuse_the_last)
    page.goto("/login/")
    expect(page.get_by_text("This page did not load completely.")).to_be_visible()
    assert any("entry.client" in url for url in seen)
