"""A page is complete before its scripts have come: what only they can do waits for them."""

from playwright.sync_api import Page

_AWAKE = """() => {
  const main = document.querySelector("main");
  return main && Object.keys(main).some((key) => key.startsWith("__react"));
}"""


def awake(page: Page) -> None:
    """Returns once React has taken the page over."""
    page.wait_for_function(_AWAKE)
