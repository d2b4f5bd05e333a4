"""An address that no page has: said in its language, with a way on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.support.axe import check


@pytest.mark.parametrize(
    ("path", "words", "way", "login"),
    [
        ("/no/such/page/", "This page is not here", "Go to your accounts", "**/login/"),
        ("/es/nada/", "Esta página no está aquí", "Ir a sus cuentas", "**/es/login/"),
        ("/lms/no/such/page/", "This page is not here", "Go to customers", "**/lms/login/"),
    ],
)
def test_an_address_without_a_page_leads_on(
    page: Page, path: str, words: str, way: str, login: str
) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    check(page)
    page.get_by_role("link", name=way).click()
    page.wait_for_url(login)


@pytest.mark.parametrize(
    ("path", "is_accounts"),
    [
        ("/accounts/L-1/", True),
        ("/es/accounts/L-1/", True),
        ("/lms/customers/1/", False),
        ("/no/", False),
    ],
)
def test_what_stands_before_a_script_runs_is_of_the_address(
    page: Page, path: str, is_accounts: bool
) -> None:
    """The shell of all addresses that have no file of their own; its first script alone runs."""
    shell = page.request.get("/404.html").text()
    page.route("**/*.js", lambda route: route.abort())
    page.route(f"**{path}", lambda route: route.fulfill(body=shell, content_type="text/html"))
    page.goto(path)
    expect(page.locator(".wrap:visible")).to_have_count(1)
    account = page.get_by_role("heading", level=1, name=re.compile("Account|Cuenta"))
    expect(account.filter(visible=True)).to_have_count(int(is_accounts))
