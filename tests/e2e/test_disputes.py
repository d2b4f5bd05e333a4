"""A borrower disputes a swipe, an agent resolves it, and the open tab shows it."""

from playwright.sync_api import Browser, Page, expect

from tests.e2e.journeys.as_an_agent import log_in_agent
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.disputes import DisputeScreen, DisputesOfCustomer
from tests.e2e.support.axe import check


def test_a_dispute_is_opened_withdrawn_and_opened_again(page: Page) -> None:
    log_in(page)
    screen = DisputeScreen(page)
    screen.visit("C-9035", "Lakeside Lodge")
    screen.expand("Lakeside Lodge")
    screen.open()
    check(page)
    screen.press("Send dispute")
    expect(screen.box.get_by_text("Choose what is wrong.")).to_be_visible()
    screen.send("The amount is wrong", "It was to be $200.00.")
    expect(screen.box.get_by_role("heading", name="Case D-")).to_be_focused()
    check(page)
    screen.press("Withdraw dispute")
    expect(screen.box.get_by_text("Withdrawn").first).to_be_visible()
    screen.press("Done")
    expect(screen.row("Lakeside Lodge").first).not_to_contain_text("Dispute D-")


def test_an_agent_resolves_it_and_the_open_tab_shows_it(page: Page, browser: Browser) -> None:
    log_in(page)
    screen = DisputeScreen(page)
    screen.visit("C-9035", "Cascade")
    screen.expand("Cascade Air")
    screen.open()
    expect(screen.box.get_by_text("The time to dispute this ended")).to_be_visible()
    screen.press("Done")
    screen.visit("C-9035", "Metro")
    row = screen.row("Metro Electronics").first
    expect(row).to_contain_text("Received")
    context = browser.new_context(base_url=page.url.split("/accounts")[0], locale="en-US")
    agent = context.new_page()
    customers = log_in_agent(agent, "agent2@juniper.example")
    customers.open("maria.reyes@example.com")
    cases = DisputesOfCustomer(agent)
    cases.show()
    cases.open("Metro Electronics")
    check(agent)
    cases.move("Resolve in the borrower's favor", "")
    expect(cases.box.get_by_text("Say why: the borrower reads it.")).to_be_visible()
    cases.move("Resolve in the borrower's favor", "The merchant confirmed the return.", "119.99")
    expect(cases.box).to_be_hidden()
    expect(row).to_contain_text("Resolved in your favor")
    context.close()
