"""Everything has room, in the longer language, on the narrowest phone and on a desk."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.support.fits import misfits

OPEN = ("/es/login/", "/es/login/#wrong", "/es/forgot/", "/es/signup/#sent", "/es/terms/")
PRIVATE = (
    "/es/accounts/",
    "/es/accounts/L-4417/",
    "/es/accounts/L-4417/?tab=transactions",
    "/es/accounts/L-4417/?tab=documents",
    "/es/accounts/L-4417/?tab=collateral",
    "/es/accounts/C-9035/?tab=transactions",
    "/es/accounts/C-9035/?tab=transactions&q=shell",
    "/es/accounts/C-9035/?tab=statements",
    "/es/accounts/L-2210/",
    "/es/profile/",
)
DIALOGS = ("Hacer un pago", "Cotización de liquidación", "Y si…", "Ver desglose")


@pytest.fixture(params=[(320, 640), (1280, 900)], ids=["phone", "desk"])
def sized(page: Page, request: pytest.FixtureRequest) -> Page:
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(reduced_motion="reduce")
    return page


def test_before_the_log_in(sized: Page) -> None:
    for path in OPEN:
        sized.goto(path)
        sized.get_by_role("main").get_by_role("heading", level=1).wait_for()
        assert misfits(sized) == [], path


def test_after_it(sized: Page) -> None:
    log_in(sized)
    for path in PRIVATE:
        sized.goto(path)
        _settled(sized)
        assert misfits(sized) == [], path


def test_in_its_dialogs(sized: Page) -> None:
    log_in(sized)
    sized.goto("/es/accounts/L-4417/")
    _settled(sized)
    for button in DIALOGS:
        sized.get_by_role("button", name=button, exact=True).click()
        sized.get_by_role("dialog").get_by_role("combobox").or_(
            sized.get_by_role("dialog").get_by_test_id("payoff")
        ).first.wait_for()
        _settled(sized)
        assert misfits(sized) == [], button
        sized.keyboard.press("Escape")
        sized.get_by_role("dialog").wait_for(state="hidden")


def _settled(page: Page) -> None:
    """Nothing is being read any more."""
    expect(page.locator("[aria-busy=true], .skeleton")).to_have_count(0)
