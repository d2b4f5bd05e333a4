"""A page is complete before its scripts have come: what only they can do waits for them."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests.e2e.support.patience import PATIENCE_MS

_AWAKE = """() => {
  const main = document.querySelector("main");
  const isOurs = document.querySelector('link[href="/brand.css"]') !== null;
  const cannotStart = document.querySelector(".unstarted:not([hidden])") !== null;
  return (
    !main || !isOurs || cannotStart || Object.keys(main).some((key) => key.startsWith("__react"))
  );
}"""

_goto, _reload, _new_context = Page.goto, Page.reload, Browser.new_context


def awake(page: Page) -> None:
    """Returns once React has taken the page over, or the page says that it cannot come."""
    page.wait_for_function(_AWAKE, timeout=PATIENCE_MS)


def _new_context_noted(self: Browser, **options: Any) -> BrowserContext:
    context = _new_context(self, **options)
    context.scripted = options.get("java_script_enabled", True)  # pyright: ignore
    return context


def _goto_awake(self: Page, url: str, **options: Any) -> Response | None:
    answer = _goto(self, url, **options)
    if getattr(self.context, "scripted", True):
        awake(self)
    return answer


def _reload_awake(self: Page, **options: Any) -> Response | None:
    answer = _reload(self, **options)
    if getattr(self.context, "scripted", True) and options.get("wait_until") != "commit":
        awake(self)
    return answer


def wait_for_scripts() -> None:
    """From now on every `page.goto` and `page.reload` of this process ends with the page awake.

    A person is slower than a page's scripts, a test is not.
    """
    Browser.new_context = _new_context_noted  # pyright: ignore
    Page.goto = _goto_awake  # pyright: ignore
    Page.reload = _reload_awake  # pyright: ignore
