"""What the demo's inbox has for somebody, as soon as it is there."""

import re

from playwright.sync_api import Page

from tests.e2e.support.patience import PATIENCE_MS

_LINK = re.compile(r"https?://\S+/[\w-]{43}")


def newest_mail(page: Page, to: str, subject: str) -> str:
    """Text of the newest mail with `subject`; waits until the worker has written it."""
    for _ in range(PATIENCE_MS // 100):
        for message in page.request.get(f"/dev/inbox.json?to={to}").json():
            if message["subject"] == subject:
                return message["text"]
        page.wait_for_timeout(100)
    raise AssertionError(f"no mail {subject!r} for {to}")


def subjects(page: Page, to: str) -> list[str]:
    return [one["subject"] for one in page.request.get(f"/dev/inbox.json?to={to}").json()]


def link_in(text: str) -> str:
    """The address with a token in it."""
    (link,) = _LINK.findall(text)
    return link
