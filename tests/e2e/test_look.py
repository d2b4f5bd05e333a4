"""What every page keeps: its width, its place, light and dark, two languages, its name."""

import pytest
from playwright.sync_api import Browser, Page, expect

from portal_app.demo_logins import PASSWORD
from tests.e2e.journeys.logging_in import MARIA, log_in
from tests.e2e.screens.footer import Footer
from tests.e2e.screens.pay_dialog import PayDialog
from tests.e2e.support.axe import wait_until_still
from tests.e2e.support.people import NOBODYS

OPEN = ("/login/", "/forgot/#dead", "/signup/#sent", "/terms/", "/privacy/", "/accessibility/")
PRIVATE = ("/accounts/", "/accounts/L-4417/", "/accounts/L-7001/", "/dev/components/")
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
SHIFTED = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum), 50));
})"""
GOAL_SHIFT = 0.01


@pytest.mark.parametrize("language", ["", "/es"])
def test_nothing_scrolls_sideways_at_320(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for path in OPEN:
        page.goto(language + path)
        assert page.evaluate(TOO_WIDE) <= 0, path
    log_in(page)
    for path in PRIVATE:
        page.goto(language + path)
        page.get_by_role("main").get_by_role("article").or_(
            page.get_by_test_id("balance").or_(page.get_by_role("main").locator(".empty"))
        ).first.wait_for()
        assert page.evaluate(TOO_WIDE) <= 0, path
    page.goto(f"{language}/accounts/L-4417/")
    page.get_by_test_id("balance").wait_for()
    page.locator(".page-head").get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("combobox").first.wait_for()
    assert page.evaluate("document.querySelector('dialog[open]').scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
def test_nothing_jumps_while_it_loads(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    accounts = log_in(page)
    accounts.card("Auto loan L-4417").wait_for()
    assert page.evaluate(SHIFTED) <= GOAL_SHIFT
    page.goto("/accounts/L-4417/")
    page.get_by_test_id("balance").wait_for()
    assert page.evaluate(SHIFTED) <= GOAL_SHIFT


def test_the_dialog_is_a_sheet_at_the_bottom_of_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    log_in(page).pay("Personal loan L-1082")
    go_on = PayDialog(page).box.get_by_role("button", name="Continue", exact=True)
    go_on.wait_for()
    wait_until_still(page)
    sheet = PayDialog(page).box.bounding_box()
    assert sheet is not None
    assert (sheet["x"], sheet["width"]) == (0, 390)
    assert sheet["y"] + sheet["height"] == 844
    expect(go_on).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 1280, "height": 900})
    PayDialog(page).choose("Custom")
    expect(go_on).to_be_in_viewport(ratio=1)


def test_dark_by_the_device_and_by_choice_before_the_first_paint(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/login/")
    dark = _paper(page)
    footer = Footer(page)
    footer.appearance.select_option("Light")
    expect(page.locator("body")).not_to_have_css("background-color", dark)
    light = _paper(page)
    page.route("**/*.js", lambda route: route.abort())  # what the page is before its script
    page.reload(wait_until="commit")
    expect(page.locator("body")).to_have_css("background-color", light)
    page.unroute("**/*.js")
    page.reload()
    expect(footer.appearance).to_have_value("light")
    footer.appearance.select_option("Match device")
    expect(page.locator("body")).to_have_css("background-color", dark)


def test_the_same_page_in_the_other_language_and_back(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, locale="es-MX")
    page = context.new_page()
    page.goto("/es/privacy/")
    Footer(page).language("English").click()
    page.wait_for_url("**/privacy/")
    expect(page.get_by_role("heading", name="Privacy")).to_be_visible()
    assert "/es/" not in page.url, "the browser's language must not win over the choice"
    Footer(page).language("Español").click()
    expect(page.get_by_role("heading", name="Privacidad")).to_be_visible()
    context.close()


def test_an_account_in_the_other_language(page: Page) -> None:
    log_in(page)
    page.goto("/accounts/L-1082/")
    page.get_by_test_id("balance").wait_for()
    Footer(page).language("Español").click()
    page.wait_for_url("**/es/accounts/L-1082/")
    expect(page.get_by_role("button", name="Hacer un pago")).to_be_visible()


def test_titles_name_the_lender(page: Page) -> None:
    page.goto("/login/")
    expect(page).to_have_title("Log in · Juniper Lending")
    page.get_by_role("link", name="Privacy").click()
    expect(page).to_have_title("Privacy · Juniper Lending")
    page.go_back()
    expect(page).to_have_title("Log in · Juniper Lending")


def test_log_in_and_language_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, locale="en-US", java_script_enabled=False)
    page = context.new_page()
    page.goto("/login/")
    expect(Footer(page).language("Español")).to_have_attribute("href", "/es/login/")
    page.get_by_role("textbox", name="Email").fill(MARIA)
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("do not match")
    page.get_by_role("textbox", name="Email").fill(MARIA)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/accounts/")
    context.close()


def test_a_borrower_without_accounts_reads_what_will_be_there(page: Page) -> None:
    log_in(page, NOBODYS)
    expect(page.get_by_role("heading", name="No accounts yet")).to_be_visible()


def _paper(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")
