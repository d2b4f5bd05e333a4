"""An address that no page has: said in its language, with a way on."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.support.axe import check


@pytest.mark.parametrize(
    ("path", "words", "way", "login"),
    [
        ("/no/such/page/", "This page is not here", "Go to your accounts", "**/login/"),
        ("/es/nada/", "Esta página no está aquí", "Ir a sus cuentas", "**/es/login/"),
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
