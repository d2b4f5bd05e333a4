"""The second step with a real phone's parts, with JavaScript and without."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from services.demo.people import TINA
from tests.e2e.journeys.second_step import app_code, newest_code, to_second_step
from tests.e2e.screens.second_step import RecoveryCodesScreen
from tests.e2e.support.patience import PATIENCE_MS
from tests.e2e.support.people import TO_SET_UP, WITHOUT_PHONE

SAM, ERIN, ALEX = "sam.okafor@example.com", "erin.walsh@example.com", "alex.chen@example.com"
ACCOUNTS = re.compile("/accounts/$")


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def either(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with JavaScript, and one without."""
    context = browser.new_context(
        base_url=address, locale="en-US", java_script_enabled=request.param
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def log_out(context: BrowserContext) -> None:
    """All but the trusted device."""
    context.clear_cookies(name=re.compile("^(?!.*device)"))


def test_sam_by_text_message_with_a_wrong_code_before(either: Page) -> None:
    screen = to_second_step(either, SAM)
    expect(either.get_by_text("We sent you a text message with a code.")).to_be_visible()
    expect(screen.code_field()).to_have_attribute("autocomplete", "one-time-code")
    code = newest_code(either.context, SAM)
    screen.verify("000000" if code != "000000" else "111111")
    expect(either.get_by_text("That code does not match.")).to_be_visible()
    screen.verify(f"{code[:3]} {code[3:]}")
    either.wait_for_url(ACCOUNTS)


def test_erin_by_email(either: Page) -> None:
    screen = to_second_step(either, ERIN)
    screen.verify(newest_code(either.context, ERIN))
    either.wait_for_url(ACCOUNTS)


def test_tina_by_her_app(either: Page) -> None:
    screen = to_second_step(either, TINA.email)
    screen.verify(app_code(TINA.authenticator))
    either.wait_for_url(ACCOUNTS)


def test_the_caret_is_in_the_field_and_the_page_says_where_the_code_went(page: Page) -> None:
    screen = to_second_step(page, SAM)
    expect(page.get_by_text("Six digits, sent to •••• 0143.")).to_be_visible()
    expect(screen.code_field()).to_be_focused()
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("That code does not match.")).to_be_visible()
    expect(screen.code_field()).to_be_focused()
    expect(screen.code_field()).to_have_accessible_description(re.compile("does not match.*0143"))


def test_a_new_code_after_a_visible_countdown(page: Page) -> None:
    screen = to_second_step(page, ERIN)
    expect(screen.countdown()).to_have_text(re.compile(r"in \d+ s"))
    screen.send_again()
    expect(page.get_by_text("A code was sent just now.")).to_be_visible()
    expect(screen.countdown()).to_be_visible()
    expect(screen.countdown()).to_have_count(0)
    first = newest_code(page.context, ERIN)
    screen.send_again()
    expect(page.get_by_text("A new code is on its way.")).to_be_visible()
    screen.verify(newest_code(page.context, ERIN))
    page.wait_for_url(ACCOUNTS)
    assert first


def test_a_trusted_device_skips_the_step_next_time(page: Page) -> None:
    screen = to_second_step(page, SAM)
    screen.trust()
    screen.verify(newest_code(page.context, SAM))
    page.wait_for_url(ACCOUNTS)
    log_out(page.context)
    page.goto("/login/")
    page.get_by_role("textbox", name="Email").fill(SAM)
    page.get_by_label("Password", exact=True).fill("Juniper-demo-2026")
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(ACCOUNTS)


def test_alex_sets_up_saves_the_codes_and_uses_one(page: Page, tmp_path: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen = to_second_step(page, ALEX)
    secret = screen.scan(tmp_path)
    expect(page.get_by_text(secret[:4]).first).to_be_visible()
    screen.verify(app_code(secret))
    page.wait_for_url("**/profile/recovery-codes/")
    saved = RecoveryCodesScreen(page)
    expect(saved.codes()).to_have_count(10)
    codes = saved.codes().all_inner_texts()
    page.evaluate("kept = setTimeout; setTimeout = () => 0")  # it says so until it is seen
    saved.copy()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    page.evaluate("setTimeout = kept")
    assert page.evaluate("navigator.clipboard.readText()").split() == codes
    assert saved.download().split() == codes
    saved.saved()
    page.wait_for_url(ACCOUNTS)
    log_out(page.context)
    screen = to_second_step(page, ALEX)
    screen.try_another_way()
    expect(page.get_by_text("Enter one of your recovery codes.")).to_be_visible()
    screen.verify(codes[0].upper())
    page.wait_for_url(ACCOUNTS)


def test_without_script_the_app_is_set_up_and_the_codes_are_a_file(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    context = browser.new_context(base_url=address, locale="en-US", java_script_enabled=False)
    page = context.new_page()
    screen = to_second_step(page, TO_SET_UP)
    screen.verify(app_code(screen.scan(tmp_path)))
    page.wait_for_url("**/profile/recovery-codes/")
    codes = RecoveryCodesScreen(page).download().split()
    assert len(codes) == 10
    log_out(context)
    screen = to_second_step(page, TO_SET_UP)
    screen.try_another_way()
    screen.verify(codes[0])
    page.wait_for_url(re.compile("/(accounts|profile/recovery-codes)/$"))
    context.close()


def test_a_phone_is_asked_for_and_confirmed(page: Page) -> None:
    screen = to_second_step(page, WITHOUT_PHONE)
    screen.add_phone("555")
    expect(page.get_by_text("That is no phone number.")).to_be_visible()
    screen.add_phone("(202) 555-0177")
    screen.heading().wait_for()
    screen.verify(newest_code(page.context, "%2B12025550177"))
    page.wait_for_url(ACCOUNTS)
