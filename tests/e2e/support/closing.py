"""A context is closed at rest: Chromium never answers if a page of it is about to load another."""

from contextlib import suppress

from playwright.sync_api import BrowserContext, Error, Page

_PATIENCE_MS = 10_000
_close, _goto = BrowserContext.close, Page.goto


def _close_at_rest(self: BrowserContext, *, reason: str | None = None) -> None:
    for page in self.pages:
        with suppress(Error):
            _goto(page, "about:blank", timeout=_PATIENCE_MS)
    _close(self, reason=reason)


def close_at_rest() -> None:
    """From now on every `context.close` of this process ends what its pages were about to load."""
    BrowserContext.close = _close_at_rest  # pyright: ignore
