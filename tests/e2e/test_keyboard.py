"""Without a mouse: focus stays where it belongs and comes back."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.pay_dialog import PayDialog
from tests.e2e.support.awake import awake

LOAN = "Personal loan L-1082"
MORE_THAN_THE_DIALOG_HAS = 16


def test_the_dialog_keeps_focus_and_gives_it_back(page: Page) -> None:
    accounts = log_in(page)
    opener = accounts.card(LOAN).get_by_role("button", name="Pay", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    dialog = PayDialog(page)
    expect(dialog.box.get_by_role("heading", name="Make a payment")).to_be_focused()
    dialog.box.get_by_role("button", name="Continue").wait_for()
    for _press in range(MORE_THAN_THE_DIALOG_HAS):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("Escape")
    expect(dialog.box).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_payment_with_the_keyboard_alone(page: Page) -> None:
    accounts = log_in(page)
    accounts.card(LOAN).get_by_role("button", name="Pay", exact=True).press("Enter")
    dialog = PayDialog(page)
    expect(dialog.box.get_by_role("heading", name="Make a payment")).to_be_focused()
    dialog.box.get_by_role("radio", name="Next due", exact=True).focus()
    page.keyboard.press("ArrowUp")  # round to the last: Custom
    expect(dialog.box.get_by_role("radio", name="Custom", exact=True)).to_be_checked()
    own = dialog.box.get_by_role("textbox", name="Amount", exact=True)
    expect(own).to_be_visible()
    page.keyboard.press("Tab")
    expect(own).to_be_focused()
    page.keyboard.type("26")
    go_on = dialog.box.get_by_role("button", name="Continue", exact=True)
    _tab_to(page, go_on)
    page.keyboard.press("Enter")
    expect(dialog.heading("Review")).to_be_focused()
    _tab_to(page, dialog.box.get_by_role("button", name="Pay $26.00", exact=True))
    page.keyboard.press("Enter")
    expect(dialog.heading("Payment received")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog.box).to_be_hidden()


def test_the_menu_by_arrows(page: Page) -> None:
    page.goto("/dev/components/")
    button = page.get_by_role("button", name="Actions for Visa 4242")
    menu = page.get_by_role("menu").filter(has=page.get_by_role("menuitem", name="Make default"))
    first, last = menu.get_by_role("menuitem").first, menu.get_by_role("menuitem").last
    button.press("Enter")
    expect(first).to_be_focused()
    for key, there in (("ArrowUp", last), ("ArrowDown", first), ("End", last), ("Home", first)):
        page.keyboard.press(key)
        expect(there).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_tabs_by_arrows_home_and_end(page: Page) -> None:
    page.goto("/dev/components/")
    awake(page)
    tabs = page.get_by_role("tablist").first.get_by_role("tab")
    tabs.first.click()
    for key, there in (
        ("ArrowRight", tabs.nth(1)),
        ("ArrowLeft", tabs.first),
        ("ArrowLeft", tabs.last),
        ("Home", tabs.first),
        ("End", tabs.last),
    ):
        page.keyboard.press(key)
        expect(there).to_be_focused()
        expect(there).to_have_attribute("aria-selected", "true")


def test_show_shows_the_password_and_keeps_it(page: Page) -> None:
    page.goto("/login/")
    awake(page)
    password = page.get_by_label("Password", exact=True)
    password.fill("not so secret")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(password).to_have_attribute("type", "text")
    expect(password).to_have_value("not so secret")
    page.get_by_role("button", name="Hide", exact=True).click()
    expect(password).to_have_attribute("type", "password")


def test_skipping_to_the_content_moves_focus_there(page: Page) -> None:
    page.goto("/login/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Sign up", exact=True)).to_be_focused()


def _tab_to(page: Page, there: Locator) -> None:
    for _press in range(MORE_THAN_THE_DIALOG_HAS):
        if there.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never comes there")
