"""From one account to the next inside the app."""

from playwright.sync_api import Page

from tests.e2e.journeys.logging_in import log_in

WATCH = """() => {
  window.seen = new Set();
  const look = () => window.seen.add(document.querySelector("h1")?.innerText ?? "");
  const all = { subtree: true, childList: true, characterData: true };
  new MutationObserver(look).observe(document.body, all);
}"""


def test_an_accounts_page_never_begins_with_anothers_figures(page: Page) -> None:
    log_in(page)
    page.get_by_test_id("account-L-1082").get_by_role("link", name="Details").click()
    page.get_by_role("heading", name="Personal loan").wait_for()
    page.get_by_role("link", name="Back to accounts").click()
    details = page.get_by_test_id("account-L-4417").get_by_role("link", name="Details")
    details.wait_for()
    page.evaluate(WATCH)
    details.click()
    page.get_by_role("heading", name="Auto loan").wait_for()
    seen = page.evaluate("[...window.seen]")
    assert not [title for title in seen if "Personal loan" in title], seen
