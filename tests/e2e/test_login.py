"""Log-in in a browser."""

import re
import time

from playwright.sync_api import Page, expect

from tests.e2e.journeys.logging_in import MARIA, log_in
from tests.e2e.screens.login import LoginScreen


def test_a_wrong_password_is_told_and_nothing_opens(page: Page) -> None:
    screen = LoginScreen(page)
    screen.visit()
    screen.log_in(MARIA, "not her password")
    expect(page.get_by_text("That email and password do not match.")).to_be_visible()


def test_maria_sees_hers_and_not_what_has_no_web_access(page: Page) -> None:
    accounts = log_in(page)
    expect(accounts.card("Personal loan L-1082")).to_be_visible()
    expect(accounts.card("Auto loan L-4417")).to_be_visible()
    expect(page.get_by_test_id("account-L-7001")).to_have_count(0)
    page.goto("/accounts/L-7001/")
    expect(page.get_by_role("heading", name="No such account")).to_be_visible()


def test_a_lock_says_when_it_ends_in_the_readers_own_time(page: Page) -> None:
    end = int(time.time()) + 600
    for address, said in (
        (f"/login/?until={end}#locked", r"Try again at (\w+ )?\d+:\d\d\s[AP]M, or call us\."),
        (f"/es/login/?until={end}#locked", r"a partir de: .*\d+:\d\d.*, o llámenos\."),
        (f"/lms/login/?until={end + 999_999}#locked", "Wait a while, then try again"),
        ("/login/?until=1e9<b>#locked", "Wait a while, then try again"),
        ("/login/#locked", "Wait a while, then try again"),
    ):
        page.goto("about:blank")
        page.goto(address)
        notice = page.get_by_role("alert").filter(visible=True)
        expect(notice).to_contain_text(re.compile(said))
