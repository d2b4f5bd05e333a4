"""Accessibility as axe judges it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_STILL = """async () => {
  const chosen = localStorage.getItem("theme"), root = document.documentElement.classList;
  const follows = () => {
    const isDark = ["light", "dark"].includes(chosen)
      ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    return !root.contains(isDark ? "light" : "dark");
  };
  const moves = (one) =>
    one.playState === "running" && one.effect.getTiming().iterations !== Infinity;
  do await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  while (!follows() || document.getAnimations().some(moves));
  return true;
}"""
"""The page's script has followed the device's scheme, and what that set in motion has ended: on the
way from a scheme to the other a button's ground is neither's. It goes round by itself: Playwright
takes the first answer of a promise, also when it is false.
"""


def wait_until_still(page: Page) -> None:
    page.wait_for_function(_STILL)


def check(page: Page) -> None:
    """Nothing found on the page as it is now: colors that still change are waited for."""
    wait_until_still(page)
    # until its script has run, the stylesheet draws the lender's name, which axe does not read
    page.locator('[data-lender="name"]:empty').first.wait_for(state="detached")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
