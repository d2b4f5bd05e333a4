"""Signing up and setting a new password in a browser, with and without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portal_app.demo_logins import PASSWORD
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.journeys.mail import link_in, newest_mail, subjects
from tests.e2e.screens.accounts import AccountsScreen
from tests.e2e.screens.asking import AskingScreen, ResetScreen
from tests.e2e.screens.login import LoginScreen
from tests.e2e.support.axe import check

NINA, OMAR = "nina.costa@example.com", "omar.haddad@example.com"
LUIS, ERIN, TINA = "luis.reyes@example.com", "erin.walsh@example.com", "tina.novak@example.com"
NEW = "plum orbit canvas"
ABOUT_YOU = "It is made of your name, your email or ours. Add words that nobody expects."


@pytest.fixture
def bare(browser: Browser, address: str) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(base_url=address, locale="en-US", java_script_enabled=False)
    yield context.new_page()
    context.close()


def ask(page: Page, link: str, email: str) -> AskingScreen:
    """From the log-in page to the answer."""
    LoginScreen(page).visit()
    page.get_by_role("link", name=link).click()
    screen = AskingScreen(page)
    page.get_by_role("heading", name=link, level=1).wait_for()
    screen.ask(email)
    return screen


def test_nina_signs_up_and_lands_in_her_accounts(page: Page) -> None:
    screen = ask(page, "Sign up", NINA)
    expect(screen.answer).to_contain_text("Check your email.")
    page.goto(link_in(newest_mail(page, NINA, "Set your password")))
    page.wait_for_url("**/reset/")
    reset = ResetScreen(page)
    expect(page.get_by_text(NINA)).to_be_visible()
    reset.password.fill("ninacosta")
    expect(page.get_by_text("6 more characters")).to_be_visible()
    reset.password.fill("Nina Costa 1987!")
    expect(page.get_by_text(ABOUT_YOU, exact=True)).to_be_visible()
    check(page)
    reset.password.fill(NEW)
    expect(reset.meter).to_have_attribute("aria-valuenow", "4")
    reset.set_password(NEW)
    page.wait_for_url("**/accounts/")
    expect(
        AccountsScreen(page)
        .card("Auto loan L-3005")
        .or_(page.get_by_test_id("account-L-3005"))
        .first
    ).to_be_visible()
    screen = ask_again(page, NINA)
    expect(screen.answer).to_contain_text("Check your email.")
    assert "/forgot/" in newest_mail(page, NINA, "You already have a login")


def ask_again(page: Page, email: str) -> AskingScreen:
    page.goto("/signup/")
    screen = AskingScreen(page)
    screen.ask(email)
    return screen


def test_omar_is_told_to_ask_and_strangers_read_the_same(page: Page) -> None:
    answers = set()
    for email in (OMAR, "nobody@example.com"):
        screen = ask(page, "Sign up", email)
        answers.add(screen.answer.inner_text())
    assert len(answers) == 1
    assert "ask for access" in newest_mail(page, OMAR, "Ask us for access")
    assert subjects(page, "nobody@example.com") == []


def test_a_reset_ends_the_session_of_another_browser(
    page: Page, browser: Browser, address: str
) -> None:
    other = browser.new_context(base_url=address, locale="en-US")
    theirs = other.new_page()
    log_in(theirs, LUIS)
    screen = ask(page, "Forgot your password?", LUIS)
    expect(screen.answer).to_contain_text("Check your email.")
    link = link_in(newest_mail(page, LUIS, "Set a new password"))
    page.goto(link)
    reset = ResetScreen(page)
    page.get_by_role("button", name="Show", exact=True).click()
    reset.set_password("luisreyes2026")
    expect(reset.refusal).to_contain_text("That is too short.")
    reset.set_password(NEW)
    page.wait_for_url("**/accounts/")
    theirs.wait_for_url("**/login/**")
    page.goto(link)
    expect(page.get_by_role("alert")).to_contain_text("That link no longer works.")
    assert newest_mail(page, LUIS, "Your password was changed")
    _can_log_in_with(theirs, LUIS, NEW)
    other.close()


def _can_log_in_with(page: Page, email: str, password: str) -> None:
    screen = LoginScreen(page)
    screen.visit()
    screen.log_in(email, PASSWORD)
    expect(page.get_by_text("That email and password do not match.")).to_be_visible()
    screen.log_in(email, password)
    page.wait_for_url("**/accounts/")


def test_a_reset_does_not_skip_the_second_step_without_javascript(bare: Page) -> None:
    screen = ask(bare, "Forgot your password?", TINA)
    expect(screen.answer).to_contain_text("Check your email.")
    bare.goto(link_in(newest_mail(bare, TINA, "Set a new password")))
    reset = ResetScreen(bare)
    reset.set_password("password1")
    expect(reset.refusal).to_contain_text("known to attackers")
    reset.set_password("tea4Plum orbit")
    bare.wait_for_url("**/login/verify/**")
    expect(bare.get_by_role("textbox", name="Code")).to_be_visible()


def test_who_gets_codes_by_mail_is_sent_to_the_lender(bare: Page) -> None:
    ask(bare, "Forgot your password?", ERIN)
    bare.goto(link_in(newest_mail(bare, ERIN, "Set a new password")))
    expect(bare.get_by_role("alert")).to_contain_text("Please call us")


def test_a_link_opened_in_spanish_stays_in_spanish(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, locale="es-MX")
    page = context.new_page()
    page.goto("/signup/")
    page.wait_for_url("**/es/signup/")
    page.get_by_label("Correo electrónico").fill(OMAR)
    page.get_by_role("button", name="Continuar", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Revise su correo.")
    context.close()


@pytest.mark.parametrize(("old", "new"), [("/#/signup", "**/signup/"), ("/#/login", "**/login/**")])
def test_addresses_of_the_portal_before_lead_here(
    context: BrowserContext, old: str, new: str
) -> None:
    page = context.new_page()
    page.goto(old)
    page.wait_for_url(new)
    expect(page.get_by_role("textbox", name="Email")).to_be_visible()
