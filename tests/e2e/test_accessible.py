"""axe finds nothing on any screen or state of a dialog, light and dark, on a phone and a desk."""

import pytest
from playwright.sync_api import Page

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.journeys.paying import review
from tests.e2e.journeys.second_step import to_second_step
from tests.e2e.screens.accounts import AccountsScreen
from tests.e2e.screens.pay_dialog import PayDialog
from tests.e2e.support.axe import check
from tests.e2e.support.people import NEVER_SET_UP

SIZES = [(390, 844, "light"), (390, 844, "dark"), (1280, 900, "light"), (1280, 900, "dark")]
OPEN = (
    *("/login/", "/login/#wrong", "/forgot/#sent", "/es/forgot/#dead", "/signup/", "/lms/forgot/"),
    *("/terms/", "/privacy/", "/es/accessibility/"),
)
SAM = "sam.okafor@example.com"
LOAN = "Personal loan L-1082"


@pytest.fixture(params=SIZES, ids=lambda size: "-".join(map(str, size)))
def sized(page: Page, request: pytest.FixtureRequest) -> Page:
    width, height, scheme = request.param
    page.set_viewport_size({"width": width, "height": height})
    # a dialog that still fades in has no contrast to measure
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return page


def test_open_pages(sized: Page) -> None:
    for path in OPEN:
        sized.goto(path)
        check(sized)


def test_all_components(sized: Page) -> None:
    sized.goto("/dev/components/")
    sized.get_by_role("button", name="Actions for Visa 4242").click()
    sized.get_by_role("menuitem", name="Make default").wait_for()
    check(sized)


def test_accounts_and_every_step_of_paying(sized: Page) -> None:
    accounts = log_in(sized)
    accounts.card(LOAN).wait_for()
    check(sized)
    _missing_and_own_page(sized, accounts)
    accounts.visit()
    accounts.pay(LOAN)
    dialog = PayDialog(sized)
    dialog.type_amount("999999")
    dialog.box.get_by_text("You were not charged.").wait_for()
    check(sized)
    sized.keyboard.press("Escape")
    review(accounts, LOAN, "1.00", "Visa ····0002")
    check(sized)
    dialog.pay("$1.00")
    dialog.heading("Payment declined").wait_for()
    check(sized)


def test_the_second_step(sized: Page) -> None:
    screen = to_second_step(sized, SAM)
    sized.get_by_text("0143").wait_for()
    check(sized)
    sized.goto("/login/verify/#wrong")
    screen.heading().wait_for()
    check(sized)
    to_second_step(sized, NEVER_SET_UP).picture().wait_for()
    check(sized)


def _missing_and_own_page(page: Page, accounts: AccountsScreen) -> None:
    accounts.open(LOAN)
    page.get_by_role("button", name="Make a payment").wait_for()
    check(page)
    page.goto("/accounts/L-7001/")
    page.get_by_role("heading", name="No such account").wait_for()
    check(page)
