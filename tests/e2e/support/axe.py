"""Accessibility as axe judges it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_STILL = """() => document.getAnimations().every(
  (one) => one.playState !== "running" || one.effect.getTiming().iterations === Infinity
)"""


def check(page: Page) -> None:
    """Nothing found on the page as it is now: colors that still change are waited for."""
    page.wait_for_function(_STILL)
    # until its script has run, the stylesheet draws the lender's name, which axe does not read
    page.locator('[data-lender="name"]:empty').first.wait_for(state="detached")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
