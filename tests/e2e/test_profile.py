"""The profile and the life of a session, in browsers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import col, select, update

from models.base import utc_now
from models.customers import Login
from models.sessions import Session as SessionRow
from portal_app.demo_logins import PASSWORD
from services.database import make_engine, unit_of_work
from tests.e2e.journeys.logging_in import MARIA, log_in
from tests.e2e.screens.profile import ProfileScreen
from tests.e2e.support.axe import check
from tests.e2e.support.patience import PATIENCE_MS
from tests.e2e.support.people import NOBODYS
from tests.e2e.support.portal import Served

LUIS = "luis.reyes@example.com"


@contextmanager
def another(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, locale="en-US")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def code_for(page: Page, to: str) -> str:
    found = page.request.get("/dev/inbox.json", params={"to": to}).json()
    return found[0]["text"].rpartition("#")[2].strip()


def backdate(served: Served, email: str, **minutes: float) -> None:
    """The sessions of `email` were used, or proved, so long ago."""
    engine = make_engine(f"sqlite:///{served.data_dir / 'portal.sqlite'}")
    with unit_of_work(engine) as session:
        login = session.exec(select(Login).where(Login.email == email)).one()
        values = {name: utc_now() - timedelta(minutes=n) for name, n in minutes.items()}
        mine = update(SessionRow).where(col(SessionRow.login_id) == login.id)
        session.execute(mine.values(**values))
    engine.dispose()


def test_log_out_empties_every_tab_untouched_and_back_shows_nothing(
    page: Page, context: BrowserContext
) -> None:
    log_in(page, LUIS)
    other = context.new_page()
    other.goto("/accounts/L-4417/")
    other.get_by_test_id("balance").wait_for()
    page.get_by_role("banner").get_by_role("button").click()
    page.get_by_role("menuitem", name="Log out").click()
    other.wait_for_url("**/login/**")
    expect(other.get_by_text("Your session has ended.")).to_be_visible()
    page.wait_for_url("**/login/")
    page.go_back()
    page.wait_for_url("**/login/**")
    expect(page.get_by_text("Auto loan")).to_have_count(0)


def test_a_stale_page_goes_to_log_in_and_then_back_to_where_it_was(
    page: Page, served: Served
) -> None:
    log_in(page, LUIS)
    page.goto("/accounts/L-4417/?tab=documents")
    page.get_by_test_id("balance").wait_for()
    backdate(served, LUIS, last_used_at=61)
    page.get_by_role("button", name="Make a payment").click()
    page.wait_for_url("**/login/#ended")
    page.get_by_role("textbox", name="Email").fill(LUIS)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/accounts/L-4417/?tab=documents")


def test_another_browser_is_logged_out_from_the_profile_at_once(
    page: Page, browser: Browser, address: str
) -> None:
    with another(browser, address) as elsewhere:
        theirs = elsewhere.new_page()
        log_in(theirs, NOBODYS)
        log_in(page, NOBODYS)
        screen = ProfileScreen(page)
        screen.visit()
        expect(screen.session(0)).to_contain_text("This one")
        others = screen.sessions().count() - 1
        screen.session(1).get_by_role("button").click()
        theirs.wait_for_url("**/login/**")
        expect(page.get_by_text("Logged out there.")).to_be_visible()
        expect(screen.sessions()).to_have_count(others)


def test_a_first_phone_is_added_by_a_code_after_fresh_proof(page: Page, served: Served) -> None:
    log_in(page, NOBODYS)
    screen = ProfileScreen(page)
    backdate(served, NOBODYS, proved_at=11)
    screen.visit()
    expect(screen.section("Log-in")).to_contain_text("None yet")
    screen.change("phone number", "Add")
    screen.fill("Confirm that it is you", "Password", "not hers", "Verify")
    expect(page.get_by_role("alert")).to_contain_text("That password does not match.")
    screen.fill("Confirm that it is you", "Password", PASSWORD, "Verify")
    screen.fill("Add phone number", "Phone", "(202) 555-0177", "Continue")
    box = screen.dialog("Confirm your phone number")
    box.wait_for()
    code = code_for(page, "+12025550177")
    screen.fill("Confirm your phone number", "Code", code, "Verify")
    expect(page.get_by_text("Your phone number is changed.")).to_be_visible()
    expect(screen.section("Log-in")).to_contain_text("0177")
    screen.change("phone number")
    expect(screen.dialog("Change phone number")).to_be_visible()
    told = page.request.get("/dev/inbox.json", params={"to": NOBODYS}).json()
    assert "Your phone number was changed" in [one["subject"] for one in told]


def test_a_weak_password_is_refused_in_words_and_a_good_one_taken(page: Page) -> None:
    log_in(page, NOBODYS)
    screen = ProfileScreen(page)
    screen.visit()
    screen.change("password")
    screen.fill("Change password", "Password", "short", "Set password")
    expect(page.get_by_role("alert")).to_contain_text("That is too short.")
    screen.fill("Change password", "Password", PASSWORD, "Set password")
    expect(page.get_by_text("Your password is changed.")).to_be_visible()


def test_a_language_is_kept_for_the_next_log_in(page: Page) -> None:
    log_in(page, NOBODYS)
    screen = ProfileScreen(page)
    screen.visit()
    screen.choose("Español")
    page.wait_for_url("**/es/profile/**")
    expect(page.get_by_text("Su elección está guardada.")).to_be_visible()
    page.context.clear_cookies()
    log_in(page, NOBODYS, lands="**/es/accounts/")
    page.goto("/es/profile/")
    screen.choose("English", "Guardar")
    page.wait_for_url(re.compile(r"^(?!.*/es/).*/profile/"))


def test_an_idle_session_is_warned_of_and_can_stay(page: Page, served: Served) -> None:
    page.clock.install()
    log_in(page, MARIA)
    page.get_by_role("article").first.wait_for()
    page.clock.fast_forward("56:00")
    warning = page.get_by_role("dialog", name="Are you still there?")
    expect(warning).to_have_count(0)
    backdate(served, MARIA, last_used_at=58.5)
    page.clock.fast_forward("02:00")
    expect(warning).to_be_visible()
    warning.get_by_role("button", name="Stay", exact=True).click()
    expect(warning).to_have_count(0)
    page.clock.fast_forward("30:00")
    expect(page.get_by_role("article").first).to_be_visible()
    backdate(served, MARIA, last_used_at=61)
    page.clock.fast_forward("30:00")
    page.wait_for_url("**/login/**")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light")])
def test_the_profile_and_its_dialogs_are_accessible(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # pyright: ignore[reportArgumentType]
    log_in(page, MARIA)
    for address in ("/profile/", "/es/profile/", "/confirm-email/", "/confirm-email/#dead"):
        page.goto(address)
        page.get_by_role("heading", level=1).wait_for()
        page.wait_for_load_state("networkidle")
        check(page)
    for number, change in enumerate(("email", "password", "phone", "authenticator")):
        page.goto(f"/profile/?change={change}&at={width}{scheme}{number}")
        page.get_by_role("dialog").get_by_role("textbox").or_(
            page.get_by_role("dialog").get_by_label("Password", exact=True)
        ).first.wait_for()
        check(page)


def test_a_phone_has_the_profile_in_its_bar_and_scrolls_one_way(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    log_in(page, MARIA)
    page.get_by_role("navigation").get_by_role("link", name="Profile", exact=True).click()
    ProfileScreen(page).section("Log-in").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_an_email_changes_by_the_link_at_the_new_address(page: Page) -> None:
    new = "nora.new@example.com"
    log_in(page, NOBODYS)
    screen = ProfileScreen(page)
    for address in (new, NOBODYS):  # and back, for the tests that follow
        page.goto("/profile/")
        screen.section("Log-in").wait_for()
        screen.change("email")
        screen.fill("Change email", "Email", address, "Continue")
        expect(page.get_by_text("We sent a link to your new email.")).to_be_visible()
        mail = page.request.get("/dev/inbox.json", params={"to": address}).json()[0]["text"]
        page.goto(next(word for word in mail.split() if "/confirm-email/" in word))
        assert page.url.endswith("/confirm-email/"), "no token stays in the address"
        page.get_by_role("button", name="Confirm this email", exact=True).click()
        expect(page.get_by_text("Your email is changed.")).to_be_visible()
        expect(screen.section("Log-in")).to_contain_text(address)
