"""A swipe at the wallet shows in a tab that is open, without a click."""

from playwright.sync_api import Page, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.disputes import DisputeScreen
from tests.e2e.support.portal import Served, wallet_client
from tests.wallet.support.swipes import authorize, clear, reverse

MERCHANT = "Pier 7 Books"


def test_it_is_pending_then_posted_then_given_back(page: Page, served: Served) -> None:
    log_in(page)
    screen = DisputeScreen(page)
    page.goto("/accounts/C-9035/?tab=transactions")
    rows = screen.row(MERCHANT)
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    with wallet_client(served.wallet_address, served.wallet_key) as wallet:
        card = wallet.get("/v1/cards", params={"reference": "C-9035"}).json()["data"][0]["id"]
        today = {"business_date": None, "merchant": MERCHANT, "category": "shopping"}
        swipe = authorize(wallet, card, amount=7_77, **today)["id"]
        expect(rows).to_contain_text("Pending")
        assert clear(wallet, swipe).status_code == 200
        expect(rows).to_contain_text("Posted")
        assert reverse(wallet, swipe).status_code == 200
        expect(rows).to_have_count(2)
