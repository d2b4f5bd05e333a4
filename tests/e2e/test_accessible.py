"""axe finds nothing on the pages of this issue, in light and in dark, on a phone and a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.journeys.logging_in import log_in

SIZES = [(390, 844, "light"), (390, 844, "dark"), (1280, 900, "light"), (1280, 900, "dark")]


@pytest.mark.parametrize(("width", "height", "scheme"), SIZES)
def test_axe_is_content(page: Page, width: int, height: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": height})
    # a dialog that still fades in has no contrast to measure
    page.emulate_media(
        color_scheme=scheme,  # pyright: ignore[reportArgumentType]
        reduced_motion="reduce",
    )
    page.goto("/login/")
    _check(page)
    accounts = log_in(page)
    accounts.card("Personal loan L-1082").wait_for()
    _check(page)
    accounts.open("Personal loan L-1082")
    pay = page.get_by_role("button", name="Make a payment")
    pay.wait_for()
    _check(page)
    pay.click()
    page.get_by_role("button", name="Continue").wait_for()
    _check(page)


def _check(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
